"""What looks like talks of two governments and is none: domestic, private, a conference, agreed before."""

from __future__ import annotations

import pytest

from meetextract import extract


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def sides(text: str) -> list[list[str]]:
    """The sides of each meeting."""
    return [sorted(c.code for c in m.countries) for m in extract(text, published="2024-10-01").meetings]


@pytest.mark.parametrize(
    "text",
    [
        case("チリのロハス大統領は20日、同国のペレス陸軍司令官と面談し、選挙の準備を指示した。", id="two-of-one-state"),
        case(
            "デュポン党首・ルロワ党首・仏社会党のモロー首相の3人が会談したが、詳細は示されなかった。",
            id="heads-of-parties",
        ),
        case("仏のモロー首相は妻のクレールさんに電話をかけ、「すぐに帰る」と述べた。", id="a-private-person"),
        case("李氏はグリーン首相との年度会合を終えてハノイに到着した。", id="left-after-talks"),
        case("イタリアのリッチ首相は村井首相との会談を終え、一足早く日本を離れた。", id="flew-home"),
        case("原大使より、軽井沢でG7外相会合が成功裡に開催されたことに祝意を表した。", id="congratulated-on-it"),
        case("アド大統領が訪日し、村井総理と首脳会談を行ったことを大使は紹介した。", id="recounted"),
        case("リベラ氏は2019年、当時の外務次官として来日し、森外務事務次官と会談した経験を持つ。", id="career"),
        case("2022年には森外相がモロー仏外相と会談し、支援への協力を約束している。", id="introduction"),
        case("森経済担当相とグリーン米通商代表の協議は難航しており、再び会う可能性がある。", id="stuck"),
        case("（問）昨夜、村井総理と仏のモロー首相の電話会談が行われました。どう受け止めますか。", id="question"),
        case("サミットに参加した各国首脳は21日夜から帰国した。英国のホール首相も出発した。", id="delegates-leave"),
        case(
            "KLNは同日、視察に訪れていたインドネシアのスシロ大統領と初めて会談を行い、武装の解除を宣言した。",
            id="a-band",
        ),
        case(
            "世界保健機関のメンサー事務局長は10日、滞在中のケニアから電話を通じて記者会見を行い、終息を宣言した。",
            id="a-presser",
        ),
        case("セルビアのペトロビッチ大統領は23日、コソボと対話を始めることを強調した。", id="stressed"),
        case(
            "村井外務大臣政務官はトンガを訪問し、太平洋諸島フォーラム（PIF）域外国対話に出席しました。",
            id="a-forum",
        ),
        case("ノルウェーのハーコン国王は20日、訪問中のペレス・チリ大統領と面会した。", id="who-only-reigns"),
    ],
)
def test_none(text: str) -> None:
    assert sides(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "チリのロハス大統領は20日、ペルーのペレス陸軍司令官と面談し、国境の警備を話し合った。",
            ["CL", "PE"],
            id="of-two-states",
        ),
        case("仏のモロー首相は独のランゲ首相に電話をかけ、「すぐに会おう」と述べた。", ["DE", "FR"], id="a-call"),
        case("ヨルダンのアブドラ国王は20日、訪問中のペレス・チリ大統領と会談した。", ["CL", "JO"], id="who-rules"),
        case(
            "セルビアのペトロビッチ大統領は23日、コソボのベリシャ首相と会談し、対話を始めることを強調した。",
            ["RS", "XK"],
            id="stressed-there",
        ),
        case(
            "村井外務大臣は3日、日・ASEAN外相会議に出席し、海の安全での連携を確認した。",
            ["ASEAN", "JP"],
            id="own-conference",
        ),
        case(
            "田中JICA理事長は、ケニアのムワンギ大統領と会談し、道路の整備で一致した。",
            ["JP", "KE"],
            id="an-agency",
        ),
    ],
)
def test_talks_all_the_same(text: str, expected: list[str]) -> None:
    assert sides(text) == [expected]
