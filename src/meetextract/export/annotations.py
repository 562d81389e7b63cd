"""W3C Web Annotation (`-f annotations`): one annotation a line for each value that stands in the text.

The target is the article with two selectors for the same slice: its position, and its words with what stands before
and after them, which finds it again where the text has moved. Positions count code points, as the model asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from meetextract.export.base import BaseSink, Options, Target
from meetextract.export.json import dumps
from meetextract.export.jsonld import iri, within
from meetextract.model import Document, Meeting, Participant

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 32  # code points of prefix and suffix
Node = dict[str, Any]


class AnnotationsExporter:
    """One annotation a line."""

    name = "annotations"
    suffixes = (".annotations.jsonl", ".annotations")
    binary = False
    extra = None
    streaming = True
    updates = False

    def open(self, target: Target, options: Options) -> AnnotationsSink:
        """A sink on `target`."""
        return AnnotationsSink(target, options)


class AnnotationsSink(BaseSink):
    """Writes the annotations of a document at once."""

    def write(self, document: Document) -> None:
        """Add the annotations of a document."""
        lines = [dumps(node) + "\n" for node in nodes(document)]
        if lines:
            self.output.write("".join(lines))
            self.output.flush()


def nodes(document: Document) -> Iterator[Node]:
    """The annotations of a document: headers, sides, dates, places, persons, contents and predicates of points."""
    source = iri(document.source)
    for meeting in document.meetings:
        for number, (label, values, start, end, quote) in enumerate(_values(meeting), 1):
            if start is None or end is None or quote is None:
                continue
            yield {
                "@context": _CONTEXT,
                "id": within(source, f"{meeting.id}.a{number}"),
                "type": "Annotation",
                "motivation": "classifying" if label == "point" else "identifying",
                "body": [{"type": "TextualBody", "purpose": "tagging", "value": label},
                         *({"type": "TextualBody", "purpose": "describing", "value": value} for value in values)],
                "target": {"source": source, "selector": _selectors(document.text, start, end, quote)},
            }  # fmt: skip


_Value = tuple[str, list[str], int | None, int | None, str | None]


def _values(meeting: Meeting) -> Iterator[_Value]:
    if meeting.header is not None:
        yield "header", [meeting.id], meeting.header.start, meeting.header.end, meeting.header.text
    for country in meeting.countries:
        yield "side", [country.code, country.name], country.start, country.end, country.text
    if meeting.date is not None:
        date = meeting.date
        yield "date", [date.value], date.start, date.end, date.text
    if meeting.place is not None:
        place = meeting.place
        yield "place", [place.words], place.start, place.end, place.text
    for person in meeting.participants:
        yield "participant", _who(person), person.start, person.end, person.text
    for point in meeting.points:
        values = [point.kind, *point.by]
        if point.content is not None:
            yield "point", values, point.content.start, point.content.end, point.content.text
        yield "predicate", values, point.predicate.start, point.predicate.end, point.predicate.text


def _who(person: Participant) -> list[str]:
    return [value for value in (person.name, *person.titles, person.country) if value]


def _selectors(text: str | None, start: int, end: int, quote: str) -> list[Node]:
    found: Node = {"type": "TextQuoteSelector", "exact": quote}
    if text is not None:
        before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
        found |= {name: value for name, value in (("prefix", before), ("suffix", after)) if value}
    return [{"type": "TextPositionSelector", "start": start, "end": end}, found]
