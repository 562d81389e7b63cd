"""The README shows what comes out, claims no more than is measured, and names what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quality import gold
from regenerate_readme import README, ROOT, blocks, figures, missing, ran, shown_figures

TEXT = README.read_text("utf-8")


@pytest.mark.skipif(bool(missing()), reason=f"not on PATH: {', '.join(missing())}")
def test_every_recipe_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    for package in ("duckdb", "pandas", "pyarrow", "openpyxl"):
        pytest.importorskip(package, reason=f"{package} is not installed")
    assert ran(TEXT, tmp_path) == TEXT, "see: python tests/regenerate_readme.py"
    made = {path.name for path in tmp_path.iterdir() if path.stat().st_size > 0}
    assert {"meetings.csv", "meetings.xlsx", "meetings.sqlite", "meetings.parquet", "report.html"} <= made


@pytest.mark.parametrize("consumer", ["jq", "duckdb", "pandas", "xlsx", "sqlite3"])
def test_there_is_a_recipe_for(consumer: str) -> None:
    assert any(consumer in block.text for block in blocks(TEXT) if block.kind in {"console", "python"})


def test_no_figure_says_more_than_is_measured() -> None:
    shown, measured = shown_figures(TEXT), figures()
    assert set(shown) == set(measured) == set(gold.SETS)
    too_much = [
        f"{group} {label}: {shown[group][label]} shown, {value:.3f} measured"
        for group, values in measured.items()
        for label, value in values.items()
        if shown[group][label] > value
    ]
    assert too_much == []


def test_two_commands_on_a_fresh_machine_run_the_main_job_and_the_tests() -> None:
    shell = [block.text.strip() for block in blocks(TEXT) if block.kind == "sh"]
    assert [len(block.splitlines()) for block in shell] == [1, 1]
    assert shell[0].split()[-2:] == [".venv/bin/meetextract", "samples/defence-paper.txt"]
    assert shell[1].endswith(".venv/bin/python -m pytest")


def test_what_it_links_to_exists() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", TEXT)
    named = re.findall(r"`((?:src|tests|samples)/[\w./-]+)`", TEXT)
    assert linked
    assert named
    assert [path for path in [*linked, *named] if "://" not in path and not (ROOT / path).exists()] == []
