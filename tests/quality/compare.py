"""What a change gained and lost: the items of two runs, one against the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from .score import Item

SAME = 0.001  # a content that moved by less is the same
# Said by "all points" and "all content" as well.
_DOUBLE: Final = frozenset({"agreed points", "agreed content"})


@dataclass(frozen=True)
class Change:
    """One item that is better (`gained`) or worse than before; either side is None where the run does not have it."""

    field: str
    gained: bool
    before: Item | None
    after: Item | None

    def __str__(self) -> str:
        item = self.after or self.before
        assert item is not None
        mark = "+" if self.gained else "-"
        line = f"{mark} {self.field:13} {item.document}: {item.key}"
        if item.invented:
            return f"{line}  ({'no longer invented' if self.gained else 'invented'})"
        if item.field == "all content" and self.before and self.after:
            line += f"  [{self.before.score:.2f} -> {self.after.score:.2f}]"
        shown = self.after if not self.gained else self.before
        if shown is not None and shown.got and shown.score < 1:
            line += f"  {'now' if not self.gained else 'was'} «{shown.got}»"
        return line


def changes(before: Iterable[Item], after: Iterable[Item]) -> list[Change]:
    """Items that differ, losses first, then by field and article.

    An item that only one run has (the content of a point that the other missed) counts only where the run that lacks it
    did not already say so: the point itself is listed as gained or lost, its values are not.
    """
    old, new = _numbered(before), _numbered(after)
    found = []
    for name in {**old, **new}:
        a, b = old.get(name), new.get(name)
        if a is None or b is None:
            item = a or b
            assert item is not None
            if item.invented:
                found.append(Change(item.field, b is None, a, b))
        elif abs(a.score - b.score) > SAME:
            found.append(Change(a.field, b.score > a.score, a, b))
    found = [change for change in found if change.field not in _DOUBLE]
    return sorted(found, key=lambda c: (c.gained, c.field, str(c)))


def _numbered(items: Iterable[Item]) -> dict[tuple[object, ...], Item]:
    """By name, with a number for those that bear the same (a title held twice)."""
    times: Counter[object] = Counter()
    result: dict[tuple[object, ...], Item] = {}
    for item in items:
        times[item.name] += 1
        result[*item.name, times[item.name]] = item
    return result


def report(found: list[Change], *, hidden: frozenset[str] = frozenset()) -> Iterator[str]:
    """Lines to print: losses, gains, and the sums by field. Of the sets in `hidden` only sums are shown."""
    for gained, heading in ((False, "LOST"), (True, "GAINED")):
        lines = [c for c in found if c.gained == gained]
        yield f"{heading} {len(lines)}"
        for change in lines:
            item = change.after or change.before
            assert item is not None
            if item.document.split("/")[0] not in hidden:
                yield f"  {change}"
        count = Counter(c.field for c in lines)
        if count:
            yield "  by field: " + ", ".join(f"{field} {number}" for field, number in sorted(count.items()))
        held = sum((c.after or c.before).document.split("/")[0] in hidden for c in lines)  # type: ignore[union-attr]
        if held:
            yield f"  ({held} of them in {', '.join(sorted(hidden))}, not shown: --show-held)"
