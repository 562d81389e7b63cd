"""Prose that opens a meeting, or goes on with one that is open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Draft
from meetextract.talks.implied import Implied
from meetextract.talks.sides import ROLE
from meetextract.text.page import tables
from meetextract.text.sentences import Sentence

# 向かい合った A 氏は: the subject behind the verb.
_SUBJECT_AFTER = re.compile(r"(?:し|っ|(?:行|おこな)っ|を(?:行|おこな)っ)?た")
_NOT_TALK = re.compile(
    r"党首会談|与党|野党|国会内|両陛下|天皇|社長|会長と|経営者|監督|市長|知事|選手|労使|春闘|団体交渉|球団|理事長"
)
_PAIR_TOPIC = re.compile(
    r"[ 　]*(?P<c>日[米英仏独伊豪韓中露ロ印比加越伯]|[米英仏独伊豪韓中露ロ印]{2})"
    r"両?(?:首脳|外相|防衛相|国防相|国)(?:間)?は"
)
# An article tells a few dozen meetings at most; a text of many articles is not compared with all that went before.
_RECENT = 40
# Offices that Japan has not.
_THEIR_OFFICE = re.compile(r"大統領|国王|首長|国防|国軍|参謀総長|参謀長|陸軍|海軍|空軍")
# To whom a guest goes on from other talks.
HOST = re.compile(r"防衛|外務|外相|首相|総理|大臣|幕僚|長官|次官|局長|官房")
_PAUSE = re.compile(r"[、，,。]")
_QUESTION = re.compile(r"[QＱ問][：:　 ]")


_TALKS_OF = (("防衛", "防衛"), ("外相", "外"), ("首脳", "首相"), ("首脳", "総理"))


def _of_the_talks(word: str, title: str) -> bool:
    """Whether who holds an office sits at talks of that name: 防衛相会談, 外相会談, 首脳会談."""
    return any(talks in word and office in title for talks, office in _TALKS_OF)


class Openings(Implied):
    """Opens meetings told in prose."""

    def _try_open(self, sentence: Sentence) -> bool:
        text, low, high = self.text, sentence.start, sentence.end
        if _QUESTION.match(text[low:high]):
            return False  # a journalist's question
        opened = False
        floor = low
        for event in events.find_openings(text, low, high):
            if event.start < floor:
                continue
            before = text[low : event.start]
            if _NOT_TALK.search(before[-40:]) and not self._foreign_in(low, high):
                continue
            if self._open_event(event, floor, low, high):
                opened = True
                floor = event.end
                stop = _PAUSE.search(text[event.end : high])
                floor = event.end + (stop.end() if stop else 0)
        return opened

    def _open_topic(self, sentence: Sentence) -> bool:
        """「…大統領とは、」「続く…首相からは」: the next of a row of talks, without a word for the meeting."""
        text, low, high = self.text, sentence.start, sentence.end
        if self.japanese is None:
            return False
        for mention in self.c.within(low, min(high, low + 60)):
            person = mention.person
            if person is None or not mention.name or not mention.titles or person.country in (None, "JP"):
                continue
            if not (
                re.match(r"とは、", text[mention.end : mention.end + 3])
                or (
                    text[low : low + 2] in ("続く", "次の")
                    and re.match(r"から(?:は|、)", text[mention.end : mention.end + 3])
                )
            ):
                continue
            if any(person in d.persons(foreign=True) for d in self.drafts[-_RECENT:]):
                return False
            ours = self._implied_japanese(low)
            members: list[tuple[Person, Mention | None]] = [(person, mention)]
            if ours is not None:
                members.insert(0, (ours, None))
            self._create(events.Event(mention.end, mention.end + 2, "とは"), members, [], low, high)
            return True
        return False

    def _open_event(self, event: events.Event, floor: int, low: int, high: int) -> bool:
        text = self.text
        stop = min(high, event.end + 2)
        members: list[tuple[Person, Mention]] = []
        offices: list[tuple[Mention, list[tuple[str, int, int]]]] = []
        counterpart = False
        ours: Mention | None = None
        scope = list(self.c.within(floor, high))
        for mention in scope:
            if mention.former or mention.start >= event.end + 40:
                continue
            if mention.start >= event.end and not _SUBJECT_AFTER.fullmatch(text[event.end : mention.start]):
                continue
            role = ROLE.match(
                text, mention.end, high if mention.start >= event.end else min(high, max(stop, event.end))
            )
            if role is None:
                continue
            particle = role["p"]
            if particle == "の" and not re.match(
                r"の(?:離任|着任|帰国|新任)?の?(?:表敬|訪問|来訪|あいさつ|挨拶|会談|協議|首脳会談|電話会談|[^、。のはがを]{2,16}への(?:来訪|訪問|表敬))|の[2-9２-９両二三]",
                text[role.start("p") : role.start("p") + 24],
            ):
                continue
            if particle in ("から", "からは") and not re.search(
                r"表敬|来訪|訪問|招待|説明を受け", text[mention.end : event.end]
            ):
                continue
            if (
                event.word in ("署名", "説明を受け")
                and not (particle == "と" and self.current is None and self.heading_country)  # ３　ブルガリア
                and mention.person is not None
                and mention.person.country != "JP"
                and (particle not in (("との間で",) if event.word == "署名" else ("から",)) or not mention.name)
            ):
                continue
            person = mention.person
            if person is None:
                if mention.name is not None or text[mention.country_start : mention.country_end] in tables()["groups"]:
                    continue
                codes = self._enumerated(mention) or self._called_on(mention, event, particle)
                if not codes and ours is None and self._may_be_ours(mention):
                    ours = mention
                if codes:
                    offices.append((mention, codes))
                    if particle in ("と", "との", "との間で", "を", "に", "とは"):
                        counterpart = True
                continue
            if person.country is None:
                if not (person.titles or person.reading or re.match(r"[ァ-ヶ]", person.name or "")):
                    continue  # 早紀江さん: no office, and nothing that says of which state
                code = self._likely_country(person, low, event.end)
                if code is None:
                    continue
                person.country, person.guessed = code, True
            members.append((person, mention))
            if particle in (
                "と",
                "との",
                "との間で",
                "による",
                "を",
                "に",
                "とは",
                "及び",
                "、",
                "，",
                ",",
                "の",
                "$",
                "",
                "両",
                "から",
            ):
                counterpart = True
        for mention, codes in offices:
            known = [
                p for p, _ in members if any(self.c.lexicon.same_office(t, u) for t in p.titles for u in mention.titles)
            ]
            for code, a, b in codes:
                if any(p.country == code for p in known):
                    continue
                person = self._known_holder(mention, code, a, b)
                members.append((person, mention))
                counterpart = True
        for person, mention in self._the_two(floor, event.start):
            if all(p.country != person.country for p, _ in members):
                counterpart = True
            members.append((person, mention))
        if ours is not None and members and all(p.country != "JP" for p, _ in members):
            members.insert(0, (self._our_holder(ours), ours))
            counterpart = True
        sides = list(dict.fromkeys(p.country for p, _ in members if p.country))
        party_spans = self._party_pair(floor, event)
        for code, _, _ in party_spans:
            if code not in sides:
                sides.append(code)
        if not party_spans and members and sides == ["JP"]:
            party_spans = self._talks_with(floor, event)
            sides += [code for code, _, _ in party_spans]
        foreign = [s for s in sides if s != "JP"]
        if not foreign:
            return self._other_japanese(event, members, counterpart, low, high)
        if len(sides) < 2:
            if not any(p.country == foreign[0] for p, _ in members):
                return False
            return self._one_sided(event, members, counterpart, low, high)
        named_foreign = [p for p, _ in members if p.country != "JP"]
        if (
            "JP" not in sides
            and not party_spans
            and members
            and all(
                (r := ROLE.match(text, m.end, high)) is not None
                and r["p"] in ("と", "との", "との間で", "、", "とは", "，", "を", "に", "及び", "並びに")
                for _, m in members
            )
        ):
            host = self._implied_japanese(low)
            if host is not None:
                members.insert(0, (host, next((m for m in reversed(host.mentions) if m.start < high), members[0][1])))
                sides.insert(0, "JP")
        elif "JP" in sides and members and all(p.country != "JP" for p, _ in members):
            # 長官、国防相との日米豪防衛相会談: ours is whom the article is about, if the office is his.
            host = self._implied_japanese(low)
            if host is not None and any(_of_the_talks(event.word, title) for title in host.titles):
                members.insert(0, (host, next((m for m in reversed(host.mentions) if m.start < high), members[0][1])))
        if not members and len(sides) < 2:
            return False
        near = text[max(low, event.start - 24) : event.start]
        apart = len({id(p) for p in named_foreign}) > 1 and (
            event.word.startswith("個別") or re.search(r"それぞれ|個別に|相次いで|別々に|続けて|順に", near)
        )
        existing = None if apart else self._same_meeting(members, sides, bool(party_spans), event.word)
        if existing is not None:
            self._touch(existing, event, low, high)
            for person, mention in members:
                existing.add(person, mention)
            self._switch(existing)
            return True
        self._create(event, members or self._both(party_spans, low, high), party_spans, low, high)
        if apart:
            self._split(self.drafts[-1], named_foreign)
        return True

    def _called_on(self, mention: Mention, event: events.Event, particle: str) -> list[tuple[str, int, int]]:
        """増渕審議官は、国軍参謀長を表敬し: an officer of the state where the talks told before were held."""
        foreign = [c for c in self.current.parties if c != "JP"] if self.current is not None else []
        if particle not in ("を", "に") or "表敬" not in event.word or len(foreign) != 1 or mention.country:
            return []
        if not _THEIR_OFFICE.match(mention.titles[0]) or not self.current or not self.current.persons(foreign=False):
            return []
        return [(foreign[0], mention.start, mention.end)]

    def _other_japanese(
        self, event: events.Event, members: list[tuple[Person, Mention]], counterpart: bool, low: int, high: int
    ) -> bool:
        """The guest goes on to another Japanese official: 3日は外山防衛装備庁長官と懇談し…."""
        if not members or not counterpart:
            return False
        if self.current is not None and not self.current.dead:
            guests = self.current.persons(foreign=True)
            if any(p in self.current.persons(foreign=False) for p, _ in members):
                return False
        else:
            # ハサノフ外務大臣が訪日します。8日には野上外務大臣との間で外相会談が行われ…
            self._place_guests(low)
            guests = list(
                {
                    id(m.person): m.person
                    for m in self.c.mentions
                    if m.start < low and m.person is not None and m.person.name and m.person.country not in (None, "JP")
                }.values()
            )
        if len(guests) != 1:
            return False
        host, mention = members[-1]
        role = ROLE.match(self.text, mention.end, high)
        if role is None or role["p"] not in ("と", "との間で", "を", "に", "とも"):
            return False
        if not HOST.search("".join(host.titles)):
            return False
        guest = guests[0]
        at = next((m for m in reversed(guest.mentions) if m.start < high), None)
        self._create(event, [(host, mention), (guest, at)], [], low, high)
        return True

    def _one_sided(
        self, event: events.Event, members: list[tuple[Person, Mention]], counterpart: bool, low: int, high: int
    ) -> bool:
        """Only the other side is named: Japan is the silent subject, or the sentence goes on about a known meeting."""
        existing = self._same_meeting(members, [m[0].country or "" for m in members], False)
        if existing is not None:
            self._touch(existing, event, low, high)
            self._switch(existing)
            return True
        if not counterpart and not (
            self.japanese is not None
            and re.match(r"(?:の冒頭|では|で、)", self.text[event.end : event.end + 3])
            and re.search(r"会談|会合|協議", event.word)
            and all(p.name for p, _ in members)
        ):
            return False
        japanese = self._implied_japanese(low)
        visitor = self._visitor(members[0][0], low) if japanese is None else None
        if visitor is not None:
            self._create(event, [visitor, *members], [], low, high)
            return True
        if japanese is None and not re.search(r"訪日|来日|日本を訪|日本側|我が国|日本政府|日本と", self.text[low:high]):
            return False
        members = list(members)
        if japanese is not None:
            mention = next((m for m in reversed(japanese.mentions) if m.start < high), None)
            members.insert(0, (japanese, mention))  # type: ignore[arg-type]
        self._create(event, members, [], low, high)
        if japanese is None:
            self.drafts[-1].parties.setdefault("JP", None)
        return True

    def _same_meeting(
        self, members: list[tuple[Person, Mention]], sides: Sequence[str], by_state: bool, word: str = "\0"
    ) -> Draft | None:
        foreign = {id(p) for p, _ in members if p.country != "JP"}
        ours = {id(p) for p, _ in members if p.country == "JP"}
        for draft in reversed(self.drafts[-_RECENT:]):
            if draft.dead:
                continue
            theirs = {id(p) for p, _ in draft.members if p.country != "JP"}
            japan = {id(p) for p, _ in draft.members if p.country == "JP"}
            if ours and japan and not ours & japan:
                continue
            if foreign and theirs:
                if foreign == theirs or (
                    foreign < theirs and draft is self.current and len(theirs) - len(foreign) < 2 and by_state
                ):
                    return draft
                continue
            # 首脳会議が開かれた。…大統領は…首相と会談した; of a 2プラス2 two may well meet again.
            told_by_state = by_state or (
                not draft.members and ("首脳" in draft.rule or draft.mode != "in_person" or draft.rule.endswith(word))
            )
            if (
                set(draft.parties) - {"JP"} == set(sides) - {"JP"}
                and (draft.heading or told_by_state)
                and draft is self.current
            ):
                return draft
        return None

    def _switch(self, draft: Draft) -> None:
        self.current = draft
        self.section = None
        self.muted = False

    def _touch(self, draft: Draft, event: events.Event, low: int, high: int) -> None:
        if draft.date is None:
            self._date_around(draft, event, low, high)
        if draft.place is None or draft.place == self.host:
            self._place_from(draft, low, high)
        elif self._is_town(draft.place):
            # 横須賀市で会談し、… 会談は横須賀地方総監部で行われ: the building is the more specific.
            old, draft.place = draft.place, None
            self._place_from(draft, low, high)
            if draft.place is None or self._is_town(draft.place):
                draft.place = old
        if draft.mode == "in_person":
            draft.mode = events.mode(self.text, max(low, event.start - 40), min(high, event.end + 12))
        draft.evidence = True

    def _create(
        self,
        event: events.Event,
        members: Sequence[tuple[Person, Mention | None]],
        parties: Sequence[tuple[str, int, int]],
        low: int,
        high: int,
    ) -> None:
        draft = Draft(low)
        draft.rule = f"prose: {event.word}"
        draft.opened = event.start
        draft.evidence = True
        for code, a, b in parties:
            draft.parties.setdefault(code, (a, b) if b > a else None)  # our ministry is no word for Japan
        for person, mention in members:
            draft.add(person, mention)
        draft.status = events.status(self.text, low, high)
        draft.mode = events.mode(self.text, max(low, event.start - 40), min(high, event.end + 12))
        self._date_around(draft, event, low, high)
        self._place_from(draft, low, high)
        if draft.place is not None and self.heading_country in draft.parties and self._is_town(draft.place):
            self.heading_place = draft.place  # the next under this heading is there, too
        self._scene_before(draft, low)
        if draft.date is None and self.heading_country in draft.parties:
            draft.date = self.heading_date
        draft.date = draft.date or self.line_day
        if draft.place is None and self.host is None and self.heading_place is not None:
            draft.place = self.heading_place
        self.drafts.append(draft)
        self._switch(draft)

    def _split(self, draft: Draft, foreign: Sequence[Person]) -> None:
        """One draft a counterpart; the first stays current, mentions switch between them."""
        ours = [(p, m) for p, m in draft.members if p.country == "JP"]
        theirs = [(p, m) for p, m in draft.members if p.country != "JP"]
        clones = []
        for person, mention in theirs:
            clone = Draft(draft.start, draft.header)
            clone.rule = draft.rule + " (one after the other)"
            clone.status, clone.mode, clone.date, clone.place = draft.status, draft.mode, draft.date, draft.place
            clone.evidence, clone.opened, clone.heading = True, draft.opened, draft.heading
            if "JP" in draft.parties:
                clone.parties["JP"] = draft.parties["JP"]
            if person.country:
                clone.parties[person.country] = draft.parties.get(person.country)
            for p, m in ours:
                clone.add(p, m)
            clone.add(person, mention)
            clones.append(clone)
        at = self.drafts.index(draft)
        self.drafts[at : at + 1] = clones
        clones[0].passages = draft.passages
        self.current = clones[0]
        self.group = clones
        del foreign

    def _follow(self, low: int, high: int) -> None:
        """Switches to the meeting whose counterpart the sentence names, when the current one has none of that name."""
        if self.current is None:
            return
        pair = _PAIR_TOPIC.match(self.text, low, high)
        split = self.c.lexicon.split_compound(pair["c"]) if pair else None
        if split:  # 日仏首脳は…: of talks one by one those with France
            codes = {code for code, _, _ in split}
            told = [d for d in [*self.group, *self.drafts[-_RECENT:]] if not d.dead and set(d.parties) == codes]
            if told and self.current not in told:
                self.current = told[-1] if told[-1] in self.group else told[0]
            return
        present = [m.person for m in self.c.within(low, high) if m.person is not None and m.person.country != "JP"]
        have = self.current.persons(foreign=True)
        if not present or any(p is q for p in present for q in have):
            return
        vacant = set(self.current.parties) - {p.country for p in have}
        if any(p.country in vacant for p in present):
            return  # a side of the current meeting whose person is named only now
        for draft in [*self.group, *reversed(self.drafts[-_RECENT:])]:
            if draft.dead or draft is self.current or (self.section is not None and draft.header is not self.section):
                continue
            if any(p is q for p in present for q in draft.persons(foreign=True)):
                self.current = draft
                return
