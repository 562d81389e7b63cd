"""The readable page (`-f table`) as an exporter: what the terminal view draws, on its way to a stream or file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meetextract.errors import MeetextractError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.views.drawing import Drawing

if TYPE_CHECKING:
    from meetextract.model import Document
    from meetextract.views.labels import Lang


class Look(NamedTuple):
    """How the page is drawn.

    Attributes:
        terminal: it goes to a terminal, whose width and colours decide.
        width: columns, overruling the terminal's.
        color: True or False overrule what the stream is; None leaves it to `terminal`.
        lang: language of the labels.
    """

    terminal: bool = False
    width: int | None = None
    color: bool | None = None
    lang: Lang = "ja"


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
