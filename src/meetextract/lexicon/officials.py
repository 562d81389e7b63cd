"""Who held which office when: data/officials.tsv and the [[official]] rows of the user's files.

The table is read when it is first asked, and a row is made into a value when its name is asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import DATA, cells, fold, span

OFFICIAL_COLUMNS: Final = ("name", "full", "state", "office", "from", "to", "note")
_HEADER: Final = "\n" + "\t".join(OFFICIAL_COLUMNS) + "\n"
NEAR: Final = datetime.timedelta(days=366)  # how far outside its term a day may lie and still be near
_BETWEEN: Final = re.compile("[＝=･ 　‐-]")
_PARTS: Final = re.compile("[・＝=･ 　‐-]")
# Other spellings of what stands in the table: ムセヴェニ, 宮澤.
_OTHERWISE: Final = re.compile("ヴ[ァィェォ]?|[髙﨑澤邊邉齋齊濵濱德龍國廣眞惠櫻栁瀨濤悅]")
_USUALLY: Final = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"} | dict(
    zip("髙﨑澤邊邉齋齊濵濱德龍國廣眞惠櫻栁瀨濤悅", "高崎沢辺辺斎斉浜浜徳竜国広真恵桜柳瀬涛悦", strict=True)
)


class Official(NamedTuple):
    """One person in one office for one term. `names`: as papers write it before the office (ブッシュ); `full`: the
    fullest name; `state`: code of a country or organisation; `start`, `end`: the first and the last day, as far as the
    table knows it: the outermost of a year or month; `end` is date.max while the term lasts. `acting`, `joint`: the
    note says so."""

    names: tuple[str, ...]
    full: str
    state: str
    office: str
    start: datetime.date
    end: datetime.date
    note: str

    @property
    def acting(self) -> bool:
        return self.note.startswith("acting")

    @property
    def joint(self) -> bool:
        return self.note.startswith("joint")


class Officials:
    """The rows by name: the package's, and the user's behind them."""

    def __init__(self, rows: Sequence[Sequence[str]], same: Callable[[str, str], bool]) -> None:
        """`rows`: the cells of the user's rows; `same`: whether two titles can be one office (Titles.same)."""
        self._package = package_officials()
        self._opened: dict[str, dict[str, list[str]]] = {}  # by first character, each opened when it is first asked
        self._own: dict[str, list[str]] = {}
        for key, line in _named("\n".join(map("\t".join, rows))):
            self._own.setdefault(name_key(key), []).append(line)
        self._same = same

    def holders(self, name: str, office: str, day: datetime.date | None) -> tuple[Official, ...]:
        """Those called `name` (family name or full) who held `office` on `day`; where there is none, those whose term
        is near it; all of them where no day is given. 大臣 and the like fit every office that ends so.

        A person with two terms, or two offices that fit, comes twice: compare the states, not the number.
        """
        found = tuple(one for one in self.offices_of(name) if self._same(one.office, office))
        if day is None:
            return found
        within = tuple(one for one in found if one.start <= day <= one.end)
        return within or tuple(one for one in found if _near(one, day))

    def state_of(self, name: str, day: datetime.date | None) -> str | None:
        """The state of all who are called `name` and held an office about `day`; None where they are of several."""
        states = {one.state for one in self.offices_of(name) if day is None or _near(one, day)}
        return states.pop() if len(states) == 1 else None

    def offices_of(self, name: str) -> tuple[Official, ...]:
        """All terms of all who are called `name`, in the order of the table. Spellings that differ in ・, ー, ヴ,
        blanks, width and old characters are one name; so are レジェプ・X・エルドアン and レジェップ・Y・エルドアン."""
        found = self._lines(name)
        parts = _PARTS.split(name)
        if not found and len(parts) > 1 and parts[-1]:
            found = [line for line in self._lines(parts[-1]) if line.split("\t", 2)[1].startswith(parts[0][:2])]
        return tuple(map(_official, found))

    def _lines(self, name: str) -> Sequence[str]:
        key = name_key(name)
        return self._lines_of(key) or self._lines_of(usual_key(key))

    def _lines_of(self, key: str) -> Sequence[str]:
        opened = self._opened.get(key[:1])
        if opened is None:
            opened = {}
            for row in filter(None, self._package.get(key[:1], b"").decode().split("\n")):
                name, _, line = row.partition("\t")
                opened.setdefault(name, []).append(line)
            self._opened[key[:1]] = opened  # whole: another thread may be asking
        lines = opened.get(key, ())
        return tuple(dict.fromkeys((*lines, *self._own.get(key, ())))) if self._own else lines


def name_key(name: str) -> str:
    """Equal for spellings of a name that differ in ・, ー, blanks and width only; for looking it up. Names that
    become equal are told apart by office and day, as all are."""
    return _without_dots(_BETWEEN.sub("", fold(name)))


def usual_key(key: str) -> str:
    """A key with ヴ and old characters as the table has them."""
    return _OTHERWISE.sub(lambda match: _USUALLY[match[0]], key)


def _without_dots(text: str) -> str:
    return text.replace("・", "").replace("ー", "")


def _named(table: str) -> Iterator[tuple[str, str]]:
    """The lines of a table (cells as in OFFICIAL_COLUMNS, without header), each with each of its names, without ・ and
    ー. Thousands are cut in three here, and the few that are asked for in the end."""
    for line, bare in zip(table.split("\n"), _without_dots(table).split("\n"), strict=True):
        if not line:
            continue
        names, full, _ = bare.split("\t", 2)
        for name in dict.fromkeys((full, *names.split("|"))):
            yield name, line


@precomputed
def package_officials() -> Mapping[str, bytes]:
    """The package's table by the first character of a name: rows of a name and its line, in UTF-8. A few long values
    are read back in a fraction of the time that thousands of short texts take. Names have no blanks and no full-width
    letters (tests see to that)."""
    text = (DATA / "officials.tsv").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for name, line in _named(text[text.index(_HEADER) + len(_HEADER) :]):
        found.setdefault(name[:1], []).append(f"{name}\t{line}")
    return {first: "\n".join(rows).encode() for first, rows in found.items()}


def _official(line: str) -> Official:
    name, full, state, office, start, end, note = line.split("\t")
    first = span(start)[0] if start else datetime.date.min
    last = span(end)[1] if end else datetime.date.max
    return Official(cells(name), full, state, office, first, last, note)


def _near(one: Official, day: datetime.date) -> bool:
    # Differences, not sums: date.min and date.max have no day beyond them.
    return one.start - day <= NEAR and day - one.end <= NEAR
