"""What is told twice is told once: a lead or a heading in short where the body tells it, the same words but once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from meetextract.points.contents import Draft

_TOLD_AGAIN: Final = frozenset({"agree", "confirm", "share", "announce", "discuss", "sign"})
_BARE: Final = 5  # code points of the kind of a paper: 協力覚書, 共同声明
_ALIKE: Final = 0.6  # of the pairs of characters of the lead's content


def without_repeated(text: str, drafts: Sequence[Draft], lead: int) -> list[Draft]:
    """The points without those that begin before `lead` or end a heading and come again, of the same kind and content,
    and without the same words a second time."""
    body = [draft for draft in drafts if draft.predicate[0] >= lead]
    plain = [draft for draft in drafts if not _heads(text, draft)]
    kept: list[Draft] = []
    for draft in drafts:
        others = plain if _heads(text, draft) else body if draft.predicate[0] < lead else ()
        again = any(_again(text, draft, other) for other in others)
        if not again and not any(_same(text, one, draft) for one in kept):
            kept.append(draft)
    return kept


def _heads(text: str, draft: Draft) -> bool:
    """輸出規制の緩和で一致: a line that is no sentence and ends in the predicate tells what stands around it."""
    line, end = text.rfind("\n", 0, draft.predicate[0]) + 1, draft.predicate[1]
    return text[end : end + 1] in ("\n", "") and "。" not in text[line:end] and not "ぁ" <= text[end - 1] <= "ゖ"


def _again(text: str, first: Draft, later: Draft) -> bool:
    if first.kind != later.kind or not (first.content and later.content):
        return False
    pairs, others = _pairs(text, first.content), _pairs(text, later.content)
    return len(pairs) > 1 and len(pairs & others) >= _ALIKE * len(pairs)


def _same(text: str, first: Draft, later: Draft) -> bool:
    """共同声明を発出した, told again where the history of the talks is told; a paper by its kind alone (覚書)."""
    if first.kind != later.kind or first.kind not in _TOLD_AGAIN or not (first.content and later.content):
        return False
    told, again = text[slice(*first.content)], text[slice(*later.content)]
    return told == again or (first.kind in ("sign", "announce") and told.endswith(again) and len(again) <= _BARE)


def _pairs(text: str, span: tuple[int, int]) -> set[str]:
    """Pairs of characters that are no hiragana: what the words are about."""
    shown = "".join(sign for sign in text[slice(*span)] if not "ぁ" <= sign <= "ゖ" and sign.isalnum())
    return {shown[at : at + 2] for at in range(len(shown) - 1)}
