"""Label lines: a staff's page of blocks 日付 / 場所 / 内容, each label with its value on the next line.

Date and place stand outside the sentences; the persons and what they said stand under 内容.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Context, Draft, Passage
from meetextract.text import dates, places
from meetextract.text.dates import DateMention
from meetextract.text.sentences import Line, beginning, lines, lines_beginning, sentences

Cell = tuple[int, int]

_LABELS = {
    "date": r"日付|日時|年月日|期日|月日|実施日|開催日|日程",
    "place": r"場所|会場|都市|訪問地|訪問先|開催場所|開催地|実施場所",
    "person": r"用務|相手方?|会談相手|先方|面会者|相手側|訪問者|来訪者",
    "outcome": r"内容|概要|会談内容|成果|結果|主な内容|会談概要|要旨",
    "other": r"件名|参加者|出席者|参加部隊|同行者|備考|目的|担当|写真|画像|動画|題名|行事名",
}
_LABEL = {
    key: re.compile(rf"(?:[（(]?[0-9０-９①-⑨]{{1,2}}[）).．、　 ]*|[■◆●○・▼【〔［\[])?(?:{form})[】〕］\]：:]?$")
    for key, form in _LABELS.items()
}
_DATED = re.compile(r"日[　 ]*(?:付|時)|年月日|期[　 ]*日|月[　 ]*日|実施日|開催日|日[　 ]*程")
_TOLD = re.compile(r"内[　 ]*容|概[　 ]*要|成[　 ]*果|結[　 ]*果|要[　 ]*旨")
_OUTCOME = beginning(
    r"(?:[（(]?[0-9０-９①-⑨]{1,2}[）).．、　 ]*|[■◆●○・▼【〔［\[])?(?:会[　 ]*談[　 ]*|主な)?"
    rf"(?:{_TOLD.pattern})"
)
_FEW = 4  # lines
_LONGEST = 12  # code points of a label, number and signs included
_CALLED = re.compile(
    r"を訪問し|を訪れ|を訪ね|の訪問を受|の来訪を受|と(?:懇談|面談|面会|会談|意見交換|対談|会食)|を(?:表敬|迎え)|の表敬|に表敬|と会[いっ]"
)


_RULE = re.compile(r"[-－―—＊*=＝]+")
_DASH = re.compile(r"[―—–\-－ー‐−×✕/／]+|なし|無し|該当なし|未実施|見送り|実施せず|開催なし|中止")


def suspected(text: str) -> bool:
    """A cheap test: whether the text can hold label lines."""
    if _TOLD.search(text) is None or _DATED.search(text) is None:
        return False
    return any(_label_of(text[line.start : line.end]) == "outcome" for line in lines_beginning(text, _OUTCOME))


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    values: dict[str, Cell] = field(default_factory=dict)
    outcome: list[Line] = field(default_factory=list)


def find_labels(context: Context) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Meetings of a page of label lines, and the ranges of text that its blocks take."""
    body = context.page.body
    blocks = list(_blocks(context.text[: body[-1].end])) if body else []
    if not blocks or (len(blocks) == 1 and len(blocks[0].outcome) > _FEW):
        return [], []  # one block over a long text is a ministry's page, told in prose
    drafts: list[Draft] = []
    reader = _Labels(context)
    for block in blocks:
        drafts += reader.read(block)
    if not drafts:
        return [], []
    ours = list({id(p): (p, m) for d in drafts for p, m in d.members if p.country == "JP"}.values())
    for draft in drafts:
        # One person's trip: a block that does not name him again is his as well.
        if len(ours) == 1 and all(p.country != "JP" for p, _ in draft.members):
            draft.members.insert(0, ours[0])
            draft.parties = {"JP": None, **draft.parties}
    return drafts, [(block.start, block.end) for block in blocks]


def _label_of(word: str) -> str | None:
    if len(word) > _LONGEST:
        return None
    word = re.sub(r"(?<=[一-鿿])[　 ]+(?=[一-鿿])", "", word)
    return next((key for key, pattern in _LABEL.items() if pattern.match(word)), None)


def _blocks(text: str) -> Iterator[_Block]:
    block: _Block | None = None
    label: str | None = None
    for line in lines(text):
        kind = _label_of(text[line.start : line.end])
        if kind is not None:
            if kind in ("date", "place", "person") and block is not None and (kind in block.values or block.outcome):
                if _complete(block):
                    yield block
                block = None
            if block is None:
                block = _Block(line.start, line.end)
            block.end = line.end
            label = kind
            continue
        if block is None or label is None:
            continue
        if _RULE.fullmatch(text, line.start, line.end):
            label = None  # what follows is the next item
        elif label == "outcome":
            block.outcome.append(line)
            block.end = line.end
        elif label not in block.values:
            block.values[label] = (line.start, line.end)
            block.end = line.end
        else:
            label = None  # a second line under 日付 belongs to nothing
    if block is not None and _complete(block):
        yield block


def _complete(block: _Block) -> bool:
    return bool(block.outcome) and ("date" in block.values or "place" in block.values)


class _Labels:
    """Blocks into meetings: date and place by label, persons and points from the text under 内容."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.text = context.text
        self.before: DateMention | None = None

    def read(self, block: _Block) -> list[Draft]:
        """The meetings that one block tells; none for a visit to a place or a lecture."""
        text = self.text
        date = self._date(block)
        place = self._place(block)
        drafts: list[Draft] = []
        current: Draft | None = None
        if "person" in block.values:
            current = self._opened(block, [m for m in self.c.within(*block.values["person"]) if m.titles], date, place)
            if current is not None:
                drafts.append(current)
        for line in block.outcome:
            for sentence in sentences(text, line.start, line.end):
                low, high = sentence.start, sentence.end
                guests = self._guests(low, high, place)
                fresh = [
                    m for m in guests if current is None or all(self._person(m) is not p for p, _ in current.members)
                ]
                if fresh and self._talked(low, high):
                    draft = self._opened(block, fresh, date, place)
                    if draft is not None:
                        current = draft
                        drafts.append(draft)
                        self._ours(draft, low, high)
                        inside = places.find_place(text, low, high, self.c.lexicon)
                        if inside is not None and draft.mode == "in_person":
                            draft.place = inside
                if current is not None:
                    if not any(p.country == "JP" for p, _ in current.members):
                        self._ours(current, low, high)
                    mode = events.mode(text, low, high)
                    if mode != "in_person":
                        current.mode, current.place = mode, None
                    current.passages.append(Passage(low, high, sentence.quoted))
        return drafts

    def _date(self, block: _Block) -> DateMention | None:
        if "date" not in block.values:
            return None
        for found in dates.find_dates(self.text, *block.values["date"]):
            done = dates.resolve_date(found, self.c.published, self.before)
            if done is not None:
                self.before = done
                return done
        return None

    def _place(self, block: _Block) -> tuple[int, int] | None:
        cell = block.values.get("place")
        if cell is None or _DASH.fullmatch(self.text[slice(*cell)]):
            return None
        return places.clean(self.text, *cell, self.c.lexicon) or cell

    def _talked(self, low: int, high: int) -> bool:
        found = events.find_events(self.text, low, high)
        if any(events.took_place(self.text, e, high) and not events.earlier(self.text, low, e) for e in found):
            return True
        return _CALLED.search(self.text, low, high) is not None

    def _person(self, mention: Mention) -> Person | None:
        """The person meant, with a name that extraction ran together with the label above set aside."""
        person = mention.person
        if person is not None and "\n" not in self.text[mention.start : mention.end]:
            return person
        for other in self.c.mentions:
            if other.person is None or not other.name or "\n" in self.text[other.start : other.end]:
                continue
            if any(self.c.lexicon.same_office(a, b) for a in other.person.titles for b in mention.titles):
                return other.person
        return None

    def _guests(self, low: int, high: int, place: tuple[int, int] | None) -> list[Mention]:
        found = []
        for mention in self.c.within(low, high):
            person = self._person(mention)
            if person is None or mention.former or not (mention.titles or person.titles):
                continue
            if person.country is None and re.match(r"[ァ-ヴ]", person.name or ""):
                code = mention.country or self._country_of(place, low, mention.start)
                if code is None:
                    continue
                person.country, person.guessed = code, True
            if person.country not in (None, "JP"):
                found.append(mention)
        return found

    def _country_of(self, place: tuple[int, int] | None, low: int, high: int) -> str | None:
        """The host's country: named before the person in the sentence, or the one that the place lies in."""
        text, lexicon = self.text, self.c.lexicon
        told = [p for p in lexicon.find_parties(text, low, high) if p.code != "JP"]
        if told:
            return told[-1].code
        site = places.find_place(text, low, high, lexicon)
        for span in (site, place):
            if span is None:
                continue
            name = text[slice(*span)]
            known = lexicon.places.get(name)
            if known is not None and known.code and known.code != "JP":
                return known.code
            for size in range(min(8, len(name) - 1), 0, -1):
                code = lexicon.forms.get(name[:size]) or (lexicon.kanji.get(name[:size]) if size == 1 else None)
                if code and code != "JP":
                    return code
            for party in lexicon.find_parties(text, *span):
                if party.code != "JP":
                    return party.code
        return None

    def _opened(
        self, block: _Block, guests: Sequence[Mention], date: DateMention | None, place: tuple[int, int] | None
    ) -> Draft | None:
        draft = Draft(block.start)
        draft.rule = "label lines"
        draft.hosted = False
        draft.evidence = True
        draft.date, draft.place = date, place
        for mention in guests:
            person = self._person(mention)
            if person is None or not person.titles:
                continue
            if person.country is None and re.match(r"[ァ-ヴ]", person.name or ""):
                code = mention.country or self._country_of(place, mention.start, mention.start)
                if code is not None:
                    person.country, person.guessed = code, True
            if person.country:
                draft.add(person, mention)
        return draft if draft.parties.keys() - {"JP"} else None

    def _ours(self, draft: Draft, low: int, high: int) -> None:
        """The Japanese subject of the sentence that tells the talk."""
        found: list[tuple[Person, Mention]] = []
        for mention in self.c.within(low, high):
            person = self._person(mention)
            if person is None and mention.titles and not mention.name and mention.country is None:
                continue
            if person is None or mention.former or not person.titles:
                continue
            if person.country is None and person.name and not re.match(r"[ァ-ヴ]", person.name):
                person.country, person.guessed = "JP", True
            if person.country == "JP" and re.match(r"は|が|から|も|、|と", self.text[mention.end : mention.end + 2]):
                found.append((person, mention))
        for person, mention in reversed(found):
            if all(person is not p for p, _ in draft.members):
                draft.members.insert(0, (person, mention))
        if found:
            draft.parties = {"JP": draft.parties.get("JP"), **draft.parties}
