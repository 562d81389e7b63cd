"""From what the user names to texts: paths to inputs, bytes to a Source an article."""

from __future__ import annotations

from meetextract.reader.documents import parse_all, read_many
from meetextract.reader.paths import Input, find_inputs, read_list
from meetextract.reader.sources import (
    MAX_SIZE,
    SUFFIXES,
    Columns,
    Source,
    digest,
    holds_rows,
    parse,
    read_bytes,
    read_source,
)

__all__ = [
    "MAX_SIZE",
    "SUFFIXES",
    "Columns",
    "Input",
    "Source",
    "digest",
    "find_inputs",
    "holds_rows",
    "parse",
    "parse_all",
    "read_bytes",
    "read_list",
    "read_many",
    "read_source",
]
