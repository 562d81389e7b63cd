"""What is put together from the tables: once a process, and by the command once for many (warm.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final, TypeVar

_T = TypeVar("_T")

EARLIER: Final[dict[str, Any]] = {}  # what another process made, by the name of the function; the command fills it
MADE: Final[dict[str, Any]] = {}  # what this process had to make


def kept(make: Callable[[], _T]) -> Callable[[], _T]:
    """`make`, called at most once, and not at all where an earlier process kept what it gave.

    It has to give plain data, of the types that `marshal` takes, that follow from the package's own modules and tables
    and from nothing else. Nobody changes them afterwards.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @cache
    @wraps(make)
    def once() -> _T:
        if name in EARLIER:
            found: _T = EARLIER[name]
            return found
        found = MADE[name] = make()
        return found

    return once
