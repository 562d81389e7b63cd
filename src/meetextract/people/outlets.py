"""data/outlets.toml: from which side pages are written."""

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
