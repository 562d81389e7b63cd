"""`--occasions`, `--compare`, `--changes`: what is asked of several reports together.

They read what the command reads, and records made earlier: .jsonl files that are named on the command line.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from meetextract.command.execute import _columns, _Command
from meetextract.command.options import Arguments
from meetextract.errors import ArgumentError, InputError, MeetextractError
from meetextract.export.base import Exporter
from meetextract.export.json import from_dict
from meetextract.export.occasions import OccasionsExporter, OccasionsSink
from meetextract.occasions.compare import A, B
from meetextract.reader import Columns, Input, Source
from meetextract.reader.rows import read_rows
from meetextract.reader.sources import os_error
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.interrupts import Interrupts
from meetextract.run.outputs import Output, SinkOutput, is_folder
from meetextract.run.progress import Tally

if TYPE_CHECKING:
    from meetextract.model import Document

_TWO: Final = 2
RECORDS: Final = (".jsonl", ".ndjson")
_FOUND: Final = Columns()


def execute(arguments: Arguments) -> int:
    """Does what the options ask for; returns the exit status. Raises MeetextractError for options that cannot work."""
    interrupts = Interrupts()
    with interrupts.installed():
        try:
            return _Together(arguments, interrupts).execute()
        except KeyboardInterrupt:
            note("meetextract: interrupted")
            return ExitStatus.INTERRUPTED


class _Together(_Command):
    """A run whose output is made when all is read."""

    def __init__(self, arguments: Arguments, interrupts: Interrupts) -> None:
        asked = [name for name in ("occasions", "compare", "changes") if getattr(arguments, name)]
        if len(asked) > 1:
            raise ArgumentError(f"--{asked[0]} and --{asked[1]} are two outputs", hint="ask for one at a time")
        self._what = asked[0]
        if self._what == "compare" and len(set(arguments.inputs)) != _TWO:
            raise ArgumentError("--compare takes two inputs", hint="meetextract --compare ministry/ press/")
        if arguments.output is not None and is_folder(arguments.output):
            raise ArgumentError(f"--{self._what} writes one output", hint="name a file with -o")
        self._second: set[str] = set()  # paths of the second input of --compare
        self._now = ""  # the file of records that is being read
        self._made: dict[str, bool] = {}
        super().__init__(arguments, interrupts)
        # Who is who can be told once all reports are read: the sink sees to it.
        self.selection = dataclasses.replace(self.selection, persons=())

    def _exporter(self) -> Exporter:
        names = cast(tuple[str, str], self.arguments.inputs) if self._what == "compare" else None
        more: tuple[object, ...] = (self.look,) if self.format == "table" else ()
        drawn = self.format in {"table", "html"}
        more = (*more, names) if names and drawn else more
        return OccasionsExporter(self._what, self.format, more, self.arguments.persons)

    def _inputs(self) -> list[Input]:
        whole = self.arguments
        found: dict[str, Input] = {}
        groups = [(path,) for path in whole.inputs] if self._what == "compare" else [whole.inputs]
        for number, given in enumerate(groups):
            articles = tuple(path for path in given if not self._is_made(path))
            if given and not articles and whole.files_from is None:
                continue
            self.arguments = whole._replace(inputs=articles)
            for item in super()._inputs():
                if item.path not in found:
                    found[item.path] = item
                    self._second.update([item.path] if number else [])
        self.arguments = whole
        return list(found.values())

    def _is_made(self, path: str) -> bool:
        if path not in self._made:
            self._made[path] = is_records(path, _columns(self.arguments))
        return self._made[path]

    def _open_output(self) -> Output:
        output = super()._open_output()
        if self._what == "compare":
            cast(OccasionsSink, cast(SinkOutput, output).sink).label_of = self._label
        return output

    def _label(self, source: str) -> str:
        """Which of two inputs a document is of; its source is the path, or PATH#2 for the second text in a file."""
        paths = accumulate(source.split("#"), "{}#{}".format)
        return B if self._now in self._second or not self._second.isdisjoint(paths) else A

    def _first(self, output: Output, tally: Tally) -> None:
        """Before the inputs are read: the records made earlier."""
        for number, path in enumerate(self.arguments.inputs):
            if not self._is_made(path):
                continue
            self._now = path
            tally.files += 1
            if number and self._what == "compare":
                self._second.add(path)
            for document, error in records(path):
                item = Input(path, (path,))
                tally.documents += 1
                if document is not None:
                    kept = self.selection.keep(document)
                    tally.meetings += len(kept.meetings)
                    tally.points += sum(len(meeting.points) for meeting in kept.meetings)
                    output.put(item, kept, unchanged=False)
                elif error is not None:
                    tally.failed += 1
                    report(error)
                    output.put_error(item, error)
        self._now = ""


def is_records(path: str, columns: Columns = _FOUND) -> bool:
    """Whether an input is a file of records made earlier: JSON Lines whose first line is no article."""
    if not path.lower().endswith(RECORDS) or path.lower().endswith(".plover.jsonl") or not Path(path).is_file():
        return False
    return not isinstance(next(read_rows(path, columns=columns), None), Source)


def records(path: str) -> Iterator[tuple[Document | None, MeetextractError | None]]:
    """The records of a JSON Lines file one by one; a line that is none comes as the error that names it.

    Lines of inputs that failed are passed over. Raises InputError where the file cannot be read.
    """
    try:
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from _record(path, number, line)
    except OSError as error:
        raise os_error(error, path) from error


def _record(path: str, number: int, line: bytes) -> Iterator[tuple[Document | None, MeetextractError | None]]:
    try:
        found = json.loads(line)
        if isinstance(found, dict) and "error" in found and "meetings" not in found:
            return
        yield from_dict(found), None
    except (ValueError, RecursionError, ArgumentError, TypeError) as error:
        message = f"line {number} is no record of meetextract: {error}"
        yield None, InputError(message, code="no-record", path=path, hint="give what -f jsonl wrote")
