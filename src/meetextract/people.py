"""Persons: every mention found, each linked to one person, with the fullest name, reading, offices and country.

find_mentions yields what stands in the text; link makes persons out of mentions. Names are split from countries and
offices by table on characters, never on token borders (UniDic reads 董軍 as 董|軍 and 日米豪比 as 日|米豪|比).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from meetextract.lexicon import Lexicon
from meetextract.tokens import tokenise

KANJI = "一-鿿㐀-䶿々〆ヶ〇\u2e80-\u2fdf\uf900-\ufaff\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_KATA = "ァ-ヴヵヶーヷ-ヺ"
_KANA_NAME = re.compile(rf"[{_KATA}](?:[{_KATA}・･＝=‐－\-゠ ]*[{_KATA}])?\Z")
_KANJI_NAME = re.compile(rf"(?:[{KANJI}]{{1,4}}[ 　])?[{KANJI}](?:[ノツッ]?[{KANJI}])*\Z")
_READING = re.compile(r"[ぁ-ゖァ-ヺー・･＝= 　ゝゞ]+")
_ALL_KANJI = re.compile(rf"[{KANJI}]+")
_SHORT = re.compile(
    rf"(?P<name>(?<![{_KATA}・])[{_KATA}][{_KATA}・＝=ー]{{0,40}}[{_KATA}ー]|[{KANJI}](?:[ノツッ]?[{KANJI}]){{0,4}}(?: [{KANJI}]{{1,3}})?)"
    r"(?P<b>[（(][^（）()\n]{1,80}[）)])?(?P<suffix>氏|さん)(?!名)"
)
# What can stand before a kanji name without being part of it, although it is kanji as well.
_NOT_NAME = re.compile(
    r"^(?:.*(?:訪日中|来日中|訪問中|滞在中|同行|議長国|前日|同日|当日|今回|今月|先月|会談後|終了後|現職|新任|初代|歴代|兼務))"
)
_COMMON = frozenset(
    "両 同 前 元 新 現 各 次 三 四 五 二 一 当 某 我 他 副 首席 双方 両国 各国 同国 関係国 加盟国 先方 当方 日本側 相手 外国"
    " 国会 衆院 参院 政府 内閣 与党 野党 自民 公明 日本 担当 所管 所轄 議長国 主催国 日程 国際 地元 大手 主要 複数 数"
    " 日中両 米中両 中韓両 日韓両 日米両 軍 同軍 陸軍 海軍 空軍 国防 防衛 外務 外交 財務 統合 連邦 中央 欧州 会談相手 主 閣僚"
    " 訪日 来日 後任 前任 歴代 現地 当時 出席者 関係 在外 全 担 共同 地域 中露 国連 議会 下院 上院 与野党 担当 対外 幹部 重要 合同 ある 同盟国 同志国"
    " 大統領 首相 外相 国防相 副首相 首脳 両首脳 通訳 同席 国家 国民 会議 協議 先代 自衛隊 海自 陸自 空自 米軍 艦長 社会 経済 農業 教育 文化 保健 運輸 商務 通商".split()
)


@dataclass(slots=True)
class Mention:
    """One mention of a person or an office holder."""

    start: int
    end: int
    name: str | None
    name_start: int
    name_end: int
    reading: str | None = None
    titles: tuple[str, ...] = ()
    title_start: int = -1  # -1: no office in this mention
    title_end: int = -1
    country: str | None = None
    country_start: int = -1
    country_end: int = -1
    rule: str = ""
    person: Person | None = None
    former: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """One person (or one unnamed holder of an office) of the document."""

    name: str | None
    reading: str | None = None
    titles: tuple[str, ...] = ()
    country: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    guessed: bool = False  # the country is a default, not something the text says


class Offices:
    """Which country an office name belongs to (data/office_countries.tsv)."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._prefix: list[tuple[str, str]] = []
        self._suffix: list[tuple[str, str]] = []
        for form, how, code in rows:
            if how == "exact":
                self._exact[form] = code
            elif how == "prefix":
                self._prefix.append((form, code))
            else:
                self._suffix.append((form, code))

    def country(self, title: str) -> str | None:
        """The only country that has this office, None where several have it."""
        if title in self._exact:
            return self._exact[title]
        for form, code in self._prefix:
            if title.startswith(form):
                return code
        for form, code in self._suffix:
            if title.endswith(form):
                return code
        return None


def party_before(text: str, end: int, lexicon: Lexicon, low: int = 0) -> tuple[str, int] | None:
    """The country or organisation whose name ends at `end`: (code, start), longest form first."""
    found = lexicon.party_before(text, end, low)
    return (found.code, found.start) if found is not None else None


_WIDE = {c: c - 0xFEE0 for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *range(0xFF10, 0xFF1A))}


def _fold(word: str) -> str:
    """Full-width Latin letters and digits narrow, one to one."""
    return word if word.isascii() else word.translate(_WIDE)


_GOVERNMENT = re.compile(
    r"(?:外務省|外交部|国防省|国防部|国防総省|国務省|財務省|商務省|通商代表部|大統領府|首相府|政府|軍|議会|国防軍|側|各国|加盟国)の$"
)


_SIDE = re.compile(r"(?:側(?:から(?:は)?|は|の|が|を代表し)|から|代表の)$")


def _country_before(text: str, start: int, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """A country put before a name: スウェーデンの…, 欧州連合（EU）の…, 中国外務省の…: (code, start, end)."""
    end = start
    while end > 0 and text[end - 1] in " 　":
        end -= 1
    side = _SIDE.search(text, max(0, end - 4), end)
    if side:
        found = party_before(text, side.start(), lexicon)
        return (found[0], found[1], side.start()) if found is not None else None
    if end == 0 or text[end - 1] != "の":
        return None
    stem = end - 1
    match = _GOVERNMENT.search(text, max(0, end - 8), end)
    if match:
        stem = match.start()
    if stem > 0 and text[stem - 1] in "）)":
        opener = max(text.rfind("（", 0, stem), text.rfind("(", 0, stem))
        if opener > 0 and stem - opener < 30:
            inner = lexicon.forms.get(_fold(text[opener + 1 : stem - 1])) or lexicon.kanji.get(
                _fold(text[opener + 1 : stem - 1])
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
    if stem - at == 1 and not match and text[at] not in "米英仏独伊豪韓印露ロ":
        return None
    return code, at, stem


def find_mentions(text: str, lexicon: Lexicon, offices: Offices) -> list[Mention]:
    """All mentions of persons by office (with or without a name) and by name with 氏, in order of place."""
    found: list[Mention] = []
    for match in lexicon.title_pattern.finditer(text):
        mention = _titled(text, match.start(), match.end(), lexicon, offices)
        if mention is not None:
            found.append(mention)
    found += _wide_offices(text, found, lexicon, offices)
    found += _in_charge(text, found, lexicon)
    taken = _covered(found)
    for match in _SHORT.finditer(text):
        start, end = match.start("name"), match.end()
        name = match["name"]
        if not taken.isdisjoint(range(start, end)):
            continue
        start, name = _trim_common(text, start, match.end("name"), lexicon)
        if not name or name in _COMMON or name[-1] in "両各":
            continue
        reading = None
        if match["b"] and _READING.fullmatch(match["b"][1:-1]):
            reading = match["b"][1:-1]
        country, c_start, c_end = None, -1, -1
        evidence = _country_before(text, start, lexicon)
        if evidence:
            country, c_start, c_end = evidence
        found.append(
            Mention(start, end, name, start, start + len(name), reading, (), -1, -1, country, c_start, c_end, "氏")
        )
    found += _office_first(text, found)
    found += _ranked(text, found, lexicon)
    found += _paired(text, found)
    found.sort(key=lambda m: (m.start, m.end))
    return found


# Offices of bodies that no table lists in full: 外交部辺境海洋事務司長, 外務省アジア大洋州局参事官, 欧州委員会農業担当委員.
_WIDE_OFFICE = re.compile(
    rf"(?:外務省|外交部|国防部|防衛省|国務省|国防総省|欧州委員会|大統領府|首相府|(?<=[{_KATA}）)])[{KANJI}]{{2,6}}(?:省|部|庁))"
    rf"[{KANJI}{_KATA}・]{{1,18}}?(?:局長|次長|司長|部長|次官補?|審議官|参事官|課長|室長|委員|長官|担当大使)(?![{KANJI}]*(?:省|会|室))"
)


def _wide_offices(text: str, found: list[Mention], lexicon: Lexicon, offices: Offices) -> list[Mention]:
    """Offices told with their whole organ; they replace shorter readings of the same words."""
    result = []
    for match in _WIDE_OFFICE.finditer(text):
        same = _overlapping(found, match.start(), match.end(), by_title=True)
        if any(m.title_start <= match.start() and match.end() <= m.title_end for m in same):
            continue
        mention = _titled(text, match.start(), match.end(), lexicon, offices, (match.group(),))
        if mention is not None and mention.name is not None:
            for old in same:
                found.remove(old)
            result.append(mention)
    return result


_IN_CHARGE = re.compile(rf"(?<=[らはのが、])(?P<all>[{KANJI}]{{5,24}}?)担当(?:大使|特使|特別代表|補佐官)")


def _in_charge(text: str, found: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """深作正彦日朝国交正常化交渉担当大使: where the name ends and the office begins, MeCab tells."""
    result = []
    for match in _IN_CHARGE.finditer(text):
        low = match.start()
        tokens = tokenise(text, low, match.end("all"))
        count = 0
        while count < len(tokens) and tokens[count].pos3 == "人名":
            count += 1
        if not 1 <= count <= 3 or count == len(tokens):
            continue
        cut = tokens[count].start
        for old in _overlapping(found, low, match.end()):
            found.remove(old)
        evidence = _country_before(text, low, lexicon) or (None, -1, -1)
        result.append(
            Mention(low, match.end(), text[low:cut], low, cut, None, (text[cut : match.end()],), cut, match.end(), *evidence, "in charge")
        )
    return result


_PAIR = re.compile(
    rf"(?P<a>[{KANJI}]{{1,4}}|[{_KATA}・＝=]{{2,16}})(?:、|と)(?P<b>[{KANJI}]{{1,4}}?|[{_KATA}・＝=]{{2,16}})両(?:氏|外相|首相|大臣|国防相|防衛相|首脳)"
)


def _paired(text: str, found: Sequence[Mention]) -> list[Mention]:
    """沙、琴両氏: two names under one word."""
    result = []
    covered = _covered(found)
    for match in _PAIR.finditer(text):
        for key in ("a", "b"):
            low, high = match.span(key)
            if not covered.isdisjoint(range(low, high)):
                continue
            result.append(Mention(low, match.end() if key == "b" else high, match[key], low, high, rule="両氏"))
    return result


_AFTER_OFFICE = re.compile(
    rf"の(?P<name>[{_KATA}][{_KATA}・＝=]{{0,40}}[{_KATA}ー]|[{KANJI}]{{2,5}}?)(?P<b>[（(][^（）()\n]{{1,40}}[）)])?(?=は、?|が|と(?!の)|を|に|も|、|氏|さん)"
)


def _office_first(text: str, found: Sequence[Mention]) -> list[Mention]:
    """首相の梶谷鉄之助は, インドネシア大統領のハルジョノと: the name behind the office, told from nouns by MeCab."""
    result = []
    named = _covered(found, named=True)
    for office in list(found):
        if office.name is not None or office.title_end < 0 or office.former:
            continue
        match = _AFTER_OFFICE.match(text, office.title_end)
        if match is None or not named.isdisjoint(range(*match.span("name"))):
            continue
        name = match["name"]
        tokens = tokenise(text, match.start("name"), match.end("name"))
        unknown = len(tokens) == 1 and tokens[0].lemma == tokens[0].surface and re.match(rf"[{_KATA}]{{3}}", name)
        if not tokens or (
            not unknown and any(t.pos2 != "固有名詞" or t.pos3 not in ("人名", "一般") for t in tokens if t.pos1 == "名詞")
        ):
            continue
        if not any(t.pos3 == "人名" for t in tokens) and re.match(rf"[{KANJI}]", name):
            continue
        reading = match["b"][1:-1] if match["b"] and _READING.fullmatch(match["b"][1:-1]) else None
        result.append(
            Mention(
                match.start("name"), match.end("name"), name, match.start("name"), match.end("name"), reading, office.titles,
                office.title_start, office.title_end, office.country, office.country_start, office.country_end, "office+の+name",
            )  # fmt: skip
        )
    return result


def _ranked(text: str, found: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """グラント空軍大将, 司令官のマクニール海軍大将, 海軍本部長ハーコート中将: a name before a military rank."""
    ranks = "|".join(sorted((re.escape(r) for r in lexicon.ranks), key=len, reverse=True))
    if not ranks:
        return []
    result = []
    named = _covered(found, named=True)
    ends = {m.title_end: m for m in found if m.name is None}
    known: set[str] = set()
    for match in re.finditer(
        rf"(?P<name>(?<![{_KATA}・])[{_KATA}][{_KATA}・＝=]{{0,40}}[{_KATA}]|[{KANJI}]{{1,4}}?)(?:陸軍|海軍|空軍|海兵隊|宇宙軍)?(?:{ranks})(?![{KANJI}])", text
    ):
        low, high = match.span("name")
        if not named.isdisjoint(range(low, match.end())):
            continue
        name = match["name"]
        if not re.match(rf"[{_KATA}]", name) and name in _COMMON:
            continue
        titles: tuple[str, ...] = ()
        country, c_low, c_high = None, -1, -1
        t_low, t_high = -1, -1
        at = low - 1 if low and text[low - 1] == "の" else low
        office = ends.get(at)
        if office is not None:
            titles, t_low, t_high = office.titles, office.title_start, office.title_end
            country, c_low, c_high = office.country, office.country_start, office.country_end
        if not titles and not re.match(rf"[{_KATA}]", name):
            # 海上幕僚長真壁海将: the office runs into the name; 真壁海将 later on.
            office = next((o for o in found if o.name is None and low < o.title_end < high), None)
            if office is not None:
                low = office.title_end
                titles, t_low, t_high = office.titles, office.title_start, office.title_end
                country, c_low, c_high = office.country, office.country_start, office.country_end
                known.add(text[low:high])
            elif name not in known:
                continue
            name = text[low:high]
        result.append(
            Mention(low, match.end(), name, low, high, None, titles, t_low, t_high, country, c_low, c_high, "rank")
        )
    return result


def _overlapping(found: Sequence[Mention], low: int, high: int, *, by_title: bool = False) -> list[Mention]:
    """The mentions (or their offices) that share an offset with the range; `found` is in order of place."""
    at = bisect_left(found, low - 80, key=lambda m: m.start)
    result = []
    while at < len(found) and found[at].start < high:
        mention = found[at]
        start, end = (mention.title_start, mention.title_end) if by_title else (mention.start, mention.end)
        if start < high and low < end:
            result.append(mention)
        at += 1
    return result


def _covered(found: Iterable[Mention], *, named: bool = False) -> set[int]:
    """All offsets inside mentions (only of those with a name, if `named`)."""
    return {at for m in found if m.name is not None or not named for at in range(m.start, m.end)}


def _trim_common(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    name = text[start:end]
    match = _NOT_NAME.match(name)
    if match:
        start += match.end()
        name = text[start:end]
    if len(name) >= 4 and _ALL_KANJI.fullmatch(name):
        start, name = _last_name(text, start, end)
    return start, name


def _last_name(text: str, start: int, end: int) -> tuple[int, str]:
    """The personal name at the end of a long run of kanji, by MeCab's person tokens; the run itself if none."""
    tokens = tokenise(text, start, end)
    at = len(tokens)
    while at > 0 and tokens[at - 1].pos3 == "人名":
        at -= 1
    if 0 < at < len(tokens) and tokens[at - 1].pos2 != "固有名詞" and end - tokens[at].start >= 2:
        low = tokens[at].start
        return low, text[low:end]
    return start, text[start:end]


def _ends_country(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a country's name ends at `end`."""
    return party_before(text, end, lexicon) is not None


_BARE = frozenset("大臣 相 長官 次官 局長 部長 副大臣".split())
# Portfolios that no table has, between a katakana name and 大臣: 外務・東アフリカ・地域・国際協力.
_PORTFOLIO = re.compile(rf"[{KANJI}]{{2,}}(?:[{_KATA}]*(?:・|、|及び|[{KANJI}]+))*$")


def _titled(
    text: str, start: int, end: int, lexicon: Lexicon, offices: Offices, given: tuple[str, ...] = ()
) -> Mention | None:
    raw = text[start:end]
    titles = given or lexicon.parse_titles(raw)
    if not titles:
        return None
    closed = re.search(rf"[）)]([{KANJI}]{{2,8}})$", text[max(0, start - 10) : start]) if raw.endswith(("大臣", "相", "長官")) else None
    reading_end = start - len(closed[1]) if closed else 0
    opener = _opener(text, reading_end - 1) if closed else None
    if closed and opener is not None and _READING.fullmatch(text[opener + 1 : reading_end - 1]) and (
        not _ends_country(text, start, lexicon)
    ):
        start -= len(closed[1])
        titles = (text[start:end],)
    elif raw in _BARE or raw.endswith(("大臣", "相")) and re.search(rf"[{_KATA}]{{2}}[{KANJI}]{{2,}}$", text[max(0, start - 12) : start]) or (text[start - 1 : start] in ("・", "、") and re.match(rf"[{KANJI}]", text[start - 2 : start - 1])):
        wider = _PORTFOLIO.search(text, max(0, start - 40), start)
        if wider and party_before(text, start, lexicon) is None and wider.start() > 0 and re.match(rf"[{_KATA}]", text[wider.start() - 1]):
            start = wider.start()
            titles = (text[start:end],)
    country, c_start, c_end = None, -1, -1
    at = start
    reading: str | None = None
    # The bracket between name and office: a reading, Latin letters, or a gloss.
    had_bracket = False
    while at > 0 and text[at - 1] in " 　":
        at -= 1
    if at > 1 and text[at - 1] in "・･" and re.match(rf"[{_KATA}]", text[at]) and re.match(rf"[{_KATA}]", text[at - 2]):
        at -= 1  # サアド・アル＝ムハンナディ・エネルギー担当国務大臣
    if at > 0 and text[at - 1] in "）)":
        opener = _opener(text, at - 1)
        if opener is None:
            return _office(text, start, end, titles, None)
        inner = text[opener + 1 : at - 1]
        had_bracket = True
        if _READING.fullmatch(inner):
            reading = inner.strip()
        elif _ALL_KANJI.fullmatch(inner) and _KANA_NAME.search(text, max(0, opener - 30), opener):
            # NHK's order: kana first, kanji in the bracket.
            kana = _KANA_NAME.search(text, max(0, opener - 30), opener)
            assert kana is not None
            low = _strip_country(text, kana.start(), opener, lexicon)[0]
            evidence = _country_before(text, low, lexicon)
            if evidence:
                country, c_start, c_end = evidence
            return Mention(
                low,
                end,
                inner,
                opener + 1,
                at - 1,
                text[low:opener],
                titles,
                start,
                end,
                country,
                c_start,
                c_end,
                "kana（漢字）",
            )
        at = opener
        while at > 0 and text[at - 1] in " 　":
            at -= 1
    # The country between name and office: ヘグセス米国防長官, 安圭伯韓国国防相, …・ボツワナ共和国大統領.
    name_end = at
    stripped = party_before(text, at, lexicon)
    if stripped is None:
        # オバマアメリカ大統領: name and country run together in katakana.
        run = _KANA_NAME.search(text, max(0, at - 24), at)
        for size in range(4, 9):
            if run and size + 2 <= at - run.start() and text[at - size : at] in lexicon.forms:
                stripped = (lexicon.forms[text[at - size : at]], at - size)
    if stripped is None and at > 1 and text[at - 1] == "軍":
        stripped = party_before(text, at - 1, lexicon)
    if stripped is not None and text[stripped[1] - 1 : stripped[1]] in ("・", "･") and at - stripped[1] > 1:
        # 国連のアンドレス・モンテネグロ事務総長: a family name that is a country too, the country told before.
        run = _KANA_NAME.search(text, max(0, at - 48), at)
        if run and _country_before(text, run.start(), lexicon):
            stripped = None
    if stripped is not None and _splits_name(text, stripped[1], at, stripped[0], lexicon):
        country, c_start, c_end = stripped[0], stripped[1], at
        name_end = stripped[1]
        if name_end > 0 and text[name_end - 1] in "・･":
            name_end -= 1
        elif text.endswith(("駐日", "在日"), 0, name_end):
            name_end -= 2
        elif text.endswith("駐", 0, name_end):
            name_end -= 1
        posted = re.search(r"(?:在|駐)([^\s、。の在駐]{1,14})$", text[max(0, name_end - 16) : name_end])
        if posted and (posted[1] in lexicon.forms or posted[1] in lexicon.kanji):
            name_end -= len(posted.group())
        if name_end > 0 and text[name_end - 1] in "）)":
            opener = _opener(text, name_end - 1)
            if opener is not None:
                inner = text[opener + 1 : name_end - 1]
                if _READING.fullmatch(inner):
                    reading = inner.strip()
                name_end = opener
                had_bracket = True
        name_start, name, more = _name_before(text, name_end, lexicon, had_bracket)
        if name is None and c_end - c_start == 1 and text[c_end - 1] not in "米英仏独伊豪韓印比加露ロ越":
            country, c_start, c_end = None, -1, -1
            name_end = at
            name_start, name, more = _name_before(text, name_end, lexicon, had_bracket)
    else:
        name_start, name, more = _name_before(text, name_end, lexicon, had_bracket)
    reading = reading or more
    if name is None and text[max(0, start - 1) : start] in tuple("両一二三四五六七八九十２３４５６７８９23456789各数"):
        return None
    if name is None:
        held = _office(text, c_start if country else start, end, titles, country)
        if held is not None and country:
            held.country_start, held.country_end = c_start, c_end
        elif held is not None:
            evidence = _country_before(text, start, lexicon)
            if evidence:
                held.country, held.country_start, held.country_end = evidence
        return held
    if (name.startswith(("前", "元")) and len(name) > 3) or titles[0].startswith(("次期", "元", "前")):
        return None
    mention_start = name_start
    own = name
    if country is None:
        evidence = _country_before(text, name_start, lexicon)
        if evidence is None:
            head, code, h_start, h_end = _strip_country_head(text, name_start, name_start + len(name), lexicon)
            if code is not None:
                name_start = head
                own = text[head : mention_start + len(name)]
                evidence = (code, h_start, h_end)
        if evidence:
            country, c_start, c_end = evidence
    former = name_end < len(text) and text[max(0, start - 1) : start] in ("前", "元")
    return Mention(
        name_start, end, own, name_start, name_start + len(own), reading, titles, start, end, country, c_start, c_end,
        "name+office", None, former,
    )  # fmt: skip


def _office(text: str, start: int, end: int, titles: tuple[str, ...], country: str | None) -> Mention | None:
    before = text[start - 1] if start > 0 else ""
    former = before in ("前", "元")
    return Mention(start, end, None, start, start, None, titles, start, end, country, rule="office", former=former)


def _opener(text: str, close: int) -> int | None:
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


def _splits_name(text: str, start: int, end: int, code: str, lexicon: Lexicon) -> bool:
    """Whether the country form `text[start:end]` before an office is a country and no part of a name."""
    form = text[start:end]
    if len(form) > 1:
        # 中国国防部長, カナダ・ブラウン氏: a katakana form has to be a whole component.
        if _KANA_NAME.fullmatch(form) and start > 0 and re.match(rf"[{_KATA}]", text[start - 1]):
            return len(form) >= 4
        return not (form in ("朝鮮",) and start > 0 and text[start - 1] in "北南")
    if code == "JP":
        return False
    before = text[start - 1] if start > 0 else ""
    if re.match(rf"[{_KATA}氏A-Za-z）)]", before):
        return True
    if re.match(rf"[{KANJI}]", before):
        # A kanji name before one kanji: only where the country is one that papers put there and no 「…の」 or header
        # has told the country already.
        run = _KANJI_NAME.search(text, max(0, start - 8), start)
        if run is None or len(run.group()) < 2:
            return False
        left = run.start()
        told = left > 0 and (text[left - 1] in "=＝：:／/" or _country_before(text, left, lexicon) is not None)
        return not told and form in "米英仏独伊豪韓露ロ印比"
    return True


def _name_before(text: str, end: int, lexicon: Lexicon, bracket: bool) -> tuple[int, str | None, str | None]:
    """The name that ends at `end`: (start, name or None, reading found in front of the office)."""
    while end > 0 and text[end - 1] in " 　":
        end -= 1
    low = max(0, end - 48)
    kana = _KANA_NAME.search(text, low, end)
    if kana:
        start = kana.start()
        while text[start] in "・･＝=ー- ":
            start += 1
        name = text[start:end]
        # A reading that lost its bracket: 安圭伯国アン・ギュベク, 南相薫 ナム・サンフン, 卓永吉（タク・ヨンギル.
        kanji_end = start
        while kanji_end > 0 and text[kanji_end - 1] in " 　（(":
            kanji_end -= 1
        run = _KANJI_NAME.search(text, max(0, kanji_end - 6), kanji_end)
        if run and ("・" in name or text[kanji_end:start].strip(" 　") in ("（", "(")) and 2 <= len(run.group()) <= 5:
            kanji = run.group()
            left = run.start()
            bound = text[left - 1] if left > 0 else "\n"
            if kanji.endswith("国") and text[kanji_end:start] == "" and len(kanji) > 2 and kanji not in lexicon.forms:
                kanji = kanji[:-1]
            if (
                bound in "=＝：:・／/の、 　【（〈［[は\n▽■と◆"
                and kanji not in lexicon.forms
                and kanji not in _COMMON
                and not lexicon.title_pattern.fullmatch(kanji)
            ):
                return left, kanji, name
        start, name = _strip_country(text, start, end, lexicon)
        # 副首相 ... a word such as センター is no name; one katakana letter is none either.
        if len(name) < 2:
            return end, None, None
        return start, name, None
    if end > 0 and re.match(r"[ぁ-ゖ]", text[end - 1]):
        return _kana_given_name(text, end)
    run = _KANJI_NAME.search(text, max(0, end - 12), end)
    if run:
        start, name = run.start(), run.group()
        if "\u3000" in name or (" " in name and not _spaced_name(text, start, name)):
            start += re.split("[ \u3000]", name)[0].__len__() + 1
            name = text[start:end]
        match = _NOT_NAME.match(name)
        if match:
            start += match.end()
            name = name[match.end() :]
        if name[:1] == "方" and text[max(0, start - 2) : start] in ("我が", "わが") or name.startswith(("先方", "当方")):
            cut = 1 if name[0] == "方" else 2  # 我が方水澤豊
            start, name = start + cut, name[cut:]
        if name[:1] in ("同", "両") and len(name) == 1:
            return end, None, None
        if len(_plain(name)) > 4:
            start, name = _last_name(text, start, end)
        if lexicon.title_pattern.fullmatch(name) or name in ("駐日", "在日"):
            return end, None, None
        if len(name) == 2 and _is_act(name):
            return end, None, None
        if len(_plain(name)) > 6 or not name or name in _COMMON or _fold(name) in lexicon.forms:
            return end, None, None
        if name in lexicon.kanji and len(name) == 1 and name not in "林森関":
            return end, None, None
        if len(name) > 1 and lexicon.split_compound(name) is not None:
            return end, None, None
        if re.fullmatch(r"[第一二三四五六七八九十両同各全前元新]+", name) or name[-1] in "両各第同":
            return end, None, None
        return start, name, None
    return end, None, None


def _is_act(word: str) -> bool:
    """Whether two kanji are a verbal noun (要求, 訪問) and so no name, whatever stands behind them."""
    tokens = tokenise(word, 0, len(word))
    return len(tokens) == 1 and tokens[0].pos3 == "サ変可能"


def _plain(name: str) -> str:
    """The name without variation selectors, for counting characters."""
    return re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", name)


def _spaced_name(text: str, start: int, name: str) -> bool:
    """水城 迅: family and given name with a blank between them (a trade site's habit)."""
    head, _, tail = name.partition(" ")
    return 1 <= len(head) <= 3 and 1 <= len(tail) <= 3 and (start == 0 or text[start - 1] in "、, 　\nは者の")


def _kana_given_name(text: str, end: int) -> tuple[int, str | None, str | None]:
    """早瀬みどり, 安達さくら: a given name in hiragana, told from particles by MeCab."""
    lost = re.search(rf"([{KANJI}]{{2,5}})([ぁ-ん]{{1,6}}・[ぁ-ん]{{1,8}})$", text[max(0, end - 24) : end])
    if lost:  # a reading that lost its bracket: 橘大輔たちばな・だいすけ
        return end - len(lost.group()), lost[1], lost[2]
    low = end
    while low > 0 and end - low < 10 and re.match(rf"[ぁ-ゖ{KANJI}]", text[low - 1]):
        low -= 1
    tokens = tokenise(text, low, end)
    at = len(tokens)
    while at > 0 and tokens[at - 1].pos3 == "人名":
        at -= 1
    if at < len(tokens) and len(tokens) - at >= 2:
        start = tokens[at].start
        return start, text[start:end], None
    return end, None, None


def _strip_country(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """カナダ・ブラウン -> ブラウン when the first component is a country and more follows."""
    head, code, _, _ = _strip_country_head(text, start, end, lexicon)
    return (head, text[head:end]) if code else (start, text[start:end])


def _strip_country_head(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, str | None, int, int]:
    name = text[start:end]
    for mark in "・＝= ":
        head, found, rest = name.partition(mark)
        if found and rest and _fold(head) in lexicon.forms:
            return start + len(head) + 1, lexicon.forms[_fold(head)], start, start + len(head)
    return start, None, -1, -1


def parts(name: str) -> list[str]:
    """Components by which a person can be called later: ジュディス・コリンズ -> [ジュディス, コリンズ]."""
    return [part for part in re.split("[・･ 　]", name) if part]


def same_name(long: str, short: str) -> bool:
    """Whether `short` can be a short form of `long` (or the other way round is tested by the caller)."""
    if long == short:
        return True
    if len(short) >= len(long):
        return False
    if re.match(rf"[{_KATA}]", short):
        pieces = parts(long)
        wanted = parts(short)
        size = len(wanted)
        return any(pieces[i : i + size] == wanted for i in range(len(pieces) - size + 1))
    return long.replace(" ", "").startswith(short) and bool(_ALL_KANJI.match(long))


def link(
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    offices: Offices,
    context: Mapping[int, str | None],
) -> list[Person]:
    """Persons out of named mentions; sets `mention.person` on each of them.

    Args:
        mentions: what find_mentions gave; those without a name are left for the caller (office holders need context).
        context: for a mention's index the foreign country that its section tells, if any.
    """
    persons: list[Person] = []
    index_: dict[str, list[Person]] = {}  # persons by the parts of their names, so that few are compared
    order = sorted(
        (i for i, m in enumerate(mentions) if m.name and not m.former),
        key=lambda i: (-len(mentions[i].name or ""), mentions[i].title_start < 0, i),
    )
    for index in order:
        mention = mentions[index]
        assert mention.name is not None
        own = mention.country
        weak = False
        if own is None:
            own = next((c for t in mention.titles if (c := offices.country(t))), None)
            weak = own is not None and own != "JP"
            if weak and context.get(index):
                own = None
        if own is None and context.get(index):
            own, weak = context[index], True
        hint = own
        best: Person | None = None
        score = -1
        for person in index_.get(_keys(mention.name)[0], ()):
            if person.name is None or not same_name(person.name, mention.name):
                continue
            if own and person.country and own != person.country and not person.guessed and not weak:
                continue
            value = 1
            if hint and person.country == hint:
                value += 4
            shared = _shared_office(person.titles, mention.titles, lexicon)
            if mention.titles and person.titles and not shared:
                # Two ministers of one family name: the office tells them apart.
                if (
                    any(not _generic(t) for t in mention.titles)
                    and len(parts(mention.name)) == 1
                    and (person.name != mention.name)
                ):
                    value -= 3
            else:
                value += 2
            if person.name == mention.name:
                value += 2
            if value > score:
                best, score = person, value
        if best is not None and score >= 0:
            mention.person = best
            best.mentions.append(mention)
            best.titles = merge_titles(best.titles, mention.titles, lexicon)
            best.reading = best.reading or mention.reading
            if own and (best.country is None or (best.guessed and not weak)):
                best.country, best.guessed = own, weak
        else:
            person = Person(mention.name, mention.reading, merge_titles((), mention.titles, lexicon), own)
            person.guessed = weak
            person.mentions.append(mention)
            mention.person = person
            persons.append(person)
            for key in _keys(mention.name):
                index_.setdefault(key, []).append(person)
    for person in persons:
        person.mentions.sort(key=lambda m: m.start)
    return persons


def _keys(name: str) -> list[str]:
    """What a short form of the name can begin with: each part in katakana, the first character in kanji."""
    return parts(name) or [name] if re.match(rf"[{_KATA}]", name) else [name[0]]


_GENERIC = frozenset(
    "大臣 副大臣 長官 政務官 局長 次官 部長 司令官 上級代表 大使 代表 議長 事務総長 総理 副長官 委員長 相".split()
)


def _generic(title: str) -> bool:
    return title in _GENERIC


def _shared_office(a: Sequence[str], b: Sequence[str], lexicon: Lexicon) -> bool:
    keys = [lexicon.office_key(t) for t in a]
    return any(
        lexicon.office_key(t) in keys or any(o.endswith(t) for o in a) or any(k.endswith(lexicon.office_key(t)) or _ends(t, k) for k in keys) for t in b
    )


def _ends(title: str, key: str) -> bool:
    return _generic(title) and (
        key.endswith(title) or (title == "大臣" and key.endswith("相")) or (title == "総理" and key.endswith("首相"))
    )


def merge_titles(have: tuple[str, ...], new: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Offices together: the fullest form of each (防衛相 + 防衛大臣 -> 防衛大臣), short forms (大臣, 長官) swallowed."""
    result = list(have)
    for title in new:
        key = lexicon.office_key(title)
        for i, old in enumerate(result):
            old_key = lexicon.office_key(old)
            if old_key == key:
                if len(title) > len(old):
                    result[i] = title
                break
            if old_key.endswith(key) or old.endswith(title) or _ends(title, old_key):
                break
            if key.endswith(old_key) or title.endswith(old) or _ends(old, key):
                result[i] = title
                break
        else:
            result.append(title)
    return tuple(dict.fromkeys(result))
