"""A day after the day of publication is planned, or was before it: as the verb says, and never held in the future."""

from __future__ import annotations

import pytest

from meetextract import extract


@pytest.mark.parametrize(
    ("words", "published", "status", "day"),
    [
        ("森外相は25日、パリでデュボワ仏外相と会談する。", "2026-05-20", "planned", "2026-05-25"),
        ("森外相は25日、パリでデュボワ仏外相と会談する予定だ。", "2026-05-20", "planned", "2026-05-25"),
        ("森外相は来月2日、パリでデュボワ仏外相と会談する。", "2026-05-20", "planned", "2026-06-02"),
        ("森外相は25日、パリでデュボワ仏外相と会談した。", "2026-05-20", "held", "2026-04-25"),
        ("森外相は31日、パリでデュボワ仏外相と会談した。", "2026-01-10", "held", "2025-12-31"),
        ("森外相は12月20日、パリでデュボワ仏外相と会談した。", "2026-01-10", "held", "2025-12-20"),
        ("森外相は20日、パリでデュボワ仏外相と会談した。", "2026-05-20", "held", "2026-05-20"),
        # Of this month and day it is not told which year's they were: no year is better than a wrong one.
        ("森外相は5月25日、パリでデュボワ仏外相と会談した。", "2026-05-20", "held", "--05-25"),
        ("森外相は6月2日、パリでデュボワ仏外相と会談し、港の整備で一致した。", "2026-05-20", "held", "--06-02"),
        ("森外相は昨年6月2日、パリでデュボワ仏外相と会談した。", "2026-05-20", "held", "2025-06-02"),
        # Nor is it where the text says a year that cannot be.
        ("森外相は2026年5月25日、パリでデュボワ仏外相と会談した。", "2026-05-20", "held", "--05-25"),
        ("森外相は令和8年6月2日、パリでデュボワ仏外相と会談し、港で一致した。", "2026-05-20", "held", "--06-02"),
        ("【フランス=デュボワ外相】2026年5月25日、両外相は港で一致した。", "2026-05-20", "held", "--05-25"),
        ("森外相は2025年6月2日、パリでデュボワ仏外相と会談した。", "2026-05-20", "held", "2025-06-02"),
        ("森外相は2026年6月2日、パリでデュボワ仏外相と会談する。", "2026-05-20", "planned", "2026-06-02"),
        ("森外相はあす、パリでデュボワ仏外相と会談する。", "2026-05-20", "planned", "2026-05-21"),
    ],
)
def test_it_is_never_held_in_the_future(words: str, published: str, status: str, day: str) -> None:
    (meeting,) = extract(words, published=published).meetings
    assert meeting.date is not None
    assert (meeting.status, meeting.date.value) == (status, day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # No verb says when: the day does.
        (
            "森国土交通大臣のフランス出張について\n\n平成25年8月23日\n\n"
            " 森国土交通大臣が、以下のとおり、フランスを訪問します。\n\n"
            "1.期　間：平成25年8月27日（火）～29日（木）\n2.行き先：フランス（パリ）\n3.主な出張日程：\n"
            "　　8月27日（火）　成田空港発→パリ着\n　　8月28日（水）　フランス運輸大臣との会談、視察\n"
            "4.出張の概要：\n　運輸大臣との会談では、港湾の分野の協力に関する覚書の締結を行う予定です。\n",
            {("planned", "2013-08-28")},
        ),
        # The days of a trip in the headline are none of publication; a name that holds 明日 is no day.
        (
            "仏へ出張(2026年9月6日~10日)\n\n○9月8日 森外相は仏のデュボワ外相と会談し、港の整備で一致した。\n",
            {("held", "2026-09-08")},
        ),
        (
            "久我明日香外務大臣の会談\n2026年5月20日\n外務省\n\n"
            "久我明日香外務大臣はパリでデュボワ仏外相と会談し、港の整備で一致した。\n",
            {("held", None)},
        ),
    ],
)
def test_pages_on_which_days_to_come_stand(text: str, told: set[tuple[str, str | None]]) -> None:
    meetings = extract(text).meetings
    assert {(meeting.status, meeting.date.value if meeting.date else None) for meeting in meetings} == told
