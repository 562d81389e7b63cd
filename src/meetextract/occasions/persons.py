"""Persons across an archive: one identity per name, state and line of offices, with first and last day.

A surname joins the full name that held the same office at that time; two of one name stay apart where their offices
or the years between them say so. What is kept is a line for each name and office, not for each mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.occasions.names import Match, folded, is_full, same_person, script, words
from meetextract.occasions.offices import MINISTER, OTHER, PARTY, Offices

_YEARS: Final = 30 * 365  # days between two mentions that one career does not span
_OVERLAP: Final = 31  # days that two offices of one name may overlap
_NEAR: Final = 2 * 365  # days around the days of an office in which a surname with that office is the same person


class Tenure(NamedTuple):
    """A title, with the first and last day (YYYY-MM-DD, or None) on which somebody is seen with it."""

    title: str
    first: str | None
    last: str | None


@dataclass(slots=True)
class Identity:
    """A person. `number` counts from 1, in order of state and name."""

    name: str
    country: str | None
    readings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    offices: tuple[Tenure, ...] = ()
    first: str | None = None
    last: str | None = None
    mentions: int = 0
    number: int = 0


@dataclass(slots=True)
class _Seen:
    """What is seen of one name in one office: the part of an identity that is never divided."""

    name: str
    country: str | None
    line: str
    rank: int
    first: int | None = None
    last: int | None = None
    count: int = 0
    readings: set[str] = field(default_factory=set)
    titles: dict[str, list[int | None]] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)  # lines that one report gives him as well

    def see(self, day: int | None, titles: Iterable[str], times: int) -> None:
        """Take in a mention, or several that are alike."""
        self.count += times
        self.first, self.last = _wider(self.first, self.last, day)
        for title in titles:
            tenure = self.titles.setdefault(title, [None, None])
            tenure[:] = _wider(tenure[0], tenure[1], day)


class Persons:
    """Add mentions, then ask for identities."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._offices = Offices(lexicon)
        self._seen: dict[tuple[str | None, str, str, int], _Seen] = {}
        self._of: dict[tuple[str | None, str, str, int], Identity] = {}

    def add(  # noqa: PLR0913, PLR0917  (a mention is one call)
        self,
        name: str,
        country: str | None,
        titles: Iterable[str],
        day: str | None,
        reading: str | None = None,
        times: int = 1,
    ) -> None:
        """Take in somebody who took part in a meeting, or in several; `day` is YYYY-MM-DD or None."""
        given = tuple(titles)
        number = _ordinal(day)
        key = self._key(name, country, given, number)
        seen = self._seen.get(key)
        if seen is None:
            seen = self._seen[key] = _Seen(name, country, key[2], self._rank(given))
        seen.see(number, given, times)
        if reading:
            seen.readings.add(reading)
        seen.beside |= {office.line for office in self._offices.all(given)} - {key[2]}

    def identities(self) -> list[Identity]:
        """All persons, by state and name."""
        states: dict[str | None, list[tuple[tuple[str | None, str, str, int], _Seen]]] = {}
        of = self._states()
        for key, seen in self._seen.items():
            states.setdefault(seen.country or of.get((key[1], key[2])), []).append((key, seen))
        found: list[Identity] = []
        for state in sorted(states, key=lambda code: code or "~"):
            for group in _resolve(states[state]):
                found.append(_identity([seen for _, seen in group]))
                self._of.update(dict.fromkeys((key for key, _ in group), found[-1]))
        found.sort(key=lambda one: (one.country or "~", folded(one.name), one.first or "", one.offices))
        for number, one in enumerate(found, 1):
            one.number = number
        return found

    def _states(self) -> dict[tuple[str, str], str]:
        """The one state in which a full name holds an office: of it is who is elsewhere named without a state."""
        found: dict[tuple[str, str], set[str]] = {}
        for (country, name, line, _), seen in self._seen.items():
            if country and is_full(seen.name):
                found.setdefault((name, line), set()).add(country)
        return {key: min(codes) for key, codes in found.items() if len(codes) == 1}

    def of(self, name: str, country: str | None, titles: Iterable[str], day: str | None) -> Identity:
        """The identity of a mention that was added; called after `identities`."""
        return self._of[self._key(name, country, tuple(titles), _ordinal(day))]

    def _key(
        self, name: str, country: str | None, titles: tuple[str, ...], day: int | None
    ) -> tuple[str | None, str, str, int]:
        offices = [office for office in self._offices.all(titles) if office.line != PARTY]
        line = max(offices, key=lambda office: (office.rank, office.line)).line if offices else ""
        # Years are counted in spans, so that one name in two ages never becomes one line.
        return country, folded(name), line, -1 if day is None else day // _YEARS

    def _rank(self, titles: tuple[str, ...]) -> int:
        return max((office.rank for office in self._offices.all(titles)), default=OTHER)


_Part = tuple[tuple[str | None, str, str, int], _Seen]


def _resolve(parts: list[_Part]) -> list[list[_Part]]:
    """The parts of one state, those of one person together: full names first, then what can only be one of them."""
    # Whose kanji stand with their reading comes before those of whom only the one or the other is known.
    ordered = sorted(
        parts,
        key=lambda part: (
            not is_full(part[1].name), not part[1].readings, -_fullness(part[1].name), part[0][1], part[1].first or 0,
            part[0][2],
        ),
    )  # fmt: skip
    groups: list[list[_Part]] = []
    by_letter: dict[str, list[int]] = {}
    for part in ordered:
        near = sorted({at for letter in _letters(part[1]) for at in by_letter.get(letter, ())})
        fitting = [at for at in near if _fits(part[1], [seen for _, seen in groups[at]])]
        certain = [at for at in fitting if is_full(part[1].name)] or fitting
        if len(certain) == 1 or (certain and is_full(part[1].name)):
            at = certain[0]
            groups[at].append(part)
        else:
            groups.append([part])
            at = len(groups) - 1
        for letter in _letters(part[1]):
            by_letter.setdefault(letter, []).append(at)
    return groups


def _letters(seen: _Seen) -> set[str]:
    """What names that may be one person's have in common: the first character of each word."""
    names = {seen.name, *seen.readings}
    return {word[0] for name in names for word in words(name)}


def _fits(one: _Seen, group: list[_Seen]) -> bool:
    names = {name for seen in group for name in (seen.name, *seen.readings)}
    match = same_person({one.name, *one.readings}, names)
    if match < Match.PART:
        return False
    if any(_apart(one, other) for other in group):
        return False
    if match is Match.YES and is_full(one.name):
        return True
    # A surname: the same office, or none, at about that time.
    same_line = [seen for seen in group if seen.line == one.line or one.line in seen.beside or not one.line]
    return any(_near(one, seen) for seen in same_line)


def _apart(one: _Seen, other: _Seen) -> bool:
    """Whether two lines of one name are two persons': ages between them, or two high offices at one time."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > _YEARS:
        return True
    lines = one.line and other.line and one.line != other.line
    together = other.line in one.beside or one.line in other.beside
    high = one.rank >= MINISTER and other.rank >= MINISTER
    return bool(lines and high and not together and gap < -_OVERLAP)


def _near(one: _Seen, other: _Seen) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last + _NEAR and other.first <= one.last + _NEAR


def _identity(parts: list[_Seen]) -> Identity:
    names = Counter[str]()
    titles: dict[str, list[int | None]] = {}
    first = last = None
    for seen in parts:
        names[seen.name] += seen.count
        for day in (seen.first, seen.last):
            first, last = _wider(first, last, day)
        for title, (since, until) in seen.titles.items():
            tenure = titles.setdefault(title, [None, None])
            for day in (since, until):
                tenure[:] = _wider(tenure[0], tenure[1], day)
    ordered = sorted(names, key=lambda name: (script(name) != "kanji", -_fullness(name), -names[name], name))
    tenures = sorted(titles.items(), key=lambda item: (item[1][0] is None, item[1][0] or 0, item[0]))
    return Identity(
        name=ordered[0],
        country=next((seen.country for seen in parts if seen.country), None),
        readings=tuple(sorted({reading for seen in parts for reading in seen.readings})),
        names=tuple(ordered),
        offices=tuple(Tenure(title, _iso(since), _iso(until)) for title, (since, until) in tenures),
        first=_iso(first),
        last=_iso(last),
        mentions=sum(names.values()),
    )


def _fullness(name: str) -> int:
    return 100 * is_full(name) + len(folded(name))


def _wider(first: int | None, last: int | None, day: int | None) -> tuple[int | None, int | None]:
    if day is None:
        return first, last
    return (day if first is None else min(first, day)), (day if last is None else max(last, day))


def _ordinal(day: str | None) -> int | None:
    from datetime import date  # noqa: PLC0415

    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:  # a partial date
        return None


def _iso(day: int | None) -> str | None:
    from datetime import date  # noqa: PLC0415

    return date.fromordinal(day).isoformat() if day is not None else None
