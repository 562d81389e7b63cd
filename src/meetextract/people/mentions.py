"""Every mention of a person or office holder, in the orders that data/name_orders.toml lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import read_toml
from meetextract.people.before_office import person_before
from meetextract.people.judge import is_no_name, is_person, no_name_words
from meetextract.people.orders import (
    Scan,
    before_talks,
    by_honorific,
    in_brackets,
    office_first,
    pairs,
    pairs_of_states,
    ranked,
    signatures,
    wide_offices,
)
from meetextract.people.persons import Mention, Offices
from meetextract.people.script import KANJI, KATA, KATA_NAME, READING, in_kata
from meetextract.people.stated import country_before, office_words


@precomputed
def orders() -> list[dict[str, Any]]:
    """The rows of data/name_orders.toml, in the order in which they are looked for."""
    rows: list[dict[str, Any]] = read_toml("name_orders.toml")["order"]
    return rows


def find_mentions(text: str, lexicon: Lexicon, offices: Offices) -> list[Mention]:
    """All mentions of persons by office (with or without a name), by name with 氏 or a rank, in order of place."""
    scan = Scan(text, lexicon, offices)
    for row in orders():
        if "finder" in row:
            _FINDERS[row["finder"]](scan)
        elif any(word in text for word in row["words"]):
            _by_pattern(scan, row)
    found = scan.found
    found.sort(key=lambda m: (m.start, m.end))
    _single_kana(text, found)
    _named_gen(found, lexicon)
    _with_state(found, lexicon)
    for mention in found:
        _off_place(mention, text)
    return found


def _before_office(scan: Scan) -> None:
    """Every office, with the name before it or without one."""
    done = 0
    for match in scan.lexicon.title_pattern.finditer(scan.text):
        if match.start() < done:  # the second office of the same person
            continue
        mention = person_before(scan.text, match.start(), match.end(), scan.lexicon, scan.offices)
        if mention is not None:
            done = mention.end
            scan.found.append(mention)


_FINDERS: Final[Mapping[str, Callable[[Scan], None]]] = {
    "before_office": _before_office,
    "wide_offices": wide_offices,
    "before_talks": before_talks,
    "in_brackets": in_brackets,
    "by_honorific": by_honorific,
    "pairs_of_states": pairs_of_states,
    "office_first": office_first,
    "ranked": ranked,
    "pairs": pairs,
    "signatures": signatures,
}


# --- orders that are nothing but a pattern ---------------------------------------------------------------------------

_PARTS: Final = {
    "kata": rf"(?<![{KATA}・＝]){KATA_NAME}",
    "kanji": rf"(?<![{KANJI}])[{KANJI}]{{2,4}}?",
    "reading": READING.pattern,
    "words": rf"(?![前元同各両次現新])[{KANJI}](?:[{KANJI}・]{{0,14}}?)",
    "stop": rf"(?=[とのはがにをへも、。（(・「\s]|及び|並びに|から|より|ら(?!れ)|$)(?!の?[{KANJI}]{{0,6}}会[談合議])",
}


@cache
def _pattern(row_id: str) -> re.Pattern[str]:
    row = next(row for row in orders() if row["id"] == row_id)
    return re.compile(re.sub(r"<(kata|kanji|reading|words|stop)>", lambda m: _PARTS[m[1]], row["pattern"]))


def _by_pattern(scan: Scan, row: Mapping[str, Any]) -> None:
    """A row's `pattern`: its groups are name, office, reading. Nobody who is found already is found again."""
    text, lexicon = scan.text, scan.lexicon
    named = scan.covered(named=True)
    for match in _pattern(row["id"]).finditer(text):
        if not named.isdisjoint(range(*match.span())) or _is_state(match["name"], lexicon):
            continue
        if row.get("person") and not is_person(match["name"]):
            continue
        groups = match.groupdict()
        low, high = match.span("name")
        for old in scan.overlapping(match.start(), match.end()):
            scan.found.remove(old)
        state, c_low, c_high = country_before(text, low, lexicon) or (None, -1, -1)
        titles: tuple[str, ...] = (match["office"],) if groups.get("office") else ()
        t_low, t_high = match.span("office") if titles else (-1, -1)
        mention = Mention(min(low, match.start()), match.end(), match["name"], low, high, groups.get("reading"))
        mention.titles, mention.title_start, mention.title_end = titles, t_low, t_high
        mention.country, mention.country_start, mention.country_end = state, c_low, c_high
        mention.rule = row["id"]
        scan.found.append(mention)
    scan.found.sort(key=lambda m: (m.start, m.end))


def _is_state(name: str, lexicon: Lexicon) -> bool:
    known = name in no_name_words() if in_kata(name) else is_no_name(name, lexicon)
    return known or any(lexicon.resolve(part) for part in re.split("[・＝]", name))


# --- what only the whole text tells ----------------------------------------------------------------------------------


def _single_kana(text: str, found: list[Mention]) -> None:
    """ソ外相 after ソ・ミンギュ（徐民圭）外相: one kana is a name where somebody has that family name."""
    families = {(m.reading or m.name or "")[:1] for m in found if (m.reading or m.name or "")[1:2] == "・"}
    for mention in found:
        at = mention.start - 1
        if mention.name is not None or at < 0 or text[at] not in families:
            continue
        if not re.match(rf"[{KATA}・＝]", text[at - 1 : at]):
            mention.name, mention.name_start, mention.name_end = text[at], at, mention.start
            mention.start, mention.rule = at, "name+office"


def _named_gen(found: list[Mention], lexicon: Lexicon) -> None:
    """中谷元防衛大臣, where 中谷防衛相 holds that office, or the table of officials knows him: 元 is his name."""
    doubtful = [m for m in found if m.former and m.name and m.name[-1] in "元前"]
    held: dict[str, set[str]] = {(m.name or "")[:-1]: set() for m in doubtful}
    for mention in found if doubtful else ():
        if mention.name in held and not mention.former:
            held[mention.name].update(mention.titles)
    for mention in doubtful:
        name = mention.name or ""
        known = {term.office for term in lexicon.officials.offices_of(name)}
        mention.former = not any(lexicon.same_office(t, u) for t in held[name[:-1]] | known for u in mention.titles)


_STATE = 3  # code points of the name of a state that can run on into a name


def _with_state(found: list[Mention], lexicon: Lexicon) -> None:
    """イスラエルオルメルト首相, where オルメルト首相 stands elsewhere: the state runs on into the name."""
    names = {m.name for m in found if m.name}
    for mention in found:
        name = mention.name or ""
        if mention.country or not in_kata(name):
            continue
        for size in range(len(name) - 2, _STATE, -1):
            if name[:size] in lexicon.forms and name[size:] in names:
                start, cut = mention.name_start, mention.name_start + size
                mention.name, mention.name_start = name[size:], cut
                mention.country, mention.country_start, mention.country_end = lexicon.forms[name[:size]], start, cut
                break


def _off_place(mention: Mention, text: str) -> None:
    """ムハンマド・アブダビ首長位継承者, ハイ・ホーチミン市党委員会書記: takes the place of an office off the name. What
    nothing parts from it (クイーンズランド州首相) is no name: offices of provinces meet nobody."""
    name, title = mention.name or "", next(iter(mention.titles), "")
    held = title.startswith(office_words()["realms"])
    if not in_kata(name) or not (held or title.startswith(office_words()["divisions"])):
        return
    cut = max(name.rfind("・"), name.rfind(" "), 0)
    if held and cut:
        place = mention.name_start + cut + 1
        mention.titles = (text[place : mention.name_end] + title, *mention.titles[1:])
        mention.title_start = place
    if cut or not held:
        mention.name, mention.name_end = name[:cut] or None, mention.name_start + cut
