"""A run: inputs to results, in the order of the inputs whatever the number of processes, to the output.

Bounded memory: results leave as they are done; what is kept of an input that is done is where its record stands in the
journal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from meetextract.errors import OutputError
from meetextract.reader import Input
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.finishing import Finished, Finisher, Wanted
from meetextract.run.interrupts import Interrupts
from meetextract.run.outputs import Output
from meetextract.run.processing import Settings
from meetextract.run.progress import Tally
from meetextract.run.select import Selection

if TYPE_CHECKING:
    from meetextract.run.journal import Journal, Place


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
        for group in self._groups():
            # One output for all is written at once; of many files each is whole by itself.
            for part in [group] if self.output.whole else [[one] for one in group]:
                with self.interrupts.held():
                    self._take(part, tally)
            advance()

    def _take(self, group: list[tuple[Input, Finished]], tally: Tally) -> None:
        if self.journal is not None and (entries := b"".join(finished.entry for _, finished in group)):
            self.journal.add(entries)
        for item, finished in group:
            self._put(item, finished, tally)
        self.output.flush()

    def _put(self, item: Input, finished: Finished, tally: Tally) -> None:
        tally.files += 1
        tally.unchanged += finished.unchanged
        for line in finished.explanations:
            note(f"{item.path}: {line}")
        error = finished.error
        if finished.output is not None:
            try:
                self.output.put(item, finished.output, unchanged=finished.unchanged)
                tally.meetings += finished.meetings
                tally.points += finished.points
            except OutputError as failure:
                if self.output.whole:
                    raise
                error = failure
        if error is not None:
            tally.failed += 1
            report(error)
            self.output.put_error(item, error)

    def _groups(self) -> Iterator[list[tuple[Input, Finished]]]:
        """All inputs with what came of them, in order, as many at a time as are there."""
        finisher = Finisher(self.settings, self._wanted())
        tasks = [item.path for item in self.inputs if item.error is None and item.path != "-"]
        if self.jobs > 1 and len(tasks) > 1:
            from meetextract.run.workers import Workers

            with Workers(min(self.jobs, len(tasks)), self.settings, self._wanted().elsewhere()) as workers:
                done = workers.results(((path, self._known(path)) for path in tasks), len(tasks))
                yield from self._joined(finisher, done)
        else:
            for item in self.inputs:
                yield [(item, self._here(item, finisher))]

    def _joined(self, finisher: Finisher, done: Iterator[list[Finished]]) -> Iterator[list[tuple[Input, Finished]]]:
        """What the workers have done, and between it what only this process can do."""
        ready: deque[Finished] = deque()
        group: list[tuple[Input, Finished]] = []
        for item in self.inputs:
            here = item.error is not None or item.path == "-"
            if group and (item.path == "-" or not (here or ready)):  # before anything that takes time
                yield group
                group = []
            if not (here or ready):
                ready.extend(next(done))
            group.append((item, self._here(item, finisher) if here else ready.popleft()))
        if group:
            yield group

    def _here(self, item: Input, finisher: Finisher) -> Finished:
        if item.error is not None:
            return Finished(item.path, error=item.error)
        return finisher.finish((item.path, self._known(item.path)))

    def _known(self, path: str) -> Place | None:
        return self.journal.known(path) if self.journal is not None else None

    def _wanted(self) -> Wanted:
        # Of many documents those without a match are left out; of a single one there is at least the empty record.
        empty = not self.selection or len(self.inputs) == 1
        journal = str(self.journal.path) if self.journal is not None else None
        return Wanted(self.output.exporter, self.output.options, self.selection, empty, journal)


def status(tally: Tally) -> ExitStatus:
    """The exit status that a run's tally stands for."""
    if tally.failed == 0:
        return ExitStatus.DONE
    return ExitStatus.NOTHING_READ if tally.failed == tally.files else ExitStatus.SOME_FAILED
