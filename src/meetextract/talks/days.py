"""The day of talks: said with them, else beside them, else that of the lead or of the talk before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from meetextract.talks.drafts import Draft
from meetextract.talks.rules import holds, rules
from meetextract.text.dates import DateMention
from meetextract.text.when import Calendar, days, says_today

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_BEHIND = 40  # code points behind 会談は in which its day may stand
_FIRST_WORDS = 80


def set_days(walk: Walk, talks: Sequence[Draft]) -> None:
    """Sets the day of each talk that has none."""
    calendar = Calendar(walk.context.published, walk.context.page.year, walk.context.page.issued)
    lead = _lead_day(walk, calendar)
    at = 0
    last: DateMention | None = None
    headed: DateMention | None = None
    for talk in sorted(talks, key=lambda t: t.start):
        if at < talk.start:
            calendar.note(walk.text, at, talk.start)
            at = talk.start
        if talk.date is None and _same_as_header_before(walk, talk):
            talk.date = headed
        if talk.date is None and talk.hosted:
            talk.date = next(_days_of(walk, talk, calendar), None)
            prose = talk.header is None and not talk.heading and talk.status == "held"
            if talk.date is None and not _only_today(walk, talk):
                talk.date = lead or (last if prose else None)
        headed = talk.date if talk.header is not None else headed
        if talk.header is None and talk.date is not None:
            last = talk.date


def _same_as_header_before(walk: Walk, talk: Draft) -> bool:
    """■パラグアイ（同）"""
    extra = talk.header.extra if talk.header is not None else None
    return extra is not None and walk.text[slice(*extra)].strip() in ("同", "同日")


def _days_of(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    text, before = walk.text, calendar.last
    if talk.header is not None and talk.header.extra is not None:
        low, high = talk.header.extra
        yield from days(text, low - 1, high + 1, calendar, before)
    if talk.header is not None:
        for passage in talk.passages[:1]:
            yield from days(text, passage.start, min(passage.end, passage.start + _FIRST_WORDS), calendar, before)
    for sentence, event in talk.told:
        found = list(days(text, sentence.start, event.chunk.end, calendar, before))
        if found:
            yield found[-1]
        if event.chunk.particle in ("は", "が", "を"):
            yield from days(text, event.chunk.end, min(sentence.end, event.chunk.end + _BEHIND), calendar, before)
    for low, high in talk.facts:
        yield from days(text, low, high, calendar, before)
    if talk.heading:
        for passage in talk.passages[:1]:
            yield from days(text, passage.start, min(passage.end, passage.start + _FIRST_WORDS), calendar, before)
    for sentence, _ in [] if _only_today(walk, talk) else talk.told[:1]:
        paragraph = text.rfind("\n", 0, sentence.start) + 1
        if holds(text[paragraph : sentence.start], rules().attended):
            continue  # the days of a conference or a trip
        found = list(days(text, paragraph, sentence.start, calendar, before))
        if found:
            yield found[-1]
    if talk.block_day is not None:
        yield from days(text, *talk.block_day, calendar, None)


def _only_today(walk: Walk, talk: Draft) -> bool:
    """本日、会談した on a page that does not say which day that was."""
    return any(says_today(walk.text, sentence.start, event.chunk.end) for sentence, event in talk.told[:1])


def _lead_day(walk: Walk, calendar: Calendar) -> DateMention | None:
    """The one day that the headline puts in a bracket, or that the first sentence about talks tells."""
    spans = [span for span in (walk.lead_span, walk.lead_sentence) if span is not None]
    title = walk.context.page.title
    bracket = max(walk.title.rfind("（"), walk.title.rfind("("))
    if title is not None and (bracket >= 0 or walk.is_diary):
        spans.insert(0, (title[0] if walk.is_diary else title[0] + bracket, title[1]))
    for span in spans:
        words = walk.text[slice(*span)]
        if holds(words, rules().attended) and not holds(words, rules().met):
            continue  # the days of a conference or a trip
        found = list(days(walk.text, *span, calendar, None))
        if len(found) == 1:
            return found[0]
    return None
