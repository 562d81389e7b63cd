"""`--explain`: why words that could tell of talks opened none: the step that refused them, and who was found there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.points.explain import Shown, row_of_title, state_of
from meetextract.talks.event import Event
from meetextract.talks.frames import events
from meetextract.talks.gate import may_tell
from meetextract.text.sentences import sentences

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon
    from meetextract.people.persons import Mention, Person
    from meetextract.points.records import Record
    from meetextract.talks.drafts import Draft
    from meetextract.talks.walk import Walk
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

# What a step of talks/opening.py means when it refuses.
REASONS: Final = {
    "_took_place": "they are not told as talks that took place or will",
    "_goes_on": "nothing says who met, or it goes on with talks told before",
    "_own_outsiders": "somebody of the page's own side holds no office of the government",
    "_conference": "a session of a large organisation is no meeting of its own",
    "_by_what_was_said": "a verb of saying tells of talks only between two named officials of two states",
    "_enough_told": "too little is told: an official of another state is needed, or two governments",
    "_who_acts": "one side is known, and nothing tells the other",
}
_GATE: Final = (
    "stopped before it was read: no header, and no sentence with a word for a meeting (frames.toml) that also has"
    " an office (titles.tsv), a state or a group of states"
)
_SAYING: Final = ("accord", "speech")
_PAIR: Final = 2
_PARTNER: Final = ("と", "との", "とは", "とも", "らと")


def stopped(text: str, lexicon: Lexicon) -> Iterator[str]:
    """One line for an article that is not read at all without --explain (talks/gate.py)."""
    if not may_tell(text, lexicon, lexicon.frames):
        yield _GATE


def unmet(shown: Shown, walk: Walk, made: Sequence[Record]) -> Iterator[str]:
    """A line for each word for a meeting that opened none, for each sentence of two sides without such a word, and for
    what was dropped; then one for each person who takes part in no meeting. In order of place."""
    yield from _dropped(shown, walk, made)
    used = {passage.start for record in made for passage in record.draft.passages}
    used |= {header.start for header in walk.context.heads.headers}
    refused = {start: step for step, start, _ in walk.refused}
    for line in walk.context.page.body:
        for start, end, _ in sentences(walk.text, *line):
            yield from _sentence(shown, walk, walk.context.parsed(start, end), refused, told=start in used)
    seated = {id(person) for record in made for person, _ in record.draft.members}
    for person in walk.context.people.persons:
        if id(person) not in seated and person.mentions:
            yield f"person {_person(shown, person)}"


def _dropped(shown: Shown, walk: Walk, made: Sequence[Record]) -> Iterator[str]:
    kept = {id(record.draft) for record in made}
    for talk in walk.talks:
        if id(talk) not in kept:
            where = shown(talk.header.start, talk.header.end) if talk.header is not None else shown.at(talk.start)
            yield f"dropped {talk.rule or 'talks'} at {where}: {_why_dropped(talk)}"


def _why_dropped(talk: Draft) -> str:
    if talk.dead:
        return "its parts were told as talks of their own"
    if talk.header is not None or talk.heading:
        return "no sentence below the head says that they met, or what was said"
    if talk.kind == "sign":
        return "only a signature is told"
    return "no side but the page's own is known"


def _sentence(shown: Shown, walk: Walk, sentence: Sentence, refused: dict[int, str], *, told: bool) -> Iterator[str]:
    found = events(sentence, walk.frames)
    for event in found:
        step = refused.get(event.chunk.start)
        if step is None or (told and (event.kind in _SAYING or step == "_goes_on")):
            continue
        place = shown(event.chunk.start, event.chunk.end)
        yield f"no meeting at {place} (frames.toml: {event.frame}): {_refusal(event, step)}; {_cast(shown, sentence)}"
    if not told and all(event.kind in _SAYING for event in found) and _two_sides(sentence):
        yield f"{_no_word(shown, walk, sentence)}; {_cast(shown, sentence)}"


def _refusal(event: Event, step: str) -> str:
    """The reason of a step, as far as the event says it more precisely."""
    why = REASONS.get(step, "")
    if step == "_took_place":
        if event.recalled:
            why = "they are recalled, not told"
        elif event.status == "none":
            why = "they are denied, wished for, or only spoken of"
        elif event.how == "topic":
            why = "they are only what the sentence speaks of"
        elif event.unofficial:
            why = "who acts holds no office of a state"
    return f"{why} ({step.removeprefix('_')})" if why else step.removeprefix("_")


def _two_sides(sentence: Sentence) -> bool:
    """Whether a sentence names two persons, or a person and a state beside his own."""
    people = [person for chunk in sentence.chunks for person in chunk.persons]
    sides = {m.country for m in people if m.country} | {code for chunk in sentence.chunks for code in chunk.codes}
    return len(people) >= _PAIR or (bool(people) and len(sides) >= _PAIR) or (bool(people) and bool(_strange(sentence)))


def _no_word(shown: Shown, walk: Walk, sentence: Sentence) -> str:
    """A word that is only named (会談を見送った), or no word; of 炉辺談話を行い the noun that the table lacks."""
    unknown = ""
    for chunk in sentence.chunks:
        if walk.frames.event_noun(chunk.run) is not None:
            place = shown(chunk.start, chunk.end)
            return f"no meeting at {place}: the word is named, and nothing says that it was held"
        above = sentence.head(chunk)
        held = above is not None and above.lemma in walk.frames.does.hold and chunk.particle in ("を", "が")
        if held and chunk.run and not unknown:
            unknown = f": {chunk.run!r} is none of frames.toml"
    return f"no meeting word in {shown(sentence.start, sentence.end)}{unknown}"


def _cast(shown: Shown, sentence: Sentence) -> str:
    """Who and which states were found in a sentence, and who stands as the other side without being known."""
    codes = dict.fromkeys(code for chunk in sentence.chunks for code in chunk.codes)
    people = [_found(shown, chunk, m) for chunk in sentence.chunks for m in chunk.persons]
    found = ", ".join([*people, *codes]) or "nobody"
    strange = (f"; {shown(c.start, c.core_end)} is no person: no office of titles.tsv" for c in _strange(sentence))
    return f"found: {found}{''.join(strange)}"


def _found(shown: Shown, chunk: Chunk, mention: Mention) -> str:
    state = mention.person.country if mention.person is not None else mention.country
    told = f"{mention.name or 'no name'}, {'・'.join(mention.titles) or 'no office'}, {state or 'no state'}"
    before = mention.name is None and chunk.persons[0] is mention and chunk.start < mention.start
    rest = f", {shown(chunk.start, mention.start)} before it is not understood" if before else ""
    return f"{shown(mention.start, mention.end)} ({told}{rest})"


def _strange(sentence: Sentence) -> list[Chunk]:
    """デュボワ国家技術統括官と: who stands as the other side, and is neither a person nor a state."""
    kept = []
    for chunk in sentence.chunks:
        above = sentence.head(chunk)
        partner = chunk.kind == "n" and chunk.particle in _PARTNER and not chunk.names
        if partner and above is not None and (above.kind == "v" or above.particle) and chunk.nouns:
            kept.append(chunk)
    return kept


def _person(shown: Shown, person: Person) -> str:
    first = person.mentions[0]
    parts = [f"{shown(first.start, first.end)}: {first.rule or 'an office without a name'}"]
    parts += [f"{title} {row_of_title(title)}" for title in person.titles] or ["no office"]
    return ", ".join(parts) + (state_of(person) or f", state {person.country or 'unknown'}")
