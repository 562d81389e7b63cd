"""Bracketed and marked section headers: 【米=ヘグセス国防長官】, ▽韓国＝…, 〈日韓〉; look-alikes refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.text.page import tables
from meetextract.text.sentences import BLANK, BREAKS, Line


@dataclass(slots=True)
class Header:
    """A country header. Offsets: the whole header, its right part (persons) and where the section's text begins."""

    start: int
    end: int
    parties: list[tuple[str, int, int]]
    names: tuple[int, int] | None
    body: int
    style: str
    extra: tuple[int, int] | None = None  # (3日、アンマン) behind the persons
    unclosed: bool = False
    kind_word: bool = False  # 会談, 2プラス2 in the header itself


@dataclass(slots=True)
class Label:
    """A bracket or mark that heads a section but names no country. `reason` says why it was refused."""

    start: int
    end: int
    text: str
    reason: str
    style: str
    outcomes: bool = False
    sub_headline: bool = False


@dataclass(slots=True)
class Heads:
    """What heads the sections of an article, in order of place."""

    headers: list[Header] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


_TRAILING = re.compile(r"[（(]([^（）()]{1,24})[）)]$")
_GLOSS = re.compile(r"[（(][A-Za-zＡ-Ｚ0-9０-９]{1,12}[）)]$")
_NAME_ONLY = re.compile(
    r"[一-鿿々ぁ-ん]{2,6}(?:記者)?|[ァ-ヶー・＝=]{2,16}|[一-鿿々ぁ-ん]{2,5}、[一-鿿々ァ-ヶー、＝= 　ぁ-ん]+"
)
_COUNT = re.compile(r"[2-9２-９二三四五](?:カ|か|ヵ|ヶ)国[（(]([^（）()]{2,20})[）)]$")

_BEFORE = "。．」）)】］〕〉 　▽"  # what a header inside a line stands behind


@cache
def _opening() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    header = tables()["header"]
    pairs = {pair[0]: pair[1] for pair in header["brackets"]}
    opener = "".join(re.escape(o) for o in pairs)
    return (
        re.compile(rf"[{opener}]"),
        pairs,
        re.compile(rf"[{re.escape(header['marks'])}]"),
        re.compile(rf"(?:{header['kinds']})$"),
    )


def signs() -> str:
    """All characters that can begin a header or label."""
    header = tables()["header"]
    return "".join(pair[0] for pair in header["brackets"]) + str(header["marks"])


@cache
def signature() -> re.Pattern[str]:
    """Who sent a report, at its end: （チュニス共同）, （バンコク＝江波戸淳）."""
    agencies = tables()["datelines"]["agencies"]
    reporter = "[^（）()=＝。]{2,12}[=＝][^（）()。]{2,10}"
    return re.compile(rf"[（(](?:{reporter}|[^（）()。]{{0,12}}(?:{agencies}))[）)]$")


@cache
def _places() -> re.Pattern[str]:
    """Where a header or label can begin (see `_line_heads`), in a text with a line break in front."""
    return re.compile(rf"[{re.escape(signs())}](?:(?<=[{BREAKS}{BLANK}].)|(?<=[{_BEFORE}]【))")


def looks_headed(text: str) -> bool:
    """A cheap test: whether the text can hold a header at all."""
    return _places().search(f"\n{text}") is not None


def find_heads(text: str, body: list[Line], lexicon: Lexicon) -> Heads:
    """Headers and refused look-alikes of an article, in order."""
    heads = Heads()
    for line in body:
        for found in _line_heads(text, line, lexicon):
            if isinstance(found, Header):
                heads.headers.append(found)
            else:
                heads.labels.append(found)
    return heads


def _line_heads(text: str, line: Line, lexicon: Lexicon) -> Iterator[Header | Label]:
    opening, pairs, marks, _ = _opening()
    at = line.start
    while at < line.end:
        match = opening.search(text, at, line.end)
        mark = marks.match(text, line.start, line.end) if at == line.start else None
        if mark:
            yield _marked(text, line, lexicon)
            at = line.start + 1
            if match is None or match.start() == line.start:
                return
            continue
        if match is None:
            return
        start = match.start()
        # A header opens a line, or stands after a full stop inside one.
        if start != line.start and text[start - 1] not in _BEFORE:
            at = start + 1
            continue
        close = text.find(pairs[match.group()], start + 1, min(line.end, start + 200))
        unclosed = close < 0
        if unclosed and (start != line.start or match.group() in "[＜《〈"):
            return
        end = line.end if unclosed else close + 1
        inner_end = line.end if unclosed else close
        if start != line.start and match.group() not in "【":
            at = end
            continue
        yield _bracketed(text, start, end, inner_end, match.group(), unclosed, line, lexicon)
        at = end


def _bracketed(
    text: str, start: int, end: int, inner_end: int, style: str, unclosed: bool, line: Line, lexicon: Lexicon
) -> Header | Label:
    low, high = _trim(text, start + 1, inner_end)
    parsed = _parse(text, low, high, lexicon)
    if isinstance(parsed, Header):
        parsed.start, parsed.end, parsed.body, parsed.style, parsed.unclosed = start, end, end, style, unclosed
        return parsed
    inner = text[low:high]
    outcomes = re.search(tables()["labels"]["outcomes"], inner) is not None
    return Label(start, end, inner, parsed, style, outcomes)


def _marked(text: str, line: Line, lexicon: Lexicon) -> Header | Label:
    style = text[line.start]
    low, high = _trim(text, line.start + 1, line.end)
    # ▽韓国＝宣在浩（ソン・ジェホ）国防相（31日）　火器管制…: the head ends at the wide blank.
    stop = text.find("　", low, high)
    rest = stop
    if stop < 0:
        stop = high
        rest = high
    head = _parse(text, low, stop, lexicon)
    if isinstance(head, Header):
        if head.names is None and rest < high and head.extra is None and not _compound(text, low, stop, lexicon):
            return Label(line.start, line.end, text[low:stop], "no country", style)
        if text.find("。", low, stop) >= 0:
            return Label(line.start, line.end, text[low : low + 20], "a sentence", style)
        head.start, head.end, head.body, head.style = line.start, stop, min(rest + 1, line.end), style
        return head
    short = high - low <= 42 and text.find("。", low, high) < 0
    if style in "●○◯" and re.search(tables()["labels"]["notes"], text[low:high]) is not None:
        head, short = "a sentence", False  # ○首脳往来を増やすことで一致
    outcomes = re.search(tables()["labels"]["outcomes"], text[low : min(high, low + 30)]) is not None
    return Label(
        line.start,
        line.end if short else min(low + 20, line.end),
        text[low : min(high, low + 30)],
        head,
        style,
        outcomes,
        short,
    )


def _compound(text: str, low: int, high: int, lexicon: Lexicon) -> bool:
    return lexicon.split_compound(text[low:high]) is not None


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low] in " 　\t":
        low += 1
    while high > low and text[high - 1] in " 　\t":
        high -= 1
    return low, high


_SERVICE = re.compile(r"(?:太平洋|統合)?(?:陸軍|海軍|空軍|海兵隊|宇宙軍|沿岸警備隊|国防軍|国防省|国防総省|外務省|軍)$")


def _parties(text: str, low: int, high: int, lexicon: Lexicon) -> tuple[list[tuple[str, int, int]], bool] | None:
    """The countries of `text[low:high]` when it is nothing but countries (and a word for the meeting)."""
    low, high = _trim(text, low, high)
    if low >= high or high - low > 40:
        return None
    commands = tables()["header"]["commands"]
    if text[low:high] in commands:
        return [(commands[text[low:high]], low, high)], False
    service = _SERVICE.search(text, low, high)
    if service and service.start() > low:
        high = service.start()
    counted = _COUNT.match(text, low, high)
    if counted:
        low, high = counted.span(1)
    gloss = _GLOSS.search(text, low + 1, high)
    if gloss and text[low : gloss.start()] not in commands and lexicon.split_compound(text[low : gloss.start()]):
        high = gloss.start()  # 日独印ブラジル（G4）
    kind = _opening()[3].search(text, low, high)
    word = False
    if kind and kind.start() > low:
        high = kind.start()
        word = True
    for cut in (high, high - 1) if text[high - 1] in "・" else (high,):
        inner = text[low:cut]
        split = lexicon.split_compound(inner)
        if split is not None:
            if len(split) == 1 and split[0][0] == "JP":
                return None
            return [(code, low + a, low + b) for code, a, b in split], word
    return None


_STRONG = "=＝:：／/"


def _parse(text: str, low: int, high: int, lexicon: Lexicon) -> Header | str:
    """A header out of the inside of a bracket, or the reason why it is none."""
    inner = text[low:high]
    if not inner:
        return "empty"
    if "。" in inner or high - low > 120:
        return "a sentence"
    dated = re.search(
        r"[（(]((?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日[^（）()]{0,12}|同(?:日)?[^（）()]{0,10}|電話|テレビ会[議談])[）)]$",
        inner,
    )
    if dated and dated.start() > 0:
        head = _parties(text, low, low + dated.start(), lexicon)
        if head is not None:
            span = (low + dated.start(1), low + dated.end(1))
            return Header(low, high, head[0], None, high, "", span, kind_word=head[1])
    whole = _parties(text, low, high, lexicon)
    if whole is not None and inner not in lexicon.lookalikes:
        return Header(low, high, whole[0], None, high, "", kind_word=whole[1])
    labels = tables()["labels"]
    if inner in labels["refuse"] or any(inner == rule.values["form"] for rule in lexicon.user_labels):
        return "label"
    agencies = tables()["datelines"]["agencies"]
    if re.search(rf"(?<![A-Za-z])(?:{agencies})(?:ニュース)?$", inner):
        return "dateline (agency)"
    separators = tables()["header"]["separators"]
    reason = "no country"
    # 【米・英＝ヘイワード国防長官】: the stronger sign parts countries and persons.
    places = sorted(
        (at for at in range(low + 1, high) if text[at] in separators), key=lambda at: text[at] not in _STRONG
    )
    for at in places:
        found = _parties(text, low, at, lexicon)
        if found is None and text[low:at] == "日本" and text[at] in _STRONG:
            found = [("JP", low, at)], False  # 【日本＝柏原防衛相】: whom he met stands below
        if found is None:
            continue
        parties, word = found
        right_low, right_high = _trim(text, at + 1, high)
        while right_low < right_high and text[right_low] in separators:
            right_low += 1
        extra = None
        trailing = _TRAILING.search(text, right_low, right_high)
        if trailing and re.search(r"[0-9０-９]日|電話|テレビ|オンライン|同|画面|ビデオ", trailing[1]):
            extra = trailing.span(1)
            right_high = trailing.start()
        right = text[right_low:right_high]
        if not right:
            continue
        if right.endswith("記者") or re.search(rf"(?<![A-Za-z])(?:{agencies})$", right):
            return "dateline (reporter)"
        plain = re.sub(r"[（(][^（）()]*[）)]", "", right)
        if plain in labels["posts"]:
            return "a post of our own people"
        titled = lexicon.title_pattern.search(plain) if "「" not in plain else None
        if titled or re.search(r"氏(?:$|[、，])", right) or _ranked(right, lexicon):
            parties = [*parties, *_further(text, right_low, right_high, lexicon)]
            return Header(low, high, parties, (right_low, right_high), high, "", extra, kind_word=word)
        if _NAME_ONLY.fullmatch(right):
            reason = "dateline (reporter's name, no office)"
        else:
            reason = "no person and no office behind the country"
        if text[at] in _STRONG:
            return reason
    if re.search(r"[=＝・]", inner) and reason == "no country":
        left = re.sub(r"[（(][^（）()]*[）)]$", "", re.split(r"[=＝・]", inner)[0])  # ミュンヘン（ドイツ南部）＝…
        if left in lexicon.places or re.sub(r"[0-9０-９一二三四五六七八九十]+日$", "", left) in lexicon.places:
            return "dateline (city)"
    return reason


_FURTHER = re.compile(r"[、，・]([^、，・=＝]{1,12})[=＝]")


def _further(text: str, low: int, high: int, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The states that stand before further persons: 【米=グラント国防長官、韓=朴成民国防相】."""
    for match in _FURTHER.finditer(text, low, high):
        found = _parties(text, *match.span(1), lexicon)
        yield from found[0] if found else ()


def _ranked(right: str, lexicon: Lexicon) -> bool:
    """グラント空軍大将: a name before a rank; a rank alone (1等空佐) names nobody."""
    return any(
        right.endswith(rank) and re.match(r"[ァ-ヶ一-鿿]", right) and len(right) > len(rank) + 1
        for rank in lexicon.ranks
    )
