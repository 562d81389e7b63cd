"""The README's picture: an SVG of the terminal view that draws the same on every machine."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from meetextract.views.picture import main, picture
from view_factories import HOSTILE, article, attacked, document, meeting

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawn: str) -> list[ET.Element]:
    return list(ET.fromstring(drawn).iter(f"{SVG}text"))


def test_kanji_stand_two_cells_apart_whatever_the_font() -> None:
    run = next(each for each in texts(picture(article())) if each.text == "共同訓練を拡大すること")
    places = [float(place) for place in run.attrib["x"].split()]
    assert len(places) == len(run.text or "")
    assert {round(b - a, 1) for a, b in pairwise(places)} == {24.4}


def test_nothing_is_loaded_from_anywhere() -> None:
    assert re.findall(r"(?:https?:)?//[^\s\"<]+", picture(article())) == ["http://www.w3.org/2000/svg"]
    assert "@import" not in picture(article())


@pytest.mark.parametrize("words", [HOSTILE, "</text><script>alert(1)</script>", "]]>&lt;&amp;'\""])
def test_hostile_text_stays_text(words: str) -> None:
    drawn = picture(attacked(words), command=words)
    harmless = picture(attacked("甲"), command="甲")
    assert {each.tag for each in ET.fromstring(drawn).iter()} == {each.tag for each in ET.fromstring(harmless).iter()}
    shown = "".join(each.text or "" for each in texts(drawn)).replace("\u00a0", "")
    assert "<script>" not in drawn and ("alert(1)" in shown or "alert" not in words)


def test_the_picture_is_the_same_every_time() -> None:
    assert picture(article()) == picture(article())
    assert picture(article(), lang="en") != picture(article())
    assert picture(document(meetings=[]))


def test_the_readme_shows_what_the_command_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python tests/regenerate_readme.py` draws it again."""
    monkeypatch.chdir(Path(__file__).parents[2])
    assert main(["samples/defence-paper.txt", "-o", str(tmp_path / "a.svg")]) == 0
    drawn, kept = (
        [each.text for each in texts(path.read_text(encoding="utf-8"))]
        for path in (tmp_path / "a.svg", Path("samples/defence-paper.svg"))
    )
    assert drawn == kept


def test_a_picture_of_some_meetings_says_how_many_there_are() -> None:
    record = document(meetings=[meeting(), meeting(), meeting()])
    shown = "".join(each.text or "" for each in texts(picture(record, lang="en", meetings=1))).replace("\u00a0", "")
    assert "meetings:3" in shown and "2more" in shown and "2." not in shown
    assert "more" not in "".join(each.text or "" for each in texts(picture(record, lang="en", meetings=3)))


def test_the_command_writes_beside_the_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text("小泉進次郎防衛相は2日、マニラで米国のヘグセス国防長官と会談した。", encoding="utf-8")
    assert main([str(source)]) == 0
    assert texts((tmp_path / "a.svg").read_text(encoding="utf-8"))
    assert main([str(tmp_path / "missing.txt")]) == 1
    assert "missing.txt" in capsys.readouterr().err
