"""What the talks do not say themselves: which stand, the own side, day and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetextract.people.persons import Person
from meetextract.talks.days import set_days
from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.roles import tells_what_was_said
from meetextract.talks.rules import holds, is_unofficial, mode_of, rules
from meetextract.talks.sites import set_places
from meetextract.talks.who import of_group

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk


_MARKS = "■□◆◇▼▽●○★☆＊*#＜＞<>【】[]［］〈〉《》「」・:： \u3000\t"
_NUMBERED = _MARKS + "0123456789０１２３４５６７８９.．（）()"
_SHORT = 12  # code points of a heading of what is to come
_ABOVE = 150  # code points above a talk in which its host is looked for
_LIST = 400  # code points of a list in which its heading is looked for
_TO_COME = ("来週の", "今週の", "予定", "外交日程", "の日程")


def complete(walk: Walk) -> list[Draft]:
    """The talks that stand, each with the own side, its day and its place."""
    kept = [talk for talk in walk.talks if not talk.dead and _stands(walk, talk) and not _at_a_town_hall(walk, talk)]
    for talk in kept:
        _own_side(walk, talk)
    told = {code for talk in kept if not talk.unnamed for code in walk.foreign(talk)}
    kept = [talk for talk in kept if _has_guest(walk, talk) and not (talk.unnamed and told & set(walk.foreign(talk)))]
    for talk in kept:
        _medium(walk, talk)
        _name_row(walk, talk)
        if _is_ahead(walk, talk):
            talk.status = "planned"
    if kept:
        set_days(walk, kept)
        for talk in kept:
            if _is_to_come(walk, talk):
                talk.status = "planned"
        set_places(walk, kept)
    return kept


def _has_guest(walk: Walk, talk: Draft) -> bool:
    """Whether another side is known, or an official of a state that nobody tells."""
    return bool(walk.foreign(talk)) or any(not one.country and one.name and one.titles for one in walk.theirs(talk))


def _is_ahead(walk: Walk, talk: Draft) -> bool:
    """In a calendar of what is to come: talks of which nothing is said in the past."""
    return not _is_past(talk) and (holds(walk.title, _TO_COME) or _under_plans(walk, talk))


def _under_plans(walk: Walk, talk: Draft) -> bool:
    """■きょうの予定, 日程 of a trip to come: the heading of the list in which talks stand."""
    start, r = talk.told[0][0].start if talk.told else talk.start, rules()
    above = walk.text[max(0, start - _LIST) : start].split("\n")[:-1]
    for line in reversed(above):
        if "。" in line:
            return False
        words = line.strip(_MARKS)
        if words.startswith(r.list_begins) and words.endswith(r.list_ends) and len(words) <= _SHORT:
            return True
        label = words.removeprefix("参考").lstrip(_NUMBERED)
        if label.removesuffix("（予定）") in r.programme:
            return label.endswith("（予定）") or walk.trip_ahead()
    return False


def _is_past(talk: Draft) -> bool:
    return any(event.predicate.text.rstrip("。、」").endswith(("た", "たところ")) for _, event in talk.told)


def _is_to_come(walk: Walk, talk: Draft) -> bool:
    """28日 タイ運輸大臣との会談, on a page of the 23rd: no verb says when, and the day is still to come."""
    day, published = talk.date, walk.context.published
    if talk.status != "held" or day is None or published is None or None in {day.year, day.month, day.day}:
        return False
    return (day.year, day.month, day.day) > published.timetuple()[:3] and not _is_past(talk)


def _medium(walk: Walk, talk: Draft) -> None:
    """Of talks under a header the first words of their section tell the medium, else the lead of all."""
    if talk.header is None or talk.mode != "in_person" or not talk.passages:
        return
    first = walk.text[talk.passages[0].start : talk.passages[0].end]
    talk.mode = mode_of(first)
    if talk.mode == "in_person" and walk.lead_span is not None and walk.lead_span[0] < talk.start:
        lead = walk.text[slice(*walk.lead_span)]
        talk.mode = mode_of(lead) if holds(lead, walk.frames.marks.apart) else "in_person"


def _name_row(walk: Walk, talk: Draft) -> None:
    """日米韓の外相 …米国のハーグローブ国務長官: who is named for a state is who the row of offices meant, whatever his
    own office is called."""
    high = rules().high_offices
    named = {p.country for p, _ in talk.members if p.name and any(title.endswith(high) for title in p.titles)}
    talk.members = [(p, m) for p, m in talk.members if p.name or m is not None or p.country not in named]
    if any(p.name for p in walk.theirs(talk)):  # ASEAN諸国の経済担当大臣, of whom some are named
        talk.members = [(p, m) for p, m in talk.members if p.name or m is None or not of_group(walk, m.start)]


_COUNTED = ("者", "氏", "カ国", "か国", "外相", "大臣", "首脳")
_NUMERALS = {3: "3３三", 4: "4４四", 5: "5５五"}


def _counts_own(walk: Walk, talk: Draft) -> bool:
    """パラオ・マーシャル諸島＝… 3者は: one more than the header names."""
    numerals = _NUMERALS.get(len(walk.foreign(talk)) + 1, "")
    told = "".join(walk.text[p.start : p.end] for p in talk.passages[:2])
    return any(f"{numeral}{word}" in told for numeral in numerals for word in _COUNTED)


def _stands(walk: Walk, talk: Draft) -> bool:
    if talk.header is not None:
        return _header_stands(walk, talk)
    if talk.heading:
        return _heading_stands(walk, talk)
    if talk.status == "planned" or not _of_a_group(walk, talk):
        return True
    return any(_tells_outcome(walk, passage) for passage in talk.passages)


def _at_a_town_hall(walk: Walk, talk: Draft) -> bool:
    """駐日大使　表敬, 会場：県庁: an ambassador called on a governor or a mayor; no own official is named."""
    named = walk.main is not None and not is_unofficial(walk.main.titles)
    if named or walk.own in talk.parties or len(walk.foreign(talk)) != 1 or not talk.heading:
        return False
    theirs = walk.theirs(talk)
    if not theirs or not all(one.titles and one.titles[0].endswith(rules().ambassadors) for one in theirs):
        return False
    return holds(walk.text[max(0, talk.start - _ABOVE) : talk.start + _LIST], rules().local_hosts)


def _of_a_group(walk: Walk, talk: Draft) -> bool:
    """G7の部会, ASEANの会議: no minister met by these words, and one word says all sides."""
    if talk.members or not talk.told:
        return False
    chunk = talk.told[0][1].chunk
    if walk.own in chunk.codes or holds(chunk.text, walk.frames.marks.governing):
        return False
    sides = set(walk.foreign(talk))
    groups = ({*members} - {walk.own} for members in walk.context.groups.values())
    parties = walk.context.lexicon.parties
    return sides in groups or (len(sides) == 1 and all(parties[code].kind == "organisation" for code in sides))


def _tells_outcome(walk: Walk, passage: Passage) -> bool:
    """Whether a sentence says what was said."""
    sentence = walk.context.parsed(passage.start, passage.end)
    return any(tells_what_was_said(sentence, one, walk.frames) for one in sentence.predicates())


def _header_stands(walk: Walk, talk: Draft) -> bool:
    if not talk.passages or talk.header is None:
        return False
    theirs = walk.theirs(talk)
    if not (talk.touched or (talk.outcomes and (theirs or walk.lead)) or (theirs and (talk.header.names or walk.lead))):
        return False
    return bool(talk.header.names) or talk.touched or walk.lead


def _heading_stands(walk: Walk, talk: Draft) -> bool:
    theirs = walk.theirs(talk)
    others = [other for other in walk.living() if other is not talk]
    parties = walk.context.lexicon.parties
    group = all(parties[code].kind == "organisation" for code in walk.foreign(talk))  # ASEAN諸国の大臣の表敬
    several = group and any(len(walk.foreign(o)) > 1 for o in others)
    told_again = several or any(set(walk.foreign(o)) & set(walk.foreign(talk)) for o in others)
    if talk.form == "title" and not talk.touched and told_again:
        return False
    if not talk.passages and not theirs and not talk.listed:
        return False
    if talk.form == "country" and not theirs:
        return False
    if talk.form == "counterpart" and not talk.passages:
        within = any(len(walk.foreign(o)) > 1 and set(walk.foreign(talk)) <= set(walk.foreign(o)) for o in others)
        return talk.listed and not within
    return True


def _own_side(walk: Walk, talk: Draft) -> None:
    """The official of the page's own side, where a head names only the others."""
    if walk.ours(talk) or not (talk.header is not None or talk.heading):
        return
    foreign = walk.foreign(talk)
    told = [code for code, _, _ in talk.header.parties] if talk.header is not None else list(talk.parties)
    if len(foreign) != 1 and walk.own not in told and not _counts_own(walk, talk):
        return
    own = None
    if not talk.entry:  # whom other rows of a chronicle name
        own = walk.main if talk.header is not None else walk.acting(talk.start) or _later(walk, talk)
    if own is not None:
        talk.members.insert(0, (own, own.mentions[0] if own.mentions else None))
        talk.parties = {walk.own: talk.parties.get(walk.own), **talk.parties}
    elif len(foreign) == 1 and (talk.header is not None or not walk.context.side.foreign):
        talk.parties = {walk.own: talk.parties.get(walk.own), **talk.parties}


def _later(walk: Walk, talk: Draft) -> Person | None:
    """The main official, where the text names him further down."""
    main = walk.main
    told = main is not None and any(m.start > talk.start for m in main.mentions)
    return main if told else None
