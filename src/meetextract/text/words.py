"""MeCab's words of a stretch of text, interned. The only module that imports fugashi.

Traps that this module shields the rest from (measured with fugashi 1.5.2, unidic-lite 1.0.8): a NUL makes MeCab drop
the rest of its input, a lone surrogate raises, nodes go stale at the next call, and features cost three times as much
as tokenising. So MeCab writes two things a word, its surface and its left context number. Together they settle the
entry of the dictionary (none of 900,765 words was ambiguous), and a second tagger tells the features of each pair once.
A Tagger cannot be pickled and is not safe to share between threads: one pair a thread, made when first needed.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from meetextract import expressions as re

if TYPE_CHECKING:
    import fugashi

# Characters that MeCab cannot digest are replaced one to one, so that offsets stay what they are.
_INDIGESTIBLE: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]")
# Longest stretch handed to MeCab at once; longer ones go in pieces (MeCab drops input from 65,536 bytes of blanks on).
_PIECE: Final = 8000
# The output type of the dictionary's own settings would overrule the format. The full stop after the last line keeps
# fugashi from stripping that one.
_SHORT: Final = r"'-F%m\t%phl\n' '-U%m\t%phl\n' -E. --output-format-type="
_FULL: Final = (
    r"'-F%m\t%phl\t%f[0]\t%f[1]\t%f[2]\t%f[3]\t%f[5]\t%f[7]\n' '-U%m\t%phl\t%f[0]\t%f[1]\t%f[2]\n' "
    r"-E. --output-format-type="
)
# Different words kept per thread: a year of newspapers has some tens of thousands, and hostile text must not fill the
# memory.
_KNOWN_LIMIT: Final = 40_000

# What a word can do in a bunsetu, one letter each (chunks.py reads a sentence as a string of them):
#   n noun that makes a verb with する   N other noun, pronoun, prefix, suffix   V verb   v verb that helps another
#   s する   A adjective   a ない   X adverb, conjunction, interjection, 連体詞   p particle   T conjunctive particle
#   t て, で   x auxiliary   d だ, です   e で of だ   i に of だ   c 及び, 並びに   , comma   - middle dot
#   q quotation mark   S other
_BY_CLASS: Final = {
    "動詞": "V", "形容詞": "A", "副詞": "X", "接続詞": "X", "感動詞": "X", "連体詞": "X",
    "助詞": "p", "助動詞": "x", "補助記号": "S", "空白": "S",
}  # fmt: skip
_MARKS: Final = {"、": ",", "，": ",", ",": ",", "・": "-", "･": "-", **dict.fromkeys("「」『』“”", "q")}
_MAKES_VERBS: Final = frozenset({"為る", "出来る", "致す", "頂く", "為さる"})
_HELPS: Final = frozenset(
    {
        *("居る", "有る", "在る", "来る", "行く", "御座る", "置く", "仕舞う", "貰う"),
        *("続ける", "始める", "合う", "申し上げる", "下さる", "得る"),
    }
)
_AND: Final = frozenset({"及び", "並びに", "および", "ならびに"})


class Word:
    """One UniDic short unit word, without a place: each different one exists once a thread.

    `surface` as it stands, `lemma` without its gloss (サミット, not サミット-summit), `pos1` to `pos4` and `form` as in
    UniDic (名詞, 固有名詞, 人名, 姓; 連用形-一般), `letter` what it can do in a bunsetu.
    """

    __slots__ = ("entry", "form", "lemma", "letter", "pos1", "pos2", "pos3", "pos4", "size", "surface")

    def __init__(self, surface: str, pos: Sequence[str], form: str, entry: str) -> None:
        self.surface, self.size = surface, len(surface)
        self.pos1, self.pos2, self.pos3, self.pos4 = pos
        self.form, self.entry = form, entry
        self.lemma = entry.split("-", 1)[0] or surface
        self.letter = _letter(self)

    def __repr__(self) -> str:
        return f"Word({self.surface!r}, {self.pos1}, {self.letter!r})"


def _letter(word: Word) -> str:
    if word.surface in _MARKS:
        return _MARKS[word.surface]
    if word.surface in _AND and word.pos1 != "動詞":
        return "c"
    letter = _BY_CLASS.get(word.pos1)
    if letter is None:
        return "n" if word.pos3.startswith("サ変") else "N"
    if letter == "V":
        return "s" if word.lemma in _MAKES_VERBS else "v" if word.lemma in _HELPS else "V"
    if letter == "A":
        return "a" if word.lemma == "無い" else "A"
    if letter == "p" and word.pos2 == "接続助詞":
        return "t" if word.lemma == "て" else "T"
    if letter == "x" and word.lemma in ("だ", "です"):
        return {"な": "p", "に": "i", "で": "e"}.get(word.surface, "d")
    return letter


class _Mecab(threading.local):
    """A thread's taggers, and the words that they have told."""

    def __init__(self) -> None:
        self.short: fugashi.Tagger | None = None
        self.full: fugashi.Tagger | None = None
        self.known: dict[str, Word] = {}

    def lines(self, text: str) -> list[str]:
        if self.short is None:
            import fugashi  # noqa: PLC0415  (loads the dictionary: only where there is something to read)

            self.short = fugashi.Tagger(_SHORT)
        lines: list[str] = self.short.parse(text).split("\n")
        lines.pop()
        return lines

    def words(self, text: str) -> list[Word]:
        lines = self.lines(text)
        try:
            return [self.known[line] for line in lines]
        except KeyError:
            self._learn(text)
            return [self.known.get(line) or self._unknown(line) for line in lines]

    def _learn(self, text: str) -> None:
        if self.full is None:
            import fugashi  # noqa: PLC0415

            self.full = fugashi.Tagger(_FULL)
        if len(self.known) >= _KNOWN_LIMIT:
            self.known.clear()
        for line in self.full.parse(text).split("\n")[:-1]:
            surface, context, *features = line.split("\t")
            key = f"{surface}\t{context}"
            if key not in self.known:
                cells = [cell or "*" for cell in features]
                pos, (form, entry) = (cells[:4], cells[4:]) if len(cells) > _POS else ((*cells, "*"), ("*", surface))
                self.known[key] = Word(surface, pos, form, entry)

    def _unknown(self, line: str) -> Word:
        """A word that the second tagger cut otherwise; it has the same dictionary, so this is for safety alone."""
        surface = line.partition("\t")[0]
        word = self.known[line] = Word(surface, ("名詞", "普通名詞", "一般", "*"), "*", surface)
        return word


_POS: Final = 4  # parts of speech of a known word; an unknown one has three and nothing else
_mecab: Final = _Mecab()
_size: Final = attrgetter("size")


def words_of(text: str, start: int, end: int) -> tuple[list[Word], list[int]]:
    """The words of `text[start:end]` and the code point of `text` where each begins, in order; blanks give none."""
    if end - start <= _PIECE:
        return _words(text, start, end)
    words: list[Word] = []
    starts: list[int] = []
    for low in range(start, end, _PIECE):
        some, places = _words(text, low, min(end, low + _PIECE))
        words += some
        starts += places
    return words, starts


def _words(text: str, start: int, end: int) -> tuple[list[Word], list[int]]:
    piece = text[start:end]
    clean = _INDIGESTIBLE.sub("〓", piece) if _INDIGESTIBLE.search(piece) else piece
    words = _mecab.words(clean)
    # MeCab leaves blanks out; where nothing is left out, each word begins where the one before it ends.
    starts = list(accumulate(map(_size, words), initial=start))
    if starts.pop() == end:
        return words, starts
    starts, at, kept = [], 0, []
    for word in words:
        found = clean.find(word.surface, at)
        if found < 0:  # cannot happen while MeCab returns what it was given; skip rather than misplace
            continue
        kept.append(word)
        starts.append(start + found)
        at = found + word.size
    return kept, starts
