"""Occasions for people to read: a page on a terminal and Markdown. All of one meeting under it, who told what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from meetextract.export.base import Options, Target
from meetextract.export.occasions import BaseWriter
from meetextract.lexicon.names import japan_first, people_of_japan_first, usual_name
from meetextract.model import AGREED
from meetextract.occasions.records import Attendant, Changed, Compared, Conflict, Occasion, Report, Topic
from meetextract.occasions.spool import Report as Entry
from meetextract.views.drawing import Drawing
from meetextract.views.labels import Lang, as_lang, date_text, labels
from meetextract.views.markdown import escape
from meetextract.views.visible import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from meetextract.views.drawing import Look

_MEASURE: Final = 100
_HANG: Final = 6


@cache
def words_of(lang: Lang) -> Mapping[str, str]:
    """The words of both tables for a language."""
    raw = resources.files("meetextract").joinpath("data", "labels_occasions.toml").read_text("utf-8")
    return {**labels(lang), **tomllib.loads(raw)[lang]}


def sides_text(occasion: Occasion | Compared | Changed, lang: Lang) -> str:
    """Who met whom."""
    names = [one_line(usual_name(side, lang)) for side in japan_first(occasion.countries)]
    return " × ".join(names) or labels(lang)["no_sides"]


def side_text(code: str | None, occasion: Occasion | Compared, lang: Lang) -> str:
    """A side's name by its code."""
    if not code:
        return words_of(lang)["unknown_state"]
    for side in occasion.countries:
        if side.code == code:
            return one_line(usual_name(side, lang))
    return one_line(code)


def person_text(one: Attendant, lang: Lang) -> str:
    """Someone with his titles and his other names."""
    words = words_of(lang)
    others = [told.value for told in one.names if told.value != one.name]
    name = one.name or words["unnamed"]
    shown = name + (f"({'、'.join(others)})" if others else "")
    return one_line(f"{shown} {'・'.join(told.value for told in one.titles)}".strip())


def day_text(occasion: Occasion | Compared | Changed, lang: Lang) -> str:
    """The day."""
    return date_text(occasion.date.value, lang) if occasion.date else words_of(lang)["unknown_day"]


def report_text(report: Report, lang: Lang) -> str:
    """One report in a line: who published it, when, its headline, its source."""
    published = date_text(report.published, lang) if report.published else None
    return "  ".join(one_line(fact) for fact in (report.publisher, published, report.title, report.source) if fact)


def field_name(conflict: Conflict, lang: Lang) -> str:
    """What a conflict is about."""
    return words_of(lang)[f"field_{conflict.field}"].format(n=conflict.point)


def conflict_values(conflict: Conflict, occasion: Occasion, lang: Lang) -> list[str]:
    """The values of a conflict, each with who gives it."""
    names = name_by_source(occasion)
    shown = []
    for told in conflict.values:
        value = value_text(conflict.field, told.value, occasion, lang)
        who = "、".join(dict.fromkeys(names[place.source] for place in told.reports))
        shown.append(one_line(f"{value} — {who}"))
    return shown


def value_text(field: str, value: str, occasion: Occasion | Compared, lang: Lang) -> str:
    """A value of a conflict in the reader's words."""
    if field in {"kind", "mode"}:
        return words_of(lang)[value]
    if field == "date":
        return date_text(value, lang)
    if field == "by":
        return "、".join(side_text(code, occasion, lang) for code in value.split(";"))
    return one_line(value)


def name_by_source(occasion: Occasion) -> dict[str, str]:
    """What the reports are called: their publisher, the source where two have the same or none."""
    publishers = [report.publisher for report in occasion.reports]
    return {
        one.source: one.publisher if one.publisher and publishers.count(one.publisher) == 1 else one.source
        for one in occasion.reports
    }


def topic_lead(topic: Topic, occasion: Occasion | Compared, lang: Lang) -> str:
    """The kind of a point and who spoke."""
    words = words_of(lang)
    by = words["together"] if topic.joint else "、".join(side_text(code, occasion, lang) for code in topic.by)
    return f"{words[topic.kind]}({by or words['speaker_unknown']})"


class PageWriter(BaseWriter):
    """The page for a terminal."""

    def __init__(self, target: Target, options: Options, look: Look) -> None:
        super().__init__(target, options)
        self._lang = look.lang
        self._words = words_of(look.lang)
        self._drawing = Drawing(look)
        self._any = False

    def add(self, occasion: Occasion, reports: Sequence[Entry]) -> None:
        """Draw one occasion."""
        self._any = True
        self._print(self._lines(occasion))

    def close(self) -> None:
        """Say so where there was none."""
        if not self._any:
            self._print([styled(self._words["none"])])
        super().close()

    def _print(self, lines: Iterable[Text]) -> None:
        self.output.write(self._drawing.lines(lines))
        self.output.flush()

    def _lines(self, occasion: Occasion) -> Iterator[Text]:
        lang, words = self._lang, self._words
        width = min(self._drawing.console.width, _MEASURE)
        yield styled("━" * width, "dim")
        yield from folded(f"{occasion.occasion}  {sides_text(occasion, lang)}", width, 0, "bold")
        facts = [day_text(occasion, lang), one_line(occasion.place.value) if occasion.place else ""]
        yield from folded("  ".join(filter(None, [*facts, words[occasion.mode], words[occasion.status]])), width, 0)
        for one in people_of_japan_first(occasion.participants):
            yield from folded(f"  {side_text(one.country, occasion, lang)}: {person_text(one, lang)}", width, 4)
        yield from folded(f"{words['reports']} {len(occasion.reports)}", width, 0, "bold")
        for report in occasion.reports:
            yield from folded(f"  {report_text(report, lang)}", width, 4, "dim")
        yield from self._points(occasion, width)
        if occasion.conflicts:
            yield from folded(words["conflicts"], width, 0, "bold red")
        for conflict in occasion.conflicts:
            yield from folded(f"  {field_name(conflict, lang)}", width, 4)
            for value in conflict_values(conflict, occasion, lang):
                yield from folded(f"    {value}", width, _HANG)

    def _points(self, occasion: Occasion, width: int) -> Iterator[Text]:
        lang, words = self._lang, self._words
        names = name_by_source(occasion)
        yield from folded(words["points"], width, 0, "bold")
        if not occasion.points:
            yield from folded("  " + words["no_points"], width, 2)
        for number, topic in enumerate(occasion.points, 1):
            mark = "✓" if topic.kind in AGREED else " "
            content = one_line(topic.content or topic.reports[0].text)
            yield from folded(f"{mark}{number:>2} {topic_lead(topic, occasion, lang)} {content}", width, _HANG)
            who = "、".join(dict.fromkeys(names[one.source] for one in topic.reports))
            yield from folded(" " * _HANG + one_line(who), width, _HANG, "dim")


def folded(content: str, width: int, hang: int, style: str = "") -> Iterator[Text]:
    """A paragraph in lines of at most `width` cells; all but the first begin `hang` blanks in."""
    from meetextract.views.fold import fold  # noqa: PLC0415

    indent = min(hang, width // 2)
    for number, line in enumerate(fold(styled(content, style), width - indent)):
        yield styled(" " * indent).append_text(line) if number else line


def styled(content: str, style: str = "") -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text(content, style)


class MarkdownWriter(BaseWriter):
    """A report to read, paste or convert."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        self._lang = as_lang(options.lang)
        self._words = words_of(self._lang)
        self.output.write(f"# {self._words['title']}\n")

    def add(self, occasion: Occasion, reports: Sequence[Entry]) -> None:
        """Write one occasion."""
        lang, words = self._lang, self._words
        facts = [day_text(occasion, lang), occasion.place.value if occasion.place else "", words[occasion.mode],
                 words[occasion.status]]  # fmt: skip
        lines = ["", f"## {escape(occasion.occasion)}: {escape(sides_text(occasion, lang))}", "",
                 ", ".join(escape(fact) for fact in facts if fact), ""]  # fmt: skip
        lines += [f"- {escape(side_text(one.country, occasion, lang))}: {escape(person_text(one, lang))}"
                  for one in people_of_japan_first(occasion.participants)]  # fmt: skip
        lines += ["", f"**{words['reports']}**", ""]
        lines += [f"- {escape(report_text(report, lang))}" for report in occasion.reports]
        lines += ["", f"**{words['points']}**", ""]
        names = name_by_source(occasion)
        for number, topic in enumerate(occasion.points, 1):
            content = escape(topic.content or topic.reports[0].text)
            who = ", ".join(dict.fromkeys(escape(names[one.source]) for one in topic.reports))
            lines.append(f"{number}. {escape(topic_lead(topic, occasion, lang))}: {content} — {who}")
        if not occasion.points:
            lines.append(words["no_points"])
        if occasion.conflicts:
            lines += ["", f"**{words['conflicts']}**", ""]
        for conflict in occasion.conflicts:
            values = "; ".join(escape(value) for value in conflict_values(conflict, occasion, lang))
            lines.append(f"- {escape(field_name(conflict, lang))}: {values}")
        self.output.write("\n".join(lines) + "\n")
