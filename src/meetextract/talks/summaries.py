"""The table at the head of a ministry's summary, a label and its value on one line: 日時：, 場所：, 出席者：."""

from __future__ import annotations

import re

from meetextract.talks.drafts import Draft
from meetextract.talks.sections import Sections
from meetextract.text import places

TABLE = "table of a summary"
LABEL = re.compile(
    r"(?P<number>[0-9０-９]{1,2}[.．、　 ][　 ]*|[（(][0-9０-９一二三四五]{1,2}[）)][　 ]*|[・○●◯■◆][　 ]*)?"
    r"(?:(?P<date>(?:開催)?日[　 ]*時(?:[・及び]*場[　 ]*所)?|期[　 ]*日|開催日)"
    r"|(?P<place>場[　 ]*所|会[　 ]*場|開催場所)"
    r"|(?P<who>(?:主な)?出[　 ]*席[　 ]*者|参[　 ]*加[　 ]*者|双方(?:の)?(?:代表|出席者)|(?:各国)?代[　 ]*表))"
    r"[　 ]*(?:[：:]|(?(number)(?![^\n])|(?!)))"  # １　日時及び場所: the value stands on the next line
)
# 日本側　, 伊　側　, シンガポール側：, 先方　: whose people follow.
_SIDE = re.compile(
    r"(?:^|(?<=[　 、：:]))(?P<side>[一-鿿ァ-ヶーA-ZＡ-Ｚ]{1,12}?)"
    r"(?:[　 ]*側(?:[：:]|[　 ]+|(?=[一-鿿ァ-ヶ]))|[　 ]+|[：:])"
)
_OURS = frozenset({"日本", "我が国", "我が方", "当方", "日"})
_THEIRS = frozenset({"先方", "相手", "相手方", "相手国"})
_AT = re.compile(r"(?:於[：:]|[、，]|[）)])[　 ]*(?P<p>[^、，：:（）()\s　]{2,24})(?:[（(][^（）()]{1,20}[）)])?$")


class Summaries(Sections):
    """Reads such tables."""

    tabled: Draft | None = None  # a meeting told in prose, of which such a table tells more
    waiting: re.Match[str] | None = None  # a label whose value the next line is
    attending: Draft | None = None  # whose 出席者： the lines that follow may go on with

    def _label_line(self, low: int, high: int) -> bool:
        """Whether the line is one of the table; it then has been read."""
        match = LABEL.match(self.text, low, high)
        if match is not None and self.text[match.end() - 1] not in "：:" and self.current and self.current.passages:
            match = None  # a heading in the middle of the prose
        waiting, self.waiting = self.waiting, None
        if match is None and waiting is not None and "。" not in self.text[low:high] and self.current is not None:
            self._value(self.current, waiting, low, high)
            return True
        if match is None:
            draft, self.attending = self.attending, None
            if draft is None or "。" in self.text[low:high] or not self._attendants(draft, low, high):
                return False
            self.attending = draft
            return True
        draft = self._tabled(low)
        if draft is None:
            return False
        self.attending = None
        if match.end() == high:
            self.waiting = match
        self._value(draft, match, match.end(), high)
        return True

    def _value(self, draft: Draft, label: re.Match[str], low: int, high: int) -> None:
        if label["who"]:
            self._attendants(draft, low, high)
            self.attending = draft
            return
        if label["date"]:
            self._date_from(draft, low, high, anywhere=True)
            self._note_dates(low, high)
        if draft.mode == "in_person":
            self._tabled_place(draft, label, low, high)

    def _tabled(self, low: int) -> Draft | None:
        """The meeting that the table is of: the one just opened, else one of the sides that the title names."""
        if self.current is not None and (
            not self.current.passages
            or self.current is self.tabled
            or (self.current.date is None and not self.current.heading)
        ):
            self.tabled = self.current
            return self.current
        draft = Draft(low)
        draft.rule = TABLE
        draft.heading = draft.evidence = True
        draft.opened = low
        title = self.last_title or self.c.page.title
        if title is not None:
            self._parties_of(draft, *title)
        if self.heading_country is not None:
            draft.parties = {self.heading_country: None}
        self.drafts.append(draft)
        self.current = draft
        self.section = None
        self.muted = False
        return draft

    def _tabled_place(self, draft: Draft, label: re.Match[str], low: int, high: int) -> None:
        if label["place"]:
            while low < high and self.text[low] in " 　":
                low += 1
            stop = re.compile(r"[（(、，]|$").search(self.text, low, high)
            end = stop.start() if stop else high
            if low < end:
                draft.place = places.clean(self.text, low, end, self.c.lexicon) or (low, end)
            return
        at = _AT.search(self.text, low, high)
        if at is not None and not re.search(r"[0-9０-９]", at["p"]):
            draft.place = places.clean(self.text, *at.span("p"), self.c.lexicon) or draft.place
        else:
            self._place_from(draft, low, high)

    def _attendants(self, draft: Draft, low: int, high: int) -> bool:
        """Takes the persons of a line in, each with the side named before; whether the line names any."""
        marks = list(_SIDE.finditer(self.text, low, high))
        foreign = [code for code in draft.parties if code != "JP"]
        found = False
        for mention in self.c.within(low, high):
            person = mention.person
            if person is None or not mention.name or not mention.titles or mention.former:
                continue
            side = next((m["side"] for m in reversed(marks) if m.end() <= mention.start + 1), "")
            if side in _OURS:
                code: str | None = "JP"
            elif side in _THEIRS:
                code = foreign[0] if len(foreign) == 1 else person.country
            else:
                code = self.c.lexicon.resolve(side) if side else None
                code = code or person.country
            if code is None:
                continue
            if person.country is None or person.guessed or side in _OURS:
                person.country, person.guessed = code, False
            draft.add(person, mention)
            found = True
        return found
