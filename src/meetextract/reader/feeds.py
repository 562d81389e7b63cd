"""Entries of a feed: RSS (0.9x, 1.0, 2.0) and Atom.

An entry's text is what the feed holds of the article: often its first lines, sometimes all. Links are never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, cast
from xml.etree import ElementTree

from meetextract.errors import InputError
from meetextract.reader.days import day_of
from meetextract.reader.encodings import decode
from meetextract.reader.html import declared_encoding, parse_html

_DECLARES: Final = re.compile(r"<!(?:DOCTYPE[^>\[]{0,500}\[|ENTITY)", re.IGNORECASE)
_DEEPEST: Final = 200  # elements in elements
_ENTRIES: Final = frozenset({"item", "entry"})
_BODIES: Final = ("encoded", "content", "description", "summary")  # content:encoded is the whole, summary the least
_DAYS: Final = ("pubDate", "published", "issued", "date", "created", "updated", "modified")
_MARKUP: Final = re.compile(r"<[A-Za-z/!]|&(?:#?\w{2,8});")
_PIECE: Final = 65536  # code points


class Entry(NamedTuple):
    """An entry: text, ruby readings in code points of it, title, day (YYYY-MM-DD), and the name of the feed."""

    text: str
    readings: tuple[tuple[int, int, str], ...]
    title: str | None
    day: str | None
    publisher: str | None


def entries(data: bytes, encoding: str | None) -> Iterator[Entry]:
    """The entries of a feed, in its order. Raises InputError for what is no feed, or XML that is damaged or a bomb."""
    text = decode(data, encoding, declared=declared_encoding(data)).text
    if _DECLARES.search(text):
        raise InputError("is XML that declares entities", code="unreadable", hint="a feed needs none; save it anew")
    feed_title: str | None = None
    depth = 0
    found = 0
    seen_root = False
    open_entry = 0
    try:
        for event, element in _events(text.lstrip("\ufeff \t\r\n")):
            name = _local(element.tag)
            if event == "start":
                depth += 1
                if not seen_root:
                    seen_root = True
                    if name not in {"rss", "feed", "RDF"}:
                        raise _no_feed(name)
                if depth > _DEEPEST:
                    raise InputError("is XML nested without end", code="unreadable", hint="save it anew")
                open_entry += name in _ENTRIES
                continue
            depth -= 1
            if name in _ENTRIES:
                open_entry -= 1
                if not open_entry:
                    found += 1
                    yield _entry(element, feed_title)
                    element.clear()
            elif name == "title" and not open_entry and feed_title is None:
                feed_title = _content(element) or None
    except ElementTree.ParseError as error:
        raise InputError("is damaged XML", code="unreadable", line=error.position[0], hint="get it again") from None
    if not found:
        raise InputError("is a feed without entries", code="empty", hint="get it again")


def _events(text: str) -> Iterator[tuple[str, ElementTree.Element]]:
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    for at in range(0, len(text), _PIECE):
        parser.feed(text[at : at + _PIECE])
        yield from cast("Iterator[tuple[str, ElementTree.Element]]", parser.read_events())
    parser.close()
    yield from cast("Iterator[tuple[str, ElementTree.Element]]", parser.read_events())


def _no_feed(name: str) -> InputError:
    return InputError(
        f"is XML ({name[:40]}) and neither RSS nor Atom", code="unreadable", hint="save the articles as text or HTML"
    )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _entry(element: ElementTree.Element, feed: str | None) -> Entry:
    parts: dict[str, ElementTree.Element] = {}
    for child in element:
        parts.setdefault(_local(child.tag), child)
    title = _content(parts["title"]) if "title" in parts else ""
    body = ""
    readings: tuple[tuple[int, int, str], ...] = ()
    for name in _BODIES:
        if name in parts:
            body, readings = _page(parts[name])
            if body.strip():
                break
    day = next((day for name in _DAYS if name in parts and (day := day_of((parts[name].text or "").strip()))), None)
    source = parts.get("source")
    publisher = "" if source is None else (source.text or "").strip() or _titled(source)
    if not publisher and "publisher" in parts:
        publisher = _content(parts["publisher"])
    return Entry(body, readings, title or None, day, publisher or feed)


def _titled(source: ElementTree.Element) -> str:
    return next((_content(child) for child in source if _local(child.tag) == "title"), "")


def _content(element: ElementTree.Element) -> str:
    """What an element says, on one line."""
    return " ".join(_page(element)[0].split("\n")).strip()


def _page(element: ElementTree.Element) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Text of an element that holds text, escaped HTML or XHTML."""
    if len(element):
        for part in element.iter():
            part.tag = _local(part.tag)
        page = parse_html(ElementTree.tostring(element, "unicode", "html"))
        return page.text, page.readings
    text = element.text or ""
    if not _MARKUP.search(text):
        return text, ()
    page = parse_html(text)
    return page.text, page.readings
