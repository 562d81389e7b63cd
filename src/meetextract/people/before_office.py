"""The person before an office, read from the office leftwards: 安圭伯（アン・ギュベク）韓国国防相, グラス米駐日大使.

What stands between name and office (a bracket, a state, a posting) is taken off piece by piece, one function each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.judge import family_of_others, is_person, is_phrase, no_name_words
from meetextract.people.names import name_before
from meetextract.people.open_office import behind_republic, holds_office, open_start
from meetextract.people.outlets import default_side
from meetextract.people.persons import Mention, Offices
from meetextract.people.script import (
    ALL_KANJI,
    KANJI,
    KATA,
    KATAKANA,
    READING,
    in_kanji,
    in_kata,
    kana_start,
    kanji_start,
    opening_bracket,
    run_start,
)
from meetextract.people.stated import (
    Stated,
    country_before,
    leads_office,
    office_words,
    run_together,
    sign_before,
    splits_name,
    strip_country,
)
from meetextract.text.tokens import tokenise

_BLANKS = " 　"
_DOTS = ("・", "･")
_Found = tuple[int, str | None, str | None]  # what name_before gives


@dataclass(slots=True)
class _Office:
    """An office and what has been read before it: `at` is where the part not read yet ends."""

    text: str
    lexicon: Lexicon
    start: int
    end: int
    titles: tuple[str, ...]
    at: int = 0
    said: Stated | None = None
    reading: str | None = None
    bracket: bool = False
    offices: Offices | None = None

    def before(self, *words: str) -> bool:
        return self.text.endswith(words, 0, self.at)

    def skip_blanks(self) -> None:
        while self.at > 0 and self.text[self.at - 1] in _BLANKS:
            self.at -= 1

    def unnamed(self, start: int | None = None, state: str | None = None) -> Mention:
        """The office without a name."""
        low = self.start if start is None else start
        then = office_words()["in_his_days"]
        former = self.text.endswith(("前", "元"), 0, low) or self.text.startswith(then, self.end)
        return Mention(
            low, self.end, None, low, low, None, self.titles, low, self.end, state, rule="office", former=former
        )


def person_before(
    text: str, start: int, end: int, lexicon: Lexicon, offices: Offices, given: tuple[str, ...] = ()
) -> Mention | None:
    """The mention that an office at `text[start:end]` makes: with the name before it, without one, or None where it is
    no office of a person (両外相, a part of a longer word). given: the titles, where the caller knows them."""
    titles = given or lexicon.parse_titles(text[start:end])
    inside = text[start] in KATAKANA and text[start - 1 : start] in KATAKANA
    if text[end - 1] in KATAKANA and text[end : end + 1] in _DOTS:
        return None  # スルタン・ビン・ジャシム
    if not titles or (inside and not _run_on(text, start, lexicon)):
        return None  # ヌルスルタン is no sultan
    office = _Office(text, lexicon, start, end, titles, offices=offices)
    _of_federation(office)
    low = behind_state(text, office.start, lexicon)
    if low > office.start:  # 米国務省太平洋担当特使: the table has no body that begins with a state
        office.start, office.titles = low, lexicon.parse_titles(text[low:end])
    _widen(office)
    if office.titles[0][0] == "長" and not office.titles[0].startswith("長官"):
        office.start = kanji_start(text, max(0, start - 8), start)
        office.titles = (text[office.start : end],)
        return office.unnamed()  # 病院長, 青木課長補佐: the end of a word that no table has
    office.at = office.start
    done = _off_bracket(office)
    if done is not None:
        return done
    _off_posting(office)
    _off_dot(office)
    name_end = _off_same(office)
    found = _state_between(office, name_end)
    if isinstance(found, Mention):
        return found
    if found[1][1] is None and office.said is None:
        return _named(office, *(_behind_state(office) or found))
    return _named(office, *found)


_OPEN_WORDS = re.compile(rf"[{KANJI}{KATA}A-Za-zＡ-Ｚａ-ｚ・]*")  # of an office that no table has


def _behind_state(office: _Office) -> tuple[int, _Found] | None:
    """アシュウィニ・ヴァイシュナウ・インド鉄道・通信・電子・IT大臣: all words behind the state are the office."""
    text, at = office.text, office.at
    if at != office.start or not _OPEN_WORDS.fullmatch(text, at - 1, at):
        return None
    low = run_start(_OPEN_WORDS, text, max(0, at - 60), at)
    states = [state for state in office.lexicon.find_parties(text, low, at) if state.end < at]
    if not states or states[-1].start == low or holds_office(text, states[-1].end, at, office.lexicon):
        return None
    state = states[-1]
    low = behind_republic(text, state.end, office.lexicon)
    low += text[low] in _DOTS
    titles = tuple(text[low : office.end].split("兼"))
    wider = _Office(text, office.lexicon, low, office.end, titles, state.start)
    wider.said = Stated(state.code, state.start, state.end)
    name_end = _before_state(wider, state.start)
    found = name_before(text, name_end, office.lexicon, stated=True)
    if found[1] is None or not in_kata(found[1]) or office.lexicon.resolve(found[1]) is not None:
        return None
    office.start, office.titles, office.said = wider.start, wider.titles, wider.said
    return name_end, found


def _run_on(text: str, start: int, lexicon: Lexicon) -> bool:
    """ストーンエネルギー副長官: whether a portfolio in katakana begins there, behind a name or a state."""
    kana = kana_start(text, max(0, start - 30), start)
    before = text[kana:start]
    if len(before) < 2 or before in no_name_words():
        return False
    run = _KATAKANA_RUN.match(text, start)
    size = len(run.group()) if run else 0
    words = lexicon.titles.words
    if text.startswith("担当", start + size) and text[start : start + size] in words["area"]:
        return True  # ラモスイラン担当特別代表
    mixed = next((n for n in range(_LONG, size, -1) if text[start : start + n] in words["area"]), 0)  # インド太平洋
    return mixed > 0 or (size > _SHORT and text[start : start + size] in words["portfolio"])


_SHORT, _LONG = 3, 12  # code points of a word in katakana, and of one that goes on in kanji
_KATAKANA_RUN = re.compile(rf"[{KATA}]+")


_OF_NAME = {"連邦": 2, "国軍": 1, "共同体": 3}  # how much of it


def _of_federation(office: _Office) -> None:
    """ミクロネシア連邦大統領, フィジー共和国軍司令官, カリブ共同体議長: parts of the side's name."""
    text, start = office.text, office.start
    size = next((size for word, size in _OF_NAME.items() if text.startswith(word, start)), 0)
    before = office.lexicon.party_before(text, start + size) if size else None
    if before is not None and before.start < start:
        office.start = start + max(size, 2)
        office.titles = office.lexicon.parse_titles(text[office.start : office.end]) or office.titles


_BEHIND_BRACKET = re.compile(rf"[）)]([{KANJI}](?:[{KANJI}]|・(?!$)){{1,11}})$")
_NAME = 44


def _widen(office: _Office) -> None:
    """The portfolio that stands before the office and that no table has."""
    text, start = office.text, office.start
    closed = _BEHIND_BRACKET.search(text, max(0, start - 14), start)
    if closed is not None and _behind_reading(office, len(closed[1])):
        start -= len(closed[1])
        forms = office.lexicon.forms
        state = next((size for size in (4, 3, 2) if text[start : start + size] in forms), 0)
        start += state + (text[start + state] in _DOTS)
        office.start, office.titles = start, (text[start : office.end],)
        return
    low = open_start(text, start, office.end, office.lexicon)
    if low < start:
        low = behind_side(text, low, office.lexicon)
        office.start, office.titles = low, tuple(text[low : office.end].split("兼"))


def _behind_reading(office: _Office, size: int) -> bool:
    """Whether the words of that size before the office stand behind a bracket with a reading, and are no state."""
    text, close = office.text, office.start - size
    opener = opening_bracket(text, close - 1)
    if opener is None or office.lexicon.party_before(text, office.start) is not None:
        return False
    inner = text[opener + 1 : close - 1]
    return READING.fullmatch(inner) is not None or _is_organ(office, inner)


def _is_organ(office: _Office, inner: str) -> bool:
    """セルギエンコ（国防省）局長, ロス（NEB：国家電力委員会）委員長: whether a bracket tells an organ."""
    return inner in office.lexicon.titles.words["body"] or inner.endswith(office_words()["organ_ends"])


def _off_bracket(office: _Office) -> Mention | None:
    """The bracket between name and office: a reading, Latin letters, or a gloss. A mention where that ends it."""
    text = office.text
    office.skip_blanks()
    at = office.at
    if at > 1 and text[at - 1] in _DOTS and text[at] in KATAKANA and text[at - 2] in KATAKANA:
        office.at = at = at - 1  # サアド・アル＝ムハンナディ・エネルギー担当国務大臣
    if at == 0 or text[at - 1] not in " ）)":
        return None
    opener = opening_bracket(text, at - 1)
    if opener is None:
        return office.unnamed()
    inner = text[opener + 1 : at - 1]
    if inner.isascii() and _take_organ(office, opener):
        return _off_bracket(office)
    office.bracket = True
    if inner in office.lexicon.former:  # タクシン・チナワット（元）首相
        return replace(office.unnamed(), former=True)
    aside = inner in office_words()["asides"] or _is_organ(office, inner)
    if READING.fullmatch(inner):
        office.reading = inner.strip()
    elif not aside and ALL_KANJI.fullmatch(inner) and (kana := kana_start(text, max(0, opener - 30), opener)) < opener:
        return _kana_first(office, kana, opener, at - 1)
    office.at = opener
    office.skip_blanks()
    return None


_ORGAN_LENGTH = 12


def _take_organ(office: _Office, end: int) -> bool:
    """中央情報局（CIA）長官, 水管理庁（NWA）長官: the organ whose letters stand in a bracket belongs to the office."""
    text, bodies = office.text, office.lexicon.titles.words["body"]
    sizes = range(min(_ORGAN_LENGTH, end), 2, -1)
    low = next((end - size for size in sizes if text[end - size : end] in bodies), -1)
    unknown = office.lexicon.party_before(text, end) is None
    if low < 0 and unknown and text.endswith(office_words()["organ_ends"], 0, end):
        low = _organ_start(office, end)
    if low < 0:
        return False
    office.titles = (text[low : office.end].split("兼")[0], *office.titles[1:])
    office.start = office.at = low
    return True


def _organ_start(office: _Office, end: int) -> int:
    """Where an organ begins that no table has, behind a mark or a name in katakana; -1 where that cannot be told."""
    text = office.text
    low = kanji_start(text, max(0, end - 2 * _ORGAN_LENGTH), end)
    kana = kana_start(text, max(0, low - _NAME), low)
    part = max(text.rfind(mark, kana, low) for mark in "・ ") + 1
    if part > 0 and text[part:low] in office.lexicon.forms:
        return part  # アンリ・デュボア・キリバス憲法協議会
    low = _behind_state_of_others(text, low, office.lexicon)
    return -1 if end - low < _ORGAN_SHORT or is_person(text[low:end]) else low


def _behind_state_of_others(text: str, low: int, lexicon: Lexicon) -> int:
    """米国通商代表部, but 日本政府観光局: the page's own state belongs to the name of its organs."""
    for size in (4, 3, 2, 1):
        code = (lexicon.forms if size > 1 else lexicon.kanji).get(text[low : low + size])
        if code is not None:
            return low if code == default_side() else low + size
    return low


_ORGAN_SHORT = 3  # code points


def _kana_first(office: _Office, kana: int, opener: int, close: int) -> Mention:
    """NHK's order: kana first, kanji in the bracket."""
    text = office.text
    low = strip_country(text, kana, opener, office.lexicon)[0]
    state, c_low, c_high = country_before(text, low, office.lexicon) or (None, -1, -1)
    inner = text[opener + 1 : close]
    return Mention(
        low,
        office.end,
        inner,
        opener + 1,
        close,
        text[low:opener],
        office.titles,
        office.start,
        office.end,
        state,
        c_low,
        c_high,
        "kana（漢字）",
    )


_NAMED = re.compile(r"[一-鿿々ァ-ヶー・]")
_POSTED = re.compile(r"(?:在|駐)([^\s、。の在駐]{1,14})$")


def _posted_to(text: str, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    """駐日, 駐韓: where somebody is posted, before `at`."""
    posted = _POSTED.search(text, max(0, at - 16), at)
    return posted if posted and (posted[1] in lexicon.forms or posted[1] in lexicon.kanji) else None


def _off_posting(office: _Office) -> None:
    """呉江浩駐日大使, 戴兵・駐韓大使, グラス米駐日大使."""
    posted = _posted_to(office.text, office.at, office.lexicon)
    if posted and _NAMED.match(office.text, posted.start() - 1):
        office.at = _off_since(office.text, posted.start())
        office.at -= office.text[office.at - 1] == "・"


def _is_name(text: str, end: int) -> bool:
    """Whether a name in katakana, or a family name in kanji, ends there: ルコルニュ, 高市新首相, 李新大統領."""
    low = kanji_start(text, max(0, end - 4), end)
    if low == end:
        return text[end - 1 : end] in KATAKANA
    return end - low == 2 or (end - low == 1 and family_of_others(text[low:end]))


def _off_dot(office: _Office) -> None:
    """林芳正・官房長官, 韓国の金健・交渉本部長."""
    at = office.at - 1
    if not office.before("・"):
        return
    foreign = in_kanji(office.text[office.start]) and office.text[at - 1 : at] in KATAKANA  # マイサ・国務大臣
    if foreign or _full_name(office.text, at) or _introduced(office.text, at, office.lexicon):
        office.at = at


def _full_name(text: str, end: int) -> bool:
    """Whether a Japanese family and given name, and nothing else, stand before `end`."""
    run = re.search(rf"(?<![{KANJI}])[{KANJI}]{{3,6}}$", text[max(0, end - 8) : end])
    if run is None:
        return False
    tokens = tokenise(text, end - len(run.group()), end)
    return (
        2 <= len(tokens) <= 4
        and any(t.pos3 == "人名" for t in tokens)
        and all(t.pos1 in ("名詞", "接頭辞") for t in tokens)
    )


def _introduced(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a short name in kanji, put behind its state or of a foreign family, stands before `end`."""
    start = kanji_start(text, max(0, end - 5), end)
    if not 2 <= end - start <= 4:
        return False
    tokens = tokenise(text, start, end)
    if len(tokens) == 1 and tokens[0].pos2 == "普通名詞":
        return False  # 文化・観光相
    single = any(len(token.surface) == 1 or token.pos3 == "人名" for token in tokens)  # 王立群・外相
    return country_before(text, start, lexicon) is not None or (single and family_of_others(text[start]))


def _off_same(office: _Office) -> int:
    """ジュカウスカス同国首相, ロレンゾ同国防大臣, シュレーダー現首相, 高市新首相. Gives where the name ends."""
    if office.before("同国"):
        office.at -= 2
    elif office.before("同", *office_words()["since_when"]) and _is_name(office.text, office.at - 1):
        office.at -= 1
    return office.at


def _state_between(office: _Office, name_end: int) -> Mention | tuple[int, _Found]:
    """The state between name and office, and the name before it: (where the name ends, the name)."""
    text, lexicon, at = office.text, office.lexicon, office.at
    party = lexicon.party_before(text, at)
    state = Stated(party.code, party.start, at) if party is not None else None
    if state is not None and text.endswith(tuple(lexicon.former), 0, state.start):
        return office.unnamed(state.start, state.code)  # 元米国防長官
    if state is None or text[state.start - 1 : state.start] in KATAKANA:
        state = run_together(text, at, lexicon) or state
    if state is None and at > 1 and text[at - 1] == "軍":
        party = lexicon.party_before(text, at - 1)
        state = Stated(party.code, party.start, at) if party is not None else None
    if state is not None and (_is_family_name(text, state, lexicon) or _in_given_name(office, state.start)):
        state = None
    if state is None or not splits_name(text, state, lexicon):
        return name_end, name_before(text, name_end, lexicon)
    office.said = state
    name_end = _before_state(office, state.start)
    found = name_before(text, name_end, lexicon, stated=office.said is not None)
    if found[1] is not None and _is_headline(office, found[1]):
        found = (name_end, None, None)
    if found[1] is None and office.said is not None and _doubtful_sign(text, office.said, lexicon):
        office.said = None
        return at, name_before(text, at, lexicon)
    return name_end, found


def _is_headline(office: _Office, name: str) -> bool:
    """目標達成は不可能カナダ環境相: whether the words before a state are no name but the end of what is said before."""
    if in_kanji(name) is None or office.reading or office.said is None or office.said.code == default_side():
        return False
    return is_phrase(name) and not office.lexicon.officials.offices_of(name)


def _in_given_name(office: _Office, start: int) -> bool:
    """戸田紗英外務副大臣: a sign before an office that only the own side has ends a given name."""
    text, at = office.text, office.at
    if at - start != 1 or not in_kanji(text[start - 1 : start]) or office.offices is None:
        return False
    own, run = default_side(), text[kanji_start(text, max(0, at - 8), at) : at]
    if not any(office.offices.country(title) == own for title in office.titles):
        return False
    return len(run) > 2 and office.lexicon.split_compound(run) is None and is_person(run)


def _doubtful_sign(text: str, said: Stated, lexicon: Lexicon) -> bool:
    return said.end - said.start == 1 and not leads_office(text[said.start], lexicon)


def _is_family_name(text: str, state: Stated, lexicon: Lexicon) -> bool:
    """国連のアンドレス・モンテネグロ事務総長: a family name that is a state's too, the state told before."""
    if text[state.start - 1 : state.start] not in _DOTS or state.end - state.start < 2:
        return False
    kana = kana_start(text, max(0, state.end - 48), state.end)
    return kana < state.end and country_before(text, kana, lexicon) is not None


def _before_state(office: _Office, end: int) -> int:
    """Where the name ends before a state: without dot, posting and bracket."""
    text = office.text
    if end > 0 and text[end - 1] in _DOTS:
        end -= 1
    elif text.endswith(("駐日", "在日", "在京"), 0, end):
        end = _off_since(text, end - 2)
    elif text.endswith("駐", 0, end):
        end = _off_since(text, end - 1)  # 駐スリランカ大使: posted there, and so of another state
        office.said = None
    posted = _posted_to(text, end, office.lexicon)
    if posted:
        end = _off_since(text, end - len(posted.group()))
    if end > 0 and text[end - 1] in "）)":
        opener = opening_bracket(text, end - 1)
        if opener is not None:
            inner = text[opener + 1 : end - 1]
            if READING.fullmatch(inner):
                office.reading = inner.strip()
            end, office.bracket = opener, True
    return end


def _off_since(text: str, end: int) -> int:
    """桐野次期|駐チリ大使: where the name ends before what says since when somebody is posted."""
    return end - next((len(word) for word in office_words()["before_posting"] if text.endswith(word, 0, end)), 0)


def _named(office: _Office, name_end: int, found: _Found) -> Mention | None:
    """The mention of a name and its office, or of the office alone."""
    text, start, lexicon = office.text, office.start, office.lexicon
    name_start, name, more = found
    if name is None and _is_sign_name(office, name_end):
        name_start, name = name_end - 1, text[name_end - 1]
    if name is None:
        return _alone(office)
    if (name.startswith(("前", "元")) and not _begins_family_name(name)) or office.titles[0].startswith(("元", "前")):
        return None
    if name[-1] == "新" and len(name) > 2 and not lexicon.officials.offices_of(name):
        name = name[:-1]  # 横井新大使
    end = name_start + len(name)
    said = office.said
    if said is None:
        said = _side_before(office, name_start, name) or sign_before(text, name_start, lexicon)
        if said is None:
            name_start, said = strip_country(text, name_start, end, lexicon)
        said = said or _organ_beside(office, name_start)
    beside = _bracketed(office)
    titles, high = beside[1:] if beside is not None else _more_offices(office)
    if beside is not None and (said is None or not _is_state(said)):
        organ = text[said.start : said.end] if said is not None and said is office.said else ""
        said, titles = beside[0], (organ + titles[0], *titles[1:])
    state, c_low, c_high = said or (None, -1, -1)
    return Mention(
        name_start,
        high,
        text[name_start:end],
        name_start,
        end,
        office.reading or more,
        titles,
        start,
        office.end,
        state,
        c_low,
        c_high,
        "name+office",
        None,
        name_end < len(text) and text[start - 1 : start] in ("前", "元"),
    )


_TOPIC = ("側は", "側が")


def _side_before(office: _Office, at: int, name: str) -> Stated | None:
    """The state before a name; none where its side is only the topic: カザフスタン側は習国家主席の訪問を歓迎した."""
    said = country_before(office.text, at, office.lexicon)
    if said is None or not office.text.startswith(_TOPIC, said.end):
        return said
    states = {held.state for held in office.lexicon.officials.offices_of(name)}
    return said if not states or said.code in states else None


@cache
def _joined() -> re.Pattern[str]:
    """An office behind 兼 that no table has, to the word in which it ends."""
    ends = "|".join(sorted(office_words()["joined"], key=len, reverse=True))
    word = rf"[{KANJI}{KATA}・]"
    return re.compile(rf"兼({word}{{0,20}}(?:[（(][A-Za-z]+[）)]{word}{{0,6}})?(?:{ends}))(?!{word})")


def _more_offices(office: _Office) -> tuple[tuple[str, ...], int]:
    """The offices that follow the first: 党書記長・国家主席, 外相（国務委員兼外交部長）; and where they end."""
    text, end, lexicon = office.text, office.end, office.lexicon
    mark = text[end : end + 1]
    open_ = _joined().match(text, end) if mark == "兼" else None
    if open_ is not None:  # 国務大臣兼アブダビ国営石油会社（ADNOC）CEO
        return (*office.titles, open_[1]), open_.end()
    match = lexicon.title_pattern.match(text, end + 1) if mark and mark in "・（(" else None
    if match is None:
        return office.titles, end
    if mark == "・":
        joined = text[office.start : match.end()]
        return (*office.titles[:-1], joined[joined.rfind(office.titles[-1]) :]), match.end()
    words = match.group()
    # ボレル上級代表（外相）, 国防相（議長）: what a bracket behind an office says of that office, or of the day
    gloss = "兼" not in words and words.endswith(office_words()["glosses"])
    if text[match.end() : match.end() + 1] not in ("）", ")") or gloss:
        return office.titles, end
    more = [title for title in lexicon.parse_titles(words) if not _is_held(title, office)]
    return (*office.titles, *more), match.end() + 1


def _bracketed(office: _Office) -> tuple[Stated, tuple[str, ...], int] | None:
    """フォーラム議長（パラオ共和国大統領）: the state in a bracket behind an office, all offices, and where it ends."""
    text, low, lexicon = office.text, office.end + 1, office.lexicon
    if text[low - 1 : low] not in ("（", "("):
        return None
    party = next(lexicon.find_parties(text, low, low + _NAME), None)
    if party is None or party.start != low:
        return None
    match = lexicon.title_pattern.match(text, behind_republic(text, party.end, lexicon))
    state = Stated(party.code, low, party.end)
    if match is None or not _is_state(state) or text[match.end() : match.end() + 1] not in ("）", ")"):
        return None
    more = [title for title in lexicon.parse_titles(match.group()) if not _is_held(title, office)]
    return state, (*office.titles, *more), match.end() + 1


def _is_state(said: Stated) -> bool:
    """Whether a side is a state, and no organisation."""
    return len(said.code) == len(default_side())


def _is_held(title: str, office: _Office) -> bool:
    return any(office.lexicon.same_office(title, held) for held in office.titles)


def _organ_beside(office: _Office, at: int) -> Stated | None:
    """国務省のコール次官, 全人代の趙委員長: another state's organ, which no other state has."""
    text, end = office.text, at - 1
    if office.offices is None or text[end:at] != "の":
        return None
    for size in range(min(_ORGAN_LENGTH, end), 1, -1):
        word = text[end - size : end]
        if word in office.lexicon.titles.words["body"] and not word.endswith("党"):  # 労働党 is of many
            code = office.offices.country(word)
            return Stated(code, end - size, end) if code not in (None, default_side()) else None
    return None


def behind_state(text: str, low: int, lexicon: Lexicon) -> int:
    """米国務省太平洋担当特使, 韓国外交部…: where the office begins behind its state."""
    led = office_words()["behind_state"]
    for size in (4, 3, 2, 1):
        word = text[low : low + size]
        if (word in lexicon.forms or word in lexicon.kanji) and text.startswith(led, low + size):
            return low + size
    dot = text.find("・", low, low + _STATE)  # 南アフリカ共和国・国際関係大臣
    return dot + 1 if dot > 0 and text[dot - 1] == "国" and text[low:dot] in lexicon.forms else low


_STATE = 16  # code points of the full name of a state


def behind_side(text: str, low: int, lexicon: Lexicon) -> int:
    """世界気象機関観測部長, 中国国家海洋局副局長: where an office that no table has begins behind its side; `low` where
    its organ is named by that (日本政府観光局長, 欧州委員会通商総局長, 北朝鮮担当特使)."""
    named = next(lexicon.find_parties(text, low, low + 2 * _STATE), None)
    if named is None or named.start != low or named.code == default_side():
        return behind_state(text, low, lexicon)
    part = named.form in lexicon.titles.words["body"] or text.startswith(_OF_WHAT, named.end)
    return low if part else named.end


_OF_WHAT = ("担当", "問題", "軍")


def _is_sign_name(office: _Office, end: int) -> bool:
    """西法相: a sign that is a family name too, where the text names its state nowhere."""
    text, lexicon = office.text, office.lexicon
    if office.said is not None or text[end - 1 : end] not in _SIGN_NAMES or end != office.start:
        return False
    if end > 1 and (in_kanji(text[end - 2]) or text[end - 2] in KATAKANA):
        return False
    forms = lexicon.parties[lexicon.kanji[text[end - 1]]].forms
    return not any(form in text for form in forms)


_SIGN_NAMES = frozenset("西土星")


def _begins_family_name(name: str) -> bool:
    """前原, 元榮, 前川慎二: whether 前 or 元 is a part of the name. Up to three characters it is."""
    if len(name) <= 3:
        return True
    tokens = tokenise(name, 0, len(name))
    return bool(tokens) and tokens[0].pos3 == "人名"


def _alone(office: _Office) -> Mention | None:
    """An office without a name, with its state."""
    text, start, said = office.text, office.start, office.said
    if start and text[start - 1] in "両一二三四五六七八九十２３４５６７８９23456789各数貴支県市":
        return None
    held = office.unnamed(said.start if said else start, said.code if said else None)
    if said is None:
        said = country_before(text, start, office.lexicon)
        if said is not None and office.lexicon.sector(text[said.end : start]) == "MIL":
            said = None  # 豪海軍の艦隊司令官: news of ships and units name officers who meet nobody
    if said is not None:
        held.country, held.country_start, held.country_end = said
    return held
