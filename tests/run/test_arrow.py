"""Arrow tables in, records out: the function that Spark, Ray and Dask call, and files that are whole or not there."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
import pyarrow.compute as pc  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

import meetextract.run.arrow  # noqa: E402
from meetextract import extract  # noqa: E402
from meetextract.errors import ArgumentError, InputError, OutputError  # noqa: E402
from meetextract.export.json import from_dict  # noqa: E402
from meetextract.run.arrow import SCHEMA, extract_batches, extract_file, extract_table  # noqa: E402

ARTICLE = (
    "小泉防衛相は2日、クアラルンプールで、米国のヘグセス国防長官と会談した。"
    "両氏は、日米同盟の抑止力と対処力を強化することで一致した。小泉氏は、米国の関与を歓迎した。\n"
)


def articles(number: int = 3, **columns: Any) -> Any:
    ids = [f"a{index}" for index in range(number)]
    return pa.table({"id": ids, "text": [f"{ARTICLE}{index}" for index in range(number)], **columns})


def documents(table: Any) -> list[Any]:
    rows = table.to_pylist()
    for row in rows:
        assert row.pop("error") is None
        row["versions"] = dict(row["versions"])
    return [from_dict(row) for row in rows]


def test_a_row_holds_the_record_of_its_article() -> None:
    table = articles(publisher=["甲", "乙", None])
    found = extract_table(table)
    assert found.schema.equals(SCHEMA)
    assert found["id"].to_pylist() == ["a0", "a1", "a2"]
    for text, one, publisher in zip(table["text"].to_pylist(), documents(found), ["甲", "乙", None], strict=True):
        expected = extract(text)
        assert one.meetings == expected.meetings
        assert one.warnings == expected.warnings
        assert one.publisher == (publisher or expected.publisher)
        assert dict(one.versions)["meetextract"]


@pytest.mark.parametrize(
    "published",
    [["2025-11-12"] * 3, [datetime.date(2025, 11, 12)] * 3, [datetime.datetime(2025, 11, 12, 9)] * 3],
)
def test_the_date_of_publication_is_used(published: list[Any]) -> None:
    found = documents(extract_table(articles(published=published)))
    assert [one.meetings for one in found] == [
        extract(f"{ARTICLE}{n}", published="2025-11-12").meetings for n in range(3)
    ]
    assert {one.published for one in found} == {"2025-11-12"}


@pytest.mark.parametrize("kind", ["string", "large_string", "dictionary", "string_view"])
def test_text_of_any_arrow_type_will_do(kind: str) -> None:
    texts = pa.array([ARTICLE] * 2)
    if kind == "dictionary":
        texts = texts.dictionary_encode()
    elif kind == "string_view" and not hasattr(pa, "string_view"):
        pytest.skip("this pyarrow has no string_view")
    else:
        texts = texts.cast(getattr(pa, kind)())
    found = extract_table(pa.table({"id": [7, 8], "text": texts}))
    assert found["id"].to_pylist() == ["7", "8"]
    assert found["error"].null_count == 2


def test_a_bad_article_is_a_row_with_an_error() -> None:
    table = pa.table({
        "id": ["good", None, "null", "date"],
        "text": [ARTICLE, ARTICLE, None, ARTICLE],
        "published": [None, None, None, "yesterday"],
    })  # fmt: skip
    found = extract_table(table)
    assert found["id"].to_pylist() == ["good", None, "null", "date"]
    errors = found.filter(pc.is_valid(found["error"]))
    assert errors["id"].to_pylist() == ["null", "date"]
    assert all(error["code"] and error["message"] for error in errors["error"].to_pylist())
    assert errors["meetings"].null_count == 2


def test_a_fault_of_our_own_is_a_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, **_: Any) -> Any:
        if text.endswith("1"):
            raise RecursionError("too deep")
        return extract(text)

    monkeypatch.setattr(meetextract.run.arrow, "extract", broken)
    found = extract_table(articles())
    assert found["error"].to_pylist()[1]["code"] == "internal"
    assert [error is None for error in found["error"].to_pylist()] == [True, False, True]


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"text": ["a"]}, "id"),
        ({"id": ["a"]}, "text"),
        ({"id": ["a"], "text": [b"a"]}, "text"),
        ({"id": ["a"], "text": [["a"]]}, "text"),
    ],
)
def test_a_table_of_another_shape_is_refused_by_column(table: dict[str, Any], named: str) -> None:
    with pytest.raises(ArgumentError, match=named):
        extract_table(pa.table(table))


def test_an_empty_table_gives_an_empty_table() -> None:
    found = extract_table(articles(0))
    assert (found.num_rows, found.schema) == (0, SCHEMA)


def test_batches_are_drawn_one_at_a_time() -> None:
    drawn = 0

    def source() -> Iterator[Any]:
        nonlocal drawn
        for batch in articles(6).to_batches(max_chunksize=2):
            drawn += 1
            yield batch

    results = extract_batches(source())
    assert next(results).num_rows == 2
    assert drawn == 1
    assert pa.Table.from_batches([*results]).num_rows == 4


# Files


def shard(folder: Path, number: int = 5, name: str = "shard.parquet", **columns: Any) -> Path:
    path = folder / name
    pq.write_table(articles(number, **columns), path)
    return path


def test_a_file_gives_a_file(tmp_path: Path) -> None:
    source, target = shard(tmp_path, noise=[1, 2, 3, 4, 5]), tmp_path / "out.parquet"
    result = extract_file(source, target)
    table = pq.read_table(target)
    assert table.schema.equals(SCHEMA, check_metadata=False)
    assert documents(table) == documents(extract_table(articles(5)))
    meetings = [one for document in documents(table) for one in document.meetings]
    assert (result.articles, result.errors, result.skipped, result.error) == (5, 0, False, None)
    assert (result.meetings, result.points) == (len(meetings), sum(len(one.points) for one in meetings))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "shard.parquet"]


def test_errors_are_counted(tmp_path: Path) -> None:
    source = shard(tmp_path, published=["2025-11-12", "never", None, "never", None])
    assert extract_file(source, tmp_path / "out.parquet").errors == 2


def test_a_finished_shard_is_skipped_and_a_changed_one_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = shard(tmp_path), tmp_path / "out.parquet"
    extract_file(source, target)
    before = target.stat()
    assert extract_file(source, target).skipped
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    shard(tmp_path, 6)
    assert extract_file(source, target).articles == 6
    monkeypatch.setattr(meetextract.run.arrow, "_versions", lambda _: (("meetextract", "another"),))
    assert not extract_file(source, target).skipped


def test_a_target_that_is_broken_or_not_ours_is_made_again(tmp_path: Path) -> None:
    source, target = shard(tmp_path), tmp_path / "out.parquet"
    for content in (b"", b"PAR1", source.read_bytes()):
        target.write_bytes(content)
        assert not extract_file(source, target).skipped
        assert pq.read_table(target).num_rows == 5


def test_a_shard_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = shard(tmp_path), tmp_path / "out.parquet"
    target.write_bytes(b"before")

    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(meetextract.run.arrow, "extract", interrupted)
    with pytest.raises(KeyboardInterrupt):
        extract_file(source, target)
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "shard.parquet"]


@pytest.mark.parametrize("content", [None, b"", b"PAR", b"no parquet at all", b"PAR1" + b"\0" * 40 + b"PAR1"])
def test_a_source_that_is_none_is_an_input_error_that_names_it(tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "shard.parquet"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(InputError) as caught:
        extract_file(source, tmp_path / "out.parquet")
    assert caught.value.path == str(source)
    assert not (tmp_path / "out.parquet").exists()


def test_a_folder_that_takes_no_files_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        extract_file(shard(tmp_path), tmp_path / "nowhere" / "out.parquet")


def test_many_batches_make_bounded_row_groups(tmp_path: Path) -> None:
    source = tmp_path / "shard.parquet"
    texts = ["短い記事。"] * 9_000
    pq.write_table(pa.table({"id": [str(number) for number in range(9_000)], "text": texts}), source)
    extract_file(source, tmp_path / "out.parquet")
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert file.metadata.num_rows == 9_000
    assert file.metadata.num_row_groups == 3


@pytest.mark.skipif("MEETEXTRACT_TEST_SPARK" not in os.environ, reason="set MEETEXTRACT_TEST_SPARK=1 to start Spark")
def test_spark_calls_the_same_function(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    types = pytest.importorskip("pyspark.sql.pandas.types")
    spark = sql.SparkSession.builder.master("local[2]").getOrCreate()
    try:
        frame = spark.read.parquet(str(shard(tmp_path))).select("id", "text")
        rows = frame.mapInArrow(extract_batches, types.from_arrow_schema(SCHEMA)).collect()
        assert sorted(row["id"] for row in rows) == [f"a{number}" for number in range(5)]
        assert all(row["error"] is None for row in rows)
    finally:
        spark.stop()
