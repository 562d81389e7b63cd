"""Occasions as Parquet: one row an occasion, nested as in JSON. Needs the extra `arrow` (pyarrow)."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from meetextract.errors import MissingExtraError
from meetextract.export.base import Options, Target
from meetextract.export.occasions import BaseWriter, as_dict
from meetextract.occasions.records import Occasion
from meetextract.occasions.spool import Report

_ROWS: Final = 1_000


class ParquetWriter(BaseWriter):
    """Holds at most one row group."""

    def __init__(self, target: Target, options: Options) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415
            import pyarrow.parquet as pq  # noqa: PLC0415

            from meetextract.export.arrow_schema import batch  # noqa: PLC0415
        except ImportError as error:
            hint = MissingExtraError.install("pyarrow")
            raise MissingExtraError("the format parquet needs pyarrow", hint=hint) from error
        super().__init__(target, options)
        self._batch = batch
        self._schema = pa.schema([pa.field("schema", pa.string()), *_fields(Occasion, pa)])
        self._rows: list[dict[str, Any]] = []
        with self.output.guard():
            self._file = pq.ParquetWriter(pa.PythonFile(self.output.stream, mode="w"), self._schema, compression="zstd")

    def add(self, record: Occasion, reports: Sequence[Report]) -> None:
        """Add one occasion."""
        self._rows.append(as_dict(record))
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        """Write the last row group and the footer."""
        self._flush()
        with self.output.guard():
            self._file.close()
        super().close()

    def abort(self) -> None:
        """Remove the output."""
        with suppress(Exception):  # the footer of a file that goes away
            self._file.close()
        super().abort()

    def _flush(self) -> None:
        if self._rows:
            with self.output.guard():
                self._file.write_batch(self._batch(self._rows, self._schema))
            self._rows.clear()


def _fields(record: type[Any], pa: Any) -> list[Any]:
    hints = typing.get_type_hints(record)
    return [pa.field(field.name, _kind(hints[field.name], pa)) for field in dataclasses.fields(record)]


def _kind(hint: Any, pa: Any) -> Any:
    """The Arrow type of a field of a record type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return _kind(next(one for one in arguments if one is not types.NoneType), pa)
    if origin is tuple:
        return pa.list_(_kind(arguments[0], pa))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(_fields(hint, pa))
    return {int: pa.int32(), bool: pa.bool_()}.get(hint, pa.string())
