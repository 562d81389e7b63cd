"""One article out of its parts: headline, body, day and publisher, as a format gives them apart."""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.text.known import Fact, Known

_BLANKS: Final = re.compile(r"[\s\u3000]+")
_HEAD: Final = 8  # lines of a body that may hold its headline
_LINES_OF_HEADLINE: Final = 4
_TOLD: Final = 8  # code points of a headline that may stand in a text without the label before it
_SITE: Final = re.compile(r"\s*[|｜][^|｜]{1,30}$")
_LABEL_ENDS: Final = ("】", "］", "]", "：", ":", "｜", "|")
_TITLE_LIMIT: Final = 300  # code points; what is longer is no headline


class Article(NamedTuple):
    """A text with what is known of it. `shift`: how far the body's own offsets moved, in code points."""

    text: str
    known: Known
    shift: int


def compose(body: str, *, title: str | None = None, publisher: str | None = None, day: str | None = None) -> Article:
    """Puts the headline before the body, unless it stands there already.

    Where the line that holds it says more (外相、豪州外相と会談　海底ケーブルで協力), that line is the headline.
    """
    headline = _one_line(title or "")[:_TITLE_LIMIT]
    known = Known(None, _fact(publisher), _fact(day))
    if not headline:
        return Article(body, known, 0)
    found = find_line(body, headline)
    if found is not None:
        start, end = found
        return Article(body, known._replace(title=Fact(body[start:end], start, end)), 0)
    text = f"{headline}\n\n{body}" if body.strip() else headline + "\n"
    return Article(text, known._replace(title=Fact(headline, 0, len(headline))), len(headline) + 2)


def with_whole_headline(text: str, headline: str) -> str:
    """The text with its headline on one line, blanks as in `headline`, where a page set it in several lines."""
    wanted, words = _plain(headline), _one_line(headline)
    lines = text.split("\n", _HEAD)
    for first in range(min(len(lines), _HEAD)):
        for last in range(first + 1, min(first + _LINES_OF_HEADLINE, len(lines), _HEAD) + 1):
            if wanted and _plain("".join(lines[first:last])) == wanted:
                return "\n".join((*lines[:first], words, *lines[last:]))
    return text


def find_line(text: str, headline: str) -> tuple[int, int] | None:
    """Where one of the first lines is the headline, or begins with it and a blank, without its white space; it may lack
    the label before the headline (【東都新聞ニュース】)."""
    wanted = _plain(headline)
    at = 0
    seen = 0
    while wanted and at < len(text) and seen < _HEAD:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at : min(end, at + 2 * _TITLE_LIMIT)]
        bare = line.strip(" \t\r\u3000")
        if bare:
            seen += 1
            words = _BLANKS.split(bare)
            joined = ""
            for word in words:
                joined += _plain(word)
                if _same(joined, wanted) and len(bare) <= _TITLE_LIMIT and "。" not in bare:
                    start = at + line.index(bare)
                    site = _SITE.search(bare)  # 外相会談 | 東都新聞
                    cut = site is not None and _plain(bare[: site.start()]) == joined
                    return start, start + (site.start() if site and cut else len(bare))
        at = end + 1
    return None


def _same(words: str, headline: str) -> bool:
    labelled = len(words) >= _TOLD and headline.endswith(words) and headline[: -len(words)].endswith(_LABEL_ENDS)
    return words == headline or labelled


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _one_line(text: str) -> str:
    """The words of a value with one blank between them: the wide one that headlines are set with, where it is that."""
    return _BLANKS.sub(lambda blank: blank[0] if blank[0] == "\u3000" else " ", text).strip()


def _fact(value: str | None) -> Fact | None:
    value = _one_line(value or "")
    return Fact(value) if value else None
