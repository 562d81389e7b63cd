"""Where a page speaks of talks that were not read: its title, a heading or its lead names talks of two governments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract import expressions as re
from meetextract.talks.rules import holds, is_unofficial, rules
from meetextract.talks.who import official_mentions

if TYPE_CHECKING:
    from meetextract.talks.drafts import Draft
    from meetextract.talks.walk import Walk

_HEADING: Final = 60  # code points of a line that can be one
_LEAD: Final = 3  # sentences from the top


_QUOTED: Final = re.compile("「[^「」]*」")
_SIGNED: Final = ("署名式", "署名・交換", "交換公文")
# Words with which a lead tells that talks were held, and those with which nothing was, or others only speak of it.
_HELD: Final = (
    "会談し", "会談を", "会談が", "会談で", "会談に", "協議し", "協議を", "協議が", "会合を", "会合が", "会い、",
    "会った", "表敬", "開かれ", "開催", "行われ", "行いました", "懇談", "面会", "会議を",
)  # fmt: skip
_NOT_HELD: Final = (
    "記者会見", "質問", "記者】", "Q：", "問：", "尋ね", "実現せず", "実現しな", "ありますか", "監督",
    "トップ", "知事", "触れ", "始める", "元交渉", "先の",
)  # fmt: skip


class Missed(NamedTuple):
    """A stretch of text (code points) that speaks of talks, and how."""

    start: int
    end: int
    why: str


def missed_talks(walk: Walk, talks: list[Draft]) -> Iterator[Missed]:
    """At most one: the first place that speaks of talks of two governments of which none were read."""
    told = {code for talk in talks for code in talk.parties}
    for start, end, why in _places(walk):
        words = walk.text[start:end].rstrip("）) \u3000")
        if talks and not (why.startswith("a heading") and words.endswith(rules().heading_ends)):
            continue
        if talks and set(walk.context.states.codes(start, end)) <= told:
            continue
        if _speaks_of_talks(walk, start, end):
            yield Missed(start, end, why)
            return


def _places(walk: Walk) -> Iterator[tuple[int, int, str]]:
    title = walk.context.page.title
    if title is not None:
        yield (*title, "the title speaks of talks")
    told = 0
    for line in walk.context.page.body:
        if "。" not in walk.text[line.start : line.end]:
            if line.end - line.start <= _HEADING:
                yield (*line, "a heading speaks of talks")
        elif told < _LEAD:
            told += 1
            yield (line.start, walk.text.index("。", line.start) + 1, "the lead speaks of talks")


def _speaks_of_talks(walk: Walk, start: int, end: int) -> bool:
    r, words = rules(), walk.text[start:end]
    said = _QUOTED.sub("", words)
    if not holds(said, (*r.talks, *_SIGNED)) or holds(words, (*r.off, *_NOT_HELD, *r.parties_of_politics)):
        return False
    if "。" in words and not holds(said, _HELD):
        return False  # a lead that names talks, but does not tell that they were
    if is_unofficial((said,)):
        return False
    if any(start <= low < end for step, low, _ in walk.refused if step in ("_took_place", "_own_outsiders")):
        return False  # denied, recalled, wished for
    codes = set(walk.context.states.codes(start, end))
    mentions = official_mentions(walk.context.within(start, end))
    codes |= {m.person.country for m in mentions if m.person is not None and m.person.country}
    abroad = codes - {walk.own}
    return len(codes) > 1 or (bool(abroad) and holds(words, r.talks) and bool(mentions))
