"""Collects the rows of the tables and the user's files into plain mappings, from which the lexicon is built."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final, Literal, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.tables import DATA, UserRule, cells, read_tsv, read_user_file, span, widen

PartyKind = Literal["country", "organisation"]

COUNTRY_COLUMNS: Final = (
    "code", "alpha3", "cameo", "official", "short", "forms", "kanji", "ambiguous", "name_en",
)  # fmt: skip
ORGANISATION_COLUMNS: Final = ("code", "cameo", "official", "short", "forms", "kanji", "ambiguous", "name_en")
TITLE_COLUMNS: Final = ("form", "role", "sector", "short", "note")
PLACE_COLUMNS: Final = ("form", "code", "kind", "note")
LOOKALIKE_COLUMNS: Final = ("form", "kind", "note")
_VARIES: Final = re.compile("[0-9A-Za-z・（]|及び")


class Party(NamedTuple):
    """A state, territory or organisation. `forms`: its names of two characters and more as the tables list them, the
    official one first; `kanji`: the signs that stand for it in compounds; `ambiguous`: those of both that count only
    in a compound, a header or directly before an office."""

    code: str
    alpha3: str
    cameo: str
    kind: PartyKind
    name: str
    name_en: str
    forms: tuple[str, ...]
    kanji: tuple[str, ...]
    ambiguous: frozenset[str]


class Place(NamedTuple):
    """A city, building, venue or region and the country it lies in."""

    code: str
    kind: str


def spellings(form: str) -> Iterator[str]:
    """The ways in which a listed form is also written: full-width Latin, and middle dots as ＝, as = or left out."""
    if not _VARIES.search(form):
        yield form
        return
    joins = ("・", "", "＝", "=") if "・" in form else ("・",)
    ands = ("及び", "および", "・") if "及び" in form else ("及び",)
    for join, conjunction in product(joins, ands):
        one = form.replace("・", join).replace("及び", conjunction)
        yield one
        yield widen(one)
        yield one.replace("（", "(").replace("）", ")")


class Collection:
    """What has been read so far; the only place where tables change."""

    def __init__(self) -> None:
        self.parties: dict[str, Party] = {}
        self.forms: dict[str, str] = {}
        self.kanji: dict[str, str] = {}
        self.titles: dict[tuple[str, str], Sequence[str]] = {}
        self.places: dict[str, Place] = {}
        self.lookalikes: dict[str, set[str]] = {}
        self.rules: list[UserRule] = []
        self.officials: list[tuple[str, ...]] = []  # the user's; the package's are read when asked for
        self.checksum = 0  # no cryptography at stake: it tells one set of tables from another

    def read_package(self) -> Collection:
        for row in self._rows("countries", COUNTRY_COLUMNS):
            self._party("country", *row)
        for code, *rest in self._rows("organisations", ORGANISATION_COLUMNS):
            self._party("organisation", code, "", *rest)
        for row in self._rows("titles", TITLE_COLUMNS):
            self.titles[row[0], row[1]] = row
        for form, code, kind, _ in self._rows("places", PLACE_COLUMNS):
            self.places[form] = Place(code, kind)
        for form, kind, _ in self._rows("lookalikes", LOOKALIKE_COLUMNS):
            self.lookalikes.setdefault(kind, set()).add(form)
        self.checksum = zlib.crc32((DATA / "officials.tsv").read_bytes(), self.checksum)
        return self

    def _rows(self, table: str, columns: Sequence[str]) -> list[list[str]]:
        raw = (DATA / f"{table}.tsv").read_bytes()
        self.checksum = zlib.crc32(raw, self.checksum)
        return read_tsv(raw, f"{table}.tsv", columns)

    def _party(self, kind: PartyKind, code: str, alpha3: str, cameo: str, *cells_: str) -> None:
        official, short, forms, kanji, ambiguous, name_en = cells_
        names = tuple(dict.fromkeys((official, short, *cells(forms))))
        self._add(Party(code, alpha3, cameo, kind, official, name_en, names, cells(kanji), frozenset(cells(ambiguous))))

    def _add(self, party: Party) -> None:
        self.parties[party.code] = party
        for form in party.forms:
            # A user may list a one-character sign among the forms; it is one all the same.
            index = self.forms if len(form) > 1 else self.kanji
            for spelling in spellings(form):
                index[spelling] = party.code
        for sign in party.kanji:
            self.kanji[sign] = self.kanji[widen(sign)] = party.code

    def read_user(self, files: Sequence[Path]) -> Collection:
        for path in files:
            raw, rules = read_user_file(path)
            self.checksum = zlib.crc32(raw, self.checksum)
            # Places and officials may belong to countries that the same file adds further down.
            for rule in sorted(rules, key=lambda rule: rule.table in ("place", "official")):
                self._user(rule)
        return self

    def _user(self, rule: UserRule) -> None:
        values = rule.values
        if rule.table in ("country", "organisation"):
            self._user_party(rule, "country" if rule.table == "country" else "organisation")
        elif rule.table == "title":
            row = [str(values.get(key, "")) for key in TITLE_COLUMNS]
            self.titles[row[0], row[1]] = row
        elif rule.table == "place":
            if values["code"] not in self.parties:
                raise rule.fault(f"no country {values['code']!r}", "code", "add a [[country]] with this code")
            self.places[str(values["form"])] = Place(str(values["code"]), str(values.get("kind", "city")))
        elif rule.table == "official":
            self.rules.append(rule)
            self.officials.append(self._user_official(rule))
        else:
            self.rules.append(rule)

    def _user_official(self, rule: UserRule) -> tuple[str, ...]:
        """The cells of officials.tsv."""
        values = rule.values
        if values["state"] not in self.parties:
            hint = "add a [[country]] or [[organisation]] with this code"
            raise rule.fault(f"no country or organisation {values['state']!r}", "state", hint)
        forms = values.get("forms", ())
        names = (values["name"], *(forms if isinstance(forms, list) else ()))
        first, last = (str(values.get(key, "")) for key in ("from", "to"))
        if first and last and span(first)[0] > span(last)[1]:
            raise rule.fault(f"'to' is before 'from' ({first})", "to")
        full = values.get("full", values["name"])
        note = values.get("note", "")
        row = ("|".join(map(str, names)), full, values["state"], values["office"], first, last, note)
        return tuple(" ".join(str(cell).split()) for cell in row)

    def _user_party(self, rule: UserRule, kind: PartyKind) -> None:
        def text(key: str, default: str) -> str:
            return str(rule.values.get(key, default))

        def texts(key: str) -> tuple[str, ...]:
            value = rule.values.get(key, ())
            return tuple(str(one) for one in value) if isinstance(value, list) else ()

        code = text("code", "")
        old = self.parties.get(code)
        if old is None and "name" not in rule.values:
            raise rule.fault(f"{code} is new and has no 'name'", "code", 'add name = "…"')
        if old and old.kind != kind:
            raise rule.fault(f"{code} is a code of another kind ({old.kind})", "code")
        base = old or Party(code, "", code, kind, "", code, (), (), frozenset())
        names = (text("name", base.name), *base.forms, *texts("forms"))
        self._add(
            Party(
                code,
                text("alpha3", base.alpha3),
                text("cameo", base.cameo),
                kind,
                names[0],
                text("name_en", base.name_en),
                tuple(dict.fromkeys(names)),
                tuple(dict.fromkeys((*base.kanji, *texts("kanji")))),
                base.ambiguous | frozenset(texts("ambiguous")),
            )
        )
