"""How `--occasions` grows: simulated documents, from a few thousand to a hundred thousand.

    python -m tests.benchmarks.occasions 12500 25000 50000 100000

prints for each number of documents the processor time a document and the most memory so far. Both have to stay.
"""

from __future__ import annotations

import datetime
import random
import resource
import sys
import time
from collections.abc import Iterator

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.model import SCHEMA_VERSION, Country, Date, Document, Meeting, Participant, Point, Span
from meetextract.occasions.engine import Occasions
from meetextract.occasions.merge import Merger

CODES = ("US", "CN", "KR", "AU", "FR", "DE", "GB", "IN", "PH", "VN", "ID", "TH", "IT", "CA", "UA", "PL", "BR", "MX")
SUBJECTS = (
    "半導体", "水素", "海洋安全保障", "経済安保", "鉄道整備", "気候変動対策", "宇宙開発", "漁業協定", "査証緩和",
)  # fmt: skip
ACTS = ("の協力を強化すること", "に関する協議を始めること", "の枠組みを設けること", "の支援を続けること")
OFFICES = (("外務大臣", "外相"), ("防衛大臣", "国防相"), ("首相", "大統領"))


def documents(count: int) -> Iterator[Document]:
    """Reports of meetings on as many days as there are documents for; some without a year, some without any day."""
    rng = random.Random(1)
    made = 0
    while made < count:
        day = datetime.date(2005, 1, 1) + datetime.timedelta(days=rng.randrange(7300 * count // 100_000 + 1))
        code, offices = rng.choice(CODES), rng.choice(OFFICES)
        contents = [rng.choice(SUBJECTS) + rng.choice(ACTS) for _ in range(4)]
        for report in range(min(rng.choice([1, 2, 3, 5]), count - made)):
            made += 1
            value = day.isoformat() if rng.random() < 0.8 else "--" + day.isoformat()[5:]
            date = Date(value, "3日", 0, 2) if rng.random() < 0.9 else None
            published = (day + datetime.timedelta(days=1)).isoformat() if rng.random() < 0.95 else None
            meeting = _meeting(code, offices, date, rng.sample(contents, 3))
            yield Document(SCHEMA_VERSION, f"{made}.txt", "会談", f"paper {report}", published, (meeting,), ())


def _meeting(code: str, offices: tuple[str, str], date: Date | None, contents: list[str]) -> Meeting:
    sides = tuple(Country(one, one, one, None, None, None) for one in ("JP", code))
    people = tuple(
        Participant(name, None, (office,), side, name, 0, len(name))
        for name, office, side in (("日野" + offices[0][0], offices[0], "JP"), ("カール" + code, offices[1], code))
    )
    points = tuple(Point("agree", ("JP", code), True, Span(one, 0, len(one)), Span("一致", 0, 2)) for one in contents)
    return Meeting("m1", None, "held", "in_person", sides, date, None, people, points)


def main() -> None:
    lexicon = default_lexicon()
    merger = Merger(lexicon)
    for count in map(int, sys.argv[1:]):
        start = time.process_time()
        with Occasions(lexicon) as occasions:
            for document in documents(count):
                occasions.add(document)
            occasions.put_together()
            found = sum(1 for number, reports in occasions.all() if merger.merge(number, reports))
        each = (time.process_time() - start) / count * 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:>7,} documents, {found:,} occasions: {each:,.0f} us a document, {memory} MB", flush=True)


if __name__ == "__main__":
    main()
