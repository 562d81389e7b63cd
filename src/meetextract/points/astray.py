"""Sentences of the only talks of a page that stand apart from those that open them: items above the lead, items behind
a heading of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from meetextract.points.speakers import Actor, Cast
from meetextract.points.words import words
from meetextract.talks.drafts import Context, Draft, Passage, passages
from meetextract.talks.gate import outcome_sign
from meetextract.text.lineform import line_form
from meetextract.text.syntax import Sentence

_OF_TALKS: Final = frozenset({"について", "に関し", "に関して", "は", "が", "を", "も"})
_FEW: Final = 2
_FIRST: Final = 2  # a bunsetu of the subject: 本日、大臣は


def told_of(context: Context, drafts: Sequence[Draft], draft: Draft, cast: Cast) -> list[Passage]:
    """The passages of a draft in order, none of them twice; where it is the only one, with what else tells of it."""
    said: dict[str, Passage] = {}
    for passage in passages(draft):
        said.setdefault(_words(context.text, passage), passage)
    if len(drafts) == 1 and draft.header is None:
        ends = {passage.end for passage in draft.passages}  # a passage may begin behind the mark of its item
        for passage in _astray(context, cast, ends):
            said.setdefault(_words(context.text, passage), passage)
    return sorted(said.values(), key=lambda p: p.start)


def _words(text: str, passage: Passage) -> str:
    return text[passage.start : passage.end].lstrip(words().marks)


def _astray(context: Context, cast: Cast, ends: set[int]) -> Iterator[Passage]:
    """Of items whose subject takes part, or of a line whose subject is 両氏."""
    text, sign = context.text, outcome_sign(context.lexicon.frames)
    for line in context.page.body:
        listed = line_form(text[line.start : line.end]).numbered
        own = False  # the sentence before was of those who met
        for one in context.sentences(line.start, line.end):
            if one.end in ends:
                own = listed
            elif sign.search(text, one.start, one.end) is not None:
                sentence = context.parsed(one.start, one.end)
                actors = [actor for actor in cast.actors(sentence) if actor.sides and not actor.other]
                both = _of_both(sentence, cast) and any(actor.index <= _FIRST for actor in actors)
                own = both or any(listed or _is_all(sentence, actor) for actor in actors) or (own and not actors)
                if own:
                    yield Passage(*one)


def _of_both(sentence: Sentence, cast: Cast) -> bool:
    """大臣は、インド通信省との間で、覚書に署名しました: a participant, and each other side at least by its state."""
    party, meetings = cast.party, words().elsewhere["meetings"]
    if any(c.run.removesuffix("内容").endswith(meetings) and c.particle in _OF_TALKS for c in sentence.chunks):
        return False  # オマーン外相と行った会談について述べ
    if len(party.persons) > _FEW:
        return False  # two of four ministers may have talked by themselves
    here = [m.person for c in sentence.chunks for m in c.persons if any(m.person is p for p in party.persons)]
    codes = {person.country for person in here if person is not None}
    return bool(here) and set(party.sides) <= codes | {code for c in sentence.chunks for code in c.codes}


def _is_all(sentence: Sentence, actor: Actor) -> bool:
    chunk = sentence.chunks[actor.index]
    return actor.joint and not chunk.persons and not chunk.codes and actor.index <= 1
