"""Office files are zip packages of XML: opened within bounds, for whoever sent one chose what it unpacks to."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from meetextract.errors import InputError

MAX_UNPACKED: Final = 512 * 1024 * 1024  # bytes over all members
MAX_MEMBER: Final = 256 * 1024 * 1024  # bytes of one
MAX_MEMBERS: Final = 10_000
_HEAD: Final = 4096  # bytes of a part that could declare entities
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def checked_package(data: bytes, kind: str) -> zipfile.ZipFile:
    """A zip package whose members are few and small enough, and whose XML declares no entities.

    `kind`: what it is called in messages. Nothing outside of it is ever fetched. Raises InputError (`unreadable`,
    `too-large`).
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError) as error:
        raise damaged(kind, error) from None
    if len(members) > MAX_MEMBERS:
        raise _too_large(f"is a {kind} of {len(members):,} parts")
    if any(member.flag_bits & 1 for member in members):
        raise InputError(f"is an encrypted {kind}", code="unreadable", hint="save it without a password and give that")
    # zipfile unpacks no more of a member than it declares, so what is declared is what counts.
    sizes = [member.file_size for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    if sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_MEMBER:
        raise _too_large(f"is a {kind} that unpacks to {sum(sizes):,} bytes of XML")
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            _check_part(package, member, kind)
    return package


def _check_part(package: zipfile.ZipFile, member: zipfile.ZipInfo, kind: str) -> None:
    try:
        with package.open(member) as part:
            head = part.read(_HEAD)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as error:
        raise damaged(kind, error) from None
    except Exception as error:  # zlib.error and what other decompressors raise
        raise damaged(kind, error) from None
    if _DECLARES.search(head.replace(b"\0", b"") if head[:2] in _UTF16 else head):
        raise InputError(
            f"is a {kind} whose XML declares entities, which no office program writes",
            code="unreadable",
            hint="open it in an office program and save it anew",
        )


def damaged(kind: str, error: BaseException) -> InputError:
    """What is said of a package that is not what it should be."""
    return InputError(
        f"is a damaged {kind} ({type(error).__name__})", code="unreadable", hint="get it again, or save it as text"
    )


def _too_large(message: str) -> InputError:
    return InputError(message, code="too-large", hint="save the articles as text or CSV")
