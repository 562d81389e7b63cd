"""Records: never an exception, every span slices back, the schema holds, and the same text gives the same record."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from checks import check, check_spans, validator
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import QUALITY, articles, forms, mutated, noise, scramble, texts

from meetextract import MeetextractError, extract
from meetextract.export.json import dumps, from_dict, to_dict
from meetextract.pipeline import extract_source


def _line(text: str) -> str:
    return dumps(to_dict(extract(text)))


@given(mutated())
@example("日イスラエル国防シャハム大臣と会談し。\n（2）シャハム大臣シリア")  # a state that a person gets only later
@example("ジブチ内\n5\u3000ケニア会談\n国防長官はを確認した\n（2）ブイ長官")
def test_an_article_with_changes(text: str) -> None:
    check(extract(text), text)


@given(forms)
@example("")
@example("\x00")
@example("\ud83d会談した。")
@example("【米")
@example("【米=" * 50)
@example("会談した。" + "「" * 1000)
@example("首相は9999年12月31日、米大統領と会談した。翌日、仏大統領と会談した。")
@example("首相は1年1月1日、米大統領と会談した。前日、仏大統領と会談した。")
@example("令和0年0月0日\n首相は99月99日、米大統領と会談した。")
@example("首相は³日、米大統領と会談した。²月①日にも会談した。")
def test_fragments_of_real_forms(text: str) -> None:
    check(extract(text), text)


@given(noise)
def test_characters_in_any_order(text: str) -> None:
    check(extract(text), text)


@given(texts, st.dates() | st.none())
def test_any_publication_date(text: str, published: datetime.date | None) -> None:
    record = check(extract(text, published=published), text)
    assert record == json.loads(dumps(to_dict(extract(text, published=published and published.isoformat()))))


@given(st.text(max_size=12) | st.integers() | st.floats() | st.binary(max_size=4))
def test_what_is_no_date_is_refused_as_such(published: object) -> None:
    try:
        extract("首相は3日、米大統領と会談した。", published=published)  # type: ignore[arg-type]
    except MeetextractError:
        return
    assert isinstance(published, str)
    datetime.date.fromisoformat(published)


@pytest.mark.parametrize("text", [b"\xe4\xbc\x9a\xe8\xab\x87", None, 3, ["会談"]])
def test_what_is_no_text_is_refused_as_such(text: object) -> None:
    with pytest.raises(MeetextractError):
        extract(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("lexicon", ["own.toml", Path("own.toml"), [], 0])
def test_what_is_no_lexicon_is_refused_as_such(lexicon: object) -> None:
    with pytest.raises(MeetextractError):
        extract("首相は3日、米大統領と会談した。", lexicon=lexicon)  # type: ignore[arg-type]


_RUBY = st.tuples(st.integers(0, 400), st.integers(0, 8), st.text("あいうアイウ", max_size=6))


@given(texts, st.lists(_RUBY, max_size=6))
def test_any_ruby_readings_and_explanations(text: str, raw: list[tuple[int, int, str]]) -> None:
    readings = [(low, low + size, reading) for low, size, reading in raw if low + size <= len(text)]
    explanations: list[str] = []
    document = extract_source(text, readings=readings, explain=explanations)
    check(document, text)
    assert len(explanations) >= len(document.meetings)


@given(texts)
def test_a_record_survives_json(text: str) -> None:
    document = extract(text)
    assert from_dict(json.loads(dumps(to_dict(document)))) == document


@given(st.lists(texts, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_nothing_is_remembered_from_one_text_to_the_next(some: list[str], source: object) -> None:
    first = [_line(text) for text in some]
    assert [_line(text) for text in reversed(some)] == first[::-1]


def test_threads_do_not_disturb_each_other() -> None:
    some = [scramble(text, seed) for seed, text in enumerate(articles()[:16])]
    alone = [_line(text) for text in some]
    found: dict[int, list[str]] = {}

    def work(number: int) -> None:
        order = some[number:] + some[:number]
        lines = [_line(text) for text in order]
        found[number] = lines[len(some) - number :] + lines[: len(some) - number]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(4)] == [alone] * 4


_PROGRAM = """
import sys
from meetextract import extract
from meetextract.export.json import dumps, to_dict
for text in sys.stdin.buffer.read().decode("utf-8").split("\\0"):
    sys.stdout.buffer.write((dumps(to_dict(extract(text))) + "\\n").encode())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "7", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        {"PYTHONOPTIMIZE": "2", "TZ": "Pacific/Kiritimati", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["hash seed 1", "C locale", "Turkish locale", "without assertions"],
)
def test_other_processes_give_the_same(environment: dict[str, str]) -> None:
    some = [scramble(text, seed).replace("\0", "") for seed, text in enumerate(articles())]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input="\0".join(some).encode(),
        capture_output=True,
        env={**os.environ, **environment},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert done.stdout.decode().splitlines() == [_line(text) for text in some]


@pytest.mark.parametrize("path", sorted(QUALITY.glob("*/*.txt")), ids=lambda path: path.stem)
def test_annotated_articles_keep_the_contract(path: Path) -> None:
    text = path.read_text("utf-8")
    record = check(extract(text), text)
    assert check_spans(record, text) > 0 or not record["meetings"]


def test_the_checks_can_fail() -> None:
    """A validator that takes everything, or spans that nobody compares, would let all of the above pass."""
    text = articles()[0]
    record = json.loads(_line(text))
    assert record["meetings"]
    assert not validator().is_valid({**record, "schema_version": 3})
    assert not validator().is_valid({**record, "meetings": [{**record["meetings"][0], "mode": "by letter"}]})
    assert check_spans(record, text) > 0
    with pytest.raises(AssertionError):
        check_spans(record, "ん" + text)
