"""Kanji in other forms are read as those of today: radicals in a browser's PDF, the forms before 1949."""

from __future__ import annotations

from meetextract import extract
from meetextract.text.kanji import in_new_forms, without_radicals

CLEAN = "森外相は3月4日、西部の町で米国のヘイル・ロー国務長官と会談し、民間の往来を長く支えることで一致した。"
PASTED = CLEAN.translate(str.maketrans("日月西米長民一支・", "⽇⽉⻄⽶⻑⺠⼀⽀‧"))


def test_radicals_become_kanji_in_their_places() -> None:
    assert PASTED != CLEAN
    assert without_radicals(PASTED) == CLEAN
    assert without_radicals(CLEAN) is CLEAN
    every = "".join(map(chr, range(0x2E80, 0x2FE0)))
    assert len(without_radicals(every)) == len(every)


def test_what_was_pasted_from_such_a_pdf_is_read_and_quoted_as_it_stands() -> None:
    clean, pasted = extract(CLEAN).meetings[0], extract(PASTED).meetings[0]
    assert (
        [country.code for country in pasted.countries] == [country.code for country in clean.countries] == ["JP", "US"]
    )
    assert [(point.kind, point.by) for point in pasted.points] == [(point.kind, point.by) for point in clean.points]
    (wanted,), (found,) = clean.points, pasted.points
    assert wanted.content is not None and found.content is not None
    assert (found.content.start, found.content.end) == (wanted.content.start, wanted.content.end)
    assert found.content.text == PASTED[found.content.start : found.content.end]


def test_old_forms_are_read_where_a_text_is_written_in_them() -> None:
    assert in_new_forms("王國務委員は會談した。") == "王国務委員は会談した。"
    assert in_new_forms("會田氏と國場氏が話した。") == "會田氏と國場氏が話した。"
    text = "中國の丁一山國務委員は3日、エチオピアのアベベ外相とアディスアベバで會談した。"
    (meeting,) = extract(text).meetings
    assert [(p.text, p.country) for p in meeting.participants] == [("丁一山國務委員", "CN"), ("アベベ外相", "ET")]
    first = meeting.participants[0]
    assert (first.name, first.titles) == ("丁一山", ("國務委員",))  # as it is written
    assert all(text[p.start : p.end] == p.text for p in meeting.participants)
