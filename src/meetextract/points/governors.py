"""What a clause reports: by its mood, by how it goes on, and by what it hangs on (data/reporting.toml, governors)."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk
from meetextract.text.syntax import Sentence

# tells: it reports on its own. said: it is what somebody says (歓迎する旨述べた). told: somebody tells that it happened
# (一致したと明らかにした). plan: it is to come. able: they could (確認することができた).
# describes: it stands before a noun. none: it reports nothing.
Report = Literal["tells", "said", "told", "plan", "able", "describes", "none"]

_WHILE: Final = ("つつ", "ながら", "ため", "ので", "から", "ば", "なら", "たら", "まで", "よりも", "のに")
_WHEREAS: Final = ("のに対し", "のに対して", "のに対しては", "のに応じ")
_WITH: Final = ("とともに", "と共に")
_GUESSED: Final = ("らしい", "べき", "べく", "まい", "だろう", "かもしれ", "つもり")
_AT_THE_END: Final = frozenset({"よ", "ね", "わ", "な"})


class Mood(NamedTuple):
    """How the predicate of a clause is inflected. `bare`: a noun without a verb; `goes_on`: ている."""

    past: bool
    wish: bool
    negative: bool
    passive: bool
    goes_on: bool
    bare: bool


def mood_of(chunk: Chunk) -> Mood:
    """The mood of a predicate, read off what follows its head."""
    head, said = chunk.units[-1], chunk.said
    negative = said.negative or said.unlikely or head.lemma == "無い"
    return Mood(chunk.past, chunk.wish, negative, chunk.passive, said.goes_on, head.letter in "NnPGQ")


def report(sentence: Sentence, chunk: Chunk) -> tuple[Mood, Report]:
    """The mood of a predicate, and what its clause reports."""
    mood = mood_of(chunk)
    return mood, _report(sentence, chunk, mood)


def _report(sentence: Sentence, chunk: Chunk, mood: Mood) -> Report:
    tail = chunk.said.text
    after = sentence.chunks[chunk.index + 1] if chunk.index + 1 < len(sentence.chunks) else None
    if mood.negative or chunk.guess or (tail and holds(tail, _GUESSED)):
        return "none"
    if chunk.kind == "n":  # 設置を確認、交流で一致した; 共同声明を発表へ
        return "plan" if chunk.particle == "へ" else "tells"
    if "そう" in tail and not mood.past and chunk.link == "final":
        return "none"
    if chunk.tail and chunk.tail[-1].surface in _AT_THE_END and after is None:
        return "tells"
    if chunk.link == "final":
        return _at_the_end(sentence, chunk)
    if chunk.link == "coordinate":
        return _coordinated(chunk, tail, after)
    if tail.endswith((*_WHEREAS, *_WITH)):
        return "tells"
    return "none" if after is None else _governed(sentence, chunk, after, mood)


def _governed(sentence: Sentence, chunk: Chunk, after: Chunk, mood: Mood) -> Report:
    """By the bunsetu that follows a clause."""
    tail = chunk.said.text
    if chunk.link == "quoted" or tail.endswith("と"):
        return _quoted(sentence, chunk, after, mood)
    if tail.endswith(("との", "という")):
        if after.run == "こと" and after.index + 1 >= len(sentence.chunks):
            return "tells"  # 呼びかけたとのこと
        return "none" if mood.past else "said"
    if chunk.link == "nominal":
        return _made_noun(chunk, after, tail)
    return _before_noun(sentence, chunk, after, mood) if chunk.link in ("adnominal", "subordinate") else "none"


def _at_the_end(sentence: Sentence, chunk: Chunk) -> Report:
    if chunk.index + 1 < len(sentence.chunks) and not chunk.comma:
        after = sentence.chunks[chunk.index + 1]
        if after.lemma in words().governors["guess"]:
            return "none"
    return "tells"


def _coordinated(chunk: Chunk, tail: str, after: Chunk | None) -> Report:
    if tail.endswith(_WHILE):
        return "none"
    if tail.endswith(("て", "で")) and not chunk.comma:
        if after is not None and after.units[0].letter == "Q" and after.particle == "と":
            return "tells"  # 来日を求めて「…」と述べた
        return "tells" if after is not None and after.lemma in words().governors["closes"] else "none"
    if tail.endswith("と"):
        return "tells"
    if after is not None and not chunk.comma and (tail.endswith("たり") or _is_noun(chunk, after)):
        return "none"
    return "tells"


def _is_noun(chunk: Chunk, after: Chunk) -> bool:
    """受入れ人数, 申し出先: a verb that is the first part of a noun."""
    beside = not chunk.tail and after.kind == "n" and after.start == chunk.end and after.text[0] not in "「『"
    return beside and not after.names and after.run not in words().around["anaphors"]


def _quoted(sentence: Sentence, chunk: Chunk, after: Chunk, mood: Mood) -> Report:
    governors = words().governors
    last = after.index + 2 >= len(sentence.chunks)
    if (
        after.lemma in governors["hearsay"]
        and (last or after.lemma != "言う")
        and not after.passive
        and after.index + 3 >= len(sentence.chunks)
    ):
        return "tells"
    if after.lemma == "言う" and after.link in ("adnominal", "subordinate"):  # 一致したということだ
        return (
            _before_noun(sentence, after, sentence.chunks[after.index + 1], mood)
            if after.index + 1 < len(sentence.chunks)
            else "tells"
        )
    if after.lemma in governors["seen"] and (after.passive or after.lemma in ("見る", "期待", "思う")):
        return "tells" if after.lemma == "為る" and last and mood.past else "none"  # 話し合ったとされる
    saying = sentence.chunks[after.index + 1] if after.kind != "v" and last is False else after
    says = (
        after.lemma in governors["say"]
        or not governors["say"].isdisjoint(after.nouns)
        or saying.lemma in governors["say"]
    )
    if chunk.comma and chunk.link == "conditional" and not says:
        return "tells"
    if chunk.comma and chunk.link == "conditional" and after.kind != "v":
        return "tells"
    return "told" if mood.past else "said"


def _made_noun(chunk: Chunk, after: Chunk, tail: str) -> Report:
    if tail.endswith("に") and after.lemma in words().governors["no_more"]:
        return "tells"  # 述べるにとどめた
    if tail.endswith("など") and chunk.comma:
        return "tells"
    return "none"


def _before_noun(sentence: Sentence, chunk: Chunk, after: Chunk, mood: Mood) -> Report:
    governors = words().governors
    word = after.units[0].surface
    run = "".join(after.nouns)
    if word in ("もの", "の") and after.particle == "の":  # 一致したものの、
        return "tells"
    if word in governors["goes_on"] and not run.startswith(("後任", "上部", "一方的")):
        return "tells" if len(after.units) == 1 or after.persons or word == "ほか" else "describes"
    if word in governors["guess"] or run.startswith(tuple(governors["guess"])):
        return "none"
    if word in governors["circumstance"]:
        return "none"
    if word in ("方針", "計画", "意向", "考え") and after.kind == "v":  # 詰める方針だ
        return "plan"
    if word in governors["told"] or (word in ("お", "ご", "御") and run in governors["told"]):
        return "said" if not mood.past else "none"
    if word in governors["plan"]:
        return "plan"
    if word in ("こと", "事"):
        return _thing(sentence, chunk, after, mood)
    if word in governors["stated"] and after.index + 1 >= len(sentence.chunks) and not after.particle:
        return "tells"
    return "describes"


def _thing(sentence: Sentence, chunk: Chunk, after: Chunk, mood: Mood) -> Report:
    """ということです, ことを明らかにした, ことを述べた."""
    governors = words().governors
    if after.index + 1 >= len(sentence.chunks) and chunk.lemma == "言う":
        return "tells"
    above = sentence.chunks[min(after.index + 1, len(sentence.chunks) - 1)]
    if after.particle in ("に", "と") and above.lemma in ("為る", "成る") and not above.past and mood_of(above).goes_on:
        return "plan"
    if after.particle in ("に", "と") or after.index + 1 >= len(sentence.chunks):
        return "none"
    above = sentence.chunks[after.index + 1]
    if after.particle in ("が", "も") and above.lemma == "出来る" and not mood_of(above).negative:
        goes_on = above.link == "coordinate" and above.comma
        ended = above.past and above.link in ("final", "coordinate")
        return "able" if ended or goes_on else "none"
    if after.particle in ("を", "も") and above.lemma in ("明らか", "明かす"):
        return "told" if mood.past else "said"
    if after.particle == "を" and above.lemma in governors["reveal"] - {"発表", "説明", "為る"} and not mood.past:
        return "said"
    return "none"
