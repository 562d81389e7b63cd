"""A text of several articles is parted where its form says so, and nowhere else."""

from __future__ import annotations

import pytest

from meetextract import extract
from meetextract.text.articles import split_articles

AU = (
    "　早瀬由紀子外務大臣は19日、東京都内の飯倉公館でオーストラリアのメレディス・コール外相と会談した。"
    "両外相は、海底ケーブルの敷設で協力することで一致した。\n"
)
NZ = (
    "　早瀬由紀子外務大臣は18日、東京都内の飯倉公館でニュージーランドのメレディス・ラタ外相と会談した。"
    "両外相は、漁業の取り締まりで協力することで一致した。\n"
)
SEVERAL = {
    "Factiva": (
        "文書 1/2\n\n外相、豪州外相と会談\n東都新聞, 2026年5月20日 06:00, 412 文字\n"
        f"(c) 2026 Toto Shimbun.\n\n{AU}\n文書 TOTO0000202605k00001\n\n"
        f"文書 2/2\n\n外相、NZ外相と会談\n西都新聞, 2024年11月19日 06:00, 300 文字\n\n{NZ}\n文書 SAITO0002026em5k02\n"
    ),
    "Factiva without numbers": (
        f"外相、豪州外相と会談\n東都新聞, 2026年5月20日 06:00, 412 文字\n\n{AU}\n文書 TOTO0000202605k00001\n\n"
        f"外相、NZ外相と会談\n西都新聞, 2024年11月19日 06:00, 300 文字\n\n{NZ}\n文書 SAITO0002026em5k02\n"
    ),
    "Nikkei Telecom": (
        f"検索結果 2件\n\n外相、豪州外相と会談\n2026/05/20  東都新聞　朝刊  3ページ  412文字\n{AU}\n"
        f"外相、NZ外相と会談\n2024/11/19  西都新聞　夕刊  5ページ  300文字\n{NZ}"
    ),
    "G-Search": (
        f"【見出し】外相、豪州外相と会談\n【日付】2026.05.20\n【媒体】東都新聞\n【本文】\n{AU}\n"
        f"【見出し】外相、NZ外相と会談\n【日付】2024.11.19\n【媒体】西都新聞\n【本文】\n{NZ}"
    ),
    "ELNET": (
        f"見出し：外相、豪州外相と会談\n媒体名：東都新聞\n発行日：2026年5月20日 朝刊 3面\n\n{AU}\n"
        f"見出し：外相、NZ外相と会談\n媒体名：西都新聞\n発行日：2024年11月19日 夕刊 5面\n\n{NZ}"
    ),
    "a record's labels": (
        "<<1件目>>\n記事番号：E2026\n媒体名　：東都新聞\n掲載日　：2026年5月20日\n"
        f"見出し　：外相、豪州外相と会談\n本文：\n{AU}\n"
        "<<2件目>>\n記事番号：E2024\n媒体名　：西都新聞\n掲載日　：2024年11月19日\n"
        f"見出し　：外相、NZ外相と会談\n本文：\n{NZ}"
    ),
    "Factiva's codes": (
        "HD 外相、豪州外相と会談\nWC 412 文字\nPD 2026年5月20日\nSN 東都新聞\nSC TOTO\nLA 日本語\n\nLP\n"
        f"{AU}\nAN Document TOTO0000202605k00001\n\n\n"
        "HD 外相、NZ外相と会談\nWC 300 文字\nPD 2024年11月19日\nSN 西都新聞\nSC SAITO\nLA 日本語\n\nLP\n"
        f"{NZ}\nAN Document SAITO0002026em5k02\n"
    ),
    "Factiva, paper below the day": (
        "外相、豪州外相と会談\n\n412 文字\n2026年5月20日\n東都新聞\nTOTO\n日本語\n\n"
        f"{AU}\n文書 TOTO0000202605k00001\n\n"
        f"外相、NZ外相と会談\n\n300 文字\n2024年11月19日\n西都新聞\nSAITO\n日本語\n\n{NZ}\n文書 SAITO0002026em5k02\n"
    ),
    "LexisNexis": (
        f"外相、豪州外相と会談\n\n東都新聞\n2026年5月20日 水曜日\n\nSection: 政治\nLength: 412 words\n\n{AU}\n"
        f"End of Document\n\n"
        f"外相、NZ外相と会談\n\n西都新聞\n2024年11月19日 火曜日\n\nSection: 政治\nLength: 300 words\n\n{NZ}\n"
        f"End of Document\n"
    ),
    "a newsletter": (
        f"週刊 外交クリップ\n\n{'=' * 30}\n◆外相、豪州外相と会談（東都新聞 2026/05/20）\n{'=' * 30}\n{AU}\n"
        f"{'=' * 30}\n◆外相、NZ外相と会談（西都新聞 2024/11/19）\n{'=' * 30}\n{NZ}"
    ),
    "pasted": (
        f"外相、豪州外相と会談\n\n東都新聞　2026年5月20日\n\n{AU}\n\n"
        f"外相、NZ外相と会談\n\n西都新聞　2024年11月19日\n\n{NZ}"
    ),
    "ruled": (
        f"外相、豪州外相と会談\n東都新聞 2026年5月20日\n{AU}----------\n"
        f"外相、NZ外相と会談\n西都新聞 2024年11月19日\n{NZ}"
    ),
    "paper, day and length on lines of their own": (
        f"外相、豪州外相と会談\n東都新聞　朝刊\n2026/05/20\n412文字\n\n{AU}\n"
        f"外相、NZ外相と会談\n西都新聞　夕刊\n2024/11/19\n300文字\n\n{NZ}"
    ),
    "pasted from pages": (
        f"外相、豪州外相と会談\n東都新聞\n2026/05/20 5:00\n\n{AU}\n"
        f"外相、NZ外相と会談\n西都新聞\n2024/11/19 5:00\n\n{NZ}"
    ),
    "the site behind the headline": (
        f"外相、豪州外相と会談 | 東都新聞\n2026年5月20日 5:00\n{AU}\n\n"
        f"外相、NZ外相と会談 | 西都新聞\n2024年11月19日 5:00\n{NZ}"
    ),
    "numbered": (
        f"（1）外相、豪州外相と会談\n2026/05/20 東都新聞　夕刊　3ページ　412文字\n{AU}\n"
        f"（2）外相、NZ外相と会談\n2024/11/19 西都新聞　夕刊　5ページ　300文字\n{NZ}"
    ),
    "numbered under a heading": (
        f"外交週報　2026年6月第1週\n\n1. 外相、豪州外相と会談\n（東都新聞、2026年5月20日）\n{AU}\n"
        f"2. 外相、NZ外相と会談\n（西都新聞、2024年11月19日）\n{NZ}"
    ),
    "labels with blanks": (
        f"【紙　名】東都新聞\n【発行日】2026.05.20\n【見出し】外相、豪州外相と会談\n【本　文】\n{AU}\n"
        f"【紙　名】西都新聞\n【発行日】2024.11.19\n【見出し】外相、NZ外相と会談\n【本　文】\n{NZ}"
    ),
    "a day's label alone": (
        f"外相、豪州外相と会談\n発行日：2026年05月20日\n朝夕刊：朝刊\n新聞名：東都新聞\n\n{AU}\n"
        f"外相、NZ外相と会談\n発行日：2024年11月19日\n朝夕刊：夕刊\n新聞名：西都新聞\n\n{NZ}"
    ),
    "labels over values": (
        f"[見出し]\n外相、豪州外相と会談\n[掲載日]\n2026.05.20\n[掲載面]\n東京朝刊　国際　7頁　412字\n"
        f"[新聞名]\n東都新聞\n{AU}\n"
        f"[見出し]\n外相、NZ外相と会談\n[掲載日]\n2024.11.19\n[掲載面]\n東京朝刊　国際　7頁　300字\n"
        f"[新聞名]\n西都新聞\n{NZ}"
    ),
    "LexisNexis, numbered": (
        "1 of 2 DOCUMENTS\n\n東都新聞\n\nMay 20, 2026 Wednesday\n\n外相、豪州外相と会談\n\nSECTION: 政治\n\n"
        f"LENGTH: 412 字\n\n{AU}\nLOAD-DATE: June 1, 2026\n\n"
        "2 of 2 DOCUMENTS\n\n西都新聞\n\nNovember 19, 2024 Tuesday\n\n外相、NZ外相と会談\n\nSECTION: 政治\n\n"
        f"LENGTH: 300 字\n\n{NZ}\nLOAD-DATE: June 1, 2026\n"
    ),
    "headlines between rules": (
        f"{'=' * 30}\n外相、豪州外相と会談\n{'=' * 30}\n掲載：東都新聞　2026年5月20日\n{AU}\n"
        f"{'=' * 30}\n外相、NZ外相と会談\n{'=' * 30}\n掲載：西都新聞　2024年11月19日\n{NZ}"
    ),
    "paper and day below": (
        f"外相、豪州外相と会談\n{AU}（2026年5月20日　東都新聞）\n\n"
        f"外相、NZ外相と会談\n{NZ}（2024年11月19日　西都新聞）\n"
    ),
    "paper and day before the headline": (
        f"クリッピング\n\n【東都新聞 2026/05/20】外相、豪州外相と会談\n{AU}\n"
        f"【西都新聞 2024/11/19】外相、NZ外相と会談\n{NZ}"
    ),
    "marks of headings": (
        f"# 外相、豪州外相と会談\n東都新聞 2026-05-20\n\n{AU}\n---\n\n# 外相、NZ外相と会談\n西都新聞 2024-11-19\n\n{NZ}"
    ),
    "CRLF": (
        f"外相、豪州外相と会談\n東都新聞　2026年5月20日\n\n{AU}\n外相、NZ外相と会談\n西都新聞　2024年11月19日\n\n{NZ}"
    ).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_each_article_has_its_own_title_paper_and_day(text: str) -> None:
    parts = split_articles(text)
    told = [extract(text[part.start : part.end]) for part in parts]
    assert [(d.title, d.publisher, d.published) for d in told] == [
        ("外相、豪州外相と会談", "東都新聞", "2026-05-20"),
        ("外相、NZ外相と会談", "西都新聞", "2024-11-19"),
    ]
    assert [m.date.value for d in told for m in d.meetings if m.date] == ["2026-05-19", "2024-11-18"]


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_a_str_stays_one_document_with_a_warning_and_no_year_of_another_article(text: str) -> None:
    document = extract(text)
    assert "several-articles" in [warning.code for warning in document.warnings]
    assert [meeting.id for meeting in document.meetings] == ["m1", "m2"]
    assert [meeting.date.value for meeting in document.meetings if meeting.date] == ["2026-05-19", "2024-11-18"]
    for meeting in document.meetings:
        for person in meeting.participants:
            assert person.start is not None and text[person.start : person.end] == person.text


ONE = {
    "an article": f"外相、豪州外相と会談\n東都新聞　2026年5月20日\n\n{AU}{NZ}",
    "an article updated": f"外相、豪州外相と会談\n公開 2026年5月20日\n更新 2026年5月21日\n{AU}",
    "related articles behind": (
        f"外相、豪州外相と会談\n東都新聞　2026年5月20日\n\n{AU}\n外相、NZ外相と会談\n東都新聞　2026年5月19日\n"
        "外相、仏外相と会談\n東都新聞　2026年5月18日\n"
    ),
    "briefs": f"◆国際短信◆\n東都新聞　2026年5月20日\n\n◇日豪外相が会談\n{AU}\n◇日NZ外相が会談\n{NZ}",
    "days of a trip": f"外相の外国訪問\n2026年5月18日\n{NZ}2026年5月19日\n{AU}",
    "a paper and a day in the middle": (
        f"外相、豪州外相と会談\n東都新聞　2026年5月20日\n\n{AU}（2026年5月20日　東都新聞）\n"
    ),
    "a ministry's page with a later note": (
        f"外相会談\n外務省\n2026年5月20日\n\n{AU}\n2026年5月22日 追記\n"
        "　写真を差し替えました。ご迷惑をおかけし、お詫びします。\n"
    ),
    "a chronicle": (
        f"外相の一年\n2026年5月19日\n{AU}2026年5月18日\n{NZ}2026年5月17日\n"
        "　早瀬外相は東京都内で講演し、協力の大切さを訴えた。\n"
    ),
    "numbered paragraphs": f"外相会談\n東都新聞　2026年5月20日\n1. 豪州\n{AU}2. ニュージーランド\n{NZ}",
    "dates in sentences": (
        "　早瀬外相は2026年5月19日、東都新聞の取材に、2024年11月18日の会談を振り返った。\n"
        "　会談は2023年5月1日にも開かれ、西都新聞が伝えた。\n"
    ),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_article_stays_one(text: str) -> None:
    assert len(split_articles(text)) == 1


def test_in_a_digest_each_talk_takes_the_nearest_date_line() -> None:
    document = extract(f"国際短信\n\n2026年5月20日\n◇日豪外相が会談\n{AU}\n2024年11月19日\n◇日NZ外相が会談\n{NZ}")
    assert [meeting.date.value for meeting in document.meetings if meeting.date] == ["2026-05-19", "2024-11-18"]
    assert document.published is None


def test_what_stands_before_the_first_article_is_not_lost_where_it_tells_of_talks() -> None:
    text = SEVERAL["pasted"]
    editor = "　編集から：首相は21日、首相官邸でイタリアのロッシ首相と会談し、協力で一致した。\n\n"
    others = "　本誌の記事は許諾を得て配っております。無断での転載はご遠慮いただきますようお願いいたします。\n\n"
    assert len(split_articles(editor + text)) == 3
    assert len(split_articles(others + text)) == 2
