"""What a bracketed header opens (【米=ヘグセス国防長官】), and what a label ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetextract.people.persons import Person, official_mentions
from meetextract.talks.drafts import Draft
from meetextract.talks.headings import note_fact, open_heading, opens_row
from meetextract.talks.rules import holds, mode_of, rules
from meetextract.talks.who import persons
from meetextract.text.headers import Header, Label
from meetextract.text.lineform import line_form

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_SUBJECT = 14  # code points of a label
_BLANK = " \u3000"
_TALK_LABEL = ("立ち会", "臨席")  # a bracket that names talks somebody only attended


def open_header(walk: Walk, header: Header) -> None:
    """The talks of a country header; those of the same states and persons that the lead told become them."""
    if _is_topic(walk, header):
        return
    walk.asked = False
    talk = Draft(header.start, header, rule=f"header {header.style}")
    for code, start, end in header.parties:
        talk.parties.setdefault(code, (start, end))
    if header.names:
        _seat_named(walk, talk, header)
    talk.mode = mode_of(walk.text[header.start : header.end])
    _take_over(walk, talk)
    walk.add(talk)
    walk.heading_codes = walk.foreign(talk)


def _is_topic(walk: Walk, header: Header) -> bool:
    """【中国】 inside the summary of other talks: a topic, where nobody of that state is met."""
    talk = walk.current
    if header.names is not None or header.kind_word or talk is None or talk.dead or talk.header is not None:
        return False
    kinds = {walk.context.lexicon.parties[code].kind for code, _, _ in header.parties}
    if "organisation" in kinds:
        return False
    heads: list[Header | Label] = [*walk.context.heads.headers, *walk.context.heads.labels]
    end = min((head.start for head in heads if head.start > header.start), default=len(walk.text))
    codes = {code for code, _, _ in header.parties} - {walk.own}
    inside = walk.context.within(header.body, end)
    return not any(m.person is not None and m.name and m.person.country in codes for m in inside)


def _seat_named(walk: Walk, talk: Draft, header: Header) -> None:
    assert header.names is not None
    named = official_mentions(walk.context.within(*header.names))
    foreign = [code for code, _, _ in header.parties if code != walk.own]
    if len(named) == len(foreign):
        for mention, code in zip(named, foreign, strict=True):
            person = mention.person
            if person is None:
                mention.person = person = Person(None, None, mention.titles, code, [mention])
            if person.country is None or (person.guessed and len(foreign) > 1):
                person.country, person.guessed = code, True
    for person in persons(walk, walk.context.within(*header.names), header.start, header.end):
        own = next((m for m in named if m.person is person), None)
        talk.add(person, own, walk.context.lexicon)


def _take_over(walk: Walk, talk: Draft) -> None:
    """A lead that told the same talks before their header: one meeting, the header's."""
    foreign, theirs = set(walk.foreign(talk)), {id(p) for p in walk.theirs(talk)}
    earlier = [t for t in walk.living() if t.header is not None and set(walk.foreign(t)) == foreign]
    for old in walk.living():
        if old.header is not None or old.heading or earlier or set(walk.foreign(old)) != foreign:
            continue
        seated = {id(p) for p in walk.theirs(old)}
        unnamed = not any(p.name for p in walk.theirs(old)) and _are_heads(walk, old) == _are_heads(walk, talk)
        if theirs and seated and not theirs & seated and not unnamed:
            continue
        if theirs and not seated and _is_summit(old) != _are_heads(walk, talk):
            continue
        for person, mention in old.members:
            if theirs and unnamed and person.country != walk.own:
                continue  # 米国の国防相 is 【米=ハドソン国防長官】
            talk.add(person, mention, walk.context.lexicon)
        old.dead = talk.touched = True
        talk.told += old.told
        talk.mode = old.mode if talk.mode == "in_person" else talk.mode
        talk.status = old.status
        talk.date, talk.place = old.date, old.place


def _is_summit(talk: Draft) -> bool:
    return any("首脳" in event.word or "首脳" in event.chunk.run for _, event in talk.told)


def _are_heads(walk: Walk, talk: Draft) -> bool:
    return any(title.startswith(rules().heads) for person in walk.theirs(talk) for title in person.titles)


def open_label(walk: Walk, label: Label) -> None:
    """A label ends the section before it, unless it heads the outcomes of the talks; some name talks themselves."""
    text = walk.text[label.start : label.end]
    inner = text.strip("【】［］[]〔〕〈〉《》＜＞")
    walk.asked = inner.endswith("記者") and "＝" not in inner and "=" not in inner and _is_transcript(walk)
    if walk.asked:
        return
    if "「" in inner and walk.current is not None and _names_member(walk, label):
        return
    if inner in rules().present:
        walk.label = inner
        return
    if inner in rules().facts:
        end = walk.text.find("\n", label.end)
        note_fact(walk, label.end, end if end >= 0 else len(walk.text))
        return
    if label.outcomes or label.reason.startswith("dateline") or (label.style in "●○◯" and label.reason == "a sentence"):
        return
    if inner in rules().attendees and label.style == "【" and walk.current is None:
        end = walk.text.find("\n", label.end)
        open_heading(walk, label.start, end if end >= 0 else len(walk.text))
        return
    if opens_row(walk, inner.lstrip(label.style + _BLANK), label.end):
        walk.current, walk.heading_codes = None, []
        return
    if label.text in rules().passed_over or _is_subject(walk, label):
        return
    walk.current = None
    if line_form(label.text).is_day:
        at = walk.text.index(label.text, label.start)
        if (walk.context.page.published_at or (-1,))[0] != at:  # 【2022年6月29日(水)1面】: of the paper
            walk.day_line = (at, at + len(label.text))
        return
    if label.style in "◇◆▽○●■" and _named_behind(walk, label, text):
        return
    if text[0] in "[［【〔" and _names_talks(inner):
        walk.heading_codes = []
        open_heading(walk, label.start + 1, label.start + 1 + len(inner))
        return
    walk.heading_codes = []
    if label.sub_headline:
        codes = walk.context.states.codes(label.start, label.end)
        walk.heading_codes = [code for code in dict.fromkeys(codes) if code != walk.own]


def _is_subject(walk: Walk, label: Label) -> bool:
    """【経済】, ● 北極, ○　政治対話: what part of the talks the next lines tell; so do the labels that look like it."""
    talk = walk.current
    if talk is None or talk.header is not None or len(label.text) > _SUBJECT or label.reason != "no country":
        return False
    if label.text.endswith(rules().subjects) and not holds(label.text, "はがもを"):
        talk.subject_style = label.style
    return talk.subject_style == label.style and not walk.context.within(label.start, label.end)


def _is_transcript(walk: Walk) -> bool:
    """Whether officials speak behind brackets; elsewhere 【山田記者】 is a byline."""
    labels = (one for one in walk.context.heads.labels if one.style in "【［")
    return any(official_mentions(walk.context.within(one.start, one.end)) for one in labels)


def _names_member(walk: Walk, label: Label) -> bool:
    """【梶谷防衛相「丁寧に説明」】: whether one of those who met speaks."""
    seated = {id(person) for person, _ in walk.current.members} if walk.current is not None else set()
    return any(id(m.person) in seated for m in walk.context.within(label.start, label.end))


def _named_behind(walk: Walk, label: Label, text: str) -> bool:
    """◇ソウル＝日韓外相会談: what stands behind the sign names talks."""
    head, sign, rest = text.partition("＝")
    if not sign or len(head) > 9 or not _names_talks(rest.partition("（")[0]):
        return False
    walk.heading_codes = []
    start = label.start + len(head) + 1
    walk.dated = start
    open_heading(walk, start, label.end)
    return True


def _names_talks(words: str) -> bool:
    return words.endswith(rules().heading_ends) and not holds(words, _TALK_LABEL)
