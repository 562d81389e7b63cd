"""The state put before a name or an office: スウェーデンの, 中国外務省の, 欧州連合（EU）の, 米 of 米国防長官."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml
from meetextract.people.outlets import default_side
from meetextract.people.script import KATAKANA, in_kanji, in_kata, kana_start, kanji_start, opening_bracket
from meetextract.text.grammar import table as syntax


class Stated(NamedTuple):
    """A state and where it stands, in code points."""

    code: str
    start: int
    end: int


@precomputed
def words_before_names() -> Mapping[str, Sequence[str]]:
    """The table `before` of data/name_orders.toml."""
    found: Mapping[str, Sequence[str]] = read_toml("name_orders.toml")["before"]
    return found


@precomputed
def office_words() -> Mapping[str, tuple[str, ...]]:
    """The table `offices` of data/name_orders.toml."""
    return {key: tuple(words) for key, words in read_toml("name_orders.toml")["offices"].items()}


@cache
def _sides() -> tuple[str, ...]:
    return tuple(sorted(words_before_names()["sides"], key=len, reverse=True))


def country_before(text: str, start: int, lexicon: Lexicon) -> Stated | None:
    """The state put before a name that begins at `start`: スウェーデンの…, 欧州連合（EU）の…, 米国側から…"""
    end = start
    while end > 0 and text[end - 1] in " 　":
        end -= 1
    if not text.endswith(_sides(), 0, end):
        return None
    side = next(word for word in _sides() if text.endswith(word, 0, end))
    stem = end - len(side)
    if side != "の":
        found = _ending_at(text, stem, lexicon)
        sign = found is not None and found.end - found.start == 1 and not side.startswith("側")
        return None if sign and not stands_alone(text[stem - 1], lexicon) else found  # not 朝から
    bracket = opening_bracket(text, stem - 1) if stem and text[stem - 1] in "）)" else None
    if bracket is not None:
        inner = text[bracket + 1 : stem - 1]
        letters = lexicon.forms.get(inner) or lexicon.kanji.get(inner)
        found = _of_organ(text, bracket, lexicon)
        return found or (Stated(letters, bracket + 1, stem - 1) if letters is not None else None)
    return _of_organ(text, stem, lexicon)


def _of_organ(text: str, end: int, lexicon: Lexicon) -> Stated | None:
    """The state whose name, or the name of whose organ, ends at `end`: 中国, 中国外務省, 米航空宇宙局."""
    found = _ending_at(text, end, lexicon)
    if found is not None:
        one_of_all = len(lexicon.split_compound(text[max(0, found.start - 1) : end]) or ()) > 1  # 日米韓の外相
        sign = found.end - found.start == 1
        return None if sign and (one_of_all or not stands_alone(text[found.start], lexicon)) else found
    bodies = lexicon.titles.words["body"]
    for size in range(min(_ORGAN, end), 0, -1):
        word = text[end - size : end]
        if word in words_before_names()["organs"] or word in bodies:
            found = _ending_at(text, end - size, lexicon) or run_together(text, end - size, lexicon)
            if found is not None and text[found.start - 1 : found.start] not in _POSTED:  # 在チリ大使館の: of another
                return found
    return None


_POSTED = ("在", "駐")
_ORGAN = 12  # code points of the name of an organ


def _ending_at(text: str, end: int, lexicon: Lexicon) -> Stated | None:
    found = lexicon.party_before(text, end)
    return Stated(found.code, found.start, end) if found is not None else None


def run_together(text: str, at: int, lexicon: Lexicon) -> Stated | None:
    """オバマアメリカ大統領, バトバヤルモンゴル国大統領: name and state run together in katakana."""
    tail = kanji_start(text, max(0, at - 5), at)
    kana = kana_start(text, max(0, tail - 24), tail)
    for size in range(min(8, tail - kana - 2), _SHORT - 1, -1):  # アジア開発銀行
        code = lexicon.forms.get(text[tail - size : at])
        apart = tail < at or (tail - size - kana >= _SHORT and _stands_apart(text, text[tail - size : at]))
        if code is not None and (size > _SHORT or apart):
            return Stated(code, tail - size, at)
    return None


_SHORT = 3  # code points of the name of a state that many a name could end in: チャラビーイラク統治評議会議長


def _stands_apart(text: str, form: str) -> bool:
    """Whether a word in katakana stands in the text with none before it."""
    at = text.find(form)
    while at > 0 and text[at - 1] in KATAKANA:
        at = text.find(form, at + 1)
    return at >= 0


def stands_alone(sign: str, lexicon: Lexicon) -> bool:
    """Whether papers put the sign of a state alone (米の), and not only beside others (日比)."""
    return sign in lexicon.kanji and (sign not in lexicon.ambiguous or sign in syntax()["signs"]["alone"])


def leads_office(sign: str, lexicon: Lexicon) -> bool:
    """Whether papers put it alone before an office (比国防相)."""
    return stands_alone(sign, lexicon) or (sign in lexicon.kanji and sign in syntax()["signs"]["before_office"])


def sign_before(text: str, start: int, lexicon: Lexicon) -> Stated | None:
    """米ボルトン国連大使: the sign of a state right before a name in katakana, and nothing in kanji before it."""
    sign = text[start - 1 : start]
    if not sign or not leads_office(sign, lexicon) or not in_kata(text[start : start + 1]):
        return None
    if start > 1 and (in_kanji(text[start - 2]) or text[start - 2] in KATAKANA):
        return None
    return Stated(lexicon.kanji[sign], start - 1, start)


def splits_name(text: str, state: Stated, lexicon: Lexicon) -> bool:
    """Whether the name of a state right before an office is that, and no part of a person's name."""
    start, form = state.start, text[state.start : state.end]
    before = text[start - 1 : start]
    if len(form) > 1:
        # 中国国防部長, カナダ・ブラウン氏: a katakana form has to be a whole component.
        if before in KATAKANA and kana_start(form, 0, len(form)) == 0:
            return len(form) >= _WHOLE or (len(form) == _SHORT and _stands_apart(text, form))
        return True
    if state.code == default_side():
        return False
    if not in_kanji(before):
        return True
    # A kanji name before one kanji: only where the sign is one that papers put there and no 「…の」 or header has told
    # the state already.
    left = kanji_start(text, max(0, start - 8), start)
    if start - left < 2 or not stands_alone(form, lexicon):
        return False
    return not (left > 0 and (text[left - 1] in "=＝：:／/" or country_before(text, left, lexicon) is not None))


_FORMAL = 7  # characters of the longest name of a state in kanji
_WHOLE = 4  # as many characters as the name of a state in katakana has that is read behind others


def strip_country(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, Stated | None]:
    """カナダ・ブラウン, 韓国趙: where the name begins behind a state that is its first component, and that state."""
    name = text[start:end]
    for size in range(min(_FORMAL, len(name) - 1), 1, -1) if in_kanji(name) else ():
        if name[:size] in lexicon.forms:
            return start + size, Stated(lexicon.forms[name[:size]], start, start + size)
    if not name.isalnum():  # letters only: none of the marks
        for mark in "・＝= ":
            head, found, rest = name.partition(mark)
            if found and rest and head in lexicon.forms:
                return start + len(head) + 1, Stated(lexicon.forms[head], start, start + len(head))
    return start, None
