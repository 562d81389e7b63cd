"""What a complement means: これ and 提案 stand for what was said before; whether it suits its predicate."""

from __future__ import annotations

from typing import Final

from meetextract.points.contents import Complement
from meetextract.points.governors import Report
from meetextract.points.lists import next_line, rest_of_line, speaks_ahead, told_below, words_end
from meetextract.points.predicates import Hit
from meetextract.points.reading import PAIR, Reading, Setting
from meetextract.points.who import governing
from meetextract.points.words import Ends, holds, words
from meetextract.text.sentences import brackets, sentences

_NEAR: Final = 2  # bunsetu
_LONG: Final = 500  # code points of a quotation on lines of its own
_WORDS: Final = 8  # code points of a quotation that is more than a name


def fits(of: Setting, reading: Reading, hit: Hit, complement: Complement) -> bool:
    rule, text = hit.rule, reading.sentence.text
    span = complement.span
    if rule.needs and span is None and quote_before(of, reading, hit):
        return rule.kind == "state"
    if rule.needs and span is None:
        return rule.kind == "state" and rule.bare and hit.lightly and bool(reading.actors)
    shown = complement.particle == "と" and rule.kind == "state"  # 「…」と前向きな姿勢を示した
    beside = reading.sentence.chunks[max(0, hit.noun.index - 1)].run
    shown = shown or (complement.particle == "について" and beside in words().around["clauses"])  # …について認識を共有
    if rule.object and not shown and (span is None or not _ends_in(rule.object, text[slice(*span)])):
        return False
    if rule.unless and span is not None and _ends_in(rule.unless, text[slice(*span)]):
        return False
    if rule.quoted and not _is_quoted(of, reading, hit, complement):
        return False
    if span is None:
        return True
    words_ = text[slice(*span)]
    if rule.kind in ("request", "propose") and words_.split("が")[-1] in words().around["holding"]:
        return False  # 豪州が開催を働き掛けた: how the meeting came about
    welcomed = holds(of.text[hit.start : reading.sentence.end], ("歓迎",))
    if hit.chunk.lemma == "触れる" and not hit.chunk.past and words_.endswith("こと") and welcomed:
        return False  # 入港したことに触れ、…を歓迎した: how he came to welcome it
    if rule.kind == "state" and _that_they_met(words_):
        return False
    if (
        rule.kind == "state"
        and rule.type == "suru"
        and complement.particle in ("を", "は", "が", "も", "に", "で")
        and hit.chunk.run == "発言"
    ):
        return False
    return not (rule.kind in ("sign", "agree") and _long_ago(of, reading, hit, span))


def _clause_is_said(of: Setting, reading: Reading, hit: Hit) -> bool:
    """トルコは支援を提供する用意があるとした, of a subject that takes part; not …しようとした, …を柱とした."""
    before = reading.sentence.chunks[hit.noun.index - 1] if hit.noun.index else None
    if before is None or before.kind != "v" or before.text.endswith("うと") or hit.chunk.lemma != "為る":
        return False
    goes_on = hit.chunk.comma and hit.chunk.text.rstrip("、，,") == "し"  # …であるとし、協力を求めた
    actor = governing(of, reading, hit.noun.index) or (of.state.speaker if before.wish else None)
    return (hit.chunk.past or goes_on) and actor is not None and bool(actor.sides) and not actor.other


def _is_quoted(of: Setting, reading: Reading, hit: Hit, complement: Complement) -> bool:
    """「…」とした, 決めていないと返した; …であるとして goes with what follows."""
    if complement.particle not in ("と", "等") or complement.span is None:
        return False
    low = complement.span[0]
    shown = of.text[low - 1] in "「『" or _ends_in_words_of_his(of, reading, hit)
    marked = shown or _clause_is_said(of, reading, hit)
    if complement.particle == "等" and not shown:
        return False  # 各国の外相等を招いた
    if hit.chunk.lemma in ("為る", "言う"):
        return marked and not hit.chunk.text.endswith("て") and not hit.chunk.passive
    return True


def _ends_in_words_of_his(of: Setting, reading: Reading, hit: Hit) -> bool:
    """関係が「過去最高に達している」とし、…を強調した; not 脱退を「遺憾」とし."""
    before = reading.sentence.chunks[hit.noun.index - 1].units[-1]
    return before.letter == "Q" and before.size > _WORDS and hit.chunk.lemma == "為る" and hit.chunk.comma


def _long_ago(of: Setting, reading: Reading, hit: Hit, span: tuple[int, int]) -> bool:
    """2019年に署名した: an earlier year, unless it is what was agreed on (2030年に開くことで合意した)."""
    text = reading.sentence.text
    for chunk in reading.sentence.chunks[: hit.noun.index]:
        shown = chunk.text
        year = (
            chunk.particle == "に"
            and chunk.run.endswith("年")
            and len(chunk.run) > 4
            and any(c.isdigit() for c in shown)
        )
        if (
            year
            and hit.start - chunk.start < 40
            and not (span[0] <= chunk.start < span[1] and text[slice(*span)].endswith(("こと", "方針", "目標")))
        ):
            return True
    return False


def meant(of: Setting, hit: Hit, complement: Complement) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
    """The content, これ and the like replaced by what they stand for, and whose support it is."""
    span = complement.span
    if span is None:
        return None, ()
    shown = of.text[slice(*span)]
    if speaks_ahead(shown):
        below = told_below(of.text, of.end)
        if below is None and shown.endswith(("とおり", "通り")):
            below = next_line(of.text, of.end)
        elif below is None and hit.rule.kind == "state":
            below = _spoken_on(of)
        return below or (None if shown.endswith("よう") else span), ()
    if _is_anaphor(of, shown):
        return of.state.content, ()
    if hit.rule.by == "other":
        giver = _giver(of, shown)
        if giver is not None:
            return of.state.content, giver
    return span, ()


def _spoken_on(of: Setting) -> tuple[int, int] | None:
    """次のように述べた。両国は隣人である。…したい。: the rest of the line, up to where a narrator speaks again."""
    line = rest_of_line(of.text, of.end)
    if line is None:
        return None
    end = line[0]
    for one in sentences(of.text, *line):
        last = of.parse(one.start, one.end).chunks[-1:]
        if last and last[0].lemma in words().governors["say"] and last[0].past:
            break
        end = one.end
    end -= of.text[end - 1] == "。"
    return (line[0], end) if end > line[0] else None


def _is_anaphor(of: Setting, shown: str) -> bool:
    around = words().around
    if shown in around["anaphors"]:
        return True
    if shown[:2] in ("この", "その") and shown[2:] in around["this"]:
        return True
    last = of.state.last
    return shown in around["deeds"] and last is not None and last.kind in ("request", "propose")


def _giver(of: Setting, shown: str) -> tuple[str, ...] | None:
    """Whose support it is: 先方の支持, シルバ外相の支持."""
    if of.cast.subjects.of([shown]) == "other" or shown.startswith(("先方", "相手")):
        return of.party.foreign if len(of.party.sides) == PAIR else ()
    for person in of.party.persons:
        if person.country and any(
            m.end - m.start == len(shown) and of.text[m.start : m.end] == shown for m in person.mentions
        ):
            return (person.country,)
    return () if shown in ("各国",) else None


def anaphoric(of: Setting, reading: Reading, hit: Hit) -> bool:
    chunks = reading.sentence.chunks
    for one in chunks[max(0, hit.noun.index - 3) : hit.noun.index]:
        if "".join(one.nouns) in words().around["anaphors"] and one.particle in (
            "を",
            "に",
            "に対し",
            "について",
            "については",
            "に対して",
        ):
            return True
    return False


def quote_before(of: Setting, reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """The words of somebody that stand as a sentence or a line of their own before what says that he said them."""
    if not points_back(of, reading, hit):
        return None
    end = words_end(of.text, reading.sentence.start)
    if not _behind_quote(reading, hit) or of.text[end - 1 : end] not in ("」", "』"):
        return of.state.quote
    start = next((low for low, high in brackets(of.text, max(0, end - _LONG), end).items() if high == end - 1), -1)
    return (start + 1, end - 1) if start >= 0 else None


def _behind_quote(reading: Reading, hit: Hit) -> bool:
    """といった発言をした, on the line behind a quotation."""
    return reading.sentence.text.startswith(("と", "等と"), reading.sentence.start) and hit.noun.index <= _NEAR


def points_back(of: Setting, reading: Reading, hit: Hit) -> bool:
    """「…」。氏はこう切り出した; と述べた, on the line behind a quotation."""
    before = reading.sentence.chunks[: hit.noun.index][-2:]
    this = bool(before) and (before[-1].text in ("こう", "そう") or "".join(c.text for c in before) == "このように")
    return this or _behind_quote(reading, hit)


def asks_for(reading: Reading, complement: Complement) -> bool:
    """停戦を訴えた, 撤廃するよう訴えた: an action, not a fact."""
    if complement.span is None or complement.particle not in ("を", "よう"):
        return complement.particle == "よう"
    last = next((c for c in reading.sentence.chunks if c.core_end == complement.span[1]), None)
    return complement.particle == "よう" or (last is not None and last.units[-1].pos3 == "サ変可能")


def stands_alone(of: Setting, reading: Reading, hit: Hit, how: Report) -> bool:
    kind = hit.rule.kind
    if (kind in ("concern", "condemn") or (kind == "state" and hit.rule.bare)) and hit.lightly and reading.actors:
        return True
    if kind in ("request", "propose", "state", "concern", "condemn", "confirm"):
        return bool(kind == "request" and anaphoric(of, reading, hit) and of.state.content)
    return hit.rule.needs is None


def _ends_in(wanted: object, shown: str) -> bool:
    tail = shown
    while tail and (tail[-1] in "」』）)0123456789０１２３４５６７８９ "):
        if tail[-1] in "）)" and (opener := max(tail.rfind("（"), tail.rfind("("))) > 0:
            tail = tail[:opener]
        else:
            tail = tail[:-1]
    if shown.endswith(("」", "』")) and (opener := max(shown.rfind("「"), shown.rfind("『"))) > 0:
        named = shown[:opener]  # 共同文書「新世紀の同盟」
        if isinstance(wanted, tuple) and named.endswith(wanted):
            return True
    if isinstance(wanted, tuple):
        return bool(Ends(wanted).of(tail)) or bool(Ends(wanted).of(tail.removesuffix("など").removesuffix("等")))
    return any(m.end() == len(tail) for m in wanted.finditer(tail))  # type: ignore[attr-defined]


def _that_they_met(shown: str) -> bool:
    """電話で約20分間話したと明らかにした."""
    shown = shown.removesuffix("こと").removesuffix("旨")
    around = words().around
    return shown.endswith(tuple(around["they_met"])) or (shown.endswith("話した") and holds(shown, around["by_phone"]))
