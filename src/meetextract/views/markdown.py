"""Markdown: a report to read, paste or convert. Text from articles is escaped: it never becomes markup."""

from __future__ import annotations

import re
from typing import Final

from meetextract.errors import MeetextractError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.export.rows import person
from meetextract.model import AGREED, Document, Meeting, Point
from meetextract.views.labels import as_lang, date_text, labels, side_name, sides, speakers
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
        return MarkdownSink(target, options)


class MarkdownSink(BaseSink):
    """Writes one section a document."""

    def __init__(self, target: Target, options: Options) -> None:
        super().__init__(target, options)
        self._lang = as_lang(options.lang)
        self._words = labels(self._lang)
        self._first = True

    def write(self, document: Document) -> None:
        """Add the section of a document."""
        words = self._words
        lines = [f"# {escape(document.title or words['untitled'])}", ""]
        published = date_text(document.published, self._lang) if document.published else None
        facts = [document.source, document.publisher, published]
        lines += [" — ".join(escape(fact) for fact in facts if fact), ""] if any(facts) else []
        for meeting in document.meetings:
            lines += self._meeting(meeting)
        if not document.meetings:
            lines += [words["no_meetings"], ""]
        self._section(lines)

    def write_error(self, source: str, error: MeetextractError) -> None:
        """Add a line for a failed input."""
        self._section([f"# {escape(source)}", "", f"{self._words['failed']}: {escape(error.message)}", ""])

    def _section(self, lines: list[str]) -> None:
        self.output.write(("" if self._first else "\n") + "\n".join(lines))
        self.output.flush()
        self._first = False

    def _meeting(self, meeting: Meeting) -> list[str]:
        words = self._words
        when = date_text(meeting.date.value, self._lang) if meeting.date else ""
        facts = [when, meeting.place.text if meeting.place else ""]
        facts += [words[meeting.mode], words[meeting.status]]
        lines = [f"## {escape(meeting.id)}: {escape(sides(meeting, self._lang))}", ""]
        lines += [", ".join(escape(fact) for fact in facts if fact), ""]
        if meeting.participants:
            lines += [f"**{words['who']}**", ""]
            for one in meeting.participants:
                side = side_name(one.country, meeting, self._lang) if one.country else words["no_side"]
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
        content = escape(point.content.text) if point.content else "—"
        about = ", ".join(dict.fromkeys(escape(mention.text or mention.code) for mention in point.about))
        tail = f" ({words['about']}: {about})" if about else ""
        return f"- {escape(words[point.kind])} ({escape(by)}): {content} — {escape(point.predicate.text)}{tail}"


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
