"""Bytes to text, without asking and without guessing into mojibake.

Order: byte order mark; UTF-16 by its zero bytes; ISO-2022-JP by its escapes; strict UTF-8; then EUC-JP, Shift_JIS
(as cp932, what Windows really writes) and UTF-16 against each other by how much of the decoded text looks like
Japanese prose. What nothing vouches for is refused. Newlines stay as they are: offsets count the decoded text.
"""

from __future__ import annotations

import codecs
import contextlib
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.errors import InputError

ENCODING_HINT: Final = "name the encoding with --encoding (cp932, euc_jp, gb18030 …), or save the file as UTF-8"

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPE: Final = re.compile(rb"\x1b(?:\$[@B]|\$\([DOQP]|\([BJI])")
_DOUBLE_BYTE: Final = re.compile(rb"\x1b\$[@B]((?:[\x21-\x7e]{2})*)")  # the part of ISO-2022-JP in JIS X 0208
_ONE_BYTE: Final = frozenset({"iso8859-1", "cp1252", "latin-1", "iso8859-15"})
# Control characters that no article has: those below space but tab, the newlines, form feed and escape.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_KANA: Final = re.compile(r"[\u3041-\u3096\u30a1-\u30fe]")
_LETTERS: Final = re.compile(r"[A-Za-z]")
_JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_SAMPLE: Final = 65536  # bytes or code points looked at where a look suffices
_WEIGHED: Final = 4096  # code points beyond ASCII that are weighed (a page may begin with much that is ASCII)
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
# Shares of plausible characters among those beyond ASCII, measured on news lines in the right and in wrong encodings:
# right ones score 0.8 to 1.0 (short names in rare kanji less), wrong ones under 0.5.
_PLAUSIBLE: Final = 0.6
_PLAUSIBLE_WITHOUT_KANA: Final = 0.75
_CERTAIN: Final = 0.85
_MARGIN: Final = 0.08


class Decoded(NamedTuple):
    """A text and the name of the encoding it was read with."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None, *, declared: str | None = None) -> Decoded:
    """The text of `data`, a byte order mark left out.

    `encoding` overrules all detection. `declared` is what the data say of themselves (a page's meta element): it
    decides where the bytes do not, and is not believed against them. Raises InputError (`binary`, `undecodable`,
    `unknown-encoding`).
    """
    if encoding is not None:
        return _as_told(data, encoding)
    found = _found(data, declared)
    _refuse_mojibake(found.text)
    return found


def _found(data: bytes, declared: str | None) -> Decoded:
    if found := _marked(data) or _unmarked_utf16(data):
        return found
    if b"\0" in data:
        raise _binary()
    if found := _iso_2022_jp(data):
        return found
    if (text := _strict(data, "utf-8")) is not None:
        return _short_euc(data, text) or Decoded(_not_binary(text), "utf-8")
    return _by_score_or_declared(data, declared)


# What Japanese text looks like that was read with a wrong encoding and saved so: signs that are then frequent, the
# least share of them among those beyond ASCII, and how to get the text back. Measured on news: 0.2 to 0.5; in others
# next to none.
_WRONG: Final = (
    ("縺繧繝", 0.08, "UTF-8 read as Shift_JIS", "iconv -f utf-8 -t cp932"),
    ("ãâæå", 0.15, "UTF-8 read as Latin-1", "iconv -f utf-8 -t cp1252 (or latin1)"),
    ("‚ƒŽ\x82\x83", 0.2, "Shift_JIS read as Latin-1", "iconv -f utf-8 -t cp1252 (or latin1)"),
    ("¤¥", 0.15, "EUC-JP read as Latin-1", "iconv -f utf-8 -t latin1"),
    ("､･", 0.15, "EUC-JP read as Shift_JIS", "iconv -f utf-8 -t cp932"),
    ("\ufffd", 0.1, "read with a wrong encoding", None),
)
_FEW: Final = 20  # characters beyond ASCII; fewer say nothing


def _refuse_mojibake(text: str) -> None:
    """Raises InputError (`mojibake`) for a text that was garbled before it was saved."""
    seen = Counter(match[0] for match in islice(_BEYOND_ASCII.finditer(text), _WEIGHED))
    total = seen.total()
    if total < _FEW:
        return
    for signs, share, what, way_back in _WRONG:
        if sum(seen[sign] for sign in signs) >= share * total and not (signs != "縺繧繝" and _reads(seen, total)):
            hint = "get the file again" + (f", or undo it: {way_back} FILE > NEW" if way_back else "")
            raise InputError(f"is garbled: {what} and saved so", code="mojibake", hint=hint)


def _reads(seen: Counter[str], total: int) -> bool:
    """Whether hiragana, of which every Japanese text has a third, are there."""
    return sum(number for char, number in seen.items() if "\u3041" <= char <= "\u3096") > 0.1 * total


def _marked(data: bytes) -> Decoded | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            if (text := _strict(data[len(mark) :], name)) is None:
                raise InputError(
                    f"begins as {name.upper()} but is damaged further on", code="undecodable", hint=ENCODING_HINT
                )
            return Decoded(_not_binary(text), name)
    return None


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise InputError(
            f"no encoding is called {encoding!r}",
            code="unknown-encoding",
            hint="try utf-8, cp932, euc_jp, iso2022_jp or utf-16",
        ) from None
    text = _decoded(data, {"utf-8": "utf-8-sig", "shift_jis": "cp932"}.get(name, name))
    if text is None:
        raise InputError(
            f"is not {encoding} throughout", code="undecodable", hint="leave --encoding out, or name another one"
        )
    return Decoded(_not_binary(text), name)


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text, or None when `data` are not in `encoding` or that is no encoding of text."""
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError):  # UnicodeError is a ValueError; LookupError covers rot13 and the like
        return None
    return None if _SURROGATES.search(text) else text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _binary() -> InputError:
    return InputError(
        "is a binary file, not a text", code="binary", hint="give .txt, .md, .html or .pdf; save other formats as text"
    )


def _not_binary(text: str) -> str:
    """`text`, refused when control characters say that it is none. One stray is damage; NUL, or one in a hundred,
    is another kind of file."""
    if "\0" in text:
        raise _binary()
    sample = text[:_SAMPLE]
    controls = sum(1 for _ in _CONTROLS.finditer(sample))
    if controls > 1 and controls * 100 > len(sample):
        raise _binary()
    return text


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, when it is beyond doubt: zero bytes (ASCII newlines, spaces, digits) or the 0x30 that
    every kana has, and next to no character but those of Japanese reports."""
    if len(data) % 2 or not ("\0" in (head := data[:_SAMPLE].decode("latin-1")) or head.count("0") * 6 > len(head)):
        return None
    if head.isascii() and not _CONTROLS.search(head):
        return None  # 0A could be ぁ as well; but a text has full stops and commas, which are control codes
    for name in ("utf-16-le", "utf-16-be"):
        text = _strict(data, name)
        if text is None or _CONTROLS.search(text):
            continue
        if plausibility(text) >= _CERTAIN and ("\0" in head or len(_KANA.findall(text)) * 3 > len(text)):
            return Decoded(text, name)
    return None


def _iso_2022_jp(data: bytes) -> Decoded | None:
    if not _ESCAPE.search(data):
        return None
    for name in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"):
        if (text := _strict(data, name)) is not None:
            return Decoded(_not_binary(text), name)
    # Mail programs on Windows also send NEC's row 13 (①, ㈱ …), which the standard's codecs refuse and cp932 knows.
    try:
        text = _DOUBLE_BYTE.sub(_through_cp932, data).decode("cp932")
    except UnicodeError:
        return None
    text = text.replace("\x1b(B", "").replace("\x1b(J", "")
    return None if "\x1b" in text else Decoded(_not_binary(text), "cp50221")


def _through_cp932(match: re.Match[bytes]) -> bytes:
    """A run of JIS X 0208 pairs as Shift_JIS (the published arithmetic between the two)."""
    out = bytearray()
    pairs = match[1]
    for row, cell in zip(pairs[::2], pairs[1::2], strict=True):
        lead = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)  # noqa: PLR2004
        out.append(lead)
        out.append(cell + (0x20 if cell > 0x5F else 0x1F) if row % 2 else cell + 0x7E)  # noqa: PLR2004
    return bytes(out)


def plausibility(text: str) -> float:
    """How much of the text beyond ASCII is what Japanese reports are made of: 0.0 to 1.0, 1.0 for ASCII alone."""
    from meetextract.reader.common_kanji import COMMON_KANJI  # most files are UTF-8 and do not need it

    chars = [match[0] for match in islice(_BEYOND_ASCII.finditer(text), _WEIGHED)]
    good = 0.0
    # A name may well be made of kanji that news use rarely; but a text without a single kana, made of them, is
    # Chinese or Korean read with the wrong table.
    rare = 0.4 if _KANA.search(text) else 0.2
    for char in chars:
        if char in COMMON_KANJI or _is_plain(char):
            good += 1
        elif "\u4e00" <= char <= "\u9fff" and _is_level_1(char):
            good += rare
        elif "\uff61" <= char <= "\uff9f":
            good += 0.3  # half-width kana: real, but also what EUC-JP looks like when read as Shift_JIS
    return good / len(chars) if chars else 1.0


def _is_plain(char: str) -> bool:
    """Kana, Japanese punctuation, full-width letters and digits, circled digits."""
    return (
        "\u3041" <= char <= "\u3096"
        or "\u30a1" <= char <= "\u30fe"
        or char in "、。「」『』【】（）・　〔〕〈〉《》！？：；＝，．々〇〜～―－…‥／■□◆◇●○◎▲△▼▽★☆※→←↑↓〒"
        or "０" <= char <= "９"
        or "Ａ" <= char <= "ｚ"
        or "①" <= char <= "⑳"
    )


def _is_level_1(char: str) -> bool:
    try:
        return b"\xb0" <= char.encode("euc_jp")[:1] <= b"\xcf"
    except UnicodeError:
        return False


def _short_euc(data: bytes, text: str) -> Decoded | None:
    """EUC-JP whose few bytes happen to be UTF-8 too (2024年 also spells 2024ǯ). Only for data without Latin letters:
    with them, a lone ö is likelier than a lone kanji."""
    if len(data) > 256 or text.isascii() or _LETTERS.search(text) or _JAPANESE.search(text):  # noqa: PLR2004
        return None
    euc = _strict(data, "euc_jp")
    return Decoded(euc, "euc_jp") if euc is not None and plausibility(euc) == 1 else None


def _by_score_or_declared(data: bytes, declared: str | None) -> Decoded:
    text = None if declared is None else _decoded(data, declared)
    if declared is None or text is None:
        return _by_score(data)
    if codecs.lookup(declared).name in _ONE_BYTE:  # decodes anything, and is what old tools write unasked
        with contextlib.suppress(InputError):
            return _by_score(data)
    return Decoded(_not_binary(text), declared)


def _by_score(data: bytes) -> Decoded:
    """The best of what decodes strictly, if it is plausible and clearly better than the next best."""
    ranked = sorted(_candidates(data), key=lambda pair: pair[0], reverse=True)
    if ranked:
        score, best = ranked[0]
        floor = _PLAUSIBLE if _KANA.search(best.text) else _PLAUSIBLE_WITHOUT_KANA
        if score >= floor and (len(ranked) == 1 or score - ranked[1][0] >= _MARGIN):
            return best
    raise _undecodable(data)


def _candidates(data: bytes) -> Iterable[tuple[float, Decoded]]:
    euc = _strict(data, "euc_jp")
    # NEC's row 13 in EUC-JP (①, ㈱ …): Python's euc_jp refuses it, its euc_jis_2004 has the same characters there.
    euc_name = "euc_jp" if euc is not None else "euc_jis_2004"
    euc = euc if euc is not None else _strict(data, euc_name)
    tried = [(euc_name, euc), ("cp932", _strict(data, "cp932"))]
    if len(data) % 2 == 0:
        tried += [(name, _strict(data, name)) for name in ("utf-16-le", "utf-16-be")]
    for name, text in tried:
        if text is not None and not _CONTROLS.search(text) and not _is_latin(text):
            yield plausibility(text), Decoded(text, name)


def _is_latin(text: str) -> bool:
    """Latin words with a stray kanji or two: a Western text whose accents were taken for lead bytes."""
    return len(_LETTERS.findall(text)) > 4 * len(_JAPANESE.findall(text)) and not _KANA.search(text)


def _undecodable(data: bytes) -> InputError:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged * 5 < len(text) and plausibility(text) > _PLAUSIBLE:
        return InputError(
            f"is UTF-8 but damaged, first at byte {_first_bad_byte(data):,}",
            code="undecodable",
            hint="get the file again, or repair it with: iconv -c -f utf-8 -t utf-8",
        )
    if sum(byte < 0x20 and byte not in b"\t\n\v\f\r\x1b" for byte in data[:_SAMPLE]) * 100 > len(data[:_SAMPLE]):  # noqa: PLR2004
        return _binary()
    return InputError(
        "is in none of UTF-8, UTF-16, Shift_JIS (cp932), EUC-JP and ISO-2022-JP",
        code="undecodable",
        hint=ENCODING_HINT,
    )


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
