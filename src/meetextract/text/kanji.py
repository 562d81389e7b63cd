"""Kanji in other forms: radicals that stand for kanji, and the forms before 1949.

Radicals are what a PDF printed by a browser holds instead of 日, 米 or 西, and what is pasted from one.

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
# Old forms of kanji with which words for states, offices and talks are written, and the forms of today (the list of
# kanji for general use, 1981). Papers from China are full of them. Not 聯, the agency's own sign, nor those of names.
_OLD: Final = str.maketrans(
    "國會雙攜經濟發對關總戰權臺灣獨佛黨廳縣區學號團變說參與數擴聲據實來體點應當兩處歸萬屆勞營爭續讓證辭轉邊鐵鄰",
    "国会双携経済発対関総戦権台湾独仏党庁県区学号団変説参与数拡声拠実来体点応当両処帰万届労営争続譲証辞転辺鉄隣",
)
_OLD_SIGNS: Final = ("會談", "會見", "會議", "會合", "國家", "外國", "兩國", "各國", "我國", "中國", "韓國")

# In UTF-8 all of them begin with one byte, which few other characters of Japanese have: a search for a byte takes a
# tenth of the time of a search for a set of characters.
_LEAD: Final = b"\xe2"
_ANY: Final = re.compile(rb"\xe2(?:\x80\xa7|[\xba-\xbf])")


def without_radicals(text: str, raw: bytes | None = None) -> str:
    """The text with kanji for radicals, and ・ for the hyphenation point of the same glyph; of the same length.

    `raw`: the text in UTF-8, where the caller has it."""
    raw = text.encode("utf-8", "surrogatepass") if raw is None else raw
    return text.translate(_FOLD) if _LEAD in raw and _ANY.search(raw) else text


def in_new_forms(text: str) -> str:
    """The text with the forms of today for old ones (國 -> 国), of the same length, if it is written in old forms."""
    return text.translate(_OLD) if ("國" in text or "會" in text) and any(s in text for s in _OLD_SIGNS) else text
