"""The reader: what was written comes back, what is broken is an InputError, nothing else ever happens."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import articles, encodable, forms, scramble

from meetextract.errors import InputError
from meetextract.reader import parse
from meetextract.reader.encodings import decode
from meetextract.reader.html import parse_html

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp")
_JAPANESE = re.compile("[ぁ-ヾ一-鿿]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@given(st.integers(0, 10**6), st.sampled_from(ENCODINGS))
def test_an_article_comes_back_from_every_encoding(seed: int, encoding: str) -> None:
    text = scramble(articles()[seed % len(articles())], seed)
    text = _CONTROLS.sub("", text).encode(encoding, "ignore").decode(encoding)
    assume(text.encode(encoding).decode(encoding) == text)
    assert decode(text.encode(encoding)).text == text


@given(forms, st.sampled_from(ENCODINGS))
@example("ｱｲｳ", "cp932")
@example("。", "euc_jp")
@example("「「「", "utf-16-le")
@example("先月末", "utf-16-le")
@example("0A", "utf-8")
def test_a_short_text_comes_back_or_is_refused_and_is_never_another(text: str, encoding: str) -> None:
    data = text.replace("\x1b", "").encode(encoding, "ignore")  # an escape is no text in ISO-2022-JP
    text = data.decode(encoding)
    assume(not text.startswith(("\ufeff", "\ufffe")))  # that is the mark, this way round or the other
    assume(text.isascii() or _JAPANESE.search(text))  # a lone « has the bytes of 束 in EUC-JP
    try:
        found = decode(data).text
    except InputError:
        return
    if encoding in ("utf-16-le", "utf-16-be") and found != text:
        # A few kanji without a mark can be letters as well (先 is HQ): what is UTF-8 throughout is taken for that.
        assert found == data.decode("utf-8")
        return
    assert found == text


@given(st.binary(max_size=400) | encodable.map(str.encode), st.sampled_from(("a.txt", "a.md", "a.html", "a", "a.doc")))
def test_any_bytes_are_a_text_or_an_input_error(data: bytes, path: str) -> None:
    try:
        source = parse(path, data)
    except InputError as error:
        assert error.path == path
        assert error.message and error.code != "error"
        return
    assert source.text.strip()
    source.text.encode("utf-8")  # holds no lone surrogate
    for low, high, reading in source.readings:
        assert 0 <= low < high <= len(source.text) and reading


@given(st.binary(max_size=300))
@example(b"")
@example(b"\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>")
def test_any_bytes_behind_the_mark_of_a_pdf(data: bytes) -> None:
    pytest.importorskip("pypdf")
    try:
        parse("a.pdf", b"%PDF-1.7\n" + data)
    except InputError as error:
        assert error.path == "a.pdf"


@given(encodable, st.sampled_from((*ENCODINGS, "ascii", "cp1252", "gb18030", "utf-7", "nonsense", "")))
def test_an_encoding_that_is_named_is_held_to(text: str, encoding: str) -> None:
    data = text.encode()
    try:
        found = decode(data, encoding).text
    except InputError:
        return
    assert found == data.decode(encoding, "strict").removeprefix("\ufeff")


_TAGS = st.sampled_from(
    (
        *("html", "head", "body", "title", "main", "article", "nav", "footer", "aside", "p", "div", "span", "br", "hr"),
        *("ruby", "rb", "rt", "rp", "rtc", "ul", "li", "table", "tr", "td", "th", "script", "style", "template"),
        *("noscript", "textarea", "svg", "math", "select", "option", "iframe", "h1", "h2", "pre", "a", "b", "time"),
    )
)
_SCRAPS = st.sampled_from(
    (
        *(
            "<!--",
            "-->",
            "<!DOCTYPE html>",
            "<![CDATA[",
            "]]>",
            "<?xml",
            "?>",
            "<",
            ">",
            "</",
            "<a href='",
            '"',
            "<p/>",
        ),
        *(
            "&",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "&#xd800;",
            "&notit;",
            "&#",
            "<meta charset=utf-8>",
            "</ruby",
            "<ruby><rt>",
        ),
    )
)
_SOUP = st.lists(
    st.one_of(
        _TAGS.map("<{}>".format),
        _TAGS.map("</{}>".format),
        _TAGS.map("<{} class=nav id='x' style=\"display:none\" hidden>".format),
        _SCRAPS,
        forms,
    ),
    max_size=30,
).map("".join)


@given(_SOUP)
def test_any_markup_is_read_and_readings_lie_in_the_text(soup: str) -> None:
    page = parse_html(soup)
    for low, high, reading in page.readings:
        assert 0 <= low < high <= len(page.text) and reading
    assert page.published is None or re.fullmatch(r"\d{4}-\d\d-\d\d", page.published)


_WORDS = st.text("日米防衛相会談は、一致した。ヘグセス長官「」（）3〜&<>\"'=[]", min_size=1, max_size=30)


@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_paragraphs_of_a_page_are_the_lines_of_its_text(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    page = parse_html(f"<!doctype html><html><body><article>{body}</article></body></html>")
    assert page.text.split() == paragraphs
