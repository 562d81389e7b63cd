"""Sections under a bracketed or marked header: what opens and ends one, whether it tells a meeting at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.openings import _RECENT, Openings
from meetextract.talks.sides import ROLE
from meetextract.text import dates, places
from meetextract.text.headers import Header, Label, signature
from meetextract.text.sentences import Sentence

_DATED = re.compile(
    r"(?:一方、?|また、?|このほか、?)?(?:同日|翌日|同（|(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日)(?:[^、。]{0,10}(?:[、。に]|$)|の「)"
)
_NAME_AND_DAY = re.compile(r"氏[がは][0-9０-９]{1,2}日、")
_BOTH = re.compile(
    r"両氏|双方|両者|3者|三者|3氏|両大臣|両首脳|両国|[3-9３-９三四五](?:外相|首脳|国防相|大臣)(?=[はが])"
)
_COUNTED = re.compile(r"[3-9３-９三四五六](?=[者氏])")
_TO_COME = re.compile(r"(?:今後|当面)の[^、。]{0,4}(?:予定|日程)")
_TALKED = re.compile(
    r"[相臣長]（(?:同|[0-9０-９]{1,2}日)[^）]{0,12}）|と。$|と(?:の)?約?[0-9０-９]+(?:時間|分)|と(?:短時間)?(?:の)?立ち話|^(?:同日|[0-9０-９]{1,2}日).{0,12}(?:約|会談)"
)
_STILL_TO_COME = re.compile(r"する予定|予定だ|来日し、|見通し")
_AT_A_DISTANCE = re.compile(r"電話(?:で|。)|画面を通じ|オンライン")
_IN_BRACKET = re.compile(r"（(?:同|(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日)[^）]{0,12}）")


# What follows 「…国防相と」 where somebody is really met.
_MET = re.compile(
    r"(?:[0-9０-９]{1,2}日に?)?、?(?:[^、。はが]{0,12}で)?(?:約?[0-9０-９]+(?:時間|分)|(?:個別に|初めて|短時間)?(?:会談|会[いっ]|協議|懇談|立ち話)(?!した[^。])|[朝昼夕]食を(?:共|とも)に)"
)
_HEAD_OF = re.compile(r"(?<!副)(?:首相|大統領|国家主席|首長)$")
_TO_THE_PUBLIC = re.compile(r"(?:記者会見|講演|演説|談話|投稿|寄稿)で")
_OF_TWO = re.compile(r"両([一-鿿]{1,6}(?:相|大臣|長官)|大統領)$")
_BESIDE = re.compile(r"[もが]同席し")
_SEVERAL = re.compile(r"会談を重ね|相次いで会|個別に会|それぞれ会|一連の会")


class Sections(Openings):
    """Reads sections under headers."""

    def _label(self, label: Label, line_end: int) -> int:
        self.refused.append(label)
        self.asked = False
        if label.outcomes:
            self._close_section(keep=True)
            if label.text.startswith("会議の"):
                self.current = None  # of the conference, not of the talks beside it
            self.muted = False
            return label.end
        if label.style in "【［" and label.reason == "no country":
            # The speakers of a transcript: what a journalist asks is no report, the minister's answers are.
            if re.fullmatch(r"[^=＝・:：／/]{2,24}記者", label.text) and self._is_transcript():
                self.asked = True
                return label.end
            speaker = self._speaker(label)
            if speaker is not None:
                self.japanese = self.japanese or speaker
                self.muted = False
                return label.end
        if label.style in "【〔［[〈《＜":
            whole = label.end >= line_end
            talk = label.reason.startswith("dateline")
            if talk:
                self._note_dates(label.start, label.end)
                if self.drafts and self.section is None:
                    self.current = None  # the next item of a column of briefs
            if not talk:
                own_statement = self.current is not None and not self.section and label.reason == "no country"
                self._close_section(keep=True)
                inner_topic = own_statement and self.current is not None
                self.muted = (
                    label.reason == "label"
                    or (whole and not inner_topic)
                    or bool(re.search(r"[『「0-9]|質問|情勢|時間|日程", label.text))
                ) and not (inner_topic and self._says(label))
                if label.reason == "no country" and not whole and self.current is not None and len(label.text) <= 8:
                    self.muted = False
            return label.end
        if label.sub_headline and _TO_COME.fullmatch(label.text):
            self._close_section()
            self.current, self.muted = None, False  # what is planned is told by its own words
            return line_end
        if label.sub_headline:
            if self.section is not None and label.style == self.section.style:
                self._close_section()
                self.muted = True
            elif label.style in "◇◆■□":
                self._close_section(keep=True)
                if self._item_ends(label.start):
                    self.current = None
                self.muted = bool(re.search(r"反応|記者の目|解説|街角|余録|メモ|日程", label.text))
            return line_end
        if self.section is not None and label.style == self.section.style:
            self._close_section()
            self.muted = True
        return label.start

    def _says(self, label: Label) -> bool:
        """【瀬戸首相「丁寧に説明」】: whether one of those who met speaks."""
        seated = [person for person, _ in self.current.members] if self.current is not None else []
        return any(
            m.person in seated and self.text.startswith("「", m.end) for m in self.c.within(label.start, label.end)
        )

    def _item_ends(self, at: int) -> bool:
        """Whether the line before is signed (チュニス共同 in a bracket): what follows is another story."""
        low = at
        while low > 0 and self.text[low - 1] in "\n\r 　":
            low -= 1
        return signature().search(self.text, max(0, low - 26), low) is not None

    def _speaker(self, label: Label) -> Person | None:
        """【真野外務大臣】: the Japanese official whose words follow."""
        found = next((m.person for m in self.c.within(label.start, label.end) if m.name and m.titles), None)
        return found if found is not None and found.country == "JP" else None

    def _is_transcript(self) -> bool:
        """Whether officials speak behind brackets; elsewhere 【山田記者】 is a byline."""
        return any(self._speaker(label) is not None for label in self.c.heads.labels if label.style in "【［")

    def _is_topic(self, header: Header) -> bool:
        """【中国】 inside the summary of another talk: a topic, where nobody of that country is met."""
        if header.names is not None or header.kind_word or self.current is None or self.current.dead:
            return False
        if self.current.header is not None or self.section is not None:
            return False
        starts = [h.start for h in self.c.heads.headers if h.start > header.start]
        starts += [label.start for label in self.c.heads.labels if label.start > header.start]
        end = min(starts, default=len(self.text))
        if any(self.c.lexicon.parties[code].kind == "organisation" for code, _, _ in header.parties):
            return False
        codes = {code for code, _, _ in header.parties} - {"JP"}
        return not any(
            m.person is not None and m.name and m.person.country in codes for m in self.c.within(header.body, end)
        )

    def _open_section(self, header: Header) -> None:
        if self._is_topic(header):
            self.muted = False
            return
        self._close_section()
        self.muted = self.asked = False
        self.section = header
        draft = Draft(header.start, header)
        draft.rule = f"header {header.style}"
        draft.mode = self.lead_mode
        for code, low, high in header.parties:
            draft.parties.setdefault(code, (low, high))
        if header.names:
            self._header_persons(draft, header)
            draft.evidence = any(p.country != "JP" for p, _ in draft.members)
        if header.kind_word:
            draft.evidence = True
        if header.extra:
            low, high = header.extra
            self._date_from(draft, low - 1, high + 1, anywhere=True)
            self._note_dates(low - 1, high + 1)
            tail = re.split(r"[、，]", self.text[low:high])
            for part in tail:
                start = self.text.index(part, low)
                draft.place = places.clean(self.text, start, start + len(part), self.c.lexicon) or draft.place
            mode = events.mode(self.text, low, high) if "電話" not in self.text[low:high] else "phone"
            draft.mode = mode if mode != "in_person" else draft.mode
        self._take_over(draft)
        self.drafts.append(draft)
        self.current = draft

    def _take_over(self, draft: Draft) -> None:
        """A lead that told the same talk before its header: one meeting, the header's."""
        theirs = {id(p) for p in draft.persons(foreign=True)}
        for other in self.drafts[-_RECENT:]:
            if other.header is not None or other.dead or other.heading:
                continue
            if not theirs and not (_SEVERAL.search(self.text, other.start, draft.start) and self._first_header(draft)):
                continue  # a header without persons takes over only what a lead says of the talks to be told
            same = {id(p) for p in other.persons(foreign=True)}
            untold = (
                not same and self._first_header(draft) and self._of_rank(draft, other)
            )  # 日伊両政府は…協議を開いた: the header says who they were
            if (not theirs or theirs == same or untold) and set(other.parties) - {"JP"} == set(draft.parties) - {"JP"}:
                other.dead = True
                for person, mention in other.members:
                    draft.add(person, mention)
                draft.date, draft.place = draft.date or other.date, draft.place or other.place
                draft.evidence = True

    def _of_rank(self, draft: Draft, other: Draft) -> bool:
        """No header over ministers takes over a summit."""
        heads = any(_HEAD_OF.search(title) for p in draft.persons(foreign=True) for title in p.titles)
        return heads == ("首脳" in other.rule)

    def _first_header(self, draft: Draft) -> bool:
        return draft.header is not None and draft.header is self.c.heads.headers[0]

    def _header_persons(self, draft: Draft, header: Header) -> None:
        assert header.names is not None
        low, high = header.names
        rest = [code for code, _, _ in header.parties if code != "JP"]
        inside = self.c.within(low, high)
        for mention in inside:
            code = mention.country or (
                mention.person.country if mention.person and not mention.person.guessed else None
            )
            if code in rest and len(rest) > 1:
                rest.remove(code)
        for mention in inside:
            person = mention.person
            code = mention.country or (person.country if person and not person.guessed else None)
            if person is None:
                if mention.name is not None:
                    continue
                person = Person(None, None, mention.titles, code or (rest[0] if rest else None))
                mention.person = person
            if person.country is None or (person.guessed and code is None):
                single = rest[0] if rest else None
                if len(header.parties) > 1 and person.country in {c for c, _, _ in header.parties}:
                    single = person.country
                person.country = single or person.country
                person.guessed = False
                if len(rest) > 1 and single in rest:
                    rest.remove(single)
            draft.add(person, mention)

    def _close_section(self, *, keep: bool = False) -> None:
        draft = self.current
        if self.section is not None and draft is not None and draft.header is self.section:
            self._judge(draft)
        self.section = None
        if not keep:
            self.current = None if self.current is not None and self.current.dead else self.current

    def _judge(self, draft: Draft) -> None:
        """Whether a header's section really tells a meeting."""
        organisation = any(self.c.lexicon.parties[c].kind == "organisation" for c in draft.parties)
        nobody = not draft.persons(foreign=True) and not organisation and not (draft.header and draft.header.kind_word)
        if not draft.evidence or nobody:
            draft.dead = True

    def _after_subhead(self) -> None:
        draft = self.current
        if self.section is not None and draft is not None:
            self._judge(draft)
            self.section = None

    def _section_sentence(self, draft: Draft, sentence: Sentence) -> None:
        text, low, high = self.text, sentence.start, sentence.end
        raw = text[low:high]
        found = [e for e in events.find_events(text, low, high) if not events.earlier(text, low, e)]
        negative = [e for e in found if not events.took_place(text, e, high)]
        positive = [e for e in found if e not in negative]
        opening = _DATED.match(raw)
        if draft.date is None:
            if positive:
                if re.search(r"会談|会合", positive[0].word) and text[positive[0].end : positive[0].end + 1] in (
                    "は",
                    "が",
                ):
                    self._date_around(draft, positive[0], low, high)
                else:
                    self._date_from(draft, low, high, before=positive[0].end)
            bracket = _IN_BRACKET.search(raw)
            if draft.date is None and bracket and not draft.passages:
                self._date_from(draft, low + bracket.start(), low + bracket.end(), anywhere=True)
            if draft.date is None and opening:
                self._date_from(draft, low, low + opening.end())
            if draft.date is None and not draft.passages and _NAME_AND_DAY.search(raw):
                self._date_from(draft, low, high, before=low + 24)
        if draft.place is None and (positive or opening or not draft.passages):
            self._place_from(draft, low, high)
        elif draft.place is not None and not draft.passages and self._is_town(draft.place):
            town = draft.place  # said in the lead of all talks; 17日、首相府。 of this one
            self._place_from(draft, low, high)
            draft.place = town if self._is_town(draft.place) else draft.place
        self._note_dates(low, high)
        if found and len(negative) < len(found):
            draft.evidence = draft.firm = True
            draft.dead = False
            if draft.status == "held" and events.status(text, low, high) == "planned":
                draft.status = "planned"
            chosen = next(e for e in found if e not in negative)
            mode = events.mode(text, max(low, chosen.start - 30), min(high, chosen.end + 20))
            if mode != "in_person":
                draft.mode = mode
        elif (
            not positive
            and not draft.passages
            and (
                any(re.search(r"会談|立ち話|会合|表敬|会見|夕食会|昼食会|朝食会|対話", e.word) for e in negative)
                or events.called_off(text, low, high)
            )
            and not re.search(r"電話|立ち話(?!は)", raw)
        ):
            draft.evidence = False
            draft.dead = True
        elif not found and not draft.passages and _TO_THE_PUBLIC.search(raw) and not self._ours_in(low, high):
            draft.evidence = False  # 記者会見で「…」と述べた: met nobody yet
        if _AT_A_DISTANCE.search(raw) and draft.mode == "in_person" and not draft.passages:
            draft.mode = events.mode(text, low, high)
        if not draft.passages and (events.status(text, low, high) == "planned") and _STILL_TO_COME.search(raw):
            draft.status = "planned"
            draft.evidence = True
        if positive or not draft.passages:
            self._guests(draft, positive, low, high)
        foreign = {code for code in draft.parties if code != "JP"}
        for mention in self.c.within(low, high):
            person = mention.person
            if not draft.members and self._of_both(mention):
                for code in draft.parties:  # 両国の外相が…会談し
                    draft.add(Person(None, None, mention.titles, code, [mention]), mention)
                draft.evidence = draft.evidence or bool(found)
                continue
            if (
                person is None
                and mention.name is None
                and mention.country in foreign
                and all(p.country != mention.country for p, _ in draft.members)
            ):
                role = ROLE.match(text, mention.end, high)
                if role and role["p"] in ("と", "が", "は", "を", "に"):
                    person = self._holder(mention)
            if person is None or mention.former or "報道官" in person.titles:
                continue
            if person.country in foreign and person not in draft.persons(foreign=True):
                role = ROLE.match(text, mention.end, high)
                has = [p for p in draft.persons(foreign=True) if p.country == person.country]
                if not has and (
                    (role and role["p"] in ("と", "との", "は", "が", "、", "との間で", "とは", "から", "からは"))
                    or text[mention.end : mention.end + 1] == "の"
                ):
                    draft.add(person, mention)
                    if any(p.country == "JP" for p, _ in draft.members):
                        draft.evidence = True
            elif person.country == "JP":
                role = ROLE.match(text, mention.end, high)
                if (
                    role
                    and role["p"] in ("は", "が", "も", "から", "からは", "、", "と", "の", "を", "に")
                    and (
                        "JP" not in {p.country for p, _ in draft.members}
                        or _BESIDE.match(text, mention.end)  # …も同席した
                    )
                    and (mention.titles or mention.name)
                ):
                    if re.search(r"講演|演説|本会議", raw) and not found:
                        continue
                    draft.add(person, mention)
                    if foreign and any(p.country in foreign for p, _ in draft.members):
                        draft.evidence = True
        if not draft.passages and _TALKED.search(
            raw,
        ):
            draft.evidence = not draft.dead
        if (
            len(foreign) > 1
            and "JP" not in draft.parties
            and {p.country for p in draft.persons(foreign=True)} >= foreign
        ):
            draft.evidence = draft.evidence or not draft.dead
        if _BOTH.search(raw) and draft.members:
            draft.evidence = draft.evidence or not draft.dead
            counted = _COUNTED.search(raw) if len(foreign) > 1 and "JP" not in draft.parties else None
            if counted and dates.number(counted[0]) == len(foreign) + 1:
                draft.parties["JP"] = None  # パラオ・マーシャル諸島＝…: 3者は
        self._split_section(draft, low, high)
        if self.current is not None and self.current is not draft:
            draft = self.current
        draft.passages.append(Passage(low, high, sentence.quoted))

    def _ours_in(self, low: int, high: int) -> bool:
        return any(m.person is not None and m.person.country == "JP" for m in self.c.within(low, high))

    def _guests(self, draft: Draft, told: Sequence[events.Event], low: int, high: int) -> None:
        """Whom a section names beside the header: both of its two states, somebody met from a third, or first called
        on."""
        text = self.text
        here = self.c.within(low, high)
        pair = [m for m in here if m.rule == "両氏" and m.person is not None and m.person.country is None]
        codes = list(draft.parties)
        if not draft.members and len(pair) == len(codes) == 2 and told:
            # 【フィンランド、エストニア】 コスキネン、トーム両国防相が朝食会談。
            office = _OF_TWO.search(text, pair[1].name_end, pair[1].end)
            for mention, code in zip(pair, codes, strict=True):
                assert mention.person is not None
                mention.person.country, mention.person.guessed = code, False
                if office and not mention.person.titles:
                    mention.person.titles = self.c.lexicon.parse_titles(office[1])
                draft.add(mention.person, mention)
            return
        if not draft.members:
            return
        foreign = [code for code in codes if code != "JP"]
        for mention in here:
            person = mention.person
            if person is None or not mention.name or not mention.titles or mention.former:
                continue
            role = ROLE.match(text, mention.end, high)
            if role is None or any(person is other for other, _ in draft.members):
                continue
            if (
                mention.country not in (None, "JP", *codes)
                and role["p"] in ("と", "との", "との間で")
                and len(foreign) < 2
                and not (foreign and draft.passages)
                and _MET.match(text, role.end(), high)
            ):
                draft.add(person, mention)  # 【ウクライナ＝…国防相】 韓国の玄国防相と14日に会談し
                draft.evidence = True
                return
            call = next((e for e in told if "表敬" in e.word and role.end() <= e.start < role.end() + 24), None)
            if call is not None and role["p"] in ("を", "に") and len(foreign) == 1 and person.country != "JP":
                person.country = person.country or foreign[0]
                if person.country == foreign[0]:
                    self._call_before(draft, person, mention, call)
                return

    def _call_before(self, draft: Draft, person: Person, mention: Mention, call: events.Event) -> None:
        """9日、ダヒール大統領を表敬した後、国防省で約40分: a meeting of its own, without points."""
        if any(person in other.persons(foreign=True) for other in self.drafts[-_RECENT:]):
            return
        other = Draft(mention.start)
        other.rule, other.opened, other.evidence = "prose: call told in a section", call.start, True
        other.date = draft.date
        self._place_from(other, mention.start, call.end)
        ours = self._implied_japanese(mention.start)
        if ours is not None:
            other.add(ours, None)
        other.add(person, mention)
        self.drafts.insert(self.drafts.index(draft), other)

    def _split_section(self, draft: Draft, low: int, high: int) -> None:
        """【シンガポール・ブルネイ】 over two ministers met one after the other: two meetings."""
        foreign = draft.persons(foreign=True)
        if (
            draft.header is None
            or len(foreign) < 2
            or not re.search(
                r"相次いで[^、。]{0,6}(?:会|懇|面)|それぞれ[^、。]{0,10}(?:会|懇|協議|面)|個別に[^、。]{0,6}(?:会|懇)|続けて会|別々に|順に会",
                self.text[low:high],
            )
        ):
            self._follow(low, high)
            return
        self._split(draft, foreign)

    def _leaves_section(self, draft: Draft, sentence: Sentence) -> bool:
        """Whether a sentence under a header tells a talk with somebody of another country: prose goes on after it."""
        if not draft.dead and not (draft.passages and draft.evidence):
            return False
        low, high = sentence.start, sentence.end
        told = [e for e in events.find_events(self.text, low, high) if events.took_place(self.text, e, high)]
        if not told or events.earlier(self.text, low, told[0]):
            return False
        for mention in self.c.within(low, told[0].end):
            person = mention.person
            country = person.country if person is not None else mention.country
            if not mention.titles or country in (None, "JP", *draft.parties):
                continue
            role = ROLE.match(self.text, mention.end, high)
            if role is not None and role["p"] in ("と", "との", "との間で", "とは", "による", "を"):
                return True
        return False
