"""Many articles in one report: when, who met whom, what was agreed, and every article below."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from meetextract.lexicon.names import japan_first
from meetextract.model import AGREED, KINDS, Document, Kind
from meetextract.views.article import Article, legend
from meetextract.views.labels import Lang, country_name, date_text, labels
from meetextract.views.markup import EMPTY, Html, el, join
from meetextract.views.timeline import Event, as_day, months, timeline
from meetextract.views.visible import one_line

# What a screen holds. A switch shows the rest of the matrix (page.css knows the number too), the search other pairs.
_MATRIX: Final = 16
_MATRIX_ALL: Final = 120  # with more sides than these, the table would be most of the page
_PAIRS: Final = 40
_SHADES: Final = 6


@dataclass(frozen=True, slots=True)
class _Row:
    """An agreed point as the table shows it."""

    event: Event
    kind: Kind
    content: str
    place: str
    article: str
    title: str


class Archive:
    """Collects articles one by one, so that only their finished HTML and a few short lists stay in memory."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.words = labels(lang)
        self.articles: list[Html] = []
        self.events: list[Event] = []
        self.rows: list[_Row] = []
        self.countries: dict[str, str] = {}
        self.missed: list[Html] = []

    def add(self, document: Document) -> None:
        """Take one document in."""
        prefix = f"d{len(self.articles) + 1}"
        article = Article(document, prefix, self.lang, 3)
        published = as_day(document.published)
        for meeting in document.meetings:
            own = as_day(meeting.date.value) if meeting.date else None
            self.countries |= {country.code: country_name(country, self.lang) for country in meeting.countries}
            codes = tuple(dict.fromkeys(country.code for country in japan_first(meeting.countries)))
            people = ((one_line(p.name), p.country or "") for p in meeting.participants if p.name)
            event = Event(own or published, own is not None, codes, tuple(self.countries[code] for code in codes),
                          tuple(dict.fromkeys(people)), article.record(meeting),
                          date_text(meeting.date.value, self.lang) if meeting.date and own is None else "")  # fmt: skip
            self.events.append(event)
            for n, point in enumerate(meeting.points, start=1):
                if point.kind in AGREED:
                    content = one_line((point.content or point.predicate).words)
                    place = article.place_of(f"{event.card}p{n}")
                    self.rows.append(_Row(event, point.kind, content, place, prefix, article.title))
        counts = self.words["count_meetings"].format(n=len(document.meetings))
        self.missed += [
            el("li", el("a", article.title, href=f"#{anchor}", lang=article.ja), " ", el("span", said, lang=article.ja))
            for anchor, said in article.missed()
        ]
        title = el("h3", article.title, lang=article.ja)
        summary = el("summary", title, article.facts(), el("span", counts, class_="quiet"))
        self.articles.append(el("details", summary, article.body(), class_="doc", id=prefix))

    def html(self) -> Html:
        """The overview and the articles."""
        words = self.words
        return join(
            [
                self._section("timeline", "timeline", el("p", words["timeline_note"], class_="note"),
                              timeline(self.events, self.lang)),
                self._section("who", "matrix", el("p", words["matrix_note"], class_="note"),
                              el("div", self._matrix(), self._pairs(), class_="who-met-whom")),
                self._section("calendar", "calendar", months(self.events, self.lang)),
                self._section("agreed", "agreed_table", self._filters(), self._table()),
                self._section("missed", "missed", el("p", words["missed_note"], class_="note"), el("ul", *self.missed))
                if self.missed else EMPTY,
                self._section("documents", "documents", legend(self.lang), *self.articles),
            ]
        )  # fmt: skip

    def numbers(self) -> Html:
        """The figures at the head of the page."""
        days = sorted(event.day for event in self.events if event.day)
        facts = [
            self.words["count_documents"].format(n=len(self.articles)),
            self.words["count_meetings"].format(n=len(self.events)),
            self.words["count_agreed"].format(n=len(self.rows)),
        ]
        if days:
            ends = dict.fromkeys(date_text(day.isoformat(), self.lang) for day in (days[0], days[-1]))
            facts.append(" – ".join(ends))
        return el("p", *(el("span", fact) for fact in facts), class_="facts")

    def contents(self) -> Html:
        """The links to the parts of the page."""
        parts: tuple[tuple[str, str], ...] = (
            ("timeline", "timeline"), ("who", "matrix"), ("calendar", "calendar"), ("agreed", "agreed_table"),
            ("documents", "documents"),
        )  # fmt: skip
        if self.missed:
            parts = (*parts[:-1], ("missed", "missed"), parts[-1])
        return el("nav", *(el("a", self.words[label], href=f"#{part}-part") for part, label in parts),
                  class_="contents", aria_label=self.words["overview"])  # fmt: skip

    def _section(self, name: str, label: str, *children: Html) -> Html:
        return el("section", el("h2", self.words[label], id=name), *children, id=f"{name}-part", class_=name,
                  aria_labelledby=name)  # fmt: skip

    def _matrix(self) -> Html:
        counts: Counter[tuple[str, str]] = Counter()
        total: Counter[str] = Counter()
        for event in self.events:
            total.update(event.codes)
            for one, other in combinations(event.codes, 2):
                counts[one, other] += 1
                counts[other, one] += 1
        shown = [code for code, _ in total.most_common(_MATRIX_ALL)]
        most = max(counts.values(), default=1)
        head = el("tr", el("td"), *(el("th", el("span", self.countries[code]), scope="col") for code in shown))
        rows = [
            el("tr", el("th", self.countries[one], scope="row"),
               *(self._cell(one, other, counts[one, other], most) for other in shown))
            for one in shown
        ]  # fmt: skip
        table = el("table", el("caption", self.words["matrix_countries"]), el("thead", head), el("tbody", *rows),
                   class_="matrix")  # fmt: skip
        scroll = el("div", table, class_="scroll", tabindex="0", role="group",
                    aria_label=self.words["matrix_countries"])  # fmt: skip
        return el("div", self._switch(len(total)) if len(total) > _MATRIX else None, scroll)

    def _switch(self, total: int) -> Html:
        """Shows all sides of the matrix: by style alone, so that it works without script."""
        few = el("span", self.words["matrix_cut"].format(n=_MATRIX, all=total))
        words = self.words["matrix_all" if total <= _MATRIX_ALL else "matrix_most"].format(n=_MATRIX_ALL)
        return el("p", few, el("label", el("input", type="checkbox", id="show-sides"), words), class_="switch")

    def _cell(self, one: str, other: str, count: int, most: int) -> Html:
        if one == other:
            return el("td", class_="same")
        if not count:
            return el("td")
        shade = -(-count * _SHADES // most)
        names = f"{self.countries[one]} × {self.countries[other]}"
        link = el("a", str(count), href="#agreed-part", data_pair=f"{one} {other}", data_names=names,
                  aria_label=f"{names}: {count}")  # fmt: skip
        return el("td", link, class_=f"n{shade}")

    def _pairs(self) -> Html:
        counts: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
        for event in self.events:
            for one, other in combinations(event.persons, 2):
                if one[1] != other[1]:  # officials of one side did not meet each other
                    counts[(other, one) if (other, one) in counts else (one, other)] += 1
        rows = []
        for pair, count in counts.most_common(_PAIRS):
            names = [name for name, _ in pair]
            shown = join([self._who(*pair[0]), " × ", self._who(*pair[1])])
            link = el("a", str(count), href="#agreed-part", data_persons="\n".join(names),
                      data_names=" × ".join(names), aria_label=f"{' × '.join(names)}: {count}")  # fmt: skip
            rows.append(el("tr", el("td", shown), el("td", link, class_="number")))
        head = el("tr", el("th", self.words["pair"], scope="col"), el("th", self.words["meetings"], scope="col"))
        cut = None
        if len(counts) > len(rows):
            cut = el("p", self.words["pairs_cut"].format(n=len(rows), all=len(counts)), class_="note")
        table = el("table", el("caption", self.words["matrix_persons"]), el("thead", head), el("tbody", *rows),
                   class_="pairs")  # fmt: skip
        return el("div", table, cut, class_="scroll", tabindex="0", role="group",
                  aria_label=self.words["matrix_persons"])  # fmt: skip

    def _who(self, name: str, code: str) -> Html:
        side = self.countries.get(code, one_line(code))
        return join([name, el("span", f"({side})", class_="quiet") if side else None])

    def _filters(self) -> Html:
        words = self.words
        seen = {code for row in self.rows for code in row.event.codes}
        countries = sorted((self.countries[code], code) for code in seen)
        kinds = [kind for kind in KINDS if any(row.kind == kind for row in self.rows)]
        persons = sorted({name for row in self.rows for name, _ in row.event.persons})
        return el(
            "form",
            _field(words["search"], el("input", type="search", id="f-text")),
            _field(words["country"], _select("f-country", words["all"], [(code, name) for name, code in countries])),
            _field(words["person"], el("input", type="search", id="f-person", list="persons")),
            el("datalist", *(el("option", value=name) for name in persons), id="persons"),
            _field(words["kind"], _select("f-kind", words["all"], [(kind, words[kind]) for kind in kinds])),
            _field(words["since"], el("input", type="date", id="f-since")),
            _field(words["until"], el("input", type="date", id="f-until")),
            el("button", words["reset"], type="reset"),
            el("p", el("button", type="button", id="f-pair", hidden=""),
               el("output", id="f-count", data_shown=words["shown"], data_none=words["none_match"]),
               el("button", words["save_csv"], type="button", id="f-csv", data_guess=words["by_article_date"]),
               el("span", words["filter_address"], class_="quiet"), class_="found"),
            class_="filters",
            role="search",
            aria_labelledby="agreed",
        )  # fmt: skip

    def _table(self) -> Html:
        words = self.words
        columns = ("date", "sides", "persons", "kind", "content", "article")
        head = el("tr", *(el("th", words[column], scope="col") for column in columns))
        earliest = datetime.date.min
        rows = sorted(self.rows, key=lambda row: row.event.day or earliest, reverse=True)
        body = el("tbody", *(self._table_row(row) for row in rows))
        more = el("button", words["show_more"], type="button", id="f-more", hidden="")
        table = el("table", el("caption", words["agreed_table"], class_="unseen"), el("thead", head), body, id="points")
        return join([el("div", table, class_="wide"), more])

    def _table_row(self, row: _Row) -> Html:
        event = row.event
        day = event.day.isoformat() if event.day else None
        guess = None
        if event.said or (day and not event.dated):
            guess = el("span", event.said or f"({self.words['by_article_date']})", class_="quiet")
        ja = "ja" if self.lang != "ja" else None
        return el(
            "tr",
            el("td", day, guess),
            el("td", "・".join(event.names)),
            el("td", "、".join(name for name, _ in event.persons), lang=ja),
            el("td", self.words[row.kind]),
            el("td", el("a", row.content, href=row.place), lang=ja),
            el("td", el("a", row.title, href=f"#{row.article}"), lang=ja),
            data_c=" ".join(event.codes),
            data_k=row.kind,
            data_d=day,
        )


def _field(label: str, control: Html) -> Html:
    return el("label", el("span", label), control)


def _select(name: str, every: str, options: list[tuple[str, str]]) -> Html:
    return el("select", el("option", every, value=""), *(el("option", shown, value=value) for value, shown in options),
              id=name)  # fmt: skip


def failures(errors: list[tuple[str, str]], lang: Lang) -> Html:
    """The inputs that could not be read, so that nobody takes the page for the whole."""
    if not errors:
        return EMPTY
    items = [el("li", el("b", one_line(source)), " ", one_line(message)) for source, message in errors]
    head = el("h2", labels(lang)["failed"], id="failed")
    return el("section", head, el("ul", *items), class_="failed", aria_labelledby="failed")
