"""The HTML report: everything is there, every link arrives, and no article can put anything into the page but text."""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from meetextract.errors import ArgumentError, InputError
from meetextract.export import Options, get
from meetextract.export.json import dumps_line
from meetextract.model import Document, Meeting, Span, Warning
from meetextract.views.highlight import KINDS, Marks
from meetextract.views.html import HtmlExporter
from meetextract.views.labels import LANGUAGES, labels
from meetextract.views.markup import Html, el, text
from meetextract.views.timeline import Event, timeline
from meetextract.views.visible import visible
from view_factories import INJECTIONS, TEXT, Article, article, attacked, document, meeting, participant, point, undated

VOID = {"meta", "link", "input", "br", "hr", "col"}


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, the text, whether everything was closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.strange: list[str] = []
        self.stack: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            if tag == "a":
                assert "a" not in self.stack, "a link inside a link"
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.stack):
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    handle_pi = unknown_decl = handle_comment

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def report(documents: Sequence[Document], *, lang: str = "ja", errors: Sequence[tuple[str, str]] = ()) -> str:
    stream = io.BytesIO()
    sink = HtmlExporter().open(stream, Options(lang=lang))
    for each in documents:
        sink.write(each)
    for source, message in errors:
        sink.write_error(source, InputError(message))
    sink.close()
    return stream.getvalue().decode()


def drawn(source: str, record: Document) -> Page:
    """The text of a record with its marks, taken apart."""
    return Page(Marks(record, "").html(labels("ja"), {}))


# The page as a whole


def test_the_registry_knows_the_format() -> None:
    assert isinstance(get("html"), HtmlExporter)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_every_link_arrives_and_every_id_is_the_only_one(count: int, lang: str) -> None:
    documents = [article(source=f"{n}.txt") for n in range(count)]
    page = Page(report([*documents, *map(undated, documents[:1])], lang=lang, errors=[("b.txt", "is not text")]))
    assert not page.stack
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    for name in ("href", "aria-labelledby", "for", "list"):
        targets = [target.removeprefix("#") for target in page.all(name) if target != "data:,"]
        assert set(targets) <= set(ids), name
    assert ("html", {"lang": lang}) in page.elements


def test_nothing_is_fetched_and_only_the_pages_own_script_and_style_may_run() -> None:
    source = report([article(), article()])
    page = Page(source)
    assert not page.all("src") and not page.all("style") and not page.all("action")
    assert all(target.startswith("#") or target == "data:," for target in page.all("href"))
    assert "url(" not in source and "@import" not in source
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag in ("script", "style"):
        for body in re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL):
            assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy


def test_one_document_gives_the_article_view_and_several_the_archive() -> None:
    assert 'class="article"' in report([article()])
    assert 'class="archive"' in report([article(), article()])
    assert 'class="archive"' in report([])


def test_failed_inputs_are_named_in_both_views() -> None:
    for documents in ([], [article()], [article(), article()]):
        page = Page(report(documents, errors=[("<b>.txt", "is not text")]))
        assert "<b>.txt" in page.text and "is not text" in page.text


def test_an_unknown_language_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError):
        HtmlExporter().open(tmp_path / "a.html", Options(lang="xx"))
    assert not list(tmp_path.iterdir())


def test_a_report_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    sink = HtmlExporter().open(tmp_path / "a.html", Options(lang="ja"))
    sink.write(article())
    sink.abort()
    assert not list(tmp_path.iterdir())


def test_a_hundred_articles_are_smaller_than_three_times_their_json() -> None:
    documents = [article(source=f"{n}.txt", more="\n両国は平和と安定を重視している。" * 20) for n in range(100)]
    without_text = [Document(**{**{f: getattr(d, f) for f in d.__slots__}, "text": None}) for d in documents]
    size = sum(len(dumps_line(each).encode()) + 1 for each in documents)
    assert len(report(documents).encode()) < 3 * size
    assert len(report(without_text).encode()) < 3 * sum(len(dumps_line(each).encode()) + 1 for each in without_text)


# What an article could try


@pytest.mark.parametrize("attack", INJECTIONS)
@pytest.mark.parametrize("count", [1, 2])
def test_an_article_puts_nothing_into_the_page_but_text(attack: str, count: int) -> None:
    clean_page = Page(report([attacked("甲")] * count, errors=[("甲", "甲")]))
    source = report([attacked(attack)] * count, errors=[(attack, attack)])
    page = Page(source)
    # The same elements with the same attributes as for a harmless article: only their values differ.
    assert [(tag, list(attributes)) for tag, attributes in page.elements] == [
        (tag, list(attributes)) for tag, attributes in clean_page.elements
    ]
    assert not page.strange
    assert page.all("id") == clean_page.all("id")
    assert page.all("href") == clean_page.all("href")
    assert page.all("class") == clean_page.all("class")
    shown = visible(re.sub(r"[\t\r\n]+", " ", attack)).strip()
    assert shown in page.text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", source)


def test_a_record_that_names_its_own_ids_cannot_leave_the_attribute() -> None:
    bad = Meeting('m1" onclick="x', None, "held", "phone", (), None, None, (), ())
    page = Page(report([document(meetings=[bad])]))
    assert not page.all("onclick")


def test_text_is_escaped_unless_it_was_built() -> None:
    assert el("p", "<b>&\"'", title='"<>') == '<p title="&quot;&lt;&gt;">&lt;b&gt;&amp;&quot;&#x27;</p>'
    assert el("p", el("b", "x"), None, "\x1b") == "<p><b>x</b>␛</p>"
    assert el("input", hidden="", value=None, class_="a") == '<input hidden class="a">'
    assert isinstance(text("x"), Html)


# The marks in the text


def test_the_text_stands_as_it_is() -> None:
    record = article()
    assert drawn(TEXT, record).text == TEXT
    hostile = "\n 甲\r\n\t<乙>&amp;\u3000\x1b\n\n"
    assert drawn(hostile, document(text=hostile, meetings=[])).text == visible_lines(hostile)


def visible_lines(source: str) -> str:
    return "".join(c if c in "\n\r\t" else visible(c) for c in source)


def test_marks_cover_exactly_the_words_of_their_records() -> None:
    covered = marked(article())
    assert covered["ag"] == ["共同訓練を拡大すること"]
    assert covered["sa"] == ["地域の現状"]
    assert covered["pr"] == ["一致した", "懸念を示した"]
    assert covered["pe"] == ["小泉進次郎防衛相", "ヘグセス国防長官"]
    assert covered["ti"] == ["防衛相", "国防長官"]
    assert (covered["co"], covered["da"], covered["pl"]) == (["米国"], ["2日"], ["マニラ"])


def marked(record: Document) -> dict[str, list[str]]:
    """The words under each kind of mark, pieces of one mark joined."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    stack: list[tuple[str, bool]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            kind = given.get("class") or ""
            stack.append((kind, False))
            if kind in found:
                found[kind].append("")

        def handle_endtag(self, tag: str) -> None:
            stack.pop()

        def handle_data(self, data: str) -> None:
            for kind, _ in stack:
                found[kind][-1] += data

    Reader().feed(Marks(record, "").html(labels("ja"), {}))
    return found


def test_marks_that_cross_are_cut_and_still_nest() -> None:
    words = "一二三四五六七八九"
    a = Article(words)
    crossing = Meeting(
        "m1", a.span("一二三四五"), "held", "phone", (), None, a.span("三四五六七"),
        (a.person("四", "JP", [], "四五六七八九"),),
        (a.point("agree", "二三四", "四五六", []),),
    )  # fmt: skip
    record = document(text=words, meetings=[crossing])
    page = drawn(words, record)
    assert page.text == words
    assert not page.stack
    assert len(page.all("id")) == len(set(page.all("id")))
    joined = {kind: "".join(pieces) for kind, pieces in marked(record).items() if pieces}
    assert joined == {"hd": "一二三四五", "ag": "二三四", "pr": "四五六", "pl": "三四五六七", "pe": "四五六七八九"}


def test_a_place_that_does_not_hold_its_words_is_not_marked() -> None:
    wrong = meeting(header=None, points=[point("agree", "内容", joint=True)])
    for span in (Span("別の言葉", 0, 3), Span("本文", 90, 92), Span("", 1, 1), Span("本", -2, -1)):
        record = document(text="本文です", meetings=[Meeting(**{**fields(wrong), "place": span})])
        assert not drawn("本文です", record).elements


def fields(record: Meeting) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}


def test_each_point_leads_to_its_sentence_and_each_mark_to_its_record() -> None:
    page = Page(report([article()]))
    by_id = {attributes["id"]: (tag, attributes) for tag, attributes in page.elements if "id" in attributes}
    refs = [a["href"] for _, a in page.elements if a.get("class") == "ref"]
    assert refs == ["#m1p1", "#m1p2"]
    assert by_id["m1p1"][0] == "li"
    content_links = [a["href"] for tag, a in page.elements if tag == "a" and a["href"].startswith("#s")]
    assert {by_id[link[1:]][1]["class"] for link in content_links} == {"ag", "sa", "pe", "co", "da", "pl"}


def test_without_the_text_the_records_still_stand_and_the_page_says_why() -> None:
    record = document(meetings=[meeting(points=[point("agree", "拡大すること", joint=True)])])
    page = Page(report([record]))
    assert "拡大すること" in page.text
    assert labels("ja")["no_text"] in page.text


def test_agreed_points_come_first_and_statements_stand_by_side() -> None:
    source = report([article()])
    assert source.index("合意したこと") < source.index("米国の発言")
    assert source.index('class="sides"') < source.index("米国の発言")


# The archive


def test_every_agreed_point_has_a_row_that_leads_to_its_sentence() -> None:
    source = report([article(source=f"{n}.txt", published=f"2025-11-{n + 10}") for n in range(3)])
    rows = re.findall(r'<tr data-c="JP US" data-k="agree" data-d="2025-11-02">.*?</tr>', source)
    assert len(rows) == 3
    assert {re.search(r'href="#(d\d)s\d+">共同訓練', row).group(1) for row in rows} == {"d1", "d2", "d3"}  # type: ignore[union-attr]
    assert not re.search('data-k="concern"', source)


def test_who_met_whom_counts_meetings() -> None:
    source = report([article(), article()])
    assert source.count('aria-label="日本 × 米国: 2"') == 1
    assert source.count('aria-label="米国 × 日本: 2"') == 1
    assert 'aria-label="小泉進次郎 × ヘグセス: 2"' in source


def test_officials_of_one_side_did_not_meet_each_other() -> None:
    people = [participant("甲", "JP", []), participant("乙", "JP", []), participant("丙", "US", [])]
    source = report([document(meetings=[meeting(people=people)])] * 2)
    assert re.findall('aria-label="(. × .): 2"', source) == ["甲 × 丙", "乙 × 丙"]


def test_a_meeting_without_a_date_stands_on_the_articles_and_says_so() -> None:
    record = document(published="2025-11-12", meetings=[meeting(points=[point("agree", "拡大", joint=True)])])
    source = report([record, undated(record)])
    assert 'data-d="2025-11-12"' in source
    assert "記事の日付" in source
    assert "年月日のそろわない会談" in source


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        (["2025-11-02"], 1),
        (["2025-11-02", "2025-11-04"], 2),
        (["2025-01-02", "2025-11-04", "2025-11-20"], 2),
        (["0001-01-01", "1900-12-31", "9999-12-31"], 3),
        (["2010-01-01", "2029-12-31"], 2),
    ],
)
def test_the_timeline_holds_every_meeting_whatever_the_span(days: list[str], bars: int) -> None:
    events = [Event(datetime.date.fromisoformat(day), True, ("JP",), ("日本",), (), "d1m1") for day in days]
    drawing = timeline(events, "ja")
    labels_of = re.findall(r'aria-label="[^"]*会談 (\d+)件"', drawing)
    assert len(labels_of) == bars
    assert sum(map(int, labels_of)) == len(days)
    assert set(re.findall(r'href="#(m-[0-9-]+)"', drawing)) <= {f"m-{day[:7]}" for day in days}


def test_an_archive_without_dates_or_meetings_is_still_a_page() -> None:
    page = Page(report([document(published=None, meetings=[]), document(published=None, meetings=[])]))
    assert labels("ja")["no_dates"] in page.text
    assert labels("ja")["no_meetings"] in page.text


def test_a_date_without_its_year_is_shown_and_said_to_be_off_the_timeline() -> None:
    dated = meeting(points=[point("agree", "拡大", joint=True)], date="2025-11-12")
    yearless = meeting(points=[point("agree", "縮小", joint=True)], date="--05-30")
    source = report([document(published=None, meetings=[dated, yearless]), document(published=None, meetings=[])])
    rows = re.findall(r"<tr data-c.*?</tr>", source)
    assert ["5月30日(年は不明)" in row for row in rows] == ["縮小" in row for row in rows]
    assert sum("5月30日(年は不明)" in row for row in rows) == 1
    calendar = source[source.index('id="calendar"') : source.index('id="agreed"')]
    assert "5月30日(年は不明)" in calendar
    assert labels("ja")["timeline_undated"].format(n=1) in source


def test_bars_with_meetings_have_a_label_before_others() -> None:
    days = [datetime.date(2026, 4, 14), datetime.date(2026, 5, 14), datetime.date(2026, 6, 12)]
    drawing = timeline([Event(day, True, ("JP",), ("日本",), (), "d1m1") for day in days], "ja")
    assert all(f">{day.month}/{day.day}</text>" in drawing for day in days)


def test_every_bar_has_its_label_where_there_is_room() -> None:
    days = [datetime.date(year, 4, 14) for year in range(2011, 2029)]
    drawing = timeline([Event(day, True, ("JP",), ("日本",), (), "d1m1") for day in days], "ja")
    assert all(f">{day.year}</text>" in drawing for day in days)


def test_warnings_are_told_in_the_language_of_the_page() -> None:
    record = document(warnings=(Warning("wrapped-lines", "lines broken at a fixed width were read as one", 0, 1),))
    assert "つないで読みました" in report([record]) and "were read as one" in report([record], lang="en")
