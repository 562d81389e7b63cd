"""Rows of a Parquet file, through pyarrow (extra `[arrow]`), a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from meetextract.errors import InputError, MeetextractError, MissingExtraError

_BATCH: Final = 256  # rows


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
            names = table.schema_arrow.names
            found = columns(names)
            wanted = {field: names[index] for field, index in found.items()}
            for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(set(wanted.values()))):
                held = {field: batch.column(name) for field, name in wanted.items()}
                for at in range(batch.num_rows):
                    yield {field: column[at].as_py() for field, column in held.items()}
    except MeetextractError:
        raise
    except (pa.ArrowException, UnicodeError, ValueError) as error:
        raise InputError(
            f"is no Parquet file, or a damaged one ({type(error).__name__})", code="unreadable", hint="get it again"
        ) from None
