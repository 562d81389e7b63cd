"""The place of talks: said with them, else beside them, else where the article says that all were held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from meetextract import expressions as re
from meetextract.talks.drafts import Draft
from meetextract.talks.event import Event
from meetextract.talks.rules import holds, rules
from meetextract.talks.shares import shares
from meetextract.text import places
from meetextract.text.chunks import Chunk
from meetextract.text.states import StateSpan
from meetextract.text.syntax import Sentence

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_LEAD_LINES: Final = 12
_LEAD_TEXT: Final = 400  # code points in which a page says what trip it tells of
_EARLY: Final = 4  # sentences of a talk that can say where it was
_NUMBERING: Final = "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨．.（）() \u3000、"
_RECEIVES: Final = frozenset({"is visited", "receives", "entertains"})
_GUESTS: Final = ("訪日", "来日", "日本を訪", "来訪", "訪れた", "お迎え", "表敬を受け")
_TRIPS: Final = ("訪問", "出張", "歴訪", "外遊", "訪れ")
# モルディブ共和国を訪れ, ケニア共和国及びスペイン王国に出張, ブルネイ・インドネシア出張
_TRIP: Final = re.compile(
    r"(?=[へをに公訪出歴])"
    r"(?:(?:への?|を|に)?(?:公式)?(?:訪問(?!団|する)|出張(?!する)|歴訪(?!する))|を訪れ(?!る))"
)
_BEFORE_TRIP: Final = 60  # code points in which the states stand that it leads to
_REGIONS: Final = frozenset(
    {"南米", "中南米", "中米", "中東", "北欧", "東欧", "中欧", "大洋州", "南アジア", "東南アジア", "中央アジア"}
)
_PAIR: Final = 2  # a page of neither side names both
_JOINED: Final = 12  # code points between the states of a row: （アンマン）及び
_PARTS: Final = ("の", "は", "が", "を", "に", "で")
_AT: Final = frozenset(
    {
        *("で", "では", "でも", "にて", "での", "における"),
        *("において", "においては", "におきまして", "におきましては", "に於いて", "に於いては"),
    }
)
_VISITS: Final = frozenset(
    {"訪問", "訪れる", "訪ねる", "来訪", "入る", "到着", "移る", "移動", "渡る", "飛ぶ", "出張", "越す", "出迎える"}
)
_VISITED: Final = frozenset({"を", "に", "へ"})
_Place = tuple[int, int]


def set_places(walk: Walk, talks: Sequence[Draft]) -> None:
    """Sets the place of each talk held in person that has none."""
    host = _host(walk)
    town: _Place | None = None
    for talk in sorted(talks, key=lambda t: t.start):
        if talk.mode != "in_person":
            talk.place = None
            continue
        if talk.place is None:
            talk.place = next(_places_of(walk, talk), None) or (_stay(walk, talk) if walk.is_diary else None)
        if talk.place is None and talk.hosted and not _received_at_home(walk, talk):
            talk.place = _hosted_at(walk, talk, host, town if talk.header is None else None)
        talk.place = _told_before(walk, talks, talk)
        town = places.town_of(walk.text, talk.place, walk.context.lexicon) if talk.place else town


def _told_before(walk: Walk, talks: Sequence[Draft], talk: Draft) -> _Place | None:
    """同じロッジ: the place of other talks that ends in the same word."""
    if talk.place is None or not walk.text.endswith("同じ", 0, talk.place[0]):
        return talk.place
    name = walk.text[slice(*talk.place)]
    same = (t.place for t in talks if t.place is not None and t.place[0] < talk.place[0])
    return next((place for place in same if walk.text[slice(*place)].endswith(name)), talk.place)


def _hosted_at(walk: Walk, talk: Draft, host: _Place | None, town: _Place | None) -> _Place | None:
    """The host city of all talks; on a trip through several states the state of the other side; the town before."""
    text, lexicon, codes = walk.text, walk.context.lexicon, walk.foreign(talk)
    last = max([talk.start, *(sentence.end for sentence, _ in talk.told)])
    if host is not None and host[0] > last and text.find("\n", last, host[0]) >= 0 and talk.header is None:
        host = None  # told of another journey further down
    above, abroad = _state_of_trip(walk, talk)
    city = host if host is not None and text[slice(*host)] not in lexicon.forms else None
    if city is not None and text[slice(*city)] in _REGIONS:
        return above or abroad
    if city is not None:
        where = lexicon.places.get(text[slice(*city)])
        elsewhere = where is not None and bool(where.code) and where.code not in codes and city[0] > walk.talks[0].start
        wide = where is not None and where.kind == "region" and not where.code
        return above or abroad or city if wide else above if elsewhere and above is not None else city
    near = host is not None or talk.status == "held" or (town and text.find("\n", town[0], talk.start) < 0)
    stayed = town if near else None
    if stayed is not None:
        where = lexicon.places.get(text[slice(*stayed)])
        if where is None or not where.code or where.code in codes or abroad is None or len(codes) > 1:
            return stayed
    return above or abroad or host


def _stay(walk: Walk, talk: Draft) -> _Place | None:
    """In a diary: where the day was last said to be spent."""
    start = 0 if talk.block_day is None else talk.block_day[1]
    return places.find_stay(walk.text, start, talk.start, walk.context.lexicon)


def _received_at_home(walk: Walk, talk: Draft) -> bool:
    """A guest whom the own side receives is where it is, whatever town abroad was told before."""
    calls = any(event.frame in _RECEIVES or "受け" in event.predicate.text for _, event in talk.told)
    own = {id(p) for p in walk.ours(talk)}
    return calls and any(id(m.person) in own for _, event in talk.told for m in event.subject)


def _places_of(walk: Walk, talk: Draft) -> Iterator[_Place]:
    text, lexicon = walk.text, walk.context.lexicon
    if talk.header is not None and talk.header.extra is not None:
        yield from _of_extra(walk, *talk.header.extra)
    if talk.header is not None:
        yield from _of_first(walk, talk)
    told = list(_of_told(walk, talk))
    yield from (place for place in told if not _is_wide(walk, place))
    if not told or all(walk.text[slice(*place)] in lexicon.forms for place in told):
        yield from _of_later(walk, talk)
    yield from told
    for low, high in talk.facts:
        if text[low:high].strip(_NUMBERING) not in lexicon.forms:
            yield from _of_line(walk, low, high)
    if talk.heading:
        yield from _of_first(walk, talk)
    for sentence, _ in talk.told[:1]:
        paragraph = text.rfind("\n", 0, sentence.start) + 1
        if paragraph < sentence.start:
            found = places.find_place(text, paragraph, sentence.start, lexicon)
            found = found or places.find_visited(text, paragraph, sentence.start, lexicon)
            if found is not None and any(paragraph <= other.start < talk.start for other in walk.talks):
                found = places.town_of(text, found, lexicon)  # other talks were held in the building
            if found is not None:
                yield found
    found = places.find_named_after(text, *_line(walk, talk), lexicon)
    if found is not None:
        yield found


def _line(walk: Walk, talk: Draft) -> _Place:
    """The title of a page about these talks, or the line that opens them."""
    if walk.context.page.title is not None and (talk.form in ("title", "spoken") or not talk.heading):
        return walk.context.page.title
    end = walk.text.find("\n", talk.start)
    return talk.start, end if end >= 0 else len(walk.text)


def _state_of_trip(walk: Walk, talk: Draft) -> tuple[_Place | None, _Place | None]:
    """On a trip of the page's own official the state of the other side: as the numbered line above has it
    (3.エクアドル), and as the lead that names the trip does."""
    codes = walk.foreign(talk)
    title = walk.context.page.title or (0, 0)
    head = walk.text[: max(_LEAD_TEXT, title[1])]
    most = 1 if walk.own in talk.parties else _PAIR
    kinds = {walk.context.lexicon.parties[code].kind for code in codes}
    if not 0 < len(codes) <= most or "organisation" in kinds:
        return None, None
    if not holds(head, _TRIPS) or holds(head, _GUESTS) or _received_at_home(walk, talk):
        return None, None
    above = abroad = None
    for low, high in talk.facts:
        for span in walk.context.states.within(low, high):
            alone = walk.text[low:high].strip(_NUMBERING) == walk.text[span.start : span.end]
            there = len(span.codes) == 1 and span.codes[0] in codes
            above = (span.start, span.end) if alone and there and low > title[1] else above
    for begin in (title[1], 0):
        for place in _trips(walk.text, begin, max(_LEAD_TEXT, talk.start)):
            spans = [s for s in _row(walk, *place) if len(s.codes) == 1 and s.codes[0] in codes]
            if spans and abroad is None:
                abroad = spans[-1].start, spans[-1].end
    return above, abroad


def _trips(text: str, start: int, end: int) -> Iterator[_Place]:
    """The words for trips, each with what stands before it in its sentence."""
    while (match := _TRIP.search(text, start + 1, end)) is not None:
        at = match.start()
        low = max(start, at - _BEFORE_TRIP, text.rfind("。", start, at) + 1, text.rfind("\n", start, at) + 1)
        start = match.end() if low < at else at
        if low < at:
            yield low, match.end()


def _row(walk: Walk, start: int, end: int) -> Sequence[StateSpan]:
    """The states that a trip leads to: the last and those in a row with it (not ラオスの首相、ベトナム訪問)."""
    spans = list(walk.context.states.within(start, end))
    for index in range(len(spans) - 1, 0, -1):
        between = walk.text[spans[index - 1].end : spans[index].start]
        if len(between) > _JOINED or holds(between, _PARTS):
            return spans[index:]
    return spans


def _of_later(walk: Walk, talk: Draft) -> Iterator[_Place]:
    """会談は…のホテルで45分間行われ: a later sentence that says where talks told before were."""
    told = {sentence.start for sentence, _ in talk.told}
    for passage in talk.passages[:_EARLY]:
        words = walk.text[passage.start : passage.end]
        if passage.start in told or not words[:14].partition("は")[0].endswith(rules().talks):
            continue
        found = places.find_place(walk.text, passage.start, passage.end, walk.context.lexicon)
        if found is not None and holds(words, rules().took_place) and not holds(words, rules().ahead):
            yield found


def _of_told(walk: Walk, talk: Draft) -> Iterator[_Place]:
    """What the sentences say that tell the talks."""
    for sentence, event in talk.told:
        if talk.status == "held" and event.status == "planned":
            continue  # 次の対話を来年韓国で行う
        yield from _of_share(walk, talk, sentence)
        yield from _of_clause(walk, sentence, event)
        found = places.find_place(walk.text, sentence.start, sentence.end, walk.context.lexicon)
        if found is not None:
            yield found
        yield from _visited(walk, sentence, event)


def _of_share(walk: Walk, talk: Draft, sentence: Sentence) -> Iterator[_Place]:
    """ベルンで…と、ファドゥーツで…と会談した: where its own part of the sentence says で."""
    said = [chunk for chunk in sentence.chunks if chunk.kind == "n" and chunk.particle in _AT and not chunk.persons]
    for low, high in shares(walk, talk, sentence, [chunk.start for chunk in said]):
        for chunk in reversed(said):
            found = _cleaned(walk, sentence, chunk) if low <= chunk.start < high else None
            if found is not None:
                yield found


def _is_wide(walk: Walk, place: _Place) -> bool:
    """A town or a state, rather than a building."""
    name = walk.text[slice(*place)]
    town = walk.context.lexicon.places.get(name)
    return name in walk.context.lexicon.forms or (town is not None and town.kind == "city")


def _of_first(walk: Walk, talk: Draft) -> Iterator[_Place]:
    for passage in talk.passages[:1]:
        found = places.find_place(walk.text, passage.start, passage.end, walk.context.lexicon)
        if found is not None:
            yield found


def _of_extra(walk: Walk, low: int, high: int) -> Iterator[_Place]:
    """（3日、アンマン） behind the persons of a header."""
    for part in walk.text[low:high].split("、"):
        start = walk.text.index(part, low)
        found = places.clean(walk.text, start, start + len(part), walk.context.lexicon)
        if found is not None:
            yield found


def _of_line(walk: Walk, low: int, high: int) -> Iterator[_Place]:
    """場所：防衛省; 10:00 日仏外相会談@ホテル."""
    line = walk.text[low:high]
    for mark in ("@", "＠", "：", ":", "於", "（", "(", "\u3000"):
        at = line.find(mark) if mark == "(" else line.rfind(mark)
        if at >= 0:
            stops = "（(、。）) " if mark == "(" else "（(、。）)"
            end = min([high, *(low + e for e in (line.find(b, at + 1) for b in stops) if e >= 0)])
            found = places.clean(walk.text, low + at + 1, end, walk.context.lexicon)
            if found is not None and (mark != "(" or walk.text[slice(*found)] in walk.context.lexicon.places):
                yield found
    found = places.find_place(walk.text, low, high, walk.context.lexicon)
    if found is not None:
        yield found


def _of_clause(walk: Walk, sentence: Sentence, event: Event) -> Iterator[_Place]:
    """Where the clause of the meeting says で, and so do those before it that it goes on from."""
    for chunk in reversed(sentence.chunks[: event.predicate.index]):
        if chunk.kind == "n" and chunk.particle in _AT and not chunk.persons and _leads_to(sentence, chunk, event):
            found = _cleaned(walk, sentence, chunk)
            if found is not None:
                yield found


def _leads_to(sentence: Sentence, chunk: Chunk, event: Event) -> bool:
    """Whether a nominal belongs to the meeting's predicate, to its word, or to a clause that goes on to it."""
    above = sentence.head(chunk)
    steps = 0
    while above is not None and steps < 8:
        if above is event.predicate or above is event.chunk:
            return True
        if above.kind == "v" and above.link not in ("coordinate", "subordinate", "final"):
            return False
        above, steps = sentence.head(above), steps + 1
    return False


def _cleaned(walk: Walk, sentence: Sentence, chunk: Chunk) -> _Place | None:
    """The place that a nominal with its modifiers ends in."""
    start = chunk.start
    for kid in reversed(sentence.kids(chunk)):
        if kid.kind != "n" or kid.particle not in ("の", "") or kid.persons or kid.end < start - 2:
            break
        start = min([kid.start, *(k.start for k in sentence.kids(kid) if k.particle == "の" and not k.persons)])
    return places.clean(walk.text, start, chunk.core_end, walk.context.lexicon)


def _visited(walk: Walk, sentence: Sentence, event: Event) -> Iterator[_Place]:
    """防衛省を訪れ、…会談した: the house or state that was visited."""
    for chunk in reversed(sentence.chunks[: event.predicate.index]):
        if chunk.kind == "v" and chunk.lemma in _VISITS:
            for kid in sentence.kids(chunk):
                if kid.kind == "n" and kid.particle in _VISITED and not kid.persons:
                    found = _cleaned(walk, sentence, kid)
                    if found is not None:
                        yield found


def _host(walk: Walk) -> _Place | None:
    """Where the article says that its talks are held."""
    heads = walk.context.heads.headers
    stop = heads[0].start if heads else len(walk.text)
    told = 0  # lines that name a state: what tells of something else counts for nothing
    for line in walk.context.page.body:
        if line.start >= stop or told == _LEAD_LINES:
            break
        told += bool(walk.context.states.within(line.start, line.end))
        found = places.find_host(walk.text, line.start, min(line.end, stop), walk.context.lexicon)
        if found is not None:
            return found
    return _reporter(walk, stop) or _of_title(walk) or _of_lead(walk, stop)


def _reporter(walk: Walk, stop: int) -> _Place | None:
    """【パリ＝小鹿野健】…のため当地を訪れている農相は: where the reporter writes from."""
    if walk.text.find("当地", 0, stop) < 0:
        return None
    for label in walk.context.heads.labels:
        city = label.text.replace("=", "＝").partition("＝")[0].partition("（")[0]
        if label.reason.startswith("dateline") and city in walk.context.lexicon.places:
            at = walk.text.index(city, label.start)
            return at, at + len(city)
    return None


def _of_title(walk: Walk) -> _Place | None:
    """外相の個別会談（23日、ニューヨーク）: the town of all the talks."""
    title = walk.context.page.title
    if title is None:
        return None
    bracket = max(walk.title.rfind("（"), walk.title.rfind("("))
    if bracket >= 0 and walk.title.endswith(("）", ")")):
        part = max(walk.title.rfind("、"), bracket)
        found = places.clean(walk.text, title[0] + part + 1, title[1] - 1, walk.context.lexicon)
        if found is not None and walk.text[slice(*found)] in walk.context.lexicon.places:
            return found
    if not walk.context.heads.headers:
        return None  # prose tells it again
    found = places.find_place(walk.text, *title, walk.context.lexicon)
    return found if found is not None and walk.text[slice(*found)] in walk.context.lexicon.places else None


def _of_lead(walk: Walk, stop: int) -> _Place | None:
    """…らと東京都内のホテルで個別に会談した: of the talks that headers below tell one by one."""
    for span in (walk.lead_span, walk.lead_sentence):
        if span is not None and span[0] < stop and walk.context.heads.headers:
            found = places.find_place(walk.text, *span, walk.context.lexicon)
            if found is not None:
                return found
    return None
