"""Extraction over Arrow tables: the one function that Spark, Ray, Dask and DuckDB can all call.

A table with columns `id` and `text` (and, where known, `published`) goes in, a table with one row of records an article
comes out: `SCHEMA` is `id` and the columns of the Parquet format. Its column `error` is null for a good article; a bad
one is a row whose `error` says why, never an exception: `table.filter(pc.is_valid(table["error"]))` are the errors.
Needs the extra `arrow` (pyarrow).

    Spark   frame.select("id", "text").mapInArrow(extract_batches, from_arrow_schema(SCHEMA))
    Ray     dataset.map_batches(extract_table, batch_format="pyarrow", batch_size=256)
    files   extract_file("shard-0001.parquet", "out/shard-0001.parquet")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from meetextract.errors import ArgumentError, InputError, MeetextractError, MissingExtraError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as missing:
    hint = MissingExtraError.install("pyarrow")
    raise MissingExtraError("meetextract.run.arrow needs pyarrow", hint=hint) from missing

from meetextract.export import arrow_schema
from meetextract.export.base import Output
from meetextract.export.json import error_dict
from meetextract.export.parquet import record
from meetextract.lexicon.versions import versions
from meetextract.pipeline import extract
from meetextract.run.failures import unexpected

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon

__all__ = ["SCHEMA", "Shard", "extract_batches", "extract_file", "extract_table"]

SCHEMA: Final = pa.schema([pa.field("id", pa.string()), *arrow_schema.SCHEMA])
_BATCH: Final = 256  # articles held at a time while a file is read
_ROW_GROUP: Final = 4_096  # articles in a row group of what is written
# Names the run that wrote a shard: the same input, program and tables need no second run.
_MARK: Final = b"meetextract"


@dataclass(frozen=True, slots=True)
class Shard:
    """What came of one file of articles.

    Attributes:
        source, target: the paths as given.
        articles, meetings, points: counted in this run; 0 where it was skipped.
        errors: articles that became a row with an error.
        skipped: the target was there already, from the same input, program and tables.
        error: why the file as a whole could not be read or written (set by runners over many files), or None.
    """

    source: str
    target: str
    articles: int = 0
    meetings: int = 0
    points: int = 0
    errors: int = 0
    skipped: bool = False
    error: MeetextractError | None = None


def extract_table(table: pa.Table, *, lexicons: tuple[str, ...] = ()) -> pa.Table:
    """The records of a table of articles, one row an article, in order.

    Args:
        table: columns `id` (any type that can be shown as text) and `text`; `published` (date or YYYY-MM-DD) and
            `title`, `publisher` are used where they are there.
        lexicons: paths of the user's own tables, as for `--lexicon`.

    Raises:
        ArgumentError: a column is missing or of a type that is no text.
        LexiconError: a user's table is wrong.
    """
    return pa.Table.from_batches(extract_batches(table.to_batches(max_chunksize=_BATCH), lexicons=lexicons), SCHEMA)


def extract_batches(batches: Iterable[pa.RecordBatch], *, lexicons: tuple[str, ...] = ()) -> Iterator[pa.RecordBatch]:
    """The same over an iterator of record batches, one at a time: what Spark's `mapInArrow` wants.

    Raises what `extract_table` raises, at the batch concerned.
    """
    tables = _lexicon(lexicons) if lexicons else None
    made_by = _versions(lexicons)
    for batch in batches:
        rows = [_row(article, tables, made_by) for article in _articles(batch)]
        yield arrow_schema.batch(rows, SCHEMA)


def extract_file(source: str | Path, target: str | Path, *, lexicons: tuple[str, ...] = ()) -> Shard:
    """The records of a Parquet file of articles, as a Parquet file.

    The target appears under its name once it is whole. It is left alone when an earlier run made it from the same
    input (told by size and footer) with the same program, dictionary and tables. Memory holds one row group.

    Raises:
        InputError: the source is missing or no Parquet file.
        ArgumentError: it lacks the columns.
        OutputError: the target cannot be written.
    """
    source, target = Path(source), Path(target)
    names = (str(source), str(target))
    with _reading(source):
        mark = _mark(source, _versions(lexicons))
    if _marked(target, mark):
        return Shard(*names, skipped=True)
    output = Output(target)
    try:
        counts = _copy(source, output, SCHEMA.with_metadata({_MARK: mark}), lexicons)
    except BaseException:
        output.discard()
        raise
    output.commit()
    return Shard(*names, *counts)


def _copy(source: Path, output: Output, schema: pa.Schema, lexicons: tuple[str, ...]) -> tuple[int, int, int, int]:
    articles = meetings = points = errors = 0
    held: list[pa.RecordBatch] = []
    with _reading(source), pq.ParquetFile(source) as file:
        columns = [name for name in file.schema_arrow.names if name in _COLUMNS]
        with output.guard():
            writer = pq.ParquetWriter(pa.PythonFile(output.stream, mode="w"), schema, compression="zstd")
        try:
            for batch in extract_batches(file.iter_batches(_BATCH, columns=columns), lexicons=lexicons):
                articles += batch.num_rows
                errors += batch.num_rows - batch["error"].null_count
                flat = batch["meetings"].flatten()
                meetings += len(flat)
                points += len(flat.field("points").flatten())
                held.append(batch)
                if sum(one.num_rows for one in held) >= _ROW_GROUP:
                    _write(writer, held, schema, output)
            _write(writer, held, schema, output)
        except BaseException:
            with suppress(Exception):  # the footer of a file that goes away
                writer.close()
            raise
        with output.guard():
            writer.close()
    return articles, meetings, points, errors


def _write(writer: Any, held: list[pa.RecordBatch], schema: pa.Schema, output: Output) -> None:
    if held:
        with output.guard():
            writer.write_table(pa.Table.from_batches(held, SCHEMA).replace_schema_metadata(schema.metadata))
        held.clear()


# One article


@dataclass(frozen=True, slots=True)
class _Article:
    id: str | None
    text: str | None
    published: str | None
    title: str | None
    publisher: str | None


_COLUMNS: Final = ("id", "text", "published", "title", "publisher")


def _articles(batch: pa.RecordBatch) -> Iterator[_Article]:
    values: list[list[str | None]] = []
    for name in _COLUMNS:
        if name in batch.schema.names:
            values.append(_strings(name, batch.column(batch.schema.get_field_index(name))))
        elif name in {"id", "text"}:
            raise ArgumentError(f"the table has no column {name!r}", hint="columns needed: id, text")
        else:
            values.append([None] * batch.num_rows)
    return (_Article(*row) for row in zip(*values, strict=True))


def _strings(name: str, column: pa.Array) -> list[str | None]:
    if not (pa.types.is_binary(column.type) or pa.types.is_nested(column.type)):
        try:
            strings: list[str | None] = column.cast(pa.string()).to_pylist()
        except pa.ArrowException:
            pass
        else:
            return strings
    raise ArgumentError(f"column {name!r} is {column.type} and no text")


def _row(article: _Article, lexicon: Lexicon | None, made_by: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """A row of SCHEMA. Never raises for what stands in an article."""
    name = article.id or ""
    if article.text is None:
        return {**error_dict(name, InputError("the text is null", code="empty")), "id": article.id}
    try:
        published = article.published[:10] if article.published else None  # a time stamp begins with its date
        document = extract(article.text, published=published, lexicon=lexicon)
        document = replace(
            document,
            source=article.id,
            title=document.title if article.title is None else article.title,
            publisher=document.publisher if article.publisher is None else article.publisher,
            versions=made_by,
        )
        row = record(document)
    except MeetextractError as error:
        row = error_dict(name, error)
    except Exception as error:  # one bad article ends no run over a hundred million
        row = error_dict(name, unexpected(error, name))
    return {**row, "id": article.id}


# Tables and marks


@lru_cache(maxsize=4)
def _lexicon(paths: tuple[str, ...]) -> Lexicon:
    from meetextract.lexicon.lexicon import load_lexicon

    return load_lexicon([Path(path) for path in paths])


@lru_cache(maxsize=4)
def _versions(lexicons: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return versions(Path(path) for path in lexicons)


def _mark(source: Path, made_by: tuple[tuple[str, str], ...]) -> bytes:
    """Size and footer of the input and who works on it. The footer holds the place, size and statistics of every
    column chunk, and can be read without reading the articles."""
    size = source.stat().st_size
    with source.open("rb") as file:
        file.seek(-min(8, size), 2)
        length = int.from_bytes(file.read(4), "little")
        file.seek(-min(length + 8, size), 2)
        footer = hashlib.sha256(file.read()).hexdigest()
    return f"{size} {footer} {made_by}".encode()


def _marked(target: Path, mark: bytes) -> bool:
    try:
        metadata = pq.read_schema(target).metadata
    except (OSError, pa.ArrowException):
        return False  # not there, or not ours
    return metadata is not None and metadata.get(_MARK) == mark


class _reading:  # noqa: N801  (used like a function)
    """Turns what pyarrow and the file system say about a source into an InputError."""

    def __init__(self, source: Path) -> None:
        self._source = source

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        path = str(self._source)
        if isinstance(error, FileNotFoundError):
            raise InputError("does not exist", code="not-found", path=path) from error
        if isinstance(error, pa.ArrowException):
            raise InputError("is no readable Parquet file", code="not-parquet", path=path) from error
        if isinstance(error, OSError):
            raise InputError(f"cannot be read: {error.strerror or error}", path=path) from error
