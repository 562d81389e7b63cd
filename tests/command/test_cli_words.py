"""The words that people type at the command, what completes them, and what is to be cited."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import meetextract
from command_runner import ARTICLE, library, run
from meetextract.model import KINDS
from meetextract.views.labels import labels


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "n", 2)
    return tmp_path


def test_kinds_by_the_words_of_the_page(here: Path) -> None:
    by_code = run("n", "--kind", "agree")
    assert by_code.out
    for name in (labels("ja")["agree"], labels("en")["agree"], labels("en")["agree"].upper()):
        assert run("n", "--kind", name).out == by_code.out
    both = ",".join(labels("ja")[kind] for kind in KINDS)
    assert run("n", "--kind", both).status == 0
    wrong = run("n", "--kind", "賛成")
    assert wrong.status == 2
    assert f"agree ({labels('ja')['agree']})" in wrong.err


@pytest.mark.parametrize("option", [("--country", "Ghana"), ("--person", "無名")])
@pytest.mark.parametrize("format_", ["table", "jsonl", "md", "plover"])
def test_articles_without_a_match_leave_no_line(here: Path, option: tuple[str, str], format_: str) -> None:
    library(here / "one", 1)
    for folder in ("n", "one"):
        done = run(folder, *option, "-f", format_)
        assert (done.status, done.out) == (0, b"")
    assert json.loads(run("n", *option, "-f", "json").out) == []


def test_a_country_by_its_english_name(here: Path) -> None:
    assert run("n", "--country", "Commonwealth of Australia").out == run("n", "--country", "AU").out != b""
    wrong = run("n", "--country", "Austrlia")
    assert wrong.status == 2
    assert "did you mean Australia (AU)" in wrong.err


def test_what_a_folder_holds_besides_is_counted_and_named(here: Path) -> None:
    for name in ("a.doc", "b.DOC", "picture.jpg", "README"):
        (here / "n" / name).write_bytes(b"x")
    assert run("n", "-f", "jsonl").err.endswith("meetextract: not read: 2 .doc, 1 without a suffix, 1 .jpg\n")
    assert "not read" not in run("n/000.txt", "-f", "jsonl").err


# Citing.


def test_the_version_names_what_a_methods_section_has_to() -> None:
    cited = json.loads(run("--version", "--json").out)
    assert cited.keys() == {"meetextract", "schema", "dictionary", "lexicon"}
    assert (cited["meetextract"], cited["schema"]) == (meetextract.__version__, 2)
    assert run("--version").text == (
        f"meetextract {cited['meetextract']} (schema 2, dictionary {cited['dictionary']}, lexicon {cited['lexicon']})\n"
    )
    assert run("a.txt", "--json").status == 2


def test_a_lexicon_of_ones_own_has_a_version_of_its_own(here: Path) -> None:
    Path("own.toml").write_text('[[place]]\nname = "港の館"\n', "utf-8")
    mine = json.loads(run("--version", "--json", "--lexicon", "own.toml").out)
    assert mine["lexicon"] != json.loads(run("--version", "--json").out)["lexicon"]
    assert run("--version", "--lexicon", "nowhere.toml").status == 2


# Completion.


def completed(words: str, shell: str = "bash") -> list[str]:
    """What a shell is told that could come next."""
    told = {
        "_MEETEXTRACT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words.rpartition(" ")[2],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "meetextract"],
        env={**os.environ, **told}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("meetextract --occ", ["--occasions"]),
        ("meetextract -f pl", ["plover"]),
        ("meetextract --format jso", ["json", "jsonl", "jsonld"]),
        ("meetextract --kind conf", ["confirm"]),
        ("meetextract --country Brit", ["Britain"]),
        ("meetextract --country 英国", ["英国"]),
        ("meetextract --country Ukr", ["Ukraine"]),
        ("meetextract --country ウク", ["ウクライナ"]),
        ("meetextract --color a", ["auto", "always"]),
        ("meetextract --lang e", ["en"]),
        ("meetextract --completion p", ["powershell"]),
    ],
)
def test_options_and_values_are_completed(words: str, found: list[str]) -> None:
    assert completed(words) == found


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_are_told_too(shell: str) -> None:
    assert any("plover" in line for line in completed("meetextract -f pl", shell))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_what_is_printed_is_read_by_the_shell(shell: str, tmp_path: Path) -> None:
    printed = run("--completion", "powershell" if shell == "pwsh" else shell).text
    assert "meetextract" in printed
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "completion"
    script.write_text(printed, "utf-8")
    done = subprocess.run([shell, str(script)], capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_shell() -> None:
    done = run("--completion", "tcsh")
    assert done.status == 2
    assert "bash, zsh, fish or powershell" in done.err


# Where it cannot run.


def test_from_inside_a_zip_it_says_why_not(tmp_path: Path) -> None:
    package = Path(meetextract.__file__).parent
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.write(package / "__init__.py", "meetextract/__init__.py")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.path.insert(0, 'p.zip'); import meetextract"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "ImportError: meetextract reads its tables as files: install it with pip" in done.stderr


def test_verify_has_one_form_of_message(here: Path) -> None:
    Path("a.txt").write_text(ARTICLE, "utf-8")
    record = json.loads(run("a.txt").out)
    del record["warnings"]
    Path("o.jsonl").write_text(f"nonsense\n{json.dumps(record)}\n[]\n", "utf-8")
    assert run("--verify", "o.jsonl").text.splitlines() == [
        "o.jsonl:1: the record: is no JSON",
        "o.jsonl:2: a.txt: the record: has no 'warnings'",
        "o.jsonl:3: the record: is no object",
    ]


def test_the_word_agreed_is_one_kind_and_says_so(here: Path) -> None:
    done = run("n", "--kind", "agreed")
    assert "--agreed takes agree, confirm, share, sign and announce" in done.err
    assert "--agreed takes" not in run("n", "--kind", "agree").err


def test_meetings_that_a_period_leaves_out_for_their_year_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("森外相は5月30日、パリでデュボワ仏外相と会談し、港の整備で一致した。\n", "utf-8")
    done = run("a.txt", "--since", "2026-05", cwd=tmp_path)
    assert done.records[0]["meetings"] == []
    assert "1 meeting without a year left out by --since or --until: --date" in done.err
    assert "without a year" not in run("a.txt", "--since", "2026-05", "--date", "2026-05-31", cwd=tmp_path).err
    (tmp_path / "b.txt").write_text("港に桟橋ができた。\n", "utf-8")
    assert "hint: 1 meeting with a day and no year: --date" in run("a.txt", "b.txt", cwd=tmp_path).err


def test_the_summary_names_the_warnings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("【日米外相\n" + ARTICLE, "utf-8")
    (tmp_path / "b.txt").write_text(ARTICLE, "utf-8")
    done = run("a.txt", "b.txt", cwd=tmp_path)
    codes = sorted({warning["code"] for record in done.records for warning in record["warnings"]})
    assert not codes or f"({', '.join(codes)})" in done.err


def test_nothing_on_standard_input_says_how_to_name_a_file(here: Path) -> None:
    assert "hint: nothing came on standard input; name a file or folder: meetextract article.txt" in run().err
