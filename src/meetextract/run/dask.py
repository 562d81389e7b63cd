"""Extraction over many Parquet files on many machines, by dask.distributed: the engine is theirs, the function ours.

Every machine has to see the files under the same paths (a shared file system, or one machine). A shard is whole or not
there, and a finished one is skipped: a run that was stopped, or whose workers died, is simply started again.
Needs the extra `dask` (distributed, pyarrow).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from meetextract.errors import ArgumentError, InputError, MeetextractError, MissingExtraError, OutputError
from meetextract.export.base import temporary_prefix
from meetextract.run.arrow import Shard, extract_file
from meetextract.run.failures import unexpected

try:
    import distributed
except ImportError as missing:
    hint = MissingExtraError.install("distributed", "pyarrow")
    raise MissingExtraError("--dask needs dask.distributed", hint=hint) from missing

_LOCAL: Final = "local"
_STATUS_PAGE: Final = "127.0.0.1:0"
_AHEAD: Final = 4  # shards handed to the scheduler per thread of a worker: enough that none waits
_CONNECT_SECONDS: Final = 10


def run(  # noqa: PLR0913  (what the command line offers)
    shards: Sequence[str | Path],
    out: str | Path,
    *,
    address: str = _LOCAL,
    workers: int | None = None,
    lexicons: tuple[str, ...] = (),
    progress: Callable[[Shard], None] | None = None,
) -> list[Shard]:
    """Extract Parquet files of articles (see `meetextract.run.arrow`) into a folder, a file for a file.

    Args:
        shards: the files. One listed twice is done once.
        out: folder for the results, made if missing; names are those of the inputs, below their common folder.
        address: of a scheduler (`tcp://host:8786`), or `local` for processes on this machine.
        workers: how many of them; None: one a processor.
        lexicons: paths of the user's own tables, which the workers must be able to read.
        progress: called with each shard as it is done, in any order, from this thread.

    Returns:
        One result a shard, in the order of `shards`. A shard that could not be read or written has its `error` set and
        never ends the run; one whose workers kept dying has it too.

    Raises:
        ArgumentError: the scheduler cannot be reached, or two shards would have the same result.
        OutputError: `out` cannot be made.
    """
    targets = _targets([str(shard) for shard in shards], Path(out))
    for folder in {target.parent for target in targets.values()}:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot be made: {error.strerror}", path=str(folder)) from error
    done: dict[str, Shard] = {}
    with _client(address, workers) as client:
        for shard in _results(client, targets, lexicons):
            done[shard.source] = shard
            if progress is not None:
                progress(shard)
    _remove_leftovers(targets)
    return [done[source] for source in targets]


def _results(client: Any, targets: dict[str, Path], lexicons: tuple[str, ...]) -> Iterator[Shard]:
    """Hands shards out a few at a time, so that an archive of a million of them costs the scheduler nothing."""
    waiting = iter(targets.items())
    running: dict[Any, tuple[str, Path]] = {}
    finished = distributed.as_completed(loop=client.loop)

    def hand_out() -> None:
        for source, target in waiting:
            # Not pure: two runs never share a result. A worker that dies is replaced and its shards done again.
            future = client.submit(_extract, source, str(target), lexicons, pure=False, retries=0)
            running[future] = (source, target)
            finished.add(future)
            return

    for _ in range(max(1, sum(client.nthreads().values())) * _AHEAD):
        hand_out()
    while running:
        future = next(finished)
        source, target = running.pop(future)
        yield _outcome(future, source, target)
        hand_out()


def _extract(source: str, target: str, lexicons: tuple[str, ...]) -> Shard:
    """One shard, in a worker; what is wrong with it comes back as a result."""
    try:
        return extract_file(source, target, lexicons=lexicons)
    except MeetextractError as error:
        return Shard(source, target, error=error)
    except Exception as error:
        return Shard(source, target, error=unexpected(error, source))


def _outcome(future: Any, source: str, target: Path) -> Shard:
    try:
        shard: Shard = future.result()
    except distributed.KilledWorker:
        error = InputError("the processes that worked on it kept dying", code="crashed", path=source,
                           hint="try it alone; if they lack memory, split the file")  # fmt: skip
        return Shard(source, str(target), error=error)
    except Exception as error:  # the scheduler's own troubles with one shard are no reason to stop the others
        return Shard(source, str(target), error=unexpected(error, source))
    return shard


def _targets(sources: list[str], out: Path) -> dict[str, Path]:
    """Where each result goes: the path of the input below the folder that all inputs share."""
    parents = [os.path.dirname(os.path.abspath(source)) for source in sources]  # noqa: PTH100, PTH120  (no resolving)
    root = os.path.commonpath(parents) if parents else ""
    targets: dict[str, Path] = {}
    taken: dict[Path, str] = {}
    for source in dict.fromkeys(sources):
        target = out / os.path.relpath(os.path.abspath(source), root)  # noqa: PTH100
        if target in taken:
            raise ArgumentError(f"{taken[target]} and {source} would both be written to {target}")
        if target.absolute() == Path(source).absolute():
            raise ArgumentError(f"{source} would be overwritten by its result", hint="choose another output folder")
        taken[target] = source
        targets[source] = target
    return targets


@contextmanager
def _client(address: str, workers: int | None) -> Iterator[Any]:
    if address != _LOCAL:
        try:
            client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            hint = "an address looks like tcp://host:8786; `local` starts processes on this machine"
            raise ArgumentError(f"no Dask scheduler answers at {address}", hint=hint) from error
        with client:
            yield client
        return
    # One thread a process: the extraction is Python. Any free port for the status page, and this machine only.
    with (
        distributed.LocalCluster(
            n_workers=workers or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            dashboard_address=_STATUS_PAGE,
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _remove_leftovers(targets: dict[str, Path]) -> None:
    """Removes the temporary files that killed workers left of these targets."""
    prefixes = {temporary_prefix(target.name) for target in targets.values()}
    for folder in {target.parent for target in targets.values()}:
        with suppress(OSError):
            for path in folder.glob(".meetextract-*.tmp"):
                if path.name[: len(temporary_prefix(""))] in prefixes:
                    path.unlink(missing_ok=True)
