"""What an office is compared by: its line (foreign, defence, head …) and its rank, whatever a state calls it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.occasions.tables import words

HEAD, MINISTER, VICE, OTHER = 3, 2, 1, 0
PARTY: Final = "party"
UNTOLD: Final = ""  # 長官, 大臣: of what, the report leaves to its reader
_HEADS: Final = frozenset(words("offices", "head"))
# Names that states have for one line: the foreign minister of the United States is 国務長官.
_LINES: Final = {title: line for line in ("foreign", "defence", "finance") for title in words("offices", line)}
_WORK: Final = tuple((title.removesuffix("大臣"), line) for title, line in _LINES.items() if title.endswith("大臣"))
_BARE: Final = words("offices", "bare")
_VICE: Final = words("offices", "vice")
_MINISTER: Final = words("offices", "minister")
_OTHERS: Final = words("offices", "other")
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
        if "外事" in key and key.endswith("主任"):  # 党中央外事工作委員会弁公室主任
            line = "foreign"
        if line is None and key not in _HEADS and any(word in key for word in _PARTY):
            return Office(PARTY, OTHER)
        if key in _HEADS:
            return Office("head", HEAD)
        if line:
            return Office(line, MINISTER)
        if key.endswith(_VICE) and not key.endswith(_OTHERS):
            return Office(key, VICE)
        if key in _BARE:
            return Office(UNTOLD, MINISTER)
        if key.endswith(_MINISTER) and not key.endswith(_OTHERS):
            # 欧州・外務大臣, 外務・国際協力大臣: what a ministry has beside its work does not make it another.
            line = next((line for word, line in _WORK if word in key), key)
            return Office(line, MINISTER)
        return Office(key, OTHER)

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
