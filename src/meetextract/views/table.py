"""The terminal view: one document, meeting by meeting, agreed points first and apart from one-sided statements.

Lines are laid out here and not by Rich's tables, because those cut or squeeze unspaced Japanese; Rich draws the
styles. Only `Text` objects reach the console: article text is never markup, and never a control code (visible.py).
Colours are the terminal's own basic ones that read on light and on dark; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from meetextract.lexicon.names import japan_first
from meetextract.model import AGREED, KINDS, Document, Meeting, Participant, Point
from meetextract.views.fold import fold
from meetextract.views.labels import (
    Labels,
    Lang,
    date_text,
    labels,
    name_of,
    side_name,
    sides,
    speakers,
    titles_of,
    warning_text,
)
from meetextract.views.visible import one_line

# Longer lines are hard to follow: 50 kanji is what a printed page has at most.
_MEASURE: Final = 100
_MAX_WARNINGS: Final = 5

# For a terminal whose encoding is not Unicode: the drawing characters, one to one.
_ASCII: Final = str.maketrans("━─✓×", "=-*x")

_TITLE: Final = Style(bold=True)
_LABEL: Final = Style(dim=True)
_AGREED: Final = Style(bold=True, color="green")
_SAID: Final = Style(bold=True, color="magenta")
_KIND: Final = {True: Style(color="green"), False: Style(color="magenta")}
_NOTE: Final = Style(color="red")
_PLAIN: Final = Style()


def render(
    document: Document, console: Console, *, lang: Lang = "ja", meetings: int | None = None, first: bool = True
) -> None:
    """Print one document.

    Args:
        document: the record to show.
        console: where to; its width, colour system and encoding decide the form.
        lang: language of the labels. The article's own words stay as they are.
        meetings: how many meetings to show; a line tells how many more there are. All by default.
        first: whether a rule is drawn above; below another document there is one already.
    """
    drawn = _Page(min(console.width, _MEASURE), labels(lang), lang).lines(document, meetings)
    for line in islice(drawn, 0 if first else 1, None):
        if console.options.ascii_only:
            line.plain = line.plain.translate(_ASCII)
        console.print(line, overflow="fold", no_wrap=False, highlight=False, soft_wrap=False)


class _Page:
    """The layout of one document for one width and language."""

    def __init__(self, width: int, words: Labels, lang: Lang) -> None:
        self.width = width
        self.words = words
        self.lang = lang
        self.kind_width = max(cell_len(words[kind]) for kind in KINDS)

    def lines(self, document: Document, limit: int | None = None) -> Iterator[Text]:
        yield from self._head(document)
        shown = document.meetings[:limit]
        for number, meeting in enumerate(shown, start=1):
            yield Text()
            yield from self._meeting(number, meeting)
        if rest := len(document.meetings) - len(shown):
            yield Text()
            yield Text("─" * self.width, _LABEL)
            yield from self._paragraph(Text(self.words["more"].format(n=rest), _LABEL))
        if not document.meetings:
            yield Text()
            yield from self._paragraph(Text(self.words["no_meetings"]))
        yield from self._warnings(document)
        yield Text("━" * self.width, _LABEL)

    def _paragraph(self, text: Text, *, lead: Text | None = None, indent: int = 0) -> Iterator[Text]:
        """A paragraph behind `lead`, its further lines hanging under the first."""
        lead = lead if lead is not None else Text(" " * indent)
        hang = cell_len(lead.plain)
        for number, line in enumerate(fold(text, self.width - hang)):
            # Not `lead + line`: that would lend the lead's style to the line.
            yield Text.assemble(lead if number == 0 else " " * hang, line)

    def _head(self, document: Document) -> Iterator[Text]:
        yield Text("━" * self.width, _LABEL)
        yield from self._paragraph(Text(one_line(document.title or "") or self.words["untitled"], _TITLE))
        published = date_text(document.published, self.lang) if document.published else ""
        facts = [one_line(fact) for fact in (document.publisher, published, document.source) if fact]
        if facts:
            yield from self._paragraph(Text("  ".join(facts), _LABEL))
        if document.meetings:
            points = [point for meeting in document.meetings for point in meeting.points]
            agreed = sum(point.kind in AGREED for point in points)
            counts = (("count_meetings", len(document.meetings)), ("count_agreed", agreed),
                      ("count_statements", len(points) - agreed))  # fmt: skip
            yield from self._paragraph(Text("  ".join(self.words[key].format(n=n) for key, n in counts)))

    def _meeting(self, number: int, meeting: Meeting) -> Iterator[Text]:
        yield Text("─" * self.width, _LABEL)
        yield from self._paragraph(Text(sides(meeting, self.lang), _TITLE), lead=Text(f"{number}. ", _TITLE))
        yield from self._facts(meeting)
        agreed = [point for point in meeting.points if point.kind in AGREED]
        together = [point for point in meeting.points if point.kind not in AGREED and point.joint]
        alone = [point for point in meeting.points if point.kind not in AGREED and not point.joint]
        if agreed:
            yield from self._points(Text(f"✓ {self.words['agreed_heading']}", _AGREED), agreed, meeting)
        if together:
            yield from self._points(Text(f"  {self.words['joint_heading']}", _SAID), together, meeting)
        for by in dict.fromkeys(point.by for point in alone):
            said = [point for point in alone if point.by == by]
            who = speakers(said[0], meeting, self.lang)
            heading = self.words["side_heading"].format(side=who) if who else self.words["unknown_side"]
            yield from self._points(Text(f"  {heading}", _SAID), said, meeting)
        if not meeting.points:
            yield Text()
            yield from self._paragraph(Text(self.words["no_points"], _LABEL), indent=2)

    def _facts(self, meeting: Meeting) -> Iterator[Text]:
        how = f"{self.words[meeting.mode]}  {self.words[meeting.status]}"
        facts: list[tuple[str, Text]] = []
        if meeting.date is not None:
            when = Text(date_text(meeting.date.value, self.lang))
            when.append(f"  「{one_line(meeting.date.text)}」", _LABEL)
            facts.append(("when", when))
        if meeting.place is not None:
            facts.append(("where", Text(one_line(meeting.place.words))))
        facts.append(("how", Text(how, _NOTE if meeting.status == "planned" else _PLAIN)))
        if meeting.header is not None:
            facts.append(("header", Text(one_line(meeting.header.words))))
        facts.extend(("who", line) for line in self._who(meeting))
        column = max(cell_len(self.words[key]) for key in ("when", "where", "how", "header", "who"))
        last = ""
        for key, value in facts:
            word = self.words[key] if key != last else ""
            last = key
            lead = Text(f"   {word}{' ' * (column - cell_len(word))}  ", _LABEL)
            yield from self._paragraph(value, lead=lead)

    def _who(self, meeting: Meeting) -> Iterator[Text]:
        """One paragraph a person, behind the side, so that long offices and names find room at any width."""
        codes: list[str | None] = [country.code for country in japan_first(meeting.countries)]
        codes += [person.country for person in meeting.participants]
        names = {code: side_name(code, meeting, self.lang) for code in codes}
        # A name beyond a third of the line (グレートブリテン及び…) sets nobody else's column.
        column = max((cell_len(name) for name in names.values() if cell_len(name) <= self.width // 3), default=0)
        for code, name in names.items():
            people = [person for person in meeting.participants if person.country == code]
            side = name + " " * (column - cell_len(name))
            if not people:
                yield Text(side).append(f"  ({self.words['unnamed']})", _LABEL)
            for person in people:
                yield Text(side).append("  ").append(self._person(person))

    def _person(self, person: Participant) -> Text:
        name, titles = name_of(person), titles_of(person)
        shown = Text().append(name, _TITLE)
        if titles:
            shown.append(f" {titles}" if name else titles)
        if not shown.plain:
            shown.append(one_line(person.text or "") or self.words["unnamed"])
        return shown

    def _points(self, heading: Text, points: list[Point], meeting: Meeting) -> Iterator[Text]:
        yield Text()
        yield from self._paragraph(heading, indent=1)
        for point in points:
            word = self.words[point.kind]
            agreed = point.kind in AGREED
            word += " " * (self.kind_width - cell_len(word))
            lead = Text(f"   {'✓' if agreed else '-'} {word}  ", _KIND[agreed])
            body = Text(one_line(point.content.words) if point.content else "")
            predicate = one_line(point.predicate.words)
            body.append(f"  〔{predicate}〕" if body.plain else f"〔{predicate}〕", _LABEL)
            if agreed and not point.joint and point.by:
                body.append(f" ({speakers(point, meeting, self.lang)})", _LABEL)
            yield from self._paragraph(body, lead=lead)

    def _warnings(self, document: Document) -> Iterator[Text]:
        if not document.warnings:
            return
        yield Text()
        yield from self._paragraph(Text(self.words["warnings"].format(n=len(document.warnings)), _NOTE))
        for warning in document.warnings[:_MAX_WARNINGS]:
            message = Text(f"{warning_text(warning, self.lang)} ({one_line(warning.code)})")
            yield from self._paragraph(message, lead=Text(" - "))
        rest = len(document.warnings) - _MAX_WARNINGS
        if rest > 0:
            yield from self._paragraph(Text(self.words["more"].format(n=rest), _LABEL), indent=3)
