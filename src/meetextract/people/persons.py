"""Persons: mentions linked to one person each, with the fullest name, reading, offices and country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.officials import usual_key
from meetextract.people.judge import family_of_others, name_shapes
from meetextract.people.outlets import default_side, script
from meetextract.people.script import ARTICLE, in_kata, parts, same_name, sound
from meetextract.people.stated import office_words
from meetextract.text.tokens import tokenise


class Clue(NamedTuple):
    """One reason to take a person for one of a state: the row of the table, the state, its strength there, and the
    words that told it (code points; -1: no single place)."""

    id: str
    state: str
    strength: float
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class Mention:
    """One mention of a person or an office holder."""

    start: int
    end: int
    name: str | None
    name_start: int
    name_end: int
    reading: str | None = None
    titles: tuple[str, ...] = ()
    title_start: int = -1  # -1: no office in this mention
    title_end: int = -1
    country: str | None = None
    country_start: int = -1
    country_end: int = -1
    rule: str = ""
    person: Person | None = None
    former: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """One person (or one unnamed holder of an office) of the document."""

    name: str | None
    reading: str | None = None
    titles: tuple[str, ...] = ()
    country: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    guessed: bool = False  # the country is a default, not something the text says
    why: tuple[Clue, ...] = ()  # the clues to the country, the strongest first


def official_mentions(mentions: Sequence[Mention]) -> list[Mention]:
    """Those with an office, former holders left out."""
    return [m for m in mentions if m.titles and not m.former]


class Offices:
    """Which country an office name belongs to (data/office_countries.tsv)."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._prefix: list[tuple[str, str]] = []
        self._suffix: list[tuple[str, str]] = []
        self._usual: dict[str, str] = {}
        self._never: dict[str, tuple[str, ...]] = {}
        for form, how, code in rows:
            if how == "usual":
                self._usual[form] = code
            elif how == "never":
                self._never[code] = (*self._never.get(code, ()), form)
            elif how == "exact":
                self._exact[form] = code
            elif how == "prefix":
                self._prefix.append((form, code))
            else:
                self._suffix.append((form, code))
        self._prefixes = tuple(form for form, _ in self._prefix)
        self._suffixes = tuple(form for form, _ in self._suffix)

    def usual(self, title: str) -> str | None:
        """The state of which an office of this name is most often meant, although another has it too."""
        return self._usual.get(title)

    def never(self, title: str, code: str) -> bool:
        """Whether that state has no office with such a word in its name: Japan has no 大統領."""
        return any(form in title for form in self._never.get(code, ()))

    def country(self, title: str) -> str | None:
        """The only country that has this office, None where several have it."""
        if title in self._exact:
            return self._exact[title]
        if title.startswith(self._prefixes):
            return next(code for form, code in self._prefix if title.startswith(form))
        if title.endswith(self._suffixes):
            return next(code for form, code in self._suffix if title.endswith(form))
        return None


def link(
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    offices: Offices,
    context: Mapping[int, str | None],
) -> list[Person]:
    """Persons out of named mentions; sets `mention.person` on each of them.

    Args:
        mentions: what find_mentions gave; those without a name are left for the caller (office holders need context).
        context: for a mention's index the foreign country that its section tells, if any.
    """
    order = sorted(
        (i for i, m in enumerate(mentions) if m.name and not m.former),
        key=lambda i: (
            -max(len(mentions[i].name or ""), len(mentions[i].reading or "")),
            mentions[i].title_start < 0,
            i,
        ),
    )
    linker = _Linker(lexicon)
    for index in order:
        linker.take(mentions[index], *_hint(mentions[index], offices, context.get(index)))
    for person in linker.persons:
        person.mentions.sort(key=lambda m: m.start)
    return linker.persons


def _hint(mention: Mention, offices: Offices, told: str | None) -> tuple[str | None, bool]:
    """Of which state a mention looks, by what is said, by its office, by its section; and whether that is a guess."""
    if mention.country is not None:
        return mention.country, False
    own = next((code for code in map(offices.country, mention.titles) if code is not None), None)
    if own is not None and own != default_side() and own in script()["kanji"] and in_kata(mention.name or ""):
        own = None  # a 国家主席 with such a name is Viet Nam's, or another's
    weak = own is not None and own != default_side()
    if told and (own is None or weak):
        return told, True
    return own, weak


@dataclass(slots=True)
class _Linker:
    """Persons while mentions are given to them, the longest names first."""

    lexicon: Lexicon
    persons: list[Person] = field(default_factory=list)
    index: dict[str, list[Person]] = field(default_factory=dict)  # by parts of names, so that few are compared

    def take(self, mention: Mention, state: str | None, weak: bool) -> None:
        """Gives a mention to the person who fits best, or to a new one."""
        name = mention.name or ""
        keys = _keys(name)
        near = self.index.get(keys[0]) or (self.index.get(keys[-1]) if in_kata(name) else None) or []
        scored = [(self._fit(person, mention, state, weak), person) for person in near]
        score, best = max(scored, key=lambda pair: pair[0], default=(-1, None))
        if best is None or score < 0:
            best = Person(name, mention.reading, merge_titles((), mention.titles, self.lexicon), state, guessed=weak)
            self.persons.append(best)
            for key in dict.fromkeys([*keys, *_keys(mention.reading)] if mention.reading else keys):
                self.index.setdefault(key, []).append(best)
        else:
            best.titles = merge_titles(best.titles, mention.titles, self.lexicon)
            best.reading = best.reading or mention.reading
            if state and (best.country is None or (best.guessed and not weak)):
                best.country, best.guessed = state, weak
        mention.person = best
        best.mentions.append(mention)

    def _fit(self, person: Person, mention: Mention, state: str | None, weak: bool) -> int:
        """How well a mention fits a person; below zero: not at all."""
        name = mention.name or ""
        if not self._is_called(person, name, mention.titles) or self._in_a_row(person, mention):
            return -1
        if state and person.country and state != person.country and not person.guessed and not weak:
            # He may head an organisation for the time being.
            return 1 if len(parts(name)) > 1 and len(state) != len(person.country) else -1
        value = 1 + 4 * (state is not None and person.country == state) + 2 * (person.name == name)
        if not mention.titles or not person.titles or self._share_office(person.titles, mention.titles):
            return value + 2
        # Two ministers of one family name: the office tells them apart.
        own_office = any(not is_generic(title) for title in mention.titles)
        return value - 3 * (own_office and len(parts(name)) == 1 and person.name != name)

    def _in_a_row(self, person: Person, mention: Mention) -> bool:
        """ハイ市党委員会書記、ハイ副首相: whether the person stands right beside the mention with another office."""
        if not mention.titles or self._share_office(person.titles, mention.titles):
            return False
        beside = (max(mention.start - m.end, m.start - mention.end) for m in person.mentions if m.titles)
        return any(0 < gap <= _ROW_MARK for gap in beside)

    def _is_called(self, person: Person, name: str, titles: tuple[str, ...]) -> bool:
        """Whether a name can be a form of the person's."""
        full = person.name or ""
        if same_name(full, name):
            return name == full or len(name) > 1 or not _cuts_family(full, name)
        if person.reading and same_name(person.reading, name):
            return True
        if not in_kata(full):
            return not titles and name == _given(full)
        if not in_kata(name):  # チョ・テユル, 趙氏
            return len(name) == 1 and name in _families().get(full.partition("・")[0], ())
        alike = min(map(len, parts(name))) >= _LONG_PART and same_name(_sound(full), _sound(name))
        if not alike and _spelt_alike(full, name):
            return not set(titles).isdisjoint(person.titles)
        return alike and self._share_office(person.titles, titles)

    def _share_office(self, one: Sequence[str], other: Sequence[str]) -> bool:
        return _shared_office(one, other, self.lexicon) or _shared_office(other, one, self.lexicon)


def _spelt_alike(one: str, other: str) -> bool:
    """タイップ・エルドアン, タイイップ・エルドアン: one family name, and given names that begin alike."""
    a, b = parts(one), parts(other)
    return len(a) == len(b) > 1 and a[1:] == b[1:] and len(a[-1]) >= _LONG_PART and a[0][:2] == b[0][:2]


def _keys(name: str) -> list[str]:
    """What a short form of the name can begin with: each part in katakana, the first character in kanji."""
    if not in_kata(name):
        return [name[0], *_given(name)[:1]]
    if name.isalnum():  # letters only, nothing to cut at: most names
        return [_sound(name)]
    named = [*parts(name), *parts(ARTICLE.sub("", name))] or [name]
    return [*map(_sound, named), *_families().get(named[0], ())]


def _sound(name: str) -> str:
    return sound(usual_key(name))


_ROW_MARK = 3  # code points of what parts those of a row: 、 及び
_LONG_PART = 4  # code points of a part of a name that may be spelled in two ways


@cache
def _families() -> dict[str, list[str]]:
    """The family names of Korea and China in one character, by their readings."""
    found: dict[str, list[str]] = {}
    for word in name_shapes()["family"]:
        if in_kata(word[1:]):
            found.setdefault(word[1:], []).append(word[0])
    return found


def _given(full: str) -> str:
    """正恩 of 金正恩, whom papers call 正恩氏 beside others of his family; nothing of names of other forms."""
    return full[1:] if len(full) == _OF_THREE and family_of_others(full) else ""


def _cuts_family(full: str, sign: str) -> bool:
    """Whether a character is a part of a longer family name: 岸 of 岸田文雄."""
    if family_of_others(full):
        return False
    family = tokenise(full, 0, len(full))[0]
    return family.pos3 == "人名" and len(sign) < len(family.surface) < len(full)


@cache
def _generic() -> frozenset[str]:
    return frozenset(office_words()["generic"])


def is_generic(title: str) -> bool:
    """Whether a title names no office by itself: 大臣, 代表."""
    return title in _generic()


def _shared_office(a: Sequence[str], b: Sequence[str], lexicon: Lexicon) -> bool:
    if not a or not b:
        return False
    if b[0] in a:
        return True
    keys = [lexicon.office_key(t) for t in a]
    return any(
        lexicon.office_key(t) in keys
        or any(o.endswith(t) or (len(t) > _BARE and lexicon.same_office(o, t)) for o in a)
        or any(k.endswith(lexicon.office_key(t)) or _ends(t, k) for k in keys)
        for t in b
    )


def ends_in(titles: Sequence[str], word: str) -> bool:
    """Whether one of the offices is called by a word for its kind: 国務長官 by 長官, 外相 by 大臣."""
    return any(_ends(word, title) for title in titles)


_OF_THREE = 3  # code points of a name of one character for the family and two of its own
_BARE = 2  # code points of 大臣, 長官


def _ends(title: str, key: str) -> bool:
    key = key.removesuffix("代行").removesuffix("代理").removesuffix("臨時")
    return is_generic(title) and (
        key.endswith(title) or (title == "大臣" and key.endswith("相")) or (title == "総理" and key.endswith("首相"))
    )


def _leads(short: str, key: str) -> bool:
    """Whether one minister is called by the first of his portfolios: 外相 of an 外務・国際協力大臣."""
    return short.endswith("大臣") and key.endswith("大臣") and key.startswith(short.removesuffix("大臣") or " ")


def merge_titles(have: tuple[str, ...], new: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Offices together: the fullest form of each (防衛相 + 防衛大臣 -> 防衛大臣), short forms (大臣) swallowed."""
    if not new or (have == new and len(have) == 1):
        return have
    if not have and len(new) == 1:
        return new
    result = list(have)
    for title in new:
        key = lexicon.office_key(title)
        for i, old in enumerate(result):
            old_key = lexicon.office_key(old)
            if old_key == key or title.replace("部長官", "長官") == old.replace("部長官", "長官"):
                if len(title) > len(old):
                    result[i] = title
                break
            if old_key.endswith(key) or old.endswith(title) or _ends(title, old_key) or _leads(key, old_key):
                break
            if key.endswith(old_key) or title.endswith(old) or _ends(old, key) or _leads(old_key, key):
                result[i] = title
                break
        else:
            result.append(title)
    return tuple(dict.fromkeys(result))
