"""The command's entry point."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command and ends the process with its status."""
    # What is loaded up to the first article stays until the end, so looking for garbage in it finds none, and takes a
    # tenth of a short run; the search begins when an article has been read (processing.py). At the end it would be made
    # three times more, through everything that there is.
    gc.disable()
    try:
        from meetextract.cli import run

        status = run()
    except KeyboardInterrupt:  # before the command had begun
        status = 130
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
