"""The table of predicates (data/predicates.toml): which bunsetu report a speech act, and of which kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from meetextract import expressions as re
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import UserRule, read_toml
from meetextract.lexicon.versions import dictionary_version
from meetextract.model import KINDS, Kind
from meetextract.points.words import words
from meetextract.text.chunks import Chunk
from meetextract.text.syntax import Sentence
from meetextract.text.words import words_of

_BETWEEN: Final = frozenset({"を", "が", "も", "は", "に", "の", "", "をも", "へ"})  # before a light verb
_MODIFIED: Final = frozenset({"意", "念", "言葉", "お言葉", "気持ち", "辞", "一致", "声", "表明", "姿勢"})
_DONE: Final = frozenset({"行う", "実施", "為さる"})
_HIDDEN: Final = frozenset({"等", "など", "旨", "よう"})
_CAUSES: Final = frozenset({"せる", "させる"})
_STEPS: Final = 3  # adverbs between a noun and its light verb


class Rule(NamedTuple):
    """One row of the table. `name` says where it stands; `pattern` is what the user's own rows have."""

    name: str
    kind: Kind
    type: str  # suru, verb, noun
    words: tuple[str, ...] = ()
    by: str | None = None
    object: tuple[str, ...] | re.Pattern[str] = ()
    frame: tuple[str, ...] | re.Pattern[str] = ()
    unless: tuple[str, ...] = ()
    needs: str | None = None
    together: Kind | None = None  # the kind where all sides say it
    light: frozenset[str] = frozenset()
    quoted: bool = False
    bare: bool = False
    within: frozenset[str] = frozenset()  # light verbs that report 投資への期待 as a whole
    passive: bool = False
    pattern: re.Pattern[str] | None = None


class Hit(NamedTuple):
    """A predicate. `start`: its first code point; `noun`: the bunsetu with which it begins; `chunk`: its verb."""

    rule: Rule
    start: int
    noun: Chunk
    chunk: Chunk

    @property
    def lightly(self) -> bool:
        """Whether a noun and a light verb make it."""
        return self.noun is not self.chunk


class Predicates:
    """All rows, by the word and by the construction in which they are looked up."""

    def __init__(self, rules: Iterable[Rule], carry: Iterable[str], user: Sequence[Rule] = ()) -> None:
        self.rules, self.user = tuple(rules), tuple(user)
        self.carry = frozenset(_lemma(verb) for verb in carry)
        self.nouns: dict[str, list[Rule]] = {}  # type noun: 懸念
        self.suru: dict[str, list[Rule]] = {}
        self.verbs: dict[str, list[Rule]] = {}
        self.phrases: dict[str, list[tuple[str, str, Rule]]] = {}  # lemma -> noun, particle
        for rule in self.rules:
            for word in rule.words:
                self._add(word, rule)

    def _add(self, word: str, rule: Rule) -> None:
        argument, blank, verb = word.rpartition(" ")
        if rule.type == "noun":
            self.nouns.setdefault(word, []).append(rule)
        elif rule.type == "suru":
            self.suru.setdefault(word, []).append(rule)
        elif blank:
            self.phrases.setdefault(_lemma(verb), []).append((argument[:-1], argument[-1], rule))
        else:
            self.verbs.setdefault(_lemma(word), []).append(rule)

    def hits(self, sentence: Sentence, chunk: Chunk) -> list[Hit]:
        """The rows that the predicate in `chunk` can be, the best first."""
        found = list(self._by_user(sentence, chunk))
        before = _noun_before(sentence, chunk)
        if before is not None:
            found += self._with_light(sentence, before, chunk)
            found += self._phrases(sentence, before, chunk)
        found += self._verbal_noun(chunk, chunk)
        if before is not None and self._is_carried(before, chunk):
            found += self._verbal_noun(before, chunk)
        if chunk.units[-1].letter not in "NnPGQ":
            rules = (rule for rule in self.verbs.get(chunk.lemma, ()) if chunk.passive or not rule.passive)
            found += self._two_verbs(sentence, chunk)
            found += [Hit(rule, _verb_start(chunk), chunk, chunk) for rule in rules]
        if not chunk.tail and chunk.units[-1].letter in "Nn":
            rows = self._longest(chunk, self.nouns)
            found += [Hit(rule, at, chunk, chunk) for at, rule in rows if rule.bare]
        return found

    def _is_carried(self, before: Chunk, chunk: Chunk) -> bool:
        """一致をみた, 確認をいたしました, 覚書の署名が行われた."""
        if before.particle not in _BETWEEN or chunk.lemma not in self.carry:
            return False
        return before.particle not in ("の", "") or chunk.lemma in _DONE

    def makes_verb(self, chunk: Chunk) -> bool:
        """Whether the nouns at the end of a bunsetu are of the table: 設置を確認、"""
        return bool(chunk.nouns) and (bool(self._longest(chunk, self.suru)))

    def _by_user(self, sentence: Sentence, chunk: Chunk) -> Iterator[Hit]:
        if not self.user:
            return
        before = sentence.chunks[chunk.index - 1] if chunk.index else chunk
        for rule in self.user:
            for match in rule.pattern.finditer(sentence.text, before.start, chunk.end) if rule.pattern else ():
                inside = chunk.start < match.end() <= chunk.end
                if inside or (rule.type == "noun" and match.end() > before.start and chunk.lemma in rule.light):
                    yield Hit(rule, match.start(), before if match.start() < chunk.start else chunk, chunk)
                    break

    def _with_light(self, sentence: Sentence, before: Chunk, chunk: Chunk) -> Iterator[Hit]:
        if before.particle not in _BETWEEN:
            return
        yield from self._with_expression(sentence, before, chunk)
        lemmas = {chunk.lemma, chunk.run}
        for at, rule in self._longest(before, self.nouns, sentence):
            if not rule.light.isdisjoint(lemmas):
                yield Hit(rule, at, before, chunk)

    def _with_expression(self, sentence: Sentence, before: Chunk, chunk: Chunk) -> Iterator[Hit]:
        """祝意の表明があった: as 祝意が表明された."""
        noun = sentence.chunks[before.index - 1] if before.index else before
        if before.run != "表明" or noun.particle != "の" or chunk.lemma not in self.carry:
            return
        for at, rule in self._longest(noun, self.nouns, sentence):
            if "表明" in rule.light:
                yield Hit(rule, at, noun, chunk)

    def _phrases(self, sentence: Sentence, before: Chunk, chunk: Chunk) -> Iterator[Hit]:
        for noun, particle, rule in self.phrases.get(chunk.lemma, ()):
            if noun[0] == "に":  # 計画に理解を求めた, not 計画への理解を
                if not before.index or sentence.chunks[before.index - 1].particle not in ("に", "にも"):
                    continue
                noun = noun[1:]  # noqa: PLW2901
            same = before.particle == particle or (particle in "をが" and before.particle in ("を", "が", "も", "は"))
            if same and before.kind == "n" and before.run.endswith(noun):
                start = before.core_end - len(noun)
                koto = noun in ("こと", "事")
                if koto and (before.units[-1].surface != noun or _turns_out(sentence, before, chunk)):
                    continue  # 良い仕事となった
                yield Hit(rule, chunk.start if koto else start, chunk if koto else before, chunk)
            elif _with_adverb(sentence, before, chunk, noun + particle):
                yield Hit(rule, before.core_end - noun.index("を"), before, chunk)
            elif (
                same
                and (before.kind == "x" or "を" in noun)
                and (first := _with_object(sentence, before, noun + particle)) is not None
            ):
                yield Hit(
                    rule, first.core_end - len(noun.split("を")[0]) if "を" in noun else first.start, first, chunk
                )

    def _verbal_noun(self, noun: Chunk, chunk: Chunk) -> Iterator[Hit]:
        for at, rule in self._longest(noun, self.suru):
            yield Hit(rule, at, noun, chunk)

    def _two_verbs(self, sentence: Sentence, chunk: Chunk) -> Iterator[Hit]:
        """言い|切る: a verb that MeCab takes for two."""
        before = sentence.chunks[chunk.index - 1] if chunk.index else None
        polite = before is not None and before.text in ("お", "ご", "御")  # お|願いした
        if before is not None and before.end == chunk.start and (polite or before.kind != "n"):
            for rule in self.verbs.get(before.text + chunk.lemma, ()):
                yield Hit(rule, before.start, before, chunk)

    def _longest(
        self, chunk: Chunk, table: Mapping[str, list[Rule]], sentence: Sentence | None = None
    ) -> list[tuple[int, Rule]]:
        """The rows of the longest word of the table that the nouns of a bunsetu end in, with its first code point."""
        units, starts = chunk.units, chunk.starts
        last = len(units)
        while last and units[last - 1].letter in "Vvs":
            last -= 1
        first = last
        while first and units[first - 1].letter in "Nn":
            first -= 1
        while last - first > 1 and units[last - 1].surface in _HIDDEN:  # 意見交換等を行う
            last -= 1
        if first == last:
            return []
        text = "".join(unit.surface for unit in units[first:last])
        if sentence is not None and text in _MODIFIED and chunk.index:
            beside = sentence.chunks[chunk.index - 1]
            if beside.particle in ("の", "な") and (rows := table.get(f"{beside.run}{beside.particle}{text}")):
                return [(beside.core_end - len(beside.run), rule) for rule in rows]
            above = sentence.chunks[beside.index - 1] if beside.index else beside  # 感謝の|意の|表明
            if above.particle == "の" and (rows := table.get(f"{above.run}の{beside.run}の{text}")):
                return [(above.core_end - len(above.run), rule) for rule in rows]
        for at in range(first, last):
            word = "".join(unit.surface for unit in units[at:last])
            if word in table:
                before = "".join(unit.surface for unit in units[first:at])
                if rows := table.get(before):  # 歓迎・|支持する
                    return [(starts[first], rule) for rule in rows]
                adverbial = at > first and units[at - 1].pos3 in ("副詞可能", "助数詞可能")
                names = first > 0 and at == first and units[first - 1].letter == "G"
                if (
                    (not before and not names)
                    or before in words().around["before"]
                    or adverbial
                    or units[max(first, at - 1)].surface in _HIDDEN
                ):
                    return [(starts[at], rule) for rule in table[word]]
                return []
        return []


def _turns_out(sentence: Sentence, thing: Chunk, verb: Chunk) -> bool:
    """交渉が動き出したことになる, 2回目ということになる, 尾を引くことになりそうだ: what something comes to."""
    clause = sentence.chunks[max(0, thing.index - 1)]
    named = clause.lemma == "言う" and clause.index > 0 and sentence.chunks[clause.index - 1].kind == "n"
    after = sentence.chunks[verb.index + 1 :][:1]
    guessed = bool(after) and not verb.comma and after[0].lemma == "そう"
    return clause.past or named or guessed or verb.units[-1].surface.startswith("なれ")


def _with_adverb(sentence: Sentence, before: Chunk, chunk: Chunk, phrase: str) -> bool:
    """認識を|同じく|する: whether the adverb of the phrase stands right behind its object."""
    noun, mark, adverb = phrase.partition("を")
    between = sentence.chunks[before.index + 1 : chunk.index]
    return mark != "" and before.run.endswith(noun) and [one.text for one in between] == [adverb]


def _with_object(sentence: Sentence, before: Chunk, phrase: str) -> Chunk | None:
    """The bunsetu with which 明らかに or 認識を一に begins, if it stands there; `before` is its last."""
    noun, mark, rest = phrase.rpartition("を")
    if before.text != rest:
        return None
    if not mark:
        return before
    first = sentence.chunks[before.index - 1] if before.index else None
    return first if first is not None and first.particle == "を" and first.run.endswith(noun) else None


def _verb_start(chunk: Chunk) -> int:
    """Where the verb of a bunsetu begins: お|伝え as a whole, nouns run together with it left out."""
    units = chunk.units
    if units[0].surface in ("お", "ご", "御"):
        return chunk.start
    return chunk.starts[len(units) - 1]


def _noun_before(sentence: Sentence, chunk: Chunk) -> Chunk | None:
    """The noun that may make one predicate with a verb: adverbs between them are passed over."""
    at = chunk.index - 1
    for _ in range(_STEPS):
        if at < 0:
            return None
        one = sentence.chunks[at]
        if one.text in ("お", "ご", "御"):  # 謝意をお|伝えした
            at -= 1
            continue
        if one.kind == "n" or (one.kind == "x" and one.tail and one.units[-1].letter in "Nn" and at == chunk.index - 1):
            return None if one.comma and one.particle in ("は", "も", "") else one
        if one.comma or not (one.kind == "x" or one.text in words().around["strong"]):  # 懸念を重ねて伝えた
            return None
        at -= 1
    return None


def _lemma(word: str) -> str:
    """The dictionary form of a verb in any spelling, or a noun as it stands."""
    dictionary, known = _lemmas()
    return known[word] if word in known and dictionary == dictionary_version() else _looked_up(word)


@precomputed
def _lemmas() -> tuple[str, dict[str, str]]:
    """The dictionary, and what `_lemma` gives for the verbs of the table; it takes as long as reading ten sentences."""
    light, rows = _table()
    verbs = {verb for some in light.values() for verb in some}
    for row in rows:
        some = row.get("light", ())
        verbs.update(row.get("within", ()), () if isinstance(some, str) else some)
        if row["type"] not in {"noun", "suru"}:
            verbs.update(word.rpartition(" ")[2] for word in row["words"])
    return dictionary_version(), {verb: _looked_up(verb) for verb in sorted(verbs)}


@cache
def _looked_up(word: str) -> str:
    found, _ = words_of(word, 0, len(word))
    if len(found) == 1:
        return found[0].lemma if found[0].letter in "Vvs" else word
    if found[0].letter == "V" and all(one.lemma in _CAUSES for one in found[1:]):
        return found[0].lemma  # のぞか|せる, as a bunsetu has it
    if all(one.letter in "Nn" for one in found) or found[-1].letter not in "Vvs":
        return word
    return "".join(one.surface for one in found[:-1]) + found[-1].lemma


@precomputed
def _table() -> tuple[dict[str, list[str]], tuple[dict[str, Any], ...]]:
    data = read_toml("predicates.toml")
    return data["light"], tuple(data["predicate"])


def make_rule(row: Mapping[str, Any], light: Mapping[str, Sequence[str]], name: str) -> Rule:
    """A Rule from a row of the package's table; KeyError or ValueError when the row is wrong."""
    kind = row["kind"]
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    verbs = row.get("light", ())
    return Rule(
        name,
        kind,
        row["type"],
        tuple(row["words"]),
        row.get("by"),
        tuple(row.get("object", ())),
        tuple(row.get("frame", ())),
        tuple(row.get("unless", ())),
        row.get("needs"),
        row.get("together"),
        frozenset(_lemma(verb) for verb in (light[verbs] if isinstance(verbs, str) else verbs)),
        row.get("quoted", False),
        row.get("bare", False),
        frozenset(_lemma(verb) for verb in row.get("within", ())),
        row.get("passive", False),
    )


def _user_rule(rule: UserRule, light: Sequence[str]) -> Rule:
    values: Mapping[str, Any] = rule.values
    forms = "|".join(values["forms"])

    def pattern(key: str) -> Any:
        return re.compile(values[key]) if key in values else ()

    return Rule(
        f"{rule.path}:{rule.line} {values['kind']}",
        values["kind"],
        values.get("type", "suru"),
        (),
        values.get("by"),
        pattern("object"),
        pattern("frame"),
        (),
        values.get("needs"),
        values.get("together"),
        frozenset(_lemma(verb) for verb in light),
        pattern=re.compile(f"(?:{forms})"),
    )


@cache
def default_predicates() -> Predicates:
    """The package's own table."""
    light, rows = _table()
    rules = (
        make_rule(row, light, f"predicates.toml#{i} {row['kind']} ({row['type']})") for i, row in enumerate(rows, 1)
    )
    return Predicates(rules, light["carry"])


def with_user_rules(user: Sequence[UserRule]) -> Predicates:
    """The package's table with a user's `[[predicate]]` rules before it; they were checked when they were read."""
    if not user:
        return default_predicates()
    latest, made = _latest[0]
    if latest is user and made is not None:
        return made
    light, _ = _table()
    own = [_user_rule(rule, light["say"]) for rule in user]
    made = Predicates(default_predicates().rules, light["carry"], own)
    _latest[0] = user, made
    return made


# The rules of a lexicon are asked for at every meeting. One entry, put in its place at once: another thread sees the
# old or the new.
_latest: list[tuple[Sequence[UserRule] | None, Predicates | None]] = [(None, None)]
