"""What an article must not be able to do through an output: run a formula, inject markup, SQL or terminal codes."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import unicodedata
import zipfile
from pathlib import Path

import pytest

from export_factories import archive, document, meeting, mention, person, point, span
from meetextract.errors import InputError, OutputError
from meetextract.export import FORMATS, Options, get
from meetextract.export.cells import defused, is_formula
from meetextract.model import Document, Warning
from meetextract.views.markdown import escape

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.invalid/","押す")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "--11-02",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
]
TERMINAL = "\x1b]0;owned\x07\x1b[31mred\x9b2J\x7f\x08\u202eabc\u2066"
MARKUP = [
    "[click](http://example.invalid/)",
    "![x](http://example.invalid/x.png)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "http://example.invalid/ www.example.invalid someone@example.invalid",
    "<http://example.invalid/>",
    "&lt;b&gt; &#60;",
    "**bold** _em_ `code` ~~gone~~ | cell | ==mark==",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "---",
    "===",
    "```\ncode",
    "    indented",
    "line\n\n# heading after a blank line",
    "[ref]: http://example.invalid/ 'x'",
    "[^1]: note",
    "\\[not escaped](http://example.invalid/)",
    "trailing\\",
    "javascript:alert(1)",
    "{{ template }} {% raw %} ${x} $$y$$",
]
SQL = ["'); DROP TABLE documents; --", '"; DROP TABLE points; --', "x' OR '1'='1", "%s ? :name @name $1"]


def everywhere(text: str) -> Document:
    """A document that carries the text in every field that a hostile article or file name can reach."""
    one = meeting(
        header=span(text),
        place=span(text),
        participants=(person(text, "US", text, text=text, reading=text), person(None, "JP", text, text=text)),
        points=(point(content=text, predicate=text, about=(mention("CN", text),)),),
    )
    return document(
        text, one, title=text, publisher=text, text=text, warnings=(Warning("w", text, None, None),),
        versions=(("lexicon", text),),
    )  # fmt: skip


def output(name: str, *documents: Document) -> bytes:
    stream = io.BytesIO()
    with get(name).open(stream, Options()) as sink:
        for one in documents:
            sink.write(one)
        sink.write_error(documents[0].source or "-", InputError(documents[0].title or "", code="empty"))
    return stream.getvalue()


# Formulas


@pytest.mark.parametrize("text", FORMULAS)
def test_no_csv_cell_begins_a_formula(text: str) -> None:
    assert is_formula(text)
    rows = list(csv.reader(io.StringIO(output("csv", everywhere(text)).decode(), newline="")))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if is_formula(cell)]
    assert sum(cell.startswith("'") for cell in cells) >= 6


def test_ordinary_cells_are_left_alone() -> None:
    for text in ("防衛協力", "A=B", "3-5", "-", "'quoted'", "日米=2プラス2", ""):
        assert defused(text) == text


def test_a_cell_cannot_break_out_of_its_row() -> None:
    text = 'a","=1+1"\r\n=2+2,"\nb'
    rows = list(csv.reader(io.StringIO(output("csv", everywhere(text)).decode(), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "#REF!", "12345", "TRUE", "2025-01-01", "http://example.invalid/"])
def test_text_in_a_workbook_is_text(text: str) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    data = output("xlsx", everywhere(text))
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f"
                assert cell.data_type != "e"
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and bare(cell.value) == bare(text):
                    found += 1
                    assert cell.data_type == "s"
                    assert cell.quotePrefix or not is_formula(cell.value)
    assert found >= 5
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "sheet" in name)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets


def bare(text: str) -> str:
    return text.strip(" \t\r\n\u3000\ufeff␍")


def test_a_workbook_takes_every_character_and_any_length() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    controls = "".join(map(chr, range(0x20))) + '\x7f\x80\ud800\ufffe\uffff𠮷]]>&<"'
    for text in (controls, "長" * 40_000):
        book = openpyxl.load_workbook(io.BytesIO(output("xlsx", everywhere(text))))
        values = [cell for row in book["points"].values for cell in row if isinstance(cell, str)]
        assert all(len(value) <= 32_767 for value in values)
        assert any(value.endswith("…") for value in values) or text is controls


# Terminal codes


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if not entry.binary and name != "html"])
def test_no_text_format_carries_a_control_code(name: str) -> None:
    data = output(name, everywhere(TERMINAL), *archive()).decode("utf-8")
    acting = {sign for sign in data if unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"}} - {"\n", "\r"}
    assert not acting
    assert not {"\u202e", "\u2066"} & set(data)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_gives_the_codes_back_to_a_parser(name: str) -> None:
    first = json.loads(output(name, everywhere(TERMINAL)).decode().split("\n")[0] if name == "jsonl" else
                       output(name, everywhere(TERMINAL)))  # fmt: skip
    assert (first if name == "jsonl" else first[0])["title"] == TERMINAL


# Markdown


@pytest.mark.parametrize("text", MARKUP)
def test_markdown_from_an_article_shows_its_words_and_nothing_else(text: str) -> None:
    markdown = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    parser = markdown.MarkdownIt("gfm-like", {"html": True, "linkify": False})
    page = output("md", everywhere(text)).decode()
    harmless = output("md", everywhere("言葉")).decode()

    def shape(tokens: list) -> list[str]:
        kinds = [token.type for token in tokens]
        inline = [child.type for token in tokens for child in token.children or []]
        return [kind for kind in kinds + inline if kind not in {"text", "text_special"}]

    assert shape(parser.parse(page)) == shape(parser.parse(harmless))
    shown = "".join(
        child.content for token in parser.parse(page) for child in token.children or [] if child.type != "image"
    )
    assert " ".join(text.split()) in " ".join(shown.split())


@pytest.mark.parametrize(
    "text", ["http://example.invalid", "HTTPS://example.invalid", "www.example.invalid", "a@b.invalid"]
)
def test_a_bare_address_is_taken_apart(text: str) -> None:
    assert "\\" in escape(text)


# SQL


@pytest.mark.parametrize("text", SQL)
def test_sql_in_an_article_is_data(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(output("sqlite", everywhere(text), archive()[0]))
    database = sqlite3.connect(path)
    assert database.execute("SELECT source FROM documents WHERE title = ?", (text,)).fetchall() == [(text,)]
    assert database.execute("SELECT content FROM points ORDER BY id").fetchone() == (text,)
    assert database.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_sources_that_are_not_utf8_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(output("sqlite", document("a\udcff"), document("a\udcfe")))
    assert sqlite3.connect(path).execute("SELECT count(*) FROM documents").fetchone() == (2,)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_every_format_takes_every_hostile_text(name: str) -> None:
    for text in [*FORMULAS, TERMINAL, *MARKUP, *SQL, "\x00", "\ud800", "\U0010ffff", "a" * 100_000, ""]:
        assert output(name, everywhere(text))


# A database that is there already


def test_running_again_updates_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with get("sqlite").open(path, Options()) as sink:
        for one in archive():
            sink.write(one)
        sink.write_error("late.txt", InputError("is empty", code="empty"))
    before = dump(path)
    with get("sqlite").open(path, Options()) as sink:
        for one in archive():
            sink.write(one)
    assert dump(path) == before
    with get("sqlite").open(path, Options()) as sink:
        sink.write(document("b.txt", meeting(points=(point("thank", ("US",), content="新しい"),))))
        sink.write(document("late.txt", meeting("m1", points=())))
    database = sqlite3.connect(path)
    contents = (
        "SELECT p.content FROM points p JOIN meetings m ON m.id = meeting_id JOIN documents d ON d.id = document_id"
    )
    assert database.execute(contents + " WHERE d.source = 'b.txt'").fetchall() == [("新しい",)]
    assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(archive()) + 1,)
    assert database.execute("SELECT * FROM errors").fetchall() == []
    for child, parent in (
        ("points", "meetings"),
        ("countries", "meetings"),
        ("about", "points"),
        ("point_by", "points"),
    ):
        orphans = f"SELECT count(*) FROM {child} WHERE {parent[:-1]}_id NOT IN (SELECT id FROM {parent})"
        assert database.execute(orphans).fetchone() == (0,)


def test_a_failed_input_keeps_what_was_found_in_it_before(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with get("sqlite").open(path, Options()) as sink:
        sink.write(archive()[0])
    with get("sqlite").open(path, Options()) as sink:
        sink.write_error("a.txt", InputError("permission denied", code="denied"))
    database = sqlite3.connect(path)
    assert database.execute("SELECT count(*) FROM agreed_points").fetchone() == (1,)
    assert database.execute("SELECT source, code FROM errors").fetchall() == [("a.txt", "denied")]


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    for content in (b"not a database at all" * 100, other_database(tmp_path)):
        path.write_bytes(content)
        with pytest.raises(OutputError) as caught:
            get("sqlite").open(path, Options())
        assert caught.value.path == str(path)
        assert "--force" in (caught.value.hint or "")
        assert path.read_bytes() == content
    with get("sqlite").open(path, Options(overwrite=True)) as sink:
        sink.write(archive()[0])
    assert sqlite3.connect(path).execute("SELECT source FROM documents").fetchall() == [("a.txt",)]


def test_an_interrupted_update_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with get("sqlite").open(path, Options()) as sink:
        sink.write(archive()[0])
    before = dump(path)
    with pytest.raises(KeyboardInterrupt), get("sqlite").open(path, Options()) as sink:
        for one in archive():
            sink.write(one)
        raise KeyboardInterrupt
    assert dump(path) == before


def other_database(folder: Path) -> bytes:
    path = folder / "other.sqlite"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE documents (id)")
    database.commit()
    database.close()
    return path.read_bytes()


def dump(path: Path) -> list[tuple]:
    """What the database says, without the row numbers that an update gives anew."""
    database = sqlite3.connect(path)
    tables = {
        "documents": "source, title, publisher, published, schema_version, sha256, versions, text",
        "meetings": "position, meeting, header, status, mode, date, year, day, date_text, place",
        "countries": "position, code, name, name_en, text, start",
        "participants": "position, name, reading, titles, country, text, start, mentions",
        "points": "position, kind, agreed, joint, content, content_start, predicate",
        "point_by": "position, code",
        "about": "position, code, text, start",
    }
    return [
        row
        for table, columns in tables.items()
        for row in database.execute(f"SELECT {columns} FROM {table} ORDER BY id")
    ]
