"""What a notebook shows for a document, in a real browser: beside other output, narrow and wide, with hostile text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from view_factories import HOSTILE, article, attacked

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CELL = '<!DOCTYPE html><meta charset="utf-8"><body>{}<p id="next">the next cell</p></body>'


@pytest.mark.parametrize("width", [420, 1200])
@pytest.mark.parametrize("hostile", [False, True], ids=["article", "hostile"])
def test_a_cell_holds_its_document_and_leaves_the_page_alone(browser: Browser, width: int, hostile: bool) -> None:
    document = attacked(HOSTILE) if hostile else article()
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.set_content(CELL.format(document._repr_html_()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#next").is_visible()
    shown = page.locator("body").inner_text()
    if not hostile:
        for point in document.meetings[0].points:
            assert point.predicate.text in shown
    assert page.locator("tr").count() == sum(len(meeting.points) for meeting in document.meetings)
    page.close()
    assert said == []
