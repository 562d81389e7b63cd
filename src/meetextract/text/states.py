"""States and organisations that a text names: 米国, 日米豪, 米 of 米政府, each with its place."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.text.grammar import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


_ROW: Final = frozenset("、・，,")
_WITHIN: Final = frozenset("北南・")  # of other names
_ENDS: Final = frozenset("、・，,とやのはがにへ")


class StateSpan(NamedTuple):
    """A place where one state is named, or several run together: `codes` in order, `start` and `end` in code points."""

    start: int
    end: int
    codes: tuple[str, ...]


class States:
    """All states that a text names, in order of place; no two overlap."""

    def __init__(self, spans: list[StateSpan]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def within(self, start: int, end: int) -> list[StateSpan]:
        """Those that begin in the range and end in it."""
        low = bisect_left(self._starts, start)
        return [s for s in self.spans[low : bisect_left(self._starts, end, low)] if s.end <= end]

    def first(self, start: int, end: int) -> StateSpan | None:
        """That which begins at `start`, if it ends in the range."""
        at = bisect_left(self._starts, start)
        found = self.spans[at] if at < len(self.spans) else None
        return found if found is not None and found.start == start and found.end <= end else None

    def codes(self, start: int, end: int) -> list[str]:
        """The codes of `within`, in order, with repeats."""
        return [code for span in self.within(start, end) for code in span.codes]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    signs = table()["signs"]
    one = f"(?:[{signs['together']}](?<!ロ)|(?<![ァ-ヶー])ロ(?![ァ-ヶー]))"  # 土曜日ローマ, ピエトロ・パロリン
    more = rf"{one}|(?<=日)[{signs['behind_japan']}]|[ァ-ヶー]{{2,12}}+|EU|ＥＵ|ASEAN|ＡＳＥＡＮ|NATO|ＮＡＴＯ|NZ|ＮＺ"
    run = re.compile(rf"(?<![{signs['not_behind']}曜]){one}(?:・?(?:{more}))++")
    alone = re.compile(rf"(?<![一-鿿])[{signs['alone']}](?={'|'.join(map(re.escape, signs['alone_before']))})")
    pairs, behind = "|".join(signs["pairs"]), "|".join(signs["pairs_before"])  # 朝日首脳会談
    row = rf"(?<![一-鿿ァ-ヶー0-9０-９])[{signs['together']}](?:、[{signs['together']}])+"  # 米、中、朝の3者会談
    special = re.compile(rf"(?:{pairs})(?={behind})|{row}(?=の?(?:{'|'.join(signs['row_before'])}))")
    return run, alone, special


@cache
def _behind() -> re.Pattern[str]:
    signs = table()["signs"]
    found = "|".join(f"{before}[{states}]" for before, states in signs["behind"].items())
    forces = "|".join(signs["forces_behind"])  # 在韓米軍
    there = rf"(?<=在[{signs['together']}])[{signs['alone']}](?={forces})"
    return re.compile(rf"(?:(?<![一-鿿])|(?<=[新前元現])(?=駐))(?:{found})(?<!ロ(?=[ァ-ヶー]))|{there}")


def states_within(text: str, start: int, end: int, states: States, lexicon: Lexicon) -> list[StateSpan]:
    """Each state that a part of the text names, one by one, in order of place: 日 and 米 of 日米, 中 of 対中政策."""
    found = {span.start: span for whole in states.within(start, end) for span in _apart(text, whole, lexicon)}
    taken = {at for span in found.values() for at in range(span.start, span.end)}
    for match in _behind().finditer(text, start, end):
        at = match.end() - 1
        words = {text[at - 1 : at + 1], text[at : at + 2], text[at : at + 3]}  # 対比, 対中間選挙
        if at not in taken and words.isdisjoint(lexicon.lookalikes):
            found[at] = StateSpan(at, at + 1, (lexicon.kanji[text[at]],))
    return [found[at] for at in sorted(found)]


def _apart(text: str, span: StateSpan, lexicon: Lexicon) -> Iterator[StateSpan]:
    """The states of a run, each with its own place."""
    word = text[span.start : span.end]
    parts = lexicon.split_compound(word) if len(span.codes) > 1 else None
    signs = [at for at, sign in enumerate(word) if sign not in _ROW]
    if parts is not None:
        for code, low, high in parts:
            yield StateSpan(span.start + low, span.start + high, (code,))
    elif len(span.codes) == len(signs) > 1:  # 米、中、朝; 南北
        for at, code in zip(signs, span.codes, strict=True):
            yield StateSpan(span.start + at, span.start + at + 1, (code,))
    else:
        yield span


def may_name_states(text: str) -> bool:
    """Whether signs of states stand together (日米両政府) or before a word for a government (米政府)."""
    return any(pattern.search(text) for pattern in _patterns())


def find_states(text: str, lexicon: Lexicon) -> States:
    """The states of the whole text: runs of signs first, then signs before 政府, 側 and the like, then names."""
    (run, alone, special), pairs = _patterns(), table()["signs"]["pairs"]
    found: dict[int, StateSpan] = {}
    for match in run.finditer(text):
        start, word = match.start(), match.group()
        for end in range(len(word), 1, -1):
            parties = lexicon.split_compound(word[:end])
            after = text[start + end - 1 : start + end + 1] if word[end - 2] == "・" else ""  # 日・中央アジア
            if parties and len(parties) > 1 and lexicon.lookalikes.isdisjoint((word[:end], after)):
                found[start] = StateSpan(start, start + end, tuple(code for code, _, _ in parties))
                break
    for match in special.finditer(text):
        signs = [lexicon.kanji[sign] for sign in match.group().split("、") if sign in lexicon.kanji]
        found[match.start()] = StateSpan(*match.span(), tuple(pairs.get(match.group(), signs)))
    taken = {at for span in found.values() for at in range(span.start, span.end)}
    for match in alone.finditer(text):
        if match.start() not in taken:
            found[match.start()] = StateSpan(match.start(), match.end(), (lexicon.kanji[match.group()],))
            taken.add(match.start())
    for party in lexicon.find_parties(text):
        if taken.isdisjoint(range(party.start, party.end)):
            found[party.start] = StateSpan(party.start, party.end, (party.code,))
    for span in _in_rows(text, lexicon, found.values()):
        found.setdefault(span.start, span)
    return States([found[start] for start in sorted(found)])


def _in_rows(text: str, lexicon: Lexicon, found: Collection[StateSpan]) -> Iterator[StateSpan]:
    """中国、朝鮮、米国の: a name that also means something else, in a row of states; 朝鮮は, behind 朝米会談."""
    starts, ends = {span.start for span in found}, {span.end for span in found}
    told = {code for span in found for code in span.codes if len(span.codes) > 1}
    for form in lexicon.ambiguous:
        at = text.find(form) if len(form) > 1 and starts else -1
        while at >= 0:
            end = at + len(form)
            behind, before = text[end : end + 1], text[at - 1 : at]
            joined = (before in _ROW and at - 1 in ends) or (behind in _ROW and end + 1 in starts)
            if (joined or (lexicon.forms[form] in told and before not in _WITHIN)) and behind in _ENDS:
                yield StateSpan(at, end, (lexicon.forms[form],))
            at = text.find(form, end)
