"""Whether what a clause tells took place, is still to come, or neither: by its own mood and by what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from meetextract.lexicon.frames import Frames
from meetextract.talks.roles import holds, stands_for_several, subjects_of
from meetextract.talks.rules import rules

if TYPE_CHECKING:
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

Status = Literal["held", "planned", "none"]

_LAST: Final = 3  # bunsetu in which a sentence says what something is for
_IS_FOR: Final = frozenset({"為る", "もの", "物"})  # 目的とする, 目的とするもの
_STEPS: Final = 12  # clauses that hang on one another
_CONTINUES: Final = frozenset({"居る", "有る", "おる"})  # behind て: a state, told as of now
_RESOLVES: Final = frozenset({"為る", "成る"})
_BESIDE: Final = frozenset({"ほか", "他", "外"})
_ACCORDS: Final = frozenset({"一致", "合意", "確認"})
_MEANWHILE: Final = ("ながら", "ながら、")
_CUT_OFF: Final = frozenset({"ます", "致す"})  # a line that ends in まし or いたし
_OBJECTS: Final = frozenset({"を", "で", "に", "では", "でも", "も", "には", "が"})
_GUESSED: Final = ("べき", "かねない", "かもしれ", "だろう")
_SENT: Final = frozenset({"より", "よりは", "から", "からは"})  # 大統領より、
_WHETHER: Final = frozenset({"か", "かは", "かが", "かを", "かも"})  # 会談するかどうかは
_LACKS: Final = "無い"
_COULD: Final = "出来る"  # 会談することができた
_MEANS: Final = ("考え", "方針", "意向", "構え", "狙い", "つもり", "所存")  # a report may end in these
_PICTURE: Final = ("（写真", "(写真", "＝写真", "=写真", "（右", "(右", "（左", "(左")
_NOT_YET: Final = frozenset({"を", "に", "より", "の"})  # 会談の予定を: nothing says that it stands


def status_of(sentence: Sentence, predicate: Chunk, frames: Frames) -> Status:
    """Whether the clause of `predicate` tells of something that took place (held), is to come (planned) or neither."""
    if predicate.negative or predicate.wish or predicate.guess or holds(predicate, _GUESSED):
        return "none"
    if predicate.link == "nominal" and predicate.particle in _WHETHER:
        return "none"
    above = sentence.head(predicate)
    if predicate.text.endswith(_MEANWHILE) and above is not None and above.kind == "v":
        return status_of(sentence, above, frames)  # 朝食をともにしながら会談している
    past = predicate.past
    if predicate.link == "coordinate" and not past and goes_on(predicate):
        return "held"  # 会談を行っていますが、
    if not past and _is_said(sentence, predicate, frames):
        return "none"
    if predicate.link == "coordinate" and predicate.comma and not past and predicate.head >= 0:
        if not sentence.chunks[-1].past and _under_condition(sentence, predicate):
            return "none"
        return _by_the_end(sentence, sentence.chunks[-1], frames)
    governors, at = frames.governors, predicate
    for _ in range(_STEPS):
        if at is not predicate and at.kind == "v" and at.lemma in governors.not_held:
            return "held" if past else "none"
        above = sentence.head(at)
        if above is None or (at.kind == "v" and at.link == "final"):
            break
        decided = _under(sentence, at, above, past, frames)
        if isinstance(decided, str):
            return decided
        past, at = decided, above
        if at.kind == "v" and at.link == "final":
            break
    return "held" if past else _by_the_end(sentence, at, frames)


def _is_said(sentence: Sentence, clause: Chunk, frames: Frames) -> bool:
    """大統領より、首脳会議でお会いし、…を心待ちにしている旨述べた: a clause between who speaks and what says so."""
    before, after = sentence.chunks[: clause.index], sentence.chunks[clause.index + 1 :]
    if not any(one.comma and one.particle in _SENT and (one.persons or one.run in rules().others) for one in before):
        return False
    said = (one for one in after if one.kind == "v" and one.lemma in frames.governors.say)
    return any(kid.link == "quoted" or kid.run == "旨" for one in said for kid in sentence.kids(one))


def _under_condition(sentence: Sentence, clause: Chunk) -> bool:
    """会談し、…で一致できれば、…: one of the clauses with which it is coordinated is a condition."""
    above = sentence.head(clause)
    while above is not None and above.kind == "v" and above.link == "coordinate":
        above = sentence.head(above)
    return above is not None and above.kind == "v" and above.link == "conditional" and not above.past


def _under(sentence: Sentence, at: Chunk, above: Chunk, past: bool, frames: Frames) -> Status | bool:
    """What a clause's governor decides, or else whether what is below it counts as past from here on."""
    governors = frames.governors
    if at.link == "conditional" and at.kind == "v" and not past:
        return "none"
    if at.kind == "v" and at.link in ("adnominal", "subordinate"):
        return _under_noun(sentence, at, above, past, frames)
    if at.kind == "v" and at.link == "quoted":
        if past or (goes_on(at) and above.lemma not in governors.ask):
            return "held"  # 会談が行われていると説明した
        return "none" if above.lemma in governors.ask or at.wish or at.guess else "planned"
    return past


def _under_noun(sentence: Sentence, at: Chunk, noun: Chunk, past: bool, frames: Frames) -> Status | bool:
    governors = frames.governors
    if holds(at, ("べき",)):
        return "none"
    word = noun.units[-1].surface if noun.kind == "n" else noun.lemma
    if word in governors.thing:
        return _under_thing(sentence, noun, past, frames)
    if word in governors.plan or noun.run.endswith(tuple(governors.plan)):
        if noun.kind == "v":
            return "none" if noun.past else "planned"
        above = sentence.head(noun)
        if above is not None and (above.negative or above.lemma == _LACKS):
            return "none"  # 会談を行う予定はない
        stands = above is not None and (above.lemma in _CONTINUES or (above.lemma == "成る" and above.past))
        if noun.particle == "に" and stands:
            return "planned"  # 会談を行う運びになった, 行う方向にある
        if noun.particle in _NOT_YET:
            return "none"
        # 開く方向で調整することで一致した: what the next governor says counts
        return False if above is not None and above.kind == "v" and above.link == "adnominal" else "planned"
    if word in governors.policy and noun.kind == "v" and not noun.past:
        return "planned"
    if not past and noun.kind == "n" and (above := sentence.head(noun)) is not None and above.past:
        arranging = f"{word}{noun.particle} {above.lemma}" in governors.arranging
        if arranging and not above.negative and not _by_the_sides(sentence, above, frames):
            return "planned"
    if word in governors.chance and (above := sentence.head(noun)) is not None and _was_taken(above, frames):
        return "held"
    if word in governors.wish:
        return "held" if past else "none"
    if past and word in governors.past:
        return "none"
    if past and word in governors.afterwards and not noun.particle:
        return "planned" if _by_the_end(sentence, sentence.chunks[-1], frames) == "planned" else "held"
    if past:
        return "held"
    if word in governors.circumstance:
        return word not in _BESIDE  # 表敬するほか、…を訪れる: the clause that it stands beside decides
    return "held" if noun.persons and not _is_caption(sentence, noun) else "none"


def _is_caption(sentence: Sentence, noun: Chunk) -> bool:
    """3日、マニラで会談する甲首相（右）と乙大統領: what a picture shows."""
    if noun is sentence.chunks[-1] and sentence.text[sentence.end - 1] != "。":
        return False  # A大臣と会談するB大臣: all that the line of an album says
    told = sentence.chunks[-1].kind == "v"
    return not told or sentence.text.startswith(_PICTURE, noun.end)


def _was_taken(verb: Chunk, frames: Frames) -> bool:
    """意見交換する機会があった, …を得た."""
    return verb.kind == "v" and verb.past and not verb.negative and verb.lemma in frames.governors.chance_taken


def _under_thing(sentence: Sentence, noun: Chunk, past: bool, frames: Frames) -> Status:
    """会談することで一致した, 会談したことを明らかにした."""
    governors = frames.governors
    above = noun if noun.kind == "v" else sentence.head(noun) or noun
    after = sentence.chunks[noun.index + 1 : noun.index + 2]
    if not past and after and after[0].run in governors.aim:
        return "none"  # 対話を行うことを目的とするもの
    told = {above.lemma, *(one.run for one in sentence.kids(above) if one.index > noun.index)}  # …ことに祝意を表した
    if above.lemma in governors.not_held or above.negative or not told.isdisjoint(governors.speak_of):
        return "none"
    if past:
        return "none" if above.lemma in governors.recall else "held"
    if above.lemma == _COULD:
        shared = above.link == "coordinate" and sentence.chunks[-1].past  # お会いすることができ、…しました
        return "held" if above.past or shared else "none"
    if any(holds(chunk, governors.glad) for chunk in sentence.chunks[noun.index : above.index + 2]):
        return "none"
    if above.lemma in governors.ask and noun.particle in _OBJECTS:
        return "none"
    if above.lemma in governors.decide and not goes_on(above) and _by_the_sides(sentence, above, frames):
        return "none"
    return "planned"


def _by_the_sides(sentence: Sentence, verb: Chunk, frames: Frames) -> bool:
    """両外相は…ことを決めた, …で一致し、…ことになった: what talks decided is no meeting of its own."""
    if _after_accord(sentence, verb):
        return True
    acting = subjects_of(sentence, verb, frames)
    return bool(acting) and all(not one.persons and stands_for_several(sentence, one, frames) for one in acting)


def _after_accord(sentence: Sentence, verb: Chunk) -> bool:
    """…で一致し、…することになった."""
    return any(kid.link == "coordinate" and kid.lemma in _ACCORDS for kid in sentence.kids(verb))


def says_aim(sentence: Sentence, frames: Frames) -> bool:
    """同会合は、…が一堂に会し、対話を行うことを目的とするもの: whether a sentence only says what something is for."""
    aims = [one for one in sentence.chunks[-_LAST:] if one.run in frames.governors.aim and one.index]
    if not aims or not sentence.chunks[aims[-1].index - 1].text.endswith("ことを"):
        return False
    return all(one.lemma in _IS_FOR for one in sentence.chunks[aims[-1].index + 1 :])


def _by_the_end(sentence: Sentence, chunk: Chunk, frames: Frames) -> Status:
    """By the last predicate, on which what is told before it hangs without a word of its own."""
    plan = tuple(frames.governors.plan)
    if chunk.link == "coordinate" and chunk.comma:
        return "held"  # 会談し、 over a list with which the sentence goes on
    if chunk.kind != "v":
        below = sentence.chunks[chunk.index - 1]
        ahead = chunk.run in (*plan, *_MEANS) and below.link == "adnominal" and not below.past and chunk.index > 0
        return "planned" if ahead else "held"  # 会談に臨み、内容を説明する見通し。, 確認したい考え。
    if chunk.guess or holds(chunk, _GUESSED):
        return "none"
    below = sentence.chunks[chunk.index - 1]
    if chunk.passive and below.link == "quoted" and below.past:
        return "held"  # 会談し、…と伝えたとされる
    resolves = chunk.lemma in _RESOLVES and sentence.chunks[chunk.index - 1].text.endswith("ことに")
    if resolves and not _after_accord(sentence, chunk):
        coming = any(holds(one, frames.governors.coming) for one in sentence.chunks[: chunk.index])
        if coming or not chunk.past:  # not 会談し、…を進めることにした
            return "none" if chunk.past and _by_the_sides(sentence, chunk, frames) else "planned"
    if chunk.past:
        return "none" if chunk.run.endswith((*plan, "はず")) else "held"
    if chunk.negative:
        return "none"
    if chunk.run.endswith((*plan, *_MEANS)):
        return "planned"
    last = (chunk.tail or chunk.units)[-1]
    if last.lemma in _CUT_OFF and last.form.startswith("連用"):
        return "held"
    if chunk.units[-1].letter not in "VvsAa":
        return "planned" if chunk.particle == "へ" else "held"  # 会談へ。 会談。
    if goes_on(chunk) and chunk.lemma in _ACCORDS:
        return "none"  # 7日、電話で会談し、…で一致している: what was agreed before still holds
    if goes_on(chunk) or (chunk.lemma == "言う" and sentence.chunks[-1] is chunk):
        return "held"
    return "planned"


def goes_on(chunk: Chunk) -> bool:
    """会談している, 会談しておりました."""
    return any(word.lemma in _CONTINUES for word in chunk.tail)


def was_before(sentence: Sentence, predicate: Chunk, frames: Frames) -> bool:
    """会談していた: before the story, unless the story is that it comes out (…していたことが分かった)."""
    if predicate.kind != "v" or not predicate.past or not goes_on(predicate):
        return False
    noun = sentence.head(predicate)
    if noun is None or noun.units[-1].surface not in frames.governors.thing or (above := sentence.head(noun)) is None:
        return True
    return not any(one.lemma in frames.governors.come_out for one in (above, *sentence.kids(above)))
