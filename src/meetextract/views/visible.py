"""Makes visible what an article could hide: control characters, bidi overrides, invisible characters.

Article text is hostile: an escape sequence would drive the reader's terminal, a bidi override would make a sentence
read differently from what it says. Both views show such characters instead of passing them on.
"""

from __future__ import annotations

import re
from typing import Final

# Cc and Cf by their blocks (one regular expression is much faster than a category per character), the line
# and paragraph separators, lone surrogates (which no UTF-8 stream takes) and noncharacters at the end of a plane.
# Variation selectors are not among them: Japanese names need them (葛󠄀城).
HIDDEN: Final = (
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f]"
)
_HIDDEN: Final = re.compile(HIDDEN)
_DELETE: Final = 0x7F
_CONTROL_PICTURES: Final = 0x2400


def shown(character: str) -> str:
    """The picture or number of one hidden character."""
    code = ord(character)
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return f"‹U+{code:04X}›"


def visible(text: str) -> str:
    """The text with every character that acts without being seen replaced by a picture or its number.

    Args:
        text: any text, straight from an article, a path or an error message.

    Returns:
        C0 controls as Unicode control pictures (␛), everything else hidden as ‹U+202E›. Blanks stay.
    """
    return _HIDDEN.sub(lambda match: shown(match.group()), text)


def one_line(text: str) -> str:
    """Like `visible`, for a text that has to stand in one paragraph: line breaks and tabs become blanks."""
    return visible(re.sub(r"[\t\r\n]+", " ", text)).strip()
