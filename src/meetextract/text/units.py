"""What a sentence is made of: words, and stretches that are one whatever MeCab says (persons, states, quotations)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from meetextract import expressions as re
from meetextract.text.grammar import grammar
from meetextract.text.sentences import brackets
from meetextract.text.states import StateSpan
from meetextract.text.words import Word, words_of

LONG_QUOTE = 14  # code points; a longer quotation is speech, a shorter one with a predicate at its end as well
_QUOTES = {"「": "」", "『": "』", "“": "”"}
_GLOSSES = "（("


class Unit(Word):
    """A stretch that is one word for the rules. `letter`: P a person, G states, Q a quotation, N or p as in words.py;
    `load`: the mention of a person, the codes of states."""

    __slots__ = ("load",)

    def __init__(self, surface: str, letter: str, load: Any = None) -> None:
        self.surface = self.lemma = self.entry = surface
        self.size, self.letter, self.load = len(surface), letter, load
        self.pos1 = self.pos2 = self.pos3 = self.form = "*"


@lru_cache(maxsize=1024)
def _function_word(surface: str, letter: str) -> Unit:
    """A compound particle or adverb, one value for each like other words: what stands in tails is kept by its words."""
    return Unit(surface, letter)


class Units(NamedTuple):
    """The units of a sentence, the code point where each begins, and their letters as one string."""

    words: list[Word]
    starts: list[int]
    letters: str


class ActionWords(NamedTuple):
    """What the parser is told of nouns and verbs of action, which it knows nothing else of.

    predicative: nouns that are predicates where no particle follows (会談、). marked: nouns with a mark inside, at
    which MeCab would cut them (2＋2), or None. phrases: an object, its particle and the first character of its verb, in
    which を囲み and を交え are no particles (食卓を囲).
    """

    predicative: frozenset[str]
    marked: re.Pattern[str] | None
    phrases: frozenset[str]


NO_ACTIONS = ActionWords(frozenset(), None, frozenset())


class _Stretch(NamedTuple):
    start: int
    end: int
    letter: str  # P, G, Q; B a gloss in brackets, which is passed over
    load: Any


def units_of(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Any],
    states: Sequence[StateSpan],
    actions: ActionWords = NO_ACTIONS,
) -> Units:
    """The units of the sentence `text[start:end]`, `mentions` and `states` being those inside it."""
    words, starts = words_of(text, start, end)
    stretches = _stretches(text, start, end, mentions, states, actions.marked)
    if stretches:
        words, starts = _laid(text, words, starts, stretches)
    piece = text[start:end]
    _mend(words, starts, piece)
    words, starts = _with_compounds(text, words, starts, start, end, actions.phrases)
    letters = "".join([word.letter for word in words])
    if "q" in letters:
        kept = [at for at, letter in enumerate(letters) if letter != "q"]
        words, starts = [words[at] for at in kept], [starts[at] for at in kept]
        letters = letters.replace("q", "")
    return Units(words, starts, letters)


def _mend(words: list[Word], starts: list[int], piece: str) -> None:
    """What MeCab takes for nouns behind a person or a state, or in a row: 首相|とも, 首相|並び|に."""
    for at in range(1, len(words) if "とも" in piece or "との" in piece else 0):
        if words[at].surface in ("とも", "との") and words[at].letter in "Nn" and words[at - 1].letter in "PG":
            words[at] = _function_word(words[at].surface, "p")
    for at in range(len(words) - 2, 0, -1) if "びに" in piece else ():
        if words[at].surface in ("並び", "ならび") and words[at + 1].surface == "に" and words[at - 1].letter in "PGNn":
            words[at : at + 2] = [_function_word(words[at].surface + "に", "c")]
            del starts[at + 1]


def _stretches(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Any],
    states: Sequence[StateSpan],
    marked: re.Pattern[str] | None,
) -> list[_Stretch]:
    """Persons first (they may hold brackets), then quotations and glosses, then states; none inside a quotation."""
    pairs = brackets(text, start, end)
    glosses = [(a, b + 1) for a, b in pairs.items() if text[a] in _GLOSSES]
    kept = [
        _Stretch(m.start, m.end, "P", m)
        for m in mentions
        if m.name or not any(a <= m.start and m.end < b for a, b in glosses)
    ]
    speech = [(a, b + 1) for a, b in pairs.items() if text[a] in _QUOTES and _is_speech(text, a + 1, b)]
    for letter, spans in (("Q", speech), ("B", glosses)):
        for low, high in sorted(spans, key=lambda span: (span[0], -span[1])):
            if letter == "Q":  # what is said stands for itself: persons in it are not of the sentence
                kept = [k for k in kept if not (low <= k.start and k.end <= high)]
            if not any(low < k.end and k.start < high for k in kept):
                kept.append(_Stretch(low, high, letter, None))
    for match in marked.finditer(text, start, end) if marked is not None else ():
        if not any(match.start() < k.end and k.start < match.end() for k in kept):
            kept.append(_Stretch(*match.span(), "N", None))
    for span in states:
        if not any(span.start < k.end and k.start < span.end for k in kept):
            kept.append(_Stretch(span.start, span.end, "G", span.codes))
    return sorted(kept)


def _is_speech(text: str, start: int, end: int) -> bool:
    inner = text[start:end]
    phrase = any("ぁ" <= char <= "ゖ" and char != "の" for char in inner)
    if not phrase and "、" not in inner:
        return False  # the name of something: 「第2回日中農業次官級対話」
    called = inner[-1:] in tuple("へをよねぞ") and text.startswith("と", end + 1)  # 「次は京都へ」と招いた
    return len(inner) > LONG_QUOTE or "。" in inner or "、" in inner or inner[-1:] in tuple("いるたうだす") or called


def _laid(
    text: str, words: list[Word], starts: list[int], stretches: Sequence[_Stretch]
) -> tuple[list[Word], list[int]]:
    """The words with a unit in place of each stretch; of a word that reaches over a border a noun is left."""
    made: list[Word] = []
    places: list[int] = []

    def put(word: Word, at: int) -> None:
        made.append(word)
        places.append(at)

    index, done = 0, 0  # words used; code points covered by stretches
    for stretch in stretches:
        if index < len(words) and starts[index] < done and (rest := starts[index] + words[index].size) <= stretch.start:
            put(Unit(text[done:rest], "N"), done)
            index += 1
        high = bisect_left(starts, stretch.start, index)
        if high > index and starts[high - 1] + words[high - 1].size > stretch.start:
            high -= 1
        made += words[index:high]
        places += starts[index:high]
        index = high
        at = max(starts[index], done) if index < len(words) else stretch.start
        if at < stretch.start:
            put(Unit(text[at : stretch.start], "N"), at)
        while index < len(words) and starts[index] + words[index].size <= stretch.end:
            index += 1
        if stretch.letter != "B":
            put(Unit(text[stretch.start : stretch.end], stretch.letter, stretch.load), stretch.start)
        done = stretch.end
    if index < len(words) and starts[index] < done:
        rest = starts[index] + words[index].size
        put(Unit(text[done:rest], "N"), done)
        index += 1
    return made + words[index:], places + starts[index:]


def _with_compounds(
    text: str, words: list[Word], starts: list[int], start: int, end: int, phrases: frozenset[str]
) -> tuple[list[Word], list[int]]:
    """に対し, との間で and the like as one particle behind a noun or another particle; 相次いで as one adverb."""
    rules = grammar()
    found = [(*match.span(), "p") for match in rules.compound.finditer(text, start, end)]
    found += [(*match.span(), "X") for match in rules.adverbs.finditer(text, start, end)]
    found.sort(reverse=True)
    for first, last, letter in found:
        low, high = bisect_left(starts, first), bisect_right(starts, last - 1)
        if not low < len(starts) or starts[low] != first or starts[high - 1] + words[high - 1].size != last:
            continue
        if letter == "p" and not _is_particle(text, words, low, first, last, phrases):
            continue
        if letter == "X" and low and words[low - 1].surface + text[first:last] in rules.not_adverbs:
            continue  # に続いて, に加えて as particles; 会談を重ねて
        words[low:high] = [_function_word(text[first:last], letter)]
        starts[low:high] = [first]
    return words, starts


def _is_particle(text: str, words: Sequence[Word], low: int, first: int, last: int, phrases: frozenset[str]) -> bool:
    rules = grammar()
    before = words[low - 1].letter if low else ""
    if not before or words[low].letter not in "pixeTV" or rules.maybe_verb.match(text, first):
        return False
    if words[low - 1].surface + text[first : first + 2] in phrases:
        return False
    return before in "NnPGQpqS" or text[first:last] in rules.behind_predicates
