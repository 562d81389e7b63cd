"""python -m tests.benchmarks: what everything costs against what cannot be avoided, on this machine, now."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from . import batch, extraction, growth, peers, startup
from .measure import Line, machine

_PARTS: Final = ("extraction", "archive", "start", "growth", "batch", "sinks", "writing", "peers")
_EPILOG = """
examples:
  python -m tests.benchmarks                              all that needs nothing but this repository
  python -m tests.benchmarks --archive articles.jsonl.gz  ... and an ordinary archive (folder, JSON Lines with `text`)
  python -m tests.benchmarks --ginza ginza/bin/python     ... and GiNZA on the same articles
  python -m tests.benchmarks start extraction             only these
  python -m tests.benchmarks --quick                      smaller inputs, fewer runs
"""


def main() -> None:
    options = _options().parse_args()
    runs = options.runs or (3 if options.quick else 7)
    files = options.files or (2_000 if options.quick else 20_000)
    parts: dict[str, tuple[str, Callable[[], Iterator[Line | str]]]] = {
        "extraction": ("Extraction", lambda: extraction.dense(runs)),
        "archive": ("An ordinary archive", lambda: extraction.ordinary(options.archive, max(1, runs // 2))),
        "start": ("Start, whole processes", lambda: startup.startup(runs + 2)),
        "growth": ("Growth", lambda: growth.growth(not options.quick)),
        "batch": ("Batch", lambda: batch.batch(files, max(1, runs // 2), options.archive)),
        "sinks": ("Batch, by format", lambda: batch.sinks(files, max(1, runs // 2))),
        "writing": ("Writing", lambda: batch.writing(files // 10)),
        "peers": ("Peers", lambda: peers.peers(options.ginza)),
    }
    wanted = [name for name in options.parts or _PARTS if (name, None) not in _needs(options)]
    print("\n".join(machine()))
    print(f"medians of {runs} runs, ratios within each run")
    missed = 0
    for name in wanted:
        title, lines = parts[name]
        print(f"\n{title}")
        for line in lines():
            print(line, flush=True)
            missed += isinstance(line, Line) and not line.kept
    print(f"\n{missed} of these are not what they should be" if missed else "\nall as they should be")


def _needs(options: argparse.Namespace) -> tuple[tuple[str, Path | None], ...]:
    return (("archive", options.archive), ("peers", options.ginza))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*_PARTS, []], help=", ".join(_PARTS))
    parser.add_argument("--archive", type=Path, help="a folder of texts, or JSON Lines with a `text` a line")
    parser.add_argument("--ginza", type=Path, help="the python of an environment with ginza and ja-ginza")
    parser.add_argument("--runs", type=int, help="runs of each measurement")
    parser.add_argument("--files", type=int, help="files of the batch")
    parser.add_argument("--quick", action="store_true", help="a minute instead of many")
    return parser


if __name__ == "__main__":
    main()
