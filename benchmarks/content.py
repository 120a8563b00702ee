"""Main text of saved pages: how good and how fast, beside the peers that are installed, in turn in one run.

    python benchmarks/content.py [--smoke]

With ../shared beside the checkout the pages are those of its development set, scored as its ``score.py`` does:
ROUGE-L on tokens, averaged over pages. WORKED are the sites that the stage was worked out on; the others were scored
once, when it was frozen. Without it, pages are made, to show that it runs.
"""

import argparse
import gzip
import json
import re
import resource
import time
import unicodedata
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.page import Page
from cleaner.record import rebuild
from cleaner.stages.content import Content
from cleaner.stages.markup import Markup

BENCH = Path(__file__).parents[2] / "shared" / "bench" / "html_dev.jsonl.gz"
WORKED = ("cjw", "people", "wangyi")
SHORT = 300  # tokens
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
TOKEN = re.compile(f"[{_HAN}]|[^\\W_{_HAN}]+")
PARAGRAPH = "<p>云渡市今年前两月新签约项目26个\uff0c同比增长51.1%\u3002</p>"
MADE = "<html><title>项目建设推进会</title><ul>{menu}</ul><h1>项目建设推进会</h1><div>{prose}</div></html>"


STAGES = Content(), Markup()


def pages():
    """Return rows of id, site, html and gold_text."""
    if BENCH.is_file():
        with gzip.open(BENCH, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    html = MADE.format(menu="<li><a href=/>政务公开</a></li>" * 40, prose=PARAGRAPH * 20)
    gold = re.sub("<.*?>", "", PARAGRAPH * 20)
    return [{"id": f"made/{number}", "site": "made", "html": html, "gold_text": gold} for number in range(20)]


def whole(html):
    """The default pipeline, records and all."""
    return "\n".join(record.text for record in Pipeline.default().run(Page.of_bytes(html.encode(), "page.html")))


def stages(html):
    """The two stages alone: what other extractors do."""
    for stage in STAGES:
        said = stage(Document(html, media_type="text/html"))
        html = Patch.of(html, [one for one in said if isinstance(one, Edit)]).apply(html)
    return html


def peers():
    """Return name -> function of a page for every peer that is installed."""
    return {"cleaner, all stages": whole, "cleaner, content + markup": stages, **dict(_installed())}


def _installed():
    for name, make in (
        ("trafilatura", _trafilatura),
        ("readability-lxml", _readability),
        ("resiliparse", _resiliparse),
    ):
        try:
            yield f"{name} {version(name)}", make()  # releases differ by more than the peers do
        except ImportError:
            print(f"{name}: not installed")


def _trafilatura():
    module = import_module("trafilatura")
    return lambda html: module.extract(html) or ""


def _readability():
    document, lxml_html = import_module("readability").Document, import_module("lxml.html")
    return lambda html: lxml_html.fromstring(document(html).summary()).text_content()


def _resiliparse():
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda html: extract(html, main_content=True)


def tokens(text):
    """Return the tokens of a text: a Han character each, or a run of other word characters."""
    return TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def score(gold, text):
    """Return the F1 of the longest common subsequence of tokens."""
    from rapidfuzz.distance import LCSseq

    want, have = tokens(gold), tokens(text)
    common = LCSseq.similarity(want, have)
    return 2 * common / max(1, len(want) + len(have)), len(want)


def mean(values):
    """Return the mean; nothing has none."""
    values = list(values)
    return f"{sum(values) / len(values):.4f}" if values else "-"


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="every twenty-fifth page")
    rows = pages()[:: 25 if parser.parse_args().smoke else 1]
    tools = peers()
    seconds, found = dict.fromkeys(tools, 0.0), {name: [] for name in tools}
    whole(rows[0]["html"])  # packs and tables are read once
    for row in rows:
        for name, tool in tools.items():
            start = time.process_time()
            text = tool(row["html"])
            seconds[name] += time.process_time() - start
            found[name].append((row["site"], *score(row["gold_text"], text)))
    print(f"{len(rows)} pages, {sum(len(row['html']) for row in rows) / 1e6:.1f} M characters of HTML")
    print(f"{'':26} {'worked':>7} {'others':>7} {'all F1':>7} {'short':>7} {'pages/s':>8}")
    for name, scores in found.items():
        cells = (
            mean(f1 for site, f1, _ in scores if site in WORKED),
            mean(f1 for site, f1, _ in scores if site not in WORKED),
            mean(f1 for _, f1, _ in scores),
            mean(f1 for _, f1, size in scores if size < SHORT),
        )
        print(f"{name:26} {' '.join(f'{cell:>7}' for cell in cells)} {len(rows) / seconds[name]:8.1f}")
    exact = sum(rebuild(Pipeline.default().run(_page(row))) == row["html"].encode() for row in rows)
    print(f"{exact} of {len(rows)} pages rebuilt byte for byte")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _page(row):
    return Page.of_bytes(row["html"].encode(), f"{row['id']}.html")


if __name__ == "__main__":
    main()
