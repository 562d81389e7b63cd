"""The tables that experts edit: every fault is reported with the file and the line it stands on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale
from babel import __version__ as babel_version
from babel.core import get_global

import meetextract
from meetextract.lexicon import merge as collect
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.lexicon.tables import PLACE_KINDS, ROLES, SECTORS, cells
from renew_constraints import pinned

DATA = Path(meetextract.__file__).parent / "data"
COLUMNS = {
    "countries": collect.COUNTRY_COLUMNS,
    "organisations": collect.ORGANISATION_COLUMNS,
    "titles": collect.TITLE_COLUMNS,
    "places": collect.PLACE_COLUMNS,
    "lookalikes": collect.LOOKALIKE_COLUMNS,
}
# Releases of CLDR rename territories: the tables follow the one in the Babel that tests/constraints.txt pins.
CLDR = f"CLDR of Babel {babel_version}"
pinned_cldr = pytest.mark.skipif(
    {babel_version} != pinned()["babel"],
    reason=f"Babel {babel_version} is installed, the tables agree with {', '.join(pinned()['babel'])}",
)
LOOKALIKE_KINDS = {"word", "one", "region", "kuni", "notkuni"}
TABLES = pytest.mark.parametrize("table", COLUMNS)
# CLDR lists these beside the ISO 3166-1 codes: parts of states, groupings, test locales. Kosovo (XK) we want.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# CLDR's Japanese name is none that a report would use, or hides behind a bracket.
OWN_JAPANESE_NAME = {
    "BQ", "CC", "CD", "CG", "MM",
}  # fmt: skip


def rows(table: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Place (file:line) and cells of every row."""
    header: list[str] = []
    for number, line in enumerate((DATA / f"{table}.tsv").read_text("utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            if header:
                yield f"{table}.tsv:{number}", dict(zip(header, line.split("\t"), strict=False))
            else:
                header = line.split("\t")


def parties() -> Iterator[tuple[str, dict[str, str]]]:
    yield from rows("countries")
    yield from rows("organisations")


def none(faults: Iterable[str]) -> None:
    listed = list(faults)
    assert not listed, "\n" + "\n".join(listed)


@TABLES
def test_rows_have_the_columns_of_the_header_and_clean_cells(table: str) -> None:
    raw = (DATA / f"{table}.tsv").read_bytes()
    assert raw.endswith(b"\n") and b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf"), f"{table}.tsv"
    lines = raw.decode("utf-8").splitlines()
    assert lines[0].startswith("# "), f"{table}.tsv:1: no provenance"
    body = [(number, line) for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    assert body[0][1].split("\t") == list(COLUMNS[table]), f"{table}.tsv:{body[0][0]}"
    none(
        f"{table}.tsv:{number}: {line!r}"
        for number, line in body
        if line.count("\t") != len(COLUMNS[table]) - 1
        or any(cell != cell.strip() or "||" in cell or cell.startswith("|") for cell in line.split("\t"))
    )


@TABLES
def test_no_row_stands_twice(table: str) -> None:
    key = {"titles": ("form", "role"), "lookalikes": ("form", "kind"), "places": ("form",)}.get(table, ("code",))
    seen: dict[tuple[str, ...], str] = {}
    faults = []
    for where, row in rows(table):
        value = tuple(row[name] for name in key)
        if value in seen:
            faults.append(f"{where}: {value} again, first {seen[value]}")
        seen[value] = where
    none(faults)


@pytest.mark.parametrize(
    ("table", "key"),
    [("countries", ("code",)), ("organisations", ("code",)), ("places", ("code", "kind"))],
)
def test_rows_are_in_order(table: str, key: tuple[str, ...]) -> None:
    listed = [(where, tuple(row[name] for name in key)) for where, row in rows(table)]
    none(f"{b[0]}: {b[1]} after {a[1]}" for a, b in pairwise(listed) if b[1] < a[1])


@pytest.mark.parametrize(("table", "key"), [("titles", "role"), ("lookalikes", "kind")])
def test_rows_of_a_kind_stand_together(table: str, key: str) -> None:
    # One role may come as several blocks, one for each sector.
    closed: set[tuple[str, str]] = set()
    current: tuple[str, str] | None = None
    faults = []
    for where, row in rows(table):
        block = (row[key], row.get("sector", "") if row[key] != "portfolio" else "")
        if block != current:
            if block in closed:
                faults.append(f"{where}: {block} was closed further up")
            closed |= {current} if current else set()
            current = block
    none(faults)


@pinned_cldr
def test_every_iso_code_is_there_and_nothing_else() -> None:
    iso = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)} - NOT_ISO
    ours = {row["code"] for _, row in rows("countries")}
    assert (iso - ours, ours - iso) == (set(), set())
    assert len(ours) == 250


@pinned_cldr
def test_alpha3_and_cameo_codes() -> None:
    aliases = get_global("territory_aliases")  # without Kosovo, whose XKX is no ISO code
    # The CAMEO list keeps older codes for these.
    cameo = {"IM": "IMY", "ME": "MTN", "RO": "ROM", "TL": "TMP"}
    none(
        f"{where}: {row['alpha3']} {row['cameo']}"
        for where, row in rows("countries")
        if aliases.get(row["alpha3"], ["XK"]) != [row["code"]] or row["cameo"] != cameo.get(row["code"], row["alpha3"])
    )


@pinned_cldr
def test_country_names_agree_with_cldr() -> None:
    english, japanese = Locale("en").territories, Locale("ja").territories
    none(
        f"{where}: {row['name_en']!r}, {CLDR} has {english[row['code']]!r}"
        for where, row in rows("countries")
        if row["name_en"] != english[row["code"]].replace("’", "'")
    )
    none(
        f"{where}: no form {japanese[row['code']]!r}, as {CLDR} has it"
        for where, row in rows("countries")
        if row["code"] not in OWN_JAPANESE_NAME
        and japanese[row["code"]] not in (row["official"], row["short"], *cells(row["forms"]))
    )


def test_organisations_do_not_take_codes_of_countries() -> None:
    taken = {row["code"] for _, row in rows("countries")}
    none(
        f"{where}: {row['code']}"
        for where, row in rows("organisations")
        if row["code"] in taken - {"EU", "UN"} or not re.fullmatch("[A-Z0-9]{2,12}", row["code"])
        or not re.fullmatch("(IGO|NGO)([A-Z]{3})?", row["cameo"])
    )  # fmt: skip


def test_every_form_belongs_to_one_party() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    faults = []
    for where, row in parties():
        names = (row["official"], row["short"], *cells(row["forms"]))
        for form in {spelling for name in names for spelling in collect.spellings(name)} | set(cells(row["kanji"])):
            owners[form].add(row["code"])
            if len(owners[form]) > 1:
                faults.append(f"{where}: {form} also {places[form]}")
            places[form] = where
        faults += [f"{where}: {form!r} is one character" for form in names if len(form) < 2]
        faults += [f"{where}: {name} listed twice" for name in cells(row["forms"]) if names.count(name) > 1]
        known = {*names, *cells(row["kanji"])}
        faults += [f"{where}: ambiguous {form!r} is no form" for form in cells(row["ambiguous"]) if form not in known]
    none(faults)


def test_every_form_is_found_where_it_stands_alone() -> None:
    lexicon = default_lexicon()
    faults = []
    for where, row in parties():
        for form in (row["official"], row["short"], *cells(row["forms"])):
            if form not in lexicon.ambiguous:
                found = [(match.code, match.form) for match in lexicon.find_parties(f"、{form}、")]
                if found != [(row["code"], form)]:
                    faults.append(f"{where}: {form} is read as {found}")
            if lexicon.resolve(form) != row["code"]:
                faults.append(f"{where}: {form} resolves to {lexicon.resolve(form)}")
    none(faults)


def test_values_of_titles_places_and_lookalikes() -> None:
    lexicon = default_lexicon()
    none(
        f"{where}: {row}"
        for where, row in rows("titles")
        if row["role"] not in ROLES or row["sector"] not in SECTORS or not row["form"]
    )
    none(
        f"{where}: {row}"
        for where, row in rows("places")
        if row["kind"] not in PLACE_KINDS
        or (row["kind"] == "venue") != (row["code"] == "")
        or (row["code"] and row["code"] not in lexicon.parties)
    )
    none(f"{where}: {row['kind']}" for where, row in rows("lookalikes") if row["kind"] not in LOOKALIKE_KINDS)


def test_the_tables_are_as_large_as_promised() -> None:
    roles: dict[str, int] = defaultdict(int)
    for _, row in rows("titles"):
        roles[row["role"]] += 1
    assert roles["portfolio"] >= 150
    assert sum(1 for _ in rows("places")) >= 500


def test_every_part_of_an_office_is_reachable() -> None:
    """A whole is read as one office; the other parts are read in an office made with them."""
    pattern = default_lexicon().title_pattern
    frames = {
        "whole": "{}", "body": "{}次長", "portfolio": "{}大臣", "area": "{}担当特使", "prefix": "{}大臣",
        "head": "外務省{}", "suffix": "大統領{}",
    }  # fmt: skip
    faults = []
    for where, row in rows("titles"):
        if row["role"] in frames:
            office = frames[row["role"]].format(row["form"])
            # After 局, 部, 室 … the head is one character: 国防政策室 + 長.
            if row["form"] == "長":
                office = "国防政策室長"
            match = pattern.match(office)
            if match is None or match[0] != office:
                faults.append(f"{where}: {office} is read as {match and match[0]!r}")
    none(faults)


def test_what_stops_an_office_stops_it() -> None:
    pattern = default_lexicon().title_pattern
    none(
        f"{where}: 大統領{row['form']} is read as an office"
        for where, row in rows("titles")
        if row["role"] == "stop" and pattern.search(f"大統領{row['form']}")
    )


def test_short_forms_name_offices() -> None:
    """What an office is compared as is an office, a portfolio or a head itself, else two spellings never meet."""
    lexicon = default_lexicon()
    heads = lexicon.titles.words["head"] | lexicon.titles.words["portfolio"]
    none(
        f"{where}: {row['short']}"
        for where, row in rows("titles")
        if row["short"] and row["short"] not in heads and not lexicon.title_pattern.fullmatch(row["short"])
    )


def test_look_alikes_name_no_country() -> None:
    lexicon = default_lexicon()
    faults = []
    for where, row in rows("lookalikes"):
        if row["kind"] == "word" and list(lexicon.find_parties(f"、{row['form']}、")):
            faults.append(f"{where}: {row['form']} is read as a country")
        if row["kind"] == "one" and not any(sign in row["form"] for sign in (*lexicon.kanji, *lexicon.forms)):
            faults.append(f"{where}: {row['form']} holds no sign of a country: the row does nothing")
        if row["kind"] == "region" and lexicon.split_compound(row["form"]) is not None:
            faults.append(f"{where}: {row['form']} is read as a compound")
    none(faults)
