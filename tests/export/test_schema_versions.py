"""Schema version 2: a person without a state, one side alone, keys and joined words in every format; and what version 1
wrote is still read. version_1/ was made by the package of version 1 (0.1.0)."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
from pathlib import Path

import pytest

from command_runner import run
from export_factories import document, meeting, person, point, span
from meetextract.errors import MeetextractError
from meetextract.export import Options, get
from meetextract.export.plover import events
from meetextract.export.schema import faults
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import SCHEMA_VERSION, Document, Span

OLD = Path(__file__).parent / "version_1"
OF_NO_STATE = person("グエン", None, "国防相")
BROKEN = Span("防衛協\n力の強化", 20, 27, "防衛協力の強化")
ONE_SIDED = document(
    "a.txt",
    meeting(
        codes="JP",
        participants=(person("小泉", "JP", "防衛相"), OF_NO_STATE),
        points=(point("agree", ("JP",), joint=True), point("request", ("JP",))),
        place=span("マニラ", 30),
    ),
    text="…",
)


def written(name: str, one: Document, **options: object) -> str:
    stream = io.BytesIO()
    with get(name).open(stream, Options(**options)) as sink:  # type: ignore[arg-type]
        sink.write(one)
    return stream.getvalue().decode("utf-8")


# Version 2.


def test_a_record_of_version_2_survives_the_way_and_keeps_the_schema() -> None:
    one = document("a.txt", *ONE_SIDED.meetings, meeting("m2", place=BROKEN, points=()))
    record = json.loads(one.to_json())
    assert record["meetings"][0]["participants"][1]["country"] is None
    assert record["meetings"][1]["place"]["value"] == "防衛協力の強化"
    assert "value" not in record["meetings"][0]["place"]
    assert record["meetings"][0]["key"] is None
    assert faults(record) == []
    assert Document.from_dict(record) == one


def test_csv_leaves_the_cell_of_the_country_empty_and_joins_words() -> None:
    one = document("a.txt", meeting(codes="JP", participants=(OF_NO_STATE,), place=BROKEN))
    row = next(csv.DictReader(io.StringIO(written("csv", one))))
    assert row["participants_other"] == "グエン（国防相）"
    assert row["participants_jp"] == ""
    assert row["place"] == "防衛協力の強化"


def test_the_workbook_leaves_the_cell_of_the_country_empty(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    with get("xlsx").open(tmp_path / "o.xlsx", Options()) as sink:
        sink.write(ONE_SIDED)
    rows = list(openpyxl.load_workbook(tmp_path / "o.xlsx")["participants"].values)
    assert [row[rows[0].index("country")] for row in rows[1:]] == ["JP", None]


def test_arrow_holds_null_and_the_joined_words(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with get("parquet").open(tmp_path / "o.parquet", Options()) as sink:
        sink.write(document("a.txt", meeting(codes="JP", participants=(OF_NO_STATE,), place=BROKEN)))
    held = parquet.read_table(tmp_path / "o.parquet").to_pylist()[0]["meetings"][0]
    assert held["participants"][0]["country"] is None
    assert held["place"]["value"] == "防衛協力の強化"


@pytest.mark.parametrize("name", ["md", "html"])
@pytest.mark.parametrize(("lang", "words"), [("ja", "（国は不明）"), ("en", "(state unknown)")])
def test_views_say_that_the_state_is_not_known(name: str, lang: str, words: str) -> None:
    shown = written(name, ONE_SIDED, lang=lang, single=True)
    assert words in shown.replace("\\", "")


def test_the_terminal_says_that_the_state_is_not_known(tmp_path: Path) -> None:
    from rich.console import Console  # noqa: PLC0415

    from meetextract.views.table import render  # noqa: PLC0415

    stream = io.StringIO()
    render(ONE_SIDED, Console(file=stream, width=80))
    assert "日本国 × （国は不明）" in stream.getvalue()
    assert "（国は不明）" in stream.getvalue().split("×", 1)[1]


def test_plover_leaves_the_actors_country_out() -> None:
    consult, agree, request = events(ONE_SIDED, default_lexicon())
    unknown = {"sector": "GOV", "entity_text": "グエン国防相", "start": 3, "end": 9,
               "identifier_text": "グエン", "office": "国防相"}  # fmt: skip
    assert consult["actor"][1] == {**unknown, "sector": consult["actor"][1]["sector"]}
    assert "code" not in agree["actor"][1]
    assert [one.get("code") for one in request["actor"]] == ["JPN"]
    assert [one.get("identifier_text") for one in request["recipient"]] == ["グエン"]


# Version 1.


def old_records() -> list[dict[str, object]]:
    return [json.loads(line) for line in (OLD / "records.jsonl").read_text("utf-8").splitlines()]


def test_records_of_version_1_are_read_as_records_of_today() -> None:
    assert old_records()
    for record in old_records():
        assert record["schema_version"] == 1
        one = Document.from_dict(record)
        assert one.schema_version == SCHEMA_VERSION
        assert faults(one.to_dict()) == []
        keys = [meeting.pop("key") for meeting in one.to_dict()["meetings"]]
        assert keys == [None] * len(one.meetings)
        again = one.to_dict()
        for held in again["meetings"]:
            del held["key"]
        assert {**again, "schema_version": 1} == record


def test_records_of_version_1_are_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(OLD)
    done = run("--verify", "records.jsonl")
    assert (done.status, done.out) == (0, b"")


@pytest.mark.parametrize("version", [0, 3, -1])
def test_another_version_is_refused_by_its_number(version: int) -> None:
    with pytest.raises(MeetextractError, match=f"schema_version: is {version}; this program reads 1 and 2"):
        Document.from_dict({**old_records()[0], "schema_version": version})


def test_version_1_has_a_state_for_everybody() -> None:
    record = old_records()[0]
    record["meetings"][0]["participants"][0]["country"] = None  # type: ignore[index]
    assert faults(record) == ["meetings[0].participants[0].country: is no string"]


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "old.sqlite"
    path.write_bytes(gzip.decompress((OLD / "records.sqlite.gz").read_bytes()))
    return path


def shape(path: Path) -> dict[str, object]:
    with sqlite3.connect(path) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")]
        tables = {name: [row[1:] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}
        return {"version": db.execute("PRAGMA user_version").fetchone(), **tables}


def test_a_database_of_version_1_is_upgraded_as_it_is_written_to(old_file: Path, tmp_path: Path) -> None:
    with sqlite3.connect(old_file) as db:
        before = db.execute("SELECT name, country, titles, start FROM participants ORDER BY id").fetchall()
        db.execute("CREATE VIEW mine AS SELECT name FROM participants")
    with get("sqlite").open(old_file, Options()) as sink:
        sink.write(ONE_SIDED)
    with get("sqlite").open(tmp_path / "new.sqlite", Options()) as sink:
        sink.write(ONE_SIDED)
    with sqlite3.connect(old_file) as db:
        after = db.execute("SELECT name, country, titles, start FROM participants ORDER BY id").fetchall()
        assert after[: len(before)] == before
        assert [row[:2] for row in after[len(before) :]] == [("小泉", "JP"), ("グエン", None)]
        assert db.execute("SELECT count(*) FROM documents WHERE schema_version = 2").fetchone() == (3,)
        assert db.execute("SELECT count(*) FROM mine").fetchone() == (len(after),)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("DROP VIEW mine")
    assert shape(old_file) == shape(tmp_path / "new.sqlite")


def test_a_run_that_fails_leaves_a_database_of_version_1_as_it_was(old_file: Path) -> None:
    before = old_file.read_bytes()
    sink = get("sqlite").open(old_file, Options())
    sink.write(ONE_SIDED)
    sink.abort()
    assert shape(old_file)["version"] == (1,)
    with sqlite3.connect(old_file) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    assert len(old_file.read_bytes()) == len(before)


def test_a_database_of_a_later_version_is_refused(old_file: Path) -> None:
    with sqlite3.connect(old_file) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(MeetextractError, match="written by a later version"):
        get("sqlite").open(old_file, Options())
