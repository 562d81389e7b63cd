"""From which side a page is written: the state that goes without saying, and the official who writes himself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.tables import holds
from meetextract.people.outlets import default_side, table
from meetextract.people.persons import Mention, Offices, Person, is_generic
from meetextract.people.stated import office_words


class Sign(NamedTuple):
    """One reason for a page's side: what told it (`outlet`, `author`, `default`), and where, in code points."""

    what: str
    state: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageSide:
    """The side for which a page speaks.

    state: its code; None for a wire or a foreign paper of which nobody knows whose it is. office: the office, without a
    name, of the official who writes himself. foreign: another than the side from which pages are written by default.
    """

    state: str | None
    office: Person | None = None
    foreign: bool = False
    first_person: bool = False
    reasons: tuple[Sign, ...] = field(default=())


class _Outlet(NamedTuple):
    """A row: its state, the words of which one has to stand on a page that it fits, and its expression."""

    state: str
    words: frozenset[str]
    pattern: re.Pattern[str]


_WORD = re.compile("[一-鿿ァ-ヶーA-Za-zＡ-Ｚ]{2,}")
_NO_WORD = re.compile(r"\[[^]]*\]|\(\?P<\w+>|\\.")


@cache
def _outlets() -> tuple[_Outlet, ...]:
    quoted = table()["quoted"]
    return tuple(
        _Outlet(
            row["state"],
            frozenset(_WORD.findall(_NO_WORD.sub(" ", row["pattern"]))),
            re.compile(rf"(?:{row['pattern']})(?!{quoted})", re.M),
        )
        for row in table()["outlet"]
    )


@cache
def _author() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(pattern) for key, pattern in table()["author"].items()}


def page_side(text: str, mentions: Sequence[Mention], lexicon: Lexicon, offices: Offices) -> PageSide:
    """From which side the page is written, by its outlet, its organ and its author."""
    sign = _outlet(text, lexicon) or Sign("default", default_side(), 0, 0)
    foreign = sign.state != default_side()
    office = None if foreign else _office_of_author(text, mentions, offices)
    first = "私" in text and _author()["first_person"].search(text) is not None
    signs = (sign,) if office is None else (sign, Sign("author", sign.state, *_span(office)))
    return PageSide(sign.state, office, foreign, first, signs)


def _span(person: Person) -> tuple[int, int]:
    mention = person.mentions[0]
    return mention.start, mention.end


def _outlet(text: str, lexicon: Lexicon) -> Sign | None:
    head, tail = table()["head"], table()["tail"]
    ranges = [(0, len(text))] if len(text) <= head + tail else [(0, head), (len(text) - tail, len(text))]
    edge = text[: ranges[0][1]] + "\n" + text[ranges[-1][0] :]
    for row in _outlets():
        if not holds(edge, row.words):
            continue
        for low, high in ranges:
            match = row.pattern.search(text, low, high)
            if match is None:
                continue
            code = lexicon.resolve(match["state"]) if row.state == "*" else row.state
            if code is not None:
                return Sign("outlet", code if code not in ("", "?") else None, *match.span())
    return None


def _office_of_author(text: str, mentions: Sequence[Mention], offices: Offices) -> Person | None:
    """防衛大臣に就任しました, 航空幕僚長より: an office of the page's own side whose holder writes himself."""
    rules = _author()
    for mention in mentions:
        if mention.name is not None or mention.country not in (None, default_side()) or not mention.titles:
            continue
        if is_generic(mention.titles[0]):
            continue  # 代表として参加した
        if offices.country(mention.titles[0]) not in (None, default_side()):
            continue
        at_head = mention.start == 0 or text[mention.start - 1] == "\n"
        if rules["behind"].match(text, mention.end) or (at_head and rules["line_head"].match(text, mention.end)):
            return Person(_owner(mentions), None, mention.titles, default_side(), [mention])
    match = rules["assumed"].search(text) if "就任" in text else None
    if match is None or offices.country(match["office"]) not in (None, default_side()):
        return None
    low, high = match.span("office")
    mention = Mention(low, high, None, low, low, None, (match["office"],), low, high, rule="author")
    return Person(_owner(mentions), None, mention.titles, default_side(), [mention])


def _owner(mentions: Sequence[Mention]) -> str | None:
    """Whose site the page is, if it says so."""
    return next((mention.name for mention in mentions if mention.rule == "site"), None)


class Acting:
    """Who of the page's side acts at a place where no subject is told: of the title, told before as a subject, or the
    author of the page. Made once a page; each question takes one bisection."""

    def __init__(self, side: PageSide, mentions: Sequence[Mention], title: tuple[int, int] | None, text: str) -> None:
        self._side = side
        own = [
            (m.start, _acts(m, title, text), m.person)
            for m in mentions
            if m.person is not None and m.person.country == side.state and m.person.titles and not m.former
        ]
        self._starts = [start for start, _, _ in own]
        # The first of the best of all before a place, and of all from it on.
        self._before = list(accumulate(((v + 1, p) for _, v, p in own), _better, initial=_NOBODY))
        behind = list(accumulate(((v, p) for _, v, p in reversed(own)), _better_or_first, initial=_NOBODY))
        self._behind = behind[::-1]

    def at(self, place: int) -> Person | None:
        """The official at an offset in code points; None where nobody is likely."""
        if self._side.state is None:
            return None
        index = bisect_left(self._starts, place)
        score, best = _better(self._before[index], self._behind[index])
        if self._side.office is not None and score < _SURE:
            return self._side.office
        return best if score >= _LIKELY else None


_Score = tuple[float, Person | None]
_NOBODY: _Score = (0.0, None)
_SURE, _LIKELY = 3.0, 2.0


def _better(one: _Score, other: _Score) -> _Score:
    return other if other[0] > one[0] else one


def _better_or_first(later: _Score, earlier: _Score) -> _Score:
    return earlier if earlier[0] >= later[0] and earlier[0] > 0 else later


def _acts(mention: Mention, title: tuple[int, int] | None, text: str) -> float:
    value = 3.0 if title is not None and title[0] <= mention.start < title[1] else 0.0
    value += _author()["subject"].match(text, mention.end) is not None
    value += 0.5 * (mention.start < 200)
    return value + 0.5 * (mention.person is not None and mention.person.titles[0].endswith(office_words()["high"]))


__all__ = ["Acting", "PageSide", "Sign", "default_side", "page_side"]
