"""One sentence read for its points by the real stages, without the meeting around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.people.mentions import find_mentions
from meetextract.people.persons import Mention, link
from meetextract.pipeline import offices
from meetextract.points.contents import Draft, State
from meetextract.points.points import PointReader
from meetextract.points.predicates import default_predicates
from meetextract.points.speakers import Party, find_actors
from meetextract.text.clauses import Structure
from meetextract.text.sentences import lines, sentences

ReadPoints = Callable[..., list[Draft]]


def read(text: str, *, cast: str = "", sides: Sequence[str] = ("JP", "US"), people: bool = True) -> list[Draft]:
    """The points of all sentences of `text`, in order.

    Args:
        cast: a text in which the participants are named (米国のヘイワード国防長官), so that `text` can use short forms.
        sides: the codes of the parties of the meeting.
        people: whether persons are looked for at all; without them 大臣は is a plain subject.
    """
    lexicon = default_lexicon()
    whole = f"{cast}\n{text}"
    offset = len(cast) + 1
    found: list[Mention] = find_mentions(whole, lexicon, offices()) if people else []
    persons = link(found, lexicon, offices(), {})
    party = Party(tuple(sides), [person for person in persons if person.country in sides])
    state = State()
    drafts: list[Draft] = []
    for line in lines(whole, offset):
        for sentence in sentences(whole, line.start, line.end):
            low, high = sentence.start, sentence.end
            structure = Structure(whole, low, high)
            inside = [m for m in found if low <= m.start and m.end <= high]
            actors = find_actors(whole, low, high, party, inside, structure.covers, lexicon)
            hits = list(default_predicates().hits(whole, low, high))
            drafts += PointReader(whole, structure, actors, inside, party, state, hits, quoted=sentence.quoted).read()
    for draft in drafts:
        draft.predicate = (draft.predicate[0] - offset, draft.predicate[1] - offset)
        if draft.content is not None:
            draft.content = (draft.content[0] - offset, draft.content[1] - offset)
    return drafts


@pytest.fixture(scope="session")
def read_points() -> ReadPoints:
    return read
