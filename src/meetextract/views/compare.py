"""Two sets of reports side by side (`--compare`): on a terminal and as a page with both texts marked."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.errors import MeetextractError
from meetextract.export.base import Options, Target
from meetextract.export.occasions import BaseWriter
from meetextract.model import Document
from meetextract.occasions.records import Compared, Conflict, Place, Telling, Topic
from meetextract.occasions.spool import Report as Entry
from meetextract.views.archive import failures
from meetextract.views.drawing import Drawing
from meetextract.views.html import page
from meetextract.views.labels import Lang, as_lang
from meetextract.views.markup import EMPTY, Html, el, join
from meetextract.views.occasions import (
    day_text,
    field_name,
    folded,
    sides_text,
    styled,
    topic_lead,
    value_text,
    words_of,
)
from meetextract.views.visible import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from meetextract.views.drawing import Look

_GAP: Final = 3
_MEASURE: Final = 160


class PageWriter(BaseWriter):
    """What a tells on the left, what b tells on the right; what both tell in one row."""

    def __init__(self, target: Target, options: Options, look: Look, names: tuple[str, str]) -> None:
        super().__init__(target, options)
        self._lang = look.lang
        self._words = words_of(look.lang)
        self._drawing = Drawing(look)
        self._names = names
        self._common = 0
        self._alone: list[Compared] = []

    def add(self, record: Compared, reports: Sequence[Entry]) -> None:
        """Draw one meeting; what only one tells waits for the end."""
        if record.told_by == "both":
            self._common += 1
            self._print(self._lines(record))
        else:
            self._alone.append(record)

    def close(self) -> None:
        """The meetings that the other side does not tell."""
        words, width = self._words, self._width
        lines = [] if self._common else list(folded(words["no_common"], width, 0))
        if self._alone:
            lines += [styled("━" * width, "dim"), *folded(words["not_matched"], width, 0, "bold")]
        for record in self._alone:
            name = self._names[record.told_by == "b"]
            facts = f"{name}: {sides_text(record, self._lang)}  {day_text(record, self._lang)}"
            lines += folded(one_line(facts), width, 4)
        self._print(lines)
        super().close()

    @property
    def _width(self) -> int:
        return min(self._drawing.console.width, _MEASURE)

    def _print(self, lines: Iterable[Text]) -> None:
        self.output.write(self._drawing.lines(lines))

    def _lines(self, record: Compared) -> Iterator[Text]:
        lang, words, width = self._lang, self._words, self._width
        yield styled("━" * width, "dim")
        yield from folded(f"{sides_text(record, lang)}  {day_text(record, lang)}", width, 0, "bold")
        yield from self._row(one_line(self._names[0]), one_line(self._names[1]), style="bold")
        left, right = (
            "\n".join(one_line(f"{one.publisher or ''} {one.source}".strip()) for one in reports)
            for reports in (record.reports_a, record.reports_b)
        )
        if (left, right) != (one_line(self._names[0]), one_line(self._names[1])):
            yield from self._row(left, right, style="dim")
        yield from folded(f"── {words['both']} {len(record.both)}", width, 0, "bold green")
        for number, topic in enumerate(record.both, 1):
            mine, theirs = ([one for one in topic.reports if _of(one, record.reports_a) is a] for a in (True, False))
            left, right = (f"{number} {_lead(topic, told, record, lang)} {_wording(told)}" for told in (mine, theirs))
            yield from self._row(left, right)
        for label, topics in (("a", record.only_a), ("b", record.only_b)):
            name = one_line(self._names[label == "b"])
            yield from folded(f"── {words['only'].format(name=name)} {len(topics)}", width, 0, "bold yellow")
            for topic in topics:
                cell = f"{topic_lead(topic, record, lang)} {_wording(topic.reports)}"
                yield from self._row(cell, "") if label == "a" else self._row("", cell)
        yield from folded(f"── {words['differ']}", width, 0, "bold red")
        if not record.differ:
            yield from folded(words["same"], width, 0)
        for conflict in record.differ:
            left, right = ("、".join(_values(conflict, record, a=a, lang=lang)) or "—" for a in (True, False))
            field = field_name(conflict, lang)
            yield from self._row(f"{field}: {left}", f"{field}: {right}")

    def _row(self, left: str, right: str, style: str = "") -> Iterator[Text]:
        half = max((self._width - _GAP) // 2, 8)
        cells = [[line for part in cell.split("\n") for line in folded(part, half, 2, style)] for cell in (left, right)]
        for number in range(max(map(len, cells))):
            one, other = (cell[number] if number < len(cell) else styled("") for cell in cells)
            pad = " " * (half - one.cell_len)
            yield styled("").append_text(one).append(f"{pad} │ ").append_text(other)


def _of(telling: Telling | Place, reports: Sequence[object]) -> bool:
    """Whether a telling stands in one of these reports."""
    return any((telling.source, telling.meeting) == (one.source, one.meeting) for one in reports)  # type: ignore[attr-defined]


def _lead(topic: Topic, told: Sequence[Telling], record: Compared, lang: Lang) -> str:
    """The kind of a point in the words of one of the two, and who spoke."""
    kind = told[0].kind if told else topic.kind
    return topic_lead(dataclasses.replace(topic, kind=kind), record, lang)


def _wording(tellings: Sequence[Telling]) -> str:
    return " / ".join(dict.fromkeys(one_line(one.text) for one in tellings))


def _values(conflict: Conflict, record: Compared, *, a: bool, lang: Lang) -> list[str]:
    reports = record.reports_a if a else record.reports_b
    found = []
    for told in conflict.values:
        if any(_of(place, reports) for place in told.reports):
            found.append(value_text(conflict.field, told.value, record, lang))
    return found


class HtmlWriter(BaseWriter):
    """A page: for each meeting a table of what each tells, and the two texts with what they tell marked."""

    keeps_documents = True

    def __init__(self, target: Target, options: Options, names: tuple[str, str]) -> None:
        self._lang = as_lang(options.lang)
        super().__init__(target, options)
        self._words = words_of(self._lang)
        self._names = names
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115  (texts of any number, read once more at the end)
        self._places: dict[str, tuple[int, int]] = {}
        self._parts: list[Html] = []
        self._alone: list[Html] = []
        self._errors: list[tuple[str, str]] = []

    def write(self, document: Document) -> None:
        """Keep the text of a document."""
        if document.text is not None and document.source is not None:
            data = document.text.encode("utf-8", "surrogatepass")
            self._places[document.source] = (self._texts.tell(), len(data))
            self._texts.write(data)

    def failed(self, source: str, error: MeetextractError) -> None:
        """Name a failed input in the page."""
        self._errors.append((source, error.message))

    def add(self, record: Compared, reports: Sequence[Entry]) -> None:
        """Draw one meeting."""
        if record.told_by != "both":
            name = self._names[record.told_by == "b"]
            facts = f"{sides_text(record, self._lang)} {day_text(record, self._lang)}"
            self._alone.append(el("li", el("b", one_line(name)), " ", one_line(facts)))
            return
        words, lang = self._words, self._lang
        head = el("h2", f"{sides_text(record, lang)} {day_text(record, lang)}")
        self._parts.append(
            el("section", head, self._legend(), self._table(record), self._differ(record),
               el("div", self._text(record, a=True), self._text(record, a=False), class_="pair"),
               aria_label=words["compare_title"])
        )  # fmt: skip

    def close(self) -> None:
        """Write the page and put it in place."""
        words = self._words
        names = el("p", *(el("span", one_line(name)) for name in self._names), class_="facts")
        alone = join([el("h2", words["not_matched"]), el("ul", *self._alone)]) if self._alone else EMPTY
        none = None if self._parts else el("p", words["no_common"], class_="none")
        body = el("main", failures(self._errors, self._lang), none, *self._parts, alone)
        title = words["compare_title"]
        head = el("header", el("h1", title), names)
        self.output.write(page(self._lang, title, "archive", (), join([head, body]), more="occasions"))
        self._texts.close()
        super().close()

    def abort(self) -> None:
        """Remove what was begun."""
        self._texts.close()
        super().abort()

    def _legend(self) -> Html:
        """What the grounds of the marks mean."""
        names = [self._words["both"], *(self._words["only"].format(name=one_line(name)) for name in self._names)]
        marks = zip(("both", "a", "b"), names, strict=True)
        return el("p", *(el("mark", name, class_=f"in-{label}") for label, name in marks), class_="key")

    def _table(self, record: Compared) -> Html:
        words = self._words
        head = el("tr", el("th", words["kind"], scope="col"), *(el("th", one_line(name), scope="col")
                  for name in self._names))  # fmt: skip
        rows = []
        for label, topics in (("both", record.both), ("a", record.only_a), ("b", record.only_b)):
            for topic in topics:
                rows.append(self._row(topic, record, label))
        return el("div", el("table", el("thead", head), el("tbody", *rows), class_="compared"), class_="wide")

    def _row(self, topic: Topic, record: Compared, label: str) -> Html:
        cells = []
        for reports in (record.reports_a, record.reports_b):
            told = [one for one in topic.reports if _of(one, reports)]
            cells.append(el("td", el("mark", _wording(told), class_=f"in-{label}") if told else "—"))
        return el("tr", el("td", topic_lead(topic, record, self._lang)), *cells)

    def _differ(self, record: Compared) -> Html:
        if not record.differ:
            return el("p", self._words["same"])
        rows = []
        for conflict in record.differ:
            values = ("、".join(_values(conflict, record, a=a, lang=self._lang)) or "—" for a in (True, False))
            head = el("th", field_name(conflict, self._lang), scope="row")
            rows.append(el("tr", head, *(el("td", value) for value in values)))
        return join([el("h3", self._words["differ"]), el("table", el("tbody", *rows), class_="compared")])

    def _text(self, record: Compared, *, a: bool) -> Html:
        reports = record.reports_a if a else record.reports_b
        parts: list[Html] = []
        for report in dict.fromkeys(one.source for one in reports):
            text = self._read(report)
            if text is None:
                parts.append(el("p", one_line(report), " ", self._words["no_text"], class_="none"))
                continue
            marks = []
            for label, topics in (("both", record.both), ("a", record.only_a), ("b", record.only_b)):
                for topic in topics:
                    marks += [(one.start, one.end, label) for one in topic.reports
                              if one.source == report and one.start is not None and one.end is not None]  # fmt: skip
            parts += [el("h3", one_line(report)), el("div", marked(text, marks), class_="source", lang="ja")]
        return el("div", *parts)

    def _read(self, source: str) -> str | None:
        if source not in self._places:
            return None
        at, length = self._places[source]
        self._texts.seek(at)
        text = self._texts.read(length).decode("utf-8", "surrogatepass")
        self._texts.seek(0, 2)
        return text


def marked(text: str, marks: list[tuple[int, int, str]]) -> Html:
    """A text with its slices marked; where slices overlap, the first begun stays whole."""
    parts: list[Html | str] = []
    at = 0
    for start, end, label in sorted(marks):
        if start >= at and end <= len(text):
            parts += [text[at:start], el("mark", text[start:end], class_=f"in-{label}")]
            at = end
    return join([*parts, text[at:]])
