"""What an office is compared by: its line (foreign, defence, head …) and its rank, whatever a state calls it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.occasions.tables import words
from meetextract.points.keys import rank_of

HEAD, MINISTER, VICE, OTHER = 3, 2, 1, 0
_RANKS: Final = {"head": HEAD, "minister": MINISTER, "vice-minister": VICE, "other": OTHER}
PARTY: Final = "party"
UNTOLD: Final = ""  # 長官, 大臣: of what, the report leaves to its reader
# Names that states have for one line: the foreign minister of the United States is 国務長官.
_LINES: Final = {title: line for line in ("foreign", "defence", "finance") for title in words("offices", line)}
_WORK: Final = tuple((title.removesuffix("大臣"), line) for title, line in _LINES.items() if title.endswith("大臣"))
_FOREIGN_ENDING: Final = words("offices", "foreign_ending")
_BARE: Final = words("offices", "bare")
_PARTY: Final = words("offices", "party")


class Office(NamedTuple):
    """An office: `line` is equal for offices that do the same work in two states."""

    line: str
    rank: int


class Offices:
    """Titles to offices, by the grammar of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, title: str) -> Office:  # noqa: PLR0911  (a case a kind of office)
        key = self._lexicon.office_key(title)
        line = _LINES.get(key)
        rank = _RANKS[rank_of(title)]
        if "外事" in key and key.endswith("主任"):  # 党中央外事工作委員会弁公室主任
            return Office("foreign", MINISTER)
        if rank != HEAD and any(word in key for word in _PARTY):
            return Office(PARTY, OTHER)
        if rank == HEAD:
            return Office("head", HEAD)
        if line or key.endswith(_FOREIGN_ENDING):
            return Office(line or "foreign", MINISTER)
        if key in _BARE:
            return Office(UNTOLD, MINISTER)
        if rank == MINISTER:
            # 欧州・外務大臣, 外務・国際協力大臣: what a ministry has beside its work does not make it another.
            return Office(next((line for word, line in _WORK if word in key), key), MINISTER)
        return Office(key, rank)

    def all(self, titles: Iterable[str]) -> frozenset[Office]:
        """The offices of somebody's titles."""
        return frozenset(self.of(title) for title in titles)


def top(offices: Iterable[Office]) -> int | None:
    """The highest rank; None without an office that has one."""
    return max((office.rank for office in offices if office.line != PARTY), default=None)


def agree(ones: Iterable[Office], others: Iterable[Office]) -> bool | None:
    """Whether two persons hold one office; None where one of them has none that could tell."""
    lines, other_lines = ({office.line for office in found} - {PARTY, UNTOLD} for found in (ones, others))
    return bool(lines & other_lines) if lines and other_lines else None
