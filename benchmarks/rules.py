"""What rules cost: 30 rules against 300, on pages where they hit and on pages where they do not.

    python benchmarks/rules.py [FOLDER] [--smoke]

The rules are made up: each kind in turn, each with words of its own. Pages come from the folder (default: seeds/).
The bar: 300 rules cost at most 3 times what 30 cost, measured in one run.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from cleaner.decode import decode
from cleaner.document import Document
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.loader import load_pack
from cleaner.rulebook.sheet import Sheet

FIRST = "分享转发打印收藏点击查看浏览关闭返回下载登录注册关注订阅评论投诉举报咨询推荐搜索"
SECOND = "页面频道专题微信手机客户端栏目内容图片视频热线邮箱平台中心"
SHAPES = (
    "kind: remove-line\n  match: {{equals: ['{w}', '{w}>>']}}",
    "kind: remove-line\n  match: {{starts: ['{w}到'], max_chars: 30}}",
    "kind: remove-line\n  match: {{contains: ['{w}'], max_chars: 20}}",
    "kind: remove-line\n  match: {{regex: '[\\[(]?\\s*{w}(?:一下|次数)?\\s*[:]?\\s*\\d*\\s*[\\])]?'}}",
    "kind: remove-block\n  begin: {{regex: '{w}.{{0,10}}'}}\n  end: {{equals: [更多{w}]}}\n  max_lines: 12",
    "kind: replace\n  find: '【{w}\\d+】'\n  with: ''",
)
HEAD = "schema: 1\npack: many\nversion: '1'\ndescription: Rules made up to be counted.\nrules:\n"
COMMON = "  description: d\n  why: w\n  examples: [{before: x, after: x}]\n  keep: [x]\n"


def engine_of(count: int) -> Engine:
    """Return an engine of so many rules."""
    pairs = product((FIRST[i : i + 2] for i in range(0, len(FIRST), 2)), (SECOND[i : i + 2] for i in range(0, 30, 2)))
    words = [first + second for first, second in pairs]
    rules = (f"- id: r{n}\n  {SHAPES[n % len(SHAPES)].format(w=words[n])}\n{COMMON}" for n in range(count))
    return Engine.of(load_pack("many.yaml", HEAD + "".join(rules)))


def seconds(engine: Engine, texts: Sequence[str]) -> float:
    """Return the processor time for all the pages, the best of five, without what every stage pays for (folding)."""
    best = float("inf")
    for _ in range(5):
        documents = [Document(text) for text in texts]
        for document in documents:
            _ = document.folded
        start = time.process_time()
        for document in documents:
            engine.run(Sheet(document))
        best = min(best, time.process_time() - start)
    return best


def pages(folder: Path) -> Iterator[str]:
    """Yield the pages of a folder."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix != ".md":
            yield decode(path.read_bytes()).text


def main() -> None:
    """Print the table."""
    given = [argument for argument in sys.argv[1:] if argument != "--smoke"]
    folder = Path(given[0]) if given else Path(__file__).parent.parent / "seeds"
    clean = list(pages(folder)) * (1 if "--smoke" in sys.argv else 5)
    words = [f"{FIRST[i : i + 2]}{SECOND[j : j + 2]}" for i in range(0, 8, 2) for j in range(0, 30, 6)]
    dirty = [f"{text}\n" + "\n".join(f"{word}\n一行正文{word}。" for word in words) for text in clean]
    few, many = engine_of(30), engine_of(300)
    for name, texts in (("pages without a hit", clean), ("pages with 20 hits", dirty)):
        size = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
        short, long = seconds(few, texts), seconds(many, texts)
        print(f"{name}: {size:.1f} MB; 30 rules {size / short:.0f} MB/s, 300 rules {size / long:.0f} MB/s, "
              f"ratio {long / short:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
