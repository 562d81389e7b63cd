"""What version 3 of the database adds: search, persons, who a source is whatever it is called, occasions.

Search is a column of overlapping pairs of characters in an FTS5 table: 中国 finds what holds 中国, and a longer word is
the phrase of its pairs ("抑止 止力"), as the query in samples/datasette/metadata.json makes it. Runs of three and four
signs that may be a word stand after the pairs, so that 抑止力 or 安全保障 typed as they are find theirs.
"""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from meetextract.export.cells import encodable, key

if TYPE_CHECKING:
    from meetextract.model import Meeting

_RUN: Final = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")
_LONGEST: Final = 4
# What holds a particle is no word (は抑止, 力を強); 霞が関 and 日の丸 are. Half of the index would go to such runs.
_WORD: Final = re.compile("[^ぁ-ゟ][がの][^ぁ-ゟ]|[^をはがにのでともへや]+")
_HELD: Final = 16 << 20  # bytes of the search index that are put together before they are written (else 1 << 20)

_COLUMNS: Final = (
    "ALTER TABLE documents ADD COLUMN path TEXT",  # where it lies, whatever it was called; NULL for standard input
    "CREATE UNIQUE INDEX documents_path ON documents (path)",
    "CREATE INDEX documents_place ON documents (coalesce(path, source))",
    "CREATE INDEX documents_sha256 ON documents (sha256)",
    """CREATE TABLE persons (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,                 -- the fullest
        country TEXT,                       -- NULL where the state cannot be told
        readings TEXT NOT NULL,             -- JSON array
        names TEXT NOT NULL,                -- JSON array: all forms seen
        offices TEXT NOT NULL,              -- JSON array of {title, first, last}
        first TEXT, last TEXT,              -- days of the first and last meeting
        meetings INTEGER NOT NULL           -- how often
    )""",
    "CREATE INDEX persons_name ON persons (name)",
    "ALTER TABLE participants ADD COLUMN person_id INTEGER REFERENCES persons ON DELETE SET NULL",
    "CREATE INDEX participants_person ON participants (person_id)",
    "ALTER TABLE meetings ADD COLUMN search TEXT",  # pairs of characters: title, sides, persons, place, contents
    "ALTER TABLE points ADD COLUMN search TEXT",  # pairs of characters of the content
)
_SEARCHED: Final = ("meetings", "points")
_WATCH: Final = {
    table: f"""CREATE TRIGGER {table}_search_new AFTER INSERT ON {table} BEGIN
                INSERT INTO {table}_fts (rowid, search) VALUES (new.id, new.search); END"""
    for table in _SEARCHED
}
_OTHERS: Final = (
    *(
        statement
        for table in _SEARCHED
        for statement in (
            f"""CREATE VIRTUAL TABLE {table}_fts USING fts5(search, content="{table}", content_rowid="id",
                tokenize="unicode61 remove_diacritics 0")""",
            _WATCH[table],
            f"""CREATE TRIGGER {table}_search_gone AFTER DELETE ON {table} BEGIN
                INSERT INTO {table}_fts ({table}_fts, rowid, search) VALUES ('delete', old.id, old.search); END""",
            f"""CREATE TRIGGER {table}_search_other AFTER UPDATE OF search ON {table} BEGIN
                INSERT INTO {table}_fts ({table}_fts, rowid, search) VALUES ('delete', old.id, old.search);
                INSERT INTO {table}_fts (rowid, search) VALUES (new.id, new.search); END""",
        )
    ),
    """CREATE TABLE occasion_records (      -- one meeting, however many reports tell it; filled by --occasions
        id INTEGER PRIMARY KEY,
        occasion TEXT NOT NULL UNIQUE,      -- o1, o2, … in order of time
        status TEXT NOT NULL, mode TEXT NOT NULL,
        countries TEXT NOT NULL,            -- codes, separated by ;
        date TEXT, place TEXT, participants TEXT,
        conflicts TEXT NOT NULL             -- JSON array of {field, point, values}
    )""",
    """CREATE TABLE occasion_meetings (
        id INTEGER PRIMARY KEY,
        occasion_id INTEGER NOT NULL REFERENCES occasion_records ON DELETE CASCADE,
        meeting_id INTEGER NOT NULL UNIQUE REFERENCES meetings ON DELETE CASCADE
    )""",
    "CREATE INDEX occasion_meetings_occasion ON occasion_meetings (occasion_id)",
    """CREATE TABLE occasion_points (
        id INTEGER PRIMARY KEY,
        occasion_id INTEGER NOT NULL REFERENCES occasion_records ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL, agreed INTEGER NOT NULL, joint INTEGER NOT NULL,
        by TEXT,                            -- codes, separated by ;
        content TEXT, told_by INTEGER NOT NULL,
        reports TEXT NOT NULL               -- JSON array of {source, meeting, kind, by, predicate, text, start, end}
    )""",
    "CREATE INDEX occasion_points_occasion ON occasion_points (occasion_id, position)",
    """CREATE VIEW occasions AS
        SELECT o.occasion, o.date, o.countries, o.status, o.mode, o.place, o.participants,
            (SELECT count(*) FROM occasion_meetings m WHERE m.occasion_id = o.id) AS reports,
            (SELECT group_concat(source, '; ') FROM (SELECT d.source FROM occasion_meetings m
                JOIN meetings g ON g.id = m.meeting_id JOIN documents d ON d.id = g.document_id
                WHERE m.occasion_id = o.id ORDER BY d.source)) AS sources,
            (SELECT count(*) FROM occasion_points p WHERE p.occasion_id = o.id) AS points,
            (SELECT coalesce(sum(agreed), 0) FROM occasion_points p WHERE p.occasion_id = o.id) AS agreed,
            json_array_length(o.conflicts) AS conflicts, o.id AS occasion_id
        FROM occasion_records o
        ORDER BY o.id""",
)
TABLES: Final = (*_COLUMNS, *_OTHERS)
# What earlier versions wrote is made searchable before triggers watch over it.
UPGRADE: Final = (
    *_COLUMNS,
    "UPDATE points SET search = grams(content)",
    """UPDATE meetings SET search = grams(coalesce((SELECT title FROM documents d WHERE d.id = document_id), '')
        || ' ' || coalesce(header, '') || ' ' || coalesce(place, '')
        || ' ' || coalesce((SELECT group_concat(name || ' ' || coalesce(text, ''), ' ') FROM countries c
            WHERE c.meeting_id = meetings.id), '')
        || ' ' || coalesce((SELECT group_concat(coalesce(name, '') || ' ' || coalesce(text, '') || ' ' || titles, ' ')
            FROM participants r WHERE r.meeting_id = meetings.id), '')
        || ' ' || coalesce((SELECT group_concat(content, ' ') FROM points p WHERE p.meeting_id = meetings.id), ''))""",
    *_OTHERS,
    "INSERT INTO points_fts (points_fts) VALUES ('rebuild')",
    "INSERT INTO meetings_fts (meetings_fts) VALUES ('rebuild')",
    "PRAGMA user_version = 3",
)
_MENTIONED: Final = "FROM participants r JOIN meetings m ON m.id = r.meeting_id WHERE r.name IS NOT NULL"
_NAMED: Final = f"SELECT r.id, r.name, r.country, r.titles, m.day {_MENTIONED} ORDER BY r.id"
_ALIKE: Final = f"""SELECT r.name, r.country, r.titles, m.day, r.reading, count(*) {_MENTIONED}
    GROUP BY r.name, r.country, r.titles, m.day, r.reading ORDER BY min(r.id)"""


def grams(text: str | None) -> str:
    """The words of a search column: pairs of characters in their order, then runs of three and four that may be a word;
    Latin words and figures whole, in small letters."""
    pairs: list[str] = []
    longer: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text or "").casefold()):
        if run.isascii() or len(run) == 1:
            pairs.append(run)
            continue
        pairs += [run[at : at + 2] for at in range(len(run) - 1)]
        for size in range(3, _LONGEST + 1):
            longer += filter(_WORD.fullmatch, [run[at : at + size] for at in range(len(run) - size + 1)])
    return encodable(" ".join([*pairs, *dict.fromkeys(longer)]))


def meeting_grams(title: str | None, meeting: Meeting) -> str:
    """The search column of a meeting: its title, sides, persons, place and the contents of its points."""
    words = [title, meeting.header and meeting.header.text, meeting.place and meeting.place.text]
    for country in meeting.countries:
        words += [country.name, country.text]
    for person in meeting.participants:
        words += [person.name, person.reading, person.text, *person.titles]
    words += [point.content.text for point in meeting.points if point.content is not None]
    return grams(" / ".join(word for word in words if word))


def unwatch_search(db: sqlite3.Connection) -> None:
    """From now on new rows are not searchable: `fill_search` takes in many at a time, which costs a third of it."""
    for table in _SEARCHED:
        db.execute(f"DROP TRIGGER IF EXISTS {table}_search_new")
        db.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('hashsize', {_HELD})")


def fill_search(db: sqlite3.Connection, since: int) -> None:
    """Makes meetings and points of the documents whose number is greater than `since` searchable."""
    db.execute(
        "INSERT INTO meetings_fts (rowid, search) SELECT id, search FROM meetings WHERE document_id > ? ORDER BY id",
        (since,),
    )
    db.execute(
        "INSERT INTO points_fts (rowid, search) SELECT p.id, p.search FROM points p "
        "JOIN meetings m ON m.id = p.meeting_id WHERE m.document_id > ? ORDER BY p.id",
        (since,),
    )


def watch_search(db: sqlite3.Connection) -> None:
    """Undoes `unwatch_search`: a row that anybody adds is searchable."""
    for statement in _WATCH.values():
        db.execute(statement)


def canonical(source: str | None) -> str | None:
    """Where a source lies, by whatever name it was given: links followed, absolute; a part of a file keeps its number.

    None for what has no place: standard input.
    """
    if source is None or source in {"-", ""}:
        return None
    try:
        file, part = _divided(source)
        return key(os.path.realpath(file) + part)
    except ValueError:  # a NUL, or half a character: no name of a file
        return None


def is_there(path: str) -> bool:
    """Whether a canonical path still leads to a file."""
    return os.path.exists(_divided(path)[0])  # noqa: PTH110


def _divided(source: str) -> tuple[str, str]:
    """A file and the part of it that a source is, with its #; the whole where no file is there."""
    file = source
    while not os.path.exists(file):  # noqa: PTH110  (names that no Path takes)
        file, mark, _ = file.rpartition("#")
        if not mark:
            return source, ""
    return file, source[len(file) :]


def displaced(db: sqlite3.Connection, path: str | None, sha256: str | None) -> Iterator[int]:
    """The documents that are this one under another name: the same bytes at a place where nothing is any more."""
    if path is None or sha256 is None:
        return
    rows = db.execute("SELECT id, path FROM documents WHERE sha256 = ? AND path IS NOT NULL", (sha256,)).fetchall()
    for number, old in rows:
        if old != path and not is_there(old):
            yield number
            return


def fill_persons(db: sqlite3.Connection, lexicon: object) -> None:
    """Finds out anew who is who in the whole database."""
    import json  # noqa: PLC0415

    from meetextract.lexicon.lexicon import Lexicon, default_lexicon  # noqa: PLC0415
    from meetextract.occasions.persons import Persons  # noqa: PLC0415

    persons = Persons(lexicon if isinstance(lexicon, Lexicon) else default_lexicon())
    titles_of = cache(json.loads)
    for name, country, titles, day, reading, times in db.execute(_ALIKE):
        persons.add(name, country, titles_of(titles), day, reading, times)
    found = persons.identities()
    db.execute("UPDATE participants SET person_id = NULL WHERE person_id IS NOT NULL")
    db.execute("DELETE FROM persons")
    written = json.JSONEncoder(ensure_ascii=False).encode
    rows = [
        (one.number, one.name, one.country, written(one.readings), written(one.names),
         written([office._asdict() for office in one.offices]), one.first, one.last, one.mentions)
        for one in found
    ]  # fmt: skip
    db.executemany("INSERT INTO persons VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    @cache
    def number(name: str, country: str | None, titles: str, day: str | None) -> int:
        return persons.of(name, country, titles_of(titles), day).number

    numbers = ((number(name, country, titles, day), row) for row, name, country, titles, day in db.execute(_NAMED))
    db.executemany("UPDATE participants SET person_id = ? WHERE id = ?", [*numbers])
