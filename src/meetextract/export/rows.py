"""Documents as rows of flat tables: what CSV and the workbook have in common.

Several values in one cell are separated by `; ` (codes by `;`). A cell is a str, int, bool or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from meetextract.export.cells import key
from meetextract.lexicon.names import japan_first, usual_name
from meetextract.model import AGREED, Date, Document, Meeting, Mention, Participant, Point, Span

Cell = str | int | bool | None
JAPAN: Final = "JP"
_FULL_DATE: Final = 10
_DATE: Final = re.compile(r"(?:(\d{4})|-)-(\d\d)?-(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands in it, and its width in a workbook in characters."""

    name: str
    meaning: str
    width: int = 12


MEETING_COLUMNS: Final = (
    Column("source", "the input as given", 28),
    Column("title", "headline of the article", 36),
    Column("publisher", "who published it", 14),
    Column("published", "date of publication", 12),
    Column("meeting", "id of the meeting in its document: m1, m2, …", 9),
    Column("header", "the bracketed header that opens the meeting", 24),
    Column("header_start", "offset of the header", 9),
    Column("header_end", "end of the header", 9),
    Column("status", "held or planned", 9),
    Column("mode", "in_person, phone or video", 11),
    Column("countries", "codes of all sides in order of mention, separated by ;", 14),
    Column("date", "YYYY-MM-DD; empty unless year, month and day are known", 12),
    Column("year", "year of the date, empty when it cannot be known", 7),
    Column("month", "month of the date, 1 to 12, empty when it cannot be known", 7),
    Column("day", "day of the month, 1 to 31", 7),
    Column("date_text", "the words the date stands on", 14),
    Column("date_start", "offset of these words", 9),
    Column("date_end", "end of these words", 9),
    Column("place", "where they met", 18),
    Column("place_start", "offset of the place", 9),
    Column("place_end", "end of the place", 9),
    Column("participants_jp", "Japanese participants, each as name（title・title）, separated by ; ", 30),
    Column("participants_other", "the others, each as CODE name（title・title）, separated by ; ", 34),
    Column("key", "what reports of one meeting mostly have in common: day/sides/rank/kind", 34),
)
POINT_COLUMNS: Final = (
    Column("point", "number of the point in its meeting, from 1", 7),
    Column("kind", "agree, confirm, share, …", 10),
    Column("agreed", "true for agree, confirm, share, sign and announce", 8),
    Column("by", "codes of the sides that spoke, separated by ;", 10),
    Column("joint", "true when all sides spoke together", 7),
    Column("content", "what was agreed or said", 70),
    Column("content_start", "offset of the content", 9),
    Column("content_end", "end of the content", 9),
    Column("predicate", "the words that decide the kind", 14),
    Column("predicate_start", "offset of the predicate", 9),
    Column("predicate_end", "end of the predicate", 9),
    Column("about", "codes of countries and organisations named in the content, separated by ;", 12),
    Column("about_text", "these as they stand in the content, separated by ; ", 18),
)


# Names for people, behind all that programs count on.
SIDES: Final = Column("sides", "names of all sides in the language of the labels", 20)
COLUMNS: Final = (*MEETING_COLUMNS, *POINT_COLUMNS, SIDES)


def sides(meeting: Meeting, lang: Literal["ja", "en"] = "ja") -> str:
    """The usual names of all sides, Japan first: 日本・韓国."""
    return "・".join(usual_name(country, lang) for country in japan_first(meeting.countries))


def meeting_cells(document: Document, meeting: Meeting) -> list[Cell]:
    """The cells of MEETING_COLUMNS."""
    date, people = meeting.date, meeting.participants
    return [
        key(document.source),
        document.title,
        document.publisher,
        document.published,
        meeting.id,
        *_span(meeting.header),
        meeting.status,
        meeting.mode,
        ";".join(country.code for country in meeting.countries),
        date.value if date and is_full(date.value) else None,
        *date_parts(date),
        date.text if date else None,
        date.start if date else None,
        date.end if date else None,
        *_span(meeting.place),
        "; ".join(person(one) for one in people if one.country == JAPAN) or None,
        "; ".join(f"{one.country or ''} {person(one)}".lstrip() for one in people if one.country != JAPAN) or None,
        meeting.key,
    ]


def point_cells(number: int, point: Point) -> list[Cell]:
    """The cells of POINT_COLUMNS."""
    return [
        number,
        point.kind,
        point.kind in AGREED,
        ";".join(point.by) or None,
        point.joint,
        *_span(point.content),
        *_span(point.predicate),
        ";".join(unique(point.about)) or None,
        "; ".join(mention.text for mention in point.about) or None,
    ]


def point_rows(document: Document, lang: Literal["ja", "en"] = "ja") -> Iterator[list[Cell]]:
    """The cells of COLUMNS, one row a point; a meeting without points gives one row with those of points empty."""
    for meeting in document.meetings:
        cells, names = meeting_cells(document, meeting), sides(meeting, lang)
        for number, point in enumerate(meeting.points, 1):
            yield [*cells, *point_cells(number, point), names]
        if not meeting.points:
            yield [*cells, *[None] * len(POINT_COLUMNS), names]


def person(participant: Participant) -> str:
    """A participant in one cell: name（title・title）; the words of the article, or ?, for one left unnamed."""
    titles = "・".join(participant.titles)
    if participant.name is None:
        return titles or participant.text or "?"
    return f"{participant.name}（{titles}）" if titles else participant.name


def date_parts(date: Date | None) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of the month; None for what the text does not tell."""
    match = _DATE.fullmatch(date.value) if date else None
    if match is None:
        return None, None, None
    year, month, day = (int(part) if part else None for part in match.groups())
    return year, month, day


def year(date: Date | None) -> int | None:
    """The year of a date; None when the text does not tell it."""
    return date_parts(date)[0]


def is_full(value: str) -> bool:
    """Whether a date value has year, month and day."""
    return len(value) == _FULL_DATE and value[:4].isdecimal()


def unique(mentions: Sequence[Mention]) -> list[str]:
    """The codes of mentions, each once, in order."""
    return list(dict.fromkeys(mention.code for mention in mentions))


def _span(span: Span | None) -> tuple[str | None, int | None, int | None]:
    return (None, None, None) if span is None else (span.words, span.start, span.end)
