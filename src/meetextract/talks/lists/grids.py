"""Tables: meetings told in cells.

A table that extraction flattened has one cell a line (country, person, day, outcome, and again); others keep their rows
on one line, cells apart by tabs, bars or wide blanks. A dash stands for a meeting that did not come about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Context, Draft, Passage
from meetextract.text import dates, places
from meetextract.text.dates import DateMention
from meetextract.text.headers import Header
from meetextract.text.sentences import BREAKS, Line, lines, sentences

Cell = tuple[int, int]

# Heads of columns, by what stands in the column.
_COLUMNS = {
    "country": r"(?:相手)?国(?:・(?:地域|機関))?名?|国・地域(?:名)?|国名|国・機関名?|相手国・機関",
    "person": r"出席者|相手方?|会談相手|会談者|相手側|氏名|要人|先方(?:出席者)?|参加者|面会者",
    "ours": r"(?:日本側?|我が方|当方)(?:の?出席者)?",
    "date": r"日時|日付|月日|年月日|期日|日程|会談日|実施日|日",
    "place": r"場所|会場|開催地|開催場所|会談場所",
    "outcome": r"(?:主な|会談)?(?:の)?(?:内容|成果|結果|概要|合意内容|やり取り|議題|合意|発言)|主な成果|ポイント|備考",
    "form": r"形式|種別|区分|方法|時間|所要時間|会談時間|分類",
}
_COLUMN = {key: re.compile(rf"(?:{form})$") for key, form in _COLUMNS.items()}
_DASH = re.compile(r"[―—–\-－ー‐−×✕/／]+|なし|無し|該当なし|未実施|見送り|実施せず|開催なし|中止")
_NO_TALK = re.compile(r"調整つかず|つかず|立ち話もなし|会談なし|実施せず|見送|中止|取りやめ|実現せず|なし$|不参加|欠席")
_BULLETS = "・●○◯-－*＊"
# What a table cannot do without: the head of a column of countries or persons, at the beginning of a line or cell.
_HEAD = re.compile(rf"[{BREAKS}\t　 \xa0|｜│┃](?:[相要][　 ]*[手人]|国|[出参][　 ]*[席加]|[会氏先面][　 ]*[談名方会])")
_NAMES = re.compile(r"相手|国名|国・地域|会談者|出席者|参加者|面会者|要人|氏名|先方")
_SEPARATED = re.compile(r"\t+|[　 ]*[|｜│┃][　 ]*|　+| {2,}")


def suspected(text: str) -> bool:
    """A cheap test: whether the text can hold the heads of a table."""
    if not (_HEAD.search(f"\n{text}") and _NAMES.search(text)):
        return False
    found = list(lines(text))
    return any(_is_head(_columns(text, found, at)[0]) for at in range(len(found)))


@dataclass(slots=True)
class _Row:
    country: Cell | None = None
    person: Cell | None = None
    ours: Cell | None = None
    date: Cell | None = None
    place: Cell | None = None
    form: Cell | None = None
    outcome: list[Cell] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


def find_tables(context: Context) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Meetings of the tables of an article, and the ranges of text that the tables take."""
    text = context.text
    found = list(lines(text))
    drafts: list[Draft] = []
    taken: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        columns, body = _columns(text, found, at)
        if not _is_head(columns):
            at += 1
            continue
        if body == at + 1:
            rows, end = _separated_rows(text, found, body, columns, context)
        else:
            rows, end = _flat_rows(text, found, body, columns, context)
        if rows:
            table = _Table(context, rows, found[at].start)
            drafts += table.drafts()
            low = found[at].start
            taken.append((low, found[end - 1].end))
            at = end
        else:
            at += 1
    return drafts, taken


def _is_head(columns: Sequence[str]) -> bool:
    return len(columns) > 2 and not {"country", "person"}.isdisjoint(columns) and len(set(columns) - {"none"}) > 2


def _kind(word: str) -> str:
    word = re.sub(r"[　 ]", "", word)
    return next((key for key, pattern in _COLUMN.items() if pattern.match(word)), "none")


def _columns(text: str, found: Sequence[Line], at: int) -> tuple[list[str], int]:
    """The columns whose heads begin at line `at`, and the index of the first line behind them."""
    line = found[at]
    if line.end - line.start > 60:
        return [], at
    words = [w for w in _SEPARATED.split(text[line.start : line.end]) if w]
    if len(words) >= 3:
        kinds = [_kind(word) for word in words]
        return (kinds, at + 1) if kinds.count("none") <= 1 else ([], at)
    kinds = []
    stop = at
    while stop < len(found) and found[stop].end - found[stop].start <= 10 and len(kinds) < 7:
        kind = _kind(text[found[stop].start : found[stop].end])
        if kind == "none":
            break
        kinds.append(kind)
        stop += 1
    return kinds, stop


def _fill(columns: Sequence[str], cells: Sequence[Cell]) -> _Row:
    row = _Row(cells=list(cells))
    for column, cell in zip(columns, cells, strict=False):
        if column == "outcome":
            row.outcome.append(cell)
        elif column != "none" and getattr(row, column) is None:
            setattr(row, column, cell)
    return row


def _separated_rows(
    text: str, found: Sequence[Line], at: int, columns: Sequence[str], context: Context
) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    while at < len(found):
        line = found[at]
        cells: list[Cell] = []
        low = line.start
        for match in [*_SEPARATED.finditer(text, line.start, line.end), None]:
            high = match.start() if match else line.end
            if high > low:
                cells.append((low, high))
            low = match.end() if match else high
        if not 1 < len(cells) <= len(columns) or not _names_somebody(text, cells[:2], context):
            break
        rows.append(_fill(columns, cells))
        at += 1
    return rows, at


def _names_somebody(text: str, cells: Sequence[Cell], context: Context) -> bool:
    return any(
        context.lexicon.resolve(text[a:b])
        or context.within(a, b)
        or next(context.lexicon.find_parties(text, a, b), None)
        for a, b in cells
    )


def _flat_rows(
    text: str, found: Sequence[Line], at: int, columns: Sequence[str], context: Context
) -> tuple[list[_Row], int]:
    """Rows of a table with one cell a line. A country begins a row; one short of a cell is read by its cells."""
    rows: list[_Row] = []
    width = len(columns)
    key = columns[0]
    if key not in ("country", "person"):
        while at + width <= len(found):
            cells = [(line.start, line.end) for line in found[at : at + width]]
            lead = [cell for column, cell in zip(columns, cells, strict=True) if column in ("country", "person")]
            if not _names_somebody(text, lead, context) or any(b - a > 200 for a, b in cells):
                break
            row = _fill(columns, cells)
            at += width
            while columns[-1] == "outcome" and at < len(found) and text[found[at].start] in _BULLETS:
                row.outcome.append((found[at].start, found[at].end))
                row.cells.append(row.outcome[-1])
                at += 1
            rows.append(row)
        return rows, at
    while at < len(found) and _begins_row(text, found[at], key, context):
        stop = at + 1
        while stop < len(found) and stop - at < width and not _begins_row(text, found[stop], key, context, strict=True):
            if found[stop].end - found[stop].start > 240:
                break
            stop += 1
        cells = [(line.start, line.end) for line in found[at:stop]]
        if len(cells) == width:
            rows.append(_fill(columns, cells))
        elif len(cells) > 1:
            rows.append(_by_nature(text, columns, cells, context))
        else:
            break
        at = stop
    return rows, at


def _begins_row(text: str, line: Line, key: str, context: Context, *, strict: bool = False) -> bool:
    raw = text[line.start : line.end]
    if len(raw) > 40 or "。" in raw:
        return False
    if key == "country":
        return context.lexicon.resolve(raw) is not None or context.lexicon.split_compound(raw) is not None
    inside = context.within(line.start, line.end)
    if strict:
        return bool(inside) and inside[-1].end == line.end and inside[0].country_start == line.start
    return bool(inside)


def _by_nature(text: str, columns: Sequence[str], cells: Sequence[Cell], context: Context) -> _Row:
    """A row that is short of a cell: each cell goes where it looks as if it belonged."""
    row = _Row(cells=list(cells))
    for index, (low, high) in enumerate(cells):
        if index == 0:
            setattr(row, columns[0], (low, high))
        elif "person" in columns and row.person is None and context.within(low, high) and high - low <= 40:
            row.person = (low, high)
        elif (
            "date" in columns
            and row.date is None
            and high - low <= 24
            and next(dates.find_dates(text, low, high), None)
        ):
            row.date = (low, high)
        elif "place" in columns and row.place is None and places.clean(text, low, high, context.lexicon):
            row.place = (low, high)
        else:
            row.outcome.append((low, high))
    return row


_TURN = re.compile(r"、(?=[^、。「」]{1,10}側(?:は|が|から|も)|(?:両|双方)[^、。]{0,4}(?:は|が))")


def _telegrams(text: str, low: int, high: int) -> Iterator[Passage]:
    """日本側が核査察の再開を要求、イラン側は…と主張: noun stops before the other side's turn, as statements."""
    for match in _TURN.finditer(text, low, high):
        if text.count("「", low, match.start()) == text.count("」", low, match.start()):
            yield Passage(low, match.start(), False)
            low = match.end()
    yield Passage(low, high, False)


class _Table:
    """Rows into meetings."""

    def __init__(self, context: Context, rows: Sequence[_Row], start: int) -> None:
        self.c = context
        self.text = context.text
        self.rows = rows
        self.start = start
        self.above: Cell | None = None

    def drafts(self) -> list[Draft]:
        """One meeting a row that tells one, in order."""
        main = self._main()
        before: DateMention | None = self._date_of_caption()
        caption_date = before
        result: list[Draft] = []
        for row in self.rows:
            draft, before = self._draft(row, before, caption_date)
            if draft is None:
                continue
            if main is not None and all(main[0] is not p for p, _ in draft.members):
                draft.members.insert(0, main)
                assert main[0].country is not None
                draft.parties = {main[0].country: None, **draft.parties}
            result.append(draft)
        return result

    def _main(self) -> tuple[Person, Mention] | None:
        """Whose talks the table lists: named in its caption (【表】三国外相の個別会談), else in lead or title."""
        low = max(0, self.text.rfind("\n", 0, max(0, self.start - 1)))
        for a, b in ((low, self.start), (0, self.start)):
            for mention in self.c.within(a, b):
                person = mention.person
                if person is not None and person.name and person.country and mention.titles and not mention.former:
                    if a == 0 and person.country != "JP":
                        continue
                    return person, mention
        return None

    def _date_of_caption(self) -> DateMention | None:
        text = self.text
        for found in dates.find_dates(text, max(0, text.rfind("\n", 0, max(0, self.start - 1))), self.start):
            if text.startswith(("現在", "時点", "まで"), found.end):
                continue
            return dates.resolve_date(found, self.c.published, None)
        return None

    def _draft(
        self, row: _Row, before: DateMention | None, caption: DateMention | None
    ) -> tuple[Draft | None, DateMention | None]:
        text = self.text
        day = before
        if row.date is not None:
            found = next(dates.find_dates(text, *row.date), None)
            day = (dates.resolve_date(found, self.c.published, before) if found else None) or None
        whole = row.cells[0][0], row.cells[-1][1]
        if self._no_talk(row):
            return None, day or before
        draft = Draft(whole[0])
        draft.rule = "row of a table"
        draft.evidence = True
        sides = self._sides(row)
        for code, a, b in sides:
            draft.parties.setdefault(code, (a, b))
        self._persons(draft, row)
        if not draft.parties.keys() - {"JP"}:
            return None, day or before
        draft.date = day if row.date is not None else caption
        if row.country is not None and sides:
            low, high = row.country
            draft.header = Header(low, high, list(sides), row.person, high, "table")
        draft.mode = events.mode(text, *whole)
        cells = " ".join(text[a:b] for a, b in (row.form or (0, 0), row.place or (0, 0), row.date or (0, 0)))
        if re.search(r"電話", cells):
            draft.mode = "phone"
        elif re.search(r"テレビ|オンライン|ビデオ", cells):
            draft.mode = "video"
        if row.place is not None and draft.mode == "in_person" and not _DASH.fullmatch(text[slice(*row.place)]):
            draft.place = self._place(row.place)
        for low, high in row.outcome:
            for sentence in sentences(text, low, high):
                draft.passages += _telegrams(text, sentence.start, sentence.end)
        if any(events.status(text, a, b) == "planned" for a, b in row.outcome):
            draft.status = "planned"
        return draft, day or before

    def _place(self, cell: Cell) -> Cell | None:
        """The place of a row; 同 and 〃 stand for the one above, 会場 for the host city of the article."""
        name = self.text[slice(*cell)]
        if re.fullmatch(r"同(?:上|所)?|〃|″", name):
            return self.above
        self.above = None if name == "会場" else places.clean(self.text, *cell, self.c.lexicon) or cell
        return self.above

    def _no_talk(self, row: _Row) -> bool:
        """A dash where the person or the day should be, or words that nothing came about."""
        text = self.text
        for cell in (row.person, row.date):
            if cell is not None and _DASH.fullmatch(text[slice(*cell)].strip()):
                return True
        return any(_NO_TALK.search(text[slice(*cell)]) and cell[1] - cell[0] <= 20 for cell in row.outcome)

    def _sides(self, row: _Row) -> list[tuple[str, int, int]]:
        if row.country is None:
            return []
        low, high = row.country
        split = self.c.lexicon.split_compound(self.text[low:high])
        if split:
            return [(code, low + a, low + b) for code, a, b in split if code != "JP"]
        code = self.c.lexicon.resolve(self.text[low:high])
        return [(code, low, high)] if code else []

    def _persons(self, draft: Draft, row: _Row) -> None:
        foreign = [code for code in draft.parties if code != "JP"]
        if row.ours is not None:
            for mention in self.c.within(*row.ours):
                if mention.person is not None and mention.titles and mention.person.country in (None, "JP"):
                    mention.person.country = "JP"
                    draft.add(mention.person, mention)
        for cell in (row.person, row.country):
            if cell is None:
                continue
            if not foreign:  # コバレンコ外相（ウクライナ）
                foreign = [party.code for party in self.c.lexicon.find_parties(self.text, *cell) if party.code != "JP"]
            for mention in self.c.within(*cell):
                person = mention.person
                if mention.former or not mention.titles:
                    continue
                if person is None or mention.name is None:
                    code = mention.country or (foreign[0] if len(foreign) == 1 else None)
                    if code is None:
                        continue
                    person = Person(None, None, mention.titles, code, [mention])
                elif (person.country is None or person.guessed) and len(foreign) == 1:
                    person.country, person.guessed = foreign[0], False
                if person.country:
                    draft.add(person, mention)
