"""Meetings told in lists rather than in prose or under headers: diaries, calendars, tables, label lines.

Each kind has its reader (diaries, calendars, grids, labelled); here is decided, by one cheap look at the text, which of
them are asked at all. A text without the words that such lists cannot do without costs a few searches and nothing more;
most texts are without, so a reader is loaded when the first text asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from meetextract.talks.drafts import Context, Draft


class _Reader(NamedTuple):
    suspected: Callable[[str], bool]
    find: Callable[[Context], tuple[list[Draft], list[tuple[int, int]]]]


def _diaries() -> _Reader:
    from meetextract.talks.lists import diaries

    return _Reader(diaries.suspected, diaries.find_diary)


def _calendars() -> _Reader:
    from meetextract.talks.lists import calendars

    return _Reader(calendars.suspected, calendars.find_calendar)


def _grids() -> _Reader:
    from meetextract.talks.lists import grids

    return _Reader(grids.suspected, grids.find_tables)


def _labelled() -> _Reader:
    from meetextract.talks.lists import labelled

    return _Reader(labelled.suspected, labelled.find_labels)


# What a text cannot be without that its reader suspects, and how the reader is loaded.
KINDS: Final = (
    (re.compile(r"[相理臣官]の?(?:動静|[1１一]日|動き|日誌|日々|日録|日程)|官邸|公邸"), _diaries),
    (re.compile(r"予定|日程|カレンダー|動き|スケジュール|日誌|暦|こよみ|クロニクル|出来事"), _calendars),
    (re.compile(r"相手|国名|国・地域|会談者|出席者|参加者|面会者|要人|氏名|先方"), _grids),
    (re.compile(r"内[　 ]*容|概[　 ]*要|成[　 ]*果|結[　 ]*果|要[　 ]*旨"), _labelled),
)
_loaded: dict[Callable[[], _Reader], _Reader] = {}


def _suspecting(text: str) -> Iterator[_Reader]:
    """The readers that `text` can hold a list for."""
    for look, load in KINDS:
        reader = _loaded.get(load)
        if reader is None and look.search(text):
            reader = _loaded[load] = load()
        if reader is not None and reader.suspected(text):
            yield reader


def suspected(text: str) -> bool:
    """A cheap test: whether the text can hold a list of any kind."""
    return any(True for _ in _suspecting(text))


def find_listings(context: Context) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Meetings of the lists in an article, in order of place, and the ranges of text that the lists take.

    Args:
        context: the article as read so far (page, headers, mentions linked to persons).
    Returns:
        Drafts with persons, date, place, mode, status and the passages that can hold points; and (start, end) in code
        points of the lines that are used up, so that the assembly of prose and headers leaves them out. Both empty on
        a page without lists. A draft with `hosted` may still get the host city and the main person of the article.
    """
    text = context.text
    drafts: list[Draft] = []
    taken: list[tuple[int, int]] = []
    for reader in _suspecting(text):
        found, ranges = reader.find(context)
        # What one kind of list has taken is not read again as another.
        fresh = [d for d in found if not any(a <= d.start < b for a, b in taken)]
        drafts += fresh
        taken += ranges
    drafts.sort(key=lambda draft: draft.start)
    return drafts, sorted(taken)
