"""Whether talks are those told before: same persons, or same states where nobody is named yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from meetextract.people.persons import Person
from meetextract.talks.drafts import Draft
from meetextract.talks.who import same_holder

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_NEAR = 40  # talks told before that are compared


class Party(NamedTuple):
    """Who is told to have met: the other sides' persons, the page's own side's, and the states of the other sides."""

    theirs: Sequence[Person]
    ours: Sequence[Person]
    foreign: Sequence[str]


def find_talk(
    walk: Walk, party: Party, *, exact: bool = False, planned_at: int | None = None, held: bool = False
) -> Draft | None:
    """The talk told before that the party is of, the last one first; None where it is a new one.

    exact: one with other persons beside is another. planned_at: a talk to come, told at this place, is not the one that
    was held before it. held: persons who met are not the states that are still to meet.
    """
    states_only: Draft | None = None  # a line that was a state; whom the lead told to be met there counts first
    for talk in walk.living()[:_NEAR]:
        if _ours_differ(walk, talk, party):
            continue
        their = walk.theirs(talk)
        if (talk.session or talk.unnamed) and not their and party.theirs:
            continue  # 委員会に出席し、A大臣と会談した
        if not party.theirs or not their:
            if set(party.foreign) == set(walk.foreign(talk)):
                if held and party.theirs and talk.status == "planned" and not talk.form:
                    continue
                if talk.form != "country" or not party.theirs:
                    return talk
                states_only = states_only or talk
            continue
        if _same_offices(walk, their, party.theirs):
            return talk
        if exact and not (set(party.foreign) <= set(talk.parties) or set(walk.foreign(talk)) <= set(party.foreign)):
            continue  # 各国の首脳がそれぞれ習主席と会談した
        wanted = {id(_seated(walk, their, person)) for person in party.theirs}
        have = {id(person) for person in their}
        again = walk.current is talk and _all_named_now(walk, talk, party)
        if talk.heading and not talk.passages and walk.current is talk and have and have < wanted:
            return talk  # Aとの会談, over AとBと会談し
        if exact and have != wanted and not again:
            continue
        if (have == wanted or again) and planned_at is not None and _was_held(talk, planned_at):
            continue
        part = walk.current is talk and (wanted < have or (have < wanted and talk.heading))
        if have == wanted or part or again:
            return talk
    return states_only


def _all_named_now(walk: Walk, talk: Draft, party: Party) -> bool:
    """Of talks of several states: whether all who were named so far, or one of each state, and nobody of another, are
    named again."""
    foreign = set(walk.foreign(talk))
    have = {id(person) for person in walk.theirs(talk)}
    named = {id(person) for person in walk.theirs(talk) if person.name}
    wanted = {id(person) for person in party.theirs}
    seated = all(person.name or id(_seated(walk, walk.theirs(talk), person)) in have for person in party.theirs)
    return len(foreign) > 1 and foreign == set(party.foreign) and seated and (named <= wanted or wanted <= have)


def _ours_differ(walk: Walk, talk: Draft, party: Party) -> bool:
    have = walk.ours(talk)
    if party.ours and have:
        return not any(person is other for person in party.ours for other in have)
    return bool(party.ours) and walk.own not in talk.parties and len(walk.foreign(talk)) > 1


def _same_offices(walk: Walk, their: Sequence[Person], wanted: Sequence[Person]) -> bool:
    """Nobody of the talk has a name, and the offices are the same in the same order."""
    if any(person.name for person in their) or len(their) != len(wanted):
        return False
    return all(same_holder(walk, one, other) for one, other in zip(their, wanted, strict=True))


def _seated(walk: Walk, their: Sequence[Person], person: Person) -> Person:
    """Who of the talk an office without a name stands for."""
    if person.name:
        return person
    return next((other for other in their if same_holder(walk, person, other)), person)


def _was_held(talk: Draft, at: int) -> bool:
    return talk.status == "held" and talk.evidence and not talk.heading and talk.last < at


def told_apart(walk: Walk, theirs: Sequence[Person]) -> bool:
    """Whether one of a row (AとBと会談し) is now told alone (Aとの会談): the row loses him, and ends with the last."""
    wanted = {id(person) for person in theirs if person.name}
    if not wanted or len(wanted) < len(theirs):
        return False
    for talk in walk.living()[:_NEAR]:
        have = {id(person) for person in walk.theirs(talk) if person.name}
        if not wanted <= have or talk.header is not None or talk.heading or len(walk.foreign(talk)) > 1:
            continue
        if have == wanted and not talk.row:
            return False
        talk.row = True
        talk.members = [(p, m) for p, m in talk.members if id(p) not in wanted]
        talk.dead = not walk.theirs(talk)
        return True
    return False
