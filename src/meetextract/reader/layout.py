"""Pieces of text on pages to lines, and lines to paragraphs: a sentence has to be one slice of the text.

A line that ends only because its column does goes on in the next, over columns and pages. Headers, footers and page
numbers are left out.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from meetextract import expressions as re

Matrix = Sequence[float]

_GAP: Final = 2.5  # em; a wider blank within a line parts columns
_SLACK: Final = 2.6  # em that a full line may be short of the usual width: signs that may not begin a line move down
_ROWS: Final = 5  # lines that share their height with another: two columns drawn line by line
_EDGE: Final = 2  # lines at the top and at the bottom of a page that may be header and footer
_SMALL: Final = 0.62  # of the size of a word, that of the kana over it
_NEAR: Final = 6  # lines, before and behind it, one of which the kana stand over
_KANA: Final = re.compile("[ぁ-ゖァ-ヺー・ 　]+")
_SENTENCE_END: Final = re.compile(r"[。．！？!?]\s*$")
_CLOSED: Final = re.compile(r"[」』）)】:：]\s*$")
_GLOSS: Final = re.compile(r"[（(][A-Za-zÀ-ɏ .,'-]{2,60}[）)]\s*$")  # of a name, within a sentence
_GOES_ON: Final = re.compile(r"[ぁ-ん、，]")  # after a bracket the sentence does so with a particle
_NEW_ITEM: Final = re.compile(
    r"^\s*(?:[\u3000【〈《・○◯●◇◆■□※＊*-]|[0-9０-９]+[.．、)）]|[①-⑳]|[（(](?:[0-9０-９]{1,2}|[一二三四五六七八九十ア-オ])[）)])"
)
_PAGE_NUMBER: Final = re.compile(r"^\s*[-－―ー]?\s*[0-9０-９]{1,4}\s*(?:/\s*[0-9]{1,4})?\s*[-－―ー]?\s*$")
# What browsers print above and below a page.
_PRINTED: Final = re.compile(
    r"^\s*(?:[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4},? [0-9]{1,2}:[0-9]{2}(?: [AP]M)?|(?:https?|ﬁle|file)://\S*(?:\s+[0-9]+/[0-9]+)?)\s*$"
)
# What is not divided at the end of a line: a word of Latin letters, a letter with its brackets and what may not begin a
# line.
_UNIT: Final = re.compile(
    r"[「『（(〈《“]{0,3}(?:[!-'*-;=-Z^-z]{1,30}|.)[」』）)〉》”、。，．・：；？！々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]{0,3}"
)
_DIGITS: Final = re.compile(r"[0-9０-９]+")
_JAPANESE: Final = "\u3005-\u30ff\u3400-\u9fff\uff01-\uff60"
_APART: Final = re.compile(rf"(?<=[{_JAPANESE}]) (?=[{_JAPANESE}])")
_BLANK: Final = re.compile(rf"(?<=[{_JAPANESE}\u3000-\u30040-9]) (?=[{_JAPANESE}\u3000-\u30040-9])")
# Between letters of the two scripts typesetters leave a little room, which comes out as a blank; behind the number of a
# heading it is one.
_BETWEEN: Final = re.compile(
    rf"(?<=[{_JAPANESE}\u3000-\u3004]) (?=[!-~])|(?<=^[◯○●◎■□◆◇・※]) "
    rf"|(?<=[!-~]) (?=[{_JAPANESE}\u3001-\u3004])"
    r"(?:(?<!^[0-9] )(?<!^[0-9][0-9] )(?<!^[0-9]\. )|(?=[日月年時分人名か]))",
    re.MULTILINE,
)
_PAIR: Final = re.compile(rf"[{_JAPANESE}](?=[{_JAPANESE}])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, where it begins (points from the lower left corner) and its size in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(slots=True)
class Line:
    """A line of one column: its text, where it begins and ends, its height and the size of its letters."""

    text: str
    x: float
    right: float
    y: float
    size: float


def placed(text: str, cm: Matrix, tm: Matrix, size: float) -> Piece:
    """A piece as pypdf's visitor gives it: text, the page's and the text's matrix, and the font's size."""
    x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
    y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
    scale = math.sqrt(abs((cm[0] * cm[3] - cm[1] * cm[2]) * (tm[0] * tm[3] - tm[1] * tm[2]))) or 1.0
    return Piece(text, x, y, max(size * scale, 0.1))


def em(text: str) -> float:
    """The width of a text in letters of full width: those of Latin take half of one."""
    return sum(1 if unicodedata.east_asian_width(char) in {"Na", "H", "N"} else 2 for char in text) / 2


def vertical(pages: Sequence[Sequence[Piece]]) -> bool:
    """Whether the text runs from top to bottom: most letters stand below the one before."""
    down = along = 0
    for pieces in pages:
        letters = [piece for piece in pieces if piece.text.strip()]
        for before, piece in pairwise(letters):
            if len(before.text.strip()) > 2 or len(piece.text.strip()) > 2:  # noqa: PLR2004  (two digits stand abreast)
                along += 1
            elif abs(piece.x - before.x) < 0.6 * piece.size and 0.5 < (before.y - piece.y) / piece.size < 2:  # noqa: PLR2004
                down += 1
            else:
                along += 1
    return down > 20 and down > along  # noqa: PLR2004


def joined(pages: Sequence[Sequence[Piece]]) -> str:
    """The text of all pages."""
    found = [_in_columns(_from_the_top(_without_readings(lines_of(pieces)))) for pieces in pages]
    kept = _without_edges(found)
    text = re.sub(" {2,}", " ", "\n".join(_paragraphs(kept)))
    return _BETWEEN.sub("", apart_joined(text))


def apart_joined(text: str) -> str:
    """The text without the blanks between its letters, where they are set apart throughout."""
    blanks = len(_APART.findall(text))
    return _BLANK.sub("", text) if blanks > 20 and blanks > 2 * len(_PAIR.findall(text)) else text  # noqa: PLR2004


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a page, in the order in which it draws them."""
    lines: list[Line] = []
    fresh = True
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            fresh = fresh or number > 0
            if not text.strip():
                if lines and text and not fresh:
                    lines[-1].text += text
                continue
            last = lines[-1] if lines else None
            if last is not None and _goes_on(last, piece):
                fresh = False
                last.text += text
                last.right = max(last.right, piece.x + em(text) * piece.size)
                last.size = max(last.size, piece.size)
            else:
                fresh = False
                lines.append(Line(text, piece.x, piece.x + em(text) * piece.size, piece.y, piece.size))
    for line in lines:
        line.text = line.text.rstrip()
    return lines


def _goes_on(last: Line, piece: Piece) -> bool:
    level = abs(piece.y - last.y) < 0.5 * max(last.size, piece.size)
    return level and -0.5 * piece.size < piece.x - last.x and piece.x - last.right < _GAP * max(last.size, piece.size)


def _without_readings(lines: list[Line]) -> list[Line]:
    """The lines but for the small kana over a word, which say how it is read."""
    kept = []
    for at, line in enumerate(lines):
        small = _KANA.fullmatch(line.text) is not None and any(
            line.size <= _SMALL * near.size
            and 0 < line.y - near.y < 1.5 * near.size
            and near.x - near.size <= line.x <= near.right
            for near in (*lines[max(0, at - _NEAR) : at], *lines[at + 1 : at + 1 + _NEAR])
        )
        if not small:
            kept.append(line)
    return kept


def _from_the_top(lines: list[Line]) -> list[Line]:
    """Lines that a page draws last and that stand above all others, first."""
    lowest = [math.inf]
    for line in reversed(lines):
        lowest.append(min(lowest[-1], line.y))
    lowest.reverse()
    top = -math.inf
    for at, line in enumerate(lines):
        if at and lowest[at] > top + 0.5 * line.size:
            return [*lines[at:], *lines[:at]]
        top = max(top, line.y)
    return lines


def _in_columns(lines: list[Line]) -> list[Line]:
    """The lines of two columns that a page draws from left to right, column by column."""
    rows = sum(
        1 for before, line in pairwise(lines) if abs(before.y - line.y) < 0.5 * line.size and line.x > before.right
    )
    if rows < _ROWS or rows * 3 < len(lines):
        return lines
    middle = (min(line.x for line in lines) + max(line.right for line in lines)) / 2
    wide = [line for line in lines if line.x < middle - 2 * line.size < middle + 2 * line.size < line.right]
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if any(line is one for one in wide):
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.x < middle else right).append(line)
    return [*ordered, *left, *right]


def _without_edges(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without the lines above and below the text that repeat, page numbers, and what browsers print."""
    edges = [_edge_lines(lines) for lines in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    anywhere = Counter(key for lines in pages for key in {_key(line) for line in lines})
    often = max(2, math.ceil(0.5 * len(pages)))
    kept: list[list[Line]] = []
    for lines, edge in zip(pages, edges, strict=True):
        known = {id(line) for line in edge}
        inside = [_key(line) for line in lines if id(line) not in known]
        if inside and all(anywhere[key] > 1 for key in inside):
            known = set()  # the same page once more
        heights = [line.y for line in edge if _PRINTED.match(line.text)]
        kept.append([
            line for line in lines
            if not (
                _PAGE_NUMBER.match(line.text)
                or (id(line) in known and (seen[_key(line)] >= often or any(abs(line.y - y) < 1 for y in heights)))
            )
        ])  # fmt: skip
    return kept


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines at the top and at the bottom of a page."""
    heights = sorted({round(line.y) for line in lines})
    edge = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in lines if round(line.y) in edge]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text.strip()), round(line.y / 4)


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    joined_: list[str] = []
    last: Line | None = None
    end = 0.0  # of the column of the last line
    leading = _leading(pages)
    for lines in pages:
        ends = _usual_ends(lines)
        for line in lines:
            if last is not None and _goes_over(last, line, end) and _belongs(last, line, leading):
                # Between words of Latin letters the end of the line was the blank.
                text = joined_[-1]
                joined_[-1] += f" {line.text}" if text[-1].isascii() and line.text[0].isascii() else line.text
            else:
                joined_.append(line.text)
            last, end = line, ends[_column(line)]
    return joined_


def _goes_over(last: Line, line: Line, end: float) -> bool:
    """Whether a line ends where it does for want of room for what the next begins with."""
    if _SENTENCE_END.search(last.text) or _NEW_ITEM.match(line.text):
        return False
    prose = "。" in last.text or _GLOSS.search(last.text) is not None
    if _CLOSED.search(last.text) and not prose and not _GOES_ON.match(line.text):
        return False
    unit = _UNIT.match(line.text[:80].replace(" ", ""))
    wanted = 1 + em(unit[0]) if unit else 0
    return last.right >= end - max(_SLACK, wanted) * last.size


def _belongs(last: Line, line: Line, leading: dict[int, float]) -> bool:
    """Whether a line may go on with the one before: letters of one size, and no more room between them than usual."""
    if abs(line.size - last.size) > 0.15 * last.size:
        return False
    down = last.y - line.y
    return down < 0 or down <= 1.3 * leading.get(round(line.size), down)


def _leading(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    """By the size of letters, how far the lines of a paragraph stand apart: the least that there is."""
    found: dict[int, float] = {}
    for lines in pages:
        for last, line in pairwise(lines):
            down, size = last.y - line.y, round(line.size)
            if down >= 0.9 * line.size and round(last.size) == size:
                found[size] = min(down, found.get(size, down))
    return found


def _column(line: Line) -> int:
    """Lines that begin within some letters of one another stand in one column."""
    return round(line.x / 100)


def _usual_ends(lines: Sequence[Line]) -> dict[int, float]:
    """Where the lines of each column usually end: the place that most of them share, not that of the longest."""
    ends: dict[int, list[Line]] = {}
    for line in lines:
        ends.setdefault(_column(line), []).append(line)
    usual: dict[int, float] = {}
    for column, found in ends.items():
        size = Counter(round(line.size) for line in found).most_common(1)[0][0] or 1
        alike = [line for line in found if abs(line.size - size) < 0.15 * size + 1]
        longest = max(line.right for line in alike)
        left = min(line.x for line in alike)
        # The last lines of paragraphs, and headings, end anywhere.
        long = [line for line in alike if line.right - left >= 0.6 * (longest - left)]
        places = Counter(round(line.right / (2 * size)) for line in long)
        most = max(places.items(), key=lambda item: (item[1], item[0]))[0]
        usual[column] = max(line.right for line in long if abs(round(line.right / (2 * size)) - most) <= 0)
    return usual
