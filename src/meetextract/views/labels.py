"""The words around the records, in the reader's language, and the forms of names and dates."""

from __future__ import annotations

import datetime
import locale
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal

from meetextract.errors import ArgumentError
from meetextract.lexicon.names import japan_first, usual_name
from meetextract.model import Country, Meeting, Participant, Point, Warning
from meetextract.views.visible import one_line

Lang = Literal["ja", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("ja", "en")
Labels = Mapping[str, str]


@cache
def labels(lang: Lang) -> Labels:
    """The table of `data/labels_ui.toml` for a language; KeyError for a language it does not have."""
    raw = resources.files("meetextract").joinpath("data/labels_ui.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(raw)[lang])


def default_lang() -> Lang:
    """The reader's language by the environment, as gettext would choose it: Japanese unless another is set."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            break
    else:
        # Windows sets none of them. Elsewhere nothing set means "C", which `getlocale` would call en_US.
        value = (locale.getlocale()[0] or "") if os.name == "nt" else ""
    # "C" and "POSIX" say nothing about the reader, and who reads Japanese articles mostly reads Japanese.
    name = value.split(".")[0].lower()
    return "ja" if name in {"", "c", "posix"} or name.startswith(("ja", "japanese")) else "en"


def country_name(country: Country, lang: Lang) -> str:
    """The name of a side in the reader's language, as people write it (英国); its code where there is no name."""
    return one_line(usual_name(country, lang))


def side_name(code: str | None, meeting: Meeting, lang: Lang) -> str:
    """The name of a side by its code; the code itself where the meeting does not list it, words for a side unknown."""
    if not code:
        return labels(lang)["no_side"]
    for country in meeting.countries:
        if country.code == code:
            return country_name(country, lang)
    return one_line(code)


def sides(meeting: Meeting, lang: Lang) -> str:
    """Who met whom: `日本 × 米国`."""
    names = list(dict.fromkeys(country_name(country, lang) for country in japan_first(meeting.countries)))
    if len(names) == 1 and any(not person.country for person in meeting.participants):
        names.append(labels(lang)["no_side"])
    return " × ".join(names) if names else labels(lang)["no_sides"]


def speakers(point: Point, meeting: Meeting, lang: Lang) -> str:
    """The sides that spoke: `日本、オーストラリア`; empty if it cannot be told."""
    return ("、" if lang == "ja" else ", ").join(side_name(code, meeting, lang) for code in point.by)


def titles_of(participant: Participant) -> str:
    """The titles of someone: `副首相・国防大臣`."""
    return "・".join(one_line(title) for title in participant.titles)


def name_of(participant: Participant) -> str:
    """The name of someone with its reading: `安圭伯(アン・ギュベク)`; empty where the text leaves it out."""
    name = one_line(participant.name or "")
    if name and participant.reading:
        name += f"({one_line(participant.reading)})"
    return name


def date_text(value: str, lang: Lang) -> str:
    """A date value of a record in the reader's form.

    Args:
        value: YYYY-MM-DD, --MM-DD, ---DD or (hostile or future) anything else, which is shown as it is.
        lang: the reader's language.
    """
    words = labels(lang)
    try:
        if value.startswith("---"):
            return words["month_unknown"].format(day=int(value[3:]))
        if value.startswith("--"):
            month, day = int(value[2:4]), int(value[5:7])
            shown = f"{month}月{day}日" if lang == "ja" else f"{day} {_EN_MONTHS[month - 1]}"
            return words["year_unknown"].format(date=shown)
        day_of = datetime.date.fromisoformat(value)
    except (ValueError, IndexError):
        return one_line(value)
    if lang == "ja":
        return f"{day_of.year}年{day_of.month}月{day_of.day}日({words['weekdays'].split()[day_of.weekday()]})"
    return f"{day_of.day} {_EN_MONTHS[day_of.month - 1]} {day_of.year}"


_EN_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def month_text(year: int, month: int, lang: Lang) -> str:
    """A month as a heading: `2025年11月`, `November 2025`."""
    return f"{year}年{month}月" if lang == "ja" else f"{_EN_MONTHS[month - 1]} {year}"


@cache
def _warnings_ja() -> Mapping[str, str]:
    raw = resources.files("meetextract").joinpath("data/labels_ui.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(raw)["warnings_ja"])


def warning_text(warning: Warning, lang: Lang) -> str:
    """What a warning says, in the reader's language as far as its code is known; a message in Japanese stays."""
    if lang == "ja" and warning.message.isascii():
        return _warnings_ja().get(warning.code, one_line(warning.message))
    return one_line(warning.message)


def as_lang(value: str) -> Lang:
    """A language code checked against the ones there are; ArgumentError for another."""
    for lang in LANGUAGES:
        if value == lang:
            return lang
    raise ArgumentError(f"no labels in {value!r}", hint="languages: " + ", ".join(LANGUAGES))
