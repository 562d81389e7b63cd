"""Every format: registered without being imported, chosen by suffix, written whole or not at all."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from export_factories import archive
from meetextract.errors import ArgumentError, InputError, MissingExtraError, OutputError
from meetextract.export import FORMATS, Options, format_for, get

NAMES = [name for name in FORMATS if name != "html"]  # the report page has tests of its own


def write_all(name: str, target: Path | io.BytesIO, options: Options | None = None) -> None:
    with get(name).open(target, options or Options()) as sink:
        for one in archive():
            sink.write(one)
        sink.write_error("bad\x1b.txt", InputError("is empty", code="empty"))


def target_for(name: str, folder: Path) -> Path:
    return folder / f"out{FORMATS[name].suffixes[0]}"


@pytest.mark.parametrize("name", NAMES)
def test_the_registry_says_of_a_format_what_its_exporter_says(name: str) -> None:
    exporter, entry = get(name), FORMATS[name]
    for field in ("name", "suffixes", "binary", "extra", "streaming", "updates"):
        assert getattr(exporter, field) == getattr(entry, field)


def test_looking_formats_up_imports_none_of_them() -> None:
    code = (
        "import sys; from pathlib import Path; from meetextract.export import get, format_for;"
        "get('jsonl'); format_for(Path('x.sqlite'));"
        "print(sorted({'sqlite3', 'openpyxl', 'pyarrow', 'csv', 'tomllib'} & set(sys.modules)))"
    )
    clean = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True)
    assert "meetextract.export.sqlite" not in clean.stderr
    assert "openpyxl" not in clean.stdout
    assert "pyarrow" not in clean.stdout
    assert "sqlite3" not in clean.stdout


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.json", "json"), ("a.JSONL", "jsonl"), ("a.ndjson", "jsonl"), ("a.csv", "csv"), ("a.md", "md"),
        ("a.html", "html"), ("a.db", "sqlite"), ("a.sqlite3", "sqlite"), ("a.plover.jsonl", "plover"),
        ("a.b.xlsx", "xlsx"), ("a.parquet", "parquet"), ("a.txt", None), ("a", None), (".json", None),
    ],
)  # fmt: skip
def test_the_suffix_chooses_the_format(name: str, wanted: str | None) -> None:
    assert format_for(Path("somewhere") / name) == wanted


def test_a_format_that_is_none_is_refused_with_the_list() -> None:
    with pytest.raises(ArgumentError) as caught:
        get("yaml")
    assert "jsonl" in (caught.value.hint or "")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_appears_whole_at_the_end(name: str, tmp_path: Path) -> None:
    target = target_for(name, tmp_path)
    sink = get(name).open(target, Options())
    for one in archive():
        sink.write(one)
    assert not target.exists()
    sink.close()
    assert target.stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~current_umask()


@pytest.mark.parametrize("name", NAMES)
def test_a_run_that_fails_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    target = target_for(name, tmp_path)
    write_all(name, target)
    before = target.read_bytes()
    with pytest.raises(KeyboardInterrupt), get(name).open(target, Options()) as sink:
        sink.write(archive()[0])
        raise KeyboardInterrupt
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("name", NAMES)
def test_a_run_that_fails_at_the_first_document_leaves_nothing(name: str, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), get(name).open(target_for(name, tmp_path), Options()):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_gets_the_same_format_and_stays_open(name: str) -> None:
    stream = io.BytesIO()
    write_all(name, stream)
    assert not stream.closed
    assert stream.getvalue()


@pytest.mark.parametrize("name", [name for name in NAMES if not FORMATS[name].binary])
def test_a_stream_gets_the_bytes_a_file_gets(name: str, tmp_path: Path) -> None:
    stream, target = io.BytesIO(), target_for(name, tmp_path)
    write_all(name, stream)
    write_all(name, target)
    assert stream.getvalue() == target.read_bytes()


class FullDisk(io.BytesIO):
    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")


class ClosedPipe(io.BytesIO):
    def write(self, data: object) -> int:
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_is_an_output_error(name: str) -> None:
    with pytest.raises(OutputError, match="No space left"):
        write_all(name, FullDisk())


@pytest.mark.parametrize("name", NAMES)
def test_a_closed_pipe_is_told_from_a_full_disk(name: str) -> None:
    with pytest.raises(BrokenPipeError):
        write_all(name, ClosedPipe())


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_folder_is_an_output_error_that_names_the_target(name: str, tmp_path: Path) -> None:
    target = target_for(name, tmp_path / "nowhere")
    with pytest.raises(OutputError) as caught:
        get(name).open(target, Options())
    assert caught.value.path == str(target)


@pytest.mark.parametrize("name", NAMES)
def test_a_symbolic_link_is_written_through(name: str, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = target_for(name, tmp_path / "real"), target_for(name, tmp_path)
    real.touch()
    link.symlink_to(real)
    write_all(name, link)
    assert link.is_symlink()
    assert real.stat().st_size > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_target_name_as_long_as_the_file_system_allows(name: str, tmp_path: Path) -> None:
    suffix = FORMATS[name].suffixes[0]
    target = tmp_path / ("x" * (255 - len(suffix)) + suffix)
    write_all(name, target)
    assert target.exists()


@pytest.mark.parametrize(("name", "module"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_extra_names_the_command_that_installs_it(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [key for key in sys.modules if key.split(".")[0] == module or key.endswith("arrow_schema")]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        get(name).open(target_for(name, tmp_path), Options())
    assert caught.value.hint == f"{sys.executable} -m pip install {module}"
    assert list(tmp_path.iterdir()) == []


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ["## m1: 日本国 × 米国\n", "- 一致 (双方): ", "2025年11月2日(日)", "11月2日(年は不明)"]),
        (
            "en",
            ["## m1: Japan × United States\n", "- agreed (jointly): ", "2 November 2025", "2 November (year not told)"],
        ),
    ],
)
def test_markdown_speaks_the_language_of_its_reader(lang: str, words: list[str]) -> None:
    stream = io.BytesIO()
    write_all("md", stream, Options(lang=lang))
    shown = stream.getvalue().decode()
    assert [word for word in words if word not in shown] == []
    assert not re.search(r"\b(agree|in_person)\b|--11-02", shown)
