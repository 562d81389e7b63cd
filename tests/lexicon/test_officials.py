"""Who held which office: every row of officials.tsv is sound, and the lexicon answers by name, office and day."""

from __future__ import annotations

import datetime
import pickle
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import meetextract
from meetextract.errors import LexiconError
from meetextract.lexicon.lexicon import Lexicon, default_lexicon, load_lexicon
from meetextract.lexicon.officials import OFFICIAL_COLUMNS, name_key, usual_key
from meetextract.lexicon.tables import cells, fold, span

TABLE = Path(meetextract.__file__).parent / "data" / "officials.tsv"
EARLIEST, LATEST = 1945, 2026  # kings and party leaders of 1990 had begun long before
NOTES = ("acting", "joint")
# Those that Japan's papers name without their country, at least with one head.
STATES = """
    US CN KR KP RU TW MN GB FR DE IT CA ES PT PL NL BE LU AT SE NO DK FI IS IE GR HU CZ SK RO BG HR SI EE LV LT CY MT AL
    RS ME MK XK UA BY MD GE AM AZ KZ UZ KG TJ TM TR CH VA AU NZ PG FJ PW SB TO WS IN PK BD LK NP ID MY SG TH PH VN MM KH
    LA BN TL IL PS IR IQ SA AE QA KW OM BH JO EG SY ZA KE NG ET BR AR CL PE MX CO VE CU EU UN NATO ASEAN WTO IMF WB IAEA
    OECD ADB OPCW ICC OSCE
"""
WITH_MINISTERS = "KR CN RU GB FR DE IT CA ES PL NL TR IL IR UA AU NZ IN ID MY SG PH VN KP SE FI"


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Place (file:line) and cells of every row."""
    header = False
    for number, line in enumerate(TABLE.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        if header:
            yield f"officials.tsv:{number}", dict(zip(OFFICIAL_COLUMNS, line.split("\t"), strict=False))
        header = True


def none(faults: list[str]) -> None:
    assert not faults, "\n" + "\n".join(faults)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return default_lexicon()


# --- the table -------------------------------------------------------------------------------------------------------


def test_rows_have_the_columns_of_the_header_and_clean_cells() -> None:
    raw = TABLE.read_bytes()
    assert raw.endswith(b"\n") and b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8").splitlines()
    assert lines[0].startswith("# "), "officials.tsv:1: no provenance"
    body = [(number, line) for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    assert tuple(body[0][1].split("\t")) == OFFICIAL_COLUMNS
    none(
        [
            f"officials.tsv:{number}: {line!r}"
            for number, line in body
            if line.count("\t") != len(OFFICIAL_COLUMNS) - 1
            or any(cell != cell.strip() or "||" in cell or cell.startswith("|") for cell in line.split("\t"))
        ]
    )


def test_dates_are_years_months_or_days_and_terms_begin_before_they_end() -> None:
    faults = []
    for where, row in rows():
        try:
            start = span(row["from"])[0]
            end = span(row["to"])[1] if row["to"] else datetime.date(LATEST, 12, 31)
        except ValueError as error:
            faults.append(f"{where}: {error}")
            continue
        if start > end or start.year < EARLIEST or end.year > LATEST or end.year < 1990:
            faults.append(f"{where}: {row['from']} to {row['to']}")
    none(faults)


def test_rows_are_in_order_and_none_stands_twice() -> None:
    keys = ("state", "office", "from")
    listed = [(where, tuple(row[key] for key in keys), row) for where, row in rows()]
    none([f"{b[0]}: {b[1]} after {a[1]}" for a, b in pairwise(listed) if b[1] < a[1]])
    none([f"{b[0]}: again" for a, b in pairwise(listed) if a[2] == b[2]])


def test_an_office_has_one_holder_at_a_time_unless_the_note_says_more() -> None:
    """A day may belong to two, and where only the month or year of a change is known, all of it may."""
    terms = defaultdict(list)
    for where, row in rows():
        if not row["note"].startswith(NOTES):
            end = span(row["to"])[0] if row["to"] else datetime.date.max
            terms[row["state"], row["office"]].append((where, row["full"], span(row["from"])[1], end))
    none(
        [
            f"{b[0]}: {b[1]} while {a[1]} ({a[0]}) held the office"
            for office in terms.values()
            for a, b in combinations(office, 2)
            if a[2] < b[3] and b[2] < a[3]
        ]
    )


def test_offices_are_known_and_states_are_too(lexicon: Lexicon) -> None:
    faults = []
    for where, row in rows():
        if lexicon.title_pattern.fullmatch(row["office"]) is None:
            faults.append(f"{where}: {row['office']!r} is no office of titles.tsv")
        if row["state"] not in lexicon.parties:
            faults.append(f"{where}: {row['state']!r} is no code")
    none(faults)


def test_names_are_names(lexicon: Lexicon) -> None:
    """None is empty, a country's name or sign, or an office; none holds what the look-up leaves out."""
    faults = []
    for where, row in rows():
        names = (*cells(row["name"]), row["full"])
        if not row["name"] or not row["full"]:
            faults.append(f"{where}: no name")
        for name in names:
            if lexicon.forms.get(name) or lexicon.kanji.get(name):
                faults.append(f"{where}: {name} is a country's")
            if any(lexicon.title_pattern.fullmatch(part) for part in name.split("・")):
                faults.append(f"{where}: {name} has an office in it")
            if fold(name) != name or re.search("[＝= -]", name):
                faults.append(f"{where}: {name} has blanks or full-width letters in it")
        keys = [name_key(name) for name in names]
        if any(usual_key(key) not in keys for key in keys):
            faults.append(f"{where}: {row['name']} lacks the usual spelling")
        if len(set(cells(row["name"]))) < len(cells(row["name"])):
            faults.append(f"{where}: {row['name']} has a name twice")
    none(faults)


def test_every_row_is_found_by_each_of_its_names(lexicon: Lexicon) -> None:
    faults = []
    for where, row in rows():
        for name in (*cells(row["name"]), row["full"]):
            found = lexicon.officials.holders(name, row["office"], span(row["from"])[1])
            if (row["state"], row["full"]) not in {(one.state, one.full) for one in found}:
                faults.append(f"{where}: {name} {row['office']} is not found")
    none(faults)


def test_the_table_reaches_as_far_as_promised() -> None:
    """Heads of state or of government of the states that Japan's papers name without their country."""
    held = {(row["state"], row["office"]) for _, row in rows()}
    heads = {
        "大統領", "首相", "国王", "国家主席", "総書記", "総統", "議長", "首長", "首席顧問", "事務総長", "事務局長",
        "専務理事", "総裁", "委員長", "欧州委員長", "国家最高顧問", "主任検察官", "教皇",
    }  # fmt: skip
    headless = [state for state in STATES.split() if not any((state, head) in held for head in heads)]
    assert headless == []
    for state in WITH_MINISTERS.split():
        assert {"外相", "国防相"} <= {office for held_by, office in held if held_by == state}, state
    for office in ("首相", "外相", "防衛庁長官", "防衛相", "蔵相", "財務相", "通産相", "経済産業相", "官房長官"):
        assert ("JP", office) in held


@pytest.mark.parametrize(("state", "office"), [("JP", "首相"), ("JP", "外相"), ("JP", "官房長官"), ("US", "大統領")])
def test_no_day_since_1990_without_holder(state: str, office: str) -> None:
    terms = sorted((span(row["from"])[0], span(row["to"])[1] if row["to"] else datetime.date(LATEST, 1, 1))
                   for _, row in rows() if (row["state"], row["office"]) == (state, office))  # fmt: skip
    assert terms[0][0] < datetime.date(1990, 1, 1)
    assert terms[-1][1] >= datetime.date(LATEST, 1, 1)
    none([f"{state} {office}: nobody from {a[1]} to {b[0]}" for a, b in pairwise(terms) if a[1] < b[0]])


# --- the answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "office", "day", "expected"),
    [
        ("ブッシュ", "大統領", "1990-05-01", "US:ジョージ・H・W・ブッシュ"),
        ("ブッシュ", "大統領", "2003-05-01", "US:ジョージ・W・ブッシュ"),
        ("ブッシュ", "首相", "2003-05-01", ""),
        ("ブッシュ", "大統領", "1997-05-01", ""),  # years away from both
        ("ブッシュ", "大統領", None, "US:ジョージ・H・W・ブッシュ US:ジョージ・W・ブッシュ"),
        ("トランプ", "大統領", "2025-06-01", "US:ドナルド・トランプ"),
        ("ドナルド・トランプ", "大統領", "2025-06-01", "US:ドナルド・トランプ"),
        ("ドナルド＝トランプ", "大統領", "2025-06-01", "US:ドナルド・トランプ"),
        ("ドナルドトランプ", "大統領", "2025-06-01", "US:ドナルド・トランプ"),
        ("Ｊ・Ｄ・バンス", "副大統領", "2025-06-01", "US:J・D・バンス"),
        ("トランプ", "副大統領", "2025-06-01", ""),
        ("アフマディーネジャード", "大統領", "2006-06-01", "IR:マフムード・アフマディネジャド"),
        ("ムセヴェニ", "大統領", "2006-06-01", "UG:ヨウェリ・ムセベニ"),
        ("マフムード・アッバース", "大統領", "2016-06-01", "PS:マフムード・アッバス"),
        ("胡錦涛", "国家主席", "2005-10-09", "CN:胡錦濤"),
        ("澤", "首相", "1992-01-01", ""),
        ("習近平", "国家主席", "2020-01-01", "CN:習近平"),
        ("習", "主席", "2020-01-01", "CN:習近平"),  # short for 国家主席
        ("習近平", "国家主席", "2012-06-01", "CN:習近平"),  # near: within a year of 2013-03-14
        ("習近平", "国家主席", "2010-06-01", ""),
        ("王毅", "外務大臣", "2024-01-01", "CN:王毅"),
        ("王毅", "外交部長", "2024-01-01", "CN:王毅"),
        ("尹", "大統領", "2023-03-16", "KR:尹錫悦"),
        ("韓悳洙", "国務総理", "2023-03-16", "KR:韓悳洙"),
        ("プーチン", "首相", "2010-01-01", "RU:ウラジーミル・プーチン"),
        ("河野", "外務大臣", "2000-01-01", "JP:河野洋平"),
        ("河野", "外相", "2018-01-01", "JP:河野太郎"),
        ("中谷", "防衛大臣", "2025-01-01", "JP:中谷元"),
        ("髙市", "内閣総理大臣", "2025-12-01", "JP:高市早苗"),
        ("宮澤", "総理", "1992-01-01", "JP:宮沢喜一"),
        ("サリバン", "大統領補佐官", "2022-01-01", "US:ジェイク・サリバン"),
        ("ライス", "国務長官", "2006-01-01", "US:コンドリーザ・ライス"),
        ("ライス", "補佐官", "2014-01-01", "US:スーザン・ライス"),
        ("カラス", "上級代表", "2025-01-01", "EU:カヤ・カラス"),
        ("潘基文", "事務総長", "2010-01-01", "UN:潘基文"),
        ("山田", "外相", "2010-01-01", ""),
        ("", "外相", "2010-01-01", ""),
        ("・", "外相", "2010-01-01", ""),
    ],
)
def test_holders(lexicon: Lexicon, name: str, office: str, day: str | None, expected: str) -> None:
    found = lexicon.officials.holders(name, office, datetime.date.fromisoformat(day) if day else None)
    assert " ".join(dict.fromkeys(f"{one.state}:{one.full}" for one in found)) == expected


def test_one_in_office_is_preferred_to_one_near_it(lexicon: Lexicon) -> None:
    found = lexicon.officials.holders("田中", "防衛相", datetime.date(2012, 2, 1))
    assert [one.full for one in found] == ["田中直紀"]
    after = lexicon.officials.holders("森本", "防衛相", datetime.date(2013, 6, 1))
    assert [one.full for one in after] == ["森本敏"]  # left in December 2012


def test_offices_of_a_name(lexicon: Lexicon) -> None:
    assert [one.office for one in lexicon.officials.offices_of("岡田克也")] == ["外相"]
    assert lexicon.officials.offices_of("誰か") == ()
    assert {one.state for one in lexicon.officials.offices_of("レジェプ・タイイプ・エルドアン")} == {"TR"}
    assert lexicon.officials.offices_of("マイケル・エルドアン") == ()


def test_notes_are_told(lexicon: Lexicon) -> None:
    (acting,) = lexicon.officials.holders("シャナハン", "国防長官", datetime.date(2019, 3, 1))
    assert acting.acting and not acting.joint
    assert lexicon.officials.holders("丁薛祥", "副首相", None)[0].joint


def test_a_lexicon_that_was_asked_can_be_sent_to_another_process(lexicon: Lexicon) -> None:
    lexicon.officials.offices_of("石破")
    again = pickle.loads(pickle.dumps(lexicon))
    assert again.officials.offices_of("石破") == lexicon.officials.offices_of("石破")


# --- a user's rows ---------------------------------------------------------------------------------------------------

USER = """
[[official]]
name = "架空"
forms = ["カクウ"]
full = "架空太郎"
state = "QQ"
office = "首相"
from = 2030-04-01
to = "2031"

[[official]]
name = "ブッシュ"
state = "AU"
office = "大統領"
from = 2001

[[country]]
code = "QQ"
name = "架空共和国"
"""


def test_a_users_rows_are_added(tmp_path: Path, lexicon: Lexicon) -> None:
    path = tmp_path / "own.toml"
    path.write_text(USER, "utf-8")
    own = load_lexicon([path])
    for name in ("架空", "カクウ", "架空太郎"):
        (one,) = own.officials.holders(name, "総理大臣", datetime.date(2030, 5, 1))
        assert (one.state, one.start, one.end) == ("QQ", datetime.date(2030, 4, 1), datetime.date(2031, 12, 31))
    # Two that fit: both are told.
    found = own.officials.holders("ブッシュ", "大統領", datetime.date(2003, 1, 1))
    assert {one.state for one in found} == {"US", "AU"}
    assert lexicon.officials.offices_of("架空") == ()
    assert own.version != lexicon.version


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('[[official]]\nname = "甲"\n', 1, 1, "'state' is missing"),
        ('[[official]]\nname = "甲"\nstate = "QQ"\noffice = "首相"\n', 3, 1, "no country or organisation 'QQ'"),
        ('[[official]]\nname = "甲"\nstate = "FR"\noffice = "総理番"\n', 4, 1, "'総理番' is no known office"),
        ('[[official]]\nname = " "\nstate = "FR"\noffice = "首相"\n', 2, 1, "'name' is empty"),
        ('[[official]]\nname = "甲"\nstate = "FR"\noffice = "首相"\n  from = "2024-13"\n', 5, 3, "'from' must be a"),
        ('[[official]]\nname = "甲"\nstate = "FR"\noffice = "首相"\nfrom = true\n', 5, 1, "'from' must be a date"),
        (
            '[[official]]\nname = "甲"\nstate = "FR"\noffice = "首相"\nfrom = "2024"\nto = "2023-12"\n',
            6, 1, "'to' is before 'from'",
        ),
        ('[[official]]\nname = "甲"\nsince = "2024"\n', 3, 1, "unknown key 'since'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_users_row_is_told(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError) as error:
        load_lexicon([path])
    assert (error.value.line, error.value.column) == (line, column)
    assert message in str(error.value)
