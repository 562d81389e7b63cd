"""A text is read through what came between its words; its offsets stay those of the text that was given."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from meetextract import Document, Meeting, Span, extract
from meetextract.text.reading import read_through
from wrapping import agreement, articles, chopped, chopped_by_column, quoted, set_by_rule, spaced

ARTICLE = """外相、豪州外相と会談　海底ケーブルで協力

東都新聞　2026年5月20日

　早瀬由紀子外務大臣は19日、東京都内の飯倉公館でオーストラリアのメレディス・コール外相と約1時間会談した。両外相は、太平洋の島しょ国を結ぶ海底ケーブルの敷設で協力することで一致した。

　早瀬氏は、東シナ海の情勢について深刻な懸念を表明した。コール氏は、日本の島しょ国への支援を歓迎した上で、年内に次官級の協議を開くことを提案した。両氏は、重要鉱物の供給網の強化に向けて連携することを確認した。
"""


def _scanned(text: str, step: int) -> str:
    """A blank behind every so many letters of the sentences, as scanners leave them."""
    def cut(line: str) -> str:
        return "".join(sign + " " * (at % step == 3) for at, sign in enumerate(line)).rstrip()

    return "\n".join(cut(line) if len(line) > 25 and "会談\u3000" not in line else line for line in text.split("\n"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="as it is"),
        pytest.param(lambda text: chopped(text, 20), id="20 characters"),
        pytest.param(lambda text: chopped(text, 30), id="30 characters"),
        pytest.param(lambda text: chopped(text, 76), id="76 characters"),
        pytest.param(lambda text: chopped_by_column(text, 60), id="60 columns"),
        pytest.param(lambda text: set_by_rule(text, 35), id="no 、 begins a line"),
        pytest.param(lambda text: chopped(text, 30).replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: chopped(text, 30).replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: chopped(text, 34).replace("\n", "  \n"), id="blanks before every break"),
        pytest.param(lambda text: _padded(chopped(text, 34), 36), id="lines filled up with blanks"),
        pytest.param(lambda text: _set_in(chopped(text, 34), "    "), id="a margin"),
        pytest.param(lambda text: _set_in(chopped(text, 30), "\u3000\u3000"), id="a wide margin"),
        pytest.param(
            lambda text: chopped(text, 28).replace("を", "を ").replace("会談し", "会 談し"), id="broken and scanned"
        ),
        *[
            pytest.param(lambda text, step=step: _scanned(text, step), id=f"a blank in {step} letters")
            for step in (6, 11, 17)
        ],
        pytest.param(lambda text: _scanned(chopped(text, 29), 11), id="broken, and a blank in 11 letters"),
        pytest.param(lambda text: quoted(chopped(text, 33)), id="quoted in a mail"),
        pytest.param(lambda text: spaced(chopped(text, 38)), id="an empty line behind every line"),
        pytest.param(quoted, id="quoted in a mail that is not broken"),
        pytest.param(lambda text: text.replace("は", "は ").replace("を", "を "), id="blanks behind particles"),
        pytest.param(lambda text: text.replace("会", "会\u200b").replace("外", "\u2060外"), id="no width"),
        pytest.param(lambda text: text.replace("協", "協\ufe00").replace("島", "島\U000e0101"), id="selectors"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="NFD"),
        pytest.param(
            lambda text: text.replace("ケーブル", "ｹｰﾌﾞﾙ").replace("メレディス・コール", "ﾒﾚﾃﾞｨｽ･ｺｰﾙ").replace("。", "｡"),
            id="kana of half width",
        ),
        pytest.param(" ".join, id="letters set apart"),
    ],
)
def test_an_article_is_read_as_if_nothing_had_come_between_its_words(change: Callable[[str], str]) -> None:
    given = change(ARTICLE)
    reading = read_through(given)
    assert _lines(reading.text) == _lines(ARTICLE)
    _slices_are_true(given, extract(given))
    whole, told = extract(ARTICLE), extract(given)
    assert len(told.meetings) == len(whole.meetings) == 1
    assert (told.title, told.publisher, told.published) == (whole.title, whole.publisher, whole.published)
    for ours, theirs in zip(told.meetings[0].participants, whole.meetings[0].participants, strict=True):
        assert (ours.name, ours.titles, ours.country) == (theirs.name, theirs.titles, theirs.country)
    assert [point.kind for point in told.meetings[0].points] == [point.kind for point in whole.meetings[0].points]


def _padded(text: str, width: int) -> str:
    return "\n".join(line and line.ljust(width) for line in text.split("\n"))


def _set_in(text: str, margin: str) -> str:
    return "\n".join(line and margin + line for line in text.split("\n"))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _slices_are_true(given: str, document: Document) -> None:
    for meeting in document.meetings:
        for span in (
            meeting.header,
            meeting.place,
            meeting.date,
            *meeting.countries,
            *meeting.participants,
            *(mention for person in meeting.participants for mention in person.mentions),
            *(span for point in meeting.points for span in (point.content, point.predicate, *point.about)),
        ):
            if span is not None and span.start is not None:
                assert given[span.start : span.end] == span.text


def test_a_text_with_nothing_between_its_words_is_not_copied() -> None:
    assert read_through(ARTICLE).starts is None
    assert read_through(ARTICLE).text == ARTICLE


JOINED = (
    ("　早瀬外相は19日、東京都内の飯倉公館でオース\nトラリアのコール外相と会談した。", "inside a katakana word"),
    ("早瀬外相は19日、東京で豪州のコール外相と会談\nし、協力することで一致した。", "before the end of the verb"),
    ("森外相は5日、ローマで伊のロッシ\nーニ外相と会談し、港を造るこ\nとで一致した。", "at will, one before ー"),
    ("早瀬外相は19日、東京で豪州のコール外相\n、マールズ国防相と会談した。", "before 、"),
    ("外相会談\n早瀬外相は19日に東京で豪州のウィリアムソ\nン外相と会談した。", "before ン, under a headline"),
)


@pytest.mark.parametrize("text", [text for text, _ in JOINED], ids=[name for _, name in JOINED])
def test_a_line_that_breaks_off_is_joined_with_the_next(text: str) -> None:
    assert read_through(text).joined is not None


KEPT = {
    "paragraphs": ("首相は4日、官邸で会見した。\n外相は5日、パリで仏外相と会談した。\n両氏は協力で一致した。"),
    "headline and paper": (
        "外相、豪州外相と会談　海底ケーブルで協力へ\n東都新聞\n2026年5月20日\n早瀬外相は19日、都内で会談した。"
    ),
    "a list": (
        "出席者\n・早瀬由紀子外務大臣（日本国）\n・メレディス・コール外相（豪州）\n・ジャン・デュボワ外相（仏国）\n"
    ),
    "a list without marks": (
        "早瀬由紀子外務大臣\nメレディス・コール外相\nジャン・デュボワ外相\nルイーザ・ロッシ外相\n"
    ),
    "numbered": ("１　海底ケーブルの敷設で協力すること、港の整備を\n２　年内に次官級の協議を開くこと、漁業の協定を\n"),
    "headlines": (
        "外相、ノルウェー外相と会談へ\n防衛相、フィリピン国防相と電話で\n首相、ケニア大統領と会談の見通し\n"
        "経産相、チリ鉱業相と会談を調整中\n"
    ),
    "entries set in": (
        "1　概要\n\n    （1）二国間関係について\n        両外相は協力で一致した。\n    （2）地域情勢について\n"
        "        両外相は懸念を共有した。\n    （3）国際場裏の協力について\n        両外相は連携を確認した。\n"
    ),
    "a list set in": (
        "主な発言は次の通り。\n\n  ・北極の海氷観測を共同で進める\n  ・洋上風力の部品を日本から買い\n"
        "  ・制裁を継続し、抜け穴をふさぐ\n"
    ),
    "a verse": ("菜の花や\n月は東に\n日は西に\n\n閑さや\n岩にしみ入る\n蝉の声\n"),
    "a song": (
        "うさぎ追いしかの山、今も夢に\nこぶな釣りしかの川、忘れがたき\nいかにいます父母、つつがなしや\n友がき\n"
    ),
    "a table": (
        "日時　　11月3日\n場所　　東京都内の飯倉公館\n出席者　早瀬外相、コール外相\n成果　　海底ケーブルで協力\n"
    ),
    "labels": ("日時：11月3日（月）午後3時から4時まで\n場所：東京都内の飯倉公館の大会議室\n相手：コール外相\n"),
    "headers": ("【米＝ヘグセス国防長官】\n協力で一致した。\n【豪＝マールズ国防相】\n協力で一致した。\n"),
    "a diary": ("午前8時、官邸着。\n9時、閣議。\n10時、コール豪外相の表敬。\n正午、公邸で昼食。\n"),
    "a list by ー": (
        "双方は次の三つで、本日までに一致しました\nー港の整備について、協力すること。\nー空港の整備について、協力すること。\n"
    ),
    "an address": ("お問い合わせ先は外務省大洋州課までお寄せください\nhttps://example.jp/a\n電話03-0000-0000\n"),
}


@pytest.mark.parametrize(
    "text", [*KEPT.values(), *map(spaced, KEPT.values())], ids=[*KEPT, *(f"{name}, spaced" for name in KEPT)]
)
def test_lines_that_end_where_they_mean_to_are_not_joined(text: str) -> None:
    assert read_through(text).text == text


def test_the_paper_below_a_headline_of_the_width_is_no_part_of_it() -> None:
    head = "外相、豪州外相と会談　海底ケーブルの敷設で\n防衛日報　2026年6月3日"
    body = "　早瀬外相は2日、東京都内で豪州のコール外相と会談した。両外相は海底ケーブルの敷設で協力することで一致した。"
    assert read_through(f"{head}\n\n{chopped(body, 21)}\n").text == f"{head}\n\n{body}\n"


def test_joined_lines_are_told() -> None:
    (warning,) = extract(chopped(ARTICLE, 30)).warnings
    assert warning.code == "wrapped-lines"
    assert chopped(ARTICLE, 30)[warning.start : warning.end].count("\n") > 4
    assert extract(ARTICLE).warnings == ()


COLUMNS = "会 早 外 談 瀬 相 し 外 、\nた 相 豪 。 は 州 と 四 の\n会 日 コ 談 、 ー し 都 ル\nた 内 外 。 で 相\n"


def test_columns_are_not_read_and_told() -> None:
    document = extract(COLUMNS)
    assert document.meetings == ()
    assert [warning.code for warning in document.warnings] == ["unsupported-layout"]


@pytest.mark.parametrize("width", [20, 30, 35, 40, 76])
def test_broken_articles_give_the_records_of_the_unbroken_ones(width: int) -> None:
    same, every = agreement(articles()[width % 7 :: 7], lambda text: chopped(text, width))
    assert every > 1000
    assert same / every >= 0.985  # over all articles 0.99: tests/wrapping.py


@pytest.mark.parametrize("width", [20, 30, 35, 40, 76])
def test_broken_pages_give_nearly_the_records_of_the_unbroken_ones(width: int) -> None:
    same, every = agreement(articles(true_to_form=True)[width % 4 :: 4], lambda text: chopped(text, width))
    assert every > 1000
    assert same / every >= 0.96  # of all 0.98, of a quarter 0.968 at 20 signs: tests/wrapping.py


def test_a_name_in_kana_of_half_width_is_written_in_full_width() -> None:
    for text in (ARTICLE.replace("コール", "ｺｰﾙ"), ARTICLE.replace("コール", "ｺｰﾙ").replace("ケーブル", "ｹｰﾌﾞﾙ")):
        (meeting,) = extract(text).meetings
        assert [person.name for person in meeting.participants] == ["早瀬由紀子", "メレディス・コール"]
        _slices_are_true(text, extract(text))


def test_joined_words_keep_the_signs_of_the_source() -> None:
    text = ARTICLE.replace("供給網の強化", "採掘、供給網の強化").replace("、", "，")
    given = {span.words for meeting in extract(chopped(text, 30)).meetings for span in _contents(meeting)}
    assert given == {span.words for meeting in extract(text).meetings for span in _contents(meeting)}
    assert any("，" in words for words in given)


def _contents(meeting: Meeting) -> list[Span]:
    return [point.content or point.predicate for point in meeting.points]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("森外 相は、首  相 官邸で会 談した。", "森外相は、首相官邸で会談した。"),
        ("茂木 敏充外務大 臣はオーストラ リアを訪れた。", "茂木敏充外務大臣はオーストラリアを訪れた。"),
        ("両国は2026年 11 月の会合で一 致した。", "両国は2026年11月の会合で一致した。"),
        ("会長 官邸へ。首脳会 合意を確認。以外 相手なし。", "会長 官邸へ。首脳会 合意を確認。以外 相手なし。"),
        ("森 外相　会 談", "森 外相　会 談"),
        ("ジョン スミス氏は協力を約束した。", "ジョン スミス氏は協力を約束した。"),
        # No word of the table is cut, but two places where nobody sets a blank tell the same.
        ("内海 亮外相は ロペ ス氏と港を見 た。道 を開く。", "内海亮外相はロペス氏と港を見た。道を開く。"),
        ("ト ゥイ ・ バン氏 が東 部を見 る。船も見 る。", "トゥイ・バン氏が東部を見る。船も見る。"),
        ("首相 大統領 を迎えた。", "首相 大統領を迎えた。"),
    ],
)
def test_blanks_of_a_scanner_are_those_of_a_line_whose_words_it_cut(given: str, read: str) -> None:
    assert read_through(given).text == read
