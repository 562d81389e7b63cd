"""The predicate table (data/predicates.toml) as one scanner: where a sentence has a word that reports an outcome."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from meetextract.model import KINDS, Kind
from meetextract.tables import UserRule

_ADVERB = r"(?:改めて|強く|深く|率直に|心から|直接|正式に|それぞれ|共に|ともに|互いに|重ねて)?"
_NOUN_TAIL = r"」?(?:の(?:意|念|言葉|気持ち|声|考え|思い)|感|の表明)?(?:を|が|も|は|の)?"


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
    """All rules, compiled into one scanner."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        # Most characters begin no predicate, and the one that stands there leaves few rules to try.
        by_first: dict[str, set[int]] = {}
        anywhere: set[int] = set()
        for number, rule in enumerate(self.rules):
            first = beginnings("|".join(rule.forms))
            if first is None:
                anywhere.add(number)
            for char in first or ():
                by_first.setdefault(char, set()).add(number)
        self._by_first = {
            char: tuple(self.rules[number] for number in sorted(numbers | anywhere))
            for char, numbers in by_first.items()
        }
        self._anywhere = tuple(self.rules[number] for number in sorted(anywhere))
        scan = "|".join(f"(?:{r.pattern.pattern})" for r in self.rules)
        if not anywhere:
            scan = f"(?=[{''.join(map(re.escape, sorted(by_first)))}])(?:{scan})"
        self._scan = re.compile(scan)

    def hits(self, text: str, start: int, end: int) -> Iterator[tuple[Hit, ...]]:
        """For every place where at least one rule matches, the candidates in the order of the table."""
        at = start
        while at < end:
            match = self._scan.search(text, at, end)
            if match is None:
                return
            here = match.start()
            found = []
            for rule in self._by_first.get(text[here], self._anywhere):
                own = rule.pattern.match(text, here, end)
                if own is not None:
                    found.append(Hit(rule, here, own.end()))
            yield tuple(found)
            at = here + 1 if not found else max(here + 1, min(hit.stem for hit in found))


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


def beginnings(form: str) -> frozenset[str] | None:
    """The characters with which a match of the regular expression can begin; None where that is not plain to see."""
    form = re.sub(r"\[[^\[\]\\]*\]", "\0", form)
    if re.search(r"[\\\[{.^$*+]", form):
        return None
    found: set[str] = set()
    depth = low = 0
    for at, char in enumerate(form + "|"):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            first = _first(form[low:at])
            if first is None:
                return None
            found |= first
            low = at + 1
    return frozenset(found)


def _first(form: str) -> frozenset[str] | None:
    """The beginnings of one alternative; look-around is passed over, what `?` makes optional is added."""
    if not form or form[0] in "\0)|?":
        return None
    end = 1
    own: frozenset[str] | None = frozenset(form[0])
    if form[0] == "(":
        depth = 1
        while depth:
            depth += (form[end] == "(") - (form[end] == ")")
            end += 1
        group = re.match(r"\(\?(<?[=!]|:)", form)
        if group is None:
            return None
        if group[1] != ":":
            return _first(form[end:])
        own = beginnings(form[3 : end - 1])
    if own is not None and form[end : end + 1] == "?":
        rest = _first(form[end + 1 :])
        own = None if rest is None else own | rest
    return own


@cache
def _table() -> tuple[str, tuple[dict[str, Any], ...]]:
    data = tomllib.loads((Path(__file__).parent / "data" / "predicates.toml").read_text("utf-8"))
    return data["light"], tuple(data["predicate"])


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
