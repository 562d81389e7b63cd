"""Mailboxes (.mbox): the mails of a folder of a mail program, in one file.

The standard library's `mailbox` takes a path alone and lines of any length; a mailbox may lie in a zip file, and one
mail that never ends must not fill the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from meetextract import expressions as re

# Ends with a year, or with one and an offset: a sentence that begins with this word seldom does.
START: Final = re.compile(rb"From [^\r\n]{0,300}\d{4}(?: [+-]\d{4})?[ \t]*\r?\n")
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The line on which each mail begins and its bytes; None for one longer than `limit`. Nothing where none begins."""
    number = began = size = 0
    lines: list[bytes] = []
    blank = True  # a mail begins at the top or behind an empty line
    while line := file.readline(limit + 1):
        number += 1
        if blank and line.startswith(b"From ") and START.match(line):
            if began:
                yield began, _whole(lines, size, limit)
            lines, size, began = [], 0, number
        elif began:
            size += len(line)
            if size <= limit:
                lines.append(line)
        blank = line in {b"\n", b"\r\n"}
    if began:
        yield began, _whole(lines, size, limit)


def _whole(lines: list[bytes], size: int, limit: int) -> bytes | None:
    # Programs put > before a line that looks like the beginning of a mail.
    return _QUOTED.sub(rb"\1", b"".join(lines)) if size <= limit else None
