"""Places of meetings: whether a nominal ends in a town, a building or a state, and where its name begins.

The words that tell stand in data/sites.toml, the names of towns and buildings in data/places.tsv.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import holds, read_toml
from meetextract.text.tokens import tokenise

Place = tuple[int, int]  # code points
_LONGEST = 26
_LONGEST_NAME = 16  # of a building


@precomputed
def table() -> Mapping[str, Any]:
    """data/sites.toml as read."""
    return read_toml("sites.toml")


@cache
def listed(part: str, key: str) -> tuple[str, ...]:
    """A list of data/sites.toml."""
    return tuple(table()[part][key])


def place_in(text: str, starts: Sequence[int], end: int, lexicon: Lexicon) -> Place | None:
    """The most specific place that `text[start:end]` ends in, as written; None when it ends in none.

    starts: where the nominal and each of its parts begin (code points), in order.
    """
    found = _longest(text, starts, end, lexicon)
    if text[end : end + 1] not in ("（", "(") or (found is not None and text[slice(*found)] not in lexicon.forms):
        return found
    close = min([at for at in (text.find("）", end), text.find(")", end)) if at >= 0], default=end)
    inside = _longest(text, [end + 1], close, lexicon)  # 中国（北京）において
    return inside if inside is not None and text[slice(*inside)] not in lexicon.forms else found


def _longest(text: str, starts: Sequence[int], end: int, lexicon: Lexicon) -> Place | None:
    bare = None
    for low in starts:
        found = _place(text, low, end, lexicon)
        name = text[slice(*found)] if found is not None else ""
        if "の" not in name and name.endswith(listed("buildings", "generic")):
            bare = bare or found  # a hotel of which a later part may tell the town
        elif found is not None:
            return found
    return bare


_WORDY = re.compile(r"[をへぁ-かき-との-ゖ]{2}")
_MARKS = "・○●"


def _place(text: str, low: int, high: int, lexicon: Lexicon) -> Place | None:
    while low < high and text[low] in _MARKS:
        low += 1  # the mark of a list
    raw = text[low:high]
    if not raw or len(raw) > _LONGEST:
        return None
    if raw[-1] == "」" or raw.endswith(listed("buildings", "aboard")):
        return _called(text, low, high, lexicon)
    if raw.endswith("内") and len(raw) > 3 and raw[-2] not in "市都県町村国州":
        return _place(text, low, high - 1, lexicon)  # グランド・ハイアット・ホテル内
    if _is_none(raw):
        return None
    at = _long(text, low, high, lexicon)
    if at is not None:
        return at, high
    head, mark, tail = raw.rpartition("の")
    if mark and tail and is_building(tail, lexicon):
        return _of_town(text, low, low + len(head), high, lexicon), high
    if is_building(raw, lexicon):
        return low + _before_name(raw, lexicon), high
    return _town(text, low, high, lexicon)


def _is_none(raw: str) -> bool:
    """Whether words stand in it that no place has."""
    rest = raw.replace("近郊の", "").replace("にある", "の")
    words = listed("never", "words")
    named = holds(rest, words)
    for word in listed("never", "but") if named else ():
        rest = rest.replace(word, "府")
    return (named and holds(rest, words)) or rest.endswith(listed("never", "ends")) or _WORDY.search(rest) is not None


def _called(text: str, low: int, high: int, lexicon: Lexicon) -> Place | None:
    """Houses and ships with their names: 蔚山の市営展示施設「波の館」, 護衛艦「いずも」艦上."""
    close = text.rfind("」", low, high)
    mark = text.rfind("「", low, close)
    if mark < 0:
        return None
    before = text[low:mark]
    name = text[mark + 1 : close]
    town, of, kind = before.rpartition("の")
    if before.endswith(listed("buildings", "ships")):
        return low + (len(town) + 1 if of else 0), close + 1
    if not kind.endswith(listed("buildings", "named")) or close + 1 < high:
        return None
    if name in lexicon.places:
        return mark + 1, close  # 韓国側施設「平和の家」
    if of and (at := _town_or_ward(text, low, low + len(town), lexicon)) is not None:
        return at, high
    return low + len(before) - len(kind), high


_PLAIN = re.compile(r"[一-鿿ァ-ヶー]{2,10}")


def _of_town(text: str, low: int, middle: int, high: int, lexicon: Lexicon) -> int:
    """Where a building begins with the town, the house or the state before の that tells which it is."""
    head, tail = text[low:middle], text[middle + 1 : high]
    town = _town(text, low, middle, lexicon)
    twice = town is not None and tail.startswith(text[slice(*town)])  # 京都の京都迎賓館
    if _unique(tail, lexicon) or twice:
        return middle + 1
    if town is not None:
        return town[0]
    short = len(head) <= 2 and not head.endswith(listed("towns", "within"))
    if (_PLAIN.fullmatch(head) and not short) or _is_ward(head, lexicon):
        return low
    house = head.rpartition("の")[2]
    return middle - len(house) if is_building(house, lexicon) else middle + 1  # チャンギ国際空港の貴賓室


def _before_name(raw: str, lexicon: Lexicon) -> int:
    """How much of the state before a building is no part of its name."""
    known = lexicon.places.get(raw[1:])
    if known is not None and known.code and raw[0] in lexicon.kanji and not raw.endswith(("省", "庁", "部")):
        return 1  # 米ホワイトハウス: there is only one
    state, dot, rest = raw.partition("・")
    return len(state) + 1 if dot and state in lexicon.forms and is_building(rest, lexicon) else 0  # 韓国・仁川国際空港


# ジュネーブ郊外の湖畔の別荘, 鶴居村にある首相の実家, バンコクの国連会議センターの3階の大会議室.
_LONG = re.compile(r"(?P<town>[^の、]{2,14}?)(?:の|にある)(?:[^の、]{1,12}(?:の|にある))+(?P<tail>[^の、]{2,12})")


def _long(text: str, low: int, high: int, lexicon: Lexicon) -> int | None:
    """Where a building with several modifiers begins: at its town, its lake or island, never at the state."""
    for at in (low, *(low + m.end() for m in re.finditer("の", text[low:high]))):
        long = _LONG.fullmatch(text, at, high)
        if long is None or not is_building(long["tail"], lexicon) or long["town"] in lexicon.forms:
            continue
        if long["town"].endswith(listed("buildings", "waters")):
            return at
        town = _town(text, at, long.end("town"), lexicon)
        if town is not None:
            return town[0]
    return None


_WARD = re.compile(r"([一-鿿]{2,4})・[一-鿿ヶケが]{2,8}内?")


def _is_ward(word: str, lexicon: Lexicon) -> bool:
    """東京・元赤坂, 東京・日比谷公園内: a part of a town."""
    ward = _WARD.fullmatch(word)
    return ward is not None and ward[1] in lexicon.places


def _town_or_ward(text: str, low: int, high: int, lexicon: Lexicon) -> int | None:
    """Where the town of a named house begins."""
    town = _town(text, low, high, lexicon)
    return town[0] if town is not None else low if _is_ward(text[low:high], lexicon) else None


def _unique(building: str, lexicon: Lexicon) -> bool:
    """Whether a building is known without its town: ホワイトハウス, 米国防総省, 迎賓館赤坂離宮."""
    state = any(building[:size] in lexicon.forms for size in range(2, 7)) or building[:1] in "米英仏独伊豪韓中露比印"
    return state or not building.endswith(listed("buildings", "generic"))


_HIRAGANA = re.compile("[ぁ-ねは-ん]")  # but の
# ホテル・インペリアル, ホテルオークラ神戸, 帆船ウニオン号.
_HOTEL = re.compile(r"ホテル・?[ァ-ヶー・]{3,}[一-鿿]{0,4}|[ァ-ヶー一-鿿・]{0,10}[一-鿿][ァ-ヶー]{2,}号")


def is_building(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a house or a room, not a town."""
    place = lexicon.places.get(word)
    if (place is not None and place.kind != "city") or _HOTEL.fullmatch(word):
        return True
    if _HIRAGANA.search(word) or (word[:1] == "同" and not word.startswith("同志")):
        return False  # 同本部: one told before
    named = word.endswith(listed("buildings", "ends")) and word not in listed("buildings", "none")
    return named and 1 < len(word) <= _LONGEST_NAME


_KANA_TOWN = re.compile(r"(?:^|[・の部州都町国市地村岸島])([ァ-ヶー]{2,12})$")
# 甘粛省蘭州市, 北海道鶴居村, 熱海市内, モンバサ市内: towns by the form of the word.
_BY_FORM = re.compile(
    r"(?:[一-鿿]{2,4}(?:省|県|州|都|府|(?<=北海)道))?(?:[一-鿿]{2,4}|[ァ-ヶー]{2,10})(?:市|(?<=県.)町|(?<=道..)村|町(?=内))(?:内|郊外|近郊)?"
)
_NO_TOWN = re.compile(r"[同都各全両当]市|.*(?:都市|[一二三四五六七八九十]市)")
_ONE_WORD = re.compile(r"[ァ-ヶー]{3,12}|[一-鿿]{2,5}")
_PREFECTURE = re.compile(r"[一-鿿]{2,3}(?:[県府道]|(?<!首)都)$")
_PROVINCE = re.compile(r"(?:(?<![一-鿿])[一-鿿]{2,3}県|[ァ-ヶー]{2,10}州)$")
_FAR_REGION = re.compile(r"(?:[仏英米蘭]領)?[ァ-ヶー]{3,12}")


def _town(text: str, low: int, high: int, lexicon: Lexicon) -> Place | None:
    """The town in 米ワシントン, スイスの首都ベルン, マレーシア・クアラルンプール, 米ハワイ州ホノルル."""
    raw = text[low:high]
    if "・" in raw and lexicon.forms.get(raw, "JP") != "JP":
        return low, high  # トリニダード・トバゴ
    within = next((word for word in listed("towns", "within") if raw.endswith(word)), "")
    stem = raw[: len(raw) - len(within)] if len(raw) > len(within) + 1 else raw
    for name in dict.fromkeys((raw, stem)):
        for at in range(len(name)):
            if name[at:] in lexicon.places and (not at or _leads(name[:at], lexicon)):
                prefecture = _PREFECTURE.search(name[:at])
                return low + (prefecture.start() if prefecture else at), high
    match = _KANA_TOWN.search(stem)
    if match and stem[: match.start(1)] and match[1] not in lexicon.forms and _leads(stem[: match.start(1)], lexicon):
        return low + match.start(1), high
    first, dot, rest = raw.partition("・")
    if dot and first in lexicon.forms and re.fullmatch("[一-鿿]{2,4}", rest) and rest not in lexicon.forms:
        return low + len(first) + 1, high  # 中国・洛陽
    if raw in lexicon.forms:
        state = lexicon.forms[raw]
        return (low, high) if state != "JP" and lexicon.parties[state].kind != "organisation" else None
    if (_BY_FORM.fullmatch(raw) and not _NO_TOWN.match(raw)) or (_ONE_WORD.fullmatch(raw) and _is_town_word(raw)):
        return low, high
    province = _PROVINCE.search(raw)
    if province and (not province.start() or _leads(raw[: province.start()], lexicon)):
        return low + province.start(), high
    return None


@lru_cache(maxsize=4096)
def _is_town_word(word: str) -> bool:
    """Whether MeCab knows the word as the name of a place (towns that the table lacks)."""
    tokens = tokenise(word, 0, len(word))
    return bool(tokens) and all(t.pos2 == "固有名詞" and t.pos3 == "地名" for t in tokens)


def _leads(word: str, lexicon: Lexicon) -> bool:
    """Whether a word can stand before a town: a country, a region, 首都, の町."""
    bare = word.rstrip("・の")
    if not bare or bare in lexicon.forms or bare in lexicon.kanji:
        return True
    if word[-1] in "・の" and _FAR_REGION.fullmatch(bare):
        return True  # 仏領ニューカレドニアのヌメア
    return bare.endswith(listed("towns", "leading"))


def town_of(text: str, place: Place, lexicon: Lexicon) -> Place | None:
    """The town of a place: ハノイ of ハノイの外務省; None where it has none."""
    whole = text[slice(*place)]
    name, of, _ = whole.partition("の")
    for within in ("市内", "郊外", "近郊") if name not in lexicon.places else ():
        name = name.removesuffix(within)
    word = lexicon.places.get(name)
    if word is None and not of and whole not in lexicon.forms and not is_building(whole, lexicon):
        return None if whole[-1] == "」" else place  # a town that the table lacks, 熱海市内
    town = (word is not None and word.kind == "city") or (name in lexicon.forms and not whole.startswith(f"{name}の"))
    return (place[0], place[0] + len(name)) if town and whole not in lexicon.forms else None
