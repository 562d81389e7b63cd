"""What the fuzzer calls: bytes in, nothing out, an exception where a promise is broken.

`pipeline`: any text gives records whose spans slice back, that keep the schema and the contract and survive JSON.
`reader`: any bytes are a text or an InputError; what was read goes through the pipeline as well.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "properties"))

from checks import check_sense, check_spans
from strategies import FRAGMENTS

from meetextract import MeetextractError, extract
from meetextract.export.json import dumps, from_dict, to_dict
from meetextract.export.schema import faults
from meetextract.reader import parse

_SUFFIXES = (".txt", ".html", ".md", "", ".doc", ".pdf")
_LONGEST = 4000  # bytes; growth with length is looked at elsewhere


def text_of(data: bytes) -> str:
    """A text out of fuzzed bytes: by the first byte UTF-8 as it stands, or every byte a fragment of a real form."""
    if data[:1] == b"\x01":
        return "".join(FRAGMENTS[byte % len(FRAGMENTS)] for byte in data[1:])
    return data[1:].decode("utf-8", "surrogateescape")


def pipeline(data: bytes) -> None:
    """One text through `extract`."""
    text = text_of(data[:_LONGEST])
    document = extract(text)
    record = json.loads(dumps(to_dict(document)))
    check_spans(record, text)
    check_sense(record)
    assert not faults(record), faults(record)
    assert from_dict(record) == document


def reader(data: bytes) -> None:
    """One file through `parse` and, read, through `extract`; the first byte chooses its suffix."""
    try:
        source = parse("a" + _SUFFIXES[(data[0] if data else 0) % len(_SUFFIXES)], data[1:_LONGEST])
    except MeetextractError:
        return
    assert source.text.strip()
    source.text.encode()
    for low, high, reading in source.readings:
        assert 0 <= low < high <= len(source.text) and reading
    record = json.loads(dumps(to_dict(extract(source.text))))
    check_spans(record, source.text)


TARGETS = {"pipeline": pipeline, "reader": reader}
