"""The article's text with the places of its records marked, whatever way they overlap.

Spans come from records and are cut at each other's borders: walking the sorted borders, spans that end are closed
and those still open above them are opened again, so that the elements always nest and the text is always the
article's own, character by character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from meetextract.model import AGREED, Country, Date, Document, Meeting, Mention, Participant, Point, Span
from meetextract.views.labels import Labels
from meetextract.views.markup import Html, el, join, start, text
from meetextract.views.visible import one_line

Located = Span | Country | Date | Participant | Mention
# Class of the element, by kind of mark; the legend switches the same names. Short: a page has thousands of them.
KINDS: Final = {
    "hd": "kind_header",
    "ag": "kind_agreed",
    "sa": "kind_said",
    "pr": "kind_predicate",
    "pe": "kind_person",
    "ti": "kind_title",
    "co": "kind_country",
    "da": "kind_date",
    "pl": "kind_place",
}
# Marks of persons, countries, dates and places are links to their record. Points and headers, which hold such marks
# inside them, get a small link of their own behind them, because links cannot nest.
_LINKS: Final = frozenset({"pe", "co", "da", "pl"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A slice of the text: what it is, the records it belongs to, and its id in the page."""

    start: int
    end: int
    kind: str
    records: tuple[str, ...]
    anchor: str


class Marks:
    """All marks of one document, found once, asked for by the cards (`anchor`) and drawn into the text (`html`)."""

    def __init__(self, document: Document, prefix: str) -> None:
        self._text = document.text or ""
        found: dict[tuple[int, int, str], list[str]] = {}
        for meeting in document.meetings:
            for span, kind, record in _spans(meeting, f"{prefix}{record_id(meeting.id)}"):
                # A place that does not hold the words it should is worse than none.
                if span.start is None or span.end is None or self._text[span.start : span.end] != span.text:
                    continue
                if span.start < span.end:
                    records = found.setdefault((span.start, span.end, kind), [])
                    if record not in records:
                        records.append(record)
        order = sorted(found, key=lambda key: (key[0], -key[1], _DEPTH[key[2]]))
        self._marks = [Mark(*key, tuple(found[key]), f"{prefix}s{n}") for n, key in enumerate(order, start=1)]
        self._by_record: dict[str, str] = {}
        for mark in self._marks:
            for record in mark.records:
                self._by_record.setdefault(record, mark.anchor)

    def anchor(self, record: str) -> str | None:
        """The id of the first place of a record in the text; None when it has none."""
        return self._by_record.get(record)

    def html(self, words: Labels, names: dict[str, str]) -> Html:
        """The text with its marks.

        Args:
            words: the labels.
            names: what each point and header is called, by record, for readers who hear its link.
        """
        targets = frozenset(self._by_record.values())
        return join(_Drawing(self._text, self._marks, targets, words, names).pieces())


_DEPTH: Final = {kind: depth for depth, kind in enumerate(KINDS)}


def record_id(meeting_id: str) -> str:
    """A meeting's id as a part of an id in the page: nothing but what an id may hold."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in meeting_id) or "m"


def _spans(meeting: Meeting, record: str) -> Iterator[tuple[Located, str, str]]:
    """The located values of a meeting with their kind and the record they light up."""
    if meeting.header is not None:
        yield meeting.header, "hd", f"{record}h"
    if meeting.date is not None:
        yield meeting.date, "da", f"{record}d"
    if meeting.place is not None:
        yield meeting.place, "pl", f"{record}l"
    for n, country in enumerate(meeting.countries, start=1):
        yield country, "co", f"{record}c{n}"
    for n, person in enumerate(meeting.participants, start=1):
        yield person, "pe", f"{record}a{n}"
        for mention in person.mentions:
            yield mention, "pe", f"{record}a{n}"
        for title in _titles(person):
            yield title, "ti", f"{record}a{n}"
    for n, point in enumerate(meeting.points, start=1):
        yield from _point_spans(point, f"{record}p{n}")


def _titles(person: Participant) -> Iterator[Span]:
    for mention in (Span(person.text or "", person.start, person.end), *person.mentions):
        for title in person.titles:
            at = mention.text.find(title) if title else -1
            if at >= 0 and mention.start is not None:
                yield Span(title, mention.start + at, mention.start + at + len(title))


def _point_spans(point: Point, record: str) -> Iterator[tuple[Located, str, str]]:
    if point.content is not None:
        yield point.content, "ag" if point.kind in AGREED else "sa", record
    yield point.predicate, "pr", record
    for mention in point.about:
        yield mention, "co", record


class _Drawing:
    """One walk over a text and its marks."""

    def __init__(
        self, source: str, marks: list[Mark], targets: frozenset[str], words: Labels, names: dict[str, str]
    ) -> None:
        self._source = source
        self._targets = targets
        self._words = words
        self._names = names
        self._begin: dict[int, list[Mark]] = {}
        last: dict[str, Mark] = {}
        for mark in marks:
            self._begin.setdefault(mark.start, []).append(mark)
            for record in mark.records:
                if record not in names or mark.kind in _LINKS:
                    continue
                if record not in last or mark.end > last[record].end:
                    last[record] = mark
        self._refs: dict[int, list[str]] = {}
        for record, mark in last.items():
            self._refs.setdefault(mark.end, []).append(record)
        self._borders = sorted({0, len(source)} | {m.start for m in marks} | {m.end for m in marks})
        self._open: list[tuple[Mark, str]] = []
        self._drawn: set[str] = set()
        self._waiting: list[str] = []

    def pieces(self) -> Iterator[Html]:
        """The HTML in order."""
        for at, border in enumerate(self._borders):
            yield from self._close_to(border)
            yield from self._refs_now(border)
            for mark in self._begin.get(border, ()):
                yield self._opened(mark)
            if at + 1 < len(self._borders):
                yield text(self._source[border : self._borders[at + 1]])

    def _close_to(self, border: int) -> Iterator[Html]:
        """Close what ends here, and open again what was inside it but goes on."""
        ending = [n for n, (mark, _) in enumerate(self._open) if mark.end <= border]
        if not ending:
            return
        closed = self._open[ending[0] :]
        del self._open[ending[0] :]
        for _, tag in reversed(closed):
            yield Html(f"</{tag}>")
        for mark, _ in closed:
            if mark.end > border:
                yield self._opened(mark)

    def _opened(self, mark: Mark) -> Html:
        # A link inside a link would be taken apart by the browser.
        linked = mark.kind in _LINKS and all(tag != "a" for _, tag in self._open)
        tag = "a" if linked else "mark" if mark.kind in {"ag", "sa"} else "span"
        first = mark.anchor not in self._drawn
        self._drawn.add(mark.anchor)
        self._open.append((mark, tag))
        # The script reads the record from the link where there is one and it is the only one: pages have thousands.
        told = linked and len(mark.records) == 1
        attributes = {
            "class": mark.kind,
            "id": mark.anchor if first and mark.anchor in self._targets else None,
            "href": f"#{mark.records[0]}" if linked else None,
            "tabindex": "-1" if linked and not first else None,
            "data-r": None if told else " ".join(mark.records),
        }
        return start(tag, attributes)

    def _refs_now(self, border: int) -> Iterator[Html]:
        """The links behind points and headers, once no other link is open."""
        self._waiting += self._refs.get(border, ())
        if not self._waiting or any(tag == "a" for _, tag in self._open):
            return
        for record in self._waiting:
            label = self._words["to_record"].format(what=one_line(self._names[record]))
            yield el("a", class_="ref", href=f"#{record}", aria_label=label)
        self._waiting = []
