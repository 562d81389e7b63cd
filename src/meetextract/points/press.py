"""What is no part of the talks although it stands among them: words to the press, other talks, earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from meetextract.points.speakers import Actor
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk
from meetextract.text.dates import ERAS
from meetextract.text.syntax import Sentence

_NEAR: Final = 4  # code points between two sentences that follow each other
_BACK: Final = 4  # bunsetu between the day of earlier talks and the word for them
_HEAD: Final = 3  # bunsetu in which a sentence says when what it tells took place
_FULL: Final = 4  # digits of a year
_MARKS: Final = "「」『』"
_SPEAKS: Final = frozenset({"は", "から", "より", "からは"})
_TOLD: Final = frozenset({"こと", "旨", "内容", "通り", "とおり"})
_OPENERS: Final = "「『“"


def outside(sentence: Sentence) -> str:
    """The words of a sentence that stand in no quotation."""
    text, at, parts = sentence.text, sentence.start, []
    marked = any(text.find(mark, at, sentence.end) >= 0 for mark in _OPENERS)
    for chunk in sentence.chunks if marked else ():
        for unit, start in zip(chunk.units, chunk.starts, strict=False):
            if unit.letter == "Q":
                parts.append(text[at:start])
                at = start + unit.size
    return "".join([*parts, text[at : sentence.end]])


@dataclass(slots=True)
class Press:
    """Whether the sentence before told words to the press; `conference`: it said that they were given."""

    press: bool = False
    named: bool = False  # a word for it stands in the sentence itself
    conference: bool = False
    after: bool = False  # it told what somebody did after the talks
    received: bool = False  # 会見 is the word of the page for talks: 国家主席と会見した
    end: int = 0

    def next(self, sentence: Sentence, actors: Sequence[Actor], *, quoted: bool, planned: bool) -> bool:
        """Whether the sentence tells words to the press; they go on in the next one where nobody else acts, or where
        it quotes somebody."""
        about, told = words().elsewhere, outside(sentence)
        for word in about["not_press"]:
            told = told.replace(word, "")
        self.received = self.received or holds(told, about["received"])
        if self.received:
            told = told.replace("会見", "会談").replace("記者会談", "記者会見")
        press = holds(told, about["press"]) and not any(a.sends and a.sides and a.index <= 1 for a in actors)
        press = press and not _aside(sentence)
        self.named = press
        between = sentence.text[self.end : sentence.start]
        near = "\n" not in between and len(between) < _NEAR
        if not press and near and self.press:
            press = planned or self.conference or all(actor.joint for actor in actors)
        if not press and not between.strip() and (self.press or self.after):
            press = _goes_on(sentence, actors, told)
        press = press and not quoted
        self.conference = holds(told, about["conference"])
        self.after = any(chunk.run in about["afterwards"] for chunk in sentence.chunks[:2])
        self.end, self.press = sentence.end, press
        return press


def _goes_on(sentence: Sentence, actors: Sequence[Actor], told: str) -> bool:
    """乙氏も「…」と述べた, behind words to the press; or the rest of a quotation that a line break cuts."""
    marks = [sign for sign in sentence.text[sentence.start : sentence.end] if sign in _MARKS]
    if marks and marks[0] in "」』":
        return True
    quotes = any(chunk.units[-1].letter == "Q" and chunk.particle == "と" for chunk in sentence.chunks)
    return quotes and not holds(told, words().elsewhere["meetings"]) and not any(actor.joint for actor in actors)


def _aside(sentence: Sentence) -> bool:
    """講演でも示した案を提案した, 記者団が退席すると、…を求めた: only a clause beside tells of the press."""
    words_ = words().elsewhere["press"]
    named = [chunk for chunk in sentence.chunks if chunk.kind == "n" and holds(chunk.text, words_)]
    return bool(named) and all(_in_clause(sentence, chunk) for chunk in named)


def _in_clause(sentence: Sentence, chunk: Chunk) -> bool:
    verb = sentence.head(chunk)
    if verb is None or verb.kind != "v":
        return False
    if verb.link == "conditional":
        return chunk.particle == "が"
    noun = sentence.head(verb) if verb.link == "adnominal" else None
    return noun is not None and noun.particle in ("を", "の", "について") and noun.run not in _TOLD


def background(sentence: Sentence) -> bool:
    """6月の電話会談では, 前回は…開かれ: what is told is of an earlier meeting."""
    about = words().elsewhere
    chunks = sentence.chunks
    said = next((c.index for c in chunks if c.persons and c.particle in _SPEAKS), len(chunks))
    if any(c.run == "旨" for c in chunks[said:]):
        return False  # 大臣は、昨年の会議では、…ができた旨述べた
    if chunks[0].text.startswith("前回は") and any(c.lemma in ("開く", "行う") for c in chunks):
        return True
    for chunk in chunks:
        if chunk.kind != "n" or not chunk.run.endswith(about["meetings"]):
            continue
        if chunk.particle not in about["within"] and not _of_a_year(sentence, chunk):
            continue
        before = [*chunks[max(0, chunk.index - _BACK) : chunk.index], chunk]
        for one in before:
            if one is chunk and not one.run.startswith(about["before"]):
                continue
            if one is not chunk and one.particle not in ("の", ""):
                continue
            run = one.run
            if (
                run.startswith(about["before"])
                or _is_day(run)
                or (run.endswith("月") and any(c.isdigit() for c in run))
            ):
                return True
    return False


def of_earlier_year(sentence: Sentence, year: int | None) -> bool:
    """平成25年10月、昨年6月、…で合意した, of talks in another year: the history of the matter."""
    first = (c for c in sentence.chunks[:_HEAD] if c.kind == "n" and c.comma and c.particle in ("", "に", "には"))
    last = words().elsewhere["last_year"]
    return year is not None and any(chunk.run.startswith(last) or (_year(chunk.run) or year) < year for chunk in first)


def _year(run: str) -> int | None:
    """The year that 平成25年10月 or 2019年 begins with."""
    era = next((first for name, first in ERAS.items() if run.startswith(name)), 0)
    digits, mark, _ = run[2 if era else 0 :].partition("年")
    return int(digits) + era if mark and digits.isdecimal() and (era or len(digits) == _FULL) else None


def _of_a_year(sentence: Sentence, chunk: Chunk) -> bool:
    """平成29年の首脳会談で, 昨年12月の会談において."""
    if chunk.particle != "において" and not (chunk.particle == "で" and chunk.comma):
        return False
    named = sentence.chunks[max(0, chunk.index - 2) : chunk.index]
    runs = (one.run for one in named if one.particle in ("の", ""))
    return any(_is_day(run) or run.startswith(words().elsewhere["before"]) for run in runs)


def _is_day(run: str) -> bool:
    year = run.removeprefix("平成").removeprefix("令和").removeprefix("昭和")
    return run[-1:] == "年" and year[:1].isdigit() and (len(run) >= 5 or year != run)


def recalled(sentence: Sentence, chunk: Chunk) -> bool:
    """既に…している, 2年前に…している: an earlier occasion."""
    return holds(sentence.text[sentence.start : chunk.start], words().elsewhere["already"])


def elsewhere(sentence: Sentence, chunk: Chunk, actors: Sequence[Actor]) -> bool:
    """Talks with people who represent no government, and what a government did by another way, or at home."""
    about = words().elsewhere
    for one in sentence.chunks[: chunk.index]:
        if one.particle in ("と", "らと", "との", "たちと", "らとの") and _is_unofficial(sentence, one):
            after = "".join(c.text for c in sentence.chunks[one.index + 1 : one.index + 4])
            if holds(after, about["met"]) and "通じ" not in after:  # 企業との意見交換を通じた訪日の成功を祈る
                return True
        if one.particle in about["between"] and (_is_unofficial(sentence, one) or _is_firm(sentence, one, chunk)):
            return True  # 企業関係者等との間で
        event = sentence.chunks[max(0, one.index - 1)]
        at_event = one.lemma in ("出席", "参加") and event.run.endswith(about["attended"])
        if one.link == "coordinate" and (one.lemma in about["looked_at"] or at_event):
            rest = sentence.chunks[one.index + 1 : chunk.index]
            between = "".join(c.text for c in rest)
            # 視察して感銘を受けた旨述べた; 献花し、乙氏と協議した
            inside = any(c.run == "旨" or (c.persons and c.particle == "と") for c in rest)
            if not (inside or holds(between, (*about["meetings"], *about["met"], "との間で"))):
                return True
        governs = one.run == "政府" and not one.codes and one.particle == "は" and len(one.units) == 1
        if governs and holds(sentence.text[one.end : chunk.start], about["channels"]):
            return True
        if one.run.endswith(about["at_home"]) and one.particle in ("を", "が", "も", "の", "で"):
            return True
    return False


def _is_firm(sentence: Sentence, one: Chunk, predicate: Chunk) -> bool:
    """日本企業と通信会社テレコムとの間で署名式が行われた, without officials beside them."""
    named = (holds(one.run, words().elsewhere["firms"]) or one.run.endswith("社")) and one.head >= predicate.index
    return named and not any(c.persons for c in sentence.chunks[: one.index])


def _is_unofficial(sentence: Sentence, chunk: Chunk) -> bool:
    """組合長らと, 日系企業の代表と."""
    about = words().elsewhere
    before = sentence.chunks[chunk.index - 1] if chunk.index else chunk
    named = any(mention.name for mention in chunk.persons)
    modified = before.particle == "の" and not named and before.run.endswith(about["companies"])
    run = chunk.run.removesuffix("ら").removesuffix("たち").removesuffix("等")
    return run.endswith(about["others"]) or modified or (not named and run.endswith(about["companies"]))


def told_afterwards(sentence: Sentence, chunk: Chunk) -> bool:
    """会談後、…と述べた: spoken after the talks, not in them; what both say then is of the talks."""
    for one in sentence.chunks[: min(3, chunk.index)]:
        run = f"{sentence.chunks[one.index - 1].run}{one.run}" if one.run == "後" and one.index else one.run
        if one.kind == "n" and run in words().elsewhere["afterwards"] and one.particle in ("", "に", "の"):
            return not holds(sentence.text[sentence.start : one.end + 24], ("双方", "両"))
    return False


def in_talks(sentence: Sentence, chunk: Chunk) -> bool:
    """「会談では、…を説明した」: the first words say where it was said."""
    first = sentence.chunks[0]
    return (
        first.index < chunk.index
        and first.particle in ("では", "で", "の中で", "の場で")
        and first.run.endswith(words().elsewhere["meetings"])
    )
