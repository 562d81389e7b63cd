"""The gate before all other work: can an article tell of a meeting at all? Most of an ordinary archive cannot.

What opens a meeting is known: a header, a heading, a list, or a sentence with a word for it that also names somebody or
the sides. `suspect` asks for these by the same tables and patterns, line by line and without context, so that it lets
through whatever the rules could use, and costs a fraction of finding out whether they would. What it finds is asked
again once the mentions are known (`may_join`), and once the persons are (`reaches`), before all is read.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.persons import Mention
from meetextract.talks import events, lists
from meetextract.talks.drafts import Context
from meetextract.talks.headings import COUNTERPART, COUNTRY_LINE, HEADING, LONGEST_HEADING, TALK_HEADING, THEIRS
from meetextract.talks.implied import THE_TWO
from meetextract.talks.openings import HOST
from meetextract.talks.sides import OUR_ORGAN, ROLE, SIDES, SIGN_ORGAN
from meetextract.talks.summaries import LABEL
from meetextract.text.headers import find_heads, looks_headed, signs
from meetextract.text.page import tables
from meetextract.text.sentences import (
    BLANK,
    BREAKS,
    Line,
    Sentence,
    beginning,
    is_cut,
    lines,
    lines_beginning,
    sentences,
)

# The beginnings of lines that head a talk in a summary: a label, or the number of a heading.
# One look at the first character spares most lines the tries.
_HEADED = (
    r"(?=[0-9０-９（(①-⑳アイウエオ・\-○◯●■◆会先相日期場開出主参双各代 　])"
    rf"(?:{HEADING.pattern}|{THEIRS.pattern}|{LABEL.pattern})"
)
_HEAD_LINE = beginning(_HEADED)
_RARE_BREAKS = r"\r(?!\n)|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029"
# …大統領とは、…; 続く…首相からは…: the next of a row of talks.
_NEXT_SIGN = re.compile(
    rf"とは、|(?:続く|次の)(?:(?<=^..)|(?<=[{BREAKS}{BLANK}。．！？!?、，, ]..))(?=.{{0,200}}?から[は、])"
)
_PERSON = re.compile(r"氏|さん")
# Sides run together, of which a search for names of countries sees none: 日・タイ両国, 第3回米中韓….
_SIGN = "[米英仏独伊豪韓中露ロ印比加越伯朝]"
_LOOSELY = re.compile(rf"(?:^|[、。　 】はで回：:])(?:日・?[{_SIGN[1:-1]}EUＥＵ]|{_SIGN}{{2}})")
_ANY_SIDES = re.compile(rf"[日{_SIGN[1:-1]}]・?(?:[日{_SIGN[1:-1]}]|[A-ZＡ-Ｚ]{{2}}|[ァ-ヶー]{{2}})")
# フィリピンとの閣僚協議を開く: the other state, told as one.
_TALKS_WITH = re.compile(r"との(?:間の)?[一-鿿・ァ-ヶー0-9０-９]{0,12}(?:会談|協議|会合|会議|対話|2プラス2|２プラス２)")
_AND = frozenset({"と", "、", "及び", "と、"})


class Opening(NamedTuple):
    """A sentence that names somebody or the sides, and its words for a meeting."""

    line: Line
    sentence: Sentence
    events: Sequence[events.Event]


class Suspicion:
    """What in a text may tell of a meeting, each looked for when it is first asked for: an article about nothing but
    meetings needs the first alone."""

    def __init__(self, text: str, lexicon: Lexicon, *, told: bool, topic: bool) -> None:
        self._text, self._lexicon = text, lexicon
        self._told, self._headed = told, looks_headed(text)
        self.topic = topic  # …大統領とは、: the next of a row of talks
        self._known: list[Opening] = []
        self._rest = _openings(text, lexicon) if told and not self._headed else iter(())

    def openings(self) -> Iterator[Opening]:
        """All that there are in a text without headers."""
        yield from self._known
        for opening in self._rest:
            self._known.append(opening)
            yield opening

    @cached_property
    def elsewhere(self) -> bool:
        """Whether there is a header, a heading, a list, or prose between headers."""
        text, lexicon = self._text, self._lexicon
        # Between headers and labels sentences begin and end anywhere, and which of the brackets are such is not known.
        if self._told and ((self._headed and _names_anybody(text, lexicon)) or lists.suspected(text)):
            return True
        # An excerpt needs no word for a meeting: a header is enough, or a label.
        return (
            any(COUNTRY_LINE.match(text, *opening.line) for opening in self.openings())
            or _has_heading(text, lexicon)
            or (self._headed and _has_header(text, lexicon))
        )


def everything(text: str, lexicon: Lexicon) -> Suspicion:
    """For a run that has to read all."""
    found = Suspicion(text, lexicon, told=False, topic=False)
    found.elsewhere = True
    return found


def suspect(text: str, lexicon: Lexicon) -> Suspicion | None:
    """None only where no rule can find a meeting in `text`."""
    topic = ("とは、" in text or "続く" in text or "次の" in text) and _has_topic(text, lexicon)
    sign = _signs().search(f"\n{text}")
    if sign is None and not topic:
        return None
    told = sign is not None and events.TRIGGER.search(text, max(0, sign.start() - 1)) is not None
    found = Suspicion(text, lexicon, told=told, topic=topic)
    return found if next(found.openings(), None) or topic or found.elsewhere else None


@cache
def _signs() -> re.Pattern[str]:
    """What a text, with a line break in front, must hold before anything else is asked. Every branch begins with a
    plain character, so that the engine passes over all others without a try."""
    headed = rf"\n[{BLANK}]*(?:{_HEADED})"
    branches = (events.TRIGGER.pattern, _RARE_BREAKS, headed, *map(re.escape, signs()))
    return re.compile("|".join(branches))


def _has_topic(text: str, lexicon: Lexicon) -> bool:
    """Whether an official is named where talks may be told one after the other."""
    return any(lexicon.title_pattern.search(text, *line) for line in _lines_with(text, _NEXT_SIGN))


def _names_anybody(text: str, lexicon: Lexicon) -> bool:
    """Whether a line with a word for a meeting names somebody or the sides."""
    return any(
        _names_somebody(text, line, lexicon) or _ANY_SIDES.search(text, line.start, line.end)
        for line in _lines_with(text, events.SIGN)
    )


def _lines_with(text: str, sign: re.Pattern[str]) -> Iterator[Line]:
    """The lines that hold one of the words."""
    at = 0
    while match := sign.search(text, at):
        low = text.rfind("\n", 0, match.start()) + 1
        high = text.find("\n", match.start())
        at = len(text) if high < 0 else max(high, match.start() + 1)
        yield from lines(text, low, at)


def _openings(text: str, lexicon: Lexicon) -> Iterator[Opening]:
    """The sentences with words for a meeting that name somebody or the sides, in a text without headers."""
    for line in _lines_with(text, events.SIGN):
        # The sentences of a line hold no other event than the line, unless they end elsewhere than at a full stop.
        if not events.has_event(text, *line) and not is_cut(text, *line):
            continue
        if not _names_somebody(text, line, lexicon):
            continue
        for sentence in sentences(text, *line):
            found = events.find_openings(text, sentence.start, sentence.end)
            if found and _names_somebody(text, sentence, lexicon):
                yield Opening(line, sentence, found)


def _has_heading(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the label of a summary, or a numbered heading that names talks, two sides or an official."""
    for low, high in lines_beginning(text, _HEAD_LINE):
        if LABEL.match(text, low, high) or THEIRS.match(text, low, high):
            return True
        if high - low > LONGEST_HEADING or text.find("。", low, high) >= 0:
            continue
        if (
            text.find("日", low, high) >= 0  # 日中, 日・タイ
            or TALK_HEADING.search(text, low, high)
            or lexicon.title_pattern.search(text, low, high)
        ):
            return True
    return False


def _has_header(text: str, lexicon: Lexicon) -> bool:
    heads = find_heads(text, list(lines(text)), lexicon)
    return bool(heads.headers) or any(label.text in COUNTERPART for label in heads.labels)


def _names_somebody(text: str, at: Line | Sentence, lexicon: Lexicon) -> bool:
    return (
        _PERSON.search(text, at.start, at.end) is not None
        or lexicon.title_pattern.search(text, at.start, at.end) is not None
        or _ranks(lexicon.ranks).search(text, at.start, at.end) is not None
        or _names_sides(text, at, lexicon)
    )


def _names_sides(text: str, at: Line | Sentence, lexicon: Lexicon) -> bool:
    """Whether states stand side by side, or a group of them is named."""
    low, high = at.start, at.end
    if (
        SIDES.search(text, low, high)
        or _LOOSELY.search(text[low:high])
        or any(low <= text.find(name, low, high) for name in tables()["groups"])
    ):
        return True
    named = list(lexicon.find_parties(text, low, high))
    if OUR_ORGAN.search(text, low, high) and (named or SIGN_ORGAN.search(text, low, high)):
        return True
    talks = _TALKS_WITH.search(text, low, high)
    if talks and lexicon.party_before(text, talks.start(), low):
        return True
    return any(text[one.end : other.start] in _AND for one, other in itertools.pairwise(named))


@lru_cache(maxsize=8)
def _ranks(ranks: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(ranks))) or "(?!)")


def may_join(text: str, mentions: Sequence[Mention], found: Suspicion, lexicon: Lexicon) -> bool:
    """Whether two who can meet, persons or sides, are named in one sentence; nobody meets himself."""
    return (
        any(
            _participants(text, opening, mentions)
            or _names_sides(text, opening.sentence, lexicon)
            or THE_TWO.search(text, opening.sentence.start, opening.sentence.end)
            for opening in found.openings()
        )
        or (found.topic and any(text.startswith(_TOPICS, mention.end) for mention in mentions))
        or found.elsewhere
    )


def reaches(context: Context, found: Suspicion) -> Iterator[int]:
    """How far the text has to be read for its first meeting, step by step; the mentions have their persons.

    A sentence that opens the first one names somebody of another state, or his host where the text tells of a guest.
    """
    text, lexicon, mentions = context.text, context.lexicon, context.mentions
    guests = any(_may_be_foreign(mention) for mention in mentions)
    if guests and found.topic and any(text.startswith(_TOPICS, mention.end) for mention in mentions):
        yield len(text)
    for opening in found.openings():
        if (
            _names_sides(text, opening.sentence, lexicon)
            or (guests and THE_TWO.search(text, opening.sentence.start, opening.sentence.end))
            or any(
                _may_be_foreign(mention)
                or _of_states(text, mention)
                or (guests and mention.person is not None and HOST.search("".join(mention.person.titles)))
                for mention in _participants(text, opening, mentions)
            )
        ):
            yield opening.sentence.end
    if found.elsewhere:
        yield len(text)


_TOPICS = "とは、", "から、", "からは"
_ALONE = frozenset({"は", "が", "も", "からは"})
_AT_THE_TALKS = "の冒頭", "では", "で、"
_KATAKANA = re.compile("[ァ-ヶ]")


def _participants(text: str, opening: Opening, mentions: Sequence[Mention]) -> list[Mention]:
    """Who can be one of those who met by his place in the sentence; none where one alone is named, as the subject."""
    _, (low, high, _), found = opening
    together = any(text.startswith(_AT_THE_TALKS, event.end) for event in found)
    those: list[Mention] = []
    first = bisect_left(mentions, low, key=lambda mention: mention.start)
    stop = bisect_left(mentions, high, first, key=lambda mention: mention.start)
    for mention in mentions[first:stop]:
        if mention.former:
            continue
        role = ROLE.match(text, mention.end, high)
        if role is None and not any(mention.start < event.end < mention.end + 3 for event in found):
            continue
        those.append(mention)
        together = together or role is None or role["p"] not in _ALONE or _of_states(text, mention)
    return those if together or len(those) > 1 else []


def _of_states(text: str, mention: Mention) -> bool:
    """英仏の外相, 両国の外相, バルト3国の外相: one or several of states that are named before."""
    return mention.name is None and (mention.country is not None or text.endswith(("国の", "方の"), 0, mention.start))


def _may_be_foreign(mention: Mention) -> bool:
    person = mention.person
    if person is None:
        return False
    if person.country is not None:
        return person.country != "JP"
    # Whom nothing assigns to a state yet.
    return bool(person.titles or person.reading or _KATAKANA.match(person.name or ""))
