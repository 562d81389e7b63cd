"""Meetings along time: bars in an inline SVG, and the calendar by month below it."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from meetextract.views.labels import Lang, date_text, labels, month_text
from meetextract.views.markup import Html, el, join

_WIDTH: Final = 960
_HEIGHT: Final = 150
_BASE: Final = 120
_TOP: Final = 14
_LEFT: Final = 34
_RIGHT: Final = _WIDTH - 34  # the height stands at both ends: on a phone only the newest is in sight
# More bars than this cannot be told apart or pointed at.
_MAX_BARS: Final = 200
_MAX_DAYS: Final = 62
_MAX_TICKS: Final = 12
_LABEL: Final = 48  # units of the drawing that a label below needs
_NAMED_SIDES: Final = 4


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting as the overview needs it.

    Attributes:
        day: when it took place, or the day of the article where the article does not say; None if neither is known.
        dated: whether `day` is the meeting's own.
        codes, names: the sides.
        persons: (name, code of the side) of those named.
        card: id of its card.
        said: the meeting's own date where its year or month is not known, in words; else empty.
    """

    day: datetime.date | None
    dated: bool
    codes: tuple[str, ...]
    names: tuple[str, ...]
    persons: tuple[tuple[str, str], ...]
    card: str
    said: str = ""  # a date that lacks its year, for people


def as_day(value: str | None) -> datetime.date | None:
    """A date of a record as a day; None unless it is a whole one."""
    if not value or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def month_id(day: datetime.date) -> str:
    """The id of a month in the calendar."""
    return f"m-{day.year:04}-{day.month:02}"


@dataclass(frozen=True, slots=True)
class _Bar:
    begin: datetime.date
    label: str
    dated: int
    undated: int


def _bars(events: list[Event], lang: Lang) -> list[_Bar]:
    """The bars, empty ones included: days for weeks, months for years, years and more for ages."""
    days = [event.day for event in events if event.day]
    low, high = min(days), max(days)
    months = (high.year - low.year) * 12 + high.month - low.month + 1
    counts: Counter[tuple[datetime.date, bool]] = Counter()
    if (high - low).days < _MAX_DAYS:
        begins = [low + datetime.timedelta(n) for n in range((high - low).days + 1)]
        names = [date_text(day.isoformat(), lang) for day in begins]
        counts.update((event.day, event.dated) for event in events if event.day)
    elif months <= _MAX_BARS:
        firsts = [divmod(low.year * 12 + low.month - 1 + n, 12) for n in range(months)]
        begins = [datetime.date(year, month + 1, 1) for year, month in firsts]
        names = [month_text(day.year, day.month, lang) for day in begins]
        counts.update((event.day.replace(day=1), event.dated) for event in events if event.day)
    else:
        step = -(-(high.year - low.year + 1) // _MAX_BARS)
        begins = [datetime.date(year, 1, 1) for year in range(low.year, high.year + 1, step)]
        names = [f"{day.year}" if step == 1 else f"{day.year}-{day.year + step - 1}" for day in begins]
        for event in events:
            if event.day:
                year = low.year + (event.day.year - low.year) // step * step
                counts[datetime.date(year, 1, 1), event.dated] += 1
    return [_Bar(day, name, counts[day, True], counts[day, False]) for day, name in zip(begins, names, strict=True)]


def timeline(events: list[Event], lang: Lang) -> Html:
    """The SVG of meetings over time; every bar is a link to its month in the calendar."""
    words = labels(lang)
    if not any(event.day for event in events):
        return el("p", words["no_dates"], class_="none")
    bars = _bars(events, lang)
    top = max(bar.dated + bar.undated for bar in bars)
    known = sorted({event.day for event in events if event.day})
    pitch = (_RIGHT - _LEFT) / len(bars)
    width = min(pitch * 0.8, 40.0)
    unit = (_BASE - _TOP) / top
    parts = [
        el("line", class_="grid", x1=str(_LEFT), x2=str(_RIGHT), y1=str(_TOP), y2=str(_TOP)),
        el("line", class_="axis", x1=str(_LEFT), x2=str(_RIGHT), y1=str(_BASE), y2=str(_BASE)),
        el("text", str(top), x=str(_LEFT - 6), y=str(_TOP + 4), text_anchor="end"),
        el("text", "0", x=str(_LEFT - 6), y=str(_BASE + 4), text_anchor="end"),
        el("text", str(top), x=str(_RIGHT + 6), y=str(_TOP + 4)),
        el("text", "0", x=str(_RIGHT + 6), y=str(_BASE + 4)),
    ]
    labelled = _labelled(bars, pitch)
    for n, bar in enumerate(bars):
        x = _LEFT + pitch * n + (pitch - width) / 2
        if n in labelled:
            middle = f"{x + width / 2:.1f}"
            parts.append(el("text", _tick(bar, bars), x=middle, y=str(_BASE + 17), text_anchor="middle"))
        if not bar.dated + bar.undated:
            continue
        label = words["timeline_label"].format(bin=bar.label, n=bar.dated + bar.undated)
        # A bar of several years leads to the first month in it that has a meeting.
        month = next(day for day in known if day >= bar.begin)
        heights = (bar.dated * unit, bar.undated * unit)
        rects = [
            el("rect", class_=name, x=f"{x:.1f}", y=f"{_BASE - offset - height:.1f}", width=f"{width:.1f}",
               height=f"{height:.1f}")
            for name, height, offset in (("own", heights[0], 0.0), ("guess", heights[1], heights[0]))
            if height
        ]  # fmt: skip
        parts.append(el("a", el("title", label), *rects, href=f"#{month_id(month)}", aria_label=label))
    svg = el("svg", *parts, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="group", aria_labelledby="timeline")
    left_out = sum(event.day is None for event in events)
    note = el("p", words["timeline_undated"].format(n=left_out), class_="note") if left_out else None
    return join([el("div", svg, class_="scroll", tabindex="0", role="group", aria_labelledby="timeline"), note])


def _labelled(bars: list[_Bar], pitch: float) -> set[int]:
    """Which bars have a label below: those with meetings first, the newest before all, as far as there is room."""
    every = -(-len(bars) // _MAX_TICKS)
    newest = range(len(bars) - 1, -1, -1)
    chosen: set[int] = set()
    for n in (*(n for n in newest if bars[n].dated + bars[n].undated), *newest[::every]):
        if all(abs(n - other) * pitch >= _LABEL for other in chosen):
            chosen.add(n)
    return chosen


def _tick(bar: _Bar, bars: list[_Bar]) -> str:
    if len(bars) == 1 or (bars[1].begin - bars[0].begin).days == 1:
        return f"{bar.begin.month}/{bar.begin.day}"
    return f"{bar.begin.year}/{bar.begin.month}" if (bars[1].begin - bars[0].begin).days < 32 else str(bar.begin.year)  # noqa: PLR2004


def months(events: list[Event], lang: Lang) -> Html:
    """The calendar: a sheet a month, the latest one open, and what has no day at the end."""
    words = labels(lang)
    sheets: dict[tuple[int, int], dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    undated: list[Event] = []
    for event in events:
        if event.day is None:
            undated.append(event)
        else:
            sheets[event.day.year, event.day.month][event.day.day].append(event)
    parts = [_sheet(key, sheets[key], lang, opened=n == 0) for n, key in enumerate(sorted(sheets, reverse=True))]
    if undated:
        head = el("summary", el("h3", words["undated"]), _count(len(undated), lang))
        parts.append(el("details", head, _links(undated, lang), class_="month"))
    return el("div", *parts, class_="months")


def _count(number: int, lang: Lang) -> Html:
    return el("span", labels(lang)["count_meetings"].format(n=number), class_="quiet")


def _sheet(key: tuple[int, int], days: dict[int, list[Event]], lang: Lang, *, opened: bool) -> Html:
    year, month = key
    first = calendar.SUNDAY if lang == "ja" else calendar.MONDAY
    weekdays = labels(lang)["weekdays"].split()
    order = [(first + n) % 7 for n in range(7)]
    head = el("tr", *(el("th", weekdays[day], scope="col") for day in order))
    rows = []
    for week in calendar.Calendar(first).monthdayscalendar(year, month):
        cells = [
            el("td", el("span", str(day), class_="day"), _links(days[day], lang) if day in days else None,
               class_=None if day in days else "free") if day else el("td", class_="off")
            for day in week
        ]  # fmt: skip
        rows.append(el("tr", *cells))
    name = month_text(year, month, lang)
    table = el("table", el("thead", head), el("tbody", *rows), class_="calendar", aria_label=name)
    summary = el("summary", el("h3", name), _count(sum(map(len, days.values())), lang))
    return el("details", summary, table, class_="month", id=f"m-{year:04}-{month:02}", open="" if opened else None)


def _links(events: list[Event], lang: Lang) -> Html:
    note = labels(lang)["by_article_date"]
    items = []
    for event in events:
        shown = " × ".join(event.names[:_NAMED_SIDES]) or labels(lang)["no_sides"]
        if len(event.names) > _NAMED_SIDES:
            shown += " …"
        guess = None
        if event.said or (event.day is not None and not event.dated):
            guess = el("span", event.said or f"({note})", class_="quiet")
        items.append(el("li", el("a", shown, href=f"#{event.card}"), guess))
    return el("ul", *items)
