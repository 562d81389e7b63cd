"""Makes the README's picture: the terminal view of an article as an SVG that needs no network and no certain font.

`python -m meetextract.views.picture samples/ARTICLE.txt` writes samples/ARTICLE.svg.
"""

from __future__ import annotations

import argparse
import dataclasses
import html
import io
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from meetextract.errors import MeetextractError
from meetextract.model import Document
from meetextract.pipeline import extract
from meetextract.reader import read_source
from meetextract.views.labels import LANGUAGES, Lang, as_lang
from meetextract.views.table import render
from meetextract.views.visible import one_line

_WIDTH: Final = 88
_MEETINGS: Final = 2
# Rich's own grid: 20 px letters, 0.61 of that a cell.
_CELL: Final = 12.2
# A kanji has two cells and is as wide as it is high.
_WIDE: Final = 22.5
_NUDGE: Final = (2 * _CELL - _WIDE) / 2
# Rich's template loads a web font, which GitHub and mail programs refuse, and which has no kanji.
_FORMAT: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Hiragino Sans",
    "BIZ UDGothic", "MS Gothic", "Noto Sans Mono CJK JP", "Noto Sans CJK JP", monospace;
}}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
_THEME: Final = TerminalTheme(
    (22, 26, 32),
    (230, 228, 222),
    [(60, 66, 74), (240, 128, 118), (126, 211, 145), (233, 196, 106), (127, 176, 240), (214, 160, 232),
     (110, 205, 205), (230, 228, 222)],
)  # fmt: skip
_TEXT: Final = re.compile(
    r'<text class="(?P<class>[^"]*)" x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" textLength="[^"]*"[^>]*>(?P<text>.*?)</text>'
)


def picture(
    document: Document,
    *,
    lang: Lang = "ja",
    width: int = _WIDTH,
    command: str = "meetextract",
    meetings: int | None = None,
) -> str:
    """The terminal view of a document as SVG.

    Args:
        document: the record.
        lang: language of the labels.
        width: columns of the terminal.
        command: what stands in the title of the window.
        meetings: how many meetings to show; all by default.
    """
    console = Console(record=True, file=io.StringIO(), width=width, force_terminal=True, color_system="truecolor")
    render(document, console, lang=lang, meetings=meetings)
    name = "meetextract"
    drawn = console.export_svg(title=one_line(command), theme=_THEME, code_format=_FORMAT, unique_id=name)
    return _TEXT.sub(_on_the_grid, re.sub(rf' clip-path="url\(#{name}-line-\d+\)"', "", drawn))


def _on_the_grid(match: re.Match[str]) -> str:
    """Each run of letters of one width with its own place; wide letters with a place each.

    Rich gives a text the length of its letters, not of its cells, which would squeeze kanji to half their width; and
    no two machines have the same kanji font.
    """
    x = float(match["x"])
    pieces = []
    for cells, run in groupby(html.unescape(match["text"]), key=cell_len):
        letters = "".join(run)
        length = cells * len(letters) * _CELL
        if letters.strip("\u00a0 ") and length:
            place = f'x="{x:.5g}" textLength="{length:.5g}"'
            if cells > 1:
                places = " ".join(f"{x + cells * _CELL * n + _NUDGE:.5g}" for n in range(len(letters)))
                place = f'font-size="{_WIDE}" x="{places}"'
            shown = html.escape(letters).replace("\u00a0", "&#160;")
            pieces.append(f'<text class="{match["class"]}" y="{match["y"]}" {place}>{shown}</text>')
        x += length
    return "".join(pieces)


def main(arguments: list[str] | None = None) -> int:
    """The command: reads an article, writes the picture beside it. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m meetextract.views.picture", description="Draw the terminal view.")
    parser.add_argument("article", help="the article to show")
    parser.add_argument("-o", "--output", type=Path, help="the SVG; by default beside the article")
    parser.add_argument("--lang", choices=LANGUAGES, default="ja", help="language of the labels")
    parser.add_argument("--width", type=int, default=_WIDTH, help="columns of the terminal")
    parser.add_argument("--meetings", type=int, default=_MEETINGS, help="how many meetings to show, 0 for all")
    given = parser.parse_args(arguments)
    try:
        source = read_source(given.article)
        document = dataclasses.replace(extract(source.text), source=given.article)
        output = given.output or Path(given.article).with_suffix(".svg")
        command = f"meetextract {given.article}"
        drawn = picture(
            document, lang=as_lang(given.lang), width=given.width, command=command, meetings=given.meetings or None
        )
        output.write_text(drawn, encoding="utf-8")
    except (MeetextractError, OSError) as error:
        print(f"meetextract: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
