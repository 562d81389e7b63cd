"""Days of a stretch of text that can be the day of what it tells; spans, deadlines and other days are left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetextract import expressions as re
from meetextract.text import dates
from meetextract.text.dates import DateMention

_RANGE = re.compile(
    r"\s?(?:[（(][^（）()]{1,4}[）)])?(?:(?:から|～|〜|~|－|―|より)\s?(?:[0-9０-９同翌来]|[（(])|から(?:開|始|行わ))"
)
_OPENS = re.compile(r"から(?:開|始|行わ)")
_BOTH_DAYS = re.compile(r".{0,12}?の両日")
# 14日から予定されている訪日のため; 5日の記者会見で発表した: not the day of the talks.
_ELSE = re.compile(
    r"(?:[（(][月火水木金土日]曜?日?[）)])?まで|以上|に(?:終了|閉幕)|の[^、。\n]{0,12}ブリーフィング|付|現在|以降|生まれ|(?:から|に)予定|からの|から[^、。]{1,14}(?:訪問|訪れ|出張|歴訪)|に(?:開[かい](?:れ)?る|開かれます|開催される|行われる|始まる|迫)|の(?:記者|(?:定例|臨時|閣議後)の?(?:記者)?)会見"
    r"|に(?:就任|発足|着任|選出|再選|当選|誕生|死去|起き|発生|発射)"
    r"|の(?![^、。]{0,16}(?:会談|協議|会合|会議))[^、。]{1,16}を受け"
    r"|の(?:声明|談話|演説|閣議|国会|投開票|大統領選|総選挙|ミサイル|核実験)"
    r"|に(?:行われた|実施された|あった)[^、。\n]{0,12}選|に(?:(?:開いた|行った|開かれた)[^、。\n]{0,8}会見|(?:記者)?会見を)|に続[きくい]"
    r"|に(?:行った|開いた|行われた|開かれた|開催された)[^、。\n]{2,24}の(?:結果|内容|成果|合意)(?:を|につい)"
)
# 8日に北京で再開される協議を前に: what is to come when the talks of the page are past.
_AHEAD = re.compile(r"に[^、。\n]{1,14}(?:開かれる|開催される|再開される|行われる|始まる)(?![^、。\n]{0,24}会談)")
# …会談を行うと11日、: who tells of the talks did so then.
_TOLD = re.compile(r"[うるたいすくぐむぶつぬだ」]と$")
# Between a day and the words behind it: 8日（土）夜、8日土曜、8日午前10時ごろ.
_HOUR = re.compile(
    r"(?:[（(][月火水木金土日]曜?日?[）)]|[月火水木金土日]曜日?|午[前後]|未明|早朝|朝|昼|夕方?|夜|深夜|[0-9０-９]{1,2}時(?:[0-9０-９]{1,2}分)?|ごろ|頃)*"
)
_FISCAL = re.compile(
    r"(?m)(?:^[ \u3000]*|。)(?:(?P<era>令和|平成|昭和)(?P<ey>元|[0-9０-９]{1,2})|(?P<y>(?:19|20)[0-9]{2}))年度"
    r"(?P<to>(?:[はに]、?(?=[0-9０-９])|[^。\n]{0,12}$))"
)
_MARCH = 3
# <2021年>, 日露首脳会談（ミラノ・平成26年10月）: headings with the year of the days below.
_YEAR_HEAD = re.compile(
    r"(?m)^(?:[ \u3000<＜〈《【［\[■□◆◇●○▽▼|｜]{0,4}|[^。\n]{2,40}[（(](?:[^（）()。\n]{0,20}[・、 \u3000])?)"
    r"(?:(?P<era>令和|平成|昭和)(?P<ey>元|[0-9０-９]{1,2})|(?P<y>(?:19|20)[0-9]{2}))年"
    r"(?:(?P<m>[0-9０-９]{1,2})月(?=[）)]))?[ \u3000>＞〉》】］\]）)]{0,4}"
    r"(?:$|[|｜\t]|(?=[0-9０-９]{1,2}月[^\n。]{1,8}[:：])"  # 1995年 | 5月3日 |, 1995年 5月3日:
    r"|(?P<of>の[^、。\n0-9０-９]{2,16}$))"  # 令和4年の大使館の動き
)
_RANGE_END = re.compile(r"(?:から|～|〜|~)$")


@dataclass(slots=True)
class Calendar:
    """What completes a day: the day of publication, the year of the page, and the day told last."""

    published: datetime.date | None
    year: int | None = None
    last: DateMention | None = None
    month: int | None = None  # the only month that the page names, where no other day completes a bare one
    years: dict[tuple[int, int], int] = field(default_factory=dict)  # of the days that the page tells with their year
    fiscal: list[tuple[int, int, int]] = field(default_factory=list)  # 令和4年度: from, to (code points), year
    heads: list[tuple[int, int, int, int]] = field(default_factory=list)  # <2021年>: from, to, year, month or 0

    @classmethod
    def of_page(
        cls, text: str, published: datetime.date | None, year: int | None, issued: DateMention | None
    ) -> Calendar:
        """The calendar of a page; `year` from a heading, `issued` from an imprint without a year."""
        calendar = cls(published, year, issued)
        if "年度" in text:
            calendar.fiscal = list(_fiscal_years(text))
        calendar.heads = list(_headed_years(text, dated=published is not None))
        if published is None:
            told = [found for found in dates.find_dates(text, 0, len(text)) if found.month is not None]
            months = {found.month for found in told}
            calendar.month = months.pop() if len(months) == 1 else None
            calendar.years = {(d.month, d.day): d.year for d in told if d.month and d.day and d.year}
        return calendar

    def resolve(self, found: DateMention, before: DateMention | None) -> DateMention | None:
        """The day with month and year as far as they are known."""
        done = dates.resolve_date(found, self.published, before)
        if done is None:
            return None
        if done.month is None and self.month is not None:
            done = done._replace(month=self.month)
        if done.month is not None and found.year is None:
            fiscal = next((year for low, high, year in reversed(self.fiscal) if low <= found.start < high), None)
            if fiscal is not None:
                return done._replace(year=fiscal if done.month > _MARCH else fiscal + 1)
            done = done._replace(year=self._headed(done) or done.year)
        if done.year is None and done.month is not None:
            done = done._replace(year=self.years.get((done.month, done.day or 0), self.year))
        return done

    def _headed(self, day: DateMention) -> int | None:
        """The year of the heading above a day, unless it names another month."""
        head = next((one for one in reversed(self.heads) if one[0] <= day.start < one[1]), None)
        return head[2] if head is not None and head[3] in (0, day.month) else None

    def note(self, text: str, start: int, end: int) -> None:
        """Remembers the last day that a sentence tells."""
        for found in dates.find_dates(text, start, end):
            apart = found.relative in dates.OTHER_MONTHS and "\n" in text[found.end : end]  # 先月28日に…。\n19日に
            if not (
                apart or in_japan_time(text, found) or _ELSE.match(text, found.end) or _OPENS.match(text, found.end)
            ):
                self.last = self.resolve(found, self.last) or self.last


def begins_span(text: str, day: DateMention) -> bool:
    """24日から25日に, 11日から開かれる: the first day of what goes on."""
    return dates.is_span(text, day) or (_RANGE.match(text, day.end) is not None and not _BOTH_DAYS.match(text, day.end))


def behind_hours(text: str, day: DateMention) -> int:
    """Where the words behind a day begin: its weekday and hour are part of it."""
    hours = _HOUR.match(text, day.end)
    return hours.end() if hours is not None else day.end


def in_japan_time(text: str, found: DateMention) -> bool:
    """（日本時間4日）: a gloss; the local day counts."""
    before = text[max(0, found.start - 12) : found.start]
    if "日本時間" not in before:
        return False
    return "（" in before or "(" in before or "現地時間" in text[max(0, found.start - 30) : found.start]


def days(
    text: str,
    start: int,
    end: int,
    calendar: Calendar,
    before: DateMention | None,
    *,
    held: bool = False,
    spans: bool = False,
) -> Iterator[DateMention]:
    """The days of `text[start:end]` in order, each completed; those that are the ends of spans or days of something
    else are left out. A day without any hint of its month keeps only its number.

    held: it is past, so that no day is one to come: a bare one is of the month before, of another the year stays
    unknown, whatever the text says. spans: the first day of a span counts.
    """
    for found in dates.find_dates(text, start, end):
        if in_japan_time(text, found):
            continue
        done = calendar.resolve(found, before)
        if done is None:
            continue
        later = before is not None and "月" in text[before.start : before.end] and _is_after(before, calendar)
        before = done if done.month is not None else before
        if _ELSE.match(text, found.end) or _RANGE_END.search(text[max(start, found.start - 2) : found.start]):
            continue
        if _TOLD.search(text[max(start, found.start - 2) : found.start]) or (held and _AHEAD.match(text, found.end)):
            continue
        if text.startswith("まで", behind_hours(text, found)):
            continue  # 16日火曜昼まで
        if not spans and dates.is_span(text, found):
            continue
        if not spans and _RANGE.match(text, found.end) and not _BOTH_DAYS.match(text, found.end):
            continue
        bare = found.month is None and found.relative is None
        if held and not later and found.relative is None and _is_after(done, calendar):
            done = _not_to_come(done) if bare else done if _is_next_day(done, calendar) else done._replace(year=None)
        yield done


def _is_after(day: DateMention, calendar: Calendar) -> bool:
    """Whether a day is later than that of publication."""
    if calendar.published is None or day.year is None or day.month is None or day.day is None:
        return False
    return (day.year, day.month, day.day) > calendar.published.timetuple()[:3]


def _is_next_day(day: DateMention, calendar: Calendar) -> bool:
    """Whether a day is the one behind that of publication: pages are stamped a day early, and clocks differ."""
    assert calendar.published is not None
    following = calendar.published + datetime.timedelta(days=1)
    return (day.year, day.month, day.day) == following.timetuple()[:3]


def _not_to_come(day: DateMention) -> DateMention:
    """A bare 2日 on a page of 29 October that tells what was: October's, not November's."""
    total = (day.year or 0) * 12 + (day.month or 0) - 2
    return day._replace(year=total // 12, month=total % 12 + 1) if dates.valid(total % 12 + 1, day.day or 0) else day


def _headed_years(text: str, *, dated: bool) -> Iterator[tuple[int, int, int, int]]:
    """Headings with a year, how far they reach and their month; not those of a menu, which stand in a row. On a page
    with a day of publication no more than the year stands in them."""
    found = [match for match in _YEAR_HEAD.finditer(text) if not (dated and match["of"])]
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    row = False
    for match, end in zip(found, ends, strict=True):
        before, row = row, not text[match.end() : end].strip() and not match["m"]
        count = dates.number(match["ey"]) if match["ey"] else None
        year = dates.ERAS[match["era"]] + count if match["era"] and count else int(match["y"] or 0)
        if year and not (row or before):
            yield match.end(), end, year, dates.number(match["m"]) or 0 if match["m"] else 0


def _fiscal_years(text: str) -> Iterator[tuple[int, int, int]]:
    """Years of account that head a section or stand before a day, and how far they reach."""
    found = list(_FISCAL.finditer(text))
    for index, match in enumerate(found):
        count = dates.number(match["ey"]) if match["ey"] else None
        year = dates.ERAS[match["era"]] + count if match["era"] and count else int(match["y"] or 0)
        heads = not match["to"].startswith(("は", "に"))
        end = found[index + 1].start() if heads and index + 1 < len(found) else len(text) if heads else match.end() + 12
        yield match.start(), end, year


def says_today(text: str, start: int, end: int) -> bool:
    """本日, for which no page says which day that was."""
    return any(found.relative == "today" for found in dates.find_dates(text, start, end))


def says_same_day(text: str, start: int, end: int) -> bool:
    """Whether the last day told is 本日: what is told behind it was on that day too."""
    found = list(dates.find_dates(text, start, end))
    return bool(found) and found[-1].relative == "today"
