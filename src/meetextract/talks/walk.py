"""What is known at a place of the page, on the walk through it: what the rules of this folder ask and change.

page_walk.py goes from line to line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, takewhile
from operator import itemgetter
from typing import NamedTuple

from meetextract.lexicon.frames import Frames
from meetextract.people.page_side import default_side
from meetextract.people.persons import Mention, Person, official_mentions
from meetextract.talks.drafts import Context, Draft
from meetextract.talks.rules import holds, is_unofficial, rules

_TO_VERB = 20  # code points from the last state of a trip to its verb
_HEAD = 120  # code points of the head of a page
_REMEMBERED = 60  # talks told before that still count
_ORDINAL = "0123456789０１２３４５６７８９一二三四五六七八九十世"


class Named(NamedTuple):
    """A person with the parts of the name."""

    person: Person
    parts: frozenset[str]


class Walk:
    """What is known at a place of the page. `talks` are all so far, `current` is the one that is being told."""

    def __init__(self, context: Context, frames: Frames | None = None) -> None:
        self.context, self.text = context, context.text
        self.frames = context.lexicon.frames if frames is None else frames
        self.own = context.side.state or default_side()
        self.talks: list[Draft] = []
        self.current: Draft | None = None
        self.topic: list[Person] = []  # who the last sentence was about
        self.private = False  # the last sentence was about people of no government
        self.heading_codes: list[str] = []  # states that the heading above names
        self.stage: list[str] = []  # the state in which the story is: ブラジルでは、
        self.label = ""  # the label above: 出席者
        self.dated = -1_000  # where the last line ends that was a day
        self.series: Draft | None = None  # rounds of one series of talks
        self.heading_line: tuple[int, int] | None = None  # the last line that was a state: コスタリカ（10日　サンホセ）
        self.lead_sentence = self._lead_sentence()
        self._ahead: bool | None = None  # trip_ahead, once asked
        self.asked = False  # a journalist asks
        self.pending: list[tuple[int, int]] = []  # lines under 日時 and 場所, for the talks told next
        self.pending_used = False
        self.day_line: tuple[int, int] | None = None  # the last line that was a day
        self.day_style = ""  # the sign of the label that this line was
        self.row_of = ("", -1_000)  # a line that names talks without their sides, and where it ends: 二国間会談
        self.in_table = False  # the last row stands in a table
        self.row, self.row_start = False, 0  # the line is a row of a chronicle, and where it begins
        self.lead_span: tuple[int, int] | None = None  # the first sentence that tells of talks
        self.refused: list[tuple[str, int, int]] = []  # frames that opened nothing: the step that said so, and where
        self.told_in: dict[int, list[Draft]] | None = None  # the talks of each sentence, once all are read (shares.py)
        self.group: list[Draft] = []  # talks that one sentence told one by one
        title = context.page.title
        self.title = self.text[slice(*title)] if title else ""
        self.is_diary = holds(self.title, rules().diaries)
        self.title_codes = self._title_codes()
        self.named_people = _named(context.mentions)
        self.by_part = _by_part(self.named_people)
        self.by_titles: dict[tuple[str, ...], list[Person]] = {}
        for one in self.named_people:
            self.by_titles.setdefault(one.person.titles, []).append(one.person)
        self.main = self._main_official()
        self.names_own = self.main is not None or any(self.own in span.codes for span in context.states.spans)
        self.lead = holds(self.title, rules().about)  # the page is about talks

    # --- what the rules ask --------------------------------------------------------------------------------------

    def foreign(self, talk: Draft) -> list[str]:
        """The sides of a talk beside the page's own."""
        return [code for code in talk.parties if code != self.own]

    def ours(self, talk: Draft) -> list[Person]:
        """Who of the page's own side takes part."""
        return [person for person, _ in talk.members if person.country == self.own]

    def theirs(self, talk: Draft) -> list[Person]:
        """Who of the other sides takes part."""
        return [person for person, _ in talk.members if person.country != self.own]

    def living(self) -> list[Draft]:
        """The talks that stand so far, the last first; of a very long page the last ones, of a chronicle its row's."""
        near = takewhile(lambda talk: not self.row or talk.start >= self.row_start, reversed(self.talks))
        return list(islice((talk for talk in near if not talk.dead), _REMEMBERED))

    def is_own_office(self, title: str) -> bool:
        """Whether an office without a name and a state is one of the page's own side."""
        return self.context.offices.country(title) == self.own or (
            title.startswith(rules().own_offices) and self.own == default_side()
        )

    def only_abroad(self, title: str) -> bool:
        """Whether the page's own state has no such office."""
        return self.context.offices.never(title, self.own)

    def state_of(self, person: Person, start: int, end: int, known: Sequence[str] = ()) -> str | None:
        """The state of a person as the sentence `start` to `end` and the talks told so far suggest it."""
        hints = [*self.heading_codes, *(self.foreign(self.current) if self.current is not None else ()), *self.stage]
        hints += self._codes_of_facts() if not self.pending_used else []
        return self.context.state_of(person, start, end, known, hints)

    def _codes_of_facts(self) -> list[str]:
        """The states of towns that stand under 場所 for the talks told next."""
        towns = (self.context.lexicon.places.get(self.text[a:b].strip()) for a, b in self.pending)
        return [town.code for town in towns if town is not None and town.code]

    def acting(self, at: int) -> Person | None:
        """The official of the page's own side who acts where no subject is told."""
        return self.context.acting(at)

    def take_facts(self, talk: Draft) -> None:
        """The day and the place that lines above say for the talks told next."""
        talk.block_day, talk.entry = self.day_line or talk.block_day, self.row
        talk.facts += self.pending
        if self.heading_line is not None:
            talk.facts.append(self.heading_line)
        self.pending_used = True

    def note_fact(self, start: int, end: int) -> None:
        """Remembers a line under 日時 or 場所; the first of a new block forgets those of the one before."""
        if self.pending_used:
            self.pending, self.pending_used = [], False
        self.pending.append((start, end))

    def add(self, talk: Draft) -> Draft:
        """Takes a talk in and makes it the current one."""
        self.talks.append(talk)
        self.take_facts(talk)
        self.current = talk
        return talk

    def by_envoys(self, start: int, end: int) -> bool:
        """Whether members of parliament or of a party tell what this sentence says: up to here a word says so,
        and nobody of the own side holds an office of the state."""
        main = self.main.titles if self.main is not None else ()
        if main and not is_unofficial(main) and not rules().party_offices & set(main):
            return False
        return self._envoys_from <= end and not holds(self.text[start:end], rules().received)

    @cached_property
    def _envoys_from(self) -> int:
        """Where the first word ends that says that members of parliament write; behind the text where none does."""
        if holds(self.text[:_HEAD], rules().envoys_at_head):
            return 0
        ends = (self.text.find(word) + len(word) for word in rules().envoys if word in self.text)
        return min(ends, default=len(self.text) + 1)

    def toured(self, end: int) -> list[str]:
        """The states of the last row before `end` that somebody travels to: チリ、ペルー及びボリビアの3カ国を歴訪し."""
        at = bisect_right(self._tours, end, key=itemgetter(0))
        return self._tours[at - 1][1] if at else []

    @cached_property
    def _tours(self) -> list[tuple[int, list[str]]]:
        """Rows of two states and more with a verb of travelling: where it ends, and the states."""
        found: list[tuple[int, list[str]]] = []
        row: list[str] = []
        before = 0
        for span in self.context.states.spans:
            if self.text[before : span.start] not in rules().rows:
                row = []
            row += span.codes
            before = span.end
            behind = self.text[before : before + _TO_VERB].partition("。")[0]
            ends = [behind.find(word) + len(word) for word in rules().travels if word in behind]
            if len(row) > 1 and ends:
                found.append((before + min(ends), list(dict.fromkeys(row))))
        return found

    # --- what the page is about ----------------------------------------------------------------------------------

    def _lead_sentence(self) -> tuple[int, int] | None:
        """The first sentence that speaks of talks at all, above all headers."""
        heads = self.context.heads.headers
        stop = heads[0].start if heads else len(self.text)
        for line in self.context.page.body:
            if line.start >= stop:
                return None
            end = self.text.find("。", line.start, line.end) + 1
            if end and holds(self.text[line.start : end], rules().talks):
                return line.start, end
        return None

    def trip_ahead(self) -> bool:
        """Whether the first sentence tells of a trip to come: …を訪問します。 …を歴訪する予定です。"""
        if self._ahead is None:
            told = (self.text[line.start : line.end].rstrip() for line in self.context.page.body)
            self._ahead = next((line for line in told if "。" in line), "").endswith(rules().to_come)
        return self._ahead

    def _title_codes(self) -> list[str]:
        title = self.context.page.title
        return self.context.states.codes(*title) if title else []

    def _main_official(self) -> Person | None:
        """The official of the page's own side whom it is about: of the title, else the first minister, else anybody."""
        found = [
            m.person
            for m in official_mentions(self.context.mentions)
            if m.person is not None and m.person.country == self.own and m.person.titles
        ]
        found = list({id(p): p for p in found}.values())
        in_title = [p for p in found if p.name and len(p.name) > 1 and p.name in self.title]
        high = [p for p in found if p.titles[0].endswith(rules().high_offices)]
        main = next(iter(in_title or high or found), None)
        if self.is_diary:
            premier = [p for p in found if self.context.lexicon.same_office(p.titles[0], "首相")]
            main = premier[0] if premier else self._premier_of_title()
        return main

    def _premier_of_title(self) -> Person:
        """首相動静: of whom a diary is, where no line names him. Its title is where he is mentioned."""
        office = rules().diary_office
        premier = Person(None, None, (office,), self.own)
        title = self.context.page.title
        at = self.text.find(office, *title) if title else -1
        if at >= 0:
            end = at + len(office)
            premier.mentions.append(
                Mention(at, end, None, at, at, None, (office,), at, end, rule="title of a diary", person=premier)
            )
        return premier


def _named(mentions: Sequence[Mention]) -> list[Named]:
    people = {id(m.person): m.person for m in mentions if m.person is not None and m.person.name and m.person.titles}
    return [Named(person, frozenset((person.name or "").replace("＝", "・").split("・"))) for person in people.values()]


def _by_part(people: Sequence[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for one in people:
        for part in one.parts:
            found.setdefault(part.rstrip(_ORDINAL), []).append(one)  # アブドッラー2世
    return found
