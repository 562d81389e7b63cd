"""A run: inputs to results, in the order of the inputs whatever the number of processes, to the output.

Bounded memory: results leave as they are done; what is kept of an input that is done is where its record stands in the
journal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from meetextract.errors import InputError, OutputError
from meetextract.reader import Input, holds_rows, read_many
from meetextract.run.failures import ExitStatus, note, report
from meetextract.run.finishing import Finished, Finisher, Task, Wanted
from meetextract.run.interrupts import Interrupts
from meetextract.run.outputs import Output
from meetextract.run.processing import Settings
from meetextract.run.progress import Tally
from meetextract.run.select import Selection

if TYPE_CHECKING:
    from meetextract.run.journal import Journal, Place


_Entry = tuple[Input, "Task | Finished"]


def _is_here(entry: _Entry) -> bool:
    """Whether no other process can do it, or need not."""
    item, task = entry
    return isinstance(task, Finished) or item.path == "-"


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
    _last: Input | None = field(default=None, init=False)  # whose results leave now

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
        tally.files += item is not self._last
        self._last = item
        tally.documents += finished.documents
        tally.unchanged += finished.unchanged
        tally.untimed += finished.untimed
        tally.shortened += finished.shortened
        for line in finished.explanations:
            note(f"{finished.path}: {line}")
        error = finished.error
        if finished.output:
            try:
                for output in finished.output:
                    self.output.put(item, output, unchanged=finished.unchanged)
                if not holds_rows(item.path):
                    self.output.end()
                tally.meetings += finished.meetings
                tally.points += finished.points
                tally.warnings.update(finished.warnings)
                tally.yearless += finished.yearless
            except OutputError as failure:
                if self.output.whole:
                    raise
                error = failure
        if error is not None:
            tally.failed += 1
            report(error)
            self.output.put_error(item._replace(path=finished.path), error)

    def _groups(self) -> Iterator[list[tuple[Input, Finished]]]:
        """All inputs with what came of them, in order, as many at a time as are there."""
        finisher = Finisher(self.settings, self._wanted())
        tasks = [item.path for item in self.inputs if item.error is None and item.path != "-"]
        rows = any(map(holds_rows, tasks))
        if self.jobs > 1 and (len(tasks) > 1 or rows):
            from meetextract.run.workers import Workers

            count = self.jobs if rows else min(self.jobs, len(tasks))
            with Workers(count, self.settings, self._wanted().elsewhere(), rows=rows) as workers:
                waiting: deque[_Entry] = deque()
                done = workers.results(self._elsewhere(waiting), None if rows else len(tasks))
                yield from self._joined(finisher, waiting, done)
        else:
            for item, task in self._entries():
                yield [(item, task if isinstance(task, Finished) else finisher.finish(task))]

    def _elsewhere(self, waiting: deque[_Entry]) -> Iterator[Task]:
        """The tasks for other processes; `waiting` takes in all there is to do, up to the one drawn last."""
        for entry in self._entries():
            waiting.append(entry)
            if not _is_here(entry):
                yield entry[1]  # type: ignore[misc]

    def _joined(
        self, finisher: Finisher, waiting: deque[_Entry], done: Iterator[list[Finished]]
    ) -> Iterator[list[tuple[Input, Finished]]]:
        """What the workers have done, and between it what only this process can do."""
        group: list[tuple[Input, Finished]] = []
        for ready in chain(done, [[]]):
            results = deque(ready)
            while waiting and (results or _is_here(waiting[0])):
                item, task = waiting.popleft()
                if item.path == "-" and group:  # before anything that takes time
                    yield group
                    group = []
                if isinstance(task, Finished):
                    group.append((item, task))
                else:
                    group.append((item, finisher.finish(task) if _is_here((item, task)) else results.popleft()))
            if group:
                yield group
            group = []

    def _entries(self) -> Iterator[_Entry]:
        """What there is to do, in order: every input, and every row of one; what is known to fail has done so."""
        settings = self.settings
        for item in self.inputs:
            if item.error is not None:
                yield item, Finished(item.path, error=item.error)
            elif not holds_rows(item.path):
                yield item, (item.path, self._known(item.path), None)
            else:
                columns, limit = settings.columns, settings.max_size
                for row in read_many(item.path, encoding=settings.encoding, columns=columns, max_size=limit):
                    if isinstance(row, InputError):
                        yield item, Finished(row.path or item.path, error=row)
                    else:
                        yield item, (row.path, self._known(row.path), row)

    def _known(self, path: str) -> Place | None:
        return self.journal.known(path) if self.journal is not None else None

    def _wanted(self) -> Wanted:
        # Of many documents those without a match are left out; of a single one there is at least the empty record.
        # A folder of one is a folder, and so is a table.
        single = len(self.inputs) == 1 and len(self.inputs[0].below) == 1 and not holds_rows(self.inputs[0].path)
        empty = not self.selection or single
        journal = str(self.journal.path) if self.journal is not None else None
        return Wanted(self.output.exporter, self.output.options, self.selection, empty, journal)


def status(tally: Tally) -> ExitStatus:
    """The exit status that a run's tally stands for."""
    if tally.failed == 0:
        return ExitStatus.DONE
    return ExitStatus.NOTHING_READ if tally.failed == tally.documents else ExitStatus.SOME_FAILED
