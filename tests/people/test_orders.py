"""The orders of name, office, state, reading and rank: each row of data/name_orders.toml, and names of all kinds."""

from __future__ import annotations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.people.mentions import find_mentions, orders
from meetextract.people.persons import Mention
from meetextract.pipeline import offices
from meetextract.text.reading import read_through


def mentions(text: str) -> list[Mention]:
    return find_mentions(read_through(text).text, default_lexicon(), offices())


def shown(mention: Mention) -> str:
    name = f"{mention.name}/{mention.reading}" if mention.reading else mention.name
    return " ".join(part for part in (mention.country, name, "+".join(mention.titles)) if part)


@pytest.mark.parametrize("row", orders(), ids=[row["id"] for row in orders()])
def test_each_order_finds_its_example_and_nothing_else(row: dict[str, str]) -> None:
    assert row["found"] in [shown(m) for m in mentions(row["example"]) if m.name]
    assert [shown(m) for m in mentions(row["not"]) if m.name and m.rule == row["id"]] == []


NAMED = [
    # kanji of all lengths, known to MeCab or not
    ("韓国大統領の金相勲は3日、", "KR 金相勲 大統領"),
    ("国家主席の習近平は3日、", "習近平 国家主席"),
    ("韓国の李在明（イ・ジェミョン）大統領は", "KR 李在明/イ・ジェミョン 大統領"),
    ("髙市早苗首相は", "髙市早苗 首相"),
    ("山﨑𠮷栁外相は", "山﨑𠮷栁 外相"),
    ("林外相は", "林 外相"),
    ("堀幸ヱ外務大臣政務官は", "堀幸ヱ 外務大臣政務官"),
    ("水城　迅防衛相は", "水城　迅 防衛相"),
    ("玄葉光一郎外相は", "玄葉光一郎 外相"),
    ("シュレーダー現首相と", "シュレーダー 首相"),
    ("マリ・アルカティリ・東ティモール首相が", "TL マリ・アルカティリ 首相"),
    ("米ボルトン国連大使が", "US ボルトン 国連大使"),
    ("第15代統合参謀総長に着任したデュボワ海軍大将が", "デュボワ 統合参謀総長"),
    ("航空幕僚長　空将　三枝 亮\n", "三枝 亮 航空幕僚長"),
    ("外務大臣梶谷誠は3日、", "梶谷誠 外務大臣"),
    ("ペルー大統領アルバラドは", "PE アルバラド 大統領"),
    ("ペルー大統領アルバラド氏は", "PE アルバラド 大統領"),
    ("ペルーの大統領、アルバラド氏は", "PE アルバラド 大統領"),
    ("アルバラド氏（ペルー外相）と", "PE アルバラド 外相"),
    # 前, 元 and signs inside names
    ("前原外相は", "前原 外相"),
    ("元榮法務副大臣は", "元榮 法務副大臣"),
    ("前川慎二外務大臣は", "前川慎二 外務大臣"),
    ("戸田紗英外務副大臣は", "戸田紗英 外務副大臣"),
    ("西法相は", "西 法相"),
    # Latin initials, hiragana that look like katakana, marks inside names
    ("ローリン・S・ロブ大統領と", "ローリン・S・ロブ 大統領"),
    ("インドのぺレラ海軍参謀長と", "IN ペレラ 海軍参謀長"),
    ("ジャン＝ポール・ルフェーブル仏軍事相と", "FR ジャン＝ポール・ルフェーブル 軍事相"),
    # readings and offices before ranks
    ("韓国空軍参謀総長の白承赫（ペク・スンヒョク）大将と", "KR 白承赫/ペク・スンヒョク 空軍参謀総長"),
    ("同国空軍司令官・オチエング少将を", "オチエング 空軍司令官"),
    ("フィリップ・G・ヘイズ中将が", "フィリップ・G・ヘイズ"),
    # offices run together with names, portfolios that no row has
    ("大沼恵子JICA理事長は", "大沼恵子 JICA理事長"),
    ("吉田陸幕副長は", "吉田 陸幕副長"),
    ("アルトAU委員長と", "アルト AU委員長"),
    ("ナザルベコフ カザフスタンエネルギー大臣の", "KZ ナザルベコフ エネルギー大臣"),
    ("ストーンエネルギー副長官と", "ストーン エネルギー副長官"),
    ("ハキミ暫定行政機構議長と", "ハキミ 暫定行政機構議長"),
    ("ケオ・ソピアップ公共事業省次官補が", "ケオ・ソピアップ 公共事業省次官補"),
    ("ペロー農務・農産食品大臣と", "ペロー 農務・農産食品大臣"),
    ("相馬国土交通大臣兼水循環政策担当大臣が", "相馬 国土交通大臣+水循環政策担当大臣"),
    ("費文昌（ひ・ぶんしょう）文化旅游部長が", "費文昌/ひ・ぶんしょう 文化旅游部長"),
    ("ローラ・フィンチ対感染症特別代表と", "ローラ・フィンチ 対感染症特別代表"),
    ("グレッグ・ハウエル豪外務貿易省太平洋局長が", "AU グレッグ・ハウエル 外務貿易省太平洋局長"),
    ("ベルトラン農産業大臣と", "ベルトラン 農産業大臣"),
    ("ナワル通信マルチメディア大臣と", "ナワル 通信マルチメディア大臣"),
    ("アマドゥ設備・運輸・ロジスティクス・水利大臣との", "アマドゥ 設備・運輸・ロジスティクス・水利大臣"),
    ("ンディアエ職業訓練・手工業大臣の", "ンディアエ 職業訓練・手工業大臣"),
    ("カストロ水・洪水管理委員会委員長と", "カストロ 水・洪水管理委員会委員長"),
    ("ハンナ・クラウス連邦環境・自然保護・原子炉安全大臣と", "ハンナ・クラウス 連邦環境・自然保護・原子炉安全大臣"),
    ("カリモフ高等教育・科学・イノベーション省第一副大臣が", "カリモフ 高等教育・科学・イノベーション省第一副大臣"),
    ("シン商工省顧問と", "シン 商工省顧問"),
    ("オチエング外務・東アフリカ・地域・国際協力大臣と", "オチエング 外務・東アフリカ・地域・国際協力大臣"),
    ("ラモスイラン担当特別代表が", "ラモス イラン担当特別代表"),
    ("ラモスインド太平洋担当閣外大臣が", "ラモス インド太平洋担当閣外大臣"),
    ("米国のハン・ミン北朝鮮政策特別代表が", "US ハン・ミン 北朝鮮政策特別代表"),
    ("クルス・フィリピン農産業大臣と", "PH クルス 農産業大臣"),
    # the same behind names in kanji that MeCab knows; two kanji may be a given name
    ("鈴木水管理・国土保全局長が", "鈴木 水管理・国土保全局長"),
    ("山田健康危機管理・災害対策室長が", "山田 健康危機管理・災害対策室長"),
    ("小林正明先端半導体戦略室長が", "小林正明 先端半導体戦略室長"),
    ("山口公明党代表が", "山口 公明党代表"),
    ("音羽大悟統合幕僚長が", "音羽大悟 統合幕僚長"),
    ("樊建国国防部長が", "樊建国 国防部長"),
    ("夏英準国防部長官は", "夏英準 国防部長官"),
    ("マイカ・国務大臣と", "マイカ 国務大臣"),
    ("周海文（ジョウ・ハイウェン）交通運輸部総工程師が", "周海文/ジョウ・ハイウェン 交通運輸部総工程師"),
    ("趙賢道（チョ・ヒョンド）韓国外務第1次官と", "KR 趙賢道/チョ・ヒョンド 外務第1次官"),
    ("共産党中央政治局の劉雲海常務委員が", "劉雲海 常務委員"),
    ("クラウス独連邦経済・エネルギー省次官と", "DE クラウス 連邦経済・エネルギー省次官"),
    ("ベトナムのチャン・ティ・ライ同志が", "VN チャン・ティ・ライ"),
    # words that say when, in front of the name
    ("その後小泉首相は", "小泉 首相"),
    ("昨年安倍総理が", "安倍 総理"),
    ("帰国後河野太郎大臣は", "河野太郎 大臣"),
    ("訪日中林外相が", "林 外相"),
    ("冒頭岡田大臣から", "岡田 大臣"),
    ("後藤防衛相は", "後藤 防衛相"),
    ("今村外相は", "今村 外相"),
    ("屈冬玉事務局長と", "屈冬玉 事務局長"),
    # blanks and numbers inside names
    ("日本側：松島　浩道（まつしま　ひろみち）農林水産審議官", "松島　浩道/まつしま　ひろみち 農林水産審議官"),
    ("（太田　林太郎外相", "太田　林太郎 外相"),
    ("環境省　松島大臣は", "松島 大臣"),
    ("ジョルダンのアミール2世・イブン・ラシード国王と", "アミール2世・イブン・ラシード 国王"),
    # the state run together with a name that stands elsewhere alone
    ("イスラエルレヴィン首相が着いた。レヴィン首相は", "IL レヴィン 首相"),
    ("インドラワティ財務相が着いた。財務相は", "インドラワティ 財務相"),
    # offices joined by a dot, or in brackets
    ("ラオスのトンシン・ブアパン党書記長・国家主席を", "LA トンシン・ブアパン 党書記長・国家主席"),
    ("馬志強中央書記処書記・中央弁公庁主任も", "馬志強 中央書記処書記・中央弁公庁主任"),
    ("ペルーのガルシア首相・外相と", "PE ガルシア 首相・外相"),
    ("柳文昌中共中央政治局委員（外交部部長）は", "柳文昌 中共中央政治局委員+外交部部長"),
    ("中国の柳文昌外相(国務委員兼外交部長)は", "CN 柳文昌 外相+国務委員"),
    ("馬志強国務院副総理（商務部長）は", "馬志強 国務院副総理+商務部長"),
    ("EUのランゲ上級代表（外相）は", "EU ランゲ 上級代表"),
    ("バチカンのロッシ国務長官（首相に相当）と", "VA ロッシ 国務長官"),
    ("ペルーのガルシア外相（議長）は", "PE ガルシア 外相"),
    ("マウリシオ国務次官（外務副大臣）と", "マウリシオ 国務次官"),
    ("梶谷首相・ガルシア大統領は", "梶谷 首相"),
    # portfolios that no row has, behind the state
    ("訪日中のアシュリー・カーン・インド鉄道・通信・QQ大臣は", "IN アシュリー・カーン 鉄道・通信・QQ大臣"),
    ("ジョン・ハリス・カナダ住宅整備通信刷新大臣と", "CA ジョン・ハリス 住宅整備通信刷新大臣"),
    ("マリア・ロペス・チリ共和国女性地位平等大臣が", "CL マリア・ロペス 女性地位平等大臣"),
    ("エリック・オドゥヤ・ケニア共和国海洋未来経済大臣と", "KE エリック・オドゥヤ 海洋未来経済大臣"),
    ("ラモン・クルス・フィリピン先住民族発展委員会委員長は", "PH ラモン・クルス 先住民族発展委員会委員長"),
    # name and state run together
    ("サンダグ・バトバヤルモンゴル国国家大会議議長が", "MN サンダグ・バトバヤル 国家大会議議長"),
    ("オバンドアメリカ合衆国大統領と", "US オバンド 大統領"),
    ("トレスフィリピン共和国外務大臣と", "PH トレス 外務大臣"),
    ("ナカムラ南太平洋フォーラム議長は", "PIF ナカムラ 議長"),
    # names in kanji and katakana, and a sign for a character that is missing
    ("楊文チ外相が", "楊文チ 外相"),
    ("中国の楊文チ国務委員は", "CN 楊文チ 国務委員"),
    ("楊文チ氏は", "楊文チ"),
    ("李ジェフン大統領は", "李ジェフン 大統領"),
    ("金ジョンナム委員長が", "金ジョンナム 委員長"),
    ("李ジェフン氏は", "李ジェフン"),
    ("中国の柳文〓外相が", "CN 柳文〓 外相"),
    # organs with their letters, and organs before の
    ("ハント米中央情報局（CIA）長官が", "US ハント 中央情報局長官"),
    ("米航空宇宙局（NASA）のハント長官は", "US ハント 長官"),
    ("米連邦捜査局(FBI)のハント長官は", "US ハント 長官"),
    ("英国防省のハント次官は", "GB ハント 次官"),
    ("豪海軍のハント司令官は", "AU ハント 司令官"),
    ("中国国務院台湾事務弁公室の馬志強主任は", "CN 馬志強 主任"),
    ("グラント国際原子力機関（IAEA）事務局長が", "IAEA グラント 事務局長"),
    # two names under one office
    ("オルソン、メイヤー両長官と", "オルソン 長官"),
    ("オルソン、メイヤー両長官と", "メイヤー 長官"),
    ("李、アリモフ両大統領が", "李 大統領"),
    ("英国のホロウェイ、イタリアのコンティ両国防参謀長は", "IT コンティ 国防参謀長"),
    ("沙、琴両首脳が", "琴"),
    # an office before the name
    ("日本の首相である梶谷誠氏は", "JP 梶谷誠 首相"),
    ("防衛相を務める梶谷誠氏は", "梶谷誠 防衛相"),
    ("国会参議院議長の関根昌也氏と", "関根昌也 国会参議院議長"),
    ("ペルー大統領、アルバラド氏は", "PE アルバラド 大統領"),
    ("ペルー大統領、アルバラド氏と会談", "アルバラド"),
    ("ペルー大統領、アルバラド氏を批判", "アルバラド"),
    # words before an office that are no names
    ("梶谷首相（自民党総裁）は", "梶谷 首相"),
    # numbers before offices, republics and their forces, heads of staff
    ("第十五代フランス軍統合参謀総長に着任したデュボワ海軍大将が", "FR デュボワ 統合参謀総長"),
    ("フィジー共和国軍司令官タブア少将を", "FJ タブア 司令官"),
    ("韓国国軍司令官の金相勲大将と", "KR 金相勲 国軍司令官"),
    ("印空軍参謀副長のヴィクラム・ラオ中将ら", "IN ヴィクラム・ラオ 空軍参謀副長"),
    ("【豪陸軍＝ケンドール本部長】と", "ケンドール 本部長"),
    (
        "ムカディ・カロンジ・コンゴ民主共和国国務大臣兼外務・国際協力・仏語圏大臣は",
        "CD ムカディ・カロンジ 国務大臣+外務・国際協力・仏語圏大臣",
    ),
    # organs that only another state has
    ("国務省のマイケル・コール首席補佐官が", "US マイケル・コール 首席補佐官"),
    ("全人代の馬志強副委員長は", "CN 馬志強 副委員長"),
    ("労働党のオルソン首相は", "オルソン 首相"),
    ("外務省の船越次官が", "船越 次官"),
]


@pytest.mark.parametrize(("text", "person"), NAMED)
def test_names_are_found(text: str, person: str) -> None:
    assert person in [shown(m) for m in mentions(text) if m.name]


NOBODY = [
    "商工大臣と会談した。",
    "作業部会議長と会談した。",
    "一行大臣と会談した。",
    "州下院議員と会談した。",
    "人口大臣と会談した。",
    "課長は出席した。",
    "クリーンエネルギー大臣会合に出席した。",
    "韓国代表の朴監督が来た。",
    "各国外相と会談した。",
    "元英首相が来た。",
    "第2国防相と会談した。",
    "カーター元資源相が来た。",
    "3時30分　議長",
    "首相スピーチは3日、行われた。",
    "大統領選挙は3日、行われた。",
    "首相声明が出た。",
    "ジョン・ハリス・カナダ住宅まちづくり大臣と",
    "新任ペルー大使は",
    "オルソンとメイヤーの両氏と",
    "ベトナム、ラオス両首相は",
    "自民党総裁は",
    "各省大臣は",
    "モンゴル国大統領は",
    "ペルー共和国大統領は",
    "双方は戦域司令官の協議を始めた。",
    "インド太平洋参謀総長等会議に出席した。",
    "第十五代統合参謀総長は出席した。",
]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_are_no_names(text: str) -> None:
    assert [shown(m) for m in mentions(text) if m.name and m.titles and not m.former] == []


@pytest.mark.parametrize("text", [case[0] for case in NAMED])
def test_a_text_may_end_anywhere(text: str) -> None:
    for end in range(len(text) + 1):
        assert all(m.end <= end for m in mentions(text[:end]))


def test_mentions_lie_in_order_and_in_the_text() -> None:
    text = "".join(case[0] + "会談した。\n" for case in NAMED)
    found = mentions(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    read = read_through(text).text
    assert all(m.name is None or read[m.name_start : m.name_end] == m.name for m in found)
