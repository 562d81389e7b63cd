"""One filled frame, how many meetings: それぞれ, hosts called on, states one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from meetextract.people.persons import Person
from meetextract.talks.relation import Party
from meetextract.talks.roles import is_place
from meetextract.talks.rules import mode_of

if TYPE_CHECKING:
    from meetextract.talks.event import Found
    from meetextract.talks.walk import Walk
    from meetextract.text.chunks import Chunk

_ROW: Final = 3  # states; with two the talks may be of three
_COUNT: Final = 5  # code points of 3カ国の
_GROUPED: Final = frozenset({"の", "による", ""})


def occasions(
    walk: Walk, found: Found, theirs: Sequence[Person], ours: Sequence[Person]
) -> Iterator[tuple[Party, list[str]]]:
    """Each meeting that one frame tells of: who met, and the sides."""
    for their, our, sides in _split(walk, found, list(theirs), list(ours)):
        foreign = [code for code in sides if code != walk.own]
        yield Party(their, our, foreign), sides


_Split = list[tuple[list[Person], list[Person], list[str]]]


def _split(walk: Walk, found: Found, theirs: list[Person], ours: list[Person]) -> _Split:
    event, sides, own = found.event, found.sides, walk.own
    acting = [m for one in event.subjects for row in found.sentence.group(one) for m in row.persons]
    # Who is told by office alone may be a person of that one mention (who.holder).
    lead = [p for p in theirs if any(m.person is p or any(m is one for one in p.mentions[:1]) for m in acting)]
    lead = lead or [p for p in theirs if p is found.acting]
    rest = [p for p in theirs if not any(p is q for q in lead)]
    apart = event.apart or _beside(walk, found)
    bilateral = event.bilateral or apart
    calls = event.kind == "call" and bool(theirs) and all(any(m.person is p for m in event.hosts) for p in theirs)
    whole: _Split = [(theirs, ours, sides)]
    if event.kind == "call" and not calls and not apart:
        return whole
    if len(tables := _tables(found)) > 1:
        return [_at_table(walk, found, codes) for codes in tables]
    if len(theirs) == 1 and apart and not ours and len(others := [c for c in sides if c not in _codes(*theirs)]) > 1:
        return [(theirs, [], [*_codes(*theirs), code]) for code in others]  # 各国の首脳がそれぞれ習主席と会談した
    if len(theirs) > 1 and not lead and own in sides and _staged(walk, found):
        return _rows(walk, found, theirs, ours, apart=apart, calls=calls, bilateral=bilateral) or whole
    named_here = [p for p in theirs if any(m.person is p for m in event.persons)]
    joint = not bilateral and _is_joint(walk, found)
    if len(theirs) > 1 and not bilateral and (not named_here or not any(p.name for p in theirs)):
        apart_told = not lead and not joint and own in sides and _of_offices(found, theirs)
        return _states(walk, theirs, ours, sides) if apart_told else whole
    if not theirs and own in sides and len(sides) > 2 and bilateral and not _of_a_group(walk, found):
        return [([], ours, [code, own]) for code in sides if code != own]
    if not theirs and not joint and (row := partner_states(walk, found)):
        return [([], ours, [code, own]) for code in row]
    listed = len(rest) >= _ROW and bool(rest[0].name)
    each_of_a_state = len({p.country for p in rest}) == len(rest) and (calls or listed or _also(found, rest))
    if lead and len(rest) > 1 and not ours and (apart or (not joint and each_of_a_state)):
        return [([*lead, p], [], _codes(*lead, p)) for p in rest]
    if len(lead) > 1 and rest and not ours and apart:
        return [([p, *rest], [], _codes(p, *rest)) for p in lead]
    if len(lead) == 1 and not rest and len(ours) > 1 and apart:
        return [(lead, [p], [*_codes(lead[0]), own]) for p in ours]
    if len(theirs) > 1 and not lead and own in sides and not joint:
        return _rows(walk, found, theirs, ours, apart=apart, calls=calls, bilateral=bilateral) or whole
    return whole


def _of_offices(found: Found, theirs: Sequence[Person]) -> bool:
    """Whether officials without names met one by one: those of states in a row, or each told by an office of his own;
    英国、イタリアの国防相 sat at one table."""
    if _listed(found):
        return True
    if mode_of(found.sentence.text[found.sentence.start : found.sentence.end]) != "in_person":
        return False  # one call with all of them
    offices = [m for m in found.event.persons if m.titles and not m.name]
    before = [found.sentence.text[max(0, m.start - _COUNT) : m.start] for m in offices]
    if any(words.endswith("国の") and any(map(str.isnumeric, words)) for words in before):
        return False  # エストニア、ラトビア、リトアニアのバルト3国の外相
    return len({p.country for p in theirs}) == len(theirs) and (len(theirs) >= _ROW or len(offices) >= len(theirs))


def partner_states(walk: Walk, found: Found) -> list[str]:
    """チリ、ペルー、ケニアとの外相会談: with which states in a row the page's own side met, one by one."""
    with_whom = walk.frames.particles.partner
    beside = [one for one in found.event.beside if one.particle in with_whom and one.codes and not one.persons]
    row = [code for one in beside[:1] for near in found.sentence.group(one) for code in near.codes]
    acting = (one for one in found.event.subjects if walk.frames.event_noun(one.run) is None)  # not the next talks
    ours = {walk.own, *row}.issuperset(code for one in acting for code in one.codes)
    return row if ours and len(row) >= _ROW and walk.own not in row else []


def _tables(found: Found) -> list[tuple[str, ...]]:
    """日米、日韓、日米韓の外相による会談: each group of states sat at a table of its own."""
    at: Chunk | None = found.event.chunk
    groups: list[tuple[str, ...]] = []
    while at is not None:
        if len(at.codes) > 1 and not at.persons:
            groups.insert(0, tuple(at.codes))
        below = [kid for kid in found.sentence.kids(at) if kid.kind == "n" and kid.particle in _GROUPED]
        at = next((kid for kid in reversed(below) if not kid.comma or len(kid.codes) > 1), None)
    return groups


def _at_table(walk: Walk, found: Found, codes: Sequence[str]) -> tuple[list[Person], list[Person], list[str]]:
    people = [p for p in found.people if p.country in codes]
    return [p for p in people if p.country != walk.own], [p for p in people if p.country == walk.own], list(codes)


def _staged(walk: Walk, found: Found) -> bool:
    """ペルーでは外相らと、チリでは大統領、外相と会談した: each state's own people were met there."""
    places = (one for one in found.sentence.chunks if one.codes and is_place(one, walk.frames))
    return len({one.codes[0] for one in places}) > 1


def _codes(*people: Person) -> list[str]:
    return [p.country for p in people if p.country]


def _also(found: Found, partners: Sequence[Person]) -> bool:
    """大統領は、A首相、B大統領とも会談した: they are further talks, one with each."""
    chunks = (one for one in found.sentence.chunks if one.particle == "とも" and one.persons)
    return any(one.persons[-1].person is person for one in chunks for person in partners[-1:])


def _states(walk: Walk, theirs: Sequence[Person], ours: list[Person], sides: Sequence[str]) -> _Split:
    return [([p], ours, [*_codes(p), *(code for code in sides if code == walk.own)]) for p in theirs]


def _beside(walk: Walk, found: Found) -> bool:
    """A外相のほか、B大統領とも会談した: each had talks of his own, also of one state."""
    chunks = [one for one in found.sentence.chunks if one.persons]
    further = walk.frames.particles.further
    return any(one.particle in further and two.particle == "とも" for one, two in pairwise(chunks))


def _listed(found: Found) -> bool:
    """米国やロシア、インドなどの外相と: each by himself."""
    of_states = [one for one in found.sentence.chunks if one.codes and not one.persons]
    return any(one.particle == "や" or "など" in one.text for one in of_states)


def _is_joint(walk: Walk, found: Found) -> bool:
    """Whether several other sides met at one table."""
    event = found.event
    counted = any(walk.frames.subjects.of(chunk.nouns) == "all" for chunk in event.subjects)
    talk = walk.current
    again = talk is not None and len(talk.parties) > 2 and set(found.sides) <= set(talk.parties)  # of those told before
    return event.joint or counted or _of_a_group(walk, found) or again


def _of_a_group(walk: Walk, found: Found) -> bool:
    """G7司法大臣会合, 日米韓首脳会談: the word for the meeting names who sat at its table."""
    row = any(len(unit.load) > 1 for unit in found.event.chunk.units if unit.letter == "G")  # type: ignore[attr-defined]
    sides = set(found.sides)
    return row or any(sides.issuperset(members) for members in walk.context.groups.values())


def _rows(
    walk: Walk, found: Found, theirs: list[Person], ours: list[Person], *, apart: bool, calls: bool, bilateral: bool
) -> _Split:
    states = list(dict.fromkeys(p.country for p in theirs))
    if not (apart or len(states) > 1 or calls):
        return []
    out: _Split = []
    for code in states:
        row = [p for p in theirs if p.country == code]
        if len(row) > 1 and (apart or calls):
            out += [([p], ours, [*_codes(p), walk.own]) for p in row]
        else:
            out.append((row, ours, [*_codes(row[0]), walk.own]))
    if bilateral:
        out += [([], ours, [code, walk.own]) for code in found.sides if code not in states and code != walk.own]
    return out
