"""Points of one sentence: which predicates report, of which kind, and who spoke. A function of tokens, actors and what
went before."""

from __future__ import annotations

import re

from meetextract.points.contents import _PERFORMATIVE, ContentReader, Draft
from meetextract.points.predicates import Hit
from meetextract.points.speakers import Actor, joint_adverb
from meetextract.text.clauses import COMMAS, Inflection, Link

_JOINT_KINDS = frozenset({"agree", "share", "sign", "announce", "discuss"})
_THIS = re.compile(
    r"(?:これ|それ|これら|その点|同案|同提案|(?:この|その)(?:提案|方針|考え|構想|計画|要請|招待|招請|申し出|案)|提案|要請|招待|申し出)(?:ら)?"
)
_COMPLEMENT = re.compile(r"(?:[^を]を|(?<![とこ])と|について|に関し|[^のんまこい]で)(?:改めて|強く)?$")
_MET = re.compile(r"(?:[（(][^（）()]{0,20}[）)])?と(?:の)?[^、。]{0,12}(?:会談|会合|協議|懇談|面会|会い)")
_RECEIVED = re.compile(r"(?:説明|報告|要請)を受け、")  # 大臣は、先方より説明を受け、…を非難した
_DEEDS = frozenset({"要請", "招待", "申し出"})
_GIVER = re.compile(
    r"先方|相手(?:国|側|方)?|各国|[^、。「」]{1,10}側|[^、。「」]{1,12}(?:氏|大臣|大統領|首相|外相|長官)"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年に|[0-9０-９]{1,2}月の[^、。「」]{0,12}会談で(?!は|、)")
# What a ている form tells when such a word stands before it: an earlier occasion.
_BEFORE = re.compile(
    r"[0-9０-９一二三四五十]年前|既に|すでに|これまで|かねて|[0-9０-９]{1,2}月に|昨年|前回|会った際|一貫して|(?:今月|先月|先週|月)(?:初め|末|上旬|中旬|下旬)?の[^、。「」]{0,20}会談で"
)
_AS_FOLLOWS = re.compile(r"(?:次|以下)のように、?(?:述べ|語)?$|次の(?:通り|とおり)$")
# Words spoken after the talks, not in them.
_AFTERWARDS = re.compile(
    r"(?:[^。「」]{0,16}(?:は|が)、?)?(?:会談|協議|会合)(?:の?終了)?後(?:、|に|の)(?!両|双方)(?!.{0,24}(?:両首脳|両外相|両氏))"
)
# Talks with people who represent no government.
_OTHER_TALK = re.compile(
    r"(?:社長|会長|市長|知事|経営者|学生|議員|教員|住民|遺族|隊員|代表取締役)(?:ら|たち)?(?:と(?:の)?[^。、]{0,16}(?:会談|懇談|意見|面会)|を招)"
    # what a government did by another way, or at home
    r"|(?<![一-鿿ァ-ヶ側])政府は[^。「」]{0,30}(?:(?:大使館|外交)(?:の)?ルート|大使館(?:など)?を通じ)|(?:国家安全保障会議|閣議)(?:（[^（）]*）)?[^。、「」]{0,12}[をがも](?:開|行)"
)
_PRESS = re.compile(
    r"記者団|(?:記者|臨時)会見|会見で|会見し|閣議後|帰国後の[0-9０-９]|投稿|演説|講演|街頭|報道陣に(?!公開)|インタビュー|論評|寄稿|取材に|ぶら下がり|共同記者発表|Xに|交流サイト|SNS|ＳＮＳ|本会議で答|国会答弁|委員会で答"
)
_BACKGROUND = re.compile(
    r"(?:前回|先月|先週|先に|昨年|去年|一昨年|[0-9０-９一二三四五六七八九十]{1,3}月|(?:19|20)[0-9]{2}年|昨秋|今春|昨春|前日|かつて)(?:[0-9０-９]{0,2}日?)?の[^、。「」]{0,26}(?:会談|協議|会合|会議|対話|2プラス2)(?:[（(][^（）()]{0,30}[）)])?(?:では|においては|の際は)"
)
_LAST_TIME = re.compile(r"前回は[^。、]{0,24}(?:開かれ|行われ)")  # plain words in front: a search passes over the rest
_TOLD = re.compile(r"と(?:明らか|語|述べ|説明|話し|明か)|(?:こと)を(?:明らか|明か)")
_REVEALED = re.compile(r"ことを(?:明らかに|明かし)")  # 提案したことを明らかにした
_SEVERAL_CLAUSES = re.compile(r"[ぁ-ん](?<![やとの])、|。")
_OUT_LOUD = re.compile(r"」と(?:述べ|語[らりるっ]|話[さしす]|伝え|強調|表明|発言|応じ|応え)")
_CONFERENCE = re.compile(r"会見し|(?:会見|記者発表)(?:に臨|を開|を行)")
_WHEREAS = re.compile(r"のに対し(?:て(?:は)?)?、?")
_CAUSE = re.compile(
    r"を受け|を踏まえ|ことから|ため、|のを機に|たこと(?:を|に|が|は)|ていること[にへ]|する(?:こと|方針|計画|考え)"
)
_WHAT = ("たこと", "ていること", "する")  # what a clause with が can be the object of, too
_HOLDING_IT = re.compile(r"(?:[^、。「」]{1,12}が)?(?:(?:今回の|この)?(?:会談|会合|協議|会議)の)?開催")
_THAT_THEY_MET = re.compile(
    r"(?:(?:会談|協議|懇談|面会|通話|会合)を?(?:し|行っ)|会っ|(?:電話で[^、。]{0,14}|分間?)話し)た(?:こと|旨)?$"
)
_IN_THE_TALKS = re.compile(r"(?:首脳|外相)?(?:会談|協議|会合)(?:の(?:中|場|席))?では?、?[^。]*")
_STATEMENT = re.compile(r"(?:声明|共同文書|宣言|共同発表)(?:は|を|に)")
_CLAUSE = re.compile(r"よう|こと|との|旨|[るた][一-鿿]|けば|れば|なら|[るたいくすう]と$")


class PointReader(ContentReader):
    """Reads the points of one sentence."""

    def read(self) -> list[Draft]:
        """All points of the sentence, in order."""
        text, s = self.text, self.s
        if _BACKGROUND.search(text, s.start, s.end) or _LAST_TIME.search(text, s.start, s.end):
            return []
        press = _PRESS.search(text, s.start, s.end) is not None
        near = not self.quoted and "\n" not in text[self.state.end : s.start] and s.start - self.state.end < 4
        if not press and near and self.state.press:
            # Of talks to come nothing was said but to the press.
            press = self.state.planned or self.state.conference or all(a.joint for a in self.actors)
        if self.quoted:
            press = False
        self.state.conference = _CONFERENCE.search(text, s.start, s.end) is not None
        self.state.end = s.end
        self.state.press = press
        found: list[Draft] = []
        done = s.start
        for hits in self.hits:
            if hits[0].start < done:
                continue
            inside = s.covers(hits[0].start)
            said = inside and not press and text.find("」と", hits[0].start, hits[0].stem + 12) >= 0
            if inside and not press and not said:
                continue
            for hit in hits:
                draft = self._point(hit, press=press, indirect=press and not inside, said=said)
                if draft is not None:
                    found.append(draft)
                    done = draft.predicate[1]
                    self.state.last = draft
                    if draft.content is not None:
                        self.state.content = draft.content
                    break
        self._settle(found)
        self.state.statement = _STATEMENT.search(text[s.start : s.end]) is not None or (
            self.state.statement and not self.actors
        )
        return found

    def _point(self, hit: Hit, *, press: bool, indirect: bool, said: bool = False) -> Draft | None:
        s, rule = self.s, hit.rule
        if rule.type == "suru" and not self._word_edge(hit):
            return None
        inflection = s.inflection(hit.stem, rule.type)
        link = s.link(inflection)
        if link is Link.NOMINAL and inflection.bare and self._cut_short(hit, inflection):
            link = Link.COORD
        if (
            rule.type == "verb"
            and inflection.bare
            and s.tokens[s.index(hit.stem - 1)].pos1 == "名詞"
            and link is Link.NOMINAL
        ):
            return None
        if (
            rule.type == "verb"
            and s.tokens[s.index(hit.stem - 1)].pos1 == "名詞"
            and (s.surface(s.index(hit.stem - 1) + 1) in ("を", "の", "が", "は", "へ"))
        ):
            return None
        if rule.frame is not None and not rule.frame.search(self.text, s.start, hit.start) and not self.state.statement:
            return None
        if press and not self._reported(inflection, hit, link):
            return None
        announced = rule.kind == "announce" and link in (Link.FINAL, Link.COORD)
        if indirect and not announced and not (link is Link.SPEECH and _TOLD.match(self._after(inflection))):
            return None  # the words to the press themselves
        passive_subject = False
        under_saying = False
        if said:
            # 「…に心から感謝する」と述べた
            if rule.kind not in _PERFORMATIVE or inflection.negative or not _OUT_LOUD.match(self._after(inflection)):
                return None
            under_saying, link = True, Link.SPEECH
        elif link is Link.ATTRIBUTE:
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
            elif inflection.past and not press and not _REVEALED.match(after):
                return None
            elif indirect or (inflection.past and _REVEALED.match(after)):
                pass  # 会見で、…で一致したと明らかにした
            elif rule.kind in _PERFORMATIVE or (
                rule.kind in ("request", "propose", "agree")
                and not inflection.desire  # 招きたい旨: a wish is told
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
        if inflection.continuous and link is Link.FINAL and _BEFORE.search(self.text, s.start, hit.start):
            return None
        if _AS_FOLLOWS.search(self.text, max(s.start, hit.start - 8), hit.start):
            return None
        if rule.kind in ("state", "welcome", "concern", "condemn", "thank") and _AFTERWARDS.match(
            self.text, s.start, hit.start
        ):
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
        if said and not (
            isinstance(content, tuple)
            and self.text[content[0] - 1] == "「"
            and _SEVERAL_CLAUSES.search(self.text, *content) is None
        ):
            return None  # one clause among several: the whole is told
        if rule.kind in ("sign", "agree") and self._long_ago(hit, content):
            return None
        assert content is None or isinstance(content, tuple)
        if content is not None and _THIS.fullmatch(self.text, *content) and self._told_before(*content):
            content = self.state.content
        giver: tuple[str, ...] = ()
        if rule.by == "other" and content is not None and _GIVER.fullmatch(self.text, *content):
            giver = self._giver(*content)
            content = self.state.content  # …を要請し、先方の支持を得た
        if rule.kind in ("request", "propose") and content is not None and _HOLDING_IT.fullmatch(self.text, *content):
            return None  # 豪州が開催を働き掛けた: how the meeting came about
        if rule.kind == "state" and content is not None and _THAT_THEY_MET.search(self.text, *content):
            return None  # 電話で約20分間話したと明らかにした
        if rule.object is not None and (content is None or not self._object(rule.object, content)):
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
        if giver:
            by, joint = giver, False
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
        kind = rule.together if joint and rule.together else rule.kind
        return Draft(kind, by, joint, (start, end), content, rule.name)

    def _cut_short(self, hit: Hit, inflection: Inflection) -> bool:
        """関係の強化を確認、交流の拡大で一致した: し is left out where the noun has a complement of its own."""
        if self.s.surface(inflection.end) not in COMMAS or hit.rule.type == "verb":
            return False
        return (
            hit.rule.type == "noun"
            or _COMPLEMENT.search(self.text, max(self.s.start, hit.start - 8), hit.start) is not None
        )

    def _told_before(self, low: int, high: int) -> bool:
        """Whether これ or a bare 提案 stands for the point before; 招待に感謝する need not."""
        last = self.state.last
        return self.text[low:high] not in _DEEDS or (last is not None and last.kind in ("request", "propose"))

    def _long_ago(self, hit: Hit, content: tuple[int, int] | bool | None) -> bool:
        """2019年に署名した: an earlier year, unless it is what was agreed on (2030年に開くことで合意した)."""
        year = _YEAR.search(self.text, max(self.s.start, hit.start - 40), hit.start)
        agreed_on = (
            isinstance(content, tuple)
            and year is not None
            and content[0] <= year.start()
            and self.text.endswith(("こと", "方針", "目標"), *content)
        )
        return year is not None and not (agreed_on and year.group().endswith("年に"))

    def _giver(self, low: int, high: int) -> tuple[str, ...]:
        """Whose support it is: 先方の支持, シルバ外相の支持."""
        if self.text.startswith(("先方", "相手"), low):
            return tuple(c for c in self.party.sides if c != "JP") if len(self.party.sides) == 2 else ()
        person = next((m.person for m in self.mentions if low <= m.start < high), None)
        return (person.country,) if person is not None and person.country in self.party.sides else ()

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
        if hit.rule.kind in ("agree", "confirm", "share") or self._told_of_the_talks(hit):
            return True
        if hit.rule.kind == "announce":
            return any(actor.joint for actor in self.actors)  # 両首脳は記者会見し、共同声明を発表した
        return hit.rule.kind in ("request", "propose", "concern", "condemn", "state") and bool(
            re.match(r"伝え|申し(?:入れ|上げ)|求め|要請|抗議|提案|懸念|働き", self.text[hit.start : hit.stem + 2])
        )

    def _told_of_the_talks(self, hit: Hit) -> bool:
        """「会談では、基準に沿っていることを説明した」と述べた: the first words say where it was said."""
        opener = max((low for low, high in self.s.pairs.items() if low < hit.start < high), default=None)
        return opener is not None and _IN_THE_TALKS.fullmatch(self.text, opener + 1, hit.start) is not None

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

    def _governing(self, at: int) -> Actor | None:
        text = self.text
        bystander: Actor | None = None
        for actor in reversed(self.actors):
            if actor.end > at:
                continue
            if actor.other and text[actor.end - 1] in "がも" and self._clause_between(actor.end, at):
                # 関係者が自制するよう: the subject of a clause inside, unless nobody else is the subject.
                bystander = bystander or actor
                continue
            cause = _CAUSE.search(text, actor.end, at) if actor.particle == "が" else None
            if cause is not None and not (cause.group().startswith(_WHAT) and self._contrasted(actor, at)):
                continue
            if actor.particle == "も" and actor.other:
                bystander = bystander or actor
                continue
            if self._inside_clause(actor) or (
                actor.particle.startswith(("から", "より")) and _RECEIVED.search(self.text, actor.end, at)
            ):
                continue
            if (
                actor.particle == "が"
                and re.search(r"[たるい]と[^、。]{0,4}$", text[actor.end : at])
                and any(a.end <= actor.start and a.particle == "は" for a in self.actors)
            ):
                continue  # 野党は、首相が署名したと批判した
            return actor
        return bystander if bystander is not None and bystander.start <= self.s.start + 4 else None

    def _contrasted(self, actor: Actor, at: int) -> bool:
        """A氏が…することを打診し、B氏は応じた: the first subject has its predicate before the second one begins."""
        after = next((a for a in self.actors if a.start > at), None)
        return (
            after is not None
            and after.particle == "は"
            and not after.other
            and bool(actor.sides)
            and self.text[after.start - 1] == "、"
            and self.text.find("、", at, after.start) == after.start - 1
            and self.actors[0] is actor
        )

    def _clause_between(self, low: int, high: int) -> bool:
        return _CLAUSE.search(self.text[low:high]) is not None

    def _speaker(
        self, hit: Hit, inflection: Inflection, *, passive_subject: bool, head: str
    ) -> tuple[tuple[str, ...], bool, bool]:
        rule, sides = hit.rule, self.party.sides
        actor = self._governing(hit.start)
        before = self.state.speaker
        if actor is not None and actor.nation and actor.joint and rule.kind == "state" and before is not None:
            actor = before  # また、日本とフィンランドは価値を共有しており、…したい旨述べた: what both are, says one
        if passive_subject or (
            inflection.passive and hit.rule.kind in ("request", "propose") and head in ("を", "よう")
        ):
            # 求められたA氏は: the other side asked; Aから…求められ: the one named.
            source = next(
                (a for a in reversed(self.actors) if a.end <= hit.start and a.particle.startswith(("から", "より"))),
                None,
            )
            if source is not None and source.sides:
                return source.sides, source.joint, True
            follow = next((a for a in self.actors if a.start >= hit.start), None)
            omitted = ("JP",) if self.state.header and "JP" in sides else ()
            target = follow.sides if passive_subject and follow else actor.sides if actor else omitted
            rest = tuple(c for c in sides if c not in target)
            return (rest, False, True) if len(rest) == 1 else ((), False, True)
        if actor is not None and actor.other:
            return (), False, False
        if (
            actor is not None
            and not actor.joint
            and len(sides) == 2
            and len(actor.sides) == 1
            and (
                _WHEREAS.search(self.text[actor.end : hit.start]) and rule.by is None and rule.kind not in _JOINT_KINDS
            )
        ):
            # A氏が求めたのに対して「…」とはねつけた: the other side answers.
            return tuple(c for c in sides if c not in actor.sides), False, True
        if joint_adverb(self.text, max(self.s.start, hit.start - 10), hit.start) and (
            actor is None or not actor.sides or actor.joint
        ):
            return sides, True, True
        if rule.by == "joint" or (rule.kind in _JOINT_KINDS and rule.by is None):
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
            if actor is not None and not actor.sides:
                return (), False, True  # two of three
            if (
                actor is not None
                and not actor.joint
                and len(actor.sides) == 1
                and actor.particle in ("は", "が")
                and (
                    not re.search(
                        r"会談|協議|会い|会合|会議|表敬|立ち話|面会|懇談|とは、", self.text[actor.end : hit.start]
                    )
                )
            ):
                return actor.sides, False, True
            return sides, True, True
        foreign = [c for c in sides if c != "JP"]
        happened = rule.type == "noun" and (inflection.passive or self._there_is(inflection))
        unsaid = actor is None or (actor.sides == ("JP",) and not actor.particle.startswith(("から", "より")))
        if happened and len(foreign) == 1 and unsaid:
            return tuple(foreign), False, True  # 感謝の言葉があった, without から: said by the other side
        if actor is None:
            actor = self.state.speaker
        if actor is not None:
            return actor.sides, actor.joint, True
        return (), False, True

    def _met_only(self) -> bool:
        """英国の閣外大臣と会談を行い、…を要請した: who is left out is whom the page is about, not whom he met."""
        people = [m for m in self.mentions if m.person in self.party.persons]
        return bool(people) and all(
            m.country != "JP" and _MET.match(self.text, m.end, self.s.end) is not None for m in people
        )

    def _there_is(self, inflection: Inflection) -> bool:
        return any(
            t.lemma in ("有る", "上がる", "相次ぐ", "出る")
            for t in self.s.tokens[max(0, inflection.end - 4) : inflection.end]
        )

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
                elif "JP" in self.party.sides and draft.kind != "confirm" and (self.state.header or self._met_only()):
                    draft.by = ("JP",)
                elif "JP" not in self.party.sides and draft.kind != "confirm" and self._met_only():
                    met = {m.person.country for m in self.mentions if m.person is not None}
                    rest = tuple(code for code in self.party.sides if code not in met)
                    draft.by = rest if len(rest) == 1 else ()
            if draft.joint and draft.kind in ("agree", "confirm", "share"):
                joint_later = True
        # The next sentence without a subject goes on with this one's; a subject inside a clause (が) hands on nothing.
        together = any(draft.joint for draft in found)
        topics = [
            a
            for a in self.actors
            if a.particle != "が" and not (a.nation and (self._spoken_of(a) or (a.joint and found and not together)))
        ]
        if topics:
            self.state.speaker = None if topics[-1].other else topics[-1]
        elif any(not a.nation for a in self.actors):
            self.state.speaker = None
        self.state.sentence += 1
