"""The place of talks: said with them, else beside them, else where the article says that all were held.

Everything is read off bunsetu: a nominal, its particle, and the predicate it stands to (data/sites.toml has the words).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from meetextract.talks.drafts import Draft
from meetextract.talks.event import Event
from meetextract.talks.rules import holds, rules
from meetextract.talks.shares import shares
from meetextract.text import places
from meetextract.text.chunks import Chunk
from meetextract.text.dates import find_dates
from meetextract.text.lineform import line_form
from meetextract.text.places import Place, listed, place_in, town_of
from meetextract.text.sentences import lines
from meetextract.text.states import StateSpan
from meetextract.text.syntax import Sentence
from meetextract.text.when import begins_span
from meetextract.text.where import Said, acts, goes_to, governor, is_past, starts_of

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_LEAD_LINES: Final = 12
_LEAD_TEXT: Final = 400  # code points in which a page says what trip it tells of
_EARLY: Final = 4  # sentences of a talk that can say where it was
_NUMBERING: Final = "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨．.（）() \u3000、"
_PAIR: Final = 2  # a page of neither side names both
_JOINING: Final = ("", "と", "や", "及び", "並びに", "・")
_LABELLED: Final = 30  # code points of a place behind its label
_STATE: Final = 16  # code points of the name of a state
_TOWN: Final = 8  # code points of the name of a town
_STEPS: Final = 8  # bunsetu between a place and the meeting


def set_places(walk: Walk, talks: Sequence[Draft]) -> None:
    """Sets the place of each talk held in person that has none."""
    host = cache(lambda: _host(walk))  # looked for where the first talk asks
    town: Place | None = None
    for talk in sorted(talks, key=lambda t: t.start):
        if talk.mode != "in_person":
            talk.place = None
            continue
        if talk.place is None:
            talk.place = next(_places_of(walk, talk), None) or (_stay(walk, talk) if walk.is_diary else None)
        if talk.place is None and talk.hosted and not _received_at_home(walk, talk):
            talk.place = _hosted_at(walk, talk, host(), town if talk.header is None else None)
        talk.place = _closer(walk, talk, _told_before(walk, talks, talk))
        of_day = talk.place is not None and talk.block_day is not None and talk.place[0] < talk.block_day[1]
        if talk.place is not None and not of_day:  # 13日（ハノイにて）: of that day alone
            town = town_of(walk.text, talk.place, walk.context.lexicon) or town


def _told_before(walk: Walk, talks: Sequence[Draft], talk: Draft) -> Place | None:
    """同じロッジ: the place of other talks that ends in the same word."""
    if talk.place is None or not walk.text.endswith("同じ", 0, talk.place[0]):
        return talk.place
    name = walk.text[slice(*talk.place)]
    same = (t.place for t in talks if t.place is not None and t.place[0] < talk.place[0])
    return next((place for place in same if walk.text[slice(*place)].endswith(name)), talk.place)


def _places_of(walk: Walk, talk: Draft) -> Iterator[Place]:
    text, lexicon = walk.text, walk.context.lexicon
    if talk.header is not None:
        if talk.header.extra is not None:
            yield from _of_extra(walk, *talk.header.extra)
        yield from _of_first(walk, talk)
    told = list(_of_told(walk, talk))
    yield from (place for place in told if not _is_wide(walk, place))
    if not told or all(text[slice(*place)] in lexicon.forms for place in told):
        yield from _of_later(walk, talk)
    yield from sorted(told, key=lambda place: text[slice(*place)] in lexicon.forms)
    for low, high in talk.facts:
        if text[low:high].strip(_NUMBERING) not in lexicon.forms:
            yield from _of_line(walk, low, high)
    if talk.heading:
        yield from _of_first(walk, talk)
    if talk.block_day is not None and walk.text.endswith(("）", ")"), 0, talk.block_day[1]):  # 13日（ハノイにて）
        yield from _of_line(walk, *talk.block_day)
    yield from _of_paragraph(walk, talk)
    yield from _of_name(walk, talk)


def _of_told(walk: Walk, talk: Draft) -> Iterator[Place]:
    """What the sentences say that tell the talks: its own part of the sentence, the clause of the meeting and those
    that go on to it, other words with で, then where they went."""
    for sentence, event in talk.told:
        if talk.status == "held" and event.status == "planned":
            continue  # 次の対話を来年韓国で行う
        said = walk.context.said(sentence)
        at = _of_its_state(walk, talk, [one for one in said if one.how in ("at", "call")])
        for low, high in shares(walk, talk, sentence, [one.chunk.start for one in at]):
            yield from (one.span for one in reversed(at) if low <= one.chunk.start < high)
        index = event.predicate.index
        yield from (one.span for one in reversed(at) if one.chunk.index < index and _leads_to(sentence, one, event))
        yield from (one.span for one in at if one.held and one.past and one.chunk.index < index)
        ways = ("went", "goes") if talk.status == "planned" else ("went",)
        yield from (one.span for one in reversed(said) if one.how in ways and one.chunk.index < index)


def _of_its_state(walk: Walk, talk: Draft, said: list[Said]) -> list[Said]:
    """ウズベキスタンでは外相と、タジキスタンでは大統領と: of several states that of the talk."""
    forms, codes = walk.context.lexicon.forms, walk.foreign(talk)
    states = {one.span: forms.get(walk.text[slice(*one.span)]) for one in said}
    if not any(state in codes for state in states.values()):
        return said
    return [one for one in said if states[one.span] is None or states[one.span] in codes]


def _leads_to(sentence: Sentence, said: Said, event: Event) -> bool:
    """Whether a nominal belongs to the meeting's predicate, to its word, or to a clause that goes on to it."""
    above, ends = said.by, (event.predicate, event.chunk)
    if above is not None and above.particle in listed("said", "topics"):
        return False  # 南極での協力について
    for _ in range(_STEPS):
        if above is None or above in ends:
            return above is not None
        held = above is said.by and said.held  # 開かれた…会談で; not 来年度から基地で行うことを決めた
        if held and not above.past:
            ends = (event.chunk, event.chunk)
        elif not (held or _goes_on(sentence, above, event)):
            return False
        if above.kind == "v" and above.index > event.predicate.index:
            return _is_told(sentence, said)
        above = sentence.head(above)
    return False


def _goes_on(sentence: Sentence, above: Chunk, event: Event | None = None) -> bool:
    """Whether what is done there is part of what the sentence tells: no clause before a noun, but for what somebody or
    the meeting is (大統領府で議長国を務めるXと会談)."""
    if above.kind != "v" or above.link in ("coordinate", "subordinate", "final"):
        return True
    who = sentence.head(above)
    while who is not None and who.particle == "の" and not who.names:  # 閣僚も加わる初の協議
        who = sentence.head(who)
    of_talks = who is not None and (who.names or (event is not None and who is event.chunk))
    return of_talks and above.link == "adnominal" and not above.past


def _is_of_noun(said: Said) -> bool:
    """南極での協力; not ローマでの会談."""
    adnominal = said.chunk.particle in ("での", "における")
    return adnominal and said.by is not None and not said.by.run.endswith(rules().talks)


def _is_told(sentence: Sentence, said: Said) -> bool:
    """Whether the place belongs to what the sentence tells, not to what was said or is to come."""
    above = said.by
    if _is_of_noun(said):
        return False
    while above is not None and _goes_on(sentence, above):
        above = sentence.head(above)
    return above is None


def _said_between(walk: Walk, start: int, end: int) -> list[Said]:
    """The places of a stretch of text that belong to what it tells, or where somebody went."""
    said: list[Said] = []
    for s in walk.context.sentences(start, end):
        sentence = walk.context.parsed(s.start, s.end)
        found = walk.context.said(sentence)
        said += (one for one in found if one.how == "went" or _is_told(sentence, one))
    return said


def _of_passage(walk: Walk, start: int, end: int) -> Iterator[Place]:
    """What a stretch of text says with で, else of a call, else alone."""
    said, forms = _said_between(walk, start, end), walk.context.lexicon.forms
    for how in ("at", "call", "alone"):
        found = (one.span for one in said if one.how == how)
        yield from (place for place in found if how != "alone" or walk.text[slice(*place)] not in forms)


def _of_first(walk: Walk, talk: Draft) -> Iterator[Place]:
    for passage in talk.passages[:1]:
        yield from _of_passage(walk, passage.start, passage.end)


def _of_later(walk: Walk, talk: Draft) -> Iterator[Place]:
    """会談は…のホテルで45分間行われ: a later sentence that says where talks told before were."""
    told = {sentence.start for sentence, _ in talk.told}
    for passage in talk.passages[:_EARLY]:
        words = walk.text[passage.start : passage.end]
        if passage.start in told or not words[:14].partition("は")[0].endswith((*rules().talks, "今回")):
            continue
        if holds(words, rules().took_place) and not holds(words, rules().ahead):
            said = walk.context.said(walk.context.parsed(passage.start, passage.end))
            yield from (one.span for one in said if one.how == "at" and one.held)


def _of_paragraph(walk: Walk, talk: Draft) -> Iterator[Place]:
    """What the paragraph says before the talks; of other talks in it only their town."""
    for sentence, _ in talk.told[:1] if not walk.is_diary else ():
        paragraph = walk.text.rfind("\n", 0, sentence.start) + 1
        said = _said_between(walk, paragraph, sentence.start)
        found = [one.span for one in said if one.how == "at"] or [one.span for one in said if _is_stage(walk, one)][-1:]
        others = any(paragraph <= other.start < talk.start for other in walk.talks)
        for place in found:
            town = town_of(walk.text, place, walk.context.lexicon) if others else place
            if town is not None:
                yield town


def _is_stage(walk: Walk, one: Said) -> bool:
    """Where somebody came; a sentence that is nothing but a place: 15日、首都アスタナ。"""
    name = walk.text[slice(*one.span)]
    return one.how == "went" or (one.how == "alone" and one.by is None and name not in walk.context.lexicon.forms)


def _of_name(walk: Walk, talk: Draft) -> Iterator[Place]:
    """箱根首脳会談: the town that talks are named after, in the title or the line that opens them."""
    start, end = talk.start, walk.text.find("\n", talk.start)
    if walk.context.page.title is not None and (talk.form in ("title", "spoken") or not talk.heading):
        start, end = walk.context.page.title
    end = end if end >= 0 else len(walk.text)
    yield from _town_before(walk, listed("said", "named"), start, end)


def _town_before(walk: Walk, words: Sequence[str], start: int, end: int) -> Iterator[Place]:
    """ミュンヘン安全保障会議: the town in its name."""
    for word in words:
        at = walk.text.find(word, start, end)
        for size in range(min(_TOWN, at - start), 1, -1) if at > start else ():
            place = walk.context.lexicon.places.get(walk.text[at - size : at])
            if place is not None and place.kind == "city":
                yield at - size, at


def _of_extra(walk: Walk, low: int, high: int) -> Iterator[Place]:
    """（3日、アンマン）: what stands in a bracket, part by part."""
    for part in walk.text[low:high].split("、"):
        found = place_in(walk.text, [low], low + len(part.removesuffix("にて")), walk.context.lexicon)
        low += len(part) + 1
        if found is not None:
            yield found


def _of_line(walk: Walk, low: int, high: int) -> Iterator[Place]:
    """場所：防衛省; 10:00 日仏外相会談@ホテル."""
    line, known = walk.text[low:high], walk.context.lexicon.places
    for mark in ("@", "＠", "：", ":", "於", "（", "(", "\u3000"):
        at = line.find(mark) if mark == "(" else line.rfind(mark)
        if at >= 0:
            stops = "（(） )" if mark == "(" else "（(）)"
            end = min([high, *(low + e for e in (line.find(b, at + 1) for b in stops) if e >= 0)])
            found = _of_extra(walk, low + at + 1, end)
            yield from (place for place in found if mark != "(" or walk.text[slice(*place)] in known)
    yield from _of_passage(walk, low, high)


def _is_wide(walk: Walk, place: Place) -> bool:
    """A town or a state, rather than a building."""
    name = walk.text[slice(*place)]
    town = walk.context.lexicon.places.get(name)
    return name in walk.context.lexicon.forms or (town is not None and town.kind == "city")


def _stay(walk: Walk, talk: Draft) -> Place | None:
    """In a diary: where the day was last said to be spent: 官邸着。 公邸から官邸。 None behind 発."""
    start = 0 if talk.block_day is None else talk.block_day[1]
    found = None
    for line in lines(walk.text, start, talk.start):
        for s in walk.context.sentences(*line):
            sentence = walk.context.parsed(s.start, s.end)
            for chunk in sentence.chunks:
                if chunk.kind != "n" or chunk.tail or chunk.persons:
                    continue
                moves = chunk.run.endswith(("着", "発"))
                end = chunk.core_end - moves
                place = place_in(walk.text, starts_of(sentence, chunk), end, walk.context.lexicon)
                if place is not None:
                    found = None if moves and walk.text[end] == "発" else place
    return found


# --- what a caption and the towns of a state add ----------------------------------------------------------------


def _closer(walk: Walk, talk: Draft, place: Place | None) -> Place | None:
    """The place as the caption has it, where only its town or state is told; else the one town of its state."""
    if place is not None and not _is_wide(walk, place):
        return place
    text, lexicon = walk.text, walk.context.lexicon
    name = text[slice(*place)] if place is not None else ""
    code = lexicon.forms.get(name) if name not in lexicon.places else None
    for shown in _of_captions(walk, talk):
        town = town_of(text, shown, lexicon)
        where = lexicon.places.get(text[slice(*town)]) if town is not None else None
        if place is None or (code is not None and where is not None and where.code == code):
            return shown
        if code is None and text[slice(*shown)].startswith(name):
            return shown  # カイロ市内の大統領府
    return (_capital(walk, talk, code) if code is not None and talk.status == "held" else None) or place


def _of_captions(walk: Walk, talk: Draft) -> Iterator[Place]:
    """＝9日、ドーハ（代表撮影）; 大統領府で会談する: under a picture of those who met."""
    met = {id(person) for person, _ in talk.members if person.country in walk.foreign(talk)}
    for line in walk.context.page.captions:
        if not any(id(mention.person) in met for mention in walk.context.within(line.start, line.end)):
            continue
        yield from (one.span for one in _said_between(walk, line.start, line.end) if one.how == "at")
        at = max(walk.text.rfind(mark, line.start, line.end) for mark in "=＝") + 1
        if at > line.start:
            ends = (walk.text.find(mark, at, line.end) for mark in "（(")
            yield from _of_extra(walk, at, min([line.end, *(end for end in ends if end >= 0)]))


def _capital(walk: Walk, talk: Draft, code: str) -> Place | None:
    """The capital of a state (its first city in places.tsv) behind the state's own name, in the lead or in the talk's
    own sentences: イランの首都テヘランを訪れ, ドイツ連邦共和国（ベルリン）に."""
    text, lexicon = walk.text, walk.context.lexicon
    spans = [(s.start, s.end) for s, _ in talk.told] + [(p.start, p.end) for p in talk.passages] + [(0, _LEAD_TEXT)]
    towns = (name for name, place in lexicon.places.items() if place.kind == "city" and place.code == code)
    name = next(towns, "")
    for low, high in spans if name else ():
        for at in (text.find(name, low, high), text.find(f"首都{name}", low, high) + len("首都")):
            before = text[max(0, at - _STATE) : max(0, at)].removesuffix("首都").rstrip("の・（(")
            if any(lexicon.forms.get(before[-size:]) == code for size in range(2, len(before) + 1)):
                return at, at + len(name)
    return None


# --- of all talks --------------------------------------------------------------------------------------------------


def _hosted_at(walk: Walk, talk: Draft, host: Place | None, town: Place | None) -> Place | None:
    """The host city of all talks; on a trip through several states the state of the other side; the town before."""
    text, lexicon, codes = walk.text, walk.context.lexicon, walk.foreign(talk)
    last = max([talk.start, *(sentence.end for sentence, _ in talk.told)])
    if host is not None and host[0] > last and text.find("\n", last, host[0]) >= 0 and talk.header is None:
        host = None  # told of another journey further down
    above, abroad, staged = _state_of_trip(walk, talk)
    if staged is not None:
        return staged
    city = host if host is not None and text[slice(*host)] not in lexicon.forms else None
    if city is not None and text[slice(*city)] in listed("towns", "regions"):
        return above or abroad
    if city is not None:
        where = lexicon.places.get(text[slice(*city)])
        first = walk.talks[0].start if walk.talks else talk.start
        elsewhere = where is not None and bool(where.code) and where.code not in codes and city[0] > first
        wide = where is not None and where.kind == "region" and not where.code
        return above or abroad or city if wide else above if elsewhere and above is not None else city
    near = host is not None or talk.status == "held" or (town and text.find("\n", town[0], talk.start) < 0)
    stayed = town if (near or abroad is not None) and (above is None or town is None or town[0] > above[0]) else None
    if stayed is not None:
        where = lexicon.places.get(text[slice(*stayed)])
        if where is None or not where.code or where.code in codes or abroad is None or len(codes) > 1:
            return stayed
    return above or abroad or host


def _received_at_home(walk: Walk, talk: Draft) -> bool:
    """A guest whom the own side receives is where it is, whatever town abroad was told before."""
    calls = any(event.frame in listed("said", "receives") or "受け" in event.predicate.text for _, event in talk.told)
    own = {id(p) for p in walk.ours(talk)}
    return calls and any(id(m.person) in own for _, event in talk.told for m in event.subject)


def _state_of_trip(walk: Walk, talk: Draft) -> tuple[Place | None, Place | None, Place | None]:
    """On a trip of the page's own official the state of the other side: as the numbered line above has it
    (3.エクアドル), as the lead that names the trip does, and as the line above has it with days (チリ（3～5日）)."""
    codes = walk.foreign(talk)
    title = walk.context.page.title or (0, 0)
    head = walk.text[: max(_LEAD_TEXT, title[1])]
    most = 1 if walk.own in talk.parties else _PAIR
    kinds = {walk.context.lexicon.parties[code].kind for code in codes}
    if not 0 < len(codes) <= most or "organisation" in kinds:
        return None, None, None
    trip = holds(head, listed("said", "trips")) and not holds(head, listed("said", "guests"))
    if not trip or _received_at_home(walk, talk):
        return None, None, None
    above = abroad = staged = None
    row: list[StateSpan] = []
    for line in (*lines(walk.text, title[1], max(_LEAD_TEXT, talk.start)), *lines(walk.text, 0, title[1])):
        for s in walk.context.sentences(*line) if abroad is None else ():
            if holds(walk.text[s.start : s.end], listed("said", "trips")):
                row += _row(walk, walk.context.parsed(s.start, s.end), ahead=talk.status == "planned")
                spans = [x for x in row if len(x.codes) == 1 and x.codes[0] in codes]
                first = next((x for x in spans if x.codes == spans[-1].codes), None)  # アラブ首長国連邦（UAE）
                abroad = (first.start, first.end) if first is not None else None
    there = {*codes, *(code for span in row for code in span.codes)}
    for low, high in talk.facts:
        for span in walk.context.states.within(low, high) if low > title[1] else ():
            behind = walk.text[span.end : high].strip(_NUMBERING)  # 3.エクアドル, ナウル（1月30日）
            alone = not walk.text[low : span.start].strip(_NUMBERING) and (not behind or walk.text[span.end] in "（(")
            if alone and there.issuperset(span.codes):
                above = (span.start, span.end)
                days = find_dates(walk.text, span.end, high)  # of one day: talks beside a conference
                staged = above if any(begins_span(walk.text, day) for day in days) else None
    return above, abroad, staged


def _is_in_row(chunk: Chunk) -> bool:
    """A state before others: フィジー、ナウル及び…."""
    return bool(chunk.codes) and not chunk.persons and chunk.particle in _JOINING


def _row(walk: Walk, sentence: Sentence, *, ahead: bool) -> list[StateSpan]:
    """The states that a trip leads to, in a row: モルディブ共和国を訪れ, ブルネイ・インドネシア出張."""
    found: list[StateSpan] = []
    for chunk in sentence.chunks:
        by, end = governor(sentence, chunk)
        goes = goes_to(sentence, chunk, by) and (ahead or is_past(by))
        if by is not chunk and not goes:
            continue
        first = chunk.index
        while first and _is_in_row(sentence.chunks[first - 1]):
            first -= 1
        found += walk.context.states.within(sentence.chunks[first].start, end)
    return found


def _host(walk: Walk) -> Place | None:
    """Where the article says that its talks are held."""
    heads = walk.context.heads.headers
    stop = heads[0].start if heads else len(walk.text)
    dated: Sequence[str] = ()
    told = 0  # lines that name a state: what tells of something else counts for nothing
    for line in walk.context.page.body:
        if dated and (alone := _alone(walk, line.start, line.end, of_trip=len(dated) > 1)) is not None:
            return alone
        dated = _days_alone(walk.text[line.start : line.end])
        if line.start >= stop or told == _LEAD_LINES:
            break
        told += bool(walk.context.states.within(line.start, line.end))
        found = _host_of_line(walk, line.start, min(line.end, stop))
        if found is not None:
            return found
    return _reporter(walk, stop) or _of_title(walk) or _of_lead(walk, stop)


def _days_alone(line: str) -> Sequence[str]:
    """The first and the last day of a line that is nothing else: 2016年6月2日(木)～6月3日(金)."""
    parts = line.strip().replace("〜", "～").replace("~", "～").split("～")
    return parts if line_form(parts[0]).is_day else ()


def _alone(walk: Walk, start: int, end: int, *, of_trip: bool) -> Place | None:
    """スイス連邦: the line under a day, where it is nothing but the full name of a state, under days any name."""
    line, lexicon = walk.text[start:end].rstrip(), walk.context.lexicon
    code = lexicon.forms.get(line, walk.own)
    if code != walk.own and (of_trip or lexicon.parties[code].name == line):  # not 中国 over reports
        return start, start + len(line)
    return None


def _host_of_line(walk: Walk, start: int, end: int) -> Place | None:
    """The host city of a conference or a trip: Xで開かれた会議, Xを訪問中の, 国（X）に出張, 場所：X; else the state."""
    text, lexicon = walk.text, walk.context.lexicon
    said = list(_of_labels(walk, start, end))
    left: list[Place] = []
    for s in walk.context.sentences(start, end):
        if not holds(text[s.start : s.end], listed("said", "signs")):
            continue
        sentence = walk.context.parsed(s.start, s.end)
        found = walk.context.said(sentence)
        said += (one.span for one in found if _is_host(walk, sentence, one))
        left += (one.span for one in found if one.how == "left")
    said = [_town_abroad(walk, place) for place in said]
    said = [place for place in said if text[slice(*place)].rstrip("都") not in listed("towns", "no_hosts")]
    said += _town_before(walk, listed("said", "conferences"), start, end)
    state = lexicon.forms.get(text[slice(*said[0])]) if said else None
    for place in left:
        town = lexicon.places.get(text[slice(*place)])
        said += [place] if town is not None and town.code == state else []  # ベトナム訪問を終え、ハノイを発った
    return next((place for place in said if text[slice(*place)] not in lexicon.forms), said[0] if said else None)


def _town_abroad(walk: Walk, place: Place) -> Place:
    """シンガポール of シンガポール市内のホテル; 東京都内のホテル stays."""
    town = town_of(walk.text, place, walk.context.lexicon)
    return place if town is None or walk.text[slice(*town)].startswith("東京") else town


def _of_labels(walk: Walk, start: int, end: int) -> Iterator[Place]:
    """開催地：ハノイ; (於:シンガポール)."""
    for label in listed("said", "labels"):
        at = walk.text.find(label, start, end)
        bare = walk.text[max(at - 1, 0) : at + 1] in ("（於", "(於")
        if at >= 0 and (bare or walk.text[at + len(label) : at + len(label) + 1] in ("：", ":")):
            yield from _of_line(walk, at if bare else at + len(label), min(end, at + len(label) + _LABELLED))


def _is_host(walk: Walk, sentence: Sentence, one: Said) -> bool:
    text, lexicon = walk.text, walk.context.lexicon
    name = text[slice(*one.span)]
    if holds(text[sentence.start : one.chunk.start], listed("said", "earlier")):
        return False
    if one.how == "at":
        meal = any(chunk.run.endswith(listed("said", "meals")) for chunk in sentence.chunks[one.chunk.index :])
        return not (meal and name.endswith(listed("said", "houses"))) and _of_all(sentence, one)
    known = lexicon.places.get(name)
    if one.chunk.index and name in lexicon.forms and _is_in_row(sentence.chunks[one.chunk.index - 1]):
        return False  # the last of several states
    if "の" not in name and places.is_building(name, lexicon):
        return False  # where the other talks are not
    return one.how == "went" and not (known is not None and known.code == "JP")  # a guest's trip to Kyoto


def _of_all(sentence: Sentence, one: Said) -> bool:
    """Xで開かれた…, Xで3日に開幕した…, Xで各国の外相と, Xで…らと個別に: where more than one meeting was."""
    near = next((c for c in sentence.chunks[one.chunk.index + 1 :] if not c.run.endswith("日")), None)
    begins = near is one.by and acts(near, listed("said", "begins")) and near is not None and near.link != "adnominal"
    if near is not None and (begins or (acts(near, listed("said", "held")) and (near is one.by or "中" in near.nouns))):
        # 協議をホテルで開いた, but 会議が横浜で始まった
        own = near.kind == "v" and near.link == "final" and not near.passive and not begins
        return not own and one.chunk.particle != "での" and is_past(near)
    if near is not None and near.text.startswith(listed("said", "many")):
        return True
    around = [one.by, *sentence.kids(one.by)] if one.by is not None else []
    return any(chunk.text.startswith(listed("said", "apart")) for chunk in around)


def _reporter(walk: Walk, stop: int) -> Place | None:
    """【パリ＝小鹿野健】…のため当地を訪れている農相は: where the reporter writes from."""
    if walk.text.find("当地", 0, stop) < 0:
        return None
    for label in walk.context.heads.labels:
        city = next(iter(label.text.replace("=", "＝").replace("＝", " ").replace("（", " ").split()), "")
        if label.reason.startswith("dateline") and city in walk.context.lexicon.places:
            at = walk.text.index(city, label.start)
            return at, at + len(city)
    return None


def _of_title(walk: Walk) -> Place | None:
    """外相の個別会談（23日、ニューヨーク）: the town of all the talks."""
    title, known = walk.context.page.title, walk.context.lexicon.places
    if title is None:
        return None
    bracket = max(walk.title.rfind("（"), walk.title.rfind("("))
    if bracket >= 0 and walk.title.endswith(("）", ")")):
        part = max(walk.title.rfind("、"), bracket)
        found = place_in(walk.text, [title[0] + part + 1], title[1] - 1, walk.context.lexicon)
        if found is not None and walk.text[slice(*found)] in known:
            return found
    said = _said_between(walk, *title) if walk.context.heads.headers else ()  # prose tells it again
    return next((one.span for one in said if one.how == "at" and walk.text[slice(*one.span)] in known), None)


def _of_lead(walk: Walk, stop: int) -> Place | None:
    """…らと東京都内のホテルで個別に会談した: of the talks that headers below tell one by one."""
    for span in (walk.lead_span, walk.lead_sentence):
        if span is not None and span[0] < stop and walk.context.heads.headers:
            found = next(_of_passage(walk, *span), None)
            if found is not None:
                return found
    return None
