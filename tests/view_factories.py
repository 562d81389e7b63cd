"""Small factories for records, shared by the tests of the views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from meetextract.model import (
    SCHEMA_VERSION,
    Country,
    Date,
    Document,
    Kind,
    Meeting,
    Mention,
    Mode,
    Participant,
    Point,
    Span,
    Status,
    Warning,
)

# Markup of Rich and of HTML, terminal control, bidi and line separators, a lone surrogate, all in one string.
HOSTILE: Final = "[/b][red]甲\x1b[31m\x07\x00\x9b\u202e乙\u2028\ud800</script><!--{{7*7}}\"'&丙"
_NAMES: Final = {
    "JP": ("日本", "Japan"),
    "US": ("アメリカ合衆国", "United States"),
    "CN": ("中国", "China"),
    "KR": ("韓国", "South Korea"),
}


def country(code: str, name: str | None = None) -> Country:
    ja, en = _NAMES.get(code, ("", "")) if name is None else (name, "")
    return Country(code, ja, en, ja, None, None)


def participant(
    name: str | None, side: str | None, titles: Sequence[str], *, reading: str | None = None
) -> Participant:
    return Participant(name, reading, tuple(titles), side, name or "", None, None)


def point(
    kind: Kind, content: str | None, by: Sequence[str] = (), *, joint: bool = False, predicate: str = "述べた"
) -> Point:
    span = Span(content, None, None) if content is not None else None
    return Point(kind, tuple(by), joint, span, Span(predicate, None, None))


def meeting(  # noqa: PLR0913  (a factory: every field of the record can be set, none has to)
    *,
    header: str | None = "【米=ヘグセス国防長官】",
    status: Status = "held",
    mode: Mode = "in_person",
    countries: Sequence[Country] | None = None,
    date: str | None = None,
    place: str | None = None,
    people: Sequence[Participant] | None = None,
    points: Sequence[Point] = (),
    name: str = "m1",
) -> Meeting:
    return Meeting(
        id=name,
        header=Span(header, None, None) if header is not None else None,
        status=status,
        mode=mode,
        countries=tuple(countries if countries is not None else [country("JP"), country("US")]),
        date=Date(date, "その日", None, None) if date else None,
        place=Span(place, None, None) if place else None,
        participants=tuple(
            people
            if people is not None
            else [participant("小泉進次郎", "JP", ["防衛大臣"]), participant("ヘグセス", "US", ["国防長官"])]
        ),
        points=tuple(points),
    )


def document(  # noqa: PLR0913
    *,
    title: str | None = "小泉防衛相、初外遊",
    publisher: str | None = "架空新聞",
    published: str | None = "2025-11-12",
    source: str | None = "a.txt",
    meetings: Sequence[Meeting] | None = None,
    warnings: tuple[Warning, ...] = (),
    text: str | None = None,
) -> Document:
    every = tuple(meetings if meetings is not None else [meeting()])
    return Document(SCHEMA_VERSION, source, title, publisher, published, every, warnings, text=text)


class Article:
    """An article with records that point into it: every value is a slice, found by its words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span.of(self.text, start, start + len(words))

    def country(self, code: str, words: str, nth: int = 0) -> Country:
        ja, en = _NAMES[code]
        at = self.span(words, nth)
        return Country(code, ja, en, at.text, at.start, at.end)

    def date(self, value: str, words: str) -> Date:
        at = self.span(words)
        return Date(value, at.text, at.start, at.end)

    def person(self, name: str, side: str, titles: Sequence[str], words: str, nth: int = 0) -> Participant:
        at = self.span(words, nth)
        return Participant(name, None, tuple(titles), side, at.text, at.start, at.end, (at,))

    def point(  # noqa: PLR0913
        self, kind: Kind, content: str, predicate: str, by: Sequence[str], *, joint: bool = False, nth: int = 0
    ) -> Point:
        return Point(kind, tuple(by), joint, self.span(content), self.span(predicate, nth))

    def mention(self, code: str, words: str) -> Mention:
        at = self.span(words)
        return Mention(code, at.text, at.start, at.end)


# What an article could try against a page.
INJECTIONS: Final = (
    HOSTILE,
    "</div></main><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)><title>',
    "' autofocus onfocus=alert(1) x='",
    "</style><style>body{display:none}</style>",
    "}</style>@import url(//evil.example);",
    "{{7*7}}{% include '/etc/passwd' %}${7*7}#{7*7}",
    "javascript:alert(1)//https://evil.example/",
    "<!--<![CDATA[ ]]>--!><?xml?>",
    "</title></textarea></noscript><base href=//evil.example>",
    "&lt;script&gt;&#60;script&#62;&amp;",
    "a\u2028b\u2029c\u202ed\u2066e\u200ff\ufeffg",
    "x data-r=y id=m1 class=js\n\t\r#m1p1",
)

TEXT = """架空新聞 2025年11月12日

小泉進次郎防衛相は2日、マニラで米国のヘグセス国防長官と会談した。両氏は共同訓練を拡大することで一致した。
ヘグセス氏は地域の現状に懸念を示した。"""


def article(*, source: str = "a.txt", published: str = "2025-11-12", more: str = "") -> Document:
    a = Article(TEXT + more)
    held = Meeting(
        id="m1",
        header=None,
        status="held",
        mode="in_person",
        countries=(country("JP"), a.country("US", "米国")),
        date=a.date("2025-11-02", "2日"),
        place=a.span("マニラ"),
        participants=(
            a.person("小泉進次郎", "JP", ["防衛相"], "小泉進次郎防衛相"),
            a.person("ヘグセス", "US", ["国防長官"], "ヘグセス国防長官"),
        ),
        points=(
            a.point("agree", "共同訓練を拡大すること", "一致した", ["JP", "US"], joint=True),
            a.point("concern", "地域の現状", "懸念を示した", ["US"]),
        ),
    )
    return document(source=source, published=published, meetings=[held], text=a.text)


def undated(record: Document) -> Document:
    bare = Meeting("m1", None, "planned", "video", (), None, None, (), ())
    return document(source=record.source, published=None, meetings=[bare], text=record.text)


def attacked(words: str) -> Document:
    """A record that says `words` wherever a record can say anything, and an article that does."""
    source = f"前{words}後"
    span = Span(words, 1, 1 + len(words))
    who = Participant(words, words, (words,), words, words, span.start, span.end, (span,))
    parts = meeting(
        header=words,
        place=words,
        countries=[country("JP"), country(words, words)],
        people=[participant("小泉", "JP", []), who],
        points=[point("agree", words, ["JP"], predicate=words), point("state", words, [words], predicate=words)],
    )
    held = Meeting(parts.id, span, "held", "phone", parts.countries, Date(words, words, span.start, span.end), span,
                   parts.participants, parts.points)  # fmt: skip
    return document(title=words, publisher=words, published=words, source=words, meetings=[held], text=source)
