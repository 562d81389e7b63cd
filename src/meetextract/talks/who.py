"""Who stands in a part of the text: mentions into officials with a state; offices without a name may be of several."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from meetextract.people.persons import Mention, Person
from meetextract.talks.rules import holds, is_unofficial, rules

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_SEVERAL = ("各国の", "諸国の", "関係国の", "加盟国の", "数カ国の", "カ国の", "か国の")
_KNOWN_FEW = ("両国の", "3カ国の", "３カ国の", "三カ国の")
_NUMERALS = "0123456789０１２３４５６７８９一二三四五六七八九十"
_FAR = 60  # code points before an office in which its states stand
_PAIR = 300
_NEAR = 30  # code points between チリでは and an office


def is_official(walk: Walk, person: Person) -> bool:
    """Whether somebody holds an office of a state or organisation, as far as the text says."""
    r = rules()
    if not (person.titles or person.name) or (set(person.titles) <= r.nothing_alone and person.titles):
        return False
    if person.country and person.country not in r.ruling and r.monarchs & set(person.titles):
        return False
    ours = person.country == walk.own
    return not is_unofficial(person.titles) and not (ours and r.party_offices & set(person.titles))


def persons(walk: Walk, mentions: Iterable[Mention], start: int, end: int) -> list[Person]:
    """The officials that the mentions name, in order, each once; the context tells the state of who has none."""
    found: list[Person] = []
    open_: list[Person] = []
    for mention in mentions:
        for person in _of_mention(walk, mention):
            (found if person.country else open_).append(person)
    _states_of_header(walk, found, open_)
    for person in open_:
        code = person.country or walk.state_of(person, start, end, [p.country for p in found if p.country])
        if code:
            person.country, person.guessed = code, True
            found.append(person)
    found = list({id(p): p for p in (_fuller(walk, p) for p in found)}.values())
    named = [p for p in found if p.name]
    return [p for p in found if p.name or not any(same_holder(walk, p, q) for q in named)]


def _of_mention(walk: Walk, mention: Mention) -> list[Person]:
    if mention.former or (mention.name is None and _of_many(walk, mention)) or _of_no_state(walk, mention):
        return []
    person = mention.person
    if person is not None and not person.titles and _is_private(walk, mention):
        return []  # エンドンさん
    if mention.name is None and (person is None or _another_holds(walk, mention, person)):
        unofficial = is_unofficial(mention.titles) or walk.text[mention.start - 1 : mention.start] in ("両", "各")
        return [] if unofficial else [holder(walk, mention, code) for code in states_of_office(walk, mention)]
    return [person] if person is not None and is_official(walk, person) else []


def _of_no_state(walk: Walk, mention: Mention) -> bool:
    """クイーンズランド州の乙農相, 自動車会社の丙総裁: who holds his office for a part of a state, or for a firm."""
    before, r = walk.text[max(0, mention.start - 6) : mention.start], rules()
    return before.endswith(r.of_no_state) and not before.endswith(r.of_states)


def _another_holds(walk: Walk, mention: Mention, person: Person) -> bool:
    """Whether an office without a name is of several states, or by the words before it of another than its holder's."""
    at = mention.country_start if mention.country_start >= 0 else mention.start
    told = () if mention.country else _states_told_before(walk, mention, at)
    return len(states_of_office(walk, mention)) > 1 or bool(told and person.country not in told)


def _is_private(walk: Walk, mention: Mention) -> bool:
    """Whether the name has nothing behind it but さん."""
    words = walk.text[mention.start : mention.end]
    return words.endswith(rules().private) or walk.text.startswith(rules().private, mention.end)


def _of_many(walk: Walk, mention: Mention) -> bool:
    """各国の外相: nobody that can be told; 日米豪印4カ国の外相 are."""
    before = walk.text[max(0, mention.start - 6) : mention.start]
    if not before.endswith(_SEVERAL) or before.endswith(_KNOWN_FEW):
        return False
    spans = walk.context.states.within(max(0, mention.start - _FAR), mention.start)
    return not spans or not (of_group(walk, mention.start) or _between(walk.text[spans[-1].end : mention.start]))


def of_group(walk: Walk, at: int) -> list[str]:
    """ASEAN各国の駐日大使, 太平洋島嶼国の外相: the organisation whose members an office that begins at `at` is of."""
    r = rules()
    before = walk.text[max(0, at - _NEAR) : at]
    for where in r.posted:
        before = before.removesuffix(where)
    spans = walk.context.states.within(max(0, at - _NEAR), at)
    end = max(0, at - _NEAR) + len(before)
    parties = walk.context.lexicon.parties
    if spans and walk.text[spans[-1].end : end] in r.members:
        return [code for code in spans[-1].codes if parties[code].kind == "organisation"]
    return next(([code] for name, code in r.communities.items() if before.endswith((name + "の", name))), [])


def _between(text: str) -> bool:
    """Whether nothing but の, or the number of the states, stands between states and an office: 日米豪印4カ国の外相."""
    for words in rules().examples:  # 米国、フランスなど各国の外相: those that are named
        text = text.removeprefix(words)
    return text in rules().between or text.removeprefix("の").lstrip(_NUMERALS) in rules().counted


def _states_of_header(walk: Walk, found: list[Person], open_: list[Person]) -> None:
    """As many persons without a state as the header has foreign states: one each, in order."""
    talk = walk.current
    if len(open_) < 2 or found or talk is None or talk.header is None:
        return
    foreign = walk.foreign(talk)
    if len(foreign) == len(open_):
        for person, code in zip(open_, foreign, strict=True):
            person.country, person.guessed = code, True


def same_holder(walk: Walk, one: Person, other: Person) -> bool:
    """Whether two are of one state and can hold one office."""
    same = walk.context.lexicon.same_office
    return one.country == other.country and any(same(t, u) for t in one.titles for u in other.titles)


def _fuller(walk: Walk, person: Person) -> Person:
    """The same person told elsewhere by a longer name: スルタン外相, スルタン・ビン・ジャシム外相."""
    name = person.name
    if not name or "・" in name or not "ァ" <= name[0] <= "ヶ":
        return person
    for other in walk.by_part.get(name, ()):
        longer = other.person.name != name
        if longer and other.person is not person and other.person.country in (person.country, None):
            return other.person
    return person


def states_of_office(walk: Walk, mention: Mention) -> list[str]:
    """ペルーとエクアドルの国防相, 日韓の外相, 同国の国防相: the states of an office without a name."""
    at = mention.country_start if mention.country_start >= 0 else mention.start
    codes = [mention.country] if mention.country else of_group(walk, at)
    spans = walk.context.states.within(max(0, at - _FAR), at)
    text, edge = walk.text, at
    if not codes and spans and _between(text[spans[-1].end : at]):
        last = spans.pop()
        codes, edge = list(last.codes), last.start
    while spans and codes and text[spans[-1].end : edge] in rules().rows:
        last = spans.pop()
        codes, edge = [*last.codes, *codes], last.start
    if codes:
        return codes
    before = text[max(0, at - 4) : at]
    if before.endswith("両国の") and (pair := pair_before(walk, at)):
        return pair
    return _states_told_before(walk, mention, at) or _of_page(walk, mention)


def _of_page(walk: Walk, mention: Mention) -> list[str]:
    """An office that only other states have is of those whom the talks are with; one of the page's own side."""
    talk = walk.current
    abroad = any(walk.only_abroad(title) or title.startswith(rules().abroad_offices) for title in mention.titles)
    minister = any(title.endswith(rules().high_offices) for title in mention.titles)
    met = minister and talk is not None and bool(walk.ours(talk)) and walk.text.startswith("との", mention.end)
    ours = any(walk.is_own_office(title) for title in mention.titles)
    if talk is not None and len(walk.foreign(talk)) == 1 and (abroad or (met and not ours)):
        return walk.foreign(talk)  # 甲大臣とは…。農業大臣との会談では…
    plain = walk.names_own and any(title in rules().own_without_name for title in mention.titles)
    return [walk.own] if (plain or ours) and not walk.by_envoys(mention.start, mention.end) else []


def _states_told_before(walk: Walk, mention: Mention, at: int) -> list[str]:
    """同国の外相; 韓国の大統領、首相: of the state named before; チリでは大統領や外相と: of that where the story is."""
    text = walk.text
    if text[:at].endswith(rules().same_state):
        near = [s for s in walk.context.states.within(max(0, at - _PAIR), at) if len(s.codes) == 1]
        visited = (s for s in reversed(near) if s.codes[0] != walk.own or text.startswith(("を", "に"), s.end))
        return next((list(s.codes) for s in visited), [])
    if any(walk.is_own_office(title) for title in mention.titles):
        return []
    row = next((m for m in reversed(walk.context.within(max(0, at - _FAR), at)) if m.end <= at), None)
    if row is not None and row.name is None and text[row.end : at] in rules().offices:
        return states_of_office(walk, row)
    spans = walk.context.states.within(max(0, at - _NEAR), at)
    where = tuple(walk.frames.particles.place)
    here = bool(spans) and text.startswith(where, spans[-1].end) and "は" not in text[spans[-1].end + 2 : at]
    return [code for code in spans[-1].codes if code != walk.own] if here else []


def pair_before(walk: Walk, at: int) -> list[str]:
    """The two states that 両国 stands for: told together before, else the sides of the last talk."""
    spans = walk.context.states.within(max(0, at - _PAIR), at)
    for one, other in reversed(list(pairwise(spans))):
        if walk.text[one.end : other.start] in rules().rows:
            return [*one.codes, *other.codes]
    if spans and len(spans[-1].codes) == 2:
        return list(spans[-1].codes)
    last = walk.talks[-1] if walk.talks else None
    return list(last.parties) if last is not None and len(last.parties) == 2 else []


def holder(walk: Walk, mention: Mention, code: str) -> Person:
    """Who holds the office for the state in this article; somebody without a name where nobody is named."""
    same = walk.context.lexicon.same_office
    for titles, people in walk.by_titles.items():
        if any(same(t, u) for t in titles for u in mention.titles):
            person = next((p for p in people if p.country == code), None)
            if person is not None:
                return person
    for talk in walk.living():
        for person, _ in talk.members:
            if not person.name and person.country == code and person.titles == mention.titles:
                return person
    return Person(None, None, mention.titles, code, [mention])


def is_bystander(mentions: Iterable[Mention]) -> bool:
    """Whether one of the persons holds no office of a state, or holds it no more."""
    return any(
        m.former or is_unofficial(m.titles) or (m.person is not None and is_unofficial(m.person.titles))
        for m in mentions
    )


def together(text: str) -> bool:
    """両首脳, 双方 …: both sides at once."""
    return holds(text, rules().both)
