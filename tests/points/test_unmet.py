"""What --explain tells of a meeting that was not read: the step that refused it, the word or the person not known."""

from __future__ import annotations

import inspect
import re

import pytest

from meetextract.pipeline import extract_source
from meetextract.points.unmet import REASONS
from meetextract.talks import opening
from wrapping import chopped

# An article without a meeting, and what a line about it has to say.
CASES = [
    pytest.param(
        "森外相は4日、パリでデュボワ仏外相と星見談話を行い、港の整備を進めることで一致した。",
        ["no meeting word in", "談話' is none of frames.toml", "(デュボワ, 外相, FR)"],
        id="unknown-word",
    ),
    pytest.param(
        "森外相は4日、パリでデュボワ仏外相と鍋を囲んで過ごした。",
        ["no meeting word in", "(森, 外相, JP)", "(デュボワ, 外相, FR)"],
        id="unknown-verb",
    ),
    pytest.param(
        "森外相は4日、パリでフランスのデュボワ国家技術統括員と会談し、共同研究の拡大で一致した。",
        ["no meeting at '会談し' [27:30] (frames.toml", "(who_acts)", "'デュボワ国家技術統括員' [15:26] is no person"],
        id="unknown-office",
    ),
    pytest.param(
        "森外相は4日、パリでデュボワ社長と会談した。",
        ["no meeting at '会談し", "(who_acts)", "'デュボワ社長' [10:16] is no person"],
        id="no-office",
    ),
    pytest.param(
        "森外相は4日、デュボワ仏外相との会談を見送った。",
        ["no meeting at '会談を' [16:19]: the word is named, and nothing says that it was held"],
        id="only-named",
    ),
    pytest.param(
        "森外相は4日、デュボワ仏外相と会談を行わなかった。",
        ["no meeting at '会談を' [15:18] (frames.toml: talks)", "denied, wished for, or only spoken of (took_place)"],
        id="not-held",
    ),
    pytest.param(
        "先月のデュボワ仏外相との会談で、森外相は訓練の再開を求めていた。",
        ["no meeting at '会談で'", "they are recalled, not told (took_place)"],
        id="recalled",
    ),
    pytest.param(
        "佐藤知事は3日、米国のヘイワード国務長官と会談した。",
        ["no meeting at '会談した'", "who acts holds no office of a state (took_place)"],
        id="unofficial",
    ),
    pytest.param("コメの価格は3日、前の週より下がった。", ["stopped before it was read: no header"], id="gate"),
    pytest.param("森外相は4日、国会で答弁した。", ["stopped before it was read", "frames.toml"], id="gate-with-office"),
]


def explained(text: str) -> list[str]:
    lines: list[str] = []
    assert extract_source(text, explain=lines).meetings == ()
    return lines


@pytest.mark.parametrize(("text", "parts"), CASES)
def test_a_meeting_that_was_not_read_has_a_line_that_says_why(text: str, parts: list[str]) -> None:
    lines = explained(text)
    for part in parts:
        assert any(part in line for line in lines), lines
    assert len([line for line in lines if line.startswith("no meeting")]) <= 1, lines


def test_what_may_tell_is_not_said_to_be_stopped() -> None:
    assert not any(line.startswith("stopped") for line in explained("森外相は4日、デュボワ仏外相との会談を見送った。"))


def test_who_met_nobody_has_a_line_with_office_and_state() -> None:
    lines = explained("ヘイワード米国務長官は3日、東京でタワーの地図を見た。訪問は2日続く。")
    (line,) = (line for line in lines if line.startswith("person"))
    assert line.startswith("person 'ヘイワード米国務長官' [0:10]: ")
    assert re.search(r", 国務長官 titles\.tsv:\d+, state US \(said US [\d.]+\)$", line)


def test_every_step_that_refuses_has_words_for_it() -> None:
    refusing = {step.__name__ for step in opening._STEPS if "False" in inspect.getsource(step)}
    assert refusing <= REASONS.keys() and len(refusing) > 4


def test_places_count_in_the_source_of_wrapped_lines() -> None:
    told = "森外相は4日、デュボワ仏外相と会談した。両氏は港の整備を進めることで一致し、訓練の再開を確認した。"
    text = chopped(f"{told}米国のヘイワード国務長官との会談は行われなかった。デュボワ氏は3日に来日していた。", 20)
    lines: list[str] = []
    document = extract_source(text, explain=lines)
    assert "wrapped-lines" in [warning.code for warning in document.warnings]
    (line,) = (line for line in lines if line.startswith("m1 participant 'デュボワ"))
    assert f"[{text.index('デュボワ')}:" in line
    (line,) = (line for line in lines if line.startswith("no meeting at"))
    assert f"[{text.index('会談は')}:" in line
