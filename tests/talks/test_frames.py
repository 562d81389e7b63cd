"""data/frames.toml and its matcher: each row finds its example, and sentences are read as they are meant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import meetextract
from meetextract.lexicon.frames import default_frames
from meetextract.pipeline import parsed
from meetextract.talks.event import Event
from meetextract.talks.frames import events

FILE: Final = Path(meetextract.__file__).parent / "data" / "frames.toml"
TABLE: Final[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))


def read(text: str) -> list[Event]:
    return [event for sentence in parsed(text) for event in events(sentence, default_frames())]


def names(event: Event) -> set[str | None]:
    return {person.name or "".join(person.titles) for person in event.persons}


def tells(event: Event) -> bool:
    """Whether an event names two that can have met, or one and a place for whoever writes."""
    sides = {*names(event), *event.codes}
    return event.status == "held" and not event.recalled and (len(sides) > 1 or (event.silent and bool(sides)))


# --- the rows of the table -------------------------------------------------------------------------------------------


def rows() -> Iterator[Any]:
    starts = [n for n, line in enumerate(FILE.read_text("utf-8").splitlines(), 1) if line == "[[frame]]"]
    for line, row in zip(starts, TABLE["frame"], strict=True):
        yield pytest.param(row, id=f"frames.toml:{line}-{row['name']}")


each_row = pytest.mark.parametrize("row", list(rows()))


@each_row
def test_a_row_finds_its_example(row: dict[str, Any]) -> None:
    assert row["name"] in [event.frame for event in read(row["example"]) if tells(event)]


@each_row
def test_a_row_leaves_alone_what_it_must_not_find(row: dict[str, Any]) -> None:
    assert row["name"] not in [event.frame for event in read(row["not"]) if tells(event)]


def test_no_word_stands_in_two_rows() -> None:
    words = [word for row in TABLE["frame"] for key in ("words", "verbs") for word in row.get(key, ())]
    several = {word for word in words if words.count(word) > 1}
    assert several <= {"訪問", "来訪", "電話", "捧呈", "奉呈", "挨拶", "あいさつ"}, "a noun and a verb of two rows"


# --- roles, traps of the parser, and meetings that are none ----------------------------------------------------------


def told(event: Event) -> str:
    """How an event is read, as one line: word, how, status, persons, states, and what else it says."""
    names = ("apart", "joint", "recalled", "unofficial", "strangers", "silent")
    flags = [flag for flag in names if getattr(event, flag)]
    hosts = "・".join(host.name or "" for host in event.hosts)
    persons = "・".join(person.name or "".join(person.titles) for person in event.persons)
    parts = [event.word, event.how, event.status, persons, "+".join(event.codes), *flags, hosts and f"hosts={hosts}"]
    return " ".join(part for part in parts if part)


ROLES: Final = [
    (
        "森外相は3日、米国のヘイワード国務長官、韓国の朴外相とそれぞれ会談した。",
        ["会談 clause held 森・ヘイワード・朴 apart"],
    ),
    (
        "森外相は、4日にパリでデュボワ仏外相と、5日にローマでロッシ伊外相と会談した。",
        ["会談 clause held 森・デュボワ・ロッシ apart"],
    ),
    (
        "森外相は3日、マルコス大統領及びラム農相を表敬した。",
        ["表敬 clause held 森・マルコス・ラム hosts=マルコス・ラム"],
    ),
    ("ラム・ベトナム国防相は3日、梶谷防衛相を表敬した。", ["表敬 clause held ラム・梶谷 hosts=梶谷"]),
    ("ラム・ベトナム国防相は3日、表敬にお越しになり、梶谷防衛相が応対した。", ["表敬 clause held ラム"]),
    ("梶谷防衛相は3日、ラム・ベトナム国防相による表敬を受けた。", ["表敬 clause held 梶谷・ラム"]),
    ("会談したのは、森外相と米国のヘイワード国務長官です。", ["会談 clause held 森・ヘイワード"]),
    (
        "森外相は3日、米国のヘイワード国務長官と会談及び夕食会を行った。",
        ["会談 clause held 森・ヘイワード", "夕食会 clause held 森・ヘイワード"],
    ),
    ("米国では、森外相がヘイワード国務長官と会談した。", ["会談 clause held 森・ヘイワード"]),
    ("韓国とチェコの当局の局長らによる対話が3日、プラハで行われた。", ["対話 clause held 局長 KR+CZ joint"]),
    ("日米両政府は3日、外務・防衛当局間の協議を開いた。", ["協議 clause held JP+US joint"]),
    ("森外相は3日、現地の駐在員らと懇談した。", ["懇談 clause held 森 strangers"]),
    ("投資会社の会長らを招き、森外相は意見を交わした。", ["意見を交わす clause held 森 strangers"]),
    ("両外相は、次官級の協議を来年開くことを決定した。", ["協議 clause none joint"]),
    (
        "森外相は来月、米国のヘイワード国務長官と会談する方向で調整することで韓国の朴外相と一致した。",
        ["会談 clause none ヘイワード・森", "一致 clause held 朴・森"],
    ),
    ("森外相は、3日に会談した米国のヘイワード国務長官の発言を批判した。", ["会談 clause held ヘイワード"]),
    ("森外相は3日、米国のヘイワード国務長官との会談に同席した。", ["会談 attend held 森・ヘイワード"]),
    ("佐藤知事は3日、米国のヘイワード国務長官と会談した。", ["会談 clause held ヘイワード unofficial strangers"]),
    (
        "森外相は3日の記者会見で、10月の日米外相会談で確認した方針を説明した。",
        ["外相会談 within held 森 JP+US joint recalled"],
    ),
    ("米国のヘイワード国務長官とは、訓練の再開で一致した。", ["とは row held ヘイワード"]),
    ("森外相は今月2日に乙外相と行った電話会談の内容を丙外相に説明した。", ["説明 clause held 丙・森"]),
    ("森外相は3日、米国のヘイワード国務長官に会談を申し入れた。", []),
    ("森外相は3日、米国のヘイワード国務長官とビデオ会議で協議した。", ["協議 clause held 森・ヘイワード joint"]),
    ("森外相と米国のヘイワード国務長官は3日、訓練の再開で合意した。", ["合意 clause held 森・ヘイワード"]),
    (
        "森外相は3日、ボルジギン駐日モンゴル大使を外務省に呼び、抗議した。",
        ["呼ぶ clause held 森・ボルジギン hosts=ボルジギン"],
    ),
    ("森外相は3日、国会での審議について与野党の幹事長会談に臨んだ。", []),
    ("日中韓三国会談が3日、開かれた。", ["三国会談 clause held JP+CN+KR joint"]),
    ("会談は、総会の日程が延びたため中止となった。", ["会談 topic none"]),
    (
        "森外相は3日、米国のヘイワード国務長官、韓国の朴外相と3者会談を行った。",
        ["3者会談 clause held 森・ヘイワード・朴 joint"],
    ),
    ("森外相は、米国のヘイワード国務長官と今年3回の会談を行った。", ["会談 clause none 森・ヘイワード"]),
    ("両国の国防相が直接会うのは初めて。", ["会う clause none 国防相"]),
    ("首相は早期に大統領と会談し、輸出管理の見直しに道筋をつけるべきだ。", ["会談 clause none 首相・大統領"]),
    (
        "ヘイワード国防長官は演説で、中国の馮国防相と会談したことに触れ、支援を強調した。",
        ["会談 clause none 馮・ヘイワード"],
    ),
    ("両次官は、森外相と米国のヘイワード国務長官の会談が行われたことを歓迎した。", ["会談 clause none 森・ヘイワード"]),
    ("浜口大臣はラム国防相と会談を行っていますが、夕方には出国する予定です。", ["会談 clause held 浜口・ラム"]),
]


@pytest.mark.parametrize(("text", "wanted"), ROLES)
def test_a_sentence_is_read_so(text: str, wanted: list[str]) -> None:
    assert [told(event) for event in read(text)] == wanted
