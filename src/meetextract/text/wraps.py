"""Lines broken at a fixed width: newsletters, mails, copies from a PDF, OCR.

The width is found from the text itself: lines that break inside a sentence and all end at one place. Everything else
that stands on lines of its own (headings, lists, verses, tables, labels) ends where it ends, and stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from meetextract import expressions as re
from meetextract.text.sentences import BREAKS

NARROWEST: Final = 16  # code points; what is shorter is a list, a table or a poem
WIDEST: Final = 90
_LONG: Final = 30
_EVEN: Final = 4  # lines of one length

_JAPANESE: Final = "ぁ-ゖァ-ヺー一-鿿々〆〇"
# A break between two characters of a sentence, without which no text is looked at any further.
_INSIDE: Final = re.compile(
    rf"\n(?=(?:[>＞](?: ?[>＞])* ?)?[{_JAPANESE}、。・0-9０-９A-Za-zＡ-Ｚ（(「『)）」』])"
    r"(?<=[^\n]{16}\n)"
    rf"(?:(?<=[{_JAPANESE}、・0-9０-９A-Za-zＡ-Ｚ（「『)）」』]\n)|(?<=[{_JAPANESE}、・0-9０-９A-Za-zＡ-Ｚ（「『)）」』]\r\n))"
)
# The same across an empty line, where the line below cannot begin a sentence.
_SPACED: Final = re.compile(rf"(?<=[{_JAPANESE}、])(?:\r?\n[ \t\u3000]*){{2}}(?=[ぁ-ゖー、。])")
# The same where blanks stand before the break, or where lines are set in.
_PADDED: Final = re.compile(rf"[ \u3000](?<=[^\n。 \u3000].)[ \u3000]*+\r?\n(?=[{_JAPANESE}、。])")
_SET_IN: Final = re.compile(
    rf"\n(?:(?<=[{_JAPANESE}、]\n)|(?<=[{_JAPANESE}、]\r\n))(?:  |\u3000\u3000|\t)[ \t\u3000]*[{_JAPANESE}]"
)
_INDENT: Final = re.compile(r"[ \t\u3000]*")
_MARGIN: Final = ("  ", "\u3000\u3000", "\t")
# What a scanner leaves between letters; no line is the longer for it.
_APART: Final = re.compile(rf" (?<=[{_JAPANESE}、。・0-9] )(?=[{_JAPANESE}、。・0-9])")
_ROW: Final = re.compile(rf"[^{BREAKS}]+")
_QUOTE: Final = re.compile(r"[>＞](?: ?[>＞])* ?")
_BLANKS: Final = " \t\u3000\xa0"
# What begins something new, however full the line before it is.
_NEW: Final = re.compile(
    rf"""[{_BLANKS}]
       |[【〔［\[〈《＜▽▼■□◆◇●○◎★☆▲△▪►▶→※•＊*#＃]|[-–—―=＝_＿]{{2,}}
       |[（(][0-9０-９一二三四五六七八九十]{{1,2}}[）)]|[①-⑳]
       |[0-9０-９]{{1,2}}[.．][{_BLANKS}]*[^0-9０-９{_BLANKS}]|[0-9０-９]{{1,2}}[ 　]+[^0-9０-９]
       |[一-鿿]{{2,4}}[：:](?![0-9０-９])|[-‐・＊*+][ 　]|[（(](?:了|注|写真|以上)|https?://
       |(?:[一-鿿ァ-ヶーA-Za-z・]{{2,14}}[ 　,]{{1,2}})?
        (?:(?:19|20)[0-9]{{2}}[-/.年]\s?[0-9]{{1,2}}[-/.月]\s?[0-9]{{1,2}}日?|(?:令和|平成|昭和)[0-9０-９元]{{1,2}}年[0-9０-９]{{1,2}}月[0-9０-９]{{1,2}}日)(?:[^は、。]{{0,24}})$""",
    re.X | re.M,
)
_TABLE: Final = re.compile(rf"\t|[^{_BLANKS}][ \u3000]{{2,}}[^{_BLANKS}]|[│┃|｜].*[│┃|｜]")
_FINISHED: Final = frozenset("。！？!?」』】")
# What no line begins with, unless the words before it go on.
_HANGING: Final = frozenset("、。，．」』）)】〉》ー々ゃゅょっャュョッぁぃぅぇぉァィゥェォんンをゞ・")
_NO_BEGINNING: Final = frozenset("、。，．ーゃゅょっャュョッぁぃぅぇぉァィゥェォんン")
_OVER: Final = frozenset("、。，．」』）)")
_OPENERS: Final = frozenset("「『（(【〔“")
_PARTICLE: Final = frozenset("はがをにでとのもへや、・＝（「『")
_KATAKANA: Final = re.compile("[ァ-ヺー]")
_DIGIT: Final = re.compile("[0-9０-９]")
_COUNTED: Final = re.compile("[年月日時分カか国人回件円度]")
_LETTER: Final = re.compile(f"[{_JAPANESE}]")
_HIRAGANA: Final = re.compile("[ぁ-ゖ]")
# Signs of one column; the others take two.
_NARROW: Final = re.compile("[\x00-\xa6\xa9\xab-\xaf\xbb-\xbd\xc0-\u024f｡-ￜ]")
_LATIN: Final = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_SMALL: Final = re.compile("[a-zａ-ｚ]")


class Row(NamedTuple):
    """A line: its raw place, where its words begin (behind quotation marks of a mail, or a margin) and end, its
    quotation marks."""

    start: int
    end: int
    words: int
    last: int  # behind the last character that is no blank
    edge: int  # behind what counts for the length
    quote: str
    chars: int
    columns: int


class Width(NamedTuple):
    """At which width a text is broken: `low` to `high`, counted in code points or in columns."""

    low: int
    high: int
    columns: bool

    def full(self, text: str, a: Row, b: Row) -> bool:
        """Whether line `a` goes to the edge, or would if signs might begin and end a line."""
        short = self.high - (a.columns if self.columns else a.chars)
        scale = 2 if self.columns else 1
        if short < 0:  # 、 and 。 may hang over it
            return short >= -2 * scale and text[a.last - 1] in _OVER
        if short <= self.high - self.low:
            return True
        if short > 4 * scale or b.words + short // scale >= b.last:
            return False
        fits = b.words + short // scale
        return text[fits] in _HANGING or text[fits - 1] in _OPENERS


class Join(NamedTuple):
    """What is to be read over: a break between two lines, or a quotation mark; and whether a blank is to stay."""

    start: int
    end: int
    blank: bool


def may_be_wrapped(text: str) -> bool:
    """A cheap test: whether some line breaks off between two characters of a sentence, or is quoted in a mail."""
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    return (
        _INSIDE.search(text) is not None
        or "\n>" in text
        or _SPACED.search(text) is not None
        or _SET_IN.search(text) is not None
        or _PADDED.search(text) is not None
    )


def find_joins(text: str, measured: str) -> list[Join]:
    """The breaks and marks to be read over, in order; none for a text whose lines end where they mean to.

    `measured` is the same text, sign for sign, with the widths that its signs had when it was set."""
    rows = _rows(text)
    found = _quotation_marks(rows)
    if (spaced := _spaced(text, measured, rows)) is not None:
        return spaced
    for quote in dict.fromkeys(row.quote for row in rows):
        blocks = list(_blocks(text, rows, quote))
        joins = _joins(text, measured, blocks)
        if joins is None:  # one broken passage in a text that is not
            joins = [join for block in blocks for join in _of_passage(text, measured, block)]
        found += joins
    apart: list[Join] = []
    for join in sorted(found):
        if not apart or join.start >= apart[-1].end:  # else marks at the break of two lines that are joined
            apart.append(join)
    return apart


def _spaced(text: str, measured: str, rows: Sequence[Row]) -> list[Join] | None:
    """The breaks of a text whose lines are all set apart by an empty line; None for others, as most articles are, whose
    paragraphs are set apart in this way."""
    if _SPACED.search(text) is None:
        return None
    lines = [row for row in rows if row.last > row.words]
    gaps = [text[a.end : b.start].count("\n") for a, b in pairwise(lines)]
    if gaps.count(1) * 10 > len(gaps) or any(row.quote for row in lines):
        return None
    blocks: list[list[Row]] = [[]]
    for row, gap in zip(lines, (2, *gaps), strict=True):
        if gap > 2:
            blocks.append([])
        blocks[-1].append(row)
    found = _joins(text, measured, blocks) or []
    inside = sum(_SPACED.match(text, join.start) is not None for join in found)
    most = 2 * len(found) >= sum(_unfinished(text, row) for row in lines)
    return found if len(found) > 1 and (most or (inside > 1 and inside * 5 >= len(found))) else None


def _quotation_marks(rows: Sequence[Row]) -> list[Join]:
    """The signs that a mail sets before the lines it quotes, of which there are at least two in a row."""
    found = []
    for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
        if row.quote and ((before and before.quote) or (after and after.quote)):
            found.append(Join(row.start, row.words, blank=False))
    return found


def _joins(text: str, measured: str, blocks: Sequence[Sequence[Row]]) -> list[Join] | None:
    """The breaks of these paragraphs to be read over; None where they have no common width."""
    if not any(_breaks_off(text, a, b) for block in blocks for a, b in pairwise(block)):
        count = Counter(row.chars for block in blocks for row in block)
        if max(count.values(), default=0) < _EVEN:
            return None  # most texts, before anything is measured
    blocks = [[row._replace(columns=_columns(measured, row)) for row in block] for block in blocks]
    bulleted = any(_bullet(text, a, b) for block in blocks for a, b in zip((None, *block), block, strict=False))
    pairs = [(a, b) for block in blocks for a, b in pairwise(block) if _goes_on(text, a, b, bulleted=bulleted)]
    width = _width(text, [row for block in blocks for row in block], pairs)
    if width is None:
        return None
    exact = width.high == width.low + width.columns
    return [_join(text, a, b, exact=exact) for a, b in pairs if width.full(text, a, b)]


def _of_passage(text: str, measured: str, block: Sequence[Row]) -> Sequence[Join]:
    found = _joins(text, measured, [block]) if len(block) > 2 else None
    return found if found and len(found) > 1 else _at_will(text, block)


def _at_will(text: str, block: Sequence[Row]) -> list[Join]:
    """The breaks of a passage one of which cuts a word in two, wherever its lines end: `<br>` that a page was given."""
    pairs = [(a, b) for a, b in pairwise(block) if _unfinished(text, a) and _proves(text, a, b)]
    cut = {a for a, b in pairs if _cuts_word(text, a, b)}
    if not cut:
        return []
    # The first line may be a headline that ends with a particle.
    ours = [(a, b) for a, b in pairs if a in cut or a is not block[0] or _HIRAGANA.match(text, b.words)]
    return [_join(text, a, b, exact=True) for a, b in ours if _goes_on(text, a, b, bulleted=True)]


def _cuts_word(text: str, a: Row, b: Row) -> bool:
    """Whether the line begins with a sign that no word begins with."""
    before, after = text[a.last - 1], text[b.words]
    if after not in _NO_BEGINNING:
        return False
    return _KATAKANA.match(before) is not None if _KATAKANA.match(after) else _LETTER.match(before) is not None


def _breaks_off(text: str, a: Row, b: Row) -> bool:
    """Whether the first of two lines can be one that was broken."""
    return NARROWEST <= a.chars <= WIDEST and _unfinished(text, a) and _proves(text, a, b)


def _bullet(text: str, a: Row | None, b: Row) -> bool:
    """Whether the line opens an entry of a list by ・ for sure: behind nothing, an entry, or a finished line."""
    return text[b.words] == "・" and (a is None or text[a.words] == "・" or text[a.last - 1] in _FINISHED)


def _rows(text: str) -> list[Row]:
    lines = [(match, _QUOTE.match(text, *match.span())) for match in _ROW.finditer(text)]
    margin = _margin(text, [match.start() for match, _ in lines])
    rows = []
    for match, mark in lines:
        start, end = match.span()
        words = mark.end() if mark else start
        if margin and text.startswith(margin, start):
            words = start + len(margin)
        last = end
        while last > words and text[last - 1] in _BLANKS:
            last -= 1
        rows.append(Row(start, end, words, last, end, "".join(mark[0].split()) if mark else "", end - words, 0))
    return _without_padding(text, rows)


def _margin(text: str, starts: Sequence[int]) -> str:
    """The blanks that most lines of a text begin with, of more width than a paragraph is set in by; else nothing."""
    if _SET_IN.search(text) is None:
        return ""
    found = sorted(indent for at in starts if (match := _INDENT.match(text, at)) and (indent := match[0]) != "\u3000")
    margin = found[len(found) // 3] if len(found) > _EVEN else ""
    held = sum(text.startswith(margin, at) for at in starts)
    return margin if margin.startswith(_MARGIN) and held * 3 >= len(starts) * 2 else ""


def _without_padding(text: str, rows: list[Row]) -> list[Row]:
    """The rows measured without blanks that stand behind most of them, or between letters of one word."""
    full = [row for row in rows if row.last > row.words]
    scanned = 2 * len(_APART.findall(text)) > len(full)
    if not scanned and sum(row.end > row.last for row in full) * 5 <= len(full) * 4:
        return rows
    blanks = (len(_APART.findall(text, row.words, row.last)) if scanned else 0 for row in rows)
    return [
        row._replace(edge=row.last, chars=row.last - row.words - apart) for row, apart in zip(rows, blanks, strict=True)
    ]


def _columns(measured: str, row: Row) -> int:
    blanks = row.edge - row.words - row.chars  # that do not count
    return 2 * (row.edge - row.words) - len(_NARROW.findall(measured[row.words : row.edge])) - blanks


def _blocks(text: str, rows: Sequence[Row], quote: str) -> Iterator[list[Row]]:
    """Runs of lines of one quotation with no empty line between them."""
    block: list[Row] = []
    for row in rows:
        empty = row.last == row.words
        adjacent = bool(block) and text[block[-1].end : row.start] in ("\n", "\r\n", "\r")
        if block and (empty or row.quote != quote or not adjacent):
            yield block
            block = []
        if not empty and row.quote == quote:
            block.append(row)
    if block:
        yield block


def _goes_on(text: str, a: Row, b: Row, *, bulleted: bool) -> bool:
    """Whether `b` can be the rest of what `a` begins to say."""
    if _TABLE.search(text, a.words, a.last) or _TABLE.search(text, b.words, b.last):
        return False
    if text[b.words] == " ":  # between Latin words the break may stand before the blank
        return text[a.last - 1].isascii() and text[b.words + 1] not in _BLANKS
    if text[b.words] == "・" and bulleted:  # else a name, or words in a row
        return _bullet(text, a, b) is False and _KATAKANA.match(text, a.last - 1) is not None and _told(text, a, b)
    if text[b.words] == "・":
        return True
    if text[b.words] == "ー" and not _KATAKANA.match(text, a.last - 1):  # a dash before an entry of a list
        return False
    return not _NEW.match(text, b.words, b.last)


def _told(text: str, a: Row, b: Row) -> bool:
    return text.find("、", a.words, a.last) >= 0 or text.find("。", b.words, b.last) >= 0


def _unfinished(text: str, row: Row) -> bool:
    return text[row.last - 1] not in _FINISHED


def _inside(text: str, a: Row, b: Row) -> bool:
    """Whether the break stands where no heading, entry or verse ends: inside a word, before a particle."""
    before, after = text[a.last - 1], text[b.words]
    if after in _HANGING or before in _PARTICLE:
        return True
    return any(
        one.match(before) is not None and other.match(after) is not None
        for one, other in (
            (_KATAKANA, _KATAKANA),
            (_DIGIT, _DIGIT),
            (_DIGIT, _COUNTED),
            (_LATIN, _SMALL),
            (_LETTER, _HIRAGANA),
        )
    )


def _proves(text: str, a: Row, b: Row) -> bool:
    """Whether the two lines are one sentence, whatever their lengths: prose breaks off, and goes on inside a word."""
    if text.find("。", a.words, a.last) >= 0:
        return True
    if not _told(text, a, b):
        return False
    listed = text.find("、", a.words, a.last) >= 0
    ends = text.find("。", b.words, b.last) >= 0
    # No headline is longer than the text under it.
    return (listed and ends and _LONG <= a.chars > b.chars) or _inside(text, a, b)


def _surely(text: str, a: Row, b: Row) -> bool:
    """Whether the break stands where no line of any kind ends."""
    before, after = text[a.last - 1], text[b.words]
    if before in "、・＝（「『" or (after in _HANGING and after not in "・」』）)"):
        return True
    return _KATAKANA.match(before) is not None and _KATAKANA.match(after) is not None


def _width(text: str, rows: Sequence[Row], pairs: Sequence[tuple[Row, Row]]) -> Width | None:
    """The width of these lines, or None where they end at will. `pairs`: lines that can be one."""
    breaks = [(a, b) for a, b in pairs if _unfinished(text, a)]
    proofs = [(a, b) for a, b in breaks if _proves(text, a, b)]
    if not proofs:
        return _even(rows, breaks)
    stopped = any(text.find("。", row.words, row.last) >= 0 for row in rows)
    if not stopped and len(proofs) < _EVEN and not any(_surely(text, a, b) for a, b in proofs):
        return None  # headlines, one of which ends with a particle
    return _exact(text, rows, breaks, proofs) or _about(rows, breaks, proofs)


_Pairs: TypeAlias = "Sequence[tuple[Row, Row]]"


def _exact(text: str, rows: Sequence[Row], breaks: _Pairs, proofs: _Pairs) -> Width | None:
    """All lines end at one character or column."""
    best: tuple[int, Width] | None = None
    for columns in (False, True):
        count: Counter[int] = Counter(a.columns if columns else a.chars for a, _ in proofs)
        top = max(count, key=lambda width: (count[width] + (count[width - 1] if columns else 0), width))
        width = Width(top - columns, top, columns)
        scale = 2 if columns else 1
        if not NARROWEST * scale <= top <= WIDEST * scale:
            continue
        hits = sum(width.full(text, a, b) for a, b in breaks)
        others = [(a, b) for a, b in proofs if not width.full(text, a, b)]
        sure = sum(_surely(text, a, b) for a, b in others)
        longer = sum(_longer(text, row, top, columns=columns) for row in rows)
        if longer * 10 > hits or sure * 3 > hits:
            continue
        if hits == 1 and (others or not _alone(text, rows, *proofs[0], top, columns=columns)):
            continue
        if best is None or hits > best[0]:
            best = hits, width
    return best[1] if best else None


def _alone(text: str, rows: Sequence[Row], a: Row, b: Row, top: int, *, columns: bool) -> bool:
    """Whether one break is enough to tell that lines are broken: no headline, with the paper's name under it."""
    if any(row.columns > row.chars and (row.columns if columns else row.chars) > top + 4 for row in rows):
        return False
    if text.find("。", a.words, a.last) >= 0 or _surely(text, a, b):
        return True
    return text.find("。", b.words, b.last) >= 0 and (a is not rows[0] or _HIRAGANA.match(text, b.words) is not None)


def _even(rows: Sequence[Row], breaks: _Pairs) -> Width | None:
    """Nothing is told in sentences, but the lines that break off all have one length, and none is longer."""
    top = max((row.chars for row in rows), default=0)
    hits = sum(a.chars == top for a, _ in breaks)
    if hits < _EVEN or hits * 3 < len(breaks) * 2 or not NARROWEST <= top <= WIDEST:
        return None
    return Width(top, top, columns=False)


def _longer(text: str, row: Row, top: int, *, columns: bool) -> bool:
    """Whether the line runs over the edge; an address and a line about the article may, and 、 and 。 hang over it."""
    over = (row.columns if columns else row.chars) - top
    if over <= 0 or row.columns == row.chars or (over < top and text.find("。", row.words, row.last) < 0):
        return False
    return over > (4 if columns else 2) or text[row.last - 1] not in _OVER


def _about(rows: Sequence[Row], breaks: _Pairs, proofs: _Pairs) -> Width | None:
    """Lines that end near one place: words are kept whole, or a page's letters differ in width."""
    if len(proofs) < 3:
        return None
    top = max(a.columns for a, _ in proofs)
    low = top * 4 // 5
    if not NARROWEST * 2 <= top <= WIDEST * 2:
        return None
    longer = sum(row.columns > row.chars and row.columns > top + 2 for row in rows)
    near = sum(a.columns >= low for a, _ in breaks)
    proved = sum(a.columns >= low for a, _ in proofs)
    if longer * 10 > near or proved * 5 < len(proofs) * 4 or proved * 5 < near * 2:
        return None
    return Width(low, top + 2, True)


def _join(text: str, a: Row, b: Row, *, exact: bool) -> Join:
    """Between Latin words a blank stays: the one that is there, or the one that the break took the place of."""
    start = b.words
    while start < b.last and text[start] in _BLANKS:
        start += 1
    blank = a.end > a.last or start > b.words or not exact
    latin = _LATIN.match(text, a.last - 1) is not None and _LATIN.match(text, start) is not None
    return Join(a.last, start, blank and latin)
