"""One folder made by an enemy, through every output: names that are commands, an article that is markup and formulas.

The formats have their own tests; this one looks at what comes out of the command, as its readers see it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from command_runner import ARTICLE, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="such names are POSIX only")

NAMES = (
    "a\nmeetextract: fake.txt",
    "\x1b]0;owned\x07\x9b2J.txt",
    "=HYPERLINK(1).txt",
    "@SUM(1,1).txt",
    "<script>alert(1)<.txt",
    "[link=x]red[bold].txt",
    "u\u2028v\u202ew.txt",
    "'; DROP TABLE documents; --.txt",
    "![x](y) | b |.txt",
)
EVIL = (
    "</script><script>alert(1)</script>\u2028 [bold red]外相[/] =1+1\x1b[31m\n2025年11月5日\n"
    "鷹野健防衛大臣は11月3日、シドニーでマールズ豪国防相と会談し、"
    "</script><script>alert(2)</script>[link=x]共同訓練[/link]\x1b]0;owned\x07を拡大することで一致した。"
    "マールズ国防相は、=cmd|'/C calc'!A0を強化すると述べた。\n"
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
STYLE = re.compile(r"\x1b\[[0-9;]*m")  # what a colour is made of, and all that a terminal may get


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n").mkdir()
    for name in NAMES:
        (tmp_path / "n" / name).write_text(EVIL, encoding="utf-8")
    return tmp_path


def written(format_: str) -> bytes:
    done = run("n", "-o", f"o.{format_}", "-f", format_)
    assert done.status == 0, done.err
    assert not CONTROLS.search(done.err)
    return Path(f"o.{format_}").read_bytes()


def test_json_and_json_lines_give_back_what_was_there(here: Path) -> None:
    for records in (json.loads(written("json")), [json.loads(line) for line in written("jsonl").splitlines()]):
        assert {record["source"] for record in records} == {f"n/{name}" for name in NAMES}
        assert all(record["meetings"] for record in records)
    assert not any(CONTROLS.search(Path(f"o.{format_}").read_text("utf-8")) for format_ in ("json", "jsonl"))
    assert len(written("plover").splitlines()) >= len(NAMES)


def test_no_cell_is_a_formula_and_no_row_is_broken(here: Path) -> None:
    rows = list(csv.reader(io.StringIO(written("csv").decode(), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@"))]
    assert not CONTROLS.search(Path("o.csv").read_text("utf-8"))
    openpyxl = pytest.importorskip("openpyxl")
    written("xlsx")
    book = openpyxl.load_workbook("o.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert len(cells) > 100
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not [name for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript")]


def test_a_page_has_no_more_scripts_than_that_of_a_harmless_folder(here: Path) -> None:
    page = written("html").decode()
    (here / "harmless").mkdir()
    for number in range(2):
        (here / "harmless" / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("harmless", "-o", "harmless.html").status == 0
    harmless = _Tags(Path("harmless.html").read_text("utf-8")).found
    found = _Tags(page).found
    assert found.count("script") == harmless.count("script")
    assert set(found) <= set(harmless) | {"wbr"}
    assert not CONTROLS.search(page)


def test_markdown_holds_no_tag_link_or_picture_of_the_article(here: Path) -> None:
    text = written("md").decode()
    assert not CONTROLS.search(text)
    assert not re.search(r"(?<!\\)<script|(?<!\\)!\[x|(?<!\\)\]\(y", text)


def test_a_database_holds_the_names_as_they_are(here: Path) -> None:
    written("sqlite")
    with sqlite3.connect("o.sqlite") as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {source for (source,) in base.execute("SELECT source FROM documents")} == {f"n/{name}" for name in NAMES}
    assert "documents" in tables


@pytest.mark.parametrize("color", ["never", "always"])
def test_a_terminal_gets_colours_and_nothing_else(here: Path, color: str) -> None:
    done = run("n", "-f", "table", "--color", color, "--width", "100")
    assert done.status == 0, done.err
    shown = STYLE.sub("", done.text) if color == "always" else done.text
    assert not CONTROLS.search(shown)
    assert "[link=x]" in re.sub(r"\s", "", shown)  # markup is text


def test_a_folder_of_outputs_keeps_to_itself(here: Path) -> None:
    before = {path for path in here.rglob("*") if path.is_file()}
    done = run(f"../{here.name}/./n/../n", "-o", "x/../out/", "-f", "json")
    assert done.status == 0, done.err
    new = {path.resolve() for path in here.rglob("*") if path.is_file()} - before
    assert len(new) == len(NAMES)
    assert all(path.is_relative_to(here / "out" / "n") for path in new), new
