"""Files of several articles: exports of news databases, digests, pasted collections."""

from __future__ import annotations

from collections.abc import Iterator

from meetextract.reader.sources import Source
from meetextract.text.articles import split_articles


def articles_of(source: Source) -> Iterator[Source]:
    """The articles of a plain text, each a Source `FILE#2` with its `part` of the text; the source itself where it is
    one. Formats that have a page, a message or a row for each article are not looked at."""
    parts = [] if source.extracted else split_articles(source.text)
    if len(parts) < 2:  # noqa: PLR2004  (more than one)
        yield source
        return
    for number, part in enumerate(parts, 1):
        yield source._replace(path=f"{source.path}#{number}", part=(part.start, part.end))
