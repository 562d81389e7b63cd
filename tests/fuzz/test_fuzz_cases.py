"""Everything that fuzzing has ever found, and the first steps of the fuzzer itself."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from targets import TARGETS

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_that_broke_something_once(path: Path) -> None:
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_bytes_at_random(name: str) -> None:
    source = random.Random(20251112)
    for size in (0, 1, *range(2, 200)):
        TARGETS[name](source.choice((b"\x00", b"\x01")) + source.randbytes(size))
