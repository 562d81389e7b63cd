"""Batch: many small files, processes, memory of the workers, and what writing costs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from meetextract import extract
from meetextract.errors import MeetextractError
from meetextract.export import Options, get
from meetextract.model import Document

from .measure import Line, articles, environment

_FASTER: Final = 1.7
_MEGABYTES: Final = 120.0
_FLAT: Final = 1.1
_WRITING: Final = 0.25
_FEW: Final = 1_000


class _Peak(NamedTuple):
    """Megabytes: of the process alone, and with what it shares."""

    own: float
    all: float


def batch(files: int) -> Iterator[Line]:
    """A folder of `files` articles, read by one process and by two."""
    dense = articles()
    with tempfile.TemporaryDirectory() as temporary:
        folder, few = Path(temporary) / "many", Path(temporary) / "few"
        _fill(folder, dense, files)
        _fill(few, dense, min(_FEW, files))
        one, _ = _run([folder], 1)
        two, peak = _run([folder], 2)
        apart = _apart(sorted(folder.iterdir()))
        _, early = _run([few], 2)
    yield Line(f"{files:,} files: -j 1 / -j 2", one / two, _FASTER, least=True, note=f"{one:.1f} s against {two:.1f} s")
    note = "two runs of -j 1 at once, half of the files each"
    yield Line("... what the machine allows: one run / two that know nothing of each other", one / apart, note=note)
    if peak.own:
        note = f"its own; {peak.all:.0f} MB with the pages of the dictionary's file, which all workers share"
        yield Line("peak memory of a worker", peak.own, _MEGABYTES, "MB", note=note)
        yield Line(f"... after {files:,} files / after {min(_FEW, files):,}", peak.own / early.own, _FLAT)


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


def _fill(folder: Path, texts: list[str], files: int) -> None:
    for number in range(files):
        below = folder / f"{number * 20 // files:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:06}.txt").write_text(texts[number % len(texts)], encoding="utf-8")


def _apart(folders: list[Path]) -> float:
    """Seconds that two processes take which share nothing but the machine."""
    half = (len(folders) + 1) // 2
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda part: _run(part, 1), (folders[:half], folders[half:])))
    return time.perf_counter() - started


def _run(folders: list[Path], jobs: int) -> tuple[float, _Peak]:
    """Seconds, and the highest memory of any process that worked (zero where the system does not say)."""
    command = [sys.executable, "-m", "meetextract", *map(str, folders), "-j", str(jobs), "-f", "jsonl"]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()) as process:
        peaks: dict[int, _Peak] = {}
        watch = threading.Thread(target=_watch, args=(process, peaks))
        watch.start()
        status = process.wait()
        watch.join()
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    workers = [peak for pid, peak in peaks.items() if pid != process.pid or jobs == 1]
    highest = _Peak(max((peak.own for peak in workers), default=0.0), max((peak.all for peak in workers), default=0.0))
    return time.perf_counter() - started, highest


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, _Peak]) -> None:
    """Follows the processes that read articles: those of a run with more than one job are the main one's children."""
    while process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        try:
            pids = [process.pid, *map(int, children.read_text("ascii").split())]
        except OSError:
            pids = []
        for pid in pids:
            before, now = peaks.get(pid, _Peak(0.0, 0.0)), _memory(pid)
            peaks[pid] = _Peak(max(before.own, now.own), max(before.all, now.all))
        time.sleep(0.1)


def _memory(pid: int) -> _Peak:
    """What a process holds now."""
    found = {"RssAnon": 0.0, "VmRSS": 0.0}
    try:
        for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
            key, _, value = line.partition(":")
            if key in found:
                found[key] = int(value.split()[0]) * 1024 / 1e6
    except OSError:
        pass
    return _Peak(found["RssAnon"], found["VmRSS"])
