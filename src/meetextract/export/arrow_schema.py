"""The Arrow schema of records: nested and typed, one row a document. The only place that spells it out.

Imported by whoever has pyarrow already (the Parquet format and `meetextract.run.arrow`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

import pyarrow as pa

from meetextract.export.cells import encodable

_TEXT: Final = pa.string()
# Offsets count code points; a text of more than 2**31 is refused long before.
_OFFSETS: Final = [pa.field("start", pa.int32()), pa.field("end", pa.int32())]
_SPAN: Final = pa.struct([pa.field("text", _TEXT), *_OFFSETS, pa.field("value", _TEXT)])


def _list(*fields: pa.Field[Any]) -> Any:
    return pa.list_(pa.struct(list(fields)))


_MEETING: Final = [
    pa.field("id", _TEXT),
    pa.field("header", _SPAN),
    pa.field("status", _TEXT),
    pa.field("mode", _TEXT),
    pa.field(
        "countries",
        _list(
            pa.field("code", _TEXT), pa.field("name", _TEXT), pa.field("name_en", _TEXT), pa.field("text", _TEXT),
            *_OFFSETS,
        ),
    ),
    pa.field("date", pa.struct([pa.field("value", _TEXT), pa.field("text", _TEXT), *_OFFSETS])),
    pa.field("place", _SPAN),
    pa.field(
        "participants",
        _list(
            pa.field("name", _TEXT), pa.field("reading", _TEXT), pa.field("titles", pa.list_(_TEXT)),
            pa.field("country", _TEXT), pa.field("text", _TEXT), *_OFFSETS, pa.field("mentions", pa.list_(_SPAN)),
        ),
    ),
    pa.field(
        "points",
        _list(
            pa.field("kind", _TEXT), pa.field("by", pa.list_(_TEXT)), pa.field("joint", pa.bool_()),
            pa.field("content", _SPAN), pa.field("predicate", _SPAN),
            pa.field("about", _list(pa.field("code", _TEXT), pa.field("text", _TEXT), *_OFFSETS)),
        ),
    ),
    pa.field("key", _TEXT),
]  # fmt: skip
SCHEMA: Final = pa.schema(
    [
        pa.field("schema_version", pa.int32()),
        pa.field("source", _TEXT),
        pa.field("title", _TEXT),
        pa.field("publisher", _TEXT),
        pa.field("published", _TEXT),
        pa.field("meetings", _list(*_MEETING)),
        pa.field("warnings", _list(pa.field("code", _TEXT), pa.field("message", _TEXT), *_OFFSETS)),
        pa.field("text", _TEXT),
        pa.field("sha256", _TEXT),
        pa.field("versions", pa.map_(_TEXT, _TEXT)),
        # null for a good document; for a failed input everything but `source` is null and this says why
        pa.field("error", pa.struct([pa.field("code", _TEXT), pa.field("message", _TEXT)])),
    ]
)


def batch(rows: list[dict[str, Any]], schema: pa.Schema = SCHEMA) -> pa.RecordBatch:
    """Rows as a record batch of that schema; lone surrogates become U+FFFD."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_clean(row) for row in rows], schema=schema)


def table(rows: Iterable[dict[str, Any]], size: int) -> pa.Table:
    """Rows as a table, made `size` rows at a time."""
    rest = iter(rows)
    batches = []
    while some := list(islice(rest, size)):
        batches.append(batch(some))
    return pa.Table.from_batches(batches, SCHEMA)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    return type(value)(_clean(item) for item in value) if isinstance(value, list | tuple) else value
