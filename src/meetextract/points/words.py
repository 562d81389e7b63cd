"""data/reporting.toml and data/clause_ends.tsv as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import DATA, holds, read_toml, read_tsv

__all__ = ["Ends", "Words", "holds", "words"]


@precomputed
def _tables() -> tuple[dict[str, Any], list[list[str]]]:
    """Both tables as read."""
    raw = (DATA / "clause_ends.tsv").read_bytes()
    return read_toml("reporting.toml"), read_tsv(raw, "clause_ends.tsv", ("ending", "sense"))


class Ends:
    """Words by which a text may end; the longest that fits is found in a few look-ups."""

    def __init__(self, words: Mapping[str, str] | Iterable[str]) -> None:
        self.words = dict(words) if isinstance(words, Mapping) else dict.fromkeys(words, "")
        self.sizes: Final = tuple(sorted({len(word) for word in self.words}, reverse=True))

    def of(self, text: str) -> str:
        """The longest word by which `text` ends, or an empty text."""
        for size in self.sizes:
            if text[-size:] in self.words and size <= len(text):
                return text[-size:]
        return ""

    def at(self, text: str, start: int, end: int) -> str:
        """The longest word that stands at `start` and ends at or before `end`."""
        for size in self.sizes:
            if start + size <= end and text[start : start + size] in self.words:
                return text[start : start + size]
        return ""

    def sense(self, text: str) -> str:
        """What the table says of the longest ending; an empty text where none fits."""
        return self.words.get(self.of(text), "")


class Words(NamedTuple):
    """The tables, ready to be asked. `governors` to `around`: name of a list -> its words."""

    governors: Mapping[str, frozenset[str]]
    elsewhere: Mapping[str, tuple[str, ...]]
    speakers: Mapping[str, tuple[str, ...]]
    content: Mapping[str, tuple[str, ...]]
    around: Mapping[str, frozenset[str]]
    marks: str
    ends: Ends
    leads: Ends
    not_leads: tuple[str, ...]
    bystanders: Ends


@cache
def words() -> Words:
    """The tables, made once."""
    table, rows = _tables()
    around = table["around"]
    speakers = {key: tuple(value) for key, value in table["speakers"].items()}
    return Words(
        {key: frozenset(value) for key, value in table["governors"].items()},
        {key: tuple(value) for key, value in table["elsewhere"].items()},
        speakers,
        {key: tuple(value) for key, value in table["content"].items()},
        {key: frozenset(value) for key, value in around.items()},
        around["marks"],
        Ends({row[0]: row[1] for row in rows}),
        Ends(around["leads"]),
        tuple(around["not_leads"]),
        Ends(speakers["bystanders"]),
    )
