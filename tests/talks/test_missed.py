"""A page that speaks of talks of two governments of which no record was made says so, and no other page does."""

from __future__ import annotations

import pytest

from meetextract import extract


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def shown(text: str) -> list[str]:
    """What the warnings point at."""
    return [text[w.start : w.end] for w in extract(text).warnings if w.code == "meeting-not-read"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "日本とノルウェーの漁業交渉が19日、オスロで始まりました。来年の漁獲枠を話し合います。",
            "日本とノルウェーの漁業交渉", id="negotiations",
        ),
        case(
            "到着日の午後、早速、ロハス次期大統領と私邸で会談。南米では最後の訪問国となるチリである。",
            "到着日の午後", id="a-president-elect",
        ),
        case(
            "首相のアフリカ歴訪はエジプト、ガーナ、アンゴラを訪れ、協力を深めるものだ。",
            "首相のアフリカ歴訪", id="a-trip-to-several-states",
        ),
        case("きょう日加首脳会談 農産物の輸出で協力へ", "きょう日加首脳会談", id="a-heading"),
        case(
            "参加国から発言がなされた。日米豪英仏加の6カ国会談において、災害での協力を広げることで意見が一致した。",
            "日米豪英仏加", id="many-states",
        ),
        case(
            "田所首相は総理公邸に駐日各国大使を招き、昼食会を主催した。冒頭、首相は各国の協力に感謝した。",
            "田所首相は", id="ambassadors",
        ),
        case(
            "両国と隣国のニジェールが参加するオンライン首脳会談が26日に行われ、貯水の保留が確認された。",
            "両国と隣国", id="stopped-by-the-gate",
        ),
        case(
            "円借款の概要。チリの財務省で、3億円の無償資金協力に関する交換公文への署名・交換が行われました。",
            "チリの財務省", id="a-signing",
        ),
        case(
            "現地紙によると、チリのロハス大統領とペルーのバルガス大統領との会談が行われる方向にあるという。",
            "現地紙によると", id="being-arranged",
        ),
        case(
            "村井外務大臣のチリ及びペルー訪問\n村井外務大臣は3日、チリでロハス外務大臣と会談し、漁業の協力で一致した。",
            "村井外務大臣のチリ及びペルー訪問", id="the-other-state-of-a-trip",
        ),
        case(
            "村井外相は5日、モロー仏外相と会談し、連携を確認した。\nきょう日加首脳会談 農産物の輸出で協力へ",
            "きょう日加首脳会談", id="beside-talks-that-were-read",
        ),
        case(
            "村井外相は5日、モロー仏外相と会談した。投資の拡大を喜ぶ旨の話に花が咲き、先方は港の整備について謝意を隠さなかった。",
            "投資の拡大を", id="what-was-said",
        ),
        case(
            "村井外相は5日、カナダ、チリなど各国の閣僚10人と会い、モロー仏外相とも個別に会談し、連携を確認した。",
            "村井外相は", id="each-of-several",
        ),
    ],
)  # fmt: skip
def test_talks_that_were_not_read_are_shown(text: str, expected: str) -> None:
    assert [words.startswith(expected) for words in shown(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        case(
            "日ロ外相会談、実現せず\n日本政府が調整していた日ロ外相会談は、見送りが決まった。",
            id="it-fell-through",
        ),
        case("与党3党の党首は14日、国会内で会談し、補正予算案を年内に成立させることで一致した。", id="parties"),
        case("県の中原知事は8日、ジャマイカの県知事と会談し、生徒の派遣で合意した。", id="governors"),
        case("北陸急行の中西社長は13日、台湾の鉄道大手のトップと会談し、車両の開発で合意した。", id="companies"),
        case("社説　日韓首脳　会わずに済むのか\n首相は早期に韓国の大統領と会談すべきだ。", id="an-editorial"),
        case("訓練は16日に始まった。8月の日米韓防衛相会談では、訓練を重ねることで一致していた。", id="recalled"),
        case("【佐野記者】イランの外務大臣との会談の御予定はありますか。", id="a-question"),
        case("▽協議＝「日韓の局長が輸出管理について協議した」のように使います。", id="an-example-of-usage"),
        case("韓国造船大手と豪資源会社、水素運搬船で提携　首脳会談で合意", id="heads-of-companies"),
        case("両国の首脳会談は1年3カ月行われていない状態が続く。日韓の溝は深い。", id="none-for-long"),
        case(
            "村井外相は5日、モロー仏外相と会談し、連携を確認した。両外相は日仏の協議を続けることで一致した。",
            id="read",
        ),
        case(
            "経団連、訪米団を派遣へ\n経団連の代表団は5日、米国のホロウェイ商務長官らと会談する方向で調整している。",
            id="a-federation",
        ),
        case("学長がチリ大使と懇談\n岡田学長は5日、日本とチリの大学の交流をロハス大使と話した。", id="a-university"),
        case("世論調査\n日朝首脳会談について、早い時期に会談するべきだとの答えが5割だった。", id="a-poll"),
        case("米国とチリの議員団との意見交換を行った。会合では首脳会談の実現に向け協力を求めた。", id="members"),
        case("森防衛相、日韓会談に意欲\n森氏は会見で韓国との関係に触れた。", id="a-wish"),
        case("会談で一致　日仏外相\n村井外相は5日、モロー仏外相と会談し、連携を確認した。", id="told-by-office"),
        case("世界気象会議がチリで開かれ、日本の研究者が講演した。", id="a-world-conference"),
    ],
)
def test_pages_without_talks_of_governments_are_silent(text: str) -> None:
    assert shown(text) == []
