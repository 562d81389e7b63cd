"""The records that users get: frozen, typed, each value with its place in the source.

Offsets count Unicode code points of the decoded text, end exclusive; `text[start:end]` is the quoted `text`.
`start` and `end` are both None for a value that cannot be located. Field names are the contract: fields are
only ever added while SCHEMA_VERSION stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Final, Literal

from meetextract.errors import ArgumentError
from meetextract.plain import LEFT_OUT, MAY_LACK, dumps, from_plain, to_plain

SCHEMA_VERSION: Final = 2
_SHOWN: Final = 40  # characters of a text in a repr
READABLE: Final = (1, 2)  # the versions that `Document.from_dict` and `--verify` take

Status = Literal["held", "planned"]
Mode = Literal["in_person", "phone", "video"]
Kind = Literal[
    "agree", "confirm", "share", "sign", "announce", "welcome", "support", "thank",
    "concern", "condemn", "request", "propose", "state", "discuss",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
AGREED: Final[frozenset[Kind]] = frozenset({"agree", "confirm", "share", "sign", "announce"})
# The codes of warnings, each with the message it goes with where there is nothing more to say.
WARNINGS: Final[Mapping[str, str]] = {
    "meeting-not-read": "the text speaks of a meeting that no record was made of",
    "wrapped-lines": "the lines of the text are broken at a fixed width, words included",
    "several-articles": "the text holds several articles",
    "unclosed-header": "header without its closing bracket",
    "unsupported-layout": "the text is laid out in a way that is not read (vertical lines, letters set apart)",
}


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A slice of the source. `value`, where it is not None, is the slice with its words joined: the slice holds a break
    or a blank inside a word."""

    text: str
    start: int | None
    end: int | None
    value: str | None = field(default=None, metadata=LEFT_OUT)

    @classmethod
    def of(cls, source: str, start: int, end: int, value: str | None = None) -> Span:
        """The slice `source[start:end]`; ValueError when the offsets do not lie in the source.

        `value`: the words joined; given or not, it is left out where it says the same as the slice."""
        if not 0 <= start < end <= len(source):
            raise ValueError(f"no slice [{start}:{end}] in a text of {len(source)} code points")
        text = source[start:end]
        return cls(text, start, end, None if value == text else value)

    @property
    def words(self) -> str:
        """What to show: the words joined, which mostly is `text` itself."""
        return self.text if self.value is None else self.value

    def __repr__(self) -> str:
        return f"Span({_short(self.text)}, {self.start}, {self.end})"


@dataclass(frozen=True, slots=True, repr=False)
class Country:
    """A side of a meeting: a state (ISO 3166-1 alpha-2) or an organisation (EU, NATO, ASEAN, UN …).

    `text` is None, like `start` and `end`, for a side that the text implies without a word for it (Japan, mostly).
    """

    code: str
    name: str
    name_en: str
    text: str | None
    start: int | None
    end: int | None

    def __repr__(self) -> str:
        return f"Country({_short(self.code)})"


@dataclass(frozen=True, slots=True, repr=False)
class Date:
    """When: `value` is YYYY-MM-DD, --MM-DD or ---DD as far as the text tells; `text` the words it stands on."""

    value: str
    text: str
    start: int | None
    end: int | None

    def __repr__(self) -> str:
        return f"Date({_short(self.value)})"


@dataclass(frozen=True, slots=True, repr=False)
class Participant:
    """Someone who took part. `text` is the mention in or nearest to the meeting; `mentions` are all the slices
    that name, reading and titles were taken from. `name` is None for an office holder whom the text leaves unnamed,
    `country` for someone whose state cannot be told."""

    name: str | None
    reading: str | None
    titles: tuple[str, ...]
    country: str | None
    text: str | None
    start: int | None
    end: int | None
    mentions: tuple[Span, ...] = field(default=(), metadata=MAY_LACK)

    def __repr__(self) -> str:
        titles = "・".join(self.titles)
        return f"Participant({_short(self.name)}, {_short(titles)}, country={_short(self.country)})"


@dataclass(frozen=True, slots=True, repr=False)
class Mention:
    """A country or organisation named in the content of a point."""

    code: str
    text: str
    start: int | None
    end: int | None

    def __repr__(self) -> str:
        return f"Mention({_short(self.code)}, {_short(self.text)})"


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """One reported outcome or speech act. `by`: codes of the sides that spoke, () if it cannot be told."""

    kind: Kind
    by: tuple[str, ...]
    joint: bool
    content: Span | None
    predicate: Span
    about: tuple[Mention, ...] = ()

    def __repr__(self) -> str:
        content = self.content.words if self.content else None
        by = " ".join(self.by)
        return f"Point({self.kind!r}, by={_short(by)}, {_short(content)}, {_short(self.predicate.words)})"


@dataclass(frozen=True, slots=True, repr=False)
class Meeting:
    """One occasion on which officials of at least two sides talked.

    `countries` holds one entry where the state of the others cannot be told. `key` is made of this report alone (day,
    sides, rank, kind): reports of one meeting mostly have the same; None without a full day and two sides."""

    id: str
    header: Span | None
    status: Status
    mode: Mode
    countries: tuple[Country, ...]
    date: Date | None
    place: Span | None
    participants: tuple[Participant, ...]
    points: tuple[Point, ...]
    key: str | None = field(default=None, metadata=MAY_LACK)

    def __repr__(self) -> str:
        day = self.date.value if self.date else None
        codes = " ".join(country.code for country in self.countries)
        counts = f"{len(self.participants)} participants, {len(self.points)} points"
        return f"Meeting({self.id!r}, {_short(codes)}, {_short(day)}, {counts})"


@dataclass(frozen=True, slots=True, repr=False)
class Warning:
    """Something a reader of the record should know, with its place; `code` is one of WARNINGS."""

    code: str
    message: str
    start: int | None
    end: int | None

    def __repr__(self) -> str:
        return f"Warning({self.code!r}, {self.start}, {self.end})"


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One article. `text` is kept where offsets do not count in the input's own text (every format but plain text), or
    on request."""

    schema_version: int
    source: str | None
    title: str | None
    publisher: str | None
    published: str | None
    meetings: tuple[Meeting, ...]
    warnings: tuple[Warning, ...]
    text: str | None = field(default=None, metadata=LEFT_OUT)
    # Provenance, filled by whoever read the bytes and ran the extraction (see run/processing.py).
    sha256: str | None = field(default=None, metadata=LEFT_OUT)
    versions: tuple[tuple[str, str], ...] = field(default=(), metadata=LEFT_OUT)

    def to_dict(self) -> dict[str, Any]:
        """The record as an object of plain values: what the JSON formats write."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON: one line without its line end, or indented by `indent` blanks."""
        return dumps(to_plain(self), indent=indent)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Document:
        """The document that a record of schema version 1 or 2 stands for; it always has the version of today.

        Raises:
            ArgumentError: the record is of another version, or a field is missing or of the wrong type; the message
                begins with its place. Fields it does not know are ignored: a later version may add some.
        """
        version = record.get("schema_version") if isinstance(record, Mapping) else None
        if isinstance(version, int) and not isinstance(version, bool) and version not in READABLE:
            raise ArgumentError(
                f"schema_version: is {version}; this program reads 1 and 2",
                code="bad-record",
                hint="install the version of meetextract that made the record, or a later one",
            )
        document = from_plain(cls, record)
        if version == SCHEMA_VERSION:
            return document
        meetings = tuple(
            replace(meeting, participants=tuple(replace(p, country=p.country or None) for p in meeting.participants))
            for meeting in document.meetings
        )
        return replace(document, schema_version=SCHEMA_VERSION, meetings=meetings)

    def __repr__(self) -> str:
        points = sum(len(meeting.points) for meeting in self.meetings)
        return f"Document({_short(self.source)}, {len(self.meetings)} meetings, {points} points)"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        # By name, as the package itself gives its parts: a record has nothing to do with views until one is asked for.
        shown: str = import_module("meetextract.views.notebook").notebook(self)
        return shown


def _short(text: str | None) -> str:
    """A text in the repr of a record: in quotes, so that it is no code for a terminal, and cut."""
    return repr(text if text is None or len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
