"""The day that a machine-written date stands for: a cell, a meta element, the date line of a feed or a mail."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Final

from meetextract import expressions as re

_JAPAN: Final = timezone(timedelta(hours=9))
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_ERA: Final = re.compile(
    r"(令和|平成|昭和|[RHS](?=[0-9]))\s?(元|[0-9]{1,2})\s?[年./-]\s?([0-9]{1,2})\s?[月./-]\s?([0-9]{1,2})"
)
_NUMBERS: Final = re.compile(
    r"([12][0-9]{3})(?:\s?[年/.-]\s?([0-9]{1,2})\s?[月/.-]\s?([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])"
)
_LONGEST: Final = 100  # code points; what is longer is no date


def day_of(value: object) -> str | None:
    """YYYY-MM-DD, or None for what is no full date.

    Reads dates of Python, ISO 8601, 2026/5/20, 2026年5月20日, 令和8年5月20日, 20260520 and the dates of mails. A time
    with an offset from UTC gives the day in Japan.
    """
    if isinstance(value, datetime):
        return (value.astimezone(_JAPAN) if value.tzinfo else value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", value[:_LONGEST]).strip()
    with contextlib.suppress(ValueError, OverflowError):
        return _moment(text) or _written(text) or _mailed(text)
    return None


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
    if match := _ERA.match(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        return date(year, int(match[3]), int(match[4])).isoformat()
    if match := _NUMBERS.match(text):
        return date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])).isoformat()
    return None


def _mailed(text: str) -> str | None:
    if not re.search(r"[A-Za-z]{3}", text):
        return None
    from email.utils import parsedate_to_datetime

    with contextlib.suppress(ValueError, TypeError, IndexError):
        return day_of(parsedate_to_datetime(text))
    return None
