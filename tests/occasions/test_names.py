"""Names of one person, and of two."""

from __future__ import annotations

import pytest

from meetextract.occasions.names import Match, same_name, same_person


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("小泉", "小泉進次郎", Match.PART),
        ("ヘグセス", "ピート・ヘグセス", Match.PART),
        ("ヘグセス", "ヘグセース", Match.YES),
        ("ヴェーバー", "ウェーバー", Match.YES),
        ("コヴァレンコ", "コバレンコ", Match.YES),
        ("フェリ", "フェッリ", Match.YES),
        ("マルコ・ルビオ", "マルコ・アントニオ・ルビオ", Match.PART),
        ("ピート・ヘグセス", "ピーター・ヘグセス", Match.YES),
        ("ピート・ヘグセス", "ピエール・ヘグセス", Match.NO),
        ("マイケル・ブラウン", "アンナ・ブラウン", Match.NO),
        ("ファンデルメール", "ヘンドリク・ファン・デル・メール", Match.PART),
        ("ファンデルベルク", "ヘンドリク・ファン・デル・メール", Match.NO),
        ("髙橋一郎", "高橋一郎", Match.YES),
        ("王振国", "王立明", Match.NO),
        ("李在明", "イ・ジェミョン", Match.MAYBE),
        ("ﾍｸﾞｾｽ", "ヘグセス", Match.YES),
        ("リー", "ワン", Match.NO),
        ("ウォード", "ワード", Match.MAYBE),
        ("ヘレン・ウォード", "ワード", Match.MAYBE),
        ("マルコ・ワード", "ヘレン・ウォード", Match.NO),
    ],
)
def test_two_names(one: str, other: str, expected: Match) -> None:
    assert same_name(one, other) is expected


def test_a_reading_makes_kana_and_kanji_comparable() -> None:
    assert same_person({"李在明", "イ・ジェミョン"}, {"イ・ジェミョン"}) is Match.YES
    assert same_person({"李在明", "イ・ジェミョン"}, {"ユン・ソンニョル"}) is Match.NO
