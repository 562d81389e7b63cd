"""SQLite: the records as a small relational database, no server needed.

A database that is there already is brought up to date: a document replaces what an earlier run wrote for the same
source, wherever it was called from, and under its new name where it was renamed. Everything else stays, unless
`prune` is asked for. A run is one transaction: all of it is there afterwards, or nothing of it.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from meetextract.errors import MeetextractError, OutputError
from meetextract.export.base import Options, Output, SinkContext, Target, copy_into
from meetextract.export.cells import encodable, key
from meetextract.export.rows import is_full, year
from meetextract.export.sqlite_more import canonical, displaced, fill_persons, grams, meeting_grams
from meetextract.export.sqlite_schema import APPLICATION_ID, SCHEMA, UPGRADES, USER_VERSION
from meetextract.model import AGREED
from meetextract.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meetextract.model import Document, Meeting, Point, Span

Value = str | int | None
_HINT: Final = "choose another name, or --force to replace the file"


class SqliteExporter:
    """A database with tables, keys, indexes and views."""

    name = "sqlite"
    suffixes = (".sqlite", ".sqlite3", ".db")
    binary = True
    extra = None
    streaming = False
    updates = True

    def open(self, target: Target, options: Options) -> SqliteSink:
        """A sink on `target`; OutputError for an existing file that no run of this package wrote."""
        return SqliteSink(target, options)


class SqliteSink(SinkContext):
    """Rows go straight into the open transaction."""

    def __init__(self, target: Target, options: Options) -> None:
        self._options = options
        self._output: Output | None = None
        self._seen: set[str] = set()  # where the inputs of this run lie
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._shown = str(target) if isinstance(target, Path) else None
        if isinstance(target, Path) and not options.overwrite and target.exists() and target.stat().st_size:
            path = target
        else:
            # A new database is built apart and put in place whole.
            self._output = Output(target)
            folder = target.parent if isinstance(target, Path) else None
            with self._output.guard():
                self._scratch = tempfile.TemporaryDirectory(prefix=".meetextract-", dir=folder)
            path = Path(self._scratch.name) / "new.sqlite"
        with self._guard():
            self._db = sqlite3.connect(path, isolation_level=None)
            try:
                self._prepare(new=self._output is not None)
            except BaseException:
                self._db.close()
                self._clean()
                raise

    def _prepare(self, *, new: bool) -> None:
        db = self._db
        db.execute("PRAGMA foreign_keys = ON")
        db.create_function("grams", 1, grams, deterministic=True)
        if new:
            # Nothing to protect: the file counts only once it is complete and renamed.
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
        elif db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise OutputError("is a database that meetextract did not write", path=self._shown, hint=_HINT)
        db.execute("BEGIN IMMEDIATE")
        if new:
            for statement in SCHEMA:
                db.execute(statement)
            return
        # Asked inside the transaction: another run may be upgrading the file now.
        while (version := db.execute("PRAGMA user_version").fetchone()[0]) != USER_VERSION:
            if version not in UPGRADES:
                db.execute("ROLLBACK")
                raise OutputError("was written by a later version of meetextract", path=self._shown, hint=_HINT)
            for statement in UPGRADES[version]:
                db.execute(statement)

    def write(self, document: Document) -> None:
        """Put a document in place of what the database has for its source."""
        source, path = key(document.source), canonical(document.source)
        with self._guard():
            db = self._db
            self._make_room(source, path, document.sha256)
            if path is not None and db.execute("SELECT 1 FROM documents WHERE source = ?", (source,)).fetchone():
                source = path  # another file was given by this name, from another folder
            versions = json.dumps(dict(document.versions), ensure_ascii=False)
            text = document.text
            row: list[Value] = [
                source, document.title, document.publisher, document.published, document.schema_version,
                document.sha256, versions, text, path,
            ]  # fmt: skip
            number = self._insert("documents", row)
            for order, warning in enumerate(document.warnings, 1):
                values: list[Value] = [number, order, warning.code, warning.message, warning.start, warning.end]
                self._insert("warnings", values)
            for order, meeting in enumerate(document.meetings, 1):
                self._meeting(number, order, meeting, meeting_grams(document.title, meeting))

    def _make_room(self, source: str, path: str | None, sha256: str | None) -> None:
        """Removes what the database has of this document; the rest of it follows by its keys."""
        db = self._db
        self._seen.add(path or source)
        db.execute("DELETE FROM errors WHERE source = ?", (source,))
        if path is None:
            db.execute("DELETE FROM documents WHERE source = ?", (source,))
            return
        db.execute("DELETE FROM documents WHERE path = ?", (path,))
        # Versions before 3 knew no paths: what was given by this name is taken for this.
        db.execute("DELETE FROM documents WHERE source = ? AND path IS NULL", (source,))
        for number in displaced(db, path, sha256):
            db.execute("DELETE FROM documents WHERE id = ?", (number,))

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Note a failed input. What an earlier run found in it stays."""
        with self._guard():
            self._seen.add(canonical(source) or key(source))
            values = (key(source), encodable(error.code), encodable(error.message))
            self._db.execute("INSERT OR REPLACE INTO errors (source, code, message) VALUES (?, ?, ?)", values)

    def close(self) -> None:
        """Commit, and put a new database in place."""
        try:
            with self._guard():
                if self._options.prune:
                    self._prune()
                fill_persons(self._db, self._options.lexicon)
                self._db.execute("COMMIT")
                self._db.close()
            if self._output is not None and self._scratch is not None:
                copy_into(Path(self._scratch.name) / "new.sqlite", self._output)
                self._output.commit()
        except BaseException:
            self.abort()
            raise
        self._clean()

    def _prune(self) -> None:
        """Drop what this run did not meet with."""
        db = self._db
        db.execute("CREATE TEMP TABLE seen (name TEXT PRIMARY KEY)")
        db.executemany("INSERT INTO temp.seen VALUES (?)", [(name,) for name in sorted(self._seen)])
        db.execute("DELETE FROM documents WHERE coalesce(path, source) NOT IN (SELECT name FROM temp.seen)")
        errors = [source for (source,) in db.execute("SELECT source FROM errors").fetchall()]
        gone = [(source,) for source in errors if (canonical(source) or source) not in self._seen]
        db.executemany("DELETE FROM errors WHERE source = ?", gone)

    def abort(self) -> None:
        """Roll back: an existing database is as it was, a new one is not there."""
        with suppress(sqlite3.Error):
            self._db.rollback()
        with suppress(sqlite3.Error):
            self._db.close()
        if self._output is not None:
            self._output.discard()
        self._clean()

    def _clean(self) -> None:
        if self._scratch is not None:
            with suppress(OSError):
                self._scratch.cleanup()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            foreign = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB
            message = "is no SQLite database" if foreign else f"cannot be written: {error}"
            raise OutputError(message, path=self._shown, hint=_HINT if foreign else None) from error

    def _insert(self, table: str, values: list[Value]) -> int:
        # The table's name is one of ours; every value goes by a parameter.
        marks = ", ".join("?" * len(values))
        clean = [encodable(value) if isinstance(value, str) else value for value in values]
        cursor = self._db.execute(f"INSERT INTO {table} VALUES (NULL, {marks})", clean)
        return cursor.lastrowid or 0

    def _meeting(self, document: int, order: int, meeting: Meeting, search: str) -> int:
        date = meeting.date
        number = self._insert(
            "meetings",
            [
                document, order, meeting.id, *_span(meeting.header), meeting.status, meeting.mode,
                date.value if date else None, year(date), date.value if date and is_full(date.value) else None,
                date.text if date else None, date.start if date else None, date.end if date else None,
                *_span(meeting.place), meeting.key, search,
            ],
        )  # fmt: skip
        for at, country in enumerate(meeting.countries, 1):
            self._insert(
                "countries",
                [number, at, country.code, country.name, country.name_en, country.text, country.start, country.end],
            )
        for at, person in enumerate(meeting.participants, 1):
            titles = json.dumps(person.titles, ensure_ascii=False)
            mentions = [to_plain(one) for one in person.mentions]
            self._insert(
                "participants",
                [
                    number, at, person.name, person.reading, titles, person.country, person.text, person.start,
                    person.end, json.dumps(mentions, ensure_ascii=False), None,
                ],
            )  # fmt: skip
        for at, point in enumerate(meeting.points, 1):
            self._point(number, at, point)
        return number

    def _point(self, meeting: int, order: int, point: Point) -> None:
        number = self._insert(
            "points",
            [
                meeting, order, point.kind, int(point.kind in AGREED), int(point.joint), *_span(point.content),
                *_span(point.predicate), grams(point.content.words) if point.content else None,
            ],
        )  # fmt: skip
        for at, code in enumerate(point.by, 1):
            self._insert("point_by", [number, at, code])
        for at, mention in enumerate(point.about, 1):
            self._insert("about", [number, at, mention.code, mention.text, mention.start, mention.end])


def _span(span: Span | None) -> tuple[str | None, int | None, int | None]:
    return (None, None, None) if span is None else (span.words, span.start, span.end)
