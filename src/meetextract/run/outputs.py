"""Where the results of a run go: a stream, one file, or a folder that mirrors the inputs."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from meetextract.errors import ArgumentError, MeetextractError, OutputError
from meetextract.export import FORMATS, Exporter, Options, Sink, Target, format_for, get
from meetextract.export.base import TakesPacked, temporary_prefix
from meetextract.model import Document
from meetextract.reader import Input, holds_rows
from meetextract.run.failures import output_failure

if TYPE_CHECKING:
    from meetextract.views.drawing import Look

TABLE: Final = "table"
NAMES: Final = (TABLE, *FORMATS)


class Output(Protocol):
    """Takes the results in order. Ends with `close`, or with `abort`, which leaves what was there before.

    Attributes:
        whole: one file or stream holds all, so that a failure to write is the end of the run.
        exporter, options: what a document is packed with, by whoever made it, where the exporter packs.
    """

    whole: bool
    exporter: Exporter
    options: Options

    def put(self, item: Input, output: object, *, unchanged: bool) -> None:
        """A record, as a Document or as its exporter packed it. `unchanged`: an earlier run that this one goes on with
        had it already."""

    def end(self) -> None:
        """No more of an input follows."""

    def flush(self) -> None:
        """Lets go of what may have been held back since the last call."""

    def put_error(self, item: Input, error: MeetextractError) -> None:
        """An input that failed."""

    def close(self) -> None:
        """Put it in place."""

    def abort(self) -> None:
        """Give it up."""


def choose_format(name: str | None, output: str | None, *, terminal: bool) -> str:
    """The format: as named, else by the output's suffix, else a page for people or JSON Lines for programs.

    Raises ArgumentError for a name or a suffix that is none.
    """
    if name is not None:
        if name not in NAMES:
            raise ArgumentError(f"no format is called {name!r}", hint=f"formats: {', '.join(NAMES)}")
        return name
    if output is None:
        return TABLE if terminal else "jsonl"
    if is_folder(output):
        return "json"
    found = format_for(Path(output))
    if found is None:
        suffixes = " ".join(entry.suffixes[0] for entry in FORMATS.values())
        raise ArgumentError(
            f"{output}: no format has this suffix",
            code="wrong-suffix",
            hint=f"use one of {suffixes}, or name it with -f; a folder ends in /: {output}/",
        )
    return found


def is_folder(output: str) -> bool:
    """Whether an output is meant as a folder: it is one, or its name ends like one's."""
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def exporter_for(name: str, look: Look) -> Exporter:
    """The exporter of a format; the readable page is one like the others, drawn as `look` says."""
    if name != TABLE:
        return get(name)
    from meetextract.views.pages import PageExporter

    return PageExporter(look)


class SinkOutput:
    """One sink for all."""

    whole = True

    def __init__(self, exporter: Exporter, target: Target, options: Options) -> None:
        self.exporter = exporter
        self.options = options
        self.sink = exporter.open(target, options)
        self._packed: list[object] = []

    def put(self, item: Input, output: object, *, unchanged: bool) -> None:
        if isinstance(output, Document):
            self.sink.write(output)
        else:
            self._packed.append(output)

    def flush(self) -> None:
        if self._packed:
            packed, self._packed = self._packed, []
            _write(self.sink, packed)

    def end(self) -> None:
        pass

    def put_error(self, item: Input, error: MeetextractError) -> None:
        self.flush()
        self.sink.write_error(item.path, error)

    def close(self) -> None:
        self.flush()
        self.sink.close()

    def abort(self) -> None:
        self.sink.abort()


class FolderOutput:
    """A file an input, below `folder` where the input lies below the folder given, under its name."""

    whole = False

    def __init__(  # noqa: PLR0913
        self, folder: str, exporter: Exporter, options: Options, inputs: Sequence[Input], *, force: bool, resume: bool
    ) -> None:
        self._folder = Path(folder)
        self.exporter = exporter
        self.options = options._replace(single=True, overwrite=True)
        self._force = force
        self._resume = resume
        self._targets = _targets(inputs, exporter.suffixes[0])
        self._written: set[Path] = set()
        self._folders: set[Path] = set()
        self._sink: Sink | None = None
        self._open_for: Input | None = None
        make_folder(folder)

    def put(self, item: Input, output: object, *, unchanged: bool) -> None:
        if self._open_for is not item:
            self.end()
            self._open_for = item
            target = self._target(item)
            if unchanged and target.is_file() and not holds_rows(item.path):
                return
            self._make_way(target)
            self._sink = self.exporter.open(target, self.options)
        if self._sink is None:  # as it was, or the first of several could not be written
            return
        try:
            if isinstance(output, Document):
                self._sink.write(output)
            else:
                _write(self._sink, [output])
        except BaseException:
            self.abort()
            raise

    def end(self) -> None:
        sink, self._sink = self._sink, None
        if sink is not None:
            with sink:
                pass

    def flush(self) -> None:
        pass

    def put_error(self, item: Input, error: MeetextractError) -> None:
        """No file for an input without a record: the command says on standard error what happened."""

    def close(self) -> None:
        self.end()

    def abort(self) -> None:
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.abort()

    def _target(self, item: Input) -> Path:
        target = self._folder.joinpath(*self._targets[item.below])
        if target in self._written:
            raise OutputError(
                "would be written for two inputs", path=str(target), hint="run them one after the other, to two folders"
            )
        self._written.add(target)
        return target

    def _make_way(self, target: Path) -> None:
        if not (self._force or self._resume) and target.exists():
            raise exists(str(target))
        if target.parent not in self._folders:
            self._folders.add(target.parent)
            make_folder(str(target.parent))
            sweep(target.parent, "")


def _write(sink: Sink, packed: list[object]) -> None:
    if not isinstance(sink, TakesPacked):  # that of an exporter that packs does
        raise TypeError(f"{type(sink).__name__} takes only documents")
    sink.write_packed(packed)


def make_folder(path: str) -> None:
    """Makes a folder, and those it lies in, where they are missing. Raises OutputError."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_failure(error, path) from error


def sweep(folder: Path, name: str) -> None:
    """Removes what a killed run left half written in `folder` of the output `name`, or of all outputs ("")."""
    prefix = temporary_prefix(name) if name else ".meetextract-"
    with contextlib.suppress(OSError):
        for found in folder.iterdir():
            if found.name.startswith(prefix) and found.suffix == ".tmp":
                found.unlink(missing_ok=True)


def exists(path: str) -> OutputError:
    """The error for an output that is there already."""
    return OutputError(
        "is there already", code="exists", path=path, hint="--force replaces it, --resume brings it up to date"
    )


def _targets(inputs: Sequence[Input], suffix: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The file below the output folder for each `Input.below`: a.txt -> a.json, or a.txt.json where there is a.html."""
    short = {item.below: (*item.below[:-1], Path(item.below[-1]).stem + suffix) for item in inputs}
    uses = Counter(target for target in short.values())
    return {
        below: target if uses[target] == 1 else (*below[:-1], below[-1] + suffix) for below, target in short.items()
    }
