"""Points that stand apart from the sentence that opens their talks: above it, behind labels, as items."""

from __future__ import annotations

import pytest

from meetextract import extract

LEAD = "4月4日、梶谷鉄之助外務大臣は、マルタン・デュボワ仏外務大臣と会談を行ったところ、概要は以下のとおりです。"
FIRST = "両大臣は、宇宙分野の協力を一層強めていくことで一致しました。"
SECOND = "梶谷大臣から、原子力の安全に関する専門家の派遣を要請しました。"


def predicates(text: str) -> list[str]:
    return [point.predicate.text for meeting in extract(text).meetings for point in meeting.points]


BOTH = ["一致しました", "要請しました"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"- {FIRST}\n- {SECOND}\n令和7年4月4日\n\n{LEAD}\n", BOTH, id="items-above-the-lead"),
        pytest.param(f"（1）{FIRST}\n（2）{SECOND}\n{LEAD}\n", BOTH, id="numbered-items-above-the-lead"),
        pytest.param(f"{LEAD}\n\n○　{FIRST}\n\n○　{SECOND}\n", BOTH, id="items-with-a-circle"),
        pytest.param(f"{LEAD}\n\n◯{FIRST}\n◯{SECOND}\n", BOTH, id="items-with-a-large-circle"),
        pytest.param(f"{LEAD}\n【宇宙】\n{FIRST}\n【原子力】\n{SECOND}\n", BOTH, id="subjects-in-brackets"),
        pytest.param(f"{LEAD}\n● 宇宙協力\n{FIRST}\n● 炉の安全\n{SECOND}\n", BOTH, id="a-label-that-looks-like-one"),
        pytest.param(f"{LEAD}\n1 地域情勢\n（1）北朝鮮\n{FIRST}\n", ["一致しました"], id="a-state-as-subject"),
        pytest.param(f"{LEAD}\n○　{FIRST}\n\n{LEAD}\n○　{FIRST}\n", ["一致しました"], id="a-page-twice"),
        pytest.param(f"{LEAD}\n■若い隊員も交流\n隊員は方針を確認しました。\n", [], id="another-report"),
        pytest.param(f"- 大学の学長は、{SECOND[6:]}\n{LEAD}\n", [], id="an-item-of-somebody-else"),
        pytest.param(f"- 施設は安全であることが確認されました。\n{LEAD}\n", [], id="an-item-of-nobody"),
        pytest.param(f"- {LEAD}\n- {FIRST}\n", ["一致しました"], id="the-lead-is-an-item"),
        pytest.param(
            f"梶谷大臣は、フランス外務省との間で、宇宙協力の覚書に署名しました。\n署名に先立ち、{LEAD[5:]}\n",
            ["署名しました"],
            id="both-sides-named-above-the-lead",
        ),
        pytest.param(f"梶谷大臣は、科学技術庁との間で、協力の覚書に署名しました。\n{LEAD}\n", [], id="one-side-named"),
        pytest.param(
            f"梶谷大臣は、フランス外相と先月行った会談について述べ、結果を評価しました。\n{LEAD}\n",
            [],
            id="of-talks-told-by-one",
        ),
    ],
)
def test_points_apart_from_the_lead(text: str, expected: list[str]) -> None:
    assert predicates(text) == expected
