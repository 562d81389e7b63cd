"""Whose state a person is of: every clue of data/clues.toml by its row, and kinds of pages with both answers."""

from __future__ import annotations

import re

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.people.find import People, find_people
from meetextract.people.outlets import clue_table as table
from meetextract.people.outlets import table as outlets
from meetextract.people.page_side import page_side
from meetextract.people.persons import Person
from meetextract.people.states import Clue, decide
from meetextract.pipeline import extract_source, offices
from meetextract.text.headers import find_heads
from meetextract.text.page import read_page


def people(text: str) -> People:
    lexicon, page = default_lexicon(), read_page(text)
    return find_people(text, page, find_heads(text, page.body, lexicon), lexicon, offices())


def person_in_braces(text: str) -> tuple[People, Person]:
    """The one person whose mention lies in {}; whoever is named there last."""
    match = re.search(r"\{(.*?)\}", text)
    assert match is not None, text
    low, high = match.start(), match.end() - 2
    found = people(text.replace("{", "").replace("}", ""))
    inside = [m.person for m in found.mentions if low <= m.start < high and m.person is not None and m.name]
    assert inside, text
    return found, inside[-1]


_ROWS = [row for row in table()["clue"] if "example" in row]


@pytest.mark.parametrize("row", _ROWS, ids=[row["id"] for row in _ROWS])
def test_each_clue_finds_its_example_and_nothing_else(row: dict[str, str]) -> None:
    found, person = person_in_braces(row["example"])
    told = {clue.state for clue in found.why(person) if clue.id == row["id"]}
    # What stands in a header or is said with the name is one clue: the state of the mention.
    if row["id"] == "header":
        told = {clue.state for clue in found.why(person) if clue.id == "said"}
    assert row["state"] in told
    assert person.country == row["state"]
    found, person = person_in_braces(row["not"])
    assert row["state"] not in {clue.state for clue in found.why(person) if clue.id == row["id"]}


@pytest.mark.parametrize("row", table()["clue"], ids=[row["id"] for row in table()["clue"]])
def test_rows_of_clues_are_whole(row: dict[str, str]) -> None:
    assert -10 <= float(row["strength"]) <= 10
    for key in ("behind", "before"):
        re.compile(row.get(key, ""))
    assert ("example" in row) == ("not" in row)


CASES = [
    # said with the name, in the ways of papers and ministries
    ("{ヘイワード米国防長官}と会談した。", "US"),
    ("ペルーの{アルバラド大統領}と会談した。", "PE"),
    ("{アルバロサ大統領}と会談した。", None),
    # the state visited, the host, the town
    ("外相は3日、サンティアゴで{アルバラド外相}と会談した。", "CL"),
    ("外相は3日、チリを訪問し、{アルバラド外相}と会談した。", "CL"),
    ("チリを訪問中の{アルバラド外相}は会見した。", None),
    ("ペルーではガルシア大統領、チリでは{アルバラド外相}と会談した。", "CL"),
    ("セネガルのンジャイ大統領は6日、ドイツを公式訪問し、{ブレーマー首相}と会談した。", "DE"),
    ("16日はキルギスに入った。{サディロフ大統領}とは1時間話した。", "KG"),
    # who goes to a state is of another
    ("{アルバラド外相}は5日、チリを訪問する。両国の外相が協議する。", None),
    ("{アルバラド外相}は5日、チリ訪問のため同国の首都に着いた。", None),
    ("ペルーの閣僚が動いた。{アルバラド外相}は5日、チリに向かった。", "PE"),
    ("{アルバラド外相}は5日、チリの立場を説明した。", "CL"),
    ("{アルバラド外相}は5日、桑野議長のチリ訪問を歓迎した。", "CL"),
    # the town reached in a diary
    ("外相の欧州出張\n20:00 ビリニュス着\n5月4日\n10:20 {ダウクシャ国防相}との会談", "LT"),
    ("ドイツにおけるケルン・サミットに際して{モレル大統領}と会談した。", None),
    # 同国, 先方
    ("タイを訪れた。同国の{ソムサック首相}と会談した。", "TH"),
    ("日・パラオ首脳会談が行われた。先方の{レメンゲサウ大統領}が述べた。", "PW"),
    # a row of several
    ("ペルーのガルシア大統領、{アルバラド外相}と会談した。", "PE"),
    # headings, headers, labels
    ("会談の結果\n\n1．ルーマニア\n{イオネスク外相}と会談した。\n\n2．ブルガリア\nディミトロフ外相と会談した。", "RO"),
    ("会談の結果\n\n1．ルーマニア\nイオネスク外相と会談した。\n\n2．ブルガリア\n{ディミトロフ外相}と会談した。", "BG"),
    ("4　日英防衛相会談（15日、ロンドン）\n（1）{ブレイスウェイト国防大臣}から説明があった。", "GB"),
    ("【米中＝ロックハート国防長官、{邵志遠国防相}】31日、75分。", "CN"),
    ("【日中】{甘瑞祥外相}と約45分。", "CN"),
    ("【中国】{沢渡外務大臣政務官}が答えた。", "JP"),
    # the organ beside him, the outlet
    ("{卞相勲大統領}は13日、仏大統領と電話で会談した。韓国大統領室が明らかにした。", "KR"),
    ("【ソウル聯合ニュース】{卞相勲大統領}は13日、会談した。", "KR"),
    ("{卞相勲大統領}は13日、会談した。聯合ニュースによると、雨だった。", None),
    # an office only one state has, who held it
    ("{アルバート国務長官}と会談した。", "US"),
    ("2024年5月2日\n首相は{マクロン大統領}と会談した。", "FR"),
    ("{千在旭合同参謀議長}と会談した。", "KR"),
    ("{大沼恵子JICA理事長}は3日、会談した。", "JP"),
    ("{アルトAU委員長}と会談した。", "AFU"),
    ("{呂賢淑文化体育観光部長官}と会談した。", "KR"),
    # the page's own side, script and reading
    ("{梶谷外相}は3日、米国を訪れた。", "JP"),
    ("{柳東根（ユ・ドングン）海洋相}が来た。", "KR"),
    ("中国の首脳が来た。{梶谷（かじたに・まこと）首相}が述べた。", "JP"),
    ("中EU首脳会談\n2025年7月25日\n中国とEUの首脳が会談した。{費望（ひ・ぼう）首相}が述べた。", "CN"),
    ("{山科氏}は3日、米国を訪れた。", None),
    # signs
    ("在韓米海軍司令部を訪ね、{カーター司令官}と懇談した。", "US"),
    ("仏 側: {ルグラン官房長}、デュモン顧問", "FR"),
    # An office that is the page's own, and a full name that only others had in it.
    ("{温家宝総理}は3日、会談した。", "CN"),
    ("{李克強総理}は3日、会談した。", "CN"),
    ("{橋本龍太郎総理}は3日、会談した。", "JP"),
    ("{小泉総理}は3日、会談した。", "JP"),
    ("{梶谷総理}は3日、会談した。", "JP"),
    ("{D.N.ワンディ外務大臣}は3日、会談した。", None),
    # who held it, against what stands around him; without an office
    ("平壌の様子。北朝鮮、閣僚級会談に前向き。{文在寅大統領}は語った。", "KR"),
    ("ロシアの交渉団は、{トランプ氏}の案を退けた。", "US"),
    ("ロシアの交渉団は、{アルバロサ氏}の案を退けた。", "RU"),
    ("2005年5月2日\nロシアの交渉団は、{マクロン氏}の案を退けた。", "RU"),
    ("カザフスタン側は{習近平国家主席}の訪問を歓迎した。", "CN"),
    ("カザフスタン側から{アリモフ外相}が出席した。", "KZ"),
    ("経産省とIAEA　{梶山弘志経産相}は会談した。", "JP"),
    ("日韓外相会談\n\n先月ブラジルで、{チョ・ソンファン外相}と会談した。", "KR"),
    # 同 between name and office, and the office of another state in which he is known
    ("ケニアのモイ大統領及び{ワンブイ同外相}と会談した。", "KE"),
    ("ペルーのガルシア大統領と会談した。チリも訪れ、{アルバロサ同外相}と会談した。", "CL"),
    ("両国の首脳が来た。{ロハス同首相}は語った。", None),
    ("中国の劉鶴副首相と{ロバート・ライトハイザー顧問}が会談した。", "US"),
    ("台湾も話題になった。{林外相}が述べた。", "JP"),
    # old names of states
    ("{アルバラド・ウルグァイ外相}と会談した。", "UY"),
    ("ジョルダンを訪れ、{アルバラド外相}と会談した。", "JO"),
]


@pytest.mark.parametrize(("text", "state"), CASES)
def test_whose_state(text: str, state: str | None) -> None:
    _, person = person_in_braces(text)
    assert person.country == state


def test_what_is_said_counts_more_than_all_the_rest() -> None:
    weak = [Clue(f"weak {number}", "US", 5.0) for number in range(9)]
    assert decide([*weak, Clue("said", "CA", 8.0)]).state == "CA"


def test_equal_clues_that_disagree_leave_it_open() -> None:
    decision = decide([Clue("sentence", "US", 2.2), Clue("town", "CA", 2.2)])
    assert (decision.state, decision.guessed, len(decision.reasons)) == (None, True, 2)


def test_a_minus_makes_a_state_less_likely_and_excludes_none() -> None:
    clues = [Clue("sentence", "US", 2.2), Clue("town", "CA", 2.2), Clue("other side", "US", -2.0)]
    assert decide(clues).state == "CA"
    alone = [Clue("heading", "US", 3.5), Clue("nearest", "US", 0.8), Clue("other side", "US", -2.0)]
    assert decide(alone).state == "US"


def test_the_sides_known_and_the_meeting_tell_in_context() -> None:
    text = "外相は米国とペルーについて、アルバラド外相と会談した。"
    found = people(text)
    person = next(p for p in found.persons if p.name == "アルバラド")
    assert found.state_of(person, 0, len(text), known=["JP", "PE"]) == "US"
    assert found.state_of(person, 0, len(text), known=["JP", "US"]) == "PE"
    alone = people("アルバラド外相は述べた。")
    assert alone.state_of(alone.persons[0], 0, 12) is None


_OUTLETS = outlets()["outlet"]


@pytest.mark.parametrize("row", _OUTLETS, ids=[row["state"] + row["example"][:8] for row in _OUTLETS])
def test_each_outlet_finds_its_example_and_nothing_else(row: dict[str, str]) -> None:
    quoted = outlets()["quoted"]
    pattern = re.compile(rf"(?:{row['pattern']})(?!{quoted})", re.M)
    assert pattern.search(row["example"])
    assert not pattern.search(row["not"])


@pytest.mark.parametrize(
    ("text", "state", "foreign"),
    [
        ("外相会談\n外相は3日、会談した。", "JP", False),
        ("【ソウル聯合ニュース】外相は3日、会談した。", "KR", True),
        ("外相は3日、会談した。聯合ニュースは伝えた。", "JP", False),
        ("人民網日本語版 2021年9月14日\n外相は会談した。", "CN", True),
        ("【パリＡＦＰ時事】大統領は3日、会談した。", "JP", False),
        ("[パリ　3日　ロイター] 大統領は3日、会談した。", None, True),
        ("モンゴル国営通信\n大統領は3日、会談した。", "MN", True),
        ("大統領は3日、会談した。モンゴル国営通信によると晴れだった。", "JP", False),
        ("駐日ポーランド共和国大使館\n大使は3日、会談した。", "PL", True),
        ("防衛省\n大臣は3日、会談した。", "JP", False),
        ("漢江日報日本語版2025.10.21\n首相は会談した。", None, True),
    ],
)
def test_from_which_side_a_page_is_written(text: str, state: str | None, foreign: bool) -> None:
    side = page_side(text, people(text).mentions, default_lexicon(), offices())
    assert (side.state, side.foreign) == (state, foreign)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("このたび防衛大臣に就任しました。3日、豪国防相と会談しました。", ("防衛大臣", None)),
        ("梶谷防衛大臣は3日、豪州を訪れた。国防相と会談した。", ("防衛大臣", "梶谷")),
        ("豪州の国防相は3日、会談した。", None),
    ],
)
def test_who_acts_where_nobody_is_told(text: str, who: tuple[str, str | None] | None) -> None:
    found = people(text)
    person = found.acting(len(text) - 10)
    assert (None if person is None else (person.titles[0], person.name)) == who


def test_explain_says_which_clues_told_a_state() -> None:
    lines: list[str] = []
    extract_source("柏原防衛相は3日、サンティアゴでアルバラド国防相と会談し、訓練の再開で一致した。", explain=lines)
    assert any("アルバラド" in line and "state CL (town CL" in line for line in lines)
