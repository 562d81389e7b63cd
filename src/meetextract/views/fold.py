"""Line breaking for a terminal: Japanese has no blanks, and Rich would cut it with an ellipsis or break before 、.

Breaks between any two characters except where a line would begin with closing punctuation or end with an opening
bracket (kinsoku), or inside a Latin word or number that fits on a line. No visible character is ever dropped.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.text import Text

_NEVER_FIRST: Final = frozenset(
    "、。・ー々」』】〕〉》〟’”〜…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞヽヾ,.:;!?)]}"
    "\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\uff3d\uff5d\uff61\uff63\uff64\uff65\uff70\uff9e\uff9f"
)
_NEVER_LAST: Final = frozenset("「『【〔〈《〝‘“([{\uff08\uff3b\uff5b\uff62✓")
# How many cells a line may stay short of its width for a better break.
_SLACK: Final = 16
_SHORT: Final = 8  # characters on each side of a break that keeps what 〔 〕 hold together
_VARIATION_SELECTOR_16: Final = "\ufe0f"


def _width(character: str) -> int:
    # A terminal may draw a character followed by VS16 one cell wider than on its own.
    return 1 if character == _VARIATION_SELECTOR_16 else cell_len(character)


def _may_break(plain: str, index: int) -> bool:
    before, after = plain[index - 1], plain[index]
    near = plain[max(0, index - _SHORT) : index]
    if near.rfind("〔") > near.rfind("〕") and "〕" in plain[index : index + _SHORT]:
        return False
    if after in _NEVER_FIRST or before in _NEVER_LAST or not _width(after):
        return False
    return not (before.isascii() and after.isascii() and not before.isspace() and not after.isspace())


def breaks(plain: str, width: int) -> list[int]:
    """Offsets at which `plain` is to be broken so that no line is wider than `width` cells.

    Args:
        plain: one paragraph without control characters.
        width: cells a line, at least 2.
    """
    offsets: list[int] = []
    start, used, index = 0, 0, 0
    while index < len(plain):
        cells = _width(plain[index])
        if used + cells > width and index > start:
            if plain[index].isspace():
                index += 1  # a blank may hang over the edge: it is stripped from the line's end
                continue
            at, given_up = index, 0
            while at > start and not _may_break(plain, at) and given_up <= min(_SLACK, width // 2):
                at -= 1
                given_up += _width(plain[at])
            if at == start or not _may_break(plain, at):
                at = index
            offsets.append(at)
            start = index = at
            used = 0
            continue
        used += cells
        index += 1
    return offsets


def fold(text: Text, width: int) -> list[Text]:
    """The paragraph as lines of at most `width` cells, styles kept, blanks at their ends removed."""
    lines = list(text.divide(breaks(text.plain, max(width, 2))))
    for number, line in enumerate(lines):
        line.rstrip()
        if number:
            leading = len(line.plain) - len(line.plain.lstrip())
            if leading:
                lines[number] = line.divide([leading])[-1]
    return lines
