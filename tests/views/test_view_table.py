"""The terminal view: everything of the record is there at any width, agreed points stand apart, nothing acts."""

from __future__ import annotations

import io
import re
import sys
import unicodedata

import pytest
from rich.cells import cell_len
from rich.console import Console

from meetextract.export.base import Options
from meetextract.model import WARNINGS, Document, Warning
from meetextract.views.drawing import Look
from meetextract.views.fold import breaks
from meetextract.views.labels import LANGUAGES, Lang, date_text, default_lang, labels, warning_text
from meetextract.views.pages import PageExporter
from meetextract.views.table import render
from meetextract.views.visible import one_line, visible
from view_factories import HOSTILE, country, document, meeting, participant, point

WIDTHS = (60, 80, 120, 200)


def printed(record: Document, width: int = 80, *, lang: Lang = "ja", color: str | None = None) -> str:
    stream = io.StringIO()
    system = {"color_system": color, "force_terminal": True} if color else {"color_system": None}
    render(record, Console(file=stream, width=width, **system), lang=lang)  # type: ignore[arg-type]
    return stream.getvalue()


def joined(text: str) -> str:
    """The output without line breaks, indents and rules: what a reader's eye puts together again."""
    return re.sub(r"[\s━─]", "", text)


def strings(record: Document) -> list[str]:
    """Every word of the record that the page is there to show."""
    found = [record.title, record.publisher]
    for one in record.meetings:
        found += [one.header.text if one.header else None, one.place.text if one.place else None]
        found += [side.name for side in one.countries]
        for person in one.participants:
            found += [person.name, person.reading, *person.titles]
        for each in one.points:
            found += [each.content.text if each.content else None, each.predicate.text]
    return [text for text in found if text]


LONG = document(
    title="日本の外相が各国の外相と相次いで会談し、" * 6,
    meetings=[
        meeting(
            header="【日米豪比=" + "、".join(["ロングネーム国防長官"] * 12) + "】",
            place="クアラルンプール市内のきわめて長い名前をもつ国際会議場の二階の大会議室" * 3,
            countries=[country("JP"), country("BA", "ボスニア・ヘルツェゴビナおよびその他の長い名前の国" * 2)],
            people=[
                participant("ジュディス・アン・マリー・" * 8, "JP", ["副首相兼国防相兼国家安全保障担当特命大臣"] * 4),
                participant("安圭伯", "BA", ["国防部長官"], reading="アン・ギュベク"),
            ],
            points=[
                point("agree", "「戦略的互恵関係」を、包括的に推進することなど十二項目。" * 9, joint=True),
                point(
                    "state", "Free and Open Indo-Pacific (FOIP) の実現と 2026 年の演習「バリカタン2026」" * 5, ["JP"]
                ),
                point("concern", "力や威圧による一方的な現状変更の試み、" * 7, ["BA"]),
            ],
        )
    ],
)


@pytest.mark.parametrize("width", [*WIDTHS, 61, 97])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_cut_at_any_width(width: int, lang: Lang) -> None:
    out = printed(LONG, width, lang=lang)
    whole = joined(out)
    named = [text for text in strings(LONG) if not (lang == "en" and text.startswith("ボスニア"))]
    missing = [text for text in named if joined(text) not in whole]
    assert not missing
    assert "…" not in out
    assert max(cell_len(line) for line in out.splitlines()) <= width


def test_no_line_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    quotes = point("agree", "あ" * 20 + "「合意」の『文書』を【公表】" * 9, joint=True)
    record = document(meetings=[*LONG.meetings, meeting(points=[quotes])])
    for width in range(60, 121):
        for line in printed(record, width).splitlines():
            assert line.strip()[-1:] not in tuple("「『【"), (width, line)
            assert line.strip()[:1] not in tuple("、。」』】)ー"), (width, line)


def test_agreed_points_come_first_and_statements_stand_under_their_side() -> None:
    out = printed(
        document(
            meetings=[
                meeting(
                    points=[
                        point("concern", "一方の懸念", ["JP"]),
                        point("state", "相手の意見", ["US"]),
                        point("discuss", "双方の議題", joint=True),
                        point("welcome", "だれかの歓迎"),
                        point("agree", "合意の中身", joint=True),
                    ]
                )
            ]
        )
    )
    order = ["合意したこと", "合意の中身", "双方で述べたこと", "双方の議題", "日本の発言", "一方の懸念",
             "米国の発言", "相手の意見", "どちらか不明の発言", "だれかの歓迎"]  # fmt: skip
    places = [out.index(text) for text in order]
    assert places == sorted(places)
    assert re.search(r"✓ 一致 +合意の中身", out)
    assert re.search(r"- 懸念 +一方の懸念", out)


def test_an_announcement_of_one_side_names_that_side() -> None:
    out = printed(document(meetings=[meeting(points=[point("announce", "新しい支援", ["JP"])])]))
    assert re.search(r"✓ 発表 +新しい支援.*\(日本\)", out)


def test_date_place_mode_and_status_are_told() -> None:
    record = document(meetings=[meeting(date="2025-11-02", place="マニラ", mode="phone", status="planned")])
    out = printed(record)
    assert "2025年11月2日(日)" in out
    assert "マニラ" in out
    assert re.search("電話 +予定", out)
    english = printed(record, lang="en")
    assert "2 November 2025" in english
    assert re.search("by phone +planned", english)


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        ("2025-11-02", "2025年11月2日(日)", "2 November 2025"),
        ("--11-02", "11月2日(年は不明)", "2 November (year not told)"),
        ("---02", "2日(年月は不明)", "day 2 (month not told)"),
        ("2025-99-99", "2025-99-99", "2025-99-99"),
        ("--xx-02\x1b", "--xx-02␛", "--xx-02␛"),
    ],
)
def test_dates_are_shown_as_far_as_they_are_known(value: str, ja: str, en: str) -> None:
    assert (date_text(value, "ja"), date_text(value, "en")) == (ja, en)


def test_a_document_without_meetings_says_so() -> None:
    assert "会談の記述は見つかりませんでした" in printed(document(meetings=[]))
    assert "No meeting was found" in printed(document(meetings=[]), lang="en")


def test_a_meeting_with_hardly_anything_known_still_prints() -> None:
    bare = meeting(countries=[], people=[participant(None, "", [])], points=[], header=None)
    out = printed(document(title=None, meetings=[bare]))
    assert "(題名なし)" in out
    assert "相手国の記載なし" in out
    assert "合意や発言の記載は見つかりませんでした" in out


def test_warnings_are_few_lines() -> None:
    warnings = tuple(Warning("unclosed-header", f"括弧 {n} が閉じていません", 0, 1) for n in range(9))
    out = printed(document(warnings=warnings))
    assert "注意 9件" in out
    assert out.count("unclosed-header") == 5
    assert "ほか 4件" in out


@pytest.mark.parametrize("color", [None, "truecolor"])
def test_hostile_text_neither_acts_nor_vanishes(color: str | None) -> None:
    record = document(
        title=HOSTILE,
        publisher=HOSTILE,
        source=HOSTILE,
        meetings=[
            meeting(
                header=HOSTILE,
                place=HOSTILE,
                countries=[country("JP", HOSTILE), country(HOSTILE, "")],
                people=[participant(HOSTILE, HOSTILE, [HOSTILE]), participant(HOSTILE, f"{HOSTILE}2", [])],
                points=[point("agree", HOSTILE, [HOSTILE], predicate=HOSTILE), point("state", "x", [HOSTILE + "3"])],
            )
        ],
        warnings=(Warning(HOSTILE, HOSTILE, None, None),),
    )
    out = printed(record, color=color)
    if color:
        out = re.sub(r"\x1b\[[0-9;]*m", "", out)
    acting = {c for c in out if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"}} - {"\n"}
    assert not acting
    for shown in ("[/b]", "[red]", "␛[31m", "‹U+202E›", "‹U+2028›", "␇", "␀", "‹U+009B›", "‹U+D800›"):
        assert joined(out).count(shown) >= 7, shown


def test_every_character_that_acts_unseen_is_made_visible() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs"}:
            assert unicodedata.category(visible(character)[0]) in {"So", "Pi"}, hex(code)


def test_ordinary_text_is_left_alone() -> None:
    text = "葛󠄀城市の〜会談 Ａ１ が ①②③ ﾍｸﾞｾｽ ㈱ é 🇯🇵"
    assert visible(text) == text
    assert one_line("前半\r\n\t後半\u3000以上\n") == "前半 後半\u3000以上"


@pytest.mark.parametrize("width", [2, 3, 7, 20])
def test_breaking_loses_nothing_and_always_goes_on(width: int) -> None:
    text = "「「「「「、、、、、。。。。。abcdefghijklmnop" + "か\u3099" * 9 + "❤\ufe0f" * 5 + "。" * 30
    offsets = breaks(text, width)
    assert offsets == sorted(set(offsets))
    pieces = [text[a:b] for a, b in zip([0, *offsets], [*offsets, len(text)], strict=True)]
    assert "".join(pieces) == text
    assert all(cell_len(piece) <= width for piece in pieces)


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in printed(LONG)
    assert "\x1b[" in printed(LONG, color="standard")


def test_colour_marks_the_kind_and_not_the_words_of_the_article() -> None:
    points = [point("agree", "合意の中身", joint=True), point("concern", "懸念の中身", ["JP"])]
    out = printed(document(meetings=[meeting(place="マニラ", points=points)]), color="standard")
    for words in ("合意の中身", "懸念の中身", "マニラ"):
        assert re.search(rf"\x1b\[0m{words}", out), words


def test_a_terminal_that_is_not_unicode_gets_plain_drawing_characters() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", errors="replace")
    render(LONG, Console(file=stream, width=80, color_system=None))
    stream.flush()
    assert b"====" in raw.getvalue()
    assert b"* " in raw.getvalue()


def test_both_languages_have_the_same_labels() -> None:
    tables = [labels(lang) for lang in LANGUAGES]
    assert all(set(table) == set(tables[0]) for table in tables)
    assert all(value.strip() for table in tables for value in table.values())
    for key in tables[0]:
        fields = [set(re.findall(r"{\w+}", table[key])) for table in tables]
        assert all(field == fields[0] for field in fields), key


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "de_DE", "LANG": "ja_JP"}, "en"),
        ({"LC_ALL": "", "LANG": "ja"}, "ja"),
        ({}, "ja"),
    ],
)
def test_the_language_follows_the_environment(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_lang() == expected


def test_a_point_without_content_shows_its_predicate() -> None:
    record = document(meetings=[meeting(points=[point("agree", None, joint=True, predicate="一致した")])])
    assert "〔一致した〕" in printed(record)


@pytest.mark.parametrize(
    ("name", "column"),
    [("オーストラリア連邦", 18), ("グレートブリテン及び北アイルランド連合王国", 4)],
)
def test_persons_stand_below_each_other_and_a_very_long_name_moves_nobody(name: str, column: int) -> None:
    people = [participant("森", "JP", ["外相"]), participant("ロー", "XX", ["外相"])]
    record = document(meetings=[meeting(countries=[country("JP", "日本"), country("XX", name)], people=people)])
    lines = printed(record, width=60).splitlines()
    ours = next(line for line in lines if "森 外相" in line)
    assert f"日本{' ' * (column - 4)}  森 外相" in ours
    assert any(f"{name}  ロー" in line for line in lines)


def test_a_warning_is_told_in_japanese_where_its_code_is_known() -> None:
    message = "lines broken at a fixed width were read as one"
    record = document(warnings=(Warning("wrapped-lines", message, 0, 1),))
    assert "つないで読みました" in joined(printed(record)) and message in printed(record, lang="en")
    assert "something else" in printed(document(warnings=(Warning("other", "something else", 0, 1),)))


def test_every_warning_has_words_in_japanese() -> None:
    for code in WARNINGS:
        assert not warning_text(Warning(code, "x", None, None), "ja").isascii(), code


def test_two_documents_have_one_rule_between_them() -> None:
    stream = io.BytesIO()
    sink = PageExporter(Look(width=60)).open(stream, Options())
    for _ in range(2):
        sink.write(document())
    sink.close()
    lines = stream.getvalue().decode().splitlines()
    heavy = [number for number, line in enumerate(lines) if set(line) == {"━"}]
    assert len(heavy) == 3 and heavy[1] - heavy[0] > 1 < heavy[2] - heavy[1]


@pytest.mark.parametrize("width", range(40, 60))
def test_a_predicate_is_not_broken(width: int) -> None:
    told = point("confirm", "防衛協力を進めること" * 3, joint=True, predicate="確認しました")
    record = document(meetings=[meeting(points=[told])])
    assert "〔確認しました〕" in printed(record, width)
