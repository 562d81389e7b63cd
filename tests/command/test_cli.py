"""The command as users run it: standard output is data, everything else stands on standard error."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from command_runner import ARTICLE, NO_MEETING, OTHER, command, environment, library, run

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


# What comes out.


def test_json_lines_in_a_pipe(here: Path) -> None:
    done = run("a.txt")
    assert (done.status, done.err) == (0, "")
    [record] = done.records
    assert record["source"] == "a.txt"
    assert [country["code"] for country in record["meetings"][0]["countries"]] == ["JP", "AU"] or {
        country["code"] for country in record["meetings"][0]["countries"]
    } == {"JP", "AU"}
    assert any(point["joint"] for point in record["meetings"][0]["points"])


def test_every_slice_is_the_text_it_quotes(here: Path) -> None:
    [record] = run("a.txt").records

    def check(value: object) -> int:
        if isinstance(value, list):
            return sum(map(check, value))
        if not isinstance(value, dict):
            return 0
        mine = 0
        if value.get("start") is not None and "text" in value:
            assert ARTICLE[value["start"] : value["end"]] == value["text"]
            mine = 1
        return mine + sum(map(check, value.values()))

    assert check(record) > 5


def test_records_say_what_made_them_and_of_what(here: Path) -> None:
    import hashlib  # noqa: PLC0415

    [record] = run("a.txt").records
    assert record["sha256"] == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert set(record["versions"]) == {"meetextract", "dictionary", "lexicon"}


def test_standard_input_with_and_without_a_dash(here: Path) -> None:
    by_dash, by_pipe = run("-", stdin=ARTICLE.encode("cp932")), run(stdin=ARTICLE.encode("cp932"))
    assert by_dash.out == by_pipe.out
    assert by_dash.records[0]["source"] == "-"
    assert by_dash.records[0]["meetings"] == run("a.txt").records[0]["meetings"]


def test_json_of_one_file_is_a_document_and_of_several_an_array(here: Path) -> None:
    Path("b.txt").write_text(OTHER, encoding="utf-8")
    assert isinstance(json.loads(run("a.txt", "-f", "json").out), dict)
    assert len(json.loads(run("a.txt", "b.txt", "-f", "json").out)) == 2
    Path("n").mkdir()
    Path("n/a.txt").write_text(ARTICLE, encoding="utf-8")
    assert len(json.loads(run("n", "-f", "json").out)) == 1


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_page_keeps_the_width(here: Path, width: int) -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    done = run("a.txt", "-f", "table", "--width", width)
    assert done.status == 0
    assert max(cell_len(line) for line in done.text.splitlines()) <= width
    assert "マールズ" in done.text
    assert "\x1b" not in done.text
    assert "…" not in done.text


def test_colour_only_where_it_is_wanted(here: Path) -> None:
    assert "\x1b[" in run("a.txt", "-f", "table", "--color", "always", TERM="xterm").text
    assert "\x1b" not in run("a.txt", "-f", "table", "--color", "never", FORCE_COLOR="1").text
    assert "\x1b" not in run("a.txt", "-f", "table", NO_COLOR="1").text


def test_labels_in_both_languages(here: Path) -> None:
    assert run("a.txt", "-f", "table", "--lang", "ja").out != run("a.txt", "-f", "table", "--lang", "en").out


@posix
def test_a_terminal_gets_the_page(here: Path) -> None:
    import pty  # noqa: PLC0415

    ours, theirs = pty.openpty()
    process = subprocess.Popen(command("a.txt"), stdout=theirs, stderr=subprocess.PIPE, env=environment(TERM="xterm"))
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        shown += piece
        if not piece:
            break
    assert process.wait(60) == 0
    assert b"\x1b[" in shown
    assert "マールズ".encode() in shown


def test_a_folder_to_csv(here: Path) -> None:
    library(here / "n")
    done = run("n", "-o", "out.csv", "--bom")
    assert (done.status, done.out) == (0, b"")
    assert re.fullmatch(r"meetextract: 4 files, \d+ meetings, \d+ points, 0 failed, \d+\.\d s\n", done.err), done.err
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not list(here.glob("*.journal"))


@pytest.mark.parametrize(
    ("output", "begins"),
    [("o.jsonl", b'{"schema_version"'), ("o.json", b"["), ("o.md", b"#"), ("o.html", b"<!"), ("o.sqlite", b"SQLite"),
     ("o.plover.jsonl", b"{"), ("O.CSV", b"")],
)  # fmt: skip
def test_the_suffix_chooses_the_format(here: Path, output: str, begins: bytes) -> None:
    library(here / "n")
    assert run("n", "-o", output).status == 0
    assert Path(output).read_bytes().startswith(begins)


def test_a_folder_mirrors_the_tree_under_its_name(here: Path) -> None:
    library(here / "n")
    (here / "n" / "000.html").write_text(f"<p>{ARTICLE}", encoding="utf-8")
    done = run("n", "a.txt", "-o", "out/")
    assert done.status == 0
    written = sorted(str(path.relative_to("out")) for path in Path("out").rglob("*") if path.is_file())
    assert written == ["a.json", "n/000.html.json", "n/000.txt.json", "n/001.json", "n/002.json", "n/sub/z.json"]
    assert json.loads(Path("out/n/sub/z.json").read_text(encoding="utf-8"))["source"] == "n/sub/z.md"


@pytest.mark.parametrize("format_", ["jsonl", "csv", "md", "html", "sqlite", "table"])
def test_a_folder_in_any_format(here: Path, format_: str) -> None:
    library(here / "n")
    assert run("n", "-o", "out/", "-f", format_).status == 0
    assert len([path for path in Path("out").rglob("*") if path.is_file()]) == 4


def test_two_inputs_for_one_file_of_a_folder(here: Path) -> None:
    for name in ("x", "y"):
        library(here / name / "n", 1)
    done = run("x/n", "y/n", "-o", "out/")
    assert done.status == 1
    assert "would be written for two inputs" in done.err
    assert json.loads(Path("out/n/000.json").read_text(encoding="utf-8"))["source"] == "x/n/000.txt"


def test_text_is_kept_where_it_is_asked_for_or_needed(here: Path) -> None:
    Path("p.html").write_text("<nav>一覧</nav><p>鷹野防衛相はマールズ豪国防相と会談した。", encoding="utf-8")
    plain, asked, page = run("a.txt"), run("a.txt", "--with-text"), run("p.html")
    assert "text" not in plain.records[0]
    assert asked.records[0]["text"] == ARTICLE
    assert page.records[0]["text"] == "鷹野防衛相はマールズ豪国防相と会談した。\n"


def test_the_date_that_is_given(here: Path) -> None:
    text = "鷹野防衛相は3日、マールズ豪国防相と会談した。\n".encode()
    dated = run("-", "--date", "2025-11-05", stdin=text).records[0]
    assert dated["published"] == "2025-11-05"
    assert dated["meetings"][0]["date"]["value"] == "2025-11-03"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_the_same_records_from_every_encoding(here: Path, encoding: str) -> None:
    Path("b.txt").write_bytes(ARTICLE.encode(encoding))
    assert run("b.txt").records[0]["meetings"] == run("a.txt").records[0]["meetings"]


def test_ruby_gives_readings_and_stays_out_of_names(here: Path) -> None:
    Path("r.html").write_text(
        "<p>鷹野防衛相は、中国の<ruby>董軍<rt>とうぐん</rt></ruby>国防相と会談し、対話の継続で一致した。",
        encoding="utf-8",
    )
    people = run("r.html").records[0]["meetings"][0]["participants"]
    assert ("董軍", "とうぐん") in [(person["name"], person["reading"]) for person in people]


# Selection.


def test_selection_leaves_out_what_does_not_match(here: Path) -> None:
    library(here / "n")
    sources = [record["source"] for record in run("n", "--country", "フランス").records]
    assert sources == ["n/001.txt", "n/sub/z.md"]
    assert [record["source"] for record in run("n", "--country", "AU", "--since", "2025-11").records] == ["n/000.txt"]
    assert run("n", "--until", "2020").out == b""
    assert run("n", "--until", "2020").status == 0


def test_selection_of_one_file_leaves_its_record(here: Path) -> None:
    [record] = run("a.txt", "--country", "FR").records
    assert record["meetings"] == []


def test_agreed_points_only(here: Path) -> None:
    points = [point for meeting in run("a.txt", "--agreed").records[0]["meetings"] for point in meeting["points"]]
    assert points
    assert {point["kind"] for point in points} <= {"agree", "confirm", "share", "sign", "announce"}


def test_explain_stands_on_standard_error(here: Path) -> None:
    plain, explained = run("a.txt"), run("a.txt", "--explain")
    assert explained.out == plain.out
    lines = explained.err.splitlines()
    assert all(line.startswith("a.txt: ") for line in lines)
    for meeting in plain.records[0]["meetings"]:
        assert sum(f" {meeting['id']} participant " in line for line in lines) == len(meeting["participants"])
        assert sum(f" {meeting['id']} country " in line for line in lines) == len(meeting["countries"])
        points = [line for line in lines if f" {meeting['id']} point " in line]
        assert len(points) == len(meeting["points"])
        for line, point in zip(points, meeting["points"], strict=True):
            assert f" {point['kind']} {point['predicate']['text']!r} " in line
            assert ": predicates.toml#" in line


# Lists of inputs.


def test_files_from_a_list_and_from_standard_input(here: Path) -> None:
    Path("list").write_text("a.txt\nmissing.txt\n", encoding="utf-8")
    by_file, by_pipe = run("--files-from", "list"), run("--files-from", "-", stdin=b"a.txt\0missing.txt\0")
    assert by_file.out == by_pipe.out
    assert by_file.status == by_pipe.status == 1
    assert [record["source"] for record in by_file.records] == ["a.txt", "missing.txt"]


def test_patterns_in_quotes(here: Path) -> None:
    library(here / "n")
    assert len(run("n/*.txt").records) == 3


# About the command.


def test_version_names_dictionary_and_lexicon() -> None:
    done = run("--version")
    assert re.fullmatch(r"meetextract \S+ \(schema 2, dictionary unidic-lite \S+, lexicon [0-9a-f]{8}\)\n", done.text)


def test_help_names_every_option_and_the_exit_status() -> None:
    done = run("--help")
    assert done.status == 0
    options = """
        --format --output --force --resume --agreed --kind --country --person --since --until --date --lexicon
        --encoding --files-from --max-size --with-text --explain --jobs --bom --color --width --lang --verify --schema
        --version
    """
    for option in options.split():
        assert option in done.text
    assert "130 interrupted" in done.text
    assert max(map(len, done.text.splitlines())) <= 80


def test_the_version_of_the_lexicon_follows_the_users_tables(here: Path) -> None:
    Path("own.toml").write_text('[[country]]\ncode = "XA"\nname = "アルスター国"\n', encoding="utf-8")
    plain, own = run("a.txt").records[0], run("a.txt", "--lexicon", "own.toml").records[0]
    assert plain["versions"]["lexicon"] != own["versions"]["lexicon"]


def test_no_module_that_only_some_runs_need_is_loaded() -> None:
    code = (
        "import sys; sys.argv = ['meetextract', '--version']\n"
        "from meetextract.command.start import run; run()\n"
        "print(*sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    unwanted = {"rich", "fugashi", "multiprocessing", "sqlite3", "tomllib", "pypdf", "pyarrow", "openpyxl"}
    assert not unwanted & set(loaded)
    assert "meetextract.pipeline" not in loaded


def test_two_processes_give_what_one_gives(here: Path) -> None:
    library(here / "n", 12)
    Path("n/005.txt").write_bytes(b"\0")
    one, two = run("n", "missing.txt", "-"), run("n", "missing.txt", "-", "-j", "2")
    assert one.out == two.out
    assert one.status == two.status == 1
    assert [record["source"] for record in two.records][-2:] == ["missing.txt", "-"]


def test_an_article_without_a_meeting_is_a_record_without_meetings(here: Path) -> None:
    done = run("-", stdin=NO_MEETING.encode())
    assert (done.status, done.records[0]["meetings"]) == (0, [])


def read_all(terminal: int) -> str:
    """What comes over a terminal until the other end is closed."""
    parts = []
    with contextlib.suppress(OSError):  # Linux says so at the end
        while part := os.read(terminal, 65536):
            parts.append(part)
    return b"".join(parts).decode()


@posix
def test_progress_is_shown_on_a_terminal_and_only_there(here: Path) -> None:
    import pty  # noqa: PLC0415

    library(here / "n")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("n", "missing.txt"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(TERM="xterm", COLUMNS="100"),
    ) as running:
        os.close(theirs)
        shown = read_all(ours)  # as it comes: a terminal takes few thousand characters before somebody reads
        out, _ = running.communicate(timeout=60)
    os.close(ours)
    assert "5/5" in shown
    assert "files/s" in shown
    assert "1 failed" in shown
    assert "meetextract: missing.txt: no such file" in shown
    assert out == run("n", "missing.txt").out
    assert "files/s" not in run("n", "missing.txt").err
