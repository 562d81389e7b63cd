"""The words of `data/occasions.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Final


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = resources.files("meetextract").joinpath("data", "occasions.toml").read_text("utf-8")
    return tomllib.loads(text)


def words(table: str, row: str) -> tuple[str, ...]:
    """The words of a row, in its order; KeyError for one that there is not."""
    return tuple(_tables()[table][row].split())


def pairs(table: str, row: str) -> tuple[tuple[str, str], ...]:
    """A row of pairs, in its order; = as the second stands for nothing."""
    found = words(table, row)
    return tuple((one, "" if other == "=" else other) for one, other in zip(found[::2], found[1::2], strict=True))


# Houses that every state has: alone they do not say where.
EVERYWHERE: Final = frozenset(words("places", "everywhere"))
