"""Selection keeps what matches, and only that."""

from __future__ import annotations

import datetime

import pytest

from meetextract.errors import ArgumentError
from meetextract.model import Country, Date, Document, Kind, Meeting, Participant, Point, Span
from meetextract.run.select import Selection, first_day, kinds_named, last_day


def point(kind: Kind) -> Point:
    return Point(kind, ("JP",), False, None, Span(kind, None, None))


def person(name: str | None, reading: str | None = None) -> Participant:
    return Participant(name, reading, (), "US", name or "", None, None)


def meeting(
    id_: str,
    *codes: str,
    date: str | None = None,
    people: tuple[Participant, ...] = (),
    kinds: tuple[Kind, ...] = ("agree", "state"),
) -> Meeting:
    countries = tuple(Country(code, code, code, code, None, None) for code in codes)
    when = Date(date, date, None, None) if date else None
    return Meeting(id_, None, "held", "in_person", countries, when, None, people, tuple(map(point, kinds)))


def document(*meetings: Meeting, published: str | None = None) -> Document:
    return Document(2, "a.txt", None, None, published, meetings, ())


def kept(selection: Selection, *meetings: Meeting, published: str | None = None) -> list[str]:
    return [found.id for found in selection.keep(document(*meetings, published=published)).meetings]


def test_without_a_wish_the_record_stays_what_it_is() -> None:
    whole = document(meeting("m1", "US"))
    assert Selection().keep(whole) is whole
    assert not Selection()


def test_kinds_keep_points_and_drop_meetings_without_one() -> None:
    selection = Selection(kinds=frozenset({"agree"}))
    result = selection.keep(document(meeting("m1", "US"), meeting("m2", "CN", kinds=("state",))))
    assert [found.id for found in result.meetings] == ["m1"]
    assert [found.kind for found in result.meetings[0].points] == ["agree"]


def test_countries_any_of_them_takes_part() -> None:
    selection = Selection(countries=frozenset({"US", "CN"}))
    meetings = meeting("m1", "JP", "US"), meeting("m2", "JP", "FR"), meeting("m3", "CN", "RU")
    assert kept(selection, *meetings) == ["m1", "m3"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("ヘグセス", True),
        ("へぐせす", True),
        ("ピート・ヘグセス", True),
        ("ピートヘグセス", True),
        ("とうぐん", False),
        ("マールズ", False),
        ("セス・ピー", False),
    ],
)
def test_persons_by_a_part_of_the_name(wanted: str, found: bool) -> None:
    selection = Selection(persons=(wanted,))
    assert bool(kept(selection, meeting("m1", "US", people=(person("ピート・ヘグセス"),)))) is found


def test_persons_by_reading_and_not_by_the_unnamed() -> None:
    selection = Selection(persons=("とうぐん",))
    people = person(None), person("董軍", "とうぐん")
    assert kept(selection, meeting("m1", "CN", people=people), meeting("m2", "CN", people=people[:1])) == ["m1"]


@pytest.mark.parametrize(
    ("wanted", "name", "found"),
    [
        ("山田太郎", "山田", True),
        ("山田 太郎", "山田", True),
        ("マルコ・ルビオ", "ルビオ", True),
        ("まるこ・るびお", "ルビオ", True),
        ("林芳正", "林", True),
        ("山田太郎", "山本", False),
        ("山田太郎", "太郎", False),
        ("山田太郎", "山田太郎", False),  # kept
        ("山田", "山田太郎", False),  # kept
        ("山田", "山", False),
        ("ルビオ", "ル", False),
        ("マルコ・ルビオ", "ルビ", False),
    ],
)
def test_whom_a_full_name_leaves_out_for_the_family_name(wanted: str, name: str, found: bool) -> None:
    selection = Selection(persons=(wanted,), countries=frozenset({"US"}))
    people = (person(name),)
    whole = document(meeting("m1", "US", people=people), meeting("m2", "CN", people=people))
    assert selection.shortened(whole) == int(found)


@pytest.mark.parametrize(
    ("date", "published", "found"),
    [
        ("2025-11-02", None, True),
        ("2025-10-31", None, False),
        ("2025-12-01", None, False),
        ("2025-11-01", None, True),
        ("2025-11-30", None, True),
        (None, "2025-11-12", True),
        (None, "2024-11-12", False),
        ("2024-11-12", "2025-11-12", False),
        ("--11-02", "2025-11-12", True),
        ("---02", None, False),
        (None, None, False),
    ],
)
def test_dates(date: str | None, published: str | None, found: bool) -> None:
    selection = Selection(since=first_day("2025-11"), until=last_day("2025-11"))
    assert bool(kept(selection, meeting("m1", "US", date=date), published=published)) is found


def test_wishes_add_up() -> None:
    selection = Selection(kinds=frozenset({"state"}), countries=frozenset({"US"}), since=first_day("2025"))
    meetings = (
        meeting("m1", "US", date="2025-01-01"),
        meeting("m2", "US", date="2024-12-31"),
        meeting("m3", "CN", date="2025-01-01"),
        meeting("m4", "US", date="2025-01-01", kinds=("agree",)),
    )
    assert kept(selection, *meetings) == ["m1"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2025-12", (2025, 12, 1), (2025, 12, 31)),
        ("2025-11-02", (2025, 11, 2), (2025, 11, 2)),
    ],
)
def test_days_months_and_years(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert first_day(text) == datetime.date(*first)
    assert last_day(text) == datetime.date(*last)


@pytest.mark.parametrize("text", ["", "2025-13", "2025-02-30", "20251102", "11月2日", "2025-1-2", "0000", "２０２５"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ArgumentError, match="is no date"):
        first_day(text)


def test_names_of_kinds() -> None:
    assert kinds_named(["agree,sign", " share "], agreed=False) == {"agree", "sign", "share"}
    assert kinds_named([], agreed=True) == {"agree", "confirm", "share", "sign", "announce"}
    assert kinds_named(["agree", "state"], agreed=True) == {"agree"}
    assert kinds_named([], agreed=False) == frozenset()


@pytest.mark.parametrize(("names", "agreed"), [(["agreement"], False), (["state"], True)])
def test_kinds_that_cannot_be_kept(names: list[str], agreed: bool) -> None:
    with pytest.raises(ArgumentError) as caught:
        kinds_named(names, agreed=agreed)
    assert "agree" in str(caught.value.hint)
