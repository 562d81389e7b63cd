"""The orders in which a name, an office and a state can stand that need more than a pattern: one function each.

Each takes a `Scan` and adds the mentions that it finds; names of functions are those of data/name_orders.toml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.tables import alternation
from meetextract.people.before_office import behind_side, person_before
from meetextract.people.judge import (
    common_words,
    family_of_others,
    is_no_name,
    is_person,
    is_role,
    no_name_words,
    surely_of_others,
)
from meetextract.people.names import mixed_start, trim_common
from meetextract.people.persons import Mention, Offices, merge_titles
from meetextract.people.script import KANJI, KATA, KATA_NAME, READING, in_kanji, in_kata, kana_start, run_start
from meetextract.people.stated import country_before, office_words
from meetextract.text.tokens import tokenise


@dataclass(slots=True)
class Scan:
    """A text and the mentions found in it so far, in order of place."""

    text: str
    lexicon: Lexicon
    offices: Offices
    found: list[Mention] = field(default_factory=list)

    def covered(self, *, named: bool = False) -> set[int]:
        """All offsets inside mentions (only of those with a name, if `named`)."""
        return {at for m in self.found if m.name is not None or not named for at in range(m.start, m.end)}

    def overlapping(self, low: int, high: int, *, by_title: bool = False) -> list[Mention]:
        """The mentions (or their offices) that share an offset with the range."""
        at = bisect_left(self.found, low - 80, key=lambda m: m.start)
        result = []
        while at < len(self.found) and self.found[at].start < high:
            mention = self.found[at]
            span = (mention.title_start, mention.title_end) if by_title else (mention.start, mention.end)
            if span[0] < high and low < span[1]:
                result.append(mention)
            at += 1
        return result

    def add(self, found: list[Mention]) -> None:
        """Takes mentions in, each in its place."""
        if found:
            self.found = sorted([*self.found, *found], key=lambda m: (m.start, m.end))


def _take_office(mention: Mention, office: Mention | None) -> Mention:
    """Gives a mention the office that stands apart from the name, and the state of it where the name has none."""
    if office is not None:
        mention.titles, mention.title_start, mention.title_end = office.titles, office.title_start, office.title_end
        mention.former = office.former
        if mention.country is None:
            _say(mention, (office.country, office.country_start, office.country_end))
    return mention


def _say(mention: Mention, said: tuple[str | None, int, int] | None) -> Mention:
    if said is not None:
        mention.country, mention.country_start, mention.country_end = said
    return mention


def _reading(bracket: str | None) -> str | None:
    """The reading in a bracket, if it is one."""
    return bracket[1:-1] if bracket and READING.fullmatch(bracket[1:-1]) else None


# --- offices with their organs ---------------------------------------------------------------------------------------


@cache
def _wide_office() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """外交部辺境海洋事務司長, 外務省北米局参事官: what every such office holds (the last character of the organ, and
    what it ends in), and the office."""
    words = office_words()
    organs, heads = "|".join(words["organs"]), "|".join(sorted(words["heads"], key=len, reverse=True))
    ends = "".join(words["ministry_ends"])
    last = "".join(sorted({organ[-1] for organ in words["organs"]} | set(ends)))
    between = rf"[{KANJI}{KATA}・]{{1,18}}?(?:{heads})"
    organ = rf"(?:{organs}|(?<=[{KATA}）)])(?!国)[{KANJI}]{{2,6}}[{ends}])"
    return re.compile(rf"[{last}]{between}"), re.compile(rf"{organ}{between}(?![{KANJI}]*(?:省|会|室))")


def wide_offices(scan: Scan) -> None:
    """Offices told with their whole organ; they replace shorter readings of the same words."""
    text = scan.text
    sign, pattern = _wide_office()
    if sign.search(text) is None:
        return
    result: list[Mention] = []
    for match in pattern.finditer(text):
        low, high = match.span()
        same = scan.overlapping(low, high, by_title=True)
        if any(m.title_start <= low and high <= m.title_end for m in same):
            continue
        low = behind_side(text, low, scan.lexicon)
        mention = person_before(text, low, high, scan.lexicon, scan.offices, (text[low:high],))
        if mention is not None and mention.name is not None:
            for old in same:
                scan.found.remove(old)
            result.append(mention)
    scan.add(result)


_OFFICE = 14  # code points of an office in the name of talks


def before_talks(scan: Scan) -> None:
    """梶谷総理・アルバラド大統領会談: the second of two persons in the name of their talks."""
    text, result = scan.text, []
    for first in scan.found:
        low = first.end + 1
        if first.name is None or text[first.end : low] != "・" or not in_kata(text[low : low + 1]):
            continue
        talks = text.find("会談", low, low + _NAME + _OFFICE)
        for match in scan.lexicon.titles.unit_pattern.finditer(text, max(low, talks - _OFFICE), max(low, talks)):
            if match.end() == talks:
                mention = person_before(text, *match.span(), scan.lexicon, scan.offices, (match.group(),))
                result += [mention] if mention is not None and mention.name_start == low else []
    for mention in result:
        mention.rule = "name+office+talks"
    scan.add(result)


# --- names without an office behind them -----------------------------------------------------------------------------

_SUFFIXES = "氏|さん|同志|女史|博士|閣下"
_SHORT = re.compile(
    rf"(?P<name>(?<![{KATA}・]){KATA_NAME}|[{KANJI}]{{2}}[{KATA}](?=氏)"
    rf"|[{KANJI}](?:[ノツッ]?[{KANJI}]){{0,4}}(?: [{KANJI}]{{1,3}})?)"
    rf"(?P<b>[（(][^（）()\n]{{1,80}}[）)])?(?P<suffix>{_SUFFIXES})(?!名|国)"
)
_NAME = 44
_SUFFIX = re.compile(rf"(?:{_SUFFIXES})(?!名|国)")
_NAMES = re.compile(rf"[{KATA}・＝= {KANJI}A-ZＡ-Ｚ]*")


def _ending(
    text: str, pattern: re.Pattern[str], end: re.Pattern[str], before: re.Pattern[str], reach: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with any name and ends in few words: looked for before these words only.

    `before`: the characters that can stand before such a word in a match. `reach`: as many characters as a match can
    have with a bracket; without one, it has no more than `_NAME` before the word.
    """
    at = 0
    for mark in end.finditer(text):
        high = mark.start()
        closed = text[high - 1 : high] in ("）", ")")
        low = high - reach if closed else run_start(before, text, max(0, high - _NAME), high)
        match = pattern.search(text, max(at, low), mark.end())
        if match is not None:
            yield match
            at = match.end()


def by_honorific(scan: Scan) -> None:
    """ヘイワード氏, フィリピン大統領のサントス氏."""
    text, lexicon = scan.text, scan.lexicon
    by_name = list(_ending(text, _SHORT, _SUFFIX, _NAMES, 128))
    taken = scan.covered() if by_name else set()
    before = {m.title_end: m for m in scan.found if m.name is None}
    result = []
    for match in by_name:
        end = match.end()
        start, name = trim_common(text, match.start("name"), match.end("name"), lexicon)
        head, blank, tail = name.partition(" ")
        if blank and in_kanji(name) and is_no_name(head, lexicon):  # 「…」と伝達 茂木氏
            start, name = start + len(head) + 1, tail
        if in_kata(name):
            start = mixed_start(text, start, match.end("name"), lexicon)
            name = text[start : match.end("name")]
        if not taken.isdisjoint(range(start, end)):
            continue
        if not name or name in no_name_words() or name[-1] in "両各":
            continue
        mention = Mention(start, end, name, start, start + len(name), _reading(match["b"]), rule="氏")
        _say(mention, country_before(text, start, lexicon))
        result.append(_take_office(mention, _office_beside(text, start, end, before)))
    scan.add(result)


def _office_beside(text: str, start: int, end: int, before: Mapping[int, Mention]) -> Mention | None:
    """The office before a name with 氏: ペルー大統領アルバラド氏, ペルーの大統領、アルバラド氏は, 首相である石破氏."""
    link = _link_before().search(text, max(0, start - _LINK_REACH), start)
    if link is not None:
        return before.get(link.start())
    apart = text[start - 1 : start] == "、"
    if apart and not text.startswith(("は", "が", "も", "（"), end):
        return None  # カザフ大統領、プーチン氏と会談: two persons
    office = before.get(start - apart)
    return office if office is not None and office.country is not None else None


_BOTH = re.compile("両")
_PAIR = re.compile(
    rf"(?P<a>[{KANJI}]{{1,4}}|[{KATA}・＝=]{{2,16}})(?:、|と)(?P<b>[{KANJI}]{{1,4}}?|[{KATA}・＝=]{{2,16}})両"
)
_PAIRED = re.compile(rf"[{KATA}・＝={KANJI}、と]*")


def _both(scan: Scan, at: int) -> tuple[tuple[str, ...], int, int] | None:
    """The offices behind 両 and where they stand; none in 両氏, 両首脳; None where 両 stands before another word."""
    match = scan.lexicon.title_pattern.match(scan.text, at)
    if match is not None:
        return scan.lexicon.parse_titles(match.group()), *match.span()
    return ((), at, at + 1) if scan.text.startswith(("氏", "首脳"), at) else None


def pairs(scan: Scan) -> None:
    """沙、琴両氏, オルソン、メイヤー両長官: two names under one word."""
    if "両" not in scan.text:
        return
    result = []
    matches = list(_ending(scan.text, _PAIR, _BOTH, _PAIRED, _NAME))
    covered = scan.covered(named=True) if matches else set()
    for match in matches:
        both = _both(scan, match.end())
        states_only = all(scan.lexicon.resolve(match[key]) for key in ("a", "b"))
        if both is None or states_only or _are_portfolios(match, scan.lexicon):
            continue
        titles, title_start, end = both
        states = _states_of_both(scan, match.start("a"))
        for key in ("a", "b"):
            low, high = match.span(key)
            if not covered.isdisjoint(range(low, high)):
                continue
            one = Mention(low, end if key == "b" else high, match[key], low, high, rule="両氏")
            if titles and scan.offices.country(titles[0]) is None:  # 防衛相 would make both Japanese
                one.titles, one.title_start, one.title_end = titles, title_start, end
            result.append(_say(one, states.get(key)))
    scan.add(result)


def _states_of_both(scan: Scan, at: int) -> dict[str, tuple[str, int, int]]:
    """日中の森、梁両外相: the states of both, in their order."""
    if scan.text[at - 1 : at] != "の" or at < 3:
        return {}
    parties = scan.lexicon.split_compound(scan.text[at - 3 : at - 1]) or []
    if len(parties) != 2:
        return {}
    return {key: (code, at - 3 + low, at - 3 + high) for key, (code, low, high) in zip("ab", parties, strict=True)}


def _are_portfolios(match: re.Match[str], lexicon: Lexicon) -> bool:
    """外務、防衛両大臣: two offices, no names."""
    return any(lexicon.title_pattern.fullmatch(match[key] + "大臣") for key in ("a", "b"))


# 英国のホロウェイ、イタリアのコンティ両国防相: each name with its country, one office for both.
_PAIR_OF_STATES = re.compile(
    rf"(?:(?P<of>の)|(?<![{KATA}{KANJI}]))(?P<a>[{KATA}][{KATA}・＝=]{{1,16}}|[{KANJI}]{{1,4}})(?:、|と)[{KATA}{KANJI}]{{1,10}}の"
    rf"(?P<b>[{KATA}][{KATA}・＝=]{{1,16}}|[{KANJI}]{{1,4}}?)(?:の)?両"
)


def pairs_of_states(scan: Scan) -> None:
    """英国のホロウェイ、イタリアのコンティ両国防相; 森、イタリアのコンティ両首相, the first of the page's own side."""
    text, lexicon = scan.text, scan.lexicon
    if "両" not in text:
        return
    result = []
    for match in _PAIR_OF_STATES.finditer(text):
        titles, low, high = _both(scan, match.end()) or ((), -1, -1)
        states = [country_before(text, match.start(key), lexicon) for key in ("a", "b")]
        if not titles or states[1] is None or (states[0] is None and match["of"]) or _are_portfolios(match, lexicon):
            continue
        for old in scan.overlapping(match.start("a"), high):
            scan.found.remove(old)
        for key, state in zip(("a", "b"), states, strict=True):
            start, end = match.span(key)
            mention = Mention(start, high if key == "b" else end, match[key], start, end, None, titles, low, high)
            mention.rule = "両国防相"
            result.append(_say(mention, state))
    scan.add(result)


# --- an office before the name ---------------------------------------------------------------------------------------



@cache
def _links() -> str:
    """What stands between an office and the name of its holder, as an expression."""
    held, came, ends = (alternation(office_words()[key]) for key in ("held_by", "came_as", "came_ends"))
    return rf"(?:{held}|(?:に|として)(?:新たに)?(?:{came})(?:{ends}))"


@cache
def _links_only() -> re.Pattern[str]:
    return re.compile(_links())


@cache
def _after_office() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<link>{_links()}|)(?P<name>{KATA_NAME}|[{KANJI}]{{2,5}}?)(?P<b>[（(][^（）()\n]{{1,40}}[）)])?"
        rf"(?=は、?|が|と(?!の)|を|に|も|、|{_SUFFIXES}|です|の?ほか|ら(?!れ)|など|及び|および|並びに|ならびに)"
    )


def office_first(scan: Scan) -> None:
    """首相の梶谷鉄之助は, インドネシア大統領のハルジョノと, 韓国大統領の金相勲は: the name behind the office."""
    text = scan.text
    behind = [
        (office, match)
        for office in scan.found
        if office.name is None
        and office.title_end >= 0
        and not office.former
        and (match := _after_office().match(text, office.title_end))
    ]
    _of_one(scan)
    named = scan.covered(named=True) if behind else set()
    result = []
    for office, match in behind:
        low, high = match.span("name")
        if not named.isdisjoint(range(low, high)) or not _follows_office(scan, office, match):
            continue
        mention = Mention(low, high, match["name"], low, high, _reading(match["b"]), rule="office+の+name")
        result.append(_take_office(mention, office))
    scan.add(result)


def _of_one(scan: Scan) -> None:
    """日本国特命全権大使の岡田大使, 首席代表の朴外務次官, 特使として来日したペレラ議員: what somebody is said
    to be before his name and office is no office of another."""
    text, links = scan.text, _links_only()
    for office, mention in list(pairwise(scan.found)):
        if office.name is not None or office.former or mention.name is None or not mention.titles:
            continue
        link = links.match(text, office.end)
        if link is None or link.end() not in (mention.start, mention.country_start):
            continue
        alone = len(office.titles) == len(mention.titles) == 1
        if not (alone and scan.lexicon.same_office(office.titles[0], mention.titles[0])):
            role = office.titles[0].removeprefix("側") in office_words()["at_talks"]
            if link.group() == "の" and not role:
                continue  # 大統領のロス補佐官
            scan.found.remove(office)
            if mention.country is None:
                _say(mention, (office.country, office.country_start, office.country_end))
            if role:
                continue
        mention.titles = merge_titles(_sent_by(scan, office), mention.titles, scan.lexicon)


def _sent_by(scan: Scan, office: Mention) -> tuple[str, ...]:
    """大統領の特使: an envoy with the office of whoever sent him."""
    at = office.title_start
    envoy = scan.text[at - 1 : at] == "の" and office.titles[0] in office_words()["envoys"]
    sender = next((m for m in scan.overlapping(at - 2, at - 1) if m.title_end == at - 1), None) if envoy else None
    return (scan.text[sender.title_start : office.title_end],) if sender is not None else office.titles


_INITIAL = re.compile("・[A-ZＡ-Ｚ]・")


def _follows_office(scan: Scan, office: Mention, match: re.Match[str]) -> bool:
    """Whether what stands behind 首相の is a name: MeCab knows it as one, or it cannot be anything else."""
    name, low, high = match["name"], *match.span("name")
    tokens = tokenise(scan.text, low, high)
    if not tokens or (not match["link"] and not _runs_on(office, name, high, scan)):
        return False
    unknown = len(tokens) == 1 and tokens[0].lemma == tokens[0].surface and re.match(rf"[{KATA}]{{3}}", name)
    proper = all(t.pos2 == "固有名詞" and t.pos3 in ("人名", "一般") for t in tokens if t.pos1 == "名詞")
    if unknown or _INITIAL.search(name) or (proper and (not in_kanji(name) or any(t.pos3 == "人名" for t in tokens))):
        return True
    if in_kanji(name) is None:  # of two words and more that MeCab sees in it none is the whole
        return not match["link"] and office.country is not None and len(tokens) > 1
    return _unknown_name(scan, office, name, _reading(match["b"]))


def _runs_on(office: Mention, name: str, end: int, scan: Scan) -> bool:
    """外務大臣梶谷誠は, フランス首相ルイ・モロー、: whether a name may follow an office without a mark: a full
    one, as a subject or with 氏; where the state is told, as anything else too."""
    kata = in_kanji(name) is None
    if scan.text.startswith(("は", "が", "氏", "女史", "博士", "閣下"), end):
        return len(name) > 2 and (kata or is_person(name))
    if office.country is None:
        return False
    if not kata:
        known = [token.pos4 for token in tokenise(name, 0, len(name))] == ["姓", "名"]
        return known or _unknown_name(scan, office, name, None)
    several = name.split("・")
    return len(several) > 1 and not any(scan.lexicon.resolve(p) or p in scan.lexicon.places for p in several)


def _unknown_name(scan: Scan, office: Mention, name: str, reading: str | None) -> bool:
    """習近平, 金相勲: a name in kanji that MeCab does not know, behind an office."""
    if is_no_name(name, scan.lexicon):
        return False
    if reading or scan.lexicon.officials.offices_of(name):
        return True
    foreign = office.country is not None or any(scan.offices.country(t) not in (None, "") for t in office.titles)
    if not foreign or len(name) not in (2, 3) or is_role(name):
        return False
    return surely_of_others(name) or (family_of_others(name) and not common_words(name))


_SIGNED = re.compile(
    rf"[ 　]+(?:[{KANJI}]{{2,4}}[ 　]+)?(?P<name>[{KANJI}]{{1,3}}[ 　][{KANJI}]{{1,3}}|[{KANJI}]{{3,5}})[ 　]*$", re.M
)


def signatures(scan: Scan) -> None:
    """航空幕僚長　空将　三枝 亮, 防衛大臣 梶谷 誠: a line of nothing but office, rank and name."""
    text, result = scan.text, []
    for office in scan.found:
        if office.name is not None or office.former or (office.start and text[office.start - 1] not in "\n 　"):
            continue
        match = _SIGNED.match(text, office.end)
        if match is None or not is_person(re.sub("[ 　]", "", match["name"])):
            continue
        low, high = match.span("name")
        mention = Mention(low, high, match["name"], low, high, rule="signature")
        result.append(_take_office(mention, office))
    scan.add(result)


def in_brackets(scan: Scan) -> None:
    """アルバラド（ペルー大統領）, アルバラド氏（ペルー外相）: the office in brackets behind the name."""
    text, result = scan.text, []
    ends = {m.end: m for m in scan.found if m.name is not None and not m.titles}
    for office in scan.found:
        low = office.country_start if 0 <= office.country_start < office.start else office.start
        if office.name is not None or office.former or text[low - 1 : low] not in ("（", "("):
            continue
        if text[office.end : office.end + 1] not in ("）", ")"):
            continue
        known = ends.get(low - 1)
        if known is not None:
            _take_office(known, office)
            continue
        start = kana_start(text, max(0, low - 40), low - 1)
        if low - 1 - start < 3 or text[start : low - 1] in no_name_words():
            continue
        if scan.lexicon.resolve(text[start : low - 1]) is None:
            mention = Mention(start, office.end + 1, text[start : low - 1], start, low - 1, rule="name（office）")
            result.append(_take_office(mention, office))
    scan.add(result)


# --- ranks -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _rank_patterns(ranks: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A rank, and a name before one."""
    words = alternation(ranks)
    name = (
        rf"(?P<name>(?<![{KATA}])(?<![{KATA}]・)[{KATA}](?:[{KATA}・＝=]|(?<=・)[A-ZＡ-Ｚ](?=・)){{0,40}}[{KATA}]"
        rf"|[{KANJI}]{{1,4}}?)(?P<b>[（(][^（）()\n]{{1,30}}[）)])?"
    )
    return re.compile(words), re.compile(
        rf"{name}[ 　]?(?:陸軍|海軍|空軍|海兵隊|宇宙軍)?(?:{words})(?!(?!及び|並びに|以下)[{KANJI}])"
    )


_LINK_REACH = 20  # code points of what stands between an office and a name behind it


@cache
def _link_before() -> re.Pattern[str]:
    return re.compile(rf"(?:[ 　・]|{_links()})$")


def ranked(scan: Scan) -> None:
    """グラント空軍大将, 司令官のマクニール海軍大将, 海軍本部長ハーコート中将, 白承赫（ペク・スンヒョク）大将."""
    text, lexicon = scan.text, scan.lexicon
    if not lexicon.ranks:
        return
    rank, pattern = _rank_patterns(lexicon.ranks)
    if rank.search(text) is None:
        return
    result = []
    named = scan.covered(named=True)
    ends = {m.title_end: m for m in scan.found if m.name is None}
    known: set[str] = set()
    for match in pattern.finditer(text):
        low, high = match.span("name")
        if not named.isdisjoint(range(low, match.end())):
            continue
        if match["b"] and _reading(match["b"]) is None:
            continue
        link = _link_before().search(text, max(0, low - _LINK_REACH), low)
        office = ends.get(link.start() if link else low)
        if office is None and in_kanji(match["name"]):
            office, low = _office_within(scan, low, high)
            if office is not None:
                known.add(text[low:high])
        name = text[low:high]
        if in_kanji(name) and (name in no_name_words() or not (office or name in known or match["b"])):
            continue
        mention = Mention(low, match.end(), name, low, high, _reading(match["b"]), rule="rank")
        _take_office(mention, office)
        if mention.country is None:
            _say(mention, country_before(text, low, lexicon) if match["b"] else None)
        result.append(mention)
    scan.add(result)


def _office_within(scan: Scan, low: int, high: int) -> tuple[Mention | None, int]:
    """海上幕僚長真壁海将: the office that runs into the name, and where the name begins."""
    office = next((o for o in scan.found if o.name is None and low < o.title_end < high), None)
    return (office, office.title_end) if office is not None else (None, low)
