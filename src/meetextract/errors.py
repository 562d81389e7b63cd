"""Everything meetextract raises on purpose.

One base class, so that `except MeetextractError` catches all of it, and few children, so that a caller can
tell a wrong lexicon from an unreadable input. Each error knows what happened, where, and what to do next.
"""

from __future__ import annotations

import sys


class MeetextractError(Exception):
    """Base of all errors of this package.

    Attributes:
        message: what happened, one line, without the path.
        code: a short stable name for programs (`not-found`, `undecodable`, …).
        path: the file concerned, as the user gave it, or None.
        line: line in that file (from 1), or None.
        column: column in that line (from 1), or None.
        hint: what the user can do about it, one line, or None.
    """

    code = "error"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        where = self.path or ""
        if self.line is not None:
            where += f":{self.line}"
            if self.column is not None:
                where += f":{self.column}"
        return f"{where}: {self.message}" if where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments: the default reduction would call __init__ without them, and an error has to
        # survive the way from a worker process to its parent.
        return (_rebuild, (type(self), self.message, self.code, self.path, self.line, self.column, self.hint))


def _rebuild(
    kind: type[MeetextractError],
    message: str,
    code: str,
    path: str | None,
    line: int | None,
    column: int | None,
    hint: str | None,
) -> MeetextractError:
    return kind(message, code=code, path=path, line=line, column=column, hint=hint)


class InputError(MeetextractError):
    """An input cannot be read: missing, unreadable, binary, undecodable, too large."""

    code = "unreadable"


class LexiconError(MeetextractError):
    """A table, the package's or the user's, breaks its own rules; names line and column."""

    code = "bad-lexicon"


class OutputError(MeetextractError):
    """The result cannot be written."""

    code = "unwritable"


class MissingExtraError(MeetextractError):
    """A format needs an optional dependency that is not installed; the hint names the command."""

    code = "missing-extra"

    @staticmethod
    def install(*packages: str) -> str:
        """The command that installs packages into the Python that runs, wherever meetextract came from."""
        python = sys.executable or "python"
        shown = f'"{python}"' if " " in python else python
        return f"{shown} -m pip install {' '.join(packages)}"


class ArgumentError(MeetextractError, ValueError):
    """A value handed to the library is not usable (a `published` that is no date, a text that is no str)."""

    code = "bad-argument"
