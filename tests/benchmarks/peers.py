"""A peer on the same articles: GiNZA, in a virtual environment of its own.

python3 -m venv ginza && ginza/bin/pip install ginza ja-ginza
python -m tests.benchmarks --ginza ginza/bin/python
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from .measure import annotated, environment

# Both run it: reads {"key": text, …}, writes {"names": {key: [name, …]}, "seconds": …, "megabytes": …}. Loading and the
# first article are not counted.
_COMMON: Final = """
import json, resource, sys, time
texts = json.load(sys.stdin)
names_of = load()
names_of(next(iter(texts.values())))
started = time.perf_counter()
names = {key: sorted(set(names_of(text))) for key, text in texts.items()}
taken = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
json.dump({"names": names, "seconds": taken, "megabytes": peak}, sys.stdout)
"""
_GINZA: Final = """
def load():
    import spacy
    nlp = spacy.load("ja_ginza")
    return lambda text: [entity.text for entity in nlp(text).ents if entity.label_ == "Person"]
"""
_OURS: Final = """
def load():
    from meetextract import extract
    def names(text):
        return [p.name for m in extract(text).meetings for p in m.participants if p.name]
    return names
"""


def peers(ginza: Path) -> Iterator[str]:
    """A table in Markdown: speed, memory, and names of participants found."""
    articles = [(key, text, gold) for key, text, gold in annotated() if gold["meetings"]]
    texts = {key: text for key, text, _ in articles}
    wanted = {key: _names(gold) for key, _, gold in articles}
    yield "| | articles a second | peak memory | participants' names found | of the names given, participants |"
    yield "|---|--:|--:|--:|--:|"
    for name, python, loading in (
        ("meetextract", sys.executable, _OURS),
        ("GiNZA (ja_ginza)", str(ginza), _GINZA),
    ):
        done = subprocess.run(
            [python, "-c", loading + _COMMON],
            input=json.dumps(texts),
            capture_output=True,
            encoding="utf-8",
            check=True,
            env=environment(),
        )
        found = json.loads(done.stdout)
        recall, precision = _shares(wanted, found["names"])
        speed = len(texts) / found["seconds"]
        yield f"| {name} | {speed:,.1f} | {found['megabytes']:,.0f} MB | {recall:.1%} | {precision:.1%} |"
    people = sum(map(len, wanted.values()))
    yield f"\n{len(texts)} articles of tests/quality with {people} names of participants, compared letter by letter."


def _names(gold: Mapping[str, Any]) -> set[str]:
    return {p["name"] for m in gold["meetings"] for p in m["participants"] if p["name"]}


def _shares(wanted: Mapping[str, set[str]], found: Mapping[str, Sequence[str]]) -> tuple[float, float]:
    hits = sum(len(names & set(found[key])) for key, names in wanted.items())
    return hits / sum(map(len, wanted.values())), hits / max(1, sum(map(len, found.values())))
