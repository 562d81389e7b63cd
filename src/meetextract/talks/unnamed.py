"""Officials of a state told by no name and no office: 同国の政府要人と会談した, 関係閣僚との間で意見交換を行った."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from meetextract.talks.drafts import Draft
from meetextract.talks.manner import of_strangers
from meetextract.talks.roles import is_place, states_below
from meetextract.talks.rules import holds, mode_of, rules
from meetextract.text.grammar import grammar

if TYPE_CHECKING:
    from meetextract.people.persons import Person
    from meetextract.talks.event import Found
    from meetextract.talks.walk import Walk
    from meetextract.text.chunks import Chunk

_ROW = 80  # code points of a row of states
_EACH = "各国"
_MANY = 2  # states of one trip; of more the words say too little


def meet_unnamed(walk: Walk, found: Found, actor: Person | None) -> bool:
    """Opens talks with each state that `actor`, or whoever writes, visits; dropped where others of it are told."""
    event = found.event
    own = walk.own if actor is None else actor.country
    if found.how != "clause" or not event.is_talk or own is None or any(p.country != own for p in found.people):
        return False
    if actor is None and not (event.silent and walk.context.side.state == own):
        return False
    partner = next((one for one in event.beside if _is_unnamed(walk, found, one)), None)
    tour = partner is not None and _tour(walk, found, partner)
    if (named := _in_brackets(walk, found, own)) or partner is None:
        codes = named or _host_state(walk, found)
    else:
        named = [*states_below(found.sentence, partner), *partner.codes]
        codes = named or tour or _states(walk, found, partner)
    states = [c for c in dict.fromkeys(codes) if c != own and not _met(walk, c, own)]
    if not (named or tour) and len(states) > _MANY:
        return False
    before = walk.current
    for code in states:
        talk = Draft(found.sentence.start, rule=f"prose: {event.word}", unnamed=True, evidence=True)
        talk.status = "planned" if event.status == "planned" else "held"
        talk.mode = mode_of(walk.text[found.sentence.start : event.chunk.end])
        talk.parties = {code: None, own: None}
        talk.hosted = bool(named) or len(states) == 1  # of several visited, no place of the page is sure
        if actor is not None:
            talk.add(actor, found.mention_of(actor), walk.context.lexicon)
        talk.told.append((found.sentence, event))
        walk.talks.append(talk)
        walk.current = before or talk  # what is told once for all of them goes to the last
    return bool(states)


def _in_brackets(walk: Walk, found: Found, own: str) -> list[str]:
    """6か国（タイ、英国、チリ）と会談した, 二国間会談（タイ、英国）を行った: the states behind who is met."""
    event, text = found.event, walk.text
    met = [one for one in event.beside if one.particle in walk.frames.particles.partner]
    for one in (*met, *([event.chunk] if event.bilateral else [])):
        bracket = max(text.find(sign, one.start, one.end) for sign in "（(")
        if bracket >= 0 and not any(m.name for m in walk.context.within(bracket, one.end)):
            codes = walk.context.states.codes(bracket, one.end)
            return [] if own in codes or len(codes) < _MANY else list(codes)
    return []


def _is_unnamed(walk: Walk, found: Found, chunk: Chunk) -> bool:
    if chunk.particle not in walk.frames.particles.partner:
        return False
    if chunk.persons:  # 各国の外相と
        return not any(m.name for m in chunk.persons) and bool(_tour(walk, found, chunk))
    if of_strangers(found.sentence, chunk, walk.frames):
        return False  # 経済界の要人
    return chunk.run.removesuffix("ら").removesuffix("等").removesuffix("など").endswith(rules().unnamed)


def _tour(walk: Walk, found: Found, partner: Chunk) -> list[str]:
    """チリ、ペルー、ボリビアを訪れ、各国の高官と会談した: every state of a trip to several."""
    words = _all_of_them(walk, found, partner)
    before = found.sentence.chunks[: partner.index]
    attends = any(one.run.endswith(rules().conference_words) for one in before)
    if not words or (attends and words[0].run.startswith(_EACH)):
        return []  # 会議に出席し、各国の閣僚と会談した: those who came to it
    states = walk.toured(found.event.chunk.start)
    count = next((n for one in words if (n := walk.frames.subjects.number(one.nouns))), len(states))
    return states if len(states) == count and count >= _MANY else []


def _all_of_them(walk: Walk, found: Found, partner: Chunk) -> list[Chunk]:
    """The words that stand for every state told before: 各国, 両国, 4カ国, これらの国."""
    kids = found.sentence.kids
    near = [partner, *kids(partner), *(below for one in kids(partner) for below in kids(one))]
    near += [one for one in found.event.beside if one.particle in walk.frames.particles.place]
    words = [one for one in near if one.run in rules().tour or one.run.startswith(_EACH)]
    words += [one for one in near if walk.frames.subjects.of(one.nouns) == "states" and one not in words]
    others = tuple(word for word in rules().of_many if word not in rules().tour)
    return [] if any(holds(one.text, others) for one in near) else words


def _met(walk: Walk, code: str, own: str) -> bool:
    """Whether talks of the two are told before."""
    return any(code in talk.parties and own in talk.parties for talk in walk.living())


def _states(walk: Walk, found: Found, partner: Chunk) -> list[str]:
    """That where the sentence says they met (イランでは政府要人と), else those visited before; none behind 各国の."""
    if any(holds(one.text, rules().of_many) for one in (partner, *found.sentence.kids(partner))):
        return []
    here = [code for one in found.event.beside if is_place(one, walk.frames) for code in one.codes]
    return here or list(_visited(walk, found.sentence.end))


def _host_state(walk: Walk, found: Found) -> list[str]:
    """豪州を訪問し、首脳会談を行った: talks of governments by their name, with the one state visited before them."""
    event, frames = found.event, walk.frames
    partners = (one for one in event.beside if one.particle in frames.particles.partner)
    attended = event.word.endswith(rules().conference_words)
    if attended or event.chunk.codes or not holds(event.chunk.text, frames.marks.governing) or any(partners):
        return []
    before = found.sentence.chunks[: event.chunk.index]
    verbs = [one for one in before if one.lemma in grammar().coming_to and one.link == "coordinate"]
    visited = [kid for verb in verbs for kid in found.sentence.kids(verb) if kid.particle in frames.particles.to]
    codes = [code for one in visited for code in one.codes]
    return codes if len(codes) == 1 else []


def _visited(walk: Walk, end: int) -> Iterator[str]:
    """The states that somebody visits, as told before `end`, rows of them whole: ペルー、チリを訪問し."""
    for place in walk.context.people.evidence.trips[0]:
        if place.start >= end:
            break
        low = place.start
        yield from place.codes
        for span in reversed(walk.context.states.within(max(0, low - _ROW), low)):
            if walk.text[span.end : low] not in rules().rows:
                break
            yield from span.codes
            low = span.start
