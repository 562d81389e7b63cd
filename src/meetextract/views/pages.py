"""The readable page (`-f table`) as an exporter: what the terminal view draws, on its way to a stream or file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetextract.errors import MeetextractError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.views.drawing import Drawing, Look

if TYPE_CHECKING:
    from meetextract.model import Document


class PageExporter:
    """The page for people to read."""

    name = "table"
    suffixes: tuple[str, ...] = (".txt",)
    binary = False
    extra: str | None = None
    streaming = True
    updates = False

    def __init__(self, look: Look) -> None:
        self.look = look

    def open(self, target: Target, options: Options) -> PageSink:
        """A sink on `target`."""
        return PageSink(target, options, self.look)


class PageSink(BaseSink):
    """Draws document after document."""

    def __init__(self, target: Target, options: Options, look: Look) -> None:
        super().__init__(target, options)
        self._lang = look.lang
        self._drawing = Drawing(look)
        self._first = True

    def write(self, document: Document) -> None:
        """Add a document."""
        from meetextract.views.table import render

        render(document, self._drawing.console, lang=self._lang, first=self._first)
        self._first = False
        self.output.write(self._drawing.taken())
        self.output.flush()

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Nothing: it stands on standard error, which the reader sees as well."""
