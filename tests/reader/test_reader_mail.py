"""Mails and pages saved as MHTML: the part that people read, whatever its encoding, with what the header says."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from meetextract.errors import InputError
from meetextract.pipeline import extract_source
from meetextract.reader.documents import parse_all
from meetextract.reader.mail import read_mails
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


ARTICLE = "　早瀬外相は19日、東京で豪州のコール外相と会談し、海底ケーブルの敷設で協力することで一致した。"
OTHER = ARTICLE.replace("豪州のコール", "伊のロッシ")


def of_today(subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "山田 <y@example.jp>"
    message["Date"] = "Sun, 31 May 2026 09:00:00 +0900"
    message.set_content(text)
    return message


FORWARDS = {
    "by Gmail": (
        "ご参考まで。\n\n---------- Forwarded message ---------\nFrom: 東都新聞 <news@toto.example>\n"
        "Date: 2026年5月20日(水) 7:02\nSubject: 外相会談\nTo: <y@example.jp>\n\n\n"
    ),
    "by Outlook": (
        "各位\n\n________________________________\n差出人: 東都新聞 <news@toto.example>\n"
        "送信日時: 2026年5月20日水曜日 6:30\n宛先: y@example.jp\n件名: 外相会談\n\n"
    ),
    "by Apple Mail": (
        "\n> Begin forwarded message:\n> \n> *From:* 東都新聞 <news@toto.example>\n> *Subject:* 外相会談\n"
        "> *Date:* May 20, 2026 at 6:30 JST\n> *To:* y@example.jp\n\n"
    ),
}


@pytest.mark.parametrize("head", FORWARDS.values(), ids=FORWARDS)
def test_a_forwarded_mail_is_the_one_that_was_sent_first(head: str) -> None:
    source = parse("a.eml", of_today("Fwd: 外相会談", f"{head}{ARTICLE}\n").as_bytes())
    title, publisher, _ = source.known
    assert (title and title.value, publisher and publisher.value) == ("外相会談", "東都新聞")
    assert source.published == "2026-05-20"
    assert source.text.split() == ["外相会談", ARTICLE.strip()]


def test_what_is_quoted_in_an_answer_is_no_forward() -> None:
    source = parse("a.eml", of_today("Re: 外相会談", f"{FORWARDS['by Gmail']}{ARTICLE}\n").as_bytes())
    assert "ご参考まで。" in source.text and source.published == "2026-05-31"


def attached(*texts: str, cover: str) -> bytes:
    message = of_today("転送", cover)
    for number, text in enumerate(texts, 1):
        inner = of_today(f"外相会談{number}", text)
        inner.replace_header("Date", "Wed, 20 May 2026 09:00:00 +0900")
        message.add_attachment(inner)
    return message.as_bytes()


def test_attached_mails_are_documents_of_their_own() -> None:
    (one,) = parse_all("a.eml", attached(ARTICLE, cover="添付のとおり。"))
    assert (one.path, one.published, one.text.split()[0]) == ("a.eml", "2026-05-20", "外相会談1")
    found = list(parse_all("a.eml", attached(ARTICLE, OTHER, cover="添付のとおり。")))
    assert [(one.path, one.text.split()[0]) for one in found] == [("a.eml#1", "外相会談1"), ("a.eml#2", "外相会談2")]
    assert len(list(parse_all("a.eml", attached(ARTICLE, cover=OTHER)))) == 2


def test_the_articles_of_a_digest_have_texts_of_their_own() -> None:
    first, second = (f"■ {text[1:9]}会談\n  {paper}　{day}\n\n{text}\n" for text, paper, day in (
        (ARTICLE, "東都新聞", "2026年5月20日"), (OTHER, "西都新聞", "2024年11月19日")))  # fmt: skip
    rule = "-" * 60
    data = of_today("[news 12] 今週の外交", f"目次\n 1. 会談\n{rule}\n{first}{rule}\n{second}{rule}\n").as_bytes()
    found = list(parse_all("a.eml", data))
    assert [one.path for one in found] == ["a.eml#1", "a.eml#2"]
    assert [(ARTICLE in one.text, OTHER in one.text) for one in found] == [(True, False), (False, True)]
    assert all(one.known.title is None and one.part is None for one in found)


def test_a_label_before_the_headline_is_none_of_it() -> None:
    subject = "【東都新聞ニュース】外相、豪州外相と会談へ"
    source = parse("a.eml", of_today(subject, f"外相、豪州外相と会談へ\n\n{ARTICLE}\n").as_bytes())
    assert source.known.title is not None and source.known.title.value == "外相、豪州外相と会談へ"
    assert source.text.count("会談へ") == 1


@pytest.mark.parametrize(
    ("attribution", "said", "day"),
    [
        ("2026年5月22日(金) 7:00 早瀬花子 <hayase@example.jp>:", "ありがとうございます。", "2026-05-20"),
        ("On Fri, May 22, 2026 Hayase wrote:", "拝読しました。", "2026-05-20"),
        # Whoever tells something himself is read.
        ("On Fri, May 22, 2026 Hayase wrote:", TEXT, "2026-05-31"),
    ],
)
def test_an_answer_that_only_gives_thanks_is_the_article_that_it_quotes(attribution: str, said: str, day: str) -> None:
    message = of_today("Re: 外相会談", f"{said}\n\n{attribution}\n\n> 外相会談\n> 東都新聞　2026年5月20日\n>\n> {TEXT}")
    source = parse("a.eml", message.as_bytes())
    document = extract_source(source.text, known=source.known, published=source.published)
    assert document.published == day
    assert document.title == "外相会談"


@pytest.mark.parametrize("subject", ["ニュース", "プレスリリース", "速報"])
def test_a_subject_that_names_no_article_is_no_headline(subject: str) -> None:
    message = of_today(subject, f"外相、豪外相と会談\n\n{TEXT}")
    assert parse("a.eml", message.as_bytes()).text.startswith("外相、豪外相と会談")


def test_a_subject_keeps_its_wide_blank_and_loses_its_folds() -> None:
    subject = "日豪外相が会談\u3000海底ケーブルの敷設で協力することを確認し、来年の会合でも合意"
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("森外相は4日、パリでラオ豪外相と会談した。\n")
    (mail,) = read_mails(message.as_bytes(), None, page=False)
    assert mail.text.startswith(subject + "\n")
