"""Officials of a state told by no name and no office: 同国の政府要人と会談した, 関係閣僚との間で意見交換を行った."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from meetextract.talks.drafts import Draft
from meetextract.talks.rules import holds, mode_of, rules

if TYPE_CHECKING:
    from meetextract.people.persons import Person
    from meetextract.talks.opening import Found
    from meetextract.talks.walk import Walk
    from meetextract.text.chunks import Chunk

_ROW = 80  # code points of a row of states
_MANY = 2  # states of one trip; of more the words say too little


def meet_unnamed(walk: Walk, found: Found, ours: Person | None) -> bool:
    """Opens talks with each state that `ours`, or whoever writes, visits; dropped where others of it are told."""
    event = found.event
    if found.how != "clause" or not event.is_talk or any(p.country != walk.own for p in found.people):
        return False
    if ours is None and not (event.silent and walk.context.side.state == walk.own):
        return False
    partner = next((one for one in event.beside if _is_unnamed(walk, one)), None)
    if partner is None:
        return False
    states = [code for code in _states(walk, found, partner) if not any(code in t.parties for t in walk.living())]
    for code in states:
        talk = Draft(found.sentence.start, rule=f"prose: {event.word}", unnamed=True, evidence=True)
        talk.status = "planned" if event.status == "planned" else "held"
        talk.mode = mode_of(walk.text[found.sentence.start : event.chunk.end])
        talk.parties = {code: None, walk.own: None}
        talk.hosted = len(states) == 1  # of several visited, no place of the page is sure
        if ours is not None:
            talk.add(ours, found.mention_of(ours), walk.context.lexicon)
        talk.told.append((found.sentence, event))
        walk.talks.append(talk)
        walk.current = walk.current or talk
    return bool(states)


def _is_unnamed(walk: Walk, chunk: Chunk) -> bool:
    if chunk.persons or chunk.particle not in walk.frames.particles.partner:
        return False
    return chunk.run.removesuffix("ら").removesuffix("等").removesuffix("など").endswith(rules().unnamed)


def _states(walk: Walk, found: Found, partner: Chunk) -> list[str]:
    """Those named with the officials, else those that the page told to be visited before; none behind 各国の."""
    kids = found.sentence.kids(partner)
    if any(holds(one.text, rules().of_many) for one in (partner, *kids)):
        return []
    named = [code for one in (partner, *kids) for code in one.codes if code != walk.own]
    codes = list(dict.fromkeys(named or (c for c in _visited(walk, found.sentence.end) if c != walk.own)))
    return codes if len(codes) <= _MANY else []


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
