"""One walk through the page, line by line and sentence by sentence, opens the talks that it tells of.

Blocks that say by their form what they tell (headers, headings, labels, lists) are read by headed.py and headings.py,
sentences by opening.py; relation.py decides whether talks are new or those told before.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetextract.lexicon.frames import Frames
from meetextract.people.persons import Mention, Person, official_mentions
from meetextract.talks.attendance import attend
from meetextract.talks.captions import open_captions
from meetextract.talks.diary import open_guest
from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.event import Event
from meetextract.talks.frames import events
from meetextract.talks.gate import outcome_sign, sign
from meetextract.talks.headed import open_header, open_label
from meetextract.talks.headings import open_heading
from meetextract.talks.manner import acts_unofficially, of_strangers
from meetextract.talks.mood import says_aim
from meetextract.talks.opening import caller, open_talks
from meetextract.talks.reported import read_reports
from meetextract.talks.rules import holds, is_unofficial, rules
from meetextract.talks.tables import find_tables, open_cells, open_rows
from meetextract.talks.walk import Walk
from meetextract.talks.who import persons, together
from meetextract.text.headers import Header, Label
from meetextract.text.lineform import SEPARATORS, line_form, row_of_days
from meetextract.text.syntax import Sentence

_STAGE = 16  # code points of a state at the head of a sentence
_TITLE = 20  # code points of a line that can be the title of an entry
_GOES_ON = "。、，」）)"
_SHORT = 70  # code points of a line that can be a heading
_BESIDE_SUBJECT = ("から", "より", "で", "に", "と", "へ", "の", "記者")  # 知事からは; a journalist tells of others
_ASKS = ("か。", "か?", "か？", "か")  # how a question ends
_OF_INTEREST = 6  # sentences of a talk that are read in full once an outcome is told


class PageWalk(Walk):
    """The walk itself: what is read at each head, line and sentence."""

    def run(self) -> list[Draft]:
        """All talks in order of appearance, before they are completed."""
        self._title_as_heading()
        tables = list(find_tables(self.text, self.context.page.body))
        heads: list[Header | Label] = [*self.context.heads.headers, *self.context.heads.labels]
        heads.sort(key=lambda head: head.start)
        at = 0
        for line in self.context.page.body:
            if tables and line.start >= tables[0].start:
                if line.start == tables[0].start:
                    open_rows(self, tables[0])
                if line.start < tables[0].end:
                    continue
                tables.pop(0)
            position = line.start
            while at < len(heads) and heads[at].start < line.end:
                head = heads[at]
                at += 1
                self._leave_day(head)
                self.topic, self.private = [], False
                if head.start > position:
                    self._passage(position, head.start)
                position = max(position, self._head(head))
            if position < line.end:
                self._line(position, line.end)
        open_captions(self)
        return self.talks

    def _leave_day(self, head: Header | Label) -> None:
        """A head ends the block under a line that was a day, unless it is an item of that block: 【7日】 ▽… ▽…."""
        self.heading_line = None
        item = head.style in self.context.item_marks and self.day_style == ""
        if not item and (self.day_style in (head.style, "") or isinstance(head, Header)):
            self.day_line = None

    def _head(self, head: Header | Label) -> int:
        """Opens what a header or label opens; where the text behind it begins."""
        if isinstance(head, Header):
            open_header(self, head)
            return head.body
        before = self.day_line
        open_label(self, head)
        if self.day_line is not before:
            self.day_style = head.style
        headline = head.sub_headline and not self.is_diary and not line_form(head.text).listed  # ◇5日(月)=首相が…と会談
        item = head.style in self.context.item_marks and not headline
        return head.start + 1 if item else head.end

    def _title_as_heading(self) -> None:
        """A title that is the name of talks and holds an office opens them; dropped if the body tells them again."""
        title = self.context.page.title
        named = title is not None and (official_mentions(self.context.within(*title)) or len(self.title_codes) > 1)
        if title is None or "、" in self.title or not named:
            return
        words = self.title
        for tail in rules().tails:
            words = words.removesuffix(tail).removesuffix("の")
        if words.endswith(rules().heading_ends):
            open_heading(self, *title)
            for talk in self.talks:
                talk.form = "title"

    def _line(self, start: int, end: int) -> None:
        line = self.text[start:end]
        if cells := row_of_days(line):
            self.in_table = any(sign in line for sign in SEPARATORS)
            open_cells(self, [(start + low, start + high) for low, high in cells], self._passage)
            return
        if self.row and not any(sign in line for sign in SEPARATORS):
            self.row = False
            if self.in_table:
                self.day_line, self.current = None, None
        self._passage(start, end)

    def _passage(self, start: int, end: int) -> None:
        while start < end and self.text[start] in " \u3000":
            start += 1
        if start >= end:
            return
        line = self.text[start:end]
        if end - start < _TITLE and line[-1] not in _GOES_ON:
            self.topic = []  # アンカラ出張: a new entry
        if line.startswith(rules().asked):
            return  # a journalist's question, or a note
        labelled = "：" in line[:10] or ":" in line[:10]
        if "。" not in line and (end - start <= _SHORT or labelled) and open_heading(self, start, end):
            self._leave_section(line)
            return
        if self.label in rules().present and line.endswith("。"):
            self.label = ""
        for sentence in self.context.sentences(start, end):
            self._sentence(sentence.start, sentence.end, sentence.quoted)

    def _leave_section(self, line: str) -> None:
        talk = self.current
        if talk is not None and talk.header is not None and talk.passages and len(line) > 5:
            self.current = None

    def _sentence(self, start: int, end: int, quoted: bool) -> None:
        mentions = self.context.within(start, end)
        talk = self.current
        if self.asked or self.text.startswith(rules().asked, start) or self.text.endswith(_ASKS, start, end):
            return
        self._pair_told(start)
        self._table_counted(start, end)
        self._move_stage(start)
        self._member_speaks(mentions, start)
        if self._is_worth_reading(mentions, start, end):
            if self._read(start, end, mentions, quoted):
                return
        else:
            self._only_topic(mentions, start, end)
            if talk is not None and not talk.outcomes:
                talk.outcomes = outcome_sign(self.frames).search(self.text, start, end) is not None
        for share, low, high in self._shares(start, end, mentions):
            share.passages.append(Passage(low, high, quoted))

    def _is_worth_reading(self, mentions: Sequence[Mention], start: int, end: int) -> bool:
        """Whether the clauses of a sentence can tell of talks, or of who takes part in those that are being told."""
        talk = self.current
        told = sign(self.frames).search(self.text, start, end) is not None
        if self.is_diary and mentions:
            return True  # a guest alone is a meeting
        if talk is not None:
            late = len(talk.passages) > _OF_INTEREST and talk.outcomes > 0
            return told or len(mentions) > 1 or (bool(mentions) and not late)
        if not told and (len(mentions) < 2 or outcome_sign(self.frames).search(self.text, start, end) is None):
            return False
        official = any(m.titles or (m.person is not None and m.person.titles) for m in mentions)
        spans = self.context.states.within(start, end)
        with_state = told and any(self.text.startswith("との", span.end) for span in spans)
        if official or with_state or (told and not mentions and caller(self, start)):
            return True
        return sum(len(span.codes) for span in spans) > 1 or self._names_several(start, end)

    def _names_several(self, start: int, end: int) -> bool:
        words = self.text[start:end]
        return together(words) or any(name in words for name in self.context.groups)

    def _read(self, start: int, end: int, mentions: Sequence[Mention], quoted: bool) -> bool:
        """Reads a sentence; True where its passages are those of the talks that somebody told in it."""
        sentence = self.context.parsed(start, end)
        if not sentence.chunks:
            return False
        if not quoted and (says_aim(sentence, self.frames) or read_reports(self, sentence)):
            return True
        found = events(sentence, self.frames)
        if quoted:
            found = self._only_again(sentence, found)
        if any(_tells(event) for event in found):
            self.lead = True
            self.lead_span = self.lead_span or (start, end)
        before = self.current
        count = len(self.talks)
        opened = [event for event in found if open_talks(self, event, sentence)]
        for talk in self.talks[count:]:
            self.take_facts(talk)
        if opened and count == len(self.talks) and self.pending and not self.pending_used and self.current is not None:
            self.take_facts(self.current)  # the title opened what is told here
        if self.is_diary and not opened and open_guest(self, sentence):
            self.take_facts(self.talks[-1])
        self.group = self.talks[count:] if len(self.talks) > count + 1 else self.group if self.current is before else []
        self.private = self.private and not opened
        if self.current is not None:
            attend(self, self.current, sentence, opened=bool(opened))
            self.current.outcomes += _tells_outcome(sentence, self.frames)
        self._new_topic(sentence)
        return False

    def _only_again(self, sentence: Sentence, found: Sequence[Event]) -> list[Event]:
        """A statement in quotation marks opens no talks; it may say more of those told."""
        talk = self.current
        if talk is not None:
            seated = {id(person) for person, _ in talk.members}
            again = [e for e in found if _tells(e) and any(id(m.person) in seated for m in e.persons)]
            talk.told += [(sentence, event) for event in again]
        return []

    def _only_topic(self, mentions: Sequence[Mention], start: int, end: int) -> None:
        about: list[Person] = []
        for mention in mentions:
            if self.text[mention.end : mention.end + 1] in ("は", "が", "も"):
                about = persons(self, [mention], start, end) or about
        at = min((at for at in (self.text.find(mark, start, end) for mark in "はが") if at >= 0), default=start)
        who = "" if self.text.endswith(_BESIDE_SUBJECT, start, at) else self.text[start:at]
        private = is_unofficial((who,)) or "党" in who
        self.topic, self.private = about or self.topic, not about and (private or self.private)

    def _new_topic(self, sentence: Sentence) -> None:
        """Who the sentence was about: a guest who came, else its subject."""
        named = [chunk for chunk in sentence.chunks if chunk.persons]
        guests = [chunk for chunk in named if holds(chunk.text, rules().arrives)]
        subjects = [chunk for chunk in named if chunk.kind == "n" and chunk.particle in ("は", "が", "も")]
        for chunk in (guests or subjects)[:1]:
            inside = [mention for one in sentence.group(chunk) for mention in one.persons]
            about = persons(self, inside, sentence.start, sentence.end)
            self.topic, self.private = about or self.topic, self.private and not about
        first = next((chunk for chunk in sentence.chunks if chunk.kind == "n" and chunk.particle in ("は", "が")), None)
        if first is None or "記者" in first.text:
            return
        party = not named and "党" in first.text
        self.private |= party or acts_unofficially([first]) or of_strangers(sentence, first, self.frames)

    def _shares(self, start: int, end: int, mentions: Sequence[Mention]) -> list[tuple[Draft, int, int]]:
        """A氏とは…で合意し、B氏とは…を確認した, behind talks told one by one: to each its part of the sentence."""
        if self.current is None:
            return []
        found: list[tuple[Draft, int, int]] = []
        for mention in mentions if self.group else ():
            if not self.text.startswith(("とは", "氏とは"), mention.end):
                continue
            talk = next((t for t in self.group if any(p is mention.person for p in self.theirs(t))), None)
            if talk is None or (found and found[-1][0] is talk):
                continue
            low = mention.start if found else start
            if found:
                found[-1] = (found[-1][0], found[-1][1], low)
            found.append((talk, low, end))
        if found:
            self.current = found[-1][0]
        return found or [(self.current, start, end)]

    def _pair_told(self, start: int) -> None:
        """日仏首脳は, behind talks told one by one: it goes on about those of the two states."""
        span = self.context.states.first(start, start + 8) if len(self.group) > 1 else None
        if span is None or len(span.codes) < 2:
            return
        self.current = next((t for t in self.group if set(t.parties) == set(span.codes)), self.current)

    def _table_counted(self, start: int, end: int) -> None:
        """3氏は, 3カ国の外相は, behind talks told one by one with as many: they sat at one table."""
        if len(self.group) < 2 or self.current not in self.group or not self.text[start].isnumeric():
            return
        first, *others = self.group
        persons = {id(person) for talk in self.group for person, _ in talk.members}
        parties = {code for talk in self.group for code in talk.parties}
        head = self.context.parsed(start, end).chunks[:1]
        count = max((self.frames.subjects.number(chunk.nouns) for chunk in head), default=0)
        if count not in (len(persons), len(parties)) or any(event.apart for _, event in first.told):
            return
        for talk in others:
            first.parties |= {code: at for code, at in talk.parties.items() if code not in first.parties}
            for person, mention in talk.members:
                first.add(person, mention, self.context.lexicon)
            talk.dead = True
        self.group, self.current = [], first

    def _move_stage(self, start: int) -> None:
        """ブラジルでは、…: where the next sentences go on, until another state is named so."""
        span = self.context.states.first(start, start + _STAGE)
        if span is not None and self.text.startswith(rules().stages, span.end):
            self.stage = [code for code in span.codes if code != self.own]

    def _member_speaks(self, mentions: Sequence[Mention], start: int) -> None:
        """ヘイワード氏は, behind talks told one by one: it goes on about his."""
        if len(self.group) < 2 or self.current not in self.group or not mentions or mentions[0].start != start:
            return
        mention = mentions[0]
        if any(p is mention.person for p in self.theirs(self.current)):
            return
        if self.text.startswith(("は", "が", "も", "氏は", "氏が", "氏も"), mention.end):
            talks = [t for t in self.group if any(p is mention.person for p in self.theirs(t))]
            self.current = talks[0] if len(talks) == 1 else self.current


def _tells(event: Event) -> bool:
    return event.status != "none" and not event.recalled and event.how == "clause"


def _tells_outcome(sentence: Sentence, frames: Frames) -> bool:
    """Whether somebody says or does what talks are for."""
    told = frames.does.told
    return any(chunk.lemma in told or not told.isdisjoint(chunk.nouns[-1:]) for chunk in sentence.predicates())
