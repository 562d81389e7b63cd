"""Which clauses of a sentence tell of a meeting, and who stands in which role: one matcher over data/frames.toml."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from meetextract.lexicon.frames import Frames
from meetextract.talks import roles
from meetextract.talks.event import Event, Match
from meetextract.talks.nouns import clause_of, filled, noun_match
from meetextract.talks.verbs import verb_event, verb_match

if TYPE_CHECKING:
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

_ROW_TOPIC: Final = "とは"
_ROW_SENDER: Final = "からは"


def events(sentence: Sentence, frames: Frames) -> list[Event]:
    """Every meeting that the clauses of a sentence tell, wish for or mention, in order of their words."""
    found: list[Event] = []
    for chunk in sentence.chunks:
        if chunk.persons and (row := _next_of_row(sentence, chunk, frames)) is not None:
            found.append(row)
            continue
        noun = noun_match(sentence, chunk, frames)
        if noun is not None:
            clause = clause_of(noun)
            if clause is not None and not _not_of_states(noun):
                found.append(filled(noun, clause))
            continue
        if chunk.kind == "v" and (verb := verb_match(sentence, chunk, frames)) is not None:
            found += verb_event(verb)
    return _beside_each_other([one for one in found if not roles.others_did(sentence, one.predicate, frames)])


def _beside_each_other(found: list[Event]) -> list[Event]:
    """Of ビデオ会議で協議した the clause alone; after 駐在員らと懇談し the next clause is of the same people."""
    told = {id(one.predicate) for one in found if one.how == "clause" and one.is_talk and len(one.persons) > 1}

    def beside(one: Event) -> bool:
        in_passing = one.how == "within" and not one.modified
        return in_passing and (id(one.predicate) in told or (bool(told) and one.predicate.link == "adnominal"))

    kept = [one for one in found if not beside(one)]
    for before, one in pairwise(list(kept)):
        same = before.strangers and one.how == "clause" and not one.partners and not one.codes
        if same and {id(m) for m in one.persons} <= {id(m) for m in before.persons}:
            kept[kept.index(one)] = one._replace(strangers=True)
    return kept


def _not_of_states(match: Match) -> bool:
    """国会審議, 与野党協議: the words before the meeting word say that no governments meet."""
    nouns, words = match.chunk.nouns, match.frames.marks.no_state
    end = len("".join(nouns)) - len(match.run) + match.run.rfind(match.word)
    if roles.names_one(nouns, words, end):
        return True
    of = [kid for kid in match.sentence.kids(match.chunk) if kid.particle == "の" and not kid.names]
    return any(roles.names_one(kid.nouns, words, len(kid.text)) for kid in of)


def _next_of_row(sentence: Sentence, chunk: Chunk, frames: Frames) -> Event | None:
    """…大統領とは、; 続く…首相からは: the next of a row of talks, without a word for it."""
    if chunk.kind != "n" or not chunk.particle.endswith("は") or not chunk.persons:
        return None
    kids = sentence.kids(chunk)
    follows = chunk.particle == _ROW_SENDER and any(
        kid.lemma == "続く" or kid.text == "続く" for one in kids for kid in (one, *sentence.kids(one))
    )
    before = (one for one in sentence.chunks[: chunk.index] if one.persons and one.particle == _ROW_TOPIC)
    second = any(before) and roles.tells_what_was_said(sentence, roles.head_verb(sentence, chunk), frames)
    if not follows and not (chunk.particle == _ROW_TOPIC and (chunk.comma or second)):
        return None
    persons, why = tuple(chunk.persons), ("frame:row",)
    return Event("row", "talk", chunk.particle, chunk, chunk, "row", "held", persons, (), (), (), reasons=why)
