"""Pages: what is written is kept, what belongs to the site is left out, ruby is a reading and no text."""

from __future__ import annotations

import pytest

from meetextract.reader.html import declared_encoding, parse_html
from meetextract.reader.sources import parse


def text_of(html: str) -> str:
    return parse_html(html).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>会談した。</p><p>一致した。</p>", "会談した。\n一致した。\n"),
        ("<p>会談した。<br>一致した。</p>", "会談した。\n一致した。\n"),
        ("<h1>題</h1>本文<div>段落<span>の</span>続き</div>", "題\n本文\n段落の続き\n"),
        ("<p>日本と\n  豪州は</p>", "日本と豪州は\n"),
        ("<p>日本 豪州  米国</p>", "日本 豪州 米国\n"),
        ("<p>the US\n  and Japan</p>", "the US and Japan\n"),
        ("<p>  前後の空白  </p>", "前後の空白\n"),
        ("<p>　字下げ</p>", "　字下げ\n"),
        ("<ul><li>一<li>二</ul>", "一\n二\n"),
        ("<table><tr><td>甲<td>乙<tr><td>丙</table>", "甲\t乙\n丙\n"),
        ("<pre>一行\n  二行</pre>", "一行\n  二行\n"),
        ("<figure><img alt='絵'><figcaption>握手する両氏</figcaption></figure>続き", "握手する両氏\n続き\n"),
        ("&#23567;泉&amp;&lt;b&gt; &#x4f1a;談", "小泉&<b> 会談\n"),
        ("&#" + "0" * 5000 + "23567;泉&#" + "9" * 5000 + ";会談", "小泉\ufffd会談\n"),
        ("<script>【米=罠】</script><style>p{}</style>本文<!-- 【米=注】 -->", "本文\n"),
        ("<b>太字<i>斜体</b>続き</i>", "太字斜体続き\n"),
        ("本文だけ", "本文だけ\n"),
        ("", ""),
        ("<p>", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "site",
    [
        "<nav>【米=罠】</nav>",
        "<footer>【米=罠】</footer>",
        "<aside>【米=罠】</aside>",
        "<div class='global-menu'>【米=罠】</div>",
        "<div id='relatedArticles'>【米=罠】</div>",
        "<section class='related'><h2>関連記事</h2><p>【米=罠】</p></section>",
        "<div role='navigation'>【米=罠】</div>",
        "<div hidden>【米=罠】</div>",
        "<div style='display: none'>【米=罠】</div>",
        "<ul><li><a href=a>【米=罠】</a></li><li><a href=b>別の記事</a></li></ul>",
        "<ol class=ranking><li>【米=罠】</ol>",
        "<nav><div>一<div>【米=罠】</div></div></nav>",
        "<template>【米=罠】</template><noscript>【米=罠】</noscript>",
        "<select><option>【米=罠】</select>",
        "<svg><text>【米=罠】</text></svg>",
    ],
)
def test_menus_footers_and_lists_of_links_are_left_out(site: str) -> None:
    assert text_of(f"<h1>題</h1>{site}<p>会談した。</p>") == "題\n会談した。\n"


@pytest.mark.parametrize(
    "html",
    [
        "<nav>メニュー<p>会談した。",
        "<div class=menu><p>会談した。</p>",
        "<ul><li>会談した。<li><a href=x>声明</a></ul>",
        "<body class='menu-open'><p>会談した。</p></body>",
        "<article class='related-x'><p>会談した。</p></article>",
        "<div class='narrative advent shadow'>会談した。</div>",
        "<p>会談した。<a href=x>声明</a></p>",
        "<header><h1>会談した。</h1></header>",
    ],
)
def test_the_article_is_never_taken_for_the_site(html: str) -> None:
    assert "会談した。" in text_of(html)


def test_of_a_page_with_a_main_part_only_that_is_read() -> None:
    html = "<div>サイト名<p>【米=罠】</p></div><main><h1>題</h1><p>豪州の国防相と会談した。</p></main><div>住所</div>"
    assert text_of(html) == "題\n豪州の国防相と会談した。\n"


def test_several_articles_are_all_read() -> None:
    assert text_of("<article>一つ目。</article><article>二つ目。</article>") == "一つ目。\n二つ目。\n"


def test_the_title_of_the_page_stands_in_for_a_missing_heading() -> None:
    assert text_of("<title>防衛相会談</title><p>会談した。</p>") == "防衛相会談\n会談した。\n"
    assert text_of("<title>防衛相会談｜新聞</title><h1>防衛相会談</h1>") == "防衛相会談\n"


@pytest.mark.parametrize(
    ("html", "text", "readings"),
    [
        ("<ruby>董軍<rt>とうぐん</rt></ruby>氏", "董軍氏\n", [("董軍", "とうぐん")]),
        ("<ruby>董軍<rp>（</rp><rt>とうぐん</rt><rp>）</rp></ruby>氏", "董軍氏\n", [("董軍", "とうぐん")]),
        ("<ruby>董<rt>とう</rt>軍<rt>ぐん</rt></ruby>", "董軍\n", [("董", "とう"), ("軍", "ぐん")]),
        ("<ruby><rb>董<rb>軍<rt>とう<rt>ぐん</ruby>", "董軍\n", [("董", "とう"), ("軍", "ぐん")]),
        ("<ruby><rb>董</rb><rp>(</rp><rt>とう</rt><rp>)</rp></ruby>氏", "董氏\n", [("董", "とう")]),
        ("中国の<ruby>\n董軍\n<rt> とうぐん </rt></ruby>", "中国の董軍\n", [("董軍", "とうぐん")]),
        ("<ruby><b>董</b>軍<rt>とうぐん</ruby>", "董軍\n", [("董軍", "とうぐん")]),
        ("<ruby>董軍<rt></rt></ruby>", "董軍\n", []),
        ("<ruby><rt>とうぐん</rt></ruby>", "", []),
        ("<ruby>董軍<rt>とうぐん", "董軍\n", [("董軍", "とうぐん")]),
        ("<nav><ruby>董軍<rt>とうぐん</rt></ruby></nav>本文", "本文\n", []),
        ("<rt>迷子</rt>本文", "迷子本文\n", []),
    ],
)
def test_ruby_is_a_reading_and_no_text(html: str, text: str, readings: list[tuple[str, str]]) -> None:
    page = parse_html(html)
    assert page.text == text
    assert [(page.text[start:end], reading) for start, end, reading in page.readings] == readings


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ('<meta property="article:published_time" content="2025-11-12T10:00:00+09:00">', "2025-11-12"),
        ('<meta name="date" content="20251112">', "2025-11-12"),
        ('<meta itemprop="datePublished" content="2025-11-12">', "2025-11-12"),
        ('<meta name="date" content="2025-13-99">', None),
        ('<meta name="date" content="昨日">', None),
        ('<meta name="viewport" content="2025-11-12">', None),
        ("<meta>", None),
    ],
)
def test_the_date_that_the_page_names(meta: str, published: str | None) -> None:
    page = parse_html(meta)
    assert (page.known.published.value if page.known.published else page.published) == published


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="Shift_JIS">', "cp932"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=x-euc-jp'>", "euc_jp"),
        (b'<?xml version="1.0" encoding="EUC-JP"?>', "euc-jp"),
        (b"<html>", None),
    ],
)
def test_the_encoding_that_the_page_names(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_a_page_in_any_encoding(encoding: str) -> None:
    html = "<html><head><meta charset=utf-8></head><body><p>豪州の国防相と会談した。</p></body></html>"
    source = parse("a.html", html.encode(encoding))
    assert (source.text, source.extracted) == ("豪州の国防相と会談した。\n", True)


def test_a_page_is_known_by_its_first_bytes_where_there_is_no_name() -> None:
    assert parse("-", "<!DOCTYPE html><p>会談した。".encode()).text == "会談した。\n"
    assert parse("a.txt", "<!DOCTYPE html><p>会談した。".encode()).text == "<!DOCTYPE html><p>会談した。"


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<div>",
        "<a ",
        "</",
        "<?",
        "<![CDATA[",
        '<a href="',
        "&lt;",
        "<ruby>漢<rt>か",
        "<ul><li>",
        "<",
        "<p></b>",
    ],
)
@pytest.mark.parametrize("end", ["", ">", '">'])
def test_pages_made_to_take_for_ever_do_not(piece: str, end: str) -> None:
    # Quadratic reading would take minutes here, which the run of the tests would not survive unnoticed.
    parse_html(piece * 60_000 + end)
