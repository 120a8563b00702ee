"""How large the review page is, how long it takes to write, and, where Chromium and its driver are, to show its list.

python benchmarks/review.py [--smoke]
"""

import argparse
import io
import shutil
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

from cleaner import clean
from cleaner.review.page import write_page

PARAGRAPH = (
    "\u4f1a\u8bae\u6307\u51fa,\u8981\u628a\u4ea7\u4e1a\u94fe\u505a\u5b9e"
    "(\u91cd\u70b9\u662f\u7cae\u6cb9\u52a0\u5de5);\u8981\u7b97\u7ec6\u8d26!"
)
TEXT = "\n\n".join(f"{PARAGRAPH}\u7b2c{number}\u6761\u3002" for number in range(40))
KINDS = 20  # so many different reports, repeated


def records():
    """Yield reports without end, each with an id of its own."""
    kinds = [clean(f"\u7b2c{number}\u6b21\u4f1a\u8bae\n{TEXT}")[0] for number in range(KINDS)]
    number = 0
    while True:
        yield replace(kinds[number % KINDS], id=f"report-{number}")
        number += 1


def shown(path):
    """Return the seconds until the list of a page stands in headless Chromium; None without one."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return None
    try:
        from selenium import webdriver
    except ImportError:
        return None
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        start = time.perf_counter()
        driver.get(path.as_uri())
        while not driver.execute_script("return document.documentElement.dataset.ready"):
            time.sleep(0.01)
        return time.perf_counter() - start
    finally:
        driver.quit()


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="100 reports")
    sizes = (100,) if parser.parse_args().smoke else (100, 1_000, 10_000)
    print(f"{'reports':>8} {'source MB':>10} {'page MB':>8} {'written s':>10} {'CPU s':>6} {'first view s':>13}")
    for size in sizes:
        many = list(islice(records(), size))
        out, start, before = io.BytesIO(), time.perf_counter(), time.process_time()
        write_page(many, {}, out)
        written, used = time.perf_counter() - start, time.process_time() - before
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "review.html")
            path.write_bytes(out.getvalue())
            seconds = shown(path)
        source = size * len(TEXT.encode()) / 1e6
        view = f"{seconds:13.2f}" if seconds is not None else f"{'no Chromium':>13}"
        print(f"{size:8,} {source:10.1f} {len(out.getvalue()) / 1e6:8.1f} {written:10.1f} {used:6.1f} {view}")


if __name__ == "__main__":
    main()
