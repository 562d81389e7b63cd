"""Parquet: nested and typed, one row a document, for DuckDB, Polars, pandas and Spark.

Needs the extra `arrow` (pyarrow). The columns are those of the JSON records and `error`, which is null for every
document and says why for an input that failed. Row groups are bounded by rows and by text.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from meetextract.errors import MeetextractError, MissingExtraError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.export.cells import key
from meetextract.export.json import error_dict, to_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meetextract.model import Document

_ROWS: Final = 2_000
_CHARACTERS: Final = 16_000_000


class ParquetExporter:
    """A Parquet file of nested records."""

    name = "parquet"
    suffixes = (".parquet",)
    binary = True
    extra = "arrow"
    streaming = False
    updates = False

    def open(self, target: Target, options: Options) -> ParquetSink:
        """A sink on `target`; MissingExtraError without pyarrow."""
        return ParquetSink(target, options)

    def pack(self, document: Document, options: Options) -> dict[str, Any]:
        """The row of a document."""
        return record(document) | {"source": key(document.source)}


def record(document: Document) -> dict[str, Any]:
    """A document as a row of the Arrow schema (arrow_schema.py)."""
    row = to_dict(document)
    row["versions"] = list(document.versions) or None
    return row


class ParquetSink(BaseSink):
    """Holds at most one row group."""

    def __init__(self, target: Target, options: Options) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  (only this format pays for it)
            import pyarrow.parquet as pq  # noqa: PLC0415

            from meetextract.export import arrow_schema  # noqa: PLC0415
        except ImportError as error:
            hint = MissingExtraError.install("pyarrow")
            raise MissingExtraError("the format parquet needs pyarrow", hint=hint) from error
        super().__init__(target, options)
        self._arrow = arrow_schema
        self._rows: list[dict[str, Any]] = []
        self._characters = 0
        with self.output.guard():
            stream = pa.PythonFile(self.output.stream, mode="w")
            self._writer = pq.ParquetWriter(stream, arrow_schema.SCHEMA, compression="zstd")

    def write(self, document: Document) -> None:
        """Add a document."""
        self.write_packed([record(document) | {"source": key(document.source)}])

    def write_packed(self, parts: Sequence[dict[str, Any]]) -> None:
        """Add rows."""
        for row in parts:
            self._add(row)

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add the row that stands for a failed input."""
        self._add(error_dict(key(source), error))

    def close(self) -> None:
        """Write the last row group and the footer."""
        try:
            self._flush()
            with self.output.guard():
                self._writer.close()
        except BaseException:
            self.abort()
            raise
        super().close()

    def abort(self) -> None:
        """Remove the output."""
        self._rows.clear()
        with suppress(Exception):  # the footer of a file that goes away
            self._writer.close()
        super().abort()

    def _add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        self._characters += len(row.get("text") or "")
        if len(self._rows) >= _ROWS or self._characters >= _CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            with self.output.guard():
                self._writer.write_batch(self._arrow.batch(self._rows))
            self._rows.clear()
            self._characters = 0
