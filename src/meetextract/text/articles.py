"""Several articles in one text: exports of news databases, digests, pasted collections.

A text is cut only where its form says so: by numbers (文書 1/2), by labels (見出し：), or where a line with a paper and
a full date stands over sentences more than once. Briefs without a paper and a day of their own stay together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.text.fulldates import FULL_DATE, full_day
from meetextract.text.imprint import TALK
from meetextract.text.rows import pattern, told
from meetextract.text.sentences import Line, lines

_COUNTED: Final = re.compile(
    r"(?:文書|記事|Document|Article|No\.?|第)?[ 　]?[\[【(（<＜]?[ 　]?(?P<n>[0-9]{1,4})[ 　]?(?:/|／|of|件目／)[ 　]?"
    r"(?P<all>[0-9]{1,4})[ 　]?(?:件|DOCUMENTS)?[\]】)）>＞]?"
)
_LABEL: Final = re.compile(
    r"[^：:。、]{1,12}[:：].{0,60}|【[^】]{1,8}】.{0,60}|[<＜\[【(（]{1,2}[^。]{1,10}[>＞\]】)）]{1,2}"
)
_RULE: Final = re.compile(r"(?:[-=*_~#＊＝－─━―＿◆◇■□●○][ 　]?){5,}+|\f+")
_LONGEST: Final = 120  # code points of a line with paper and day
_SHORT: Final = 40  # of a line that says nothing but where or when an article stood
_TITLE_LINES: Final = 3
_BLOCK: Final = 6  # lines over and under a day that may be of the same article's head
_BESIDE: Final = 2  # lines between a day and the paper
_TITLE: Final = 12  # code points of a line that may be a headline
_SITE: Final = re.compile(r"[|｜]| [-–—] ")  # before the name of the paper, behind a headline
# 1. 外相、豪外相と会談: the number of an article in its collection.
_NUMBER: Final = re.compile(r"[（(\[]?(?P<n>[0-9]{1,4})(?:[）)\].．、:：][ 　]*|[ 　]+)(?=\S.{8})")
_FEWEST: Final = 25  # code points of a sentence that makes an article


class Part(NamedTuple):
    """One article: code points of the text, end exclusive."""

    start: int
    end: int


def split_articles(text: str) -> list[Part]:
    """The articles of a text, in order; one part that is the whole text where its form does not part it."""
    whole = [Part(0, len(text))]
    if not may_hold_several(text):
        return whole
    rows = list(lines(text))
    starts = _by_number(text, rows) or _without_numbers(
        text, _by_label(text, rows) or _by_end(text, rows) or _by_imprint(text, rows)
    )
    if not starts:
        return whole
    parts = [Part(low, high) for low, high in pairwise([*starts, len(text)]) if _is_told(text, low, high)]
    if len(parts) < 2:
        return whole
    before = Part(0, parts[0].start)  # an editor's words, or what the database says of itself
    return [before, *parts] if _is_told(text, *before) and TALK.search(text, *before) else parts


def of_their_own_days(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts of a text that one day of publication must not complete: its articles, or the blocks of a digest each
    under a line that is nothing but a full date, where these are of different months; else the whole text."""
    whole = [Part(0, len(text))]
    if len(parts) == 1:
        starts = [row.start for row in lines(text) if _is_date_line(text, row)]
        parts = [Part(low, high) for low, high in pairwise([*starts, len(text)])]
    months = {month for part in parts if (month := _month(text, part))}
    if len(months) < 2 or not all(_is_told(text, *part) for part in parts):
        return whole
    if _is_told(text, 0, parts[0].start):
        return [Part(0, parts[0].start), *parts]
    return [Part(0, parts[0].end), *parts[1:]]


def _month(text: str, part: Part) -> tuple[int, int] | None:
    """Year and month of the first full date."""
    match = FULL_DATE.search(text, *part)
    found = full_day(match) if match else None
    return (found.year, found.month) if found else None


def _is_date_line(text: str, row: Line) -> bool:
    match = FULL_DATE.match(text, *row)
    return match is not None and row.end - match.end() <= 3


def may_hold_several(text: str) -> bool:
    """Whether there are two full dates; most articles have one at most."""
    found = FULL_DATE.finditer(text)
    return next(found, None) is not None and next(found, None) is not None


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether there is a sentence."""
    begin = start
    stop = text.find("。", start, end)
    while stop >= 0:
        if stop - max(text.rfind("\n\n", begin, stop), text.rfind("\n\r\n", begin, stop), begin) >= _FEWEST:
            return True
        begin, stop = stop, text.find("。", stop + 1, end)
    return False


def _by_number(text: str, rows: Sequence[Line]) -> list[int]:
    """文書 1/2, [2/2]: each of them, in order, of the same number."""
    found = [(row.start, match) for row in rows if (match := _COUNTED.fullmatch(text, *row))]
    numbers = [int(match["n"]) for _, match in found]
    if len(found) < 2 or len({match["all"] for _, match in found}) > 1 or numbers != sorted(set(numbers)):
        return []
    return [start for start, _ in found]


def _by_label(text: str, rows: Sequence[Line]) -> list[int]:
    """見出し：…, or the labels and numbers over the first of them."""
    titles = [n for n, row in enumerate(rows) if pattern("title_label").match(text, *row)]
    dates = [row for row in rows if row.end - row.start < _LONGEST and FULL_DATE.search(text, *row)]
    if len(titles) < 2 or len(dates) < len(titles):
        return []
    above = _labels_above(text, rows, titles[0], titles[0])
    return [rows[n - _labels_above(text, rows, n, above)].start for n in titles]


def _labels_above(text: str, rows: Sequence[Line], n: int, most: int) -> int:
    """How many lines over that line say something of an article, up to `most`."""
    count = 0
    while count < most and _LABEL.fullmatch(text, *rows[n - count - 1]):
        count += 1
    return count


def _by_end(text: str, rows: Sequence[Line]) -> list[int]:
    """Where each article ends in a line that says so, and begins with a day."""
    ends = [row.end for row in rows if pattern("record_end").match(text[row.start : row.end])]
    parts = [(low, high) for low, high in pairwise([0, *ends, len(text)]) if _is_told(text, low, high)]
    if len(ends) < 2 or not all(FULL_DATE.search(text, *part) for part in parts):
        return []
    return [low for low, _ in parts]


def _without_numbers(text: str, starts: list[int]) -> list[int]:
    """Behind the numbers of a collection's articles, where each has the next."""
    found = [_NUMBER.match(text, start) for start in starts]
    numbers = [int(match["n"]) for match in found if match is not None]
    if not numbers or len(numbers) < len(starts) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return starts
    return [match.end() for match in found if match is not None]


def _by_imprint(text: str, rows: Sequence[Line]) -> list[int]:
    """Where lines with a paper and a day stand over sentences, from the headline above each; or under them."""
    ruled = any(_RULE.fullmatch(text, *row) for row in rows)
    heads = [n for n, row in enumerate(rows) if _is_imprint(text, row) or (ruled and _under_rule(text, rows, n))]
    if len(heads) > 1 and _are_under(text, rows, heads):
        return [rows[0].start, *(rows[n + 1].start for n in heads[:-1])]
    heads = sorted({*heads, *(n for n in range(len(rows)) if _beside_paper(text, rows, n))})
    starts: list[int] = []
    last = -1
    for place, n in enumerate(heads):
        below = rows[heads[place + 1]].start if place + 1 < len(heads) else len(text)
        if not _is_told(text, rows[n].end, below):
            continue
        first = _headline(text, rows, n, last)
        starts.append(rows[first].start)
        last = n
    return starts


def _are_under(text: str, rows: Sequence[Line], heads: Sequence[int]) -> bool:
    """Whether each article ends with its paper and day: all of them stand right below sentences, the last one last."""
    if any(n == 0 or not told(text[rows[n - 1].start : rows[n - 1].end]) for n in heads):
        return False
    return not _is_told(text, rows[heads[-1]].end, len(text))


def _is_imprint(text: str, row: Line) -> bool:
    """Whether a line names a paper, or page and length of an article, beside a full date."""
    if row.end - row.start > _LONGEST:
        return False
    match = FULL_DATE.search(text, *row)
    if match is None:
        return False
    line = text[row.start : row.end]
    rest = line[: match.start() - row.start] + " " + line[match.end() - row.start :]
    return not told(line) and pattern("paper").search(rest) is not None


def _beside_paper(text: str, rows: Sequence[Line], n: int) -> bool:
    """Whether a line says little but a full date, and one near it names the paper, or page and length."""
    if rows[n].end - rows[n].start > _SHORT or FULL_DATE.search(text, *rows[n]) is None:
        return False
    near = (text[row.start : row.end] for row in rows[max(0, n - _BESIDE) : n + _BESIDE + 1])
    return any(len(line) <= _LONGEST and not told(line) and _names_paper(line) for line in near)


def _names_paper(line: str) -> bool:
    bare = _SITE.split(line)[-1].lstrip("•・-* 　")
    return pattern("publisher_label").match(bare) is not None or pattern("paper_line").fullmatch(bare) is not None


def _under_rule(text: str, rows: Sequence[Line], n: int) -> bool:
    """Whether a full date stands near below a rule, over sentences."""
    line = text[rows[n].start : rows[n].end]
    if told(line) or len(line) > _LONGEST or FULL_DATE.search(line) is None:
        return False
    return n <= _TITLE_LINES or any(_RULE.fullmatch(text, *row) for row in rows[n - _TITLE_LINES : n])


def _headline(text: str, rows: Sequence[Line], n: int, last: int) -> int:
    """The first of the lines above a line with paper and day that belong to the same article."""
    first = n
    titled = _may_be_title(text, rows[n])
    while first > max(last + 1, n - _BLOCK):
        row = rows[first - 1]
        line = text[row.start : row.end]
        if told(line) or len(line) > _LONGEST or pattern("skip").match(line) or pattern("record_end").match(line):
            break
        if _RULE.fullmatch(line):
            if titled or first - 1 <= last + 1 or not _may_be_title(text, rows[first - 2]):
                break
        elif titled and text.count("\n", row.end, rows[first].start) > 1:
            break  # an empty line over the headline
        titled = titled or _may_be_title(text, row)
        first -= 1
    return first


def _may_be_title(text: str, row: Line) -> bool:
    line = text[row.start : row.end]
    if len(line) > _LONGEST or told(line) or FULL_DATE.search(line) or _RULE.fullmatch(line):
        return False
    return (len(line) >= _TITLE or TALK.search(line) is not None) and pattern("not_title").fullmatch(line) is None
