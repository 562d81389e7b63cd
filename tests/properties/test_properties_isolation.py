"""What does not concern a meeting changes nothing about it.

Unrelated is a paragraph, or an article with a headline, that names no person, country, date or place and has no word
for a meeting or a statement. Held by these tests:

- behind an article, after any line break: the record stays as it is, to the last offset;
- in front of an article's text, below its headline and its line of date and paper: nothing but offsets changes.

Not promised: in front of the headline (a headline is known by standing at the top), between a heading or header and its
text, between rows of a table (they belong together by standing together), within a paragraph.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import QUALITY, articles, scramble

from meetextract import extract
from meetextract.export.json import to_dict
from meetextract.text.page import read_page

_SENTENCES = (
    "港に新しい桟橋ができ、町の人たちが祝った。",
    "工事には長い時間がかかり、漁船が泊まれるようになった。",
    "山では紅葉が見ごろで、登山道は朝から人でいっぱいになった。",
    "パン屋の店先に行列ができ、焼きたての香りが通りに広がった。",
    "「こんなに甘い梨は初めて」と、子どもが笑った。",
    "川の水位は下がり、橋は昼に通れるようになる（詳しくは掲示板で）。",
    "図書館は古い本を並べ、絵本の棚を広げた。",
    "雪が降り、電車は遅れた。",
)
_HEADLINES = ("桟橋の開通を町が祝う", "梨の出荷が最盛期　「甘さは格別」", "図書館に絵本の棚")
_BREAKS = ("\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n　", "\n\n\n　　")

paragraphs = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=5).map("".join)
unrelated = st.one_of(
    paragraphs,
    st.tuples(st.sampled_from(_HEADLINES), paragraphs, paragraphs).map("\n\n　".join),
)

# The sets that may be looked at one by one; the others stay fair examinations.
OPEN = sorted(path for name in ("corpus", "own") for path in (QUALITY / name).glob("*.txt"))


def record(text: str) -> dict[str, Any]:
    """What is told of the text; its fingerprint is of every character, so that it differs by what is added."""
    return {key: value for key, value in to_dict(extract(text)).items() if key != "sha256"}


def moved(value: Any, at: int, by: int) -> Any:
    """A record with every offset from `at` on moved."""

    def offset(key: str, item: int | None) -> int | None:
        return item + by if item is not None and item >= at + (key == "end") else item

    if isinstance(value, dict):
        return {
            key: offset(key, item) if key in {"start", "end"} else moved(item, at, by) for key, item in value.items()
        }
    if isinstance(value, list):
        return [moved(item, at, by) for item in value]
    return value


@given(st.integers(0, 10**6), unrelated, st.sampled_from(_BREAKS))
def test_behind_an_article(seed: int, addition: str, line_break: str) -> None:
    text = scramble(articles()[seed % len(articles())], seed, changes=2).rstrip()
    assert record(text + line_break + addition) == record(text)


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_behind_every_annotated_article(path: Any) -> None:
    text = path.read_text("utf-8").rstrip()
    addition = "\n\n" + _HEADLINES[0] + "\n\n　" + _SENTENCES[0] + "\n　" + _SENTENCES[1] + "\n"
    assert record(text + addition) == record(text)


def _body(text: str) -> int | None:
    """Where the text of an article begins behind its headline, None where the page does not tell the two apart."""
    page = read_page(text)
    if page.title is None or not page.body or page.title[1] > page.body[0].start:
        return None
    line = page.body[0]
    if "。" not in text[line.start : line.end]:
        return None  # a heading, a header or a table: what stands in front of it is no paragraph of an article
    return text.rfind("\n", 0, line.start) + 1


_PAGES = [(path, _body(path.read_text("utf-8"))) for path in OPEN]


@pytest.mark.parametrize(
    ("path", "at"), [page for page in _PAGES if page[1]], ids=[path.stem for path, at in _PAGES if at]
)
def test_between_headline_and_text(path: Any, at: int) -> None:
    text = path.read_text("utf-8")
    addition = "".join(f"　{sentence}\n" for sentence in _SENTENCES * 2)  # more lines than any rule may count
    assert record(text[:at] + addition + text[at:]) == moved(record(text), at, len(addition))


def test_most_pages_tell_headline_from_text() -> None:
    """Were `_body` to find none, the test above would hold for want of cases."""
    assert sum(at is not None for _, at in _PAGES) > len(_PAGES) / 3
