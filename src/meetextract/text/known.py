"""What a format says of an article beside its text: a page's metadata, a row's cells, a mail's header fields."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """A value, and where it stands in the text (code points, end exclusive) if it does."""

    value: str
    start: int | None = None
    end: int | None = None


class Known(NamedTuple):
    """What needs no finding. Each of these goes before what the text itself seems to say.

    Attributes:
        title: the headline.
        publisher: the paper, the ministry, the site.
        published: the day of publication, YYYY-MM-DD.
    """

    title: Fact | None = None
    publisher: Fact | None = None
    published: Fact | None = None


NOTHING = Known()
