"""The points of one meeting: sentence by sentence, which predicates report, of which kind, and who spoke.

telling.py says whether a clause reports, contents.py what, meaning.py what that stands for, who.py who spoke.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from meetextract.model import Kind
from meetextract.points.contents import PERFORMATIVE, Complement, ContentReader, Draft
from meetextract.points.governors import mood_of, report
from meetextract.points.lists import told_above
from meetextract.points.meaning import anaphoric, asks_for, fits, meant, quote_before, stands_alone
from meetextract.points.predicates import Hit
from meetextract.points.press import background, of_earlier_year
from meetextract.points.reading import SETTLED, Reading, Setting, State
from meetextract.points.speakers import Actor, paper_speaks, topics
from meetextract.points.telling import is_elsewhere, is_told
from meetextract.points.who import governing, speaker
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk
from meetextract.text.sentences import sentences
from meetextract.text.syntax import Sentence

__all__ = ["PointReader", "State", "read_points"]

_LONG: Final = 5  # code points of a quotation in which something may be reported
_OF_ONE: Final = frozenset({"request", "propose"})
_PASSIVE: Final = ("れた", "れ", "れました", "れる")
_TALKS: Final = ("話す", "語る")
_REST: Final = frozenset({"で", "を", "に", "等で", "などで", "等を", "などを", "ことで", "ことを", "の点で"})
_BESIDE: Final = frozenset({"を", "で", "も", "と", "について", "に", "に関し", "から", "より"})  # 設置を確認、


class PointReader(Setting):
    """Reads the points of one meeting."""

    def read(self, start: int, end: int, *, quoted: bool = False) -> list[Draft]:
        """All points of a sentence, in order."""
        sentence = self.parse(start, end)
        self.end = end
        if not sentence.chunks or background(sentence) or of_earlier_year(sentence, self.state.year):
            return []
        actors = self.cast.actors(sentence)
        press = self.state.press.next(sentence, actors, quoted=quoted, planned=self.state.planned)
        reading = self._sentence(sentence, actors, press=press)
        found = reading.found
        self._settle(reading)
        first = sentence.chunks[0]
        alone = len(sentence.chunks) == 1 and first.units[-1].letter == "Q" and len(first.units) == 1
        self.state.quote = (first.starts[0] + 1, first.starts[0] + first.units[0].size - 1) if alone else None
        papers = words().elsewhere["papers"]
        outside = sentence.text[start:end]
        self.state.statement = (holds(outside, papers)) or (self.state.statement and not actors)
        return found

    def _sentence(self, sentence: Sentence, actors: list[Actor], *, press: bool, inside: bool = False) -> Reading:
        hits = {c.index: self.predicates.hits(sentence, c) for c in sentence.chunks if self._may_report(sentence, c)}
        chunks = sentence.chunks
        reports = {at: report(sentence, chunks[at]) for at, found in hits.items() if found}
        told = [at for at, (_, how) in reports.items() if how != "none"]
        contents = ContentReader(sentence, actors, self._listed(sentence), told, list(reports))
        reading = Reading(sentence, actors, reports, contents, press, inside)
        done = -1
        last = sentence.chunks[-1]
        if last.units[-1].letter == "Q" and not last.tail and not inside:  # 共同発表。「…で一致した」。
            quotes = self._quotes_before(reading, last)
            self._take(reading, [draft for low, high in quotes for draft in self._inner(low, high, None)])
        for chunk in sentence.chunks:
            if chunk.index <= done or chunk.index not in hits:
                continue
            through = self._through(reading, chunk, hits[chunk.index])
            if through:
                self._take(reading, through)
                contents.floor = chunk.index + 1
                continue
            for hit in hits[chunk.index]:
                draft = self._point(reading, hit)
                if draft is None and hit.lightly and (hit.rule.kind in PERFORMATIVE or hit.rule.bare):
                    break  # 懸念を伝えた is no 伝えた
                if draft is None:
                    continue
                self._take(reading, [draft])
                done = self._close(reading, hit)
                break
        return reading

    def _take(self, reading: Reading, drafts: list[Draft]) -> None:
        for draft in drafts:
            last = reading.found[-1] if reading.found else None
            if last is not None and last.kind == draft.kind == "announce" and last.content == draft.content:
                reading.found.pop()  # 宣言をまとめ、発表した
            reading.found.append(draft)
            self.state.last = draft
            if draft.content is not None:
                self.state.content = draft.content

    def _close(self, reading: Reading, hit: Hit) -> int:
        """Marks what no later content reaches over; the last bunsetu that reports nothing more."""
        chunks, chunk = reading.sentence.chunks, hit.chunk
        contents = reading.contents
        floor = chunk.index + 1
        contents.points.append(chunk.index)
        goes_on = words().governors["goes_on"]
        while floor < len(chunks) and not chunks[floor - 1].comma:
            one = chunks[floor]
            if one.units[0].surface not in goes_on and one.text not in ("ともに", "とともに", "もの", "の", "ものの"):
                break
            if len(one.units) > 1 and one.persons:
                break
            floor += 1
        _, how = reading.reports[chunk.index]
        done = chunk.index
        if how in ("said", "told"):
            after = next((c for c in chunks[chunk.index + 1 :] if c.kind == "v"), None)
            if after is not None:
                done = after.index if after.index - chunk.index <= 4 else done
                floor = max(floor, done + 1)
        contents.floor = max(contents.floor, floor)
        return done

    def _may_report(self, sentence: Sentence, chunk: Chunk) -> bool:
        if chunk.kind == "v":  # 留学生の|受け入れ、試験栽培: a noun
            noun = chunk.comma and not chunk.tail and chunk.units[-1].letter in "Vv" and chunk.index > 0
            return not (noun and sentence.chunks[chunk.index - 1].particle == "の")
        if chunk.kind != "n" or chunk.particle not in ("", "へ", "の") or chunk.names:
            return False
        if chunk.particle == "の":  # 訪日を歓迎の上、
            after = sentence.chunks[chunk.index + 1 : chunk.index + 2]
            object_ = chunk.index and sentence.chunks[chunk.index - 1].particle == "を"
            return bool(object_ and after and after[0].text.rstrip("、，,") in ("上", "うえ")) and after[0].comma
        last = chunk.index == len(sentence.chunks) - 1
        if last and chunk.units[-1].letter in "Nn":
            return True
        if chunk.particle:
            return False
        before = sentence.chunks[chunk.index - 1] if chunk.index else None
        if before is None or not chunk.comma or not self.predicates.makes_verb(chunk):
            return False
        return before.kind == "n" and before.particle in _BESIDE

    def _through(self, reading: Reading, chunk: Chunk, hits: list[Hit]) -> list[Draft]:
        """「…で一致した」と説明した: what words to the press, a bystander or a paper report of the inside, and
        「…を歓迎する」と述べた."""
        sentence = reading.sentence
        quotes = self._quotes_before(reading, chunk)
        if not quotes:
            return []
        actor = governing(self, reading, chunk.index)
        stranger = actor.other if actor is not None else self.state.stranger
        hearsay = actor is None and chunk.lemma == "言う" and chunk.link == "final" and not chunk.past
        outside = hearsay or reading.press or stranger or reading.inside
        if outside or paper_speaks(sentence, chunk) or self._tells_outcome(quotes[-1]):
            reveals = chunk.lemma in words().governors["reveal"] | words().governors["say"]
            reveals = reveals or any(hit.rule.quoted for hit in hits)  # …と胸を張った
            return (
                [draft for low, high in quotes for draft in self._inner(low, high, actor)]
                if reveals or reading.press
                else []
            )
        reading.reports[chunk.index] = report(sentence, chunk)
        if len(quotes) == 1 and reading.reports[chunk.index][1] in ("tells", "describes"):
            return self._said_aloud(reading, chunk, *quotes[-1])
        return []

    def _tells_outcome(self, quote: tuple[int, int]) -> bool:
        """「…ことで一致した」と強調した: words after the talks, whoever says them."""
        last = self.parse(*quote).chunks[-1:] if self.text[quote[1] - 1] in "た。" else []
        hits = self.predicates.hits(self.parse(*quote), last[0]) if last and last[0].past else []
        return any(hit.rule.kind in SETTLED for hit in hits[:1])

    def _quotes_before(self, reading: Reading, chunk: Chunk) -> list[tuple[int, int]]:
        """The quotations that a predicate has beside it, without their marks."""
        found = []
        chunks = reading.sentence.chunks
        for one in chunks[reading.contents.floor : chunk.index + 1]:
            unit = one.units[-1]
            if unit.letter != "Q" or unit.size <= _LONG:
                continue
            if one.particle in ("と", "", "などと", "と、", "とも") or one is chunk or self._of_paper(chunks, one):
                start = one.starts[len(one.units) - 1]
                found.append((start + 1, start + unit.size - 1))
        return found

    def _of_paper(self, chunks: Sequence[Chunk], quote: Chunk) -> bool:
        """「…」との声明を発表した."""
        after = chunks[min(quote.index + 1, len(chunks) - 1)]
        return quote.particle in ("との", "という", "とする") and after.run.endswith(words().elsewhere["papers"])

    def _inner(self, low: int, high: int, actor: Actor | None) -> list[Draft]:
        """What a quotation reports of the talks; where it names nobody, `actor` speaks of himself."""
        state = self.state
        kept, last = (state.speaker, state.stranger), self.cast.last
        if actor is not None:
            state.speaker = None if actor.other else actor
        found: list[Draft] = []
        for one in sentences(self.text, low, high):
            sentence = self.parse(one.start, one.end)
            if not sentence.chunks or background(sentence):
                continue
            actors = self.cast.actors(sentence)
            found += self._sentence(sentence, actors, press=True, inside=True).found
        (state.speaker, state.stranger), self.cast.last = kept, last
        own = self.party.own
        for draft in found if own and own in self.party.sides and actor is None else ():
            if not draft.by and not draft.joint and own:
                draft.by = (own,)
        return found

    def _said_aloud(self, reading: Reading, chunk: Chunk, low: int, high: int) -> list[Draft]:
        """A performative at the end of a quotation of one clause decides the kind."""
        if chunk.lemma not in words().governors["say"] or "。" in self.text[low : high - 1]:
            return []
        inner = self.parse(low, high)
        if not inner.chunks or not self._one_clause(inner):
            return []
        last = inner.chunks[-1]
        mood = mood_of(last)
        wish = mood.wish and not last.text.endswith("たい")  # 感謝したい
        if mood.negative or wish or mood.past or mood.goes_on or last.kind != "v" or mood.bare:
            return []
        hit = next((h for h in self.predicates.hits(inner, last) if h.rule.kind in PERFORMATIVE), None)
        if hit is None:
            return []
        content = ContentReader(inner, [], listed=False).content(hit, mood)
        if content.none:
            return []
        who = speaker(self, reading, Hit(hit.rule, chunk.start, chunk, chunk), mood, "と")
        if who is None:
            return []
        return [Draft(hit.rule.kind, who[0], who[1], _span_of(hit), (low, high), hit.rule.name)]

    def _one_clause(self, inner: Sentence) -> bool:
        """Whether nothing else is said before the last verb: 支援し、育てたことに感謝する is one, not 歓迎し、…"""
        chunks = inner.chunks
        things = [c.index for c in chunks[:-1] if c.run in ("こと", "事", "点")]
        for chunk in chunks[:-1]:
            shown = chunk.text.rstrip("、，,")
            if not chunk.comma or not "ぁ" <= shown[-1] <= "ん" or shown[-1] in "やと" or shown.endswith("など"):
                continue
            of_thing = things and chunk.index < things[-1] and chunk.link != "final"
            if not of_thing or self.predicates.hits(inner, chunk):
                return False
        return True

    def _point(self, reading: Reading, hit: Hit) -> Draft | None:
        sentence, rule = reading.sentence, hit.rule
        mood, how = reading.reports[hit.chunk.index]
        settles = hit.chunk.lemma in ("為る", "成る") and hit.rule.kind == "agree"
        if settles and (mood.goes_on or (hit.chunk.lemma == "成る" and not mood.past and hit.chunk.link == "final")):
            return None  # 会うことにしている, 会うことになる
        if settles and any(c.link == "conditional" and c.text[-1:] == "ば" for c in sentence.chunks[: hit.chunk.index]):
            return None  # 実現すれば…ことになり
        if not is_told(self, reading, hit, mood, how) or is_elsewhere(self, reading, hit):
            return None
        shared = self._shared(reading, hit) or self._of_items(reading, hit)
        complement = shared or reading.contents.content(hit, mood)
        if complement.none or not fits(self, reading, hit, complement):
            return None
        content, giver = meant(self, hit, complement)
        if content is None and rule.kind == "state":
            content = quote_before(self, reading, hit)
        who = speaker(self, reading, hit, mood, complement.particle, describes=how == "describes")
        if who is None:
            return None
        by, joint = (giver, False) if giver else who
        if content is None and not stands_alone(self, reading, hit, how):
            return None
        if content is None and (
            rule.kind in ("agree", "support", "welcome") or anaphoric(self, reading, hit) or rule.kind == "thank"
        ):
            content = self.state.content if rule.kind != "thank" or (rule.type == "suru" and how != "said") else None
            if content is None and rule.kind == "agree":
                return None
        kind: Kind = rule.together if joint and rule.together else rule.kind
        hoped = hit.chunk.run == "希望" and complement.particle == "よう"  # 引き続き協力するよう希望した
        if hoped or (hit.chunk.lemma == "訴える" and asks_for(reading, complement)):
            kind = "request"
        if kind == "state" and hit.chunk.lemma in _TALKS and complement.particle == "について":
            beside = any(c.persons and c.particle == "と" for c in sentence.chunks[: hit.noun.index])
            if joint or beside:  # 両氏は気候の問題について話した
                kind, by, joint = "discuss", self.party.sides, True
        start, end = _span_of(hit)
        before = sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
        if before is not None and before.text in words().content["highly"] and hit.chunk.run == "評価":
            start = before.start
        if content is not None and content[0] <= start < content[1]:
            start = hit.chunk.start  # 投資への期待|を表明した
        return Draft(kind, by, joint, (start, end), content, rule.name)

    def _shared(self, reading: Reading, hit: Hit) -> Complement | None:
        """行動計画を策定し、公表した: the object of the predicate right before is that of this one as well."""
        last = reading.found[-1] if reading.found else None
        proposed = last is not None and last.kind == "propose" and hit.rule.kind == "agree"  # …を提案し、一致した
        if last is None or not last.content or not (proposed or hit.rule.kind in ("sign", "announce")):
            return None
        between = self.text[last.predicate[1] : hit.start]
        return Complement(last.content, "を") if between in ("、", "，", ",", "て、") else None

    def _of_items(self, reading: Reading, hit: Hit) -> Complement | None:
        """で一致した, on the line under a list: its items are what they agreed on."""
        particle = self.text[reading.sentence.start : hit.start].strip(" \u3000")
        if particle not in _REST:
            return None
        items = told_above(self.text, reading.sentence.start)
        return Complement(items, particle[-1]) if items is not None else None

    def _listed(self, sentence: Sentence) -> bool:
        """Whether the line begins with the mark of a list."""
        line = self.text.rfind("\n", 0, sentence.start) + 1
        return self.text[line : sentence.start + 1].strip()[:1] in tuple("・●○◯◆▽■-－◇①②③④⑤⑥⑦⑧⑨")

    def _settle(self, reading: Reading) -> None:
        """Speakers of points that no subject governs, and what the next sentence inherits."""
        found, sentence, actors = reading.found, reading.sentence, reading.actors
        joint_later = False
        own = self.party.own
        for draft in reversed(found):
            unsaid = not draft.by and not draft.joint and not actors and self.state.speaker is None
            if unsaid and draft.kind != "confirm":
                active = not self.text[slice(*draft.predicate)].rstrip("、").endswith(_PASSIVE)
                if draft.kind in _OF_ONE and active and own in self.party.sides and own:
                    draft.by = (own,)  # 輸入規制の撤廃を要請しました, of whose page it is
                elif joint_later:
                    draft.by, draft.joint = self.party.sides, True
                elif own in self.party.sides and own and (self.state.header or self._met_only(sentence)):
                    draft.by = (own,)
                elif own not in self.party.sides and self._met_only(sentence):
                    met = [m.person.country for c in sentence.chunks for m in c.persons if m.person is not None]
                    rest = self.party.others([code for code in met if code])
                    draft.by = rest if len(rest) == 1 else ()
            elif joint_later and not actors and draft.kind == "condemn":
                draft.by, draft.joint = self.party.sides, True  # 発射を非難し、連携を確認した, behind one's words
            elif unsaid and joint_later:
                draft.by, draft.joint = self.party.sides, True
            joint_later = joint_later or (draft.joint and draft.kind in SETTLED)
        together = any(draft.joint for draft in found)
        reader = reading.contents
        about = [
            a
            for a in topics(actors)
            if not (a.nation and (reader.spoken_of(a) or (a.joint and found and not together)))
            and not reader.is_inside(a)
        ]
        if about:
            self.state.stranger = about[-1].other
            self.state.speaker = None if about[-1].other else about[-1]
        elif any(not a.nation for a in actors):
            self.state.speaker = None

    def _met_only(self, sentence: Sentence) -> bool:
        """英国の閣外大臣と会談を行い、…を要請した: who is left out is whom the page is about, not whom he met."""
        named = [c for c in sentence.chunks for m in c.persons if any(m.person is p for p in self.party.persons)]
        people = [m.person.country for c in named for m in c.persons if m.person is not None]
        return bool(named) and all(c.particle in ("と", "との", "らと") for c in named) and self.party.own not in people


def _span_of(hit: Hit) -> tuple[int, int]:
    """From the first character of a predicate to the last of its verb, particles behind it left out."""
    chunk = hit.chunk
    end = chunk.end
    for word in reversed(chunk.tail):
        if word.letter not in "pTtc":
            break
        end -= word.size
    return hit.start, max(end, hit.start + 1)


def read_points(reader: PointReader, passages: Iterable[tuple[int, int, bool]]) -> list[Draft]:
    """The points of the sentences of a meeting, in order."""
    return [draft for start, end, quoted in passages for draft in reader.read(start, end, quoted=quoted)]
