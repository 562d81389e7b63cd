"""Where a page speaks of talks that were not read: its title, a heading or a sentence tells of talks of two
governments, and no record was made of them; or a record stands without points though words for them stand there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract import expressions as re
from meetextract.people.persons import official_mentions
from meetextract.talks.rules import holds, is_unofficial, rules, table
from meetextract.text.sentences import lines, sentences
from meetextract.text.states import find_states

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon
    from meetextract.people.persons import Mention
    from meetextract.talks.drafts import Draft
    from meetextract.talks.walk import Walk

_SPEAKS: Final = "speaks of talks, and no meeting was read"
_ROW: Final = 30  # code points behind somebody in which the next of a row stands
_HEADING: Final = 60  # code points of a line that can be one
_SEVERAL: Final = 2  # states of a trip
_QUOTED: Final = re.compile("「[^「」]*[はがを。][^「」]*」")
_DENIED: Final = frozenset({"_took_place", "_own_outsiders"})  # steps that say: denied, recalled, wished for, domestic
_INCOMPLETE: Final = frozenset({"_enough_told", "_who_acts"})  # steps that only miss a side


class Missed(NamedTuple):
    """A stretch of text (code points) that speaks of talks, and how."""

    start: int
    end: int
    why: str


class _Words(NamedTuple):
    """The lists of [missed] in data/talks.toml; `refuses`: all that says that talks are none, or not told."""

    refuses: tuple[str, ...]
    talks: tuple[str, ...]
    of_two: tuple[str, ...]
    of_governments: tuple[str, ...]
    of_many: tuple[str, ...]
    told: tuple[str, ...]
    to_come: tuple[str, ...]
    said: tuple[str, ...]
    not_told: tuple[str, ...]
    page_of_others: tuple[str, ...]
    each: tuple[str, ...]
    of_state: tuple[str, ...]
    tour: tuple[str, ...]


def missed_talks(walk: Walk, talks: list[Draft]) -> Iterator[Missed]:
    """At most one: the first place that speaks of talks of two governments of which none were read."""
    words = _words()
    if holds(walk.title, (*words.page_of_others, *rules().off)) or _of_outsiders(walk, talks):
        return
    told = _Told.of(talks)
    for start, end, why in _places(walk):
        if _speaks_of_talks(walk, start, end, words) and _is_new(walk, start, end, words, told):
            yield Missed(start, end, why)
            return
    trip = _of_trip(walk, words, told)
    if trip is not None:
        yield trip


def _of_outsiders(walk: Walk, talks: list[Draft]) -> bool:
    """Whether the page is about people of no government: its title names one, or all it tells is of one."""
    return not talks and (is_unofficial((walk.title,)) or any(step == "_own_outsiders" for step, _, _ in walk.refused))


@cache
def _words() -> _Words:
    rows, r = table()["missed"], rules()
    refuses = (*r.off, *rows["not_told"], *r.parties_of_politics)
    return _Words(refuses, *(tuple(rows[name]) for name in _Words._fields[1:]))


class _Told(NamedTuple):
    """What the talks that were read told: their sides, who sat there, and in which sentences."""

    codes: frozenset[str]
    persons: frozenset[int]
    sentences: frozenset[int]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, talks: list[Draft]) -> _Told:
        return cls(
            frozenset(code for talk in talks for code in talk.parties),
            frozenset(id(person) for talk in talks for person, _ in talk.members),
            frozenset(sentence.start for talk in talks for sentence, _ in talk.told),
            tuple(title for talk in talks for person, _ in talk.members for title in person.titles),
        )

    def knows(self, mention: Mention) -> bool:
        """Whether somebody sat there, or, told without a name, is of a state that did, or has an office of one."""
        seated = mention.person is not None and id(mention.person) in self.persons
        held = mention.country in self.codes or any(t.endswith(u) for t in self.titles for u in mention.titles)
        return seated or (not mention.name and held)


def _places(walk: Walk) -> Iterator[tuple[int, int, str]]:
    title = walk.context.page.title
    if title is not None:
        yield (*title, f"the title {_SPEAKS}")
    for line in walk.context.page.body:
        if not holds(walk.text[line.start : line.end], _words().talks):
            continue
        if "。" not in walk.text[line.start : line.end]:
            if line.end - line.start <= _HEADING:
                yield (*line, f"a heading {_SPEAKS}")
            continue
        for sentence in walk.context.sentences(line.start, line.end):
            if not sentence.quoted:
                yield sentence.start, sentence.end, f"a sentence {_SPEAKS}"


def _speaks_of_talks(walk: Walk, start: int, end: int, words: _Words) -> bool:
    """Whether a stretch tells of talks that were or will be: not denied, recalled, wished for or domestic."""
    line = walk.text[start:end]
    said = _QUOTED.sub("", line)
    if not holds(said, words.talks) or holds(line, words.refuses):
        return False
    if "。" in line and not holds(said, words.told):
        return False  # it names talks, but does not tell that they were
    if is_unofficial((said,)):
        return False
    steps = {step for step, low, _ in walk.refused if start <= low < end and "。" in line}
    return not steps & _DENIED or bool(steps & _INCOMPLETE) or holds(said, words.to_come)


def _is_new(walk: Walk, start: int, end: int, words: _Words, told: _Told) -> bool:
    """Whether the talks are of two governments, and of other states or officials than those that were read."""
    mentions = official_mentions(walk.context.within(start, end))
    known = [m for m in mentions if m.person is not None and m.person.country]
    spans = walk.context.states.within(start, end)
    if _lacks_a_side(walk, start, end, told):
        return True
    if told.codes:
        codes = {m.person.country for m in known if m.name and m.person is not None}
        codes |= {code for span in spans if len(span.codes) > 1 for code in span.codes}
        strange = [m for m in known if m.name and id(m.person) not in told.persons]
        where = tuple(walk.frames.particles.place)
        sides = [span for span in spans if not walk.text.startswith(where, span.end)]
        named = {code for span in sides for code in span.codes} - {walk.own}
        if start in told.sentences:
            others = bool(named - told.codes) and holds(walk.text[start:end], words.each)
            return others or any(_in_row(walk, mention, told) for mention in strange)
        if (named - told.codes or "。" not in walk.text[start:end]) and any(_is_unknown(m, told) for m in mentions):
            return True
        return bool((strange and codes - {walk.own}) or (len(codes) > 1 and codes - told.codes))
    codes = {m.person.country for m in known if m.person is not None}
    codes |= {code for span in spans for code in span.codes}
    abroad = codes - {walk.own}
    line = walk.text[start:end]
    if (len(codes) > 1 and (mentions or holds(line, words.of_two))) or (abroad and mentions):
        return True
    before = set(walk.context.states.codes(0, start)) - {walk.own}
    return holds(line, words.of_many) or (holds(line, words.of_governments) and bool(abroad or before))


def _lacks_a_side(walk: Walk, start: int, end: int, told: _Told) -> bool:
    """Whether talks were refused here, or a heading names them, and somebody with an office is none of those read."""
    refused = any(step in _INCOMPLETE for step, low, _ in walk.refused if start <= low < end)
    if not refused and "。" in walk.text[start:end]:
        return False
    rest = [m for m in walk.context.within(start, end) if m.titles and not is_unofficial(m.titles)]
    rest = [m for m in rest if not told.knows(m)]
    if any(walk.own not in (m.country, m.person.country if m.person is not None else None) for m in rest):
        return True
    if told.codes:  # エジプト・カタール首脳と会談
        met = (s for s in walk.context.states.within(start, end) if walk.text.startswith(_words().of_state, s.end))
        return any(code != walk.own and code not in told.codes for span in met for code in span.codes)
    states = set(walk.context.states.codes(start, end)) - {walk.own}
    return refused and (bool(rest) or len(states) > 1)


def _is_unknown(mention: Mention, told: _Told) -> bool:
    """Whether somebody is named who was not seated and whose state no rule could tell."""
    person = mention.person
    return bool(mention.name) and person is not None and person.country is None and id(person) not in told.persons


def _in_row(walk: Walk, mention: Mention, told: _Told) -> bool:
    """サルマン国王及びムハンマド副皇太子への表敬: one who was not seated stands in a row with one who was."""
    after = walk.context.within(mention.end, mention.end + _ROW)
    joined = walk.text.startswith(("及び", "、", "と"), mention.end)
    return joined and any(m.person is not None and id(m.person) in told.persons for m in after[:1])


def missed_points(walk: Walk, talks: list[Draft]) -> Iterator[Missed]:
    """The first sentence of talks of which nothing was read, that holds a word for what is said in them."""
    for passage in sorted({passage for talk in talks if talk.status == "held" for passage in talk.passages}):
        line = walk.text[passage.start : passage.end]
        if holds(_QUOTED.sub("", line), _words().said) and not holds(line, _words().not_told):
            yield Missed(passage.start, passage.end, "a sentence tells what was said, and no point was read")
            return


def missed_by_gate(text: str, lexicon: Lexicon) -> Missed | None:
    """The first sentence of a page that the gate (talks/gate.py) stops that tells of talks of governments."""
    words = _words()
    if not holds(text, words.of_governments):
        return None
    for line in lines(text):
        if not holds(text[slice(*line)], words.of_governments) or holds(text[slice(*line)], words.page_of_others):
            continue
        for sentence in sentences(text, *line):
            said = _QUOTED.sub("", text[sentence.start : sentence.end])
            told = holds(said, words.of_governments) and holds(said, words.told) and not sentence.quoted
            if not told or holds(said, words.refuses):
                continue
            if not is_unofficial((said,)) and find_states(text[: sentence.end], lexicon).spans:
                return Missed(sentence.start, sentence.end, f"a sentence {_SPEAKS}")
    return None


def _of_trip(walk: Walk, words: _Words, told: _Told) -> Missed | None:
    """A title that names a trip to several states, of which one met nobody though the page speaks of talks."""
    title = walk.context.page.title
    if not told.codes:
        lines_ = (line for line in walk.context.page.body if holds(walk.text[line.start : line.end], words.tour))
        far = (line for line in lines_ if len(set(walk.context.states.codes(*line)) - {walk.own}) > _SEVERAL)
        first = next(far, None)
        return None if first is None else Missed(*first, "a trip to several states is told, and no meeting was read")
    if title is None or not holds(walk.title, rules().visits):
        return None
    codes = {code for span in walk.context.states.within(*title) for code in span.codes} - {walk.own}
    if len(codes) > 1 and codes & told.codes and codes - told.codes:
        return Missed(*title, "the title names a trip to other states too, and no meeting was read there")
    return None
