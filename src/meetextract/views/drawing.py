"""The console that every readable page is drawn on: a string, as wide and as coloured as the page may be."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from rich.text import Text

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


class Drawing:
    """What is drawn is held until `taken` hands it over. `console` is rich's."""

    def __init__(self, look: Look) -> None:
        from rich.console import Console  # noqa: PLC0415  (only a page pays for it)

        color = look.terminal if look.color is None else look.color
        width = look.width
        if width is None and not look.terminal:
            width = int(columns) if (columns := os.environ.get("COLUMNS", "")).isdecimal() and int(columns) else _WIDTH
        self._page = io.StringIO()
        self.console = Console(
            file=self._page,
            force_terminal=color,
            color_system="auto" if color else None,
            width=width,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def lines(self, lines: Iterable[Text]) -> str:
        """Lines as they are printed, folded at the width of the page."""
        for line in lines:
            self.console.print(line, overflow="fold", highlight=False, soft_wrap=False)
        return self.taken()

    def taken(self) -> str:
        """What was drawn since the last time."""
        drawn = self._page.getvalue()
        self._page.seek(0)
        self._page.truncate()
        return drawn
