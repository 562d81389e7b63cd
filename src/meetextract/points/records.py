"""Drafts into records: the frozen values that users get, each with its place in the source."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import (
    Country,
    Date,
    Meeting,
    Mention,
    Participant,
    Point,
    Span,
)
from meetextract.people.page_side import default_side
from meetextract.people.persons import Mention as PersonMention
from meetextract.people.persons import Person
from meetextract.points.astray import told_of
from meetextract.points.contents import Draft as PointDraft
from meetextract.points.keys import meeting_key
from meetextract.points.predicates import with_user_rules
from meetextract.points.reader import PointReader, State, read_points
from meetextract.points.repeated import without_repeated
from meetextract.points.speakers import Cast, Party
from meetextract.talks.drafts import Context, Draft
from meetextract.text import dates
from meetextract.text.kanji import without_radicals
from meetextract.text.states import states_within

# What one does at a table as well as elsewhere.
_AT_TABLE = frozenset({"懇談", "懇談会", "歓談", "意見交換", "意見を交わす", "話し合う"})


class Record(NamedTuple):
    """A meeting as users get it, beside what it was made of."""

    meeting: Meeting
    draft: Draft
    points: Sequence[PointDraft]


def records(text: str, drafts: Sequence[Draft], context: Context) -> list[Record]:
    """The meetings that stand, in the order of the drafts; a draft that proves to be none is left out.

    `text` is the source, code point by code point as long as `context.text`, which the drafts were read from.
    """
    result: list[Record] = []
    for draft in drafts:
        _order(draft)
        party = Party(tuple(draft.parties), [p for p, _ in draft.seated()])  # who is of no side speaks for none
        points = _points(drafts, draft, party, context)
        talked = any(event.kind in {"talk", "meal"} for _, event in draft.told)
        if draft.rule.startswith("prose: 署名") and not talked and all(p.kind in ("sign", "discuss") for p in points):
            continue  # a bare notice that something was signed, and what it is about
        if draft.header is not None and draft.header.names is None and not draft.firm and not points:
            continue  # a country over a section in which nothing was said
        own = _own(draft)
        date = _date_record(text, draft)
        people = tuple(_participant(text, context.text, p, m, own) for p, m in draft.seated())
        meeting = Meeting(
            f"m{len(result) + 1}",
            Span.of(text, draft.header.start, draft.header.end) if draft.header else None,
            draft.status,
            draft.mode,
            tuple(_country(text, code, at, context.lexicon) for code, at in _parties(draft, context)),
            date,
            Span.of(text, *draft.place) if draft.place else None,
            people,
            tuple(_point(text, p, context) for p in points),
            meeting_key(date.value if date else None, draft.parties, _titles(party), draft.mode, meal=_meal(draft)),
        )
        result.append(Record(meeting, draft, points))
    return result


def _order(draft: Draft) -> None:
    """Sides and persons in order of mention; who is not mentioned goes last."""
    own = _own(draft)
    places = {id(person): _shown(person, mention, own) for person, mention in draft.members}
    never = sys.maxsize

    def of_person(member: tuple[Person, PersonMention | None]) -> int:
        at = places[id(member[0])]
        return never if at is None else at.start

    def of_side(side: tuple[str, tuple[int, int] | None]) -> int:
        code, at = side
        told = [of_person(member) for member in draft.members if member[0].country == code]
        return min([*told, never if at is None else at[0]])

    draft.parties = dict(sorted(draft.parties.items(), key=of_side))
    draft.members.sort(key=of_person)


def _meal(draft: Draft) -> bool:
    """Whether they talked over a meal, by the words for it: 夕食会 (at which they 懇談), not 会談 before one."""
    events = [event for _, event in draft.told if event.kind in {"talk", "meal"} and event.word not in _AT_TABLE]
    return bool(events) and all(event.kind == "meal" or "食" in event.word for event in events)  # 朝食会談


def _titles(party: Party) -> Iterator[str]:
    return (title for person in party.persons for title in person.titles)


def _parties(draft: Draft, context: Context) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """The states with their places; of talks that name nobody, where the page first names each."""
    bare = not draft.members and not any(draft.parties.values())
    for code, at in draft.parties.items():
        spans = ((s.start, s.end) for s in context.states.spans if bare and code in s.codes)
        yield code, next(spans, at or _beside(draft, code))


def _beside(draft: Draft, code: str) -> tuple[int, int] | None:
    """The word for a state in the mention of one of its persons: 金道勲韓国外交部長官."""
    mentions = (mention for person, mention in draft.members if mention and person.country == mention.country == code)
    return next(((m.country_start, m.country_end) for m in mentions if m.country_start >= 0), None)


def _country(text: str, code: str, at: tuple[int, int] | None, lexicon: Lexicon) -> Country:
    party = lexicon.parties[code]
    if at is None:
        return Country(code, party.name, party.name_en, None, None, None)
    return Country(code, party.name, party.name_en, text[at[0] : at[1]], at[0], at[1])


def _date_record(text: str, draft: Draft) -> Date | None:
    if draft.date is None:
        return None
    value = dates.value(draft.date)
    if value is None:
        return None
    low, high = draft.date.start, draft.date.end
    return Date(value, text[low:high], low, high)


def _participant(
    text: str, read: str, person: Person, mention: PersonMention | None, own: Sequence[tuple[int, int]]
) -> Participant:
    at = _shown(person, mention, own)
    name = None if person.name is None else _as_written(person.name, text, read)
    titles = tuple(_as_written(title, text, read) for title in person.titles)
    mentions = tuple(Span.of(text, m.start, m.end) for m in _sources(person, own, at) if m.end > m.start)
    if at is None:
        return Participant(name, person.reading, titles, person.country, None, None, None, mentions)
    return Participant(
        name, person.reading, titles, person.country, text[at.start : at.end], at.start, at.end, mentions
    )


def _as_written(word: str, text: str, read: str) -> str:
    """A name or an office with the signs of the source (，, 國) that are read as others; radicals are kanji."""
    at = -1 if word in text else read.find(word)
    return word if at < 0 else without_radicals(text[at : at + len(word)])


def _shown(person: Person, mention: PersonMention | None, own: Sequence[tuple[int, int]]) -> PersonMention | None:
    """The mention to show: the meeting's own, else the first with the name in full, else whatever there is."""
    if mention is not None and _inside(mention.start, own):
        return mention
    full = next((m for m in person.mentions if m.name == person.name), None)
    return full or mention or next(iter(person.mentions), None)


def _own(draft: Draft) -> list[tuple[int, int]]:
    """The header and the sentences of a meeting, in order of place."""
    parts = [(p.start, p.end) for p in draft.passages]
    if draft.header is not None:
        parts.append((draft.header.start, draft.header.end))
    return sorted(parts)


def _inside(at: int, own: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(own, at, key=lambda part: part[0]) - 1
    return index >= 0 and at < own[index][1]


_FEW_TOLD = 2  # points told in the past of talks to come
_MOST_MENTIONS = 20
_MOST_LOOKED_AT = 200  # two meetings may be told in turn, each between the sentences of the other


def _sources(person: Person, own: Sequence[tuple[int, int]], shown: PersonMention | None) -> list[PersonMention]:
    """The mention shown, those that offices and name were taken from, and those inside the meeting's own sentences.

    Not what lies between two sentences: a caption or a note there belongs to nobody, and a sentence that follows later
    would take it in."""
    wanted: dict[int, PersonMention] = {} if shown is None else {shown.start: shown}
    for title in person.titles:
        first = next((m for m in person.mentions if title in m.titles), None)
        if first is not None:
            wanted[first.start] = first
    # No more than are kept, or a hostile page of one name in a thousand headers would take a million.
    named = (m for m in person.mentions if m.name == person.name)
    wanted.update((m.start, m) for m in islice(named, _MOST_MENTIONS))
    if own:
        low = bisect_left(person.mentions, own[0][0], key=lambda m: m.start)
        for mention in islice(person.mentions, low, low + _MOST_LOOKED_AT):
            if mention.start >= own[-1][1] or len(wanted) >= _MOST_MENTIONS:
                break
            if _inside(mention.start, own):
                wanted.setdefault(mention.start, mention)
    return [wanted[start] for start in sorted(islice(wanted, _MOST_MENTIONS))]


def _points(drafts: Sequence[Draft], draft: Draft, party: Party, context: Context) -> list[PointDraft]:
    party.own = context.side.state or default_side()
    year = draft.date.year if draft.date else None
    state = State(header=draft.header is not None, planned=draft.status == "planned", year=year)
    cast = Cast(party, context.lexicon)
    reader = PointReader(context.text, with_user_rules(context.lexicon.user_predicates), cast, state, context.parsed)
    told = told_of(context, drafts, draft, cast)
    found = read_points(reader, told)
    if state.planned:
        found = _of_talks_to_come(context.text, found)
    return without_repeated(context.text, found, told[0].end) if told else found


def _of_talks_to_come(text: str, found: list[PointDraft]) -> list[PointDraft]:
    """Without what was said of the talks before they were held (「良い機会だ」と述べた). Where more is told in the
    past, or nothing as still to come (話し合う), they were held after all."""
    lasts = [text[draft.predicate[1] - 1] for draft in found]
    past = sum(last in "ただ" for last in lasts)
    held = past > _FEW_TOLD or (len(found) > _FEW_TOLD and not any(last in "うくすつぶむる" for last in lasts))
    return found if held else [draft for draft, last in zip(found, lasts, strict=True) if last not in "ただ"]


def _point(text: str, draft: PointDraft, context: Context) -> Point:
    content = Span.of(text, *draft.content) if draft.content else None
    about: tuple[Mention, ...] = ()
    if draft.content:
        seen: dict[str, Mention] = {}
        for start, end, (code, *_) in states_within(context.text, *draft.content, context.states, context.lexicon):
            seen.setdefault(code, Mention(code, text[start:end], start, end))
        about = tuple(seen.values())
    return Point(draft.kind, draft.by, draft.joint, content, Span.of(text, *draft.predicate), about)
