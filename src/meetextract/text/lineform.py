"""What the form of one line says: its number or mark, the day or hour before it, a label, the words that are left.

A grammar of lines: the expressions of this module are all that is asked of the shape of a line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from meetextract import expressions as re

SEPARATORS = ("\t", "｜", "|")
_DIGIT = "0-9０-９"
_NUMBER = re.compile(
    rf"[ 　]*(?:[（(]?[{_DIGIT}ア-オ①-⑳一二三四五]{{1,2}}[）)．.　 、]|[①-⑳]|[・○◯●■□◆◇▽△▼•※ー－-] ?)[ 　]*"
)
_COUNTED = re.compile(rf"[ 　]*(?:[{_DIGIT}]{{1,2}}[\s　.．、)）]|[（(][{_DIGIT}一二三四五]{{1,2}}[）)]|[①-⑳■◆○●])")
_LISTED = re.compile(
    rf"^[ 　]*[•・◇◆○●▽※]*[ 　]*(?:[{_DIGIT}]{{1,2}}[:：][{_DIGIT}]{{2}}"
    rf"|(?:[{_DIGIT}]{{4}}年|(?:昭和|平成|令和)[{_DIGIT}元]{{1,2}}年)?[{_DIGIT}]{{1,2}}[/月][{_DIGIT}]{{1,2}}日?"
    rf"|[{_DIGIT}]{{1,2}}日)(?:[（(][^）)]{{1,4}}[）)])?[ 　＝=]*"
)
_DAY = re.compile(
    rf"[{_DIGIT}]{{4}}[.．/-][{_DIGIT}]{{1,2}}[.．/-][{_DIGIT}]{{1,2}}|"
    rf"(?:[{_DIGIT}]{{4}}年)?(?:[{_DIGIT}]{{1,2}}月)?[{_DIGIT}]{{1,2}}日(?:[（(・].{{1,8}}[）)]?)?"
    rf"|[{_DIGIT}]{{1,2}}/[{_DIGIT}]{{1,2}}(?:[（(].[）)])?"
)
# A cell of a chronicle: 1991年, 2002年9月17日, 1月30日~2月1日, 3/15-3/17, 11月下旬.
_N = rf"[{_DIGIT}]{{1,2}}"
_ONE_WHEN = rf"(?:(?:[{_DIGIT}]{{4}}年 ?)?(?:{_N}月)?(?:{_N}日?)?(?:[上中下]旬)?|{_N}/{_N})(?:[（(].[）)])?"
_WHEN = rf"(?=[{_DIGIT}]){_ONE_WHEN}(?:[～〜~－–-]{_ONE_WHEN})?(?<=[年月日旬）)/{_DIGIT}])"
_WHEN_CELL = re.compile(_WHEN)
_WHEN_LABEL = re.compile(rf"[ 　▼▽●○◆◇・•]*(?P<when>{_WHEN})[:：][ 　]*(?=\S)")
_ENTRY = re.compile(rf"(?:^|(?<=[ 　]))(?=[{_DIGIT}]{{1,2}}/[{_DIGIT}]{{1,2}}[ 　])")
_ROUND = re.compile(
    rf"[ 　]*(?:第[{_DIGIT}一二三四五六七八九十]+回(?:会合|会議|会談|協議)?|[{_DIGIT}一二三四五六七八九十]+回目)"
    r"[（(].*[）)]$"
)
_GLOSS = re.compile(r"[（(][^（）()]*[）)]")
_LAST_GLOSS = re.compile(r"[（(][^（）()]*[）)]$")
_DATED = re.compile(rf"[（(][^（）()]*[{_DIGIT}元]\s?[年月][^（）()]*[）)]$")
_OF_DAY = re.compile(r"[/月日]")
_AT = re.compile(r"(?:[@＠]|[ 　][^ 　×]{2,10}×).*$")  # or who met: 日ロ首脳会談 甲×乙
_SIDE = re.compile(
    r"(?<=^.)[ 　](?=側)|(?<=^..)[ 　](?=側)|(?<=[日期場先当概出参])[　 ]+(?=[時間所方要席加日])"
    r"|(?<=[者手方側])　+(?=　)"
)
_LABEL = re.compile(
    r"([^\s：:。、]{1,14}?)[ 　]*[：:]|([^\s：:。、]{1,8}(?:側|者|先方|当方|相手))　"
    r"|[（(【]([^\s：:。、（）()]{1,8})[）)】]"
)
_NOTHING_ELSE = re.compile(rf"[{_DIGIT}①-⑳ア-オ（）()．.、　 ・•○◯との駐日在]*")
_SENTENCE_END = re.compile("[るただす]$")


class LineForm(NamedTuple):
    """A line taken apart. `words`: what is left without number, day, place behind @ and gloss at the end; `gloss`: what
    stands in brackets there; `label`: the word before a colon; `counted`: whether a number or a mark of an item stands
    before; `listed`: whether a day or an hour does; `is_dated`: whether a day does, or the gloss holds a year or a
    month."""

    raw: str
    words: str
    gloss: str
    label: str
    value: int  # where the value of the label begins, code points from the start of the line
    counted: bool
    numbered: bool
    listed: bool
    is_day: bool
    is_round: bool
    at_place: bool
    is_dated: bool

    @property
    def is_sentence(self) -> bool:
        """Whether it holds a full stop or ends like a statement."""
        return "。" in self.raw or _SENTENCE_END.search(self.raw) is not None


_LONGEST_KEPT = 200  # code points; headings, labels and items, which several rules ask about


def line_form(line: str) -> LineForm:
    """The form of one line, without line break."""
    return _short_line(line) if len(line) <= _LONGEST_KEPT else _form(line)


@lru_cache(maxsize=128)
def _short_line(line: str) -> LineForm:
    return _form(line)


def _form(line: str) -> LineForm:
    when = _LISTED.match(line)
    number = _NUMBER.match(line)
    rest = line[when.end() :] if when else line
    at_place = "@" in line or "＠" in line
    rest = _AT.sub("", rest) if at_place or "×" in line else rest
    bare = rest[inner.end() :] if (inner := _NUMBER.match(rest)) and inner.end() < len(rest) else rest
    joined = _SIDE.sub("", bare) if " " in bare or "\u3000" in bare else bare
    label = _LABEL.match(joined)
    gloss = _LAST_GLOSS.search(bare.strip(" 　"))
    return LineForm(
        raw=line,
        words=bare.strip(" 　")[: gloss.start() if gloss else None].strip(" 　"),
        gloss=gloss.group()[1:-1] if gloss else "",
        label=next((g for g in label.groups() if g), "") if label else "",
        value=len(line) - len(joined) + label.end() if label else 0,
        counted=_COUNTED.match(line) is not None,
        numbered=number is not None,
        listed=when is not None or at_place,
        is_day=_DAY.fullmatch(line.strip()) is not None,
        is_round=_ROUND.match(line) is not None,
        at_place=at_place,
        is_dated=(_DATED.search(bare.strip(" 　")) or _OF_DAY.search(when.group() if when else "")) is not None,
    )


def says_when(cell: str) -> bool:
    """Whether a cell of a table is nothing but a day, a span of days, a month or a year."""
    return _WHEN_CELL.fullmatch(cell) is not None and cell[-1] in "年月日旬）)" + "0123456789" * ("/" in cell)


def row_of_days(line: str) -> list[tuple[int, int]]:
    """The cells of a row of a chronicle (7月1日:… is one), one of which says when; none of a line that is no row."""
    mark = next((sign for sign in SEPARATORS if sign in line), None)
    if mark is None:
        label = _WHEN_LABEL.match(line)
        return [label.span("when"), (label.end(), len(line))] if label and says_when(label["when"]) else []
    cells, at = [], 0
    for part in line.split(mark):
        low = at + len(part) - len(part.lstrip(" \u3000"))
        cells += [(low, at + len(part.rstrip(" \u3000")))] if part.strip(" \u3000") else []
        at += len(part) + 1
    return cells if any(says_when(line[low:high]) for low, high in cells) else []


def entries(cell: str) -> list[tuple[int, int]]:
    """The entries of a cell that each begin with their day (3/16 …と会談 3/17 …を視察); one of a cell without days."""
    starts = [found.start() for found in _ENTRY.finditer(cell)] or [0]
    return list(zip(starts, [*starts[1:], len(cell)], strict=True))


def without(line: str, spans: list[tuple[int, int]]) -> str:
    """The line without the spans (code points of the line) and without glosses in brackets."""
    for start, end in sorted(spans, reverse=True):
        line = line[:start] + line[end:]
    return _GLOSS.sub("", line)


def says_nothing_else(rest: str) -> bool:
    """Whether what is left of a line beside names is numbers, marks and と or の."""
    return _NOTHING_ELSE.fullmatch(rest) is not None
