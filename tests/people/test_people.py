"""Persons: where a name begins and ends, whose office it is, of which country, and who is whom later in the text."""

from __future__ import annotations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.people.mentions import find_mentions
from meetextract.people.persons import Mention, Offices, Person, link, merge_titles
from meetextract.people.script import parts, same_name
from meetextract.pipeline import offices


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def mentions(text: str) -> list[Mention]:
    found = find_mentions(text, default_lexicon(), offices())
    assert all(m.name is None or m.start <= m.name_start < m.name_end <= m.end <= len(text) for m in found)
    return found


def persons(text: str) -> list[Person]:
    """The persons of a text in order of place."""
    found = link(mentions(text), default_lexicon(), offices(), {})
    return sorted(found, key=lambda person: min(m.start for m in person.mentions))


def shown(person: Person) -> str:
    """country name/reading office+office, what is not known left out."""
    name = f"{person.name}/{person.reading}" if person.reading else person.name
    return " ".join(part for part in (person.country, name, "+".join(person.titles)) if part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("米国のジョン・ヘイワード国防長官は", "US ジョン・ヘイワード 国防長官", id="dot"),
        case("ジャン＝ポール・ルフェーブル仏軍事相と", "FR ジャン＝ポール・ルフェーブル 軍事相", id="double-hyphen"),
        case("チリのパブロ・E・ロハス氏は", "CL パブロ・E・ロハス", id="initial-before-an-honorific"),
        case("チリ外相のパブロ・E・ロハスは", "CL パブロ・E・ロハス 外相", id="initial-behind-an-office"),
        case("リー・ウェイ中国国家海洋局副局長と", "CN リー・ウェイ 国家海洋局副局長", id="organ-behind-its-state"),
        case("早瀬エリカ外務副大臣は", "JP 早瀬エリカ 外務副大臣", id="given-name-in-katakana"),
        case("さいとう涼外務副大臣は", "JP さいとう涼 外務副大臣", id="family-name-in-hiragana"),
        case("さらに清人外務副大臣は", "JP 清人 外務副大臣", id="an-adverb-is-no-family-name"),
        case("わが国牧野外務副大臣は", "JP 牧野 外務副大臣", id="our-own"),
        case("国分外務副大臣は", "JP 国分 外務副大臣", id="a-family-name-of-kuni"),
        case("タイ海軍司令官として来日したソム大将と", "TH ソム 海軍司令官", id="as-what-he-came"),
        case("在韓米軍司令官に着任したばかりのロス大将と", "US ロス 在韓米軍司令官", id="as-what-he-took-office"),
        case("首席代表を務めるロス国務次官補と", "US ロス 国務次官補", id="what-he-is-at-the-talks"),
        case("タイ首席代表のソム外務次官と", "TH ソム 外務次官", id="first-delegate-of-a-state"),
        case("首相の特使として訪日したタイのソム議員と", "TH ソム 首相の特使+議員", id="an-envoy-keeps-who-sent-him"),
        case("フランス首相ルイ・モロー、", "FR ルイ・モロー 首相", id="office-and-a-full-name"),
        case("中国外相王毅と", "CN 王毅 外相", id="office-and-a-name-in-kanji"),
        case("桐野俊次期駐チリ大使は", "桐野俊 大使", id="next-in-a-posting"),
        case("ロス次期駐日米国大使と", "US ロス 大使", id="next-in-a-posting-and-a-state"),
        case("イワン・ペトロフ（国防省）記念局長が", "イワン・ペトロフ 記念局長", id="organ-in-a-bracket"),
        case("ハンス・ケラー（NEA：国家電力委員会）委員長と", "ハンス・ケラー 委員長", id="organ-with-its-letters"),
        case("シモネ・パウロ・ツバル国財務・気候大臣と", "TV シモネ・パウロ 財務・気候大臣", id="a-state-and-kuni"),
        case("ロペス・チリ国民教育大臣と", "CL ロペス 国民教育大臣", id="kuni-of-an-office"),
        case("ロペス・チリ国土交通大臣と", "CL ロペス 国土交通大臣", id="kuni-of-a-portfolio"),
        case("統一部の柳在吉（リュ・ジェギル）長官は", "KR 柳在吉/リュ・ジェギル 長官", id="ministry-of-one-state"),
        case("フォン・デア・ライデン欧州委員長と", "EU フォン・デア・ライデン 欧州委員長", id="three-parts"),
        case("朴民秀（パク・ミンス）韓国国防相と", "KR 朴民秀/パク・ミンス 国防相", id="reading-then-country"),
        case("韓国の朴民秀（パク・ミンス）国防相と", "KR 朴民秀/パク・ミンス 国防相", id="country-then-reading"),
        case(
            "韓国の安圭伯国アン・ギュベク国防相と",
            "KR 安圭伯/アン・ギュベク 国防相",
            id="lost-ruby-with-its-bracket",
        ),
        case("韓国の南相薫 ナム・サンフン外務次官と", "KR 南相薫/ナム・サンフン 外務次官", id="lost-ruby-with-a-blank"),
        case("中国のワン・ウェイ（王偉）外相と", "CN 王偉/ワン・ウェイ 外相", id="kana-before-kanji"),
        case("リー・ミン（李敏）国防部長と", "CN 李敏/リー・ミン 国防部長", id="kana-before-kanji-no-country"),
        case("ヘイワード米国防長官と", "US ヘイワード 国防長官", id="sign-before-the-office"),
        case("中国の李鉄国防相と", "CN 李鉄 国防相", id="two-kanji"),
        case("李鉄中国国防部長と", "CN 李鉄 国防部長", id="country-between-name-and-office"),
        case("カナダ軍のケリー参謀総長と", "CA ケリー 参謀総長", id="country-and-its-forces"),
        case("中国外務省の林剛報道官は", "CN 林剛 報道官", id="country-and-its-ministry"),
        case("欧州連合（EU）のコスタ上級代表と", "EU コスタ 上級代表", id="organisation-with-its-letters"),
        case("オリビア・カマウ・ボツワナ共和国大統領と", "BW オリビア・カマウ 大統領", id="country-after-a-dot"),
        case("マハラジ・トリニダード・トバゴ外相と", "TT マハラジ 外相", id="country-with-a-dot-after-a-dot"),
        case("トリニダード・トバゴのマハラジ外相と", "TT マハラジ 外相", id="country-with-a-dot-before"),
        case("オバンドアメリカ大統領と", "US オバンド 大統領", id="run-together-in-katakana"),
        case("グエン・バン・ラム越国防相と", "VN グエン・バン・ラム 国防相", id="a-rare-sign"),
        case("ジュリア・コリンズNZ国防相は", "NZ ジュリア・コリンズ 国防相", id="latin-country"),
        case("伊のマリオ・ロッシーニ副首相兼国防相と", "IT マリオ・ロッシーニ 副首相+国防相", id="two-offices"),
        case("ボツワナのカマウ外務・国際協力大臣と", "BW カマウ 外務・国際協力大臣", id="portfolios-are-one-office"),
        case(
            "国連のアンドレス・モンテネグロ事務総長と",
            "UN アンドレス・モンテネグロ 事務総長",
            id="a-name-like-a-country",
        ),
        case("ラーム・エマーソン駐日米国大使と", "US ラーム・エマーソン 大使", id="ambassador-in-japan"),
        case("エマーソン駐日米大使と", "US エマーソン 大使", id="ambassador-short"),
        case("グラス米駐日大使と", "US グラス 大使", id="ambassador-with-the-sign-first"),
        case("中国の呉永浩駐日大使と", "CN 呉永浩 大使", id="ambassador-in-kanji"),
        case("中国の戴平・駐韓大使と", "CN 戴平 大使", id="ambassador-elsewhere-behind-a-dot"),
        case("韓国の金民秀・統合作戦本部長と", "KR 金民秀 統合作戦本部長", id="kanji-behind-a-state"),
        case("ローレン・S・ロブ・ミクロネシア連邦大統領と", "FM ローレン・S・ロブ 大統領", id="a-federation"),
        case("フィリピン共和国外務大臣の下でロレンゾ同国防大臣と", "ロレンゾ 国防大臣", id="of-the-same-state"),
        case("駐日ヨルダン大使のハダド氏と", "JO ハダド 大使", id="ambassador-office-first"),
        case("駐米大使の山野氏は", "山野 大使", id="posted-abroad-is-no-name"),
        case("アブドラ2世国王と", "アブドラ2世 国王", id="the-second-of-his-name"),
        case("フィリピン大統領のサントス氏と", "PH サントス 大統領", id="office-first-with-shi"),
        case("在日米軍のパーカー司令官と", "US パーカー 司令官", id="command"),
        case("司令官のマクニール海軍大将と", "マクニール 司令官", id="office-then-rank"),
        case("グラント空軍大将と", "グラント", id="rank-is-no-office"),
        case("インドネシア大統領のハルジョノと", "ID ハルジョノ 大統領", id="office-first"),
        case("首相の梶谷鉄之助は、", "梶谷鉄之助 首相", id="office-first-japanese"),
        case("早瀬みどり外相は", "早瀬みどり 外相", id="given-name-in-hiragana"),
        case("水城 迅防衛相は", "JP 水城 迅 防衛相", id="blank-inside-the-name"),
        case("外務省の宮本アジア大洋州局長は", "JP 宮本 アジア大洋州局長", id="bureau"),
        case("中国の孫海外交部辺境海洋事務司長は", "CN 孫海 外交部辺境海洋事務司長", id="office-with-its-whole-organ"),
        case("一方、深町正彦日朝交渉担当大使は", "深町正彦 日朝交渉担当大使", id="where-the-office-in-kanji-begins"),
        case("岸本文雄防衛審議官が", "JP 岸本文雄 防衛審議官", id="an-office-of-japan-alone"),
        case("ヘイワード国防長官と", "US ヘイワード 国防長官", id="an-office-of-the-us-alone"),
        case(
            "サアド・アル＝ハジリ・エネルギー担当国務大臣と",
            "サアド・アル＝ハジリ エネルギー担当国務大臣",
            id="office-in-katakana",
        ),
        case("ルクソン首相と", "ルクソン 首相", id="no-country-inside-a-name"),
        case("ロメロ首相と", "ロメロ 首相", id="no-russia-inside-a-name"),
        case("訪日中のヘイワード氏が", "ヘイワード", id="visiting-is-no-name"),
        case("林文雄（りん・ぶんゆう）総統が", "TW 林文雄/りん・ぶんゆう 総統", id="an-office-of-taiwan-alone"),
    ],
)  # fmt: skip
def test_one_person(text: str, expected: str) -> None:
    (person,) = persons(text)
    assert shown(person) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("梶谷、ヘイワード両氏は", ["梶谷", "ヘイワード"], id="two-names-one-word"),
        case("沙、琴両氏は", ["沙", "琴"], id="one-kanji-each"),
        case("ヘイワードと梶谷両防衛相は", ["ヘイワード", "梶谷"], id="with-the-office"),
        case(
            "梶谷鉄之助防衛相は語った。梶谷氏は述べた。梶谷大臣も続けた。",
            ["JP 梶谷鉄之助 防衛相"],
            id="short-forms-are-one-person",
        ),
        case("岸田文雄首相は語った。岸氏が応じた。", ["岸田文雄 首相", "岸"], id="half-a-family-name-is-another"),
        case("ハイ・フエ市党委員会書記、ハイ副首相と会った。", ["ハイ 市党委員会書記", "ハイ 副首相"], id="row"),
        case("林芳正外相は語った。林氏も応じた。", ["林芳正 外相"], id="a-family-name-of-one-character"),
        case("金相勲大統領は語った。金氏も応じた。", ["金相勲 大統領"], id="a-korean-family-name"),
        case("チョ・ソンファン外相は語った。趙氏も応じた。", ["チョ・ソンファン 外相"], id="korean-in-two-scripts"),
        case("フォンベルグ外相は語った。フォンベルク外相も応じた。", ["フォンベルグ 外相"], id="two-spellings"),
        case("メドヴェーチン首相は語った。メドベーチン首相も応じた。", ["メドヴェーチン 首相"], id="spellings-of-v"),
        case("バルガス外相は語った。ハルカス首相も応じた。", ["バルガス 外相", "ハルカス 首相"], id="alike-and-two"),
        case("ハッサン国防大臣代行は語った。ハッサン大臣も応じた。", ["ハッサン 国防大臣代行"], id="acting"),
        case(
            "ジュリア・コリンズNZ国防相は語った。コリンズ氏は述べた。ジュリア氏も続けた。",
            ["NZ ジュリア・コリンズ 国防相"],
            id="either-part-of-a-name",
        ),
        case(
            "コリンズ氏は述べた。ジュリア・コリンズNZ国防相が続けた。",
            ["NZ ジュリア・コリンズ 国防相"],
            id="the-short-form-first",
        ),
        case(
            "鈴木一郎外相と鈴木次郎防衛相が会った。鈴木外相は述べた。鈴木防衛相も続けた。",
            ["鈴木一郎 外相", "JP 鈴木次郎 防衛相"],
            id="two-ministers-of-one-family-name",
        ),
        case(
            "米国のリード国防長官と英国のリード国防相が会った。",
            ["US リード 国防長官", "GB リード 国防相"],
            id="two-countries-one-family-name",
        ),
        case(
            "梶谷鉄之助防衛相、岸本文雄防衛審議官らは",
            ["JP 梶谷鉄之助 防衛相", "JP 岸本文雄 防衛審議官"],
            id="a-list",
        ),
        case("梶谷防衛相と会い、梶谷防衛大臣は述べた。", ["JP 梶谷 防衛大臣"], id="the-fullest-office"),
        case(
            "ボツワナのカマウ外務・国際協力大臣と会談した。カマウ外相は述べた。",
            ["BW カマウ 外務・国際協力大臣"],
            id="called-by-the-first-portfolio",
        ),
        case(
            "ボツワナのカマウ副首相兼外相と会談した。カマウ外務・移民大臣は述べた。",
            ["BW カマウ 副首相+外務・移民大臣"],
            id="the-fuller-name-comes-later",
        ),
        case(
            "ボツワナのカマウ財務相兼外相と会談した。カマウ外務大臣は述べた。",
            ["BW カマウ 財務相+外務大臣"],
            id="two-portfolios-that-are-two-offices",
        ),
    ],
)
def test_who_is_whom(text: str, expected: list[str]) -> None:
    assert [shown(person) for person in persons(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        case("両外相は一致した。", id="both-ministers"),
        case("日米両外相は一致した。", id="both-ministers-of-two-countries"),
        case("会談相手国の大臣と会った。", id="the-minister-of-the-other-side"),
        case("同大統領は述べた。", id="the-same-president"),
        case("元国防長官と会った。", id="former-holder-unnamed"),
        case("国防相が述べた。", id="office-alone"),
        case("各国の大臣が述べた。", id="ministers-of-all"),
        case("クアッド外相が述べた。", id="a-group-of-states"),
        case("首相官邸で大使館員が聞いた。", id="offices-inside-other-words"),
        case("きょう首相は述べた。きょう首相は会う。", id="a-day-before-an-office-twice"),
        case("おととい首相は述べた。おととい首相は会う。", id="a-day-that-is-no-adverb-twice"),
        case("ところが首相は述べた。ところが首相は去った。", id="a-conjunction-before-an-office-twice"),
        case("はじめに大臣から挨拶があり、はじめに大臣が述べた。", id="an-order-before-an-office-twice"),
        case("こんど大臣が訪れる。こんど大臣が語る。", id="a-time-before-an-office-twice"),
        case("外相会談と首脳会議が開かれた。", id="offices-inside-meetings"),
        case("日本と米国は一致した。", id="states"),
        case("双方は要求した。", id="acts"),
    ],
)
def test_no_person_is_named(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("インドネシア大統領が述べた。", ["ID 大統領"], id="country-before"),
        case("スウェーデンの国防相と会った。", ["SE 国防相"], id="country-with-no"),
        case("韓国国防相と会った。", ["KR 国防相"], id="two-kanji-country"),
        case("米国防相と会った。", ["US 国防相"], id="the-sign-not-the-long-form"),
        case("大臣が述べた。", ["- 大臣"], id="no-country"),
        case("前外相が述べた。", ["- 外相 former"], id="former"),
        case("次期大統領のサントス氏と会った。", ["- 次期大統領"], id="not-yet"),
    ],
)
def test_offices_without_a_name(text: str, expected: list[str]) -> None:
    found = [f"{m.country or '-'} {'+'.join(m.titles)}{' former' * m.former}" for m in mentions(text) if m.name is None]
    assert found == expected


@pytest.mark.parametrize(
    ("long", "short", "expected"),
    [
        ("ジュリア・コリンズ", "コリンズ", True),
        ("ジュリア・コリンズ", "ジュリア", True),
        ("フォン・デア・ライデン", "デア・ライデン", True),
        ("ジュリア・コリンズ", "リンズ", False),
        ("コリンズ", "ジュリア・コリンズ", False),
        ("梶谷鉄之助", "梶谷", True),
        ("梶谷鉄之助", "鉄之助", False),
        ("水城 迅", "水城", True),
        ("李鉄", "李鉄", True),
    ],
)
def test_short_forms_of_a_name(long: str, short: str, expected: bool) -> None:
    assert same_name(long, short) is expected


def test_parts_of_a_name() -> None:
    assert parts("ジュリア・アン コリンズ") == ["ジュリア", "アン", "コリンズ"]


@pytest.mark.parametrize(
    ("have", "new", "expected"),
    [
        ((), ("防衛相",), ("防衛相",)),
        (("防衛相",), ("防衛大臣",), ("防衛大臣",)),
        (("防衛大臣",), ("防衛相",), ("防衛大臣",)),
        (("防衛大臣",), ("大臣",), ("防衛大臣",)),
        (("大臣",), ("外務大臣",), ("外務大臣",)),
        (("副首相",), ("国防相",), ("副首相", "国防相")),
    ],
)
def test_offices_together(have: tuple[str, ...], new: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert merge_titles(have, new, default_lexicon()) == expected


@pytest.mark.parametrize(
    ("title", "code"),
    [("防衛装備庁長官", "JP"), ("国務次官補", "US"), ("東アジア担当国務次官補", "US"), ("国防部長", "CN"),
     ("国防部長官", "KR"), ("外務大臣政務官", "JP"), ("外相", None), ("大統領", None), ("国防相", None)],
)  # fmt: skip
def test_offices_that_only_one_state_has(title: str, code: str | None) -> None:
    assert offices().country(title) == code


def test_an_exact_office_goes_before_a_prefix_and_a_prefix_before_a_suffix() -> None:
    table = Offices([("相", "suffix", "CC"), ("軍事", "prefix", "BB"), ("軍事相", "exact", "AA")])
    assert [table.country(t) for t in ("軍事相", "軍事局長", "外相", "大使")] == ["AA", "BB", "CC", None]


@pytest.mark.parametrize("name", ["J・ルブラン", "J・D・バンス", "ジョージ・W・ブッシュ", "Ｊ・ルブラン"])
def test_initials_are_part_of_a_name(name: str) -> None:
    assert [m.name for m in mentions(f"森外相は4日、{name}仏外相と会談した。") if m.name] == ["森", name]


def test_latin_letters_before_a_name_are_no_initials() -> None:
    assert [m.name for m in mentions("森外相は4日、EU・ルブラン外相と会談した。") if m.name] == ["森", "ルブラン"]
