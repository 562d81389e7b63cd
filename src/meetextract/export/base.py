"""What every output format is: an exporter that opens a sink, and a sink that documents are written to.

A sink writes a file whole or not at all: bytes go to a temporary name beside the target, `close` renames, `abort`
removes. A stream (standard output) is written to as the documents come and is flushed, never closed.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol, Self, runtime_checkable

from meetextract.errors import MeetextractError, OutputError

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon
    from meetextract.model import Document

Target = Path | BinaryIO


class Options(NamedTuple):
    """The one set of output options that all formats share; each format takes what concerns it.

    Attributes:
        single: the run has one input file (json: one document, no array).
        bom: begin CSV with a byte order mark, which Japanese Excel needs to see UTF-8.
        defuse: a cell of CSV that a spreadsheet could take for a formula begins with an apostrophe.
        lang: language of the words a format adds itself (`ja` or `en`).
        with_text: keep `Document.text` where a format has room for it. (Whether the record carries it is decided
            by whoever made the record; json and jsonl always write what is there.)
        overwrite: start a file that could be updated (sqlite) anew.
        lexicon: tables for codes and offices (plover); None stands for the package's own.
        prune: drop from a file that is updated (sqlite) what is not written in this run.
    """

    single: bool = False
    bom: bool = False
    defuse: bool = True
    lang: str = "en"
    with_text: bool = False
    overwrite: bool = False
    lexicon: Lexicon | None = None
    prune: bool = False


class Sink(Protocol):
    """Takes the results of a run in input order. Use as a context manager, or end with `close` or `abort`.

    All methods raise OutputError when the target cannot be written, and let BrokenPipeError through: a closed pipe
    is no failure of the format.
    """

    def write(self, document: Document) -> None:
        """Add a document."""

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add an input that failed (formats without room for errors ignore it)."""

    def close(self) -> None:
        """Finish the output and put it in place."""

    def abort(self) -> None:
        """Give up: remove what was begun, leave what was there before."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Exporter(Protocol):
    """A format.

    Attributes:
        name: the word after `-f`.
        suffixes: file name endings that choose it, with the dot.
        binary: not text; to be refused on a terminal.
        extra: the optional dependency group it needs, or None.
        streaming: each document leaves at `write`, so the output can be appended to after an interruption.
        updates: an existing target of the same format is brought up to date and not replaced.
    """

    name: str
    suffixes: tuple[str, ...]
    binary: bool
    extra: str | None
    streaming: bool
    updates: bool

    def open(self, target: Target, options: Options) -> Sink:
        """A sink on a path or binary stream; MissingExtraError when the extra is not installed."""


@runtime_checkable
class Packing(Protocol):
    """An exporter that can make ready what its sink writes for a document; the sink is then a TakesPacked.

    Where several processes read, each packs its own documents and the main one only writes. The sinks of other
    exporters get the documents themselves.
    """

    def pack(self, document: Document, options: Options) -> Any:
        """What the sink takes in place of a document: bytes, or plain values that can be sent to another process.

        It lacks what depends on the document's place among the others.
        """


@runtime_checkable
class TakesPacked(Protocol):
    """The sink of an exporter that packs."""

    def write_packed(self, parts: Sequence[Any]) -> None:
        """Add documents that were packed, with the options of this sink, in this or another process."""


class Output:
    """Bytes on their way to a path (through a temporary name) or to a stream."""

    def __init__(self, target: Target) -> None:
        self._final: Path | None = None
        self._temporary: Path | None = None
        self.shown = str(target) if isinstance(target, Path) else None
        if not isinstance(target, Path):
            self.stream: BinaryIO = target
            return
        with self.guard():
            final = Path(os.path.realpath(target))  # through a symbolic link: the link stays
            if final.exists() and not stat.S_ISREG(final.stat().st_mode):
                self.stream = final.open("wb")  # a device or FIFO has no whole to be renamed to
                self._final = final
                return
            # A short name of its own: the target's name may already be as long as the file system allows.
            temporary = final.with_name(f"{temporary_prefix(final.name)}{os.urandom(8).hex()}.tmp")
            self.stream = temporary.open("xb")
            self._final, self._temporary = final, temporary

    @contextlib.contextmanager
    def guard(self) -> Iterator[None]:
        """Turns an OSError into an OutputError that names the target."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise output_error(error, self.shown) from error

    def write(self, text: str) -> None:
        """Write text as UTF-8. Lone surrogates (file names that are not UTF-8) become U+FFFD."""
        self.write_bytes(utf8(text))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are."""
        with self.guard():
            self.stream.write(data)

    def flush(self) -> None:
        """Hand what was written to the system: the next program in a pipe sees it now."""
        if self._temporary is None:
            with self.guard():
                self.stream.flush()

    def commit(self) -> None:
        """Put the file in place."""
        with self.guard():
            if self._final is None:
                self.stream.flush()
                return
            try:
                if self._temporary is not None:
                    # On disk before it gets its name, or a power failure leaves an empty file under it.
                    self.stream.flush()
                    os.fsync(self.stream.fileno())
                self.stream.close()
                if self._temporary is not None:
                    self._temporary.replace(self._final)
            except OSError:
                self.discard()
                raise

    def discard(self) -> None:
        """Remove what was begun. Never raises: it runs while another error is on its way."""
        with contextlib.suppress(OSError):
            if self._final is not None:
                self.stream.close()
        with contextlib.suppress(OSError):
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)


class SinkContext:
    """The context manager of every sink: `close` after success, `abort` when an exception passes through."""

    def close(self) -> None:
        """Finish the output and put it in place."""
        raise NotImplementedError

    def abort(self) -> None:
        """Give up: remove what was begun."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()


class BaseSink(SinkContext):
    """What the sinks on one stream of bytes share; errors are ignored unless a format has room for them."""

    def __init__(self, target: Target, options: Options) -> None:
        self.options = options
        self.output = Output(target)

    def write(self, document: Document) -> None:
        """Add a document."""
        raise NotImplementedError

    def write_error(self, source: str, error: MeetextractError) -> None:
        """No room for errors here; the command reports them on standard error."""

    def close(self) -> None:
        """Finish the output and put it in place."""
        self.output.commit()

    def abort(self) -> None:
        """Remove what was begun."""
        self.output.discard()


class PackedSink(BaseSink):
    """A sink on which a document is written as the bytes that `pack` makes of it."""

    def __init__(self, target: Target, options: Options, packing: Packing) -> None:
        super().__init__(target, options)
        self._packing = packing

    def write(self, document: Document) -> None:
        """Add a document."""
        self.write_packed([self._packing.pack(document, self.options)])

    def write_packed(self, parts: Sequence[bytes]) -> None:
        """Add documents that were packed, with the options of this sink, in this or another process."""
        if data := b"".join(parts):
            self.output.write_bytes(data)
            self.output.flush()


def temporary_prefix(name: str) -> str:
    """How the temporary names of a target begin: what a killed run left of that target can be told and removed."""
    return f".meetextract-{zlib.crc32(os.fsencode(name)):08x}-"


def utf8(text: str) -> bytes:
    """UTF-8, quickly where the text is sound; else as `encode`."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return encode(text)


def encode(text: str) -> bytes:
    """UTF-8; a lone surrogate becomes U+FFFD, so that every reader accepts the file."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def output_error(error: OSError, shown: str | None) -> OutputError:
    """The OutputError for an OSError met while writing `shown` (a path as the user gave it, None for a stream)."""
    reason = error.strerror or str(error)
    return OutputError(f"cannot be written: {reason}", path=shown)


def copy_into(path: Path, output: Output) -> None:
    """Copy a finished file to an output."""
    import shutil  # noqa: PLC0415  (loads all kinds of archives, which a run on one article writes none of)

    with output.guard(), path.open("rb") as source:
        shutil.copyfileobj(source, output.stream)
