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
