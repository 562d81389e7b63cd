"""The rules are as right as they were: floors for every set, genre and field; and the gate itself works."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from quality import __main__ as gate
from quality import compare, floors, gold, runner
from quality.score import Item, figures, offset_faults, score

TEXT = "森山外相は4日、パリでデュボワ仏外相と会談し、港の整備を進めることで一致した。森山氏は謝意を伝えた。"


@pytest.fixture(scope="module")
def documents() -> list[gold.Annotated]:
    return gold.load()


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    return runner.run(gold.SETS)


def test_no_figure_is_below_its_floor(documents: list[gold.Annotated], records: dict[str, dict[str, Any]]) -> None:
    items = [item for document in documents for item in score(document, records.get(document.key))]
    wrong = floors.below(floors.read().table, floors.table(items))
    assert not wrong, "\n".join([*wrong, "see: python -m tests.quality --against"])


def test_floors_belong_to_these_articles() -> None:
    assert floors.read().sha256 == gold.digest(), "articles changed: look at the figures, then --pin"


def test_every_article_is_read_and_every_value_is_a_slice_of_it(
    documents: list[gold.Annotated], records: dict[str, dict[str, Any]]
) -> None:
    assert set(records) == {document.key for document in documents}
    assert [record["error"] for record in records.values() if "error" in record] == []
    assert {d.key: n for d in documents if (n := offset_faults(d.text, records[d.key]))} == {}


@pytest.mark.parametrize("group", gold.SETS)
def test_annotations_keep_their_own_rules(group: str) -> None:
    paths = sorted((gold.HERE / group).glob("*.json"))
    assert paths
    assert {p.stem for p in paths} == {p.stem for p in (gold.HERE / group).glob("*.txt")}
    assert [fault for path in paths for fault in gold.faults(group, path)] == []


def test_a_wrong_annotation_is_told(tmp_path: Path) -> None:
    article(tmp_path, point={"kind": "agrees"})
    assert any("'agrees'" in fault for fault in gold.faults("set", tmp_path / "set" / "a.json"))
    article(tmp_path, point={"predicate": "合意した"})
    assert any("合意した" in fault for fault in gold.faults("set", tmp_path / "set" / "a.json"))


# What the figures say -------------------------------------------------------------------------------------------------


def test_the_right_record_is_right_in_everything(tmp_path: Path) -> None:
    result = figures(score(article(tmp_path), record()))
    assert result
    assert set(result.values()) == {1.0}


def test_no_record_is_all_missed(tmp_path: Path) -> None:
    items = score(article(tmp_path), None)
    assert {i.score for i in items} == {0.0}
    assert {"meetings", "counterparts", "japan side", "titles", "agreed points", "all points"} == {
        i.field for i in items
    }


def test_half_a_content_counts_by_its_characters(tmp_path: Path) -> None:
    told = record()
    start = TEXT.index("港の整備を")
    told["meetings"][0]["points"][0]["content"] = span("港の整備を", start)
    result = figures(score(article(tmp_path), told))
    assert result["agreed content"] == pytest.approx(2 * 5 / (5 + 10))
    assert result["agreed content exact"] == 0.0
    assert result["agreed points"] == 1.0


def test_an_invented_point_costs(tmp_path: Path) -> None:
    told = record()
    told["meetings"][0]["points"].append({"kind": "thank", "by": ["JP"], "joint": False, "predicate": span("謝意"),
                                          "content": None})  # fmt: skip
    result = figures(score(article(tmp_path), told))
    assert result["all points"] == pytest.approx(2 / 3)
    assert result["agreed points"] == 1.0


def test_short_and_long_forms_of_an_office_are_one_and_offices_are_counted(tmp_path: Path) -> None:
    told = record()
    told["meetings"][0]["participants"][0]["titles"] = ["外務大臣", "副総理"]
    assert figures(score(article(tmp_path), told))["titles"] == pytest.approx(2 * 2 / (2 * 2 + 1))


def test_a_date_without_year_is_met_by_a_fuller_one(tmp_path: Path) -> None:
    told = record()
    document = article(tmp_path, date="--11-04")
    for value, right in (("2025-11-04", 1.0), ("2025-11-14", 0.0), (None, 0.0)):
        told["meetings"][0]["date"] = None if value is None else {"value": value, **span("4日")}
        assert figures(score(document, told))["date"] == right


def test_a_value_that_is_not_its_slice_is_an_offset_fault() -> None:
    told = record()
    assert offset_faults(TEXT, told) == 0
    told["meetings"][0]["points"][0]["predicate"]["start"] -= 1
    assert offset_faults(TEXT, told) == 1


# What a change gained and lost ----------------------------------------------------------------------------------------


def test_gains_and_losses_are_listed_item_by_item(tmp_path: Path) -> None:
    document = article(tmp_path)
    worse = record()
    worse["meetings"][0]["participants"].pop()
    worse["meetings"][0]["points"][0]["content"] = span("整備を進めること")
    before, after = score(document, record()), score(document, worse)
    assert compare.changes(before, before) == []
    lost = compare.changes(before, after)
    assert {c.field for c in lost} == {"counterparts", "titles", "all content"}
    assert not any(c.gained for c in lost)
    assert all(c.gained for c in compare.changes(after, before))
    lines = "\n".join(compare.report(lost))
    assert "LOST 3" in lines
    assert "GAINED 0" in lines
    assert "now «整備を進めること»" in lines


def test_items_of_the_held_set_are_summed_but_not_shown() -> None:
    old, new = Item("held/a", "news", "meetings", "#1 FR", 1.0), Item("held/a", "news", "meetings", "#1 FR", 0.0)
    lines = "\n".join(compare.report(compare.changes([old], [new]), hidden=frozenset({"held"})))
    assert "LOST 1" in lines
    assert "#1 FR" not in lines


def test_sources_of_a_commit_are_run_apart_from_those_of_the_working_tree(tmp_path: Path) -> None:
    package = tmp_path / "src" / "meetextract"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "import dataclasses\n@dataclasses.dataclass\nclass D:\n    meetings: tuple = ()\n"
        "def extract(text):\n    if '会談' in text: return D()\n    raise ValueError('no')\n"
    )
    told = runner.run(("corpus",), source=tmp_path / "src", only="db0")
    assert told["corpus/db05-middle-dots"] == {"meetings": []}


# Floors ---------------------------------------------------------------------------------------------------------------


def test_pinning_raises_floors_and_lowers_them_only_on_purpose() -> None:
    old = {"own": {"meetings": 0.9, "by": 0.5}}
    now = {"own": {"meetings": 0.8, "by": 0.7}}
    assert floors.below(old, now) == ["own · meetings: 0.800 is below its floor 0.900"]
    assert floors.pinned(old, now)["own"] == {"meetings": 0.9, "by": 0.695}
    assert floors.pinned(old, now, lower=True)["own"] == {"meetings": 0.795, "by": 0.695}
    assert floors.pinned({"own": {"by": 0.699}}, now)["own"]["by"] == 0.699  # still met: not lowered by the margin


def test_a_genre_has_floors_for_what_is_searched_for_only() -> None:
    now = {"own": {"meetings": 0.9, "by": 0.9}, "own/news": {"meetings": 0.9, "by": 0.9}}
    assert floors.pinned({}, now) == {"own": {"meetings": 0.895, "by": 0.895}, "own/news": {"meetings": 0.88}}


def test_a_figure_that_is_gone_is_below_its_floor() -> None:
    assert floors.below({"own": {"readings": 0.9}}, {"own": {}}) == ["own · readings: no figure, floor 0.900"]


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    floors.write(floors.Floors("abc", {"own/news": {"all content exact": 0.875}}), path)
    assert floors.read(path) == floors.Floors("abc", {"own/news": {"all content exact": 0.875}})
    assert tomllib.loads(path.read_text("utf-8"))


def test_the_command_refuses_to_pin_a_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.toml"
    floors.write(floors.Floors("abc", {"own": {"meetings": 0.9}}), path)
    monkeypatch.setattr(floors.read, "__defaults__", (path,))
    monkeypatch.setattr(floors.write, "__defaults__", (path,))
    items = [Item("own/a", "news", "meetings", "#1 FR", 0.0)]
    assert gate._pin(items, lower=False) == 1
    assert "only on purpose" in capsys.readouterr().out
    assert floors.read(path).table["own"]["meetings"] == 0.9
    assert gate._pin(items, lower=True) == 0
    assert floors.read(path).table["own"]["meetings"] == 0.0


# Factories ------------------------------------------------------------------------------------------------------------


def span(text: str, start: int | None = None) -> dict[str, Any]:
    start = TEXT.index(text) if start is None else start
    return {"text": text, "start": start, "end": start + len(text)}


def article(folder: Path, *, point: dict[str, Any] | None = None, date: str | None = None) -> gold.Annotated:
    """One annotated article on disk, read back."""
    (folder / "set").mkdir(exist_ok=True)
    meeting = {
        "form": "prose", "status": "held", "mode": "in_person", "countries": ["FR"], "date": date, "place": "パリ",
        "participants": [
            {"name": "森山", "reading": None, "titles": ["外相"], "country": "JP"},
            {"name": "デュボワ", "reading": None, "titles": ["外相"], "country": "FR"},
        ],
        "points": [
            {"kind": "agree", "by": "joint", "predicate": "一致した", "nth": 1, "content": "港の整備を進めること"}
            | (point or {})
        ],
    }  # fmt: skip
    data = {"id": "a", "genre": "news", "title": None, "published": None, "meetings": [meeting]}
    (folder / "set" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "set" / "a.json").write_text(json.dumps(data), "utf-8")
    if point:
        return gold.Annotated("set", "a", "news", TEXT, None, None, [], [])
    return gold.load(("set",), here=folder)[0]


def record() -> dict[str, Any]:
    """What the program would print for it if it were right."""
    meeting = {
        "status": "held", "mode": "in_person", "countries": [{"code": "JP", "text": None, "start": None, "end": None},
                                                             {"code": "FR", **span("仏")}],
        "date": None, "place": span("パリ"),
        "participants": [
            {"name": "森山", "reading": None, "titles": ["外務大臣"], "country": "JP", **span("森山外相")},
            {"name": "デュボワ", "reading": None, "titles": ["外相"], "country": "FR", **span("デュボワ仏外相")},
        ],
        "points": [
            {"kind": "agree", "by": ["JP", "FR"], "joint": True, "predicate": span("一致した"),
             "content": span("港の整備を進めること")},
        ],
    }  # fmt: skip
    return copy.deepcopy({"meetings": [meeting]})
