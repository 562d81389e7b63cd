"""What the user names, as a list of inputs: files, folders, patterns, lists of files, in an order that never changes.

Folders are walked without following links that lead back, files come sorted by the code points of their names, and
what cannot be listed is an input with an error, in its place.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.errors import InputError
from meetextract.reader.sources import SUFFIXES, is_article, os_error

_URL: Final = re.compile(r"(?:https?|ftp|file)://", re.IGNORECASE)
_TABLES: Final = (".csv", ".jsonl", ".ndjson")
_OURS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:source,title,publisher,published,meeting,|\{\"schema_version\":|\{\"source\":[^{]{1,300}\"error\":)"
)
_PATTERN: Final = frozenset("*?[")


class Input(NamedTuple):
    """One thing to read.

    Attributes:
        path: as given, `-` for standard input; below a folder, the folder as given and the rest.
        below: where a mirrored output belongs, as parts below the output folder: the name of the folder that was
            walked and the way down from it, or the file's own name. Never absolute, never with `..`.
        error: why it cannot be read, where that is known already.
    """

    path: str
    below: tuple[str, ...]
    error: InputError | None = None


def find_inputs(
    given: Iterable[str], *, leave_out: str | None = None, others: Counter[str] | None = None
) -> list[Input]:
    """All inputs that `given` names, in order.

    A folder stands for the files in it with a suffix of SUFFIXES, sorted by code point, left out hidden ones, README.md
    and those below `leave_out` (the output); a pattern that is no file's name (`news/*.txt`, `**`) for what it matches.
    A file named outright is taken whatever its suffix. `others` counts what a folder holds besides, by suffix.
    """
    unwanted = None if leave_out is None else os.path.realpath(leave_out)
    return [found for path in given for found in _expand(path, unwanted, others)]


def read_list(path: str) -> list[str]:
    """The paths listed in a file (`-`: standard input), one a line, or ended by NUL as `find -print0` does.

    Raises InputError when the list cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise os_error(error, path) from error
    if b"\0" in data:
        lines = data.split(b"\0")
    else:
        lines = [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    return [os.fsdecode(line) for line in lines if line.strip()]


def _expand(path: str, unwanted: str | None, others: Counter[str] | None) -> Iterator[Input]:
    if path == "-":
        yield Input("-", ("stdin",))
    elif os.path.isdir(path):  # noqa: PTH112  (a str stays the str that was given)
        yield from _folder(path, unwanted, others)
    elif _URL.match(path) and not os.path.lexists(path):
        hint = f"curl -s '{path}' | meetextract -"
        error = InputError("is an address; nothing is fetched from the network", code="is-url", path=path, hint=hint)
        yield Input(path, (_own_name(path),), error)
    elif _PATTERN.isdisjoint(path) or os.path.lexists(path):
        if others is not None and path.lower().endswith(".zip"):
            from meetextract.reader.archives import others as left_out

            others.update(_kind(name) for name in left_out(path))
        yield Input(path, (_own_name(path),))
    else:
        from glob import glob

        matches = sorted(glob(path, recursive=True))  # noqa: PTH207  (Path.glob takes no absolute pattern)
        if not matches:
            error = InputError("matches no file", code="not-found", path=path, hint="check the pattern and the folder")
            yield Input(path, (_own_name(path),), error)
        everything = PurePath(path).name == "**"  # names folders and, by themselves, the files in them
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112
                if not everything:
                    yield from _folder(match, unwanted, others)
            elif not everything or match.lower().endswith(SUFFIXES):
                yield Input(match, (_own_name(match),))


def _folder(path: str, unwanted: str | None, others: Counter[str] | None) -> Iterator[Input]:
    name = _own_name(path)
    found = False
    for item in _Walk(unwanted, others).files(path, (name,)):
        found = True
        yield item
    if not found:
        error = InputError(
            "holds nothing to read", code="empty-folder", path=path, hint=f"meetextract reads {' '.join(SUFFIXES)}"
        )
        yield Input(path, (name,), error)


def _own_name(path: str) -> str:
    """The last part of a path that is a name: for `.` and `..` that of the folder they stand for."""
    name = os.path.basename(path.rstrip("/" + os.sep))  # noqa: PTH119
    if name in {"", ".", ".."}:
        name = os.path.basename(os.path.realpath(path))  # noqa: PTH119
    return name or "root"


@dataclass(slots=True)
class _Walk:
    """A walk through one folder and whatever links lead out of it."""

    unwanted: str | None
    others: Counter[str] | None = None
    roots: list[str] = field(default_factory=list)

    def files(self, path: str, below: tuple[str, ...]) -> Iterator[Input]:
        self.roots.append(os.path.realpath(path))
        # A list of things still to do and no recursion: a tree may be deeper than Python's stack.
        todo: list[Input | tuple[str, tuple[str, ...]]] = [(path, below)]
        while todo:
            item = todo.pop()
            if isinstance(item, Input):
                yield item
            else:
                todo.extend(reversed(list(self._list(*item))))

    def _list(self, path: str, below: tuple[str, ...]) -> Iterator[Input | tuple[str, tuple[str, ...]]]:
        try:
            with os.scandir(path) as entries:
                names = sorted((entry.name, entry) for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield Input(path, below, os_error(error, path))
            return
        for name, entry in names:
            place = os.path.join(path, name)  # noqa: PTH118
            if self._is_output(name, entry, place):
                continue
            try:
                folder = entry.is_dir() and (not entry.is_symlink() or self._leads_out(place))
                if not folder and not entry.is_dir() and is_article(name):
                    if name.lower().endswith(_TABLES) and _is_ours(place):
                        if self.others is not None:
                            self.others["outputs of meetextract"] += 1
                        continue
                    yield Input(place, (*below, name), _special(entry, place))
                    continue
            except OSError as error:  # a loop of links, or gone since it was listed
                if is_article(name):
                    yield Input(place, (*below, name), os_error(error, place))
                continue
            if folder:
                yield place, (*below, name)
            elif self.others is not None and not entry.is_dir():
                self.others[_kind(name)] += 1

    def _is_output(self, name: str, entry: os.DirEntry[str], place: str) -> bool:
        # Only a link may be the output by another name. To ask of every file costs more than to list it.
        if self.unwanted is None or not (name == os.path.basename(self.unwanted) or entry.is_symlink()):  # noqa: PTH119
            return False
        return os.path.realpath(place) == self.unwanted

    def _leads_out(self, place: str) -> bool:
        """A link to a folder is followed when it leads to where this walk neither is nor was: inside, its files are
        read in their own place; upwards, there would be no end."""
        target = os.path.realpath(place)
        if any(_within(target, root) or _within(root, target) for root in self.roots):
            return False
        self.roots.append(target)
        return True


def _kind(name: str) -> str:
    return PurePath(name).suffix.lower() or "without a suffix"


def _is_ours(place: str) -> bool:
    """Whether a table in a folder is an output of this program: what is wrong with a file is said when it is read."""
    try:
        if not stat.S_ISREG(os.stat(place).st_mode):  # noqa: PTH116
            return False
        with open(place, "rb") as file:  # noqa: PTH123
            return _OURS.match(file.read(400)) is not None
    except OSError:
        return False


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _special(entry: os.DirEntry[str], place: str) -> InputError | None:
    """Why this is no file to read, or None. A link to nowhere is left to be found missing."""
    if entry.is_file():
        return None
    try:
        mode = entry.stat().st_mode
    except FileNotFoundError:
        return None
    kind = next((word for test, word in _KINDS if test(mode)), "no regular file")
    return InputError(f"is {kind}", code="not-a-file", path=place, hint="move it out of the folder")


_KINDS: Final = (
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
