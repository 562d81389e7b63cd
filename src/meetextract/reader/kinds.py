"""What an input is by its bytes, where no name says it: standard input, a file with no suffix or an unknown one."""

from __future__ import annotations

import csv
import json
from typing import Final

from meetextract import expressions as re
from meetextract.errors import InputError
from meetextract.reader.columns import find_columns
from meetextract.reader.encodings import decode
from meetextract.reader.sources import Columns

_SAMPLE: Final = 65536  # bytes
_COLUMNS: Final = 100
_FEED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}>\s*|<!--[^>]{0,1000}-->\s*){0,6}<(?:rss|feed|rdf:RDF)[\s>]"
)
_PACKAGES: Final = ((b"word/document.xml", ".docx"), (b"xl/workbook.xml", ".xlsx"))


def kind_of(data: bytes) -> str | None:
    """The suffix that a table, a feed or an office file would have; None for all else."""
    if data.startswith(b"PK\x03\x04"):
        return next((suffix for name, suffix in _PACKAGES if name in data), None)
    if data.startswith(b"PAR1"):
        return ".parquet"
    if _FEED.match(data) is not None:
        return ".xml"
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if head in {b"{", b"["}:
        return _json(data)
    return _table(data[:_SAMPLE])


def _json(data: bytes) -> str | None:
    """JSON Lines are known by their first line, JSON by all of it."""
    line = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    for one, suffix in ((line, ".jsonl"), (data, ".json")):
        try:
            value = json.loads(decode(one).text)
        except (ValueError, RecursionError, InputError):
            continue
        articles = value if isinstance(value, list) else [value]
        if articles and all(isinstance(article, dict) for article in articles[:3]):
            return suffix if isinstance(value, dict) or suffix == ".json" else ".json"
    return None


def _table(sample: bytes) -> str | None:
    """A table whose first line names the text of an article and more of it."""
    line = sample.split(b"\n", 1)[0]
    delimiter, suffix = max(((",", ".csv"), ("\t", ".tsv")), key=lambda kind: line.count(kind[0].encode()))
    if delimiter.encode() not in line or b"\n" not in sample:
        return None  # most texts
    try:
        header = decode(line + b"\n").text.rstrip("\r\n")
        names = next(csv.reader([header], delimiter=delimiter), [])
        known = "。" not in header and len(names) < _COLUMNS and len(find_columns(names, Columns())) > 1
    except (csv.Error, InputError):
        return None
    return suffix if known else None
