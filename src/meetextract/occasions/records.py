"""One meeting as several reports tell it: what `--occasions` writes. Every value names the reports it stands in.

Offsets count code points in the text of the report that `source` names, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from meetextract.model import Kind, Mode, Status


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report says something: its source, the id of the meeting in it, the words and their place."""

    source: str
    meeting: str
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and the reports that give it."""

    value: str
    reports: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A side: a state (ISO 3166-1 alpha-2) or an organisation."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Attendant:
    """Someone who took part: the fullest name, every title and every other name with those who wrote it."""

    name: str | None
    reading: str | None
    country: str | None
    titles: tuple[Told, ...]
    names: tuple[Told, ...]
    reports: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the meeting: the document, and the meeting's id and header in it."""

    source: str
    title: str | None
    publisher: str | None
    published: str | None
    meeting: str
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Telling:
    """How one report tells a point: `text`, `start` and `end` are the content's, the predicate's where it has none."""

    source: str
    meeting: str
    kind: Kind
    by: tuple[str, ...]
    predicate: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A point that one or several reports tell. `content` is the fullest wording; null for a point without one."""

    kind: Kind
    by: tuple[str, ...]
    joint: bool
    content: str | None
    reports: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where reports differ: date, place, mode, kind or by. `point`: the number of the point, from 1, or null."""

    field: str
    point: int | None
    values: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting."""

    occasion: str
    status: Status
    mode: Mode
    countries: tuple[Side, ...]
    date: Told | None
    place: Told | None
    participants: tuple[Attendant, ...]
    reports: tuple[Report, ...]
    points: tuple[Topic, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A meeting in two sets of reports, a and b: what both tell, what one leaves out, where they differ.

    `told_by`: both, a or b. `differ` shows values of which one stands in a alone and another in b alone; its field
    persons lists those whom one of the two does not name.
    """

    told_by: Literal["both", "a", "b"]
    occasion: str
    status: Status
    mode: Mode
    countries: tuple[Side, ...]
    date: Told | None
    place: Told | None
    reports_a: tuple[Report, ...]
    reports_b: tuple[Report, ...]
    both: tuple[Topic, ...]
    only_a: tuple[Topic, ...]
    only_b: tuple[Topic, ...]
    differ: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A point of an earlier meeting: its occasion, its day where it is known, its wording."""

    occasion: str
    date: str | None
    content: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An agreed point against the meetings before: new, again (the meeting before had it), earlier (one before that
    had it) or gone (the meeting before had it, this one does not tell it; then `reports` are those of that meeting)."""

    state: Literal["new", "again", "earlier", "gone"]
    kind: Kind
    by: tuple[str, ...]
    joint: bool
    content: str | None
    before: Earlier | None
    reports: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A meeting of some sides against their meetings before; `before` is null for their first."""

    occasion: str
    status: Status
    mode: Mode
    countries: tuple[Side, ...]
    date: Told | None
    before: Earlier | None
    reports: tuple[Report, ...]
    points: tuple[Change, ...]


def plain(record: Any) -> Any:
    """A record, or a tuple of them, as plain values for JSON."""
    make = _MAKERS.get(type(record))
    if make is None:
        if isinstance(record, tuple | list):
            return [plain(item) for item in record]
        if not hasattr(record, "__dataclass_fields__"):
            return record
        make = _MAKERS[type(record)] = _maker(type(record))
    return make(record)


_MAKERS: Final[dict[type, Callable[[Any], Any]]] = {}


def _maker(kind: type) -> Callable[[Any], Any]:
    names = tuple(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    return lambda record: {name: plain(getattr(record, name)) for name in names}
