"""JSON and JSON Lines: what is written can be read back, and a line is a line whatever the article holds."""

from __future__ import annotations

import copy
import io
import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from export_factories import archive, document, meeting, point, span
from meetextract.errors import ArgumentError, InputError
from meetextract.export import Options, get
from meetextract.export.json import dumps_line, error_line, from_dict, to_dict
from meetextract.model import Warning

HOSTILE = 'a\u2028b\u2029c\x85d\x1be\x9bf\u202eg\x00h\udcffi\x7f"\\</script>葛󠄀城𠮷'


def written(name: str, documents: list, options: Options | None = None, failed: bool = False) -> str:
    stream = io.BytesIO()
    with get(name).open(stream, options or Options()) as sink:
        for one in documents:
            sink.write(one)
        if failed:
            sink.write_error("bad.txt", InputError("is empty", code="empty"))
    return stream.getvalue().decode("utf-8")


@pytest.mark.parametrize("index", range(9))
def test_a_document_survives_the_way_to_json_and_back(index: int) -> None:
    one = archive()[index]
    assert from_dict(json.loads(dumps_line(one))) == one


def test_fields_stand_in_the_order_of_the_contract() -> None:
    one = document("a.txt", meeting(), text="t", sha256="00", versions=(("meetextract", "1"),))
    assert list(to_dict(one)) == [
        "schema_version", "source", "title", "publisher", "published", "meetings", "warnings",
        "text", "sha256", "versions",
    ]  # fmt: skip
    record = to_dict(one)["meetings"][0]
    assert list(record) == [
        "id", "header", "status", "mode", "countries", "date", "place", "participants", "points", "key",
    ]  # fmt: skip
    assert list(record["points"][0]) == ["kind", "by", "joint", "content", "predicate", "about"]
    assert list(record["participants"][0])[:7] == ["name", "reading", "titles", "country", "text", "start", "end"]


def test_what_is_not_known_about_the_run_is_left_out_and_null_stays_null() -> None:
    record = to_dict(document(None, title=None))
    assert not {"text", "sha256", "versions"} & set(record)
    assert record["source"] is None
    assert record["title"] is None


def test_hostile_text_stays_in_its_line_and_comes_back_unchanged() -> None:
    one = document(HOSTILE, meeting(points=(point(content=HOSTILE),), place=span(HOSTILE)), title=HOSTILE)
    line = dumps_line(one)
    assert line.splitlines() == [line]
    assert not [sign for sign in line if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign == "\u202e"]
    assert from_dict(json.loads(line)) == one


def test_readable_japanese_is_not_escaped() -> None:
    assert "防衛協力を強化すること" in dumps_line(document("a", meeting()))


def test_json_lines_hold_a_document_or_an_error_each() -> None:
    lines = written("jsonl", archive(), failed=True).splitlines()
    assert [from_dict(json.loads(line)) for line in lines[:-1]] == archive()
    assert json.loads(lines[-1]) == {"source": "bad.txt", "error": {"code": "empty", "message": "is empty"}}
    assert error_line("bad.txt", InputError("is empty", code="empty")) == lines[-1]


def test_json_is_an_object_for_one_file_and_an_array_for_several() -> None:
    one = archive()[0]
    assert from_dict(json.loads(written("json", [one], Options(single=True)))) == one
    assert [from_dict(item) for item in json.loads(written("json", [one]))] == [one]
    assert json.loads(written("json", [])) == []
    everything = json.loads(written("json", archive(), failed=True))
    assert [from_dict(item) for item in everything[:-1]] == archive()
    assert everything[-1]["error"]["code"] == "empty"


def test_indented_json_says_what_json_lines_say() -> None:
    lines = [json.loads(line) for line in written("jsonl", archive()).splitlines()]
    assert json.loads(written("json", archive())) == lines


def test_each_line_leaves_at_once() -> None:
    class Pipe(io.BytesIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed = len(self.getvalue())

    pipe = Pipe()
    sink = get("jsonl").open(pipe, Options())
    sink.write(archive()[0])
    assert pipe.flushed == len(pipe.getvalue()) > 0


def broken(path: str, value: object) -> dict:
    record = copy.deepcopy(to_dict(document("a", meeting(), warnings=(Warning("c", "m", None, None),))))
    at: object = record
    *steps, last = path.split(".")
    for step in steps:
        at = at[int(step) if step.isdecimal() else step]  # type: ignore[index]
    if value is ...:
        del at[last]  # type: ignore[attr-defined]
    else:
        at[last] = value  # type: ignore[index]
    return record


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema_version", "1"),
        ("schema_version", True),
        ("source", ...),
        ("meetings", None),
        ("meetings", ["m1"]),
        ("meetings.0.id", None),
        ("meetings.0.status", "cancelled"),
        ("meetings.0.mode", ["phone"]),
        ("meetings.0.header.start", "0"),
        ("meetings.0.header.end", ...),
        ("meetings.0.date", "2025-11-02"),
        ("meetings.0.countries.0.code", None),
        ("meetings.0.participants.0.titles", [1]),
        ("meetings.0.participants.0.mentions", [None]),
        ("meetings.0.points.0.kind", "agreed"),
        ("meetings.0.points.0.joint", 1),
        ("meetings.0.points.0.predicate", None),
        ("warnings.0.message", 3),
        ("text", 3),
        ("versions", "1"),
    ],
)
def test_a_record_of_another_shape_is_refused_by_name(path: str, value: object) -> None:
    with pytest.raises(ArgumentError) as caught:
        from_dict(broken(path, value))
    assert path.rsplit(".", 1)[-1] in str(caught.value)


def test_fields_of_a_later_version_are_ignored() -> None:
    assert from_dict(broken("meetings.0.novelty", 1)) == document(
        "a", meeting(), warnings=(Warning("c", "m", None, None),)
    )


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not on PATH")
def test_jq_reads_every_line(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    documents = [*archive(), document("x\u2028y", meeting(points=(point(content=HOSTILE.replace("\udcff", "")),)))]
    with get("jsonl").open(path, Options()) as sink:
        for one in documents:
            sink.write(one)
    done = subprocess.run(
        ["jq", "-c", ".meetings[].points[].content.text", str(path)], capture_output=True, check=True, text=True
    )
    contents = [p.content and p.content.text for d in documents for m in d.meetings for p in m.points]
    assert [json.loads(line) for line in done.stdout.split("\n") if line] == contents
