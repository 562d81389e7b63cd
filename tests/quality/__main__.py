"""python -m tests.quality: how right the rules are, by set, genre and field, and what a change gained and lost."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from . import compare, floors, gold, runner
from .score import CONTENT, FOUND, HELD, Item, offset_faults, score

_SHORT: Final = {
    "meetings": "meet", "counterparts": "cpart", "japan side": "japan", "titles": "title", "agreed points": "agreed",
    "all points": "points", "agreed content": "agr.cont", "agreed content exact": "exact", "all content": "content",
    "all content exact": "exact", "by": "by", "countries": "countr", "status": "status", "mode": "mode", "date": "date",
    "place": "place", "readings": "reading",
}  # fmt: skip
_EPILOG = """
examples:
  python -m tests.quality                        figures by set, genre and field, and the floors
  python -m tests.quality --against              ... and item by item what was gained and lost since the last commit
  python -m tests.quality --against main~3       ... since another commit
  python -m tests.quality --save before.json     keeps this run
  python -m tests.quality --against before.json  ... and compares a later one with it
  python -m tests.quality --errors --only wd01   what is wrong in the articles whose name contains wd01
  python -m tests.quality --pin                  pins the floors a little below the figures; never lower than they were
"""


def main(arguments: list[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    groups = tuple(options.sets or gold.SETS)
    documents = gold.load(groups, only=options.only)
    records = runner.run(groups, only=options.only)
    items = _score(documents, records)
    hidden = frozenset() if options.show_held else frozenset(gold.SETS) - frozenset(gold.OPEN)

    print("\n".join(_figures(items)))
    broken = list(_broken(documents, records))
    print("\n".join(broken) if broken else f"{len(documents)} articles, no offset faults")
    if options.save:
        _save(Path(options.save), items)
    if options.errors:
        print("\n".join(_errors(items, hidden, options.field)))
    if options.against:
        before = _before(options.against, documents, groups, options.only)
        found = [c for c in compare.changes(before, items) if options.field in c.field]
        print(f"\nAgainst {options.against}")
        print("\n".join(compare.report(found, hidden=hidden)))
    if options.only or options.sets:
        return 1 if broken else 0
    if options.pin:
        return _pin(items, lower=options.lower)
    return _check(items) or (1 if broken else 0)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--against", nargs="?", const="HEAD", metavar="COMMIT|FILE", help="list what was gained and lost since")
    add("--save", metavar="FILE", help="keep the items of this run for --against")
    add("--errors", action="store_true", help="list every item that is wrong")
    add("--field", default="", metavar="WORD", help="of errors and changes only the fields that contain this")
    add("--only", default="", metavar="WORD", help="only the articles whose name contains this")
    add("--set", dest="sets", action="append", choices=gold.SETS, help="only this set (repeatable)")
    add("--show-held", action="store_true", help="list items of the held sets too, which spoils them as examinations")
    add("--pin", action="store_true", help="pin the floors")
    add("--lower", action="store_true", help="with --pin: lower the floors that the figures fell below")
    return parser


def _score(documents: list[gold.Annotated], records: dict[str, dict[str, Any]]) -> list[Item]:
    return [item for document in documents for item in score(document, records.get(document.key))]


def _broken(documents: list[gold.Annotated], records: dict[str, dict[str, Any]]) -> Iterator[str]:
    for document in documents:
        record = records.get(document.key, {"error": "no record"})
        if "error" in record:
            yield f"FAULT {document.key}: {record['error']}"
        elif faults := offset_faults(document.text, record):
            yield f"FAULT {document.key}: {faults} values are not the slices that their offsets name"


def _figures(items: list[Item]) -> Iterator[str]:
    fields = [*FOUND, *(f for field in CONTENT for f in (field, f"{field} exact")), *HELD]
    yield f"{'':15}" + "".join(f"{_SHORT[field]:>9}" for field in fields)
    for group, row in floors.table(items).items():
        cells = (f"{row[field]:9.3f}" if field in row else f"{'-':>9}" for field in fields)
        yield f"{('  ' + group.split('/')[1]) if '/' in group else group:15}" + "".join(cells)


def _errors(items: list[Item], hidden: frozenset[str], field: str) -> Iterator[str]:
    for item in sorted(items, key=lambda i: (i.field, i.document)):
        if item.score < 1 and item.document.split("/")[0] not in hidden and field in item.field:
            what = "invented" if item.invented else "missed" if item.field in FOUND else f"got «{item.got}»"
            yield f"{item.field:13} {item.document}: {item.key}  {what}"


def _save(path: Path, items: list[Item]) -> None:
    path.write_text(json.dumps([item.as_dict() for item in items], ensure_ascii=False), "utf-8")


def _before(against: str, documents: list[gold.Annotated], groups: tuple[str, ...], only: str) -> list[Item]:
    """The items of a saved run (only of the articles looked at now), or of a commit's sources on today's articles."""
    if Path(against).is_file():
        keys = {document.key for document in documents}
        saved = [Item(**data) for data in json.loads(Path(against).read_text("utf-8"))]
        return [item for item in saved if item.document in keys]
    return _score(documents, runner.run_commit(groups, against, only=only))


def _check(items: list[Item]) -> int:
    pinned = floors.read()
    wrong = floors.below(pinned.table, floors.table(items))
    if pinned.sha256 != gold.digest():
        wrong.append("the annotated articles have changed since floors were pinned: look at the figures, then --pin")
    print("\n".join(["", *wrong]) if wrong else "all figures are at or above their floors")
    return 1 if wrong else 0


def _pin(items: list[Item], *, lower: bool) -> int:
    old, now = floors.read().table, floors.table(items)
    if not lower and (wrong := floors.below({g: f for g, f in old.items() if g in now}, now)):
        print("\n".join(["", "not pinned, for a floor goes down only on purpose (--lower):", *wrong]))
        return 1
    floors.write(floors.Floors(gold.digest(), floors.pinned(old, now, lower=lower)))
    print(f"pinned in {floors.FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
