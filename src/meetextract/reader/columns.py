"""Which column of a table holds the article, its headline, day, paper and number: by name, Japanese or English."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from meetextract import expressions as re
from meetextract.errors import InputError
from meetextract.reader.sources import Columns

FIELDS: Final = ("text", "title", "date", "publisher", "id")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# In order of preference, in the form that `_plain` gives names.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": _words(
        "本文 記事本文 全文 記事全文 本文テキスト text body fulltext articletext textbody bodytext maintext "
        "articlebody bodyplain articlecontent content contents contenttext contenthtml contentrendered 記事内容 内容 "
        "記事 テキスト article story newstext paragraphs 段落 文章 文面"
    ),
    "title": _words(
        "見出し 記事見出し 見出し1 大見出し タイトル 記事タイトル 題名 表題 標題 記事名 件名 主見出し 題 見出 "
        "ヘッドライン title headline heading articletitle newstitle titlerendered subject hl"
    ),
    "date": _words(
        "掲載日 掲載日付 掲載日時 発行日 発行日付 公開日 公開日時 配信日 配信日時 発表日 記事日付 掲載年月日 "
        "発行年月日 年月日 日付 日時 published publishedat publisheddate publicationdate datepublished "
        "publishdate pubdate pubtime date articledate datetime day issuedate posted postedat createdat "
        "timestamp epoch"
    ),
    "publisher": _words(
        "媒体 媒体名 掲載紙 掲載紙名 掲載誌 掲載媒体 掲載媒体名 紙名 新聞 新聞名 新聞社 新聞社名 紙誌名 "
        "発行元 発行者 発行所 出典 情報源 提供元 配信元 出所 メディア publisher newspaper paper media medium "
        "outlet publication sourcename publishername publicationname newspapername papername outletname medianame "
        "source site sitename agency"
    ),
    "lead": _words("リード リード文 前文 lead leadtext leadparagraph"),
    "id": _words("id 記事id 記事番号 文書番号 番号 articleid docid documentid newsid uid guid no"),
}
# What a name has to hold where none of those is one: 記事本文（全文）, 主見出し; and how no such name ends.
_COUNTS: Final = ("数", "番号", "コード", "種別", "id", "url")
_STEMS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": _words("本文"),
    "title": _words("見出し タイトル"),
    "date": _words("掲載日 発行日 公開日 配信日 年月日 日付jst"),
    "publisher": _words("媒体名 紙名 掲載紙 新聞名 メディア名"),
    "lead": (),
    "id": (),
}
_DAY: Final = (("year", "month", "day"), ("年", "月", "日"))
_SIGNS: Final = re.compile(r"[\s_\-./:：（）()\[\]【】*#]+")


def _plain(name: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name[:200])).casefold()


def find_columns(names: Sequence[str], given: Columns) -> dict[str, int]:
    """The index of each of FIELDS in `names`, those that are not there left out; of year, month and day where a table
    has them apart, and of the lead where it stands apart from the text.

    Raises InputError (`no-text-column`, `no-column`) where the text is not found, or a name given is none of them.
    """
    plain = [_plain(name) for name in names]
    shown = ", ".join(name.strip()[:30] or "(no name)" for name in names[:12]) + (", …" if len(names) > 12 else "")  # noqa: PLR2004
    found: dict[str, int] = {}
    for field, wanted in zip(FIELDS, given, strict=True):
        if wanted is not None:
            exact = [index for index, name in enumerate(names) if name == wanted]
            near = exact or [index for index, name in enumerate(plain) if name == _plain(wanted)]
            if not near:
                raise InputError(f"has no column {wanted!r}", code="no-column", hint=f"its columns are {shown}")
            found[field] = near[0]
    for field in FIELDS:
        if field not in found:
            index = _index_of(field, plain, names)
            if index is not None and index not in found.values():
                found[field] = index
    if "text" not in found:
        raise _no_text(shown)
    if (lead := _index_of("lead", plain, names)) is not None and lead not in found.values():
        found["lead"] = lead
    if "date" not in found:  # 年, 月 and 日 apart
        for names_of_day in _DAY:
            if all(name in plain for name in names_of_day):
                found |= dict(zip(_DAY[0], map(plain.index, names_of_day), strict=True))
                break
    return found


def _index_of(field: str, plain: Sequence[str], names: Sequence[str]) -> int | None:
    """The first column of a name that means `field`: by its whole name, by the last keys of a nested one (meta.date),
    by what the name begins or ends with."""
    last = [_plain(name.rpartition(".")[2]) for name in names]
    two = [_plain(".".join(name.split(".")[-2:])) for name in names]
    for known in (plain, two, last):
        if (index := next((known.index(name) for name in _NAMES[field] if name in known), None)) is not None:
            return index
    about = (at for at, name in enumerate(plain) if not name.endswith(_COUNTS))
    return next((at for at in about for stem in _STEMS[field] if stem in plain[at]), None)


def _no_text(shown: str) -> InputError:
    return InputError(
        "has no column that is called like the text of an article",
        code="no-text-column",
        hint=f"name it with --text-column; the columns are {shown}",
    )
