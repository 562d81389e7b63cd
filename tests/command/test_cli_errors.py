"""Everything that can go wrong: one line that says why, a hint, a record, a status; never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_runner import ARTICLE, command, environment, library, run

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
as_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything, so permissions cannot be tested"
)
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    Path("out.csv").write_text("mine", encoding="utf-8")
    return tmp_path


INPUTS = {
    "missing": ("nowhere.txt", None, "not-found", "no such file"),
    "missing pattern": ("no*.txt", None, "not-found", "matches no file"),
    "empty": ("e.txt", b"", "empty", "is empty"),
    "blank": ("b.txt", b" \n\n", "empty", "holds no text"),
    "binary": ("x.txt", b"\x89PNG\r\n\0\0", "binary", "is a binary file"),
    "undecodable": ("u.txt", "Министр обороны провел встречу".encode("koi8_r"), "undecodable", "is in none of UTF-8"),
    "cut off": ("c.txt", "豪州の国防相と会談した".encode()[:-1], "undecodable", "is UTF-8 but damaged"),
    "wrong suffix": ("w.doc", b"PK\x03\x04\0\0", "wrong-suffix", "ends in .doc and is no text"),
    "damaged PDF": ("d.pdf", b"%PDF-1.4 nothing", "unreadable", "is a damaged PDF"),
    "too large": ("l.txt", b"x" * 3000, "too-large", "is larger than 2 KiB"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_a_bad_input_ends_no_run_and_passes_not_unseen(here: Path, name: str) -> None:
    path, data, code, why = INPUTS[name]
    if name == "damaged PDF":
        pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    if data is not None:
        Path(path).write_bytes(data)
    done = run(path, "a.txt", "--max-size", "2K")
    assert done.status == 1
    line, hint = done.err.splitlines()[:2]
    assert line.startswith(f"meetextract: {path}: {why}")
    assert hint.startswith("hint: ")
    failed, good = done.records
    assert failed["source"] == path
    assert failed["error"]["code"] == code
    assert failed["error"]["message"].startswith(why)
    assert good["meetings"]


@pytest.mark.parametrize("name", INPUTS)
def test_nothing_but_a_bad_input_is_status_3(here: Path, name: str) -> None:
    path, data, code, _ = INPUTS[name]
    if name == "damaged PDF":
        pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    if data is not None:
        Path(path).write_bytes(data)
    done = run(path, "--max-size", "2K")
    assert done.status == 3
    assert [record["error"]["code"] for record in done.records] == [code]
    assert "Traceback" not in done.err


def test_an_empty_folder(here: Path) -> None:
    Path("n").mkdir()
    done = run("n")
    assert done.status == 3
    assert done.err.startswith("meetextract: n: holds nothing to read\nhint: ")


@posix
@as_user
def test_no_permission_to_read(here: Path) -> None:
    Path("a.txt").chmod(0)
    done = run("a.txt")
    assert (done.status, done.records[0]["error"]["code"]) == (3, "permission-denied")


@posix
def test_no_permission_to_read_as_another_user(here: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    Path("secret.txt").write_text(ARTICLE, encoding="utf-8")
    Path("secret.txt").chmod(0)
    code = (
        "import os\nfrom meetextract.errors import InputError\nfrom meetextract.reader import read_bytes\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try: read_bytes('secret.txt')\nexcept InputError as error: print(error.code, error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("permission-denied ")


def test_a_missing_extra_names_the_command(here: Path) -> None:
    Path("p.pdf").write_bytes(b"%PDF-1.4")
    Path("pypdf.py").write_text("raise ImportError", encoding="utf-8")
    done = run("p.pdf", "a.txt", PYTHONPATH=str(here))
    assert done.status == 1
    assert f"hint: {sys.executable} -m pip install pypdf" in done.err
    assert done.records[0]["error"]["code"] == "missing-extra"


def test_a_missing_extra_of_an_output_is_found_before_anything_is_read(here: Path) -> None:
    Path("openpyxl.py").write_text("raise ImportError", encoding="utf-8")
    done = run("a.txt", "-o", "o.xlsx", PYTHONPATH=str(here))
    assert done.status == 2
    assert f"hint: {sys.executable} -m pip install openpyxl" in done.err
    assert not Path("o.xlsx").exists()


USAGE = {
    "unknown option": (["a.txt", "--nonsense"], "No such option"),
    "unknown format": (["a.txt", "-f", "docx"], "no format is called 'docx'"),
    "unknown suffix of the output": (["a.txt", "-o", "o.docx"], "no format has this suffix"),
    "output that is there": (["a.txt", "-o", "out.csv"], "out.csv: is there already"),
    "output that is an input": (["a.txt", "-o", "a.txt", "-f", "csv", "--force"], "is an input of this run"),
    "output in no folder": (["a.txt", "-o", "nowhere/o.csv"], "cannot be written"),
    "no date": (["a.txt", "--date", "yesterday"], "is no date"),
    "no such day": (["a.txt", "--date", "2025-02-30"], "--date '2025-02-30' is no date"),
    "no time": (["a.txt", "--since", "2025/11/02"], "is no date"),
    "no kind": (["a.txt", "--kind", "agreement"], "no kind of point"),
    "no country": (["a.txt", "--country", "Atlantis"], "no country or organisation"),
    "no person": (["a.txt", "--person", " "], "--person needs a name"),
    "no size": (["a.txt", "--max-size", "much"], "is no size"),
    "no encoding": (["a.txt", "--encoding", "klingon"], "no encoding is called"),
    "no colour": (["a.txt", "--color", "red"], "is not known"),
    "no language": (["a.txt", "--lang", "fr"], "is no language"),
    "no number": (["a.txt", "-j", "many"], "Invalid value for '-j'"),
    "no list": (["--files-from", "nowhere"], "nowhere: no such file"),
    "no lexicon": (["a.txt", "--lexicon", "nowhere.toml"], "nowhere.toml"),
    "nothing to go on with": (["a.txt", "--resume"], "--resume needs an output"),
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_is_one_line_a_hint_and_status_2(here: Path, name: str) -> None:
    arguments, why = USAGE[name]
    done = run(*arguments)
    assert (done.status, done.out) == (2, b"")
    first, hint = done.err.splitlines()
    assert first.startswith("meetextract: ")
    assert why in first
    assert hint.startswith("hint: ")
    assert Path("out.csv").read_text(encoding="utf-8") == "mine"
    assert Path("a.txt").read_text(encoding="utf-8") == ARTICLE


def test_a_wrong_lexicon_names_line_and_column(here: Path) -> None:
    Path("own.toml").write_text('[[country]]\ncode = "XA\n', encoding="utf-8")
    done = run("a.txt", "--lexicon", "own.toml")
    assert done.status == 2
    assert done.err.startswith("meetextract: own.toml:2:")


@posix
def test_nothing_to_read_on_a_terminal(here: Path) -> None:
    import pty  # noqa: PLC0415

    ours, theirs = pty.openpty()
    done = subprocess.run(command(), stdin=theirs, capture_output=True, env=environment(), timeout=60, check=False)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert (
        done.stderr.decode() == "meetextract: nothing to read\nhint: name a file or folder: meetextract article.txt\n"
    )


# Writing.


def test_force_replaces(here: Path) -> None:
    assert run("a.txt", "-o", "out.csv", "--force").status == 0
    assert "マールズ" in Path("out.csv").read_text(encoding="utf-8")


def test_what_is_there_in_a_folder_is_kept_and_said(here: Path) -> None:
    library(here / "n")
    Path("out/n").mkdir(parents=True)
    Path("out/n/000.json").write_text("mine", encoding="utf-8")
    done = run("n", "-o", "out")
    assert done.status == 1
    assert "meetextract: out/n/000.json: is there already\nhint: " in done.err
    assert Path("out/n/000.json").read_text(encoding="utf-8") == "mine"
    assert Path("out/n/001.json").exists()
    assert run("n", "-o", "out", "--force").status == 0


def test_a_run_that_reads_nothing_leaves_what_was_there(here: Path) -> None:
    done = run("nowhere.txt", "-o", "out.csv", "--force")
    assert done.status == 3
    assert Path("out.csv").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "out.csv"]


def test_a_failed_input_is_a_record_in_a_file_too(here: Path) -> None:
    done = run("nowhere.txt", "-o", "o.jsonl")
    assert done.status == 3
    assert '"not-found"' in Path("o.jsonl").read_text(encoding="utf-8")


@full
@pytest.mark.parametrize("format_", ["jsonl", "json", "csv", "table"])
def test_a_full_disk_behind_standard_output(here: Path, format_: str) -> None:
    with open("/dev/full", "wb") as target:  # noqa: PTH123
        done = subprocess.run(
            command("a.txt", "-f", format_), stdout=target, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith(
        "meetextract: standard output: cannot be written: No space left on device\nhint: "
    )


@full
@pytest.mark.parametrize("option", ["--help", "--version", "--schema"])
def test_a_full_disk_behind_the_help(option: str) -> None:
    with open("/dev/full", "wb") as target:  # noqa: PTH123
        done = subprocess.run(command(option), stdout=target, stderr=subprocess.PIPE, env=environment(), check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"meetextract: standard output: cannot be written")


@posix
def test_a_file_that_may_not_grow(here: Path) -> None:
    library(here / "n", 40)
    limited = ["bash", "-c", 'ulimit -f 8; trap "" XFSZ; exec "$@"', "bash", *command("n", "-o", "o.jsonl")]
    done = subprocess.run(limited, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 1
    assert "cannot be written: File too large\nhint: " in done.stderr
    assert not Path("o.jsonl").exists()


@posix
@as_user
def test_a_folder_that_may_not_be_written_to(here: Path) -> None:
    Path("locked").mkdir(mode=0o555)
    done = run("a.txt", "-o", "locked/o.csv")
    assert done.status == 2
    assert done.err.startswith("meetextract: locked/o.csv: cannot be written: Permission denied\nhint: ")


def test_a_folder_whose_name_a_file_has(here: Path) -> None:
    done = run("a.txt", "-o", "a.txt/", "-f", "csv")
    assert done.status == 2
    assert done.err.splitlines()[1].startswith("hint: ")


@posix
def test_closed_standard_streams(here: Path) -> None:
    shell = " ".join(command("a.txt"))
    for redirect, status in ((">&-", 2), ("2>&-", 0), ("<&-", 0)):
        done = subprocess.run(
            ["bash", "-c", f"{shell} {redirect}"], capture_output=True, text=True, env=environment(), check=False
        )
        assert done.returncode == status, redirect
        assert "Traceback" not in done.stderr
    assert (
        subprocess.run(["bash", "-c", f"{' '.join(command())} <&-"], capture_output=True, check=False).returncode == 2
    )


# Names as attacks.


@posix
def test_control_codes_in_a_name_do_not_reach_the_terminal(here: Path) -> None:
    name = "a\x1b]0;owned\x07\nmeetextract: fake\u202e.txt"
    done = run(name)
    assert done.status == 3
    assert "\x1b" not in done.err
    assert "\x07" not in done.err
    assert "\u202e" not in done.err
    assert len(done.err.splitlines()) == 2
    assert done.records[0]["source"] == name
    assert len(done.out.splitlines()) == 1


@posix
def test_a_name_that_is_no_utf_8(here: Path) -> None:
    Path("n").mkdir()
    Path(os.fsdecode(b"n/\xff\xfe.txt")).write_text(ARTICLE, encoding="utf-8")
    done = run("n")
    assert done.status == 0
    assert len(done.records) == 1
    assert run("n", "-j", "2", "-o", "out/").status == 0
    assert run("n", "-o", "o.csv").status == 0


def test_an_output_stays_below_its_folder(here: Path) -> None:
    Path("deep/er").mkdir(parents=True)
    Path("deep/x.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("../x.txt", str(here / "a.txt"), "..", "-o", "out/", cwd=here / "deep" / "er")
    assert done.status == 0
    below = sorted(str(path.relative_to(here)) for path in here.rglob("*.json"))
    assert below == ["deep/er/out/a.json", "deep/er/out/deep/x.json", "deep/er/out/x.json"]
