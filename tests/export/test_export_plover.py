"""PLOVER event records: the shape and the rules of codebook 0.8, and the table that holds the mapping."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from export_factories import document, meeting, mention, person, point, span
from meetextract.export import Options, get
from meetextract.export.plover import events
from meetextract.export.plover_table import mapping
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import KINDS, Meeting

CATEGORIES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
TABLE = tomllib.loads(resources.files("meetextract").joinpath("data", "plover.toml").read_text("utf-8"))


def coded(one: Meeting) -> list[dict[str, Any]]:
    return list(events(document("a.txt", one), default_lexicon()))


def codes(entities: list[dict[str, Any]]) -> list[str]:
    return [entity["code"] for entity in entities]


def of_point(one: Meeting) -> dict[str, Any] | None:
    """The event of a meeting's only point."""
    _, *rest = coded(one)
    return rest[0] if rest else None


# The meeting


def test_a_meeting_is_a_consult_of_all_its_sides() -> None:
    (event,) = coded(meeting(points=(), place=None))
    assert event["event"] == ["CONSULT"]
    assert event["quad_code"] == 1
    assert event["date"] == "2025-11-02"
    assert codes(event["actor"]) == ["USA", "JPN"]
    assert event["recipient"] == []
    assert event["mode"] == []


def test_an_actor_carries_code_sector_cameo_name_office_and_place_in_the_text() -> None:
    (event,) = coded(meeting(points=()))
    assert event["actor"][0] == {
        "code": "USA", "sector": "GOV", "cameo": "USAGOV", "entity_text": "ヘグセス国防長官", "start": 3, "end": 11,
        "identifier_text": "ヘグセス", "office": "国防長官",
    }  # fmt: skip


def test_the_sector_is_that_of_the_office() -> None:
    people = (person("齋藤", "JP", "統合幕僚長"), person("ケイン", "US", "国防長官"))
    (event,) = coded(meeting(points=(), participants=people))
    assert {(entity["code"], entity["sector"]) for entity in event["actor"]} == {("JPN", "MIL"), ("USA", "GOV")}
    assert "JPNMIL" in {entity["cameo"] for entity in event["actor"]}


def test_a_side_without_a_named_person_is_its_government() -> None:
    (event,) = coded(meeting(codes="AU JP", points=(), participants=()))
    assert [(entity["code"], entity["sector"]) for entity in event["actor"]] == [("AUS", "GOV"), ("JPN", "GOV")]
    assert event["actor"][0]["entity_text"] == "オ"


def test_organisations_have_the_codes_of_the_codebook_and_no_sector() -> None:
    (event,) = coded(meeting(codes="NATO JP", points=(), participants=()))
    assert event["actor"][0] == {
        "code": "IGO", "sector": None, "cameo": "IGONAT", "entity_text": "北", "start": 1, "end": 2,
    }  # fmt: skip
    assert event["mode"] == ["multilateral"]


@pytest.mark.parametrize("mode", ["phone", "video"])
def test_a_talk_from_afar_has_the_mode_phone(mode: str) -> None:
    (event,) = coded(meeting(points=(), mode=mode, place=span("防衛省")))
    assert event["mode"] == ["phone"]
    assert event["recipient"] == []


def test_three_sides_are_multilateral() -> None:
    (event,) = coded(meeting(codes="US JP AU", points=(), place=None))
    assert event["mode"] == ["multilateral"]


@pytest.mark.parametrize(
    ("place", "host"),
    [("防衛省", "JPN"), ("ワシントン", "USA"), ("アメリカ合衆国", "USA"), ("米国・ハワイの総領事館", "USA")],
)
def test_the_visitor_is_the_actor_and_the_host_the_recipient(place: str, host: str) -> None:
    (event,) = coded(meeting(points=(), place=span(place)))
    assert event["mode"] == ["visit"]
    assert codes(event["recipient"]) == [host]
    assert codes(event["actor"]) == [code for code in ("USA", "JPN") if code != host]


@pytest.mark.parametrize("place", ["クアラルンプール", "タイ", "中国外務省"])
def test_neither_side_at_home_is_third_party(place: str) -> None:
    (event,) = coded(meeting(points=(), place=span(place)))
    assert event["mode"] == ["third-party"]


@pytest.mark.parametrize("place", ["プリワシントンズ", "ホテル", "日本大使館", "日米の中間地点"])
def test_a_place_that_only_contains_a_known_name_decides_nothing(place: str) -> None:
    (event,) = coded(meeting(points=(), place=span(place)))
    assert event["mode"] == []


def test_a_meeting_to_come_is_an_agreement() -> None:
    (event,) = coded(meeting(points=(), status="planned", place=span("ワシントン")))
    assert (event["event"], event["mode"]) == (["AGREE"], [])
    assert codes(event["actor"]) == ["USA", "JPN"]


@pytest.mark.parametrize("value", ["--11-02", "---02"])
def test_a_date_that_is_not_complete_moves_no_event_to_a_day(value: str) -> None:
    event = coded(meeting(date=value))[0]
    assert event["date"] is None
    assert event["comment"] == f"date: {value} (11月2日)"


# The points


@pytest.mark.parametrize(
    ("kind", "content", "wanted"),
    [
        ("agree", "防衛協力を強化すること", "AGREE"),
        ("confirm", "緊密に連携していくこと", "AGREE"),
        ("confirm", "日米安全保障条約第5条が尖閣諸島に適用されること", None),
        ("share", "強い懸念", None),
        ("sign", "円滑化協定", "SUPPORT"),
        ("announce", "共同声明", None),
        ("welcome", "進展", "SUPPORT"),
        ("support", "日本の立場", "SUPPORT"),
        ("thank", "協力", "SUPPORT"),
        ("request", "輸入規制の撤廃", "REQUEST"),
        ("propose", "共同訓練の実施", "AGREE"),
        ("propose", "輸入規制の撤廃", "REQUEST"),
        ("state", "引き続き協力したい", None),
        ("discuss", "地域情勢", None),
    ],
)
def test_a_point_becomes_the_event_of_its_kind(kind: str, content: str, wanted: str | None) -> None:
    event = of_point(meeting(points=(point(kind, ("US", "JP"), content=content),)))
    assert (event and event["event"][0]) == wanted


def test_what_one_side_does_alone_is_addressed_to_the_others() -> None:
    event = of_point(meeting(points=(point("request", ("JP",), content="輸入規制の撤廃"),)))
    assert event is not None
    assert codes(event["actor"]) == ["JPN"]
    assert codes(event["recipient"]) == ["USA"]


def test_what_all_sides_do_together_has_no_recipient() -> None:
    event = of_point(meeting(points=(point("agree", (), joint=True),)))
    assert event is not None
    assert codes(event["actor"]) == ["USA", "JPN"]
    assert event["recipient"] == []


def test_without_a_known_speaker_there_is_no_event() -> None:
    assert of_point(meeting(points=(point("request", ()),))) is None


@pytest.mark.parametrize("kind", ["concern", "condemn"])
@pytest.mark.parametrize("example", TABLE["target"]["example"], ids=lambda example: example["content"])
def test_a_complaint_is_an_accusation_of_the_states_named_as_doing_it(kind: str, example: dict[str, Any]) -> None:
    content = example["content"]
    resolve = default_lexicon().resolve
    about = tuple(
        mention(resolve(name) or "", name, 20 + content.index(name)) for name in example["targets"] + example["others"]
    )
    one = meeting(codes="AU NATO", participants=(), points=(point(kind, content=content, about=about),))
    event = of_point(dataclasses.replace(one, points=(dataclasses.replace(one.points[0], joint=True),)))
    if not example["targets"]:
        assert event is None
        return
    assert event is not None
    assert (event["event"], event["mode"], event["quad_code"]) == (["ACCUSE"], ["disapprove"], 3)
    assert [entity["entity_text"] for entity in event["recipient"]] == example["targets"]


@pytest.mark.parametrize(
    ("content", "about"),
    [
        ("東シナ海の状況", ()),
        ("ウクライナ情勢", (mention("UA", "ウクライナ", 20),)),
        ("NATOの方針", (mention("NATO", "NATO", 20),)),
        ("アメリカ合衆国の関税措置", (mention("US", "アメリカ合衆国", 20),)),
    ],
)
def test_a_complaint_that_names_no_state_as_doing_it_accuses_nobody(content: str, about: tuple[Any, ...]) -> None:
    assert of_point(meeting(points=(point("concern", ("US", "JP"), content=content, about=about),))) is None


def test_an_event_says_where_in_the_text_it_stands_and_who_coded_it() -> None:
    one = document("a.txt", meeting(), versions=(("meetextract", "9.9"), ("lexicon", "x")))
    consult, agreed = events(one, default_lexicon())
    assert agreed["text_info"] == {"start": 20, "end": 33}
    assert agreed["event_text"] == ["一致", "防衛協力を強化すること"]
    assert agreed["coder"] == "meetextract 9.9 lexicon x"
    assert agreed["cite_info"]["codebook"] == "plover-0.8"
    assert (consult["id"], agreed["id"]) == ("a.txt#m1", "a.txt#m1.p1")
    assert consult["link"] == agreed["link"] == "a.txt#m1"


def test_the_output_is_one_object_a_line_with_ids_of_its_own() -> None:
    stream = io.BytesIO()
    with get("plover").open(stream, Options()) as sink:
        sink.write(document("a\u2028.txt", meeting(), meeting("m2")))
        sink.write(document("b.txt"))
    lines = [json.loads(line) for line in stream.getvalue().decode().splitlines()]
    assert len({line["id"] for line in lines}) == len(lines) == 4
    for field in ("id", "date", "actor", "event"):
        assert all(line[field] for line in lines)


# The table


def test_every_rule_fits_its_example_and_not_its_counter_example() -> None:
    for rule in mapping(default_lexicon()).rules:
        assert rule.fits(rule.kind, rule.example), rule
        assert rule.not_example is None or not rule.fits(rule.kind, rule.not_example), rule
        assert (rule.content is None) == (rule.not_example is None), rule


def test_rules_name_kinds_events_and_recipients_that_exist() -> None:
    rules = mapping(default_lexicon()).rules
    assert {rule.kind for rule in rules} <= set(KINDS)
    assert {rule.event for rule in rules} <= CATEGORIES & set(TABLE["quad"])
    assert {rule.recipient for rule in rules} <= {"others", "target"}
    assert {rule.mode for rule in rules} <= {None, "disapprove"}


def test_no_rule_stands_behind_one_that_always_fits() -> None:
    closed: set[str] = set()
    for rule in mapping(default_lexicon()).rules:
        assert rule.kind not in closed
        if rule.content is None:
            closed.add(rule.kind)


def test_codes_of_the_table_are_codes_of_the_lexicon() -> None:
    parties = default_lexicon().parties
    assert set(TABLE["organisations"]) - {"other"} <= {code for code, party in parties.items() if not party.alpha3}
    assert all(re.fullmatch("[A-Z]{3}", code) for code in TABLE["organisations"].values())
