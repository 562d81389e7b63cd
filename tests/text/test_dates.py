"""Dates: what the text says, what the publication date and the date before add, and numbers that are no dates."""

from __future__ import annotations

import datetime

import pytest

from meetextract.text.dates import DateMention, find_dates, number, resolve_date, value

PUBLISHED = datetime.date(2026, 11, 4)


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def said(text: str, published: datetime.date | None = None) -> str:
    """The resolved dates of a text, each completed by the one before it; `?` where nothing can be known."""
    before: DateMention | None = None
    found = []
    for mention in find_dates(text, 0, len(text)):
        done = resolve_date(mention, published, before)
        found.append((done and value(done)) or "?")
        before = done or before
    return " ".join(found)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("7", 7), ("３１", 31), ("元", 1), ("〇", 0), ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31),
        ("二五", 25), ("", None), ("百", None), ("日", None),
    ],
)  # fmt: skip
def test_numerals(word: str, expected: int | None) -> None:
    assert number(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("令和8年11月3日、両氏は", "2026-11-03", id="era"),
        case("令和元年５月１日", "2019-05-01", id="first-year-of-an-era"),
        case("仏暦2571年8月9日", "2028-08-09", id="buddhist-era"),
        case("中華民国117年8月9日", "2028-08-09", id="years-of-the-republic"),
        case("主体117（2028）年10月3日", "2028-10-03", id="juche"),
        case("西暦2028年8月9日", "2028-08-09", id="the-usual-era-named"),
        case("平成三十年十二月二十四日", "2018-12-24", id="kanji-numerals"),
        case("平成18（2006）年9月26日", "2006-09-26", id="western-year-in-a-bracket"),
        case("昭和63年1月7日", "1988-01-07", id="showa"),
        case("２０２６年１０月３１日", "2026-10-31", id="full-width"),
        case("2026 年 10 月 31 日", "2026-10-31", id="blanks-between"),
        case("2026-10-31に", "2026-10-31", id="iso"),
        case("2026/1/9 更新", "2026-01-09", id="slashes"),
        case("2026.10. 5", "2026-10-05", id="points-and-a-blank"),
        case("10月31日", "--10-31", id="no-year"),
        case("31日", "---31", id="no-year-no-month"),
        case("本21日、", "---21", id="this-21st-of-ministries"),
        case("10月2日に着き、5日に会談した", "--10-02 --10-05", id="bare-day-after-a-month"),
        case("2026年10月2日に着き、10月5日に", "2026-10-02 2026-10-05", id="year-goes-on-within-its-month"),
        case("2026年10月2日、同日夜", "2026-10-02 2026-10-02", id="same-day"),
        case("2026年10月2日（同）", "2026-10-02 2026-10-02", id="same-in-a-bracket"),
        case("1991年10月31日、翌1日", "1991-10-31 1991-11-01", id="the-day-after-with-its-number"),
        case("2026年10月31日、翌日", "2026-10-31 2026-11-01", id="next-day-over-the-month"),
        case("2026年3月1日、前日", "2026-03-01 2026-02-28", id="day-before-over-the-month"),
        case("5月16、17の両日", "--05-16", id="both-days-first-counts"),
        case("16、17日の両日", "---16", id="both-days-with-the-sign-once"),
        case("5月16日と17日の両日", "--05-16", id="both-days-written-out"),
        case("二〇二六年十月三日", "2026-10-03", id="four-kanji-digits"),
        case("2月29日", "--02-29", id="a-leap-day-some-year"),
    ],
)
def test_dates_that_the_text_gives_alone(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("3日、ソウルで", "2026-11-03", id="yesterday"),
        case("31日、ソウルで", "2026-10-31", id="last-month"),
        case("8日に会談する", "2026-11-08", id="to-come"),
        case("本21日", "2026-10-21", id="this-21st-lies-nearer-behind"),
        case("12月24日に", "2026-12-24", id="month-ahead"),
        case("1月9日に", "2027-01-09", id="january-told-in-november"),
        case("昨年12月3日", "2025-12-03", id="last-year"),
        case("昨年の12月3日", "2025-12-03", id="last-year-with-no"),
        case("来年2月5日", "2027-02-05", id="next-year"),
        case("先月15日", "2026-10-15", id="last-month-said"),
        case("今月15日", "2026-11-15", id="this-month"),
        case("来月1日", "2026-12-01", id="next-month"),
        case("本日、", "2026-11-04", id="today"),
        case("きのう", "2026-11-03", id="yesterday-said"),
        case("10月20日に着き、昨日会談した", "2026-10-20 2026-11-03", id="yesterday-is-the-report's"),
        case("10月20日に着き、前日は", "2026-10-20 2026-10-19", id="the-day-before-is-the-text's"),
        case("10月20日に着き、あす会談する", "2026-10-20 2026-11-05", id="tomorrow-is-the-report's"),
        case("日仏外相会談（10/23）", "2026-10-23", id="a-slash-in-a-bracket"),
        case("10/23（金）に", "2026-10-23", id="a-slash-before-a-weekday"),
        case("10月20日に着き、22日に会談した", "2026-10-20 2026-10-22", id="bare-day-beside-the-date-before"),
        case("9月30日に出発し、2日に会談した", "2026-09-30 2026-10-02", id="bare-day-into-the-next-month"),
        case("2024年5月3日に始まり、同日終えた", "2024-05-03 2024-05-03", id="stated-year-stays"),
    ],
)
def test_dates_completed_by_the_publication_date(text: str, expected: str) -> None:
    assert said(text, PUBLISHED) == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        case(datetime.date(2027, 1, 4), "12月28日", "2026-12-28", id="december-told-in-january"),
        case(datetime.date(2027, 1, 1), "31日", "2026-12-31", id="the-31st-told-on-new-year"),
        case(datetime.date(2026, 3, 1), "先月28日", "2026-02-28", id="end-of-february"),
        case(datetime.date(2026, 1, 15), "先月20日", "2025-12-20", id="last-month-was-last-year"),
        case(datetime.date(2026, 12, 15), "来月7日", "2027-01-07", id="next-month-is-next-year"),
    ],
)
def test_dates_around_the_turn_of_the_year(published: datetime.date, text: str, expected: str) -> None:
    assert said(text, published) == expected


@pytest.mark.parametrize(
    "text",
    [
        case("同日夜、両氏は", id="same-day-as-what"),
        case("翌日に", id="next-day-of-what"),
    ],
)
def test_dates_that_cannot_be_known(text: str) -> None:
    assert said(text) == "?"


def test_the_words_of_a_date_are_a_slice_of_the_text() -> None:
    text = "　令和8年11月3日から5日まで、同日"
    assert [text[m.start : m.end] for m in find_dates(text, 0, len(text))] == ["令和8年11月3日", "5日", "同日"]


def test_only_the_asked_range_is_read() -> None:
    text = "10月1日、10月2日、10月3日"
    second = text.index("10月2日")
    assert [m.day for m in find_dates(text, second, second + 5)] == [2]


@pytest.mark.parametrize(
    "text",
    [
        case("3日間の日程", id="three-days-long"),
        case("20日余り", id="some-twenty-days"),
        case("約10日で", id="about-ten-days"),
        case("第3日の討議", id="the-third-day"),
        case("5日目", id="fifth-day"),
        case("3日ぶりに", id="after-three-days"),
        case("2日後", id="two-days-later"),
        case("4日連続", id="four-days-running"),
        case("10日以内", id="within-ten-days"),
        case("5日ごとに", id="every-five-days"),
        case("毎月10日", id="every-tenth"),
        case("旧暦8月15日", id="another-calendar"),
        case("イラン暦1407年1月1日", id="the-calendar-of-iran"),
        case("2日米両氏", id="two-then-japan-and-us"),
        case("3日中両国", id="three-then-japan-and-china"),
        case("32日", id="no-such-day"),
        case("13月5日", id="no-such-month"),
        case("全文（1/2）", id="the-first-of-two-pages"),
        case("3/4の国が", id="a-fraction"),
        case("0日", id="day-zero"),
        case("6月31日", id="no-such-day-in-june"),
        case("2026年2月30日", id="no-such-day-in-february"),
        case("2026-13-01", id="iso-without-such-a-month"),
        case("一日も早く", id="as-soon-as-possible"),
        case("二日酔いと三日月", id="kanji-numerals-in-words"),
        case("四日市市で", id="a-town"),
        case("3時間15分、2回、7カ国", id="other-counts"),
        case("日本と日米", id="the-sign-alone"),
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert said(text, PUBLISHED) == ""
