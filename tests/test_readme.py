"""README.md and samples/README.md show what comes out, claim no more than is measured, and name what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from meetextract import __version__
from quality import gold
from regenerate_readme import (
    QUALITY,
    README,
    RECIPES,
    ROOT,
    ROWS,
    blocks,
    figures,
    missing,
    ran,
    shown_by_row,
    shown_by_set,
)

TEXT = README.read_text("utf-8")
MORE = RECIPES.read_text("utf-8")
PAGES = sorted([README, RECIPES, *ROOT.glob("tests/**/README.md"), ROOT / "src" / "meetextract" / "README.md"])


@pytest.mark.skipif(bool(missing()), reason=f"not on PATH: {', '.join(missing())}")
@pytest.mark.parametrize("page", [README, RECIPES], ids=["README.md", "samples/README.md"])
def test_every_recipe_runs_and_prints_what_is_shown(tmp_path: Path, page: Path) -> None:
    for package in ("duckdb", "pandas", "pyarrow", "openpyxl"):
        pytest.importorskip(package, reason=f"{package} is not installed")
    text = page.read_text("utf-8")
    assert ran(text, tmp_path) == text, "see: python tests/regenerate_readme.py"
    made = {path.name for path in tmp_path.iterdir() if path.stat().st_size > 0}
    named = set(re.findall(r"-o ([\w.]+)", "".join(block.text for block in blocks(text) if block.kind == "console")))
    assert named
    assert named <= made


@pytest.mark.parametrize("consumer", ["jq", "duckdb", "pandas", "xlsx", "sqlite3"])
def test_there_is_a_recipe_for(consumer: str) -> None:
    found = [*blocks(TEXT), *blocks(MORE)]
    assert any(consumer in block.text for block in found if block.kind in {"console", "python"})


def test_it_is_short_and_says_the_same_in_japanese() -> None:
    assert len(TEXT.splitlines()) <= 150
    assert "日本語の新聞記事" in TEXT.split("## ")[0]


def test_no_figure_says_more_than_is_measured() -> None:
    by_set, by_row = figures()
    shown, rows = shown_by_set(QUALITY.read_text("utf-8")), shown_by_row(TEXT)
    assert set(shown) == set(by_set) == set(gold.SETS)
    assert set(by_row) <= set(rows)
    too_much = [
        f"{group} {label}: {claimed[group][label]} shown, {value:.3f} measured"
        for claimed, measured in ((shown, by_set), (rows, by_row))
        for group, values in measured.items()
        for label, value in values.items()
        if claimed[group][label] > value
    ]
    assert too_much == []


def test_other_rows_are_first_runs() -> None:
    assert [row for row in shown_by_row(TEXT) if row not in ROWS and "first run" not in row] == []


def test_two_commands_on_a_fresh_machine_run_the_main_job_and_the_tests() -> None:
    shell = [block.text.strip() for block in blocks(TEXT) if block.kind == "sh"]
    assert [len(block.splitlines()) for block in shell] == [1, 1]
    assert shell[0].split()[-2:] == [".venv/bin/meetextract", "samples/defence-paper.txt"]
    assert shell[1].endswith(".venv/bin/python -m pytest")


def test_windows_has_the_same_two_commands() -> None:
    (block,) = re.findall(r"^```powershell\n(.*?)^```\n", TEXT, re.MULTILINE | re.DOTALL)
    run, tests = (block.text.strip() for block in blocks(TEXT) if block.kind == "sh")
    assert [unix(line) for line in block.splitlines()] == [run, tests]


def unix(line: str) -> str:
    """A line of PowerShell as the shell of Unix says it."""
    line = line.replace("\\", "/").replace("py -m venv", "python3 -m venv").replace("; ", " && ")
    return line.replace(".venv/Scripts/python -m pip", ".venv/bin/pip").replace(".venv/Scripts/", ".venv/bin/")


def test_the_citation_is_of_this_version() -> None:
    held = re.search(r"^Copyright \(c\) ([0-9]{4}) (.+)$", (ROOT / "LICENSE").read_text("utf-8"), re.MULTILINE)
    assert held is not None
    assert f"> {held[2][:1].upper()}{held[2][1:]} ({held[1]}). *meetextract* {__version__}: " in TEXT


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_it_links_to_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    linked = re.findall(r"\]\(([^)#]+)\)", text)
    named = re.findall(r"`((?:src|tests|samples)/[\w./-]+)`", text)
    assert page != README or linked
    assert [path for path in linked if "://" not in path and not (page.parent / path).exists()] == []
    assert [path for path in named if not (ROOT / path).exists()] == []
