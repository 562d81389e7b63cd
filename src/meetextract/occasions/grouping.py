"""Points of several reports that say the same: same side, same kind of speech, contents that overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from meetextract.model import AGREED, Kind, Point
from meetextract.occasions.wording import Grams, alike, grams

_ENOUGH: Final = 0.36
_OTHER_KIND: Final = 0.5  # one says agreed, the other discussed: the contents have to say it
_OTHER_SIDE: Final = 0.75
_SEEN: Final = 6  # wordings of a group that a point is compared with
# Kinds by what they do; those of one family are one point in two papers' words.
_FAMILIES: Final = {
    **dict.fromkeys(AGREED, "agreed"),
    "discuss": "discuss",
    "welcome": "pleased", "support": "pleased", "thank": "pleased",
    "concern": "against", "condemn": "against",
    "request": "wants", "propose": "wants", "state": "state",
}  # fmt: skip
# Families that papers mistake for one another; a state is what any one-sided act may be called.
_NEAR: Final = frozenset(
    map(frozenset, (("agreed", "discuss"), ("state", "wants"), ("state", "against"), ("state", "pleased")))
)


class Item(NamedTuple):
    """A point and the number of the report it stands in."""

    report: int
    point: Point


@dataclass(slots=True)
class _Group:
    items: list[Item]
    wordings: list[Grams]
    reports: set[int]


def group(reports: Sequence[Sequence[Point]]) -> list[list[Item]]:
    """The points of all reports, those that say the same together; each group has at most one point of a report.

    Groups stand in the order in which their first points do. Reports should come fullest first.
    """
    groups: list[_Group] = []
    for number, points in enumerate(reports):
        _add(groups, number, points)
    return [found.items for found in groups]


def _add(groups: list[_Group], number: int, points: Sequence[Point]) -> None:
    """Each point of a report to the group that it is most alike to, the clearest first; what is left begins one."""
    pairs = []
    for at, point in enumerate(points):
        wording = _wording(point)
        for index, found in enumerate(groups):
            score = _score(point, wording, found)
            if score > 0:
                pairs.append((-score, at, index))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, at, index in sorted(pairs):
        if at not in taken and index not in used:
            taken[at] = index
            used.add(index)
    for at, point in enumerate(points):
        if at in taken:
            found = groups[taken[at]]
            found.items.append(Item(number, point))
            found.reports.add(number)
            if len(found.wordings) < _SEEN:
                found.wordings.append(_wording(point))
        else:
            groups.append(_Group([Item(number, point)], [_wording(point)], {number}))


def _wording(point: Point) -> Grams:
    return grams(point.content.text) if point.content is not None else {}


def _score(point: Point, wording: Grams, found: _Group) -> float:
    """How alike; 0 for not the same."""
    first = found.items[0].point
    kinds = nearness(point, first)
    if kinds is None:
        return 0.0
    if not wording or not any(found.wordings):
        # A discussion without a content, a joint statement: the same only where neither says what it is about.
        return 1.0 if not wording and not any(found.wordings) and point.kind == first.kind else 0.0
    best = max(alike(wording, other) for other in found.wordings if other)
    return best if best >= kinds else 0.0


def family(kind: Kind) -> str:
    """What a kind does: two words of one family are no contradiction."""
    return _FAMILIES[kind]


def nearness(one: Point, other: Point) -> float | None:
    """How alike the contents of two points have to be to say the same; None where they cannot."""
    mine, theirs = _FAMILIES[one.kind], _FAMILIES[other.kind]
    if mine == theirs:
        need = _ENOUGH
    elif frozenset({mine, theirs}) in _NEAR:
        need = _OTHER_KIND
    else:
        return None
    if one.joint or other.joint or not one.by or not other.by or set(one.by) & set(other.by):
        return need if one.joint == other.joint else max(need, _OTHER_KIND)
    return _OTHER_SIDE if mine in {"agreed", "discuss"} else None
