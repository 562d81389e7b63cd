"""Full dates as they stand beside an article: year, month and day, in whatever style papers and programs write them."""

from __future__ import annotations

import datetime
from typing import Final

from meetextract import expressions as re
from meetextract.text import dates

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH: Final = (
    "(?:an(?:uary)?|eb(?:ruary)?|ar(?:ch)?|pr(?:il)?|ay|une?|uly?|ug(?:ust)?|ep(?:t(?:ember)?)?|ct(?:ober)?"
    "|(?:ov|ec)(?:ember)?)"
)
_ERAS: Final = {"令": 2018, "平": 1988, "昭": 1925, "R": 2018, "H": 1988, "Ｒ": 2018, "Ｈ": 1988}
_N: Final = "[0-9０-９]{1,2}"
FULL_DATE: Final = re.compile(
    # One set of characters first, which the engine looks for faster than it tries each beginning.
    r"[令平昭12１２一二RHＲＨJFMASOND月.]"
    r"(?:(?:(?:(?<=[令昭])和|(?<=平)成)\s?(?:元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
    r"|(?:(?<=1)9|(?<=2)0|(?<=１)９|(?<=２)０)[0-9０-９]{2}"
    r"|(?:(?<=一)九|(?<=二)〇)[〇一二三四五六七八九]{2})\s?(?:[（(][0-9０-９]{4}[）)])?"
    r"(?:\s?年\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s?日"
    rf"|[-/.／．－]{_N}[-/.／．－]{_N}|(?<=(?<![0-9])[12][0-9]{{3}})(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))"
    # R8.11.10: the letter of the era
    rf"|(?<=(?<![A-Za-z0-9])[RHＲＨ])[0-9０-９]{{1,2}}(?:[./-]{_N}[./-]{_N}|年{_N}月{_N}日)(?![0-9])"
    # 05. 03. 2024: the day first
    r"|(?<=(?<![0-9])[0-3][0-9]\.) (?:0[1-9]|1[0-2])\. (?:19|20)[0-9]{2}(?![0-9])"
    # 7月 21, 2021
    r"|(?<=[0-9]月) [0-3]?[0-9], (?:19|20)[0-9]{2}(?![0-9])"
    # 16 9月 2023
    r"|(?:(?<=[0-9] [0-9]月)|(?<=[0-9] 1[0-2]月)) (?:19|20)[0-9]{2}(?![0-9])"
    rf"|(?<=[0-9] [JFMASOND]){_MONTH}[.,]? (?:19|20)[0-9]{{2}}(?![0-9])"
    rf"|(?<=[JFMASOND]){_MONTH}\.? [0-3]?[0-9](?:st|nd|rd|th)?,? (?:19|20)[0-9]{{2}}(?![0-9]))"
)
_NUMBER: Final = re.compile("[0-9０-９]+|[〇一二三四五六七八九十元]+")
_GLOSS: Final = re.compile("[（(][^）)]*[）)]")


def full_day(match: re.Match[str]) -> datetime.date | None:
    """The day that a match of FULL_DATE stands for; None where there is no such day."""
    words = _GLOSS.sub("", match[0])
    found = [number for word in _NUMBER.findall(words) if (number := dates.number(word)) is not None]
    if words[:3] in _MONTHS:
        if len(found) == 1:  # 10 November 2026
            found.insert(0, int(match.string[max(0, match.start() - 3) : match.start()].split()[-1][-2:]))
        day, year = found
        month = _MONTHS.index(words[:3]) + 1
    elif words[0] == ".":
        day, (month, year) = int(match.string[match.start() - 2 : match.start()]), found
    elif words[0] == "月" and len(found) == 1:
        day, month = map(int, match.string[max(0, match.start() - 5) : match.start()].split()[-2:])
        year = found[0]
    elif words[0] == "月":
        day, year = found
        before = match.string[max(0, match.start() - 2) : match.start()]
        month = int("".join(one for one in before if one.isdigit()))
    elif len(found) == 1:
        year, month, day = found[0] // 10000, found[0] // 100 % 100, found[0] % 100
    else:
        year, month, day = found
        year += _ERAS.get(words[0], 0)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
