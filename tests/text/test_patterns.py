"""No pattern of the package can take exponential time, and no pattern can be made to by the text it is tried on.

A repeat within a repeat, with nothing between them that has to be there, matches the same run of characters in as many
ways as there are to cut it up, and tries them all before it gives up: 40 characters are enough for a year. Python's own
parser of patterns shows where that is so. The cure: leave out the inner repeat, or make it possessive (`{2,8}+`).
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import meetextract
from meetextract.errors import MissingExtraError
from meetextract.pipeline import extract
from meetextract.text import dates

PACKAGE = Path(meetextract.__file__).parent
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
_MANY = 8  # up to here a repeat is an enumeration


def _nullable(items: Any) -> bool:
    return bool(
        parser.SubPattern(items.state if hasattr(items, "state") else parser.State(), list(items)).getwidth()[0] == 0
    )


def _paths(items: Any) -> Iterator[Any]:
    """Every repeat of `items` that can stand alone: all around it may be empty."""
    for index, (operation, argument) in enumerate(items):
        if not _nullable(list(items)[:index]) or not _nullable(list(items)[index + 1 :]):
            continue
        if operation in _REPEATS:
            if argument[1] >= _MANY:
                yield operation, argument
            yield from _paths(argument[2])
        elif operation is constants.SUBPATTERN:
            yield from _paths(argument[3])
        elif operation is constants.BRANCH:
            for branch in argument[1]:
                yield from _paths(branch)


def _walk(items: Any) -> Iterator[Any]:
    for operation, argument in items:
        if operation in (*_REPEATS, constants.POSSESSIVE_REPEAT):
            if operation in _REPEATS and argument[1] >= _MANY and any(_paths(argument[2])):
                yield argument
            yield from _walk(argument[2])
        elif operation is constants.SUBPATTERN:
            yield from _walk(argument[3])
        elif operation is constants.BRANCH:
            for branch in argument[1]:
                yield from _walk(branch)
        elif operation in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _walk(argument[1])
        elif operation is constants.ATOMIC_GROUP:
            yield from _walk(argument)


def explosive(pattern: str, flags: int = 0) -> bool:
    """Whether a pattern holds a repeat that another one can be the whole of."""
    return any(True for _ in _walk(parser.parse(pattern, flags)))


def _compiled() -> Iterator[tuple[str, str, int]]:
    """The patterns that modules hold, lone or in tuples, lists and dicts."""
    for info in pkgutil.walk_packages(meetextract.__path__, "meetextract."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except (ImportError, MissingExtraError):  # an extra that is not installed
            continue
        for name, value in vars(module).items():
            todo = [value]
            while todo:
                one = todo.pop()
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{info.name}.{name}", one.pattern, one.flags & ~re.UNICODE
                elif isinstance(one, tuple | list):
                    todo.extend(one)
                elif isinstance(one, dict) and not name.startswith("__"):
                    todo.extend(one.values())


def _written_where_used() -> Iterator[tuple[str, str, int]]:
    """The patterns that stand in calls: re.search(r"…", text)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield f"{path.name}:{node.lineno}", node.args[0].value, 0


def _of_tables() -> Iterator[tuple[str, str, int]]:
    """The patterns that tables are made into, and those built while an article is read."""
    seen: list[str] = []
    original = re.compile

    def remember(pattern: Any, flags: Any = 0) -> Any:
        if isinstance(pattern, str):
            seen.append(pattern)
        return original(pattern, flags)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", remember)
        from meetextract.lexicon.lexicon import load_lexicon  # noqa: PLC0415

        extract("【米=ヘグセス国防長官】\n会談では、協力を進めることで一致した。\n", lexicon=load_lexicon())
    for pattern in seen:
        yield f"built: {pattern[:40]}", pattern, 0


def test_the_check_knows_an_explosive_pattern() -> None:
    slow = (r"(a+)+$", r"(?:[ア]*(?:・|[国]+))*$", r"(?:a|b+)*c", r"((x*)*)y", r"(?:a?b*){9,}", r"(?=(?:a+)*b)")
    fast = (r"(?:[ア]*(?:・|[国]))*$", r"(?:a+,)*", r"(?:ab+c)*", r"(?:a+){0,3}", r"(?>a+)b", r"(?:a|b++)*c", r"a+b+")
    assert [explosive(pattern) for pattern in slow] == [True] * len(slow)
    assert [explosive(pattern) for pattern in fast] == [False] * len(fast)


def test_no_pattern_is_explosive() -> None:
    found = [*_compiled(), *_written_where_used(), *_of_tables()]
    assert len(found) > 100
    assert [where for where, pattern, flags in found if explosive(pattern, flags)] == []


@pytest.mark.parametrize("kanji", [24, 40, 400])
def test_a_run_of_kanji_before_a_bare_office(kanji: int) -> None:
    """Found by fuzzing: took twice as long with every character."""
    extract("会談。" + "国" * kanji + "）大臣")


def _characters(kind: Any, value: Any) -> Iterator[str]:
    assert kind in (constants.LITERAL, constants.RANGE)
    low, high = value if kind is constants.RANGE else (value, value)
    yield from map(chr, range(low, high + 1))


def _first(items: Any) -> tuple[set[str], bool]:
    """The characters with which a match of `items` can begin, and whether it can be empty."""
    found: set[str] = set()
    for operation, argument in items:
        if operation is constants.LITERAL:
            return found | {chr(argument)}, False
        if operation is constants.IN:
            return found | {char for kind, value in argument for char in _characters(kind, value)}, False
        if operation in (constants.ASSERT, constants.ASSERT_NOT, constants.AT):
            continue
        if operation is constants.BRANCH:
            parts = [_first(branch) for branch in argument[1]]
        else:
            parts = [_first(argument[3] if operation is constants.SUBPATTERN else argument[2])]
        found.update(*(first for first, _ in parts))
        optional = operation in _REPEATS and argument[0] == 0
        if not (optional or any(empty for _, empty in parts)):
            return found, False
    return found, True


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(dates._DATE, id="date"),
    ],
)
def test_the_first_look_of_a_pattern_names_the_first_character_of_all_that_it_finds(pattern: re.Pattern[str]) -> None:
    look, *rest = parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)
    assert look[0] is constants.ASSERT
    assert _first([look[1][1][0]]) == _first(rest)
