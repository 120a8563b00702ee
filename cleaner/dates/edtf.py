"""Dates as values: what the calendar has, and how EDTF (ISO 8601-2) writes it."""

from calendar import monthrange
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "period", "year", "decade"]


class Point(NamedTuple):
    """One date, or one end of an interval; None for what is not said."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """The finest unit that is said."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def possible(self) -> bool:
        """Whether the calendar has it, in the years 1000 to 2999; a day without a year, in a leap year."""
        year = 2000 if self.year is None else self.year
        if not 1000 <= year <= 2999 or (self.year is None and self.day is None):
            return False
        if self.month is None:
            return self.day is None
        return 1 <= self.month <= 12 and (self.day is None or 1 <= self.day <= monthrange(year, self.month)[1])

    def __str__(self) -> str:
        """``2021-01-12``, ``2021-03``, ``2019``, ``XXXX-12-09``."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    def through(self, end: "Point") -> str | None:
        """Return the interval to a later point of the same precision, None if it is not one.

        >>> Point(2021, 3, 5).through(Point(2021, 3, 8)), Point(2021, 3, 5).through(Point(2021, 2, 30))
        ('2021-03-05/2021-03-08', None)
        """
        if not (self.possible and end.possible and self.precision == end.precision):
            return None
        same = (self.year is None) == (end.year is None)
        return f"{self}/{end}" if same and str(self) < str(end) else None
