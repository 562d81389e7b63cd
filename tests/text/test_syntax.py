"""Sentences as bunsetu: what each modifies, and what a predicate is to the next. Each line is a trap met once."""

from __future__ import annotations

import pytest

from meetextract.pipeline import parsed
from meetextract.text.syntax import Sentence


def sentence(text: str) -> Sentence:
    (only,) = parsed(text)
    return only


# A sentence, and what is wanted of it: bunsetu -> head, or bunsetu : link.
TRAPS = [
    ("政府は会談を行うとともに、視察した。", ["行うとともに : coordinate", "会談を -> 行うとともに"]),
    ("政府は会談を5日に開くと発表した。", ["開くと : quoted", "会談を -> 開くと"]),
    ("森外相は相次いで会談した。", ["相次いで -> 会談した"]),
    ("森外相はラム国防相と相次いで会談した。", ["相次いで -> 会談した", "ラム国防相と -> 会談した"]),
    ("森外相はラム国防相とそれぞれ会談した。", ["それぞれ -> 会談した"]),
    ("森外相はラム国防相とも会談した。", ["ラム国防相とも -> 会談した"]),
    ("森外相はヘイワード国務長官（67）と会談した。", ["ヘイワード国務長官（67）と -> 会談した"]),
    ("森外相はヘイワード国務長官と会談及び夕食会を行った。", ["ヘイワード国務長官と -> 行った"]),
    ("会談したのはデュボワ仏外相です。", ["会談したのは : nominal", "会談したのは -> デュボワ仏外相です"]),
    ("森外相はヘイワード国務長官と、4日に開かれた会議の後に会談した。", ["ヘイワード国務長官と -> 会談した"]),
    ("項外相と訪中したチェルヌイフ外相が会談した。", ["項外相と -> チェルヌイフ外相が"]),
    ("両氏は協力する旨発言した。", ["協力する -> 旨", "旨 -> 発言した"]),
    ("両首脳は山を越えて送る電気の無駄を省くための改修を話し合った。", ["両首脳は -> 話し合った", "省く : adnominal"]),
    ("両氏は会談で、山を越えて送る電力を話し合った。", ["両氏は -> 話し合った", "会談で -> 話し合った"]),
    ("浜口大臣はラム国防相と被害が続く島々について意見を交わした。", ["ラム国防相と -> 交わした"]),
    ("両氏は早期に開くよう要請した。", ["よう -> 要請した"]),
    ("森外相は早期に開くよう米国に要請した。", ["よう -> 要請した", "米国に -> 要請した"]),
    ("ラム国防相は着任の挨拶のため梶谷防衛相を訪れた。", ["挨拶の -> ため", "ため -> 訪れた"]),
    ("会談した後デュボワ外相は声明を読んだ。", ["会談した : subordinate", "会談した -> 後", "後 -> 読んだ"]),
    ("会談は日程が合わないため中止となった。", ["ため -> なった", "中止と -> なった"]),
    ("森外相は協力を始めたいと述べた。", ["協力を -> 始めたいと", "始めたいと : quoted"]),
    ("森外相は米側との間で協議した。", ["米側との間で -> 協議した"]),
    ("両氏は、訓練を行うことで一致したほか、協力を確認した。", ["一致した : subordinate", "行う : adnominal"]),
    ("両氏は協力することで一致。", ["ことで -> 一致"]),
    ("A国の代表団は、日本の政策について説明を受けた。", ["政策について -> 受けた"]),
    ("森外相は米国による関税の引き上げを批判した。", ["米国による -> 引き上げを"]),
]


@pytest.mark.parametrize(("text", "wanted"), TRAPS)
def test_bunsetu_modify_what_they_should(text: str, wanted: list[str]) -> None:
    parsed_ = sentence(text)
    found = {c.text: c for c in parsed_.chunks}
    for want in wanted:
        one, how, other = want.split(" ")
        if how == ":":
            assert found[one].link == other
        else:
            head = parsed_.head(found[one])
            assert head is not None
            assert head.text == other


def test_every_bunsetu_is_what_stands_at_its_place() -> None:
    text = "森外相と米国のヘイワード国務長官の懇談が3日、ソウルで行われ、「協力する」ことで一致した。"
    at = 0
    for chunk in sentence(text).chunks:
        assert chunk.start >= at
        assert text[chunk.start : chunk.end] == chunk.text
        at = chunk.end


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("両氏は会談した。", {"past"}),
        ("両氏は会談しなかった。", {"past", "negative"}),
        ("両氏は会談したい。", {"wish"}),
        ("両氏は会談するだろう。", {"guess"}),
        ("会談が開かれた。", {"past", "passive"}),
        ("両氏は会談する。", set()),
    ],
)
def test_moods_of_the_last_predicate(text: str, mood: set[str]) -> None:
    last = sentence(text).chunks[-1]
    assert {name for name in ("past", "negative", "wish", "guess", "passive") if getattr(last, name)} == mood
