"""Which reports of an archive tell the same meeting.

Every report is compared with the meetings that share its sides and its days, and with no others: time grows with the
number of reports. Reports with a day come first, in order of time; those whose year, month or day is missing then look
for the meeting that supplies it. The result does not depend on the order of the inputs.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Document
from meetextract.occasions.facts import NONE, PARTIAL, RESOLVED, WINDOW, Facts, Reader, head_of
from meetextract.occasions.sameness import ENOUGH, Profile, weigh
from meetextract.occasions.spool import Report, Spool
from meetextract.occasions.states import States
from meetextract.occasions.wording import Grams

_MARGIN: Final = 0.5  # by which the best of several meetings has to stand out
_MANY: Final = 4
_TOLD_APART: Final = 1000  # who tells two meetings of the same sides apart is heard before those who tell one of them
_ANY: Final = 0  # the day of keys that have none
_OF_ONE: Final = 6
_TOPICS: Final = 24  # pairs of characters by which a report without any day looks for its meeting


class Occasions:
    """Add documents, then iterate. A context manager, which owns a temporary file.

    Args:
        lexicon: knows offices and places.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = Reader(lexicon)
        self._spool = Spool()
        self._states = States(lexicon)
        self._documents = 0
        self._partial = self._undated = False

    def __enter__(self) -> Occasions:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove the temporary file."""
        self._spool.close()

    def add(self, document: Document, *, label: str = "") -> None:
        """Take in a document; `label` comes back with its reports."""
        self._documents += 1
        head = head_of(document, document.source if document.source is not None else "-")
        sides = Counter(frozenset(side.code for side in meeting.countries) for meeting in document.meetings)
        for meeting in document.meetings:
            self._states.hear(meeting)
            facts = self._reader.facts(meeting, head)
            if sides[facts.sides] > 1:
                facts.weight += _TOLD_APART
            self._spool.add(self._documents, head, meeting, facts, label)

    def put_together(self) -> None:
        """Decide for all reports. Called once, after the last document."""
        grades = self._spool.grades()
        self._partial, self._undated = PARTIAL in grades, bool(grades & {NONE, PARTIAL})
        for report in self._spool.in_order():
            self._place(report)
        self._spool.number()

    def all(self, *, by_sides: bool = False) -> Iterator[tuple[int, list[Report]]]:
        """Each occasion's number (from 1, in order of time) and its reports."""
        for number, found in self._spool.occasions(by_sides=by_sides):
            yield number, [report._replace(meeting=self._states.restated(report.meeting)) for report in found]

    def _place(self, report: Report) -> None:
        facts = self._reader.facts(self._states.restated(report.meeting), report.head)
        profile = self._best(facts, report.document)
        if profile is None:
            profile = Profile.of(facts)
            self._spool.new(profile)
            self._index(profile)
        else:
            before = (profile.sides, profile.open, len(profile.days))
            profile.absorb(facts)
            if before != (profile.sides, profile.open, len(profile.days)):
                self._index(profile)
        self._spool.place(report.id, profile.index)

    def _best(self, facts: Facts, document: int) -> Profile | None:
        weighed = [
            (score, -profile.index, profile)
            for profile in self._spool.candidates(self._keys(facts), document)
            if (score := weigh(facts, profile)) is not None and score >= ENOUGH
        ]
        weighed.sort(key=lambda item: item[:2], reverse=True)
        if not weighed or (len(weighed) > 1 and weighed[0][0] - weighed[1][0] < _MARGIN):
            return None
        return weighed[0][2]

    def _keys(self, facts: Facts) -> Iterator[tuple[str, int, int]]:
        """Where to look for the meeting of a report."""
        when, exact = facts.when, "=" + ",".join(sorted(facts.sides))
        if when.first is not None and when.last is not None:
            first, last = (when.first - 1, when.last + 1) if when.known <= RESOLVED else (when.first, when.last)
            yield exact, first, last
            for side in sorted(facts.sides):
                yield ("+" if facts.open else "?") + side, first, last
                if len(facts.sides) >= _MANY:
                    yield "#" + side, first, last
            return
        if when.known == PARTIAL:
            yield f"{exact} {when.month or 0:02}-{when.day:02}", _ANY, _ANY
        for topic in _topics(facts.points):
            yield f"{exact} {topic}", _ANY, _ANY

    def _index(self, profile: Profile) -> None:
        """Have a meeting found by what reports to come may know of it."""
        when, exact = profile.when, "=" + ",".join(sorted(profile.sides))
        days = profile.days or ({when.last} if when.known == WINDOW and when.last is not None else set())
        keys = []
        for day in days:
            keys.append((exact, day))
            for side in profile.sides:
                keys.append(("+" + side, day))
                keys += [("?" + side, day)] if profile.open else []
                keys += [("#" + side, day)] if len(profile.sides) >= _MANY else []
        if self._partial:
            for month, number in _calendar(profile):
                keys.append((f"{exact} {month:02}-{number:02}", _ANY))
                keys.append((f"{exact} 00-{number:02}", _ANY))
        if self._undated:
            keys += [(f"{exact} {topic}", _ANY) for topic in _topics(profile.points)]
        self._spool.find_by(profile.index, keys)


def _calendar(profile: Profile) -> Iterator[tuple[int, int]]:
    for day in sorted(profile.days):
        date = datetime.date.fromordinal(day)
        yield date.month, date.day
    if profile.when.known == PARTIAL and profile.when.day is not None:
        yield profile.when.month or 0, profile.when.day


def _topics(points: Iterable[Grams]) -> list[str]:
    """The words of a report's contents that tell it from others, a few of each content."""
    found: list[str] = []
    for point in points:
        found += [pair for pair, weight in point.items() if weight >= 1.0][:_OF_ONE]
    return list(dict.fromkeys(found))[:_TOPICS]
