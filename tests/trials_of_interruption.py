"""Ends runs at random moments, over and over: `python tests/trials_of_interruption.py 200`.

No test of the suite (it takes minutes): run by hand before a release. Each trial starts a run over a folder, ends it by
SIGINT, SIGTERM or SIGKILL at a random moment, checks that nothing half written has a name, goes on with --resume and
compares the output with that of an undisturbed run, byte for byte. Prints the faults; exits with 1 if there are any.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from command_runner import command, environment, library, run

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
FORMATS = ("jsonl", "csv", "json", "md")


def trial(source: random.Random, folder: Path, whole: dict[str, bytes], longest: float) -> tuple[str, list[str]]:
    """One trial: what it did, and what was wrong afterwards."""
    number, format_, jobs = source.choice(SIGNALS), source.choice(FORMATS), source.choice((1, 1, 2))
    output = folder / f"out.{format_}"
    arguments = command("n", "-o", output.name, "-j", jobs, "--resume")
    process = subprocess.Popen(
        arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True
    )
    time.sleep(source.uniform(0.02, longest))
    process.send_signal(number)
    try:
        _, err = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        return f"{number.name} {format_}", ["hangs"]
    faults = []
    if "Traceback" in err and "meetextract" in err:  # not one of Python itself, before anything of ours is loaded
        faults.append(f"traceback: {err[-500:]}")
    # A signal before Python has set up its handlers ends the process as it ends any other; one within exec() of a
    # string (the making of a dataclass) makes Python end itself by SIGINT, which a shell calls 130 as well.
    if process.returncode not in {0, 130, -number, -signal.SIGINT}:
        faults.append(f"status {process.returncode}: {err[-300:]}")
    if output.exists() and output.read_bytes() != whole[format_]:
        faults.append("a file that is not whole")
    done = run("n", "-o", output.name, "--resume", cwd=folder)
    if done.status != 0:
        faults.append(f"cannot go on: {done.err[-300:]}")
    elif output.read_bytes() != whole[format_]:
        faults.append("the output is another than that of an undisturbed run")
    left = {path.name for path in folder.iterdir()} - {"n", output.name, f"{output.name}.journal"}
    if left:
        faults.append(f"left lying about: {sorted(left)}")
    for path in folder.iterdir():
        if path.name.startswith(("out.", ".meetextract")):
            path.unlink()
    return f"{number.name} {'finished' if process.returncode == 0 else 'ended early'}", faults


def main(trials: int) -> int:
    source = random.Random(trials)
    seen: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library(folder / "n", 150)
        started = time.monotonic()
        run("n", "-o", "whole.jsonl", cwd=folder)
        longest = 1.2 * (time.monotonic() - started)
        for format_ in FORMATS:
            run("n", "-o", f"whole.{format_}", "--force", cwd=folder)
        whole = {format_: (folder / f"whole.{format_}").read_bytes() for format_ in FORMATS}
        for path in folder.glob("whole.*"):
            path.unlink()
        for number in range(1, trials + 1):
            what, faults = trial(source, folder, whole, longest)
            seen[what] += 1
            wrong += bool(faults)
            for fault in faults:
                print(f"{number}: {what}: {fault}", flush=True)
    print(f"{trials} trials, {wrong} with faults; {dict(sorted(seen.items()))}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
