"""Text that was garbled before it was saved decodes, and is refused all the same; what only looks odd is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from command_runner import run
from meetextract.errors import InputError
from meetextract.reader.encodings import decode
from meetextract.reader.paths import find_inputs

TEXT = (
    "早瀬由紀子外務大臣は19日、東京都内の飯倉公館でオーストラリアのメレディス・コール外相と会談した。"
    "両外相は、協力で一致した。"
)


@pytest.mark.parametrize(
    ("written", "read"),
    [("utf-8", "cp932"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("cp932", "latin-1"), ("cp932", "cp1252"),
     ("euc_jp", "latin-1"), ("euc_jp", "cp932"), ("cp932", "utf-8"), ("euc_jp", "utf-8")],
)  # fmt: skip
def test_garbled_text_is_refused(written: str, read: str) -> None:
    garbled = TEXT.encode(written).decode(read, "replace")
    with pytest.raises(InputError) as caught:
        decode(garbled.encode())
    assert caught.value.code == "mojibake"
    assert "again" in str(caught.value.hint)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Ångström, façade, São Paulo, João, ação, informações, União, relações exteriores, às cinco",
        "ｶﾞｲﾑﾀﾞｲｼﾞﾝﾊ､ｱﾒﾘｶﾉｺｸﾑﾁｮｳｶﾝﾄｶｲﾀﾞﾝｼﾀ｡ﾘｮｳｼｬﾊ､ｷｮｳﾘｮｸﾃﾞｲｯﾁｼﾀ｡",
        "¥100 から ¥200 に値上げした。外相は会談した。",
        TEXT + "\ufffd",
        "繝と縺は文字化けに多い漢字である。外相は会談し、協力を進めることで一致した。両氏は訓練を行うことも確認した。",
    ],
)
def test_text_that_only_looks_odd_is_read(text: str) -> None:
    assert decode(text.encode()).text == text


def test_what_this_program_wrote_into_a_folder_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for name in ("o.csv", "o.jsonl"):
        assert run(tmp_path / "a.txt", "-o", tmp_path / name).status == 0
    (tmp_path / "rows.csv").write_text(f"id,text\n1,{TEXT}\n", encoding="utf-8")
    others: Counter[str] = Counter()
    assert [Path(item.path).name for item in find_inputs([str(tmp_path)], others=others)] == ["a.txt", "rows.csv"]
    assert others == {"outputs of meetextract": 2}


def test_an_address_is_no_file_and_says_what_to_do() -> None:
    (found,) = find_inputs(["https://example.jp/a?b=c"])
    assert found.error is not None
    assert (found.error.code, found.error.hint) == ("is-url", "curl -s 'https://example.jp/a?b=c' | meetextract -")
