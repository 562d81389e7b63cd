"""The package as a library: what `import meetextract` gives, how files are read, what notebooks and tables show."""

from __future__ import annotations

import builtins
import io
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import meetextract
from export_factories import archive
from meetextract import Document, MeetextractError, extract, read, to_arrow, to_pandas
from regenerate_api import PAGE, page
from view_factories import HOSTILE, attacked

ROOT = Path(__file__).parents[1]
ARTICLE = "鷹野防衛相は4日、マールズ豪国防相と会談し、協力の拡大で一致した。\n"


def test_import_star_leaves_pythons_own_names_alone() -> None:
    assert set(meetextract.__all__) & set(dir(builtins)) == set()
    assert meetextract.Warning is not Warning  # there for whoever asks for it by name


def test_every_public_name_is_there() -> None:
    assert {name for name in meetextract.__all__ if not hasattr(meetextract, name)} == set()


def test_the_page_of_the_library_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "see: python tests/regenerate_api.py"


# Reading.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "b.txt").write_bytes(ARTICLE.encode("cp932"))
    (tmp_path / "c.html").write_text(f"<p>{ARTICLE}", "utf-8")
    return tmp_path


def test_a_path_bytes_and_open_files_give_the_same_meetings(folder: Path) -> None:
    path = folder / "a.txt"
    wanted = extract(ARTICLE).meetings
    assert wanted
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        sources = [str(path), path, path.read_bytes(), binary, text, io.BytesIO(ARTICLE.encode("euc_jp"))]
        for source in sources:
            (document,) = read(source)
            assert document.meetings == wanted
            assert document.text is None
            assert document.sha256 is not None
            assert document.source in {str(path), None}
            assert dict(document.versions).keys() == {"meetextract", "dictionary", "lexicon"}


def test_a_folder_is_read_one_file_after_the_other(folder: Path) -> None:
    documents = list(read(folder, published="2026-03-05"))
    assert [Path(document.source or "").name for document in documents] == ["a.txt", "b.txt", "c.html"]
    dates = [meeting.date for document in documents for meeting in document.meetings]
    assert [date and date.value for date in dates] == ["2026-03-04"] * 3
    assert [document.text is None for document in documents] == [True, True, False]
    assert documents[2].text is not None
    assert all(document.text for document in read(folder, with_text=True))


def test_a_table_gives_a_document_a_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f'text,date\n"{ARTICLE}",2026-03-05\n"{ARTICLE}",2026-04-05\n', "utf-8")
    documents = list(read(path))
    assert [document.source for document in documents] == [f"{path}#1", f"{path}#2"]
    assert [document.published for document in documents] == ["2026-03-05", "2026-04-05"]


def test_what_cannot_be_read_is_raised_or_handed_over(folder: Path) -> None:
    (folder / "aa.txt").write_bytes(b"")
    with pytest.raises(MeetextractError, match=r"aa\.txt: is empty"):
        list(read(folder))
    errors: list[MeetextractError] = []
    assert len(list(read(folder, on_error=errors.append))) == 3
    assert [error.code for error in errors] == ["empty"]


@pytest.mark.parametrize("source", [None, 3, ["a.txt"], object()])
def test_what_is_no_source_is_refused(source: object) -> None:
    with pytest.raises(MeetextractError, match="a path, bytes or an open file"):
        list(read(source))  # type: ignore[arg-type]


# Records.


def test_a_document_goes_to_json_and_back() -> None:
    import json  # noqa: PLC0415

    for one in archive():
        assert Document.from_dict(json.loads(one.to_json())) == one
        assert json.loads(one.to_json(indent=2)) == one.to_dict()


@pytest.mark.parametrize("record", [None, [], "x", {}, {"schema_version": True}, {"schema_version": 2}])
def test_what_is_no_record_is_refused(record: object) -> None:
    with pytest.raises(MeetextractError):
        Document.from_dict(record)  # type: ignore[arg-type]


def test_the_place_of_a_fault_is_named() -> None:
    record = archive()[0].to_dict()
    record["meetings"][0]["points"][0]["content"]["start"] = "3"
    with pytest.raises(MeetextractError, match=r"meetings\[0\]\.points\[0\]\.content\.start: should be a whole number"):
        Document.from_dict(record)


def test_reprs_are_short_and_safe() -> None:
    document = attacked(HOSTILE * 20)
    parts = [document, *document.meetings]
    for meeting in document.meetings:
        parts += [*meeting.countries, *meeting.participants, *meeting.points, meeting.date, meeting.header]
    for part in parts:
        assert len(repr(part)) < 300
        assert "\x1b" not in repr(part)
    assert repr(archive()[0]) == "Document('articles/a.txt', 1 meetings, 1 points)".replace("articles/", "")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def test_a_notebook_shows_a_document_and_nothing_of_it_is_markup() -> None:
    shown = archive()[1]._repr_html_()
    assert "防衛協力を強化すること" in shown
    tags = _Tags()
    tags.feed(attacked(HOSTILE)._repr_html_())
    assert tags.tags <= {"div", "p", "b", "small", "ul", "li", "table", "tr", "td"}


# Tables.


def test_pandas_gets_a_row_a_point() -> None:
    pandas = pytest.importorskip("pandas")
    frame = to_pandas(archive())
    assert list(frame.query("agreed == True").groupby("kind").size().items()) == [
        ("agree", 3), ("announce", 1), ("confirm", 1), ("share", 1), ("sign", 1),
    ]  # fmt: skip
    assert frame["year"].dropna().tolist()[0] == 2025
    assert frame["date"][frame["month"] == 11].tolist()[1] is None  # --11-02
    assert isinstance(to_pandas([]), pandas.DataFrame)


def test_arrow_gets_a_row_a_document() -> None:
    pytest.importorskip("pyarrow")
    table = to_arrow(archive())
    assert table.num_rows == len(archive())
    assert table["meetings"].to_pylist()[0][0]["countries"][0]["code"] == "US"
    assert to_arrow([]).num_rows == 0


# Examples.


def test_examples_pass_strict_type_checking(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    docstring = "\n".join(line[4:] for line in (meetextract.__doc__ or "").splitlines() if line.startswith("    "))
    blocks.append(f'text = ""\n{docstring}\n')
    files = []
    for number, block in enumerate(blocks):
        files.append(tmp_path / f"example_{number}.py")
        files[-1].write_text(block, "utf-8")
    assert "extract" in blocks[-1]
    for file in files:
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", file.name],
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{file.read_text('utf-8')}\n{done.stdout}"


def test_a_text_that_is_read_carries_what_made_its_records() -> None:
    document = extract(ARTICLE)
    (read_as_file,) = read(ARTICLE.encode())
    assert dict(document.versions) == dict(read_as_file.versions)
    assert document.sha256 == read_as_file.sha256


@pytest.mark.parametrize("wrong", [extract(ARTICLE), "articles", Path("articles"), [1]])
@pytest.mark.parametrize("convert", [to_pandas, to_arrow])
def test_a_table_of_what_are_no_documents_says_what_to_give(convert: Any, wrong: object) -> None:
    with pytest.raises(MeetextractError) as caught:
        convert(wrong)
    assert caught.value.hint
