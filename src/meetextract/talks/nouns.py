"""Nouns that name meetings: how the sentence tells them, and who stands in which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.lexicon import tables
from meetextract.lexicon.frames import Frames
from meetextract.talks import roles
from meetextract.talks.event import (
    ROW_REACH,
    Clause,
    Event,
    Filled,
    How,
    Match,
    acting_subjects,
    clauses_before,
    own_subjects,
)
from meetextract.talks.manner import (
    CLEFT,
    HELD,
    PAIR,
    acts_unofficially,
    at_one_table,
    has_strangers,
    has_words,
    is_apart,
    is_recalled,
    is_silent,
    status_of_match,
)
from meetextract.talks.mood import goes_on
from meetextract.talks.roles import holds

if TYPE_CHECKING:
    from meetextract.people.persons import Mention
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

_CALL_PURPOSE: Final = frozenset({"に", "のため", "のために"})
_ATTENDED: Final = frozenset({"に", "にも", "へ"})
_THROUGH: Final = frozenset({"への", "での", "に対する"})
_HOSTED: Final = frozenset({"を", "への", "に", "へ"})
_AFTER: Final = frozenset({"に", ""})
_TAKE: Final = frozenset({"を", "が", "も"})
_HELD_OR_WENT: Final = "行く"  # what MeCab makes of 3日に行った, それぞれ行った
_INSIDE: Final = "では"
_AND: Final = frozenset({"及び", "並びに", "および", "ならびに", "と", "や", ""})


def noun_match(sentence: Sentence, chunk: Chunk, frames: Frames) -> Match | None:
    """The event noun that a chunk ends in. A verb that names it alone (訪問した) is left to the verbs."""
    run = chunk.run
    if not run or (found := frames.event_noun(run)) is None:
        return None
    if found.frame.only and chunk.kind == "v":
        return None
    if found.frame.needs == "states" and len({*chunk.codes, *roles.states_below(sentence, chunk)}) < PAIR:
        return None
    return Match(sentence, frames, found.frame, chunk, run, found.word, found.after)


def clause_of(match: Match) -> Clause | None:
    """How the sentence tells the meeting word of `match`; None where it only names it."""
    frame, chunk, does = match.frame, match.chunk, match.frames.does
    particle, light = _light(match)
    if (taken := _chance_taken(match)) is not None and not frame.only:
        return Clause("clause", taken, taken)
    if chunk.kind == "v" and chunk.link == "nominal" and chunk.text.rstrip("、，").endswith(_INSIDE):
        return _within(match, _INSIDE)  # 立ち話では, which MeCab takes for a verb
    if chunk.kind == "v" or (not particle and chunk.head < 0 and not match.after):
        return Clause("clause", chunk)  # 会談した; 夕食会。
    if light is not None and light.kind == "v":
        if particle in HELD and _is_held_by(match, particle, light):
            return Clause("clause", light, light)
        coming = frame.kind == "call" and particle in _CALL_PURPOSE and light.lemma in does.come
        attending = particle in _ATTENDED and light.lemma in does.attend and not frame.only
        if coming or attending:
            return Clause("clause", light, light)
    return None if frame.only else _within(match, particle)


def _chance_taken(match: Match) -> Chunk | None:
    """会談の機会を得た, 懇談の場を設けた, 面会のお時間をいただいた: the verb of it."""
    above, governors = match.sentence.head(match.chunk), match.frames.governors
    if match.chunk.particle != "の" or above is None or above.units[-1].surface not in governors.chance:
        return None
    verb = match.sentence.head(above)
    return verb if verb is not None and verb.kind == "v" and verb.lemma in governors.chance_taken else None


def _is_held_by(match: Match, particle: str, light: Chunk) -> bool:
    """会談を行った, 会談が実現した, 表敬を受けた; 会談が予定されている, 会談を予定している."""
    frame, does = match.frame, match.frames.does
    if light.lemma in frame.light:
        return particle == "を" or not frame.only
    if frame.only:
        return False
    if light.lemma == _HELD_OR_WENT and particle in ("を", "も"):
        return True
    if light.lemma in does.hold or (particle != "を" and light.lemma in does.happen):
        return True
    stands = goes_on(light) or light.lemma in match.frames.governors.plan
    going_on = particle in ("を", "も") and stands and not light.past  # 会談を予定している, 会談も予定。
    return light.lemma in does.schedule and (going_on if not light.passive else particle != "を")


def _light(match: Match) -> tuple[str, Chunk | None]:
    """The particle and the verb of a meeting word, also in 会談及び夕食会を行った and 会談を、…で行う予定だ."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    particle, light = chunk.particle, sentence.head(chunk)
    if particle == "の" and light is not None and light.run == "ため":  # 挨拶のため訪れた
        particle, light = "のため", sentence.head(light)
    if particle == "の" and light is not None and light.run.startswith("第") and light.run.endswith("回"):
        particle, light = light.particle, sentence.head(light)  # 政策対話の第1回を行った
    hold = frames.does.hold
    above = sentence.head(light) if light is not None and light.link == "coordinate" and not light.comma else None
    if above is not None and above.lemma in hold and particle in ("は", "を", "も") and _lacks(sentence, above):
        light = above  # 会談を連続して行った
    if chunk.kind == "n" and particle in _AND and (particle or chunk.comma) and not match.after:
        reach = sentence.chunks[chunk.index + 1 : chunk.index + ROW_REACH]
        for one in reach:
            if one.kind == "v" or one.particle.startswith(roles.ABOUT):
                break  # 首脳会議、および二国間関係について意見交換を行う
            above = sentence.head(one)
            if one.kind == "n" and one.particle in _TAKE and above is not None and above.kind == "v":
                if above.lemma in hold or (one.particle == "が" and above.lemma in frames.does.happen):
                    particle, light = one.particle, above
                break
    ends = light is not None and (light.kind == "v" or light.head < 0)  # 会談は15日に行われる見通し。
    if particle in ("を", "が", "は") and light is not None and ends and light.lemma not in hold:
        between = sentence.chunks[chunk.index + 1 : light.index]
        inner = [one for one in between if one.link == "adnominal" and one.lemma in hold and _lacks(sentence, one)]
        inner = [one for one in inner if not _of_others(sentence, one, frames)]
        light = inner[-1] if inner else light
    return particle, light


def _lacks(sentence: Sentence, verb: Chunk) -> bool:
    """Whether a verb has no object of its own, so that one before it can be meant: 会談を、5日に行うことを発表した."""
    return verb.kind == "v" and not any(kid.particle in _TAKE for kid in sentence.kids(verb))


def _of_others(sentence: Sentence, verb: Chunk, frames: Frames) -> bool:
    """この協議は、2日に行われたAとの会談で決めた…: what the clause says was held is another meeting."""
    above = sentence.head(verb)
    while above is not None and above.kind == "n" and not above.run.startswith(tuple(frames.governors.thing)):
        if frames.event_noun(above.run) is not None:
            return True
        above = sentence.head(above)
    return False


def _within(match: Match, particle: str) -> Clause | None:
    """Something else told of the talks: in them, after them, or they are what is spoken of."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    above = roles.head_verb(sentence, chunk)
    if match.after and (particle in _AFTER or _before_press(match)):
        return Clause("within" if sentence.kids(chunk) else "topic", above)
    about = particle in frames.particles.about or (particle == "を" and above.lemma == "受ける")
    if about and (inner := _held_before(match)) is not None:
        return Clause("clause", inner)
    if particle in frames.particles.within or particle.startswith(("で", "において", "との間で")):
        if particle != "の":
            return Clause("topic" if particle in ("は", "", "とも") else "within", above)
        noun = sentence.head(chunk)
        if noun is None:
            return None
        made_public = noun.run in frames.ends.results and above.lemma in frames.ends.public
        if made_public and (inner := _held_before(match)) is not None:
            return Clause("clause", inner)
        return Clause("within", above) if holds(noun, frames.ends.inside) else None
    return None


def _before_press(match: Match) -> bool:
    """会談後の共同記者会見で: what is told to the press is told after the talks."""
    above = match.sentence.head(match.chunk)
    return match.chunk.particle == "の" and above is not None and above.run.endswith(match.frames.ends.press)


def _held_before(match: Match) -> Chunk | None:
    """3日に行われたAとBの会談を受け: the clause before the word that says that the talks were held."""
    held = match.frames.does.hold | match.frames.does.happen | {_HELD_OR_WENT}
    return next((one for one in clauses_before(match) if one.past and one.lemma in held), None)


def filled(match: Match, clause: Clause) -> Event:
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    parts = _parts(match, clause)
    persons = [*(person for one in parts.fill for person in one.persons), *chunk.persons]
    codes = [*chunk.codes, *roles.sides_of(sentence, parts.fill, frames, with_persons=bool(persons))]
    deep = roles.states_below(sentence, chunk)
    codes += _deep_sides(match, clause, persons, deep)
    governmental = _governmental(match, parts, deep)
    for subject in parts.subjects:
        more = sides_of_subject(sentence, subject, frames)
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
        status=status_of_match(match, clause, parts),
        persons=tuple(persons),
        codes=tuple(dict.fromkeys(codes)),
        subject=tuple(person for one in parts.subjects for person in one.persons),
        subjects=tuple(parts.subjects),
        own=tuple(own_subjects(sentence, clause.predicate)),
        beside=tuple(one for one in parts.arguments if one.kind == "n"),
        partners=tuple(m for one, particle in particles if particle in beside for m in one.persons),
        hosts=tuple(m for one, particle in particles if particle in _HOSTED for m in one.persons),
        deep=tuple(deep),
        weak=frames.is_weak(match.run),
        apart=is_apart(match, clause, parts),
        bilateral=has_words(match, clause, parts, frames.marks.bilateral),
        joint=at_one_table(sentence, match.word, chunk, frames),
        strangers=has_strangers(sentence, clause.predicate, parts.arguments, parts.fill, frames, match.frame.host),
        recalled=is_recalled(match, clause, parts, persons),
        unofficial=clause.how == "clause" and acts_unofficially(acting_subjects(sentence, clause.predicate)),
        governmental=governmental,
        silent=is_silent(match, clause, parts) and not _announced(match, clause),
        bare=chunk.kind == "v" and clause.predicate is chunk and chunk.units[-1].letter in "Nn" and not chunk.tail,
        session=match.frame.needs == "states",
        modified=any(one.persons for one in parts.modifiers),
        reasons=(f"frame:{match.frame.name}", f"how:{clause.how}"),
    )


def _parts(match: Match, clause: Clause) -> Filled:
    """Who stands beside the meeting word and its predicate."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    predicate = clause.predicate
    modifiers = [kid for kid in sentence.kids(chunk) if kid.kind == "n"]
    if clause.how == "within" and chunk.particle == "の" and (above := sentence.head(chunk)) is not None:
        modifiers += [kid for kid in sentence.kids(above) if kid.particle in frames.particles.partner]  # との会談の冒頭
    modifiers += [
        below for one in modifiers if one.particle in _THROUGH for below in sentence.kids(one) if below.kind == "n"
    ]
    if clause.how == "within" and (inner := _held_before(match)) is not None and sentence.head(inner) is chunk:
        modifiers += [kid for kid in sentence.kids(inner) if kid.kind == "n"]  # AがBと行った会談で、…と述べた
    arguments = _arguments(match, clause) if clause.how == "clause" else modifiers
    fill = roles.fillers(sentence, arguments, _roles(match), frames)
    fill += (one for one in _among(match, arguments) if one not in fill)
    subjects = [] if _announced(match, clause) else roles.subjects_of(sentence, _acted_by(match, clause), frames)
    if clause.how == "clause" and match.frame.kind == "talk" and all(one in subjects for one in fill if one.names):
        fill += _at_home(match, arguments)
    if clause.how == "clause" and predicate.link == "nominal" and predicate.particle in CLEFT and predicate.head >= 0:
        row = [one for one in sentence.chunks[predicate.index + 1 : predicate.head + 1] if one.persons]
        if sentence.chunks[predicate.head].persons:  # 会談したのは、…です
            fill, arguments = fill + row, arguments + row
    for subject in subjects:
        fill += [one for one in sentence.group(subject) if one not in fill]
    # 日韓外相会談と日米韓外相会談が行われ: the other talks of a row are no side of these.
    row = [one for one in (chunk, *subjects) for one in sentence.group(one) if one is not chunk and len(one.codes) > 1]
    others = [one for one in row if len(chunk.codes) > 1 and frames.event_noun(one.run) is not None]
    return Filled(modifiers, arguments, [one for one in fill if one not in others], subjects)


def _announced(match: Match, clause: Clause) -> bool:
    """甲外相は、次官級協議を5日に開くと発表した: who says so is none of those who meet."""
    predicate, sentence = clause.predicate, match.sentence
    if predicate.link != "quoted" or any(one.particle == "が" for one in own_subjects(sentence, predicate)):
        return False
    near = (match.chunk, *sentence.kids(match.chunk))
    both = len({*match.chunk.codes, *roles.states_below(sentence, match.chunk)}) >= PAIR
    return both and any(holds(one, match.frames.marks.levels) for one in near)


def _acted_by(match: Match, clause: Clause) -> Chunk:
    """The predicate with the subject: 甲首相は、3日に行った乙首相との会談について明らかにした has 明らかに."""
    predicate, sentence = clause.predicate, match.sentence
    before = predicate.index < match.chunk.index and not own_subjects(sentence, predicate)
    with_whom = [kid.particle for kid in sentence.kids(match.chunk) if kid.persons]
    one_side = with_whom == ["との"]  # not of AとBの会談, which others speak of
    return roles.head_verb(sentence, match.chunk) if before and one_side else predicate


def _at_home(match: Match, arguments: Sequence[Chunk]) -> Iterator[Chunk]:
    """乙大統領の公邸において会談を行った: whose house the talks are in, where nobody else is told to be met."""
    places, homes = match.frames.particles.place, match.frames.marks.homes
    if any(one.particle in match.frames.particles.partner for one in arguments):
        return
    for one in arguments:
        if one.kind == "n" and one.particle in places and one.run.endswith(homes):
            yield from (kid for kid in match.sentence.kids(one) if kid.particle == "の" and kid.persons)


def _among(match: Match, arguments: Sequence[Chunk]) -> Iterator[Chunk]:
    """我が方A大使、先方B大臣の間で; 日米韓の次官が参加する会合: who modifies 間, or takes part by a clause."""
    sentence = match.sentence
    below = [kid for one in arguments if one.run == "間" and one.particle == "で" for kid in sentence.kids(one)]
    below += _guests(match, arguments)
    for one in sentence.kids(match.chunk):
        if one.kind == "v" and one.link == "adnominal" and one.lemma in match.frames.does.take_part:
            below += (kid for kid in own_subjects(sentence, one) if kid.names)
        below += _guests(match, sentence.kids(one)) if one.kind == "v" and one.link == "adnominal" else ()
    for kid in below:
        yield from sentence.group(kid)


def _guests(match: Match, chunks: Iterable[Chunk]) -> list[Chunk]:
    """A大統領を夕食会に招いた, A大統領を迎えた夕食会: whoever is asked to a meal."""
    meal = match.frame.kind == "meal"
    return [one for one in chunks if meal and one.particle in match.frame.host and one.persons]


def _roles(match: Match) -> frozenset[str]:
    """The particles of whoever takes part."""
    particles, kind = match.frames.particles, match.frame.kind
    found = particles.subject | particles.partner | match.frame.partner
    if kind == "sign":
        return found | {"による"}
    found |= particles.of | particles.beside | {"の"}
    if kind == "call":
        found |= particles.to
    return found | {"に"} if match.run.endswith("電話") else found


def _arguments(match: Match, clause: Clause) -> list[Chunk]:
    """The bunsetu that stand to the meeting word or to the predicate, and to clauses beside it that share them."""
    sentence, chunk, predicate = match.sentence, match.chunk, clause.predicate
    kids = [*sentence.kids(chunk), *sentence.kids(predicate)]
    kids += [below for one in kids if one.kind == "n" and one.particle in _THROUGH for below in sentence.kids(one)]
    kids += _with_whom_else(match)
    for kid in sentence.kids(predicate):
        if kid.kind == "v" and kid.link == "coordinate" and (not kid.comma or kid.text.endswith("ながら")):
            kids += sentence.kids(kid)
    above = sentence.head(predicate)
    if predicate.kind == "v" and predicate.link == "adnominal" and above is not None and above.kind == "v":
        planned = above.lemma in match.frames.governors.plan  # 会談を、3日に行う予定だ
        kids += [kid for kid in sentence.kids(above) if planned and kid is not predicate]
    kids = [kid for kid in kids if kid is not chunk and not (kid.particle == "は" and _announced(match, clause))]
    return [one for _, one in sorted({kid.index: kid for kid in kids}.items())]


def _with_whom_else(match: Match) -> Iterator[Chunk]:
    """乙外相との会談の場を, 乙外相との間で初となる会談を: a partner who hangs on what stands around the word."""
    around = [one for one in clauses_before(match) if one.lemma in match.frames.does.happen]
    above = match.sentence.head(match.chunk)
    if above is not None and match.chunk.particle == "の":
        around.append(above)
    for one in around:
        yield from (kid for kid in match.sentence.kids(one) if kid.particle in match.frames.particles.partner)


def _how(match: Match, clause: Clause) -> How:
    sits_in = clause.light is not None and clause.light.lemma in match.frames.does.sit_in
    return "attend" if clause.how == "clause" and sits_in else clause.how


def _deep_sides(match: Match, clause: Clause, persons: Sequence[Mention], deep: Sequence[str]) -> Sequence[str]:
    """States further down that stand for the sides where nobody is named: 日韓の当局の局長らによる対話を行った."""
    if clause.how != "clause" or match.frame.kind not in ("talk", "meal") or len(deep) < 2:
        return ()
    if any(person.name for person in persons):
        return ()
    return deep if _official_words(match) else ()


def _official_words(match: Match) -> bool:
    sentence, words = match.sentence, match.frames.marks.governmental
    kids = sentence.kids(match.chunk)
    near = [*kids, *(below for kid in kids for below in sentence.kids(kid))]
    return tables.holds(match.run, words) or any(holds(one, words) for one in near)


def _governmental(match: Match, parts: Filled, deep: Sequence[str]) -> bool:
    sentence, marks = match.sentence, match.frames.marks
    near = [match.chunk, *sentence.kids(match.chunk)]
    if len(deep) > 1 and any(holds(one, marks.governing) for one in near):
        return True
    several = [*parts.fill, *parts.subjects]
    return any("政府" in one.text or match.frames.subjects.of(one.nouns) == "states" for one in several)


def sides_of_subject(sentence: Sentence, subject: Chunk, frames: Frames) -> list[str]:
    """日韓の外相は, 日本と韓国の両国は, 日米韓の枠組みの外相は: the states in what modifies a nameless subject."""
    if any(person.name or person.country for person in subject.persons):
        return []
    if roles.is_governing(sentence, subject, frames):
        return roles.states_below(sentence, subject)
    if subject.codes or not roles.stands_for_several(sentence, subject, frames):
        return []
    kids = [kid for kid in sentence.kids(subject) if kid.particle in ("の", "", "と")]
    return [code for kid in kids for one in sentence.group(kid) for code in one.codes]
