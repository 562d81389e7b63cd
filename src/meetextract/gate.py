"""The gate before all other work: can an article tell of a meeting at all? Most of an ordinary archive cannot.

What opens a meeting is known: a header, a heading, a list, or a sentence with a word for it that also names somebody or
the sides. The gate asks for these by the same tables and patterns, line by line and without context, so it lets through
whatever the rules could use, and costs a fraction of finding out whether they would.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from meetextract import events, lists
from meetextract.headers import find_heads, looks_headed, signs
from meetextract.headings import HEADING, LONGEST_HEADING, TALK_HEADING, THEIRS
from meetextract.layout import tables
from meetextract.lexicon import Lexicon
from meetextract.sentences import BLANK, Line, beginning, is_cut, lines, lines_beginning, sentences
from meetextract.summaries import LABEL

# The beginnings of lines that head a talk in a summary: a label, or the number of a heading.
# One look at the first character spares most lines the tries.
_HEADED = (
    r"(?=[0-9０-９（(①-⑳アイウエオ・\-○◯●■◆会先相日期場開出主参双各代 　])"
    rf"(?:{HEADING.pattern}|{THEIRS.pattern}|{LABEL.pattern})"
)
_HEAD_LINE = beginning(_HEADED)
_RARE_BREAKS = r"\r(?!\n)|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029"
_NEXT = "とは、", "続く", "次の"
_NEXT_SIGN = re.compile("|".join(_NEXT))
_PERSON = re.compile(r"氏|さん")
# 日米, 日・タイ, 米中韓: sides run together, of which a search for names of countries sees none.
_SIGN = "[日米英仏独伊豪韓中露ロ印比加越伯朝]"
_SIDES = re.compile(rf"{_SIGN}・?(?:{_SIGN}|[A-ZＡ-Ｚ]{{2}}|[ァ-ヶー]{{2}})")


def may_tell(text: str, lexicon: Lexicon) -> bool:
    """False only where no rule can find a meeting in `text`."""
    sign = _signs().search(f"\n{text}")
    if sign is None:
        return False
    headed = looks_headed(text)
    if events.TRIGGER.search(text, max(0, sign.start() - 1)) is not None and _told(text, lexicon, headed=headed):
        return True
    # An excerpt needs no word for a meeting: a header is enough, or a label.
    return _has_heading(text, lexicon) or (headed and _has_header(text, lexicon))


@cache
def _signs() -> re.Pattern[str]:
    """What a text, with a line break in front, must hold before anything else is asked. Every branch begins with a
    plain character, so that the engine passes over all others without a try."""
    headed = rf"\n[{BLANK}]*(?:{_HEADED})"
    branches = (events.TRIGGER.pattern, _RARE_BREAKS, headed, *map(re.escape, signs()))
    return re.compile("|".join(branches))


def _told(text: str, lexicon: Lexicon, *, headed: bool) -> bool:
    """Whether prose or a list can tell of a meeting."""
    at = 0  # first what most meetings are told by
    while match := events.SIGN.search(text, at):
        low, high = _line(text, match.start())
        at = high
        if any(_opens(text, line, lexicon, headed=headed) for line in lines(text, low, high)):
            return True
    at = 0 if any(word in text for word in _NEXT) else len(text)
    while match := _NEXT_SIGN.search(text, at):
        low, high = _line(text, match.start())
        at = high
        if lexicon.title_pattern.search(text, low, high):
            return True
    return lists.suspected(text)


def _has_heading(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the label of a summary, or a numbered heading that names talks, two sides or an official."""
    for low, high in lines_beginning(text, _HEAD_LINE):
        if LABEL.match(text, low, high) or THEIRS.match(text, low, high):
            return True
        if high - low > LONGEST_HEADING or text.find("。", low, high) >= 0:
            continue
        if (
            text.find("日", low, high) >= 0  # 日中, 日・タイ
            or TALK_HEADING.search(text, low, high)
            or lexicon.title_pattern.search(text, low, high)
        ):
            return True
    return False


def _has_header(text: str, lexicon: Lexicon) -> bool:
    return bool(find_heads(text, list(lines(text)), lexicon).headers)


def _opens(text: str, line: Line, lexicon: Lexicon, *, headed: bool) -> bool:
    low, high = line
    if headed:  # sentences lie between headers and labels, and which of the brackets are such is not known here
        return _names_somebody(text, low, high, lexicon)
    # The sentences of a line hold no other event than the line itself, unless they end elsewhere than at a full stop.
    if not events.has_event(text, low, high) and not is_cut(text, low, high):
        return False
    return _names_somebody(text, low, high, lexicon) and any(
        events.find_openings(text, sentence.start, sentence.end)
        and _names_somebody(text, sentence.start, sentence.end, lexicon)
        for sentence in sentences(text, low, high)
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
