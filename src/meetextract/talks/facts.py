"""What a meeting is told with beside its persons: dates, places, the state that a name leaves unsaid.

The first layer of the assembler: it holds the state that all layers share."""

from __future__ import annotations

import datetime
import re
from functools import cached_property

from meetextract.model import Mode
from meetextract.people.persons import Mention, Person
from meetextract.talks import events
from meetextract.talks.drafts import Context, Draft
from meetextract.text import dates, places
from meetextract.text.dates import DateMention
from meetextract.text.headers import Header, Label
from meetextract.text.sentences import Sentence

_RANGE = re.compile(r"^\s?(?:[（(][^（）()]{1,4}[）)])?(?:から|～|〜|~|－|―|より)\s?(?:[0-9０-９同翌]|[（(])")

# The town of a dateline, and that in a bracket at the end of a title.
_CITY = re.compile(r"[ァ-ヶー一-鿿]{2,12}")
_TITLE_PLACE = re.compile(r"[（(](?:[^（）()]*日、)?(?P<p>[ァ-ヶー一-鿿]{2,12})[）)]$")
_TITLE_DAY = re.compile(r"[（(](?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日[^（）()]*[）)]$")
_SAME_PLACE = re.compile(r"同(?:じ(?P<p>[一-鿿ァ-ヶー]{2,8})|(?P<q>本部|ホテル|会館|宮殿|公邸))で")
_NEAR = 40  # meetings told before
_MOST_LINES = 12  # about talks, from the top, that may say where they are held
_SEVERAL_DAYS = re.compile(r"日(?:（.）)?(?:から|～|〜)|の両日|日と[0-9０-９]|、[0-9０-９]{1,2}日")
_TALKS = re.compile(r"会談|会っ|会い|協議|向き合")


# …省は、8月23日、「第2回…対話」を開催しました: of which a table below tells who was there.
_TALKS_WERE_HELD = re.compile(r"(?:会談|会合|協議|対話)」?[をが](?:開催|実施)(?:し|され)")
_STAGE = re.compile(r"[ 　]*[^はがを]{4,24}")
_SCENE = re.compile(r"入った$|到着した$|移った$|(?:会談|会合|協議)だった$|訪れた$")
# 14日から予定されている訪日のため; 5日の記者会見で発表した: not the day of the talks.
_AHEAD = re.compile(r"(?:から|に)予定|の(?:記者|(?:定例|臨時|閣議後)の?(?:記者)?)会見")
_ARRIVAL = re.compile(
    r"(?P<p>[^、。「」]{2,24})(?:に(?=入った|到着|移)|を(?=訪れ)|で(?=(?:行|おこな)われ|開かれ)|(?=。))"
)


_OTHER_MINISTERS = re.compile(
    r"(?P<c>日[米英仏独伊豪韓中露ロ印比加越伯]{1,3})(?=[一-鿿]{1,6}(?:大臣|相|長官)(?:会|協|対|懇|級|電|テ))"
)


class Facts:
    """State of the walk, and the facts of a meeting."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.text = context.text
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.section: Header | None = None
        self.japanese: Person | None = None
        self.seen_dates: DateMention | None = None
        self.lead_date: DateMention | None = None
        self.lead_mode: Mode = "in_person"
        self.line_day: DateMention | None = None  # of the line above: カナダ陸軍司令官の来訪（10月12日）
        self.heading_place: tuple[int, int] | None = None
        self.heading_country: str | None = None
        self.heading_date: DateMention | None = None
        self.refused: list[Label] = []
        self.muted = False
        self.programme = False  # inside the programme of a trip
        self.asked = False  # a journalist's question
        self.group: list[Draft] = []
        self.last_title: tuple[int, int] | None = None
        self.paragraphs: set[str] = set()

    @cached_property  # most articles that are read have no meeting and need none
    def host(self) -> tuple[int, int] | None:
        """Where the article says that its talks are held."""
        body = self.c.page.body
        stop = self.c.heads.headers[0].start if self.c.heads.headers else len(self.text)
        told = 0
        for line in body:
            # Lines that have nothing to do with talks do not count: more or fewer of them change no record.
            told += events.TRIGGER.search(self.text, line.start, line.end) is not None
            if line.start >= stop or told > _MOST_LINES:
                break
            found = places.find_host(self.text, line.start, min(line.end, stop), self.c.lexicon)
            found = found or self._reporter_there(line.start, min(line.end, stop))
            if found:
                return found
        return self._title_place()

    def _reporter_there(self, low: int, high: int) -> tuple[int, int] | None:
        """【パリ＝小鹿野健】…のため当地を訪れている農相は: where the reporter writes from."""
        if self.text.find("当地", low, high) < 0:
            return None
        label = next((one for one in self.c.heads.labels if low <= one.start < high), None)
        city = _CITY.match(label.text) if label is not None and label.reason.startswith("dateline") else None
        if label is None or city is None or city[0] not in self.c.lexicon.places:
            return None
        at = self.text.index(city[0], label.start)
        return at, at + len(city[0])

    def _title_place(self) -> tuple[int, int] | None:
        """外相の個別会談（23日、ニューヨーク）: the town of all the talks."""
        title = self.c.page.title
        if title is None:
            return None
        bracket = _TITLE_PLACE.search(self.text, *title)
        if bracket is not None and bracket["p"] in self.c.lexicon.places:
            return bracket.span("p")
        if not self.c.heads.headers:
            return None  # prose tells it again
        found = places.find_place(self.text, *title, self.c.lexicon)  # …ら、ブリュッセルで入れ替わり会談
        return found if found is not None and self.text[slice(*found)] in self.c.lexicon.places else None

    def _title_date(self) -> DateMention | None:
        """The day in such a bracket."""
        title = self.c.page.title
        bracket = _TITLE_DAY.search(self.text, *title) if title is not None else None
        probe = Draft(0)
        if bracket is not None:
            self._date_from(probe, *bracket.span(), anywhere=True)
        return probe.date

    def _note_dates(self, low: int, high: int) -> None:
        for found in dates.find_dates(self.text, low, high):
            if self._inside_bracket_japan(found):
                continue
            done = self._resolve(found, self.seen_dates)
            if done is not None:
                self.seen_dates = done

    def _resolve(self, found: DateMention, before: DateMention | None) -> DateMention | None:
        done = dates.resolve_date(found, self._published(), before)
        if done is not None and done.year is None and self.c.page.year is not None and done.month is not None:
            done = done._replace(year=self.c.page.year)
        return done

    def _published(self) -> datetime.date | None:
        if self.c.published is not None:
            return self.c.published
        return None

    def _inside_bracket_japan(self, found: DateMention) -> bool:
        before = self.text[max(0, found.start - 12) : found.start]
        if "日本時間" not in before:
            return False
        return "（" in before or "(" in before or "現地時間" in self.text[max(0, found.start - 30) : found.start]

    def _date_around(self, draft: Draft, event: events.Event, low: int, high: int) -> None:
        """The date before the word for the meeting; behind it where the meeting is the topic (会談は9日午後、…)."""
        self._date_from(draft, low, high, before=event.end)
        if draft.date is None and re.match(
            r"(?:（[^）]*）|\([^)]*\))?(?:は|が|を)", self.text[event.end : event.end + 24]
        ):
            self._date_from(draft, event.end, high, before=min(high, event.end + 40))  # 会談は9日午後、…

    def _date_from(
        self, draft: Draft, low: int, high: int, *, anywhere: bool = False, before: int | None = None
    ) -> None:
        text = self.text
        stop = high if anywhere else min(high, before if before is not None else low + 80)
        earlier = self.seen_dates
        for found in dates.find_dates(text, low, stop):
            if self._inside_bracket_japan(found):
                continue
            done = self._resolve(found, earlier)
            if done is None:
                draft.today = draft.today or found.relative == "today"
                continue
            if _RANGE.match(text[found.end : found.end + 8]) and "の両日" not in text[found.end : found.end + 12]:
                continue
            tail = text[found.end : found.end + 3]
            if tail.startswith(("まで", "付", "現在", "以降", "生まれ")):
                continue
            if _AHEAD.match(text, found.end):
                continue
            if re.search(r"(?:から|～|〜)$", text[max(low, found.start - 2) : found.start]):
                continue
            draft.date = done
            if before is None:
                return

    def _place_from(self, draft: Draft, low: int, high: int) -> None:
        found = places.find_place(self.text, low, high, self.c.lexicon)
        if found is not None:
            draft.place = found
        elif self.text.find("同", low, high) >= 0 and (same := _SAME_PLACE.search(self.text, low, high)):
            told = [self.host, *(d.place for d in self.drafts[-_NEAR:])]
            fitting = [place for place in told if place and self.text.endswith(same["p"] or same["q"], *place)]
            draft.place = fitting[-1] if fitting else draft.place  # 同じホテルで会い

    def _scene_before(self, draft: Draft, low: int) -> None:
        """15日、首都アスタナ。…大統領との会談で: day and place of the sentence before, if it is that short or tells the
        arrival."""
        start = self.text.rfind("\n", 0, low) + 1
        stop = self.text.rfind("。", start, low)
        if stop < 0 or stop + 2 < low - 1:
            return
        start = max(start, self.text.rfind("。", start, stop) + 1)
        if not (_STAGE.fullmatch(self.text, start, stop) or _SCENE.search(self.text, max(start, stop - 12), stop)):
            return
        if draft.date is None:
            self._date_from(draft, start, stop, anywhere=True)
        if draft.place is None:
            draft.place = next(
                (
                    found
                    for m in _ARRIVAL.finditer(self.text, start, stop + 1)
                    if (found := places.clean(self.text, *m.span("p"), self.c.lexicon)) is not None
                ),
                None,
            )

    def _is_town(self, at: tuple[int, int]) -> bool:
        word = self.text[slice(*at)]
        known = self.c.lexicon.places.get(word)
        return (
            word in self.c.lexicon.forms
            or word.endswith(("市", "郊外", "近郊"))
            or (known is not None and known.kind == "city")
        )

    def _late_facts(self, draft: Draft, sentence: Sentence) -> None:
        if draft.heading and not draft.passages:
            if draft.date is None:
                self._date_from(draft, sentence.start, sentence.end)
            if draft.place is None:
                self._place_from(draft, sentence.start, sentence.end)
            if draft.mode == "in_person":
                draft.mode = events.mode(self.text, sentence.start, sentence.end)

    def _lead(self, low: int, high: int) -> None:
        """The one day on which a lead says that somebody met several others (11日、…5カ国の外相らと個別に会談した)."""
        whole = self.text[low:high]
        if re.search(r"演説|出席した", whole) and not re.search(r"会談した|会談し、|会談を重ね|協議した|会った", whole):
            return
        if not _TALKS_WERE_HELD.search(whole) and not (
            _TALKS.search(whole)
            and re.search(
                r"らと|各国|相次|個別|要旨|概要|次の通り|カ国|か国|[0-9０-９](?:会談|国)|開幕|両首脳会談", whole
            )
        ):
            return
        if "相次" in whole:
            self.lead_mode = events.mode(self.text, low, high)  # 4カ国の国防相と相次いで電話で会談した
        probe = Draft(low)
        self._date_from(probe, low, high, anywhere=True)
        if probe.date is not None and not _SEVERAL_DAYS.search(whole):
            self.lead_date = probe.date
            if self.host is None:  # …らと東京都内のホテルで個別に会談した
                self.host = places.find_place(self.text, low, high, self.c.lexicon)

    def _context_country(self) -> str | None:
        return self.heading_country or self.c.page_country

    def _likely_country(self, person: Person, low: int, high: int) -> str | None:
        """A state for a person with none: where the page, the sentence or the trip leaves only one choice."""
        text = self.text
        here = next((m for m in self.c.within(low, high) if m.person is person), None)
        # A visitor is not of the state that he visits.
        guest = (
            here is not None
            and re.search(
                r"(?:を(?:公式)?訪問(?:中|した)の?|を訪れた|を訪れている|訪[米英仏独伊豪韓中露ロ印比加越]中の)$",
                text[max(low, here.start - 12) : here.start],
            )
            is not None
        )
        if self._context_country() and not guest:
            return self._context_country()
        visit = re.search(
            r"訪(?P<k>[米英仏独伊豪韓中露ロ印比加越])中|(?P<f>[^\s、。は]{1,16})を(?:公式)?(?:訪問中|訪問し|訪れ)",
            text[low:high],
        )
        if visit:
            word = visit["k"] or visit["f"]
            code = self.c.lexicon.kanji.get(word) or next(
                (f.code for f in self.c.lexicon.find_parties(text, low + visit.start(), low + visit.end())), None
            )
            if code and code != "JP" and not guest:
                return code
            visited = code if guest else None
        else:
            visited = None
        if self.last_title is not None and self.last_title[1] <= low:
            probe = Draft(0)
            self._parties_of(probe, *self.last_title)
            foreign = [c for c in probe.parties if c != "JP"]
            if len(foreign) == 1:
                return foreign[0]
        place = None if guest else places.find_place(text, low, high, self.c.lexicon)
        if place:
            word = text[slice(*place)]
            city = self.c.lexicon.places.get(word) or self.c.lexicon.places.get(word.split("の")[0])
            code = city.code if city is not None else self.c.lexicon.forms.get(word)
            if code and code != "JP":
                return code
        if self.c.page.title:
            probe = Draft(0)
            self._parties_of(probe, *self.c.page.title)
            compound = re.search(
                r"日[・]?(?P<c>[米英仏独伊豪韓中露ロ印比越伯加]|[ァ-ヶー]{2,10})(?=[外防首「]|・|両|2|２|、)",
                text[slice(*self.c.page.title)],
            )
            if compound:
                found = self.c.lexicon.split_compound(compound["c"])
                if found and len(found) == 1:
                    return found[0][0]
            known = {
                m.person.country for m in self.c.within(low, high) if m.person is not None and m.person is not person
            }
            known.add(visited)
            foreign = [c for c in probe.parties if c != "JP" and c not in known]
            if len(foreign) == 1:
                return foreign[0]
        known = {m.person.country for m in self.c.within(low, high) if m.person is not None and m.person is not person}
        known.add(visited)
        named = {f.code for f in self.c.lexicon.find_parties(text, low, high)} - {"JP"} - known
        if len(named) == 1:
            return next(iter(named))
        # 15日、首都アスタナ。トカエフ大統領との会談で: the paragraph tells the state before.
        before = self._told_before(low)
        if before is not None and before not in known:
            return before
        if self.current is not None:
            foreign = [c for c in self.current.parties if c != "JP"]
            if len(foreign) == 1:
                return foreign[0]
        told = {
            m.person.country for m in self.c.mentions if m.person is not None and m.person.country not in (None, "JP")
        }
        if len(told) == 1:
            return next(iter(told))
        return None

    def _told_before(self, at: int) -> str | None:
        """The only foreign state named, or lain in, earlier in the paragraph."""
        low = max(self.text.rfind("\n", 0, at) + 1, at - 200)
        if low >= at:
            return None
        told = {found.code for found in self.c.lexicon.find_parties(self.text, low, at)} - {"JP"}
        for word in re.findall(r"[ァ-ヶー]{2,12}|[一-鿿]{2,6}", self.text[low:at]):
            town = self.c.lexicon.places.get(word) or self.c.lexicon.places.get(word.removeprefix("首都"))
            if town is not None and town.kind == "city" and town.code and town.code != "JP":
                told.add(town.code)
        return told.pop() if len(told) == 1 else None

    def _implied_japanese(self, at: int) -> Person | None:
        if self.current is not None:
            ours = self.current.persons(foreign=False)
            if ours:
                return ours[0]
        if self.japanese is None and self.c.page.title is not None:
            # 防衛大臣記者会見: the minister speaks, without a name.
            for mention in self.c.within(*self.c.page.title):
                if mention.name and mention.titles and mention.person is not None and mention.person.country == "JP":
                    self.japanese = mention.person  # 真野外務大臣会見記録
                elif (
                    mention.name is None
                    and mention.person is None
                    and mention.titles
                    and mention.titles[0].startswith("防衛")
                ):
                    self.japanese = Person(None, None, mention.titles, "JP", [mention])
                    mention.person = self.japanese
        return self.japanese

    def _parties_of(self, draft: Draft, low: int, high: int) -> None:
        """Countries named in a heading: 日英防衛相会談, スウェーデン国防大臣との会談, NATO事務総長への表敬."""
        text = self.text
        match = re.match(
            r"(?:第[0-9０-９一二三四五六七八九十]+回)?(?P<c>日[・]?[^\s、。]{1,14}?|[日米英仏独伊豪韓中露ロ印比]{2,5})(?=(?:外相|防衛|首脳|国防|財務|外務|閣僚|次官|局長|電話|テレビ|会談|会合|協議|対話|2プラス2|経済|特別|農相))",
            text[low:high],
        )
        if match:
            split = self.c.lexicon.split_compound(match["c"])
            if split:
                for code, a, b in split:
                    draft.parties.setdefault(code, (low + match.start("c") + a, low + match.start("c") + b))
                return
        told = list(self.c.lexicon.find_parties(text, low, high))
        other = None if told else _OTHER_MINISTERS.match(text, low, high)
        split = self.c.lexicon.split_compound(other["c"]) if other else None
        for code, a, b in split or ():  # 日韓文化大臣会談
            draft.parties.setdefault(code, (low + a, low + b))
        for found in told:
            draft.parties.setdefault(found.code, (found.start, found.end))

    def _holder(self, mention: Mention) -> Person | None:
        """An office holder whom the text leaves unnamed."""
        if not mention.titles or mention.former:
            return None
        if re.search(r"報道官|補佐$", mention.titles[0]):
            return None
        person = Person(None, None, mention.titles, mention.country)
        person.mentions.append(mention)
        mention.person = person
        return person
