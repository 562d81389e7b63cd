"""JSON Lines: a document a line, as soon as it is done; a failed input is a line too."""

from __future__ import annotations

from meetextract.errors import MeetextractError
from meetextract.export.base import Options, PackedSink, Target
from meetextract.export.json import dumps_line, error_line
from meetextract.model import Document


class JsonlExporter:
    """One JSON object a line."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    binary = False
    extra = None
    streaming = True
    updates = False

    def open(self, target: Target, options: Options) -> JsonlSink:
        """A sink on `target`."""
        return JsonlSink(target, options, self)

    def pack(self, document: Document, options: Options) -> bytes:
        """The line of a document."""
        return (dumps_line(document) + "\n").encode()


class JsonlSink(PackedSink):
    """Flushes every line of a stream: the next program in a pipe need not wait."""

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add the line that stands for a failed input."""
        self.output.write(error_line(source, error) + "\n")
        self.output.flush()
