"""One article in the report: its text with the records marked, and a card a meeting beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from meetextract.lexicon.names import japan_first
from meetextract.model import AGREED, Document, Meeting, Participant, Point, Warning
from meetextract.views.highlight import KINDS, Marks, record_id
from meetextract.views.labels import Lang, date_text, labels, side_name, sides, speakers, titles_of, warning_text
from meetextract.views.markup import EMPTY, Html, el, join
from meetextract.views.visible import one_line

_EXCERPT: Final = 120  # characters of what a warning is about


class Article:
    """The HTML of one document.

    Args:
        document: the record, with its text if the page is to show it.
        prefix: begins every id of this article in the page.
        lang: language of the labels.
        level: heading level of the article's title; what is inside goes one deeper.
    """

    def __init__(self, document: Document, prefix: str, lang: Lang, level: int) -> None:
        self.document = document
        self.prefix = prefix
        self.lang = lang
        self.words = labels(lang)
        self.level = level
        self.marks = Marks(document, prefix)
        # The article's own words are Japanese whatever the labels are.
        self.ja = "ja" if lang != "ja" else None

    @property
    def title(self) -> str:
        """The title, or the word for there being none."""
        return one_line(self.document.title or "") or self.words["untitled"]

    def record(self, meeting: Meeting) -> str:
        """The id of a meeting's card."""
        return f"{self.prefix}{record_id(meeting.id)}"

    def place_of(self, record: str) -> str:
        """Where a click on a record leads: its place in the text, its card where there is none."""
        return f"#{self.marks.anchor(record) or record}"

    def facts(self) -> Html:
        """Publisher, date and source in one line."""
        document = self.document
        published = date_text(document.published, self.lang) if document.published else None
        shown = [one_line(fact) for fact in (document.publisher, published, document.source) if fact]
        return el("p", *(el("span", fact) for fact in shown), class_="facts") if shown else EMPTY

    def missed(self) -> Iterator[tuple[str, str]]:
        """What looks like a meeting and was not read: the id of its warning, and the words (or why) to show."""
        for number, warning in enumerate(self.document.warnings, start=1):
            if warning.code == "meeting-not-read":
                yield f"{self.prefix}w{number}", self._excerpt(warning) or warning_text(warning, self.lang)

    def _excerpt(self, warning: Warning) -> str:
        """The words that a warning is about, as far as the record holds the text."""
        text, start, end = self.document.text, warning.start, warning.end
        if text is None or start is None or end is None or not 0 <= start < end <= len(text):
            return ""
        words = one_line(text[start : min(end, start + _EXCERPT)])
        return f"「{words}…」" if end > start + _EXCERPT else f"「{words}」"

    def body(self) -> Html:
        """Text and cards, side by side where there is room."""
        cards = [self.card(n, meeting) for n, meeting in enumerate(self.document.meetings, start=1)]
        if not cards:
            cards = [el("p", self.words["no_meetings"], class_="none")]
        return el("div", self._text(), self._section("cards", "records_heading", join([*cards, self._warnings()])),
                  class_="panes")  # fmt: skip

    def _section(self, name: str, heading: str, content: Html) -> Html:
        label = f"{self.prefix}{name}"
        head = el(f"h{self.level + 1}", self.words[heading], id=label)
        # Landmarks in an article of its own; among a hundred articles they would be a hundred of the same name.
        tag, role = ("div", "group") if self.prefix else ("section", None)
        return el(tag, head, content, class_=name, aria_labelledby=label, tabindex="0", role=role)

    def _text(self) -> Html:
        if self.document.text is None:
            return self._section("text", "text_heading", el("p", self.words["no_text"], class_="none"))
        names: dict[str, str] = {}
        for number, meeting in enumerate(self.document.meetings, start=1):
            record = self.record(meeting)
            names[f"{record}h"] = f"{number}"
            for n, point in enumerate(meeting.points, start=1):
                names[f"{record}p{n}"] = f"{number}-{n} {self.words[point.kind]}"
        drawn = self.marks.html(self.words, names)
        return self._section("text", "text_heading", el("div", drawn, class_="body", lang="ja"))

    def _linked(self, record: str, content: str) -> Html:
        """A value that leads to its place in the text, or stands for itself where it has none."""
        anchor = self.marks.anchor(record)
        if anchor is None:
            return el("span", content, lang=self.ja)
        return el("a", content, href=f"#{anchor}", lang=self.ja)

    def card(self, number: int, meeting: Meeting) -> Html:
        """The card of a meeting."""
        record = self.record(meeting)
        agreed = [n for n, point in enumerate(meeting.points) if point.kind in AGREED]
        together = [n for n, point in enumerate(meeting.points) if n not in agreed and point.joint]
        alone = [n for n, point in enumerate(meeting.points) if n not in agreed and not point.joint]
        title = f"h{self.level + 2}"
        head = el(title, el("span", str(number), class_="no"), sides(meeting, self.lang), id=f"{record}t")
        parts = [head, self._badges(meeting), self._facts(meeting, record)]
        if agreed:
            parts.append(self._points("agreed", self.words["agreed_heading"], agreed, meeting, record))
        if together:
            parts.append(self._points("both", self.words["joint_heading"], together, meeting, record))
        columns = []
        for by in dict.fromkeys(meeting.points[n].by for n in alone):
            said = [n for n in alone if meeting.points[n].by == by]
            who = speakers(meeting.points[said[0]], meeting, self.lang)
            heading = self.words["side_heading"].format(side=who) if who else self.words["unknown_side"]
            columns.append(self._points("said", heading, said, meeting, record))
        if columns:
            parts.append(el("div", *columns, class_="sides"))
        if not meeting.points:
            parts.append(el("p", self.words["no_points"], class_="none"))
        return el("article", *parts, class_="card", id=record, aria_labelledby=f"{record}t")

    def _badges(self, meeting: Meeting) -> Html:
        status = el("span", self.words[meeting.status], class_=f"badge {meeting.status}")
        return el("p", status, el("span", self.words[meeting.mode], class_="badge"), class_="badges")

    def _facts(self, meeting: Meeting, record: str) -> Html:
        rows: list[Html] = []
        if meeting.date is not None:
            shown = join([self._linked(f"{record}d", date_text(meeting.date.value, self.lang)),
                          el("span", f" 「{one_line(meeting.date.text)}」", class_="quiet", lang=self.ja)])  # fmt: skip
            rows.append(self._row("when", f"{record}d", shown))
        if meeting.place is not None:
            rows.append(self._row("where", f"{record}l", self._linked(f"{record}l", one_line(meeting.place.words))))
        if meeting.header is not None:
            rows.append(self._row("header", f"{record}h", self._linked(f"{record}h", one_line(meeting.header.words))))
        rows.append(join([el("dt", self.words["who"]), el("dd", self._who(meeting, record))]))
        return el("dl", *rows)

    def _row(self, label: str, record: str, value: Html) -> Html:
        return join([el("dt", self.words[label]), el("dd", value, id=record)])

    def _who(self, meeting: Meeting, record: str) -> Html:
        codes: list[str | None] = [country.code for country in japan_first(meeting.countries)]
        codes += [person.country for person in meeting.participants]
        lines = []
        for code in dict.fromkeys(codes):
            people = [(n, person) for n, person in enumerate(meeting.participants, 1) if person.country == code]
            shown = [self._person(f"{record}a{n}", person) for n, person in people]
            lines.append(el("li", self._side(code, meeting, record), *shown or [self._nobody()]))
        return el("ul", *lines, class_="who")

    def _nobody(self) -> Html:
        return el("span", self.words["unnamed"], class_="quiet")

    def _side(self, code: str | None, meeting: Meeting, record: str) -> Html:
        name = side_name(code, meeting, self.lang)
        for n, country in enumerate(meeting.countries, start=1):
            if country.code == code:
                key = f"{record}c{n}"
                anchor = self.marks.anchor(key)
                content = el("a", name, href=f"#{anchor}") if anchor else name
                return el("span", content, class_="side", id=key)
        return el("span", name, class_="side")

    def _person(self, record: str, person: Participant) -> Html:
        parts: list[str] = []
        titles = titles_of(person)
        name = one_line(person.name or "")
        parts.append(self._linked(record, name or titles or one_line(person.text or "") or self.words["unnamed"]))
        if name and person.reading:
            parts.append(el("span", f"({one_line(person.reading)})", class_="quiet", lang=self.ja))
        if name and titles:
            parts.append(el("span", titles, class_="office", lang=self.ja))
        return el("span", *parts, class_="person", id=record)

    def _points(self, name: str, heading: str, numbers: list[int], meeting: Meeting, record: str) -> Html:
        items = [self._point(f"{record}p{n + 1}", meeting.points[n], meeting) for n in numbers]
        return el("div", el(f"h{self.level + 3}", heading), el("ul", *items), class_=f"points {name}")

    def _point(self, record: str, point: Point, meeting: Meeting) -> Html:
        predicate = one_line(point.predicate.words)
        content = one_line(point.content.words) if point.content else ""
        parts: list[str] = [el("span", self.words[point.kind], class_="kind")]
        parts.append(self._linked(record, content or predicate))
        if content:
            parts.append(el("span", predicate, class_="said-as", lang=self.ja))
        if point.kind in AGREED and not point.joint and point.by:
            parts.append(el("span", f"({speakers(point, meeting, self.lang)})", class_="quiet"))
        return el("li", *parts, id=record)

    def _warnings(self) -> Html:
        warnings = self.document.warnings
        if not warnings:
            return EMPTY
        items = [
            el("li", warning_text(warning, self.lang), el("code", one_line(warning.code)),
               el("span", self._excerpt(warning), class_="excerpt", lang="ja"), id=f"{self.prefix}w{number}")
            for number, warning in enumerate(warnings, start=1)
        ]  # fmt: skip
        head = el(f"h{self.level + 2}", self.words["warnings"].format(n=len(warnings)))
        return el("div", head, el("ul", *items), class_="warnings")


def legend(lang: Lang) -> Html:
    """The switches of the marks. Style alone does the switching: they work without script."""
    words = labels(lang)
    return el("fieldset", el("legend", words["legend"]), *_switches(lang), class_="legend")


def _switches(lang: Lang) -> Iterator[Html]:
    words = labels(lang)
    for kind, name in KINDS.items():
        box = el("input", type="checkbox", id=f"show-{kind}", checked="")
        yield el("label", box, el("span", words[name], class_=kind), for_=f"show-{kind}")
