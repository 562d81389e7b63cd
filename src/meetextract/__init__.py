"""meetextract: who met whom and what they agreed, read from Japanese reports, each value with its place."""

from meetextract.errors import MeetextractError
from meetextract.model import Country, Date, Document, Meeting, Mention, Participant, Point, Span, Warning
from meetextract.pipeline import extract

__version__ = "0.1.0"
__all__ = [
    "Country",
    "Date",
    "Document",
    "Meeting",
    "MeetextractError",
    "Mention",
    "Participant",
    "Point",
    "Span",
    "Warning",
    "__version__",
    "extract",
]
