"""What was counted as tables: the same for the terminal, for JSON and for the page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from cleaner.record import FIELDS
from cleaner.stats.figures import Deeds, Figures, outliers
from cleaner.stats.gauge import Gauge

Row = tuple[Any, ...]
_BIN = 50  # thousandths
_LONGEST = 60
"""So many years, or months, stand in a table without a gap."""


class Column(NamedTuple):
    """A column: its name in JSON, its heading, what stands in it; without a heading it is there for JSON alone."""

    key: str
    title: str
    kind: Literal["text", "number", "share"] = "text"


class Table(NamedTuple):
    """A table. ``drawn`` are the columns that a plot shows; ``plot`` how: a bar a row, or a column a row."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    note: str = ""
    drawn: tuple[str, ...] = ()
    plot: Literal["", "bars", "columns"] = ""

    @property
    def shown(self) -> list[Column]:
        """The columns that a reader sees."""
        return [column for column in self.columns if column.title]

    def values(self, key: str) -> list[Any]:
        """Return what stands in the column of that name."""
        at = [column.key for column in self.columns].index(key)
        return [row[at] for row in self.rows]


def tables_of(figures: Figures) -> list[Table]:
    """Return all tables, also those without rows."""
    makers: tuple[Callable[[Figures], Table], ...] = (
        _overview, _stages, _rules, _shares, _fields, _dates, _languages, _letters, _outlets, _duplicates, _outliers,
    )  # fmt: skip
    return [make(figures) for make in makers]


def as_data(tables: Iterable[Table]) -> dict[str, Any]:
    """Return tables as JSON data: rows as objects, the overview as one."""
    data: dict[str, Any] = {}
    for table in tables:
        keys = [column.key for column in table.columns]
        data[table.key] = [dict(zip(keys, row, strict=True)) for row in table.rows]
    data["overview"] = {row["key"]: row["value"] for row in data["overview"]}
    return data


def _overview(figures: Figures) -> Table:
    deeds = figures.stages.values()
    removed, changed, added = (sum(getattr(one, key) for one in deeds) for key in ("removed", "changed", "added"))
    rows: list[Row] = [
        ("pages", "pages", figures.pages),
        ("reports", "reports", figures.reports),
        ("dropped", "dropped", figures.failed["dropped"]),
        ("errors", "with an error", figures.failed["error"]),
        ("uncertain", "with remarks of a stage", figures.uncertain),
        ("unledgered", "without a ledger", figures.unledgered),
        ("bytes", "bytes read", figures.bytes),
        ("source", "characters read", figures.source),
        ("removed", "removed", removed),
        ("changed", "changed", changed),
        ("added", "added", added),
        ("text", "characters of clean text", figures.text),
    ]
    columns = Column("key", ""), Column("what", "What"), Column("value", "Number", "number")
    return Table("overview", "Overview", columns, rows)


_DEEDS = (
    Column("removed", "Removed", "number"), Column("changed", "Changed", "number"), Column("added", "Added", "number"),
    Column("edits", "Edits", "number"), Column("reports", "Reports", "number"),
)  # fmt: skip


def _cells(deeds: Deeds) -> Row:
    return deeds.removed, deeds.changed, deeds.added, deeds.edits, deeds.reports


def _stages(figures: Figures) -> Table:
    rows = [(stage, *_cells(deeds)) for stage, deeds in figures.stages.items()]
    note = "Characters that each stage removed and changed; one that two stages changed counts twice."
    return _ranked(Table("stages", "By stage", (Column("stage", "Stage"), *_DEEDS), rows, note))


def _rules(figures: Figures) -> Table:
    rows = [(rule, stage, *_cells(deeds)) for (stage, rule), deeds in figures.rules.items()]
    columns = Column("rule", "Rule"), Column("stage", ""), *_DEEDS
    note = "Characters that each rule removed and changed. `cleaner explain RULE` says what it does."
    return _ranked(Table("rules", "By rule", columns, rows, note))


def _ranked(table: Table) -> Table:
    """Put first what removed and changed most."""
    keys = [column.key for column in table.columns]
    removed, changed = keys.index("removed"), keys.index("changed")
    rows = sorted(table.rows, key=lambda row: (-row[removed] - row[changed], row[0]))
    return table._replace(rows=rows, drawn=("removed", "changed"), plot="bars")


def _shares(figures: Figures) -> Table:
    gauges = {kind: found["removed"] for kind, found in sorted(figures.gauges.items(), reverse=True)}
    titles = {"text": "Texts", "html": "Saved pages"}
    columns = Column("share", "Share removed"), *(Column(kind, titles[kind], "number") for kind in gauges)
    rows: list[Row] = []
    for low in range(0, 1001, _BIN):  # nothing at all, then more than ``low - _BIN`` up to ``low`` thousandths
        label = f"{(low - _BIN) // 10}\u2013{low // 10} %" if low else "0 %"
        rows.append((label, *(_between(gauge, low - _BIN, low) for gauge in gauges.values())))
    notes = [f"{titles[kind]}: {_quantiles(gauge)}" for kind, gauge in gauges.items()]
    note = ". ".join(["How much of each report was removed", *notes]) + "."
    return Table("shares", "Share removed", columns, rows if gauges else [], note, tuple(gauges), "columns")


def _between(gauge: Gauge, above: int, upto: int) -> int:
    return sum(count for value, count in gauge.counts.items() if above < value <= upto)


def _quantiles(gauge: Gauge) -> str:
    half, most = gauge.quantile(0.5) / 10, gauge.quantile(0.9) / 10
    return f"half lose {half:.1f} % or less, nine of ten {most:.1f} % or less"


def _fields(figures: Figures) -> Table:
    rows = [(label, figures.filled[label], figures.filled[label] / max(1, figures.reports)) for label in FIELDS]
    columns = Column("field", "Field"), Column("reports", "Reports", "number"), Column("share", "Share", "share")
    note = "In how many reports each field of the metadata was found."
    rows = [row for row in rows if row[1]]
    return Table("fields", "Metadata", columns, rows, note, ("reports",), "bars")


def _dates(figures: Figures) -> Table:
    said, published = figures.dates["date"], figures.dates["published"]
    years = sorted({period[:4] for period in (*said, *published)})
    length = 7 if len(years) <= 2 else 4
    periods = _without_gaps({period[:length] for period in (*said, *published)}, length)
    rows = [(period, _during(said, period, length), _during(published, period, length)) for period in periods]
    note = (
        f"{figures.filled['date']:,} of {figures.reports:,} reports say when it was said or happened, "
        f"{figures.filled['published']:,} when it was published."
    )
    first = Column("period", "Year" if length == 4 else "Month")
    columns = first, Column("date", "Said", "number"), Column("published", "Published", "number")
    return Table("dates", "Dates", columns, rows, note, ("date", "published"), "columns")


def _during(counts: dict[str, int], period: str, length: int) -> int:
    return sum(count for key, count in counts.items() if key[:length] == period)


def _without_gaps(periods: set[str], length: int) -> Sequence[str]:
    """Return all years or months from the first to the last, unless they are very many."""
    found = sorted(periods)
    if not found:
        return []
    if length == 4:
        every = [f"{year:04}" for year in range(int(found[0]), int(found[-1]) + 1)]
    else:
        first, last = int(found[0][:4]), int(found[-1][:4])
        every = [f"{year:04}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]
        every = [period for period in every if found[0] <= period <= found[-1]]
        every = sorted({*every, *found})  # a year of which the month is not known stands on its own
    return every if len(every) <= _LONGEST else found


def _languages(figures: Figures) -> Table:
    scripts = {"": "characters not said", "Hans": "Simplified", "Hant": "Traditional", "Hani": "either"}
    total = max(1, figures.reports)
    rows = [
        (tongue, scripts.get(script, script), count, count / total)
        for (tongue, script), count in figures.languages.most_common()
    ]
    columns = (
        Column("language", "Language"), Column("script", "Characters"), Column("reports", "Reports", "number"),
        Column("share", "Share", "share"),
    )  # fmt: skip
    note = "By the letters of the clean text; the characters as the stage `script` found them on the page."
    return Table("languages", "Languages", columns, rows, note, ("reports",), "bars")


def _letters(figures: Figures) -> Table:
    total = max(1, figures.letters.total())
    rows = [(script, count, count / total) for script, count in figures.letters.most_common()]
    columns = Column("script", "Script"), Column("letters", "Letters", "number"), Column("share", "Share", "share")
    return Table("scripts", "Scripts", columns, rows, "Letters of the clean text by script.", ("letters",), "bars")


def _outlets(figures: Figures) -> Table:
    rows: list[Row] = list(figures.outlets.counts.most_common())
    note = f"{figures.filled['outlet']:,} of {figures.reports:,} reports name who published them."
    if figures.outlets.rest:
        note += f" {figures.outlets.rest:,} of rare outlets are not shown."
    return Table(
        "outlets", "Outlets", (Column("outlet", "Outlet"), Column("reports", "Reports", "number")), rows, note,
        ("reports",), "bars",
    )  # fmt: skip


def _duplicates(figures: Figures) -> Table:
    echoes = figures.echoes
    rows = [(times, ", ".join(names) + (", \u2026" if times > len(names) else "")) for times, names in echoes.groups]
    note = f"{echoes.surplus:,} reports have the very text of an earlier one."
    if echoes.every > 1:
        note = f"About {note} Estimated from every {echoes.every}th different text."
    columns = Column("times", "Times", "number"), Column("ids", "Reports with the same text")
    return Table("duplicates", "Duplicates", columns, rows, note)


def _outliers(figures: Figures) -> Table:
    rows = [(name, "; ".join(why)) for name, why in outliers(figures)]
    note = "Failed, contradicts itself, or lies far from most (beyond three times the middle half)."
    return Table("outliers", "To look at", (Column("id", "Report"), Column("why", "Why")), rows, note)
