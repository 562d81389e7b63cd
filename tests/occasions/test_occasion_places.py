"""Places that contradict each other, and places that one meeting can have."""

from __future__ import annotations

import pytest

from meetextract.lexicon.lexicon import default_lexicon
from meetextract.occasions.places import Places


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("パリ", "リヨン", True),
        ("ソウル", "韓国", False),
        ("ソウル", "日本", True),
        ("大統領府", "韓国", False),
        ("バンコクの外務省", "タイ", False),
        ("キャンベラ", "議会議事堂", False),
        ("ソウルの国防部庁舎", "釜山", True),
        ("飯倉公館", "釣魚台国賓館", True),
        ("ホノルル", "ハワイ", False),
        ("ホノルル", "沖縄本島", True),
        ("パリ", "仏大使公邸", True),
        ("東京", "都内のホテル", False),
        ("都内のホテル", "ホテル", False),
        ("リマ", "ペルー", False),
        ("飯倉公館", "東京", False),
        ("都内", "東京", False),
        ("ソウルの国防部庁舎", "ソウルの外交部庁舎", True),
        ("ワシントンD.C.", "ワシントン", False),
        ("外務省", "首相官邸", True),
        ("フランス", "ドイツ", True),
        ("ワシントン", "財務省", False),
        ("リマの外務省", "ペルー", False),
        ("リマの外務省", "東京", True),
        ("東京", "首相官邸", False),
    ],
)
def test_two_places(one: str, other: str, apart: bool) -> None:
    places = Places(default_lexicon())
    assert places.apart(one, other) is apart
    assert places.apart(other, one) is apart
