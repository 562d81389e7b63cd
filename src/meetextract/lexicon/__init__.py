"""The words that the rules know: tables of data/ and the user's files as frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon, default_lexicon, load_lexicon

__all__ = ["Lexicon", "default_lexicon", "load_lexicon"]


def __getattr__(name: str) -> object:
    # Imported when asked for: `meetextract --version` needs a checksum of the tables and no lexicon.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from meetextract.lexicon import lexicon

    return getattr(lexicon, name)
