"""What somebody says in the sentence that says who he is: 大臣から、AはBである、Cしたい旨述べた."""

from __future__ import annotations

from typing import Final

from meetextract.points.bounds import Bounds
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk

_PLAIN: Final = "うくぐすつぬぶむる"  # the last sign of a verb as a dictionary has it
_ENDED: Final = frozenset({"たい", "た", "だ", "です", "ます", "ない", "である"})
_WHILE: Final = ("つつ", "ながら")
_ABOUT: Final = frozenset({"について", "についても", "に関し", "に関して", "に関しても", "につき", "については"})
_PLACES: Final = frozenset(
    {"では", "には", "にも", "にて", "で", "に", "との間で", "の間で", "においては", "においても"}
)
_THESE: Final = ("今回", "本日", "この", "同", "両", "今般")  # 今回の会談では


def teller(of: Bounds, last: int) -> int:
    """The bunsetu of who says what ends in bunsetu `last`; -1 where the sentence does not say it. With は only before
    旨, as a newspaper puts circumstance behind 氏は."""
    said = of.chunks[last].units[-1].surface == "旨"
    for actor in reversed(of.actors):
        if actor.index < last and not actor.other and actor.index in of.bounding:
            return actor.index if not actor.nation and (actor.sends or said) else -1
    return -1


def is_listed(chunk: Chunk) -> bool:
    """支援に感謝する、, 再会できて嬉しい、: a whole sentence that somebody says, before the next one."""
    if not chunk.comma or chunk.kind != "v" or chunk.link == "conditional":
        return False
    if chunk.tail:
        return chunk.tail[-1].surface in _ENDED
    shown = chunk.text.rstrip("、，,")
    return shown[-1] in _PLAIN or (shown.endswith("い") and chunk.units[-1].letter == "A")


def _is_circumstance(of: Bounds, chunk: Chunk) -> bool:
    """…に触れ、…を歓迎しつつ、親書を手渡し、外相と会談し、…と述べた: what he did when he said the rest."""
    shown = chunk.text.rstrip("、，,")
    met = holds("".join((*chunk.nouns, chunk.lemma)), words().elsewhere["met"])
    of_speech = chunk.index in of.spoken and (shown.endswith(_WHILE) or chunk.lemma == "触れる")
    return met or of_speech or shown.startswith(words().content["handed"]) or shown == "して"


def goes_on(of: Bounds, low: int, comma: int, last: int) -> bool:
    """Whether the words from `low` to a comma belong to what is said, whatever they would be of a narrator."""
    by = teller(of, last)
    if _unsaid_who(of, last):
        return _is_place(of, low, comma)  # また、ペルーでは、…である旨述べた
    if not 0 <= by < low:
        return False
    start = max(by + 1, of.floor)
    if any(is_listed(one) for one in of.chunks[start : comma + 1]):
        return True  # behind the first of several sentences no circumstance of the others is left out
    chunk = of.chunks[comma]
    if chunk.kind == "v":
        return not _is_circumstance(of, chunk)
    if chunk.particle in _ABOUT:  # 取組を評価しており、今後についても、支援する
        return any(one.kind == "v" and one.comma and one.link == "coordinate" for one in of.chunks[start:low])
    return _is_place(of, low, comma)


def _unsaid_who(of: Bounds, last: int) -> bool:
    """Whether the sentence says that somebody says what ends in bunsetu `last`, but not who."""
    return of.chunks[last].units[-1].surface == "旨" and not any(index < last for index in of.bounding)


def _is_place(of: Bounds, low: int, comma: int) -> bool:
    """島国では、, 友好を深めるためには、, 大臣から、明日の会合では、; not 会談では、"""
    chunk = of.chunks[comma]
    if chunk.particle not in _PLACES or chunk.persons:
        return False
    talks = holds(chunk.run, words().elsewhere["meetings"])
    return not talks or (low < comma and not of.chunks[low].text.startswith(_THESE))
