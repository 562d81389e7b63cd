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


TWO = """
=== a.txt | A | {told}
{a}
--- one held in_person JP {of} | {when}place={place}
P JP {mine} 防衛相
P {of} {theirs} {title}
+ x agree * 無人機の開発に着手すること / 一致した
=== b.txt | B | {later}
{b}
--- two held in_person JP {of_b} | {when_b}place={place_b}
P JP {mine_b} 防衛相
P {of_b} {theirs_b} {title_b}
{point}
"""


def two(**given: str) -> int:
    """How many meetings two reports are taken to tell; what is not given is the same in both."""
    facts = {
        "told": "2028-06-07", "of": "AU", "when": "date=2028-06-06@6日 | ", "place": "キャンベラ", "mine": "樋口正隆",
        "theirs": "リード", "title": "国防相", "point": "+ x agree * 無人機の共同開発に着手すること / 一致した",
    } | given  # fmt: skip
    for name in ("of", "when", "place", "mine", "theirs", "title"):
        facts.setdefault(f"{name}_b", facts[name])
    facts.setdefault("later", facts["told"])
    for end, report in (("", "a"), ("_b", "b")):
        words = "と".join(facts[part + end] for part in ("mine", "theirs", "place"))
        titles = facts["title" + end].replace(",", "と")
        point = "* 無人機の開発に着手すること /" if report == "a" else facts["point"]
        content = point.partition("* ")[2].partition(" /")[0]
        facts[report] = f"6日、19日、21日、5日、防衛相{words}{titles}{content}一致した"
    return len(found_groups(list(read(TWO.format(**facts)))))


OTHER = "+ y agree * 海底ケーブルの防護で協力すること / 一致した"


@pytest.mark.parametrize(
    ("meetings", "given"),
    [
        pytest.param(1, {}, id="the same"),
        pytest.param(2, {"title_b": "首相", "point": OTHER}, id="a minister and a head of one surname"),
        pytest.param(2, {"title": "国防相,首相", "title_b": "外相", "point": OTHER}, id="two ministers of one surname"),
        pytest.param(1, {"title_b": "首相,国防相", "point": OTHER}, id="a head who is minister as well"),
        pytest.param(1, {"theirs_b": "サミュエル・リード", "title": "首相,国防相", "point": OTHER}, id="he in full"),
        pytest.param(1, {"of": "PE", "place": "リマ", "place_b": "ペルー", "later": "2028-06-07",
                         "when_b": "date=2028-06-05@5日 | "}, id="another day's clock, the state for its town"),
        pytest.param(2, {"place_b": "シドニー", "when_b": "date=2028-06-05@5日 | "}, id="another day and town"),
        pytest.param(1, {"later": "", "when_b": "date=---06@6日 | ", "point": OTHER}, id="a day alone, same town"),
        pytest.param(2, {"later": "", "when_b": "date=---06@6日 | ", "place_b": "シドニー", "point": OTHER},
                     id="a day alone, elsewhere"),
        pytest.param(2, {"later": "", "when_b": "date=---05@5日 | ", "point": OTHER}, id="another day alone"),
        pytest.param(1, {"later": "2028-06-16", "when_b": ""}, id="a weekly that gives no day, ten days later"),
        pytest.param(2, {"later": "2028-06-16", "when_b": "", "point": OTHER}, id="a weekly on other talks there"),
        pytest.param(2, {"later": "2028-06-16", "when_b": "", "place_b": "シドニー"}, id="one point, another town"),
        pytest.param(2, {"later": "2028-07-12", "when_b": ""}, id="the same words a month later"),
    ],
)  # fmt: skip
def test_what_joins_two_reports_and_what_keeps_them_apart(meetings: int, given: dict[str, str]) -> None:
    assert two(**given) == meetings
