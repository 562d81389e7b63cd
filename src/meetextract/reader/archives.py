"""What a zip file holds: the files that could be read if they lay in a folder, one after the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from meetextract.errors import InputError
from meetextract.reader.packages import damaged
from meetextract.reader.sources import READ_ALONE, is_article, size_text

_KIND: Final = "zip file"
_MOST: Final = 200_000  # members
_UNPACKED: Final = 8 * 1024**3  # bytes over all that is read


def members(path: str, data: bytes | None, max_size: int) -> Iterator[tuple[str, bytes | InputError]]:
    """Names and bytes of what can be read, by name, or what is wrong with a member. Left out are what a walk through a
    folder leaves out: hidden files, README.md and other kinds.

    Raises InputError for what is no zip file or holds nothing to read, OSError.
    """
    with _opened(path, data) as package:
        found = sorted((info for info in package.infolist() if _is_read(info)), key=lambda info: info.filename)
        if not found:
            raise InputError("holds nothing to read", code="empty-folder", hint="unpack it and see what is in it")
        left = _UNPACKED
        for info in found:
            content = _content(package, info, min(max_size, left))
            left -= 0 if isinstance(content, InputError) else len(content)
            yield info.filename, content


def others(path: str) -> Iterator[str]:
    """The names of members that are not read; none where the file cannot be read."""
    try:
        with _opened(path, None) as package:
            yield from (info.filename for info in package.infolist() if not info.is_dir() and not _is_read(info))
    except (InputError, OSError):
        return


def _opened(path: str, data: bytes | None) -> zipfile.ZipFile:
    file = path if data is None else io.BytesIO(data)
    try:
        try:  # without a mark for UTF-8, names are in what Windows writes in Japan
            package = zipfile.ZipFile(file, metadata_encoding="cp932")
        except UnicodeDecodeError:
            package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise damaged(_KIND, error) from None
    if len(package.infolist()) > _MOST:
        package.close()
        raise InputError(f"holds more than {_MOST:,} files", code="too-large", hint="unpack it and give the folder")
    return package


def _is_read(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return bool(parts) and not info.is_dir() and not hidden and (is_article(parts[-1]) or _suffix(info) in READ_ALONE)


def _suffix(info: zipfile.ZipInfo) -> str:
    return PurePosixPath(info.filename).suffix.lower()


def _content(package: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | InputError:
    if _suffix(info) == ".zip":
        return InputError("is a zip file in a zip file", code="unreadable", hint="unpack it and give the folder")
    if info.flag_bits & 1:
        return InputError("is encrypted", code="unreadable", hint="unpack it with its password and give the folder")
    if info.file_size > limit:  # zipfile unpacks no more of a member than it declares
        hint = "raise the limit with --max-size, or unpack it"
        return InputError(f"is larger than {size_text(limit)}", code="too-large", hint=hint)
    try:
        return package.read(info)
    except Exception as error:  # what zipfile and the decompressors raise
        return damaged(_KIND, error)
