"""What the command keeps from one run to the next: what Python compiled, and what was put together from the tables.

Making it anew takes several times as long as all else that a run on one article does, and always gives the same. So
the command keeps it in a file of the user's cache folder and asks there first. Only the command does so; the library
compiles as everybody does. Kept are

- regular expressions, as numbers that the compiler hands to the engine, by the text of the expression;
- the methods that `dataclasses` and `namedtuple` write as source text, compiled, by that text;
- plain data from the tables (lexicon/precomputed.py), by name, size and time of every module and table of the package.

What has to be compiled all the same is compiled at less cost: `_spare_sets`.

A change to any of these finds nothing there and is made anew. The file belongs to one build of Python and one user, who
trusts it like a compiled module: one that somebody else could have written is not read. Nothing depends on it: it may
be deleted at any time, and where it cannot be read or written, or is damaged, all goes on as without it.
MEETEXTRACT_CACHE names another folder, or none when empty. A wheel has a store for the Python that built it (ship.py),
which serves until there is one of the user's own.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import marshal
import os
import re
import stat
import sys
import types
import typing
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from meetextract import __version__
from meetextract.lexicon import precomputed

_LIMIT: Final = 4_000  # entries of a kind; a user's own tables come and go
_PACKAGES: Final = 2  # states of the package whose tables are kept; whoever works on it has many
_SIZE_LIMIT: Final = 32_000_000  # bytes
_CHECK: Final = 4  # bytes: CRC-32 of the rest of the file
_KINDS: Final = ("expressions", "exec", "eval", "tables")
# Ranges and characters of a set through which the engine goes as quickly as it looks one up in a table of all.
_SHORT_SET: Final = 12
_TABLE_FROM: Final = 0x100  # sets of lower characters get a table of 32 bytes, which costs nothing
SHIPPED: Final = "start-"  # how the files of all stores begin
_Store = dict[str, dict[Any, Any]]
_ROOT: Final = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120  (some hundred microseconds of every run)
_TEXTS: Final = (str, bytes)
_Key = tuple[str | bytes, int]  # an expression and its flags


class Warm:
    """The store of one process. `keep` writes what this process had to make."""

    def __init__(self, state: str | None = None) -> None:
        """`state`: what the tables are kept by, if not the state of the package where it lies."""
        self._path = _path()
        self._known: _Store = {kind: {} for kind in _KINDS}
        self._fresh: _Store = {kind: {} for kind in _KINDS}
        self._package = state

    def start(self) -> None:
        """From here on, all is taken from the store that is in it."""
        with contextlib.suppress(AttributeError, ImportError):  # another compiler: then as it does it
            _spare_sets()
        try:
            stored = _read(self._path) if self._path is not None else {}
            self._package = self._package or _package()
            self._known = {kind: dict(stored.get(kind, ())) for kind in _KINDS}
            if self._package not in self._known["tables"]:
                self._take_shipped()
            with contextlib.suppress(LookupError, TypeError, ValueError, EOFError):  # none of this package
                precomputed.EARLIER.update(marshal.loads(self._known["tables"][self._package]))
            if self._path is None and not any(self._known.values()):
                return
            self._hook_expressions()
            # The builtins of these names, as the modules see them that write methods and read annotations.
            compiled, evaluated = self._compiling("exec"), self._compiling("eval")
            vars(dataclasses)["exec"] = lambda source, *scopes: exec(compiled(source), *scopes)
            vars(collections)["eval"] = lambda source, *scopes: eval(evaluated(source), *scopes)
            vars(typing)["compile"] = lambda source, *how: (
                evaluated(source) if how == ("<string>", "eval") else compile(source, *how)
            )
        except Exception:  # another Python, another compiler: then without
            self._path = None

    def _take_shipped(self) -> None:
        """Adds what came with the package, where it did, for this Python and this state of the package."""
        shipped = _load(os.path.join(_ROOT, _name()))  # noqa: PTH118
        if shipped and (tables := shipped["tables"].get(shipped_state())):
            for kind in ("expressions", "exec", "eval"):
                self._known[kind] = {**shipped[kind], **self._known[kind]}
            self._known["tables"][self._package] = tables

    def _hook_expressions(self) -> None:
        module: Any = re
        compiler = module._compiler
        known, fresh = self._known["expressions"], self._fresh["expressions"]
        find, compile_, engine = module._compile, compiler.compile, compiler._sre
        make = engine.compile
        made: dict[_Key, re.Pattern[str]] = {}
        asked: list[_Key] = []

        def find_known(pattern: Any, flags: Any) -> Any:
            if type(pattern) not in _TEXTS:
                return find(pattern, flags)
            key = (pattern, flags.value if isinstance(flags, re.RegexFlag) else flags)
            if key in made:
                return made[key]
            if key in known:
                with contextlib.suppress(Exception):  # whatever stands there is none of ours: compile it
                    own_flags, code, *rest = known[key]
                    made[key] = make(pattern, own_flags, memoryview(code).cast("I").tolist(), *rest)
                    return made[key]
            return find(pattern, flags)

        def compile_asked(pattern: Any, flags: int = 0) -> Any:
            if type(pattern) not in _TEXTS:
                return compile_(pattern, flags)
            asked.append((pattern, int(flags)))
            try:
                return compile_(pattern, flags)
            finally:
                asked.pop()

        def make_asked(pattern: Any, flags: int, code: list[int], *rest: Any) -> Any:
            if asked and asked[-1][0] is pattern:
                from array import array

                fresh[asked[-1]] = (flags, array("I", code).tobytes(), *rest)
            return make(pattern, flags, code, *rest)

        module._compile = find_known
        compiler.compile = compile_asked
        compiler._sre = types.SimpleNamespace(**{**vars(engine), "compile": make_asked})

    def _compiling(self, mode: str) -> Callable[[Any], Any]:
        """Compiles no text that was compiled before; what is no text stays as it is."""
        known, fresh = self._known[mode], self._fresh[mode]

        def compiled(source: Any) -> Any:
            if type(source) is not str:
                return source
            code = known.get(source) or fresh.get(source)
            if type(code) is not types.CodeType:
                code = fresh[source] = compile(source, "<string>", mode, dont_inherit=True)
            return code

        return compiled

    def keep(self) -> None:
        """Adds what was made to the file; it appears whole or not at all."""
        if self._path is None:
            return
        with contextlib.suppress(Exception):
            if precomputed.MADE:
                precomputed.EARLIER.update(precomputed.MADE)
                precomputed.MADE.clear()
                self._fresh["tables"][self._package] = marshal.dumps(precomputed.EARLIER)
            if any(self._fresh.values()):
                for kind, known in self._known.items():
                    _add(known, self._fresh[kind], _PACKAGES if kind == "tables" else _LIMIT)
                _write(self._path, marshal.dumps(self._known))


def _spare_sets() -> None:
    """Has short sets of characters compiled as they stand. For a set with 一-鿿 the compiler fills in a table of 65,536
    characters one by one, which takes a millisecond and is two fifths of what a run with nothing kept compiles."""
    module: Any = re
    compiler = module._compiler
    from re import _constants as names  # type: ignore[attr-defined]

    usual = compiler._optimize_charset
    last = {names.LITERAL: lambda value: value, names.RANGE: lambda value: value[1]}

    def optimised(charset: Any, iscased: Any = None, fixup: Any = None, fixes: Any = None) -> Any:
        short = fixup is None and len(charset) <= _SHORT_SET
        if short and any(last[op](value) >= _TABLE_FROM for op, value in charset if op in last):
            return charset, False
        return usual(charset, iscased, fixup, fixes)

    compiler._optimize_charset = optimised


def _add(known: dict[Any, Any], fresh: dict[Any, Any], limit: int) -> None:
    """Moves what is fresh to what is known; what was known goes where there is no room for both."""
    if len({**known, **fresh}) > limit:
        known.clear()
    known.update(fresh)
    fresh.clear()


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
    return Path(folder) / _name()


def _name() -> str:
    return f"{SHIPPED}{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"


def _package() -> str:
    """Tells one state of the package's modules and tables from another."""
    return repr((__version__, sorted((path, found.st_size, found.st_mtime_ns) for path, found in _files())))


def shipped_state() -> str:
    """The same for a package that was moved: what is installed has other times and another place."""
    files = ((path[len(_ROOT) :], found.st_size) for path, found in _files())
    return repr((__version__, sorted(one for one in files if one[0].endswith((".py", ".toml", ".tsv")))))


def _files() -> Iterator[tuple[str, os.stat_result]]:
    folders = [_ROOT]
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    folders.append(entry.path)
            elif not entry.name.startswith(SHIPPED):
                yield entry.path, entry.stat()


def _read(path: Path) -> _Store:
    """The user's store; empty where there is none, it is damaged, or somebody else could have written it."""
    try:
        return _load(path) if _ours(path.stat()) and _ours(path.parent.stat()) else {}
    except OSError:
        return {}


def _load(path: Path | str) -> _Store:
    """A store; empty where there is none, or it is damaged."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            if found.st_size > _SIZE_LIMIT or not stat.S_ISREG(found.st_mode):
                return {}
            data = memoryview(file.read())
        if zlib.crc32(data[_CHECK:]) != int.from_bytes(data[:_CHECK]):
            return {}
        stored = marshal.loads(data[_CHECK:])
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _ours(found: os.stat_result) -> bool:
    """Whether nobody but us can have changed it."""
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(zlib.crc32(data).to_bytes(_CHECK))
            file.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
