"""The day of publication: where a page says it, by the words beside a date and by the line that it stands in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.text import dates
from meetextract.text.dates import DateMention
from meetextract.text.fulldates import FULL_DATE, full_day
from meetextract.text.rows import LOOKED_AT, OPENING, SHORT, Row, bare_row, page_rows, pattern, told
from meetextract.text.sentences import BREAKS, lines

# 5/11(木) 16:59: a list of headlines leaves the year out.
_SHORT: Final = re.compile(
    r"(?:^|[\s　])(?:(?P<m>[01]?[0-9])/(?P<d>[0-3]?[0-9])|(?P<mm>[01]?[0-9])月(?P<dd>[0-3]?[0-9])日)"
    r"[ 　]?(?:[（(][月火水木金土日][）)])?[ 　]?[0-2]?[0-9](?::[0-5][0-9]|時[0-5]?[0-9]分)(?:配信|公開|掲載)?\s*$"
)
_TIMED: Final = re.compile(rf"(?::[0-5][0-9]|分)(?:配信|公開|掲載)?\s*(?:[{BREAKS}]|\Z)")
# What a headline on a meeting holds.
TALK: Final = re.compile(
    r"会談|協議|会合|表敬|訪問|出張|会見|対話|2プラス2|２プラス２|首脳|外相|大臣|防衛相|国防相|首相|大統領|懇談|会議|署名|合意"
)
_LABELLED: Final = re.compile(r"[0-9０-９.．\s　]*(?:日\s?時|日付|期\s?日|開催日時?|期\s?間|会期|年月日|作成日)[:：]?")
_HELD: Final = re.compile(r"日[ 　]?時|日付")
BRACKETED: Final = re.compile(r"[（(](?:[^（）()]|[（(].[）)]){0,30}[）)]")
_BEHIND: Final = re.compile(r"[【\[［（(〔][^【】\[\]［］（）()〔〕]{8,30}[】\]］）)〕][ 　]*(?=[^。]{8,}$)")
_PAPER: Final = re.compile(r"【[^【】]{8,16}(?:[（(].[）)])?[ 　]?[0-9０-９]{1,2}面】")  # before the first sentence
_HEAD: Final = 24  # lines
_EARLY: Final = 8
_ENTRY: Final = 4  # code points behind the day of a chronicle's entry
_LAST_LINES: Final = 3
_NO_WORDS: Final = re.compile(r"[^\wぁ-ヺ一-鿿]*|https?://\S*")
_BREAK: Final = re.compile(f"[{BREAKS}]")
_SENTENCE: Final = re.compile(r"[（(].[）)]、|、|は|に|から[0-9０-９]")


class Imprint(NamedTuple):
    """A day of publication and where it stands; `alone`: its line says nothing of the article; `behind`: where in
    the line a headline begins that stands behind the day in its brackets (【東都新聞 2026/11/4】外相、…), or 0."""

    date: datetime.date
    start: int
    end: int
    row: Row
    first: bool
    alone: bool
    behind: int = 0


# How good a date is: the words beside it say so, or its line is nothing else; else only where there is no other.
_PUBLISHED, _BARE, _UPDATED, _BRACKET, _PRINTED = range(5)


def may_be_imprint(text: str, end: int) -> bool:
    """Whether a full date of `text[:end]` stands on a line that is no sentence to its end; most stand in those."""
    for date in FULL_DATE.finditer(text, 0, end):
        stop = _BREAK.search(text, date.end())
        line = text[date.start() : min(stop.start() if stop else len(text), date.start() + LOOKED_AT)].rstrip()
        if not line.endswith("。") or len(line) > LOOKED_AT // 2 or text.startswith("【", date.start() - 1):
            return True
    return False


def find_imprint(text: str, rows: Iterable[Row]) -> Imprint | None:
    """The day of publication among the first lines, else said by its own words farther down."""
    waiting: dict[int, Imprint] = {}
    seen: list[Row] = []
    for row in islice(rows, _HEAD):
        found = _dated(text, row, seen)
        seen.append(row)
        if found is None:
            continue
        rank, imprint = found
        if rank == _BARE and _is_entry(text, row):
            return None
        if rank <= _BARE:
            return imprint
        waiting.setdefault(rank, imprint)
    return waiting[min(waiting)] if waiting else None


def _is_entry(text: str, row: Row) -> bool:
    """Whether a line is one of a chronicle: words stand behind its day, and the next line begins with a day too."""
    day = FULL_DATE.match(row.raw)
    below = next((line for line in lines(text, row.line.end) if line.end > line.start), None)
    if day is None or below is None or len(row.raw) - day.end() < _ENTRY:
        return False
    return FULL_DATE.match(text[below.start : below.end].lstrip(" 　")) is not None


def find_late_imprint(text: str, start: int) -> Imprint | None:
    """A day of publication behind `start`, the end of the first lines, by the words beside it."""
    for date in FULL_DATE.finditer(text, start):
        low = max(start, text.rfind("\n", start, date.start()) + 1)
        line = next(line for line in lines(text, low) if line.end > date.start())
        if line.end - line.start > SHORT:
            continue
        row = bare_row(text, line)
        if (match := FULL_DATE.search(row.raw)) and _said(row.raw, match) == "published":
            return None if _ended(text, line.start) else _imprint(text, row, match, first=False)
    return None


def find_last_imprint(text: str) -> Imprint | None:
    """A paper and a full date that stand on the last line, below the text."""
    end = len(text)
    for _ in range(_LAST_LINES):
        start = max(0, end - 2 * SHORT)
        found = list(lines(text, start, end))
        if not found or found[-1].start == start:
            return None
        line = found[-1]
        words = text[line.start : line.end]
        if _NO_WORDS.fullmatch(words) is None:
            match = FULL_DATE.search(words)
            if match is None or len(words) > SHORT or told(words):
                return None
            rest = words[: match.start()] + " " + words[match.end() :].rstrip("）)]］】")
            paper = pattern("paper").search(rest) is not None and rest.rstrip()[-1:] not in "省庁邸"  # a place
            named = paper or pattern("publisher_label").match(words)
            return _imprint(text, bare_row(text, line), match, first=False) if named else None
        end = line.start
    return None


def _ended(text: str, end: int) -> bool:
    """Whether the article ends before a place: what follows is the page's."""
    short = (line for line in islice(lines(text, 0, end), OPENING, None) if line.end - line.start <= SHORT)
    return any(pattern("end").match(text[line.start : line.end]) for line in short)


def day_without_year(text: str, rows: Iterable[Row]) -> DateMention | None:
    """Month and day of a list's imprint, where no line has the year."""
    if _TIMED.search(text) is None:
        return None
    for row in rows:
        if row.short and not row.told and (match := _SHORT.search(row.raw)):
            month, day = int(match["m"] or match["mm"]), int(match["d"] or match["dd"])
            found = DateMention(row.line.start + match.start(), row.line.start + match.end(), None, month, day)
            if dates.value(found) is not None and dates.valid(month, day):
                return found
    return None


def _dated(text: str, row: Row, seen: Sequence[Row]) -> tuple[int, Imprint] | None:
    if (paper := _PAPER.match(row.raw)) is not None and (match := FULL_DATE.search(paper[0])) is not None:
        printed = _imprint(text, row, match, first=False)
        return (_PUBLISHED, printed._replace(alone=False)) if printed is not None else None
    if not (row.head or row.short) or row.raw[-1] == "。" or (match := _best(row.raw)) is None:
        return None
    if seen and _LABELLED.fullmatch(seen[-1].raw):
        return None
    position = len(seen) + 1
    said = _said(row.raw, match)
    if said == "other" and not (_is_own_day(row, seen) and _HELD.search(row.raw, 0, match.start())):
        return None
    first = position == 1 and match.start() > 12
    if said is None:
        bare = row.head or (position <= _EARLY and match.end() - match.start() >= len(row.raw) - 4)
        at_edge = row.short or match.start() <= 2 or first
        bracketed = BRACKETED.fullmatch(row.raw) is not None
        if not (bare and at_edge) or (_is_sentence_date(row.raw, match) and not bracketed):
            return None
    imprint = _imprint(text, row, match, first=first)
    if imprint is None:
        return None
    if said == "updated":
        return _UPDATED, imprint
    if said is None and BRACKETED.fullmatch(row.raw):
        return _BRACKET, imprint
    before = row.raw[: match.start()].split()
    if len(before) == 1 and "://" in before[0]:  # a browser's own line, with the hour at which the page was printed
        return _PRINTED, imprint
    return _PUBLISHED if said else _BARE, imprint


def _best(raw: str) -> re.Match[str] | None:
    """The first full date of a line, or, where that is of a change (最終更新日 …　公開日 …), the one of publication."""
    first = FULL_DATE.search(raw)
    if first is None or _said(raw, first) != "updated":
        return first
    return next((other for other in FULL_DATE.finditer(raw, first.end()) if _said(raw, other) == "published"), first)


def _is_own_day(row: Row, seen: Sequence[Row]) -> bool:
    """The day of a press conference is that of its page; 日付 of a database's record is the day of the paper."""
    labels = pattern("title_label"), pattern("publisher_label")
    return any(
        "会見" in one.raw or any(label.match(one.raw.lstrip("•・-* 　")) for label in labels)
        for one in (*seen[:_EARLY], row)
    )


def _imprint(text: str, row: Row, match: re.Match[str], *, first: bool) -> Imprint | None:
    low, high = row.line.start + match.start(), row.line.start + match.end()
    day = full_day(match)
    if day is None:
        return None
    in_title = not first and match.start() > 12 and TALK.search(row.raw, 0, match.start()) is not None
    behind = _BEHIND.match(row.raw) if row.head and not first else None
    alone = (row.short and not in_title and behind is None) or (first and not row.told)
    return Imprint(day, low, high, row, first, alone, behind.end() if behind else 0)


@cache
def _beside() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            row["day"],
            re.compile(row["before"]) if "before" in row else None,
            re.compile(row["after"]) if "after" in row else None,
        )
        for row in page_rows("imprint")
    )


def _said(raw: str, match: re.Match[str]) -> str | None:
    """What the words beside a date say of it: published, updated, other; None where there are none."""
    for day, before, after in _beside():
        if before is not None and before.search(raw[max(0, match.start() - 20) : match.start()]):
            return day
        if after is not None and after.match(raw, match.end()):
            return day
    return None


def _is_sentence_date(raw: str, match: re.Match[str]) -> bool:
    """平成25年7月9日（火）、13時30分から … is the lead, not the publication line."""
    return "。" in raw[match.end() :] or _SENTENCE.match(raw, match.end()) is not None
