"""Small documents for the tests of the exports, made from the records and not by the extraction."""

from __future__ import annotations

from typing import Any

from meetextract.model import (
    SCHEMA_VERSION,
    Country,
    Date,
    Document,
    Meeting,
    Mention,
    Participant,
    Point,
    Span,
    Warning,
)

NAMES = {
    "US": ("アメリカ合衆国", "United States"),
    "JP": ("日本国", "Japan"),
    "AU": ("オーストラリア連邦", "Australia"),
    "CN": ("中華人民共和国", "China"),
    "RU": ("ロシア連邦", "Russia"),
    "UA": ("ウクライナ", "Ukraine"),
    "NATO": ("北大西洋条約機構", "NATO"),
    "KP": ("朝鮮民主主義人民共和国", "North Korea"),
}


def span(text: str, start: int | None = 0) -> Span:
    return Span(text, start, None if start is None else start + len(text))


def country(code: str) -> Country:
    name, name_en = NAMES[code.rstrip("?")]
    if code.endswith("?"):  # a side that the article implies
        return Country(code.rstrip("?"), name, name_en, None, None, None)
    return Country(code, name, name_en, name[:1], 1, 2)


def person(name: str | None, code: str | None, *titles: str, **more: Any) -> Participant:
    text = more.pop("text", (name or "") + "".join(titles[:1]))
    return Participant(name, more.pop("reading", None), titles, code, text, 3, 3 + len(text), **more)


def mention(code: str, text: str | None = None, start: int = 20) -> Mention:
    text = text or NAMES[code][0]
    return Mention(code, text, start, start + len(text))


def point(kind: str = "agree", by: tuple[str, ...] = ("US", "JP"), **more: Any) -> Point:
    content = more.get("content", "防衛協力を強化すること")
    return Point(
        kind=kind,  # type: ignore[arg-type]
        by=by,
        joint=more.get("joint", len(by) > 1),
        content=None if content is None else span(content, 20),
        predicate=span(more.get("predicate", "一致"), 20 + len(content or "")),
        about=more.get("about", ()),
    )


def meeting(id: str = "m1", codes: str = "US JP", date: str | None = "2025-11-02", **more: Any) -> Meeting:
    return Meeting(
        id=id,
        header=more.get("header", span("【米=ヘグセス国防長官】", 0)),
        status=more.get("status", "held"),
        mode=more.get("mode", "in_person"),
        countries=tuple(country(code) for code in codes.split()),
        date=None if date is None else Date(date, "11月2日", 5, 10),
        place=more.get("place", span("クアラルンプール", 30)),
        participants=more.get(
            "participants",
            (person("ヘグセス", "US", "国防長官"), person("小泉進次郎", "JP", "防衛相", reading="こいずみ")),
        ),
        points=more.get("points", (point(),)),
    )


def document(source: str | None = "articles/a.txt", *meetings: Meeting, **more: Any) -> Document:
    return Document(
        schema_version=SCHEMA_VERSION,
        source=source,
        title=more.get("title", "小泉防衛相、米国防長官と会談"),
        publisher=more.get("publisher", "防衛日報"),
        published=more.get("published", "2025-11-12"),
        meetings=meetings,
        warnings=more.get("warnings", ()),
        text=more.get("text"),
        sha256=more.get("sha256"),
        versions=more.get("versions", ()),
    )


UNNAMED = Participant(None, None, (), "CN", None, None, None)


def archive() -> list[Document]:
    """Nine documents: years and countries to count, partial and missing dates, nothing, planned, named targets."""
    return [
        document("a.txt", meeting()),
        document(
            "b.txt",
            meeting("m1", "AU JP", "2024-05-03", points=(point("agree", ("AU", "JP")), point("state", ("AU",)))),
            meeting("m2", "US JP", "2024-05-04", points=(point("confirm"), point("share"), point("request", ("JP",)))),
            title=None,
            sha256="ab" * 32,
            versions=(("meetextract", "0.1.0"), ("lexicon", "1")),
        ),
        document(
            "c.txt",
            meeting("m1", "US JP AU", "2024-12-31", header=None, points=(point("sign", ("US", "JP", "AU")),)),
        ),
        document("d.txt", meeting("m1", "CN JP?", "--11-02", mode="phone", place=None, points=(point("agree", ()),))),
        document(
            "e.txt",
            meeting("m1", "CN JP", None, participants=(UNNAMED,), points=(point("discuss", content=None),)),
        ),
        document("f.txt", warnings=(Warning("unclosed-header", "【 is never closed", 3, 4),), published=None),
        document("g.txt", meeting("m1", "US JP", "2025-01-20", status="planned", points=())),
        document(
            "h.txt",
            meeting(
                "m1", "NATO JP", "2025-07-01",
                participants=(person(None, "NATO", "事務総長"), person("石破", "JP", "首相", "総裁")),
                points=(point("condemn", ("NATO", "JP"), content="ロシアによるウクライナ侵略",
                              about=(mention("RU", "ロシア"), mention("UA", "ウクライナ", 26))),),
            ),
            text="葛󠄀城「改行\nと,カンマと\"引用\"」",
        ),
        document(None, meeting("m1", "US JP", "2025-11-03", points=(point("announce"), point("welcome", ("US",))))),
    ]  # fmt: skip


# Agreed points by country and year over `archive`, counted by hand; None is a date without a year.
AGREED_PER_COUNTRY_AND_YEAR = {
    ("US", 2025): 2,
    ("JP", 2025): 2,
    ("AU", 2024): 2,
    ("JP", 2024): 4,
    ("US", 2024): 3,
    ("CN", None): 1,
    ("JP", None): 1,
}
