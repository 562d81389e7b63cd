"""An outcome that the lead tells in short and the body again is one point."""

from __future__ import annotations

import pytest

from meetextract import extract

LEAD = "梶谷鉄之助外相は4日、フランスのマルタン・デュボワ外相と東京都内で会談し、"


def told(text: str) -> list[str]:
    return [point.predicate.text for meeting in extract(text).meetings for point in meeting.points]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            LEAD + "宇宙分野で協力することで一致した。\n両氏は、宇宙分野で新たに協力することで一致しました。\n",
            ["一致しました"],
            id="once-in-the-body",
        ),
        pytest.param(
            LEAD + "宇宙分野で協力することで一致した。\n両氏は、原子力の安全を高めることで一致しました。\n",
            ["一致した", "一致しました"],
            id="another-outcome",
        ),
        pytest.param(
            LEAD + "宇宙分野の協力を求めた。\n両氏は、宇宙分野で協力することを確認しました。\n",
            ["求めた", "確認しました"],
            id="another-kind",
        ),
        pytest.param(
            LEAD + "宇宙分野で協力することで一致した。\n両氏は宇宙分野の協力を話し合った。\n",
            ["一致した", "話し合った"],
            id="agreed-and-discussed",
        ),
        pytest.param(
            LEAD + "宇宙分野について協議した。\n輸出規制の緩和で一致\n両氏は、輸出規制を緩和することで合意した。\n",
            ["協議した", "合意した"],
            id="a-heading-over-the-outcome",
        ),
        pytest.param(
            LEAD + "宇宙分野について協議した。\n両氏は、今後の連携に関する共同声明を発出した。\n経緯\n"
            "その成果として、今後の連携に関する共同声明を発出した。\n",
            ["協議した", "発出した"],
            id="the-same-words-once-more",
        ),
    ],
)
def test_lead_and_body(text: str, expected: list[str]) -> None:
    assert told(text) == expected
