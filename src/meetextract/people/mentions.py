"""Every mention of a person or office holder: by office, by 氏, by rank, two names under one word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.tables import alternation
from meetextract.people.before_office import person_before, run_start
from meetextract.people.names import (
    KANJI,
    KATA,
    READING,
    country_before,
    in_kanji,
    in_kata,
    no_name_words,
    trim_common,
)
from meetextract.people.persons import Mention, Offices
from meetextract.text.tokens import tokenise

_SHORT = re.compile(
    rf"(?P<name>(?<![{KATA}・])[{KATA}][{KATA}・＝=ー]{{0,40}}[{KATA}ー]"
    rf"|[{KANJI}](?:[ノツッ]?[{KANJI}]){{0,4}}(?: [{KANJI}]{{1,3}})?)"
    r"(?P<b>[（(][^（）()\n]{1,80}[）)])?(?P<suffix>氏|さん)(?!名)"
)
_NAME = 44
_SUFFIX = re.compile(r"(?:氏|さん)(?!名)")
_NAMES = re.compile(rf"[{KATA}・＝= {KANJI}]*")


def find_mentions(text: str, lexicon: Lexicon, offices: Offices) -> list[Mention]:
    """All mentions of persons by office (with or without a name) and by name with 氏, in order of place."""
    found: list[Mention] = []
    for match in lexicon.title_pattern.finditer(text):
        mention = person_before(text, match.start(), match.end(), lexicon)
        if mention is not None:
            found.append(mention)
    found += _wide_offices(text, found, lexicon, offices)
    found += _in_charge(text, found, lexicon)
    by_name = list(_ending(text, _SHORT, _SUFFIX, _NAMES, 128))
    taken = _covered(found) if by_name else set()
    offices_before = {m.title_end: m for m in found if m.name is None}
    for match in by_name:
        start, end = match.start("name"), match.end()
        name = match["name"]
        if not taken.isdisjoint(range(start, end)):
            continue
        start, name = trim_common(text, start, match.end("name"), lexicon)
        if not name or name in no_name_words() or name[-1] in "両各":
            continue
        reading = None
        if match["b"] and READING.fullmatch(match["b"][1:-1]):
            reading = match["b"][1:-1]
        country, c_start, c_end = None, -1, -1
        evidence = country_before(text, start, lexicon)
        if evidence:
            country, c_start, c_end = evidence
        # フィリピン大統領のサントス氏: the office stands in front.
        office = offices_before.get(start - 1) if text[start - 1 : start] == "の" else None
        titles: tuple[str, ...] = ()
        t_start, t_end = -1, -1
        if office is not None:
            titles, t_start, t_end = office.titles, office.title_start, office.title_end
            if country is None:
                country, c_start, c_end = office.country, office.country_start, office.country_end
        found.append(
            Mention(
                start,
                end,
                name,
                start,
                start + len(name),
                reading,
                titles,
                t_start,
                t_end,
                country,
                c_start,
                c_end,
                "氏",
                former=office is not None and office.former,
            )
        )
    both = "両" in text
    if both:
        found += _paired_states(text, found, lexicon)
    found += _office_first(text, found)
    found += _ranked(text, found, lexicon)
    if both:
        found += _paired(text, found)
    found.sort(key=lambda m: (m.start, m.end))
    _single_kana(text, found)
    _named_gen(found, lexicon)
    return found


def _named_gen(found: Sequence[Mention], lexicon: Lexicon) -> None:
    """中谷元防衛大臣, where 中谷防衛相 holds that office: a given name, not a former minister."""
    doubtful = [m for m in found if m.former and m.name and m.name[-1] in "元前"]
    held: dict[str, set[str]] = {(m.name or "")[:-1]: set() for m in doubtful}
    for mention in found if doubtful else ():
        if mention.name in held and not mention.former:
            held[mention.name].update(mention.titles)
    for mention in doubtful:
        offices = held[(mention.name or "")[:-1]]
        mention.former = not any(lexicon.same_office(t, u) for t in offices for u in mention.titles)


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


def _single_kana(text: str, found: Sequence[Mention]) -> None:
    """ソ外相 after ソ・ミンギュ（徐民圭）外相: one kana is a name where somebody has that family name."""
    families = {(m.reading or m.name or "")[:1] for m in found if (m.reading or m.name or "")[1:2] == "・"}
    for mention in found:
        at = mention.start - 1
        if (
            mention.name is None
            and at >= 0
            and text[at] in families
            and not re.match(rf"[{KATA}・＝]", text[at - 1 : at])
        ):
            mention.name, mention.name_start, mention.name_end = text[at], at, mention.start
            mention.start, mention.rule = at, "name+office"


# Offices of bodies that no table lists in full: 外交部辺境海洋事務司長, 外務省北米局参事官, 欧州委員会農業担当委員.
_WIDE_OFFICE = re.compile(
    rf"(?:外務省|外交部|国防部|防衛省|国務省|国防総省|欧州委員会|大統領府|首相府|(?<=[{KATA}）)])(?!国)[{KANJI}]{{2,6}}(?:省|部|庁))"
    rf"[{KANJI}{KATA}・]{{1,18}}?(?:局長|次長|司長|部長|次官補?|審議官|参事官|課長|室長|委員|長官|担当大使)(?![{KANJI}]*(?:省|会|室))"
)
# What stands in every such office: the last character of the organ, and what the office ends in.
_ORGAN_AND_HEAD = re.compile(
    rf"[省部庁会府][{KANJI}{KATA}・]{{1,18}}?(?:局長|次長|司長|部長|次官|審議官|参事官|課長|室長|委員|長官|担当大使)"
)


def _wide_offices(text: str, found: list[Mention], lexicon: Lexicon, offices: Offices) -> list[Mention]:
    """Offices told with their whole organ; they replace shorter readings of the same words."""
    result: list[Mention] = []
    if _ORGAN_AND_HEAD.search(text) is None:
        return result
    for match in _WIDE_OFFICE.finditer(text):
        same = _overlapping(found, match.start(), match.end(), by_title=True)
        if any(m.title_start <= match.start() and match.end() <= m.title_end for m in same):
            continue
        mention = person_before(text, match.start(), match.end(), lexicon, (match.group(),))
        if mention is not None and mention.name is not None:
            for old in same:
                found.remove(old)
            result.append(mention)
    return result


_CHARGE = re.compile("担当(?:大使|特使|特別代表|補佐官)")
_IN_CHARGE = re.compile(rf"(?<=[らはのが、])(?P<all>[{KANJI}]{{5,24}}?){_CHARGE.pattern}")


def _in_charge(text: str, found: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """深作正彦日朝国交正常化交渉担当大使: where the name ends and the office begins, MeCab tells."""
    if _CHARGE.search(text) is None:
        return []
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
        country, c_low, c_high = country_before(text, low, lexicon) or (None, -1, -1)
        office = (text[cut : match.end()],)
        result.append(
            Mention(
                low,
                match.end(),
                text[low:cut],
                low,
                cut,
                None,
                office,
                cut,
                match.end(),
                country,
                c_low,
                c_high,
                "in charge",
            )
        )
    return result


_BOTH = re.compile(r"両(?P<office>氏|外相|首相|大臣|国防相|防衛相|首脳)")
_PAIR = re.compile(
    rf"(?P<a>[{KANJI}]{{1,4}}|[{KATA}・＝=]{{2,16}})(?:、|と)(?P<b>[{KANJI}]{{1,4}}?|[{KATA}・＝=]{{2,16}}){_BOTH.pattern}"
)
_PAIRED = re.compile(rf"[{KATA}・＝={KANJI}、と]*")


def _paired(text: str, found: Sequence[Mention]) -> list[Mention]:
    """沙、琴両氏: two names under one word."""
    result = []
    pairs = list(_ending(text, _PAIR, _BOTH, _PAIRED, _NAME))
    covered = _covered(found) if pairs else set()
    for match in pairs:
        for key in ("a", "b"):
            low, high = match.span(key)
            if not covered.isdisjoint(range(low, high)):
                continue
            one = Mention(low, match.end() if key == "b" else high, match[key], low, high, rule="両氏")
            if match["office"] in ("外相", "首相", "国防相"):  # 梁、アリモフ両外相; 防衛相 would make both Japanese
                one.titles, one.title_start, one.title_end = (match["office"],), *match.span("office")
            result.append(one)
    return result


# 英国のホロウェイ、イタリアのコンティ両国防相: each name with its country, one office for both.
_PAIR_OF_STATES = re.compile(
    rf"の(?P<a>[{KATA}][{KATA}・＝=]{{1,16}}|[{KANJI}]{{2,4}})(?:、|と)[{KATA}{KANJI}]{{1,10}}の(?P<b>[{KATA}][{KATA}・＝=]{{1,16}}|[{KANJI}]{{2,4}}?)"
    rf"(?:の)?両(?P<office>[{KANJI}]{{1,6}}(?:相|大臣|長官)|大統領|首相|外相)"
)


def _paired_states(text: str, found: list[Mention], lexicon: Lexicon) -> list[Mention]:
    result = []
    for match in _PAIR_OF_STATES.finditer(text):
        low, high = match.span("office")
        titles = lexicon.parse_titles(match["office"])
        states = [country_before(text, match.start(key), lexicon) for key in ("a", "b")]
        if not titles or None in states:
            continue
        for old in _overlapping(found, match.start("a"), high):
            found.remove(old)
        for key, state in zip(("a", "b"), states, strict=True):
            assert state is not None
            start, end = match.span(key)
            stop = high if key == "b" else end
            result.append(
                Mention(start, stop, match[key], start, end, None, titles, low, high, *state, rule="両国防相")
            )
    return result


_AFTER_OFFICE = re.compile(
    rf"の(?P<name>[{KATA}][{KATA}・＝=]{{0,40}}[{KATA}ー]|[{KANJI}]{{2,5}}?)(?P<b>[（(][^（）()\n]{{1,40}}[）)])?(?=は、?|が|と(?!の)|を|に|も|、|氏|さん)"
)


def _office_first(text: str, found: Sequence[Mention]) -> list[Mention]:
    """首相の梶谷鉄之助は, インドネシア大統領のハルジョノと: the name behind the office, told from nouns by MeCab."""
    result = []
    behind = [
        (office, match)
        for office in found
        if office.name is None
        and office.title_end >= 0
        and not office.former
        and (match := _AFTER_OFFICE.match(text, office.title_end))
    ]
    named = _covered(found, named=True) if behind else set()
    for office, match in behind:
        if not named.isdisjoint(range(*match.span("name"))):
            continue
        name = match["name"]
        tokens = tokenise(text, match.start("name"), match.end("name"))
        unknown = len(tokens) == 1 and tokens[0].lemma == tokens[0].surface and re.match(rf"[{KATA}]{{3}}", name)
        if not tokens or (
            not unknown
            and any(t.pos2 != "固有名詞" or t.pos3 not in ("人名", "一般") for t in tokens if t.pos1 == "名詞")
        ):
            continue
        if not any(t.pos3 == "人名" for t in tokens) and in_kanji(name):
            continue
        reading = match["b"][1:-1] if match["b"] and READING.fullmatch(match["b"][1:-1]) else None
        result.append(
            Mention(
                match.start("name"),
                match.end("name"),
                name,
                match.start("name"),
                match.end("name"),
                reading,
                office.titles,
                office.title_start,
                office.title_end,
                office.country,
                office.country_start,
                office.country_end,
                "office+の+name",
            )
        )
    return result


@lru_cache(maxsize=8)
def _rank_patterns(ranks: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A rank, and a name before one."""
    words = alternation(ranks)
    name = rf"(?P<name>(?<![{KATA}・])[{KATA}][{KATA}・＝=]{{0,40}}[{KATA}]|[{KANJI}]{{1,4}}?)"
    return re.compile(words), re.compile(
        rf"{name}[ 　]?(?:陸軍|海軍|空軍|海兵隊|宇宙軍)?(?:{words})(?!(?!及び|並びに)[{KANJI}])"
    )


def _ranked(text: str, found: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """グラント空軍大将, 司令官のマクニール海軍大将, 海軍本部長ハーコート中将: a name before a military rank."""
    if not lexicon.ranks:
        return []
    rank, pattern = _rank_patterns(lexicon.ranks)
    if rank.search(text) is None:
        return []
    result = []
    named = _covered(found, named=True)
    ends = {m.title_end: m for m in found if m.name is None}
    known: set[str] = set()
    for match in pattern.finditer(text):
        low, high = match.span("name")
        if not named.isdisjoint(range(low, match.end())):
            continue
        name = match["name"]
        if not in_kata(name) and name in no_name_words():
            continue
        titles: tuple[str, ...] = ()
        country, c_low, c_high = None, -1, -1
        t_low, t_high = -1, -1
        at = low - 1 if low and text[low - 1] in "の 　" else low
        office = ends.get(at)
        if office is not None:
            titles, t_low, t_high = office.titles, office.title_start, office.title_end
            country, c_low, c_high = office.country, office.country_start, office.country_end
        if not titles and not in_kata(name):
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
