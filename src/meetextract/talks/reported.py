"""Talks of which one who was there tells in his own words: 首相は「英国、ドイツとの間で会談を実施した」と語った."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from meetextract.people.persons import Person
from meetextract.talks.drafts import Passage
from meetextract.talks.event import Event
from meetextract.talks.frames import events
from meetextract.talks.gate import sign
from meetextract.talks.opening import open_talks
from meetextract.talks.roles import subjects_of
from meetextract.talks.who import persons
from meetextract.text.sentences import sentences

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence


_SAYS: Final = frozenset({"為る"})  # 「…」とした


def read_reports(walk: Walk, sentence: Sentence) -> bool:
    """Opens the talks that the speaker of a quotation says that he held; False where he tells of none."""
    opened = False
    for chunk, speaker in list(_speeches(walk, sentence)):
        for low, high, _ in sentences(walk.text, chunk.start + 1, chunk.end - 1):
            inner = walk.context.parsed(low, high)
            walk.topic = [speaker]
            told = [event for event in _told(walk, inner) if open_talks(walk, event, inner, speaker)]
            opened = opened or bool(told)
            if opened and walk.current is not None:
                walk.current.passages.append(Passage(low, high, False))
    return opened


def _speeches(walk: Walk, sentence: Sentence) -> Iterator[tuple[Chunk, Person]]:
    """The quotations that speak of talks, each with who is quoted, where he acts for the side of the page."""
    for chunk in sentence.chunks:
        if chunk.units[-1].letter != "Q" or sign(walk.frames).search(walk.text, chunk.start, chunk.end) is None:
            continue
        above = sentence.governor(chunk) or chunk
        if above is not chunk and above.lemma not in _SAYS | walk.frames.governors.say:
            continue
        said = [m for one in subjects_of(sentence, above, walk.frames) for m in one.persons]
        own = persons(walk, said, sentence.start, sentence.end) if said else walk.topic
        if len(own) == 1 and own[0].country == walk.own and own[0].name and own[0].titles:
            yield chunk, own[0]


def _told(walk: Walk, sentence: Sentence) -> Iterator[Event]:
    """What a sentence tells in the past, with nobody but the speaker for a subject."""
    for event in events(sentence, walk.frames):
        held = event.status == "held" and not event.recalled
        if event.how == "clause" and held and event.is_talk and not event.subject and not event.weak:
            yield event
