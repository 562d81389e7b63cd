"""python -m meetextract.run.ship FOLDER: what the command keeps between runs (warm.py), made before the first of them.

Whoever builds a wheel lays it into the package (.ci/hatch_build.py), so that the first run of a machine, of a container
or of a test costs little more than a later one. It serves the Python that made it; any other goes without. Only this
package is imported: where packages are built there are none of those that it needs.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Final

from meetextract.errors import MissingExtraError
from meetextract.expressions import Later
from meetextract.lexicon import precomputed
from meetextract.run.warm import SHIPPED, Warm, shipped_state

_FOLDERS: Final = ("lexicon", "text", "people", "talks", "points", "reader", "export", "run", "command")


def ship(folder: Path) -> Path | None:
    """Writes the file into `folder`, and returns it; None where this Python has nothing that could be kept."""
    os.environ["MEETEXTRACT_CACHE"] = str(folder.resolve())
    warm = Warm(state=shipped_state())
    warm.start()
    root = Path(__file__).parents[1]
    modules = [f"{name}.{path.stem}" for name in _FOLDERS for path in sorted((root / name).glob("[a-z]*.py"))]
    for module in ("pipeline", *modules):
        with contextlib.suppress(ImportError, MissingExtraError):  # it needs a package that is not there
            importlib.import_module(f"meetextract.{module}")
    for make in precomputed.ALL:
        with contextlib.suppress(ImportError):  # it asks MeCab, which is not at hand where the wheel is built
            make()
    from meetextract.lexicon.lexicon import default_lexicon

    titles = default_lexicon().titles
    for expression in [titles.pattern, titles.unit_pattern, *gc.get_objects()]:
        if type(expression) is Later:
            _ = expression.groups  # compiles it
    warm.keep()
    for made in folder.glob(f"{SHIPPED}*"):
        made.chmod(0o644)  # whoever uses the package reads it
        return made
    return None


if __name__ == "__main__":
    if (made := ship(Path(sys.argv[1]))) is not None:
        print(made)
