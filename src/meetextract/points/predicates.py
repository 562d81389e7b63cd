"""The predicate table (data/predicates.toml) as one scanner: where a sentence has a word that reports an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import UserRule, read_toml
from meetextract.model import KINDS, Kind

_ADVERB = r"(?:改めて|強く|深く|率直に|心から|直接|正式に|それぞれ|共に|ともに|互いに|重ねて)?"
_NOUN_TAIL = r"」?(?:の(?:意|念|お?言葉|気持ち|声|考え|思い)|感|の表明)?(?:を|が|も|は|の)?"


class Rule(NamedTuple):
    """One row of the table. `pattern` matches from the first character of the predicate to the end of its stem."""

    name: str
    kind: Kind
    type: str  # suru, verb, noun
    pattern: re.Pattern[str]
    by: str | None = None
    object: re.Pattern[str] | None = None
    frame: re.Pattern[str] | None = None
    needs: str | None = None
    forms: tuple[str, ...] = ()
    together: Kind | None = None  # the kind where all sides say it


class Hit(NamedTuple):
    """A word of the table at `start`; `stem` is where its inflection begins."""

    rule: Rule
    start: int
    stem: int


class Predicates:
    """All rules, and with which characters their predicates begin."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        begun_with: dict[str, set[int]] = {}
        anywhere: set[int] = set()
        known = _beginnings()
        for number, rule in enumerate(self.rules):
            forms = "|".join(rule.forms)
            found = known[forms] if forms in known else beginnings(forms)
            if found is None:
                anywhere.add(number)
            for beginning in found or ():
                begun_with.setdefault(beginning, set()).add(number)

        def ordered(numbers: Iterable[int]) -> tuple[Rule, ...]:
            return tuple(self.rules[number] for number in sorted({*numbers, *anywhere}))

        self._by_one = {one: ordered(numbers) for one, numbers in begun_with.items() if len(one) == 1}
        self._by_two = {
            two: ordered(numbers | begun_with.get(two[0], set()))
            for two, numbers in begun_with.items()
            if len(two) == _LOOK
        }
        self._anywhere = ordered(())
        self._places = re.compile("" if anywhere else _places(begun_with))

    def hits(self, text: str, start: int, end: int) -> Iterator[tuple[Hit, ...]]:
        """For every place where at least one rule matches, the candidates in the order of the table."""
        by_one, by_two, anywhere = self._by_one, self._by_two, self._anywhere
        at = start
        for place in self._places.finditer(text, start, end):
            here = place.start()
            if here < at:
                continue
            rules = by_two.get(text[here : here + _LOOK]) or by_one.get(text[here : here + 1], anywhere)
            found = []
            for rule in rules:
                own = rule.pattern.match(text, here, end)
                if own is not None:
                    found.append(Hit(rule, here, own.end()))
            if found:
                yield tuple(found)
                at = max(here + 1, min(hit.stem for hit in found))


def _places(beginnings: Iterable[str]) -> str:
    """Matches where one of these may stand. One expression of all forms would try most of them at every character,
    since most characters begin one; but few characters of a text begin one and have a second of one behind them."""
    ones, firsts, seconds = (
        f"[{''.join(sorted(map(re.escape, characters)))}]" if characters else "(?!)"
        for characters in (
            {one for one in beginnings if len(one) == 1},
            {one[0] for one in beginnings},
            {two[1] for two in beginnings if len(two) == _LOOK},
        )
    )
    return f"{firsts}(?:(?={seconds})|(?<={ones}))"


def compile_rule(row: Mapping[str, Any], light: str, name: str) -> Rule:
    """A Rule from a table row; KeyError, ValueError or re.error when the row is wrong."""
    kind = row["kind"]
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    forms = "|".join(row["forms"])
    if row["type"] == "noun":
        pattern = rf"(?:{forms}){_NOUN_TAIL}{_ADVERB}(?=お?(?:{row.get('light', light)}))"
    else:
        pattern = rf"(?:{forms})"

    def optional(key: str) -> re.Pattern[str] | None:
        return re.compile(row[key]) if key in row else None

    return Rule(
        name,
        kind,
        row["type"],
        re.compile(pattern),
        row.get("by"),
        optional("object"),
        optional("frame"),
        row.get("needs"),
        tuple(row["forms"]),
        row.get("together"),
    )


_LOOK: Final = 2
_ATOM = re.compile(r"\((?:\?(?P<kind>:|=|!|<=|<!))?|\[(?P<set>[^\[\]\\^-]+)\]|(?P<plain>[^\\\[\]{}.^$*+?|()])")


def beginnings(form: str) -> frozenset[str] | None:
    """The first two characters of whatever the regular expression can match, or one where any may follow; None where
    that is not plain to see. What must follow a match (`(?=…)` at its end) counts."""
    try:
        found, end = _alternatives(form, 0)
    except _NotPlainError:
        return None
    return None if end < len(form) or "" in found else frozenset(found)


class _NotPlainError(Exception):
    """A regular expression with more in it than the tables use."""


def _alternatives(form: str, at: int) -> tuple[set[str], int]:
    """The beginnings of `a|b|c` from `at` on, and where it ends: at a bracket or behind the form."""
    every: set[str] = set()
    own = {""}
    while True:
        if at == len(form) or form[at] in "|)":
            every |= own
            if at == len(form) or form[at] == ")":
                return every, at
            own = {""}
            at += 1
            continue
        atom = _ATOM.match(form, at)
        if atom is None:
            raise _NotPlainError
        at = atom.end()
        kind = atom["kind"]
        if atom.group()[0] == "(":
            following, at = _alternatives(form, at)
            if at == len(form):
                raise _NotPlainError
            at += 1
            last = at == len(form) or form[at] in "|)"
            if kind not in (None, ":") and not (kind == "=" and last and form.count(")", at) == 0):
                continue  # looks, and takes no character
        else:
            following = set(atom["set"] or atom["plain"])
        if form[at : at + 1] == "?":
            following |= {""}
            at += 1
        elif at < len(form) and form[at] in "*+{":
            raise _NotPlainError
        own = {(begun + more)[:_LOOK] if len(begun) < _LOOK else begun for begun in own for more in following}


@precomputed
def _table() -> tuple[str, tuple[dict[str, Any], ...]]:
    data = read_toml("predicates.toml")
    return data["light"], tuple(data["predicate"])


@precomputed
def _beginnings() -> dict[str, frozenset[str] | None]:
    """Those of the rules of the package's own table, by their forms."""
    forms = ("|".join(row["forms"]) for row in _table()[1])
    return {form: beginnings(form) for form in forms}


@cache
def default_predicates() -> Predicates:
    """The package's own table."""
    light, rows = _table()
    return Predicates(_ordered(compile_rule(row, light, _name(i, row)) for i, row in enumerate(rows, 1)))


def with_user_rules(user: Sequence[UserRule]) -> Predicates:
    """The package's table with a user's `[[predicate]]` rules before it; they were checked when they were read."""
    if not user:
        return default_predicates()
    latest, made = _latest[0]
    if latest is user and made is not None:
        return made
    light, _ = _table()
    own = [
        compile_rule({"type": "suru", **rule.values}, light, f"{rule.path}:{rule.line} {rule.values['kind']}")
        for rule in user
    ]
    made = Predicates([*own, *default_predicates().rules])
    _latest[0] = user, made
    return made


# The rules of a lexicon are asked for at every meeting, and cost as much as an article to put together. One entry, put
# in its place at once: another thread sees the old or the new.
_latest: list[tuple[Sequence[UserRule] | None, Predicates | None]] = [(None, None)]


def _name(number: int, row: Mapping[str, Any]) -> str:
    return f"predicates.toml#{number} {row['kind']} ({row['type']})"


def _ordered(rules: Iterable[Rule]) -> list[Rule]:
    # A noun with its light verb (懸念を示した) is read before the bare words inside it (示した).
    return sorted(rules, key=lambda rule: rule.type != "noun")
