"""The records that users get: frozen, typed, each value with its place in the source.

Offsets count Unicode code points of the decoded text, end exclusive; `text[start:end]` is the quoted `text`.
`start` and `end` are both None for a value that cannot be located. Field names are the contract: fields are
only ever added while SCHEMA_VERSION stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

SCHEMA_VERSION: Final = 1

Status = Literal["held", "planned"]
Mode = Literal["in_person", "phone", "video"]
Kind = Literal[
    "agree", "confirm", "share", "sign", "announce", "welcome", "support", "thank",
    "concern", "condemn", "request", "propose", "state", "discuss",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
AGREED: Final[frozenset[Kind]] = frozenset({"agree", "confirm", "share", "sign", "announce"})


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of the source."""

    text: str
    start: int | None
    end: int | None

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Span:
        """The slice `source[start:end]`; ValueError when the offsets do not lie in the source."""
        if not 0 <= start < end <= len(source):
            raise ValueError(f"no slice [{start}:{end}] in a text of {len(source)} code points")
        return cls(source[start:end], start, end)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Date:
    """When: `value` is YYYY-MM-DD, --MM-DD or ---DD as far as the text tells; `text` the words it stands on."""

    value: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who took part. `text` is the mention in or nearest to the meeting; `mentions` are all the slices
    that name, reading and titles were taken from. `name` is None for an office holder whom the text leaves unnamed."""

    name: str | None
    reading: str | None
    titles: tuple[str, ...]
    country: str
    text: str | None
    start: int | None
    end: int | None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A country or organisation named in the content of a point."""

    code: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """One reported outcome or speech act. `by`: codes of the sides that spoke, () if it cannot be told."""

    kind: Kind
    by: tuple[str, ...]
    joint: bool
    content: Span | None
    predicate: Span
    about: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One occasion on which officials of at least two sides talked."""

    id: str
    header: Span | None
    status: Status
    mode: Mode
    countries: tuple[Country, ...]
    date: Date | None
    place: Span | None
    participants: tuple[Participant, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a reader of the record should know (`unclosed-header`, …)."""

    code: str
    message: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `text` is kept only where offsets point into an extracted text (HTML, PDF) or on request."""

    schema_version: int
    source: str | None
    title: str | None
    publisher: str | None
    published: str | None
    meetings: tuple[Meeting, ...]
    warnings: tuple[Warning, ...]
    text: str | None = None
    # Provenance, filled by whoever read the bytes and ran the extraction (see batch.py).
    sha256: str | None = None
    versions: tuple[tuple[str, str], ...] = ()
