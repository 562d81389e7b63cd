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
from typing import Final, NamedTuple

from meetextract.errors import MeetextractError, OutputError
from meetextract.export.json import dumps, from_dict, to_dict
from meetextract.model import Document
from meetextract.run.failures import output_failure

_MARK: Final = "meetextract-journal"
_FORMAT: Final = 1


class _Place(NamedTuple):
    sha256: str
    offset: int  # bytes from the beginning of the journal
    length: int


class Journal:
    """The journal of one output. `known` and `record` tell what is done already; `add` notes what has been done now.

    Args:
        path: where it lies.
        depends: what records depend on besides their inputs (versions, options); a journal of a run with other
            values is of no use and is begun anew.
        resume: take what is there; without it the journal begins anew.

    Raises OutputError when it cannot be written.
    """

    def __init__(self, path: Path, depends: dict[str, object], *, resume: bool) -> None:
        self.path = path
        self._places: dict[str, _Place] = {}
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

    def known(self, path: str) -> str | None:
        """The SHA-256 of the bytes that the record of this input was made from, or None where there is none."""
        place = self._places.get(path)
        return place.sha256 if place else None

    def record(self, path: str) -> Document | None:
        """The record of an input that is known, or None where its line is not what it was: it has to be made anew."""
        place = self._places[path]
        try:
            self._file.seek(place.offset)
            line = self._file.read(place.length)
            self._file.seek(0, os.SEEK_END)
            return from_dict(json.loads(line)["document"])
        except (OSError, ValueError, KeyError, TypeError, MeetextractError):
            return None

    def add(self, path: str, document: Document) -> None:
        """Notes the record of an input, for good as soon as this returns (a power failure aside)."""
        entry = {"source": path, "sha256": document.sha256, "document": to_dict(document)}
        self._added = True
        try:
            self._write((dumps(entry) + "\n").encode())
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
                        entry = json.loads(line) if line.endswith(b"\n") else {}
                        self._places[entry["source"]] = _Place(entry["sha256"], offset, len(line))
                    except (ValueError, KeyError, TypeError):
                        break
                offset += len(line)
        return offset

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            written = self._file.write(rest)
            rest = rest[written or 0 :]
