"""Text out of a PDF, through pypdf (extra `[pdf]`), within bounds: a PDF is a program that its sender wrote.

pypdf says where each piece of text stands; `layout` makes lines and sentences of them.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract.errors import InputError, MeetextractError, MissingExtraError
from meetextract.reader.layout import Matrix, Piece, joined, placed, vertical
from meetextract.text.kanji import without_radicals

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES: Final = 2000
MAX_CHARACTERS: Final = 20_000_000  # code points over all pages
MAX_SECONDS: Final = 60  # for one file

_QUIET: Final = logging.NullHandler()
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


class PdfText(NamedTuple):
    """The text of a PDF, its title (None where it says none), and whether its lines run from top to bottom."""

    text: str
    title: str | None = None
    unsupported: bool = False


def pdf_text(data: bytes) -> PdfText:
    """The text of a PDF, pages one after the other.

    Raises MissingExtraError without pypdf; InputError for a file that is damaged, encrypted (`unreadable`), or goes
    beyond the bounds above (`too-large`).
    """
    try:
        import pypdf
        import pypdf.errors
    except ImportError:
        raise MissingExtraError(
            "is a PDF, and pypdf is not installed", hint=MissingExtraError.install("pypdf")
        ) from None
    # What pypdf logs about damaged files would come out on standard error where nobody set up logging.
    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        with _time_limit(MAX_SECONDS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            _decrypt(reader)
            pages = list(_pages(reader))
            text = joined(pages)
            clean = _SURROGATES.sub("\ufffd", without_radicals(text))
            return PdfText(clean, _title(reader), vertical(pages))
    except MeetextractError:
        raise
    except (MemoryError, RecursionError):
        raise _too_large("asks for more memory than a text can need") from None
    except Exception as error:  # pypdf raises what Python raises when a file lies about itself
        raise InputError(
            f"is a damaged PDF ({type(error).__name__})", code="unreadable", hint="get it again, or save it as text"
        ) from None


def _title(reader: PdfReader) -> str | None:
    with contextlib.suppress(Exception):  # what says nothing about the text may be as damaged as it likes
        found = reader.metadata
        return without_radicals(str(found.title)) if found is not None and found.title else None
    return None


def _decrypt(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("is an encrypted PDF", code="unreadable", hint="save it without a password and give that")


def _pages(reader: PdfReader) -> Iterator[list[Piece]]:
    pages = reader.pages
    if len(pages) > MAX_PAGES:
        raise _too_large(f"has {len(pages):,} pages, more than {MAX_PAGES:,}")
    total = 0
    for page in pages:
        pieces: list[Piece] = []

        def seen(text: str, cm: Matrix, tm: Matrix, _font: object, size: float, into: list[Piece] = pieces) -> None:
            if text:
                into.append(placed(text, cm, tm, size))

        page.extract_text(visitor_text=seen)
        total += sum(len(piece.text) for piece in pieces)
        if total > MAX_CHARACTERS:
            raise _too_large(f"holds more than {MAX_CHARACTERS:,} characters")
        yield pieces


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
