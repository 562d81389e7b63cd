"""Sentences: bunsetu with what each modifies. Nothing here knows of meetings.

`python -m meetextract.text FILE` prints the analysis of a text as a tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from meetextract.text.chunks import Chunk, chunks_of
from meetextract.text.grammar import grammar
from meetextract.text.states import States
from meetextract.text.units import NO_ACTIONS, ActionWords, units_of

LONGEST_ROW: Final = 60  # nominals in a row of a text that somebody wrote


class Sentence:
    """A sentence as bunsetu. `start` and `end`: code points of `text`, which is the whole article."""

    __slots__ = ("chunks", "end", "start", "text")

    def __init__(self, text: str, start: int, end: int, chunks: list[Chunk]) -> None:
        self.text, self.start, self.end, self.chunks = text, start, end, chunks

    def head(self, chunk: Chunk) -> Chunk | None:
        """What the bunsetu modifies; None for the last."""
        return self.chunks[chunk.head] if chunk.head >= 0 else None

    def kids(self, chunk: Chunk) -> list[Chunk]:
        """What modifies it, in order."""
        return chunk.kids

    def governor(self, chunk: Chunk) -> Chunk | None:
        """The first predicate above a bunsetu, or the last bunsetu above it; None for the last of the sentence."""
        above = self.head(chunk)
        while above is not None and above.kind != "v" and above.head >= 0:
            above = self.chunks[above.head]
        return above

    def group(self, chunk: Chunk) -> list[Chunk]:
        """A nominal and those coordinated with it, in order; it is the last. Of a very long row, its last part."""
        found: list[Chunk] = []
        open_ = [chunk]
        while open_ and len(found) < LONGEST_ROW:
            one = open_.pop()
            found.append(one)
            kids = (kid for kid in self.kids(one) if kid.kind == "n" and kid.particle in grammar().joining)
            open_ += [kid for kid in kids if coordinates(kid, one)]
        return found[::-1]

    def arguments(self, predicate: Chunk, *particles: str) -> list[Chunk]:
        """The nominals that stand to a predicate in one of the particles, in order; those coordinated with each too."""
        return [
            one
            for kid in self.kids(predicate)
            if kid.kind == "n" and kid.particle in particles
            for one in self.group(kid)
        ]

    def predicates(self) -> Iterator[Chunk]:
        """The predicates in order."""
        return (chunk for chunk in self.chunks if chunk.kind == "v")


def parse(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Any],
    states: States,
    actions: ActionWords = NO_ACTIONS,
) -> Sentence:
    """The sentence `text[start:end]`.

    Args:
        mentions: mentions of persons inside it (with `start`, `end`, `name`), in order.
        states: the states of the whole text.
        actions: nouns and verbs of action that are read otherwise than MeCab does.
    """
    units = units_of(text, start, end, mentions, states.within(start, end), actions)
    chunks = chunks_of(text, units)
    _nouns_as_predicates(chunks, actions.predicative)
    _links(chunks)
    _heads(chunks)
    return Sentence(text, start, end, chunks)


def _nouns_as_predicates(chunks: list[Chunk], predicative: frozenset[str]) -> None:
    """A noun of action at the end of the sentence or before a comma is the predicate: …で一致。 …と会談、 会談へ。"""
    last = len(chunks) - 1
    ahead = last > 0 and chunks[last].run in grammar().to_come and chunks[last - 1].particle == "の"
    for index, chunk in enumerate(chunks):
        if chunk.kind == "n" and (chunk.particle == "へ" if index == last else ahead and index == last - 1):
            if chunk.units[-1].surface in predicative and index and chunks[index - 1].particle in _BESIDE_DEED:
                chunk.kind, chunk.link = "v", "final" if index == last else "adnominal"  # …と会談の予定。
            continue
        if chunk.kind != "n" or chunk.particle or not (chunk.comma or index == last):
            continue
        word = chunk.units[-1]
        known = word.surface in predicative or chunk.run in predicative
        acts = word.letter == "n" and (index == last or (index and chunks[index - 1].particle == "を"))
        if word.letter in "Nn" and (known or acts):
            chunk.kind, chunk.link = "v", "final" if index == last else "coordinate"


_BESIDE_DEED: Final = ("と", "を", "で", "に")


def _links(chunks: list[Chunk]) -> None:
    """What a predicate is to what follows: before a noun it modifies it; と before a verb of saying quotes."""
    rules = grammar()
    for chunk, after in pairwise(chunks):
        if chunk.kind != "v":
            continue
        if chunk.link == "final":
            nominal = after.kind in "nx" or after.units[0].letter in "NnPGQ"
            chunk.link = "coordinate" if chunk.comma else "adnominal" if nominal else "final"
        if chunk.link == "adnominal" and after.kind == "n" and after.units[0].surface in rules.formal:
            chunk.link = "adnominal" if after.particle in rules.adnominal else "subordinate"
        if chunk.tail and chunk.tail[-1].surface == "と" and chunk.link in ("quoted", "conditional"):
            if after.lemma in ("共", "とも", "共に", "ともに") or after.units[0].surface in ("とも", "共"):
                chunk.link = "coordinate"  # 行うとともに
            elif after.kind in "vx" and (after.lemma in rules.saying or not rules.saying.isdisjoint(after.nouns)):
                chunk.link = "quoted"
        elif chunk.tail and chunk.tail[-1].surface in rules.behind_predicates:
            chunk.link = "coordinate"


def _heads(chunks: list[Chunk]) -> None:
    """From the end: each bunsetu modifies the first one behind it that takes it."""
    last = len(chunks) - 1
    for chunk in chunks:
        chunk.kids = []
    for index in range(last - 1, -1, -1):
        head = index + 1
        while head < last and not _takes(chunks, index, head):
            head = chunks[head].head
        chunks[index].head = head
        chunks[head].kids.append(chunks[index])
    for chunk in chunks:
        chunk.kids.reverse()


def _is_nominal(chunk: Chunk) -> bool:
    return chunk.kind == "n" or any(unit.letter in "NnPGQ" for unit in chunk.units)


def coordinates(one: Chunk, other: Chunk) -> bool:
    """Whether two nominals are of one sort: persons with persons, states with states, a person with a government."""
    if one.persons:
        if other.persons:
            return other.units[0].letter in "PG"
        if one.particle == "と" and not one.comma and other.particle and other.run.endswith(grammar().companions):
            return True
        government = other.units[-1].surface in grammar().sides
        with_whom = other.particle in ("と", "との", "との間で", "との間の")
        return bool(other.codes) and government and with_whom and not one.comma
    return bool(one.codes and other.codes) and not other.persons


def _takes(chunks: list[Chunk], index: int, at: int) -> bool:
    one, other = chunks[index], chunks[at]
    if one.kind == "v":
        if one.link in ("adnominal", "subordinate"):
            return _is_nominal(other)
        return other.kind == "v" and not (one.comma and _before_noun(chunks, other))
    if one.particle in grammar().adnominal:  # of an adverb too: 初めての会談
        return _modifies(chunks, one, other)
    if one.kind == "n" and one.particle in grammar().joining and one.names:
        return _joins(chunks, one, other)
    if other.kind != "v" or (one.persons and one.particle == "が" and _has_subject_behind(chunks, index, at)):
        return False
    topic = one.kind == "n" and one.particle.endswith("は")
    return not ((topic or one.comma) and _before_noun(chunks, other))


def _has_subject_behind(chunks: list[Chunk], index: int, at: int) -> bool:
    """Whether a clause tells what the person behind it did: Aが訪日したBと会談した."""
    verb, after = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
    if verb.link != "adnominal" or after is None or not after.persons:
        return False
    if verb.lemma in grammar().coming:
        return True
    objects = (one for one in chunks[index + 1 : at] if one.head == at and one.particle == "を")
    return verb.lemma in grammar().coming_to and any(objects)


def _before_noun(chunks: list[Chunk], verb: Chunk) -> bool:
    """Whether the clauses a verb goes on with end before a noun (山を越えて送る電力): no topic reaches into them."""
    while verb.kind == "v" and verb.link in ("coordinate", "subordinate") and verb.head >= 0:
        above = chunks[verb.head]
        if verb.link == "subordinate" and above.head >= 0:  # 会議に出席するため来日したBと
            above = chunks[above.head]
        verb = above
    return verb.kind == "v" and verb.link in ("adnominal", "nominal")


def _modifies(chunks: list[Chunk], one: Chunk, other: Chunk) -> bool:
    """AによるBのC: A acts in C, not in B."""
    if one.particle in ("による", "との") and other.kind == "n" and other.particle == "の" and not other.persons:
        above = chunks[other.head] if other.head >= 0 else None
        if above is not None and _is_nominal(above):
            return False
    return _is_nominal(other)


def _joins(chunks: list[Chunk], one: Chunk, other: Chunk) -> bool:
    """Whether a person or state with と, や, 、 belongs to a noun of its sort or to a predicate."""
    comitative = grammar().comitative
    if coordinates(one, other):
        return True
    if other.kind != "v":
        return False
    before_noun = other.link == "adnominal"
    if not before_noun or other.lemma in comitative or one.particle != "と":
        return True
    if any(c.head == other.index and c.particle == "が" for c in chunks[one.index + 1 : other.index]):
        return False  # 国防相と、被害が続く島々について話した: the clause has a subject of its own
    above = chunks[other.head] if other.head >= 0 else None
    if one.comma:
        return False
    beyond = one.persons and other.lemma not in grammar().holding  # Aと10日に及ぶ協議, not Aと行った協議
    if beyond and above is not None and above.kind == "n" and above.units[-1].surface in comitative:
        return False
    if any(c.units[-1].surface in comitative for c in chunks[one.index + 1 : other.index]):
        return True
    while above is not None:  # 項外相と訪中したチェルヌイフ外相が
        if coordinates(one, above):
            return False
        above = chunks[above.head] if above.head >= 0 else None
    return True
