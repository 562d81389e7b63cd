"""The map in src/meetextract/README.md names every folder, and only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "meetextract"
MAP = (PACKAGE / "README.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`((?:[\w.]+/)+[\w.]*|[\w]+\.py)`", MAP)) | set(re.findall(r"`(tests/[\w/.]+)`", MAP)))


def test_every_folder_and_module_at_the_top_has_a_line() -> None:
    there = {f"{path.name}/" for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    there |= {path.name for path in PACKAGE.glob("*.py")}
    first = MAP.partition("## Where do I change")[0]
    cells = [line.split("|")[1] for line in first.splitlines() if line.startswith("| `")]
    assert {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)} == there


@pytest.mark.parametrize("name", NAMED)
def test_what_the_map_names_is_there(name: str) -> None:
    assert (PACKAGE / name).exists() or (ROOT / name).exists()
