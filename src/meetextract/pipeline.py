"""How an article becomes records: the lines to read first.

text -> page (title, date, body) -> headers -> mentions of persons -> persons
     -> meetings (who, when, where, which sentences) -> points of each meeting -> records
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path

from meetextract.errors import ArgumentError
from meetextract.lexicon.lexicon import Lexicon, default_lexicon
from meetextract.model import (
    SCHEMA_VERSION,
    Document,
    Meeting,
    Warning,
)
from meetextract.people.mentions import find_mentions
from meetextract.people.names import parts
from meetextract.people.persons import Mention as PersonMention
from meetextract.people.persons import Offices, Person, link
from meetextract.points.records import records
from meetextract.talks.drafts import Context, Draft
from meetextract.talks.gate import everything, may_join, reaches, suspect
from meetextract.talks.lists import find_listings
from meetextract.talks.meetings import Assembler
from meetextract.text import dates
from meetextract.text.headers import Header, Heads, Label, find_heads, looks_headed
from meetextract.text.known import NOTHING, Known
from meetextract.text.page import Page, read_page
from meetextract.text.radicals import without_radicals
from meetextract.text.sentences import lines, sentences
from meetextract.text.states import find_states
from meetextract.text.syntax import Sentence, parse
from meetextract.text.tokens import tokenise


def extract(text: str, *, published: datetime.date | str | None = None, lexicon: Lexicon | None = None) -> Document:
    """Who met whom and what they agreed, read from one article.

    Args:
        text: the article as decoded; offsets in the result count its code points.
        published: publication date for a text that does not say it (a date or YYYY-MM-DD).
        lexicon: a lexicon of your own (see meetextract.lexicon.lexicon.load_lexicon); the package's by default.
    Raises:
        ArgumentError: text is no str, published is no date, or lexicon no Lexicon.
    """
    return extract_source(text, published=published, lexicon=lexicon)


def extract_source(
    text: str,
    *,
    published: datetime.date | str | None = None,
    lexicon: Lexicon | None = None,
    readings: Sequence[tuple[int, int, str]] = (),
    explain: list[str] | None = None,
    known: Known = NOTHING,
) -> Document:
    """`extract` for callers that read files: ruby readings as (start, end, reading), a list for explanations, and what
    the format says of the article."""
    if not isinstance(text, str):
        raise ArgumentError(f"text has to be str, not {type(text).__name__}")
    given = _date(published)
    lexicon = default_lexicon() if lexicon is None else lexicon
    if not isinstance(lexicon, Lexicon):
        hint = "meetextract.lexicon.lexicon.load_lexicon([Path(...)]) makes one of a file"
        raise ArgumentError(f"lexicon has to be a Lexicon, not {type(lexicon).__name__}", hint=hint)
    # Offsets are those of the source, and every value is cut from it.
    source, text = text, _one_punctuation(without_radicals(text))
    suspicion = suspect(text, lexicon) if explain is None else everything(text, lexicon)
    mentions = find_mentions(text, lexicon, offices()) if suspicion is not None else []
    if suspicion is not None and not may_join(text, mentions, suspicion, lexicon):
        suspicion = None
    page = read_page(text, body=suspicion is not None, known=known)
    date = page.published or given
    meetings: tuple[Meeting, ...] = ()
    warnings: tuple[Warning, ...] = ()
    if suspicion is not None:
        context = _read(text, page, mentions, lexicon, date, readings)
        ends = reaches(context, suspicion)
        if first := next(ends, 0):
            meetings = _meetings(source, context, chain((first,), ends), explain)
            warnings = tuple(
                Warning("unclosed-header", "header without its closing bracket", header.start, header.end)
                for header in context.heads.headers
                if header.unclosed
            )
    return Document(
        SCHEMA_VERSION,
        None,
        known.title.value if known.title else source[slice(*page.title)] if page.title else None,
        known.publisher.value if known.publisher else source[slice(*page.publisher)] if page.publisher else None,
        date.isoformat() if date else None,
        meetings,
        warnings,
    )


def parsed(text: str) -> Iterator[Sentence]:
    """The sentences of an article as the rules see them (`python -m meetextract.text`)."""
    lexicon = default_lexicon()
    text = _one_punctuation(without_radicals(text))
    mentions, states = find_mentions(text, lexicon, offices()), find_states(text, lexicon)
    for line in lines(text):
        for start, end, _ in sentences(text, *line):
            inside = [m for m in mentions if start <= m.start and m.end <= end]
            yield parse(text, start, end, inside, states)


def _read(
    text: str,
    page: Page,
    mentions: list[PersonMention],
    lexicon: Lexicon,
    date: datetime.date | None,
    readings: Sequence[tuple[int, int, str]],
) -> Context:
    """The article with its headers found and its persons known."""
    heads = find_heads(text, page.body, lexicon) if looks_headed(text) else Heads()
    country = _page_country(text, page, lexicon)
    link(mentions, lexicon, offices(), _contexts(text, mentions, heads, lexicon))
    _name_readings(mentions, readings)
    _office_holders(text, mentions, lexicon)
    _default_countries(mentions, lexicon, text[slice(*page.title)] if page.title else "")
    return Context(text, page, heads, mentions, lexicon, date, country)


def _meetings(source: str, context: Context, ends: Iterator[int], explain: list[str] | None) -> tuple[Meeting, ...]:
    page, lexicon = context.page, context.lexicon
    listed, taken = find_listings(context)
    if taken:
        page.body = [line for line in page.body if not any(low <= line.start < high for low, high in taken)]
    assembler = Assembler(context)
    drafts = sorted([*assembler.run(ends), *listed], key=lambda draft: draft.start)
    if hosted := [draft for draft in drafts if draft.hosted]:
        _complete(context.text, hosted, assembler.host, assembler.japanese, assembler.lead_date, lexicon)
    made = records(source, drafts, context)
    if explain is not None:
        from meetextract.points.explain import explain as explained

        explain.extend(explained(source, made, assembler.refused, lexicon))
    return tuple(record.meeting for record in made)


# The sign itself first: where it is looked for, nothing else is.
_COMMA = re.compile(r",(?<=[^\x00-\x7f],)")
_FULL_STOP = re.compile(r"．(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ]．)")


def _one_punctuation(text: str) -> str:
    """Official writing has ， and ． where others have 、 and 。; the rules read one sign for both."""
    text = text.replace("，", "、").replace("､", "、").replace("｡", "。")  # `translate` takes as long as the gate
    if "," in text:
        text = _COMMA.sub("、", text)
    return _FULL_STOP.sub("。", text) if "．" in text else text


@cache
def offices() -> Offices:
    """data/office_countries.tsv."""
    rows = []
    for row in (Path(__file__).parent / "data" / "office_countries.tsv").read_text("utf-8").splitlines():
        cells = row.split("\t")
        if row and not row.startswith("#") and cells[0] != "form":
            rows.append((cells[0], cells[1], cells[2]))
    return Offices(rows)


def _date(published: datetime.date | str | None) -> datetime.date | None:
    if published is None or isinstance(published, datetime.date):
        return published
    try:
        return datetime.date.fromisoformat(published)
    except (ValueError, TypeError) as error:
        raise ArgumentError(f"published is no date: {published!r}", hint="give YYYY-MM-DD") from error


_IN_LATIN = re.compile(r"[（(][A-Za-zＡ-Ｚ]+[）)]$")
_EMBASSY = re.compile(r"在(.{2,12}?)日本国?(?:大使館|総領事館|代表部)")


def _page_country(text: str, page: Page, lexicon: Lexicon) -> str | None:
    """The country that a ministry files the page under: its official name alone on one of the first lines."""
    for line in page.body[:4]:
        word = text[line.start : line.end]
        code = lexicon.forms.get(_IN_LATIN.sub("", word) if word.endswith((")", "）")) else word)
        if code and code != "JP":
            return code
        embassy = _EMBASSY.match(word)
        code = lexicon.resolve(embassy[1]) if embassy else None
        if code and code != "JP":
            return code
    return None


def _contexts(text: str, mentions: Sequence[PersonMention], heads: Heads, lexicon: Lexicon) -> dict[int, str | None]:
    """For each mention the foreign country of the section that it stands in."""
    found: dict[int, str | None] = {}
    edges: list[Header | Label] = sorted([*heads.headers, *heads.labels], key=lambda h: h.start)
    at = 0
    country: str | None = None
    names: tuple[int, int] | None = None
    for index, mention in enumerate(mentions):
        while at < len(edges) and edges[at].start <= mention.start:
            country, names = _of_section(edges[at], lexicon)
            at += 1
        if country is None or mention.country:
            continue
        if names and names[0] <= mention.start < names[1]:
            mention.country = country
        elif _elsewhere(text, mention):
            found[index] = country
    return found


_TITLE_ENDS = re.compile("[=＝:：／/　]")


def _of_section(head: Header | Label, lexicon: Lexicon) -> tuple[str | None, tuple[int, int] | None]:
    """The one foreign country that a header or label names, and where names stand in it."""
    if isinstance(head, Label):
        parties = lexicon.split_compound(_TITLE_ENDS.split(head.text, 1)[0].strip()) or ()
    else:
        parties = head.parties
    foreign = [code for code, _, _ in parties if code != "JP"]
    return (foreign[0] if len(foreign) == 1 else None), (head.names if isinstance(head, Header) else None)


_FOREIGN_OFFICE = re.compile(
    r"大統領|主席|国防|外交部|商務|国王|皇太子|書記|事務総長|上級代表|国務|財務長官|委員長|首長|大公"
)
_MET = re.compile(r"(?:[（(][^（）()]*[）)])?(?:と(?:約?[0-9０-９]|短|立|会|電|の)|氏?と約)")


def _in_kana(word: str) -> bool:
    """Whether a word begins with a katakana."""
    return "ァ" <= word[:1] <= "ヶ"


def _elsewhere(text: str, mention: PersonMention) -> bool:
    """Whether a person in a section on one country is of that country: by name, office, or 「…と約30分」."""
    if mention.name is None:
        return False
    if _in_kana(mention.name) or any(_FOREIGN_OFFICE.search(t) for t in mention.titles):
        return True
    return mention.title_start >= 0 and _MET.match(text[mention.end : mention.end + 24]) is not None


def _name_readings(mentions: Sequence[PersonMention], readings: Sequence[tuple[int, int, str]]) -> None:
    if not readings:
        return
    for mention in mentions:
        person = mention.person
        if person is None or mention.name is None or person.reading:
            continue
        inside = [r for a, b, r in readings if mention.name_start <= a and b <= mention.name_end]
        if inside:
            person.reading = "".join(inside)


_OF_SEVERAL = re.compile(r"(?:[2-9２-９三四五]|各|諸|加盟|カ|か|ヵ|関係)国の$")


def _office_holders(text: str, mentions: Sequence[PersonMention], lexicon: Lexicon) -> None:
    """首相は, 同大統領: an office without a name is the person who holds it in this article."""
    named: _Holders = {}
    known: set[int] = set()
    everyone: _Holders = {}
    for order, person in enumerate(_all(mentions)):
        everyone.setdefault(person.titles, []).append((order, person))
    for mention in mentions:
        if mention.person is not None:
            if id(mention.person) not in known:
                known.add(id(mention.person))
                named.setdefault(mention.person.titles, []).append((len(known), mention.person))
            continue
        if mention.name is not None or mention.former:
            continue
        before = text[mention.start - 1 : mention.start]
        if before in ("両", "元", "前", "各", "次") or (
            before in ("の", "\n") and _OF_SEVERAL.search(text, max(0, mention.start - 6), mention.start)
        ):
            continue
        fitting = _holding(named, mention.titles, lexicon) or _holding(everyone, mention.titles, lexicon)
        if any(offices().country(t) == "JP" for t in mention.titles):
            fitting = [p for p in fitting if p.country in ("JP", None) and not _in_kana(p.name or "")]
        if mention.country:
            # モンテネグロ事務総長: a family name that reads like a country.
            word = text[mention.country_start : mention.country_end] if mention.country_start >= 0 else ""
            same = [p for p in fitting if p.name and word and word in parts(p.name)]
            fitting = same or [p for p in fitting if p.country == mention.country]
        elif len(fitting) > 1:
            ours = [p for p in fitting if p.country in ("JP", None)]
            fitting = ours or fitting[-1:]
        if fitting:
            mention.person = fitting[-1] if len(fitting) == 1 else fitting[0]


# Persons by their offices, so that each office of a long text is compared once and not with everybody who holds it.
_Holders = dict[tuple[str, ...], list[tuple[int, Person]]]


def _holding(holders: _Holders, titles: Sequence[str], lexicon: Lexicon) -> list[Person]:
    """Who holds one of these offices, in order."""
    same = lexicon.titles.same
    found: list[tuple[int, Person]] = []
    for offices_, entries in holders.items():
        if any(t == u or same(t, u) for t in offices_ for u in titles):
            found += entries
    return [person for _, person in sorted(found, key=itemgetter(0))] if len(found) > 1 else [p for _, p in found]


def _all(mentions: Sequence[PersonMention]) -> list[Person]:
    return list({id(m.person): m.person for m in mentions if m.person is not None and m.person.name}.values())


# A headline on a state whose names are written in kanji.
_OF_KANJI = re.compile(r"中国|韓国|北朝鮮|台湾|ベトナム|[中韓朝台越](?=[A-ZＡ-Ｚ米英ロ露印欧豪]|首脳|首相|外相|国防)")
_ABROAD = re.compile(r"大統領|主席|国防|外交部|国王|皇太子|書記|書記長")


def _default_countries(mentions: Sequence[PersonMention], lexicon: Lexicon, headline: str) -> None:
    """A kanji name without any country, with an office that Japan has too, is Japanese."""
    for person in _all(mentions):
        if person.country is None and person.name and not _in_kana(person.name):
            titles = person.titles
            if person.reading and (_in_kana(person.reading) or ("・" in person.reading and _OF_KANJI.search(headline))):
                continue  # a reading in katakana, or in two parts under such a headline: a Korean or Chinese name
            if not titles or any(_ABROAD.search(t) for t in titles):
                continue
            if len(person.name) > 1 and not person.reading and _common_words(person.name):
                continue  # 会派代表, 作業部会議長: no name at all
            person.country, person.guessed = "JP", True


def _common_words(name: str) -> bool:
    """Whether MeCab sees nothing but common nouns in a would-be Japanese name of two characters and more."""
    tokens = tokenise(name, 0, len(name))
    return (
        len(tokens) > 1
        and all(t.pos1 in ("名詞", "接尾辞", "接頭辞") and t.pos2 != "固有名詞" for t in tokens)
        and any(len(t.surface) > 1 for t in tokens)
    )


_RECEIVED = ("prose: 来訪を受", "prose: 訪問を受")


def _complete(
    text: str,
    drafts: list[Draft],
    host: tuple[int, int] | None,
    japanese: Person | None,
    lead_date: dates.DateMention | None,
    lexicon: Lexicon,
) -> None:
    """What a meeting of its own does not say: the host city, the day, the Japanese person of the article."""
    earlier: dates.DateMention | None = None
    town: tuple[int, int] | None = None
    town_day: dates.DateMention | None = None
    for draft in drafts:
        if draft.date is None and draft.today:
            pass
        elif draft.date is None and lead_date is not None:
            draft.date = lead_date
        elif draft.date is None and draft.header is None and not draft.heading and draft.status == "held":
            draft.date = earlier
        if draft.header is None and draft.date is not None:
            earlier = draft.date
        foreign = [c for c in draft.parties if c != "JP"]
        ours = [p for p, _ in draft.members if p.country == "JP"]
        if draft.header is not None and not ours and japanese is not None:
            told = {c for c, _, _ in draft.header.parties}
            if "JP" in told or "JP" in draft.parties or len(foreign) == 1:
                mention = japanese.mentions[0] if japanese.mentions else None
                draft.members.insert(0, (japanese, mention))
                draft.parties = {"JP": draft.parties.get("JP"), **draft.parties}
        elif draft.heading and not ours and japanese is not None and ("JP" in draft.parties or len(foreign) == 1):
            draft.members.insert(0, (japanese, None))
            draft.parties = {"JP": draft.parties.get("JP"), **draft.parties}
        elif draft.rule == "counterpart line" and not ours and japanese is not None:
            draft.members.insert(0, (japanese, None))
            draft.parties = {"JP": None, **draft.parties}
        if draft.mode != "in_person":
            draft.place = None
        elif draft.place is None and draft.rule.startswith(_RECEIVED) and "JP" in draft.parties:
            pass  # a guest in Japan, whatever town abroad was told of before
        elif draft.place is None:
            stayed = town is not None and draft.status == "held" and draft.header is None
            if host is None:
                draft.place = town if stayed else None
            else:  # of a trip to a country, the town where the day before this meeting was spent
                same_day = town_day is not None and draft.date is not None and town_day[2:5] == draft.date[2:5]
                draft.place = town if stayed and same_day and text[slice(*host)] in lexicon.forms else host
        if draft.mode == "in_person" and draft.place is not None and draft.status == "held":
            town, town_day = _town(text, draft.place, lexicon), draft.date


def _town(text: str, place: tuple[int, int], lexicon: Lexicon) -> tuple[int, int] | None:
    """The town of a place: ハノイ of ハノイの外務省."""
    name = text[slice(*place)].partition("の")[0]
    name = name.removesuffix("市内") if name not in lexicon.places else name
    word = lexicon.places.get(name)
    return (place[0], place[0] + len(name)) if word is not None and word.kind == "city" else None
