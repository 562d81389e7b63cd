"""How alike two contents are, whatever words two papers put around them: pairs of characters of their nouns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from meetextract.occasions.tables import pairs, words

Grams = Mapping[str, float]

_SHORT_FORMS: Final = pairs("wording", "short")
_COMMON: Final = re.compile("|".join(map(re.escape, words("wording", "common"))))
_RUN: Final = re.compile(r"[㐀-䶿一-鿿々〆ァ-ヿA-Z0-9]+")
_WEAK: Final = 0.25


@lru_cache(maxsize=8192)
def grams(text: str) -> Grams:
    """The pairs of characters of a content's kanji, katakana, letters and figures, each with what it weighs."""
    plain = unicodedata.normalize("NFKC", text).upper()
    for long, short in _SHORT_FORMS:
        if long in plain:
            plain = plain.replace(long, short)
    common = [False] * len(plain)
    for match in _COMMON.finditer(plain):
        common[match.start() : match.end()] = [True] * (match.end() - match.start())
    found: dict[str, float] = {}
    for run in _RUN.finditer(plain):
        start, end = run.span()
        if end - start == 1:
            found.setdefault(run[0], _WEAK if common[start] else 0.5)
        for at in range(start, end - 1):
            weak = common[at] and common[at + 1]
            pair = plain[at : at + 2]
            found[pair] = max(found.get(pair, 0.0), _WEAK if weak else 1.0)
    return found


def alike(one: Grams, other: Grams) -> float:
    """From 0 to 1: the mean of how much of the shorter stands in the longer, and of how much the two share."""
    if len(one) > len(other):
        one, other = other, one
    shared = sum(weight for pair, weight in one.items() if pair in other)
    if not shared:
        return 0.0
    small, large = sorted((sum(one.values()), sum(other.values())))
    return 0.5 * (shared / small + 2 * shared / (small + large))


def shared(ones: Iterable[Grams], others: Iterable[Grams], enough: float = 0.4) -> tuple[int, float]:
    """How many contents of the shorter list the other tells as well, and which share of the shorter list that is."""
    first, second = list(ones), list(others)
    if len(first) > len(second):
        first, second = second, first
    if not first:
        return 0, 0.0
    found = sum(1 for one in first if any(alike(one, other) >= enough for other in second))
    return found, found / len(first)
