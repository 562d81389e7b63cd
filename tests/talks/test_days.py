"""The day of talks: what the text says, completed by the day of the report, and never to come when they were held."""

from __future__ import annotations

import pytest

from meetextract import extract


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def told(text: str, published: str | None) -> list[tuple[str, str | None]]:
    """Status and day of each meeting."""
    return [(m.status, m.date.value if m.date else None) for m in extract(text, published=published).meetings]


@pytest.mark.parametrize(
    ("published", "text", "status", "day"),
    [
        case(
            "2024-06-08", "村井外相は10日、サントス比外相と会談し、連携を確認した。", "held", "2024-05-10",
            id="past",
        ),
        case(
            "2024-06-08", "村井外相は8日、サントス比外相と会談し、連携を確認した。", "held", "2024-06-08",
            id="on-the-day",
        ),
        case(
            "2024-06-08", "村井外相は、サントス比外相と会談し、5月30日から実施されている支援を歓迎した。", "held", None,
            id="since-another-day",
        ),
        case(
            "2024-06-28", "村井外相とサントス比外相が26日に会談したと国営通信が28日、報じた。", "held", "2024-06-26",
            id="told-on-another-day",
        ),
        case(
            None, "【2024年6月8日(土)1面】 村井外相は、6月5日、サントス比外相と会談し、連携を確認した。", "held",
            "2024-06-05", id="behind-the-day-of-the-paper",
        ),
        case(
            "2024-06-02", "村井外相は28日、サントス比外相と会談し、連携を確認した。", "held", "2024-05-28",
            id="month-before",
        ),
        case(
            "2024-01-02", "村井外相は9日、サントス比外相と会談し、連携を確認した。", "held", "2023-12-09",
            id="year-before",
        ),
        case("2024-06-08", "村井外相は10日、サントス比外相と会談する。", "planned", "2024-06-10", id="to-come"),
        case(
            "2024-06-08", "村井外相は木曜日、マニラでサントス比外相と会談した。", "held", "2024-06-06", id="weekday",
        ),
        case("2024-06-08", "村井外相は木曜日、サントス比外相と会談する。", "planned", None, id="weekday-of-no-week"),
        case("2024-06-08", "村井外相は昨夜、サントス比外相と会談した。", "held", "2024-06-07", id="last-night"),
        case("2024-06-08", "村井外相は一昨日、サントス比外相と会談した。", "held", "2024-06-06", id="day-before-last"),
        case("2024-06-08", "村井外相は明朝、サントス比外相と会談する。", "planned", "2024-06-09", id="next-morning"),
        case(
            "2024-06-08", "先月28日には次官が会った。\n村井外相は19日、サントス比外相と会談する。", "planned",
            "2024-06-19", id="not-of-the-month-told-before",
        ),
        case(
            "2024-06-30", "村井外相は28日、サントス比外相との間で、6月20日の海賊被害を含む治安情勢につき意見交換を"
            "行いました。", "held", "2024-06-28", id="day-of-what-they-talk-about",
        ),
        case(
            "2024-06-30", "サントス比外相の訪日（概要）\n\n6月19日から24日まで、サントス比外務大臣が訪日した。\n"
            "（1）サントス外相は、村井外務大臣との会談等を行った。\n（2）21日の外相会談においては、サントス外相より、"
            "謝意が表明された。", "held", "2024-06-21", id="day-of-a-later-sentence",
        ),
        case(
            None, "令和4年の二国間関係の動き\n\n11月18日、村井副大臣は、サントス比運輸大臣と会談し、港湾の整備につき"
            "話し合いました。", "held", "2022-11-18", id="year-of-a-heading",
        ),
        case(
            None, "japanese.example.org |05. 03. 2024 |\nサントス外相、日本を訪問\nフィリピンのサントス外相は4日、"
            "村井外相と会談した。\n両氏は連携を確認した。", "held", "2024-03-04", id="imprint-with-the-day-first",
        ),
        case("2024-06-08", "村井外相は10日にサントス比外相と会談する予定だ。", "planned", "2024-06-10", id="planned"),
        case(
            "2024-06-08", "村井外相は10日に来日中のサントス比外相と会談し、漁業の協力を話し合うことにしています。",
            "planned", "2024-06-10", id="they-mean-to",
        ),
        case(
            "2024-06-08", "サントス比外相は10日、村井外相を表敬するほか、広島を訪れることにしています。",
            "planned", "2024-06-10", id="beside-what-is-to-come",
        ),
        case(
            "2024-06-08", "サントス比外相は7日、村井外相を表敬するほか、広島を訪れた。",
            "held", "2024-06-07", id="beside-what-was",
        ),
        case(
            "2024-06-08", "村井外相はあす、サントス比外相と会談する予定です。", "planned", "2024-06-09",
            id="tomorrow",
        ),
        case(
            "2024-06-08", "村井外相は昨日、サントス比外相と会談し、連携を確認しました。", "held", "2024-06-07",
            id="yesterday",
        ),
        case(
            "2024-06-08", "村井外相は5日、国際会議に出席した。前日にはサントス比外相と会談し、連携を確認した。",
            "held", "2024-06-04", id="the-day-before-one-told",
        ),
        case(
            "2024-06-08", "村井外相は5日、マニラに着いた。翌日、サントス比外相と会談し、連携を確認した。",
            "held", "2024-06-06", id="the-day-after-one-told",
        ),
        case(
            "2024-06-08",
            "5日からの国際会議に出席するためビエンチャンを訪れた村井外相は、サントス比外相と会談し、連携を確認した。",
            "held", None, id="the-first-day-of-a-conference",
        ),
    ],
)  # fmt: skip
def test_the_day_and_whether_it_was(published: str, text: str, status: str, day: str | None) -> None:
    assert told(text, published) == [(status, day)]


@pytest.mark.parametrize(
    ("published", "text", "day"),
    [
        case(
            "2024-06-06",
            "フランスを訪れている村井外務大臣は、日本時間の5日夜、パリでモロー外相と会談しました。両外相は"
            "連携を確認しました。",
            "2024-06-05",
            id="japan-time",
        ),
        case(
            "2024-06-07",
            "村井外相は6日午前（現地時間5日夜）、ニューヨークでモロー仏外相と会談し、連携を確認した。",
            "2024-06-05",
            id="local-time-in-a-bracket",
        ),
        case(
            "2024-06-07",
            "村井外相は5日夜（日本時間6日午前）、ニューヨークでモロー仏外相と会談し、連携を確認した。",
            "2024-06-05",
            id="japan-time-in-a-bracket",
        ),
        case(
            "2024-06-07",
            "日仏両政府は6月5～6日、パリで次官級協議を開き、連携を確認した。",
            "2024-06-05",
            id="first-of-two",
        ),
        case(
            "2024-06-07",
            "日仏両政府は6月5日及び6日、パリで次官級協議を開き、連携を確認した。",
            "2024-06-05",
            id="this-and-that-day",
        ),
        case(
            None,
            "第5回日仏次官級協議が令和6年6月5日（水）～6日（木）にパリで開催され、双方は連携を確認した。",
            "2024-06-05",
            id="a-span-with-weekdays",
        ),
        case(
            "2024-06-17",
            "村井外相は今月5日、パリでモロー仏外相と会談し、連携を確認した。",
            "2024-06-05",
            id="this-month",
        ),
        case(
            "2024-06-17",
            "村井外相は6月上旬、パリでモロー仏外相と会談し、連携を確認した。",
            None,
            id="early-in-a-month",
        ),
        case(
            "2024-06-07",
            "日仏外相会談が6日行われ、村井外相とモロー外相は連携を確認した。",
            "2024-06-06",
            id="were-held",
        ),
        case(
            "2024-06-05",
            "日仏外相会談が6日にもパリで行われる。村井外相とモロー外相が連携を話し合う。",
            "2024-06-06",
            id="as-early-as",
        ),
        case(
            "2024-06-06",
            "外務省は6日、村井外相が7～9日の日程でフランスを訪問し、モロー外相と会談すると発表した。",
            None,
            id="a-trip-to-come",
        ),
        case(
            "2024-06-07",
            "村井外相とモロー仏外相が6日、電話で約20分間協議した。外務省が7日発表した。両外相は連携を確認した。",
            "2024-06-06",
            id="told-a-day-later",
        ),
        case(
            None,
            "2024年6月6日(木)\n\n本日、村井外務大臣はモロー・フランス外務大臣と会談し、連携を確認しました。",
            "2024-06-06",
            id="today-under-a-dateline",
        ),
        case(
            "2024-06-04",
            "1日から日本を訪れているフランスのモロー外相は、3日、村井外相と会談し、連携を確認した。",
            "2024-06-03",
            id="since-the-first",
        ),
        case(
            "2024-06-04",
            "村井外相は、2日に就任したフランスのモロー外相と電話で会談し、連携を確認した。",
            None,
            id="took-office",
        ),
        case(
            "2025-01-01",
            "村井外相は12月31日、フランスのモロー外相と電話で会談し、連携を確認した。",
            "2024-12-31",
            id="last-year",
        ),
        case(
            "2025-01-01",
            "村井外相は31日、フランスのモロー外相と電話で会談し、連携を確認した。",
            "2024-12-31",
            id="the-31st",
        ),
        case(
            "2024-12-28",
            "村井外相は1月2日にフランスのモロー外相と会談する。連携を確認する見通し。",
            "2025-01-02",
            id="next-year",
        ),
        case(
            "2024-06-04",
            "村井外相は、6月3日のソマリア沖での船舶襲撃を受け、モロー仏外相と電話で会談し、連携を確認した。",
            None,
            id="an-attack",
        ),
        case(
            "2024-06-06",
            "8日の首脳会談を前に、村井外相とモロー仏外相は5日、パリで会談し、連携を確認した。",
            "2024-06-05",
            id="before-a-summit",
        ),
        case(
            None,
            "外務省の中田次官は5日のプレス向けブリーフィングで訪欧の日程を説明した。首相はデュボワ仏大統領と会談する。",
            None,
            id="briefing",
        ),
        case(
            None,
            "外務省は5日、村井外相が10日から12日まで訪欧すると発表した。デュボワ仏外相と会談し、協力を話し合う。",
            None,
            id="announced",
        ),
        case(
            None,
            "外務省は5日、村井外相が10日から12日まで訪欧すると発表しました。デュボワ仏外相と会談する予定です。",
            None,
            id="announced-politely",
        ),
        case(
            None,
            "外務省は5日、村井外相が10日にデュボワ仏外相と会談すると発表しました。",
            "---10",
            id="announced-with-its-day",
        ),
        case(
            None,
            "村井外相の訪仏は5日に終了した。デュボワ仏外相と会談し、協力で一致した。",
            None,
            id="end-of-a-trip",
        ),
        case(
            None,
            "村井外相はデュボワ仏外相と10日以上に及ぶ協議を行った。",
            None,
            id="ten-days-long",
        ),
        case(
            None,
            "村井外相は、4月3日(火)~11日(水)まで、フランスを訪問し、デュボワ仏外相と会談した。",
            None,
            id="trip-with-weekdays",
        ),
        case(
            None,
            "デュボワ仏外相は30日から来月1日にかけて来日し、村井外相と会談する予定です。",
            None,
            id="into-the-next-month",
        ),
        case(
            "2023-05-15",
            "日仏両政府、パリで首脳会談を開き、協力で一致した（7日）\n\nデュボワ大統領は専門家を派遣する方針を伝え、村井首相は受け入"
            "れた。両首脳は漁業でも協力を確認した。",
            "2023-05-07",
            id="bracket-of-the-title",
        ),
    ],
)
def test_the_day(published: str | None, text: str, day: str | None) -> None:
    assert [found for _, found in told(text, published)] == [day]


def test_talks_to_come_with_days_of_a_trip_take_no_other_day() -> None:
    text = "日仏の財務相の会談が2日、リヨンで行われ、協力で一致しました。7日と8日には村井首相がフランスを訪問し、"
    assert told(f"{text}デュボワ大統領と会談する見通しです。", None) == [("held", "---02"), ("planned", None)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        case(
            "外相の動き\n\n村井外相は12月20日、会合に出席した。\n\n会合には学長も招かれた。\n\n村井外相はサントス比外相と会談し、連携を確認した。\n",
            ["--12-20"],
            id="the-only-day-of-the-page",
        ),
        case(
            "外相の動き\n\n村井外相は8日から11日まで同国を訪問した。\n\n10日夜、歓迎式典が行われた。\n\nその後、村井外相はサントス比外相と会談した。\n",
            ["---10"],
            id="within-a-trip",
        ),
        case(
            "外相の動き\n\n村井外相はサントス比外相と会談し、連携を確認した。\n\n次の会合は12月20日に開かれる。\n",
            [None],
            id="a-later-day",
        ),
        case(
            "外相の動き\n\n村井外相は12月20日、会合に出席した。\n\n村井外相はサントス比外相と会談し、連携を確認した。\n\n村井外相はモロー仏外相"
            "と会談し、支援を約束した。\n",
            [None, None],
            id="several-talks",
        ),
    ],
)
def test_the_only_day_of_a_page(text: str, days: list[str | None]) -> None:
    assert [day for _, day in told(text, None)] == days


SOMETHING_ELSE = [
    # the words to the press, the report, what began, an earlier talk, a conference
    ("村井外相は17日に開いた定例記者会見で、タイのソムサック外相と会談したことを明らかにした。", None),
    ("村井外相は17日に記者会見を行い、サントス比外相との会談で協力を確認したと述べた。", None),
    ("村井外相とサントス比外相が6日に会談したと通信社が8日土曜、報じたところによると、漁業を話し合った。", "---06"),
    ("村井外相は、サントス比外相と会談し、4日に行った局長級協議の結果を伝えた。", None),
    ("村井外相はマニラを訪れ、5日に東京で再開される通商交渉を前に、サントス比外相と会談した。", None),
    ("村井外相は27日、1日の日程でマニラを訪れ、サントス比外相と会談した。", "---27"),
    ("村井外相は27日、前日に続く2回目の会談をサントス比外相とマニラで行った。", "---27"),
    ("村井外相は、10月27日に実施された大統領選挙の結果を受け、サントス比外相と会談した。", None),
    ("村井外相は13日にマニラに着き、14日火曜昼までに、サントス比外相と会談した。", "---13"),
    ("村井外相は4日に行った会談で、サントス比外相に協力を求めた。", "---04"),
    ("村井外相は5日、マニラで開かれた会合でサントス比外相と会談した。", "---05"),
    ("村井外相は5日に会見し、サントス比外相と6日に会談すると述べた。", "---06"),
]


@pytest.mark.parametrize(("text", "day"), SOMETHING_ELSE)
def test_a_day_of_something_else(text: str, day: str | None) -> None:
    assert [m.date.value if m.date else None for m in extract(text).meetings] == [day]


FIRST = "村井外相は15日、バンコクでサントス比外相と会談し、漁業の協力を確認した。"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (FIRST + "\n一方、タイのソムサック外相との会談では、観光を話し合った。", ["---15", None]),
        (FIRST + "これに先立ち、タイのソムサック外相とも会談し、観光を話し合った。", ["---15", "---15"]),
        (FIRST + "続いて、タイのソムサック外相と会談し、観光を話し合った。", ["---15", "---15"]),
        (FIRST + "サントス外相とはその前の昼食会でも意見を交わした。", ["---15"]),
        (
            "総務省は、平成28年8月24日から25日に釜山で開かれた日中韓情報通信大臣会合の結果を公表した。3カ国は協力を確認した。"
            "さらに、日韓の大臣会談が開かれ、通信網の整備を話し合った。",
            ["2016-08-24", None],
        ),
        (
            "会談する村井外相とサントス外相=15日、マニラ(共同)\n"
            + FIRST
            + "\n日米韓外相会談では、共同の哨戒を話し合った。",
            ["---15", None],
        ),
        (
            "村井総務大臣閣議後記者会見の概要(令和4年5月10日)\n\n村井総務大臣は、英国を訪れ、テイラー情報通信大臣と会談しました。",
            [None],
        ),
        (
            "村井大臣が表敬を受けました(3月26日)。\n\n平成30年3月26日(月)、村井法務大臣は、タイのソムサック司法大臣の表敬を受けました。",
            ["2018-03-26"],
        ),
    ],
)
def test_the_day_of_other_talks(text: str, days: list[str | None]) -> None:
    assert [m.date.value if m.date else None for m in extract(text).meetings] == days


def test_day_on_the_line_under_each_entry() -> None:
    text = (
        "日々の活動\n・モザンビークのマシャヴァ外務大臣と会談し、夕食を共にしました。\n（2019年7月15日）\n"
        "・コイヴィスト・エストニア環境大臣と会談。電子政府について話し合いました。\n（2019年7月9日）\n"
    )
    assert told(text, None) == [("held", "2019-07-15"), ("held", "2019-07-09")]


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        # a bracket with a day closes what is told since the last one
        (None, "村井副大臣は外相の招く夕食会に臨んだほか（11日）、チリのロペス大統領と会談した（12日）。", ["---12"]),
        (
            None,
            "チリの港を見て回った（13日）。また、村井副大臣はチリのロペス大統領と会談し、先方より説明があった（14日）。",
            ["---14"],
        ),
        (None, "村井副大臣は7日、チリのロペス大統領（12日に就任）と会談した。", ["---07"]),
        # what somebody did before, beside the day of the talks
        (None, "村井首相は9日夜、先月15日に組閣を終えたチリのロペス大統領と電話会談した。", ["---09"]),
        (None, "村井首相は、3日に来日したチリのロペス大統領と会談した。", ["---03"]),
        # the day of who tells, and none is told of the talks
        (None, "外務省は、5日、村井外相がチリのソト外相と近く会談すると発表した。", [None]),
        (None, "村井外相は、5日、チリのソト外相と会談した。", ["---05"]),
        # a day after the page's own, and one that is further off
        ("2025-06-10", "6月11日、村井外相はチリのソト外相と会談した。", ["2025-06-11"]),
        ("2025-06-10", "6月21日、村井外相はチリのソト外相と会談した。", ["--06-21"]),
        # a month alone takes no other day
        (None, "3月5日、村井外相はチリのソト外相と会談した。\n4月にはチリのロペス農相と会談した。", ["--03-05", None]),
        (None, "3月5日、村井外相はパリで会議に出た。3月末にはチリのソト外相と会談した。", [None]),
        (None, "村井外相は4日、チリのソト外相と会談した。昨年9月に結んだ協定を話し合った。", ["---04"]),
        # a day is not carried over to the next stage of a trip
        (
            None,
            "村井副大臣の南米訪問（概要）\n(1) チリ（8月13～15日）\n村井副大臣はソト外相と会談した（14日）。\n"
            "(2) ペルー（8月15～17日）\n村井副大臣は、ガルシア大統領を表敬したほか、ロペス副大統領と会談した。",
            ["--08-14", None, None],
        ),
    ],
)
def test_days_in_brackets_and_of_persons(published: str | None, text: str, days: list[str | None]) -> None:
    assert [day for _, day in told(text, published)] == days
