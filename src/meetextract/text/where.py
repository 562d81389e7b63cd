"""Places that a sentence tells, read off its bunsetu: a nominal, its particle, and what it stands to."""

from __future__ import annotations

from typing import Literal, NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.text.chunks import Chunk
from meetextract.text.places import Place, listed, place_in
from meetextract.text.syntax import Sentence

# at: with で. call: with に, whom one calls on is there. went, left: whoever meets came there, or was there till then.
# goes: whoever meets will go there. alone: without a particle.
How = Literal["at", "call", "went", "goes", "left", "alone"]


class Said(NamedTuple):
    """A place that a sentence tells (code points), and how; `by` is what it stands to."""

    span: Place
    chunk: Chunk
    how: How
    by: Chunk | None

    @property
    def held(self) -> bool:
        """ローマで開かれた国際会議に: where others meet as well."""
        return acts(self.by, listed("said", "held"))

    @property
    def past(self) -> bool:
        """Whether that is no plan."""
        return is_past(self.by)


def said_in(sentence: Sentence, lexicon: Lexicon) -> list[Said]:
    """The places that a sentence tells, in order."""
    found = []
    for chunk in sentence.chunks:
        if chunk.kind == "v" and chunk.lemma == "入り":  # ウィーン入りし
            end = sentence.text.index("入り", chunk.start)
            span = place_in(sentence.text, [chunk.start], end, lexicon)
            found += [Said(span, chunk, "went", chunk)] if span is not None and is_past(chunk) else []
        if chunk.kind != "n" or (chunk.persons and chunk.units[-1].letter == "P"):
            continue
        by, end = governor(sentence, chunk)
        how = _how(sentence, chunk, by)
        end += sentence.text[end : end + 1] == "」"
        span = place_in(sentence.text, starts_of(sentence, chunk), end, lexicon) if how is not None else None
        if how in ("went", "goes") and sentence.text[chunk.start : end] == lexicon.parties["JP"].name:
            span = (chunk.start, end)  # 日本を訪れ: of a guest
        if how is not None and span is not None and sentence.text[slice(*span)] not in listed("towns", "regions"):
            found.append(Said(span, chunk, how, by))
    return found


def governor(sentence: Sentence, chunk: Chunk) -> tuple[Chunk | None, int]:
    """What a place stands to, 訪問中の as well, which is no predicate, and where its words end."""
    went = listed("said", "went")
    for unit, start in zip(chunk.units[1:], chunk.starts[1:], strict=False):
        if unit.surface in went:
            return chunk, start  # ジュネーブ訪問中の
    after = sentence.chunks[chunk.index + 1] if chunk.head >= 0 else None
    if after is not None and after.kind == "n" and chunk.particle in listed("said", "to") and acts(after, went):
        return after, chunk.core_end
    return sentence.head(chunk), chunk.core_end


def acts(by: Chunk | None, words: tuple[str, ...]) -> bool:
    """Whether a bunsetu is one of the verbs, or holds one of the nouns."""
    return by is not None and (by.lemma in words or any(noun in words for noun in by.nouns))


def _is_call(sentence: Sentence, by: Chunk) -> bool:
    """官邸にXを表敬, 官邸に招かれ, 官邸にお招きをいただき."""
    objects = [kid for kid in sentence.kids(by) if kid.particle == "を"]
    if any(kid.text.startswith(listed("said", "invited")) for kid in objects):
        return True
    return acts(by, listed("said", "calls")) and (by.passive or any(kid.persons for kid in objects))


def is_past(by: Chunk | None) -> bool:
    """訪問した, 訪問し、, 訪れている, 訪問中の; not 訪問する予定."""
    if by is None or by.kind != "v" or by.past or (not by.tail and by.units[-1].letter in "Nn"):
        return True
    return by.link not in ("final", "adnominal", "quoted") or "てい" in by.text


def _how(sentence: Sentence, chunk: Chunk, by: Chunk | None) -> How | None:
    if by is chunk:
        ended = chunk.particle == "を" and acts(sentence.head(chunk), listed("said", "ended"))
        return "went" if ended or "中" in by.nouns else None
    if chunk.particle in listed("said", "at"):
        of_other = chunk.particle in ("における", "での") and by is not None and by.kind == "n"
        return None if of_other and by is not None and _is_deed(by) else "at"  # ラオスにおける訓練を推進する
    if by is None or not chunk.particle:
        return "alone" if chunk.particle in ("", "は") else None
    if chunk.particle == "に" and by.kind == "v" and _is_call(sentence, by):
        return "call"
    if chunk.particle == "を" and acts(by, listed("said", "leaves")):
        return "left"
    if not goes_to(sentence, chunk, by):
        return None
    return "went" if is_past(by) else "goes"


def goes_to(sentence: Sentence, chunk: Chunk, by: Chunk | None) -> bool:
    """Whether what a place stands to leads there: リマを訪れ, リマに足を運び."""
    if by is None or chunk.particle not in listed("said", "to") or not acts(by, listed("said", "went")):
        return False
    footed = by.lemma not in listed("said", "footed")
    return footed or any(kid.run == "足" and kid.particle == "を" for kid in sentence.kids(by))


def _is_deed(by: Chunk) -> bool:
    """Whether a noun is what is talked about: 訓練など, 人材育成を, 情勢について; not 会談で, 会議に."""
    return by.particle in ("を", "や", "など", "等", *listed("said", "topics")) and not by.run.endswith(
        listed("said", "meets")
    )


def starts_of(sentence: Sentence, chunk: Chunk) -> list[int]:
    """Where a nominal and its parts can begin: it and what modifies it with の, behind times and the like."""
    parts = [chunk]
    while (part := _before(sentence, parts[0])) is not None:
        parts.insert(0, part)
    starts: list[int] = []
    skipped = listed("towns", "skipped")
    for part in parts:
        if part is not chunk and part.text[: part.core_end - part.start].endswith(skipped):
            starts = []
            continue
        starts.append(part.start)
        for unit, start in zip(part.units, part.starts, strict=False):
            if unit.surface in skipped:
                starts = [start + unit.size]
            elif unit.surface == "・" or sentence.text[start - 1] in "）)":
                starts.append(start + (unit.surface == "・"))
    return [start for start in starts if start < chunk.core_end]


def _before(sentence: Sentence, part: Chunk) -> Chunk | None:
    """What stands right before a part of a place and belongs to it."""
    one = sentence.chunks[part.index - 1] if part.index else None
    if one is None or sentence.text[part.start - 1] == "」":
        return one  # 護衛艦「いずも」艦上
    home = one.particle == "の" and part.run in listed("buildings", "homes")
    if one.comma or (one.persons and not home):
        return None
    lies = listed("buildings", "lies")
    if one.kind == "v":
        return one if one.lemma in lies and one.link == "adnominal" else None  # 鶴居村にある実家
    if one.kind == "n" and one.particle == "に":
        return one if part.kind == "v" and part.lemma in lies else None
    return one if one.kind == "n" and one.head == part.index and one.particle in ("の", "") else None
