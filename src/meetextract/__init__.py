"""Who met whom and what they agreed, read from Japanese reports of diplomatic meetings, each value with its place.

    from meetextract import extract, read

    for meeting in extract(text, published="2026-03-05").meetings:
        for point in meeting.points:
            if point.content is not None:
                print([country.code for country in meeting.countries], point.kind, point.content.words)

`extract` takes the article as a str and gives a `Document` of frozen records: `meetings`, each with `countries`,
`date`, `place`, `participants` and `points`. Where `start` and `end` are not None, `text[start:end]` is the quoted
`text`. It reads no article from disk and writes nothing, may run in many threads at once, and raises nothing but
`MeetextractError`. `read` takes files and folders, `to_pandas` and `to_arrow` make tables of what they give. All names
are described in API.md beside this file. (`meetextract.Warning` is a record too; `import *` leaves Python's own alone.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetextract.errors import MeetextractError
    from meetextract.lexicon.lexicon import load_lexicon
    from meetextract.library import read, to_arrow, to_pandas
    from meetextract.model import Country, Date, Document, Meeting, Mention, Participant, Point, Span
    from meetextract.model import Warning as Warning
    from meetextract.pipeline import extract

if type(globals().get("__loader__")).__name__ == "zipimporter":
    raise ImportError("meetextract reads its tables as files: install it with pip, it does not run from inside a zip")

__version__ = "0.2.0"
__all__ = [
    "Country",
    "Date",
    "Document",
    "MeetextractError",
    "Meeting",
    "Mention",
    "Participant",
    "Point",
    "Span",
    "__version__",
    "extract",
    "load_lexicon",
    "read",
    "to_arrow",
    "to_pandas",
]
_PLACES = {
    "MeetextractError": "errors",
    "extract": "pipeline",
    "load_lexicon": "lexicon.lexicon",
    "read": "library",
    "to_arrow": "library",
    "to_pandas": "library",
}


def __getattr__(name: str) -> object:
    # Imported when asked for: `meetextract --help` need not load tables and rules, which take longer than all else.
    if name not in __all__ and name != "Warning":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = getattr(import_module(f"meetextract.{_PLACES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
