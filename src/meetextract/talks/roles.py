"""Who stands in which role beside a predicate: subjects (also unsaid ones), rows of persons, states told as sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.lexicon import tables
from meetextract.lexicon.frames import Frames
from meetextract.talks.rules import rules

if TYPE_CHECKING:
    from meetextract.people.persons import Mention
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

_MODIFY: Final = frozenset(
    {"の", "による", "と", "、", "", "との", "間の", "との間の", "や", "及び", "および", "らによる", "など", "などの"}
)  # what leads from a noun down to the states that it is of
_DEPTH: Final = 5
_SHARING: Final = 40  # clauses of a sentence that somebody wrote; further no subject is looked for
_SENDERS: Final = frozenset({"は", "が", "も"})
_TOWARDS: Final = frozenset({"を", "と", "に", "への", "へ", "との"})
_SUITES: Final = frozenset({"訪問団", "一行"})  # 大統領の訪問団と会見した
ABOUT: Final = ("について", "を巡", "をめぐ", "に関")
_PLAIN: Final = frozenset({"の", "", "に", "で"})  # a state with these is a place or a modifier, not a side


def ends_in_state(chunk: Chunk) -> bool:
    """Whether nothing stands between the name of a state and the particle: 米国は, not 米政府は."""
    return chunk.units[-1].letter == "G"


def is_place(chunk: Chunk, frames: Frames) -> bool:
    """A state or town that only tells where: Xでは."""
    return chunk.particle in frames.particles.place and ends_in_state(chunk)


def holds(chunk: Chunk, words: Iterable[str]) -> bool:
    """Whether the chunk holds one of the words of a table."""
    return tables.holds(chunk.text, words)


def names_one(nouns: Sequence[str], words: tuple[str, ...], end: int) -> bool:
    """Whether one of the words stands where a noun begins and within the first `end` code points.

    国会 stands so in 国会審議, and not in 3カ国会議, whose 会議 is the meeting.
    """
    at = 0
    text = "".join(nouns)[:end]
    for noun in nouns:
        if text.startswith(words, at):
            return True
        at += len(noun)
    return False


def head_verb(sentence: Sentence, chunk: Chunk) -> Chunk:
    """The nearest predicate above a chunk, or the last chunk of the sentence."""
    at = chunk
    while at.kind != "v" and (above := sentence.head(at)) is not None:
        at = above
    return at


def stands_for_several(sentence: Sentence, chunk: Chunk, frames: Frames) -> bool:
    """両氏, 3カ国, 両国の首脳: whoever has been told of before."""
    subjects = frames.subjects
    if subjects.of(chunk.nouns) in ("all", "states"):
        return True
    return any(
        kid.kind == "n" and kid.particle == "の" and subjects.of(kid.nouns) in ("all", "states")
        for kid in sentence.kids(chunk)
    )


def states_below(sentence: Sentence, chunk: Chunk, depth: int = 0) -> list[str]:
    """States in the modifiers of a noun: 韓国とチェコの当局の局長らによる対話."""
    codes: list[str] = []
    for kid in sentence.kids(chunk):
        if kid.kind == "n" and kid.particle in _MODIFY and depth < _DEPTH and not _is_of_a_topic(sentence, kid):
            codes += states_below(sentence, kid, depth + 1)
            codes += kid.codes
    return list(dict.fromkeys(codes))


def is_governing(sentence: Sentence, chunk: Chunk, frames: Frames) -> bool:
    """首脳は, 閣僚は with at least two states in what modifies them."""
    return holds(chunk, frames.marks.governing) and len(states_below(sentence, chunk)) > 1


def subjects_of(
    sentence: Sentence,
    predicate: Chunk,
    frames: Frames,
    seen: set[int] | None = None,
    apart_from: frozenset[str] = frozenset(),
) -> list[Chunk]:
    """Subject chunks of a predicate: its own, what it modifies, those of the clauses before it, its governor's.

    apart_from: particles that mark the other side beside this predicate (甲外相から電話を受ける).
    """
    seen = set() if seen is None else seen
    if predicate.index in seen or len(seen) > _SHARING:
        return []
    seen.add(predicate.index)
    kids = [kid for kid in sentence.kids(predicate) if kid.particle not in apart_from]
    if own := [kid for kid in kids if _is_subject(sentence, kid, frames)] or _with_companions(sentence, kids, frames):
        plain = [kid for kid in own if kid.particle != "とも"] or own  # 外相はA氏とも会談した: with A
        return [one for kid in plain for one in told_of(sentence, kid, frames) or [kid]]
    if (modified := _modified_person(sentence, predicate)) is not None:
        return [modified]
    for kid in reversed(sentence.kids(predicate)):
        if (clause := _clause_before(sentence, predicate, kid)) is not None and (
            found := subjects_of(sentence, clause, frames, seen)
        ):
            return found
    above = sentence.head(predicate)
    if above is None:
        return []
    return subjects_of(sentence, head_verb(sentence, above), frames, seen)


def _only_tells(sentence: Sentence, chunk: Chunk) -> bool:
    """C外相は、A首相とB大統領が会談した際、…と述べた: the two met, and whoever stands before them did not."""
    above = sentence.head(chunk) if chunk.particle == "は" else None
    beside = sentence.kids(above) if above is not None and above.link != "final" else []
    pairs = (kid for kid in beside if kid.particle == "が" and kid.index > chunk.index)
    return any(sum(len(one.persons or one.codes) for one in sentence.group(kid)) > 1 for kid in pairs)


def _is_subject(sentence: Sentence, chunk: Chunk, frames: Frames) -> bool:
    if chunk.kind != "n" or chunk.particle not in frames.particles.subject or is_place(chunk, frames):
        return False
    if _only_tells(sentence, chunk):
        return False
    if chunk.persons:
        return chunk.particle != "とも"  # 甲外相とも会談した
    if chunk.codes or stands_for_several(sentence, chunk, frames):
        return True
    return is_governing(sentence, chunk, frames)


def _with_companions(sentence: Sentence, kids: Sequence[Chunk], frames: Frames) -> list[Chunk]:
    """大臣と使節団は, 次官を団長とする一行は: who is named of a subject."""
    subject = frames.particles.subject - {"とも"}
    subjects = (kid for kid in kids if kid.kind == "n" and kid.particle in subject)
    named = [one for kid in subjects for one in (*sentence.group(kid), *told_of(sentence, kid, frames))]
    return [one for one in dict.fromkeys(named) if one.persons]


def _modified_person(sentence: Sentence, predicate: Chunk) -> Chunk | None:
    """会談を終えた甲大統領: whom an adnominal clause modifies does what it tells."""
    if predicate.link != "adnominal" or (at := sentence.head(predicate)) is None:
        return None
    while at.kind == "n" and not at.persons and at.particle == "の" and (above := sentence.head(at)) is not None:
        at = above
    while (above := sentence.head(at)) is not None and above.kind == "n" and at in sentence.group(above):
        at = above  # of a row the last, which has the others with it
    return at if at.persons and at.kind == "n" else None


def _clause_before(sentence: Sentence, predicate: Chunk, kid: Chunk) -> Chunk | None:
    """A clause whose subject the predicate shares: …し、; …した際、; …したのは."""
    if kid.kind == "n":
        return next((one for one in sentence.kids(kid) if one.link == "subordinate"), None)
    if kid.kind != "v":
        return None
    if kid.link in ("coordinate", "quoted") or (kid.link == "nominal" and predicate.lemma == "成る"):
        return kid
    return None


def others_did(sentence: Sentence, predicate: Chunk, frames: Frames) -> bool:
    """大統領と会談した特使団の報告を受けた: whom the clause modifies met somebody, and is no official."""
    at = sentence.head(predicate) if predicate.kind == "v" and predicate.link == "adnominal" else None
    if at is None or at.persons or at.codes or not at.run.endswith(frames.marks.people):
        return False
    kids = sentence.kids(at)  # 日本の代表団; 会談した両国の関係者
    return not any(kid.codes or kid.persons for kid in kids) and not stands_for_several(sentence, at, frames)


def fillers(sentence: Sentence, chunks: Iterable[Chunk], roles: frozenset[str], frames: Frames) -> list[Chunk]:
    """The nominals among `chunks` with persons or states and a particle of `roles`, rows of them resolved."""
    found: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind != "n" or chunk.particle not in roles or is_place(chunk, frames) or _only_tells(sentence, chunk):
            continue
        if chunk.names:
            found += sentence.group(chunk)
        found += (one for one in told_of(sentence, chunk, frames) if one not in found)
    return found


def told_of(sentence: Sentence, chunk: Chunk, frames: Frames) -> list[Chunk]:
    """大統領をはじめとする要人と, A外相、B外相の両氏が: who is told of those whom a nominal counts together."""
    found: list[Chunk] = []
    if any(person.name for person in chunk.persons):
        return found
    for kid in sentence.kids(chunk):
        if kid.persons and _counts(kid, chunk, frames):
            found += sentence.group(kid)
        elif kid.kind == "n" and kid.particle == "の" and not kid.persons:  # …ら3カ国の首脳と
            found += told_of(sentence, kid, frames)
    return found


def _counts(one: Chunk, other: Chunk, frames: Frames) -> bool:
    """B外相の両氏, B外相ら3人の閣僚, B外相など各国の外相: whether a person is one of those whom the next noun means."""
    if one.particle == "の" and frames.subjects.of((*one.nouns, *other.nouns)) in ("all", "states"):
        return True
    if other.run.endswith(rules().unnamed) and one.text.endswith(("等の", "らの")):
        return True  # 外相等の政府要人
    return one.particle in frames.particles.including or (one.particle == "の" and other.run in _SUITES)


def members(sentence: Sentence, chunks: Iterable[Chunk]) -> Iterator[Mention]:
    """The persons of chunks and of those in a row with them."""
    for chunk in chunks:
        for one in sentence.group(chunk):
            yield from one.persons


def tells_what_was_said(sentence: Sentence, predicate: Chunk, frames: Frames) -> bool:
    """一致した; 意見交換を実施した."""
    does = frames.does
    if predicate.lemma in does.told:
        return True
    objects = (kid for kid in sentence.kids(predicate) if predicate.lemma in does.hold and kid.particle in ("を", "が"))
    return any(not does.told.isdisjoint(kid.nouns[-1:]) for kid in objects)


def role_particle(sentence: Sentence, chunk: Chunk, frames: Frames) -> str:
    """The particle of the last of a row of coordinated persons, which is that of all of them."""
    at, joins = chunk, frames.particles.beside
    while (above := sentence.head(at)) is not None and above.persons:
        if at.particle not in joins and not (at.particle == "と" and above.kind == "n"):
            break
        at = above
    if above is not None and _counts(at, above, frames):
        while above.particle == "の" and (higher := sentence.head(above)) is not None:
            above = higher  # A大臣ら3人の閣僚を
        return above.particle
    if at.particle in joins and at.head >= 0:  # the next of the row is no known person
        for one in sentence.chunks[at.index + 1 : at.head]:
            if one.kind == "n" and not one.persons and one.particle in _TOWARDS:
                return one.particle
    return at.particle


def sides_of(sentence: Sentence, chunks: Sequence[Chunk], frames: Frames, *, with_persons: bool) -> list[str]:
    """The states among `chunks` that stand for governments; of coordinated ones the last tells."""
    codes: list[str] = []
    inside = {chunk.index for chunk in chunks}
    several = {chunk.head for chunk in chunks}
    counts = False
    for chunk in reversed(chunks):
        row = chunk.index in several and ends_in_state(chunk)
        counts = not chunk.persons and (_is_side(chunk, frames) or (chunk.head in inside and counts) or row)
        if counts and ends_in_state(chunk) and chunk.particle in _SENDERS and not row:
            beside = any(kid.particle == "や" for kid in sentence.kids(chunk))
            counts = not (with_persons or chunk.particle == "も" or beside)
        counts = counts and chunk.particle != "や" and not _is_of_a_topic(sentence, chunk)
        if counts:
            codes[:0] = chunk.codes
    return codes


def _is_of_a_topic(sentence: Sentence, chunk: Chunk) -> bool:
    """シリア、レバノン、紅海を巡る情勢について: the row of states ends in what is spoken of."""
    at: Chunk | None = chunk
    while at is not None and at.kind == "n" and not at.particle and at.comma and ends_in_state(at):
        at = sentence.chunks[at.index + 1]
    if at is chunk:
        return False
    while at is not None and at.kind == "n" and not at.names:
        if at.particle.startswith(ABOUT):
            return True
        at = sentence.head(at) if at.particle == "の" else None
    return False


def _is_side(chunk: Chunk, frames: Frames) -> bool:
    """Whether a chunk that names states stands for their governments."""
    if ends_in_state(chunk):
        return chunk.particle not in _PLAIN or len(chunk.codes) > 1
    return holds(chunk, frames.marks.sides) or (len(chunk.codes) > 1 and frames.event_noun(chunk.run) is not None)
