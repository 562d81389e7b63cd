"""The first lines of a page, each with what it is by itself (data/page.toml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml
from meetextract.text.sentences import Line

SHORT: Final = 60  # code points; a line that tells no story
LOOKED_AT: Final = 400
OPENING: Final = 3  # lines that never end an article
_SPOKEN: Final = re.compile(r"(?:ました|です|でした|ます)[^\w」』）)]+$")
_SECTION: Final = ("【", "▽", "■", "◆", "〈", "［")


class Row(NamedTuple):
    """A line: its beginning (`raw`), whether it is short, holds a sentence, is none of the article's, describes a
    picture, and stands before the first sentence (`head`)."""

    line: Line
    raw: str
    short: bool
    told: bool
    skipped: bool
    caption: bool
    head: bool


@precomputed
def _tables() -> Mapping[str, Any]:
    return read_toml("page.toml")


def page_rows(kind: str) -> Sequence[Mapping[str, str]]:
    """The rows of a kind, as they stand in the table."""
    rows: Sequence[Mapping[str, str]] = _tables()[kind]
    return rows


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """All rows of a kind as one expression."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in page_rows(kind)))


def told(line: str) -> bool:
    """Whether a line holds a sentence."""
    return "。" in line or "．" in line


def spoken(line: str) -> bool:
    """Whether a line holds a sentence, or is one by the polite form before its last mark: 大臣とお会いしました！"""
    return told(line) or _SPOKEN.search(line) is not None


def row_of(text: str, line: Line, *, head: bool) -> Row:
    """What a line is."""
    raw = text[line.start : min(line.end, line.start + LOOKED_AT)]
    story = told(raw)
    skipped = pattern("skip").match(raw) is not None
    picture = pattern("caption")
    shown = picture.match(raw) if raw.startswith(_SECTION) else picture.search(raw)
    caption = shown is not None and not skipped and not story
    return Row(line, raw, line.end - line.start <= SHORT, story, skipped, caption, head)


def bare_row(text: str, line: Line) -> Row:
    """A line below the head, before anybody asks whether it is of the article."""
    raw = text[line.start : min(line.end, line.start + LOOKED_AT)]
    return Row(line, raw, line.end - line.start <= SHORT, told(raw), skipped=False, caption=False, head=False)
