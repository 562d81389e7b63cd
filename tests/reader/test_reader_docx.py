"""Word files: paragraphs, tables, boxes and ruby come out whole; macros, links and bombs do nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from meetextract.errors import InputError, MissingExtraError
from meetextract.reader.sources import parse
from meetextract.text.known import Fact

docx = pytest.importorskip("docx", reason="the extra [docx] is not installed")

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def make_docx(body: str, **parts: bytes) -> bytes:
    """A Word file with this body."""
    file = io.BytesIO()
    docx.Document().save(file)
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, data)
        for name, data in parts.items():
            new.writestr(name, data)
    return changed.getvalue()


def paragraph(text: str, more: str = "") -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t>{more}</w:r></w:p>'


def cell(*texts: str) -> str:
    return "<w:tc>" + "".join(paragraph(text) for text in texts) + "</w:tc>"


RUBY = "<w:ruby><w:rt><w:r><w:t>はやせ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>早瀬</w:t></w:r></w:rubyBase></w:ruby>"
BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>"
    "</mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
).format(paragraph("箱の中。"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("会談した。") + "<w:p/>" + paragraph("　一致した。"), "会談した。\n\n　一致した。\n"),
        (
            '<w:p><w:r><w:t>会談</w:t></w:r><w:hyperlink r:id="x" xmlns:r="r"><w:r><w:t>した</w:t></w:r></w:hyperlink>'
            "<w:r><w:t>。</w:t><w:br/><w:t>次</w:t></w:r></w:p>",
            "会談した。\n次\n",
        ),
        (
            "<w:p><w:del><w:r><w:delText>罠</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>罠</w:t></w:r></w:moveFrom>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>罠</w:t></w:r><w:r><w:instrText>罠</w:instrText></w:r>"
            "<w:ins><w:r><w:t>会談した。</w:t></w:r></w:ins></w:p>",
            "会談した。\n",
        ),
        (
            f"<w:tbl><w:tr>{cell('国')}{cell('外相')}</w:tr><w:tr>{cell('米')}{cell('甲')}</w:tr></w:tbl>",
            "国\t外相\n米\t甲\n",
        ),
        (
            f"<w:tbl><w:tr>{cell('会談した。', '一致した。')}{cell('写真')}</w:tr></w:tbl>",
            "会談した。\n一致した。\n写真\n",
        ),
        (paragraph("会談", BOX) + paragraph("した。"), "会談\n箱の中。\nした。\n"),
        (f"<w:p><w:r>{RUBY}</w:r><w:r><w:t>外相</w:t></w:r></w:p>", "早瀬外相\n"),
    ],
    ids=["paragraphs", "runs", "deleted", "table", "layout table", "text box", "ruby"],
)
def test_text(body: str, text: str) -> None:
    source = parse("a.docx", make_docx(body))
    assert (source.text, source.extracted, source.encoding) == (text, True, "docx")


def test_ruby_is_a_reading() -> None:
    source = parse("a.docx", make_docx(paragraph("題") + f"<w:p><w:r>{RUBY}</w:r><w:r><w:t>外相</w:t></w:r></w:p>"))
    assert [(source.text[start:end], word) for start, end, word in source.readings] == [("早瀬", "はやせ")]


def test_a_paragraph_of_style_title_is_the_title() -> None:
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>外相会談</w:t></w:r></w:p>'
    assert parse("a.docx", make_docx(paragraph("政治") + title)).known.title == Fact("外相会談", 3, 7)


def test_macros_and_external_references_are_left_alone() -> None:
    data = make_docx(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "file:///etc/passwd"</w:instrText></w:r>'
        "</w:p>" + paragraph("会談した。"),
        **{"word/vbaProject.bin": b"\0" * 1000},
    )
    assert parse("a.docx", data).text == "\n会談した。\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "unreadable"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "unreadable"),
        (make_docx("<w:p>"), "unreadable"),
        (make_docx("", **{"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "unreadable"),
        (make_docx("<w:smartTag>" * 5000 + "</w:smartTag>" * 5000), "unreadable"),
        (make_docx(""), "empty"),
    ],
    ids=["cut off", "old Word", "no XML", "entities", "nested", "no text"],
)
def test_what_is_no_word_file_of_people_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse("a.docx", data)
    assert caught.value.code == code


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    from meetextract.reader import packages  # noqa: PLC0415

    monkeypatch.setattr(packages, "MAX_MEMBER", 1_000_000)
    with pytest.raises(InputError, match="unpacks to") as caught:
        parse("a.docx", make_docx(paragraph("会談した。"), **{"word/x.xml": b" " * 2_000_000}))
    assert caught.value.code == "too-large"


def test_without_the_extra_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415

    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError) as caught:
        parse("a.docx", b"PK\x03\x04")
    assert "-m pip install python-docx" in str(caught.value.hint)
