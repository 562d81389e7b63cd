"""Files made to do harm: every form is read or refused, quickly, within bounds, and nothing outside is fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from meetextract.errors import InputError
from meetextract.reader import Source, parse
from meetextract.reader.documents import read_many
from meetextract.reader.rows import read_rows
from test_hostile import patience

BODY = "森外相は3日、ソウルで米国の国務長官と会談した。"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ははは"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 50}">' for n in range(10))
    + ']><rss version="2.0"><channel><item><title>&k;</title></item></channel></rss>'
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'


def workbook(sheet: str) -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    made, changed = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return changed.getvalue()


def zipped(*members: tuple[str, bytes], secret: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    made = file.getvalue()
    return made.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01") if secret else made


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities in a feed": ("a.xml", ENTITIES.encode),
    "entities in a feed, in UTF-16": ("a.xml", lambda: ENTITIES.encode("utf-16")),
    "a file named by a feed": ("a.xml", OUTSIDE.encode),
    "a feed nested without end": ("a.xml", lambda: b"<rss>" + b"<a>" * 100_000),
    "entities in a workbook": ("a.xlsx", lambda: workbook(ENTITIES)),
    "a workbook that is no XML": ("a.xlsx", lambda: workbook("<worksheet><sheetData><row r='99999999999'>")),
    "a workbook of noise": ("a.xlsx", lambda: b"PK\x03\x04" + b"\xff" * 1000),
    "Parquet that lies about its lengths": ("a.parquet", lambda: b"PAR1" + b"\xff" * 100 + b"\xff\xff\xff\x7fPAR1"),
    "JSON nested without end": ("a.jsonl", lambda: b'{"text":' * 200_000),
    "a cell without end": ("a.csv", lambda: b'id,text\n1,"' + b"a" * 1_000_000),
    "a million columns": ("a.csv", lambda: b"," * 1_000_000 + b"\n"),
    "a zip file of noise": ("a.zip", lambda: b"PK\x03\x04" + b"\xff" * 1000),
    "a zip file that unpacks without end": ("a.zip", lambda: zipped(("a.txt", b"\0" * 200_000_000))),
    "a zip file in a zip file": ("a.zip", lambda: zipped(("a.zip", zipped(("a.txt", BODY.encode()))))),
    "a zip file with a password": ("a.zip", lambda: zipped(("a.txt", BODY.encode()), secret=True)),
    "a zip file of pictures": ("a.zip", lambda: zipped(("a.png", b"\x89PNG"))),
    "a mail without end": ("a.mbox", lambda: b"From a 2026\nSubject: a\n\n" + b"a" * 70_000_000),
    "a mailbox of no mail": ("a.mbox", BODY.encode),
    "a mailbox of empty mails": ("a.mbox", lambda: b"From a 2026\nContent-Type: image/png\n\n\n" * 2),
}


@pytest.mark.parametrize("name", REFUSED)
def test_tables_and_feeds_that_are_refused(name: str) -> None:
    path, made = REFUSED[name]
    with patience():
        rows = list(read_many(path, made(), max_size=500_000 if path == "a.csv" else 64_000_000))
    assert 1 <= len(rows) <= 2
    assert all(isinstance(row, InputError) for row in rows)
    assert "root:" not in str(rows)


READ: dict[str, tuple[str, bytes]] = {
    "Markdown of brackets": ("a.md", (BODY + "[" * 20_000 + "!" * 100).encode()),
    "Markdown of quotes": ("a.md", (BODY + "\n\n" + "> " * 20_000).encode()),
    "Markdown of footnotes": ("a.md", (BODY + "[^a]" * 10_000 + "\n\n[^a]: [^a]").encode()),
    "Markdown of front matter": ("a.md", ("---\n" + "a: b\n" * 50_000 + "---\n" + BODY).encode()),
    "a page of relations": ("a.html", (f"<p>{BODY}</p>" + "<div>関連" * 5_000).encode()),
    "a page of JSON-LD": (
        "a.html",
        (f"<p>{BODY}</p>" + '<script type="application/ld+json">' + "[" * 500_000 + "</script>").encode(),
    ),
    "a mail of headers": ("a.eml", b"Subject: =?utf-8?B?" + b"A" * 200_000 + b"?=\n\n" + BODY.encode()),
    "a mail of parts": (
        "a.eml",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
        + BODY.encode() + b"\n--b\n\nx" * 20_000,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_read_all_the_same(name: str) -> None:
    path, data = READ[name]
    with patience():
        source = parse(path, data)
    assert isinstance(source, Source)
    assert BODY in source.text


def test_a_formula_in_a_workbook_is_never_run() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    book = openpyxl.Workbook()
    book.active.append(["title", "text"])
    book.active.append(['=WEBSERVICE("http://example.jp")', BODY])
    file = io.BytesIO()
    book.save(file)
    (row,) = read_rows("a.xlsx", file.getvalue())
    assert isinstance(row, Source)
    assert row.text == BODY
