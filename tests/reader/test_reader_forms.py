"""One article, every form: whatever an article was saved as, its record is that of the plain text, offsets apart."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from meetextract.errors import InputError
from meetextract.export.json import to_dict
from meetextract.pipeline import extract_source
from meetextract.reader import Source, parse
from meetextract.reader.documents import read_many
from wrapping import chopped

WIDTH = 76  # of lines that are broken; narrower ones: tests/text/test_reading.py
QUALITY = Path(__file__).parents[1] / "quality"
ARTICLES = (
    "corpus/db07-unclosed", "corpus/dm03-ae-vtc", "corpus/dm13-fi-nounstop", "corpus/dm18-se-jdefense",
    "corpus/dn09-wing-nz", "corpus/dn14-us-ph-phone", "corpus/dm12-vn-circled", "corpus/db14-asean-six",
    "corpus/dm01-au-numbered", "corpus/dn07-br-visit", "corpus/db16-gulf-vice", "corpus/dm06-dtt",
)  # fmt: skip


@cache
def lines_of(name: str) -> list[str]:
    """The lines of an article that hold words, its headline first."""
    text = (QUALITY / f"{name}.txt").read_text("utf-8")
    title = extract_source(text).title
    assert title
    return [title, *(line.rstrip() for line in text.splitlines() if line.strip() and title not in line)]


def as_text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def as_page(lines: list[str], style: str = "") -> str:
    title, *others = map(html.escape, lines)
    body = "\n".join(f"<p>{line}</p>" for line in others)
    return (
        f"<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>{title}</title><style>{style}</style></head>"
        "<body>"
        f"<nav><ul><li><a href=a>政治</a></li><li><a href=b>外相、仏外相と会談</a></li></ul></nav>"
        f"<main><h1>{title}</h1>\n{body}</main><footer>外相、伊外相と会談し一致した。</footer></body></html>"
    )


def as_markdown(lines: list[str]) -> str:
    title, *others = lines
    return f"---\ntitle: {title}\n---\n\n# {title}\n\n" + "\n\n".join(others) + "\n"


def as_saved_page(lines: list[str]) -> bytes:
    page = MIMEMultipart("related")
    page["From"] = "<Saved by Blink>"
    page["Date"] = "Sun, 29 Nov 2026 18:46:05 GMT"
    page.attach(MIMEText(as_page(lines), "html", "utf-8"))
    return page.as_bytes()


def as_mail(lines: list[str], *, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = lines[0]
    message["From"] = "記者 <a@example.jp>"
    message.set_content("\n\n".join(lines) + "\n", charset=charset, cte="base64")
    return message.as_bytes()


def as_html_mail(lines: list[str]) -> bytes:
    message = EmailMessage()
    message["Subject"] = lines[0]
    message.set_content("\n".join(lines))
    message.add_alternative(as_page(lines), subtype="html")
    return message.as_bytes()


def as_word(lines: list[str]) -> bytes:
    docx = pytest.importorskip("docx", reason="the extra [docx] is not installed")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_csv(lines: list[str]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["番号", "見出し", "本文"], ["1", lines[0], "\n".join(lines[1:])]])
    return file.getvalue().encode("utf-8-sig")


def as_json_line(lines: list[str]) -> bytes:
    return json.dumps({"title": lines[0], "text": as_text(lines)}, ensure_ascii=False).encode()


def as_workbook(lines: list[str]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [excel] is not installed")
    book = openpyxl.Workbook()
    book.active.append(["Headline", "Full text"])
    book.active.append([lines[0], "\n".join(lines[1:])])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_feed(lines: list[str]) -> bytes:
    body = html.escape("".join(f"<p>{html.escape(line)}</p>" for line in lines[1:]))
    return (
        f"<rss version='2.0'><channel><item><title>{html.escape(lines[0])}</title>"
        f"<description>{body}</description></item></channel></rss>"
    ).encode()


def as_broken_text(lines: list[str]) -> str:
    return chopped(as_text(lines), WIDTH)


def as_broken_page(lines: list[str]) -> str:
    """Every paragraph with <br> at the edge, as mails and old pages have it."""
    title, *others = (html.escape(line.strip()) for line in lines)
    body = "\n".join(f"<p>{chopped(line, WIDTH)}</p>".replace("\n", "<br>\n") for line in others)
    return f"<!DOCTYPE html><meta charset=utf-8><title>{title}</title><main><h1>{title}</h1>\n{body}</main>"


def as_preformatted(lines: list[str]) -> str:
    title, *others = map(html.escape, lines)
    body = chopped("\n\n".join(others), WIDTH)
    return f"<!DOCTYPE html><meta charset=utf-8><title>{title}</title><main><h1>{title}</h1>\n<pre>{body}</pre></main>"


def as_mailbox(lines: list[str]) -> bytes:
    mail = as_mail(lines).replace(b"\nFrom ", b"\n>From ")
    return b"From news@example.jp Thu Mar  5 01:00:00 2026\n" + mail + b"\n"


def as_zip(lines: list[str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("記事/一.txt", as_text(lines))
    return file.getvalue()


FORMS: dict[str, tuple[str, Callable[[list[str]], str | bytes]]] = {
    "broken text": ("a.txt", as_broken_text),
    "broken page": ("a.html", as_broken_page),
    "preformatted page": ("a.html", as_preformatted),
    "Markdown": ("a.md", as_markdown),
    "page": ("a.html", as_page),
    "XHTML": ("a.xhtml", as_page),
    "saved page": ("a.mhtml", as_saved_page),
    "mail": ("a.eml", as_mail),
    "mail in HTML": ("a.eml", as_html_mail),
    "Word": ("a.docx", as_word),
    "CSV row": ("a.csv", as_csv),
    "JSON line": ("a.jsonl", as_json_line),
    "workbook row": ("a.xlsx", as_workbook),
    "feed entry": ("a.xml", as_feed),
    "mailbox": ("a.mbox", as_mailbox),
    "zip file": ("a.zip", as_zip),
}


def read_one(path: str, data: bytes) -> Source:
    if path.endswith((".csv", ".jsonl", ".xlsx", ".xml", ".mbox", ".zip")):
        (row,) = read_many(path, data)
        assert not isinstance(row, InputError)
        return row
    return parse(path, data)


def said(source: Source) -> Any:
    """What a record says, without the places."""
    record = to_dict(
        extract_source(source.text, readings=source.readings, known=source.known, published=source.published)
    )

    def bare(text: str | None) -> str:
        return "".join((text or "").split())

    def words(span: dict[str, Any] | None) -> str | None:
        return bare(span.get("value") or span["text"]) if span else None

    return [
        {
            "status": meeting["status"],
            "mode": meeting["mode"],
            "countries": [country["code"] for country in meeting["countries"]],
            "date": (meeting["date"] or {}).get("value"),
            "place": words(meeting["place"]),
            "persons": [(p["name"], p["titles"], p["country"]) for p in meeting["participants"]],
            "points": [
                (point["kind"], point["by"], point["joint"], words(point["content"]), words(point["predicate"]))
                for point in meeting["points"]
            ],
        }
        for meeting in record["meetings"]
    ] + [bare(record["title"]), record["published"]]


@cache
def expected(name: str) -> Any:
    return said(Source("a.txt", as_text(lines_of(name)), "utf-8"))


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("form", FORMS)
def test_the_record_of_every_form_is_that_of_the_text(form: str, name: str) -> None:
    path, made = FORMS[form]
    data = made(lines_of(name))
    source = read_one(path, data if isinstance(data, bytes) else data.encode())
    assert said(source) == expected(name)


def test_the_articles_hold_meetings() -> None:
    assert all(len(expected(name)) > 2 for name in ARTICLES)


# Printed by a browser


LAYOUTS = {
    "plain": {},
    "small pages": {"width": "90mm", "height": "120mm", "display_header_footer": True},
    "two columns": {"style": "body{columns:2;column-gap:2em;font-size:9pt} h1{column-span:all;font-size:12pt}"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_printed_by_a_browser(printing: Any, layout: str) -> None:
    pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    options = dict(LAYOUTS[layout])
    style = f"nav,footer{{display:none}}{options.pop('style', '')}"
    wrong = []
    for name in ARTICLES:
        page = printing.new_page()
        page.set_content(as_page(lines_of(name), style))
        data = page.pdf(**options)
        page.close()
        if said(parse("a.pdf", data)) != expected(name):
            wrong.append(name)
    assert wrong == []
