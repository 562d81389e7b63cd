"""Where a page speaks of talks that were not read: its title, a heading or its lead names talks of two governments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract.talks.rules import holds, rules
from meetextract.talks.who import official_mentions

if TYPE_CHECKING:
    from meetextract.talks.drafts import Draft
    from meetextract.talks.walk import Walk

_HEADING: Final = 60  # code points of a line that can be one
_LEAD: Final = 3  # sentences from the top


class Missed(NamedTuple):
    """A stretch of text (code points) that speaks of talks, and how."""

    start: int
    end: int
    why: str


def missed_talks(walk: Walk, talks: list[Draft]) -> Iterator[Missed]:
    """At most one: the first place that speaks of talks of two governments on a page of which none were read."""
    if talks:
        return
    for start, end, why in _places(walk):
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
    if not holds(words, r.talks) or holds(words, r.off) or holds(words, r.parties_of_politics):
        return False
    if any(start <= low < end for step, low, _ in walk.refused if step in ("_took_place", "_own_outsiders")):
        return False  # denied, recalled, wished for
    codes = set(walk.context.states.codes(start, end))
    mentions = official_mentions(walk.context.within(start, end))
    codes |= {m.person.country for m in mentions if m.person is not None and m.person.country}
    abroad = codes - {walk.own}
    return len(codes) > 1 or (bool(abroad) and holds(words, r.talks) and bool(mentions))
