"""Timing: several runs in turn, medians, and what the machine is."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
QUALITY: Final = ROOT / "tests" / "quality"


@dataclass(frozen=True)
class Line:
    """One figure of the report. `limit`: what it should be at most (or, with `least`, at least)."""

    what: str
    value: float
    limit: float | None = None
    unit: str = "x"
    least: bool = False
    note: str = ""

    @property
    def kept(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.least else self.value <= self.limit

    def __str__(self) -> str:
        wanted = "" if self.limit is None else f"{'>=' if self.least else '<='} {self.limit:g}"
        mark = "" if self.limit is None else ("  ok" if self.kept else "  MISSED")
        return f"  {self.what:<58}{self.value:>9.2f} {self.unit:<9}{wanted:<8}{mark}  {self.note}".rstrip()


def in_turn(works: Mapping[str, Callable[[], Any]], runs: int) -> dict[str, list[float]]:
    """Seconds of each piece of work in each of `runs` rounds. The pieces take turns, so that a busy moment of the
    machine meets all of them; one round before the first is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            if number:
                taken[name].append(time.perf_counter() - started)
    return taken


def ratio(taken: Mapping[str, Sequence[float]], one: str, other: str) -> float:
    """The median over the rounds of how much longer `one` took than `other` in the same round."""
    return statistics.median(a / b for a, b in zip(taken[one], taken[other], strict=True))


def seconds(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.3f} s"


def process(*arguments: str, **env: str) -> Callable[[], None]:
    """A whole process as a piece of work; its output is thrown away, its failure is not."""

    def work() -> None:
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, env=environment(**env))

    return work


def environment(**extra: str) -> dict[str, str]:
    """That of a user: with Python's own cache of compiled modules, which a developer may have switched off."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **extra}


def articles() -> list[str]:
    """The articles of the annotated corpus that all are about meetings."""
    return [text for _, text, gold in annotated() if gold["meetings"]]


def annotated() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and annotation of each article."""
    for path in sorted(QUALITY.glob("*/*.txt")):
        gold = path.with_suffix(".json")
        if gold.exists():
            yield (
                f"{path.parent.name}/{path.stem}",
                path.read_bytes().decode("utf-8-sig"),
                json.loads(gold.read_bytes()),
            )


def machine() -> list[str]:
    """What the figures were measured on and with."""
    packages = []
    for name in ("fugashi", "unidic-lite", "typer", "rich", "pyarrow"):
        try:
            packages.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            packages.append(f"no {name}")
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} processors{memory}{load}",
        f"Python {platform.python_version()} ({sys.executable}), {', '.join(packages)}",
    ]


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown processor"
