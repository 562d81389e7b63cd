"""Whether two words for a place contradict each other: two towns do, a building and the town around it do not."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.occasions.names import folded
from meetextract.occasions.tables import EVERYWHERE, pairs, words

STATE, REGION, TOWN, BUILDING = range(4)
_KINDS: Final = {"region": REGION, "city": TOWN, "building": BUILDING, "venue": BUILDING}
_BUILDING: Final = words("places", "building")
_ABROAD: Final = words("places", "abroad")
_SAME: Final = dict(pairs("places", "same"))
_LONGEST: Final = 24  # characters of a place in the table


class _Where(NamedTuple):
    level: int
    state: str | None
    town: str | None


class Places:
    """Knows the places of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._where = lru_cache(maxsize=8192)(self._find)

    def apart(self, one: str, other: str) -> bool:
        """Whether a meeting in one of them was not in the other. What cannot be told is no contradiction."""
        if within(one, other):
            return False
        a, b = self._where(one), self._where(other)
        if a.state and b.state and a.state != b.state:
            return True
        if STATE in {a.level, b.level} or REGION in {a.level, b.level}:
            return a.level == b.level == REGION
        if a.town and b.town and a.town != b.town:
            return True
        return a.level == b.level and not (a.level == TOWN and a.town and a.town == b.town)

    def _find(self, place: str) -> _Where:
        whole = next((one.code for one in self._lexicon.find_parties(place) if one.start == 0), None)
        if whole and any(one.end == len(place) for one in self._lexicon.find_parties(place)):
            return _Where(STATE, whole, None)
        inside = self._inside(place)
        state = next((self._lexicon.places[one].code for one in inside if self._lexicon.places[one].code), None)
        town = next((_SAME.get(one, one) for one in inside if self._lexicon.places[one].kind == "city"), None)
        exact = self._lexicon.places.get(place)
        if exact is not None and place not in EVERYWHERE:
            return _Where(_KINDS[exact.kind], exact.code or None, town if exact.kind == "city" else None)
        if place.endswith(_ABROAD) or not place.endswith(_BUILDING):
            return _Where(TOWN, state, town)  # an embassy is no building of the town that a paper names
        return _Where(BUILDING, state, town)

    def _inside(self, place: str) -> list[str]:
        """The places of the table in these words, the longest first."""
        return [
            place[at : at + length]
            for length in range(min(len(place), _LONGEST), 1, -1)
            for at in range(len(place) - length + 1)
            if place[at : at + length] in self._lexicon.places and place[at : at + length] not in EVERYWHERE
        ]


def within(one: str, other: str) -> bool:
    """Whether one of two places names the other: 都内のホテル and ホテル."""
    a, b = folded(one), folded(other)
    return a in b or b in a
