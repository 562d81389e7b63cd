"""One text read for its points by the real stages, without the meetings around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.people.mentions import find_mentions
from meetextract.people.persons import Mention, link
from meetextract.pipeline import offices
from meetextract.points.contents import Draft
from meetextract.points.predicates import Predicates, default_predicates
from meetextract.points.reader import PointReader, State
from meetextract.points.speakers import Cast, Party
from meetextract.talks.gate import predicative
from meetextract.text.sentences import lines, sentences
from meetextract.text.states import find_states
from meetextract.text.syntax import Sentence, parse

ReadPoints = Callable[..., list[Draft]]


def read(  # noqa: PLR0913  (each has a default)
    text: str,
    *,
    cast: str = "",
    sides: Sequence[str] = ("JP", "US"),
    people: bool = True,
    planned: bool = False,
    predicates: Predicates | None = None,
) -> list[Draft]:
    """The points of all sentences of `text`, in order.

    Args:
        cast: a text in which the participants are named (米国のヘイワード国防長官), so that `text` can use short forms.
        sides: the codes of the parties of the meeting.
        people: whether persons are looked for at all; without them 大臣は is a plain subject.
        planned: whether the talks are still to come.
        predicates: other predicates than the package's own.
    """
    lexicon = default_lexicon()
    whole = f"{cast}\n{text}"
    offset = len(cast) + 1
    found: list[Mention] = find_mentions(whole, lexicon, offices()) if people else []
    persons = link(found, lexicon, offices(), {})
    party = Party(tuple(sides), [person for person in persons if person.country in sides], "JP")
    states, nouns = find_states(whole, lexicon), predicative(lexicon.frames)

    def parsed(start: int, end: int) -> Sentence:
        inside = [m for m in found if start <= m.start and m.end <= end]
        return parse(whole, start, end, inside, states, nouns)

    reader = PointReader(
        whole, predicates or default_predicates(), Cast(party, lexicon), State(planned=planned), parsed
    )
    drafts: list[Draft] = []
    for line in lines(whole, offset):
        for sentence in sentences(whole, line.start, line.end):
            drafts += reader.read(sentence.start, sentence.end, quoted=sentence.quoted)
    for draft in drafts:
        draft.predicate = (draft.predicate[0] - offset, draft.predicate[1] - offset)
        if draft.content is not None:
            draft.content = (draft.content[0] - offset, draft.content[1] - offset)
    return drafts


@pytest.fixture(scope="session")
def read_points() -> ReadPoints:
    return read
