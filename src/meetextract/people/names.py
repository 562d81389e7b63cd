"""Names of persons in running text: where one begins and ends.

Names are split from countries and offices by table on characters, never on token borders (UniDic reads 董軍 as 董|軍
and 日米豪比 as 日|米豪|比); MeCab is asked only where characters cannot tell."""

from __future__ import annotations

from functools import lru_cache

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.judge import before_names, is_no_name, is_person, no_name_words, surely_of_others
from meetextract.people.script import ALL_KANJI, KANJI, KATA, in_kanji, kana_start, kanji_start, plain
from meetextract.people.stated import leads_office, strip_country
from meetextract.text.tokens import tokenise


def trim_common(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """A run of kanji or katakana without the common words before the name: where the name begins, and the name."""
    match = before_names().match(text, start, end)
    if match:
        start = match.end()
    if end - start >= 4 and ALL_KANJI.fullmatch(text, start, end):
        start += last_name(text[start:end], lexicon)
    return start, text[start:end]


_LONG_NAME = 5
_FAMILY = 3  # code points of the longest family name that MeCab takes for a common word


def _is_given(name: str) -> bool:
    """紀三朗: a given name, which no text writes alone, so that what stands before it is the family name."""
    tokens = tokenise(name, 0, len(name))
    return len(tokens) == 1 and tokens[0].pos4 == "名"


def last_name(run: str, lexicon: Lexicon) -> int:
    """Where in a long run of kanji the personal name begins that ends it, by MeCab's person tokens; 0 if none does."""
    count, low, before = _persons_at_end(run)
    if count == 0 or low == 0 or before or len(run) - low < 2 or (low <= _FAMILY and _is_given(run[low:])):
        return 0
    alone = run[0] in no_name_words() or run[0] in lexicon.former or leads_office(run[0], lexicon)
    return 0 if low == 1 and len(run) == _LONG_NAME and not alone else low  # 玄葉光一郎


@lru_cache(maxsize=4096)  # mostly 各国の, 外務省の
def _persons_at_end(run: str) -> tuple[int, int, bool]:
    """The names of persons in which a run ends: how many, where the first begins, and whether the word before them is
    a name as well."""
    tokens = tokenise(run, 0, len(run))
    at = len(tokens)
    while at > 0 and tokens[at - 1].pos3 == "人名":
        at -= 1
    if at == len(tokens):
        return 0, len(run), False
    return len(tokens) - at, tokens[at].start, at > 0 and tokens[at - 1].pos2 == "固有名詞"


_REIGN = re.compile(rf"(?<![{KATA}])[{KATA}][{KATA}・＝=]+[{KATA}][0-9０-９一二三四五六七八九十]{{1,2}}世$")


def name_before(text: str, end: int, lexicon: Lexicon, *, stated: bool = False) -> tuple[int, str | None, str | None]:
    """The name that ends at `end`: (start, name or None, reading found in front of the office). stated: the state is
    told behind the name already, so that マリ・アルカティリ is a name from the beginning."""
    while end > 0 and text[end - 1] in " 　":
        end -= 1
    last = text[end - 1 : end]
    low = max(0, end - 48)
    reign = _REIGN.search(text, low, end) if last in ("世", "\n") else None
    if reign:  # アブドラ2世国王
        return reign.start(), reign.group(), None
    start = kana_start(text, low, end)
    if start < end and not (last in "ヱヰ" and in_kanji(text[end - 2 : end - 1])):  # 堀幸ヱ
        return _kana_name(text, start, end, lexicon, stated)
    if "ぁ" <= last <= "ゖ":
        return _kana_given_name(text, end, lexicon)
    start = kanji_start(text, max(0, end - 12), end)
    if start == end:
        return end, None, None
    if 0 < end - start <= _GIVEN_NAME and "ぁ" <= text[start - 1 : start] <= "ゖ":
        mixed = _kana_given_name(text, end, lexicon)
        if mixed[0] < start:  # 三原じゅん子, あべ俊子
            return mixed
        family = _kana_family_before(text, start, end)
        if family < start:
            return family, text[family:end], None
    return _kanji_name(text, start, end, lexicon)


_GIVEN_NAME = 2  # code points in kanji that can end a name with hiragana in it


_MARKS = "・･＝=ー- "


def _kana_name(text: str, start: int, end: int, lexicon: Lexicon, stated: bool) -> tuple[int, str | None, str | None]:
    """A name in katakana; or the name in kanji before it, of which it is the reading."""
    while text[start] in _MARKS:
        start += 1
    lost = _lost_bracket(text, start, end, lexicon)
    if lost is not None:
        return lost
    mixed = mixed_start(text, start, end, lexicon)
    if mixed < start:
        return mixed, text[mixed:end], None
    if not stated:
        start, _ = strip_country(text, start, end, lexicon)
    while start < end and text[start] in _MARKS:  # 【 ルーマニア = コンスタンティネスク
        start += 1
    name = text[start:end]
    # 副首相 ... a word such as センター is no name; one katakana letter is none either.
    return (start, name, None) if len(name) > 1 and name not in no_name_words() else (end, None, None)


_KANA_IN_KANJI = 6  # as many characters as a given name in katakana has behind a family name in kanji


def mixed_start(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """楊潔チ, 李ジェミョン, 早瀬エリカ: where a name that goes on in katakana at `start` begins; else `start`."""
    kana = text[start:end]
    left = kanji_start(text, max(0, start - 4), start)
    known = kana in lexicon.forms or kana in no_name_words()
    if not 1 <= start - left <= 2 or len(kana) > _KANA_IN_KANJI or not kana.isalpha() or known:
        return start
    return left if surely_of_others(text[left]) or _is_full(text, left, end) else start


def _is_full(text: str, start: int, end: int) -> bool:
    """Whether MeCab knows a range for a family and a given name."""
    return [token.pos4 for token in tokenise(text, start, end)] == ["姓", "名"]


def _lost_bracket(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str, str] | None:
    """A reading that lost its bracket: 安圭伯国アン・ギュベク, 南相薫 ナム・サンフン, 卓永吉（タク・ヨンギル."""
    close = start
    while close > 0 and text[close - 1] in " 　（(":
        close -= 1
    if "・" not in text[start:end] and text[close:start].strip(" 　") not in ("（", "("):
        return None
    left = kanji_start(text, max(0, close - 6), close)
    if not 2 <= close - left <= 5:
        return None
    kanji = text[left:close]
    if kanji.endswith("国") and close == start and len(kanji) > 2 and kanji not in lexicon.forms:
        kanji = kanji[:-1]
    bound = text[left - 1] if left > 0 else "\n"
    if bound not in "=＝：:・／/の、 　【（〈［[は\n▽■と◆" or kanji[-1] in "側方" or kanji in no_name_words():
        return None
    if kanji in lexicon.forms or lexicon.title_pattern.fullmatch(kanji):
        return None
    return left, kanji, text[start:end]


def _kanji_name(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str | None, str | None]:
    """A name in kanji, without what stands before it in kanji as well."""
    name = text[start:end]
    if ("\u3000" in name or " " in name) and not _spaced_name(text, start, name):
        start += len(re.split("[ \u3000]", name)[0]) + 1
        name = text[start:end]
    match = before_names().match(text, start, end)
    start = match.end() if match else start
    when = _adverbs(text[start:end])
    start += when if when > 1 or text.endswith("その", 0, start) else 0
    start += _our_side(text, start, text[start:end])
    name = text[start:end].lstrip(" \u3000")  # 冒頭 榊原
    start = end - len(name)
    if start and text[start - 1] in "0123456789０１２３４５６７８９":
        return end, None, None  # 3時30分　議長
    if name in ("同", "両"):
        return end, None, None
    if len(plain(name)) > 4 and name.isalpha() and not lexicon.officials.offices_of(name):
        start += last_name(name, lexicon)
        name = text[start:end]
    return (end, None, None) if is_no_name(name, lexicon) else (start, name, None)


@lru_cache(maxsize=4096)
def _adverbs(name: str) -> int:
    """How much of 後小泉 (その後小泉首相), 昨年安倍, 帰国後河野太郎 stands before the name and says when."""
    if len(name) < _WITH_ADVERB:
        return 0
    tokens = tokenise(name, 0, len(name))
    ends = [t.end for t in tokens[:-1] if t.pos3 == "副詞可能" or t.pos1 in ("接続詞", "副詞")]
    if ends and name[ends[-1] - 1] not in _WHEN and all(t.end - t.start == 1 for t in tokens if t.end == ends[-1]):
        return 0  # 屈冬玉
    if not ends or ends[-1] == len(name) or name[: ends[-1]] in ("前", "元"):
        return 0
    rest = next(t for t in tokens if t.start == ends[-1])
    named = rest.pos3 in ("人名", "地名") or (rest.end == len(name) and ends[-1] > 1)
    return ends[-1] if named else 0


_WITH_ADVERB = 3  # code points
_WHEN = "後前中時際上"


def _our_side(text: str, start: int, name: str) -> int:
    """How much of 我が方水澤豊, 我が国真壁, 先方林剛 is no name."""
    if name.startswith(("先方", "当方")):
        return 2
    return int(name[:1] in ("方", "国") and text[max(0, start - 2) : start] in ("我が", "わが"))


def _spaced_name(text: str, start: int, name: str) -> bool:
    """水城 迅, 松島　浩道: family and given name with a blank between them (a trade site's habit)."""
    head, _, tail = name.replace("\u3000", " ").partition(" ")
    if not (1 <= len(head) <= 3 and 1 <= len(tail) <= 3):
        return False
    if start == 0 or text[start - 1] in "、, \nは者のか":
        return "\u3000" not in name or is_person(head + "氏")
    return text[start - 1] in "　：:（(" and is_person(head + "氏")


_LOST_BRACKET = re.compile(rf"([{KANJI}]{{2,5}})([ぁ-ん]{{1,6}}・[ぁ-ん]{{1,8}})$")
_GIVEN = re.compile(rf"[ぁ-ゖ{KANJI}]+")


def _kana_given_name(text: str, end: int, lexicon: Lexicon) -> tuple[int, str | None, str | None]:
    """早瀬みどり, 三原じゅん子: a name with hiragana, told from particles by MeCab; あべ, as an official is called."""
    lost = _LOST_BRACKET.search(text[max(0, end - 24) : end])
    if lost:  # a reading that lost its bracket: 橘大輔たちばな・だいすけ
        return end - len(lost.group()), lost[1], lost[2]
    run = _GIVEN.match(text[max(0, end - 10) : end][::-1])
    count, low, _ = _persons_at_end(run[0][::-1]) if run else (0, 0, False)
    start = end - len(run[0]) + low if run and count > 1 else end
    if start == end:
        sizes = (size for size in (3, 2) if lexicon.officials.offices_of(text[end - size : end]))
        start -= next(sizes, 0)
    if start == end:
        start = _kana_family(text, end)
    return start, text[start:end] or None, None


_KANA_FAMILY = re.compile(r"(?<!\w)[ぁ-ゖ]{2,5}$")
_NO_FAMILY = ("接続詞", "副詞", "代名詞", "連体詞", "感動詞", "形容詞")


def _kana_family(text: str, end: int) -> int:
    """うえだ大臣, つくだ副大臣: where a family name in hiragana begins that ends at `end`, as pages call their own
    ministers; `end` where MeCab knows no such name and the words stand there once or say when (きょう首相は)."""
    run = _KANA_FAMILY.search(text, max(0, end - _WITH_BORDER), end)
    if run is None or in_kanji(text[end : end + 1]) is None:
        return end
    tokens = tokenise(text, run.start(), end)
    if [token.pos3 for token in tokens] == ["人名"]:
        return run.start()
    word = len(tokens) == 1 and tokens[0].lemma != tokens[0].surface  # おととい首相は
    others = word or any(token.pos1 in _NO_FAMILY or token.pos3 == "副詞可能" for token in tokens)
    if others or tokens[-1].pos1 in ("助詞", "動詞") or end - run.start() <= _GIVEN_NAME:
        return end
    return run.start() if text.count(text[run.start() : end + 2]) > 1 else end


_WITH_BORDER = 6  # code points


def _kana_family_before(text: str, start: int, end: int) -> int:
    """きうち誠, みなかみ涼: where a family name in hiragana begins before a given name in kanji; else `start`."""
    run = _KANA_FAMILY.search(text, max(0, start - _WITH_BORDER), start)
    if run is None:
        return start
    tokens = tokenise(text, run.start(), start)
    if len(tokens) == 1 and tokens[0].pos2 == "固有名詞":
        return run.start()
    words = tokens[-1].pos1 in ("助詞", "動詞") or any(token.pos1 in _NO_FAMILY for token in tokens)
    known = _is_given(text[start:end]) or text.count(text[run.start() : end]) > 1
    return run.start() if known and not words else start
