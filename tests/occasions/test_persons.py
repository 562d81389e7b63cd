"""Who is one person across an archive, and who is not."""

from __future__ import annotations

from itertools import permutations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.occasions.persons import Identity, Persons

Mention = tuple[str, str | None, str, str | None]


def found(*mentions: Mention) -> list[Identity]:
    persons = Persons(default_lexicon())
    for name, country, title, day in mentions:
        persons.add(name, country, [title] if title else [], day)
    return persons.identities()


ONE = [
    ("surname and full name", ("柏木", "JP", "外相", "2026-03-03"), ("柏木真由美", "JP", "外務大臣", "2026-03-02")),
    ("another office", ("柏木真由美", "JP", "外相", "2024-03-03"), ("柏木真由美", "JP", "首相", "2026-03-02")),
    ("foreign", ("ヘイデン", "US", "国務長官", "2026-03-03"), ("マーク・ヘイデン", "US", "国務長官", "2026-07-12")),
    ("two spellings", ("フェッリ", "IT", "外相", "2026-03-03"), ("マルコ・フェリ", "IT", "外相", "2026-07-12")),
    ("without a day", ("柏木", "JP", "外相", None), ("柏木真由美", "JP", "外務大臣", "2026-03-02")),
    ("no state", ("ジャン・ロス", None, "外相", "2026-03-03"), ("ジャン・ロス", "FR", "外相", "2026-03-02")),
    ("old characters", ("高橋", "JP", "外相", "2026-01-01"), ("髙橋一郎", "JP", "外相", "2026-01-01")),
]
TWO = [
    ("two states", ("金泰勲", "KR", "外相", "2026-03-03"), ("金泰勲", "KP", "外相", "2026-03-03")),
    ("a surname without a state", ("王", None, "外相", "2026-03-03"), ("王", "CN", "外相", "2026-03-03")),
    ("two offices of one surname", ("王", "CN", "外相", "2026-03-03"), ("王立明", "CN", "商務相", "2026-03-03")),
    ("ages between them", ("林芳雄", "JP", "外相", "1960-03-03"), ("林芳雄", "JP", "外相", "2024-03-03")),
    ("a namesake's years", ("林", "JP", "外相", "2010-03-03"), ("林芳雄", "JP", "外相", "2024-03-03")),
    ("given names", ("マイク・ロス", "US", "国防相", "2026-03-03"), ("アンナ・ロス", "US", "国防相", "2026-03-03")),
]


@pytest.mark.parametrize(("says", "one", "other"), ONE)
def test_one_person(says: str, one: Mention, other: Mention) -> None:
    for mentions in permutations((one, other)):
        (person,) = found(*mentions)
        assert person.mentions == 2, says


@pytest.mark.parametrize(("says", "one", "other"), TWO)
def test_two_persons(says: str, one: Mention, other: Mention) -> None:
    for mentions in permutations((one, other)):
        assert len(found(*mentions)) == 2, says


def test_two_of_one_full_name_in_two_offices_at_one_time() -> None:
    days = ("2024-01-10", "2025-06-10")
    mentions = [("田中一郎", "JP", title, day) for day in days for title in ("外相", "防衛相")]
    assert [[office.title for office in person.offices] for person in found(*mentions)] == [["外相"], ["防衛相"]]


def test_a_surname_that_fits_two_stays_alone() -> None:
    people = found(
        ("田中一郎", "JP", "外相", "2025-01-01"),
        ("田中二郎", "JP", "外相", "2025-03-01"),
        ("田中", "JP", "外相", "2025-02-01"),
    )
    assert [person.name for person in people] == ["田中", "田中一郎", "田中二郎"]


def test_kanji_with_their_reading_join_those_with_one_of_the_two() -> None:
    mentions = [("金成泰", "キム・ソンテ", "2026-03-03"), ("キム・ソンテ", None, "2026-03-03"), ("金成泰", None, None)]
    for order in permutations(mentions):
        persons = Persons(default_lexicon())
        for name, reading, day in order:
            persons.add(name, "KR", ["国防相"], day, reading)
        assert [person.mentions for person in persons.identities()] == [3]


def test_offices_have_their_days() -> None:
    (person,) = found(
        ("柏木真由美", "JP", "外相", "2024-03-03"),
        ("柏木", "JP", "外相", "2025-01-05"),
        ("柏木真由美", "JP", "首相", "2026-03-02"),
    )
    assert person.offices == (("外相", "2024-03-03", "2025-01-05"), ("首相", "2026-03-02", "2026-03-02"))
    assert (person.name, person.first, person.last) == ("柏木真由美", "2024-03-03", "2026-03-02")
