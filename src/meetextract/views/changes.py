"""What changed since the meeting before (`--changes`), for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from meetextract.export.base import Options, Target
from meetextract.export.occasions import BaseWriter
from meetextract.occasions.records import Change, Changed
from meetextract.occasions.spool import Report as Entry
from meetextract.views.archive import failures
from meetextract.views.drawing import Drawing
from meetextract.views.html import page
from meetextract.views.labels import Lang, as_lang, date_text
from meetextract.views.markdown import escape
from meetextract.views.markup import Html, el, join
from meetextract.views.occasions import day_text, folded, report_text, sides_text, styled, words_of
from meetextract.views.visible import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from meetextract.errors import MeetextractError
    from meetextract.views.drawing import Look

_STYLES = {"new": "green", "again": "", "earlier": "", "gone": "dim"}


def lead(change: Change, lang: Lang) -> str:
    """What a point is against the meetings before, and where it stood then."""
    words = words_of(lang)
    shown = f"{words['change_' + change.state]}・{words[change.kind]}"
    if change.before is not None and change.state in {"again", "earlier"}:
        day = date_text(change.before.date, lang) if change.before.date else words["unknown_day"]
        shown += f" ({change.before.occasion} {day})"
    return shown


def _before(changed: Changed, lang: Lang) -> str:
    words = words_of(lang)
    if changed.before is None:
        return words["first_meeting"]
    day = date_text(changed.before.date, lang) if changed.before.date else words["unknown_day"]
    return f"← {changed.before.occasion} {day}"


class PageWriter(BaseWriter):
    """The page for a terminal."""

    def __init__(self, target: Target, options: Options, look: Look) -> None:
        super().__init__(target, options)
        self._lang = look.lang
        self._drawing = Drawing(look)
        self._any = False

    def add(self, record: Changed, reports: Sequence[Entry]) -> None:
        """Draw one meeting."""
        self._any = True
        self._print(self._lines(record))

    def close(self) -> None:
        """Say so where there was none."""
        if not self._any:
            self._print([styled(words_of(self._lang)["none"])])
        super().close()

    def _print(self, lines: Iterable[Text]) -> None:
        self.output.write(self._drawing.lines(lines))

    def _lines(self, record: Changed) -> Iterator[Text]:
        lang, width = self._lang, min(self._drawing.console.width, 100)
        yield styled("━" * width, "dim")
        title = f"{record.occasion}  {sides_text(record, lang)}  {day_text(record, lang)}"
        yield from folded(title, width, 0, "bold")
        yield from folded(_before(record, lang), width, 0, "dim")
        for change in record.points:
            yield from folded(f"  {lead(change, lang)}", width, 4, _STYLES[change.state])
            yield from folded("      " + one_line(change.content or ""), width, 6)
        if not record.points:
            yield from folded("  " + words_of(lang)["no_agreed"], width, 2)


class MarkdownWriter(BaseWriter):
    """A report to read, paste or convert."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        self._lang = as_lang(options.lang)
        self.output.write(f"# {words_of(self._lang)['changes_title']}\n")

    def add(self, record: Changed, reports: Sequence[Entry]) -> None:
        """Write one meeting."""
        lang = self._lang
        title = f"{record.occasion}: {sides_text(record, lang)}, {day_text(record, lang)}"
        lines = ["", f"## {escape(title)}", "", escape(_before(record, lang)), ""]
        lines += [f"- **{escape(lead(change, lang))}** {escape(change.content or '')}" for change in record.points]
        lines += [] if record.points else [words_of(lang)["no_agreed"]]
        self.output.write("\n".join(lines) + "\n")


class HtmlWriter(BaseWriter):
    """A page: every meeting of some sides under the one before, with what is new, told again, or no longer told."""

    def __init__(self, target: Target, options: Options) -> None:
        self._lang = as_lang(options.lang)  # before a file is begun
        super().__init__(target, options)
        self._parts: list[Html] = []
        self._errors: list[tuple[str, str]] = []

    def failed(self, source: str, error: MeetextractError) -> None:
        """Name a failed input in the page."""
        self._errors.append((source, error.message))

    def add(self, record: Changed, reports: Sequence[Entry]) -> None:
        """Draw one meeting."""
        lang, words = self._lang, words_of(self._lang)
        before: str = _before(record, lang)
        if record.before is not None:
            before = el("a", before, href=f"#{record.before.occasion}")
        head = f"{record.occasion} {day_text(record, lang)}"
        points = [self._change(change) for change in record.points]
        self._parts.append(
            el(
                "section",
                el("h2", f"{sides_text(record, lang)} ", el("span", head, class_="quiet")),
                el("p", before, class_="quiet"),
                el("ul", *points) if points else el("p", words["no_agreed"], class_="none"),
                el("ul", *(el("li", report_text(report, lang)) for report in record.reports), class_="tellings"),
                class_="occ", id=record.occasion,
            )
        )  # fmt: skip

    def close(self) -> None:
        """Write the page and put it in place."""
        words = words_of(self._lang)
        title = words["changes_title"]
        none = None if self._parts else el("p", words["none"], class_="none")
        body = el("main", failures(self._errors, self._lang), none, *self._parts)
        content = join([el("header", el("h1", title)), body])
        self.output.write(page(self._lang, title, "archive", (), content, more="occasions"))
        super().close()

    def _change(self, change: Change) -> Html:
        shown = el("span", lead(change, self._lang), class_="kind")
        return el("li", shown, " ", one_line(change.content or ""), class_=f"change-{change.state}")
