"""Two sets of reports held against each other, and the meetings of some sides in order of time."""

from __future__ import annotations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.occasions.changes import Changes
from meetextract.occasions.compare import compare
from meetextract.occasions.engine import Occasions
from meetextract.occasions.merge import Merger
from meetextract.occasions.records import Changed, Compared, Occasion
from occasion_archive import Reported, read

TWO = """
=== ministry.txt | 外務省 | 2026-03-11
3月11日、柏木真由美外務大臣は、ラクロワ仏外務大臣とパリで会談し、経済安保の協力を強化することで一致し、人権状況に懸念を表明した。
--- fr held in_person JP FR | date=2026-03-11@3月11日 | place=パリ
P JP 柏木真由美 外務大臣
P FR ラクロワ 外務大臣
+ econ agree * 経済安保の協力を強化すること / 一致し
+ rights concern JP 人権状況 / 懸念を表明した
=== paper.txt | 東都新聞 | 2026-03-13
柏木外相は12日、ラクロワ仏外相とリヨンで会談し、経済安保での協力の強化を議論した。船戸局長も同席した。原発の輸出で合意した。
--- fr held in_person JP FR | date=2026-03-12@12日 | place=リヨン
P JP 柏木 外相
P FR ラクロワ 外相
P JP 船戸 局長
+ econ discuss * 経済安保での協力の強化 / 議論した
+ plant agree * 原発の輸出 / 合意した
"""


def records(text: str, labels: dict[str, str] | None = None) -> list[tuple[Occasion, Compared]]:
    lexicon = default_lexicon()
    merger = Merger(lexicon)
    with Occasions(lexicon) as occasions:
        given: list[Reported] = list(read(text))
        for one in given:
            source = str(one.document.source)
            occasions.add(one.document, label=(labels or {}).get(source, "a"))
        occasions.put_together()
        return [(merger.merge(n, entries), compare(merger, n, entries)) for n, entries in occasions.all()]


def test_what_both_tell_what_one_tells_and_where_they_differ() -> None:
    text = TWO.replace("12日", "11日").replace("2026-03-12", "2026-03-11").replace("リヨン", "仏大使公邸")
    ((occasion, found),) = records(text, {"paper.txt": "b"})
    assert found.told_by == "both"
    assert [topic.content for topic in found.only_a] == ["人権状況"]
    assert [topic.content for topic in found.only_b] == ["原発の輸出"]
    assert [topic.content for topic in found.both] == ["経済安保の協力を強化すること"]
    fields = {conflict.field: [told.value for told in conflict.values] for conflict in found.differ}
    assert sorted(fields["kind"]) == ["agree", "discuss"]
    assert fields["persons"] == ["船戸"]
    assert sorted(fields["place"]) == ["パリ", "仏大使公邸"]
    assert occasion.participants[0].name == "柏木真由美"
    assert [title.value for title in occasion.participants[0].titles] == ["外務大臣", "外相"]


def test_another_day_in_another_town_is_another_meeting() -> None:
    assert [found.told_by for _, found in records(TWO, {"paper.txt": "b"})] == ["a", "b"]


MEETING = """
=== {name} | 外務省 | 2026-{month}-11
{month}月11日、柏木真由美外務大臣は、ラクロワ仏外務大臣と会談し、{one}、{two}ことで一致した。
--- {name} held in_person JP FR | date=2026-{month}-11@{month}月11日
P JP 柏木真由美 外務大臣
P FR ラクロワ 外務大臣
+ one agree * {one} / 一致
+ two agree * {two} / 一致
"""


def changes(*meetings: tuple[str, str]) -> list[Changed]:
    text = "".join(
        MEETING.format(name=f"{n}.txt", month=f"{n:02}", one=one, two=two) for n, (one, two) in enumerate(meetings, 1)
    )
    found = Changes(default_lexicon())
    return [found.add(occasion) for occasion, _ in records(text)]


def test_new_again_earlier_gone() -> None:
    first, second, third = changes(
        ("半導体の共同研究を始める", "航空便を増やす"),
        ("半導体の共同研究を進める", "漁業の協定を結ぶ"),
        ("航空便の数を増やす", "漁業の協定を結ぶ"),
    )
    assert first.before is None
    assert {change.state for change in first.points} == {"new"}
    states = [(change.state, change.content) for change in second.points]
    assert states == [("again", "半導体の共同研究を進める"), ("new", "漁業の協定を結ぶ"), ("gone", "航空便を増やす")]
    assert second.before is not None
    assert second.before.occasion == first.occasion
    states = [(change.state, change.content) for change in third.points]
    assert states[:2] == [("earlier", "航空便の数を増やす"), ("again", "漁業の協定を結ぶ")]
    assert states[2:] == [("gone", "半導体の共同研究を進める")]
    before = third.points[0].before
    assert before is not None
    assert (before.occasion, before.content) == (first.occasion, "航空便を増やす")


@pytest.mark.parametrize("title", ["大統領", "国防相"])
def test_meetings_of_another_level_drop_nothing(title: str) -> None:
    office = {"大統領": "首相", "国防相": "防衛相"}[title]
    text = MEETING.format(name="1.txt", month="01", one="航空便を増やす", two="漁業の協定を結ぶ")
    text += (
        MEETING.format(name="2.txt", month="02", one="水素を使う", two="氷河を守る")
        .replace("柏木真由美 外務大臣", f"柏木真由美 {office}")
        .replace("ラクロワ 外務大臣", f"ラクロワ {title}")
    )
    found = Changes(default_lexicon())
    second = [found.add(occasion) for occasion, _ in records(text)][1]
    assert [change.state for change in second.points] == ["new", "new"]
