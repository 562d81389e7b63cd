"""Start: whole processes, from the shell's point of view."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .measure import ROOT, Line, articles, in_turn, process, ratio, seconds

_ARTICLE: Final = 1.4
_FIRST: Final = 2.5
_HELP: Final = 1.2


def startup(runs: int) -> Iterator[Line]:
    """One article, --help and --version against the imports that they cannot do without."""
    text = sorted(articles(), key=len)[len(articles()) // 2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        python = sys.executable
        installed = Path(folder) / "installed"
        package = shutil.copytree(ROOT / "src" / "meetextract", installed / "meetextract")
        process(python, "-m", "meetextract.run.ship", str(package), PYTHONPATH=str(installed))()
        one = ("-m", "meetextract", str(path), "-f", "json")
        works = {
            "typer": process(python, "-c", "import typer"),
            "tagger": process(python, "-c", "import typer, fugashi; fugashi.Tagger()"),
            "help": process(python, "-m", "meetextract", "--help"),
            "version": process(python, "-m", "meetextract", "--version"),
            "article": process(python, *one, MEETEXTRACT_CACHE=folder),
            "first": process(python, *one, MEETEXTRACT_CACHE="", PYTHONPATH=str(installed)),
            "source": process(python, *one, MEETEXTRACT_CACHE=""),
        }
        taken = in_turn(works, runs)
    limits: tuple[tuple[str, str, float | None, str], ...] = (
        ("article", "tagger", _ARTICLE, f"article.txt -f json ({len(text)} characters) / typer, fugashi, a Tagger"),
        ("help", "typer", _HELP, "--help / import typer"),
        ("version", "typer", _HELP, "--version / import typer"),
        ("first", "tagger", _FIRST, "... with nothing kept from an earlier run, installed from a wheel"),
        ("source", "tagger", None, "... with nothing kept, in a source tree"),
    )
    for name, base, limit, what in limits:
        note = f"{seconds(taken[name])} against {seconds(taken[base])}"
        yield Line(what, ratio(taken, name, base), limit, note=note)
