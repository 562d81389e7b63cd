"""Offices: a grammar put together from the parts in data/titles.tsv.

office   = unit, joined by 兼 where one person holds several: 副首相兼外務・移民大臣
unit     = (prefix* mods 担当? prefix* head) or (prefix* whole), then suffixes: 外務省アジア大洋州局長, 第2国防相,
           国家安全保障担当大統領補佐官, 外相代理, 国防長官（代行）
mods     = bodies, then portfolios joined by ・ 、 及び or nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, Final

from meetextract import expressions as re
from meetextract.lexicon.tables import ROLES, alternation, fold, widen

_JOIN: Final = r"(?:[・･､、,，]|及び|および|並びに|ならびに)"
_WITHIN: Final = "・･､、,，及びおよび並ならに問題担当"  # what joins the words of an office
_FAR: Final = 200  # no office has as many characters before its head
_ACTING: Final = ("臨時代行", "臨時代理", "代行", "代理")
_GLOSS: Final = re.compile(r"[（(]([^（）()]*)[）)]")
_HONOURED: Final = "(?:殿下|陛下|閣下)?"
_KNOWN_LIMIT: Final = 10_000
_OPENING: Final = ("prefix", "body", "portfolio", "area", "head", "whole")
_SECTORED: Final = ("whole", "rank", "head", "body")  # what tells the sector of an office
# 外交部長 is 外交部 + 長: after the name of an organ its head needs one character only.
_TAIL: Final = "(?<=[局部室庁院課隊署所])長"


def grammar(rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    """What `Titles` is made of, as plain data. `rows`: the cells form, role, sector, short of each line."""
    words: dict[str, set[str]] = {role: set() for role in ROLES}
    canon: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    sectors: dict[str, dict[str, str]] = {role: {} for role in _SECTORED}
    for form, role, sector, short, *_ in rows:
        words[role].update((form, widen(form)))
        folded = fold(form)
        canon[role][folded] = short or folded
        if role in sectors:
            sectors[role][folded] = sector
    unit = _unit(words)
    return {
        "words": {role: frozenset(forms) for role, forms in words.items()},
        "canon": canon,
        "sectors": sectors,
        "unit": unit,
        "full": _full(words, unit),
    }


def _full(words: Mapping[str, Set[str]], unit: str) -> str:
    # Group 2, empty, is set once an office is read: from then on 兼 must stand before the next one.
    acting = f"(?:[（(](?:{'|'.join(_ACTING)})[）)])?"
    stop = alternation(words["stop"])
    # Most characters of a text begin no office, and few words that do lead to its end: three looks, at a
    # character, at the next, and for the last of a head before anything that no office has, spare the tries.
    opening = set().union(*(words[role] for role in _OPENING))
    first = _any_of(word[0] for word in opening)
    second = _any_of(word[1] for word in opening if len(word) > 1)
    single = _any_of([_TAIL[-1], *(word for word in opening if len(word) == 1)])
    ends = {word[-1] for role in ("head", "whole") for word in words[role]} | {_TAIL[-1]}
    within = _any_of({*"".join(opening), *_WITHIN} - ends)
    begun = f"(?={first}(?:{second}|(?<={single})))"
    ended = f"(?={within}{{0,{_FAR}}}{_any_of(ends)})"
    return f"{begun}{ended}(?:(?(2){_HONOURED}兼){unit}{acting}()){{1,5}}(?!{stop})"


def _unit(words: Mapping[str, Set[str]]) -> str:
    def any_of(*roles: str) -> str:
        return f"(?:{alternation(set().union(*(words[role] for role in roles)))})"

    prefix = f"{any_of('prefix')}{{0,3}}"
    # Each organ and portfolio is read atomically, and their number is bounded: words such as 国際協力 can be cut in
    # several ways, and a text made of nothing else must not take exponential, nor quadratic, time. Group 1, empty,
    # is set after the first of them: a join may stand before the next.
    area = f"{any_of('area')}(?={_JOIN}|問題|担当|局|部|課|室|司|調整|特|上級部|小委|政策[特調担])"
    # 北米局 is an organ, and no 北米 before an office.
    organ = alternation(word for word in words["body"] if word.startswith(tuple(words["area"])))
    part = f"(?>{organ}|{area}|{any_of('body', 'portfolio')})"
    mods = f"(?:(?(1){_JOIN}?){part}()){{1,8}}(?:問題)?(?:担当)?"
    # What cannot stand alone (相, 課長) is refused where nothing precedes it; 上級相 stands by itself.
    bound = words["head"] - words["whole"]
    heads = tuple(bound)
    free = {word for word in words["whole"] if word.endswith(heads)}
    alone = f"(?!(?!{alternation(free)}){prefix}(?:{alternation(bound)}))"
    suffix = f"(?:[一-鿿々ァ-ヺー・]{{2,12}}?担当)?{any_of('suffix')}"
    return f"(?:{prefix}{mods}|{alone}){prefix}(?:{any_of('head', 'whole')}|{_TAIL})(?:{suffix}){{0,3}}"


class Titles:
    """The grammar of offices, read from titles.tsv; nothing in it changes afterwards."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        """`found`: what `grammar` gave."""
        self.words: Mapping[str, frozenset[str]] = found["words"]
        self._canon: Mapping[str, Mapping[str, str]] = found["canon"]
        self._sectors: Mapping[str, Mapping[str, str]] = found["sectors"]
        self._sources: Mapping[str, str] = {"full": found["full"], "unit": found["unit"]}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._honorifics = tuple(sorted(self.words["honorific"], key=len, reverse=True))
        # 第一海軍卿: what ends like an honorific and is an office.
        self._honours = tuple(word for word in self.words["whole"] if word.endswith(self._honorifics))
        # What key() and parse() have answered: an archive names a few thousand offices, each many times. Bounded, since
        # hostile text can name any number.
        self._keys: dict[str, str] = {}
        self._parsed: dict[str, tuple[str, ...]] = {}
        self._same: dict[tuple[str, str], bool] = {}

    @property
    def pattern(self) -> re.Pattern[str]:
        """One full office, 兼 included, in raw text; the leftmost, and the longest that begins there. Its groups mean
        nothing to callers."""
        return self._pattern("full")

    @property
    def unit_pattern(self) -> re.Pattern[str]:
        """One office without 兼 and brackets."""
        return self._pattern("unit")

    def _pattern(self, name: str) -> re.Pattern[str]:
        # It costs some milliseconds: it is compiled when first asked for. Two threads that ask at once both compile it
        # and keep equal patterns.
        if name not in self._patterns:
            self._patterns[name] = re.compile(self._sources[name])
        return self._patterns[name]

    def parse(self, text: str) -> tuple[str, ...]:
        """The offices that `text`, one office expression, names: split at 兼, without glosses in brackets, honorifics
        and what precedes the office (country, 国名 + 軍). A bracketed 代行 or 代理 becomes part of its office."""
        known = self._parsed.get(text)
        if known is None:
            if len(self._parsed) >= _KNOWN_LIMIT:
                self._parsed.clear()
            known = self._parsed[text] = self._parse(text)
        return known

    def _parse(self, text: str) -> tuple[str, ...]:
        def gloss(match: re.Match[str]) -> str:
            return match[1] if match[1] in _ACTING else ""

        text = _GLOSS.sub(gloss, text.strip())
        found = []
        for part in text.split("兼"):
            office = self._bare(part.strip(" 　・"))
            if office:
                found.append(office)
        return tuple(dict.fromkeys(found))

    def _bare(self, part: str) -> str:
        for honorific in self._honorifics:
            if part.endswith(honorific) and len(part) > len(honorific) and not part.endswith(self._honours):
                part = part.removesuffix(honorific)
                break
        match = self.unit_pattern.search(part)
        while match and match.end() < len(part):
            match = self.unit_pattern.search(part, match.start() + 1)
        return match[0] if match else part

    def key(self, title: str) -> str:
        """The same text for the same office in its several forms (外相, 外務大臣; 総理, 内閣総理大臣); only for
        comparing, never for showing."""
        known = self._keys.get(title)
        if known is None:
            if len(self._keys) >= _KNOWN_LIMIT:
                self._keys.clear()
            known = self._keys[title] = self._key(title)
        return known

    def _key(self, title: str) -> str:
        title = re.sub(r"[（(][A-Za-z]+[）)]|[（()）\s]", "", fold(title))
        title = re.sub(f"{_JOIN}|問題担当|担当", "", title)
        wholes = self._canon["whole"]
        if title in wholes and wholes[title] in wholes:
            return wholes[title]
        title = wholes.get(title, title)
        heads = self._canon["head"]
        ends = [i for i in range(1, len(title)) if title[i:] in heads or title[i:] in wholes]
        # The longest end whose beginning consists of known parts: 国防相 is 国防 + 相, not 国 + 防相.
        for end in ends:
            parts = self._split(title[:end])
            if parts is not None:
                return parts + self._head(title, end)
        return title[: ends[0]] + self._head(title, ends[0]) if ends else title

    def _head(self, title: str, end: int) -> str:
        """The form for comparing of the head that begins at `end`. 部長 and 部長官 lead an organ called 部 (外交部長),
        and are ministers only then: 防衛部長 is none."""
        head = title[end:]
        if head.startswith("部長") and f"{title[:end]}部" not in self._canon["body"]:
            return head
        return self._canon["head"].get(head) or self._canon["whole"][head]

    def _split(self, text: str) -> str | None:
        """The portfolios and prefixes that `text` consists of, in the form for comparing, organs left out (unless
        there is nothing else); None where something is unknown."""
        body, portfolio = self._canon["body"], self._canon["portfolio"]
        area, prefix = self._canon["area"], self._canon["prefix"]
        fields: list[str] = []
        organs: list[str] = []
        at = 0
        while at < len(text):
            for size in range(len(text) - at, 0, -1):
                word = text[at : at + size]
                if word in body and word not in portfolio:
                    organs.append(word)
                elif word in portfolio or word in area or word in prefix:
                    fields.append(portfolio.get(word, word))
                else:
                    continue
                at += size
                break
            else:
                return None
        return "".join(fields if any(word not in prefix for word in fields) else organs + fields)

    def same(self, one: str, other: str) -> bool:
        """Whether two titles can be one office: equal keys, or one is the other's bare end (大臣 for 外務大臣, 長官 for
        国防部長官); 首相 is no end of 副首相."""
        known = self._same.get((one, other))
        if known is None:
            if len(self._same) >= _KNOWN_LIMIT:
                self._same.clear()
            known = self._same[one, other] = self._compare(one, other)
        return known

    def _compare(self, one: str, other: str) -> bool:
        a, b = self.key(one), self.key(other)
        ministers = [fold(title).replace("部長官", "長官") for title in (one, other)]  # 外交長官 is a 外交部長官
        return a == b or ministers[0] == ministers[1] or self._ends(a, b) or self._ends(fold(one), fold(other))

    def _ends(self, one: str, other: str) -> bool:
        short, long = sorted((one, other), key=len)
        before = long.removesuffix(short)
        return 0 < len(before) < len(long) and not any(before.endswith(fold(word)) for word in self.words["prefix"])

    def sector(self, title: str) -> str:
        """GOV, MIL or LEG: of the office where the table says so, else of the organ it belongs to, else GOV."""
        title = fold(title)
        for role in ("whole", "rank"):
            found = self._sectors[role].get(title)
            if found:
                return found
        ends = [
            (len(form), sector)
            for role in ("whole", "head", "rank")
            for form, sector in self._sectors[role].items()
            if sector and title.endswith(form)
        ]
        bodies = [
            (len(form), sector) for form, sector in self._sectors["body"].items() if sector != "GOV" and form in title
        ]
        best = max(ends, default=(0, "GOV"))[1]
        return max(bodies)[1] if best == "GOV" and bodies else best


def _any_of(characters: Iterable[str]) -> str:
    """A class of the characters; one that matches nothing where there are none."""
    found = sorted(map(re.escape, set(characters)))
    return f"[{''.join(found)}]" if found else "(?!)"
