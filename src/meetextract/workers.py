"""A few processes that work on inputs side by side.

Each worker has a pipe of its own and at most a few tasks, so that when one dies (killed, out of memory, a crash in
native code) it is known which input it worked on: that one gets a second try and then has failed, the others are
worked on by a new process. An executor of the standard library would call all of them broken, and leave its workers
behind when the parent is killed; here a worker ends when its pipe does.
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from meetextract.errors import InputError
from meetextract.processing import Processor, Result, Settings, placed

# Two tasks a worker: it need not wait for its parent between them.
_AHEAD = 2
# Results that may wait for an earlier one, per worker: one slow input holds up no more than this.
_WINDOW = 32

Task = tuple[str, str | None]


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    tasks: deque[tuple[int, Task]] = field(default_factory=deque)


class Workers:
    """Processes tasks and yields results in the order of the tasks. Use as a context manager."""

    def __init__(self, count: int, settings: Settings) -> None:
        self._settings = settings
        # A fork would copy the threads of the progress bar's locks, but not the threads.
        self._context = get_context("spawn")
        self._workers = [self._start() for _ in range(count)]

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.terminate()  # they hold nothing that could be lost: only the parent writes
        for worker in self._workers:
            worker.process.join()

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """One result a task, in order. `tasks` is drawn from as results leave, never far ahead."""
        waiting: deque[tuple[int, Task]] = deque()  # given back by workers that died
        tried: set[int] = set()  # numbers of tasks that a worker died of, or beside
        done: dict[int, Result] = {}
        numbered = enumerate(tasks)
        next_out = 0
        drawn = 0
        exhausted = False
        while True:
            for worker in self._workers:
                while len(worker.tasks) < _AHEAD:
                    if waiting:
                        item = waiting.popleft()
                    elif exhausted or drawn - next_out >= _WINDOW * len(self._workers):
                        break
                    elif (drawn_item := next(numbered, None)) is None:
                        exhausted = True
                        break
                    else:
                        item = drawn_item
                        drawn += 1
                    worker.tasks.append(item)
                    with contextlib.suppress(OSError):  # it has died: found out below
                        worker.pipe.send(item[1])
            busy = [worker for worker in self._workers if worker.tasks]
            if not busy and exhausted:
                return
            ready = wait([worker.pipe for worker in busy])
            for place, worker in enumerate(self._workers):
                if worker.pipe not in ready:
                    continue
                try:
                    result = worker.pipe.recv()
                    number, _ = worker.tasks.popleft()
                except (EOFError, OSError):
                    self._workers[place] = self._start()
                    error = self._died(worker)
                    number, (path, _) = worker.tasks[0]
                    if number not in tried:
                        tried.add(number)
                        waiting.extend(worker.tasks)
                        continue
                    worker.tasks.popleft()
                    waiting.extend(worker.tasks)
                    result = Result(path, error=placed(error, path))
                done[number] = result
            while next_out in done:
                yield done.pop(next_out)
                next_out += 1

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _died(self, worker: _Worker) -> InputError:
        worker.pipe.close()
        worker.process.join()
        code = worker.process.exitcode or 0
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        return InputError(
            f"the process that read it {how}",
            code="crashed",
            hint="try it alone; if it lacks memory, use fewer --jobs or a lower --max-size",
        )


def _work(pipe: Connection, settings: Settings) -> None:
    # Ctrl-C reaches the whole process group: the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    processor = Processor(settings)
    with contextlib.suppress(EOFError, OSError):  # the parent is gone, or has no more for us
        while True:
            path, known = pipe.recv()
            pipe.send(processor.process(path, known))
