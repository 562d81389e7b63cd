"""Who spoke: the subject that governs a predicate, and the sides that it stands for."""

from __future__ import annotations

from typing import Final

from meetextract.points.governors import Mood
from meetextract.points.predicates import Hit
from meetextract.points.reading import PAIR, SETTLED, Reading, Setting
from meetextract.points.speakers import Actor, said_jointly
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk

Said = tuple[tuple[str, ...], bool]  # sides, all together

_JOINT_KINDS: Final = frozenset({"agree", "share", "sign", "announce", "discuss"})


def governing(of: Setting, reading: Reading, at: int, hit: Hit | None = None) -> Actor | None:
    """The subject of the predicate at bunsetu `at`."""
    chunks, contents = reading.sentence.chunks, reading.contents
    bystander: Actor | None = None
    for actor in reversed(reading.actors):
        if actor.index >= at and not (actor.index == at and chunks[at].units[-1].letter == "Q"):
            continue
        head = reading.sentence.head(chunks[actor.index])
        clausal = (
            head is not None
            and head.kind == "v"
            and head.index < at
            and head.link in ("adnominal", "nominal", "quoted", "subordinate", "conditional")
        )
        if hit is not None and at and contents.is_fact(actor.index, at - 1, hit):
            continue
        if actor.other and actor.particle in ("が", "も") and (clausal or actor.particle == "も" or actor.index > 1):
            bystander = bystander or actor
            continue
        if actor.particle == "が" and clausal and head is not None and _is_of_clause(of, reading, actor, head, at):
            continue
        if contents.is_inside(actor) or (actor.sends and _received(reading, actor, at)):
            continue
        return actor
    if bystander is not None and bystander.index <= 1:
        return bystander
    return None


def _is_of_clause(of: Setting, reading: Reading, actor: Actor, verb: Chunk, at: int) -> bool:
    """Whether a subject with が belongs to a clause of the content: who speaks stands before it, or it is past."""
    if _contrasted(of, reading, actor, at):
        return False
    if verb.past or verb.link in ("subordinate", "conditional"):
        return True
    points = reading.contents.points
    return any(
        one.index < actor.index
        and one.particle != "が"
        and not one.other
        and not any(one.index < p < actor.index for p in points)
        for one in reading.actors
    )


def _contrasted(of: Setting, reading: Reading, actor: Actor, at: int) -> bool:
    """A氏が…することを打診し、B氏は応じた: the first subject has its predicate before the second one begins."""
    after = next((a for a in reading.actors if a.index > at), None)
    chunks = reading.sentence.chunks
    return (
        after is not None
        and after.particle == "は"
        and not after.other
        and bool(actor.sides)
        and chunks[after.index - 1].comma
        and not any(c.comma for c in chunks[at : after.index - 1])
        and reading.actors[0] is actor
    )


def _received(reading: Reading, actor: Actor, at: int) -> bool:
    """大臣は、先方より説明を受け、…を非難した: who was heard does not say what follows."""
    chunks = reading.sentence.chunks
    head = reading.sentence.head(chunks[actor.index])
    if head is not None and head.lemma == "受ける" and head.index < at:
        return True
    topic = any(one.index < actor.index and one.particle == "は" for one in reading.actors)
    return topic and any(c.lemma == "受ける" for c in chunks[actor.index : at])


def speaker(
    of: Setting, reading: Reading, hit: Hit, mood: Mood, particle: str, *, describes: bool = False
) -> Said | None:
    """(sides, all together) of a point; None where a bystander speaks."""
    rule, sides = hit.rule, of.party.sides
    actor = governing(of, reading, hit.noun.index, hit)
    before = of.state.speaker
    if actor is not None and actor.nation and actor.joint and rule.kind == "state" and before is not None:
        actor = before  # また、日本とフィンランドは価値を共有しており、…したい旨述べた: what both are, says one
    if actor is not None and ((actor.nation and not actor.joint) or actor.other) and particle == "旨":
        senders = (a for a in reading.actors if a.index < actor.index and a.sends and a.sides)
        actor = next(senders, actor)  # 大臣から、…旨述べ、エストニアは友人であり、…したい旨述べた
    if describes or (
        mood.passive and rule.kind in ("request", "propose") and particle in ("を", "よう", "", "に", "の")
    ):
        asked = _asked(of, reading, hit, actor, describes=describes, passive=mood.passive)
        if asked is not None:
            return asked
    _, how = reading.reports[hit.chunk.index]
    if actor is not None and actor.other and how == "told":  # 中国外務省は、…氏が求めたと発表した
        actor = next((a for a in reading.actors if actor.index < a.index < hit.noun.index and a.sides), actor)
    stranger = actor.other if actor is not None else of.state.stranger and not reading.actors
    of_the_talks = reading.inside or (reading.press and rule.kind in SETTLED | {"discuss"})
    of_the_talks = of_the_talks or (
        actor is None and rule.by == "joint" and mood.past and (rule.kind == "agree" or mood.passive)
    )
    told = (rule.by == "joint" or rule.kind == "discuss") and how == "told"
    if stranger and not of_the_talks and not told:
        return None
    values = reading.sentence.chunks[hit.noun.index - 1].run.endswith(words().elsewhere["values"])
    lasting = hit.chunk.lemma == "受け入れる" or (rule.kind == "share" and (mood.goes_on or values))
    if actor is not None and actor.nation and (lasting or _settles_at_home(hit, actor)):
        return None  # ヨルダンは難民を受け入れ, 両国は価値観を共有している
    if actor is not None and not actor.joint and mood.goes_on and rule.kind == "agree":
        return None  # 日本政府は…ことを決定している
    if said_jointly(reading.sentence, hit.noun) and (actor is None or not actor.sides or actor.joint):
        return sides, True
    if rule.by == "joint" or (rule.kind in _JOINT_KINDS and rule.by is None):
        return _decided_alone(of, hit, actor) or (sides, True)
    if rule.by == "other":
        return _other(of, reading, hit, actor)
    if rule.kind == "confirm":
        return _confirms(of, reading, hit, actor)
    whereas = _whereas(of, reading, hit, actor)
    if whereas is not None:
        return whereas
    if _was_heard(of, hit, mood, actor):
        return of.party.foreign, False
    humble = not {hit.noun.text, hit.chunk.lemma}.isdisjoint(words().speakers["humble"])
    if actor is None and humble and of.party.own in sides and of.party.own and not mood.passive:
        return (of.party.own,), False  # 先方は…。また、協力をお願いした
    actor = (before or _state_of_words(reading, hit)) if actor is None else actor
    return (actor.sides, actor.joint) if actor is not None else ((), False)


def _state_of_words(reading: Reading, hit: Hit) -> Actor | None:
    """日本は支援を続ける旨述べた, where nobody spoke before."""
    states = (a for a in reading.actors if a.nation and not a.joint and a.particle == "は")
    return next((a for a in states if a.index < hit.noun.index), None)


def _settles_at_home(hit: Hit, actor: Actor) -> bool:
    """日本は来年度予算に支援費を盛り込むことを決めた: by itself, not in the talks."""
    alone = not {hit.chunk.lemma, hit.chunk.run}.isdisjoint(words().speakers["alone"])
    return alone and hit.rule.kind == "agree" and len(actor.sides) == 1 and actor.particle == "は"


def _decided_alone(of: Setting, hit: Hit, actor: Actor | None) -> Said | None:
    """日本側は調査団を送ることとした: what one side can do without the other."""
    alone = not {hit.chunk.lemma, hit.chunk.run}.isdisjoint(words().speakers["alone"])
    if actor is None or not alone or hit.rule.kind != "agree":
        return None
    return (actor.sides, False) if len(actor.sides) == 1 and actor.particle in ("は", "も") else None


def _whereas(of: Setting, reading: Reading, hit: Hit, actor: Actor | None) -> Said | None:
    """A氏が求めたのに対して「…」とはねつけた: the other side answers."""
    if actor is None or actor.joint or len(of.party.sides) != PAIR or len(actor.sides) != 1:
        return None
    between = reading.sentence.chunks[actor.index : hit.noun.index]
    if not any(c.kind == "v" and c.text.endswith(("のに対し", "のに対して", "のに対しては")) for c in between):
        return None
    return of.party.others(actor.sides), False


def _was_heard(of: Setting, hit: Hit, mood: Mood, actor: Actor | None) -> bool:
    """感謝の言葉があった, without から: said by the other side."""
    happened = hit.rule.type == "noun" and (
        mood.passive or hit.chunk.lemma in ("有る", "上がる", "相次ぐ", "出る", "御座る")
    )
    unsaid = actor is None or (actor.sides == (of.party.own,) and not actor.sends)
    return happened and unsaid and len(of.party.foreign) == 1 and len(of.party.sides) > 1


def _asked(
    of: Setting, reading: Reading, hit: Hit, actor: Actor | None, *, describes: bool, passive: bool
) -> Said | None:
    """求められたA氏は: the other side asked; Aから…求められ: the one named."""
    if not passive and not describes:
        return None
    source = next((a for a in reversed(reading.actors) if a.index < hit.noun.index and a.sends), None)
    if source is not None and source.sides:
        return source.sides, source.joint
    follow = next((a for a in reading.actors if a.index > hit.chunk.index), None) if describes else None
    if describes and not passive:  # 履行を求める梶谷氏に, 求めた外相は
        beside = reading.sentence.chunks[hit.chunk.index + 1 : hit.chunk.index + 2]
        whose = [m.person.country for c in beside for m in c.persons if m.person is not None and m.person.country]
        codes = tuple(dict.fromkeys(code for code in whose if code in of.party.sides))
        return (follow.sides, follow.joint) if follow is not None else (codes, False) if codes else None
    own = (of.party.own,) if of.party.own in of.party.sides and (of.state.header or reading.press) else ()
    target = follow.sides if follow is not None else actor.sides if actor is not None and not actor.other else own
    rest = of.party.others([code for code in target if code])
    return (rest if len(rest) == 1 else ()), False


def _other(of: Setting, reading: Reading, hit: Hit, actor: Actor | None) -> Said | None:
    giver = next((a for a in reversed(reading.actors) if a.index < hit.noun.index and a.sends), None)
    nearest = reading.sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
    if nearest is not None and nearest.particle in ("から", "より") and nearest.run in ("各国", "参加国", "出席者"):
        return (), False
    senders = (c for c in reading.sentence.chunks[: hit.noun.index] if c.particle in ("から", "より"))
    if giver is None and any(words().bystanders.of(c.run.removesuffix("ら")) for c in senders):
        return None  # 経営者から説明を受けた
    before = reading.sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
    if (
        before is not None
        and before.particle == "の"
        and (named := of.cast.of(reading.sentence, before, "の")) is not None
        and named.sides
    ):
        return named.sides, False
    if giver is not None and giver.sides and not giver.joint:
        return giver.sides, False
    actor = actor or of.state.speaker
    if actor is not None and not actor.joint and len(of.party.sides) == PAIR:
        return of.party.others(actor.sides), False
    return (), False


def _confirms(of: Setting, reading: Reading, hit: Hit, actor: Actor | None) -> Said:
    """両大臣は確認した; 先方は確認した: one side confirms only where it does not say so of talks held."""
    if any(word.lemma == "合う" for word in hit.chunk.tail):
        return of.party.sides, True
    if actor is not None and not actor.sides and not actor.other:
        return (), False  # two of three
    if actor is not None and not actor.joint and len(actor.sides) == 1 and actor.particle in ("は", "が"):
        between = "".join(c.text for c in reading.sentence.chunks[actor.index + 1 : hit.noun.index])
        shared = reading.sentence.chunks[max(0, hit.noun.index - 2) : hit.noun.index]
        takes_both = any(holds(c.text, words().speakers["takes_both"]) for c in shared)
        if not takes_both and not holds(between, words().speakers["of_talks"]):
            return actor.sides, False
    return of.party.sides, True
