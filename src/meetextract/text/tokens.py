"""MeCab's words as tokens that know their place."""

from __future__ import annotations

from typing import NamedTuple

from meetextract.text.words import words_of


class Token(NamedTuple):
    """One UniDic short unit word. `start`, `end`: code points in the source."""

    surface: str
    pos1: str  # 名詞, 動詞, 助詞 …
    pos2: str  # 普通名詞, 格助詞 …
    pos3: str  # サ変可能, 人名 …
    pos4: str  # 姓, 名 …
    form: str  # inflected form: 連用形-一般, 終止形-一般 …
    lemma: str
    start: int
    end: int


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]` in order; blanks yield none. Offsets are those of `text`."""
    words, starts = words_of(text, start, end)
    return [
        Token(text[at : at + w.size], w.pos1, w.pos2, w.pos3, w.pos4, w.form, w.entry, at, at + w.size)
        for w, at in zip(words, starts, strict=True)
    ]
