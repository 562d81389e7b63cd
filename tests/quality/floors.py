"""The floors in floors.toml: figures that the rules have reached and may not fall below unnoticed."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .gold import HERE
from .score import FOUND, Item, figures

FILE: Final = HERE / "floors.toml"
# How far below the figure a floor is pinned. A genre has few items: one of them may weigh several hundredths.
MARGIN: Final = 0.005
GENRE_MARGIN: Final = 0.02
GENRE_FIELDS: Final = (*FOUND, "all content")

Table = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Floors:
    sha256: str
    table: Table


def table(items: Iterable[Item]) -> Table:
    """Figures by group and field; the groups are the sets and, in each set, the genres: `corpus`, `corpus/news`."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        name = item.document.split("/")[0]
        groups.setdefault(name, []).append(item)
        groups.setdefault(f"{name}/{item.genre}", []).append(item)
    return {name: figures(groups[name]) for name in sorted(groups)}


def read(path: Path = FILE) -> Floors:
    data = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return Floors(data.get("documents", {}).get("sha256", ""), data.get("floors", {}))


def below(floors: Mapping[str, Mapping[str, float]], now: Table) -> list[str]:
    """One line for each figure that is below its floor, or that has a floor and is no longer there."""
    lines = []
    for group, fields in floors.items():
        for field, floor in fields.items():
            figure = now.get(group, {}).get(field)
            if figure is None and floor > 0:  # at 0 there was nothing but inventions, and none is left
                lines.append(f"{group} · {field}: no figure, floor {floor:.3f}")
            elif figure is not None and figure < floor:
                lines.append(f"{group} · {field}: {figure:.3f} is below its floor {floor:.3f}")
    return lines


def pinned(old: Mapping[str, Mapping[str, float]], now: Table, *, lower: bool = False) -> Table:
    """New floors a little below the figures: none lower than it was, unless `lower` and the figure fell below it."""
    result: Table = {}
    for group, fields in now.items():
        genre = "/" in group
        margin = GENRE_MARGIN if genre else MARGIN
        result[group] = {}
        for field, figure in fields.items():
            # Shares of what was found fall when more is found: in a genre, a few hard finds would break the floor.
            if genre and field not in GENRE_FIELDS:
                continue
            floor = max(0.0, math.floor((figure - margin) * 1000) / 1000)
            before = old.get(group, {}).get(field)
            if before is not None and not (lower and figure < before):
                floor = max(floor, before)
            result[group][field] = floor
    return result


def write(floors: Floors, path: Path = FILE) -> None:
    lines = [
        "# Written by `python -m tests.quality --pin`; a floor goes down only with --lower and a reason in the commit.",
        "# sha256 is that of the annotated articles: who changes them looks at the figures and pins again.",
        "[documents]",
        f'sha256 = "{floors.sha256}"',
    ]
    for group, fields in floors.table.items():
        lines += ["", f'[floors."{group}"]', *(f'"{field}" = {floor:.3f}' for field, floor in fields.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
