"""An Excel workbook: the sheets documents, meetings, participants, points and persons, for people who filter and sort.

Needs the extra `excel` (openpyxl). Text is always text: nothing an article says becomes a formula, an error value or a
link. A complete date is a real date; a partial one, or one before 1900 which Excel cannot count, is text.
"""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal

from meetextract.errors import MeetextractError, MissingExtraError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.export.cells import is_formula, key, printable
from meetextract.export.rows import (
    MEETING_COLUMNS,
    POINT_COLUMNS,
    SIDES,
    Cell,
    Column,
    is_full,
    meeting_cells,
    point_cells,
    sides,
)
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.occasions.persons import Persons, Tenure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from meetextract.model import Document, Meeting, Participant

_DOCUMENT_COLUMNS: Final = (
    Column("source", "the input as given", 28),
    Column("title", "headline of the article", 44),
    Column("publisher", "who published it", 16),
    Column("published", "date of publication", 12),
    Column("meetings", "how many meetings were found", 10),
    Column("points", "how many points were found", 10),
    Column("warnings", "what a reader of the records should know", 30),
    Column("error", "why the input could not be read", 30),
    Column("sha256", "of the input's bytes", 20),
)
_PARTICIPANT_COLUMNS: Final = (
    Column("source", "the input as given", 28),
    Column("meeting", "id of the meeting in its document", 9),
    Column("date", "date of the meeting", 12),
    Column("countries", "codes of all sides", 14),
    Column("country", "code of the participant's side", 9),
    Column("name", "name as far as the article gives it", 20),
    Column("reading", "kana reading", 20),
    Column("titles", "offices held, separated by ; ", 28),
    Column("text", "the words of the article", 30),
    Column("start", "offset of these words", 9),
    Column("end", "end of these words", 9),
)
# What of a meeting stands beside each of its points; offsets are in the sheet of meetings.
_CONTEXT: Final = (
    "source", "title", "published", "meeting", "status", "mode", "countries", "date", "year", "month", "day",
    "date_text", "place", "participants_jp", "participants_other",
)  # fmt: skip
PERSON_COLUMNS: Final = (
    Column("name", "the fullest name", 20),
    Column("country", "code of the state, empty where it cannot be told", 9),
    Column("readings", "kana readings, separated by ; ", 20),
    Column("names", "all forms seen, separated by ; ", 30),
    Column("offices", "each with the first and last day seen, separated by ; ", 50),
    Column("first", "day of the first meeting", 12),
    Column("last", "day of the last meeting", 12),
    Column("meetings", "how often", 10),
)
_SHEETS: Final = {
    "documents": _DOCUMENT_COLUMNS,
    "meetings": (*MEETING_COLUMNS, SIDES),
    "participants": _PARTICIPANT_COLUMNS,
    "points": (*(column for column in MEETING_COLUMNS if column.name in _CONTEXT), SIDES, *POINT_COLUMNS),
    "persons": PERSON_COLUMNS,
}
_DATES: Final = frozenset({"date", "published", "first", "last"})
_CELL_LIMIT: Final = 32_767  # characters Excel keeps in a cell
_ROW_LIMIT: Final = 1_048_576  # rows Excel keeps in a sheet
_FIRST_YEAR: Final = 1900
_FILTER_BUTTON: Final = 3  # characters of a heading that the button hides


class XlsxExporter:
    """A workbook with one sheet a table."""

    name = "xlsx"
    suffixes = (".xlsx",)
    binary = True
    extra = "excel"
    streaming = False
    updates = False

    def open(self, target: Target, options: Options) -> XlsxSink:
        """A sink on `target`; MissingExtraError without openpyxl."""
        return XlsxSink(target, options)


class XlsxSink(BaseSink):
    """Rows go to openpyxl's write-only sheets: memory does not grow with their number, but for the persons."""

    sheets: Mapping[str, tuple[Column, ...]] = _SHEETS

    def __init__(self, target: Target, options: Options) -> None:
        try:
            import openpyxl  # noqa: PLC0415  (only this format pays for it)
            from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        except ImportError as error:
            hint = MissingExtraError.install("openpyxl")
            raise MissingExtraError("the format xlsx needs openpyxl", hint=hint) from error
        super().__init__(target, options)
        self._new_cell = WriteOnlyCell
        self._lang: Literal["ja", "en"] = "ja" if options.lang == "ja" else "en"
        self._book: Any = openpyxl.Workbook(write_only=True)
        self._sheets: dict[str, Any] = {}
        self._rows: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._persons = Persons(options.lexicon or default_lexicon())
        with self.output.guard():  # rows are spooled to temporary files
            for name in self.sheets:
                self._add_sheet(name)

    def write(self, document: Document) -> None:
        """Add a document to all sheets."""
        points = sum(len(meeting.points) for meeting in document.meetings)
        warnings = "; ".join(f"{one.code}: {one.message}" for one in document.warnings)
        self._row(
            "documents",
            [
                key(document.source), document.title, document.publisher, document.published, len(document.meetings),
                points, warnings or None, None, document.sha256,
            ],
        )  # fmt: skip
        names = [column.name for column in MEETING_COLUMNS]
        for meeting in document.meetings:
            cells = meeting_cells(document, meeting)
            names_of_sides = sides(meeting, self._lang)
            self._row("meetings", [*cells, names_of_sides])
            known = dict(zip(names, cells, strict=True))
            for person in meeting.participants:
                self._person(person, meeting)
                self._row(
                    "participants",
                    [
                        known["source"], meeting.id, known["date"], known["countries"], person.country, person.name,
                        person.reading, "; ".join(person.titles) or None, person.text, person.start, person.end,
                    ],
                )  # fmt: skip
            for number, point in enumerate(meeting.points, 1):
                context = [known[name] for name in names if name in _CONTEXT]
                self._row("points", [*context, names_of_sides, *point_cells(number, point)])

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add a failed input to the sheet of documents."""
        row: list[Cell] = [key(source)] + [None] * (len(_DOCUMENT_COLUMNS) - 1)
        row[[column.name for column in _DOCUMENT_COLUMNS].index("error")] = f"{error.code}: {error.message}"
        self._row("documents", row)

    def close(self) -> None:
        """Put the sheets together."""
        try:
            self._write_persons()
            with self.output.guard():
                self._finish_filters()
                self._book.save(_Once(self.output.stream))
        except BaseException:
            self.abort()
            raise
        super().close()

    def abort(self) -> None:
        """Remove the output and the sheets spooled so far."""
        super().abort()
        for sheet in self._book.worksheets:
            with suppress(Exception):  # openpyxl's writer in whatever state it is; there is nothing left to save
                sheet.close()
                sheet._writer.cleanup()

    def _add_sheet(self, name: str) -> None:
        columns = self.sheets[name]
        self._counts[name] = self._counts.get(name, 0) + 1
        count = self._counts[name]
        sheet = self._book.create_sheet(name if count == 1 else f"{name} {count}")
        sheet.freeze_panes = "A2"
        for position, column in enumerate(columns, 1):
            sheet.column_dimensions[_letters(position)].width = max(column.width, len(column.name) + _FILTER_BUTTON)
        self._sheets[name] = sheet
        self._rows[name] = 1
        header = []
        for column in columns:
            cell = self._new_cell(sheet, column.name)
            cell.font = _bold()
            header.append(cell)
        sheet.append(header)

    def _person(self, person: Participant, meeting: Meeting) -> None:
        if person.name is not None:
            day = meeting.date.value if meeting.date and is_full(meeting.date.value) else None
            self._persons.add(person.name, person.country, person.titles, day, person.reading)

    def _write_persons(self) -> None:
        for one in self._persons.identities():
            offices = "; ".join(_tenure(office) for office in one.offices)
            self._row(
                "persons",
                [
                    one.name, one.country, "; ".join(one.readings) or None, "; ".join(one.names), offices or None,
                    one.first, one.last, one.mentions,
                ],
            )  # fmt: skip

    def _finish_filters(self) -> None:
        for name, sheet in self._sheets.items():
            sheet.auto_filter.ref = f"A1:{_letters(len(self.sheets[name]))}{self._rows[name]}"

    def _row(self, name: str, values: list[Cell]) -> None:
        with self.output.guard():
            if self._rows[name] >= _ROW_LIMIT:
                sheet = self._sheets[name]
                sheet.auto_filter.ref = f"A1:{_letters(len(self.sheets[name]))}{self._rows[name]}"
                self._add_sheet(name)
            columns = self.sheets[name]
            self._sheets[name].append(
                [self._cell(name, column.name, value) for column, value in zip(columns, values, strict=True)]
            )
            self._rows[name] += 1

    def _cell(self, sheet: str, column: str, value: Cell) -> Any:
        if not isinstance(value, str):
            return value
        if column in _DATES and (date := _real_date(value)) is not None:
            cell = self._new_cell(self._sheets[sheet], date)
            cell.number_format = "yyyy-mm-dd"
            return cell
        text = printable(value)
        if len(text) > _CELL_LIMIT:
            text = text[: _CELL_LIMIT - 1] + "…"
        formula = is_formula(text)
        if not formula and not text.startswith("#"):
            return text  # openpyxl takes it for the text it is
        cell = self._new_cell(self._sheets[sheet])
        # Set past the setter, which would make a formula of "=…" and an error value of "#N/A".
        cell._value = text
        cell.data_type = "s"
        if formula:
            cell.quotePrefix = True  # stays text when someone edits the cell
        return cell


def _tenure(office: Tenure) -> str:
    days = " – ".join(dict.fromkeys(day for day in (office.first, office.last) if day))
    return f"{office.title} ({days})" if days else office.title


class _Once:
    """A stream that fails once: zipfile writes again when it is thrown away, and would complain on standard error."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._failed = False
        self.tell, self.seek, self.flush = stream.tell, stream.seek, stream.flush

    def write(self, data: bytes) -> int:
        if self._failed:
            return len(data)
        try:
            return self._stream.write(data)
        except OSError:
            self._failed = True
            raise


def _real_date(value: str) -> datetime.date | None:
    if not is_full(value) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    with suppress(ValueError):
        date = datetime.date.fromisoformat(value)
        return date if date.year >= _FIRST_YEAR else None
    return None


def _letters(position: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return str(get_column_letter(position))


def _bold() -> Any:
    from openpyxl.styles import Font  # noqa: PLC0415

    return Font(name="Calibri", size=11, bold=True)  # as openpyxl's other cells; without a name each program picks one
