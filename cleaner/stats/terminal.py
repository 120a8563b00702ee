"""Tables on the terminal: with lines, colours and bars there, plain where it is a file or a pipe."""

import sys
from collections.abc import Iterable

from cleaner.stats.shown import cell, harmless
from cleaner.stats.table import Table

_BAR = 24
_WIDE = 1000


def show(tables: Iterable[Table], top: int) -> None:
    """Write tables to standard output, of each the first ``top`` rows; columns, which tell a course, whole."""
    from rich.console import Console  # slow to import

    here = sys.stdout.isatty()
    console = Console(width=None if here else _WIDE, no_color=None if here else True, markup=False, highlight=False)
    for table in (table for table in tables if table.rows):
        console.print(_drawn(table, top, here))
        rest = 0 if table.plot == "columns" else len(table.rows) - top
        if rest > 0:
            console.print(f"and {rest:,} more: --top {len(table.rows)} or --json shows all", style="dim")
        if table.note:
            console.print(table.note, style="dim")
        console.print()


def _drawn(table: Table, top: int, here: bool) -> object:
    """Return the table as rich draws it."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(
        title=table.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD if here else None,
        show_header=table.key != "overview", pad_edge=here,
    )  # fmt: skip
    columns = [column for column in table.columns if column.key != "key"]
    for column in columns:
        grid.add_column(column.title, justify="left" if column.kind == "text" else "right", overflow="fold")
    bars = _bars(table) if here and table.plot else []
    if bars:
        grid.add_column("", no_wrap=True, style="cyan")
    shown = table.rows if table.plot == "columns" else table.rows[:top]
    for number, row in enumerate(shown):
        cells = [
            Text(harmless(cell(value, column)))
            for value, column in zip(row, table.columns, strict=True) if column.key != "key"
        ]  # fmt: skip
        grid.add_row(*cells, *([Text(bars[number])] if bars else []))
    return grid


def _bars(table: Table) -> list[str]:
    """Return a bar for each row, as long as what its drawn columns hold together."""
    sums = [sum(values) for values in zip(*map(table.values, table.drawn), strict=True)]
    most = max(sums, default=0) or 1
    return ["\u2588" * round(_BAR * total / most) or ("\u258f" if total else "") for total in sums]
