"""The page: which lines are title, publication line, captions, furniture, headings and body."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from meetextract import expressions as re
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml
from meetextract.text.dates import DateMention
from meetextract.text.imprint import (
    BRACKETED,
    TALK,
    Imprint,
    day_without_year,
    find_imprint,
    find_last_imprint,
    find_late_imprint,
    may_be_imprint,
)
from meetextract.text.known import NOTHING, Known
from meetextract.text.lineform import line_form, row_of_days
from meetextract.text.rows import OPENING, SHORT, Row, bare_row, pattern, row_of, spoken
from meetextract.text.sentences import BLANK, BREAKS, Line, lines


@precomputed
def tables() -> Mapping[str, Any]:
    """data/headers.toml as read."""
    return read_toml("headers.toml")


@dataclass(slots=True)
class Page:
    """An article taken apart. Places are code points of the text, line lists in order of place.

    Attributes:
        title, publisher: where they stand, or None.
        published: the day of publication; `published_at`: where it stands, or None.
        issued: month and day of publication where the page leaves the year out.
        year: from a heading that is nothing but a year.
        body: the lines of the article. captions: those that describe a picture.
    """

    title: tuple[int, int] | None = None
    publisher: tuple[int, int] | None = None
    published: datetime.date | None = None
    published_at: tuple[int, int] | None = None
    issued: DateMention | None = None
    year: int | None = None
    body: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)


_YEAR_LINE: Final = re.compile(r"^((?:19|20)[0-9]{2})年$")
_YEAR_LENGTH: Final = 5
_HEAD: Final = 16  # lines, at most, before the article's own text begins
_EARLY: Final = 8  # lines in which a list says month and day
_DATED: Final = 24  # lines in which a page says its day
_FIRST_LINES: Final = re.compile(rf"(?:[{BREAKS}{BLANK}]*+[^{BREAKS}]++){{{_DATED}}}")
_PUBLISHER: Final = re.compile(r"[一-鿿ァ-ヶーA-Za-z][一-鿿ァ-ヶーA-Za-z・]{1,14}")
_OWN_LINE: Final = re.compile(
    r"[一-鿿・]{2,14}(?:省|庁|官邸|報)"
    r"|[一-鿿ァ-ヶー・A-Za-z]{1,14}(?:新聞|新報|日報|時報|通信|放送|タイムズ|タイムス)(?:社|電子版|デジタル|オンライン)?"
)
_AT_END: Final = re.compile("([一-鿿ァ-ヶー・A-Za-z]{1,14}(?:新聞|新報|日報|時報|通信|タイムズ|タイムス))社")
_RULED: Final = re.compile(r"[^\wぁ-ヺ一-鿿]*")
_LAST_LINES: Final = 3
_MARKS: Final = frozenset("◆◇■□●○▼▲★☆")
_LONGEST_TITLE: Final = 200  # code points; what is longer is a paragraph that lost its full stops
_SHORTEST_TITLE: Final = 4
# What is under a title, and is none itself: a header of a section, a numbered heading.
_HEADER: Final = re.compile(r"[【〔［▽][^】〕］「」。]{1,8}[=＝]")
_NUMBERED: Final = re.compile(
    r"[ 　]*(?:[0-9０-９]{1,2}[\s　.．、]|[（(][0-9０-９一二三四五]{1,2}[）)]|[①-⑳]"
    r"|[◇◆●○▽■•・] ?(?:[0-9０-９]{1,2}[/月])?[0-9０-９]{1,2}日?[（(　 ])"  # ◇5日(月)=
)
_CUT_OFF: Final = re.compile("、.{8,}、.*[がをはの]$")  # a sentence that lost its end
_SECTION_NAME: Final = re.compile(
    r"^(?:報道発表|外務省・新着情報|新着情報|国連外交|大洋州|欧州|アジア|北米|中南米|中東|アフリカ|プレスリリース|報道・広報|記者会見"
    r"|首相官邸|外務省|防衛省|農林水産省|経済産業省|国土交通省|ニュース|国際|政治|社会|経済)$"
)
_OPENS: Final = ("▽", "【午前", "　【")
_EDGE: Final = re.compile(r"^[\s•・■◆▶▼*＊-]*|[\s▶▼>＞»›]*$")


def read_page(text: str, *, body: bool = True, known: Known = NOTHING) -> Page:
    """Sorts the lines of an article; never fails, whatever the text is. Without `body` no more is read than title,
    publisher and date need. What is `known` goes before what is found."""
    page = Page()
    rows = _Rows(text)
    imprint = _imprint(text, rows)
    if imprint is not None:
        page.published, page.published_at = imprint.date, (imprint.start, imprint.end)
        page.publisher = _publisher_beside(imprint)
    else:
        page.issued = day_without_year(text, islice(rows, _EARLY))
    title = _sort(text, page, rows, imprint, body=body)
    if imprint is not None and page.publisher is None:
        page.publisher = _publisher_at_end(text)
    _take_known(page, known)
    if known.title is not None and known.title.start is not None and known.title.end is not None:
        title = Line(known.title.start, known.title.end)
    if title is not None:
        _set_title(text, page, title)
    return page


def _imprint(text: str, rows: Iterable[Row]) -> Imprint | None:
    first = _FIRST_LINES.match(text)
    if may_be_imprint(text, first.end() if first else len(text)) and (found := find_imprint(text, rows)) is not None:
        entries = islice((row for row in rows if row_of_days(row.raw)), 2)
        return found if sum(1 for _ in entries) < 2 or not row_of_days(found.row.raw) else None  # of a chronicle
    return (find_late_imprint(text, first.end()) if first else None) or find_last_imprint(text)


def _take_known(page: Page, known: Known) -> None:
    if known.published is not None:
        page.published = datetime.date.fromisoformat(known.published.value)
        at = known.published
        page.published_at = (at.start, at.end) if at.start is not None and at.end is not None else page.published_at


class _Rows:
    """The first lines, each looked at when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._seen: list[Row] = []
        self._more = _first_rows(text)

    def __iter__(self) -> Iterator[Row]:
        yield from self._seen
        for row in self._more:
            self._seen.append(row)
            yield row


def _first_rows(text: str) -> Iterator[Row]:
    """The lines in which title, paper and day can stand, up to what is no longer the article."""
    head = True
    for position, line in enumerate(lines(text), 1):
        row = row_of(text, line, head=True) if head else bare_row(text, line)
        if position > OPENING and row.short and pattern("end").match(row.raw):
            return
        yield row
        if head and not row.skipped and not row.caption:
            head = not (row.told or row.raw.startswith(_OPENS) or position > _HEAD)
        if position >= _DATED:
            return


def _sort(text: str, page: Page, rows: Iterable[Row], imprint: Imprint | None, *, body: bool) -> Line | None:
    """Puts every line where it belongs; the title."""
    finder = _Title(page, imprint)
    head = True
    above: Row | None = None
    for position, row in enumerate(_rows(text, rows), 1):
        if imprint is not None and row.line.start == imprint.row.line.start:
            finder.has_day(above)
            if imprint.alone:
                continue
        year = _YEAR_LINE.match(row.raw) if len(row.raw) == _YEAR_LENGTH and head and position <= _DATED else None
        if year:
            page.year = int(year[1])
            continue
        if row.skipped:
            continue
        above = row
        if row.caption:
            page.captions.append(row.line)
            continue
        if head and (row.told or row.raw.startswith(_OPENS) or position > _HEAD):
            if not body:
                break
            head = False
        if head:
            finder.look_at(row)
        page.body.append(row.line)
    return finder.title or finder.fallback


def _rows(text: str, rows: Iterable[Row]) -> Iterator[Row]:
    """All lines of the article; some of the first ones have been looked at."""
    count = end = 0
    for row in rows:
        count, end = count + 1, row.line.end
        yield row if row.head else row_of(text, row.line, head=False)
    if count < _DATED:
        return
    for line in lines(text, end):
        row = row_of(text, line, head=False)
        if row.short and pattern("end").match(row.raw):
            return
        yield row


class _Title:
    """What may be the title, and the paper, of the lines before the article's own text."""

    def __init__(self, page: Page, imprint: Imprint | None) -> None:
        self.page = page
        self.dated = False
        self.title: Line | None = None
        self.fallback: Line | None = None
        self.entry: Line | None = None  # the last line looked at, where it begins with its day
        self.paper: Line | None = None  # the first line, where it is nothing else
        if imprint is not None and imprint.first:
            end = imprint.start - imprint.row.line.start
            bracket = _open_bracket(imprint.row.raw, end)
            before = imprint.row.raw[: end if bracket is None else bracket].rstrip(" 　")
            if "。" not in before:
                self.title = Line(imprint.row.line.start, imprint.row.line.start + len(before))
        elif imprint is not None and imprint.row.head and imprint.behind and _publisher_beside(imprint) is not None:
            self.title = Line(imprint.row.line.start + imprint.behind, imprint.row.line.end)

    def has_day(self, above: Row | None) -> None:
        """The line of the day is reached; the one above may be the paper."""
        self.dated = True
        own = _OWN_LINE.match(above.raw) if above is not None and above.head else None
        if self.page.publisher is not None or above is None:
            return
        if own and (own.end() == len(above.raw) or pattern("paper_line").fullmatch(above.raw)):
            self.page.publisher = (above.line.start, above.line.start + own.end())
        elif self.paper is not None:
            self.page.publisher = (self.paper.start, self.paper.end)

    def look_at(self, row: Row) -> None:
        """Takes a line of the head."""
        if _OWN_LINE.fullmatch(row.raw):
            if self.dated and self.page.publisher is None:
                self.page.publisher = (row.line.start, row.line.end)
            elif self.fallback is None and self.title is None and _AT_END.fullmatch(f"{row.raw}社"):
                self.paper = row.line
                return
        if self.page.publisher is None and (label := pattern("publisher_label").match(row.raw, _bullet(row.raw))):
            name = _PUBLISHER.match(row.raw, label.end())
            self.page.publisher = (row.line.start + name.start(), row.line.start + name.end()) if name else None
            return
        form = line_form(row.raw)
        entry = form.listed and form.is_dated and bool(form.words)
        if entry and self.entry:
            self.title = self.title if self.title != self.entry else None
            return  # the second of a chronicle's entries: the first is no title either
        if self.title is not None or row.line.end - row.line.start < _SHORTEST_TITLE or row_of_days(row.raw):
            return
        self.entry = row.line if entry else None
        if _SECTION_NAME.match(row.raw) or _HEADER.match(row.raw) or _is_label(row.raw) or _CUT_OFF.search(row.raw):
            return
        if TALK.search(row.raw) and not (self.fallback is not None and _NUMBERED.match(row.raw)):
            self.title = row.line
        elif self.fallback is None:
            self.fallback = row.line


def _bullet(raw: str) -> int:
    return len(raw) - len(raw.lstrip("•・-* 　"))


def _is_label(raw: str) -> bool:
    """Whether a line is a button, a menu, the name of a section."""
    return pattern("not_title").fullmatch(_EDGE.sub("", raw)) is not None


def _open_bracket(raw: str, end: int) -> int | None:
    """Where a bracket begins that is open at `end`: 外相会談（東都新聞 2026/11/4）."""
    at = max(raw.rfind(sign, 1, end) for sign in "（([〔【")
    return at if at > 0 and not any(sign in raw[at:end] for sign in "）)]〕】") else None


def _publisher_beside(imprint: Imprint) -> tuple[int, int] | None:
    """The paper, on the line of the date."""
    row = imprint.row
    if not row.short and not imprint.first:
        return None
    bracketed = BRACKETED.fullmatch(row.raw) is not None  # （2019年6月17日、東京）
    low, high = imprint.start - row.line.start, imprint.end - row.line.start
    label = pattern("publisher_label").match(row.raw)
    begins = min(label.end(), low) if label else 0
    before = list(_PUBLISHER.finditer(row.raw, begins, low)) if low < 20 and not imprint.first else []
    if imprint.first and (bracket := _open_bracket(row.raw, low)) is not None:
        before = [name for name in _PUBLISHER.finditer(row.raw, bracket, low) if pattern("paper").search(name[0])]
    for name in (*before[:1], *_PUBLISHER.finditer(row.raw, high, imprint.behind or len(row.raw))):
        if pattern("beside_date").search(name.group()):
            continue
        if pattern("not_publisher").search(name.group()) or (bracketed and not pattern("paper").search(name.group())):
            return None
        return row.line.start + name.start(), row.line.start + name.end()
    return None


def _publisher_at_end(text: str) -> tuple[int, int] | None:
    """The paper, as the last line of what a database exports: 東都新聞社, with a rule below."""
    end = len(text)
    for _ in range(_LAST_LINES):
        words = text[max(0, end - SHORT) : end].rstrip()
        end -= len(text[max(0, end - SHORT) : end]) - len(words)
        start = max(words.rfind("\n"), words.rfind("\r")) + 1
        line = words[start:].strip(" 　")
        if paper := _AT_END.fullmatch(line):
            at = text.index(line, end - len(words) + start)
            return at, at + paper.end(1)
        if not _RULED.fullmatch(line):
            return None
        end -= len(words) - start
    return None


def _set_title(text: str, page: Page, title: Line) -> None:
    """The title without its label and the site's name behind it; its line is no part of the body."""
    low, high = title
    if label := pattern("title_label").match(text, low, high):
        low = label.end()
    if (tail := pattern("title_tail").search(text, low, high)) and tail.start() > low + 6:
        site = _PUBLISHER.fullmatch(text[tail.start() : high].strip(" 　|｜\t\xa0：:-－―–—"))
        high = tail.start()
        if site and page.publisher is None and not pattern("not_publisher").search(site[0]):
            at = text.index(site[0], high)
            page.publisher = (at, at + len(site[0]))
    if (paper := pattern("title_paper").match(text, low, high)) is not None:
        page.publisher = page.publisher or paper.span(1)
        low = paper.end()
    if text[low] in _MARKS and text[high - 1] != text[low]:
        low += 1
    if text[low] == "[" and text[high - 1] == "]":
        low, high = low + 1, high - 1
    while low < high and text[low] in " 　":
        low += 1
    page.title = (low, high) if high - low <= _LONGEST_TITLE else None
    below = [line for line in page.body if not line.start <= title.start < line.end or spoken(text[slice(*line)])]
    page.body = below or page.body  # a page of one line: 岸田総理は、IAEAのグロッシ事務局長と電話会談を行い…
