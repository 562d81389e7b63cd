"""A document as rows of the database, with all that takes time done: the sink only gives them their numbers.

Made where the document was read, in whatever process that is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract.export.cells import encodable, key
from meetextract.export.rows import is_full, year
from meetextract.export.sqlite_more import canonical, grams, meeting_grams
from meetextract.model import AGREED
from meetextract.plain import to_plain

if TYPE_CHECKING:
    from meetextract.model import Document, Meeting, Point, Span

# Parents before what refers to them.
TABLES: Final = ("documents", "warnings", "meetings", "countries", "participants", "points", "point_by", "about")
Value = str | int | None
Row = tuple[Value, ...]
# The place, from 0, of the meeting or point in the document that a row belongs to, and what follows in that row.
Below = tuple[int, Row]


class Rows(NamedTuple):
    """The rows of a document, each without its number; those below a meeting or point know it by its place.

    Attributes:
        source: as given.
        path: where it lies, or None.
        sha256: of its bytes, or None.
        text: the document's, or None.
        document: what stands between the source and the text in its row.
        warnings, meetings: belong to the document.
        countries, participants, points: belong to a meeting.
        point_by, about: belong to a point.
    """

    source: str
    path: str | None
    sha256: str | None
    text: str | None
    document: Row
    warnings: list[Row]
    meetings: list[Row]
    countries: list[Below]
    participants: list[Below]
    points: list[Below]
    point_by: list[Below]
    about: list[Below]


def rows_of(document: Document) -> Rows:
    """The rows of a document. Strings are fit for UTF-8."""
    text = None if document.text is None else encodable(document.text)
    made_by = json.dumps(dict(document.versions), ensure_ascii=False)
    head = (document.title, document.publisher, document.published, document.schema_version, document.sha256, made_by)
    warnings = [
        _clean(order, warning.code, warning.message, warning.start, warning.end)
        for order, warning in enumerate(document.warnings, 1)
    ]
    place = canonical(document.source)
    rows = Rows(
        key(document.source), place, document.sha256, text, _clean(*head), warnings, [], [], [], [], [], []
    )  # fmt: skip
    for at, meeting in enumerate(document.meetings):
        rows.meetings.append(_meeting(at + 1, meeting, meeting_grams(document.title, meeting)))
        _below(at, meeting, rows)
    return rows


def _meeting(order: int, meeting: Meeting, search: str) -> Row:
    date = meeting.date
    return _clean(
        order, meeting.id, *_span(meeting.header), meeting.status, meeting.mode,
        date.value if date else None, year(date), date.value if date and is_full(date.value) else None,
        date.text if date else None, date.start if date else None, date.end if date else None,
        *_span(meeting.place), meeting.key, search,
    )  # fmt: skip


def _below(place: int, meeting: Meeting, rows: Rows) -> None:
    for at, country in enumerate(meeting.countries, 1):
        values = _clean(at, country.code, country.name, country.name_en, country.text, country.start, country.end)
        rows.countries.append((place, values))
    for at, person in enumerate(meeting.participants, 1):
        titles = json.dumps(person.titles, ensure_ascii=False)
        mentions = json.dumps([to_plain(one) for one in person.mentions], ensure_ascii=False)
        values = _clean(
            at, person.name, person.reading, titles, person.country, person.text, person.start, person.end, mentions,
            None,
        )  # fmt: skip
        rows.participants.append((place, values))
    for at, point in enumerate(meeting.points, 1):
        number = len(rows.points)
        rows.points.append((place, _point(at, point)))
        rows.point_by.extend((number, _clean(order, code)) for order, code in enumerate(point.by, 1))
        for order, mention in enumerate(point.about, 1):
            rows.about.append((number, _clean(order, mention.code, mention.text, mention.start, mention.end)))


def _point(order: int, point: Point) -> Row:
    return _clean(
        order, point.kind, int(point.kind in AGREED), int(point.joint), *_span(point.content), *_span(point.predicate),
        grams(point.content.words) if point.content else None,
    )  # fmt: skip


def _clean(*values: Value) -> Row:
    return tuple([encodable(value) if isinstance(value, str) else value for value in values])


def _span(span: Span | None) -> tuple[str | None, int | None, int | None]:
    return (None, None, None) if span is None else (span.words, span.start, span.end)
