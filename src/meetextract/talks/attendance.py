"""Who else takes part: those who sit in, speak or are spoken to in the first sentences of a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetextract.people.persons import Mention, Person
from meetextract.talks.drafts import Draft
from meetextract.talks.rules import rules
from meetextract.talks.who import persons
from meetextract.text.chunks import Chunk
from meetextract.text.syntax import LONGEST_ROW, Sentence

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_SITTING = frozenset({"", "と", "及び", "並びに", "ら", "らが"})
_LATE = 5  # sentences after which whoever speaks is no new participant
_VERY_EARLY = 2


def attend(walk: Walk, talk: Draft, sentence: Sentence, *, opened: bool) -> None:
    """Adds to a talk whom the sentence shows to take part; `opened`: the sentence told of the talk itself."""
    for chunk in sentence.chunks:
        if chunk.persons and (chunk.kind == "n" or chunk.lemma in walk.frames.does.attend):
            _seat(walk, talk, sentence, chunk, opened)
    if opened:
        _listed(walk, talk, sentence)
    if talk.header is not None:
        talk.evidence = True


def _listed(walk: Walk, talk: Draft, sentence: Sentence) -> None:
    """…会議が開催された（出席者：A大臣、B外交部長（議長））: who stands behind such a label in brackets takes part."""
    text, at = walk.text, sentence.start
    while at < sentence.end:
        at += 1
        if text[at - 1] not in "（(" or not text.startswith(rules().listed, at):
            continue
        low, at = at, _closed(text, at, sentence.end)
        mentions = walk.context.within(low, at)
        for person in persons(walk, mentions, sentence.start, sentence.end):
            if person.country in talk.parties:
                talk.add(person, next((m for m in mentions if m.person is person), None), walk.context.lexicon)


def _closed(text: str, start: int, end: int) -> int:
    """Where the bracket closes that opened before `start`."""
    depth = 1
    for at in range(start, end):
        depth += (text[at] in "（(") - (text[at] in "）)")
        if depth == 0:
            return at
    return end


def _seat(walk: Walk, talk: Draft, sentence: Sentence, chunk: Chunk, opened: bool) -> None:
    frames = walk.frames
    # 局長他同席: he sits in by the word behind him.
    above = chunk if chunk.lemma in frames.does.attend else sentence.governor(chunk)
    sits = above is not None and above.lemma in frames.does.attend
    sits = sits and chunk.particle in frames.particles.subject | _SITTING
    sits = sits and above is not None and (above.past or _is_told(walk, sentence, above))
    speaks = _speaks(walk, talk, chunk, opened)
    row = sentence.group(chunk)
    row = row if len(row) < LONGEST_ROW else [chunk]  # each of a row is read for each of the others
    mentions = [mention for one in row for mention in one.persons]
    if sits:
        _states_of_row(walk, talk, mentions)
    for person in persons(walk, mentions, sentence.start, sentence.end):
        mention = next((m for m in mentions if m.person is person), None)
        _take(walk, talk, person, mention, sits=sits, speaks=speaks, above=above)


def _is_told(walk: Walk, sentence: Sentence, attending: Chunk) -> bool:
    """出席する, 出席する見通しだ, but nothing that hangs on another noun or clause."""
    if attending.link not in ("adnominal", "subordinate", "nominal"):
        return True
    noun = sentence.head(attending)
    return noun is not None and noun.head < 0 and noun.run.endswith(tuple(walk.frames.governors.plan))


def _speaks(walk: Walk, talk: Draft, chunk: Chunk, opened: bool) -> bool:
    roles = walk.frames.particles.subject | walk.frames.particles.partner
    beside = chunk.particle in ("と", "とともに") and len(talk.parties) == 2 and len(talk.members) < 2
    if chunk.particle in roles and (not opened or beside):
        return True
    if talk.header is not None and chunk.head < 0 and talk.header.names is None:
        return True
    return talk.form == "country" and chunk.particle in ("に", "に対し", "に対して") and not opened


def _states_of_row(walk: Walk, talk: Draft, mentions: list[Mention]) -> None:
    """A防衛相とB副大臣が同席した: who has no state is of that of the one before."""
    last: str | None = None
    for mention in mentions:
        person = mention.person
        if person is None:
            continue
        if last and person.country is None and person.titles:
            person.country, person.guessed = last, True
        last = person.country or last


def _take(
    walk: Walk,
    talk: Draft,
    person: Person,
    mention: Mention | None,
    *,
    sits: bool,
    speaks: bool,
    above: Chunk | None,
) -> None:
    told = len(talk.passages)
    headed = talk.header is not None or talk.heading
    sits_in = sits and above is not None and above.lemma in walk.frames.does.sit_in
    ours = person.country == walk.own and len(talk.parties) < 3 and headed
    if person.country in talk.parties or ours:
        has = any(other.country == person.country for other, _ in talk.members)
        if sits or (speaks and not has and told < 2 * _LATE):
            talk.add(person, mention, walk.context.lexicon)
    elif told <= _VERY_EARLY and (sits_in or (talk.header is not None and not walk.foreign(talk) and speaks)):
        talk.add(person, mention, walk.context.lexicon)
