"""Plots as SVG that keeps the size of its letters at any width: places across are per cent, not units."""

from collections.abc import Sequence
from html import escape

from cleaner.stats.shown import cell, harmless
from cleaner.stats.table import Table

TOP = 20
"""A plot of bars shows so many rows; the table below it holds all."""

_ROW, _TEXT, _BAR = 34, 14, 10
_LONGEST = 46
_HEIGHT, _FOOT, _HEAD = 160, 22, 18
_LABELS = 5
_INSET = 4.0  # per cent left free at both ends, for the labels of the first and the last column


def plot_of(table: Table) -> str:
    """Return the plot of a table with its legend; nothing for one that is not drawn."""
    if not table.plot:
        return ""
    drawn = [key for key in table.drawn if any(table.values(key))]
    if not drawn:
        return ""
    svg = _bars(table, drawn) if table.plot == "bars" else _columns(table, drawn)
    return _legend(table, drawn) + svg


def _bars(table: Table, drawn: Sequence[str]) -> str:
    """Return a bar a row, its name and number above it; what is drawn of a row stands end to end."""
    series = [table.values(key)[:TOP] for key in drawn]
    sums = [sum(values) for values in zip(*series, strict=True)]
    most = max(sums)
    shapes = []
    for number, (row, total) in enumerate(zip(table.rows, sums, strict=False)):
        name, top = ", ".join(str(value) for value in _names(table, row) if value), number * _ROW
        said = name if len(name) <= _LONGEST else name[:_LONGEST] + "\u2026"
        shapes.append(f'<text x="0" y="{top + _TEXT}">{_safe(said)}</text>')
        shapes.append(f'<text x="100%" y="{top + _TEXT}" class="end">{total:,}</text>')
        left = 0.0
        for index, values in enumerate(series):
            width = 100 * values[number] / most
            if values[number]:
                tip = f"{name}: {_title(table, drawn[index])} {values[number]:,}"
                shapes.append(_rect(left, top + _TEXT + 5, width, _BAR, _shade(table, drawn[index]), tip))
            left += width
    return _svg(table, len(sums) * _ROW, shapes)


def _columns(table: Table, drawn: Sequence[str]) -> str:
    """Return a column a row, what is drawn of it on top of each other, with the number of the highest."""
    series = [table.values(key) for key in drawn]
    sums = [sum(values) for values in zip(*series, strict=True)]
    most, pitch = max(sums), (100 - 2 * _INSET) / len(sums)
    floor = _HEAD + _HEIGHT
    shapes = [
        f'<text x="0" y="{_HEAD - 6}">{most:,}</text>',
        f'<line x1="0" x2="100%" y1="{_HEAD}" y2="{_HEAD}" class="grid"/>',
        f'<line x1="0" x2="100%" y1="{floor}" y2="{floor}" class="axis"/>',
    ]
    every = -(-len(sums) // _LABELS)
    for number, row in enumerate(table.rows):
        left, bottom = _INSET + number * pitch, float(floor)
        if number % every == 0:
            shapes.append(f'<text x="{left + pitch / 2:.2f}%" y="{floor + 16}" class="mid">{_safe(str(row[0]))}</text>')
        for index, values in enumerate(series):
            height = _HEIGHT * values[number] / most
            bottom -= height
            if values[number]:
                tip = f"{row[0]}: {_title(table, drawn[index])} {values[number]:,}"
                shapes.append(_rect(left + pitch * 0.1, bottom, pitch * 0.8, height, _shade(table, drawn[index]), tip))
    return _svg(table, floor + _FOOT, shapes)


def _rect(left: float, top: float, width: float, height: float, shade: str, tip: str) -> str:
    return (
        f'<rect x="{left:.2f}%" y="{top:.1f}" width="{width:.2f}%" height="{height:.1f}" class="{shade}">'
        f"<title>{_safe(tip)}</title></rect>"
    )


def _svg(table: Table, height: int, shapes: Sequence[str]) -> str:
    label = f"{table.title}: the table below holds the figures"
    return f'<svg width="100%" height="{height}" role="img" aria-label="{_safe(label)}">{"".join(shapes)}</svg>'


def _legend(table: Table, drawn: Sequence[str]) -> str:
    """Return what the shades mean, where there is more than one."""
    if len(table.drawn) < 2:
        return ""
    keys = (f'<span class="key {_shade(table, key)}"></span>{_safe(_title(table, key))}' for key in drawn)
    return f'<p class="legend">{" ".join(keys)}</p>'


def _names(table: Table, row: Sequence[object]) -> list[object]:
    """Return what tells a row from others: its texts."""
    return [value for value, c in zip(row, table.columns, strict=True) if c.kind == "text" and c.title]


def _title(table: Table, key: str) -> str:
    return next(column.title for column in table.columns if column.key == key)


def _shade(table: Table, key: str) -> str:
    """Return the class of a series: the first shade means removal, in every plot."""
    return f"shade{table.drawn.index(key) + (table.drawn[0] != 'removed')}"


def _safe(text: str) -> str:
    return escape(harmless(text))


def cells_of(table: Table) -> str:
    """Return the table itself as HTML."""
    sides = {column.key: "" if column.kind == "text" else ' class="number"' for column in table.shown}
    head = "".join(f"<th{sides[column.key]}>{_safe(column.title)}</th>" for column in table.shown)
    rows = []
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        shown = (f"<td{sides[c.key]}>{_safe(cell(value, c))}</td>" for value, c in cells if c.title)
        rows.append(f"<tr>{''.join(shown)}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
