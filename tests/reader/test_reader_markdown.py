"""Markdown: what people read of it, without its signs; front matter and headings say what they are."""

from __future__ import annotations

import pytest

from meetextract.reader.markdown import parse_markdown
from meetextract.reader.sources import parse
from meetextract.text.known import Fact


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("会談した。\n\n一致した。", "会談した。\n一致した。\n"),
        ("題\n2026年5月20日\n会談した。", "題\n2026年5月20日\n会談した。\n"),
        (
            "**早瀬**外相は[東京](https://a.jp/ \"題\")で*会談*した[^1]。\n\n[^1]: 発表",
            "早瀬外相は東京で会談した。\n発表\n",
        ),
        ("外相は**「協力する」**と述べた。", "外相は「協力する」と述べた。\n"),
        ("- 会談した。\n- 一致した。\n\n> 懸念を表明した。", "会談した。\n一致した。\n懸念を表明した。\n"),
        ("1. 会談した。\n2. 一致した。", "1. 会談した。\n2. 一致した。\n"),
        ("|国|外相|\n|-|-|\n|米|甲|", "国\t外相\n米\t甲\n"),
        ("![写真](a.jpg)会談した。<!-- 【米=罠】 -->", "会談した。\n"),
        ("- [別の記事](a)\n- [また別](b)\n\n会談した。", "会談した。\n"),
        ("日米 ~~首脳~~ 外相", "日米 首脳 外相\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_text(markdown: str, text: str) -> None:
    assert parse_markdown(markdown).text == text


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 外相会談\ndate: 2026-05-20\nsource: 東都新聞\n---\n",
        "---\ntitle: '外相会談'\npublished: 2026/5/20 06:00\npublisher: \"東都新聞\"\ntags: [a, b]\n---\n",
        '+++\ntitle = "外相会談"\ndate = 2026-05-20T05:00:00+09:00\nsite = "東都新聞"\n+++\n',
    ],
)
@pytest.mark.parametrize("body", ["# 外相会談\n\n会談した。", "会談した。"])
def test_front_matter_is_known_and_the_title_is_in_the_text(front: str, body: str) -> None:
    page = parse_markdown(front + body)
    assert page.text.split() == ["外相会談", "会談した。"]
    assert page.known == (Fact("外相会談", 0, 4), Fact("東都新聞"), Fact("2026-05-20"))


def test_the_one_heading_of_the_first_level_is_the_title() -> None:
    assert parse_markdown("政治\n\n# 外相*会談*\n\n会談した。").known.title == Fact("外相会談", 3, 7)
    assert parse_markdown("# 一\n\n# 二\n\n会談した。").known.title is None


def test_ruby_in_it_is_a_reading() -> None:
    page = parse_markdown("# 題\n\n<ruby>早瀬<rt>はやせ</rt></ruby>外相")
    assert [(page.text[start:end], word) for start, end, word in page.readings] == [("早瀬", "はやせ")]


def test_the_record_carries_the_text() -> None:
    source = parse("a.md", "**会談**した。".encode("cp932"))
    assert (source.text, source.extracted, source.encoding) == ("会談した。\n", True, "cp932")
