"""Who takes part in each meeting of an article, by the ways in which articles name them."""

from __future__ import annotations

import pytest

from meetextract import extract
from meetextract.model import Meeting


def who(meeting: Meeting) -> str:
    return ", ".join(f"{p.country} {p.name or '-'} {'+'.join(p.titles)}".strip() for p in meeting.participants)


ARTICLES = [
    # A topic reaches over the purpose of the guest's visit: the one who met him is the subject.
    (
        "中国の梁国強外相は14日、昆明市で、地域の外相会議に出席するため同国を訪れたタイのソムチャイ外相と会談した。",
        ["CN 梁国強 外相, TH ソムチャイ 外相"],
    ),
    (
        "ベトナムのグエン・バン・ラム首相は3日、式典に参列するためハノイを訪問したラオスのブンニャン首相と会談した。",
        ["VN グエン・バン・ラム 首相, LA ブンニャン 首相"],
    ),
    (
        "トルコのデミル外相は3日、調停に当たるためアンカラを訪れたカタールのナセル外相と会談した。",
        ["TR デミル 外相, QA ナセル 外相"],
    ),
    (
        "森外相は3日、国連総会に出席するためニューヨークを訪れ、ペルーのガルシア外相と会談した。",
        ["JP 森 外相, PE ガルシア 外相"],
    ),
    ("森外相は3日、会議に出席するためペルーを訪れたが、ガルシア外相は会談に応じなかった。", []),
    # Who sits in, by a word that runs on behind his office.
    (
        "25日午後3時から約20分間、森総理大臣は、ナセル・カタール首長と首脳会談を行ったところ、概要以下のとおりです"
        "（先方：アティーヤ外相他同席、当方：谷官房副長官、内海総理補佐官、上条中東アフリカ局長他同席）。",
        [
            "JP 森 総理大臣, QA ナセル 首長, QA アティーヤ 外相, JP 谷 官房副長官, JP 内海 総理補佐官, "
            "JP 上条 中東アフリカ局長"
        ],
    ),
    ("森外相は3日、ペルーのガルシア外相と会談した。谷駐ペルー大使同席。", ["JP 森 外相, PE ガルシア 外相, JP 谷 大使"]),
    ("森外相は3日、ペルーのガルシア外相と会談した。通訳同席。", ["JP 森 外相, PE ガルシア 外相"]),
    # Of whom nothing but an initial is written in Latin letters.
    (
        "森外相は3日、インドのS・クマール外相と会談した。クマール外相は支持を表明した。",
        ["JP 森 外相, IN S・クマール 外相"],
    ),
    (
        "ブータンのドルジ首相とD.N.ワンディ外務大臣は3日、森外相と会談した。",
        ["BT ドルジ 首相, BT D.N.ワンディ 外務大臣, JP 森 外相"],
    ),
    # Embassies, and who is to hold an office and does not yet.
    (
        "森外相は3日、離任する在京ペルー大使館のガルシア大使と会談した。",
        ["JP 森 外相, PE ガルシア 大使"],
    ),
    ("ハント米次期大統領は3日、森首相と電話で会談した。", []),
    ("森首相は3日、ハント次期大統領と電話で会談した。", []),
    # Offices and names that run on.
    (
        "森外相は3日、来日したサンダグ・バトバヤルモンゴル国国家大会議議長と会談した。",
        ["JP 森 外相, MN サンダグ・バトバヤル 国家大会議議長"],
    ),
    (
        "森総理は3日、ラオスのトンシン党書記長・国家主席と会談した。",
        ["JP 森 総理, LA トンシン 党書記長・国家主席"],
    ),
    (
        "森外相は3日、オルソン、メイヤー両長官と会談した。米国のオルソン国務長官は支持を表明した。",
        ["JP 森 外相, US オルソン 国務長官, US メイヤー 長官"],
    ),
    (
        "森外相とペルー・エネルギー鉱物資源大臣の間で3日、会談が行われた。",
        ["JP 森 外相, PE - エネルギー鉱物資源大臣"],
    ),
    (
        "森大臣とロドリゴ・エネルギー鉱物資源大臣の間で3日、会談が行われた。\nペルーのロドリゴ大臣は支持を表明した。",
        ["JP 森 大臣, PE ロドリゴ エネルギー鉱物資源大臣"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_who_takes_part(text: str, expected: list[str]) -> None:
    assert [who(meeting) for meeting in extract(text).meetings] == expected
