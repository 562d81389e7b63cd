"""Places of meetings: the words before で, において …, judged by table and by the nouns that buildings end in."""

from __future__ import annotations

from functools import lru_cache

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.text.tokens import tokenise

# Nouns in which the name of a building or spot ends.
_BUILDING = re.compile(
    r"(?:官邸|公邸|(?<=.{3})邸|主席府|宮殿|宮|外務省|国防省|防衛省|国務省|財務省|商務省|国防総省|国防部|外交部|省|庁|庁舎|本部|司令部|公館|レストラン|迎賓館|大統領府|総統府|首相府|会議場|会議センター|会場|宿舎|ホテル|大使館|代表部"
    r"|ホワイトハウス|クレムリン|総監部|幕僚監部|基地|空港|離宮|別荘|議会|議事堂|料理店|公園|ハウス|センター|王宮|山荘|城|地区|国賓館|ロッジ|の家|艦|船|博物館|美術館|図書館|記念館|劇場|会館|工廠|造船所|会議室|旅館|実家|自宅|私邸|保養地|賓館|迎賓荘|大会堂|ビル|ホール|市庁舎|(?<!来)館|[一-鿿]楼|大学|大聖堂|修道院|御所|御用邸|(?:貴賓|接見|応接|大臣|執務|幕長)室)$"
)
_HOTEL = re.compile(r"ホテル(?:・?[ァ-ヶー・]{3,})$")
_SHORTEST_INSIDE = 3  # 省内, 国内, 都内
_INSIDE = re.compile(r"(?<![市都県町村国州])内$")  # グランド・ハイアット・ホテル内, 防衛省内
_WITHIN = r"(?:市内|都内|県内|郊外|近郊|市|州|島)"
# Buildings that only their town tells apart; others (ホワイトハウス, 韓国国防省) stand without it.
_GENERIC = re.compile(
    r"(?:外務省|外交部|国防省|国防部|ホテル|迎賓館|会場|宿舎|大使館|首相府|料理店|庁舎|レストラン|空港|基地|議会|公邸|大統領府|総統府|参謀本部|司令部|工廠|造船所|会議室|(?<!離)王宮|政府宮殿|ロッジ|旅館|実家|自宅|私邸|別荘|保養地|施設|大ホール|国立[一-鿿]{1,4}館|国際会館|市庁舎|貴賓室|接見室|応接室)$"
)
_SHIP = re.compile(r"((?:[一-鿿]{0,3}(?:艦|船)|空母|フリゲート|号)?「[^」]{1,12}」)(?:の?艦上|の?船上|の?甲板)?$")
# 蔚山の市営展示施設「波の館」
_NAMED = re.compile(
    r"(?:(?P<town>[^の]{2,12})の)?(?P<kind>[一-鿿ァ-ヶー]{0,8}(?:施設|館|ホテル|会場|宿|レストラン|料亭|店|センター|ビル|ホール))「[^」]{1,12}」"
)
_NOT_PLACE = re.compile(
    r"会談|協議|会合|電話|形式|首脳|外相(?!府)|国務大臣|分間?$|時間|機会|場合|政府(?!庁舎|専用|宮殿)|立場|対立|制度|態度|程度|前提|大統領(?!府|宮殿|官邸|山荘)|両国|各国|同省|同庁|同府|同国|同市|席上|部隊|問題|分野|地域$|枠組み|方向|方針|声明|会見|関係|情勢|水準|案$|同じ|本会議|委員会(?!本部|庁舎)|国会|会議$|会議後|会場外|(?:紅|黒|カリブ|地中|シナ)海$"
)
_CUT = re.compile(
    r"(?:を|と|が|へ|も|に|で|や|から|まで|より|て|た|る|い|中の|中|ため|ための|後|先立ち|は|午前|午後|朝|昼|夕方|夕|夜|未明|深夜|現地時間|昨日|本日|今日|前日|[0-9０-９]+日の?|[0-9０-９]+時|[0-9０-９]+分|同日|翌日|同氏|(?:訪問|滞在|出張)先の|(?:訪問|滞在)[国地]・|(?:第三|隣|訪問|開催|議長)国の|同国の?|先月|今月|相次いで|個別に|それぞれ|先ほど|先程)(?=[一-鿿ァ-ヶー「])"
)
_AT = re.compile(
    r"(?P<p>[^、。，,（）()【】\s　]{0,24}「[^」]{1,12}」(?:の?艦上)?|[^、。，,「」（）()\[\]【】\s　]{1,34})"
    r"(?:[（(](?P<city>[^（）()]{1,14})[）)])?(?:(?<!ん)で|において|にて|における|に於いて)(?:は|の)?"  # 昼食を挟んで
    # 10月に東京で開くこと, 北米で行う事業: what is still to be done
    r"(?!(?:[^、。「」]{0,8}(?:開く|(?:行|おこな)う|開催する|実施する|開かれる|(?:行|おこな)われる))(?:と(?:し|発表|合意|一致)|こと|方針|考え|よう|[一-鿿](?<!予)(?<!見)(?<!運)(?<!方)(?![^、。「」]{0,40}(?:会談|会合|協議))))"
    r"(?=[、，。]|$|約|[0-9０-９]|およそ|「[^「」]{1,40}」[がを](?:開|行|実施)|[^。「」]{0,70}(?:会談|会合|会議|協議|会[いっう]|2プラス2|２プラス２|開|行|表敬|懇談|面会|向[きか]"
    r"|対話|意見|個別|相次|立ち話|会見|署名|話|顔|応対|応じ|迎え|実施|[夕昼朝]食|食事))"
)
_VISIT = re.compile(
    r"(?P<p>[^、。，,「」（）()\s　]{1,24})(?:に(?=[^、。「」]{2,44}(?:を表敬|を訪ね))"
    r"|(?<=[府邸省宮館部])に(?=表敬|呼[びん]|招[いき])"
    r"|を訪れて?(?=[^、。「」]{2,30}(?:と会談|と面会|と会))"
    r"|(?<=[府邸省宮館部])を訪れ(?=、[^。「」]{2,60}(?:と[^。、「」]{0,10}会談|と面会|を表敬)))"
)
# 4日にはマニラに移り、…と会談し: the talks are where the traveller went.
_MOVED = re.compile(
    r"(?P<p>[^、。，,「」（）()\s　]{1,24})(?:に|へ)(?:舞台を)?(?:移り|移って|移動し|移し|飛び|渡り|足を[延伸]ばし)"
    r"(?=[^。「」]{0,60}(?:会談|会い|会っ|協議|会合|懇談|話し合|意見))"
)
# レストラン「松風」に招いて, 料亭「菊の家」での夕食会
_INVITED = re.compile(
    r"(?P<p>[^、。，,「」（）()\s　]{2,24}「[^」]{1,12}」)(?:に招[いき]|での[^、。「」]{0,8}(?:会談|[夕昼朝]食会|会食))"
)
_FRAGMENT = re.compile(r"(?:(?<![^\n。　])|[、，日朝昼夕夜後前]|於：|於:)(?P<p>[^、。，（）()\s　]{2,20})(?=[。）)]|$)")
_HOST = (
    re.compile(
        r"(?P<p>[^、。，,「」（）()【】［］\s　]{1,30}?)(?:で|において)"
        r"(?:[0-9０-９]{1,2}日に?)?(?:、)?(?:開かれた|開催された|開催されている|開催中の|開幕した|(?:行|おこな)われた|開かれている|(?:行|おこな)われている|開幕"
        r"|各国(?:の|首脳|外相|要人)|[2-9２-９](?:カ|か)国の|相次いで|アジア|国連|[^。「」]{2,50}らと(?:相次いで|個別に|それぞれ))"
    ),
    re.compile(
        r"(?P<p>[^、。，,「」（）()【】［］\s　]{1,30})"
        r"(?:(?<!を)訪問中の|を(?:公式)?(?:訪問中|訪問し|訪れ(?!て以来)|訪問した)|に出張|に入(?:り|って|った)|に到着し"
        r"|への(?:公式|実務)?訪問の一環)"
    ),
    re.compile(
        r"(?P<c>[^、。，,「」（）()は\s　]{1,14})[（(](?P<p>[^（）()、。]{1,12})[）)]"
        r"(?:に出張|を訪問|に派遣|で開|において|で行)"
    ),
    re.compile(r"(?:行き先|場所|会場|開催地)[：:](?:[^（(\n]{1,14}[（(])?(?P<p>[^（）()、。\s　]{1,14})"),
    re.compile(r"於[：:]\s?(?P<p>[^（）()、。\s　]{1,14})"),
    re.compile(r"(?P<p>[ァ-ヶー]{3,10}|[一-鿿]{2,4})(?=安全保障会議|安保会議)"),
    re.compile(r"(?:訪問先の|滞在先の|出張先の|首都)(?P<p>[ァ-ヶー]{2,12}|[一-鿿]{2,4})"),
)

# What must stand in a sentence before the search for the words in front of it, which costs ten times as much, can find
# anything.
_SAID = (
    (
        re.compile(
            r"(?:で|において|にて|における|に於いて)(?:は|の)?(?=[、，。「]|$|約|[0-9０-９]|およそ|[^。「」]{0,70}(?:会|協議|2|２|開|行|表敬|懇談|面会|向|対話|意見|個別|相次|立ち話|署名|話|顔|応|迎え|実施|食))"
        ),
        _AT,
    ),
    (re.compile(r"に(?=[^、。「」]{2,44}(?:を表敬|を訪ね)|表敬|呼[びん]|招[いき])|を訪れ"), _VISIT),
    (re.compile(r"(?:に|へ)(?:舞台を)?(?:移|飛び|渡り|足を)"), _MOVED),
    (re.compile(r"」(?:に招|での)"), _INVITED),
)
_HOSTS = tuple(
    (re.compile(sign), pattern)
    for sign, pattern in zip(
        (
            r"(?:で|において)(?:[0-9０-９]{1,2}日に?)?(?:、)?(?:開|(?:行|おこな)われ|各国(?:の|首脳|外相|要人)|[2-9２-９](?:カ|か)国の|相次いで|アジア|国連|[^。「」]{2,50}らと(?:相次いで|個別に|それぞれ))",
            r"訪問中|を(?:公式)?(?:訪問し|訪れ)|に出張|に入|に到着し|訪問の一環",
            r"[）)](?:に出張|を訪問|に派遣|で開|において|で行)",
            r"[：:]",
            r"於",
            r"安全保障会議|安保会議",
            r"先の|首都",
        ),
        _HOST,
        strict=True,
    )
)


def clean(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The most specific place that `text[start:end]` ends in, as written; None when it ends in none."""
    while start < end and text[start] in "・○●":
        start += 1  # the mark of a list
    starts = [start, *(start + m.end() for m in _CUT.finditer(text[start:end]))]
    bare = None
    for low in starts:
        found = _place(text, low, end, lexicon)
        if found is not None and found[0] > low and _GENERIC.fullmatch(text, *found):
            bare = bare or found  # a hotel of which a later cut may tell the town
        elif found is not None:
            return found
    return bare


_WORDY = re.compile(r"[をへぁ-かき-との-ゖ]{2}")


def _place(text: str, low: int, high: int, lexicon: Lexicon) -> tuple[int, int] | None:
    raw = text[low:high]
    if not raw or len(raw) > 26:
        return None
    if "「" in raw and "」" not in raw:
        return _place(text, low, high + 1, lexicon) if text.startswith("」", high) else None
    if _INSIDE.search(raw) and len(raw) > _SHORTEST_INSIDE:
        return _place(text, low, high - 1, lexicon)  # グランド・ハイアット・ホテル内
    named = _NAMED.fullmatch(raw) if raw[-1] == "」" else None
    if named is not None:
        alone = low + raw.index("「") + 1
        if text[alone : high - 1] in lexicon.places:
            return alone, high - 1  # 韓国側施設「平和の家」
        at = _town_or_ward(text, low, low + named.end("town"), lexicon) if named["town"] else None
        return (at if at is not None else low + named.start("kind"), high)
    ship = _SHIP.search(raw) if "」" in raw else None
    if ship:
        return (low + ship.start(1), low + ship.end(1)) if re.search(r"艦|船|号|母", raw) else None
    if _NOT_PLACE.search(raw) or _WORDY.search(raw.replace("近郊の", "").replace("にある", "の")):
        return None
    at = _long(text, low, high, lexicon)
    if at is not None:
        return at, high
    head, mark, tail = raw.rpartition("の")
    if mark and tail and _is_building(tail, lexicon):
        town = _town(text, low, low + len(head), lexicon)
        twice = town is not None and tail.startswith(text[slice(*town)])  # 京都の京都迎賓館
        if not (_unique(tail, lexicon) or twice):
            if town is not None:
                return town[0], high
            if re.fullmatch(r"[一-鿿ァ-ヶー]{2,10}", head) and (len(head) > 2 or _WITHIN_END.fullmatch(head)):
                return low, high
            if _is_ward(head, lexicon):
                return low, high
            house = head.rpartition("の")[2]
            if _is_building(house, lexicon):
                return low + len(head) - len(house), high  # チャンギ国際空港の貴賓室
        return high - len(tail), high
    if _is_building(raw, lexicon):
        unique = lexicon.places.get(raw[1:])
        if unique is not None and unique.code and raw[0] in lexicon.kanji and not raw.endswith(("省", "庁", "部")):
            low += 1  # 米ホワイトハウス: there is only one
        state, dot, rest = raw.partition("・")
        if dot and state in lexicon.forms and _is_building(rest, lexicon):
            low += len(state) + 1  # 韓国・仁川国際空港
        return low, high
    return _town(text, low, high, lexicon)


# ジュネーブ郊外の湖畔の別荘, 鶴居村にある首相の実家, バンコクの国連会議センターの3階の大会議室.
_LONG = re.compile(r"(?P<town>[^の、]{2,14}?)(?:の|にある)(?:[^の、]{1,12}(?:の|にある))+(?P<tail>[^の、]{2,12})")
_WATER = re.compile(r"[一-鿿ァ-ヶー]{1,8}(?:湖|島|半島|海岸|高原|温泉)$")


def _long(text: str, low: int, high: int, lexicon: Lexicon) -> int | None:
    """Where a building with several modifiers begins: at its town, its lake or island, never at the state."""
    for at in (low, *(low + m.end() for m in re.finditer("の", text[low:high]))):
        long = _LONG.fullmatch(text, at, high)
        if long is None or not _is_building(long["tail"], lexicon) or long["town"] in lexicon.forms:
            continue
        if _WATER.fullmatch(long["town"]):
            return at
        town = _town(text, at, long.end("town"), lexicon)
        if town is not None:
            return town[0]
    return None


_WARD = re.compile(r"([一-鿿]{2,4})・[一-鿿ヶケが]{2,8}内?")


def _is_ward(word: str, lexicon: Lexicon) -> bool:
    """東京・元赤坂, 東京・日比谷公園内: a part of a town."""
    ward = _WARD.fullmatch(word)
    return ward is not None and ward[1] in lexicon.places


def _town_or_ward(text: str, low: int, high: int, lexicon: Lexicon) -> int | None:
    """Where the town of a named house begins."""
    town = _town(text, low, high, lexicon)
    return town[0] if town is not None else low if _is_ward(text[low:high], lexicon) else None


def _unique(building: str, lexicon: Lexicon) -> bool:
    """Whether a building is known without its town: ホワイトハウス, 米国防総省, 迎賓館赤坂離宮."""
    return _has_country(building, lexicon) or not _GENERIC.search(building)


_HIRAGANA = re.compile("[ぁ-ねは-ん]")  # but の


def _is_building(word: str, lexicon: Lexicon) -> bool:
    place = lexicon.places.get(word)
    if place is not None and place.kind != "city":
        return True
    if _HOTEL.fullmatch(word):
        return True
    if _HIRAGANA.search(word) or (word[:1] == "同" and not word.startswith("同志")):
        return False  # 同本部: one told before
    return (
        len(word) > 1
        and _BUILDING.search(word) is not None
        and len(word) <= 16
        and word not in ("会場", "本部", "議会", "省庁", "大学")
    )


def _has_country(word: str, lexicon: Lexicon) -> bool:
    return any(word[:size] in lexicon.forms for size in range(2, 7)) or word[:1] in "米英仏独伊豪韓中露比印"


_KANA_TOWN = re.compile(r"(?:^|[・の部州都町国市地村岸島])([ァ-ヶー]{2,12})$")
# 甘粛省蘭州市, 北海道鶴居村, 熱海市内, モンバサ市内: towns by the form of the word.
_BY_FORM = re.compile(
    r"(?:[一-鿿]{2,4}(?:省|県|州|都|府|(?<=北海)道))?(?:[一-鿿]{2,4}|[ァ-ヶー]{2,10})(?:市|(?<=県.)町|(?<=道..)村|町(?=内))(?:内|郊外|近郊)?"
)
_NO_TOWN = re.compile(r"[同都各全両当]市|.*(?:都市|[一二三四五六七八九十]市)")
_ONE_WORD = re.compile(r"[ァ-ヶー]{3,12}|[一-鿿]{2,5}")
_WITHIN_END = re.compile(rf"{_WITHIN}$")


def _town(text: str, low: int, high: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The town in 米ワシントン, スイスの首都ベルン, マレーシア・クアラルンプール, 米ハワイ州ホノルル."""
    raw = text[low:high]
    within = _WITHIN_END.search(raw)
    stem = raw[: within.start()] if within and within.start() > 1 else raw
    for name in (raw, stem) if within else (raw,):
        for at in range(len(name)):
            place = lexicon.places.get(name[at:])
            if place is None:
                continue
            before = name[:at]
            if before and not _leads(before, lexicon):
                continue
            prefecture = re.search(r"[一-鿿]{2,3}(?:[県府道]|(?<!首)都)$", before)
            return low + (prefecture.start() if prefecture else at), high
    match = _KANA_TOWN.search(stem)
    if match and stem[: match.start(1)] and match[1] not in lexicon.forms and _leads(stem[: match.start(1)], lexicon):
        return low + match.start(1), high
    state, dot, rest = raw.partition("・")
    if dot and state in lexicon.forms and re.fullmatch("[一-鿿]{2,4}", rest) and rest not in lexicon.forms:
        return low + len(state) + 1, high  # 中国・洛陽
    if _BY_FORM.fullmatch(raw) and not _NO_TOWN.match(raw):
        return low, high
    if _ONE_WORD.fullmatch(raw) and raw not in lexicon.forms and _is_town_word(raw):
        return low, high
    province = _PROVINCE.search(raw)
    if province and (not province.start() or _leads(raw[: province.start()], lexicon)):
        return low + province.start(), high
    if raw in lexicon.forms and raw not in ("日本",) and lexicon.forms[raw] != "JP":
        return low, high
    return None


_PROVINCE = re.compile(r"(?:(?<![一-鿿])[一-鿿]{2,3}県|[ァ-ヶー]{2,10}州)$")


@lru_cache(maxsize=4096)
def _is_town_word(word: str) -> bool:
    """Whether MeCab knows the word as the name of a place (towns that the table lacks)."""
    tokens = tokenise(word, 0, len(word))
    return bool(tokens) and all(t.pos2 == "固有名詞" and t.pos3 == "地名" for t in tokens)


_FAR_REGION = re.compile(r"(?:[仏英米蘭]領)?[ァ-ヶー]{3,12}")
_LEADING = re.compile(r"(?:首都|都市|リゾート|町|地|都|南部|北部|東部|西部|中部|沿岸|州|県|省|島|国|山荘)$")


def _leads(word: str, lexicon: Lexicon) -> bool:
    """Whether a word can stand before a town: a country, a region, 首都, の町."""
    bare = word.rstrip("・の")
    if not bare or bare in lexicon.forms or bare in lexicon.kanji:
        return True
    if word[-1] in "・の" and _FAR_REGION.fullmatch(bare):
        return True  # 仏領ニューカレドニアのヌメア
    return bool(_LEADING.search(bare))


_OPENED = re.compile("[「（(]")
_WORDS = re.compile(r"[^、。，,「」（）()\s　]*")


def _leading(text: str, start: int, said: int) -> int:
    """From where on a place can stand before the first word that says so: no place begins earlier, and each character
    from which none can be read costs a try. A quotation or a bracket may be part of one."""
    if _OPENED.search(text, start, said):
        return start
    words = _WORDS.match(text[max(start, said - 34) : said][::-1])
    return said - words.end() if words else said


def find_place(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The place said in `text[start:end]`: with で or において, に…を表敬, or bare (22日、クアラルンプール。)."""
    for sign, pattern in _SAID:
        said = sign.search(text, start, end)
        if said is None:
            continue
        for match in pattern.finditer(text, _leading(text, start, said.start()), end):
            found = clean(text, match.start("p"), match.end("p"), lexicon)
            if found is None and pattern is _AT:
                found = _before(text, *match.span("p"), lexicon)
            if found is not None and text[slice(*found)] in lexicon.forms and match.groupdict().get("city"):
                found = clean(text, *match.span("city"), lexicon) or found  # 中国（北京）において
            if found is not None:
                return found
    for match in _FRAGMENT.finditer(text, start, min(end, start + 60)):
        low, high = match.span("p")
        found = _place(text, low, high, lexicon)
        if found is not None and (found[0] == low or text[low:high] in lexicon.places):
            return found
    return None


def _before(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """インドで行われる…との首脳会談で: the place said before a word that is none."""
    inner = _AT.search(text, start, end)
    return clean(text, *inner.span("p"), lexicon) if inner is not None else None


_CAME_TO = re.compile(
    r"(?P<p>[^、。，,「」（）()\s　]{2,24})"
    r"(?:を(?=訪れ|訪問し|訪ね)|に(?=入っ|入り|到着し|移っ|移り)|へ(?=お越し|移|の(?:公式)?訪問は)|(?=。))"
)


def find_visited(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The place to which somebody came: 防衛省を訪れ, ハノイに入った; a stage alone: 首都アスタナ。"""
    found = None
    for match in _CAME_TO.finditer(text, start, end):
        found = clean(text, *match.span("p"), lexicon) or found
    return found


_STAY = re.compile(r"(?P<p>[^、。，,「」（）()\s　]{2,24}?)(?P<how>着|発)?(?=[、。\n])")


def find_stay(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a diary last says that somebody is: 官邸着。 ホワイトハウス。 公邸から官邸。 None behind 発."""
    found = None
    for match in _STAY.finditer(text, start, end):
        place = clean(text, *match.span("p"), lexicon)
        if place is not None:
            found = None if match["how"] == "発" else place
    return found


_MET_AT = ("首脳会談", "外相会談", "会談", "サミット", "会合")


def find_named_after(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """箱根首脳会談: the town that talks are named after."""
    for word in _MET_AT:
        at = text.find(word, start, end)
        for size in range(min(8, at - start), 1, -1) if at > start else ():
            place = lexicon.places.get(text[at - size : at])
            if place is not None and place.kind == "city":
                return at - size, at
    return None


def town_of(text: str, place: tuple[int, int], lexicon: Lexicon) -> tuple[int, int] | None:
    """The town of a place: ハノイ of ハノイの外務省; None where it has none."""
    name = text[slice(*place)].partition("の")[0]
    name = name.removesuffix("市内") if name not in lexicon.places else name
    word = lexicon.places.get(name)
    whole = text[slice(*place)]
    if word is None and "の" not in whole and whole not in lexicon.forms and not _is_building(whole, lexicon):
        return place  # a town that the table lacks, 熱海市内
    return (place[0], place[0] + len(name)) if word is not None and word.kind == "city" else None


_NO_HOST = re.compile("日本|都内|東京都?|同国|アジア|アフリカ|欧州|中東|ヨーロッパ|太平洋|国際")


_LAST_YEAR = re.compile("昨年|一昨年|先月|前回|かつて")  # 昨年、アルゼンチンを訪問した際に: another trip


def find_host(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The host city of a conference or a trip: Xで開かれた…会議, Xを訪問中の, 国（X）に出張."""
    country = None
    for sign, pattern in _HOSTS:
        if not sign.search(text, start, end):
            continue
        for match in pattern.finditer(text, start, end):
            found = clean(text, match.start("p"), match.end("p"), lexicon)
            if found is not None and text[slice(*found)] in lexicon.forms and match.groupdict().get("c"):
                found = clean(text, *match.span("c"), lexicon) or found  # シドニー（豪州）を訪問中の
            if found is None or _NO_HOST.fullmatch(text, *found) or _LAST_YEAR.search(text, start, match.start("p")):
                continue
            known = lexicon.places.get(text[found[0] : found[1]])
            if known is None and "訪" in match.group() and _is_building(text[slice(*found)], lexicon):
                continue  # a house that was visited is not where the other talks are
            if known is not None and known.code == "JP" and "訪" in match.group():
                continue  # a guest's trip to Kyoto is not where the talks are
            inner = re.match(r"(.{2,10}?)(?:市内|郊外|近郊)の", text[found[0] : found[1]])
            if inner and (inner[1] in lexicon.places or inner[1] in lexicon.forms):
                found = (found[0], found[0] + len(inner[1]))
            if text[found[0] : found[1]] not in lexicon.forms:
                return found
            country = country or found
    return country
