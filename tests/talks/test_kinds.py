"""Kinds of reports, each with cases of its own (kinds.toml, kinds_told.toml): who met whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from meetextract import extract
from meetextract.pipeline import extract_source

FILES = sorted(Path(__file__).parent.glob("kinds*.toml"))


def met(text: str) -> list[str]:
    """Each meeting as its sides and the names told, those to come so marked: planned JP+CL 齋田 ソト."""
    document = extract(text)
    # What the gate keeps out must hold no meeting.
    assert document.meetings == extract_source(text, explain=[]).meetings
    found = []
    for meeting in document.meetings:
        sides = {country.code for country in meeting.countries} | {p.country for p in meeting.participants if p.country}
        names = sorted(p.name for p in meeting.participants if p.name)
        status = ["planned"] if meeting.status == "planned" else []
        found.append(" ".join([*status, "+".join(sorted(sides)), *names]))
    return found


def cases() -> Iterator[Any]:
    for kind in (kind for file in FILES for kind in tomllib.loads(file.read_text("utf-8"))["kind"]):
        for number, case in enumerate(kind["cases"], 1):
            yield pytest.param(case["text"], case["met"], id=f"{kind['name']}-{number}")


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_a_case_of_a_kind(text: str, expected: list[str]) -> None:
    assert met(text) == expected
