"""The characters of names: runs of kanji and katakana as they stand before an office, brackets, parts of a name."""

from __future__ import annotations

from meetextract import expressions as re

KANJI = "一-鿿㐀-䶿々〆ヶ〇〓\u2e80-\u2fdf\uf900-\ufaff\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef"
KATA = "ァ-ヴヵヶーヷ-ヺ"
KATAKANA = frozenset(map(chr, (*range(0x30A1, 0x30FB), 0x30FC)))
# Whether a text begins with such a character.
in_kanji = re.compile(rf"[{KANJI}]").match
# Names as they are read from their last character to their first: what stands before an office has a known end.
# An initial between two dots or at the head is a part of the name: ローリン・S・ロバート, J・D・バンス.
_INITIAL = r"[・．.][A-ZＡ-Ｚ](?![A-Za-zＡ-Ｚａ-ｚ0-9０-９])"
# The same from the first character on, for names that stand before 氏 or behind an office.
KATA_NAME = rf"[{KATA}](?:[{KATA}・＝=]|(?<=・)[A-ZＡ-Ｚ](?=・)){{0,40}}[{KATA}]"
# So is a number of a king in the middle: アブドッラー2世・イブン・アル・フセイン.
_REIGN = rf"(?<=・)世[0-9０-９一二三四]{{1,2}}(?=[{KATA}])"
_ANAK = re.compile(rf"[{KATA}](?:(?:[{KATA}・･＝=‐－\-゠ ]|(?<=・)[A-ZＡ-Ｚ](?=・)|{_REIGN})*[{KATA}])?(?:{_INITIAL})*")
_IJNAK = re.compile(rf"[ヱヰ]?[{KANJI}](?:[ノツッヱヰ]?[{KANJI}])*(?:[ 　][{KANJI}]{{1,4}})?")
READING = re.compile(r"[ぁ-ゖァ-ヺー・･＝= 　ゝゞ]+")
ALL_KANJI = re.compile(rf"[{KANJI}]+")


def in_kata(text: str) -> bool:
    """Whether a text begins with a katakana, or with an initial (D.N.ドゥンゲル)."""
    return text[:1] in KATAKANA or "A" <= text[:1] <= "Z" or "Ａ" <= text[:1] <= "Ｚ"


def kana_start(text: str, low: int, end: int) -> int:
    """Where the katakana name that ends at `end` begins, at or behind `low`; `end` when there is none."""
    if end <= low or text[end - 1] not in KATAKANA:
        return end
    match = _ANAK.match(text[low:end][::-1])
    return end - match.end() if match else end


def kanji_start(text: str, low: int, end: int) -> int:
    """Where the kanji name that ends at `end` begins, at or behind `low`; `end` when there is none."""
    match = _IJNAK.match(text[low:end][::-1])
    return end - match.end() if match else end


def run_start(kind: re.Pattern[str], text: str, low: int, high: int) -> int:
    """Where the run of such characters begins that ends at `high`, at or behind `low`: what a search from there on
    finds, it finds at once."""
    run = kind.match(text[low:high][::-1])
    return high - run.end() if run else high


def opening_bracket(text: str, close: int) -> int | None:
    """The bracket that opens what `close` closes, nested ones counted; None when it is not near."""
    depth = 0
    for at in range(close, max(-1, close - 240), -1):
        if text[at] in "）)":
            depth += 1
        elif text[at] in "（(":
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == "\n":
            return None
    return None


_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def plain(name: str) -> str:
    """The name without variation selectors, for counting characters; no short one can become too long by them."""
    return _SELECTOR.sub("", name) if len(name) > 4 else name


_BETWEEN = re.compile("[・･ 　]")


# アル＝ハリーリー: the Arabic article, which short forms leave out.
ARTICLE = re.compile("(?:ア[ルッンドズストシ]|アシュ|エ[ルッ]|ベン|ビン)[＝=]")


_VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ"
_VOICELESS = "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホ"
_UNVOICED = str.maketrans(_VOICED, _VOICELESS, "ー")


def sound(name: str) -> str:
    """Equal for spellings of a name in katakana that differ in voice and length only: ベルグ, ベルク, ベールグ."""
    return name.translate(_UNVOICED)


def parts(name: str) -> list[str]:
    """Components by which a person can be called later: ジュディス・コリンズ -> [ジュディス, コリンズ]."""
    return [name] if name.isalnum() else [part for part in _BETWEEN.split(name) if part]


def same_name(long: str, short: str) -> bool:
    """Whether `short` can be a short form of `long` (or the other way round is tested by the caller)."""
    if long == short:
        return True
    if len(short) >= len(long):
        return False
    if in_kata(short):
        wanted = parts(short)
        size = len(wanted)
        # アル＝ハリーリー is called ハリーリー.
        return any(
            pieces[i : i + size] == wanted
            for pieces in (parts(long), parts(ARTICLE.sub("", long)))
            for i in range(len(pieces) - size + 1)
        )
    return long.replace(" ", "").startswith(short) and bool(ALL_KANJI.match(long))
