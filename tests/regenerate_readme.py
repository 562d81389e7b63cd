"""Runs what README.md shows and writes what came out beside it.

    python tests/regenerate_readme.py [--check]

A block `console` holds commands after `$ ` and below each what it prints on standard output; a block `python` is a
program, and the block `text` behind it what it prints. All run in order in one folder that has the samples. Between the
marks `figures` stand the figures of the quality gate. The picture is drawn again too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from quality import floors, gold, runner
from quality.score import score

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
PICTURE: Final = ROOT / "samples" / "defence-paper.svg"
NEEDED: Final = ("jq", "sqlite3")  # programs that recipes use and pip does not bring

_BLOCK: Final = re.compile(r"^```(console|python|text|sh)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_BEHIND: Final = "```\n\n```text\n"  # between a program and its output
_FIGURES: Final = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_SHOWN: Final = (
    ("meetings", "meetings"), ("counterparts", "counterparts"), ("titles", "titles"),
    ("agreed points", "agreed points"), ("all points", "all points"), ("content", "all content"),
    ("content exact", "all content exact"), ("who spoke", "by"), ("date", "date"), ("place", "place"),
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A block of the README: its kind, its text, and where the text stands."""

    kind: str
    text: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in _BLOCK.finditer(text)]


def missing() -> list[str]:
    return [program for program in NEEDED if shutil.which(program) is None]


def ran(text: str, folder: Path) -> str:
    """The README with the outputs of a run in `folder`; RuntimeError where something fails."""
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


def figures() -> dict[str, dict[str, float]]:
    """Set by set what the table shows."""
    documents = gold.load()
    records = runner.run(gold.SETS)
    table = floors.table(item for document in documents for item in score(document, records.get(document.key)))
    return {group: {label: table[group][field] for label, field in _SHOWN} for group in gold.SETS}


def figure_table(values: dict[str, dict[str, float]]) -> str:
    articles = {group: len(list((gold.HERE / group).glob("*.txt"))) for group in gold.SETS}
    lines = ["| | " + " | ".join(f"{group} ({articles[group]} articles)" for group in values) + " |"]
    lines.append("|---|" + "---|" * len(values))
    for label, _ in _SHOWN:
        # Cut, not rounded: the page never says more than was measured.
        row = (f"{int(values[group][label] * 100) / 100:.2f}" for group in values)
        lines.append(f"| {label} | " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def shown_figures(text: str) -> dict[str, dict[str, float]]:
    """The figures that the README gives."""
    match = _FIGURES.search(text)
    assert match is not None
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in match[0].splitlines()[1:-1]]
    groups = [cell.split(" ")[0] for cell in rows[0][1:]]
    return {group: {row[0]: float(row[column]) for row in rows[2:]} for column, group in enumerate(groups, start=1)}


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
    before = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        after = ran(before, Path(folder))
        drawn = picture(Path(folder, PICTURE.name))
    table = figure_table(figures())
    after = _FIGURES.sub(lambda m: m[1] + table + m[2], after)
    if "--check" in sys.argv[1:]:
        same = before == after and PICTURE.read_text("utf-8") == drawn
        print("README.md is up to date" if same else "README.md or its picture differs from what comes out")
        return int(not same)
    README.write_text(after, "utf-8")
    PICTURE.write_text(drawn, "utf-8")
    print("README.md unchanged" if before == after else "README.md written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
