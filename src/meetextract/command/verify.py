"""`--verify`: are the records of a JSON Lines file still true of their sources?

Reads every source again and says what is no longer so: the bytes (SHA-256), the schema, each slice of the text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meetextract.errors import InputError, MeetextractError
from meetextract.export.schema import faults
from meetextract.reader import MAX_SIZE, Source, digest, holds_rows, parse, parse_all, read_bytes, read_many
from meetextract.reader.sources import os_error


@dataclass(frozen=True, slots=True)
class Checked:
    """One record checked: the line it stands in (from 1), its source, how many spans it has and what is wrong."""

    line: int
    source: str
    spans: int
    faults: tuple[str, ...]


def verify(path: str, *, encoding: str | None = None, max_size: int = MAX_SIZE) -> Iterator[Checked]:
    """Checks every line of a JSON Lines file.

    `encoding` and `max_size` are those that the records were made with, where they were given. Raises InputError when
    the file itself cannot be read.
    """
    sources = _Sources(encoding, max_size)
    try:
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _check_line(number, line, sources)
    except OSError as error:
        raise os_error(error, path) from error


class _Sources:
    """Reads sources again: files, and rows of files, in which it goes on from the row before."""

    def __init__(self, encoding: str | None, max_size: int) -> None:
        self._encoding = encoding
        self._max_size = max_size
        self._path = ""
        self._rows: Iterator[Source | InputError] = iter(())

    def read(self, name: str) -> tuple[str, str | None]:
        """The text of a source and the SHA-256 of what it was read from."""
        path = name
        while "#" in path and not os.path.lexists(path):
            path = path.rpartition("#")[0]
        if path != name and os.path.lexists(path):
            return self._row(path, name) if holds_rows(path) else self._part(path, name)
        data = read_bytes(name, max_size=self._max_size)
        return parse(name, data, encoding=self._encoding).text, digest(data)

    def _part(self, path: str, name: str) -> tuple[str, str | None]:
        data = read_bytes(path, max_size=self._max_size)
        for source in parse_all(path, data, encoding=self._encoding):
            if source.path == name:
                return source.text, digest(data)
        raise InputError("has no such article any more", code="not-found")

    def _row(self, path: str, name: str) -> tuple[str, str | None]:
        for _ in range(2):  # from where the last one was; then from the beginning
            if path != self._path:
                self._path, self._rows = path, read_many(path, encoding=self._encoding, max_size=self._max_size)
            for row in self._rows:
                if isinstance(row, Source) and row.path == name:
                    return row.text, row.sha256
            self._path = ""
        raise InputError("has no such row any more", code="not-found")


def _check_line(number: int, line: bytes, sources: _Sources) -> Checked:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Checked(number, "", 0, ("the record: is no JSON",))
    found = faults(record)
    source = record.get("source") if isinstance(record, dict) else None
    if found or not isinstance(record, dict):
        return Checked(number, str(source or ""), 0, tuple(found))
    if "error" in record:
        return Checked(number, str(source), 0, ())
    spans = list(_spans(record, ""))
    try:
        text, changed = _text(record, sources)
    except MeetextractError as error:
        return Checked(number, str(source), len(spans), (f"source: {error.message}",))
    wrong = [fault for where, span in spans if (fault := _slice_fault(where, span, text))]
    return Checked(number, str(source), len(spans), (*changed, *wrong))


def _text(record: Mapping[str, Any], sources: _Sources) -> tuple[str, tuple[str, ...]]:
    """The text that the record's offsets count in, and what has changed about its source."""
    source, kept = record["source"], record.get("text")
    if source in {None, "-"}:
        if kept is None:
            raise InputError("came from standard input and the record has no text (--with-text keeps it)")
        return kept, ()
    text, sha256 = sources.read(source)
    if record.get("sha256") not in {None, sha256}:
        return text, ("source: has changed since (its SHA-256 is another)",)
    if kept is not None and kept != text:
        return kept, ("text: is not what is read from the source today",)
    return text, ()


def _spans(value: object, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield where, value
        for key, item in value.items():
            yield from _spans(item, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spans(item, f"{where}[{index}]")


def _slice_fault(where: str, span: Mapping[str, Any], text: str) -> str | None:
    start, end = span["start"], span["end"]
    if start is None or end is None:
        return None if start is end else f"{where}: one of start and end is null"
    if not start < end <= len(text):
        return f"{where}: text[{start}:{end}] is no slice of a text of {len(text)} code points"
    if text[start:end] == span["text"]:
        return _value_fault(where, span)
    return f"{where}: text[{start}:{end}] is {text[start:end]!r}, not {span['text']!r}"


def _value_fault(where: str, span: Mapping[str, Any]) -> str | None:
    """`value` beside a slice is the slice without the breaks and blanks in it, or without some of them."""
    value = span.get("value")
    if value is None or where.endswith("date"):  # a date's value is the day
        return None
    if "".join(value.split()) == "".join(span["text"].split()):
        return None
    return f"{where}: value is {value!r}, which is not {span['text']!r} with its words joined"
