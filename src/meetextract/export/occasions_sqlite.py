"""Occasions in the database: the documents as ever, and which of their meetings are one (view `occasions`).

The occasions are those of the inputs of this run: what it does not read belongs to none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from meetextract.export.base import Options, Target
from meetextract.export.cells import encodable, key
from meetextract.export.occasions import attendant
from meetextract.export.sqlite import SqliteSink
from meetextract.export.sqlite_more import canonical
from meetextract.model import AGREED
from meetextract.occasions.records import Occasion, plain
from meetextract.occasions.spool import Report


class SqliteWriter(SqliteSink):
    """Rows of documents go in as they come, those of occasions at the end."""

    keeps_documents = True

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        with self._guard():
            self._db.execute("DELETE FROM occasion_records")

    def failed(self, source: str, error: object) -> None:
        """Note a failed input."""
        self.write_error(source, error)  # type: ignore[arg-type]

    def leave_out(self, reports: Sequence[Report]) -> None:
        """Take away the meetings of reports, and documents that have none left."""
        with self._guard():
            self._build()
            self._index()  # what leaves the search index has to be in it
            for meeting in map(self._meeting_id, reports):
                found = self._db.execute("SELECT document_id FROM meetings WHERE id = ?", (meeting,)).fetchall()
                self._db.execute("DELETE FROM meetings WHERE id = ?", (meeting,))
                empty = "id = ?1 AND NOT EXISTS (SELECT 1 FROM meetings WHERE document_id = ?1)"
                self._db.executemany(f"DELETE FROM documents WHERE {empty}", found)

    def add(self, record: Occasion, reports: Sequence[Report]) -> None:
        """Add an occasion."""
        people = "; ".join(attendant(one) for one in record.participants) or None
        values = (
            record.occasion, record.status, record.mode, ";".join(side.code for side in record.countries),
            record.date.value if record.date else None, record.place.value if record.place else None, people,
            json.dumps(plain(record.conflicts), ensure_ascii=False),
        )  # fmt: skip
        with self._guard():
            self._insert_waiting()
            number = self._insert("occasion_records", [_clean(value) for value in values])
            for entry in reports:
                meeting = self._meeting_id(entry)
                if meeting is not None:
                    self._insert("occasion_meetings", [number, meeting])
            for at, topic in enumerate(record.points, 1):
                told = json.dumps(plain(topic.reports), ensure_ascii=False)
                self._insert("occasion_points", [
                    number, at, topic.kind, int(topic.kind in AGREED), int(topic.joint), ";".join(topic.by) or None,
                    topic.content, len(topic.reports), told,
                ])  # fmt: skip

    def _meeting_id(self, entry: Report) -> int | None:
        source = entry.head.source
        row = self._db.execute(
            "SELECT m.id FROM meetings m JOIN documents d ON d.id = m.document_id "
            "WHERE coalesce(d.path, d.source) = ? AND m.meeting = ?",
            (canonical(source) or key(source), encodable(entry.meeting.id)),
        ).fetchone()
        return None if row is None else int(row[0])


def _clean(value: str | None) -> str | None:
    return None if value is None else encodable(value)
