"""The annotated articles: NAME.txt with NAME.json beside it, what a careful reader would write down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
# These sets are there to learn from. All others are looked at in sums only, so that they stay fair examinations.
OPEN: Final = ("corpus", "own")
SETS: Final = (*OPEN, *sorted({path.parent.name for path in HERE.glob("*/*.txt")} - set(OPEN)))
KINDS: Final = frozenset({
    "agree", "confirm", "share", "sign", "announce", "welcome", "support", "thank",
    "concern", "condemn", "request", "propose", "state", "discuss",
})  # fmt: skip
AGREED: Final = frozenset({"agree", "confirm", "share", "sign", "announce"})
FAR = 120  # code points; content farther from its predicate than this is most likely another sentence


@dataclass(frozen=True)
class GoldPoint:
    """A point with its places in the text as (start, end) in code points."""

    kind: str
    by: str | None
    predicate: tuple[int, int]
    content: tuple[int, int] | None


@dataclass(frozen=True)
class Annotated:
    """One article and its annotation; `meetings` as they stand in the JSON, `points` resolved, meeting by meeting."""

    group: str
    name: str
    genre: str
    text: str
    title: str | None
    published: str | None
    meetings: list[dict[str, Any]]
    points: list[list[GoldPoint]]

    @property
    def key(self) -> str:
        return f"{self.group}/{self.name}"


def load(groups: Sequence[str] = SETS, *, only: str = "", here: Path = HERE) -> list[Annotated]:
    """All articles of these sets whose name contains `only`, in order; ValueError where an annotation does not fit."""
    found = []
    for group in groups:
        for path in sorted((here / group).glob("*.json")):
            if only in path.stem:
                found.append(_read(group, path))
    return found


def digest(groups: Sequence[str] = SETS, *, here: Path = HERE) -> str:
    """sha256 over names and bytes of texts and annotations."""
    whole = hashlib.sha256()
    for group in groups:
        for path in sorted((here / group).iterdir()):
            if path.suffix in {".txt", ".json"}:
                whole.update(f"{group}/{path.name}\0{path.stat().st_size}\0".encode())
                whole.update(path.read_bytes())
    return whole.hexdigest()


def _read(group: str, path: Path) -> Annotated:
    return resolve(group, path, path.with_suffix(".txt").read_bytes().decode("utf-8-sig"))


def resolve(group: str, path: Path, text: str) -> Annotated:
    """The annotation in `path` with its places in `text`; ValueError where it does not fit."""
    data = json.loads(path.read_text("utf-8"))
    try:
        points = [[_point(text, p) for p in m.get("points", [])] for m in data["meetings"]]
    except (KeyError, ValueError) as error:
        raise ValueError(f"{group}/{path.name}: {error!r}") from error
    return Annotated(
        group, path.stem, data["genre"], text, data.get("title"), data.get("published"), data["meetings"], points
    )


def _point(text: str, data: dict[str, Any]) -> GoldPoint:
    word, content = data["predicate"], data.get("content")
    start = -1
    for _ in range(data.get("nth", 1)):
        start = text.find(word, start + 1)
        if start < 0:
            raise ValueError(f"predicate {word!r} (nth {data.get('nth', 1)}) is not in the text")
    place = None
    if content:
        # What was agreed stands before the word for it, as a rule; the last time it does is the one that is meant.
        at = text.rfind(content, 0, start + len(word))
        at = at if at >= 0 else text.find(content)
        if at >= 0:
            place = (at, at + len(content))
    return GoldPoint(data["kind"], data.get("by"), (start, start + len(word)), place)


def faults(group: str, path: Path) -> Iterator[str]:
    """What is wrong with an annotation by its own rules: values that are not in the text, kinds that do not exist."""
    try:
        document = _read(group, path)
    except ValueError as error:
        yield str(error)
        return
    yield from faults_of(document, path)


def faults_of(document: Annotated, path: Path, *, readings_inside: bool = True) -> Iterator[str]:
    """The same for an annotation that is read already. Readings by ruby are no part of the text of a page."""
    for meeting in document.meetings:
        yield from (
            f"{path.name}: {fault}"
            for fault in _meeting_faults(document.text, meeting, readings_inside=readings_inside)
        )
    for points in document.points:
        seen = set()
        for point in points:
            if (point.kind, point.predicate) in seen:
                yield f"{path.name}: the same {point.kind} twice, at {point.predicate[0]}"
            seen.add((point.kind, point.predicate))
            if point.content and min(abs(point.predicate[0] - end) for end in point.content) > FAR:
                yield f"{path.name}: content far from its predicate, at {point.predicate[0]}"


def _meeting_faults(text: str, meeting: dict[str, Any], *, readings_inside: bool) -> Iterator[str]:
    allowed = {
        "form": {"header", "prose"},
        "status": {"held", "planned"},
        "mode": {"in_person", "phone", "video"},
    }
    for field, values in allowed.items():
        if meeting.get(field) not in values:
            yield f"{field} is {meeting.get(field)!r}"
    if meeting.get("place") and meeting["place"] not in text:
        yield f"place {meeting['place']!r} is not in the text"
    for person in meeting.get("participants", []):
        if "country" not in person:  # null: a reader cannot tell it
            yield f"{person.get('name')!r} has no country"
        for value in [person.get("name"), person.get("reading"), *person.get("titles", [])]:
            if value and value not in text and (value != person.get("reading") or readings_inside):
                yield f"{value!r} is not in the text"
    for point in meeting.get("points", []):
        if point.get("kind") not in KINDS:
            yield f"kind is {point.get('kind')!r}"
        if point.get("content") and point["content"] not in text:
            yield f"content {point['content']!r} is not in the text"
