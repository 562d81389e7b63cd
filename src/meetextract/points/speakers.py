"""Who speaks: the subjects of a sentence as sides of the meeting it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from meetextract.lexicon.lexicon import Lexicon
from meetextract.people.names import party_before
from meetextract.people.persons import Mention, Person


@dataclass(slots=True)
class Party:
    """What point extraction has to know of a meeting: its sides and who is there."""

    sides: tuple[str, ...]
    persons: list[Person] = field(default_factory=list)


class Actor(NamedTuple):
    """A subject phrase, the particle included. `sides`: who speaks; `joint`: all together; `other`: no party at all."""

    start: int
    end: int
    sides: tuple[str, ...]
    joint: bool
    other: bool
    particle: str
    nation: bool = False  # named as a country, not as those who speak for it: 両国は, 日本は, not 日本側は


_PARTICLE = re.compile(
    r"(?:[（(][^（）()\n]{0,60}[）)])?(?:殿下|閣下|夫妻|自身|側|ら|個人|政府|各国|など)*"
    r"(?P<p>からは|からも|から(?!の)|よりは|よりも|より|とは|には|に対しては|に対して|に対し|は|が|も|によると|によれば|によりますと|との間で(?:は)?|及び|並びに|と|、|，|,)"
)
_JOINT = re.compile(
    r"(?=[日米両双2-9２-９二三四五六七八九こ同共声宣文コ参出])(?:日米|米中|日中|日韓|両国の|両国)?(?:両(?:氏|者|国|側|外相|首脳|大臣|首相|政府|防衛相|国防相|局長|次官|副大臣|長官|閣僚|大統領|議長|司令官|幕僚長|参謀長|部長|統領|軍|軍トップ|財務相|経済相|当局|首席代表|代表|事務次官|政務官|相)"
    r"|双方(?:とも)?|[2-9２-９二三四五六七八九](?:氏|者|首脳|外相|防衛相|国防相|財務相|閣僚|大臣|大使|長官|局長|次官|人|(?:カ|か|ヵ|ヶ|ケ|箇)?国(?:[・、]?地域)?(?:[（(][^（）()]{1,10}[）)])?(?:の(?:首脳|外相|防衛相|国防相|閣僚|大臣|財務相|代表|参謀総長|参謀長|国防長官))?)"
    r"|(?:この|同|共同)?(?:声明|宣言|文書|コミュニケ|共同発表)(?:で|に)?"
    r"|(?:参加|出席)(?:各)?国)"
    r"(?:側)?(?P<p>からは|から(?!の)|より|とも|の間で(?:は)?|は|が|も|では|(?<=[\n。　](?:両者|双方))(?=、))(?!じめ)"
)
_OTHERS = re.compile(
    r"(?:報道官|スポークスマン|幹部|当局者|組合長|外務省筋|政府筋|同行筋|消息筋|関係筋|関係者|職員|専門家|外交官|外交筋|武官|議員|野党[^、。]{0,8}|与党[^、。]{0,8}|幹事長|党首|市長|知事|町長|村長|市民団体|市民|住民|団体"
    r"|研究員|研究者|教授|大学(?!で|に|へ|を)|シンクタンク|アナリスト|評論家|社長|会長|経営者|最高経営責任者|監督|選手|遺族|女性|男性|学生|同席者|出席者|参加者|代理人|弁護士|記者|新聞|通信社?|新華社|国営[^、。]{0,6}|メディア|報道|機関紙|デモ隊|大手|各社|同社|両社|企業|メーカー|弁護団|高裁|地裁|最高裁|警察|検察|裁判所|中央銀行|証言者|漁業者|経済界|財界|経団連|商工会議所|被害者|家族|家族会|支援者|元[^、。]{0,3}(?:外相|首相|大統領|大使|次官|国務長官|防衛相|国防相)|前(?:外相|首相|大統領|国務長官)|艦長|隊員|司会者|通訳|大使館|総領事館|党)"
    r"(?:ら|たち|など|側|の[^、。「」はがもをにへで]{1,12})?(?:[（(][^（）()]{0,30}[）)])?(?:[一-鿿ァ-ヶー]{1,8}(?:氏|さん))?(?:によると|によれば|によりますと|からは|から|からも|は|が|も)"
)
_OF_SIDES = re.compile(r"[日米英仏独伊豪韓中露印]{2,5}(?:両国|[2-9２-９](?:カ|か|ヵ|ヶ)国)?の?(?:外交|防衛)?$")
_SAME = re.compile(
    r"同(?P<t>氏|相|国|側|大臣|首相|副首相|大統領|外相|国防相|長官|通産相|氏側|副大統領|国務長官|局長|次官|議長|殿下|皇太子)(?P<p>からは|から(?!の)|より|は|が|も)"
)
_OURS = re.compile(
    r"(?P<who>私の方|私|先方|相手(?:国|側|方)?|我が方|我が国|わが方|当方|日本側|日本政府|日本)(?P<p>からは|からも|から(?!の)|より|は|が|も)(?!じめ)"
)
_JOINT_ADVERB = re.compile(
    r"(?:共に|ともに|そろって|一致して|互いに|口をそろえて)(?:強く|深刻な|深く|高く|断固として|改めて)?$"
)


_BEFORE_SIDE = "[一-鿿ァ-ヶー対]"


@lru_cache(maxsize=512)
def _side_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Subjects that consist of one of a party's `names`."""
    # What may not stand before is looked at behind the first character: a search for characters passes over the rest of
    # a sentence several times faster than one that begins with a look.
    longest_first = sorted({f for f in names if f}, key=lambda f: (-len(f), f))
    forms = "|".join(f"{re.escape(f[0])}(?<!{_BEFORE_SIDE}.){re.escape(f[1:])}" for f in longest_first)
    return re.compile(
        rf"(?:{forms})(?P<spoken>側|政府|各国|軍|当局|代表団)?(?:の(?:[2-9２-９]氏|加盟国|各国))?(?P<p>からは|からも|から(?!の)|より|は|が|も)(?!じめ)"
    )


def find_actors(
    text: str,
    start: int,
    end: int,
    party: Party,
    mentions: Sequence[Mention],
    hidden: Callable[[int], bool],
    lexicon: Lexicon,
) -> list[Actor]:
    """Subject phrases of `text[start:end]` outside quotations, in order.

    Args:
        mentions: the person mentions inside the range, linked to persons where known.
        hidden: whether an offset lies inside a quotation or bracket.
    """
    found: list[Actor] = []
    listed: list[str] = []
    list_start = -1
    everyone = set(party.sides)

    def add(
        low: int, high: int, sides: Sequence[str], particle: str, *, other: bool = False, joint: bool = False
    ) -> None:
        codes = tuple(dict.fromkeys(sides))
        together = joint or (len(everyone) > 1 and everyone <= set(codes))
        found.append(Actor(low, high, party.sides if together else codes, together, other, particle))

    for mention in mentions:
        if mention.start < start or mention.end > end or hidden(mention.start):
            continue
        match = _PARTICLE.match(text, mention.end, end)
        if match is None and text[mention.end : mention.end + 1] == "「" and mention.person in party.persons:
            # 首相「…」と直言: the headline's way.
            if mention.person is not None and mention.person.country:
                add(mention.start, mention.end, [mention.person.country], "は")
            continue
        if match is None:
            # 沙、琴両氏は: the list of names goes on up to the group word.
            continue
        particle = match["p"]
        person = mention.person
        if person is None and mention.name is None and not mention.former:
            same = text[mention.start - 1 : mention.start] == "同"
            person = _by_office(mention, party, lexicon, same=same)
        code = person.country if person is not None and person in party.persons else None
        if particle in ("と", "、", "，", ",", "及び", "並びに"):
            if code:
                if list_start < 0 or any(c in ".。" for c in text[list_start : mention.start]):
                    list_start, listed = mention.start, []
                listed.append(code)
            continue
        if particle.endswith(("によると", "によれば", "によりますと")):
            continue
        if particle.startswith("との間"):
            continue
        if particle in ("とは",):
            if code:
                add(mention.start, match.end(), party.sides, particle, joint=True)
            continue
        if particle.startswith(("には", "に対し")):
            if code and len(everyone) == 2:
                add(mention.start, match.end(), [s for s in party.sides if s != code], particle)
            continue
        if code is None:
            if _GROUP.search(text, start, mention.start):
                continue  # 日米豪印4カ国の外相は: all of them
            if person is not None or mention.name is not None or any("報道官" in t for t in mention.titles):
                add(mention.start, match.end(), (), particle, other=True)
            elif mention.country in party.sides:
                add(mention.start, match.end(), [mention.country], particle)
            else:
                add(mention.start, match.end(), (), particle, other=True)
            listed, list_start = [], -1
            continue
        near = list_start >= 0 and mention.start - list_start < 80 and "。" not in text[list_start : mention.start]
        if near and _unbroken(text, list_start, mention.start):
            add(list_start, match.end(), [*listed, code], particle)
        else:
            add(mention.start, match.end(), [code], particle)
        listed, list_start = [], -1

    taken = [(a.start, a.end) for a in found]

    def free(low: int, high: int) -> bool:
        return not hidden(low) and not any(a < high and low < b for a, b in taken)

    for match in _OTHERS.finditer(text, start, end):
        if free(*match.span()) and not text.startswith(("によ", "から"), match.end() - 4):
            particle = "は"
            if _OF_SIDES.search(text, max(start, match.start() - 12), match.start()):
                continue  # 日米韓3カ国の外交当局者は: those who talked
            if match.group().endswith(("によると", "によれば", "によりますと")):
                continue
            found.append(Actor(match.start(), match.end(), (), False, True, particle))
            taken.append(match.span())
    for match in _JOINT.finditer(text, start, end):
        if (
            match["p"] == "が"
            and match.start() > start
            and text[match.start() - 1] not in "、。，（はもを"
            and not match.group().startswith(("双方", "両"))
        ):
            continue  # 演習に4カ国が参加すること: inside a clause
        if free(*match.span()):
            low = match.start()
            text_ = match.group()
            sides = party.sides
            partial = False
            if text_.startswith("両相"):
                # 両相: two ministers of one side.
                ours = [p for p in party.persons if p.country == "JP"]
                if len(ours) == 2 and len(party.persons) > 3:
                    sides, partial = ("JP",), True
            before = party_before(text, low, lexicon, start)
            if before is not None and text_.startswith(("側",)):
                sides = (before[0],)
            if (
                "大使" in text_
                and len(party.sides) > 2
                and text_[0] in "二三四五六七2-7"
                and _COUNT.get(text_[0], 0) == len(party.sides) - 1
            ):
                partial, sides = True, ()
            if "側の" in text[max(start, low - 4) : low]:
                partial, sides = True, ()
            pair = _PAIR.search(text, max(start, low - 3), match.end())
            if pair is not None and len(party.sides) > 2:
                # 米韓両国は in talks of three: two of them.
                partial, sides = True, ()
            nation = text_.startswith("両国") and text_.removesuffix(match["p"]) == "両国"
            found.append(Actor(low, match.end(), sides, not partial, False, match["p"], nation))
            taken.append(match.span())
    for match in _OURS.finditer(text, start, end):
        if free(*match.span()):
            who = match["who"]
            foreign = [s for s in party.sides if s != "JP"]
            if who in ("先方",) or who.startswith("相手"):
                sides = tuple(foreign) if len(foreign) == 1 else ()
            elif who in ("日本", "我が国") and match["p"] == "が" and match.start() > start:
                continue
            else:
                sides = ("JP",) if "JP" in party.sides else ()
                if not sides:
                    continue
            nation = who in ("日本", "我が国")
            found.append(Actor(match.start(), match.end(), sides, False, False, match["p"], nation))
            taken.append(match.span())
    union = [c for c in party.sides if c in lexicon.parties and lexicon.parties[c].kind == "organisation"]
    for match in _MEMBERS.finditer(text, start, end) if union else ():
        if free(*match.span()):
            found.append(Actor(match.start(), match.end(), tuple(union), False, False, match["p"]))
            taken.append(match.span())
    for code in party.sides:
        if code not in lexicon.parties:
            continue
        one = lexicon.parties[code]
        for match in _side_pattern((*one.forms, *one.kanji, one.name)).finditer(text, start, end):
            if match.start() > start + 1 and text[match.start() - 1] == "・":
                continue  # 日・トルコ側; a line of a list may begin so
            if (
                match["p"] == "が"
                and match.start() > start
                and not re.search(r"(?:側|政府|当局|代表団)が$", match.group())
            ):
                continue  # 氏は日本が…したことを: the subject of a clause inside
            if free(*match.span()):
                nation = match["spoken"] is None
                both = (
                    nation
                    and len(everyone) == 2
                    and _with_the_other(text, start, match.start(), everyone - {code}, lexicon)
                )
                sides = party.sides if both else (code,)
                found.append(Actor(match.start(), match.end(), sides, both, False, match["p"], nation))
                taken.append(match.span())
    for match in _COMPOUND.finditer(text, start, end):
        if not free(*match.span()):
            continue
        if match["p"] == "が" and match.start() > start:
            continue
        split = lexicon.split_compound(match["c"])
        if split and len(split) > 1:
            codes = [code for code, _, _ in split]
            if set(codes) <= everyone:
                whole = everyone <= set(codes)
                found.append(Actor(match.start(), match.end(), party.sides if whole else (), whole, False, match["p"]))
                taken.append(match.span())
    for match in _SAME.finditer(text, start, end):
        if free(*match.span()):
            code = _same(match["t"], match.start(), party, mentions, lexicon)
            if code:
                found.append(Actor(match.start(), match.end(), (code,), False, False, match["p"]))
                taken.append(match.span())
    other = _elsewhere(text, start, end, party, lexicon)
    if other is not None and free(*other):
        found.append(Actor(*other, (), False, True, "は"))
    found.sort(key=lambda a: (a.start, -a.end))
    return found


def _with_the_other(text: str, start: int, at: int, others: set[str], lexicon: Lexicon) -> bool:
    """日本とフィンランドは, before the second of the two."""
    if not text.endswith(("と", "及び"), start, at):
        return False
    before = lexicon.party_before(text, at - (1 if text[at - 1] == "と" else 2), start)
    return before is not None and before.code in others


def _by_office(mention: Mention, party: Party, lexicon: Lexicon, *, same: bool) -> Person | None:
    """参謀長から, 次官は: the participant told by office alone (国軍参謀長, 国防次官); 同次官: whoever holds it."""
    held = [
        person
        for person in party.persons
        if (person.name is None or same)
        and mention.country in (None, person.country)
        and any(t.endswith(u) or lexicon.same_office(t, u) for t in person.titles for u in mention.titles)
    ]
    return held[0] if len(held) == 1 else None


_TOPIC = re.compile(
    r"(?:[（(][A-Za-zＡ-Ｚ]{1,8}[）)])?(?:政府|外務省|国防省|外交部|大統領府|軍)?(?:は|も)(?:、|[0-9０-９]|昨年|去年|今年|先月|先週|会談後|こ)"
)


_OFFICE_TOPIC = re.compile(r"(?:政府|外務省|国防省|外交部|大統領府|大統領報道官|議会)は")


def _elsewhere(text: str, start: int, end: int, party: Party, lexicon: Lexicon) -> tuple[int, int] | None:
    """欧州連合（EU）は昨年4月、…: a state or organisation that sits at no side opens the sentence."""
    low = start
    while low < end and text[low] in " 　":
        low += 1
    for lead in ("一方、", "ただ、", "また、"):
        if text.startswith(lead, low):
            low += len(lead)
    found = lexicon.party_at(text, low, min(end, low + 16))
    if found is None or found.code in party.sides:
        return None
    topic = _TOPIC.match(text, found.end, end) or _OFFICE_TOPIC.match(text, found.end, end)
    return (low, topic.end()) if topic else None


# The members of an organisation speak for it.
_MEMBERS = re.compile(
    r"(?:加盟国|加盟各国|(?:出席した|参加した)?各国(?:の(?:代表|国防相|外相|首脳|閣僚|国防大臣|外務大臣))?)(?:側|ら)?(?P<p>からは|からも|から(?!の)|より|は|が|も)(?!じめ)"
)
_PAIR = re.compile(r"[日米英仏独伊豪韓中露ロ印比加越]{2}(?=両)")
_GROUP = re.compile(r"[2-9２-９二三四五六七八九](?:カ|か|ヵ|ヶ|ケ|箇)国(?:[（(][^（）()]{1,10}[）)])?の$")
_COUNT = {char: n for n, char in enumerate("一二三四五六七", 1)} | {str(n): n for n in range(2, 8)}
_SIGN = "[日米英仏独伊豪韓中露ロ印比朝欧越加]"
_COMPOUND = re.compile(
    rf"(?P<c>{_SIGN}(?<![一-鿿].)(?:{_SIGN}{{1,4}}|(?<=日)(?:EU|ＥＵ|ASEAN|NZ)))(?:側|両政府|両国|各国|政府|(?:[2-9２-９](?:カ|か|ヵ|ヶ)国)?の?(?:高官|首脳|外相|防衛相|次官|局長|(?:外交|防衛)?当局者)ら?)?(?P<p>からは|から(?!の)|は|が|も)(?!じめ)"
)


def _unbroken(text: str, low: int, high: int) -> bool:
    """Whether names of a list follow each other with nothing but offices and countries between them."""
    return not re.search(r"[をでへ]|から|には|、[^、]{0,30}は|向か?い合|会った|会談し|協議し", text[low:high])


def _same(word: str, at: int, party: Party, mentions: Sequence[Mention], lexicon: Lexicon) -> str | None:
    candidates = [p for p in party.persons if p.country]
    if word in ("氏", "側", "国"):
        for mention in reversed(mentions):
            if mention.end <= at and mention.person in candidates and mention.person is not None:
                if word == "国" and mention.person.country == "JP":
                    continue
                return mention.person.country
        foreign = [s for s in party.sides if s != "JP"]
        return foreign[0] if len(foreign) == 1 else None
    keyed = [p for p in candidates if any(lexicon.office_key(t).endswith(lexicon.office_key(word)) for t in p.titles)]
    countries = {p.country for p in keyed}
    return next(iter(countries)) if len(countries) == 1 else None


def joint_adverb(text: str, start: int, end: int) -> bool:
    """Whether 共に, そろって … stands right before `end`: everybody speaks."""
    return _JOINT_ADVERB.search(text, start, end) is not None
