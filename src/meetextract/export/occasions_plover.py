"""Event records of occasions: a meeting counts once however many reports tell it; each event lists them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from meetextract.export.base import Options, Target
from meetextract.export.cells import key
from meetextract.export.json import dumps
from meetextract.export.occasions import BaseWriter
from meetextract.export.plover import events
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import SCHEMA_VERSION, Country, Date, Document, Meeting, Participant, Point, Span
from meetextract.occasions.records import Attendant, Occasion, Topic
from meetextract.occasions.spool import Report


class PloverWriter(BaseWriter):
    """JSON Lines, the events of an occasion one after the other."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        self._lexicon = options.lexicon or default_lexicon()

    def add(self, record: Occasion, reports: Sequence[Report]) -> None:
        """Write the events of one occasion."""
        document, topics = as_document(record, reports)
        link = f"{key(document.source)}#{record.occasion}"
        for event in events(document, self._lexicon):
            number = event["id"].removeprefix(link).removeprefix(".p")
            told = record.reports if not number else topics[int(number) - 1].reports
            event["id"] = event["id"].replace(link, record.occasion, 1)
            event["link"] = record.occasion
            event["reports"] = list(_places(told, record))
            self.output.write(dumps(event) + "\n")


def _places(told: Sequence[Any], occasion: Occasion) -> Iterator[dict[str, Any]]:
    publishers = {(one.source, one.meeting): one.publisher for one in occasion.reports}
    for one in told:
        publisher = publishers[one.source, one.meeting]
        yield {"source": key(one.source), "meeting": one.meeting, "publication": publisher, "start": one.start,
               "end": one.end}  # fmt: skip


def as_document(occasion: Occasion, reports: Sequence[Report]) -> tuple[Document, list[Topic]]:
    """An occasion as if one article told it, and the topics that its points stand for.

    The spans are those of the report that tells the first point, or the first: the source of the document.
    """
    entries = {(entry.head.source, entry.meeting.id): entry for entry in reports}
    first = occasion.points[0].reports[0] if occasion.points else occasion.reports[0]
    lead = entries[first.source, first.meeting]
    found = [(topic, point) for topic in occasion.points if (point := _point(topic, entries)) is not None]
    meeting = Meeting(
        id=occasion.occasion,
        header=lead.meeting.header,
        status=occasion.status,
        mode=occasion.mode,
        countries=_countries(occasion, lead.meeting, reports),
        date=_date(occasion),
        place=_place(occasion),
        participants=tuple(_participant(one, lead) for one in occasion.participants),
        points=tuple(point for _, point in found),
    )
    head = lead.head
    document = Document(SCHEMA_VERSION, head.source, head.title, head.publisher, head.published, (meeting,), ())
    return document, [topic for topic, _ in found]


def _point(topic: Topic, entries: dict[tuple[str, str], Report]) -> Point | None:
    """The record of a topic's first telling, with the kind and the sides of the topic."""
    for told in sorted(topic.reports, key=lambda one: one.kind != topic.kind):
        for point in entries[told.source, told.meeting].meeting.points:
            span = point.content or point.predicate
            if point.kind == told.kind and (span.start, span.text) == (told.start, told.text):
                return dataclasses.replace(point, kind=topic.kind, by=topic.by, joint=topic.joint)
    return None


def _countries(occasion: Occasion, lead: Meeting, reports: Sequence[Report]) -> tuple[Country, ...]:
    known = {side.code: side for entry in reports for side in entry.meeting.countries}
    known |= {side.code: side for side in lead.countries}
    return tuple(known[side.code] for side in occasion.countries)


def _date(occasion: Occasion) -> Date | None:
    if occasion.date is None:
        return None
    place = occasion.date.reports[0]
    return Date(occasion.date.value, place.text or "", place.start, place.end)


def _place(occasion: Occasion) -> Span | None:
    if occasion.place is None:
        return None
    place = occasion.place.reports[0]
    return Span(occasion.place.value, place.start, place.end)


def _participant(one: Attendant, lead: Report) -> Participant:
    here = [place for place in one.reports if place.source == lead.head.source]
    place = (here or list(one.reports))[0]
    titles = tuple(told.value for told in one.titles)
    return Participant(one.name, one.reading, titles, one.country, place.text, place.start, place.end)
