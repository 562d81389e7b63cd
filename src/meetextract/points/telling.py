"""Whether the clause of a predicate reports a point of the talks: by mood, governor and where it is told."""

from __future__ import annotations

from typing import Final

from meetextract.points.contents import PERFORMATIVE
from meetextract.points.governors import Mood, Report, mood_of
from meetextract.points.predicates import Hit
from meetextract.points.press import elsewhere, in_talks, recalled, told_afterwards
from meetextract.points.reading import SETTLED, Reading, Setting
from meetextract.points.who import governing
from meetextract.points.words import holds, words

_PLAIN: Final = "うくぐすつぬぶむる"  # the last sign of a verb as a dictionary has it
_LASTING: Final = frozenset({"state", "request", "support", "propose"})
_OF_BOTH: Final = SETTLED | {"discuss", "sign", "announce"}
_TOLD_AFTERWARDS: Final = frozenset({"state", "welcome", "concern", "condemn", "thank"})


def is_told(of: Setting, reading: Reading, hit: Hit, mood: Mood, how: Report) -> bool:
    """Whether the clause reports a point of the talks, by its mood, its governor and where it is told."""
    if how == "none" or (mood.negative) or _is_listed_clause(of, reading, hit, mood):
        return False
    if mood.goes_on and (mood.past or how not in ("tells", "said") or hit.chunk.link == "coordinate"):
        return False
    if _is_of_speech(of, reading, hit, mood) or _is_before_noun(reading, hit, mood):
        return False
    if hit.chunk.tail and any(word.surface == "ばかり" for word in hit.chunk.tail):
        return False  # 先月の会談で確認したばかりだ
    if mood.goes_on and how == "tells" and hit.rule.kind in _LASTING and of.state.quote is None:
        return False  # 譲歩を迫っている: what he does all the time
    if reading.press and not _of_the_inside(of, reading, hit, mood, how):
        return False
    if how == "able":
        return hit.rule.kind in _OF_BOTH and not mood.past
    if how == "plan":
        return of.state.planned and not mood.wish
    if how == "describes":
        return _before_participant(of, reading, hit) and not mood.wish
    if how == "told":
        return _revealed(of, reading, hit) and not _settled_by_one(of, reading, hit)
    if how == "said":
        return _performs(of, reading, hit, mood)
    if mood.wish:
        return False
    final = hit.chunk.link == "final" and not mood.past and not mood.bare and not mood.goes_on
    asks_readers = hit.noun.text == "お"  # 会員登録をお願いします
    if final and (asks_readers or (not of.state.planned and not _as_of_now(of, reading, hit))):
        return False
    return not (mood.goes_on and recalled(reading.sentence, hit.chunk))


def _is_listed_clause(of: Setting, reading: Reading, hit: Hit, mood: Mood) -> bool:
    """支援に感謝する、協力を深めたい旨述べた: one of the clauses that somebody says."""
    chunk = hit.chunk
    plain = chunk.comma and not chunk.tail and not (mood.past or mood.bare or mood.goes_on)
    closed = chunk.link in ("final", "adnominal") or chunk.units[-1].surface[-1] in _PLAIN
    return plain and closed and chunk.index + 1 < len(reading.sentence.chunks)


def _is_of_speech(of: Setting, reading: Reading, hit: Hit, mood: Mood) -> bool:
    """大臣から、平和条約を締結し、関係を進めたい旨述べた: what both would do is a clause of what one says."""
    chunk = hit.chunk
    settles = hit.rule.by == "joint" or hit.rule.kind == "confirm"
    like = chunk.text.rstrip("、，,").endswith(("など", "等"))  # 契約が結ばれるなど、往来が盛んである旨
    if not settles or mood.past or not (chunk.link == "coordinate" or like) or not chunk.comma:
        return False
    after = reading.sentence.chunks[chunk.index + 1 :]
    at = next((c.index for c in after if c.run == "旨"), None)
    others = (a for a in reading.actors if chunk.index < a.index < (at or 0))
    if at is None or not all(reading.contents.is_inside(a) for a in others):
        return False
    actor = governing(of, reading, hit.noun.index)
    return actor is not None and not actor.joint and (actor.sends or like)


def _is_before_noun(reading: Reading, hit: Hit, mood: Mood) -> bool:
    """4月に一致した、共同訓練などの協力を確認した: a past verb before a comma and more tells what went before."""
    chunk = hit.chunk
    goes_on = chunk.comma and chunk.link == "coordinate" and chunk.index + 1 < len(reading.sentence.chunks)
    both = hit.rule.by == "joint" or hit.rule.kind == "discuss"
    return goes_on and mood.past and both and chunk.text.rstrip("、，,").endswith(("た", "だ"))


def _as_of_now(of: Setting, reading: Reading, hit: Hit) -> bool:
    """求めたということです ends in a verb of its own; a label's note form (求める。) tells as well."""
    if reading.contents.listed and reading.found:
        return True  # ・日本側から懸念を表明、先方は理解を示す。
    return bool(reading.actors) and reading.actors[0].index == 0 and not reading.sentence.chunks[0].tail


def _revealed(of: Setting, reading: Reading, hit: Hit) -> bool:
    """一致したと明らかにした, 提案したことを明らかにした."""
    if hit.rule.kind == "discuss" and reading.press:
        return False
    chunks = reading.sentence.chunks
    above = chunks[min(hit.chunk.index + 1, len(chunks) - 1)]
    if hit.chunk.link == "quoted" and above.kind == "n":  # 表明したと、外交部の報道官が伝えた
        above = next((c for c in chunks[above.index :] if c.kind == "v" or c.particle in ("", "を", "で")), above)
    tail = hit.chunk.text
    if tail.endswith(("との", "という")):
        return False
    nouns = "".join(above.nouns)
    return above.lemma in words().governors["reveal"] or nouns in words().governors["reveal"] or above.run == "こと"


def _settled_by_one(of: Setting, reading: Reading, hit: Hit) -> bool:
    """氏は、中国政府は…を決めたと述べた: what one side has settled by itself is what it says."""
    if hit.rule.kind != "agree" or hit.rule.by != "joint":
        return False
    before = [actor for actor in reading.actors if actor.index < hit.noun.index]
    state = len(before) > 1 and not reading.sentence.chunks[before[-1].index].persons
    return state and len(before[-1].sides) == 1 and before[-1].particle == "は"


def _performs(of: Setting, reading: Reading, hit: Hit, mood: Mood) -> bool:
    """歓迎する旨述べた; 増額を求めると述べた."""
    rule = hit.rule
    saying = next((c for c in reading.sentence.chunks[hit.chunk.index + 1 :] if c.kind == "v"), hit.chunk)
    told = mood_of(saying)  # 支持すると表明していた
    if mood.past or saying.text.rstrip("、，,").endswith(("つつ", "ながら")) or (told.past and told.goes_on):
        return False
    if rule.kind in PERFORMATIVE or (rule.kind == "confirm" and not mood.wish):
        return True
    if rule.kind not in ("request", "propose", "agree") or mood.wish or rule.by == "joint":
        return False
    chunks = reading.sentence.chunks
    after = chunks[hit.chunk.index + 1] if hit.chunk.index + 1 < len(chunks) else None
    noted = hit.chunk.text.endswith(("との", "と")) or (after is not None and after.run in ("旨", "発言", "声", "意見"))
    if after is not None and after.run in words().content["views"]:
        return False  # 訪問は安定を促すとの認識を示した
    says = after is not None and after.lemma in ("述べる", "発言", "伝える")
    return noted and (says or hit.chunk.text.endswith("との") or (after is not None and after.run == "旨"))


def _of_the_inside(of: Setting, reading: Reading, hit: Hit, mood: Mood, how: Report) -> bool:
    """Words to the press count where they tell what was agreed or said inside."""
    rule = hit.rule
    if rule.kind in ("announce", "sign") and how == "tells" and not reading.inside:
        return mood.past and any(actor.joint for actor in reading.actors)
    if rule.kind in SETTLED and how == "tells" and not (reading.inside or of.state.press.named):
        return any(actor.joint for actor in reading.actors)  # behind words to the press: 両氏は…で一致した
    if not mood.past and not (reading.inside and (hit.chunk.link == "coordinate" or mood.bare)):
        return False
    if mood.goes_on or (rule.kind == "discuss" and not reading.inside):
        return False
    if not reading.inside and how != "told":
        return False
    if rule.kind in SETTLED or rule.kind == "discuss":
        return True
    actor = governing(of, reading, hit.noun.index)
    named = actor is not None and bool(actor.sides) and not actor.other
    passed_on = not {hit.chunk.lemma, hit.chunk.run}.isdisjoint(words().elsewhere["passed_on"])
    handed = rule.kind in ("request", "propose", "concern", "condemn", "state") and passed_on
    return handed or (reading.inside and named) or in_talks(reading.sentence, hit.noun)


def is_elsewhere(of: Setting, reading: Reading, hit: Hit) -> bool:
    rule, sentence = hit.rule, reading.sentence
    before = sentence.text[sentence.start : hit.start]
    if rule.frame and not _framed(rule.frame, before) and not of.state.statement:
        return True
    if rule.kind in _TOLD_AFTERWARDS and told_afterwards(sentence, hit.noun):
        return True
    return elsewhere(sentence, hit.noun, reading.actors)


def _before_participant(of: Setting, reading: Reading, hit: Hit) -> bool:
    chunks = reading.sentence.chunks
    after = chunks[hit.chunk.index + 1] if hit.chunk.index + 1 < len(chunks) else None
    if after is None or hit.chunk.comma:
        return False
    known = any(m.person is p for m in after.persons for p in of.party.persons)
    return known or any(a.index == after.index and not a.other and a.sides for a in reading.actors)


def _framed(frame: object, before: str) -> bool:
    if isinstance(frame, tuple):
        return holds(before, frame)
    return frame.search(before) is not None  # type: ignore[attr-defined]
