"""MeCab tokens of one sentence, each with its place in the source. The only module that imports fugashi.

Traps this module shields the rest from (measured with fugashi 1.5.2, unidic-lite 1.0.8): a NUL makes MeCab drop
the rest of its input, a lone surrogate raises, nodes go stale at the next call, `.feature` costs three times as
much as tokenising. A Tagger cannot be pickled and is not safe to share between threads: one per thread, made when
first needed.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import fugashi

_local = threading.local()
# Characters that MeCab cannot digest are replaced one to one, so that offsets stay what they are.
_INDIGESTIBLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]")
# Longest stretch handed to MeCab at once; a sentence beyond it is tokenised in pieces (MeCab drops input from
# 65,536 bytes of blanks on).
_PIECE = 8000


@dataclass(slots=True)
class Token:
    """One UniDic short unit word. `start`, `end`: code points in the source."""

    surface: str
    start: int
    end: int
    pos1: str  # 名詞, 動詞, 助詞 …
    pos2: str  # 普通名詞, 格助詞 …
    pos3: str  # サ変可能, 人名 …
    form: str  # inflected form: 連用形-一般, 終止形-一般 …
    lemma: str


def _tagger() -> fugashi.Tagger:
    tagger: fugashi.Tagger | None = getattr(_local, "tagger", None)
    if tagger is None:
        import fugashi

        tagger = _local.tagger = fugashi.Tagger()
    return tagger


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]` in order; blanks yield none. Offsets are those of `text`."""
    tokens: list[Token] = []
    tagger = _tagger()
    for low in range(start, end, _PIECE):
        piece = text[low : min(end, low + _PIECE)]
        clean = _INDIGESTIBLE.sub("〓", piece)
        at = 0
        for node in tagger(clean):
            surface = node.surface
            found = clean.find(surface, at)
            if found < 0:  # cannot happen while MeCab returns what it was given; skip rather than misplace
                continue
            at = found + len(surface)
            feature = node.feature_raw.split(",", 8)
            tokens.append(
                Token(
                    piece[found:at],
                    low + found,
                    low + at,
                    feature[0],
                    feature[1],
                    feature[2],
                    feature[5] if len(feature) > 5 else "*",
                    feature[7] if len(feature) > 7 else surface,
                )
            )
    return tokens


def dictionary_version() -> str:
    """Name and version of the dictionary that the tokens come from."""
    from importlib.metadata import version

    return f"unidic-lite {version('unidic-lite')}"
