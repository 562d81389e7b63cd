"""Who sits at the table without being named there: our unnamed premier, the two of one side, a guest told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetextract.people.persons import Mention, Person
from meetextract.talks.sides import Sides

# Offices that a Japanese report names without a country when they are Japan's.
_OUR_OFFICE = re.compile(r"(?:首相|総理大臣?|外相|外務大臣|防衛相|防衛大臣|財務相|経産相|農相|農水相|国交相|官房長官)")
THE_TWO = re.compile(r"(?:側)?の?両(?:首脳|氏|者|外相|国防相|大臣|閣僚|高官)(?=は|が|と)")
_NEAR = 600  # code points back


class Implied(Sides):
    """Finds them in what the article has told so far."""

    def _both(self, sides: Sequence[tuple[str, int, int]], low: int, high: int) -> list[tuple[Person, Mention | None]]:
        """日韓の個別会談があり、両環境相は…: the one of each side who holds that office in the article."""
        office = re.search(
            r"両(?P<o>[一-鿿]{1,6}(?:相|大臣|長官)|閣僚|氏|首脳|者|大臣)(?:は|が|の)", self.text[low:high]
        )
        if office is None:
            return []
        near = self.c.within(max(0, low - _NEAR), low)
        found: list[tuple[Person, Mention | None]] = []
        for code, _, _ in sides:
            any_office = office["o"] in ("閣僚", "氏", "首脳", "者", "大臣")
            holders = {
                id(m.person): m.person
                for m in (near if any_office else self.c.mentions)
                if m.person is not None
                and m.person.name
                and m.person.country == code
                and (any_office or any(self.c.lexicon.same_office(t, office["o"]) for t in m.person.titles))
            }
            if len(holders) == 1:
                found.append((next(iter(holders.values())), None))
        return found

    def _the_two(self, low: int, high: int) -> list[tuple[Person, Mention]]:
        """ＥＵの両首脳は, 韓国の両氏は: the two of that side named last."""
        match = THE_TWO.search(self.text, low, high)
        if match is None:
            return []
        side = next(self.c.lexicon.find_parties(self.text, max(low, match.start() - 14), match.start()), None)
        if side is None or side.end != match.start():
            return []
        found: dict[int, tuple[Person, Mention]] = {}
        for mention in reversed(self.c.within(max(0, low - _NEAR), low)):
            person = mention.person
            if person is not None and person.name and person.country == side.code:
                found.setdefault(id(person), (person, mention))
        return list(reversed(found.values())) if len(found) == 2 else []

    def _visitor(self, host: Person, low: int) -> tuple[Person, Mention] | None:
        """エスワティニの外相が6日から台湾を訪れる。7日に…外交部長と会談し: the subject of the sentence before."""
        start = max(self.text.rfind("\n", 0, low) + 1, low - _NEAR)
        if not re.search(r"訪れ|訪問", self.text[start:low]):
            return None
        for mention in self.c.within(start, low):
            person = mention.person
            if person is None or not person.name or person.country in (None, "JP", host.country):
                continue
            if self.text[mention.end : mention.end + 1] in ("が", "は"):
                return person, mention
        return None

    def _place_guests(self, at: int) -> None:
        """トゥルキ・ビン・ファハド皇太子だね。20日に…首相と会談した: whose state only headline or paragraph tells."""
        for mention in self.c.within(max(0, at - _NEAR), at):
            person = mention.person
            if person is None or person.country is not None or not person.titles or not person.name:
                continue
            if re.match(r"[ァ-ヶ]", person.name):
                code = self._likely_country(person, mention.start, mention.end)
                if code is not None:
                    person.country, person.guessed = code, True

    def _may_be_ours(self, mention: Mention) -> bool:
        """首相は, 外相は in a Japanese report, where nobody named holds that office: the Japanese one."""
        return (
            not mention.former
            and len(mention.titles) == 1
            and _OUR_OFFICE.fullmatch(mention.titles[0]) is not None
            and self.text[max(0, mention.start - 1) : mention.start] not in ("両", "各", "元", "前", "同", "次")
        )

    def _our_holder(self, mention: Mention) -> Person:
        """The unnamed Japanese holder of an office, one for the whole article."""
        person = Person(None, None, mention.titles, "JP", guessed=True)
        for other in self.c.mentions:
            unknown = other.name is None and other.person is None and other.country is None and not other.former
            if unknown and other.titles == mention.titles and self._may_be_ours(other):
                other.person = person
                person.mentions.append(other)
        return person
