"""The output formats: one registry, one small file a format.

The registry names modules and does not import them: a run that writes JSON loads neither sqlite3 nor pyarrow.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from meetextract.errors import ArgumentError
from meetextract.export.base import Exporter, Options, Sink, Target

__all__ = ["FORMATS", "Exporter", "Format", "Options", "Sink", "Target", "format_for", "get"]


class Format(NamedTuple):
    """What is known of a format without importing it; the fields mean what they mean in `Exporter`."""

    name: str
    suffixes: tuple[str, ...]
    binary: bool
    extra: str | None
    streaming: bool
    updates: bool
    module: str
    exporter: str


def _format(  # noqa: PLR0913  (one call a format, below, is the table)
    name: str,
    suffixes: tuple[str, ...],
    exporter: str,
    *,
    module: str | None = None,
    binary: bool = False,
    extra: str | None = None,
    streaming: bool = False,
    updates: bool = False,
) -> Format:
    place = module or f"meetextract.export.{name}"
    return Format(name, suffixes, binary, extra, streaming, updates, place, exporter)


FORMATS: Final[dict[str, Format]] = {
    entry.name: entry
    for entry in (
        _format("json", (".json",), "JsonExporter"),
        _format("jsonl", (".jsonl", ".ndjson"), "JsonlExporter", streaming=True),
        _format("csv", (".csv",), "CsvExporter", streaming=True),
        _format("md", (".md", ".markdown"), "MarkdownExporter", module="meetextract.views.markdown", streaming=True),
        _format("html", (".html", ".htm"), "HtmlExporter", module="meetextract.views.html"),
        _format("sqlite", (".sqlite", ".sqlite3", ".db"), "SqliteExporter", binary=True, updates=True),
        _format("plover", (".plover.jsonl", ".plover"), "PloverExporter", streaming=True),
        _format("annotations", (".annotations.jsonl", ".annotations"), "AnnotationsExporter", streaming=True),
        _format("jsonld", (".jsonld",), "JsonldExporter", streaming=True),
        _format("xlsx", (".xlsx",), "XlsxExporter", binary=True, extra="excel"),
        _format("parquet", (".parquet",), "ParquetExporter", binary=True, extra="arrow"),
    )
}


def get(name: str) -> Exporter:
    """The exporter of that name; ArgumentError for a name that is none. Does not need the extra yet: `open` does."""
    entry = FORMATS.get(name)
    if entry is None:
        raise ArgumentError(f"no format is called {name!r}", hint="formats: " + ", ".join(FORMATS))
    exporter: Exporter = getattr(import_module(entry.module), entry.exporter)()
    return exporter


def format_for(path: Path) -> str | None:
    """The format that a file's name asks for by its suffix, whatever its case; the longest suffix wins."""
    name = path.name.lower()
    found = [(len(suffix), entry.name) for entry in FORMATS.values() for suffix in entry.suffixes
             if name.endswith(suffix) and name != suffix]  # fmt: skip
    return max(found)[1] if found else None
