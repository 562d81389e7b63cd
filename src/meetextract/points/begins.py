"""Where a content begins: leftwards from its end, as far as the bunsetu belong to it."""

from __future__ import annotations

from typing import Final

from meetextract.points.bounds import Bounds, End
from meetextract.points.predicates import Hit
from meetextract.points.said import goes_on, teller
from meetextract.points.words import holds, words
from meetextract.text.chunks import Chunk

_ABOUT: Final = frozenset(
    {"について", "に関し", "に関して", "をめぐり", "を巡り", "についても", "につき", "に対し", "において"}
)
_OPENERS: Final = "「『"
_OF_TOPICS: Final = frozenset({"については", "に関しては", "をめぐっては", "を巡っては"})


def left(of: Bounds, last: int, hit: Hit, *, speech: bool) -> int:
    at, row, own = last, _row_of(of, last), False
    inner = _topic_inside(of, last) if speech else last
    while at > of.floor:
        before = of.chunks[at - 1]
        if at > inner or (at > row and not (at - 1 in of.bounding and before.persons)):
            at -= 1
            continue
        subject = at - 1 in of.bounding and not of.is_fact(at - 1, last, hit)
        if subject and of.is_one_of_both(at - 1, last, hit):
            subject, own = False, True
        if subject or _breaks_off(of, at, last, speech) or _apart(of, at):
            break
        if not speech and not before.comma and _modifies_predicate(of, before, last, hit):
            break
        if not speech and before.comma and _is_asked(of, before, hit):
            break
        if before.comma and (own or _bounds(of, at - 1, last, speech)):
            break
        if hit.rule.frame and before.particle in ("に", "には", "では") and _is_paper(of, before, hit):
            break
        if speech and before.particle in _OF_TOPICS and before.kind == "n" and of.chunks[last].run != "旨":
            break
        if speech and before.particle in _ABOUT and _all_quoted(of, at, last):
            break
        if not before.comma and not speech and _ends_without_comma(of, at - 1, last):
            break
        at -= 1
    return at


def _topic_inside(of: Bounds, last: int) -> int:
    """氏は会談で、輸出は移行に当たり、重要だと述べた: where what the words said are about begins; else `last`."""
    by = max((one.index for one in of.actors if one.index in of.bounding and one.index < last), default=-1)
    if by < 0:
        return last
    for chunk in of.chunks[max(by + 1, of.floor) : last]:
        if chunk.index in of.spoken:
            return last
        if chunk.kind == "n" and chunk.particle == "は" and not holds(chunk.run, words().elsewhere["met"]):
            return chunk.index
    return last


def _row_of(of: Bounds, last: int) -> int:
    """…すること、…すること; …旨、…旨: where the first of a row ends, up to which nothing bounds the content."""
    things = ("こと", "事", "旨")
    if of.chunks[last].run not in things:
        return last
    row = (one for one in of.chunks[of.floor : last] if one.run in things and not one.particle and one.comma)
    return next((one.index for one in row), last)


def _is_paper(of: Bounds, chunk: Chunk, hit: Hit) -> bool:
    """行動計画に…を明記し, その中に…を明記した."""
    return isinstance(hit.rule.frame, tuple) and (holds(chunk.run, hit.rule.frame) or chunk.run == "中")


def _all_quoted(of: Bounds, first: int, last: int) -> bool:
    """邦人について「一刻も早い解放を」と: whether the rest is one quotation."""
    start = of.chunks[first].start
    start -= of.text[start - 1] in _OPENERS
    return of.chunks[last].start <= of.pairs.get(start, -1) < of.chunks[last].end


def _apart(of: Bounds, at: int) -> bool:
    """A blank or the end of a label stands between two bunsetu: 国防相（同）　次期…"""
    between = of.text[of.chunks[at - 1].end : of.chunks[at].start]
    return (
        between != ""
        and any(mark in between for mark in "\u3000】〉》：")
        and not any(low < of.chunks[at].start <= high for low, high in of.pairs.items())
    )


def _modifies_predicate(of: Bounds, chunk: Chunk, last: int, hit: Hit) -> bool:
    """当事者に自制を求めた, 共同声明で…を非難した: what hangs on the predicate itself is none of its content."""
    if chunk.head <= last or chunk.kind == "v":
        return False
    if chunk.kind == "x":
        return chunk.text in words().content["newly"]
    if chunk.particle in ("に", "には", "へ", "に対し", "に対して", "に対しては"):
        return _is_addressee(of, chunk) or chunk.run.endswith(words().content["occasions"])
    if chunk.particle in ("で", "では"):
        return chunk.run.endswith(words().content["occasions"])
    return chunk.particle in ("として", "を念頭に", "をめぐって", "を巡って")


def _is_asked(of: Bounds, chunk: Chunk, hit: Hit) -> bool:
    """議長国であるチリに対し、参加を呼びかけた: of whom something is asked."""
    asks = hit.rule.kind in ("request", "propose") and chunk.kind == "n"
    to = chunk.particle in ("に", "へ", "に対し", "に対して", "に対しては")
    return asks and to and (bool(chunk.codes) or _is_addressee(of, chunk))


def _is_addressee(of: Bounds, chunk: Chunk) -> bool:
    nouns = "".join(chunk.nouns)
    if chunk.names or nouns in words().around["people"]:
        return not nouns or nouns.endswith(("側", "政府", "外相", "国防相", "大臣", "首相", "国", "双方", "先方"))
    return nouns.endswith(("人", "氏", "当事者", "当局", "両国", "側", "国際社会"))


def _breaks_off(of: Bounds, at: int, last: int, speech: bool) -> bool:
    """Behind a quotation with と, which is what somebody said."""
    before = of.chunks[at - 1]
    if before.units[-1].letter != "Q" or before.particle != "と" or speech or of.text[before.end] in _OPENERS:
        return False  # 「…覚書」と「…覚書」を締結した
    return of.chunks[at].lemma not in words().content["titled"]


def _segment(of: Bounds, comma: int) -> int:
    """The first bunsetu of what stands before a comma, from the comma before it on."""
    at = comma
    while at > of.floor and not of.chunks[at - 1].comma:
        at -= 1
    return at


def _bounds(of: Bounds, comma: int, last: int, speech: bool) -> bool:
    """Whether what stands before the comma is no part of what follows."""
    chunk = of.chunks[comma]
    low = _segment(of, comma)
    segment = of.text[of.chunks[low].start : chunk.end]
    sense = words().ends.sense(segment)
    inside = comma in of.subjects and comma not in of.bounding  # 両国は、価値を共有しており、…したい旨
    shown = chunk.text.rstrip("、，,")
    if shown in words().around["lasting"] and (chunk.kind == "x" or shown.endswith("も")):
        first = low == comma and (low == of.floor or low - 1 in of.bounding)
        behind = shown.endswith("も") or (comma > 0 and shown.endswith("続き"))
        return first and behind and not speech  # 両氏は、今後とも、
    if speech and (inside or goes_on(of, low, comma, last)):
        return False
    if of.has_own_subject(low, comma, last):
        return False
    if sense == "keep" or _under_one_thing(of, chunk, last):
        return False
    if speech and segment.endswith("として") and chunk.kind == "n":
        return False  # 重要なパートナーとして、協力してきた: what somebody is, not what he goes by
    if sense == "leave" and not _goes_on(of, low, comma, last, speech):
        return True
    thing = of.chunks[last].run in ("こと", "事")
    if chunk.kind == "v" and chunk.text.rstrip("、，,").endswith("おり") and not speech and not thing:
        return True  # 連絡を取り合っており、情勢について
    if chunk.kind == "n" and chunk.particle == "は":
        of_clause = speech or (thing and teller(of, last) >= 0)
        return not of_clause or not any(index < low for index in of.bounding)
    if (
        chunk.kind == "v"
        and chunk.tail
        and chunk.tail[-1].surface in ("が", "けれども", "けれど")
        and chunk.link == "coordinate"
    ):
        past = any(word.surface == "た" for word in chunk.tail)
        narrated = past or chunk.index in of.spoken  # 氏は詳細は避けたが、実り多かったと述べた
        return not speech or narrated or not any(index < low for index in of.bounding)
    if chunk.kind == "n" and chunk.particle in ("", "に") and _is_day(chunk) and not speech:
        return True
    if chunk.kind == "v" and chunk.units[-1].letter == "n" and not chunk.tail and not speech:
        return True  # 第2回会合を開催、
    lead = segment in words().leads.words
    if chunk.kind == "x" and low == comma:
        return (not speech or comma == 0) and not _and(of, chunk)
    if lead and (not speech or low <= 1):
        return True
    return segment in words().around["times"] and not speech


def _and(of: Bounds, chunk: Chunk) -> bool:
    """…が開催され、また、…が行われたこと: joins two parts of one content."""
    before = of.chunks[chunk.index - 1] if chunk.index > of.floor else None
    joins = chunk.text.rstrip("、，,") in ("また", "かつ", "そして", "並びに", "および", "及び")
    return joins and before is not None and chunk.index - 1 not in of.bounding and before.comma


def _under_one_thing(of: Bounds, chunk: Chunk, last: int) -> bool:
    """計画を補いつつ、実行していくこと: a clause under こと whose verb is none of the table stays in it."""
    together = chunk.kind == "v" and chunk.text.rstrip("、，,").endswith(("つつ", "とともに", "と共に"))
    return together and chunk.index not in of.spoken and of.chunks[last].run in ("こと", "事")


def _goes_on(of: Bounds, low: int, comma: int, last: int, speech: bool) -> bool:
    """し、 under the こと that follows: 枠組みを開き、進めること is one content."""
    chunk = of.chunks[comma]
    if chunk.text.endswith(("とともに", "と共に")):
        return True
    if chunk.particle in ("に", "で", "には", "では", "にも") and speech and not of.chunks[low].persons:
        return any(index < low for index in of.bounding) is not False and chunk.particle not in ("では",)
    return False


def _ends_without_comma(of: Bounds, at: int, last: int) -> bool:
    """会談で…することで一致した, …に際しては…: circumstance that no comma ends."""
    chunk = of.chunks[at]
    if of.has_own_subject(_segment(of, at), at, last):
        return False
    if chunk.kind == "n":
        meeting = chunk.run.endswith(("会談", "会合", "協議", "電話", "会議", "懇談"))
        if chunk.particle in ("では", "において", "においては") and meeting:
            return True
        if chunk.particle == "で" and (
            chunk.run.endswith(("電話", "テレビ会議", "ビデオ会議")) or (meeting and chunk.persons)
        ):
            return True
        if chunk.particle in ("との間で", "との間では") and chunk.head > last:
            return True  # 両省との間で覚書を締結した
        if chunk.particle == "を念頭に" and chunk.run not in ("こと", "事"):
            return True
        if chunk.particle in ("をめぐり", "を巡り", "に当たり", "にあたり", "に際しては"):
            return True
        if chunk.particle in _OF_TOPICS:
            return True
        if chunk.particle == "は" and at not in of.subjects and _is_about(of, at, last):
            return False
        if chunk.particle.endswith("は") and not chunk.text.startswith(("当面", "当分")):
            digit = of.text[of.chunks[at + 1].start].isdigit()
            return digit or not any(index < at for index in of.bounding)
        if chunk.persons and chunk.particle in ("と", "との間で", "らと") and not _with(of, at, last):
            return True
    if chunk.kind == "v" and chunk.text.endswith(("て", "で")) and chunk.link == "coordinate":
        return holds("".join((*chunk.nouns, chunk.lemma)), ("会談", "懇談", "会う", "面会", "協議"))
    return False


def _is_about(of: Bounds, topic: int, last: int) -> bool:
    """訓練の期日は明らかにしないこと: what the こと is about; not 次回は…開くこと, 会談は…ことで一致した."""
    chunk, first = of.chunks[topic], of.chunks[_segment(of, topic)]
    when = first.text.startswith(("次回", "今回", "今後")) or first.text[0].isdigit()
    both = chunk.run.startswith(("両", "双方", "各")) or bool(chunk.persons)
    return (
        of.chunks[last].run in ("こと", "事")
        and not (when or both)
        and not first.run.endswith(words().elsewhere["meetings"])
    )


def _with(of: Bounds, at: int, last: int) -> bool:
    """甲氏と会談すること: he is of the content; 甲氏と…の推進を確認: he is not."""
    head = of.chunks[at].head
    return head <= last and (of.chunks[head].kind == "v" or of.chunks[head].persons != [])


def without_lead(of: Bounds, first: int, end: End) -> int:
    """Drops what leads into a clause without belonging to it: また、 冒頭、 ① …"""
    text, start = of.text, of.chunks[first].start
    leads, marks = words().leads, words().marks
    stops = {chunk.start for chunk in of.chunks[first : end.index + 1]}
    while start < end.at:
        if text[start] in marks:
            start += 1
            continue
        lead = leads.at(text, start, end.at)
        after = start + len(lead)
        if not lead or text.startswith(words().not_leads, start):
            break
        if text[after] in "、，,":
            after += 1
        elif after not in stops and text[after] not in _OPENERS:
            break
        start = after
    return start


def without_addressee(of: Bounds, start: int, end: End, hit: Hit) -> int:
    """アンダーウッド氏に、…の撤廃を; グレイソン外相、国防相と…を協議: the persons addressed are no content."""
    at = next((c.index for c in of.chunks if c.start >= start), end.index)
    for chunk in of.chunks[at : end.index]:
        people = chunk.persons or (
            chunk.text.rstrip("、").removesuffix("に対し").removesuffix("に対して") in words().around["people"]
        )
        if not people or not (
            chunk.particle in ("", "と") or chunk.particle in ("に", "へ", "に対し", "に対して", "との間で", "らと")
        ):
            break
        if chunk.particle == "" and not chunk.comma:
            break
        together = chunk.particle in ("と", "との間で", "らと")
        if together and not chunk.comma and hit.rule.kind not in ("discuss", "sign"):
            if not any(c.persons for c in of.chunks[chunk.index + 1 : end.index]):
                break
            continue
        if chunk.particle in ("に", "へ") and of.text[chunk.end : chunk.end + 1] == "よ":
            break
        if chunk.particle == "" or (together and hit.rule.kind not in ("discuss", "sign")):
            continue
        start = of.chunks[chunk.index + 1].start
    return start


def _is_day(chunk: Chunk) -> bool:
    """3日、, 22日夜、"""
    run = chunk.run
    return run[:1].isdigit() and run.endswith(("日", "日夜", "日朝", "日午前", "日午後", "日夕", "日未明"))
