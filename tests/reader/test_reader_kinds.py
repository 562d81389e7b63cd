"""What comes without a name (standard input, a file without a suffix) is known by its bytes."""

from __future__ import annotations

import io
import json

import pytest

from command_runner import run
from meetextract.errors import InputError
from meetextract.reader.documents import parse_all
from meetextract.reader.kinds import kind_of

LINES = ["外相、韓国外相と会談", "　森外相は3日、ソウルで韓国の趙兌烈外相と会談し、訓練の再開で一致した。"]
ROW = {"title": LINES[0], "text": LINES[1]}
LINE = json.dumps(ROW, ensure_ascii=False).encode()
ITEM = f"<item><title>{LINES[0]}</title><description>{LINES[1]}</description></item>"
FEED = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"
KINDS = {
    ".csv": f"番号,見出し,本文\r\n1,{LINES[0]},{LINES[1]}\r\n".encode("utf-8-sig"),
    ".tsv": "\t".join(("見出し", "本文")).encode("cp932") + b"\n" + "\t".join(LINES).encode("cp932") + b"\n",
    ".jsonl": LINE + b"\n" + LINE,
    ".json": json.dumps([ROW], indent=1).encode(),
    ".xml": b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n" + FEED.encode(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_tables_and_feeds_are_read_by_their_bytes(kind: str) -> None:
    assert kind_of(KINDS[kind]) == kind
    for path in ("-", "記事"):
        found = list(parse_all(path, KINDS[kind]))
        assert found[0].path == f"{path}#1"
        assert [source.known.title.value for source in found if source.known.title] == [LINES[0]] * len(found)


def test_office_files_are_read_by_their_bytes() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    docx = pytest.importorskip("docx", reason="the extra [docx] is not installed")
    book, document = openpyxl.Workbook(), docx.Document()
    for cells in (["見出し", "本文"], LINES):
        book.active.append(cells)
    for line in LINES:
        document.add_paragraph(line)
    saved = []
    for made in (book, document):
        file = io.BytesIO()
        made.save(file)
        saved.append(file.getvalue())
    (row,), (text,) = (list(parse_all("-", data)) for data in saved)
    assert (row.encoding, text.encoding) == ("xlsx", "docx")
    assert LINES[1] in row.text and LINES[1] in text.text


@pytest.mark.parametrize(
    "text",
    [
        f"{LINES[0]}\n{LINES[1]}\n",
        f"[東京 3日 ロイター] - {LINES[1]}\n",
        f"{{注}}{LINES[1]}\n",
        f"見出し,本文の順に述べる。\n{LINES[1]}\n",
        f"国,首都,人口\nケニア,ナイロビ,5千万\n{LINES[1]}\n",
        f"<rssについて>\n{LINES[1]}\n",
    ],
)
def test_a_text_stays_one(text: str) -> None:
    assert kind_of(text.encode()) is None
    (source,) = parse_all("-", text.encode())
    assert source.text == text


def test_our_own_records_are_refused_without_a_name_too() -> None:
    with pytest.raises(InputError, match="output of meetextract"):
        list(parse_all("-", b'{"schema_version":2,"source":"a","meetings":[]}\n'))


def test_a_feed_on_standard_input_is_one_document_an_entry() -> None:
    found = run("-", stdin=KINDS[".xml"])
    assert [json.loads(line)["title"] for line in found.out.splitlines()] == [LINES[0]]
