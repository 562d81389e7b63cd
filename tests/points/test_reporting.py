"""data/reporting.toml: no list is empty, says a word twice or is read by nobody; what the lists of contents do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import meetextract
from meetextract import extract

ROOT = Path(meetextract.__file__).parent
TABLE: dict[str, dict[str, object]] = tomllib.loads((ROOT / "data" / "reporting.toml").read_text("utf-8"))
LISTS = [
    pytest.param(name, words, id=f"{section}-{name}")
    for section, lists in TABLE.items()
    for name, words in lists.items()
]
SOURCE = "".join(path.read_text("utf-8") for path in sorted(ROOT.rglob("*.py")))
HEAD = "梶谷鉄之助外相は4日、フランスのマルタン・デュボワ外相と東京都内で会談した。\n\n"


@pytest.mark.parametrize(("name", "words"), LISTS)
def test_a_list_has_words_and_is_read(name: str, words: object) -> None:
    assert isinstance(words, str | list) and words
    assert len(set(words)) == len(words)
    assert f'"{name}"' in SOURCE


def shown(text: str) -> list[str]:
    (meeting,) = extract(f"{HEAD}{text}\n").meetings
    return [f"{p.predicate.text} | {p.content.text if p.content else '-'}" for p in meeting.points]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("両氏は、譲歩をどう引き出すかについて協議した。", "協議した | 譲歩をどう引き出すか", id="whether"),
        pytest.param("両氏は幅広いテーマで意見交換した。", "意見交換した | 幅広いテーマ", id="talked"),
        pytest.param("梶谷氏は犠牲者への弔意を伝えた。", "伝えた | 犠牲者への弔意", id="condolences"),
        pytest.param("デュボワ氏は撤廃は難しいと従来の主張を繰り返した。", "繰り返した | 撤廃は難しい", id="repeated"),
        pytest.param("両氏は地域情勢について約30分間協議した。", "協議した | 地域情勢", id="lasting"),
        pytest.param("両氏は共同声明で発射を非難した。", "非難した | 発射", id="occasions"),
        pytest.param("両氏は連携を新たに確認した。", "確認した | 連携", id="newly"),
        pytest.param(
            "両氏は「威圧に反対する」と明記した共同声明を発表した。",
            "発表した | 「威圧に反対する」と明記した共同声明",
            id="titled",
        ),
        pytest.param(
            "梶谷大臣から、親書を手交しつつ、首脳の往来を続けたい旨述べた。",
            "述べた | 首脳の往来を続けたい旨",
            id="handed",
        ),
        pytest.param("梶谷氏は仏側の努力を高く評価した。", "高く評価した | 仏側の努力", id="highly"),
    ],
)
def test_what_a_list_of_contents_does(text: str, expected: str) -> None:
    assert shown(text) == [expected]
