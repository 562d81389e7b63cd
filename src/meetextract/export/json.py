"""JSON: a document as an object, and back.

`to_dict` and `from_dict` are each other's inverse; their field order is that of the records. Written JSON keeps
Japanese readable and escapes what must not reach a line-based program or a terminal: line separators, C1 controls,
bidirectional controls and lone surrogates. The escapes are JSON's own, so a parser gives back the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar, cast, get_args

from meetextract.errors import ArgumentError, MeetextractError
from meetextract.export.base import Options, PackedSink, Target, utf8
from meetextract.model import (
    KINDS,
    Country,
    Date,
    Document,
    Meeting,
    Mention,
    Mode,
    Participant,
    Point,
    Span,
    Status,
    Warning,
)

# Everything str.splitlines takes for a line end (json already escapes those below U+0020), everything a terminal
# may obey, everything that reorders the line it stands in, and what UTF-8 cannot encode.
_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_T = TypeVar("_T")


# Documents to plain values.


def to_dict(document: Document) -> dict[str, Any]:
    """A document as the object the contract shows. `text`, `sha256` and `versions` are left out when there are none."""
    record: dict[str, Any] = {
        "schema_version": document.schema_version,
        "source": document.source,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "meetings": [meeting_dict(meeting) for meeting in document.meetings],
        "warnings": [{"code": w.code, "message": w.message, "start": w.start, "end": w.end} for w in document.warnings],
    }
    if document.text is not None:
        record["text"] = document.text
    if document.sha256 is not None:
        record["sha256"] = document.sha256
    if document.versions:
        record["versions"] = dict(document.versions)
    return record


def meeting_dict(meeting: Meeting) -> dict[str, Any]:
    """A meeting as a plain object."""
    date = meeting.date
    return {
        "id": meeting.id,
        "header": _span_dict(meeting.header),
        "status": meeting.status,
        "mode": meeting.mode,
        "countries": [
            {"code": c.code, "name": c.name, "name_en": c.name_en, "text": c.text, "start": c.start, "end": c.end}
            for c in meeting.countries
        ],
        "date": None
        if date is None
        else {"value": date.value, "text": date.text, "start": date.start, "end": date.end},
        "place": _span_dict(meeting.place),
        "participants": [_participant_dict(participant) for participant in meeting.participants],
        "points": [_point_dict(point) for point in meeting.points],
    }


def _participant_dict(person: Participant) -> dict[str, Any]:
    return {
        "name": person.name,
        "reading": person.reading,
        "titles": list(person.titles),
        "country": person.country,
        "text": person.text,
        "start": person.start,
        "end": person.end,
        "mentions": [_span_dict(mention) for mention in person.mentions],
    }


def _point_dict(point: Point) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "by": list(point.by),
        "joint": point.joint,
        "content": _span_dict(point.content),
        "predicate": _span_dict(point.predicate),
        "about": [{"code": m.code, "text": m.text, "start": m.start, "end": m.end} for m in point.about],
    }


def _span_dict(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}


def error_dict(source: str, error: MeetextractError) -> dict[str, Any]:
    """An input that failed, as the object that stands in its place."""
    return {"source": source, "error": {"code": error.code, "message": error.message}}


# Plain values to documents.


def from_dict(record: Mapping[str, Any]) -> Document:
    """The document that `to_dict` gave this object for.

    Raises:
        ArgumentError: a field is missing or of the wrong type; the message names it. Unknown fields are ignored:
            a later version may add some.
    """
    return Document(
        schema_version=_get(record, "schema_version", int),
        source=_optional(record, "source", str),
        title=_optional(record, "title", str),
        publisher=_optional(record, "publisher", str),
        published=_optional(record, "published", str),
        meetings=tuple(_meeting(item) for item in _items(record, "meetings")),
        warnings=tuple(
            Warning(_get(item, "code", str), _get(item, "message", str), *_offsets(item))
            for item in _items(record, "warnings")
        ),
        text=_optional(record, "text", str, absent=True),
        sha256=_optional(record, "sha256", str, absent=True),
        versions=tuple(
            (str(key), str(value)) for key, value in (_optional(record, "versions", dict, absent=True) or {}).items()
        ),
    )


def _meeting(item: Mapping[str, Any]) -> Meeting:
    date = _optional(item, "date", dict)
    return Meeting(
        id=_get(item, "id", str),
        header=_span(item, "header"),
        status=cast(Status, _one_of(item, "status", get_args(Status))),
        mode=cast(Mode, _one_of(item, "mode", get_args(Mode))),
        countries=tuple(
            Country(
                _get(c, "code", str),
                _get(c, "name", str),
                _get(c, "name_en", str),
                _optional(c, "text", str),
                *_offsets(c),
            )
            for c in _items(item, "countries")
        ),
        date=None if date is None else Date(_get(date, "value", str), _get(date, "text", str), *_offsets(date)),
        place=_span(item, "place"),
        participants=tuple(_participant(person) for person in _items(item, "participants")),
        points=tuple(_point(point) for point in _items(item, "points")),
    )


def _participant(item: Mapping[str, Any]) -> Participant:
    start, end = _offsets(item)
    mentions = _items(item, "mentions") if "mentions" in item else []
    return Participant(
        name=_optional(item, "name", str),
        reading=_optional(item, "reading", str),
        titles=_strings(item, "titles"),
        country=_get(item, "country", str),
        text=_optional(item, "text", str),
        start=start,
        end=end,
        mentions=tuple(Span(_get(m, "text", str), *_offsets(m)) for m in mentions),
    )


def _point(item: Mapping[str, Any]) -> Point:
    predicate = _span(item, "predicate")
    if predicate is None:
        raise ArgumentError("a point without a predicate")
    return Point(
        kind=_one_of(item, "kind", KINDS),
        by=_strings(item, "by"),
        joint=_get(item, "joint", bool),
        content=_span(item, "content"),
        predicate=predicate,
        about=tuple(Mention(_get(m, "code", str), _get(m, "text", str), *_offsets(m)) for m in _items(item, "about")),
    )


def _span(item: Mapping[str, Any], field: str) -> Span | None:
    value = _optional(item, field, dict)
    return None if value is None else Span(_get(value, "text", str), *_offsets(value))


def _offsets(item: Mapping[str, Any]) -> tuple[int | None, int | None]:
    return _optional(item, "start", int), _optional(item, "end", int)


def _get(item: Mapping[str, Any], field: str, kind: type[_T]) -> _T:
    value = item.get(field) if isinstance(item, Mapping) else None
    # bool is a subclass of int, and `true` is no offset
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ArgumentError(f"{field!r} should be {kind.__name__} and is {type(value).__name__}")
    return value


def _optional(item: Mapping[str, Any], field: str, kind: type[_T], *, absent: bool = False) -> _T | None:
    if not isinstance(item, Mapping) or (field not in item and not absent):
        raise ArgumentError(f"field {field!r} is missing")
    return None if item.get(field) is None else _get(item, field, kind)


def _items(item: Mapping[str, Any], field: str) -> list[dict[str, Any]]:
    values: list[Any] = _get(item, field, list)
    if not all(isinstance(value, dict) for value in values):
        raise ArgumentError(f"{field!r} should hold objects only")
    return values


def _strings(item: Mapping[str, Any], field: str) -> tuple[str, ...]:
    values: list[Any] = _get(item, field, list)
    if not all(isinstance(value, str) for value in values):
        raise ArgumentError(f"{field!r} should hold strings only")
    return tuple(values)


def _one_of(item: Mapping[str, Any], field: str, allowed: tuple[_T, ...]) -> _T:
    value = item.get(field)
    if value not in allowed:
        raise ArgumentError(f"{field!r} is {value!r}, not one of {', '.join(map(str, allowed))}")
    return cast(_T, value)


# Plain values to text.


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON that is safe in a line and on a terminal; `indent` None gives one line without its line end."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _UNSAFE.sub(_escape, text)


def dumps_line(document: Document) -> str:
    """A document as one line of JSON Lines, without the line end."""
    return dumps(to_dict(document))


def error_line(source: str, error: MeetextractError) -> str:
    """A failed input as one line of JSON Lines, without the line end."""
    return dumps(error_dict(source, error))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


class JsonExporter:
    """Indented JSON: one object for a run over one file, an array otherwise."""

    name = "json"
    suffixes = (".json",)
    binary = False
    extra = None
    streaming = False
    updates = False

    def open(self, target: Target, options: Options) -> JsonSink:
        """A sink on `target`."""
        return JsonSink(target, options, self)

    def pack(self, document: Document, options: Options) -> bytes:
        """The object of a document."""
        return _element(to_dict(document), options)


class JsonSink(PackedSink):
    """Writes element after element, so that an array of any length needs the memory of one document."""

    def __init__(self, target: Target, options: Options, packing: JsonExporter) -> None:
        super().__init__(target, options, packing)
        self._begun = False

    def write_packed(self, parts: Sequence[bytes]) -> None:
        """Add elements."""
        if self.options.single:
            self.output.write_bytes(b"".join(parts))
        elif parts:
            self.output.write_bytes((b",\n" if self._begun else b"[\n") + b",\n".join(parts))
            self._begun = True

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add the object that stands for a failed input."""
        self.write_packed([_element(error_dict(source, error), self.options)])

    def close(self) -> None:
        """End the array."""
        if not self.options.single:
            self.output.write("\n]\n" if self._begun else "[]\n")
        super().close()


def _element(value: dict[str, Any], options: Options) -> bytes:
    """A whole file, or an element of its array without what stands between elements."""
    text = dumps(value, indent=2)
    return utf8(text + "\n" if options.single else "\n".join("  " + line for line in text.split("\n")))
