"""Tables on the terminal: with lines, colours and bars there, plain where it is a file or a pipe."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cleaner.stats.shown import cell, harmless
from cleaner.stats.table import Row, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

_BAR, _LEAST, _MARGIN = 30, 8, 6
_WIDE = 1000


def show(tables: Iterable[Table], top: int) -> None:
    """Write tables to standard output, of each the first ``top`` rows; the overview and what tells a course, whole."""
    from rich.console import Console  # slow to import

    if sys.stdout.isatty():
        console = Console(markup=False, highlight=False)
        for table in tables:
            _print(table, top, console)
        return
    plain = Console(width=_WIDE, no_color=True, markup=False, highlight=False)
    with plain.capture() as captured:
        for table in tables:
            _print(table, top, plain)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1])


def _print(table: Table, top: int, console: "Console") -> None:
    """Print a table, if it has rows, with its note."""
    if not table.rows:
        return
    rows = table.rows if table.plot == "columns" or table.key == "overview" else table.rows[:top]
    console.print(_drawn(table, rows, console))
    if len(rows) < len(table.rows):
        rest = len(table.rows) - len(rows)
        console.print(f"and {rest:,} more: --top {len(table.rows)} or --json shows all", style="dim")
    if table.note:
        console.print(table.note, style="dim")
    console.print()


def _drawn(table: Table, rows: Sequence[Row], console: "Console") -> "Grid":
    """Return some rows of a table as rich draws it, with bars where the window has room for them."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table as RichTable
    from rich.text import Text

    here = console.is_terminal
    grid = RichTable(
        title=table.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD if here else None,
        show_header=table.key != "overview", pad_edge=here,
    )  # fmt: skip
    for column in table.shown:
        number = column.kind != "text"
        grid.add_column(column.title, justify="right" if number else "left", overflow="fold", no_wrap=number)
    lines = [_cells(table, row) for row in rows]
    widths = [max(map(cell_len, column)) + 3 for column in zip([c.title for c in table.shown], *lines, strict=True)]
    room = min(_BAR, console.width - sum(widths) - _MARGIN) if here and table.plot else 0
    if room >= _LEAST:
        grid.add_column("", no_wrap=True, style="cyan")
        lines = [[*line, bar] for line, bar in zip(lines, _bars(table, room), strict=False)]
    for line in lines:
        grid.add_row(*map(Text, line))
    return grid


def _cells(table: Table, row: Row) -> list[str]:
    cells = zip(row, table.columns, strict=True)
    return [harmless(cell(value, column)) for value, column in cells if column in table.shown]


def _bars(table: Table, room: int) -> list[str]:
    """Return a bar for each row, as long as what its drawn columns hold together."""
    sums = [sum(values) for values in zip(*map(table.values, table.drawn), strict=True)]
    most = max(sums, default=0) or 1
    return ["\u2588" * round(room * total / most) or ("\u258f" if total else "") for total in sums]
