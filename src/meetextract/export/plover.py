"""PLOVER event records (codebook 0.8): what political science counts, one JSON object a line.

The field names are those of the codebook's chapter on data fields; the mapping is data/plover.toml. A date that is not
complete is null, with the words of the article in `comment`: no event is moved to a day the text does not tell.
An actor whose state cannot be told has no `code` and no `cameo`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from meetextract.export.base import Options, PackedSink, Target, utf8
from meetextract.export.cells import key
from meetextract.export.json import dumps
from meetextract.export.plover_table import mapping
from meetextract.export.rows import is_full
from meetextract.model import Document, Meeting, Participant, Point, Span

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon
    from meetextract.model import Country, Mention, Span

Event = dict[str, Any]
Entity = dict[str, Any]
_BILATERAL: Final = 2


class PloverExporter:
    """Event records, JSON Lines."""

    name = "plover"
    suffixes = (".plover.jsonl", ".plover")
    binary = False
    extra = None
    streaming = True
    updates = False

    def open(self, target: Target, options: Options) -> PackedSink:
        """A sink on `target`."""
        return PackedSink(target, options, self)

    def pack(self, document: Document, options: Options) -> bytes:
        """The lines of a document's events."""
        from meetextract.lexicon.lexicon import default_lexicon  # noqa: PLC0415  (reads tables: only when none is given)

        lexicon = default_lexicon() if options.lexicon is None else options.lexicon
        return utf8("".join(dumps(event) + "\n" for event in events(document, lexicon)))


def events(document: Document, lexicon: Lexicon) -> Iterator[Event]:
    """The events of a document: one for each meeting, then those of its points."""
    for meeting in document.meetings:
        coder = _Coder(document, meeting, lexicon)
        yield coder.meeting_event()
        for number, point in enumerate(meeting.points, 1):
            event = coder.point_event(number, point)
            if event is not None:
                yield event


class _Coder:
    """Codes one meeting."""

    def __init__(self, document: Document, meeting: Meeting, lexicon: Lexicon) -> None:
        self._document = document
        self._meeting = meeting
        self._lexicon = lexicon
        self._map = mapping(lexicon)
        self._link = f"{key(document.source)}#{meeting.id}"
        self._codes = tuple(dict.fromkeys(country.code for country in meeting.countries))
        self._sides = {code: self._entities(code) for code in self._codes}
        # Those whose state cannot be told are of no side that is named, so mostly of the other one.
        self._others = [self._person(one) for one in meeting.participants if one.country is None]

    def meeting_event(self) -> Event:
        """CONSULT for a meeting that took place, AGREE for one to come."""
        planned = self._meeting.status == "planned"
        category = "AGREE" if planned else "CONSULT"
        modes, host = ([], None) if planned else self._modes()
        actors = [entity for code in self._codes if code != host for entity in self._sides[code]]
        actors += self._others
        recipients = self._sides[host] if host else []
        first = self._trigger()
        span = (first.start, first.end) if first else (None, None)
        texts = [first.words if isinstance(first, Span) else first.text] if first and first.text else []
        return self._event(
            suffix="",
            category=category,
            modes=modes,
            actors=actors,
            recipients=recipients,
            texts=texts,
            span=span,
        )

    def _trigger(self) -> Span | Country | Participant | None:
        """The words that a meeting is seen by: its header, else a side or somebody whom the article names."""
        meeting = self._meeting
        if meeting.header is not None:
            return meeting.header
        side = next((side for side in meeting.countries if side.text), None)
        return side or next((person for person in meeting.participants if person.text), None)

    def point_event(self, number: int, point: Point) -> Event | None:
        """The event of a point; None when its kind has none, or when actor or target cannot be told."""
        content = point.content.words if point.content else ""
        rule = self._map.rule(point.kind, content)
        speakers = self._codes if point.joint else tuple(code for code in self._codes if code in point.by)
        if rule is None or not speakers:
            return None
        if rule.recipient == "target":
            recipients = [self._mentioned(mention) for mention in self._targets(point, speakers)]
            if not recipients:
                return None
        else:
            recipients = [entity for code in self._codes if code not in speakers for entity in self._sides[code]]
            recipients += [] if point.joint else self._others
        actors = [entity for code in speakers for entity in self._sides[code]]
        actors += self._others if point.joint else []
        texts = [point.predicate.words, *([content] if content else [])]
        spans = [span for span in (point.content, point.predicate) if span is not None and span.start is not None]
        start = min((span.start for span in spans if span.start is not None), default=None)
        end = max((span.end for span in spans if span.end is not None), default=None)
        return self._event(
            suffix=f".p{number}",
            category=rule.event,
            modes=[rule.mode] if rule.mode else [],
            actors=actors,
            recipients=recipients,
            texts=texts,
            span=(start, end),
        )

    def _event(  # noqa: PLR0913  (the parts of an event, each given once)
        self,
        *,
        suffix: str,
        category: str,
        modes: list[str],
        actors: list[Entity],
        recipients: list[Entity],
        texts: list[str],
        span: tuple[int | None, int | None],
    ) -> Event:
        document, meeting = self._document, self._meeting
        date = meeting.date
        full = date is not None and is_full(date.value)
        coder = " ".join(f"{name} {version}" for name, version in _versions(document))
        event: Event = {
            "id": self._link + suffix,
            "date": date.value if date and full else None,
            "actor": actors,
            "recipient": recipients,
            "event": [category],
            "mode": modes,
            "context": ["diplomatic"],
            "quad_code": self._map.quad[category],
            "event_text": texts,
            "event_loc": {"extracted_place": meeting.place.words} if meeting.place else None,
            "link": self._link,
            "text_info": {"start": span[0], "end": span[1]},
            "cite_info": {
                "citation": key(document.source),
                "title": document.title,
                "publication": document.publisher,
                "published": document.published,
                "language": "ja",
                "coder": coder,
                "codebook": self._map.codebook,
            },
            "coder": coder,
        }
        if date and not full:
            event["comment"] = f"date: {date.value} ({date.text})"
        return event

    def _modes(self) -> tuple[list[str], str | None]:
        """The modes of a CONSULT, and the code of the host when one side was at home."""
        organisation = any(self._alpha3(code) is None for code in self._codes)
        modes = ["multilateral"] if organisation or len(self._codes) > _BILATERAL else []
        if self._meeting.mode != "in_person":
            return [*modes, "phone"], None
        where = self._where()
        if where is None or organisation:
            return modes, None
        if where not in self._codes:
            return [*modes, "third-party"], None
        return ([*modes, "visit"], where) if len(self._codes) == _BILATERAL else (modes, None)

    def _where(self) -> str | None:
        place = self._meeting.place.words if self._meeting.place else ""
        where = self._map.country_of(place, self._lexicon)
        return where if where and self._alpha3(where) else None

    def _targets(self, point: Point, speakers: tuple[str, ...]) -> list[Mention]:
        """The states a complaint is about, each once: no speaker, and not those who only suffer."""
        agents: dict[str, Mention] = {}
        others: dict[str, Mention] = {}
        runs = {mention.start: mention.end for mention in point.about if mention.start is not None}
        for mention in point.about:
            if mention.code in speakers or self._alpha3(mention.code) is None:
                continue
            before, after = _around(mention, point.content, runs)
            if after.startswith(self._map.agents):
                agents.setdefault(mention.code, mention)
            elif not after.startswith(self._map.victims) and not before.endswith(self._map.toward):
                others.setdefault(mention.code, mention)
        return list((agents or others).values())

    def _entities(self, code: str) -> list[Entity]:
        people = [person for person in self._meeting.participants if person.country == code]
        if people:
            return [self._person(person) for person in people]
        side = next(country for country in self._meeting.countries if country.code == code)
        return [self._entity(code, None, side)]

    def _person(self, person: Participant) -> Entity:
        sectors = [self._lexicon.sector(title) for title in person.titles]
        entity = self._entity(person.country, next((sector for sector in sectors if sector), None), person)
        if person.name is not None:
            entity["identifier_text"] = person.name
        if person.titles:
            entity["office"] = "; ".join(person.titles)
        return entity

    def _mentioned(self, mention: Mention) -> Entity:
        return self._entity(mention.code, None, mention)

    def _entity(self, code: str | None, sector: str | None, span: Participant | Country | Mention) -> Entity:
        if code is None:
            return {"sector": sector or "GOV", "entity_text": span.text, "start": span.start, "end": span.end}
        state = self._alpha3(code)
        if state is not None:
            # Officials meet officials: a state without a known office acts through its government.
            sector = sector or "GOV"
            top = state
        else:
            sector = None
            top = self._map.organisations.get(code, self._map.organisations["other"])
        party = self._lexicon.parties.get(code)
        cameo = party.cameo if party else None
        return {
            "code": top,
            "sector": sector,
            "cameo": f"{cameo}{sector}" if cameo and sector else cameo,
            "entity_text": span.text,
            "start": span.start,
            "end": span.end,
        }

    def _alpha3(self, code: str) -> str | None:
        """ISO 3166-1 alpha-3 of a state; None for an organisation."""
        party = self._lexicon.parties.get(code)
        return (party.alpha3 or None) if party else None


def _versions(document: Document) -> tuple[tuple[str, str], ...]:
    if any(name == "meetextract" for name, _ in document.versions):
        return document.versions
    from meetextract import __version__  # noqa: PLC0415  (the package imports the exports, not the other way round)

    return (("meetextract", __version__), *document.versions)


def _around(mention: Mention, content: Span | None, runs: Mapping[int, int | None]) -> tuple[str, str]:
    """What stands before and behind a state in a content; behind those that stand together with it (日米韓への)."""
    if content is None or content.start is None or mention.start is None:
        return "", ""
    end = mention.end
    for _ in runs:  # no more than there are, whatever the record says
        end = runs.get(end, end) if end is not None else None
    return content.text[: mention.start - content.start], content.text[(end or 0) - content.start :]
