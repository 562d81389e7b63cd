"""The gate before all other work: can an article tell of a meeting at all? Most of an ordinary archive cannot.

Everything here is computed from the tables: words for meetings (data/frames.toml), brackets and marks of headers
(data/headers.toml), labels of lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from meetextract import expressions as re
from meetextract.lexicon.frames import Frames, stems_of
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.tables import alternation, holds
from meetextract.talks.rules import rules
from meetextract.text.headers import find_heads, looks_headed
from meetextract.text.page import tables
from meetextract.text.sentences import lines
from meetextract.text.states import may_name_states
from meetextract.text.units import ActionWords


@lru_cache(maxsize=4)
def sign(frames: Frames) -> re.Pattern[str]:
    """Beginnings of words of which a sentence must hold one for any frame to find something in it."""
    return re.compile(alternation(frames.signs))


@lru_cache(maxsize=4)
def outcome_sign(frames: Frames) -> re.Pattern[str]:
    """Beginnings of words for what is said in talks."""
    return re.compile(alternation(stems_of(*frames.does.told)))


@lru_cache(maxsize=4)
def said_sign(frames: Frames) -> re.Pattern[str]:
    """Beginnings of verbs that tell of talks by what was said in them."""
    return re.compile(alternation(frames.said()))


@lru_cache(maxsize=4)
def action_words(frames: Frames) -> ActionWords:
    """What the parser is told of the words for meetings, a user's own among them."""
    marked = sorted((noun for noun in frames.nouns if not noun.isalnum()), key=len, reverse=True)
    phrases = (p.noun + p.particle + verb[0] for verb, some in frames.phrases.items() for p in some)
    expression = re.compile("|".join(map(re.escape, marked))) if marked else None
    return ActionWords(frames.predicative(), expression, frozenset(phrases))


_ENDS: Final = re.compile("[。\n]")
_OFFICE: Final = 16  # code points of an office
_TITLE: Final = 120  # code points in which the title of a diary stands
LOOK_BACK: Final = 300  # code points in which 両首脳 and 会談では find whom they stand for
_LABEL: Final = 24  # code points of a label over a row of states
_ROW: Final = 40  # code points in which two of them stand
_FAR: Final = 400  # code points of a sentence that are looked at on each side of a word for a meeting


def may_tell(text: str, lexicon: Lexicon, frames: Frames) -> bool:
    """False only where no rule can find a meeting in `text`: no header, no sentence with a word for a meeting that also
    names those whom its row asks for, and none in which one of two officials speaks to the other."""
    if looks_headed(text) and _has_header(text, lexicon):
        return True
    refused: set[tuple[str, int]] = set()  # words, and the sentences in which they were
    for match, start, end in _in_sentences(sign(frames), text):
        if (match[0], end) in refused or _of_no_state(text, match, frames):
            continue
        if _names(match[0], text, start, end, lexicon, frames) or _two_before(match[0], text, start, lexicon, frames):
            return True
        if _labels_row(text, start, end, lexicon):
            return True
        refused.add((match[0], end))
    said = dict.fromkeys((start, end) for _, start, end in _in_sentences(said_sign(frames), text))
    if any(_names_two(text, start, end, lexicon) for start, end in said):
        return True
    return _is_gist(text, lexicon) or holds(text[:_TITLE], rules().diaries)


def _two_before(word: str, text: str, start: int, lexicon: Lexicon, frames: Frames) -> bool:
    """その後の会談で、両氏は…: whether two officials are named shortly before a sentence with a word for a meeting, or
    one who came to the writer, or one on the line above."""
    if word in frames.nouns and frames.is_weak(word):
        return False
    low = max(0, start - LOOK_BACK)
    if word in frames.nouns and _names_two(text, low, start, lexicon):
        return True
    came = holds(text[low:start], rules().comes)
    low = low if came else max(text.rfind("\n", 0, max(0, start - 1)) + 1, start - _OFFICE)
    return lexicon.title_pattern.search(text, low, start) is not None


def _labels_row(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """二国間会談, 主な会談: whether states or officials stand on the lines below such a label."""
    label = end - start < _LABEL and text[end - 1 : end] == "\n"
    return label and _names_sides(text, end, end + _ROW, lexicon)


def _is_gist(text: str, lexicon: Lexicon) -> bool:
    """Whether one official and another, or the other side, are marked as who spoke: 森外相より、…。先方より、…"""
    speakers = 0
    for sent in _sender().finditer(text):
        at = sent.start()
        before = text[max(0, at - _OFFICE) : at]
        told = before.endswith(rules().others) or any(
            title.end() == at for title in lexicon.title_pattern.finditer(text, max(0, at - _OFFICE), at)
        )
        speakers += told
        if speakers > 1:
            return True
    return False


@cache
def _sender() -> re.Pattern[str]:
    return re.compile(alternation(rules().senders))


def _in_sentences(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Every word that the pattern finds, with its sentence."""
    start = end = 0
    for match in pattern.finditer(text):
        if match.start() >= end:
            start, end = _sentence_around(text, match.start())
        yield match, start, end


def _of_no_state(text: str, match: re.Match[str], frames: Frames) -> bool:
    """Whether what stands beside a word that often names something else says that no states meet: 記者会見, 与党協議;
    会議室, 議員会議長, which it does not end."""
    if not frames.is_weak(match[0]):
        return False
    before = text[max(0, match.start() - 4) : match.start()]
    if before.endswith(frames.marks.no_state):
        return True
    at = match.end()
    return "一" <= text[at : at + 1] <= "鿿" and not text.startswith(_goes_on(frames), at)


@lru_cache(maxsize=4)
def _goes_on(frames: Frames) -> tuple[str, ...]:
    """What may stand behind an event noun in kanji: its ends, those of the headings that it makes, other such words."""
    ends = frames.ends
    return (*ends.loose, *ends.after, *ends.inside, *rules().tails, *frames.nouns, *frames.does.hold)


def _names(word: str, text: str, start: int, end: int, lexicon: Lexicon, frames: Frames) -> bool:
    """Whether a sentence names whom a word for a meeting asks for."""
    asked = frames.signs[word]
    if asked == "person":
        return "氏" in text[start:end] or lexicon.title_pattern.search(text, start, end) is not None
    if asked == "channel" and not holds(text[start:end], frames.marks.channel):
        return any(text.startswith("と", office.end()) for office in lexicon.title_pattern.finditer(text, start, end))
    return _names_sides(text, start, end, lexicon)


def _names_two(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    offices = lexicon.title_pattern.finditer(text, start, end)
    return next(offices, None) is not None and next(offices, None) is not None


def _sentence_around(text: str, at: int) -> tuple[int, int]:
    low = max(text.rfind("。", max(0, at - _FAR), at), text.rfind("\n", max(0, at - _FAR), at)) + 1
    stop = _ENDS.search(text, at, at + _FAR)
    return low or max(0, at - _FAR), stop.end() if stop else min(len(text), at + _FAR)


def _names_sides(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    if lexicon.title_pattern.search(text, start, end) is not None:
        return True
    words = text[start:end]
    if may_name_states(words) or any(name in words for name in tables()["groups"]):
        return True
    parties = list(lexicon.find_parties(text, start, end))
    if len({party.code for party in parties}) > 1:
        return True
    return "との" in words and any(text.startswith("との", party.end) for party in parties)


def _has_header(text: str, lexicon: Lexicon) -> bool:
    return any(find_heads(text, [line], lexicon).headers for line in lines(text))
