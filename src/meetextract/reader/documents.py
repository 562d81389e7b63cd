"""From the bytes of one input to its articles, however many they are."""

from __future__ import annotations

from collections.abc import Iterator

from meetextract.errors import InputError
from meetextract.reader.articles import articles_of
from meetextract.reader.sources import Source, holds_rows, parse_parts


def parse_all(path: str, data: bytes, *, encoding: str | None = None) -> Iterator[Source]:
    """The articles of an input's bytes, each a Source: `FILE#2` where one file holds several. Raises as `parse`."""
    if holds_rows(path):
        from meetextract.reader.rows import read_rows

        for row in read_rows(path, data, encoding=encoding):
            if isinstance(row, InputError):
                raise row
            yield row
        return
    found = parse_parts(path, data, encoding=encoding)
    if len(found) == 1:
        yield from articles_of(found[0])
        return
    for number, source in enumerate(found, 1):
        yield source._replace(path=f"{path}#{number}")
