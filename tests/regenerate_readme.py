"""Runs what README.md and samples/README.md show and writes what came out beside it.

    python tests/regenerate_readme.py [--check]

A block `console` holds commands after `$ `, and below each command what it prints on standard output. A block `python`
is a program, and the block `text` behind it is what it prints. The blocks of a page run in order, in one folder that
has the samples. Between the marks `figures` stand figures of the quality gate: set by set in tests/quality/README.md,
in two rows in README.md, where other rows (first runs, entered by hand) stay as they are. The picture is drawn too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from quality import floors, gold, runner
from quality.score import figures as summed
from quality.score import score

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
RECIPES: Final = ROOT / "samples" / "README.md"
QUALITY: Final = ROOT / "tests" / "quality" / "README.md"
PICTURE: Final = ROOT / "samples" / "defence-paper.svg"
NEEDED: Final = ("jq", "sqlite3")  # programs that recipes use and pip does not bring

_BLOCK: Final = re.compile(r"^```(console|python|text|sh)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_BEHIND: Final = "```\n\n```text\n"  # between a program and its output
_FIGURES: Final = re.compile(r"(<!-- figures -->\n)(.*?)(<!-- end of figures -->)", re.DOTALL)
_TRUE_TO_FORM: Final = ("forms", *(f"round{number}" for number in range(1, 16)))
_NAMED: Final = (*gold.OPEN, *_TRUE_TO_FORM)
ROWS: Final = {  # the rows of README.md that are made, and their sets
    "articles that rules were written with": gold.OPEN,
    "documents written after real pages": _TRUE_TO_FORM,
    "older articles, rules mended with them": tuple(group for group in gold.SETS if group not in _NAMED),
}
_COLUMNS: Final = ("meetings", "counterparts", "agreed points", "all points", "date", "place")
_SHOWN: Final = (
    ("meetings", "meetings"), ("counterparts", "counterparts"), ("titles", "titles"),
    ("agreed points", "agreed points"), ("all points", "all points"), ("content", "all content"),
    ("content exact", "all content exact"), ("who spoke", "by"), ("date", "date"), ("place", "place"),
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A block of a page: its kind, its text, and where the text stands."""

    kind: str
    text: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in _BLOCK.finditer(text)]


def missing() -> list[str]:
    return [program for program in NEEDED if shutil.which(program) is None]


def ran(text: str, folder: Path) -> str:
    """The page `text` with the outputs of a run in `folder`; RuntimeError where something fails."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    parts, at = [], 0
    found = blocks(text)
    for number, block in enumerate(found):
        if block.kind == "console":
            parts += [text[at : block.start], _console(block.text, folder)]
            at = block.end
        elif block.kind == "python":
            output = _run([sys.executable, "-c", block.text], folder)
            following = found[number + 1] if number + 1 < len(found) else None
            if following is not None and text[block.end : following.start] == _BEHIND:
                parts += [text[at : following.start], output]
                at = following.end
            else:
                parts += [text[at : block.end], _BEHIND + output]
                at = block.end
    return "".join([*parts, text[at:]])


def _console(text: str, folder: Path) -> str:
    commands = [line for line in text.splitlines() if line.startswith("$ ")]
    lines = []
    for command in commands:
        lines.append(command + "\n")
        lines.append(_run(["bash", "-euo", "pipefail", "-c", command.removeprefix("$ ")], folder))
    return "".join(lines)


def _run(command: list[str], folder: Path) -> str:
    scripts = str(Path(sys.executable).parent)
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)


def figures() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """What was measured: set by set for tests/quality/README.md, and row by row for README.md."""
    documents = gold.load()
    records = runner.run(gold.SETS)
    items = [item for document in documents for item in score(document, records.get(document.key))]
    table = floors.table(items)
    by_set = {group: {label: table[group][field] for label, field in _SHOWN} for group in gold.SETS}
    by_row = {}
    for row, groups in ROWS.items():
        values = summed([item for item in items if item.document.split("/")[0] in groups])
        by_row[row] = {label: values[field] for label, field in _SHOWN if label in _COLUMNS}
    return by_set, by_row


def articles(groups: Iterable[str]) -> int:
    """How many annotated articles these sets hold."""
    return sum(len(list((gold.HERE / group).glob("*.txt"))) for group in groups)


def _cut(value: float) -> str:
    """Cut, not rounded: the page never says more than was measured."""
    return f"{int(value * 100) / 100:.2f}"


def figure_table(values: dict[str, dict[str, float]]) -> str:
    """The table of tests/quality/README.md: a column a set."""
    lines = ["| | " + " | ".join(f"{group} ({articles([group])} articles)" for group in values) + " |"]
    lines.append("|---|" + "---|" * len(values))
    for label, _ in _SHOWN:
        lines.append(f"| {label} | " + " | ".join(_cut(values[group][label]) for group in values) + " |")
    return "\n".join(lines) + "\n"


def short_table(values: dict[str, dict[str, float]], before: str) -> str:
    """The table of README.md: the rows of `before` that are not made here, then those that are."""
    kept = [line for line in before.splitlines() if line.strip("| ").split(" |")[0] not in values]
    for row, figures_of in values.items():
        shown = " | ".join(_cut(figures_of[label]) for label in _COLUMNS)
        kept.append(f"| {row} | {articles(ROWS[row])} | {shown} |")
    return "\n".join(kept) + "\n"


def shown_by_set(text: str) -> dict[str, dict[str, float]]:
    """The figures that tests/quality/README.md gives, set by set."""
    rows = _cells(text)
    groups = [cell.split(" ")[0] for cell in rows[0][1:]]
    return {group: {row[0]: float(row[column]) for row in rows[2:]} for column, group in enumerate(groups, start=1)}


def shown_by_row(text: str) -> dict[str, dict[str, float]]:
    """The figures that README.md gives, row by row, those entered by hand too."""
    rows = _cells(text)
    return {row[0]: dict(zip(rows[0][2:], map(float, row[2:]), strict=True)) for row in rows[2:]}


def _cells(text: str) -> list[list[str]]:
    match = _FIGURES.search(text)
    assert match is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in match[0].splitlines()[1:-1]]


def picture(output: Path) -> str:
    """The README's picture, drawn as `output`."""
    article = PICTURE.with_suffix(".txt").relative_to(ROOT).as_posix()
    command = [sys.executable, "-m", "meetextract.views.picture", article, "-o", str(output)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    return output.read_text("utf-8")


def main() -> int:
    if gone := missing():
        print(f"needed on PATH: {', '.join(gone)}", file=sys.stderr)
        return 2
    before = {page: page.read_text("utf-8") for page in (README, RECIPES, QUALITY)}
    after = dict(before)
    for page in (README, RECIPES):
        with tempfile.TemporaryDirectory() as folder:
            after[page] = ran(before[page], Path(folder))
    by_set, by_row = figures()
    after[README] = _FIGURES.sub(lambda m: m[1] + short_table(by_row, m[2]) + m[3], after[README])
    after[QUALITY] = _FIGURES.sub(lambda m: m[1] + figure_table(by_set) + m[3], after[QUALITY])
    with tempfile.TemporaryDirectory() as folder:
        drawn = picture(Path(folder, PICTURE.name))
    if "--check" in sys.argv[1:]:
        stale = [page for page in before if before[page] != after[page]]
        stale += [PICTURE] if PICTURE.read_text("utf-8") != drawn else []
        for page in stale:
            print(f"{page.relative_to(ROOT)} differs from what comes out")
        return int(bool(stale))
    for page, text in after.items():
        print(f"{page.relative_to(ROOT)} {'unchanged' if before[page] == text else 'written'}")
        page.write_text(text, "utf-8")
    PICTURE.write_text(drawn, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
