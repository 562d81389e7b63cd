"""Lines and sentences: where a statement begins and ends, quotations and brackets kept whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from meetextract import expressions as re

BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "〔": "〕"}
_CLOSERS = {close: opener for opener, close in PAIRS.items()}
_MARK = re.compile(r"[「」『』（）()“”〔〕。．！？!?]")
_END = frozenset("。．！？!?")
BLANK = " \t\u3000\xa0"
# A line from its first character that is no blank to its last.
_LINE = re.compile(rf"[^{BREAKS}{BLANK}](?:[^{BREAKS}]*[^{BREAKS}{BLANK}])?")


class Line(NamedTuple):
    """A line without its blanks at both ends."""

    start: int
    end: int


_line = Line._make  # half the time of Line(…)


class Sentence(NamedTuple):
    """One statement. `quoted`: it stands inside a paragraph that is one long quotation (a speech)."""

    start: int
    end: int
    quoted: bool = False


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """All lines of `text[start:end]` that hold more than blanks, in order."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        yield _line(match.span())


def beginning(source: str) -> re.Pattern[str]:
    """An expression for the line break, with blanks behind it, before a line that begins with `source`.

    For a text with a break in front: the engine looks for one of few characters much faster than it tries `^` at each.
    """
    return re.compile(rf"[{BREAKS}][{BLANK}]*(?={source})")


def brackets(text: str, start: int, end: int) -> dict[int, int]:
    """Matching brackets and quotation marks of `text[start:end]`: opener offset -> closer offset.

    Openers without a partner are left out, so that one lost bracket does not swallow the rest. Linear time.
    """
    found: dict[int, int] = {}
    stacks: dict[str, list[int]] = {}
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if mark in PAIRS:
            stacks.setdefault(mark, []).append(match.start())
        elif mark in _CLOSERS and stacks.get(_CLOSERS[mark]):
            found[stacks[_CLOSERS[mark]].pop()] = match.start()
    return found


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of one line or passage `text[start:end]`, the final mark included.

    A full stop inside brackets or quotation marks ends no sentence, except in a paragraph that is a quotation from
    its first character to its last: there the sentences of the speech are given, marked `quoted`.
    """
    pairs = brackets(text, start, end)
    if text[start] in "「『" and pairs.get(start) == end - 1 and "。" in text[start : end - 2]:
        for inner in _split(text, start + 1, end - 1, brackets(text, start + 1, end - 1)):
            yield Sentence(inner[0], inner[1], quoted=True)
        return
    for low, high in _split(text, start, end, pairs):
        yield Sentence(low, high)


def _split(text: str, start: int, end: int, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    for low, high in _pieces(text, start, end, pairs):
        yield from _trimmed(text, low, high)


# No real sentence is longer; a text without any full stop is cut so that the rules stay linear in its length.
_LONGEST = 2000


def _pieces(text: str, start: int, end: int, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    for first, high in _stops(text, start, end, pairs):
        low = first
        while high - low > _LONGEST:
            cut = max(text.rfind(mark, low + 1, low + _LONGEST) for mark in "、，, 　")
            cut = cut + 1 if cut > low else low + _LONGEST
            yield low, cut
            low = cut
        yield low, high


def _stops(text: str, start: int, end: int, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    low = start
    skip_to = start
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        if at < skip_to:
            continue
        if at in pairs:
            skip_to = pairs[at] + 1
        elif match.group() in _END:
            high = at + 1
            if match.group() == "．" and high < end and text[high].isdigit():
                continue  # a decimal point in full width
            yield low, high
            low = high
    yield low, end


def _trimmed(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while low < high and text[low] in BLANK:
        low += 1
    while high > low and text[high - 1] in BLANK:
        high -= 1
    if high - low > 1 or (low < high and text[low] not in _END):
        yield low, high
