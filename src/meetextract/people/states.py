"""Whose state a person is of: clues with a strength (data/clues.toml), and one function that decides when all are in.

A state may stay unknown: such a person takes part all the same."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.precomputed import precomputed
from meetextract.people.judge import family_of_others, name_shapes, surely_of_others
from meetextract.people.outlets import clue_table as table
from meetextract.people.outlets import default_side
from meetextract.people.page_side import PageSide
from meetextract.people.persons import Clue, Mention, Offices, Person
from meetextract.people.script import in_kanji, in_kata, parts
from meetextract.text.grammar import table as syntax
from meetextract.text.states import States, find_states
from meetextract.text.tokens import tokenise


@dataclass(frozen=True, slots=True)
class Decision:
    """Of which state a person is (None: nobody can tell), whether it is a guess, and why."""

    state: str | None
    guessed: bool
    reasons: tuple[Clue, ...] = ()


class Place(NamedTuple):
    """States named at one place of a text."""

    start: int
    end: int
    codes: tuple[str, ...]


@precomputed
def _strengths() -> dict[str, float]:
    return {row["id"]: float(row["strength"]) for row in table()["clue"]}


@cache
def _pattern(clue: str, key: str = "behind") -> re.Pattern[str]:
    return re.compile(next(row[key] for row in table()["clue"] if row["id"] == clue))


def clue(id_: str, state: str | None, start: int = -1, end: int = -1, share: float = 1.0) -> Iterator[Clue]:
    """The clue of that row, where there is a state."""
    if state is not None:
        yield Clue(id_, state, _strengths()[id_] * share, start, end)


# --- deciding --------------------------------------------------------------------------------------------------------


def decide(clues: Iterable[Clue]) -> Decision:
    """The state that the clues tell, when all are in: one said outright, else the one with the most strength.

    The same clue for the same state counts once. Clues below zero only make a state less likely. Equal ones that
    disagree: None.
    """
    limits = table()["decision"]
    best: dict[tuple[str, str], Clue] = {}
    for one in clues:
        key = (one.id, one.state)
        if key not in best or abs(one.strength) > abs(best[key].strength):
            best[key] = one
    sums: Counter[str] = Counter()
    for one in best.values():
        sums[one.state] += one.strength  # type: ignore[assignment]
    strong = [one for one in best.values() if one.strength >= limits["strong"]]
    told = {one.state for one in strong if one.id in _SURE} or {one.state for one in strong}
    order = [(state, value) for state, value in sums.most_common() if not told or state in told]
    reasons = tuple(sorted(best.values(), key=lambda one: -abs(one.strength)))
    if not order or order[0][1] < limits["least"]:
        return Decision(None, True, reasons)
    if len(order) > 1 and order[0][1] - order[1][1] < limits["margin"]:
        return Decision(None, True, reasons)
    state = order[0][0]
    sure = any(one.state == state and one.id in _SURE for one in best.values())
    return Decision(state, not sure, reasons)


def is_told(clues: Iterable[Clue]) -> bool:
    """Whether one of the clues says it outright."""
    return any(one.strength >= table()["decision"]["strong"] for one in clues)


_SURE: Final = frozenset({"said", "header", "bracket", "same", "leads", "beside"})


# --- what the page tells ---------------------------------------------------------------------------------------------


@cache
def _one() -> re.Pattern[str]:
    """Signs that stand alone: 訪米中, 在韓米軍, 仏 側, 駐米大使. Runs and those before 政府 find_states finds."""
    signs = syntax()["signs"]
    offices, forces = "|".join(signs["offices_behind"]), "|".join(signs["forces_behind"])
    # The sign itself first: where there is none, nothing else is looked at.
    return re.compile(
        rf"[{signs['alone']}{signs['before_office']}](?:(?<![一-鿿].)(?={offices})"
        rf"|(?<=在[{signs['together']}][{signs['alone']}])(?={forces})"
        r"|(?<=訪.)(?=中|し|。|、)|(?<=[在駐].)(?=日本|国?大使))"
    )


@dataclass(slots=True)
class Evidence:
    """What a page says about states, looked for once."""

    text: str
    lexicon: Lexicon
    offices: Offices
    side: PageSide
    mentions: Sequence[Mention]
    title: tuple[str, ...] = ()  # states that the title names
    headed: Mapping[int, str] = field(default_factory=dict)  # whom the title names by office alone, by id: his state
    page: str | None = None  # the state under which a ministry files the page
    heads: Sequence[tuple[int, int]] = ()  # headers and labels
    sections: Sequence[tuple[int, tuple[str, ...], str]] = ()  # (from where on, states, the clue they are)
    day: datetime.date | None = None  # of the page, for who held which office
    named: States | None = None  # what find_states gave, where it is known already
    _trips: tuple[list[Place], Place | None] | None = None
    _parties: list[Place] | None = None
    _taken: frozenset[int] | None = None  # where the states stand that are said of somebody
    _counts: Counter[str] | None = None
    _starts: list[int] = field(default_factory=list)
    _mention_starts: list[int] = field(default_factory=list)

    @property
    def trips(self) -> tuple[list[Place], Place | None]:
        """States that somebody visits, in order; and the one whose organ speaks first."""
        if self._trips is None:
            text = self.text
            visited = [place for place in self.parties if _pattern("trip").match(text, place.end)]
            organ = next((place for place in self.parties if _pattern("organ").match(text, place.end)), None)
            self._trips = visited, organ
        return self._trips

    @property
    def parties(self) -> list[Place]:
        """All states that the text names, in order; signs too where they stand as papers put them."""
        if self._parties is None:
            self._parties = _named_states(self.text, self.lexicon, self.named)
            self._starts = [place.start for place in self._parties]
        return self._parties

    def within(self, low: int, high: int) -> list[Place]:
        """The places that begin in the range."""
        found = self.parties
        return found[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def mentions_within(self, low: int, high: int) -> Sequence[Mention]:
        """The mentions that begin in the range."""
        if len(self._mention_starts) != len(self.mentions):
            self._mention_starts = [mention.start for mention in self.mentions]
        starts = self._mention_starts
        return self.mentions[bisect_left(starts, low) : bisect_left(starts, high)]

    def sentence(self, at: int) -> tuple[int, int]:
        """From the full stop or line break before `at` to the one behind it."""
        text = self.text
        low = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
        ends = [end for end in (text.find("。", at), text.find("\n", at)) if end >= 0]
        return low, min(ends, default=len(text))

    def share(self, place: Place) -> float:
        """How much a place tells of others: half where it is said of somebody (ペルーの of ペルーのガルシア大統領)."""
        if self._taken is None:
            self._taken = frozenset(m.country_start for m in self.mentions if m.country_start >= 0)
        return 0.5 if place.start in self._taken else 1.0

    def part(self, at: int) -> int:
        """Where the part of the page begins in which an offset lies: its section or heading, else 0."""
        return max((start for start, codes, _ in self.sections if codes and start <= at), default=0)

    def in_head(self, at: int) -> bool:
        """Whether an offset lies in a header or label, whose states are those of its section and of no sentence."""
        return any(low <= at < high for low, high in self.heads)

    def foreign_counts(self) -> Counter[str]:
        """How often each state is named, the page's own left out."""
        if self._counts is None:
            own = self.side.state or default_side()
            self._counts = Counter(code for place in self.parties for code in place.codes if code != own)
        return self._counts


def _named_states(text: str, lexicon: Lexicon, named: States | None) -> list[Place]:
    """All states that the text names, in order; also signs where they stand alone as papers put them."""
    spans = (find_states(text, lexicon) if named is None else named).spans
    found = [
        Place(span.start, span.end, tuple(dict.fromkeys(span.codes)))
        for span in spans
        if text[span.start : span.end] not in lexicon.lookalikes
    ]
    taken = {at for place in found for at in range(place.start, place.end)}
    for match in _one().finditer(text):
        if match.start() not in taken:
            found.append(Place(match.start(), match.end(), (lexicon.kanji[match.group()],)))
    return sorted(found)


# --- clues of a mention ----------------------------------------------------------------------------------------------


def of_mentions(person: Person) -> Iterator[Clue]:
    """The state that is said with his name or office."""
    for mention in person.mentions[:_MENTIONS]:
        heads = mention.country is not None and len(mention.country) != len(default_side())
        share = _ORGANISATION if heads else 1.0
        yield from clue("said", mention.country or None, mention.country_start, mention.country_end, share)


def of_person(person: Person, evidence: Evidence) -> Iterator[Clue]:
    """What is said of him anywhere: his state with his name or office, an office only one state has, who held it."""
    yield from of_mentions(person)
    yield from of_office(person, evidence)
    yield from _of_name(person, evidence)


def own_envoy(person: Person, evidence: Evidence) -> str | None:
    """The page's own side where it sent him to a state without names in kanji: バングラデシュの齋田大使."""
    name, kanji = person.name or "", table()["script"]["kanji"]
    if len(name) < _FAMILY_NAME or in_kanji(name) is None or in_kata(person.reading or ""):
        return None
    said = (mention for mention in person.mentions[:_MENTIONS] if mention.country)
    sent = {mention.country for mention in said if mention.country_start < (mention.name_start or mention.start)}
    envoy = bool(sent) and any(title.endswith(("大使", "総領事")) for title in person.titles)
    own = evidence.side.state or default_side()
    ours = envoy and own in kanji and sent.isdisjoint(kanji) and not _like_others(name, evidence)
    return own if ours else None


def of_office(person: Person, evidence: Evidence) -> Iterator[Clue]:
    """An office that only one state has, and who held it."""
    kata = in_kata(person.name or "")
    own = evidence.side.state or default_side()
    elsewhere = any(_of_shape(person.reading or ""))  # 阮文南（グエン・ヴァン・ナム）
    for title in person.titles:
        state = evidence.offices.country(title)
        # A 国家主席 with a name in katakana is Viet Nam's, or another's; a foreign page's 総理 is its own.
        weak = (kata or elsewhere) and state in table()["script"]["kanji"]
        weak = weak or (state == default_side() and state != own)
        weak = weak or (state is not None and _held_elsewhere(person, state, evidence))
        yield from clue("office", state, share=0.1 if weak else 1.0)
        yield from clue("usual office", evidence.offices.usual(title))
    yield from _known_official(person, evidence)


def _held_elsewhere(person: Person, state: str, evidence: Evidence) -> bool:
    """朱鎔基総理: whether all who had that full name and an office that fits held it for another state."""
    name = person.name or ""
    states = set(_official_states(person, evidence)) if len(name) > _FAMILY_NAME else set()
    return bool(states) and state not in states


_FAMILY_NAME: Final = 2  # code points
_FULL: Final = 1.3  # times the strength of a family name


def _known_official(person: Person, evidence: Evidence) -> Iterator[Clue]:
    """Who of that name held that office then (any, where none is told); nothing where two of different states fit."""
    name, day, officials = person.name or "", evidence.day, evidence.lexicon.officials
    # A full name is hardly anybody else's: グエン・スアン・フック, 文在寅, 佐々木太郎.
    several = len(parts(name)) > 1
    full = several or any(held.full == name for held in officials.offices_of(name))
    if several or (not person.titles and len(name) > _FAMILY_NAME):  # in another office: he all the same
        yield from clue("official", officials.state_of(name, day), share=_FULL if several else 1.0)
    for state in _official_states(person, evidence):
        yield from clue("official", state, share=_FULL if full else 1.0 if day else 0.8)


def _official_states(person: Person, evidence: Evidence) -> Iterator[str]:
    """The state of those who held one of his offices; of several, the only one that the text names or is of."""
    officials, own = evidence.lexicon.officials, evidence.side.state or default_side()
    for title in person.titles if person.name else ():
        states = {held.state for held in officials.holders(person.name or "", title, evidence.day)}
        if len(states) > 1:
            states &= {own, *evidence.foreign_counts()}
        if len(states) == 1:
            yield states.pop()


def _of_name(person: Person, evidence: Evidence) -> Iterator[Clue]:
    """Script, reading and shape of the name; and, in kanji with an office, the page's own side."""
    name, reading = person.name or "", person.reading or ""
    if not name:
        return
    if in_kata(name):
        for state in table()["script"]["never_katakana"]:
            yield from clue("script", state)
        yield from _of_shape(name)
        return
    if in_kata(reading):
        yield from _of_reading(name, reading)
        yield from _of_shape(reading)
    own, kanji = evidence.side.state or default_side(), table()["script"]["kanji"]
    for state in evidence.foreign_counts():
        if state not in kanji:
            yield from clue("kanji name", state)
    if any(evidence.offices.never(title, own) for title in person.titles):
        yield from clue("own side", own)
    elif person.titles and own in kanji and not in_kata(reading):
        yield from clue("own", own, share=_likely_own(person, own, evidence))


def _of_reading(name: str, reading: str) -> Iterator[Clue]:
    """A reading in katakana: no Japanese name; and the family name that it reads."""
    for state in table()["script"]["never_katakana"]:
        yield from clue("foreign reading", state)
    family = parts(reading)[0]
    for size in (1, 2):
        for state in name_shapes()["family"].get(name[:size] + family, ()):
            yield from clue("reading", state)
            if state == "KR":  # the same names
                yield from clue("reading", "KP", share=0.7)


_ORGANISATION = 0.9  # times the strength: who heads one for a year is of a state, where that is said too
_IN_PARTS = re.compile("[・･]")
_LIKE_OTHERS = 0.4
_HARDLY_OWN = 0.25  # 黄立群副首相 in Hanoi


def _likely_own(person: Person, own: str, evidence: Evidence) -> float:
    """How likely a name in kanji with an office is of the page's own side."""
    name, reading = person.name or "", person.reading or ""
    holders = {evidence.offices.country(title) for title in person.titles} - {None}
    if own in holders and _held_elsewhere(person, own, evidence):
        return 0.0
    holders = holders or set(_official_states(person, evidence))
    if holders:
        return float(own in holders)
    if evidence.side.foreign:
        return 0.5
    script = set(table()["script"]["kanji"])
    if _IN_PARTS.search(reading) and script.intersection(evidence.title):
        return _LIKE_OTHERS  # 費望（ひ・ぼう） under a headline on China
    if not _like_others(name, evidence):
        return 1.0
    if surely_of_others(name) and len(name) > 1:
        return _HARDLY_OWN
    return _LIKE_OTHERS if script.intersection(evidence.foreign_counts()) else 1.0


def _like_others(name: str, evidence: Evidence) -> bool:
    """Whether a name has a family name of Korea or China in one character, and MeCab knows no other of two; for one
    character alone (唐部長, but 林外相) the officials tell who of the page's side is called so."""
    if len(name) > 3 or not family_of_others(name):
        return False
    if len(name) == 1:
        own = evidence.side.state or default_side()
        return all(term.state != own for term in evidence.lexicon.officials.offices_of(name))
    tokens = tokenise(name, 0, len(name))
    return not (tokens and tokens[0].pos2 == "固有名詞" and len(tokens[0].surface) > 1)


def _of_shape(name: str) -> Iterator[Clue]:
    shapes = name_shapes()
    for form, states in shapes["begin"].items():
        if name.startswith(form):
            yield from clue("shape", states[0])
    for form, states in shapes["end"].items():
        if name.endswith(form):
            yield from clue("shape", states[0])


_MENTIONS: Final = 100  # of one person; the first tell his state
_NEAR: Final = 600  # code points of a sentence on each side of a mention; no real one is longer, a hostile one may be


def around(mention: Mention, low: int, high: int, evidence: Evidence, *, outright: bool = False) -> Iterator[Clue]:
    """What a sentence `text[low:high]` and the page around it tell of the person of a mention in it.

    outright: only what says it outright, for somebody of whom much is known already.
    """
    low, high = max(low, mention.start - _NEAR), min(high, mention.end + _NEAR)
    before = [p for p in evidence.within(low - table()["decision"]["reach"], mention.start) if p.end <= mention.start]
    here = [p for p in before if p.start >= low and not evidence.in_head(p.start)]
    yield from _beside(mention, before, high, evidence)
    yield from _same(mention, before, evidence)
    if outright:
        yield from _met(mention, evidence)
        return
    yield from _in_sentence(mention, here, low, evidence)
    yield from _row(mention, low, evidence)
    goes = evidence.text.startswith(_TOPIC, mention.end)
    for place in evidence.within(mention.end, high):
        for code in place.codes:
            yield from clue("later", code, place.start, place.end, evidence.share(place))
        if goes and _pattern("goes").match(evidence.text, place.end):
            goes = False
            if not evidence.mentions_within(mention.end, place.start):  # 副議長は、昨年の桑野議長のケニア訪問をはじめ
                yield from clue("goes", place.codes[-1], place.start, place.end)
    yield from _in_paragraph(mention, [p for p in before if p.start < low], low, evidence)
    yield from _others(mention, low, high, evidence)
    yield from of_page(mention, low, evidence)


_TOPIC = ("は", "が", "氏は", "氏が")
_GAP = re.compile(r"[ \u3000・の、）)]*")
_LED = re.compile(r"(?:[（(][^（）()]*[）)])?(?:を?(?:団長|代表|長)とする|(?:が|の)?率いる)")


def _beside(mention: Mention, before: Sequence[Place], high: int, evidence: Evidence) -> Iterator[Clue]:
    text = evidence.text
    if before and before[-1].end >= mention.start - 2:
        place = before[-1]
        gap = text[place.end : mention.start]
        elsewhere = {evidence.offices.country(title) for title in mention.titles} - {None, *place.codes}
        if _GAP.fullmatch(gap) and "、" not in gap and len(place.codes) == 1 and not elsewhere:
            yield from clue("beside", place.codes[-1], place.start, place.end)
    behind = evidence.within(mention.end, min(high, mention.end + 40))
    if not behind:
        return
    first = behind[0]
    if text[mention.end : first.start] in ("（", "(") and text[first.end : first.end + 1] in ("）", ")", "、"):
        yield from clue("bracket", first.codes[0], first.start, first.end)
    led = _LED.match(text, mention.end, high)
    if led and first.start == led.end() and _pattern("leads").match(text, first.end):
        yield from clue("leads", first.codes[0], first.start, first.end)


def _same(mention: Mention, before: Sequence[Place], evidence: Evidence) -> Iterator[Clue]:
    """同国の, 同: the state told last; ズィーバーリー同暫定外相: that of the one named before."""
    own, text = evidence.side.state, evidence.text
    inside = mention.name is not None and text[mention.name_end : mention.title_start] in ("同", "同国")
    low = evidence.sentence(mention.start)[0] if inside else mention.start
    earlier = [m for m in evidence.mentions_within(low, mention.start) if m.country]
    if earlier:
        yield from clue("same", earlier[-1].country, earlier[-1].country_start, earlier[-1].country_end)
        return
    if not inside and not _pattern("same", "before").search(text, max(0, mention.start - 8), mention.start):
        return
    last = [(code, place) for place in before for code in place.codes if code != own]
    if last:
        yield from clue("same", last[-1][0], last[-1][1].start, last[-1][1].end)


def _in_paragraph(mention: Mention, before: Sequence[Place], low: int, evidence: Evidence) -> Iterator[Clue]:
    """States named shortly before the sentence; most of all where the paragraph has gone last."""
    text, own = evidence.text, evidence.side.state
    part = evidence.part(mention.start)
    for place in before:
        for code in place.codes:
            share = evidence.share(place) * (0.5 if place.start < part else 1.0)
            yield from clue("paragraph", code, place.start, place.end, share)
    if _towns(text, low, mention.start, evidence.lexicon):
        return  # the sentence says itself where it is
    floor = max(part, low - table()["decision"]["reach"])
    start = max(text.rfind("\n", 0, low) + 1, floor)
    towns = [t for t in _towns(text, floor, low, evidence.lexicon) if t.codes[0] != own]
    inside = [p for p in before if p.start >= start and p.codes[-1] != own]
    if inside or towns:
        last = max([*inside[-1:], *towns[-1:]])
        yield from clue("told last", last.codes[-1], last.start, last.end)
    stays = [p for p in inside if _pattern("anchor").match(text, p.end)]
    stays += [t for t in towns[-1:] if text.startswith(_ARRIVES, t.end)]  # 20:00 ビリニュス着
    if stays:
        yield from clue("stay", stays[-1].codes[-1], stays[-1].start, stays[-1].end)


def _towns(text: str, low: int, high: int, lexicon: Lexicon) -> list[Place]:
    found = []
    for match in _TOWN.finditer(text, low, high):
        word = match.group()
        town = lexicon.places.get(word)
        if town is None and word.startswith("首都"):
            town = lexicon.places.get(word.removeprefix("首都"))
        if town is not None and town.kind == "city" and town.code:
            found.append(Place(*match.span(), (town.code,)))
    return found


_ARRIVES = (
    "着", "到着", "入り", "に着", "に到着", "に入", "滞在", "出張", "訪問", "初日", "最終日", "二日目",
    "2日目", "三日目", "3日目",
)  # fmt: skip
_TOWN = re.compile(r"[ァ-ヶー]{2,12}|[一-鿿]{2,6}")


def _in_sentence(mention: Mention, here: Sequence[Place], low: int, evidence: Evidence) -> Iterator[Clue]:
    text, lexicon = evidence.text, evidence.lexicon
    anchor = _pattern("anchor")
    anchors = [place for place in here if anchor.match(text, place.end)]
    if anchors:
        yield from clue("anchor", anchors[-1].codes[-1], anchors[-1].start, anchors[-1].end)
    open_: list[Place] = []
    for place in here:
        if _pattern("venue").match(text, place.end):
            yield from clue("venue", place.codes[-1], place.start, place.end)
        elif _pattern("guest").match(text, place.end) and mention.start - place.end < 16:
            yield from clue("guest", place.codes[-1], place.start, place.end)
        else:
            open_.append(place)
            for code in place.codes:
                yield from clue("sentence", code, place.start, place.end, evidence.share(place))
    for town in _towns(text, low, mention.start, lexicon):
        yield from clue("town", town.codes[0], town.start, town.end)
    if open_:
        last = open_[-1]
        yield from clue("nearest", last.codes[-1], last.start, last.end)
        gap = text[last.end : mention.start]
        if len(gap) <= 22 and not re.search("[、。「」]", gap):
            yield from clue("modifier", last.codes[-1], last.start, last.end)


_ROW = re.compile(
    r"(?:大将|中将|少将|氏|ら)?(?:[（(][^（）()]*[）)])?(?:や|と|、|及び|および|並びに|ならびに|・|を(?:はじ|始)め、?)+(?:その後)?"
)


def _row(mention: Mention, low: int, evidence: Evidence) -> Iterator[Clue]:
    """A and B: whoever stands in a row with one whose state is known."""
    earlier = [m for m in evidence.mentions_within(low, mention.start) if m.end <= mention.start]
    if not earlier or earlier[-1].person is None or earlier[-1].person is mention.person:
        return
    last = earlier[-1]
    if last.person is not None and _ROW.fullmatch(evidence.text, last.end, mention.start):
        state = last.country or last.person.country
        yield from clue("row", state, last.start, last.end, 0.5 if last.person.guessed else 1.0)


def _others(mention: Mention, low: int, high: int, evidence: Evidence) -> Iterator[Clue]:
    """Who is named beside him with another state is rather of the other side."""
    text = evidence.text
    for other in evidence.mentions_within(low, high):
        if other.person is mention.person or not other.country:
            continue
        between = text[other.end : mention.start] if other.end <= mention.start else text[mention.end : other.start]
        if not _ROW.fullmatch(between):
            yield from clue("other side", other.country, other.start, other.end)


def _met(mention: Mention, evidence: Evidence) -> Iterator[Clue]:
    """【日中】甘外相と約45分: in a section on one state, whom they met for so long."""
    section = next((s for s in reversed(evidence.sections) if s[0] <= mention.start and s[2] == "section"), None)
    if section is not None and len(section[1]) == 1 and _pattern("met").match(evidence.text, mention.end):
        yield from clue("met", section[1][0], mention.start, mention.end)


def of_page(mention: Mention, low: int, evidence: Evidence) -> Iterator[Clue]:
    """What heads the part of the page, its title, the trips and organs it tells of, the outlet."""
    for kind in ("section", "heading"):
        section = next((s for s in reversed(evidence.sections) if s[0] <= mention.start and s[2] == kind), None)
        if section is None:
            continue
        for code in section[1]:
            yield from clue(kind, code, section[0], section[0], 1 / len(section[1]))
    yield from _met(mention, evidence)
    yield from clue("page", evidence.page)
    for code in evidence.title:
        # 国連総会出席: an organisation in a title is mostly where they met.
        yield from clue("title", code, share=1.0 if len(code) == 2 else 0.5)
    yield from clue("headed", evidence.headed.get(id(mention.person)))
    if evidence.side.foreign:
        yield from clue("outlet", evidence.side.state)
    yield from _trips(mention.start, evidence)
    counts = evidence.foreign_counts()
    for code, number in counts.most_common(3):
        yield from clue("often", code, share=number / counts.total())


def _trips(low: int, evidence: Evidence) -> Iterator[Clue]:
    """The last trip that the page tells of before, and the organ of a state that speaks on it."""
    trips, organ = evidence.trips
    trip = next((place for place in reversed(trips) if place.start < low), None)
    if trip is not None:
        yield from clue("trip", trip.codes[-1], trip.start, trip.end)
    if organ is not None:
        yield from clue("organ", organ.codes[0], organ.start, organ.end)


__all__ = [
    "Clue",
    "Decision",
    "Evidence",
    "around",
    "clue",
    "decide",
    "is_told",
    "of_mentions",
    "of_person",
    "own_envoy",
]
