"""Meetings: what opens one, who, when, where and by which medium, and what only looks like one; through `extract`."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetextract import Document, Meeting, extract
from meetextract.pipeline import extract_source

ARTICLES = Path(__file__).parents[1] / "quality" / "corpus"


def case(*values: object, id: str, lost: str | None = None) -> object:
    """A case of a table; `lost` says why the core does not hold it (it fails when the core does)."""
    marks = [pytest.mark.xfail(strict=True, reason=lost)] if lost else []
    return pytest.param(*values, id=id, marks=marks)


def who(meeting: Meeting) -> list[str]:
    return [f"{p.country} {p.name or '-'} {'+'.join(p.titles)}".strip() for p in meeting.participants]


def shown(meeting: Meeting) -> str:
    """status if planned, medium if none in person, sides, date, place."""
    return " ".join(
        [
            *([meeting.status] if meeting.status != "held" else []),
            *([meeting.mode] if meeting.mode != "in_person" else []),
            "+".join(sorted(country.code for country in meeting.countries)),
            meeting.date.value if meeting.date else "-",
            meeting.place.text if meeting.place else "-",
        ]
    )


def told(meeting: Meeting) -> list[str]:
    return [f"{p.kind} {'all' if p.joint else '+'.join(p.by)} {p.content and p.content.text}" for p in meeting.points]


def meetings(text: str) -> list[str]:
    document = extract(text)
    # An article that is explained passes no gate: what the gate keeps out must hold no meeting.
    assert document.meetings == extract_source(text, explain=[]).meetings
    return [shown(meeting) for meeting in document.meetings]


def column(*items: str) -> Document:
    """A column of short items under a title and a date."""
    return extract("防衛相会談の要旨\n\n2026年11月4日\n\n" + "\n".join(items))


OURS, US = "JP 梶谷鉄之助 防衛相", "US ヘイワード 国防長官"
TALK = "梶谷鉄之助防衛相は3日、米国のヘイワード国防長官と"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(f"{TALK}会談した。", "JP+US ---03 -", id="talks"),
        case(f"2026年11月4日\n\n{TALK}会談した。", "JP+US 2026-11-03 -", id="with-the-publication-date"),
        case(f"{TALK}ソウルで会談した。", "JP+US ---03 ソウル", id="place"),
        case(f"{TALK}会った。", "JP+US ---03 -", id="met"),
        case(f"{TALK}意見交換を行い、再開を提案した。", "JP+US ---03 -", id="exchange-of-views"),
        case(f"{TALK}立ち話をした。", "JP+US ---03 -", id="a-standing-talk"),
        case(f"{TALK}電話で会談した。", "phone JP+US ---03 -", id="telephone"),
        case(f"{TALK}電話会談を行った。", "phone JP+US ---03 -", id="telephone-talks"),
        case(f"{TALK}テレビ会談を行った。", "video JP+US ---03 -", id="video"),
        case(f"{TALK}オンラインで会談した。", "video JP+US ---03 -", id="online"),
        case(
            "梶谷防衛相は3日、ソウルで開かれた日米韓参謀総長級会議に参加した。",
            "JP+KR+US ---03 ソウル",
            id="a-conference-of-named-states",
        ),
        case("ベトナムのラム国防相は3日、首相官邸に梶谷首相を表敬した。", "JP+VN ---03 首相官邸", id="a-call"),
        case(
            "訪日中のスウェーデンのヨンソン国防相は3日、防衛省で梶谷防衛相と会談した。",
            "JP+SE ---03 防衛省",
            id="a-guest",
        ),
        case("ラム・ベトナム国防相は3日、梶谷首相を首相官邸に表敬した。", "JP+VN ---03 首相官邸", id="called-on-at"),
        case("NATOのヨハンセン事務総長は3日、梶谷首相と会談した。", "JP+NATO ---03 -", id="organisation"),
        case(
            "米国のヘイワード国防長官と韓国の朴民秀国防相は3日、ハワイで会談した。",
            "KR+US ---03 ハワイ",
            id="third-countries",
        ),
        case(
            "梶谷防衛相は10日、米国のヘイワード国防長官と東京で会談する予定だ。",
            "planned JP+US ---10 東京",
            id="planned",
        ),
        case(
            "梶谷防衛相は10日に来日するヨンソン・スウェーデン国防相と会談する。",
            "planned JP+SE ---10 -",
            id="to-come",
        ),
        case("日米両政府は3日、東京で外務・防衛当局の協議を開いた。", "JP+US ---03 東京", id="two-governments"),
        case("日本と米国の両政府は3日、東京で協議を開いた。", "JP+US ---03 東京", id="two-governments-spelt-out"),
        case("米国と北朝鮮は3日、ハノイで実務者協議を開いた。", "KP+US ---03 ハノイ", id="two-states"),
        case("日米韓防衛相会談が3日、ソウルで開かれた。", "JP+KR+US ---03 ソウル", id="three-states"),
        case("日米豪印の外相会合が3日、シドニーで開かれた。", "AU+IN+JP+US ---03 シドニー", id="four-states"),
        case(
            "クアッドの外相会合は3日、シドニーで開かれ、4氏は懇談した。",
            "AU+IN+JP+US ---03 シドニー",
            id="a-group-by-name",
        ),
        case("日米韓の外相は3日、釜山で会談した。", "JP+KR+US ---03 釜山", id="ministers-of-three-signs"),
        case("先進7カ国（G7）外相会合が3日、ローマで開かれた。", "CA+DE+FR+GB+IT+JP+US ---03 ローマ", id="the-seven"),
        case("首相は3日、米国のカアアン大統領と会談した。", "JP+US ---03 -", id="an-unnamed-premier"),
        case(
            "首相とカアアン米大統領は3日、電話で会談した。",
            "phone JP+US ---03 -",
            id="an-unnamed-premier-and",
            lost="an unnamed premier first in a row",
        ),
        case(f"{TALK}約20分間懇談。", "JP+US ---03 -", id="a-noun-stop"),
        case(f"{TALK}首相公邸で夕食を共にした。", "JP+US ---03 首相公邸", id="a-dinner"),
        case(
            f"{TALK}ソウルで会談し、訓練を釜山で行うことで一致した。",
            "JP+US ---03 ソウル",
            id="place-in-the-content",
        ),
        case(
            "3日にはマニラに移り、梶谷防衛相は米国のヘイワード国防長官と会談した。",
            "JP+US ---03 マニラ",
            id="moved-on",
        ),
        case(f"{TALK}沖縄県で会談した。", "JP+US ---03 沖縄県", id="a-prefecture"),
        case(f"{TALK}東京・元赤坂の迎賓館で会談した。", "JP+US ---03 東京・元赤坂の迎賓館", id="a-ward"),
        case("梶谷防衛相は3、4日に米国のヘイワード国防長官と会談した。", "JP+US ---03 -", id="two-days"),
        case(
            "日本、中国、韓国の環境相による会合が3日、済州島で開かれた。",
            "CN+JP+KR ---03 済州島",
            id="ministers-of-states",
        ),
        case("北京において「第4回日中韓農業大臣会合」が開催された。", "CN+JP+KR - 北京", id="a-meeting-in-quotes"),
        case("「中央アジア＋日本」対話・外相会合が3日、開催された。", "JP+KG+KZ+TJ+TM+UZ ---03 -", id="central-asia"),
        case(
            "梶谷外相は3日、エストニア、ラトビア、リトアニアのバルト3国の外相と会談した。",
            "EE+JP+LT+LV ---03 -",
            id="ministers-of-three-states",
        ),
        case(
            f"{TALK}会談した。会談は約40分間、ソウル市内のホテルで行われた。",
            "JP+US ---03 ソウル市内のホテル",
            id="place-later",
        ),
    ],
)  # fmt: skip
def test_prose_opens_a_meeting(text: str, expected: str) -> None:
    assert meetings(text) == [expected]


def test_town_and_day_of_all_talks_in_the_headline() -> None:
    first, second = extract(
        "防衛相の個別会談（3日、ソウル）\n\n【米国＝ヘイワード国防長官】\n梶谷防衛相は訓練の再開で一致した。\n"
        "【豪州＝ワトソン国防相】\n梶谷氏は会場で立ち話をし、増額を求めた。\n"
    ).meetings
    assert (shown(first), shown(second)) == ("JP+US ---03 ソウル", "AU+JP ---03 ソウル")


def test_three_states_under_a_mark_and_talks_to_come() -> None:
    first, second = extract(
        "外相の個別会談\n\n梶谷鉄之助外相が3日に行った会談の内容は次の通り。\n\n◆日・ウクライナ・モルドバ\n"
        "・ウクライナのボンダル外相は、変圧器の提供を促した。\n・モルドバのチョバヌ外相は、介入を非難した。\n"
        "・3外相は、共同声明を発表した。\n\n◆今後の予定\n・4日はペルーの外相と会談し、5日に帰国する。\n"
    ).meetings
    assert (shown(first), shown(second)) == ("JP+MD+UA ---03 -", "planned JP+PE ---04 -")


def test_japan_is_the_third_of_three() -> None:
    (meeting,) = extract(
        "首相が相次ぎ会談\n\n梶谷首相は3日、来日した各国の首脳らと個別に会談した。\n\n"
        "▽パラオ・マーシャル諸島＝トリビオン大統領、ジャクリック外相　3者は漁船の監視を続けることを確認した。\n"
    ).meetings
    assert shown(meeting) == "JP+MH+PW ---03 -"


def test_the_date_of_talks_whose_attendants_are_listed() -> None:
    (meeting,) = extract(
        "「第2回日ウルグアイ農業次官級対話」の結果\n\n令和5年8月25日\n\n農林水産省は、令和5年8月23日（水曜日）、"
        "モンテビデオで、「第2回日ウルグアイ農業次官級対話」を開催しました。\n\n1.出席者\n日本側：宇賀神農林水産審議官ほか\n"
        "ウルグアイ側：ペレイラ農業次官ほか\n\n2.結果概要\n（1）日本側から、検査の結果を示すよう要請しました。\n"
    ).meetings
    assert shown(meeting) == "JP+UY 2023-08-23 モンテビデオ"


def test_another_story_begins_behind_a_signature() -> None:
    (meeting,) = extract(
        "世界の窓\n\n■税関を24時間に\n米国のヘイワード首相とカナダのモロー首相は3日、会談し、税関の増設で合意した。"
        "（オタワ共同）\n\n■東部で山火事\n州の首相は派遣を要請した。（シドニー時事）\n"
    ).meetings
    assert told(meeting) == ["agree all 税関の増設"]


def test_a_label_with_the_words_of_one_who_met() -> None:
    (meeting,) = extract(
        f"{TALK}会談し、再開で一致した。\n\n【梶谷防衛相「丁寧に説明」】\n梶谷防衛相は記者団に対し、"
        "「会談では、増額が要ることを説明した」と述べました。\n\n【「海を守る」】\n増額を求めた。\n"
    ).meetings
    assert told(meeting) == ["agree all 再開", "state JP 増額が要ること"]


def test_where_it_was_by_a_statement_or_by_the_word_same() -> None:
    (meeting,) = extract(
        "梶谷総理は、3日、アスンシオンで、パラグアイのベニテス大統領と会談を行いました。\n\n"
        "「先ほど大統領府において、ベニテス大統領と会談をさせていただきました。再開で一致しました。」\n"
    ).meetings
    assert shown(meeting) == "JP+PY ---03 大統領府"
    (meeting,) = extract(
        "柏木外相は3日、ジュネーブの国連欧州本部で開かれた理事会に出席し、ヘイル英外相と同本部で会談した。"
    ).meetings
    assert shown(meeting) == "GB+JP ---03 国連欧州本部"
    first, second = extract(
        "ボツワナとナミビアは接近した。ボツワナのモフワネ大統領とナミビアのシャニンガ大統領は3日、カサネのロッジで会談した。\n"
        "前日の2日には、両国の国防相が同じロッジで会い、開示することで合意した。"
    ).meetings
    assert (shown(first), shown(second)) == ("BW+NA ---03 カサネのロッジ", "BW+NA ---02 カサネのロッジ")


def test_place_of_all_talks_in_the_lead() -> None:
    first, second = extract(
        "防衛相が相次ぎ会談\n\n梶谷防衛相は3日、来日した各国の国防相らと東京都内のホテルで個別に会談した。\n\n"
        "▽米国＝ヘイワード国防長官　訓練の再開で一致した。\n▽豪州＝ワトソン国防相　増額を求めた。\n"
    ).meetings
    assert (shown(first), shown(second)) == ("JP+US ---03 東京都内のホテル", "AU+JP ---03 東京都内のホテル")


def test_a_building_is_more_than_the_town_in_the_lead() -> None:
    _, second = extract(
        "経産相、欧州で会談\n\n梶谷経済産業相は3日と4日、ブリュッセルで米国の閣僚、ベルギーの首相らと相次いで会談した。\n\n"
        "■米国＝ヘイワード商務長官　3日。増設で合意した。\n■ベルギー＝デクレルク首相　4日、首相府。再開で合意した。\n"
    ).meetings
    assert shown(second) == "BE+JP ---04 首相府"


def test_a_traveller_is_where_the_reporter_writes_from() -> None:
    (meeting,) = extract(
        "【パリ＝戸倉朋】国際会議のため当地を訪れている梶谷防衛相は3日、各国の国防相と会談した。\n\n"
        "〔米国／ヘイワード国防長官〕訓練の再開で一致した。\n〔視察〕市場を回り、増額を訴えた。\n"
    ).meetings
    assert (shown(meeting), told(meeting)) == ("JP+US ---03 パリ", ["agree all 訓練の再開"])


def test_the_town_of_the_talks_before() -> None:
    first, second = extract(
        "梶谷外相は3日、ハノイの外務省でベトナムのラム外相と会談した。梶谷外相は同日、フン首相を表敬した。"
    ).meetings
    assert (shown(first), shown(second)) == ("JP+VN ---03 ハノイの外務省", "JP+VN ---03 ハノイ")
    first, second = extract(
        "梶谷外相は2日から4日まで、カザフスタンを訪問しました。\n\n１．オマルハノフ首相への表敬\n3日、"
        "首都ヌルスルタンにおいて、梶谷外相は、オマルハノフ首相を表敬しました。\n\n２．イブラエワ外相との会談\n"
        "同日、梶谷外相は、イブラエワ外相と会談しました。\n"
    ).meetings
    assert (shown(first), shown(second)) == ("JP+KZ ---03 ヌルスルタン", "JP+KZ ---03 ヌルスルタン")
    assert sorted(who(first)) == ["JP 梶谷 外相", "KZ オマルハノフ 首相"]


def test_what_a_meeting_in_prose_holds() -> None:
    (meeting,) = extract(f"{TALK}会談し、訓練の再開で一致した。ヘイワード氏は増額を求めた。").meetings
    assert meeting.header is None
    assert who(meeting) == [OURS, US]
    assert told(meeting) == ["agree all 訓練の再開", "request US 増額"]


def test_an_office_without_a_name_is_a_participant() -> None:
    (meeting,) = extract("梶谷防衛相は3日、韓国の国防相と会談し、再開で一致した。").meetings
    assert who(meeting) == ["JP 梶谷 防衛相", "KR - 国防相"]


def test_each_of_talks_one_by_one_has_its_part_of_a_sentence() -> None:
    first, second = extract(
        "梶谷防衛相は3日、シドニーでワトソン豪国防相、シン印国防相とそれぞれ会談した。"
        "ワトソン氏とは訓練を増やすことで合意し、シン氏とは修理を認めることを確認した。"
    ).meetings
    assert (told(first), told(second)) == (["agree all 訓練を増やすこと"], ["confirm all 修理を認めること"])


def test_the_pair_of_states_tells_which_of_the_talks() -> None:
    first, second = extract(
        "高市首相は3日、東京で英国のスターマー首相、フランスのマクロン大統領と相次いで会談した。"
        "日英首脳は開発を急ぐことで一致。日仏首脳は供給網の強化を確認した。"
    ).meetings
    assert (told(first), told(second)) == (["agree all 開発を急ぐこと"], ["confirm all 供給網の強化"])


def test_an_arabic_name_without_its_article_is_the_same_person() -> None:
    (meeting,) = extract(
        "湊谷外務大臣は3日、ヨルダンのファイサル・アル＝ハリーリー副首相と会談した。ハリーリー副首相は増額を求めた。"
    ).meetings
    assert who(meeting)[1] == "JO ファイサル・アル＝ハリーリー 副首相"
    assert told(meeting) == ["request JO 増額"]


def test_a_given_name_that_reads_like_former() -> None:
    (meeting,) = extract(
        "中谷防衛相、米長官と会談\n\n中谷元防衛大臣は3日、米国のヘイワード国防長官と会談した。"
    ).meetings
    assert who(meeting) == ["JP 中谷元 防衛大臣", US]


def test_a_visitor_told_in_the_sentence_before() -> None:
    (meeting,) = extract(
        "台湾の外交部は、エスワティニのマシリラ外相が3日から台湾を訪れると発表した。"
        "4日に台北で簡文雄・外交部長と会談する。"
    ).meetings
    assert sorted(who(meeting)) == ["SZ マシリラ 外相", "TW 簡文雄 外交部長"]
    assert meeting.status == "planned"


def test_countries_with_town_and_day_head_the_talks_of_a_trip() -> None:
    first, second = extract(
        "小夜外務副大臣の中米訪問（結果）\n令和4年10月18日\n\n小夜明外務副大臣は、"
        "コスタリカ及びパナマを訪問しました。\n\n"
        "1　コスタリカ（10日　サンホセ）\n（1）小夜副大臣は、ケサダ外務大臣を表敬しました。\n\n"
        "2　パナマ（12日　パナマ市）\n（1）デルガド外務次官との会談\n両者は海洋ごみ対策について意見交換を行いました。\n"
    ).meetings
    assert (shown(first), shown(second)) == ("CR+JP 2022-10-10 サンホセ", "JP+PA 2022-10-12 パナマ市")


def test_unnamed_officers_of_both_states() -> None:
    text = "タイとカンボジアは3日、停戦で合意した。両国の陸軍司令官は4日、国境で会い、増員しないことを確認し合った。"
    (meeting,) = extract(text).meetings
    assert who(meeting) == ["TH - 陸軍司令官", "KH - 陸軍司令官"]


def test_the_two_of_one_side_are_those_named_before() -> None:
    _, second = extract(
        "ＥＵのランゲ欧州理事会議長とモンティエル欧州委員長は3日、北京で中国の聶国棟国家主席と会談した。"
        "ＥＵの両首脳は午後、中国の費望首相と会談した。"
    ).meetings
    assert who(second) == ["EU ランゲ 欧州理事会議長", "EU モンティエル 欧州委員長", "CN 費望 首相"]


def test_an_office_told_of_three_states_is_held_by_who_is_named() -> None:
    (meeting,) = extract(
        "日米韓3カ国の外相は15日、釜山で会談し、増設で一致した。会談には梶谷真由美外相、"
        "米国のハーグローブ国務長官、韓国の尹載浩外相が出席した。"
    ).meetings
    assert sorted(who(meeting)) == ["JP 梶谷真由美 外相", "KR 尹載浩 外相", "US ハーグローブ 国務長官"]


def test_one_office_behind_the_names_of_two_states() -> None:
    (meeting,) = extract(
        "日本と英国、イタリアの防衛相は3日、ローマで会談した。出席したのは梶谷防衛相と英国のホロウェイ、"
        "イタリアのコンティ両国防相。"
    ).meetings
    assert who(meeting) == ["JP 梶谷 防衛相", "GB ホロウェイ 国防相", "IT コンティ 国防相"]


@pytest.mark.xfail(strict=True, reason="a state told as 首都… alone sets no stage")
def test_the_stage_is_set_by_the_sentence_before() -> None:
    (meeting,) = extract(
        "久保田首相が歴訪\n\n久保田首相は各国を訪れた。\n3日、首都アスタナ。トカエフスキー大統領との会談で、"
        "両首脳は調査で合意した。"
    ).meetings
    assert shown(meeting) == "JP+KZ ---03 アスタナ"


def test_the_table_of_a_summary() -> None:
    (meeting,) = extract(
        "日伊防衛相会談（概要）\n\n平成29年5月24日\n\n日　時：平成29年5月23日（火）11:00～11:45\n"
        "場　所：イタリア国防省（ローマ）\n"
        "出席者：日本側　葛西孝防衛大臣　ほか\n　　　　伊　側　ロレンツォ・デ・サンティス国防大臣　ほか\n\n"
        "１　冒頭\n　両大臣は、輸送機の運用に関する情報交換を始めることで一致。\n"
    ).meetings
    assert shown(meeting) == "IT+JP 2017-05-23 イタリア国防省"
    assert who(meeting) == ["JP 葛西孝 防衛大臣", "IT ロレンツォ・デ・サンティス 国防大臣"]


def test_the_table_of_a_summary_with_values_on_lines_of_their_own() -> None:
    (meeting,) = extract(
        "防衛省・自衛隊\n日豪防衛相会談の結果概要\n令和7年12月7日\n\n１　日時及び場所\n"
        "　令和7年12月7日（日）13:00～14:30　於：防衛省\n"
        "２　出席者\n　日本側：小泉防衛大臣ほか\n　豪州側：マールズ副首相兼国防大臣ほか\n３　概要\n"
        "（１）両大臣は、艦艇の導入に向けた手続が進展していることを歓迎した。\n"
    ).meetings
    assert shown(meeting) == "AU+JP 2025-12-07 防衛省"
    assert who(meeting) == ["JP 小泉 防衛大臣", "AU マールズ 副首相+国防大臣"]


def test_a_journalists_question_is_no_report() -> None:
    (meeting,) = extract(
        "真野外務大臣会見記録\n（令和4年2月8日）\n\n【真野外務大臣】昨日、私は、"
        "ポーランドのコヴァルスキ外務大臣と電話会談を行いました。"
        "協力を深めることで一致しました。\n【東都新聞　内藤記者】米国の国務長官と電話で協議し、"
        "抗議を受けたと伝えられています。\n"
        "【真野外務大臣】そのような会談を行った事実はございません。\n"
    ).meetings
    assert shown(meeting) == "phone JP+PL 2022-02-07 -"
    assert told(meeting) == ["agree all 協力を深めること"]


def test_a_byline_is_no_journalists_question() -> None:
    (meeting,) = extract(f"防衛相が会談\n\n【遠山記者】{TALK}会談し、再開で一致した。").meetings
    assert told(meeting) == ["agree all 再開"]


def test_what_stands_behind_a_question_is_read_again() -> None:
    document = extract(
        "真野外務大臣会見記録\n\n【真野外務大臣】私からは以上です。\n【東都新聞　内藤記者】会談は。\n"
        "【米国＝ヘイワード国防長官】\n梶谷防衛相は3日、都内で会談した。両氏は再開で一致した。\n"
    )
    assert [told(meeting) for meeting in document.meetings] == [["agree all 再開"]]


def test_the_programme_of_a_trip_is_told_below() -> None:
    first, second = extract(
        "来生外務大臣の訪問（結果）\n令和5年8月7日\n\n　来生康外務大臣は、"
        "ナミビア共和国及びアンゴラ共和国を訪問した。\n\n"
        "（主な行事）\n8月1日　ナミビア大統領表敬\n8月3日　公共事業大臣との会談\n\n"
        "１　ナミビア（ウィントフック）\n（１）大統領表敬（8月1日）\n　来生大臣は、シカレパ大統領を表敬し、"
        "関心を伝えました。\n"
        "２　アンゴラ（ルアンダ）\n（１）外相会談（3日）\n　カピンガラ外務大臣との会談において、両大臣は、"
        "海賊対策について意見交換しました。\n"
    ).meetings
    assert (shown(first), shown(second)) == ("JP+NA 2023-08-01 ウィントフック", "AO+JP 2023-08-03 ルアンダ")


def test_two_plus_two_lists_both_sides() -> None:
    (meeting,) = extract(
        "日英両政府は3日、東京で外務・防衛閣僚協議（2プラス2）を開いた。日本側は柏木真由美外相と梶谷鉄之助防衛相、"
        "英国側はスタントン外相とアトリー国防相が出席した。4氏は訓練を増やすことで一致した。"
    ).meetings
    assert who(meeting) == ["JP 柏木真由美 外相", OURS, "GB スタントン 外相", "GB アトリー 国防相"]
    assert told(meeting) == ["agree all 訓練を増やすこと"]


def test_header_sections_are_meetings_of_their_own() -> None:
    first, second = column(
        "【米＝ヘイワード国防長官】梶谷鉄之助防衛相は3日、都内で会談した。両氏は訓練の再開で一致した。",
        "【韓国＝朴民秀国防相】同日、梶谷氏は朴氏と会談し、枠組みを設けることを確認した。",
    ).meetings
    assert (shown(first), shown(second)) == ("JP+US 2026-11-03 都内", "JP+KR 2026-11-03 -")
    assert first.header is not None and first.header.text == "【米＝ヘイワード国防長官】"
    assert (told(first), told(second)) == (["agree all 訓練の再開"], ["confirm all 枠組みを設けること"])


def test_marked_sections_with_date_and_place_behind_the_person() -> None:
    first, second = column(
        "▽米国＝ヘイワード国防長官（3日、ソウル）　訓練の再開で一致した。",
        "▽韓国＝朴民秀（パク・ミンス）国防相（4日）　梶谷鉄之助防衛相は朴氏と会談し、増額を求めた。",
    ).meetings
    assert (shown(first), shown(second)) == ("JP+US 2026-11-03 ソウル", "JP+KR 2026-11-04 -")
    assert second.participants[0].reading == "パク・ミンス"


def test_a_header_with_the_word_for_the_meeting() -> None:
    (meeting,) = extract(f"【日米防衛相電話会談】{TALK}電話で会談し、連携を確認した。").meetings
    assert shown(meeting) == "phone JP+US ---03 -"
    assert sorted(who(meeting)) == sorted([OURS, US])


def test_a_section_by_telephone() -> None:
    first, second, third = column(
        "梶谷鉄之助防衛相は各国の国防相と話した。",
        "【米＝ヘイワード国防長官】3日夜、電話で約15分。両氏は再開で一致した。",
        "【韓国＝朴民秀国防相】同日、開設済みのホットラインで通話。梶谷氏は増額を求めた。",
        "【仏＝ラヴァル軍事相】続いて電話。梶谷氏は増額を求めた。",
    ).meetings
    assert (first.mode, second.mode, third.mode) == ("phone", "phone", "phone")


@pytest.mark.xfail(strict=True, reason="under a header the visitor of a third state is taken for one of ours")
def test_somebody_of_a_third_state_met_in_a_section() -> None:
    (meeting,) = column(
        "ミュンヘンでは梶谷防衛相ら各国の国防相が会った。",
        "【ウクライナ＝ザハル国防相】韓国の朴民秀国防相と3日に会談し、車両の供与に謝意を伝えた。",
    ).meetings
    assert who(meeting) == ["UA ザハル 国防相", "KR 朴民秀 国防相"]


@pytest.mark.xfail(strict=True, reason="a section whose two sides are both foreign, with a press conference behind it")
def test_a_town_of_the_headline_holds_for_the_sections() -> None:
    document = extract(
        "国防相ら、ブリュッセルで入れ替わり会談\n\n2026年11月4日\n\n"
        "【インドネシア＝プラト国防相】\nマレーシアのアズミ国防相と3日に朝食を共にし、警備艇を増やすことで折り合った。\n"
        "【トルコ＝カヤ国防相】\n記者会見で「守りは固い」と述べた。\n"
    )
    (meeting,) = document.meetings  # nobody was met at the press conference
    assert (shown(meeting), told(meeting)) == ("ID+MY 2026-11-03 ブリュッセル", ["agree all 警備艇を増やすこと"])


def test_a_header_over_ministers_takes_no_summit_over() -> None:
    summit, talks = column(
        "日英首脳会談が3日、ロンドンで開かれた。",
        "【英＝スタントン外相】柏木外相は3日、会談した。両氏は投資を進めることで一致した。",
    ).meetings
    assert (who(summit), len(who(talks))) == ([], 2)


def test_whom_our_minister_met_under_a_header_of_ours() -> None:
    (meeting,) = column(
        "【日本＝梶谷鉄之助防衛相】3日、リトアニアのストン国防相と約20分。梶谷氏は着任を歓迎した。"
    ).meetings
    assert (who(meeting), told(meeting)) == ([OURS, "LT ストン 国防相"], ["welcome JP 着任"])


def test_two_names_under_a_header_of_two_states() -> None:
    (meeting,) = column("【フィンランド、エストニア】3日朝、コスキ、トルム両国防相が会談し、当番表を決めた。").meetings
    assert who(meeting) == ["FI コスキ 国防相", "EE トルム 国防相"]


def test_a_call_on_the_president_before_the_talks_of_a_section() -> None:
    talks, call = column(
        "梶谷鉄之助防衛相はジブチを訪れた。",
        "【ジブチ＝ワベリ国防相】3日、ダヒル大統領を表敬した後、国防省で約40分。ワベリ氏は見直しを要求した。",
    ).meetings
    assert (who(talks), told(talks)) == ([OURS, "DJ ワベリ 国防相"], ["request DJ 見直し"])
    assert (who(call), told(call)) == ([OURS, "DJ ダヒル 大統領"], [])


def test_a_lead_that_names_no_guest_tells_the_meeting_of_the_first_header() -> None:
    (meeting,) = column(
        "日伊両政府は3日、ローマの伊外務省で外務・防衛閣僚協議（2プラス2）を開いた。日本側から柏木外相と梶谷防衛相が出席した。",
        "【日伊=コンティ外相、マリア国防相】4閣僚は訓練を行うことで合意した。",
    ).meetings
    assert sorted(who(meeting)) == ["IT コンティ 外相", "IT マリア 国防相", "JP 柏木 外相", "JP 梶谷 防衛相"]
    assert meeting.place is not None and meeting.place.text == "伊外務省"


def test_rows_of_a_table_in_brackets() -> None:
    (meeting,) = column(
        "滝川環境大臣は、10月6日から10日まで、ドバイに出張し、各国の閣僚と会談を行いました。",
        "1. フィジー",
        "【会談相手】ヴァカロ環境大臣",
        "【日時】10月7日（水）",
        "滝川大臣から、制度を活用するよう働きかけました。",
    ).meetings
    assert set(who(meeting)) == {"JP 滝川 環境大臣", "FJ ヴァカロ 環境大臣"}
    assert (meeting.date and meeting.date.value, told(meeting)) == ("2026-10-07", ["request JP 制度を活用するよう"])


@pytest.mark.xfail(strict=True, reason="an officer without a name, as one who speaks")
def test_an_officer_without_a_name_is_called_on() -> None:
    _, meeting = extract(
        "梶谷防衛審議官は3日、オマーンでバルーシ・オマーン国防次官と会談した。"
        "また、梶谷審議官は国軍参謀長を表敬し、地域の情勢について意見を交換した。参謀長からは、寄港を歓迎する旨の発言があった。"
    ).meetings
    assert who(meeting) == ["JP 梶谷 防衛審議官", "OM - 国軍参謀長"]
    assert told(meeting) == ["discuss all 地域の情勢", "welcome OM 寄港"]


def test_four_ministers_who_took_their_places() -> None:
    (meeting,) = extract(
        "日本とインドネシア両政府は3日、外務・防衛閣僚協議（2プラス2）を東京で開いた。"
        "柏木外相、梶谷防衛相、ハルト外相、スリヤ国防相が顔をそろえた。"
    ).meetings
    assert who(meeting) == ["JP 柏木 外相", "JP 梶谷 防衛相", "ID ハルト 外相", "ID スリヤ 国防相"]


def test_an_unclosed_header_still_opens_and_warns() -> None:
    document = column("【米＝ヘイワード国防長官", "梶谷防衛相は3日、都内で会談した。両氏は再開で一致した。")
    assert [shown(meeting) for meeting in document.meetings] == ["JP+US 2026-11-03 都内"]
    assert [warning.code for warning in document.warnings] == ["unclosed-header"]


def test_topics_in_brackets_belong_to_the_one_meeting() -> None:
    (meeting,) = column(
        f"{TALK}会談した。", "【北朝鮮】", "両氏は制裁を続けることで一致した。", "【中国】", "両氏は懸念を共有した。"
    ).meetings
    assert {country.code for country in meeting.countries} == {"JP", "US"}
    assert told(meeting) == ["agree all 制裁を続けること", "share all 懸念"]


def test_two_ministers_one_after_the_other_are_two_meetings() -> None:
    first, second = extract(
        "梶谷鉄之助防衛相は3日、都内で、米国のヘイワード国防長官と豪州のワトソン国防相と相次いで会談した。"
        "ヘイワード氏は訓練の再開を提案した。ワトソン氏は投資を求めた。"
    ).meetings
    assert (who(first), who(second)) == ([OURS, US], [OURS, "AU ワトソン 国防相"])
    assert (told(first), told(second)) == (["propose US 訓練の再開"], ["request AU 投資"])


def test_a_guest_who_goes_on_to_another_host() -> None:
    first, second = extract(
        "柏木真由美外相は3日、来日した英国のスタントン外相と会談した。"
        "4日には伊藤官房長官とも会談し、投資を進めることで一致した。"
    ).meetings
    assert (shown(first), shown(second)) == ("GB+JP ---03 -", "GB+JP ---04 -")
    assert set(who(second)) == {"JP 伊藤 官房長官", "GB スタントン 外相"}


def test_numbered_headings_of_a_trip() -> None:
    document = extract(
        "柏木外相、欧州を訪問\n\n2026年11月4日\n\n　柏木真由美外相は2日から4日まで英国とフランスを訪問した。\n"
        "1　日英外相会談（11月2日、ロンドン）\n　柏木外相は英国のスタントン外相と会談し、投資を進めることで一致した。\n"
        "2　日仏外相会談（11月3日、パリ）\n　柏木外相はフランスのルフェーブル外相と会談し、航路を守ることを確認した。\n"
        "3　講演\n　柏木外相は大学で講演し、若者の交流を呼びかけた。\n"
    )
    assert [shown(m) for m in document.meetings] == ["GB+JP 2026-11-02 ロンドン", "FR+JP 2026-11-03 パリ"]
    assert [told(m) for m in document.meetings] == [["agree all 投資を進めること"], ["confirm all 航路を守ること"]]


def test_a_town_holds_for_the_next_talks_under_a_heading_of_a_state() -> None:
    call, talks, signing = extract(
        "柏木副大臣の欧州訪問\n\n2026年11月4日\n\n　柏木真由美防衛副大臣は、2日から4日まで欧州を訪問した。\n"
        "1　ラトビア\n(1)　2日、柏木副大臣は、リガにおいて、オゾル首相を表敬した。同首相から、期待が示された。\n"
        "(2)　同日、柏木副大臣は、ベルズ国防大臣と会談した。双方は、保存の方法を話し合った。\n"
        "2　ブルガリア（4日）\n　柏木副大臣は、ソフィアにおいて、ゲオル国防副大臣と協力に関する覚書に署名した。"
        "署名に先立つ会談では、ゲオル副大臣から、寄港先に加えてほしい旨の要請がなされた。\n"
    ).meetings
    assert [shown(m) for m in (call, talks, signing)] == [
        "JP+LV 2026-11-02 リガ",
        "JP+LV 2026-11-02 リガ",
        "BG+JP 2026-11-04 ソフィア",
    ]
    assert told(signing) == ["sign all 協力に関する覚書", "request BG 寄港先に加えてほしい旨"]


@pytest.mark.xfail(strict=True, reason="under a header the visitor of a third state is taken for one of ours")
def test_he_who_met_somebody_speaks() -> None:
    (meeting,) = column("【ウクライナ＝ザハル国防相】韓国の朴民秀国防相と3日に会談し、供与に謝意を伝えた。").meetings
    assert told(meeting) == ["thank UA 供与"]


def test_the_same_office_speaks() -> None:
    (meeting,) = extract(
        "梶谷防衛相は3日、ラヒム・ウズベキスタン国防第一次官と会談した。同次官からは、人を招きたい旨の発言があった。"
    ).meetings
    assert told(meeting) == ["state UZ 人を招きたい旨"]


def test_a_mediator_sits_in() -> None:
    (meeting,) = extract(
        "エジプトのハサン外相が立ち会い、米国のリード国務長官とイランのアミリ外相が3日、カイロで会談した。"
    ).meetings
    assert shown(meeting) == "EG+IR+US ---03 カイロ"


def test_an_earlier_meeting_in_the_background_is_none() -> None:
    (meeting,) = extract(f"{TALK}会談し、再開で一致した。10月の電話会談では予算の増額で一致していた。").meetings
    assert told(meeting) == ["agree all 再開"]


@pytest.mark.parametrize(
    "text",
    [
        case("梶谷防衛相と米国のヘイワード国防長官の会談は見送られた。", id="called-off"),
        case("梶谷防衛相は3日、米国のヘイワード国防長官と会談する予定だったが、取りやめた。", id="cancelled"),
        case("梶谷防衛相は米国のヘイワード国防長官に会談を申し入れたが、実現しなかった。", id="did-not-come-about"),
        case("前回の日米首脳会談では投資の拡大で一致した。", id="an-earlier-one"),
        case(
            "梶谷外相は訪問を取りやめた。オマーン外相との会談では航路の安全を確認し、支援に謝意を伝える段取りだった。",
            id="what-had-been-planned",
        ),
        case("梶谷防衛相は3日の記者会見で、10月の日米防衛相会談で確認した方針を説明した。", id="press-conference"),
        case("外務省の報道官は3日、中国側に抗議したと明らかにした。", id="spokesman"),
        case("自民党の山本幹事長と立憲民主党の小川幹事長は3日、国会内で会談し、審議の再開で一致した。", id="parties"),
        case("自動車大手の山田社長と米国の大手のスミス会長が会談し、提携することで合意した。", id="companies"),
        case("日本代表の鈴木監督は韓国代表の朴監督と会談し、試合の日程で合意した。", id="sports"),
        case("東京都の佐藤知事は3日、米国ハワイ州のグリーン知事と会談し、観光を進めることで一致した。", id="governors"),
        case("米1合を研ぎ、豚肉と合わせる。会談の席に出す。", id="recipe"),
        case("日米の首脳は会談を急ぐべきだ。両国は足並みをそろえる必要がある。", id="editorial"),
        case("国王陛下は3日、皇居で米国のヘイワード国防長官と会見された。", id="audience"),
        case("梶谷外相は4日、ペルーのガルシア大統領と会談した特使団の訪問の結果を説明した。", id="others-who-met"),
        case("梶谷外相は4日、ペルーのガルシア大統領と会った記者に、発展への期待を語った。", id="a-journalist"),
        case("【写真】握手する梶谷防衛相と米国のヘイワード国防長官", id="caption"),
        case("梶谷首相は3日、米国のカアアン大統領と会談し、関税の引き下げで一致したばかりだ。", id="just-told"),
        case("12月のヘイワード米国防長官と梶谷防衛相の会談は調整がつかず、来年に持ち越された。", id="put-off"),
        case("【韓国＝防衛駐在官】着任の翌週に韓国軍の担当者と会い、年賀状を交わした。", id="a-post-of-our-own-people"),
        case("【日本＝梶谷防衛相】米国の軍拡を批判し、自制を求めた。", id="nobody-met-under-a-header-of-ours"),
        case("", id="empty"),
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert meetings(text) == []


def test_every_slice_of_a_record_stands_in_the_text() -> None:
    text = f"2026年11月4日\n\n【米＝ヘイワード国防長官】{TALK}ソウルで会談し、再開で一致した。"
    (meeting,) = extract(text).meetings
    spans = [meeting.header, meeting.date, meeting.place, *meeting.participants, *meeting.countries]
    spans += [part for point in meeting.points for part in (point.predicate, point.content)]
    located = [span for span in spans if span is not None and span.start is not None]
    assert len(located) >= 8
    assert all(text[span.start : span.end] == span.text for span in located)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt"))[::7], ids=lambda path: path.stem)
def test_both_commas_read_alike(path: Path) -> None:
    text = path.read_text("utf-8")
    wide, plain = text.replace("、", "，"), text.replace("，", "、")
    assert len(wide) == len(plain)
    one, other = extract(wide), extract(plain)
    assert str(one).replace("，", "、") == str(other)
    for meeting in one.meetings:
        for point in meeting.points:
            if point.content is not None:
                assert wide[point.content.start : point.content.end] == point.content.text


def test_talks_told_ahead_are_planned_and_ours_sits_there() -> None:
    one, *apart = extract(
        "梶谷鉄之助防衛相は15日、豪州を訪問すると発表した。ヘイワード米国防長官、豪州のエイムズ国防相との日米豪防衛相会談を17日に"
        "ダーウィンで行う。連携の強化を確認する方針だ。\n梶谷氏は17日、ヘイワード、エイムズ両氏との個別会談にも臨む。"
    ).meetings
    assert shown(one) == "planned AU+JP+US ---17 ダーウィン"
    assert who(one) == [OURS, US, "AU エイムズ 国防相"]
    assert [shown(meeting) for meeting in apart] == ["planned JP+US ---17 -", "planned AU+JP ---17 ダーウィン"]


def test_today_is_not_the_day_told_before() -> None:
    text = (
        "27日、ラザニ・フィジー首相が鷹取総理大臣と会談を行いました。また、本日午前、日・パラオ首脳会談が行われました。"
    )
    assert meetings(text) == ["FJ+JP ---27 -", "JP+PW - -"]
    assert meetings(f"令和8年11月28日\n{text}")[1] == "JP+PW 2026-11-28 -"


def test_a_meeting_spoken_of_in_a_speech_is_none() -> None:
    (meeting,) = extract(
        "9月26日、鷹取外務大臣は、フィンランドのラウタネン外相と会談しました。鷹取大臣から、5月にマリネン首相が訪日した際に"
        "瀬戸総理大臣と会談を実施したことに触れつつ、努力に敬意を表する旨述べました。両外相は、地域情勢を議論しました。"
    ).meetings
    assert shown(meeting) == "FI+JP --09-26 -"
    assert told(meeting)[-1] == "discuss all 地域情勢"


def test_the_statement_given_to_the_press_by_both() -> None:
    (meeting,) = extract(f"{TALK}会談した。両氏はそろって記者会見し、共同声明を発表した。").meetings
    assert told(meeting) == ["announce all 共同声明"]


def test_held_in_kana() -> None:
    text = "鷹取外務大臣はフィンランドのラウタネン外相とハーグで会談をおこない、関税について議論しました。"
    assert meetings(text) == ["FI+JP - ハーグ"]
    assert told(extract(text).meetings[0]) == ["discuss all 関税"]


@pytest.mark.xfail(strict=True, reason="a guest received by another officer than the traveller")
def test_a_guest_received_is_not_where_the_last_trip_went() -> None:
    assert (
        meetings(
            "2月12日、酒見海上幕僚長は、オマーンを訪問し、海軍司令官アル・ハルシ少将と懇談した。\n"
            "2月13日、真壁海上幕僚副長は、フィジー海軍司令官トゥイ准将の来訪を受け、交流について議論した。"
        )[1]
        == "FJ+JP --02-13 -"
    )


def test_the_state_over_a_list_of_talks_is_that_of_its_guests() -> None:
    document = extract(
        "大臣の海外出張の概要について\n2026年11月12日\n鷹取農林水産大臣は、2026年11月9日から11日まで、中国（北京）に出張し、"
        "中国及び韓国の政府要人と二国間会談等を行いました。\n２．二国間会談\n中国：\n"
        "（1） 韓長明（かん・ちょうめい）農業農村部長との会談\n牛肉について意見交換を行いました。\n"
        "（2） 倪岳水（げい・がくすい）海関総署長との会談\n輸入規制について意見交換を行いました。\n"
        "韓国：李介石（い・げそく）農林畜産食品部長官との会談\n検疫について意見交換を行いました。\n"
    )
    assert [who(meeting)[1:] for meeting in document.meetings] == [
        ["CN 韓長明 農業農村部長"],
        ["CN 倪岳水 海関総署長"],
        ["KR 李介石 農林畜産食品部長官"],
    ]
    assert [told(meeting) for meeting in document.meetings] == [
        ["discuss all 牛肉"],
        ["discuss all 輸入規制"],
        ["discuss all 検疫"],
    ]


def test_who_asks_where_only_the_guest_is_named() -> None:
    (meeting,) = extract(
        "鷹取副大臣はパリを訪問しました。\n英国のスペンス閣外大臣と会談を行い、英国が規制を撤廃したことへの謝意を示し、協力を要請しました。"
    ).meetings
    assert told(meeting) == ["thank JP 英国が規制を撤廃したこと", "request JP 協力"]


def test_the_day_of_a_visit_to_come_is_not_that_of_the_talks() -> None:
    (meeting,) = extract(
        "2026年4月11日\n4月11日11時50分から約20分間,鷹取外務大臣は,外務省において,14日から予定されている大統領訪日のため訪日中の"
        "フセイン・モルディブ大統領府付大臣による表敬訪問を受けました。フセイン大臣は,2004年以来支援してきた日本から,招待を受けたことに謝意を表しました。"
    ).meetings
    assert shown(meeting) == "JP+MV 2026-04-11 外務省"
    assert [kind.split()[:2] for kind in told(meeting)] == [["thank", "MV"]]


@pytest.mark.xfail(strict=True, reason="states are told first, the points stay with them")
def test_talks_over_the_telephone_told_by_states_and_then_by_names() -> None:
    (meeting,) = extract(
        "日米韓3か国の外務次官らが電話で協議し、発射を非難した上で、連携することで一致しました。\n"
        "外務省の森下事務次官は22日朝、アメリカのシェパード国務副長官、韓国のチョ・ミンジュン第1外務次官と電話で協議しました。"
    ).meetings
    assert shown(meeting) == "phone JP+KR+US ---22 -"
    assert len(meeting.participants) == 3
    assert told(meeting) == ["condemn all 発射", "agree all 連携すること"]


def test_officials_of_three_states() -> None:
    (meeting,) = extract(
        "日米韓3カ国の外交当局者は4日、電話協議を行い、発射は決議に違反すると改めて確認した。"
    ).meetings
    assert shown(meeting) == "phone JP+KR+US ---04 -"
    assert told(meeting) == ["confirm all 発射は決議に違反する"]
    assert meetings("11月7日、日米韓外交当局間電話協議が実施されました。") == ["phone JP+KR+US --11-07 -"]


def test_a_meeting_touched_on_in_an_address_is_none() -> None:
    address = "一方、ヘイワード国防長官は演説で、中国の国防相と会談したことに触れ、対話を続ける必要性を強調した。"
    assert meetings(f"{TALK}会談した。{address}") == ["JP+US ---03 -"]


def test_talks_somebody_went_to_with_a_request() -> None:
    text = "鷹取総理大臣は27日夜、中国の王偉国家主席との日中首脳会談に臨み、来年春に日本を訪れるよう要請しました。"
    assert meetings(text) == ["CN+JP ---27 -"]


def test_a_meeting_of_ministers_told_by_states_and_then_by_names() -> None:
    (meeting,) = extract(
        "日フィリピン「2+2」 中国念頭に連携\n日本とフィリピンの外務・防衛閣僚会議が行われ、"
        "連携の強化が確認されました。\n"
        "鷹取外務大臣と梶谷防衛大臣は、マナリ外相、テオロ国防相との閣僚会議に臨み、装備品の輸出を確認しました。"
    ).meetings
    assert who(meeting) == ["JP 鷹取 外務大臣", "JP 梶谷 防衛大臣", "PH マナリ 外相", "PH テオロ 国防相"]
    assert told(meeting) == ["confirm all 連携の強化", "confirm all 装備品の輸出"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "令和8年12月16日、海上幕僚監部及びカナダ海軍司令部の幕僚協議が、防衛省（東京）において行われました。",
            "CA+JP 2026-12-16 防衛省",
            id="staffs",
            lost="organs told without their state",
        ),
        case(
            "5月31日、海上幕僚監部、米海軍作戦本部及び英海軍本部の部長級協議が、市ヶ谷で行われました。",
            "GB+JP+US --05-31 市ヶ谷",
            id="staffs-of-three",
        ),
        case(
            "外務省は15日、フランス外務省との局長級協議を東京で開き、協力を確認した。",
            "FR+JP ---15 東京",
            id="ministries",
            lost="organs told without their state",
        ),
        case(
            "岸根防衛相は5日の記者会見で、フィリピンとの外務・防衛担当閣僚協議（2プラス2）を東京都内で9日に開くと発表した。"
            "岸根氏は「関係を発展させたい」と強調した。",
            "planned JP+PH ---09 東京都内",
            id="announced-to-the-press",
        ),
    ],
)
def test_talks_of_states_and_their_organs(text: str, expected: str) -> None:
    assert meetings(text) == [expected]
    assert all(point.kind != "state" for point in extract(text).meetings[0].points)


def test_an_ambassador_called_in() -> None:
    (meeting,) = extract(
        "都築外務次官は6日夕、ロシアのソコロフ大使を外務省に呼び、領海侵入に抗議した。ソコロフ氏は本国に報告すると答えた。\n"
        "政府は7日、モスクワの日本大使館を通じてもロシア外務省に再発防止を申し入れた。"
    ).meetings
    assert shown(meeting) == "JP+RU ---06 外務省"
    assert told(meeting) == ["condemn JP 領海侵入", "state RU 本国に報告する"]


def test_three_states_before_the_name_of_the_meeting() -> None:
    (meeting,) = extract(
        "日本、中国、韓国の環境相会合が28日、青島市で開かれた。菊池環境相、中国の雷国生態環境相、韓国の表智恵（ピョ・ジヘ）環境相が"
        "参加し、早期の妥結で一致した。"
    ).meetings
    assert shown(meeting) == "CN+JP+KR ---28 青島市"
    assert len(meeting.participants) == 3


def test_local_time_goes_before_japanese_time() -> None:
    times = "現地時間の20日午後、日本時間の21日未明"
    assert meetings(f"梶谷防衛相はカナダのトレンブ国防相と会談しました。会談は、{times}に行われました。") == [
        "CA+JP ---20 -"
    ]


def test_what_others_say_afterwards_is_no_point() -> None:
    (meeting,) = extract(f"{TALK}会談した。\n中国外相も声明を出し、両氏の決断をたたえた。").meetings
    assert not meeting.points


def test_the_lead_tells_the_medium_and_the_line_above_the_day() -> None:
    document = extract(
        "防衛相、相次ぎ電話会談\n\n2026年6月3日\n梶谷防衛相は5月25日から、各国の国防相と相次いで電話で会談した。\n"
        "〔ルーマニア＝イオネ国防相〕\nイオネ氏が訓練の受け入れを要望した。\n"
    )
    assert [meeting.mode for meeting in document.meetings] == ["phone"]
    day = "カナダ陸軍司令官の来訪（10月12日）"
    text = f"2026年\n{day}\n門司陸上幕僚長は、カナダ陸軍司令官ウィルキン中将の表敬を受け、懇談した。"
    assert meetings(text) == ["CA+JP 2026-10-12 -"]


def test_the_names_in_a_list_of_those_present_were_not_called_on() -> None:
    (meeting,) = extract(
        "大臣の会合への出席\n2026年5月2日\n5月1日、アシガバットで、日本とトルクメニスタンの外相会談が開催され、"
        "我が国から桐生外務大臣、トルクメニスタンからゲルディムラドフ外務大臣が出席しました。\n（参考）各国出席者\n"
        "オラズ・ゲルディムラドフ・トルクメニスタン外務大臣\nシェルゾド・ユルダシェフ・ウズベキスタン外務大臣\n"
        "港に新しい桟橋ができ、町の人たちが祝った。\n"
    ).meetings
    assert who(meeting) == ["JP 桐生 外務大臣", "TM オラズ・ゲルディムラドフ 外務大臣"]


def test_an_opinion_of_a_newspaper_wishes_for_talks_and_tells_of_none() -> None:
    opinion = (
        "日韓首脳　会わずして懸案は解けぬ\n\n　首相は大統領と会談すべきだ。両首脳が率直に意見を交わし、"
        "対話を再開することで一致できれば一歩となる。双方は歩み寄るべきだ。\n"
    )
    assert meetings(f"社説　{opinion}") == []


def test_signs_of_several_states_have_a_place_each() -> None:
    text = "日米韓の外相は3日、釜山で会談した。"
    assert [(c.code, c.text, c.start) for c in extract(text).meetings[0].countries] == [
        ("JP", "日", 0),
        ("US", "米", 1),
        ("KR", "韓", 2),
    ]


def test_a_spokesman_after_talks_does_not_speak_in_them() -> None:
    (meeting,) = extract(f"{TALK}会談し、増設で一致した。米国務省の報道官は4日、「前進だ」と歓迎した。").meetings
    assert told(meeting) == ["agree all 増設"]
