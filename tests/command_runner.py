"""Runs the command as users do: a process of its own, standard output and standard error apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ARTICLE = (
    "鷹野防衛相、豪国防相と会談\n"
    "2025年11月5日\n"
    "鷹野健防衛大臣は11月3日、シドニーでマールズ豪国防相と会談し、共同訓練を拡大することで一致した。"
    "マールズ国防相は、日本の支援に謝意を示した。\n"
)
OTHER = (
    "外相、仏外相と電話会談\n"
    "2026年2月10日\n"
    "沢木外務大臣は2月9日、バロ仏外相と電話会談を行い、宇宙協力を進めることを確認した。\n"
)
NO_MEETING = "港に新しい桟橋ができ、町の人たちが祝った。\n"


@dataclass(frozen=True)
class Finished:
    """A run that has ended."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def hints(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("hint: ")]


def environment(**extra: str) -> dict[str, str]:
    """The environment of a run: nothing of the terminal that the tests were started from."""
    kept = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
    return {**kept, **extra}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "meetextract", *map(str, arguments)]


def run(*arguments: object, stdin: bytes = b"", cwd: Path | None = None, **env: str) -> Finished:
    """Runs the command to its end, a minute at most."""
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, cwd=cwd, env=environment(**env), timeout=60, check=False
    )
    return Finished(done.returncode, done.stdout, done.stderr.decode())


def library(folder: Path, count: int = 3) -> Path:
    """A folder of `count` articles and one folder below it with one more."""
    (folder / "sub").mkdir(parents=True)
    for number in range(count):
        text = (ARTICLE, OTHER, NO_MEETING)[number % 3]
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "sub" / "z.md").write_text(OTHER, encoding="utf-8")
    return folder
