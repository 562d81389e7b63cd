"""A few processes that work on inputs side by side.

Each worker has a pipe of its own and at most two messages of tasks, so that when one dies (killed, out of memory, a
crash in native code) it is known what it worked on: those inputs get a second try, each alone, and one that a worker
dies of again has failed; the others are worked on by a new process. An executor of the standard library would call all
of them broken, and leave its workers behind when the parent is killed; here a worker ends when its pipe does.
"""

from __future__ import annotations

import contextlib
import gc
import signal
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from meetextract.errors import InputError
from meetextract.run.finishing import Finished, Finisher, Task, Wanted
from meetextract.run.processing import Settings, placed
from meetextract.run.warm import Warm

# Tasks in a message: what a message costs the main process is shared by so many inputs.
_TASKS: Final = 32
# Code points of paths in a message: two messages fit into a pipe, so that nobody waits for who waits for him.
_PATHS: Final = 16_000
# Near the end messages get smaller, so that no worker has all that is left: a share of it, per worker.
_SHARE: Final = 4
# Inputs given out that may wait for an earlier one, per worker: one slow input holds up no more than this.
_WINDOW: Final = 128
# Seconds after which a worker hands over what it has, though there is more to do.
_PATIENCE: Final = 0.2

_Numbered = tuple[int, Task]


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and what it was told to do and has not yet done, by message."""

    process: BaseProcess
    pipe: Connection
    messages: deque[deque[_Numbered]] = field(default_factory=deque)


class Workers:
    """Works on tasks and yields what came of them in their order. Use as a context manager.

    Args:
        count: how many processes.
        settings, wanted: what they make of an input.
        rows: tasks may bring a row that has been read.
    """

    def __init__(self, count: int, settings: Settings, wanted: Wanted | None = None, *, rows: bool = False) -> None:
        self._settings = settings
        self._rows = rows
        self._wanted = wanted or Wanted()
        self._again: deque[deque[_Numbered]] = deque()  # messages of workers that died
        self._suspects: set[int] = set()  # numbers of tasks of which one made a worker die
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

    def results(self, tasks: Iterator[Task], total: int | None = None) -> Iterator[list[Finished]]:
        """What came of the tasks, in order, as many at a time as are there.

        `tasks` is drawn from as results leave, never far ahead; `total` is how many they are, where that is known.
        """
        numbered = enumerate(tasks)
        done: dict[int, Finished] = {}
        next_out = 0
        while True:
            self._feed(numbered, next_out + _WINDOW * len(self._workers), total)
            busy = [worker for worker in self._workers if worker.messages]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe in ready:
                    done.update(self._take(worker))
            group: list[Finished] = []
            while next_out in done:
                group.append(done.pop(next_out))
                next_out += 1
            if group:
                yield group

    def _feed(self, numbered: Iterator[_Numbered], limit: int, total: int | None) -> None:
        """Gives every worker one message to work on and one to go on with, up to the task of number `limit`."""
        for worker in self._workers:
            # Rows make long messages: only a worker that waits for one takes it in whole, whatever its length.
            while len(worker.messages) <= (0 if self._rows else 1):
                message = self._again.popleft() if self._again else self._draw(numbered, limit, total)
                if not message:
                    break
                worker.messages.append(message)
                with contextlib.suppress(OSError):  # it has died: `_take` finds out
                    worker.pipe.send([task for _, task in message])

    def _draw(self, numbered: Iterator[_Numbered], limit: int, total: int | None) -> deque[_Numbered]:
        """New tasks for one message; none where there are none, or where results have to leave first."""
        size = _TASKS
        if total is not None:
            size = min(size, max(1, (total - self._drawn) // (_SHARE * len(self._workers))))
        message: deque[_Numbered] = deque()
        length = 0
        while len(message) < size and length < _PATHS and self._drawn < limit:
            if (new := next(numbered, None)) is None:
                break
            self._drawn = new[0] + 1
            message.append(new)
            path, _, source = new[1]
            length += len(path) + (len(source.text) if source is not None else 0)
        return message

    def _take(self, worker: _Worker) -> dict[int, Finished]:
        """What a worker whose pipe can be read has to say: results, or, having died, that one input failed."""
        with contextlib.suppress(EOFError, OSError):
            results: list[Finished] = worker.pipe.recv()
            message = worker.messages[0]
            found = {message.popleft()[0]: result for result in results}
            if not message:
                worker.messages.popleft()
            return found
        self._workers[self._workers.index(worker)] = self._start()
        error = _end(worker)
        suspects, *others = worker.messages
        self._again.extend(others)
        number, (path, *_) = suspects[0]
        if len(suspects) == 1 and number in self._suspects:
            return {number: Finished(path, error=placed(error, path))}
        self._suspects.update(number for number, _ in suspects)
        self._again.extend(deque([one]) for one in suspects)
        return {}

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._settings, self._wanted), daemon=True)
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


def _work(pipe: Connection, settings: Settings, wanted: Wanted) -> None:
    # Ctrl-C reaches the whole process group: the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # until the first article is read, as in the command itself
    warm = Warm()
    warm.start()
    finisher = Finisher(settings, wanted)
    with contextlib.suppress(EOFError, OSError):  # the parent is gone, or has no more for us
        while True:
            tasks: list[Task] = pipe.recv()
            results: list[Finished] = []
            since = time.monotonic()
            for task in tasks:
                results.append(finisher.finish(task))
                if time.monotonic() - since > _PATIENCE:
                    pipe.send(results)
                    results = []
                    since = time.monotonic()
            if results:
                pipe.send(results)
            warm.keep()
