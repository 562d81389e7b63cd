"""Text made fit for a cell of a table: what a spreadsheet would execute or a terminal obey is defused.

Replacements are one character for one character, so that lengths stay; the JSON formats carry the text unchanged.
"""

from __future__ import annotations

import re
from typing import Final

# C0 controls but tab and line feed, DEL, C1 controls, bidirectional overrides, line separators, lone surrogates,
# noncharacters: no spreadsheet or terminal needs them, and XML 1.0 (a workbook) forbids most of them.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# What Excel, LibreOffice and Google Sheets take for the beginning of a formula, and the full-width forms that Japanese
# Excel reads as the same signs. Blanks and invisible characters before it do not help: imports strip them. A sign alone
# (`-`, standard input) is no formula.
_FORMULA: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u3164\uffa0]*[=+\\-@＝＋－＠−﹣﹢﹦﹫]\\s*\\S|[\t\r\n]")
_DELETE: Final = 0x7F
_PICTURES: Final = 0x2400


def printable(text: str) -> str:
    """The text with control characters as pictures (␛) or U+FFFD; tabs and line feeds stay."""
    return _CONTROL.sub(_picture, text)


def encodable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot carry; each becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def key(source: str | None) -> str:
    """A document's source as a key: distinct for distinct sources. None, a text without a source, is `-`.

    File names that are not UTF-8 hold lone surrogates; those are written as `\\udcff`, never merged into one sign.
    """
    return "-" if source is None else source.encode("utf-8", "backslashreplace").decode("utf-8")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula when it reads it from CSV."""
    return _FORMULA.match(text) is not None


def defused(text: str) -> str:
    """The text for a CSV cell: printable, and with a leading apostrophe where it could be taken for a formula."""
    return printable(f"'{text}" if is_formula(text) else text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"


def csv_text(cell: str | int | bool | None, *, defuse: bool) -> str:
    """A cell of CSV; `defuse`: what a spreadsheet would execute becomes text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    return defused(cell) if defuse else encodable(cell)
