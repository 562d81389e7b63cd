"""Passages as ministries, newspapers and foreign media write them, read through the whole way in (passages.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetextract import extract
from meetextract.model import Point

HEADS = {
    "ministry": "梶谷鉄之助外務大臣は4月4日、東京都内で、マルタン・デュボワ仏外務大臣と会談を行いました。\n\n",
    "newspaper": "梶谷鉄之助外相は4日、フランスのマルタン・デュボワ外相と東京都内で会談した。\n\n",
    "foreign": "【ソウル聯合ニュース】韓国の朴鎮赫（パク・ジンヒョク）外交部長官は4日、"
    "フランスのマルタン・デュボワ外相とソウルで会談した。\n\n",
}


def rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "passages.tsv").read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


def shown(point: Point) -> str:
    by = "all" if point.joint else "+".join(point.by) or "-"
    return f"{point.kind} {by} {point.predicate.text} | {point.content.text if point.content else '-'}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[1][:16])
def test_points_of_a_passage(row: list[str]) -> None:
    kind, text, *expected = row
    (meeting,) = extract(f"{HEADS[kind]}{text}\n").meetings
    assert [shown(point) for point in meeting.points] == expected
