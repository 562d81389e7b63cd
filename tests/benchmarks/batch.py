"""Batch: many small files, processes, memory of the workers, and what writing costs.

Two archives: a mixed one, of which every tenth file is about a meeting, and a dense one, of which every file is. What
two processes of a run can do at most is what two runs do that know nothing of each other, half of the files each, on
the same machine in the same minute.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from meetextract import extract
from meetextract.errors import MeetextractError
from meetextract.export import Options, get
from meetextract.model import Document

from .extraction import load
from .measure import Line, annotated, articles, environment, ratio

_OF_TWO: Final = 0.85  # of what two runs do apart
_PARENT: Final = 6.0  # seconds of the main process for 100,000 files
_EVERY: Final = 10  # ... is about a meeting in the mixed archive
_MEGABYTES: Final = 120.0
_FLAT: Final = 1.1
_WRITING: Final = 0.25
_FEW: Final = 1_000


class _Peak(NamedTuple):
    """Megabytes: of the process alone, and with what it shares; and the seconds of processor time that it took."""

    own: float = 0.0
    all: float = 0.0
    seconds: float = 0.0


def batch(files: int, runs: int, archive: Path | None = None) -> Iterator[Line]:
    """A mixed and a dense folder, read by one process, by two, and by two that know nothing of each other.

    Args:
        files: of the mixed archive; the dense one has a tenth.
        runs: rounds.
        archive: ordinary articles for the mixed archive; without it the annotated ones without a meeting.
    """
    dense = articles()
    ordinary = load(archive) if archive else [text for _, text, gold in annotated() if not gold["meetings"]]
    with tempfile.TemporaryDirectory() as temporary:
        few, mixed, full = (Path(temporary) / name for name in ("few", "mixed", "dense"))
        _fill(few, dense, ordinary, min(_FEW, files))
        _fill(mixed, dense, ordinary, files)
        _fill(full, dense, dense, files // _EVERY)
        _, early = _run([few], 2)
        peak = yield from _compared("mixed", mixed, files, runs)
        yield from _parent(early, peak, files, _PARENT)
        yield from _compared("dense", full, files // _EVERY, runs)
    if peak.own:
        note = f"its own; {peak.all:.0f} MB with the pages of the dictionary's file, which all workers share"
        yield Line("peak memory of a worker", peak.own, _MEGABYTES, "MB", note=note)
        yield Line(f"... after {files:,} files / after {min(_FEW, files):,}", peak.own / early.own, _FLAT)


def sinks(files: int, runs: int) -> Iterator[Line]:
    """The mixed archive in the formats that are written to a file: what they cost the main process, and how much a
    second process helps."""
    dense, ordinary = articles(), [text for _, text, gold in annotated() if not gold["meetings"]]
    with tempfile.TemporaryDirectory() as temporary:
        few, mixed = (Path(temporary) / name for name in ("few", "mixed"))
        _fill(few, dense, ordinary, min(_FEW, files))
        _fill(mixed, dense, ordinary, files)
        for form in ("csv", "parquet", "sqlite"):
            _, early = _run([few], 2, form)
            peak = yield from _compared(f"{form}, mixed", mixed, files, runs, form)
            # What the database itself does for rows and search is not for us to make quicker.
            yield from _parent(early, peak, files, None if form == "sqlite" else _PARENT)


def _parent(early: _Peak, late: _Peak, files: int, limit: float | None) -> Iterator[Line]:
    """The time of the main process, drawn out to 100,000 files."""
    if late.seconds and files > _FEW:
        each = (late.seconds - early.seconds) / (files - _FEW)  # without what it takes to start
        note = f"processor time; {early.seconds:.2f} s for {_FEW:,}, {late.seconds:.2f} s for {files:,}"
        yield Line("... main process, 100,000 files", early.seconds + each * 100_000, limit, "s", note=note)


def _compared(name: str, folder: Path, files: int, runs: int, form: str = "jsonl") -> Generator[Line, None, _Peak]:
    """The lines of one archive; returns the highest memory of a worker, and the time of the main process."""
    taken: dict[str, list[float]] = {"one": [], "two": [], "apart": []}
    parents, peak = [], _Peak()
    for _ in range(runs):
        seconds, two = _run([folder], 2, form)
        peak = _Peak(max(peak.own, two.own), max(peak.all, two.all))
        parents.append(two.seconds)
        taken["two"].append(seconds)
        taken["apart"].append(_apart(sorted(folder.iterdir()), form))
        taken["one"].append(_run([folder], 1, form)[0])
    note = f"{statistics.median(taken['apart']):.1f} s against {statistics.median(taken['two']):.1f} s"
    yield Line(
        f"{name}, {files:,} files: two runs of half each / -j 2", ratio(taken, "apart", "two"), _OF_TWO,
        least=True, note=note,
    )  # fmt: skip
    yield Line("... -j 1 / -j 2", ratio(taken, "one", "two"), note=f"-j 1: {statistics.median(taken['one']):.1f} s")
    return peak._replace(seconds=statistics.median(parents))


def writing(articles_: int) -> Iterator[Line]:
    """The share of a run that goes into writing: the same documents, extracted and then written."""
    dense = articles()
    texts = [dense[number % len(dense)] for number in range(articles_)]
    started = time.perf_counter()
    documents = [extract(text) for text in texts]
    extracting = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        for name in ("sqlite", "parquet", "jsonl", "csv"):
            try:
                _write(name, Path(folder) / f"first.{name}", documents[:1])  # what is imported once is not counted
                taken = _write(name, Path(folder) / f"meetings.{name}", documents)
            except MeetextractError as error:
                yield Line(f"writing {name}: {error}", 0)
                continue
            note = f"{taken:.2f} s of {extracting + taken:.2f} s, {articles_:,} articles"
            yield Line(f"writing {name} / extracting and writing", taken / (extracting + taken), _WRITING, note=note)


def _write(name: str, path: Path, documents: list[Document]) -> float:
    started = time.perf_counter()
    with get(name).open(path, Options()) as sink:
        for document in documents:
            sink.write(document)
    return time.perf_counter() - started


def _fill(folder: Path, dense: list[str], ordinary: list[str], files: int) -> None:
    for number in range(files):
        below = folder / f"{number * 20 // files:03}"
        below.mkdir(parents=True, exist_ok=True)
        texts, place = (ordinary, number) if number % _EVERY else (dense, number // _EVERY)
        (below / f"{number:06}.txt").write_text(texts[place % len(texts)], encoding="utf-8")


def _apart(folders: list[Path], form: str) -> float:
    """Seconds that two processes take which share nothing but the machine."""
    half = (len(folders) + 1) // 2
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda part: _run(part, 1, form), (folders[:half], folders[half:])))
    return time.perf_counter() - started


def _run(folders: list[Path], jobs: int, form: str = "jsonl") -> tuple[float, _Peak]:
    """Seconds, and the highest memory of any process that worked, with the processor time of the main one (zeros where
    the system does not say)."""
    command = [sys.executable, "-m", "meetextract", *map(str, folders), "-j", str(jobs), "-f", form]
    started = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment()) as process:
        peaks: dict[int, _Peak] = {}
        watch = threading.Thread(target=_watch, args=(process, peaks))
        watch.start()
        status = process.wait()
        taken = time.perf_counter() - started
        watch.join()
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    workers = [peak for pid, peak in peaks.items() if pid != process.pid or jobs == 1]
    own, everything = (max((getattr(peak, name) for peak in workers), default=0.0) for name in ("own", "all"))
    return taken, _Peak(own, everything, peaks.get(process.pid, _Peak()).seconds)


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, _Peak]) -> None:
    """Follows the processes that read articles: those of a run with more than one job are the main one's children."""
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        try:
            pids = [process.pid, *map(int, children.read_text("ascii").split())]
        except OSError:
            pids = []
        for pid in pids:
            before, now = peaks.get(pid, _Peak()), _memory(pid)
            peaks[pid] = _Peak(*map(max, zip(before, now, strict=True)))
        time.sleep(0.1)


def _memory(pid: int) -> _Peak:
    """What a process holds now."""
    found = {"RssAnon": 0.0, "VmRSS": 0.0}
    try:
        for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
            key, _, value = line.partition(":")
            if key in found:
                found[key] = int(value.split()[0]) * 1024 / 1e6
        times = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
        ticks = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return _Peak()
    return _Peak(found["RssAnon"], found["VmRSS"], ticks)
