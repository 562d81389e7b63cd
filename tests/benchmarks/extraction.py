"""Extraction against the physical floor: MeCab alone on the same texts, all of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import fugashi

from meetextract import extract

from .measure import Line, articles, in_turn, ratio, seconds

_DENSE: Final = 2.0
_ORDINARY: Final = 0.15
_SUFFIXES: Final = frozenset({".txt", ".md"})


def dense(runs: int) -> Iterator[Line]:
    """Articles that are about nothing but meetings."""
    yield _against("articles about meetings", articles(), runs, _DENSE)


def ordinary(archive: Path, runs: int) -> Iterator[Line]:
    """An archive of ordinary news: a folder of texts, or JSON Lines (.gz too) with a `text` a line."""
    yield _against(f"ordinary archive {archive.name}", load(archive), runs, _ORDINARY)


def _against(what: str, texts: Sequence[str], runs: int, limit: float) -> Line:
    tagger = fugashi.Tagger()
    found = 0

    def tokenise() -> None:
        for text in texts:
            tagger(text)

    def meetings() -> None:
        nonlocal found
        found = sum(len(extract(text).meetings) for text in texts)

    taken = in_turn({"mecab": tokenise, "extract": meetings}, runs)
    note = (
        f"{len(texts):,} articles, {sum(map(len, texts)):,} characters, {found:,} meetings; "
        f"{seconds(taken['extract'])} against {seconds(taken['mecab'])}"
    )
    return Line(f"{what}: extract() / Tagger()(text)", ratio(taken, "extract", "mecab"), limit, note=note)


def load(archive: Path) -> list[str]:
    """The texts of an archive."""
    if archive.is_dir():
        return [path.read_text("utf-8-sig") for path in sorted(archive.rglob("*")) if path.suffix in _SUFFIXES]
    raw = archive.read_bytes()
    if archive.suffix == ".gz":
        raw = gzip.decompress(raw)
    return [json.loads(line)["text"] for line in raw.decode("utf-8").split("\n") if line]
