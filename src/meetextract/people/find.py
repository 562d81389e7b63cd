"""The persons of an article: their mentions, who is whom, and of which state each of them is.

mentions -> linked -> the side of the page -> clues -> one decision a person -> who holds an office told without a name
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.mentions import find_mentions
from meetextract.people.outlets import default_side
from meetextract.people.page_side import Acting, PageSide, page_side
from meetextract.people.persons import Mention, Offices, Person, ends_in, is_generic, link
from meetextract.people.script import in_kata, parts
from meetextract.people.stated import office_words
from meetextract.people.states import (
    Clue,
    Decision,
    Evidence,
    around,
    clue,
    decide,
    is_told,
    of_mentions,
    of_person,
    own_envoy,
)
from meetextract.text.headers import Header, Heads, Label
from meetextract.text.page import Page
from meetextract.text.states import States


@dataclass(slots=True)
class People:
    """Who is named in an article.

    mentions: in order of place. persons: each once, in order of their first mention. side: from which side the page is
    written. decisions: what was decided on each person's state and why, by `id` of the person.
    """

    text: str
    mentions: list[Mention]
    persons: list[Person]
    side: PageSide
    evidence: Evidence
    title: tuple[int, int] | None = None
    decisions: dict[int, Decision] = field(default_factory=dict)
    _starts: list[int] = field(init=False)
    _acting: Acting | None = None

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in the range, in order."""
        low = bisect_left(self._starts, start)
        return self.mentions[low : bisect_left(self._starts, end, low)]

    def acting(self, at: int) -> Person | None:
        """The official of the page's own side who acts at an offset where no subject is told, if anybody is likely."""
        if self._acting is None:
            self._acting = Acting(self.side, self.mentions, self.title, self.text)
        return self._acting.at(at)

    def why(self, person: Person) -> tuple[Clue, ...]:
        """The clues to his state, the strongest first."""
        return person.why

    def state_of(
        self, person: Person, start: int, end: int, known: Sequence[str] = (), meeting: Sequence[str] = ()
    ) -> str | None:
        """Of which state a person is where `text[start:end]` names him: what was decided, where that is no guess; else
        what the sentence and the meeting tell.

        known: states of the sides that others hold there, of which he is rather not; meeting: states of the heading or
        of the meeting that is open. None where nobody can tell.
        """
        if person.country is not None and not person.guessed:
            return person.country
        return self.decide_at(person, start, end, known, meeting).state or person.country

    def decide_at(
        self, person: Person, start: int, end: int, known: Sequence[str] = (), meeting: Sequence[str] = ()
    ) -> Decision:
        """As `state_of`, with its reasons."""
        clues = list(of_person(person, self.evidence))
        own = self.side.state
        for code in dict.fromkeys(known):
            clues += clue("own side" if code == own else "other side", code)
        for code in dict.fromkeys(meeting):
            if code != own:
                clues += clue("meeting", code)
        here = next((m for m in self.within(start, end) if m.person is person), None)
        if here is not None:
            clues += around(here, start, end, self.evidence)
        return decide(clues)


def find_people(
    text: str,
    page: Page,
    heads: Heads,
    lexicon: Lexicon,
    offices: Offices,
    *,
    mentions: list[Mention] | None = None,
    readings: Sequence[tuple[int, int, str]] = (),
    day: datetime.date | None = None,
    states: States | None = None,
) -> People:
    """Everybody whom an article names, linked, each with his state as far as anything tells it.

    mentions: what find_mentions gave, where it is known already. readings: ruby as (start, end, reading). day: of the
    publication, which says who held an office then. states: what find_states gave, where it is known already.
    """
    mentions = find_mentions(text, lexicon, offices) if mentions is None else mentions
    if states is not None:
        mentions = [mention for mention in mentions if not _is_of_a_state(mention, states)]
    side = page_side(text, mentions, lexicon, offices)
    evidence = Evidence(text, lexicon, offices, side, mentions, day=day or page.published, named=states)
    evidence.heads = [*((h.start, h.end) for h in heads.headers), *((h.start, h.end) for h in heads.labels)]
    evidence.sections = _sections(page, heads, evidence)
    told = _of_sections(text, mentions, heads, evidence.sections)
    persons = link(mentions, lexicon, offices, told)
    persons.sort(key=lambda person: person.mentions[0].start)
    _read_ruby(mentions, readings)
    evidence.page = _page_state(text, page, lexicon)
    if page.title is not None:
        own = side.state or default_side()
        codes = (code for place in evidence.within(*page.title) for code in place.codes)
        evidence.title = tuple(dict.fromkeys(code for code in codes if code != own))
        evidence.headed = _headed(evidence.mentions_within(*page.title), mentions, lexicon)
    people = People(text, mentions, persons, side, evidence, page.title)
    for person in persons:
        decision = people.decisions[id(person)] = _settle(person, evidence)
        person.country, person.guessed, person.why = decision.state, decision.guessed, decision.reasons
    hold_offices(text, mentions, lexicon, offices)
    return people


def _headed(title: Sequence[Mention], mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, str]:
    """トルコ外相、バクー訪問, above チャヴシュオール外相は: the first of that office, unless another is said to be."""
    found: dict[int, str] = {}
    for one in title:
        if one.name is not None or not one.titles or not one.country:
            continue
        office, same = one.titles[0], lexicon.same_office
        holders = [m for m in mentions if m.name and any(same(told, office) for told in m.titles)]
        first = holders[0].person if holders else None
        if first is not None and not any(m.country == one.country and m.person is not first for m in holders):
            found.setdefault(id(first), one.country)
    return found


def _is_of_a_state(mention: Mention, states: States) -> bool:
    """南アフリカ、観光大臣: whether the name is the beginning of the name of a state."""
    span = states.first(mention.start, mention.start + _LONGEST_STATE) if mention.name is not None else None
    return span is not None and mention.name_start == span.start and mention.name_end < span.end


_LONGEST_STATE = 40  # code points
_LOOKED_AT = 4  # mentions of a person whose surroundings are asked


def _settle(person: Person, evidence: Evidence) -> Decision:
    """What all his mentions together tell."""
    said = {mention.country for mention in person.mentions if mention.country}
    if said and (own := own_envoy(person, evidence)) is not None:
        return decide(clue("own", own))
    if len(said) == 1:  # most of them, and nothing else can change it
        return decide(of_mentions(person))
    clues = list(of_person(person, evidence))
    if not person.titles and not in_kata(person.name or ""):
        return decide(one for one in clues if one.id == "said")  # 山科氏: anybody
    outright = is_told(clues)
    for mention in person.mentions[:_LOOKED_AT]:
        clues += around(mention, *evidence.sentence(mention.start), evidence, outright=outright)
    return decide(clues)


# --- sections --------------------------------------------------------------------------------------------------------

_Section = tuple[int, tuple[str, ...], str]
_TITLE_ENDS = re.compile("[=＝:：／/　]")
_NUMBERED = re.compile(
    r"[ 　]*(?:[0-9０-９]{1,2}[\s　.．、)）]|[（(][0-9０-９一二三四五六七八九]{1,2}[）)]|[①-⑳]|[・•◆■●○◇▽])"
)
_HEADING = 40  # code points


def _sections(page: Page, heads: Heads, evidence: Evidence) -> list[_Section]:
    """Where parts of the page begin that are about one state or several, in order."""
    found: list[_Section] = []
    edges: list[Header | Label] = [*heads.headers, *heads.labels]
    for head in edges:
        found.append((head.start, _foreign(head, evidence.lexicon), "section"))
    headed = {section[0] for section in found}
    text, own = evidence.text, default_side()
    style = ""
    for line in page.body:
        if line.end - line.start > _HEADING or line.start in headed or "。" in text[line.start : line.end]:
            continue
        numbered = _NUMBERED.match(text, line.start, line.end)
        kind = re.sub("[0-9０-９一二三四五六七八九①-⑳]+", "1", numbered.group().strip()) if numbered else ""
        codes = tuple(dict.fromkeys(c for p in evidence.within(line.start, line.end) for c in p.codes if c != own))
        persons = any(mention.name is not None for mention in evidence.mentions_within(line.start, line.end))
        if codes and (numbered or (not persons and line.end - line.start <= _HEADING // 2)):
            found.append((line.start, codes, "heading"))
            style = kind
        elif numbered and kind == style:
            found.append((line.start, (), "heading"))  # the next item of the same list is about something else
    return sorted(found)


def _foreign(head: Header | Label, lexicon: Lexicon) -> tuple[str, ...]:
    if isinstance(head, Label):
        parties = lexicon.split_compound(_TITLE_ENDS.split(head.text, 1)[0].strip()) or ()
    else:
        parties = head.parties
    return tuple(dict.fromkeys(code for code, _, _ in parties if code != default_side()))


_MET = re.compile(r"(?:[（(][^（）()]*[）)])?(?:と(?:約?[0-9０-９]|短|立|会|電|の)|氏?と約)")


def _of_sections(
    text: str, mentions: Sequence[Mention], heads: Heads, sections: Sequence[_Section]
) -> dict[int, str | None]:
    """For each mention the one foreign state of its section, where it can be his; in the header itself it is said."""
    for header in heads.headers:
        codes = [code for code, _, _ in header.parties if code != default_side()]
        if header.names is None or not codes:
            continue
        inside = [m for m in mentions if header.names[0] <= m.start < header.names[1]]
        if len(codes) > 1 and len(codes) != len(inside):
            continue
        for index, mention in enumerate(inside):  # 【米中＝ロックハート国防長官、邵志遠国防相】: in their order
            mention.country = mention.country or codes[index if len(codes) > 1 else 0]
    found: dict[int, str | None] = {}
    at, state = 0, None
    only = [section for section in sections if section[2] == "section"]
    for index, mention in enumerate(mentions):
        while at < len(only) and only[at][0] <= mention.start:
            state = only[at][1][0] if len(only[at][1]) == 1 else None
            at += 1
        if state is not None and mention.country is None and mention.name is not None and _elsewhere(text, mention):
            found[index] = state
    return found


@cache
def _foreign_office() -> re.Pattern[str]:
    return re.compile("|".join(office_words()["foreign"]))


def _elsewhere(text: str, mention: Mention) -> bool:
    """Whether a person in a section on one state is of it: by name, office, or 「…と約30分」."""
    if in_kata(mention.name or "") or any(_foreign_office().search(t) for t in mention.titles):
        return True
    return mention.title_start >= 0 and _MET.match(text[mention.end : mention.end + 24]) is not None


_IN_LATIN = re.compile(r"[（(][A-Za-zＡ-Ｚ]+[）)]$")
_EMBASSY = re.compile(r"在(.{2,12}?)日本国?(?:大使館|総領事館|代表部)")


def _page_state(text: str, page: Page, lexicon: Lexicon) -> str | None:
    """The state that a ministry files the page under: its official name alone on one of the first lines."""
    for line in page.body[:4]:
        word = text[line.start : line.end]
        code = lexicon.forms.get(_IN_LATIN.sub("", word) if word.endswith((")", "）")) else word)
        if code and code != default_side():
            return code
        embassy = _EMBASSY.match(word)
        code = lexicon.resolve(embassy[1]) if embassy else None
        if code and code != default_side():
            return code
    return None


# --- readings, offices without a name --------------------------------------------------------------------------------


def _read_ruby(mentions: Sequence[Mention], readings: Sequence[tuple[int, int, str]]) -> None:
    for mention in mentions if readings else ():
        person = mention.person
        if person is None or mention.name is None or person.reading:
            continue
        inside = [r for a, b, r in readings if mention.name_start <= a and b <= mention.name_end]
        if inside:
            person.reading = "".join(inside)


_TOPIC = ("は", "氏は", "も", "氏も")
_OF_SEVERAL = re.compile(r"(?:[2-9２-９三四五]|各|諸|加盟|カ|か|ヵ|関係)国の$")
# Persons by their offices, so that each office of a long text is compared once and not with everybody who holds it.
_Holders = dict[tuple[str, ...], list[tuple[int, Person]]]


def hold_offices(text: str, mentions: Sequence[Mention], lexicon: Lexicon, offices: Offices) -> None:
    """首相は, 同大統領: an office without a name is the person who holds it in this article."""
    before: _Holders = {}
    known: set[int] = set()
    everyone: _Holders = {}
    for order, person in enumerate(_named(mentions)):
        everyone.setdefault(person.titles, []).append((order, person))
    topic: Person | None = None
    for mention in mentions:
        if mention.person is not None:
            if id(mention.person) not in known:
                known.add(id(mention.person))
                before.setdefault(mention.person.titles, []).append((len(known), mention.person))
        elif mention.name is None and not mention.former and not _of_several(text, mention, lexicon):
            fitting = _holding(before, mention.titles, lexicon) or _holding(everyone, mention.titles, lexicon)
            fitting = fitting or _called(before, mention)
            mention.person = _one_of(fitting, mention, text, offices, topic)
        if text.startswith(_TOPIC, mention.end):
            topic = mention.person or topic


def _named(mentions: Sequence[Mention]) -> Iterator[Person]:
    yield from {id(m.person): m.person for m in mentions if m.person is not None and m.person.name}.values()


def _of_several(text: str, mention: Mention, lexicon: Lexicon) -> bool:
    before = text[mention.start - 1 : mention.start]
    if before in ("両", "元", "前", "各", "次"):
        return True
    if before not in ("の", "\n"):
        return False
    states = text[max(0, mention.start - 4) : mention.start - 1]  # 日米韓の外相, 日米の外相
    return any(len(lexicon.split_compound(states[at:]) or ()) > 1 for at in (0, 1)) or (
        _OF_SEVERAL.search(text, max(0, mention.start - 6), mention.start) is not None
    )


def _one_of(
    fitting: list[Person], mention: Mention, text: str, offices: Offices, topic: Person | None
) -> Person | None:
    """The one of several holders of an office who is meant. topic: whom the sentences before are about."""
    own = default_side()
    if any(offices.country(title) == own for title in mention.titles):
        fitting = [p for p in fitting if p.country in (own, None) and not in_kata(p.name or "")]
    if mention.country:
        # モンテネグロ事務総長: a family name that reads like a country.
        word = text[mention.country_start : mention.country_end] if mention.country_start >= 0 else ""
        same = [p for p in fitting if p.name and word and word in parts(p.name)]
        fitting = same or [p for p in fitting if p.country == mention.country]
    elif len(fitting) > 1 and text[mention.start - 1 : mention.start] == "同":
        # 同外相 repeats the office as it stood: クック英外相 rather than 高村外務大臣.
        fitting = [p for p in fitting if mention.titles[0] in p.titles] or fitting
        fitting = [p for p in fitting if p is topic] or fitting[-1:]
    elif len(fitting) > 1:
        ours = [p for p in fitting if p.country in (own, None)]
        fitting = ours or [p for p in fitting if p is topic] or fitting[-1:]
    return fitting[0] if fitting else None


def _holding(holders: _Holders, titles: Sequence[str], lexicon: Lexicon) -> list[Person]:
    """Who holds one of these offices, in order."""
    same = lexicon.titles.same
    found: list[tuple[int, Person]] = []
    for held, entries in holders.items():
        if any(t == u or same(t, u) for t in held for u in titles):
            found += entries
    return [person for _, person in sorted(found, key=itemgetter(0))] if len(found) > 1 else [p for _, p in found]


def _called(holders: _Holders, mention: Mention) -> list[Person]:
    """長官は, of a 国務長官: whoever holds an office that ends in a word which names none by itself, in order."""
    if not mention.titles or not is_generic(mention.titles[0]):
        return []
    found = [entry for held, entries in holders.items() for entry in entries if ends_in(held, mention.titles[0])]
    return [person for _, person in sorted(found, key=itemgetter(0))]
