"""What a lead says in short and the body tells again is told once, where the body tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from meetextract.points.contents import Draft

_TOLD_AGAIN: Final = frozenset({"agree", "confirm", "share", "announce", "discuss", "sign"})
_ALIKE: Final = 0.6  # of the pairs of characters of the lead's content


def without_repeated(text: str, drafts: Sequence[Draft], lead: int) -> list[Draft]:
    """The points without those that begin before `lead` and come again behind it, of the same kind and content."""
    later = [draft for draft in drafts if draft.predicate[0] >= lead]
    return [d for d in drafts if d.predicate[0] >= lead or not any(_again(text, d, other) for other in later)]


def _again(text: str, first: Draft, later: Draft) -> bool:
    if first.kind != later.kind or first.kind not in _TOLD_AGAIN or not (first.content and later.content):
        return False
    pairs, others = _pairs(text, first.content), _pairs(text, later.content)
    return len(pairs) > 1 and len(pairs & others) >= _ALIKE * len(pairs)


def _pairs(text: str, span: tuple[int, int]) -> set[str]:
    """Pairs of characters that are no hiragana: what the words are about."""
    shown = "".join(sign for sign in text[slice(*span)] if not "ぁ" <= sign <= "ゖ" and sign.isalnum())
    return {shown[at : at + 2] for at in range(len(shown) - 1)}
