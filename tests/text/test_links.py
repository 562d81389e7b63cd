"""What a page leaves of its links inside sentences is read over; a file that is named in a sentence is not."""

from __future__ import annotations

import pytest

from meetextract.text.reading import read_through


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("共同声明（骨子(PDF)別ウィンドウで開く・英文(PDF)別ウィンドウで開く）を発出した。", "共同声明を発出した。"),
        ("共同声明(PDF)別ウィンドウで開く仮訳(PDF)別ウィンドウで開く )が発出された。", "共同声明が発出された。"),
        ("共同声明（英文 [108KB]、仮訳 [141KB]）を採択した。", "共同声明を採択した。"),
        ("共同声明（PDFで配布）を採択した。", "共同声明（PDFで配布）を採択した。"),
        (
            "外相の欧州訪問別ウィンドウで開きます\n外相は出発した。",
            "外相の欧州訪問別ウィンドウで開きます\n外相は出発した。",
        ),
    ],
)
def test_links_are_read_over(source: str, read: str) -> None:
    assert read_through(source).text == read


def test_places_lead_back_to_the_source() -> None:
    source = "共同声明(PDF)別ウィンドウで開くを発出した。"
    reading = read_through(source)
    start = reading.text.index("発出")
    assert source[slice(*reading.place(start, start + 2))] == "発出"
