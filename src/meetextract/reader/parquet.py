"""Rows of a Parquet file, through pyarrow (extra `[arrow]`), a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, Final

from meetextract.errors import InputError, MeetextractError, MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH: Final = 256  # rows
_NESTED: Final = 3  # columns in columns that are looked at


def parquet_rows(file: BinaryIO, columns: Callable[[Sequence[str]], Mapping[str, int]]) -> Iterator[dict[str, object]]:
    """The rows of a file: for each field that `columns` finds among its names, the value.

    Raises MissingExtraError without pyarrow, InputError for what is no Parquet file, and what `columns` raises.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError(
            "is a Parquet file, and pyarrow is not installed", hint=MissingExtraError.install("pyarrow")
        ) from None
    try:
        with pq.ParquetFile(file) as table:
            names = _flat(table.schema_arrow.empty_table()).column_names
            found = columns(names)
            wanted = {field: names[index] for field, index in found.items()}
            for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(set(wanted.values()))):
                rows = _flat(pa.Table.from_batches([batch]))
                held = {field: rows.column(name) for field, name in wanted.items()}
                for at in range(rows.num_rows):
                    yield {field: column[at].as_py() for field, column in held.items()}
    except MeetextractError:
        raise
    except (pa.ArrowException, UnicodeError, ValueError) as error:
        raise InputError(
            f"is no Parquet file, or a damaged one ({type(error).__name__})", code="unreadable", hint="get it again"
        ) from None


def _flat(table: pa.Table) -> pa.Table:
    """With the fields of a nested column as columns of their own: meta.date."""
    for _ in range(_NESTED):
        if not any(str(field.type).startswith("struct") for field in table.schema):
            break
        table = table.flatten()
    return table
