"""Day and place of talks: of the sentences that tell them, of the lines beside them, of the lead, of the host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.talks.drafts import Draft
from meetextract.text import places
from meetextract.text.dates import DateMention
from meetextract.text.when import Calendar, days

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_LEAD_LINES: Final = 12
_Place = tuple[int, int]


def set_days(walk: Walk, talks: Sequence[Draft]) -> None:
    """Each talk's day: said with it, else that of the lead, else that of the talk told before."""
    calendar = Calendar(walk.context.published, walk.context.page.year)
    lead = _lead_day(walk, calendar)
    at = 0
    last: DateMention | None = None
    for talk in sorted(talks, key=lambda t: t.start):
        if at < talk.start:
            calendar.note(walk.text, at, talk.start)
            at = talk.start
        if talk.date is None:
            talk.date = next(_days_of(walk, talk, calendar), None)
        if talk.date is None and talk.hosted:
            talk.date = lead or (last if not talk.header and not talk.heading and talk.status == "held" else None)
        if talk.header is None and talk.date is not None:
            last = talk.date


def _days_of(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    text, before = walk.text, calendar.last
    if talk.header is not None and talk.header.extra is not None:
        low, high = talk.header.extra
        yield from days(text, low - 1, high + 1, calendar, before)
    for sentence, event in talk.told:
        found = list(days(text, sentence.start, event.predicate.end, calendar, before))
        if found:
            yield found[-1]
        if event.chunk.particle in ("は", "が", "を"):
            yield from days(text, event.chunk.end, min(sentence.end, event.chunk.end + 40), calendar, before)
    for low, high in talk.facts:
        yield from days(text, low, high, calendar, before)
    if talk.heading or talk.header is not None:
        for passage in talk.passages[:1]:
            yield from days(text, passage.start, min(passage.end, passage.start + 80), calendar, before)


def _lead_day(walk: Walk, calendar: Calendar) -> DateMention | None:
    """The one day on which a lead says that somebody met several others."""
    talks = [talk for talk in walk.talks if talk.told]
    if not talks:
        return None
    sentence, event = talks[0].told[0]
    found = list(days(walk.text, sentence.start, event.predicate.end, calendar, None))
    return found[-1] if len(found) == 1 else None


def set_places(walk: Walk, talks: Sequence[Draft]) -> None:
    """Each talk's place: said with it, else that of all talks of the article, else that of the talk before."""
    host = _host(walk)
    town: _Place | None = None
    for talk in sorted(talks, key=lambda t: t.start):
        if talk.mode != "in_person":
            talk.place = None
            continue
        talk.place = talk.place or next(_places_of(walk, talk), None)
        if talk.place is None and talk.hosted:
            stayed = talk.status == "held" and talk.header is None
            talk.place = host or (town if stayed else None)
        town = talk.place or town


def _places_of(walk: Walk, talk: Draft) -> Iterator[_Place]:
    text, lexicon = walk.text, walk.context.lexicon
    if talk.header is not None and talk.header.extra is not None:
        low, high = talk.header.extra
        for part in text[low:high].split("、"):
            start = text.index(part, low)
            if (clean := places.clean(text, start, start + len(part), lexicon)) is not None:
                yield clean
    for sentence, _ in talk.told:
        if (found := places.find_place(text, sentence.start, sentence.end, lexicon)) is not None:
            yield found
    for low, high in talk.facts:
        if (found := places.find_place(text, low, high, lexicon)) is not None:
            yield found
    if talk.heading or talk.header is not None:
        for passage in talk.passages[:1]:
            if (found := places.find_place(text, passage.start, passage.end, lexicon)) is not None:
                yield found


def _host(walk: Walk) -> _Place | None:
    """Where the article says that its talks are held."""
    heads = walk.context.heads.headers
    stop = heads[0].start if heads else len(walk.text)
    for line in walk.context.page.body[:_LEAD_LINES]:
        if line.start >= stop:
            break
        found = places.find_host(walk.text, line.start, min(line.end, stop), walk.context.lexicon)
        if found is not None:
            return found
    return None
