"""One input from path to result: read, extract, and never an exception but a result that says what went wrong."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetextract.errors import InputError, MeetextractError
from meetextract.model import Document
from meetextract.reader import MAX_SIZE, Columns, Source, digest, parse_all, read_bytes
from meetextract.run.failures import unexpected

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon


class Settings(NamedTuple):
    """What decides a record besides the input itself. Can be sent to another process.

    Attributes:
        encoding: overrules detection, or None.
        max_size: bytes; larger inputs are refused.
        published: publication date (YYYY-MM-DD) of texts that do not say it, or None.
        with_text: keep the text in every record, not only in those of HTML and PDF.
        lexicons: the user's own tables, in order.
        explain: collect which rule made each record.
        versions: (name, version) pairs for the records.
        columns: the columns of tables, where they are given and not to be found by their names.
    """

    encoding: str | None = None
    max_size: int = MAX_SIZE
    published: str | None = None
    with_text: bool = False
    lexicons: tuple[str, ...] = ()
    explain: bool = False
    versions: tuple[tuple[str, str], ...] = ()
    columns: Columns = Columns()


class Result(NamedTuple):
    """What came of an input: documents (several where one file holds several articles), or an error, or neither where
    it is `unchanged` and the records are known."""

    path: str
    documents: tuple[Document, ...] = ()
    error: MeetextractError | None = None
    unchanged: bool = False
    explanations: tuple[str, ...] = ()

    @property
    def document(self) -> Document | None:
        """The first document, or None."""
        return self.documents[0] if self.documents else None


class Processor:
    """Turns paths into results. One a process: it loads the tables when the first input needs them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lexicon: Lexicon | None = None

    def process(self, path: str, known: str | None = None, source: Source | None = None) -> Result:
        """The result for one input; never raises but for what ends the program. `known`: the SHA-256 of the bytes that
        there is a record for already; an input that still has it is not extracted again. `source`: a row of a file,
        which has been read."""
        try:
            if source is not None:
                if known is not None and source.sha256 == known:
                    return Result(path, unchanged=True)
                return self._extract(path, [source], source.sha256)
            data = read_bytes(path, max_size=self.settings.max_size)
            sha256 = digest(data)
            if sha256 == known:
                return Result(path, unchanged=True)
            return self._extract(path, parse_all(path, data, encoding=self.settings.encoding), sha256)
        except MeetextractError as error:
            return Result(path, error=placed(error, path))
        except Exception as error:  # one bad input never ends a run
            return Result(path, error=surviving(error, path))

    def _extract(self, path: str, sources: Iterable[Source], sha256: str | None) -> Result:
        explanations: list[str] = []
        documents = tuple(self._document(source, sha256, explanations) for source in sources)
        if not gc.isenabled():  # as the command began: all is loaded now, stays, and need never be searched
            gc.freeze()
            gc.enable()
        return Result(path, documents, explanations=tuple(explanations))

    def _document(self, source: Source, sha256: str | None, explanations: list[str]) -> Document:
        from meetextract.pipeline import extract_source

        settings = self.settings
        document = extract_source(
            source.text,
            published=settings.published or source.published,
            lexicon=self.lexicon(),
            readings=source.readings,
            explain=explanations if settings.explain else None,
            known=source.known,
            unsupported=source.unsupported,
            part=source.part,
        )
        return dataclasses.replace(
            document,
            source=source.path,
            text=source.text if source.extracted or settings.with_text else None,
            sha256=sha256,
            versions=settings.versions,
        )

    def lexicon(self) -> Lexicon | None:
        """The tables with the user's own, or None where there are only the package's."""
        if self._lexicon is None and self.settings.lexicons:
            from meetextract.lexicon.lexicon import load_lexicon

            self._lexicon = load_lexicon([Path(path) for path in self.settings.lexicons])
        return self._lexicon


def surviving(error: Exception, path: str) -> InputError:
    """An error that nobody thought of, as that of one input. Raises KeyboardInterrupt where it was that."""
    if isinstance(error.__cause__, KeyboardInterrupt):
        # Python 3.11 dresses what is raised while a class is made (the first input imports) as a RuntimeError.
        raise KeyboardInterrupt from error
    return unexpected(error, path)


def placed(error: MeetextractError, path: str) -> MeetextractError:
    """The error, with the path where it has none."""
    if error.path is None:
        error.path = path
    return error
