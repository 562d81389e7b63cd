"""Runs over many inputs: whole files or none, nothing lost and nothing twice, whatever ends the run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_runner import ARTICLE, OTHER, command, environment, library, run
from meetextract.errors import InputError, OutputError
from meetextract.model import Document
from meetextract.run.finishing import Finished, Finisher, Task, Wanted
from meetextract.run.journal import Journal, Stored, entry
from meetextract.run.processing import Processor, Settings
from meetextract.run.workers import Workers

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    """All files there, hidden ones too: nothing may be left lying about."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True
    )


def wait_for(condition: object, seconds: float = 60) -> None:
    """Waits until `condition()` holds; the test fails where it never does."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.01)


# Going on.


@pytest.mark.parametrize("format_", ["jsonl", "json", "csv", "md", "html", "sqlite"])
def test_a_run_that_goes_on_writes_what_an_undisturbed_one_writes(here: Path, format_: str) -> None:
    library(here / "n", 9)
    assert run("n", "-o", f"whole.{format_}").status == 0
    half = here / "n" / "005.txt"
    text = half.read_bytes()
    half.write_bytes(b"\0")
    first = run("n", "-o", f"o.{format_}", "--resume")
    assert first.status == 1
    half.write_bytes(text)
    second = run("n", "-o", f"o.{format_}", "--resume")
    assert second.status == 0
    assert "10 files (9 as before)" in second.err
    whole, resumed = Path(f"whole.{format_}").read_bytes(), Path(f"o.{format_}").read_bytes()
    if format_ == "sqlite":  # its pages remember the order in which they were written
        import sqlite3  # noqa: PLC0415

        def points(path: str) -> list[object]:
            with sqlite3.connect(path) as database:
                return database.execute("SELECT * FROM points ORDER BY 1").fetchall()

        assert len(points("o.sqlite")) == len(points("whole.sqlite")) > 0
    else:
        assert resumed == whole


def test_only_new_and_changed_inputs_are_read_again(here: Path) -> None:
    library(here / "n", 3)
    run("n", "-o", "o.jsonl", "--resume")
    (here / "n" / "000.txt").write_text(OTHER, encoding="utf-8")
    (here / "n" / "new.txt").write_text(ARTICLE, encoding="utf-8")
    (here / "n" / "002.txt").unlink()
    done = run("n", "-o", "o.jsonl", "--resume")
    assert "4 files (2 as before)" in done.err
    assert run("n", "-o", "fresh.jsonl").status == 0
    assert Path("o.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes()


@pytest.mark.parametrize("option", [["--date", "2020-01-01"], ["--with-text"], ["--encoding", "utf-8"]])
def test_other_options_make_other_records(here: Path, option: list[str]) -> None:
    library(here / "n", 3)
    run("n", "-o", "o.jsonl", "--resume")
    done = run("n", "-o", "o.jsonl", "--resume", *option)
    assert "as before" not in done.err
    run("n", "-o", "fresh.jsonl", *option)
    assert Path("o.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes()


def test_another_selection_is_no_reason_to_read_again(here: Path) -> None:
    library(here / "n", 3)
    run("n", "-o", "o.jsonl", "--resume")
    done = run("n", "-o", "o.jsonl", "--resume", "--country", "FR")
    assert "4 files (4 as before)" in done.err
    assert len(Path("o.jsonl").read_bytes().splitlines()) == 2


def test_a_folder_of_files_goes_on_too(here: Path) -> None:
    library(here / "n", 3)
    run("n", "-o", "out/", "--resume")
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.json")}
    Path("out/n/001.json").unlink()
    done = run("n", "-o", "out/", "--resume")
    assert "4 files (4 as before)" in done.err
    after = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.json")}
    assert after.keys() == before.keys()
    assert [path.name for path in before if before[path] != after[path]] == ["001.json"]


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_random_moments_and_gone_on_with(here: Path, jobs: int) -> None:
    library(here / "n", 60)
    assert run("n", "-o", "whole.jsonl").status == 0
    source = random.Random(jobs)
    for _ in range(4):
        process = start("n", "-o", "o.jsonl", "--resume", "-j", jobs)
        time.sleep(source.uniform(0.2, 1.2))
        process.kill()
        process.communicate()
        if Path("o.jsonl").exists():
            assert Path("o.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    assert run("n", "-o", "o.jsonl", "--resume", "-j", jobs).status == 0
    assert Path("o.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    assert [name for name in names(here) if not name.startswith("n/")] == ["o.jsonl", "o.jsonl.journal", "whole.jsonl"]


@posix
def test_workers_do_not_outlive_a_killed_parent(here: Path) -> None:
    os.mkfifo("slow.txt")
    library(here / "n", 3)
    process = start("n", "slow.txt", "-j", "2", "-o", "o.jsonl")
    writer = os.open("slow.txt", os.O_RDWR)  # holds the FIFO open: whoever reads it waits
    try:
        wait_for(lambda: len(children(process.pid)) >= 2)
        workers = children(process.pid)
        process.kill()
        process.communicate()
    finally:
        os.close(writer)
    wait_for(lambda: not any(alive(pid) for pid in workers))


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except OSError:
        return False


# Signals and pipes.


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_whole_files_and_status_130(here: Path, number: signal.Signals, jobs: int) -> None:
    library(here / "n", 600)
    process = start("n", "-o", "o.jsonl", "-j", jobs)
    journal = Path("o.jsonl.journal")
    wait_for(lambda: journal.exists() and len(journal.read_bytes().splitlines()) > 20)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    line, hint = err.decode().splitlines()
    assert line.startswith("meetextract: interrupted after ")
    assert line.endswith(" of 601 inputs")
    assert "--resume" in hint
    assert [name for name in names(here) if not name.startswith("n/")] == ["o.jsonl.journal"]
    assert run("n", "-o", "o.jsonl", "--resume").status == 0
    assert len(Path("o.jsonl").read_bytes().splitlines()) == 601


@posix
def test_an_interrupted_stream_ends_with_a_whole_line(here: Path) -> None:
    library(here / "n", 600)
    process = start("n")
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    lines = (first + rest).splitlines(keepends=True)
    assert 0 < len(lines) < 601
    for line in lines:
        assert line.endswith(b"\n")
        json.loads(line)


@posix
def test_a_reader_that_has_seen_enough_is_no_error(here: Path) -> None:
    library(here / "n", 300)
    for arguments in (["n"], ["n", "-j", "2"], ["n", "-f", "csv"], ["n", "-f", "table"], ["--schema"], ["--help"]):
        shell = f"{' '.join(command(*arguments))} | head -n 1 >/dev/null; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", shell], capture_output=True, text=True, env=environment(), timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), arguments


@posix
def test_a_reader_that_never_reads_does_not_hold_up_an_interrupt(here: Path) -> None:
    library(here / "n", 600)
    process = start("n")
    time.sleep(3)  # the pipe is full by now, or as full as it will be
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 130
    process.communicate()


def test_two_runs_to_one_output(here: Path) -> None:
    pytest.importorskip("fcntl", reason="no file locks here")
    journal = Journal(here / "o.jsonl.journal", {}, resume=True)
    library(here / "n", 3)
    done = run("n", "-o", "o.jsonl", "--resume")
    journal.close(keep=False)
    assert done.status == 2
    assert "is in use: another run writes to the same output" in done.err


# Workers.


def tasks(*paths: str) -> Iterator[Task]:
    return ((path, None, None) for path in paths)


def flat(groups: Iterator[list[Finished]]) -> Iterator[Finished]:
    return (finished for group in groups for finished in group)


def test_results_come_in_order(here: Path) -> None:
    library(here / "n", 150)
    paths = sorted(map(str, Path("n").glob("*.txt")))
    with Workers(2, Settings()) as workers:
        assert [finished.path for finished in flat(workers.results(tasks(*paths), len(paths)))] == paths


def test_tasks_are_not_drawn_far_ahead_of_results(here: Path) -> None:
    Path("a.txt").write_text("会談", encoding="utf-8")
    drawn = 0

    def endless() -> Iterator[Task]:
        nonlocal drawn
        while True:
            drawn += 1
            yield "a.txt", None, None

    with Workers(2, Settings()) as workers:
        results = flat(workers.results(endless()))
        for taken in range(1000):
            next(results)
            assert drawn - taken < 500


def test_a_worker_hands_over_what_it_has_before_the_slow_one(here: Path) -> None:
    """Among 32 inputs of one message is one that nobody ends: those before it come all the same."""
    if sys.platform == "win32":
        pytest.skip("POSIX only")
    os.mkfifo("slow.txt")
    (here / "long.txt").write_text(ARTICLE * 300, encoding="utf-8")
    writer = os.open("slow.txt", os.O_RDWR)
    try:
        with Workers(1, Settings()) as workers:
            results = flat(workers.results(tasks("long.txt", "slow.txt")))
            assert next(results).path == "long.txt"
    finally:
        os.close(writer)


@posix
def test_a_worker_that_is_killed_over_and_over_is_one_failed_input(here: Path) -> None:
    """A FIFO stands for an input that kills who reads it: the test kills the worker that waits for it."""
    os.mkfifo("poison.txt")
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    writer = os.open("poison.txt", os.O_RDWR)
    paths = ["a.txt"] * 5 + ["poison.txt"] + ["a.txt"] * 60
    killed: set[int] = set()
    with Workers(2, Settings()) as workers:
        import threading  # noqa: PLC0415

        def kill_whoever_waits() -> None:
            while len(killed) < 2 and not done.wait(0.05):
                for worker in list(workers._workers):
                    if worker.process.pid is not None and opened(worker.process.pid, here / "poison.txt"):
                        killed.add(worker.process.pid)
                        os.kill(worker.process.pid, signal.SIGKILL)

        done = threading.Event()
        killer = threading.Thread(target=kill_whoever_waits)
        killer.start()
        results = list(flat(workers.results(tasks(*paths), len(paths))))
        done.set()
        killer.join()
    os.close(writer)
    assert [result.path for result in results] == paths
    failed = [result for result in results if result.error]
    assert [(result.path, result.error.code) for result in failed if result.error] == [("poison.txt", "crashed")]
    assert "killed by signal 9" in str(failed[0].error)
    assert len(killed) == 2


def opened(pid: int, path: Path) -> bool:
    """Whether a process has a file open."""
    try:
        return any(str(entry.readlink()) == str(path) for entry in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


# As many processes as one likes: what comes out is the same, and so are the messages.


@pytest.mark.parametrize("format_", ["jsonl", "json", "csv", "md", "html", "plover", "table"])
def test_the_same_bytes_from_one_process_and_from_two(here: Path, format_: str) -> None:
    library(here / "n", 90)
    (here / "n" / "040.txt").write_bytes(b"\0")
    (here / "n" / "041.txt").write_bytes(b"")
    for extra in ([], ["--country", "FR"], ["--explain"]):
        one, two = (run("n", "gone.txt", "-f", format_, "-j", jobs, *extra) for jobs in (1, 2))
        assert one.out == two.out
        assert one.out
        assert one.status == two.status == 1
        assert one.err.splitlines()[:-1] == two.err.splitlines()[:-1]
        assert one.err.splitlines()[-1].split(", ")[:-1] == two.err.splitlines()[-1].split(", ")[:-1]  # not the seconds


@pytest.mark.parametrize("format_", ["jsonl", "json", "csv"])
def test_the_same_bytes_where_rows_and_files_come_mixed(here: Path, format_: str) -> None:
    library(here / "n", 9)
    rows = [{"id": f"r{number}", "text": (ARTICLE, OTHER, "")[number % 3]} for number in range(70)]
    (here / "n" / "004rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    one, two = (run("n", "-f", format_, "-j", jobs) for jobs in (1, 2))
    assert (one.out, one.status) == (two.out, two.status)
    if format_ == "jsonl":
        sources = [record["source"] for record in one.records]
        assert len(sources) == 10 + 70
        assert sources.index("n/003.txt") < sources.index("n/004.txt") < sources.index("n/004rows.jsonl#1")


@pytest.mark.parametrize("format_", ["sqlite", "xlsx", "parquet"])
def test_the_same_files_from_one_process_and_from_two(here: Path, format_: str) -> None:
    if format_ != "sqlite":
        pytest.importorskip({"xlsx": "openpyxl", "parquet": "pyarrow"}[format_])
    library(here / "n", 90)
    for jobs in (1, 2):
        assert run("n", "-o", f"{jobs}.{format_}", "-j", jobs).status == 0
    if format_ == "xlsx":  # its zip names the time of writing
        import zipfile  # noqa: PLC0415

        contents = [{name: file.read(name) for name in file.namelist() if "docProps" not in name}
                    for file in (zipfile.ZipFile(f"{jobs}.xlsx") for jobs in (1, 2))]  # fmt: skip
        assert contents[0] == contents[1]
    else:
        assert Path(f"1.{format_}").read_bytes() == Path(f"2.{format_}").read_bytes()


def test_the_same_folder_of_files_from_one_process_and_from_two(here: Path) -> None:
    library(here / "n", 90)
    for jobs in (1, 2):
        assert run("n", "-o", f"out{jobs}/", "-j", jobs, "-f", "csv").status == 0
    assert names(here / "out1") == names(here / "out2")
    assert {path.name: path.read_bytes() for path in Path("out1").rglob("*.csv")} == {
        path.name: path.read_bytes() for path in Path("out2").rglob("*.csv")
    }


# One input.


def test_an_unknown_failure_is_a_result_and_no_exception(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr("meetextract.pipeline.extract_source", broken)
    result = Processor(Settings()).process("a.txt")
    assert result.error is not None
    assert (result.error.code, result.error.path) == ("internal", "a.txt")
    assert "RuntimeError: a bug" in result.error.message


def test_too_little_memory_is_a_result(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr("meetextract.pipeline.extract_source", broken)
    result = Processor(Settings()).process("a.txt")
    assert result.error is not None
    assert result.error.code == "out-of-memory"


def test_a_result_survives_the_way_between_processes() -> None:
    import pickle  # noqa: PLC0415

    error = InputError("no", code="empty", path="a", hint="b")
    result = pickle.loads(pickle.dumps(Finished("a", error=error)))
    assert str(result.error) == "a: no"
    assert result.error.hint == "b"


def test_a_document_that_a_format_cannot_take_is_one_failed_input(here: Path) -> None:
    from meetextract.export.jsonl import JsonlExporter  # noqa: PLC0415

    class Broken(JsonlExporter):
        def pack(self, document: Document, options: object) -> bytes:
            raise RuntimeError(f"a bug with {document.title}")

    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    finished = Finisher(Settings(), Wanted(Broken())).finish(("a.txt", None, None))
    assert finished.error is not None
    assert (finished.error.code, finished.error.path, finished.output) == ("internal", "a.txt", ())


# The journal.


def record(path: str) -> Document:
    return Document(2, path, "題\n", None, None, (), (), sha256="0" * 64)


def line(path: str) -> bytes:
    return entry(path, record(path))


def stored(journal: Journal, path: str) -> Document | None:
    place = journal.known(path)
    assert place is not None
    found = Stored(str(journal.path)).documents(place)
    return found[0] if found else None


def test_the_journal_remembers(here: Path) -> None:
    with_entries = Journal(Path("j"), {"a": 1}, resume=False)
    with_entries.add(line("a") + line("b\n\udcff"))
    with_entries.add(line("c"))
    with_entries.close(keep=True)
    again = Journal(Path("j"), {"a": 1}, resume=True)
    known = [again.known(path) for path in ("a", "b\n\udcff", "d")]
    assert [place and place.sha256 for place in known] == ["0" * 64, "0" * 64, None]
    assert stored(again, "b\n\udcff") == record("b\n\udcff")
    again.add(line("d"))
    again.close(keep=True)
    assert Journal(Path("j"), {"a": 1}, resume=True).known("d")


def test_a_journal_of_other_options_is_begun_anew(here: Path) -> None:
    journal = Journal(Path("j"), {"a": 1}, resume=False)
    journal.add(line("a"))
    journal.close(keep=True)
    other = Journal(Path("j"), {"a": 2}, resume=True)
    assert other.known("a") is None
    other.close(keep=True)
    assert not Path("j").exists()


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_that_was_cut_off_is_not_believed(here: Path, cut: int) -> None:
    journal = Journal(Path("j"), {}, resume=False)
    journal.add(line("a"))
    journal.add(line("b"))
    journal.close(keep=True)
    data = Path("j").read_bytes()
    Path("j").write_bytes(data[:-cut])
    again = Journal(Path("j"), {}, resume=True)
    assert again.known("a")
    assert again.known("b") is None
    again.add(line("b"))
    again.close(keep=True)
    assert Path("j").read_bytes() == data


@pytest.mark.parametrize("noise", [b"\0" * 100 + b"\n", b"{}\n", b"[]\n", b'{"source": 1}\n', b"\xff\n", b'"x"\n'])
def test_noise_in_a_journal_ends_what_is_believed(here: Path, noise: bytes) -> None:
    journal = Journal(Path("j"), {}, resume=False)
    journal.add(line("a"))
    journal.close(keep=True)
    with Path("j").open("ab") as file:
        file.write(noise)
    again = Journal(Path("j"), {}, resume=True)
    assert again.known("a")
    assert stored(again, "a") == record("a")


def test_a_record_that_was_tampered_with_is_made_anew(here: Path) -> None:
    library(here / "n", 3)
    run("n", "-o", "o.jsonl", "--resume")
    before = Path("o.jsonl").read_bytes()
    journal = Path("o.jsonl.journal")
    journal.write_bytes(journal.read_bytes().replace(b'"kind":"agree"', b'"kind":"AGREE"'))
    assert run("n", "-o", "o.jsonl", "--resume").status == 0
    assert Path("o.jsonl").read_bytes() == before


def test_a_journal_that_cannot_be_written(here: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        Journal(Path("nowhere/j"), {}, resume=False)
