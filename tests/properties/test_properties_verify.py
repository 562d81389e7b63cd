"""`--verify` believes nothing: whatever is changed about a record or its source is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checks import spans
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import articles

from meetextract.command.verify import verify
from meetextract.export.json import dumps, to_dict
from meetextract.run.processing import Processor, Settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, dict[str, Any]]]:
    """An article on disk, the file of its record, and the record."""
    folder = tmp_path_factory.mktemp("verify")
    source, output = folder / "a.txt", folder / "o.jsonl"
    source.write_text(articles()[0], encoding="utf-8")
    document = Processor(Settings(versions=(("meetextract", "0"),))).process(str(source)).document
    assert document is not None
    record = json.loads(dumps(to_dict(document)))
    assert len(list(spans(record))) > 10
    yield source, output, record


def faults(output: Path, record: dict[str, Any]) -> tuple[str, ...]:
    output.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    (checked,) = verify(str(output))
    return checked.faults


def test_the_record_as_it_was_made_is_right(made: tuple[Path, Path, dict[str, Any]]) -> None:
    _, output, record = made
    assert faults(output, record) == ()


@settings(suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_change_of_a_span_is_found(made: tuple[Path, Path, dict[str, Any]], data: st.DataObject) -> None:
    _, output, record = made
    changed = copy.deepcopy(record)
    where, span = data.draw(st.sampled_from(list(spans(changed))))
    key = data.draw(st.sampled_from(("start", "end", "text")))
    if key == "text":
        value: object = data.draw(st.text(max_size=20) | st.none() | st.integers())
    else:
        value = data.draw(st.integers(-5, 10**20) | st.none() | st.booleans() | st.text(max_size=3) | st.floats())
    assume(value != span[key] and not (isinstance(span[key], int) and value is True and span[key] == 1))
    text = articles()[0]
    moved = {**span, key: value}
    if type(moved["start"]) is int and type(moved["end"]) is int and moved["start"] >= 0:
        assume(
            text[moved["start"] : moved["end"]] != moved["text"]
        )  # the same word elsewhere, or the end beyond the end
    if span["start"] is None and key == "text":
        assume(not isinstance(value, str))  # what has no place cannot be compared
    span[key] = value
    assert faults(output, changed), f"{where}.{key} = {value!r} was believed"


@settings(suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**4), st.binary(max_size=3))
def test_any_change_of_the_source_is_found(made: tuple[Path, Path, dict[str, Any]], at: int, instead: bytes) -> None:
    source, output, record = made
    whole = source.read_bytes()
    at %= len(whole)
    assume(whole[at : at + 1] != instead)
    try:
        source.write_bytes(whole[:at] + instead + whole[at + 1 :])
        assert any(fault.startswith("source: ") for fault in faults(output, record))
    finally:
        source.write_bytes(whole)


@settings(suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_lines_at_all_are_checked_and_none_raises(made: tuple[Path, Path, dict[str, Any]], data: bytes) -> None:
    _, output, _ = made
    output.write_bytes(data)
    for checked in verify(str(output)):
        assert checked.faults
