"""Diaries of a premier or a minister: whom he received and rang up, told by the minute.

Two layouts: one line an entry (▽14時10分　トルコのオズカン外相の表敬。) and running text
(【午前】8時25分、公邸から官邸。9時、閣議。).
An entry is one statement behind a time; the place is the building last named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetextract.model import Mode
from meetextract.people.persons import Mention, Person
from meetextract.talks.drafts import Context, Draft, Passage
from meetextract.talks.lists.attendees import Member, Roster
from meetextract.text import dates, places
from meetextract.text.dates import DateMention
from meetextract.text.sentences import Line, lines, sentences

_N = "[0-9０-９]"
_KAN = "[〇一二三四五六七八九十]"
_NAMED = re.compile(
    r"(?P<who>首相|総理(?:大臣)?|外相|外務大臣|防衛相|防衛大臣|官房長官)"
    r"(?:の?(?:動静|[1１一]日|動き|日誌|日々|日録|日程(?=[　 ：:（(]|$))|官邸[】］〉])"
)
_PERIOD = r"(?:午前|午後|朝|昼|夕方?|夜|深夜|未明|現地時間|日本時間|同日|翌日)"
_UPTO99 = f"(?:{_N}{{1,2}}|{_KAN}{{1,3}})"
_CLOCK = rf"(?:同?{_UPTO99}時(?:同?{_UPTO99}分|半)?|同?{_UPTO99}分|正午|{_N}{{1,2}}[:：]{_N}{{2}})"
_STAMP = re.compile(
    rf"(?:{_PERIOD}[、　 ]?)*{_CLOCK}(?:ごろ|頃|すぎ|過ぎ|前|半)?"
    rf"(?:(?:から|より|～|〜|－|-|―)(?:{_PERIOD}の?)*(?:{_CLOCK})?(?:ごろ|頃|すぎ|過ぎ)?(?:まで)?)?"
    r"(?:、?現在)?(?:に)?(?:[、，,：:　 ]+|$|(?=[（(「一-鿿ァ-ヶ]))"
)
_MARKS = re.compile(
    r"(?:[▽▼・◇◆○●■□＊*→]|[【〔［（(](?:午前|午後|朝|昼|夜|夕)[】〕］）)]"
    r"|[（(](?:現地|日本)時間[^（）()。]{0,12}[）)])[　 ]*"
)
_DAY_HEAD = re.compile(
    rf"(?:[【〔［▽◇◆■○●]\s*)?(?:{_N}{{1,2}}月)?{_N}{{1,2}}日"
    r"(?:[（(][月火水木金土日][^（）()]{0,4}[）)]|[月火水木金土日]曜日?)?[】〕］]?(?:[　 ：:]+|$)"
)
# A word that tells that they talked; and ceremonies, which only introduce the guest.
_TALK = re.compile(
    r"会談|協議|表敬|あいさつ|挨拶|会食|夕食|昼食|朝食|晩さん会|晩餐会|懇談|面会|面談|会見(?!場)|会合|来訪|訪問を?受け|立ち話|意見交換|ランチ|ディナー|茶会|通話|電話(?!なし)|会う|会った|迎えて"
)
_CEREMONY = re.compile(
    r"歓迎(?:行事|式典|式|レセプション|会)|儀[仗じ]ょ?う?|栄誉礼|出迎え|見送|記念撮影|写真撮影|共同記者|共同会見|記者発表|記者会見|文書交換|署名式|署名に立ち会"
)
# Ceremonies after which a quotation still tells of the talks; his own press conference is another matter.
_KEPT = re.compile(r"記念撮影|写真撮影|共同記者|共同会見|記者発表|文書交換|署名式|署名に立ち会|見送|記者団")
_APART = re.compile(
    r"皇居|御所|内奏|宮中|両陛下|天皇|国葬|葬儀|告別式|追悼|弔問|弔意|記帳|レセプション|シンポジウム|フォーラム|セミナー|大会|総会|式典(?!。)|講演|演説|メッセージ|インタビュー|取材|ビデオ収録|電話なし|取りやめ|中止|延期|見合わせ|見送りに"
)
_PHONE = re.compile(r"電話|通話")
_VIDEO = re.compile(r"テレビ会[談議]|オンライン|ビデオ会[談議]|テレビ電話|リモート")
_ONLY_PEOPLE = re.compile(
    r"(?:の[ァ-ヴー・一-鿿]{1,16}氏)?(?:夫妻|夫人|ら|一行|ほか|氏|両氏|殿下|閣下|[（(][^（）()]{1,24}[）)]|など)*(?:が?同席)?[。]?$"
)
_TOGETHER = re.compile(r"同席|陪席")
_AGAIN = re.compile(
    r"^(?:同氏|両首脳|同夫妻|[^、。]{0,12}首脳会談|(?:少人数|拡大|全体|[1１]対[1１])[^、。]{0,6}(?:会合|会談)|会談|昼食会|夕食会|朝食会|ワーキング・?(?:ランチ|ディナー))"
)
_BUILDING = re.compile(
    r"(?:官邸|公邸|私邸|自宅|国会|皇居|御所|迎賓館(?:赤坂離宮)?|ホテル(?:[^、。]{1,16})?|[料飲]?[^、。]{0,8}店|会館|ホール|センター|空港|基地|飛行場|駅|本部|庁舎|省|庁|会場|会議場|大学|病院|公園|ビル|大使館|大使公邸|宮殿|大統領府|首相府|記念館|美術館|博物館|劇場|寺|神社|院|邸|亭|園|苑|荘|レストラン|クラブ|サロン)(?:[「『][^」』]{1,24}[」』])?(?:内)?$"
)
_QUOTED = re.compile(r"[「『](?P<q>[^「」『』]{4,}?)[」』]")
_OUTCOME = re.compile(r"一致|合意|確認|署名|表明|伝え|求め|要請|懸念|歓迎|共有|謝意|支持|協力|述べ|強調")
_COMPOUND = re.compile(
    r"(?P<c>(?:日|米|中|韓|豪|印|英|仏|独|伊|比|加|EU|ＥＵ|ASEAN|ＡＳＥＡＮ|NATO|[ァ-ヶー]{2,8}+|・){2,10})"
    r"(?:[2-9３]カ国)?(?:首脳|外相|防衛相|特別首脳)(?:テレビ|オンライン|電話)?(?:会談|会合|会議|協議)"
)


@dataclass(slots=True)
class _Owner:
    person: Person
    title: tuple[int, int]


def suspected(text: str) -> bool:
    """A cheap test: whether the text can hold a diary at all."""
    if "官邸" not in text and "公邸" not in text and _NAMED.search(text) is None:
        return False
    return any(_is_entry_line(text, line) for line in lines(text))


def find_diary(context: Context) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Meetings of a diary in the article, and the ranges of text that it takes."""
    text, body = context.text, context.page.body
    entry_lines = [index for index, line in enumerate(body) if _is_entry_line(text, line)]
    if not entry_lines:
        return [], []
    named = _heading(context, body[entry_lines[0]].start)
    if named is None and not _looks_like_one(text, [body[i] for i in entry_lines]):
        return [], []
    first, last = entry_lines[0], entry_lines[-1]
    while (
        first
        and (day := _DAY_HEAD.match(text, body[first - 1].start, body[first - 1].end))
        and day.end() == body[first - 1].end
    ):
        first -= 1
    block = [line for line in body[first : last + 1] if _is_entry_line(text, line) or _belongs(text, line)]
    title = named.group("who") if named else "首相"
    reader = _Reader(context, _owner(context, named, title), _date(context, named, body[first].start))
    for line in block:
        reader.line(line)
    return reader.drafts, [(line.start, line.end) for line in block]


def _is_entry_line(text: str, line: Line) -> bool:
    low = _after_marks(text, line.start, line.end)
    day = _DAY_HEAD.match(text, low, line.end)
    if day and day.end() < line.end:
        low = _after_marks(text, day.end(), line.end)
    return _STAMP.match(text, low, line.end) is not None


def _after_marks(text: str, low: int, high: int) -> int:
    while match := _MARKS.match(text, low, high):
        low = match.end()
    return low


def _belongs(text: str, line: Line) -> bool:
    """A line between two entries that is part of the diary: 【午後】, a day, a quotation, a short note."""
    raw = text[line.start : line.end]
    if len(raw) <= 60 or raw[0] in "「『" or _DAY_HEAD.match(raw) is not None:
        return True
    return any(_skip_stamp(text, low, high)[1] for low, high in _statements(text, line))


def _looks_like_one(text: str, found: Sequence[Line]) -> bool:
    """Without a title only five stamps with 官邸 or 公邸 as a whole statement make a diary."""
    stamps = 0
    home = False
    for line in found:
        for low, high in _statements(text, line):
            at, stamped = _skip_stamp(text, low, high)
            stamps += stamped
            home = (
                home
                or re.fullmatch(r"(?:[^、。]{0,8}から)?(?:官邸|公邸)(?:着|発|に到着)?。?", text[at:high]) is not None
            )
    return stamps >= 5 and home


def _heading(context: Context, before: int) -> re.Match[str] | None:
    found = None
    for match in _NAMED.finditer(context.text, 0, before):
        found = match
    return found


def _owner(context: Context, named: re.Match[str] | None, title: str) -> _Owner:
    """The person whose diary it is: by office, with a name only where the title has one (高市首相の一日)."""
    person = Person(None, None, (title,), "JP")
    if named is None:
        return _Owner(person, (0, 0))
    for mention in context.within(max(0, named.start() - 12), named.end()):
        if mention.name and mention.person is not None and mention.title_start == named.start("who"):
            return _Owner(mention.person, named.span("who"))
    low, high = named.span("who")
    person.mentions.append(Mention(low, high, None, low, low, None, (title,), low, high, "JP", rule="diary"))
    return _Owner(person, (low, high))


def _date(context: Context, named: re.Match[str] | None, before: int) -> DateMention | None:
    """The day of the diary: beside its title, else alone on a line before it, else the page's own date."""
    text, page = context.text, context.page
    low = text.rfind("\n", 0, named.start()) + 1 if named else 0
    stamp = page.published_at
    for found in dates.find_dates(text, low, before):
        if stamp is not None and stamp[0] <= found.start < stamp[1]:
            continue
        if named is not None and found.start < named.end() and named.start() < found.end:
            continue  # 首相の一日
        if text.startswith(("付", "更新", "配信", "朝刊", "夕刊"), found.end):
            continue
        resolved = dates.resolve_date(found, context.published, None)
        if resolved is not None:
            return resolved
    day = page.published
    if stamp is None or day is None or re.match(r"付?\s?[　 ]?朝刊", text[stamp[1] : stamp[1] + 6]):
        return None  # a morning paper tells the day before, and does not say so
    return DateMention(*stamp, day.year, day.month, day.day)


def _statements(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """Statements of a line, cut at full stops and at the marks of entries that stand inside it."""
    low = line.start
    cuts = [m.start() for m in re.finditer(r"▽|▼", text[line.start : line.end])]
    for cut in [*(line.start + c for c in cuts if c), line.end]:
        if low < cut:
            for sentence in sentences(text, low, cut):
                yield sentence.start, sentence.end
        low = cut


def _skip_stamp(text: str, low: int, high: int) -> tuple[int, bool]:
    """Where a statement begins behind its marks, its day and its time; whether it has a time."""
    low = _after_marks(text, low, high)
    day = _DAY_HEAD.match(text, low, high)
    if day:
        low = _after_marks(text, day.end(), high)
    match = _STAMP.match(text, low, high)
    return (_after_marks(text, match.end(), high), True) if match else (low, False)


class _Reader:
    """Walks through the statements of a diary."""

    def __init__(self, context: Context, owner: _Owner, date: DateMention | None) -> None:
        self.c = context
        self.text = context.text
        self.owner = owner
        self.date = date
        self.roster = Roster(context)
        self.place: tuple[int, int] | None = None
        self.guests: list[Member] = []
        self.drafts: list[Draft] = []
        self.last: Draft | None = None

    def line(self, line: Line) -> None:
        day = _DAY_HEAD.match(self.text, line.start, line.end)
        if day:
            for found in dates.find_dates(self.text, line.start, day.end()):
                self.date = dates.resolve_date(found, self.c.published, self.date) or self.date
                self.guests = []
                self.last = None
        for low, high in _statements(self.text, line):
            at, stamped = _skip_stamp(self.text, low, high)
            if at < high:
                self._statement(at, high, stamped)

    def _statement(self, low: int, high: int, stamped: bool) -> None:
        text = self.text
        raw = text[low:high]
        if self._moved(low, high):
            return
        quotes = [m.span("q") for m in _QUOTED.finditer(text, low, high) if _OUTCOME.search(m["q"])]
        outside = _QUOTED.sub(lambda m: "〇" * len(m[0]), raw)
        guests = [(p, m) for p, m in self.roster.foreign(low, high) if m is None or outside[m.start - low] != "〇"]
        talk = _TALK.search(outside) is not None
        opened = False
        if not _APART.search(outside):
            if guests:
                self.roster.latest = [*self.roster.latest, *guests]
                ceremony = _CEREMONY.search(outside) is not None
                bare = self._only_people(guests, low, high)
                if (talk and not (ceremony and not _TALK.search(_CEREMONY.sub("", outside)))) or bare:
                    self._meet(guests, low, high)
                    opened = True
                elif ceremony:
                    self.guests = guests
            elif talk and self.guests and _AGAIN.match(raw) and not self.c.within(low, high):
                self._meet(self.guests, low, high)
                opened = True
            elif talk and not self.c.within(low, high):
                opened = self._sides(low, high)
        if _TOGETHER.search(outside) and self.last is not None:
            for person, mention in self.roster.ours(low, high):
                self.last.add(person, mention)
        if self.last is not None:
            for start, end in quotes:
                self.last.passages.append(Passage(start, end, False))
            if not opened and not quotes and self._told_of(raw, low, high):
                self.last.passages.append(Passage(low, high, False))
        if (
            stamped
            and not opened
            and not quotes
            and not guests
            and not _KEPT.search(outside)
            and not _TOGETHER.search(outside)
        ):
            self.last = None  # something else came in between

    def _only_people(self, guests: Sequence[Member], low: int, high: int) -> bool:
        """駐日アラブ首長国連邦のマンスーリ大使。: a name alone says that he was received."""
        end = max(m.end for _, m in guests if m is not None)
        if _ONLY_PEOPLE.match(self.text, end, high) is None:
            return False
        return all(m.country_start < 0 or low <= m.country_start for _, m in guests if m is not None)

    def _told_of(self, raw: str, low: int, high: int) -> bool:
        """A sentence that goes on about the talk just noted (両首脳は…で一致した)."""
        assert self.last is not None
        if not _OUTCOME.search(raw) or _CEREMONY.search(raw):
            return False
        persons = {id(p) for p, _ in self.last.members}
        inside = [m for m in self.c.within(low, high) if m.person is not None and id(m.person) in persons]
        return bool(inside) or re.match(r"(?:会談では?|両首脳|両氏|双方|両国)", raw) is not None

    def _moved(self, low: int, high: int) -> bool:
        """官邸。公邸から官邸。官邸発、帝国ホテル着。: where he is from now on."""
        text = self.text
        stop = high - 1 if text[high - 1] == "。" else high
        if self.c.within(low, stop) and _TALK.search(text, low, stop):
            return False
        at = low
        moved = False
        for part in re.split(r"(?<=[、発])", text[low:stop]):
            start, end = at, at + len(part)
            at = end
            word = part.strip("、　 ")
            if not word or word.endswith("発") or re.fullmatch(r"発", word):
                continue
            start += part.index(word)
            end = start + len(word)
            tail = re.search(r"(?:に到着|到着|着|へ|入り|に入る|に移動|に戻る|で宿泊|に帰着)$", word)
            if tail:
                end -= len(tail.group())
            source = re.match(r"[^、。]{1,20}?から", text[start:end])
            if source:
                start += source.end()
            name = text[start:end]
            if not name or re.search(r"会談|会議$|閣議|協議|首脳|委員会|[をがはにへ]", name):
                continue
            if _BUILDING.search(name) or name in self.c.lexicon.places or (tail and len(name) <= 20):
                if self.c.within(start, end):
                    continue
                self.place = (start, end)
                moved = True
        return moved

    def _place_here(self, low: int, high: int) -> tuple[int, int] | None:
        text = self.text
        match = re.match(
            r"(?P<p>[^、。「」]{1,30}(?:「[^」]{1,16}」)?)(?:で|にて)(?=、|[^、。]{0,40}(?:会|協議|表敬|食|懇談))",
            text[low:high],
        )
        if match and _BUILDING.search(match["p"]) and not self.c.within(low, low + match.end("p")):
            return low, low + match.end("p")
        return places.find_place(text, low, high, self.c.lexicon)

    def _mode(self, low: int, high: int) -> Mode:
        if _VIDEO.search(self.text, low, high):
            return "video"
        return "phone" if _PHONE.search(self.text, low, high) else "in_person"

    def _meet(self, guests: Sequence[Member], low: int, high: int) -> None:
        mode = self._mode(low, high)
        here = self._place_here(low, high) if mode == "in_person" else None
        if here is not None:
            self.place = here
        known = {id(p) for p, _ in guests}
        for draft in self.drafts:
            theirs = {id(p) for p in draft.persons(foreign=True)}
            if (
                theirs & known
                and (theirs <= known or known <= theirs)
                and (draft.mode == mode or mode != "phone")
                and draft.date is self.date
            ):
                for person, mention in guests:
                    draft.add(person, mention)
                self.last = draft
                return
        draft = self._draft(low, mode)
        for person, mention in guests:
            draft.add(person, mention)
        self.guests = list(guests)

    def _sides(self, low: int, high: int) -> bool:
        """日米韓首脳会談。: the sides without persons."""
        match = _COMPOUND.search(self.text, low, high)
        if match is None:
            return False
        split = self.c.lexicon.split_compound(match["c"])
        if not split or "JP" not in {code for code, _, _ in split} or len(split) < 2:
            return False
        wanted = {code for code, _, _ in split} - {"JP"}
        if self.guests and {p.country for p, _ in self.guests} == wanted:
            self._meet(self.guests, low, high)
            return True
        draft = self._draft(low, self._mode(low, high))
        base = match.start("c")
        for code, a, b in split:
            draft.parties[code] = (base + a, base + b)
        return True

    def _draft(self, low: int, mode: Mode) -> Draft:
        draft = Draft(low)
        draft.rule = "diary"
        draft.hosted = False
        draft.evidence = True
        draft.mode = mode
        draft.date = self.date
        draft.place = self.place if mode == "in_person" else None
        draft.add(self.owner.person, None)
        self.drafts.append(draft)
        self.last = draft
        return draft
