"""Whether a word is a name at all, and whose names look like it, by the tables and by MeCab."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from meetextract import expressions as re
from meetextract.lexicon.lexicon import Lexicon
from meetextract.lexicon.precomputed import precomputed
from meetextract.lexicon.tables import DATA
from meetextract.people.script import plain
from meetextract.people.stated import office_words
from meetextract.text.tokens import Token, tokenise


@precomputed
def _no_names() -> dict[str, list[str]]:
    """data/no_names.tsv: kind -> words."""
    found: dict[str, list[str]] = {"whole": [], "before": [], "end": [], "last": []}
    for line in (DATA / "no_names.tsv").read_text("utf-8").splitlines():
        if not line.startswith(("#", "form\t")):
            form, kind, _ = line.split("\t")
            found[kind].append(form)
    return found


@cache
def no_name_words() -> frozenset[str]:
    """Words that stand where a name could, and are none."""
    return frozenset(_no_names()["whole"])


def is_role(name: str) -> bool:
    """朴監督, 李会長: whether a word ends in what somebody is who holds no office."""
    return name.endswith(tuple(_no_names()["end"]))


@cache
def before_names() -> re.Pattern[str]:
    """What can stand before a kanji name without being part of it, although it is kanji as well."""
    return re.compile(rf"(?:.*(?:{'|'.join(_no_names()['before'])}))")


def is_person(name: str) -> bool:
    """Whether MeCab sees the name of a person in a word in kanji, or in a part of it."""
    return any(token.pos3 == "人名" for token in tokenise(name, 0, len(name)))


_NUMERAL = re.compile(r"[第一二三四五六七八九十両同各全前元新]+")
_JUDGED_LIMIT = 10_000  # hostile text can have any number of words


def is_no_name(word: str, lexicon: Lexicon) -> bool:
    """Whether kanji before an office are something else than a name, whatever stands around them."""
    known = lexicon.judged.get(word)  # the same few names stand before an office again and again
    if known is None:
        if len(lexicon.judged) >= _JUDGED_LIMIT:
            lexicon.judged.clear()
        known = lexicon.judged[word] = _judge(word, lexicon)
    return known


def _judge(word: str, lexicon: Lexicon) -> bool:
    return (
        not word
        or len(plain(word)) > 6
        or word in no_name_words()
        or word in lexicon.frames.nouns  # 外務次官の表敬
        or word == "在日"
        or word.endswith("担当")
        or word in lexicon.former
        or word.endswith(tuple(former for former in lexicon.former if len(former) > 1))  # 米次期
        or word[0] == "第"  # 第十五代
        or word[-1] in _no_names()["last"]
        or (len(word) > _PREFECTURE and word[-1] in "県市区都")
        or (len(word) == 1 and word in lexicon.kanji and word not in "林森関")
        or word[0] == "駐"  # 駐札幌
        or word in lexicon.forms
        or _NUMERAL.fullmatch(word) is not None
        or lexicon.title_pattern.fullmatch(word) is not None
        or (len(word) > 1 and lexicon.split_compound(word) is not None)
        or (len(word) == 2 and _is_act(word))
        or (len(word) > _NAME and not lexicon.officials.offices_of(word) and _is_told_before(word))
    )


_NAME = 3  # code points of a name that MeCab may take for common words: 山野内


def _is_act(word: str) -> bool:
    """Whether two kanji are a verbal noun (要求, 訪問) or say when (先日, 来年) and so no name."""
    tokens = tokenise(word, 0, len(word))
    return len(tokens) == 1 and tokens[0].pos3 in ("サ変可能", "サ変形状詞可能", "副詞可能")


def _is_told_before(word: str) -> bool:
    """協力強化サウジ・エネルギー相, 李大統領　ポーランド大統領: words that stand before an office, and no name."""
    return word.endswith(office_words()["closed"]) or common_words(word)


_PREFECTURE = 2  # code points, more than which a name has not that ends as a prefecture or a town does


def is_phrase(name: str) -> bool:
    """地震パキスタン大統領: whether MeCab sees nothing but common words in what stands before a state; a family name of
    Korea or China begins none."""
    return _is_common(tokenise(name, 0, len(name)), (*_NOUNS, "形状詞")) and not family_of_others(name)


def common_words(name: str) -> bool:
    """Whether MeCab sees nothing but common nouns in a would-be name of two words and more."""
    tokens = tokenise(name, 0, len(name))
    return len(tokens) > 1 and _is_common(tokens, _NOUNS)


_NOUNS = ("名詞", "接尾辞", "接頭辞")


def _is_common(tokens: Sequence[Token], kinds: Sequence[str]) -> bool:
    named = any(t.pos1 not in kinds or t.pos2 == "固有名詞" for t in tokens)
    return not named and any(len(t.surface) > 1 for t in tokens)


@precomputed
def name_shapes() -> dict[str, dict[str, list[str]]]:
    """data/name_shapes.tsv: kind -> form (a family name with its reading) -> states."""
    found: dict[str, dict[str, list[str]]] = {"family": {}, "begin": {}, "end": {}, "kanji": {}}
    for line in (DATA / "name_shapes.tsv").read_text("utf-8").splitlines():
        if line.startswith(("#", "kind\t")):
            continue
        kind, form, kanji, state = line.split("\t")
        found[kind].setdefault(kanji + form, []).append(state)
    return found


def surely_of_others(name: str) -> bool:
    """Whether a name in kanji begins with a character that begins nothing but such names."""
    return name[:1] in name_shapes()["kanji"]


@cache
def _families() -> frozenset[str]:
    return frozenset(form[0] for form in name_shapes()["family"])


def family_of_others(name: str) -> bool:
    """Whether a name in kanji begins with a family name of Korea or China in one character."""
    return name[:1] in _families()
