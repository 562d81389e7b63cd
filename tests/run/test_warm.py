"""What the command keeps between runs changes nothing but the time that it takes."""

from __future__ import annotations

import gc
import json
import marshal
import os
import re
import shutil
import zlib
from pathlib import Path
from typing import Any, Final

import pytest

from command_runner import ARTICLE, run
from meetextract.run.processing import Processor, Settings
from meetextract.run.warm import _spare_sets

PACKAGE: Final = Path(__file__).parents[2] / "src" / "meetextract"


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


def read(path: Path) -> dict[str, Any]:
    store: dict[str, Any] = marshal.loads(path.read_bytes()[4:])
    return store


def write(path: Path, store: dict[str, Any]) -> None:
    """With the right checksum: as a store that was written like this."""
    data = marshal.dumps(store)
    path.write_bytes(zlib.crc32(data).to_bytes(4) + data)


@pytest.mark.parametrize("damage", [b"", b"\x00\xff no such thing", b"i\x01\x00\x00\x00", None])
def test_a_damaged_store_is_none(article: Path, tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    good = run(article, MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    before = stored.read_bytes()
    at = len(before) // 2
    stored.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :] if damage is None else damage)
    damaged = stored.stat().st_ino
    again = run(article, MEETEXTRACT_CACHE=str(cache))
    assert (again.status, again.out, again.err) == (good.status, good.out, good.err)
    assert only(cache).stat().st_ino != damaged, "it was not made anew"
    assert read(only(cache)).keys() == {"expressions", "exec", "eval", "tables"}


@pytest.mark.parametrize("entry", [None, 7, (), (0, b"\x01\x02\x03", 1, {}, (None,)), (0, bytes(64), 0, {}, (None,))])
@pytest.mark.parametrize("kind", ["expressions", "exec", "eval", "tables"])
def test_an_entry_of_another_kind_is_made_anew(article: Path, tmp_path: Path, kind: str, entry: object) -> None:
    cache = tmp_path / "cache"
    good = run(article, MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    store = read(stored)
    assert store[kind]
    write(stored, {**store, kind: dict.fromkeys(store[kind], entry)})
    again = run(article, MEETEXTRACT_CACHE=str(cache))
    assert (again.status, again.out, again.err) == (good.status, good.out, good.err)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("open_to_others", ["file", "folder"])
def test_a_store_that_others_could_have_written_is_not_read(article: Path, tmp_path: Path, open_to_others: str) -> None:
    cache = tmp_path / "cache"
    run(article, MEETEXTRACT_CACHE=str(cache))
    stored = only(cache)
    (stored if open_to_others == "file" else cache).chmod(0o777)
    before = stored.stat().st_ino
    assert run(article, MEETEXTRACT_CACHE=str(cache)).status == 0
    assert only(cache).stat().st_ino != before, "it was not made anew"


# What a developer changes: a table, and the module that makes something of it.
CHANGES = [
    ("data/countries.tsv", "\tオーストラリア連邦\t", "\t豪州連邦\t"),
    ("data/predicates.toml", 'kind = "thank"', 'kind = "share"'),
    ("lexicon/merge.py", "official, name_en, names", "official, name_en.upper(), names"),
]


@pytest.mark.parametrize(("name", "old", "new"), CHANGES)
def test_what_was_kept_of_a_changed_package_is_not_used(
    article: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    package = tmp_path / "source" / "meetextract"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    cache = tmp_path / "cache"

    def meetings(kept: Path | str) -> object:
        done = run(article, "-f", "json", MEETEXTRACT_CACHE=str(kept), PYTHONPATH=str(package.parent))
        assert (done.status, done.err) == (0, "")
        return json.loads(done.out)["meetings"]

    first = meetings(cache)
    assert meetings(cache) == first
    path = package / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    changed = meetings(cache)
    assert changed != first
    assert changed == meetings("")
    path.write_text(text, encoding="utf-8")
    assert meetings(cache) == first


def test_the_collector_of_garbage_is_off_only_until_an_article_is_read(article: Path) -> None:
    gc.disable()
    try:
        assert Processor(Settings()).process(str(article)).document is not None
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize(
    "expression",
    ["[一-鿿々]", "[^一-鿿]", "[ぁ-ゖァ-ヺー一-鿿々〆〇]", r"[\sァ-ヶ]", "[𠀀-𿿿一-鿿]", "[^、。\n]", "[a-z一]"],
)
def test_short_sets_of_characters_hold_what_they_held(expression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = re._compiler  # type: ignore[attr-defined]
    every = "".join(map(chr, (*range(0x30000), *range(0xE0100, 0xE01F0))))
    usual = [re.findall(expression, every, flags) for flags in (0, re.IGNORECASE)]
    monkeypatch.setattr(compiler, "_optimize_charset", compiler._optimize_charset)  # as it was, afterwards
    _spare_sets()
    re.purge()
    assert [re.findall(expression, every, flags) for flags in (0, re.IGNORECASE)] == usual


def test_only_other_sets_get_a_table_of_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = re._compiler  # type: ignore[attr-defined]
    usual, asked = compiler._optimize_charset, []

    def noted(charset: object, *rest: object) -> object:
        asked.append(charset)
        return usual(charset, *rest)

    monkeypatch.setattr(compiler, "_optimize_charset", noted)
    _spare_sets()
    re.purge()
    re.compile("x[一-鿿ァ-ヶ]{2,4}")
    assert asked == []
    re.compile("x[a-z]{2,4}")
    assert asked


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
