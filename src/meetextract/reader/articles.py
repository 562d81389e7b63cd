"""Files of several articles: exports of news databases, digests, pasted collections."""

from __future__ import annotations

from collections.abc import Iterator

from meetextract.reader.sources import Source
from meetextract.text.articles import split_articles
from meetextract.text.known import NOTHING


def articles_of(source: Source) -> Iterator[Source]:
    """The articles of a text, each a Source `FILE#2`; the source itself where it is one. Those of plain text have their
    `part` of it, in which offsets count; those of a mail, a Word file, Markdown or a PDF a text of their own. What the
    format says of the whole is said of none of them. Pages and rows are not looked at."""
    parts = split_articles(source.text) if source.several else []
    if len(parts) < 2:  # noqa: PLR2004  (more than one)
        yield source
        return
    for number, (start, end) in enumerate(parts, 1):
        one = source._replace(path=f"{source.path}#{number}", several=False)
        if not source.extracted:
            yield one._replace(part=(start, end))
            continue
        readings = tuple((a - start, b - start, word) for a, b, word in source.readings if start <= a and b <= end)
        yield one._replace(text=source.text[start:end], readings=readings, known=NOTHING)
