"""Which program, dictionary and tables made a record."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from meetextract.lexicon.precomputed import precomputed

# Words of the views and names that people type or read decide nothing about records.
_FOR_PEOPLE: Final = frozenset({"labels_ui.toml", "names_read.tsv", "names_typed.tsv"})
_DATA: Final = Path(__file__).parents[1] / "data"


def versions(lexicons: Iterable[Path] = ()) -> tuple[tuple[str, str], ...]:
    """(name, version) of meetextract, of the dictionary and of the tables with the user's files on top.

    The tables' version is a checksum (CRC-32, hexadecimal) of all that rules are read from: equal exactly when the
    same tables were at work. Raises OSError for a user file that cannot be read.
    """
    from meetextract import __version__

    total = _tables()
    for path in lexicons:
        total = zlib.crc32(path.read_bytes(), total)
    return (("meetextract", __version__), ("dictionary", dictionary_version()), ("lexicon", f"{total:08x}"))


@precomputed
def _tables() -> int:
    total = 0
    for path in sorted(_DATA.iterdir(), key=lambda path: path.name):
        if path.suffix in {".tsv", ".toml"} and path.name not in _FOR_PEOPLE:
            total = zlib.crc32(path.read_bytes(), total)
    return total


@cache
def dictionary_version() -> str:
    """`unidic-lite 1.0.8`: the version of the distribution, read off the folder beside the package, since
    importlib.metadata takes longer to import than everything else that `--version` does."""
    spec = find_spec("unidic_lite")
    if spec is None or spec.origin is None:
        return "none"
    for name in os.listdir(Path(spec.origin).parent.parent):  # noqa: PTH208  (all that is installed: no object for each)
        if name.startswith("unidic_lite-") and name.endswith(".dist-info"):
            return f"unidic-lite {name.removesuffix('.dist-info').rpartition('-')[2]}"
    return "unidic-lite"
