"""Sentence structure on MeCab's tokens: inflection of a predicate, how its clause is linked on, where a complement
begins. What a reader sees without thinking: した上で goes on, した協力 only describes, しつつ is circumstance."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from meetextract.text.sentences import brackets
from meetextract.text.tokens import Token, tokenise

COMMAS = frozenset("、,，､")


class Link(Enum):
    """How the clause of a predicate stands to what follows."""

    FINAL = "final"  # the sentence ends here
    COORD = "coordinated"  # し、 / した上で / するとともに / したのに対し
    ATTRIBUTE = "attributive"  # した + noun: describes the noun
    NOMINAL = "nominal"  # すること, したのは; or the bare noun: 一致を, 合意の
    SPEECH = "under a verb of saying"  # する旨, するとの, すると(述べた)
    CIRCUMSTANCE = "circumstance"  # しつつ, したことを受け, すれば
    GUESS = "guess"  # したとみられる, したもようだ
    PLAN = "plan"  # する予定, する見通し
    NEGATED = "negated"


@dataclass(slots=True)
class Inflection:
    """What follows the stem of a predicate, read off its auxiliaries."""

    end: int  # index of the first token after the predicate
    negative: bool = False
    past: bool = False
    passive: bool = False
    continuous: bool = False  # ている
    desire: bool = False  # たい
    bare: bool = False  # a verbal noun without any verb
    last: str = ""  # inflected form of the last token


_AUX_VERBS = frozenset(
    [
        "為る",
        "致す",
        "居る",
        "有る",
        "行う",
        "頂く",
        "合う",
        "為さる",
        "見る",
        "成す",
        "下さる",
        "置く",
        "来る",
        "行く",
        "御座る",
        "仕舞う",
        "達する",
        "始める",
        "続ける",
        "直す",
        "急ぐ",
        "おる",
        "居る",
    ]
)
_LIGHT = frozenset(
    ["為る", "致す", "行う", "為さる", "見る", "成す", "有る", "図る", "達する", "及ぶ", "交わす", "至る", "漕ぎ着ける"]
)
_PARTICLES_BEFORE_LIGHT = frozenset(["を", "が", "は", "も", "に", "の"])


class Structure:
    """One sentence: tokens, brackets, and the questions that the rules ask about them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.pairs = brackets(text, start, end)
        self.closers = {close: opener for opener, close in self.pairs.items()}
        self._covered = self._covers() if self.pairs else []

    # Tokens cost more than all else that is asked about a sentence, and most questions need none.
    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the sentence."""
        return tokenise(self.text, self.start, self.end)

    def prepare(self) -> None:
        """Asks for the tokens now; otherwise the first question that needs them does."""
        len(self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def hidden(self) -> list[bool]:
        """Per token: inside a quotation or bracket."""
        if not self._covered:
            return [False] * len(self.tokens)
        return [self.covers(token.start) for token in self.tokens]

    def covers(self, at: int) -> bool:
        """Whether offset `at` lies inside a quotation or bracket. A quoted word (「深刻な懸念」を) hides nothing."""
        before = bisect_left(self._covered, (at,)) - 1
        return before >= 0 and at < self._covered[before][1]

    def _covers(self) -> list[tuple[int, int]]:
        covered: list[tuple[int, int]] = []
        for opener, close in sorted(self.pairs.items()):
            if covered and opener < covered[-1][1]:
                continue
            if self.text[opener] in "「『“" and close - opener <= 16 and not self.is_quotation(opener, close):
                continue
            covered.append((opener, close))
        return covered

    def is_quotation(self, opener: int, close: int) -> bool:
        """Whether 「…」 is speech (followed by と or standing alone), not a name or a quoted word."""
        after = self.text[close + 1 : close + 3]
        return (after[:1] == "と" and after not in ("とと", "とし")) or "。" in self.text[opener:close]

    def index(self, at: int) -> int:
        """Index of the token that covers offset `at`."""
        return max(0, bisect_right(self._starts, at) - 1)

    def surface(self, i: int) -> str:
        """Surface of token i, "" outside the sentence."""
        return self.tokens[i].surface if 0 <= i < len(self.tokens) else ""

    # -- what follows a predicate ------------------------------------------------------------------------------

    def inflection(self, stem: int, kind: str) -> Inflection:
        """Reads the auxiliaries after offset `stem` (the end of a predicate's stem). `kind`: suru, verb or noun."""
        i = self.index(stem - 1)
        tokens = self.tokens
        result = Inflection(i + 1)
        if kind == "noun":
            i += 1  # the light verb itself
            while i < len(tokens) and tokens[i].pos1 in ("副詞", "接頭辞"):
                i += 1
            if i >= len(tokens):
                return result
            result.end = i + 1
            result.last = tokens[i].form
            if tokens[i].pos1 == "名詞":  # 懸念を表明した
                return self._verbal_noun(i, result)
            if tokens[i].pos1 == "動詞":
                self._absorb(tokens[i], result)
        elif kind == "suru":
            return self._verbal_noun(i, result)
        else:
            result.last = tokens[i].form
            if tokens[i].pos1 == "名詞":
                return self._verbal_noun(i, result)
        return self._auxiliaries(result)

    def _verbal_noun(self, i: int, result: Inflection) -> Inflection:
        tokens = self.tokens
        j = i + 1
        if tokens[i].pos1 == "動詞":
            result.last = tokens[i].form
            result.end = j
            return self._auxiliaries(result)
        k = j
        if k < len(tokens) and tokens[k].surface == "」":
            k += 1
        if k < len(tokens) and tokens[k].surface in _PARTICLES_BEFORE_LIGHT and tokens[k].pos1 == "助詞":
            k += 1
            while k < len(tokens) and tokens[k].pos1 in ("副詞",):
                k += 1
            if not (k < len(tokens) and tokens[k].pos1 == "動詞" and tokens[k].lemma in _LIGHT):
                result.bare = True
                return result
        if k < len(tokens) and tokens[k].pos1 == "接頭辞":
            k += 1
        given = k == j and k < len(tokens) and tokens[k].lemma == "頂く"  # 支持を表明いただいた
        if k < len(tokens) and tokens[k].pos1 == "動詞" and (tokens[k].lemma in _LIGHT or given):
            self._absorb(tokens[k], result)
            result.last = tokens[k].form
            result.end = k + 1
            return self._auxiliaries(result)
        result.bare = True
        return result

    def _absorb(self, token: Token, result: Inflection) -> None:
        surface = token.surface
        if token.lemma in ("無い", "ない", "ず", "ぬ", "まい"):
            result.negative = True
        elif token.lemma == "た":
            result.past = True
        elif token.lemma in ("れる", "られる"):
            result.passive = True
        elif token.lemma == "たい":
            result.desire = True
        elif token.lemma in ("居る", "来る") or surface == "おり":
            result.continuous = True

    def _auxiliaries(self, result: Inflection) -> Inflection:
        tokens = self.tokens
        i = result.end
        while i < len(tokens):
            token = tokens[i]
            if (token.pos1 == "助動詞" and token.lemma not in ("だ", "です", "らしい")) or (
                token.pos1 == "動詞"
                and token.pos2 == "非自立可能"
                and token.lemma in _AUX_VERBS
                and (result.last.startswith("連用形") or tokens[i - 1].surface in ("て", "で"))
            ):
                self._absorb(token, result)
            elif (
                token.surface in ("て", "で")
                and token.pos1 == "助詞"
                and i + 1 < len(tokens)
                and (
                    (
                        tokens[i + 1].lemma in ("居る", "有る", "置く", "来る", "行く", "おる")
                        or (tokens[i + 1].lemma == "頂く" and tokens[i - 1].lemma == "せる")  # させていただく
                    )
                    and tokens[i + 1].pos1 == "動詞"
                )
            ) or (token.lemma in ("です", "だ") and i > 0 and tokens[i - 1].lemma in ("た", "ます", "ぬ")):
                pass
            elif token.pos1 == "形容詞" and token.lemma == "無い" and tokens[i - 1].pos1 != "名詞":
                result.negative = True
            else:
                break
            result.last = token.form
            i += 1
        result.end = i
        return result

    def link(self, found: Inflection) -> Link:
        """How the clause that ends before token `found.end` goes on."""
        i = found.end
        tokens = self.tokens
        if found.negative:
            return Link.NEGATED
        while i < len(tokens) and tokens[i].surface in ("」", "』"):
            if self.closers.get(tokens[i].start) is not None and self.surface(i + 1) not in ("。", ""):
                break
            i += 1
        if i >= len(tokens):
            return Link.FINAL
        token = tokens[i]
        surface = token.surface
        if surface in "。．！？!?」』)）":
            return Link.FINAL
        if surface in COMMAS:
            return Link.NOMINAL if found.bare else Link.COORD
        if found.bare:
            if surface == "へ" and (i + 1 == len(tokens) or self._bare_stop(i + 1)):
                return Link.PLAN  # 共同声明を発表へ。
            return Link.NOMINAL if not self._bare_stop(i) else Link.FINAL
        rest = self.text[token.start : token.start + 14]
        if _NO_MORE.match(rest):
            found.past = True  # 述べるにとどめた: said, and no more than that
            return Link.FINAL
        for pattern, link in _LINKS:
            if pattern.match(rest):
                return link
        if token.pos1 == "助詞":
            if surface in ("て", "で"):
                follow = self.surface(i + 1)
                return Link.COORD if follow in COMMAS else Link.CIRCUMSTANCE
            if surface in ("が", "けれど", "けど"):
                return Link.COORD
            if surface == "し":
                return Link.COORD
            return Link.NOMINAL
        if token.pos1 in ("名詞", "接頭辞", "代名詞", "連体詞", "形状詞", "形容詞", "副詞", "接尾辞"):
            return Link.ATTRIBUTE if found.last.startswith(("連体形", "終止形")) else Link.NOMINAL
        if token.pos1 == "動詞":
            return Link.ATTRIBUTE if found.last.startswith(("連体形", "終止形")) else Link.COORD
        if surface in "「『（(“":
            return Link.ATTRIBUTE  # 確認された「戦略的互恵関係」
        return Link.FINAL if token.pos1 == "補助記号" else Link.ATTRIBUTE

    def _bare_stop(self, i: int) -> bool:
        return self.tokens[i].surface in "。．" or self.text[self.tokens[i].start] in "\n"

    # -- what stands before a predicate ------------------------------------------------------------------------

    def left_edge(
        self, last: int, floor: int, topic_ends: Sequence[int], stops: Callable[[int], bool], *, speech: bool
    ) -> int:
        """Where the clause that ends with token `last` begins: a token index >= `floor`.

        topic_ends: offsets where a speaker phrase (両氏は, A氏から) ends; a clause never reaches over one.
        stops: whether the token at an index ends an earlier point (a coordinated predicate).
        speech: the clause is indirect speech, in which は need not end it.
        """
        tokens = self.tokens
        ends = set(topic_ends)
        last_of_topic = {self.index(end - 1) for end in ends}
        i = last
        while i > floor:
            before = i - 1
            token = tokens[before]
            if before in last_of_topic:
                return i
            if self.hidden[before]:
                i -= 1
                continue
            if token.start in self.closers and self.closers[token.start] >= tokens[floor].start:
                opener = self.index(self.closers[token.start])
                if opener >= floor and self.text[token.start] in "」』":
                    after = self.surface(before + 1)
                    follow = self.surface(before + 2)
                    if (
                        after == "と"
                        and self.is_quotation(self.closers[token.start], token.start)
                        and follow != "の"
                        and (
                            i != last
                            and follow not in ("いう", "する", "し", "明記", "題し", "銘打っ", "うたっ", "呼ぶ", "記し")
                        )
                        and not speech
                    ):
                        return min(before + 2, last)
                i = max(opener, floor)
                continue
            if token.surface in COMMAS:
                if before == floor:
                    return i
                low = self._chunk_start(before, floor)
                if stops(before - 1) or self._bounds(low, before, last, speech=speech, ends=ends):
                    return i
            elif (
                (
                    not speech
                    and token.surface == "で"
                    and token.pos2 == "格助詞"
                    and _BY_MEANS.search(self.text, max(self.start, token.start - 8), token.start)
                )
                or (_CIRCUMSTANCE.get(token.surface) == self.surface(before - 1) and self.surface(i) not in COMMAS)
                or (
                    speech
                    and token.surface == "は"
                    and self.surface(before - 1) in ("て", "つい")
                    and _ABOUT.search(self.text, max(self.start, token.start - 6), token.start)
                )
                or (
                    not speech
                    and token.surface == "は"
                    and token.pos2 == "係助詞"
                    and before > floor
                    and self.surface(i) not in COMMAS
                    and (
                        _ON_OCCASION.search(self.text, max(self.start, token.start - 6), token.start)
                        if self.surface(before - 1) in ("て", "ては", "当面", "当分")
                        # 日本側から、侵略は…であることを: of the content, behind a speaker; 会合は18日、 is none
                        else self.surface(i)[:1].isdigit() or not any(end <= token.start for end in ends)
                    )
                )
            ):
                return i
            i -= 1
        return max(i, floor)

    def _chunk_start(self, comma: int, floor: int) -> int:
        i = comma - 1
        while i > floor:
            token = self.tokens[i]
            if token.start in self.closers:
                i = max(self.index(self.closers[token.start]) - 1, floor - 1)
                continue
            if token.surface in COMMAS and not self.hidden[i]:
                return i + 1
            i -= 1
        return max(i, floor)

    def _bounds(self, low: int, comma: int, last: int, *, speech: bool, ends: set[int]) -> bool:
        """Whether the chunk of tokens low..comma-1 is no part of the clause that follows the comma."""
        tokens = self.tokens
        final = tokens[comma - 1]
        chunk = self.text[tokens[low].start : final.end]
        for pattern in _KEEPS:
            if pattern.search(chunk):
                return False
        if speech and chunk.endswith("として") and tokens[max(low, comma - 4)].pos1 in ("名詞", "接尾辞"):
            return False  # 重要なパートナーとして、協力してきた: what somebody is, not what he goes by
        for pattern in _BOUNDS:
            if pattern is _BOUNDS[-1] and speech and low > 0:
                continue  # うれしい、また、協力したい旨: inside one speech
            if pattern.search(chunk):
                return True
        if final.surface == "は" and final.pos1 == "助詞":
            if not speech:
                return True
            # Indirect speech may have its own topic; it ends at the speaker's.
            return not any(end <= tokens[low].start for end in ends)
        if final.surface in ("が", "けれども", "けれど") and final.pos2 == "接続助詞":
            return True
        if final.surface in ("つつ", "ながら"):
            return True
        if final.pos1 in ("接続詞", "感動詞"):
            return (low == comma - 1 and not speech) or (low == comma - 1 and comma - 1 <= 1)
        if low == comma - 1 and final.pos1 == "副詞":
            return True
        return bool(_TIME_ONLY.fullmatch(chunk)) and not speech

    def strip_head(self, i: int, last: int) -> int:
        """Drops what leads into a clause without belonging to it: また、 冒頭、 改めて …; a token index."""
        while i < last and (self.tokens[i].surface in COMMAS or self.tokens[i].pos1 == "空白"):
            i += 1
        changed = True
        while changed and i < last:
            changed = False
            match = _HEAD.match(self.text, self.tokens[i].start, self.tokens[last].end)
            if match and match.end() > self.tokens[i].start:
                j = i
                while j < last and self.tokens[j].start < match.end():
                    j += 1
                if j > i and self.tokens[j].start >= match.end():
                    i = j
                    changed = True
        return i


_NO_MORE = re.compile(r"に(?:とどめた|とどまった|とどめ、|とどまり|留めた|留まった)")

_LINKS: tuple[tuple[re.Pattern[str], Link], ...] = tuple(
    (re.compile(pattern), link)
    for pattern, link in (
        (r"とともに|と共に|と同時に", Link.COORD),
        (
            r"上(?:で|、)|うえで|うえ、|ほか|他(?:、|に)|一方|のに対し|のに対して|のに応じ|ところ|反面|半面|ものの|かたわら|傍ら|後(?:に)?、|後、|あと、",
            Link.COORD,
        ),
        (r"のを(?:受け|踏まえ|機に|前に)|ことを(?:受け|踏まえ)|のに(?:先立|続|合わせ)|のに伴", Link.CIRCUMSTANCE),
        (
            r"つつ|ながら|ため|ので|から、|ば|なら|たら|際|中(?:で)?、|場合|よう(?:に|、)|ように|前に|まで",
            Link.CIRCUMSTANCE,
        ),
        (
            r"とみられ|と見られ|もよう|模様|可能性|らしい|とされ|と伝えられ|と報じられ|との(?:見方|観測|見通し)|かどうか|べき|はず|つもり|構え|と期待|ことが期待|とみ(?:て|た)",
            Link.GUESS,
        ),
        (
            r"予定|見通し|方向(?!で一致|を|性)|運び|見込み|ことにして|ことになって|方針(?:だ|です|。)|計画(?:だ|です|。)|段取り",
            Link.PLAN,
        ),
        (
            r"旨|との|という(?!。)|といった|と(?!い|と|、|き|こ)|考え|意向|ことを(?:表明|述べ|伝え|強調|明らかに|明かし)|方針を|用意|立場|姿勢を(?:示|強調)|意思|声が|声も|声を|発言(?:が|も|は|。)|お?言葉(?:が|も|を(?:いただ|頂|賜))|お?話(?:が|も|しが)|意見(?:が|も)|指摘(?:が|も)",
            Link.SPEECH,
        ),
        (
            r"という。|という$|という）|とのこと|ということ(?:です|でした|だ)|わけで|ものです|もので(?:す|あ(?!り))|ところで(?:す|あ)|のだ|のです|んです|んだ|そうだ|そうです|形だ|格好だ",
            Link.FINAL,
        ),
        (r"と、|と，|と,", Link.COORD),
        (r"こと|の(?:は|が|も|か|を|に|で)", Link.NOMINAL),
    )
)

# A chunk that ends so belongs to what follows, although a general rule would end the clause there.
_KEEPS = tuple(
    re.compile(p)
    for p in (
        r"(?<!これ)に向け(?:て)?$",
        r"(?<!これ)(?<!それ)に加え(?:て)?$",
        r"(?<!これ)に基づ(?:き|いて)$",
        r"を含め(?:て)?$",
        r"(?:はじめ|始め)(?:と(?:して|する))?$",
    )
)

_BOUNDS = tuple(
    re.compile(p)
    for p in (
        r"(?:[^会途国日米豪議戦一]中(?:で)?|する中|さなか)$",
        r"(?:踏まえ|受け|受けて|めぐり|めぐって|めぐっては|巡り|巡って|巡っては|位置(?:付|づ)け|触れ|関し|関して|関しては|関連し|関連して|際し|際して|当た?り|当たって|備え|備えて|念頭に|見据え|見据えて|合わせ|合わせて|先立ち|先立って|続き|続いて|伴い|伴って|機に|ため|ほか|一方|一方で|うえで|上で|ものの|のに対し|のに対して|ところ|反面|ついて|ついては|ついても|つき|つつ|ながら|おいて|おいては|では|には|にも|からは|とは|後|後に|あと|直後|冒頭|最後に|結果|席上|の下|の下で|立会いの下|立ち会いの下|機会に|これに対し|これに対して|これを受け|その上で|絡み|絡んで|応じて|対して、|次ぎ|引き続き|関わらず|かかわらず|挟んで|控え|反発し|だとし|べきとし|として|としては|名目に|背景に|理由に|よると|よれば|よりますと|の場で|席で|会談で|協議で|会合で|会議で|会見で|との間で|記者団に|記者団に対し|質問に対し|のに対しては|出席し|訪問し|訪れ|会談し|会い|協議し|同席し|到着し|開き|開かれ|開催し|行い|おこない|行われ|おこなわれ|立ち話をし|に呼び|呼び出し|召致し|食を(?:共|とも)にし|臨み|迎え|表敬し|面会し|立ち寄り|実施し|懇談し|応対し|顔を合わせ|向き合い|交わし|訪ね|入り前に|前に|崩し|移し|移り|移って|移動し)$",
        r"^(?:また|さらに|更に|一方|このほか|この他|そのうえ|その上|加えて|これに加え|特に|冒頭|最後に|続いて|次に|同時に|今後|併せて|あわせて|他方|ただ|しかし|そして|なお|その後|同日|この中で|この日|引き続き)$",
    )
)
# Verbs that end a circumstance without a comma, with their particle: 保全に当たり制度を使う.
_CIRCUMSTANCE = {"めぐり": "を", "巡り": "を", "当たり": "に", "あたり": "に"}
_ON_OCCASION = re.compile(r"に(?:際し|当たっ|あたっ)て$")
_BY_MEANS = re.compile(r"(?:電話|(?:テレビ|ビデオ|オンライン)会[議談]|との(?:会談|協議|会合))$")
_ABOUT = re.compile(r"(?:について|に関して|をめぐって|を巡って|に対して)$")
_TIME_ONLY = re.compile(
    r"(?:今後|今回|この日|同日|翌日|前日|当日|[0-9０-９]{1,2}日|[0-9０-９]{1,2}月[0-9０-９]{1,2}日|会談後|会談の?冒頭|その後|これまで|午前|午後|夕方?|夜|朝|昼|さらに|また)"
)
_HEAD = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}(?:年|カ月)ぶりに|こう(?:切り出し|述べ|語り|前置きし)(?:て)?|(?:そろって)?(?:共同|合同)?記者会見し(?:て)?|(?:本|今次|今回の)(?:協議|会談|会合|対話|懇談|表敬|訪問)を通じ(?:て)?|報道陣の前で|(?:記者団|報道陣)に(?:対し(?:て)?)?|(?:共同|合同)?記者会見で|次回(?:の)?(?:会合|協議|会談|対話|会議)?は|(?:会談|協議|会合)では|(?:会談|協議|会合)?(?:の)?終了後に|また|さらに|更に|加えて|併せて|あわせて|特に|そして|なお|一方(?:で)?|他方|その上で|そのうえで|このほか|この他|この中で|同時に|続いて|次に|冒頭|最後に|まず|これに対し(?:て)?|これを受け(?:て)?|それでも|結局|とりわけ|重ねて|改めて|あらためて|今回|いずれも|とくに)(?:、|，|,)?"
    r"|(?:①|②|③|④|・|○|◯|●|□|■|◇|一、|- |－|(?:[（(][0-9０-９一二三四五アイウエ][）)])|[0-9０-９]{1,2}[.．　 ])"
)
