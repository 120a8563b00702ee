"""What the markup of a page says of its article."""

from typing import NamedTuple


class Said(NamedTuple):
    """``html[start:end]`` says that ``label`` is ``value``, by a rule of the stage ``content``."""

    start: int
    end: int
    label: str
    value: str
    rule: str
