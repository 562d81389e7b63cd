"""Header blocks and prose into meetings: what opens one, who is in it, when and where, which sentences belong to it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetextract import dates, events, places
from meetextract.dates import DateMention
from meetextract.headers import Header, Heads, Label
from meetextract.layout import Page, tables
from meetextract.lexicon import Lexicon
from meetextract.model import Mode, Status
from meetextract.people import Mention, Person
from meetextract.sentences import Sentence, sentences


@dataclass(slots=True)
class Passage:
    """A sentence that belongs to a meeting."""

    start: int
    end: int
    quoted: bool


@dataclass(slots=True, eq=False)
class Draft:
    """A meeting while it is being put together."""

    start: int
    header: Header | None = None
    parties: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    members: list[tuple[Person, Mention | None]] = field(default_factory=list)
    status: Status = "held"
    mode: Mode = "in_person"
    date: DateMention | None = None
    place: tuple[int, int] | None = None
    passages: list[Passage] = field(default_factory=list)
    rule: str = ""
    opened: int = 0
    evidence: bool = False
    heading: bool = False
    hosted: bool = True
    dead: bool = False
    firm: bool = False  # a word for the meeting stands in the section

    def add(self, person: Person, mention: Mention | None) -> None:
        """Takes a person in, once."""
        if all(person is not other for other, _ in self.members):
            self.members.append((person, mention))
        if person.country and person.country not in self.parties:
            at = None
            if mention is not None and mention.country_start >= 0 and mention.country == person.country:
                at = (mention.country_start, mention.country_end)
            self.parties[person.country] = at

    def persons(self, *, foreign: bool) -> list[Person]:
        return [p for p, _ in self.members if (p.country != "JP") == foreign]


@dataclass(slots=True)
class Context:
    """Everything the assembly reads."""

    text: str
    page: Page
    heads: Heads
    mentions: Sequence[Mention]
    lexicon: Lexicon
    published: datetime.date | None
    page_country: str | None = None

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions inside the range."""
        low = bisect_left(self.mentions, start, key=lambda m: m.start)
        found = []
        while low < len(self.mentions) and self.mentions[low].start < end:
            found.append(self.mentions[low])
            low += 1
        return found


_ROLE = re.compile(
    r"(?:[（(](?:[^（）()\n]|[（(][^（）()\n]*[）)]){0,200}[）)])*(?:殿下|閣下|夫妻|夫人|陛下)?(?:ら(?!れ)|他|ほか|など|側)*(?:（[^）]{0,20}）)?"
    r"(?P<p>との間で|との|とは|と|は|が|も|からは|から|による|に(?!よる|よると|よれば)|を|及び|並びに|、|，|,|・|の(?=(?:離任|着任|帰国|新任)?の?(?:表敬|訪問|来訪|あいさつ|挨拶|歓迎|会談|協議|首脳会談|電話会談)|[2-9２-９二三両]|[0-9０-９]{1,2}氏|両)|$|。|（|\n|両|[2-9２-９三四]氏|らと|同席)"
)
_HEADING = re.compile(
    r"^(?:[0-9０-９]{1,2}\s?[.．　、 ]\s?|[（(][0-9０-９一二三四五]{1,2}[）)]\s?|[①-⑳]\s?|[アイウエオ]　)"
)
_TALK_HEADING = re.compile(r"会談|会合|表敬|協議|対話|2プラス2|2＋2|懇談|立ち話|意見交換|面会|夕食会")
_ATTEND = re.compile(r"出席|参加|顔をそろえ|同席|応対|臨ん|加わ|応じた|迎え|務め")
_LOCAL = re.compile(r"日本時間")
# 向かい合った A 氏は: the subject behind the verb.
_SUBJECT_AFTER = re.compile(r"(?:し|っ|行っ|を行っ)?た")
# 会談は30日午後、…で行われ: facts of the meeting told before.
_OF_THE_TALKS = re.compile(r"(?:両[一-鿿]{1,3}の)?(?:会談|会合|協議)(?=は)")
_DATED = re.compile(r"(?:一方、?|また、?|このほか、?)?(?:同日|翌日|同（|(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日)(?:[^、。]{0,10}(?:[、。に]|$)|の「)")
# What follows the word for a meeting that was really held.
_HELD = re.compile(r"(?:（[^）]{0,20}）|\([^)]{0,20}\))?(?:（[^）]{0,20}）)?(?:を|が|も|は|で、|し|に臨)[^。]{0,36}")
_RANGE = re.compile(r"^\s?(?:[（(][^（）()]{1,4}[）)])?(?:から|～|〜|~|－|―|より)\s?(?:[0-9０-９同翌]|[（(])")
_SPAN_OF_MEETING = re.compile(r"の両日")
_NOT_TALK = re.compile(
    r"党首会談|与党|野党|国会内|両陛下|天皇|社長|会長と|経営者|監督|市長|知事|選手|労使|春闘|団体交渉|球団|理事長"
)
_SUBHEAD_LIMIT = 44
# An article tells a few dozen meetings at most; a text of many articles joined is not compared with all that went before.
_RECENT = 40


class Assembler:
    """Walks through the body once and opens meetings as they are told."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.text = context.text
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.section: Header | None = None
        self.host = self._host()
        self.japanese: Person | None = None
        self.seen_dates: DateMention | None = None
        self.lead_date: DateMention | None = None
        self.heading_place: tuple[int, int] | None = None
        self.heading_country: str | None = None
        self.heading_date: DateMention | None = None
        self.pending: Draft | None = None
        self.refused: list[Label] = []
        self.muted = False
        self.group: list[Draft] = []
        self.last_title: tuple[int, int] | None = None
        self.paragraphs: set[str] = set()

    def _host(self) -> tuple[int, int] | None:
        body = self.c.page.body
        stop = self.c.heads.headers[0].start if self.c.heads.headers else len(self.text)
        for line in body[:12]:
            if line.start >= stop:
                break
            found = places.find_host(self.text, line.start, min(line.end, stop), self.c.lexicon)
            if found:
                return found
        return None

    # -- walking -----------------------------------------------------------------------------------------------

    def run(self) -> list[Draft]:
        """All meetings of the article, in order of appearance."""
        heads: list[Header | Label] = sorted([*self.c.heads.headers, *self.c.heads.labels], key=lambda h: h.start)
        at = 0
        for line in self.c.page.body:
            low = line.start
            while at < len(heads) and heads[at].start < line.end:
                head = heads[at]
                at += 1
                if head.start < low and head.start != line.start:
                    continue
                if head.start > low:
                    self._text(low, head.start)
                if isinstance(head, Header):
                    self._open_section(head)
                    low = head.body
                else:
                    low = self._label(head, line.end)
            if low < line.end:
                self._text(low, line.end)
        self._close_section()
        return [d for d in self.drafts if not d.dead]

    def _label(self, label: Label, line_end: int) -> int:
        self.refused.append(label)
        if label.outcomes:
            self._close_section(keep=True)
            self.muted = False
            return label.end
        if label.style in "【〔［[〈《＜":
            whole = label.end >= line_end
            talk = label.reason.startswith("dateline")
            if talk:
                self._note_dates(label.start, label.end)
                if self.drafts and self.section is None:
                    self.current = None  # the next item of a column of briefs
            if not talk:
                own_statement = self.current is not None and not self.section and label.reason == "no country"
                self._close_section(keep=True)
                inner_topic = own_statement and self.current is not None
                self.muted = (
                    label.reason == "label"
                    or (whole and not inner_topic)
                    or bool(re.search(r"[『「0-9]|質問|情勢|時間|日程", label.text))
                )
                if label.reason == "no country" and not whole and self.current is not None and len(label.text) <= 8:
                    self.muted = False
            return label.end
        if label.sub_headline:
            if self.section is not None and label.style == self.section.style:
                self._close_section()
                self.muted = True
            elif label.style in "◇◆■□":
                self._close_section(keep=True)
                self.muted = bool(re.search(r"反応|記者の目|解説|街角|余録|メモ|日程", label.text))
            return line_end
        if self.section is not None and label.style == self.section.style:
            self._close_section()
            self.muted = True
        return label.start

    def _is_topic(self, header: Header) -> bool:
        """【中国】 inside the summary of another talk: a topic, where nobody of that country is met."""
        if header.names is not None or header.kind_word or self.current is None or self.current.dead:
            return False
        if self.current.header is not None or self.section is not None:
            return False
        starts = [h.start for h in (*self.c.heads.headers, *self.c.heads.labels) if h.start > header.start]
        end = min(starts, default=len(self.text))
        if any(self.c.lexicon.parties[code].kind == "organisation" for code, _, _ in header.parties):
            return False
        codes = {code for code, _, _ in header.parties} - {"JP"}
        return not any(m.person is not None and m.name and m.person.country in codes for m in self.c.within(header.body, end))

    def _open_section(self, header: Header) -> None:
        if self._is_topic(header):
            self.muted = False
            return
        self._close_section()
        self.muted = False
        self.section = header
        draft = Draft(header.start, header)
        draft.rule = f"header {header.style}"
        draft.mode = "in_person"
        for code, low, high in header.parties:
            draft.parties.setdefault(code, (low, high))
        if header.names:
            self._header_persons(draft, header)
            draft.evidence = any(p.country != "JP" for p, _ in draft.members)
        if header.kind_word:
            draft.evidence = True
        if header.extra:
            low, high = header.extra
            self._date_from(draft, low - 1, high + 1, anywhere=True)
            self._note_dates(low - 1, high + 1)
            tail = re.split(r"[、，]", self.text[low:high])
            for part in tail:
                if part in self.c.lexicon.places:
                    start = self.text.index(part, low)
                    draft.place = (start, start + len(part))
            draft.mode = events.mode(self.text, low, high) if "電話" not in self.text[low:high] else "phone"
        self._take_over(draft)
        self.drafts.append(draft)
        self.current = draft

    def _take_over(self, draft: Draft) -> None:
        """A lead that told the same talk before its header: one meeting, the header's."""
        theirs = {id(p) for p in draft.persons(foreign=True)}
        if not theirs:
            return
        for other in self.drafts[-_RECENT:]:
            if other.header is not None or other.dead or other.heading:
                continue
            same = {id(p) for p in other.persons(foreign=True)}
            if theirs and theirs == same and set(other.parties) - {"JP"} == set(draft.parties) - {"JP"}:
                other.dead = True
                for person, mention in other.members:
                    draft.add(person, mention)
                draft.date, draft.place = draft.date or other.date, draft.place or other.place
                draft.evidence = True

    def _header_persons(self, draft: Draft, header: Header) -> None:
        assert header.names is not None
        low, high = header.names
        rest = [code for code, _, _ in header.parties if code != "JP"]
        inside = self.c.within(low, high)
        for mention in inside:
            code = mention.country or (
                mention.person.country if mention.person and not mention.person.guessed else None
            )
            if code in rest and len(rest) > 1:
                rest.remove(code)
        for mention in inside:
            person = mention.person
            code = mention.country or (person.country if person and not person.guessed else None)
            if person is None:
                if mention.name is not None:
                    continue
                person = Person(None, None, mention.titles, code or (rest[0] if rest else None))
                mention.person = person
            if person.country is None or (person.guessed and code is None):
                single = rest[0] if rest else None
                if len(header.parties) > 1 and person.country in {c for c, _, _ in header.parties}:
                    single = person.country
                person.country = single or person.country
                person.guessed = False
                if len(rest) > 1 and single in rest:
                    rest.remove(single)
            draft.add(person, mention)

    def _close_section(self, *, keep: bool = False) -> None:
        draft = self.current
        if self.section is not None and draft is not None and draft.header is self.section:
            self._judge(draft)
        self.section = None
        if not keep:
            self.current = None if self.current is not None and self.current.dead else self.current

    def _judge(self, draft: Draft) -> None:
        """Whether a header's section really tells a meeting."""
        organisation = any(self.c.lexicon.parties[c].kind == "organisation" for c in draft.parties)
        nobody = not draft.persons(foreign=True) and not organisation and not (draft.header and draft.header.kind_word)
        if not draft.evidence or nobody:
            draft.dead = True

    # -- text --------------------------------------------------------------------------------------------------

    def _text(self, low: int, high: int) -> None:
        text = self.text
        raw = text[low:high].strip()
        if not raw:
            return
        if len(raw) > 30:
            if raw in self.paragraphs:
                return  # a paragraph repeated by extraction
            self.paragraphs.add(raw)
        if raw in ("-", "－", "―", "NEW", "＊", "***", "◆"):
            self.current = None if self.section is None else self.current
            return
        if self._heading(low, high):
            return
        if "。" not in raw and len(raw) < 40 and re.search(r"(?:について|会談|表敬|懇談|協議|会合)(?:について)?$", raw):
            self.last_title = (low, high)
        if "。" not in raw and len(raw) <= _SUBHEAD_LIMIT and self.section is not None and low == self._line_start(low):
            if not re.search(r"(?:一致|確認|議論|要請|表明|合意|強調|共有|歓迎|協議|交換|指摘|要求)$", raw):
                # A sub-headline under a header: what follows may go on or be something else.
                self._after_subhead()
                return
        for sentence in sentences(text, low, high):
            self._sentence(sentence)

    def _line_start(self, at: int) -> int:
        low = at
        while low > 0 and self.text[low - 1] in " \t　":
            low -= 1
        return at if low == 0 or self.text[low - 1] in "\n\r" else -1

    def _after_subhead(self) -> None:
        draft = self.current
        if self.section is not None and draft is not None:
            self._judge(draft)
            self.section = None

    def _heading(self, low: int, high: int) -> bool:
        raw = self.text[low:high]
        match = _HEADING.match(raw)
        if raw.lstrip("・-○◯● ").startswith(("会談相手：", "会談相手:", "先方：", "相手方：")):
            self._open_listed(low, high)
            return True
        if (
            raw.startswith(("当方：", "日時：", "場所：", "（陪席", "(陪席", "日時:", "当方:", "日　時", "場　所"))
            and self.current is not None
        ):
            self._table_line(low, high)
            return True
        if raw.startswith(("日時：", "日時:")):
            draft = self._draft(low, "table of a summary")
            draft.heading = True
            draft.evidence = True
            self._date_from(draft, low, high, anywhere=True)
            self._place_from(draft, low, high)
            return True
        if match is None or "。" in raw or high - low > 60:
            if (
                "。" not in raw
                and re.fullmatch(r"(?:日本|米国|韓国|[^：:]{2,12})[：:][^。]{3,80}", raw)
                and self.current is not None
            ):
                self._table_line(low, high)
                return True
            return False
        rest = low + match.end()
        self.heading_place = None
        bare = re.sub(r"[（(][^（）()]*[）)]", "", self.text[rest:high]).strip(" 　・")
        pair = self.c.lexicon.split_compound(bare) if bare.startswith("日") else None
        if not _TALK_HEADING.search(raw) and not (pair and len(pair) > 1):
            person = next((m for m in self.c.within(rest, high) if m.start <= rest + 1 and m.name and m.titles), None)
            if person is not None and person.person is not None and person.person.country not in (None, "JP"):
                self._open_listed(low, high)
                assert self.current is not None
                town = places.find_place(self.text, person.end, high, self.c.lexicon) or (
                    (person.end + 1, high - 1)
                    if self.text[person.end : person.end + 1] in ("（", "(")
                    and self.text[person.end + 1 : high - 1] in self.c.lexicon.places
                    else None
                )
                self.current.place = town or self.current.place
                return True
            bare_country = re.sub(r"[（(][^（）()]*[）)]$", "", self.text[rest:high]).strip()
            code = self.c.lexicon.forms.get(bare_country)
            if code and self.heading_country is None and self.current is not None and not self.current.heading:
                return True  # （１）北朝鮮 inside the summary of one talk: a topic
            if code:
                self.heading_country = code
                at = self.text.index(bare_country, rest)
                self.heading_place = (at, at + len(bare_country))
                self.heading_date = None
                if high > at + len(bare_country):
                    probe = Draft(low)
                    self._date_from(probe, at + len(bare_country), high, anywhere=True)
                    self.heading_date = probe.date
                self.current = None
                return True
            if re.search(r"訪問|視察|講演|その他|概要|出席|会議|結果|行事|献花|レセプション|出張|期|行き先|日程", raw):
                if re.search(r"講演|視察|その他|献花|会議|出席|レセプション|記者会見", raw) and (
                    self.current is None or self.current.heading or self.heading_country is not None
                ):
                    self.current = None
                self.muted = bool(re.search(r"講演|視察|献花|記者会見", raw))
            return True
        if (
            re.search(r"二国間会談$|個別会談$|会談等$|との会談$", raw)
            and not self.c.within(low, high)
            and (not list(self.c.lexicon.find_parties(self.text, low, high)))
        ):
            self.current = None
            return True
        self.muted = False
        draft = Draft(low)
        draft.heading = True
        draft.rule = "numbered heading"
        self._parties_of(draft, rest, high)
        for mention in self.c.within(rest, high):
            if mention.person is not None and mention.person.country:
                draft.add(mention.person, mention)
            elif mention.name is None and mention.country:
                pass
        bracket = re.search(r"[（(]([^（）()]{1,24})[）)]$", self.text[low:high])
        if bracket:
            a, b = low + bracket.start(1), low + bracket.end(1)
            self._date_from(draft, a - 1, b + 1, anywhere=True)
            self._note_dates(a - 1, b + 1)
            for part in re.split(r"[、，]", self.text[a:b]):
                word = part.strip()
                if word in self.c.lexicon.places or (
                    word
                    and not re.search(r"[0-9０-９]", word)
                    and re.fullmatch(r"[ァ-ヶー一-鿿・]{2,12}", word)
                    and word not in ("同", "同日", "電話", "テレビ会議")
                ):
                    at = self.text.index(word, a)
                    draft.place = (at, at + len(word))
        draft.mode = events.mode(self.text, low, high)
        if not {c for c in draft.parties if c != "JP"}:
            for mention in self.c.within(rest, high):
                person = mention.person
                if person is not None and person.name and mention.titles and person.country in (None, "JP") and (
                    re.match(r"[ァ-ヶ]", person.name)
                ):
                    code = self._likely_country(person, low, high)
                    if code:
                        person.country, person.guessed = code, True
                        draft.add(person, mention)
        if not draft.parties:
            return True
        draft.evidence = True
        draft.opened = low
        self._finish_opening(draft)
        return True

    def _open_listed(self, low: int, high: int) -> None:
        """会談相手：NAME, 先方：NAME: the counterpart as a line of a list."""
        draft = None
        if (
            self.current is not None
            and not self.current.persons(foreign=True)
            and not self.current.passages
            and self.current.rule in ("table of a summary", "numbered heading")
        ):
            draft = self.current
        if draft is None:
            draft = self._draft(low, "counterpart line")
            draft.heading = True
        for mention in self.c.within(low, high):
            person = mention.person or self._holder(mention)
            if person is None:
                continue
            if person.country is None or person.guessed:
                code = self._likely_country(person, low, high)
                if code:
                    person.country, person.guessed = code, False
            draft.add(person, mention)
        draft.evidence = True
        if draft.date is None and self.heading_date is not None and self.heading_country in draft.parties:
            draft.date = self.heading_date
        if draft.place is None and self.heading_place and self.host is None:
            draft.place = self.heading_place

    def _context_country(self) -> str | None:
        return self.heading_country or self.c.page_country

    def _table_line(self, low: int, high: int) -> None:
        draft = self.current
        assert draft is not None
        raw = self.text[low:high]
        if raw.startswith(("日時", "日　時")):
            self._date_from(draft, low, high, anywhere=True)
            self._place_from(draft, low, high)
            return
        for mention in self.c.within(low, high):
            person = mention.person or (self._holder(mention) if mention.country else None)
            if person is None:
                continue
            before = self.text[low : mention.start]
            prefix = re.match(r"\s*([^：:、]{1,12})[：:]", before)
            if prefix:
                code = self.c.lexicon.resolve(prefix[1].strip("　 側"))
                if code and (person.country is None or person.guessed):
                    person.country, person.guessed = code, False
            if prefix and prefix[1] in ("当方", "我が方", "日本"):
                person.country, person.guessed = "JP", False
            if "陪席" in before and "日本側" in before and "側" not in before.split("日本側")[-1]:
                person.country, person.guessed = person.country or "JP", False
            if mention.name is None:
                continue
            if person.country:
                draft.add(person, mention)

    def _draft(self, at: int, rule: str) -> Draft:
        draft = Draft(at)
        draft.rule = rule
        draft.opened = at
        self.drafts.append(draft)
        self.current = draft
        self.section = None
        self.muted = False
        return draft

    def _finish_opening(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.current = draft
        self.section = None

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
        for found in self.c.lexicon.find_parties(text, low, high):
            draft.parties.setdefault(found.code, (found.start, found.end))

    # -- sentences ---------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> None:
        text, low, high = self.text, sentence.start, sentence.end
        if self.current is not None and self.current.header is self.section and self.section is not None:
            if not self._leaves_section(self.current, sentence):
                self._section_sentence(self.current, sentence)
                return
            self._judge(self.current)
            self.section = None
        opened = False
        if not sentence.quoted and not (self.muted and self.c.heads.headers):
            opened = self._try_open(sentence) or self._open_topic(sentence)
        self._note_dates(low, high)
        if not self.drafts and self.lead_date is None:
            self._lead(low, high)
        if self.japanese is None:
            for mention in self.c.within(low, high):
                if mention.person is not None and mention.person.country == "JP" and mention.titles:
                    self.japanese = mention.person
                    break
        if not opened:
            self._follow(low, high)
            told = _OF_THE_TALKS.match(text, low, high)
            if told and self.current is not None and not self.muted:
                self._touch(self.current, events.Event(low, told.end(), "会談"), low, high)
        draft = self.current
        if draft is None or self.muted:
            return
        if not opened:
            self._attendance(draft, sentence)
            self._late_facts(draft, sentence)
        draft.passages.append(Passage(low, high, sentence.quoted))

    def _lead(self, low: int, high: int) -> None:
        """The one day on which a lead says that somebody met several others (11日、…5カ国の外相らと個別に会談した)."""
        whole = self.text[low:high]
        if re.search(r"演説|出席した", whole) and not re.search(r"会談した|会談し、|協議した|会った", whole):
            return
        if not re.search(r"会談|会っ|会い|協議|向き合", whole) or not re.search(r"らと|各国|相次|個別|要旨|概要|次の通り|カ国|か国|[0-9０-９](?:会談|国)|開幕|両首脳会談", whole):
            return
        probe = Draft(low)
        self._date_from(probe, low, high, anywhere=True)
        if probe.date is not None and not re.search(r"日(?:（.）)?(?:から|～|〜)|の両日|日と[0-9０-９]|、[0-9０-９]{1,2}日", whole):
            self.lead_date = probe.date

    def _leaves_section(self, draft: Draft, sentence: Sentence) -> bool:
        """Whether a sentence under a header tells a talk with somebody of another country: prose goes on after it."""
        if not draft.passages or not draft.evidence:
            return False
        low, high = sentence.start, sentence.end
        told = [e for e in events.find_events(self.text, low, high) if events.took_place(self.text, e, high)]
        if not told or events.earlier(self.text, low, told[0]):
            return False
        for mention in self.c.within(low, told[0].end):
            person = mention.person
            if person is None or not mention.name or not mention.titles or person.country in (None, "JP", *draft.parties):
                continue
            role = _ROLE.match(self.text, mention.end, high)
            if role is not None and role["p"] in ("と", "との", "との間で", "とは", "による", "を"):
                return True
        return False

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
            done = replace(done, year=self.c.page.year)
        return done

    def _published(self) -> datetime.date | None:
        if self.c.published is not None:
            return self.c.published
        return None

    def _inside_bracket_japan(self, found: DateMention) -> bool:
        before = self.text[max(0, found.start - 12) : found.start]
        return "日本時間" in before and ("（" in before or "(" in before)

    def _section_sentence(self, draft: Draft, sentence: Sentence) -> None:
        text, low, high = self.text, sentence.start, sentence.end
        raw = text[low:high]
        found = [e for e in events.find_events(text, low, high) if not events.earlier(text, low, e)]
        negative = [e for e in found if not events.took_place(text, e, high)]
        positive = [e for e in found if e not in negative]
        opening = _DATED.match(raw)
        if draft.date is None:
            if positive:
                if re.search(r"会談|会合", positive[0].word) and text[positive[0].end : positive[0].end + 1] in ("は", "が"):
                    self._date_around(draft, positive[0], low, high)
                else:
                    self._date_from(draft, low, high, before=positive[0].end)
            bracket = re.search(r"（(?:同|(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日)[^）]{0,12}）", raw)
            if draft.date is None and bracket and not draft.passages:
                self._date_from(draft, low + bracket.start(), low + bracket.end(), anywhere=True)
            if draft.date is None and opening:
                self._date_from(draft, low, low + opening.end())
            if draft.date is None and not draft.passages and re.search(r"氏が[0-9０-９]{1,2}日、", raw):
                self._date_from(draft, low, high, before=low + 24)
        if draft.place is None and (positive or opening or not draft.passages):
            self._place_from(draft, low, high)
        self._note_dates(low, high)
        if found and len(negative) < len(found):
            draft.evidence = draft.firm = True
            draft.dead = False
            if draft.status == "held" and events.status(text, low, high) == "planned":
                draft.status = "planned"
            chosen = next(e for e in found if e not in negative)
            mode = events.mode(text, max(low, chosen.start - 30), min(high, chosen.end + 20))
            if mode != "in_person":
                draft.mode = mode
        elif (
            not positive
            and not draft.passages
            and any(re.search(r"会談|立ち話|会合|表敬|会見|夕食会|昼食会|朝食会|対話", e.word) for e in negative)
            and not re.search(r"電話|立ち話(?!は)", raw)
        ):
            draft.evidence = False
            draft.dead = True
        if re.search(r"電話で|画面を通じ|オンライン", raw) and draft.mode == "in_person" and not draft.passages:
            draft.mode = events.mode(text, low, high)
        if re.match(r".{0,12}(?:来日|訪日)の?は", raw) and not found:
            pass
        if (
            not draft.passages
            and (events.status(text, low, high) == "planned")
            and re.search(r"する予定|予定だ|来日し、|見通し", raw)
        ):
            draft.status = "planned"
            draft.evidence = True
        foreign = {code for code in draft.parties if code != "JP"}
        for mention in self.c.within(low, high):
            person = mention.person
            if (
                person is None
                and mention.name is None
                and not draft.persons(foreign=True)
                and mention.country in foreign
            ):
                role = _ROLE.match(text, mention.end, high)
                if role and role["p"] in ("と", "が", "は", "を", "に"):
                    person = self._holder(mention)
            if person is None or mention.former or "報道官" in person.titles:
                continue
            if person.country in foreign and person not in draft.persons(foreign=True):
                role = _ROLE.match(text, mention.end, high)
                has = [p for p in draft.persons(foreign=True) if p.country == person.country]
                if not has and (
                    (role and role["p"] in ("と", "との", "は", "が", "、", "との間で", "とは", "から", "からは"))
                    or text[mention.end : mention.end + 1] == "の"
                ):
                    draft.add(person, mention)
                    if any(p.country == "JP" for p, _ in draft.members):
                        draft.evidence = True
            elif person.country == "JP":
                role = _ROLE.match(text, mention.end, high)
                if (
                    role
                    and role["p"] in ("は", "が", "も", "から", "からは", "、", "と", "の", "を", "に")
                    and ("JP" not in {p.country for p, _ in draft.members})
                    and (mention.titles or mention.name)
                ):
                    if re.search(r"講演|演説|本会議", raw) and not found:
                        continue
                    draft.add(person, mention)
                    if foreign and any(p.country in foreign for p, _ in draft.members):
                        draft.evidence = True
        if not draft.passages and re.search(r"[相臣長]（(?:同|[0-9０-９]{1,2}日)[^）]{0,12}）|と。$|と(?:の)?約?[0-9０-９]+(?:時間|分)|と(?:短時間)?(?:の)?立ち話|^(?:同日|[0-9０-９]{1,2}日).{0,12}(?:約|会談)", raw):
            draft.evidence = not draft.dead
        if len(foreign) > 1 and "JP" not in draft.parties and {p.country for p in draft.persons(foreign=True)} >= foreign:
            draft.evidence = draft.evidence or not draft.dead
        if re.search(r"両氏|双方|両者|3者|三者|3氏|両大臣|両首脳|両国", raw) and draft.members:
            draft.evidence = draft.evidence or not draft.dead
        self._split_section(draft, low, high)
        if self.current is not None and self.current is not draft:
            draft = self.current
        draft.passages.append(Passage(low, high, sentence.quoted))

    # -- opening in prose --------------------------------------------------------------------------------------

    def _try_open(self, sentence: Sentence) -> bool:
        text, low, high = self.text, sentence.start, sentence.end
        if re.match(r"[QＱ問][：:　 ]", text[low:high]):
            return False  # a journalist's question
        found = events.find_events(text, low, high)
        if not found:
            return False
        from meetextract.sentences import brackets  # local: only sentences with an event pay for it

        pairs = brackets(text, low, high)
        quotes = [(a, b) for a, b in pairs.items() if text[a] in "「『“"]
        opened = False
        floor = low
        for event in found:
            if any(a < event.start < b for a, b in quotes) or event.start < floor:
                continue
            if events.earlier(text, low, event) or not events.took_place(text, event, high):
                continue
            if re.search(r"(?:合意|一致|確認)(?:して(?:い|お)|され)", text[event.end : event.end + 24]) and re.search(
                r"月の|前回|昨年", text[max(low, event.start - 16) : event.start]
            ):
                continue
            before = text[low : event.start]
            if _NOT_TALK.search(before[-40:]) and not self._foreign_in(low, high):
                continue
            if self._open_event(event, floor, low, high):
                opened = True
                floor = event.end
                stop = re.search(r"、|。", text[event.end : high])
                floor = event.end + (stop.end() if stop else 0)
        return opened

    def _open_topic(self, sentence: Sentence) -> bool:
        """「…大統領とは、」「続く…首相からは」: the next counterpart of a row of talks, without a word for the meeting."""
        text, low, high = self.text, sentence.start, sentence.end
        if self.japanese is None:
            return False
        for mention in self.c.within(low, min(high, low + 60)):
            person = mention.person
            if person is None or not mention.name or not mention.titles or person.country in (None, "JP"):
                continue
            if not (
                re.match(r"とは、", text[mention.end : mention.end + 3])
                or (text[low : low + 2] in ("続く", "次の") and re.match(r"から(?:は|、)", text[mention.end : mention.end + 3]))
            ):
                continue
            if any(person in d.persons(foreign=True) for d in self.drafts[-_RECENT:]):
                return False
            ours = self._implied_japanese(low)
            members: list[tuple[Person, Mention | None]] = [(person, mention)]
            if ours is not None:
                members.insert(0, (ours, None))
            self._create(events.Event(mention.end, mention.end + 2, "とは"), members, [], low, high)
            return True
        return False

    def _foreign_in(self, low: int, high: int) -> bool:
        return any(m.person is not None and m.person.country not in (None, "JP") for m in self.c.within(low, high))

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

    def _open_event(self, event: events.Event, floor: int, low: int, high: int) -> bool:
        text = self.text
        stop = min(high, event.end + 2)
        members: list[tuple[Person, Mention]] = []
        offices: list[tuple[Mention, list[tuple[str, int, int]]]] = []
        counterpart = False
        scope = [m for m in self.c.within(floor, high)]
        for mention in scope:
            if mention.former or mention.start >= event.end + 40:
                continue
            if mention.start >= event.end and not _SUBJECT_AFTER.fullmatch(text[event.end : mention.start]):
                continue
            if self._in_latin(mention, floor):
                continue
            role = _ROLE.match(text, mention.end, high if mention.start >= event.end else min(high, max(stop, event.end)))
            if role is None:
                continue
            particle = role["p"]
            if particle == "の" and not re.match(
                r"の(?:離任|着任|帰国|新任)?の?(?:表敬|訪問|来訪|あいさつ|挨拶|会談|協議|首脳会談|電話会談)|の[2-9２-９両二三]",
                text[role.start("p") : role.start("p") + 10],
            ):
                continue
            if particle in ("から", "からは") and not re.search(r"表敬|来訪|訪問|招待|説明を受け", text[mention.end : event.end]):
                continue
            if event.word in ("署名", "説明を受け") and mention.person is not None and mention.person.country != "JP" and (
                particle not in (("との間で",) if event.word == "署名" else ("から",)) or not mention.name
            ):
                continue
            person = mention.person
            if person is None:
                if mention.name is not None:
                    continue
                codes = self._enumerated(mention)
                if codes:
                    offices.append((mention, codes))
                    if particle in ("と", "との", "との間で", "を", "に", "とは"):
                        counterpart = True
                continue
            if person.country is None:
                code = self._likely_country(person, low, event.end)
                if code is None:
                    continue
                person.country, person.guessed = code, True
            members.append((person, mention))
            if particle in (
                "と",
                "との",
                "との間で",
                "による",
                "を",
                "に",
                "とは",
                "及び",
                "、",
                "，",
                ",",
                "の",
                "$",
                "",
                "両",
                "から",
            ):
                counterpart = True
        for mention, codes in offices:
            known = [
                p for p, _ in members if any(self.c.lexicon.same_office(t, u) for t in p.titles for u in mention.titles)
            ]
            for code, a, b in codes:
                if any(p.country == code for p in known):
                    continue
                person = self._known_holder(mention, code, a, b)
                members.append((person, mention))
                counterpart = True
        sides = list(dict.fromkeys(p.country for p, _ in members if p.country))
        party_spans = self._party_pair(floor, event)
        for code, a, b in party_spans:
            if code not in sides:
                sides.append(code)
        foreign = [s for s in sides if s != "JP"]
        if not foreign:
            return self._other_japanese(event, members, counterpart, low, high)
        if len(sides) < 2:
            if not any(p.country == foreign[0] for p, _ in members):
                return False
            return self._one_sided(event, members, counterpart, low, high)
        named_foreign = [p for p, _ in members if p.country != "JP"]
        if "JP" not in sides and not party_spans and members and all(
            (r := _ROLE.match(text, m.end, high)) is not None and r["p"] in ("と", "との", "との間で", "、", "とは", "，", "を", "に")
            for _, m in members
        ):
            ours = self._implied_japanese(low)
            if ours is not None:
                members.insert(0, (ours, next((m for m in reversed(ours.mentions) if m.start < high), members[0][1])))
                sides.insert(0, "JP")
        if not members and len(sides) < 2:
            return False
        near = text[max(low, event.start - 24) : event.start]
        apart = len({id(p) for p in named_foreign}) > 1 and re.search(r"それぞれ|個別に|相次いで|別々に|続けて|順に", near)
        existing = None if apart else self._same_meeting(members, sides, bool(party_spans))
        if existing is not None:
            self._touch(existing, event, low, high)
            for person, mention in members:
                existing.add(person, mention)
            self._switch(existing)
            return True
        self._create(event, members, party_spans, low, high)
        if apart and len({id(p) for p in named_foreign}) > 1 and re.search(r"それぞれ|個別に|相次いで|別々に|続けて|順に", near):
            self._split(self.drafts[-1], named_foreign)
        return True

    def _likely_country(self, person: Person, low: int, high: int) -> str | None:
        """A state for a person with none: where the page, the sentence or the trip leaves only one choice."""
        text = self.text
        here = next((m for m in self.c.within(low, high) if m.person is person), None)
        # A visitor is not of the state that he visits.
        guest = here is not None and re.search(
            r"(?:を(?:公式)?訪問(?:中|した)の?|を訪れた|を訪れている|訪[米英仏独伊豪韓中露ロ印比加越]中の)$", text[max(low, here.start - 12) : here.start]
        ) is not None
        if self._context_country() and not guest:
            return self._context_country()
        visit = re.search(r"訪(?P<k>[米英仏独伊豪韓中露ロ印比加越])中|(?P<f>[^\s、。は]{1,16})を(?:公式)?(?:訪問中|訪問し|訪れ)", text[low:high])
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
            known = {m.person.country for m in self.c.within(low, high) if m.person is not None and m.person is not person}
            known.add(visited)
            foreign = [c for c in probe.parties if c != "JP" and c not in known]
            if len(foreign) == 1:
                return foreign[0]
            compound = re.search(r"日[・]?(?P<c>[米英仏独伊豪韓中露ロ印比越伯加]|[ァ-ヶー]{2,10})(?=[外防首]|・|両|2|２|、)", text[slice(*self.c.page.title)])
            if compound:
                found = self.c.lexicon.split_compound(compound["c"])
                if found and len(found) == 1:
                    return found[0][0]
        known = {m.person.country for m in self.c.within(low, high) if m.person is not None and m.person is not person}
        known.add(visited)
        named = {f.code for f in self.c.lexicon.find_parties(text, low, high)} - {"JP"} - known
        if len(named) == 1:
            return next(iter(named))
        if self.current is not None:
            foreign = [c for c in self.current.parties if c != "JP"]
            if len(foreign) == 1:
                return foreign[0]
        told = {m.person.country for m in self.c.mentions if m.person is not None and m.person.country not in (None, "JP")}
        if len(told) == 1:
            return next(iter(told))
        return None

    def _split_section(self, draft: Draft, low: int, high: int) -> None:
        """【シンガポール・ブルネイ】 over two ministers met one after the other: two meetings."""
        foreign = draft.persons(foreign=True)
        if draft.header is None or len(foreign) < 2 or not re.search(r"相次いで[^、。]{0,6}(?:会|懇|面)|それぞれ[^、。]{0,10}(?:会|懇|協議|面)|個別に[^、。]{0,6}(?:会|懇)|続けて会|別々に|順に会", self.text[low:high]):
            self._follow(low, high)
            return
        self._split(draft, foreign)

    def _split(self, draft: Draft, foreign: Sequence[Person]) -> None:
        """One draft a counterpart; the first stays current, mentions switch between them."""
        ours = [(p, m) for p, m in draft.members if p.country == "JP"]
        theirs = [(p, m) for p, m in draft.members if p.country != "JP"]
        clones = []
        for person, mention in theirs:
            clone = Draft(draft.start, draft.header)
            clone.rule = draft.rule + " (one after the other)"
            clone.status, clone.mode, clone.date, clone.place = draft.status, draft.mode, draft.date, draft.place
            clone.evidence, clone.opened, clone.heading = True, draft.opened, draft.heading
            if "JP" in draft.parties:
                clone.parties["JP"] = draft.parties["JP"]
            if person.country:
                clone.parties[person.country] = draft.parties.get(person.country)
            for p, m in ours:
                clone.add(p, m)
            clone.add(person, mention)
            clones.append(clone)
        at = self.drafts.index(draft)
        self.drafts[at : at + 1] = clones
        clones[0].passages = draft.passages
        self.current = clones[0]
        self.group = clones
        del foreign

    def _follow(self, low: int, high: int) -> None:
        """Switches to the meeting whose counterpart the sentence names, when the current one has nobody of that name."""
        if self.current is None:
            return
        present = [m.person for m in self.c.within(low, high) if m.person is not None and m.person.country != "JP"]
        have = self.current.persons(foreign=True)
        if not present or any(p is q for p in present for q in have):
            return
        vacant = set(self.current.parties) - {p.country for p in have}
        if any(p.country in vacant for p in present):
            return  # a side of the current meeting whose person is named only now
        for draft in [*self.group, *reversed(self.drafts[-_RECENT:])]:
            if draft.dead or draft is self.current or (self.section is not None and draft.header is not self.section):
                continue
            if any(p is q for p in present for q in draft.persons(foreign=True)):
                self.current = draft
                return

    def _in_latin(self, mention: Mention, floor: int) -> bool:
        return False

    def _other_japanese(
        self, event: events.Event, members: list[tuple[Person, Mention]], counterpart: bool, low: int, high: int
    ) -> bool:
        """The guest goes on to another Japanese official: 3日は外山防衛装備庁長官と懇談し…."""
        if not members or not counterpart:
            return False
        if self.current is not None and not self.current.dead:
            guests = self.current.persons(foreign=True)
            if any(p in self.current.persons(foreign=False) for p, _ in members):
                return False
        else:
            # ハサノフ外務大臣が訪日します。8日には野上外務大臣との間で外相会談が行われ…
            guests = list(
                {
                    id(m.person): m.person
                    for m in self.c.mentions
                    if m.start < low and m.person is not None and m.person.name and m.person.country not in (None, "JP")
                }.values()
            )
        if len(guests) != 1:
            return False
        host, mention = members[-1]
        role = _ROLE.match(self.text, mention.end, high)
        if role is None or role["p"] not in ("と", "との間で", "を", "に", "とも"):
            return False
        if not re.search(r"防衛|外務|外相|首相|総理|大臣|幕僚|長官|次官|局長|官房", "".join(host.titles)):
            return False
        guest = guests[0]
        at = next((m for m in reversed(guest.mentions) if m.start < high), None)
        self._create(event, [(host, mention), (guest, at)], [], low, high)
        return True

    def _one_sided(
        self, event: events.Event, members: list[tuple[Person, Mention]], counterpart: bool, low: int, high: int
    ) -> bool:
        """Only the other side is named: Japan is the silent subject, or the sentence goes on about a known meeting."""
        existing = self._same_meeting(members, [m[0].country or "" for m in members], False)
        if existing is not None:
            self._touch(existing, event, low, high)
            self._switch(existing)
            return True
        if not counterpart and not (
            self.japanese is not None
            and re.match(r"(?:の冒頭|では|で、)", self.text[event.end : event.end + 3])
            and re.search(r"会談|会合|協議", event.word)
            and all(p.name for p, _ in members)
        ):
            return False
        japanese = self._implied_japanese(low)
        if japanese is None and not re.search(r"訪日|来日|日本を訪|日本側|我が国|日本政府|日本と", self.text[low:high]):
            return False
        members = list(members)
        if japanese is not None:
            mention = next((m for m in reversed(japanese.mentions) if m.start < high), None)
            members.insert(0, (japanese, mention))  # type: ignore[arg-type]
        self._create(event, members, [], low, high)
        if japanese is None:
            self.drafts[-1].parties.setdefault("JP", None)
        return True

    def _implied_japanese(self, at: int) -> Person | None:
        if self.current is not None:
            ours = self.current.persons(foreign=False)
            if ours:
                return ours[0]
        if self.japanese is None and self.c.page.title is not None:
            # 防衛大臣記者会見: the minister speaks, without a name.
            for mention in self.c.within(*self.c.page.title):
                if mention.name is None and mention.person is None and mention.titles and mention.titles[0].startswith("防衛"):
                    self.japanese = Person(None, None, mention.titles, "JP", [mention])
                    mention.person = self.japanese
        return self.japanese

    def _enumerated(self, mention: Mention) -> list[tuple[str, int, int]]:
        """Countries before an office without a name: ペルーとエクアドルの国防相, イギリス、フランス、ドイツの外相."""
        from meetextract.people import party_before

        text = self.text
        found: list[tuple[str, int, int]] = []
        if mention.country is None:
            return found
        at = mention.country_start if mention.country_start >= 0 else mention.start
        found.append((mention.country, at, mention.country_end))
        while at > 0 and text[at - 1] in "と、及・":
            before = party_before(text, at - 1, self.c.lexicon)
            if before is None or (at - 1 - before[1] == 1):
                break
            found.insert(0, (before[0], before[1], at - 1))
            at = before[1]
        return found

    def _known_holder(self, mention: Mention, code: str, a: int, b: int) -> Person:
        for other in self.c.mentions:
            person = other.person
            if (
                person is not None
                and person.name
                and person.country == code
                and any(self.c.lexicon.same_office(t, u) for t in person.titles for u in mention.titles)
            ):
                return person
        person = Person(None, None, mention.titles, code)
        person.mentions.append(mention)
        if mention.person is None:
            mention.person = person
        return person

    def _party_pair(self, floor: int, event: events.Event) -> list[tuple[str, int, int]]:
        """Sides told as states: 日英両政府の…協議, 米国と北朝鮮は…, 日本と東南アジア諸国連合（ASEAN）の特別首脳会議."""
        text = self.text
        window = max(floor, event.start - 90)
        chunk = text[window : event.end]
        match = re.search(
            r"(?P<c>日[・]?(?:[米英仏独伊豪韓中露ロ印比加越伯]{1,3}|EU|ＥＵ|ASEAN|ＡＳＥＡＮ|NATO|[ァ-ヶー]{2,10})|[米英仏独伊豪韓中露ロ印比朝]{2,4})(?:両政府|両国|３カ国|3カ国|の?(?:外務|外相|防衛|首脳|国防|財務|定期|特別|実務|次官|局長|電話|テレビ|政府))",
            chunk,
        )
        if match and not re.search(r"[一-鿿]$", chunk[: match.start()][-1:] or ""):
            split = self.c.lexicon.split_compound(match["c"])
            if split and len(split) > 1 and _HELD.match(text[event.end : event.end + 40]):
                base = window + match.start("c")
                return [(code, base + a, base + b) for code, a, b in split]
        for name, members in tables()["groups"].items():
            at = text.rfind(name, window, event.start)
            if at >= 0 and re.match(r"(?:（[^）]{1,8}）)?[^、。]{0,12}$", text[at + len(name) : event.start]) and _HELD.match(text[event.end : event.end + 60]):
                return [(code, at, at + len(name)) for code in members]
        loose = re.search(r"(?:^|[、。　 】]|第[0-9０-９一二三四五六七八九十]+回)(?P<c>日[・]?[米英仏独伊豪韓中露ロ印比加越朝EUＥＵ]{1,3}|[米英仏独伊豪韓中露ロ印比朝]{2,4})[^、。はが]{2,20}$", text[window : event.start])
        if loose and re.match(r"(?:が|を)[^。]{0,40}(?:開かれ|開き|開い|行われ|行い|行っ|実施|開催)", text[event.end : event.end + 50]):
            split = self.c.lexicon.split_compound(loose["c"])
            if split and len(split) > 1:
                base = window + loose.start("c")
                return [(code, base + a, base + b) for code, a, b in split]
        parties = list(self.c.lexicon.find_parties(text, window, event.start))
        for i in range(len(parties) - 1, 0, -1):
            a, b = parties[i - 1], parties[i]
            between = text[a.end : b.start]
            after = text[b.end : b.end + 24]
            if between in ("と", "、", "及び", "と、") and re.match(
                r"(?:（[^）]{1,12}）)?(?:は|が|両政府|両国|の両|の[2-9２-９三四](?:カ|か|ヵ)国|の代表団|の(?:首脳|外相|国防相|特別|外務|定期|3|３))", after
            ):
                found = [(a.code, a.start, a.end), (b.code, b.start, b.end)]
                j = i - 2
                while j >= 0 and text[parties[j].end : parties[j + 1].start] in ("、", "と", "及び"):
                    found.insert(0, (parties[j].code, parties[j].start, parties[j].end))
                    j -= 1
                return found
        return []

    def _same_meeting(
        self, members: list[tuple[Person, Mention]], sides: Sequence[str], by_state: bool
    ) -> Draft | None:
        foreign = {id(p) for p, _ in members if p.country != "JP"}
        ours = {id(p) for p, _ in members if p.country == "JP"}
        for draft in reversed(self.drafts[-_RECENT:]):
            if draft.dead:
                continue
            theirs = {id(p) for p, _ in draft.members if p.country != "JP"}
            japan = {id(p) for p, _ in draft.members if p.country == "JP"}
            if ours and japan and not ours & japan:
                continue
            if foreign and theirs:
                if foreign == theirs or (
                    foreign < theirs and draft is self.current and len(theirs) - len(foreign) < 2 and by_state
                ):
                    return draft
                continue
            if (
                set(draft.parties) - {"JP"} == set(sides) - {"JP"}
                and (draft.heading or by_state)
                and draft is self.current
            ):
                return draft
        return None

    def _switch(self, draft: Draft) -> None:
        self.current = draft
        self.section = None
        self.muted = False

    def _touch(self, draft: Draft, event: events.Event, low: int, high: int) -> None:
        if draft.date is None:
            self._date_around(draft, event, low, high)
        if draft.place is None or draft.place == self.host:
            self._place_from(draft, low, high)
        elif self._is_town(draft.place):
            # 横須賀市で会談し、… 会談は横須賀地方総監部で行われ: the building is the more specific.
            old, draft.place = draft.place, None
            self._place_from(draft, low, high)
            if draft.place is None or self._is_town(draft.place):
                draft.place = old
        if draft.mode == "in_person":
            draft.mode = events.mode(self.text, max(low, event.start - 40), min(high, event.end + 12))
        draft.evidence = True

    def _is_town(self, at: tuple[int, int]) -> bool:
        word = self.text[slice(*at)]
        known = self.c.lexicon.places.get(word)
        return word in self.c.lexicon.forms or word.endswith(("市", "郊外", "近郊")) or (known is not None and known.kind == "city")

    def _create(
        self,
        event: events.Event,
        members: Sequence[tuple[Person, Mention | None]],
        parties: Sequence[tuple[str, int, int]],
        low: int,
        high: int,
    ) -> None:
        draft = Draft(low)
        draft.rule = f"prose: {event.word}"
        draft.opened = event.start
        draft.evidence = True
        for code, a, b in parties:
            draft.parties.setdefault(code, (a, b))
        for person, mention in members:
            draft.add(person, mention)
        draft.status = events.status(self.text, low, high)
        draft.mode = events.mode(self.text, max(low, event.start - 40), min(high, event.end + 12))
        self._date_around(draft, event, low, high)
        self._place_from(draft, low, high)
        if draft.place is None and self.host is None and self.heading_place is not None:
            draft.place = self.heading_place
        self.drafts.append(draft)
        self._switch(draft)

    # -- facts -------------------------------------------------------------------------------------------------

    def _attendance(self, draft: Draft, sentence: Sentence) -> None:
        """日本側は…が、英国側は…が出席した; and subjects of the first sentences under a heading."""
        text, low, high = self.text, sentence.start, sentence.end
        raw = text[low:high]
        fresh = len(draft.passages) <= 5
        attending = fresh and _ATTEND.search(raw) is not None and re.search(r"側|から|代表|氏|両|が出席|らが", raw)
        foreign = [c for c in draft.parties if c != "JP"]
        listed: Mention | None = None
        for mention in self.c.within(low, high):
            person = mention.person
            unsure = person is not None and (
                person.country is None or (person.guessed and person.country not in (*draft.parties, "JP"))
            )
            if person is not None and unsure and len(foreign) == 1 and mention.titles and (
                draft.heading or not draft.persons(foreign=True)
            ):
                person.country, person.guessed = foreign[0], True
            if person is not None and person.country is None and attending and listed is not None and (
                low < listed.end <= mention.start and mention.start - listed.end < 12 and re.fullmatch(r"(?:[（(][^（）()]*[）)])?(?:と|、|，|,|及び|並びに)", text[listed.end : mention.start])
            ):
                person.country, person.guessed = listed.person.country if listed.person else None, True
            if person is not None and person.country is not None:
                listed = mention
            if person is not None and person.country not in (None, "JP") and person.country not in draft.parties and mention.name and mention.titles and (
                fresh and re.search(r"加わっ|同席し|立ち会|議長役|仲介役|議長を務め", raw) and re.match(r"も|が", text[mention.end : mention.end + 1])
            ):
                draft.add(person, mention)
            if person is None or person.country is None or mention.former:
                continue
            if person.country not in draft.parties and not (draft.heading and person.country == "JP"):
                continue
            role = _ROLE.match(text, mention.end, high)
            if role is None:
                continue
            has = any(p.country == person.country for p, _ in draft.members)
            if attending and mention.titles and role["p"] in ("が", "、", "，", ",", "と", "及び", "は", "から", ""):
                draft.add(person, mention)
            elif (
                not has
                and fresh
                and role["p"] in ("は", "が", "から", "からは", "と", "との間で", "、", "及び", "に", "も", "を")
                and mention.titles
            ):
                draft.add(person, mention)
            elif draft.heading and fresh and person.country != "JP" and not has:
                draft.add(person, mention)

    def _late_facts(self, draft: Draft, sentence: Sentence) -> None:
        if draft.heading and not draft.passages:
            if draft.date is None:
                self._date_from(draft, sentence.start, sentence.end)
            if draft.place is None:
                self._place_from(draft, sentence.start, sentence.end)
            if draft.mode == "in_person":
                draft.mode = events.mode(self.text, sentence.start, sentence.end)

    def _date_around(self, draft: Draft, event: events.Event, low: int, high: int) -> None:
        """The date before the word for the meeting; behind it where the meeting is the topic (会談は9日午後、…)."""
        self._date_from(draft, low, high, before=event.end)
        if draft.date is None and re.match(r"(?:（[^）]*）|\([^)]*\))?(?:は|が|を)", self.text[event.end : event.end + 24]):
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
                continue
            if _RANGE.match(text[found.end : found.end + 8]) and "の両日" not in text[found.end : found.end + 12]:
                continue
            tail = text[found.end : found.end + 3]
            if tail.startswith(("まで", "付", "現在", "以降", "生まれ")):
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


def assemble(
    context: Context,
) -> tuple[list[Draft], list[Label], tuple[int, int] | None, Person | None, DateMention | None]:
    """Meetings in order, refused headers, and what the article says once for all: host city, Japanese main person,
    the day of the talks."""
    assembler = Assembler(context)
    drafts = assembler.run()
    return drafts, assembler.refused, assembler.host, assembler.japanese, assembler.lead_date


def passages(draft: Draft) -> Iterator[Passage]:
    """The sentences of a meeting in order of place."""
    yield from sorted(draft.passages, key=lambda p: p.start)
