"""SQLite: the records as a small relational database, no server needed.

A database that is there already is brought up to date: a document replaces what an earlier run wrote for the same
source, wherever it was called from, and under its new name where it was renamed. Everything else stays, unless
`prune` is asked for. A run is one transaction: all of it is there afterwards, or nothing of it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from meetextract.errors import MeetextractError, OutputError
from meetextract.export.base import Options, Output, SinkContext, Target, copy_into
from meetextract.export.cells import encodable, key
from meetextract.export.sqlite_more import (
    canonical,
    displaced,
    fill_persons,
    fill_search,
    grams,
    unwatch_search,
    watch_search,
)
from meetextract.export.sqlite_rows import TABLES, Row, Rows, Value, rows_of
from meetextract.export.sqlite_schema import APPLICATION_ID, INDEXES, SCHEMA, UPGRADES, USER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from meetextract.model import Document

# Documents, and code points of their texts, whose rows go in at a time.
_MANY: Final = 200
_CHARACTERS: Final = 4_000_000
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

    def pack(self, document: Document, options: Options) -> Rows:
        """The rows of a document."""
        return rows_of(document)


class SqliteSink(SinkContext):
    """Rows go into the open transaction, those of many documents at a time."""

    def __init__(self, target: Target, options: Options) -> None:
        self._options = options
        self._output: Output | None = None
        self._seen: set[str] = set()  # where the inputs of this run lie
        self._sources: set[str] = set()  # what they are called, where that is not the same
        self._waiting: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._characters = 0
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
                self._begin()
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
        self._unbuilt = INDEXES if new else ()
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

    def _begin(self) -> None:
        """Takes up the numbers where they end; the search index waits for the end of the run."""
        ends = {table: self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0] for table in TABLES}
        self._last: dict[str, int] = ends
        self._indexed: int = ends["documents"]
        unwatch_search(self._db)

    def write(self, document: Document) -> None:
        """Put a document in place of what the database has for its source."""
        self.write_packed([rows_of(document)])

    def write_packed(self, parts: Sequence[Rows]) -> None:
        """The same for documents whose rows were made in this or another process."""
        with self._guard():
            for rows in parts:
                self._take(rows)
                # After as many as these, however they come: the file is the same for any number of processes.
                if len(self._waiting["documents"]) >= _MANY or self._characters >= _CHARACTERS:
                    self._insert_waiting()

    def _take(self, rows: Rows) -> None:
        """Gives the rows of a document their numbers."""
        waiting = self._waiting
        source = self._make_room(rows)
        document = self._number("documents")
        waiting["documents"].append((document, source, *rows.document, rows.text, rows.path))
        self._characters += len(rows.text or "")
        if rows.warnings:
            waiting["warnings"] += [(None, document, *row) for row in rows.warnings]
        if not rows.meetings:
            return
        meetings = [self._number("meetings") for _ in rows.meetings]
        waiting["meetings"] += [(at, document, *row) for at, row in zip(meetings, rows.meetings, strict=True)]
        for table in ("countries", "participants"):
            waiting[table] += [(None, meetings[above], *row) for above, row in getattr(rows, table)]
        points = [self._number("points") for _ in rows.points]
        waiting["points"] += [(at, meetings[above], *row) for at, (above, row) in zip(points, rows.points, strict=True)]
        for table in ("point_by", "about"):
            waiting[table] += [(None, points[above], *row) for above, row in getattr(rows, table)]

    def _number(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def _make_room(self, rows: Rows) -> str:
        """Removes what the database has of a document, the rest of it follows by its keys; returns what to call it."""
        source, path = rows.source, rows.path
        known = (path or source) in self._seen or source in self._sources
        self._seen.add(path or source)
        if source != path:
            self._sources.add(source)
        if not known and self._output is not None:
            return source  # nothing in a new database is older
        if known:
            self._insert_waiting()
        db = self._db
        db.execute("DELETE FROM errors WHERE source = ?", (source,))
        if path is None:
            self._delete("source = ?", source)
            return source
        self._delete("path = ?", path)
        # Versions before 3 knew no paths: what was given by this name is taken for this.
        self._delete("source = ? AND path IS NULL", source)
        for number in displaced(db, path, rows.sha256):
            self._delete("id = ?", number)
        # Another file may have been given by this name, from another folder.
        return path if db.execute("SELECT 1 FROM documents WHERE source = ?", (source,)).fetchone() else source

    def _delete(self, condition: str, value: Value) -> None:
        """Deletes documents; `condition` is one of ours."""
        self._build()  # each delete looks for all that belongs to it
        found = self._db.execute(f"SELECT id FROM documents WHERE {condition}", (value,)).fetchall()
        if any(number > self._indexed for (number,) in found):
            self._index()  # what leaves the search index has to be in it
        self._db.executemany("DELETE FROM documents WHERE id = ?", found)

    def _build(self) -> None:
        """Makes the indexes of a new file, once."""
        for statement in self._unbuilt:
            self._db.execute(statement)
        self._unbuilt = ()

    def _insert_waiting(self) -> None:
        self._characters = 0
        for table, rows in self._waiting.items():
            if rows:
                # The table's name is one of ours; every value goes by a parameter.
                marks = ", ".join("?" * len(rows[0]))
                self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
                rows.clear()

    def _index(self) -> None:
        """Makes searchable what this run has written."""
        self._insert_waiting()
        fill_search(self._db, self._indexed)
        self._indexed = self._last["documents"]

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
                self._index()
                if self._options.prune:
                    self._prune()
                watch_search(self._db)
                fill_persons(self._db, self._options.lexicon)
                self._build()
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
        """Adds a row to a table of ours at once; returns its number."""
        marks = ", ".join("?" * len(values))
        clean = [encodable(value) if isinstance(value, str) else value for value in values]
        cursor = self._db.execute(f"INSERT INTO {table} VALUES (NULL, {marks})", clean)
        return cursor.lastrowid or 0
