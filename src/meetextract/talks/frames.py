"""Which clauses of a sentence tell of a meeting, and who stands in which role: one matcher over data/frames.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from meetextract.lexicon import tables
from meetextract.lexicon.frames import Frame, Frames, Kind
from meetextract.talks import roles
from meetextract.talks.mood import Status, goes_on, status_of
from meetextract.talks.roles import holds
from meetextract.talks.rules import rules

if TYPE_CHECKING:
    from meetextract.people.persons import Mention
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

# clause: the meeting is what a clause tells. within: something else happened in it (会談で). topic: it is what the
# sentence is of (会談は). attend: somebody sat in. row: the next of a row of talks, without a word (乙外相とは、…).
How = Literal["clause", "within", "topic", "attend", "row"]


@dataclass(frozen=True, slots=True)
class Event:
    """A frame filled from one clause. Persons are mentions, in the order of the text."""

    frame: str  # name of its row
    kind: Kind
    word: str  # the run of nouns or the verb, as it stands in the table's form
    chunk: Chunk  # where the word stands
    predicate: Chunk
    how: How
    status: Status
    persons: tuple[Mention, ...]
    codes: tuple[str, ...]  # sides told as states
    subject: tuple[Mention, ...]  # persons among the subjects
    subjects: tuple[Chunk, ...]
    own: tuple[Chunk, ...] = ()  # whoever stands as the subject of the clause itself, persons or not
    beside: tuple[Chunk, ...] = ()  # all that stands to the word or its predicate
    partners: tuple[Mention, ...] = ()  # persons in a role beside the subject (と, を, への)
    hosts: tuple[Mention, ...] = ()  # those called on or received
    deep: tuple[str, ...] = ()  # states in what modifies the word
    weak: bool = False  # a word that often names something else
    apart: bool = False  # one meeting each
    bilateral: bool = False  # two by two
    joint: bool = False  # several sides at one table, by the word or by a number (3者, 3か国の)
    strangers: bool = False  # the other side is told, and it is none of a state: 駐在員らと
    recalled: bool = False  # an earlier meeting, only mentioned
    unofficial: bool = False  # whoever acts holds no office of a state
    governmental: bool = False  # governments meet, by the words beside the states
    silent: bool = False  # no subject is told and none can be found
    bare: bool = False  # a noun alone: 会談。
    session: bool = False  # of a committee of states
    modified: bool = False  # persons stand in what modifies the word
    reasons: tuple[str, ...] = ()

    @property
    def is_talk(self) -> bool:
        """Whether persons sit together by the word alone."""
        return self.kind in ("talk", "meal")


class _Match(NamedTuple):
    """A meeting word found in a chunk."""

    sentence: Sentence
    frames: Frames
    frame: Frame
    chunk: Chunk
    run: str
    word: str
    after: bool = False


class _Clause(NamedTuple):
    """How a meeting word is told, and the predicate of it."""

    how: How
    predicate: Chunk
    light: Chunk | None = None


_ROW_TOPIC: Final = "とは"
_ROW_SENDER: Final = "からは"
_CALL_PURPOSE: Final = frozenset({"に", "のため", "のために"})
_ATTENDED: Final = frozenset({"に", "にも", "へ"})
_HELD: Final = frozenset({"を", "も", "が", "は", "には"})
_THROUGH: Final = frozenset({"への", "での", "に対する"})
_HOSTED: Final = frozenset({"を", "への", "に", "へ"})
_AFTER: Final = frozenset({"に", ""})
_CLEFT: Final = frozenset({"は", "のは"})
_TAKE: Final = frozenset({"を", "が"})
_AND: Final = frozenset({"及び", "並びに", "および", "ならびに", "と", "や", ""})
_TIMES: Final = frozenset({"回", "度"})
_PAIR: Final = 2
_BECOMES: Final = frozenset({"に", "と", ""})
_COUNTS: Final = frozenset({"の", "にわたる", "目以上の"})
_NUMBERS: Final = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十数")
_SHORT: Final = 12  # code points of a nominal that may be a day of the talks
_ROW_REACH: Final = 6  # bunsetu in which 会談及び夕食会を行った is looked for


def events(sentence: Sentence, frames: Frames) -> list[Event]:
    """Every meeting that the clauses of a sentence tell, wish for or mention, in order of their words."""
    found: list[Event] = []
    for chunk in sentence.chunks:
        if chunk.persons and (row := _next_of_row(sentence, chunk)) is not None:
            found.append(row)
            continue
        noun = _noun_match(sentence, chunk, frames)
        if noun is not None:
            clause = _clause_of(noun)
            if clause is not None and not _not_of_states(noun):
                found.append(_filled(noun, clause))
            continue
        if chunk.kind == "v" and (verb := _verb_match(sentence, chunk, frames)) is not None:
            found += _verb_event(verb)
    return _beside_each_other(found)


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
            kept[kept.index(one)] = replace(one, strangers=True)
    return kept


def _not_of_states(match: _Match) -> bool:
    """国会審議, 与野党協議: the words before the meeting word say that no governments meet."""
    nouns, words = match.chunk.nouns, match.frames.marks.no_state
    end = len("".join(nouns)) - len(match.run) + match.run.rfind(match.word)
    if roles.names_one(nouns, words, end):
        return True
    of = [kid for kid in match.sentence.kids(match.chunk) if kid.particle == "の" and not kid.names]
    return any(roles.names_one(kid.nouns, words, len(kid.text)) for kid in of)


def _next_of_row(sentence: Sentence, chunk: Chunk) -> Event | None:
    """…大統領とは、; 続く…首相からは: the next of a row of talks, without a word for it."""
    if chunk.kind != "n" or not chunk.particle.endswith("は") or not chunk.persons:
        return None
    kids = sentence.kids(chunk)
    follows = chunk.particle == _ROW_SENDER and any(
        kid.lemma == "続く" or kid.text == "続く" for one in kids for kid in (one, *sentence.kids(one))
    )
    if not follows and not (chunk.particle == _ROW_TOPIC and chunk.comma):
        return None
    persons, why = tuple(chunk.persons), ("frame:row",)
    return Event("row", "talk", chunk.particle, chunk, chunk, "row", "held", persons, (), (), (), reasons=why)


# --- nouns -----------------------------------------------------------------------------------------------------------


def _noun_match(sentence: Sentence, chunk: Chunk, frames: Frames) -> _Match | None:
    """The event noun that a chunk ends in. A verb that names it alone (訪問した) is left to the verbs."""
    run = chunk.run
    if not run or (found := frames.event_noun(run)) is None:
        return None
    if found.frame.only and chunk.kind == "v":
        return None
    if found.frame.needs == "states" and len({*chunk.codes, *roles.states_below(sentence, chunk)}) < _PAIR:
        return None
    return _Match(sentence, frames, found.frame, chunk, run, found.word, found.after)


def _clause_of(match: _Match) -> _Clause | None:
    """How the sentence tells the meeting word of `match`; None where it only names it."""
    frame, chunk, does = match.frame, match.chunk, match.frames.does
    particle, light = _light(match)
    if chunk.kind == "v" or (not particle and chunk.head < 0 and not match.after):
        return _Clause("clause", chunk)  # 会談した; 夕食会。
    if light is not None and light.kind == "v":
        if particle in _HELD and _is_held_by(match, particle, light):
            return _Clause("clause", light, light)
        coming = frame.kind == "call" and particle in _CALL_PURPOSE and light.lemma in does.come
        attending = particle in _ATTENDED and light.lemma in does.attend and not frame.only
        if coming or attending:
            return _Clause("clause", light, light)
    return None if frame.only else _within(match, particle)


def _is_held_by(match: _Match, particle: str, light: Chunk) -> bool:
    """会談を行った, 会談が実現した, 表敬を受けた; 会談が予定されている."""
    frame, does = match.frame, match.frames.does
    if light.lemma in frame.light:
        return particle == "を" or not frame.only
    if frame.only:
        return False
    if light.lemma in does.hold or (particle != "を" and light.lemma in does.happen):
        return True
    return particle != "を" and light.lemma in does.schedule and light.passive


def _light(match: _Match) -> tuple[str, Chunk | None]:
    """The particle and the verb of a meeting word, also in 会談及び夕食会を行った and 会談を、…で行う予定だ."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    particle, light = chunk.particle, sentence.head(chunk)
    if particle == "の" and light is not None and light.run == "ため":  # 挨拶のため訪れた
        particle, light = "のため", sentence.head(light)
    hold = frames.does.hold
    if chunk.kind == "n" and particle in _AND and (particle or chunk.comma) and not match.after:
        reach = sentence.chunks[chunk.index + 1 : chunk.index + _ROW_REACH]
        for one in reach:
            if one.kind == "v":
                break
            above = sentence.head(one)
            if one.kind == "n" and one.particle in _TAKE and above is not None and above.kind == "v":
                if above.lemma in hold:
                    particle, light = one.particle, above
                break
    if particle in ("を", "が", "は") and light is not None and light.kind == "v" and light.lemma not in hold:
        between = sentence.chunks[chunk.index + 1 : light.index]
        inner = [one for one in between if one.link == "adnominal" and one.lemma in hold and _lacks(sentence, one)]
        light = inner[-1] if inner else light
    return particle, light


def _lacks(sentence: Sentence, verb: Chunk) -> bool:
    """Whether a verb has no object of its own, so that one before it can be meant: 会談を、5日に行うことを発表した."""
    return verb.kind == "v" and not any(kid.particle in _TAKE for kid in sentence.kids(verb))


def _within(match: _Match, particle: str) -> _Clause | None:
    """Something else told of the talks: in them, after them, or they are what is spoken of."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    above = roles.head_verb(sentence, chunk)
    if match.after and particle in _AFTER:
        return _Clause("within" if sentence.kids(chunk) else "topic", above)
    about = particle in frames.particles.about or (particle == "を" and above.lemma == "受ける")
    if about and (inner := _held_before(match)) is not None:
        return _Clause("clause", inner)
    if particle in frames.particles.within or particle.startswith(("で", "において", "との間で")):
        if particle != "の":
            return _Clause("topic" if particle in ("は", "", "とも") else "within", above)
        noun = sentence.head(chunk)
        return _Clause("within", above) if noun is not None and holds(noun, frames.ends.inside) else None
    return None


def _clauses_before(match: _Match) -> Iterator[Chunk]:
    """The clauses that modify the meeting word or a noun before it: 3日に行われたAとBの会談."""
    below = match.sentence.kids(match.chunk)
    while below:
        yield from (one for one in below if one.kind == "v" and one.link == "adnominal")
        below = [kid for one in below if one.kind == "n" for kid in match.sentence.kids(one)]


def _held_before(match: _Match) -> Chunk | None:
    """3日に行われたAとBの会談を受け: the clause before the word that says that the talks were held."""
    held = match.frames.does.hold | match.frames.does.happen
    return next((one for one in _clauses_before(match) if one.past and one.lemma in held), None)


class _Filled(NamedTuple):
    """The roles of a meeting word: what modifies it, its arguments, those with persons or states, and its subjects."""

    modifiers: list[Chunk]
    arguments: list[Chunk]
    fill: list[Chunk]
    subjects: list[Chunk]


def _filled(match: _Match, clause: _Clause) -> Event:
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    parts = _parts(match, clause)
    persons = [*(person for one in parts.fill for person in one.persons), *chunk.persons]
    codes = [*chunk.codes, *roles.sides_of(sentence, parts.fill, frames, with_persons=bool(persons))]
    deep = roles.states_below(sentence, chunk)
    codes += _deep_sides(match, clause, persons, deep)
    governmental = _governmental(match, parts, deep)
    for subject in parts.subjects:
        more = _sides_of_subject(sentence, subject, frames)
        codes += more
        governmental = governmental or (len(more) > 1 and roles.is_governing(sentence, subject, frames))
    others = [one for one in parts.fill if one not in parts.subjects]
    particles = [(one, roles.role_particle(sentence, one, frames)) for one in others]
    beside = frames.particles.partner | frames.particles.to | frames.particles.beside
    return Event(
        frame=match.frame.name,
        kind=match.frame.kind,
        word=match.run,
        chunk=chunk,
        predicate=clause.predicate,
        how=_how(match, clause),
        status=_status(match, clause, parts),
        persons=tuple(persons),
        codes=tuple(dict.fromkeys(codes)),
        subject=tuple(person for one in parts.subjects for person in one.persons),
        subjects=tuple(parts.subjects),
        own=tuple(_own(sentence, clause.predicate)),
        beside=tuple(one for one in parts.arguments if one.kind == "n"),
        partners=tuple(m for one, particle in particles if particle in beside for m in one.persons),
        hosts=tuple(m for one, particle in particles if particle in _HOSTED for m in one.persons),
        deep=tuple(deep),
        weak=frames.is_weak(match.run),
        apart=_apart(match, clause, parts),
        bilateral=_has_words(match, clause, parts, frames.marks.bilateral),
        joint=_joint(sentence, match.word, chunk, frames),
        strangers=_strangers(sentence, clause.predicate, parts.arguments, parts.fill, frames),
        recalled=_recalled(match, clause, parts, persons),
        unofficial=clause.how == "clause" and _unofficial(_acting(sentence, clause.predicate)),
        governmental=governmental,
        silent=_silent(match, clause, parts),
        bare=chunk.kind == "v" and clause.predicate is chunk and chunk.units[-1].letter in "Nn" and not chunk.tail,
        session=match.frame.needs == "states",
        modified=any(one.persons for one in parts.modifiers),
        reasons=(f"frame:{match.frame.name}", f"how:{clause.how}"),
    )


def _parts(match: _Match, clause: _Clause) -> _Filled:
    """Who stands beside the meeting word and its predicate."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    predicate = clause.predicate
    modifiers = [kid for kid in sentence.kids(chunk) if kid.kind == "n"]
    if clause.how == "within" and chunk.particle == "の" and (above := sentence.head(chunk)) is not None:
        modifiers += [kid for kid in sentence.kids(above) if kid.particle in frames.particles.partner]  # との会談の冒頭
    modifiers += [
        below for one in modifiers if one.particle in _THROUGH for below in sentence.kids(one) if below.kind == "n"
    ]
    arguments = _arguments(match, clause) if clause.how == "clause" else modifiers
    fill = roles.fillers(sentence, arguments, _roles(match), frames)
    fill += (one for one in _among(match, arguments) if one not in fill)
    subjects = roles.subjects_of(sentence, predicate, frames)
    if clause.how == "clause" and predicate.link == "nominal" and predicate.particle in _CLEFT and predicate.head >= 0:
        row = [one for one in sentence.chunks[predicate.index + 1 : predicate.head + 1] if one.persons]
        if sentence.chunks[predicate.head].persons:  # 会談したのは、…です
            fill, arguments = fill + row, arguments + row
    for subject in subjects:
        fill += [one for one in sentence.group(subject) if one not in fill]
    return _Filled(modifiers, arguments, fill, subjects)


def _among(match: _Match, arguments: Iterable[Chunk]) -> Iterator[Chunk]:
    """我が方A大使、先方B大臣の間で; 日米韓の次官が参加する会合: who modifies 間, or takes part by a clause."""
    sentence = match.sentence
    below = [kid for one in arguments if one.run == "間" and one.particle == "で" for kid in sentence.kids(one)]
    for one in sentence.kids(match.chunk):
        if one.kind == "v" and one.link == "adnominal" and one.lemma in match.frames.does.take_part:
            below += (kid for kid in _own(sentence, one) if kid.names)
    for kid in below:
        yield from sentence.group(kid)


def _roles(match: _Match) -> frozenset[str]:
    """The particles of whoever takes part."""
    particles, kind = match.frames.particles, match.frame.kind
    found = particles.subject | particles.partner | match.frame.partner
    if kind == "sign":
        return found | {"による"}
    found |= particles.of | particles.beside | {"の"}
    if kind == "call":
        found |= particles.to
    return found | {"に"} if match.run.endswith("電話") else found


def _arguments(match: _Match, clause: _Clause) -> list[Chunk]:
    """The bunsetu that stand to the meeting word or to the predicate, and to clauses beside it that share them."""
    sentence, chunk, predicate = match.sentence, match.chunk, clause.predicate
    kids = [*sentence.kids(chunk), *sentence.kids(predicate)]
    kids += [below for one in kids if one.kind == "n" and one.particle in _THROUGH for below in sentence.kids(one)]
    for kid in sentence.kids(predicate):
        if kid.kind == "v" and kid.link == "coordinate" and (not kid.comma or kid.text.endswith("ながら")):
            kids += sentence.kids(kid)
    above = sentence.head(predicate)
    if predicate.kind == "v" and predicate.link == "adnominal" and above is not None and above.kind == "v":
        planned = above.lemma in match.frames.governors.plan  # 会談を、3日に行う予定だ
        kids += [kid for kid in sentence.kids(above) if planned and kid is not predicate]
    return [one for _, one in sorted({kid.index: kid for kid in kids if kid is not chunk}.items())]


def _own(sentence: Sentence, predicate: Chunk) -> list[Chunk]:
    """Whoever or whatever stands as the subject of the clause itself."""
    if predicate.kind != "v":
        return []
    return [kid for kid in sentence.kids(predicate) if kid.kind == "n" and kid.particle in ("は", "が", "も")]


def _acting(sentence: Sentence, predicate: Chunk) -> list[Chunk]:
    """Whoever acts: the subject of the clause, or of the one before it that shares its subject."""
    at: Chunk | None = predicate
    for _ in range(_ROW_REACH):
        if at is None or (own := _own(sentence, at)):
            return [] if at is None else own
        at = next((kid for kid in reversed(sentence.kids(at)) if kid.kind == "v" and kid.link == "coordinate"), None)
    return []


def _how(match: _Match, clause: _Clause) -> How:
    sits_in = clause.light is not None and clause.light.lemma in match.frames.does.sit_in
    return "attend" if clause.how == "clause" and sits_in else clause.how


# --- sides -----------------------------------------------------------------------------------------------------------


def _deep_sides(match: _Match, clause: _Clause, persons: Sequence[Mention], deep: Sequence[str]) -> Sequence[str]:
    """States further down that stand for the sides where nobody is named: 日韓の当局の局長らによる対話を行った."""
    if clause.how != "clause" or match.frame.kind not in ("talk", "meal") or len(deep) < 2:
        return ()
    if any(person.name for person in persons):
        return ()
    return deep if _official_words(match) else ()


def _official_words(match: _Match) -> bool:
    sentence, words = match.sentence, match.frames.marks.governmental
    kids = sentence.kids(match.chunk)
    near = [*kids, *(below for kid in kids for below in sentence.kids(kid))]
    return tables.holds(match.run, words) or any(holds(one, words) for one in near)


def _governmental(match: _Match, parts: _Filled, deep: Sequence[str]) -> bool:
    sentence, marks = match.sentence, match.frames.marks
    near = [match.chunk, *sentence.kids(match.chunk)]
    if len(deep) > 1 and any(holds(one, marks.governing) for one in near):
        return True
    several = [*parts.fill, *parts.subjects]
    return any("政府" in one.text or match.frames.subjects.of(one.nouns) == "states" for one in several)


def _sides_of_subject(sentence: Sentence, subject: Chunk, frames: Frames) -> list[str]:
    """日韓の外相は, 日本と韓国の両国は: the states in what modifies a subject that names nobody."""
    if subject.persons:
        return []
    if roles.is_governing(sentence, subject, frames):
        return roles.states_below(sentence, subject)
    if subject.codes or not roles.stands_for_several(sentence, subject, frames):
        return []
    kids = [kid for kid in sentence.kids(subject) if kid.particle in ("の", "", "と")]
    return [code for kid in kids for one in sentence.group(kid) for code in one.codes]


# --- what the words beside it say ------------------------------------------------------------------------------------


def _status(match: _Match, clause: _Clause, parts: _Filled) -> Status:
    """Held, planned or none. What is told within talks, or of them, has no mood of its own."""
    sentence, frames = match.sentence, match.frames
    governors, predicate = frames.governors, clause.predicate
    kids = sentence.kids(match.chunk)
    if clause.how == "topic" and not match.after:
        return "none" if _called_off(match, predicate) else "held"
    if _counted(match, clause):
        return "none"
    if clause.how != "clause":
        last = sentence.chunks[-1]
        if last.past and last.run.endswith(tuple(governors.plan)):  # …との会談では…を確認する段取りだった
            return "none"
        coming = any(kid.kind == "v" and kid.link == "adnominal" and kid.lemma in governors.future for kid in kids)
        if clause.how == "within" and _told_ahead(match, predicate):
            return "planned"
        return "none" if coming else "held"
    if predicate is clause.light and _on_the_way(match, predicate):
        return "none"
    if _only_spoken_of(sentence, predicate):
        return "none"
    if _is_off(sentence, match.chunk, predicate, frames) or _only_sought(match, predicate):
        return "none"
    if predicate.passive and predicate.lemma in frames.does.schedule:
        fell_through = predicate.past and not goes_on(predicate)  # 予定された
        return "none" if fell_through or predicate.negative else "planned"
    return status_of(sentence, predicate, frames)


def _told_ahead(match: _Match, predicate: Chunk) -> bool:
    """29日に開く会談で…を確認する, Aとの会談で…を確認する見通しだ: what is told within talks is still to come."""
    sentence, frames = match.sentence, match.frames
    if predicate.kind != "v" or predicate.past or (told := status_of(sentence, predicate, frames)) == "held":
        return False
    does = frames.does.hold | frames.does.happen | frames.governors.future
    if any(one.lemma in does and not one.past and not goes_on(one) for one in _clauses_before(match)):
        return True
    return told == "planned" and sentence.chunks[-1].run.endswith(tuple(frames.governors.plan))


def _called_off(match: _Match, predicate: Chunk) -> bool:
    """会談は、日程が合わず中止となった: a word of cancelling in the predicates that have the meeting as their topic."""
    sentence, not_held = match.sentence, match.frames.governors.not_held
    at: Chunk | None = predicate
    while at is not None:
        if any(one.lemma in not_held for one in (at, *sentence.kids(at))) or (at.kind == "v" and at.negative):
            return True
        stops = at.link in ("adnominal", "conditional", "quoted") or (at.link == "coordinate" and at.comma)
        at = None if at.kind == "v" and stops else sentence.head(at)
    return False


def _only_sought(match: _Match, predicate: Chunk) -> bool:
    """Aとの会談、3か国会談も調整する: the talks are the first of a row of which the last is only asked for."""
    sentence, last = match.sentence, match.sentence.chunks[-1]
    if predicate is not match.chunk or predicate.tail or last.lemma not in match.frames.governors.ask:
        return False
    return any(kid.particle in _HELD and match.frames.event_noun(kid.run) is not None for kid in sentence.kids(last))


def _is_off(sentence: Sentence, chunk: Chunk, predicate: Chunk, frames: Frames) -> bool:
    """会談は中止となった: a word of cancelling beside the predicate."""
    beside = [one for one in sentence.kids(predicate) if one.particle in _BECOMES and one.index > chunk.index]
    return any(one.lemma in frames.governors.not_held for one in (predicate, *beside))


def _counted(match: _Match, clause: _Clause) -> bool:
    """3回の会談, 会談を重ねる: talks counted, not told."""
    for kid in match.sentence.kids(match.chunk):
        if kid.kind == "n" and kid.particle in _COUNTS and _is_number_of_times(kid):
            return True
    light = clause.light
    return clause.how == "clause" and light is not None and light.lemma in match.frames.does.repeat


def _is_number_of_times(chunk: Chunk) -> bool:
    nouns = chunk.nouns
    return len(nouns) > 1 and nouns[-1] in _TIMES and nouns[-2][-1] in _NUMBERS and nouns[0] != "第"


def _only_spoken_of(sentence: Sentence, predicate: Chunk) -> bool:
    """両国の国防相が会うのは初めて: what is said of a meeting, not that it was held."""
    above = sentence.head(predicate)
    if predicate.kind != "v" or predicate.link != "nominal" or predicate.past or above is None:
        return False
    return predicate.particle in _CLEFT and not above.persons


def _on_the_way(match: _Match, predicate: Chunk) -> bool:
    """会議に出席するため訪米中の: who travels to talks."""
    if predicate.lemma not in match.frames.does.attend or predicate.past:
        return False
    above = match.sentence.head(predicate)
    if predicate.link not in ("adnominal", "subordinate") or above is None:
        return False
    return above.text.startswith("ため") or holds(above, match.frames.governors.trip)


def _near(match: _Match, clause: _Clause, parts: _Filled) -> Iterator[Chunk]:
    """The bunsetu beside the meeting word and its predicate that can say how it was held."""
    yield match.chunk
    for one in (*parts.arguments, *match.sentence.kids(clause.predicate)):
        opens = one.index == 0 and one.text.startswith(("続い", "引き続", "続け"))  # goes on with the story
        if one.kind == "n" or (one.kind == "x" and not opens):
            yield one


def _has_words(match: _Match, clause: _Clause, parts: _Filled, words: Sequence[str]) -> bool:
    return any(holds(one, words) for one in _near(match, clause, parts))


def _joint(sentence: Sentence, word: str, chunk: Chunk, frames: Frames) -> bool:
    """Whether several other sides sit at one table: 日米豪会合, 3か国の会談, 4者で."""
    if word.endswith(frames.marks.joint) or any(u.letter == "G" and len(u.load) > 1 for u in chunk.units):  # type: ignore[attr-defined]
        return True
    if any(frames.subjects.number(one.nouns) > _PAIR for one in sentence.chunks):
        return True
    return any(one.particle == "との間で" and frames.subjects.of(one.nouns) == "author" for one in sentence.chunks)


def _strangers(
    sentence: Sentence, predicate: Chunk, arguments: Iterable[Chunk], fill: Sequence[Chunk], frames: Frames
) -> bool:
    """Whether people without name, office and state stand on a side: 駐在員らと, 日系農家との, 会長らを招き, 幹部が."""
    asked = {one.index: frames.particles.partner for one in arguments}
    asked |= {one.index: frames.particles.subject for one in _own(sentence, predicate)}
    for clause in sentence.kids(predicate):
        if clause.kind == "v" and clause.link == "coordinate" and clause.lemma in frames.verbs:
            asked |= dict.fromkeys(clause.kids, frames.verbs[clause.lemma].host)
    inside = {one.index for one in fill}
    return any(
        sentence.chunks[at].particle in particles and at not in inside and _is_stranger(sentence.chunks[at], frames)
        for at, particles in asked.items()
    )


def _is_stranger(chunk: Chunk, frames: Frames) -> bool:
    """Whether a nominal is people without name, office and state."""
    if chunk.kind != "n" or chunk.names or frames.subjects.of(chunk.nouns) is not None:
        return False
    if chunk.run.isascii() and chunk.run.isupper() and not chunk.codes and not chunk.run.startswith(rules().agencies):
        return True  # GAMは: a body that no table knows
    return chunk.run.removesuffix("ら").removesuffix("たち").endswith(frames.marks.people)


def _apart(match: _Match, clause: _Clause, parts: _Filled) -> bool:
    """One meeting each: by a word (それぞれ, 相次いで), or because each of a row has a day or place of its own."""
    sentence, marks = match.sentence, match.frames.marks
    if _has_words(match, clause, parts, marks.apart):
        return True
    fill = parts.fill
    between = sentence.chunks[min((one.index for one in fill), default=match.chunk.index) : match.chunk.index + 1]
    if not match.frames.is_weak(match.run) and any(_sets_apart(one) for one in between):
        return True
    if clause.how != "clause" or match.frame.kind not in ("talk", "meal"):
        return False
    row = [one for one in fill if one.persons and one not in parts.subjects and one.particle in ("と", "とは", "とも")]
    row = [one for one in row if one.head == clause.predicate.index]
    if len(row) < 2:
        return False
    inner = sentence.chunks[row[0].index : row[-1].index + 1]
    return any(one.comma or one.run.endswith("日") or one.particle in _ELSEWHERE for one in inner[:-1])


_ELSEWHERE: Final = frozenset({"にて", "において", "では"})
_NEXT: Final = frozenset({"そして", "次いで", "続いて", "それぞれ", "個別に"})


def _sets_apart(chunk: Chunk) -> bool:
    return chunk.kind == "x" and (chunk.text in _NEXT or chunk.text.startswith("相次"))


def _recalled(match: _Match, clause: _Clause, parts: _Filled, persons: Sequence[Mention]) -> bool:
    """An earlier meeting: 先月の会談で, 会談していた, or what another speaker only mentions."""
    sentence, frames = match.sentence, match.frames
    predicate = clause.predicate
    dated = [one for one in parts.modifiers if one.particle == "の" and not one.persons]
    if any(_is_past_day(one, frames) for one in (*dated, match.chunk)):
        return True
    if clause.how == "within" and any(one.run.endswith("月") and one.run[0].isdigit() for one in dated if one.run):
        return True
    if clause.how == "clause":
        short = (one for one in sentence.kids(predicate) if one.kind == "n" and not one.persons)
        main = predicate.kind == "v" and predicate.link == "final"  # 昨年6月2日、…会談した is told for itself
        whole = (one for one in short if not (main and one.run.endswith("日") and one.run[-2:-1].isdigit()))
        if any(len(one.text) < _SHORT and _is_past_day(one, frames) for one in whole):
            return True
    if predicate.kind == "v" and predicate.past and goes_on(predicate):
        return True
    if clause.how == "clause" and _before_the_story(sentence, predicate):
        return True
    if holds(sentence.chunks[-1], ("たばかり", "ばかりだ")):
        return True
    return told_by_another(sentence, predicate, persons, frames)


def _before_the_story(sentence: Sentence, predicate: Chunk) -> bool:
    """会談し、…する姿勢を示していた: what a clause shares its end with was so before the day of the story."""
    last = sentence.chunks[-1]
    shares = predicate.kind == "v" and predicate.link == "coordinate" and predicate.comma and not predicate.past
    return shares and last.kind == "v" and last.past and goes_on(last)


def _is_past_day(chunk: Chunk, frames: Frames) -> bool:
    return holds(chunk, frames.marks.recalled) or holds(chunk, frames.marks.recalled_ends)


def told_by_another(sentence: Sentence, predicate: Chunk, persons: Sequence[Mention], frames: Frames) -> bool:
    """Aが会った際、…と説明した, where another speaks: a talk only mentioned."""
    governors = frames.governors
    if predicate.kind != "v" or predicate.link != "subordinate" or not persons:
        return False
    above = sentence.head(predicate)
    if above is None or above.lemma not in governors.mention:
        return False
    while above.kind != "v" or above.lemma not in governors.say:
        higher = sentence.head(above)
        if higher is None:
            return False
        above = higher
    own = [m for one in sentence.kids(above) if one.particle in frames.particles.subject for m in one.persons]
    return bool(own) and not any(_same(one, other) for one in own for other in persons)


def _same(one: Mention, other: Mention) -> bool:
    return one is other or (one.person is not None and one.person is other.person)


def _unofficial(own: Sequence[Chunk]) -> bool:
    """Whether whoever acts holds no office of a state: a governor, the head of a company."""
    r = rules()

    def private(text: str) -> bool:
        named = tables.holds(text, r.unofficial) or text.endswith(r.unofficial_ends)
        return named and not tables.holds(text, r.agencies)

    if not any(private(one.text) for one in own):
        return False
    titles = ["".join(m.titles) for one in own for m in one.persons if m.titles]
    return all(private(title) for title in titles)


def _silent(match: _Match, clause: _Clause, parts: _Filled) -> bool:
    """No subject is told and none can be found, though the clause has a place for one."""
    sentence, frames = match.sentence, match.frames
    told = any(one.persons or one.codes or roles.stands_for_several(sentence, one, frames) for one in parts.subjects)
    if told or any(_is_stranger(one, frames) for one in _own(sentence, clause.predicate)):
        return False
    if clause.how in ("within", "topic"):
        return any(one.persons for one in parts.modifiers)
    return clause.how == "clause" and match.chunk.particle not in ("が", "は") and not clause.predicate.passive


# --- verbs -----------------------------------------------------------------------------------------------------------


def _verb_match(sentence: Sentence, chunk: Chunk, frames: Frames) -> _Match | None:
    """The row of a verb, alone (会う) or with its object (言葉を交わす)."""
    lemma = chunk.lemma
    kids = sentence.kids(chunk)
    if lemma == "為る" and any(kid.lemma in _TOGETHER for kid in kids):  # 夕食を共にする
        lemma = "共"
    for phrase in frames.phrases.get(lemma, ()):
        if any(kid.particle == phrase.particle and kid.units[-1].surface == phrase.noun for kid in kids):
            return _Match(sentence, frames, phrase.frame, chunk, phrase.whole, phrase.whole)
    frame = frames.verbs.get(lemma)
    return None if frame is None else _Match(sentence, frames, frame, chunk, lemma, lemma)


def _verb_event(match: _Match) -> Iterator[Event]:
    """The event of a verb, where what its row needs stands beside it."""
    sentence, frames, chunk, frame = match.sentence, match.frames, match.chunk, match.frame
    kind = frame.kind
    extra = frame.partner | frame.host
    subjects = roles.subjects_of(sentence, chunk, frames, apart_from=frame.partner)
    partners = list(roles.members(sentence, (kid for kid in sentence.kids(chunk) if kid.particle in extra)))
    if kind in ("accord", "speech"):
        yield from _by_what_was_said(match, subjects, partners)
        return
    if chunk.passive and frame.needs != "talk":
        return
    if not _has_needs(match, partners):
        return
    taking = frames.particles.subject | frames.particles.partner | extra
    fill = roles.fillers(sentence, sentence.kids(chunk), taking, frames)
    for subject in subjects:
        fill += [one for one in sentence.group(subject) if one not in fill]
    persons = [m for one in fill for m in one.persons]
    codes = roles.sides_of(sentence, fill, frames, with_persons=bool(persons))
    codes += (code for one in subjects for code in _sides_of_subject(sentence, one, frames))
    kids = sentence.kids(chunk)
    told = any(one.persons or one.codes or roles.stands_for_several(sentence, one, frames) for one in subjects)
    yield Event(
        frame=frame.name,
        kind=kind,
        word=match.word,
        chunk=chunk,
        predicate=chunk,
        how="clause",
        status="none" if _only_spoken_of(sentence, chunk) else status_of(sentence, chunk, frames),
        persons=tuple(persons),
        codes=tuple(dict.fromkeys(codes)),
        subject=tuple(m for one in subjects for m in one.persons),
        subjects=tuple(subjects),
        own=tuple(_own(sentence, chunk)),
        partners=tuple(m for one in fill if one not in subjects for m in one.persons),
        hosts=tuple(partners) if frame.needs == "person" else (),
        apart=any(holds(kid, frames.marks.apart) for kid in kids),
        bilateral=any(holds(kid, frames.marks.bilateral) for kid in kids),
        joint=_joint(sentence, match.word, chunk, frames),
        strangers=_strangers(sentence, chunk, kids, fill, frames),
        recalled=_verb_recalled(match) or told_by_another(sentence, chunk, persons, frames),
        unofficial=_unofficial(_acting(sentence, chunk)),
        silent=not told and not chunk.passive and not any(_is_stranger(one, frames) for one in _own(sentence, chunk)),
        modified=True,
        reasons=(f"frame:{frame.name}", "how:clause"),
    )


def _verb_recalled(match: _Match) -> bool:
    sentence, chunk = match.sentence, match.chunk
    if any(_is_past_day(kid, match.frames) for kid in sentence.kids(chunk)):
        return True
    return chunk.past and goes_on(chunk)


def _has_needs(match: _Match, partners: Sequence[Mention]) -> bool:
    """Whether a verb that tells of more than meetings has what makes it one beside it."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    needs = match.frame.needs
    if needs in ("person", "named", "talk") and not partners:
        return False
    if needs == "named":
        return any(m.name for m in partners)
    if needs == "channel":
        return any(holds(kid, frames.marks.channel) for kid in sentence.kids(chunk))
    if needs == "talk":
        later = sentence.chunks[chunk.index + 1 :]
        sits = (_verb_match(sentence, one, frames) for one in later if one.kind == "v")
        return any(frames.event_noun(one.run) for one in later) or any(m and m.frame.kind in _SIT for m in sits)
    return True


_SIT: Final = ("talk", "meal")
_TOGETHER: Final = frozenset({"共", "共に", "ともに"})
_ACCORD_WITH: Final = ("と", "との間で")


def _about_talks(match: _Match) -> bool:
    """会談を申し入れた: who asks for talks has not met."""
    kids = match.sentence.kids(match.chunk)
    return any(kid.particle == "を" and match.frames.event_noun(kid.run) is not None for kid in kids)


def _by_what_was_said(match: _Match, subjects: list[Chunk], towards: list[Mention]) -> Iterator[Event]:
    """Talks that only what was said in them tells: two who agreed; one who asked another."""
    sentence, frames, chunk, frame = match.sentence, match.frames, match.chunk, match.frame
    accord = frame.kind == "accord"
    links = ("coordinate", "quoted") if accord else ("coordinate",)
    if not (chunk.past or chunk.link in links) or chunk.negative or (accord and chunk.passive):
        return
    acting = list(roles.members(sentence, subjects)) if accord else [m for one in subjects for m in one.persons]
    if accord:
        towards = list(roles.members(sentence, (k for k in sentence.kids(chunk) if k.particle in _ACCORD_WITH)))
        if not towards and len(acting) < 2:
            return
    elif not towards or not acting or _about_talks(match):
        return
    yield Event(
        frame=frame.name,
        kind=frame.kind,
        word=match.word,
        chunk=chunk,
        predicate=chunk,
        how="clause",
        status=status_of(sentence, chunk, frames),
        persons=(*towards, *acting),
        codes=(),
        subject=tuple(acting),
        subjects=tuple(subjects) if accord else (),
        own=tuple(_own(sentence, chunk)),
        partners=tuple(towards) if accord else (),
        recalled=_verb_recalled(match),
        silent=accord and not acting,
        modified=True,
        reasons=(f"frame:{frame.name}", "how:clause"),
    )
