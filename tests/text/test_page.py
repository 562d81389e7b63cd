"""Title, paper and day of a page, and the rows of data/page.toml one by one."""

from __future__ import annotations

import re

import pytest

from meetextract import extract
from meetextract.lexicon.tables import read_toml
from meetextract.text.fulldates import FULL_DATE
from meetextract.text.known import Fact, Known
from meetextract.text.page import read_page

TABLES = read_toml("page.toml")
ROWS = [(kind, row) for kind, rows in TABLES.items() for row in rows]
WHOLE = ("not_title", "paper_line")
TOLD = "　早瀬外相は19日、東京都内で豪州のコール外相と会談し、海底ケーブルの敷設で協力することで一致した。"


def _finds(kind: str, row: dict[str, str], line: str) -> bool:
    if kind != "imprint":
        expression = re.compile(row["pattern"])
        found = expression.fullmatch(line.strip("• ")) if kind in WHOLE else expression.search(line)
        return found is not None
    date = FULL_DATE.search(line)
    if date is None:
        return False
    if "before" in row:
        return re.search(row["before"], line[: date.start()]) is not None
    return re.match(row["after"], line[date.end() :]) is not None


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[f"{kind}-{row['example'][:20]}" for kind, row in ROWS])
def test_a_row_finds_its_example_and_not_the_other(kind: str, row: dict[str, str]) -> None:
    assert _finds(kind, row, row["example"])
    assert not _finds(kind, row, row["not"])


# What a page begins with, and its title, paper and day.
PAGES = {
    "paper and day": ("外相会談\n東都新聞　2026年5月20日\n", "外相会談", "東都新聞", "2026-05-20"),
    "label lines": (
        "有料会員記事\n外相、豪州外相と会談\n公開日時2026/05/20 05:00\n印刷する\nシェア\n東都新聞\n",
        "外相、豪州外相と会談",
        "東都新聞",
        "2026-05-20",
    ),
    "bread crumbs": (
        "ホーム > 国際 > 外相会談\n外相、豪州外相と会談\n2026年5月20日 5時00分\n",
        "外相、豪州外相と会談",
        None,
        "2026-05-20",
    ),
    "a day with a label": ("外相会談\n date 2026-01-10\n", "外相会談", None, "2026-01-10"),
    "delivered": ("外相会談\n5月20日配信\n2026/5/20(水) 5:00配信\n", "外相会談", None, "2026-05-20"),
    "edition": ("外相会談\n東京版2018年4月12日\n", "外相会談", None, "2018-04-12"),
    "dated issue": ("外相会談\n会談を終えた。\n防衛日報 2026年3月4日付\n", "外相会談", "防衛日報", "2026-03-04"),
    "behind the text": (f"外相会談\n{TOLD}\n" * 1 + "2013年10月4日 朝刊\n", "外相会談", None, "2013-10-04"),
    "era": ("外相会談\n令和8年5月20日\n外務省\n", "外相会談", "外務省", "2026-05-20"),
    "month before the day": ("外相会談\n7月 21, 2021 18:28 Asia/Tokyo\n", "外相会談", None, "2021-07-21"),
    "kanji": ("外相会談\n一九九七年十一月十四日　朝刊\n", "外相会談", None, "1997-11-14"),
    "slashes": ("外相会談\n2026/1/10\n", "外相会談", None, "2026-01-10"),
    "updated alone": ("外相会談\n更新日：2026年5月20日\n", "外相会談", None, "2026-05-20"),
    "updated beside": ("外相会談\n更新 2026年5月21日\n公開 2026年5月20日\n", "外相会談", None, "2026-05-20"),
    "updated behind": ("外相会談\n2026年5月20日 5時00分 (2026年5月21日更新)\n", "外相会談", None, "2026-05-20"),
    "the day of the event": ("外相との懇談について\n日付\n令和5年3月14日（火）\n", "外相との懇談について", None, None),
    "a span of days": ("外相会談\n2023-12-05 ~ 2023-12-06\n", "外相会談", None, None),
    "a headline's label": ("見出し：外相会談を開く\n", "外相会談を開く", None, None),
    "the site's name": ("外相会談、海底ケーブルで協力 | 東都新聞\n", "外相会談、海底ケーブルで協力", "東都新聞", None),
    "era letter": ("外相会談\nR8.5.20\n", "外相会談", None, "2026-05-20"),
    "month in English": ("外相会談\nMay 20, 2026 6:00 JST\n", "外相会談", None, "2026-05-20"),
    "weekday in English": ("外相会談\nWednesday, 20 May 2026\n", "外相会談", None, "2026-05-20"),
    "reporter in English": ("外相会談\nBy 早瀬花子  May. 20, 2026\n", "外相会談", None, "2026-05-20"),
    "digits alone": ("外相会談\n20260520\n", "外相会談", None, "2026-05-20"),
    "a number that holds digits of a day": ("外相会談\n記事番号 120260520\n", "外相会談", None, None),
    "wide slashes": ("外相会談\n２０２６／５／２０\n", "外相会談", None, "2026-05-20"),
    "paper and day in brackets": (
        "外相会談\n（２０２６年５月２０日　東都新聞）\n",
        "外相会談",
        "東都新聞",
        "2026-05-20",
    ),
    "paper and day behind the headline": (
        "◆外相、豪州外相と会談（東都タイムス 2026/05/20）\n",
        "外相、豪州外相と会談",
        "東都タイムス",
        "2026-05-20",
    ),
    "paper over the day": ("外相会談\n東都タイムス\n2026年5月20日\n", "外相会談", "東都タイムス", "2026-05-20"),
    "a headline in brackets": ("[外相、豪外相と会談]\n2026.05.20　朝刊\n", "外相、豪外相と会談", None, "2026-05-20"),
    "a mark before the headline": ("■ 外相、豪外相と会談\n2026.05.20\n", "外相、豪外相と会談", None, "2026-05-20"),
    "labels with blanks": (
        "見出し　　：外相会談\n媒体名　　：東都新聞\n掲載日　　：2026年5月20日\n",
        "外相会談",
        "東都新聞",
        "2026-05-20",
    ),
    "labels in English": (
        "Title: 外相会談\nSource: 東都新聞\nDate: 2026-05-20\n",
        "外相会談",
        "東都新聞",
        "2026-05-20",
    ),
    "place and day in brackets": ("外相会談\n（２０２６年５月２０日　東京）\n", "外相会談", None, "2026-05-20"),
    "the article's day": ("外相会談\n記事公開日:2026.5.20 最終更新日:2026.5.22\n", "外相会談", None, "2026-05-20"),
    "a browser's line above": (
        "https://example.jp/1\t2026/05/23 10:11\n1/2 ページ\n外相会談\n東都新聞 2026年5月20日 7時00分\n",
        "外相会談",
        "東都新聞",
        "2026-05-20",
    ),
    "a browser's line below the headline": (
        "外相会談\nhttps://example.jp/1 2026/05/23 10:11\n2026年5月20日 7時00分\n",
        "外相会談",
        None,
        "2026-05-20",
    ),
    "nothing but a browser's line": (
        "外相会談\nhttps://example.jp/1 2026/05/23 10:11\n",
        "外相会談",
        None,
        "2026-05-23",
    ),
    "two days on a line": ("外相会談\n最終更新日 2026/5/22 公開日 2026/5/20\n", "外相会談", None, "2026-05-20"),
    "era in kanji": ("外相会談\n令和八年五月二十日\n東都新聞\n", "外相会談", "東都新聞", "2026-05-20"),
    "the paper in brackets": (
        "【東都新聞】外相、豪外相と会談\n2026年5月20日\n",
        "外相、豪外相と会談",
        "東都新聞",
        "2026-05-20",
    ),
    "paper and day in brackets before": (
        "【東都新聞 2026/5/20】外相、豪外相と会談\n",
        "外相、豪外相と会談",
        "東都新聞",
        "2026-05-20",
    ),
    "a day in brackets before": (
        "【令和8年5月20日】 豪州外相による表敬\n",
        "【令和8年5月20日】 豪州外相による表敬",
        None,
        "2026-05-20",
    ),
    "paper first": ("東都新聞\n外相、豪外相と会談\n2026年5月20日\n", "外相、豪外相と会談", "東都新聞", "2026-05-20"),
    "paper and edition over the day": (
        "外相会談\n東都新聞　朝刊\n2026/05/20\n412文字\n",
        "外相会談",
        "東都新聞",
        "2026-05-20",
    ),
    "where from": ("外相会談\n出典：東都新聞 2026年5月20日\n", "外相会談", "東都新聞", "2026-05-20"),
    "bulleted labels": ("外相会談\n• 媒体: 東都新聞\n• 日付: 2026年5月20日\n", "外相会談", "東都新聞", "2026-05-20"),
    "links": ("外相会談、協力へ #news https://t.example/a\n", "外相会談、協力へ", None, None),
}


@pytest.mark.parametrize(("head", "title", "publisher", "day"), PAGES.values(), ids=PAGES)
def test_a_page_says_title_paper_and_day(head: str, title: str | None, publisher: str | None, day: str | None) -> None:
    text = f"{head}{TOLD}\n"
    page = read_page(text)
    assert (
        text[slice(*page.title)] if page.title else None,
        text[slice(*page.publisher)] if page.publisher else None,
        page.published.isoformat() if page.published else None,
    ) == (title, publisher, day)
    brief = read_page(text, body=False)
    assert (brief.title, brief.publisher, brief.published) == (page.title, page.publisher, page.published)


def test_the_paper_may_stand_on_the_last_line() -> None:
    text = f"外相会談\n2026年5月20日 朝刊 2総合 412文字\n\n{TOLD}\n\n東都新聞社\n──────\n"
    page = read_page(text)
    assert page.publisher is not None and text[slice(*page.publisher)] == "東都新聞"
    assert read_page(text.replace("東都新聞社", "早瀬記者")).publisher is None


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("（2026年5月20日　東都新聞）", "東都新聞", "2026-05-20"),
        ("（東都新聞　2026年5月20日付朝刊）", "東都新聞", "2026-05-20"),
        ("[東都新聞 2026/05/20]", "東都新聞", "2026-05-20"),
        ("出典：東都新聞 2026年5月20日", "東都新聞", "2026-05-20"),
        ("――東都新聞、2026年5月20日\nhttps://example.jp/a", "東都新聞", "2026-05-20"),
        ("次回の会合は2026年8月20日", None, None),
        ("（写真は2026年5月19日、外務省）", None, None),
        ("2026年8月20日　東都新聞社の主催で講演会を開く。", None, None),
    ],
)
def test_paper_and_day_may_stand_below_the_text(line: str, publisher: str | None, day: str | None) -> None:
    text = f"外相会談\n{TOLD}\n\n{line}\n"
    page = read_page(text)
    assert (text[slice(*page.publisher)] if page.publisher else None) == publisher
    assert (page.published.isoformat() if page.published else None) == day


def test_what_the_format_says_goes_before_what_the_text_seems_to_say() -> None:
    page = read_page(f"外相会談\n2026年5月20日\n{TOLD}", known=Known(published=Fact("2026-05-19")))
    assert page.published is not None and page.published.isoformat() == "2026-05-19"


def test_a_list_that_leaves_the_year_out_still_says_the_month() -> None:
    text = f"外相会談\n5/20(水) 16:59\n{TOLD}\n"
    assert read_page(text).issued is not None
    (meeting,) = extract(text).meetings
    assert meeting.date is not None and meeting.date.value == "--05-19"


def test_the_first_sentence_is_neither_title_nor_imprint() -> None:
    text = "令和8年5月20日（水）、13時30分から、早瀬外相は豪州のコール外相と会談した。\n"
    page = read_page(text)
    assert page.title is None and page.published is None
