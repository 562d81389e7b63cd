"""Regular expressions that are compiled when they are first needed: `from meetextract import expressions as re`.

A run on one article needs less than half of those that its modules name, and compiling one costs up to 10 ms. All else
is what `re` has. A fault in an expression shows when it is first used: tests/test_expressions.py compiles them all.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    M,
    Match,
    Pattern,
    S,
    X,
    escape,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

__all__ = (
    "ASCII", "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "M", "Match", "Pattern", "S", "X", "compile", "escape",
    "finditer", "fullmatch", "match", "search", "split", "sub",
)  # fmt: skip


class Later:
    """Stands for a `re.Pattern`. What is asked of one is looked up once and from then on is this object's own."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._asked = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # none of a pattern's: somebody looks whether this can be copied or sent
            raise AttributeError(name)
        found = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)
        return found


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """What `re.compile` gives, compiled at its first use."""
    return cast("Pattern[AnyStr]", Later(pattern, flags))
