"""Occasions as a workbook: the sheets occasions, persons and points. Needs the extra `excel` (openpyxl)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from meetextract.export.base import Options, Target
from meetextract.export.occasions import COLUMNS, occasion_cells, topic_cells
from meetextract.export.xlsx import PERSON_COLUMNS, XlsxSink
from meetextract.occasions.records import Occasion
from meetextract.occasions.spool import Report

_OF_OCCASION: Final = COLUMNS[:11]
_CONTEXT: Final = ("occasion", "countries", "date")


class XlsxWriter(XlsxSink):
    """Rows go to sheets that openpyxl only writes to."""

    keeps_documents = False
    sheets = {  # noqa: RUF012  (read by the class that this one extends)
        "occasions": _OF_OCCASION,
        "persons": PERSON_COLUMNS,
        "points": tuple(column for column in COLUMNS if column.name in _CONTEXT) + COLUMNS[11:],
    }

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)

    def leave_out(self, reports: Sequence[Report]) -> None:
        """Nothing was kept of them."""

    def failed(self, source: str, error: object) -> None:
        """No room for errors here; the command reports them on standard error."""

    def add(self, record: Occasion, reports: Sequence[Report]) -> None:
        """Add one occasion."""
        cells = occasion_cells(record)
        known = dict(zip((column.name for column in _OF_OCCASION), cells, strict=True))
        self._row("occasions", cells)
        for number, topic in enumerate(record.points, 1):
            self._row("points", [known[name] for name in _CONTEXT] + topic_cells(number, topic))
        for entry in reports:
            for person in entry.meeting.participants:
                self._person(person, entry.meeting)
