"""What a run needs of one input, made ready in the process that read it, so that the main one only has to write.

The main process is one, and what it does an input bounds how many others can be kept busy: so the selection is made,
the output's bytes and the journal's line are put together where the input is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract.errors import MeetextractError
from meetextract.export.base import Exporter, Options, Packing
from meetextract.model import Document
from meetextract.run.processing import Processor, Result, Settings, placed, surviving
from meetextract.run.select import Selection, lacks_year

if TYPE_CHECKING:
    from meetextract.reader import Source
    from meetextract.run.journal import Place, Stored

# What to read: a path, where the journal has its record, if it has, and a row of a file that has been read already.
Task = tuple[str, "Place | None", "Source | None"]
_NOTHING: Final = Selection()


class Wanted(NamedTuple):
    """What is to be made of every document. Can be sent to another process.

    Attributes:
        exporter: the format; None leaves documents as they are.
        options: those of the sink.
        selection: what to keep.
        empty: a document is written also when the selection leaves no meeting in it.
        journal: path of the journal, or None where there is none.
    """

    exporter: Exporter | None = None
    options: Options = Options()
    selection: Selection = _NOTHING
    empty: bool = True
    journal: str | None = None

    def elsewhere(self) -> Wanted:
        """The same for another process, which loads its own tables."""
        return self._replace(options=self.options._replace(lexicon=None))


class Finished(NamedTuple):
    """What came of an input.

    Attributes:
        path: the input.
        error: why there is no record, or None.
        unchanged: the record is that of an earlier run.
        explanations: which rule made what, line by line.
        entry: what the journal has to take in, or nothing.
        output: for each document that is to be written what its exporter packs, or the document where it does not.
        documents: how many there were, one that failed included.
        meetings, points: how many are in the output.
        warnings: their codes.
        yearless: how many of these meetings have a day and no year.
        untimed: how many the period left out because they have no year.
        shortened: how many were left out that name a person wanted by the family name alone, as it may be.
    """

    path: str
    error: MeetextractError | None = None
    unchanged: bool = False
    explanations: tuple[str, ...] = ()
    entry: bytes = b""
    output: tuple[object, ...] = ()
    documents: int = 1
    meetings: int = 0
    points: int = 0
    warnings: tuple[str, ...] = ()
    yearless: int = 0
    untimed: int = 0
    shortened: int = 0


class Finisher:
    """Turns tasks into what the run needs. One a process."""

    def __init__(self, settings: Settings, wanted: Wanted) -> None:
        self._processor = Processor(settings)
        self._wanted = wanted
        self._packing = wanted.exporter if isinstance(wanted.exporter, Packing) else None
        self._stored: Stored | None = None

    def finish(self, task: Task) -> Finished:
        """What came of one input; never raises but for what ends the program."""
        path, place, source = task
        result = self._processor.process(path, place.sha256 if place else None, source)
        if result.unchanged and place is not None:
            if documents := self._records(place):
                result = result._replace(documents=documents)
            else:
                result = self._processor.process(path, None, source)
        try:
            return self._finished(result)
        except MeetextractError as error:
            return Finished(path, error=placed(error, path), explanations=result.explanations)
        except Exception as error:  # a document that the format cannot take is one failed input
            return Finished(path, error=surviving(error, path), explanations=result.explanations)

    def _finished(self, result: Result) -> Finished:
        wanted, documents = self._wanted, result.documents
        if not documents:
            return Finished(result.path, result.error, result.unchanged, result.explanations)
        line = b"" if wanted.journal is None or result.unchanged else _entry(result.path, documents)
        kept = [wanted.selection.keep(document) for document in documents]
        if not wanted.empty or len(kept) > 1:
            kept = [document for document in kept if document.meetings or not wanted.selection]
        packing = self._packing
        return Finished(
            result.path,
            unchanged=result.unchanged,
            explanations=result.explanations,
            entry=line,
            output=tuple(kept) if packing is None else tuple(packing.pack(item, self._options()) for item in kept),
            documents=len(documents),
            meetings=sum(len(document.meetings) for document in kept),
            points=sum(len(meeting.points) for document in kept for meeting in document.meetings),
            warnings=tuple(warning.code for document in kept for warning in document.warnings),
            yearless=sum(lacks_year(meeting) for document in kept for meeting in document.meetings),
            untimed=sum(map(wanted.selection.untimed, documents)),
            shortened=sum(map(wanted.selection.shortened, documents)),
        )

    def _records(self, place: Place) -> tuple[Document, ...]:
        if self._stored is None:
            from meetextract.run.journal import Stored

            self._stored = Stored(self._wanted.journal)
        return self._stored.documents(place)

    def _options(self) -> Options:
        options = self._wanted.options
        return options if options.lexicon is not None else options._replace(lexicon=self._processor.lexicon())


def _entry(path: str, documents: tuple[Document, ...]) -> bytes:
    from meetextract.run.journal import entry  # a run over one article has no journal

    return entry(path, *documents)
