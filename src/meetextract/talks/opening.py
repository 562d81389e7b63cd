"""What a clause that tells of a meeting opens: who met whom, and whether these are talks of their own.

`open_talks` takes one filled frame through the steps below. Each refusal has a name, which --explain prints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.people.judge import surely_of_others
from meetextract.people.persons import Mention, Person
from meetextract.people.script import in_kanji
from meetextract.talks.drafts import Draft
from meetextract.talks.event import Event, Found
from meetextract.talks.gate import LOOK_BACK
from meetextract.talks.occasions import occasions, partner_states
from meetextract.talks.relation import Party, find_talk, told_apart
from meetextract.talks.roles import states_below, tells_what_was_said
from meetextract.talks.rules import holds, is_unofficial, mode_of, rules
from meetextract.talks.unnamed import meet_unnamed
from meetextract.talks.unsaid import silent_side, unsaid_state, visitor
from meetextract.talks.who import is_bystander, is_official, persons
from meetextract.text.lineform import line_form
from meetextract.text.syntax import Sentence

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk
    from meetextract.text.chunks import Chunk

_WITH_GUEST: Final = ("talk", "meal", "call")
_SOON: Final = 3  # sentences in which a guest counts
_SESSIONS: Final = frozenset({"開幕", "閉幕", "開会", "閉会"})
_WENT: Final = "行く"  # what MeCab makes of 行った
_BRIEFED: Final = "is briefed"  # by one of those who sit there: AとBと会談し、Aから説明を受けた
_STAGES: Final = ("で", "では", "において", "においては")
_HEADS: Final = {"首脳": "首相", "外相": "外相", "防衛相": "防衛相"}


def open_talks(walk: Walk, event: Event, sentence: Sentence, actor: Person | None = None) -> bool:
    """Opens the talks that a frame tells of, or goes on with those told before; False where it tells of none.

    actor: who acts, where the words leave him out because he speaks himself.
    """
    found = Found(event, sentence, event.how, persons(walk, event.persons, sentence.start, sentence.end))
    found.codes = list(event.codes)
    found.people += [actor] if actor is not None else []
    if event.how == "attend":
        if not _others_met(found):
            return _sat_in(walk, found)
        found.how = "clause"
    for step in _STEPS:
        verdict = step(walk, found)
        if verdict is not None:
            if not verdict:
                walk.refused.append((step.__name__, event.chunk.start, event.chunk.end))
            return verdict
    return _meet(walk, found)


# Each step may add persons and sides, end with True (it goes on with talks told before) or with False (no talks).
_Step = Callable[["Walk", Found], "bool | None"]


def _took_place(walk: Walk, found: Found) -> bool | None:
    event = found.event
    if event.status == "none" or event.recalled:
        return False
    behind = found.sentence.chunks[event.chunk.index + 1 : event.chunk.index + 3]
    if event.word == "電話" and any("記者会見" in chunk.text for chunk in behind):
        return False
    if event.how == "topic" and (not event.persons or event.weak) and not _group_members(walk, found):
        return False
    if event.how == "within" and walk.talks and _modifies_noun(event.predicate):
        return False  # 昨年の会談で発表された構想を…: what is told is something else
    if event.kind == "sign" and event.how == "clause" and walk.talks and _modifies_noun(event.predicate):
        return False  # 4月に署名した宣言で、…
    behind_it = walk.text[event.chunk.end : found.sentence.end]
    if event.kind == "call" and event.silent and holds(behind_it, rules().begins_term):
        return False
    if event.word.startswith(rules().views) and _before_all(found):
        return False
    if event.unofficial and not any(p.country == walk.own for p in found.people):
        return False
    return None


def _before_all(found: Found) -> bool:
    """セミナーで意見を交わした: whoever speaks there speaks to guests."""
    sentence, told = found.sentence, (found.event.predicate, found.event.chunk)
    for one in sentence.chunks:
        if one.kind == "n" and one.particle in _STAGES and one.run.endswith(rules().public):
            at = sentence.head(one)
            while at is not None and at not in told and at.link == "coordinate":
                at = sentence.head(at)
            if at in told:
                return True
    return False


def _modifies_noun(predicate: Chunk) -> bool:
    """発表された構想, 発表された、新しい構想."""
    before_noun = predicate.link == "adnominal" or (predicate.comma and predicate.text.rstrip("、，").endswith("た"))
    return predicate.kind == "v" and predicate.past and before_noun


def _of_the_talks(walk: Walk, found: Found) -> bool | None:
    """会談は約40分間、ホテルで行われた: more of the talks that are being told."""
    event, talk = found.event, walk.current
    if talk is None or event.persons or event.codes or not event.is_talk or event.chunk.particle != "は":
        return None
    talk.told.append((found.sentence, event))
    return True


def _sat_in(walk: Walk, found: Found) -> bool:
    talk = walk.current
    if talk is None or found.event.status == "none":
        return False
    for person in found.people:
        if person.country in talk.parties or person.country == walk.own:
            talk.add(person, found.mention_of(person), walk.context.lexicon)
    return True


def _others_met(found: Found) -> bool:
    """甲参謀総長の乙大臣への表敬に陪席した: the clause names the two who met."""
    seated = {id(m.person) for m in found.event.subject}
    return len({p.country for p in found.people if p.country and id(p) not in seated}) > 1


def _sit_in(walk: Walk, found: Found) -> bool:
    """この会談では、乙大臣も同席し、…: whoever is told only took a seat in the talks."""
    sentence = found.sentence
    seats = [one for one in sentence.predicates() if one.lemma in walk.frames.does.join]
    seated = [m for seat in seats for kid in sentence.kids(seat) for one in sentence.group(kid) for m in one.persons]
    return bool(seated) and all(any(m is one for one in seated) for m in found.event.persons)


def _sides_told_elsewhere(walk: Walk, found: Found) -> bool | None:
    """両国の…, the own ministry, a group of states: which sides stand behind the words."""
    event = found.event
    clause = event.how == "clause"
    if clause and not found.people:
        if not found.codes and event.is_talk and walk.current is None and (pair := _pair_of_title(walk, found)):
            found.codes = pair
        if found.codes and walk.own not in found.codes and not event.weak and _own_organ(walk, found):
            found.codes.append(walk.own)
        if len(event.chunk.codes) < 2:  # not of G7サミットの際の日米韓首脳会談
            found.codes += [code for code in _group_members(walk, found) if code not in found.codes]
    if event.how in ("within", "topic") and not found.people:
        _governments_within(walk, found)
    return None


def _pair_of_title(walk: Walk, found: Found) -> list[str]:
    """The two states of the title where the sentence names none and tells of the same kind of talks."""
    pair = list(dict.fromkeys(code for code in walk.title_codes if code))
    if not any(code != walk.own for code in pair) or not holds(walk.title, rules().talks):
        return []
    kind = found.event.word[-2:]
    return (pair if len(pair) > 1 else [*pair, walk.own]) if kind in walk.title and len(pair) < 4 else []


def _own_organ(walk: Walk, found: Found) -> bool:
    acting = (*found.event.own, *found.event.beside)
    return any(chunk.text.startswith(rules().own_organs) for chunk in acting)


def _group_members(walk: Walk, found: Found) -> list[str]:
    """G7, クアッド: the members of a group that the word of the meeting names."""
    chunk = found.event.chunk
    start = max(found.sentence.start, chunk.start - 14)
    words = walk.text[start : chunk.end]
    return next((list(members) for name, members in walk.context.groups.items() if name in words), [])


def _governments_within(walk: Walk, found: Found) -> None:
    """会談で両国の閣僚は…を採択した: the sides are the subject of what they did."""
    event, frames = found.event, walk.frames
    known = any(set(event.chunk.codes) <= set(talk.parties) for talk in walk.living())
    below = len(event.chunk.codes) > 1 and holds(event.chunk.text, frames.marks.levels)
    if below and not known and _was_held(walk, found):
        found.how, found.codes = "clause", [*event.chunk.codes]
        found.event = event._replace(session=True)  # persons who are told to meet did so elsewhere
        return
    did = [chunk for chunk in found.sentence.predicates() if chunk.lemma in frames.does.outcome]
    if not did or len(event.deep) > 1:
        return
    told: list[str] = []
    for chunk in found.sentence.chunks:
        if chunk.kind == "n" and chunk.particle in ("は", "が") and holds(chunk.text, frames.marks.governing):
            told += [*states_below(found.sentence, chunk), *chunk.codes]
    group = _group_members(walk, found)
    pair = list(dict.fromkeys(told)) if event.how == "within" else group
    if len(pair) > 1:
        found.how, found.codes = "clause", pair


def _was_held(walk: Walk, found: Found) -> bool:
    """3日に行われた日タイ次官級協議では: a clause before the word says that they were held."""
    does = walk.frames.does
    kids = (kid for kid in found.sentence.kids(found.event.chunk) if kid.kind == "v" and kid.link == "adnominal")
    return any(kid.past and kid.lemma in does.hold | does.happen | {_WENT} for kid in kids)


def _both_stand_for(walk: Walk, found: Found) -> bool | None:
    """両首脳は: the persons told before; of those of a state that the words name. 会談では: the two told before."""
    frames = walk.frames
    for chunk in found.event.subjects:
        of_all = (one for one in found.sentence.kids(chunk) if one.particle == "の")  # 2人の首脳が
        stands = any(frames.subjects.of(one.nouns) == "all" for one in (chunk, *of_all))
        if chunk.persons or not stands or _of_these_talks(walk, found):
            continue
        known = {p.country for p in found.people}
        only = [code for kid in found.sentence.kids(chunk) for code in kid.codes]
        if walk.current is not None:
            for person, _ in walk.current.members:
                fits = person.country in only if only else person.country not in known
                if fits and person not in found.people:
                    found.people.append(person)
        else:
            found.people += [p for p in _last_two(walk, found.sentence.start) if p not in found.people]
    event = found.event
    if event.how == "within" and event.is_talk and not (event.weak or walk.talks or found.sides or event.own):
        found.people += _last_two(walk, found.sentence.start)  # 視察した。翌日の会談では、…
    alone = event.how == "clause" and event.kind in _WITH_GUEST and event.silent and not (event.weak or found.sides)
    if alone and not _with_others(walk, found):
        found.people += caller(walk, found.sentence.start)
    return None


def _with_others(walk: Walk, found: Found) -> bool:
    """町内会の皆さんと懇談した."""
    kids = (*found.event.beside, *found.sentence.kids(found.event.predicate))
    return any(one.kind == "n" and one.particle in walk.frames.particles.partner for one in kids)


def caller(walk: Walk, at: int) -> list[Person]:
    """大使がお越しになりました。…について意見交換しました: who came, told right before; a line of his own."""
    mention = next((m for m in reversed(walk.context.within(max(0, at - LOOK_BACK), at)) if m.titles), None)
    if mention is None or mention.former:
        return []
    between = walk.text[mention.end : at]
    came = holds(between, rules().comes) and between.count("。") < _SOON
    guest = came or (between.strip() in ("", "閣下", "ご夫妻", "夫妻") and "\n" in between)
    return persons(walk, [mention], mention.start, mention.end) if guest else []


def _of_these_talks(walk: Walk, found: Found) -> bool:
    """乙氏との会談では、双方は, told behind talks with 甲氏: the two are 乙氏 and who met both."""
    event, talk = found.event, walk.current
    if event.how != "within" or not event.modified or talk is None or not event.partners:
        return False
    members = [person for person, _ in talk.members]
    return not any(m.person is one for m in event.partners for one in members)


def _last_two(walk: Walk, at: int) -> list[Person]:
    last: dict[str, Person] = {}
    for mention in walk.context.within(max(0, at - LOOK_BACK), at):
        person = mention.person
        if person is not None and person.country and mention.titles and not mention.former:
            last[person.country] = person
    return list(last.values()) if len(last) == 2 else []


def _one_of_a_row(walk: Walk, found: Found) -> bool | None:
    """Aとの会談では, behind AとBと会談した: each of them has talks of his own."""
    event = found.event
    if event.how == "within" and event.modified and event.is_talk and not event.weak:
        told_apart(walk, [p for p in found.people if p.country != walk.own])
    return None


def _goes_on(walk: Walk, found: Found) -> bool | None:
    """大統領は会談の冒頭、…: goes on about talks told before."""
    event = found.event
    if event.how == "row":
        return _next_of_row(walk, found)
    after = event.how == "topic" and event.word.endswith(walk.frames.ends.after)  # 協議後、甲局長は
    if not (event.how == "within" or after) or event.modified or not (walk.current or walk.talks):
        return None
    with_state = not event.persons and not event.own and [code for code in event.codes if code != walk.own]
    talk = walk.current
    if with_state and talk and not any(_told_of(walk, talk, code, alone=event.bilateral) for code in with_state):
        return None  # 中国との会談では、…, behind those with another state
    near = [walk.current, *walk.living()[:9]] if walk.current is not None else walk.living()[:9]
    known = next((t for t in near if t is not None and any(p in found.people for p, _ in t.members)), None)
    named = [p for p in found.people if p.name and p.titles]
    attends = any(chunk.lemma in walk.frames.does.attend for chunk in found.sentence.predicates())
    if known is None and attends and not event.partners and _sit_in(walk, found):
        return _sat_in(walk, found)
    if known is not None:
        walk.current = known
    return False if known is not None or not named or attends else None


def _next_of_row(walk: Walk, found: Found) -> bool | None:
    """乙外相とは、…: the next of several talks, without a word for it."""
    new = [p for p in found.people if p.country != walk.own and p.name and p.titles]
    known = any(p is new[0] for talk in walk.talks for p, _ in talk.members) if new else True
    headed = walk.current is not None and walk.current.header is not None
    same = walk.current is not None and walk.current.last == found.sentence.start  # 甲外相とは意見交換し、乙首相とは…
    if len(new) != 1 or not (same or (walk.main is not None and walk.lead)) or known or headed:
        return False
    found.how = "within"
    if same and walk.current is not None and walk.own in walk.current.parties:
        found.people += walk.ours(walk.current)
        found.codes.append(walk.own)
    return None


def _own_outsiders(walk: Walk, found: Found) -> bool | None:
    """A governor or a member of parliament of the own side met somebody: no meeting of governments."""
    sides = {p.country for p in found.people if p.country != walk.own or is_official(walk, p)}
    told = [m.person for m in found.event.persons if m.person is not None]
    outsider = any(p.country in (walk.own, None) and p.titles and not is_official(walk, p) for p in told)
    acts = bool(found.event.subject) and all(_is_outsider(walk, m) for m in found.event.subject)
    if not outsider or walk.own in sides or (len(sides) > 1 and not acts):
        return False if _of_one_state(walk, found) else None
    for talk in walk.living():  # what the title told were these
        talk.dead = talk.form == "title" and not any(is_official(walk, person) for person in walk.ours(talk))
    return False


def _is_outsider(walk: Walk, mention: Mention) -> bool:
    """Whether somebody holds an office that is none of a state: a governor; the head of a party of the own side."""
    person = mention.person
    own = person is not None and person.country == walk.own and bool(person.titles) and not is_official(walk, person)
    return own or is_unofficial(mention.titles)


def _of_one_state(walk: Walk, found: Found) -> bool:
    """タイの国王は陸軍司令官と面談した, 首相と三つの党の党首が会談した: no other state is told."""
    event = found.event
    if len(found.sides) > 1:
        return False
    subject = {m.person.country for m in event.subject if m.person is not None and m.titles}
    named = [m.person for m in event.partners if m.person is not None and m.name and m.titles]
    guests = event.kind == "meal" and all(person.guessed for person in named)  # from abroad
    partners = set() if guests else {person.country for person in named}
    if event.is_talk and subject == partners == set(found.sides) and walk.own not in found.sides:
        return bool(found.sides)
    who = walk.text[found.sentence.start : event.chunk.start]
    return holds(who, rules().parties_of_politics) or sum(is_unofficial(m.titles) for m in event.persons) > 1


def _conference(walk: Walk, found: Found) -> bool | None:
    """A session of a large organisation that somebody attends is no meeting of its own."""
    chunk, people = found.event.chunk, {p.country for p in found.people if p.name}
    began = found.event.predicate.lemma in _SESSIONS and found.event.word.endswith(rules().conference_words)
    if began and found.how == "clause" and not found.people:
        return False  # サミットが開幕した
    codes = set(chunk.codes) or set(found.event.codes) - {walk.own}
    attends = found.event.predicate.lemma in walk.frames.does.attend
    before_noun = found.event.predicate.past and found.event.predicate.link == "adnominal"
    if before_noun and found.event.word.endswith(rules().conference_words) and attends and not people:
        return False  # サミットに参加した各国首脳は帰国した
    if found.how != "clause" or not codes or len(people) > 1 or people & codes:
        return None
    large = codes <= rules().conferences and found.event.word.endswith(rules().conference_words)
    own_too = walk.own in chunk.codes or (walk.own in found.codes and not attends)
    return False if large and not own_too else None


def _by_what_was_said(walk: Walk, found: Found) -> bool | None:
    """Talks that only an agreement or a request tells: of two named officials of whom no talks were told."""
    kind = found.event.kind
    if kind not in ("accord", "speech"):
        return None
    headed = walk.current is not None and (walk.current.header is not None or walk.current.heading)
    named = [p for p in found.people if p.name and p.titles]
    their = [p for p in named if p.country != walk.own]
    told = any(p is q for p in their for talk in walk.living() for q, _ in talk.members)
    if headed or not their or told:
        return False
    if kind == "speech":
        return None if len(named) > 1 and len(found.sides) > 1 else False
    alone = len(found.sides) < 2
    return False if alone and not (found.event.silent and found.event.partners) else None


def _unnamed(walk: Walk, found: Found) -> bool | None:
    """政府要人と会談した: officials of the state that is visited."""
    actor = next((p for p in found.people if p.country == walk.own), None) or _own_person(walk, found)
    if found.people and (actor is None or actor.country != walk.own):
        actor = found.people[0] if found.event.subject else None  # of another state: 習国家主席はケニアの首脳と会談した
    return True if meet_unnamed(walk, found, actor) else None


def _enough_told(walk: Walk, found: Found) -> bool | None:
    """Who is told has to be persons, or two governments in the words for a meeting."""
    event, people = found.event, found.people
    abroad = [p for p in people if p.country != walk.own]
    met = abroad or _own_met_stranger(walk, found)
    if found.how in ("within", "topic") and not met and not _own_met_state(walk, found):
        return False
    if not found.sides or (not people and len(found.codes) < 2):
        return False
    bare = event.bare and not _is_item(walk, found.sentence) and not partner_states(walk, found)
    if not people and (found.how != "clause" or bare):
        return False
    plain = event.word.endswith(("会合", "会議"))
    settled = plain or event.predicate.lemma in walk.frames.does.settle
    if not people and event.weak and not event.chunk.codes and not settled and not event.governmental:
        return False
    alone = len(found.sides) < 2
    return False if alone and (event.kind == "sign" or (found.how == "within" and event.weak)) else None


def _is_item(walk: Walk, sentence: Sentence) -> bool:
    """●6/5　米韓国防相会談。拡大抑止の強化で一致。: a line of a list, by its mark or day."""
    start = walk.text.rfind("\n", 0, sentence.start) + 1
    stop = walk.text.find("。", start, sentence.end)
    form = line_form(walk.text[start : max(stop, start)])
    return stop > start and (form.listed or form.counted or form.raw[0].isdigit())


def _own_met_state(walk: Walk, found: Found) -> bool:
    """ドイツとの会談で森外相は…で一致した, ドイツとの会談では…を確認した: with which state the own side met."""
    their = [code for code in found.codes if code != walk.own]
    told = [found.event.predicate] if _to_the_press(found) else found.sentence.predicates()
    says = (one for one in told if not _denied(found.sentence, one))
    speaks = any(tells_what_was_said(found.sentence, one, walk.frames) for one in says)
    if found.how != "within" or len(their) != 1 or found.event.weak or not speaks:
        return False
    if not found.people:
        if found.event.persons or found.event.own or found.event.codes != tuple(their) or not found.event.is_talk:
            return False
        found.how = "clause"
    if any(_told_of(walk, talk, their[0], alone=found.event.bilateral) for talk in walk.living()):
        return False
    if walk.own not in found.codes:
        found.codes.append(walk.own)
    return True


def _denied(sentence: Sentence, predicate: Chunk) -> bool:
    """答えない, 答えることはできない."""
    above = sentence.head(predicate)
    if predicate.link == "adnominal" and above is not None and above.head >= 0:
        return sentence.chunks[above.head].negative
    return predicate.negative


def _to_the_press(found: Found) -> bool:
    """閣議後の会見で、日中首脳会談での…について…と述べた: of talks somebody only speaks."""
    before = found.sentence.chunks[: found.event.chunk.index]
    return any(one.kind == "n" and one.particle == "で" and one.run.endswith("会見") for one in before)


def _told_of(walk: Walk, talk: Draft, code: str, *, alone: bool) -> bool:
    """Whether talks are those with a state. alone: two by two, so those of several states are others."""
    return code in talk.parties and not (alone and len(walk.foreign(talk)) > 1)


def _who_acts(walk: Walk, found: Found) -> bool | None:
    """The side that nobody names: who acts where no subject is told, the guest of the talks, the page's own side."""
    their = [p for p in found.people if p.country != walk.own]
    if walk.private and found.event.silent and len(found.sides) < 2:
        return False  # 経団連の使節団が到着した。3日に大統領と会談した
    own = silent_side(walk, found) or visitor(walk, found)
    if (own is not None and own.titles and not is_official(walk, own)) or _calls_on_stranger(walk, found):
        return False
    envoys = walk.by_envoys(found.sentence.start, found.sentence.end)
    if envoys and own is not None and own.country == walk.own and not (own.titles or own.name):
        return False
    if own is not None and (len(found.sides) > 1 or not their or own.country != walk.own):
        if own.titles or own.name:
            found.people.append(own)
            found.acting = own
        if own.country and own.country not in found.codes:
            found.codes.append(own.country)
    if len(found.sides) > 1:
        return None
    if is_bystander(found.event.persons) or any(_only_reigns(walk, m) for m in found.event.persons):
        return False
    foreign = [code for code in found.sides if code != walk.own]
    party = Party(their, [p for p in found.people if p.country == walk.own], foreign)
    same = find_talk(walk, party) if foreign else None
    by_themselves = found.event.modified or found.event.bilateral
    if same is not None and by_themselves and set(foreign) < set(walk.foreign(same)):
        same = None  # two of several who met by themselves
    if their and same is not None:
        touch(walk, same, found)
        seated = walk.theirs(same)
        in_a_row = found.how == "clause" and not found.event.apart and any(person in seated for person in their)
        for person in their if in_a_row or not seated else ():  # 甲大統領との会談 | 甲大統領、乙副大統領と会談し
            same.add(person, found.mention_of(person), walk.context.lexicon)
        walk.current = same
        return True
    plain = found.event.kind in ("call", "sign") or found.event.word.endswith(("会合", "会議"))
    if found.event.weak and not plain:
        return False
    return _second_side(walk, found, their, foreign)


def _calls_on_stranger(walk: Walk, found: Found) -> bool:
    """AとBの大使が知事を表敬する, 知事と懇談する: however many states call, none receives them."""
    event, acting = found.event, {id(m) for m in found.event.subject}
    alone = event.kind == "call" or (bool(event.persons) and all(id(m) in acting for m in event.persons))
    return event.strangers and alone and not event.hosts and walk.own not in found.sides


def _only_reigns(walk: Walk, mention: Mention) -> bool:
    return mention.person is not None and bool(mention.titles) and not is_official(walk, mention.person)


def _second_side(walk: Walk, found: Found, their: Sequence[Person], foreign: Sequence[str]) -> bool | None:
    if foreign:
        met = found.event.strangers and all(found.mention_of(p) in found.event.subject for p in their)
        if not their or met or (found.event.strangers and found.event.kind == "call") or _of_own_body(found):
            return False  # 大使は知事と懇談した
        headed = walk.current is not None and walk.current.header is not None
        if not headed and _stranger_acts(found) and _is_government(walk, found):
            return None
        ours = _own_person(walk, found)
        if ours is not None:
            if ours.titles and not is_official(walk, ours):
                return False  # a party's head, whom the story is about
            found.people.append(ours)
            found.acting = ours
            return None
        envoys = walk.by_envoys(found.sentence.start, found.sentence.end)
        code = None if found.event.strangers or envoys else unsaid_state(walk, found, their, foreign)
        if code is None:
            return None if _is_government(walk, found) else False
        found.codes.append(code)
        return None
    if _own_met_stranger(walk, found) and _is_government(walk, found):
        return None
    if found.event.strangers:
        return False
    guests = _guests(walk, found)
    if len(guests) != 1 or found.how != "clause" or not any(m.titles for m in found.event.persons):
        return False
    found.people.append(guests[0])
    return None


def _of_own_body(found: Found) -> bool:
    """タイ大使館は観光相との昼食会を開いた: those who act are of the same state as their guest."""
    acting = [code for one in found.event.own if not one.persons for code in one.codes]
    return found.how == "clause" and bool(acting) and set(acting) == set(found.sides)


def _stranger_acts(found: Found) -> bool:
    """ソ・ミンホ大統領は…: whoever acts is of a state that nobody tells, and by his script none of the own side."""
    return _strange_name(found.event.subject)


def _strange_name(mentions: Sequence[Mention]) -> bool:
    named = [m for m in mentions if m.name and m.person is not None and m.person.country is None]
    return any(m.titles and (not in_kanji(m.name or "") or surely_of_others(m.name or "")) for m in named)


def _own_met_stranger(walk: Walk, found: Found) -> bool:
    """レイエス大統領は日本の甲外相と会談した: a paper names its own without their state, but says whose the guest is;
    甲外相はレイエス外相と会談した: no state has two of one office."""
    ours = [m for p in found.people if p.country == walk.own and (m := found.mention_of(p)) is not None]
    if not _strange_name(found.event.persons):
        return False
    theirs = [t for m in found.event.persons if m.person is not None and m.person.country is None for t in m.titles]
    same = walk.context.lexicon.same_office
    own = [title for m in ours for title in m.titles]
    return bool(own) and any(walk.only_abroad(t) or any(same(t, u) for u in own) for t in theirs)


def _is_government(walk: Walk, found: Found) -> bool:
    """One side is known and the other is a named official of whom nobody can tell the state."""
    unknown = [
        m.person
        for m in found.event.persons
        if m.person is not None and m.person.country is None and m.name and m.titles and is_official(walk, m.person)
    ]
    unknown = list({id(p): p for p in unknown}.values())
    told = found.how == "clause" or (found.how == "within" and found.event.modified)
    if len(unknown) != 1 or not told or not (found.event.is_talk or found.event.kind == "call"):
        return False
    found.people.append(unknown[0])
    return True


def _own_person(walk: Walk, found: Found) -> Person | None:
    if walk.is_diary:
        return walk.main
    topic = [p for p in walk.topic if p.country and p.country not in found.sides]
    ours = next((p for p in topic if p.country == walk.own), None)
    talk = walk.current
    if ours is None and talk is not None:
        ours = next(iter(walk.ours(talk)), None)
        topic = topic if walk.own not in talk.parties else []
    return ours or next(iter(topic), None) or walk.acting(found.sentence.start)


def _guests(walk: Walk, found: Found) -> list[Person]:
    """The other side where only the own is named: of the current talks, the topic, or the one abroad told before."""
    if walk.current is not None and (named := [p for p in walk.theirs(walk.current) if p.name]):
        return named
    if topic := [p for p in walk.topic if p.name and p.country not in (None, walk.own)]:
        return topic
    told = [
        m.person
        for m in walk.context.within(0, found.sentence.start)
        if m.person is not None and m.person.name and m.person.titles and m.person.country not in (None, walk.own)
    ]
    return list({id(p): p for p in told}.values())


_STEPS: Final[tuple[_Step, ...]] = (
    _took_place,
    _of_the_talks,
    _sides_told_elsewhere,
    _both_stand_for,
    _own_outsiders,
    _one_of_a_row,
    _goes_on,
    _conference,
    _by_what_was_said,
    _unnamed,
    _enough_told,
    _who_acts,
)


# --- the talks themselves ----------------------------------------------------------------------------------------


def _meet(walk: Walk, found: Found) -> bool:
    people = [p for p in found.people if p.name or p.titles]
    ours = [p for p in people if p.country == walk.own]
    theirs = [p for p in people if p.country != walk.own]
    talk = walk.current
    if talk is not None and talk.header is not None and not talk.dead and _in_section(walk, talk, found, ours, theirs):
        return True
    if not ours and walk.own in found.sides and len(theirs) == 1 and found.how == "clause":
        ours = _own_counterpart(walk, found)
    if not ours and walk.own in found.sides and theirs and found.how == "within" and found.event.modified:
        ours = [p for p in walk.topic if p.country == walk.own and p.name]  # whom the sentences before are about
    for party, sides in occasions(walk, found, theirs, ours):
        _make(walk, party, sides, found)
    return True


def _in_section(walk: Walk, talk: Draft, found: Found, ours: Sequence[Person], theirs: Sequence[Person]) -> bool:
    """Under a header: the talks of the header, each guest's own, or others told there."""
    foreign = [code for code in found.sides if code != walk.own]
    header, seated = talk.header, walk.theirs(talk)
    others = bool(theirs) and all(p.name for p in theirs) and not any(p in seated for p in theirs)
    beside = found.how == "clause" and header is not None and header.names is not None and bool(seated) and others
    if beside and set(foreign) <= set(walk.foreign(talk)):
        mine = ours or ([walk.main] if walk.main is not None and walk.own in found.sides else [])
        _make(walk, Party(theirs, mine, foreign), found.sides, found)
        walk.current = talk
        return True
    apart = not set(foreign) & set(walk.foreign(talk))
    if apart and len(foreign) > 1 and header is not None and header.names is None and not talk.passages:
        talk.dead, walk.current = True, None  # 【シンガポール】 over talks of two others
        return False
    if apart and talk.passages:
        return False
    if found.event.apart and len(theirs) > 1:
        talk.dead = True
        mine = ours or ([walk.main] if walk.main is not None else [])
        for person in theirs:
            code = person.country or ""
            _make(walk, Party([person], mine, [code]), [c for c in (code, walk.own) if c], found)
            walk.talks[-1].outcomes = 1
        return True
    if others and seated and talk.passages:
        return False
    explicit = bool(theirs) and (found.event.modified or bool(found.event.partners))
    if explicit and talk.passages and set(foreign) < set(walk.foreign(talk)):
        walk.current = None  # two of the several of the header met by themselves
        return False
    met = found.event.silent and others  # the person of the header met somebody of a third state
    for person in (*ours, *theirs):
        if person.country in talk.parties or person.country == walk.own or not seated or met:
            talk.add(person, found.mention_of(person), walk.context.lexicon)
    touch(walk, talk, found)
    return True


def _own_counterpart(walk: Walk, found: Found) -> list[Person]:
    """日米首脳会談: who of the own side holds the office that the word names, where only one does."""
    kind = next((office for word, office in _HEADS.items() if word in found.event.word), None)
    if kind is None:
        return []
    same = walk.context.lexicon.same_office
    people = [
        one.person
        for one in walk.named_people
        if one.person.country == walk.own and any(same(title, kind) for title in one.person.titles)
    ]
    return people if len(people) == 1 else []


def _make(walk: Walk, party: Party, sides: Sequence[str], found: Found) -> None:
    event = found.event
    both = len({p.country for p in (*party.theirs, *party.ours)}) > 1
    planned = event.status == "planned" and both and event.kind != "sign" and not event.weak
    talk = find_talk(
        walk,
        party,
        exact=event.apart or (found.how == "clause" and both and event.frame != _BRIEFED),
        planned_at=found.sentence.start if planned else None,
        held=event.status == "held" and found.how == "clause" and both,
    )
    one_of_several = talk is not None and len(party.theirs) < 2 < len(talk.parties)
    alone = event.how == "within" and event.modified and event.is_talk and not event.weak  # Aとの会談では
    of_two = one_of_several and (event.apart or event.bilateral or alone)
    if talk is not None and (of_two or _beside(walk, talk, event)):
        talk = None
    if talk is None:
        talk = Draft(found.sentence.start, rule=f"prose: {event.word}")
        talk.opened = event.chunk.start
        talk.status = "planned" if event.status == "planned" else "held"
        talk.mode = mode_of(_span(walk, found))
        talk.kind, talk.session = event.kind, event.session
        talk.reasons += [*event.reasons]
        for code in sides:
            talk.parties.setdefault(code, _place_of(walk, code, found))
        walk.talks.append(talk)
    else:
        touch(walk, talk, found)
    for person in (*party.ours, *party.theirs):
        talk.add(person, found.mention_of(person), walk.context.lexicon)
    talk.last = found.sentence.start
    talk.evidence = True
    talk.told.append((found.sentence, event))
    walk.current = talk


def _beside(walk: Walk, talk: Draft, event: Event) -> bool:
    """バイ会談を行った, behind a dialogue of the two sides: another meeting."""
    told = [one for _, one in talk.told[:1] if one.word.endswith(walk.frames.marks.joint) and not one.bilateral]
    return bool(told) and event.bilateral and event.how == "clause"


def _place_of(walk: Walk, code: str, found: Found) -> tuple[int, int] | None:
    """Where the sentence names the state, also with others: the 米 of 日米韓."""
    spans = [s for s in walk.context.states.within(found.sentence.start, found.sentence.end) if code in s.codes]
    if alone := next((s for s in spans if s.codes == (code,)), None):
        return alone.start, alone.end
    for span in spans:
        for part, start, end in walk.context.lexicon.split_compound(walk.text[span.start : span.end]) or ():
            if part == code:
                return span.start + start, span.start + end
    return None


def touch(walk: Walk, talk: Draft, found: Found) -> None:
    """A sentence tells of talks that stand: their medium and whether they were held, where only a head said so."""
    headed = talk.heading or talk.header is not None
    if talk.mode == "in_person" and (headed or not talk.passages):
        talk.mode = mode_of(_span(walk, found))
    if headed and not talk.evidence:
        talk.status = "planned" if found.how == "clause" and found.event.status == "planned" else "held"
    talk.evidence = talk.touched = True
    talk.told.append((found.sentence, found.event))


def _span(walk: Walk, found: Found) -> str:
    """The sentence up to the mark behind the word for the meeting."""
    text, chunk = walk.text, found.event.chunk
    stops = [at for at in (text.find("、", chunk.end), text.find("。", chunk.end)) if at >= 0]
    end = min([*stops, found.sentence.end])
    return text[found.sentence.start : end + 1]
