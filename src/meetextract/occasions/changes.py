"""What is new against the meeting before: the agreed points of the same sides in order of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final, Literal

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import AGREED
from meetextract.occasions.offices import Offices, top
from meetextract.occasions.records import Change, Changed, Earlier, Occasion, Topic
from meetextract.occasions.wording import Grams, alike, grams

_ENOUGH: Final = 0.5
_RARE: Final = 200  # earlier points that a pair of characters is looked up for
_COMPARED: Final = 50  # earlier points that a point is compared with


@dataclass(slots=True)
class _Point:
    occasion: int  # counted for these sides
    earlier: Earlier
    topic: Topic
    wording: Grams


@dataclass(slots=True)
class _Sides:
    """What some sides have agreed so far."""

    codes: tuple[str, ...]
    count: int = 0
    last: dict[frozenset[str], tuple[int, Earlier]] = field(default_factory=dict)
    points: list[_Point] = field(default_factory=list)
    index: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def like(self, wording: Grams) -> list[_Point]:
        """Earlier points that may say the same, the latest first."""
        counts: dict[int, int] = defaultdict(int)
        for pair, weight in wording.items():
            places = self.index.get(pair, ())
            if weight >= 1.0:
                for at in places[-_RARE:]:
                    counts[at] += 1
        best = sorted(counts, key=lambda at: (-counts[at], -at))[:_COMPARED]
        return sorted((self.points[at] for at in best), key=lambda point: -point.occasion)


class Changes:
    """Takes occasions by sides and, within the same sides, in order of time.

    The meeting before is the last of the same level: ministers of one kind follow one another, leaders do. A meeting
    of the same day drops nothing: talks and the dinner after them are one visit. What was agreed before is looked for
    in the meetings of all levels.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._offices = Offices(lexicon)
        self._sides = _Sides(())

    def _level(self, occasion: Occasion) -> frozenset[str]:
        offices = self._offices.all(told.value for one in occasion.participants for told in one.titles)
        rank = top(offices)
        return frozenset(office.line for office in offices if office.rank == rank)

    def add(self, occasion: Occasion) -> Changed:
        """The occasion against those of the same sides that came before it."""
        codes = tuple(sorted(side.code for side in occasion.countries))
        if codes != self._sides.codes:
            self._sides = _Sides(codes)
        sides = self._sides
        sides.count += 1
        day = occasion.date.value if occasion.date else None
        agreed = [topic for topic in occasion.points if topic.kind in AGREED and topic.content is not None]
        last = self._last(self._level(occasion), occasion, sides.count)
        before = [point for point in sides.points if last is not None and point.occasion == last[0]]
        changes: list[Change] = []
        again: list[_Point] = []
        for topic in agreed:
            wording = grams(topic.content or "")
            found = next((one for one in sides.like(wording) if alike(wording, one.wording) >= _ENOUGH), None)
            state: Literal["new", "again", "earlier"] = "new"
            if found is not None:
                state = "again" if last is not None and found.occasion == last[0] else "earlier"
                again.append(found)
            changes.append(_change(state, topic, found.earlier if found else None))
        same_day = last is not None and day is not None and last[1].date == day
        gone = [one for one in before if not same_day and not any(one is other for other in again)]
        changes += [_change("gone", one.topic, one.earlier) for one in gone]
        for topic in agreed:
            self._remember(topic, Earlier(occasion.occasion, day, topic.content))
        return Changed(
            occasion.occasion, occasion.status, occasion.mode, occasion.countries, occasion.date,
            last[1] if last else None,
            occasion.reports, tuple(changes),
        )  # fmt: skip

    def _last(self, level: frozenset[str], occasion: Occasion, count: int) -> tuple[int, Earlier] | None:
        """The meeting of this level before; takes note of this one."""
        day = occasion.date.value if occasion.date else None
        last = self._sides.last.get(level)
        self._sides.last[level] = (count, Earlier(occasion.occasion, day, None))
        return last

    def _remember(self, topic: Topic, earlier: Earlier) -> None:
        sides = self._sides
        wording = grams(topic.content or "")
        for pair, weight in wording.items():
            if weight >= 1.0:
                sides.index[pair].append(len(sides.points))
        sides.points.append(_Point(sides.count, earlier, topic, wording))


def _change(state: Literal["new", "again", "earlier", "gone"], topic: Topic, before: Earlier | None) -> Change:
    return Change(state, topic.kind, topic.by, topic.joint, topic.content, before, topic.reports)
