"""Encodings are found without asking, or the input is refused: never mojibake."""

from __future__ import annotations

import codecs
import random

import pytest

from meetextract.errors import InputError
from meetextract.reader.encodings import decode

TEXTS = {
    "article": "小泉防衛相は2日、クアラルンプールでヘグセス米国防長官と会談した。\r\n両氏は同盟の強化で一致した。\n",
    "header": "【米=ヘグセス国防長官】",
    "kanji only": "日米外相会談",
    "katakana": "マールズ",
    "one word in brackets": "（了）",
    "year": "2024年",
    "half-width kana": "ﾍｸﾞｾｽ米国防長官と会談した。",
    "rare name": "【中国=董軍国防部長】と会談した",
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_text_comes_back_whatever_it_was_saved_in(name: str, encoding: str) -> None:
    text = TEXTS[name]
    if name == "half-width kana" and encoding == "iso2022_jp":
        encoding = "iso2022_jp_ext"
    if name == "one word in brackets" and encoding in {"cp932", "euc_jp"}:
        pytest.skip("three characters, of which two are brackets: refused, as the next test says")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_what_is_too_short_to_tell_is_refused_and_not_guessed(encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        decode("（了）".encode(encoding))
    assert caught.value.code == "undecodable"
    assert "--encoding" in str(caught.value.hint)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [TEXTS["article"], "一致した。　岸田は一つ一つ説明した。1\n", "ひらがなばかりのぶんしょうです"]
)
def test_utf_16_needs_no_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("marked", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_is_no_part_of_the_text(marked: bytes) -> None:
    encoding = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}[marked]
    assert decode(marked + "会談した".encode(encoding)).text == "会談した"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_are(newline: str) -> None:
    text = f"会談した。{newline}一致した。{newline}"
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("①会談した㈱", b"\x1b$B-!2qCL$7$?-j\x1b(B"),  # NEC's row 13 in ISO-2022-JP
        ("①会談した。", b"\xad\xa1\xb2\xf1\xc3\xcc\xa4\xb7\xa4\xbf\xa1\xa3"),  # and in EUC-JP
        ("①会談した。髙市", "①会談した。髙市".encode("cp932")),  # and IBM's characters in cp932
    ],
)
def test_characters_that_windows_adds(text: str, data: bytes) -> None:
    assert decode(data).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("美国国防部长赫格塞斯11月1日在吉隆坡与中国国防部长董军举行会谈,双方就台湾问题交换了意见。", "gb18030"),
        ("美國國防部長赫格塞斯1日在吉隆坡與中國國防部長董軍舉行會談，雙方就台灣問題交換意見。", "big5"),
        ("헤그세스 미국 국방장관은 1일 쿠알라룸푸르에서 둥쥔 중국 국방부장과 회담했다.", "cp949"),
        ("Министр обороны США провел встречу с министром обороны Китая.", "koi8_r"),
        ("Министр обороны США провел встречу с министром обороны Китая.", "cp1251"),
        ("Le ministre a été reçu à Séoul, où il a rencontré son homologue.", "latin-1"),
    ],
)
def test_other_encodings_are_refused_with_a_hint(text: str, encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(text.encode(encoding))
    assert caught.value.code == "undecodable"
    assert "--encoding" in str(caught.value.hint)
    assert decode(text.encode(encoding), encoding).text == text


@pytest.mark.parametrize("size", [6, 10, 20])
def test_pieces_of_chinese_and_korean_do_not_pass_for_japanese(size: int) -> None:
    text = "防部长董军举行会谈,双方就台湾问题交换了意见中方强调台湾问题是中国内政"
    for at in range(len(text) - size):
        piece = text[at : at + size]
        with pytest.raises(InputError):
            decode(piece.encode("gb2312"))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0",
        b"GIF89a\x01\0\x01\0",
        b"\x1f\x8b\x08\0\0\0\0\0",
        "会談\0した".encode(),
        b"\x01\x02\x03\x04abc",
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_random_bytes_are_refused() -> None:
    source = random.Random(20251112)
    accepted = 0
    for _ in range(2000):
        try:
            decode(source.randbytes(source.choice([64, 1000])))
        except InputError:
            continue
        accepted += 1
    assert accepted == 0


@pytest.mark.parametrize("cut", [-1, -2])
def test_utf_8_that_was_cut_off_says_where(cut: int) -> None:
    data = TEXTS["article"].strip().encode()[:cut]
    with pytest.raises(InputError, match=r"UTF-8 but damaged, first at byte \d+"):
        decode(data)


def test_utf_16_that_was_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match="damaged"):
        decode(TEXTS["article"].encode("utf-16")[:-1])


def test_escape_sequences_of_a_terminal_do_not_make_it_iso_2022_jp() -> None:
    text = "\x1b[31m会談\x1b(Bした。"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("name", ["nonsense", "rot13", "hex", "a\0b"])
def test_an_encoding_that_is_none_is_named(name: str) -> None:
    with pytest.raises(InputError):
        decode(b"abc", name)


def test_what_encoding_says_overrules_and_is_held_to() -> None:
    assert decode("会談".encode("euc_jp"), "euc_jp").text == "会談"
    with pytest.raises(InputError, match="is not euc_jp throughout"):
        decode("会談した。".encode("cp932"), "euc_jp")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb18030", "gb18030"), ("euc_jp", "cp932"), ("iso-8859-1", "cp932"), ("nonsense", "euc_jp"), (None, "euc_jp")],
)
def test_what_a_page_declares_is_believed_where_the_bytes_allow_it(declared: str | None, encoding: str) -> None:
    text = "会談した。ひらがなもある。" if encoding != "gb18030" else "双方就台湾问题交换了意见"
    assert decode(text.encode(encoding), declared=declared).text == text


def test_bytes_that_are_utf_8_are_utf_8_whatever_is_declared() -> None:
    assert decode("会談した".encode(), declared="cp932").encoding == "utf-8"
