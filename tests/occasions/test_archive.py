"""The constructed archive: which reports tell one meeting, and which of their points say the same."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import AGREED
from meetextract.occasions.engine import Occasions
from meetextract.occasions.grouping import group
from occasion_archive import Reported, pairs, read, reports

Key = tuple[str, str]


def found_groups(given: list[Reported]) -> list[list[Key]]:
    with Occasions(default_lexicon()) as occasions:
        for one in given:
            occasions.add(one.document)
        occasions.put_together()
        return [[(entry.head.source, entry.meeting.id) for entry in entries] for _, entries in occasions.all()]


def annotated_groups(given: list[Reported]) -> list[list[Key]]:
    groups: dict[str, list[Key]] = defaultdict(list)
    for one in given:
        for meeting, occasion in one.occasions.items():
            groups[occasion].append((str(one.document.source), meeting))
    return list(groups.values())


@pytest.fixture(scope="module", params=["archive", "second"])
def archive(request: pytest.FixtureRequest) -> list[Reported]:
    return reports(request.param)


def test_the_archive_is_as_large_as_it_has_to_be() -> None:
    assert len(reports()) >= 60
    assert len(annotated_groups(reports())) >= 20


def test_reports_of_one_meeting_come_together_and_no_others(archive: list[Reported]) -> None:
    found, right = pairs(found_groups(archive)), pairs(annotated_groups(archive))
    wrong, missed = sorted(map(sorted, found - right)), sorted(map(sorted, right - found))
    print(f"precision {len(found & right) / len(found):.3f} recall {len(found & right) / len(right):.3f}", missed)
    assert len(found & right) / len(found) >= 0.99, wrong
    assert len(found & right) / len(right) >= 0.90, missed


def test_the_order_of_the_inputs_changes_nothing(archive: list[Reported]) -> None:
    first = found_groups(archive)
    for seed in range(3):
        shuffled = random.Random(seed).sample(archive, len(archive))
        assert found_groups(shuffled) == first


def test_agreed_points_that_say_the_same_come_together(archive: list[Reported]) -> None:
    told: dict[str, list[tuple[Reported, str]]] = defaultdict(list)
    for one in archive:
        for meeting, occasion in one.occasions.items():
            told[occasion].append((one, meeting))
    found: set[frozenset[object]] = set()
    right: set[frozenset[object]] = set()
    for occasion, entries in told.items():
        meetings = [next(m for m in one.document.meetings if m.id == name) for one, name in entries]
        agreed = [[p for p in meeting.points if p.kind in AGREED] for meeting in meetings]
        found |= pairs([[(occasion, item.report, agreed[item.report].index(item.point)) for item in items]
                        for items in group(agreed)])  # fmt: skip
        topics: dict[str, list[object]] = defaultdict(list)
        for number, (one, name) in enumerate(entries):
            for at, point in enumerate(agreed[number]):
                topics[one.topics[name, meetings[number].points.index(point)]].append((occasion, number, at))
        right |= pairs(list(topics.values()))
    precision, recall = len(found & right) / len(found), len(found & right) / len(right)
    print(f"precision {precision:.3f} recall {recall:.3f}")
    assert 2 * precision * recall / (precision + recall) >= 0.85


NEAR = """
=== a.txt | A | 2026-03-04
{one}
--- one held in_person JP US | date=2026-03-03@3日 | place=ワシントン
{people}
+ x agree * 水素の利用を広げること / 一致した
=== b.txt | B | 2026-03-04
3日、日米の当局者がワシントンで協議し、関税の引き下げで一致した。
--- two held in_person JP US | date=2026-03-03@3日 | place=ワシントン
+ y agree * 関税の引き下げ / 一致した
"""


def test_that_two_states_met_in_one_town_on_one_day_is_not_enough() -> None:
    text = NEAR.format(
        one="柏木外相は3日、ワシントンでヘイデン国務長官と会談し、水素の利用を広げることで一致した。",
        people="P JP 柏木 外相\nP US ヘイデン 国務長官",
    )
    assert len(found_groups(list(read(text)))) == 2


def test_a_report_without_persons_joins_by_what_it_tells() -> None:
    text = NEAR.format(
        one="柏木外相は3日、ワシントンでヘイデン国務長官と会談し、水素の利用を広げることで一致した。",
        people="P JP 柏木 外相\nP US ヘイデン 国務長官",
    ).replace("関税の引き下げ", "水素の利用の拡大")
    assert len(found_groups(list(read(text)))) == 1
