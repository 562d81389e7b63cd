"""Occasions as a page to read (`-f html`): every meeting with all its reports under it, and filters."""

from __future__ import annotations

from collections.abc import Sequence

from meetextract.errors import MeetextractError
from meetextract.export.base import Options, Target
from meetextract.export.occasions import BaseWriter
from meetextract.lexicon.names import people_of_japan_first
from meetextract.model import AGREED, KINDS
from meetextract.occasions.records import Occasion, Topic
from meetextract.occasions.spool import Report as Entry
from meetextract.views.archive import failures
from meetextract.views.html import page
from meetextract.views.labels import as_lang
from meetextract.views.markup import EMPTY, Html, el, join
from meetextract.views.occasions import (
    conflict_values,
    day_text,
    field_name,
    name_by_source,
    person_text,
    report_text,
    side_text,
    sides_text,
    topic_lead,
    words_of,
)
from meetextract.views.visible import one_line


class HtmlWriter(BaseWriter):
    """Keeps the finished HTML of each meeting and the names for the filters."""

    def __init__(self, target: Target, options: Options) -> None:
        self._lang = as_lang(options.lang)  # before a file is begun
        super().__init__(target, options)
        self._words = words_of(self._lang)
        self._parts: list[Html] = []
        self._sides: dict[str, str] = {}
        self._persons: set[str] = set()
        self._reports = 0
        self._errors: list[tuple[str, str]] = []

    def add(self, occasion: Occasion, reports: Sequence[Entry]) -> None:
        """Draw one occasion."""
        self._reports += len(occasion.reports)
        self._sides.update((side.code, side_text(side.code, occasion, self._lang)) for side in occasion.countries)
        self._persons.update(one_line(one.name) for one in occasion.participants if one.name)
        self._parts.append(self._occasion(occasion))

    def failed(self, source: str, error: MeetextractError) -> None:
        """Name a failed input in the page."""
        self._errors.append((source, error.message))

    def close(self) -> None:
        """Write the page and put it in place."""
        words = self._words
        facts = words["occasions"].format(n=len(self._parts), reports=self._reports)
        head = el("header", el("h1", words["title"]), el("p", el("span", facts), class_="facts"))
        if len(self._parts) == 1:  # nothing to choose from
            self._parts = [Html(self._parts[0].replace("<details", "<details open", 1))]
        body = el("main", failures(self._errors, self._lang), self._filters(), *self._parts,
                  None if self._parts else el("p", words["none"], class_="none"))  # fmt: skip
        self.output.write(page(self._lang, words["title"], "archive", (), join([head, body]), more="occasions"))
        super().close()

    def _filters(self) -> Html:
        words = self._words
        sides = sorted((name, code) for code, name in self._sides.items())
        return el(
            "form",
            _field(words["filter_text"], el("input", type="search", id="o-text")),
            _field(words["filter_side"], _select("o-side", words["all"], [(code, name) for name, code in sides])),
            _field(words["filter_person"], el("input", type="search", id="o-person", list="o-persons")),
            el("datalist", *(el("option", value=name) for name in sorted(self._persons)), id="o-persons"),
            _field(words["filter_kind"], _select("o-kind", words["all"], [(kind, words[kind]) for kind in KINDS])),
            _field(words["several"], el("input", type="checkbox", id="o-several"), "check"),
            _field(words["differing"], el("input", type="checkbox", id="o-differing"), "check"),
            el("button", words["reset"], type="reset"),
            el("p", el("output", id="o-count", data_shown=words["found"]), class_="found"),
            id="o-filters", class_="filters", role="search", aria_label=words["title"],
        )  # fmt: skip

    def _occasion(self, occasion: Occasion) -> Html:
        lang, words = self._lang, self._words
        place = one_line(occasion.place.value) if occasion.place else None
        people = people_of_japan_first(occasion.participants)
        present = " × ".join(one_line(one.name) for one in people if one.name)
        facts = [present, day_text(occasion, lang), place, words[occasion.mode], words[occasion.status],
                 f"{words['reports']} {len(occasion.reports)}",
                 words["conflicts"] if occasion.conflicts else None]  # fmt: skip
        summary = el("summary", el("h2", sides_text(occasion, lang)),
                     *(el("span", fact, class_="quiet") for fact in facts if fact))  # fmt: skip
        attending = [el("li", el("b", side_text(one.country, occasion, lang)), " ", person_text(one, lang))
                     for one in people]  # fmt: skip
        reports = [el("li", report_text(report, lang)) for report in occasion.reports]
        points = [self._point(topic, occasion) for topic in occasion.points]
        names = "\n".join(told.value for one in occasion.participants for told in one.names)
        return el(
            "details", summary,
            el("ul", *attending) if attending else EMPTY,
            el("h3", words["reports"]), el("ul", *reports),
            el("h3", words["points"]),
            el("ol", *points) if points else el("p", words["no_points"], class_="none"),
            self._conflicts(occasion),
            class_="occ", id=occasion.occasion,
            data_c=" ".join(side.code for side in occasion.countries) or " ",
            data_k=" ".join(dict.fromkeys(topic.kind for topic in occasion.points)) or " ",
            data_p=names or " ", data_n=str(len(occasion.reports)), data_x="1" if occasion.conflicts else "0",
        )  # fmt: skip

    def _point(self, topic: Topic, occasion: Occasion) -> Html:
        words, names = self._words, name_by_source(occasion)
        lead = el("span", topic_lead(topic, occasion, self._lang),
                  class_="kind agreed" if topic.kind in AGREED else "kind")  # fmt: skip
        tellings = [
            el("li", el("b", one_line(names[one.source])), f" {words[one.kind]} ", el("q", one_line(one.text)))
            for one in topic.reports
        ]
        return el("li", lead, " ", one_line(topic.content or topic.reports[0].text), el("ul", *tellings,
                  class_="tellings"))  # fmt: skip

    def _conflicts(self, occasion: Occasion) -> Html:
        if not occasion.conflicts:
            return EMPTY
        rows = []
        for conflict in occasion.conflicts:
            values = conflict_values(conflict, occasion, self._lang)
            rows += [el("dt", field_name(conflict, self._lang)), *(el("dd", value) for value in values)]
        return el("div", el("h3", self._words["conflicts"]), el("dl", *rows), class_="conflicts")


def _field(label: str, control: Html, class_: str | None = None) -> Html:
    return el("label", el("span", label), control, class_=class_)


def _select(name: str, every: str, options: list[tuple[str, str]]) -> Html:
    return el("select", el("option", every, value=""), *(el("option", shown, value=value) for value, shown in options),
              id=name)  # fmt: skip
