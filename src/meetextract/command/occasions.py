"""`--occasions`, `--compare`, `--changes`: what is asked of several reports together.

They read what the command reads, and records made earlier: .jsonl files that are named on the command line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from meetextract.command.execute import _Command
from meetextract.command.options import Arguments
from meetextract.errors import ArgumentError, InputError, MeetextractError
from meetextract.export.base import Exporter
from meetextract.export.json import from_dict
from meetextract.export.occasions import OccasionsExporter
from meetextract.reader import Input
from meetextract.reader.sources import os_error
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.interrupts import Interrupts

if TYPE_CHECKING:
    from meetextract.model import Document
    from meetextract.run.outputs import Output

RECORDS: Final = (".jsonl", ".ndjson")


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
        self._records = [path for path in arguments.inputs if is_records(path)]
        super().__init__(arguments, interrupts)

    def _exporter(self) -> Exporter:
        return OccasionsExporter(self.format, self.look if self.format == "table" else None)

    def _inputs(self) -> list[Input]:
        if not self._records:
            return super()._inputs()
        rest = self.arguments._replace(inputs=tuple(p for p in self.arguments.inputs if p not in self._records))
        if not rest.inputs and rest.files_from is None:
            return []
        whole, self.arguments = self.arguments, rest
        try:
            return super()._inputs()
        finally:
            self.arguments = whole

    def _first(self, output: Output) -> None:
        """Before the inputs are read: the records made earlier."""
        for path in self._records:
            for document, error in records(path):
                item = Input(path, (path,))
                if document is not None:
                    output.put(item, self.selection.keep(document), unchanged=False)
                elif error is not None:
                    report(error)
                    output.put_error(item, error)


def is_records(path: str) -> bool:
    """Whether an input is a file of records made earlier."""
    return path.lower().endswith(RECORDS) and not path.lower().endswith(".plover.jsonl") and Path(path).is_file()


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
