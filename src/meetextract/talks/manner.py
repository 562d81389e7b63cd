"""What the words beside a meeting word say of it: held or to come, recalled, apart, at one table, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from meetextract.lexicon import tables
from meetextract.lexicon.frames import Frames
from meetextract.talks import roles
from meetextract.talks.event import Clause, Filled, Match, clauses_before, own_subjects
from meetextract.talks.mood import Status, goes_on, status_of, was_before
from meetextract.talks.roles import holds
from meetextract.talks.rules import rules

if TYPE_CHECKING:
    from meetextract.people.persons import Mention
    from meetextract.text.chunks import Chunk
    from meetextract.text.syntax import Sentence

HELD: Final = frozenset({"を", "も", "が", "は", "には"})
CLEFT: Final = frozenset({"は", "のは"})
_TIMES: Final = frozenset({"回", "度"})
PAIR: Final = 2
_BECOMES: Final = frozenset({"に", "と", ""})
_COUNTS: Final = frozenset({"の", "にわたる", "目以上の"})
_NUMBERS: Final = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十数")
_SINCE: Final = "以来"
_YEAR: Final = "年"
_DAY: Final = "日"
_WEEKDAY: Final = "曜日"
_SHORT: Final = 12  # code points of a nominal that may be a day of the talks
_ELSEWHERE: Final = frozenset({"にて", "において", "では"})
_ENDS: Final = "終える"
_ATTENDS: Final = frozenset({"出席", "参加"})
_IS: Final = frozenset({"だ", "です"})
_NEXT: Final = frozenset({"そして", "次いで", "続いて", "それぞれ", "個別に"})


def status_of_match(match: Match, clause: Clause, parts: Filled) -> Status:
    """Held, planned or none. What is told within talks, or of them, has no mood of its own."""
    sentence, frames = match.sentence, match.frames
    governors, predicate = frames.governors, clause.predicate
    kids, plans = sentence.kids(match.chunk), tuple(frames.governors.plan)
    if clause.how == "topic" and not match.after:
        return "none" if _called_off(match, predicate) else "held"
    is_one = predicate is match.chunk and any(word.lemma in _IS for word in predicate.tail)
    if clause.how == "clause" and is_one and predicate.link == "quoted":
        return "none"  # またとない会談だったと結んだ
    if _counted(match, clause) or _only_left(match, predicate) or _only_attended(match):
        return "none"
    if clause.how != "clause":
        last = sentence.chunks[-1]
        if last.past and last.run.endswith(plans):  # …との会談では…を確認する段取りだった
            return "none"
        coming = any(kid.kind == "v" and kid.link == "adnominal" and kid.lemma in governors.future for kid in kids)
        if clause.how == "within" and _told_ahead(match, predicate):
            return "planned"
        return "none" if coming else "held"
    if predicate is clause.light and _on_the_way(match, predicate):
        return "none"
    if only_spoken_of(sentence, predicate):
        return "none"
    if _is_off(sentence, match.chunk, predicate, frames) or _only_sought(match, predicate):
        return "none"
    if predicate is clause.light and predicate.lemma in frames.does.schedule:
        fell_through = predicate.past and not goes_on(predicate)  # 予定された
        return "none" if fell_through or predicate.negative else "planned"
    status = status_of(sentence, predicate, frames)
    only_says = predicate is clause.light and predicate.lemma == "成る" and status == "planned"  # 今回で3度目となる
    return "none" if only_says and not sentence.chunks[predicate.index - 1].run.endswith(plans) else status


def _only_left(match: Match, predicate: Chunk) -> bool:
    """会談を終えて到着した: where somebody came from."""
    at: Chunk | None = predicate if predicate.lemma == _ENDS else None
    while at is not None and at.link == "coordinate":
        at = match.sentence.head(at)
    return at is not None and at.lemma in match.frames.governors.leaves


def _only_attended(match: Match) -> bool:
    """会議の出席のため: why somebody travels."""
    above = match.sentence.head(match.chunk)
    return match.chunk.particle == "の" and above is not None and above.run in _ATTENDS


def _told_ahead(match: Match, predicate: Chunk) -> bool:
    """29日に開く会談で…を確認する, Aとの会談で…を確認する見通しだ: what is told within talks is still to come."""
    sentence, frames = match.sentence, match.frames
    if predicate.kind != "v" or predicate.past or (told := status_of(sentence, predicate, frames)) == "held":
        return False
    does = frames.does.hold | frames.does.happen | frames.governors.future
    if any(one.lemma in does and not one.past and not goes_on(one) for one in clauses_before(match)):
        return True
    last = sentence.chunks[-1]
    return told == "planned" and (last is predicate or last.run.endswith(tuple(frames.governors.plan)))


def _called_off(match: Match, predicate: Chunk) -> bool:
    """会談は、日程が合わず中止となった: a word of cancelling in the predicates that have the meeting as their topic."""
    sentence, not_held = match.sentence, match.frames.governors.not_held
    at: Chunk | None = predicate
    while at is not None:
        if any(one.lemma in not_held for one in (at, *sentence.kids(at))) or (at.kind == "v" and at.negative):
            return True
        stops = at.link in ("adnominal", "conditional", "quoted") or (at.link == "coordinate" and at.comma)
        at = None if at.kind == "v" and stops else sentence.head(at)
    return False


def _only_sought(match: Match, predicate: Chunk) -> bool:
    """Aとの会談、3か国会談も調整する: the talks are the first of a row of which the last is only asked for."""
    sentence, last = match.sentence, match.sentence.chunks[-1]
    if predicate is not match.chunk or predicate.tail or last.lemma not in match.frames.governors.ask:
        return False
    return any(kid.particle in HELD and match.frames.event_noun(kid.run) is not None for kid in sentence.kids(last))


def _is_off(sentence: Sentence, chunk: Chunk, predicate: Chunk, frames: Frames) -> bool:
    """会談は中止となった: a word of cancelling beside the predicate."""
    beside = [one for one in sentence.kids(predicate) if one.particle in _BECOMES and one.index > chunk.index]
    return any(one.lemma in frames.governors.not_held for one in (predicate, *beside))


def _counted(match: Match, clause: Clause) -> bool:
    """3回の会談, 会談を重ねる: talks counted, not told."""
    for kid in match.sentence.kids(match.chunk):
        if kid.kind == "n" and kid.particle in _COUNTS and _is_number_of_times(kid):
            return True
    light = clause.light
    return clause.how == "clause" and light is not None and light.lemma in match.frames.does.repeat


def _is_number_of_times(chunk: Chunk) -> bool:
    nouns = chunk.nouns
    return len(nouns) > 1 and nouns[-1] in _TIMES and nouns[-2][-1] in _NUMBERS and nouns[0] != "第"


def only_spoken_of(sentence: Sentence, predicate: Chunk) -> bool:
    """両国の国防相が会うのは初めて: what is said of a meeting, not that it was held."""
    above = sentence.head(predicate)
    if predicate.kind != "v" or predicate.link != "nominal" or above is None:
        return False
    if predicate.past and not (above.head < 0 and (above.text.startswith("初めて") or "ぶり" in above.text)):
        return False
    return predicate.particle in CLEFT and not above.persons


def _on_the_way(match: Match, predicate: Chunk) -> bool:
    """会議に出席するため訪米中の: who travels to talks; 会議に出席するのに合わせ."""
    if predicate.lemma not in match.frames.does.attend or predicate.past:
        return False
    if predicate.link == "nominal":
        return predicate.particle.startswith("に")
    above = match.sentence.head(predicate)
    if predicate.link not in ("adnominal", "subordinate") or above is None:
        return False
    return above.text.startswith("ため") or holds(above, match.frames.governors.trip)


def _near(match: Match, clause: Clause, parts: Filled) -> Iterator[Chunk]:
    """The bunsetu beside the meeting word and its predicate that can say how it was held."""
    yield match.chunk
    for one in (*parts.arguments, *match.sentence.kids(clause.predicate)):
        opens = one.index == 0 and one.text.startswith(("続い", "引き続", "続け"))  # goes on with the story
        if one.kind == "n" or (one.kind == "x" and not opens):
            yield one


def has_words(match: Match, clause: Clause, parts: Filled, words: Sequence[str]) -> bool:
    return any(holds(one, words) for one in _near(match, clause, parts))


def at_one_table(sentence: Sentence, word: str, chunk: Chunk, frames: Frames) -> bool:
    """Whether several other sides sit at one table: 日米豪会合, 3か国の会談, 4者で."""
    if word.endswith(frames.marks.joint) or any(u.letter == "G" and len(u.load) > 1 for u in chunk.units):  # type: ignore[attr-defined]
        return True
    if any(frames.subjects.number(one.nouns) > PAIR and not _are_met(sentence, one, frames) for one in sentence.chunks):
        return True
    return any(one.particle == "との間で" and frames.subjects.of(one.nouns) == "author" for one in sentence.chunks)


def _are_met(sentence: Sentence, chunk: Chunk, frames: Frames) -> bool:
    """A外相、B外相、C外相の3氏と, 3人の閣僚と: each of them may have been met alone."""
    at: Chunk | None = chunk
    while at is not None and at.kind == "n" and at.particle == "の":
        at = sentence.head(at)
    return at is not None and at.particle in frames.particles.partner


def has_strangers(
    sentence: Sentence,
    predicate: Chunk,
    arguments: Iterable[Chunk],
    fill: Sequence[Chunk],
    frames: Frames,
    host: frozenset[str] = frozenset(),
) -> bool:
    """Whether people without name, office and state stand on a side: 駐在員らと, 農家との, 会長らを招き, 知事を."""
    asked = {one.index: frames.particles.partner | host for one in arguments}
    asked |= {one.index: frames.particles.subject for one in own_subjects(sentence, predicate)}
    for clause in sentence.kids(predicate):
        if clause.kind == "v" and clause.link == "coordinate" and clause.lemma in frames.verbs:
            asked |= dict.fromkeys((kid.index for kid in clause.kids), frames.verbs[clause.lemma].host)
    inside = {one.index for one in fill}
    beside = [sentence.chunks[at] for at in asked if sentence.chunks[at].particle in asked[at] and at not in inside]
    row = any(one.persons and one.particle == "や" for one in fill)  # 外務大臣や議員連盟のメンバーと
    return any(is_stranger(one, frames) or (not row and of_strangers(sentence, one, frames)) for one in beside)


def of_strangers(sentence: Sentence, chunk: Chunk, frames: Frames) -> bool:
    """経済界の要人と, 商工会議所首脳らと: they belong to no government."""
    words, kids = frames.marks.people_of, sentence.kids(chunk)
    of = [kid for kid in kids if kid.particle == "の"]
    if chunk.kind != "n" or chunk.persons:
        return False
    return any(roles.names_one(one.nouns, words, len(one.text)) or one.run.endswith(words) for one in (chunk, *of))


def is_stranger(chunk: Chunk, frames: Frames) -> bool:
    """Whether a nominal is people without name, office and state."""
    if chunk.kind != "n" or chunk.names or frames.subjects.of(chunk.nouns) is not None:
        return False
    if chunk.run.isascii() and chunk.run.isupper() and not chunk.codes and not chunk.run.startswith(rules().agencies):
        return True  # GAMは: a body that no table knows
    words = chunk.run.removesuffix("ら").removesuffix("たち")
    return words.endswith(frames.marks.people) and not words.endswith(rules().unnamed)


def is_apart(match: Match, clause: Clause, parts: Filled) -> bool:
    """One meeting each: by a word (それぞれ, 相次いで), or because each of a row has a day or place of its own."""
    sentence, marks = match.sentence, match.frames.marks
    if has_words(match, clause, parts, marks.apart):
        return True
    fill = parts.fill
    between = sentence.chunks[min((one.index for one in fill), default=match.chunk.index) : match.chunk.index + 1]
    if not match.frames.is_weak(match.run) and any(_sets_apart(one) for one in between):
        return True
    if clause.how != "clause" or match.frame.kind not in ("talk", "meal"):
        return False
    each = match.frames.particles.each
    row = [one for one in fill if one.persons and one not in parts.subjects and one.particle in each]
    row = [one for one in row if one.head == clause.predicate.index]
    if len(row) < 2:
        return False
    inner = sentence.chunks[row[0].index : row[-1].index + 1]
    return any(one.comma or one.run.endswith("日") or one.particle in _ELSEWHERE for one in inner[:-1])


def _sets_apart(chunk: Chunk) -> bool:
    return chunk.kind == "x" and (chunk.text in _NEXT or chunk.text.startswith("相次"))


def is_recalled(match: Match, clause: Clause, parts: Filled, persons: Sequence[Mention]) -> bool:
    """An earlier meeting: 先月の会談で, 会談していた, or what another speaker only mentions."""
    sentence, frames = match.sentence, match.frames
    predicate = clause.predicate
    dated = [one for one in parts.modifiers if one.particle == "の" and not one.persons]
    inner = [one for one in parts.modifiers if sentence.head(one) is not match.chunk and not one.persons]
    if any(is_past_day(one, frames) for one in (*dated, *inner, match.chunk)):
        return True
    if clause.how == "within" and any(one.run.endswith("月") and one.run[0].isdigit() for one in dated if one.run):
        return True
    if clause.how == "clause":
        shared = (kid for kid in sentence.kids(predicate) if kid.link == "coordinate" and not kid.comma)  # 訪問して
        kids = (kid for one in (predicate, *shared) for kid in sentence.kids(one))
        short = [one for one in kids if one.kind == "n" and not one.persons and len(one.text) < _SHORT]
        if any(is_other_time(one, frames) for one in short if not told_for_itself(predicate, one)):
            return True
    if clause.how != "topic" and _told_of_a_year(sentence, predicate, frames):
        return True
    if was_before(sentence, predicate, frames):
        return True
    background = before_the_story(sentence, predicate) or is_background(sentence, predicate, frames)
    if clause.how == "clause" and background:
        return True
    if holds(sentence.chunks[-1], ("たばかり", "ばかりだ")):
        return True
    return told_by_another(sentence, predicate, persons, frames) or _only_topic(match, clause, persons)


def _only_topic(match: Match, clause: Clause, persons: Sequence[Mention]) -> bool:
    """日加会談後の文書について, 米ロの首脳が会談したことについて、…: what an official of a third state speaks of."""
    sentence, above = match.sentence, match.sentence.head(clause.predicate)
    if clause.predicate.link != "adnominal" or above is None:
        return False
    if above is match.chunk and _another_speaks_of_it(match, persons):
        return True
    if clause.how == "clause" and not above.particle.startswith(roles.ABOUT):
        return False
    last = sentence.chunks[-1]
    own = [m for one in sentence.kids(last) if one.particle in match.frames.particles.subject for m in one.persons]
    sides = {*match.chunk.codes, *(m.person.country for m in persons if m.person and m not in own)} - {None}
    states = {m.person.country for m in own if m.person}
    return len(sides) >= PAIR and bool(states) and states.isdisjoint({*sides, None})


def _another_speaks_of_it(match: Match, persons: Sequence[Mention]) -> bool:
    """甲書記は、乙と丙が行った会談に触れ、…: whoever speaks of it was none of those who met."""
    sentence, frames = match.sentence, match.frames
    verb = sentence.head(match.chunk)
    if verb is None or verb.kind != "v" or verb.lemma not in frames.governors.speak_of:
        return False
    own = roles.subjects_of(sentence, verb, frames)
    said = [m for one in own for m in one.persons]
    return bool(own) and not any(_same(one, other) for one in said for other in persons if other not in said)


def _told_of_a_year(sentence: Sentence, predicate: Chunk, frames: Frames) -> bool:
    """昨年11月、首相は訪問し、…会談で述べた: the time at the head of the sentence goes for all its clauses."""
    first = sentence.chunks[0]
    if first.kind != "n" or _YEAR not in first.run or not is_past_day(first, frames) or first.run.endswith(_DAY):
        return False
    at = sentence.head(first)
    while at is not None and at is not predicate and at.kind == "v" and at.link == "coordinate":
        at = sentence.head(at)
    return at is predicate


def before_the_story(sentence: Sentence, predicate: Chunk) -> bool:
    """会談し、…していた, 会談した際、…していた: what a clause shares its end with was before the story."""
    last = sentence.chunks[-1]
    beside = predicate.link == "coordinate" and predicate.comma and not predicate.past
    shares = predicate.kind == "v" and (beside or (predicate.link == "subordinate" and predicate.past))
    if not shares or last.kind != "v" or not goes_on(last):
        return False
    return last.past or _in_a_year(sentence, predicate)  # 2022年には会談し、協力を約束している


def is_background(sentence: Sentence, predicate: Chunk, frames: Frames) -> bool:
    """年に一度、協議を行っており; 会談に参加して以来; 2002年に会談した甲首相は: where something else is told of him."""
    if _counted_so_far(sentence, predicate, frames):
        return True
    if goes_on(predicate) and predicate.link == "final" and _already(sentence, predicate):
        return True
    if goes_on(predicate) or any(word.lemma == "来る" for word in predicate.tail):  # 毎年開いてきた
        if tables.holds(sentence.text[sentence.start : predicate.end], frames.marks.habit):
            return True
        if predicate.lemma in frames.does.go_on:
            return True  # 交渉を続けてきた, 協議を重ねている
    above = sentence.head(predicate)
    if above is None:
        return False
    if sentence.chunks[predicate.index + 1].run.startswith(_SINCE):
        return True
    if predicate.link != "adnominal" or not predicate.past or not above.persons or above.head < 0:
        return False
    return _in_a_year(sentence, predicate)


def _already(sentence: Sentence, predicate: Chunk) -> bool:
    """4月、電話で会談している, 就任後すぐ会談している: a state of things, not what the page reports."""
    beside = sentence.kids(predicate)
    return any(one.run.endswith(rules().already) and not one.persons for one in beside)


def _counted_so_far(sentence: Sentence, predicate: Chunk, frames: Frames) -> bool:
    """これまでに3回会談した, 就任以来2度電話で協議した; not これまでにない, 3回目の."""
    beside = [kid for kid in sentence.kids(predicate) if kid.kind == "n"]
    if not any(holds(kid, frames.marks.so_far) for kid in beside):
        return False
    words = [unit.surface for one in (*beside, predicate) for unit in (*one.units, *one.tail)]
    return any(one in _HOW_OFTEN and after != "目" for one, after in pairwise(words))


_HOW_OFTEN: Final = ("回", "度")


def _in_a_year(sentence: Sentence, predicate: Chunk) -> bool:
    """Whether a year without a day is said beside a predicate."""
    days = [kid.run[-1] for kid in sentence.kids(predicate) if kid.run[:1].isdigit()]
    return _YEAR in days and _DAY not in days


def told_for_itself(predicate: Chunk, time: Chunk) -> bool:
    """昨年6月2日、…会談した。先週金曜日、…会談した。 A whole day beside the main predicate: no earlier meeting."""
    main = predicate.kind == "v" and predicate.link == "final"
    return main and time.run.endswith("日") and (time.run[-2:-1].isdigit() or time.run.endswith(_WEEKDAY))


def is_past_day(chunk: Chunk, frames: Frames) -> bool:
    return holds(chunk, frames.marks.recalled) or holds(chunk, frames.marks.recalled_ends)


def is_other_time(chunk: Chunk, frames: Frames) -> bool:
    """Whether a bunsetu beside a predicate says that what it tells was before, or is done again and again."""
    return is_past_day(chunk, frames) or holds(chunk, frames.marks.habit)


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


def acts_unofficially(own: Sequence[Chunk]) -> bool:
    """Whether whoever acts holds no office of a state: a governor, the head of a company."""
    if not any(_is_private(one.text) for one in own):
        return False
    return all(_is_private("".join(m.titles)) for one in own for m in one.persons if m.titles)


@lru_cache(maxsize=4096)
def _is_private(words: str) -> bool:
    r = rules()
    named = tables.holds(words, r.unofficial) or words.endswith(r.unofficial_ends)
    return named and not tables.holds(words, r.agencies)


def is_silent(match: Match, clause: Clause, parts: Filled) -> bool:
    """No subject is told and none can be found, though the clause has a place for one."""
    sentence, frames = match.sentence, match.frames
    told = any(
        one.persons
        or one.codes
        or roles.stands_for_several(sentence, one, frames)
        or roles.is_governing(sentence, one, frames)
        for one in parts.subjects
    )
    if told or any(is_stranger(one, frames) for one in own_subjects(sentence, clause.predicate)):
        return False
    if clause.how in ("within", "topic"):
        return any(one.persons for one in parts.modifiers)
    return clause.how == "clause" and match.chunk.particle not in ("が", "は") and not clause.predicate.passive
