"""Persons: mentions linked to one person each, with the fullest name, reading, offices and country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.names import ARTICLE, in_kata, parts, same_name


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
    persons: list[Person] = []
    index_: dict[str, list[Person]] = {}  # persons by the parts of their names, so that few are compared
    order = sorted(
        (i for i, m in enumerate(mentions) if m.name and not m.former),
        key=lambda i: (
            -max(len(mentions[i].name or ""), len(mentions[i].reading or "")),
            mentions[i].title_start < 0,
            i,
        ),
    )
    for index in order:
        mention = mentions[index]
        assert mention.name is not None
        own, told = mention.country, context.get(index)
        weak = False
        if own is None:
            for title in mention.titles:
                own = offices.country(title)
                if own is not None:
                    break
            if own == "CN" and in_kata(mention.name):
                own = None  # a 国家主席 with such a name is Viet Nam's, or another's
            weak = own is not None and own != "JP"
            if weak and told:
                own = None
        if own is None and told:
            own, weak = told, True
        hint = own
        best: Person | None = None
        score = -1
        keys = _keys(mention.name)
        for person in index_.get(keys[0], ()):
            if person.name is None or not (
                same_name(person.name, mention.name) or (person.reading and same_name(person.reading, mention.name))
            ):
                continue
            if own and person.country and own != person.country and not person.guessed and not weak:
                continue
            value = 1
            if hint and person.country == hint:
                value += 4
            shared = _shared_office(person.titles, mention.titles, lexicon) or _shared_office(
                mention.titles, person.titles, lexicon
            )
            if mention.titles and person.titles and not shared:
                # Two ministers of one family name: the office tells them apart.
                if (
                    any(not _generic(t) for t in mention.titles)
                    and len(parts(mention.name)) == 1
                    and (person.name != mention.name)
                ):
                    value -= 3
            else:
                value += 2
            if person.name == mention.name:
                value += 2
            if value > score:
                best, score = person, value
        if best is not None and score >= 0:
            mention.person = best
            best.mentions.append(mention)
            best.titles = merge_titles(best.titles, mention.titles, lexicon)
            best.reading = best.reading or mention.reading
            if own and (best.country is None or (best.guessed and not weak)):
                best.country, best.guessed = own, weak
        else:
            person = Person(mention.name, mention.reading, merge_titles((), mention.titles, lexicon), own)
            person.guessed = weak
            person.mentions.append(mention)
            mention.person = person
            persons.append(person)
            for key in dict.fromkeys([*keys, *_keys(mention.reading)] if mention.reading else keys):
                index_.setdefault(key, []).append(person)
    for person in persons:
        person.mentions.sort(key=lambda m: m.start)
    return persons


def _keys(name: str) -> list[str]:
    """What a short form of the name can begin with: each part in katakana, the first character in kanji."""
    if not in_kata(name):
        return [name[0]]
    if name.isalnum():  # letters only, nothing to cut at: most names
        return [name]
    return [*parts(name), *parts(ARTICLE.sub("", name))] or [name]


_GENERIC = frozenset(
    [
        "大臣",
        "副大臣",
        "長官",
        "政務官",
        "局長",
        "次官",
        "部長",
        "司令官",
        "上級代表",
        "大使",
        "代表",
        "議長",
        "事務総長",
        "総理",
        "副長官",
        "委員長",
        "相",
    ]
)


def _generic(title: str) -> bool:
    return title in _GENERIC


def _shared_office(a: Sequence[str], b: Sequence[str], lexicon: Lexicon) -> bool:
    if not a or not b:
        return False
    if b[0] in a:
        return True
    keys = [lexicon.office_key(t) for t in a]
    return any(
        lexicon.office_key(t) in keys
        or any(o.endswith(t) for o in a)
        or any(k.endswith(lexicon.office_key(t)) or _ends(t, k) for k in keys)
        for t in b
    )


def _ends(title: str, key: str) -> bool:
    return _generic(title) and (
        key.endswith(title) or (title == "大臣" and key.endswith("相")) or (title == "総理" and key.endswith("首相"))
    )


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
            if old_key == key:
                if len(title) > len(old):
                    result[i] = title
                break
            if old_key.endswith(key) or old.endswith(title) or _ends(title, old_key):
                break
            if key.endswith(old_key) or title.endswith(old) or _ends(old, key):
                result[i] = title
                break
        else:
            result.append(title)
    return tuple(dict.fromkeys(result))
