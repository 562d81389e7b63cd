"""Text out of a PDF, through pypdf (extra `[pdf]`), within bounds: a PDF is a program that its sender wrote.

pypdf gives lines as they are laid out; a line that only ends because the column does is joined to the next, so that
a sentence is one slice of the text.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import signal
import threading
import unicodedata
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING, Final

from meetextract.errors import InputError, MeetextractError, MissingExtraError
from meetextract.text.radicals import without_radicals

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES: Final = 2000
MAX_CHARACTERS: Final = 20_000_000  # code points over all pages
MAX_SECONDS: Final = 60  # for one file

_QUIET: Final = logging.NullHandler()
_FULL_LINE: Final = 0.8  # of the longest line of the page: shorter ones end a paragraph
_SENTENCE_END: Final = re.compile(r"[。．！？!?」』）)】:：]\s*$")
_NEW_ITEM: Final = re.compile(r"^\s*(?:[　（(【「『〈《・○●◇◆■□※＊*-]|[0-9０-９]+[.．、)）]|[①-⑳])")
_PAGE_NUMBER: Final = re.compile(r"^\s*[-－―ー]?\s*[0-9０-９]{1,4}\s*(?:/\s*[0-9]{1,4})?\s*[-－―ー]?\s*$")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


def pdf_text(data: bytes) -> str:
    """The text of a PDF, pages one after the other.

    Raises MissingExtraError without pypdf; InputError for a file that is damaged, encrypted (`unreadable`), or goes
    beyond the bounds above (`too-large`).
    """
    try:
        import pypdf
        import pypdf.errors
    except ImportError:
        raise MissingExtraError(
            "is a PDF, and pypdf is not installed", hint="install it with: pip install 'meetextract[pdf]'"
        ) from None
    # What pypdf logs about damaged files would come out on standard error where nobody set up logging.
    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        with _time_limit(MAX_SECONDS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            _decrypt(reader)
            return _SURROGATES.sub("\ufffd", without_radicals("\n".join(_pages(reader))))
    except MeetextractError:
        raise
    except (MemoryError, RecursionError):
        raise _too_large("asks for more memory than a text can need") from None
    except Exception as error:  # pypdf raises what Python raises when a file lies about itself
        raise InputError(
            f"is a damaged PDF ({type(error).__name__})", code="unreadable", hint="get it again, or save it as text"
        ) from None


def _decrypt(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("is an encrypted PDF", code="unreadable", hint="save it without a password and give that")


def _pages(reader: PdfReader) -> Iterator[str]:
    pages = reader.pages
    if len(pages) > MAX_PAGES:
        raise _too_large(f"has {len(pages):,} pages, more than {MAX_PAGES:,}")
    total = 0
    for page in pages:
        text = page.extract_text()
        total += len(text)
        if total > MAX_CHARACTERS:
            raise _too_large(f"holds more than {MAX_CHARACTERS:,} characters")
        yield unwrap(text)


def unwrap(text: str) -> str:
    """Joins the lines of a page that go on in the next; leaves out page numbers and blank lines."""
    lines = [line.rstrip() for line in text.splitlines()]
    lines = [line for line in lines if line and not _PAGE_NUMBER.match(line)]
    longest = max(map(_width, lines), default=0)
    joined: list[str] = []
    full = False
    for line in lines:
        if full and not _NEW_ITEM.match(line):
            # Between words of Latin letters the end of the line was the blank.
            joined[-1] += f" {line}" if joined[-1][-1].isascii() and line[0].isascii() else line
        else:
            joined.append(line)
        full = _width(line) >= longest * _FULL_LINE and not _SENTENCE_END.search(line)
    return "\n".join(joined)


def _width(line: str) -> int:
    """Half kanji: a line of Latin letters has twice as many characters as one of kanji and is no longer."""
    return sum(1 if unicodedata.east_asian_width(char) in {"Na", "H", "N"} else 2 for char in line)


def _too_large(message: str) -> InputError:
    return InputError(message, code="too-large", hint="save the pages that matter as text")


@contextlib.contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Ends a reading that takes too long, where the system can (POSIX, main thread)."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _too_large(f"takes more than {seconds} seconds to read")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
