"""Calendars: meetings of a week to come or gone by, one day an entry.

    ▽5日（木）　日豪2プラス2（メルボルン）＝堂本外相、仙石防衛相がグレイソン外相、オサリバン国防相と…を協議

An entry counts where it names persons or sides, and the day is told by the list. A heading with ＝ is a header.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import islice

from meetextract.model import Status
from meetextract.people.persons import Person
from meetextract.talks import events
from meetextract.talks.drafts import Context, Draft, Passage
from meetextract.talks.lists.attendees import Member, Roster
from meetextract.text import dates, places
from meetextract.text.dates import DateMention
from meetextract.text.headers import Header
from meetextract.text.sentences import Line, beginning, lines_beginning, sentences

_N = "[0-9０-９]"
_WEEKDAY = r"(?:[（(][月火水木金土日](?:曜日?)?(?:・?[祝休振][^（）()]{0,4})?[）)]|・[月火水木金土日](?=[】〕］]))"
_NAMED = re.compile(
    r"(?:今週|来週|今月|来月|再来週|週間|向こう[1１一]週間|外交|政治|国際|首脳|閣僚|主な|当面の|今後の|先週|先月|[0-9０-９]{1,2}月|経済)(?:・[一-鿿]{2,6})*(?:の|・)?(?:[一-鿿]{1,8}(?:・[一-鿿]{1,6})*)?(?:の)?(?:予定|日程|カレンダー|動き|スケジュール|日誌|こよみ|暦|クロニクル|出来事)|(?:外交|政治)(?:日誌|カレンダー)|カレンダー"
)
_GONE = re.compile(r"先週|先月|日誌|クロニクル|振り返|回顧|出来事|あった|記録")
# The days of one person's journey are no calendar: its talks are told in prose.
_TRIP = re.compile(r"出張|訪問|滞在|行程|訪日|来日|旅程")
_AHEAD = re.compile(r"今週|来週|再来週|来月|今月|今後|当面|向こう|先週|先月")
_TITLE, _NEAR = 50, 600  # code points: the longest heading, and how far above the first entry it can stand
_DAY = re.compile(
    rf"(?P<mark>[▽▼◇◆■□●○・【〔［]?)\s*(?P<date>(?:(?:{_N}{{4}}年)?{_N}{{1,2}}月\s?)?{_N}{{1,2}}日|{_N}{{1,2}}[/／]{_N}{{1,2}})"
    rf"(?P<week>{_WEEKDAY}|[月火水木金土日]曜日?)?[】〕］]?(?P<gap>[　 ：:=＝…\t▽]+|$)?"
)
_DATED = beginning(rf"[▽▼◇◆■□●○・【〔［]?\s*{_N}{{1,4}}[年月日/／]")
_CALLED = re.compile(r"予定|日程|カレンダー|動き|スケジュール|日誌|暦|こよみ|クロニクル|出来事")
_MARK = re.compile(r"[▽▼◇◆■□●○・＊*＞>-]\s*")
_EVENT = re.compile(
    r"(?:首脳|外相|防衛相|国防相|財務相|経済相|閣僚級?|次官級?|局長級?|個別|実務者|外務・防衛(?:閣僚|当局者?)?|電話|テレビ|オンライン|戦略|定期|年次|安保|経済|ハイレベル|昼食|夕食|朝食|特別|二国間|２国間|2国間)*(?:会談|会合|協議|対話|首脳会議|外相会議|2プラス2|２プラス２|2＋2)|(?:首脳|外相|防衛相|国防相|特別首脳)会議|表敬|夕食会|昼食会|会見(?!場)|懇談|電話で(?=[^。]{0,30}(?:述べ|伝え|協議|話|会談|確認))"
)
# Conferences open and close, the Emperor receives, parties and employers talk: nobody's bilateral meeting.
_APART = re.compile(
    r"与野党|党首会談|労使|経団連|連合と|皇居|天皇|両陛下|宮中|閉幕|開幕|総会|国連安保理|王座|名人|告示|投開票|国会|記者会見|決算|社長|会長"
)
_OFF = re.compile(r"見送|取りやめ|中止|延期|断念|未定|調整中|見合わせ")
_VISIT = re.compile(r"来日|訪日|日本を?訪問")
_ABROAD = re.compile(
    r"(?P<a>訪)(?P<c>[米英仏独伊豪韓中露ロ印比加])(?![一-鿿])|(?P<w>[ァ-ヶー一-鿿]{2,10})(?:を?(?:公式)?訪問|入り|へ出発)"
)
# What can stand between the sides and the word for the meeting: 日印|外務, 日米豪印|4カ国, 日・アフリカ連合|の.
_BETWEEN = re.compile(r"(?:[2-9２-９三四五][カかヵヶ]国)?(?:両政府|両国|政府間)?の?[一-鿿・]{0,8}の?")
_BARE_NOUN = re.compile(r"の(?:見通し|見込み|予定|方向|運び|公算)(?:だ|です)?。?$")
# What stands between the word for the meeting and what is told of it.
_LEAD = re.compile(
    r"(?:[（(][^（）()]{1,18}[）)]|[、，。　 ]|し(?:、|て、)|で、|を(?:開き|行い)、|に臨み、"
    r"|を(?:開く|行う)。?|に臨む。?)*"
)
_HEADED = re.compile(r"(?P<h>[^＝=。「」]{3,40})[＝=](?P<r>[^＝=].{3,})", re.S)
_SPAN = re.compile(rf"[（(](?P<d>{_N}{{1,2}})日?[～〜、-]{_N}{{1,2}}日")
_ROOM = re.compile(r"[（(](?:[^（）()。]{1,16}[、，])?(?P<p>[^（）()、。]{1,18})[）)]")


def suspected(text: str) -> bool:
    """A cheap test: whether the text can hold a calendar at all."""
    if _CALLED.search(text) is None:
        return False
    days = (line for line in lines_beginning(text, _DATED) if _day(text, line, strict=True))
    return len(list(islice(days, 2))) > 1


def find_calendar(context: Context) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Meetings of a calendar in the article, and the ranges of text that it takes."""
    text, page = context.text, context.page
    body = list(page.body)
    if page.title is not None and not _NAMED.search(text, *page.title):
        body = sorted([*body, Line(*page.title)], key=lambda line: line.start)  # an entry that looked like the title
    days = [i for i, line in enumerate(body) if _day(text, line, strict=True)]
    if len(days) < 2:
        return [], []
    title = _heading(context, body[days[0]].start)
    weekly = sum(1 for i in days if (m := _day(text, body[i], strict=True)) and m["week"])
    if title is None or (weekly < 2 and len(days) < 3):
        return [], []
    gone = _GONE.search(title) is not None
    reader = _Reader(context, gone)
    taken: list[tuple[int, int]] = []
    for index in range(days[0], len(body)):
        line = body[index]
        day = _day(text, line, strict=False)
        if day is None and not _item(text, line) and _told(text, line) and not gone:
            if index > days[-1]:
                break
            continue  # a paragraph between the days stays prose
        reader.line(line, day)
        taken.append((line.start, line.end))
    return reader.drafts, taken


def _day(text: str, line: Line, *, strict: bool) -> re.Match[str] | None:
    match = _DAY.match(text, line.start, line.end)
    if match is None or not (match["week"] or match["gap"] is not None):
        return None
    if match["gap"] is None and match.end() < line.end:
        # ５日（木）に会談した。 is prose.
        if re.match(r"[にのはもがを、，からまで～〜]", text[match.end() : match.end() + 1]):
            return None
        if strict and not match["mark"]:
            return None
    return match


def _item(text: str, line: Line) -> bool:
    return _MARK.match(text, line.start) is not None or text.find("。", line.start, line.end) < 0


def _told(text: str, line: Line) -> bool:
    """A paragraph that reports what has been: no entry of a plan."""
    return (
        re.search(r"[たる](?:という)?。$", text[line.start : line.end]) is not None
        and text.count("。", line.start, line.end) > 1
    )


def _heading(context: Context, before: int) -> str | None:
    """The line above the entries that calls them a calendar."""
    text = context.text
    low = max(0, before - _NEAR)
    prose = "。" in text[:before]
    for raw in reversed(text[low:before].splitlines()):
        if len(raw) > _TITLE or "。" in raw or not _NAMED.search(raw) or _TRIP.search(raw):
            continue
        if prose and not _AHEAD.search(raw):
            continue  # a list inside an article is a calendar only where it says so
        return raw
    return None


class _Reader:
    """Walks through the entries."""

    def __init__(self, context: Context, gone: bool) -> None:
        self.c = context
        self.text = context.text
        self.gone = gone
        self.roster = Roster(context)
        self.date: DateMention | None = None
        self.visitors: list[Member] = []
        self.travellers: list[Member] = []
        self.goal: tuple[str, int, int] | None = None
        self.journey: Passage | None = None
        self.drafts: list[Draft] = []
        self.opened: Draft | None = None

    def line(self, line: Line, day: re.Match[str] | None) -> None:
        """One entry, or a further item of the day before."""
        low = line.start
        if day is not None:
            self.date = self._resolve(*day.span("date")) or self.date
            low = day.end()
        mark = _MARK.match(self.text, low, line.end)
        if mark:
            low = mark.end()
        self.visitors, self.travellers, self.goal, self.opened = [], [], None, None
        while low < line.end:
            stop = next((m.start() for m in re.finditer("[▽▼◇◆]", self.text[low : line.end])), None)
            high = line.end if stop is None else low + stop
            if low < high:
                for sentence in sentences(self.text, low, high):
                    self._statement(sentence.start, sentence.end)
            low = high + 1

    def _resolve(self, low: int, high: int) -> DateMention | None:
        slash = re.match(rf"({_N}{{1,2}})[/／]({_N}{{1,2}})", self.text[low:high])
        if slash:
            month, day = dates.number(slash[1]), dates.number(slash[2])
            if month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
                return None
            found = DateMention(low, high, None, month, day)
            return dates.resolve_date(found, self.c.published, self.date)
        for found in dates.find_dates(self.text, low, high):
            done = dates.resolve_date(found, self.c.published, self.date or self._title_month())
            if done is not None:
                return done
        return None

    def _title_month(self) -> DateMention | None:
        """今月の外交日誌（8月）: the month of bare days where the page has no date."""
        if self.c.published is not None or self.c.page.title is None:
            return None
        match = re.search(rf"(?:({_N}{{4}})年)?({_N}{{1,2}})月", self.text[slice(*self.c.page.title)])
        if match is None:
            return None
        return DateMention(0, 0, dates.number(match[1]) if match[1] else None, dates.number(match[2]), 1)

    # -- one statement ---------------------------------------------------------------------------------------

    def _statement(self, low: int, high: int) -> None:
        text = self.text
        raw = text[low:high]
        if _OFF.search(raw):
            return
        heading = _HEADED.match(text, low, high)
        if (
            heading
            and _EVENT.search(heading["h"])
            and not _APART.search(heading["h"])
            and self._headed(low, heading.end("h"), heading.start("r"), high)
        ):
            return
        event = next((m for m in _EVENT.finditer(text, low, high) if not self._quoted(low, m.start())), None)
        if self.goal is not None:
            self._hosts(self.goal[0], low, high)
        guests = self.roster.foreign(low, high)
        self.roster.latest = [*self.roster.latest, *guests]
        if _APART.search(raw) and not (
            guests and re.search(r"記者会見|国会|総会|会長|社長|国連安保理|開幕|閉幕", raw) and event
        ):
            return
        if event is None:
            if self.opened is not None and guests == []:
                self._outcome(self.opened, low, high)
            else:
                self._visit(guests, low, high)
            return
        if guests:
            self._meeting(event, guests, low, high)
        elif (
            self.visitors
            and event.group().endswith(("会談", "協議", "表敬", "会", "2プラス2"))
            and not self._sides(event, low)
        ):
            self._meeting(event, self.visitors, low, high)
        elif sides := self._sides(event, low):
            self._between(event, sides, low, high)
        elif self.travellers and self.goal and event.group().endswith(("会談", "協議", "2プラス2")):
            draft = self._draft(low, event, low, high)
            for person, mention in self.travellers:
                draft.add(person, mention)
            draft.parties.setdefault(self.goal[0], self.goal[1:])
            self._outcome(draft, event.end(), high)
        elif self.opened is not None:
            self._outcome(self.opened, low, high)

    def _quoted(self, low: int, at: int) -> bool:
        return self.text.count("「", low, at) > self.text.count("」", low, at)

    def _visit(self, guests: Sequence[Member], low: int, high: int) -> None:
        """モンゴルのガントゥムル首相来日（5日まで）: who the next statement's 首脳会談 is with."""
        raw = self.text[low:high]
        if guests and _VISIT.search(raw):
            self.visitors = list(guests)
            return
        ours = self.roster.ours(low, high) or guests
        goal = _ABROAD.search(raw)
        if ours and goal:
            word = goal["c"] or goal["w"]
            code = self.c.lexicon.forms.get(word) or self.c.lexicon.kanji.get(word)
            start = low + goal.start("c" if goal["c"] else "w")
            if code and code not in ("JP", ours[0][0].country):
                self.travellers, self.goal = list(ours), (code, start, start + len(word))
                self.journey = Passage(low, high, False)

    def _hosts(self, code: str, low: int, high: int) -> None:
        """山際外相がドイツを訪問。27日にシュトルツ外相と会談: whom a traveller meets is of the country he goes to."""
        for mention in self.c.within(low, high):
            person = mention.person
            if person is None or not mention.titles or any(person is p for p, _ in self.travellers):
                continue
            kana = re.match("[ァ-ヴ]", mention.name or "") is not None
            if (person.country is None and kana) or (
                person.guessed and self.text.startswith(("と", "、", "ら"), mention.end)
            ):
                person.country, person.guessed = code, not kana

    def _headed(self, low: int, end: int, rest: int, high: int) -> bool:
        """日豪2プラス2（メルボルン）＝堂本外相…: a heading with the persons behind it."""
        text = self.text
        event = _EVENT.search(text, low, end)
        assert event is not None
        sides = self._sides(event, low) or [
            (p.code, p.start, p.end) for p in self.c.lexicon.find_parties(text, low, event.start())
        ]
        guests = self._assigned(sides, rest, high)
        if not sides and not guests:
            return False
        if len(sides) == 1 and not guests:
            return False
        draft = self._draft(low, event, low, end)
        draft.header = Header(low, end, list(sides), None, rest, "＝", kind_word=True)
        draft.rule = "calendar heading"
        for code, a, b in sides:
            draft.parties.setdefault(code, (a, b))
        for person, mention in [*self._ours(rest, high, draft), *guests]:
            draft.add(person, mention)
        draft.members.sort(key=lambda member: member[0].country != "JP")
        if draft.place is None and draft.mode == "in_person":
            draft.place = places.find_place(text, rest, high, self.c.lexicon)
        self._outcome(draft, self._after_guests(guests, rest, high), high)
        return True

    def _assigned(self, sides: Sequence[tuple[str, int, int]], low: int, high: int) -> list[Member]:
        """Guests behind a heading (日豪…＝堂本外相がグレイソン外相と): who has no country yet is of the heading's."""
        foreign = list(dict.fromkeys(code for code, _, _ in sides if code != "JP"))
        if len(foreign) == len(sides) > 1:
            # 米中首脳会談＝ハリソン大統領と賀主席が…: in the order of the sides.
            inside = [m.person for m in self.c.within(low, high) if m.person is not None and m.name and m.titles]
            unknown = [p for p in dict.fromkeys(inside) if p.country is None or p.guessed]
            rest = [code for code in foreign if all(p.country != code for p in inside if p not in unknown)]
            if len(unknown) == len(rest):
                for stranger, code in zip(unknown, rest, strict=True):
                    stranger.country, stranger.guessed = code, False
        if len(foreign) == 1 and any(code == "JP" for code, _, _ in sides):
            turn = re.search(r"(?:が|は)", self.text[low:high])
            for mention in self.c.within(low, high):
                person = mention.person
                if person is None or not mention.name or not mention.titles:
                    continue
                kana = re.match("[ァ-ヴ]", mention.name) is not None
                behind = turn is not None and mention.start > low + turn.start()
                if (person.country is None or person.guessed) and (kana or behind):
                    person.country, person.guessed = foreign[0], False
        return self.roster.foreign(low, high)

    def _ours(self, low: int, high: int, draft: Draft) -> list[Member]:
        found: list[Member] = []
        told = draft.parties.keys() - {"JP"}
        if told and "JP" not in draft.parties and draft.header is not None:
            return found
        for person, mention in self.roster.ours(low, high):
            found.append((person, mention))
        for mention in self.c.within(low, high):
            # 首相 without a name is Japan's.
            if mention.name is None and mention.country is None and mention.titles and not mention.former:
                if self.text[max(0, mention.start - 1) : mention.start] in ("同", "両", "各", "の"):
                    continue
                if (
                    re.match(r"(?:が|は|、|と(?=[^、。]{2,20}[とが]))", self.text[mention.end : mention.end + 24])
                    and not found
                ):
                    if mention.person is not None and mention.person.country == "JP":
                        found.append((mention.person, mention))
                    elif mention.titles[0] in ("首相", "外相", "防衛相", "財務相", "経済産業相"):
                        found.append((Person(None, None, mention.titles, "JP", [mention]), mention))
        return found

    def _sides(self, event: re.Match[str], low: int) -> list[tuple[str, int, int]]:
        """日中外相会談, 米ロ首脳会談, 日本とEUの首脳協議: the sides before the word for the meeting."""
        text = self.text
        begin = max(low, event.start() - 30)
        for mark in "、。＝　（）「」▽をがはでに":
            begin = max(begin, text.rfind(mark, begin, event.start()) + 1)
        for stop in range(event.start(), begin + 1, -1):
            split = self.c.lexicon.split_compound(text[begin:stop])
            if split and len(split) > 1 and _BETWEEN.fullmatch(text, stop, event.start()):
                return [(code, begin + x, begin + y) for code, x, y in split]
        pair = list(self.c.lexicon.find_parties(text, max(low, event.start() - 40), event.start()))
        if (
            len(pair) >= 2
            and text[pair[-2].end : pair[-1].start] in ("と", "、")
            and re.fullmatch(r"(?:の|が|、|両政府の?|との)?(?:[^、。]{0,8})?", text[pair[-1].end : event.start()])
        ):
            return [(p.code, p.start, p.end) for p in pair[-2:]]
        return []

    def _meeting(self, event: re.Match[str], guests: Sequence[Member], low: int, high: int) -> None:
        draft = self._draft(low, event, low, high)
        before = Draft(low)
        for person, mention in self._ours(low, high, before):
            draft.add(person, mention)
        if self.travellers and not draft.members:
            for person, mention in self.travellers:
                draft.add(person, mention)
            if self.journey is not None:
                draft.passages.append(self.journey)  # its subject goes on speaking
        for person, mention in guests:
            draft.add(person, mention)
        # …と共同生産を協議: the word for the meeting is the predicate itself.
        told = event.group().endswith("協議") and re.search(
            r"(?:を|について|をめぐり|を巡り)$", self.text[low : event.start()]
        )
        if event.group().startswith("電話で"):
            draft.mode, draft.place = "phone", None
            draft.passages.append(Passage(low, high, False))
            return
        if re.match(r"し(?:、|て)", self.text[event.end() : high]):
            self._outcome(draft, low, high)
            return
        self._outcome(draft, self._after_guests(guests, low, high) if told else event.end(), high)

    def _between(self, event: re.Match[str], sides: Sequence[tuple[str, int, int]], low: int, high: int) -> None:
        draft = self._draft(low, event, low, high)
        for code, a, b in sides:
            draft.parties.setdefault(code, (a, b))
        for person, mention in self.roster.ours(low, high):
            if "JP" in draft.parties:
                draft.add(person, mention)
        self._outcome(draft, event.end(), high)

    # -- facts -----------------------------------------------------------------------------------------------

    def _draft(self, start: int, event: re.Match[str], low: int, high: int) -> Draft:
        draft = Draft(start)
        draft.rule = "calendar"
        draft.hosted = False
        draft.evidence = True
        draft.date = self._first_day(event) or self._date_before(low, event.end()) or self.date
        draft.status = self._status(low, high, draft.date)
        draft.mode = events.mode(self.text, low, high)
        if draft.mode == "in_person":
            draft.place = self._place(event, low, high)
        self.drafts.append(draft)
        self.opened = draft
        return draft

    def _first_day(self, event: re.Match[str]) -> DateMention | None:
        """日・ＥＵ首脳会議（16～17日、ブリュッセル）: the first day of a meeting's own span."""
        match = _SPAN.match(self.text, event.end())
        day = dates.number(match["d"]) if match else None
        if match is None or day is None or not 1 <= day <= 31:
            return None
        found = DateMention(*match.span("d"), None, None, day)
        return dates.resolve_date(found, self.c.published, self.date)

    def _date_before(self, low: int, high: int) -> DateMention | None:
        """A day told before the word for the meeting, other than the end of a stay (5日まで)."""
        done = None
        for found in dates.find_dates(self.text, low, high):
            if re.match(r"まで|から|以降|付|ごろ", self.text[found.end : found.end + 2]):
                continue
            if self.text[max(low, found.start - 1) : found.start] in ("（", "(", "～", "〜"):
                continue
            done = dates.resolve_date(found, self.c.published, self.date) or done
        return done

    def _status(self, low: int, high: int, date: DateMention | None) -> Status:
        raw = self.text[low:high]
        if re.search(r"(?:した|った|ました|行われた|開かれた)。?$", raw):
            return "held"
        if self.gone or date is None or self.c.published is None or date.year is None:
            return "held" if self.gone else "planned"
        day = dates.value(date)
        return "held" if day is not None and datetime.date.fromisoformat(day) < self.c.published else "planned"

    def _place(self, event: re.Match[str], low: int, high: int) -> tuple[int, int] | None:
        text = self.text
        for match in _ROOM.finditer(text, event.end(), min(high, event.end() + 24)):
            name = match["p"]
            if re.search(r"[0-9０-９]日|まで|から|曜|電話|オンライン|テレビ|共同|午[前後]", name):
                continue
            if match.start() == event.end() or name in self.c.lexicon.places:
                found = places.clean(text, *match.span("p"), self.c.lexicon)
                return found if found is not None else match.span("p")
        named = re.match(r"[　 ]*[＝=、]?[　 ]*", text[event.end() : high])
        tail = event.end() + (named.end() if named else 0)
        return places.find_place(text, low, tail, self.c.lexicon)

    def _after_guests(self, guests: Sequence[Member], low: int, high: int) -> int:
        """Behind 「…がグレイソン外相、オサリバン国防相と」: where what they talk of begins, if persons are told so."""
        ends = [m.end for _, m in guests if m is not None]
        match = re.compile(r"(?:ら)?と(?:の間で|共に|ともに)?、?").match(self.text, max(ends), high) if ends else None
        return match.end() if match else low

    def _outcome(self, draft: Draft, low: int, high: int) -> None:
        """What is to be said: the words behind the meeting, without the 見通し that hangs on a noun."""
        text = self.text
        low = _LEAD.match(text, low, high).end()  # type: ignore[union-attr]
        bare = _BARE_NOUN.search(text, low, high)
        if bare:
            high = bare.start()
        if high - low > 3:
            draft.passages.append(Passage(low, high, False))
