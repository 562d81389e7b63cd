"""The day that a machine-written date stands for: a cell, a meta element, the date line of a feed or a mail."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Final

from meetextract import expressions as re
from meetextract.text.fulldates import FULL_DATE, full_day

_JAPAN: Final = timezone(timedelta(hours=9))
_SERIAL: Final = (29_221, 73_051)  # 1980 to 2099
_SECONDS: Final = (315_532_800, 4_102_444_800)
_TIMED: Final = (12, 14)  # digits of a day with its hour and minute, and second
_LONGEST: Final = 100  # code points; what is longer is no date


def day_of(value: object) -> str | None:
    """YYYY-MM-DD, or None for what is no full date.

    Reads dates of Python, ISO 8601, whatever stands as a full date beside an article (text/fulldates.py), the dates of
    mails, and the numbers of workbooks and clocks. A time with an offset from UTC gives the day in Japan.
    """
    if isinstance(value, datetime):
        return (value.astimezone(_JAPAN) if value.tzinfo else value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _counted(value) or str(value)
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", value[:_LONGEST]).strip()
    if text.isascii() and text.isdigit():
        return _counted(int(text)) or _written(text[:8] if len(text) in _TIMED else text)
    with contextlib.suppress(ValueError, OverflowError):
        return _moment(text) or _mailed(text) or _written(text)
    return None


def _counted(value: float) -> str | None:
    """Days since 1899-12-30 as workbooks count them, seconds or milliseconds since 1970."""
    if _SERIAL[0] <= value < _SERIAL[1]:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    seconds = value / 1000 if value >= _SECONDS[1] else value
    if not _SECONDS[0] <= seconds < _SECONDS[1]:
        return None
    return datetime.fromtimestamp(seconds, _JAPAN).date().isoformat()


def _moment(text: str) -> str | None:
    """A time of ISO 8601 that says how far from UTC it is."""
    if "T" not in text and ":" not in text:
        return None
    with contextlib.suppress(ValueError):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(_JAPAN).date().isoformat()
    return None


def _written(text: str) -> str | None:
    match = FULL_DATE.search(text)
    day = full_day(match) if match else None
    return day.isoformat() if day else None


def _mailed(text: str) -> str | None:
    if not re.search(r"[A-Za-z]{3}", text):
        return None
    from email.utils import parsedate_to_datetime

    with contextlib.suppress(ValueError, TypeError, IndexError):
        return day_of(parsedate_to_datetime(text))
    return None
