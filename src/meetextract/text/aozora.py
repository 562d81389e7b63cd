"""Ruby in plain text as Aozora Bunko writes it: 早瀬《はやせ》, ｜飯倉公館《いいくらこうかん》.

Only kana in the brackets are a reading: papers use 《》 for headings too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from meetextract import expressions as re

_RUBY: Final = re.compile(r"(?:([｜|])([^｜|《》\n]{1,20})|([一-鿿々〆ヶ]{1,10}))《([ぁ-ゖァ-ヺー・]{1,30})》")


class Ruby(NamedTuple):
    """A word with its reading, in code points: the word, what marks its beginning (or None), what holds the reading."""

    start: int
    end: int
    bar: int | None
    close: int
    reading: str


def find_ruby(text: str) -> Iterator[Ruby]:
    """The annotated words of a text, in order."""
    if "《" not in text:
        return
    for match in _RUBY.finditer(text):
        group = 2 if match[1] else 3
        yield Ruby(*match.span(group), match.start() if match[1] else None, match.end(), match[4])
