"""Expressions that are compiled when they are first used: all can be, and they are what `re` would have made."""

from __future__ import annotations

import gc
import importlib
import pickle
import re
from pathlib import Path
from typing import Final

import pytest

import meetextract
from meetextract import expressions

PACKAGE: Final = Path(meetextract.__file__).parent
FOLDERS: Final = ("lexicon", "text", "people", "talks", "points", "reader")


def test_every_expression_of_the_package_can_be_compiled() -> None:
    for folder in FOLDERS:
        for path in sorted((PACKAGE / folder).glob("[a-z]*.py")):
            importlib.import_module(f"meetextract.{folder}.{path.stem}")
    later = [found for found in gc.get_objects() if type(found) is expressions.Later]
    assert len(later) > len(FOLDERS)
    for found in later:
        assert re.compile(found.pattern, found.flags).groups == found.groups


def test_it_is_compiled_at_its_first_use_and_then_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compile_ = re.compile

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        asked.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    word = expressions.compile("(?P<word>[a-z]+)", expressions.IGNORECASE)
    assert asked == []
    assert [bool(word.match(text)) for text in ("Abc 1", "1", "abc")] == [True, False, True]
    assert asked == ["(?P<word>[a-z]+)"]


def test_a_wrong_one_raises_when_it_is_used() -> None:
    wrong = expressions.compile("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_it_can_be_sent_to_another_process() -> None:
    word = expressions.compile("a+")
    assert pickle.loads(pickle.dumps(word)).fullmatch("aa")
