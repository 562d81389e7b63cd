"""`--verify` and `--schema`: what a record says can be checked by anybody, and a change does not pass."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from command_runner import ARTICLE, library, run
from meetextract import model
from meetextract.export.schema import faults, schema


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "n", 3)
    Path("p.html").write_text("<p>鷹野防衛相はマールズ豪国防相と会談し、協力の拡大で一致した。", encoding="utf-8")
    assert run("n", "p.html", "missing.txt", "-o", "o.jsonl").status == 1
    return tmp_path


def test_untouched_records_are_right(here: Path) -> None:
    done = run("--verify", "o.jsonl")
    assert (done.status, done.out) == (0, b"")
    assert done.err.startswith("meetextract: 6 records, ")
    assert done.err.endswith(" spans checked, 0 records wrong\n")
    assert int(done.err.split(", ")[1].split()[0]) > 20


def rewrite(change: Any) -> dict[str, Any]:
    lines = Path("o.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[0])
    change(record)
    lines[0] = json.dumps(record, ensure_ascii=False)
    Path("o.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return record


def point(record: dict[str, Any]) -> dict[str, Any]:
    return record["meetings"][0]["points"][0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: point(r)["content"].update(text="別の言葉"), "points[0].content: text["),
        (
            lambda r: point(r)["predicate"].update(start=point(r)["predicate"]["start"] + 1),
            "points[0].predicate: text[",
        ),
        (lambda r: r["meetings"][0]["participants"][0].update(end=10**9), "participants[0]: text["),
        (lambda r: point(r).update(kind="agreement"), "points[0].kind: 'agreement' is none of"),
        (lambda r: point(r)["content"].update(start=None), "points[0].content: one of start and end is null"),
        (lambda r: point(r)["content"].update(start=-1), "-1 is below 0"),
        (lambda r: r.update(schema_version=3), "schema_version: is 3, not 2"),
        (lambda r: point(r)["content"].update(value="別の言葉"), "content: value is '別の言葉', which is not"),
        (lambda r: r["meetings"][0].pop("status"), "meetings[0]: has no 'status'"),
        (lambda r: r.update(published="12.11.2025"), "published: '12.11.2025' does not look like"),
        (lambda r: r.update(sha256="0" * 64), "source: has changed since"),
        (lambda r: r.update(source="gone.txt"), "source: no such file"),
        (lambda r: r.update(source="-"), "came from standard input"),
    ],
)
def test_a_changed_record_is_found_and_named(here: Path, change: Any, says: str) -> None:
    rewrite(change)
    done = run("--verify", "o.jsonl")
    assert done.status == 1
    assert says in done.text
    assert done.text.startswith("o.jsonl:1: ")
    assert done.err.endswith(" 1 record wrong\n")


def test_a_changed_source_is_found(here: Path) -> None:
    Path("n/000.txt").write_text("追記。" + ARTICLE, encoding="utf-8")
    done = run("--verify", "o.jsonl")
    assert done.status == 1
    lines = done.text.splitlines()
    assert lines[0] == "o.jsonl:1: n/000.txt: source: has changed since (its SHA-256 is another)"
    assert len(lines) > 1


def test_a_page_that_reads_otherwise_is_found(here: Path) -> None:
    lines = Path("o.jsonl").read_text(encoding="utf-8").splitlines()
    page = next(index for index, line in enumerate(lines) if '"p.html"' in line)
    record = json.loads(lines[page])
    record["text"] += "。"
    lines[page] = json.dumps(record)
    Path("o.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert "text: is not what is read from the source today" in run("--verify", "o.jsonl").text


def test_records_from_standard_input_carry_their_text(here: Path) -> None:
    Path("s.jsonl").write_bytes(run("-", "--with-text", stdin=ARTICLE.encode("cp932")).out)
    assert run("--verify", "s.jsonl").status == 0


@pytest.mark.parametrize(
    ("data", "status"), [(b"", 3), (b"\n\n", 3), (b"nonsense\n", 1), (b"[]\n", 1), (b"[" * 100000, 1)]
)
def test_what_are_no_records(here: Path, data: bytes, status: int) -> None:
    Path("x.jsonl").write_bytes(data)
    done = run("--verify", "x.jsonl")
    assert done.status == status
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there(here: Path) -> None:
    done = run("--verify", "nowhere.jsonl")
    assert done.status == 3
    assert done.err.startswith("meetextract: nowhere.jsonl: no such file")


def test_control_codes_of_a_record_do_not_reach_the_terminal(here: Path) -> None:
    rewrite(lambda record: point(record)["content"].update(text="\x1b[2J\x07"))
    assert b"\x1b" not in run("--verify", "o.jsonl").out


# The schema.


def test_the_schema_is_printed_and_knows_every_field() -> None:
    printed = json.loads(run("--schema").out)
    assert printed == schema()
    for record in (
        model.Document,
        model.Meeting,
        model.Country,
        model.Participant,
        model.Point,
        model.Mention,
        model.Date,
    ):
        fields = {field.name for field in dataclasses.fields(record)}
        assert set(printed["$defs"][record.__name__]["properties"]) == fields


def test_the_schema_is_one_that_others_can_use(here: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="checked where jsonschema is installed")
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    for line in Path("o.jsonl").read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))


def test_every_record_keeps_the_schema_and_its_absence_is_seen(here: Path) -> None:
    records = [json.loads(line) for line in Path("o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert not [fault for record in records for fault in faults(record)]
    for key in schema()["$defs"]["Document"]["required"]:
        record = copy.deepcopy(records[0])
        del record[key]
        assert faults(record) == [f"the record: has no {key!r}"]


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("2025-11-02", True),
        ("--11-02", True),
        ("---02", True),
        ("2025-11", False),
        ("11-02", False),
        ("2025-11-02\n", False),
    ],
)
def test_dates_of_meetings(value: str, right: bool) -> None:
    rule = schema()["$defs"]["Date"]["properties"]["value"]
    import re  # noqa: PLC0415

    assert bool(re.fullmatch(rule["pattern"][1:-1], value)) is right


@pytest.mark.parametrize(
    "record", [None, [], "x", 1, {}, {"error": {}}, {"source": 1, "error": {"code": "a", "message": "b"}}]
)
def test_what_is_no_record_at_all(record: object) -> None:
    assert faults(record)
