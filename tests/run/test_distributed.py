"""Many Parquet files on real Dask workers: all done, none twice, also when a worker is killed."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="dask.distributed is not installed")
pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
import distributed  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from meetextract.errors import ArgumentError  # noqa: E402
from meetextract.run.arrow import Shard  # noqa: E402
from meetextract.run.dask import run  # noqa: E402

SHARDS = 24
ARTICLES = 40
TEXT = "小泉防衛相は2日、東京で、米国のヘグセス国防長官と会談した。両氏は、防衛協力を強化することで一致した。\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as one:
        yield one


@pytest.fixture
def archive(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(SHARDS):
        path = tmp_path / "archive" / str(number % 3) / f"{number}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        ids = [f"{number}-{article}" for article in range(ARTICLES)]
        pq.write_table(pa.table({"id": ids, "text": [TEXT * 5] * ARTICLES}), path)
        paths.append(path)
    return paths


def ids(out: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in out.rglob("*.parquet"):
        found.update(pq.read_table(path, columns=["id"])["id"].to_pylist())
    return found


ALL = {f"{number}-{article}" for number in range(SHARDS) for article in range(ARTICLES)}


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    cluster: Any, archive: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with distributed.Client(cluster, set_as_default=False) as client:
        before = client.run(os.getpid)
    victim = next(iter(before.values()))
    finished: list[str] = []

    def kill_at_the_third(shard: Shard) -> None:
        finished.append(shard.source)
        if len(finished) == 3:
            os.kill(victim, signal.SIGKILL)

    results = run(archive, out, address=cluster.scheduler_address, progress=kill_at_the_third)
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)
    assert [shard.source for shard in results] == [str(path) for path in archive]
    assert not [shard for shard in results if shard.error]
    assert Counter(finished) == Counter(map(str, archive))
    assert ids(out) == Counter(ALL)
    assert not list(out.rglob(".*"))
    assert all(shard.skipped or shard.articles == ARTICLES for shard in results)


def test_a_second_run_does_nothing_and_a_lost_shard_is_done_again(
    cluster: Any, archive: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(archive, out, address=cluster.scheduler_address)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    assert all(shard.skipped for shard in run(archive, out, address=cluster.scheduler_address))
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before
    next(iter(before)).unlink()
    again = run(archive, out, address=cluster.scheduler_address)
    assert sorted(shard.skipped for shard in again) == [False] + [True] * (SHARDS - 1)
    assert ids(out) == Counter(ALL)


def test_a_bad_shard_is_a_result_and_ends_nothing(cluster: Any, archive: list[Path], tmp_path: Path) -> None:
    archive[1].write_bytes(b"no parquet")
    archive[2].unlink()
    results = run(archive, tmp_path / "out", address=cluster.scheduler_address)
    assert [shard.error.code for shard in results if shard.error] == ["not-parquet", "not-found"]
    assert ids(tmp_path / "out") == Counter(one for one in ALL if one.split("-")[0] not in {"1", "2"})


def test_results_mirror_the_folders_of_the_inputs(cluster: Any, archive: list[Path], tmp_path: Path) -> None:
    results = run([*archive[:3], archive[0]], tmp_path / "out", address=cluster.scheduler_address)
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.parquet"))
    assert found == ["0/0.parquet", "1/1.parquet", "2/2.parquet"]
    assert len(results) == 3


def test_local_starts_workers_of_its_own(archive: list[Path], tmp_path: Path) -> None:
    results = run(archive[:2], tmp_path / "out", workers=1)
    assert [shard.articles for shard in results] == [ARTICLES, ARTICLES]


def test_an_input_is_never_overwritten_by_its_result(archive: list[Path]) -> None:
    with pytest.raises(ArgumentError, match="overwritten"):
        run(archive[:1], archive[0].parent)


def test_a_scheduler_that_does_not_answer_is_named(
    archive: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetextract.run.dask._CONNECT_SECONDS", 1)
    with pytest.raises(ArgumentError, match=r"tcp://127\.0\.0\.1:1"):
        run(archive[:1], tmp_path / "out", address="tcp://127.0.0.1:1")
