"""Who speaks: the subjects of a sentence as sides of the talks that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.tables import Stands
from meetextract.people.persons import Mention, Person
from meetextract.points.words import words
from meetextract.talks.rules import is_unofficial
from meetextract.text.chunks import Chunk
from meetextract.text.syntax import Sentence

_TOPICS: Final = frozenset({"は", "も", "が", "とも", "自らは", "自身は"})
_SENDERS: Final = frozenset({"から", "より", "からは", "からも", "よりは", "よりも"})
_TO_WHOM: Final = frozenset({"には", "に対し", "に対して", "に対しては", "にも"})
_PAIR: Final = ("one", "other")
_LABELS: Final = " \u3000：:"
_SHORT: Final = 14


@dataclass(slots=True)
class Party:
    """What point extraction has to know of a meeting: its sides, who is there, and whose page tells of it."""

    sides: tuple[str, ...]
    persons: list[Person] = field(default_factory=list)
    own: str | None = None

    @property
    def foreign(self) -> tuple[str, ...]:
        """The sides beside the page's own."""
        return tuple(code for code in self.sides if code != self.own)

    def others(self, some: Sequence[str]) -> tuple[str, ...]:
        """The sides that are not among `some`."""
        return tuple(code for code in self.sides if code not in some)


@dataclass(frozen=True, slots=True)
class Actor:
    """A subject at bunsetu `index`. `sides`: who speaks; `joint`: all together; `other`: no party of the talks;
    `nation`: named as a country, not as those who speak for it (両国は, not 日本側は)."""

    index: int
    sides: tuple[str, ...]
    joint: bool
    other: bool
    particle: str
    nation: bool = False

    @property
    def sends(self) -> bool:
        """甲氏から, 乙氏より."""
        return self.particle in _SENDERS


class Cast:
    """Finds the subjects of sentences of one meeting."""

    def __init__(self, party: Party, lexicon: Lexicon) -> None:
        self.party, self.lexicon = party, lexicon
        self.subjects = lexicon.frames.subjects
        self.last: tuple[str, ...] = ()  # who was named last, for 同氏

    def actors(self, sentence: Sentence) -> list[Actor]:
        """The subjects of a sentence, in order."""
        found = []
        for chunk in sentence.chunks:
            actor = self._actor(sentence, chunk)
            if actor is not None:
                found.append(actor)
                if len(actor.sides) == 1 and chunk.persons:
                    self.last = actor.sides
        return found

    def _actor(self, sentence: Sentence, chunk: Chunk) -> Actor | None:
        particle = _role(sentence, chunk)
        if not particle:
            return None
        if particle in _TO_WHOM:
            return self._answered(sentence, chunk, particle)
        if particle == "とは":
            with_whom = self._of_persons(chunk)
            return Actor(chunk.index, self.party.sides, True, False, "は") if with_whom else None
        return self.of(sentence, chunk, particle)

    def _answered(self, sentence: Sentence, chunk: Chunk, particle: str) -> Actor | None:
        """乙氏には、…: the other of two speaks."""
        codes = self._of_persons(chunk)
        rest = self.party.others(codes)
        if not codes or len(rest) != 1 or len(self.party.sides) != 2:
            return None
        return Actor(chunk.index, rest, False, False, "には")

    def of(self, sentence: Sentence, chunk: Chunk, particle: str) -> Actor | None:
        """The actor that a nominal stands for; None where it stands for nobody who could speak."""
        everyone, at = self.party.sides, chunk.index
        if not chunk.persons and chunk.run.endswith(words().elsewhere["papers"]):
            return (
                Actor(at, everyone, True, False, particle)
                if particle in ("は", "も") and len(chunk.run) < _SHORT
                else None
            )

        def made(sides: Sequence[str], *, nation: bool = False) -> Actor:
            codes = tuple(dict.fromkeys(sides))
            together = len(everyone) > 1 and set(everyone) <= set(codes)
            return Actor(at, everyone if together else codes, together, False, particle, nation)

        stands = self._stands(sentence, chunk)
        if stands in ("all", "states"):
            return self._all(sentence, chunk, particle)
        group = [one for one in sentence.group(chunk) if one is chunk or not _apart(sentence, one)]
        codes = [code for one in group for code in self._of_persons(one)]
        if self._is_bystander(chunk):
            return Actor(at, (), False, True, particle)
        if codes:
            return made(codes)
        if chunk.persons:
            return self._stranger(chunk, particle)
        if stands is not None:
            return self._standing(chunk, stands, particle)
        if (office := self._by_words(chunk)) is not None:
            return made(office)
        return self._states(sentence, chunk, group, particle)

    # --- words that stand for somebody -----------------------------------------------------------------------------

    def _stands(self, sentence: Sentence, chunk: Chunk) -> Stands | None:
        nouns = chunk.nouns
        unnamed = [m for m in chunk.persons if m.name is None]
        if unnamed and len(nouns) < 2:
            office = sentence.text[unnamed[-1].start : unnamed[-1].end]
            if nouns == ["各国"] or chunk.text.startswith(("G7", "Ｇ７", "G20", "Ｇ２０")):
                return "all"
            nouns = [*nouns, office]
        if not nouns or "国間" in nouns[0] or "".join(nouns).endswith(words().speakers["no_speakers"]):
            return None  # 二国間関係が, 両国関係が
        found = self.subjects.of(nouns)
        if found == "states" and nouns[0] == "各国":
            return None
        if found is None or (
            found in ("all", "states") and nouns[0] in ("両国",) and len(nouns) > 1 and chunk.particle == "の"
        ):
            before = sentence.chunks[chunk.index - 1] if chunk.index else None
            if (
                found is None
                and before is not None
                and before.kind == "n"
                and before.particle == "の"
                and len("".join(nouns)) < _SHORT
            ):
                if nouns == ["方"] and self.subjects.of(before.nouns) in ("own", "author"):
                    return "own"
                above = self.subjects.of(before.nouns) if "各国" not in before.nouns or not before.codes else None
                officials = words().speakers["government"]
                if above in ("all", "states") and (  # 3カ国の財務相は
                    unnamed or "".join(nouns).endswith((*officials, *words().speakers["of_each"]))
                ):
                    return above
            if found is None and before is not None and before.text in ("我が", "わが") and nouns[0] in ("国", "方"):
                return "own"
        return found

    def _all(self, sentence: Sentence, chunk: Chunk, particle: str) -> Actor:
        sides = self.party.sides
        nouns = "".join(chunk.nouns)
        kids = sentence.kids(chunk)
        codes = [c for one in (chunk, *(k for k in kids if k.particle in ("の", ""))) for c in one.codes]
        part = [code for code in dict.fromkeys(codes) if code in sides]
        count = self.subjects.number([*chunk.nouns, *(sentence.text[m.start : m.end] for m in chunk.persons)])
        own_pair = [p for p in self.party.persons if p.country == self.party.own]
        if nouns.startswith("両相") and len(own_pair) == 2 and len(self.party.persons) > 3 and self.party.own:
            return Actor(chunk.index, (self.party.own,), False, False, particle)
        group = chunk.text.startswith(("G7", "Ｇ７"))
        if len(sides) > 2 and not group and (0 < len(part) < len(sides) or (count and count == len(sides) - 1)):
            return Actor(chunk.index, (), False, False, particle)
        if any(k.text.endswith("側の") for k in kids) or (nouns.startswith("各国") and particle in _SENDERS):
            return Actor(chunk.index, (), False, False, particle)
        nations = nouns.endswith(("両国", "カ国", "か国", "ヵ国", "ヶ国"))
        return Actor(chunk.index, sides, True, False, particle, nations)

    def _standing(self, chunk: Chunk, stands: Stands, particle: str) -> Actor | None:
        party, text = self.party, "".join(chunk.nouns)
        if stands == "other":
            return Actor(chunk.index, party.foreign if len(party.foreign) == 1 else (), False, False, particle)
        if stands in ("own", "author"):
            if particle == "が" and chunk.index and text.endswith("国"):
                return None
            sides = (party.own,) if party.own in party.sides and party.own else ()
            return Actor(chunk.index, sides, False, False, particle, text.endswith("国")) if sides else None
        codes = self._same(text.removeprefix("同").removesuffix("側"))
        return Actor(chunk.index, codes, False, False, particle) if codes else None

    def _same(self, word: str) -> tuple[str, ...]:
        """同氏, 同大臣, 同国: whoever was named last, or holds the office."""
        party, lexicon = self.party, self.lexicon
        if word in ("氏", "", "国"):
            named = self.last if not (word == "国" and self.last == (party.own,)) else ()
            return named or (party.foreign if len(party.foreign) == 1 else ())
        held = {
            p.country
            for p in party.persons
            if p.country and any(lexicon.office_key(t).endswith(lexicon.office_key(word)) for t in p.titles)
        }
        return tuple(code for code in held if code) if len(held) == 1 else ()

    # --- persons ---------------------------------------------------------------------------------------------------

    def _of_persons(self, chunk: Chunk) -> list[str]:
        codes = []
        for mention in chunk.persons:
            person = mention.person
            if person is None and mention.name is None and not mention.former:
                person = self._by_office(mention, same=chunk.text.startswith("同"))
            if person is None or not any(person is one for one in self.party.persons):
                bare = not (mention.name or mention.country or mention.former)
                held = self._by_office(mention, same=True) if bare else None
                person = held or self._namesake(mention, person) or person
            if person is not None and person.country and any(person is one for one in self.party.persons):
                codes.append(person.country)
        return codes

    def _namesake(self, mention: Mention, person: Person | None) -> Person | None:
        """ドラミニ氏, of ア＝ドラミニ: the participant whose name holds that name, if no office says otherwise."""
        name = mention.name
        if not name or (person is not None and person.titles):
            return None
        held = [p for p in self.party.persons if p.name and name in p.name.replace("＝", "・").split("・")]
        return held[0] if len(held) == 1 else None

    def _by_office(self, mention: Mention, *, same: bool) -> Person | None:
        """参謀長から, 次官は: the participant told by office alone (国軍参謀長, 国防次官); 同次官: whoever holds it."""
        held = [
            person
            for person in self.party.persons
            if (person.name is None or same)
            and mention.country in (None, person.country)
            and any(t.endswith(u) or self.lexicon.same_office(t, u) for t in person.titles for u in mention.titles)
        ]
        return held[0] if len(held) == 1 else None

    def _stranger(self, chunk: Chunk, particle: str) -> Actor:
        """An official who is no participant; he speaks for his state if nobody else is named there of it."""
        mention = chunk.persons[-1]
        person = mention.person
        if person is not None and any(person is one for one in self.party.persons):
            return Actor(chunk.index, (), False, False, particle)  # who takes part, of a state that nobody tells
        country = mention.country or (person.country if person is not None else None)
        unnamed = mention.name is None and (person is None or person.name is None)
        words = () if person is None else (person.titles, (person.name or "",))
        official = person is not None and person.titles != () and not any(map(is_unofficial, words))
        # 大統領からは、…との発言があった; not 病院長から
        sent = particle in _SENDERS and mention.titles not in ((), ("長",)) and official
        speaks = unnamed or sent or (particle != "が" and self._is_missing(country or "", official=official))
        titled = mention.titles not in ((), ("長",)) and not is_unofficial(mention.titles)
        if country is None and (official or titled) and particle != "が":
            country = self._without_persons()  # an official of no known state: of the side that names nobody
            speaks = country is not None
        if country and country in self.party.sides and speaks:
            return Actor(chunk.index, (country,), False, False, particle)
        return Actor(chunk.index, (), False, True, particle)

    def _is_missing(self, country: str, *, official: bool) -> bool:
        """Whether a minister may be the one of his state who met: the talks name nobody else of it."""
        same = [p for p in self.party.persons if p.country == country]
        return not any(p.name for p in same) and (official or bool(same))

    def _without_persons(self) -> str | None:
        """The side of two that no person is named of."""
        named = {p.country for p in self.party.persons if p.name}
        rest = [code for code in self.party.sides if code not in named]
        return rest[0] if len(rest) == 1 and len(self.party.sides) == len(_PAIR) else None

    def _by_words(self, chunk: Chunk) -> list[str] | None:
        """首相は, 大臣から, of persons told by name: nobody else holds such an office."""
        word = "".join(chunk.nouns).removesuffix("側").removesuffix("ら")
        if not word or len(word) > _SHORT:
            return None
        persons = [p for p in self.party.persons if p.country]
        named = {p.country for p in persons if p.name and len(p.name) > 1 and word == p.name}
        office = [
            p for p in persons if any(t and (t.endswith(word) or self.lexicon.same_office(t, word)) for t in p.titles)
        ]
        held = named or {p.country for p in office if p.name is None} or {p.country for p in office}
        return [code for code in held if code] if len(held) == 1 and word[-1] not in "国者" else None

    def _is_bystander(self, chunk: Chunk) -> bool:
        nouns = chunk.nouns or [t for m in chunk.persons if m.name is None for t in m.titles]  # 報道官は
        while nouns and nouns[-1] in words().speakers["behind"]:
            nouns = nouns[:-1]
        run = "".join(nouns)
        if not run:
            return False
        found = words().bystanders.of(run)
        if not found or (chunk.codes and run.removesuffix(found) == "側"):  # 日本側出席者から
            return False
        if len(chunk.codes) > 1 and found in ("当局者", "幹部"):
            return False
        return not (chunk.persons and all(m.person in self.party.persons for m in chunk.persons))

    # --- states ----------------------------------------------------------------------------------------------------

    def _states(self, sentence: Sentence, chunk: Chunk, group: Sequence[Chunk], particle: str) -> Actor | None:
        party = self.party
        nouns = "".join(chunk.nouns)
        codes = list(dict.fromkeys(code for one in group for code in one.codes))
        if not codes and nouns.endswith(words().speakers["members"]):
            unions = tuple(
                c for c in party.sides if c in self.lexicon.parties and self.lexicon.parties[c].kind == "organisation"
            )
            return Actor(chunk.index, unions, False, False, particle) if unions else None
        if not codes and chunk.index and nouns in words().speakers["government"]:
            before = sentence.chunks[chunk.index - 1]
            codes = [c for c in before.codes if before.particle in ("の", "")]
        if not codes and nouns.endswith("側") and nouns[:-1] in self.lexicon.kanji:
            codes = [self.lexicon.kanji[nouns[:-1]]]
        if not codes or len(nouns) > _SHORT:
            return None
        spoken = nouns.endswith(words().speakers["government"]) and nouns != ""
        inside = [code for code in codes if code in party.sides]
        if not inside:
            spoken_of = chunk.index == 1 and sentence.chunks[0].particle in ("は", "から", "より")  # 氏は、台湾は
            subject = not chunk.tail  # 北朝鮮：…を確認: a part of the talks
            opens = particle in ("は", "も") and chunk.index <= 1 and not spoken_of and not subject
            return Actor(chunk.index, (), False, True, particle) if opens and (not nouns or spoken) else None
        if nouns and not spoken:
            return None
        if particle == "が" and chunk.index and not spoken:
            return None  # 氏は日本が…したことを: the subject of a clause inside
        whole = len(party.sides) > 1 and set(party.sides) <= set(inside)
        sides = party.sides if whole else tuple(inside) if len(inside) == 1 else ()
        return Actor(chunk.index, sides, whole, False, particle, not spoken)


def _role(sentence: Sentence, chunk: Chunk) -> str:
    """The particle by which a nominal may be a subject; は where a label or a headline leaves it out."""
    if chunk.kind != "n":
        return ""
    particle = chunk.particle
    if particle in _TOPICS:
        if particle == "とも":  # 双方とも, not 乙外相とも
            return "は" if not chunk.persons and not chunk.codes else ""
        return particle
    if particle in _SENDERS or particle in _TO_WHOM or particle == "とは":
        return particle
    if particle == "に対しては":
        return "に対し"
    if _is_label(sentence, chunk) and "＝" not in chunk.text and "=" not in chunk.text:
        return "は"  # 甲外相　…
    if not particle and chunk.comma and "".join(chunk.nouns) in ("双方", "両者"):
        return "は"
    if chunk.units[0].letter == "P" and chunk.units[-1].letter == "Q":
        return "は"  # 首相「…」と直言
    return ""


def _apart(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a blank follows: トルコ＝オズデミル外相　有村氏は"""
    return "\u3000" in sentence.text[chunk.end : sentence.chunks[chunk.index + 1].start]


def _is_label(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether the sentence begins with it, and a blank or a colon follows."""
    if chunk.index or chunk.tail or chunk.end >= sentence.end:
        return False
    after = sentence.chunks[1].start if len(sentence.chunks) > 1 else sentence.end
    return any(mark in _LABELS for mark in sentence.text[chunk.end : after])


def said_jointly(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether 共に, そろって … stands right before a predicate: everybody speaks."""
    adverbs = words().speakers["jointly"]
    strong = words().around["strong"]
    at = chunk.index - 1
    while at >= 0 and (one := sentence.chunks[at]).text.rstrip("、") in strong:
        if one.text.rstrip("、") in adverbs:
            return True
        at -= 1
    return False


def paper_speaks(sentence: Sentence, chunk: Chunk) -> bool:
    """声明は…としている: a paper is the subject."""
    return any(
        one.kind == "n"
        and one.particle in ("は", "も", "では", "で", "でも", "が", "には", "によると")
        and one.run.endswith(words().elsewhere["papers"])
        for one in sentence.chunks[: chunk.index]
    )


def topics(actors: Sequence[Actor]) -> Iterator[Actor]:
    """Those that are what the sentence is about."""
    return (actor for actor in actors if actor.particle != "が")
