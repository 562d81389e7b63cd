"""Records as plain values, which JSON can hold, and back: read off the types of their fields, so that no field is
listed twice.

A record is a frozen dataclass of str, int, bool, Literal, other records, `X | None` and `tuple[X, ...]`;
`tuple[tuple[str, str], ...]` is an object. A field's metadata may say `left_out` (not written where there is nothing in
it) and `may_lack` (a record may come without it and gets the default).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from meetextract import expressions as re
from meetextract.errors import ArgumentError

_T = TypeVar("_T")
_Write = Callable[[Any], Any]
_Read = Callable[[Any], Any]
LEFT_OUT: Final = types.MappingProxyType({"left_out": True, "may_lack": True})
MAY_LACK: Final = types.MappingProxyType({"may_lack": True})

# Everything str.splitlines takes for a line end (json already escapes those below U+0020), everything a terminal
# may obey, everything that reorders the line it stands in, and what UTF-8 cannot encode.
_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_WORDS: Final = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


def to_plain(record: object) -> dict[str, Any]:
    """A record as an object of plain values; the keys stand in the order of its fields."""
    plain: dict[str, Any] = _record_writer(_any(type(record)))(record)
    return plain


def from_plain(kind: type[_T], value: object) -> _T:
    """The record of that type that `to_plain` gave this object for. Fields it does not know are ignored.

    Raises:
        ArgumentError: a field is missing or of the wrong type; the message begins with its place
            (`meetings[0].date.value: …`).
    """
    try:
        record: _T = _record_reader(_any(kind))(value)
    except _WrongError as wrong:
        place = "".join(reversed(wrong.steps)).lstrip(".")
        raise ArgumentError(f"{place or 'the record'}: {wrong}", code="bad-record") from None
    return record


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON that is safe in a line and on a terminal; `indent` None gives one line without its line end."""
    import json  # noqa: PLC0415  (whoever extracts and prints nothing does without)

    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


# Records to plain values.


@cache
def _record_writer(kind: type[Any]) -> _Write:
    hints = typing.get_type_hints(kind)
    plan = [(f.name, _writer(hints[f.name]), "left_out" in f.metadata) for f in dataclasses.fields(kind)]

    def write(record: object) -> dict[str, Any]:
        plain = {}
        for name, writer, left_out in plan:
            value = getattr(record, name)
            if writer is not None and value is not None:
                value = writer(value)
            if not left_out or (value is not None and value != {}):
                plain[name] = value
        return plain

    return write


def _writer(hint: Any) -> _Write | None:
    """How a value of this type is written; None where it already is a plain value."""
    arguments = typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _record_writer(_any(hint))
    if _is_union(hint):
        return _writer(_of_union(hint))
    if typing.get_origin(hint) is tuple:
        if _is_pairs(hint):
            return dict
        item = _writer(arguments[0])
        return list if item is None else lambda values: [item(value) for value in values]
    return None


# Plain values to records.


class _WrongError(Exception):
    """What is wrong with a value; its place is put together on the way up."""

    def __init__(self, message: str, *steps: str) -> None:
        super().__init__(message)
        self.steps = list(steps)


@cache
def _record_reader(kind: type[Any]) -> _Read:
    hints = typing.get_type_hints(kind)
    plan = [(f.name, _reader(hints[f.name]), "may_lack" in f.metadata) for f in dataclasses.fields(kind)]
    located = {"start", "end"} <= hints.keys()

    def read(value: Any) -> Any:
        _expect(value, dict)
        found: dict[str, Any] = {}
        for name, reader, may_lack in plan:
            if name not in value:
                if may_lack:
                    continue
                raise _WrongError("is missing", f".{name}")
            try:
                found[name] = reader(value[name])
            except _WrongError as wrong:
                wrong.steps.append(f".{name}")
                raise
        if located:
            _check_offsets(found["start"], found["end"])
        return kind(**found)

    return read


def _reader(hint: Any) -> _Read:
    arguments = typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _record_reader(_any(hint))
    if _is_union(hint):
        inner = _reader(_of_union(hint))
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(hint) is tuple:
        return _pairs if _is_pairs(hint) else _tuple_reader(_reader(arguments[0]))
    if typing.get_origin(hint) is typing.Literal:
        return lambda value: _one_of(value, arguments)
    return lambda value: _expect(value, hint)


def _tuple_reader(item: _Read) -> _Read:
    def read(values: Any) -> tuple[Any, ...]:
        found = []
        for index, value in enumerate(_expect(values, list)):
            try:
                found.append(item(value))
            except _WrongError as wrong:
                wrong.steps.append(f"[{index}]")
                raise
        return tuple(found)

    return read


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(item)) for key, item in _expect(value or {}, dict).items())


def _expect(value: Any, kind: Any) -> Any:
    wanted = Mapping if kind is dict else (list, tuple) if kind is list else kind
    # bool is a subclass of int, and `true` is no offset
    if not isinstance(value, wanted) or (kind is int and isinstance(value, bool)):
        got = "null" if value is None else _WORDS.get(type(value), type(value).__name__)
        raise _WrongError(f"should be {_WORDS[kind]} and is {got}")
    return value


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if not isinstance(value, str) or value not in allowed:
        raise _WrongError(f"{value!r} is none of {', '.join(map(str, allowed))}")
    return value


def _check_offsets(start: int | None, end: int | None) -> None:
    if (start is None) is not (end is None):
        raise _WrongError("one of start and end is null")
    if start is not None and end is not None and not 0 <= start < end:
        raise _WrongError(f"start {start} and end {end} are no place in a text")


def _any(value: Any) -> Any:
    return value  # a class is hashable, which mypy does not believe of `type[T]`


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in {types.UnionType, typing.Union}


def _of_union(hint: Any) -> Any:
    """The X of `X | None`, the only union that records have."""
    (one,) = (argument for argument in typing.get_args(hint) if argument is not types.NoneType)
    return one


def _is_pairs(hint: Any) -> bool:
    return typing.get_origin(typing.get_args(hint)[0]) is tuple
