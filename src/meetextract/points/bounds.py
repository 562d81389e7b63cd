"""What no content of a sentence reaches over: who speaks, the points told before, and what is inside a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from meetextract.points.governors import mood_of
from meetextract.points.predicates import Hit
from meetextract.points.speakers import Actor
from meetextract.points.words import words
from meetextract.text.chunks import Chunk
from meetextract.text.sentences import brackets
from meetextract.text.syntax import Sentence

PERFORMATIVE: Final = frozenset({"welcome", "support", "thank", "concern", "condemn"})
_CLAUSAL: Final = frozenset({"adnominal", "nominal", "quoted", "subordinate"})
_SPEAKS: Final = frozenset({"は", "も", "から", "からは", "からも", "より", "よりは"})
_CLOSERS: Final = "」』）)"
_FACTS: Final = frozenset({"こと", "事", "の", "点"})
_THINGS: Final = frozenset({"こと", "事", "の", "よう", "旨", "案", "考え", "方針", "意向", "計画", "構想", "用意"})


@dataclass(frozen=True, slots=True)
class End:
    """Where a content ends: in bunsetu `index`, at code point `at`. `speech`: what somebody says, not a noun."""

    index: int
    at: int
    particle: str
    speech: bool = False


class Bounds:
    """The sentence with what bounds the contents of its predicates.

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
        clausal = self._in_clause(head)
        if actor.nation and actor.particle == "が" and clausal:
            return True
        if actor.particle == "が" and clausal and head is not None and self._within(actor, head):
            return True
        if (
            actor.particle in ("から", "より")
            and clausal
            and not chunk.comma
            and any(self._still_speaks(one, actor) for one in self.actors)
        ):
            return True
        if actor.nation and actor.particle in ("は", "から", "より") and self.spoken_of(actor):
            return True
        if actor.particle in ("は", "も") and self._behind_sender(actor):
            return True
        if actor.particle in ("は", "も", "が") and self._of_message(actor):
            return True
        if actor.nation and actor.particle == "が" and self._behind_topic(actor):
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

    def _still_speaks(self, one: Actor, actor: Actor) -> bool:
        """Whether nothing is told between two subjects: not 当方より求めたところ、先方より…との返答があった."""
        told = not actor.nation and any(one.index < at < actor.index for at in self.told)
        return one.index < actor.index and not told

    def _in_clause(self, verb: Chunk | None) -> bool:
        """両国が協力して大学を設立すること: the verb of a clause, or one before it that tells nothing."""
        if verb is None or verb.kind != "v" or verb.link in _CLAUSAL:
            return verb is not None and verb.kind == "v"
        while verb is not None and verb.kind == "v" and verb.link == "coordinate" and verb.index not in self.told:
            verb = self.sentence.head(verb)
        return verb is not None and verb.kind == "v" and verb.link == "adnominal" and verb.index not in self.told

    def is_one_of_both(self, subject: int, last: int, hit: Hit) -> bool:
        """大臣が来春に訪問することで一致した: one alone agrees on nothing, so he is of the content."""
        alone = any(a.index == subject and len(a.sides) == 1 and not a.joint for a in self.actors)
        return hit.rule.by == "joint" and alone and self._acts_in(subject, last)

    def _acts_in(self, subject: int, last: int) -> bool:
        """Whether a subject with が hangs on a verb of what ends in bunsetu `last`, a こと."""
        chunk = self.chunks[subject]
        return chunk.particle == "が" and self.chunks[last].run in ("こと", "事") and subject < last - 1

    def has_own_subject(self, low: int, at: int, last: int) -> bool:
        """両国が国際社会と連携しながら、情報を交換すること: behind a subject of the content nothing is circumstance."""
        inside = (i for i in range(low, at) if i in self.subjects and i not in self.bounding)
        return any(self.chunks[i].head > at and self._acts_in(i, last) for i in inside)

    def is_fact(self, subject: int, last: int, hit: Hit) -> bool:
        """カタール政府が船を手配したことを称賛した: whose deed it is that somebody praises, thanks for or condemns."""
        chunk = self.chunks[subject]
        praises = hit.rule.kind in PERFORMATIVE or (hit.rule.bare and hit.lightly)  # …したことに敬意を表した
        if chunk.particle != "が" or not praises or self.chunks[last].run not in _FACTS:
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

    def _of_message(self, actor: Actor) -> bool:
        """先方から、約束がほしい、そうなれば、我が方も動く旨: between a sender and his 旨, before he said a word."""
        if not self._before_said(actor):
            return False
        for one in self.actors:
            head = self.sentence.head(self.chunks[one.index])
            heard = head is not None and head.lemma == "受ける"  # 先方から要請を受け、大臣は
            if one.sends and not one.other and one.index < actor.index and not heard:
                return not any(one.index < at < actor.index for at in self.told)
        return False

    def _behind_sender(self, actor: Actor) -> bool:
        """大臣から、侵略は…であることを: right behind who speaks."""
        return any(one.sends and one.index == actor.index - 1 and not one.other for one in self.actors) and (
            actor.particle == "は"
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
        if speaker is None:  # また、ペルーは友人であり、…したい旨述べた, of whoever spoke before
            return self._before_said(nation) and not self._says_before(nation)
        if speaker.other:
            return False
        if speaker.sends and self._before_said(nation):
            return True
        return not any(speaker.index < at < nation.index for at in self.told)

    def _before_said(self, nation: Actor) -> bool:
        """Whether 旨 follows and nobody else speaks before it."""
        at = next((c.index for c in self.chunks[nation.index :] if c.units[-1].surface == "旨"), -1)
        return at >= 0 and not any(nation.index < one.index < at and not one.nation for one in self.actors)

    def _says_before(self, nation: Actor) -> bool:
        """ペルーは…に期待しているとした上で、…である旨述べた: whether the state itself says something first."""
        at = next(c.index for c in self.chunks[nation.index :] if c.units[-1].surface == "旨")
        quoted = (i for i in self.told if nation.index < i < at and self.chunks[i - 1].text.endswith("と"))
        return any(self.chunks[i].lemma in words().governors["say"] for i in quoted)

    def index_of(self, at: int, chunk: Chunk) -> int:
        """The bunsetu in which a code point lies; near `chunk`."""
        index = chunk.index
        while index and self.chunks[index].start > at:
            index -= 1
        return index

    def cut(self, chunk: Chunk, tail: tuple[str, ...]) -> int:
        """Where a bunsetu ends without some of its last particles."""
        end = chunk.end
        for word in reversed(chunk.tail):
            if word.surface not in tail:
                break
            end -= word.size
        return end

    def core_end(self, chunk: Chunk) -> int:
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
