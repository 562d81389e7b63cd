"""Reads the tables: the package's own (TSV) and the user's (TOML); every fault names file, line and column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from meetextract.errors import LexiconError
from meetextract.model import KINDS

DATA: Final = Path(__file__).parents[1] / "data"
ROLES: Final = frozenset(
    {"portfolio", "area", "body", "prefix", "head", "whole", "suffix", "rank", "honorific", "former", "stop"}
)
SECTORS: Final = frozenset({"", "GOV", "MIL", "LEG"})
Stands = Literal["all", "states", "other", "same", "own", "author"]  # what words stand for; data/subjects.toml
PLACE_KINDS: Final = frozenset({"city", "building", "venue", "region"})

# Folds full-width Latin, digits and signs one to one: lengths, and so offsets, stay.
_FOLD: Final = {0xFF01 + i: 0x21 + i for i in range(94)} | {0xFF65: 0x30FB, 0x3000: 0x20}
_FULL: Final = re.compile("[\uff01-\uff5e\uff65\u3000]")
_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LATIN: Final = re.compile("[0-9A-Za-z]")
_WIDEN: Final = {i: i + 0xFEE0 for i in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def fold(text: str) -> str:
    """`text` with full-width Latin letters, digits and signs made half-width; as many code points as before."""
    return text if not _FULL.search(text) else text.translate(_FOLD)


def widen(text: str) -> str:
    """`text` with Latin letters and digits made full-width; as many code points as before."""
    return text.translate(_WIDEN) if _LATIN.search(text) else text


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in `text`."""
    for word in words:  # noqa: SIM110  (asked some hundred times a sentence: half the time of any(…))
        if word in text:
            return True
    return False


def cells(value: str) -> tuple[str, ...]:
    """The values of a cell that `|` separates; an empty cell has none."""
    return tuple(value.split("|")) if value else ()


def read_tsv(raw: bytes, name: str, columns: Sequence[str]) -> list[list[str]]:
    """The rows of a package table, its `#` lines and its header left out, each with a cell for every column.

    LexiconError with `name` and the line where the header or a row has other columns.
    """
    wanted = list(columns)
    rows: list[list[str]] = []
    header = False
    for number, line in enumerate(raw.decode("utf-8").split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        row = line.split("\t")
        if len(row) != len(wanted):
            hint = f"one cell a column, a tabulator between two: {', '.join(wanted)}"
            message = f"{len(row)} cells, expected {len(wanted)}"
            raise LexiconError(message, path=name, line=number, hint=hint)
        if header:
            rows.append(row)
        elif row == wanted:
            header = True
        else:
            raise LexiconError(f"columns are {row}, expected {wanted}", path=name, line=number)
    return rows


def span(value: str) -> tuple[datetime.date, datetime.date]:
    """The first and last day of 2024, 2024-10 or 2024-10-01; ValueError for anything else."""
    match = _DAY.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no date")
    year, month, day = match.groups()
    first = datetime.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    if not month or month == "12":
        return first, datetime.date(first.year, 12, 31)
    return first, datetime.date(first.year, first.month + 1, 1) - datetime.timedelta(days=1)


def read_toml(name: str) -> dict[str, Any]:
    """A package table in TOML."""
    import tomllib

    return tomllib.loads((DATA / name).read_text("utf-8"))


# --- the user's files ------------------------------------------------------------------------------------------------

_TEXT: Final = "text"
_LIST: Final = "a list of texts"
_PATTERN: Final = "a regular expression"
_PATTERNS: Final = "a list of regular expressions"
_DATE: Final = 'a date ("2024", "2024-10" or "2024-10-01")'
# table: (key -> type, keys that must be there)
_PARTY_KEYS: Final = {
    "code": _TEXT, "alpha3": _TEXT, "cameo": _TEXT, "name": _TEXT, "name_en": _TEXT,
    "forms": _LIST, "kanji": _LIST, "ambiguous": _LIST,
}  # fmt: skip
USER_TABLES: Final[Mapping[str, tuple[Mapping[str, str], tuple[str, ...]]]] = {
    "country": (_PARTY_KEYS, ("code",)),
    "organisation": (_PARTY_KEYS, ("code",)),
    "title": (dict.fromkeys(("form", "role", "sector", "short", "note"), _TEXT), ("form", "role")),
    "place": (dict.fromkeys(("form", "code", "kind", "note"), _TEXT), ("form", "code")),
    "official": (
        {"name": _TEXT, "forms": _LIST, "full": _TEXT, "state": _TEXT, "office": _TEXT, "from": _DATE, "to": _DATE}
        | {"note": _TEXT},
        ("name", "state", "office"),
    ),
    "predicate": (
        {"kind": _TEXT, "type": _TEXT, "forms": _PATTERNS, "by": _TEXT, "needs": _TEXT, "together": _TEXT}
        | dict.fromkeys(("object", "frame", "light"), _PATTERN)
        | dict.fromkeys(("example", "not"), _TEXT),
        ("kind", "forms"),
    ),
    "label": ({"form": _TEXT}, ("form",)),
    "meeting_word": ({"forms": _LIST, "type": _TEXT, "frame": _TEXT, "note": _TEXT}, ("forms",)),
    "subject": ({"forms": _LIST, "stands": _TEXT, "note": _TEXT}, ("forms", "stands")),
}
# (table, key) -> what it can be.
_ALLOWED: Final[Mapping[tuple[str, str], Sequence[str]]] = {
    ("title", "role"): sorted(ROLES),
    ("title", "sector"): sorted(SECTORS),
    ("place", "kind"): ["", *sorted(PLACE_KINDS)],
    ("predicate", "kind"): KINDS,
    ("predicate", "together"): KINDS,
    ("predicate", "type"): ("noun", "suru", "verb"),
    ("predicate", "by"): ("joint", "other", "side"),
    ("predicate", "needs"): ("content",),
    ("meeting_word", "type"): ("noun", "verb"),
    ("subject", "stands"): get_args(Stands),
}
_TOML_WHERE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class UserRule:
    """One `[[table]]` of a user's file. `fault` makes the error that points at a key of it."""

    path: str
    table: str
    line: int
    values: Mapping[str, object]
    columns: Mapping[str, tuple[int, int]]

    def fault(self, message: str, key: str | None = None, hint: str | None = None) -> LexiconError:
        """A LexiconError at the line and column of `key`, or of the table's header."""
        line, column = self.columns.get(key or "", (self.line, 1))
        return LexiconError(message, path=self.path, line=line, column=column, hint=hint)


def read_user_file(path: Path) -> tuple[bytes, list[UserRule]]:
    """The bytes and the rules of a user's lexicon, keys and types checked; LexiconError on the first fault."""
    import tomllib

    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise LexiconError(reason, path=str(path), hint="give the path of a TOML file with --lexicon") from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise LexiconError("not UTF-8", path=str(path), hint="save the lexicon as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        where = _TOML_WHERE.search(message)
        line, column = (int(where[1]), int(where[2])) if where else (None, None)
        message = _TOML_WHERE.sub("", message).strip()
        raise LexiconError(
            message, path=str(path), line=line, column=column, hint="the file must be valid TOML; quote all texts"
        ) from error
    return raw, list(_rules(str(path), text, data))


def _rules(path: str, text: str, data: Mapping[str, object]) -> Iterator[UserRule]:
    lines = text.split("\n")
    for table, value in data.items():
        place = _find(lines, 0, len(lines), re.compile(rf"\s*\[*\s*[\"']?({re.escape(table)})\b"))
        line, column = place or (1, 1)
        if table not in USER_TABLES:
            known = ", ".join(f"[[{name}]]" for name in USER_TABLES)
            raise LexiconError(f"unknown table {table!r}", path=path, line=line, column=column, hint=f"known: {known}")
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            hint = f"write [[{table}]] above each entry"
            raise LexiconError(f"{table!r} must be an array of tables", path=path, line=line, column=column, hint=hint)
        heads = [i for i, one in enumerate(lines) if re.match(rf"\s*\[\[\s*[\"']?{re.escape(table)}\b", one)]
        for index, item in enumerate(value):
            start = heads[index] if index < len(heads) else line - 1
            stop = next((i for i in range(start + 1, len(lines)) if lines[i].lstrip().startswith("[[")), len(lines))
            columns = {}
            for key in item:
                found = _find(lines, start, stop, re.compile(rf"\s*\[*\s*[\"']?({re.escape(key)})\b"))
                columns[key] = found or (start + 1, 1)
            rule = UserRule(path, table, start + 1, item, columns)
            _check(rule)
            yield rule


def _find(lines: Sequence[str], start: int, stop: int, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Line and column, from 1, of what the pattern's group matches at the beginning of a line."""
    for number in range(start, stop):
        if match := pattern.match(lines[number]):
            return number + 1, match.start(1) + 1
    return None


def _check(rule: UserRule) -> None:
    keys, required = USER_TABLES[rule.table]
    for key, value in rule.values.items():
        if key not in keys:
            raise rule.fault(f"unknown key {key!r} in [[{rule.table}]]", key, f"known: {', '.join(keys)}")
        if keys[key] == _DATE:
            _check_date(rule, key, str(value))
            continue
        texts = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
        size = len(value) if isinstance(value, list) else 1
        if isinstance(value, list) != (keys[key] in {_LIST, _PATTERNS}) or len(texts) != size:
            raise rule.fault(f"{key!r} must be {keys[key]}", key)
        if keys[key] in {_PATTERN, _PATTERNS}:
            for pattern in texts:
                _check_pattern(rule, key, pattern)
        if key in ("form", "forms", "kanji", "code", "name", "full") and not all(one.strip() for one in texts):
            raise rule.fault(f"{key!r} is empty", key)
        allowed = _ALLOWED.get((rule.table, key))
        if allowed is not None and value not in allowed:
            raise rule.fault(f"{key!r} is {value!r}", key, f"one of: {', '.join(filter(None, allowed))}")
    for key in required:
        if rule.values.get(key) in (None, []):
            raise rule.fault(f"{key!r} is missing in [[{rule.table}]]")
    code = rule.values.get("code")
    if rule.table in ("country", "organisation"):
        shape = "[A-Z]{2}" if rule.table == "country" else "[A-Z0-9]{2,12}"
        if not re.fullmatch(shape, str(code)):
            example = "two capital letters (AQ)" if rule.table == "country" else "capital letters and digits (SAARC)"
            raise rule.fault(f"'code' is {code!r}", "code", f"a code is {example}")


def _check_date(rule: UserRule, key: str, value: str) -> None:
    # TOML has dates and whole numbers of its own: 2024-10-01 and 2024 need no quotes.
    try:
        span(value)
    except ValueError as error:
        raise rule.fault(f"{key!r} must be {_DATE}", key) from error


def _check_pattern(rule: UserRule, key: str, pattern: str) -> None:
    try:
        empty = re.compile(f"(?:{pattern})").match("")  # in brackets, as it will be used among others
    except re.error as error:
        raise rule.fault(f"{pattern!r} is no regular expression: {error.msg}", key) from error
    if empty and key == "forms":
        raise rule.fault(f"{pattern!r} matches everywhere", key)


# --- regular expressions ---------------------------------------------------------------------------------------------


def alternation(words: Iterable[str]) -> str:
    """A regular expression (without group around it) for any of `words`, the longest that fits first.

    Built as a tree of common beginnings: a list of a thousand words side by side would be tried one by one at
    every character of a text.
    """
    ordered = sorted(set(words))
    return _branch(ordered, 0, len(ordered), 0)


def _branch(words: Sequence[str], low: int, high: int, at: int) -> str:
    """The expression for what follows the first `at` characters, which `words[low:high]`, sorted, have in common."""
    if high - low < 2:  # noqa: PLR2004  (no word, or one)
        return _escape(words[low][at:]) if low < high else ""
    ends = len(words[low]) == at
    if ends:
        low += 1
    branches = []
    single = []
    while low < high:
        char = words[low][at]
        end = low + 1
        while end < high and words[end][at] == char:
            end += 1
        rest = _branch(words, low, end, at + 1)
        if rest:
            branches.append(_escape(char) + rest)
        else:
            single.append(_escape(char))
        low = end
    if single:
        branches.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    if ends:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _escape(text: str) -> str:
    return text if text.isalnum() else re.escape(text)
