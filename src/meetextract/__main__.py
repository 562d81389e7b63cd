"""The command's entry point."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command and ends the process with its status."""
    try:
        from meetextract.cli import run

        status = run()
    except KeyboardInterrupt:  # before the command had begun
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
