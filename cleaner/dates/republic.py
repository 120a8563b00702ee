"""Days in years of the Republic (民國), which Taiwan counts from 1912 on."""

from cleaner.dates import to_edtf
from cleaner.scan import lazy

_MINGUO = lazy(
    r"(?:(?:中华)?民国)?(?P<y>1[0-3]\d|9\d)(?:年|[-./])(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2})日?(?!\d)"
)


def day_of_republic(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the day in EDTF that ``text[start:end]`` is in years of the Republic (112-04-03), nothing for no such day.

    >>> day_of_republic("112-04-03"), day_of_republic("112-14-03")
    ('2023-04-03', '')
    """
    day = _MINGUO.fullmatch(text, start, len(text) if end is None else end)
    edtf = f"{int(day['y']) + 1911}-{int(day['m']):02}-{int(day['d']):02}" if day else ""
    return edtf if to_edtf(edtf) else ""
