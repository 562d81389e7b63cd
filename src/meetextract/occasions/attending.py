"""Which meetings somebody attended, by who is who in the whole archive.

A report that says 山田外相 alone counts for 山田太郎 where the archive knows one foreign minister of that state by that
name (persons.py), or where another report of the same meeting names him in full.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.names import is_called
from meetextract.model import Meeting
from meetextract.occasions.persons import Persons
from meetextract.occasions.spool import Report


class Attending:
    """Hears all reports, then says of those of a meeting whether somebody wanted was there.

    Args:
        lexicon: knows offices.
        wanted: names, or parts of names, any of which has to be somebody's.
    """

    def __init__(self, lexicon: Lexicon, wanted: tuple[str, ...]) -> None:
        self._persons = Persons(lexicon)
        self._wanted = wanted
        self._called: set[int] = set()

    def hear(self, meeting: Meeting) -> None:
        """Take in who a report says was there."""
        for person in meeting.participants:
            if person.name:
                self._persons.add(person.name, person.country, person.titles, _day(meeting), person.reading)

    def decide(self) -> None:
        """Called once, after the last report."""
        for one in self._persons.identities():
            if is_called((*one.names, *one.readings), self._wanted):
                self._called.add(one.number)

    def there(self, reports: Sequence[Report]) -> bool:
        """Whether somebody wanted attended the meeting of these reports, all of which were heard."""
        return any(
            self._persons.of(person.name, person.country, person.titles, _day(report.meeting)).number in self._called
            for report in reports
            for person in report.meeting.participants
            if person.name
        )


def _day(meeting: Meeting) -> str | None:
    return meeting.date.value if meeting.date else None
