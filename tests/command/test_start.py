"""What the command reads without Typer means what it means to Typer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from command_runner import ARTICLE, run
from meetextract.__main__ import _Later
from meetextract.command import cli
from meetextract.command.options import Arguments
from meetextract.command.start import usual

USUAL = [
    [],
    ["a.txt"],
    ["-"],
    ["", "b c.txt", "米.txt"],
    ["a.txt", "-f", "json"],
    ["-f", "json", "a.txt", "--format", "csv"],
    ["articles/", "b", "-o", "x.csv", "--force"],
    ["--agreed", "--with-text", "a.txt", "--output", "out/"],
    ["-f", "no such", "a.txt"],
    ["-f", "", "a.txt"],
]
TYPERS = [
    ["--help"],
    ["--format=json", "a.txt"],
    ["-fjson", "a.txt"],
    ["a.txt", "-f"],
    ["a.txt", "-o", "-"],
    ["a.txt", "-f", "--force"],
    ["--", "-f"],
    ["a.txt", "--jobs", "2"],
    ["a.txt", "--for"],
    ["a.txt", "-x"],
]


@pytest.mark.parametrize("words", USUAL)
def test_usual_words_mean_the_same(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Arguments] = []
    monkeypatch.setattr(cli, "perform", lambda arguments: asked.append(arguments) or 0)
    monkeypatch.setenv("MEETEXTRACT_CACHE", "")
    cli.app(words, prog_name="meetextract", standalone_mode=False)
    fields = usual(words)
    assert fields is not None
    assert [Arguments(**fields)] == asked


@pytest.mark.parametrize("words", TYPERS)
def test_all_else_is_left_to_typer(words: list[str]) -> None:
    assert usual(words) is None


def test_a_usual_run_loads_no_typer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    code = (
        "import sys; sys.argv = ['meetextract', 'a.txt', '-f', 'json']\n"
        "from meetextract.command.start import run; run()\n"
        "print(*sorted(name.split('.')[0] for name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path)
    assert not {b"typer", b"rich", b"multiprocessing"} & set(done.stderr.split())


def test_a_usual_run_loads_nothing_that_it_does_not_ask(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "meetextract", "a.txt", "-f", "json"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    loaded = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert not {b"inspect", b"ast", b"hashlib", b"shutil"} & loaded


def test_a_module_that_is_loaded_later_has_all_that_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    later = _Later("colorsys")
    monkeypatch.setitem(sys.modules, "colorsys", later)
    assert later.rgb_to_hsv(0.0, 0.0, 1.0)[2] == 1.0
    assert sys.modules["colorsys"] is not later
    assert later.hsv_to_rgb is sys.modules["colorsys"].hsv_to_rgb


def test_both_ways_write_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    short, long = run("a.txt", "-f", "json", cwd=tmp_path), run("a.txt", "--format=json", cwd=tmp_path)
    assert short == long
    assert short.status == 0
