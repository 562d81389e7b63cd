"""What a page leaves of its links inside sentences: 共同声明（仮訳(PDF)別ウィンドウで開く）が発出された."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from meetextract import expressions as re

# One of these stands in every such note; looked for before anything else.
_SIGNS: Final = ("PDF", "ＰＤＦ", "KB", "ウィンドウ", "ウインドウ")
_FILE: Final = r"(?:PDF|ＰＤＦ)(?:形式|ファイル)?"
_SIZE: Final = r"[0-9０-９.,、]+ ?(?:KB|MB|ＫＢ|キロバイト)"
_MARK: Final = rf"[（(\[［] ?(?:{_FILE}[ ：:・／/、]*(?:{_SIZE})?|{_SIZE}) ?[）)\]］]"
_OPENS: Final = r"(?:別|新しい|新規)の?ウ[ィイ]ンドウ[でが]開(?:く|きます)"
_NOTE: Final = rf"(?:{_MARK}[ \u3000]*+)?{_OPENS}"
_LABEL: Final = r"(?:骨子|仮訳|英文|和文|英語|日本語|原文|全文|概要|本文|別添|参考|資料)*版?[ \u3000]*+"
_AND: Final = r"[\s、・／/及び]*+"
_LINKS: Final = re.compile(
    rf"[（(](?:{_LABEL}(?:{_NOTE}|{_MARK}){_AND})+[）)]"  # a bracket of nothing else
    rf"|(?<![ \u3000])[ \u3000]*+{_NOTE}(?:{_AND}{_LABEL}{_NOTE})*(?:[ \u3000]*[）)](?=[をがはにで、。]))?(?=[^\r\n])"
)


def find_links(text: str) -> Iterator[tuple[int, int]]:
    """Where such notes stand, in order and apart from each other."""
    if any(sign in text for sign in _SIGNS):
        yield from (match.span() for match in _LINKS.finditer(text))
