"""Texts made to take for ever, to run out of stack or to come out wrong: extraction neither hangs nor breaks.

Each shape once took minutes or could have: run after run of one character, one opener, one phrase, where a pattern that
starts anew at every character, or a list that is searched for every mention, is quadratic. At this length that takes
several minutes; the guard ends it after one.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from command_runner import command, environment, run
from meetextract import Document, extract
from meetextract.export.json import dumps, to_dict

SIZE = 16_000  # code points
PATIENCE = 60  # seconds; what is linear takes one on a slow machine

LEAD = "石破首相は3日、米国のスミス大統領と会談した。"
HEADER = "【米=ヘグセス国防長官】\n会談では"

UNITS = {
    "katakana": "ア",
    "kanji": "国",
    "hiragana": "あ",
    "half-width kana": "ｱ",
    "Latin letters": "A",
    "digits": "1",
    "full-width digits": "１",
    "kanji digits": "一",
    "blanks": " ",
    "wide blanks": "\u3000",
    "tabs": "\t",
    "newlines": "\n",
    "carriage returns": "\r\n",
    "line separators": "\u2028",
    "NUL": "\0",
    "surrogate pairs": "𠮷",
    "variation selectors": "葛\U000e0100",
    "bidirectional controls": "\u202e",
    "commas": "、",
    "full stops": "。",
    "middle dots": "・",
    "open parentheses": "（",
    "open quotations": "「",
    "open headers": "【",
    "open headers, a line each": "【\n",
    "closed brackets": "】",
    "pairs": "「」",
    "countries in brackets": "【米】",
    "headers": "【米=ヘグセス国防長官】",
    "marked lines": "▽韓国\n",
    "bullets": "・強化する。\n",
    "names in katakana with equals signs": "ア＝",
    "names in katakana with dots": "アイ・",
    "offices": "大統領",
    "offices behind a bracket": "）大統領",
    "offices before a bracket": "大統領（",
    "offices joined": "副首相兼",
    "names with offices": "ヘグセス国防長官と",
    "names with 氏": "李氏",
    "readings": "李在明（イ・ジェミョン）大統領、",
    "countries": "韓国と",
    "sides": "米国側は",
    "both": "両氏は",
    "words for meetings": "電話",
    "more words for meetings": "首脳外相",
    "meetings joined": "会談し、",
    "meetings without end": "会談し",
    "meetings": "会談した。",
    "agreements joined": "で一致し、",
    "requests joined": "を求め、",
    "quotations joined": "「A」と述べ、",
    "quotations": "「A」と述べた。",
    "particles": "ことで",
    "phones": "電話で",
    "attendance": "が出席",
    "days": "3日",
    "days joined": "3日、",
    "days of months": "11月3日、",
    "spans of days": "3日から",
    "the same day": "同日、",
    "towns": "ソウルで",
    "publication lines": "（2025年11月12日　防衛日報）\n",
}


@contextmanager
def patience(seconds: int = PATIENCE) -> Iterator[None]:
    """Ends what takes longer; without the signal (Windows, other threads) there is no guard."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_: object) -> None:
        raise AssertionError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def checked(text: str) -> Document:
    """The document, whose every span slices back."""
    with patience():
        document = extract(text)
    stack: list[object] = [to_dict(document)]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value.values())
            if value.get("start") is not None:
                start, end = value["start"], value["end"]
                assert 0 <= start < end <= len(text)
                assert value.get("text", text[start:end]) == text[start:end]
        elif isinstance(value, list):
            stack.extend(value)
    return document


@pytest.mark.parametrize("name", UNITS)
def test_a_phrase_over_and_over(name: str) -> None:
    unit = UNITS[name]
    checked(LEAD + unit * (SIZE // len(unit)))


@pytest.mark.parametrize("name", UNITS)
def test_a_phrase_over_and_over_as_headline_and_within_a_section(name: str) -> None:
    run_of_it = UNITS[name] * (SIZE // 2 // len(UNITS[name]))
    checked(f"{run_of_it}\n{HEADER}{run_of_it}で一致した。\n{LEAD}")


def test_nothing_that_follows_hostile_text_is_lost() -> None:
    """A cure for hanging that gives up on the rest of the text would be none."""
    for unit in ("ア", "（", "「", "【\n", " ", "\n", "\0", "1"):
        document = checked(
            "各国の外相会談\n" + unit * 20_000 + "\n" + LEAD + "両首脳は、協力を進めることで一致した。\n"
        )
        assert [meeting.date.value for meeting in document.meetings if meeting.date] == ["---03"], repr(unit)
        assert [point.kind for meeting in document.meetings for point in meeting.points] == ["agree"], repr(unit)


@pytest.mark.parametrize("depth", [100, 10_000])
@pytest.mark.parametrize("pair", ["「」", "『』", "（）", "()", "【】", "“”"])
def test_nested_brackets(pair: str, depth: int) -> None:
    checked(f"{LEAD}会談では{pair[0] * depth}協力で一致した{pair[1] * depth}と述べ、連携することで一致した。")


def test_a_million_unclosed_brackets() -> None:
    checked(LEAD + "【「（〈『" * 200_000)


def test_fifty_thousand_of_each_bracket() -> None:
    checked(LEAD + "".join(bracket * 50_000 for bracket in "「」『』（）【】〈〉《》［］"))


def _name(number: int) -> str:
    kana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
    return "".join(kana[number // len(kana) ** place % len(kana)] for place in range(3)) + "ン"


def test_a_thousand_meetings_told_in_prose() -> None:
    countries = ("米国", "韓国", "中国", "英国", "豪州")
    text = "".join(
        f"鷹野首相は{n % 28 + 1}日、{countries[n % 5]}の{_name(n)}大統領と会談し、協力を進めることで一致した。\n"
        for n in range(1_000)
    )
    assert len(checked(text).meetings) > 900


def test_thousands_of_sections() -> None:
    text = "".join(f"【米={_name(n)}国防長官】\n会談では、協力を進めることで一致した。\n" for n in range(3_000))
    assert len(checked("各国の国防相会談\n" + text).meetings) > 2_900


def test_ten_thousand_persons_in_one_sentence() -> None:
    checked("、".join(_name(n) + "大統領" for n in range(10_000)) + "は会談した。")


def test_records_do_not_grow_with_the_square_of_the_text() -> None:
    """The same person in every section: were each to carry all mentions of the text, twice the text would be four times
    the record."""

    def size(sections: int) -> int:
        section = "【米=ヘグセス国防長官】\n会談では、協力を進めることで一致した。\n"
        return len(dumps(to_dict(checked("各国の国防相会談\n" + section * sections))))

    assert size(400) < 2.2 * size(200)


def test_a_deep_stack_is_not_needed() -> None:
    """Where recursion follows the depth of the text, a thousand levels are too many."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(400)
    try:
        checked(LEAD + "「（" * 500 + "協力で一致した" + "）」" * 500 + "と述べた。")
    finally:
        sys.setrecursionlimit(limit)


# The command


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024**3)  # a hole: takes no room on the disk
    done = run(path)
    assert done.status == 3
    assert "is larger than 64 MiB" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX")
def test_twenty_megabytes_in_one_line_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(("港に新しい桟橋ができた、" * 600_000).encode())
    limited = ["bash", "-c", 'ulimit -v 1500000; exec "$@"', "bash", *command(path, "-f", "jsonl")]
    done = subprocess.run(limited, capture_output=True, env=environment(), timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert json.loads(done.stdout)["meetings"] == []


def test_a_flood_of_entities_and_of_tags(tmp_path: Path) -> None:
    path = tmp_path / "flood.html"
    path.write_text(
        "<article><p>" + LEAD + "</p>" + "&amp;&#x41;&lt;&NotAnEntity;&#99999999;" * 20_000 + "<b><i><ruby>" * 20_000,
        encoding="utf-8",
    )
    done = run(path, "-f", "jsonl")
    assert done.status == 0, done.err
    (record,) = done.records
    assert len(record["meetings"]) == 1


def test_an_entity_that_would_unfold_to_gigabytes_is_text(tmp_path: Path) -> None:
    path = tmp_path / "laughs.html"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ははは"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        + "".join(f'<!ENTITY {chr(98 + n)}{chr(98 + n)} "{"&b;" * 50}">' for n in range(20))
        + f"]><html><body><p>{LEAD}</p><p>&bb;</p></body></html>",
        encoding="utf-8",
    )
    done = run(path, "-f", "jsonl")
    assert done.status == 0, done.err
    assert len(done.out) < 20_000
