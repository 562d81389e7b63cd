"""Verbs that tell of meetings, alone (会う), with their object (言葉を交わす), or by what was said (一致した)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.lexicon.frames import Frames
from meetextract.talks import roles
from meetextract.talks.event import Event, Match, acting_subjects, own_subjects
from meetextract.talks.manner import (
    acts_unofficially,
    at_one_table,
    before_the_story,
    has_strangers,
    is_background,
    is_other_time,
    is_past_day,
    is_stranger,
    only_spoken_of,
    told_by_another,
    told_for_itself,
)
from meetextract.talks.mood import status_of, was_before
from meetextract.talks.nouns import sides_of_subject
from meetextract.talks.roles import holds
from meetextract.talks.rules import rules

if TYPE_CHECKING:
    from meetextract.people.persons import Mention
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

_SIT: Final = ("talk", "meal")
_TOGETHER: Final = frozenset({"共", "共に", "ともに"})
_ACCORD_WITH: Final = ("と", "との間で")
_WITH: Final = "との"
_FROM: Final = "から"
_COUNTED: Final = ("分", "時間")
_INTO: Final = ("に", "へ", "で")


def verb_match(sentence: Sentence, chunk: Chunk, frames: Frames) -> Match | None:
    """The row of a verb, alone (会う) or with its object (言葉を交わす)."""
    lemma = chunk.lemma
    kids = sentence.kids(chunk)
    if lemma == "為る" and any(kid.lemma in _TOGETHER for kid in kids):  # 夕食を共にする
        lemma = "共"
    for phrase in frames.phrases.get(lemma, ()):
        if any(kid.particle == phrase.particle and kid.units[-1].surface == phrase.noun for kid in kids):
            return Match(sentence, frames, phrase.frame, chunk, phrase.whole, phrase.whole)
    frame = frames.verbs.get(lemma)
    return None if frame is None else Match(sentence, frames, frame, chunk, lemma, lemma)


def verb_event(match: Match) -> Iterator[Event]:
    """The event of a verb, where what its row needs stands beside it."""
    sentence, frames, chunk, frame = match.sentence, match.frames, match.chunk, match.frame
    kind = frame.kind
    extra = frame.partner | frame.host
    subjects = roles.subjects_of(sentence, chunk, frames, apart_from=frame.partner)
    place = list(_whose_place(match, extra))
    partners = list(roles.members(sentence, [kid for kid in sentence.kids(chunk) if kid.particle in extra] + place))
    if kind in ("accord", "speech"):
        yield from _by_what_was_said(match, subjects, partners)
        return
    if chunk.passive and frame.needs != "talk" and not (kind == "talk" and partners):
        return  # not 大臣と会われました
    if not _has_needs(match, partners):
        return
    taking = (frames.particles.subject - {_FROM}) | frames.particles.partner | extra  # not ペルーから来た学生と
    kids = [*sentence.kids(chunk), *_of_object(match)]
    fill = roles.fillers(sentence, kids, taking, frames) + [one for kid in place for one in sentence.group(kid)]
    for subject in subjects:
        fill += [one for one in sentence.group(subject) if one not in fill]
    persons = [m for one in fill for m in one.persons]
    codes = roles.sides_of(sentence, fill, frames, with_persons=bool(persons))
    codes += (code for one in subjects for code in sides_of_subject(sentence, one, frames))
    told = any(one.persons or one.codes or roles.stands_for_several(sentence, one, frames) for one in subjects)
    told = told or any(is_stranger(one, frames) for one in own_subjects(sentence, chunk))
    yield Event(
        frame=frame.name,
        kind=kind,
        word=match.word,
        chunk=chunk,
        predicate=chunk,
        how="clause",
        status="none" if only_spoken_of(sentence, chunk) else status_of(sentence, chunk, frames),
        persons=tuple(persons),
        codes=tuple(dict.fromkeys(codes)),
        subject=tuple(m for one in subjects for m in one.persons),
        subjects=tuple(subjects),
        own=tuple(own_subjects(sentence, chunk)),
        beside=tuple(kid for kid in kids if kid.kind == "n"),
        partners=tuple(m for one in fill if one not in subjects for m in one.persons),
        hosts=tuple(partners) if frame.needs == "person" else (),
        apart=any(holds(kid, frames.marks.apart) for kid in kids),
        bilateral=any(holds(kid, frames.marks.bilateral) for kid in kids),
        joint=at_one_table(sentence, match.word, chunk, frames),
        strangers=has_strangers(sentence, chunk, kids, fill, frames),
        recalled=_verb_recalled(match) or told_by_another(sentence, chunk, persons, frames),
        unofficial=acts_unofficially(acting_subjects(sentence, chunk)),
        silent=not told and not chunk.passive,
        modified=True,
        reasons=(f"frame:{frame.name}", "how:clause"),
    )


def _whose_place(match: Match, roles_: frozenset[str]) -> Iterator[Chunk]:
    """大臣のもとを訪ねた: whoever is visited, by where he is; 大使の離任あいさつ。 in a diary: of whom a noun is."""
    last = match.chunk
    if match.frame.needs == "named" and last.head < 0 and not last.tail and last.units[-1].letter in "Nn":
        yield from (kid for kid in match.sentence.kids(last) if kid.particle == "の")
    for kid in match.sentence.kids(match.chunk):
        if kid.particle in roles_ and kid.run in match.frames.marks.whereabouts:
            yield from (below for below in match.sentence.kids(kid) if below.particle == "の")


def _of_object(match: Match) -> Iterator[Chunk]:
    """大臣とのお昼をご一緒した, 首相との意見を交わした: with whom, beside the object of a phrase."""
    for kid in match.sentence.kids(match.chunk):
        if kid.kind == "n" and match.word.startswith(kid.units[-1].surface + kid.particle):
            yield from (below for below in match.sentence.kids(kid) if below.persons and below.particle == _WITH)


def _verb_recalled(match: Match) -> bool:
    sentence, chunk = match.sentence, match.chunk
    if is_background(sentence, chunk, match.frames) or was_before(sentence, chunk, match.frames):
        return True
    if before_the_story(sentence, chunk) or (match.frame.kind == "accord" and _in_earlier_talks(match)):
        return True
    return any(is_other_time(kid, match.frames) and not told_for_itself(chunk, kid) for kid in sentence.kids(chunk))


def _in_earlier_talks(match: Match) -> bool:
    """両国の外相は6月の会談で…することで合意した: what was agreed in talks of which only the month is told."""
    sentence, frames = match.sentence, match.frames
    for one in sentence.chunks[: match.chunk.index]:
        if one.kind == "n" and one.particle.startswith("で") and frames.event_noun(one.run) is not None:
            days = [kid for kid in sentence.kids(one) if kid.particle == "の" and not kid.names]
            return any(kid.run.endswith("月") or is_past_day(kid, frames) for kid in days)
    return False


def _has_needs(match: Match, partners: Sequence[Mention]) -> bool:
    """Whether a verb that tells of more than meetings has what makes it one beside it."""
    sentence, frames, chunk = match.sentence, match.frames, match.chunk
    needs = match.frame.needs
    if needs in ("person", "named", "talk") and not partners:
        return False
    if needs == "house":
        return bool(partners) or any(kid.particle in _INTO and _is_own_house(kid) for kid in sentence.kids(chunk))
    if needs == "named":
        return any(m.name for m in partners)
    if needs == "channel":
        kids = sentence.kids(chunk)
        met = roles.members(sentence, (kid for kid in kids if kid.particle in _ACCORD_WITH))
        return any(m.name for m in met) or any(_by_channel(kid, frames) for kid in kids if kid.kind == "n")
    if needs == "talk":
        later = sentence.chunks[chunk.index + 1 :]
        sits = (verb_match(sentence, one, frames) for one in later if one.kind == "v")
        house = (kid for kid in sentence.kids(chunk) if kid.particle in _INTO and _is_own_house(kid))
        talks = any(frames.event_noun(one.run) for one in later) or any(m and m.frame.kind in _SIT for m in sits)
        return talks or any(house)  # 大臣室にお迎えした
    return True


def _is_own_house(chunk: Chunk) -> bool:
    return chunk.run.endswith(rules().own_houses)


def _by_channel(chunk: Chunk, frames: Frames) -> bool:
    """電話で, 20分; not 分野で."""
    lasts = any(sign.isnumeric() for sign in chunk.text)
    return any(word in chunk.text and (lasts or word not in _COUNTED) for word in frames.marks.channel)


def _could(match: Match) -> bool:
    """…で一致することができた, …を伝える機会を得た."""
    adnominal = match.chunk.link == "adnominal" and not match.chunk.past
    return adnominal and status_of(match.sentence, match.chunk, match.frames) == "held"


def _about_talks(match: Match) -> bool:
    """会談を申し入れた: who asks for talks has not met."""
    kids = match.sentence.kids(match.chunk)
    return any(kid.particle == "を" and match.frames.event_noun(kid.run) is not None for kid in kids)


def _by_what_was_said(match: Match, subjects: list[Chunk], towards: list[Mention]) -> Iterator[Event]:
    """Talks that only what was said in them tells: two who agreed; one who asked another."""
    sentence, frames, chunk, frame = match.sentence, match.frames, match.chunk, match.frame
    accord = frame.kind == "accord"
    links = ("coordinate", "quoted") if accord else ("coordinate",)
    told = chunk.past or chunk.link in links or _could(match)
    if not told or chunk.negative or (accord and chunk.passive):
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
        own=tuple(own_subjects(sentence, chunk)),
        partners=tuple(towards) if accord else (),
        recalled=_verb_recalled(match),
        silent=accord and not acting,
        modified=True,
        reasons=(f"frame:{frame.name}", "how:clause"),
    )
