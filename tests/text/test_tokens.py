"""Tokens: each with its place, whatever the text holds; MeCab's own traps stay inside the module."""

from __future__ import annotations

import threading

import pytest

from meetextract.text.tokens import Token, tokenise

SENTENCE = "両氏は共同訓練を再開することで一致した。"


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def rebuilt(text: str) -> str:
    """The text as its tokens give it back, what lies between them included; fails where two overlap."""
    out, at = [], 0
    for token in tokenise(text, 0, len(text)):
        assert at <= token.start < token.end, (at, token)
        assert token.surface == text[token.start : token.end]
        out += [text[at : token.start], token.surface]
        at = token.end
    return "".join(out) + text[at:]


@pytest.mark.parametrize(
    "text",
    [
        case(SENTENCE, id="plain"),
        case("会談\x00は\x00行われた。", id="nul"),
        case("会談\ud800は\udfff行われた。", id="lone-surrogates"),
        case("会談\u2028は\u2029行われた。", id="line-separators"),
        case("会談は　行われ た。", id="blanks-inside"),
        case("𠮷野氏と葛󠄀城氏が会談した。", id="characters-beyond-the-first-plane"),
        case("ﾍｸﾞｾｽ氏は㈱と会った。", id="narrow-kana"),
        case("\x1b[31m会談\x1b[0m", id="control-codes"),
        case("会談, BOS EOS\t*,*,*", id="what-looks-like-features"),
        case("", id="nothing"),
        case("　 　", id="blanks-only"),
    ],
)
def test_tokens_rebuild_the_text(text: str) -> None:
    assert rebuilt(text) == text


@pytest.mark.parametrize(
    ("text", "last"),
    [
        case("会談\x00した。", "。", id="nul"),
        case("会談" + " " * 65_536 + "一致", "一致", id="65536-blanks"),
        case("会談" + "\n" * 70_000 + "一致", "一致", id="70000-newlines"),
        case("\ud800一致", "一致", id="surrogate"),
        case("共同訓練を続ける、" * 2000 + "一致", "一致", id="longer-than-one-piece"),
    ],
)
def test_nothing_after_a_trap_is_lost(text: str, last: str) -> None:
    tokens = tokenise(text, 0, len(text))
    assert tokens[-1].surface == last
    assert tokens[-1].end == len(text)


def test_blanks_give_no_token() -> None:
    assert [t.surface for t in tokenise("会談 した", 0, 5)] == ["会談", "し", "た"]


def test_offsets_are_those_of_the_whole_text() -> None:
    low = 5
    text = "x" * low + SENTENCE + "y"
    inside = tokenise(text, low, low + len(SENTENCE))
    assert inside[0].start == low and inside[-1].end == low + len(SENTENCE)
    assert [t.surface for t in inside] == [t.surface for t in tokenise(SENTENCE, 0, len(SENTENCE))]


def test_the_features_that_the_rules_ask_for() -> None:
    by_surface = {token.surface: token for token in tokenise(SENTENCE, 0, len(SENTENCE))}
    noun, particle, verb = by_surface["一致"], by_surface["で"], by_surface["し"]
    assert (noun.pos1, noun.pos3) == ("名詞", "サ変可能")
    assert (particle.pos1, particle.pos2) == ("助詞", "格助詞")
    assert (verb.pos1, verb.form[:3], verb.lemma) == ("動詞", "連用形", "為る")


def test_an_unknown_word_has_a_lemma() -> None:
    (token,) = tokenise("ヴォドルニク", 0, 6)
    assert token.surface == "ヴォドルニク" and token.pos1 == "名詞" and token.lemma


def test_tokens_stay_good_after_the_next_call() -> None:
    first = tokenise(SENTENCE, 0, len(SENTENCE))
    seen = [(t.surface, t.lemma) for t in first]
    tokenise("別の文が来た。", 0, 7)
    assert [(t.surface, t.lemma) for t in first] == seen


def test_threads_do_not_disturb_each_other() -> None:
    texts = [f"{n}人の大臣が第{n}回会合で一致した。" * 5 for n in range(1, 9)]
    alone = [tokenise(text, 0, len(text)) for text in texts]
    together: dict[int, list[list[Token]]] = {n: [] for n in range(len(texts))}
    start = threading.Barrier(len(texts))

    def work(n: int) -> None:
        start.wait()
        for _ in range(20):
            together[n].append(tokenise(texts[n], 0, len(texts[n])))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(together[n] == [alone[n]] * 20 for n in range(len(texts)))
