"""What the lexicon answers: parties in texts and compounds, offices, a user's files and what is wrong with them."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import pytest

from meetextract import extract
from meetextract.errors import LexiconError
from meetextract.lexicon.lexicon import Lexicon, default_lexicon, load_lexicon
from meetextract.pipeline import extract_source


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return default_lexicon()


# --- parties ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "パプアニューギニアと赤道ギニアとギニアビサウとギニア",
            "PG:パプアニューギニア GQ:赤道ギニア GW:ギニアビサウ GN:ギニア",
        ),
        ("ドミニカ国とドミニカ共和国", "DM:ドミニカ国 DO:ドミニカ共和国"),
        ("コンゴ民主共和国、コンゴ共和国", "CD:コンゴ民主共和国 CG:コンゴ共和国"),
        ("南スーダンとスーダン", "SS:南スーダン SD:スーダン"),
        ("インドはインドネシアと、インド太平洋やインド洋、インドシナで", "IN:インド ID:インドネシア"),
        ("タイのスタイルをタイムズが", "TH:タイ"),
        ("マリアナ沖でマリ軍がチリングを", "ML:マリ"),
        ("英国防相と米国務長官と韓国国防相", "GB:英 US:米 KR:韓国"),
        ("イスラエル国防相、モンゴル国大使", "IL:イスラエル MN:モンゴル国"),
        ("中国防衛当局と中国国防省", "CN:中国 CN:中国"),
        ("中国四国防衛局、中国電力、中国地方", ""),
        ("日本海、日本時間、西日本、日本の立場", "JP:日本"),
        ("北アイルランドとアイルランド", "IE:アイルランド"),
        ("北朝鮮と朝鮮半島", "KP:北朝鮮"),
        ("ＮＡＴＯとEU、ＡＳＥＡＮ、EUV装置", "NATO:ＮＡＴＯ EU:EU ASEAN:ＡＳＥＡＮ"),
        ("UNHCRと国連、国連安保理", "UN:UNHCR UN:国連 UN:国連安保理"),
        ("同志国連携、三国連帯、有志国連合、東南アジア諸国連合", "ASEAN:東南アジア諸国連合"),
        ("関係国連絡会議、5カ国連続訪問、国際連盟、加盟国連盟", ""),
        ("国連改革、国連連絡官、国連合同調査団", "UN:国連 UN:国連 UN:国連"),
        ("ボスニア＝ヘルツェゴビナとトリニダードトバゴ", "BA:ボスニア＝ヘルツェゴビナ TT:トリニダードトバゴ"),
        ("セントビンセントおよびグレナディーン諸島", "VC:セントビンセントおよびグレナディーン諸島"),
        ("ヨルダン川西岸とヨルダン・ハシェミット王国", "JO:ヨルダン・ハシェミット王国"),
        ("ラテンアメリカと南アメリカと南アジア", ""),
        ("アフリカ連合とオーストラリア", "AFU:アフリカ連合 AU:オーストラリア"),
    ],
)
def test_parties_in_a_text(lexicon: Lexicon, text: str, expected: str) -> None:
    found = list(lexicon.find_parties(text))
    assert " ".join(f"{match.code}:{match.form}" for match in found) == expected
    assert all(text[match.start : match.end] == match.form for match in found)


def test_parties_within_bounds_only(lexicon: Lexicon) -> None:
    text = "米国とインドネシア"
    assert [m.code for m in lexicon.find_parties(text, 2)] == ["ID"]
    assert [m.code for m in lexicon.find_parties(text, 0, 2)] == ["US"]
    assert list(lexicon.find_parties(text, 4, len(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日米豪比", "JP US AU PH"),
        ("日・NZ", "JP NZ"),
        ("豪・ＮＺ", "AU NZ"),
        ("米国・カナダ", "US CA"),
        ("日EU", "JP EU"),
        ("日ASEAN", "JP ASEAN"),
        ("英・伊", "GB IT"),
        ("ウクライナ・東ティモール", "UA TL"),
        ("日・カリコム", "JP CARICOM"),
        ("トリニダード・トバゴ", "TT"),
        ("日・トリニダード・トバゴ", "JP TT"),
        ("日中韓", "JP CN KR"),
        ("米中", "US CN"),
        ("米ロ", "US RU"),
        ("印パ", "IN PK"),
        ("日本", "JP"),
        ("米", "US"),
    ],
)
def test_compounds(lexicon: Lexicon, text: str, expected: str) -> None:
    found = lexicon.split_compound(text)
    assert found is not None
    assert " ".join(code for code, _, _ in found) == expected
    # The slices are in order, do not overlap, and leave nothing but separators.
    rest = text
    for _, start, end in reversed(found):
        rest = rest[:start] + rest[end:]
    assert rest.strip("・") == ""


@pytest.mark.parametrize(
    "text", ["", "独自", "中米", "欧米", "中東", "米国防", "日・", "・米", "写真", "日米豪比会談", "日" * 101]
)
def test_no_compounds(lexicon: Lexicon, text: str) -> None:
    assert lexicon.split_compound(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ヘグセス米", "米"),
        ("王毅中国", "中国"),
        ("カマウ", None),
        ("ロメロ", None),
        ("ルクソンＮＺ", "ＮＺ"),
        ("アンナ・ヨルダン・ハシェミット王国", "ヨルダン・ハシェミット王国"),
        ("", None),
    ],
)
def test_the_party_before_an_office(lexicon: Lexicon, text: str, expected: str | None) -> None:
    match = lexicon.party_before(text, len(text))
    assert (match and match.form) == expected


@pytest.mark.parametrize(
    "name", ["US", "us", "USA", "United States", "united states", "米国", "米", "アメリカ合衆国", "ＵＳＡ"]
)
def test_names_of_one_country(lexicon: Lexicon, name: str) -> None:
    assert lexicon.resolve(name) == "US"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Myanmar", "MM"),
        ("Hong Kong", "HK"),
        ("Trinidad and Tobago", "TT"),
        ("NATO", "NATO"),
        ("豪", "AU"),
        ("nowhere", None),
    ],
)
def test_names_resolve(lexicon: Lexicon, name: str, code: str | None) -> None:
    assert lexicon.resolve(name) == code


# --- offices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("ヒーリー英国防相は", "国防相"),
        ("ヘグセス米国防長官と", "国防長官"),
        ("小泉進次郎防衛相が", "防衛相"),
        ("安圭伯国防部長官", "国防部長官"),
        ("マールズ豪副首相兼国防相", "副首相兼国防相"),
        ("副首相兼外務・移民大臣", "副首相兼外務・移民大臣"),
        ("外務・安全保障政策上級代表兼欧州委員会副委員長", "外務・安全保障政策上級代表兼欧州委員会副委員長"),
        ("国防・退役軍人相", "国防・退役軍人相"),
        ("外務、国際協力大臣", "外務、国際協力大臣"),
        ("外務及び国際協力担当国務大臣", "外務及び国際協力担当国務大臣"),
        ("国防長官（代行）", "国防長官（代行）"),
        ("外相代理を務める", "外相代理"),
        ("外交部長（外相に相当）", "外交部長"),
        ("国家安全保障担当大統領補佐官", "国家安全保障担当大統領補佐官"),
        ("サリバン大統領補佐官（国家安全保障担当）", "大統領補佐官"),
        ("北朝鮮担当特別代表", "北朝鮮担当特別代表"),
        ("外務省アジア大洋州局長", "外務省アジア大洋州局長"),
        ("国防部国防政策室長", "国防部国防政策室長"),
        ("外務省報道官", "外務省報道官"),
        ("三島外務大臣政務官", "外務大臣政務官"),
        ("カナダ軍参謀総長", "参謀総長"),
        ("オーストラリア国防軍司令官", "国防軍司令官"),
        ("在日米軍司令官", "在日米軍司令官"),
        ("米インド太平洋軍司令官", "インド太平洋軍司令官"),
        ("ＮＡＴＯ軍事委員長", "軍事委員長"),
        ("国連事務総長", "事務総長"),
        ("ジョージア共和国外務大臣", "外務大臣"),
        ("第２国防相", "第２国防相"),
        ("国防次官補（インド太平洋安全保障担当）", "国防次官補"),
        ("副皇太子殿下兼国防大臣", "副皇太子殿下兼国防大臣"),
        ("外相会談に臨んだ首相", "首相"),
    ],
)
def test_the_first_office_in_a_text(lexicon: Lexicon, text: str, office: str) -> None:
    match = lexicon.title_pattern.search(text)
    assert match is not None
    assert match[0] == office


@pytest.mark.parametrize(
    "text",
    [
        "首相官邸で",
        "外相会談を",
        "大統領府は",
        "日本大使館",
        "代表団が",
        "貿易相手国",
        "開発相談",
        "国防相級協議",
        "大統領夫人",
    ],
)
def test_no_office(lexicon: Lexicon, text: str) -> None:
    assert lexicon.title_pattern.search(text) is None


WHOLE_OFFICES = [
    "国会副議長",
    "上院第一副議長",
    "国民議会第一副議長",
    "最高会議上院議長",
    "国家大会議議長",
    "連邦参議院議長",
    "全人代副委員長",
    "衆議院外務委員長",
    "全国政協副主席",
    "議院運営委員長",
    "国会対外委員会副委員長",
    "中央書記処書記",
    "安全保障会議書記",
    "総統府秘書長",
    "国家安全会議秘書長",
    "国家経済会議委員長",
    "連邦捜査局長官",
    "中央情報局長官",
    "国家安全保障会議アジア上級部長",
    "外務省欧州局審議官",
    "外務省大臣官房審議官",
    "北米局参事官",
    "アジア大洋州局参事官",
    "外交部アジア司長",
    "政治・法務・治安担当調整相",
    "国王事務所大臣",
    "閣僚評議会担当副首相",
    "経済・財務・産業・デジタル主権相",
    "鉄道・通信・電子・IT大臣",
    "外務・移民・在外コモロ人大臣",
    "国境警備隊長官",
    "内閣広報官",
    "国連常駐代表",
]


@pytest.mark.parametrize("office", WHOLE_OFFICES)
def test_an_office_is_read_whole(lexicon: Lexicon, office: str) -> None:
    match = lexicon.title_pattern.search(f"、{office}は")
    assert match is not None
    assert match[0] == office


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("副首相兼国防相", ("副首相", "国防相")),
        ("首相兼国防相（代行）", ("首相", "国防相代行")),
        ("外交部長（外相に相当）", ("外交部長",)),
        ("国防次官補(インド太平洋担当)", ("国防次官補",)),
        ("上級相（国防担当）", ("上級相",)),
        ("カナダ軍参謀総長", ("参謀総長",)),
        ("在日米軍司令官", ("在日米軍司令官",)),
        ("英国防相", ("国防相",)),
        ("中国外相", ("外相",)),
        ("副皇太子殿下兼国防大臣", ("副皇太子", "国防大臣")),
        ("国務委員兼国防部長", ("国務委員", "国防部長")),
        ("宇宙船長", ("宇宙船長",)),
        ("首相兼首相", ("首相",)),
        ("", ()),
    ],
)
def test_offices_of_an_expression(lexicon: Lexicon, text: str, titles: tuple[str, ...]) -> None:
    assert lexicon.parse_titles(text) == titles


@pytest.mark.parametrize(
    "same",
    [
        ("外相", "外務大臣", "外務相", "外交部長", "外交部長官"),
        ("内閣総理大臣", "総理大臣", "総理", "首相"),
        ("防衛大臣", "防衛相", "防相"),
        ("国防相", "国防大臣", "国防部長官", "国防部長"),
        ("経済産業大臣", "経済産業相", "経産相"),
        ("農林水産大臣", "農林水産相", "農水相", "農相"),
        ("経済再生担当相", "経済再生担当大臣", "経済再生相"),
        ("統幕長", "統合幕僚長"),
        ("外務大臣政務官", "外務政務官"),
        ("特命全権大使", "大使"),
        ("欧州委員長", "欧州委員会委員長"),
        ("外務省アジア大洋州局長", "アジア大洋州局長"),
        ("外務・国際協力相", "外務・国際協力大臣"),
    ],
)
def test_one_office_has_one_key(lexicon: Lexicon, same: tuple[str, ...]) -> None:
    assert len({lexicon.office_key(title) for title in same}) == 1
    assert all(lexicon.same_office(one, other) for one in same for other in same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("首相", "副首相"),
        ("外相", "国防相"),
        ("国防長官", "国防相"),
        ("大統領", "副大統領"),
        ("大臣", "副大臣"),
        ("防衛部長", "防衛大臣"),
    ],
)
def test_different_offices(lexicon: Lexicon, one: str, other: str) -> None:
    assert lexicon.office_key(one) != lexicon.office_key(other)
    assert not lexicon.same_office(one, other)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("大臣", "外務大臣"),
        ("長官", "国防部長官"),
        ("局長", "外務省アジア大洋州局長"),
        ("司令官", "インド太平洋軍司令官"),
    ],
)
def test_short_for_an_office(lexicon: Lexicon, short: str, full: str) -> None:
    assert lexicon.same_office(short, full)
    assert lexicon.office_key(short) != lexicon.office_key(full)


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("外相", "GOV"), ("国防相", "GOV"), ("大統領", "GOV"), ("欧州理事会議長", "GOV"),
        ("統合幕僚長", "MIL"), ("参謀総長", "MIL"),
        ("インド太平洋軍司令官", "MIL"), ("統合参謀本部議長", "MIL"), ("陸軍大将", "MIL"), ("軍事委員長", "MIL"),
        ("下院議長", "LEG"), ("議員", "LEG"), ("国会議長", "LEG"), ("知らない役職", "GOV"),
    ],
)  # fmt: skip
def test_sectors(lexicon: Lexicon, title: str, sector: str) -> None:
    assert lexicon.sector(title) == sector


def test_ranks_honorifics_places_and_look_alikes(lexicon: Lexicon) -> None:
    assert {"大将", "陸将", "1等陸佐"} <= lexicon.ranks
    assert {"元", "前"} <= lexicon.former
    assert {"独自", "豪雨", "参加", "中国地方"} <= lexicon.lookalikes
    assert lexicon.places["シェムリアップ"].code == "KH"
    assert (lexicon.places["首相官邸"].code, lexicon.places["首相官邸"].kind) == ("JP", "building")
    # The look-alikes are words of the language, not the names that headers carry.
    assert not {"米", "日米", "日中", "英国"} & lexicon.lookalikes


def test_titles_in_long_hostile_runs_take_one_pass(lexicon: Lexicon) -> None:
    # Words that could be cut in exponentially many ways: this returns at all.
    assert lexicon.title_pattern.search("国際協力" * 5000) is None
    assert sum(1 for _ in lexicon.title_pattern.finditer("大統領兼" * 5000)) > 0


# --- one lexicon for all ---------------------------------------------------------------------------------------------


def test_the_default_is_read_once_and_has_a_version(lexicon: Lexicon) -> None:
    assert default_lexicon() is lexicon
    assert lexicon.version == load_lexicon().version
    assert len(lexicon.version) == 8


def test_a_lexicon_goes_to_another_process_and_cannot_be_changed(lexicon: Lexicon) -> None:
    copy = pickle.loads(pickle.dumps(lexicon))
    assert [m.code for m in copy.find_parties("米国とタイ")] == ["US", "TH"]
    assert copy.parse_titles("副首相兼外相") == ("副首相", "外相")
    with pytest.raises(AttributeError):
        lexicon.version = "x"  # type: ignore[misc]


def test_threads_that_ask_first_at_once_get_the_same_answers() -> None:
    fresh = load_lexicon()
    answers: list[object] = []
    barrier = threading.Barrier(4)

    def ask() -> None:
        barrier.wait()
        match = fresh.title_pattern.search("米国防長官")
        answers.append((match and match[0], [m.code for m in fresh.find_parties("米国とタイ")]))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [("国防長官", ["US", "TH"])] * 4


# --- a user's files --------------------------------------------------------------------------------------------------

USER = """\
# our own
[[country]]
code = "QQ"
name = "架空共和国"
name_en = "Nowhere"
forms = ["架空"]
kanji = ["架"]

[[country]]
code = "US"
forms = ["メリケン"]

[[organisation]]
code = "QUAD"
name = "クアッド"

[[title]]
form = "宇宙開発長"
role = "whole"
sector = "GOV"
short = "宇宙相"

[[place]]
form = "架空市"
code = "QQ"
kind = "city"

[[predicate]]
kind = "agree"
forms = ["手打ち"]

[[label]]
form = "英国研究"
"""


def test_a_users_file_adds_to_the_tables(tmp_path: Path, lexicon: Lexicon) -> None:
    path = tmp_path / "own.toml"
    path.write_text(USER, "utf-8")
    own = load_lexicon([path])
    assert [m.code for m in own.find_parties("架空とメリケンとクアッドと米国")] == ["QQ", "US", "QUAD", "US"]
    assert own.split_compound("日架") == [("JP", 0, 1), ("QQ", 1, 2)]
    assert (own.parties["QQ"].name, own.parties["QQ"].name_en, own.parties["QQ"].kind) == (
        "架空共和国",
        "Nowhere",
        "country",
    )
    assert own.parties["US"].name == "アメリカ合衆国"
    match = own.title_pattern.search("架空の山田宇宙開発長は")
    assert match is not None and match[0] == "宇宙開発長"
    assert own.places["架空市"].code == "QQ"
    assert [dict(rule.values) for rule in own.user_predicates] == [{"kind": "agree", "forms": ["手打ち"]}]
    assert [(rule.path, rule.line) for rule in own.user_labels] == [
        (str(path), USER[: USER.index("[[label]]")].count("\n") + 1)
    ]
    assert own.version != lexicon.version
    # The package's own stays as it was.
    assert "QQ" not in lexicon.parties and lexicon.resolve("メリケン") is None


def test_what_a_users_file_adds_is_found_in_articles(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(USER, "utf-8")
    text = "森外相は4日、都内で架空の山田宇宙開発長と会談し、港を整備することで手打ちした。"
    (held,) = extract(text, lexicon=load_lexicon([path])).meetings
    assert [(person.name, person.titles, person.country) for person in held.participants] == [
        ("森", ("外相",), "JP"),
        ("山田", ("宇宙開発長",), "QQ"),
    ]
    assert [(point.kind, point.content and point.content.text) for point in held.points] == [
        ("agree", "港を整備すること")
    ]
    told: list[str] = []
    headed = "外相が各国と会談\n\n【米＝ヘイル国務長官】\n協力で一致した。\n\n【英国研究】\n本の紹介。\n"
    extract_source(headed, lexicon=load_lexicon([path]), explain=told)
    assert told[-1] == "refused '【英国研究】' [32:38]: label"


def test_later_files_overrule_earlier_ones(tmp_path: Path) -> None:
    first, second = tmp_path / "1.toml", tmp_path / "2.toml"
    first.write_text('[[place]]\nform = "某所"\ncode = "US"\n', "utf-8")
    second.write_text('[[place]]\nform = "某所"\ncode = "FR"\n', "utf-8")
    assert load_lexicon([first, second]).places["某所"].code == "FR"
    assert load_lexicon([second, first]).places["某所"].code == "US"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('[[contry]]\ncode = "QQ"\n', 1, 3, "unknown table 'contry'"),
        ('[country]\ncode = "QQ"\n', 1, 2, "array of tables"),
        ('\n[[country]]\ncode = "US"\n  nmae = "x"\n', 4, 3, "unknown key 'nmae'"),
        ('[[country]]\nname = "x"\n', 1, 1, "'code' is missing"),
        ('[[country]]\ncode = "QQ"\n', 2, 1, "has no 'name'"),
        ('[[country]]\ncode = "USA"\nname = "x"\n', 2, 1, "'code' is 'USA'"),
        ('[[country]]\ncode = "EU"\n', 2, 1, "another kind"),
        ('[[country]]\ncode = "US"\nforms = "メリケン"\n', 3, 1, "must be a list of texts"),
        ('[[country]]\ncode = "US"\nforms = ["a", 1]\n', 3, 1, "must be a list of texts"),
        ('[[country]]\ncode = "US"\nforms = [""]\n', 3, 1, "empty"),
        ('[[title]]\nform = "x"\nrole = "boss"\n', 3, 1, "'role' is 'boss'"),
        ('[[title]]\nform = "x"\nrole = "whole"\nsector = "XXX"\n', 4, 1, "'sector' is 'XXX'"),
        ('[[place]]\nform = "x"\ncode = "US"\n\n[[place]]\nform = "y"\ncode = "ZZ"\n', 7, 1, "no country 'ZZ'"),
        ('[[place]]\nform = 3\ncode = "US"\n', 2, 1, "must be text"),
        ('[[country]]\ncode = "US\n', 2, 11, ""),
        ('[[predicate]]\nkind = "agree"\nform = "手打ち"\n', 3, 1, "unknown key 'form'"),
        ('[[predicate]]\nkind = "agree"\nforms = "手打ち"\n', 3, 1, "must be a list of regular expressions"),
        ('[[predicate]]\nkind = "agree"\n', 1, 1, "'forms' is missing"),
        ('[[predicate]]\nkind = "agree"\nforms = []\n', 1, 1, "'forms' is missing"),
        ('[[predicate]]\nforms = ["手打ち"]\n', 1, 1, "'kind' is missing"),
        ('[[predicate]]\nkind = "agre"\nforms = ["手打ち"]\n', 2, 1, "'kind' is 'agre'"),
        ('[[predicate]]\nkind = ""\nforms = ["手打ち"]\n', 2, 1, "'kind' is ''"),
        ('[[predicate]]\nkind = "agree"\nforms = ["手打ち", "(握手"]\n', 3, 1, "'(握手' is no regular expression"),
        ('[[predicate]]\nkind = "agree"\nforms = ["(?i)ok"]\n', 3, 1, "is no regular expression"),
        ('[[predicate]]\nkind = "agree"\nforms = ["(?:手打ち)?"]\n', 3, 1, "matches everywhere"),
        ('[[predicate]]\nkind = "agree"\nforms = ["手打ち"]\nobject = ")"\n', 4, 1, "is no regular expression"),
        ('[[predicate]]\nkind = "agree"\nforms = ["手打ち"]\ntype = "x"\n', 4, 1, "'type' is 'x'"),
        ('[[predicate]]\nkind = "agree"\nforms = ["手打ち"]\nby = "JP"\n', 4, 1, "'by' is 'JP'"),
        ("[[label]]\n", 1, 1, "'form' is missing"),
        ("[[label]]\nform = 3\n", 2, 1, "must be text"),
        ('[[label]]\nname = "社説"\n', 2, 1, "unknown key 'name'"),
    ],
)
def test_a_fault_is_told_with_its_place_and_a_hint(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon([path])
    error = caught.value
    assert (error.path, error.line, error.column) == (str(path), line, column)
    assert words in error.message
    assert "\n" not in str(error)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as missing:
        load_lexicon([tmp_path / "none.toml"])
    assert missing.value.path == str(tmp_path / "none.toml")
    assert missing.value.hint
    bad = tmp_path / "sjis.toml"
    bad.write_bytes('[[title]]\nform = "外相"\n'.encode("cp932"))
    with pytest.raises(LexiconError, match="UTF-8"):
        load_lexicon([bad])
