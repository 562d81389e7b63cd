"""Three who met are three however their number is written."""

from __future__ import annotations

import pytest

from meetextract import extract


@pytest.mark.parametrize("office", ["大使", "外相", "国防相"])
@pytest.mark.parametrize("number", ["3", "３", "三"])
def test_all_three_speak(number: str, office: str) -> None:
    met = f"日本の森{office}、英国のスミス{office}、フランスのデュボワ{office}は4日、ワシントンで会談した。"
    (meeting,) = extract(f"{met}{number}{office}は貿易の拡大で一致した。").meetings
    (point,) = meeting.points
    assert (point.kind, set(point.by), point.joint) == ("agree", {"JP", "GB", "FR"}, True)


@pytest.mark.parametrize("number", ["2", "２", "二", "両"])
def test_both_of_two_speak(number: str) -> None:
    met = "日本の森大使と英国のスミス大使は4日、ワシントンで会談した。"
    (meeting,) = extract(f"{met}{number}大使は貿易の拡大で一致した。").meetings
    (point,) = meeting.points
    assert (point.kind, set(point.by), point.joint) == ("agree", {"JP", "GB"}, True)


def test_many_states_acting_together_are_not_the_united_nations() -> None:
    text = "森外相は4日、パリでデュボワ仏外相と会談し、同志国連携の強化で一致した。"
    (point,) = extract(text).meetings[0].points
    assert [mention.code for mention in point.about] == []
