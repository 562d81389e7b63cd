"""MeCab tokens of one sentence, each with its place in the source. The only module that imports fugashi.

Traps this module shields the rest from (measured with fugashi 1.5.2, unidic-lite 1.0.8): a NUL makes MeCab drop
the rest of its input, a lone surrogate raises, nodes go stale at the next call, `.feature` costs three times as
much as tokenising, and even `.feature_raw` a third of it. So MeCab itself writes the few features that rules ask
for, a line a token, and each different line is taken apart once. A Tagger cannot be pickled and is not safe to share
between threads: one per thread, made when first needed.
"""

from __future__ import annotations

import re
import threading
from itertools import accumulate, pairwise, repeat
from operator import concat
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import fugashi

# Characters that MeCab cannot digest are replaced one to one, so that offsets stay what they are.
_INDIGESTIBLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]")
# Longest stretch handed to MeCab at once; a sentence beyond it is tokenised in pieces (MeCab drops input from
# 65,536 bytes of blanks on).
_PIECE = 8000
# A line a token: surface, pos1, pos2, pos3, inflected form, lemma; of a word that is not in the dictionary without the
# last two. The output type of the dictionary's own settings would overrule the format. The full stop after the last
# line keeps fugashi from stripping that one.
_FORMAT: Final = r"'-F%m\t%f[0]\t%f[1]\t%f[2]\t%f[5]\t%f[7]\n' '-U%m\t%f[0]\t%f[1]\t%f[2]\n' -E. --output-format-type="
_FIELDS: Final = 6
# Different words kept per thread: a year of newspapers has some tens of thousands, and hostile text must not fill the
# memory.
_KNOWN_LIMIT: Final = 20_000

_Word: TypeAlias = tuple[str, str, str, str, str, str]


class Token(NamedTuple):
    """One UniDic short unit word. `start`, `end`: code points in the source."""

    surface: str
    pos1: str  # 名詞, 動詞, 助詞 …
    pos2: str  # 普通名詞, 格助詞 …
    pos3: str  # サ変可能, 人名 …
    form: str  # inflected form: 連用形-一般, 終止形-一般 …
    lemma: str
    start: int
    end: int


class _Mecab(threading.local):
    """A thread's tagger, and the output lines that it has seen, taken apart."""

    def __init__(self) -> None:
        self.tagger: fugashi.Tagger | None = None
        self.known: dict[str, _Word] = {}

    def parse(self, text: str) -> str:
        if self.tagger is None:
            import fugashi

            self.tagger = fugashi.Tagger(_FORMAT)
        lines: str = self.tagger.parse(text)
        return lines

    def learn(self, line: str) -> _Word:
        if len(self.known) >= _KNOWN_LIMIT:
            self.known.clear()
        cells = line.split("\t")
        surface = cells[0]
        features = [cell or "*" for cell in cells[1:]]
        if len(cells) < _FIELDS:
            features += ["*", surface]
        pos1, pos2, pos3, form, lemma = features
        word = self.known[line] = (surface, pos1, pos2, pos3, form, lemma)
        return word


_mecab = _Mecab()


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]` in order; blanks yield none. Offsets are those of `text`."""
    if end - start <= _PIECE:
        return _tokens(text, start, end)
    return [token for low in range(start, end, _PIECE) for token in _tokens(text, low, min(end, low + _PIECE))]


def _tokens(text: str, start: int, end: int) -> list[Token]:
    piece = text[start:end]
    clean = _INDIGESTIBLE.sub("〓", piece) if _INDIGESTIBLE.search(piece) else piece
    known = _mecab.known.get
    lines = _mecab.parse(clean).split("\n")
    lines.pop()
    words = [known(line) or _mecab.learn(line) for line in lines]
    # MeCab leaves blanks out; where nothing is left out, each word begins where the one before it ends.
    edges = list(accumulate([len(word[0]) for word in words], initial=start))
    if clean is piece and edges[-1] == end:
        places = pairwise(edges)
        return list(map(_make, repeat(Token), map(concat, words, places)))
    tokens = []
    at = start
    for word in words:
        found = clean.find(word[0], at - start)
        if found < 0:  # cannot happen while MeCab returns what it was given; skip rather than misplace
            continue
        low = start + found
        at = low + len(word[0])
        tokens.append(Token(text[low:at], *word[1:], low, at))
    return tokens


_make: Final = tuple.__new__  # without Token's own __new__ a sentence takes half the time
