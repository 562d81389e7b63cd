"""What was said or agreed: the complement of a predicate, from its first word to its last, without circumstance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetextract.model import Kind
from meetextract.people.persons import Mention
from meetextract.points.predicates import Hit
from meetextract.points.speakers import Actor, Party
from meetextract.text.clauses import Inflection, Structure


@dataclass(slots=True)
class Draft:
    """A point before it becomes a record. Offsets in code points."""

    kind: Kind
    by: tuple[str, ...]
    joint: bool
    predicate: tuple[int, int]
    content: tuple[int, int] | None
    rule: str


@dataclass(slots=True)
class State:
    """What carries over from sentence to sentence inside one meeting."""

    speaker: Actor | None = None
    content: tuple[int, int] | None = None
    last: Draft | None = None
    header: bool = False
    sentence: int = 0
    planned: bool = False
    statement: bool = False  # the sentence before spoke of a joint statement
    press: bool = False  # the sentence before told words to the press
    conference: bool = False  # the sentence before said that a press conference was held
    end: int = 0  # where the sentence before ended
    seen: set[tuple[str, str]] = field(default_factory=set)


_PERFORMATIVE = frozenset({"welcome", "support", "thank", "concern", "condemn"})
_INTENSIFIER = re.compile(
    r"(?=[揺詳暗改あ引強激断一共と互重繰率直厳固深心そ正相毅丁明は最大基お概口い併さ新早笑静こ同手異双活有建真幅突広じ約0-9０-９])"
    r"(?:改めて|揺るぎなく|厳重に|あらためて|引き続き|詳しく|暗に|強く|激しく|断固として|断固|一致して|共に|ともに|互いに|重ねて|繰り返し|率直に|直接|厳しく|固く|深く|心から|それぞれ|正式に|相互に|毅.{0,2}然と|丁寧に|明確に|はっきりと?|最も強い(?:ことば|言葉)で|最も厳しい(?:ことば|言葉)で|大筋で|基本的に|おおむね|概ね|強い(?:調子|口調)で|口々に|いずれも|併せて|あわせて|さらに|新たに|早速|早々に|笑顔で|静かに|その場で|この場で|同時に|率先して|あえて|そろって|手短に|異口同音に|双方で|(?:率直|活発|有益|建設的|真剣)(?:に|な)|幅広く|突っ込んだ|広範な|率直かつ[^、。]{1,8}(?:に|な)|じっくり(?:と)?|約?[0-9０-９]+分(?:間)?)+、?$"
)
_MODIFIER = re.compile(
    r"(?:極めて|強い|深い|深刻な|重大な|大きな|心からの|強烈な|遺憾の|更なる|高い|深甚なる|率直な|一定の|改めて|深く|強く|重ねて|「|『|心から|あらためて|非常に|最大限の|最大級の|深甚な|詳しい|詳細な|丁寧な|謹んで|並々ならぬ|異例の|共通の|相次いで|『)+$"
)
# 対話が要るとの認識: the clause before との has its own subject.
_SAID_TO_BE = re.compile(
    r"(?:との|という)(?:認識|立場|考え|見方|見解|姿勢|方針|原則|懸念|意向|決意|約束|理解|希望|期待|主張|説明)$"
)
_FRAME = re.compile(
    r"(?:について(?:は|も)?|に基づく|につき(?:まして)?|に関し(?:て)?(?:は|も)?|に関する|に係る|をめぐり|をめぐって(?:は|も)?|をめぐる|を巡り|を巡って(?:は|も)?|を巡る|に対(?:しては|して|し)|に対する|に当たり)、?$"
)
_CASE = re.compile(r"(?:への|へ|に向け(?:て)?|では|でも|で|には|にも|に|を|は|も|が)、?$")
_ADDRESSED = re.compile(r"(?:に対し(?:て)?|に|へ)、?(?=[^よつ])")
_ADDRESSED_WITH = re.compile(r"(?:に対し(?:て)?|に|へ|と(?:の間で)?)、?(?=[^よつ])")
# 共同声明に威圧への反対を明記した: the paper is no content.
_WRITTEN_INTO = re.compile(r"[^、。「」のを]{0,8}(?:声明|宣言|文書|コミュニケ|発表)(?:に(?:は|も)?|で(?:は)?)、?")
# 処理すると従来の説明を繰り返した: what was repeated stands before と.
# 兵力を保つと共同声明に明記した: so does a paper between what was said and the predicate.
_IN_THE_PAPER = re.compile(r"(?<=[とを])(?:共同)?(?:声明|宣言|文書|コミュニケ|発表)(?:に(?:は|も)?|で(?:は)?)、?$")
_AS_BEFORE = re.compile(r"と(?:従来|これまで|以前)(?:の|と同じ|通りの)[^、。]{1,6}$")
_SETTLED = re.compile(r"(?:こと|方針|方向|認識|考え)(?:で|を|に)、$")
_QUOTATIVE = re.compile(r"(?:などと|とだけ|と|との|という|として|とする)、?$")
_AS_SPEECH = re.compile(r"(?:旨(?:の|を|も|等を?)?|等(?:と|を)?)、?$")
_DESCRIBES = re.compile(r"[一-鿿]{2}(?:する|した|している)[一-鿿ァ-ヶー]")  # 両国が共有する情報
_OF_A_NATION = frozenset({"は", "から", "より"})
_SPEAKS = frozenset({"は", "も", "から", "からは", "からも", "より", "よりは"})
_ANAPHOR = re.compile(r"(?:これ|それ|これら)(?:ら)?(?:を|に|に対し|については?|について)、?[^、。]{0,6}$")
_TOWARDS = re.compile(r"(?:に対(?:して|し)|に|から|へ)、?$")


# 早めることで両氏の意見が一致
_OF_BOTH = re.compile(r"(?:両[一-鿿]{1,3}|双方|[2-9２-９三四]氏)の$")
_CLOSE = re.compile(r"、?")
_NEARBY = re.compile(r"、?[^、。]{0,40}")
_TO_DO = re.compile(r"[^、。]{0,40}[るういくすつむぶぬ](?:こと|よう)")
_CAME = re.compile(r"[^、。「」]{0,40}たこと[にをへ]")
_SAID = re.compile(r"[^。]{0,80}(?:旨|との)")


class ContentReader:
    """Finds the content of the predicates of one sentence."""

    def __init__(
        self,
        text: str,
        structure: Structure,
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        party: Party,
        state: State,
        hits: Sequence[tuple[Hit, ...]],
        *,
        quoted: bool = False,
    ) -> None:
        self.text = text
        self.quoted = quoted
        self.s = structure
        self.actors = actors
        self.mentions = mentions
        self.party = party
        self.state = state
        self.hits = hits
        # 専門家が調べること: a bystander inside a clause of the content bounds nothing.
        self.topic_ends = [
            a.end
            for a in actors
            if not (a.other and text[a.end - 1] in "がも" and a.start > structure.start + 6)
            and not self._inside_clause(a)
        ]
        self.point_ends: set[int] = set()  # token indexes that end a coordinated point
        self.consumed: set[int] = set()  # token indexes at which a clause under a verb of saying was taken
        self.floor = 0

    def _inside_clause(self, actor: Actor) -> bool:
        """両氏は双方が延長することで, 大臣から、中国は…である旨, 氏は日本から届いたことに: inside the content, behind
        the speaker."""
        if actor.nation and actor.particle == "が" and _DESCRIBES.match(self.text, actor.end, self.s.end):
            return True
        if actor.nation and actor.particle in _OF_A_NATION and self._spoken_of(actor):
            return True
        particles = {
            "が": ("は",),
            "も": ("は", "から", "からは"),
            "は": ("から", "より", "からは"),
            "から": ("は", "が"),
        }.get(actor.particle, ())
        behind = any(
            b.end <= actor.start
            and b.particle in particles
            and not b.other
            and (_CLOSE if actor.particle in ("は", "から") else _NEARBY).fullmatch(self.text, b.end, actor.start)
            for b in self.actors
        )
        told = {"は": _SAID, "から": _CAME}.get(actor.particle, _TO_DO)
        return behind and told.match(self.text, actor.end, self.s.end) is not None

    def _spoken_of(self, nation: Actor) -> bool:
        """大臣から、直行便に触れつつ、フィンランドは学ぶべき国である旨: who speaks stands before, nothing said yet."""
        speaker = next(
            (a for a in reversed(self.actors) if a.end <= nation.start and not a.nation and a.particle in _SPEAKS),
            None,
        )
        return (
            speaker is not None
            and not speaker.other
            and not any(speaker.end <= hits[0].start < nation.start for hits in self.hits)
        )

    def _content(self, hit: Hit, inflection: Inflection) -> tuple[tuple[int, int] | bool | None, str]:
        """The complement: (span, None when there is none, False when the predicate is none), and its particle."""
        text, s, rule = self.text, self.s, hit.rule
        pos = hit.start
        low = s.start
        if rule.type == "noun":
            match = _MODIFIER.search(text, max(low, pos - 16), pos)
            if match:
                pos = match.start()
        if pos > low and text[pos - 1] in "おご御":
            pos -= 1
        paper = _IN_THE_PAPER.search(text, max(low, pos - 12), pos) if rule.frame else None
        if paper:
            pos = paper.start()
        if text.startswith("意見", hit.start) and (both := _OF_BOTH.search(text, max(low, pos - 8), pos)):
            pos = both.start()
        pos = self._skip_actor(pos)
        for _ in range(3):
            match = _INTENSIFIER.search(text, max(low, pos - 24), pos)
            if match and match.start() < pos:
                pos = match.start()
            if pos <= low:
                return None, ""
            skipped = self._skip_addressee(pos)
            if skipped == pos:
                break
            pos = skipped
        if pos <= low:
            return None, ""
        before = text[low:pos]
        speech = False
        particle = ""
        end = pos
        if before.endswith(("よう", "ように")):
            end = pos - (1 if before.endswith("ように") else 0)
            particle = "よう"
        elif match := _AS_SPEECH.search(before):
            word = match.group()
            end = low + match.start() + 1
            particle = "旨" if word[0] == "旨" else "等"
            speech = True
            if particle == "等" and text[end - 2] in "」』":
                return self._quote(end - 2, hit), particle  # 「…」等と述べた
        elif match := _QUOTATIVE.search(before):
            if match.group().startswith("として") and rule.kind not in (
                "state",
                "condemn",
                "concern",
                "welcome",
                "request",
            ):
                return None, ""
            if rule.kind == "discuss":
                return None, ""
            if match.group().startswith("とだけ") and text.startswith(("語", "話"), hit.start):
                return None, ""  # 「控える」とだけ語った: to those who asked afterwards
            end = low + match.start()
            particle = "と"
            speech = True
            if end > low and text[end - 1] in "」』":
                return self._quote(end - 1, hit), particle
        elif match := _FRAME.search(before):
            end = low + match.start()
            particle = "について"
        elif match := _CASE.search(before):
            end = low + match.start()
            particle = match.group().rstrip("、")
            if particle in ("が", "は", "も") and any(a.start < low + match.end() <= a.end + 1 for a in self.actors):
                return None, particle
            if particle == "が" and not (inflection.passive or self._intransitive(hit)):
                return None, particle
            if rule.type == "noun" and particle in ("を", "で", "が"):
                return None, particle
            if rule.kind == "discuss" and particle in ("で", "では", "でも", "に", "には", "にも", "へ"):
                return None, particle
            if particle in ("で", "では", "でも") and rule.kind in _PERFORMATIVE | {"request", "state", "propose"}:
                return None, particle
        elif before.endswith("の"):
            end = pos - 1
            particle = "の"
            if before.endswith("からの"):
                return None, particle
            if rule.type == "suru" and self._listed(hit):
                end -= len(re.search(r"(?:について)?$", text[low:end])[0])  # type: ignore[index]
            elif rule.type == "suru" and not self._carried_out(inflection):
                return None, particle
        elif text[pos - 1] in "、，,「」 　":
            if text[pos - 1] in "、，,":
                inner = _SETTLED.search(before)
                if inner:
                    end = low + inner.end() - 2
                    return self._span(end, hit, speech=False), "を"
            return None, ""
        else:
            return (None, "") if rule.type != "suru" else (False, "")
        if end <= low:
            return None, particle
        return self._span(end, hit, speech=speech), particle

    def _carried_out(self, inflection: Inflection) -> bool:
        """覚書の署名が行われた, 覚書の締結を行う: the noun's own complement stands before の."""
        return any(
            t.lemma in ("行う", "為さる", "成す") for t in self.s.tokens[max(0, inflection.end - 4) : inflection.end]
        )

    def _listed(self, hit: Hit) -> bool:
        """・…の重要性の確認。: a line of a list that ends in the noun."""
        line = self.text.rfind("\n", 0, self.s.start) + 1
        marked = re.match(r"[ 　]*[・●○◯◆▽■\-－]", self.text[line : line + 6])
        return (
            marked is not None
            and re.fullmatch(r"(?:[（(][^（）()]*[）)])?[。．]?\s*", self.text[hit.stem : self.s.end]) is not None
        )

    def _intransitive(self, hit: Hit) -> bool:
        word = self.text[hit.start : hit.stem]
        return hit.rule.type == "noun" or word.startswith(("決ま", "な", "足並みがそろ", "さ", "一致", "合意"))

    def _skip_actor(self, pos: int) -> int:
        """…することを私からお伝えし, …について、卞氏が説明し: the speaker between complement and predicate."""
        text = self.text
        low = pos
        while low > self.s.start and text[low - 1] in "、，, 　お":
            low -= 1
        for actor in self.actors:
            if actor.end == low and actor.start > self.s.start + 2:
                before = actor.start
                while before > self.s.start and text[before - 1] in "、，,":
                    before -= 1
                if re.search(
                    r"(?:を|について|に関し(?:て)?|(?<!の)に対し(?:て)?|で|に|と|」)$",
                    text[max(self.s.start, before - 6) : before],
                ):
                    return before
        return pos

    def _skip_addressee(self, pos: int) -> int:
        """鈴木氏に, 日本に対し, 日本側に between object and predicate."""
        text = self.text
        match = _TOWARDS.search(text[self.s.start : pos])
        if not match:
            return pos
        end = self.s.start + match.start()
        for mention in self.mentions:
            if mention.end == end and mention.start > self.s.start and text[mention.start - 1] in "を、":
                return mention.start
        near = re.search(
            r"(?<=[を、う])(?:両[一-鿿]{1,4}の?間で|[ァ-ヶー]{2,12}側|[一-鿿]{1,4}側|全ての国|すべての国|日本側?|米国側?|米側|中国側?|韓国側?|各国|相手国?側?|関係国|両国|国際社会|先方|双方|互い|同国|国連|加盟国|同盟国|同志国)$",
            text[self.s.start : end],
        )
        return self.s.start + near.start() if near and match.group() != "から" else pos

    def _quote(self, close: int, hit: Hit) -> tuple[int, int] | None:
        opener = self.s.closers.get(close)
        if opener is None or self.s.index(close) in self.consumed:
            return None
        if close - opener < 2:
            return None
        before = self.text[max(self.s.start, opener - 1) : opener]
        if before in ("が", "ら") and all(actor.end != opener for actor in self.actors):
            return self._span(close + 1, hit, speech=True)  # 関係が「軌道に戻った」と確認した: a part of the clause
        if before == "を" and hit.rule.kind in ("condemn", "welcome", "concern", "support"):
            return self._span(close + 1, hit, speech=True)
        return opener + 1, close

    def _span(self, end: int, hit: Hit, *, speech: bool) -> tuple[int, int] | None:
        s = self.s
        while end > s.start and self.text[end - 1] in " 　":
            end -= 1
        if end <= s.start:
            return None
        last = s.index(end - 1)
        if last in self.consumed or last + 1 in self.consumed:
            return None
        floor = self.floor
        inside = s.hidden[s.index(hit.start)]
        if inside:
            for opener, close in s.pairs.items():
                if opener < hit.start < close:
                    floor = max(floor, s.index(opener) + 1)
        if _SAID_TO_BE.search(self.text, max(s.start, end - 10), end):
            speech = True
        first = s.left_edge(last, floor, self.topic_ends, self._stops, speech=speech)
        first = s.strip_head(first, last)
        start = s.tokens[first].start
        start = self._past_addressee(start, end, hit)
        written = _WRITTEN_INTO.match(self.text, start, end) if hit.rule.frame else None
        if written:
            start = written.end()
        repeated = _AS_BEFORE.search(self.text, start, end)
        if repeated:
            end = repeated.start()
        if start >= end:
            return None
        return start, end

    def _past_addressee(self, start: int, end: int, hit: Hit) -> int:
        """アンダーウッド氏に、…の撤廃を; グレイソン外相、国防相と…を協議: the persons addressed are no content."""
        pattern = _ADDRESSED_WITH if hit.rule.kind in ("discuss", "sign") else _ADDRESSED
        at = start
        for mention in self.mentions:
            if mention.start < at or mention.end >= end:
                continue
            begin = mention.country_start if at <= mention.country_start < mention.start else mention.start
            if begin != at and self.text[at:begin].strip("、") != "":
                break
            addressed = pattern.match(self.text, mention.end, end)
            if addressed:
                start = at = addressed.end()
            elif self.text[mention.end : mention.end + 1] in ("、", "と"):
                at = mention.end + 1
            else:
                break
        return start

    def _stops(self, i: int) -> bool:
        return i in self.point_ends

    def _object(self, pattern: re.Pattern[str], content: tuple[int, int]) -> bool:
        tail = self.text[max(content[0], content[1] - 24) : content[1]]
        tail = re.sub(r"[（(][^（）()]*[）)]$", "", tail).rstrip("」』）) ")
        tail = re.sub(r"[0-9０-９]{4}$", "", tail)  # 「京都宣言2024」
        return any(m.end() == len(tail) for m in pattern.finditer(tail))

    def _anaphoric(self, hit: Hit) -> bool:
        return bool(
            _ANAPHOR.search(
                self.text[self.s.start : hit.start],
            )
        )
