"""Records of a text as it was read, led back to the text as it was given (text/reading.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from meetextract import expressions as re
from meetextract.model import Country, Date, Document, Meeting, Mention, Participant, Point, Span, Warning
from meetextract.text.known import Fact, Known
from meetextract.text.reading import Reading

_SELECTOR: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_Placed = TypeVar("_Placed", Country, Date, Mention, Participant)


def located(source: str, reading: Reading, start: int, end: int) -> Span:
    """The slice of the source that `reading.text[start:end]` was read from, with its words joined where it holds more
    than they do."""
    low, high = reading.place(start, end)
    more = high - low - (end - start)
    more -= len(_SELECTOR.findall(source, low, high)) if more else 0
    return Span.of(source, low, high, reading.words(source, start, end) if more else None)


def relocated(source: str, reading: Reading, meeting: Meeting) -> Meeting:
    """A meeting whose offsets count in `reading.text`, with offsets and texts of the source."""
    if reading.starts is None:
        return meeting
    return replace(
        meeting,
        header=_span(source, reading, meeting.header),
        countries=tuple(_placed(source, reading, country) for country in meeting.countries),
        date=None if meeting.date is None else _placed(source, reading, meeting.date),
        place=_span(source, reading, meeting.place),
        participants=tuple(_participant(source, reading, person) for person in meeting.participants),
        points=tuple(_point(source, reading, point) for point in meeting.points),
    )


def layout_warnings(reading: Reading) -> Iterator[Warning]:
    """What a reader of the records should know of how the lines of the text were read."""
    if reading.joined is not None:
        yield Warning("wrapped-lines", "lines broken at a fixed width were read as one", *reading.joined)
    if reading.unsupported is not None:
        message = "letters set apart or set vertically: no meeting was read"
        yield Warning("unsupported-layout", message, *reading.unsupported)


def moved_warning(reading: Reading, warning: Warning) -> Warning:
    """A warning whose place counts in `reading.text`, with its place in the source."""
    if reading.starts is None or warning.start is None or warning.end is None:
        return warning
    start, end = reading.place(warning.start, warning.end)
    return replace(warning, start=start, end=end)


def moved_facts(reading: Reading, known: Known) -> Known:
    """What a format says, with the places in its text as places in `reading.text`."""
    if reading.starts is None:
        return known
    return Known(*(_fact(reading, fact) for fact in known))


def moved_readings(reading: Reading, readings: Sequence[tuple[int, int, str]]) -> Sequence[tuple[int, int, str]]:
    """Ruby readings with the places that their words have in `reading.text`."""
    if reading.starts is None:
        return readings
    low, high = reading.starts[0], reading.starts[-1]
    return [
        (reading.position(start), reading.position(end), kana)
        for start, end, kana in readings
        if low <= start and end <= high
    ]


def of_several(documents: Sequence[Document]) -> Document:
    """One document of a text of several articles: what was read of each, with its own day."""
    meetings = [meeting for document in documents for meeting in document.meetings]
    days = {document.published for document in documents}
    return replace(
        documents[0],
        published=documents[0].published if len(days) == 1 else None,
        meetings=tuple(replace(meeting, id=f"m{number}") for number, meeting in enumerate(meetings, 1)),
        warnings=tuple(warning for document in documents for warning in document.warnings),
    )


def _fact(reading: Reading, fact: Fact | None) -> Fact | None:
    if fact is None or fact.start is None or fact.end is None:
        return fact
    start, end = reading.position(fact.start), reading.position(fact.end)
    return fact._replace(start=start, end=end) if start < end else Fact(fact.value)


def _span(source: str, reading: Reading, span: Span | None) -> Span | None:
    if span is None or span.start is None or span.end is None:
        return span
    return located(source, reading, span.start, span.end)


def _placed(source: str, reading: Reading, record: _Placed) -> _Placed:
    if record.start is None or record.end is None:
        return record
    start, end = reading.place(record.start, record.end)
    return replace(record, text=source[start:end], start=start, end=end)


def _participant(source: str, reading: Reading, person: Participant) -> Participant:
    mentions = tuple(span for mention in person.mentions if (span := _span(source, reading, mention)))
    return replace(_placed(source, reading, person), name=_as_written(source, reading, person), mentions=mentions)


def _as_written(source: str, reading: Reading, person: Participant) -> str | None:
    """The name with the variation selectors that choose the forms of its kanji."""
    if person.name is None:
        return None
    mentions: Sequence[Participant | Span] = (person, *person.mentions)
    for mention in mentions:
        if mention.start is None or mention.end is None:
            continue
        at = reading.text.find(person.name, mention.start, mention.end)
        if at >= 0:
            signs = (source[slice(*reading.place(n, n + 1))] for n in range(at, at + len(person.name)))
            pairs = zip(signs, person.name, strict=True)
            return "".join(sign if _SELECTOR.search(sign) else one for sign, one in pairs)
    return person.name


def _point(source: str, reading: Reading, point: Point) -> Point:
    predicate = _span(source, reading, point.predicate)
    assert predicate is not None
    return replace(
        point,
        content=_span(source, reading, point.content),
        predicate=predicate,
        about=tuple(_placed(source, reading, mention) for mention in point.about),
    )
