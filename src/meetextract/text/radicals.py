"""Kanji that are none: what a PDF printed by a browser holds instead of 日, 米 or 西, and what is pasted from one.

Fonts draw a radical of Unicode's list and the kanji of that form with one glyph; whoever reads the text off the glyphs
may get the radical (⽇ U+2F47). Nobody writes them on purpose, and no table knows them.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from meetextract import expressions as re

# Of the supplement, which has no decompositions, the kanji that Japanese writes by themselves.
_SUPPLEMENT: Final = str.maketrans("⺒⺟⺠⻁⻄⻆⻑⻗⻘⻝⻡⻣⻤⻨⻩⻫⻭⻯⻲", "巳母民虎西角長雨青食首骨鬼麦黄斉歯竜亀")
_FOLD: Final = (
    {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | _SUPPLEMENT | {0x2027: "・"}
)
# In UTF-8 all of them begin with one byte, which few other characters of Japanese have: a search for a byte takes a
# tenth of the time of a search for a set of characters.
_LEAD: Final = b"\xe2"
_ANY: Final = re.compile(rb"\xe2(?:\x80\xa7|[\xba-\xbf])")


def without_radicals(text: str, raw: bytes | None = None) -> str:
    """The text with kanji for radicals, and ・ for the hyphenation point of the same glyph; of the same length.

    `raw`: the text in UTF-8, where the caller has it."""
    raw = text.encode("utf-8", "surrogatepass") if raw is None else raw
    return text.translate(_FOLD) if _LEAD in raw and _ANY.search(raw) else text
