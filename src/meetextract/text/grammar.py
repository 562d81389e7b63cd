"""data/syntax.toml as values: the function words of the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml


@precomputed
def table() -> Mapping[str, Any]:
    """data/syntax.toml as read."""
    return read_toml("syntax.toml")


class Grammar(NamedTuple):
    """The lists of data/syntax.toml, for asking."""

    compound: re.Pattern[str]
    maybe_verb: re.Pattern[str]
    behind_predicates: frozenset[str]
    adverbs: re.Pattern[str]
    not_adverbs: frozenset[str]
    adnominal: frozenset[str]
    joining: frozenset[str]
    additions: frozenset[str]
    formal: frozenset[str]
    said: frozenset[str]
    to_come: frozenset[str]
    sides: tuple[str, ...]
    companions: tuple[str, ...]
    saying: frozenset[str]
    coming: frozenset[str]
    coming_to: frozenset[str]
    comitative: frozenset[str]
    holding: frozenset[str]


@cache
def grammar() -> Grammar:
    """The grammar, made once."""
    particles, nouns, verbs = (table()[part] for part in ("particles", "nouns", "verbs"))
    compound = sorted(particles["compound"], key=len, reverse=True)
    verbal = "|".join(particles["may_be_verbs"])
    return Grammar(
        compound=re.compile("|".join(compound)),
        maybe_verb=re.compile(f"(?:{verbal})[{particles['verbal_after']}]"),
        behind_predicates=frozenset(particles["behind_predicates"]),
        not_adverbs=frozenset(table()["adverbs"]["not_behind"]),
        adverbs=re.compile("|".join(sorted(table()["adverbs"]["compound"], key=len, reverse=True))),
        adnominal=frozenset(particles["adnominal"]),
        joining=frozenset(particles["joining"]),
        additions=frozenset(particles["additions"]),
        formal=frozenset(nouns["formal"]),
        said=frozenset(nouns["said"]),
        to_come=frozenset(nouns["to_come"]),
        sides=tuple(nouns["sides"]),
        companions=tuple(nouns["companions"]),
        saying=frozenset(verbs["saying"]),
        coming=frozenset(verbs["coming"]),
        coming_to=frozenset(verbs["coming_to"]),
        comitative=frozenset(verbs["comitative"]),
        holding=frozenset(verbs["holding"]),
    )
