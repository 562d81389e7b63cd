"""How far a run is: a bar on a terminal, a line at the end."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What a run has come to so far. `files`: inputs dealt with; `documents`: articles in them, those that failed
    included; `unchanged`: of these, taken from an earlier run. `warnings`: by code. `yearless`: meetings with a day and
    no year; `untimed`: meetings that --since or --until left out for it; `shortened`: those that --person left out and
    that may name the person by the family name alone."""

    files: int = 0
    documents: int = 0
    failed: int = 0
    unchanged: int = 0
    meetings: int = 0
    points: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    yearless: int = 0
    untimed: int = 0
    shortened: int = 0
    _started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._started

    def summary(self) -> str:
        """The line for standard error at the end of a run."""
        unchanged = f" ({self.unchanged:,} as before)" if self.unchanged else ""
        documents = f" with {count(self.documents, 'document')}" if self.documents not in (0, self.files) else ""
        parts = (
            count(self.files, "file") + documents + unchanged,
            count(self.meetings, "meeting"),
            count(self.points, "point"),
            *([self._warned()] if self.warnings else []),
            f"{self.failed:,} failed",
            f"{self.seconds:.1f} s",
        )
        return "meetextract: " + ", ".join(parts)

    def _warned(self) -> str:
        return f"{count(self.warnings.total(), 'warning')} ({', '.join(sorted(self.warnings))})"

    def hints(self) -> Iterator[str]:
        """What a user can do about dates that lack their year, and about persons without their given names."""
        advice = "--date YYYY-MM-DD says when the articles appeared"
        if self.untimed:
            yield f"{count(self.untimed, 'meeting')} without a year left out by --since or --until: {advice}"
        if self.yearless:
            yield f"{count(self.yearless, 'meeting')} with a day and no year: {advice}"
        if self.shortened:
            yield (
                f"{count(self.shortened, 'meeting')} left out by --person may give the name in short: "
                "--person with the family name keeps them, --occasions tells who is who"
            )


def count(number: int, word: str) -> str:
    """A number with its noun: `1 file`, `2,000 files`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


@contextlib.contextmanager
def shown(total: int, tally: Tally, *, wanted: bool) -> Iterator[Callable[[], None]]:
    """Shows a bar for `total` inputs on standard error while the context lasts; yields what to call after each.

    Without `wanted`, or where standard error is no terminal, nothing is shown.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f} files/s"),
        TextColumn("{task.fields[meetings]} meetings"),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    # Only standard error is redirected, so that messages stand above the bar: standard output is data.
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total, rate=0.0, meetings=0, failed=0)

        def advance() -> None:
            rate = tally.files / max(tally.seconds, 0.001)
            progress.update(task, completed=tally.files, rate=rate, meetings=f"{tally.meetings:,}", failed=tally.failed)

        yield advance
