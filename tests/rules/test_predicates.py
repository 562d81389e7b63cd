"""data/predicates.toml: each row finds its example, as what it says, and keeps off what it must not find."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import meetextract
from meetextract.contents import Draft
from meetextract.model import KINDS
from meetextract.predicates import compile_rule, default_predicates

FILE = Path(meetextract.__file__).parent / "data" / "predicates.toml"
TABLE: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
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
