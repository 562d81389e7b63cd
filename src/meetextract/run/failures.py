"""The one place where what went wrong becomes text on standard error and an exit status."""

from __future__ import annotations

import contextlib
import errno
import sys
from enum import IntEnum
from typing import Final

from meetextract.errors import InputError, MeetextractError, OutputError


class ExitStatus(IntEnum):
    """What the command tells the shell."""

    DONE = 0  # all inputs were read and all results written; also when the reader of a pipe had seen enough
    SOME_FAILED = 1  # some inputs failed, or a result could not be written; the others are there
    USAGE = 2  # the arguments cannot work: nothing was read
    NOTHING_READ = 3  # not one input could be read
    INTERRUPTED = 130  # Ctrl-C or SIGTERM; files that are there are whole


def message(error: MeetextractError) -> str:
    """`meetextract: PATH: why` and, where there is one, a line `hint: …`; no control code of a path gets through."""
    from meetextract.views.visible import one_line

    text = f"meetextract: {one_line(str(error))}"
    cause = error.__cause__
    hint = error.hint or (_HINTS.get(cause.errno or 0) if isinstance(cause, OSError) else None)
    return f"{text}\nhint: {one_line(hint)}" if hint else text


def report(error: MeetextractError) -> None:
    """Puts the message on standard error."""
    note(message(error))


def note(text: str) -> None:
    """A line on standard error, which may be closed or full: that is no reason to lose results."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def unexpected(error: BaseException, path: str | None) -> InputError:
    """An error that nobody thought of, as one that the run survives."""
    if isinstance(error, MemoryError):
        return InputError("needs more memory than there is", code="out-of-memory", path=path, hint="split the input")
    reason = f"{type(error).__name__}: {error}".rstrip(": ")
    return InputError(
        f"meetextract itself failed on this ({reason})",
        code="internal",
        path=path,
        hint="please report it, with this input; the other inputs are not affected",
    )


def output_failure(error: OSError, path: str | None) -> OutputError:
    """An OSError met while writing, with what can be done about it."""
    return OutputError(f"cannot be written: {error.strerror or error}", path=path, hint=_HINTS.get(error.errno or 0))


_HINTS: Final[dict[int, str]] = {
    errno.ENOSPC: "the disk is full: make room, then run again (with -o and --resume: go on from here)",
    errno.EDQUOT: "your share of the disk is full: make room, then run again (with -o and --resume: go on from here)",
    errno.EACCES: "you may not write there: choose another folder with -o",
    errno.EPERM: "you may not write there: choose another folder with -o",
    errno.EROFS: "that disk is read-only: choose another folder with -o",
    errno.ENOENT: "there is no such folder: make it first",
    errno.ENOTDIR: "a part of that path is a file: choose another with -o",
    errno.EEXIST: "a file has that name: choose another folder with -o",
    errno.EISDIR: "that is a folder: name a file in it",
    errno.EFBIG: "the file may not grow further: choose another disk, or a compact format",
}
