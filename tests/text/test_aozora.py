"""Ruby in plain text is read over, gives readings of names, and is told from headings in the same brackets."""

from __future__ import annotations

import pytest

from meetextract.pipeline import extract_source
from meetextract.reader import parse
from meetextract.text.aozora import find_ruby


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("早瀬《はやせ》外相", [("早瀬", "はやせ")]),
        ("は｜コール外相《こーるがいしょう》と", [("コール外相", "こーるがいしょう")]),
        ("尹錫悦《ユン・ソンニョル》大統領と早瀬《はやせ》氏", [("尹錫悦", "ユン・ソンニョル"), ("早瀬", "はやせ")]),
        ("外相《解説》会談", []),
        ("《はじめに》会談", []),
        ("は《はやせ》", []),
        ("国" * 50_000 + "《" * 1000, []),
    ],
)
def test_words_with_their_readings(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[ruby.start : ruby.end], ruby.reading) for ruby in find_ruby(text)] == found


def test_a_text_with_ruby_says_what_it_says_without() -> None:
    text = (
        "早瀬《はやせ》由紀子《ゆきこ》外務大臣は3日、ソウルで｜韓国《かんこく》の李外相と会談《かいだん》し、"
        "訓練の再開で一致《いっち》した。"
    )
    source = parse("a.txt", text.encode())
    (meeting,) = extract_source(source.text, readings=source.readings).meetings
    (plain,) = extract_source("早瀬由紀子外務大臣は3日、ソウルで韓国の李外相と会談し、訓練の再開で一致した。").meetings
    assert [p.name for p in meeting.participants] == [p.name for p in plain.participants]
    assert [(p.kind, p.content and p.content.text) for p in meeting.points] == [
        (p.kind, p.content and p.content.text) for p in plain.points
    ]
    assert [country.code for country in meeting.countries] == ["JP", "KR"]
    assert "はやせ" in str(meeting.participants[0].reading)
