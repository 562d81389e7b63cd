"""Folders, patterns and lists as inputs, always in the same order; nothing hangs, nothing passes unseen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from meetextract.errors import InputError
from meetextract.reader import find_inputs, read_list
from meetextract.reader.sources import parse, read_bytes, size_text

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
as_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything, so permissions cannot be tested"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("会談した。", encoding="utf-8")


def found(*given: str, leave_out: str | None = None) -> list[str]:
    return [item.path for item in find_inputs(given, leave_out=leave_out)]


def errors(*given: str) -> dict[str, str]:
    return {item.path: item.error.code for item in find_inputs(given) if item.error}


def test_a_folder_is_walked_in_order_of_code_points(here: Path) -> None:
    make("n/b.txt", "n/a/z.md", "n/a.txt", "n/B.HTML", "n/10.txt", "n/9.pdf", "n/あ.htm", "n/x.doc", "n/y")
    assert found("n") == ["n/10.txt", "n/9.pdf", "n/B.HTML", "n/a/z.md", "n/a.txt", "n/b.txt", "n/あ.htm"]
    assert found("n/") == found("n")
    assert found("n/.")[0] == "n/./10.txt"


def test_hidden_files_and_folders_are_left_out(here: Path) -> None:
    make("n/.a.txt", "n/.git/b.txt", "n/c.txt")
    assert found("n") == ["n/c.txt"]
    assert found("n/.a.txt") == ["n/.a.txt"]


def test_what_describes_a_folder_is_no_article(here: Path) -> None:
    make("n/README.md", "n/s/readme.md", "n/readme.txt")
    assert found("n") == ["n/readme.txt"]
    assert found("n/README.md", "n/*.md") == ["n/README.md", "n/README.md"]


def test_a_file_named_outright_is_taken_whatever_its_suffix(here: Path) -> None:
    make("a.news", "b")
    assert found("a.news", "b", "missing.txt") == ["a.news", "b", "missing.txt"]


def test_the_order_given_is_kept_and_so_are_repetitions(here: Path) -> None:
    make("b.txt", "a.txt")
    assert found("b.txt", "a.txt", "b.txt", "-") == ["b.txt", "a.txt", "b.txt", "-"]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("n/*.txt", ["n/a.txt", "n/b.txt"]),
        ("n/**/*.txt", ["n/a.txt", "n/b.txt", "n/s/c.txt"]),
        ("n/**", ["n/a.txt", "n/b.txt", "n/d.md", "n/s/c.txt"]),
        ("n/?.md", ["n/d.md"]),
        ("n/s*", ["n/s/c.txt"]),
    ],
)
def test_patterns(here: Path, pattern: str, paths: list[str]) -> None:
    make("n/b.txt", "n/a.txt", "n/s/c.txt", "n/d.md", "n/e.doc", "n/.f.txt")
    assert found(pattern) == paths


def test_a_name_that_only_looks_like_a_pattern_is_a_name(here: Path) -> None:
    make("[1].txt", "1.txt")
    assert found("[1].txt") == ["[1].txt"]


def test_what_matches_nothing_and_what_is_empty_is_an_error(here: Path) -> None:
    Path("empty").mkdir()
    make("other/a.doc")
    assert errors("*.txt", "empty", "other") == {"*.txt": "not-found", "empty": "empty-folder", "other": "empty-folder"}


def test_where_a_mirrored_output_belongs(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("n/s/c.txt", "a.txt")
    below = {item.path: item.below for item in find_inputs(["n", "a.txt", f"{here}/n", "n/../n/s/c.txt"])}
    assert below["n/s/c.txt"] == ("n", "s", "c.txt")
    assert below["a.txt"] == ("a.txt",)
    assert below[f"{here}/n/s/c.txt"] == ("n", "s", "c.txt")
    assert below["n/../n/s/c.txt"] == ("c.txt",)
    monkeypatch.chdir("n")
    assert find_inputs(["."])[0].below == ("n", "s", "c.txt")
    assert find_inputs([".."])[1].below == (here.name, "n", "s", "c.txt")


def test_the_output_is_no_input(here: Path) -> None:
    make("n/a.md", "n/out.md", "n/out/x.md")
    assert found("n", leave_out="n/out.md") == ["n/a.md", "n/out/x.md"]
    assert found("n", leave_out="n/out") == ["n/a.md", "n/out.md"]


@posix
def test_links_that_lead_back_do_not_hang(here: Path) -> None:
    make("n/a.txt", "n/s/b.txt")
    Path("n/loop").symlink_to("..")
    Path("n/s/up").symlink_to("..")
    Path("n/self.txt").symlink_to("self.txt")
    assert found("n") == ["n/a.txt", "n/s/b.txt", "n/self.txt"]


@posix
def test_links_that_lead_out_are_followed_once(here: Path) -> None:
    make("n/a.txt", "far/b.txt")
    Path("far/back").symlink_to("../n")
    Path("n/link").symlink_to("../far")
    Path("n/twin").symlink_to("../far")
    Path("n/file.txt").symlink_to("../far/b.txt")
    assert found("n") == ["n/a.txt", "n/file.txt", "n/link/b.txt"]


@posix
def test_what_is_no_file_is_said_so_and_never_opened(here: Path) -> None:
    make("n/a.txt")
    os.mkfifo("n/pipe.txt")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("n/plug.txt")
        os.mkfifo("n/pipe")
        Path("n/gone.txt").symlink_to("nowhere")
        assert found("n") == ["n/a.txt", "n/gone.txt", "n/pipe.txt", "n/plug.txt"]
        assert errors("n") == {"n/pipe.txt": "not-a-file", "n/plug.txt": "not-a-file"}


@posix
@as_user
def test_a_folder_that_may_not_be_listed_is_an_error_in_its_place(here: Path) -> None:
    make("n/a.txt", "n/locked/b.txt", "n/z.txt")
    Path("n/locked").chmod(0)
    try:
        assert found("n") == ["n/a.txt", "n/locked", "n/z.txt"]
        assert errors("n") == {"n/locked": "permission-denied"}
    finally:
        Path("n/locked").chmod(0o755)


@posix
def test_a_tree_deeper_than_the_stack(here: Path) -> None:
    root = Path("n")
    root.mkdir()
    os.chdir(root)
    depth = 1200
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text("会談", encoding="utf-8")
    os.chdir(here)
    try:
        paths = found("n")
    finally:
        subprocess.run(["rm", "-rf", "n"], check=True)  # shutil.rmtree of Python 3.11 recurses
    assert len(paths) == 1


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        (b"a.txt\nb c.txt\n\n  \n\xe3\x81\x82.txt", ["a.txt", "b c.txt", "あ.txt"]),
        (b"a.txt\r\nb.txt\r\n", ["a.txt", "b.txt"]),
        (b"a\nb.txt\0c.txt\0", ["a\nb.txt", "c.txt"]),
        (b"\xef\xbb\xbfa.txt\n", ["a.txt"]),
        (b"", []),
    ],
)
def test_a_list_of_files(here: Path, data: bytes, paths: list[str]) -> None:
    Path("list").write_bytes(data)
    assert read_list("list") == paths


def test_a_list_that_is_not_there() -> None:
    with pytest.raises(InputError) as caught:
        read_list("nowhere/list")
    assert caught.value.code == "not-found"


# Reading one input.


@pytest.mark.parametrize(
    ("path", "code"),
    [("missing.txt", "not-found"), ("a.txt/b.txt", "not-found"), ("n", "is-folder"), ("e.txt", "empty"),
     ("a\0b.txt", "not-found"), ("x" * 300 + ".txt", "not-found")],
)  # fmt: skip
def test_what_cannot_be_read_says_why(here: Path, path: str, code: str) -> None:
    make("a.txt")
    Path("n").mkdir()
    Path("e.txt").touch()
    with pytest.raises(InputError) as caught:
        read_bytes(path)
    assert (caught.value.code, caught.value.path) == (code, path)


@posix
@as_user
def test_a_file_that_may_not_be_read(here: Path) -> None:
    make("a.txt")
    Path("a.txt").chmod(0)
    with pytest.raises(InputError, match="permission denied") as caught:
        read_bytes("a.txt")
    assert caught.value.code == "permission-denied"


@posix
def test_a_fifo_without_a_writer_is_empty_and_one_with_a_writer_is_read(here: Path) -> None:
    os.mkfifo("pipe")
    with pytest.raises(InputError, match="is empty"):
        read_bytes("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open("pipe", os.O_WRONLY)
    os.write(writer, "会談".encode())
    os.close(writer)
    try:
        assert read_bytes("pipe") == "会談".encode()
    finally:
        os.close(reader)


@posix
def test_a_link_to_itself_and_a_file_without_end() -> None:
    with pytest.raises(InputError, match="is larger than 1 MiB"):
        read_bytes("/dev/zero", max_size=1024 * 1024)


def test_the_limit_is_inclusive(here: Path) -> None:
    Path("a.txt").write_bytes(b"x" * 10)
    assert read_bytes("a.txt", max_size=10) == b"x" * 10
    with pytest.raises(InputError, match="larger than 9 bytes") as caught:
        read_bytes("a.txt", max_size=9)
    assert "--max-size" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("size", "text"), [(1, "1 bytes"), (1024, "1 KiB"), (64 * 1024**2, "64 MiB"), (3 * 1024**4, "3072 GiB")]
)
def test_sizes_for_people(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize("data", [b"   \n\n", "　".encode(), b"\xef\xbb\xbf"])
def test_a_file_of_blanks_holds_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="holds no text") as caught:
        parse("a.txt", data)
    assert caught.value.code == "empty"


@pytest.mark.parametrize("path", ["a.bin", "a.xyz", "a.mp3"])
def test_another_kind_of_file_is_named_by_its_suffix(path: str) -> None:
    with pytest.raises(InputError, match="is no text") as caught:
        parse(path, b"PK\x03\x04\0\0")
    assert caught.value.code == "wrong-suffix"
    assert ".pdf" in str(caught.value.hint)


def test_a_text_may_have_any_suffix() -> None:
    assert parse("a.news", "会談した。".encode("cp932")).text == "会談した。"
