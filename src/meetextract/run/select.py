"""Keeps of a record what the user asked for: meetings by party, person and date, points by kind."""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass
from typing import Final

from meetextract.errors import ArgumentError
from meetextract.model import AGREED, KINDS, Document, Kind, Meeting

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep; an empty field keeps all.

    Attributes:
        kinds: kinds of points. A meeting without a point of these kinds is left out.
        countries: codes of parties, any of which has to take part.
        persons: names or parts of names, any of which has to be a participant's (or a participant's reading).
        since, until: first and last day, inclusive. A meeting whose own date the text leaves open counts with the day
            the text was published; one with neither is left out: it cannot be told.
    """

    kinds: frozenset[Kind] = frozenset()
    countries: frozenset[str] = frozenset()
    persons: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None

    def __bool__(self) -> bool:
        return self != Selection()

    def keep(self, document: Document) -> Document:
        """The document with what matches. Meetings keep their ids."""
        if not self:
            return document
        meetings = (self._points(meeting) for meeting in document.meetings if self._matches(meeting, document))
        return dataclasses.replace(document, meetings=tuple(meeting for meeting in meetings if meeting is not None))

    def untimed(self, document: Document) -> int:
        """How many meetings the period leaves out because nobody can tell their year."""
        if self.since is None and self.until is None:
            return 0
        any_time = dataclasses.replace(self, since=None, until=None)
        found = (meeting for meeting in document.meetings if any_time._matches(meeting, document))
        return sum(_days(meeting, document) == (None, None) for meeting in found)

    def shortened(self, document: Document) -> int:
        """How many meetings are left out that give a person who may be the one wanted by the family name alone."""
        if not self.persons:
            return 0
        from meetextract.lexicon.names import is_short_for

        anybody = dataclasses.replace(self, persons=())
        found = (meeting for meeting in document.meetings if not self._named(meeting))
        return sum(
            any(is_short_for(one.name, name) for one in meeting.participants if one.name for name in self.persons)
            for meeting in found
            if anybody._matches(meeting, document)
        )

    def _named(self, meeting: Meeting) -> bool:
        from meetextract.lexicon.names import is_called

        return any(is_called((one.name, one.reading), self.persons) for one in meeting.participants)

    def _points(self, meeting: Meeting) -> Meeting | None:
        if not self.kinds:
            return meeting
        points = tuple(point for point in meeting.points if point.kind in self.kinds)
        return dataclasses.replace(meeting, points=points) if points else None

    def _matches(self, meeting: Meeting, document: Document) -> bool:
        if self.countries and self.countries.isdisjoint(country.code for country in meeting.countries):
            return False
        if self.persons and not self._named(meeting):
            return False
        if self.since is None and self.until is None:
            return True
        first, last = _days(meeting, document)
        if first is None or last is None:
            return False
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)


def kinds_named(names: list[str], *, agreed: bool) -> frozenset[Kind]:
    """The kinds that the user names, one by one or with commas between, by the names of the data (`agree`) or the words
    of the page (`一致`). Raises ArgumentError for one that is none."""
    wanted = [name.strip() for given in names for name in re.split("[,、，]", given) if name.strip()]
    found = frozenset(_kind_named(name) for name in wanted)
    if not agreed:
        return found
    if found and not found & AGREED:
        raise ArgumentError("--agreed and --kind leave nothing over", hint=f"agreed kinds: {', '.join(sorted(AGREED))}")
    return found & AGREED if found else AGREED


def _kind_named(name: str) -> Kind:
    for kind in KINDS:
        if name.casefold() == kind:
            return kind
    from meetextract.views.labels import LANGUAGES, labels

    for lang in LANGUAGES:
        for kind in KINDS:
            if name.casefold() == labels(lang)[kind].casefold():
                return kind
    known = ", ".join(f"{kind} ({labels('ja')[kind]})" for kind in KINDS)
    raise ArgumentError(f"no kind of point is called {name!r}", hint=f"kinds: {known}")


def lacks_year(meeting: Meeting) -> bool:
    """Whether a meeting has a date without a year: --05-30."""
    return meeting.date is not None and meeting.date.value.startswith("-")


def first_day(text: str) -> datetime.date:
    """The first day of a YYYY, YYYY-MM or YYYY-MM-DD. Raises ArgumentError."""
    return _period(text)[0]


def last_day(text: str) -> datetime.date:
    """The last day of a YYYY, YYYY-MM or YYYY-MM-DD. Raises ArgumentError."""
    return _period(text)[1]


def _period(text: str) -> tuple[datetime.date, datetime.date]:
    match = _DAY.match(text)
    from calendar import monthrange

    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    try:
        first = datetime.date(year, month or 1, day or 1)
        last = datetime.date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise ArgumentError(f"{text!r} is no date", code="bad-date", hint="write YYYY-MM-DD, YYYY-MM or YYYY") from None
    return first, last


def _days(meeting: Meeting, document: Document) -> tuple[datetime.date, datetime.date] | tuple[None, None]:
    for value in (meeting.date.value if meeting.date else None, document.published):
        if value is not None and not value.startswith("-"):
            try:
                return _period(value)
            except ArgumentError:
                continue
    return None, None
