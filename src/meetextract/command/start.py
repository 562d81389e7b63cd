"""How the command begins and how it ends.

Most runs name inputs, a format and an output, and nothing else: these few options are read here. Typer reads all others
(cli.py); to import it takes half as long as the rest of a run on one article.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Final

from meetextract.command.perform import COMPLETE, ReaderGoneError, perform, warm
from meetextract.errors import ArgumentError, MeetextractError
from meetextract.run.failures import ExitStatus, output_failure, report, unexpected

_VALUES: Final = {"-f": "format", "--format": "format", "-o": "output", "--output": "output"}
_FLAGS: Final = {"--force": "force", "--agreed": "agreed", "--with-text": "with_text"}
_EXPANDED: Final = frozenset("*?[~$%")  # what Typer makes other arguments of on Windows, whose shells leave it to it


def usual(words: list[str]) -> dict[str, Any] | None:
    """The fields of `Arguments` that the words of a command line give; None where it takes Typer to read them."""
    fields: dict[str, Any] = {}
    inputs: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in _VALUES:
            fields[_VALUES[word]] = value = next(rest, "-")
            if value.startswith("-"):
                return None
        elif word in _FLAGS:
            fields[_FLAGS[word]] = True
        elif (word.startswith("-") and word != "-") or (os.name == "nt" and not _EXPANDED.isdisjoint(word)):
            return None
        else:
            inputs.append(word)
    return {**fields, "inputs": tuple(inputs)}


def run() -> int:
    """Runs the command on the arguments of the process; returns its exit status. The one place where exceptions end."""
    try:
        status = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(status or 0)
    except (BrokenPipeError, ReaderGoneError):
        _let_go_of_output()
        return ExitStatus.DONE
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except MeetextractError as error:
        report(error)
        return ExitStatus.USAGE
    except Exception as error:  # a traceback helps nobody who only wanted to read an article
        return _unexpected(error)


def _run() -> Any:
    if COMPLETE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    elif (fields := usual(sys.argv[1:])) is not None:
        with warm():
            from meetextract.command.options import Arguments

            return perform(Arguments(**fields))
    from meetextract.command.cli import app

    return app(prog_name="meetextract", standalone_mode=False)


def _unexpected(error: Exception) -> int:
    if hasattr(error, "format_message"):  # Typer's own errors, whose class is no part of its interface
        report(ArgumentError(error.format_message().rstrip("."), hint="meetextract --help lists the options"))
        return ExitStatus.USAGE
    if isinstance(error, OSError) and error.filename is None:  # standard output, at the last flush
        _let_go_of_output()
        report(output_failure(error, "standard output"))
        return ExitStatus.SOME_FAILED
    report(unexpected(error, None))
    return ExitStatus.SOME_FAILED


def _let_go_of_output() -> None:
    """Points standard output to nowhere: what is left in its buffer would raise again when Python ends."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
