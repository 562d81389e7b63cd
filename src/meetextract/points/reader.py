"""The points of one meeting: sentence by sentence, which predicates report, of which kind, and who spoke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from meetextract.model import Kind
from meetextract.points.contents import PERFORMATIVE, Complement, ContentReader, Draft
from meetextract.points.governors import Mood, Report, mood_of, report
from meetextract.points.lists import speaks_ahead, told_below
from meetextract.points.predicates import Hit, Predicates
from meetextract.points.press import Press, background, elsewhere, recalled, told_afterwards
from meetextract.points.speakers import Actor, Cast, Party, paper_speaks, said_jointly, topics
from meetextract.points.words import Ends, holds, words
from meetextract.text.chunks import Chunk
from meetextract.text.sentences import sentences
from meetextract.text.syntax import Sentence

Parse = Callable[[int, int], Sentence]

_JOINT_KINDS: Final = frozenset({"agree", "share", "sign", "announce", "discuss"})
_SETTLED: Final = frozenset({"agree", "confirm", "share"})
_TOLD_AFTERWARDS: Final = frozenset({"state", "welcome", "concern", "condemn", "thank"})
_PAIR: Final = 2
_LONG: Final = 5  # code points of a quotation in which something may be reported
_NESTED: Final = 1
_HIGHLY: Final = frozenset({"高く", "積極的に", "肯定的に"})
_ALONE: Final = frozenset({"決定", "決める", "承認", "為る"})
_HOLDING: Final = frozenset(
    {"開催", "会談の開催", "会合の開催", "協議の開催", "会議の開催", "今回の会談の開催", "今回の会合の開催"}
)


@dataclass(slots=True)
class State:
    """What carries over from sentence to sentence inside one meeting."""

    header: bool = False
    planned: bool = False
    speaker: Actor | None = None
    stranger: bool = False  # the sentence before was of somebody who is no party
    content: tuple[int, int] | None = None
    last: Draft | None = None
    quote: tuple[int, int] | None = None  # the sentence before was nothing but these words of somebody
    statement: bool = False  # the sentence before spoke of a joint statement
    press: Press = field(default_factory=Press)


@dataclass(slots=True)
class _Reading:
    """A sentence while it is read. `press`: words to the press; `inside`: the words of a quotation."""

    sentence: Sentence
    actors: list[Actor]
    contents: ContentReader
    press: bool
    inside: bool
    found: list[Draft] = field(default_factory=list)


class PointReader:
    """Reads the points of one meeting. `parse` gives the sentence between two code points."""

    def __init__(self, text: str, predicates: Predicates, cast: Cast, state: State, parse: Parse) -> None:
        self.text = text
        self.predicates, self.cast, self.state, self.parse = predicates, cast, state, parse
        self.party: Party = cast.party
        self.end = 0  # of the sentence that is read

    def read(self, start: int, end: int, *, quoted: bool = False) -> list[Draft]:
        """All points of a sentence, in order."""
        sentence = self.parse(start, end)
        self.end = end
        if not sentence.chunks or background(sentence):
            return []
        actors = self.cast.actors(sentence)
        press = self.state.press.next(
            sentence, quoted=quoted, planned=self.state.planned, together=all(a.joint for a in actors)
        )
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

    def _sentence(self, sentence: Sentence, actors: list[Actor], *, press: bool, inside: bool = False) -> _Reading:
        hits = {c.index: self.predicates.hits(sentence, c) for c in sentence.chunks if self._may_report(sentence, c)}
        chunks = sentence.chunks
        told = [
            at for at, found in hits.items() if found and report(sentence, chunks[at], mood_of(chunks[at])) != "none"
        ]
        spoken = [at for at, found in hits.items() if found]
        contents = ContentReader(sentence, actors, self._listed(sentence), told, spoken)
        reading = _Reading(sentence, actors, contents, press, inside)
        done = -1
        last = sentence.chunks[-1]
        if last.units[-1].letter == "Q" and not last.tail and not inside:  # 共同発表。「…で一致した」。
            quotes = self._quotes_before(reading, last)
            self._take(reading, [draft for low, high in quotes for draft in self._inner(low, high, None)])
        for chunk in sentence.chunks:
            if chunk.index <= done or chunk.index not in hits:
                continue
            through = self._through(reading, chunk)
            if through:
                self._take(reading, through)
                contents.floor = chunk.index + 1
                continue
            for hit in hits[chunk.index]:
                draft = self._point(reading, hit)
                if draft is None and hit.lightly and hit.rule.kind in PERFORMATIVE:
                    break  # 懸念を伝えた is no 伝えた
                if draft is None:
                    continue
                self._take(reading, [draft])
                done = self._close(reading, hit)
                break
        return reading

    def _take(self, reading: _Reading, drafts: list[Draft]) -> None:
        for draft in drafts:
            reading.found.append(draft)
            self.state.last = draft
            if draft.content is not None:
                self.state.content = draft.content

    def _close(self, reading: _Reading, hit: Hit) -> int:
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
        how = report(reading.sentence, chunk, mood_of(chunk))
        done = chunk.index
        if how in ("said", "told"):
            after = next((c for c in chunks[chunk.index + 1 :] if c.kind == "v"), None)
            if after is not None:
                done = after.index if after.index - chunk.index <= 4 else done
                floor = max(floor, done + 1)
        contents.floor = max(contents.floor, floor)
        return done

    def _may_report(self, sentence: Sentence, chunk: Chunk) -> bool:
        if chunk.kind == "v":
            return True
        if chunk.kind != "n" or chunk.particle not in ("", "へ") or chunk.names:
            return False
        last = chunk.index == len(sentence.chunks) - 1
        if last and chunk.units[-1].letter in "Nn":
            return True
        if chunk.particle:
            return False
        before = sentence.chunks[chunk.index - 1] if chunk.index else None
        if before is None or not chunk.comma or not self.predicates.makes_verb(chunk):
            return False
        return before.particle in ("を", "で", "も", "と", "について", "に", "に関し") and before.kind == "n"

    # --- quotations ------------------------------------------------------------------------------------------------

    def _through(self, reading: _Reading, chunk: Chunk) -> list[Draft]:
        """「…で一致した」と説明した: what words to the press, a bystander or a paper report of the inside, and
        「…を歓迎する」と述べた."""
        sentence = reading.sentence
        quotes = self._quotes_before(reading, chunk)
        if not quotes:
            return []
        actor = self._governing(reading, chunk.index)
        stranger = actor.other if actor is not None else self.state.stranger
        hearsay = actor is None and chunk.lemma == "言う" and chunk.link == "final" and not chunk.past
        if hearsay or reading.press or stranger or paper_speaks(sentence, chunk) or reading.inside:
            reveals = chunk.lemma in words().governors["reveal"] | words().governors["say"]
            return (
                [draft for low, high in quotes for draft in self._inner(low, high, actor)]
                if reveals or reading.press
                else []
            )
        if len(quotes) == 1 and report(sentence, chunk, mood_of(chunk)) in ("tells", "describes"):
            return self._said_aloud(reading, chunk, *quotes[-1])
        return []

    def _quotes_before(self, reading: _Reading, chunk: Chunk) -> list[tuple[int, int]]:
        """The quotations that a predicate has beside it, without their marks."""
        found = []
        chunks = reading.sentence.chunks
        for one in chunks[reading.contents.floor : chunk.index + 1]:
            unit = one.units[-1]
            if (
                unit.letter == "Q"
                and unit.size > _LONG
                and (one.particle in ("と", "", "などと", "と、", "とも") or one is chunk or self._of_paper(chunks, one))
            ):
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

    def _said_aloud(self, reading: _Reading, chunk: Chunk, low: int, high: int) -> list[Draft]:
        """A performative at the end of a quotation of one clause decides the kind."""
        if chunk.lemma not in words().governors["say"] or not self._one_clause(low, high):
            return []
        inner = self.parse(low, high)
        if not inner.chunks:
            return []
        last = inner.chunks[-1]
        mood = mood_of(last)
        if mood.negative or mood.wish or mood.past or mood.goes_on or last.kind != "v" or mood.bare:
            return []
        hit = next((h for h in self.predicates.hits(inner, last) if h.rule.kind in PERFORMATIVE), None)
        if hit is None:
            return []
        content = ContentReader(inner, [], listed=False).content(hit, mood)
        if content.none:
            return []
        who = self._speaker(reading, Hit(hit.rule, chunk.start, chunk, chunk), mood, "と")
        if who is None:
            return []
        span = content.span or (low, high)
        return [Draft(hit.rule.kind, who[0], who[1], _span_of(hit), span, hit.rule.name)]

    def _one_clause(self, low: int, high: int) -> bool:
        """No clause ends inside: hiragana before a comma that is no や or と."""
        text = self.text
        if "。" in text[low : high - 1]:
            return False
        at = text.find("、", low, high)
        while at >= 0:
            if "ぁ" <= text[at - 1] <= "ん" and text[at - 1] not in "やと":
                return False
            at = text.find("、", at + 1, high)
        return True

    # --- one predicate ---------------------------------------------------------------------------------------------

    def _point(self, reading: _Reading, hit: Hit) -> Draft | None:
        sentence, rule = reading.sentence, hit.rule
        mood = mood_of(hit.chunk)
        how = report(sentence, hit.chunk, mood)
        settles = hit.chunk.lemma in ("為る", "成る") and hit.rule.kind == "agree"
        if settles and (mood.goes_on or (hit.chunk.lemma == "成る" and not mood.past and hit.chunk.link == "final")):
            return None  # 会うことにしている, 会うことになる
        if not self._is_told(reading, hit, mood, how) or self._is_elsewhere(reading, hit):
            return None
        complement = reading.contents.content(hit, mood)
        if complement.none or not self._fits(reading, hit, complement):
            return None
        content, giver = self._meant(hit, complement)
        if content is None and rule.kind == "state" and self._points_back(reading, hit):
            content = self.state.quote
        who = self._speaker(reading, hit, mood, complement.particle, describes=how == "describes", said=how == "said")
        if who is None:
            return None
        by, joint = (giver, False) if giver else who
        if content is None and not self._stands_alone(reading, hit, how):
            return None
        if content is None and (
            rule.kind in ("agree", "support", "welcome") or self._anaphoric(reading, hit) or rule.kind == "thank"
        ):
            content = self.state.content if rule.kind != "thank" or (rule.type == "suru" and how != "said") else None
            if content is None and rule.kind == "agree":
                return None
        kind: Kind = rule.together if joint and rule.together else rule.kind
        start, end = _span_of(hit)
        before = sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
        if before is not None and before.text in _HIGHLY and hit.chunk.run == "評価":
            start = before.start
        return Draft(kind, by, joint, (start, end), content, rule.name)

    def _points_back(self, reading: _Reading, hit: Hit) -> bool:
        """「…」。氏はこう切り出した."""
        before = reading.sentence.chunks[: hit.noun.index][-2:]
        return bool(before) and (before[-1].text in ("こう", "そう") or "".join(c.text for c in before) == "このように")

    def _stands_alone(self, reading: _Reading, hit: Hit, how: Report) -> bool:
        kind = hit.rule.kind
        if kind in ("concern", "condemn") and hit.lightly and reading.actors:
            return True
        if kind in ("request", "propose", "state", "concern", "condemn", "confirm"):
            return bool(kind == "request" and self._anaphoric(reading, hit) and self.state.content)
        return hit.rule.needs is None

    def _is_told(self, reading: _Reading, hit: Hit, mood: Mood, how: Report) -> bool:
        """Whether the clause reports a point of the talks, by its mood, its governor and where it is told."""
        if how == "none" or (mood.negative) or self._is_listed_clause(reading, hit, mood):
            return False
        if mood.goes_on and (mood.past or how not in ("tells", "said") or hit.chunk.link == "coordinate"):
            return False
        if reading.press and not self._of_the_inside(reading, hit, mood, how):
            return False
        if how == "plan":
            return self.state.planned and not mood.wish
        if how == "describes":
            return self._before_participant(reading, hit) and not mood.wish
        if how == "told":
            return self._revealed(reading, hit)
        if how == "said":
            return self._performs(reading, hit, mood)
        if mood.wish:
            return False
        final = hit.chunk.link == "final" and not mood.past and not mood.bare and not mood.goes_on
        if final and not self.state.planned and not self._as_of_now(reading, hit):
            return False
        return not (mood.goes_on and recalled(reading.sentence, hit.chunk))

    def _is_listed_clause(self, reading: _Reading, hit: Hit, mood: Mood) -> bool:
        """支援に感謝する、協力を深めたい旨述べた: one of the clauses that somebody says."""
        chunk = hit.chunk
        plain = chunk.comma and not chunk.tail and not (mood.past or mood.bare or mood.goes_on)
        return plain and chunk.link in ("final", "adnominal") and chunk.index + 1 < len(reading.sentence.chunks)

    def _as_of_now(self, reading: _Reading, hit: Hit) -> bool:
        """求めたということです ends in a verb of its own; a label's note form (求める。) tells as well."""
        return bool(reading.actors) and reading.actors[0].index == 0 and not reading.sentence.chunks[0].tail

    def _revealed(self, reading: _Reading, hit: Hit) -> bool:
        """一致したと明らかにした, 提案したことを明らかにした."""
        if hit.rule.kind == "discuss" and reading.press:
            return False
        chunks = reading.sentence.chunks
        above = chunks[min(hit.chunk.index + 1, len(chunks) - 1)]
        if above.particle in ("が", "は") and above.index + 1 < len(chunks):  # 表明したと外交部が伝えた
            above = chunks[above.index + 1]
        tail = hit.chunk.text
        if tail.endswith(("との", "という")):
            return False
        nouns = "".join(above.nouns)
        return above.lemma in words().governors["reveal"] or nouns in words().governors["reveal"] or above.run == "こと"

    def _performs(self, reading: _Reading, hit: Hit, mood: Mood) -> bool:
        """歓迎する旨述べた; 増額を求めると述べた."""
        rule = hit.rule
        saying = next((c for c in reading.sentence.chunks[hit.chunk.index + 1 :] if c.kind == "v"), hit.chunk)
        if mood.past or saying.text.rstrip("、，,").endswith(("つつ", "ながら")):
            return False
        if rule.kind in PERFORMATIVE:
            return True
        if rule.kind not in ("request", "propose", "agree") or mood.wish or rule.by == "joint":
            return False
        chunks = reading.sentence.chunks
        after = chunks[hit.chunk.index + 1] if hit.chunk.index + 1 < len(chunks) else None
        noted = hit.chunk.text.endswith(("との", "と")) or (
            after is not None and after.run in ("旨", "発言", "声", "意見")
        )
        says = after is not None and after.lemma in ("述べる", "発言", "伝える")
        return noted and (says or hit.chunk.text.endswith("との") or (after is not None and after.run == "旨"))

    def _of_the_inside(self, reading: _Reading, hit: Hit, mood: Mood, how: Report) -> bool:
        """Words to the press count where they tell what was agreed or said inside."""
        rule = hit.rule
        if rule.kind == "announce" and how == "tells" and not reading.inside:
            return mood.past and any(actor.joint for actor in reading.actors)
        if not mood.past and not (reading.inside and hit.chunk.link == "coordinate"):
            return False
        if mood.goes_on or (rule.kind == "discuss" and not reading.inside):
            return False
        if not reading.inside and how != "told":
            return False
        if rule.kind in _SETTLED or rule.kind == "discuss":
            return True
        governing = self._governing(reading, hit.noun.index)
        named = governing is not None and bool(governing.sides) and not governing.other
        passed_on = hit.chunk.lemma in words().elsewhere["passed_on"] or hit.chunk.run in words().elsewhere["passed_on"]
        in_talks = elsewhere_in_talks(reading.sentence, hit.noun)
        return (
            in_talks
            or (rule.kind in ("request", "propose", "concern", "condemn", "state") and passed_on)
            or (reading.inside and named)
        )

    def _is_elsewhere(self, reading: _Reading, hit: Hit) -> bool:
        rule, sentence = hit.rule, reading.sentence
        before = sentence.text[sentence.start : hit.start]
        if rule.frame and not _framed(rule.frame, before) and not self.state.statement:
            return True
        if rule.kind in _TOLD_AFTERWARDS and told_afterwards(sentence, hit.noun):
            return True
        return elsewhere(sentence, hit.noun, reading.actors)

    def _before_participant(self, reading: _Reading, hit: Hit) -> bool:
        chunks = reading.sentence.chunks
        after = chunks[hit.chunk.index + 1] if hit.chunk.index + 1 < len(chunks) else None
        if after is None or hit.chunk.comma:
            return False
        known = any(m.person is p for m in after.persons for p in self.party.persons)
        return known or any(a.index == after.index and not a.other and a.sides for a in reading.actors)

    def _fits(self, reading: _Reading, hit: Hit, complement: Complement) -> bool:
        rule, text = hit.rule, reading.sentence.text
        span = complement.span
        if rule.needs and span is None and self.state.quote and self._points_back(reading, hit):
            return rule.kind == "state"
        if rule.needs and span is None:
            return bool(
                rule.kind == "state"
                and rule.bare
                and hit.lightly
                and self._anaphoric(reading, hit)
                and self.state.content
            )
        if rule.object and (span is None or not _ends_in(rule.object, text[slice(*span)])):
            return False
        if rule.quoted and not self._is_quoted(reading, hit, complement):
            return False
        if span is None:
            return True
        words_ = text[slice(*span)]
        if rule.kind in ("request", "propose") and words_.split("が")[-1] in _HOLDING:
            return False  # 豪州が開催を働き掛けた: how the meeting came about
        if rule.kind == "state" and _that_they_met(words_):
            return False
        if (
            rule.kind == "state"
            and rule.type == "suru"
            and complement.particle in ("を", "は", "が", "も", "に", "で")
            and hit.chunk.run == "発言"
        ):
            return False
        return not (rule.kind in ("sign", "agree") and self._long_ago(reading, hit, span))

    def _clause_is_said(self, reading: _Reading, hit: Hit) -> bool:
        """トルコは支援を提供する用意があるとした, of a subject that takes part; not …しようとした, …を柱とした."""
        before = reading.sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
        if before is None or before.kind != "v" or before.text.endswith("うと") or hit.chunk.lemma != "為る":
            return False
        actor = self._governing(reading, hit.noun.index)
        return hit.chunk.past and actor is not None and bool(actor.sides) and not actor.other

    def _is_quoted(self, reading: _Reading, hit: Hit, complement: Complement) -> bool:
        """「…」とした, 決めていないと返した; …であるとして goes with what follows."""
        if complement.particle not in ("と", "等") or complement.span is None:
            return False
        marked = self.text[complement.span[0] - 1] in "「『" or self._clause_is_said(reading, hit)
        if hit.chunk.lemma in ("為る", "言う"):
            return marked and not hit.chunk.text.endswith("て") and not hit.chunk.passive
        return True

    def _long_ago(self, reading: _Reading, hit: Hit, span: tuple[int, int]) -> bool:
        """2019年に署名した: an earlier year, unless it is what was agreed on (2030年に開くことで合意した)."""
        text = reading.sentence.text
        for chunk in reading.sentence.chunks[: hit.noun.index]:
            shown = chunk.text
            year = (
                chunk.particle == "に"
                and chunk.run.endswith("年")
                and len(chunk.run) > 4
                and any(c.isdigit() for c in shown)
            )
            if (
                year
                and hit.start - chunk.start < 40
                and not (span[0] <= chunk.start < span[1] and text[slice(*span)].endswith(("こと", "方針", "目標")))
            ):
                return True
        return False

    # --- これ, 提案 --------------------------------------------------------------------------------------------------

    def _meant(self, hit: Hit, complement: Complement) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
        """The content, これ and the like replaced by what they stand for, and whose support it is."""
        span = complement.span
        if span is None:
            return None, ()
        shown = self.text[slice(*span)]
        if speaks_ahead(shown):
            below = told_below(self.text, self.end)
            return below or (None if shown.endswith(("よう", "とおり", "通り")) else span), ()
        if self._is_anaphor(shown):
            return self.state.content, ()
        if hit.rule.by == "other":
            giver = self._giver(shown)
            if giver is not None:
                return self.state.content, giver
        return span, ()

    def _is_anaphor(self, shown: str) -> bool:
        around = words().around
        if shown in around["anaphors"]:
            return True
        if shown[:2] in ("この", "その") and shown[2:] in around["this"]:
            return True
        last = self.state.last
        return shown in around["deeds"] and last is not None and last.kind in ("request", "propose")

    def _giver(self, shown: str) -> tuple[str, ...] | None:
        """Whose support it is: 先方の支持, シルバ外相の支持."""
        if self.cast.subjects.of([shown]) == "other" or shown.startswith(("先方", "相手")):
            return self.party.foreign if len(self.party.sides) == _PAIR else ()
        for person in self.party.persons:
            if person.country and any(
                m.end - m.start == len(shown) and self.text[m.start : m.end] == shown for m in person.mentions
            ):
                return (person.country,)
        return () if shown in ("各国",) else None

    def _anaphoric(self, reading: _Reading, hit: Hit) -> bool:
        chunks = reading.sentence.chunks
        for one in chunks[max(0, hit.noun.index - 3) : hit.noun.index]:
            if "".join(one.nouns) in words().around["anaphors"] and one.particle in (
                "を",
                "に",
                "に対し",
                "について",
                "については",
                "に対して",
            ):
                return True
        return False

    # --- who -------------------------------------------------------------------------------------------------------

    def _governing(self, reading: _Reading, at: int, hit: Hit | None = None) -> Actor | None:
        """The subject of the predicate at bunsetu `at`."""
        chunks, contents = reading.sentence.chunks, reading.contents
        bystander: Actor | None = None
        for actor in reversed(reading.actors):
            if actor.index >= at and not (actor.index == at and chunks[at].units[-1].letter == "Q"):
                continue
            head = reading.sentence.head(chunks[actor.index])
            clausal = (
                head is not None
                and head.kind == "v"
                and head.index < at
                and head.link in ("adnominal", "nominal", "quoted", "subordinate", "conditional")
            )
            if (
                actor.other
                and actor.particle in ("が", "も")
                and (clausal or actor.particle == "も" or actor.index > 1)
            ):
                bystander = bystander or actor
                continue
            if actor.particle == "が" and clausal and head is not None and self._is_of_clause(reading, actor, head, at):
                continue
            if hit is not None and at and contents.is_fact(actor.index, at - 1, hit):
                continue
            if contents.is_inside(actor) or (actor.sends and self._received(chunks, actor.index, at)):
                continue
            return actor
        if bystander is not None and bystander.index <= 1:
            return bystander
        return None

    def _is_of_clause(self, reading: _Reading, actor: Actor, verb: Chunk, at: int) -> bool:
        """Whether a subject with が belongs to a clause of the content: who speaks stands before it, or it is past."""
        if self._contrasted(reading, actor, at):
            return False
        if verb.past or verb.link in ("subordinate", "conditional"):
            return True
        points = reading.contents.points
        return any(
            one.index < actor.index
            and one.particle != "が"
            and not one.other
            and not any(one.index < p < actor.index for p in points)
            for one in reading.actors
        )

    def _contrasted(self, reading: _Reading, actor: Actor, at: int) -> bool:
        """A氏が…することを打診し、B氏は応じた: the first subject has its predicate before the second one begins."""
        after = next((a for a in reading.actors if a.index > at), None)
        chunks = reading.sentence.chunks
        return (
            after is not None
            and after.particle == "は"
            and not after.other
            and bool(actor.sides)
            and chunks[after.index - 1].comma
            and not any(c.comma for c in chunks[at : after.index - 1])
            and reading.actors[0] is actor
        )

    def _received(self, chunks: Sequence[Chunk], low: int, high: int) -> bool:
        """大臣は、先方より説明を受け、…を非難した."""
        return any(
            c.run in ("説明", "報告", "要請") and chunks[c.index + 1].lemma == "受ける" and c.index + 1 < high
            for c in chunks[low : high - 1]
        )

    def _speaker(
        self, reading: _Reading, hit: Hit, mood: Mood, particle: str, *, describes: bool = False, said: bool = False
    ) -> tuple[tuple[str, ...], bool] | None:
        """(sides, all together) of a point; None where a bystander speaks."""
        rule, sides = hit.rule, self.party.sides
        actor = self._governing(reading, hit.noun.index, hit)
        before = self.state.speaker
        if actor is not None and actor.nation and actor.joint and rule.kind == "state" and before is not None:
            actor = before  # また、日本とフィンランドは価値を共有しており、…したい旨述べた: what both are, says one
        if describes or (
            mood.passive and rule.kind in ("request", "propose") and particle in ("を", "よう", "", "に", "の")
        ):
            asked = self._asked(reading, hit, actor, describes=describes, passive=mood.passive)
            if asked is not None:
                return asked
        how = report(reading.sentence, hit.chunk, mood)
        if actor is not None and actor.other and how == "told":  # 中国外務省は、…氏が求めたと発表した
            actor = next((a for a in reading.actors if actor.index < a.index < hit.noun.index and a.sides), actor)
        stranger = actor.other if actor is not None else self.state.stranger and not reading.actors
        of_the_talks = reading.inside or (reading.press and rule.kind in _SETTLED | {"discuss"})
        of_the_talks = of_the_talks or (
            actor is None and rule.by == "joint" and mood.past and (rule.kind == "agree" or mood.passive)
        )
        told = rule.by == "joint" and how == "told"
        if stranger and not of_the_talks and not told:
            return None
        lasting = hit.chunk.lemma == "受け入れる" or (rule.kind == "share" and mood.goes_on)
        if actor is not None and actor.nation and lasting:
            return None  # ヨルダンは難民を受け入れ, 両国は価値観を共有している
        if said_jointly(reading.sentence, hit.noun) and (actor is None or not actor.sides or actor.joint):
            return sides, True
        if rule.by == "joint" or (rule.kind in _JOINT_KINDS and rule.by is None):
            return self._decided_alone(hit, actor) or (sides, True)
        if rule.by == "other":
            return self._other(reading, hit, actor)
        if rule.kind == "confirm":
            return self._confirms(reading, hit, actor)
        whereas = self._whereas(reading, hit, actor)
        if whereas is not None:
            return whereas
        if self._was_heard(hit, mood, actor):
            return self.party.foreign, False
        actor = before if actor is None else actor
        return (actor.sides, actor.joint) if actor is not None else ((), False)

    def _decided_alone(self, hit: Hit, actor: Actor | None) -> tuple[tuple[str, ...], bool] | None:
        """日本側は調査団を送ることとした: what one side can do without the other."""
        alone = hit.chunk.lemma in _ALONE or hit.chunk.run in _ALONE
        if actor is None or not alone or hit.rule.kind != "agree":
            return None
        return (actor.sides, False) if len(actor.sides) == 1 and actor.particle in ("は", "も") else None

    def _whereas(self, reading: _Reading, hit: Hit, actor: Actor | None) -> tuple[tuple[str, ...], bool] | None:
        """A氏が求めたのに対して「…」とはねつけた: the other side answers."""
        if actor is None or actor.joint or len(self.party.sides) != _PAIR or len(actor.sides) != 1:
            return None
        between = reading.sentence.chunks[actor.index : hit.noun.index]
        if not any(c.kind == "v" and c.text.endswith(("のに対し", "のに対して", "のに対しては")) for c in between):
            return None
        return self.party.others(actor.sides), False

    def _was_heard(self, hit: Hit, mood: Mood, actor: Actor | None) -> bool:
        """感謝の言葉があった, without から: said by the other side."""
        happened = hit.rule.type == "noun" and (
            mood.passive or hit.chunk.lemma in ("有る", "上がる", "相次ぐ", "出る", "御座る")
        )
        unsaid = actor is None or (actor.sides == (self.party.own,) and not actor.sends)
        return happened and unsaid and len(self.party.foreign) == 1 and len(self.party.sides) > 1

    def _asked(
        self, reading: _Reading, hit: Hit, actor: Actor | None, *, describes: bool, passive: bool
    ) -> tuple[tuple[str, ...], bool] | None:
        """求められたA氏は: the other side asked; Aから…求められ: the one named."""
        if not passive and not describes:
            return None
        source = next((a for a in reversed(reading.actors) if a.index < hit.noun.index and a.sends), None)
        if source is not None and source.sides:
            return source.sides, source.joint
        follow = next((a for a in reading.actors if a.index > hit.chunk.index), None) if describes else None
        if describes and not passive:
            return (follow.sides, follow.joint) if follow is not None else None
        own = (self.party.own,) if self.party.own in self.party.sides and (self.state.header or reading.press) else ()
        target = follow.sides if follow is not None else actor.sides if actor is not None and not actor.other else own
        rest = self.party.others([code for code in target if code])
        return (rest if len(rest) == 1 else ()), False

    def _other(self, reading: _Reading, hit: Hit, actor: Actor | None) -> tuple[tuple[str, ...], bool] | None:
        giver = next((a for a in reversed(reading.actors) if a.index < hit.noun.index and a.sends), None)
        senders = (c for c in reading.sentence.chunks[: hit.noun.index] if c.particle in ("から", "より"))
        if giver is None and any(words().bystanders.of(c.run.removesuffix("ら")) for c in senders):
            return None  # 経営者から説明を受けた
        before = reading.sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
        if (
            before is not None
            and before.particle == "の"
            and (named := self.cast.of(reading.sentence, before, "の")) is not None
            and named.sides
        ):
            return named.sides, False
        if giver is not None and giver.sides and not giver.joint:
            return giver.sides, False
        actor = actor or self.state.speaker
        if actor is not None and not actor.joint and len(self.party.sides) == _PAIR:
            return self.party.others(actor.sides), False
        return (), False

    def _confirms(self, reading: _Reading, hit: Hit, actor: Actor | None) -> tuple[tuple[str, ...], bool]:
        """両大臣は確認した; 先方は確認した: one side confirms only where it does not say so of talks held."""
        if any(word.lemma == "合う" for word in hit.chunk.tail):
            return self.party.sides, True
        if actor is not None and not actor.sides and not actor.other:
            return (), False  # two of three
        if actor is not None and not actor.joint and len(actor.sides) == 1 and actor.particle in ("は", "が"):
            between = "".join(c.text for c in reading.sentence.chunks[actor.index + 1 : hit.noun.index])
            if not holds(
                between,
                ("会談", "協議", "会い", "会合", "会議", "表敬", "立ち話", "面会", "懇談", "とは", "交わ", "議論"),
            ):
                return actor.sides, False
        return self.party.sides, True

    # --- from sentence to sentence ---------------------------------------------------------------------------------

    def _listed(self, sentence: Sentence) -> bool:
        """Whether the line begins with the mark of a list."""
        line = self.text.rfind("\n", 0, sentence.start) + 1
        return self.text[line : sentence.start + 1].strip()[:1] in tuple("・●○◯◆▽■-－◇①②③④⑤⑥⑦⑧⑨")

    def _settle(self, reading: _Reading) -> None:
        """Speakers of points that no subject governs, and what the next sentence inherits."""
        found, sentence, actors = reading.found, reading.sentence, reading.actors
        joint_later = False
        own = self.party.own
        for draft in reversed(found):
            unsaid = not draft.by and not draft.joint and not actors and self.state.speaker is None
            if unsaid and draft.kind != "confirm":
                if joint_later:
                    draft.by, draft.joint = self.party.sides, True
                elif own in self.party.sides and own and (self.state.header or self._met_only(sentence)):
                    draft.by = (own,)
                elif own not in self.party.sides and self._met_only(sentence):
                    met = [m.person.country for c in sentence.chunks for m in c.persons if m.person is not None]
                    rest = self.party.others([code for code in met if code])
                    draft.by = rest if len(rest) == 1 else ()
            elif unsaid and joint_later:
                draft.by, draft.joint = self.party.sides, True
            joint_later = joint_later or (draft.joint and draft.kind in _SETTLED)
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


def elsewhere_in_talks(sentence: Sentence, chunk: Chunk) -> bool:
    """「会談では、…を説明した」: the first words say where it was said."""
    first = sentence.chunks[0]
    return (
        first.index < chunk.index
        and first.particle in ("では", "で", "の中で", "の場で")
        and first.run.endswith(words().elsewhere["meetings"])
    )


def _span_of(hit: Hit) -> tuple[int, int]:
    """From the first character of a predicate to the last of its verb, particles behind it left out."""
    chunk = hit.chunk
    end = chunk.end
    for word in reversed(chunk.tail):
        if word.letter not in "pTtc":
            break
        end -= word.size
    return hit.start, max(end, hit.start + 1)


def _framed(frame: object, before: str) -> bool:
    if isinstance(frame, tuple):
        return holds(before, frame)
    return frame.search(before) is not None  # type: ignore[attr-defined]


def _ends_in(wanted: object, shown: str) -> bool:
    tail = shown
    while tail and (tail[-1] in "」』）)0123456789０１２３４５６７８９ "):
        if tail[-1] in "）)" and (opener := max(tail.rfind("（"), tail.rfind("("))) > 0:
            tail = tail[:opener]
        else:
            tail = tail[:-1]
    if isinstance(wanted, tuple):
        return bool(Ends(wanted).of(tail)) or bool(Ends(wanted).of(tail.removesuffix("など").removesuffix("等")))
    return any(m.end() == len(tail) for m in wanted.finditer(tail))  # type: ignore[attr-defined]


def _that_they_met(shown: str) -> bool:
    """電話で約20分間話したと明らかにした."""
    shown = shown.removesuffix("こと").removesuffix("旨")
    return shown.endswith(
        (
            "会談した",
            "協議した",
            "懇談した",
            "面会した",
            "通話した",
            "会談を行った",
            "会った",
            "会談に出席した",
            "会議に出席した",
        )
    ) or (shown.endswith("話した") and holds(shown, ("電話", "分間")))


def read_points(reader: PointReader, passages: Iterable[tuple[int, int, bool]]) -> list[Draft]:
    """The points of the sentences of a meeting, in order."""
    return [draft for start, end, quoted in passages for draft in reader.read(start, end, quoted=quoted)]
