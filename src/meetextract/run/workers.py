"""A few processes that work on inputs side by side.

Each worker has a pipe of its own and at most a few tasks, so that when one dies (killed, out of memory, a crash in
native code) it is known which input it worked on: that one gets a second try and then has failed, the others are
worked on by a new process. An executor of the standard library would call all of them broken, and leave its workers
behind when the parent is killed; here a worker ends when its pipe does.
"""

from __future__ import annotations

import contextlib
import gc
import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from meetextract.errors import InputError
from meetextract.run.processing import Processor, Result, Settings, placed
from meetextract.run.warm import Warm

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
        self._returned: deque[tuple[int, Task]] = deque()  # tasks of workers that died
        self._tried: set[int] = set()  # numbers of tasks that a worker died of
        self._drawn = 0
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
        numbered = enumerate(tasks)
        done: dict[int, Result] = {}
        next_out = 0
        while True:
            self._feed(numbered, next_out + _WINDOW * len(self._workers))
            busy = [worker for worker in self._workers if worker.tasks]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe in ready:
                    done.update(self._take(worker))
            while next_out in done:
                yield done.pop(next_out)
                next_out += 1

    def _feed(self, numbered: Iterator[tuple[int, Task]], limit: int) -> None:
        """Gives every worker enough to do, up to the task of number `limit`."""
        for worker in self._workers:
            while len(worker.tasks) < _AHEAD:
                if self._returned:
                    item = self._returned.popleft()
                elif self._drawn < limit and (new := next(numbered, None)) is not None:
                    self._drawn, item = new[0] + 1, new
                else:
                    break
                worker.tasks.append(item)
                with contextlib.suppress(OSError):  # it has died: `_take` finds out
                    worker.pipe.send(item[1])

    def _take(self, worker: _Worker) -> dict[int, Result]:
        """What a worker whose pipe can be read has to say: a result, or, having died, that one input failed."""
        with contextlib.suppress(EOFError, OSError):
            result = worker.pipe.recv()
            return {worker.tasks.popleft()[0]: result}
        self._workers[self._workers.index(worker)] = self._start()
        error = _end(worker)
        number, (path, _) = worker.tasks[0]
        given_up = number in self._tried
        self._tried.add(number)
        if given_up:
            worker.tasks.popleft()
        self._returned.extend(worker.tasks)
        return {number: Result(path, error=placed(error, path))} if given_up else {}

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _end(worker: _Worker) -> InputError:
    """Puts away what is left of a worker that died; says how it did."""
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
    gc.disable()  # until the first article is read, as in the command itself
    warm = Warm()
    warm.start()
    processor = Processor(settings)
    with contextlib.suppress(EOFError, OSError):  # the parent is gone, or has no more for us
        while True:
            path, known = pipe.recv()
            pipe.send(processor.process(path, known))
            warm.keep()
