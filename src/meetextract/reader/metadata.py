"""What a page says of itself for machines: JSON-LD, OpenGraph, other meta elements, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from meetextract.reader.compose import find_line
from meetextract.reader.days import day_of
from meetextract.text.known import NOTHING, Fact, Known

MAX_SCRIPT: Final = 1_000_000  # code points of JSON-LD; what is longer is no article's
_MAX_NODES: Final = 20_000  # of JSON looked at
_ARTICLES: Final = frozenset({
    "NewsArticle", "Article", "ReportageNewsArticle", "BackgroundNewsArticle", "AnalysisNewsArticle", "BlogPosting",
    "OpinionNewsArticle", "LiveBlogPosting", "SpecialAnnouncement", "GovernmentAnnouncement", "PressRelease",
})  # fmt: skip
_PAGES: Final = frozenset({"WebPage", "ItemPage"})  # articles where their name is the headline
_COMMENT: Final = re.compile(r"\A\s*(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|(?://|/\*)?\s*\]\]>\s*(?:\*/)?\s*\Z")
_PUBLISHED: Final = frozenset({"article:published_time", "datepublished", "og:article:published_time"})
_DATES: Final = frozenset({"date", "dc.date", "dc.date.issued", "dcterms.issued", "pubdate", "publishdate"})
_CHANGED: Final = frozenset({"article:modified_time", "datemodified", "og:updated_time", "last-modified"})
# How the names of papers and ministries end.
PAPER: Final = re.compile(
    r"(?:新聞|新報|日報|時報|通信|放送|テレビ|ニュース|タイムズ|タイムス|ジャーナル|省|庁|官邸|大使館|領事館)(?:電子版|デジタル|オンライン|社)?(?:ホームページ|公式サイト)?\Z"
)
_NAME_LIMIT: Final = 60  # code points of a publisher


@dataclass(slots=True)
class Metadata:
    """Collects while a page is parsed; `known` says what came of it.

    Attributes:
        published: a date to take where nothing else says one (YYYY-MM-DD), or None.
    """

    scripts: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    published: str | None = None
    _changed: str | None = None

    def meta(self, attributes: Mapping[str, str | None]) -> None:
        """A meta element."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        self.value(name, attributes.get("content") or "")

    def value(self, name: str, content: str) -> None:
        """A named value, of a meta element or of microdata."""
        name = name.lower()
        if not content:
            return
        if name in _PUBLISHED:
            self.values.setdefault("published", content)
        elif name in {"og:title", "og:site_name"}:
            self.values.setdefault(name, content)
        elif name in _DATES:
            self.published = self.published or day_of(content)
        elif name in _CHANGED:
            self._changed = self._changed or day_of(content)

    def known(self, text: str, heading: str = "") -> Known:
        """What the page says, the title only where it is a line of `text`. `heading`: its title element, which may end
        in the name of the paper."""
        article = _article(self.scripts, text)
        day = day_of(article.get("datePublished")) or day_of(self.values.get("published"))
        self.published = self.published or day_of(article.get("dateModified")) or self._changed
        site = self.values.get("og:site_name", "").strip()
        publisher = _name(article.get("publisher")) or site or _paper_behind(heading)
        title = _title(text, (article.get("headline"), _without(self.values.get("og:title", ""), site)))
        if not (title or publisher or day):
            return NOTHING
        fits = 0 < len(publisher) <= _NAME_LIMIT
        return Known(title, Fact(publisher) if fits else None, Fact(day) if day else None)


def _title(text: str, headlines: tuple[object, ...]) -> Fact | None:
    for headline in headlines:
        if isinstance(headline, str) and headline.strip() and (found := find_line(text, headline.strip())):
            return Fact(text[slice(*found)], *found)
    return None


def _paper_behind(heading: str) -> str:
    tail = re.split(r"[|｜]|\s[-－―–—]\s", heading[-200:])
    return tail[-1].strip() if len(tail) > 1 and PAPER.search(tail[-1].strip()) else ""


def _without(title: str, site: str) -> str:
    """A title without the name of the site behind it."""
    if site and title.rstrip().endswith(site):
        return re.sub(r"[\s|｜\-－―–—:：/／]+$", "", title.rstrip().removesuffix(site)[-300:]) or title
    return title


def _article(scripts: list[str], text: str) -> Mapping[str, Any]:
    """The JSON-LD object of the article: the one whose headline stands in the text, or the only one."""
    found: list[Mapping[str, Any]] = []
    pages: list[Mapping[str, Any]] = []
    named: dict[str, Mapping[str, Any]] = {}
    for script in scripts[:20]:
        try:
            value = json.loads(_COMMENT.sub("", script), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                named[node["@id"]] = node
            kinds = node.get("@type")
            named_kinds = kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
            if _ARTICLES.intersection(named_kinds):
                found.append(node)
            elif _PAGES.intersection(named_kinds) and _title(text, (node.get("headline"), node.get("name"))):
                pages.append({**node, "headline": node.get("headline") or node.get("name")})
    titled = [node for node in found if _title(text, (node.get("headline"),))]
    chosen = titled[0] if titled else found[0] if len(found) == 1 else pages[0] if pages and not found else {}
    publisher = chosen.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher and publisher.get("@id") in named:
        return {**chosen, "publisher": named[publisher["@id"]]}
    return chosen


def _nodes(value: object) -> Iterator[Mapping[str, Any]]:
    stack = [value]
    seen = 0
    while stack and seen < _MAX_NODES:
        seen += 1
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(reversed(node.values()))
        elif isinstance(node, list):
            stack.extend(reversed([item for item in node if isinstance(item, dict | list)]))


def _name(publisher: object) -> str:
    for _ in range(3):
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        elif isinstance(publisher, dict):
            publisher = publisher.get("name")
    return " ".join(publisher.split()) if isinstance(publisher, str) else ""
