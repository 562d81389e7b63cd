"""The key of a meeting: what two reports of it have in common, made of one of them alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from meetextract import expressions as re
from meetextract.model import Mode

Rank = Literal["head", "minister", "vice-minister", "other"]
_ORDER: Final[tuple[Rank, ...]] = ("head", "minister", "vice-minister", "other")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SIDES: Final = 2


class RankRow(NamedTuple):
    """A row of data/ranks.tsv."""

    rank: Rank
    pattern: re.Pattern[str]
    example: str
    counterexample: str
    line: int


def meeting_key(
    day: str | None, codes: Iterable[str], titles: Iterable[str], mode: Mode, *, meal: bool = False
) -> str | None:
    """`2025-11-02/JP+US/minister/talks`: day, sides in order of the alphabet, the highest rank among the participants
    and the kind (talks, meal, call). A hint for grouping reports, no more: two calls of two ministers in one day have
    the same key.

    Args:
        day: the date of the meeting as the record has it.
        codes: its sides.
        titles: the offices of all who took part; reports differ in whom they name besides the highest.
        mode: a talk by phone or video is a call.
        meal: they talked over a meal.
    Returns:
        None where the day is not complete or fewer than two sides are known.
    """
    sides = sorted(set(codes))
    if day is None or not _DAY.fullmatch(day) or len(sides) < _SIDES:
        return None
    ranks = {rank_of(title) for title in titles}
    rank = next((rank for rank in _ORDER if rank in ranks), "other")
    kind = "call" if mode != "in_person" else "meal" if meal else "talks"
    return f"{day}/{'+'.join(sides)}/{rank}/{kind}"


@lru_cache(maxsize=4096)  # titles come from articles
def rank_of(title: str) -> Rank:
    """How high an office is by data/ranks.tsv."""
    return next((row.rank for row in rank_rows() if row.pattern.search(title)), "other")


@cache
def rank_rows() -> tuple[RankRow, ...]:
    """data/ranks.tsv."""
    rows = []
    ranks: dict[str, Rank] = {rank: rank for rank in _ORDER}
    path = Path(__file__).parents[1] / "data" / "ranks.tsv"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        cells = line.split("\t")
        if line and not line.startswith("#") and cells[0] != "rank":
            rows.append(RankRow(ranks[cells[0]], re.compile(cells[1]), cells[2], cells[3], number))
    return tuple(rows)
