"""Places that a sentence tells: the most specific one as written, and what stands before で without being a place."""

from __future__ import annotations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.pipeline import parsed
from meetextract.text.where import said_in


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def place(text: str) -> str | None:
    """The first place that is said with で or に, else where somebody went, else alone."""
    said = [one for sentence in parsed(text) for one in said_in(sentence, default_lexicon())]
    hows = ("at", "call", "went", "alone")
    return next((text[slice(*one.span)] for how in hows for one in said if one.how == how), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("両氏は11日、ソウルで会談した。", "ソウル", id="city"),
        case("両氏はシンガポールにおいて会談を行った。", "シンガポール", id="nioite"),
        case("両氏はメルボルンにて会談した。", "メルボルン", id="nite"),
        case("両氏はインドで会談した。", "インド", id="country"),
        case("両氏は京都で会談した。", "京都", id="a-town-of-japan"),
        case("両氏は長崎県佐世保市で会談した。", "長崎県佐世保市", id="prefecture-and-town"),
        case("両氏は都内で会談した。", "都内", id="inside-the-capital"),
        case("両氏はスイスの首都ベルンで会談した。", "ベルン", id="capital-of"),
        case("両氏はマレーシア・クアラルンプールで会談した。", "クアラルンプール", id="country-dot-city"),
        case("両氏は米ハワイ州ホノルルで会談した。", "ホノルル", id="country-state-city"),
        case("両氏は訪問先のハノイで会談した。", "ハノイ", id="where-they-travelled"),
        case("両氏は現地時間の夜、ジャカルタで会談した。", "ジャカルタ", id="after-a-time"),
        case("11日、ハノイで約30分会談した。", "ハノイ", id="before-a-duration"),
        case("両氏は首相官邸で会談した。", "首相官邸", id="building"),
        case("両氏はパリ郊外の工廠で会談した。", "パリ郊外の工廠", id="works-near-a-town"),
        case("両氏は幕張メッセの会議室で会談した。", "幕張メッセの会議室", id="a-room-of-a-house"),
        case("両氏は防衛省で会談した。", "防衛省", id="ministry"),
        case("両氏はエリゼ宮殿で会談した。", "エリゼ宮殿", id="palace"),
        case("両氏は韓国国防省で会談した。", "韓国国防省", id="ministry-abroad"),
        case("両氏は米ホワイトハウスで会談した。", "ホワイトハウス", id="the-only-one-of-its-name"),
        case("両氏はニューヨークの国連本部で会談した。", "国連本部", id="the-building-in-a-city"),
        case("両氏はブリュッセルのNATO本部で会談した。", "NATO本部", id="latin-in-a-building"),
        case("両氏は3日、ソウル市内のホテルで会談した。", "ソウル市内のホテル", id="a-hotel-with-its-city"),
        case("両氏は3日、ドイツの大統領府で会談した。", "ドイツの大統領府", id="a-palace-with-its-country"),
        case("両氏は神奈川県横須賀市の海自基地で会談した。", "神奈川県横須賀市の海自基地", id="a-base-with-its-town"),
        case("両氏は護衛艦「すずなみ」艦上で会談した。", "護衛艦「すずなみ」", id="ship"),
        case("両氏は空母「ニミッツ」で会談した。", "空母「ニミッツ」", id="carrier"),
        case("ヘイワード氏は首相官邸に梶谷首相を表敬した。", "首相官邸", id="ni-before-a-call"),
        case("両氏はウランバートルの政府宮殿で会談した。", "ウランバートルの政府宮殿", id="a-palace-of-the-government"),
        case("両氏はオマーンの首都マスカットの王宮で会談した。", "マスカットの王宮", id="a-royal-palace-with-its-town"),
        case("両氏はナミビア北部オプウォのロッジで会談した。", "オプウォのロッジ", id="a-lodge"),
        case("タシケントでウズベクの首相と昼食を挟んで会談した。", "タシケント", id="before-another-de"),
        case("総統は3日、台北の総統府で会談した。", "台北の総統府", id="a-palace-with-its-town"),
        case("長官は2日、パナマの大統領宮殿で会談した。", "大統領宮殿", id="a-palace-of-the-president"),
        case("4日のウィーンでは欧州相と話し合った。", "ウィーン", id="after-the-day-with-no"),
        case("参謀長が3日、防衛省を訪れ、梶谷氏を表敬した。", "防衛省", id="came-to-a-ministry"),
        case("11日、クアラルンプール。", "クアラルンプール", id="bare"),
    ],
)
def test_the_place_of_a_meeting(text: str, expected: str) -> None:
    assert place(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        case("両氏は電話で会談した。", id="telephone"),
        case("両氏はテレビ会議形式で会談した。", id="form"),
        case("両氏は電話会談で一致した。", id="telephone-talks"),
        case("両氏は首脳会談で一致した。", id="talks"),
        case("両氏は国際会議で会談した。", id="conference"),
        case("両氏は会場で会談した。", id="venue-of-what"),
        case("・会場で立ち話をした。", id="venue-of-what-in-a-list"),
        case("両氏は同本部で会談した。", id="one-told-before"),
        case("両氏は30分間で協議した。", id="duration"),
        case("両氏は同じ立場で協議した。", id="position"),
        case("両氏は自由な雰囲気の中で会談した。", id="mood"),
        case("両氏は約束を守ることで一致した。", id="content"),
        case("両氏は機内で会談した。", id="on-a-plane"),
        case("両氏は政府専用機で訪れて会談した。", id="by-plane"),
        case("両氏は会談した。", id="nothing"),
        case("", id="empty"),
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert place(text) is None
