"""What the command keeps from one run to the next: regular expressions as Python compiled them.

Compiling them takes three times as long as all else that a run on one article does, and always gives the same. So the
command keeps what came out (numbers, as the compiler hands them to the engine) in a file of the user's cache folder,
and asks there first, by the text of the expression: a changed rule finds nothing and is compiled. Only the command does
so; the library compiles as everybody does. The file belongs to one build of Python and one user, and nothing depends
on it: it may be deleted at any time, and where it cannot be read or written, all goes on as without it.
MEETEXTRACT_CACHE names another folder, or none when empty.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import stat
import sys
import types
from array import array
from pathlib import Path
from typing import Any, Final

_LIMIT: Final = 4_000  # expressions; a user's own tables come and go
_SIZE_LIMIT: Final = 32_000_000  # bytes
_Key = tuple[str, int]
_Compiled = tuple[Any, ...]  # what the engine is given: pattern, flags, code as bytes, groups, names, numbers


class Warm:
    """The store of one process. `keep` writes what this process had to compile."""

    def __init__(self) -> None:
        self._path = _path()
        self._known: dict[_Key, _Compiled] = {}
        self._fresh: dict[_Key, _Compiled] = {}

    def start(self) -> None:
        """From here on, expressions are taken from the store where they are in it."""
        if self._path is None:
            return
        try:
            compiler: Any = re._compiler  # type: ignore[attr-defined]
            original, engine = compiler.compile, compiler._sre
            self._known = _read(self._path)
            known, fresh, make = self._known, self._fresh, engine.compile
            asked: list[_Key] = []

            def record(pattern: Any, flags: int, code: list[int], *rest: Any) -> Any:
                if asked and asked[-1][0] is pattern:
                    fresh[asked[-1]] = (flags, _pack(code), *rest)
                return make(pattern, flags, code, *rest)

            def compile_(pattern: Any, flags: int = 0) -> Any:
                if type(pattern) is not str:
                    return original(pattern, flags)
                key = (pattern, int(flags))
                stored = known.get(key)
                if stored is not None:
                    with contextlib.suppress(Exception):  # whatever stands there is none of ours: compile it
                        own_flags, code, *rest = stored
                        return make(pattern, own_flags, _unpack(code), *rest)
                asked.append(key)
                try:
                    return original(pattern, flags)
                finally:
                    asked.pop()

            compiler._sre = types.SimpleNamespace(**{**vars(engine), "compile": record})
            compiler.compile = compile_
        except Exception:  # another Python, another compiler: then without
            self._path = None

    def keep(self) -> None:
        """Adds what was compiled to the file; it appears whole or not at all."""
        if self._path is None or not self._fresh:
            return
        merged = {**self._known, **self._fresh}
        if len(merged) > _LIMIT:
            merged = self._fresh
        with contextlib.suppress(Exception):
            data = marshal.dumps(merged)
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = self._path.with_suffix(f".{os.getpid()}")
            try:
                with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(data)
                temporary.replace(self._path)
            finally:
                temporary.unlink(missing_ok=True)
        self._known, self._fresh = merged, {}


def _path() -> Path | None:
    """The file for this build of Python."""
    folder = os.environ.get("MEETEXTRACT_CACHE")
    if folder is None:
        base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
        if not base:
            base = os.path.expanduser("~/.cache")  # noqa: PTH111  (Path.home() raises where there is none)
        folder = os.path.join(base, "meetextract")  # noqa: PTH118
    if not os.path.isabs(folder):  # noqa: PTH117
        return None
    return Path(folder) / f"expressions-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"


def _read(path: Path) -> dict[_Key, _Compiled]:
    """The store; empty where there is none, or one that somebody else could have written."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if found.st_size > _SIZE_LIMIT or not stat.S_ISREG(found.st_mode):
                return {}
            if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
                return {}
            stored = marshal.loads(file.read())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _pack(code: list[int]) -> bytes:
    return array("I", code).tobytes()


def _unpack(code: bytes) -> list[int]:
    return memoryview(code).cast("I").tolist()
