"""Points of one sentence: predicate, kind, content, who spoke. Pure function of tokens, actors and what went before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetextract.clauses import COMMAS, Inflection, Link, Structure
from meetextract.model import Kind
from meetextract.people import Mention
from meetextract.predicates import Hit, Predicates
from meetextract.speakers import Actor, Party, joint_adverb


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


_JOINT_KINDS = frozenset({"agree", "share", "sign", "announce", "discuss"})
_PERFORMATIVE = frozenset({"welcome", "support", "thank", "concern", "condemn"})
_INTENSIFIER = re.compile(
    r"(?:改めて|あらためて|引き続き|強く|激しく|断固として|断固|一致して|共に|ともに|互いに|重ねて|繰り返し|率直に|直接|厳しく|固く|深く|心から|それぞれ|正式に|相互に|毅.{0,2}然と|丁寧に|明確に|はっきりと?|最も強い(?:ことば|言葉)で|最も厳しい(?:ことば|言葉)で|大筋で|基本的に|おおむね|概ね|強い(?:調子|口調)で|口々に|いずれも|併せて|あわせて|さらに|新たに|早速|早々に|笑顔で|静かに|その場で|この場で|同時に|率先して|あえて|そろって|手短に|異口同音に|双方で|(?:率直|活発|有益|建設的|真剣)(?:に|な)|幅広く|突っ込んだ|広範な|率直かつ[^、。]{1,8}(?:に|な)|じっくり(?:と)?|約?[0-9０-９]+分(?:間)?)+、?$"
)
_MODIFIER = re.compile(
    r"(?:極めて|強い|深い|深刻な|重大な|大きな|心からの|強烈な|遺憾の|更なる|高い|深甚なる|率直な|一定の|改めて|深く|強く|重ねて|「|『|心から|あらためて|非常に|最大限の|最大級の|深甚な|謹んで|異例の|共通の|相次いで|『)+$"
)
# 対話が要るとの認識: the clause before との has its own subject.
_SAID_TO_BE = re.compile(r"(?:との|という)(?:認識|立場|考え|見方|見解|姿勢|方針|原則|懸念|意向|決意|約束|理解|希望|期待|主張|説明)$")
_FRAME = re.compile(
    r"(?:について(?:は|も)?|に基づく|につき(?:まして)?|に関し(?:て)?(?:は|も)?|に関する|に係る|をめぐり|をめぐって(?:は|も)?|をめぐる|を巡り|を巡って(?:は|も)?|を巡る|に対(?:しては|して|し)|に対する|に当たり)、?$"
)
_CASE = re.compile(r"(?:への|へ|に向け(?:て)?|では|でも|で|には|にも|に|を|は|も|が)、?$")
_ADDRESSED = re.compile(r"(?:に対し(?:て)?|に|へ)、?(?=[^よつ])")
_ADDRESSED_WITH = re.compile(r"(?:に対し(?:て)?|に|へ|と(?:の間で)?)、?(?=[^よつ])")
# 処理すると従来の説明を繰り返した: what was repeated stands before と.
_AS_BEFORE = re.compile(r"と(?:従来|これまで|以前)(?:の|と同じ|通りの)[^、。]{1,6}$")
_THIS = re.compile(r"(?:これ|それ|これら|その点|同案|同提案|(?:この|その)(?:提案|方針|考え|構想|計画|要請|招待|招請|申し出|案)|提案|要請|招待|申し出)(?:ら)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年に")
# What a ている form tells when such a word stands before it: an earlier occasion.
_BEFORE = re.compile(r"既に|すでに|これまで|かねて|[0-9０-９]{1,2}月に|昨年|前回|会った際|一貫して")
_AS_FOLLOWS = re.compile(r"(?:次|以下)のように、?(?:述べ|語)?$|次の(?:通り|とおり)$")
# Words spoken after the talks, not in them.
_AFTERWARDS = re.compile(r"^(?:[^。「」]{0,16}(?:は|が)、?)?(?:会談|協議|会合)(?:の?終了)?後(?:、|に|の)(?!両|双方)(?!.{0,24}(?:両首脳|両外相|両氏))")
# Talks with people who represent no government.
_OTHER_TALK = re.compile(r"(?:社長|会長|市長|知事|経営者|学生|議員|教員|住民|遺族|隊員|代表取締役)(?:ら|たち)?(?:と(?:の)?[^。、]{0,16}(?:会談|懇談|意見|面会)|を招)")
_PRESS = re.compile(
    r"記者団|記者会見|会見で|会見し|閣議後|投稿|演説|講演|街頭|報道陣に(?!公開)|インタビュー|論評|寄稿|取材に|ぶら下がり|共同記者発表|Xに|交流サイト|SNS|ＳＮＳ|本会議で答|国会答弁|委員会で答"
)
_BACKGROUND = re.compile(
    r"(?:前回|先月|先週|先に|昨年|去年|一昨年|[0-9０-９一二三四五六七八九十]{1,3}月|(?:19|20)[0-9]{2}年|昨秋|今春|昨春|前日|かつて)(?:[0-9０-９]{0,2}日?)?の[^、。「」]{0,26}(?:会談|協議|会合|会議|対話|2プラス2)(?:では|においては|の際は)"
)


class PointReader:
    """Reads the points of one sentence."""

    def __init__(
        self,
        text: str,
        structure: Structure,
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        party: Party,
        state: State,
        predicates: Predicates,
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
        self.predicates = predicates
        # 専門家が調べること: a bystander inside a clause of the content bounds nothing.
        self.topic_ends = [
            a.end for a in actors if not (a.other and text[a.end - 1] == "が" and a.start > structure.start + 6)
        ]
        self.point_ends: set[int] = set()  # token indexes that end a coordinated point
        self.consumed: set[int] = set()  # token indexes at which a clause under a verb of saying was taken
        self.floor = 0

    def read(self) -> list[Draft]:
        """All points of the sentence, in order."""
        text, s = self.text, self.s
        if _BACKGROUND.search(text, s.start, s.end):
            return []
        press = _PRESS.search(text, s.start, s.end) is not None
        near = not self.quoted and "\n" not in text[self.state.end : s.start] and s.start - self.state.end < 4
        if not press and near and self.state.press:
            press = not any(not a.joint for a in self.actors) or self.state.conference
        if self.quoted:
            press = False
        self.state.conference = re.search(r"会見し", text[s.start : s.end]) is not None
        self.state.end = s.end
        self.state.press = press
        found: list[Draft] = []
        done = s.start
        for hits in self.predicates.hits(text, s.start, s.end):
            if hits[0].start < done:
                continue
            inside = s.covers(hits[0].start)
            if inside != press:
                continue
            for hit in hits:
                draft = self._point(hit, press=press)
                if draft is not None:
                    found.append(draft)
                    done = draft.predicate[1]
                    self.state.last = draft
                    if draft.content is not None:
                        self.state.content = draft.content
                    break
        self._settle(found)
        self.state.statement = re.search(r"(?:声明|共同文書|宣言|共同発表)(?:は|を|に)", text[s.start : s.end]) is not None or (
            self.state.statement and not self.actors
        )
        return found

    # -- one predicate -----------------------------------------------------------------------------------------

    def _point(self, hit: Hit, *, press: bool) -> Draft | None:
        s, rule = self.s, hit.rule
        if rule.type == "suru" and not self._word_edge(hit):
            return None
        inflection = s.inflection(hit.stem, rule.type)
        link = s.link(inflection)
        if rule.type == "verb" and inflection.bare and s.tokens[s.index(hit.stem - 1)].pos1 == "名詞" and link is Link.NOMINAL:
            return None
        if rule.type == "verb" and s.tokens[s.index(hit.stem - 1)].pos1 == "名詞" and (
            s.surface(s.index(hit.stem - 1) + 1) in ("を", "の", "が", "は", "へ")
        ):
            return None
        if rule.frame is not None and not rule.frame.search(self.text, s.start, hit.start) and not self.state.statement:
            return None
        if press and not self._reported(inflection, hit, link):
            return None
        passive_subject = False
        under_saying = False
        if link is Link.ATTRIBUTE:
            if not self._before_participant(inflection):
                return None
            passive_subject = inflection.passive
        elif link is Link.SPEECH:
            after = self._after(inflection)
            if (
                inflection.past
                and re.match(
                    r"と(?:の|いう|して|発表|説明|報|明らか|語|述べ|伝え|され|強調|評価|し(?:た|て)|みら)", after
                )
                and not press
            ):
                if not re.match(r"と(?:発表|説明|報|明らか|語|述べ|伝え)", after):
                    return None
            elif inflection.past and not press:
                return None
            elif rule.kind in _PERFORMATIVE or (
                rule.kind in ("request", "propose", "agree")
                and re.match(r"旨|との|発言|声|意見|と(?:述べ|発言|伝え)", after)
                and rule.by != "joint"
            ):
                under_saying = True
            else:
                return None
        elif link is Link.PLAN:
            if not self.state.planned:
                return None
        elif link not in (Link.FINAL, Link.COORD):
            return None
        if inflection.desire and not under_saying:
            return None
        if rule.kind in ("sign", "agree") and _YEAR.search(self.text, max(s.start, hit.start - 40), hit.start):
            return None
        if inflection.continuous and link is Link.FINAL and _BEFORE.search(self.text, s.start, hit.start):
            return None
        if _AS_FOLLOWS.search(self.text, max(s.start, hit.start - 8), hit.start):
            return None
        if rule.kind in ("state", "welcome", "concern", "condemn", "thank") and _AFTERWARDS.search(self.text, s.start, hit.start):
            return None
        if _OTHER_TALK.search(self.text, s.start, hit.start):
            return None
        if inflection.continuous and (inflection.past or link is Link.COORD):
            return None
        if (
            link is Link.FINAL
            and not inflection.past
            and not inflection.bare
            and not inflection.continuous
            and not self.state.planned
            and not under_saying
        ):
            return None
        content, head = self._content(hit, inflection)
        if content is False:
            return None
        assert content is None or isinstance(content, tuple)
        if content is not None and _THIS.fullmatch(self.text, *content):
            content = self.state.content
        if rule.object is not None:
            if content is None or not self._object(rule.object, content):
                return None
        if rule.needs == "content" and content is None:
            return None
        if (
            rule.type == "suru"
            and rule.kind == "state"
            and head in ("を", "は", "が", "も", "に", "で")
            and self.text.startswith("発言", hit.start)
        ):
            return None
        by, joint, known = self._speaker(hit, inflection, passive_subject=passive_subject, head=head)
        if not known:
            return None
        if (
            content is None
            and rule.kind in ("welcome", "support", "thank", "agree", "request")
            and (self._anaphoric(hit) or rule.kind in ("agree", "support", "welcome"))
        ):
            content = self.state.content
            if content is None and rule.kind in ("agree",):
                return None
        if content is None and rule.kind == "thank" and rule.type == "suru" and not under_saying:
            content = self.state.content
        if content is None and rule.kind in ("request", "propose", "state", "concern", "condemn", "confirm"):
            return None
        start, end = self._predicate_span(hit, inflection, under_saying=under_saying)
        if link is Link.COORD or link is Link.SPEECH or link is Link.ATTRIBUTE:
            for i in range(s.index(hit.start), inflection.end):
                self.point_ends.add(i)
            for i in range(inflection.end, min(inflection.end + 5, len(s.tokens))):
                if s.tokens[i].surface in COMMAS:
                    break
                self.point_ends.add(i)
        if link is Link.SPEECH:
            self.consumed.add(inflection.end)
        return Draft(rule.kind, by, joint, (start, end), content, rule.name)

    def _after(self, inflection: Inflection) -> str:
        if inflection.end >= len(self.s.tokens):
            return ""
        at = self.s.tokens[inflection.end].start
        return self.text[at : at + 12]

    def _word_edge(self, hit: Hit) -> bool:
        """A verbal noun inside a longer noun (一致点, 不一致, 首脳協議) reports nothing."""
        first = self.s.index(hit.start)
        if self.s.tokens[first].start != hit.start and self.text[hit.start - 1 : hit.start] not in "再大実":
            return False
        last = self.s.index(hit.stem - 1)
        if self.s.tokens[last].end != hit.stem and hit.rule.kind != "discuss":
            return self.s.tokens[last].pos1 == "動詞"
        if first > 0:
            before = self.s.tokens[first - 1]
            if (
                before.pos1 in ("名詞", "接頭辞", "形状詞", "接尾辞")
                and before.end == hit.start
                and before.pos2 not in ("副詞可能",)
                and (before.pos3 not in ("副詞可能", "助数詞可能"))
            ):
                return before.surface in ("再", "ご", "御", "旨", "等", "よう", "など") or hit.start == before.start
        return True

    def _reported(self, inflection: Inflection, hit: Hit, link: Link) -> bool:
        """Words to the press count where they tell what was agreed or said inside."""
        if not inflection.past or inflection.continuous or hit.rule.kind in ("discuss",):
            return False
        if link not in (Link.FINAL, Link.COORD, Link.SPEECH):
            return False
        if hit.rule.kind in ("agree", "confirm", "share"):
            return True
        return hit.rule.kind in ("request", "propose", "concern", "condemn", "state") and bool(
            re.match(r"伝え|申し入れ|求め|要請|抗議|提案|懸念|働き", self.text[hit.start : hit.stem + 2])
        )

    def _before_participant(self, inflection: Inflection) -> bool:
        if inflection.end >= len(self.s.tokens):
            return False
        at = self.s.tokens[inflection.end].start
        return any(m.start == at and m.person in self.party.persons for m in self.mentions) or any(
            a.start == at and not a.other for a in self.actors
        )

    def _predicate_span(self, hit: Hit, inflection: Inflection, *, under_saying: bool) -> tuple[int, int]:
        tokens = self.s.tokens
        last = max(self.s.index(hit.stem - 1), min(inflection.end, len(tokens)) - 1)
        end = max(hit.stem, tokens[last].end)
        if inflection.bare and hit.rule.type != "noun":
            end = hit.stem
        return hit.start, end

    # -- content -----------------------------------------------------------------------------------------------

    def _content(self, hit: Hit, inflection: Inflection) -> tuple[tuple[int, int] | None | bool, str]:
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
        elif match := re.search(r"(?:旨(?:の|を|も|等を?)?|等(?:と|を)?)、?$", before):
            word = match.group()
            end = low + match.start() + 1
            particle = "旨" if word[0] == "旨" else "等"
            speech = True
        elif match := re.search(r"(?:などと|と|との|という|として|とする)、?$", before):
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
            if before.endswith("からの") or (rule.type == "suru" and not self._carried_out(inflection)):
                return None, particle
        elif text[pos - 1] in "、，,「」 　":
            if text[pos - 1] in "、，,":
                inner = re.search(r"(?:こと|方針|方向|認識|考え)(?:で|を|に)、$", before)
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
        return any(t.lemma in ("行う", "為さる", "成す") for t in self.s.tokens[max(0, inflection.end - 4) : inflection.end])

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
                if re.search(r"(?:を|について|に関し(?:て)?|で|に|と|」)$", text[max(self.s.start, before - 6) : before]):
                    return before
        return pos

    def _skip_addressee(self, pos: int) -> int:
        """鈴木氏に, 日本に対し, 日本側に between object and predicate."""
        text = self.text
        match = re.search(r"(?:に対(?:して|し)|に|から|へ)、?$", text[self.s.start : pos])
        if not match:
            return pos
        end = self.s.start + match.start()
        for mention in self.mentions:
            if mention.end == end and mention.start > self.s.start and text[mention.start - 1] in "を、":
                return mention.start
        near = re.search(
            r"(?<=[を、う])(?:全ての国|すべての国|日本側?|米国側?|米側|中国側?|韓国側?|各国|相手国?側?|関係国|両国|国際社会|先方|双方|互い|同国|国連|加盟国|同盟国|同志国)$",
            text[self.s.start : end],
        )
        return self.s.start + near.start() if near and match.group() != "から" else pos

    def _quote(self, close: int, hit: Hit) -> tuple[int, int] | None:
        opener = self.s.closers.get(close)
        if opener is None:
            return None
        if close - opener < 2:
            return None
        before = self.text[max(self.s.start, opener - 1) : opener]
        if before == "を" and hit.rule.kind in ("condemn", "welcome", "concern", "support"):
            span = self._span(close + 1, hit, speech=True)
            return span
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
        repeated = _AS_BEFORE.search(self.text, start, end)
        if repeated:
            end = repeated.start()
        if start >= end:
            return None
        return start, end

    def _past_addressee(self, start: int, end: int, hit: Hit) -> int:
        """アンダーウッド氏に、…の撤廃を; グレイソン外相、オサリバン国防相と…を協議: the persons addressed are no content."""
        pattern = _ADDRESSED_WITH if hit.rule.kind == "discuss" else _ADDRESSED
        at = start
        for mention in self.mentions:
            if mention.start < at or mention.end >= end:
                continue
            if mention.start != at and self.text[at : mention.start].strip("、") != "":
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
        return any(m.end() == len(tail) for m in pattern.finditer(tail))

    def _anaphoric(self, hit: Hit) -> bool:
        return bool(
            re.search(
                r"(?:これ|それ|これら)(?:ら)?(?:を|に|に対し|については?|について)、?[^、。]{0,6}$",
                self.text[self.s.start : hit.start],
            )
        )

    # -- speaker -----------------------------------------------------------------------------------------------

    def _governing(self, at: int) -> Actor | None:
        text = self.text
        bystander: Actor | None = None
        for actor in reversed(self.actors):
            if actor.end > at:
                continue
            if actor.other and text[actor.end - 1] == "が" and self._clause_between(actor.end, at):
                # 関係者が自制するよう: the subject of a clause inside, unless nobody else is the subject.
                bystander = bystander or actor
                continue
            if actor.particle == "が" and re.search(
                r"を受け|を踏まえ|ことから|ため、|のを機に|たこと(?:を|に|が|は)|する(?:こと|方針|計画|考え)",
                text[actor.end : at],
            ):
                continue
            if actor.particle == "も" and actor.other:
                continue
            return actor
        return bystander if bystander is not None and bystander.start <= self.s.start + 4 else None

    def _clause_between(self, low: int, high: int) -> bool:
        return re.search(r"よう|こと|との|旨|[るた][一-鿿]|けば|れば|なら", self.text[low:high]) is not None

    def _speaker(
        self, hit: Hit, inflection: Inflection, *, passive_subject: bool, head: str
    ) -> tuple[tuple[str, ...], bool, bool]:
        rule, sides = hit.rule, self.party.sides
        actor = self._governing(hit.start)
        if passive_subject or (inflection.passive and hit.rule.kind in ("request",) and head in ("を", "よう")):
            # 求められたA氏は: the other side asked; Aから…求められ: the one named.
            source = next(
                (a for a in reversed(self.actors) if a.end <= hit.start and a.particle.startswith(("から", "より"))),
                None,
            )
            if source is not None and source.sides:
                return source.sides, source.joint, True
            follow = next((a for a in self.actors if a.start >= hit.start), None)
            target = follow.sides if passive_subject and follow else actor.sides if actor else ()
            rest = tuple(c for c in sides if c not in target)
            return (rest, False, True) if len(rest) == 1 else ((), False, True)
        if actor is not None and actor.other:
            return (), False, False
        if actor is not None and not actor.joint and len(sides) == 2 and len(actor.sides) == 1 and (
            re.search(r"のに対し(?:て(?:は)?)?、?", self.text[actor.end : hit.start]) and rule.by is None and rule.kind not in _JOINT_KINDS
        ):
            # A氏が求めたのに対して「…」とはねつけた: the other side answers.
            return tuple(c for c in sides if c not in actor.sides), False, True
        if joint_adverb(self.text, max(self.s.start, hit.start - 10), hit.start) and (
            actor is None or not actor.sides or actor.joint
        ):
            return sides, True, True
        if rule.by == "joint" or rule.kind in _JOINT_KINDS and rule.by is None:
            return sides, True, True
        if rule.by == "other":
            giver = next(
                (a for a in reversed(self.actors) if a.end <= hit.start and a.particle.startswith(("から", "より"))),
                None,
            )
            if giver is not None and giver.sides and not giver.joint:
                return giver.sides, False, True
            if actor is not None and not actor.joint and len(sides) == 2:
                rest = tuple(c for c in sides if c not in actor.sides)
                return rest, False, True
            return (), False, True
        if rule.kind == "confirm":
            if (
                actor is not None
                and not actor.joint
                and len(actor.sides) == 1
                and actor.particle in ("は", "が")
                and (not re.search(r"会談|協議|会い|会合|表敬|とは、", self.text[actor.end : hit.start]))
            ):
                return actor.sides, False, True
            return sides, True, True
        foreign = [c for c in sides if c != "JP"]
        if rule.type == "noun" and (inflection.passive or self._there_is(inflection)) and len(foreign) == 1:
            # 感謝の言葉があった, without から: said by the other side.
            if actor is None or (actor.sides == ("JP",) and not actor.particle.startswith(("から", "より"))):
                return tuple(foreign), False, True
        if actor is None:
            actor = self.state.speaker
        if actor is not None:
            return actor.sides, actor.joint, True
        return (), False, True

    def _there_is(self, inflection: Inflection) -> bool:
        return any(t.lemma in ("有る", "上がる", "相次ぐ", "出る") for t in self.s.tokens[max(0, inflection.end - 4) : inflection.end])

    def _settle(self, found: list[Draft]) -> None:
        """Speakers of points that no subject governs, and what the next sentence inherits."""
        joint_later = False
        for draft in reversed(found):
            if (
                not draft.by
                and not draft.joint
                and self._governing(draft.predicate[0]) is None
                and self.state.speaker is None
            ):
                if joint_later:
                    draft.by, draft.joint = self.party.sides, True
                elif self.state.header and "JP" in self.party.sides and draft.kind != "confirm":
                    draft.by = ("JP",)
            if draft.joint and draft.kind in ("agree", "confirm", "share"):
                joint_later = True
        # The next sentence without a subject goes on with this one's; a subject inside a clause (が) hands on nothing.
        topics = [a for a in self.actors if a.particle != "が"]
        if topics:
            self.state.speaker = None if topics[-1].other else topics[-1]
        elif self.actors:
            self.state.speaker = None
        self.state.sentence += 1
