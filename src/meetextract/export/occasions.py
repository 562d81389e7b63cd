"""`--occasions`: takes documents like every sink and writes, at the end, one record a meeting.

A writer for each format gets the occasions one by one, in order of time; the reports wait in a temporary file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final, NamedTuple, Protocol, cast

from meetextract.errors import ArgumentError, MeetextractError
from meetextract.export.base import BaseSink, Options, SinkContext, Target
from meetextract.export.cells import defused, key
from meetextract.export.json import dumps, error_line
from meetextract.export.rows import Column
from meetextract.lexicon.lexicon import Lexicon, default_lexicon
from meetextract.model import AGREED, Document
from meetextract.occasions.engine import Occasions
from meetextract.occasions.merge import Merger
from meetextract.occasions.records import Attendant, Occasion, Told, Topic, plain
from meetextract.occasions.spool import Report

Cell = str | int | bool | None


class Writer(Protocol):
    """What a format of occasions is. Ends with `close` or `abort`, as a sink does.

    `keeps_documents`: it wants every document as well, by `write`.
    """

    keeps_documents: bool

    def write(self, document: Document) -> None:
        """Take a document."""

    def add(self, occasion: Occasion, reports: Sequence[Report]) -> None:
        """Write one occasion; `reports` are the records that it was made of."""

    def failed(self, source: str, error: MeetextractError) -> None:
        """Note an input that failed, where the format has room for it."""

    def close(self) -> None:
        """Finish the output and put it in place."""

    def abort(self) -> None:
        """Give up: remove what was begun."""


class _Format(NamedTuple):
    place: str
    binary: bool = False
    extra: str | None = None
    updates: bool = False


FORMATS: Final = {
    "jsonl": _Format("meetextract.export.occasions:JsonlWriter"),
    "json": _Format("meetextract.export.occasions:JsonWriter"),
    "csv": _Format("meetextract.export.occasions:CsvWriter"),
    "plover": _Format("meetextract.export.occasions_plover:PloverWriter"),
    "parquet": _Format("meetextract.export.occasions_parquet:ParquetWriter", binary=True, extra="arrow"),
    "xlsx": _Format("meetextract.export.occasions_xlsx:XlsxWriter", binary=True, extra="excel"),
    "sqlite": _Format("meetextract.export.occasions_sqlite:SqliteWriter", binary=True, updates=True),
    "md": _Format("meetextract.views.occasions:MarkdownWriter"),
    "table": _Format("meetextract.views.occasions:PageWriter"),
    "html": _Format("meetextract.views.occasions_html:HtmlWriter"),
    "jsonld": _Format("meetextract.export.jsonld:OccasionWriter"),
}


class OccasionsExporter:
    """A format of occasions.

    Args:
        name: the format.
        more: what else the format is drawn by (the look of a page).

    Raises ArgumentError for a format that occasions do not have.
    """

    streaming = False

    def __init__(self, name: str, more: object = None) -> None:
        if name not in FORMATS:
            raise ArgumentError(
                f"--occasions has no format {name!r}", hint=f"formats: {', '.join(FORMATS)}"
            )
        self.name = name
        self._format = FORMATS[name]
        self._more = more
        self.suffixes: tuple[str, ...] = (f".{name}",)
        self.binary, self.extra, self.updates = self._format.binary, self._format.extra, self._format.updates

    def open(self, target: Target, options: Options) -> OccasionsSink:
        """A sink on `target`."""
        module, _, name = self._format.place.partition(":")
        make = getattr(import_module(module), name)
        lexicon = options.lexicon or default_lexicon()
        writer = make(target, options, self._more) if self._more is not None else make(target, options)
        return OccasionsSink(cast(Writer, writer), lexicon)


class OccasionsSink(SinkContext):
    """Keeps what comes until `close`, then decides and writes."""

    def __init__(self, writer: Writer, lexicon: Lexicon) -> None:
        self._writer = writer
        self._occasions = Occasions(lexicon)
        self._merger = Merger(lexicon)

    def write(self, document: Document) -> None:
        """Add a document."""
        if self._writer.keeps_documents:
            self._writer.write(document)
        self._occasions.add(document)

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add an input that failed."""
        self._writer.failed(source, error)

    def close(self) -> None:
        """Put the reports together and finish the output."""
        try:
            self._occasions.put_together()
            for number, reports in self._occasions.all():
                self._writer.add(self._merger.merge(number, reports), reports)
            self._writer.close()
        except BaseException:
            self.abort()
            raise
        self._occasions.close()

    def abort(self) -> None:
        """Give up."""
        with suppress(MeetextractError):
            self._writer.abort()
        self._occasions.close()


class BaseWriter(BaseSink):
    """What the writers on one stream share."""

    keeps_documents = False

    def write(self, document: Document) -> None:
        """Called where `keeps_documents` is true: the format has room for the documents too."""

    def add(self, occasion: Occasion, reports: Sequence[Report]) -> None:
        """Write one occasion."""
        raise NotImplementedError

    def failed(self, source: str, error: MeetextractError) -> None:
        """No room for errors here; the command reports them on standard error."""


def record(occasion: Occasion) -> dict[str, Any]:
    """An occasion as plain values, the schema's version first."""
    return {"schema": "occasions/1", **plain(occasion)}


class JsonlWriter(BaseWriter):
    """One JSON object a line."""

    def add(self, occasion: Occasion, reports: Sequence[Report]) -> None:
        """Write one occasion."""
        self.output.write(dumps(record(occasion)) + "\n")
        self.output.flush()

    def failed(self, source: str, error: MeetextractError) -> None:
        """A failed input is a line too."""
        self.output.write(error_line(key(source), error) + "\n")


class JsonWriter(BaseWriter):
    """An indented array."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        self._count = 0

    def add(self, occasion: Occasion, reports: Sequence[Report]) -> None:
        """Write one occasion."""
        text = dumps(record(occasion), indent=2)
        self.output.write((",\n" if self._count else "[\n") + "\n".join("  " + line for line in text.split("\n")))
        self._count += 1

    def close(self) -> None:
        """End the array."""
        self.output.write("\n]\n" if self._count else "[]\n")
        super().close()


COLUMNS: Final = (
    Column("occasion", "id of the meeting in this archive: o1, o2, … in order of time", 9),
    Column("status", "held or planned", 9),
    Column("mode", "in_person, phone or video", 11),
    Column("countries", "codes of all sides, separated by ;", 14),
    Column("date", "the day that most reports give", 12),
    Column("place", "where they met", 18),
    Column("participants", "each as CODE name（title・title）, separated by ; ", 40),
    Column("reports", "how many reports tell of it", 8),
    Column("sources", "their names, separated by ; ", 40),
    Column("publishers", "who published them, separated by ; ", 20),
    Column("conflicts", "where they differ: field: value | value, separated by ; ", 30),
    Column("point", "number of the point in its meeting, from 1", 7),
    Column("kind", "agree, confirm, share, …", 10),
    Column("agreed", "true for agree, confirm, share, sign and announce", 8),
    Column("by", "codes of the sides that spoke, separated by ;", 10),
    Column("joint", "true when all sides spoke together", 7),
    Column("content", "what was agreed or said, in the fullest wording", 70),
    Column("told_by", "how many of the reports tell the point", 8),
    Column("told_in", "where: SOURCE#MEETING:START-END, separated by ; ", 40),
    Column("kinds", "what each of these reports calls it, separated by ;", 14),
)


def occasion_cells(occasion: Occasion) -> list[Cell]:
    """The cells of an occasion: COLUMNS as far as conflicts."""
    return [
        occasion.occasion,
        occasion.status,
        occasion.mode,
        ";".join(side.code for side in occasion.countries),
        occasion.date.value if occasion.date else None,
        occasion.place.value if occasion.place else None,
        "; ".join(attendant(one) for one in occasion.participants) or None,
        len(occasion.reports),
        "; ".join(key(report.source) for report in occasion.reports),
        "; ".join(dict.fromkeys(report.publisher for report in occasion.reports if report.publisher)) or None,
        "; ".join(conflict_text(one.field, one.point, one.values) for one in occasion.conflicts) or None,
    ]


def topic_cells(number: int, topic: Topic) -> list[Cell]:
    """The cells of a point: COLUMNS from point on."""
    places = (f"{key(one.source)}#{one.meeting}:{one.start}-{one.end}" for one in topic.reports)
    return [
        number,
        topic.kind,
        topic.kind in AGREED,
        ";".join(topic.by) or None,
        topic.joint,
        topic.content,
        len(topic.reports),
        "; ".join(places),
        ";".join(one.kind for one in topic.reports),
    ]


def attendant(one: Attendant) -> str:
    """Someone in one cell: CODE name（title・title）; ? for what no report tells."""
    titles = "・".join(told.value for told in one.titles)
    who = one.name or titles or "?"
    return " ".join(filter(None, (one.country, f"{who}（{titles}）" if titles and one.name else who)))


def conflict_text(field: str, point: int | None, values: Sequence[Told]) -> str:
    """A conflict in one cell: kind of point 2: agree | discuss."""
    name = field if point is None else f"{field} of point {point}"
    return f"{name}: {' | '.join(told.value for told in values)}"


class CsvWriter(BaseWriter):
    """One row a point; a meeting without points gives one row."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        if options.bom:
            self.output.write("\ufeff")
        self._rows([[column.name for column in COLUMNS]])

    def add(self, occasion: Occasion, reports: Sequence[Report]) -> None:
        """Write one occasion."""
        cells = occasion_cells(occasion)
        rows = [cells + topic_cells(number, topic) for number, topic in enumerate(occasion.points, 1)]
        self._rows(rows or [cells + [None] * (len(COLUMNS) - len(cells))])

    def _rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        buffer = io.StringIO(newline="")
        csv.writer(buffer).writerows([[cell_text(cell) for cell in row] for row in rows])
        self.output.write(buffer.getvalue())


def cell_text(cell: Cell) -> str:
    """A cell of CSV."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return defused(cell) if isinstance(cell, str) else str(cell)
