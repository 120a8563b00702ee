"""Signatures of texts: MinHash over runs of characters, by which texts that are nearly the same are found."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.document import Document
from cleaner.errors import ConfigError

NUMBERS = 128
"""How many numbers a signature has: similarity is known to about 1 in the square root of that."""

SURE = 0.99
"""How likely two texts at the threshold are to be compared at all."""

_SEED = 42
_RUN = 5
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Bands:
    """How signatures are cut into bands: texts are compared if one band is the same in both."""

    count: int
    rows: int

    @classmethod
    def of(cls, threshold: float) -> "Bands":
        """Return the fewest bands by which two texts of that similarity are found almost surely.

        >>> Bands.of(0.8)
        Bands(count=21, rows=6)
        """
        for rows in range(NUMBERS, 1, -1):
            if 1 - (1 - threshold**rows) ** (NUMBERS // rows) >= SURE:
                return cls(NUMBERS // rows, rows)
        return cls(NUMBERS, 1)


def runs_of(text: str) -> set[str]:
    """Return the runs of characters of a text that count: letters and digits of the folded view, five at a time."""
    words = _NOT_WORDS.sub("", Document(text).folded).lower()
    return {words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))}


def signature(text: str) -> Sequence[int]:
    """Return the signature of a text: the same for the same runs. Raises ConfigError where the package is missing."""
    sketch: Any = _rensa().RMinHash(num_perm=NUMBERS, seed=_SEED)
    sketch.update(sorted(runs_of(text)))
    return array("I", sketch.digest())


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how alike two texts are by their signatures: about the share of runs that they have in common."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / NUMBERS


def _rensa() -> Any:
    try:
        import rensa  # an extra
    except ImportError as error:
        raise ConfigError("near duplicates need rensa, which is not installed: pip install 'cleaner[dedup]'") from error
    return rensa
