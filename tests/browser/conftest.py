"""Opens reports in the browser of tests/conftest.py and looks at what they do there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from meetextract.export import Options
from meetextract.model import Document
from meetextract.views.html import HtmlExporter

sys.path.insert(0, str(Path(__file__).parents[1]))  # the factories that all tests of the views share

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report in the browser, and at the end of the test looks at what the page did.

    Whatever a test does in a page: no error, no message on the console, no request and no dialogue may come of it.
    """
    pages: list[Page] = []
    said: list[str] = []

    def open_(documents: Sequence[Document], *, lang: str = "ja", theme: str = "light", script: bool = True) -> Page:
        path = tmp_path / f"report{len(pages)}.html"
        with HtmlExporter().open(path, Options(lang=lang)) as sink:
            for each in documents:
                sink.write(each)
        context = browser.new_context(
            color_scheme=theme, java_script_enabled=script, viewport={"width": 1400, "height": 900}, locale="ja-JP"
        )
        page = context.new_page()
        pages.append(page)
        page.on("console", lambda message: said.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: said.append(f"request: {request.url}"))
        page.goto(path.as_uri())
        assert said.pop(0) == f"request: {path.as_uri()}"
        return page

    yield open_
    for page in pages:
        page.context.close()
    assert not [line for line in said if not line.startswith(("request: data:", "request: blob:"))]
