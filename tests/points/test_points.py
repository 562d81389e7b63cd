"""Points: which words report an outcome, where its content begins and ends, and who said it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meetextract.points.contents import Draft
from point_lines import CAST, shown

THREE = ("JP", "US", "KR")
Read = Callable[..., list[Draft]]


def case(*values: object, id: str) -> object:
    return pytest.param(*values, id=id)


def check(read: Read, text: str, expected: list[str], sides: tuple[str, ...] = ("JP", "US")) -> None:
    assert [shown(text, point) for point in read(text, cast=CAST, sides=sides)] == expected


TRAIN = "共同訓練を再開すること"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        case(f"両氏は{TRAIN}で一致した。", TRAIN, id="topic-left-out"),
        case(f"両氏は、地域の情勢を踏まえ、{TRAIN}で一致した。", TRAIN, id="circumstance-left-out"),
        case(f"両氏は、発射を受け、{TRAIN}で一致した。", TRAIN, id="cause-left-out"),
        case(f"両氏は、北朝鮮への対応について、{TRAIN}で一致した。", TRAIN, id="frame-left-out-when-the-core-stands"),
        case(f"また、両氏は、{TRAIN}で改めて一致した。", TRAIN, id="intensifier-left-out"),
        case(f"両氏は予算を増やすほか、{TRAIN}で一致した。", TRAIN, id="a-clause-under-no-koto"),
        case(
            "両氏は共同で造ることや、部隊を送ることで一致した。",
            "共同で造ることや、部隊を送ること",
            id="coordinated-contents",
        ),
        case("両氏は、平和の実現に向け、協力することで一致した。", "平和の実現に向け、協力すること", id="aim-stays"),
        case("両氏は訓練を毎年行う方針で一致した。", "訓練を毎年行う方針", id="policy"),
        case("両氏は対話が要るとの認識で一致した。", "対話が要るとの認識", id="a-clause-with-its-own-subject"),
        case("両氏は「開かれた海」を守ることで一致した。", "「開かれた海」を守ること", id="a-quoted-word"),
        case("両氏は訓練の再開で一致した。", "訓練の再開", id="a-noun"),
        case(f"両氏は、発射を受けながら、{TRAIN}で心から一致した。", TRAIN, id="a-circumstance-and-an-intensifier"),
        case("両国は次回を東京で開くことになった。", "次回を東京で開くこと", id="it-was-settled"),
        case(f"両氏は朝食を共にし、{TRAIN}で一致した。", TRAIN, id="a-meal-is-circumstance"),
        case(
            "両氏は港の拡張を当面は見合わせることで一致した。", "港の拡張を当面は見合わせること", id="for-the-present"
        ),
        case(f"両氏は飛行に際しては{TRAIN}で一致した。", TRAIN, id="on-the-occasion-of"),
        case(f"両氏は林の保全に当たり{TRAIN}で一致した。", TRAIN, id="in-doing-so"),
        case("港に送る隊員の数で折り合いがついた。", "港に送る隊員の数", id="came-to-terms"),
        case("時期については、着工を急ぐことで両氏の意見が一致。", "着工を急ぐこと", id="whose-views-agree"),
    ],
)
def test_where_content_begins_and_ends(read_points: Read, text: str, content: str) -> None:
    (point,) = read_points(text, cast=CAST)
    assert (point.kind, point.joint) == ("agree", True)
    assert point.content is not None and text[slice(*point.content)] == content


@pytest.mark.parametrize(
    "link", ["一致し、", "一致するとともに、", "一致したほか、", "一致した上で、", "一致する一方、"]
)
def test_coordinated_predicates_are_two_points(read_points: Read, link: str) -> None:
    text = f"両氏は{TRAIN}で{link}協議を続けることを確認した。"
    first, second = read_points(text, cast=CAST)
    assert shown(text, first).endswith(f" | {TRAIN}")
    assert shown(text, second) == "confirm all 確認した | 協議を続けること"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("ヘイワード氏は決定を歓迎しつつ、増額を求めた。", ["request US 求めた | 増額"], id="while-welcoming"),
        case(
            "ヘイワード氏は増額を提案したことを明らかにした。",
            ["propose US 提案した | 増額"],
            id="revealed-what-was-proposed",
        ),
        case(
            "ヘイワード氏は港の造りに並々ならぬ関心を示した。",
            ["state US 関心を示した | 港の造り"],
            id="no-common-interest",
        ),
        case("梶谷氏は捜査の状況を詳しく説明。", ["state JP 説明 | 捜査の状況"], id="at-length"),
        case("梶谷氏は約束を守るよう注文した。", ["request JP 注文した | 約束を守るよう"], id="laid-down"),
        case(
            "ヘイワード氏から、港の祭りに人を招待したい旨の発言があった。",
            ["state US 発言があった | 港の祭りに人を招待したい旨"],
            id="a-wish-to-invite",
        ),
        case("両氏は韓国の朴民秀国防相と覚書に署名した。", ["sign all 署名した | 覚書"], id="signed-with"),
        case("両氏は共同調達で意気投合した。", ["agree all 意気投合した | 共同調達"], id="got-on"),
        case(
            "両氏は訓練に取り組むことで認識を一にした。",
            ["agree all 認識を一にした | 訓練に取り組むこと"],
            id="one-view",
        ),
        case("双方は京都で催すことで合意を得た。", ["agree all 合意を得た | 京都で催すこと"], id="agreement-was-had"),
        case("両氏は融通に関する覚書を結んだ。", ["sign all 結んだ | 融通に関する覚書"], id="concluded"),
        case("両氏は手を結んだ。", [], id="joined-hands"),
        case("梶谷氏は改定に注文を付けた。", ["request JP 注文を付けた | 改定"], id="had-something-to-say"),
        case("ヘイワード氏は規律に賛辞を送った。", ["welcome US 賛辞を送った | 規律"], id="praise"),
        case("梶谷氏は増税に不快感を示した。", ["state JP 不快感を示した | 増税"], id="displeasure"),
        case("梶谷氏は対応に理解を示した。", ["state JP 理解を示した | 対応"], id="understanding"),
        case("梶谷氏は就任に祝いの言葉を述べた。", ["state JP 祝いの言葉を述べた | 就任"], id="words-of-joy"),
        case("梶谷氏は計画の実効性に疑問を呈した。", ["state JP 疑問を呈した | 計画の実効性"], id="doubt"),
        case("梶谷氏は財務当局と詰めると返した。", ["state JP 返した | 財務当局と詰める"], id="returned"),
        case("梶谷氏は船を米国へと返した。", [], id="gave-back"),
        case("梶谷氏は「決めていない」と言葉を濁した。", ["state JP 言葉を濁した | 決めていない"], id="hedged"),
        case("梶谷氏は「持ち帰る」とだけ答えた。", ["state JP 答えた | 持ち帰る"], id="said-only"),
        case("梶谷氏は「控える」とだけ語った。", [], id="said-no-more-to-those-who-asked"),
        case("梶谷氏は返還への協力に礼を言った。", ["thank JP 礼を言った | 返還への協力"], id="said-thanks"),
        case("ヘイワード氏は負担を暗に求めた。", ["request US 求めた | 負担"], id="by-a-hint"),
        case("ヘイワード氏は緩めるよう注文をつけた。", ["request US 注文をつけた | 緩めるよう"], id="asked-for"),
        case("ヘイワード氏は「初めの一歩だ」と評した。", ["state US 評した | 初めの一歩だ"], id="thought-it"),
        case(
            "米国の仲介に対し日本側から敬意を表した。",
            ["state JP 敬意を表した | 米国の仲介"],
            id="towards-and-by-whom-between",
        ),
        case("終了後に共同文書を採択した。", ["announce all 採択した | 共同文書"], id="adopted-afterwards"),
        case(
            "両氏は兵力を保つと共同声明に明記した。",
            ["announce all 明記した | 兵力を保つ"],
            id="the-paper-between-words-and-predicate",
        ),
        case("梶谷氏は部隊の派遣に意欲を示した。", ["state JP 意欲を示した | 部隊の派遣"], id="eagerness"),
        case("ヘイワード氏は犠牲者に哀悼の意を示した。", ["state US 哀悼の意を示した | 犠牲者"], id="condolences"),
        case(
            "梶谷氏は増額を要請し、先方の支持を得た。",
            ["request JP 要請し | 増額", "support US 支持を得た | 増額"],
            id="their-support",
        ),
        case("両氏との間で、訓練の再開で一致した。", ["agree all 一致した | 訓練の再開"], id="between-them"),
        case(
            "ヘイワード氏は、日本が進める計画を支持した。",
            ["support US 支持した | 日本が進める計画"],
            id="relative-clause",
        ),
        case(
            "ヘイワード氏は日本が進める計画を高く評価し、参加を歓迎した。",
            ["welcome US 高く評価し | 日本が進める計画", "welcome US 歓迎した | 参加"],
            id="two-objects",
        ),
        case("ヘイワード氏は決定を歓迎する旨述べた。", ["welcome US 歓迎する | 決定"], id="performative-under-saying"),
        case("ヘイワード氏は人を送りたい旨述べた。", ["state US 述べた | 人を送りたい旨"], id="plain-saying"),
        case(
            "先方から人を送りたい旨の発言があった。",
            ["state US 発言があった | 人を送りたい旨"],
            id="there-was-a-remark",
        ),
        case(
            "支援の継続を求められたヘイワード氏は、議会に諮ると答えた。",
            ["request JP 求められた | 支援の継続", "state US 答えた | 議会に諮る"],
            id="he-who-was-asked",
        ),
        case(
            f"両氏は{TRAIN}で一致した。ヘイワード氏はこれを歓迎した。",
            [f"agree all 一致した | {TRAIN}", f"welcome US 歓迎した | {TRAIN}"],
            id="this-stands-for-what-went-before",
        ),
        case(
            "ヘイワード氏は梶谷氏の訪米を招請し、梶谷氏はこれを受け入れた。",
            ["request US 招請し | 梶谷氏の訪米", "agree JP 受け入れた | 梶谷氏の訪米"],
            id="invitation-accepted",
        ),
        case(
            "ヘイワード氏は再開を提案し、梶谷氏は同意した。",
            ["propose US 提案し | 再開", "agree JP 同意した | 再開"],
            id="consent-without-an-object",
        ),
        case("両氏は地域情勢について意見を交わした。", ["discuss all 意見を交わした | 地域情勢"], id="about"),
        case("両氏は地域情勢をめぐり意見交換した。", ["discuss all 意見交換した | 地域情勢"], id="around"),
        case("両氏は覚書に署名した。", ["sign all 署名した | 覚書"], id="signing"),
        case("両氏は共同声明を発表した。", ["announce all 発表した | 共同声明"], id="statement"),
        case("両国は手順を確認し合った。", ["confirm all 確認し合った | 手順"], id="each-other"),
    ],
)
def test_points_of_a_sentence(read_points: Read, text: str, expected: list[str]) -> None:
    check(read_points, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "ヘイワード氏は「よい決定だ」と述べた。",
            ["state US 述べた | よい決定だ"],
            id="words-without-their-marks",
        ),
        case("ヘイワード氏は「よい決定だ」と歓迎した。", ["welcome US 歓迎した | よい決定だ"], id="welcomed-in-words"),
        case(
            "ヘイワード氏は「決定を歓迎する」と述べた。",
            ["welcome US 歓迎する | 決定を歓迎する"],
            id="inside-a-quotation",
        ),
        case(
            "ヘイワード氏は「海は荒れるが、決定を歓迎する」と述べた。",
            ["state US 述べた | 海は荒れるが、決定を歓迎する"],
            id="one-clause-of-a-quotation-among-several",
        ),
        case(
            "ヘイワード氏は「干渉を歓迎しない」と述べた。",
            ["state US 述べた | 干渉を歓迎しない"],
            id="not-welcome-in-a-quotation",
        ),
        case("梶谷氏は「順を追いたい」とかわした。", ["state JP かわした | 順を追いたい"], id="parried"),
        case(
            "梶谷氏は記者団に「港は閉じないと申し上げた」と語った。",
            ["state JP 申し上げた | 港は閉じない"],
            id="told-the-press-what-was-put-to-them",
        ),
        case(
            "氏は「『守る』と聞いた」と述べた。",
            ["state - 述べた | 『守る』と聞いた"],
            id="quotation-in-a-quotation",
        ),
        case(
            "ヘイワード氏は侵攻を「暴挙だ」と非難した。",
            ["condemn US 非難した | 侵攻を「暴挙だ」"],
            id="object-and-words",
        ),
        case(
            "「再開する。必ずだ」とヘイワード氏は述べた。",
            ["state US 述べた | 再開する。必ずだ"],
            id="words-before-the-speaker",
        ),
        case(
            "梶谷氏は記者団に「支援の継続を伝えた」と語った。",
            ["state JP 伝えた | 支援の継続"],
            id="told-the-press-what-was-said",
        ),
        case(
            "梶谷氏は記者団に「再開で一致した」と語った。",
            ["agree all 一致した | 再開"],
            id="told-the-press-what-was-agreed",
        ),
        case("梶谷氏は記者団に「実りある会談だった」と語った。", [], id="told-the-press-nothing"),
        case("梶谷氏は記者会見で、再開で一致したと明らかにした。", ["agree all 一致した | 再開"], id="told-the-press"),
        case(
            "梶谷氏は記者団に、増額を求められたと述べた。", ["request US 求められた | 増額"], id="told-what-was-asked"
        ),
        case("ヘイワード氏は「再開で一致した」と書かれた紙を配った。", [], id="words-on-paper"),
        case(
            "梶谷氏は記者団に「会談では、増額が要ることを説明した。続けたい」と述べた。",
            ["state JP 説明した | 増額が要ること"],
            id="told-the-press-what-was-said-in-the-talks",
        ),
        case("梶谷氏は記者団に「増額が要ることを説明したい」と述べた。", [], id="told-the-press-a-wish"),
        case(
            "ヘイワード氏からは、訓練を称賛するお言葉をいただきました。",
            ["welcome US 称賛する | 訓練"],
            id="words-received",
        ),
        case(
            "ヘイワード氏からは、訓練への感謝のお言葉を頂戴しました。",
            ["thank US 感謝のお言葉を頂戴しました | 訓練"],
            id="thanks-received",
        ),
        case(
            "ヘイワード氏からは、日本の姿勢に対し支持を表明いただきました。",
            ["support US 支持を表明いただきました | 日本の姿勢"],
            id="support-received",
        ),
        case(
            "梶谷氏からは、増額したいとお話をさせていただきました。",
            ["state JP お話をさせていただきました | 増額したい"],
            id="was-allowed-to-say",
        ),
        case(
            "梶谷氏からは、増額したいとお答えをいたしました。",
            ["state JP お答えをいたしました | 増額したい"],
            id="a-courteous-answer",
        ),
    ],
)
def test_quotations(read_points: Read, text: str, expected: list[str]) -> None:
    check(read_points, text, expected)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        case("ヘイワード氏は増額を求めた。", ["US"], id="topic"),
        case("ヘイワード氏から増額を求めた。", ["US"], id="kara"),
        case("ヘイワード氏からは増額が提案された。", ["US"], id="kara-passive"),
        case("ヘイワード氏より協力への期待が示された。", ["US"], id="yori"),
        case("米側は増額を求めた。", ["US"], id="american-side"),
        case("日本側からは増額を求めた。", ["JP"], id="japanese-side"),
        case("先方は増額を求めた。", ["US"], id="the-other-side"),
        case("両氏は増額を求めた。", ["JP+US"], id="both"),
        case("双方は増額を求めた。", ["JP+US"], id="both-sides"),
        case("梶谷、ヘイワード両氏は増額を求めた。", ["JP+US"], id="both-by-name"),
        case("ヘイワード氏に対し、梶谷氏は増額を求めた。", ["JP"], id="addressee-first"),
        case("梶谷氏からヘイワード氏に対し、増額を求めた。", ["JP"], id="addressee-second"),
        case("梶谷氏が増額を求めたのに対し、ヘイワード氏は難しいと述べた。", ["JP", "US"], id="against-which"),
        case("梶谷氏は増額を求めた。これに対し、ヘイワード氏は難しいと述べた。", ["JP", "US"], id="in-reply"),
        case("梶谷氏は増額を求め、ヘイワード氏は難しいと応じた。", ["JP", "US"], id="subject-changes"),
        case("梶谷氏は増額を求めた。さらに、再開を提案した。", ["JP", "JP"], id="subject-goes-on"),
        case("支援を求められた梶谷氏は、諮ると答えた。", ["US", "JP"], id="who-asked"),
        case("梶谷氏から、米国は大切な相手であり、関係を強めたい旨述べた。", ["JP"], id="a-topic-inside-the-speech"),
        case("ヘイワード氏は議論に日本も加わるよう求めた。", ["US"], id="a-subject-inside-the-wish"),
        case("ヘイワード氏は日本から船が届いたことに謝意を示した。", ["US"], id="what-came-from-japan"),
        case(
            "ヘイワード氏が港を共同で造ることを打診し、梶谷氏は応じる考えを示した。",
            ["US", "JP"],
            id="a-subject-before-koto-and-another-one",
        ),
        case("梶谷氏は改修への参画を打診された。", ["US"], id="was-sounded-out"),
        case("発射を非難した。双方、核実験に懸念を示した。", ["-", "JP+US"], id="both-without-a-particle"),
    ],
)
def test_who_speaks(read_points: Read, text: str, by: list[str]) -> None:
    assert ["+".join(point.by) or "-" for point in read_points(text, cast=CAST)] == by


def test_three_together(read_points: Read) -> None:
    check(read_points, "3氏は発射を強く非難した。", ["condemn all 非難した | 発射"], THREE)
    check(read_points, "日米韓3カ国は再開で一致した。", ["agree all 一致した | 再開"], THREE)


@pytest.mark.parametrize(
    "text",
    [
        case("両氏は一致しなかった。", id="negated"),
        case("ヘイワード氏は再開を求めなかった。", id="did-not-ask"),
        case("双方は再開で合意に至らなかった。", id="came-to-none"),
        case(f"両氏は{TRAIN}で合意したとみられる。", id="believed"),
        case(f"両氏は{TRAIN}で合意したもようだ。", id="seemingly"),
        case(f"両氏は{TRAIN}で合意する見通しだ。", id="expected"),
        case("両氏が再開で一致すれば、訓練が始まる。", id="if"),
        case("両氏は再開で一致したい考えだ。", id="wish"),
        case("両氏は合意された文書を読んだ。", id="attribute"),
        case("一致した方針が配られた。", id="attribute-without-a-subject"),
        case("一致点は多い。不一致も残った。", id="inside-a-noun"),
        case("要求水準は高く、提案理由は長い。", id="before-a-noun"),
        case("両氏は意見交換した。", id="talks-about-nothing"),
        case("両氏は懇談し、基地を視察した。", id="visit"),
        case("米国の大統領府は、梶谷氏と電話で約20分間話したと明らかにした。", id="that-they-met"),
        case("発射を受け、米国が開催を働き掛けた。", id="how-the-meeting-came-about"),
        case("発射を非難する国は多い。ヘイワード氏は会談後に再開を歓迎した。", id="after-the-talks"),
        case("両氏は握手した。", id="no-word-of-the-table"),
        case("報道官は決定を歓迎した。", id="spokesman"),
        case("外務省幹部は「有益だった」と述べた。", id="official-who-is-a-source"),
        case("市民団体は計画を非難した。", id="demonstrators"),
        case("政府は3日、大使館ルートを通じて北朝鮮に抗議した。", id="by-another-way"),
        case("国家安全保障会議（NSC）も開かれ、情報を集めることを確認した。", id="a-council-at-home"),
        case("経団連の会長は協定を歓迎した。", id="business"),
        case("前回の会談では、両氏は再開で一致した。", id="an-earlier-meeting"),
        case("両氏は2019年に協定に署名した。", id="another-year"),
        case("両氏は既に再開で合意している。", id="agreed-before"),
        case("両氏は再開で合意していた。", id="had-agreed"),
    ],
)
def test_no_points(read_points: Read, text: str) -> None:
    check(read_points, text, [])


FI = ("JP", "FI")
MET = "日本の鷹取外務大臣は、フィンランドのラウタネン外相と会談した。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "鷹取大臣から、直行便に触れつつ、フィンランドは学ぶべき国であり、対話を進めたい旨述べた。",
            ["state JP 述べた | フィンランドは学ぶべき国であり、対話を進めたい旨"],
            id="a-country-spoken-of-behind-the-speaker",
        ),
        case(
            "ラウタネン外相は、日本とフィンランドは離れられない友人であると述べた。関係が広がっていることに言及した。",
            [
                "state FI 述べた | 日本とフィンランドは離れられない友人である",
                "state FI 言及した | 関係が広がっていること",
            ],
            id="both-countries-spoken-of-hand-nothing-over",
        ),
        case(
            "鷹取大臣から、訪問を歓迎する旨述べた。また、日本とフィンランドは価値を共有しており、協力したい旨述べた。",
            ["welcome JP 歓迎する | 訪問", "state JP 述べた | 日本とフィンランドは価値を共有しており、協力したい旨"],
            id="what-both-are-says-who-spoke-before",
        ),
        case(
            "ラウタネン外相から要請があり、日本は検討すると応じた。",
            ["state JP 応じた | 検討する"],
            id="a-country-answers-what-was-said-before",
        ),
        case(
            "鷹取大臣は、フィンランドからの木材の供給に謝意を示した。",
            ["thank JP 謝意を示した | フィンランドからの木材の供給"],
            id="what-comes-from-a-country",
        ),
        case(
            "鷹取大臣から、今般の侵略は明白な国際法違反であることを指摘した。",
            ["state JP 指摘した | 今般の侵略は明白な国際法違反であること"],
            id="a-topic-of-the-content",
        ),
        case(
            "両外相は、関係が「正常な軌道に戻った」と確認した。",
            ["confirm all 確認した | 関係が「正常な軌道に戻った」"],
            id="a-quotation-that-is-a-part-of-the-clause",
        ),
        case(
            "両外相は、枠組みを設けるとともに、両国が共有する情報の保護も議論していくことで合意した。",
            ["agree all 合意した | 枠組みを設けるとともに、両国が共有する情報の保護も議論していくこと"],
            id="what-both-countries-share",
        ),
        case(
            "鷹取大臣は、ラウタネン外相より、情勢について説明を受け、現状変更の試みを非難した。",
            ["state FI 説明を受け | 情勢", "condemn JP 非難した | 現状変更の試み"],
            id="who-was-told-goes-on",
        ),
        case(
            "鷹取大臣は留学生の交換を提案し、賛同を得た。",
            ["propose JP 提案し | 留学生の交換", "support FI 賛同を得た | 留学生の交換"],
            id="approval-won",
        ),
        case(
            "ラウタネン外相は一つの中国の原則を揺るぎなく支持すると表明した。",
            ["support FI 支持する | 一つの中国の原則"],
            id="unshaken",
        ),
        case(
            "両外相は、外交ルートを通じて意思疎通を続けることで一致した。",
            ["agree all 一致した | 外交ルートを通じて意思疎通を続けること"],
            id="a-channel-to-come",
        ),
        case("政府は大使館を通じてフィンランドに抗議した。", [], id="a-channel-of-its-own"),
        case("鷹取大臣は「絆が重要だ」等と述べた。", ["state JP 述べた | 絆が重要だ"], id="a-quotation-and-the-like"),
        case(
            "両外相は、抑止力を強化するとともに、緊密に連携することを確認した。",
            ["confirm all 確認した | 抑止力を強化するとともに、緊密に連携すること"],
            id="coordinated-within-the-content",
        ),
        case(
            "両外相は、北極での協力を始めとして、幅広く連携することで一致した。",
            ["agree all 一致した | 北極での協力を始めとして、幅広く連携すること"],
            id="first-of-several",
        ),
        case(
            "両外相は安全保障協力を確認、投資の拡大で一致した。",
            ["confirm all 確認 | 安全保障協力", "agree all 一致した | 投資の拡大"],
            id="a-noun-for-a-verb-before-a-comma",
        ),
        case(
            "両外相は訓練の実施、情報の共有で一致した。",
            ["agree all 一致した | 訓練の実施、情報の共有"],
            id="a-list-of-nouns",
        ),
        case(
            "ラウタネン外相は、招待に感謝すると述べた。",
            ["thank FI 感謝する | 招待"],
            id="an-invitation-not-told-before",
        ),
        case(
            "鷹取大臣から、長期的な構想として打ち出したものであり、具体化したい旨述べた。",
            ["state JP 述べた | 長期的な構想として打ち出したものであり、具体化したい旨"],
            id="a-statement-within-the-speech",
        ),
        case(
            "両外相の間で防災について意見が交わされた。",
            ["discuss all 意見が交わされた | 防災"],
            id="views-were-exchanged",
        ),
    ],
)
def test_how_real_pages_tell_it(read_points: Read, text: str, expected: list[str]) -> None:
    assert [shown(text, point) for point in read_points(text, cast=MET, sides=FI)] == expected
