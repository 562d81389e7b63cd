"""The command over Parquet files of articles (`--dask`): checks the options, hands over to the engine, reports."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from meetextract.command.options import Arguments
from meetextract.errors import ArgumentError, InputError, LexiconError
from meetextract.reader import read_list
from meetextract.run.batch import status
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.outputs import is_folder
from meetextract.run.progress import Tally, shown

if TYPE_CHECKING:
    from meetextract.run.arrow import Shard

_SUFFIX: Final = ".parquet"
# Options that mean something here; finished files are skipped without --resume.
_USED: Final = frozenset({"inputs", "output", "format", "lexicons", "files_from", "jobs", "dask", "resume"})


def execute(arguments: Arguments, address: str) -> ExitStatus:
    """Extracts the Parquet files that the inputs name into the output folder; returns the exit status.

    Raises:
        ArgumentError: the options do not go together, or no scheduler answers at `address`.
        MissingExtraError: dask.distributed or pyarrow is not installed.
        OutputError: the output folder cannot be made.
    """
    out = _output(arguments)
    shards = _shards(arguments)
    from meetextract.run.dask import run

    _check_lexicons(arguments.lexicons)
    tally = Tally()
    with shown(len(shards), tally, wanted=True) as advance:

        def done(shard: Shard) -> None:
            tally.files += 1
            tally.failed += shard.error is not None
            tally.unchanged += shard.skipped
            tally.meetings += shard.meetings
            tally.points += shard.points
            if shard.error is not None:
                report(shard.error)
            elif shard.errors:
                why = f"{shard.errors:,} of {shard.articles:,} articles could not be read"
                hint = f"their rows in {shard.target} have an error"
                report(InputError(why, code="articles", path=shard.source, hint=hint))
                bad.append(shard)
            advance()

        bad: list[Shard] = []
        workers = arguments.jobs if arguments.jobs > 1 else None
        run(shards, out, address=address, workers=workers, lexicons=arguments.lexicons, progress=done)
    note(tally.summary())
    return ExitStatus.SOME_FAILED if bad and not tally.failed else status(tally)


def _output(arguments: Arguments) -> str:
    for name, default in arguments._field_defaults.items():
        if name not in _USED and getattr(arguments, name) != default:
            raise ArgumentError(
                f"--{_OPTIONS.get(name, name.replace('_', '-'))} does not go with --dask",
                hint="select from the Parquet files that it writes, with DuckDB or pandas",
            )
    if arguments.format not in {None, "parquet"}:
        raise ArgumentError(f"--dask writes parquet, not {arguments.format}", hint="leave --format out")
    if arguments.output is None or not is_folder(arguments.output):
        raise ArgumentError("--dask needs a folder to write to", hint="name it with a slash at the end: -o out/")
    return arguments.output


_OPTIONS: Final = {"defuse": "no-defuse", "kinds": "kind", "countries": "country", "persons": "person"}


def _shards(arguments: Arguments) -> list[str]:
    """The Parquet files named, those of folders and patterns in order of name."""
    given = list(arguments.inputs)
    if arguments.files_from is not None:
        given += read_list(arguments.files_from)
    found: list[str] = []
    for path in given:
        if os.path.isdir(path):  # noqa: PTH112  (a str stays the str that was given)
            found += sorted(str(one) for one in Path(path).rglob(f"[!.]*{_SUFFIX}"))
        elif path.lower().endswith(_SUFFIX) and not set("*?[").isdisjoint(path) and not os.path.lexists(path):
            from glob import glob

            found += sorted(glob(path, recursive=True))  # noqa: PTH207
        elif path.lower().endswith(_SUFFIX):
            found.append(path)
        else:
            raise ArgumentError(
                f"{path}: --dask reads Parquet files with the columns id and text",
                hint="without --dask text, HTML and PDF files are read, by several processes with -j",
            )
    if not found:
        raise ArgumentError("no Parquet files to read", hint="meetextract archive/*.parquet --dask local -o out/")
    return list(dict.fromkeys(found))


def _check_lexicons(paths: tuple[str, ...]) -> None:
    """A wrong table is found here, once, and not by every worker for every file."""
    if paths:
        from meetextract.lexicon.lexicon import load_lexicon

        try:
            load_lexicon([Path(path) for path in paths])
        except OSError as error:
            raise LexiconError(
                f"cannot be read: {error.strerror}", path=str(error.filename), hint="check the name after --lexicon"
            ) from error


__all__ = ["execute"]
