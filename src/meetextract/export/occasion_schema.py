"""The JSON Schemas of what is written about several reports, made from the record types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from meetextract.errors import ArgumentError
from meetextract.export.schema import definitions
from meetextract.occasions.records import Changed, Compared, Occasion

_RECORDS: Final[dict[str, tuple[type, str]]] = {
    "occasions": (Occasion, "One meeting as several reports tell it, each value with its places in the reports."),
    "compare": (Compared, "A meeting in two sets of reports, a and b."),
    "changes": (Changed, "A meeting of some sides against their meetings before."),
}


def schema_of(names: Sequence[str]) -> dict[str, Any]:
    """The schema of one line of the output that is named. Raises ArgumentError for a name that is none."""
    if len(names) != 1 or names[0] not in _RECORDS:
        raise ArgumentError(
            f"there is no schema of {' '.join(names)!r}", hint=f"--schema alone, or with {', '.join(_RECORDS)}"
        )
    name = names[0]
    record, says = _RECORDS[name]
    found = definitions(record)
    whole = found.pop(record.__name__)
    whole["properties"] = {"schema": {"const": f"{name}/1"}, **whole["properties"]}
    whole["required"] = ["schema", *whole["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"meetextract {name}",
        "description": f"{says} Offsets count Unicode code points, end exclusive.",
        **{key: value for key, value in whole.items() if key != "description"},
        "$defs": found,
    }
