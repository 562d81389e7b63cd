"""Several reports of one meeting as one record: the fullest of each value, all of them with their places, conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar, cast

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Kind, Meeting, Participant, Span
from meetextract.occasions.facts import FULL, RESOLVED, Head, when
from meetextract.occasions.grouping import Item, family, group
from meetextract.occasions.names import Match, folded, same_person, script, words
from meetextract.occasions.offices import Offices, agree
from meetextract.occasions.places import Places, within
from meetextract.occasions.records import (
    Attendant,
    Conflict,
    Occasion,
    Place,
    Report,
    Side,
    Telling,
    Told,
    Topic,
)
from meetextract.occasions.spool import Report as Entry

_T = TypeVar("_T")
# Of two words for one point the one that says more stands; the other is shown as a conflict.
_STRENGTH: Final = (
    "sign", "announce", "agree", "confirm", "share", "condemn", "concern", "request", "propose", "support", "welcome",
    "thank", "state", "discuss",
)  # fmt: skip


class Merger:
    """Makes occasions of reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._offices = Offices(lexicon)
        self._places = Places(lexicon)

    def merge(self, number: int, entries: Sequence[Entry]) -> Occasion:
        """The occasion that these reports tell; `number` is its place in the archive, from 1."""
        ordered = sorted(entries, key=_fullest_first)
        meetings = [entry.meeting for entry in ordered]
        topics, of_points = _topics(ordered)
        dates, places, modes = _dates(ordered), _places(ordered), _values(ordered, lambda one: one.mode, _header)
        conflicts = [
            *_differ("date", dates, lambda one, other: one != other),
            *_differ("place", places, self._places.apart),
            *_differ("mode", modes, lambda one, other: one != other),
            *of_points,
        ]
        held = [meeting for meeting in meetings if meeting.status == "held"]
        return Occasion(
            occasion=f"o{number}",
            status="held" if held else "planned",
            mode=_most([meeting.mode for meeting in held or meetings]),
            countries=_sides(meetings),
            date=dates[0] if dates else None,
            place=places[0] if places else None,
            participants=self._attendants(ordered),
            reports=tuple(_report(entry) for entry in sorted(entries, key=_by_time)),
            points=topics,
            conflicts=tuple(conflicts),
        )

    def _attendants(self, entries: Sequence[Entry]) -> tuple[Attendant, ...]:
        groups: list[list[tuple[Entry, Participant]]] = []
        for entry in entries:
            used: set[int] = set()
            for person in entry.meeting.participants:
                at = self._same(person, groups, used)
                if at is None:
                    groups.append([])
                    at = len(groups) - 1
                used.add(at)
                groups[at].append((entry, person))
        order = {code: n for n, code in enumerate(c.code for e in entries for c in e.meeting.countries)}
        found = [_attendant(people) for people in groups]
        return tuple(sorted(found, key=lambda one: order.get(one.country or "", len(order))))

    def _same(self, person: Participant, groups: list[list[tuple[Entry, Participant]]], used: set[int]) -> int | None:
        """The group of the same person; that of somebody in the same report never is."""
        names, offices = _names([person]), self._offices.all(person.titles)
        best: tuple[int, int] | None = None
        for at, people in enumerate(groups):
            known = [one for _, one in people]
            countries = {one.country for one in known if one.country}
            if at in used or (person.country and countries and person.country not in countries):
                continue
            match = same_person(names, _names(known))
            office = agree(offices, self._offices.all(title for one in known for title in one.titles))
            same = match >= Match.PART and not (match is Match.PART and office is False)
            if (same or (match is Match.MAYBE and office)) and (best is None or match > best[0]):
                best = (match, at)
        return best[1] if best else None


def _fullest_first(entry: Entry) -> tuple[int, str, str]:
    meeting = entry.meeting
    told = len(meeting.points) + 2 * len(meeting.participants) + 3 * (meeting.date is not None)
    return (-told, entry.head.source, meeting.id)


def _by_time(entry: Entry) -> tuple[str, str, str]:
    return (entry.head.published or "9999", entry.head.source, entry.meeting.id)


def _at(entry: Entry, span: Span | Participant | None) -> Place:
    if span is None:
        return Place(entry.head.source, entry.meeting.id, None, None, None)
    return Place(entry.head.source, entry.meeting.id, span.text, span.start, span.end)


def _header(entry: Entry) -> Place:
    return _at(entry, entry.meeting.header)


def _report(entry: Entry) -> Report:
    head, span = entry.head, _header(entry)
    return Report(
        head.source, head.title, head.publisher, head.published, entry.meeting.id, span.text, span.start, span.end
    )


def _sides(meetings: Sequence[Meeting]) -> tuple[Side, ...]:
    sides = {c.code: Side(c.code, c.name, c.name_en) for meeting in meetings for c in meeting.countries}
    first = [c.code for c in max(meetings, key=lambda one: len(one.countries)).countries]
    return tuple(sides[code] for code in dict.fromkeys([*first, *sides]))


def _told(found: Iterable[tuple[str, Place]]) -> list[Told]:
    values: dict[str, list[Place]] = {}
    for value, place in found:
        values.setdefault(value, []).append(place)
    return [Told(value, tuple(places)) for value, places in values.items()]


def _dates(entries: Sequence[Entry]) -> list[Told]:
    """The days, that which most give first; a part of a date is completed by the publication or by another report."""
    full: list[tuple[str, Place]] = []
    partial: list[tuple[str, Entry]] = []
    for entry in entries:
        date = entry.meeting.date
        if date is None:
            continue
        value = full_day(entry.meeting, entry.head)
        if value:
            full.append((value, Place(entry.head.source, entry.meeting.id, date.text, date.start, date.end)))
        else:
            partial.append((date.value, entry))
    days = {value for value, _ in full}
    for value, entry in partial:
        date = entry.meeting.date
        ending = value.lstrip("-")
        fitting = next((day for day in sorted(days) if day.endswith(ending)), value)
        if date is not None:
            full.append((fitting, Place(entry.head.source, entry.meeting.id, date.text, date.start, date.end)))
    found = _told(full)
    return sorted(found, key=lambda one: (one.value.startswith("-"), -len(one.reports), one.value))


def full_day(meeting: Meeting, head: Head) -> str | None:
    """The day of a report, YYYY-MM-DD, its year or month by the day of publication where the words leave it open."""
    from datetime import date  # noqa: PLC0415

    day = when(meeting, head.published)
    return date.fromordinal(day.first).isoformat() if day.known in {FULL, RESOLVED} and day.first else None


def _places(entries: Sequence[Entry]) -> list[Told]:
    """The places, that which most give first, the most particular of those that fit it."""
    found = _told((e.meeting.place.text, _at(e, e.meeting.place)) for e in entries if e.meeting.place is not None)
    weight = {one.value: sum(len(other.reports) for other in found if within(one.value, other.value)) for one in found}
    return sorted(found, key=lambda one: (-weight[one.value], -len(one.value), one.value))


def _values(entries: Sequence[Entry], value: Callable[[Meeting], str], place: Callable[[Entry], Place]) -> list[Told]:
    return _told((value(entry.meeting), place(entry)) for entry in entries)


def _differ(
    name: str, values: list[Told], differ: Callable[[str, str], bool], point: int | None = None
) -> list[Conflict]:
    """A conflict where any two of the values differ; all of them are shown."""
    if any(differ(one.value, other.value) for n, one in enumerate(values) for other in values[:n]):
        return [Conflict(name, point, tuple(values))]
    return []


def _most(values: Sequence[_T]) -> _T:
    counts = Counter(values)
    return max(values, key=lambda value: counts[value])


def _names(people: Iterable[Participant]) -> set[str]:
    return {name for person in people for name in (person.name, person.reading) if name}


def _attendant(people: Sequence[tuple[Entry, Participant]]) -> Attendant:
    persons = [person for _, person in people]
    named = [person.name for person in persons if person.name]
    titles = _told((title, _at(entry, one)) for entry, one in people for title in one.titles)
    return Attendant(
        name=min(named, key=_fullest, default=None),
        reading=next((person.reading for person in persons if person.reading), _kana(named)),
        country=next((person.country for person in persons if person.country), None),
        titles=tuple(sorted(titles, key=lambda told: -len(told.value))),
        names=tuple(_told((one.name, _at(entry, one)) for entry, one in people if one.name)),
        reports=tuple(_at(entry, one) for entry, one in people),
    )


def _fullest(name: str) -> tuple[bool, int, int, str]:
    """Kanji before kana before Latin, full names before surnames."""
    kind = script(name)
    return (kind == "latin", -(len(words(name)) if kind == "kana" else 9), -len(folded(name)), name)


def _kana(names: Sequence[str]) -> str | None:
    """The reading that a paper which writes no kanji gives a name that others write in kanji."""
    kana = [name for name in names if script(name) == "kana"]
    return min(kana, key=_fullest) if kana and len(kana) < len(names) else None


def _topics(entries: Sequence[Entry]) -> tuple[tuple[Topic, ...], list[Conflict]]:
    topics: list[Topic] = []
    conflicts: list[Conflict] = []
    for items in group([entry.meeting.points for entry in entries]):
        topic = _topic(items, entries)
        number = len(topics) + 1
        kinds = _told((one.kind, Place(one.source, one.meeting, one.predicate, None, None)) for one in topic.reports)
        sides = _told(
            (";".join(sorted(one.by)), Place(one.source, one.meeting, one.predicate, None, None))
            for one in topic.reports
            if one.by
        )
        conflicts += _differ("kind", kinds, lambda one, other: _act(one) != _act(other), number)
        conflicts += _differ("by", sides, lambda one, other: one != other, number)
        topics.append(topic)
    return tuple(topics), conflicts


def _act(kind: str) -> str:
    return family(cast(Kind, kind))


def _topic(items: Sequence[Item], entries: Sequence[Entry]) -> Topic:
    kinds = [item.point.kind for item in items]
    counts = Counter(kinds)
    kind: Kind = min(kinds, key=lambda one: (-counts[one], _STRENGTH.index(one)))
    lead = next(item.point for item in items if item.point.kind == kind)
    contents = [item.point.content.text for item in items if item.point.content is not None]
    return Topic(
        kind=kind,
        by=max((item.point.by for item in items), key=len) if lead.joint else lead.by,
        joint=lead.joint,
        content=max(contents, key=len, default=None),
        reports=tuple(_telling(item, entries[item.report]) for item in items),
    )


def _telling(item: Item, entry: Entry) -> Telling:
    point = item.point
    span = point.content or point.predicate
    return Telling(
        entry.head.source, entry.meeting.id, point.kind, point.by, point.predicate.text, span.text, span.start, span.end
    )
