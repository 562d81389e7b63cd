"""data/outlets.toml: from which side pages are written; and how names of states are written (data/clues.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml


@precomputed
def table() -> Mapping[str, Any]:
    """data/outlets.toml as read."""
    return read_toml("outlets.toml")


def default_side() -> str:
    """The state from whose side a page is written that says nothing about it."""
    return str(table()["default"])


@precomputed
def clue_table() -> Mapping[str, Any]:
    """data/clues.toml as read."""
    return read_toml("clues.toml")


def script() -> Mapping[str, Any]:
    """States whose people's names are written in kanji, and those whose never stand in katakana."""
    found: Mapping[str, Any] = clue_table()["script"]
    return found
