"""The day of talks: said with them, else beside them, else that of the lead or of the talk before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from meetextract.talks.drafts import Draft, Passage
from meetextract.talks.event import Event
from meetextract.talks.rules import holds, rules
from meetextract.talks.shares import shares
from meetextract.text.chunks import Chunk
from meetextract.text.dates import DateMention, find_dates, is_span, value
from meetextract.text.lineform import line_form
from meetextract.text.sentences import lines
from meetextract.text.syntax import Sentence
from meetextract.text.when import Calendar, begins_span, behind_hours, days, says_same_day, says_today

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_BEHIND: Final = 40  # code points behind 会談は in which its day may stand
_FIRST_WORDS: Final = 80
_EARLY: Final = 6  # sentences of a talk that can say when it was
_TOPIC: Final = 24  # code points in which a sentence says what it is about
_HEADING: Final = 60  # code points of a line that can be one
_SOON: Final = timedelta(days=14)
_BARE: Final = 3  # code points of 19日
_BELOW: Final = 4  # lines under an entry in which its day may stand
_WEEKDAY: Final = 6  # code points of brackets and a weekday beside a day
_BRACKETS: Final = ("（", "(", "）", ")")
_ENDS: Final = ("た", "ほか", "し", "り", "き", "行い")  # before the bracket with the day of what is told so far
_OBJECT: Final = frozenset({"を", "も", "について", "につき", "に関し", "に関して", "についても", "に対し", "に対して"})
_NUMBERING: Final = "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨．.（）() \u3000"
_WITHIN: Final = frozenset({"で", "では", "において", "においては", "の席上", "の冒頭"})
_EARLY_WORDS: Final = 3
_FOLLOWS: Final = ("引き続き", "引き続いて", "続いて", "その後", "この後", "このあと", "そのあと")


def set_days(walk: Walk, talks: Sequence[Draft]) -> None:
    """Sets the day of each talk that has none."""
    calendar = Calendar.of_page(walk.text, walk.context.published, walk.context.page.year, walk.context.page.issued)
    lead = _lead_day(walk, calendar)
    at = 0
    last: DateMention | None = None
    headed: DateMention | None = None
    own: list[Draft] = []  # talks that say their day themselves
    for talk in sorted(talks, key=lambda t: t.start):
        if at < talk.start:
            calendar.note(walk.text, at, talk.start)
            at = talk.start
        if talk.date is None and talk.hosted:
            talk.date = next(_days_of(walk, talk, calendar), None)
        own += [talk] if talk.date is not None else []
        if talk.date is None and _same_as_before(walk, talk):
            talk.date = headed
        if talk.date is None and talk.hosted:
            prose = talk.header is None and not talk.heading and talk.status == "held"
            prose = prose and last is not None and last.start < talk.start
            if not _only_today(walk, talk) and not _has_own_span(walk, talk, calendar):
                shared = last if prose else lead if _under_lead(walk, talk) else None
                shared = None if shared is not None and _is_next_stage(walk, shared, talk) else shared
                if shared is not None and lead is not None and shared.start == lead.start:
                    shared = None if _is_of_others(walk, own, talk, lead) else shared
                talk.date = shared
                if len(talks) == 1 and _was_held(walk, talk):
                    talk.date = talk.date or _only_day(walk, talk, calendar)
        if talk.date is not None and talk.status == "planned":
            talk.date = _still_to_come(walk, talk, talk.date)
        headed = talk.date if talk.header is not None else headed
        if talk.header is None and talk.date is not None:
            last = None if begins_span(walk.text, talk.date) else talk.date


def _is_next_stage(walk: Walk, last: DateMention, talk: Draft) -> bool:
    """(3) チリ（8月15～17日）: whether days of another part of a trip stand between a day and the talk."""
    start = max([talk.start, *(sentence.start for sentence, _ in talk.told[:1])])
    heads = (line for line in lines(walk.text, last.end, start) if line_form(walk.text[line.start : line.end]).numbered)
    return any(begins_span(walk.text, day) for line in heads for day in find_dates(walk.text, *line))


def _still_to_come(walk: Walk, talk: Draft, day: DateMention) -> DateMention | None:
    """The day of talks to come: 19日 is not weeks before that of the report; nothing says of which week 木曜日 is.

    A day that is over when the page appears, and not told with the talks, is that of others.
    """
    issued = walk.context.published
    spans = [*((s.start, s.end) for s, _ in talk.told), *([talk.block_day] if talk.block_day else [])]
    own = talk.start <= day.start or any(low <= day.start < high for low, high in spans)
    full = None not in {day.year, day.month, day.day}
    if not own and issued is not None and full and _value(day) < issued.isoformat():
        return None
    bare = "月" not in walk.text[day.start : day.end] and day.end - day.start <= _BARE
    if issued is None or not bare or day.day is None or day.month is None or day.year is None:
        return None if day.relative else day
    if day.relative:
        return None
    late = (issued - _SOON).isoformat()
    months = (issued.year * 12 + issued.month - 1 + n for n in (0, 1))
    told = (day._replace(year=total // 12, month=total % 12 + 1) for total in months)
    return next((d for d in told if _value(d) >= late), day)


def _value(day: DateMention) -> str:
    return value(day) or ""


def _is_of_others(walk: Walk, own: Sequence[Draft], talk: Draft, day: DateMention) -> bool:
    """Whether the day of the lead is that of talks with others, or of who tells of the talks."""
    first = "".join(walk.text[s.start : s.end] for s, _ in talk.told[:1])
    if talk.header is not None or talk.heading or walk.is_diary or holds(first, rules().same_day):
        return _is_of_speaker(walk, talk, day)  # the lead tells of all talks
    codes = set(walk.foreign(talk))
    others = (set(walk.foreign(one)) for one in own if one.date is not None and one.date.start == day.start)
    return _is_of_speaker(walk, talk, day) or any(not (codes <= other or other <= codes) for other in others)


def _is_of_speaker(walk: Walk, talk: Draft, day: DateMention) -> bool:
    """Whether a sentence that tells the talks has the day as that of who tells of them."""
    told = [(s, event) for s, event in talk.told if s.start <= day.start < s.end]
    return any(_is_arranged(walk.text[s.start : s.end]) and _of_speaker(walk, talk, s, e, day) for s, e in told)


def _only_day(walk: Walk, talk: Draft, calendar: Calendar) -> DateMention | None:
    """The day of a page that tells no other, where it stands before its only talks are told."""
    found = [day for line in walk.context.page.body for day in days(walk.text, *line, calendar, None, held=True)]
    found = [day for day in found if not _since(walk, day)]
    if len({(day.month, day.day) for day in found}) != 1 or _several(walk, found[0]):
        return None
    if any(_is_of_speaker(walk, talk, day) for day in found):
        return None
    return found[0] if found[0].start < max([talk.start, *(s.end for s, _ in talk.told)]) else None


def _has_own_span(walk: Walk, talk: Draft, calendar: Calendar) -> bool:
    """7日と8日には訪問し、会談する見通し: the days of the trip are told with it, so that no other day is its own; so is
    a month (3月に表敬した)."""
    told = talk.told[:1]
    if any(_is_month(s, chunk, e) for s, e in told for chunk in s.chunks):
        return True
    return any(True for s, e in told for _ in days(walk.text, s.start, e.chunk.end, calendar, None, spans=True))


def _is_month(sentence: Sentence, chunk: Chunk, event: Event) -> bool:
    ends = chunk.run.endswith(rules().months) and chunk.particle in ("に", "には")
    return ends and sentence.head(chunk) in (event.predicate, event.chunk)


def _was_held(walk: Walk, talk: Draft) -> bool:
    """Whether it is past; nothing tells of 5日に表敬する予定 under a header."""
    headed = talk.passages[:1] if talk.header is not None else []
    first = "".join(walk.text[p.start : p.end] for p in headed)
    if talk.status != "held" or holds(first, rules().planned) or holds(walk.title, rules().planned):
        return False
    return not _is_tenseless(walk, talk)


def _is_tenseless(walk: Walk, talk: Draft) -> bool:
    """25日は外相との会談を開催。: no verb says when, nor does what is told of the talks; a diary tells what was."""
    if walk.is_diary or talk.header is not None or talk.entry or not talk.told:
        return False
    if any(walk.text[passage.start : passage.end].rstrip("。」 \n").endswith("た") for passage in talk.passages):
        return False
    ends = ((sentence.chunks[-1], event.predicate) for sentence, event in talk.told)
    return all(last is predicate and last.kind == "v" and last.units[-1].letter in "Nn" for last, predicate in ends)


def _same_extra(walk: Walk, talk: Draft) -> bool:
    extra = talk.header.extra if talk.header is not None else None
    return extra is not None and walk.text[slice(*extra)].strip() in ("同", "同日")


def _same_as_before(walk: Walk, talk: Draft) -> bool:
    """■パラグアイ（同）; 【加】引き続き2人で会談。"""
    if _same_extra(walk, talk):
        return True
    return talk.header is not None and any(walk.text.startswith(_FOLLOWS, p.start) for p in talk.passages[:1])


def _days_of(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    """The days that can be that of a talk, the nearest to it first."""
    text, before, held = walk.text, calendar.last, _was_held(walk, talk)
    if talk.header is not None and talk.header.extra is not None and not _same_extra(walk, talk):
        low, high = talk.header.extra
        yield from days(text, low - 1, high + 1, calendar, before, held=held)
    yield from _of_line_below(walk, talk, calendar)
    if any(_is_arranged(text[sentence.start : sentence.end]) for sentence, _ in talk.told[:1]):
        yield from _of_later(walk, talk, calendar)  # 4日、会談したと発表した。会談は3日に行われ
    headed = talk.header is not None  # the lead told some talks before their headers
    for sentence, event in sorted(talk.told, key=lambda told: _is_arranged(text[told[0].start : told[0].end])):
        if not headed or sentence.start >= talk.start:
            yield from _of_clause(walk, talk, sentence, event, calendar)
    if talk.entry and talk.block_day is not None:  # 1月30日~31日 | 第1回会談
        yield from days(text, *talk.block_day, calendar, calendar.last, held=held, spans=True)
    if headed:
        yield from _of_first(walk, talk, calendar)
    for sentence, event in talk.told if headed else ():
        yield from _of_clause(walk, talk, sentence, event, calendar)
    for low, high in talk.facts:
        yield from days(text, low, high, calendar, before, held=held)
    if talk.heading:
        yield from _of_first(walk, talk, calendar)
    yield from _of_later(walk, talk, calendar)
    if not _only_today(walk, talk) and not _has_own_span(walk, talk, calendar):
        yield from _of_paragraph(walk, talk, calendar)
    if talk.block_day is not None:
        yield from days(text, *talk.block_day, calendar, calendar.last, held=held)
    if talk.header is None and not talk.heading:
        yield from _of_heading_above(walk, talk, calendar)


def _of_first(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    for passage in talk.passages[:1]:
        end = min(passage.end, passage.start + _FIRST_WORDS)
        found = days(walk.text, passage.start, end, calendar, calendar.last, held=_was_held(walk, talk))
        told = _is_arranged(walk.text[passage.start : passage.end])
        sentence = walk.context.parsed(passage.start, passage.end)
        met = any(one.start == passage.start for one, _ in talk.told)
        found = (day for day in found if not (_is_of_thing(sentence, day) or (_is_note(walk, day) and not met)))
        yield from (day for day in found if not (told and walk.text.endswith(("は", "が"), 0, day.start)))


def _of_clause(walk: Walk, talk: Draft, sentence: Sentence, event: Event, calendar: Calendar) -> Iterator[DateMention]:
    """The last day before the word for the meeting; 会談は and a day behind it."""
    held, before = _was_held(walk, talk), calendar.last
    trip = holds(walk.text[sentence.start : event.chunk.end], rules().trips)
    found = list(days(walk.text, sentence.start, event.chunk.end, calendar, before, held=held, spans=not trip))
    outer = _is_arranged(walk.text[sentence.start : sentence.end])
    behind = days(walk.text, event.predicate.end, sentence.end, calendar, before, held=held)
    yield from islice((day for day in behind if _is_note(walk, day)), 1)
    found = [day for day in found if not (outer and _of_speaker(walk, talk, sentence, event, day))]
    found = [day for day in found if not (trip and _several(walk, day)) and not _is_of_report(walk, day)]
    found = [day for day in found if not _is_of_thing(sentence, day)]
    found = [day for day in found if not _is_of_person(sentence, day)] or found
    for low, high in shares(walk, talk, sentence, [day.start for day in found]):
        yield from [day for day in reversed(found) if low <= day.start < high]
    if found:
        yield found[-1]
    if event.chunk.particle in ("は", "が", "を"):
        end = min(sentence.end, event.chunk.end + _BEHIND)
        spans = not holds(walk.text[sentence.start : end], rules().trips)
        yield from days(walk.text, event.chunk.end, end, calendar, before, held=held, spans=spans)


def _is_note(walk: Walk, day: DateMention) -> bool:
    """外相と会談し、工場を視察した（12日）。: the day of what is told since the last such bracket."""
    text, start = walk.text, day.start - 1
    if text[start] not in _BRACKETS or text[day.end : day.end + 1] not in _BRACKETS:
        return False
    return text.endswith(_ENDS, 0, start) and text[day.end + 1 : day.end + 2] in ("、", "。", "\n", "")


def _of_speaker(walk: Walk, talk: Draft, sentence: Sentence, event: Event, day: DateMention) -> bool:
    """外務省は4日、…が会談したと発表した: the day of who tells of the talks, not of who held them."""
    text = walk.text
    before = text[sentence.start : day.start].removesuffix("、")
    if not before.endswith(("は", "が")) or text.startswith("に", day.end):
        return False
    if talk.status == "planned":
        return True
    subject = [m for m in event.subject if m.end <= day.start]
    return not subject


def _is_of_thing(sentence: Sentence, day: DateMention) -> bool:
    """7月28日の海賊被害を含む治安情勢: the day of what they talk about."""
    chunk = next((one for one in sentence.chunks if one.start <= day.start < one.end), None)
    if chunk is None or chunk.particle != "の" or sentence.text[behind_hours(sentence.text, day)] != "の":
        return False
    while (above := sentence.head(chunk)) is not None and chunk.kind == above.kind == "n":
        chunk = above
        if chunk.run.endswith(rules().talks):
            return False
    return chunk.particle in _OBJECT


def _is_of_person(sentence: Sentence, day: DateMention) -> bool:
    """先月15日に組閣を終えた首相と: the day of what somebody did before."""
    above = next((one for one in sentence.chunks if one.start <= day.start < one.end), None)
    while above is not None:
        if above.kind == "v" and above.link == "adnominal" and above.past:
            who = sentence.head(above)
            while who is not None and who.particle == "の" and not who.persons:
                who = sentence.head(who)  # 組閣を終えたチリの首相と
            return who is not None and bool(who.persons)
        above = sentence.head(above)
    return False


def _of_line_below(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    """（2019年7月15日）: the line under an entry, where it is nothing else."""
    at = talk.told[0][0].end - 1 if talk.told else talk.start
    if not line_form(walk.text[walk.text.rfind("\n", 0, talk.start) + 1 : at]).numbered:
        return
    for line in islice(lines(walk.text, at), 1, _BELOW):
        words = walk.text[line.start : line.end].strip()
        if line_form(words).numbered and words[0] not in _BRACKETS:
            return
        if words[:1] in _BRACKETS and words[-1:] in _BRACKETS:
            found = list(days(walk.text, line.start, line.end, calendar, None, held=_was_held(walk, talk)))
            yield from (day for day in found if len(found) == 1 and day.end - day.start >= len(words) - _WEEKDAY)


def _is_arranged(sentence: str) -> bool:
    """両政府は12日、…で開く方向で調整に入った: the day of those who plan."""
    return holds(sentence, rules().arranged)


def _several(walk: Walk, day: DateMention) -> bool:
    """13日及び14日: the days of a trip."""
    return walk.text[day.start : day.end].count("日") > 1 or is_span(walk.text, day)


def _is_of_report(walk: Walk, day: DateMention) -> bool:
    end = behind_hours(walk.text, day)
    return walk.text[end : end + 1] in ("、", "に") and walk.text.startswith(rules().reported, end + 1)


def _since(walk: Walk, day: DateMention) -> bool:
    """5月30日から実施されている支援, 3月末以来: when something else began; 通信が28日、報じた: when it was told."""
    if _is_of_report(walk, day):
        return True
    return walk.text.startswith(("から", "より", "以来", "以降"), day.end) and not is_span(walk.text, day)


def _of_paragraph(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    """The last day told before in the same paragraph, or before a header in the midst of a line."""
    starts = [sentence.start for sentence, _ in talk.told[:1]] or [talk.start]
    paragraph = walk.text.rfind("\n", 0, starts[0]) + 1
    before = walk.text[paragraph : starts[0]]
    if holds(before, rules().attended) or (talk.status == "planned" and _is_arranged(before)):
        return  # the days of a conference or a trip, or of who tells of what is to come
    found = list(days(walk.text, paragraph, starts[0], calendar, calendar.last, held=_was_held(walk, talk)))
    if found and _is_note(walk, found[-1]):
        end = walk.text.find("\n", starts[0])
        later = days(walk.text, starts[0], end if end >= 0 else len(walk.text), calendar, found[-1])
        yield from islice((day for day in later if _is_note(walk, day)), 1)
    elif found and not _several(walk, found[-1]) and not _since(walk, found[-1]):
        yield found[-1]


def _of_heading_above(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    """カナダ陸軍司令官の来訪（10月12日）: the line above, where it is no sentence and holds one day."""
    start = walk.text.rfind("\n", 0, talk.start)
    while start > 0 and walk.text[start - 1] in "\n \u3000":
        start -= 1
    above = walk.text.rfind("\n", 0, max(start, 0)) + 1
    title = walk.context.page.title
    if any(start < other.start < talk.start for other in walk.talks):
        return  # of the talks that the line tells first
    if start <= 0 or start - above > _HEADING or "。" in walk.text[above:start]:
        return
    if title is not None and above <= title[0] < start:
        return
    published = walk.context.page.published_at
    found = list(days(walk.text, above, start, calendar, calendar.last, held=_was_held(walk, talk)))
    if len(found) == 1 and not (published and above <= published[0] < start):
        yield found[0]


def _of_later(walk: Walk, talk: Draft, calendar: Calendar) -> Iterator[DateMention]:
    """A later sentence of the same talks that says when they were: オマーンへの訪問は、16日に行われた。"""
    told = {sentence.start for sentence, _ in talk.told}
    for passage in talk.passages[:_EARLY]:
        words = walk.text[passage.start : passage.end]
        if passage.start not in told and (day := _of_topic(walk, passage, calendar)) is not None:
            yield day
        if passage.start in told or not (holds(words, rules().took_place) and _is_of_talks(words)):
            continue
        if any(code not in talk.parties for code in walk.context.states.codes(passage.start, passage.end)):
            continue  # another state was visited then
        spans = not holds(words, rules().trips)
        found = list(days(walk.text, passage.start, passage.end, calendar, calendar.last, held=True, spans=spans))
        found = [day for day in found if not _since(walk, day)]
        if len(found) == 1 and not holds(words[: found[0].end - passage.start + _BEHIND], rules().ahead):
            yield found[0]


def _of_topic(walk: Walk, passage: Passage, calendar: Calendar) -> DateMention | None:
    """（2）21日の外相会談においては、: the day with which a sentence begins that tells what was said."""
    found = next(days(walk.text, passage.start, passage.end, calendar, calendar.last, held=True), None)
    if found is None or walk.text[passage.start : found.start].strip(_NUMBERING):
        return None
    sentence = walk.context.parsed(passage.start, passage.end)
    first = next((c for c in sentence.chunks if c.start > found.start and c.particle in _WITHIN), None)
    of_talks = first is not None and first.run.endswith(rules().talks) and first.index <= _EARLY_WORDS
    return found if of_talks and walk.text.startswith("の", found.end) else None


def _is_of_talks(words: str) -> bool:
    """会談は4日に行われた; not 合同訓練は8日に行われた."""
    topic, particle, _ = words[:_TOPIC].partition("は")
    return not particle or topic.endswith((*rules().talks, *rules().visits, "今回", "これ", "年度", "日", "回"))


def _only_today(walk: Walk, talk: Draft) -> bool:
    """本日、会談した on a page that does not say which day that was; 午後には behind it."""
    for sentence, event in talk.told[:1]:
        if says_today(walk.text, sentence.start, event.chunk.end):
            return True
        paragraph = walk.text.rfind("\n", 0, sentence.start) + 1
        if walk.context.published is None and says_today(walk.text, paragraph, event.chunk.end):
            return says_same_day(walk.text, paragraph, event.chunk.end)
    return False


def _under_lead(walk: Walk, talk: Draft) -> bool:
    """Whether no heading stands between the lead and the talk, where one stands above the lead too."""
    spans = [span for span in (walk.lead_span, walk.lead_sentence) if span is not None]
    if talk.status == "planned" and any(_is_arranged(walk.text[slice(*span)]) for span in spans):
        return False
    if not spans or talk.header is not None or talk.heading:
        return True
    heads = [one.start for one in walk.context.heads.labels if one.sub_headline]
    lead = min(span[0] for span in spans)
    return not (any(at < lead for at in heads) and any(lead < at <= talk.start for at in heads))


def _lead_day(walk: Walk, calendar: Calendar) -> DateMention | None:
    """The one day that the headline puts in a bracket, or that the first sentence about talks tells."""
    spans = [span for span in (walk.lead_span, walk.lead_sentence) if span is not None]
    title = walk.context.page.title
    bracket = max(walk.title.rfind("（"), walk.title.rfind("("))
    if title is not None and walk.is_diary:
        found = list(days(walk.text, *title, calendar, None))
        if found:
            return found[-1]  # 首相の一日　11日
    issued = walk.context.page.published_at
    if title is None or holds(walk.title, rules().press):
        pass
    elif issued is not None and walk.text[title[1] : issued[0]].strip() in ("（", "("):
        spans.insert(0, (title[1], issued[1]))  # …会談始まる（2023年9月4日）
        issued = None
    elif bracket >= 0:
        spans.insert(0, (title[0] + bracket, title[1]))
    for span in spans:
        words = walk.text[slice(*span)]
        if holds(words, rules().attended) and not holds(words, rules().met):
            continue  # the days of a conference or a trip
        found = [day for day in days(walk.text, *span, calendar, None) if not _several(walk, day)]
        found = [day for day in found if not (_since(walk, day) or (issued and issued[0] <= day.start < issued[1]))]
        if len(found) == 1:
            return found[0]
    return None
