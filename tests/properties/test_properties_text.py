"""Sentences and tokens: nothing lost, nothing doubled, nothing moved."""

from __future__ import annotations

from checks import cover
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import texts

from meetextract.text.sentences import brackets, lines, sentences
from meetextract.text.tokens import tokenise

_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_BLANKS = frozenset(" \t\u3000\xa0")
_ENDS = frozenset("。．！？!?")


@given(texts)
@example("\x85\u2028a\u2029")
def test_lines_and_what_stands_between_them_are_the_text(text: str) -> None:
    found = [(line.start, line.end) for line in lines(text)]
    between = cover(found, 0, len(text))
    assert set("".join(text[low:high] for low, high in between)) <= _BREAKS | _BLANKS
    for low, high in found:
        assert not _BREAKS & set(text[low:high])


@given(texts)
@example("「あ。い。」")
@example("。。。")
@example("（。」）")
@example("あ" * 5000)
@example("あ、" * 5000)
def test_sentences_and_what_stands_between_them_are_the_line(text: str) -> None:
    for line in lines(text):
        found = list(sentences(text, line.start, line.end))
        between = cover([(one.start, one.end) for one in found], line.start, line.end)
        allowed = _BLANKS | _ENDS | (frozenset("「」『』") if any(one.quoted for one in found) else frozenset())
        assert set("".join(text[low:high] for low, high in between)) <= allowed
        assert all(text[one.start] not in _BLANKS and text[one.end - 1] not in _BLANKS for one in found)


@given(texts)
def test_brackets_pair_an_opener_with_a_later_closer_of_its_kind(text: str) -> None:
    pairs = brackets(text, 0, len(text))
    closers = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "〔": "〕"}
    assert len(set(pairs.values())) == len(pairs)
    for opener, closer in pairs.items():
        assert opener < closer and text[closer] == closers[text[opener]]


@given(texts)
@example("あ\x00い\x00\x00う")
@example("あ" + " " * 70000 + "い")
@example("あ" + "\n" * 70000 + "い")
@example("\ud800あ\udfff")
@example("国" * 20000)
@example("\u3000あ\xa0い\u2009う")
def test_tokens_and_the_blanks_between_them_are_the_text(text: str) -> None:
    tokens = tokenise(text, 0, len(text))
    between = cover([(token.start, token.end) for token in tokens], 0, len(text))
    assert all(token.surface == text[token.start : token.end] for token in tokens)
    assert not "".join(text[low:high] for low, high in between).strip()


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_tokens_of_a_part_are_offsets_in_the_whole(text: str, before: int, after: int) -> None:
    low, high = min(before, len(text)), max(min(before, len(text)), len(text) - after)
    tokens = tokenise(text, low, high)
    assert [(t.start + low, t.surface) for t in tokenise(text[low:high], 0, high - low)] == [
        (t.start, t.surface) for t in tokens
    ]
