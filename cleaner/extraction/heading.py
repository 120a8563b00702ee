"""The headline of an article in the markup, and what its line of source and time says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cleaner.dates import find_dates
from cleaner.dates.republic import day_of_republic
from cleaner.document import fold_table
from cleaner.extraction.said import Said
from cleaner.extraction.survey import Survey
from cleaner.heading.banner import read_banner
from cleaner.heading.row import Row, is_channel, is_masthead
from cleaner.html.token import Kind
from cleaner.html.tree import Text
from cleaner.names.byline import GATE as CREDITED
from cleaner.names.byline import read_credits
from cleaner.scan import lazy

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LONGEST = 120
_LEAST = 4
_OWN = 6
"""An ``h1`` that is the only one is a headline if it has so many letters, whatever the title of the window says."""
_SHARED = 8
_FIRST = 3
"""An article may begin with its headline, in one of so many texts."""
_FAR = 2500
"""So many characters of text may stand between headline and article: font bars, summaries, a menu of the section."""
_SUBTITLE = lazy("(?:[\u2014\u2013\u2015\u2500]{1,3}|-{2,4})\\s?[\u3400-\u9fff\u201c\u300a]{2}")
_BREAK = lazy("[\u3002;]")
_PLAIN = lazy(r"[\W_]+")
_PARTS = lazy("\\s*[-_|]\\s*")
_PICTURED = lazy("\\s*\\([\u9644\u7ec4\u591a]?\u56fe\\)\\s*\\Z")
_OUTLET = lazy("(?:来源|稿源|出处|转载自)\\s*(?::|&#58;)\\s*(?P<name>[^\\s:|<>&()\\[\\]]{0,24})")
_NEXT = lazy("\\s*(?P<name>[^\\s:|<>&()\\[\\]]{2,24})")
_TALK = lazy("(?:访谈|采访|会议|活动|直播|开庭|座谈)(?:时间|日期)\\s*:?\\Z")
_ENTITY = lazy("&(?:nbsp|ensp|emsp|#160|#12288);")
_PIECE = lazy("\\S+(?: {1,7}\\S+)*")
_MASTHEAD = lazy(
    "\\A\\s*[\u3400-\u9fff]{2,12}(?:数字报|电子报|电子版|数字版|日报|晚报)\\s?[-_|:\u2014]+\\s?(?=.{4})"
)
_CAPTION = lazy("[^()]{2,60}\\((?P<credit>[^()]{2,24})\\)")
_REPUBLIC = lazy("(?:发布|张贴|公告|上版|更新)日期\\s*:\\s*(?P<day>\\d{2,3}[-./]\\d{1,2}[-./]\\d{1,2})(?!\\d)")
_FULL = lazy(r"\d{4}-\d\d-\d\d")


def find_heading(found: Survey, before: int) -> int:
    """Return the element of the headline that stands before an offset; 0 where there is none.

    It says what the title of the window begins with, or goes on where that breaks off; among those that do, the last.
    Where the title begins with a line above the headline, it is the only ``h1`` that says a later part of it. Some
    sites put their own name before: then it is a heading that says what the title ends with. Without a title, or where
    it is only the name of the site, the last ``h1`` before the article counts, or the last heading. An ``h1`` that is
    the only one counts, too, whatever the title says, and without one an only ``h2`` that has eight letters in a row
    with the title.
    """
    title, first = _title(found), _first_part(found)
    texts = _texts(found, before)
    only = [index for index in texts if found.tree.elements[index].name == "h1"]
    if len(only) == 1 and len(words := _PLAIN.sub("", texts[only[0]])) >= _OWN and words in title[_LEAST:]:
        return only[0]
    best = 0
    for index, text in texts.items():
        words = _PLAIN.sub("", _PICTURED.sub("", text))
        if len(words) >= _LEAST and len(text) <= _LONGEST and not is_masthead(text):
            whole = first and len(words) <= _LONGEST // 2 and words.startswith(first)
            named = title.endswith(words) and len(words) > _LEAST and found.tree.elements[index].name in _HEADINGS
            best = index if named or whole or title.startswith(words) else best
    if best:
        return best
    headings = [index for index in texts if found.tree.elements[index].name in _HEADINGS]
    if title:
        second = [index for index in texts if found.tree.elements[index].name == "h2"]
        if not only and len(second) == 1 and _share(_PLAIN.sub("", texts[second[0]]), title):
            return second[0]
        return only[0] if len(only) == 1 and len(_PLAIN.sub("", texts[only[0]])) >= _OWN else 0
    return max(only or headings, default=0)


def _first_part(found: Survey) -> str:
    """Return the letters of the title of the window up to its first bar or hyphen, if they are enough to know it by."""
    title = next((text for text in found.tree.texts if text.kind is Kind.RCDATA), None)
    words = _PLAIN.sub("", _PARTS.split(_folded(found, title).strip())[0]) if title else ""
    return words if len(words) >= _OWN else ""


def _share(words: str, title: str) -> bool:
    """Tell whether eight letters in a row are those of the title."""
    return any(words[at : at + _SHARED] in title for at in range(len(words) - _SHARED + 1))


def find_subtitle(found: Survey, start: int, end: int) -> int:
    """Return the block of the subtitle between headline and article, a line that begins with a dash; 0 for none."""
    for text in found.between(start, end):
        words = _folded(found, text).strip()
        if words:
            block = found.block[text.parent]
            one = found.tree.elements[block]
            alone = start <= one.start and one.end <= end and not _BREAK.search(words)
            return block if alone and _SUBTITLE.match(words) and len(words) <= _LONGEST else 0
    return 0


def begins_with_heading(found: Survey, start: int, end: int) -> bool:
    """Tell whether one of the first lines between two offsets says what the title of the window begins with."""
    title = _title(found)
    lines = filter(None, (_PLAIN.sub("", _folded(found, text)) for text in found.between(start, end)))
    return any(len(line) >= _LEAST and title.startswith(line) for line in islice(lines, _FIRST))


def read_byline(found: Survey, start: int, end: int) -> Iterator[Said]:
    """Yield when and where an article appeared, as the lines between its headline and itself say."""
    texts = found.between(start, end)
    yield from _days(found, texts)
    for at, text in enumerate(texts):
        said = _OUTLET.search(_folded(found, text))
        if said and not said["name"] and at + 1 < len(texts):  # the name is a link of its own
            text = texts[at + 1]
            said = _NEXT.match(_folded(found, text))
        if said and said["name"]:
            begin, stop = said.span("name")
            yield Said(text.start + begin, text.start + stop, "outlet", said["name"], "content.byline-outlet")
            break


def _days(found: Survey, texts: Sequence[Text]) -> Iterator[Said]:
    """Yield the first day, that of publication, and before it the day of a talk, if a label says so."""
    label = ""
    for text in texts:
        whole = _folded(found, text)
        date = next((date for date in find_dates(whole) if _FULL.fullmatch(date.edtf)), None)
        if not date:
            if (told := _REPUBLIC.search(label + whole)) and (day := day_of_republic(told["day"])):
                at = text.start + told.start("day") - len(label)
                yield Said(at, at + len(told["day"]), "published", day, "content.byline-published")
                return
            label = whole
            continue
        span = text.start + date.start, text.start + date.end
        if not _TALK.search((label + whole[: date.start]).rstrip()):
            yield Said(*span, "published", date.edtf, "content.byline-published")
            return
        yield Said(*span, "date", date.edtf, "content.byline-date")


def read_staff(found: Survey, spans: Iterable[tuple[int, int]]) -> Iterator[Said]:
    """Yield who wrote an article and took its pictures, as the lines around it say."""
    for start, end in spans:
        for text in found.between(start, end):
            yield from _staff(_folded(found, text), text.start)


def _staff(words: str, base: int) -> Iterator[Said]:
    """Yield who wrote and who took pictures, as a text says that starts at ``base`` in the source."""
    words = _ENTITY.sub(lambda blank: " " * len(blank[0]), words)
    for piece in _PIECE.finditer(words) if CREDITED.search(words) else ():
        inside = _CAPTION.fullmatch(words, *piece.span())
        start, end = inside.span("credit") if inside else piece.span()
        if said := read_credits(words, start, end):
            names = [("reporters", one) for one in said.writers]
            names += [("photo_credits", one) for one in said.photographers]
            yield from (_credit(label, base + one.start, base + one.end, one.text) for label, one in names)
        elif banner := read_banner(Row(base + start, base + end, words[start:end])):
            for first, last, label, _ in banner.facts:
                if label in ("reporters", "photo_credits"):
                    yield _credit(label, first, last, words[first - base : last - base].replace(" ", ""))


def _credit(label: str, start: int, end: int, name: str) -> Said:
    return Said(start, end, label, name, f"content.byline-{label.replace('_', '-')}")


def _folded(found: Survey, text: Text) -> str:
    """Return a text as the folded view has it: not of the whole page, as most of that is markup."""
    return found.tree.html[text.start : text.end].translate(fold_table())


def _title(found: Survey) -> str:
    """Return the letters and digits of the title of the window."""
    title = next((text for text in found.tree.texts if text.kind is Kind.RCDATA), None)
    if title is None or found.tree.elements[title.parent].name != "title":
        return ""
    words = _folded(found, title).replace("&nbsp;", " ")
    if all(len(part) <= _LEAST or is_masthead(part) or is_channel(part) for part in _PARTS.split(words.strip())):
        return ""
    return _PLAIN.sub("", _MASTHEAD.sub("", words))


def _texts(found: Survey, before: int) -> dict[int, str]:
    """Return the text of each block that stands before an offset, the nearest 2,500 characters."""
    texts: dict[int, str] = {}
    size = 0
    for text in reversed(found.between(0, before)):
        words = _folded(found, text).replace("&nbsp;", " ").strip()
        block = found.block[text.parent]
        texts[block] = words + texts.get(block, "")
        size += len(words)
        if size > _FAR:
            break
    return dict(sorted(texts.items()))
