"""Writes samples/NAME.json, what the command has to print for samples/NAME.txt (or .html).

    python tests/regenerate_samples.py [--check] [NAME...]

What is right is decided by the annotation in tests/quality/samples, never by the program: where the program's records
differ from it, nothing is written, the differences are printed and the exit status is 1. Values that the annotation
does not speak of (offsets of names, mentions) are the program's; every value is the slice that its offsets name.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))

from quality import gold
from quality.score import offset_faults, score

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "samples"
ANNOTATIONS: Final = gold.HERE / "samples"
SUFFIXES: Final = (".txt", ".html")


def articles() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.suffix in SUFFIXES)


def printed(article: Path) -> str:
    """What the command prints for an article, run from the project's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "meetextract", article.relative_to(ROOT).as_posix(), "-f", "json"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    if done.returncode or done.stderr:
        raise RuntimeError(f"{article.name}: status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def without_versions(output: str) -> dict[str, Any]:
    """The record without the versions of program, dictionary and lexicon, which change without the records changing."""
    record: dict[str, Any] = json.loads(output)
    record.pop("versions", None)
    return record


def differences(article: Path, record: dict[str, Any]) -> Iterator[str]:
    """Where the record differs from the annotation, one line each."""
    text = record.get("text") or article.read_bytes().decode("utf-8-sig")
    path = ANNOTATIONS / f"{article.stem}.json"
    annotated = gold.resolve("samples", path, text)
    yield from gold.faults_of(annotated, path, readings_inside=article.suffix == ".txt")
    for field in ("title", "published"):
        wanted = getattr(annotated, field)
        if record[field] != wanted:
            yield f"{field}: {wanted!r} expected, got {record[field]!r}"
    for item in score(annotated, record):
        if item.score < 1 and item.field not in ("agreed points", "agreed content"):
            got = f"  got «{item.got}»" if item.got else ""
            yield f"{item.field}: {item.key}{'  invented' if item.invented else ''}{got}"
    forms = [bool(meeting["header"]) for meeting in record["meetings"]]
    wanted_forms = [meeting["form"] == "header" for meeting in annotated.meetings]
    if sorted(forms) != sorted(wanted_forms):
        yield f"header: {wanted_forms} expected, got {forms}"
    if faults := offset_faults(text, record):
        yield f"{faults} values are not the slices that their offsets name"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these samples")
    parser.add_argument("--check", action="store_true", help="print differences, write nothing")
    options = parser.parse_args()
    wrong = 0
    for article in articles():
        if options.names and article.stem not in options.names:
            continue
        record = without_versions(printed(article))
        found = list(differences(article, record))
        if found:
            wrong += 1
            print(f"{article.name}: not written, for the program is wrong by the annotation")
            print("\n".join(f"  {line}" for line in found))
        elif not options.check:
            path = FOLDER / f"{article.stem}.json"
            path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")
            print(f"{path.name} written")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
