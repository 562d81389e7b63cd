"""data/frames.toml and data/subjects.toml as values: meeting words with their roles, and words that stand for others.

The user's [[meeting_word]] and [[subject]] come on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import Stands, UserRule, read_toml

Kind = Literal["talk", "meal", "call", "sign", "speech", "accord"]
Needs = Literal["", "person", "named", "channel", "talk", "house", "states"]
Sign = Literal["sides", "person", "channel"]

_NUMERALS: Final = "0123456789０１２３４５６７８９一二三四五六七八九十数"
_MANY: Final = frozenset({"人"})  # counts others than sides, too
_LONGEST: Final = 6  # nouns in a word that stands for others
_DEFAULT_ROW: Final = "talks"


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of frames.toml. `row` names it in explanations (frames.toml#3)."""

    name: str
    kind: Kind
    row: str
    weak: frozenset[str]
    partner: frozenset[str]  # particles of the other side, beside the common ones
    host: frozenset[str]
    needs: Needs
    light: frozenset[str]  # verbs that hold a meeting with these words, beside the common ones
    only: bool  # the words count with those verbs alone


class Phrase(NamedTuple):
    """言葉を交わす: an object, its particle, and the row that the verb belongs to with it."""

    noun: str
    particle: str
    whole: str
    frame: Frame


class EventNoun(NamedTuple):
    """The meeting word that a run of nouns ends in. `after`: an end such as 後 stood behind it."""

    word: str
    frame: Frame
    after: bool


@dataclass(frozen=True, slots=True)
class Ends:
    """What may stand behind an event noun; see frames.toml."""

    loose: tuple[str, ...]
    after: tuple[str, ...]
    inside: tuple[str, ...]
    results: tuple[str, ...]
    public: tuple[str, ...]
    press: tuple[str, ...]
    predicative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Particles:
    """Particles by role; see frames.toml."""

    subject: frozenset[str]
    partner: frozenset[str]
    of: frozenset[str]
    to: frozenset[str]
    further: frozenset[str]
    each: frozenset[str]
    beside: frozenset[str]
    place: frozenset[str]
    within: frozenset[str]
    including: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verb lemmas by what they do to a meeting word; see frames.toml."""

    hold: frozenset[str]
    happen: frozenset[str]
    settle: frozenset[str]
    attend: frozenset[str]
    take_part: frozenset[str]
    sit_in: frozenset[str]
    join: frozenset[str]
    come: frozenset[str]
    schedule: frozenset[str]
    repeat: frozenset[str]
    go_on: frozenset[str]
    outcome: frozenset[str]
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class Governors:
    """What says of a clause below it whether it took place; see frames.toml."""

    plan: frozenset[str]
    thing: frozenset[str]
    policy: frozenset[str]
    arranging: frozenset[str]
    chance: frozenset[str]
    chance_taken: frozenset[str]
    wish: frozenset[str]
    ask: frozenset[str]
    decide: frozenset[str]
    come_out: frozenset[str]
    speak_of: frozenset[str]
    leaves: frozenset[str]
    past: frozenset[str]
    glad: frozenset[str]
    not_held: frozenset[str]
    say: frozenset[str]
    circumstance: frozenset[str]
    afterwards: frozenset[str]
    mention: frozenset[str]
    aim: frozenset[str]
    coming: frozenset[str]
    future: frozenset[str]
    recall: frozenset[str]
    trip: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """Words beside a frame that change what it tells; see frames.toml."""

    apart: tuple[str, ...]
    bilateral: tuple[str, ...]
    joint: tuple[str, ...]
    whereabouts: tuple[str, ...]
    homes: tuple[str, ...]
    recalled: tuple[str, ...]
    recalled_ends: tuple[str, ...]
    so_far: tuple[str, ...]
    habit: tuple[str, ...]
    no_state: tuple[str, ...]
    levels: tuple[str, ...]
    governmental: tuple[str, ...]
    governing: tuple[str, ...]
    sides: tuple[str, ...]
    people: tuple[str, ...]
    people_of: tuple[str, ...]
    channel: tuple[str, ...]


class Subjects:
    """Words that stand for persons or sides told elsewhere (両氏, 先方, 3カ国)."""

    def __init__(self, words: Mapping[str, Stands], counted: Mapping[str, Stands]) -> None:
        self.words, self.counted = dict(words), dict(counted)

    def of(self, nouns: Sequence[str]) -> Stands | None:
        """What nouns (`Chunk.nouns`) stand for: by the longest listed word that they hold, from noun to noun."""
        for at in range(len(nouns)):
            for end in range(min(len(nouns), at + _LONGEST), at, -1):
                word = "".join(nouns[at:end])
                if (found := self.words.get(word)) is not None:
                    return found
                if word[0] in _NUMERALS and (found := self.counted.get(word.lstrip(_NUMERALS))) is not None:
                    return found
        return None

    def number(self, nouns: Sequence[str]) -> int:
        """How many stand at one table by 3氏, 四者, 2か国; 0 where the nouns count nobody."""
        for at, noun in enumerate(nouns):
            if noun[0] not in _NUMERALS:
                continue
            for end in range(at + 1, min(len(nouns), at + _LONGEST) + 1):
                word = "".join(nouns[at:end])
                head = word.lstrip(_NUMERALS)
                if head in self.counted and head not in _MANY:
                    return _value(word[: len(word) - len(head)])
        return 0


def _value(digits: str) -> int:
    """Of 3, ３ or 三; 0 for anything longer."""
    return _NUMERALS.index(digits) % 10 if digits in _NUMERALS[:20] else "一二三四五六七八九十".find(digits) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """All rows, ready to be asked. `nouns` and `verbs`: word -> row; `phrases`: verb lemma -> those that end in it."""

    rows: tuple[Frame, ...]
    nouns: Mapping[str, Frame]
    verbs: Mapping[str, Frame]
    phrases: Mapping[str, tuple[Phrase, ...]]
    ends: Ends
    particles: Particles
    does: Verbs
    governors: Governors
    marks: Marks
    subjects: Subjects
    signs: Mapping[str, Sign]  # beginnings of words for meetings, of which a text must hold one; what each asks for
    sizes: Mapping[str, tuple[int, ...]]  # last character of a noun -> lengths of those that end in it, longest first

    def event_noun(self, run: str) -> EventNoun | None:
        """The meeting word that a run of nouns ends in (電話首脳会談 -> 会談), if any."""
        if not run:
            return None
        found = self._ending(run)
        if found is not None:
            return found
        if not run.endswith(self.ends.loose) and not run.endswith(self.ends.after):
            return None
        for end in self.ends.loose:
            if run.endswith(end) and (found := self._ending(run[: -len(end)])):
                return found
        for end in self.ends.after:
            if run.endswith(end) and (found := self._ending(run[: -len(end)])):
                return found._replace(after=True)
        return None

    def _ending(self, run: str) -> EventNoun | None:
        for size in self.sizes.get(run[-1:], ()):
            if (frame := self.nouns.get(run[-size:])) is not None and size <= len(run):
                return EventNoun(run[-size:], frame, False)
        return None

    def is_weak(self, run: str) -> bool:
        """Whether the meeting word that the run ends in often names something else (記者会見)."""
        found = self.event_noun(run)
        return found is not None and found.word in found.frame.weak

    def predicative(self) -> frozenset[str]:
        """Nouns that are a predicate where no particle follows: …と会談、…"""
        rows = (frame for frame in self.rows if not frame.only)
        weak = frozenset().union(*(frame.weak for frame in rows))
        return (frozenset(self.nouns) - weak) | frozenset(self.ends.predicative)

    def said(self) -> frozenset[str]:
        """Beginnings of the verbs that tell of talks by what was said in them (一致した, 求めた)."""
        return stems_of(*(verb for verb, frame in self.verbs.items() if frame.kind in _SAID))


_SAID: Final = frozenset({"accord", "speech"})
_EACH_OTHER: Final = "合う"
# The kana behind the one kanji of a verb that is inflected in them: 会う, 会い, 会った.
_ROWS: Final = {
    "う": "わいうえおっ", "く": "かきくけこい", "ぐ": "がぎぐげごい", "す": "さしすせそ", "つ": "たちつてとっ",
    "ぬ": "なにぬねのん", "ぶ": "ばびぶべぼん", "む": "まみむめもん", "る": "らりるれろっ",
}  # fmt: skip


def stems_of(*words: str) -> frozenset[str]:
    """What of lemmas stands in their forms: 訪ね of 訪ねる, 会い, 会っ … of 会う; nouns and words in kana whole."""
    found: set[str] = set()
    for word in words:
        if word.endswith(_EACH_OTHER) and len(word) > len(_EACH_OTHER) + 1:  # 話し合う, 話しあって
            found |= {word[:-2] + one for one in ("合", "あ")}
            continue
        kanji = next((at for at, char in enumerate(word) if not "一" <= char <= "鿿"), len(word))
        kana = word[kanji:]
        if kanji != 1 or not kana:
            found.add(word[:kanji] or word)
        elif len(kana) > 1:
            found.add(word[: kanji + 1])
        else:
            found |= {word[0] + one for one in _ROWS.get(kana, kana)}
    return frozenset(found)


@precomputed
def _tables() -> tuple[dict[str, Any], dict[str, Any]]:
    """frames.toml and subjects.toml as read."""
    return read_toml("frames.toml"), read_toml("subjects.toml")


@cache
def default_frames() -> Frames:
    """The package's own tables, made once."""
    return _build(())


def frames_with(rules: Sequence[UserRule]) -> Frames:
    """The package's tables with a user's [[meeting_word]] and [[subject]] rules on top, which `check_words` passed."""
    return _build(tuple(rules)) if rules else default_frames()


def _build(rules: Sequence[UserRule]) -> Frames:
    table, subjects = _tables()
    rows = {row["name"]: _frame(number, row) for number, row in enumerate(table["frame"], 1)}
    nouns: dict[str, Frame] = {}
    verbs: dict[str, Frame] = {}
    phrases: dict[str, list[Phrase]] = {}
    for row in table["frame"]:
        frame = rows[row["name"]]
        nouns |= dict.fromkeys(row.get("words", ()), frame)
        for verb in row.get("verbs", ()):
            _add_verb(verb, frame, verbs, phrases)
    for rule in rules:
        if rule.table == "meeting_word":
            _user_word(rule, rows, nouns, verbs, phrases)
    return Frames(
        tuple(rows.values()),
        nouns,
        verbs,
        {verb: tuple(some) for verb, some in phrases.items()},
        Ends(**{key: tuple(value) for key, value in table["ends"].items()}),
        Particles(**{_PARTICLE_NAMES.get(key, key): frozenset(value) for key, value in table["particles"].items()}),
        Verbs(**{key: frozenset(value) for key, value in table["verbs"].items()}),
        Governors(**{key: frozenset(value) for key, value in table["governors"].items()}),
        Marks(**{key: tuple(value) for key, value in table["marks"].items()}),
        _subjects(subjects["subject"], rules),
        _signs(nouns, verbs, phrases),
        _sizes(nouns),
    )


_ASKED: Final[Mapping[str, Sign]] = {"person": "person", "named": "person", "channel": "channel"}


def _signs(
    nouns: Mapping[str, Frame], verbs: Mapping[str, Frame], phrases: Mapping[str, Sequence[Phrase]]
) -> dict[str, Sign]:
    """What the sentence must name beside the beginning of a word: two sides; somebody by office or 氏; the telephone.

    A verb that counts only beside other talks (迎え、会談した) is none: the word for those talks is.
    """
    rows: list[tuple[frozenset[str], Frame]] = [(stems_of(verb), frame) for verb, frame in verbs.items()]
    rows += [(frozenset({p.noun + p.particle}), p.frame) for some in phrases.values() for p in some]
    rows += [(frozenset({noun}), frame) for noun, frame in nouns.items()]
    found: dict[str, Sign] = {}
    for words, frame in rows:
        if frame.kind in _SAID or frame.needs == "talk":
            continue
        asked = _ASKED.get(frame.needs, "person" if frame.only else "sides")
        for word in words:
            found[word] = "sides" if found.get(word, asked) != asked else asked
    return found


def _sizes(nouns: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By last character, so that most runs of nouns are told to end in none of the table by one question."""
    found: dict[str, set[int]] = {}
    for noun in nouns:
        found.setdefault(noun[-1:], set()).add(len(noun))
    return {last: tuple(sorted(sizes, reverse=True)) for last, sizes in found.items()}


_PARTICLE_NAMES: Final = {"with": "partner"}  # `with` is a word of Python


def _frame(number: int, row: Mapping[str, Any]) -> Frame:
    return Frame(
        row["name"],
        row["kind"],
        f"frames.toml#{number}",
        frozenset(row.get("weak", ())),
        frozenset(row.get("with", ())),
        frozenset(row.get("host", ())),
        row.get("needs", ""),
        frozenset(row.get("light", ())),
        row.get("only", False),
    )


def _add_verb(verb: str, frame: Frame, verbs: dict[str, Frame], phrases: dict[str, list[Phrase]]) -> None:
    """A blank tells a phrase from a verb: 顔を 合わせる."""
    argument, blank, lemma = verb.rpartition(" ")
    if blank:
        phrases.setdefault(lemma, []).append(Phrase(argument[:-1], argument[-1], argument + lemma, frame))
    else:
        verbs[verb] = frame


def check_words(rules: Sequence[UserRule]) -> None:
    """LexiconError where a user's [[meeting_word]] names a row that there is not, or a phrase is written wrongly."""
    if not rules:
        return
    names = [row["name"] for row in _tables()[0]["frame"]]
    for rule in rules:
        if rule.table != "meeting_word":
            continue
        if (name := rule.values.get("frame", _DEFAULT_ROW)) not in names:
            raise rule.fault(f"no row {name!r} in frames.toml", "frame", f"one of: {', '.join(names)}")
        for form in _texts(rule.values["forms"]):
            argument, blank, verb = form.partition(" ")
            if blank and not (rule.values.get("type") == "verb" and len(argument) > 1 and verb and " " not in verb):
                hint = "a phrase is an object with its particle, a blank and a verb: 言葉を 交わす"
                raise rule.fault(f"{form!r} has a blank", "forms", hint)


def _user_word(
    rule: UserRule,
    rows: Mapping[str, Frame],
    nouns: dict[str, Frame],
    verbs: dict[str, Frame],
    phrases: dict[str, list[Phrase]],
) -> None:
    frame = replace(rows[str(rule.values.get("frame", _DEFAULT_ROW))], row=f"{rule.path}:{rule.line}")
    for form in _texts(rule.values["forms"]):
        if rule.values.get("type") == "verb":
            _add_verb(form, frame, verbs, phrases)
        else:
            nouns[form] = frame


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _subjects(rows: Iterable[Mapping[str, Any]], rules: Sequence[UserRule]) -> Subjects:
    words: dict[str, Stands] = {}
    counted: dict[str, Stands] = {}
    for row in rows:
        some = [*row.get("words", ()), *(a + b for a in row.get("before", ()) for b in row.get("heads", ()))]
        words |= dict.fromkeys(some, row["stands"])
        if row.get("counted"):
            counted |= dict.fromkeys(row["heads"], row["stands"])
    for rule in rules:
        if rule.table == "subject":
            words |= dict.fromkeys(_texts(rule.values["forms"]), rule.values["stands"])  # type: ignore[arg-type]
    return Subjects(words, counted)
