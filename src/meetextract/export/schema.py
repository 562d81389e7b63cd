"""The JSON Schema of the records, made from the record types, and a check of a record against it."""

from __future__ import annotations

import copy
import dataclasses
import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from meetextract.model import READABLE, SCHEMA_VERSION, WARNINGS, Document

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# What the types do not say.
_PATTERNS: Final = {
    ("Document", "published"): r"^\d{4}-\d{2}-\d{2}$",
    ("Document", "sha256"): r"^[0-9a-f]{64}$",
    ("Date", "value"): r"^(\d{4}-\d{2}-\d{2}|--\d{2}-\d{2}|---\d{2})$",
    ("Meeting", "id"): r"^m[1-9]\d*$",
}
# What the records of version 1 do not have.
_NEW: Final = {("Meeting", "key")}
_OFFSETS: Final = {
    "start": "first code point of `text` in the decoded text of the input; null where it cannot be located",
    "end": "the code point after its last one; null exactly where `start` is",
}


def schema(version: int = SCHEMA_VERSION) -> dict[str, Any]:
    """The schema of one line of JSON Lines: a document of that schema version, or an input that failed."""
    return copy.deepcopy(_schema(version))


@cache
def _schema(version: int) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    define(Document, definitions)
    definitions["Document"]["properties"]["schema_version"] = {"const": version}
    if version == 1:
        _as_in_version_1(definitions)
    definitions["Warning"]["properties"]["code"]["description"] = "; ".join(f"{c}: {m}" for c, m in WARNINGS.items())
    definitions["Failure"] = {
        "type": "object",
        "description": "An input that failed.",
        "properties": {
            "source": {"type": "string"},
            "error": {
                "type": "object",
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
                "required": ["code", "message"],
            },
        },
        "required": ["source", "error"],
    }
    return {
        "$schema": _DIALECT,
        "title": "meetextract record",
        "description": "Offsets count Unicode code points, end exclusive. Fields are only ever added while "
        "schema_version stays.",
        "anyOf": [{"$ref": "#/$defs/Document"}, {"$ref": "#/$defs/Failure"}],
        "$defs": definitions,
    }


def definitions(record: type) -> dict[str, Any]:
    """The definitions of a record type and of all that it holds, by name."""
    found: dict[str, Any] = {}
    define(record, found)
    return found


def faults(record: object) -> list[str]:
    """What in a record, as JSON gives it, breaks the schema: `meetings[0].date.value: …`; empty when nothing does."""
    version = record.get("schema_version") if isinstance(record, dict) else None
    whole = _schema(version if version in READABLE and not isinstance(version, bool) else SCHEMA_VERSION)
    kind = "Failure" if isinstance(record, dict) and "error" in record else "Document"
    return list(_faults(record, whole["$defs"][kind], whole["$defs"], ""))


def _as_in_version_1(definitions: dict[str, Any]) -> None:
    definitions["Participant"]["properties"]["country"] = {"type": "string"}
    for name, field in _NEW:
        definitions[name]["required"].remove(field)


def define(record: type[Any], definitions: dict[str, Any]) -> None:
    """Adds the schema of a record type, and of those it is made of, under their names."""
    name = record.__name__
    if name in definitions:
        return
    definitions[name] = {}  # reserves the place: the order is that of first use
    hints = typing.get_type_hints(record)
    properties: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = _value(hints[field.name], definitions)
        if pattern := _PATTERNS.get((name, field.name)):
            _of_string(value)["pattern"] = pattern
        if description := _OFFSETS.get(field.name):
            value = {**value, "description": description}
        properties[field.name] = value
    definitions[name] = {
        "type": "object",
        "description": " ".join((record.__doc__ or "").split()),
        "properties": properties,
        "required": [
            field.name
            for field in dataclasses.fields(record)
            if "may_lack" not in field.metadata or (name, field.name) in _NEW
        ],
    }


def _value(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        pairs = typing.get_origin(arguments[0]) is tuple
        strings = {"type": "object", "additionalProperties": {"type": "string"}}
        return strings if pairs else {"type": "array", "items": _value(arguments[0], definitions)}
    if origin in {types.UnionType, typing.Union}:
        values = [_value(argument, definitions) for argument in arguments if argument is not types.NoneType]
        return {"anyOf": [*values, {"type": "null"}]}
    if hint is int:
        return {"type": "integer", "minimum": 0}
    return {"type": {str: "string", bool: "boolean"}[hint]}


def _of_string(value: dict[str, Any]) -> dict[str, Any]:
    return next((one for one in value.get("anyOf", ()) if one.get("type") == "string"), value)


_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (types.NoneType,),
}


def _faults(  # noqa: PLR0912  (a case a keyword)
    value: object, rule: dict[str, Any], definitions: dict[str, Any], where: str
) -> Iterator[str]:
    """The part of JSON Schema that `schema` makes use of."""
    place = where.lstrip(".") or "the record"
    if reference := rule.get("$ref"):
        yield from _faults(value, definitions[reference.rpartition("/")[2]], definitions, where)
    elif choices := rule.get("anyOf"):
        found = [list(_faults(value, choice, definitions, where)) for choice in choices]
        if all(found):
            yield from found[0]
    elif "const" in rule and value != rule["const"]:
        yield f"{place}: is {value!r}, not {rule['const']!r}"
    elif "enum" in rule and value not in rule["enum"]:
        yield f"{place}: {value!r} is none of {', '.join(map(str, rule['enum']))}"
    elif "type" in rule:
        if not isinstance(value, _TYPES[rule["type"]]) or (isinstance(value, bool) and rule["type"] == "integer"):
            yield f"{place}: is no {rule['type']}"
        elif isinstance(value, dict):
            yield from (f"{place}: has no {key!r}" for key in rule.get("required", ()) if key not in value)
            for key, item in value.items():
                inner = rule.get("properties", {}).get(key) or rule.get("additionalProperties")
                if isinstance(inner, dict):
                    yield from _faults(item, inner, definitions, f"{where}.{key}")
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from _faults(item, rule["items"], definitions, f"{where}[{index}]")
        elif isinstance(value, str):
            if "pattern" in rule and not re.fullmatch(rule["pattern"][1:-1], value):
                yield f"{place}: {value!r} does not look like {rule['pattern']}"
        elif isinstance(value, int) and value < rule.get("minimum", value):
            yield f"{place}: {value} is below {rule['minimum']}"
