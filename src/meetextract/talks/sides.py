"""Who sits on which side: states told as pairs, officials told by office alone, lists of attendants."""

from __future__ import annotations

import itertools
import re
from functools import cache

from meetextract.lexicon.tables import alternation
from meetextract.people.names import party_before
from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Draft
from meetextract.talks.facts import Facts
from meetextract.text.page import tables
from meetextract.text.sentences import Sentence

ROLE = re.compile(
    r"(?:[（(](?:[^（）()\n]|[（(][^（）()\n]*[）)]){0,200}[）)])*(?:殿下|閣下|夫妻|夫人|陛下)?(?:ら(?!れ)|他|ほか|など|側)*(?:（[^）]{0,20}）)?"
    r"(?P<p>との間で|との|とは|と|は|が|も|からは|から|による|に(?!よる|よると|よれば)|を|及び|並びに|、|，|,|・|の(?=(?:離任|着任|帰国|新任)?の?(?:表敬|訪問|来訪|あいさつ|挨拶|歓迎|会談|協議|首脳会談|電話会談|[^、。のはがを]{2,16}への(?:来訪|訪問|表敬))|[2-9２-９二三両]|[0-9０-９]{1,2}氏|両)|$|。|（|\n|両|[2-9２-９三四]氏|らと|同席)"
)
_ATTEND = re.compile(r"出席|参加|顔をそろえ|同席|応対|臨ん|加わ|応じた|迎え|務め")
_FROM_THEM = re.compile(r"(?:先方|相手(?:側|方|国))(?:から|より|は|の)?、?$")
_BESIDE = re.compile(r"が(?:同席|陪席|立ち会)")  # told at the end of a summary
_COUNTED = re.compile(r"(?:の|など)(?:[ァ-ヶー一-鿿]{1,8}?)?[2-9２-９三四五](?:カ|か|ヵ|ヶ|ケ|箇)?国の$")
# What follows the word for a meeting that was really held.
_HELD = re.compile(
    r"」?(?:（[^）]{0,20}）|\([^)]{0,20}\))?(?:（[^）]{0,20}）)?(?:を|が|も|は|で、|し|に(?:臨|参加|出席))[^。]{0,36}"
)
# Sides told as states: 日英両政府の…協議, 米英の外相; and more loosely before the word for a meeting that took place.
SIDES = re.compile(
    r"(?P<c>日[・]?(?:[米英仏独伊豪韓中露ロ印比加越伯]{1,3}|EU|ＥＵ|ASEAN|ＡＳＥＡＮ|NATO|[ァ-ヶー]{2,10})|[米英仏独伊豪韓中露ロ印比朝]{2,4})(?:両政府|両国|３カ国|3カ国|(?:[2-9２-９](?:カ|か|ヵ|ヶ|ケ)国)?の?(?:(?:外交|外務|防衛)?当局間|外務|外相|防衛|首脳|国防|財務|定期|特別|実務|次官|局長|参謀総?長|電話|テレビ|政府|(?P<any>[一-鿿]{1,6}(?:大臣|相|閣僚|長官))))"
)
_SIDES_LOOSE = re.compile(
    r"(?:^|[、。　 】はで]|第[0-9０-９一二三四五六七八九十]+回)"
    r"(?P<c>日[・]?[米英仏独伊豪韓中露ロ印比加越朝EUＥＵ]{1,3}|[米英仏独伊豪韓中露ロ印比朝]{2,4})"
    r"[^、。はが]{1,20}$"
)
# The first two characters of both: without them there is nothing to look for.
_SIDES_BEGIN = re.compile("[日米英仏独伊豪韓中露ロ印比朝][・米英仏独伊豪韓中露ロ印比加越伯朝EＥAＡNUＵァ-ヶー]")
_TOOK_PLACE = re.compile(
    r"」?(?:が|を)[^。]{0,40}(?:開かれ|開き|開い|(?:行|おこな)(?:われ|い|っ)|実施|開催|あり|あっ|持たれ)"
)
OUR_ORGAN = re.compile(
    r"(?:海上|陸上|航空|統合)幕僚監部|(?<![一-鿿ァ-ヶー])(?:防衛|外務|財務|経済産業|農林水産|国土交通|環境)省(?![一-鿿])"
)
_ORGAN = re.compile(r"海軍|陸軍|空軍|軍|国防(?:総?省|部)|外務省|外交部|国務省|財務省|商務省|沿岸警備隊")
SIGN_ORGAN = re.compile(rf"(?P<k>[米英仏独伊豪加韓印比])(?=(?:{_ORGAN.pattern}))")
_TALKS_WITH = re.compile(r"との(?:間の)?[一-鿿・ァ-ヶー]{0,12}$")
_IS_HELD = re.compile(
    r"」?(?:[（(][^（）()]{0,14}[）)])?(?:(?:が|を)[^。、]{0,30}(?:(?:開く|(?:行|おこな)う|開催する)(?:と発表|。)|開き、|(?:行|おこな)い、|開いた|(?:行|おこな)った|開かれ|(?:行|おこな)われ)|に臨)"
)
_OF_GROUP = re.compile(
    r"(?:（[^）]{1,8}）)?(?:の(?:外相|首脳|防衛相|国防相|財務相|閣僚)ら?は[^。「」]{0,24}、)?[^、。]{0,12}$"
)
_AND = re.compile("と、?|、|及び")
_OF_STATES = re.compile(
    r"(?:（[^）]{1,12}）)?(?:は|が|両政府|両国|の両|の[2-9２-９三四](?:カ|か|ヵ)国|の代表団|の(?:首脳|外相|国防相|特別|外務|定期|3|３|[一-鿿]{1,8}(?:相|大臣|長官|閣僚|次官|局長)(?:ら|級)?(?:による|は|が|会[合議談])))"
)


@cache
def _groups() -> re.Pattern[str]:
    """Any group of states that the table has: one look instead of one for each."""
    return re.compile(alternation(tables()["groups"]))


class Sides(Facts):
    """Sides and attendants."""

    def _enumerated(self, mention: Mention) -> list[tuple[str, int, int]]:
        """Countries before an office without a name: ペルーとエクアドルの国防相, イギリス、フランス、ドイツの外相."""
        text = self.text
        found: list[tuple[str, int, int]] = []
        if mention.country is None:
            # エストニア、ラトビア、リトアニアのバルト3国の外相
            if self._of_both(mention):
                return self._pair_before(mention.start)
            counted = _COUNTED.search(text, max(0, mention.start - 14), mention.start)
            last = party_before(text, counted.start(), self.c.lexicon) if counted else None
            if counted is None or last is None:
                return found
            at = last[1]
            found.append((last[0], at, counted.start()))
        else:
            at = mention.country_start if mention.country_start >= 0 else mention.start
            found.append((mention.country, at, mention.country_end))
        while at > 0 and text[at - 1] in "と、及・":
            before = party_before(text, at - 1, self.c.lexicon)
            if before is None or (at - 1 - before[1] == 1):
                break
            found.insert(0, (before[0], before[1], at - 1))
            at = before[1]
        return found

    def _of_both(self, mention: Mention) -> bool:
        """両国の陸軍司令官: one of each of the two states, neither named."""
        return mention.name is None and self.text.endswith(("両国の", "双方の"), 0, mention.start)

    def _pair_before(self, at: int) -> list[tuple[str, int, int]]:
        """The two states joined by と that were told last."""
        told = list(self.c.lexicon.find_parties(self.text, max(0, at - 600), at))
        for one, other in reversed(list(itertools.pairwise(told))):
            if self.text[one.end : other.start] in ("と", "、", "・") and one.code != other.code:
                return [(one.code, one.start, one.end), (other.code, other.start, other.end)]
        return []

    def _known_holder(self, mention: Mention, code: str, a: int, b: int) -> Person:
        for other in self.c.mentions:
            person = other.person
            if (
                person is not None
                and person.name
                and person.country == code
                and any(self.c.lexicon.same_office(t, u) for t in person.titles for u in mention.titles)
            ):
                return person
        person = Person(None, None, mention.titles, code)
        person.mentions.append(mention)
        if mention.person is None:
            mention.person = person
        return person

    def _party_pair(self, floor: int, event: events.Event) -> list[tuple[str, int, int]]:
        """Sides told as states: 日英両政府の…協議, 米国と北朝鮮は…, 日本と東南アジア諸国連合（ASEAN）の特別首脳会議."""
        text = self.text
        window = max(floor, event.start - 90)
        chunk = text[window : event.end]
        run_together = _SIDES_BEGIN.search(chunk) is not None
        match = SIDES.search(chunk) if run_together else None
        if match and match["any"] and not match["c"].startswith("日"):
            match = None  # 朝比奈外相: a name
        if match and not re.search(r"(?!回)[一-鿿]$", chunk[: match.start()][-1:] or ""):
            split = self.c.lexicon.split_compound(match["c"])
            if split and len(split) > 1 and _HELD.match(text[event.end : event.end + 40]):
                base = window + match.start("c")
                return [(code, base + a, base + b) for code, a, b in split]
        group = _groups().search(text, window, event.start)
        for name, members in tables()["groups"].items() if group else ():
            at = text.rfind(name, window, event.start)
            if (
                at >= 0
                and _OF_GROUP.match(text[at + len(name) : event.start])
                and _HELD.match(text[event.end : event.end + 60])
            ):
                return [(code, at, at + len(name)) for code in members]
        loose = _SIDES_LOOSE.search(text[window : event.start]) if run_together else None
        if loose and _TOOK_PLACE.match(text[event.end : event.end + 50]):
            split = self.c.lexicon.split_compound(loose["c"])
            if split and len(split) > 1:
                base = window + loose.start("c")
                return [(code, base + a, base + b) for code, a, b in split]
        organs = self._organs(window, event)
        if organs:
            return organs
        lexicon = self.c.lexicon
        if not any(lexicon.may_part(text, *m.span()) for m in _AND.finditer(text, window, event.start)):
            return []
        parties = list(lexicon.find_parties(text, window, event.start))
        for i in range(len(parties) - 1, 0, -1):
            a, b = parties[i - 1], parties[i]
            between = text[a.end : b.start]
            if between in ("と", "、", "及び", "と、") and _OF_STATES.match(text[b.end : b.end + 24]):
                found = [(a.code, a.start, a.end), (b.code, b.start, b.end)]
                j = i - 2
                while j >= 0 and text[parties[j].end : parties[j + 1].start] in ("、", "と", "及び"):
                    found.insert(0, (parties[j].code, parties[j].start, parties[j].end))
                    j -= 1
                return found
        return []

    def _organs(self, window: int, event: events.Event) -> list[tuple[str, int, int]]:
        """海上幕僚監部及びカナダ海軍司令部の幕僚協議が行われ: organs of the states, nobody named."""
        text = self.text
        if OUR_ORGAN.search(text, window, event.start) is None or not _TOOK_PLACE.match(
            text, event.end, event.end + 50
        ):
            return []
        theirs = {
            self.c.lexicon.kanji[match["k"]]: match.span("k")
            for match in SIGN_ORGAN.finditer(text, window, event.start)
        }
        for party in self.c.lexicon.find_parties(text, window, event.start):
            if _ORGAN.match(text, party.end, event.start):
                theirs.setdefault(party.code, (party.start, party.end))
        theirs.pop("JP", None)
        return [("JP", 0, 0), *((code, *at) for code, at in theirs.items())] if theirs else []

    def _talks_with(self, floor: int, event: events.Event) -> list[tuple[str, int, int]]:
        """フィリピンとの外務・防衛担当閣僚協議を9日に開くと発表した: the other state, told as one."""
        text = self.text
        match = _TALKS_WITH.search(text, max(floor, event.start - 30), event.start)
        if match is None or not _IS_HELD.match(text, event.end):
            return []
        party = self.c.lexicon.party_before(text, match.start(), floor)
        return [(party.code, party.start, party.end)] if party is not None and party.code != "JP" else []

    def _attendance(self, draft: Draft, sentence: Sentence) -> None:
        """日本側は…が、英国側は…が出席した; and subjects of the first sentences under a heading."""
        text, low, high = self.text, sentence.start, sentence.end
        raw = text[low:high]
        present = self.c.within(low, high)
        if not present:
            return
        fresh = len(draft.passages) <= 5
        attending = (
            (fresh or _BESIDE.search(raw))
            and _ATTEND.search(raw) is not None
            and re.search(r"側|から|代表|氏|両|が(?:出席|臨|参加|顔をそろえ)|らが", raw)
        )
        foreign = [c for c in draft.parties if c != "JP"]
        listed: Mention | None = None
        for mention in present:
            person = mention.person
            unsure = person is not None and (
                person.country is None or (person.guessed and person.country not in (*draft.parties, "JP"))
            )
            if (
                person is not None
                and unsure
                and len(foreign) == 1
                and mention.titles
                and (draft.heading or not draft.persons(foreign=True))
            ):
                person.country, person.guessed = foreign[0], True
            if (
                person is not None
                and person.country is None
                and len(foreign) == 1
                and mention.titles
                and _FROM_THEM.search(text, max(low, mention.start - 8), mention.start)
            ):
                person.country, person.guessed = foreign[0], True
            if (
                person is not None
                and person.country is None
                and attending
                and listed is not None
                and (
                    low < listed.end <= mention.start
                    and mention.start - listed.end < 120
                    and re.fullmatch(
                        r"(?:[（(][^（）()]*[）)])?(?:と|、|，|,|及び|並びに)", text[listed.end : mention.start]
                    )
                )
            ):
                person.country, person.guessed = listed.person.country if listed.person else None, True
            if person is not None and person.country is not None:
                listed = mention
            if (
                person is not None
                and person.country not in (None, "JP")
                and person.country not in draft.parties
                and mention.name
                and mention.titles
                and (
                    fresh
                    and re.search(r"加わっ|同席し|立ち会|議長役|仲介役|議長を務め", raw)
                    and re.match(r"も|が", text[mention.end : mention.end + 1])
                )
            ):
                draft.add(person, mention)
            if person is None or person.country is None or mention.former:
                continue
            if person.country not in draft.parties and not (draft.heading and person.country == "JP"):
                continue
            role = ROLE.match(text, mention.end, high)
            if role is None:
                continue
            has = any(p.country == person.country for p, _ in draft.members)
            if (
                (attending and mention.titles and role["p"] in ("が", "、", "，", ",", "と", "及び", "は", "から", ""))
                or (
                    not has
                    and fresh
                    and role["p"] in ("は", "が", "から", "からは", "と", "との間で", "、", "及び", "に", "も", "を")
                    and mention.titles
                )
                or (draft.heading and fresh and person.country != "JP" and not has)
            ):
                draft.add(person, mention)

    def _foreign_in(self, low: int, high: int) -> bool:
        return any(m.person is not None and m.person.country not in (None, "JP") for m in self.c.within(low, high))
