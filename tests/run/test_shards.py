"""`--dask`: Parquet files of articles into Parquet files, as a user calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_runner import ARTICLE, run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    pq = pytest.importorskip("pyarrow.parquet")
    folder = tmp_path / "archive"
    (folder / "2025").mkdir(parents=True)
    for name in ("2025/a.parquet", "2025/b.parquet", "c.parquet"):
        texts = [ARTICLE, ARTICLE, None if name.startswith("c") else ARTICLE]
        pq.write_table(pa.table({"id": ["1", "2", "3"], "text": texts}), folder / name)
    return folder


def test_a_folder_of_shards_becomes_a_folder_of_records(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    pq = pytest.importorskip("pyarrow.parquet")

    out = tmp_path / "out"
    done = run(archive, "--dask", "local", "-j", 2, "-o", f"{out}/")
    assert done.status == 1, done.err
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.parquet")) == [
        "2025/a.parquet",
        "2025/b.parquet",
        "c.parquet",
    ]
    assert "c.parquet: 1 of 3 articles could not be read" in done.err
    assert "3 files, 8 meetings" in done.err
    assert done.out == b""
    rows = pq.read_table(out / "c.parquet").to_pylist()
    assert [row["error"] is None for row in rows] == [True, True, False]
    # What is done is done: only the summary of the second run tells it from the first.
    again = run(archive, "--dask", "local", "-j", 2, "-o", f"{out}/")
    assert "3 files (3 as before)" in again.err


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ((), "--dask needs a folder to write to"),
        (("-o", "out.parquet"), "--dask needs a folder to write to"),
        (("-o", "out/", "--kind", "agree"), "--kind does not go with --dask"),
        (("-o", "out/", "--with-text"), "--with-text does not go with --dask"),
        (("-o", "out/", "-f", "csv"), "--dask writes parquet, not csv"),
    ],
)
def test_options_that_do_not_go_with_dask_are_refused_before_anything_is_written(
    archive: Path, tmp_path: Path, options: tuple[str, ...], why: str
) -> None:
    done = run(archive, "--dask", "local", *options, cwd=tmp_path)
    assert done.status == 2
    assert why in done.err
    assert done.hints
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_texts_are_no_shards(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("a.txt", "--dask", "local", "-o", "out/", cwd=tmp_path)
    assert done.status == 2
    assert "a.txt: --dask reads Parquet files with the columns id and text" in done.err


def test_a_folder_without_shards_is_no_archive(tmp_path: Path) -> None:
    done = run(tmp_path, "--dask", "local", "-o", f"{tmp_path}/out/")
    assert done.status == 2
    assert "no Parquet files to read" in done.err


def test_a_scheduler_that_does_not_answer_is_named(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    done = run(archive, "--dask", "tcp://127.0.0.1:1", "-o", f"{tmp_path}/out/")
    assert done.status == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in done.err
