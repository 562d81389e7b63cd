"""Growth: ten times the text takes ten times as long, whatever the text is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from meetextract import extract

from .measure import Line, articles

# Ten times as much text may take this many times as long per character.
_LINEAR: Final = 1.5
_STEPS: Final = 10
_THREE = "スロバキア、ジョージア、スイスとの外相会談がありました。\n"
_EACH = "森外相はチリ、ペルーの、各国の外相と会談した。\n"
_PEOPLE: Final = (
    "マールズ豪国防相",
    "バロ仏外相",
    "ヒーリー英国防相",
    "クロセット伊国防相",
    "カルニー加首相",
    "ルビオ米国務長官",
)


def growth(full: bool) -> Iterator[Line]:
    """Seconds per million characters of a text ten times as long, against those of the shorter."""
    dense = articles()
    part = 1 if full else 10

    def joined(size: int) -> str:
        texts: list[str] = []
        length = 0
        while length < size:
            # A paragraph that comes again is passed over, so each gets a number of its own.
            mark = f"（{len(texts)}）\n"
            texts.append(dense[len(texts) % len(dense)].replace("\n", mark) + mark)
            length += len(texts[-1]) + 2
        return "\n\n".join(texts)[:size]

    def meetings(size: int) -> str:
        lines: list[str] = []
        for number in range(size // 50):
            who = _PEOPLE[number % len(_PEOPLE)]
            lines.append(f"鷹野防衛相は{number % 28 + 1}日、東京で{who}と会談し、第{number}次の共同訓練で一致した。\n")
        return "".join(lines)

    bytes_ = 3  # of a character in UTF-8, so that 10 MB are as many as on disk
    makers: dict[str, tuple[int, Callable[[int], str]]] = {
        "10 MB: 4,000 articles joined": (10_000_000 // bytes_ // part, joined),
        "a single line of 1 MB": (1_000_000 // bytes_ // part, lambda size: joined(size).replace("\n", "　")),
        "100,000 opening brackets": (100_000, lambda size: "【" * size),
        "100,000 brackets with countries": (700_000 // part, lambda size: "【米国＝会談】" * (size // 7)),
        "100,000 quotation marks": (100_000, lambda size: ("会談で「" * (size // 4 + 1))[:size]),
        "10,000 meetings in one text": (500_000 // part, meetings),
        "three talks to a sentence": (300_000 // part, lambda size: _THREE * (size // len(_THREE))),
        "ministers of each state, no trip": (300_000 // part, lambda size: _EACH * (size // len(_EACH))),
        "a million full-width blanks": (1_000_000, lambda size: "会談" + "　" * size),
    }
    for name, (size, make) in makers.items():
        small, large = make(size // _STEPS), make(size)
        few, many = _seconds(small) / len(small), _seconds(large) / len(large)
        note = f"{many * len(large):.2f} s for {len(large):,} characters"
        yield Line(f"{name}: time a character / that of a tenth", many / few, _LINEAR, note=note)


def _seconds(text: str) -> float:
    taken = []
    for _ in range(2):
        started = time.process_time()  # what others do on the machine makes no text longer
        extract(text)
        taken.append(time.process_time() - started)
    return min(taken)
