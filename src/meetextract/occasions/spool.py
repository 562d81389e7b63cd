"""The reports and what was put together from them, in a file of SQLite: an archive of any size in bounded memory."""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from meetextract.model import Meeting
from meetextract.occasions.facts import Facts, Head
from meetextract.occasions.sameness import Profile

_KEPT: Final = 1024  # profiles in memory
_PART: Final = 256  # reports in memory at a time
_LIMIT: Final = 200  # meetings that are looked at below one key
_COMPARED: Final = 60  # meetings that a report is compared with
_TABLES: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -32768",
    "PRAGMA temp_store = FILE",
    """CREATE TABLE reports (
        id INTEGER PRIMARY KEY, document INTEGER NOT NULL, source TEXT NOT NULL, meeting TEXT NOT NULL,
        grade INTEGER NOT NULL, day INTEGER, open INTEGER NOT NULL, weight INTEGER NOT NULL,
        label TEXT NOT NULL, data BLOB NOT NULL, profile INTEGER
    )""",
    "CREATE TABLE profiles (id INTEGER PRIMARY KEY, day INTEGER, sides TEXT, first TEXT, data BLOB, occasion INTEGER)",
    "CREATE TABLE places (key TEXT NOT NULL, day INTEGER NOT NULL, profile INTEGER NOT NULL, "
    "PRIMARY KEY (key, day, profile)) WITHOUT ROWID",
)


class Report(NamedTuple):
    """One report of one meeting: `label` is the caller's own word for the document it stands in."""

    id: int
    document: int
    head: Head
    meeting: Meeting
    label: str


class Spool:
    """Takes reports in, gives them out in the order in which they are placed, keeps profiles. Ends with `close`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="meetextract-")
        self._db = sqlite3.connect(Path(self._folder.name) / "occasions.sqlite", isolation_level=None)
        for statement in _TABLES:
            self._db.execute(statement)
        self._db.execute("BEGIN")
        self._live: OrderedDict[int, Profile] = OrderedDict()
        self.profiles = 0

    def close(self) -> None:
        """Remove the file."""
        self._db.close()
        with suppress(OSError):
            self._folder.cleanup()

    def add(self, document: int, head: Head, meeting: Meeting, facts: Facts, label: str) -> None:
        """Keep a report. What it is compared by is made again when its turn comes: the record is all that is kept."""
        when = facts.when
        day = when.first if when.known < 2 else when.last  # noqa: PLR2004  (WINDOW: the day of publication)
        # A file name that is no UTF-8 holds lone surrogates, which SQLite does not take.
        source = head.source.encode("utf-8", "backslashreplace").decode()
        row = (document, source, meeting.id, when.known, day, int(facts.open), facts.weight, label)
        self._db.execute(
            "INSERT INTO reports (document, source, meeting, grade, day, open, weight, label, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, pickle.dumps((head, meeting), protocol=5)),
        )

    def grades(self) -> set[int]:
        """How well days are known in this archive."""
        return {grade for (grade,) in self._db.execute("SELECT DISTINCT grade FROM reports")}

    def in_order(self) -> Iterator[Report]:
        """All reports: those with a day first, by day, the fullest of a day first; the same for any order of inputs."""
        db = self._db
        # The order is written down first: a table is not read while its rows change.
        db.execute(
            "CREATE TABLE turns AS SELECT id FROM reports "
            "ORDER BY CASE WHEN grade < 2 THEN 0 ELSE grade END, day, open, weight DESC, source, meeting, id"
        )
        db.execute("CREATE INDEX reports_document ON reports (document)")
        (last,) = db.execute("SELECT max(rowid) FROM turns").fetchone()
        for start in range(1, (last or 0) + 1, _PART):
            rows = db.execute(
                "SELECT r.id, r.document, r.data, r.label FROM turns t JOIN reports r ON r.id = t.id "
                "WHERE t.rowid BETWEEN ? AND ? ORDER BY t.rowid",
                (start, start + _PART - 1),
            ).fetchall()
            yield from map(_report, rows)

    def place(self, report: int, profile: int) -> None:
        """Note that a report belongs to a profile."""
        self._db.execute("UPDATE reports SET profile = ? WHERE id = ?", (profile, report))

    def candidates(self, keys: Iterable[tuple[str, int, int]], document: int) -> list[Profile]:
        """The profiles below these keys (key, first day, last day) in which the document has no report yet."""
        found: Counter[int] = Counter()
        for key, first, last in keys:
            rows = self._db.execute(
                "SELECT DISTINCT profile FROM places WHERE key = ? AND day BETWEEN ? AND ? "
                "ORDER BY day, profile LIMIT ?",
                (key, first, last, _LIMIT),
            )
            found.update(number for (number,) in rows)
        if not found:
            return []
        taken = {
            number for (number,) in self._db.execute("SELECT profile FROM reports WHERE document = ?", (document,))
        }
        # Below many keys those count that are found below most of them.
        best = sorted((number for number in found if number not in taken), key=lambda one: (-found[one], one))
        return [self.profile(number) for number in sorted(best[:_COMPARED])]

    def profile(self, number: int) -> Profile:
        """A profile by its number."""
        live = self._live.get(number)
        if live is None:
            row = self._db.execute("SELECT data FROM profiles WHERE id = ?", (number,)).fetchone()
            live = pickle.loads(row[0])  # our own file, in a folder that only we can read
            self._keep(number, live)
        self._live.move_to_end(number)
        return live

    def new(self, profile: Profile) -> int:
        """Take in a new profile; gives its number."""
        self.profiles += 1
        profile.index = self.profiles
        self._db.execute("INSERT INTO profiles (id) VALUES (?)", (profile.index,))
        self._keep(profile.index, profile)
        return profile.index

    def find_by(self, profile: int, keys: Iterable[tuple[str, int]]) -> None:
        """Have a profile found below these keys."""
        rows = [(key, day, profile) for key, day in keys]
        self._db.executemany("INSERT OR IGNORE INTO places VALUES (?, ?, ?)", rows)

    def _keep(self, number: int, profile: Profile) -> None:
        self._live[number] = profile
        if len(self._live) > _KEPT:
            old, gone = self._live.popitem(last=False)
            self._save(old, gone)

    def _save(self, number: int, profile: Profile) -> None:
        day = min(profile.days, default=None)
        data = pickle.dumps(profile, protocol=5)
        self._db.execute(
            "UPDATE profiles SET day = ?, sides = ?, data = ? WHERE id = ?",
            (day, ",".join(sorted(profile.sides)), data, number),
        )

    def number(self) -> None:
        """Give each profile its number as an occasion, in order of time, and make its reports easy to find."""
        for number, profile in self._live.items():
            self._save(number, profile)
        db = self._db
        db.execute("CREATE INDEX reports_profile ON reports (profile, source, meeting)")
        db.execute("UPDATE profiles SET first = (SELECT min(source || char(0) || meeting) FROM reports "
                   "WHERE reports.profile = profiles.id)")  # fmt: skip
        db.execute(
            "UPDATE profiles SET occasion = n.place FROM (SELECT id, row_number() OVER "
            "(ORDER BY day IS NULL, day, sides, first) AS place FROM profiles) AS n WHERE n.id = profiles.id"
        )

    def occasions(self, *, by_sides: bool = False) -> Iterator[tuple[int, list[Report]]]:
        """Each occasion's number and reports, in order of time, or by sides and then by time."""
        order = "p.sides, p.occasion" if by_sides else "p.occasion"
        rows = self._db.execute(
            "SELECT p.occasion, r.id, r.document, r.data, r.label FROM profiles p JOIN reports r ON r.profile = p.id "
            f"ORDER BY {order}, r.source, r.meeting, r.id"
        )
        number = 0
        found: list[Report] = []
        for occasion, *row in rows:
            if occasion != number and found:
                yield number, found
                found = []
            number = occasion
            found.append(_report(row))
        if found:
            yield number, found


def _report(row: Iterable[object]) -> Report:
    number, document, data, label = row
    head, meeting = pickle.loads(data)  # type: ignore[arg-type]
    return Report(number, document, head, meeting, label)  # type: ignore[arg-type]
