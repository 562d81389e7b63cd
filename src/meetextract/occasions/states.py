"""The state of somebody whom a report names without one, as the archive's other reports tell it.

A paper names its own ministers without their state, and a report of two foreign ministers may name neither's: what is
then taken for the state of one of them is a guess, which gives way to reports that have a word for it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import lru_cache
from typing import Final

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Country, Meeting, Participant
from meetextract.occasions.names import folded, is_full
from meetextract.occasions.offices import Offices

_MOST: Final = 2 / 3  # of the reports that have a word for the state


class States:
    """Hear all meetings, then have them restated."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._offices = Offices(lexicon)
        self._told: dict[tuple[str, str], Counter[str]] = {}
        self._keys_of = lru_cache(maxsize=16384)(self._find_keys)

    def hear(self, meeting: Meeting) -> None:
        """Note whom the report gives to a state that it has a word for."""
        told = {side.code for side in meeting.countries if side.text is not None}
        for person in meeting.participants:
            if person.country in told:
                for key in self._keys(person):
                    self._told.setdefault(key, Counter())[str(person.country)] += 1

    def restated(self, meeting: Meeting) -> Meeting:
        """The meeting with each side that was guessed as other reports tell it, and with states that it lacks."""
        codes = {side.code for side in meeting.countries}
        guessed = {side.code for side in meeting.countries if side.text is None}
        instead = {code: other for code in sorted(guessed) if (other := self._other(meeting, code, codes))}
        people = tuple(self._person(one, codes, instead) for one in meeting.participants)
        if people == meeting.participants and not instead:
            return meeting
        sides = [self._side(instead[one.code]) if one.code in instead else one for one in meeting.countries]
        known = {None, *(side.code for side in sides)}
        sides += [self._side(str(code)) for code in dict.fromkeys(one.country for one in people) if code not in known]
        points = tuple(
            dataclasses.replace(one, by=tuple(instead.get(code, code) for code in one.by)) for one in meeting.points
        )
        return dataclasses.replace(meeting, countries=tuple(sides), participants=people, points=points)

    def _person(self, person: Participant, codes: set[str], instead: dict[str, str]) -> Participant:
        """Someone of a side that was guessed, of no known state, or of the other side than he was taken for."""
        code = instead.get(person.country or "") or self._of(person)
        if code is None or (person.country and person.country not in instead and code not in codes):
            return person
        return dataclasses.replace(person, country=code) if code != person.country else person

    def _other(self, meeting: Meeting, code: str, codes: set[str]) -> str | None:
        """The one state that all of a guessed side are of by other reports."""
        people = [one for one in meeting.participants if one.country == code]
        found = {self._of(one) for one in people}
        other = found.pop() if len(found) == 1 else None
        return other if other not in codes else None

    def _of(self, person: Participant) -> str | None:
        for key in self._keys(person):
            votes = self._told.get(key)
            if votes:
                code, count = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
                return code if count >= _MOST * votes.total() else None
        return None

    def _keys(self, person: Participant) -> tuple[tuple[str, str], ...]:
        return self._keys_of(person.name, person.titles) if person.name else ()

    def _find_keys(self, name: str, titles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        if not is_full(name):
            return ()
        return tuple((folded(name), office.line) for office in sorted(self._offices.all(titles), reverse=True))

    def _side(self, code: str) -> Country:
        party = self._lexicon.parties[code]
        return Country(code, party.name, party.name_en, None, None, None)
