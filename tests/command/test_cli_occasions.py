"""`--occasions` as users run it: articles, records made earlier, both; every format; what cannot work."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from command_runner import run

MINISTRY = (
    "日仏外相会談\n令和8年3月11日\n\n3月11日、パリを訪問中の柏木真由美外務大臣は、エティエンヌ・ラクロワ仏外務大臣と会談を行いました。"
    "両大臣は、経済安全保障の分野で協力を強化することで一致しました。\n"
)
PAPER = (
    "日仏外相、経済安保で協力\n2026年3月12日\n\n柏木外相は11日、パリでラクロワ仏外相と会談し、"
    "経済安保の分野で協力を強めることで合意した。\n"
)
OTHER = (
    "日独外相会談\n2026年3月13日\n\n"
    "柏木外相は12日、ベルリンでヴェーバー独外相と会談し、水素の利用を進めることで一致した。\n"
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("ministry", MINISTRY), ("paper", PAPER), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def test_two_reports_of_one_meeting_are_one_record(articles: Path) -> None:
    done = run("articles", "--occasions", cwd=articles.parent)
    assert done.status == 0
    first, second = done.records
    assert [report["source"] for report in first["reports"]] == ["articles/ministry.txt", "articles/paper.txt"]
    assert first["date"]["value"] == "2026-03-11"
    assert [side["code"] for side in second["countries"]] == ["JP", "DE"]
    (point,) = first["points"]
    for told in point["reports"]:
        text = (articles.parent / told["source"]).read_text("utf-8")
        assert text[told["start"] : told["end"]] == told["text"]


def test_records_made_earlier_give_the_same(articles: Path) -> None:
    made = run("articles", "-o", "all.jsonl", cwd=articles.parent)
    assert made.status == 0
    again = run("all.jsonl", "--occasions", cwd=articles.parent)
    assert again.out == run("articles", "--occasions", cwd=articles.parent).out


def test_rows_of_articles_are_read_as_articles(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": MINISTRY}, {"id": "b", "text": PAPER}]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    (record,) = run("rows.jsonl", "--occasions", "--id-column", "id", cwd=tmp_path).records
    assert [report["source"] for report in record["reports"]] == ["rows.jsonl#a", "rows.jsonl#b"]


def test_the_schema_holds(articles: Path) -> None:
    schema = json.loads(run("--schema", "occasions").text)
    jsonschema.Draft202012Validator.check_schema(schema)
    for record in run("articles", "--occasions", cwd=articles.parent).records:
        jsonschema.validate(record, schema)


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"no": "record"}\n', "utf-8")
    done = run("a.jsonl", "--occasions", cwd=tmp_path)
    assert "line 1 is no record" in done.err
    assert done.records[0]["error"]["code"] == "no-record"
    assert done.status == 3
    (tmp_path / "b.jsonl").write_text('{"schema_version": 2, "source": "b", "title": null, "publisher": null, '
                                      '"published": null, "meetings": [], "warnings": []}\n', "utf-8")  # fmt: skip
    assert run("a.jsonl", "b.jsonl", "--occasions", cwd=tmp_path).status == 1


@pytest.mark.parametrize("name", ["json", "csv", "md", "table", "html"])
def test_every_format_names_both_papers(articles: Path, name: str) -> None:
    done = run("articles", "--occasions", "-f", name, cwd=articles.parent)
    assert done.status == 0
    assert "articles/ministry.txt" in done.text
    assert "articles/paper.txt" in done.text


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    made = run("-", "-f", "jsonl", stdin=MINISTRY.encode())
    record = made.records[0]
    record["publisher"] = "[red]=1+1</script>\x1b[31m"
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    for name in ("table", "md", "html", "csv"):
        out = run("a.jsonl", "--occasions", "-f", name, cwd=tmp_path).out
        assert b"\x1b" not in out
        assert b"1+1</script>" not in out or name != "html"


@pytest.mark.parametrize("columns", [80, 160])
def test_two_reports_side_by_side(articles: Path, columns: int) -> None:
    done = run("--compare", "articles/ministry.txt", "articles/paper.txt", "-f", "table", "--width", str(columns),
               cwd=articles.parent)  # fmt: skip
    assert done.status == 0
    assert max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) for line in done.text.splitlines()) <= columns
    row = next(line for line in done.text.splitlines() if line.startswith("1 "))
    assert "経済安全保障" in row.split("│")[0]
    assert "経済安保" in row.split("│")[1]


def test_a_comparison_for_machines_and_as_a_page(articles: Path) -> None:
    done = run("--compare", "articles/ministry.txt", "articles", cwd=articles.parent)
    schema = json.loads(run("--schema", "compare").text)
    assert [record["told_by"] for record in done.records] == ["both", "b"]
    for record in done.records:
        jsonschema.validate(record, schema)
    page = run("--compare", "articles/ministry.txt", "articles/paper.txt", "-f", "html", cwd=articles.parent).text
    assert '<mark class="in-both">経済安全保障の分野で協力を強化すること</mark>' in page
    assert '<mark class="in-both">経済安保の分野で協力を強めること</mark>' in page


def test_changes(articles: Path) -> None:
    done = run("articles", "--changes", cwd=articles.parent)
    schema = json.loads(run("--schema", "changes").text)
    for record in done.records:
        jsonschema.validate(record, schema)
        assert [point["state"] for point in record["points"]] == ["new"]
    for name in ("csv", "md", "table", "html"):
        assert "水素の利用を進めること" in run("articles", "--changes", "-f", name, cwd=articles.parent).text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_changes_as_a_page(articles: Path, lang: str) -> None:
    again = OTHER.replace("2026年3月13日", "2026年5月13日").replace("水素の利用を", "水素の利用をさらに")
    (articles / "again.txt").write_text(again.replace("12日", "11日"), "utf-8")
    (articles / "empty.txt").write_text("", "utf-8")
    page = run("articles", "--changes", "-f", "html", "--lang", lang, cwd=articles.parent).text
    records = run("articles", "--changes", cwd=articles.parent).records
    (later,) = (record for record in records if record.get("before"))
    assert [point["state"] for point in later["points"]] == ["again"]
    for record in records:
        if "error" not in record:
            assert page.count(f'id="{record["occasion"]}"') == 1
    assert page.count(f'href="#{later["before"]["occasion"]}"') == 1
    assert (page.count('"change-new"'), page.count('"change-again"')) == (2, 1)
    assert {"ja": "日本 × ドイツ", "en": "Japan × Germany"}[lang] in page
    for name in ("ministry", "paper", "other", "again", "empty"):
        assert f"articles/{name}.txt" in page


@pytest.mark.parametrize("name", ["html", "md", "table"])
@pytest.mark.parametrize("view", ["--occasions", "--changes"])
def test_japan_and_its_people_stand_first(tmp_path: Path, name: str, view: str) -> None:
    text = "ガルシア・スペイン外相は2026年3月4日、東京で森健一外相と会談し、海運の協力で一致した。"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    shown = run("a.txt", view, "-f", name, "--lang", "ja", cwd=tmp_path).text
    assert "日本 × スペイン" in shown
    if view == "--occasions":
        people = shown[shown.index("日本 × スペイン") :]
        assert 0 < people.index("森健一") < people.index("ガルシア")


@pytest.mark.parametrize("name", ["html", "md", "table"])
def test_changes_say_where_nothing_was_agreed_but_something_said(tmp_path: Path, name: str) -> None:
    text = "森外相は2026年3月4日、パリでフランスのデュボワ外相と会談し、支援の継続を求めた。"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    shown = run("a.txt", "--changes", "-f", name, "--lang", "ja", cwd=tmp_path).text
    assert "合意の記載はありません" in shown
    assert "発言の記載" not in shown  # he asked for something


@pytest.mark.parametrize("name", ["html", "md", "table", "csv"])
def test_hostile_words_of_changes_stay_words(tmp_path: Path, name: str) -> None:
    hostile = "=1+1</ul><img src=x onerror=1>&\x1b[31m\u202e"
    (made,) = run("-", "-f", "jsonl", stdin=MINISTRY.encode()).records
    made |= {"publisher": hostile, "title": hostile, "source": hostile}
    (meeting,) = made["meetings"]
    meeting["points"][0]["content"] = {"text": hostile, "start": None, "end": None}
    for side in meeting["countries"]:
        side["name"] = side["name_en"] = hostile
        side["code"] = "X" + side["code"]
    (tmp_path / "a.jsonl").write_text(json.dumps(made) + "\n", "utf-8")
    done = run("a.jsonl", "--changes", "-f", name, cwd=tmp_path)
    assert done.status == 0
    assert "1+1" in done.text
    for sign in ("\x1b", "\u202e"):
        assert sign not in done.text
    if name == "html":
        assert "<img" not in done.text
        assert "&lt;img src=x onerror=1&gt;&amp;" in done.text
    if name == "md":
        assert "\n- " in done.text and "<img" not in done.text.replace("\\<", "")


@pytest.mark.parametrize(
    "arguments",
    [("--compare", "a"), ("--compare", "a", "a"), ("a", "b", "--occasions", "--changes"), ("--schema", "nothing"),
     ("a", "--occasions", "-o", "out/"), ("a", "--changes", "-f", "sqlite")],
)  # fmt: skip
def test_what_cannot_work_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(PAPER, "utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.status == 2
    assert done.hints


def test_pages_use_the_names_that_people_read(tmp_path: Path) -> None:
    told = "2026年3月12日\n\n柏木外相は11日、ソウルで金韓国外相と会談し、水素の利用を進めることで一致した。\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(told, "utf-8")
    one = run("a.txt", "b.txt", "--occasions", "-f", "html", "--lang", "ja", cwd=tmp_path).text
    two = run("--compare", "a.txt", "b.txt", "-f", "html", "--lang", "ja", cwd=tmp_path).text
    page = run("--compare", "a.txt", "b.txt", "-f", "table", "--lang", "ja", cwd=tmp_path).text
    for text in (one, two, page):
        assert "日本 × 韓国" in text and "大韓民国" not in text
    assert one.count("<details open") == 1
    assert "a.txtだけが伝える" in two
    assert page.count("a.txt") == 2  # above the column, and of what only it tells
