"""As hatchling builds a wheel: lays in what the first run would have to make (src/meetextract/run/ship.py)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedStore(BuildHookInterface):  # type: ignore[type-arg]
    """The store of the Python that builds. A wheel without it is as good, and its first run slower."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a store would be that of the day when it was installed
            return
        self.folder = tempfile.TemporaryDirectory()
        source = Path(self.root, "src")
        command = [sys.executable, "-B", "-m", "meetextract.run.ship", self.folder.name]
        # Sets of words in one order: the same sources give the same wheel.
        environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONHASHSEED": "0"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            self.app.display_warning(f"no store is shipped: {done.stderr.strip()[-500:]}")
        for made in Path(self.folder.name).iterdir():
            build_data["force_include"][str(made)] = f"meetextract/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
