"""Clean Chinese web documents, and account for every character.

>>> from cleaner import clean
>>> record = clean("\\u4e2d\\u6587,\\u4e2d\\u6587")[0]
>>> record.text == "\\u4e2d\\u6587\\uff0c\\u4e2d\\u6587", record.original(), record.counts
(True, '\\u4e2d\\u6587,\\u4e2d\\u6587', {'punctuation.comma': 1})
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.api import clean as clean
    from cleaner.pipeline import Pipeline as Pipeline
    from cleaner.record import Record as Record

__version__ = "0.1.0"
__all__ = ["Pipeline", "Record", "__version__", "clean"]

_HOMES = {"Pipeline": "cleaner.pipeline", "Record": "cleaner.record", "clean": "cleaner.api"}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: ``cleaner --help`` must not wait for the rest."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
