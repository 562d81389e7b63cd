"""The tables, indexes and views of the SQLite output. All names are fixed: none ever comes from an input.

Offsets are code points into the text of the document, both NULL for a value that could not be located. Words that the
text breaks inside (at the end of a line, letter by letter) stand joined.
"""

from __future__ import annotations

from typing import Final

from meetextract.export import sqlite_more

# "mtex": tells a database of this package from any other SQLite file before anything is written to it.
APPLICATION_ID: Final = 0x6D746578
USER_VERSION: Final = 3

_PARTICIPANTS: Final = """CREATE TABLE participants (
        id INTEGER PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT, reading TEXT,
        titles TEXT NOT NULL,               -- JSON array
        country TEXT,                       -- NULL where the state cannot be told
        text TEXT, start INTEGER, "end" INTEGER,
        mentions TEXT NOT NULL              -- JSON array of {text, start, end} and, where words are broken, value
    )"""
_TABLES: Final = (
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL UNIQUE,        -- as given to the command; '-' for standard input
        title TEXT, publisher TEXT,
        published TEXT,                     -- YYYY-MM-DD
        schema_version INTEGER NOT NULL,
        sha256 TEXT,                        -- of the input's bytes
        versions TEXT NOT NULL,             -- JSON object: program, dictionary, lexicon
        text TEXT                           -- only where offsets point into an extracted text, or on request
    )""",
    """CREATE TABLE warnings (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        code TEXT NOT NULL, message TEXT NOT NULL, start INTEGER, "end" INTEGER
    )""",
    """CREATE TABLE meetings (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        meeting TEXT NOT NULL,              -- m1, m2, … in its document
        header TEXT, header_start INTEGER, header_end INTEGER,
        status TEXT NOT NULL,               -- held, planned
        mode TEXT NOT NULL,                 -- in_person, phone, video
        date TEXT,                          -- YYYY-MM-DD, --MM-DD or ---DD
        year INTEGER,                       -- NULL when it cannot be known
        day TEXT,                           -- the date when it is complete, fit for date functions
        date_text TEXT, date_start INTEGER, date_end INTEGER,
        place TEXT, place_start INTEGER, place_end INTEGER,
        key TEXT,                           -- day/sides/rank/kind: reports of one meeting mostly have the same
        UNIQUE (document_id, position)
    )""",
    """CREATE TABLE countries (
        id INTEGER PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
        position INTEGER NOT NULL,
        code TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL,
        text TEXT, start INTEGER, "end" INTEGER  -- NULL for a side that the article implies
    )""",
    _PARTICIPANTS,
    """CREATE TABLE points (
        id INTEGER PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        agreed INTEGER NOT NULL,            -- 1 for agree, confirm, share, sign, announce
        joint INTEGER NOT NULL,             -- 1 when all sides spoke together
        content TEXT, content_start INTEGER, content_end INTEGER,
        predicate TEXT NOT NULL, predicate_start INTEGER, predicate_end INTEGER
    )""",
    """CREATE TABLE point_by (
        id INTEGER PRIMARY KEY,
        point_id INTEGER NOT NULL REFERENCES points ON DELETE CASCADE,
        position INTEGER NOT NULL,
        code TEXT NOT NULL                  -- a side that spoke
    )""",
    """CREATE TABLE about (
        id INTEGER PRIMARY KEY,
        point_id INTEGER NOT NULL REFERENCES points ON DELETE CASCADE,
        position INTEGER NOT NULL,
        code TEXT NOT NULL, text TEXT NOT NULL, start INTEGER, "end" INTEGER
    )""",
    """CREATE TABLE errors (
        source TEXT PRIMARY KEY,            -- an input that failed the last time it was tried
        code TEXT NOT NULL, message TEXT NOT NULL
    )""",
)
_PARTICIPANT_INDEXES: Final = (
    "CREATE INDEX participants_meeting ON participants (meeting_id, position)",
    "CREATE INDEX participants_name ON participants (name)",
)
_KEY_INDEX: Final = "CREATE INDEX meetings_key ON meetings (key)"
_INDEXES: Final = (
    "CREATE INDEX warnings_document ON warnings (document_id)",
    "CREATE INDEX meetings_day ON meetings (day)",
    _KEY_INDEX,
    "CREATE INDEX countries_meeting ON countries (meeting_id, position)",
    "CREATE INDEX countries_code ON countries (code)",
    *_PARTICIPANT_INDEXES,
    "CREATE INDEX points_meeting ON points (meeting_id, position)",
    "CREATE INDEX points_kind ON points (kind)",
    "CREATE INDEX point_by_point ON point_by (point_id, position)",
    "CREATE INDEX about_point ON about (point_id, position)",
    "CREATE INDEX about_code ON about (code)",
)
_VIEWS: Final = (
    """CREATE VIEW agreed_points AS
        SELECT d.source, d.title, d.published, m.meeting, m.date, m.year, m.status, m.mode, m.place,
            (SELECT group_concat(code, ';') FROM (SELECT code FROM countries c
                WHERE c.meeting_id = m.id ORDER BY c.position)) AS countries,
            p.kind, p.joint, p.content, p.predicate, p.content_start, p.content_end, p.id AS point_id
        FROM points p JOIN meetings m ON m.id = p.meeting_id JOIN documents d ON d.id = m.document_id
        WHERE p.agreed
        ORDER BY d.id, m.position, p.position""",
    """CREATE VIEW points_per_country_year AS
        SELECT c.code AS country, m.year, count(*) AS points, sum(p.agreed) AS agreed
        FROM (SELECT DISTINCT meeting_id, code FROM countries) c
            JOIN meetings m ON m.id = c.meeting_id JOIN points p ON p.meeting_id = m.id
        GROUP BY c.code, m.year
        ORDER BY c.code, m.year""",
    """CREATE VIEW meetings_per_person AS
        SELECT r.name, r.country, count(DISTINCT m.id) AS meetings, min(m.day) AS first, max(m.day) AS last
        FROM participants r JOIN meetings m ON m.id = r.meeting_id
        WHERE r.name IS NOT NULL
        GROUP BY r.name, r.country
        ORDER BY meetings DESC, r.name""",
)
_ALL: Final = (*_TABLES, *_INDEXES, *_VIEWS, *sqlite_more.TABLES)
# Of a new file, INDEXES once its rows are there: that takes less than half of the time.
INDEXES: Final = tuple(one for one in _ALL if one.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX")))
SCHEMA: Final = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {USER_VERSION}",
    *(one for one in _ALL if one not in INDEXES),
)
# By the version that a file has: what makes the next one of it. The columns stand as in a new file.
UPGRADES: Final[dict[int, tuple[str, ...]]] = {
    1: (
        # Not by renaming: views that a user has made on the table would follow the old one and go with it.
        "CREATE TEMP TABLE participants_1 AS SELECT * FROM main.participants",
        "DROP TABLE main.participants",
        _PARTICIPANTS,
        """INSERT INTO main.participants
            SELECT id, meeting_id, position, name, reading, titles, nullif(country, ''), text, start, "end", mentions
            FROM temp.participants_1""",
        "DROP TABLE temp.participants_1",
        *_PARTICIPANT_INDEXES,
        "ALTER TABLE meetings ADD COLUMN key TEXT",
        _KEY_INDEX,
        "UPDATE documents SET schema_version = 2",
        "PRAGMA user_version = 2",
    ),
    2: sqlite_more.UPGRADE,
}
