"""Places of meetings: the words before で, において …, judged by table and by the nouns that buildings end in."""

from __future__ import annotations

import re

from meetextract.lexicon import Lexicon

_SUFFIX = re.compile(
    r"(?:官邸|公邸|宮殿|宮|省|庁|庁舎|本部|司令部|公館|迎賓館|大統領府|首相府|外務省|国防部|外交部|会議場|会議センター|国際会議場|会場|宿舎|ホテル|大使館|代表部|ホワイトハウス|クレムリン|総監部|幕僚監部|基地|空港|艦上|庁内|都内|市内|県内|府内|州内|郊外|近郊|離宮|別荘|国会内|議会|国連本部|本庁|政府庁舎|議事堂|料理店|公園|島|港|ハウス|センター|宮廷|王宮|統幕|山荘|城|館|府|村|町|市|都|州)$"
)
_BEFORE_DE = re.compile(
    r"(?P<p>[^、。，,「」（）()\[\]【】は\s　]{1,30}|[^、。，,（）()【】\s　]{0,14}「[^」]{1,12}」(?:の艦上|艦上)?)(?P<c>で|において(?:は)?|にて|における|に於いて)(?=[、，。]|約|[0-9０-９]|およそ|会談|会合|協議|開|行|[^、。「」]{0,40}(?:会談|会合|協議|会[いっう]|2プラス2|２プラス２|開|行わ|表敬|懇談|面会|向[きか]|対話|意見|短時間|個別|相次|立ち話|会見|署名|話し合|日米|日中|日韓|米|中|首脳))"
)
_HOST = (
    re.compile(
        r"(?P<p>[^、。，,「」（）()は\s　]{1,24})(?:で|において)(?:[0-9０-９]{1,2}日に?)?(?:、)?(?:開かれた|開催された|開催中の|開幕した|行われた|開かれている|行われている|開かれる|開く)"
    ),
    re.compile(r"(?P<p>[^、。，,「」（）()は\s　]{1,24})を(?:訪問中|訪問し|訪れ|訪問した|訪れた|公式訪問|訪れて)"),
    re.compile(
        r"(?P<c>[^、。，,「」（）()は\s　]{1,14})[（(](?P<p>[^（）()、。]{1,12})[）)](?:に出張|を訪問|に派遣|で開|において)"
    ),
    re.compile(r"(?:行き先|場所|会場|開催地)[：:](?:[^（(\n]{1,14}[（(])?(?P<p>[^（）()、。\s　]{1,14})"),
    re.compile(r"於[：:]\s?(?P<p>[^（）()、。\s　]{1,14})"),
    re.compile(r"(?:訪問先の|滞在先の|出張先の|首都)(?P<p>[ァ-ヶー一-鿿]{2,12})"),
)
_LEAD_OUT = re.compile(
    r"^(?:訪問先の|滞在先の|出張先の|同国の?|現地時間|日本時間|午前|午後|昼前?|夕方?|朝|夜|未明|深夜|[0-9０-９]{1,2}[日月時分]|[のに]|首都|中の|た|だ|る|らが|が|と|を|も|や|から|へ|に|年|間|頃|ごろ|まで|わたり|一方|続いて|次いで|その後|同日|翌日|前日)+"
)


def clean(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The most specific place inside `text[start:end]`, as written; None when it names none."""
    raw = text[start:end]
    # Cut what belongs to the sentence before the place: …を, …と, …が.
    for match in reversed(
        list(re.finditer(r"(?:[をとがへもや]|から|まで|より|に|た|中の|した|する)(?=[一-鿿ァ-ヶーA-Z護])", raw))
    ):
        rest = raw[match.end() :]
        if _is_place(rest, lexicon):
            start += match.end()
            raw = rest
            break
    match = _LEAD_OUT.match(raw)
    if match and match.end() < len(raw):
        start += match.end()
        raw = text[start:end]
    if not _is_place(raw, lexicon):
        return None
    # X・Y（国・都市）, 国の首都Y, 国Y: keep the city; a government building keeps its country.
    best = start
    for i in range(len(raw) - 1, 0, -1):
        head, tail = raw[:i], raw[i:]
        bare = tail.lstrip("・の")
        if not bare or (bare not in lexicon.places and not _city_like(bare, lexicon)):
            continue
        if bare in lexicon.places and lexicon.places[bare].kind in ("building", "venue") and tail == bare:
            continue
        plain = head.rstrip("・の")
        if (
            plain in lexicon.forms
            or plain in lexicon.kanji
            or re.fullmatch(r".{1,10}(?:の首都|首都|南部|北部|東部|西部|中部|州)", plain)
        ):
            best = start + i + (len(tail) - len(bare))
            break
    start = best
    raw = text[start:end]
    match = re.match(r"(?:の)?首都", raw)
    if match and match.end() < len(raw):
        start += match.end()
    return (start, end) if start < end else None


def _city_like(word: str, lexicon: Lexicon) -> bool:
    return bool(re.fullmatch(r".{2,8}(?:郊外|近郊|市内のホテル|市内)", word)) or (
        bool(re.fullmatch(r"[ァ-ヶー・＝]{2,12}", word)) and word not in lexicon.forms
    )


def _is_place(word: str, lexicon: Lexicon) -> bool:
    if (
        not word
        or len(word) > 26
        or re.search(r"[をへ、。]|会談|協議|会合|電話|会議(?!場|セ)|形式|首脳|外相|大臣|分間|時間|機会|場で", word)
    ):
        return False
    if word in lexicon.places or _SUFFIX.search(word):
        return not re.fullmatch(
            r"(?:同|両|各)?(?:省|庁|府|州|市|町|村|都|島|港|館|城|宮)|.{0,6}(?:政府|立場|対立|日本|会館前|制度|態度|速度|強度|程度|前提)",
            word,
        )
    last = re.split(r"[・の]", word)[-1]
    if last in lexicon.places or re.search(r"「[^」]+」(?:の?艦上)?$", word) and re.search(r"艦|船|号", word):
        return True
    tail = re.search(r"([ァ-ヶー]{2,}|[一-鿿]{2,4})$", word)
    return (
        bool(tail and tail.group() in lexicon.places)
        or bool(re.fullmatch(r"(?:[^の]{1,10}[・の])[ァ-ヶー・]{2,12}", word))
        or (bool(re.match(r"(?:国境の町|首都|訪問先の)", word)))
    )


def find_place(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The place said in `text[start:end]` with で or において, None when there is none."""
    for match in _BEFORE_DE.finditer(text, start, end):
        found = clean(text, match.start("p"), match.end("p"), lexicon)
        if found is not None:
            return found
    return None


def find_host(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The host city of a conference or a trip: Xで開かれた…会議, Xを訪問中の, 国（X）に出張."""
    for pattern in _HOST:
        for match in pattern.finditer(text, start, end):
            found = clean(text, match.start("p"), match.end("p"), lexicon)
            if (
                found is not None
                and text[found[0] : found[1]] not in ("日本", "都内")
                and (text[found[0] : found[1]] not in lexicon.forms or text[found[0] : found[1]] in lexicon.places)
            ):
                return found
    return None
