"""Dates: from the words to YYYY-MM-DD, --MM-DD or ---DD, never guessing what the text does not give.

find_dates yields what the text says, with its place; resolve_date completes it from the publication date and the
dates before it. Eras: Cabinet Office of Japan (令和 from 2019-05-01, 平成 from 1989-01-08, 昭和 from 1926-12-25).
Years of 民国, 主体 and 仏暦 have our months; those of イラン暦, ヒジュラ暦 and 旧暦 are others, and no date is read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from meetextract import expressions as re

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "主体": 1911, "仏暦": -543}
_N = "[0-9０-９]"
_D = "[0-9]{1,2}"
_KAN = "[〇一二三四五六七八九十]"
_DATE = re.compile(
    rf"""
    (?=[0-9０-９〇一二三四五六七八九十令平昭今本昨去来同翌先（(即あ明前きこ民主仏おけ月火水木金土日])
    (?:(?:(?P<era>令和|平成|昭和|民国|主体|仏暦)\s?(?P<ey>元|{_N}{{1,4}}|{_KAN}{{1,3}})(?:[（(]{_N}{{4}}[）)])?年\s?
       |(?P<y>{_N}{{4}}|[〇一二三四五六七八九]{{4}})\s?年\s?
       |(?P<ry>今年|本年|昨年|去年|来年|同年|翌年)の?\s?)?
    (?:(?P<m>{_N}{{1,2}}|{_KAN}{{1,3}})\s?月の?\s?|(?P<rm>今月|先月|来月|同月|翌月)の?|(?P<after>[翌同])(?={_N}{{1,2}}日))?
    (?P<d>{_N}{{1,2}}|{_KAN}{{1,3}})\s?(?:日?[、，・と](?:{_N}{{1,2}}|{_KAN}{{1,3}})日?の両日|(?:[、，・～〜~－–]|日(?:及び|と)){_N}{{1,2}}日(?!間|目|以内|程|ほど|中に|ごと|おき)|日(?!間|目|本|後|前|ぶり|の日程で|米|系|程|産|銀|数|中両|韓|英|豪|欧|印|露|仏|独|ごと|以内|連続|余り|おき|時)(?:(?<!\s日)|(?=[\s、。，．,（(「）)はにのかまをとでがも～〜~－午朝夜夕昼未深]|$)))
    |(?P<iso>(?:19|20)\d\d[-/.]\s?\d\d?[-/.]\s?\d\d?)
    |(?P<same>同日|この日(?![本程付])|（同）|\(同\)|即日)
    |(?P<next>翌日|翌[朝晩])|(?P<prev>前日|前[夜晩])|(?P<tomorrow>あす|明日(?![香美花華佳奈菜葉])|明[朝晩])
    |(?P<ereyesterday>一昨日|おととい)|(?P<yesterday>昨日|きのう|昨[夜晩])|(?P<today>本日|きょう|今日(?!の国際|的)|けさ|今朝(?!鮮))
    |(?P<weekday>(?<![日毎先来今翌次週の）)（(])[月火水木金土日]曜日?(?=[、にの夜朝午未深]))
    |(?P<md>(?<=[（(]){_D}/{_D}(?=[）)])|(?<![0-9/.]){_D}/{_D}(?=\s?[（(][月火水木金土日][）)])))
    """,
    re.X,
)
_ENTRY = re.compile(rf"({_D})/({_D})[ \u3000]")  # an entry of a list: 3/16 森外相と会談
# A part of every date, found at a tenth of the cost: most sentences have none.
_SIGN = re.compile(
    r"[0-9０-９〇一二三四五六七八九十]\s?[日、，・と～〜~－–]|(?:19|20)\d\d[-/.]|同日|この日|[（(]同[）)]|[即翌明前昨本今]日|[翌今明]朝|[前昨]夜|[前昨翌明]晩|あす|おととい|きのう|きょう|けさ|曜|[0-9]/[0-9]"
)
# In front of a day number these make it something else: 約10日, 第3日, 20日余り.
_NOT_BEFORE = re.compile(r"(?:約|第|計|延べ|数|毎月|毎週|残り|(?<!西)暦|[0-9０-９][.,．，:：]?)\Z")


class DateMention(NamedTuple):
    """A date as the text has it; parts that are not said are None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    relative: str | None = None  # same, next, prev, today, tomorrow, yesterday, or a word such as 木曜, 昨年, 先月


_SPAN = re.compile("[～〜~－–]")


def is_span(text: str, found: DateMention) -> bool:
    """5～6日: a first and a last day."""
    return _SPAN.search(text, found.start, found.end) is not None


def number(word: str) -> int | None:
    """Arabic (both widths) or kanji numerals up to 99 as a number; None for anything else."""
    word = word.translate(_NARROW)
    if word.isascii() and word.isdigit():
        return int(word)
    if word == "元":
        return 1
    total = 0
    tens, _, ones = word.rpartition("十")
    if "十" in word:
        total = 10 * (_DIGIT.get(tens, 1) if tens else 1)
        return total + (_DIGIT.get(ones, 0) if ones else 0)
    for char in word:
        if char not in _DIGIT:
            return None
        total = total * 10 + _DIGIT[char]
    return total if word else None


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
# 一日も早く, 二日酔い, 三日月, 十日町市, 四日市: numerals in words that are no days.
_WORD = re.compile(r"も(?:早|速)|酔|月|町|市")
_LAST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_KANJI = frozenset("〇一二三四五六七八九十")
_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")}


def find_dates(text: str, start: int, end: int) -> Iterator[DateMention]:
    """Every date said in `text[start:end]`, in order."""
    if _SIGN.search(text, start, end) is None:
        return
    if (entry := _ENTRY.match(text, start, end)) and valid(month := int(entry[1]), day := int(entry[2])):
        yield DateMention(start, entry.end(2), None, month, day)
    for match in _DATE.finditer(text, start, end):
        if _NOT_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            continue
        found = _parse(match)
        if found is not None:
            yield found


_RELATIVE = ("same", "next", "prev", "today", "tomorrow", "yesterday", "ereyesterday", "weekday")
_PAGES = 10


def _parse(match: re.Match[str]) -> DateMention | None:
    start, end = match.span()
    for key in _RELATIVE:
        if match[key]:
            return DateMention(start, end, None, None, None, match[0][:2] if key == "weekday" else key)
    if match["md"]:
        month, day = (int(part) for part in match["md"].split("/"))
        page = match.string[start - 1 : start] in ("（", "(") and month <= day < _PAGES  # the first of two pages
        return DateMention(start, end, None, month, day) if valid(month, day) and not page else None
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]\s?", match["iso"]))
        return DateMention(start, end, year, month, day) if valid(month, day) else None
    day_ = number(match["d"])
    month_ = number(match["m"]) if match["m"] else None
    if day_ is None or not valid(month_, day_):
        return None
    if match["d"][0] in _KANJI and month_ is None and _WORD.match(match.string, end):
        return None
    year_: int | None = None
    if match["era"]:
        count = number(match["ey"])
        year_ = ERAS[match["era"]] + count if count else None
    elif match["y"]:
        year_ = number(match["y"])
    return DateMention(start, end, year_, month_, day_, match["ry"] or match["rm"] or match["after"])


def valid(month: int | None, day: int) -> bool:
    """Whether a month has such a day, in some year."""
    return (month is None or 1 <= month <= 12) and 1 <= day <= (31 if month is None else _LAST.get(month, 31))


OTHER_MONTHS = ("先月", "来月", "昨年", "去年", "来年")  # which no later paragraph means
_SHIFT = {"昨年": -1, "去年": -1, "来年": 1, "翌年": 1, "先月": -1, "来月": 1, "翌月": 1}


def resolve_date(found: DateMention, published: datetime.date | None, before: DateMention | None) -> DateMention | None:
    """`found` completed: by the date said before it (同日, a bare day after a month), then by the publication date.

    Args:
        found: the date as said.
        published: the publication date, or None when the text gives none.
        before: the latest resolved date said earlier in the text, or None.
    Returns:
        The date with all parts that can be known, None when nothing can (同日 with nothing before it).
    """
    relative = found.relative
    if relative in _RELATIVE or (relative or "").endswith("曜"):
        return _from_anchor(found, published, before)
    year, month, day = found.year, found.month, found.day
    if day is None:
        return None
    if relative == "翌":  # 翌5日, after a 4th that is told with month and year
        following = _step(before, 1, found) if before is not None and before.day is not None else None
        if following is not None and following.day == day:
            return following
        found, relative = found._replace(relative=None), None
    if year is not None:
        return found._replace(relative=None)
    if relative == "同":  # 20日に開いた。これに先立ち（同19日）
        relative = "同月"
    if relative in ("同月", "翌月", "同年", "翌年") and before is not None and before.year and before.month:
        published = _calendar(before.year, before.month, 1)  # told from the day before, not from the report's
    shift = _SHIFT.get(relative or "", 0)
    if published is None:
        if before is not None and not shift:
            if month is None:
                month = before.month
            if before.year is not None and month == before.month:
                year = before.year
        return found._replace(year=year, month=month, relative=None)
    if relative and relative.endswith("月"):
        total = published.year * 12 + published.month - 1 + shift
        return found._replace(year=total // 12, month=total % 12 + 1, relative=None)
    if relative:
        return found._replace(year=published.year + shift, relative=None)
    if month is not None:
        year = published.year
        # A report of January about December, or of December about January.
        if month - published.month > 6:
            year -= 1
        elif published.month - month > 6:
            year += 1
        return found._replace(year=year)
    near = published
    if before is not None and before.month is not None and before.day is not None:
        near = _calendar(before.year or published.year, before.month, before.day) or published
        if abs((near - published).days) > 120:
            near = published
    options = []
    for offset in (-1, 0, 1):
        total = near.year * 12 + near.month - 1 + offset
        option = _calendar(total // 12, total % 12 + 1, day)
        if option is not None:
            options.append(option)
    # A bare 31日 on a page of the 1st is last month's; a bare 8日 on a page of the 2nd is still to come.
    best = min(options, key=lambda d: (abs((d - near).days), d))
    return found._replace(year=best.year, month=best.month)


_DAYS = {"next": 1, "prev": -1, "tomorrow": 1, "yesterday": -1, "ereyesterday": -2}
_WEEK = "月火水木金土日"


def _from_anchor(found: DateMention, published: datetime.date | None, before: DateMention | None) -> DateMention | None:
    """同日 and 前日 are told from the day before; 本日, 昨日, あす and 木曜日 from that of the report."""
    relative = found.relative or ""
    if relative.endswith("曜"):
        return _last_weekday(found, published)
    issued = DateMention(0, 0, published.year, published.month, published.day) if published else None
    anchor = before if relative in ("same", "next", "prev") else issued
    if anchor is None and relative in ("prev", "tomorrow"):
        anchor = issued or before
    if anchor is None or anchor.day is None:
        return None
    if relative in _DAYS:
        return _step(anchor, _DAYS[relative], found)
    return anchor._replace(start=found.start, end=found.end)


def _last_weekday(found: DateMention, published: datetime.date | None) -> DateMention | None:
    """The last 木曜 up to the day of the report. It stays marked: of talks to come it says nothing."""
    if published is None or not found.relative:
        return None
    back = (published.weekday() - _WEEK.index(found.relative[0])) % len(_WEEK)
    day = published - datetime.timedelta(days=back)
    return found._replace(year=day.year, month=day.month, day=day.day)


def _calendar(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _step(anchor: DateMention, days: int, at: DateMention) -> DateMention | None:
    assert anchor.day is not None
    if anchor.year is not None and anchor.month is not None:
        try:
            moved = datetime.date(anchor.year, anchor.month, anchor.day) + datetime.timedelta(days=days)
        except (ValueError, OverflowError):
            return None
        return DateMention(at.start, at.end, moved.year, moved.month, moved.day)
    day = anchor.day + days
    return DateMention(at.start, at.end, anchor.year, anchor.month, day) if 1 < day < 28 else None


def value(found: DateMention) -> str | None:
    """YYYY-MM-DD, --MM-DD or ---DD; None when no day is known or no such day exists."""
    if found.day is None:
        return None
    if found.year is not None and found.month is not None:
        try:
            return datetime.date(found.year, found.month, found.day).isoformat()
        except ValueError:
            return None
    if found.month is not None:
        return f"--{found.month:02d}-{found.day:02d}"
    return f"---{found.day:02d}"
