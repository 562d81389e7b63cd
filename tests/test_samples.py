"""What the command prints for each article in samples/ stands beside it, and that is right by the annotation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regenerate_samples import ANNOTATIONS, FOLDER, articles, differences, printed, without_versions

ARTICLES = articles()
each = pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)


def expected(article: Path) -> Path:
    return FOLDER / f"{article.stem}.json"


@each
def test_the_command_prints_what_stands_beside_the_sample(article: Path) -> None:
    assert without_versions(printed(article)) == json.loads(expected(article).read_text("utf-8"))


@each
def test_what_stands_beside_the_sample_is_right_by_the_annotation(article: Path) -> None:
    assert list(differences(article, json.loads(expected(article).read_text("utf-8")))) == []


def test_every_sample_has_an_annotation_and_an_expected_record_and_no_other_is_left_over() -> None:
    names = {article.stem for article in ARTICLES}
    assert len(names) == len(ARTICLES) >= 10
    assert {path.stem for path in ANNOTATIONS.glob("*.json")} == names
    assert {path.stem for path in FOLDER.glob("*.json")} == names
