"""Reads data/plover.toml: which event a point becomes, and in which state a meeting took place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from meetextract.export.rows import JAPAN

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon

_KATAKANA: Final = "ァ-ヶー"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a point of one kind becomes."""

    kind: str
    event: str
    mode: str | None
    recipient: str
    content: re.Pattern[str] | None
    example: str
    not_example: str | None

    def fits(self, kind: str, content: str) -> bool:
        """Whether the rule applies to a point of that kind and content."""
        return kind == self.kind and (self.content is None or self.content.search(content) is not None)


@dataclass(frozen=True, slots=True)
class Mapping:
    """data/plover.toml, checked and compiled."""

    codebook: str
    organisations: dict[str, str]
    quad: dict[str, int]
    rules: tuple[Rule, ...]
    agents: tuple[str, ...]
    victims: tuple[str, ...]
    toward: tuple[str, ...]
    abroad: tuple[str, ...]
    places: re.Pattern[str] | None

    def rule(self, kind: str, content: str) -> Rule | None:
        """The first rule that fits; None: no event."""
        return next((rule for rule in self.rules if rule.fits(kind, content)), None)

    def country_of(self, place: str, lexicon: Lexicon) -> str | None:
        """The code of the state in which a place lies, as far as the tables and the place's own words tell."""
        found = self.places.search(place) if self.places else None
        if found:
            return lexicon.places[found[0]].code
        if any(word in place for word in self.abroad):
            return None
        named = {match.code for match in lexicon.find_parties(place)}
        return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=4)
def mapping(lexicon: Lexicon) -> Mapping:
    """The table for a lexicon; read once a process for each, on the first event."""
    table = tomllib.loads(resources.files("meetextract").joinpath("data", "plover.toml").read_text("utf-8"))
    rules = tuple(
        Rule(
            row["kind"],
            row["event"],
            row.get("mode"),
            row["recipient"],
            re.compile(row["content"]) if "content" in row else None,
            row["example"],
            row.get("not"),
        )
        for row in table["point"]
    )
    return Mapping(
        codebook=table["codebook"],
        organisations=table["organisations"],
        quad=table["quad"],
        rules=rules,
        agents=tuple(table["target"]["agent"]),
        victims=tuple(table["target"]["victim"]),
        toward=tuple(table["target"]["toward"]),
        abroad=tuple(table["place"]["abroad"]),
        places=_places(lexicon),
    )


def _places(lexicon: Lexicon) -> re.Pattern[str] | None:
    # Longest first (ニューデリー before デリー); a katakana name is no part of a longer one (リマ in プリマス); a house
    # of Japan's, which stands without its country, only at the beginning (中国外務省 is not in Tokyo).
    names = []
    for name, place in sorted(lexicon.places.items(), key=lambda item: len(item[0]), reverse=True):
        if not place.code:
            continue
        pattern = re.escape(name)
        if place.kind == "building" and place.code == JAPAN:
            pattern = rf"\A{pattern}"
        elif re.match(f"[{_KATAKANA}]", name):
            pattern = f"(?<![{_KATAKANA}]){pattern}(?![{_KATAKANA}])"
        names.append(pattern)
    return re.compile("|".join(names)) if names else None
