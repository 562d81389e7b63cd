"""What a notebook shows for a document: a short page of its own, without style sheet and script."""

from __future__ import annotations

from meetextract.lexicon.names import people_of_japan_first
from meetextract.model import AGREED, Document, Meeting, Point
from meetextract.views.labels import (
    Labels,
    Lang,
    date_text,
    default_lang,
    labels,
    name_of,
    side_name,
    sides,
    speakers,
    titles_of,
    warning_text,
)
from meetextract.views.markup import Html, el
from meetextract.views.visible import one_line

_CELL = "text-align:left;vertical-align:top"


def notebook(document: Document, lang: Lang | None = None) -> Html:
    """A document as HTML for the output of a notebook's cell; `lang` None takes the language of the environment."""
    lang = default_lang() if lang is None else lang
    words = labels(lang)
    published = date_text(document.published, lang) if document.published else None
    facts = [one_line(fact) for fact in (document.publisher, published, document.source) if fact]
    parts = [el("p", el("b", one_line(document.title or "") or words["untitled"]), " ", el("small", "  ".join(facts)))]
    parts += [_meeting(number, meeting, words, lang) for number, meeting in enumerate(document.meetings, start=1)]
    if not document.meetings:
        parts.append(el("p", words["no_meetings"]))
    if document.warnings:
        found = (el("li", f"{warning_text(warning, lang)} ({one_line(warning.code)})") for warning in document.warnings)
        parts += [el("p", words["warnings"].format(n=len(document.warnings))), el("ul", *found)]
    return el("div", *parts, lang=lang, style="overflow-wrap:anywhere")  # a word without an end stays in its cell


def _meeting(number: int, meeting: Meeting, words: Labels, lang: Lang) -> Html:
    facts = [date_text(meeting.date.value, lang) if meeting.date else ""]
    facts += [one_line(meeting.place.words) if meeting.place else "", words[meeting.mode], words[meeting.status]]
    people = []
    for person in people_of_japan_first(meeting.participants):
        who = " ".join(part for part in (name_of(person), titles_of(person)) if part)
        people.append(f"{side_name(person.country, meeting, lang)}: {who or words['unnamed']}")
    rows = [_point(point, meeting, words, lang) for point in meeting.points]
    return el(
        "div",
        el("p", el("b", f"{number}. {sides(meeting, lang)}"), " ", " / ".join(fact for fact in facts if fact)),
        el("ul", *(el("li", line) for line in people)) if people else None,
        el("table", *rows) if rows else el("p", words["no_points"]),
    )


def _point(point: Point, meeting: Meeting, words: Labels, lang: Lang) -> Html:
    by = words["together"] if point.joint else speakers(point, meeting, lang) or words["speaker_unknown"]
    mark = "✓ " if point.kind in AGREED else ""
    content = one_line(point.content.words) if point.content else ""
    cells = (mark + words[point.kind], by, content, one_line(point.predicate.words))
    return el("tr", *(el("td", cell, style=_CELL) for cell in cells))
