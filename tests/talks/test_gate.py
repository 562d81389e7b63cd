"""The gate before all other work lets through whatever a rule could use."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetextract import extract
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.pipeline import extract_source
from meetextract.talks import events
from meetextract.talks.gate import suspect

QUALITY = Path(__file__).parents[1] / "quality"
ARTICLES = sorted(QUALITY.glob("*/*.txt"))


def test_no_meeting_of_the_annotated_articles_is_lost_at_the_gate() -> None:
    assert len(ARTICLES) > 100
    for path in ARTICLES:
        text = path.read_bytes().decode("utf-8-sig")
        # A run that explains itself goes round the gate.
        assert extract(text) == extract_source(text, explain=[]), path.name


def _excerpts(count: int) -> Iterator[str]:
    """Lines and sentences of the annotated articles, taken out of their place, with every kind of break."""
    draw = random.Random(7)
    articles = [path.read_bytes().decode("utf-8-sig").splitlines() for path in ARTICLES]
    for number in range(count):
        lines = draw.choice(articles)
        some = draw.sample(lines, min(len(lines), draw.randint(1, 4)))
        if number % 3 == 0:
            at = draw.randrange(len(lines))
            yield "\n".join(lines[at : at + draw.randint(1, 4)])
        elif number % 3 == 1:
            yield draw.choice(["\n", "\r\n", "\r", "\u2028", "\n　"]).join(
                [*some, *draw.sample(draw.choice(articles), 1)]
            )
        else:
            told = [f"{sentence}。" for line in some for sentence in line.split("。") if sentence]
            yield "".join(draw.sample(told, min(len(told), 3)))


def test_no_meeting_of_an_excerpt_is_lost_at_the_gate() -> None:
    met = 0
    for text in _excerpts(1500):
        document = extract(text)
        assert document == extract_source(text, explain=[]), text
        met += bool(document.meetings)
    assert met > 150


def test_every_word_for_a_meeting_has_a_sign_of_it() -> None:
    found = 0
    for path in ARTICLES:
        text = path.read_bytes().decode("utf-8-sig")
        for event in events.find_events(text, 0, len(text)):
            found += 1
            assert events.SIGN.search(event.word), event.word
            assert events.TRIGGER.search(event.word), event.word
    assert found > 500


@pytest.mark.parametrize(
    "text",
    [
        "田村外相は3日、仏外相と会談し、協力で一致した。",
        "日英両政府は3日、外務次官級協議を開き、協力で一致した。",
        "【米＝ヘイル国務長官】\n両氏は会談で協力を確認した。",
        "1. 日仏外相会談\n両大臣は協力を確認した。",
        "日時：3日\n相手：フランス\n会談で協力を確認した。",
        "田村外相は3日、各国の外相と相次いで会談した。\rバロ仏外相とは、協力で一致した。",
        "首相は協議を行った。続くバロ仏外相からは、謝意が示された。",
        "会議の合間に、グラント空軍大将は隊員と懇談した。",
        "【米＝ヘイル国務長官】\n両氏は協力で一致した。",
        "〔仏・バロ外相〕共同訓練を増やすことで一致した。",
        "日時：3日\n先方：フランスのバロ外相\n両氏は協力を確認した。",
        "田村外相は3日、バロ仏外相と会食し、協力で一致した。",
        "田村外相は3日、バロ仏外相の来訪を受け、協力で一致した。",
        "田村外相は3日、バロ仏外相と10分話した。協力で一致した。",
        "スウェーデン国防大臣の来訪\n1. 場所\n東京\n両氏は協力で一致した。",
        "スウェーデン国防大臣の来訪\n出席者：ヨンソン国防大臣\n両氏は電話番号を交換した。",
        "スウェーデン国防大臣の来訪\n先　方：ヨンソン国防大臣\n協力で一致した。",
        "（1）日中\r両外相は協力で一致した。",
        "（1）ヨンソン・スウェーデン国防大臣\n協力で一致した。",
    ],
)
def test_an_article_with_what_opens_a_meeting_passes(text: str) -> None:
    assert suspect(text, default_lexicon()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "港に新しい桟橋ができ、町の人たちが祝った。",
        "市議会は会議を開き、予算案を可決した。",
        "気象庁は会見を開いた。3日の気温は平年並みだった。\n電話での問い合わせが相次いだ。",
    ],
)
def test_an_article_about_something_else_is_stopped(text: str) -> None:
    assert suspect(text, default_lexicon()) is None


def test_a_stopped_article_keeps_its_title_and_date() -> None:
    text = "予算案を可決　市議会\n2025年11月5日\n\n市議会は5日、会議を開いた。\n"
    document = extract(text)
    assert (document.title, document.published) == ("予算案を可決　市議会", "2025-11-05")
    assert document == extract_source(text, explain=[])
