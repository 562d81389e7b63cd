"""How a text that people have becomes the text that rules read.

Read over are: lines broken at a fixed width (text/wraps.py) with the quotation marks of a mail, blanks inside words,
characters without width, variation selectors, what links leave in a sentence (text/links.py). Read as one sign are
letters with their marks (NFD), kana of half width, radicals, old forms of kanji, and punctuation of either width.
Everything after works on `Reading.text`; `place` leads back to the source.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.text.aozora import find_ruby
from meetextract.text.kanji import in_new_forms, without_radicals
from meetextract.text.links import find_links
from meetextract.text.sentences import BREAKS
from meetextract.text.wraps import find_joins, may_be_wrapped


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as rules read it.

    Attributes:
        text: what rules read.
        starts: for each position of `text`, and for its end, the code point of the source that it begins at; None where
            `text` has the length of the source, sign for sign.
        ends: the code point behind the sign at that position; None like `starts`.
        joined: from the first to the last line that was joined, in code points of the source, or None.
        unsupported: what cannot be read for its layout, in code points of the source, or None.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    joined: tuple[int, int] | None = None
    unsupported: tuple[int, int] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the source; `start` < `end`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def words(self, source: str, start: int, end: int) -> str:
        """`text[start:end]` with the signs of the source (，, 國) where one sign was read as another."""
        if self.starts is None or self.ends is None:
            return source[start:end]
        places = zip(self.starts[start:end], self.ends[start:end], self.text[start:end], strict=True)
        return "".join(
            read if high - low > 1 or source[low].isspace() or source[low] in _NARROW_KANA else source[low]
            for low, high, read in places
        )

    def moved(self, by: int) -> Reading:
        """The same reading of a text that begins `by` code points into its source."""
        length = len(self.text)
        return Reading(
            self.text,
            range(by, by + length + 1) if self.starts is None else array("L", (at + by for at in self.starts)),
            range(by + 1, by + length + 1) if self.ends is None else array("L", (at + by for at in self.ends)),
            _moved(self.joined, by),
            _moved(self.unsupported, by),
        )

    def position(self, place: int) -> int:
        """The position in `text` of what stands at that code point of the source, or of what comes next."""
        return place if self.starts is None else bisect_left(self.starts, place)


def _moved(place: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return None if place is None else (place[0] + by, place[1] + by)


class _Edit(NamedTuple):
    """Signs that are read as others, or not at all."""

    start: int
    end: int
    read: str


@dataclass(slots=True)
class _Draft:
    """A text on its way, with the places of its signs once they have moved."""

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = field(default=None)

    def apply(self, edits: Iterable[_Edit]) -> None:
        """Reads the signs of `edits`, in order and apart from each other, as they say."""
        length = len(self.text)
        old_starts = self.starts if self.starts is not None else array("L", range(length + 1))
        old_ends = self.ends if self.ends is not None else array("L", range(1, length + 1))
        pieces: list[str] = []
        starts, ends = array("L"), array("L")
        at = 0
        for start, end, read in edits:
            pieces += (self.text[at:start], read)
            starts += old_starts[at:start]
            ends += old_ends[at:start]
            for _ in read:
                starts.append(old_starts[start])
                ends.append(old_ends[end - 1])
            at = end
        pieces.append(self.text[at:])
        starts += old_starts[at:]
        ends += old_ends[at:]
        self.text, self.starts, self.ends = "".join(pieces), starts, ends


def read_through(source: str) -> Reading:
    """The text that rules read; costs next to nothing where it is the source itself."""
    raw = source.encode("utf-8", "surrogatepass")
    text = in_new_forms(without_radicals(source, raw))
    marked = any(lead in raw and sign.search(raw) for lead, sign in _RARE)
    draft = _Draft(_one_punctuation(text.translate(_HALF_WIDTH) if marked else text))
    if marked or "\u3099" in text or "\u309a" in text:
        edits = _marks(draft.text)
        if edits or any(sign in _NARROW_KANA for sign in source):  # names are written with the signs of full width
            draft.apply(edits)
    if "《" in text and (edits := _ruby(draft.text)):
        draft.apply(edits)
    if edits := [_Edit(low, high, "") for low, high in find_links(draft.text)]:
        draft.apply(edits)
    unsupported: tuple[int, int] | None = None
    if (source.count(" ") + source.count("\u3000")) * 20 > len(source) and _SET_APART.search(draft.text):
        unsupported = _read_apart(draft)
    joined: tuple[int, int] | None = None
    if unsupported is None and may_be_wrapped(draft.text) and (edits := _wraps(draft, source)):
        breaks = [edit for edit in edits if _LINE_END.search(draft.text, edit.start, edit.end)]
        joined = _place(draft, breaks[0].start - 1, breaks[-1].end + 1) if breaks else None
        draft.apply(edits)
    if " " in draft.text and (edits := _blanks(draft.text)):
        draft.apply(edits)
    return Reading(draft.text, draft.starts, draft.ends, joined, unsupported)


def _ruby(text: str) -> list[_Edit]:
    """Readings in 《》 are no words of the text."""
    edits: list[_Edit] = []
    for ruby in find_ruby(text):
        if ruby.bar is not None:
            edits.append(_Edit(ruby.bar, ruby.start, ""))
        edits.append(_Edit(ruby.end, ruby.close, ""))
    return edits


def _wraps(draft: _Draft, source: str) -> list[_Edit]:
    measured = source if draft.starts is None else draft.text
    text = draft.text  # a wide blank sets words apart: behind 副大統領（10時）
    return [
        _Edit(start, end, "\u3000" if text[start] == "\u3000" else " " * blank)
        for start, end, blank in find_joins(text, measured)
    ]


def _place(draft: _Draft, start: int, end: int) -> tuple[int, int]:
    return (start, end) if draft.starts is None or draft.ends is None else (draft.starts[start], draft.ends[end - 1])


# Sign for sign.

# The sign itself first: where it is looked for, nothing else is.
_COMMA: Final = re.compile(r",(?<=[^\x00-\x7f],)")
_FULL_STOP: Final = re.compile(r"．(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ]．)")
_HALF_WIDTH: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF61, 0xFFA0)}


_NARROW_KANA: Final = frozenset(map(chr, _HALF_WIDTH))


# ぺレラ: hiragana that look like katakana, at the head of a word in katakana.
_HIRAGANA_IN_NAME: Final = re.compile(r"(?:ぺ|べ(?<![ぁ-ん].))(?=[ァ-ヶー]{2})")


def _one_punctuation(text: str) -> str:
    """Official writing has ， and ． where others have 、 and 。; the rules read one sign for both."""
    text = text.replace("，", "、")  # `translate` takes as long as the gate
    if "," in text:
        text = _COMMA.sub("、", text)
    if "ぺ" in text or "べ" in text:
        text = _HIRAGANA_IN_NAME.sub(lambda match: "ペ" if match[0] == "ぺ" else "ベ", text)
    return _FULL_STOP.sub("。", text) if "．" in text else text


# Marks that belong to the sign before them, and what has no width at all.

_JOINING: Final = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_NO_WIDTH: Final = "\xad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_MARKED: Final = re.compile(rf"([^{_NO_WIDTH}{_JOINING}{BREAKS}])([{_JOINING}]+)|[{_NO_WIDTH}{_JOINING}]+")
# The same and kana of half width in UTF-8, by the byte that begins them: no other sign of Japanese begins with most of
# these, and one byte is found at a hundredth of the cost of a set of characters.
_RARE: Final = tuple(
    (pattern[:1], re.compile(pattern, re.S))
    for pattern in (
        b"\xc2\xad",
        b"\xcc",
        b"\xcd[\x80-\xaf]",
        b"\xe1\xa0\x8e",
        b"\xe2(?:\x80[\x8b-\x8f]|\x81[\xa0-\xa4])",
        b"\xef(?:\xb8[\x80-\x8f]|\xbb\xbf|\xbd[\xa1-\xbf]|\xbe[\x80-\x9f])",
        b"\xf3\xa0[\x84-\x87]",
    )
)
_SELECTOR: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def _marks(text: str) -> list[_Edit]:
    edits = []
    for match in _MARKED.finditer(text):
        if match[1] is None:
            edits.append(_Edit(*match.span(), ""))
            continue
        one = unicodedata.normalize("NFC", match[1] + _SELECTOR.sub("", match[2]))
        if len(one) < len(match[0]):
            edits.append(_Edit(*match.span(), one))
    return edits


# Blanks inside words.

_BLANK: Final = re.compile(
    r" (?:(?<=[はをがのでとに、。] )(?=[ぁ-ゖァ-ヺ一-鿿々0-9０-９「])|(?<=[ぁ-ゖァ-ヺー一-鿿々」] )(?=[ぁ-ゖ、。])"
    r"|(?<=[・＝] )(?=[ァ-ヺ])|(?<=[ァ-ヺー] )(?=[・＝]))"
)
_LINE_END: Final = re.compile(f"[{BREAKS}]")


# Words that nothing but a scanner cuts: where one is, no blank of the line parts words.
_CUT: Final = re.compile(
    "会 +(?:談|合(?![意同]))|首 +[相脳]|大 +(?:臣|統領)|協 +(?:力|議(?![員会]))|長 +官(?![邸僚庁])|合 +意(?![見向])"
    "|一 +致|両 +(?:首脳|国|氏)|訪 +問"
)
_APART: Final = re.compile(
    "(?<=[ぁ-ゖァ-ヺー一-鿿々、。」）]) +(?=[ぁ-ゖァ-ヺー一-鿿々、。「（0-9])"
    "|(?<=[ァ-ヺー]) +(?=[・＝])|(?<=[・＝]) +(?=[ァ-ヺ])|(?<=[0-9]) +(?=[年月日、。])"
)


# Where no writer sets a blank, whatever the word: 確認し た。, 大統領 は、, 協議す る, ウェリ ント ンで, 一致した 。
_WITHIN: Final = re.compile(
    " (?<=[ぁ-ゖァ-ヺー一-鿿々」] )"
    "(?=[をるれ、。ーゃゅょっんャュョッンァィゥェォ]|[はがにで](?=[、一-鿿])|た[。め]|しょ)"
)
_SCANNED: Final = 2  # such places in a text


def _blanks(text: str) -> list[_Edit]:
    """国を 結ぶ: what OCR and copies leave inside sentences. On a line without a full stop a blank may part words."""
    edits = []
    high, told, scanned = -1, False, False
    everywhere = len(list(islice(_WITHIN.finditer(text), _SCANNED))) == _SCANNED
    signs = _APART if everywhere or _CUT.search(text) is not None else _BLANK
    for match in signs.finditer(text):
        at = match.start()
        if at > high:
            low = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
            following = _LINE_END.search(text, at)
            high = following.start() if following else len(text)
            told = text.find("。", low, high) >= 0
            scanned = told and signs is _APART and (everywhere or _CUT.search(text, low, high) is not None)
        if scanned or (told and (signs is _BLANK or _BLANK.match(text, at))):
            edits.append(_Edit(at, match.end() if scanned else at + 1, ""))
    return edits


# Letters set apart.

_SET_APART: Final = re.compile(r"[ \u3000](?=[^\s][ \u3000][^\s][ \u3000][^\s][ \u3000][^\s][ \u3000][^\s])")
_SIGN: Final = re.compile(r"[^\s]")
_BETWEEN: Final = re.compile(r"(?<=[^\s])[ \u3000]+(?=[^\s])")
_JAPANESE: Final = re.compile("[ぁ-ヺ一-鿿]")


def _read_apart(draft: _Draft) -> tuple[int, int] | None:
    """Joins letters that stand apart, line by line; where that gives no sentence, what cannot be read is told."""
    edits: list[_Edit] = []
    apart: list[tuple[int, int]] = []
    told = False
    low = 0
    for line in draft.text.splitlines(keepends=True):
        high = low + len(line.rstrip())
        signs = len(_SIGN.findall(line))
        between = [match.span() for match in _BETWEEN.finditer(draft.text, low, high)]
        if signs > 5 and len(between) * 5 >= (signs - 1) * 4 and _JAPANESE.search(line):
            edits += [_Edit(start, end, "" if end - start == 1 else "\u3000") for start, end in between]
            apart.append((low, high))
            told = told or signs > 15
        low += len(line)
    if not apart:
        return None
    if not told:  # a line is a row of signs from several columns
        return _place(draft, apart[0][0], apart[-1][1])
    draft.apply(edits)
    return None
