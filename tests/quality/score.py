"""Compares records with annotations: one item per thing that can be right or wrong, and figures over the items.

Items are kept by name, not only counted, so that two runs can be compared item by item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from .gold import AGREED, Annotated, GoldPoint

Span = tuple[int, int]

# Fields that are searched for (right, missed, invented) and fields that a matched thing has (right or wrong).
FOUND: Final = ("meetings", "counterparts", "japan side", "titles", "agreed points", "all points")
HELD: Final = ("by", "countries", "status", "mode", "date", "place", "readings")
CONTENT: Final = ("agreed content", "all content")
EXACT = 0.999
NEAR_ENOUGH = 0.45  # affinity from which a meeting of the tool is taken for one of the annotation

# The same office in its long and its short form; longer rows before those that they contain.
_OFFICES: Final = (
    ("外務大臣", "外相"), ("防衛大臣", "防衛相"), ("国防大臣", "国防相"), ("経済産業大臣", "経産相"),
    ("財務大臣", "財務相"), ("財務相", "財相"), ("農林水産大臣", "農水相"), ("農林水産相", "農水相"),
    ("国土交通大臣", "国交相"), ("環境大臣", "環境相"), ("内閣総理大臣", "首相"), ("総理大臣", "首相"),
    ("総理", "首相"), ("大臣", "相"),
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing that can be right or wrong.

    `score` is 1 for right, 0 for wrong or missed, between for content that overlaps; `invented` marks what the
    annotation does not have. `key` names the thing without saying what the tool made of it, `got` says that.
    """

    document: str
    genre: str
    field: str
    key: str
    score: float
    invented: bool = False
    got: str = ""

    @property
    def name(self) -> tuple[str, str, str, bool]:
        """What stays the same from run to run."""
        return self.document, self.field, self.key, self.invented

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class _Told:
    """A point as the tool told it."""

    kind: str
    by: str | None
    predicate: Span
    content: Span | None


def score(document: Annotated, record: dict[str, Any] | None) -> list[Item]:
    """All items of one article; `record` is a document record as plain data, None for no output at all."""
    return list(_Scorer(document, record or {}).items())


def offset_faults(text: str, record: Any) -> int:
    """How many values anywhere in the record are not the slice of `text` that their offsets name."""
    if isinstance(record, dict):
        wrong = 0
        if record.get("text") is not None and "start" in record:
            wrong += text[record["start"] : record["end"]] != record["text"]
        return wrong + sum(offset_faults(text, value) for value in record.values())
    if isinstance(record, list | tuple):
        return sum(offset_faults(text, value) for value in record)
    return 0


class _Scorer:
    def __init__(self, document: Annotated, record: dict[str, Any]) -> None:
        self.document = document
        self.text = document.text
        self.gold = document.meetings
        self.told: list[dict[str, Any]] = list(record.get("meetings", []))
        self.told_points = [[_told(p) for p in m.get("points", [])] for m in self.told]

    def items(self) -> Iterator[Item]:
        pairs = dict(self._pairs())
        for i, gold in enumerate(self.gold):
            label = self._label(i)
            j = pairs.get(i)
            yield self._item("meetings", label, float(j is not None))
            told = self.told[j] if j is not None else None
            if told is not None:
                yield from self._values(label, gold, told)
            yield from self._people(label, gold.get("participants", []), (told or {}).get("participants", []))
            yield from self._points(label, self.document.points[i], self.told_points[j] if j is not None else [])
        for j, told in enumerate(self.told):
            if j in pairs.values():
                continue
            header = (told.get("header") or {}).get("text") or ""
            label = f"{'/'.join(sorted(_codes(told)))} {header}".strip()
            yield self._item("meetings", label, 0.0, invented=True)
            yield from self._people(label, [], told.get("participants", []))
            yield from self._points(label, [], self.told_points[j])

    def _item(self, field: str, key: str, value: float, *, invented: bool = False, got: object = "") -> Item:
        return Item(
            self.document.key, self.document.genre, field, key, value, invented, "" if got is None else str(got)
        )

    def _label(self, i: int) -> str:
        return f"#{i + 1} {'/'.join(sorted(_codes(self.gold[i]))) or 'JP'}"

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Which meeting of the tool is which of the annotation: the best fit first, each used once."""
        fits = sorted(
            ((self._affinity(i, j), -i, -j) for i in range(len(self.gold)) for j in range(len(self.told))), reverse=True
        )
        used_gold, used_told = set(), set()
        for fit, minus_i, minus_j in fits:
            i, j = -minus_i, -minus_j
            if fit >= NEAR_ENOUGH and i not in used_gold and j not in used_told:
                used_gold.add(i)
                used_told.add(j)
                yield i, j

    def _affinity(self, i: int, j: int) -> float:
        gold, told = self.gold[i], self.told[j]
        ours, theirs = _codes(gold), _codes(told)
        fit = len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
        fit += 0.5 * bool(_names(gold) & _names(told))
        fit += 0.1 * (gold.get("status") == told.get("status"))
        shared = any(_overlap(x.predicate, y.predicate) for x in self.document.points[i] for y in self.told_points[j])
        return fit + 0.3 * shared

    def _values(self, label: str, gold: dict[str, Any], told: dict[str, Any]) -> Iterator[Item]:
        yield self._item("countries", label, float(_codes(gold) == _codes(told)), got="/".join(sorted(_codes(told))))
        for field in ("status", "mode"):
            right = gold.get(field) == told.get(field)
            yield self._item(field, f"{label} {gold.get(field)}", float(right), got=told.get(field))
        date = _value(told.get("date"), "value")
        yield self._item("date", f"{label} {gold.get('date')}", float(_same_date(gold.get("date"), date)), got=date)
        place = _value(told.get("place"), "text")
        right = (gold.get("place") or None) == place
        yield self._item("place", f"{label} {gold.get('place')}", float(right), got=place)

    def _people(self, label: str, gold: list[dict[str, Any]], told: list[dict[str, Any]]) -> Iterator[Item]:
        for field, home in (("counterparts", False), ("japan side", True)):
            ours = [p for p in gold if (p.get("country") == "JP") == home]
            rest = [p for p in told if (p.get("country") == "JP") == home]
            for person in ours:
                match = next((p for p in rest if _same_person(person, p)), None)
                key = f"{label} {_describe(person)}"
                yield self._item(field, key, float(match is not None))
                if match is None:
                    yield from self._titles(key, person.get("titles", []), [])
                    continue
                rest.remove(match)
                yield from self._titles(key, person.get("titles", []), match.get("titles", []))
                if person.get("reading"):
                    right = _flat(person["reading"]) == _flat(match.get("reading"))
                    yield self._item("readings", f"{key} {person['reading']}", float(right), got=match.get("reading"))
            for person in rest:
                yield self._item(field, f"{label} {_describe(person)}", 0.0, invented=True)
                yield from self._titles(f"{label} {_describe(person)}", [], person.get("titles", []))

    def _titles(self, key: str, gold: Iterable[str], told: Iterable[str]) -> Iterator[Item]:
        ours, theirs = Counter(map(_office, gold)), Counter(map(_office, told))
        for title, times in (ours & theirs).items():
            for _ in range(times):
                yield self._item("titles", f"{key} | {title}", 1.0)
        for title, times in (ours - theirs).items():
            for _ in range(times):
                yield self._item("titles", f"{key} | {title}", 0.0)
        for title, times in (theirs - ours).items():
            for _ in range(times):
                yield self._item("titles", f"{key} | {title}", 0.0, invented=True)

    def _points(self, label: str, gold: list[GoldPoint], told: list[_Told]) -> Iterator[Item]:
        rest = list(told)
        for point in gold:
            fields = ("all points", "agreed points") if point.kind in AGREED else ("all points",)
            match = next((p for p in rest if p.kind == point.kind and _overlap(p.predicate, point.predicate)), None)
            content = self._slice(point.content)
            key = f"{label} {point.kind} «{self._slice(point.predicate)}» @{point.predicate[0]}"
            for field in fields:
                yield self._item(field, f"{key} {content}", float(match is not None))
            if match is None:
                continue
            rest.remove(match)
            for field in fields:
                value = _span_f1(point.content, match.content)
                yield self._item(
                    field.replace("points", "content"), f"{key} {content}", value, got=self._slice(match.content)
                )
            yield self._item("by", f"{key} {point.by}", float(point.by == match.by), got=match.by)
        for told_point in rest:
            start, end = told_point.predicate
            key = f"{label} {told_point.kind} «{self.text[max(0, start - 25) : end]}» @{start}"
            for field in ("all points", "agreed points")[: 1 + (told_point.kind in AGREED)]:
                yield self._item(field, key, 0.0, invented=True, got=self._slice(told_point.content))

    def _slice(self, span: Span | None) -> str:
        return "" if span is None else self.text[slice(*span)]


def _told(point: dict[str, Any]) -> _Told:
    by = point.get("by") or []
    speaker = "joint" if point.get("joint") else by[0] if len(by) == 1 else None
    predicate, content = point.get("predicate") or {}, point.get("content")
    return _Told(
        point["kind"],
        speaker,
        (predicate.get("start", -1), predicate.get("end", -1)),
        (content["start"], content["end"]) if content else None,
    )


def _flat(name: str | None) -> str:
    """A name without what separates its parts."""
    return "".join(c for c in name or "" if c not in "・=＝·･ 　")


def _office(title: str) -> str:
    for long, short in _OFFICES:
        title = title.replace(long, short)
    return title.replace("・", "").replace(" ", "")


def _describe(person: dict[str, Any]) -> str:
    return f"{person.get('country')} {person.get('name') or '、'.join(person.get('titles', []))}"


def _same_person(gold: dict[str, Any], told: dict[str, Any]) -> bool:
    if gold.get("country") != told.get("country"):
        return False
    if gold.get("name"):
        return _flat(gold["name"]) == _flat(told.get("name"))
    offices = [{_office(title) for title in person.get("titles", [])} for person in (gold, told)]
    return not told.get("name") and offices[0] == offices[1]


def _codes(meeting: dict[str, Any]) -> set[str]:
    return {c["code"] if isinstance(c, dict) else c for c in meeting.get("countries", [])} - {"JP"}


def _names(meeting: dict[str, Any]) -> set[str]:
    return {_flat(p["name"]) for p in meeting.get("participants", []) if p.get("name") and p.get("country") != "JP"}


def _value(field: Any, key: str) -> str | None:
    return field.get(key) if isinstance(field, dict) else field


def _same_date(gold: str | None, told: str | None) -> bool:
    """An annotated --11-01 or ---01 is met by a fuller date that agrees with it."""
    if gold is None or told is None:
        return gold == told
    return told == gold or (gold.startswith("-") and told.endswith(gold.lstrip("-")))


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _span_f1(gold: Span | None, told: Span | None) -> float:
    """F1 over the characters of two spans; two missing spans agree."""
    if gold is None or told is None:
        return float(gold is told)
    return 2 * _overlap(gold, told) / ((gold[1] - gold[0]) + (told[1] - told[0]) or 1)


def figures(items: Iterable[Item]) -> dict[str, float]:
    """F1 of what is searched for, share of what is right, mean and exact share of content; only fields with items."""
    by_field: dict[str, list[Item]] = {}
    for item in items:
        by_field.setdefault(item.field, []).append(item)
    result: dict[str, float] = {}
    for field in FOUND:
        if field in by_field:
            result[field] = _f1(by_field[field])
    for field in CONTENT:
        if values := [item.score for item in by_field.get(field, [])]:
            result[field] = sum(values) / len(values)
            result[f"{field} exact"] = sum(value > EXACT for value in values) / len(values)
    for field in HELD:
        if values := [item.score for item in by_field.get(field, [])]:
            result[field] = sum(values) / len(values)
    return result


def _f1(items: list[Item]) -> float:
    right = sum(item.score for item in items if not item.invented)
    wrong = len(items) - right  # missed or invented
    return 2 * right / (2 * right + wrong)
