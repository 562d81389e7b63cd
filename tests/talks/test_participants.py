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
    ("ハント米次期大統領は3日、森首相と電話で会談した。", ["US ハント 次期大統領, JP 森 首相"]),
    ("森首相は3日、ハント前大統領と電話で会談した。", []),
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
    # Lists of those present, a person a line, under a label with or without a bracket.
    (
        "日米韓防衛実務者協議の結果について\n令和6年6月24日\n6月23日、日米韓防衛実務者協議がソウルにおいて開催されました。\n"
        "（出席者）\n　日本：門田防衛審議官　ほか\n　米国：ラトレッジ国防次官補（アジア担当）　ほか\n"
        "　韓国：呉国防部国防政策室長　ほか\n3か国は、連絡を密にすることで一致しました。",
        ["JP 門田 防衛審議官, US ラトレッジ 国防次官補, KR 呉 国防部国防政策室長"],
    ),
    (
        "4月19日、日中韓農業大臣会合が北京で開催され、能勢農林水産大臣が出席しました。\n1．各国代表\n日本：能勢農林水産大臣\n"
        "中国：廖志剛農業農村部長\n韓国：李在浩農林畜産食品部長官\n2．結果\n三大臣は、協力を強めることで一致しました。",
        ["JP 能勢 農林水産大臣, CN 廖志剛 農業農村部長, KR 李在浩 農林畜産食品部長官"],
    ),
    (
        "海上幕僚長とインド海軍参謀長との会談について\n\n日付\n令和6年1月22日（月）\n\n"
        "参加者\n海上幕僚長　海将　遠山剛\n\n内容\n両者は認識を共有した。",
        ["IN - 海軍参謀長, JP 遠山剛 海上幕僚長"],
    ),
    (
        "森外相は3日、ペルーのガルシア外相と会談し、支援で一致した。\n\n参加者\n在留邦人約30名\n視察先\n米国：オルソン知事の公邸",
        ["JP 森 外相, PE ガルシア 外相"],
    ),
    (
        "森外相は3日、ペルーのガルシア外相と会談し、支援で一致した。\n出席者の一人は、米国：オルソン国務長官の名を挙げた。",
        ["JP 森 外相, PE ガルシア 外相"],
    ),
    # Who writes himself, by the office in which he acted.
    (
        "ペルーを訪問\n8月25日から29日までの日程で外務大臣政務官としてペルーを訪問し、ガルシア外相と意見交換をしました。",
        ["JP - 外務大臣政務官, PE ガルシア 外相"],
    ),
    (
        "防衛大臣としては初めてペルーを訪れ、3日、ガルシア国防相と会談しました。訓練を増やすことで一致しました。",
        ["JP - 防衛大臣, PE ガルシア 国防相"],
    ),
    (
        "9日、日本の代表として参加した谷外相は、ペルーのガルシア外相と会談しました。",
        ["JP 谷 外相, PE ガルシア 外相"],
    ),
    # A minister whose name the page writes in hiragana; a word that only leads over is no name.
    ("うえだ大臣は3日、東京でチリのロハス外相と会談した。", ["JP うえだ 大臣, CL ロハス 外相"]),
    ("森外相と会った。さらに大臣は3日、東京でチリのロハス外相と会談した。", ["JP 森 外相, CL ロハス 外相"]),
    # Offices that no table has whole, behind their side; states with 国 behind their sign.
    ("森外相は3日、世界気象機関のモレッティ観測部長と会談した。", ["JP 森 外相, UN モレッティ 観測部長"]),
    ("森外相は3日、墺国のグルーバー外相と会談した。", ["JP 森 外相, AT グルーバー 外相"]),
    ("森外相は3日、アジア開銀の千葉総裁と会談した。", ["JP 森 外相, ADB 千葉 総裁"]),
]


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_who_takes_part(text: str, expected: list[str]) -> None:
    assert [who(meeting) for meeting in extract(text).meetings] == expected
