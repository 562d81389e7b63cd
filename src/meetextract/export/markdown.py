"""Markdown: a report to read, paste or convert. Text from articles is escaped: it never becomes markup."""

from __future__ import annotations

import re
from typing import Final

from meetextract.errors import MeetextractError
from meetextract.export.base import BaseSink, Options, Target
from meetextract.export.rows import person
from meetextract.model import AGREED, Document, Meeting, Point
from meetextract.views.visible import one_line

# Inline: everything CommonMark and GitHub's extensions give a meaning to. Bare addresses would become links: the colon
# of a scheme and the dot of www. are escaped too.
_INLINE: Final = re.compile(r"[\\`*_\[\]<>&|~@$^{}!]|(?<=www)\.|:(?=//)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
# At the beginning of a block: heading, list, rule, numbered list.
_BLOCK: Final = re.compile(r"[#+=-]|\d+(?=[.)])")

_WORDS: Final = {
    "en": {
        "agreed": "Agreed", "other": "Said and discussed", "untitled": "Untitled", "nothing": "No meetings found.",
        "planned": "planned", "held": "held", "in_person": "in person", "phone": "by phone", "video": "by video",
        "participants": "Participants", "about": "about", "failed": "Could not be read", "joint": "jointly",
        "unknown": "not said who",
    },
    "ja": {
        "agreed": "合意事項", "other": "発言・議論", "untitled": "無題", "nothing": "会談は見つかりませんでした。",
        "planned": "予定", "held": "実施", "in_person": "対面", "phone": "電話", "video": "テレビ会議",
        "participants": "出席者", "about": "関係国", "failed": "読み取れませんでした", "joint": "双方",
        "unknown": "話者不明",
    },
}  # fmt: skip


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
        self._words = _WORDS.get(options.lang, _WORDS["en"])
        self._first = True

    def write(self, document: Document) -> None:
        """Add the section of a document."""
        words = self._words
        lines = [f"# {escape(document.title or words['untitled'])}", ""]
        facts = [document.source, document.publisher, document.published]
        lines += [" — ".join(escape(fact) for fact in facts if fact), ""] if any(facts) else []
        for meeting in document.meetings:
            lines += self._meeting(meeting)
        if not document.meetings:
            lines += [words["nothing"], ""]
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
        name = "name" if self.options.lang == "ja" else "name_en"
        sides = " – ".join(escape(getattr(country, name)) for country in meeting.countries) or "?"
        facts = [meeting.date.value if meeting.date else "", meeting.place.text if meeting.place else ""]
        facts += [words[meeting.mode], words[meeting.status]]
        lines = [f"## {escape(meeting.id)}: {sides}", ""]
        lines += [", ".join(escape(fact) for fact in facts if fact), ""]
        if meeting.participants:
            lines += [f"**{words['participants']}**", ""]
            lines += [f"- {escape(one.country)}: {escape(person(one))}" for one in meeting.participants]
            lines.append("")
        for word, agreed in (("agreed", True), ("other", False)):
            points = [point for point in meeting.points if (point.kind in AGREED) is agreed]
            if points:
                lines += [f"**{words[word]}**", "", *(self._point(point) for point in points), ""]
        return lines

    def _point(self, point: Point) -> str:
        words = self._words
        by = words["joint"] if point.joint else ", ".join(point.by) or words["unknown"]
        content = escape(point.content.text) if point.content else "—"
        about = ", ".join(dict.fromkeys(escape(mention.code) for mention in point.about))
        tail = f" ({words['about']}: {about})" if about else ""
        return f"- {escape(point.kind)} ({escape(by)}): {content} — {escape(point.predicate.text)}{tail}"


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
