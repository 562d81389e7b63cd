"""What a predicate only points to: the items under 以下の点で一致した, a quotation behind 次のように述べた."""

from __future__ import annotations

from typing import Final

from meetextract.points.words import words
from meetextract.text.lineform import line_form

_AHEAD: Final = ("以下", "次", "下記")
_POINTS: Final = ("よう", "とおり", "通り", "点", "諸点", "事項", "項目", "内容", "分野", "措置", "こと")
_STOPS: Final = "。．.：:―—- \u3000"
_COUNTED: Final = "0123456789０１２３４５６７８９一二三四五六七八つ"
_NUMBERS: Final = "（(0123456789０１２３４５６７８９一二三四五）)"
_KANJI: Final = "一二三四五六七八九十"
_MOST: Final = 12  # items
_OPEN: Final = ("、", "，", ",")  # a line in whose middle a list begins
_QUOTES: Final = {"「": "」", "『": "』"}


def speaks_ahead(shown: str) -> bool:
    """Whether a content only points to what follows: 以下の3点, 次のよう."""
    if shown in ("以下", "下記"):
        return True
    shown = shown.removeprefix("概要").removeprefix("大要")
    rest = next((shown[len(word) :] for word in _AHEAD if shown.startswith(word)), "")
    return rest.startswith("の") and rest[1:].removeprefix("ような").strip(_COUNTED) in _POINTS


def told_below(text: str, end: int) -> tuple[int, int] | None:
    """The items, or else the quotation, that stand right behind a sentence that ends at `end`."""
    at = _skip(text, end)
    first: int | None = None
    last, form = at, ""
    for _ in range(_MOST):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        if not line.strip() or not line_form(line).numbered:
            break
        begin = at + _mark(line)
        mark = "".join("0" if sign.isdigit() or sign in _KANJI else sign for sign in text[at : min(begin, at + 2)])
        if form and mark != form:
            break
        first, form = begin if first is None else first, mark
        last = at + len(line.rstrip(_STOPS))
        at = _skip(text, stop)
    if first is not None:
        return (first, last) if first < last else None
    return _quoted(text, at) or _quoted(text, _skip(text, max(at, text.find("\n", at))))  # under the speaker's name


def told_above(text: str, start: int) -> tuple[int, int] | None:
    """The items right above a line that begins at `start` and goes on with the sentence above them: AはBと会談し、
    （1）…こと （2）…こと で一致した."""
    items: list[tuple[int, int]] = []
    stop = start
    while len(items) <= _MOST:
        stop = words_end(text, stop)
        low = text.rfind("\n", 0, stop) + 1
        line = text[low:stop]
        if not line_form(line).numbered:
            break
        items.append((low + _mark(line), stop))
        stop = low
    goes_on = bool(items) and text.endswith(_OPEN, 0, stop)
    return (items[-1][0], items[0][1]) if goes_on else None


def words_end(text: str, at: int) -> int:
    """Where the words end before a place: blanks and line breaks left out."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _mark(line: str) -> int:
    """How many code points the mark or number of an item takes; 2030年までに begins with none."""
    bare = line.lstrip(words().marks)
    number = len(bare) - len(bare.lstrip(_NUMBERS))
    if number and bare[number - 1].isdigit() and bare[number : number + 1] not in tuple(" \u3000.．、"):
        number = 0
    return len(line) - len(bare[number:].lstrip(words().marks))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in "\r\n \u3000。：:―—":
        at += 1
    return at


def next_line(text: str, end: int) -> tuple[int, int] | None:
    """The line behind a sentence that ends at `end`: 次のとおり述べた。"""
    at = _skip(text, end)
    stop = text.find("\n", at)
    last = at + len(text[at : len(text) if stop < 0 else stop].rstrip(_STOPS))
    return (at, last) if at < last else None


def rest_of_line(text: str, end: int) -> tuple[int, int] | None:
    """What follows on the line of a sentence that ends at `end`: 次のように述べた。両国は…"""
    stop = text.find("\n", end)
    stop = words_end(text, len(text) if stop < 0 else stop)
    at = _skip(text, end)
    return (at, stop) if at < stop else None


def _quoted(text: str, at: int) -> tuple[int, int] | None:
    close = text.find(_QUOTES[text[at]], at) if at < len(text) and text[at] in _QUOTES else -1
    return (at + 1, close) if close > at + 1 else None
