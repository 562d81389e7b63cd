"""What the properties are tried on: Japanese text as it comes, as nobody would write it, and as an enemy would.

Three kinds of text: annotated articles with a few changes (they reach every rule), fragments of real forms in a row
(headers, names, dates, predicates; fragments.txt has one a line), and characters of every family that has ever broken
something.
"""

from __future__ import annotations

import functools
import random
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

HERE: Final = Path(__file__).parent
QUALITY: Final = HERE.parent / "quality"

# Everything that opens, closes, separates or ends anything, and what looks like it.
MARKS: Final = (
    "「」『』（）()“”〔〕【】［］[]〈〉《》＜＞<>｛｝{}◇◆■□▽▼△▲○●◎・･=＝≒－−-―ー~〜～、，,。．.！？!?：:；;"
    "／/＼\\&＆+＋|｜'\"`’…‥※→＊*#＃＠@"
)
BLANKS: Final = " \t\u3000\xa0\u2009\u200b\u2060\ufeff"
BREAKS: Final = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# NUL, controls of the terminal and of bidirectional text, joiners, tags, lone surrogates, what is no character.
HOSTILE: Final = (
    "\x00\x01\x07\x08\x1a\x1b\x7f\x9b\u061c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069"
    "\ufdd0\ufffd\ufffe\ud800\udfff\U000e0001\U000e0101\U0010ffff"
)
# 𠮷 lies beyond the basic plane; 葛 carries a variation selector; か゛ and ﾊﾞ are two code points.
ODD: Final = (
    *(
        "𠮷",
        "𩸽",
        "𠀋",
        "葛\U000e0100",
        "辻\U000e0101",
        "か゛",
        "ﾊﾞ",
        "ﾍﾟ",
        "ｶﾞ",
        "神\ufe00",
        "㈱",
        "㍻",
        "㋿",
        "①",
        "⑳",
        "Ⅳ",
    ),
    *("ｱｼﾞｱ", "々", "〇", "ゝ", "ヽ", "ヶ", "ヵ", "ヴ", "e\u0301", "👍🏽", "🇯🇵", "👨\u200d👩\u200d👧"),
)

FRAGMENTS: Final = tuple(line for line in (HERE / "fragments.txt").read_text("utf-8").split("\n") if line)

_KANA = st.characters(min_codepoint=0x3041, max_codepoint=0x30FF)
_KANJI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
_WIDE = st.characters(min_codepoint=0xFF01, max_codepoint=0xFF9F)  # full-width Latin, half-width kana
_CHARACTERS = st.one_of(
    st.sampled_from(MARKS),
    _KANA,
    _KANJI,
    _WIDE,
    st.sampled_from(BLANKS + BREAKS),
    st.sampled_from(HOSTILE),
    st.characters(),
)

noise = st.text(_CHARACTERS, max_size=40)
"""Characters of every family in any order."""

piece = st.one_of(
    st.sampled_from(FRAGMENTS),
    st.sampled_from(FRAGMENTS),
    st.sampled_from(FRAGMENTS),
    st.sampled_from((*MARKS, *BREAKS, *BLANKS, *HOSTILE, *ODD, "\r\n", "\n\n", "\n　")),
    noise,
)
"""A fragment of a real form, or what can stand between two."""

forms = st.lists(piece, max_size=24).map("".join)
"""Fragments of real forms in a row: nearly grammatical, never quite."""


@functools.cache
def articles() -> tuple[str, ...]:
    """The annotated articles that are free to look at."""
    return tuple(path.read_text("utf-8") for path in sorted((QUALITY / "own").glob("*.txt")))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """An annotated article, cut to a few hundred code points, with pieces left out, doubled, moved, replaced."""
    text = draw(st.sampled_from(articles()))
    size = draw(st.integers(80, 700))
    start = draw(st.integers(0, max(0, len(text) - size))) if draw(st.booleans()) else 0
    text = text[start : start + size]
    for _ in range(draw(st.integers(0, 6))):
        low = draw(st.integers(0, len(text)))
        high = min(len(text), low + draw(st.integers(0, 12)))
        what = draw(st.integers(0, 3))
        if what == 0:
            text = text[:low] + text[high:]
        elif what == 1:
            text = text[:low] + draw(piece) + text[high:]
        elif what == 2:
            text = text[:high] + text[low:high] * 2 + text[high:]
        else:
            other = draw(st.sampled_from(articles()))
            at = draw(st.integers(0, max(0, len(other) - 60)))
            text = text[:low] + other[at : at + 60] + text[high:]
    return text


texts = st.one_of(mutated(), forms, noise)
"""Any text at all."""

# A text that UTF-8 can hold: what comes out of a file. Lone surrogates can only be handed to the library.
encodable = texts.map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))


def scramble(text: str, seed: int, changes: int = 4) -> str:
    """`text` with a few changes that `seed` decides, for runs too long for Hypothesis."""
    source = random.Random(seed)
    for _ in range(source.randint(0, changes)):
        low = source.randint(0, len(text))
        high = min(len(text), low + source.randint(0, 12))
        instead = source.choice(("", text[low:high] * 2, source.choice(FRAGMENTS), source.choice(MARKS)))
        text = text[:low] + instead + text[high:]
    return text
