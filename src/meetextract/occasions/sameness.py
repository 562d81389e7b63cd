"""Whether a report tells the meeting that some others tell: what speaks for it, and what rules it out.

Two meetings are never made one because nothing is known about them: a report joins others only on evidence, and one
contradiction that cannot be a slip of a paper (another minister, another rank, talks by telephone) ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from meetextract.occasions.facts import FULL, NONE, PARTIAL, RESOLVED, WINDOW, Facts, Person, When
from meetextract.occasions.names import Match, is_full, same_person
from meetextract.occasions.offices import Office, agree, top
from meetextract.occasions.tables import words
from meetextract.occasions.wording import Grams, alike, shared

ENOUGH: Final = 4.5
_CLEAR: Final = 0.55  # likeness of contents that leaves no doubt
_TWO: Final = 2  # sides of ordinary talks
_MANY: Final = 4  # sides from which on papers may leave some out
_HALF: Final = 0.5
_MOST: Final = 0.6  # share of the sides that such reports have in common
_POINTS: Final = 60
_NEW_POINT: Final = 0.7
_SOON: Final = 3  # days within which a paper tells of a meeting without saying when it was
_WEEK: Final = 7  # ... within which it tells what others tell; a weekly, later on, has to tell nearly all of it
_NEAR: Final = frozenset(words("days", "near"))


@dataclass(slots=True)
class Profile:
    """What the reports put together so far say of a meeting."""

    sides: frozenset[str]
    open: bool
    when: When
    days: set[int]
    modes: set[str]
    meal: bool | None
    persons: dict[str | None, list[Person]]
    places: set[str]
    place_countries: set[str]
    points: list[Grams]
    publishers: set[str] = field(default_factory=set)
    index: int = 0  # its number, once it has one

    @classmethod
    def of(cls, facts: Facts) -> Profile:
        """The profile of a first report."""
        days = {facts.when.first} if facts.when.known <= RESOLVED and facts.when.first is not None else set()
        return cls(
            facts.sides, facts.open, facts.when, days, {facts.mode}, facts.meal,
            {side: [Person(set(p.names), set(p.offices)) for p in people] for side, people in facts.persons.items()},
            set(facts.places), set(facts.place_countries), list(facts.points),
            {facts.publisher} if facts.publisher else set(),
        )  # fmt: skip

    def absorb(self, facts: Facts) -> None:
        """Takes in a report that tells the same meeting."""
        self.sides |= facts.sides
        self.open = self.open and facts.open
        if facts.when.known < self.when.known:
            self.when = facts.when
        if facts.when.known <= RESOLVED and facts.when.first is not None:
            self.days.add(facts.when.first)
        self.modes.add(facts.mode)
        self.meal = facts.meal if self.meal is None else self.meal
        self.places |= facts.places
        self.place_countries |= facts.place_countries
        if facts.publisher:
            self.publishers.add(facts.publisher)
        for side, people in facts.persons.items():
            for person in people:
                self._person(side, person)
        for point in facts.points:
            if len(self.points) >= _POINTS:
                break
            if all(alike(point, other) < _NEW_POINT for other in self.points):
                self.points.append(point)

    def _person(self, side: str | None, person: Person) -> None:
        pool = self.persons.setdefault(side, []) if side else [p for people in self.persons.values() for p in people]
        for known in pool:
            match = same_person(known.names, person.names)
            if match >= Match.PART or (match is Match.MAYBE and agree(known.offices, person.offices)):
                known.names |= person.names
                known.offices |= person.offices
                return
        self.persons.setdefault(side, []).append(Person(set(person.names), set(person.offices)))


@dataclass(slots=True)
class _Evidence:
    """What comparing the persons of all sides has brought."""

    named: int = 0  # sides on which a name agrees
    offices: int = 0  # sides on which offices agree
    score: float = 0.0


def weigh(facts: Facts, profile: Profile) -> float | None:
    """How much speaks for one meeting; None where something speaks against it. `ENOUGH` is needed to join."""
    sides = _sides(facts, profile)
    if sides is None:
        return None
    people = _persons(facts, profile)
    if people is None:
        return None
    count, share = shared(facts.points, profile.points)
    if not _circumstances(facts, profile, count, share):
        return None
    if not (people.named or people.offices or count or _round(facts, profile)):
        return None  # that two states met somewhere on one day is not enough
    day = _day(facts, profile, people, count, share)
    if day is None:
        return None
    score = sides + people.score + day + 3 * share * min(count, 2) / 2
    if facts.places and profile.places:
        score += 1.0 if _place(facts.places, profile.places) else -0.5
    if not count and min(len(facts.points), len(profile.points)) > 1:
        score -= 0.5
    return score


def _sides(facts: Facts, profile: Profile) -> float | None:
    if facts.sides == profile.sides:
        return 1.0 if facts.open and profile.open else 2.0
    common, every = facts.sides & profile.sides, facts.sides | profile.sides
    if facts.open and facts.sides < profile.sides and _strangers_fit(facts.persons, profile.persons, facts.sides):
        return 0.5
    if profile.open and profile.sides < facts.sides and _strangers_fit(profile.persons, facts.persons, profile.sides):
        return 0.5
    if min(len(facts.sides), len(profile.sides)) >= _MANY and len(common) >= _MOST * len(every):
        return 1.0
    return None


def _strangers_fit(
    few: dict[str | None, list[Person]], many: dict[str | None, list[Person]], known: frozenset[str]
) -> bool:
    """Whether those of whom no state is told can be the persons of the sides that are missing."""
    strangers = few.get(None, [])
    others = [person for side, people in many.items() if side not in known for person in people]
    if not strangers or not others:
        return True
    return any(
        (match := same_person(one.names, other.names)) >= Match.PART
        or (match is Match.MAYBE and agree(one.offices, other.offices) is not False)
        for one in strangers
        for other in others
    )


def _persons(facts: Facts, profile: Profile) -> _Evidence | None:
    found = _Evidence()
    compared = False
    fewer = more = 0
    for side, people in facts.persons.items():
        others = profile.persons.get(side)
        if not others and side is None:
            others = [one for code, some in profile.persons.items() if code not in facts.sides for one in some]
        if not others:
            continue
        compared = True
        match = _side(people, others)
        if match is None:
            return None
        if match >= Match.PART:
            found.named += 1
            found.score += 2.0 if match is Match.YES else 1.5
        elif match is Match.MAYBE and _offices_agree(people, others):
            found.offices += 1
            found.score += 1.0
        lines, other_lines = _lines(people, others), _lines(others, people)
        fewer += lines < other_lines
        more += other_lines < lines
    if compared:
        # 外相会談 beside 外務・防衛閣僚会合 of the same states: one minister of each against two of each.
        both = len([side for side in facts.persons if side in profile.persons])
        if both > 1 and both in {fewer, more} and shared(facts.points, profile.points)[1] < _HALF:
            return None
        return found
    return _apart(facts.persons, profile.persons, found)


def _apart(
    ones: dict[str | None, list[Person]], others: dict[str | None, list[Person]], found: _Evidence
) -> _Evidence | None:
    """Reports that name persons of different sides: a minister here, a minister there."""
    mine, theirs = ([person for people in of.values() for person in people] for of in (ones, others))
    rank, other = top(_all(mine)), top(_all(theirs))
    if rank is not None and other is not None:
        if rank != other:
            return None
        if agree(_all(mine), _all(theirs)):
            found.offices += 1
            found.score += 1.0
    return found


def _side(people: list[Person], others: list[Person]) -> Match | None:
    """Compares the first persons of a side; None where they are others."""
    rank, other = top(_all(people)), top(_all(others))
    pairs = [(_pair(one, two), one, two) for one in _first(people, rank) for two in _first(others, other)]
    if rank is not None and other is not None and rank != other:
        # 首相兼国防相 is 国防相 to another paper; a head and a minister else are two, but for an office mistaken.
        pairs = [
            (match, one, two)
            for match, one, two in pairs
            if match is Match.YES or (match is Match.PART and agree(one.offices, two.offices))
        ]
    best = max((match for match, _, _ in pairs), default=Match.NO)
    return None if best is Match.NO else best


def _pair(one: Person, two: Person) -> Match:
    match = same_person(one.names, two.names)
    if agree(one.offices, two.offices) is False and (
        match is not Match.YES or not any(is_full(name) for name in one.names | two.names)
    ):
        return Match.NO  # two ministers of one surname
    return match


def _first(people: list[Person], rank: int | None) -> list[Person]:
    return [person for person in people if (of := top(person.offices)) is None or of == rank]


def _all(people: Iterable[Person]) -> set[Office]:
    return {office for person in people for office in person.offices}


def _lines(people: Iterable[Person], others: Iterable[Person]) -> set[str]:
    """What the offices are about that are of the highest rank which both lists have."""
    offices = _all(people)
    ranks = [rank for rank in (top(offices), top(_all(others))) if rank is not None]
    return {office.line for office in offices if office.rank == min(ranks, default=None)}


def _offices_agree(people: list[Person], others: list[Person]) -> bool:
    return bool(agree(_all(people), _all(others)))


def _circumstances(facts: Facts, profile: Profile, count: int, share: float) -> bool:
    """Whether how and where they met can be told of one meeting."""
    remote = facts.mode != "in_person"
    if all((mode != "in_person") != remote for mode in profile.modes) and not (count > 1 and share >= 0.6):  # noqa: PLR2004
        return False
    half = count > 0 and share >= _HALF
    # Talks are seldom called so where a meal is not: what nothing is said of is taken for talks.
    # Where both say which of the two it was, one point of talks at which much was said is not enough.
    if bool(facts.meal) != bool(profile.meal):
        told = facts.meal is not None and profile.meal is not None
        if not (count > 1 and share > _HALF if told else half):
            return False
    here, there = facts.place_countries, profile.place_countries
    return not (here and there and here.isdisjoint(there)) or half or remote


def _round(facts: Facts, profile: Profile) -> bool:
    """Whether more than two states met in one place: they seldom do so twice in a day."""
    if len(facts.sides) <= _TWO or facts.sides != profile.sides:
        return False
    return _place(facts.places, profile.places) and max(facts.when.known, profile.when.known) <= RESOLVED


def _place(ones: set[str], others: set[str]) -> bool:
    return any(one in other or other in one for one in ones for other in others)


def _one_place(facts: Facts, profile: Profile) -> bool:
    """Whether the places are one, as far as they are told: a town, or the state that it lies in."""
    if facts.places and profile.places:
        return _place(facts.places, profile.places)
    return bool(facts.place_countries & profile.place_countries)


def _day(facts: Facts, profile: Profile, people: _Evidence, count: int, share: float) -> float | None:
    """What the days say; None where they are two."""
    mine, theirs = facts.when, profile.when
    known = max(mine.known, theirs.known)
    if known <= RESOLVED:
        if mine.first in profile.days:
            return 2.0 if known == FULL else 1.5
        return _next_day(facts, profile, people, count, share)
    told = count > 0 and share >= 0.4  # noqa: PLR2004
    if known == WINDOW:
        late = people.named > 0 and count > 1 - _one_place(facts, profile) and share >= _CLEAR
        return _window(mine, theirs, people, told=told, late=late)
    return _partial(facts, profile, people, told=told, count=count)


def _window(mine: When, theirs: When, people: _Evidence, *, told: bool, late: bool) -> float | None:
    """A report without a day of its own, and the day or the days of another."""
    if mine.first is None or theirs.first is None or mine.last is None or theirs.last is None:
        return None
    if mine.first > theirs.last or theirs.first > mine.last:
        return None
    apart = abs((mine.told or mine.first) - (theirs.told or theirs.first))
    soon = apart <= (0 if mine.known == theirs.known else _SOON)
    return 1.5 if (told if apart <= _WEEK else late) or (soon and people.named) else None


def _partial(facts: Facts, profile: Profile, people: _Evidence, *, told: bool, count: int) -> float | None:
    mine, theirs = facts.when, profile.when
    if NONE in {mine.known, theirs.known}:
        firm = told and (count > 1 or people.named > 1)
        return 1.5 if firm else None
    if not _fits(mine, theirs) or not _fits(theirs, mine):
        return None
    months = mine.known != PARTIAL or mine.month is not None
    if told or (people.named > 1 and (months or _place(facts.places, profile.places))):
        return 1.5
    return None


def _fits(partial: When, other: When) -> bool:
    """Whether a month and day, or a day alone, can be the day of another."""
    if partial.known != PARTIAL or other.known == WINDOW:
        return partial.known != WINDOW
    if other.known == PARTIAL:
        same_month = partial.month is None or other.month is None or partial.month == other.month
        return same_month and partial.day == other.day
    if other.first is None:
        return False
    from datetime import date  # noqa: PLC0415

    day = date.fromordinal(other.first)
    return day.day == partial.day and partial.month in {None, day.month}


def _next_day(facts: Facts, profile: Profile, people: _Evidence, count: int, share: float) -> float | None:
    """A day apart: one meeting only where two clocks, or a slip, explain it and the contents agree."""
    first = facts.when.first
    if first is None or not any(abs(first - day) == 1 for day in profile.days):
        return None
    if not people.named or people.named + people.offices < 2 or facts.mode not in profile.modes:  # noqa: PLR2004
        return None
    if facts.publisher is None or facts.publisher in profile.publishers:
        return None  # one paper does not tell one meeting of two days
    where = facts.place_countries | profile.place_countries
    far = bool(where - _NEAR) if where else bool((facts.sides | profile.sides) - _NEAR)
    least, most = (2, 0.5) if far else (3, 0.75)
    if count >= least and share >= most:
        return 1.0
    # A report with one point, in a town on the other side of the earth: the same point, in nearly the same words.
    there = bool(where - _NEAR) and _one_place(facts, profile)
    clear, all_of_it = shared(facts.points, profile.points, _CLEAR)
    return 1.0 if there and clear and all_of_it == 1.0 else None
