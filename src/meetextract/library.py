"""Reading from Python: files into documents, documents into tables for pandas and Arrow.

from meetextract import read, to_pandas

points = to_pandas(read("articles/"))
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Final

from meetextract.errors import ArgumentError, InputError, MeetextractError, MissingExtraError
from meetextract.export.rows import COLUMNS, point_rows
from meetextract.lexicon.versions import versions
from meetextract.reader import MAX_SIZE, Source, digest, find_inputs, parse_all, read_bytes
from meetextract.reader.articles import articles_of
from meetextract.reader.sources import size_text

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from meetextract.lexicon.lexicon import Lexicon
    from meetextract.model import Document

# A path, the bytes of an article, or an open file.
Readable = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]
_BATCH: Final = 1_000  # documents turned into Arrow at a time


def read(  # noqa: PLR0913  (a keyword an option of the command)
    source: Readable,
    *,
    published: str | None = None,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
    with_text: bool = False,
    on_error: Callable[[MeetextractError], None] | None = None,
) -> Iterator[Document]:
    """The documents of a file, of every file in a folder, of bytes, or of an open file; read one by one as they are
    asked for. A file of several articles, or a table with one a row, gives several: `FILE#2`.

    Args:
        source: a path (a str is always a path: `extract` takes a text), bytes, or a file opened for reading.
        published: publication date (YYYY-MM-DD) of texts that do not say it.
        lexicon: tables of your own, made by `load_lexicon`; the package's by default.
        encoding: overrules what is found from the bytes.
        with_text: keep the text in every document, not only where offsets count in an extracted text.
        on_error: called with the error of each input that cannot be read; reading goes on. Without it the error is
            raised.
    Raises:
        ArgumentError: source, published or lexicon is of a wrong type or value.
        InputError: an input cannot be read.
        MissingExtraError: its kind needs an extra that is not installed; the hint names the command.
    """
    for path, data in _inputs(source, on_error):
        try:
            yield from _documents(path, data, published, lexicon, encoding, with_text=with_text)
        except MeetextractError as error:
            if error.path is None:
                error.path = path
            if on_error is None or isinstance(error, ArgumentError):
                raise
            on_error(error)


def to_pandas(documents: Iterable[Document]) -> pd.DataFrame:
    """A table with one row a point, with the columns of the CSV output; a meeting without points has one row.

    Missing values are None. Needs pandas.

    Raises:
        ArgumentError: what was given are no documents.
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415  (only this function needs it)
    except ImportError as error:
        raise MissingExtraError("to_pandas needs pandas", hint=MissingExtraError.install("pandas")) from error
    documents = _checked(documents)
    names = [column.name for column in COLUMNS]
    frame = pd.DataFrame([row for document in documents for row in point_rows(document)], columns=names, dtype=object)
    for name in names:
        if name in _WHOLE or name.endswith(("_start", "_end")):
            frame[name] = frame[name].astype("Int64")
        elif name in _TRUTH:
            frame[name] = frame[name].astype("boolean")
    return frame


_WHOLE: Final = frozenset({"year", "month", "day", "point"})
_TRUTH: Final = frozenset({"agreed", "joint"})


def to_arrow(documents: Iterable[Document]) -> pa.Table:
    """A nested, typed table with one row a document: the columns of the Parquet output. Needs the extra `arrow`.

    Raises:
        ArgumentError: what was given are no documents.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        from meetextract.export import arrow_schema  # noqa: PLC0415  (only this function needs pyarrow)
        from meetextract.export.parquet import record  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("to_arrow needs pyarrow", hint=MissingExtraError.install("pyarrow")) from error
    return arrow_schema.table((record(document) for document in _checked(documents)), _BATCH)


def _checked(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents one by one; ArgumentError where something else was given."""
    from meetextract.model import Document as Known  # noqa: PLC0415  (the type above is for checkers only)

    if isinstance(documents, Known):
        raise ArgumentError("one document is no list of them", hint="to_pandas([document])")
    if isinstance(documents, str | bytes | os.PathLike):
        raise ArgumentError("documents are wanted, not a path", hint="to_pandas(read(path))")
    for document in documents:
        if not isinstance(document, Known):
            kind = type(document).__name__
            raise ArgumentError(f"documents are wanted, not {kind}", hint="read and extract make them")
        yield document


def _inputs(source: Readable, on_error: Callable[[MeetextractError], None] | None) -> Iterator[tuple[str, bytes | str]]:
    """Names (`-` for what has none) and what they hold."""
    if isinstance(source, bytes):
        yield "-", source
    elif isinstance(source, str | os.PathLike):
        for item in find_inputs([os.fspath(source)]):
            try:
                if item.error is not None:
                    raise item.error
                yield item.path, read_bytes(item.path)
            except MeetextractError as error:
                if on_error is None:
                    raise
                on_error(error)
    elif callable(getattr(source, "read", None)):
        name = getattr(source, "name", None)
        data = source.read(MAX_SIZE + 1)
        if not isinstance(data, str | bytes):
            raise ArgumentError(f"read() of the file gives {type(data).__name__}, not text or bytes")
        if len(data) > MAX_SIZE:
            raise InputError(f"is larger than {size_text(MAX_SIZE)}", code="too-large")
        yield (name if isinstance(name, str) else "-"), data
    else:
        kind = type(source).__name__
        raise ArgumentError(f"source has to be a path, bytes or an open file, not {kind}", hint="extract takes a text")


def _documents(  # noqa: PLR0913  (the arguments of `read`)
    path: str,
    data: bytes | str,
    published: str | None,
    lexicon: Lexicon | None,
    encoding: str | None,
    *,
    with_text: bool,
) -> Iterator[Document]:
    from meetextract.pipeline import extract_source  # noqa: PLC0415  (loads the rules)

    sha256 = digest(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    if isinstance(data, str):
        parts: Iterable[Source] = articles_of(Source(path, data, "utf-8", several=True))
    else:
        parts = parse_all(path, data, encoding=encoding)
    for part in parts:
        document = extract_source(
            part.text,
            published=published or part.published,
            lexicon=lexicon,
            readings=part.readings,
            known=part.known,
            unsupported=part.unsupported,
            part=part.part,
        )
        yield replace(
            document,
            source=None if part.path == "-" else part.path,
            text=part.text if part.extracted or with_text else None,
            sha256=part.sha256 or sha256,
            versions=versions() if lexicon is None else versions()[:2],
        )
