"""The command's entry point."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command and ends the process with its status."""
    from meetextract.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
