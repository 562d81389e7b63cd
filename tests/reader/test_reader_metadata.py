"""What a page says of itself for machines, and what in it belongs to other articles."""

from __future__ import annotations

import json

import pytest

from meetextract.reader.html import parse_html
from meetextract.text.known import Known

BODY = "<main><h1>外相会談</h1><p>会談した。</p></main>"


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def facts(html: str) -> tuple[str | None, str | None, str | None]:
    known = parse_html(html).known
    title, publisher, published = (fact.value if fact else None for fact in known)
    return title, publisher, published


ARTICLE = {
    "@type": "NewsArticle", "headline": "外相会談", "datePublished": "2026-05-19T20:00:00Z",
    "dateModified": "2026-05-25", "publisher": {"@type": "Organization", "name": "東都新聞"},
}  # fmt: skip
ALL = ("外相会談", "東都新聞", "2026-05-20")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(ARTICLE), ALL),
        (ld([{"@type": "WebSite", "name": "x"}, ARTICLE]), ALL),
        (ld({"@graph": [{"@type": ["Article"], **{k: v for k, v in ARTICLE.items() if k != "@type"}}]}), ALL),
        (
            ld({"@graph": [{**ARTICLE, "publisher": {"@id": "#o"}}, {"@id": "#o", "name": "東都新聞"}]}),
            ALL,
        ),
        # Of several the one whose headline stands on the page; of several others none.
        (ld([{**ARTICLE, "headline": "別の記事", "datePublished": "2020-01-01"}, ARTICLE]), ALL),
        (ld([{**ARTICLE, "headline": "別の記事"}, {**ARTICLE, "headline": "また別の記事"}]), (None, None, None)),
        (
            '<meta property="og:title" content="外相会談 | 東都新聞"><meta property="og:site_name" content="東都新聞">'
            '<meta property="article:published_time" content="2026-05-20T05:00:00+09:00">',
            ALL,
        ),
        # A page is the article where its name is the headline, and no article stands beside it.
        (ld({**ARTICLE, "@type": "WebPage", "headline": None, "name": "外相会談"}), ALL),
        (ld([{**ARTICLE, "@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE]), ALL),
        (ld({**ARTICLE, "@type": "WebPage", "headline": "東都新聞の一覧"}), (None, None, None)),
        # As old editors of pages wrap a script.
        (ld(ARTICLE).replace('json">', 'json">\n//<![CDATA[\n').replace("</script>", "\n//]]></script>"), ALL),
        ("<title>外相会談 | 東都新聞</title>", (None, "東都新聞", None)),
        ("<title>外相会談 | 政治</title>", (None, None, None)),
        ('<script type="application/ld+json">{"@type": "NewsArticle",</script>', (None, None, None)),
        (f'<script type="application/ld+json">{"[" * 100_000}</script>', (None, None, None)),
        ('<meta name="date" content="2026-05-20">', (None, None, None)),
    ],
)
def test_what_a_page_says_of_itself(head: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert facts(f"<html><head>{head}</head><body>{BODY}</body></html>") == expected


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="date" content="2026-05-20">', "2026-05-20"),
        ('<meta property="article:modified_time" content="2026-05-25">', "2026-05-25"),
        ('<meta property="article:modified_time" content="2026-05-25"><meta name="DC.date" content="2026-05-20">',
         "2026-05-20"),
        (ld({"@type": "NewsArticle", "headline": "外相会談", "dateModified": "2026-05-25"}), "2026-05-25"),
        ('<meta name="date" content="2026-02-30">', None),
    ],
)  # fmt: skip
def test_a_date_to_take_where_nothing_else_says_one(head: str, day: str | None) -> None:
    page = parse_html(head + BODY)
    assert (page.published, page.known.published) == (day, None)


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("<time datetime='2026-05-20T06:00:00+09:00'>5月20日 6:00</time>", "2026-05-20"),
        ("<nav><time datetime='2026-01-01'>1日</time></nav><time datetime='2026-05-20'>20日</time>", "2026-05-20"),
        ("<time datetime='PT2M'>2分で読めます</time>", None),
        ("<time>5月20日</time>", None),
    ],
)
def test_a_moment_that_the_article_shows_is_taken_where_nothing_else_says_its_day(before: str, day: str | None) -> None:
    assert parse_html(f"<h1>外相会談</h1>{before}<p>会談した。</p>").published == day


def test_a_headline_of_the_title_element_ends_before_the_site() -> None:
    head = '<title>外相会談 | 東都新聞</title><meta property="og:title" content="外相会談">'
    assert facts(f"<html><head>{head}</head><body><p>会談した。</p></body></html>")[0] == "外相会談"


def test_a_title_is_known_by_its_place_in_the_text() -> None:
    page = parse_html(ld({**ARTICLE, "headline": "外相 会談"}) + BODY)
    assert page.known.title is not None
    assert page.text[page.known.title.start : page.known.title.end] == "外相会談"
    assert parse_html(ld({**ARTICLE, "headline": "どこにもない見出し"}) + BODY).known.title is None


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<dl><dt>関連</dt><dd>【米=罠】</dd></dl>",
        "<div><h3>関連記事</h3><p>【米=罠】</p></div>",
        "<section><p>あわせて読みたい</p><p>【米=罠】</p></section>",
        "<ul><li>人気記事ランキング</li><li>【米=罠】</li></ul>",
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>【米=罠】</p><!-- END WAYBACK TOOLBAR INSERT -->",
        "<div id='wm-ipp-base'>【米=罠】</div>",
    ],
)
def test_what_leads_to_other_articles_is_left_out(elsewhere: str) -> None:
    assert parse_html(f"<h1>題</h1><p>会談した。</p>{elsewhere}<p>続き。</p>").text == "題\n会談した。\n続き。\n"


def test_a_heading_that_only_begins_so_is_kept() -> None:
    assert parse_html("<div><p>関連記事を書いた記者は会談した。</p></div>").text == "関連記事を書いた記者は会談した。\n"


def test_xhtml_and_what_singlefile_saves() -> None:
    html = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title>題</title>'
        "</head><body><p><![CDATA[会談した。]]></p><br/>"
        "<x-y><template shadowrootmode='open'><p>一致した。</p></template></x-y></body></html>"
    )
    assert parse_html(html).text == "題\n会談した。\n一致した。\n"
    assert parse_html(html).known == Known()
