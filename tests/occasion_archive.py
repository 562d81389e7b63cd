"""The constructed archive of `tests/occasions/archive` as records, with what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import SCHEMA_VERSION, Country, Date, Document, Meeting, Participant, Point, Span

FOLDER = Path(__file__).parent / "occasions" / "archive"


@dataclass
class Reported:
    """One report: its record, its text, and for each meeting the occasion and the topics of its points."""

    document: Document
    text: str
    occasions: dict[str, str] = field(default_factory=dict)
    topics: dict[tuple[str, int], str] = field(default_factory=dict)


def reports(name: str = "archive") -> list[Reported]:
    """All reports of an archive."""
    return [one for path in sorted((FOLDER.parent / name).glob("*.txt")) for one in read(path.read_text("utf-8"))]


def read(text: str) -> Iterator[Reported]:
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, _, rest = part.partition("\n")
        source, publisher, published = (cell.strip() or None for cell in head.split("|"))
        body, *meetings = re.split(r"^--- ", rest, flags=re.MULTILINE)
        found = Reported(Document(SCHEMA_VERSION, source, body.split("\n")[0], publisher, published, (), ()), body)
        made = tuple(_meeting(n, lines, body, found) for n, lines in enumerate(meetings, 1))
        found.document = Document(
            SCHEMA_VERSION, source, body.split("\n")[0], publisher, published, made, (), text=body
        )
        yield found


def _span(text: str, words: str, start: int = 0) -> Span:
    at = text.find(words, start)
    at = text.find(words) if at < 0 else at
    assert at >= 0, f"{words!r} does not stand in {text[:30]!r}"
    return Span.of(text, at, at + len(words))


def _meeting(number: int, lines: str, text: str, found: Reported) -> Meeting:
    first, *rest = lines.strip().split("\n")
    sides, *more = (cell.strip() for cell in first.split("|"))
    occasion, status, mode, *codes = sides.split()
    facts = dict(cell.split("=", 1) for cell in more)
    name = f"m{number}"
    found.occasions[name] = occasion
    date = None
    if "date" in facts:
        value, words = facts["date"].split("@")
        span = _span(text, words)
        date = Date(value, span.text, span.start, span.end)
    points = []
    for line in (line for line in rest if line.startswith("+ ")):
        topic, kind, by, said = line[2:].split(" ", 3)
        content, predicate = said.split(" / ")
        where = _span(text, content)
        speakers = tuple(codes) if by == "*" else () if by == "-" else tuple(by.split(","))
        found.topics[name, len(points)] = topic
        points.append(Point(kind, speakers, by == "*", where, _span(text, predicate, where.end or 0)))  # type: ignore[arg-type]
    people = tuple(_person(line, text) for line in rest if line.startswith("P "))
    header = _span(text, facts["header"]) if "header" in facts else None
    place = _span(text, facts["place"]) if "place" in facts else None
    made: Any = Meeting
    return made(
        id=name, header=header, status=status, mode=mode, countries=tuple(map(country, codes)), date=date, place=place,
        participants=people, points=tuple(points),
    )  # fmt: skip


def country(code: str) -> Country:
    party = default_lexicon().parties[code]
    return Country(code, party.name, party.name_en, None, None, None)


def _person(line: str, text: str) -> Participant:
    _, state, name, *titles = line.split()
    span = _span(text, titles[0].split(",")[0] if name == "-" else name)
    made: Any = Participant
    return made(
        name=None if name == "-" else name,
        reading=None,
        titles=tuple(title for words in titles for title in words.split(",")),
        country=None if state == "?" else state,
        text=span.text,
        start=span.start,
        end=span.end,
    )


def pairs(groups: Iterator[list[object]] | list[list[object]]) -> set[frozenset[object]]:
    """The pairs that stand in one group."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}
