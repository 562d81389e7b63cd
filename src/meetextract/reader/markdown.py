"""Markdown, through markdown-it-py and its plugins for front matter and footnotes: to HTML, and from there to text as
any page. Line ends within paragraphs stay: many save plain text under this name."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from meetextract.reader.compose import compose
from meetextract.reader.days import day_of
from meetextract.reader.html import Page, parse_html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TOML: Final = re.compile(r"\+\+\+[ \t]*\r?\n(.{0,20000}?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"^([A-Za-z_]{1,30})[ \t]*[:=][ \t]*(\S.{0,500}?)[ \t]*$", re.MULTILINE)
_TITLES: Final = ("title", "headline")
_DAYS: Final = ("date", "published", "publishdate", "pubdate", "published_at")
_PUBLISHERS: Final = ("publisher", "source", "newspaper", "media", "site", "site_name", "publication")


def parse_markdown(text: str) -> Page:
    """The text of a Markdown document and what its front matter and first heading say. Never raises."""
    front = ""
    if toml := _TOML.match(text):
        front, text = toml[1], text[toml.end() :]
    tokens = _parser().parse(text)
    if tokens and tokens[0].type == "front_matter":
        front = tokens[0].content
    page = parse_html(_parser().renderer.render(tokens, _parser().options, {}))
    fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front)}
    title = _first(fields, _TITLES) or _heading(tokens)
    article = compose(page.text, title=title, publisher=_first(fields, _PUBLISHERS), day=day_of(_first(fields, _DAYS)))
    readings = tuple((start + article.shift, end + article.shift, word) for start, end, word in page.readings)
    return Page(article.text, readings, page.published, article.known)


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if name in fields), None)


def _heading(tokens: Sequence[Token]) -> str | None:
    """The one heading of the first level."""
    found = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"]
    if len(found) != 1:
        return None
    return "".join(child.content for child in tokens[found[0] + 1].children or () if child.type == "text")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    for name in ("footnote_ref", "footnote_anchor"):
        parser.add_render_rule(name, _nothing)
    parser.add_render_rule("list_item_open", _item)
    parser.add_render_rule("text", _text)
    return parser


def _nothing(*_: Any) -> str:
    return ""


def _item(_self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    """The number of an item of a numbered list is written, and so is read."""
    return f"<li>{tokens[at].info}. " if tokens[at].info else "<li>"


def _text(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: MutableMapping[str, Any]) -> str:
    """Beside 「 and 。 CommonMark takes ** for no emphasis; in a Japanese text it is."""
    from markdown_it.common.utils import escapeHtml

    return escapeHtml(tokens[at].content.replace("**", ""))
