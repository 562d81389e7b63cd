"""How an article becomes records: the lines to read first.

text -> page (title, date, body) -> headers -> mentions of persons -> persons
     -> meetings (who, when, where, which sentences) -> points of each meeting -> records
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from meetextract.errors import ArgumentError
from meetextract.lexicon.frames import Frames
from meetextract.lexicon.lexicon import Lexicon, default_lexicon
from meetextract.lexicon.versions import versions
from meetextract.model import (
    SCHEMA_VERSION,
    Document,
    Meeting,
    Warning,
)
from meetextract.people.find import find_people
from meetextract.people.mentions import find_mentions
from meetextract.people.persons import Offices
from meetextract.points.records import Record, records
from meetextract.points.spans import layout_warnings, moved_facts, moved_readings, moved_warning, of_several, relocated
from meetextract.talks.completion import complete
from meetextract.talks.drafts import Context, Draft
from meetextract.talks.gate import action_words, may_tell
from meetextract.talks.missed import Missed, missed_by_gate, missed_points, missed_talks
from meetextract.talks.page_walk import PageWalk
from meetextract.talks.spoken import spoken_talks
from meetextract.talks.walk import Walk
from meetextract.text.articles import may_hold_several, of_their_own_days, split_articles
from meetextract.text.headers import Heads, find_heads, looks_headed
from meetextract.text.known import NOTHING, Known
from meetextract.text.page import Page, read_page
from meetextract.text.reading import Reading, read_through
from meetextract.text.sentences import lines, sentences
from meetextract.text.states import find_states
from meetextract.text.syntax import Sentence, parse


def extract(text: str, *, published: datetime.date | str | None = None, lexicon: Lexicon | None = None) -> Document:
    """Who met whom and what they agreed, read from one article.

    Args:
        text: the article as decoded; offsets in the result count its code points.
        published: publication date for a text that does not say it (a date or YYYY-MM-DD).
        lexicon: a lexicon of your own (see meetextract.lexicon.lexicon.load_lexicon); the package's by default.
    Raises:
        ArgumentError: text is no str, published is no date, or lexicon no Lexicon.
    """
    from hashlib import sha256  # loads OpenSSL's; the command, which starts anew for each article, does without

    document = extract_source(text, published=published, lexicon=lexicon)
    made_by = versions()[:2] if lexicon is not None and lexicon is not default_lexicon() else versions()
    return replace(document, sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), versions=made_by)


def extract_source(
    text: str,
    *,
    published: datetime.date | str | None = None,
    lexicon: Lexicon | None = None,
    readings: Sequence[tuple[int, int, str]] = (),
    explain: list[str] | None = None,
    known: Known = NOTHING,
    unsupported: bool = False,
    part: tuple[int, int] | None = None,
) -> Document:
    """`extract` for callers that read files: ruby readings as (start, end, reading), a list for explanations, what the
    format says of the article, whether its layout cannot be read (no meeting, but a warning), and the part of `text`
    that the article is (offsets still count in `text`)."""
    if not isinstance(text, str):
        raise ArgumentError(f"text has to be str, not {type(text).__name__}")
    given = _date(published)
    lexicon = default_lexicon() if lexicon is None else lexicon
    if not isinstance(lexicon, Lexicon):
        hint = "meetextract.lexicon.lexicon.load_lexicon([Path(...)]) makes one of a file"
        raise ArgumentError(f"lexicon has to be a Lexicon, not {type(lexicon).__name__}", hint=hint)
    article = _Article(text, given, lexicon, readings, explain, known, unsupported)
    if part is not None:
        return _read(article, *part)
    said = len(explain or ())
    document = _read(article, 0, len(text))
    if not document.meetings or not may_hold_several(text):
        return document
    parts = split_articles(text)
    apart = of_their_own_days(text, parts)
    if len(apart) > 1:  # never the first article's year for all
        if explain is not None:
            del explain[said:]
        document = of_several([_read(article, *one) for one in apart])
    if len(parts) > 1:
        place = parts[1].start, parts[-1].end
        warning = Warning("several-articles", "the text holds several articles; files of them are split", *place)
        document = replace(document, warnings=(warning, *document.warnings))
    return document


class _Article(NamedTuple):
    """A text with all that the caller says of it."""

    text: str
    published: datetime.date | None
    lexicon: Lexicon
    readings: Sequence[tuple[int, int, str]]
    explain: list[str] | None
    known: Known
    unsupported: bool


def _read(article: _Article, start: int, end: int) -> Document:
    """What `text[start:end]` tells; offsets are those of the whole, and every value is cut from it."""
    source, lexicon, explain = article.text[start:end], article.lexicon, article.explain
    reading = read_through(source)
    if article.unsupported:
        reading = replace(reading, unsupported=(0, len(source)))
    text = reading.text
    # Cut from the source where it can be: its signs, not those that are read for them.
    words = source if reading.starts is None else text
    if start > 0:
        reading = reading.moved(start)
    known = moved_facts(reading, article.known)
    frames = lexicon.frames
    told = reading.unsupported is None and (explain is not None or may_tell(text, lexicon, frames))
    page = read_page(text, body=told, known=known)
    date = page.published or article.published
    meetings: tuple[Meeting, ...] = ()
    warnings: list[Warning] = []  # with places in `text`
    if told:
        context = _context(text, page, lexicon, date, moved_readings(reading, article.readings))
        found, warnings = _meetings(words, context, frames, None if explain is None else (explain, reading))
        meetings = tuple(relocated(article.text, reading, made) for made in found)
    elif reading.unsupported is None:
        warnings = [_not_read(missed) for missed in [missed_by_gate(text, lexicon)] if missed is not None]
    return Document(
        SCHEMA_VERSION,
        None,
        known.title.value if known.title else words[slice(*page.title)] if page.title else None,
        known.publisher.value if known.publisher else words[slice(*page.publisher)] if page.publisher else None,
        date.isoformat() if date else None,
        meetings,
        (*layout_warnings(reading), *(moved_warning(reading, warning) for warning in warnings)),
    )


def parsed(text: str) -> Iterator[Sentence]:
    """The sentences of an article as the rules see them (`python -m meetextract.text`)."""
    lexicon = default_lexicon()
    text = read_through(text).text
    mentions, states = find_mentions(text, lexicon, offices()), find_states(text, lexicon)
    for line in lines(text):
        for start, end, _ in sentences(text, *line):
            inside = [m for m in mentions if start <= m.start and m.end <= end]
            yield parse(text, start, end, inside, states, action_words(lexicon.frames))


def _context(
    text: str, page: Page, lexicon: Lexicon, date: datetime.date | None, readings: Sequence[tuple[int, int, str]]
) -> Context:
    """The article with its headers, states and persons found."""
    heads = find_heads(text, page.body, lexicon) if looks_headed(text) else Heads()
    states = find_states(text, lexicon)
    people = find_people(text, page, heads, lexicon, offices(), readings=readings, day=date, states=states)
    return Context(text, page, heads, people, states, lexicon, offices(), date)


def _meetings(
    source: str, context: Context, frames: Frames, explain: tuple[list[str], Reading] | None
) -> tuple[list[Meeting], list[Warning]]:
    walk = PageWalk(context, frames)
    walk.run()
    drafts = complete(walk) or spoken_talks(walk)
    made = records(source, sorted(drafts, key=lambda draft: draft.start), context)
    if explain is not None:
        _explain(source, walk, made, *explain)
    meetings = [record.meeting for record in made]
    silent = bool(meetings) and not any(meeting.points for meeting in meetings)
    return meetings, list(_warnings(walk, drafts if meetings else [], silent=silent))


def _explain(source: str, walk: Walk, made: list[Record], lines: list[str], reading: Reading) -> None:
    from meetextract.points.explain import Shown, explain
    from meetextract.points.unmet import stopped, unmet

    shown, context = Shown(source, reading), walk.context
    lines += stopped(context.text, context.lexicon)
    lines += explain(shown, made, context.heads.labels, context.lexicon)
    lines += unmet(shown, walk, made)


def _warnings(walk: Walk, drafts: list[Draft], *, silent: bool) -> Iterator[Warning]:
    """Headers that nobody closed, and talks that were not read, or of which nothing was (`silent`)."""
    for header in walk.context.heads.headers:
        if header.unclosed:
            yield Warning("unclosed-header", "header without its closing bracket", header.start, header.end)
    for missed in [*missed_talks(walk, drafts), *(missed_points(walk, drafts) if silent else ())]:
        yield _not_read(missed)


def _not_read(missed: Missed) -> Warning:
    return Warning("meeting-not-read", missed.why, missed.start, missed.end)


@cache
def offices() -> Offices:
    """data/office_countries.tsv."""
    rows = []
    for row in (Path(__file__).parent / "data" / "office_countries.tsv").read_text("utf-8").splitlines():
        cells = row.split("\t")
        if row and not row.startswith("#") and cells[0] != "form":
            rows.append((cells[0], cells[1], cells[2]))
    return Offices(rows)


def _date(published: datetime.date | str | None) -> datetime.date | None:
    if published is None or isinstance(published, datetime.date):
        return published
    try:
        return datetime.date.fromisoformat(published)
    except (ValueError, TypeError) as error:
        raise ArgumentError(f"published is no date: {published!r}", hint="give YYYY-MM-DD") from error
