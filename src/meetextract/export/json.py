"""JSON: a document as an object, and back.

`to_dict` and `from_dict` are each other's inverse; their field order is that of the records. Written JSON keeps
Japanese readable and escapes what must not reach a line-based program or a terminal: line separators, C1 controls,
bidirectional controls and lone surrogates. The escapes are JSON's own, so a parser gives back the same text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meetextract.errors import MeetextractError
from meetextract.export.base import Options, PackedSink, Target, utf8
from meetextract.model import Document
from meetextract.plain import dumps, to_plain

__all__ = ["JsonExporter", "dumps", "dumps_line", "error_dict", "error_line", "from_dict", "to_dict"]


def to_dict(document: Document) -> dict[str, Any]:
    """A document as the object the contract shows. `text`, `sha256` and `versions` are left out when there are none."""
    return to_plain(document)


def from_dict(record: Mapping[str, Any]) -> Document:
    """The document of a record; see `Document.from_dict`."""
    return Document.from_dict(record)


def error_dict(source: str, error: MeetextractError) -> dict[str, Any]:
    """An input that failed, as the object that stands in its place."""
    return {"source": source, "error": {"code": error.code, "message": error.message}}


def dumps_line(document: Document) -> str:
    """A document as one line of JSON Lines, without the line end."""
    return dumps(to_dict(document))


def error_line(source: str, error: MeetextractError) -> str:
    """A failed input as one line of JSON Lines, without the line end."""
    return dumps(error_dict(source, error))


class JsonExporter:
    """Indented JSON: one object for a run over one file, an array otherwise."""

    name = "json"
    suffixes = (".json",)
    binary = False
    extra = None
    streaming = False
    updates = False

    def open(self, target: Target, options: Options) -> JsonSink:
        """A sink on `target`."""
        return JsonSink(target, options, self)

    def pack(self, document: Document, options: Options) -> bytes:
        """The object of a document."""
        return _element(to_dict(document), options)


class JsonSink(PackedSink):
    """Writes element after element, so that an array of any length needs the memory of one document."""

    def __init__(self, target: Target, options: Options, packing: JsonExporter) -> None:
        super().__init__(target, options, packing)
        self._begun = False
        self._alone: bytes | None = None  # the object of a run over one file, until it is known that no other follows

    def write_packed(self, parts: Sequence[bytes]) -> None:
        """Add elements."""
        if self.options.single:
            for part in parts:
                self._add_single(part)
        elif parts:
            self.output.write_bytes((b",\n" if self._begun else b"[\n") + b",\n".join(parts))
            self._begun = True

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add the object that stands for a failed input."""
        self.write_packed([_element(error_dict(source, error), self.options)])

    def close(self) -> None:
        """End the array, or write the one object."""
        if self._alone is not None:
            self.output.write_bytes(self._alone)
        elif self._begun or not self.options.single:
            self.output.write("\n]\n" if self._begun else "[]\n")
        super().close()

    def _add_single(self, part: bytes) -> None:
        """One file is one object, unless it holds several articles."""
        if self._alone is None and not self._begun:
            self._alone = part
            return
        before, self._alone = self._alone, None
        for element in (part,) if before is None else (before, part):
            lines = element.removesuffix(b"\n").split(b"\n")
            self.output.write_bytes((b",\n" if self._begun else b"[\n") + b"\n".join(b"  " + line for line in lines))
            self._begun = True


def _element(value: dict[str, Any], options: Options) -> bytes:
    """A whole file, or an element of its array without what stands between elements."""
    text = dumps(value, indent=2)
    return utf8(text + "\n" if options.single else "\n".join("  " + line for line in text.split("\n")))
