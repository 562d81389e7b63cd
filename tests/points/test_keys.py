"""The key of a meeting, and data/ranks.tsv row by row."""

from __future__ import annotations

import pytest

from meetextract import extract
from meetextract.points.keys import RankRow, meeting_key, rank_of, rank_rows


@pytest.mark.parametrize("row", rank_rows(), ids=lambda row: f"ranks.tsv:{row.line}")
def test_a_row_decides_its_example_and_leaves_the_other_alone(row: RankRow) -> None:
    def deciding(title: str) -> RankRow | None:
        return next((one for one in rank_rows() if one.pattern.search(title)), None)

    assert deciding(row.example) == row
    assert deciding(row.counterexample) != row


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("首相", "head"), ("大統領", "head"), ("国家主席", "head"), ("国務院総理", "head"), ("事務総長", "head"),
        ("欧州理事会議長", "head"), ("内閣総理大臣", "head"),
        ("外相", "minister"), ("防衛大臣", "minister"), ("国防長官", "minister"), ("副首相", "minister"),
        ("副大統領", "minister"), ("外交部長", "minister"), ("経済産業相", "minister"), ("上級代表", "minister"),
        ("外務副大臣", "vice-minister"), ("国務副長官", "vice-minister"), ("外務事務次官", "vice-minister"),
        ("外務次官", "vice-minister"), ("防衛大臣政務官", "vice-minister"),
        ("大統領補佐官", "other"), ("首相補佐官", "other"), ("アジア大洋州局長", "other"), ("駐日大使", "other"),
        ("統合幕僚長", "other"), ("大統領府長官", "other"),
    ],
)  # fmt: skip
def test_how_high_an_office_is(title: str, rank: str) -> None:
    assert rank_of(title) == rank


@pytest.mark.parametrize(
    ("day", "codes", "titles", "way", "key"),
    [
        ("2025-11-02", ["US", "JP"], ["国防長官", "統合幕僚長"], "in_person", "2025-11-02/JP+US/minister/talks"),
        ("2025-11-02", ["JP", "US"], ["国防長官"], "in_person", "2025-11-02/JP+US/minister/talks"),
        ("2025-11-02", ["JP", "US"], [], "in_person", "2025-11-02/JP+US/other/talks"),
        ("2025-11-02", ["JP", "US"], ["首相"], "meal", "2025-11-02/JP+US/head/meal"),
        ("2025-11-02", ["JP", "US"], ["外相"], "phone", "2025-11-02/JP+US/minister/call"),
        ("2025-11-02", ["JP", "KR", "US"], ["外務次官"], "video", "2025-11-02/JP+KR+US/vice-minister/call"),
        ("--11-02", ["JP", "US"], ["外相"], "phone", None),
        (None, ["JP", "US"], ["外相"], "phone", None),
        ("2025-11-02", ["JP"], ["外相"], "phone", None),
        ("2025-11-02", ["JP", "JP"], ["外相"], "phone", None),
    ],
)
def test_keys(day: str | None, codes: list[str], titles: list[str], way: str, key: str | None) -> None:
    mode = "in_person" if way == "meal" else way
    assert meeting_key(day, codes, titles, mode, meal=way == "meal") == key  # type: ignore[arg-type]


def test_two_reports_of_one_meeting_have_one_key() -> None:
    one = extract("森外相は2日、マニラで米国のヘイワード国務長官と会談し、協力で一致した。", published="2026-03-03")
    other = extract("米国のヘイワード国務長官は2日、森外相と会談し、訓練の再開を求めた。", published="2026-03-02")
    keys = [meeting.key for document in (one, other) for meeting in document.meetings]
    assert keys == ["2026-03-02/JP+US/minister/talks"] * 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("森外相は4日、ルビオ米国務長官と夕食を共にし、港の整備で一致した。", "meal"),
        ("森外相は4日、ルビオ米国務長官とワーキングランチを行い、港の整備で一致した。", "meal"),
        ("森外相は4日、ルビオ米国務長官と朝食会談を行った。両氏は港の整備で一致した。", "meal"),
        ("4日、森外相はルビオ米国務長官との夕食会に出席し、懇談した。両氏は港の整備で一致した。", "meal"),
        ("森外相は4日夜、ルビオ米国務長官を招いて夕食会を開いた。両氏は港の整備で一致した。", "meal"),
        ("森外相は4日、ルビオ米国務長官と会談し、夕食会を共にした。両氏は港の整備で一致した。", "talks"),
        ("森外相は4日、ルビオ米国務長官と懇談し、港の整備で一致した。", "talks"),
        ("森外相は4日、ルビオ米国務長官と会談した。その後の夕食会で両氏は港の整備で一致した。", "talks"),
    ],
)
def test_a_meal_is_no_talks(text: str, kind: str) -> None:
    (meeting,) = extract(text, published="2026-03-05").meetings
    assert meeting.key == f"2026-03-04/JP+US/minister/{kind}"
