"""How fast is the default pipeline, stage by stage, and what does it cost against the size of a page and the rules?

    python benchmarks/speed.py [--smoke] [--big] [--json FILE] [--against FILE]

One core, CPU time, the median of some rounds with its spread; the subjects of a table take turns within a round, so
that a slow minute of the machine falls on all. Text comes from ``../shared/seeds`` where it is, else from ``seeds/``:
as it is (many defects), as the pipeline leaves it (none), and that with one mark in a thousand characters made
half-width (few). Short articles, of some 2 kB, are those of ``fixtures/metadata``: there the cost of a page counts,
not that of a character. HTML comes from ``../shared/bench/html_dev.jsonl.gz``, else from ``seeds/``. Peers
(``peers.py``) are measured where they can be imported, on the same text. ``--big`` adds one page of 100 MB, which
takes minutes.
``--against`` shows the figures of an earlier ``--json`` file beside the new ones.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import orjson
from peers import Subject, peers_of_html, peers_of_text, volume

from cleaner.document import Document
from cleaner.ledger import Level
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.stage import Saying, Stage
from cleaner.stages.rules import Rules

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
LEVELS: tuple[Level, ...] = ("full", "reference", "none")
RULE = """- id: line-{n}
  kind: remove-line
  description: Removes a line of a made-up site.
  why: It is there to be looked for.
  match: {{regex: ['(?:\u7b2c{n}\u53f7|\u4e91\u6e21{n})\u680f\u76ee.{{0,20}}'], max_chars: 60}}
  examples: [{{before: "\u7b2c{n}\u53f7\u680f\u76ee", after: ""}}]
  keep: ["\u7b2c{n}\u53f7\u680f\u76ee\u7684\u5404\u9879\u5de5\u4f5c"]
"""


@dataclass
class Table:
    """Figures by name, printed as they come; ``earlier`` holds those of another version."""

    earlier: Mapping[str, float]
    rounds: int
    figures: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: float, unit: str, more: str = "") -> None:
        """Print a figure and keep it."""
        self.figures[name] = round(value, 4)
        before = f"  before {self.earlier[name]:9.2f}" if name in self.earlier else ""
        print(f"  {name:44} {value:9.2f} {unit}{before}  {more}", flush=True)

    def speeds(self, subjects: Mapping[str, tuple[Subject, int]], unit: str = "MB/s", scale: float = 1e6) -> None:
        """Measure subjects by turns; each is a call and how much it works through."""
        times: dict[str, list[float]] = {name: [] for name in subjects}
        for _ in range(self.rounds):
            for name, (call, _) in subjects.items():
                start = process_time()
                call()
                times[name].append(process_time() - start)
        for name, (_, amount) in subjects.items():
            speeds = sorted(amount / scale / max(time, 1e-9) for time in times[name])
            self.put(name, median(speeds), unit, f"{speeds[0]:.2f} to {speeds[-1]:.2f}")


@dataclass(frozen=True)
class Timed:
    """A stage that notes how long it takes; all that it says is made within that time."""

    stage: Stage
    times: dict[str, float]

    @property
    def name(self) -> str:
        """The name of the stage."""
        return self.stage.name

    @property
    def rules(self) -> Mapping[str, str]:
        """The rules of the stage."""
        return self.stage.rules

    def __call__(self, doc: Document) -> Sequence[Saying]:
        """Run the stage."""
        start = process_time()
        said = list(self.stage(doc))
        self.times[self.name] = self.times.get(self.name, 0.0) + process_time() - start
        return said


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="little text, one round: shows that it runs")
    parser.add_argument("--big", action="store_true", help="one page of 100 MB too: takes minutes and 4 GB of memory")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--against", type=Path, help="show the figures of this file beside the new ones")
    options = parser.parse_args()
    earlier = json.loads(options.against.read_text("utf-8")) if options.against else {}
    table = Table(earlier, 1 if options.smoke else 7)
    pages = texts()[1:3] if options.smoke else texts()
    pipeline = Pipeline.default()
    spotless = cleaned(pipeline, pages)
    kinds = {"many": pages, "few": [with_few_defects(text) for text in spotless], "none": spotless}
    print("whole pipeline with its record, by how much is wrong and by level of the ledger")
    table.speeds(whole(pipeline, kinds))
    articles = short_articles()[: 3 if options.smoke else None]
    made = [Page.of_text(text) for text in articles]
    table.speeds({"short articles": (partial(clean, pipeline, made), len(made))}, "pages/s", 1)
    print("stages, many defects")
    stages(table, pipeline, pages)
    print("HTML")
    table.speeds(saved_pages(pipeline, 4 if options.smoke else 60), "pages/s", 1)
    print("limits")
    table.speeds(limits("\n".join(pages)))
    print("peers, many defects")
    table.speeds(peers_of_text(pages))
    print("size of one page")
    sizes = [10**power for power in range(3, 5 if options.smoke else 9 if options.big else 8)]
    for size in sizes:
        cost_of_size(table, pipeline, pages, size)
    print("rules in one pack")
    for count in (10, 100) if options.smoke else (10, 100, 1000, 10_000):
        cost_of_rules(table, pages, count)
    print("processes")
    processes(table, pages, sizes[-1])
    if options.json:
        options.json.write_text(json.dumps(table.figures, indent=1, ensure_ascii=False) + "\n", "utf-8")


def texts() -> list[str]:
    """Return the pages to measure on."""
    folder = SHARED / "seeds" if (SHARED / "seeds").exists() else ROOT / "seeds"
    return [Page.of_bytes(path.read_bytes()).text for path in sorted(folder.glob("*.txt"))]


def short_articles() -> list[str]:
    """Return every eighteenth of the pages in ``fixtures/metadata``, of each of its sets one or two."""
    return [path.read_text("utf-8") for path in sorted(ROOT.glob("fixtures/metadata/*/p*.txt"))[::18]]


def cleaned(pipeline: Pipeline, pages: Sequence[str]) -> list[str]:
    """Return each page as the pipeline leaves it; a second run may still find something."""
    for _ in range(2):
        pages = ["\n".join(record.text for record in pipeline.run(Page.of_text(page))) for page in pages]
    return list(pages)


def with_few_defects(text: str) -> str:
    """Make one mark in a thousand characters half-width."""
    return "".join(part.replace("\uff0c", ",", 1) for part in chunks(text, 1000))


def chunks(text: str, size: int) -> Iterator[str]:
    """Yield the text in pieces."""
    return (text[at : at + size] for at in range(0, len(text), size))


def clean(pipeline: Pipeline, pages: Sequence[Page], level: Level = "full") -> None:
    """Clean pages as ``cleaner run`` does, up to the lines of JSON."""
    for page in pages:
        for record in pipeline.run(page, level):
            record.to_json()


def whole(pipeline: Pipeline, kinds: Mapping[str, Sequence[str]]) -> dict[str, tuple[Subject, int]]:
    """Return the whole pipeline on each kind of text, and at each level of the ledger."""
    made = {kind: [Page.of_text(text) for text in pages] for kind, pages in kinds.items()}
    subjects: dict[str, tuple[Subject, int]] = {}
    for kind, pages in made.items():
        for level in LEVELS if kind == "many" else LEVELS[:1]:
            name = f"{kind} defects, ledger {level}"
            subjects[name] = partial(clean, pipeline, pages, level), volume(kinds[kind])
    return subjects


def stages(table: Table, pipeline: Pipeline, pages: Sequence[str]) -> None:
    """Put what each stage takes, and what is left for applying, proving and writing."""
    made = [Page.of_text(page) for page in pages]
    times: dict[str, list[float]] = {}
    for _ in range(table.rounds):
        taken: dict[str, float] = {}
        timed = Pipeline(pipeline.name, tuple(Timed(stage, taken) for stage in pipeline.stages))
        timed.__dict__["digest"] = pipeline.digest
        start = process_time()
        clean(timed, made)
        taken["(all else)"] = process_time() - start - sum(taken.values())
        for name, time in taken.items():
            times.setdefault(name, []).append(time)
    size = volume(pages) / 1e6
    for name, found in times.items():
        table.put(f"stage {name}", 1000 * median(found) / size, "ms/MB", f"{size / max(median(found), 1e-9):.0f} MB/s")


def saved_pages(pipeline: Pipeline, count: int) -> dict[str, tuple[Subject, int]]:
    """Return the pipeline on saved pages, and the peers that take them."""
    path = SHARED / "bench" / "html_dev.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            sources = [json.loads(row)["html"] for row in rows][:count]
    else:
        sources = [(ROOT / "seeds" / "14_saved_page.html").read_text("utf-8")] * count
    made = [Page.of_bytes(source.encode(), "page.html") for source in sources]
    return {"cleaner": (partial(clean, pipeline, made), len(made)), **peers_of_html(sources)}


def limits(text: str) -> dict[str, tuple[Subject, int]]:
    """Return what no cleaner in Python can be faster than."""
    data, mark = text.encode(), re.compile("[,:;!?()]")
    line = orjson.dumps({"text": text})
    return {
        "copy of the text": (lambda: bytearray(data), len(data)),
        "one scan for half-width marks": (lambda: mark.findall(text), len(data)),
        "UTF-8 read and written": (lambda: data.decode().encode(), len(data)),
        "JSON read and written": (lambda: orjson.dumps(orjson.loads(line)), len(data)),
    }


def cost_of_size(table: Table, pipeline: Pipeline, pages: Sequence[str], size: int) -> None:
    """Put the cost of one page of so many bytes; small ones many times, for the clock."""
    made = [Page.of_text(sized(pages, size))] * max(1, 50_000 // size)
    taken = []
    for _ in range(1 if size > 1e6 else min(3, table.rounds)):
        start = process_time()
        clean(pipeline, made)
        taken.append(process_time() - start)
    table.put(f"{size:,} bytes", 1000 * median(taken) * 1e6 / (size * len(made)), "ms/MB")


def sized(pages: Sequence[str], size: int) -> str:
    """Return a text of so many bytes, made of the pages over and over."""
    text = "\n".join(pages)
    return (text * (size // len(text.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")


def cost_of_rules(table: Table, pages: Sequence[str], count: int) -> None:
    """Put the cost of a pack of so many rules that find nothing."""
    with tempfile.TemporaryDirectory() as folder:
        head = 'schema: 1\npack: many\nversion: "1"\ndescription: Made up.\nrules:\n'
        Path(folder, "many.yaml").write_text(head + "".join(RULE.format(n=n) for n in range(count)), "utf-8")
        stage = Rules("many", (folder,))
        start = process_time()
        list(stage(Document("")))  # reads the file
        table.put(f"{count} rules: read and compiled", (process_time() - start) / count * 1000, "ms/rule")
        table.speeds({f"{count} rules": (lambda: [list(stage(Document(page))) for page in pages], volume(pages))})


def processes(table: Table, pages: Sequence[str], size: int) -> None:
    """Put CPU time and peak memory of whole processes: a small page, and a large one."""
    for name, length in (("start-up, one small page", 500), (f"one page of {size:,} bytes", size)):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "page.txt").write_text(sized(pages, length), "utf-8")
            found = [process(folder) for _ in range(table.rounds if length < 1e6 else 1)]
        table.put(f"{name}: CPU", min(time for time, _ in found), "s")
        table.put(f"{name}: peak memory", max(peak for _, peak in found), "MB")


def process(folder: str) -> tuple[float, float]:
    """Run ``cleaner run`` on a folder; return its CPU time in seconds and its peak memory in MB (Linux)."""
    program = (
        "import resource,sys;from cleaner.cli import main;main(sys.argv[1:]);"
        "used=resource.getrusage(resource.RUSAGE_SELF);"
        "peak=next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"  # maxrss is the parent's
        "print(used.ru_utime+used.ru_stime,int(peak.split()[1])/1000)"
    )
    call = [sys.executable, "-c", program, "run", "page.txt", "-o", "out.jsonl", "-q"]
    out = subprocess.run(call, cwd=folder, check=True, capture_output=True, text=True)
    time, peak = map(float, out.stdout.split()[-2:])
    return time, peak


if __name__ == "__main__":
    main()
