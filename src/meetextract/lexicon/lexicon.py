"""What the program knows of the world: parties, offices and places, read from data/ and the user's files.

A `Lexicon` is built once and never changes; several threads may share it, and it can be sent to another process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from meetextract import expressions as re
from meetextract.errors import LexiconError
from meetextract.lexicon.frames import Frames, check_words, frames_with
from meetextract.lexicon.merge import Collection, Party, Place, spellings
from meetextract.lexicon.officials import Officials
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import UserRule, alternation, fold, widen
from meetextract.lexicon.titles import Titles, grammar

_SEPARATORS: Final = "・･、，,/／&＆＋+－-= 　と"
_LONGEST_COMPOUND: Final = 100  # code points; the names of a dozen states, and a bound on the work for hostile text
# The characters of which a word can have more than a name's: a run of katakana, or of Latin letters and digits.
_KATAKANA: Final = frozenset(map(chr, (*range(0x30A1, 0x30FB), 0x30FC, *range(0xFF66, 0xFFA0))))
_ALNUM: Final = "".join(map(chr, (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))))
_LATIN: Final = frozenset(_ALNUM + widen(_ALNUM))


class PartyMatch(NamedTuple):
    """A party named in a text: `text[start:end] == form`, in code points."""

    code: str
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables in the shape in which the stages ask them.

    `forms` and `kanji` map every spelling (full-width Latin and names without middle dot included) to its code, also
    the ambiguous ones. `lookalikes` are words that hold a sign and mean something else (独自, 参加). Predicates
    and labels of a user's file are handed on as they stand to the modules that use such rules.
    """

    parties: Mapping[str, Party]
    forms: Mapping[str, str]
    kanji: Mapping[str, str]
    ambiguous: frozenset[str]
    lookalikes: frozenset[str]
    regions: frozenset[str]
    titles: Titles
    places: Mapping[str, Place]
    user_predicates: tuple[UserRule, ...]
    user_labels: tuple[UserRule, ...]
    user_frames: tuple[UserRule, ...]
    user_officials: tuple[tuple[str, ...], ...]
    version: str
    _two: str
    _kuni: str
    _discards: frozenset[str]
    _starts: Mapping[str, tuple[str, ...]]
    # The first character of all spellings and signs, and their last two, each with the lengths that occur, the longest
    # first: most characters of a text begin and end none.
    _sizes_from: Mapping[str, tuple[int, ...]]
    _sizes_to: Mapping[str, tuple[int, ...]]
    _lazy: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False)
    _names: dict[str, str] = field(default_factory=dict, repr=False)
    _frames: list[Frames] = field(default_factory=list, repr=False)
    _officials: list[Officials] = field(default_factory=list, repr=False)
    # Words before an office that names.py looked at: whether they are no names. It keeps them here and not by lexicon,
    # or it would keep the lexicons too.
    judged: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def title_pattern(self) -> re.Pattern[str]:
        """One full office expression, 兼 included, in raw text."""
        return self.titles.pattern

    @property
    def frames(self) -> Frames:
        """Meeting words and words that stand for others; read when first asked."""
        if not self._frames:
            # Another thread may do the same at the same time: the first of equal values is used.
            self._frames.append(frames_with(self.user_frames))
        return self._frames[0]

    @property
    def officials(self) -> Officials:
        """Who held which office when; read when first asked."""
        if not self._officials:
            # Another thread may do the same at the same time: the first of equal values is used.
            self._officials.append(Officials(self.user_officials, self.titles.same))
        return self._officials[0]

    @property
    def ranks(self) -> frozenset[str]:
        """Military ranks (陸将, 海軍大将): no titles where an office is named."""
        return self.titles.words["rank"]

    @property
    def former(self) -> frozenset[str]:
        """What says, before an office, that it is no longer held (元, 前)."""
        return self.titles.words["former"]

    def parse_titles(self, text: str) -> tuple[str, ...]:
        """The offices in one office expression: 副首相兼国防相 -> 副首相, 国防相; country and glosses left out."""
        return self.titles.parse(text)

    def office_key(self, title: str) -> str:
        """Equal for the same office (外相, 外務大臣); for comparing only."""
        return self.titles.key(title)

    def same_office(self, one: str, other: str) -> bool:
        """Whether the titles can be one office, also where one is short for the other (大臣, 外務大臣)."""
        return self.titles.same(one, other)

    def sector(self, title: str) -> str:
        """GOV, MIL or LEG."""
        return self.titles.sector(title)

    def resolve(self, name: str) -> str | None:
        """The code for a code, alpha-3 code, English name or any Japanese form; None for anything else."""
        name = name.strip()
        code = self.forms.get(name) or self.kanji.get(name)
        if code:
            return code
        if not self._names:
            # From the last party to the first: the first of several that share a name keeps it.
            names = {
                fold(known).casefold(): party.code
                for party in reversed(list(self.parties.values()))
                for known in (party.code, party.alpha3, *_english(party.name_en), *party.forms)
                if known  # organisations have no alpha3
            }
            self._names.update(names)  # at once: another thread may be asking
        return self._names.get(fold(name).casefold())

    def find_parties(self, text: str, start: int = 0, end: int | None = None) -> Iterator[PartyMatch]:
        """The parties that `text[start:end]` names by an unambiguous form of two or more characters, in order.

        The longest form wins; look-alikes (中国地方, インド太平洋) and pieces of longer katakana or Latin words are
        passed over; of 米国防相 only 米 is the country. Linear in the length of the text.
        """
        stop = len(text) if end is None else min(end, len(text))
        pattern = self._pattern("starts")
        at = start
        while match := pattern.search(text, at, stop):
            left = match.start()
            at = left + 1
            for form in self._starts[match[0]]:
                if text.startswith(form, left, stop):
                    break
            else:
                continue
            if form in self._discards:
                at = left + len(form)
                continue
            right = left + len(form)
            if _inside_word(text, left, right):
                continue
            at = right
            code = self.forms[form]
            if form[-1] == "国" and len(form) > 1 and self._pattern("kuni").match(text, right - 1):
                shorter = form[:-1]
                if self.forms.get(shorter, self.kanji.get(shorter)) == code:
                    form, right = shorter, right - 1
            yield PartyMatch(code, left, right, form)

    def party_before(self, text: str, end: int, start: int = 0) -> PartyMatch | None:
        """The party whose name or sign ends at `end`, the longest that begins at or after `start`; ambiguous ones too.

        A piece of a longer word does not count: カマウ大統領 names no Ukraine, ロメロ首相 no Russia.
        """
        for size in self._sizes_to.get(text[max(0, end - 2) : end], ()):
            left = end - size
            if left < start:
                continue
            form = text[left:end]
            code = self.forms.get(form) or self.kanji.get(form)
            if code and not _inside_word(text, left, end, right=False):
                return PartyMatch(code, left, end, form)
        sign = text[end - 1 : end]
        code = self.kanji.get(sign)
        if code and end > start and not _inside_word(text, end - 1, end, right=False):
            return PartyMatch(code, end - 1, end, sign)
        return None

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._lazy:
            self._lazy[name] = re.compile(self._two if name == "starts" else self._kuni)
        return self._lazy[name]

    def split_compound(self, text: str) -> list[tuple[str, int, int]] | None:
        """The parties of a string that consists of nothing else: 日米豪比, 米国・カナダ, 日EU; with their offsets.

        None where anything is left over, and for names of regions (中米, 欧米).
        """
        if not 0 < len(text) <= _LONGEST_COMPOUND or text in self.regions:
            return None
        if text[0] not in self._sizes_from or (text[-2:] not in self._sizes_to and text[-1] not in self.kanji):
            return None
        if text[0] in _SEPARATORS or text[-1] in _SEPARATORS:
            return None
        # From the right: best[i] is the reading of text[i:], the longest first party preferred.
        best: list[list[tuple[str, int, int]] | None] = [None] * len(text) + [[]]
        for i in range(len(text) - 1, -1, -1):
            if text[i] in _SEPARATORS and i and text[i - 1] not in _SEPARATORS:
                best[i] = best[i + 1]
            for size in self._sizes_from.get(text[i], ()):
                end = i + size
                rest = best[end] if end <= len(text) else None
                if rest is None:
                    continue
                word = text[i:end]
                code = (self.forms.get(word) if size > 1 else None) or self.kanji.get(word)
                if code and not _inside_word(text, i, end, latin=False):
                    best[i] = [(code, i, end), *rest]
                    break
        return best[0]


def _inside_word(text: str, start: int, end: int, *, latin: bool = True, right: bool = True) -> bool:
    """Whether text[start:end] is a piece of a longer run of katakana, or of Latin letters and digits.

    latin=False: katakana only; right=False: only what stands before it is looked at.
    """
    for kind in (_KATAKANA, _LATIN) if latin else (_KATAKANA,):
        if text[start] in kind and start and text[start - 1] in kind:
            return True
        if right and text[end - 1] in kind and end < len(text) and text[end] in kind:
            return True
    return False


def _english(name: str) -> tuple[str, ...]:
    """The English name, also without what CLDR puts in brackets or behind a dash, and with `and` for `&`."""
    bare = re.sub(r" \(.*\)$| SAR China$", "", name)
    return tuple(dict.fromkeys((name, bare, bare.replace("&", "and"), bare.replace("St.", "Saint"))))


@cache
def default_lexicon() -> Lexicon:
    """The package's own tables, read once."""
    return _lexicon(_package())


@precomputed
def _package() -> dict[str, Any]:
    return _plain(Collection().read_package())


def load_lexicon(user_files: Sequence[Path] = ()) -> Lexicon:
    """The package's tables with the user's files on top, in the order given; a later entry overrules an earlier one.

    Raises LexiconError with path, line and column where a file cannot be read or breaks the rules.
    """
    found = Collection().read_package().read_user(user_files)
    lexicon = _lexicon(_plain(found), found.rules, found.officials)
    for rule in found.rules:
        if rule.table == "official" and not lexicon.title_pattern.fullmatch(str(rule.values["office"])):
            raise rule.fault(f"{rule.values['office']!r} is no known office", "office", "add its words as [[title]]")
    check_words(lexicon.user_frames)
    return lexicon


def _plain(found: Collection) -> dict[str, Any]:
    """What a lexicon is made of, as plain data."""
    kuni = alternation(found.lookalikes["kuni"])
    never = alternation(found.lookalikes["notkuni"])
    ambiguous = {
        spelling for party in found.parties.values() for form in party.ambiguous for spelling in spellings(form)
    }
    starts: dict[str, list[str]] = {}
    for form in {*found.forms, *found.lookalikes["word"]} - ambiguous:
        starts.setdefault(form[:2], []).append(form)
    return {
        "parties": [tuple(party) for party in found.parties.values()],
        "places": {form: tuple(place) for form, place in found.places.items()},
        "titles": grammar(found.titles.values()),
        "forms": found.forms,
        "kanji": found.kanji,
        "ambiguous": frozenset(ambiguous),
        "lookalikes": frozenset(found.lookalikes["one"] | found.lookalikes["word"]),
        "regions": frozenset(found.lookalikes["region"]),
        "version": f"{found.checksum:08x}",
        # Only the first two characters go into the expression: a tree of all forms takes ten times as long to compile.
        "_two": alternation(starts),
        "_kuni": f"(?!{never})(?:{kuni})",
        "_discards": frozenset(found.lookalikes["word"]),
        "_sizes_from": _sizes((form[0], len(form)) for form in (*found.forms, *found.kanji)),
        "_sizes_to": _sizes((form[-2:], len(form)) for form in (*found.forms, *found.kanji)),
        "_starts": {two: tuple(sorted(forms, key=len, reverse=True)) for two, forms in starts.items()},
    }


def _lexicon(
    plain: Mapping[str, Any], rules: Sequence[UserRule] = (), officials: Sequence[tuple[str, ...]] = ()
) -> Lexicon:
    shaped = {
        "parties": {row[0]: Party(*row) for row in plain["parties"]},
        "places": {form: Place(*place) for form, place in plain["places"].items()},
        "titles": Titles(plain["titles"]),
        "user_predicates": tuple(rule for rule in rules if rule.table == "predicate"),
        "user_labels": tuple(rule for rule in rules if rule.table == "label"),
        "user_frames": tuple(rule for rule in rules if rule.table in ("meeting_word", "subject")),
        "user_officials": tuple(officials),
    }
    return Lexicon(**{**plain, **shaped})


def _sizes(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for char, size in pairs:
        found.setdefault(char, set()).add(size)
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


__all__ = ["Lexicon", "LexiconError", "Party", "PartyMatch", "Place", "default_lexicon", "load_lexicon"]
