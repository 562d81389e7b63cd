"""What the tests install is pinned: the same versions on every day and every machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from renew_constraints import OLDEST, OLDEST_TOOLS, PINS, ROOT, name, pinned, project, readme_command, wanted

RENEW = "python tests/renew_constraints.py --missing"


def test_everything_that_pyproject_names_is_pinned() -> None:
    assert wanted() - set(pinned()) == set(), RENEW


@pytest.mark.parametrize("path", [PINS, OLDEST], ids=lambda path: path.name)
def test_a_line_is_a_version_and_perhaps_for_which_python(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    line_of_pin = re.compile(r"[a-z0-9.-]+==[\w.!+]+( ; [\w .'<>=!()]+)?")
    assert [line for line in lines if not line_of_pin.fullmatch(line)] == []


def test_the_oldest_are_those_that_pyproject_allows() -> None:
    table = project()["project"]
    allowed = [*table["dependencies"], *(one for extra in table["optional-dependencies"].values() for one in extra)]
    versions = pinned(OLDEST)
    for requirement in allowed:
        low = re.search(r">=([\d.]+)", requirement)
        assert low, requirement
        (version,) = versions[name(requirement)]
        assert re.sub(r"(\.0)+$", "", version) == re.sub(r"(\.0)+$", "", low[1]), RENEW
    assert set(OLDEST_TOOLS) <= set(versions)


def test_the_command_of_the_readme_installs_what_is_pinned() -> None:
    installs = [part for part in readme_command().split("&&") if "pip install" in part]
    assert installs
    assert all(f"-c {PINS.relative_to(ROOT)}" in part for part in installs)
    assert installs[0].split()[-1] == "pip"  # first: an old pip does not know the options of the next
    assert f"--build-constraint {PINS.relative_to(ROOT)}" in installs[1]
