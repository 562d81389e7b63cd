"""What of a report counts when reports are compared: sides, days, persons, place, how they met, what was said."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Document, Meeting
from meetextract.occasions.names import folded
from meetextract.occasions.offices import Office, Offices
from meetextract.occasions.tables import EVERYWHERE
from meetextract.occasions.wording import Grams, grams

# How well the day is known, best first.
FULL, RESOLVED, WINDOW, PARTIAL, NONE = range(5)
_FULL: Final = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_MONTH_DAY: Final = re.compile(r"--(\d\d)-(\d\d)\Z", re.ASCII)
_DAY: Final = re.compile(r"---(\d\d)\Z", re.ASCII)
_HALF_A_YEAR: Final = 183
_HALF_A_MONTH: Final = 16
_BACK: Final = 31  # days that a report without a day of its own may look back: weeklies appear late
_AHEAD: Final = 31  # days that an announcement may look ahead
_LONGEST: Final = 24  # characters of a place in the table
_POINTS: Final = 40  # contents of one report that are compared
_MEAL: Final = re.compile("夕食会|昼食会|朝食会|晩さん会|晩餐会|会食|夕食|昼食|朝食")


class Head(NamedTuple):
    """What is kept of a document beside its meetings."""

    source: str
    title: str | None
    publisher: str | None
    published: str | None
    sha256: str | None


def head_of(document: Document, source: str) -> Head:
    """The head of a document; `source` is its name where it has none of its own."""
    return Head(source, document.title, document.publisher, document.published, document.sha256)


@dataclass(slots=True)
class Person:
    """Someone who took part, as far as one report or several tell: all names and readings, all offices."""

    names: set[str]
    offices: set[Office]


@dataclass(slots=True)
class When:
    """A day and how well it is known; `first` to `last` are the days it may be, as ordinals."""

    known: int
    first: int | None = None
    last: int | None = None
    month: int | None = None  # of PARTIAL
    day: int | None = None
    told: int | None = None  # of WINDOW: the publication


@dataclass(slots=True)
class Facts:
    """One report of one meeting."""

    sides: frozenset[str]
    open: bool  # a side is missing: a person stands without a state, or only one side is named
    when: When
    mode: str
    meal: bool | None
    planned: bool
    persons: dict[str | None, list[Person]]
    places: set[str]
    place_countries: set[str]
    points: list[Grams]
    publisher: str | None = None
    weight: int = field(default=0)  # how much it tells: fuller reports are placed first


class Reader:
    """Reads the facts off records."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._offices = Offices(lexicon)
        self._country_of = lru_cache(maxsize=8192)(self._place_country)

    def facts(self, meeting: Meeting, head: Head) -> Facts:
        """The facts of one meeting of a document."""
        sides = frozenset(country.code for country in meeting.countries)
        persons: dict[str | None, list[Person]] = {}
        named = 0
        for person in meeting.participants:
            names = {name for name in (person.name, person.reading) if name}
            persons.setdefault(person.country or None, []).append(Person(names, set(self._offices.all(person.titles))))
            named += bool(names)
        contents = [point.content.text for point in meeting.points if point.content is not None][:_POINTS]
        place = meeting.place.text if meeting.place else ""
        country = self._country_of(place) if place else None
        # ペルー beside リマ: a state is where the town lies, not another place.
        places = {folded(place)} if place and not self._is_state(place) else set()
        return Facts(
            sides=sides,
            open=len(sides) < 2 or None in persons,  # noqa: PLR2004  (a meeting has two sides)
            when=when(meeting, head.published),
            mode=meeting.mode,
            meal=is_meal(meeting),
            planned=meeting.status == "planned",
            persons=persons,
            places=places,
            place_countries={country} if country else set(),
            points=[grams(text) for text in contents],
            publisher=head.publisher,
            weight=len(sides) * 4 + named * 3 + len(contents) + 2 * bool(places),
        )

    def _is_state(self, place: str) -> bool:
        return any((one.start, one.end) == (0, len(place)) for one in self._lexicon.find_parties(place))

    def _place_country(self, place: str) -> str | None:
        """The state that the longest place of the table in these words lies in, or that they name."""
        places = self._lexicon.places
        for length in range(min(len(place), _LONGEST), 1, -1):
            for at in range(len(place) - length + 1):
                words = place[at : at + length]
                found = places.get(words)
                if found is not None and found.code and words not in EVERYWHERE:
                    return found.code
        named = {match.code for match in self._lexicon.find_parties(place)}
        return named.pop() if len(named) == 1 else None


def is_meal(meeting: Meeting) -> bool | None:
    """Whether it was a meal, by the words that name it: the header and the key; None where nothing says so."""
    key = getattr(meeting, "key", None)
    if isinstance(key, str):
        if "meal" in key:
            return True
        if "talks" in key:
            return False
    if meeting.header is not None and _MEAL.search(meeting.header.text):
        return True
    return None


def when(meeting: Meeting, published: str | None) -> When:
    """The day of a meeting. A year or month that the words leave open is taken from the publication's day; a report
    without a day of its own tells of the days before it, an announcement of those after."""
    value = meeting.date.value if meeting.date else None
    day = _as_day(value)
    if day is not None:
        return When(FULL, day, day)
    told = _as_day(published)
    if value and (match := _MONTH_DAY.match(value)):
        month, number = int(match[1]), int(match[2])
        near = _nearest(told, [(year, month) for year in _years(told)], number, _HALF_A_YEAR)
        return When(RESOLVED, near, near) if near else When(PARTIAL, month=month, day=number)
    if value and (match := _DAY.match(value)):
        number = int(match[1])
        near = _nearest(told, _months(told), number, _HALF_A_MONTH)
        return When(RESOLVED, near, near) if near else When(PARTIAL, day=number)
    if told is None:
        return When(NONE)
    if meeting.status == "planned":
        return When(WINDOW, told, told + _AHEAD, told=told)
    return When(WINDOW, told - _BACK, told, told=told)


def _as_day(value: str | None) -> int | None:
    if value is None or not _FULL.match(value):
        return None
    return _ordinal(int(value[:4]), int(value[5:7]), int(value[8:]))


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return datetime.date(year, month, day).toordinal()
    except ValueError:
        return None


def _years(told: int | None) -> Iterable[int]:
    year = datetime.date.fromordinal(told).year if told else 0
    return range(year - 1, year + 2) if told else ()


def _months(told: int | None) -> list[tuple[int, int]]:
    if told is None:
        return []
    days = (datetime.date.fromordinal(max(told + shift, 1)) for shift in (-28, -14, 0, 14, 28))
    return list(dict.fromkeys((day.year, day.month) for day in days))


def _nearest(told: int | None, months: Iterable[tuple[int, int]], day: int, reach: int) -> int | None:
    if told is None:
        return None
    days = [found for year, month in months if year > 0 and (found := _ordinal(year, month, day)) is not None]
    near = min(days, key=lambda one: abs(one - told), default=None)
    return near if near is not None and abs(near - told) <= reach else None
