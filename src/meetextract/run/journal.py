"""What a run has done so far, beside its output, so that it can go on after any end: `kill -9`, power, Ctrl-C.

A text file: a line that says what the run depends on, then a line of JSON for every input done, with the SHA-256 of
its bytes and its record. Lines are only ever appended; one that was cut off is not believed. A run that goes on takes
records from here for inputs whose bytes are what they were, and writes its output anew: whatever the format, it is the
one that an undisturbed run writes, byte for byte.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from meetextract.errors import MeetextractError, OutputError
from meetextract.export.json import dumps, from_dict, to_dict
from meetextract.model import Document
from meetextract.run.failures import output_failure

_MARK: Final = "meetextract-journal"
_FORMAT: Final = 2


class Place(NamedTuple):
    """Where a journal has the record of an input: bytes from its beginning, and how many; and the input's SHA-256."""

    sha256: str
    offset: int
    length: int


class Stored:
    """The records of a journal that exists, for any process of the run; only one of them writes to it."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def documents(self, place: Place) -> tuple[Document, ...]:
        """The records at a place, none where the line is not what it was: they have to be made anew."""
        try:
            if self._file is None:
                self._file = open(self._path or "", "rb", buffering=0)  # noqa: PTH123, SIM115
            self._file.seek(place.offset)
            return tuple(from_dict(record) for record in json.loads(self._file.read(place.length))["documents"])
        except (OSError, ValueError, KeyError, TypeError, MeetextractError):
            return ()


def entry(path: str, *documents: Document) -> bytes:
    """The line for the records of an input: one, or several where a file holds several articles."""
    records = [to_dict(document) for document in documents]
    return (dumps({"source": path, "sha256": documents[0].sha256, "documents": records}) + "\n").encode()


class Journal:
    """The journal of one output. `known` tells what is done already; `add` notes what has been done now.

    Args:
        path: where it lies.
        depends: what records depend on besides their inputs (versions, options); a journal of a run with other
            values is of no use and is begun anew.
        resume: take what is there; without it the journal begins anew.

    Raises OutputError when it cannot be written.
    """

    def __init__(self, path: Path, depends: dict[str, object], *, resume: bool) -> None:
        self.path = path
        self._places: dict[str, Place] = {}
        self._added = False
        head = (dumps({_MARK: _FORMAT, "depends": depends}) + "\n").encode()
        try:
            # Not truncated yet: it may be another run's.
            self._file = open(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)  # noqa: PTH123, SIM115
            with contextlib.suppress(ImportError):
                self._lock()
            end = self._read(head) if resume else 0
            self._file.truncate(end)
            self._file.seek(end)
            if end == 0:
                self._write(head)
        except OSError as error:
            raise output_failure(error, str(self.path)) from error

    def known(self, path: str) -> Place | None:
        """Where the record of an input stands, or None where there is none."""
        return self._places.get(path)

    def add(self, entries: bytes) -> None:
        """Notes records, each a line that `entry` made, for good as soon as this returns (a power failure aside)."""
        self._added = True
        try:
            self._write(entries)
        except OSError as error:
            raise output_failure(error, str(self.path)) from error

    def close(self, *, keep: bool) -> None:
        """Ends the journal; without `keep`, or without an entry, it is removed: there is nothing to go on with."""
        if not keep or (not self._places and not self._added):
            with contextlib.suppress(OSError):
                self.path.unlink()
        self._file.close()

    def _lock(self) -> None:
        import fcntl

        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(
                "is in use: another run writes to the same output",
                code="in-use",
                path=str(self.path),
                hint="wait for it to end, or choose another output",
            ) from None

    def _read(self, head: bytes) -> int:
        """Takes in what is there; returns where it stops making sense, in bytes."""
        if self._file.seek(0, os.SEEK_END) == 0:
            return 0
        self._file.seek(0)
        offset = 0
        # A second, buffered view of the same file: the journal itself is written unbuffered.
        with open(os.dup(self._file.fileno()), "rb") as lines:  # noqa: PTH123
            for line in lines:
                if offset == 0:
                    if line != head:
                        return 0
                else:
                    try:
                        found = json.loads(line) if line.endswith(b"\n") else {}
                        self._places[found["source"]] = Place(found["sha256"], offset, len(line))
                    except (ValueError, KeyError, TypeError):
                        break
                offset += len(line)
        return offset

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            written = self._file.write(rest)
            rest = rest[written or 0 :]
