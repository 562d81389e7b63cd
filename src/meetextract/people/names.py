"""Names of persons in running text: where one begins and ends, and the country put before it.

Names are split from countries and offices by table on characters, never on token borders (UniDic reads 董軍 as 董|軍
and 日米豪比 as 日|米豪|比); MeCab is asked only where characters cannot tell."""

from __future__ import annotations

from functools import cache, lru_cache

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import DATA
from meetextract.text.tokens import tokenise

KANJI = "一-鿿㐀-䶿々〆ヶ〇\u2e80-\u2fdf\uf900-\ufaff\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef"
KATA = "ァ-ヴヵヶーヷ-ヺ"
KATAKANA = frozenset(map(chr, (*range(0x30A1, 0x30FB), 0x30FC)))
# Whether a text begins with such a character.
in_kanji = re.compile(rf"[{KANJI}]").match
# Names as they are read from their last character to their first: what stands before an office has a known end.
# An initial between two dots or at the head is a part of the name: ローリン・S・ロバート, J・D・バンス.
_INITIAL = r"[・．.][A-ZＡ-Ｚ](?![A-Za-zＡ-Ｚａ-ｚ0-9０-９])"
_ANAK = re.compile(rf"[{KATA}](?:(?:[{KATA}・･＝=‐－\-゠ ]|(?<=・)[A-ZＡ-Ｚ](?=・))*[{KATA}])?(?:{_INITIAL})*")
_IJNAK = re.compile(rf"[ヱヰ]?[{KANJI}](?:[ノツッヱヰ]?[{KANJI}])*(?:[ 　][{KANJI}]{{1,4}})?")
READING = re.compile(r"[ぁ-ゖァ-ヺー・･＝= 　ゝゞ]+")
ALL_KANJI = re.compile(rf"[{KANJI}]+")


@precomputed
def _no_names() -> dict[str, list[str]]:
    """data/no_names.tsv: kind -> words."""
    found: dict[str, list[str]] = {"whole": [], "before": [], "end": []}
    for line in (DATA / "no_names.tsv").read_text("utf-8").splitlines():
        if not line.startswith(("#", "form\t")):
            form, kind, _ = line.split("\t")
            found[kind].append(form)
    return found


@cache
def no_name_words() -> frozenset[str]:
    """Words that stand where a name could, and are none."""
    return frozenset(_no_names()["whole"])


def is_role(name: str) -> bool:
    """朴監督, 李会長: whether a word ends in what somebody is who holds no office."""
    return name.endswith(tuple(_no_names()["end"]))


@cache
def _not_name() -> re.Pattern[str]:
    """What can stand before a kanji name without being part of it, although it is kanji as well."""
    return re.compile(rf"(?:.*(?:{'|'.join(_no_names()['before'])}))")


def in_kata(text: str) -> bool:
    """Whether a text begins with a katakana."""
    return text[:1] in KATAKANA


def is_person(name: str) -> bool:
    """Whether MeCab sees the name of a person in a word in kanji, or in a part of it."""
    return any(token.pos3 == "人名" for token in tokenise(name, 0, len(name)))


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


def party_before(text: str, end: int, lexicon: Lexicon, low: int = 0) -> tuple[str, int] | None:
    """The country or organisation whose name ends at `end`: (code, start), longest form first."""
    found = lexicon.party_before(text, end, low)
    return (found.code, found.start) if found is not None else None


_WIDE = {c: c - 0xFEE0 for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *range(0xFF10, 0xFF1A))}
_ANY_WIDE = re.compile("[Ａ-Ｚａ-ｚ０-９]")


def fold(word: str) -> str:
    """Full-width Latin letters and digits narrow, one to one."""
    return word.translate(_WIDE) if _ANY_WIDE.search(word) else word


_GOVERNMENT = re.compile(
    r"(?:外務省|外交部|国防省|国防部|国防総省|国務省|財務省|商務省|通商代表部|大統領府|首相府|政府|軍|議会|国防軍|側|各国|加盟国)の$"
)
_SIDE = re.compile(r"(?:側(?:から(?:は)?|は|の|が|を代表し)|から|代表の)$")
_SIDE_ENDS = frozenset("らはのがし\n")  # `$` also stands before a line break


def country_before(text: str, start: int, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """A country put before a name: スウェーデンの…, 欧州連合（EU）の…, 中国外務省の…: (code, start, end)."""
    end = start
    while end > 0 and text[end - 1] in " 　":
        end -= 1
    last = text[end - 1 : end]
    side = _SIDE.search(text, max(0, end - 4), end) if last in _SIDE_ENDS else None
    if side:
        found = party_before(text, side.start(), lexicon)
        return (found[0], found[1], side.start()) if found is not None else None
    if last != "の":
        return None
    stem = end - 1
    match = _GOVERNMENT.search(text, max(0, end - 8), end)
    if match:
        stem = match.start()
    if stem > 0 and text[stem - 1] in "）)":
        opener = max(text.rfind("（", 0, stem), text.rfind("(", 0, stem))
        if opener > 0 and stem - opener < 30:
            inner = lexicon.forms.get(fold(text[opener + 1 : stem - 1])) or lexicon.kanji.get(
                fold(text[opener + 1 : stem - 1])
            )
            before = party_before(text, opener, lexicon)
            if before is not None:
                return before[0], before[1], opener
            if inner is not None:
                return inner, opener + 1, stem - 1
    found = party_before(text, stem, lexicon)
    if found is None:
        return None
    code, at = found
    if stem - at == 1 and at and len(lexicon.split_compound(text[max(0, at - 2) : stem]) or ()) > 1:
        return None  # 日米韓の外相: of all three
    if stem - at == 1 and not match and text[at] not in "米英仏独伊豪韓印露ロ":
        return None
    return code, at, stem


_SIGNED = "米英仏独伊豪韓印加露ロ比"


def sign_before(text: str, start: int, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """米ボルトン国連大使: the sign of a state right before a name in katakana, and nothing in kanji before it."""
    if start < 1 or text[start - 1] not in _SIGNED or not in_kata(text[start : start + 1]):
        return None
    if start > 1 and (in_kanji(text[start - 2]) or text[start - 2] in KATAKANA):
        return None
    return lexicon.kanji[text[start - 1]], start - 1, start


def trim_common(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    name = text[start:end]
    match = _not_name().match(name)
    if match:
        start += match.end()
        name = text[start:end]
    if len(name) >= 4 and ALL_KANJI.fullmatch(name):
        start, name = last_name(text, start, end)
    return start, name


_LONG_NAME = 5
_ALONE = frozenset("前元新現同故両各次当方側相長員官者国党市県都府省氏会軍米英仏独伊豪韓中露印比")


def last_name(text: str, start: int, end: int) -> tuple[int, str]:
    """The personal name at the end of a long run of kanji, by MeCab's person tokens; the run itself if none."""
    tokens = tokenise(text, start, end)
    at = len(tokens)
    while at > 0 and tokens[at - 1].pos3 == "人名":
        at -= 1
    if 0 < at < len(tokens) and tokens[at - 1].pos2 != "固有名詞" and end - tokens[at].start >= 2:
        low = tokens[at].start
        if low - start == 1 and end - start == _LONG_NAME and text[start] not in _ALONE:
            return start, text[start:end]  # 玄葉光一郎
        return low, text[low:end]
    return start, text[start:end]


def ends_country(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a country's name ends at `end`."""
    return party_before(text, end, lexicon) is not None


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


def splits_name(text: str, start: int, end: int, code: str, lexicon: Lexicon) -> bool:
    """Whether the country form `text[start:end]` before an office is a country and no part of a name."""
    form = text[start:end]
    if len(form) > 1:
        # 中国国防部長, カナダ・ブラウン氏: a katakana form has to be a whole component.
        if start > 0 and text[start - 1] in KATAKANA and kana_start(form, 0, len(form)) == 0:
            return len(form) >= 4
        return not (form in ("朝鮮",) and start > 0 and text[start - 1] in "北南")
    if code == "JP":
        return False
    before = text[start - 1] if start > 0 else ""
    if before in KATAKANA or _SIGN_BEHIND.match(before):
        return True
    if in_kanji(before):
        # A kanji name before one kanji: only where the country is one that papers put there and no 「…の」 or header
        # has told the country already.
        left = kanji_start(text, max(0, start - 8), start)
        if start - left < 2:
            return False
        told = left > 0 and (text[left - 1] in "=＝：:／/" or country_before(text, left, lexicon) is not None)
        return not told and form in "米英仏独伊豪韓露ロ印比"
    return True


_SIGN_BEHIND = re.compile("[氏A-Za-z）)]")
_REIGN = re.compile(rf"(?<![{KATA}])[{KATA}][{KATA}・＝=]+[{KATA}][0-9０-９一二三四五六七八九十]{{1,2}}世$")
_NUMERAL = re.compile(r"[第一二三四五六七八九十両同各全前元新]+")


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
        return _kana_given_name(text, end)
    start = kanji_start(text, max(0, end - 12), end)
    return _kanji_name(text, start, end, lexicon) if start < end else (end, None, None)


_MARKS = "・･＝=ー- "


def _kana_name(text: str, start: int, end: int, lexicon: Lexicon, stated: bool) -> tuple[int, str | None, str | None]:
    """A name in katakana; or the name in kanji before it, of which it is the reading."""
    while text[start] in _MARKS:
        start += 1
    lost = _lost_bracket(text, start, end, lexicon)
    if lost is not None:
        return lost
    if not stated:
        start, _ = strip_country(text, start, end, lexicon)
    while start < end and text[start] in _MARKS:  # 【 ルーマニア = コンスタンティネスク
        start += 1
    name = text[start:end]
    # 副首相 ... a word such as センター is no name; one katakana letter is none either.
    return (start, name, None) if len(name) > 1 and name not in no_name_words() else (end, None, None)


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
    if "\u3000" in name or (" " in name and not _spaced_name(text, start, name)):
        start += len(re.split("[ \u3000]", name)[0]) + 1
        name = text[start:end]
    match = _not_name().match(name)
    cut = match.end() if match else 0
    cut += _our_side(text, start + cut, name[cut:])
    start, name = start + cut, name[cut:]
    if start and text[start - 1] in "0123456789０１２３４５６７８９":
        return end, None, None  # 3時30分　議長
    if name in ("同", "両"):
        return end, None, None
    if len(_plain(name)) > 4 and not lexicon.officials.offices_of(name):
        start, name = last_name(text, start, end)
    return (end, None, None) if is_no_name(name, lexicon) else (start, name, None)


def _our_side(text: str, start: int, name: str) -> int:
    """How much of 我が方水澤豊, 先方林剛 is no name."""
    if name.startswith(("先方", "当方")):
        return 2
    return int(name[:1] == "方" and text[max(0, start - 2) : start] in ("我が", "わが"))


_JUDGED_LIMIT = 10_000  # hostile text can have any number of words


def is_no_name(word: str, lexicon: Lexicon) -> bool:
    """Whether kanji before an office are something else than a name, whatever stands around them."""
    known = lexicon.judged.get(word)  # the same few names stand before an office again and again
    if known is None:
        if len(lexicon.judged) >= _JUDGED_LIMIT:
            lexicon.judged.clear()
        known = lexicon.judged[word] = _judge(word, lexicon)
    return known


def _judge(word: str, lexicon: Lexicon) -> bool:
    return (
        not word
        or len(_plain(word)) > 6
        or word in no_name_words()
        or word in ("駐日", "在日")
        or word in lexicon.former
        or word[-1] in "両各第同"
        or (len(word) == 1 and word in lexicon.kanji and word not in "林森関")
        or (word[0] == "駐" and (word[1:] in lexicon.forms or word[1:] in lexicon.kanji))
        or fold(word) in lexicon.forms
        or _NUMERAL.fullmatch(word) is not None
        or lexicon.title_pattern.fullmatch(word) is not None
        or (len(word) > 1 and lexicon.split_compound(word) is not None)
        or (len(word) == 2 and _is_act(word))
    )


def _is_act(word: str) -> bool:
    """Whether two kanji are a verbal noun (要求, 訪問) and so no name."""
    tokens = tokenise(word, 0, len(word))
    return len(tokens) == 1 and tokens[0].pos3 == "サ変可能"


def common_words(name: str) -> bool:
    """Whether MeCab sees nothing but common nouns in a would-be name of two characters and more."""
    tokens = tokenise(name, 0, len(name))
    return (
        len(tokens) > 1
        and all(t.pos1 in ("名詞", "接尾辞", "接頭辞") and t.pos2 != "固有名詞" for t in tokens)
        and any(len(t.surface) > 1 for t in tokens)
    )


@precomputed
def name_shapes() -> dict[str, dict[str, list[str]]]:
    """data/name_shapes.tsv: kind -> form (a family name with its reading) -> states."""
    found: dict[str, dict[str, list[str]]] = {"family": {}, "begin": {}, "end": {}, "kanji": {}}
    for line in (DATA / "name_shapes.tsv").read_text("utf-8").splitlines():
        if line.startswith(("#", "kind\t")):
            continue
        kind, form, kanji, state = line.split("\t")
        found[kind].setdefault(kanji + form, []).append(state)
    return found


def surely_of_others(name: str) -> bool:
    """Whether a name in kanji begins with a character that begins nothing but such names."""
    return name[:1] in name_shapes()["kanji"]


@cache
def _families() -> frozenset[str]:
    return frozenset(form[0] for form in name_shapes()["family"])


def family_of_others(name: str) -> bool:
    """Whether a name in kanji begins with a family name of Korea or China in one character."""
    return name[:1] in _families()


_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def _plain(name: str) -> str:
    """The name without variation selectors, for counting characters; no short one can become too long by them."""
    return _SELECTOR.sub("", name) if len(name) > 4 else name


def _spaced_name(text: str, start: int, name: str) -> bool:
    """水城 迅: family and given name with a blank between them (a trade site's habit)."""
    head, _, tail = name.partition(" ")
    return 1 <= len(head) <= 3 and 1 <= len(tail) <= 3 and (start == 0 or text[start - 1] in "、, 　\nは者の")


_LOST_BRACKET = re.compile(rf"([{KANJI}]{{2,5}})([ぁ-ん]{{1,6}}・[ぁ-ん]{{1,8}})$")
_GIVEN = re.compile(rf"[ぁ-ゖ{KANJI}]+")


def _kana_given_name(text: str, end: int) -> tuple[int, str | None, str | None]:
    """早瀬みどり, 安達さくら: a given name in hiragana, told from particles by MeCab."""
    lost = _LOST_BRACKET.search(text[max(0, end - 24) : end])
    if lost:  # a reading that lost its bracket: 橘大輔たちばな・だいすけ
        return end - len(lost.group()), lost[1], lost[2]
    run = _GIVEN.match(text[max(0, end - 10) : end][::-1])
    start = end - (_persons_at_end(run[0][::-1]) if run else 0)
    return start, text[start:end] or None, None


@lru_cache(maxsize=4096)  # mostly 各国の, 外務省の
def _persons_at_end(run: str) -> int:
    """How many characters the names of persons have in which the run ends; 0 where there are not two of them."""
    tokens = tokenise(run, 0, len(run))
    at = len(tokens)
    while at > 0 and tokens[at - 1].pos3 == "人名":
        at -= 1
    return len(run) - tokens[at].start if len(tokens) - at >= 2 else 0


def strip_country(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """カナダ・ブラウン -> ブラウン when the first component is a country and more follows."""
    head, code, _, _ = strip_country_head(text, start, end, lexicon)
    return (head, text[head:end]) if code else (start, text[start:end])


def strip_country_head(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str | None, int, int]:
    name = text[start:end]
    if name.isalnum():  # letters only: none of the marks
        return start, None, -1, -1
    for mark in "・＝= ":
        head, found, rest = name.partition(mark)
        if found and rest and fold(head) in lexicon.forms:
            return start + len(head) + 1, lexicon.forms[fold(head)], start, start + len(head)
    return start, None, -1, -1


_BETWEEN = re.compile("[・･ 　]")


# アル＝ハリーリー: the Arabic article, which short forms leave out.
ARTICLE = re.compile("(?:ア[ルッンドズストシ]|アシュ|エ[ルッ]|ベン|ビン)[＝=]")


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
