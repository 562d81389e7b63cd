"""Whether two names are one person's: full names and surnames, spellings of foreign names, kana for kanji."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Final

from meetextract.occasions.tables import pairs
from meetextract.occasions.tables import words as words_of

_SEPARATORS: Final = re.compile(r"[\s・･=＝·,，.．\-‐―]+")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_OLD_FORMS: Final = str.maketrans(words_of("names", "old")[0], words_of("names", "new")[0])
_SOUNDS: Final = (*pairs("names", "sounds"), *((mute, "") for mute in words_of("names", "mute")[0]))
_KANA: Final = re.compile(r"[ァ-ヿ]+\Z")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ']+\Z")
_FULL_KANJI: Final = 3  # characters from which on a name in kanji is taken for a full one
_SHORT: Final = 3  # characters of a word in which one other letter makes another name


class Match(IntEnum):
    """What a comparison says."""

    NO = 0
    MAYBE = 1  # the two cannot be told: kana against kanji without a reading, no name, one sound between them
    PART = 2  # one is part of the other: a surname
    YES = 3


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in a form to compare: full-width and half-width alike, katakana, today's characters."""
    plain = unicodedata.normalize("NFKC", name).translate(_TO_KATAKANA).translate(_OLD_FORMS).casefold()
    return tuple(word for word in _SEPARATORS.split(plain) if word)


def folded(name: str) -> str:
    """A name as a key: equal for spellings of one name that differ in separators and width only."""
    return "".join(words(name))


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    return word


def script(name: str) -> str:
    """kana, latin or kanji (anything else, mixtures too)."""
    joined = folded(name)
    return "kana" if _KANA.match(joined) else "latin" if _LATIN.match(joined) else "kanji"


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> Match:
    """Compares two names by what is written; MAYBE where the scripts differ."""
    if folded(one) == folded(other):
        return Match.YES
    kinds = {script(one), script(other)}
    if len(kinds) > 1:
        return Match.MAYBE
    return _kanji(folded(one), folded(other)) if kinds == {"kanji"} else _spelt(words(one), words(other))


def same_person(names: Iterable[str], others: Iterable[str]) -> Match:
    """Compares all that is known of two persons' names (readings among them): the best that any two say, but NO where
    two that can be compared differ and none agrees."""
    found = [same_name(one, other) for one in names for other in others]
    known = [match for match in found if match is not Match.MAYBE]
    return max(known) if known else Match.MAYBE


def is_full(name: str) -> bool:
    """Whether a name looks like more than a surname: several words, or three characters where it is kanji."""
    return len(words(name)) > 1 or (script(name) == "kanji" and len(folded(name)) >= _FULL_KANJI)


def _kanji(one: str, other: str) -> Match:
    short, long = sorted((one, other), key=len)
    # 李 and 李在明, 小泉 and 小泉進次郎. A given name alone does not stand for a person in these texts.
    return Match.PART if long.startswith(short) else Match.NO


def _spelt(one: tuple[str, ...], other: tuple[str, ...]) -> Match:
    short, long = sorted((one, other), key=len)
    if not short:
        return Match.MAYBE
    if _alike(_sound("".join(short)), _sound("".join(long))):
        return Match.YES
    parts = [*long, _surname(long, len(short[0]))] if len(short) == 1 else long
    pairs = [any(_alike(_sound(word), _sound(of)) for of in parts) for word in short]
    if all(pairs):
        return Match.PART if len(short) < len(long) else Match.YES
    if _near("".join(short[-1:]), "".join(long[-1:])) and (len(short) == 1 or len(long) == 1):
        return Match.MAYBE  # ウォード and ワード: the office has to say whether it is one person
    if len(short) == 1:
        return Match.NO
    # Two full names: the surname (the last word) has to be one, and the given names a short and a long form of one.
    same_surname = _alike(_sound(short[-1]), _sound(long[-1]))
    return Match.PART if same_surname and _sound(short[0])[:2] == _sound(long[0])[:2] else Match.NO


def _surname(name: tuple[str, ...], length: int) -> str:
    """The last words of a name in one, up to `length` characters, ファンデルメール of ファン・デル・メール."""
    at = len(name) - 1
    while at and sum(map(len, name[at:])) < length - 1:
        at -= 1
    return "".join(name[at:])


def _near(one: str, other: str) -> bool:
    """Whether two surnames differ in one sound at most, however short they are."""
    a, b = _sound(one), _sound(other)
    if min(len(a), len(b)) < _SHORT - 1 or abs(len(a) - len(b)) > 1:
        return False
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at + 1 :] == b[at:] or a[at:] == b[at + 1 :]


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    """Whether two words are one but for a letter, as spellings of foreign names are."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORT or len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return len(short) > _SHORT and short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]
