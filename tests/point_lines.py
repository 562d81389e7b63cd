"""A point as a line of a table of cases."""

from __future__ import annotations

from meetextract.points.contents import Draft

CAST = "梶谷鉄之助防衛相、米国のヘイワード国防長官"


def shown(text: str, point: Draft) -> str:
    """kind, who spoke (all: jointly, -: cannot be told), predicate, content."""
    by = "all" if point.joint else "+".join(point.by) or "-"
    content = text[slice(*point.content)] if point.content else "-"
    return f"{point.kind} {by} {text[slice(*point.predicate)]} | {content}"
