"""What was said or agreed: the complement of a predicate, from its first word to its last, without circumstance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from meetextract.model import Kind
from meetextract.points.begins import left, without_addressee, without_lead
from meetextract.points.bounds import PERFORMATIVE, Bounds, End
from meetextract.points.governors import Mood
from meetextract.points.predicates import Hit
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk
from meetextract.text.words import Word

__all__ = ["PERFORMATIVE", "Complement", "ContentReader", "Draft"]

_FRAMES: Final = (
    *("について", "についての", "についても", "については", "に基づく", "につき", "につきまして", "につきましては"),
    *("につきましても", "に関し", "に関して", "に関しては", "に関しても", "に関しての", "に関する", "に係る"),
    *("に関わる", "にかかる"),
    *("をめぐり", "をめぐって", "をめぐっては", "をめぐっても", "をめぐる", "を巡り", "を巡って", "を巡っては"),
    *("を巡っても", "を巡る", "に対し", "に対して", "に対しては", "に対しても", "に対する", "に当たり"),
)  # fmt: skip
_CASES: Final = frozenset(
    {"への", "へ", "に向け", "に向けて", "に向けた", "では", "でも", "で", "には", "にも", "に"}
    | {"を", "は", "も", "が", "をも", "へも", "にまで", "までを"}
)
_IN: Final = frozenset({"で", "では", "でも"})
_NOT_TALKED: Final = _IN | {"に", "には", "にも", "へ"}
_THEN: Final = ("を", "と", "も", "で", "よう", "ように", "旨", "に", "」", *_FRAMES)
_OPENERS: Final = "「『"
_SAID: Final = ("と", "との", "という", "として", "とする", "とだけ")
_HOLDERS: Final = ("state", "condemn", "concern", "welcome", "request", "thank")
_TOWARDS_IT: Final = frozenset({"への", "に対する"})
_ABOUT: Final = frozenset(
    {"について", "についても", "に関し", "に関して", "につき"}
    | {"をめぐり", "をめぐって", "をめぐっては", "を巡り", "を巡って"}
)


@dataclass(slots=True)
class Draft:
    """A point before it becomes a record. Offsets in code points."""

    kind: Kind
    by: tuple[str, ...]
    joint: bool
    predicate: tuple[int, int]
    content: tuple[int, int] | None
    rule: str


class Complement(NamedTuple):
    """What a predicate has beside it. `span`: None where it has no content; `particle` says how it stands to it;
    `none`: the word is no predicate there."""

    span: tuple[int, int] | None
    particle: str = ""
    none: bool = False


class ContentReader(Bounds):
    """Finds the content of the predicates of one sentence."""

    def content(self, hit: Hit, mood: Mood) -> Complement:
        """The complement of a predicate."""
        found = self._beside(hit, mood)
        if found.span is None and not found.none and hit.rule.kind == "discuss":
            return self._about(hit) or found
        return found

    def _about(self, hit: Hit) -> Complement | None:
        """情勢について、幅広い観点から|意見交換した: what they talked about stands before how they did."""
        for at in range(self.index_of(hit.start, hit.noun) - 1, self.floor - 1, -1):
            chunk = self.chunks[at]
            sends = any(one.index == at and one.sends for one in self.actors)  # …について、大臣から検討を行い
            told = chunk.kind == "v" and chunk.comma and chunk.link == "coordinate"
            if told or sends or _is_strange(chunk, hit):
                return None
            if chunk.kind == "n" and chunk.particle in _ABOUT and (chunk.comma or chunk.head >= hit.noun.index):
                return Complement(self._span(End(at, self.core_end(chunk), "について"), hit), "について")
        return None

    def _beside(self, hit: Hit, mood: Mood) -> Complement:
        """The complement right before a predicate."""
        first = self.index_of(hit.start, hit.noun)
        at = self._passed(hit, first - 1)
        if at < self.floor:
            return Complement(None)
        chunk = self.chunks[at]
        if "".join(chunk.nouns) in words().around["anaphors"] and len(chunk.units) == 1:
            return Complement((chunk.start, chunk.core_end), chunk.particle)
        as_follows = chunk.run in ("とおり", "通り") and at > self.floor  # 次のとおり述べた, 以下のとおり合意した
        if as_follows and hit.rule.kind in ("state", "agree", "confirm"):
            return Complement((self.chunks[at - 1].start, chunk.core_end))
        if chunk.units[-1].letter == "Q" and self._quotes(chunk):
            if chunk.tail and chunk.tail[-1].surface == "だけ" and hit.chunk.lemma in ("語る", "話す"):
                return Complement(None)  # 「控える」とだけ語った: to those who asked afterwards
            return Complement(self._quotation(at, hit), "と")
        end = (
            self._clause_end(at, hit)
            if chunk.kind != "n" or self._is_speech(chunk)
            else self._nominal_end(at, hit, mood)
        )
        if isinstance(end, Complement):
            return end
        shown = self._words_shown(end, hit)
        if shown is not None:
            return Complement(self._quotation(shown, hit), "と")
        return Complement(self._span(end, hit), end.particle)

    def _quotes(self, chunk: Chunk) -> bool:
        return chunk.particle in ("と", "", "などと", "とだけ", "との", "等と", "", "とも", "と、", "として", "とし")

    def _is_speech(self, chunk: Chunk) -> bool:
        word = chunk.units[-1].surface
        tail = "".join(one.surface for one in chunk.tail)
        if word in ("旨", "よう") or (word in ("等", "など") and tail in ("", "を", "と", "の", "が", "も")):
            return True
        return (
            chunk.kind == "n"
            and tail.endswith(("との", "という", "と", "として"))
            and not ((chunk.names and tail == "と") or tail in ("へと", "にと"))
        )

    def _passed(self, hit: Hit, at: int) -> int:
        """The bunsetu where the complement ends: adverbs, addressees and a late subject are passed over."""
        strong = words().around["strong"]
        light = hit.lightly
        while at >= self.floor:
            chunk = self.chunks[at]
            text = chunk.text.rstrip("、")
            if chunk.units[-1].surface == "よう":
                return at
            if chunk.text == "して" and at and self.chunks[at - 1].text + "して" in strong:
                at -= 2  # 断固と|して
                continue
            if chunk.particle == "の" and hit.rule.kind == "agree" and light and chunk.text.startswith(("両", "双方")):
                at -= 1  # …ことで両氏の意見が一致
                continue
            attributive = chunk.kind == "v" and (text in strong or (text.endswith("く") and not chunk.tail))  # 親しく
            if chunk.kind == "x" and chunk.text.endswith("を"):  # 始めるかどうかを
                return at
            if (
                chunk.kind == "x"
                or attributive
                or (chunk.kind == "n" and text in strong and (light or chunk.particle != "の"))
                or _lasting(chunk)
            ):
                at -= 1
                continue
            if chunk.units[-1].surface in ("お", "ご", "御") and not chunk.tail:
                at -= 1
                continue
            skipped = self._skipped(at, hit)
            if skipped == at:
                break
            at = skipped
        return at

    def _skipped(self, at: int, hit: Hit) -> int:
        """Over an addressee, a speaker or a paper between complement and predicate; `at` where there is none."""
        chunk = self.chunks[at]
        low = at
        while (
            low > self.floor
            and self.chunks[low - 1].particle == "の"
            and self.chunks[low - 1].kind == "n"
            and not self.chunks[low - 1].comma
        ):
            low -= 1
        if at in self.subjects:  # 協定は日本を訪問中の外相が|署名した
            while low > self.floor and self._modifies(low, at):
                low -= 1
        if low > self.floor and self._signed_by(low - 1, hit):
            return low - 1
        if low > self.floor and low - 1 in self.subjects and _is_told_to(chunk) and hit.lightly:
            return low - 1  # …ことに対し、大臣から長官に謝意を伝えた
        if low == self.floor or not self._ends_complement(self.chunks[low - 1]):
            if self.floor in (low, at) or not self._ends_complement(self.chunks[at - 1]):
                return at
            low = at
        particle = chunk.particle
        if chunk.kind != "n":
            return at
        if at in self.subjects and particle in ("は", "も", "が", "から", "より", "からは"):
            return low - 1
        if particle == "として" and hit.rule.kind in ("agree", "confirm") and self.chunks[low - 1].particle == "を":
            return low - 1  # …であることを出発点として確認した
        if hit.rule.quoted and particle == "を" and self.chunks[low - 1].units[-1].letter == "Q":
            return low - 1  # 「…」と|日本を|持ち上げた
        if particle in ("と", "とも") and chunk.persons and hit.rule.kind == "discuss":
            return low - 1  # 情勢について、外相と意見交換した
        direct = (
            particle in ("に", "へ", "と", "に対し")
            and chunk.head == hit.chunk.index
            and self.chunks[low - 1].particle == "を"
        )
        if (
            direct
            and hit.rule.kind in ("request", "propose", "state", "confirm", "agree")
            and chunk.run not in words().around["people"]
            and hit.rule.kind != "state"
        ):
            return low - 1
        shown = self.text[self.chunks[low].start : chunk.core_end]
        named = (
            chunk.names
            or holds(chunk.text, ("側",))
            or not words().around["people"].isdisjoint(("".join(chunk.nouns), shown))
        )
        if particle in words().around["towards"] and named and hit.rule.kind != "sign":
            return low - 1
        if particle in ("との間で", "との間では", "の間で") or (particle == "で" and chunk.run.endswith("間")):
            return low - 1
        if (
            particle in ("に", "で", "には", "では")
            and holds(chunk.run, words().elsewhere["papers"])
            and hit.rule.frame
        ):
            return low - 1
        return at

    def _modifies(self, low: int, at: int) -> bool:
        """Whether the bunsetu before `low` belongs to the words from `low` to `at`."""
        before = self.chunks[low - 1]
        return low <= before.head <= at or (before.particle == "を" and self.chunks[low].run.endswith("中"))

    def _signed_by(self, topic: int, hit: Hit) -> bool:
        """覚書は|両外相が署名した: the topic is what they signed, and who signed stands between."""
        chunk, after = self.chunks[topic], self.chunks[hit.noun.index - 1]
        of_paper = hit.rule.kind in ("sign", "announce") and chunk.kind == "n" and topic not in self.subjects
        return of_paper and chunk.particle in ("は", "には") and after.index in self.subjects and after.particle == "が"

    def _ends_complement(self, chunk: Chunk) -> bool:
        if chunk.kind == "n":
            return chunk.particle in _THEN or chunk.units[-1].surface in ("旨", "よう") or chunk.units[-1].letter == "Q"
        return chunk.text.endswith(("と", "よう", "ように", "のを")) or chunk.units[-1].surface == "よう"

    def _clause_end(self, at: int, hit: Hit) -> End | Complement:
        """Of …と, …旨, …よう, …として."""
        chunk = self.chunks[at]
        last = chunk.units[-1].surface
        tail = chunk.said.text
        if last == "よう":
            return End(at, chunk.core_end, "よう")
        if last in ("旨", "等", "など") and chunk.kind == "n" and tail in ("", "を", "の", "が", "も", "と", "に"):
            return self._and_the_like(at, last)
        if tail.endswith(("よう", "ように")):
            return End(at, self.cut(chunk, ("に",)), "よう")
        if chunk.lemma == "為る" and chunk.text in ("して", "し", "するなど") and at and chunk.kind == "v":
            return self._held(at, hit)
        if tail.endswith(("との", "という")) and hit.rule.type == "noun" and hit.rule.kind == "state" and _gives(hit):
            return End(hit.noun.index, self.core_end(hit.noun), "を", speech=True)
        if tail.endswith("として") and hit.rule.kind == "announce" and chunk.kind == "n":
            return self._named(at)
        if tail.endswith(_SAID) and hit.rule.kind != "discuss" and not _view_agrees(hit):
            if tail.endswith("として") and hit.rule.kind not in _HOLDERS:
                return Complement(None)
            if tail.endswith("とだけ") and hit.chunk.lemma in ("語る", "話す"):
                return Complement(None)
            return End(at, self.cut(chunk, (*_SAID, "など", "だけ", "の")), "と", speech=True)
        return self._nominalised(at, hit)

    def _named(self, at: int) -> Complement:
        """As what a paper was put out: 共同声明として採択した."""
        low = at
        while low > self.floor and not self.chunks[low - 1].comma and self.chunks[low - 1].head <= at:
            low -= 1
        start, end = self.chunks[low].start, self.core_end(self.chunks[at])
        return Complement((start - (self.pairs.get(start - 1, end) < end), end), "を")

    def _and_the_like(self, at: int, last: str) -> End | Complement:
        """…旨, …等, 「…」等."""
        chunk = self.chunks[at]
        if len(chunk.units) > 1 and chunk.units[-2].letter == "Q":  # 「…」等と述べた
            low = chunk.starts[len(chunk.units) - 2]
            return Complement((low + 1, low + chunk.units[-2].size - 1), "と")
        return End(at, chunk.core_end, "旨" if last == "旨" else "等", speech=True)

    def _held(self, at: int, hit: Hit) -> End | Complement:
        """暴挙だ|として…非難した, 「…」|として."""
        before = self.chunks[at - 1]
        if hit.rule.kind not in (*_HOLDERS, "support"):
            return Complement(None)
        if before.units[-1].letter == "Q":
            return Complement(self._quotation(at - 1, hit), "と")
        if not before.text.endswith("と"):
            return Complement(None)
        return End(at - 1, self.cut(before, ("と", "など")), "と", speech=True)

    def _nominalised(self, at: int, hit: Hit) -> End | Complement:
        """始めるかどうかを, 進めるのを."""
        chunk = self.chunks[at]
        if chunk.text.endswith(words().content["whether"]):  # どう引き出すかについても
            return End(at, chunk.start + chunk.text.rindex("か") + 1, "について")
        if chunk.text.endswith("を") and chunk.kind == "x":
            return End(at, self.cut(chunk, ("を",)), "を")
        if chunk.kind == "v" and chunk.link == "nominal" and chunk.particle in ("を", "に", "で", "も"):
            return End(at, self.cut(chunk, (chunk.particle,)), chunk.particle)
        return Complement(
            None, "", none=hit.rule.type == "suru" and not hit.lightly and chunk.end == hit.start and chunk.kind == "n"
        )

    def _nominal_end(self, at: int, hit: Hit, mood: Mood) -> End | Complement:
        chunk, rule = self.chunks[at], hit.rule
        particle = chunk.particle
        end = self.core_end(chunk)
        if hit.lightly and self._with_its_noun(at, hit):
            return End(hit.noun.index, self.core_end(hit.noun), "を")
        if (
            hit.chunk.lemma == "繰り返す"
            and at > 1
            and self.chunks[at - 1].run in words().content["repeated"]
            and self.chunks[at - 2].text.endswith("と")
        ):
            return End(at - 2, self.cut(self.chunks[at - 2], ("と",)), "と", speech=True)
        if particle == "かを":
            return End(at, self.cut(chunk, ("を",)), "を")
        alone = at == self.floor or self.chunks[at - 1].head != at  # not 訪問してくれた大臣に
        if hit.lightly and alone and _is_told_to(chunk) and rule.kind == "thank":
            return Complement(None, particle)
        topic = rule.kind == "discuss" and chunk.run.endswith(words().content["talked"])
        before = self.chunks[at - 1] if at > self.floor else chunk
        if rule.kind == "share" and before.particle in _ABOUT and chunk.run in words().around["clauses"]:
            return End(at - 1, self.core_end(before), "について")  # 大切さについて|認識を共有した
        if particle in _FRAMES or (particle == "における" and topic):
            return End(at, end, "について")
        framed = chunk.text.rstrip("、，,") == "中心に" or (topic and particle == "に" and self._has_object(at))
        if framed and at > self.floor and rule.kind == "discuss":
            return End(at - 1, self.core_end(self.chunks[at - 1]), "について")
        if particle in _CASES:
            return self._case(at, end, hit, mood)
        if particle in ("の", "などの", "等の"):
            if rule.type == "suru" and not (hit.lightly or self._ends_line(hit)):
                return Complement(None, "の")
            if hit.noun.comma or chunk.persons:
                return Complement(None, "の")
            if chunk.codes and chunk.run.endswith("側"):  # 計画に対する仏側の|懸念
                about = at - 1 if at > self.floor and self.chunks[at - 1].particle in _TOWARDS_IT else -1
                if about < 0:
                    return Complement(None, "の")
                return End(about, self.core_end(self.chunks[about]), "に対する")
            return End(at, end, "の")
        if not particle and not chunk.comma and rule.type == "suru" and chunk.end == hit.start:
            return Complement(None, "", none=True)
        return Complement(None, particle)

    def _has_object(self, at: int) -> bool:
        """開発を|テーマに話し合った."""
        return at > self.floor and self.chunks[at - 1].particle == "を" and not self.chunks[at - 1].comma

    def _with_its_noun(self, at: int, hit: Hit) -> bool:
        """投資への|期待を表明した, 計画に対する日本側の|関心を伝えた: the verb alone is the predicate."""
        chunk = self.chunks[at]
        if chunk.particle in _TOWARDS_IT and hit.noun.run in words().content["condolences"]:
            return True
        reports = not hit.rule.within.isdisjoint((hit.chunk.lemma, hit.chunk.run))
        whose = chunk.particle == "の" and at > self.floor and bool(chunk.codes or chunk.persons)
        one = self.chunks[at - 1] if whose else chunk
        return reports and one.kind == "n" and one.particle in _TOWARDS_IT

    def _case(self, at: int, end: int, hit: Hit, mood: Mood) -> End | Complement:
        """A complement in を, に, で …: not every kind of predicate takes each."""
        chunk, rule = self.chunks[at], hit.rule
        particle = chunk.particle
        none = Complement(None, particle)
        if particle in ("が", "は", "も") and at in self.subjects and at in self.bounding:
            return none
        if self._signed_by(at, hit):
            return End(at, end, "に")
        if particle in ("が", "は") and not (mood.passive or (particle == "が" and _happens(hit))):
            return none
        if particle == "は" and not mood.passive:
            return none
        if rule.type == "noun" and particle in ("を", "で", "が") and rule.kind not in ("agree", "discuss", "sign"):
            return none
        if rule.type == "noun" and rule.kind == "discuss" and particle in ("を", "が") and chunk.comma:
            return none
        settled = hit.chunk.link in ("final", "coordinate") and not hit.chunk.text.endswith("と、")
        reached = settled and particle in ("に", "にも") and hit.chunk.lemma == "及ぶ"  # 開発に話が及んだ
        talked = reached or chunk.run.endswith(words().content["talked"])
        if rule.kind == "discuss" and particle in _NOT_TALKED and not talked:
            return none
        if particle in _IN and rule.kind in PERFORMATIVE | {"request", "state", "propose"}:
            return none
        return End(at, end, particle)

    def _ends_line(self, hit: Hit) -> bool:
        """・…の重要性の確認。: a line of a list that ends in the noun."""
        return self.listed and hit.chunk.index == len(self.chunks) - 1 and not hit.chunk.tail

    def _quotation(self, at: int, hit: Hit) -> tuple[int, int] | None:
        chunk = self.chunks[at]
        start = chunk.starts[len(chunk.units) - 1]
        end = start + chunk.units[-1].size
        if end - start < 4:
            return None
        before = self.chunks[at - 1] if at > self.floor else None
        if before is not None and not before.comma and len(chunk.units) == 1:
            inside = before.particle == "が" and at - 1 not in self.subjects
            of_object = before.particle == "を" and hit.rule.kind in PERFORMATIVE
            if inside or of_object or self._is_of_words(before):
                return self._span(End(at, end, "と", speech=True), hit)
        if len(chunk.units) > 1 and chunk.units[-2].letter in "NnG" and not _is_lead(chunk.units[-2]):
            return self._span(End(at, end, "と", speech=True), hit)
        return start + 1, end - 1

    def _is_of_words(self, before: Chunk) -> bool:
        """氏は、方針は「変わらない」と述べた, 氏は、国は「続ける」と述べた: the quotation is part of what was said."""
        if before.particle == "から" and before.run in ("こと", "事"):
            return any(one.index < before.index for one in self.actors)
        if before.particle != "は" or before.kind != "n" or before.persons:
            return False
        return any(self.floor <= one.index < before.index and one.particle in ("は", "が") for one in self.actors)

    def _span(self, end: End, hit: Hit) -> tuple[int, int] | None:
        chunk = self.chunks[end.index]
        before = self.chunks[end.index - 1] if end.index else None
        speech = end.speech
        if before is not None and before.text.endswith(("との", "という")) and chunk.run in words().around["clauses"]:
            speech = True
        first = left(self, end.index, hit, speech=speech)
        start = without_lead(self, first, end)
        start = without_addressee(self, start, end, hit)
        if (
            self.text[start - 1] in _OPENERS
            and start > self.sentence.start
            and self.pairs.get(start - 1, end.at) < end.at
        ):
            start -= 1
        if self.text[start - 1] in _OPENERS and start - 1 in self.pairs and self.pairs[start - 1] < end.at + 1:
            start = start - 1
        if speech and self.text[end.at - 1] in "」』" and self.pairs.get(start) == end.at - 1:
            return start + 1, end.at - 1  # a short quotation is no unit of its own
        return (start, end.at) if start < end.at else None

    def _words_shown(self, end: End, hit: Hit) -> int | None:
        """「来年にも決めたい」と前向きな|姿勢を示した: the bunsetu of the quotation."""
        held = isinstance(hit.rule.object, tuple) and self.chunks[end.index].run.endswith(hit.rule.object)
        if not (hit.rule.object and held) or end.index <= self.floor:
            return None
        chunk = self.chunks[end.index - 1]
        if chunk.particle == "な" and chunk.index > self.floor:
            chunk = self.chunks[chunk.index - 1]
        return chunk.index if chunk.units[-1].letter == "Q" and chunk.particle == "と" else None


def _is_told_to(chunk: Chunk) -> bool:
    """長官に, 大臣に対し: to whom thanks and wishes are said, not what for."""
    said_to = chunk.particle in ("に", "へ", "に対し", "に対して")
    return said_to and chunk.units[-1].letter == "P"


def _is_strange(chunk: Chunk, hit: Hit) -> bool:
    """部隊の指揮官と|意見交換した: with whom, who is no person of the page."""
    beside = chunk.kind == "n" and chunk.particle in ("と", "らと") and chunk.head >= hit.noun.index
    return beside and not chunk.persons


def _is_lead(word: Word) -> bool:
    """冒頭「…」, 席上「…」: when it was said."""
    return word.pos3 == "副詞可能" or word.surface in words().leads.words


def _view_agrees(hit: Hit) -> bool:
    """意見が一致した."""
    return hit.rule.type == "noun" and hit.rule.kind == "agree"


def _gives(hit: Hit) -> bool:
    """With verbs of saying (決意を示した), not with there is (発言があった)."""
    return "語る" in hit.rule.light


def _happens(hit: Hit) -> bool:
    """What agrees, is settled or comes up by itself: 時期が決まった, 折り合いがついた, 実績が話題に上った."""
    comes_up = hit.rule.kind == "discuss" and hit.lightly
    return hit.rule.type == "noun" or comes_up or (hit.rule.kind == "agree" and hit.rule.by == "joint")


def _lasting(chunk: Chunk) -> bool:
    """約30分間, 5年ぶりに: how long, between complement and predicate."""
    run = chunk.run
    return (
        chunk.particle in ("", "に", "にわたり", "にわたって")
        and run.endswith(words().content["lasting"])
        and any(c.isdigit() for c in run)
    )
