"""CSV: one row a point, RFC 4180, UTF-8, for spreadsheets and data frames.

A meeting without points gives one row with the point columns empty; a document without meetings and a failed input
give none. The columns are those of `rows.COLUMNS`, always all of them, in this order.
A date that is not complete stands in `month`, `day` and `date_text` alone. A cell that a spreadsheet could take for a
formula begins with an apostrophe, unless `Options.defuse` is off.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from meetextract.export.base import Options, PackedSink, Target, utf8
from meetextract.export.cells import csv_text
from meetextract.export.rows import COLUMNS, point_rows
from meetextract.model import Document


class CsvExporter:
    """One row a point."""

    name = "csv"
    suffixes = (".csv",)
    binary = False
    extra = None
    streaming = True
    updates = False

    def open(self, target: Target, options: Options) -> CsvSink:
        """A sink on `target`; the header row leaves with the first document or at the end."""
        return CsvSink(target, options, self)

    def pack(self, document: Document, options: Options) -> bytes:
        """The rows of a document."""
        rows = point_rows(document, "en" if options.lang == "en" else "ja")
        return _rows([[csv_text(cell, defuse=options.defuse) for cell in row] for row in rows])


class CsvSink(PackedSink):
    """Writes the rows of a document at once."""

    def __init__(self, target: Target, options: Options, packing: CsvExporter) -> None:
        super().__init__(target, options, packing)
        self._begun = False

    def write_packed(self, parts: Sequence[bytes]) -> None:
        """Add the rows of documents."""
        self._begin()
        super().write_packed(parts)

    def close(self) -> None:
        """Finish; a run without any document still leaves the header row."""
        self._begin()
        super().close()

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            if self.options.bom:
                self.output.write("\ufeff")
            super().write_packed([_rows([[column.name for column in COLUMNS]])])


def _rows(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return utf8(buffer.getvalue())
