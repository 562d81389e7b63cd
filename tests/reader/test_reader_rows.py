"""Tables and feeds: each row is an article with what its cells say; a bad row is an error with its line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from command_runner import run
from meetextract.errors import InputError
from meetextract.reader import Columns, Source
from meetextract.reader.compose import compose
from meetextract.reader.days import day_of
from meetextract.reader.rows import read_rows
from meetextract.text.known import Fact

BODY = "森外相は3日、ソウルで韓国の趙兌烈外相と会談し、訓練の再開で一致した。"


def sources(path: str, data: bytes, **options: Any) -> list[Source]:
    rows = list(read_rows(path, data, **options))
    assert not [row for row in rows if isinstance(row, InputError)]
    return [row for row in rows if isinstance(row, Source)]


def errors(path: str, data: bytes, **options: Any) -> list[tuple[str | None, int | None, str]]:
    return [(row.path, row.line, row.code) for row in read_rows(path, data, **options) if isinstance(row, InputError)]


def as_csv(rows: list[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def as_tsv(rows: list[list[str]]) -> bytes:
    return "\n".join("\t".join(row) for row in rows).encode("cp932")


def as_json_lines(rows: list[list[str]]) -> bytes:
    names, *others = rows
    return "\n".join(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in others).encode()


def as_workbook(rows: list[list[str]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_parquet(rows: list[list[str]]) -> bytes:
    pa = pytest.importorskip("pyarrow", reason="the extra [arrow] is not installed")
    from pyarrow import parquet  # noqa: PLC0415  (an extra)

    names, *others = rows
    file = io.BytesIO()
    parquet.write_table(pa.table({name: [row[at] for row in others] for at, name in enumerate(names)}), file)
    return file.getvalue()


FORMS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "a.csv": as_csv,
    "a.tsv": as_tsv,
    "a.jsonl": as_json_lines,
    "a.xlsx": as_workbook,
    "a.parquet": as_parquet,
}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "names",
    [
        ["ID", "日付", "媒体", "見出し", "本文"],
        ["記事番号", "掲載日", "新聞名", "タイトル", "全文"],
        ["id", "published_at", "Source", "Headline", "Full Text"],
        ["doc_id", "date", "publisher", "title", "text"],
    ],
    ids=["Japanese", "other Japanese", "English", "other English"],
)
def test_each_row_is_an_article_with_what_its_cells_say(path: str, names: list[str]) -> None:
    rows = [
        ["N1", "2026/05/20", "東都新聞", "外相、韓国外相と会談", BODY],
        ["N2", "令和8年5月19日", "西都新聞", "", BODY],
    ]
    first, second = sources(path, FORMS[path]([names, *rows]))
    assert (first.path, second.path) == (f"{path}#1", f"{path}#2")
    assert first.text == f"外相、韓国外相と会談\n\n{BODY}"
    assert first.known == (Fact("外相、韓国外相と会談", 0, 10), Fact("東都新聞"), Fact("2026-05-20"))
    assert (second.text, second.known.title, second.known.published) == (BODY, None, Fact("2026-05-19"))
    assert first.extracted
    assert first.sha256 != second.sha256


def test_columns_may_be_named() -> None:
    data = as_csv([["a", "b", "c", "d", "e"], [BODY, "題", "2026-05-20", "東都新聞", "x7"]])
    (source,) = sources("a.csv", data, columns=Columns("a", "b", "c", "d", "e"))
    assert source.path == "a.csv#x7"
    assert source.known == (Fact("題", 0, 1), Fact("東都新聞"), Fact("2026-05-20"))
    (wrong,) = read_rows("a.csv", data, columns=Columns(text="本文"))
    assert isinstance(wrong, InputError)
    assert (wrong.code, wrong.hint) == ("no-column", "its columns are a, b, c, d, e")
    (missing,) = read_rows("a.csv", data)
    assert isinstance(missing, InputError)
    assert missing.code == "no-text-column"
    assert "--text-column" in str(missing.hint)


def test_a_title_keeps_its_wide_blank_and_no_other_white_space() -> None:
    article = compose("本文。", title=" 日豪外相が会談\u3000港を \n 開く\u3000")
    assert article.text == "日豪外相が会談\u3000港を 開く\n\n本文。"


def test_a_title_that_stands_in_the_text_is_not_written_twice() -> None:
    text = "外相、ＮＺ外相と会談　漁業で協力\n\n" + BODY
    (source,) = sources("a.jsonl", as_json_lines([["title", "text"], ["外相、NZ外相と会談", text]]))
    assert source.text == text
    assert source.known.title == Fact("外相、ＮＺ外相と会談　漁業で協力", 0, 16)


def test_what_is_wrong_with_a_row_is_said_with_its_line_and_the_next_is_read() -> None:
    lines = ["id,title,text", f'1,題,"{BODY}\n二行目"', "2,題,a,b,c", f"3,題,{BODY}", "4,,", f'5,題,"{BODY}"x']
    rows = list(read_rows("a.csv", "\n".join(lines).encode()))
    assert [row.path for row in rows] == [f"a.csv#{number}" for number in range(1, 6)]
    assert [(row.line, row.code) for row in rows if isinstance(row, InputError)] == [
        (4, "bad-row"), (6, "empty"), (7, "bad-row"),
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest_silently() -> None:
    assert errors("a.csv", f'id,text\n1,{BODY}\n2,"{BODY}\n3,{BODY}\n'.encode()) == [("a.csv#2", 3, "bad-row")]


def test_bad_bytes_spoil_their_row_only() -> None:
    data = f"id,text\n1,{BODY}\n2,".encode() + b"\xe3\x81\n" + f"3,{BODY}\n".encode()
    assert errors("a.csv", data) == [("a.csv#2", 3, "undecodable")]


@pytest.mark.parametrize(
    "line", ['{"text": 1}', "[1]", "{", '"x"', "[" * 100_000, '{"other": ""}', '{"text": "\\ud800"', "\xff"]
)
def test_a_line_that_is_no_article_is_an_error_with_its_number(line: str) -> None:
    good = json.dumps({"text": BODY})
    data = f"{good}\n\n".encode() + line.encode("latin-1") + f"\n{good}\n".encode()
    found = list(read_rows("a.jsonl", data))
    assert [isinstance(row, InputError) for row in found] == [False, True, False]
    assert found[1].path == "a.jsonl#2"
    assert getattr(found[1], "line", None) == 3


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-05-20", "2026-05-20"), ("2026/5/20 06:00", "2026-05-20"), ("２０２６年５月２０日（水）", "2026-05-20"),
        ("20260520", "2026-05-20"), (20260520, "2026-05-20"), ("令和8年5月20日", "2026-05-20"),
        ("R8.5.20", "2026-05-20"),
        ("令和元年5月20日", "2019-05-20"), ("平成30年1月2日", "2018-01-02"), ("2026.5.20", "2026-05-20"),
        ("2026-05-19T20:00:00Z", "2026-05-20"), ("2026-05-20T05:00:00+09:00", "2026-05-20"),
        ("Tue, 19 May 2026 20:00:00 GMT", "2026-05-20"), ("Wed, 20 May 2026 05:00:00 +0900", "2026-05-20"),
        (date(2026, 5, 20), "2026-05-20"), (datetime(2026, 5, 20, 23, 0), "2026-05-20"),
        (datetime(2026, 5, 19, 20, 0, tzinfo=UTC), "2026-05-20"),
        ("May 20, 2026", "2026-05-20"), ("20 May 2026 5:00 PM", "2026-05-20"), ("水曜日 2026/5/20", "2026-05-20"),
        (46162, "2026-05-20"), (46162.25, "2026-05-20"), ("46162", "2026-05-20"), ("202605200500", "2026-05-20"),
        (1779220800, "2026-05-20"), (1779220800000, "2026-05-20"), ("1779220800", "2026-05-20"), (float("inf"), None),
        ("", None), ("5月20日", None), ("2026-02-30", None), ("2026年", None), (None, None), (True, None), (1.5, None),
        ("９" * 5000, None), ("0000-00-00", None), ("99999999999999", None),
    ],
)  # fmt: skip
def test_days(value: object, day: str | None) -> None:
    assert day_of(value) == day


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>東都新聞</title>
<item><title>外相、韓国外相と会談</title><description>短い。</description>
<pubDate>Tue, 19 May 2026 20:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>森<ruby>外相<rt>がいしょう</rt></ruby>は会談した。</p>
<p>一致した。</p>]]></content:encoded></item>
<item><title>次の記事</title><description>&lt;b&gt;会談&lt;/b&gt;した。</description></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">外務省</title>
<updated>2026-06-01T00:00:00Z</updated>
<entry><title>会談</title><updated>2026-05-22T00:00:00Z</updated>
<published>2026-05-20T00:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>会談した。</p><p>一致した。</p></div></content>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>西都新聞</title></channel>
<item><title>会談</title><dc:date>2026-05-20T05:00:00+09:00</dc:date><description>会談した。</description></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("feed", "texts", "publisher", "days"),
    [
        (
            RSS,
            ["外相、韓国外相と会談\n\n森外相は会談した。\n一致した。\n", "次の記事\n\n会談した。\n"],
            "東都新聞",
            ["2026-05-20", None],
        ),
        (ATOM, ["会談\n\n会談した。\n一致した。\n"], "外務省", ["2026-05-20"]),
        (RDF, ["会談\n\n会談した。"], "西都新聞", ["2026-05-20"]),
    ],
    ids=["RSS", "Atom", "RSS 1.0"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["a.xml", "a.rss", "a.atom", "a.rdf"])
def test_each_entry_of_a_feed_is_an_article(
    feed: str, texts: list[str], publisher: str, days: list[str | None], path: str
) -> None:
    found = sources(path, feed.encode())
    assert [source.text for source in found] == texts
    assert {source.known.publisher for source in found} == {Fact(publisher)}
    assert [source.known.published and source.known.published.value for source in found] == days
    for source in found:
        for start, end, _ in source.readings:
            assert source.text[start:end] == "外相"


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\0\0\0", "binary"),
        ("a.xlsx", b"PK\x03\x04", "unreadable"),
        ("a.parquet", b"PAR1", "unreadable"),
        ("a.xml", b"<html></html>", "unreadable"),
        ("a.xml", b"<rss><channel></rss>", "unreadable"),
        ("a.xml", b"<rss><channel></channel></rss>", "empty"),
        ("a.csv", b"source,title,meeting,countries\n", "own-output"),
        ("a.jsonl", b'{"schema_version":1,"source":"a","meetings":[]}\n', "own-output"),
        ("a.jsonl", b'{"source":"a","error":{}}\n', "own-output"),
    ],
)
def test_what_is_no_table_of_articles(path: str, data: bytes, code: str) -> None:
    assert [found for _, _, found in errors(path, data)] == [code]


def test_our_own_outputs_are_never_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"外相会談\n2026年5月20日\n{BODY}\n", encoding="utf-8")
    for name in ("o.csv", "o.jsonl", "o.xlsx", "o.parquet"):
        assert run(tmp_path / "a.txt", "-o", tmp_path / name).status == 0
        assert [code for _, _, code in errors(str(tmp_path / name), (tmp_path / name).read_bytes())] == ["own-output"]


# The command


def table(path: Path, count: int) -> Path:
    rows = [["番号", "見出し", "日付", "本文"]]
    rows += [[str(number), f"外相会談{number}", "2026-05-20", BODY] for number in range(1, count + 1)]
    path.write_bytes(as_csv(rows))
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_rows_become_records_in_order(tmp_path: Path, jobs: int) -> None:
    path = table(tmp_path / "a.csv", 40)
    done = run(path, tmp_path / "none.txt", path, "-j", jobs)
    assert done.status == 1
    names = [f"{path}#{number}" for number in range(1, 41)]
    assert [record["source"] for record in done.records] == [*names, str(tmp_path / "none.txt"), *names]
    assert {record["published"] for record in done.records if "error" not in record} == {"2026-05-20"}
    assert all(record["text"].endswith(BODY) for record in done.records if "error" not in record)


def test_a_run_over_rows_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path, out = table(tmp_path / "a.csv", 5), tmp_path / "o.jsonl"
    assert run(path, "-o", out, "--resume").status == 0
    before = out.read_bytes()
    table(path, 6)
    done = run(path, "-o", out, "--resume")
    assert "(5 as before)" in done.err
    assert out.read_bytes().startswith(before)
    assert len(out.read_bytes().splitlines()) == 6
    assert run("--verify", out).status == 0


def test_a_file_of_rows_gives_one_file_in_a_folder_and_an_array_in_json(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", 3)
    assert run(path, "-o", f"{tmp_path}/out/").status == 0
    assert len(json.loads((tmp_path / "out" / "a.json").read_text("utf-8"))) == 3
    assert len(json.loads(run(path, "-f", "json").text)) == 3
    assert len(json.loads(run(table(tmp_path / "b.csv", 1), "-f", "json").text)) == 1


def test_a_bad_row_is_said_on_standard_error_and_in_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY}) + "\n{\n", encoding="utf-8")
    done = run(path)
    assert done.status == 1
    assert f"{path}#2:2: is no JSON" in done.err
    found = [(record["source"], "error" in record) for record in done.records]
    assert found == [(f"{path}#1", False), (f"{path}#2", True)]


# Tables as databases and people leave them.


def known(rows: Iterable[Source | InputError]) -> list[tuple[str | None, ...]]:
    """What is known of each row, and the words of its text."""
    found = []
    for row in rows:
        assert isinstance(row, Source)
        assert BODY.strip() in row.text
        found.append(tuple(fact and fact.value for fact in row.known))
    return found


WHOLE = [("外相会談", "東都新聞", "2026-05-20")]
TABLES = {
    "what was searched for above": (
        f"検索結果一覧\n検索式：会談\n件数,1\n\n紙名,掲載日,見出し,本文\n東都新聞,2026/05/20,外相会談,{BODY}\n"
    ),
    "day in three columns": f"年,月,日,媒体,タイトル,本文\n2026,5,20,東都新聞,外相会談,{BODY}\n",
    "words about the names": (
        f"新聞社名,掲載日時,見出し1,見出し2,記事本文(全文)\n東都新聞,2026/5/20 5:00,外相会談,,{BODY}\n"
    ),
    "the lead apart": f"見出し,リード,本文,新聞名,掲載日\n外相会談,久々の会談だ。,{BODY},東都新聞,2026-05-20\n",
    "the lead in the text": f"見出し,リード,本文,新聞名,掲載日\n外相会談,{BODY[:12]},{BODY},東都新聞,2026-05-20\n",
    "names of other databases": f"No,ヘッドライン,メディア名,日付(JST),本文データ\n"
    f"1,外相会談,東都新聞,2026-05-20,{BODY}\n",
    "names in capitals": f"TITLE,PUBLICATION_NAME,PUBLICATION_DATE,FULL_TEXT\n外相会談,東都新聞,2026-05-20,{BODY}\n",
    "day in English": f'Publication,Published Date,Headline,Body\n東都新聞,"May 20, 2026",外相会談,{BODY}\n',
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_is_read_as_a_database_leaves_it(text: str) -> None:
    assert known(read_rows("a.csv", text.encode())) == WHOLE


def test_a_feed_says_whose_an_entry_is() -> None:
    feed = RDF.replace(
        "</item>", '<dc:publisher xmlns:dc="http://purl.org/dc/elements/1.1/">東都新聞</dc:publisher></item>'
    )
    assert {source.known.publisher for source in sources("a.xml", feed.encode())} == {Fact("東都新聞")}


def test_a_row_below_what_stands_above_a_table_says_its_line() -> None:
    data = f"検索結果\n\n見出し,本文\n外相会談,{BODY}\na,b,c,d\n".encode()
    _, bad = read_rows("a.csv", data)
    assert isinstance(bad, InputError) and bad.line == 5


OBJECTS: dict[str, dict[str, object]] = {
    "an article in an object": {
        "id": 1, "article": {"title": "外相会談", "body": BODY},
        "meta": {"published_at": "2026-05-20", "publisher": "東都新聞"},
    },
    "as schema.org has it": {
        "headline": "外相会談", "articleBody": BODY, "datePublished": "2026-05-20T05:00:00+09:00",
        "publisher": {"@type": "Organization", "name": "東都新聞"},
    },
    "paragraphs": {"title": "外相会談", "body": ["", BODY], "date": "2026-05-20", "source": {"name": "東都新聞"}},
    "paragraphs by their name": {
        "meta": {"title": "外相会談", "source": {"name": "東都新聞"}, "date": "2026-05-20"},
        "body": {"paragraphs": [BODY]},
    },
    "a feed in JSON": {
        "title": "外相会談", "content_html": f"<p>{BODY}</p>", "date_published": "2026-05-20T05:00:00+09:00",
        "source": "東都新聞",
    },
    "seconds": {"title": "外相会談", "text": BODY, "timestamp": 1779220800, "source": "東都新聞"},
}  # fmt: skip


@pytest.mark.parametrize("given", OBJECTS.values(), ids=OBJECTS)
def test_objects_are_read_however_deep_they_are(given: dict[str, object]) -> None:
    assert known(read_rows("a.jsonl", json.dumps(given).encode())) == WHOLE
    for whole in ([given], {"status": "ok", "articles": [given]}, given):
        assert known(read_rows("a.json", json.dumps(whole).encode())) == WHOLE
    answers: tuple[dict[str, object], ...] = (
        {"took": 3, "hits": {"total": {"value": 1}, "hits": [{"_id": "1", "_source": given}]}},
        {"responseHeader": {"params": {"q": "text:外相"}}, "response": {"numFound": 1, "docs": [given]}},
        {"query": {"text": "外相"}, "facets": [{"name": "外交", "count": 1}], "data": {"items": [given]}},
    )
    for answer in answers:
        assert known(read_rows("a.json", json.dumps(answer).encode())) == WHOLE
    assert known(read_rows("a.json", json.dumps({"a1": given, "a2": given}).encode())) == WHOLE * 2


@pytest.mark.parametrize("more", [{"comments": [{"id": 1, "text": "同感。"}]}, {"images": [{"url": "a.png"}]}])
def test_what_belongs_to_an_article_is_none(more: dict[str, object]) -> None:
    given = {"title": "外相会談", "text": BODY, "date": "2026-05-20", "source": "東都新聞", **more}
    assert known(read_rows("a.json", json.dumps(given).encode())) == WHOLE


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_lines_of_json_are_read_in_any_encoding(encoding: str) -> None:
    row = {"title": "外相会談", "text": BODY, "date": "2026-05-20", "source": "東都新聞"}
    line = json.dumps(row, ensure_ascii=False)
    assert known(read_rows("a.jsonl", f"{line}\n{line}\n".encode(encoding))) == WHOLE * 2


def test_columns_in_a_column_of_parquet_are_read() -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra [arrow] is not installed")
    from pyarrow import parquet  # noqa: PLC0415  (an extra)

    about = {"title": "外相会談", "source": {"name": "東都新聞"}, "date": "2026-05-20"}
    file = io.BytesIO()
    parquet.write_table(pa.table({"meta": [about], "text": [BODY]}), file)
    assert known(read_rows("a.parquet", file.getvalue())) == WHOLE


@pytest.mark.parametrize(("data", "code"), [
    (b"{", "unreadable"), (b'[{"a": 1}]', "no-text-column"), (b'[{"schema_version": 2, "meetings": []}]', "own-output"),
])  # fmt: skip
def test_json_without_articles_says_so(data: bytes, code: str) -> None:
    (error,) = read_rows("a.json", data)
    assert isinstance(error, InputError) and error.code == code


def workbook(*sheets: list[list[object]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


HEAD: list[object] = ["掲載日", "媒体名", "見出し", "本文"]
ROW: list[object] = [datetime(2026, 5, 20), "東都新聞", "外相会談", BODY]


def test_every_sheet_with_articles_is_read() -> None:
    cover: list[list[object]] = [["切り抜き一覧"], ["作成日", datetime(2026, 5, 31)]]
    titled: list[list[object]] = [["外交記事（5月）"], [None], HEAD, ROW]
    rows = list(read_rows("a.xlsx", workbook(cover, [HEAD, ROW], titled)))
    assert known(rows) == WHOLE * 2
    assert [row.path for row in rows if isinstance(row, Source)] == ["a.xlsx#1", "a.xlsx#2"]


def test_a_sheet_of_texts_under_unknown_names_does_not_pass_unseen() -> None:
    good, bad = read_rows("a.xlsx", workbook([HEAD, ROW], [["甲", "乙"], ["x", BODY * 20]]))
    assert isinstance(good, Source)
    assert isinstance(bad, InputError) and bad.code == "no-text-column" and "表2" in bad.message
