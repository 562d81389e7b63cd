"""The programs that people read the output with: DuckDB, pandas, sqlite3, openpyxl and jq see the same records."""

from __future__ import annotations

import csv
import datetime
import json
import re
import shutil
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from export_factories import AGREED_PER_COUNTRY_AND_YEAR, archive, document, meeting
from meetextract.errors import InputError
from meetextract.export import Options, get
from meetextract.export.cells import key
from meetextract.export.json import from_dict
from meetextract.model import Document

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
pandas = pytest.importorskip("pandas", reason="pandas is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

Counts = dict[tuple[str, int | None], int]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive in every format, a failed input with it."""
    folder = tmp_path_factory.mktemp("out")
    for name, file in (
        ("jsonl", "a.jsonl"), ("csv", "a.csv"), ("parquet", "a.parquet"), ("sqlite", "a.sqlite"), ("xlsx", "a.xlsx"),
    ):  # fmt: skip
        with get(name).open(folder / file, Options()) as sink:
            for one in archive():
                sink.write(one)
            sink.write_error("bad.txt", InputError("is empty", code="empty"))
    return folder


def counts(rows: list[tuple[Any, ...]]) -> Counts:
    return {(code, None if pandas.isna(year) else int(year)): int(number) for code, year, number in rows}


# Agreed points per country and year

AGREED = "('agree', 'confirm', 'share', 'sign', 'announce')"
NESTED = f"""
    WITH meetings AS (SELECT unnest(meetings) AS m FROM source WHERE error IS NULL),
         points AS (SELECT m, unnest(m.points) AS p FROM meetings),
         sides AS (SELECT m, p, unnest(m.countries).code AS country FROM points)
    SELECT country, try_cast(nullif(split_part(m.date.value, '-', 1), '') AS INTEGER) AS year, count(*)
    FROM sides WHERE p.kind IN {AGREED} GROUP BY ALL
"""


@pytest.mark.parametrize("reader", ["read_json('{}/a.jsonl')", "read_parquet('{}/a.parquet')"])
def test_duckdb_counts_agreed_points_in_nested_records(out: Path, reader: str) -> None:
    query = NESTED.replace("FROM source", f"FROM {reader.format(out)}")
    assert counts(duckdb.sql(query).fetchall()) == AGREED_PER_COUNTRY_AND_YEAR


# The README's way: a sample of complete dates would make DATE of the column, one of no meetings NULL.
BY_YEAR = """
    SELECT m->>'$.date.value' AS day, json_array_length(m->'$.points') AS points
    FROM read_json('{}', columns = {{source: 'VARCHAR', meetings: 'JSON[]'}}), unnest(meetings) AS t(m)
"""


@pytest.mark.parametrize("date", ["2025-11-02", "--11-02", None, "no meeting"])
def test_duckdb_reads_json_lines_whatever_dates_they_hold(tmp_path: Path, date: str | None) -> None:
    held = [] if date == "no meeting" else [meeting("m1", date=date), meeting("m2", date=date, points=())]
    with get("jsonl").open(tmp_path / "a.jsonl", Options()) as sink:
        sink.write(document("a.txt", *held))
    rows = duckdb.sql(BY_YEAR.format(tmp_path / "a.jsonl")).fetchall()
    assert rows == [(date, len(one.points)) for one in held]


@pytest.mark.parametrize(("date", "row"), [
    ("2025-11-02", ["2025-11-02", "2025", "11", "2", "11月2日"]),
    ("--11-02", ["", "", "11", "2", "11月2日"]),
    ("---02", ["", "", "", "2", "11月2日"]),
    (None, ["", "", "", "", ""]),
])  # fmt: skip
def test_csv_has_a_date_only_where_it_is_complete(tmp_path: Path, date: str | None, row: list[str]) -> None:
    with get("csv").open(tmp_path / "a.csv", Options()) as sink:
        sink.write(document("a.txt", meeting("m1", date=date)))
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        found = next(csv.DictReader(file))
    assert [found[name] for name in ("date", "year", "month", "day", "date_text")] == row
    if date == "2025-11-02":
        assert duckdb.sql(f"SELECT typeof(date) FROM read_csv('{tmp_path}/a.csv')").fetchall() == [("DATE",)]


def test_csv_can_be_left_as_it_is(tmp_path: Path) -> None:
    for defuse, title in ((True, "'=1+1"), (False, "=1+1")):
        path = tmp_path / f"{defuse}.csv"
        with get("csv").open(path, Options(defuse=defuse)) as sink:
            sink.write(document("a.txt", meeting(), title="=1+1"))
        assert pandas.read_csv(path)["title"][0] == title


def test_duckdb_counts_agreed_points_in_csv(out: Path) -> None:
    query = f"""
        WITH sides AS (
            SELECT unnest(string_split(countries, ';')) AS country, year FROM read_csv('{out}/a.csv') WHERE agreed)
        SELECT country, year, count(*) FROM sides GROUP BY ALL"""
    assert counts(duckdb.sql(query).fetchall()) == AGREED_PER_COUNTRY_AND_YEAR


def test_pandas_counts_agreed_points_in_csv(out: Path) -> None:
    frame = pandas.read_csv(out / "a.csv")
    frame = frame[frame.agreed.eq(True)]
    frame = frame.assign(country=frame.countries.str.split(";")).explode("country")
    table = frame.groupby(["country", "year"], dropna=False).size().reset_index()
    assert counts(list(table.itertuples(index=False, name=None))) == AGREED_PER_COUNTRY_AND_YEAR


def test_pandas_counts_agreed_points_in_parquet(out: Path) -> None:
    frame = pandas.read_parquet(out / "a.parquet")
    found: Counter[tuple[str, int | None]] = Counter()
    for meetings in frame.meetings.dropna():
        for one in meetings:
            year = one["date"] and one["date"]["value"].split("-")[0]
            agreed = sum(p["kind"] in AGREED for p in one["points"])
            for country in one["countries"]:
                found[country["code"], int(year) if year else None] += agreed
    assert {place: number for place, number in found.items() if number} == AGREED_PER_COUNTRY_AND_YEAR


def test_sqlite_counts_agreed_points_in_the_tables_and_in_the_view(out: Path) -> None:
    database = sqlite3.connect(out / "a.sqlite")
    tables = database.execute(
        f"""SELECT c.code, m.year, count(*) FROM points p JOIN meetings m ON m.id = p.meeting_id
            JOIN countries c ON c.meeting_id = m.id WHERE p.kind IN {AGREED} GROUP BY 1, 2"""
    ).fetchall()
    view = database.execute("SELECT country, year, agreed FROM points_per_country_year WHERE agreed").fetchall()
    assert counts(tables) == counts(view) == AGREED_PER_COUNTRY_AND_YEAR


def test_the_workbook_holds_the_agreed_points(out: Path) -> None:
    header, *rows = openpyxl.load_workbook(out / "a.xlsx")["points"].values
    found: Counter[tuple[str, int | None]] = Counter()
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        for code in cells["countries"].split(";"):
            found[code, cells["year"]] += cells["agreed"]
    assert {place: number for place, number in found.items() if number} == AGREED_PER_COUNTRY_AND_YEAR


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not on PATH")
def test_jq_counts_agreed_points(out: Path) -> None:
    program = (
        "[.[] | .meetings[]? | . as $m | .points[]"
        ' | select(.kind | IN("agree", "confirm", "share", "sign", "announce"))'
        " | $m.countries[].code as $c"
        ' | [$c, (($m.date.value // "") | capture("^(?<y>[0-9]{4})").y | tonumber)? // null]]'
        " | group_by(.) | map([.[0][0], .[0][1], length])"
    )
    done = subprocess.run(["jq", "-s", program, str(out / "a.jsonl")], capture_output=True, text=True, check=True)
    assert counts(json.loads(done.stdout)) == AGREED_PER_COUNTRY_AND_YEAR


# The same records


def test_duckdb_gives_back_the_json_lines(out: Path) -> None:
    rows = duckdb.sql(f"SELECT to_json(t) FROM read_json('{out}/a.jsonl') t WHERE error IS NULL").fetchall()
    found = [json.loads(row) for (row,) in rows]
    for record in found:
        # DuckDB gives every record the fields of all: what was left out comes back as null
        record["versions"] = {name: value for name, value in (record["versions"] or {}).items() if value}
        record["published"] = record["published"] and str(record["published"])
    assert [from_dict(record) for record in found] == archive()


def test_parquet_gives_back_the_documents_and_the_error(out: Path) -> None:
    *rows, failed = parquet.read_table(out / "a.parquet").to_pylist()
    documents = []
    for row in rows:
        assert row.pop("error") is None
        row["versions"] = dict(row["versions"] or [])
        documents.append(from_dict(row))
    expected = archive()
    assert [one.source for one in documents] == [key(one.source) for one in expected]
    assert [one.meetings for one in documents] == [one.meetings for one in expected]
    assert [(d.title, d.text, d.versions, d.warnings) for d in documents] == [
        (d.title, d.text, d.versions, d.warnings) for d in expected
    ]
    assert failed["error"] == {"code": "empty", "message": "is empty"}
    assert failed["source"] == "bad.txt"
    assert failed["meetings"] is None


def expected_points() -> list[tuple[Any, ...]]:
    """Source, meeting, kind, by, content and its offsets of every point."""
    return [
        (key(d.source), m.id, p.kind, ";".join(p.by) or None, p.joint, *content(p.content), p.predicate.text)
        for d in archive() for m in d.meetings for p in m.points
    ]  # fmt: skip


def content(span: Any) -> tuple[Any, ...]:
    return (span.text, span.start, span.end) if span else (None, None, None)


def test_sqlite_csv_and_workbook_hold_every_point(out: Path) -> None:
    columns = ["source", "meeting", "kind", "by", "joint", "content", "content_start", "content_end", "predicate"]
    frame = pandas.read_csv(out / "a.csv", dtype={"content_start": "Int64", "content_end": "Int64"})
    frame = frame[frame.kind.notna()][columns].astype(object)
    frame["joint"] = frame.joint.map(bool)
    csv = list(frame.where(frame.notna(), None).itertuples(index=False, name=None))
    header, *rows = openpyxl.load_workbook(out / "a.xlsx")["points"].values
    book = [tuple(dict(zip(header, row, strict=True))[name] for name in columns) for row in rows]
    sql = """
        SELECT d.source, m.meeting, p.kind,
            (SELECT group_concat(code, ';')
                FROM (SELECT code FROM point_by b WHERE b.point_id = p.id ORDER BY position)),
            p.joint, content, content_start, content_end, predicate
        FROM points p JOIN meetings m ON m.id = p.meeting_id JOIN documents d ON d.id = m.document_id ORDER BY p.id"""
    lite = list(sqlite3.connect(out / "a.sqlite").execute(sql))
    assert csv == expected_points()
    assert book == expected_points()
    assert lite == expected_points()


def test_points_stand_beside_day_persons_and_sides(out: Path) -> None:
    header, first, *_ = openpyxl.load_workbook(out / "a.xlsx")["points"].values
    book = dict(zip(header, first, strict=True))
    row = pandas.read_csv(out / "a.csv").iloc[0]
    for column in ("year", "month", "day", "date_text", "participants_jp", "participants_other", "sides"):
        assert book[column] == row[column], column
    assert book["sides"] == "Japan・United States" and row.index[-1] == "sides"  # the language of Options()


def test_a_meeting_without_points_has_a_row_in_csv(out: Path) -> None:
    frame = pandas.read_csv(out / "a.csv")
    planned = frame[frame.source == "g.txt"]
    assert planned.status.tolist() == ["planned"]
    assert planned.kind.isna().all()
    assert "f.txt" not in set(frame.source)


# The workbook


def test_the_workbook_has_a_sheet_a_table_with_real_dates_and_a_frozen_filtered_header(out: Path) -> None:
    book = openpyxl.load_workbook(out / "a.xlsx")
    assert book.sheetnames == ["documents", "meetings", "participants", "points", "persons"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        for heading in sheet[1]:
            width = sheet.column_dimensions[heading.column_letter].width
            assert len(heading.value) + 2 < width < 80, heading.value  # with room for the button of the filter
            assert heading.font.b and heading.font.name == sheet.cell(2, 1).font.name
    header = [cell.value for cell in book["meetings"][1]]
    dates = [row[header.index("date")] for row in book["meetings"].iter_rows(min_row=2)]
    assert dates[0].value == datetime.datetime(2025, 11, 2)
    assert dates[0].is_date
    assert dates[4].value is None
    month, day, words = (list(book["meetings"].values)[5][header.index(name)] for name in ("month", "day", "date_text"))
    assert (month, day, words) == (11, 2, "11月2日")
    assert dates[5].value is None
    documents = list(book["documents"].values)
    assert documents[-1][0] == "bad.txt"
    assert "empty: is empty" in documents[-1]
    assert len(documents) == len(archive()) + 2


def test_participants_have_a_row_each(out: Path) -> None:
    header, *rows = openpyxl.load_workbook(out / "a.xlsx")["participants"].values
    expected = [(p.country, p.name, p.reading) for d in archive() for m in d.meetings for p in m.participants]
    at = [header.index(name) for name in ("country", "name", "reading")]
    assert [tuple(row[index] for index in at) for row in rows] == expected


def test_a_byte_order_mark_is_written_on_request_and_read_away(tmp_path: Path) -> None:
    with get("csv").open(tmp_path / "a.csv", Options(bom=True)) as sink:
        sink.write(archive()[0])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,")
    assert pandas.read_csv(tmp_path / "a.csv", encoding="utf-8-sig").source.tolist() == ["a.txt"]


def test_a_run_without_documents_still_has_columns(tmp_path: Path) -> None:
    with get("csv").open(tmp_path / "a.csv", Options()):
        pass
    assert "kind" in pandas.read_csv(tmp_path / "a.csv").columns
    with get("parquet").open(tmp_path / "a.parquet", Options()):
        pass
    assert duckdb.sql(f"SELECT count(*) FROM read_parquet('{tmp_path}/a.parquet')").fetchall() == [(0,)]


# The queries of samples/README.md, over archives that its own is not

RECIPES = Path(__file__).parents[2] / "samples" / "README.md"
ARCHIVES: dict[str, tuple[list[Document], list[tuple[str, str, int]]]] = {
    "complete dates": (
        [
            document("a.txt", meeting("m1", "US JP", "2024-05-03"), meeting("m2", "AU US JP", "2024-05-31")),
            document("b.txt", meeting("m1", "US JP", "2024-12-31")),
        ],
        [("2024-05", "US", 2), ("2024-05", "AU", 1), ("2024-12", "US", 1)],
    ),
    "dates without a year": (
        [
            document("a.txt", meeting("m1", "US JP", "--05-03"), meeting("m2", "CN JP", "---03")),
            document("b.txt", meeting("m1", "US JP", None)),
        ],
        [],
    ),
    "both": (
        [document("a.txt", meeting("m1", "CN JP", "--05-03"), meeting("m2", "CN JP", "2024-05-03"))],
        [("2024-05", "CN", 1)],
    ),
    "no date at all": ([document("a.txt", meeting("m1", "US JP", None))], []),
    "no points": ([document("a.txt", meeting("m1", "US JP", "2024-05-03", points=()))], [("2024-05", "US", 1)]),
    "no meeting": ([document("a.txt"), document("b.txt")], []),
    "nothing": ([], []),
}


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize("name", ARCHIVES)
def test_meetings_by_month_and_country(tmp_path: Path, name: str, failed: bool) -> None:
    documents, expected = ARCHIVES[name]
    for form in ("jsonl", "sqlite"):
        with get(form).open(tmp_path / f"meetings.{form}", Options()) as sink:
            for one in documents:
                sink.write(one)
            if failed:
                sink.write_error("bad.txt", InputError("is empty", code="empty"))
    text = RECIPES.read_text("utf-8")
    (query,) = (sql for sql in re.findall(r'duckdb.sql\("""(.*?)"""\)', text, re.DOTALL) if "AS month" in sql)
    query = query.replace("meetings.jsonl", f"{tmp_path}/meetings.jsonl")
    assert duckdb.sql(query).fetchall() == expected
    (query,) = (sql for sql in re.findall(r'\$ sqlite3 meetings.sqlite "(.*?)"', text) if "AS month" in sql)
    assert sqlite3.connect(tmp_path / "meetings.sqlite").execute(query).fetchall() == expected


@pytest.mark.parametrize("name", ARCHIVES)
def test_other_queries_over_json_lines_read_every_archive(tmp_path: Path, name: str) -> None:
    with get("jsonl").open(tmp_path / "meetings.jsonl", Options()) as sink:
        for one in ARCHIVES[name][0]:
            sink.write(one)
    found = [sql for sql in re.findall(r'duckdb.sql\("""(.*?)"""\)', RECIPES.read_text("utf-8"), re.DOTALL)
             if "meetings.jsonl" in sql and "'CN'" in sql]  # fmt: skip
    agreed = [row for sql in found for row in
              duckdb.sql(sql.replace("meetings.jsonl", f"{tmp_path}/meetings.jsonl")).fetchall()]  # fmt: skip
    assert len(found) == 1
    assert [row[0] for row in agreed] == [
        meeting_.date and meeting_.date.value for one in ARCHIVES[name][0] for meeting_ in one.meetings
        if any(side.code == "CN" for side in meeting_.countries)
    ]  # fmt: skip
