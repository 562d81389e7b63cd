"""What users of the database rely on: search, persons, one row a file whatever it is called, pruning, occasions."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from command_runner import run
from export_factories import document, meeting, point
from meetextract.errors import InputError
from meetextract.export import Options, get
from meetextract.export.sqlite_more import grams
from meetextract.plain import to_plain
from occasion_archive import reports

PHRASE = """
    WITH RECURSIVE pairs (at, pair) AS (
        SELECT 1, substr(:q, 1, 2) UNION ALL SELECT at + 1, substr(:q, at + 1, 2) FROM pairs WHERE at < length(:q) - 1)
    SELECT '"' || group_concat(pair, ' ') || '"' FROM pairs"""
TALKS = (
    "{day}月{day}日、柏木真由美外務大臣は、習近平中国国家主席と会談し、"
    "抑止力について議論した。防衛相の往来で一致した。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for day in (1, 2):
        (tmp_path / "in" / f"{day}.txt").write_text("会談\n2026年5月9日\n\n" + TALKS.format(day=day), "utf-8")
    return tmp_path


def rows(path: Path, sql: str, **values: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def test_pairs_stand_in_their_order_and_longer_runs_after_them() -> None:
    assert grams("抑止力の強化") == "抑止 止力 力の の強 強化 抑止力 力の強"
    assert grams("ＡＣＳＡ 米") == "acsa 米"
    assert grams(None) == ""


@pytest.mark.parametrize("word", ["抑止力", "防衛相", "習近平", "中国", "柏木真由美", "柏木真由美外務大臣"])
def test_search_finds_what_people_type(folder: Path, word: str) -> None:
    assert run("in", "-o", "a.sqlite", cwd=folder).status == 0
    ((phrase,),) = rows(folder / "a.sqlite", PHRASE, q=word)
    for query in (phrase, f'"{word}"') if len(word) <= 4 else (phrase,):
        found = rows(folder / "a.sqlite", "SELECT rowid FROM meetings_fts WHERE meetings_fts MATCH :q", q=str(query))
        assert len(found) == 2
    assert rows(folder / "a.sqlite", "SELECT rowid FROM meetings_fts WHERE meetings_fts MATCH '\"火星\"'") == []


def test_search_follows_what_is_replaced(folder: Path) -> None:
    run("in", "-o", "a.sqlite", cwd=folder)
    changed = "会談\n2026年5月9日\n\n" + TALKS.format(day=1).replace("抑止力", "水素")
    (folder / "in" / "1.txt").write_text(changed, "utf-8")
    run("in", "-o", "a.sqlite", cwd=folder)
    for word, count in (("抑止力", 1), ("水素", 1)):
        sql = "SELECT p.content FROM points p WHERE p.id IN (SELECT rowid FROM points_fts WHERE points_fts MATCH :q)"
        assert len(rows(folder / "a.sqlite", sql, q=word)) == count
    rows(folder / "a.sqlite", "INSERT INTO points_fts (points_fts) VALUES ('integrity-check')")


@pytest.mark.parametrize("before", [0, 1])
def test_search_follows_what_is_replaced_within_a_run(tmp_path: Path, before: int) -> None:
    path = tmp_path / "a.sqlite"
    for _ in range(before):
        with get("sqlite").open(path, Options()) as sink:
            sink.write(document("b.txt", meeting(points=(point(content="古い水素"),))))
    with get("sqlite").open(path, Options()) as sink:
        sink.write_error("a.txt", InputError("is empty", code="empty"))
        for number in range(450):  # more than go in at a time
            sink.write(document(f"{number}.txt", meeting(points=(point(content=f"第{number}号"),))))
        for word in ("抑止力", "水素", "半導体"):
            for source in ("a.txt", "b.txt", "7.txt"):
                sink.write(document(source, meeting(points=(point(content=word), point(content="共通")))))
    with sqlite3.connect(path) as db:
        for count, word in ((0, "抑止力"), (0, "水素"), (3, "半導体"), (3, "共通"), (1, "第8号"), (0, "第7号")):
            query = f'"{grams(word).split(" ")[0]}"'
            found = db.execute("SELECT rowid FROM points_fts WHERE points_fts MATCH ?", (query,)).fetchall()
            contents = [db.execute("SELECT content FROM points WHERE id = ?", row).fetchone()[0] for row in found]
            assert contents.count(word) == count, word
        assert db.execute("SELECT source FROM errors").fetchall() == []
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (452,)
        db.execute("UPDATE points SET search = 'xyz' WHERE content = '第8号'")
        db.execute("INSERT INTO points SELECT 100001, meeting_id, 99, kind, agreed, joint, content, content_start, "
                   "content_end, predicate, predicate_start, predicate_end, 'abc' FROM points LIMIT 1")  # fmt: skip
        for word in ("abc", "xyz"):  # what the user writes is searchable
            assert len(db.execute("SELECT 1 FROM points_fts WHERE points_fts MATCH ?", (word,)).fetchall()) == 1
        for table in ("points", "meetings"):
            db.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('integrity-check')")


def test_one_file_is_one_document_whatever_it_is_called(folder: Path) -> None:
    for name in ("in", "./in", str(folder / "in"), "in/../in"):
        assert run(name, "-o", "a.sqlite", cwd=folder).status == 0
    assert len(rows(folder / "a.sqlite", "SELECT source FROM documents")) == 2
    (folder / "link").symlink_to(folder / "in")
    run("link", "-o", "a.sqlite", cwd=folder)
    assert len(rows(folder / "a.sqlite", "SELECT source FROM documents")) == 2


def test_a_renamed_file_takes_its_row_along_and_a_copy_is_a_second(folder: Path) -> None:
    run("in", "-o", "a.sqlite", cwd=folder)
    (folder / "in" / "1.txt").rename(folder / "in" / "renamed.txt")
    (folder / "in" / "copy.txt").write_bytes((folder / "in" / "2.txt").read_bytes())
    run("in", "-o", "a.sqlite", cwd=folder)
    names = sorted(str(source) for (source,) in rows(folder / "a.sqlite", "SELECT source FROM documents"))
    assert names == ["in/2.txt", "in/copy.txt", "in/renamed.txt"]


def test_files_of_one_name_in_two_folders_are_two(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "1.txt").write_text(TALKS.format(day=3), "utf-8")
    run("1.txt", "-o", folder / "a.sqlite", cwd=folder / "in")
    run("1.txt", "-o", folder / "a.sqlite", cwd=folder / "other")
    assert len(rows(folder / "a.sqlite", "SELECT source FROM documents")) == 2


def test_what_is_gone_stays_until_it_is_pruned(folder: Path) -> None:
    run("in", "-o", "a.sqlite", cwd=folder)
    (folder / "in" / "1.txt").unlink()
    run("in", "-o", "a.sqlite", cwd=folder)
    assert len(rows(folder / "a.sqlite", "SELECT source FROM documents")) == 2
    assert run("in", "-o", "a.sqlite", "--prune", cwd=folder).status == 0
    assert rows(folder / "a.sqlite", "SELECT source FROM documents") == [("in/2.txt",)]


def test_a_filtered_run_is_refused_where_it_would_thin_the_rows(folder: Path) -> None:
    assert run("in", "-o", "a.sqlite", "--country", "仏", cwd=folder).status == 0
    done = run("in", "-o", "a.sqlite", "--country", "仏", cwd=folder)
    assert done.status == 2
    assert "filtered run" in done.err
    assert run("in", "-o", "a.sqlite", "--country", "仏", "--force", cwd=folder).status == 0


def test_persons(folder: Path) -> None:
    run("in", "-o", "a.sqlite", cwd=folder)
    found = rows(folder / "a.sqlite", "SELECT name, country, first, last, meetings, offices FROM persons ORDER BY id")
    assert [row[:2] for row in found] == [("習近平", "CN"), ("柏木真由美", "JP")]
    assert found[1][2:5] == ("2026-01-01", "2026-02-02", 2)
    assert json.loads(str(found[1][5])) == [{"title": "外務大臣", "first": "2026-01-01", "last": "2026-02-02"}]
    assert rows(folder / "a.sqlite", "SELECT count(*) FROM participants WHERE person_id IS NULL") == [(0,)]


def test_occasions(tmp_path: Path) -> None:
    lines = [json.dumps(to_plain(one.document)) + "\n" for one in reports()]
    (tmp_path / "all.jsonl").write_text("".join(lines), "utf-8")
    for _ in range(2):  # a second run replaces what the first wrote
        assert run("all.jsonl", "--occasions", "-o", "a.sqlite", cwd=tmp_path).status == 0
    found = rows(tmp_path / "a.sqlite", "SELECT occasion, date, countries, reports, sources FROM occasions LIMIT 1")
    assert found == [("o1", "2025-11-05", "JP;AU", 3, "austral/1105.txt; bouei/manila-tour.txt; mod/1105-au.txt")]
    meetings = rows(tmp_path / "a.sqlite", "SELECT count(*) FROM meetings")
    assert rows(tmp_path / "a.sqlite", "SELECT count(*) FROM occasion_meetings") == meetings


@pytest.mark.parametrize("word", ["抑止力", "防衛相", "習近平", "中国"])
def test_datasette_finds_it_by_its_search_box_and_by_the_query(folder: Path, word: str) -> None:
    pytest.importorskip("datasette", reason="datasette is not installed")
    run("in", "-o", "meetings.sqlite", cwd=folder)
    metadata = Path(__file__).parents[2] / "samples" / "datasette" / "metadata.json"
    for page in ("meetings.json?_search={}&_shape=array&_col=date", "find_meetings.json?word={}&_shape=array"):
        got = subprocess.run(
            [sys.executable, "-m", "datasette", "meetings.sqlite", "-m", str(metadata), "--get",
             "/meetings/" + page.format(quote(word))],
            cwd=folder, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        assert {row["date"] for row in json.loads(got.stdout)} == {"2026-01-01", "2026-02-02"}
