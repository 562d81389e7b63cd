"""The page: which lines are title, publication line, captions, furniture, headings and body."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml
from meetextract.text import dates
from meetextract.text.known import NOTHING, Known
from meetextract.text.sentences import Line, lines


@precomputed
def tables() -> Mapping[str, Any]:
    """data/headers.toml as read."""
    return read_toml("headers.toml")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    furniture = tables()["furniture"]
    return (
        re.compile("|".join(f"(?:{p})" for p in furniture["skip"])),  # from the beginning of a line, like `end`
        re.compile("|".join(f"(?:{p})" for p in furniture["caption"])),
        re.compile(furniture["end"]),
    )


@dataclass(slots=True)
class Page:
    """An article taken apart. Line lists are in order of place."""

    title: tuple[int, int] | None = None
    publisher: tuple[int, int] | None = None
    published: datetime.date | None = None
    published_at: tuple[int, int] | None = None
    year: int | None = None  # from a heading that is nothing but a year
    body: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)


_FULL_DATE = re.compile(
    # One set of characters first, which the engine looks for faster than it tries each beginning.
    r"[令平昭12１２](?:(?:(?<=[令昭])和|(?<=平)成)\s?(?:元|[0-9０-９]{1,2})|(?:(?<=1)9|(?<=2)0|(?<=１)９|(?<=２)０)[0-9０-９]{2})\s?(?:[（(][0-9０-９]{4}[）)])?(?:年\s?[0-9０-９]{1,2}\s?月\s?[0-9０-９]{1,2}\s?日|[-/.][0-9]{1,2}[-/.][0-9]{1,2})"
)
_YEAR_LINE = re.compile(r"^((?:19|20)[0-9]{2})年$")
_YEAR_LENGTH = 5
_PUBLISHER = re.compile(r"[一-鿿ァ-ヶーA-Za-z][一-鿿ァ-ヶーA-Za-z・]{1,14}")
_NOT_PUBLISHER = re.compile(
    r"朝刊|夕刊|更新|配信|[0-9]面|月曜|火曜|水曜|木曜|金曜|土曜|日曜|読書面|解説面|総合|情勢|記事一覧|号$|分$|付$"
)
_TITLE_TAIL = re.compile(r"\s{0,20}[|｜]\s{0,20}[^|｜]{1,20}$")
_TALK = re.compile(
    r"会談|協議|会合|表敬|訪問|出張|会見|対話|2プラス2|２プラス２|首脳|外相|大臣|防衛相|国防相|首相|大統領|懇談|会議|署名|合意"
)
_LONGEST_TITLE = 200  # code points; what is longer is a paragraph that lost its full stops
# What is under a title, and is none itself: a header of a section, a numbered heading.
_HEADER = re.compile(r"[【〔［▽][^】〕］「」。]{1,8}[=＝]")
_NUMBERED = re.compile(r"[ 　]*(?:[0-9０-９]{1,2}[\s　.．、]|[（(][0-9０-９一二三四五]{1,2}[）)]|[①-⑳])")
_SECTION_NAME = re.compile(
    r"^(?:報道発表|外務省・新着情報|新着情報|国連外交|大洋州|欧州|アジア|北米|中南米|中東|アフリカ|プレスリリース|報道・広報|記者会見|首相官邸|外務省|防衛省|農林水産省|経済産業省|国土交通省|ニュース|国際|政治|社会|経済)$"
)


def read_page(text: str, *, body: bool = True, known: Known = NOTHING) -> Page:
    """Sorts the lines of an article; never fails, whatever the text is. Without `body` no more is read than title,
    publisher and date need. What is `known` goes before what is found."""
    skip, caption, end = _patterns()
    page = Page()
    head = True
    position = 0
    title: Line | None = None
    fallback: Line | None = None
    after_date = False
    for line in lines(text):
        raw = text[line.start : min(line.end, line.start + 400)]
        position += 1
        short = line.end - line.start <= 60
        if position > 3 and short and end.match(raw):
            break
        if head and position <= 24:
            match = None if raw[-1] == "。" else _FULL_DATE.search(raw)  # else `_is_sentence_date`
            if (
                match
                and page.published is None
                and (short or match.start() <= 2 or (position == 1 and match.start() > 12))
                and not _is_sentence_date(raw, match)
            ):
                found = next(dates.find_dates(text, line.start + match.start(), line.start + match.end() + 1), None)
                value = dates.value(found) if found else None
                if value and len(value) == 10:
                    page.published = datetime.date.fromisoformat(value)
                    page.published_at = (line.start + match.start(), line.start + match.end())
                    name = _PUBLISHER.search(raw[: match.start()]) if match.start() < 20 else None
                    name = name or _PUBLISHER.search(raw, match.end())
                    if name and not _NOT_PUBLISHER.search(name.group()) and short:
                        page.publisher = (line.start + name.start(), line.start + name.end())
                    after_date = page.publisher is None
                    if position == 1 and match.start() > 12:
                        title = Line(line.start, line.start + len(raw[: match.start()].rstrip(" 　")))
                    if short or (position == 1 and match.start() > 12):
                        continue
            year = _YEAR_LINE.match(raw) if len(raw) == _YEAR_LENGTH else None
            if year:
                page.year = int(year[1])
                continue
        if skip.match(raw):
            continue
        told = _told(raw)
        if not told and caption.search(raw) and not raw.startswith(("【", "▽", "■", "◆", "〈", "［")):
            page.captions.append(line)
            continue
        if head:
            if told or raw.startswith(("▽", "【午前", "　【")) or position > 16:
                if not body:
                    break
                head = False
            else:
                named = _SECTION_NAME.match(raw) or _HEADER.match(raw)
                if title is None and not named and line.end - line.start >= 4:
                    if _TALK.search(raw) and not (fallback is not None and _NUMBERED.match(raw)):
                        title = line
                    elif fallback is None:
                        fallback = line
                if (
                    after_date
                    and page.publisher is None
                    and re.fullmatch(r"[一-鿿・]{2,14}(?:省|庁|官邸|新聞|通信|報)", raw)
                ):
                    page.publisher = (line.start, line.end)
        page.body.append(line)
    title = title or (fallback if fallback is not None else None)
    if known.title is not None and known.title.start is not None and known.title.end is not None:
        title = Line(known.title.start, known.title.end)
    if known.published is not None:
        page.published = datetime.date.fromisoformat(known.published.value)
    if title is not None:
        tail = _TITLE_TAIL.search(text, title.start, title.end)
        high = tail.start() if tail and tail.start() > title.start + 6 else title.end
        low = title.start
        if text[low] == "◆" and text[high - 1] != "◆":
            low += 1
        page.title = (low, high) if high - low <= _LONGEST_TITLE else None
        page.body = [line for line in page.body if line.start != title.start or _told(text[line.start : line.end])]
    return page


def _told(line: str) -> bool:
    """Whether a line holds a sentence."""
    return "。" in line or "．" in line


def _is_sentence_date(raw: str, match: re.Match[str]) -> bool:
    """平成25年7月9日（火）、13時30分から … is the lead, not the publication line."""
    rest = raw[match.end() :]
    return (
        "。" in rest
        or bool(re.match(r"[（(].[）)]、|、|は|に|から[0-9０-９]", rest))
        or (raw[: match.start()].endswith(("日時：", "期間：", "期　間：", "日時:")))
    )
