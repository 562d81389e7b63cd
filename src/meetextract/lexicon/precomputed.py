"""What is put together from the tables: once a process, and by the command once for many (run/warm.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final, TypeVar

_T = TypeVar("_T")

EARLIER: Final[dict[str, Any]] = {}  # what another process made, by the name of the function; the command fills it
ALL: Final[list[Callable[[], Any]]] = []  # the functions themselves
MADE: Final[dict[str, Any]] = {}  # what this process had to make


def precomputed(make: Callable[[], _T]) -> Callable[[], _T]:
    """`make`, called at most once, and not at all where an earlier process kept what it gave.

    It has to give plain data, of the types that `marshal` takes, that follow from the modules of the package and the
    tables in data/ and from nothing else: a change of those makes the command forget (run/warm.py). Nobody
    changes the data afterwards.
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

    ALL.append(once)
    return once
