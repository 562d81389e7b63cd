"""Two sets of reports against each other: ministry against press, one paper against another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from meetextract.occasions.merge import Merger
from meetextract.occasions.records import Compared, Conflict, Occasion, Place, Report, Telling, Told, Topic
from meetextract.occasions.spool import Report as Entry

A: Final = "a"
B: Final = "b"
_Labels = Mapping[tuple[str, str], str]


def compare(merger: Merger, number: int, entries: Sequence[Entry]) -> Compared:
    """What each side tells of an occasion; the entries carry the labels `a` and `b`."""
    occasion = merger.merge(number, entries)
    labels = {(entry.head.source, entry.meeting.id): entry.label for entry in entries}
    found = set(labels.values())
    told_by: Literal["both", "a", "b"] = "both" if len(found) > 1 else "a" if A in found else "b"
    parts = {name: tuple(t for t in occasion.points if _who(t.reports, labels) == name) for name in ("both", A, B)}
    return Compared(
        told_by, occasion.occasion, occasion.status, occasion.mode, occasion.countries, occasion.date, occasion.place,
        _of(occasion.reports, labels, A), _of(occasion.reports, labels, B), parts["both"], parts[A], parts[B],
        tuple(_differ(occasion, labels)) if told_by == "both" else (),
    )  # fmt: skip


def _who(tellings: Iterable[Telling | Place], labels: _Labels) -> str:
    found = {labels[one.source, one.meeting] for one in tellings}
    return "both" if len(found) > 1 else found.pop()


def _of(reports: Iterable[Report], labels: _Labels, label: str) -> tuple[Report, ...]:
    return tuple(one for one in reports if labels[one.source, one.meeting] == label)


def _differ(occasion: Occasion, labels: _Labels) -> Iterable[Conflict]:
    for conflict in occasion.conflicts:
        told = {label: {one.value for one in conflict.values if _by(one, labels, label)} for label in (A, B)}
        if told[A] and told[B] and told[A] != told[B]:
            topics = [t for t in _topics(occasion, conflict) if _who(t.reports, labels) == "both"]
            yield Conflict(conflict.field, _number(occasion, topics, labels), conflict.values)
    alone = []
    for person in occasion.participants:
        if person.name and _who(person.reports, labels) != "both":
            alone.append(Told(person.name, person.reports))
    if alone:
        yield Conflict("persons", None, tuple(alone))


def _by(told: Told, labels: _Labels, label: str) -> bool:
    return any(labels[one.source, one.meeting] == label for one in told.reports)


def _topics(occasion: Occasion, conflict: Conflict) -> list[Topic]:
    return [occasion.points[conflict.point - 1]] if conflict.point is not None else []


def _number(occasion: Occasion, topics: list[Topic], labels: _Labels) -> int | None:
    """The number of a point among those that both tell."""
    both = [topic for topic in occasion.points if _who(topic.reports, labels) == "both"]
    return both.index(topics[0]) + 1 if topics else None
