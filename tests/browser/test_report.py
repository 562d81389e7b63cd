"""The report in a real browser: what a reader clicks, hovers, types and hears."""

from __future__ import annotations

import csv
import dataclasses
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from meetextract.model import Document, Warning

try:
    from playwright.sync_api import expect
except ImportError:  # the fixture `browser` says so and skips
    expect = None
from view_factories import INJECTIONS, TEXT, article, attacked, country, document, meeting, undated

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Open

BACKGROUND = "e => getComputedStyle(e).backgroundColor"
TRANSPARENT = "rgba(0, 0, 0, 0)"


def several(count: int = 120) -> list[Document]:
    """Articles with different days and sides, so that each filter has something to leave out."""
    found = []
    for n in range(count):
        record = article(source=f"{n}.txt", published=f"2025-{n % 12 + 1:02}-15")
        held = record.meetings[0]
        sides, people, points = held.countries, held.participants, held.points
        if n % 3 == 0:
            other = dataclasses.replace(sides[1], code="KR", name="大韓民国", name_en="South Korea")
            sides = (sides[0], other)
            people = (people[0], dataclasses.replace(people[1], name="安圭伯", country="KR"))
        if n % 4 == 0:
            points = (dataclasses.replace(points[0], kind="share"), *points[1:])
        when = dataclasses.replace(held.date, value=f"2025-{n % 12 + 1:02}-02") if held.date else None
        held = dataclasses.replace(held, countries=sides, participants=people, points=points, date=when)
        found.append(dataclasses.replace(record, meetings=(held,)))
    return found


def count_shown(page: Page) -> int:
    return page.locator("#points tbody tr:visible").count()


# Article view


def test_the_legend_switches_marks_off_and_on(open_report: Open) -> None:
    page = open_report([article()])
    mark = page.locator(".body .ag").first
    person = page.locator(".body .pe").first
    assert mark.evaluate(BACKGROUND) != TRANSPARENT
    page.uncheck("#show-ag")
    assert mark.evaluate(BACKGROUND) == TRANSPARENT
    assert person.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"
    page.uncheck("#show-pe")
    assert person.evaluate("e => getComputedStyle(e).borderBottomStyle") == "none"
    page.check("#show-ag")
    assert mark.evaluate(BACKGROUND) != TRANSPARENT


def test_the_legend_works_without_script(open_report: Open) -> None:
    page = open_report([article()], script=False)
    page.locator("#show-pr").uncheck()
    assert page.locator(".body .pr").first.evaluate("e => getComputedStyle(e).fontWeight") == "400"


def test_hovering_a_record_lights_its_places_and_the_other_way_round(open_report: Open) -> None:
    page = open_report([article()])
    page.hover("#m1p1")
    assert page.locator(".body .lit").evaluate_all("all => all.map(e => e.textContent)") == [
        "共同訓練を拡大すること",
        "一致した",
        "",
    ]
    page.hover(".body .pe >> nth=1")
    assert page.locator(".cards .lit").evaluate_all("all => all.map(e => e.id)") == ["m1a2"]
    page.hover("h1")
    assert page.locator(".lit").count() == 0


def test_focus_lights_as_hovering_does(open_report: Open) -> None:
    page = open_report([article()])
    page.focus("#m1p2 a")
    assert page.locator(".body .sa.lit").text_content() == "地域の現状"
    page.focus(".ref >> nth=0")
    assert page.locator("#m1p1.lit").count() == 1


def test_records_lead_to_their_place_and_places_to_their_record(open_report: Open) -> None:
    page = open_report([article()])
    page.click("#m1p1 a")
    assert page.locator(":target").text_content() == "共同訓練を拡大すること"
    page.click(".ref >> nth=1")
    assert page.locator(":target").get_attribute("id") == "m1p2"
    page.click(".body .pl")
    assert page.locator(":target").get_attribute("id") == "m1l"


def test_a_place_off_the_screen_is_brought_into_view_with_its_record(open_report: Open) -> None:
    record = article(more="\n続き。" * 300)
    far = dataclasses.replace(record, text="前置き。\n" * 300 + (record.text or ""))
    shift = len(far.text or "") - len(record.text or "")
    far = dataclasses.replace(far, meetings=tuple(moved(held, shift) for held in far.meetings))
    page = open_report([far])
    page.click("#m1p1 a")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("#m1p1")).to_be_in_viewport()


def moved(record: Any, shift: int) -> Any:
    """A record with every offset in it moved."""
    if isinstance(record, tuple):
        return tuple(moved(each, shift) for each in record)
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    values = {field.name: moved(getattr(record, field.name), shift) for field in dataclasses.fields(record)}
    if values.get("start") is not None:
        values["start"] += shift
        values["end"] += shift
    return dataclasses.replace(record, **values)


def test_the_keyboard_reaches_text_and_records(open_report: Open) -> None:
    page = open_report([article()])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ移動"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cards') !== null")


# Archive view


def test_search_and_filters_leave_what_matches(open_report: Open) -> None:
    page = open_report(several())
    output = page.locator("#f-count")
    expect(output).to_have_text("120件のうち120件が該当")
    assert count_shown(page) == 50
    page.click("#f-more")
    assert count_shown(page) == 100

    page.select_option("#f-country", "KR")
    expect(output).to_have_text("120件のうち40件が該当")
    page.select_option("#f-kind", "share")
    expect(output).to_have_text("120件のうち10件が該当")
    page.fill("#f-person", "ヘグセス")
    expect(output).to_have_text("条件に合う合意はありません。")
    page.click("button[type=reset]")
    expect(output).to_have_text("120件のうち120件が該当")
    page.fill("#f-text", "共同訓練 韓国")
    expect(output).to_have_text("120件のうち40件が該当")
    page.fill("#f-text", "")
    page.fill("#f-since", "2025-11-01")
    page.fill("#f-until", "2025-11-30")
    expect(output).to_have_text("120件のうち10件が該当")
    assert count_shown(page) == 10


def test_a_count_in_who_met_whom_shows_that_pairs_points(open_report: Open) -> None:
    page = open_report(several(12))
    page.click('[aria-label="日本 × 韓国: 4"]')
    assert page.locator("#f-count").text_content() == "12件のうち4件が該当"
    page.click("#f-pair")
    assert page.locator("#f-count").text_content() == "12件のうち12件が該当"
    page.click('[aria-label="小泉進次郎 × ヘグセス: 8"]')
    assert page.locator("#f-count").text_content() == "12件のうち8件が該当"


def test_a_filter_stands_in_the_address_and_opens_from_it(open_report: Open) -> None:
    page = open_report(several(12))
    page.click('[aria-label="日本 × 韓国: 4"]')
    assert page.evaluate("document.activeElement.id") == "f-pair"
    page.select_option("#f-kind", "share")
    page.fill("#f-text", "共同 & 訓練")
    page.fill("#f-text", "共同")
    expect(page.locator("#f-count")).to_have_text("12件のうち1件が該当")
    page.wait_for_function("location.hash.includes('text')")
    address = page.evaluate("location.hash")
    assert address.startswith("#?")
    page.click("button[type=reset]")
    expect(page.locator("#f-count")).to_have_text("12件のうち12件が該当")
    page.wait_for_function("!location.hash.startsWith('#?')")
    page.evaluate("address => { location.hash = address }", address)
    expect(page.locator("#f-count")).to_have_text("12件のうち1件が該当")
    assert page.input_value("#f-text") == "共同"
    assert page.text_content("#f-pair") == "日本 × 韓国 ✕"
    page.evaluate("location.hash = '#?kind=nothing&country=<b>&sides=x'")  # an address may say anything
    expect(page.locator("#f-count")).to_have_text("12件のうち12件が該当")


def test_what_is_found_can_be_saved_as_csv(open_report: Open) -> None:
    page = open_report([*several(12), attacked("=1+1")])
    page.select_option("#f-country", "KR")
    expect(page.locator("#f-count")).to_have_text("13件のうち4件が該当")
    assert [row[1] for row in saved(page)] == ["当事者", *["日本・韓国"] * 4]
    page.click("button[type=reset]")
    page.fill("#f-text", "1+1")
    expect(page.locator("#f-count")).to_have_text("13件のうち1件が該当")
    assert saved(page)[1][4] == "'=1+1"


def saved(page: Page) -> list[list[str]]:
    with page.expect_download() as started:
        page.click("#f-csv")
    return list(csv.reader(started.value.path().read_text("utf-8-sig").splitlines()))


@pytest.mark.parametrize("script", [True, False])
def test_the_matrix_shows_sixteen_sides_and_all_when_asked(open_report: Open, *, script: bool) -> None:
    sides = [country(f"X{n:02}", f"国{n}") for n in range(22)]
    many = [document(meetings=[meeting(countries=[sides[0], side])]) for side in sides[1:]]
    page = open_report(many, script=script)
    rows = page.locator(".matrix tbody tr:visible")
    heads = page.locator(".matrix thead th:visible")
    expect(page.locator(".switch")).to_contain_text("全22の国・機関のうち、会談の多い16")
    assert (rows.count(), heads.count()) == (16, 16)
    page.check("#show-sides")
    assert (rows.count(), heads.count()) == (22, 22)
    assert not page.locator(".switch > span").is_visible()


def test_on_a_phone_the_timeline_begins_with_the_newest(open_report: Open) -> None:
    page = open_report(several(12))
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("svg a").last).to_be_in_viewport()
    expect(page.locator("svg a").first).not_to_be_in_viewport()


def test_meetings_not_read_are_named_and_lead_to_their_warning(open_report: Open) -> None:
    record = article()
    start = TEXT.index("ヘグセス氏は")
    warning = Warning("meeting-not-read", "speaks of talks, and no meeting was read", start, start + 6)
    page = open_report([record, dataclasses.replace(record, warnings=(warning,))])
    expect(page.locator(".missed li")).to_contain_text("「ヘグセス氏は」")
    page.click(".missed li a")
    expect(page.locator(":target")).to_be_in_viewport()
    assert "「ヘグセス氏は」" in (page.locator(":target").text_content() or "")
    assert not open_report([record, record]).locator(".missed").count()


def test_more_rows_are_asked_for_and_printed_without_a_mouse(open_report: Open) -> None:
    page = open_report(several(120))
    page.focus("#f-more")
    page.keyboard.press("Enter")
    assert count_shown(page) == 100
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 51
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert count_shown(page) == 120


def test_a_row_is_one_click_from_its_sentence(open_report: Open) -> None:
    page = open_report(several(12))
    page.locator("#points tbody tr:visible td:nth-child(5) a").nth(3).click()
    target = page.locator(":target")
    assert target.text_content() == "共同訓練を拡大すること"
    expect(target).to_be_in_viewport()


def test_a_link_to_a_far_article_stays_with_its_sentence(open_report: Open) -> None:
    """Articles off the screen have no layout until they are drawn: what comes in between must not lose the target."""
    page = open_report(several(120))
    page.evaluate("location.hash = 'd117s8'; requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, 0)))")
    target = page.locator(":target")
    expect(target).to_have_text("共同訓練を拡大すること")
    expect(target).to_be_in_viewport()


def test_a_bar_leads_to_its_month_and_a_day_to_its_meeting(open_report: Open) -> None:
    page = open_report(several(12))
    page.click('svg a[aria-label^="2025年3月"]')
    assert page.locator("#m-2025-03").evaluate("e => e.open")
    page.click("#m-2025-03 li a")
    assert page.locator(".card:target").is_visible()


def test_the_archive_reads_without_script(open_report: Open) -> None:
    page = open_report(several(60), script=False)
    assert count_shown(page) == 60
    assert not page.locator(".filters").is_visible()
    page.click("#points tbody tr:first-child td:nth-child(5) a")
    assert page.locator(":target").is_visible()


def test_a_long_archive_draws_no_more_rows_than_are_asked_for(open_report: Open) -> None:
    page = open_report(several(1200))
    assert count_shown(page) == 50
    page.fill("#f-text", "韓国")
    expect(page.locator("#f-count")).to_contain_text("400件が該当")
    assert count_shown(page) == 50


# Both


@pytest.mark.parametrize("script", [True, False])
def test_hostile_articles_do_nothing(open_report: Open, *, script: bool) -> None:
    page = open_report([attacked(words) for words in INJECTIONS], script=script)
    assert page.locator("script").count() == 2
    assert page.locator("style").count() == 1
    assert page.locator("body").is_visible()
    if script:
        page.fill("#f-text", "<img src=x onerror=alert(1)>")
        expect(page.locator("#f-count")).to_have_text(f"{len(INJECTIONS)}件のうち1件が該当")
        for link in page.locator(".pairs a").all():
            link.click()
    single = open_report([attacked("".join(INJECTIONS))], script=script)
    single.hover(".cards li")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("view", ["article", "archive"])
def test_an_accessibility_check_finds_nothing(open_report: Open, view: str, lang: str, theme: str) -> None:
    documents = [article()] if view == "article" else [*several(12), undated(article())]
    page = open_report(documents, lang=lang, theme=theme)
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in result["violations"]]
    assert not found
    # Lit and aimed-at records keep their contrast as well.
    page.locator(".cards a").last.focus()
    result = page.evaluate("axe.run('.lit', {runOnly: ['color-contrast']})")
    assert not result["violations"]


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_no_view_is_wider_than_the_window(open_report: Open, width: int) -> None:
    for documents in ([article()], several(12)):
        page = open_report(documents)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_printed_article_shows_all_of_text_and_cards(open_report: Open) -> None:
    page = open_report([article(more="\n続き。" * 300)])
    page.emulate_media(media="print")
    for pane in (".text", ".cards"):
        assert page.locator(pane).evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    assert not page.locator(".legend").is_visible()


def test_the_printed_archive_is_no_wider_than_the_paper(open_report: Open) -> None:
    page = open_report(several(16))
    page.set_viewport_size({"width": 680, "height": 900})  # A4 within its margins
    page.emulate_media(media="print")
    wide = "es => es.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
    assert page.locator(".scroll, .wide").count() > 0
    assert page.eval_on_selector_all(".scroll, .wide, html", wide) == []


def test_on_a_phone_what_was_agreed_is_in_sight(open_report: Open) -> None:
    page = open_report(several(8))
    page.set_viewport_size({"width": 390, "height": 800})
    shown = page.locator("#points tbody tr:visible td:nth-child(5)")
    for cell in shown.all():
        box = cell.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["width"] > 300


def test_on_a_phone_persons_stand_under_each_other(open_report: Open) -> None:
    page = open_report([article()])
    page.set_viewport_size({"width": 390, "height": 800})
    left = {round((person.bounding_box() or {"x": -1})["x"]) for person in page.locator(".who .person").all()}
    assert page.locator(".who .person").count() > 1 and len(left) == 1
