"""Runs a source tree of the package over the annotated articles: this one, or that of a commit.

As a script, `runner.py SOURCE SET...` prints one JSON line per article. It uses nothing of this folder but the
articles and nothing of the package but `extract`, so that it can run older commits.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]


def run(groups: Sequence[str], *, source: Path = ROOT / "src", only: str = "") -> dict[str, dict[str, Any]]:
    """The records that the package in `source` makes, by set/name, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, str(source), only, *groups],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1"},
    )
    if done.returncode:
        raise RuntimeError(f"the run of {source} failed:\n{done.stderr}")
    records = {}
    for line in done.stdout.splitlines():
        data = json.loads(line)
        records[data.pop("key")] = data
    return records


def run_commit(groups: Sequence[str], commit: str, *, only: str = "") -> dict[str, dict[str, Any]]:
    """The same for the sources of a commit; the working tree is not touched."""
    archive = subprocess.run(["git", "archive", commit, "src"], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        raise RuntimeError(archive.stderr.decode(errors="replace").strip())
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        return run(groups, source=Path(folder) / "src", only=only)


def _main() -> None:
    source, only, *groups = sys.argv[1:]
    import meetextract  # noqa: PLC0415  (from the source tree that the caller chose)

    if not Path(meetextract.__file__).is_relative_to(Path(source).resolve()):
        raise SystemExit(f"meetextract comes from {meetextract.__file__}, not from {source}")
    for group in groups:
        for path in sorted((HERE / group).glob("*.txt")):
            if only in path.stem:
                print(json.dumps({"key": f"{group}/{path.stem}", **_record(path)}, ensure_ascii=False))


def _record(path: Path) -> dict[str, Any]:
    from meetextract import extract  # noqa: PLC0415

    try:
        return dataclasses.asdict(extract(path.read_bytes().decode("utf-8-sig")))
    except Exception as error:  # one broken rule has to show as one broken article
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    _main()
