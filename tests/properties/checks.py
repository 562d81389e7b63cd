"""What has to be true of every record, whatever the text was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema

from meetextract.export.json import dumps, to_dict
from meetextract.export.schema import schema
from meetextract.model import Document


@cache
def validator() -> Any:
    """A validator that is not ours, for the schema that `--schema` prints."""
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def spans(value: object, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a record that has a text with a start and an end."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield where, value
        for key, item in value.items():
            yield from spans(item, f"{where}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from spans(item, f"{where}[{index}]")


def check_spans(record: dict[str, Any], text: str) -> int:
    """Every span slices back; returns how many there are."""
    count = 0
    for where, span in spans(record):
        start, end = span["start"], span["end"]
        if start is None or end is None:
            assert start is end, f"{where}: one of start and end is null"
            continue
        assert 0 <= start < end <= len(text), f"{where}: [{start}:{end}] does not lie in {len(text)} code points"
        assert text[start:end] == span["text"], f"{where}: {text[start:end]!r} is not {span['text']!r}"
        count += 1
    return count


def check_sense(record: dict[str, Any]) -> None:
    """What the contract says of a meeting and its points beyond the schema."""
    for number, meeting in enumerate(record["meetings"], start=1):
        assert meeting["id"] == f"m{number}"
        codes = [country["code"] for country in meeting["countries"]]
        assert len(set(codes)) == len(codes), f"{meeting['id']}: a side twice: {codes}"
        for person in meeting["participants"]:
            assert person["country"] in (*codes, None), f"{meeting['id']}: a participant of no side: {person}"
        for point in meeting["points"]:
            assert set(point["by"]) <= set(codes), f"{meeting['id']}: {point['by']} spoke, of {codes}"
            assert len(set(point["by"])) == len(point["by"])
            if point["joint"]:
                assert set(point["by"]) == set(codes), f"{meeting['id']}: joint, by {point['by']} of {codes}"
            content = point["content"]
            if content is not None:
                for named in point["about"]:
                    assert content["start"] <= named["start"] < named["end"] <= content["end"]


def check(document: Document, text: str) -> dict[str, Any]:
    """All of the above for one document; returns its record as JSON gives it."""
    line = dumps(to_dict(document))
    assert "\n" not in line and "\r" not in line
    record: dict[str, Any] = json.loads(line)
    validator().validate(record)
    check_spans(record, text)
    check_sense(record)
    return record


def cover(found: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The gaps that `found` leaves in [start:end]; fails where pieces are empty, overlap or come out of order."""
    gaps = []
    at = start
    for low, high in found:
        assert at <= low < high <= end, f"[{low}:{high}] after {at}, before {end}"
        if at < low:
            gaps.append((at, low))
        at = high
    if at < end:
        gaps.append((at, end))
    return gaps
