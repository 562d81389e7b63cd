"""Mails and pages saved as MHTML: the part that people read, whatever its encoding, with what the header says."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from meetextract.errors import InputError
from meetextract.reader.sources import parse

TEXT = "早瀬外相は19日、東京で豪州のコール外相と会談し、協力で一致した。\n"
HTML = f"<html><body><h1>外相会談</h1><p>{TEXT.strip()}</p></body></html>"


def mail(content: EmailMessage | None = None) -> EmailMessage:
    message = content or EmailMessage()
    message["Subject"] = "外相会談"
    message["From"] = "東都新聞 <news@example.jp>"
    message["Date"] = "Wed, 20 May 2026 06:00:00 +0900"
    return message


def plain(charset: str, cte: str) -> Callable[[], bytes]:
    def made() -> bytes:
        message = mail()
        message.set_content(TEXT, charset=charset, cte=cte)
        return message.as_bytes()

    return made


def alternative() -> bytes:
    message = mail()
    message.set_content("このメールはHTML形式です。\n")
    message.add_alternative(HTML, subtype="html")
    message.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="a.bin")
    return message.as_bytes()


def iso_2022_jp() -> bytes:
    head = 'Subject: =?iso-2022-jp?B?GyRCMzBBajJxQ0wbKEI=?=\nFrom: "=?iso-2022-jp?B?GyRCRWxFVD83SjkbKEI=?=" <a@b>\n'
    return (
        head + "Date: Wed, 20 May 2026 06:00:00 +0900\nContent-Type: text/plain; charset=ISO-2022-JP\n\n"
    ).encode() + TEXT.encode("iso2022_jp")


@pytest.mark.parametrize(
    "made",
    [
        plain("utf-8", "base64"),
        plain("utf-8", "quoted-printable"),
        plain("utf-8", "8bit"),
        plain("shift_jis", "base64"),
        plain("euc-jp", "quoted-printable"),
        alternative,
        iso_2022_jp,
    ],
)
def test_a_mail_is_read_whatever_its_encoding(made: Callable[[], bytes]) -> None:
    source = parse("a.eml", made())
    assert source.text.split() == ["外相会談", TEXT.strip()]
    title, publisher, _ = source.known
    assert title is not None
    assert (title.value, publisher and publisher.value, source.published) == ("外相会談", "東都新聞", "2026-05-20")
    assert source.text[title.start : title.end] == "外相会談"
    assert source.extracted


@pytest.mark.parametrize(
    ("subject", "sender", "title", "publisher"),
    [
        ("Fwd: [news 12] 外相会談", "山田太郎 <a@b>", "外相会談", None),
        ("", "外務省", None, "外務省"),
        ("=?nonsense?Q?abc?=", "a@b", "abc", None),
    ],
)
def test_what_the_header_says(subject: str, sender: str, title: str | None, publisher: str | None) -> None:
    data = f"Subject: {subject}\nFrom: {sender}\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}".encode()
    known = parse("a.eml", data).known
    assert (known.title and known.title.value, known.publisher and known.publisher.value) == (title, publisher)


def test_the_plain_part_is_read_where_the_other_says_less() -> None:
    message = mail()
    message.set_content(TEXT)
    message.add_alternative("<p>画像</p>", subtype="html")
    assert TEXT.strip() in parse("a.eml", message.as_bytes()).text


def test_flowed_lines_are_one() -> None:
    data = b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n" + "早瀬 \n外相。\n次。".encode()
    assert parse("a.eml", data).text == "早瀬外相。\n次。"


def saved_page(html: str = HTML, charset: str = "utf-8") -> bytes:
    page = MIMEMultipart("related")
    page["From"] = "<Saved by Blink>"
    page["Date"] = "Sun, 29 Nov 2026 18:46:05 GMT"
    page["Subject"] = "外相会談 - 東都新聞"
    page.attach(MIMEText(html, "html", charset))
    page.attach(MIMEText("<p>枠の中【米=罠】</p>", "html", "utf-8"))
    return page.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "iso-2022-jp"])
@pytest.mark.parametrize("path", ["a.mhtml", "a.MHT", "-"])
def test_a_saved_page_is_its_first_part_and_the_day_of_saving_is_no_date(path: str, charset: str) -> None:
    source = parse(path, saved_page(charset=charset))
    assert source.text == f"外相会談\n{TEXT}"
    assert (source.published, source.known.published) == (None, None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Subject: x\nContent-Type: image/png\n\nabc", "empty"),
        (b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n\x00\x01", "binary"),
    ],
)
def test_what_holds_no_text_says_so(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse("a.eml", data)
    assert caught.value.code == code


def test_parts_nested_without_end_are_refused() -> None:
    depth = 3000
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    with pytest.raises(InputError):
        parse("a.eml", head.encode() + b"Content-Type: text/plain\n\nx\n")
