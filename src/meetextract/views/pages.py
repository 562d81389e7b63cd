"""The readable page (`-f table`) as an exporter: what the terminal view draws, on its way to a stream or file."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract.errors import MeetextractError
from meetextract.export.base import BaseSink, Options, Target

if TYPE_CHECKING:
    from meetextract.model import Document
    from meetextract.views.labels import Lang

_WIDTH: Final = 80  # columns, where nothing says how wide the page may be


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
        from rich.console import Console

        color = look.terminal if look.color is None else look.color
        width = look.width
        if width is None and not look.terminal:
            width = int(columns) if (columns := os.environ.get("COLUMNS", "")).isdecimal() and int(columns) else _WIDTH
        self._lang = look.lang
        self._page = io.StringIO()
        self._console = Console(
            file=self._page,
            force_terminal=color,
            color_system="auto" if color else None,
            width=width,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def write(self, document: Document) -> None:
        """Add a document."""
        from meetextract.views.table import render

        render(document, self._console, lang=self._lang)
        self.output.write(self._page.getvalue())
        self.output.flush()
        self._page.seek(0)
        self._page.truncate()

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Nothing: it stands on standard error, which the reader sees as well."""
