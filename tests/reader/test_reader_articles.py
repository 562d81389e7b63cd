"""A file of several articles is read as its articles, whose offsets count in the whole file."""

from __future__ import annotations

from pathlib import Path

from meetextract import read
from meetextract.command.verify import verify
from meetextract.reader.articles import articles_of
from meetextract.reader.sources import Source
from wrapping import chopped

NZ = chopped(
    "　早瀬由紀子外務大臣は18日、東京でニュージーランドのラタ外相と会談した。"
    "両氏は、漁業の取り締まりで協力することで一致した。",
    24,
)
TEXT = f"""文書 1/2

外相、豪州外相と会談
東都新聞, 2026年5月20日 06:00, 412 文字, (日本語)

　早瀬由紀子外務大臣は19日、東京で豪州のコール外相と会談し、海底ケーブルの敷設で協力することで一致した。

文書 TOTO000020260519em5k00001

文書 2/2

外相、NZ外相と会談
西都新聞, 2024年11月19日 06:00, 300 文字, (日本語)

{NZ}

文書 SAITO00020260519em5k00002
"""


def test_each_article_is_a_document_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(TEXT, "utf-8")
    first, second = read(path)
    assert (first.source, second.source) == (f"{path}#1", f"{path}#2")
    assert (first.published, second.published) == ("2026-05-20", "2024-11-19")
    assert (first.publisher, second.publisher) == ("東都新聞", "西都新聞")
    (meeting,) = second.meetings
    for person in meeting.participants:
        assert TEXT[person.start : person.end] == person.text
    (content,) = [point.content for point in meeting.points]
    assert content is not None and content.start is not None
    assert TEXT[content.start : content.end] == content.text
    assert content.value == "漁業の取り締まりで協力すること"
    (warning,) = second.warnings
    assert warning.code == "wrapped-lines" and warning.start is not None and warning.start > TEXT.index("文書 2/2")


def test_the_records_are_found_true_again(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(TEXT, "utf-8")
    records = tmp_path / "records.jsonl"
    records.write_text("".join(f"{document.to_json()}\n" for document in read(path)), "utf-8")
    checked = list(verify(str(records)))
    assert [one.faults for one in checked] == [(), ()]
    assert all(one.spans > 4 for one in checked)


def test_other_formats_are_not_parted() -> None:
    source = Source("a.html", TEXT, "utf-8", extracted=True)
    assert list(articles_of(source)) == [source]
