"""`--occasions`: takes documents like every sink and writes, at the end, one record a meeting.

A writer for each format gets the occasions one by one, in order of time; the reports wait in a temporary file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final, NamedTuple, Protocol, cast

from meetextract.errors import ArgumentError, MeetextractError
from meetextract.export.base import BaseSink, Options, SinkContext, Target
from meetextract.export.cells import csv_text, key
from meetextract.export.json import dumps, error_line
from meetextract.export.rows import Cell, Column
from meetextract.lexicon.lexicon import Lexicon, default_lexicon
from meetextract.model import AGREED, Document
from meetextract.occasions.attending import Attending
from meetextract.occasions.changes import Changes
from meetextract.occasions.compare import compare
from meetextract.occasions.engine import Occasions
from meetextract.occasions.merge import Merger
from meetextract.occasions.records import Attendant, Changed, Compared, Occasion, Told, Topic, plain
from meetextract.occasions.spool import Report


class Writer(Protocol):
    """What a format of occasions is. Ends with `close` or `abort`, as a sink does.

    `keeps_documents`: it wants every document as well, by `write`.
    """

    keeps_documents: bool

    def write(self, document: Document) -> None:
        """Take a document."""

    def add(self, record: Any, reports: Sequence[Report]) -> None:
        """Write one record (Occasion, Compared or Changed); `reports` are what it was made of."""

    def leave_out(self, reports: Sequence[Report]) -> None:
        """A meeting that is not wanted: drop what was kept of these reports."""

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


_JSONL: Final = _Format("meetextract.export.occasions:JsonlWriter")
_JSON: Final = _Format("meetextract.export.occasions:JsonWriter")
# What is written, and in which formats.
FORMATS: Final = {
    "occasions": {
        "jsonl": _JSONL,
        "json": _JSON,
        "csv": _Format("meetextract.export.occasions:CsvWriter"),
        "md": _Format("meetextract.views.occasions:MarkdownWriter"),
        "table": _Format("meetextract.views.occasions:PageWriter"),
        "html": _Format("meetextract.views.occasions_html:HtmlWriter"),
        "sqlite": _Format("meetextract.export.occasions_sqlite:SqliteWriter", binary=True, updates=True),
        "xlsx": _Format("meetextract.export.occasions_xlsx:XlsxWriter", binary=True, extra="excel"),
        "parquet": _Format("meetextract.export.occasions_parquet:ParquetWriter", binary=True, extra="arrow"),
        "plover": _Format("meetextract.export.occasions_plover:PloverWriter"),
        "jsonld": _Format("meetextract.export.jsonld:OccasionWriter"),
    },
    "compare": {
        "jsonl": _JSONL,
        "json": _JSON,
        "table": _Format("meetextract.views.compare:PageWriter"),
        "html": _Format("meetextract.views.compare:HtmlWriter"),
    },
    "changes": {
        "jsonl": _JSONL,
        "json": _JSON,
        "csv": _Format("meetextract.export.occasions:ChangesCsvWriter"),
        "md": _Format("meetextract.views.changes:MarkdownWriter"),
        "table": _Format("meetextract.views.changes:PageWriter"),
        "html": _Format("meetextract.views.changes:HtmlWriter"),
    },
}


class OccasionsExporter:
    """A format of occasions.

    Args:
        what: occasions, compare or changes.
        name: the format.
        more: what else the format is drawn by (the look of a page, the names of two inputs).
        persons: names, or parts of names, any of which has to be somebody's who took part; none of them keeps all.

    Raises ArgumentError for a format that there is not.
    """

    streaming = False

    def __init__(self, what: str, name: str, more: tuple[object, ...] = (), persons: tuple[str, ...] = ()) -> None:
        formats = FORMATS[what]
        if name not in formats:
            raise ArgumentError(f"--{what} has no format {name!r}", hint=f"formats: {', '.join(formats)}")
        self.what, self.name = what, name
        self._format = formats[name]
        self._more = more
        self._persons = persons
        self.suffixes: tuple[str, ...] = (f".{name}",)
        self.binary, self.extra, self.updates = self._format.binary, self._format.extra, self._format.updates

    def open(self, target: Target, options: Options) -> OccasionsSink:
        """A sink on `target`."""
        module, _, name = self._format.place.partition(":")
        writer = cast(Writer, getattr(import_module(module), name)(target, options, *self._more))
        return OccasionsSink(self.what, writer, options.lexicon or default_lexicon(), self._persons)


class OccasionsSink(SinkContext):
    """Keeps what comes until `close`, then decides and writes. `label_of` gives a source's label."""

    def __init__(self, what: str, writer: Writer, lexicon: Lexicon, persons: tuple[str, ...] = ()) -> None:
        self._what = what
        self._writer = writer
        self._occasions = Occasions(lexicon)
        self._lexicon = lexicon
        self._merger = Merger(lexicon)
        self._persons = persons
        self.label_of: Callable[[str], str] | None = None

    def write(self, document: Document) -> None:
        """Add a document."""
        if self._writer.keeps_documents:
            self._writer.write(document)
        label = self.label_of(document.source or "-") if self.label_of is not None else ""
        self._occasions.add(document, label=label)

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add an input that failed."""
        self._writer.failed(source, error)

    def close(self) -> None:
        """Put the reports together and finish the output."""
        try:
            self._occasions.put_together()
            for record, reports in self._records():
                self._writer.add(record, reports)
            self._writer.close()
        except BaseException:
            self.abort()
            raise
        self._occasions.close()

    def _records(self) -> Iterator[tuple[Any, Sequence[Report]]]:
        changes = Changes(self._lexicon)
        attending = self._attending() if self._persons else None
        for number, reports in self._occasions.all(by_sides=self._what == "changes"):
            if attending is not None and not attending.there(reports):
                self._writer.leave_out(reports)
                continue
            if self._what == "compare":
                yield compare(self._merger, number, reports), reports
                continue
            occasion = self._merger.merge(number, reports)
            yield (changes.add(occasion) if self._what == "changes" else occasion), reports

    def _attending(self) -> Attending:
        attending = Attending(self._lexicon, self._persons)
        for _, reports in self._occasions.all():
            for report in reports:
                attending.hear(report.meeting)
        attending.decide()
        return attending

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

    def add(self, record: Any, reports: Sequence[Report]) -> None:
        """Write one record."""
        raise NotImplementedError

    def leave_out(self, reports: Sequence[Report]) -> None:
        """Nothing was kept of them."""

    def failed(self, source: str, error: MeetextractError) -> None:
        """No room for errors here; the command reports them on standard error."""


_SCHEMAS: Final[dict[type, str]] = {Occasion: "occasions/1", Compared: "compare/1", Changed: "changes/1"}


def as_dict(record: Any) -> dict[str, Any]:
    """A record as plain values, the schema's version first."""
    return {"schema": _SCHEMAS[type(record)], **plain(record)}


class JsonlWriter(BaseWriter):
    """One JSON object a line."""

    def add(self, record: Any, reports: Sequence[Report]) -> None:
        """Write one record."""
        self.output.write(dumps(as_dict(record)) + "\n")
        self.output.flush()

    def failed(self, source: str, error: MeetextractError) -> None:
        """A failed input is a line too."""
        self.output.write(error_line(key(source), error) + "\n")


class JsonWriter(BaseWriter):
    """An indented array."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        self._count = 0

    def add(self, record: Any, reports: Sequence[Report]) -> None:
        """Write one record."""
        text = dumps(as_dict(record), indent=2)
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

    columns: tuple[Column, ...] = COLUMNS

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        if options.bom:
            self.output.write("\ufeff")
        self._rows([[column.name for column in self.columns]])

    def add(self, record: Any, reports: Sequence[Report]) -> None:
        """Write the rows of one record."""
        self._rows(list(self.rows(record)))

    def rows(self, record: Any) -> Iterator[list[Cell]]:
        """The rows of an occasion."""
        return occasion_rows(record)

    def _rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        buffer = io.StringIO(newline="")
        csv.writer(buffer).writerows([[csv_text(cell, defuse=self.options.defuse) for cell in row] for row in rows])
        self.output.write(buffer.getvalue())


def occasion_rows(occasion: Occasion) -> Iterator[list[Cell]]:
    """One row a point; one with these columns empty where there is none."""
    cells = occasion_cells(occasion)
    for number, topic in enumerate(occasion.points, 1):
        yield cells + topic_cells(number, topic)
    if not occasion.points:
        yield cells + [None] * (len(COLUMNS) - len(cells))


class ChangesCsvWriter(CsvWriter):
    """One row an agreed point: what it is against the meeting before."""

    columns = (
        Column("occasion", "id of the meeting"),
        Column("countries", "codes of all sides, separated by ;"),
        Column("date", "its day"),
        Column("before", "id of the meeting before of the same sides"),
        Column("state", "new, again, earlier or gone"),
        Column("kind", "agree, confirm, share, …"),
        Column("content", "what was agreed", 70),
        Column("earlier", "the meeting that had it before"),
        Column("earlier_date", "its day"),
        Column("earlier_content", "how that was worded", 70),
        Column("told_in", "where: SOURCE#MEETING:START-END, separated by ; ", 40),
    )

    def rows(self, record: Any) -> Iterator[list[Cell]]:
        """The rows of one meeting."""
        changed: Changed = record
        cells: list[Cell] = [
            changed.occasion,
            ";".join(side.code for side in changed.countries),
            changed.date.value if changed.date else None,
            changed.before.occasion if changed.before else None,
        ]
        for point in changed.points:
            before = point.before
            earlier = (before.occasion, before.date, before.content) if before else (None, None, None)
            places = "; ".join(f"{key(one.source)}#{one.meeting}:{one.start}-{one.end}" for one in point.reports)
            yield [*cells, point.state, point.kind, point.content, *earlier, places]
