"""What all ways to call the command share: the run itself, and what becomes of a pipe that is closed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from meetextract.command.options import Arguments

COMPLETE: Final = "_MEETEXTRACT_COMPLETE"  # a shell that asks for completion sets it


class ReaderGoneError(Exception):
    """A BrokenPipeError under another name: Typer makes status 1 of that one before it gets to `start.run`."""


@contextlib.contextmanager
def pipe() -> Iterator[None]:
    """Raises ReaderGoneError where the reader of standard output is gone."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError from error


@contextlib.contextmanager
def warm() -> Iterator[None]:
    """Takes from the user's cache what an earlier run compiled (run/warm.py); all that is heavy is imported inside."""
    from meetextract.run.warm import Warm

    store = Warm()
    store.start()
    try:
        yield
    finally:
        store.keep()


def perform(arguments: Arguments) -> int:
    """Does what the options ask for; returns the exit status. Raises MeetextractError and ReaderGoneError."""
    if arguments.occasions or arguments.compare or arguments.changes:
        from meetextract.command.occasions import execute
    else:
        from meetextract.command.execute import execute
    with pipe():
        return execute(arguments)
