"""The states that the content of a point names: by name, by signs together (日米韓), by a sign behind 対, 訪 or 駐."""

from __future__ import annotations

import pytest

from meetextract import extract

# What was agreed, and the states it is about, in order; both ways.
CASES = {
    "日米韓の連携を強めること": "JP US KR",
    "対中政策を調整すること": "CN",
    "対中関税を見直すこと": "CN",
    "訪朝を見送ること": "KP",
    "訪朝団を送ること": "KP",
    "訪中の成果を確かめること": "CN",
    "訪日客を増やすこと": "JP",
    "日中韓サミットを開くこと": "JP CN KR",
    "日米豪印の枠組みを生かすこと": "JP US AU IN",
    "対ロ制裁を続けること": "RU",
    "対露制裁を続けること": "RU",
    "対ロシア制裁を続けること": "RU",
    "対日投資を促すこと": "JP",
    "在韓米軍の役割を保つこと": "KR US",
    "駐日大使館を移すこと": "JP",
    "駐米大使の交代を急がないこと": "US",
    "在日ウクライナ人を支えること": "JP UA",
    "反米感情を抑えること": "US",
    "親ロ派の動きを抑えること": "RU",
    "日EU間の協定を急ぐこと": "JP EU",
    "米中対立を避けること": "US CN",
    "英仏独の提案を支えること": "GB FR DE",
    "米、中、ロの3カ国による協議を促すこと": "US CN RU",
    "米側の提案を待つこと": "US",
    "日米両政府の協力を深めること": "JP US",
    "対印輸出を増やすこと": "IN",
    "訪比を準備すること": "PH",
    "来日を歓迎すること": "JP",
    "対英交渉を進めること": "GB",
    "中国の対日姿勢を改めること": "CN JP",
    "米国の対中圧力を弱めること": "US CN",
    "対中東政策を調整すること": "",
    "日本海の安全を守ること": "",
    "米粉の輸出を増やすこと": "",
    "中小企業を支えること": "",
    "対比を示すこと": "",
    "来年の対話を準備すること": "",
    "中長期の計画を作ること": "",
    "韓流の催しを開くこと": "",
    "在留邦人を守ること": "",
    "訪問を重ねること": "",
    "対中間選挙の見方を共有すること": "",
    "反比例の関係を避けること": "",
    "独自の制裁を科すこと": "",
    "比較研究を進めること": "",
    "参加国を増やすこと": "",
    "親日家を招くこと": "JP",
    "訪日中に署名すること": "JP",
    "現在中断している協議を再開すること": "",
    "滞在中に署名すること": "",
    "歴訪中に署名すること": "",
    "対外援助を増やすこと": "",
    "対台湾政策を変えないこと": "TW",
    "対北朝鮮政策を擦り合わせること": "KP",
    "対北制裁を続けること": "",
    "反対中の法案を見直すこと": "",
    "朝日新聞の記事を論じること": "",
    "伊勢志摩の催しを生かすこと": "",
    "豪雨の被害を調べること": "",
    "英語の教育を広げること": "",
    "仏教の遺跡を守ること": "",
    "加盟国を広げること": "",
    "越境汚染を防ぐこと": "",
    "米価の安定を図ること": "",
    "米作の技術を伝えること": "",
    "印刷の技術を伝えること": "",
    "独立を支えること": "",
    "露出を増やすこと": "",
    "絶対中立を守ること": "",
}


@pytest.mark.parametrize(("content", "codes"), CASES.items(), ids=CASES)
def test_states_that_a_point_is_about(content: str, codes: str) -> None:
    text = f"森外相は4日、パリでデュボワ仏外相と会談し、{content}で一致した。"
    (point,) = extract(text).meetings[0].points
    assert point.content is not None
    assert point.content.text == content
    assert [mention.code for mention in point.about] == codes.split()
    for mention in point.about:
        assert text[mention.start : mention.end] == mention.text


def test_a_state_of_a_run_has_a_place_of_its_own() -> None:
    text = "森外相は4日、パリでデュボワ仏外相と会談し、日米韓の連携を強めることで一致した。"
    (point,) = extract(text).meetings[0].points
    assert [(mention.code, mention.text) for mention in point.about] == [("JP", "日"), ("US", "米"), ("KR", "韓")]
