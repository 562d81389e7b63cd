"""Diaries of premiers and ministers: a guest alone is a meeting (4時15分、ラム・ベトナム国防相。)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from meetextract.talks.drafts import Draft
from meetextract.talks.relation import Party, find_talk
from meetextract.talks.rules import holds, mode_of
from meetextract.talks.who import persons
from meetextract.text.chunks import Chunk
from meetextract.text.syntax import Sentence

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_CALLS: Final = ("電話", "分", "時間")
_HONORIFICS: Final = ("氏", "さん", "夫妻", "ら", "一行")


def open_guest(walk: Walk, sentence: Sentence) -> bool:
    """Opens the talks of a sentence of a diary that is nothing but a guest, or tells with whom and how long."""
    chunk = _guest(sentence)
    if chunk is None or walk.main is None:
        return False
    mentions = [m for one in sentence.group(chunk) for m in one.persons]
    theirs = [p for p in persons(walk, mentions, sentence.start, sentence.end) if p.country != walk.own and p.titles]
    if not theirs or len({p.country for p in theirs}) > 1 or any(m.former for m in mentions):
        return False
    party = Party(theirs, [walk.main], [theirs[0].country or ""])
    old = find_talk(walk, party)
    if old is not None:
        walk.current = old
        return False
    talk = Draft(sentence.start, rule="diary", form="diary", evidence=True)
    talk.mode = mode_of(walk.text[sentence.start : sentence.end])
    talk.add(walk.main, next(iter(walk.main.mentions), None), walk.context.lexicon)
    for person in theirs:
        talk.add(person, next((m for m in mentions if m.person is person), None), walk.context.lexicon)
    walk.talks.append(talk)
    walk.current = talk
    return True


def _guest(sentence: Sentence) -> Chunk | None:
    last = sentence.chunks[-1]
    if last.persons and not last.particle and (last.units[-1].letter == "P" or last.text.endswith(_HONORIFICS)):
        return last
    if last.kind == "n" or not any(c.kind == "v" and c is not last for c in sentence.chunks):
        told = [c for c in sentence.chunks if c.persons and c.particle == "と"]
        return told[-1] if told and holds(sentence.text[told[-1].end : sentence.end], _CALLS) else None
    return None
