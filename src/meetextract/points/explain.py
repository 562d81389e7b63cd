"""`--explain`: for each record the rule that made it, with the table and the row where it can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.model import Country, Participant
from meetextract.people.persons import Mention, Person
from meetextract.points.contents import Draft as PointDraft
from meetextract.points.records import Record
from meetextract.talks.drafts import Draft
from meetextract.text.headers import Label
from meetextract.text.reading import Reading


class Shown(NamedTuple):
    """How slices of what the rules read are shown: the words, and where they stand in the source (code points).

    `words` has the length of `reading.text`.
    """

    words: str
    reading: Reading

    def __call__(self, start: int, end: int) -> str:
        low, high = self.reading.place(start, end)
        return f"{self.words[start:end]!r} [{low}:{high}]"

    def at(self, start: int) -> int:
        """The place of one code point in the source."""
        return self.reading.place(start, start + 1)[0]


def explain(shown: Shown, made: Iterable[Record], refused: Sequence[Label], lexicon: Lexicon) -> Iterator[str]:
    """One line a meeting, country, participant and point, then one a bracket that opens no meeting, with the reason.

    Spans are code points, rows are counted from the first line of the file as an editor does.
    """
    for record in made:
        yield from _record(shown, record, lexicon)
    for label in refused:
        yield f"refused {shown(label.start, label.end)}: {label.reason}"


def _record(shown: Shown, record: Record, lexicon: Lexicon) -> Iterator[str]:
    meeting, draft = record.meeting, record.draft
    yield f"{meeting.id} {_opened(shown, draft)}: {draft.rule}"
    for country in meeting.countries:
        yield f"{meeting.id} country {country.code}: {_country(shown, country, lexicon)}"
    mentions = {id(person): mention for person, mention in draft.members}
    seated = [person for person, _ in draft.seated()]
    for person, participant in zip(seated, meeting.participants, strict=True):
        mention = mentions[id(person)] or next(iter(person.mentions), None)
        yield f"{meeting.id} participant {_participant(shown, participant, mention)}{state_of(person)}"
    for number, point in enumerate(record.points, 1):
        yield f"{meeting.id} point {number} {_point(shown, point)}"


def _opened(shown: Shown, draft: Draft) -> str:
    if draft.header is not None:
        return f"meeting {shown(draft.header.start, draft.header.end)}"
    return f"meeting at {shown.at(draft.start)}"


def _country(shown: Shown, country: Country, lexicon: Lexicon) -> str:
    party = lexicon.parties[country.code]
    table = "organisations.tsv" if party.kind == "organisation" else "countries.tsv"
    row = _rows(table).get(country.code)
    where = f"{table}:{row}" if row else "--lexicon"
    if country.start is None or country.end is None:
        return f"{where}, the country of a participant"
    return f"{shown(country.start, country.end)}, {where}"


def _participant(shown: Shown, person: Participant, mention: Mention | None) -> str:
    who = person.name or person.text or "?"
    if person.start is not None and person.end is not None:
        who = shown(person.start, person.end)
    parts = [f"{who}: {mention.rule if mention is not None and mention.rule else 'the speaker of the article'}"]
    parts += [f"{title} {row_of_title(title)}" for title in person.titles]
    return ", ".join(parts)


_CLUES = 4  # as many as are shown


def state_of(person: Person) -> str:
    """Of which state a person is and by which clues, the strongest first: their rows of clues.toml, what they weigh."""
    told = [one for one in person.why if one.state == person.country or one.strength > 0][:_CLUES]
    shown = ", ".join(f"{one.id} {one.state} {one.strength:.1f}" for one in told)
    return f", state {person.country or 'unknown'} ({shown})" if shown else ""


def row_of_title(title: str) -> str:
    """The row of the part that an office ends with: its head, or the whole of it."""
    rows = _rows("titles.tsv")
    for at in range(len(title)):
        row = rows.get(title[at:])
        if row:
            return f"titles.tsv:{row}"
    return "as the text says it"


def _point(shown: Shown, point: PointDraft) -> str:
    return f"{point.kind} {shown(*point.predicate)}: {point.rule}"


@cache
def _rows(table: str) -> dict[str, int]:
    """The first cell of each row of a table of the package, with the number of its line."""
    raw = (Path(__file__).parents[1] / "data" / table).read_text("utf-8")
    lines = ((number, line) for number, line in enumerate(raw.split("\n"), 1) if line and not line.startswith("#"))
    return {line.split("\t")[0]: number for number, line in lines}
