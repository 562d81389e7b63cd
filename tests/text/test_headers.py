"""Section headers: every way to write one, and what only looks like one, with the reason why it is refused."""

from __future__ import annotations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.text.headers import Header, Label, find_heads
from meetextract.text.sentences import lines


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def heads(text: str) -> tuple[list[Header], list[Label]]:
    found = find_heads(text, list(lines(text)), default_lexicon())
    return found.headers, found.labels


def only(text: str) -> Header:
    """The one header of a text in which nothing is refused."""
    (header,), labels = heads(text)
    assert not labels
    return header


def parties(header: Header) -> str:
    return " ".join(code for code, _, _ in header.parties)


BRACKETS = ["【】", "〔〕", "［］", "[]", "〈〉", "《》", "＜＞"]
SEPARATORS = list("=＝:：／/・·･｜|、 　")
MARKS = list("▽▼■□◆◇●○◎★☆▲△▪►▶")


@pytest.mark.parametrize("blank", ["", " ", "　"], ids=["close", "blank", "wide-blank"])
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("pair", BRACKETS)
def test_every_bracket_with_every_separator(pair: str, separator: str, blank: str) -> None:
    head = f"{pair[0]}{blank}米{blank}{separator}{blank}ヘイワード国防長官{blank}{pair[1]}"
    text = f"{head}両氏は一致した。"
    header = only(text)
    assert parties(header) == "US"
    assert header.names is not None and text[slice(*header.names)] == "ヘイワード国防長官"
    assert text[header.start : header.end] == head
    assert text[header.body :] == "両氏は一致した。"


@pytest.mark.parametrize("separator", ["＝", "・", "："])
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_opens_a_section(mark: str, separator: str) -> None:
    text = f"{mark}米{separator}ヘイワード国防長官　両氏は一致した。"
    header = only(text)
    assert (parties(header), header.style) == ("US", mark)
    assert text[header.start : header.end] == f"{mark}米{separator}ヘイワード国防長官"
    assert text[header.body :] == "両氏は一致した。"


@pytest.mark.parametrize(
    ("text", "expected", "names"),
    [
        case("【米】", "US", None, id="a-country-alone"),
        case("■米国", "US", None, id="a-marked-country-alone"),
        case("【日米】", "JP US", None, id="two"),
        case("【米=グラント国防相、韓=朴成民国防相】", "US KR", "グラント国防相、韓=朴成民国防相", id="a-state-each"),
        case("〈日韓〉", "JP KR", None, id="two-in-angles"),
        case("【日米韓】", "JP US KR", None, id="three"),
        case("【日米豪比】", "JP US AU PH", None, id="four"),
        case("【米国・カナダ】", "US CA", None, id="two-long-forms"),
        case("【米・英＝アトリー国防相】", "US GB", "アトリー国防相", id="two-with-a-dot-and-a-person"),
        case("〔日・ＮＺ〕", "JP NZ", None, id="full-width-latin"),
        case("【日EU】", "JP EU", None, id="organisation"),
        case("【3カ国（日米韓）】", "JP US KR", None, id="counted"),
        case("【米中】", "US CN", None, id="third-countries"),
        case("【トリニダード・トバゴ＝マハラジ外相】", "TT", "マハラジ外相", id="a-name-with-a-dot"),
        case("【ＮＺ＝フレミング国防相】", "NZ", "フレミング国防相", id="latin-with-person"),
        case("【韓国＝朴氏】", "KR", "朴氏", id="a-person-without-office"),
        case("【米＝パーカー海軍大将】", "US", "パーカー海軍大将", id="a-name-with-a-rank"),
        case("【米海軍＝パーカー作戦部長】", "US", "パーカー作戦部長", id="a-service-behind-the-country"),
        case("【インド太平洋軍＝パーカー司令官】", "US", "パーカー司令官", id="a-command-for-the-country"),
        case("【在日米軍】", "US", None, id="a-command-alone"),
        case("▽韓国＝宣在昊（ソン・ジェホ）国防相　両氏は", "KR", "宣在昊（ソン・ジェホ）国防相", id="a-reading"),
    ],
)
def test_what_a_header_names(text: str, expected: str, names: str | None) -> None:
    header = only(text)
    assert parties(header) == expected
    assert (text[slice(*header.names)] if header.names else None) == names


@pytest.mark.parametrize(
    "text",
    [
        case("【日米韓防衛相会談】", id="ministers"),
        case("【日豪防衛相電話会談】", id="by-telephone"),
        case("【日英２プラス２＝アトリー外相、バーンズ国防相】", id="two-plus-two-with-persons"),
        case("【日英２プラス２】", id="two-plus-two"),
    ],
)
def test_a_word_for_the_meeting_in_the_header(text: str) -> None:
    header = only(text)
    assert header.kind_word
    assert parties(header).startswith("JP ")


@pytest.mark.parametrize(
    ("text", "extra", "names"),
    [
        case("【韓国（3日）】", "3日", None, id="day-behind-the-country"),
        case("【韓国（電話）】", "電話", None, id="medium-behind-the-country"),
        case("【米＝ヘイワード国防長官（3日、アンマン）】", "3日、アンマン", "ヘイワード国防長官", id="day-and-town"),
        case("【米＝ヘイワード国防長官（電話）】", "電話", "ヘイワード国防長官", id="medium-behind-the-person"),
        case("▽米＝ヘイワード国防長官（31日）", "31日", "ヘイワード国防長官", id="marked"),
    ],
)
def test_what_stands_behind_in_brackets(text: str, extra: str, names: str | None) -> None:
    header = only(text)
    assert header.extra is not None and text[slice(*header.extra)] == extra
    assert (text[slice(*header.names)] if header.names else None) == names


def test_headers_inside_a_line() -> None:
    text = "前の文。【米＝ヘイワード国防長官】両氏は一致した。【英＝アトリー国防相】確認した。"
    headers, labels = heads(text)
    assert [parties(h) for h in headers] == ["US", "GB"]
    assert not labels


def test_a_bracket_in_the_middle_of_a_sentence_opens_nothing() -> None:
    assert heads("前の文【米＝ヘイワード国防長官】両氏は") == ([], [])
    assert heads("大臣は［米国］と述べた。") == ([], [])


@pytest.mark.parametrize("text", ["【米＝ヘイワード国防長官", "【日米"])
def test_an_unclosed_header_is_read_and_marked(text: str) -> None:
    header = only(f"{text}\n両氏は一致した。")
    assert header.unclosed
    assert header.end == len(text)


@pytest.mark.parametrize("text", ["[米＝ヘイワード国防長官", "＜日米", "〈日米"])
def test_weaker_signs_have_to_be_closed(text: str) -> None:
    assert heads(text)[0] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        case("【ワシントン＝山下健一】", "dateline (city)", id="city-and-reporter"),
        case("【ミュンヘン（ドイツ南部）＝山下健一】", "dateline (city)", id="city-with-its-country"),
        case("【北京10日＝山下健一】", "dateline (city)", id="city-and-day"),
        case("【モスクワ・山下健一】", "dateline (city)", id="city-with-a-dot"),
        case("【中国＝山下健一】", "dateline (reporter's name, no office)", id="country-and-reporter"),
        case("【中国＝山下健一記者】", "dateline (reporter)", id="country-and-reporter-with-the-word"),
        case("【中国＝広島】", "dateline (reporter's name, no office)", id="region-of-japan-and-town"),
        case("【北京共同】", "dateline (agency)", id="agency"),
        case("【ソウル聯合】", "dateline (agency)", id="foreign-agency"),
        case("【AFP＝時事】", "dateline (agency)", id="two-agencies"),
        case("【米＝時事】", "dateline (agency)", id="country-and-agency"),
        case("【日英伊GCAP】", "no country", id="ends-like-an-agency"),
        case("【韓国＝防衛駐在官】", "a post of our own people", id="attache"),
        case("【同行筋】", "label", id="source"),
        case("【写真】", "label", id="photograph"),
        case("［写真］", "label", id="photograph-in-square-brackets"),
        case("【速報】", "label", id="flash"),
        case("【独自】", "label", id="exclusive-holds-the-sign-of-germany"),
        case("【日程】", "label", id="programme-holds-the-sign-of-japan"),
        case("【社説】", "label", id="editorial"),
        case("【米＝1等空佐】", "no person and no office behind the country", id="a-rank-alone"),
        case("【豪雨】", "no country", id="rain-holds-the-sign-of-australia"),
        case("【参加】", "no country", id="taking-part"),
        case("【中米】", "no country", id="central-america"),
        case("【欧米】", "no country", id="the-west"),
        case("【中国地方】", "no country", id="a-region-of-japan"),
        case("【日本】", "no country", id="japan-alone"),
        case("【ロンドン】", "no country", id="a-city"),
        case("【ウクライナ情勢】", "no country", id="a-topic"),
        case("【国防相会談】", "no country", id="a-meeting-of-nobody"),
        case("【材料=2人分】", "no country", id="a-recipe"),
        case("▽材料　米1合", "no country", id="a-marked-recipe"),
        case("▽米国の反応", "no country", id="a-sub-headline"),
        case("【】", "empty", id="empty"),
        case("【　】", "empty", id="blank"),
        case("【今日は米国の大臣が来た。次は】", "a sentence", id="a-sentence"),
        case("【" + "米" * 130 + "】", "a sentence", id="too-long"),
    ],
)
def test_look_alikes_are_refused_with_a_reason(text: str, reason: str) -> None:
    headers, (label,) = heads(text)
    assert headers == []
    assert label.reason == reason


@pytest.mark.parametrize("text", ["【合意のポイント】", "【会談要旨】", "■主な発言"])
def test_labels_over_lists_of_outcomes(text: str) -> None:
    headers, (label,) = heads(text)
    assert headers == [] and label.outcomes
