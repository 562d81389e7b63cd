"""Days of a stretch of text that can be the day of what it tells; spans, deadlines and other days are left out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetextract.text import dates
from meetextract.text.dates import DateMention

_RANGE = re.compile(r"\s?(?:[（(][^（）()]{1,4}[）)])?(?:から|～|〜|~|－|―|より)\s?(?:[0-9０-９同翌]|[（(])")
_BOTH_DAYS = re.compile(r".{0,12}?の両日")
# 14日から予定されている訪日のため; 5日の記者会見で発表した: not the day of the talks.
_ELSE = re.compile(r"まで|付|現在|以降|生まれ|(?:から|に)予定|の(?:記者|(?:定例|臨時|閣議後)の?(?:記者)?)会見")
_RANGE_END = re.compile(r"(?:から|～|〜)$")


@dataclass(slots=True)
class Calendar:
    """What completes a day: the day of publication, the year of the page, and the day told last."""

    published: datetime.date | None
    year: int | None = None
    last: DateMention | None = None

    def resolve(self, found: DateMention, before: DateMention | None) -> DateMention | None:
        """The day with month and year as far as they are known."""
        done = dates.resolve_date(found, self.published, before)
        if done is not None and done.year is None and self.year is not None and done.month is not None:
            done = done._replace(year=self.year)
        return done

    def note(self, text: str, start: int, end: int) -> None:
        """Remembers the last day that a sentence tells."""
        for found in dates.find_dates(text, start, end):
            if not in_japan_time(text, found):
                self.last = self.resolve(found, self.last) or self.last


def in_japan_time(text: str, found: DateMention) -> bool:
    """（日本時間4日）: a gloss; the local day counts."""
    before = text[max(0, found.start - 12) : found.start]
    if "日本時間" not in before:
        return False
    return "（" in before or "(" in before or "現地時間" in text[max(0, found.start - 30) : found.start]


def days(text: str, start: int, end: int, calendar: Calendar, before: DateMention | None) -> Iterator[DateMention]:
    """The days of `text[start:end]` in order, each completed; those that are the ends of spans or days of something
    else are left out. A day without any hint of its month keeps only its number."""
    for found in dates.find_dates(text, start, end):
        if in_japan_time(text, found) or _ELSE.match(text, found.end):
            continue
        if _RANGE.match(text, found.end) and not _BOTH_DAYS.match(text, found.end):
            continue
        if _RANGE_END.search(text[max(start, found.start - 2) : found.start]):
            continue
        done = calendar.resolve(found, before)
        if done is not None:
            yield done


def says_today(text: str, start: int, end: int) -> bool:
    """本日, for which no page says which day that was."""
    return any(found.relative == "today" for found in dates.find_dates(text, start, end))
