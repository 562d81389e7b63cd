"""Rows of an Excel workbook, through openpyxl (extra `[excel]`). Formulas and macros are never run: what Excel computed
last is what is read."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence

from meetextract.errors import MeetextractError, MissingExtraError
from meetextract.reader.packages import checked_package, damaged

_MAX_COLUMNS = 2000


def workbook_rows(data: bytes) -> Iterator[tuple[str, int, Sequence[object]]]:
    """The rows of all sheets, each with the name of its sheet and its number in it (from 1).

    Raises MissingExtraError without openpyxl, InputError for what is no workbook or goes beyond the bounds.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError(
            "is an Excel workbook, and openpyxl is not installed",
            hint=MissingExtraError.install("openpyxl"),
        ) from None
    checked_package(data, "workbook").close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are no text
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                # What a sheet says of its own size may be wrong.
                sheet.reset_dimensions()
                for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), start=1):
                    yield sheet.title, number, _trimmed(cells)
    except MeetextractError:
        raise
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl raises what Python raises when a file lies about itself
        raise damaged("workbook", error) from None


def _trimmed(cells: Sequence[object]) -> Sequence[object]:
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]
