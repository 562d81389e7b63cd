"""Names that people type and names that they read, table by table."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetextract.errors import ArgumentError
from meetextract.lexicon import names
from meetextract.lexicon.lexicon import default_lexicon, load_lexicon
from meetextract.model import Country


def test_every_name_that_people_type_is_that_of_its_country() -> None:
    lexicon = default_lexicon()
    for code, cell in names._rows("names_typed.tsv"):
        assert {names.code_of(name, lexicon) for name in cell.split("|")} == {code}


def test_every_name_that_people_read_stands_for_a_record_of_today() -> None:
    lexicon = default_lexicon()
    for code, name, ja, en in names._rows("names_read.tsv"):
        assert lexicon.parties[code].name == name, code
        for short in (ja, en):
            assert not short or names.code_of(short, lexicon) == code, short


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Britain", "GB"), ("England", "GB"), ("great britain", "GB"), ("UK", "GB"), ("英", "GB"), ("イギリス", "GB"),
        ("America", "US"), ("USA", "US"), ("U.S.", "US"), ("u.s.a.", "US"), ("the United States", "US"), ("米国", "US"),
        ("Turkey", "TR"), ("Turkiye", "TR"), ("Türkiye", "TR"), ("DPRK", "KP"), ("ROK", "KR"), ("North Korea", "KP"),
        ("Czech Republic", "CZ"), ("Czechia", "CZ"), ("Viet Nam", "VN"), ("Vietnam", "VN"), ("Palestine", "PS"),
        ("Cote d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"), ("Ivory Coast", "CI"), ("Burma", "MM"), ("Holland", "NL"),
        ("Bosnia and Herzegovina", "BA"), ("Bosnia & Herzegovina", "BA"), ("the Netherlands", "NL"), ("ＵＳＡ", "US"),
        ("EU", "EU"), ("European Union", "EU"), ("NATO", "NATO"), ("国連", "UN"), ("ガーナ", "GH"), ("JPN", "JP"),
    ],
)  # fmt: skip
def test_what_people_type(typed: str, code: str) -> None:
    assert names.code_of(typed, default_lexicon()) == code


def test_codes_are_typed_before_names() -> None:
    """AU is Australia for who types it, though articles call the African Union so."""
    lexicon = default_lexicon()
    for code, party in lexicon.parties.items():
        typed = [code, code.lower(), f" {code} ", party.alpha3 or code]
        assert {names.code_of(one, lexicon) for one in typed} == {code}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Germny", "Germany (DE)"), ("Phillipines", "Philippines (PH)"), ("オーストラリヤ", "Australia (AU)"),
        ("x", "a code (US)"),
    ],
)  # fmt: skip
def test_a_near_miss_is_named(typed: str, hint: str) -> None:
    with pytest.raises(ArgumentError, match="no country or organisation is called") as caught:
        names.code_of(typed, default_lexicon())
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("code", "ja", "en"),
    [
        ("GB", "英国", "United Kingdom"), ("US", "米国", "United States"), ("RU", "ロシア", "Russia"),
        ("JP", "日本", "Japan"), ("CN", "中国", "China"), ("KR", "韓国", "South Korea"),
        ("PS", "パレスチナ", "Palestine"), ("EU", "EU", "EU"),
    ],
)  # fmt: skip
def test_what_people_read(code: str, ja: str, en: str) -> None:
    party = default_lexicon().parties[code]
    side = Country(code, party.name, party.name_en, None, None, None)
    assert (names.usual_name(side, "ja"), names.usual_name(side, "en")) == (ja, en)


def test_a_name_of_a_users_own_is_shown_and_found(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[country]]\ncode = "GB"\nname = "ブリテン連合"\nforms = ["ブリテン連合"]\n', "utf-8")
    lexicon = load_lexicon([path])
    party = lexicon.parties["GB"]
    assert names.code_of("ブリテン連合", lexicon) == "GB"
    assert names.usual_name(Country("GB", party.name, party.name_en, None, None, None), "ja") == "ブリテン連合"
