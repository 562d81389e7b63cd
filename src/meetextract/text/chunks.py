"""Bunsetu: a head with what follows it, cut by one expression over the letters of the units (words.py says them)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from meetextract import expressions as re
from meetextract.text.grammar import grammar
from meetextract.text.units import Units
from meetextract.text.words import Word

Kind = Literal["n", "v", "x"]
# How a predicate goes on: it ends the sentence; stands before a noun; is followed by another clause (連用, て, か);
# states a condition; is what somebody says (と); stands before 際, 上, ほか; or is made a noun (のは).
Link = Literal["final", "adnominal", "coordinate", "conditional", "quoted", "subordinate", "nominal"]

_F: Final = "[pxdeitTc]"
_RUN: Final = "(?=[NnPGQ])P?(?:[NnGQ](?:-(?=[NnG]))?P?)*"  # nouns; two persons in a row are two
_TAIL: Final = f"[vs]?(?:{_F}|(?<=[te])[vs]|(?<={_F})a)*"
# The group that ends last says what it is.
_CHUNK: Final = re.compile(
    f"{_RUN}(?:"
    f"(?P<s>(?<=[Nn])s{_TAIL})"  # 会談した
    f"|(?P<i>i{_F}*)"  # 明らかに
    f"|(?P<d>(?:d|e(?={_F}|[VvsP])){_TAIL})"  # 予定だ
    f"|(?P<n>{_F}*))"
    f"|(?P<v>[VvsAa]{_TAIL})"
    f"|(?P<x>X{_F}*)"
    "|(?P<c>,)|(?P<m>-)|(?P<o>.)",
    re.DOTALL,
)
_KINDS: Final[dict[str, Kind]] = {"x": "x", "i": "x", "n": "n", "s": "v", "d": "v", "v": "v"}
_HEADED: Final = "svx"  # whose group begins with the head, not behind it
_NONE: Final[tuple[Any, ...]] = ()
_NEGATIVE: Final = frozenset({"ない", "ず", "無い", "ぬ"})
_COMES: Final = "来る"
_PASSIVE: Final = frozenset({"れる", "られる"})
_CONDITIONS: Final = frozenset({"ば", "と", "けれど", "から", "ので", "のに"})
_GOES_ON: Final = frozenset({"居る", "来る", "おる"})
_GUESSES: Final = "意志推量"


class Tail(NamedTuple):
    """What the particles and auxiliaries behind a head say: `particle` of a nominal, the rest of a predicate.

    `ends_in`: a predicate's last particle, where it is followed by one; `link`: None where its form has to tell;
    `goes_on`: ている, てくる; `unlikely`: まい.
    """

    text: str
    particle: str
    ends_in: str
    link: Link | None
    past: bool
    wish: bool
    negative: bool
    passive: bool
    guess: bool
    goes_on: bool
    unlikely: bool


_NO_TAIL: Final = Tail("", "", "", None, False, False, False, False, False, False, False)


class Chunk:
    """One bunsetu. Places are code points of the text.

    `text`: as it stands, marks behind it left out. `persons`: the mentions in it; `codes`: the states that it names.
    `nouns`: its nouns, states and persons left out; `run`: those at the end of its head as one word (電話首脳会談).
    `kind`: n nominal, v predicate, x adverbial. `units` are its head and what stands before it, `tail` the particles
    and auxiliaries behind. `particle`: of a nominal, compound ones as one (に対し). `lemma`: of the head; 会談 of
    会談した. `said`: what its tail says; `link`, `past`, `negative`, `passive`, `wish`, `guess`: of a predicate.
    syntax.py sets `head`, the index of what it modifies (-1: nothing), and `kids`, which modify it, in order; nobody
    changes the list.
    """

    __slots__ = (
        "codes", "comma", "end", "guess", "head", "index", "kids", "kind", "lemma", "link", "negative", "nouns",
        "particle", "passive", "past", "persons", "run", "said", "start", "starts", "tail", "text", "units", "wish",
    )  # fmt: skip

    def __init__(
        self, text: str, kind: Kind, units: list[Word], tail: list[Word], starts: Sequence[int], *, names: bool
    ) -> None:
        self.index, self.head = 0, -1
        self.kids: list[Chunk] = _NO_KIDS
        self.kind: Kind = kind
        self.units, self.tail, self.starts = units, tail, starts
        last = tail[-1] if tail else units[-1]
        self.start, self.end = starts[0], starts[-1] + last.size
        self.text = text[self.start : self.end]
        self.said = said = _tail(tuple(tail)) if tail else _NO_TAIL
        head = units[-1]
        if len(units) == 1:
            self.nouns = [head.surface] if head.letter in "Nn" else []
            self.run = head.surface if self.nouns else ""
        else:
            self.nouns = [unit.surface for unit in units if unit.letter in "Nn"]
            self.run = _run_of(units) if self.nouns else ""
        self.persons: Sequence[Any] = _NONE
        self.codes: Sequence[str] = _NONE
        if names:
            self._names()
        self.comma = False
        self.link: Link = "final"
        if kind != "v":
            self.lemma, self.particle = head.surface, said.particle
            self.past = self.wish = self.negative = self.passive = self.guess = False
            return
        made = head.letter == "s" and len(units) > 1
        self.lemma = units[-2].surface if made else head.surface if head.letter in "NnPGQ" else head.lemma
        self.past, self.wish, self.negative, self.passive = said.past, said.wish, said.negative, said.passive
        self.particle, self.guess = said.ends_in, said.guess or head.form.startswith(_GUESSES)
        self.link = said.link or _link_of(head.form)

    def __repr__(self) -> str:
        return f"<{self.index} {self.text} {self.kind}>"

    @property
    def core_end(self) -> int:
        """Where its particles and auxiliaries begin."""
        return self.starts[len(self.units) - 1] + self.units[-1].size

    @property
    def names(self) -> bool:
        """Whether a person or a state stands in it."""
        return bool(self.persons or self.codes)

    def _names(self) -> None:
        for unit in self.units:
            if unit.letter == "P":
                self.persons = [*self.persons, unit.load]  # type: ignore[attr-defined]
            elif unit.letter == "G":
                self.codes = [*self.codes, *unit.load]  # type: ignore[attr-defined]


@lru_cache(maxsize=4096)  # most tails are one of some hundred
def _tail(tail: tuple[Word, ...]) -> Tail:
    last = tail[-1]
    surfaces = [word.surface for word in tail]
    lemmas = {word.lemma for word in tail}
    particle, ends_in = last.surface, ""
    link: Link | None = None
    if len(tail) > 1:
        # 声明「海に向けて」を
        closed = max((at + 1 for at, one in enumerate(surfaces[:-1]) if one in "」』"), default=0)
        particle = "".join([one for one in surfaces[closed:] if one not in grammar().additions])
    if last.pos2 == "接続助詞":
        link = "conditional" if last.lemma in _CONDITIONS and last.surface != "が" else "coordinate"
    elif last.letter in "pc":
        ends_in = last.surface
        link = "quoted" if ends_in == "と" else "adnominal" if ends_in == "の" else "nominal"
    elif form := next((word.form for word in reversed(tail) if word.form not in ("", "*")), ""):
        link = _link_of(form)
    return Tail(
        "".join(surfaces),
        particle,
        ends_in,
        link,
        past="た" in lemmas,
        wish="たい" in lemmas,
        negative=not _NEGATIVE.isdisjoint(lemmas),
        passive=not _PASSIVE.isdisjoint(lemmas) and _COMES not in lemmas,  # not 訪ねて来られた
        guess=any(w.surface in ("だろ", "でしょ") or (w.form.startswith(_GUESSES) and w.lemma != "ます") for w in tail),
        goes_on=any(w.lemma in _GOES_ON or (w.surface in ("おり", "おら") and w.letter != "p") for w in tail),
        unlikely="まい" in lemmas,
    )


def _link_of(form: str) -> Link:
    return "coordinate" if "連用" in form else "conditional" if "仮定" in form else "final"


_NO_KIDS: Final[list[Chunk]] = []


def _run_of(units: Sequence[Word]) -> str:
    run = ""
    for unit in reversed(units):
        if unit.letter in "Nn":
            run = unit.surface + run
        elif unit.letter not in "Vvs":
            break
    return run


def chunks_of(text: str, units: Units) -> list[Chunk]:
    """The bunsetu of a sentence in order; `comma` says that one follows, or a middle dot between two names."""
    words, starts, letters = units
    made: list[Chunk] = []
    for match in _CHUNK.finditer(letters):
        what = match.lastgroup or "o"
        if what == "o":
            continue
        if what == "c":
            if made:
                made[-1].comma = True
            continue
        if what == "m":
            name_follows = letters[match.end() : match.end() + 1] in tuple("NnPGQ")
            if name_follows and made and made[-1].kind == "n" and not made[-1].tail:
                made[-1].comma = True
            continue
        low, high = match.span()
        middle = match.start(what) + (what in _HEADED)
        own, places = words[low:middle], starts[low:high]
        signs = match.group()
        if "-" in signs:
            kept = [at for at in range(low, middle) if letters[at] != "-"]
            own, places = [words[at] for at in kept], [starts[at] for at in (*kept, *range(middle, high))]
        kind = _KINDS[what]
        names = kind != "x" and ("P" in signs or "G" in signs)
        made.append(Chunk(text, kind, own, words[middle:high], places, names=names))
    return _apart(text, made)


def _apart(text: str, made: list[Chunk]) -> list[Chunk]:
    """旨|表明, よう|米国に, 後|デュボワ外相は: what ends a clause, and the word behind it, are two bunsetu."""
    out: list[Chunk] = []
    for chunk in made:
        if chunk.kind != "x" and len(chunk.units) > 1 and (cut := _end_of_clause(chunk.units)):
            out.append(Chunk(text, "n", chunk.units[:cut], [], chunk.starts[:cut], names=chunk.names))
            rest = Chunk(text, chunk.kind, chunk.units[cut:], chunk.tail, chunk.starts[cut:], names=chunk.names)
            rest.comma = chunk.comma
            chunk = rest  # noqa: PLW2901
        out.append(chunk)
    for index, chunk in enumerate(out):
        chunk.index = index
    return out


def _end_of_clause(units: Sequence[Word]) -> int:
    said = grammar().said
    for index, unit in enumerate(units[:-1], 1):
        if unit.surface in said and units[index].letter in "NnPG":
            return index
    return int(units[0].surface in grammar().formal and units[1].letter == "P")
