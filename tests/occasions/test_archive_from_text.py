"""Archives read as a user reads them, from the text: which reports come together, and which agreed points.

A meeting that the extraction misses costs the pairs that it stands in; one that it makes up counts as a wrong one in
every pair. The floors lie a little below the figures of now (`third/README.md` has the first run).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator

import pytest

from meetextract import extract
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import AGREED, Document, Meeting, Point
from meetextract.occasions.engine import Occasions
from meetextract.occasions.merge import Merger
from meetextract.occasions.records import Occasion, Telling
from occasion_archive import Reported, pairs, reports

Said = tuple[str, str, int]


def read(one: Reported) -> Document:
    head = one.document
    found = extract(one.text, published=head.published)
    return dataclasses.replace(found, source=head.source, publisher=head.publisher, published=head.published)


def occasions(documents: list[Document]) -> list[Occasion]:
    merger = Merger(default_lexicon())
    with Occasions(default_lexicon()) as archive:
        for document in documents:
            archive.add(document)
        archive.put_together()
        return [merger.merge(number, entries) for number, entries in archive.all()]


def likeness(right: Meeting, found: Meeting) -> int:
    """How much of an annotated meeting a record holds: predicates, names, sides."""
    points = sum(one.predicate.start == other.predicate.start for one in right.points for other in found.points)
    names = {one.name for one in right.participants} & {one.name for one in found.participants} - {None}
    return 3 * points + len(names) + 2 * ({c.code for c in right.countries} == {c.code for c in found.countries})


def matched(one: Reported, document: Document) -> dict[str, str]:
    """The annotated meeting of each record, the best fit first; a record without one stands for itself."""
    fits = sorted(
        ((likeness(right, found), right.id, found.id)
         for right in one.document.meetings for found in document.meetings),
        key=lambda fit: -fit[0],
    )  # fmt: skip
    result: dict[str, str] = {}
    for fit, right, found in fits:
        if fit > 1 and found not in result and right not in result.values():
            result[found] = right
    return {found.id: result.get(found.id) or _again(one, found) for found in document.meetings}


def _again(one: Reported, found: Meeting) -> str:
    """A round of three or more told in two records is that round in both."""
    sides = {country.code for country in found.countries}
    same = (right.id for right in one.document.meetings if {c.code for c in right.countries} == sides)
    return next(same, "made up") if len(sides) > 2 else f"made up {found.id}"


def groups_of_points(found: list[Occasion], given: dict[str, Reported]) -> Iterator[list[object]]:
    for occasion in found:
        for topic in occasion.points:
            if topic.kind in AGREED:
                yield list(dict.fromkeys(_annotated(given[one.source], one) for one in topic.reports))


def _annotated(report: Reported, telling: Telling) -> Said:
    for meeting in report.document.meetings:
        for at, point in enumerate(meeting.points):
            if point.kind in AGREED and _meets(point, telling):
                return report.document.source or "", meeting.id, at
    return telling.source, "made up", telling.start or 0


def _meets(point: Point, telling: Telling) -> bool:
    spans = [span for span in (point.content, point.predicate) if span is not None]
    start, end = telling.start or 0, telling.end or 0
    return any((span.start or 0) < end and start < (span.end or 0) for span in spans)


@pytest.mark.parametrize(
    ("name", "precision", "recall", "points"),
    [
        ("archive", 0.99, 0.91, 0.87),
        ("third", 0.99, 0.91, 0.92),
        ("fourth", 0.99, 0.95, 0.94),
        ("fifth", 0.99, 0.81, 0.94),
    ],
)
def test_reports_read_from_their_text_come_together(name: str, precision: float, recall: float, points: float) -> None:
    given = reports(name)
    by_source = {str(one.document.source): one for one in given}
    documents = [read(one) for one in given]
    of = {str(d.source): matched(by_source[str(d.source)], d) for d in documents}
    merged = occasions(documents)
    right: dict[str, list[object]] = defaultdict(list)
    topics: dict[tuple[str, str], list[object]] = defaultdict(list)
    for one in given:
        source = str(one.document.source)
        for meeting in one.document.meetings:
            right[one.occasions[meeting.id]].append((source, meeting.id))
            for at, point in enumerate(meeting.points):
                if point.kind in AGREED:
                    topics[one.occasions[meeting.id], one.topics[meeting.id, at]].append((source, meeting.id, at))
    found = pairs([[(r.source, of[r.source][r.meeting]) for r in occasion.reports] for occasion in merged])
    wanted = pairs(list(right.values()))
    said, meant = pairs(list(groups_of_points(merged, by_source))), pairs(list(topics.values()))
    both = len(said & meant)
    f1 = 2 * both / (len(said) + len(meant))
    right_ones = len(found & wanted)
    print(f"precision {right_ones / len(found):.3f} recall {right_ones / len(wanted):.3f} F1 {f1:.3f}")
    assert right_ones / len(found) >= precision, sorted(map(str, found - wanted))
    assert right_ones / len(wanted) >= recall, sorted(map(str, wanted - found))
    assert f1 >= points
