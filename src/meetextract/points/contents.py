"""What was said or agreed: the complement of a predicate, from its first word to its last, without circumstance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from meetextract.model import Kind
from meetextract.points.governors import Mood, mood_of
from meetextract.points.predicates import Hit
from meetextract.points.speakers import Actor
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk
from meetextract.text.sentences import brackets
from meetextract.text.syntax import Sentence

PERFORMATIVE: Final = frozenset({"welcome", "support", "thank", "concern", "condemn"})


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


@dataclass(frozen=True, slots=True)
class _End:
    """Where a content ends: in bunsetu `index`, at code point `at`."""

    index: int
    at: int
    particle: str
    speech: bool = False


_FRAMES: Final = (
    *("について", "についての", "についても", "については", "に基づく", "につき", "につきまして", "につきましては"),
    *("につきましても", "に関し", "に関して", "に関しては", "に関しても", "に関する", "に係る", "に関わる", "にかかる"),
    *("をめぐり", "をめぐって", "をめぐっては", "をめぐっても", "をめぐる", "を巡り", "を巡って", "を巡っては"),
    *("を巡っても", "を巡る", "に対し", "に対して", "に対しては", "に対しても", "に対する", "に当たり"),
)  # fmt: skip
_ABOUT: Final = frozenset(
    {"について", "に関し", "に関して", "をめぐり", "を巡り", "についても", "につき", "に対し", "において"}
)
_CASES: Final = frozenset(
    {
        "への",
        "へ",
        "に向け",
        "に向けて",
        "に向けた",
        "では",
        "でも",
        "で",
        "には",
        "にも",
        "に",
        "を",
        "は",
        "も",
        "が",
        "をも",
        "へも",
        "にまで",
        "までを",
    }
)
_IN: Final = frozenset({"で", "では", "でも"})
_NOT_TALKED: Final = _IN | {"に", "には", "にも", "へ"}
_TALKED: Final = ("内容", "テーマ", "分野", "課題", "議題", "論点")  # 幅広いテーマで意見交換した
_OBJECTS: Final = frozenset({"を", "が", "は", "も"})
_THEN: Final = ("を", "と", "も", "で", "よう", "ように", "旨", "に", "」", *_FRAMES)
_CLAUSAL: Final = frozenset({"adnominal", "nominal", "quoted", "subordinate"})
_SPEAKS: Final = frozenset({"は", "も", "から", "からは", "からも", "より", "よりは"})
_CLOSERS: Final = "」』）)"
_OPENERS: Final = "「『"
_AGREED_THING: Final = frozenset({"こと", "事", "方針", "方向", "認識", "考え"})
_OF_TOPICS: Final = frozenset({"については", "に関しては", "をめぐっては", "を巡っては"})
_NEWLY: Final = frozenset({"新たに", "改めて", "強く", "共に", "ともに", "それぞれ"})
_ON_OCCASION: Final = (
    *("声明", "宣言", "文書", "会談", "会合", "協議", "会談後", "会合後", "終了後", "討議", "会議", "官邸", "の場"),
    *("の席", "席上", "外務省", "迎賓館", "飯倉公館", "場", "懇談", "電話", "間"),
)  # fmt: skip
_SAID: Final = ("と", "との", "という", "として", "とする", "とだけ")
_HOLDERS: Final = ("state", "condemn", "concern", "welcome", "request", "thank")
_CONDOLENCES: Final = frozenset({"お見舞い", "見舞い", "弔意", "お悔やみ"})
_FACTS: Final = frozenset({"こと", "事", "の", "点"})
_REPEATED: Final = frozenset({"従来", "これまで", "以前", "同じ"})
_THINGS: Final = frozenset({"こと", "事", "の", "よう", "旨", "案", "考え", "方針", "意向", "計画", "構想", "用意"})


class ContentReader:
    """Finds the content of the predicates of one sentence.

    `floor`: the bunsetu behind the last point, which no later content reaches over.
    """

    def __init__(
        self,
        sentence: Sentence,
        actors: Sequence[Actor],
        listed: bool,
        told: Sequence[int] = (),
        spoken: Sequence[int] = (),
    ) -> None:
        self.sentence, self.text, self.chunks = sentence, sentence.text, sentence.chunks
        self.actors, self.listed = actors, listed
        self.floor = 0
        self.subjects = {actor.index for actor in actors}
        self.points: list[int] = []
        self.told = told  # the bunsetu that report, if who speaks takes part
        self.spoken = spoken  # the bunsetu that hold a word of the table, whether it reports or not
        self.bounding = {a.index for a in actors if not self._aside(a) and not self.is_inside(a)}
        self.pairs = brackets(self.text, sentence.start, sentence.end)

    def _aside(self, actor: Actor) -> bool:
        """専門家が調べること: a bystander inside a clause of the content bounds nothing."""
        return actor.other and actor.particle in ("が", "も") and actor.index > 1

    def is_inside(self, actor: Actor) -> bool:
        """両氏は双方が延長することで, 大臣から、中国は…である旨: inside the content, behind the speaker."""
        chunk = self.chunks[actor.index]
        head = self.sentence.head(chunk)
        clausal = head is not None and head.kind == "v" and head.link in _CLAUSAL
        if actor.nation and actor.particle == "が" and clausal:
            return True
        if actor.particle == "が" and clausal and head is not None and self._within(actor, head):
            return True
        if (
            actor.particle in ("から", "より")
            and clausal
            and not chunk.comma
            and any(one.index < actor.index for one in self.actors)
        ):
            return True
        if actor.nation and actor.particle in ("は", "から", "より") and self.spoken_of(actor):
            return True
        if actor.particle in ("は", "も") and self._behind_sender(actor):
            return True
        if actor.particle == "は" and not chunk.persons and self._behind_topic(actor):
            return True
        if not clausal or actor.particle not in ("が", "も", "から", "より"):
            return False
        before = ("は", "から", "からは", "より") if actor.particle in ("が", "も") else ("は", "が")
        for one in self.actors:
            near = not any(c.comma for c in self.chunks[one.index + 1 : actor.index + 1])
            if one.index < actor.index and one.particle in before and not one.other and near:
                return True
        return False

    def is_fact(self, subject: int, last: int, hit: Hit) -> bool:
        """カタール政府が船を手配したことを称賛した: whose deed it is that somebody praises, thanks for or condemns."""
        chunk = self.chunks[subject]
        if chunk.particle != "が" or hit.rule.kind not in PERFORMATIVE or self.chunks[last].run not in _FACTS:
            return False
        verb = self.chunks[last - 1]
        return verb.kind == "v" and (verb.past or mood_of(verb).goes_on) and subject < last - 1

    def _within(self, actor: Actor, verb: Chunk) -> bool:
        """演習に4カ国が参加すること, 豪海軍が導入する艦: the subject of a clause of the content."""
        before = self.chunks[actor.index - 1] if actor.index else None
        if (
            before is not None
            and not before.comma
            and before.particle not in ("は", "も", "では", "")
            and before.kind == "n"
            and before.particle != "の"
        ):
            return True
        above = self.sentence.head(verb)
        thing = verb.link == "nominal" or (above is not None and above.run in _THINGS)
        return not thing and verb.link == "adnominal" and not self.chunks[actor.index].persons

    def _behind_sender(self, actor: Actor) -> bool:
        """大臣から、侵略は…であることを: right behind who speaks."""
        return any(one.sends and one.index == actor.index - 1 and not one.other for one in self.actors) and (
            actor.particle == "は" and not self.chunks[actor.index].persons
        )

    def _behind_topic(self, actor: Actor) -> bool:
        """氏は、フランス側は…と述べた: right behind the topic, what somebody says begins."""
        return any(one.index == actor.index - 1 and one.particle == "は" and not one.other for one in self.actors)

    def spoken_of(self, nation: Actor) -> bool:
        """大臣から、直行便に触れつつ、フィンランドは学ぶべき国である旨: who speaks stands before, nothing said yet."""
        speaker = next(
            (a for a in reversed(self.actors) if a.index < nation.index and not a.nation and a.particle in _SPEAKS),
            None,
        )
        if speaker is None or speaker.other:
            return False
        return not any(speaker.index < at < nation.index for at in self.told)

    # --- where it ends ---------------------------------------------------------------------------------------------

    def content(self, hit: Hit, mood: Mood) -> Complement:
        """The complement of a predicate."""
        first = self.index_of(hit.start, hit.noun)
        at = self._passed(hit, first - 1)
        if at < self.floor:
            return Complement(None)
        chunk = self.chunks[at]
        if "".join(chunk.nouns) in words().around["anaphors"] and len(chunk.units) == 1:
            return Complement((chunk.start, chunk.core_end), chunk.particle)
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
        return Complement(self._span(end, hit), end.particle)

    def index_of(self, at: int, chunk: Chunk) -> int:
        """The bunsetu in which a code point lies; near `chunk`."""
        index = chunk.index
        while index and self.chunks[index].start > at:
            index -= 1
        return index

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
        if low == self.floor or not self._ends_complement(self.chunks[low - 1]):
            if self.floor in (low, at) or not self._ends_complement(self.chunks[at - 1]):
                return at
            low = at
        particle = chunk.particle
        if chunk.kind != "n":
            return at
        if at in self.subjects and particle in ("は", "も", "が", "から", "より", "からは"):
            return low - 1
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

    def _ends_complement(self, chunk: Chunk) -> bool:
        if chunk.kind == "n":
            return chunk.particle in _THEN or chunk.units[-1].surface in ("旨", "よう") or chunk.units[-1].letter == "Q"
        return chunk.text.endswith(("と", "よう", "ように", "のを")) or chunk.units[-1].surface == "よう"

    def _clause_end(self, at: int, hit: Hit) -> _End | Complement:
        """Of …と, …旨, …よう, …として."""
        chunk = self.chunks[at]
        last = chunk.units[-1].surface
        tail = "".join(word.surface for word in chunk.tail)
        if last == "よう":
            return _End(at, chunk.core_end, "よう")
        if last in ("旨", "等", "など") and chunk.kind == "n" and tail in ("", "を", "の", "が", "も", "と", "に"):
            return self._and_the_like(at, last)
        if tail.endswith(("よう", "ように")):
            return _End(at, self._cut(chunk, ("に",)), "よう")
        if chunk.lemma == "為る" and chunk.text in ("して", "し", "するなど") and at and chunk.kind == "v":
            return self._held(at, hit)
        if tail.endswith(("との", "という")) and hit.rule.type == "noun" and hit.rule.kind == "state" and _gives(hit):
            return _End(hit.noun.index, self._core_end(hit.noun), "を", speech=True)
        if tail.endswith(_SAID) and hit.rule.kind != "discuss" and not _view_agrees(hit):
            if tail.endswith("として") and hit.rule.kind not in _HOLDERS:
                return Complement(None)
            if tail.endswith("とだけ") and hit.chunk.lemma in ("語る", "話す"):
                return Complement(None)
            return _End(at, self._cut(chunk, (*_SAID, "など", "だけ", "の")), "と", speech=True)
        return self._nominalised(at, hit)

    def _and_the_like(self, at: int, last: str) -> _End | Complement:
        """…旨, …等, 「…」等."""
        chunk = self.chunks[at]
        if len(chunk.units) > 1 and chunk.units[-2].letter == "Q":  # 「…」等と述べた
            low = chunk.starts[len(chunk.units) - 2]
            return Complement((low + 1, low + chunk.units[-2].size - 1), "と")
        return _End(at, chunk.core_end, "旨" if last == "旨" else "等", speech=True)

    def _held(self, at: int, hit: Hit) -> _End | Complement:
        """暴挙だ|として…非難した, 「…」|として."""
        before = self.chunks[at - 1]
        if hit.rule.kind not in (*_HOLDERS, "support"):
            return Complement(None)
        if before.units[-1].letter == "Q":
            return Complement(self._quotation(at - 1, hit), "と")
        if not before.text.endswith("と"):
            return Complement(None)
        return _End(at - 1, self._cut(before, ("と", "など")), "と", speech=True)

    def _nominalised(self, at: int, hit: Hit) -> _End | Complement:
        """始めるかどうかを, 進めるのを."""
        chunk = self.chunks[at]
        if chunk.text.endswith("を") and chunk.kind == "x":
            return _End(at, self._cut(chunk, ("を",)), "を")
        if chunk.kind == "v" and chunk.link == "nominal" and chunk.particle in ("を", "に", "で", "も"):
            return _End(at, self._cut(chunk, (chunk.particle,)), chunk.particle)
        return Complement(
            None, "", none=hit.rule.type == "suru" and not hit.lightly and chunk.end == hit.start and chunk.kind == "n"
        )

    def _cut(self, chunk: Chunk, tail: tuple[str, ...]) -> int:
        """Where a bunsetu ends without some of its last particles."""
        end = chunk.end
        for word in reversed(chunk.tail):
            if word.surface not in tail:
                break
            end -= word.size
        return end

    def _nominal_end(self, at: int, hit: Hit, mood: Mood) -> _End | Complement:
        chunk, rule = self.chunks[at], hit.rule
        particle = chunk.particle
        end = self._core_end(chunk)
        if particle in ("への", "に対する") and hit.lightly and hit.noun.run in _CONDOLENCES:
            return _End(hit.noun.index, self._core_end(hit.noun), "を")
        if (
            hit.chunk.lemma == "繰り返す"
            and at > 1
            and self.chunks[at - 1].run in _REPEATED
            and self.chunks[at - 2].text.endswith("と")
        ):
            return _End(at - 2, self._cut(self.chunks[at - 2], ("と",)), "と", speech=True)
        if particle == "かを":
            return _End(at, self._cut(chunk, ("を",)), "を")
        if particle in _FRAMES:
            return _End(at, end, "について")
        if particle in _CASES:
            return self._case(at, end, hit, mood)
        if particle in ("の", "などの", "等の"):
            if rule.type == "suru" and not (hit.lightly or self._ends_line(hit)):
                return Complement(None, "の")
            if hit.noun.comma or chunk.persons:
                return Complement(None, "の")
            return _End(at, end, "の")
        if not particle and not chunk.comma and rule.type == "suru" and chunk.end == hit.start:
            return Complement(None, "", none=True)
        return Complement(None, particle)

    def _case(self, at: int, end: int, hit: Hit, mood: Mood) -> _End | Complement:
        """A complement in を, に, で …: not every kind of predicate takes each."""
        chunk, rule = self.chunks[at], hit.rule
        particle = chunk.particle
        none = Complement(None, particle)
        if particle in ("が", "は", "も") and at in self.subjects and at in self.bounding:
            return none
        if particle in ("が", "は") and not (mood.passive or (particle == "が" and _happens(hit))):
            return none
        if particle == "は" and not mood.passive:
            return none
        if rule.type == "noun" and particle in ("を", "で", "が") and rule.kind not in ("agree", "discuss", "sign"):
            return none
        if rule.type == "noun" and rule.kind == "discuss" and particle in ("を", "が") and chunk.comma:
            return none
        if rule.kind == "discuss" and particle in _NOT_TALKED and not chunk.run.endswith(_TALKED):
            return none
        if particle in _IN and rule.kind in PERFORMATIVE | {"request", "state", "propose"}:
            return none
        return _End(at, end, particle)

    def _ends_line(self, hit: Hit) -> bool:
        """・…の重要性の確認。: a line of a list that ends in the noun."""
        return self.listed and hit.chunk.index == len(self.chunks) - 1 and not hit.chunk.tail

    def _core_end(self, chunk: Chunk) -> int:
        """Where a nominal ends, a gloss or a closing mark behind it included, and など."""
        end = chunk.core_end
        if chunk.tail and chunk.tail[0].surface in ("など", "等") and len(chunk.tail) > 1:
            end = chunk.starts[len(chunk.units)] + chunk.tail[0].size
        limit = chunk.starts[len(chunk.units)] if chunk.tail else self.sentence.end
        while end < self.sentence.end and end <= limit:
            if self.text[end] in "（(" and end in self.pairs:
                end = self.pairs[end] + 1
            elif self.text[end] in _CLOSERS:
                end += 1
            else:
                break
        return end

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
            if inside or of_object:
                return self._span(_End(at, end, "と", speech=True), hit)
        if len(chunk.units) > 1 and chunk.units[-2].letter in "NnG":
            return self._span(_End(at, end, "と", speech=True), hit)
        return start + 1, end - 1

    # --- where it begins -------------------------------------------------------------------------------------------

    def _span(self, end: _End, hit: Hit) -> tuple[int, int] | None:
        chunk = self.chunks[end.index]
        before = self.chunks[end.index - 1] if end.index else None
        speech = end.speech
        if before is not None and before.text.endswith(("との", "という")) and chunk.run in words().around["clauses"]:
            speech = True
        if before is not None and hit.rule.object and self._words_shown(before):
            return self._quotation(before.index, hit)
        first = self._left(end.index, hit, speech=speech)
        start = self._without_lead(first, end)
        start = self._without_addressee(start, end, hit)
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

    def _words_shown(self, chunk: Chunk) -> bool:
        """「議会の日程が許せば来年にも」と前向きな|姿勢を示した."""
        if chunk.particle == "な" and chunk.index > self.floor:
            chunk = self.chunks[chunk.index - 1]
        return chunk.units[-1].letter == "Q" and chunk.particle == "と"

    def _left(self, last: int, hit: Hit, *, speech: bool) -> int:
        at = last
        while at > self.floor:
            before = self.chunks[at - 1]
            subject = at - 1 in self.bounding and not self.is_fact(at - 1, last, hit)
            if subject or self._breaks_off(at, last, speech) or self._apart(at):
                break
            if not speech and not before.comma and self._modifies_predicate(before, last, hit):
                break
            if before.comma and self._bounds(at - 1, last, speech):
                break
            if hit.rule.frame and before.particle in ("に", "には", "では") and self._is_paper(before, hit):
                break
            if speech and before.particle in _OF_TOPICS and before.kind == "n":
                break
            if speech and before.particle in _ABOUT and self._all_quoted(at, last):
                break
            if not before.comma and not speech and self._ends_without_comma(at - 1, last):
                break
            at -= 1
        return at

    def _is_paper(self, chunk: Chunk, hit: Hit) -> bool:
        """行動計画に…を明記し, その中に…を明記した."""
        return isinstance(hit.rule.frame, tuple) and (holds(chunk.run, hit.rule.frame) or chunk.run == "中")

    def _all_quoted(self, first: int, last: int) -> bool:
        """邦人について「一刻も早い解放を」と: whether the rest is one quotation."""
        start = self.chunks[first].start
        return self.text[start] in _OPENERS and self.pairs.get(start) == self._core_end(self.chunks[last]) - 1

    def _apart(self, at: int) -> bool:
        """A blank or the end of a label stands between two bunsetu: 国防相（同）　次期…"""
        between = self.text[self.chunks[at - 1].end : self.chunks[at].start]
        return any(mark in between for mark in "\u3000】〉》：") and not any(
            low < self.chunks[at].start <= high for low, high in self.pairs.items()
        )

    def _modifies_predicate(self, chunk: Chunk, last: int, hit: Hit) -> bool:
        """当事者に自制を求めた, 共同声明で…を非難した: what hangs on the predicate itself is none of its content."""
        if chunk.head <= last or chunk.kind == "v":
            return False
        if chunk.kind == "x":
            return chunk.text in _NEWLY
        if chunk.particle in ("に", "には", "へ", "に対し", "に対して", "に対しては"):
            return self._is_addressee(chunk) or chunk.run.endswith(_ON_OCCASION)
        if chunk.particle in ("で", "では"):
            return chunk.run.endswith(_ON_OCCASION)
        return chunk.particle in ("として", "を念頭に", "をめぐって", "を巡って")

    def _is_addressee(self, chunk: Chunk) -> bool:
        nouns = "".join(chunk.nouns)
        if chunk.names or nouns in words().around["people"]:
            return not nouns or nouns.endswith(("側", "政府", "外相", "国防相", "大臣", "首相", "国", "双方", "先方"))
        return nouns.endswith(("人", "氏", "当事者", "当局", "両国", "側", "国際社会"))

    def _breaks_off(self, at: int, last: int, speech: bool) -> bool:
        """Behind a quotation with と, which is what somebody said."""
        before = self.chunks[at - 1]
        if before.units[-1].letter != "Q" or before.particle != "と" or speech:
            return False
        return self.chunks[at].lemma not in (
            "言う",
            "為る",
            "明記",
            "題する",
            "銘打つ",
            "謳う",
            "呼ぶ",
            "記す",
            "位置付ける",
        )

    def _segment(self, comma: int) -> int:
        """The first bunsetu of what stands before a comma, from the comma before it on."""
        at = comma
        while at > self.floor and not self.chunks[at - 1].comma:
            at -= 1
        return at

    def _bounds(self, comma: int, last: int, speech: bool) -> bool:
        """Whether what stands before the comma is no part of what follows."""
        chunk = self.chunks[comma]
        low = self._segment(comma)
        segment = self.text[self.chunks[low].start : chunk.end]
        sense = words().ends.sense(segment)
        if sense == "keep" or self._under_one_thing(chunk, last):
            return False
        if speech and segment.endswith("として") and chunk.kind == "n":
            return False  # 重要なパートナーとして、協力してきた: what somebody is, not what he goes by
        if sense == "leave" and not self._goes_on(low, comma, last, speech):
            return True
        if chunk.kind == "n" and chunk.particle == "は":
            return not speech or not any(index < low for index in self.bounding)
        if (
            chunk.kind == "v"
            and chunk.tail
            and chunk.tail[-1].surface in ("が", "けれども", "けれど")
            and chunk.link == "coordinate"
        ):
            return True
        if chunk.kind == "n" and chunk.particle in ("", "に") and _is_day(chunk) and not speech:
            return True
        lead = segment in words().leads.words
        if chunk.kind == "x" and low == comma:
            return (not speech or comma == 0) and not self._and(chunk)
        if lead and (not speech or low <= 1):
            return True
        return segment in words().around["times"] and not speech

    def _and(self, chunk: Chunk) -> bool:
        """…が開催され、また、…が行われたこと: joins two parts of one content."""
        before = self.chunks[chunk.index - 1] if chunk.index > self.floor else None
        joins = chunk.text.rstrip("、，,") in ("また", "かつ", "そして", "並びに", "および", "及び")
        return joins and before is not None and chunk.index - 1 not in self.bounding and before.comma

    def _under_one_thing(self, chunk: Chunk, last: int) -> bool:
        """計画を補いつつ、実行していくこと: a clause under こと whose verb is none of the table stays in it."""
        together = chunk.kind == "v" and chunk.text.rstrip("、，,").endswith(("つつ", "とともに", "と共に"))
        return together and chunk.index not in self.spoken and self.chunks[last].run in ("こと", "事")

    def _goes_on(self, low: int, comma: int, last: int, speech: bool) -> bool:
        """し、 under the こと that follows: 枠組みを開き、進めること is one content."""
        chunk = self.chunks[comma]
        if chunk.text.endswith(("とともに", "と共に")):
            return True
        if chunk.particle in ("に", "で", "には", "では", "にも") and speech and not self.chunks[low].persons:
            return any(index < low for index in self.bounding) is not False and chunk.particle not in ("では",)
        return False

    def _ends_without_comma(self, at: int, last: int) -> bool:
        """会談で…することで一致した, …に際しては…: circumstance that no comma ends."""
        chunk = self.chunks[at]
        if chunk.kind == "n":
            meeting = chunk.run.endswith(("会談", "会合", "協議", "電話", "会議", "懇談"))
            if chunk.particle in ("では", "において", "においては") and meeting:
                return True
            if chunk.particle == "で" and (
                chunk.run.endswith(("電話", "テレビ会議", "ビデオ会議")) or (meeting and chunk.persons)
            ):
                return True
            if chunk.particle in ("をめぐり", "を巡り", "に当たり", "にあたり", "に際しては"):
                return True
            if chunk.particle in _OF_TOPICS:
                return True
            if chunk.particle.endswith("は") and not chunk.text.startswith(("当面", "当分")):
                digit = self.text[self.chunks[at + 1].start].isdigit()
                return digit or not any(index < at for index in self.bounding)
            if chunk.persons and chunk.particle in ("と", "との間で", "らと") and not self._with(at, last):
                return True
        if chunk.kind == "v" and chunk.text.endswith(("て", "で")) and chunk.link == "coordinate":
            return holds("".join((*chunk.nouns, chunk.lemma)), ("会談", "懇談", "会う", "面会", "協議"))
        return False

    def _with(self, at: int, last: int) -> bool:
        """甲氏と会談すること: he is of the content; 甲氏と…の推進を確認: he is not."""
        head = self.chunks[at].head
        return head <= last and (self.chunks[head].kind == "v" or self.chunks[head].persons != [])

    def _without_lead(self, first: int, end: _End) -> int:
        """Drops what leads into a clause without belonging to it: また、 冒頭、 ① …"""
        text, start = self.text, self.chunks[first].start
        leads, marks = words().leads, words().marks
        stops = {chunk.start for chunk in self.chunks[first : end.index + 1]}
        while start < end.at:
            if text[start] in marks:
                start += 1
                continue
            lead = leads.at(text, start, end.at)
            after = start + len(lead)
            if not lead or text.startswith(words().not_leads, start):
                break
            if text[after] in "、，,":
                after += 1
            elif after not in stops:
                break
            start = after
        return start

    def _without_addressee(self, start: int, end: _End, hit: Hit) -> int:
        """アンダーウッド氏に、…の撤廃を; グレイソン外相、国防相と…を協議: the persons addressed are no content."""
        at = next((c.index for c in self.chunks if c.start >= start), end.index)
        for chunk in self.chunks[at : end.index]:
            people = chunk.persons or (
                chunk.text.rstrip("、").removesuffix("に対し").removesuffix("に対して") in words().around["people"]
            )
            if not people or not (
                chunk.particle in ("", "と") or chunk.particle in ("に", "へ", "に対し", "に対して", "との間で", "らと")
            ):
                break
            if chunk.particle == "" and not chunk.comma:
                break
            together = chunk.particle in ("と", "との間で", "らと")
            if together and not chunk.comma and hit.rule.kind not in ("discuss", "sign"):
                if not any(c.persons for c in self.chunks[chunk.index + 1 : end.index]):
                    break
                continue
            if chunk.particle in ("に", "へ") and self.text[chunk.end : chunk.end + 1] == "よ":
                break
            if chunk.particle == "" or (together and hit.rule.kind not in ("discuss", "sign")):
                continue
            start = self.chunks[chunk.index + 1].start
        return start


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


def _is_day(chunk: Chunk) -> bool:
    """3日、, 22日夜、"""
    run = chunk.run
    return run[:1].isdigit() and run.endswith(("日", "日夜", "日朝", "日午前", "日午後", "日夕", "日未明"))


def _lasting(chunk: Chunk) -> bool:
    """約30分間, 5年ぶりに: how long, between complement and predicate."""
    run = chunk.run
    return (
        chunk.particle in ("", "に", "にわたり", "にわたって")
        and run.endswith(("分", "分間", "時間", "ぶり"))
        and any(c.isdigit() for c in run)
    )
