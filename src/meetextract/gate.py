"""The gate before all other work: can an article tell of a meeting at all? Most of an ordinary archive cannot.

What opens a meeting is known: a header, a heading, a list, or a sentence with a word for it that also names somebody or
the sides. The gate asks for these by the same tables and patterns, line by line and without context, so it lets through
whatever the rules could use, and costs a fraction of finding out whether they would.
"""

from __future__ import annotations

import re
from functools import lru_cache

from meetextract import events, lists
from meetextract.headers import find_heads, looks_headed
from meetextract.layout import tables
from meetextract.lexicon import Lexicon
from meetextract.sentences import lines, sentences

_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BEGIN = rf"[{_BREAKS}][ \t　\xa0]*"  # tried on the text behind a line break: `^|` would have every character tried
# A label of a summary, or a numbered heading, at the beginning of a line.
_LABEL = re.compile(r"(?:会談相手|先方|相手方|日時)[：:]")
_LABELLED = re.compile(rf"{_BEGIN}[・\-○◯● ]*{_LABEL.pattern}")
_HEADED = re.compile(
    _BEGIN + r"(?:(?:[0-9０-９]{1,2}\s?[.．　、 ]|[（(][0-9０-９一二三四五]{1,2}[）)]|[①-⑳]|[アイウエオ]　)"
    rf"[^。{_BREAKS}]{{0,60}}(?:$|[{_BREAKS}])|[・\-○◯● ]*{_LABEL.pattern})"
)
_NEXT = re.compile(r"とは、|続く|次の")
_PERSON = re.compile(r"氏|さん")
# 日米, 日・タイ, 米中韓: sides run together, of which a search for names of countries sees none.
_SIGN = "[日米英仏独伊豪韓中露ロ印比加越伯朝]"
_SIDES = re.compile(rf"{_SIGN}・?(?:{_SIGN}|[A-ZＡ-Ｚ]{{2}}|[ァ-ヶー]{{2}})")


def may_tell(text: str, lexicon: Lexicon) -> bool:
    """False only where no rule can find a meeting in `text`."""
    headed = looks_headed(text)
    if (
        events.TRIGGER.search(text) is None
    ):  # an excerpt, perhaps: a header needs no word for a meeting, nor does a label
        labelled = _LABEL.search(text) is not None and _LABELLED.search(f"\n{text}") is not None
        return labelled or (headed and _has_header(text, lexicon))
    at = 0  # first what most meetings are told by
    while match := events.SIGN.search(text, at):
        low, high = _line(text, match.start())
        at = high
        if _opens(text, low, high, lexicon, headed=headed):
            return True
    at = 0
    while match := _NEXT.search(text, at):
        low, high = _line(text, match.start())
        at = high
        if lexicon.title_pattern.search(text, low, high):
            return True
    if _HEADED.search(f"\n{text}") or lists.suspected(text):
        return True
    return headed and _has_header(text, lexicon)


def _has_header(text: str, lexicon: Lexicon) -> bool:
    return bool(find_heads(text, list(lines(text)), lexicon).headers)


def _opens(text: str, low: int, high: int, lexicon: Lexicon, *, headed: bool) -> bool:
    if headed:  # sentences begin behind headers and labels, and which of the brackets are such is not known here
        return events.has_event(text, low, high) and _names_somebody(text, low, high, lexicon)
    return any(
        events.find_openings(text, sentence.start, sentence.end)
        and _names_somebody(text, sentence.start, sentence.end, lexicon)
        for line in lines(text, low, high)
        for sentence in sentences(text, line.start, line.end)
    )


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around `at`; never empty behind it."""
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    return low, len(text) if high < 0 else max(high, at + 1)


def _names_somebody(text: str, low: int, high: int, lexicon: Lexicon) -> bool:
    if _PERSON.search(text, low, high) or _SIDES.search(text, low, high):
        return True
    if lexicon.title_pattern.search(text, low, high) or _ranks(lexicon.ranks).search(text, low, high):
        return True
    if any(low <= text.find(name, low, high) for name in tables()["groups"]):
        return True
    return len({party.code for party in lexicon.find_parties(text, low, high)}) > 1


@lru_cache(maxsize=8)
def _ranks(ranks: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(ranks))) or "(?!)")
