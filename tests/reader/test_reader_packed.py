"""Mailboxes and zip files: every mail and every member an article of its own; and kinds that are not read."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from command_runner import ARTICLE, OTHER, run
from meetextract.errors import InputError
from meetextract.reader import Source, find_inputs, parse, read_many

HEAD = b"From news@example.jp Thu Mar  5 01:00:00 2026\n"


def mail(subject: str, body: str, *, day: str = "Wed, 04 Mar 2026 10:00:00 +0900") -> bytes:
    fields = f"Subject: {subject}\nDate: {day}\nContent-Type: text/plain; charset=utf-8\n"
    return HEAD + f"{fields}Content-Transfer-Encoding: 8bit\n\n{body}\n".encode()


def read(path: str, data: bytes) -> list[tuple[str, str]]:
    return [(one.path or "", one.code if isinstance(one, InputError) else one.text) for one in read_many(path, data)]


def zipped(*members: tuple[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in members:
            package.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mailbox_is_one_document_a_mail(end: str) -> None:
    data = (mail("一", "From 2026 on.\n会談した。\n") + b"\n" + mail("二", "\n>From us 2026\n終わり。")).replace(
        b"\n", end.encode()
    )
    first, second = read("a.mbox", data)
    assert (first[0], first[1].rstrip()) == ("a.mbox#1", "一\n\nFrom 2026 on.\n会談した。")
    assert second[0] == "a.mbox#2"
    assert "\nFrom us 2026\n" in second[1]


def test_a_mail_that_cannot_be_read_is_named_and_the_next_one_read() -> None:
    data = HEAD + b"Content-Type: image/png\n\nabc\n\n" + mail("二", "会談した。")
    bad, good = read_many("a.mbox", data)
    assert isinstance(bad, InputError)
    assert (bad.path, bad.line, bad.code) == ("a.mbox#1", 1, "empty")
    assert isinstance(good, Source)
    assert (good.path, good.published) == ("a.mbox#2", "2026-03-04")


def test_a_digest_in_a_mailbox_is_divided_like_any_mail(tmp_path: Path) -> None:
    body = f"{ARTICLE}\n----------\n\n{OTHER}"
    (tmp_path / "a.mbox").write_bytes(mail("会談のまとめ", body))
    (tmp_path / "a.eml").write_bytes(mail("会談のまとめ", body).removeprefix(HEAD))
    box, one = run("a.mbox", cwd=tmp_path), run("a.eml", cwd=tmp_path)
    assert [record["meetings"] for record in box.records] == [record["meetings"] for record in one.records]


def test_a_zip_file_is_read_like_a_folder() -> None:
    data = zipped(
        ("b.txt", "二"), ("a/日.txt", "一".encode("cp932")), (".hidden.txt", "三"), ("__MACOSX/b.txt", "四"),
        ("README.md", "五"), ("c.png", b"\x89PNG"), ("d.csv", "text\n六\n七\n"), ("e.txt", b"\0\1"), ("f.txt", b""),
    )  # fmt: skip
    assert read("z.zip", data) == [
        ("z.zip#a/日.txt", "一"), ("z.zip#b.txt", "二"), ("z.zip#d.csv#1", "六"), ("z.zip#d.csv#2", "七"),
        ("z.zip#e.txt", "binary"), ("z.zip#f.txt", "empty"),
    ]  # fmt: skip


def test_names_that_windows_packed(tmp_path: Path) -> None:
    data = zipped(("@@@@.txt", "一")).replace(b"@@@@", "会談".encode("cp932"))
    assert read("z.zip", data) == [("z.zip#会談.txt", "一")]


def test_a_zip_file_is_read_where_it_is_named_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(zipped(("a.txt", ARTICLE), ("b.png", b"\x89PNG")))
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    others: Counter[str] = Counter()
    assert [one.path for one in find_inputs([str(tmp_path)], others=others)] == [str(tmp_path / "a.txt")]
    assert others == {".zip": 1}
    done = run("z.zip", cwd=tmp_path)
    assert done.records[0]["source"] == "z.zip#a.txt"
    assert "not read: 1 .png" in done.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_records_of_packed_articles_are_verified_and_taken_up_again(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "z.zip").write_bytes(zipped(("a.txt", ARTICLE), ("m.mbox", mail("二", OTHER) + b"\n")))
    whole = run("z.zip", "-o", "a.jsonl", "-j", jobs, "--resume", cwd=tmp_path)
    assert whole.status == 0
    written = (tmp_path / "a.jsonl").read_bytes()
    assert "2 records" in run("--verify", "a.jsonl", cwd=tmp_path).err
    again = run("z.zip", "-o", "a.jsonl", "-j", jobs, "--resume", cwd=tmp_path)
    assert "(2 as before)" in again.err
    assert (tmp_path / "a.jsonl").read_bytes() == written


NOT_READ = {
    "a.msg": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "save it as .eml"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 600, "unpack it"),
    "a.doc": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "save it as .docx"),
    "a.rtf": (b"{\\rtf1\\ansi a}", "save it as .docx"),
    "a.txt": (b"{\\rtf1\\ansi a}", "save it as .docx"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + b"\0" * 600, "OCR"),
    "Inbox": (mail("一", "会談した。"), "ends in .mbox"),
}


@pytest.mark.parametrize("path", NOT_READ)
def test_what_is_not_read_says_what_to_do(path: str) -> None:
    data, hint = NOT_READ[path]
    with pytest.raises(InputError) as caught:
        parse(path, data)
    assert caught.value.code == "wrong-suffix"
    assert hint in str(caught.value.hint)


def test_an_article_that_begins_with_from_is_read() -> None:
    assert parse("a.txt", b"From Tokyo 2026\nText\n").text == "From Tokyo 2026\nText\n"
