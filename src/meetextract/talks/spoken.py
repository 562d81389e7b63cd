"""A page that tells no meeting in so many words, but what two sides said to each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from meetextract.people.persons import Person
from meetextract.talks.days import set_days
from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.gate import outcome_sign
from meetextract.talks.rules import holds, mode_of, rules
from meetextract.talks.sites import set_places
from meetextract.talks.who import persons
from meetextract.text.sentences import sentences

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_ACTING = ("は", "が", "とも", "で", "から")
_HEAD = 200  # code points in which a page says what it is about


def spoken_talks(walk: Walk) -> list[Draft]:
    """At most one: of the two who speak for two states, where 両氏 or 双方 act, or the title names their talks."""
    head = walk.text[: _HEAD + 100]
    if holds(walk.title + head, rules().parties_of_politics) or walk.title.strip().startswith(rules().opinion):
        return []
    before_guests = holds(walk.title + head, rules().ceremonies)
    if before_guests or outcome_sign(walk.frames).search(walk.text) is None:
        return []
    if gist := _of_gist(walk):
        return [_made(walk, gist, [])]
    words = (word for word in rules().both if word in walk.text)
    both = sum(walk.text.count(word + particle) for word in words for particle in _ACTING)
    if not both:
        return []
    people = [person for person in _speakers(walk) if person.titles and person.country]
    named = holds(walk.title + walk.text[:_HEAD], rules().talks)
    per_side = Counter(person.country for person in people)
    if (named or both > 1) and len(per_side) == 2 and max(per_side.values()) == 1:
        return [_made(walk, people, [])]
    codes = list(dict.fromkeys(walk.title_codes)) or _pair(walk)
    if named and not people and (len(codes) == 2 or (len(codes) == 1 and codes[0] != walk.own)):
        return [_made(walk, [], codes)]
    return []


def _of_gist(walk: Walk) -> list[Person]:
    """Who spoke for two states in a summary that tells only that: 森外相より、…。これに対しヘイワード長官より、…"""
    sent = [m for m in walk.context.mentions if _sends(walk, m.end) and m.titles and not m.former]
    speakers = [p for m in sent for p in persons(walk, [m], m.start, m.end) if p.name and p.titles]
    ours = [p for p in speakers if p.country == walk.own]
    theirs = [p for p in speakers if p.country != walk.own]
    senders = (other + sender for other in rules().others for sender in ("より", "から"))
    if ours and not theirs and holds(walk.text, senders):
        theirs = [p for p in walk.context.people.persons if p.name and p.titles and p.country not in (None, walk.own)]
    people = list({id(p): p for p in (*ours, *theirs)}.values())
    return people if ours and len({p.country for p in theirs}) == 1 and all(p.country for p in theirs) else []


def _sends(walk: Walk, at: int) -> bool:
    """Whether what ends there is marked as who said something: …より、 …からは."""
    return walk.text.startswith(rules().senders, at)


def _speakers(walk: Walk) -> list[Person]:
    """The officials who are the subject of something."""
    found: dict[int, Person] = {}
    for mention in walk.context.mentions:
        if mention.person is None or mention.former or not (mention.titles or mention.name):
            continue
        at = mention.end
        if walk.text[at : at + 1] in ("（", "("):
            at = max(at, walk.text.find("）", at, at + 20) + 1)
        if walk.text.startswith(("は", "が", "から", "より"), at):
            for person in persons(walk, [mention], mention.start, min(len(walk.text), mention.end + 60)):
                found.setdefault(id(person), person)
    return list(found.values())


def _pair(walk: Walk) -> list[str]:
    """The two states that the page names together, more than once and no other two."""
    pairs = [span.codes for span in walk.context.states.spans if len(span.codes) == 2]
    return list(pairs[0]) if len(pairs) > 1 and len({frozenset(pair) for pair in pairs}) == 1 else []


def _made(walk: Walk, people: list[Person], codes: list[str]) -> Draft:
    talk = Draft(walk.context.page.body[0].start if walk.context.page.body else 0, rule="spoken", form="spoken")
    for code in codes:
        talk.parties.setdefault(code, None)
    for person in people:
        talk.add(person, person.mentions[0] if person.mentions else None, walk.context.lexicon)
    talk.mode = mode_of(walk.title + walk.text[:100])
    talk.evidence = True
    title = walk.context.page.title
    talk.facts += [span for span in (title, walk.lead_sentence) if span is not None]
    for line in walk.context.page.body:
        talk.passages += [Passage(s.start, s.end, s.quoted) for s in sentences(walk.text, *line)]
    set_days(walk, [talk])
    set_places(walk, [talk])
    return talk
