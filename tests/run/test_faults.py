"""What goes wrong around a run: files that vanish, grow or turn into something else, and disks that are full.

The other faults have their tests where their code is tested: signals, `kill -9`, closed pipes and the journal in
test_batch.py, permissions, standard streams and names with control codes in test_cli_errors.py, links, FIFOs and deep
trees in test_reader_paths.py, damaged PDF in test_reader_pdf.py; trials_of_interruption.py repeats the signals hundreds
of times.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_runner import ARTICLE, OTHER, command, environment, library, run
from meetextract.errors import InputError, MeetextractError
from meetextract.reader import find_inputs, read_bytes
from meetextract.run.processing import Processor, Settings

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Inputs that change


def _turn(path: Path, into: str) -> None:
    path.unlink()
    if into == "a folder":
        path.mkdir()
    elif into == "a FIFO":
        os.mkfifo(path)
    elif into == "a link to itself":
        path.symlink_to(path.name)
    elif into == "a link to nowhere":
        path.symlink_to("nowhere")
    elif into == "an empty file":
        path.touch()
    elif into == "noise":
        path.write_bytes(random.Random(3).randbytes(3000))


@posix
@pytest.mark.parametrize(
    "into", ["nothing", "a folder", "a FIFO", "a link to itself", "a link to nowhere", "an empty file", "noise"]
)
def test_an_input_that_is_another_thing_by_the_time_it_is_read(here: Path, into: str) -> None:
    found = find_inputs([str(library(here / "n"))])
    assert len(found) == 4
    _turn(Path(found[1].path), into)
    processor = Processor(Settings())
    results = [processor.process(item.path) for item in found]
    assert [result.error is None for result in results] == [True, False, True, True]
    error = results[1].error
    assert isinstance(error, MeetextractError) and error.path == found[1].path and error.code != "internal"


@posix
def test_a_file_that_grows_while_it_is_read_ends(here: Path) -> None:
    path = here / "log.txt"
    path.write_bytes(ARTICLE.encode())
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"x" * 65536)
                if file.tell() > 200 * 1024**2:
                    return

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        with contextlib.suppress(InputError):  # either its end was reached, or the limit
            assert len(read_bytes(str(path), max_size=32 * 1024**2)) <= 32 * 1024**2
    finally:
        stop.set()
        writer.join()


@posix
def test_files_that_come_and_go_during_a_run_end_none(here: Path) -> None:
    library(here / "n", 60)
    process = subprocess.Popen(
        command("n", "-o", "o.jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    source = random.Random(7)
    files = sorted((here / "n").glob("*.txt"))
    gone = set()
    while process.poll() is None and len(gone) < 30:
        path = source.choice(files)
        path.unlink(missing_ok=True)
        gone.add(str(path.relative_to(here)))
        time.sleep(0.01)
    process.communicate(timeout=60)
    assert process.returncode in {0, 1, 3}
    records = [json.loads(line) for line in Path("o.jsonl").read_bytes().splitlines()]
    failed = {record["source"] for record in records if "error" in record}
    assert failed <= gone
    assert all(record["error"]["code"] == "not-found" for record in records if "error" in record)


@posix
@pytest.mark.parametrize(
    "name", ["a\nb", "\x1b[31mred", "x/../../up", "-o", "--help", "=1+1", "'; DROP TABLE x", " ", "［…］"]
)
def test_names_made_to_be_taken_for_something_else(here: Path, name: str) -> None:
    folder = here / "n"
    target = folder / (name.replace("/", "\N{DIVISION SLASH}") + ".txt")
    folder.mkdir()
    target.write_text(ARTICLE, encoding="utf-8")
    source = f"n/{target.name}"
    done = run("n", "-f", "jsonl")
    assert (done.status, [record["source"] for record in done.records]) == (0, [source])
    assert b"\x1b" not in done.out and "\x1b" not in done.err
    done = run("n", "-o", "out/", "-f", "json")
    assert done.status == 0, done.err
    (written,) = (path for path in (here / "out").rglob("*.json"))
    assert json.loads(written.read_text("utf-8"))["source"] == source
    done = run("n", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(done.text, newline="")))
    assert rows and all(not value.startswith(("=", "+", "@")) for row in rows for value in row.values())


# Disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KiB, for who may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place], check=True, capture_output=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        pytest.skip("needs the right to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True, timeout=20)


@pytest.mark.parametrize("format_", ["jsonl", "json", "csv", "md", "html", "sqlite", "plover"])
def test_a_disk_that_fills_up_leaves_what_was_there(small_disk: Path, here: Path, format_: str) -> None:
    library(here / "n", 30)
    output = small_disk / f"o.{format_}"
    first = run("n/000.txt", "-o", output, "-f", format_)
    assert first.status == 0, first.err
    before = output.read_bytes()
    (small_disk / "ballast").write_bytes(b"x" * (406 * 1024 - len(before)))
    for number in range(200):
        (here / "n" / f"x{number:03}.txt").write_text(OTHER * 12, encoding="utf-8")
    done = run("n", "-o", output, "-f", format_, "--force", "--with-text")
    assert done.status in {1, 2}, done.err
    assert "No space left on device" in done.err
    assert "Traceback" not in done.err
    if format_ != "sqlite":
        assert output.read_bytes() == before
    left = {path.name for path in small_disk.iterdir()} - {"ballast", output.name, f"{output.name}.journal"}
    assert not left


def test_a_run_goes_on_when_there_is_room_again(small_disk: Path, here: Path) -> None:
    library(here / "n", 60)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 471 * 1024)
    output = small_disk / "o.jsonl"
    done = run("n", "-o", output, "--resume")
    assert done.status in {1, 2} and "No space left on device" in done.err
    ballast.unlink()
    done = run("n", "-o", output, "--resume")
    assert done.status == 0, done.err
    whole = run("n", "-f", "jsonl")
    assert output.read_bytes() == whole.out


# Signals, a handful; trials_of_interruption.py repeats them


def test_an_interruption_dressed_as_an_error_still_ends_the_run(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a class is made is a RuntimeError in Python 3.11: it went down as the fault of one input."""

    def interrupted(*_: object, **__: object) -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    path = here / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr(Processor, "_extract", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Processor(Settings()).process(str(path))


@posix
@pytest.mark.parametrize("seed", range(4))
def test_killed_while_writing_a_folder_of_files(here: Path, seed: int) -> None:
    library(here / "n", 40)
    source = random.Random(seed)
    process = subprocess.Popen(
        command("n", "-o", "out/", "-f", "json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    time.sleep(source.uniform(0.2, 1.2))
    process.send_signal(source.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
    process.communicate(timeout=60)
    for path in Path("out").rglob("*.json"):
        assert json.loads(path.read_text("utf-8"))["schema_version"] == 2  # whole, or not there
    done = run("n", "-o", "out/", "-f", "json", "--resume")
    assert done.status == 0, done.err
    assert len(list(Path("out").rglob("*.json"))) == 41
    assert not [path for path in Path("out").rglob(".meetextract-*") if path.suffix == ".tmp"]
