"""Who of the persons named in an entry of a list can sit in a meeting: office-holders of a foreign side, and our own.

Entries of diaries, calendars and tables name people without the particles that tell roles in prose; so the office, the
country and what stands in front of the name decide: former office-holders, parties, parliaments, companies and towns
send nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.persons import Mention, Person
from meetextract.talks.drafts import Context

Member = tuple[Person, Mention | None]

# Offices that hold no post in a government (party, parliament, town, company, club).
_PRIVATE = re.compile(
    r"知事|市長|町長|村長|区長|議員|会長|社長|最高経営責任者|CEO|ＣＥＯ|党首|幹事長|共同代表|頭取|理事長|教授|学長|学部長|校長|監督|編集|記者|所長|名誉|支局長|牧師|司教|総領事|園長|選手"
)
# What stands before a name (since the last comma or stop) when the person speaks for no government.
_BODY = re.compile(
    r"党(?!書記)|議員|企業|会社|大手|財団|協会|連盟|会議所|銀行|商工|新聞|誌の|テレビ|通信社|ファンド|投資|議連|友好|姉妹|州の|市の|県の|財閥|五輪|オリンピック|委員会の(?=[^、。]{1,12}会長)|大学|研究所|メーカー|経済誌|商社|工業|製薬|スポーツ|上院|下院"
)
# A party office that is the office of state in one-party states, and offices that outrank the party named before them.
_STATE = re.compile(r"書記|主席|総書記|政治局|外相|首相|大統領|国防相|大臣|外交部長|国務委員|財務相|議長|大使")
_FORMER = re.compile(r"[元前](?:[一-鿿ァ-ヶー・]{0,8})$")
_AMBASSADOR = re.compile(
    r"(?P<name>[ァ-ヴー][ァ-ヴー・＝=]*[ァ-ヴー])(?P<own>[一-鿿]{1,3}?)?(?:駐日|在日)(?:臨時代理|特命全権)?$"
)
_SAME = re.compile(r"同$")
# Between two persons of one list: チン首相、ソン外相.
_LIST = re.compile(r"(?:夫妻|夫人)?(?:[（(][^（）()]{1,20}[）)])?(?:、|と|及び|・|　)")


@dataclass(slots=True)
class Roster:
    """Finds the attendees of entries and remembers those of earlier ones (同大統領, and offices without a name)."""

    context: Context
    latest: list[Member] = field(default_factory=list)
    holders: dict[tuple[str, str], Person] = field(default_factory=dict)  # by country and office

    def foreign(self, start: int, end: int) -> list[Member]:
        """Holders of an office of a foreign government or an organisation in `text[start:end]`, in order."""
        found: list[Member] = []
        before: Mention | None = None
        for mention in self.context.within(start, end):
            person = self._foreign_person(mention, start, before, found)
            if person is None:
                continue
            before = mention
            if all(person is not other for other, _ in found):
                found.append((person, mention))
        return found

    def ours(self, start: int, end: int) -> list[Member]:
        """Named Japanese office-holders in `text[start:end]`."""
        found: list[Member] = []
        for mention in self.context.within(start, end):
            person = mention.person
            if person is None or mention.former or not mention.titles or not mention.name or "\n" in mention.name:
                continue
            # 衆参両院議員, 与党の幹事長 and so on never sit with a foreign guest in the name of the government.
            if person.country != "JP" or any(_PRIVATE.search(t) for t in mention.titles):
                continue
            if all(person is not other for other, _ in found):
                found.append((person, mention))
        return found

    def _foreign_person(
        self, mention: Mention, start: int, before: Mention | None, found: Sequence[Member]
    ) -> Person | None:
        text, lexicon = self.context.text, self.context.lexicon
        if mention.former or not mention.titles or self._private(mention, start):
            return None
        if "".join(mention.titles) == "元首" and text.startswith("相", mention.end):
            return None
        person = mention.person
        if person is None or mention.name is None:
            return self._office(mention, start)
        if person.name is not None and person.name.endswith(("駐日", "在日")) and len(person.name) > 2:
            ambassador = _AMBASSADOR.search(text, start, mention.title_start)
            if ambassador and ambassador.end("name") < mention.title_start - 2:
                return self._ambassador(mention, ambassador)
            person.name = person.name[:-2]
        if person.country is None or person.guessed:
            code = self._country(mention, before, found, lexicon)
            if code is not None:
                person.country, person.guessed = code, False
        if person.country in (None, "JP") or self._sent_by_us(mention):
            return None
        return person

    def _country(
        self, mention: Mention, before: Mention | None, found: Sequence[Member], lexicon: Lexicon
    ) -> str | None:
        text = self.context.text
        low = mention.start
        if text.endswith("共産党の", 0, low) or text.endswith("労働党の", 0, low):
            party = lexicon.party_before(text, low - 4)
            return party.code if party else None
        if before is None or not found or re.match("[ァ-ヴ]", mention.name or "") is None:
            return None
        return found[-1][0].country if _LIST.fullmatch(text, before.end, low) else None

    def _office(self, mention: Mention, start: int) -> Person | None:
        """An office without a name: 同大統領, フランス外相, エマニュエル駐日大使."""
        text, lexicon = self.context.text, self.context.lexicon
        ambassador = _AMBASSADOR.search(text, start, mention.start)
        if ambassador and "大使" in mention.titles[0] + text[mention.start : mention.end]:
            return self._ambassador(mention, ambassador)
        if _SAME.search(text, start, mention.start):
            return self.same(mention.titles)
        code = mention.country
        if code is None or code == "JP":
            return None
        named = self._apposition(mention, code)
        if named is not None:
            return named
        key = (code, lexicon.office_key(mention.titles[0]))
        if key not in self.holders:
            self.holders[key] = self._holder(code, mention)
        return self.holders[key]

    def _holder(self, code: str, mention: Mention) -> Person:
        """Who holds the office in this article; a person without a name where it names nobody."""
        title = mention.titles[0]
        for other in self.context.mentions:
            person = other.person
            if (
                person is not None
                and person.name
                and person.country == code
                and not other.former
                and any(self.context.lexicon.same_office(t, title) for t in person.titles)
            ):
                return person
        person = Person(None, None, mention.titles, code)
        person.mentions.append(mention)
        return person

    def _apposition(self, mention: Mention, code: str) -> Person | None:
        """駐日ヨルダン大使のハダド氏: the name behind the office."""
        if not self.context.text.startswith("の", mention.end):
            return None
        for other in self.context.within(mention.end + 1, mention.end + 2):
            person = other.person
            if person is not None and other.name and not other.titles and person.country in (None, code):
                person.country = code
                person.titles = person.titles or mention.titles
                return person
        return None

    def same(self, titles: Sequence[str]) -> Person | None:
        """The person of an earlier entry whom 同大統領 means."""
        for person, _ in reversed(self.latest):
            if any(self.context.lexicon.same_office(a, b) for a in person.titles for b in titles):
                return person
        return None

    def _ambassador(self, mention: Mention, match: re.Match[str]) -> Person | None:
        text, lexicon = self.context.text, self.context.lexicon
        low, high = match.span("name")
        before = lexicon.party_before(text, low - 1) if low and text[low - 1] == "の" else None
        if match["own"]:  # グラス米駐日大使
            before = lexicon.party_before(text, match.end("own"), match.start("own"))
        if before is None or before.code == "JP":
            return None
        code, at = before.code, (before.start, before.end)
        name = text[low:high]
        for person, _ in self.latest:
            if person.name == name and person.country == code:
                return person
        mention.start, mention.name, mention.name_start, mention.name_end = low, name, low, high
        mention.country, mention.country_start, mention.country_end = code, *at
        person = Person(name, None, mention.titles, code)
        person.mentions.append(mention)
        mention.person = person
        return person

    def _private(self, mention: Mention, start: int) -> bool:
        """Whether the person speaks for a party, a parliament, a town, a company, or holds the office no more."""
        text = self.context.text
        if any(_PRIVATE.search(t) for t in mention.titles):
            return True
        low = max(start, *(text.rfind(mark, start, mention.start) + 1 for mark in "、。　▽"))
        lead = text[low : mention.start]
        if _FORMER.search(text[low : mention.title_start]) and not re.search(
            r"[大名午直以空生手]前|[地紀次多複身]元", lead
        ):
            return True
        return _BODY.search(lead) is not None and not any(_STATE.search(t) for t in mention.titles)

    def _sent_by_us(self, mention: Mention) -> bool:
        """冨田駐米大使: Japan's ambassador there."""
        text = self.context.text
        at = mention.country_start
        return at > 0 and any("大使" in t for t in mention.titles) and text[at - 1] == "駐" and mention.name_end <= at
