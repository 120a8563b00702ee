"""The summary at the end of a run."""

from cleaner.arguments import count
from cleaner.running.tally import Tally

TOP = 10
"""How many rules the summary names."""


def summary(tally: Tally) -> str:
    """Return what a run did, in a few lines: pages, reports, characters, and the rules that did most."""
    lines = [
        f"{count(tally.read, 'page')} read: {tally.written:,} written, {tally.dropped:,} dropped, "
        f"{tally.rejected:,} rejected; {count(tally.reports, 'report')}",
        f"{count(tally.characters, 'character')}: {_share(tally.kept, tally)} kept, "
        f"{_share(tally.changed, tally)} changed, {_share(tally.removed, tally)} removed",
    ]
    lines += [f"{times:>9,}  {rule}" for rule, times in tally.rules.most_common(TOP)]
    if more := len(tally.rules) - TOP:
        lines += [f"{'':9}  and {count(more, 'rule')} more"] if more > 0 else []
    return "\n".join(lines)


def _share(number: int, tally: Tally) -> str:
    return f"{number / max(1, tally.characters):.2%}"
