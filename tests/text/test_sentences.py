"""Lines and sentences: where a statement ends, and where a full stop ends none."""

from __future__ import annotations

import pytest

from meetextract.text.sentences import brackets, lines, sentences


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def cut(text: str) -> list[str]:
    """The sentences of all lines; those of a speech with > in front."""
    return [
        ("> " if sentence.quoted else "") + text[sentence.start : sentence.end]
        for line in lines(text)
        for sentence in sentences(text, line.start, line.end)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("一致した。確認した。", ["一致した。", "確認した。"], id="full-stops"),
        case("一致した．確認した．", ["一致した．", "確認した．"], id="wide-points-of-official-texts"),
        case("本当か？　本当だ！", ["本当か？", "本当だ！"], id="question-and-exclamation"),
        case("最後に句点がない", ["最後に句点がない"], id="no-stop-at-the-end"),
        case("一行目\n二行目。三行目", ["一行目", "二行目。", "三行目"], id="a-line-ends-a-sentence"),
        case("　字下げした文。 \t次の文。　", ["字下げした文。", "次の文。"], id="blanks-at-both-ends"),
        case(
            "「急ぐ。必ずだ。」と述べた。続けた。",
            ["「急ぐ。必ずだ。」と述べた。", "続けた。"],
            id="stop-in-a-quotation",
        ),
        case("海軍（本部は湾岸。）が来た。", ["海軍（本部は湾岸。）が来た。"], id="stop-in-a-bracket"),
        case("「『急ぐ。』と彼が。」と言う。", ["「『急ぐ。』と彼が。」と言う。"], id="quotation-in-a-quotation"),
        case("海軍(本部。)が『船。』で来た。", ["海軍(本部。)が『船。』で来た。"], id="narrow-brackets"),
        case(
            "「急ぐ。終わらない。次。",
            ["「急ぐ。", "終わらない。", "次。"],
            id="an-unclosed-quotation-hides-nothing",
        ),
        case("急ぐ」。次。", ["急ぐ」。", "次。"], id="a-lost-opening"),
        case("「急ぐ。待つ。」", ["> 急ぐ。", "> 待つ。"], id="a-paragraph-that-is-a-speech"),
        case("「急ぐ」", ["「急ぐ」"], id="one-quotation-without-stop-is-no-speech"),
        case("３．５％に上げた。", ["３．５％に上げた。"], id="decimal-point-in-full-width"),
        case("a\u2028b\x85c\x0bd", ["a", "b", "c", "d"], id="every-line-break-of-unicode"),
        case("一致した。。", ["一致した。"], id="a-doubled-stop-is-no-sentence"),
        case("", [], id="nothing"),
        case("\n \u3000\n\r\n", [], id="blanks-only"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("「あ」『い』", {0: 2, 3: 5}, id="side-by-side"),
        case("「あ『い』う」", {0: 6, 2: 4}, id="nested"),
        case("「あ「い」う」", {0: 6, 2: 4}, id="nested-alike"),
        case("「あ", {}, id="unclosed"),
        case("あ」", {}, id="unopened"),
        case("（あ)", {}, id="wide-and-narrow-do-not-match"),
        case("「あ（い」う）", {0: 4, 2: 6}, id="crossed"),
    ],
)
def test_matching_brackets(text: str, expected: dict[int, int]) -> None:
    assert brackets(text, 0, len(text)) == expected


def test_a_passage_knows_nothing_outside_itself() -> None:
    text = "「前。中。後。」"
    assert brackets(text, 3, 5) == {}
    assert [text[s.start : s.end] for s in sentences(text, 3, 7)] == ["中。", "後。"]


def test_a_text_without_stops_is_cut_at_commas() -> None:
    text = "会談し、" * 1500
    found = list(sentences(text, 0, len(text)))
    assert len(found) > 1
    assert max(s.end - s.start for s in found) <= 2000
    assert all(text[s.end - 1] == "、" for s in found)
    assert "".join(text[s.start : s.end] for s in found) == text


def test_a_text_without_any_mark_is_cut_all_the_same() -> None:
    text = "会" * 5000
    found = list(sentences(text, 0, len(text)))
    assert max(s.end - s.start for s in found) <= 2000
    assert "".join(text[s.start : s.end] for s in found) == text
