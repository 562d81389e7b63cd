"""Meetings told in lists rather than in prose or under headers: diaries, calendars, tables, label lines.

Each kind has its reader (diaries, calendars, grids, labelled); here is decided, by one cheap look at the text, which of
them are asked at all. A text without the words that such lists cannot do without costs a few searches and nothing more.
"""

from __future__ import annotations

from meetextract.drafts import Context, Draft
from meetextract.lists import calendars, diaries, grids, labelled

_KINDS = (
    (diaries.suspected, diaries.find_diary),
    (calendars.suspected, calendars.find_calendar),
    (grids.suspected, grids.find_tables),
    (labelled.suspected, labelled.find_labels),
)


def suspected(text: str) -> bool:
    """A cheap test: whether the text can hold a list of any kind."""
    return any(kind_suspected(text) for kind_suspected, _ in _KINDS)


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
    for kind_suspected, find in _KINDS:
        if not kind_suspected(text):
            continue
        found, ranges = find(context)
        # What one kind of list has taken is not read again as another.
        fresh = [d for d in found if not any(a <= d.start < b for a, b in taken)]
        drafts += fresh
        taken += ranges
    drafts.sort(key=lambda draft: draft.start)
    return drafts, sorted(taken)
