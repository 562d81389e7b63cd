"""Numbered headings, 「会談相手：」 and the table at the head of a summary."""

from __future__ import annotations

import re

from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Draft
from meetextract.talks.openings import _RECENT
from meetextract.talks.summaries import LABEL, Summaries
from meetextract.text import places
from meetextract.text.headers import Label

HEADING = re.compile(
    r"(?:[0-9０-９]{1,2}\s?[.．　、 ]\s?|[（(][0-9０-９一二三四五]{1,2}[）)]\s?|[①-⑳]\s?|[アイウエオ]　)"
)
TALK_HEADING = re.compile(r"会談|会合|表敬|協議|対話|2プラス2|2＋2|懇談|立ち話|意見交換|面会|夕食会")
LONGEST_HEADING = 60  # code points
_LONGEST_LIST = 300  # code points of a line that names the counterparts; what is longer has lost its line breaks

THEIRS = re.compile(r"[・\-○◯● 　]*(?:会談相手|先[　 ]*方|相手方)[　 ]*[：:]")
COUNTRY_LINE = re.compile(r"(?P<country>[^\s：:（(]{2,10})[：:](?=\s*$|[^。]{2,60}との会談$)")
_WITH_GUEST = re.compile(r"との(?:会談|懇談|面会)|への表敬")
COUNTERPART = frozenset({"会談相手", "相手方", "先方", "面会者", "面談者"})
_WITH = re.compile(r"と(?:の|会)|への|による|を表敬")
_OURS = re.compile(r"[・\-○◯● 　]*(?:当[　 ]*方|我が方)[　 ]*[：:]")
_WITH_OTHERS = re.compile(r"企業|関係者|邦人|議員|団体|日系|隊員|経済界|有識者|学生|記者")


class Headings(Summaries):
    """Reads headings and tables."""

    def _label(self, label: Label, line_end: int) -> int:
        if (
            label.end < line_end <= label.end + _LONGEST_LIST
            and label.style in "【〔［["
            and self._row(label, line_end)
        ):
            return line_end
        return super()._label(label, line_end)

    def _row(self, label: Label, line_end: int) -> bool:
        """【会談相手】…, 【日時】…: rows of the table of a summary."""
        if label.text in COUNTERPART and self.c.within(label.end, line_end):
            self._open_listed(label.end, line_end)
            return True
        row = LABEL.fullmatch(f"{label.text}：")
        if row is None or self.current is None or not self.current.heading or self.current.passages:
            return False
        self._value(self.current, row, label.end, line_end)
        return True

    def _heading(self, low: int, high: int) -> bool:
        raw = self.text[low:high]
        if self._label_line(low, high):
            return True
        match = HEADING.match(raw)
        if high - low <= _LONGEST_LIST and THEIRS.match(raw):
            self._open_listed(low, high)
            return True
        if (_OURS.match(raw) or raw.startswith(("（陪席", "(陪席"))) and self.current is not None:
            self._table_line(low, high)
            return True
        if match is None or "。" in raw or high - low > LONGEST_HEADING:
            if self._country_line(low, high):
                return True
            if (
                "。" not in raw
                and re.fullmatch(r"(?:日本|米国|韓国|[^：:]{2,12})[：:][^。]{3,80}", raw)
                and self.current is not None
            ):
                self._table_line(low, high)
                return True
            return False
        rest = low + match.end()
        if raw[0] not in "（(":
            self.heading_place = None  # （１）, （２） … stay in the town of the heading above
        bare = re.sub(r"[（(][^（）()]*[）)]", "", self.text[rest:high]).strip(" 　・")
        pair = self.c.lexicon.split_compound(bare) if bare.startswith("日") else None
        if not TALK_HEADING.search(raw) and not (pair and len(pair) > 1):
            person = next((m for m in self.c.within(rest, high) if self._leads(rest, m)), None)
            if person is not None and person.person is not None and person.person.country not in (None, "JP"):
                self._open_listed(low, high)
                assert self.current is not None
                town = places.find_place(self.text, person.end, high, self.c.lexicon) or (
                    (person.end + 1, high - 1)
                    if self.text[person.end : person.end + 1] in ("（", "(")
                    and self.text[person.end + 1 : high - 1] in self.c.lexicon.places
                    else None
                )
                self.current.place = town or self.current.place
                if self.current.date is None:
                    self._date_from(self.current, person.end, high, anywhere=True)
                return True
            bare_country = re.sub(r"[（(][^（）()]*[）)]$", "", self.text[rest:high]).strip()
            code = self.c.lexicon.forms.get(bare_country)
            if code and self.heading_country is None and self.current is not None and not self.current.heading:
                return True  # （１）北朝鮮 inside the summary of one talk: a topic
            if code:
                self.heading_country = code
                at = self.text.index(bare_country, rest)
                self.heading_place = (at, at + len(bare_country))
                inner = re.search(
                    r"[（(](?:[^（）()]*[0-9０-９]日?[、，　 ]+)?([ァ-ヶー一-鿿・]{2,12})[）)]$", self.text[rest:high]
                )
                if inner:  # ナミビア（ウィントフック）, パナマ（12日　パナマ市）
                    self.heading_place = rest + inner.start(1), rest + inner.end(1)
                self.heading_date = None
                if high > at + len(bare_country):
                    probe = Draft(low)
                    self._date_from(probe, at + len(bare_country), high, anywhere=True)
                    self.heading_date = probe.date
                self.current = None
                return True
            if re.search(
                r"訪問|視察|講演|その他|概要|出席|会議|結果|行事|献花|企業|レセプション|出張|期|行き先|日程|シンポジウム|セミナー|教育",
                raw,
            ):
                if raw[0] not in "（(" and re.search(r"シンポジウム|セミナー|教育", raw):
                    self.heading_country = self.current = None
                if re.search(r"講演|視察|その他|献花|会議|出席|レセプション|記者会見|企業", raw) and (
                    self.current is None or self.current.heading or self.heading_country is not None
                ):
                    self.current = None
                self.muted = bool(re.search(r"講演|視察|献花|記者会見", raw))
            return True
        if (
            re.search(r"二国間会談$|個別会談$|会談等$|との会談$", raw)
            and not self.c.within(low, high)
            and (not list(self.c.lexicon.find_parties(self.text, low, high)))
        ):
            self.current = None
            return True
        self.muted = False
        draft = Draft(low)
        draft.heading = True
        draft.rule = "numbered heading"
        self._parties_of(draft, rest, high)
        if pair and not draft.parties:  # （1）日中
            at = self.text.index(bare, rest)
            draft.parties.update((code, (at + a, at + b)) for code, a, b in pair)
        for mention in self.c.within(rest, high):
            if mention.person is not None and mention.name and _WITH_GUEST.match(self.text, mention.end):
                self._of_the_heading(mention.person)
            holder = self._counterpart(mention)
            if holder is not None and holder.country:
                draft.add(holder, mention)
        bracket = re.search(r"[（(]([^（）()]{1,24})[）)]$", self.text[low:high])
        if bracket:
            a, b = low + bracket.start(1), low + bracket.end(1)
            self._date_from(draft, a - 1, b + 1, anywhere=True)
            self._note_dates(a - 1, b + 1)
            for part in re.split(r"[、，]", self.text[a:b]):
                word = part.strip()
                if word in self.c.lexicon.places or (
                    word
                    and not re.search(r"[0-9０-９]", word)
                    and re.fullmatch(r"[ァ-ヶー一-鿿・]{2,12}", word)
                    and word not in ("同", "同日", "電話", "テレビ会議")
                ):
                    at = self.text.index(word, a)
                    draft.place = (at, at + len(word))
        draft.mode = events.mode(self.text, low, high)
        if not {c for c in draft.parties if c != "JP"}:
            for mention in self.c.within(rest, high):
                guest = mention.person
                if guest is None or not guest.name or not mention.titles or guest.country not in (None, "JP"):
                    continue
                code = self._likely_country(guest, low, high) if re.match(r"[ァ-ヶ]", guest.name) else None
                if code:
                    guest.country, guest.guessed = code, True
                    draft.add(guest, mention)
        if not draft.parties and self.heading_country is not None and not _WITH_OTHERS.search(raw):
            draft.parties[self.heading_country] = None  # （１）外相会談（3日） under １　アンゴラ
        if not draft.parties:
            return True
        told = self._told_in_the_lead(draft)
        if told is not None:
            self.current, self.section = told, None
            return True
        draft.evidence = True
        draft.opened = low
        if draft.place is None and self.host is None:
            draft.place = self.heading_place
        if draft.date is None and self.heading_country in draft.parties:
            draft.date = self.heading_date
        self._finish_opening(draft)
        return True

    def _country_line(self, low: int, high: int) -> bool:
        """中国： over the talks there; 韓国：李…長官との会談, the one talk with that state."""
        match = COUNTRY_LINE.match(self.text, low, high)
        code = self.c.lexicon.forms.get(match["country"]) if match else None
        if match is None or code in (None, "JP"):
            return False
        self.heading_country, self.heading_date = code, None
        self.current = None
        if match.end() == high:
            return True
        guest = next((m for m in self.c.within(match.end(), high) if _WITH.match(self.text, m.end)), None)
        if guest is None or guest.person is None or not guest.name:
            return False
        self._of_the_heading(guest.person)
        draft = self._draft(low, "numbered heading")
        draft.heading = True
        draft.parties[guest.person.country or ""] = match.span("country")
        draft.add(guest.person, guest)
        return True

    def _of_the_heading(self, person: Person) -> None:
        """The state over a list of talks is that of the guests in it: 中国：（1）韓長賦農業農村部長との会談."""
        if self.heading_country is not None and (person.country is None or person.guessed):
            person.country, person.guessed = self.heading_country, False

    def _leads(self, rest: int, mention: Mention) -> bool:
        """Whether a heading is a person, a country before it or not: シンガポール　タン・ウェイリャン空軍司令官."""
        if not mention.name or not mention.titles:
            return False
        lead = self.text[rest : mention.start].strip(" 　・：:")
        code = self.c.lexicon.resolve(lead) if lead else None
        if code is not None and mention.person is not None and mention.person.country is None:
            mention.person.country = code
        return not lead or code is not None

    def _counterpart(self, mention: Mention) -> Person | None:
        """Whom a heading means; 首相との会談 is the talk with the guest who holds that office, not with our own."""
        person = mention.person
        if (
            mention.name is not None
            or person is None
            or person.country != "JP"
            or not _WITH.match(self.text, mention.end)
        ):
            return person
        others = {
            id(m.person): m.person
            for m in self.c.mentions
            if m.person is not None
            and m.person.name
            and m.person.country not in (None, "JP")
            and any(self.c.lexicon.same_office(t, u) for t in m.person.titles for u in mention.titles)
        }
        return next(iter(others.values())) if len(others) == 1 else person

    def _told_in_the_lead(self, draft: Draft) -> Draft | None:
        """The meeting that the lead has opened with the same guests: 大統領と…、続いて首相と…会談を行った."""
        theirs = {id(p) for p in draft.persons(foreign=True)}
        for other in self.drafts[-_RECENT:]:
            if other.dead or other.heading or other.header is not None or len(other.passages) > 1:
                continue
            if theirs and theirs == {id(p) for p in other.persons(foreign=True)}:
                return other
        return None

    def _open_listed(self, low: int, high: int) -> None:
        """会談相手：NAME, 先方：NAME: the counterpart as a line of a list."""
        draft = None
        if (
            self.current is not None
            and not self.current.persons(foreign=True)
            and not self.current.passages
            and self.current.rule in ("table of a summary", "numbered heading")
        ):
            draft = self.current
        if draft is None:
            draft = self._draft(low, "counterpart line")
            draft.heading = True
        for mention in self.c.within(low, high):
            person = mention.person or self._holder(mention)
            if person is None:
                continue
            if person.country is None or person.guessed:
                code = self._likely_country(person, low, high)
                if code:
                    person.country, person.guessed = code, False
            draft.add(person, mention)
        draft.evidence = True
        if draft.date is None and self.heading_date is not None and self.heading_country in draft.parties:
            draft.date = self.heading_date
        if draft.place is None and self.heading_place and self.host is None:
            draft.place = self.heading_place

    def _table_line(self, low: int, high: int) -> None:
        draft = self.current
        assert draft is not None
        raw = self.text[low:high]
        if raw.startswith(("日時", "日　時")):
            self._date_from(draft, low, high, anywhere=True)
            self._place_from(draft, low, high)
            return
        for mention in self.c.within(low, high):
            person = mention.person or (self._holder(mention) if mention.country else None)
            if person is None:
                continue
            before = self.text[low : mention.start]
            prefix = re.match(r"\s*([^：:、]{1,12})[：:]", before)
            if prefix:
                code = self.c.lexicon.resolve(prefix[1].strip("　 側"))
                if code and (person.country is None or person.guessed):
                    person.country, person.guessed = code, False
            if prefix and prefix[1].replace("　", "") in ("当方", "我が方", "日本"):
                person.country, person.guessed = "JP", False
            if "陪席" in before and "日本側" in before and "側" not in before.split("日本側")[-1]:
                person.country, person.guessed = person.country or "JP", False
            if mention.name is None:
                continue
            if person.country:
                draft.add(person, mention)

    def _draft(self, at: int, rule: str) -> Draft:
        draft = Draft(at)
        draft.rule = rule
        draft.opened = at
        self.drafts.append(draft)
        self.current = draft
        self.section = None
        self.muted = False
        return draft

    def _finish_opening(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.current = draft
        self.section = None
