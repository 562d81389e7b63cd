"""schema.org Event as JSON-LD (`-f jsonld`): one object a line for each meeting, its points as what it is about.

A date that is not complete is left out: schema.org knows only real days. Nothing is given that the records do not hold.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import quote

from meetextract.export.base import BaseSink, Options, Target
from meetextract.export.cells import key
from meetextract.export.json import dumps
from meetextract.export.occasions import BaseWriter
from meetextract.export.rows import is_full
from meetextract.model import Document, Meeting
from meetextract.occasions.records import Attendant, Occasion
from meetextract.occasions.spool import Report

_CONTEXT: Final = "https://schema.org"
_VIRTUAL: Final = "https://schema.org/OnlineEventAttendanceMode"
_OFFLINE: Final = "https://schema.org/OfflineEventAttendanceMode"
_SCHEDULED: Final = "https://schema.org/EventScheduled"
_STATES: Final = 2  # letters of a state's code; organisations have codes of other lengths, the EU and UN excepted
_ORGANISATIONS: Final = frozenset({"EU", "UN"})
_PART: Final = re.compile(r"(.+)#(\d+)\Z", re.DOTALL)
Node = dict[str, Any]


class JsonldExporter:
    """One Event a line for each meeting."""

    name = "jsonld"
    suffixes = (".jsonld",)
    binary = False
    extra = None
    streaming = True
    updates = False

    def open(self, target: Target, options: Options) -> JsonldSink:
        """A sink on `target`."""
        return JsonldSink(target, options)


class JsonldSink(BaseSink):
    """Writes the events of a document at once."""

    def write(self, document: Document) -> None:
        """Add the events of a document."""
        lines = [dumps(event(document, meeting)) + "\n" for meeting in document.meetings]
        if lines:
            self.output.write("".join(lines))
            self.output.flush()


def event(document: Document, meeting: Meeting) -> Node:
    """A meeting of one article."""
    source = iri(document.source)
    sides = [(c.code, c.name, c.name_en) for c in meeting.countries]
    names = {code: name for code, name, _ in sides}
    people = [_person(p.name, p.titles, p.country, names) for p in meeting.participants]
    return _event(
        within(source, meeting.id),
        sides,
        meeting.date.value if meeting.date else None,
        meeting.place.words if meeting.place else None,
        meeting.mode,
        people,
        [point.content.words for point in meeting.points if point.content is not None],
        [_article(document.source, document.title, document.publisher, document.published)],
    )


class OccasionWriter(BaseWriter):
    """One Event a line for each occasion, with all its reports as `subjectOf`."""

    def add(self, record: Occasion, reports: Sequence[Report]) -> None:
        """Write one occasion."""
        sides = [(side.code, side.name, side.name_en) for side in record.countries]
        names = {code: name for code, name, _ in sides}
        node = _event(
            f"urn:meetextract:{record.occasion}",
            sides,
            record.date.value if record.date else None,
            record.place.value if record.place else None,
            record.mode,
            [_attendant(one, names) for one in record.participants],
            [topic.content for topic in record.points if topic.content is not None],
            [_article(one.source, one.title, one.publisher, one.published) for one in record.reports],
        )
        self.output.write(dumps(node) + "\n")


def iri(source: str | None) -> str:
    """A source as an IRI: that of the file by its whole path; a part of a file (FILE#2) is its fragment."""
    if source is None or source == "-":
        return "urn:meetextract:stdin"
    part = _PART.match(source)
    if part is not None:
        return f"{iri(part[1])}#{part[2]}"
    if any("\ud800" <= sign <= "\udfff" and not "\udc80" <= sign <= "\udcff" for sign in source):
        source = key(source)
    return "file://" + quote(os.path.abspath(source).encode("utf-8", "surrogateescape"), safe="/")  # noqa: PTH100


def within(source: str, part: str) -> str:
    """An IRI of a part of a source."""
    return f"{source}.{part}" if "#" in source else f"{source}#{part}"


def _event(  # noqa: PLR0913, PLR0917  (what an event consists of)
    name: str,
    sides: Sequence[tuple[str, str, str]],
    date: str | None,
    place: str | None,
    mode: str,
    people: Sequence[Node],
    contents: Iterable[str],
    articles: Sequence[Node],
) -> Node:
    found: Node = {
        "@context": _CONTEXT,
        "@type": "Event",
        "@id": name,
        "name": " × ".join(label for _, label, _ in sides),
        "startDate": date if date and is_full(date) else None,
        "eventStatus": _SCHEDULED,
        "eventAttendanceMode": _OFFLINE if mode == "in_person" else _VIRTUAL,
        "location": {"@type": "Place", "name": place} if place else None,
        "organizer": [_side(*side) for side in sides],
        "attendee": [person for person in people if person],
        "about": [{"@type": "Thing", "name": content} for content in contents],
        "subjectOf": list(articles),
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def _side(code: str, name: str, name_en: str) -> Node:
    state = len(code) == _STATES and code not in _ORGANISATIONS
    kind = "Country" if state else "Organization"
    return {"@type": kind, "name": name or code, "alternateName": [word for word in (name_en, code) if word]}


def _person(name: str | None, titles: Sequence[str], country: str | None, names: dict[str, str]) -> Node:
    if name is None:
        return {}
    found: Node = {"@type": "Person", "name": name}
    if titles:
        found["jobTitle"] = list(titles)
    if country:
        found["affiliation"] = {"@type": "Organization", "name": names.get(country, country)}
    return found


def _attendant(one: Attendant, names: dict[str, str]) -> Node:
    found = _person(one.name, [told.value for told in one.titles], one.country, names)
    others = [told.value for told in one.names if told.value != one.name]
    if found and others:
        found["alternateName"] = others
    return found


def _article(source: str | None, title: str | None, publisher: str | None, published: str | None) -> Node:
    found: Node = {"@type": "Article", "@id": iri(source), "headline": title, "datePublished": published}
    if publisher:
        found["publisher"] = {"@type": "Organization", "name": publisher}
    return {name: value for name, value in found.items() if value is not None}
