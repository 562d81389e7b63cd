"""Lines and sentences: where a statement begins and ends, quotations and brackets kept whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from meetextract import expressions as re

BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "〔": "〕"}
_CLOSERS = {close: opener for opener, close in PAIRS.items()}
_MARK = re.compile(r"[「」『』（）()“”〔〕。．！？!?]")
_BRACKET = re.compile(r"[「」『』（）()“”〔〕]")
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
    piece = text[start:end]
    if not any(map(piece.__contains__, PAIRS)):
        return {}  # two of three sentences
    return _pairs([(match.start() + start, match.group()) for match in _BRACKET.finditer(piece)])


_Marks = list[tuple[int, str]]


def _marks(text: str, start: int, end: int) -> _Marks:
    return [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]


def _pairs(marks: _Marks) -> dict[int, int]:
    found: dict[int, int] = {}
    stacks: dict[str, list[int]] = {}
    for at, mark in marks:
        if mark in _END:
            continue
        if mark in PAIRS:
            stacks.setdefault(mark, []).append(at)
        elif stacks.get(_CLOSERS[mark]):
            found[stacks[_CLOSERS[mark]].pop()] = at
    return found


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of one line or passage `text[start:end]`, the final mark included.

    A full stop inside brackets or quotation marks ends no sentence, except in a paragraph that is a quotation from
    its first character to its last: there the sentences of the speech are given, marked `quoted`.
    """
    marks = _marks(text, start, end)
    pairs = _pairs(marks)
    quoted = text[start] in "「『" and pairs.get(start) == end - 1 and "。" in text[start : end - 2]
    if quoted:
        start, end = start + 1, end - 1
        marks = _marks(text, start, end)
        pairs = _pairs(marks)
    for first, last in _pieces(text, start, end, marks, pairs):
        low, high = first, last
        while low < high and text[low] in BLANK:
            low += 1
        while high > low and text[high - 1] in BLANK:
            high -= 1
        if high - low > 1 or (low < high and text[low] not in _END):
            yield Sentence(low, high, quoted)


# No real sentence is longer; a text without any full stop is cut so that the rules stay linear in its length.
_LONGEST = 2000


def _pieces(text: str, start: int, end: int, marks: _Marks, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    low = start
    for high in _stops(text, end, marks, pairs):
        while high - low > _LONGEST:
            cut = max(text.rfind(mark, low + 1, low + _LONGEST) for mark in "、，, 　")
            cut = cut + 1 if cut > low else low + _LONGEST
            yield low, cut
            low = cut
        yield low, high
        low = high


def _stops(text: str, end: int, marks: _Marks, pairs: dict[int, int]) -> list[int]:
    """Where sentences end."""
    found: list[int] = []
    skip_to = 0
    for at, mark in marks:
        if at < skip_to:
            continue
        if at in pairs:
            skip_to = pairs[at] + 1
        elif mark in _END and not (mark == "．" and at + 1 < end and text[at + 1].isdigit()):  # no decimal point
            found.append(at + 1)
    found.append(end)
    return found
