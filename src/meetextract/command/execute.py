"""What the options of the command mean: checks them, puts a run together, executes it."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import stat
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, cast

from meetextract.command.options import Arguments
from meetextract.errors import ArgumentError, InputError, LexiconError, MeetextractError, OutputError
from meetextract.export import Exporter, Options
from meetextract.lexicon.versions import versions
from meetextract.reader import Columns, Input, find_inputs, holds_rows, read_list
from meetextract.run.batch import Run, status
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.interrupts import Interrupts
from meetextract.run.outputs import (
    FolderOutput,
    Output,
    SinkOutput,
    choose_format,
    exists,
    exporter_for,
    is_folder,
    make_folder,
    sweep,
)
from meetextract.run.processing import Settings
from meetextract.run.progress import Tally, count, shown
from meetextract.run.select import Selection, first_day, kinds_named, last_day
from meetextract.views.drawing import Look

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon
    from meetextract.run.journal import Journal

_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([kKmMgG]?)(?:i?[bB])?\Z", re.ASCII)
_MOST_KINDS: Final = 8  # kinds of files not read that are named
_UNITS: Final = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_WITH_TEXT: Final = frozenset({"html", "annotations"})  # formats that quote around their records
_LABELLED: Final = frozenset({"table", "html", "md", "xlsx"})  # formats with labels in the language of the reader
# Formats with room for inputs that failed: a file of them says something even when nothing could be read.
_TELL_FAILURES: Final = frozenset({"json", "jsonl"})


def execute(arguments: Arguments) -> int:
    """Does what the options ask for; returns the exit status.

    Raises MeetextractError for options that cannot work, BrokenPipeError when the reader of standard output is gone.
    """
    interrupts = Interrupts()
    with interrupts.installed():
        try:
            if arguments.verify is not None or arguments.dask is not None:
                gc.enable()  # see __main__.py: what these read is no single article
            if arguments.verify is not None:
                return _verify(arguments, arguments.verify)
            if arguments.dask is not None:
                from meetextract.command.dask import execute as over_shards

                return over_shards(arguments, arguments.dask)
            return _Command(arguments, interrupts).execute()
        except KeyboardInterrupt:
            note("meetextract: interrupted")
            return ExitStatus.INTERRUPTED


class _Command:
    """One run, from options to exit status."""

    def __init__(self, arguments: Arguments, interrupts: Interrupts) -> None:
        self.arguments = arguments
        self.interrupts = interrupts
        # What can be wrong about the options is found before anything is read or written.
        self.output = None if arguments.output == "-" else arguments.output
        self.terminal = sys.stdout is not None and sys.stdout.isatty()
        self.format = choose_format(arguments.format, self.output, terminal=self.terminal)
        self.look = _look(arguments, terminal=self.terminal and self.output is None, labels=self.format in _LABELLED)
        self.exporter = self._exporter()
        self.settings = _settings(arguments, with_text=arguments.with_text or self.format in _WITH_TEXT)
        self.lexicon = self._lexicon()
        self.selection = self._selection()
        self.others: Counter[str] = Counter()
        self.inputs = self._inputs()
        self._check_output()

    def _exporter(self) -> Exporter:
        return exporter_for(self.format, self.look)

    def _first(self, output: Output, tally: Tally) -> None:
        """What goes out before the inputs are read."""

    def execute(self) -> int:
        tally = Tally()
        many = len(self.inputs) > 1
        with ExitStack() as stack:
            journal = self._open_journal()
            try:
                output = self._open_output()
            except BaseException:
                if journal is not None:
                    journal.close(keep=True)
                raise
            try:
                advance = stack.enter_context(
                    shown(len(self.inputs), tally, wanted=many and not (self.terminal and self.output is None))
                )
                run = Run(self.inputs, self.settings, output, self.selection, self._jobs(), journal, self.interrupts)
                self._first(output, tally)
                run.execute(tally, advance)
                nothing = tally.files > 0 and tally.failed == tally.documents
                if self.output is not None and nothing and self.format not in _TELL_FAILURES:
                    output.abort()
                else:
                    output.close()
            except BaseException as error:
                output.abort()
                if journal is not None:
                    journal.close(keep=True)
                stack.close()
                return self._ended_early(error, tally, journal)
            if journal is not None:
                journal.close(keep=self.arguments.resume)
        if many or tally.documents > 1:
            note(tally.summary())
        if many or tally.untimed or tally.shortened:
            for hint in tally.hints():
                note(f"hint: {hint}")
        if self.others:
            kinds = ", ".join(f"{number:,} {suffix}" for suffix, number in self.others.most_common(_MOST_KINDS))
            note(f"meetextract: not read: {kinds}{', …' if len(self.others) > _MOST_KINDS else ''}")
        return status(tally)

    def _ended_early(self, error: BaseException, tally: Tally, journal: Journal | None) -> int:
        if isinstance(error, KeyboardInterrupt):
            note(f"meetextract: interrupted after {tally.files:,} of {len(self.inputs):,} inputs")
            if journal is not None:
                note("hint: the same command with --resume goes on from here")
            return ExitStatus.INTERRUPTED
        if isinstance(error, MeetextractError):
            if error.path is None:
                error.path = self.output or "standard output"
            report(error)
            return ExitStatus.SOME_FAILED
        raise error

    def _jobs(self) -> int:
        if self.arguments.jobs:
            return self.arguments.jobs
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))  # fewer than the machine's, in a container
        return os.cpu_count() or 1

    def _lexicon(self) -> Lexicon | None:
        if not (self.arguments.lexicons or self.arguments.countries or self.format == "plover"):
            return None
        from meetextract.lexicon.lexicon import load_lexicon

        return load_lexicon([Path(path) for path in self.arguments.lexicons])

    def _selection(self) -> Selection:
        arguments = self.arguments
        codes: list[str] = []
        for name in arguments.countries:
            if self.lexicon is not None:
                from meetextract.lexicon.names import code_of

                codes.append(code_of(name, self.lexicon))
        if any(not person.strip() for person in arguments.persons):
            raise ArgumentError("--person needs a name", hint="for example --person ヘグセス")
        if "agreed" in map(str.casefold, arguments.kinds) and not arguments.agreed:
            note("hint: --kind agreed is agree alone; --agreed takes agree, confirm, share, sign and announce")
        return Selection(
            kinds_named(list(arguments.kinds), agreed=arguments.agreed),
            frozenset(codes),
            arguments.persons,
            first_day(arguments.since) if arguments.since is not None else None,
            last_day(arguments.until) if arguments.until is not None else None,
        )

    def _inputs(self) -> list[Input]:
        given = list(self.arguments.inputs)
        if self.arguments.files_from is not None:
            given += read_list(self.arguments.files_from)
            if not given:
                raise ArgumentError(f"{self.arguments.files_from}: lists no inputs", hint="one path a line")
        if not given:
            if sys.stdin is None or sys.stdin.isatty():
                raise ArgumentError("nothing to read", hint="name a file or folder: meetextract article.txt")
            given = ["-"]
        return find_inputs(given, leave_out=self.output, others=self.others)

    def _single(self) -> bool:
        """Whether the run is about one file, so that JSON is one document and no array."""
        return (
            len(self.inputs) == 1
            and self.arguments.files_from is None
            and len(self.inputs[0].below) == 1
            and self.inputs[0].path in {*self.arguments.inputs, "-"}
            and not holds_rows(self.inputs[0].path)
        )

    def _check_output(self) -> None:
        if self.arguments.prune and (self.output is None or not self.exporter.updates):
            raise ArgumentError("--prune is for an output that is brought up to date", hint="-o meetings.sqlite")
        if self.output is None:
            if self.arguments.resume:
                raise ArgumentError("--resume needs an output to go on with", hint="name it with -o")
            if self.exporter.binary and self.terminal:
                raise ArgumentError(
                    f"{self.format} is not for a terminal", hint=f"name a file: -o meetings{self.exporter.suffixes[0]}"
                )
            if sys.stdout is None:
                raise OutputError("standard output is closed", hint="name a file with -o")
            return
        if is_folder(self.output):
            return
        if os.path.lexists(self.output):
            if any(_is_same(item.path, self.output) for item in self.inputs if item.path != "-"):
                raise OutputError("is an input of this run", path=self.output, hint="choose another output with -o")
            replaces = self.arguments.force or self.arguments.resume or self.exporter.updates
            if not replaces and _is_regular(self.output):
                raise exists(self.output)
            thinned = self.exporter.updates and self.selection and not self.arguments.force
            if thinned and Path(self.output).stat().st_size:
                raise ArgumentError(
                    f"{self.output} is there already, and a filtered run would leave out what it holds",
                    hint="name another file, or filter with SQL; --force begins the file anew",
                )

    def _open_output(self) -> Output:
        options = Options(
            single=self._single(),
            bom=self.arguments.bom,
            defuse=self.arguments.defuse,
            lang=self.look.lang,
            with_text=self.settings.with_text,
            overwrite=self.arguments.force,
            lexicon=self.lexicon,
            prune=self.arguments.prune,
        )
        if self.output is None:
            return SinkOutput(self.exporter, cast(BinaryIO, sys.stdout.buffer), options)
        if is_folder(self.output):
            return FolderOutput(
                self.output,
                self.exporter,
                options,
                self.inputs,
                force=self.arguments.force,
                resume=self.arguments.resume,
            )
        return SinkOutput(self.exporter, Path(self.output), options)

    def _open_journal(self) -> Journal | None:
        if self.output is None or not (self.arguments.resume or len(self.inputs) > 1):
            return None
        if is_folder(self.output):
            make_folder(self.output)
            path = Path(self.output) / ".meetextract-journal"
        elif not os.path.lexists(self.output) or _is_regular(self.output):
            path = Path(self.output + ".journal")
        else:
            return None  # a device or FIFO: there is nothing to go on with
        from meetextract.run.journal import Journal

        settings = self.settings
        depends: dict[str, object] = {
            "versions": dict(settings.versions),
            "encoding": settings.encoding,
            "published": settings.published,
            "with_text": settings.with_text,
            "columns": settings.columns,
        }
        journal = Journal(path, depends, resume=self.arguments.resume)
        if not is_folder(self.output):
            # The journal is ours alone, so what a killed run left half written is nobody's.
            real = Path(os.path.realpath(self.output))
            sweep(real.parent, real.name)
        return journal


def _is_same(path: str, output: str) -> bool:
    """Whether two names stand for one file; hard links too. One that is not there is no other."""
    with contextlib.suppress(OSError, ValueError):  # ValueError: a NUL in the name
        return os.path.samefile(path, output)  # noqa: PTH121
    return False


def _is_regular(path: str) -> bool:
    return stat.S_ISREG(os.stat(os.path.realpath(path)).st_mode) if os.path.exists(path) else True  # noqa: PTH110, PTH116


def _settings(arguments: Arguments, *, with_text: bool) -> Settings:
    if arguments.date is not None and not _is_day(arguments.date):
        raise ArgumentError(f"--date {arguments.date!r} is no date", code="bad-date", hint="write YYYY-MM-DD")
    if arguments.encoding is not None:
        from meetextract.reader.encodings import decode

        decode(b"", arguments.encoding)
    try:
        made_by = versions(Path(path) for path in arguments.lexicons)
    except OSError as error:
        raise LexiconError(
            f"cannot be read: {error.strerror}", path=str(error.filename), hint="check the name after --lexicon"
        ) from error
    return Settings(
        encoding=arguments.encoding,
        max_size=_size(arguments.max_size),
        published=arguments.date,
        with_text=with_text,
        lexicons=arguments.lexicons,
        explain=arguments.explain,
        versions=made_by,
        columns=_columns(arguments),
    )


def _columns(arguments: Arguments) -> Columns:
    return Columns(
        arguments.text_column,
        arguments.title_column,
        arguments.date_column,
        arguments.publisher_column,
        arguments.id_column,
    )


def _is_day(text: str) -> bool:
    try:
        return _DAY.match(text) is not None and bool(first_day(text))
    except ArgumentError:  # 2026-02-30
        return False


def _size(text: str) -> int:
    match = _SIZE.match(text.strip())
    size = int(float(match[1]) * _UNITS[match[2].lower()]) if match else 0
    if size < 1:
        raise ArgumentError(f"--max-size {text!r} is no size", hint="write a number of bytes, or 500K, 64M, 1G")
    return size


def _look(arguments: Arguments, *, terminal: bool, labels: bool) -> Look:
    if arguments.lang not in {None, "ja", "en"}:
        raise ArgumentError(f"--lang {arguments.lang!r} is no language of the labels", hint="ja or en")
    if arguments.color not in {"auto", "always", "never"}:
        raise ArgumentError(f"--color {arguments.color!r} is not known", hint="auto, always or never")
    color = {"always": True, "never": False}.get(arguments.color)
    if color is None and os.environ.get("NO_COLOR"):
        color = False
    lang = cast(Literal["ja", "en"], arguments.lang or "ja")
    if labels and arguments.lang is None:
        from meetextract.views.labels import default_lang

        lang = default_lang()
    return Look(terminal, arguments.width, color, lang)


def _verify(arguments: Arguments, path: str) -> int:
    from meetextract.command.verify import verify
    from meetextract.views.visible import one_line

    checked = spans = wrong = 0
    try:
        for record in verify(path, encoding=arguments.encoding, max_size=_size(arguments.max_size)):
            checked += 1
            spans += record.spans
            wrong += bool(record.faults)
            for fault in record.faults:
                source = f"{record.source}: " if record.source else ""
                sys.stdout.write(one_line(f"{path}:{record.line}: {source}{fault}") + "\n")
    except InputError as error:
        report(error)
        return ExitStatus.NOTHING_READ
    if not checked:
        report(InputError("holds no records", code="empty", path=path, hint="give the JSON Lines of an earlier run"))
        return ExitStatus.NOTHING_READ
    note(f"meetextract: {count(checked, 'record')}, {count(spans, 'span')} checked, {count(wrong, 'record')} wrong")
    return ExitStatus.SOME_FAILED if wrong else ExitStatus.DONE
