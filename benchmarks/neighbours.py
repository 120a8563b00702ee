"""What other tools make of a clean Chinese article and of README's page, beside cleaner, in one run.

    python benchmarks/neighbours.py [--smoke] [--python PYTHON]...

Each PYTHON is the interpreter of an environment in which some of the tools are installed; cleaner's own is always
asked. The first figure is the characters of an article without any defect that a tool changes (0 is right), the
second how far its result is from the text that README shows for its page, in characters. Most of these tools are
made for other work: the table tells what happens when they are used for this one.
"""

import argparse
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

HOME = Path(__file__).parents[1]
ARTICLE = HOME / "seeds" / "12_clean_article.txt"


def ask(texts):
    """Yield each tool that can be imported here, with what it makes of the texts."""
    for name, make in TOOLS.items():
        try:
            tool = make()
        except ImportError:
            continue
        yield name, [tool(text) for text in texts]


def cleaner():
    """The default pipeline."""
    clean = import_module("cleaner").clean
    return lambda text: "\n".join(record.text for record in clean(text))


def opencc():
    """Official OpenCC, Traditional to Simplified."""
    return import_module("opencc").OpenCC("t2s").convert


def trafilatura():
    """Its extraction, given each line as a paragraph."""
    extract = import_module("trafilatura").extract

    def tool(text):
        page = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
        return extract(f"<html><body>{page}</body></html>") or ""

    return tool


def datatrove():
    """The filter of C4, which most recipes begin with."""
    keep = import_module("datatrove.pipeline.filters").C4QualityFilter().filter
    document = import_module("datatrove.data").Document

    def tool(text):
        one = document(text=text, id="one")
        return one.text if keep(one) is True else ""

    return tool


def juicer():
    """The mappers for Unicode, punctuation, blanks and links, as in its recipes for Chinese."""
    mappers = import_module("data_juicer.ops.mapper")
    names = "FixUnicode", "PunctuationNormalization", "WhitespaceNormalization", "CleanLinks"
    steps = [getattr(mappers, f"{name}Mapper")() for name in names]

    def tool(text):
        rows = {"text": [text]}
        for step in steps:
            rows = step.process_batched(rows)
        return rows["text"][0]

    return tool


TOOLS = {
    "cleaner": cleaner,
    "ftfy": lambda: import_module("ftfy").fix_text,
    "OpenCC t2s": opencc,
    "autocorrect": lambda: import_module("autocorrect_py").format,
    "trafilatura": trafilatura,
    "datatrove C4": datatrove,
    "data-juicer": juicer,
}


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[], help="an interpreter of another environment")
    parser.add_argument("--smoke", action="store_true", help="the same: it takes a second")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        json.dump(dict(ask(json.load(sys.stdin))), sys.stdout)
        return
    from rapidfuzz.distance import Levenshtein

    readme = (HOME / "README.md").read_text("utf-8")
    page, wanted = re.findall(r'^```text(?: title="page.txt")?\n(.*?)^```$', readme, re.DOTALL | re.MULTILINE)[:2]
    article = ARTICLE.read_text("utf-8").rstrip("\n")
    print(f"{'':14}{'article changed':>16}{'page: still off':>17}")
    print(f"{'(as it is)':14}{0:>16}{Levenshtein.distance(page.strip(), wanted.strip()):>17}")
    told = set()
    for python in [sys.executable, *options.python]:
        command = [python, __file__, "--ask"]
        said = subprocess.run(command, input=json.dumps([article, page]), capture_output=True, text=True, check=True)
        for name, (first, second) in json.loads(said.stdout.splitlines()[-1]).items():
            if name in told:
                continue
            told.add(name)
            off = Levenshtein.distance(article, first.strip()), Levenshtein.distance(wanted.strip(), second.strip())
            shown = [f"{number}" if text else "all" for number, text in zip(off, (first, second), strict=True)]
            print(f"{name:14}{shown[0]:>16}{shown[1]:>17}")


if __name__ == "__main__":
    main()
