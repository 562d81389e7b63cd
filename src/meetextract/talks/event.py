"""A meeting word found in a sentence, and the frame filled from its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from meetextract.lexicon.frames import Frame, Frames, Kind
from meetextract.talks.mood import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meetextract.people.persons import Mention, Person
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

# clause: the meeting is what a clause tells. within: something else happened in it (会談で). topic: it is what the
# sentence is of (会談は). attend: somebody sat in. row: the next of a row of talks, without a word (乙外相とは、…).
How = Literal["clause", "within", "topic", "attend", "row"]
ROW_REACH: Final = 6  # bunsetu in which 会談及び夕食会を行った is looked for


class Event(NamedTuple):
    """A frame filled from one clause. Persons are mentions, in the order of the text."""

    frame: str  # name of its row
    kind: Kind
    word: str  # the run of nouns or the verb, as it stands in the table's form
    chunk: Chunk  # where the word stands
    predicate: Chunk
    how: How
    status: Status
    persons: tuple[Mention, ...]
    codes: tuple[str, ...]  # sides told as states
    subject: tuple[Mention, ...]  # persons among the subjects
    subjects: tuple[Chunk, ...]
    own: tuple[Chunk, ...] = ()  # whoever stands as the subject of the clause itself, persons or not
    beside: tuple[Chunk, ...] = ()  # all that stands to the word or its predicate
    partners: tuple[Mention, ...] = ()  # persons in a role beside the subject (と, を, への)
    hosts: tuple[Mention, ...] = ()  # those called on or received
    deep: tuple[str, ...] = ()  # states in what modifies the word
    weak: bool = False  # a word that often names something else
    apart: bool = False  # one meeting each
    bilateral: bool = False  # two by two
    joint: bool = False  # several sides at one table, by the word or by a number (3者, 3か国の)
    strangers: bool = False  # the other side is told, and it is none of a state: 駐在員らと
    recalled: bool = False  # an earlier meeting, only mentioned
    unofficial: bool = False  # whoever acts holds no office of a state
    governmental: bool = False  # governments meet, by the words beside the states
    silent: bool = False  # no subject is told and none can be found
    bare: bool = False  # a noun alone: 会談。
    session: bool = False  # of a committee of states
    modified: bool = False  # persons stand in what modifies the word
    reasons: tuple[str, ...] = ()

    @property
    def is_talk(self) -> bool:
        """Whether persons sit together by the word alone."""
        return self.kind in ("talk", "meal")


class Match(NamedTuple):
    """A meeting word found in a chunk."""

    sentence: Sentence
    frames: Frames
    frame: Frame
    chunk: Chunk
    run: str
    word: str
    after: bool = False


class Clause(NamedTuple):
    """How a meeting word is told, and the predicate of it."""

    how: How
    predicate: Chunk
    light: Chunk | None = None


class Filled(NamedTuple):
    """The roles of a meeting word: what modifies it, its arguments, those with persons or states, and its subjects."""

    modifiers: list[Chunk]
    arguments: list[Chunk]
    fill: list[Chunk]
    subjects: list[Chunk]


def own_subjects(sentence: Sentence, predicate: Chunk) -> list[Chunk]:
    """Whoever or whatever stands as the subject of the clause itself."""
    if predicate.kind != "v":
        return []
    return [kid for kid in sentence.kids(predicate) if kid.kind == "n" and kid.particle in ("は", "が", "も")]


def acting_subjects(sentence: Sentence, predicate: Chunk) -> list[Chunk]:
    """Whoever acts: the subject of the clause, or of the one before it that shares its subject."""
    at: Chunk | None = predicate
    for _ in range(ROW_REACH):
        if at is None or (own := own_subjects(sentence, at)):
            return [] if at is None else own
        at = next((kid for kid in reversed(sentence.kids(at)) if kid.kind == "v" and kid.link == "coordinate"), None)
    return []


def clauses_before(match: Match) -> Iterator[Chunk]:
    """The clauses that modify the meeting word or a noun before it: 3日に行われたAとBの会談."""
    below = match.sentence.kids(match.chunk)
    while below:
        yield from (one for one in below if one.kind == "v" and one.link == "adnominal")
        below = [kid for one in below if one.kind == "n" for kid in match.sentence.kids(one)]


@dataclass(slots=True)
class Found:
    """A filled frame while it is looked at: `people` and `codes` are who and which sides so far."""

    event: Event
    sentence: Sentence
    how: str
    people: list[Person] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    acting: Person | None = None  # who acts where no subject is told

    @property
    def sides(self) -> list[str]:
        """All sides, those of the persons first."""
        return list(dict.fromkeys([*(p.country for p in self.people if p.country), *self.codes]))

    def mention_of(self, person: Person) -> Mention | None:
        """The mention of somebody in the sentence."""
        return next((m for m in self.event.persons if m.person is person), None)
