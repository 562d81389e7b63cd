"""`python -m meetextract.text FILE`: what the rules see of a text, sentence by sentence, as a tree of bunsetu."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from meetextract.text.chunks import Chunk
from meetextract.text.syntax import Sentence


def tree(sentence: Sentence) -> Iterator[str]:
    """The sentence as lines, each bunsetu before what it modifies and indented by its depth."""
    for chunk in sentence.chunks:
        depth, above = 0, sentence.head(chunk)
        while above is not None:
            depth, above = depth + 1, sentence.head(above)
        yield f"{'  ' * depth}{chunk.text}{'、' if chunk.comma else ''}  [{' '.join(_notes(chunk))}]"


def _notes(chunk: Chunk) -> Iterator[str]:
    yield {"n": "nominal", "v": "predicate", "x": "adverbial"}[chunk.kind]
    yield f"lemma={chunk.lemma}"
    if chunk.kind == "v":
        yield f"link={chunk.link}"
        yield from (mood for mood in ("past", "negative", "passive", "wish", "guess") if getattr(chunk, mood))
    if chunk.particle:
        yield f"particle={chunk.particle}"
    yield from (f"person={m.name or '?'}/{'・'.join(m.titles)}" for m in chunk.persons)
    yield from (f"state={code}" for code in chunk.codes)


def main(paths: list[str]) -> int:
    from meetextract.pipeline import parsed  # noqa: PLC0415  (it stands above this folder; only this tool asks for it)

    for path in paths:
        for sentence in parsed(Path(path).read_text("utf-8")):
            print(f"{sentence.start}: {sentence.text[sentence.start : sentence.end]}")
            print(*(f"    {line}" for line in tree(sentence)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
