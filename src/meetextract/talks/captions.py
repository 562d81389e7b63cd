"""Talks that only the line of a picture tells: 会談に臨む甲外相（左）と韓国の乙外相＝5日、ソウル."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from meetextract.people.persons import official_mentions
from meetextract.talks.drafts import Draft
from meetextract.talks.rules import holds, mode_of, rules
from meetextract.talks.who import persons
from meetextract.text.sentences import Line

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_OF_OTHERS: Final = ("年", "資料", "会議", "会見に")  # 2019年、会談する…: an old picture; one of a conference


def open_captions(walk: Walk) -> None:
    """Opens the talks of each caption that names two officials of two states, of whom the body tells no talks."""
    for line in walk.context.page.captions:
        words = walk.text[line.start : line.end]
        if holds(words, rules().heading_ends) and not holds(words, _OF_OTHERS):
            _open(walk, line)


def _open(walk: Walk, line: Line) -> None:
    people = persons(walk, official_mentions(walk.context.within(*line)), *line)
    states = {person.country or "" for person in people}
    told = {code for talk in walk.living() for code in talk.parties}
    if len(states) != 2 or "" in states or states - {walk.own} <= told:
        return
    talk = Draft(line.start, rule="caption", form="caption", evidence=True)
    talk.mode = mode_of(walk.text[line.start : line.end])
    behind = max(walk.text.rfind(sign, line.start, line.end) for sign in "=＝")
    first = min(mention.start for mention in walk.context.within(*line))
    talk.facts.append((behind + 1, line.end) if behind >= 0 else (line.start, first))  # 5日、ソウル
    for person in people:
        talk.add(person, next((m for m in person.mentions if m.start >= line.start), None), walk.context.lexicon)
    walk.talks.append(talk)
