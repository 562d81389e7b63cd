"""A run: inputs to results, in the order of the inputs whatever the number of processes, to the output.

Bounded memory: results leave one by one; what is kept of an input that is done is where its record stands in the
journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from meetextract.errors import OutputError
from meetextract.model import Document
from meetextract.reader import Input
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.interrupts import Interrupts
from meetextract.run.outputs import Output
from meetextract.run.processing import Processor, Result, Settings
from meetextract.run.progress import Tally
from meetextract.run.select import Selection

if TYPE_CHECKING:
    from meetextract.run.journal import Journal


@dataclass(slots=True)
class Run:
    """Everything a run needs.

    Attributes:
        inputs: what to read, in order.
        settings: what decides the records.
        output: where they go.
        selection: what to keep of them.
        jobs: number of processes that read; 1 works in this one.
        journal: takes the records of what is done, and has those of an earlier run.
        interrupts: keeps a signal from cutting a write in two.
    """

    inputs: Sequence[Input]
    settings: Settings
    output: Output
    selection: Selection = field(default_factory=Selection)
    jobs: int = 1
    journal: Journal | None = None
    interrupts: Interrupts = field(default_factory=Interrupts)

    def execute(self, tally: Tally, advance: Callable[[], None]) -> None:
        """Runs to the end; `tally` counts, `advance` is called after each input. The output is not closed.

        Raises OutputError where the one output of the run cannot be written, KeyboardInterrupt when interrupted.
        """
        for item, result in zip(self.inputs, self._results(), strict=True):
            with self.interrupts.held():
                self._take(item, result, tally)
            advance()

    def _take(self, item: Input, result: Result, tally: Tally) -> None:
        tally.files += 1
        for line in result.explanations:
            note(f"{item.path}: {line}")
        document = result.document
        error = result.error
        try:
            if self.journal is not None:
                if document is not None and not result.unchanged:
                    self.journal.add(item.path, document)
                tally.unchanged += result.unchanged
            if document is not None:
                self._put(item, document, tally, unchanged=result.unchanged)
        except OutputError as failure:
            if self.output.whole or (self.journal is not None and failure.path == str(self.journal.path)):
                raise
            error = failure
        if error is not None:
            tally.failed += 1
            report(error)
            self.output.put_error(item, error)

    def _put(self, item: Input, document: Document, tally: Tally, *, unchanged: bool) -> None:
        kept = self.selection.keep(document)
        # Of many documents those without a match are left out; of a single one there is at least the empty record.
        if self.selection and not kept.meetings and len(self.inputs) > 1:
            return
        self.output.put(item, kept, unchanged=unchanged)
        tally.meetings += len(kept.meetings)
        tally.points += sum(len(meeting.points) for meeting in kept.meetings)

    def _results(self) -> Iterator[Result]:
        """A result an input, in order; those of an earlier run with their records."""
        processor = Processor(self.settings)
        for result in self._fresh(processor):
            if result.unchanged and self.journal is not None:
                document = self.journal.record(result.path)
                yield processor.process(result.path) if document is None else result._replace(document=document)
            else:
                yield result

    def _fresh(self, processor: Processor) -> Iterator[Result]:
        tasks = [item for item in self.inputs if item.error is None and item.path != "-"]
        if self.jobs > 1 and len(tasks) > 1:
            from meetextract.run.workers import Workers

            with Workers(min(self.jobs, len(tasks)), self.settings) as workers:
                done = workers.results((item.path, self._known(item.path)) for item in tasks)
                for item in self.inputs:
                    yield self._at_once(item, processor) or next(done)
        else:
            for item in self.inputs:
                yield self._at_once(item, processor) or processor.process(item.path, self._known(item.path))

    def _at_once(self, item: Input, processor: Processor) -> Result | None:
        """The result of what no other process could read."""
        if item.error is not None:
            return Result(item.path, error=item.error)
        return processor.process("-", self._known("-")) if item.path == "-" else None

    def _known(self, path: str) -> str | None:
        return self.journal.known(path) if self.journal is not None else None


def status(tally: Tally) -> ExitStatus:
    """The exit status that a run's tally stands for."""
    if tally.failed == 0:
        return ExitStatus.DONE
    return ExitStatus.NOTHING_READ if tally.failed == tally.files else ExitStatus.SOME_FAILED
