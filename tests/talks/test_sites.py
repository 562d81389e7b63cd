"""The place of talks told in prose: venues, towns, states, and where one sentence tells of several talks."""

from __future__ import annotations

import pytest

from meetextract import extract


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def places(text: str) -> list[str | None]:
    """The place of each meeting."""
    return [m.place.text if m.place else None for m in extract(text, published="2024-10-01").meetings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("ロイ・カナダ国防相は7日、オタワ入りした村井防衛相と会談した。", ["オタワ"], id="whoever-came-there"),
        case(
            "8月3日、村井外務副大臣はトリニダード・トバゴを訪問し、ラムナリン外務次官と会談した。",
            ["トリニダード・トバゴ"],
            id="state-with-a-dot",
        ),
        case(
            "国家主席、アルジェリアを訪問\n14日夜、アルジェリアの首都アルジェで、ベトナムのホア国家主席の歓迎式が行われました。\n"
            "直後、ホア国家主席とアルジェリアのベンハッダ大統領は会談に臨みました。",
            ["アルジェ"],
            id="capital-whose-name-begins-the-state's",
        ),
        case(
            "外相の動き\n13日（ハノイにて）\nグエン・タイン・ベトナム外務大臣との夕食会\n"
            "14日\nカムプイ・ラオス外務大臣との朝食会",
            ["ハノイ", None],
            id="town-of-one-day",
        ),
        case(
            "村井外相は5日、訪問先のブリュッセルでフランスのモロー外相と会談し、安保協力の強化で一致した。",
            ["ブリュッセル"],
            id="where-they-travelled",
        ),
        case(
            "15日（現地時間14日）、村井外務大臣は、米国ワシントンDCにおいて、ベイカー米国国務長官と会談を行い"
            "、同盟の強化で一致しました。",
            ["ワシントンDC"],
            id="local-time-first",
        ),
        case(
            "現地時間9月24日（日本時間25日）、国連総会に出席するためニューヨークを訪問中の村井外務大臣は、モ"
            "ロー・フランス外務大臣と会談し、連携を確認しました。",
            ["ニューヨーク"],
            id="at-a-conference",
        ),
        case(
            "村井外務大臣は、支援国会合に出席するため訪問中のボン（ドイツ）において、5月7日、モロー・フランス"
            "外務大臣と会談を行い、連携を確認しました。",
            ["ボン"],
            id="town-and-state-in-a-bracket",
        ),
        case(
            "村井外相は5日、カタールの首都ドーハ市内のシェラトンホテルで、同国のアティーヤ外相と会談し、連携"
            "を確認した。",
            ["ドーハ市内のシェラトンホテル"],
            id="hotel-in-a-town",
        ),
        case(
            "5月7日午前10時から約30分間、村井外務大臣は、外務省飯倉公館において、訪日中のモロー・フランス外務"
            "大臣と会談を行い、連携を確認しました。",
            ["外務省飯倉公館"],
            id="guest-house-of-the-ministry",
        ),
        case(
            "令和6年5月7日、田所総理は、総理大臣官邸でフランス共和国のモロー首相と首脳会談を行いました。両首"
            "脳は連携を確認しました。",
            ["総理大臣官邸"],
            id="official-residence",
        ),
        case(
            "栗原防衛相は7日、フランスのデュポン国防相と防衛省内で会談し、連携を確認した。",
            ["防衛省"],
            id="inside-a-ministry",
        ),
        case(
            "村井外相は7日、フランスのモロー外相と東京都内のホテルで会談し、連携を確認した。",
            ["東京都内のホテル"],
            id="hotel-in-the-capital",
        ),
        case(
            "田所首相は7日、国賓として来日したフランスのモロー大統領と迎賓館赤坂離宮で会談し、連携を確認した"
            "。",
            ["迎賓館赤坂離宮"],
            id="state-guest-house",
        ),
        case(
            "栗原防衛相は7日、護衛艦「いずも」艦上でフランスのデュポン国防相と会談し、連携を確認した。",
            ["護衛艦「いずも」"],
            id="ship",
        ),
        case(
            "村井外相は23日午前、ニューヨークの国連本部でフランスのモロー外相と会談し、連携を確認した。",
            ["国連本部"],
            id="headquarters",
        ),
        case(
            "村井外相は23日、バンコクの在タイ日本大使公邸でタイのソムチャイ外相と会談し、連携を確認した。",
            ["バンコクの在タイ日本大使公邸"],
            id="residence-in-a-town",
        ),
        case(
            "モンゴルを訪問している村井外相は5日、現地でバトバヤル外相と会談し、資源協力で一致した。",
            ["モンゴル"],
            id="there",
        ),
        case(
            "村井外相は5日、フランスのモロー外相と会談した。会談は外務省で約1時間行われ、両外相は連携を確認し"
            "た。",
            ["外務省"],
            id="a-later-sentence",
        ),
        case(
            "日仏両政府は5日、外相会談を開いたと発表した。ローマで開かれた会談には、日本の村井外相とフランス"
            "のモロー外相が出席した。両外相は連携を確認した。",
            ["ローマ"],
            id="a-later-sentence-with-the-town",
        ),
        case(
            "G7外相会合が開かれているカナダ東部ケベック州シャルルボワで14日、村井外相はカナダのトンプソン外相"
            "と会談し、連携を確認した。",
            ["シャルルボワ"],
            id="region-and-town",
        ),
        case(
            "5月7日、外務大臣接見室において、村井外務大臣は、モロー・フランス外務大臣による表敬を受けました。"
            "村井大臣は訪仏への謝意を表しました。",
            ["外務大臣接見室"],
            id="a-room",
        ),
        case(
            "田所首相は7日、ベイカー米大統領と米ワシントン郊外の大統領山荘キャンプデービッドで会談し、連携を"
            "確認した。",
            ["キャンプデービッド"],
            id="a-lodge-by-name",
        ),
        case(
            "田所首相は7日、ウクライナの首都キーウを電撃訪問し、コバレンコ大統領と会談した。両首脳は連携を確"
            "認した。",
            ["キーウ"],
            id="the-capital-visited",
        ),
        case(
            "村井外相は7日、シンガポールのチャンギ国際空港の貴賓室でリー外相と短時間会談し、連携を確認した。",
            ["チャンギ国際空港の貴賓室"],
            id="a-room-of-an-airport",
        ),
        case(
            "5月7日、村井外務大臣は、大統領府において、バルガス・ペルー大統領を表敬しました。村井大臣は連携の"
            "強化を求めました。",
            ["大統領府"],
            id="a-palace",
        ),
        case(
            "村井外相は7日、沖縄県名護市の万国津梁館で、フランスのモロー外相と会談し、連携を確認した。",
            ["万国津梁館"],
            id="a-hall-by-name",
        ),
        case(
            "村井外相は7日、長野県軽井沢町でフランスのモロー外相と会談し、連携を確認した。",
            ["長野県軽井沢町"],
            id="a-town-of-a-prefecture",
        ),
        case(
            "村井外相は7日、ブリュッセルの欧州連合（EU）本部で、EUのベルジュロン欧州理事会議長と会談し、連携"
            "を確認した。",
            ["欧州連合（EU）本部"],
            id="a-bracket-in-the-name",
        ),
        case(
            "日朝両政府は7日、第三国のシンガポールで局長級協議を開き、拉致問題を話し合った。",
            ["シンガポール"],
            id="a-third-state",
        ),
        case(
            "村井外相は7日、インドネシアのバリ島で、同国のスダルソノ外相と会談し、連携を確認した。",
            ["バリ島"],
            id="an-island",
        ),
        case(
            "村井外相は7日、フランスのモロー外相とスイス・ジュネーブのホテルで会談し、連携を確認した。",
            ["ジュネーブのホテル"],
            id="a-hotel-with-its-town",
        ),
        case(
            "日伊両政府は、村井外相とイタリアのロッシ外相が6月3日にローマで会談する方向で調整に入った。",
            ["ローマ"],
            id="to-come",
        ),
        case(
            "村井外相は7日、東京・霞が関の外務省でフランスのモロー外相と会談し、連携を確認した。",
            ["東京・霞が関の外務省"],
            id="a-ward-with-its-town",
        ),
        case(
            "5月7日、カザフスタン共和国の首都アスタナを訪問中の田所総理は、アコルダ宮（大統領府）において、ト"
            "レバエフ大統領と首脳会談を行いました。両首脳は連携を確認しました。",
            ["アコルダ宮"],
            id="a-gloss-behind-the-palace",
        ),
        case(
            "村井外相は7日、韓国・仁川国際空港で趙兌烈外相と会談し、連携を確認した。",
            ["仁川国際空港"],
            id="the-state-before-an-airport",
        ),
        case(
            "村井外相は7日、ウィーンのホテル・インペリアルでオーストリアのグルーバー外相と会談し、連携を確認"
            "した。",
            ["ホテル・インペリアル"],
            id="a-hotel-by-name",
        ),
        case(
            "村井外務大臣は、7日午後3時から、米国代表団の宿舎であるグランド・ハイアット・ホテル内において、ベ"
            "イカー米国国務長官と会談を行いました。両大臣は連携を確認しました。",
            ["グランド・ハイアット・ホテル"],
            id="inside-a-hotel",
        ),
        case(
            "村井外相は7日夜、フランスのモロー外相を東京・日比谷のレストラン「松風」に招いて夕食会を開き、連"
            "携を確認した。",
            ["東京・日比谷のレストラン「松風」"],
            id="invited-to-a-restaurant",
        ),
        case(
            "村井外相は7日夜、東京・上野公園内のレストラン「松風」でフランスのモロー外相と夕食を共にし、連携"
            "を確認した。",
            ["東京・上野公園内のレストラン「松風」"],
            id="in-a-park",
        ),
        case(
            "5月7日、フランスのモロー上院議長一行が参議院を訪問され、木原参議院議長と懇談しました。木原議長は"
            "訪日を歓迎しました。",
            ["参議院"],
            id="a-house-visited",
        ),
        case(
            "歴訪中の田所首相は、最後の訪問国カタールの首都ドーハに到着し、タミム首長との首脳会談に臨んだ。両"
            "首脳は連携を確認した。",
            ["ドーハ"],
            id="arrived",
        ),
        case(
            "田所首相は7日、ブラジルでシルバ大統領と会談し、連携を確認した。",
            ["ブラジル"],
            id="a-state",
        ),
        case(
            "村井外務大臣の中東訪問\n\n村井外務大臣は、5月1日から5日まで、中東を訪問しました。概要は以下のと"
            "おりです。\n\n1.ヨルダン\n\n村井大臣は、サファディ副首相兼外務大臣と会談し、難民支援での連携を確"
            "認しました。\n\n2.イスラエル\n\n村井大臣は、コーヘン外務大臣と会談し、連携を確認しました。",
            ["ヨルダン", "イスラエル"],
            id="states-of-a-trip",
        ),
        case(
            "フランスへの公式訪問の一環として、ウズベキスタンのミルザエフ大統領は、モロー首相と会談を行った。"
            "両者は連携を確認した。",
            ["フランス"],
            id="part-of-a-visit",
        ),
        case(
            "村井外相は5日にハノイでファム越外相と、6日にバンコクでソムチャイ・タイ外相とそれぞれ会談し、連携"
            "を確認した。",
            ["ハノイ", "バンコク"],
            id="one-each",
        ),
        case(
            "村井外相は5日、バンコクでファム越外相、ソムチャイ・タイ外相とそれぞれ会談し、連携を確認した。",
            ["バンコク", "バンコク"],
            id="one-for-both",
        ),
    ],
)
def test_where_talks_were(text: str, expected: list[str | None]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        case(
            "村井外相は5日夜、ニューヨーク滞在中のベイカー米国務長官と電話で会談し、連携を確認した。",
            id="telephone",
        ),
        case(
            "村井外相は5日、外務省でオンライン形式の日仏外相会談に臨み、モロー外相と連携を確認した。",
            id="online",
        ),
        case(
            "村井外相は大使公邸で開かれた和食を広めるための昼食会に出席した。\n午後は、フランスのモロー外相と会談した。",
            id="where-people-ate",
        ),
        case(
            "村井外相は5日、フランスのモロー外相と会談し、マリでの訓練について協議した。リヨンにおける演習を支持した。",
            id="what-is-talked-about",
        ),
        case(
            "【パリ＝小野寺健】村井外相は5日、フランスのモロー外相と会談し、連携を確認した。",
            id="dateline",
        ),
        case(
            "村井外相は5日、大学で講演し、その後フランスのモロー外相と会談して連携を確認した。",
            id="a-lecture-beside",
        ),
        case(
            "村井外相は5日、モロー仏外相と会談し、パリで来年開く会議に協力することを確認した。",
            id="what-is-to-be-done-there",
        ),
        case(
            "村井外相は5日、モロー仏外相と会談し、国内で慎重論があると伝えた。",
            id="inside-the-state",
        ),
    ],
)
def test_talks_without_a_place(text: str) -> None:
    assert places(text) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "フランスを訪れている村井外務大臣は、日本時間の5日夜、パリでモロー外相と会談しました。両外相は"
            "連携を確認しました。",
            ["パリ"],
            id="travelled",
        ),
        case(
            "村井外務大臣は6日午前、外務省を訪れたフランスのモロー外相と会談し、連携を確認しました。",
            ["外務省"],
            id="the-house-that-was-visited",
        ),
        case(
            "6月6日、午後5時30分頃から約20分間、ASEAN関連外相会議に出席するためラオス・ビエンチャンを訪問中"
            "の村井健外務大臣は、タリク・ラフマン・バングラデシュ人民共和国外務大臣と会談を行ったところ、概"
            "要は以下のとおりです。\n1　冒頭、村井大臣から、支援の継続を伝えました。",
            ["ビエンチャン"],
            id="at-a-conference-in-a-town",
        ),
        case(
            "現地時間6月6日午前9時（日本時間同日午後10時）から約45分間、米国・ワシントンD.C.を訪問中の村井"
            "外務大臣は、国務省において、ベイカー国務長官と会談を行い、連携を確認しました。",
            ["国務省"],
            id="ministry-abroad",
        ),
        case(
            "6月6日、東京において、第5回日・ベトナム次官級協議が開催され、我が方から本間外務審議官、先方か"
            "らグエン外務次官が出席しました。双方は連携を確認しました。",
            ["東京"],
            id="in-the-capital",
        ),
        case(
            "6月6日、本間外務審議官は、グエン・ベトナム外務次官との間で、第5回日・ベトナム次官級協議を熱海"
            "市内において行い、連携を確認しました。",
            ["熱海市内"],
            id="within-a-town",
        ),
        case(
            "令和6年6月6日から7日まで、ジュネーブ（スイス）において、日・スイス科学技術合同委員会第5回会合"
            "が開催されました。日本側は本間大使、スイス側はケラー大使が出席し、双方は連携を確認しました。",
            ["ジュネーブ"],
            id="the-state-in-a-bracket",
        ),
        case(
            "栗原防衛大臣は、6月6日（木）、シンガポールで開催中のシャングリラ会合の機会に、デュポン仏国防大"
            "臣と会談を実施し、連携を確認した。",
            ["シンガポール"],
            id="a-conference-goes-on-there",
        ),
        case(
            "大野経済産業大臣は、経済産業省にてシャルマ・インド商工大臣と会談し、連携を確認しました。\n\n6"
            "月6日（木曜日）に行われた会談では、両大臣は半導体の協力で一致しました。",
            ["経済産業省"],
            id="told-in-the-lead",
        ),
        case(
            "【ソウル聯合ニュース】韓国の趙兌烈（チョ・テヨル）外交部長官は6日、ソウルの外交部庁舎で来韓中"
            "のモロー仏外相と会談し、連携を確認した。",
            ["ソウルの外交部庁舎"],
            id="offices-with-their-town",
        ),
        case(
            "【新華社パリ6月6日】中国の王毅外交部長は5日、パリのエリゼ宮でフランスのモロー大統領と会見し、"
            "連携を確認した。",
            ["エリゼ宮"],
            id="a-palace-by-name",
        ),
        case(
            "【6月6日 AFP】フランスのモロー（Jean Moreau）大統領は5日、独ベルリンの首相府でランゲ（Karl Lan"
            "ge）首相と会談し、連携を確認した。",
            ["ベルリンの首相府"],
            id="an-office-with-its-town",
        ),
        case(
            "（ＣＮＮ）　ベイカー米国務長官は5日、イタリア・シチリア島のタオルミナでモロー仏外相と会談し、"
            "連携を確認した。",
            ["タオルミナ"],
            id="a-town-on-an-island",
        ),
        case(
            "（VOVWORLD）－6日午後、ハノイで、ベトナムのファム首相は、訪越中のフランスのモロー外相と会見し"
            "、連携を確認しました。",
            ["ハノイ"],
            id="the-town-first",
        ),
        case(
            "村井外相は5日、ローマでイタリアのロッシ外相と会談した。6日にはパリに移り、フランスのモロー外相"
            "と会談した。両外相は連携を確認した。",
            ["ローマ", "パリ"],
            id="moved-on",
        ),
        case(
            "村井外相は5日、訪問先のローマでイタリアのロッシ外相と会談し、連携を確認した。続いてフランスに"
            "入り、6日、モロー外相とパリ市内で会談し、対話の継続で一致した。",
            ["ローマ", "パリ市内"],
            id="moved-on-to-a-state",
        ),
        case(
            "12日にインドで行われる田所首相とシャルマ首相との首脳会談で、原子力協定が議題となる見通しだ。",
            ["インド"],
            id="held-there-later-told",
        ),
        case(
            "日韓両政府は5日、局長級協議を開き、通貨の協定で合意した。次の協議を来年韓国で行うとしている。",
            [None],
            id="the-next-ones",
        ),
    ],
)
def test_where_talks_of_pages_of_all_kinds_were(text: str, expected: list[str | None]) -> None:
    assert places(text) == expected


def told_after(lead: str) -> list[str | None]:
    """The place of talks that a page tells behind another sentence."""
    return places(f"外相の三日間\n\n{lead}\n\n村井外相は3日、フランスのモロー外相と会談し、連携を確認した。\n")


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        case("村井外相は、ソウルで開かれた国際会議に出席した。", "ソウル", id="held-in"),
        case("村井外相は、シンガポールで開催中のアジア安全保障会議に出席した。", "シンガポール", id="being-held-in"),
        case("村井外相は、イスタンブールで行われている会合に出席した。", "イスタンブール", id="going-on-in"),
        case("村井外相は、ミュンヘン安全保障会議に出席した。", "ミュンヘン", id="in-the-name-of-the-conference"),
        case("マレーシアを訪問中の村井外相は、演説した。", "マレーシア", id="visiting"),
        case("マレーシア訪問中の村井外相は、演説した。", "マレーシア", id="visiting-in-one-word"),
        case("村井外相は、国連総会のためニューヨークを訪れた。", "ニューヨーク", id="came-to"),
        case("村井外相は、マレーシア（クアラルンプール）に出張しました。", "クアラルンプール", id="city-in-a-bracket"),
        case("シドニー（豪州）を訪問中の村井外相は、演説した。", "シドニー", id="country-in-a-bracket"),
        case("村井外相は、インドネシア・バリ島で開かれた会合に出席した。", "バリ島", id="island"),
        case("村井外相は、ニューヨークで各国の外相と会った。", "ニューヨーク", id="with-those-of-many-states"),
        case("場所：ベトナム（ハノイ）", "ハノイ", id="place-line"),
        case("2023年5月3日（水）～2023年5月5日（金）\nスイス連邦", "スイス連邦", id="state-under-a-day"),
        case("開催地：ハノイ", "ハノイ", id="venue-line"),
        case("会合（於：ウィーン）", "ウィーン", id="at-line"),
        case("会合（於ウィーン）", "ウィーン", id="at-line-without-a-colon"),
        case("APEC首脳会議が横浜で始まりました。", "横浜", id="a-conference-began-there"),
        case("村井外相は8日から10日までのベトナム訪問を終え、ハノイを発った。", "ハノイ", id="left-the-town"),
        case("村井外相は、カナダの首都オタワに向けて出発した。", "オタワ", id="set-out-for"),
        case("[ニューデリー 3日 ロイター] - 村井外相は当地に着いた。", "ニューデリー", id="here-of-an-agency"),
    ],
)
def test_the_host_of_a_conference_or_trip(lead: str, expected: str) -> None:
    assert told_after(lead) == [expected]


@pytest.mark.parametrize(
    "lead",
    [
        case("京都を訪問した大統領は、演説した。", id="a-guest-on-a-trip-in-japan"),
        case("村井外相は、東京で開かれた会議に出席した。", id="tokyo-is-no-host"),
        case("村井外相は、日本で開かれた会議に出席した。", id="japan-is-no-host"),
        case("アジアを訪問中の村井外相は、演説した。", id="a-continent"),
        case("村井外相は国会で答えた。", id="parliament"),
        case("2023年5月3日\n中国", id="under-what-a-site-puts-its-report"),
        case("村井外相は、来月横浜で開かれる会議に出席する。", id="a-conference-to-come"),
        case("村井外相は、来月フランスを訪問する予定だ。", id="a-trip-to-come"),
        case("村井外相は昨年、アルゼンチンを訪問した。", id="another-trip"),
        case("会議が来月ローマで始まる。", id="a-conference-to-begin"),
        case("クウェートで始まった鉄道の計画が注目された。", id="what-began-there"),
        case("村井外相は、フィジー、ナウル及びオーストラリアを訪問した。", id="the-last-of-several-states"),
        case("村井外相は成田を出発した。", id="left-home"),
    ],
)
def test_what_is_no_host(lead: str) -> None:
    assert told_after(lead) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "村井外相は3日、ホテルニューオータニ大阪でモロー仏外相と会談し、連携を確認した。",
            ["ホテルニューオータニ大阪"],
            id="a-hotel-of-a-chain",
        ),
        case(
            "村井外相は3日、練習帆船アルバトロス号においてモロー仏外相と会談し、連携を確認した。",
            ["練習帆船アルバトロス号"],
            id="a-ship-without-marks",
        ),
        case(
            "村井外相は3日、首相官邸で閣僚も加わる初の会談をモロー仏外相と開いた。",
            ["首相官邸"],
            id="before-what-the-talks-are",
        ),
        case(
            "村井外相は3日、大統領府で議長国の首相を務めるモロー仏首相と会談した。",
            ["大統領府"],
            id="before-what-somebody-is",
        ),
        case(
            "日仏外相会談が3日、フランスで行われた。村井外相とモロー仏外相の会談は、フランスのカンヌで開かれている会議に合わせて行われ"
            "、連携を確認した。",
            ["カンヌ"],
            id="the-town-beside-the-state",
        ),
        case(
            "村井外相は3日、ケニアでは外相と会談し、4日、ガーナでは大統領と会談した。",
            ["ケニア", "ガーナ"],
            id="the-state-of-each",
        ),
        case("村井外相は3日、大統領府に招かれ、フランスのモロー首相と会談した。", ["大統領府"], id="invited-there"),
        case(
            "村井外相は3日、駐日エジプト大使館にお招きをいただき、カリル運輸大臣と懇談しました。",
            ["駐日エジプト大使館"],
            id="invited-politely",
        ),
        case("村井外相は3日、モロー仏外相と会談し、パリに招待された。", [None], id="an-invitation-given"),
        case("村井外相とモロー仏外相は、南極での協力について会談で一致した。", [None], id="what-was-talked-about"),
        case(
            "村井外相は3日、モロー仏外相と会談し、来年から千歳基地で演習を行うことを決めた。",
            [None],
            id="what-is-to-be-done",
        ),
        case("村井外相は3日、特急ひかり号でモロー仏外相と会談し、連携を確認した。", [None], id="a-train"),
    ],
)
def test_what_a_place_stands_to(text: str, expected: list[str | None]) -> None:
    assert places(text) == expected


CAPTION = "会談する森外相（左）とオチエン外相＝16日、ナイロビ（代表撮影）\n\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # a caption of those who met
        (CAPTION + "森外相は16日、ケニアでオチエン外相と会談した。", "ナイロビ"),
        (CAPTION + "森外相は16日、ケニアのオチエン外相と会談した。", "ナイロビ"),
        ("演説する林首相＝15日、ローマ（代表撮影）\n\n森外相は16日、ケニアのオチエン外相と会談した。", None),
        # the capital behind its state's name
        ("森外相は16日、訪問先のケニアでオチエン外相と会談した。森氏はケニアの首都ナイロビに着いた。", "ナイロビ"),
        ("森外相は16日から、ケニア共和国（ナイロビ）に出張し、ケニアでオチエン外相と会談した。", "ナイロビ"),
        ("森外相は16日、訪問先のケニアでオチエン外相と会談した。ナイロビ大学も訪れた。", "ケニア"),
        ("森外相は16日、訪問先のケニアでオチエン外相と会談した。3年前にはガーナの首都アクラを訪れた。", "ケニア"),
    ],
)
def test_what_is_nearer_than_a_state(text: str, place: str | None) -> None:
    (met,) = extract(text).meetings
    assert (met.place.text if met.place else None) == place
