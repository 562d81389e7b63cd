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
            "2024-06-02", "村井外相は28日、サントス比外相と会談し、連携を確認した。", "held", "2024-05-28",
            id="month-before",
        ),
        case(
            "2024-01-02", "村井外相は9日、サントス比外相と会談し、連携を確認した。", "held", "2023-12-09",
            id="year-before",
        ),
        case("2024-06-08", "村井外相は10日、サントス比外相と会談する。", "planned", "2024-06-10", id="to-come"),
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
