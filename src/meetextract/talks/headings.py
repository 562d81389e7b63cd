"""What a line that is no sentence opens: headings that name talks, states alone, counterparts in a row, rounds, labels.

Each reader below looks at one form; the first that knows the line takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from meetextract.people.persons import Mention, Person, official_mentions
from meetextract.talks.drafts import Draft
from meetextract.talks.relation import Party, find_talk, told_apart
from meetextract.talks.rules import holds, is_unofficial, mode_of, rules
from meetextract.talks.who import holder, persons
from meetextract.text.lineform import LineForm, line_form, says_nothing_else, without

if TYPE_CHECKING:
    from meetextract.talks.walk import Walk

_NEAR_ROW: Final = 60  # code points between two lines of one row of counterparts
_LABEL_TO_ROW: Final = 6  # code points between 【二国間会談】 and the states
_LEAST_ROW: Final = 2
_UNDER_DAY: Final = 120  # code points behind a line that is a day
_GOES_ON: Final = 400
_TOP: Final = 60  # code points in which a page says whether a trip is to come
_MANY_SENTENCES: Final = 2


def open_heading(walk: Walk, start: int, end: int) -> bool:
    """Reads a line that is no sentence; False where it is to be read as prose."""
    form = line_form(walk.text[start:end])
    for reader in _READERS:
        taken = reader(walk, form, start, end)
        if taken is not None:
            return taken
    return False


_AND: Final = ("及び", "および", "並びに", "ならびに")
_LABEL: Final = 12  # code points of a label
_Reader = Callable[["Walk", LineForm, int, int], "bool | None"]


def _new(walk: Walk, start: int, form: str, codes: Sequence[str] = (), people: Sequence[Person] = ()) -> Draft:
    talk = Draft(start, rule="heading" if form == "heading" else f"heading: {form}", form=form, heading=True)
    for code in codes:
        talk.parties.setdefault(code, None)
    for person in people:
        talk.add(person, person.mentions[0] if person.mentions else None, walk.context.lexicon)
    return walk.add(talk)


def _value(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """The line under 日時 or 場所; those of the programme of a trip are told at length below."""
    if walk.label in rules().programme:
        known = any(m.name for m in walk.context.within(start, end)) or walk.context.states.within(start, end)
        if form.listed and known and holds(form.words, rules().talks):
            walk.pending, walk.pending_used = [], True
            return None  # 7日 甲外相との会談, 8日 チリ外相との会談; not 大臣との会談, which is told at length
        if form.listed or form.is_day:
            several = bool(walk.pending) != walk.pending_used  # the days of the trip
            walk.pending, walk.pending_used = ([], True) if several else ([(start, end)], False)
            return True
        walk.label = ""
    label, walk.label = walk.label, walk.label if walk.label not in rules().facts else ""
    if label not in rules().facts:
        return None
    note_fact(walk, start, end)
    return True


def note_fact(walk: Walk, start: int, end: int) -> None:
    """A line under 日時 or 場所: of the talks that the heading above named, else of those told next."""
    talk = walk.current
    if talk is not None and talk.heading and not talk.passages:
        talk.facts.append((start, end))
    else:
        walk.note_fact(start, end)


def _round(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """第2回（5月11日）: a round of a series whose sides are told before."""
    if not form.is_round:
        return None
    base = walk.series or next((talk for talk in walk.living() if len(talk.parties) > 1), None)
    sides = list(base.parties) if base is not None else list(dict.fromkeys(walk.title_codes))
    if len(sides) < 2:
        return None
    if base is not None and walk.series is None:
        base.dead, walk.series = base.start < start, base
    _new(walk, start, "round", sides).facts.append((start, end))
    walk.heading_codes = []
    return True


def _label_alone(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    word = (form.words or form.raw).strip(" \u3000•・【】（）()：:").replace("\u3000", "").replace(" ", "")
    if word in rules().labels_alone:
        walk.label = word
        return True
    if walk.context.within(start, end):
        return None
    present = rules().present
    label = next((label for label in present if word.endswith(label) and len(word) <= _LABEL), "")
    if label or walk.label in present:
        walk.label = label  # （参考）各国出席者; another line that names nobody ends the list
    return True if label else None


def _attendees(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """日本側：…, 出席者：…: who took part; 日時：, 場所： of the talks that the title names."""
    label = form.label.replace("\u3000", "").replace(" ", "")
    r = rules()
    side = label.endswith("側") and label not in r.attendees
    if not (label in r.attendees or label in r.facts or side):
        return None
    if walk.current is None or (walk.current.header is None and not walk.current.heading and not walk.current.passages):
        _from_title(walk, start)
        if walk.current is None:
            _from_label(walk, label, start, end)
    talk = walk.current
    if talk is None:
        if label in r.facts:
            walk.note_fact(start, end)
        return True
    if label in r.facts:
        talk.mode = mode_of(form.raw) if talk.mode == "in_person" else talk.mode
        talk.facts.append((start, end))
        return True
    mentions = walk.context.within(start, end)
    if side:
        _side_says(walk, label.removesuffix("側"), mentions)
    people = persons(walk, mentions, start, end)
    if is_unofficial((form.raw,)) and not people and talk.form == "title page" and not talk.passages:
        talk.dead, walk.current = True, None  # 対応者：A市長
        return True
    for person in people:
        talk.add(person, next((m for m in mentions if m.person is person), None), walk.context.lexicon)
    talk.evidence = talk.touched = True
    return True


def _present(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """米国：オルソン国務長官, オルソン米国務長官 in a list of those present: who sat there for one of the sides."""
    mentions = official_mentions(walk.context.within(start, end))
    if walk.label not in rules().present or walk.current is None or not any(m.name for m in mentions):
        return None
    _side_says(walk, form.label, mentions)
    named = [person for person in persons(walk, mentions, start, end) if person.name]
    largest = max(walk.living(), key=lambda talk: len(talk.parties), default=walk.current)
    if any(p.country not in (*walk.current.parties, walk.own) and p.country in largest.parties for p in named):
        walk.current = largest  # those of a conference, listed behind the talks beside it
    talk = walk.current
    for person in named:
        if person.country in (*talk.parties, walk.own) or len(walk.foreign(talk)) > 1:
            talk.add(person, next((m for m in mentions if m.person is person and m.name), None), walk.context.lexicon)
    return True


def _side_says(walk: Walk, name: str, mentions: Sequence[Mention]) -> None:
    """米側：…: whoever stands there is of that state."""
    code = walk.context.lexicon.resolve(name)
    for mention in mentions:
        person = mention.person
        if code is not None and person is not None and person.name and (person.country is None or person.guessed):
            person.country, person.guessed = code, True


def _from_title(walk: Walk, start: int) -> None:
    """The talks that the title names, where labels below tell when and who."""
    title = walk.context.page.title
    if walk.current is not None or title is None or not holds(walk.title, rules().talks):
        return
    people = persons(walk, walk.context.within(*title), *title)
    codes = list(dict.fromkeys(walk.title_codes))
    if not any(code != walk.own for code in (*codes, *(p.country for p in people))):
        codes += [walk.context.page_country] if walk.context.page_country else []
    if any(code != walk.own for code in (*codes, *(p.country for p in people))):
        talk = _new(walk, start, "title page", codes, people)
        talk.mode, talk.evidence = mode_of(walk.title), True


def opens_row(walk: Walk, words: str, end: int) -> bool:
    """二国間会談（5か国）, 会談相手国: whether the lines below tell with which states."""
    word = line_form(words).words
    if not (_is_bilateral(walk, word) and word.endswith((*rules().row_labels, *rules().heading_ends))):
        return False
    walk.row_of, walk.lead = (word, end), True
    return True


def _is_bilateral(walk: Walk, word: str) -> bool:
    return word.endswith(rules().row_labels) or holds(word, walk.frames.marks.bilateral)


def _from_label(walk: Walk, label: str, start: int, end: int) -> None:
    """面会者：A大臣, and on a page about talks 先方：A大臣 or チリ側：A大臣: the label says that somebody was met."""
    met = label in rules().met_people
    if not met and not (walk.lead and (label.endswith(("先方", "相手", "相手方", "側")) or "先方" in label)):
        return
    mentions = official_mentions(walk.context.within(start, end))
    people = persons(walk, mentions, start, end)
    if people and all(p.country not in (None, walk.own) for p in people):
        _new(walk, start, "title page", (), people).evidence = True


def _row_of_states(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """【二国間会談】 インド、フランス, 二国間会談：インド, or a state a line: one meeting each; 【多国間会談】
    日本・豪州・韓国、日本・米国・韓国."""
    words = form.words
    if form.value and opens_row(walk, form.label, start + form.value):
        words = form.raw[form.value :]
    elif form.gloss and opens_row(walk, words, start):
        words = form.gloss
    word, near = walk.row_of
    if not word or start - near > _LABEL_TO_ROW:
        return None
    bilateral = _is_bilateral(walk, word)
    if bilateral and form.value and (code := walk.context.lexicon.resolve(form.label)) is not None:
        _new(walk, start, "row", [code]).listed = True
        walk.row_of = (word, end)
        return False  # チリ：外務大臣と会談, read as prose
    row = _states_of_row(walk, words)
    if not row or (len(row) < _LEAST_ROW and not bilateral):
        return None
    above = walk.text.rfind("\n", 0, near) + 1
    told = -1 if len(row) == 1 else walk.text.rfind(word, 0, above)  # 1日〜2日にかけて12カ国との二国間会談を実施
    if holds(word, rules().several) and all(len(codes) == 1 for codes in row):
        row = [[code for codes in row for code in codes]]
    if bilateral:
        row = [[code] for codes in row for code in codes if code != walk.own]
    for codes in row:
        talk = _new(walk, start, "row", codes)
        talk.listed, talk.entry = True, told >= 0
        talk.facts += [(start, end)] if len(row) == 1 else []
        talk.block_day = (walk.text.rfind("\n", 0, told) + 1, told) if told >= 0 else talk.block_day
    walk.row_of, walk.current = (word, end), walk.current if bilateral and len(row) == 1 else None
    return True


def _states_of_row(walk: Walk, words: str) -> list[list[str]]:
    """The states of each part of a row; none where one part is something else."""
    for sign in ("，", *_AND):
        words = words.replace(sign, "、")
    for tail in rules().examples:
        words = words.removesuffix(tail)
    split = walk.context.lexicon.split_compound
    row = [[code for code, _, _ in split(part.strip()) or ()] for part in words.split("、")]
    return row if all(row) else []


def _states_alone(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """３．ペルー: the state whose people the next lines tell of."""
    parties = walk.context.lexicon.split_compound(form.words) if form.words else None
    if not parties or [code for code, _, _ in parties] == [walk.own]:
        return None
    first = start < 200 and form.words == form.raw and not walk.talks and walk.current is None
    if form.words in walk.context.lexicon.lookalikes or first:
        return None
    if walk.current is not None and walk.current.form == "row":
        walk.row_of = (walk.row_of[0], start)  # the next of a row, behind what was said to the one before
        return _row_of_states(walk, form, start, end)
    walk.heading_line = (start, end) if form.numbered or form.words != form.raw else None  # not the page's own state
    codes = [code for code, _, _ in parties]
    mentions = official_mentions(walk.context.within(start, end))  # （1）シンガポール（シャンムガム外相）
    people = [p for p in persons(walk, mentions, start, end) if p.name and p.country in codes]
    talk = _new(walk, start, "country", codes, people)
    walk.heading_codes = walk.foreign(talk)
    return True


def _counterparts(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """（1）アフメトフ副首相: nothing but persons of one other state."""
    mentions = official_mentions(walk.context.within(start, end))
    if not mentions or not walk.lead or walk.label in rules().present:  # who sat there together was not called on
        return None
    spans = [(m.start - start, m.end - start) for m in mentions]
    covered = [(s.start - start, s.end - start) for s in walk.context.states.within(start, end)]
    rest = without(form.raw, [*spans, *(c for c in covered if not any(a <= c[0] < b for a, b in spans))])
    if not says_nothing_else(rest):
        return None
    people = persons(walk, mentions, start, end)
    states = {p.country for p in people}
    if len(states) != 1 or walk.own in states:
        return None
    apart = told_apart(walk, people)
    old = None if apart else find_talk(walk, Party(people, [], [code for code in states if code]))
    if old is not None and (not any(p.name for p in people) or not old.heading):
        walk.current = old
        return True
    last = walk.talks[-1] if walk.talks else None
    talk = _new(walk, start, "counterpart", (), people)
    if last is not None and last.form == "counterpart" and not last.passages and start - last.start < _NEAR_ROW:
        talk.listed = last.listed = True
    walk.heading_codes = walk.foreign(talk)
    return True


def _day(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    if form.is_day:
        walk.dated = end
        walk.day_line, walk.day_style = (start, end), ""
    return None


def _named_talks(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """日仏外相会談, ラオス首相への表敬, 10:30 シン印外相と会談: the line names talks."""
    r = rules()
    words = _without_tail(form.words, r.entry_tails if walk.row else ())
    if walk.row and not walk.context.within(start, end):
        words = words.rpartition("、")[2]  # …会議を機に、初の日韓外相会談
    if not words.endswith(r.heading_ends):
        if words.endswith(r.visits):
            walk.current = None  # クック外相の来日について: another item
        return None
    if "、" in words and sum(words.count(word) for word in r.talks) > 1:
        return walk.context.lexicon.resolve(form.label) is None  # 伊：A大統領表敬、B首相との会談 is read as prose
    if _is_note_or_topic(walk, form, start, end):
        return True
    if any(words.partition(word)[0].endswith(r.heading_ends) for word in _AND if word in words):
        return True  # Aとの会談及びBとの昼食会: each is told below
    if holds(words, r.called_on):
        return True
    mentions = walk.context.within(start, end)
    abroad = [m for m in mentions if m.titles and not m.former and (m.person is None or m.person.country != walk.own)]
    if any(m.former for m in mentions) and not abroad:
        return True
    rest = without(form.raw, [(m.start - start, m.end - start) for m in mentions])
    said = is_unofficial((rest if abroad else form.words,)) and (abroad or not mentions)
    if said or (abroad and all(is_unofficial(m.titles) for m in abroad)):
        return True  # 大使が市長を表敬訪問, 州農相との会談
    people = persons(walk, mentions, start, end)
    codes = _codes_of(walk, mentions, start, end)
    listed = form.listed or start - walk.dated < _UNDER_DAY or (walk.row and walk.day_line is not None)
    foreign = [c for c in dict.fromkeys([*(p.country or "" for p in people), *codes]) if c and c != walk.own]
    if not foreign and "各国" not in words:
        people, foreign = _whose(walk, words, mentions, people, start, listed)
    if not foreign:
        walk.row_of = (words, end)
        walk.lead |= _is_bilateral(walk, words)
        return True
    if walk.row and not people and walk.own not in codes and set(foreign) <= r.conferences:
        return True  # 10/26 ASEAN首脳会議出席
    _open_named(walk, form, start, people, foreign, codes, listed)
    return True


def _is_note_or_topic(walk: Walk, form: LineForm, start: int, end: int) -> bool:
    """注1：…の閣僚が参加する会議; 3 「中央アジア＋日本」対話, as one of the subjects of talks that are told above."""
    if form.label.startswith("注"):
        return True
    talk, line = walk.current, walk.text[start:end]
    told = form.numbered and talk is not None and bool(talk.passages) and not walk.context.within(start, end)
    return told and any(name in line for name in walk.context.groups)


def _without_tail(words: str, more: Sequence[str] = ()) -> str:
    for tail in (*rules().tails, *more):
        words = words.removesuffix(tail).removesuffix("の").rstrip(" \u3000")
    return words


def _codes_of(walk: Walk, mentions: Sequence[Mention], start: int, end: int) -> list[str]:
    """The states that a heading names, those inside names of persons left out, and the members of groups."""
    line = walk.text[start:end]
    gloss = max(line.rfind("("), line.rfind("（")) if walk.row and line.endswith((")", "）")) else -1
    spans = walk.context.states.within(start, start + gloss if gloss > 0 else end)  # 第4回会談（メキシコ市）
    if spans and len(spans[-1].codes) > 1:  # オランダ・ハーグで日米韓首脳会談
        place = max(walk.text.rfind(mark, start, spans[-1].start) for mark in ("で", "、" if walk.row else "で"))
        spans = [span for span in spans if span.start > place]
    codes = [
        code
        for span in spans
        for code in span.codes
        if not any(m.name and m.start <= span.start < m.end for m in mentions)
    ]
    for name, members in walk.context.groups.items():
        if name in line:
            codes += members
    return codes


def _whose(
    walk: Walk, words: str, mentions: Sequence[Mention], people: list[Person], start: int, listed: bool
) -> tuple[list[Person], list[str]]:
    """大統領への表敬 on a page about one state: whose president; と会談 in a list, whose host the line before names."""
    told = [walk.context.page_country] if walk.context.page_country else walk.heading_codes
    if not told and walk.current is not None:
        told = walk.foreign(walk.current)
    if not told:
        told = [code for code in dict.fromkeys(walk.title_codes) if code != walk.own]
    unnamed = [m for m in mentions if m.titles and (m.person is None or not m.name)]
    if len(told) == 1 and unnamed and (holds(words, rules().with_another) or not any(p.name for p in people)):
        return [*(p for p in people if p.name), *(holder(walk, m, told[0]) for m in unnamed)], list(told)
    if listed and people:
        near = [
            m.person
            for m in official_mentions(walk.context.within(max(0, start - 70), start))
            if m.person is not None and m.person.name and m.person.country not in (None, walk.own)
        ]
        if near and near[-1].country:
            return [*people, near[-1]], [near[-1].country]
    if len(told) == 1 and not people and walk.current is not None and walk.current.form == "country":
        return people, list(told)  # （１）外相会談（3日） under the line of a state
    return people, []


def _open_named(
    walk: Walk, form: LineForm, start: int, people: list[Person], foreign: list[str], codes: list[str], listed: bool
) -> None:
    theirs = [p for p in people if p.country != walk.own]
    old = find_talk(walk, Party(theirs, [p for p in people if p.country == walk.own], foreign))
    if told_apart(walk, theirs) or (old is not None and old.heading and walk.row):
        old = None
    if old is not None and not theirs and form.is_dated and old.passages:
        old = None  # 日露首脳会談（平成26年2月）, behind those of another month
    if old is not None and len(walk.foreign(old)) > 1 == len(foreign) and theirs:
        old = None  # Aとの会談, behind those of three ministers
    if old is not None and not theirs and form.counted and (old.heading or len(old.passages) > _MANY_SENTENCES):
        old = None if old.passages else old
    if old is not None and (theirs or not old.passages or start - old.start < _GOES_ON):
        if not walk.theirs(old):
            for person in theirs:
                old.add(person, next((m for m in person.mentions if m.start >= start), None), walk.context.lexicon)
        old.facts.append((start, start + len(form.raw)))
        walk.current = old
        walk.heading_codes = foreign
        return
    sides = [*foreign, *([walk.own] if walk.own in codes or any(p.country == walk.own for p in people) else [])]
    talk = _new(walk, start, "heading", sides, people)
    talk.listed = listed
    r, top = rules(), walk.title + walk.text[:_TOP]
    ahead = listed and not walk.row and holds(top, r.planned) and "しました" not in top
    if ahead or holds(form.raw, r.coming):
        talk.status = "planned"
    talk.mode = mode_of(form.raw)
    talk.facts.append((start, start + len(form.raw)))
    walk.heading_codes = foreign


def _topic_line(walk: Walk, form: LineForm, start: int, end: int) -> bool | None:
    """A numbered line about one state; any other line that is no statement is passed over."""
    if form.numbered and form.counted and not walk.context.within(start, end):
        own = {code for code in walk.context.states.codes(start, end) if code != walk.own}
        if len(own) == 1:
            walk.heading_codes = list(own)
            if walk.current is not None and walk.current.form == "counterpart":
                walk.current = None
    plain = len(form.raw) <= 30 and "、" not in form.raw and not form.is_sentence and not _is_outcome(walk, form)
    return plain and not walk.context.within(start, end)


def _is_outcome(walk: Walk, form: LineForm) -> bool:
    """・訓練を再開することで一致: an item that ends in what was done."""
    told, words = walk.frames.does.told, form.words
    ends = (size for size in range(2, 6) if words[-size:] in told)
    return form.numbered and any(words[-size - 1 : -size] in ("で", "を", "に", "と", "て", "き") for size in ends)


_READERS: Final[tuple[_Reader, ...]] = (
    _value,
    _round,
    _label_alone,
    _present,
    _attendees,
    _row_of_states,
    _states_alone,
    _counterparts,
    _day,
    _named_talks,
    _topic_line,
)
