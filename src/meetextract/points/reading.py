"""What is known while the sentences of one meeting are read: values and state, no rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from meetextract.points.contents import ContentReader, Draft
from meetextract.points.governors import Mood, Report
from meetextract.points.predicates import Predicates
from meetextract.points.press import Press
from meetextract.points.speakers import Actor, Cast, Party
from meetextract.text.syntax import Sentence

Parse = Callable[[int, int], Sentence]

SETTLED: Final = frozenset({"agree", "confirm", "share"})
PAIR: Final = 2  # sides


@dataclass(slots=True)
class State:
    """What carries over from sentence to sentence inside one meeting."""

    header: bool = False
    planned: bool = False
    year: int | None = None  # in which they met
    speaker: Actor | None = None
    stranger: bool = False  # the sentence before was of somebody who is no party
    content: tuple[int, int] | None = None
    last: Draft | None = None
    quote: tuple[int, int] | None = None  # the sentence before was nothing but these words of somebody
    statement: bool = False  # the sentence before spoke of a joint statement
    press: Press = field(default_factory=Press)


@dataclass(slots=True)
class Reading:
    """A sentence while it is read. `reports`: by predicate, its mood and what its clause reports; `press`: words to
    the press; `inside`: the words of a quotation."""

    sentence: Sentence
    actors: list[Actor]
    reports: dict[int, tuple[Mood, Report]]
    contents: ContentReader
    press: bool
    inside: bool
    found: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Setting:
    """The meeting whose points are read. `parse` gives the sentence between two code points; `end`: where the
    sentence that is read ends."""

    text: str
    predicates: Predicates
    cast: Cast
    state: State
    parse: Parse
    end: int = 0

    @property
    def party(self) -> Party:
        """Its sides and persons."""
        return self.cast.party
