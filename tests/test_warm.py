"""What the command keeps between runs changes nothing but the time that it takes."""

from __future__ import annotations

import marshal
import os
from pathlib import Path

import pytest

from command_runner import ARTICLE, run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_the_second_run_says_what_the_first_said_and_writes_nothing_new(article: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = run(article, "-f", "json", MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    before = stored.stat()
    second = run(article, "-f", "json", MEETEXTRACT_CACHE=str(cache))
    assert first.status == second.status == 0
    assert first.out == second.out
    assert b"meetings" in first.out
    after = only(cache).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    if os.name == "posix":
        assert before.st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"\x00\xff no such thing", b"i\x01\x00\x00\x00"])
def test_a_damaged_store_is_none(article: Path, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    good = run(article, MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    stored.write_bytes(damage)
    again = run(article, MEETEXTRACT_CACHE=str(cache))
    assert (again.status, again.out, again.err) == (good.status, good.out, good.err)
    assert only(cache).stat().st_size > 1000


@pytest.mark.parametrize("entry", [None, 7, (), (0, b"\x01\x02\x03", 1, {}, (None,)), (0, bytes(64), 0, {}, (None,))])
def test_an_entry_that_is_no_expression_is_compiled_anew(article: Path, tmp_path: Path, entry: object) -> None:
    cache = tmp_path / "cache"
    good = run(article, MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    stored.write_bytes(marshal.dumps(dict.fromkeys(marshal.loads(stored.read_bytes()), entry)))
    again = run(article, MEETEXTRACT_CACHE=str(cache))
    assert (again.status, again.out, again.err) == (good.status, good.out, good.err)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_store_that_others_could_have_written_is_not_read(article: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    run(article, MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    stored.chmod(0o666)
    before = stored.stat().st_ino
    assert run(article, MEETEXTRACT_CACHE=str(cache)).status == 0
    assert only(cache).stat().st_ino != before, "it was not made anew"


@pytest.mark.parametrize("place", ["", "relative/folder", "/proc/nowhere/at/all"])
def test_where_nothing_can_be_kept_nothing_is_and_nobody_is_told(article: Path, tmp_path: Path, place: str) -> None:
    done = run(article, cwd=tmp_path, MEETEXTRACT_CACHE=place)
    assert (done.status, done.err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt"]


def test_workers_keep_and_use_it_too(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    first = run(folder, "-f", "jsonl", "-j", 2, MEETEXTRACT_CACHE=str(cache))
    assert only(cache).stat().st_size > 1000
    second = run(folder, "-f", "jsonl", "-j", 2, MEETEXTRACT_CACHE=str(cache))
    assert first.out == second.out
    assert len(first.records) == 6
