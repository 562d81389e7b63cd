"""Text, ruby readings and publication date out of a page, with the standard library's parser.

What is written is kept: headings, paragraphs, lists, tables, captions, each on lines of their own. Menus, footers,
side columns and lists of links are left out, for the meetings in them are those of other articles. The base text of
<ruby> is text; what stands in <rt> is its reading and no text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final

from meetextract import expressions as re
from meetextract.reader.days import day_of
from meetextract.reader.metadata import MAX_SCRIPT, Metadata
from meetextract.text.known import NOTHING, Known


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID: Final = _words("area base br col embed hr img input link meta param source track wbr")
_BLOCKS: Final = _words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table "
    "tbody tfoot thead tr ul"
)
_LEFT_OUT: Final = _words(
    "aside audio button canvas dialog footer iframe math menu nav noscript object script search select style svg "
    "template textarea video"
)
_LISTS: Final = frozenset({"ul", "ol", "dl"})
# Containers that may be left out for the name of their class or id, or for their role. Not <p> and <li>: where nothing
# ends them, leaving them out would take the rest of the page along; and never what holds the page.
_NAMED: Final = _words("div section ul ol dl table header span")
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:g?nav(?:i|igation|bar)?|menus?|footer|sidebars?|related|relations?|recommend(?:ed|s|ation)?|ranking|"
    r"breadcrumbs?|pankuzu|topicpath|sns|share|social|comments?|advert(?:isement)?s?|ads?|banners?|pagers?|pagination|"
    r"copyright|cookies?|newsletter|skip|wm-ipp(?:-base|-print)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ROLES: Final = _words("navigation contentinfo complementary search menu menubar dialog")
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINKED: Final = 0.8  # a list with a larger share of its characters in links is a list of links
_MAIN: Final = 0.25  # <main> is believed when it holds at least this share of the text

_SPACE: Final = re.compile(r"([ \t\n\r\f]+)")
_LONG_REFERENCE: Final = re.compile(r"&#([0-9]{9,});?")  # Python's parser raises on one of 4,300 digits
_SOFT: Final = "soft"  # a gap that is a line end of the source and none of the page
# Between these a line end of the source is no space: Japanese is written without.
_UNSPACED: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60\uff66-\uff9f]")
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_ALIASES: Final = {
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
    "ms_kanji": "cp932", "x-euc-jp": "euc_jp", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}  # fmt: skip
# The bar that the Wayback Machine puts into what it shows.
_WAYBACK: Final = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")
# What the first words of a list or section are called that leads to other articles.
_ELSEWHERE: Final = re.compile(
    r"(?:関連(?:する)?(?:記事|ニュース|リンク|情報|項目|ページ|トピックス)?|(?:あわせて|併せて)読みたい|(?:おすすめ|オススメ|お勧め)(?:の?記事)?|"
    r"(?:この記事を読んだ人|こちらも|次に)[^。]{0,20}|(?:人気|注目|最新|新着|過去)の?(?:記事|ニュース)(?:一覧|ランキング)?|"
    r"アクセスランキング|ランキング|バックナンバー)[：:]?\Z"
)
_LABELLED: Final = frozenset({"dl", "ul", "ol", "section", "div"})


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its text, (start, end, reading) in code points of it, what it says of itself, and a date
    (YYYY-MM-DD or None) to take where nothing else says one."""

    text: str
    readings: tuple[tuple[int, int, str], ...]
    published: str | None
    known: Known = NOTHING


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first bytes, as a name that Python knows, or None."""
    match = _META_CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:256].lstrip())
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    return _ALIASES.get(name, name)


def parse_html(html: str) -> Page:
    """The text of a page. Never raises: HTML has no errors, only other readings."""
    parser = _Parser()
    parser.feed(_LONG_REFERENCE.sub(_shortened, _closed(_without_bar(html))))
    parser.close()
    return parser.page()


def _without_bar(html: str) -> str:
    begins = html.find(_WAYBACK[0])
    ends = html.find(_WAYBACK[1], begins) if begins >= 0 else -1
    return html if ends < 0 else html[:begins] + html[ends + len(_WAYBACK[1]) :]


def _shortened(reference: re.Match[str]) -> str:
    digits = reference[1].lstrip("0")
    return "\ufffd" if len(digits) > 7 else f"&#{digits or 0};"  # noqa: PLR2004  (no character has more digits)


def _closed(html: str) -> str:
    """The page without comments, and without a `<` that no `>` follows.

    Pythons before 3.11.14 and 3.13.6 search the rest of the page again for each of those (CVE-2025-6069), which takes
    hours for a page made to do so.
    """
    parts: list[str] = []
    at = 0
    while (begins := html.find("<!--", at)) >= 0:
        parts.append(html[at:begins])
        ends = html.find("-->", begins + 2)  # <!--> is a comment too
        if ends < 0:
            parts.append(html[begins:].replace("<!--", ""))
            at = len(html)
            break
        at = ends + 3
    parts.append(html[at:])
    html = "".join(parts)
    last = html.rfind(">") + 1
    return html[:last] + html[last:].replace("<", "&lt;")


@dataclass(slots=True)
class _Element:
    tag: str
    begins: int  # index of the first piece in it
    left_out: bool
    characters: int  # of all the text before it; and of all linked text before it
    linked: int


@dataclass(slots=True)
class _Piece:
    """A run of text as the source has it, or (text None) a line end."""

    text: str | None
    pre: bool = False


@dataclass(slots=True)
class _Ruby:
    """The base texts of a <ruby> that wait for their reading, as ranges of pieces."""

    bases: list[tuple[int, int]] = field(default_factory=list)
    begins: int = 0
    reading: list[str] | None = None  # of the open <rt>
    separate: bool = False  # <rb> says where a base ends


class _Parser(HTMLParser):
    """Collects pieces and the ranges of pieces to leave out; `page` puts together what remains."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.open: list[_Element] = []
        self.depth: dict[str, int] = {}  # open elements by tag
        self.out: list[tuple[int, int]] = []  # pieces left out
        self.mains: list[tuple[int, int]] = []
        self.articles: list[tuple[int, int]] = []
        self.rubies: list[_Ruby] = []
        self.readings: list[tuple[int, int, str]] = []  # in pieces
        self.title: list[str] = []
        self.headed = False
        self.metadata = Metadata()
        self.times: list[tuple[int, str]] = []  # in pieces
        self.script: list[str] | None = None  # of JSON-LD
        self.characters = 0
        self.linked = 0

    # What the parser meets.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"rb", "rt", "rp", "rtc"} and self.rubies:
            self._ruby_part(tag)
        elif tag == "meta":
            self.metadata.meta(dict(attrs))
        elif tag == "script":
            self.script = [] if (dict(attrs).get("type") or "").strip().lower() == "application/ld+json" else None
        elif tag == "time":
            self._time(dict(attrs))
        if tag == "br" or tag in _BLOCKS:
            self.pieces.append(_Piece(None))
        elif tag in {"td", "th"}:
            self.pieces.append(_Piece("\t", pre=True))
        if tag in _VOID:
            return
        if tag == "ruby":
            self.rubies.append(_Ruby(begins=len(self.pieces)))
        self.headed = self.headed or tag == "h1"
        element = _Element(tag, len(self.pieces), _is_left_out(tag, attrs), self.characters, self.linked)
        self.open.append(element)
        self.depth[tag] = self.depth.get(tag, 0) + 1

    def _time(self, attributes: dict[str, str | None]) -> None:
        name, moment = (attributes.get("itemprop") or "").lower(), attributes.get("datetime") or ""
        if name in {"datepublished", "datemodified"}:
            self.metadata.value(name, moment)
        elif moment:
            self.times.append((len(self.pieces), moment))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"br", "p"} and not self.depth.get(tag):  # browsers make a line end of a stray </br> and </p>
            self.pieces.append(_Piece(None))
        if not self.depth.get(tag):
            return
        while True:
            element = self.open.pop()
            self.depth[element.tag] -= 1
            self._end(element)
            if element.tag == tag:
                break

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):  # XHTML
            self.handle_data(data[6:])

    def handle_data(self, data: str) -> None:
        if self.depth.get("title") and not self.depth.get("svg"):
            self.title.append(data)
            return
        if self.depth.get("script") or self.depth.get("style"):
            if self.script is not None and len(data) <= MAX_SCRIPT:
                self.script.append(data)
            return
        ruby = self.rubies[-1] if self.rubies else None
        if ruby is not None and ruby.reading is not None:
            ruby.reading.append(data)
            return
        if self.depth.get("rp") or self.depth.get("rtc"):
            return
        self.pieces.append(_Piece(data, pre=bool(self.depth.get("pre"))))
        seen = len(data.strip())
        self.characters += seen
        if self.depth.get("a"):
            self.linked += seen

    # What that means.

    def _end(self, element: _Element) -> None:
        tag, here = element.tag, len(self.pieces)
        if tag == "script" and self.script is not None:
            self.metadata.scripts.append("".join(self.script))
            self.script = None
        if tag in {"rt", "rb"} and self.rubies:
            self._ruby_part_ends(tag)
        elif tag == "ruby" and self.rubies:
            self._ruby_part_ends("rt")
            self.rubies.pop()
        if tag in _LISTS and self._is_list_of_links(element):
            element.left_out = True
        if tag in _LABELLED and not element.left_out and self._leads_elsewhere(element.begins):
            element.left_out = True
        if element.left_out:
            self.out.append((element.begins, here))
        elif tag == "main":
            self.mains.append((element.begins, here))
        elif tag == "article":
            self.articles.append((element.begins, here))
        if tag in _BLOCKS:
            self.pieces.append(_Piece(None))

    def _is_list_of_links(self, element: _Element) -> bool:
        characters = self.characters - element.characters
        return characters > 0 and self.linked - element.linked > _LINKED * characters

    def _leads_elsewhere(self, begins: int) -> bool:
        """Whether what begins at that piece is labelled 関連記事 or the like."""
        for piece in self.pieces[begins : begins + 6]:
            if piece.text is not None and (words := piece.text.strip()):
                return len(words) <= 30 and _ELSEWHERE.match(words) is not None  # noqa: PLR2004
        return False

    def _ruby_part(self, tag: str) -> None:
        ruby = self.rubies[-1]
        self._ruby_part_ends("rt")
        here = len(self.pieces)
        if tag == "rb":
            self._ruby_part_ends("rb")
            ruby.separate = True
            ruby.begins = here
        elif tag == "rt":
            if here > ruby.begins:
                ruby.bases.append((ruby.begins, here))
                ruby.begins = here
            ruby.reading = []

    def _ruby_part_ends(self, tag: str) -> None:
        ruby, here = self.rubies[-1], len(self.pieces)
        if tag == "rb" and ruby.separate and here > ruby.begins:
            ruby.bases.append((ruby.begins, here))
            ruby.begins = here
        elif tag == "rt" and ruby.reading is not None:
            reading = "".join(ruby.reading).strip()
            ruby.reading = None
            if ruby.bases:
                begins, ends = ruby.bases.pop(0)
                if reading:
                    self.readings.append((begins, ends, reading))
            ruby.begins = here

    # What remains.

    def page(self) -> Page:
        """The text of what was fed."""
        while self.open:  # an element that nothing ended is not left out: it would take the rest of the page along
            element = self.open.pop()
            element.left_out = False
            self._end(element)
        kept = self._kept()
        writer = _Writer()
        title = _SPACE.sub(" ", "".join(self.title)).strip()
        if title and not self.headed:
            writer.text(title)
            writer.line_end()
        places: list[int] = []  # where in the text each piece begins
        for piece, keep in zip(self.pieces, kept, strict=True):
            places.append(writer.length)
            if keep:
                writer.add(piece)
        places.append(writer.length)
        text = writer.result()
        readings = []
        for begins, ends, reading in self.readings:
            start, end = places[begins], places[ends]
            while start < end and text[start].isspace():
                start += 1
            if start < end and kept[begins]:
                readings.append((start, end, reading))
        known = self.metadata.known(text, title)
        # The first moment that the article itself shows, where nothing else says its day.
        shown = (moment for at, moment in self.times if at < len(kept) and kept[at])
        self.metadata.published = self.metadata.published or day_of(next(shown, None))
        return Page(text, tuple(readings), self.metadata.published, known)

    def _kept(self) -> list[bool]:
        """For each piece whether it is part of the text."""
        steps = [0] * (len(self.pieces) + 1)
        for begins, ends in self.out:
            steps[begins] += 1
            steps[ends] -= 1
        kept = [level == 0 for level in accumulate(steps[:-1])]
        # <main>, or the only <article>, where it holds a fair share of what is left: the rest is the site.
        whole = self._count(kept, 0, len(kept))
        for ranges in (self.mains, self.articles):
            if len(ranges) == 1:
                begins, ends = ranges[0]
                if self._count(kept, begins, ends) >= _MAIN * whole > 0:
                    return [keep and begins <= index < ends for index, keep in enumerate(kept)]
        return kept

    def _count(self, kept: list[bool], begins: int, ends: int) -> int:
        return sum(
            len(self.pieces[index].text or "")
            for index in range(begins, ends)
            if kept[index] and self.pieces[index].text
        )


def _is_left_out(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    if tag in _LEFT_OUT:
        return tag != "template" or "shadowrootmode" not in dict(attrs)  # SingleFile keeps what a script showed so
    if not attrs or tag in {"html", "body", "main", "article"}:
        return False
    attributes = dict(attrs)
    if tag in _NAMED:
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _NAMES.search(_CAMEL.sub("-", names)) or (attributes.get("role") or "").lower() in _ROLES:
            return True
        return "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style") or ""))
    return False


class _Writer:
    """Puts text together as a browser shows it: white space collapsed, no blank lines, none at the ends of lines."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.last = "\n"  # the last code point written
        self.gap = ""  # white space that waits for what follows

    def add(self, piece: _Piece) -> None:
        if piece.text is None:
            self.line_end()
        elif piece.text == "\t" and piece.pre:
            if self.gap != "\n":
                self.gap = "\t"
        elif piece.pre:
            for number, line in enumerate(piece.text.splitlines()):
                if number:
                    self.line_end()
                self.text(line)
            if piece.text.endswith("\n"):
                self.line_end()
        else:
            # Words and the white space between them by turns.
            for number, words in enumerate(_SPACE.split(piece.text)):
                if number % 2:
                    self.gap = self.gap or (_SOFT if "\n" in words or "\r" in words else " ")
                elif words:
                    self.text(words)

    def line_end(self) -> None:
        self.gap = "\n"

    def text(self, text: str) -> None:
        if not text:
            return
        if self.gap == _SOFT:
            self.gap = "" if _UNSPACED.match(self.last) and _UNSPACED.match(text[0]) else " "
        if self.gap and self.last != "\n":
            self._write(self.gap)
        self.gap = ""
        self._write(text)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def result(self) -> str:
        return "".join(self.parts) + ("\n" if self.parts else "")
