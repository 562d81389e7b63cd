"""Sentences that tell a meeting: the word for it, whether it took place, by which medium."""

from __future__ import annotations

import re
from typing import NamedTuple

from meetextract.model import Mode, Status
from meetextract.text.sentences import brackets

# What a line must hold before the search for events below, which costs ten times as much, can find one there; and so a
# part of every word of that search, and of nothing else than plain words. They begin with characters that are rare
# (訪ね, not を訪ね; プラス2, not 2プラス2): the engine looks twice wherever one of their first characters stands.
SIGN = re.compile(
    r"会談|会合|会議|会見|会食|会い|会っ|会う|協議|対話|表敬|あいさつ|挨拶|立ち話|懇談|面会|通話|顔を合わせ|向き合|向かい合|対面し|意見交換|訪を受|問を受"
    r"|夕食会|昼食会|朝食会|ワーキング|署名|電話で|電話し|電話を|話し|語り合|葉を交わ|食を|食事を|説明を受|プラス2|プラス２|＋2|訪ね|省に呼|部に呼|呼び出し|召致"
)
# What a text must hold before anything but its headers is looked at (one scan, no MeCab).
TRIGGER = re.compile(rf"{SIGN.pattern}|会え|電話")
_EVENT = re.compile(
    # Most characters begin none of these: one look spares the tries.
    r"(?=[首外防国財閣少個朝昼夕電テオビ３3２2二全拡実次局事ワ会協対ウ離着帰新の表立懇面通顔向意来訪署分時話語言食説を級省部呼召])"
    r"(?:(?:首脳|外相|防衛相|国防相|財務相|閣僚|少人数|個別|朝食|昼食|夕食|電話|テレビ|オンライン|ビデオ|３者|3者|２国間|2国間|二国間|全体|拡大|実務|次官級|局長級?|事務レベル|ワーキング[ァ-ヶー]{2,4}|外務次官|外務・防衛){0,6})(?:"
    r"会談(?!に(?:先立|合わせ|向け|臨む前|続)|での?合意|後|前|の(?:様子|写真|中身|席|場|成果を|結果を))(?:等)?(?=[をしすがに、。，で（(・及とはのも]|$|約|\s)"
    r"|協議(?=[をしすがはで、]|[（(][^（）()]{1,16}[）)](?:[をがにで]|の(?:開催|結果)))"
    r"|会合(?=[をがはで、]|[（(][^（）()]{1,16}[）)](?:[をがにで])|に(?:臨|出)|」(?:を|が|に出席|に参加))"
    r"|対話(?=」?[をがは])(?=.{0,12}(?:開催|開か|開い|開き|(?:行|おこな)われ|(?:行|おこな)い|(?:行|おこな)っ|実施))"
    r"|(?:首脳|閣僚)会議(?=[をがはで、]|に(?:臨み|臨んだ))|(?<=[長官])級会議(?=に(?:参加|出席|臨)|[をが](?:開|行|実施))|外相会議(?=[をがはで、])|テレビ会議|ビデオ会議|オンライン会議|ウェブ会議"
    r"|(?:(?:離任|着任|帰国|新任)?の?表敬|(?:離任|着任|帰国|新任)の?(?:あいさつ|挨拶))(?=[をしすとに、。]|$|訪問)|表敬訪問|立ち話|懇談(?=[しをす。])|面会(?=[しをす。])|会見(?=し(?:、|た。|まし))|通話(?=[しをす。])"
    r"|会[いっ](?=[、たて]|ま)|会う|顔を合わせ|向き合[いっ]|向かい合[いっ]|対面し|意見交換(?=を行(?:い|っ|う))|来訪を受け|訪問を受け"
    r"|(?:夕食会|昼食会|朝食会|会食|ワーキング・?(?:ランチ|ディナー))(?=[をしでに、])|署名式|(?<=に)電話(?:し(?=[、たま])|をかけ)|電話で[^、。]{0,14}話し|(?:分|時間)(?:ほど|間|余り|余|弱|あまり)?話し|(?:話し|語り)合[いっ](?=[、た])"
    r"|(?:夕食|昼食|朝食|食事)を(?:共にし|ともにし|とりながら|取りながら|囲み)|言葉を交わ|署名(?:・交換)?(?=し|が(?:行|おこな)われ)|説明を受け(?=た)|2プラス2|２プラス２|2＋2|[省部]に呼[びん]|(?:呼び出し|召致し)(?=[、て])|を訪ね(?=[た、て]))"
)
_NOT_HELD = re.compile(
    r"見送|取りやめ|取り止め|中止(?:と|に|し|さ)|実現しな|実現せず|開かれな|開かれず|(?:行|おこな)われな|(?:行|おこな)わな|開かな|延期(?:と|に|し|さ|す)|断念|実施しな|なかった|設けられな|流れた|立ち消え|キャンセル|応じなかった|開けない|会って(?:い|おり|き)|拒否|できな|見合わせ|不調に終わ|[はが](?:日程の?)?調整がつか"
)
_HYPOTHETICAL = re.compile(
    r"べき|だろう|はずだ|かもしれない|に違いない|考えはあり|ありますか|でしょうか|ですか|できれば|すれば|なら(?:、|ば)|かどうか|構えだ|構えだった|検討|模索|打診|調整し(?:て|た)|調整する|意向|呼びかけ|求め(?:た|て)|予定はない|可能性|との観測|実現すれば|望(?:む|んで)|たいと|提案し|招請|約束|要請し|はずだ"
)
_PLANNED = re.compile(
    r"予定(?:だ|です|し|。|となって|で|が)|見通し|見込み|することにして|ることになって|運び(?:だ|です|。)|方向(?:だ|です|で調整)|控え(?:る|て)|来日する|訪問する|訪れる|会談する|協議する|(?:行|おこな)う予定|訪問します|会談し、[^。]*(?:する|詰める)。|会合を開く。|会う。|話し合う。|(?:開催|実施|会談|協議)(?:いた)?します|を?(?:行|おこな)います|開きます|会います|臨みます|(?:会談|協議|会合|対話|懇談)を[^。、]{0,24}(?:行|おこな)う。|開かれる。|開く。|臨む。|表敬する"
)
_PAST = re.compile(r"(?:た|ました|た（[^）]*）)[。」]?$|(?:た|ました)(?:ところ|が|ほか|後)")
_PHONE = re.compile(r"電話|ホットラインで通話|通話")
_VIDEO = re.compile(
    r"[TＴ][VＶ]会[談議]|テレビ会談|テレビ会議|オンライン|ビデオ|画面|ウェブ会|リモート|ＶＴＣ|VTC|テレビ電話"
)
_EARLIER = re.compile(
    r"(?:前回|先月|先週|昨年|去年|一昨年|[0-9０-９一二三四五六七八九十]{1,2}月(?:[0-9０-９]{1,2}日)?|前日|(?<![問在張])先|この間)の[^、。「」]{0,18}$|(?:昨年|去年|先月|前年)(?:の?[0-9０-９]{1,2}月)?(?:[0-9０-９]{1,2}日)?に(?:開かれた|(?:行|おこな)われた|開いた|(?:行|おこな)った)[^、。]{0,16}$|(?:れまでの?|過去の|歴代の)[^、。]{0,8}$"
)

# 9月の会談で合意していた: what is recalled.
_RECALLED = re.compile(r"(?:合意|一致|確認)(?:して(?:い|お)|され)")
_JUST = re.compile(r"たばかり(?!の?(?:だが|で、))")  # 23日に会談し、…で一致したばかり
_THEN = re.compile(r"月の|前回|昨年")


class Event(NamedTuple):
    """The word that tells a meeting, and where."""

    start: int
    end: int
    word: str


def find_events(text: str, start: int, end: int) -> list[Event]:
    """Every word of the range that can tell a meeting, in order."""
    return [Event(m.start(), m.end(), m.group()) for m in _EVENT.finditer(text, start, end)]


def has_event(text: str, start: int, end: int) -> bool:
    """Whether there is such a word."""
    return _EVENT.search(text, start, end) is not None


def find_openings(text: str, start: int, end: int) -> list[Event]:
    """The words of one sentence that tell a meeting of its own: outside quotations, held or to come, and none that the
    sentence only refers to."""
    found = find_events(text, start, end)
    if not found:
        return found
    quotes = [(low, high) for low, high in brackets(text, start, end).items() if text[low] in "「『“"]
    return [
        event
        for event in found
        # 「第4回日中韓農業大臣会合」が開催され: the name of the meeting itself.
        if not any(low < event.start < high and event.end != high for low, high in quotes)
        and not earlier(text, start, event)
        and not _ONLY_MENTIONED.match(text, event.end, end)
        and took_place(text, event, end)
        and not _spoken_of(text, start, event, end)
        and not _JUST.search(text, event.end, end)
        and not (
            _RECALLED.search(text, event.end, event.end + 24)
            and _THEN.search(text, max(start, event.start - 16), event.start)
        )
    ]


# 演説で、国防相と会談したことに触れ、…: told on another occasion.
_ONLY_MENTIONED = re.compile(
    r"(?:を(?:行|おこな)っ|をし|し)?た(?:ことに(?:触れ|言及)|際(?:に)?、[^。]{0,80}ことを(?:明らか|明か|紹介|説明))"
)
# 大臣から、…首脳会談が実施されたことに触れつつ、…したい旨述べた: what is spoken of.
_SPEAKER = re.compile(r"[臣官相領理長使員氏側](?:から|より)は?、")
_SPOKEN = re.compile(r"ことに(?:触れ|言及)|ことを(?:歓迎|評価|紹介|踏まえ)")
_SAID = re.compile(r"旨を?(?:述|発言|伝|応|説明|表明|強調|指摘)")


def _spoken_of(text: str, start: int, event: Event, end: int) -> bool:
    return (
        _SPOKEN.search(text, event.end, end) is not None
        and _SAID.search(text, event.end, end) is not None
        and _SPEAKER.search(text, start, event.start) is not None
    )


def earlier(text: str, start: int, event: Event) -> bool:
    """Whether the meeting is one of the past that the text only refers to (前回の会談では, 9月の首脳会談で)."""
    return _EARLIER.search(text, max(start, event.start - 24), event.start) is not None


_CALLED_OFF = re.compile(
    r"(?:会談|表敬|協議|会合|懇談)(?:は|が|を)[^。、]{0,12}(?:(?:行|おこな)われ(?:ず|な)|(?:行|おこな)わ(?:ず|な)|実施(?:せ|しな|され(?:ず|な))|見送|中止|取りやめ|開かれ(?:ず|な)|なかった|実現(?:せ|しな))"
    r"|(?:来日|訪日|出席|参加|来訪)(?:は|が|を)(?:取りやめ|見送|キャンセル|断念|かなわな)"
)


def called_off(text: str, start: int, end: int) -> bool:
    """Whether a sentence says of the talks that they did not take place."""
    return _CALLED_OFF.search(text, start, end) is not None


_TALKED = r"(?:(?:会談|協議|面会|懇談|会食|立ち話|対話)を?し|(?:会合|会談|協議|会食)を開き)"
_WAS_HELD = re.compile(
    rf"(?:臨み|臨んだ|(?:行|おこな)い|(?:行|おこな)った|(?:行|おこな)われ|{_TALKED}|会い|受けた|受け、)[、，,た。]"
)
_TOPIC = re.compile(r"(?:では|でも|は、|の冒頭)")
_CLAUSE_END = re.compile(
    rf"[。]|が、|ものの、|たところ|(?:臨み|(?:行|おこな)い|(?:行|おこな)った|{_TALKED}|会い|表敬し|受け)[、，,た]"
)
_ONCE_PLANNED = re.compile(
    r"(?:は一時、|は(?:かつて|以前)、?)?[^。、]{0,40}(?:予定だったが|はずだったが|調整していたが|模索していたが|開かれていた|(?:行|おこな)われていた|途絶えたまま|予定されていた|予定していた(?!が、実))"
)
# 会談では…を確認し、…を伝える段取りだった。
_HAD_BEEN_PLANNED = tuple(f"{word}だった。" for word in ("段取り", "手はず", "予定", "はず", "計画"))


def took_place(text: str, event: Event, end: int) -> bool:
    """False where the rest of the sentence says that the meeting did not come about or was only wished for."""
    rest = text[event.start : end]
    if _ONCE_PLANNED.match(rest) or (rest.endswith("だった。") and rest.endswith(_HAD_BEEN_PLANNED)):
        return False
    stop = _CLAUSE_END.search(rest)
    near = rest[: stop.end() + 6] if stop and stop.end() < len(rest) - 6 else rest
    if _NOT_HELD.search(near):
        return False
    if _TOPIC.match(text[event.end : event.end + 3]):
        return True
    return not _HYPOTHETICAL.search(near) or bool(_WAS_HELD.search(near))


_ANNOUNCED = re.compile(r"(?:開く|(?:行|おこな)う|開催する|会談する|実施する)と(?:発表|明らかに)")
_ARRANGED = re.compile(r"ことにしています|ことになっています|ことにしている|ことになっている")
_TO_COME = re.compile(r"(?:予定|見通し|見込み|運び|方向)(?:だ|です|となっ|。|で)")


def status(text: str, start: int, end: int) -> Status:
    """planned where the sentence speaks of a meeting to come, else held."""
    sentence = text[start:end]
    if _ANNOUNCED.search(sentence):
        return "planned"
    if _PLANNED.search(sentence) and not _PAST.search(sentence):
        return "planned"
    if _TO_COME.search(sentence) and not re.search(r"予定(?:を|より|の|して|だった|していた)", sentence):
        return "planned"
    return "planned" if _ARRANGED.search(sentence) else "held"


_BY_PHONE = re.compile(
    r"電話(?:会談|協議|(?:で)?。|で(?:協議|会談|話|意見|約?[0-9０-９]+(?:分|時間)|[^、。]{0,12}(?:会談|協議|話)))|通話|電話会議|ホットライン"
)


def mode(text: str, start: int, end: int) -> Mode:
    """Medium told in the range; in_person unless it says phone or video."""
    if _VIDEO.search(text, start, end):
        return "video"
    match = _BY_PHONE.search(
        text[start:end],
    )
    return (
        "phone"
        if match
        and not re.search(r"ホットラインの", match.group() + text[start + match.end() : start + match.end() + 1])
        else "in_person"
    )
