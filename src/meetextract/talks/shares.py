"""A talk's own part of a sentence that tells several: 5日にパリでA外相と、6日にローマでB外相と会談した."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetextract.talks.drafts import Draft
    from meetextract.talks.walk import Walk
    from meetextract.text.syntax import Sentence


def shares(walk: Walk, talk: Draft, sentence: Sentence, said: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches (code points) before the partner of a talk, back to that of the talk before, the nearest first.

    Nothing where the sentence tells of one talk, or where nothing that is `said` stands behind the first partner.
    """
    others = _told_in(walk).get(sentence.start, ())
    if len(others) < 2:
        return
    places = {id(t): _partner(walk, t, sentence) for t in others}
    own = places.get(id(talk))
    if own is None:
        return
    found = sorted({at for at in places.values() if at is not None})
    if not any(at >= found[0][1] for at in said):
        return
    before = [sentence.start, *(end for _, end in found)]
    for index in range(found.index(own), -1, -1):
        yield before[index], found[index][0]


def _told_in(walk: Walk) -> Mapping[int, Sequence[Draft]]:
    """The talks that each sentence tells, by its start; asked when the walk is over, and put together once."""
    if walk.told_in is None:
        walk.told_in = {}
        for talk in walk.talks:
            for start in {s.start for s, _ in talk.told} if not talk.dead else ():
                walk.told_in.setdefault(start, []).append(talk)
    return walk.told_in


def _partner(walk: Walk, talk: Draft, sentence: Sentence) -> tuple[int, int] | None:
    """Where the sentence names who was met."""
    theirs = {id(person) for person in walk.theirs(talk) if person.country in talk.parties}
    within = reversed(walk.context.within(sentence.start, sentence.end))
    return next(((m.start, m.end) for m in within if m.person is not None and id(m.person) in theirs), None)
