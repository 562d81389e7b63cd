"""Occasions read back by those who read them: workbook, Parquet, event records, schema.org, Web Annotation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from command_runner import run
from meetextract.plain import to_plain
from occasion_archive import reports

DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
# Properties that schema.org gives an Event and its parts, with the types that they may hold.
EVENT = {
    "@context", "@type", "@id", "name", "startDate", "eventStatus", "eventAttendanceMode", "location", "organizer",
    "attendee", "about", "subjectOf",
}  # fmt: skip
SHAPES = {
    "location": ({"Place"}, {"@type", "name"}),
    "organizer": ({"Country", "Organization"}, {"@type", "name", "alternateName"}),
    "attendee": ({"Person"}, {"@type", "name", "jobTitle", "affiliation", "alternateName"}),
    "about": ({"Thing"}, {"@type", "name"}),
    "subjectOf": ({"Article"}, {"@type", "@id", "headline", "datePublished", "publisher"}),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    lines = [json.dumps(to_plain(one.document)) + "\n" for one in reports()]
    (folder / "all.jsonl").write_text("".join(lines), "utf-8")
    return folder


def occasions(archive: Path, name: str) -> bytes:
    done = run("all.jsonl", "--occasions", "-f", name, cwd=archive)
    assert done.status == 0, done.err
    return done.out


def test_the_workbook(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(occasions(archive, "xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["occasions", "persons", "points"]
    assert book["occasions"].max_row == 31
    people = {row[0]: row for row in book["persons"].iter_rows(min_row=2, values_only=True)}
    assert people["柏木真由美"][1] == "JP"
    assert "外務大臣" in str(people["柏木真由美"][4])


def test_parquet(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(occasions(archive, "parquet"))
    found = duckdb.sql(f"SELECT occasion, date.value, len(reports), points[1].kind FROM '{tmp_path}/a.parquet' LIMIT 1")
    assert found.fetchall() == [("o1", "2025-11-05", 3, "agree")]


def test_an_event_record_counts_a_meeting_once_and_lists_its_reports(archive: Path) -> None:
    events = [json.loads(line) for line in occasions(archive, "plover").splitlines()]
    meetings = [event for event in events if "." not in event["id"]]
    assert [event["id"] for event in meetings] == [f"o{n}" for n in range(1, 31)]
    first = meetings[0]
    told = [one["source"] for one in first["reports"]]
    assert told == ["mod/1105-au.txt", "austral/1105.txt", "bouei/manila-tour.txt"]
    texts = {str(one.document.source): one.text for one in reports()}
    for event in events:
        assert event["text_info"]["start"] is not None
        for told in event["reports"]:
            assert told["start"] is None or texts[told["source"]][told["start"] : told["end"]]


def check_event(node: dict[str, Any]) -> None:
    assert set(node) <= EVENT
    assert (node["@context"], node["@type"]) == ("https://schema.org", "Event")
    assert re.match(r"(file|urn):", node["@id"])
    assert DATE.match(node.get("startDate", "2026-01-01"))
    for name, (kinds, allowed) in SHAPES.items():
        values = node.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            assert value["@type"] in kinds
            assert set(value) <= allowed


@pytest.mark.parametrize("arguments", [("--occasions",), ()])
def test_schema_org(archive: Path, arguments: tuple[str, ...]) -> None:
    if arguments:
        nodes = [json.loads(line) for line in occasions(archive, "jsonld").splitlines()]
        assert len(nodes) == 30
        assert len(nodes[0]["subjectOf"]) == 3
    else:
        text = "会談\n\n柏木真由美外務大臣は3日、パリでラクロワ仏外相と会談し、協力で一致した。\n"
        (archive / "a.txt").write_text(text, "utf-8")
        nodes = run("a.txt", "-f", "jsonld", cwd=archive).records
        assert "startDate" not in nodes[0]  # a day without month and year
        assert nodes[0]["@id"] == f"file://{archive}/a.txt#m1"
    for node in nodes:
        check_event(node)


def test_web_annotation(archive: Path) -> None:
    """The shapes of https://www.w3.org/TR/annotation-model/, sections 3.1, 3.2.4, 4.2.4 and 4.2.5."""
    text = "会談\n\n柏木真由美外務大臣は3日、パリでラクロワ仏外相と会談し、水素の協力を進めることで一致した。\n"
    (archive / "b #1.txt").write_text(text, "utf-8")
    nodes = run("b #1.txt", "-f", "annotations", cwd=archive).records
    assert len({node["id"] for node in nodes}) == len(nodes) > 4
    for node in nodes:
        assert (node["@context"], node["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        assert node["motivation"] in {"classifying", "identifying"}
        assert all(body["type"] == "TextualBody" and body["purpose"] and body["value"] for body in node["body"])
        assert node["target"]["source"] == f"file://{archive}/b%20%231.txt"
        position, quote = node["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote.get("prefix", ""))
        assert text[end:].startswith(quote.get("suffix", ""))
    assert {node["body"][0]["value"] for node in nodes} >= {"date", "place", "participant", "point", "predicate"}
