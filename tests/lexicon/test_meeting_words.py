"""Words for meetings and words that stand for others: the tables, and what a user's file adds to them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import pytest

import meetextract
from meetextract import extract
from meetextract.errors import LexiconError
from meetextract.lexicon import frames
from meetextract.lexicon.frames import default_frames
from meetextract.lexicon.lexicon import Lexicon, load_lexicon
from meetextract.text.words import words_of

DATA: Final = Path(meetextract.__file__).parent / "data"
FRAMES: Final[dict[str, Any]] = tomllib.loads((DATA / "frames.toml").read_text("utf-8"))
SUBJECTS: Final[list[dict[str, Any]]] = tomllib.loads((DATA / "subjects.toml").read_text("utf-8"))["subject"]


def nouns(text: str) -> list[str]:
    return [word.surface for word in words_of(text, 0, len(text))[0]]


def subject_rows() -> Iterator[Any]:
    lines = (DATA / "subjects.toml").read_text("utf-8").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line == "[[subject]]"]
    for line, row in zip(starts, SUBJECTS, strict=True):
        yield pytest.param(row, id=f"subjects.toml:{line}-{row['stands']}")


@pytest.mark.parametrize("row", list(subject_rows()))
def test_a_row_of_subjects_finds_its_example_and_no_more(row: dict[str, Any]) -> None:
    subjects = default_frames().subjects
    assert subjects.of(nouns(row["example"])) == row["stands"]
    assert subjects.of(nouns(row["not"])) is None


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("両首脳夫妻", "all"), ("4両外相", "all"), ("四者", "all"), ("３カ国", "states"), ("交渉相手", "other"),
        ("車両", None), ("3カ月", None),
    ],
)  # fmt: skip
def test_a_word_counts_where_a_noun_begins(text: str, stands: str | None) -> None:
    assert default_frames().subjects.of(nouns(text)) == stands


@pytest.mark.parametrize(
    ("run", "word", "after"),
    [
        ("電話首脳会談", "会談", False), ("会談後", "会談", True), ("会談終了後", "会談", True),
        ("意見交換等", "意見交換", False), ("安全保障協議委員会", "協議委員会", False),
        ("会談録", None, False), ("", None, False),
    ],
)  # fmt: skip
def test_the_longest_word_at_the_end_counts(run: str, word: str | None, after: bool) -> None:
    found = default_frames().event_noun(run)
    assert (found.word if found else None) == word
    assert found is None or found.after == after


@pytest.mark.parametrize("part", ["ends", "particles", "verbs", "governors", "marks"])
def test_lists_that_the_rows_share_are_those_that_are_asked_for(part: str) -> None:
    asked = {"ends": frames.Ends, "particles": frames.Particles, "verbs": frames.Verbs}
    asked |= {"governors": frames.Governors, "marks": frames.Marks}
    names = {"partner" if key == "with" else key for key in FRAMES[part]}
    assert names == {one.name for one in fields(asked[part])}
    for name, words in FRAMES[part].items():
        assert len(words) == len(set(words)), name


def test_every_row_begins_with_something_that_a_prefilter_sees() -> None:
    surfaces = default_frames().signs.keys() | default_frames().said()
    for row in FRAMES["frame"]:
        assert any(surface in row["example"] for surface in surfaces), row["name"]


# --- a user's file ---------------------------------------------------------------------------------------------------

FILE: Final = """
[[meeting_word]]
forms = ["円卓会", "炉辺談話", "トップ・トーク", "3＋3"]

[[meeting_word]]
forms = ["碁盤を 囲む"]
type = "verb"
frame = "meets"

[[subject]]
forms = ["両トップ"]
stands = "all"
"""


def written(path: Path, text: str) -> Lexicon:
    path.write_text(text, "utf-8")
    return load_lexicon([path])


def test_a_users_words_come_on_top(tmp_path: Path) -> None:
    found = written(tmp_path / "my.toml", FILE).frames
    word = found.event_noun("第2回円卓会")
    assert word is not None and word.frame.kind == "talk"
    assert word.frame.row == f"{tmp_path / 'my.toml'}:2"
    assert [phrase.noun for phrase in found.phrases["囲む"] if phrase.whole == "碁盤を囲む"] == ["碁盤"]
    assert found.subjects.of(["両", "トップ"]) == "all"
    assert default_frames().event_noun("第2回円卓会") is None


@pytest.mark.parametrize(
    "text",
    [
        "森外相は3日、米国のヘイワード国務長官と円卓会を行い、訓練の再開で一致した。",
        "森外相と米国のヘイワード国務長官の円卓会が3日、ソウルで開かれた。",
        "森外相は3日、米国のヘイワード国務長官と碁盤を囲んだ。",
        "森外相は3日、米国のヘイワード国務長官と碁盤を囲み、訓練の再開で一致した。",
        "森外相は3日、米国のヘイワード国務長官とトップ・トークを行った。",
        "森外相は3日、米国のヘイワード国務長官と3＋3を開いた。",
    ],
)
def test_a_users_word_opens_a_meeting(tmp_path: Path, text: str) -> None:
    own = written(tmp_path / "my.toml", FILE)
    (meeting,) = extract(text, lexicon=own).meetings
    assert [country.code for country in meeting.countries] in (["JP", "US"], ["US", "JP"])
    assert [person.name for person in meeting.participants] == ["森", "ヘイワード"]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('[[meeting_word]]\nforms = ["炉辺談話"]\nframe = "talk"\n', 3, 1, "no row 'talk'"),
        ('[[meeting_word]]\nforms = ["碁盤を 囲む"]\n', 2, 1, "has a blank"),
        ('[[meeting_word]]\nforms = ["碁盤 を 囲む"]\ntype = "verb"\n', 2, 1, "has a blank"),
        ('[[meeting_word]]\nforms = [""]\n', 2, 1, "'forms' is empty"),
        ('[[meeting_word]]\nforms = ["炉辺談話"]\ntype = "suru"\n', 3, 1, "'type' is 'suru'"),
        ('[[subject]]\nforms = ["両トップ"]\n', 1, 1, "'stands' is missing"),
        ('[[subject]]\nforms = ["両トップ"]\nstands = "both"\n', 3, 1, "'stands' is 'both'"),
    ],
)
def test_a_fault_in_a_users_words_names_its_place(tmp_path: Path, text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(LexiconError) as caught:
        written(tmp_path / "my.toml", text)
    assert says in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)
