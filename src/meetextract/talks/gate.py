"""The gate before all other work: can an article tell of a meeting at all? Most of an ordinary archive cannot.

Everything here is computed from the tables: words for meetings (data/frames.toml), brackets and marks of headers
(data/headers.toml), labels of lists.
"""

from __future__ import annotations

import re
from functools import lru_cache

from meetextract.lexicon.frames import Frames, stem_of
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.tables import alternation
from meetextract.text.headers import looks_headed
from meetextract.text.page import tables
from meetextract.text.states import may_name_states


@lru_cache(maxsize=4)
def sign(frames: Frames) -> re.Pattern[str]:
    """Beginnings of words of which a sentence must hold one for any frame to find something in it."""
    return re.compile(alternation(frames.surfaces()))


@lru_cache(maxsize=4)
def outcome_sign(frames: Frames) -> re.Pattern[str]:
    """Beginnings of words for what is said in talks."""
    return re.compile(alternation({stem_of(word) for word in frames.does.told}))


@lru_cache(maxsize=4)
def predicative(frames: Frames) -> frozenset[str]:
    """Nouns that are predicates where no particle follows: …と会談、…"""
    return frames.predicative()


def may_tell(text: str, lexicon: Lexicon, frames: Frames) -> bool:
    """False only where no rule can find a meeting in `text`."""
    if sign(frames).search(text) is None and not looks_headed(text):
        return False
    if lexicon.title_pattern.search(text) is not None or next(lexicon.find_parties(text), None) is not None:
        return True
    return may_name_states(text) or any(name in text for name in tables()["groups"])
