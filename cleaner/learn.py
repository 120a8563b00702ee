"""Learn the boilerplate of a site from its pages: count the lines, merge the counts, write a rule pack to read."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.stages.boilerplate import Boilerplate, Look, headline, look

_TEXT = "\u4e00\u53e5\u6b63\u6587\u3002"  # a sentence, as the text around an example
Page = tuple[str, Sequence[str]]
"""A site and the lines of one of its pages, from top to bottom."""

_STAGE = Boilerplate()
_DIGITS = re.compile(r"\d+")
# What is never learned, though it repeats once its digits are folded: dates, sources and names feed the metadata, and
# numbers and outline marks stand in texts.
_METADATA = re.compile(
    r"0\s*[-/.\u5e74]\s*0\s*[-/.\u6708]\s*0|0\u6708\s*0\u65e5|(?:来源|作者|记者|通讯员|原标题|摄影|[图文])\s*:|(?:记者|摄|图)$"
)
_OUTLINE = re.compile(r"[\W0_]*[一二三四五六七八九十百零第章节条款项部分上中下甲乙丙丁之]{0,8}[\W0_]*")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a line that repeats is boilerplate. Pages are counted without duplicates.

    From the even rows of lines_dev (about fifty pages a site): between 3 and 5 pages for short lines the F1 moves by
    less than 0.003; the shares only matter on larger corpora.
    """

    pages: int = 3
    share: float = 0.01
    long: int = 30  # characters from which a line is long; so is every line that ends a sentence
    long_pages: int = 4
    long_share: float = 0.05
    text: float = 0.1  # a line that belongs to the text on more than this share of its pages stays


@dataclass(frozen=True, slots=True)
class Table:
    """Which line stands on which pages of a site.

    A page is the fingerprint of its sentences, so that the same report saved twice counts once. A line is folded, its
    digits written as one 0. ``inside`` holds the pages on which the line belongs to the text: it is the headline, or it
    stands between two sentences, or it ends like a clause and stands beside one ("hereby notified.", "to all:").
    """

    site: str
    pages: frozenset[str]
    lines: Mapping[str, frozenset[str]]
    inside: Mapping[str, frozenset[str]]

    def merge(self, other: "Table") -> "Table":
        """Return the table of both: the same whatever the order and number of the shards that it came from."""
        if self.site != other.site:
            raise InputError(f"tables of two sites cannot be merged: {self.site} and {other.site}")
        lines = _union(self.lines, other.lines)
        return Table(self.site, self.pages | other.pages, lines, _union(self.inside, other.inside))

    def dumps(self) -> str:
        """Return the table as JSON, the same text for the same table."""
        pages = sorted(self.pages)
        number = {page: at for at, page in enumerate(pages)}
        lines = {line: sorted(number[p] for p in found) for line, found in sorted(self.lines.items())}
        inside = {line: sorted(number[p] for p in found) for line, found in sorted(self.inside.items())}
        return json.dumps({"schema": 1, "site": self.site, "pages": pages, "lines": lines, "inside": inside}) + "\n"

    @classmethod
    def loads(cls, text: str) -> "Table":
        """Read what ``dumps`` wrote. Raises InputError for anything else."""
        try:
            data = json.loads(text)
            if data["schema"] != 1:
                raise InputError(f"a table of schema {data['schema']}; this version reads schema 1")
            pages = data["pages"]
            lines, inside = (
                {line: frozenset(pages[at] for at in found) for line, found in data[part].items()}
                for part in ("lines", "inside")
            )
            return cls(data["site"], frozenset(pages), lines, inside)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise InputError(f"not a table of lines: {error!r}; write it with `cleaner learn --save`") from error


class Learned(NamedTuple):
    """A line that is boilerplate: as the table has it, on how many pages, and what it looks like."""

    line: str
    pages: int
    group: str


def count(pages: Iterable[Page]) -> dict[str, Table]:
    """Count the lines of the pages: site -> table. The first pass; each shard of a corpus can have its own."""
    seen: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    inside: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for site, text in pages:
        looks = look(Document("\n".join(text)))
        page = _fingerprint(looks)
        seen[site].add(page)
        headlines = {headline(looks, 0, block) for block in _STAGE.blocks(looks)[:1]}
        for at, line in enumerate(looks):
            key = _key(line.text)
            lines[site][key].add(page)
            if at in headlines or _in_text(looks, at):
                inside[site][key].add(page)
    return {
        site: Table(site, frozenset(found), _frozen(lines[site]), _frozen(inside[site]))
        for site, found in sorted(seen.items())
    }


def learn(table: Table, thresholds: Thresholds = Thresholds()) -> list[Learned]:
    """Return the lines of the table that are boilerplate, most pages first."""
    found = []
    for line, pages in table.lines.items():
        in_text = len(table.inside.get(line, ())) > thresholds.text * len(pages)
        if not in_text and _repeats(line, len(pages), len(table.pages), thresholds):
            found.append(Learned(line, len(pages), _group(line)))
    return sorted(found, key=lambda one: (-one.pages, one.line))


def witnesses(
    pages: Iterable[Page], learned: Mapping[str, Sequence[Learned]], most: int = 4
) -> dict[str, dict[str, list[str]]]:
    """Find sentences that hold the words of learned lines and must stay: site -> group -> at most ``most`` texts.

    The second pass over the same pages. For each learned line the shortest sentence counts, whatever the
    order of the pages.
    """
    index = {site: _by_start(found) for site, found in learned.items()}
    best: dict[str, dict[Learned, str]] = {site: {} for site in learned}
    for site, text in pages:
        for line in look(Document("\n".join(text))) if site in index else ():
            key = _key(line.text)
            if line.is_prose and all(one.line != key for one in index[site].get(key[:2], ())):
                for one in _held(key, index[site]):
                    best[site][one] = min(best[site].get(one, line.text), line.text, key=lambda t: (len(t), t))
    return {site: _shortest(found, most) for site, found in best.items()}


def write(table: Table, learned: Sequence[Learned], keeps: Mapping[str, Sequence[str]]) -> str:
    """Return the rule pack as YAML, for a person to read and commit: the same text for the same lines, at least one."""
    groups: dict[str, list[Learned]] = defaultdict(list)
    for one in learned:
        groups[one.group].append(one)
    rules = [_rule(name, groups[name], table, keeps.get(name, ())) for name in sorted(groups)]
    body = "rules:\n" + "".join(rules)
    version = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    about = f"lines that repeat on {len(table.pages)} pages of {table.site}"
    head = f"schema: 1\npack: {_slug(table.site)}\nversion: {_quoted(version)}\ndescription: {_quoted(about)}\n"
    return head + body


def packs(pages: Sequence[Page], thresholds: Thresholds = Thresholds()) -> dict[str, str]:
    """Learn from all pages at once: site -> rule pack, for ``rules/learned/SITE.yaml``.

    A site without anything to learn has no pack: a rule file without rules is an error.
    """
    tables = count(pages)
    learned = {site: learn(table, thresholds) for site, table in tables.items()}
    keeps = witnesses(pages, learned)
    return {site: write(tables[site], found, keeps[site]) for site, found in learned.items() if found}


def _key(text: str) -> str:
    """Write each run of digits as one 0."""
    return _DIGITS.sub("0", text)


def _in_text(looks: Sequence[Look], at: int) -> bool:
    """Whether the line stands between two sentences, or ends like a clause, has no sign and stands beside one."""
    beside = [0 <= other < len(looks) and looks[other].is_prose for other in (at - 1, at + 1)]
    return all(beside) or (any(beside) and not looks[at].sign and looks[at].text[-1] in "\u3002:;,!?")


def _fingerprint(lines: Sequence[Look]) -> str:
    """Name a page by its sentences: what stands around them changes from visit to visit."""
    text = "\n".join(line.text for line in lines if line.is_prose) or "\n".join(line.text for line in lines)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _repeats(line: str, found: int, pages: int, limit: Thresholds) -> bool:
    """Whether a line found on so many of the pages repeats often enough for its length."""
    if _METADATA.search(line) or _OUTLINE.fullmatch(line):
        return False
    if len(line) >= limit.long or "\u3002" in line:
        return found >= max(limit.long_pages, pages * limit.long_share)
    return found >= max(limit.pages, pages * limit.share)


def _group(line: str) -> str:
    """Name the rule that the line goes into: its sign, or its shape."""
    seen = look(Document(line))[0]
    if seen.sign:
        return seen.sign.removeprefix("boilerplate.")
    return "sentence" if seen.is_prose else "menu" if len(line) <= 8 else "link-list"


def _by_start(learned: Iterable[Learned]) -> dict[str, list[Learned]]:
    """Index the lines by their first two characters."""
    index = defaultdict(list)
    for one in learned:
        index[one.line[:2]].append(one)
    return dict(index)


def _held(text: str, index: Mapping[str, Sequence[Learned]]) -> Iterator[Learned]:
    """Yield the learned lines of two characters and more that the text holds."""
    for at in range(len(text) - 1):
        for one in index.get(text[at : at + 2], ()):
            if text.startswith(one.line, at):
                yield one


def _shortest(found: Mapping[Learned, str], most: int) -> dict[str, list[str]]:
    """Return for each group the shortest of the sentences, each once."""
    groups: dict[str, set[str]] = defaultdict(set)
    for one, text in found.items():
        groups[one.group].add(text)
    return {name: sorted(texts, key=lambda t: (len(t), t))[:most] for name, texts in groups.items()}


def _rule(name: str, lines: Sequence[Learned], table: Table, keeps: Sequence[str]) -> str:
    """Write one rule: its lines with the number of pages beside each."""
    counts = [one.pages for one in lines]
    spread = f"{min(counts)} to {max(counts)} of {len(table.pages)}"
    first = lines[0].line
    sites = [table.site, f"*.{table.site}"] if "." in table.site else []
    out = [
        f"- id: {name}",
        "  kind: remove-line",
        f"  description: {_quoted(f'{len(lines)} lines of the site that look like {name}')}",
        f"  why: {_quoted(f'each stands on {spread} different pages of the site, and not in the text')}",
        *(["  scope: {sites: [" + ", ".join(map(_quoted, sites)) + "]}"] if sites else []),
        "  match:",
        *_entries("equals", [(one.line, one.pages) for one in lines if "0" not in one.line]),
        *_entries("regex", [(_pattern(one.line), one.pages) for one in lines if "0" in one.line]),
        "  examples:",
        f"  - {{before: {_quoted(first + chr(10) + _TEXT)}, after: {_quoted(_TEXT)}}}",
        "  keep:",
        *(f"  - {_quoted(text)}" for text in keeps or [_TEXT + first + _TEXT]),
    ]
    return "\n".join(out) + "\n"


def _entries(key: str, found: Sequence[tuple[str, int]]) -> list[str]:
    """Write the list below a key of the match, if there is any."""
    return [f"    {key}:", *(f"    - {_quoted(text)}  # {pages} pages" for text, pages in found)] if found else []


def _pattern(line: str) -> str:
    """Return the regex of a line whose digits vary."""
    return r"\d+".join(re.sub(r"[\\.^$|?*+()\[\]{}]", r"\\\g<0>", part) for part in line.split("0"))


def _slug(site: str) -> str:
    """Make the name of a pack of the name of a site."""
    slug = re.sub(r"[^a-z0-9]+", "-", site.lower()).strip("-")
    return slug if slug[:1].isalpha() else f"site-{slug}".rstrip("-")


def _quoted(text: str) -> str:
    """Write a YAML double-quoted string; what is not printable and full-width forms go as escapes."""
    out = []
    for char in text:
        code = ord(char)
        if char in '"\\':
            out.append("\\" + char)
        elif char.isprintable() and not 0xFF00 <= code <= 0xFFEF:
            out.append(char)
        elif char == "\n":
            out.append("\\n")
        else:
            out.append(f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")
    return '"' + "".join(out) + '"'


def _union(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Join two tables line by line."""
    return {line: one.get(line, frozenset()) | other.get(line, frozenset()) for line in {*one, *other}}


def _frozen(lines: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Close a table that is complete."""
    return {line: frozenset(pages) for line, pages in lines.items()}
