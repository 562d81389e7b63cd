"""Building HTML so that a text can never become markup.

`el` is the only way from text to HTML: what is not already `Html` is escaped, in content and in attributes alike, and
characters that act unseen are made visible. (No template language: three pages of elements need none, and escaping by
type cannot be forgotten, while a template's `|safe` can.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from meetextract.views.visible import HIDDEN, shown


class Html(str):
    """Finished HTML. Made by `el`, `text` and `join` only."""

    __slots__ = ()


_VOID: Final = frozenset({"br", "col", "hr", "input", "link", "meta"})
_NAMES: Final = {"class_": "class", "for_": "for", "class": "class", "id": "id", "href": "href", "viewBox": "viewBox"}
EMPTY: Final = Html("")


# One pass for markup and for hidden characters: a report of thousands of meetings has millions of short strings.
_SPECIAL: Final = re.compile(f"[<>&\"']|{HIDDEN}")
_ESCAPES: Final[dict[str, str]] = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#x27;"}
_ESCAPES.update({blank: blank for blank in "\n\r\t"})


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match.group()) or shown(match.group())


def text(content: str) -> Html:
    """A text as HTML, fit for element content and for quoted attributes; line breaks and tabs are kept."""
    return Html(_SPECIAL.sub(_escaped, content))


def start(tag: str, attributes: dict[str, str | None]) -> Html:
    """A start tag; attributes whose value is None are left out. Names come from the program, never from a text."""
    parts = [f' {name}="{text(value)}"' if value else f" {name}" for name, value in attributes.items()
             if value is not None]  # fmt: skip
    return Html(f"<{tag}{''.join(parts)}>")


def el(tag: str, *children: str | None, **attributes: str | None) -> Html:
    """An element.

    Args:
        tag: its name.
        children: `Html` is taken as it is, any other str is escaped, None left out.
        attributes: `class_` and `for_` stand for the reserved words, `data_x` for `data-x`; None is left out.
    """
    opened = start(tag, {_NAMES.get(name) or name.replace("_", "-"): value for name, value in attributes.items()})
    return opened if tag in _VOID else Html(f"{opened}{join(children)}</{tag}>")


def join(children: Iterable[str | None]) -> Html:
    """Pieces one after the other, escaped like the children of `el`."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children if child is not None))
