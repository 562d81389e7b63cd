"""The side that nobody names: the topic, the page's own official, or only the page's own state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from meetextract.people.page_side import default_side
from meetextract.people.persons import Person
from meetextract.talks.rules import holds, rules

if TYPE_CHECKING:
    from meetextract.talks.event import Found
    from meetextract.talks.walk import Walk

_COMING: Final = frozenset({"の", "が"})


def silent_side(walk: Walk, found: Found) -> Person | None:
    """Who acts where no subject is told and all others are partners; somebody without name and office for a state."""
    event = found.event
    if (guest := _person_of_header(walk, found)) is not None:
        return guest
    their = [p for p in found.people if p.country != walk.own]
    abroad = {code for code in found.sides if code != walk.own}
    each = event.bilateral or event.apart  # 韓国、中国とそれぞれ二国間会談を行い
    if not their and (not abroad or (len(abroad) > 1 and walk.own not in found.sides and not each)):
        return None  # 米韓国防相会談 is theirs alone
    if not event.silent or found.how != "clause" or event.kind == "speech" or len(their) < len(found.people):
        return None
    if their and not all(_is_partner(walk, person, found) for person in their):
        return None
    if walk.own in found.sides and their and len({p.country for p in their}) < len(found.sides) - 1:
        return None
    states = {p.country for p in their}
    topic = [p for p in walk.topic if p.country and p.name]
    other = len(topic) == 1 and topic[0].country not in states
    if other and (topic[0].country == walk.own or walk.context.side.foreign):
        return topic[0]
    acting = walk.acting(found.sentence.start)
    if acting is not None:
        return acting if acting.country not in states else None
    if _of_each_other(found):
        return None
    return Person(None, None, (), walk.own) if (their or each) and walk.own not in states else None


def visitor(walk: Walk, found: Found) -> Person | None:
    """甲大統領の訪日に合わせ、乙首相との首脳会談を行う: who comes has no other part where one side alone is told."""
    event, sentence = found.event, found.sentence
    partners = all(any(m.person is p for m in event.partners) for p in found.people)
    if found.how != "clause" or len(found.sides) != 1 or event.strangers or not found.people or not partners:
        return None
    visits = [one for one in sentence.chunks[: event.chunk.index] if one.lemma in rules().guest_visits]
    coming = [m for one in visits for kid in sentence.kids(one) if kid.particle in _COMING for m in kid.persons]
    guests = [m.person for m in coming if m.titles and not m.former and m.person is not None]
    return next((p for p in guests if p.country and p.country not in found.sides), None) if len(guests) == 1 else None


def _of_each_other(found: Found) -> bool:
    """AとBとの会談: of the two, where nobody else acts."""
    kids = found.sentence.kids
    with_whom = [one for one in kids(found.event.chunk) if one.persons and one.particle == "との"]
    return any(kid.persons and kid.particle == "と" for one in with_whom for kid in kids(one))


def _person_of_header(walk: Walk, found: Found) -> Person | None:
    """【ウクライナ＝ザハル国防相】韓国の朴民秀国防相と会談し: he of the header met somebody of a third state."""
    talk, event = walk.current, found.event
    if talk is None or talk.header is None or talk.header.names is None or talk.passages or not event.silent:
        return None
    seated = walk.theirs(talk)
    third = [p for p in found.people if p.country not in (*talk.parties, walk.own)]
    return seated[0] if len(seated) == 1 and third and len(third) == len(found.people) else None


def _is_partner(walk: Walk, person: Person, found: Found) -> bool:
    """Whether somebody stands in a role beside the subject."""
    if person.name is None:
        return True
    same = walk.context.lexicon.same_office
    return any(
        m.person is person or (not m.name and any(same(a, b) for a in m.titles for b in person.titles))
        for m in found.event.partners
    )


def unsaid_state(walk: Walk, found: Found, their: Sequence[Person], foreign: Sequence[str]) -> str | None:
    """The page's own state, where the words leave a place for it."""
    text = walk.text[found.sentence.start : found.sentence.end]
    event = found.event
    if holds(text, rules().names_own) and walk.own == default_side():
        return walk.own
    if found.how not in ("clause", "within") or event.recalled:
        return None
    if found.how == "within" and not (event.modified and their and their[0].titles and not event.weak):
        return None
    # They are the subject: with whom did they meet? Only a call at one of our houses tells.
    guests = all(any(m.person is p for m in event.subject) for p in their)
    if guests and not holds(text, (*rules().own_houses, *rules().comes)) and event.kind != "call":
        return None
    official = any(p.titles for p in their) or any(_has_rank(walk, p) for p in their)
    own = walk.context.side.state
    return own if official and own is not None and own not in foreign and not holds(text, rules().abroad) else None


def _has_rank(walk: Walk, person: Person) -> bool:
    """Whether a military rank stands with the name."""
    return any(walk.text[m.start : m.end].endswith(tuple(walk.context.lexicon.ranks)) for m in person.mentions)
