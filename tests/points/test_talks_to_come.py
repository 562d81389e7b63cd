"""Of talks to come only what is to be said in them is a point, unless the page tells them as held."""

from __future__ import annotations

from meetextract import extract


def kinds(text: str) -> list[str]:
    (meeting,) = extract(text).meetings
    return [point.kind for point in meeting.points]


def test_what_was_said_before_them_is_no_point() -> None:
    head = "梶谷外相は9日に来日するデュボワ仏外相と会談する。港の電化について話し合う。"
    assert kinds(f"{head}\n") == ["discuss"]
    assert kinds(f"{head}デュボワ氏は「またとない機会だ」と述べた。\n") == ["discuss"]


def test_a_lead_that_the_body_tells_again_is_told_once() -> None:
    lead = (
        "梶谷外相はフランスのデュボワ外相と会談し、小麦の途切れない輸出に向けて協力を求めたのに対し、"
        "デュボワ外相は責任を果たす考えを示しました。\n\n"
    )
    body = (
        "この中で梶谷外相は、小麦の途切れない輸出に向けて協力を求めました。"
        "これに対しデュボワ外相は、フランスとして責任を果たす考えを示しました。\n"
    )
    assert kinds(lead + body) == ["request", "state"]
