"""A talk while it is being put together, and what the walk through the page reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Mode, Status
from meetextract.people.find import People
from meetextract.people.page_side import PageSide
from meetextract.people.persons import Mention, Offices, Person
from meetextract.talks.gate import action_words
from meetextract.text.dates import DateMention
from meetextract.text.headers import Header, Heads
from meetextract.text.page import Page, tables
from meetextract.text.sentences import Sentence as Stretch
from meetextract.text.sentences import sentences
from meetextract.text.states import States
from meetextract.text.syntax import Sentence, parse
from meetextract.text.where import Said, said_in

if TYPE_CHECKING:
    from meetextract.talks.event import Event


_LONGEST = 2_000  # code points


class Passage(NamedTuple):
    """A sentence that belongs to a meeting."""

    start: int
    end: int
    quoted: bool


@dataclass(slots=True, eq=False)
class Draft:
    """A talk while it is being put together. Places are code points.

    `form`: what opened it (header, heading, country, counterpart, round, title, spoken, list; empty for prose).
    `evidence`: something says that they met; `touched`: a sentence tells again of talks that a head opened.
    `told`: the sentences that tell of the talks, each with its frame; `facts`: lines that say when and where.
    """

    start: int
    header: Header | None = None
    parties: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    members: list[tuple[Person, Mention | None]] = field(default_factory=list)
    status: Status = "held"
    mode: Mode = "in_person"
    kind: str = "talk"
    date: DateMention | None = None
    place: tuple[int, int] | None = None
    passages: list[Passage] = field(default_factory=list)
    rule: str = ""
    form: str = ""
    opened: int = 0
    evidence: bool = False
    touched: bool = False
    heading: bool = False
    listed: bool = False
    hosted: bool = True  # day, place and person of the article may complete it
    today: bool = False  # it says 本日, and no page says which day that was
    dead: bool = False
    unnamed: bool = False  # with officials who are told by no name and no office
    session: bool = False  # of a committee of states
    row: bool = False  # of those whom it named some were then told alone
    firm: bool = False  # a word for the meeting stands in the section
    outcomes: int = 0  # sentences that told what was said
    subject_style: str = ""  # the sign of labels that say which part of the talks is told: 【経済】
    last: int = 0
    told: list[tuple[Sentence, Event]] = field(default_factory=list)
    facts: list[tuple[int, int]] = field(default_factory=list)
    block_day: tuple[int, int] | None = None  # the line above that is nothing but a day
    entry: bool = False  # told in a row of a chronicle
    reasons: list[str] = field(default_factory=list)

    def add(self, person: Person, mention: Mention | None, lexicon: Lexicon | None = None) -> None:
        """Takes a person in, once; an office told without a name, and its holder, are one."""
        if any(person is other for other, _ in self.members):
            return
        for index, (other, known) in enumerate(self.members if lexicon is not None else ()):
            unnamed = other.country == person.country and not (other.name and person.name)
            if unnamed and any(lexicon.same_office(t, u) for t in person.titles for u in other.titles):  # type: ignore[union-attr]
                if not other.name:
                    self.members[index] = (person, mention or known)
                return
        self.members.append((person, mention))
        if person.country and person.country not in self.parties:
            at = None
            if mention is not None and mention.country_start >= 0 and mention.country == person.country:
                at = (mention.country_start, mention.country_end)
            self.parties[person.country] = at

    def seated(self) -> list[tuple[Person, Mention | None]]:
        """The members that are of one of the sides, or of none that is known."""
        return [(p, m) for p, m in self.members if p.country is None or p.country in self.parties]

    def persons(self, *, foreign: bool, own: str = "JP") -> list[Person]:
        """The members of the other sides, or of the page's own."""
        return [p for p, _ in self.members if (p.country != own) == foreign]


@dataclass(slots=True)
class Context:
    """Everything the walk reads."""

    text: str
    page: Page
    heads: Heads
    people: People
    states: States
    lexicon: Lexicon
    offices: Offices
    published: datetime.date | None
    _parsed: dict[tuple[int, int], Sentence] = field(default_factory=dict)
    _said: dict[tuple[int, int], list[Said]] = field(default_factory=dict)
    _sentences: dict[tuple[int, int], list[Stretch]] = field(default_factory=dict)

    def sentences(self, start: int, end: int) -> list[Stretch]:
        """Where the sentences of a line lie, looked for once: each stage goes through the lines of the page."""
        found = self._sentences.get((start, end))
        if found is None:
            found = self._sentences[start, end] = list(sentences(self.text, start, end))
        return found

    def parsed(self, start: int, end: int) -> Sentence:
        """The sentence `text[start:end]`, parsed once; of one that no writer would write only the beginning."""
        end = min(end, start + _LONGEST)
        found = self._parsed.get((start, end))
        if found is None:
            actions = action_words(self.lexicon.frames)
            found = parse(self.text, start, end, self.within(start, end), self.states, actions)
            self._parsed[start, end] = found
        return found

    def said(self, sentence: Sentence) -> list[Said]:
        """The places that a sentence of `parsed` tells, looked for once: each talk of a paragraph asks for them."""
        key = sentence.start, sentence.end
        found = self._said.get(key)
        if found is None:
            found = self._said[key] = said_in(sentence, self.lexicon)
        return found

    @property
    def mentions(self) -> list[Mention]:
        """All mentions in order of place."""
        return self.people.mentions

    @property
    def side(self) -> PageSide:
        """From which side the page is written."""
        return self.people.side

    @property
    def page_country(self) -> str | None:
        """The state that a ministry files the page under."""
        return self.people.evidence.page

    @property
    def groups(self) -> Mapping[str, Any]:
        """Groups of states by name, with their members."""
        groups: Mapping[str, Any] = tables()["groups"]
        return groups

    @property
    def item_marks(self) -> str:
        """Marks at the head of a line that may be an item rather than a section."""
        return str(tables()["header"]["marks"])

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """Mentions inside the range."""
        return self.people.within(start, end)

    def state_of(self, person: Person, start: int, end: int, known: Sequence[str], hints: Sequence[str]) -> str | None:
        """The state of a person where the sentence names him."""
        return self.people.state_of(person, start, end, known, hints)

    def acting(self, at: int) -> Person | None:
        """The official of the page's own side who acts where no subject is told."""
        return self.people.acting(at)


def passages(draft: Draft) -> Iterator[Passage]:
    """The sentences of a meeting in order of place."""
    yield from sorted(draft.passages, key=lambda p: p.start)
