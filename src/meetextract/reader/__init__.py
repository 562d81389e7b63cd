"""From what the user names to texts: paths to inputs, bytes to one Source an input."""

from __future__ import annotations

from meetextract.reader.paths import Input, find_inputs, read_list
from meetextract.reader.sources import MAX_SIZE, SUFFIXES, Source, digest, parse, read_bytes, read_source

__all__ = [
    "MAX_SIZE",
    "SUFFIXES",
    "Input",
    "Source",
    "digest",
    "find_inputs",
    "parse",
    "read_bytes",
    "read_list",
    "read_source",
]
