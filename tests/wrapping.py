"""Articles with their lines broken at a width, and how far their records are those of the unbroken ones.

PYTHONPATH=src:tests python tests/wrapping.py [WIDTH...]      the figures over all annotated articles
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from meetextract import Document, Meeting, Span, extract
from meetextract.text.reading import read_through

QUALITY: Final = Path(__file__).parent / "quality"
WIDTHS: Final = (20, 30, 35, 40, 76)
_NEVER_FIRST: Final = "、。，．」』）)ー々ゃゅょっャュョッァィゥェォぁぃぅぇぉ・"


def articles(*, true_to_form: bool = False) -> list[str]:
    """The texts of the annotated articles, or of the documents true to the form of real pages; none is broken itself.

    Those documents are full of lists, menus and lines that were cut off, where nobody can tell a broken line.
    """
    paths = [path for path in sorted(QUALITY.glob("*/*.txt")) if _is_form(path.parent.name) == true_to_form]
    texts = (path.read_bytes().decode("utf-8-sig") for path in paths)
    return [text for text in (text.replace("\r\n", "\n") for text in texts) if read_through(text).joined is None]


def _is_form(group: str) -> bool:
    return group == "forms" or group.startswith("round")


def chopped(text: str, width: int) -> str:
    """Every line in pieces of `width` characters."""
    return _each(text, lambda line: (line[at : at + width] for at in range(0, len(line), width)))


def chopped_by_column(text: str, width: int) -> str:
    """Every line in pieces of `width` columns, in which a kanji takes two."""

    def pieces(line: str) -> Iterator[str]:
        piece, columns = "", 0
        for char in line:
            wide = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
            if columns + wide > width:
                yield piece
                piece, columns = "", 0
            piece, columns = piece + char, columns + wide
        yield piece

    return _each(text, pieces)


def set_by_rule(text: str, width: int) -> str:
    """Every line in pieces of at most `width` characters, none of which begins with a sign that must not begin one."""

    def pieces(line: str) -> Iterator[str]:
        while len(line) > width:
            at = next((at for at in range(width, width - 4, -1) if line[at] not in _NEVER_FIRST), width)
            yield line[:at]
            line = line[at:]
        yield line

    return _each(text, pieces)


def quoted(text: str) -> str:
    """As a mail quotes it."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def spaced(text: str) -> str:
    """With an empty line between any two lines."""
    return text.replace("\n\n", "\n").replace("\n", "\n\n")


def _each(text: str, pieces: Callable[[str], Iterable[str]]) -> str:
    return "\n".join("\n".join(pieces(line)) if line else line for line in text.split("\n"))


def fields(meeting: Meeting) -> Counter[tuple[object, ...]]:
    """All that a meeting says, offsets apart."""
    found: Counter[tuple[object, ...]] = Counter()
    found["status", meeting.status] += 1
    found["mode", meeting.mode] += 1
    found["countries", *(country.code for country in meeting.countries)] += 1
    found["date", meeting.date.value if meeting.date else None] += 1
    found["place", _words(meeting.place)] += 1
    for person in meeting.participants:
        found["name", person.name] += 1
        found["titles", person.name, *person.titles] += 1
        found["country", person.name, person.country] += 1
    for point in meeting.points:
        found["point", point.kind, point.by, _words(point.predicate)] += 1
        found["content", point.kind, _words(point.content)] += 1
    return found


def _words(span: Span | None) -> str | None:
    if span is None:
        return None
    return "".join(span.words.split())


def compared(whole: Document, broken: Document) -> tuple[int, int]:
    """Of all fields that either tells, how many both tell of one meeting, and how many there are.

    Meetings keep their order, so the longest row of like ones pairs them: one that is lost costs its own fields."""
    left, right = [fields(meeting) for meeting in whole.meetings], [fields(meeting) for meeting in broken.meetings]
    best = [0] * (len(right) + 1)
    for mine in left:
        row = [0]
        for at, theirs in enumerate(right):
            row.append(max(row[at], best[at + 1], best[at] + (mine & theirs).total()))
        best = row
    same = best[-1]
    return same, sum(found.total() for found in left + right) - same


def agreement(texts: Iterable[str], broken: Callable[[str], str]) -> tuple[int, int]:
    """`compared` over all texts and their broken forms."""
    pairs = [compared(extract(text), extract(broken(text))) for text in texts]
    return sum(same for same, _ in pairs), sum(every for _, every in pairs)


def main() -> None:
    """Prints the figures."""
    texts = articles()
    for width in map(int, sys.argv[1:] or WIDTHS):
        for name, broken in (
            ("characters", lambda text: chopped(text, width)),  # noqa: B023
            ("columns", lambda text: chopped_by_column(text, 2 * width)),  # noqa: B023
            ("by rule", lambda text: set_by_rule(text, width)),  # noqa: B023
            ("quoted", lambda text: quoted(chopped(text, width))),  # noqa: B023
        ):
            same, every = agreement(texts, broken)
            print(f"{width:3} {name:10} {same} of {every} = {same / every:.4f}", flush=True)


if __name__ == "__main__":
    main()
