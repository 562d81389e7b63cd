"""Whose state other reports supply, and whose they leave alone."""

from __future__ import annotations

import pytest

from meetextract import extract
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import Meeting
from meetextract.occasions.states import States

PAPER = "森外相は4日、東京でフィリピンのアントニオ・クルス国防長官と会談し、港の整備を進めることで一致した。"
OWN = "アントニオ・クルス国防長官は4日、東京で日本の森外相と会談し、港の整備を進めることで一致した。"
OTHER = "アントニオ・クルス外相は4日、東京で日本の森外相と会談し、港の整備を進めることで一致した。"
SURNAME = "クルス国防長官は4日、東京で日本の森外相と会談し、港の整備を進めることで一致した。"
TOLD = "森外相は4日、東京で米国のアントニオ・クルス国防長官と会談し、港の整備を進めることで一致した。"


def meeting(text: str) -> Meeting:
    (found,) = extract(text, published="2028-03-05").meetings
    return found


@pytest.mark.parametrize(
    ("heard", "text", "state"),
    [
        pytest.param([PAPER], OWN, "PH", id="a state that was guessed"),
        pytest.param([], OWN, "US", id="nobody tells"),
        pytest.param([PAPER], SURNAME, "US", id="a surname is not enough"),
        pytest.param([PAPER], TOLD, "US", id="a word for the state stands"),
        pytest.param([PAPER, TOLD], OWN, "US", id="reports that do not agree"),
        pytest.param([PAPER, PAPER, TOLD], OWN, "PH", id="most agree"),
    ],
)
def test_a_guessed_state_gives_way_to_a_told_one(heard: list[str], text: str, state: str) -> None:
    states = States(default_lexicon())
    for one in [*heard, text]:
        states.hear(meeting(one))
    found = states.restated(meeting(text))
    assert {side.code for side in found.countries} == {"JP", state}
    assert {one.country for one in found.participants} == {"JP", state}
    assert all(set(point.by) == {"JP", state} for point in found.points)


def test_a_person_taken_for_the_wrong_side_of_two_changes_sides() -> None:
    states = States(default_lexicon())
    for text in (PAPER, "3日、日本の柏木真由美外相はパリでフランスのデュボワ外相と会談し、協力で一致した。"):
        states.hear(meeting(text))
    one = meeting("日仏外相がパリで会談\nデュボワ外相は3日、柏木真由美外相とパリで会談し、協力で一致した。")
    assert states.restated(one).participants[-1].country == "JP"
