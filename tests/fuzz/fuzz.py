"""Coverage-guided fuzzing with atheris: `python tests/fuzz/fuzz.py pipeline WORK -max_total_time=3600`.

WORK takes the corpus that grows while it runs; annotated articles and the kept cases are put into it first. All that
follows are options of libFuzzer (-jobs=2, -timeout=20, …). An input that breaks a promise is written as `crash-…` or
`timeout-…`: mend the fault and keep the input in cases/, which every run of the tests goes through.
Needs `pip install atheris`, which is no dependency of anything else here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["meetextract"], enable_loader_override=False):
    from targets import TARGETS


HERE = Path(__file__).parent


def seed(name: str, work: Path) -> None:
    """Puts annotated articles (cut to a size that runs fast), real forms and kept cases into the corpus."""
    work.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE.parent / "quality" / "own").glob("*.txt")):
        text = path.read_text("utf-8")
        (work / f"seed-{path.stem}").write_bytes(b"\x00" + text[:800].encode())
    (work / "seed-forms").write_bytes(bytes([1, *range(2, 80, 3)]))
    if name == "reader":
        (work / "seed-html").write_bytes("\x01<html><body><p><ruby>岸田<rt>きしだ</rt></ruby>首相</p>&amp;".encode())
        for encoding in ("cp932", "euc_jp", "iso2022_jp", "utf-16"):
            (work / f"seed-{encoding}").write_bytes(b"\x00" + "石破首相は3日、韓国大統領と会談した。".encode(encoding))
    for path in sorted((HERE / "cases").glob(f"{name}-*")):
        (work / path.name).write_bytes(path.read_bytes())


def main() -> None:
    """Runs libFuzzer; never returns."""
    name, work, *options = sys.argv[1:]
    seed(name, Path(work))
    atheris.Setup([sys.argv[0], work, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
