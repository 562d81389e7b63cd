"""Header blocks and prose into meetings: one walk through the body, line by line, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from meetextract.talks import events
from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.headings import Headings
from meetextract.talks.summaries import TABLE as _TABLE
from meetextract.text.headers import Header, Label
from meetextract.text.sentences import Sentence, sentences

# 会談は30日午後、…で行われ: facts of the meeting told before.
_OF_THE_TALKS = re.compile(r"(?:両[一-鿿]{1,3}の)?(?:電話|テレビ|オンライン|首脳|外相)?(?:会談|会合|協議)(?=は)")
# 「先ほど大統領府において、…大統領と会談をいたしました。…」: a statement may tell the building.
_WE_MET = re.compile(r"(?:会談|懇談|協議)(?:を|に)?(?:いたし|行い|し|(?:行わ|さ)せていただき)ました")
# What such a line or table opens is a meeting only with another side.
_LISTED = frozenset({_TABLE, "counterpart line"})
_OUTCOME = re.compile(r"(?:一致|確認|議論|要請|表明|合意|強調|共有|歓迎|協議|交換|指摘|要求)$")
_SUBHEAD_LIMIT = 44
_TOLD = re.compile(r"[　 ]*(?:概[　 ]*要|内[　 ]*容|結[　 ]*果|成[　 ]*果)[　 ]*[：:][　 ]*")
# The programme of a trip at the head of its report: a line a day, told at length below.
_PROGRAMME = re.compile(
    r"[（(【〈＜\[]?(?:主な|訪問|出張)?(?:の)?(?:行事|日程|スケジュール|行程)(?:一覧|概要)?[）)】〉＞\]]?"
)
_DAY_IN_BRACKETS = re.compile(r"[（(](?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日[^（）()]{0,4}[）)]$")
_DAY_LINE = re.compile(r"(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日")


class Assembler(Headings):
    """Walks through the body once and opens meetings as they are told."""

    def run(self, reaches: Iterator[int]) -> list[Draft]:
        """All meetings of the article, in order of appearance; it is read as far as its first can begin."""
        reach = 0
        heads: list[Header | Label] = sorted([*self.c.heads.headers, *self.c.heads.labels], key=lambda h: h.start)
        at = 0
        for line in self.c.page.body:
            low = line.start
            if not self.drafts:
                reach = next((end for end in chain((reach,), reaches) if end > low), 0)
                if not reach:
                    break
            while at < len(heads) and heads[at].start < line.end:
                head = heads[at]
                at += 1
                if head.start < low and head.start != line.start:
                    continue
                if head.start > low:
                    self._text(low, head.start)
                if isinstance(head, Header):
                    self._open_section(head)
                    low = head.body
                else:
                    low = self._label(head, line.end)
            if low < line.end:
                self._text(low, line.end)
        self._close_section()
        if self.japanese is None:
            self._implied_japanese(len(self.text))  # the minister whom only the headline names
        self.lead_date = self.lead_date or self._title_date()
        return [d for d in self.drafts if not d.dead and (d.rule not in _LISTED or d.parties.keys() - {"JP"})]

    def _text(self, low: int, high: int) -> None:
        text = self.text
        raw = text[low:high].strip()
        if not raw:
            return
        if len(raw) > 30:
            if raw in self.paragraphs:
                return  # a paragraph repeated by extraction
            self.paragraphs.add(raw)
        if raw in ("-", "－", "―", "NEW", "＊", "***", "◆"):
            self.current = None if self.section is None else self.current
            return
        if _PROGRAMME.fullmatch(raw):
            self.programme = True
            return
        if self.programme and _DAY_LINE.match(raw) and "。" not in raw:
            return  # a list of what is told below
        self.programme = False
        if "。" not in raw and len(raw) <= _SUBHEAD_LIMIT:
            day = _DAY_IN_BRACKETS.search(raw)
            probe = Draft(low)
            if day:
                self._date_from(probe, low + day.start(), high, anywhere=True)
            self.line_day = probe.date
        if self._heading(low, high):
            return
        if "。" not in raw and len(raw) < 40 and re.search(r"(?:について|会談|表敬|懇談|協議|会合)(?:について)?$", raw):
            self.last_title = (low, high)
        short = "。" not in raw and len(raw) <= _SUBHEAD_LIMIT and low == self._line_start(low)
        if short and self.section is not None and not _OUTCOME.search(raw):
            # A sub-headline under a header: what follows may go on or be something else.
            self._after_subhead()
            return
        label = _TOLD.match(text, low, high)
        for sentence in sentences(text, label.end() if label else low, high):
            self._sentence(sentence)

    def _line_start(self, at: int) -> int:
        low = at
        while low > 0 and self.text[low - 1] in " \t　":
            low -= 1
        return at if low == 0 or self.text[low - 1] in "\n\r" else -1

    def _sentence(self, sentence: Sentence) -> None:
        text, low, high = self.text, sentence.start, sentence.end
        if self.asked:
            return
        if self.current is not None and self.current.header is self.section and self.section is not None:
            if not self._leaves_section(self.current, sentence):
                self._section_sentence(self.current, sentence)
                return
            self._judge(self.current)
            self.section = None
        opened = False
        if not sentence.quoted and not (self.muted and self.c.heads.headers):
            opened = self._try_open(sentence) or self._open_topic(sentence)
        self._note_dates(low, high)
        if self.lead_date is None and all(draft.start >= low for draft in self.drafts):
            self._lead(low, high)
        if self.japanese is None:
            for mention in self.c.within(low, high):
                if mention.person is not None and mention.person.country == "JP" and mention.titles:
                    self.japanese = mention.person
                    break
        if not opened:
            self._follow(low, high)
            told = _WE_MET.search(text, low, high) if sentence.quoted else _OF_THE_TALKS.match(text, low, high)
            if told and self.current is not None and not self.muted:
                self._touch(self.current, events.Event(low, told.end(), "会談"), low, high)
        draft = self.current
        if draft is None or self.muted:
            return
        if draft.heading and not draft.passages and events.called_off(text, low, high):
            draft.dead = True  # 3．日韓（4日）: 日程が合わず、会談は行われず。
            self.current = None
            return
        if not opened or not draft.members:
            self._attendance(draft, sentence)
        if not opened:
            self._late_facts(draft, sentence)
        for share, start, end in self._shares(draft, low, high):
            share.passages.append(Passage(start, end, sentence.quoted))
            self.current = share

    def _shares(self, draft: Draft, low: int, high: int) -> list[tuple[Draft, int, int]]:
        """A氏とは…で合意し、B氏とは…を確認した, after talks one by one: to each meeting its part of the sentence."""
        found: list[tuple[Draft, int, int]] = []
        if not self.group:
            return [(draft, low, high)]
        for mention in self.c.within(low, high):
            if mention.person is None or not re.match(r"氏?とは", self.text[mention.end : mention.end + 3]):
                continue
            theirs = next((d for d in self.group if mention.person in d.persons(foreign=True)), None)
            if theirs is None or (found and found[-1][0] is theirs):
                continue
            start = mention.start if found else low
            if found:
                found[-1] = (found[-1][0], found[-1][1], start)
            found.append((theirs, start, high))
        return found or [(draft, low, high)]
