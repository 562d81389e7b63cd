"""Names for people: those of countries, organisations and persons that they type, and those that they read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeVar

from meetextract.errors import ArgumentError

if TYPE_CHECKING:
    from meetextract.lexicon.lexicon import Lexicon

_DATA: Final = Path(__file__).parents[1] / "data"
_SEPARATORS: Final = re.compile(r"[\s・･=＝·,，.．]+")
_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # to hiragana
_FULL: Final = 3  # characters from which on a name of one word may be more than a family name
_NEAR: Final = 0.7  # below this, difflib's suggestions are of other countries


def code_of(name: str, lexicon: Lexicon) -> str:
    """The code that somebody means who types this name: a code, any form of the lexicon, or a usual English or Japanese
    name (data/names_typed.tsv).

    Raises:
        ArgumentError: nobody is called so; the hint names who is called nearly so.
    """
    if (code := name.strip().upper()) in lexicon.parties:  # before all names: AU is Australia, not the African Union
        return code
    called = lexicon.resolve(name) or _typed().get(_plain(name)) or _all(lexicon).get(_plain(name))
    if called:
        return called
    import difflib  # who types names right does without

    names = {known: known for known in (*_all(lexicon), *_typed()) if len(known) > 1}
    near = difflib.get_close_matches(_plain(name), names, n=3, cutoff=_NEAR)
    found = dict.fromkeys(_typed().get(one) or _all(lexicon)[one] for one in near)
    meant = ", ".join(f"{lexicon.parties[code].name_en} ({code})" for code in found if code in lexicon.parties)
    hint = "give a code (US), a Japanese name (米国) or an English one, or add it with --lexicon"
    raise ArgumentError(
        f"no country or organisation is called {name!r}", hint=f"did you mean {meant}?" if meant else hint
    )


def is_called(names: Iterable[str | None], wanted: Iterable[str]) -> bool:
    """Whether one of somebody's names (readings among them) holds one of those that are wanted."""
    known = [_folded(name) for name in names if name]
    return any(part in name for part in map(_folded, wanted) for name in known)


def is_short_for(name: str, wanted: str) -> bool:
    """Whether a name is the family name (or another single word) of a fuller one that is wanted.

    山田 of 山田太郎, ルビオ of マルコ・ルビオ.
    """
    short, words = _folded(name), [_folded(word) for word in _SEPARATORS.split(wanted) if word]
    if len(words) != 1:
        return short in words
    kanji = not any("ぁ" <= sign <= "ゟ" or sign.isascii() for sign in short)
    return kanji and len(words[0]) >= _FULL and words[0].startswith(short) and short != words[0]


def usual_names() -> list[str]:
    """Codes and names of one word, for the completion of a shell."""
    read = [name for code, _, ja, en in _rows("names_read.tsv") for name in (code, ja, en)]
    typed = [name for cells in _rows("names_typed.tsv") for name in cells[1].split("|")]
    official = [name for cells in _rows("countries.tsv") for name in (cells[0], cells[4], cells[-1])]
    official += [name for cells in _rows("organisations.tsv") for name in (cells[0], cells[3])]
    return sorted({name for name in (*read, *typed, *official) if name and " " not in name})  # a blank ends the word


class Side(Protocol):
    """A state or an organisation with its names."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class OfState(Protocol):
    """Somebody of a state; None where the article does not tell which."""

    @property
    def country(self) -> str | None: ...


AnySide = TypeVar("AnySide", bound=Side)
AnyPerson = TypeVar("AnyPerson", bound=OfState)


def usual_name(country: Side, lang: Literal["ja", "en"]) -> str:
    """The name to show for a side: 英国, 米国, EU (data/names_read.tsv), else the record's own."""
    name = country.name if lang == "ja" else country.name_en
    formal, ja, en = _read().get(country.code, ("", "", ""))
    short = (ja if lang == "ja" else en) if formal == country.name else ""
    return short or name or country.name or country.code


def japan_first(countries: Iterable[AnySide]) -> list[AnySide]:
    """Sides as they are listed for people: Japan first, the others in order of mention."""
    return sorted(countries, key=lambda country: country.code != "JP")


def people_of_japan_first(persons: Iterable[AnyPerson]) -> list[AnyPerson]:
    """Persons as they are listed for people: those of Japan first, the others in order of mention."""
    return sorted(persons, key=lambda person: person.country != "JP")


def _folded(name: str) -> str:
    """For comparing names of persons: without separators, hiragana for katakana, small letters."""
    return _SEPARATORS.sub("", name).translate(_KATAKANA).casefold()


def _plain(name: str) -> str:
    """For comparing: no accents on Latin letters, small letters, no article, no signs."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    if folded.isascii() or max(folded) < "\u3000":  # kana would lose their voicing
        folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    folded = folded.removeprefix("the ").replace("&", " and ")
    return "".join(sign for sign in folded if sign.isalnum() or sign == "ー")


@cache
def _typed() -> dict[str, str]:
    return {_plain(name): cells[0] for cells in _rows("names_typed.tsv") for name in cells[1].split("|")}


@cache
def _read() -> dict[str, tuple[str, str, str]]:
    return {code: (name, ja, en) for code, name, ja, en in _rows("names_read.tsv")}


def _all(lexicon: Lexicon) -> dict[str, str]:
    return {
        _plain(known): party.code
        for party in reversed(list(lexicon.parties.values()))
        for known in (party.code, party.alpha3, party.name_en, party.name, *party.forms)
        if known
    }


def _rows(file: str) -> Iterator[list[str]]:
    for line in (_DATA / file).read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "code\t")):
            yield line.split("\t")
