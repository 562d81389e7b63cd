"""Text out of a Word file (.docx), through python-docx (extra `[docx]`), which opens it; its XML is walked here, for
python-docx itself drops ruby with its base and the text of boxes.

Paragraphs are lines; the cells of a table's row stand on one line with tabs between, unless a cell has paragraphs of
its own; a text box follows the paragraph it hangs on. What was deleted or is hidden is no text. Macros are never run,
links never followed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from meetextract.errors import MeetextractError, MissingExtraError
from meetextract.reader.compose import find_line
from meetextract.reader.html import Page
from meetextract.reader.packages import checked_package, damaged
from meetextract.text.known import NOTHING, Fact, Known

if TYPE_CHECKING:
    from docx.document import Document

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same once more
_SKIPPED: Final = frozenset(
    {_FALLBACK, *(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "rPr", "pPr", "sectPr", "tblPr"))}
)
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TITLES: Final = frozenset({"title", "heading1", "1", "見出し1", "表題", "a3"})


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    length: int = 0
    readings: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: list[_Paragraph] = field(default_factory=list)  # paragraphs that stand within it
    style: str = ""

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def docx_page(data: bytes) -> Page:
    """The text of a Word file, ruby readings, and its title where a paragraph of that style says one.

    Raises MissingExtraError without python-docx; InputError for what is damaged, encrypted, or unpacks to too much.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtraError(
            "is a Word file, and python-docx is not installed", hint=MissingExtraError.install("python-docx")
        ) from None
    checked_package(data, "Word file").close()
    try:
        return _page(docx.Document(io.BytesIO(data)))
    except (MeetextractError, MemoryError):
        raise
    except Exception as error:  # python-docx raises what Python raises when a file lies about itself
        raise damaged("Word file", error) from None


def _page(document: Document) -> Page:
    walk = _Walk()
    walk.run(document.element.body)
    parts: list[str] = []
    readings: list[tuple[int, int, str]] = []
    at = 0
    for paragraph, end in walk.lines():
        readings += [(at + start, at + stop, word) for start, stop, word in paragraph.readings]
        text = "".join(paragraph.text)
        parts += (text, end)
        at += len(text) + len(end)
    text = "".join(parts)
    titles = [title for p in walk.found if p.style in _TITLES and (title := "".join(p.text).strip())]
    found = find_line(text, titles[0]) if len(set(titles)) == 1 else None
    known = Known(Fact(text[slice(*found)], *found)) if found else NOTHING
    return Page(text, tuple(readings), None, known)


class _Walk:
    """Goes through the elements in order, without recursion."""

    def __init__(self) -> None:
        self.found: list[_Paragraph] = []
        self.open: list[_Paragraph] = []
        self.rows: list[tuple[int, int]] = []  # ranges of `found` that stand on one line: a row, one paragraph a cell
        self.cells: list[list[tuple[int, int]]] = []  # of open rows, ranges of `found`
        self.reading: list[str] | None = None
        self.read: str = ""

    def run(self, body: Any) -> None:
        stack: list[tuple[Any, int]] = [(body, 0)]  # an element and, once its children are done, where it began
        while stack:
            element, state = stack.pop()
            if state < 0:
                self._end(element, -state - 1)
                continue
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str) or (tag == f"{_W}r" and self._hidden(element)):
                continue
            stack.append((element, -self._start(element, tag) - 1))
            stack.extend((child, 0) for child in reversed(element))

    def lines(self) -> Iterator[tuple[_Paragraph, str]]:
        """Paragraphs in order, each with what follows it."""
        ends = {index: "\t" for begin, end in self.rows for index in range(begin, end - 1)}
        for index, paragraph in enumerate(self.found):
            yield paragraph, ends.get(index, "\n")

    @staticmethod
    def _hidden(run: Any) -> bool:
        return run.find(f"{_W}rPr/{_W}vanish") is not None

    def _start(self, element: Any, tag: str) -> int:
        """What to remember until the end of the element."""
        if tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            name = "" if style is None else str(style.get(f"{_W}val") or "")
            self.open.append(_Paragraph(style=name.lower().replace(" ", "")))
        elif tag == f"{_W}tr":
            self.cells.append([])
        elif tag == f"{_W}rt":
            self.reading = []
        elif tag == f"{_W}rubyBase":
            return self.open[-1].length if self.open else 0
        elif tag == f"{_W}t":
            (self.open[-1].add if self.reading is None else self.reading.append)(element.text or "")
        elif tag in _SIGNS and self.open:
            self.open[-1].add(_SIGNS[tag])
        return len(self.found)

    def _end(self, element: Any, began: int) -> None:
        tag = element.tag
        if tag == f"{_W}p":
            self._paragraph_ends()
        elif tag == f"{_W}tc" and self.cells:
            self.cells[-1].append((began, len(self.found)))
        elif tag == f"{_W}tr" and self.cells:
            self._row_ends(self.cells.pop(), began)
        elif tag == f"{_W}rt" and self.reading is not None:
            self.read, self.reading = "".join(self.reading).strip(), None
        elif tag == f"{_W}rubyBase" and self.open and self.read:
            if began < self.open[-1].length:
                self.open[-1].readings.append((began, self.open[-1].length, self.read))
            self.read = ""

    def _paragraph_ends(self) -> None:
        paragraph = self.open.pop()
        if self.open:  # in a text box
            self.open[-1].boxes += [paragraph, *paragraph.boxes]
        else:
            self.found += [paragraph, *paragraph.boxes]

    def _row_ends(self, cells: list[tuple[int, int]], began: int) -> None:
        if not self.open and len(cells) > 1 and all(end - begin == 1 for begin, end in cells):
            self.rows.append((began, len(self.found)))
