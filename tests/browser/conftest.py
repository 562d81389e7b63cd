"""A real browser for the tests in this folder: Chromium, driven by Playwright's Python package.

The browser is the system's own (`chromium`, or what MEETEXTRACT_CHROMIUM names). Without it, or without the packages
`playwright` and `axe-playwright-python`, the tests are skipped and say so; MEETEXTRACT_BROWSER=required, which the
project's own checks set, makes that a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
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


def _missing(what: str) -> None:
    if os.environ.get("MEETEXTRACT_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("MEETEXTRACT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _missing("no chromium on this machine (Debian: apt-get install chromium)")
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            _missing(f"the Python package {package.replace('_', '-')} is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        # Playwright gives every launch a profile of its own and removes it.
        started = playwright.chromium.launch(executable_path=program, headless=True, args=flags)
        yield started
        started.close()


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
