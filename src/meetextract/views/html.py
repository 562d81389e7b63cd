"""The report: one self-contained HTML page of an article or of an archive (`-f html`).

No network, and no script needed to read it: the style sheet and the small script for comfort stand in the page, and a
content security policy with their hashes lets nothing else run, whatever an article holds.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from meetextract.errors import MeetextractError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.model import Document
from meetextract.views.archive import Archive, failures
from meetextract.views.article import Article, legend
from meetextract.views.labels import Lang, as_lang, labels
from meetextract.views.markup import EMPTY, Html, el, join

# Runs before the page is drawn: the style sheet then shows what needs the script and keeps long tables short.
_EARLY = "document.documentElement.classList.add('js')"


class HtmlExporter:
    """A page to read. Highlights need the article's text: documents should come with `text`."""

    name = "html"
    suffixes = (".html", ".htm")
    binary = False
    extra = None
    streaming = False
    updates = False

    def open(self, target: Target, options: Options) -> HtmlSink:
        """A sink on `target`."""
        return HtmlSink(target, options)


class HtmlSink(BaseSink):
    """One document gives the article view, several (or failed inputs beside it) the archive view."""

    def __init__(self, target: Target, options: Options) -> None:
        self._lang = as_lang(options.lang)  # before a file is begun
        super().__init__(target, options)
        self._first: Document | None = None
        self._archive: Archive | None = None
        self._errors: list[tuple[str, str]] = []

    def write(self, document: Document) -> None:
        """Add a document."""
        if self._archive is None:
            if self._first is None:
                self._first = document
                return
            self._archive = Archive(self._lang)
            self._archive.add(self._first)
        self._archive.add(document)

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Name a failed input in the page."""
        self._errors.append((source, error.message))

    def close(self) -> None:
        """Write the page and put it in place."""
        if self._archive is None and self._first is not None:
            page = article_page(self._first, self._lang, self._errors)
        else:
            page = archive_page(self._archive or Archive(self._lang), self._errors)
        self.output.write(page)
        super().close()


def article_page(document: Document, lang: Lang, errors: list[tuple[str, str]] | None = None) -> Html:
    """The page of one article."""
    words = labels(lang)
    article = Article(document, "", lang, 1)
    head = el("header", el("p", words["page_article"], class_="kicker"), el("h1", article.title, lang=article.ja),
              article.facts())  # fmt: skip
    skips = (("text", "skip_text"), ("cards", "skip_records"))
    body = el("main", legend(lang), article.body(), failures(errors or [], lang), class_="doc")
    return page(lang, article.title, "article", skips, join([head, body]))


def archive_page(archive: Archive, errors: list[tuple[str, str]]) -> Html:
    """The page of several articles."""
    words = labels(archive.lang)
    head = el("header", el("h1", words["page_archive"]), archive.numbers(), archive.contents())
    body = el("main", failures(errors, archive.lang), archive.html())
    return page(archive.lang, words["page_archive"], "archive", (("agreed", "skip_agreed"),), join([head, body]))


def page(  # noqa: PLR0913, PLR0917  (what a page consists of)
    lang: Lang, title: str, view: str, skips: tuple[tuple[str, str], ...], content: Html, more: str = ""
) -> Html:
    """A whole page around its content; `more` names a style sheet and a script beside those of every page."""
    words = labels(lang)
    style, script = _asset("page.css"), _asset("page.js")
    if more:
        style, script = style + _asset(f"{more}.css"), script + _asset(f"{more}.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_EARLY)} {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = el(
        "head",
        el("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="generator", content=f"meetextract {_version()}"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", title),
        el("link", rel="icon", href="data:,"),
        Html(f"<script>{_EARLY}</script><style>{style}</style>"),
    )
    links = [el("a", words[label], href=f"#{anchor}", class_="skip") for anchor, label in skips]
    foot = el("footer", el("p", words["made_by"].format(version=_version())))
    body = el("body", el("nav", *links, aria_label=words["skips"]) if links else EMPTY, content, foot,
              Html(f"<script>{script}</script>"), class_=view)  # fmt: skip
    return Html(f"<!DOCTYPE html>\n{el('html', head, body, lang=lang)}\n")


def _version() -> str:
    from meetextract import __version__  # noqa: PLC0415  (the package imports the pipeline, the page does not need it)

    return __version__


def _asset(name: str) -> str:
    return resources.files("meetextract.views").joinpath("assets", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
