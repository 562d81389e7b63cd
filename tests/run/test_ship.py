"""What a wheel has for the first run changes nothing but the time that it takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from command_runner import ARTICLE, run

PACKAGE: Final = Path(__file__).parents[2] / "src" / "meetextract"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package with a store, as a wheel has it; nobody changes it."""
    return with_store(tmp_path_factory.mktemp("shipped"))


def with_store(folder: Path) -> Path:
    package = folder / "meetextract"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    # Without site-packages: where wheels are built there is nothing but the builder.
    command = f"import sys; sys.path.insert(0, {str(folder)!r}); from meetextract.run.ship import ship; "
    command += f"from pathlib import Path; print(ship(Path({str(package)!r})))"
    made = subprocess.run([sys.executable, "-I", "-S", "-c", command], capture_output=True, text=True, check=True)
    assert Path(made.stdout.strip()).parent == package
    return folder


def store_of(folder: Path) -> Path:
    (path,) = (folder / "meetextract").glob("start-*.bin")
    return path


def meetings(folder: Path, article: Path) -> tuple[bytes, bool]:
    """What a first run prints, and whether it had to read the tables."""
    done = run(article, "-f", "json", MEETEXTRACT_CACHE="", PYTHONPATH=str(folder), PYTHONPROFILEIMPORTTIME="1")
    assert done.status == 0
    return done.out, "tomllib" in done.err


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_a_first_run_reads_no_tables_and_says_the_same(shipped: Path, article: Path) -> None:
    usual = run(article, "-f", "json", MEETEXTRACT_CACHE="")
    assert meetings(shipped, article) == (usual.out, False)


def test_everybody_may_read_it(shipped: Path) -> None:
    assert store_of(shipped).stat().st_mode & 0o044 == 0o044


@pytest.mark.parametrize("damage", [b"", b"\x00\xff no such thing", None])
def test_a_damaged_store_is_none(tmp_path: Path, article: Path, shipped: Path, damage: bytes | None) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(shipped, folder)
    store = store_of(folder)
    whole = store.read_bytes()
    at = len(whole) // 2
    store.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] if damage is None else damage)
    assert meetings(folder, article) == (meetings(shipped, article)[0], True)


def test_a_changed_table_counts(tmp_path: Path, article: Path, shipped: Path) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(shipped, folder)
    table = folder / "meetextract" / "data" / "countries.tsv"
    text = table.read_text("utf-8")
    assert "\tオーストラリア連邦\t" in text
    table.write_text(text.replace("\tオーストラリア連邦\t", "\t豪州連邦\t"), encoding="utf-8")
    changed, read = meetings(folder, article)
    assert read
    assert changed != meetings(shipped, article)[0]


def test_the_user_s_own_store_is_filled_from_it(tmp_path: Path, article: Path, shipped: Path) -> None:
    cache = tmp_path / "cache"
    first = run(article, "-f", "json", MEETEXTRACT_CACHE=str(cache), PYTHONPATH=str(shipped))
    later = run(article, "-f", "json", MEETEXTRACT_CACHE=str(cache), PYTHONPATH=str(shipped))
    assert (first.out, first.err) == (later.out, later.err)
    assert [path.name for path in cache.iterdir()] == [store_of(shipped).name]
