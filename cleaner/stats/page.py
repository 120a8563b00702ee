"""The page of ``cleaner stats --html``: plots and tables in one file, without script and without the network."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from cleaner import __version__
from cleaner.stats.plot import cells_of, plot_of
from cleaner.stats.shown import harmless
from cleaner.stats.table import Table

_OPEN = ("overview", "duplicates", "outliers")
"""Tables without a plot are seen at once, those below a plot when somebody asks."""


def page_of(tables: Iterable[Table], names: Sequence[str]) -> bytes:
    """Return the page of these tables; ``names`` are the files that were counted."""
    style = files("cleaner.stats").joinpath("page.css").read_text("utf-8")
    said = escape(harmless(", ".join(names)))
    body = "\n".join(_section(table) for table in tables if table.rows)
    return _PAGE.format(style=style, names=said, body=body, version=escape(__version__)).encode()


def _section(table: Table) -> str:
    note = f"<p>{escape(harmless(table.note))}</p>" if table.note else ""
    plot, cells = plot_of(table), f'<div class="wide">{cells_of(table)}</div>'
    if table.key not in _OPEN:
        cells = f"<details><summary>Figures</summary>{cells}</details>"
    return f'<section id="{table.key}"><h2>{escape(table.title)}</h2>{note}{plot}{cells}</section>'


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>cleaner stats</title>
<style>
{style}</style>
</head>
<body>
<header><h1>cleaner stats</h1><p>{names}, counted by cleaner {version}</p></header>
<main>
{body}
</main>
</body>
</html>
"""
