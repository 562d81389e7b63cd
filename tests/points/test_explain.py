"""What --explain tells: the rule behind each record, the row of the table, the reason behind each refused bracket."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import meetextract
from meetextract.model import Document
from meetextract.pipeline import extract_source
from wrapping import chopped, quoted

DATA = Path(meetextract.__file__).parent / "data"
TALK = "梶谷鉄之助防衛相は3日、米国のヘイワード国防長官と会談した。"
TOLD = (
    f"日米防衛相会談\n\n{TALK}両氏は、太平洋の島しょ国を結ぶ海底ケーブルの敷設で協力することで一致した。"
    "また、地域の情勢について深刻な懸念を共有した上で、共同訓練を再開することを確認した。\n"
)
FULL = f"【写真】港。\n【米＝ヘイワード国防長官】{TALK}両氏は再開で一致し、懸念を共有した。\n【豪雨】川が増水した。"
SLICE = re.compile(r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\") \[(\d+):(\d+)\]")
ROW = re.compile(r"([a-z_]+\.tsv):(\d+)")


def explained(text: str) -> tuple[Document, list[str]]:
    lines: list[str] = []
    return extract_source(text, explain=lines), lines


def openings(lines: list[str]) -> list[str]:
    """Number of the meeting and the rule that opened it, of each line about a meeting as such."""
    found = [re.fullmatch(r"(m\d+) meeting .*?: ((?:prose|header|heading).*)", line) for line in lines]
    return [f"{match[1]} {match[2]}" for match in found if match]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param(TALK, "m1 prose: 会談", id="prose"),
        pytest.param(TALK.replace("会談", "テレビ会談"), "m1 prose: テレビ会談", id="the-word-that-opened-it"),
        pytest.param(f"【米＝ヘイワード国防長官】{TALK}", "m1 header 【", id="bracket"),
        pytest.param(f"題名の会談\n\n▽米国＝ヘイワード国防長官　{TALK}", "m1 header ▽", id="mark"),
        pytest.param(f"梶谷防衛相、米国を訪問\n\n1　日米防衛相会談\n　{TALK}", "m1 heading", id="heading"),
    ],
)
def test_each_meeting_names_its_rule(text: str, rule: str) -> None:
    document, lines = explained(text)
    assert len(document.meetings) == 1
    assert openings(lines) == [rule]


def test_every_meeting_is_explained_under_its_id() -> None:
    text = f"【米＝ヘイワード国防長官】{TALK}\n【英＝アトリー国防相】同日、梶谷氏はアトリー氏と会談した。"
    document, lines = explained(text)
    assert [meeting.id for meeting in document.meetings] == ["m1", "m2"]
    assert openings(lines) == ["m1 header 【", "m2 header 【"]


def test_talks_one_after_the_other_are_explained_each() -> None:
    text = "梶谷防衛相は3日、米国のヘイワード国防長官と豪州のワトソン国防相と相次いで会談した。"
    assert openings(explained(text)[1]) == [f"m{n} prose: 会談" for n in (1, 2)]


def test_every_country_person_and_point_has_a_line() -> None:
    document, lines = explained(FULL)
    (meeting,) = document.meetings
    for key, records in (
        ("country", meeting.countries), ("participant", meeting.participants), ("point", meeting.points),
    ):  # fmt: skip
        assert sum(line.startswith(f"m1 {key} ") for line in lines) == len(records) > 0, key


def test_every_point_names_a_row_of_its_kind() -> None:
    document, lines = explained(FULL)
    points = [line for line in lines if line.startswith("m1 point")]
    for line, point in zip(points, document.meetings[0].points, strict=True):
        assert re.search(rf": predicates\.toml[#:]\d+ {point.kind}\b", line), line


def test_every_quoted_slice_stands_where_it_says() -> None:
    _, lines = explained(FULL)
    found = [match for line in lines for match in SLICE.finditer(line)]
    assert len(found) >= len(lines) - 1
    for shown, low, high in (match.groups() for match in found):
        assert ast.literal_eval(shown) == FULL[int(low) : int(high)]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: chopped(text, 20), id="broken lines"),
        pytest.param(lambda text: quoted(chopped(text, 20)), id="quoted in a mail"),
        pytest.param(lambda text: text.replace("会", "会\u200b").replace("は", "は "), id="what lies between words"),
    ],
)
def test_the_places_are_those_of_the_text_that_was_given(change: Callable[[str], str]) -> None:
    given = change(TOLD)
    _, lines = explained(given)
    found = [match.groups() for line in lines for match in SLICE.finditer(line)]
    assert len(found) > 4
    for shown, low, high in found:
        words = given[int(low) : int(high)]
        assert "".join(ast.literal_eval(shown).split()) == re.sub("[\\s\u200b>]", "", words)
    assert found != [match.groups() for line in explained(TOLD)[1] for match in SLICE.finditer(line)]


def test_every_row_it_names_is_a_row_of_the_table() -> None:
    found = {match.groups() for line in explained(FULL)[1] for match in ROW.finditer(line)}
    assert {table for table, _ in found} >= {"countries.tsv", "titles.tsv"}
    rows = {table: (DATA / table).read_text("utf-8").split("\n") for table, _ in found}
    named = {rows[table][int(number) - 1].split("\t")[0] for table, number in found}
    assert {"JP", "US", "国防長官"} <= named
    assert not any(cell.startswith("#") or not cell for cell in named)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("【ワシントン＝山下健一】", "dateline (city)"),
        ("【中国＝山下健一】", "dateline (reporter's name, no office)"),
        ("【北京共同】", "dateline (agency)"),
        ("【写真】", "label"),
        ("【豪雨】", "no country"),
        ("【】", "empty"),
    ],
)
def test_each_refused_bracket_tells_why(head: str, reason: str) -> None:
    document, lines = explained(f"きょうの会談\n\n{head}政府は3日、統計を発表した。")
    assert document.meetings == ()
    (line,) = (line for line in lines if line.startswith("refused"))
    assert line.startswith(f"refused {head!r}") and line.endswith(f": {reason}")


def test_records_come_first_then_what_was_refused_in_order() -> None:
    lines = explained(FULL)[1]
    refused = [line.startswith("refused") for line in lines]
    assert refused == sorted(refused)
    assert ["【写真】" in lines[-2], "【豪雨】" in lines[-1]] == [True, True]


def test_a_control_code_in_a_bracket_is_shown_as_its_escape() -> None:
    _, lines = explained("きょうの会談\n\n【速\x1b[31m報】統計が出た。")
    assert all(char.isprintable() for line in lines for char in line)
    assert any("\\x1b" in line for line in lines)


def test_explaining_changes_no_record() -> None:
    assert explained(FULL)[0] == extract_source(FULL)
