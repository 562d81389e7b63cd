"""Markdown: a report to read, paste or convert. Text from articles is escaped: it never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from meetextract.errors import MeetextractError
from meetextract.export.base import Options, PackedSink, Target, utf8
from meetextract.export.rows import person
from meetextract.lexicon.names import people_of_japan_first
from meetextract.model import AGREED, Document, Meeting, Point
from meetextract.views.labels import Lang, as_lang, date_text, labels, side_name, sides, speakers
from meetextract.views.visible import one_line

# Inline: everything CommonMark and GitHub's extensions give a meaning to. Bare addresses would become links: the colon
# of a scheme and the dot of www. are escaped too.
_INLINE: Final = re.compile(r"[\\`*_\[\]<>&|~@$^{}!]|(?<=www)\.|:(?=//)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
# At the beginning of a block: heading, list, rule, numbered list.
_BLOCK: Final = re.compile(r"[#+=-]|\d+(?=[.)])")


class MarkdownExporter:
    """A readable report."""

    name = "md"
    suffixes = (".md", ".markdown")
    binary = False
    extra = None
    streaming = True
    updates = False

    def open(self, target: Target, options: Options) -> MarkdownSink:
        """A sink on `target`."""
        return MarkdownSink(target, options, self)

    def pack(self, document: Document, options: Options) -> bytes:
        """The section of a document."""
        return utf8("\n".join(_Section(as_lang(options.lang)).lines(document)))


class MarkdownSink(PackedSink):
    """Writes sections with a line between them."""

    def __init__(self, target: Target, options: Options, packing: MarkdownExporter) -> None:
        super().__init__(target, options, packing)
        self._between = b""

    def write_packed(self, parts: Sequence[bytes]) -> None:
        """Add sections."""
        for part in parts:
            self.output.write_bytes(self._between + part)
            self._between = b"\n"
        self.output.flush()

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add a line for a failed input."""
        failed = labels(as_lang(self.options.lang))["failed"]
        lines = [f"# {escape(source)}", "", f"{failed}: {escape(error.message)}", ""]
        self.write_packed([utf8("\n".join(lines))])


class _Section:
    """One document in one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._words = labels(lang)

    def lines(self, document: Document) -> list[str]:
        """The lines of its section; the last one is empty."""
        words = self._words
        lines = [f"# {escape(document.title or words['untitled'])}", ""]
        published = date_text(document.published, self._lang) if document.published else None
        facts = [document.source, document.publisher, published]
        lines += [" — ".join(escape(fact) for fact in facts if fact), ""] if any(facts) else []
        for meeting in document.meetings:
            lines += self._meeting(meeting)
        if not document.meetings:
            lines += [words["no_meetings"], ""]
        return lines

    def _meeting(self, meeting: Meeting) -> list[str]:
        words = self._words
        when = date_text(meeting.date.value, self._lang) if meeting.date else ""
        facts = [when, meeting.place.words if meeting.place else ""]
        facts += [words[meeting.mode], words[meeting.status]]
        lines = [f"## {escape(meeting.id)}: {escape(sides(meeting, self._lang))}", ""]
        lines += [", ".join(escape(fact) for fact in facts if fact), ""]
        if meeting.participants:
            lines += [f"**{words['who']}**", ""]
            for one in people_of_japan_first(meeting.participants):
                side = side_name(one.country, meeting, self._lang)
                lines.append(f"- {escape(side)}: {escape(person(one))}")
            lines.append("")
        for word, agreed in (("agreed_heading", True), ("kind_said", False)):
            points = [point for point in meeting.points if (point.kind in AGREED) is agreed]
            if points:
                lines += [f"**{words[word]}**", "", *(self._point(point, meeting) for point in points), ""]
        return lines

    def _point(self, point: Point, meeting: Meeting) -> str:
        words = self._words
        by = words["together"] if point.joint else speakers(point, meeting, self._lang) or words["speaker_unknown"]
        content = escape(point.content.words) if point.content else "—"
        about = ", ".join(dict.fromkeys(escape(mention.text or mention.code) for mention in point.about))
        tail = f" ({words['about']}: {about})" if about else ""
        return f"- {escape(words[point.kind])} ({escape(by)}): {content} — {escape(point.predicate.words)}{tail}"


def escape(text: str) -> str:
    """Text from an article as Markdown that shows just this text, in one line, wherever it stands."""
    line = one_line(text)
    line = _INLINE.sub(lambda match: "\\" + match[0], line)
    head = _BLOCK.match(line)
    if head is None:
        return line
    if head[0][0].isdecimal():
        return f"{head[0]}\\{line[head.end() :]}"
    return "\\" + line
