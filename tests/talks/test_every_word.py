"""Every word of data/frames.toml in every construction that its row allows: a new word is tried without a new test."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from fugashi import Tagger

import meetextract
from meetextract.lexicon.frames import default_frames
from meetextract.pipeline import parsed
from meetextract.talks.event import Event
from meetextract.talks.frames import events

FILE: Final = Path(meetextract.__file__).parent / "data" / "frames.toml"
ROWS: Final[list[dict[str, Any]]] = tomllib.loads(FILE.read_text("utf-8"))["frame"]

OURS, THEIRS = "森", "ヘイワード"
GUEST: Final = frozenset({THEIRS})
NOBODY: Final[frozenset[str]] = frozenset()
STATES: Final = frozenset({"JP", "US"})


@dataclass(frozen=True)
class Construction:
    """A sentence with a place for a meeting word, and what it tells: held, planned, none; or recalled."""

    name: str
    text: str
    tells: str = "held"
    persons: frozenset[str] = frozenset({OURS, THEIRS})
    codes: frozenset[str] = frozenset()
    verbal: bool = False  # only of words that する makes verbs of


# --- nouns -----------------------------------------------------------------------------------------------------------

# Of talks and meals.
CONSTRUCTIONS: Final = [
    Construction("した", "森外相は3日、ソウルで米国のヘイワード国務長官と{}し、訓練の再開で一致した。", verbal=True),
    Construction("した。", "森外相は3日、ソウルで米国のヘイワード国務長官と{}した。", verbal=True),
    Construction("を行い", "森外相は3日、ソウルで米国のヘイワード国務長官と{}を行い、訓練の再開で一致した。"),
    Construction("を行った", "森外相は3日、米国のヘイワード国務長官とソウルで{}を行った。"),
    Construction("を持った", "3日、森外相は米国のヘイワード国務長官との{}を持った。"),
    Construction("を実施", "森外相は3日、米国のヘイワード国務長官との間で{}を実施した。"),
    Construction("を開き", "森外相と米国のヘイワード国務長官は3日、ソウルで{}を開き、訓練の再開で一致した。"),
    Construction("が行われ", "森外相と米国のヘイワード国務長官の{}が3日、ソウルで行われ、両氏は訓練の再開で一致した。"),
    Construction("が開かれた", "3日、ソウルで森外相と米国のヘイワード国務長官との{}が開かれた。"),
    Construction("による", "森外相と米国のヘイワード国務長官による{}が3日、ソウルで行われた。"),
    Construction("が実現", "森外相と米国のヘイワード国務長官の{}が3日、ソウルで実現した。"),
    Construction("に臨み", "森外相は3日、ソウルで米国のヘイワード国務長官との{}に臨み、訓練の再開を求めた。"),
    Construction("に出席", "森外相は3日、ソウルで開かれた米国のヘイワード国務長官との{}に出席した。"),
    Construction("で伝えた", "森外相は3日、ソウルでの米国のヘイワード国務長官との{}で、訓練を再開する方針を伝えた。"),
    Construction("において", "森外相は米国のヘイワード国務長官との{}において、訓練の再開を提案した。"),
    Construction("の冒頭", "森外相は3日、米国のヘイワード国務長官との{}の冒頭、訓練の再開を提案した。"),
    Construction("を受け", "3日に行われた森外相と米国のヘイワード国務長官の{}を受け、両国は訓練を再開する。"),
    Construction("体言止め", "森外相は3日、ソウルで米国のヘイワード国務長官と{}。訓練の再開で一致した。"),
    Construction("です・ます", "森外務大臣は、3日、米国のヘイワード国務長官と{}を行いました。"),
    Construction("のは…です", "3日にソウルで{}を行ったのは、森外相と米国のヘイワード国務長官です。"),
    Construction("連体", "3日にソウルで{}を行った森外相と米国のヘイワード国務長官は、訓練の再開で一致した。"),
    Construction("と発表した", "外務省は、森外相が3日、米国のヘイワード国務長官と{}を行ったと発表した。"),
    Construction("後", "森外相は3日、米国のヘイワード国務長官との{}後、記者団に成果を説明した。"),
    Construction("とともに", "森外相は3日、米国のヘイワード国務長官と{}を行うとともに、工場を視察した。"),
    Construction("及び", "森外相は3日、米国のヘイワード国務長官と{}及び昼食会を行った。"),
    Construction("主語なし", "ソウルで米国のヘイワード国務長官と{}を行い、訓練の再開で一致した。", "held", GUEST),
    Construction("両政府", "日米両政府は3日、ソウルで{}を開き、訓練の再開で一致した。", "held", NOBODY, STATES),
    Construction("日本と米国", "日本と米国は3日、ソウルで{}を行った。", "held", NOBODY, STATES),
    Construction("予定だ", "森外相は5日、ソウルで米国のヘイワード国務長官と{}を行う予定だ。", "planned"),
    Construction("予定されている", "森外相と米国のヘイワード国務長官の{}が5日、ソウルで予定されている。", "planned"),
    Construction("する", "森外相は5日、ソウルで米国のヘイワード国務長官と{}を行う。", "planned"),
    Construction("方向で調整", "森外相が来月、米国のヘイワード国務長官と{}を行う方向で調整している。", "planned"),
    Construction("と発表する", "外務省は、森外相が5日、米国のヘイワード国務長官と{}を行うと発表した。", "planned"),
    Construction("ことで一致", "森外相と米国のヘイワード国務長官は、来月{}を行うことで一致した。", "none"),
    Construction("たい", "森外相は、米国のヘイワード国務長官と{}を行いたい考えを示した。", "none"),
    Construction("見送った", "森外相は、米国のヘイワード国務長官との{}を見送った。", "none"),
    Construction("中止", "森外相と米国のヘイワード国務長官の{}は中止となった。", "none"),
    Construction("行わなかった", "森外相は、米国のヘイワード国務長官と{}を行わなかった。", "none"),
    Construction("求めた", "森外相は、米国のヘイワード国務長官と{}を行うことを求めた。", "none"),
    Construction("行えば", "森外相が米国のヘイワード国務長官と{}を行えば、訓練の再開が議題になる。", "none"),
    Construction("先月の", "先月の米国のヘイワード国務長官との{}で、森外相は訓練の再開を求めていた。", "recalled"),
    Construction("行っていた", "森外相は3日、米国のヘイワード国務長官と{}を行っていた。", "recalled"),
    # As agencies, ministries and blogs write.
    Construction("の席上", "森外相は3日、米国のヘイワード国務長官との{}の席上、訓練の再開を提案した。"),
    Construction("の中で", "森外相は3日、米国のヘイワード国務長官との{}の中で、訓練の再開を提案した。"),
    Construction("では…が", "3日の米国のヘイワード国務長官との{}では、森外相が訓練の再開を提案した。"),
    Construction("を終えた", "3日、米国のヘイワード国務長官との{}を終えた森外相は、訓練を再開すると述べた。"),
    Construction("させていただいた", "森外務大臣は3日、米国のヘイワード国務長官と{}をさせていただきました。"),
    Construction("機会を得た", "3日、森外務大臣は米国のヘイワード国務長官と{}の機会を得ました。"),
    Construction("に入った", "森外相は3日、ソウルで米国のヘイワード国務長官との{}に入った。"),
    Construction("の…で", "森外相と米国のヘイワード国務長官は3日の{}で、訓練の再開に合意した。"),
    Construction("も行い", "3日には、森外務大臣が米国のヘイワード国務長官との{}も行いました。"),
    Construction(
        "によりますと", "外務省によりますと、森外相は3日、米国のヘイワード国務長官と{}を行ったということです。"
    ),
    Construction("が始まった", "森外相と米国のヘイワード国務長官との{}が3日、ソウルで始まりました。"),
    Construction("ができた", "3日、森外務大臣は米国のヘイワード国務長官と{}をすることができました。"),
    Construction("の準備", "森外相は3日、米国のヘイワード国務長官との{}の準備を始めた。", "none"),
    Construction("の日程", "森外相は、米国のヘイワード国務長官との{}の日程を詰めるよう指示した。", "none"),
    Construction("の予定はない", "森外相が米国のヘイワード国務長官と{}を行う予定はない。", "none"),
    Construction("できなかった", "森外相は、米国のヘイワード国務長官と{}をすることができなかった。", "none"),
]


# Of committees, which need two states.
OF_STATES: Final = [
    Construction("が開かれた", "日米{}が3日、ソウルで開かれた。", "held", NOBODY, STATES),
    Construction("の…を行い", "日米両政府は3日、日米{}を行い、訓練の再開で一致した。", "held", NOBODY, STATES),
    Construction("の第3回", "第3回日米{}が3日、ソウルで開催された。", "held", NOBODY, STATES),
    Construction("予定", "日米{}が5日、ソウルで開かれる予定だ。", "planned", NOBODY, STATES),
    Construction("中止", "日米{}は中止となった。", "none", NOBODY, STATES),
]
# Of calls.
OF_CALLS: Final = [
    Construction("を受けた", "森外相は3日、米国のヘイワード国務長官の{}を受けた。"),
    Construction("による…を受け", "森外相は3日、米国のヘイワード国務長官による{}を受け、訓練の再開で一致した。"),
    Construction("を受けました", "3日、森外務大臣は、米国のヘイワード国務長官から{}を受けました。"),
    Construction("予定", "森外相は5日、米国のヘイワード国務長官の{}を受ける予定だ。", "planned"),
    Construction("受けなかった", "森外相は、米国のヘイワード国務長官の{}を受けなかった。", "none"),
]
# Of signatures.
OF_SIGNING: Final = [
    Construction("した", "森外相は3日、米国のヘイワード国務長官と協定に{}した。", verbal=True),
    Construction("し", "森外相と米国のヘイワード国務長官は3日、協定に{}し、訓練の再開で一致した。", verbal=True),
    Construction("を行った", "森外相は3日、ソウルで米国のヘイワード国務長官と{}を行った。"),
    Construction("が行われた", "森外相と米国のヘイワード国務長官による{}が3日、ソウルで行われた。"),
    Construction("予定", "森外相は5日、米国のヘイワード国務長官と{}を行う予定だ。", "planned"),
    Construction("見送った", "森外相は、米国のヘイワード国務長官との{}を見送った。", "none"),
]
BY_KIND: Final = {"talk": CONSTRUCTIONS, "meal": CONSTRUCTIONS, "call": OF_CALLS, "sign": OF_SIGNING}


def constructions(row: dict[str, Any]) -> list[Construction]:
    """Those that the nouns of a row stand in."""
    return OF_STATES if row.get("needs") == "states" else BY_KIND[row["kind"]]


# --- verbs -----------------------------------------------------------------------------------------------------------

# With past, continuing and plain form, wish and denial of a verb, and the particle of the other side.
OF_VERBS: Final = [
    Construction("た。", "森外相は3日、ソウルで米国のヘイワード国務長官{with_}{before}{past}。"),
    Construction("連用", "森外相は3日、米国のヘイワード国務長官{with_}{before}{stem}、成果を強調した。"),
    Construction("と発表した", "外務省は、森外相が3日、米国のヘイワード国務長官{with_}{before}{past}と発表した。"),
    Construction("連体", "3日に米国のヘイワード国務長官{with_}{before}{past}森外相は、成果を強調した。"),
    Construction("予定だ", "森外相は5日、ソウルで米国のヘイワード国務長官{with_}{before}{plain}予定だ。", "planned"),
    Construction("たい", "森外相は、米国のヘイワード国務長官{with_}{before}{stem}たい考えを示した。", "none"),
    Construction("なかった", "森外相は、米国のヘイワード国務長官{with_}{before}{negative}なかった。", "none"),
    Construction("ことを求めた", "森外相は、米国のヘイワード国務長官{with_}{before}{plain}ことを求めた。", "none"),
    # As agencies, ministries and blogs write.
    Construction("ことができた", "3日、森外務大臣は米国のヘイワード国務長官{with_}{before}{plain}ことができました。"),
    Construction(
        "ということです",
        "外務省によりますと、森外相は3日、米国のヘイワード国務長官{with_}{before}{past}ということです。",
    ),
    Construction("た後", "森外相は3日、米国のヘイワード国務長官{with_}{before}{past}後、記者団に成果を説明した。"),
    Construction("予定はない", "森外相が米国のヘイワード国務長官{with_}{before}{plain}予定はない。", "none"),
    Construction(
        "ことはできなかった", "森外相は、米国のヘイワード国務長官{with_}{before}{plain}ことはできなかった。", "none"
    ),
]
# A verb that counts only with talks behind it.
OF_HOSTS: Final = [
    Construction("連用", "森外相は3日、米国のヘイワード国務長官{with_}公邸で{stem}、会談した。"),
    Construction("て", "3日、森外相は米国のヘイワード国務長官{with_}公邸で{stem}、訓練の再開について協議した。"),
]
# What stands before the verb, by the kind of the row or by what it needs.
BEFORE: Final = {"speech": "訓練の再開を", "accord": "訓練の再開で", "channel": "電話で", "call": ""}
SAYS_OTHERWISE: Final = {"抗議": "撃墜に", "手渡す": "親書を", "詰め寄る": "訓練の再開に向け"}

# 五段: what the last kana becomes before た, before ます and before ない.
GODAN: Final = {
    "う": ("った", "い", "わ"), "く": ("いた", "き", "か"), "ぐ": ("いだ", "ぎ", "が"), "す": ("した", "し", "さ"),
    "つ": ("った", "ち", "た"), "ぶ": ("んだ", "び", "ば"), "む": ("んだ", "み", "ま"), "る": ("った", "り", "ら"),
}  # fmt: skip


@cache
def tagger() -> Tagger:
    return Tagger()


def takes_suru(noun: str) -> bool:
    """Whether the dictionary makes a verb of a noun with する (会談した, but no 夕食会した)."""
    return str(tagger()(noun)[-1].feature.pos3) == "サ変可能"


def forms(word: str) -> dict[str, str]:
    """Past, continuing, plain form and what stands before ない, of a lemma or a phrase of the table."""
    verb = word.replace(" ", "").replace("為る", "する")
    last = tagger()(verb)[-1]
    kind = last.feature.cType or ""
    if verb.endswith("を共"):
        verb += "にする"
    elif last.feature.pos1 == "名詞" or word.startswith("お会い"):
        verb += "する"
    if verb.endswith("する"):
        stem = verb[:-2] + "し"
        return {"past": stem + "た", "stem": stem, "plain": verb, "negative": stem}
    if kind.startswith("五段"):
        past, stem, negative = (verb[:-1] + kana for kana in GODAN[verb[-1]])
        return {"past": past, "stem": stem, "plain": verb, "negative": negative}
    return {"past": verb[:-1] + "た", "stem": verb[:-1], "plain": verb, "negative": verb[:-1]}


def of_verb(row: dict[str, Any]) -> list[Construction]:
    """The constructions that the verbs of a row stand in. What was only said tells of no talks to come."""
    if row.get("needs") == "talk":
        return OF_HOSTS
    return [one for one in OF_VERBS if one.tells != "planned" or row["kind"] not in ("speech", "accord")]


def verb_text(construction: Construction, row: dict[str, Any], verb: str) -> str:
    """The sentence of a construction with a verb of a row."""
    particle = [*row.get("host", ()), *row.get("with", ()), "と"][0]
    before = SAYS_OTHERWISE.get(verb) or BEFORE.get(row.get("needs", "")) or BEFORE.get(row["kind"], "")
    return construction.text.format(with_=particle, before=before, **forms(verb))


# --- how they are read -----------------------------------------------------------------------------------------------


def read(text: str) -> list[Event]:
    return [event for sentence in parsed(text) for event in events(sentence, default_frames())]


def names(event: Event) -> set[str | None]:
    return {person.name or "".join(person.titles) for person in event.persons}


def outcome(construction: Construction, text: str, found: list[Event]) -> str:
    """What is wrong with how a sentence is read; nothing if it is right."""
    if construction.tells == "none":
        return "" if all(event.status == "none" for event in found) else f"{found[0].status}: {text}"
    if not found:
        return f"nothing: {text}"
    event = found[0]
    if construction.tells == "recalled":
        return "" if event.recalled else f"not recalled: {text}"
    if event.status != construction.tells or event.recalled:
        return f"{event.status}{' recalled' * event.recalled}: {text}"
    if not construction.persons <= names(event) or not construction.codes <= set(event.codes):
        return f"{names(event)} {event.codes}: {text}"
    return ""


Case = tuple[str, str, str]  # row, word, construction


def of_nouns(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[Case, str]]:
    for row in rows:
        for word in row.get("words", ()):
            for one in constructions(row):
                if not (one.verbal and not takes_suru(word)):
                    text = one.text.format(word)
                    found = [e for e in read(text) if e.chunk.run.endswith((word, word + "後")) and e.how != "topic"]
                    yield (row["name"], word, one.name), outcome(one, text, found)


def of_verbs(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[Case, str]]:
    for row in rows:
        for word in row.get("verbs", ()):
            for one in of_verb(row):
                text = verb_text(one, row, word)
                found = [e for e in read(text) if e.how != "topic" and (e.frame == row["name"] or e.word == word)]
                yield (row["name"], word, one.name), outcome(one, text, found)


# What is known to go wrong, with the reason.
EXCEPTIONS: Final[dict[Case, str]] = {
    ("talks", "話し合い", "及び"): "MeCab: a verb, 話し合う",
}


@pytest.mark.parametrize("cases", [of_nouns, of_verbs])
def test_every_word_is_read_in_every_construction(cases: Any) -> None:
    found = dict(cases(ROWS))
    wrong = {case: why for case, why in found.items() if why}
    known = EXCEPTIONS.keys() & found.keys()
    told = "\n".join(f"{case}: {wrong.get(case, 'read rightly now')}" for case in wrong.keys() ^ known)
    assert wrong.keys() == known, told
