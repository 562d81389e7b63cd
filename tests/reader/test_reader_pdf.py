"""PDF: sentences come out whole; what is damaged, locked or a bomb is refused, and quickly."""

from __future__ import annotations

import sys
import time
import zlib

import pytest

from meetextract.errors import InputError, MissingExtraError
from meetextract.pipeline import extract_source
from meetextract.reader import layout, pdf
from meetextract.reader.compose import with_whole_headline
from meetextract.reader.layout import Piece
from meetextract.reader.sources import parse
from pdf_factory import make_pdf

pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")


def test_lines_of_a_column_become_sentences() -> None:
    data = make_pdf(
        ["鷹野防衛相は二日、豪州の国防相と会談し、共", "同訓練を拡大することで一致した。", "- 1 -"],
        ["　次の段落もある。"],
    )
    assert pdf.pdf_text(data).text == (
        "鷹野防衛相は二日、豪州の国防相と会談し、共同訓練を拡大することで一致した。\n　次の段落もある。"
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["一致した。", "次の文は続く"], ["一致した。", "次の文は続く"]),
        (
            ["見出し", "本文の一行目はこのように長く続いて", "二行目に続く。"],
            ["見出し", "本文の一行目はこのように長く続いて二行目に続く。"],
        ),
        (["短い項目が並んでいるところ", "１．同じ長さの項目である所", "２．同じ長さの項目である所"], None),
        (
            # As wide as the others, with fewer characters.
            [
                "来日中の共和国外務大臣ユルギス・バル",
                "カウスカス（Jurgis Balkauskas, Foreign",
                "Minister）と会談した。",
            ],
            ["来日中の共和国外務大臣ユルギス・バルカウスカス（Jurgis Balkauskas, Foreign Minister）と会談した。"],
        ),
        (
            # A bracket ends the line: a name in its own letters stands in a sentence, and so does what follows one.
            ["訪れたティグラン・ホフセピャン（T. Hovsepyan）", "首相と大統領は十日、首都で会談し一致した。"],
            ["訪れたティグラン・ホフセピャン（T. Hovsepyan）首相と大統領は十日、首都で会談し一致した。"],
        ),
        (
            ["会談は三度目となる。両国は断交した（後に復交）", "経緯があり、大統領がそれを伝えた。"],
            ["会談は三度目となる。両国は断交した（後に復交）経緯があり、大統領がそれを伝えた。"],
        ),
        (["外務大臣とフランス外務大臣との会談（概要）", "外務大臣は、フランスの大臣と会談した（一日目）"], None),
        (["12", "3/4", "― 5 ―"], []),
        ([], []),
    ],
)
def test_lines_that_go_on_are_joined(lines: list[str], joined: list[str] | None) -> None:
    pieces = [Piece(line, 50, 800 - 12 * number, 10) for number, line in enumerate(lines)]
    assert layout.joined([pieces]).split("\n") == ((joined if joined is not None else lines) or [""])


def page(*lines: str, x: float = 50, y: float = 700) -> list[Piece]:
    return [Piece(line, x, y - 12 * number, 10) for number, line in enumerate(lines)]


BODY = [
    "早瀬外相は、東京で豪州の外相と会談し、海底ケーブ",
    "ルの敷設で協力することで一致した。両外相は、年内",
    "に協議を開くことを確認した。",
]
SENTENCE = "".join(BODY)


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        # A long line among the others does not make them short.
        ([[*page(*BODY), *page("a" * 79, y=600)]], f"{SENTENCE}\n{'a' * 79}"),
        # A sentence goes on over pages; what repeats above and below is no text.
        (
            [
                [*page("東都新聞　1面", y=800), *page(BODY[0]), *page("1 / 2", y=20)],
                [*page("東都新聞　2面", y=800), *page(*BODY[1:]), *page("2 / 2", y=20)],
            ],
            SENTENCE,
        ),
        # What a browser prints on the only page.
        (
            [[*page("11/29/26, 7:45 PM", y=800), *page("外相会談…", x=300, y=800), *page(*BODY),
              *page("https://example.jp/a 1/1", y=20)]],
            SENTENCE,
        ),
        # A line that stands on every page amid the text is text.
        (
            [[*page(*BODY), *page("会談した。", y=400), *page(*BODY, y=300)]] * 2,
            "\n".join([SENTENCE, "会談した。", SENTENCE] * 2),
        ),
        # Two columns drawn line by line.
        (
            [[piece for left, right in zip(page(*BODY, *BODY, x=50), page(*BODY, *BODY, x=330), strict=True)
              for piece in (left, right)]],
            "\n".join([SENTENCE] * 4),
        ),
        # A headline broken over two lines is one line, and not the beginning of what follows.
        (
            [[Piece("外相、豪州外相と会談　海", 50, 760, 20), Piece("底ケーブルで協力", 50, 736, 20), *page(*BODY)]],
            f"外相、豪州外相と会談　海底ケーブルで協力\n{SENTENCE}",
        ),
        # Small kana over a word, drawn with it, are no line.
        (
            [[Piece(BODY[0], 50, 700, 10), Piece("はや せ", 50, 710, 5), *page(*BODY[1:], y=688)]],
            SENTENCE,
        ),
        # A headline that the page draws last stands first.
        ([[*page(*BODY), Piece("外相、豪州外相と会談", 50, 760, 20)]], f"外相、豪州外相と会談\n{SENTENCE}"),
        # A headline of other letters in a narrow column does not make its few lines short.
        (
            [[Piece("外相、豪州外相と会談　海底ケーブルの敷設で協力", 50, 760, 16), *page(*BODY)]],
            f"外相、豪州外相と会談　海底ケーブルの敷設で協力\n{SENTENCE}",
        ),
        # Letters set apart throughout are words all the same; single blanks are what they are.
        ([page(" ".join(BODY[0]), " ".join(BODY[1]))], BODY[0] + BODY[1]),
        ([page("日本 豪州")], "日本 豪州"),
    ],
    ids=["long line", "pages", "browser", "repeated", "columns", "headline", "readings", "drawn last", "narrow",
         "apart", "blank"],
)  # fmt: skip
def test_layout(pages: list[list[Piece]], text: str) -> None:
    assert layout.joined(pages) == text


def test_text_from_top_to_bottom_is_known_and_no_meeting_is_made_of_it() -> None:
    letters = [Piece(letter, 500, 700 - 10 * number, 10) for number, letter in enumerate(SENTENCE)]
    assert layout.vertical([letters])
    assert not layout.vertical([page(*BODY)])
    assert not layout.vertical([page(*"一覧表の中の縦の列")])
    document = extract_source("森外相は3日、ソウルで米国の国務長官と会談した。", unsupported=True)
    assert (document.meetings, [w.code for w in document.warnings]) == ((), ["unsupported-layout"])


def test_the_record_carries_the_text() -> None:
    source = parse("a.pdf", make_pdf(["会談した。"]))
    assert (source.text, source.extracted, source.encoding) == ("会談した。", True, "pdf")


def test_a_pdf_is_known_by_its_first_bytes_too() -> None:
    assert parse("-", make_pdf(["会談した。"])).text == "会談した。"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"%PDF-1.7\n" + b"\xff" * 1000,
        lambda data: data.replace(b"/Kids", b"/Kidz"),
        lambda data: data.replace(b"endstream", b"endstraem"),
        lambda data: b"%PDF-1.7",
    ],
    ids=["cut in half", "noise", "no pages", "streams that do not end", "nothing but its name"],
)
def test_a_damaged_file_is_an_input_error(damage: object) -> None:
    data = damage(make_pdf(["会談した。"]))  # type: ignore[operator]
    try:
        text = parse("a.pdf", data).text
    except InputError as error:
        assert error.path == "a.pdf"
        assert error.code in {"unreadable", "empty"}
        assert error.hint
    else:
        assert text == "会談した。"  # repaired: fine as well


def test_a_scan_has_no_text_and_says_what_to_do() -> None:
    with pytest.raises(InputError, match="holds no text") as caught:
        parse("scan.pdf", make_pdf([]))
    assert "OCR" in str(caught.value.hint)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(InputError, match="3 pages, more than 2") as caught:
        pdf.pdf_text(make_pdf(["一"], ["二"], ["三"]))
    assert caught.value.code == "too-large"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 10)
    with pytest.raises(InputError, match="more than 10 characters"):
        pdf.pdf_text(make_pdf(["会談した。"], ["会談した。会談した。"]))


def test_a_stream_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", 3)  # pypdf's own bounds let 75 MB through, which take a while to read
    packer = zlib.compressobj(9)
    bomb = b"".join([packer.compress(b" " * 10_000_000) for _ in range(100)]) + packer.flush()
    normal = make_pdf(["会談した。"])
    at = normal.index(b"<</Length", normal.index(b"6 0 obj"))
    end = normal.index(b"endstream", at)
    data = normal[:at] + b"<</Length %d /Filter /FlateDecode>> stream\n%b\n" % (len(bomb), bomb) + normal[end:]
    with pytest.raises(InputError):
        parse("bomb.pdf", data)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX timers")
def test_a_file_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf  # noqa: PLC0415  (an extra)

    monkeypatch.setattr(pdf, "MAX_SECONDS", 1)
    monkeypatch.setattr(pypdf.PageObject, "extract_text", lambda _page, **_: time.sleep(60))
    with pytest.raises(InputError, match="more than 1 seconds"):
        pdf.pdf_text(make_pdf(["会談した。"]))


def test_without_the_extra_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtraError) as caught:
        parse("a.pdf", make_pdf(["会談した。"]))
    assert "-m pip install pypdf" in str(caught.value.hint)


def test_a_locked_file_says_so() -> None:
    import io  # noqa: PLC0415

    import pypdf  # noqa: PLC0415

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf(["会談した。"])))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(InputError, match="encrypted"):
        parse("a.pdf", locked.getvalue())


@pytest.mark.parametrize(
    ("page_lines", "title", "read"),
    [
        ("日豪外相が会\n談　海底で協力\n本文。", "日豪外相が会談　海底で協力", "日豪外相が会談　海底で協力\n本文。"),
        ("東都新聞\n外相会談　\n港を開く\n本文。", "外相会談　港を開く", "東都新聞\n外相会談　港を開く\n本文。"),
        ("外相会談\n本文。", "外相会談", "外相会談\n本文。"),
        ("外相会談\n港を開く\n本文。", "外相会談", "外相会談\n港を開く\n本文。"),
        ("外相会談\n本文。", "Microsoft Word - a.docx", "外相会談\n本文。"),
    ],
)
def test_a_headline_in_several_lines_is_one_where_the_file_says_its_title(
    page_lines: str, title: str, read: str
) -> None:
    assert with_whole_headline(page_lines, title) == read
