"""Rows of a table of talks: a line with tabs or bars each, or, where the page lost its layout, a line a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml
from meetextract.people.persons import Person, official_mentions
from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.rules import holds, mode_of
from meetextract.talks.who import persons
from meetextract.text.lineform import SEPARATORS, entries, line_form, says_when
from meetextract.text.sentences import Line, sentences

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_Cell = tuple[int, int]
_LEAST: Final = 2  # columns
_BLANK: Final = " \u3000"
_MARKS: Final = "・･•-－ー○◯●"


class Table(NamedTuple):
    """What the columns hold, the rows as cells (code points), and the lines that the table takes."""

    columns: tuple[str, ...]
    rows: list[list[_Cell]]
    start: int
    end: int


@precomputed
def _table() -> Mapping[str, Any]:
    return read_toml("tables.toml")


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in _table()["columns"].items() for word in words}


def find_tables(text: str, body: Sequence[Line]) -> Iterator[Table]:
    """The tables of a page with a column for the counterpart or his state, and one more."""
    index = 0
    parted = any(sign in text for sign in SEPARATORS)
    while index < len(body):
        found = (_with_separators(text, body, index) if parted else None) or _flattened(text, body, index)
        if found is None:
            index += 1
            continue
        table, index = found
        if table.rows and {"state", "person"} & set(table.columns):
            yield table


def _cells(text: str, line: Line, mark: str) -> list[_Cell]:
    cells, at = [], line.start
    for part in text[line.start : line.end].split(mark):
        cells.append(_trimmed(text, at, at + len(part)))
        at += len(part) + 1
    return cells


def _trimmed(text: str, start: int, end: int) -> _Cell:
    while start < end and text[start] in _BLANK:
        start += 1
    while start < end and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def _with_separators(text: str, body: Sequence[Line], index: int) -> tuple[Table, int] | None:
    line = body[index]
    mark = next((sign for sign in SEPARATORS if sign in text[line.start : line.end]), None)
    if mark is None:
        return None
    columns = [_heads().get(text[a:b], "") for a, b in _cells(text, line, mark)]
    if sum(map(bool, columns)) < _LEAST:
        return None
    rows, last = [], index + 1
    while last < len(body) and mark in text[body[last].start : body[last].end]:
        rows.append(_cells(text, body[last], mark))
        last += 1
    end = body[last - 1].end
    return Table(tuple(columns), rows, line.start, end), last


def _flattened(text: str, body: Sequence[Line], index: int) -> tuple[Table, int] | None:
    columns: list[str] = []
    at = index
    while at < len(body) and (kind := _heads().get(text[slice(*body[at])].replace("\u3000", ""))) is not None:
        columns.append(kind)
        at += 1
    if len(columns) <= _LEAST or len(set(columns)) < len(columns):
        return None
    width = len(columns)
    rows, at = _rows_by_day(text, body, at, width) if columns[0] == "day" else ([], at)
    by_day = bool(rows)
    while not by_day and at + width <= len(body):
        row = [(line.start, line.end) for line in body[at : at + width]]
        if any("。" in text[a:b] for a, b in row) or not _fits(text, columns, row):
            break
        rows.append(row)
        at += width
    return (Table(tuple(columns), rows, body[index].start, body[at - 1].end), at) if rows else None


def _rows_by_day(text: str, body: Sequence[Line], at: int, width: int) -> tuple[list[list[_Cell]], int]:
    """Rows that begin with a day each and end in a cell of several lines; none where a line is no cell."""
    rows: list[list[_Cell]] = []
    while at < len(body) and _is_day(text[slice(*body[at])]):
        end = at + 1
        while (
            end < len(body)
            and not _is_day(text[slice(*body[end])])
            and (end - at < width or text[body[end].start] in _MARKS)
        ):
            end += 1
        if end - at < width:
            break
        row = [(line.start, line.end) for line in body[at : at + width - 1]]
        rows.append([*row, (body[at + width - 1].start, body[end - 1].end)])
        at = end
    return rows, at


def _is_day(line: str) -> bool:
    return line in ("同日", "同上", "〃") or line_form(line).is_day


def _fits(text: str, columns: Sequence[str], row: Sequence[_Cell]) -> bool:
    """Whether a cell under a state or a day can be one."""
    first = text[slice(*row[0])]
    return len(first) <= 30 and not first.endswith(("た", "る", "です", "ます"))


def open_rows(walk: Walk, table: Table) -> None:
    """The talks of a table, one a row."""
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=False))
        whole = walk.text[row[0][0] : row[-1][1]]
        if not holds(whole, _table()["cells"]["none"]):
            _open_row(walk, cells, row[0][0])
    walk.current = None


def open_cells(walk: Walk, cells: Sequence[_Cell], read: Callable[[int, int], None]) -> None:
    """What a row of a chronicle tells, read cell by cell: its day, its state, of whom it is, and what happened."""
    walk.row, walk.row_start, walk.day_line, guest = True, cells[0][0], None, None
    for start, end in cells:
        words = walk.text[start:end]
        mentions = official_mentions(walk.context.within(start, end))
        if says_when(words):
            walk.day_line = (start, end)
        elif parties := walk.context.lexicon.split_compound(words):
            walk.heading_codes = [code for code, _, _ in parties]
        elif len(mentions) == 1 and mentions[0].name and end - start == mentions[0].end - mentions[0].start:
            guest = next(iter(persons(walk, mentions, start, end)), None)
        else:
            for low, high in entries(words):
                _open_entry(walk, guest, _trimmed(walk.text, start + low, start + high), read)


def _open_entry(walk: Walk, guest: Person | None, cell: _Cell, read: Callable[[int, int], None]) -> None:
    """3/16 森外相と会談, in the row of whoever came or went."""
    codes, count = walk.heading_codes, len(walk.talks)
    walk.topic, walk.current = [guest] if guest is not None else [], None
    read(*cell)
    walk.heading_codes = codes
    for talk in walk.talks[count:]:
        if guest is not None and talk.heading and not any(person is guest for person, _ in talk.members):
            talk.add(guest, None, walk.context.lexicon)


def _open_row(walk: Walk, cells: Mapping[str, _Cell], start: int) -> None:
    text, context = walk.text, walk.context
    talk = Draft(start, rule="table row", form="row", heading=True, listed=True)
    if (cell := cells.get("state")) is not None:
        for code, a, b in context.lexicon.split_compound(text[slice(*cell)]) or ():
            talk.parties[code] = (cell[0] + a, cell[0] + b)
    people = _people(walk, cells)
    for person in people:
        mention = next((m for m in person.mentions if start <= m.start), None)
        talk.add(person, mention, context.lexicon)
    if not walk.foreign(talk):
        return
    for kind in ("day", "place"):
        if (cell := cells.get(kind)) is not None:
            talk.facts.append(cell)
    told = [cells[kind] for kind in ("form", "day", "place") if kind in cells]
    talk.mode = mode_of("。".join(text[slice(*cell)] for cell in told) + "。")
    if "電話" in "".join(text[slice(*cell)] for cell in told):
        talk.mode = "phone"
    if (cell := cells.get("told")) is not None and cell[0] < cell[1]:
        talk.passages = [Passage(s.start, s.end, s.quoted) for s in sentences(text, *cell)]
    talk.evidence = talk.touched = True
    walk.talks.append(talk)


def _people(walk: Walk, cells: Mapping[str, _Cell]) -> list[Person]:
    cell = cells.get("person")
    if cell is None:
        return []
    mentions = walk.context.within(*cell)
    state = cells.get("state")
    codes = [c for c, _, _ in walk.context.lexicon.split_compound(walk.text[slice(*state)]) or ()] if state else []
    for mention in mentions if len(codes) == 1 else ():
        if mention.person is not None and (mention.person.country is None or mention.person.guessed):
            mention.person.country, mention.person.guessed = codes[0], True
    return persons(walk, mentions, *cell)
