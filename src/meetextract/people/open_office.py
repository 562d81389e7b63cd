"""Where an office begins whose first words no table has: エチェベレ農産業大臣, 小林正明地球環境審議官."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.script import KANJI, KATA, KATAKANA, in_kanji, run_start
from meetextract.people.stated import office_words, run_together
from meetextract.text.tokens import Token, tokenise

_WORDS: Final = re.compile(rf"[{KANJI}{KATA}・]*")
_PIECE: Final = re.compile(rf"[{KANJI}]+|[{KATA}]+|・")
_REACH: Final = 40  # code points before the known part of an office
_DOTS: Final = ("・", "･")


def open_start(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the office begins whose known part is `text[start:end]`; `start` where nothing belongs to it.

    Words belong to it where a name stands before them: one in katakana, or one in kanji that MeCab knows.
    """
    if text[start - 1 : start] in ("", "\n") or text[start:end].endswith(office_words()["closed"]):
        return start
    low = run_start(_WORDS, text, max(0, start - _REACH), start)
    if low == start:
        return start
    at = _first_piece(text, low, start, lexicon)
    if at == start:
        return start
    name_end = at - (text[at - 1 : at] in _DOTS)
    if name_end > 0 and text[name_end - 1] in KATAKANA:
        at = behind_republic(text, at, lexicon)
        at += text[at : at + 1] in _DOTS
        return at if at < start and _are_words(text, at, start, end, lexicon) else start
    return _behind_known_name(text, at, start, end, lexicon)


def _first_piece(text: str, low: int, start: int, lexicon: Lexicon) -> int:
    """Where the first of the pieces begins that can be words of an office: kanji, or katakana of the table."""
    at = start
    for piece in reversed(list(_PIECE.finditer(text, low, start))):
        word = piece.group()
        if word in _DOTS:
            continue
        size = len(word) if in_kanji(word) else _known_end(word, lexicon)
        if size == 0 and piece.start() > low and in_kanji(text[piece.start() - 1]):
            organ = text.endswith(office_words()["organ_ends"], low, piece.start())
            size = 0 if organ else len(word)  # 東アフリカ: behind kanji no name begins but for 農業省スワン大臣
        if size == 0:
            break
        at = piece.end() - size
        if size < len(word):
            break
    return at


def _known_end(word: str, lexicon: Lexicon) -> int:
    """How much of a word in katakana is a portfolio: デジタル of ラモスデジタル; 0 where none is."""
    words = lexicon.titles.words["portfolio"]
    if word in words:
        return len(word)
    return next((size for size in range(len(word) - 2, _SHORT, -1) if word[-size:] in words), 0)


_SHORT: Final = 3  # as many characters has no word in katakana that is read off the end of a name


def _are_words(text: str, low: int, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether `text[low:start]` is made of common words, as the portfolio of an office is."""
    first = text[low]
    if first in office_words()["no_portfolio"] or text[low + 1 : low + 2] in _DOTS:
        return False
    if first == "軍" and lexicon.party_before(text, low) is not None:
        return False
    if first in lexicon.kanji and lexicon.party_before(text, low + 1) is not None and start - low <= 2:
        return False
    if lexicon.party_before(text, start) is not None or holds_office(text, low, start, lexicon):
        return False
    tokens = [token for token in tokenise(text, low, end) if token.start < start]
    return all(map(_is_common, tokens))


def _is_common(token: Token) -> bool:
    if token.pos1 == "名詞":
        return token.pos3 not in ("人名", "副詞可能")
    return token.pos1 in ("接尾辞", "接頭辞", "形状詞", "補助記号")


def holds_office(text: str, low: int, high: int, lexicon: Lexicon) -> bool:
    """Whether a whole office stands in the range, of somebody else (no 兼 behind it)."""
    match = lexicon.title_pattern.search(text, low, high)
    return match is not None and not text.startswith("兼", match.end())


def _behind_known_name(text: str, low: int, start: int, end: int, lexicon: Lexicon) -> int:
    """The end of the family name, and of the given name, that MeCab sees at `low` before common words; else `start`."""
    tokens = tokenise(text, low, end)
    count = 0
    while count < len(tokens) and tokens[count].pos2 == "固有名詞" and tokens[count].pos3 in ("人名", "地名"):
        count += 1
    if not 1 <= count <= 2 or not any(token.pos3 == "人名" for token in tokens[:count]):
        return start
    cut = tokens[count - 1].end
    given = start - cut <= _GIVEN  # 音羽大悟統合幕僚長
    words = any(len(token.surface) > 1 for token in tokens[count:] if token.start < start)
    return cut if words and not given and _are_words(text, cut, start, end, lexicon) else start


_GIVEN: Final = 2  # code points of a given name, which common words may be, behind the family name


def behind_republic(text: str, at: int, lexicon: Lexicon) -> int:
    """チリ共和国女性大臣: where the words begin behind a state whose name goes on in kanji at `at`."""
    for end in range(min(at + 6, len(text)), at, -1):
        state = lexicon.party_before(text, end) or run_together(text, end, lexicon)
        if state is not None and state.start < at:
            return end
    # ツバル国財務・気候担当大臣
    return at + (text[at : at + 1] == "国" and text.startswith(_portfolios(lexicon), at + 1))


@lru_cache(maxsize=8)
def _portfolios(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.titles.words["portfolio"])
