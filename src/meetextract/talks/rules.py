"""data/talks.toml as values: what tells of talks by its form, and who is an official."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import holds, read_toml
from meetextract.model import Mode

__all__ = ["Rules", "holds", "is_unofficial", "mode_of", "rules", "table"]


@precomputed
def table() -> Mapping[str, Any]:
    """data/talks.toml as read."""
    return read_toml("talks.toml")


class Rules(NamedTuple):
    """The lists of data/talks.toml that are asked most, as tuples and sets."""

    unofficial: tuple[str, ...]
    ambassadors: tuple[str, ...]
    local_hosts: tuple[str, ...]
    unofficial_ends: tuple[str, ...]
    unofficial_starts: tuple[str, ...]
    members_starts: tuple[str, ...]
    presides: tuple[str, ...]
    envoys: tuple[str, ...]
    envoys_at_head: tuple[str, ...]
    received: tuple[str, ...]
    of_no_state: tuple[str, ...]
    of_states: tuple[str, ...]
    agencies: tuple[str, ...]
    monarchs: frozenset[str]
    private: tuple[str, ...]
    ruling: frozenset[str]
    nothing_alone: frozenset[str]
    party_offices: frozenset[str]
    heading_ends: tuple[str, ...]
    tails: tuple[str, ...]
    entry_tails: tuple[str, ...]
    several: tuple[str, ...]
    row_labels: tuple[str, ...]
    with_another: tuple[str, ...]
    about: tuple[str, ...]
    talks: tuple[str, ...]
    called_on: tuple[str, ...]
    planned: tuple[str, ...]
    list_begins: tuple[str, ...]
    list_ends: tuple[str, ...]
    to_come: tuple[str, ...]
    coming: tuple[str, ...]
    reported: tuple[str, ...]
    diaries: tuple[str, ...]
    diary_office: str
    attendees: frozenset[str]
    met_people: frozenset[str]
    present: tuple[str, ...]
    listed: tuple[str, ...]  # （先方：A外務次官）
    facts: frozenset[str]
    programme: frozenset[str]
    own_without_name: frozenset[str]
    labels_alone: frozenset[str]
    passed_over: frozenset[str]
    subjects: tuple[str, ...]
    video: tuple[str, ...]
    phone: tuple[str, ...]
    both: tuple[str, ...]
    senders: tuple[str, ...]
    stages: tuple[str, ...]
    others: tuple[str, ...]
    between: frozenset[str]
    counted: frozenset[str]
    unnamed: tuple[str, ...]
    of_many: tuple[str, ...]
    tour: tuple[str, ...]
    members: frozenset[str]
    posted: tuple[str, ...]
    same_state: tuple[str, ...]
    communities: dict[str, str]
    travels: tuple[str, ...]
    rows: frozenset[str]
    offices: frozenset[str]
    examples: tuple[str, ...]
    off: tuple[str, ...]
    asked: tuple[str, ...]
    conferences: frozenset[str]
    conference_words: tuple[str, ...]
    parties_of_politics: tuple[str, ...]
    ceremonies: tuple[str, ...]
    public: tuple[str, ...]
    views: tuple[str, ...]
    begins_term: tuple[str, ...]
    already: tuple[str, ...]
    opinion: tuple[str, ...]
    abroad: tuple[str, ...]
    high_offices: tuple[str, ...]
    own_offices: tuple[str, ...]
    own_organs: tuple[str, ...]
    own_houses: tuple[str, ...]
    names_own: tuple[str, ...]
    arrives: tuple[str, ...]
    guest_visits: tuple[str, ...]
    comes: tuple[str, ...]
    attended: tuple[str, ...]
    met: tuple[str, ...]
    trips: tuple[str, ...]
    months: tuple[str, ...]
    took_place: tuple[str, ...]
    ahead: tuple[str, ...]
    arranged: tuple[str, ...]
    press: tuple[str, ...]
    same_day: tuple[str, ...]
    heads: tuple[str, ...]
    abroad_offices: tuple[str, ...]
    visits: tuple[str, ...]


@cache
def rules() -> Rules:
    """The rules, made once."""
    t = table()
    officials, headings, labels = t["officials"], t["headings"], t["labels"]
    return Rules(
        unofficial=tuple(officials["unofficial"]),
        ambassadors=tuple(officials["ambassadors"]),
        local_hosts=tuple(officials["local_hosts"]),
        unofficial_ends=tuple(officials["unofficial_ends"]),
        unofficial_starts=tuple(officials["unofficial_starts"]),
        members_starts=tuple(officials["members_starts"]),
        presides=tuple(officials["presides"]),
        envoys=tuple(officials["envoys"]),
        envoys_at_head=tuple(officials["envoys_at_head"]),
        received=tuple(officials["received"]),
        of_no_state=tuple(officials["of_no_state"]),
        of_states=tuple(officials["of_states"]),
        agencies=tuple(officials["agencies"]),
        monarchs=frozenset(officials["monarchs"]),
        private=tuple(officials["private"]),
        ruling=frozenset(officials["ruling"]),
        nothing_alone=frozenset(officials["nothing_alone"]),
        party_offices=frozenset(officials["party_offices"]),
        heading_ends=tuple(headings["ends"]),
        tails=tuple(headings["tails"]),
        entry_tails=tuple(headings["entry_tails"]),
        several=tuple(headings["several"]),
        row_labels=tuple(headings["row_labels"]),
        with_another=tuple(headings["with_another"]),
        about=tuple(headings["about"]),
        talks=tuple(headings["talks"]),
        called_on=tuple(headings["called_on"]),
        planned=tuple(headings["planned"]),
        list_begins=tuple(headings["list_begins"]),
        list_ends=tuple(headings["list_ends"]),
        to_come=tuple(headings["to_come"]),
        coming=tuple(headings["coming"]),
        reported=tuple(headings["reported"]),
        diaries=tuple(t["diary"]["titles"]),
        diary_office=str(t["diary"]["office"]),
        attendees=frozenset((*labels["attendees"], *labels["met"])),
        met_people=frozenset(labels["met"]),
        present=tuple(labels["present"]),
        listed=tuple(word + mark for word in (*labels["attendees"], *labels["present"]) for mark in "：:"),
        facts=frozenset(labels["facts"]),
        programme=frozenset(labels["programme"]),
        own_without_name=frozenset(t["together"]["own_without_name"]),
        labels_alone=frozenset(labels["alone"]),
        passed_over=frozenset(labels["passed_over"]),
        subjects=tuple(labels["subjects"]),
        video=tuple(t["mode"]["video"]),
        phone=tuple(t["mode"]["phone"]),
        both=tuple(t["together"]["both"]),
        senders=tuple(t["together"]["senders"]),
        stages=tuple(t["together"]["stages"]),
        others=tuple(t["together"]["others"]),
        between=frozenset(t["together"]["between"]),
        counted=frozenset(t["together"]["counted"]),
        unnamed=tuple(t["together"]["unnamed"]),
        of_many=tuple(t["together"]["of_many"]),
        tour=tuple(t["together"]["tour"]),
        members=frozenset(t["together"]["members"]),
        posted=tuple(t["together"]["posted"]),
        same_state=tuple(t["together"]["same_state"]),
        communities=dict(t["together"]["communities"]),
        travels=tuple(t["together"]["travels"]),
        rows=frozenset(t["together"]["rows"]),
        offices=frozenset(t["together"]["offices"]),
        examples=tuple(t["together"]["examples"]),
        off=tuple(t["off"]["words"]),
        asked=tuple(t["asked"]["marks"]),
        conferences=frozenset(t["conferences"]["of"]),
        conference_words=tuple(t["conferences"]["words"]),
        parties_of_politics=tuple(t["politics"]["words"]),
        ceremonies=tuple(t["ceremonies"]["words"]),
        public=tuple(t["ceremonies"]["public"]),
        views=tuple(t["ceremonies"]["views"]),
        begins_term=tuple(t["ceremonies"]["begins_term"]),
        already=tuple(t["before"]["already"]),
        opinion=tuple(t["opinion"]["words"]),
        abroad=tuple(t["abroad"]["words"]),
        high_offices=tuple(t["main"]["offices"]),
        own_offices=tuple(t["own"]["offices"]),
        own_organs=tuple(t["own"]["organs"]),
        own_houses=tuple(t["own"]["houses"]),
        names_own=tuple(t["own"]["names"]),
        arrives=tuple(t["own"]["arrives"]),
        guest_visits=tuple(t["own"]["guest_visits"]),
        comes=tuple(t["own"]["comes"]),
        attended=tuple(t["conferences"]["attended"]),
        met=tuple(t["conferences"]["met"]),
        trips=tuple(t["conferences"]["trips"]),
        months=tuple(t["conferences"]["months"]),
        took_place=tuple(t["conferences"]["took_place"]),
        ahead=tuple(t["conferences"]["ahead"]),
        arranged=tuple(t["conferences"]["arranged"]),
        press=tuple(t["conferences"]["press"]),
        same_day=tuple(t["conferences"]["same_day"]),
        heads=tuple(t["main"]["heads"]),
        abroad_offices=tuple(t["own"]["abroad"]),
        visits=tuple(t["headings"]["visits"]),
    )


def mode_of(text: str) -> Mode:
    """The medium that a stretch of text names; in_person unless it says phone or video."""
    r = rules()
    return "video" if holds(text, r.video) else "phone" if holds(text, r.phone) else "in_person"


def is_unofficial(titles: Sequence[str]) -> bool:
    """Whether one of the offices is none of a state: 知事, 会長, 議員; heads of JICA and the like are officials."""
    of_a_town = bool(titles) and titles[0].startswith(rules().unofficial_starts)  # 市副市長兼経済局長
    return of_a_town or (bool(titles) and all(map(_is_none_of_a_state, titles)))


@lru_cache(maxsize=4096)  # a few hundred offices make up most of the news
def _is_none_of_a_state(title: str) -> bool:
    r = rules()
    if title.startswith(r.members_starts) and not title.endswith(r.presides):
        return True
    named = holds(title, r.unofficial) or title.endswith(r.unofficial_ends) or title.startswith(r.unofficial_starts)
    return named and not title.startswith(r.agencies)
