"""Mails (.eml) and pages saved as one file (.mhtml): the part that people read, decoded, with what the header says.

Attachments, pictures and links are left alone.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Final, NamedTuple

from meetextract.errors import InputError
from meetextract.reader.compose import compose
from meetextract.reader.days import day_of
from meetextract.reader.encodings import decode
from meetextract.reader.html import declared_encoding, parse_html
from meetextract.reader.metadata import PAPER
from meetextract.text.known import Known

_MAX_PARTS: Final = 1000
_HEADER_LIMIT: Final = 2000  # code points of a header field
_PREFIX: Final = re.compile(r"(?:\s*(?:Re|Fwd?|FW|転送|返信)\s*[:：]|\s*\[[^\[\]]{1,40}\])+\s*", re.IGNORECASE)
_HTML_SHARE: Final = 0.8  # of the plain part's length that the HTML part has to have to be the same text


class Mail(NamedTuple):
    """The text, ruby readings in code points of it, what is known, the day it was sent (to take where nothing else says
    one), and the encoding of the part read."""

    text: str
    readings: tuple[tuple[int, int, str], ...]
    known: Known
    published: str | None
    encoding: str


class _Part(NamedTuple):
    text: str
    readings: tuple[tuple[int, int, str], ...]
    known: Known
    published: str | None
    encoding: str


def read_mail(data: bytes, encoding: str | None, *, page: bool) -> Mail:
    """The text of a mail, or of a saved `page`, whose Date is the day it was saved and says nothing.

    Raises InputError for what holds no text, is nested without end, or cannot be decoded.
    """
    try:
        message = message_from_bytes(data)
        plain, html = _parts(message, pages=page)
    except RecursionError:
        raise InputError("is a mail nested without end", code="unreadable", hint="save its text alone") from None
    part = _chosen(plain, html, encoding)
    if page:
        return Mail(*part)
    title = _PREFIX.sub("", _field(message, "Subject"), count=1).strip()
    sender = re.sub(r"<[^<>]*>|[\"']", "", _field(message, "From")).strip()
    known = part.known
    publisher = known.publisher.value if known.publisher else sender if PAPER.search(sender) else None
    article = compose(part.text, title=title, publisher=publisher)
    readings = tuple((start + article.shift, end + article.shift, word) for start, end, word in part.readings)
    day = day_of(_field(message, "Date"))
    return Mail(article.text, readings, article.known._replace(published=known.published), part.published or day,
                part.encoding)  # fmt: skip


def _parts(message: Message, *, pages: bool) -> tuple[Message | None, Message | None]:
    """The first plain and the first HTML part that is no attachment."""
    plain: Message | None = None
    html: Message | None = None
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS or (plain is not None and html is not None):
            break
        if part.is_multipart() or (part.get_content_disposition() == "attachment" and not pages):
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and plain is None and not pages:
            plain = part
        elif kind in {"text/html", "application/xhtml+xml"} and html is None:
            html = part
    if plain is None and html is None:
        raise InputError("is a mail without text", code="empty", hint="open it and save its text")
    return plain, html


def _chosen(plain: Message | None, html: Message | None, encoding: str | None) -> _Part:
    """The HTML part, which has no lines broken for sending, unless it says less than the plain one."""
    text = _plain(plain, encoding) if plain is not None else None
    if html is None:
        assert text is not None
        return text
    page = _page(html, encoding)
    if text is None or len(page.text.strip()) >= _HTML_SHARE * len(text.text.strip()):
        return page
    return text


def _plain(part: Message, encoding: str | None) -> _Part:
    found = decode(_payload(part), encoding, declared=_charset(part))
    text = found.text.replace("\r\n", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        text = _unflowed(text, delete=str(part.get_param("delsp") or "").lower() == "yes")
    return _Part(text, (), Known(), None, found.encoding)


def _page(part: Message, encoding: str | None) -> _Part:
    data = _payload(part)
    found = decode(data, encoding, declared=_charset(part) or declared_encoding(data))
    page = parse_html(found.text)
    return _Part(page.text, page.readings, page.known, page.published, found.encoding)


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    name = part.get_content_charset()
    return {"shift_jis": "cp932", "x-sjis": "cp932", "gb2312": "gb18030"}.get(name, name) if name else None


def _unflowed(text: str, *, delete: bool) -> str:
    """RFC 3676: a line that ends in a blank goes on in the next."""
    lines: list[str] = []
    open_line = False
    parts: list[str] = []
    for line in text.split("\n"):
        flows = line.endswith(" ") and line != "-- "
        parts.append(line[:-1] if flows and delete else line)
        open_line = flows
        if not open_line:
            lines.append("".join(parts))
            parts = []
    if parts:
        lines.append("".join(parts))
    return "\n".join(lines)


def _field(message: Message, name: str) -> str:
    """A header field, decoded, on one line."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    value = str(next(found, ""))[:_HEADER_LIMIT]
    if not value.isascii():  # bytes of no charset, which mail programs write all the same
        value = _decoded(value.encode("ascii", "surrogateescape"), None)
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError, IndexError):
        return " ".join(value.split())
    words = []
    for piece, charset in pieces:
        words.append(piece if isinstance(piece, str) else _decoded(piece, charset))
    return " ".join("".join(words).split())


def _decoded(piece: bytes, charset: str | None) -> str:
    try:
        return decode(piece, declared=charset).text
    except InputError:
        return piece.decode("ascii", "replace")
