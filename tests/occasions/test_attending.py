"""--person with --occasions: who was there is decided over the whole archive."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from command_runner import run

# Each a report of a day's talks: who it says was there.
REPORTS = {
    "full.txt": ("山田太郎外務大臣", "フランスのバロ外務大臣", 3),
    "short.txt": ("山田外務大臣", "フランスのバロ外務大臣", 3),  # the same talks
    "alone.txt": ("山田外務大臣", "ドイツのワーデフール外務大臣", 9),  # the same office
    "other.txt": ("山田防衛大臣", "ドイツのピストリウス国防大臣", 9),
    "nobody.txt": ("谷口外務大臣", "イタリアのタヤーニ外務大臣", 12),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, (ours, theirs, day) in REPORTS.items():
        told = f"{ours}は{day}日、東京で{theirs}と会談し、協力を進めることで一致した。"
        (tmp_path / "in" / name).write_text(f"外相会談\n2024年5月{day + 1}日\n{told}\n", "utf-8")
    return tmp_path


TOGETHER = {"full.txt", "short.txt", "alone.txt"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("山田太郎", TOGETHER),
        ("太郎", TOGETHER),
        ("山田", TOGETHER | {"other.txt"}),
        ("バロ", {"full.txt", "short.txt"}),
        ("山田花子", set()),
    ],
)
def test_occasions_of_a_person(folder: Path, wanted: str, found: set[str]) -> None:
    done = run("in", "--occasions", "-f", "jsonl", "--person", wanted, cwd=folder)
    assert done.status == 0, done.err
    assert {Path(report["source"]).name for one in done.records for report in one["reports"]} == found
    whole = run("in", "--occasions", "-f", "jsonl", cwd=folder).records
    assert [one for one in whole if one in done.records] == done.records  # as they are without the wish


def test_the_database_holds_their_meetings_alone(folder: Path) -> None:
    assert run("in", "--occasions", "-o", "a.sqlite", "--person", "山田太郎", cwd=folder).status == 0
    with sqlite3.connect(folder / "a.sqlite") as db:
        assert {Path(source).name for (source,) in db.execute("SELECT source FROM documents")} == TOGETHER
        assert db.execute("SELECT count(*) FROM occasions").fetchone() == (2,)
        assert db.execute("SELECT count(*) FROM occasion_meetings").fetchone() == (3,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("meetings", "points"):
            db.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
        found = db.execute("SELECT count(*) FROM meetings_fts WHERE meetings_fts MATCH '山田'").fetchone()
        assert found == (3,)


def test_changes_of_a_person(folder: Path) -> None:
    done = run("in", "--changes", "-f", "jsonl", "--person", "山田太郎", cwd=folder)
    assert {Path(report["source"]).name for one in done.records for report in one["reports"]} == TOGETHER


def test_streamed_records_keep_the_name_asked_for_and_say_what_they_left_out(folder: Path) -> None:
    done = run("in", "-f", "jsonl", "--person", "山田太郎", cwd=folder)
    assert [Path(json.loads(line)["source"]).name for line in done.text.splitlines()] == ["full.txt"]
    assert "hint: 3 meetings left out by --person may give the name in short" in done.err
    assert "in short" not in run("in", "-f", "jsonl", "--person", "山田", cwd=folder).err
