"""A meeting while it is being put together, and what the assembly reads."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Mode, Status
from meetextract.people.persons import Mention, Person
from meetextract.text.dates import DateMention
from meetextract.text.headers import Header, Heads
from meetextract.text.page import Page


class Passage(NamedTuple):
    """A sentence that belongs to a meeting."""

    start: int
    end: int
    quoted: bool


@dataclass(slots=True, eq=False)
class Draft:
    """A meeting while it is being put together."""

    start: int
    header: Header | None = None
    parties: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    members: list[tuple[Person, Mention | None]] = field(default_factory=list)
    status: Status = "held"
    mode: Mode = "in_person"
    date: DateMention | None = None
    place: tuple[int, int] | None = None
    passages: list[Passage] = field(default_factory=list)
    rule: str = ""
    opened: int = 0
    evidence: bool = False
    heading: bool = False
    hosted: bool = True
    today: bool = False  # it says 本日, and no page says which day that was
    dead: bool = False
    firm: bool = False  # a word for the meeting stands in the section

    def add(self, person: Person, mention: Mention | None) -> None:
        """Takes a person in, once."""
        if all(person is not other for other, _ in self.members):
            self.members.append((person, mention))
        if person.country and person.country not in self.parties:
            at = None
            if mention is not None and mention.country_start >= 0 and mention.country == person.country:
                at = (mention.country_start, mention.country_end)
            self.parties[person.country] = at

    def seated(self) -> list[tuple[Person, Mention | None]]:
        """The members that are of one of the sides; what became of the others later in the text is no part of this."""
        return [(p, m) for p, m in self.members if p.country in self.parties]

    def persons(self, *, foreign: bool) -> list[Person]:
        return [p for p, _ in self.members if (p.country != "JP") == foreign]


@dataclass(slots=True)
class Context:
    """Everything the assembly reads."""

    text: str
    page: Page
    heads: Heads
    mentions: list[Mention]  # in order of place
    lexicon: Lexicon
    published: datetime.date | None
    page_country: str | None = None
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions inside the range."""
        low = bisect_left(self._starts, start)
        return self.mentions[low : bisect_left(self._starts, end, low)]


def passages(draft: Draft) -> Iterator[Passage]:
    """The sentences of a meeting in order of place."""
    yield from sorted(draft.passages, key=lambda p: p.start)
