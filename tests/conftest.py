"""What tests of several folders share: a text read for its points by the real stages, without the meetings around it,
and a real browser: Chromium, driven by Playwright's Python package.

The browser is the system's own (`chromium`, or what MEETEXTRACT_CHROMIUM names). Without it, or without the packages
that its tests need, they are skipped and say so; MEETEXTRACT_BROWSER=required, which the project's own checks set,
makes that a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from meetextract.errors import MeetextractError
from meetextract.lexicon.lexicon import default_lexicon
from meetextract.people.mentions import find_mentions
from meetextract.people.persons import Mention, link
from meetextract.pipeline import offices
from meetextract.points.contents import Draft
from meetextract.points.predicates import Predicates, default_predicates
from meetextract.points.reader import PointReader, State
from meetextract.points.speakers import Cast, Party
from meetextract.talks.gate import action_words
from meetextract.text.sentences import lines, sentences
from meetextract.text.states import find_states
from meetextract.text.syntax import Sentence, parse

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ReadPoints = Callable[..., list[Draft]]


def pytest_sessionstart() -> None:
    """A table that cannot be read ends the run with one line, not with an error in every test that needs it."""
    try:
        default_lexicon()
        default_predicates()
    except MeetextractError as error:
        pytest.exit("\n".join([f"src/meetextract/data/{error}", *filter(None, [error.hint])]), returncode=1)


def read(  # noqa: PLR0913  (each has a default)
    text: str,
    *,
    cast: str = "",
    sides: Sequence[str] = ("JP", "US"),
    people: bool = True,
    planned: bool = False,
    predicates: Predicates | None = None,
) -> list[Draft]:
    """The points of all sentences of `text`, in order.

    Args:
        cast: a text in which the participants are named (米国のヘイワード国防長官), so that `text` can use short forms.
        sides: the codes of the parties of the meeting.
        people: whether persons are looked for at all; without them 大臣は is a plain subject.
        planned: whether the talks are still to come.
        predicates: other predicates than the package's own.
    """
    lexicon = default_lexicon()
    whole = f"{cast}\n{text}"
    offset = len(cast) + 1
    found: list[Mention] = find_mentions(whole, lexicon, offices()) if people else []
    persons = link(found, lexicon, offices(), {})
    party = Party(tuple(sides), [person for person in persons if person.country in sides], "JP")
    states, actions = find_states(whole, lexicon), action_words(lexicon.frames)

    def parsed(start: int, end: int) -> Sentence:
        inside = [m for m in found if start <= m.start and m.end <= end]
        return parse(whole, start, end, inside, states, actions)

    reader = PointReader(
        whole, predicates or default_predicates(), Cast(party, lexicon), State(planned=planned), parsed
    )
    drafts: list[Draft] = []
    for line in lines(whole, offset):
        for sentence in sentences(whole, line.start, line.end):
            drafts += reader.read(sentence.start, sentence.end, quoted=sentence.quoted)
    for draft in drafts:
        draft.predicate = (draft.predicate[0] - offset, draft.predicate[1] - offset)
        if draft.content is not None:
            draft.content = (draft.content[0] - offset, draft.content[1] - offset)
    return drafts


@pytest.fixture(scope="session")
def read_points() -> ReadPoints:
    return read


def _missing(what: str) -> None:
    if os.environ.get("MEETEXTRACT_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")  # Playwright cannot be started while it runs, and its loop would meet other tests
def browser() -> Iterator[Browser]:
    program = os.environ.get("MEETEXTRACT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _missing("no chromium on this machine (Debian: apt-get install chromium)")
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            _missing(f"the Python package {package.replace('_', '-')} is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        # Playwright gives every launch a profile of its own and removes it.
        started = playwright.chromium.launch(executable_path=program, headless=True, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="module")
def printing(browser: Browser) -> Browser:
    """The browser, where it has a font for Japanese: without one it prints boxes that stand for no characters."""
    page = browser.new_page()
    page.set_content("<p>会談</p>")
    drawn_apart = page.evaluate(
        """() => {
            const ink = text => {
                const canvas = document.createElement("canvas");
                const pen = canvas.getContext("2d");
                pen.font = "20px sans-serif";
                pen.fillText(text, 0, 30);
                return canvas.toDataURL();
            };
            return ink("会") !== ink("談");
        }"""
    )
    page.close()
    if not drawn_apart:
        _missing("the browser has no font for Japanese (Debian: apt-get install fonts-ipafont-gothic)")
    return browser
