"""Reads one input: its bytes within bounds, then its text, whatever it was saved as."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract import expressions as re
from meetextract.errors import InputError
from meetextract.reader.encodings import decode
from meetextract.text.aozora import find_ruby
from meetextract.text.known import NOTHING, Fact, Known

if TYPE_CHECKING:
    from meetextract.reader.pdf import PdfText

MAX_SIZE: Final = 64 * 1024 * 1024  # bytes; the longest transcript of a press conference is under one thousandth of it
# Many articles in one file.
ROW_SUFFIXES: Final = (
    ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".xlsx", ".parquet", ".xml", ".rss", ".atom", ".rdf", ".mbox", ".zip"
)  # fmt: skip
# Read where they are named. In a folder, .json files may be of any kind, and a zip file may lie beside what it holds.
READ_ALONE: Final = (".json", ".zip")
SUFFIXES: Final = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".docx", ".pdf",
    *(suffix for suffix in ROW_SUFFIXES if suffix not in READ_ALONE),
)  # fmt: skip
_CHUNK: Final = 1024 * 1024  # bytes
# A page saved by a browser as MHTML, whatever it is called.
_MAIL_START: Final = re.compile(
    rb"(?=[\w-]{2,40}:)(?:.{0,200}\r?\n){0,12}?(?:From: <Saved by |Snapshot-Content-Location: )", re.IGNORECASE
)
_MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown"})
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
_MAIL_SUFFIXES: Final = frozenset({".eml", ".mhtml", ".mht"})
_HTML_STARTS: Final = (b"<!doctype html", b"<html", b"<?xml")


class Source(NamedTuple):
    """An input read.

    Attributes:
        path: as given; `-` for standard input.
        text: what offsets count in.
        encoding: the encoding it was read with, `pdf` for a PDF.
        readings: (start, end, reading), in code points of `text`, from ruby annotations.
        published: a date (YYYY-MM-DD) to take where neither `known` nor the text has one, or None.
        extracted: `text` is not the file's own (every format but plain text), so that a record has to carry it.
        known: title, publisher and day that the format itself gives; they go before what the text seems to say.
        unsupported: the text is laid out in a way that makes no sentences of it (vertical lines).
        sha256: of what this document was read from, where that is not the whole input (a row); else None.
        part: which code points of `text` this article is, where the text holds several; None where it is all.
        several: the format may hold several articles one below the other (no page, no row).
    """

    path: str
    text: str
    encoding: str
    readings: tuple[tuple[int, int, str], ...] = ()
    published: str | None = None
    extracted: bool = False
    known: Known = NOTHING
    sha256: str | None = None
    unsupported: bool = False
    part: tuple[int, int] | None = None
    several: bool = False


class Columns(NamedTuple):
    """Names of the columns of tables as the user gives them; None: to be found by name."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    id: str | None = None


def holds_rows(path: str) -> bool:
    """Whether a file is one of many articles, by its suffix: `rows.read_rows` reads it."""
    return path.lower().endswith(ROW_SUFFIXES)


def read_bytes(path: str, *, max_size: int = MAX_SIZE) -> bytes:
    """The bytes of `path` (`-`: standard input), at most `max_size`.

    Never waits for a FIFO that nobody writes to. Raises InputError, which names the path: `not-found`,
    `permission-denied`, `is-folder`, `not-a-file`, `too-large`, `empty`, `unreadable`.
    """
    try:
        data = _read_standard_input(max_size) if path == "-" else _read_file(path, max_size)
    except OSError as error:
        raise os_error(error, path) from error
    except ValueError:  # a NUL in the name
        raise InputError("no such file", code="not-found", path=path, hint="a file name holds no NUL") from None
    if len(data) > max_size:
        raise InputError(
            f"is larger than {size_text(max_size)}", code="too-large", path=path, hint="raise the limit with --max-size"
        )
    if not data:
        hint = "nothing was saved here; get the article again"
        if path == "-":
            hint = "nothing came on standard input; name a file or folder: meetextract article.txt"
        raise InputError("is empty", code="empty", path=path, hint=hint)
    return data


def digest(data: bytes) -> str:
    """The SHA-256 of an input's bytes, in hexadecimal: what records and the journal know it by."""
    return next(_FIRST, _openssl)(data)


def _small(data: bytes) -> str:
    """By Python's own module, as the standard library's `random` has it: loading OpenSSL's takes longer than reading an
    article, and is five times as fast from the second on."""
    for name in ("_sha2", "_sha256"):  # since Python 3.12, before
        with contextlib.suppress(ImportError):
            digested: str = import_module(name).sha256(data).hexdigest()
            return digested
    return _openssl(data)


def _openssl(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


_FIRST: Final = iter([_small])


def parse(path: str, data: bytes, *, encoding: str | None = None) -> Source:
    """The text of an input's bytes; `path` tells the kind by its suffix, the bytes tell it where there is none.

    Raises InputError (`binary`, `undecodable`, `wrong-suffix`, `empty`, `unreadable`) and MissingExtraError, which name
    the path.
    """
    return parse_parts(path, data, encoding=encoding)[0]


def parse_parts(path: str, data: bytes, *, encoding: str | None = None) -> list[Source]:
    """`parse`, but all the mails of a mail to which others are attached."""
    try:
        found = _parse_mails(path, data, encoding) if _is_mail(path, data) else [_parse(path, data, encoding)]
    except InputError as error:
        raise _with_path(error, path) from None
    found = [source for source in found if source.text.strip()] or found[:1]
    if not found[0].text.strip():
        raise InputError("holds no text", code="empty", path=path, hint=_no_text_hint(found[0]))
    return found


def read_source(path: str, *, encoding: str | None = None, max_size: int = MAX_SIZE) -> Source:
    """`read_bytes` and `parse` in one."""
    return parse(path, read_bytes(path, max_size=max_size), encoding=encoding)


def size_text(size: int) -> str:
    """A number of bytes for people: `64 MiB`."""
    value = float(size)
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if value < 1024 or unit == "GiB":  # noqa: PLR2004
            return f"{value:.4g} {unit}"
        value /= 1024
    raise AssertionError


def os_error(error: OSError, path: str) -> InputError:
    """What the system said about an input, as an InputError."""
    code, message, hint = _OS_ERRORS.get(error.errno or 0, ("unreadable", error.strerror or str(error), None))
    return InputError(message, code=code, path=path, hint=hint)


_OS_ERRORS: Final[dict[int, tuple[str, str, str | None]]] = {
    errno.ENOENT: ("not-found", "no such file or folder", "check the name; quote one that has spaces"),
    errno.ENOTDIR: ("not-found", "no such file: a part of the path is no folder", "check the name"),
    errno.EACCES: ("permission-denied", "permission denied", "you may not read it: ask its owner, or chmod u+r"),
    errno.EPERM: ("permission-denied", "permission denied", "you may not read it: ask its owner"),
    errno.EISDIR: ("is-folder", "is a folder", "give the folder itself to read all that is in it"),
    errno.ELOOP: ("unreadable", "is a symbolic link that leads back to itself", "remove or mend the link"),
    errno.ENAMETOOLONG: ("not-found", "no such file: the name is too long", None),
}


def _read_standard_input(max_size: int) -> bytes:
    if sys.stdin is None:
        raise InputError("standard input is closed", code="unreadable", path="-")
    return sys.stdin.buffer.read(max_size + 1)


def _read_file(path: str, max_size: int) -> bytes:
    # Without O_NONBLOCK, opening a FIFO waits until somebody writes to it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123  (a descriptor has no path)
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if stat.S_ISFIFO(mode):  # <(command): with a writer, wait for what it writes; without one, this is the end
            os.set_blocking(descriptor, True)
        chunks: list[bytes] = []
        total = 0
        # In pieces and by count, never by the size that the file had: it may grow while it is read.
        while total <= max_size and (chunk := file.read(min(_CHUNK, max_size + 1 - total))):
            chunks.append(chunk)
            total += len(chunk)
    return b"".join(chunks)


def _is_mail(path: str, data: bytes) -> bool:
    suffix = PurePath(path).suffix.lower()
    known = suffix in SUFFIXES or data.startswith(b"%PDF-")
    return suffix in _MAIL_SUFFIXES or (not known and _MAIL_START.match(data) is not None)


def _parse(path: str, data: bytes, encoding: str | None) -> Source:
    suffix = PurePath(path).suffix.lower()
    known = suffix in SUFFIXES and suffix not in ROW_SUFFIXES
    if suffix == ".pdf" or data.startswith(b"%PDF-"):
        from meetextract.reader.pdf import pdf_text

        return _parse_pdf(path, pdf_text(data))
    if suffix == ".docx" or (not known and data.startswith(b"PK\x03\x04") and b"word/document.xml" in data):
        from meetextract.reader.docx import docx_page

        page = docx_page(data)
        return Source(path, page.text, "docx", page.readings, extracted=True, known=page.known, several=True)
    if suffix in _HTML_SUFFIXES or (not known and data[:512].lstrip().lower().startswith(_HTML_STARTS)):
        from meetextract.reader.html import declared_encoding, parse_html

        decoded = decode(data, encoding, declared=declared_encoding(data))
        _refuse_ours(decoded.text)
        page = parse_html(decoded.text)
        return Source(
            path, page.text, decoded.encoding, page.readings, page.published, extracted=True, known=page.known
        )
    try:
        decoded = decode(data, encoding)
    except InputError as error:
        if known or not suffix or error.code == "unknown-encoding":
            raise
        raise InputError(f"ends in {suffix} and is no text", code="wrong-suffix", hint=_what_to_do(suffix)) from None
    _refuse_ours(decoded.text)
    _refuse_others(decoded.text)
    if suffix in _MARKDOWN_SUFFIXES:
        from meetextract.reader.markdown import parse_markdown

        page = parse_markdown(decoded.text)
        return Source(
            path, page.text, decoded.encoding, page.readings, page.published, extracted=True, known=page.known,
            several=True,
        )  # fmt: skip
    readings = tuple((ruby.start, ruby.end, ruby.reading) for ruby in find_ruby(decoded.text))
    return Source(path, decoded.text, decoded.encoding, readings, several=True)


def _refuse_ours(text: str) -> None:
    """JSON and HTML that this program wrote are no articles."""
    head = text[:3000].lstrip()
    if (head[:1] in {"{", "["} and '"schema_version"' in head) or '<meta name="generator" content="meetextract' in head:
        raise own_output()


# What people have that holds text and is none, and what to do with it.
_ELSEWHERE: Final = {
    (".msg", ".oft"): "open it in Outlook and save it as .eml, or as text",
    (".7z", ".rar", ".lzh", ".gz", ".bz2", ".xz", ".tar", ".tgz"): "unpack it and give the folder",
    (".doc", ".rtf", ".odt", ".pages", ".jtd", ".wpd"): "open it and save it as .docx or .txt",
    (".xls", ".ods", ".numbers"): "open it and save it as .xlsx or .csv",
    (".ppt", ".pptx", ".odp", ".key"): "open it and save it as .pdf or .txt",
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp"): "a picture: run it through OCR first",
    (".epub", ".mobi", ".azw3"): "convert it to .html or .txt",
}


def _what_to_do(suffix: str) -> str:
    found = next((hint for suffixes, hint in _ELSEWHERE.items() if suffix in suffixes), None)
    return found or f"meetextract reads {' '.join(SUFFIXES)} and other plain text; convert the file first"


def _refuse_others(text: str) -> None:
    """Files of text that are not what they look like: nobody wants the marks of a word processor read as an article."""
    if text.startswith("{\\rtf"):
        raise InputError("is a file of a word processor (RTF)", code="wrong-suffix", hint=_what_to_do(".rtf"))
    head = text[:400].encode("utf-8", "replace") + b"\n"
    if text.startswith("From ") and re.match(rb"[^\n]*\d{4}(?: [+-]\d{4})?\r?\n[\w-]+: ", head):
        hint = "give it a name that ends in .mbox"
        raise InputError("is a mailbox", code="wrong-suffix", hint=hint)


def is_article(name: str) -> bool:
    """Whether a file in a folder is read: by its suffix. README.md describes the folder and is no article."""
    return name.lower().endswith(SUFFIXES) and name.lower() != "readme.md"


def own_output() -> InputError:
    """What is said of a file that this program wrote."""
    return InputError(
        "is an output of meetextract and holds no articles",
        code="own-output",
        hint="give the articles themselves; --verify checks records",
    )


def _parse_pdf(path: str, found: PdfText) -> Source:
    from meetextract.reader.compose import find_line, with_whole_headline

    text = with_whole_headline(found.text, found.title) if found.title else found.text
    place = find_line(text, found.title) if found.title else None
    known = Known(Fact(text[slice(*place)], *place)) if place else NOTHING
    return Source(path, text, "pdf", extracted=True, known=known, unsupported=found.unsupported, several=True)


def _parse_mails(path: str, data: bytes, encoding: str | None) -> list[Source]:
    from meetextract.reader.mail import read_mails

    page = not path.lower().endswith(".eml")
    return [
        Source(path, mail.text, mail.encoding, mail.readings, mail.published, extracted=True, known=mail.known,
               several=not page)
        for mail in read_mails(data, encoding, page=page)
    ]  # fmt: skip


def _no_text_hint(source: Source) -> str:
    if source.encoding == "pdf":
        return "a scanned PDF holds pictures of text: run it through OCR first"
    return "nothing was saved here; get the article again"


def _with_path(error: InputError, path: str) -> InputError:
    return InputError(error.message, code=error.code, path=path, hint=error.hint)
