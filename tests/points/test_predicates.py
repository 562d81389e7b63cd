"""data/predicates.toml: each row finds its example, as what it says, and keeps off what it must not find."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import meetextract
from meetextract.model import KINDS
from meetextract.points.contents import Draft
from meetextract.points.predicates import beginnings, compile_rule, default_predicates

FILE = Path(meetextract.__file__).parent / "data" / "predicates.toml"
TABLE: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
CORPUS = Path(__file__).parents[1] / "quality" / "corpus"
KEYS = {"kind", "type", "forms", "by", "object", "needs", "frame", "light", "together", "example", "not"}


def line_of(number: int) -> int:
    """The line on which row `number` (from 1) begins, so that a fault is found at once."""
    starts = [n for n, line in enumerate(FILE.read_text("utf-8").splitlines(), 1) if line == "[[predicate]]"]
    return starts[number - 1]


ROWS = [
    pytest.param(number, row, id=f"line-{line_of(number)}-{row['kind']}-{row['type']}")
    for number, row in enumerate(TABLE["predicate"], 1)
]
each_row = pytest.mark.parametrize(("number", "row"), ROWS)


def rows_with(key: str) -> pytest.MarkDecorator:
    rows = [one for one in ROWS if one.values[1].get(key) is not None]  # type: ignore[union-attr]
    return pytest.mark.parametrize(("number", "row"), rows)


@each_row
def test_a_row_has_known_keys_and_values(number: int, row: dict[str, Any]) -> None:
    assert set(row) <= KEYS and row["example"]
    assert row["kind"] in KINDS
    assert row["type"] in ("suru", "verb", "noun")
    assert row.get("by") in (None, "joint", "side", "other")
    assert row.get("needs") in (None, "content")
    assert row["forms"] and len(set(row["forms"])) == len(row["forms"])
    assert "light" not in row or row["type"] == "noun"


@each_row
def test_all_patterns_of_a_row_compile(number: int, row: dict[str, Any]) -> None:
    for pattern in (*row["forms"], *(row[key] for key in ("object", "frame", "light") if key in row)):
        assert not re.compile(pattern).match("")
    compile_rule(row, TABLE["light"], "row")


@rows_with("example")
def test_the_example_is_found_by_its_row(
    read_points: Callable[..., list[Draft]], number: int, row: dict[str, Any]
) -> None:
    found = read_points(row["example"], people=False)
    assert [(point.kind, point.rule.split(" ")[0]) for point in found] == [(row["kind"], f"predicates.toml#{number}")]


@rows_with("not")
def test_what_it_must_not_find_gives_no_point_of_its_kind(
    read_points: Callable[..., list[Draft]], number: int, row: dict[str, Any]
) -> None:
    assert row["kind"] not in [point.kind for point in read_points(row["not"], people=False)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_row(kind: str) -> None:
    assert any(row["kind"] == kind for row in TABLE["predicate"])


def test_no_form_stands_in_two_rows_of_one_type_that_never_differ() -> None:
    """A form that an earlier row of the same type takes without any condition never reaches the later row."""
    faults = []
    for number, row in enumerate(TABLE["predicate"], 1):
        for earlier, other in enumerate(TABLE["predicate"][: number - 1], 1):
            if other["type"] == row["type"] and not {"object", "never", "frame", "needs", "light"} & set(other):
                shared = set(other["forms"]) & set(row["forms"])
                faults += [f"line {line_of(number)}: {form} is taken on line {line_of(earlier)}" for form in shared]
    assert not faults, "\n".join(faults)


def test_the_table_is_read_whole() -> None:
    assert len(default_predicates().rules) == len(TABLE["predicate"])


@pytest.mark.parametrize(
    ("row", "error"),
    [
        pytest.param({"type": "suru", "forms": ["一致"]}, KeyError, id="no-kind"),
        pytest.param({"kind": "agree", "type": "suru"}, KeyError, id="no-forms"),
        pytest.param({"kind": "hope", "type": "suru", "forms": ["期待"]}, ValueError, id="unknown-kind"),
        pytest.param({"kind": "agree", "type": "suru", "forms": ["一致("]}, re.error, id="no-pattern"),
    ],
)
def test_a_wrong_row_is_refused(row: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        compile_rule(row, TABLE["light"], "row")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("懸念を示した", ["concern"]),  # the noun with its light verb goes before the bare verb inside it
        ("再確認した", ["confirm"]),
        ("意見交換した", ["discuss"]),
        ("会談は終わった", []),
    ],
)
def test_what_the_scanner_offers_first(text: str, kinds: list[str]) -> None:
    hits = [group[0].rule.kind for group in default_predicates().hits(text, 0, len(text))]
    assert hits[:1] == kinds


def test_hits_stay_within_their_range() -> None:
    text = "一致した。確認した。合意した。"
    found = [group[0].start for group in default_predicates().hits(text, 5, 10)]
    assert found == [5]


def test_the_scanner_misses_no_place_where_a_row_matches() -> None:
    predicates = default_predicates()
    paths = sorted(CORPUS.glob("*.txt"))
    assert len(paths) > 50
    for path in paths:
        text = path.read_text("utf-8-sig")
        offered = {(hit.rule.name, hit.start) for hits in predicates.hits(text, 0, len(text)) for hit in hits}
        taken = [
            range(hits[0].start + 1, min(hit.stem for hit in hits)) for hits in predicates.hits(text, 0, len(text))
        ]
        for rule in predicates.rules:
            for at in (match.start() for match in re.finditer(f"(?={rule.pattern.pattern})", text)):
                assert (rule.name, at) in offered or any(at in inside for inside in taken), (path.name, rule.name, at)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("一致", {"一致"}),
        ("礼", {"礼"}),
        ("お?話", {"お話", "話"}),
        ("期待感?", {"期待"}),
        ("呼び?(?:掛|か)け", {"呼び", "呼掛", "呼か"}),
        ("(?<=に)(?:強い|改めて)?意欲", {"強い", "改め", "意欲"}),
        ("語(?=[らり])", {"語ら", "語り"}),  # what must follow stands there too
        ("話し(?!合い)", {"話し"}),
        ("語(?=ら)れ", {"語れ"}),  # a look that is not the last says nothing of what follows
        ("(?:語(?=[らり]))?られ", {"語ら", "られ"}),
        ("感?", None),  # matches nothing
        ("[^の]話", None),
        ("[あ-お]", None),
        ("あ*い", None),
        (r"\w話", None),
        ("話|", None),
        ("(話", None),
    ],
)
def test_the_beginnings_of_a_form(form: str, expected: set[str] | None) -> None:
    assert beginnings(form) == expected
