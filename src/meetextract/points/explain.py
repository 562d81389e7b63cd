"""`--explain`: for each record the rule that made it, with the table and the row where it can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Country, Participant
from meetextract.people.persons import Mention, Person
from meetextract.points.contents import Draft as PointDraft
from meetextract.points.records import Record
from meetextract.talks.drafts import Draft
from meetextract.text.headers import Label


def explain(text: str, made: Iterable[Record], refused: Sequence[Label], lexicon: Lexicon) -> Iterator[str]:
    """One line a meeting, country, participant and point, then one a bracket that opens no meeting, with the reason.

    Spans are code points, rows are counted from the first line of the file as an editor does.
    """
    for record in made:
        yield from _record(text, record, lexicon)
    for label in refused:
        yield f"refused {_shown(text, label.start, label.end)}: {label.reason}"


def _record(text: str, record: Record, lexicon: Lexicon) -> Iterator[str]:
    meeting, draft = record.meeting, record.draft
    yield f"{meeting.id} {_opened(text, draft)}: {draft.rule}"
    for country in meeting.countries:
        yield f"{meeting.id} country {country.code}: {_country(text, country, lexicon)}"
    mentions = {id(person): mention for person, mention in draft.members}
    seated = [person for person, _ in draft.seated()]
    for person, participant in zip(seated, meeting.participants, strict=True):
        mention = mentions[id(person)] or next(iter(person.mentions), None)
        yield f"{meeting.id} participant {_participant(text, participant, mention)}{_state(person)}"
    for number, point in enumerate(record.points, 1):
        yield f"{meeting.id} point {number} {_point(text, point)}"


def _opened(text: str, draft: Draft) -> str:
    if draft.header is not None:
        return f"meeting {_shown(text, draft.header.start, draft.header.end)}"
    return f"meeting at {draft.start}"


def _country(text: str, country: Country, lexicon: Lexicon) -> str:
    party = lexicon.parties[country.code]
    table = "organisations.tsv" if party.kind == "organisation" else "countries.tsv"
    row = _rows(table).get(country.code)
    where = f"{table}:{row}" if row else "--lexicon"
    if country.start is None or country.end is None:
        return f"{where}, the country of a participant"
    return f"{_shown(text, country.start, country.end)}, {where}"


def _participant(text: str, person: Participant, mention: Mention | None) -> str:
    shown = person.name or person.text or "?"
    if person.start is not None and person.end is not None:
        shown = _shown(text, person.start, person.end)
    parts = [f"{shown}: {mention.rule if mention is not None and mention.rule else 'the speaker of the article'}"]
    parts += [f"{title} {_title(title)}" for title in person.titles]
    return ", ".join(parts)


_CLUES = 4  # as many as are shown


def _state(person: Person) -> str:
    """The clues to a person's state, the strongest first: their rows of clues.toml and what they weigh there."""
    told = [one for one in person.why if one.state == person.country or one.strength > 0][:_CLUES]
    shown = ", ".join(f"{one.id} {one.state} {one.strength:.1f}" for one in told)
    return f", state {person.country or 'unknown'} ({shown})" if shown else ""


def _title(title: str) -> str:
    """The row of the part that an office ends with: its head, or the whole of it."""
    rows = _rows("titles.tsv")
    for at in range(len(title)):
        row = rows.get(title[at:])
        if row:
            return f"titles.tsv:{row}"
    return "as the text says it"


def _point(text: str, point: PointDraft) -> str:
    return f"{point.kind} {_shown(text, *point.predicate)}: {point.rule}"


def _shown(text: str, start: int, end: int) -> str:
    return f"{text[start:end]!r} [{start}:{end}]"


@cache
def _rows(table: str) -> dict[str, int]:
    """The first cell of each row of a table of the package, with the number of its line."""
    raw = (Path(__file__).parents[1] / "data" / table).read_text("utf-8")
    lines = ((number, line) for number, line in enumerate(raw.split("\n"), 1) if line and not line.startswith("#"))
    return {line.split("\t")[0]: number for number, line in lines}
