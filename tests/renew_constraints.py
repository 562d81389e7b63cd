"""Pins everything that the tests and `.ci/run` install, for every Python that is supported, and runs the tests with it.

    python tests/renew_constraints.py              everything anew, then the tests by README.md's command
    python tests/renew_constraints.py --missing    only what pyproject.toml names and is not pinned yet; no tests

Written are `constraints.txt` (newest versions; markers say for which Python) and `constraints-oldest.txt` (the oldest
versions that pyproject.toml allows for users, with the tools to test them). Run it after a change to a list of
dependencies in pyproject.toml, and whenever newer versions are wanted. It needs the registry, and takes uv from there.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
PINS: Final = ROOT / "tests" / "constraints.txt"
OLDEST: Final = ROOT / "tests" / "constraints-oldest.txt"
FIRST_PYTHON: Final = "3.11"
OLDEST_TOOLS: Final = ("pytest", "hypothesis", "jsonschema")  # what the fast tests of .ci/run need beside the package
_HEAD: Final = "# Written by `python tests/renew_constraints.py`; {what}.\n"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def name(requirement: str) -> str:
    """The normalized name of `Some_Package>=1`."""
    match = _NAME.match(requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def wanted() -> set[str]:
    """The names of all that pyproject.toml asks for, in any of its lists."""
    table = project()
    lists = [
        table["build-system"]["requires"],
        table["project"]["dependencies"],
        *table["project"]["optional-dependencies"].values(),
        *table["dependency-groups"].values(),
    ]
    return {name(requirement) for requirements in lists for requirement in requirements}


def pinned(path: Path = PINS) -> dict[str, set[str]]:
    """The versions of each package in a file of constraints: several where Pythons differ."""
    found: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            package, _, rest = line.partition("==")
            found.setdefault(name(package), set()).add(rest.split(";")[0].strip())
    return found


def readme_command() -> str:
    """The command of README.md that runs the tests."""
    (command,) = re.findall(r"^python3 -m venv .*-m pytest$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    return str(command)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true", help="keep what is pinned, add what is not; run no tests")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        uv = _uv(Path(folder) / "uv")
        groups = [part for group in project()["dependency-groups"] for part in ("--group", group)]
        newest = ["--universal", "--python-version", FIRST_PYTHON, *groups]
        _compile(uv, [*newest, *([] if options.missing else ["--upgrade"])], PINS, "the newest versions")
        tools = Path(folder) / "tools.in"
        versions = pinned()
        tools.write_text("".join(f"{tool}=={max(versions[tool])}\n" for tool in OLDEST_TOOLS), "utf-8")
        lowest = ["--resolution", "lowest-direct", "--python-version", FIRST_PYTHON, "--upgrade", str(tools)]
        _compile(uv, lowest, OLDEST, "the oldest versions that pyproject.toml allows")
        if options.missing:
            return 0
        place = Path(folder) / "venv"
        command = readme_command().replace("python3", sys.executable, 1).replace(".venv", str(place))
        print(command, flush=True)
        return subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=ROOT, check=False).returncode


def _uv(place: Path) -> Path:
    """uv in an environment of its own: it finds versions for Pythons that are not here."""
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "-q", "uv"], check=True)
    return scripts / "uv"


def _compile(uv: Path, options: list[str], target: Path, what: str) -> None:
    fixed = ["--no-header", "--no-annotate", "--all-extras", "--quiet", "--output-file", str(target)]
    subprocess.run([uv, "pip", "compile", *fixed, *options, "pyproject.toml"], cwd=ROOT, check=True)
    target.write_text(_HEAD.format(what=what) + target.read_text("utf-8"), "utf-8")
    print(target.relative_to(ROOT), len(pinned(target)), "packages")


if __name__ == "__main__":
    sys.exit(main())
