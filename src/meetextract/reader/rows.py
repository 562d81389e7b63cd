"""Files of many articles, one a row or entry: tables, JSON Lines, workbooks, Parquet, feeds.

Rows are read one by one, so that a file of any length needs the memory of its longest row (workbooks and feeds are
packed or nested and come whole, within the limit on a file). What is wrong with a row is an error with its line, and
the next row is read.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Any, BinaryIO, Final, TextIO

from meetextract.errors import InputError, MeetextractError
from meetextract.reader.articles import articles_of
from meetextract.reader.columns import find_columns
from meetextract.reader.compose import compose
from meetextract.reader.days import day_of
from meetextract.reader.encodings import decode
from meetextract.reader.kinds import kind_of
from meetextract.reader.sources import (
    MAX_SIZE,
    ROW_SUFFIXES,
    Columns,
    Source,
    digest,
    os_error,
    own_output,
    read_bytes,
    size_text,
)

Rows = Iterator[Source | InputError]
_Reader = Callable[["_Table"], Rows]

_SAMPLE: Final = 1024 * 1024  # bytes that the encoding of a table is found in
_FOUND: Final = Columns()
_PREAMBLE: Final = 10  # lines that may stand over a table, its header among them
_LONG: Final = 200  # code points of a cell that holds an article
_NESTED: Final = 4  # objects in objects whose keys are looked at
_CELLS: Final = 2000  # columns; a row of more is no row
_SURROGATE: Final = re.compile("[\udc80-\udcff]")  # what `surrogateescape` makes of a bad byte


class _Table:
    """One file to read rows of, and how."""

    def __init__(
        self, path: str, encoding: str | None, columns: Columns, max_size: int, data: bytes | None = None
    ) -> None:
        self.path = path
        self.data = data
        self.encoding = encoding
        self.columns = columns
        self.max_size = max_size
        self.number = 0  # of the row

    def open(self) -> BinaryIO:
        """The file, from its beginning."""
        if self.data is None:
            file: BinaryIO = open(self.path, "rb")  # noqa: PTH123, SIM115  (a str stays the str that was given)
        else:
            file = io.BytesIO(self.data)
        if not file.read(1):
            file.close()
            raise InputError("is empty", code="empty", hint="nothing was saved here; get the file again")
        file.seek(0)
        return file

    def whole(self) -> bytes:
        """The bytes of the file, within the limit."""
        return read_bytes(self.path, max_size=self.max_size) if self.data is None else self.data

    def source(self, cells: Mapping[str, object], line: int | None, encoding: str) -> Source | InputError:
        """The article of a row (fields of `columns.FIELDS`)."""
        self.number += 1
        values = {name: _string(value) for name, value in cells.items()}
        body, title = _led(values.get("text") or "", values.get("lead") or ""), values.get("title")
        name = f"{self.path}#{self._name(values.get('id'))}"
        if not body.strip() and not (title or "").strip():
            return InputError("holds no text", code="empty", path=name, line=line, hint="the row has an empty text")
        if len(body) > self.max_size:
            return InputError(
                f"is larger than {size_text(self.max_size)}", code="too-large", path=name, line=line,
                hint="raise the limit with --max-size",
            )  # fmt: skip
        day = day_of(cells.get("date"))
        if day is None and "year" in cells:
            numbers = (str(cells.get(name)).removesuffix(".0").rstrip("年月日 ") for name in ("year", "month", "day"))
            day = day_of("-".join(numbers))
        article = compose(body, title=title, publisher=values.get("publisher"), day=day)
        row = json.dumps([article.text, *map(str, (title, values.get("publisher"), day))])
        return Source(
            name, article.text, encoding, extracted=True, known=article.known, sha256=digest(row.encode("utf-8"))
        )

    def _name(self, given: str | None) -> str:
        given = (given or "").strip() if self.columns.id is not None else ""
        return given or str(self.number)

    def bad(self, message: str, *, line: int, code: str = "bad-row", hint: str | None = None) -> InputError:
        """A row that cannot be read."""
        self.number += 1
        return InputError(message, code=code, path=f"{self.path}#{self.number}", line=line, hint=hint)


def read_rows(
    path: str,
    data: bytes | None = None,
    *,
    encoding: str | None = None,
    columns: Columns = _FOUND,
    max_size: int = MAX_SIZE,
) -> Iterator[Source | InputError]:
    """The articles of a file, each as a Source `FILE#ROW` (rows from 1, or the cell of a given id column), and an
    InputError for each row that cannot be read; one alone where the file cannot. `data`: its bytes, where they are
    read already; where its name does not say what it is, they do.
    """
    table = _Table(path, encoding, columns, max_size, data)
    try:
        suffix = PurePath(path).suffix.lower()
        kind = suffix if data is None or suffix in _READERS else kind_of(data)
        yield from _READERS[kind or suffix](table)
    except OSError as error:
        yield os_error(error, path)
    except InputError as error:
        error.path = error.path or path
        yield error
    except MeetextractError as error:
        yield InputError(error.message, code=error.code, path=path, hint=error.hint)
    except (MemoryError, RecursionError):
        yield InputError("asks for more memory than a text can need", code="too-large", path=path)


def _string(value: object) -> str | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):  # NaN is how data frames write nothing
        return None
    return value if isinstance(value, str) else str(value)


def _led(body: str, lead: str) -> str:
    """A text with its first paragraph, which some tables hold apart."""
    begins = "".join(lead.split())[:40]
    return body if not begins or begins in "".join(body[: 2 * len(lead) + 200].split()) else f"{lead}\n{body}"


# Comma and tab.


def _delimited(table: _Table) -> Rows:
    with table.open() as file:
        text, name = _text_of(file, table)
        csv.field_size_limit(max(table.max_size, 131072))
        names, found, delimiter, number = _header(text, table)
        lines = _Lines(text, table.max_size, number)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            line = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeError) as error:
                yield table.bad(f"is no row: {error}", line=line, hint="look for a quote that is not closed or doubled")
                if lines.ended:
                    return
                continue
            if cells:
                if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                    message = f"has {len(cells)} cells under {len(names)} columns"
                    yield table.bad(message, line=line, hint="put cells with a comma in quotes")
                else:
                    yield _row(table, cells, found, line, name)


def _header(text: TextIO, table: _Table) -> tuple[list[str], dict[str, int], str, int]:
    """The names of the columns, which of them are wanted, what parts them, and the line that they stand on: the first,
    or a little below where a database says what was searched for. Raises as `find_columns`."""
    faults: list[tuple[int, InputError]] = []
    for number in range(1, _PREAMBLE + 1):
        line = text.readline(_SAMPLE)
        if not line and faults:
            break
        delimiter = "\t" if table.path.lower().endswith(".tsv") else max(",;\t|", key=line.count)
        names = next(csv.reader([line], delimiter=delimiter), [])
        if len(names) > _CELLS:
            fault = f"has more than {_CELLS:,} columns"
            raise InputError(fault, code="no-text-column", hint="leave out what holds no text")
        _not_ours(names)
        try:
            return names, find_columns(names, table.columns), delimiter, number
        except InputError as error:
            faults.append((-len(names), error))
    raise min(faults, key=lambda fault: fault[0])[1]


class _Lines:
    """Lines of a table, counted from that below the header; a line longer than a row may be is an error."""

    def __init__(self, text: TextIO, limit: int, number: int) -> None:
        self.text = text
        self.limit = limit
        self.number = number
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        return line


def _row(
    table: _Table, cells: Sequence[str], found: Mapping[str, int], line: int, encoding: str
) -> Source | InputError:
    values = {field: cells[index] for field, index in found.items() if index < len(cells)}
    if any(_SURROGATE.search(value) for value in values.values()):
        return table.bad(f"is not {encoding} throughout", line=line, code="undecodable")
    return table.source(values, line, encoding)


def _text_of(file: BinaryIO, table: _Table) -> tuple[TextIO, str]:
    """The text of a table; bad bytes are kept, and found in the row that has them."""
    sample = file.read(_SAMPLE)
    if len(sample) == _SAMPLE and (cut := max(sample.rfind(b"\n"), sample.rfind(b"\r"))) > 0 and b"\0" not in sample:
        sample = sample[: cut + 1]
    found = table.encoding or _found(sample)
    name = "utf-8-sig" if codecs.lookup(found).name == "utf-8" else found.replace("cp50221", "iso2022_jp_ext")
    name = "utf-16" if name in {"utf-16-le", "utf-16-be"} and sample[:2] in {b"\xff\xfe", b"\xfe\xff"} else name
    file.seek(0)
    errors = "strict" if "16" in name or "32" in name else "surrogateescape"
    return io.TextIOWrapper(file, encoding=name, errors=errors, newline=""), found


def _found(sample: bytes) -> str:
    """The encoding of a table; UTF-8 too where a few rows are damaged."""
    try:
        return decode(sample).encoding
    except InputError as error:
        if error.code == "undecodable" and "damaged" in error.message:
            return "utf-8"
        raise


# JSON Lines.


def _json_lines(table: _Table) -> Rows:
    with table.open() as file:
        name = table.encoding or _found_in_lines(file)
        if "16" in name or "32" in name:  # no line of bytes is one of text
            whole = decode(table.whole(), name).text.encode("utf-8", "surrogatepass")
            yield from _json_rows(table, _objects(table, io.BytesIO(whole), "utf-8"))
        else:
            yield from _json_rows(table, _objects(table, file, name))


def _by_name(value: Mapping[str, object]) -> list[object]:
    """The articles of an object that has each under its number: {"a1": {…}, "a2": {…}}; none where they differ."""
    held = [set(one) for one in value.values() if isinstance(one, dict)]
    return list(value.values()) if 1 < len(held) == len(value) and len(set.intersection(*held)) > 1 else []


def _found_in_lines(file: BinaryIO) -> str:
    """The encoding of JSON Lines: UTF-8 unless the first lines are all of another."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    cut = max(sample.rfind(b"\n"), 0) if len(sample) == _SAMPLE else len(sample)
    with contextlib.suppress(UnicodeDecodeError):
        if b"\0" not in sample:
            sample[:cut].decode("utf-8")
            return "utf-8"
    with contextlib.suppress(InputError):
        return _found(sample[:cut])
    return "utf-8"  # with a bad line, which is told


def _json_file(table: _Table) -> Rows:
    """An array of objects, whole or under a key, or one object."""
    text = decode(table.whole(), table.encoding).text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON ({_short(error)})", code="unreadable", hint="get it again") from None
    if isinstance(value, dict) and not is_ours(value):
        value = _listed(value, table.columns)
    values = value if isinstance(value, list) else [value]
    yield from _json_rows(table, enumerate(values, start=1))


def _listed(given: dict[str, object], columns: Columns) -> list[Any]:
    """The articles of an object: itself, or an array in it, or its values."""
    if _is_article({name: value for name, value in given.items() if not isinstance(value, dict)}, columns):
        return [given]  # with comments, pictures and the like
    lists = list(_lists(given))
    return next((one for one in lists if _is_article(one[0], columns)), next(iter(lists), _by_name(given) or [given]))


def _lists(given: Mapping[str, object]) -> Iterator[list[dict[str, object]]]:
    """The arrays of objects in an object, the outermost first: articles, hits.hits, response.docs."""
    level: Sequence[Mapping[str, object]] = [given]
    for _ in range(_NESTED):
        values = [value for one in level for value in list(one.values())[:_CELLS]]
        yield from (value for value in values if isinstance(value, list) and value and isinstance(value[0], dict))
        level = [value for value in values if isinstance(value, dict)][:_CELLS]


def _is_article(given: Mapping[str, object], columns: Columns) -> bool:
    try:
        found = find_columns(tuple(_flat(given))[:_CELLS], columns)
    except InputError:
        return False
    return "text" in found


def _objects(table: _Table, file: BinaryIO, encoding: str) -> Iterator[tuple[int, object]]:
    """The value of each line with its number, or what is wrong with it."""
    number = 0
    while line := file.readline(table.max_size + 1):
        number += 1
        if len(line) > table.max_size:
            yield number, table.bad(f"is larger than {size_text(table.max_size)}", line=number, code="too-large")
            while line and not line.endswith(b"\n"):
                line = file.readline(table.max_size + 1)
            continue
        if not line.strip():
            continue
        try:
            yield number, json.loads(decode(line, encoding).text)
        except (ValueError, RecursionError, InputError) as error:
            message = error.message if isinstance(error, InputError) else f"is no JSON ({_short(error)})"
            yield number, table.bad(message, line=number, hint="one object a line")


def _json_rows(table: _Table, objects: Iterable[tuple[int, object]]) -> Rows:
    known: dict[tuple[str, ...], dict[str, int]] = {}
    for number, given in objects:
        if isinstance(given, InputError):
            yield given
            continue
        if not isinstance(given, dict):
            message = f"is no JSON (a {type(given).__name__} and no object)"
            yield table.bad(message, line=number, hint="one object a line")
            continue
        if is_ours(given):
            raise own_output()
        value = _flat(given)
        names = tuple(value)[:_CELLS]
        try:
            if names not in known:
                if len(known) > 1000:  # noqa: PLR2004  (every line with names of its own)
                    known.clear()
                known[names] = find_columns(names, table.columns)
        except InputError as error:
            if not known:
                raise
            yield table.bad(error.message, line=number, code=error.code, hint=error.hint)
            continue
        cells = {field: value[names[index]] for field, index in known[names].items()}
        if not isinstance(cells["text"], str | None):
            yield table.bad("has a text that is no string", line=number)
            continue
        yield table.source(cells, number, "utf-8")


def _flat(given: Mapping[str, object]) -> dict[str, object]:
    """The values of an object, those of objects in it by their path (meta.date), the outermost first; paragraphs in an
    array are one text."""
    found: dict[str, object] = {}
    inner: list[tuple[str, Mapping[str, object]]] = [("", given)]
    for _ in range(_NESTED):
        deeper: list[tuple[str, Mapping[str, object]]] = []
        for path, values in inner:
            for key, value in list(values.items())[:_CELLS]:
                if isinstance(value, dict):
                    deeper.append((f"{path}{key}.", value))
                elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
                    found[f"{path}{key}"] = "\n".join(value)
                else:
                    found[f"{path}{key}"] = value
        inner = deeper[:_CELLS]
    return found


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


# Our own outputs.


def is_ours(value: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a record, an error or an event of ours and no article."""
    keys = value.keys()
    return (
        {"schema_version", "meetings"} <= keys
        or keys == {"source", "error"}
        or {"occasion", "reports", "points"} <= keys
        or ({"event_type", "actor", "recipient"} <= keys and "text" not in keys)
    )


# The least that tells our tables from those of others.
_OUR_COLUMNS: Final = (frozenset({"source", "meeting", "countries"}), frozenset({"source", "meetings", "warnings"}))


def _not_ours(names: Sequence[str]) -> None:
    given = {name.removeprefix("\ufeff") for name in names}
    if any(ours <= given for ours in _OUR_COLUMNS):
        raise own_output()


# Workbooks, Parquet, feeds.


def _workbook(table: _Table) -> Rows:
    """The rows of all sheets, each below its own header; sheets without one are no articles unless they hold texts."""
    from meetextract.reader.workbook import workbook_rows

    faults: list[tuple[int, InputError]] = []
    read = False
    for title, rows in groupby(workbook_rows(table.whole()), key=lambda row: row[0]):
        fault: InputError | None = None
        found: dict[str, int] = {}
        texts = seen = 0
        for _, line, cells in rows:
            if not any(cell not in {None, ""} for cell in cells):
                continue
            if found:
                yield table.source({field: _cell(cells, at) for field, at in found.items()}, line, "xlsx")
                continue
            texts += any(isinstance(cell, str) and len(cell) > _LONG for cell in cells)
            seen += 1
            if seen > _PREAMBLE:
                continue
            names = ["" if cell is None else str(cell) for cell in cells]
            _not_ours(names)
            try:
                found = find_columns(names, table.columns)
            except InputError as error:
                faults.append((-len(names), error))
                fault = fault or error
        read = read or bool(found)
        if fault is not None and not found and texts:
            yield table.bad(f"{fault.message} (sheet {title[:40]!r})", line=1, code=fault.code, hint=fault.hint)
            read = True
    if not read and faults:
        raise min(faults, key=lambda one: one[0])[1]
    if not read:
        raise InputError("has no rows", code="empty", hint="put a table of articles into it")


def _cell(cells: Sequence[Any], at: int) -> Any:
    return cells[at] if at < len(cells) else None


def _parquet(table: _Table) -> Rows:
    from meetextract.reader.parquet import parquet_rows

    def wanted(names: Sequence[str]) -> dict[str, int]:
        _not_ours(names)
        return find_columns(names, table.columns)

    with table.open() as file:
        for cells in parquet_rows(file, wanted):
            yield table.source(cells, None, "parquet")


def _feed(table: _Table) -> Rows:
    from meetextract.reader.feeds import entries

    for entry in entries(table.whole(), table.encoding):
        table.number += 1
        article = compose(entry.text, title=entry.title, publisher=entry.publisher, day=entry.day)
        name = f"{table.path}#{table.number}"
        if not article.text.strip():
            yield InputError("holds no text", code="empty", path=name, hint="the entry has neither title nor text")
            continue
        readings = tuple((start + article.shift, end + article.shift, word) for start, end, word in entry.readings)
        yield Source(
            name, article.text, "xml", readings, extracted=True, known=article.known,
            sha256=digest(json.dumps([article.text, repr(article.known)]).encode()),
        )  # fmt: skip


def _mailbox(table: _Table) -> Rows:
    from meetextract.reader.mail import read_mails
    from meetextract.reader.mailbox import mails

    with table.open() as file:
        for line, mail in mails(file, table.max_size):
            if mail is None:
                yield table.bad(f"is larger than {size_text(table.max_size)}", line=line, code="too-large")
                continue
            try:
                found = read_mails(mail, table.encoding, page=False)
            except InputError as error:
                yield table.bad(error.message, line=line, code=error.code, hint=error.hint)
                continue
            table.number += 1
            name, sha256 = f"{table.path}#{table.number}", digest(mail)
            sources = [
                Source(name, one.text, one.encoding, one.readings, one.published, extracted=True, known=one.known,
                       sha256=sha256, several=True)
                for one in found
            ]  # fmt: skip
            if len(sources) == 1:
                yield from articles_of(sources[0])
            else:
                yield from (one._replace(path=f"{name}#{at}") for at, one in enumerate(sources, 1))
    if not table.number:
        raise InputError("is no mailbox", code="unreadable", hint="a mailbox begins with a line `From …`")


_READERS: Final[dict[str, _Reader]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_file,
    ".xlsx": _workbook,
    ".parquet": _parquet,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
    ".rdf": _feed,
    ".mbox": _mailbox,
}
assert (*_READERS, ".zip") == ROW_SUFFIXES
