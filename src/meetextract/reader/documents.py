"""From the bytes of one input to its articles, however many they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from meetextract.errors import InputError, MeetextractError
from meetextract.reader.articles import articles_of
from meetextract.reader.sources import (
    MAX_SIZE,
    READ_ALONE,
    ROW_SUFFIXES,
    SUFFIXES,
    Columns,
    Source,
    digest,
    holds_rows,
    os_error,
    parse_parts,
)

_FOUND = Columns()


def parse_all(path: str, data: bytes, *, encoding: str | None = None) -> Iterator[Source]:
    """The articles of an input's bytes, each a Source: `FILE#2` where one file holds several. Raises as `parse`."""
    if holds_rows(path) or _are_rows(path, data):
        for row in read_many(path, data, encoding=encoding):
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


def _are_rows(path: str, data: bytes) -> bool:
    """Whether an input whose name says nothing (`-`) is a table or a feed."""
    if PurePath(path).suffix.lower() in (*SUFFIXES, *READ_ALONE):
        return False
    from meetextract.reader.kinds import kind_of

    return kind_of(data) in ROW_SUFFIXES


def read_many(
    path: str,
    data: bytes | None = None,
    *,
    encoding: str | None = None,
    columns: Columns = _FOUND,
    max_size: int = MAX_SIZE,
) -> Iterator[Source | InputError]:
    """The articles of a file that holds many (`holds_rows`): rows and entries as `FILE#ROW` (see `rows.read_rows`), the
    files of a zip file as `FILE#NAME`; an InputError for each that cannot be read, one alone where the file cannot.
    `data`: its bytes, where they are read already."""
    if not path.lower().endswith(".zip"):
        from meetextract.reader.rows import read_rows

        yield from read_rows(path, data, encoding=encoding, columns=columns, max_size=max_size)
        return
    from meetextract.reader.archives import members

    try:
        for name, content in members(path, data, max_size):
            place = f"{path}#{name}"
            if isinstance(content, InputError):
                yield InputError(content.message, code=content.code, path=place, hint=content.hint)
            elif holds_rows(name):
                yield from read_many(place, content, encoding=encoding, columns=columns, max_size=max_size)
            else:
                yield from _member(place, content, encoding)
    except OSError as error:
        yield os_error(error, path)
    except InputError as error:
        error.path = error.path or path
        yield error


def _member(path: str, content: bytes, encoding: str | None) -> Iterator[Source | InputError]:
    try:
        if not content:
            raise InputError("is empty", code="empty", hint="nothing was saved here; get the article again")
        for source in parse_all(path, content, encoding=encoding):
            yield source._replace(extracted=True, sha256=digest(content))
    except MeetextractError as error:
        yield InputError(error.message, code=error.code, path=path, hint=error.hint)
