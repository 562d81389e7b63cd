"""Mails (.eml) and pages saved as one file (.mhtml): the part that people read, decoded, with what the header says.

Attachments, pictures and links are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from meetextract.text.rows import pattern

_MAX_PARTS: Final = 1000
_HEADER_LIMIT: Final = 2000  # code points of a header field
_FOLD: Final = re.compile(r"[ \t\r\n]+")  # a wide blank belongs to the words
_PREFIX: Final = re.compile(r"(?:\s*(?:Re|Fwd?|FW|転送|返信)\s*[:：]|\s*\[[^\[\]]{1,40}\])+\s*", re.IGNORECASE)
_FORWARDED: Final = re.compile(r"\s*(?:Fwd?|FW|転送)\s*[:：]", re.IGNORECASE)
_INNER_NAMES: Final = {
    "from": "from", "差出人": "from", "送信者": "from", "送信元": "from", "date": "date", "sent": "date",
    "送信日時": "date", "日付": "date", "日時": "date", "subject": "subject", "件名": "subject", "to": "to",
    "宛先": "to", "cc": "cc", "reply-to": "reply", "返信先": "reply",
}  # fmt: skip
_INNER_FIELD: Final = re.compile(
    rf"^[>＞ \t*]{{0,8}}({'|'.join(_INNER_NAMES)})[*]?[ 　]?[:：](.{{0,500}})$", re.IGNORECASE | re.MULTILINE
)
# 2026年5月21日(木) 7:00 早瀬花子 <h@example.jp>: and the first line that it quotes.
_QUOTED: Final = re.compile(
    r"^[^\n。]{4,120}(?:wrote|書きました|メッセージ|>)[ 　]?[:：][ \t]*\n\s*(?=[>＞])", re.MULTILINE
)
_SHORT: Final = 25  # code points; a line with a sentence that is longer tells something
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

    def behind(self, start: int) -> _Part:
        """What stands behind a place of the text."""
        readings = tuple((low - start, high - start, word) for low, high, word in self.readings if low >= start)
        return self._replace(text=self.text[start:], readings=readings, known=Known(published=self.known.published))


def read_mails(data: bytes, encoding: str | None, *, page: bool) -> list[Mail]:
    """The texts of a mail and of the mails attached to it, or of a saved `page`, whose Date is the day it was saved and
    says nothing. A mail that only says that others are attached is left out.

    Raises InputError for what holds no text, is nested without end, or cannot be decoded.
    """
    try:
        message = message_from_bytes(data)
        if page:
            return [Mail(*_chosen(*_parts(message, pages=True), encoding))]
        found = [_mail(one, *parts, encoding) for one, parts in _messages(message)]
    except RecursionError:
        raise InputError("is a mail nested without end", code="unreadable", hint="save its text alone") from None
    if not found:
        raise InputError("is a mail without text", code="empty", hint="open it and save its text")
    told = [mail for mail in found if any(len(line) > _SHORT and "。" in line for line in mail.text.splitlines())]
    return (told or found[:1]) if len(found) > 1 else found


def _mail(message: Message, plain: Message | None, html: Message | None, encoding: str | None) -> Mail:
    part = _chosen(plain, html, encoding)
    subject, sender, day = (_field(message, name) for name in ("Subject", "From", "Date"))
    if _FORWARDED.match(subject) and (block := _forwarded(part.text)) is not None:
        fields, end = block
        part = part.behind(end)
        subject, sender, day = fields["subject"], fields["from"], fields.get("date", day)
    elif (quoted := _answered(part.text)) is not None:
        part = part.behind(quoted)
    title = _PREFIX.sub("", subject, count=1).strip()
    if pattern("not_title").fullmatch(title):  # ニュース
        title = ""
    sender = re.sub(r"<[^<>]*>|[\"'*]", "", sender).strip()
    known = part.known
    publisher = known.publisher.value if known.publisher else sender if PAPER.search(sender) else None
    article = compose(part.text, title=title, publisher=publisher)
    readings = tuple((start + article.shift, end + article.shift, word) for start, end, word in part.readings)
    return Mail(article.text, readings, article.known._replace(published=known.published),
                part.published or day_of(day), part.encoding)  # fmt: skip


def _answered(text: str) -> int | None:
    """Where what is quoted begins, in an answer that says nothing else than thanks."""
    match = _QUOTED.search(text)
    if match is None or any(len(line) > _SHORT for line in text[: match.start()].splitlines()):
        return None
    return match.end()


def _forwarded(text: str) -> tuple[dict[str, str], int] | None:
    """The last block of header fields within a text, which a mail program writes over what it forwards: the fields, and
    where the block ends."""
    found: tuple[dict[str, str], int] | None = None
    fields: dict[str, str] = {}
    end = 0
    for match in _INNER_FIELD.finditer(text):
        if text[end : match.start()].strip():
            fields = {}
        fields[_INNER_NAMES[match[1].lower()]] = match[2].strip(" *\t\u3000")[:_HEADER_LIMIT]
        end = match.end()
        if {"from", "subject"} <= fields.keys():
            found = fields, end
    return found


def _messages(message: Message) -> Iterator[tuple[Message, tuple[Message | None, Message | None]]]:
    """A mail and those attached to it, in order, each with its plain and its HTML part; those without are left out."""
    todo = [message]
    seen = 0
    while todo and seen < _MAX_PARTS:
        one = todo.pop()
        inner: list[Message] = []
        parts = _parts(one, pages=False, attached=inner)
        seen += 1
        todo.extend(reversed(inner))
        if parts != (None, None):
            yield one, parts


def _parts(
    message: Message, *, pages: bool, attached: list[Message] | None = None
) -> tuple[Message | None, Message | None]:
    """The first plain and the first HTML part that is no attachment; other mails go to `attached`."""
    plain: Message | None = None
    html: Message | None = None
    todo = [message]
    for _ in range(_MAX_PARTS):
        if not todo:
            break
        part = todo.pop()
        inside = part.get_payload()
        if isinstance(inside, list):
            mails = [one for one in inside if isinstance(one, Message)]
            if attached is not None and part.get_content_type() == "message/rfc822":
                attached.extend(mails)
            else:
                todo.extend(reversed(mails))
            continue
        if part.get_content_disposition() == "attachment" and not pages:
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and plain is None and not pages:
            plain = part
        elif kind in {"text/html", "application/xhtml+xml"} and html is None:
            html = part
    return plain, html


def _chosen(plain: Message | None, html: Message | None, encoding: str | None) -> _Part:
    """The HTML part, which has no lines broken for sending, unless it says less than the plain one."""
    text = _plain(plain, encoding) if plain is not None else None
    if html is None:
        if text is None:
            raise InputError("is a mail without text", code="empty", hint="open it and save its text")
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
        return _FOLD.sub(" ", value).strip()
    words = []
    for piece, charset in pieces:
        words.append(piece if isinstance(piece, str) else _decoded(piece, charset))
    return _FOLD.sub(" ", "".join(words)).strip()


def _decoded(piece: bytes, charset: str | None) -> str:
    try:
        return decode(piece, declared=charset).text
    except InputError:
        return piece.decode("ascii", "replace")
