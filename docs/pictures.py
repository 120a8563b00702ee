"""Take the pictures of README: the review page and the page of figures of the sample pages, in headless Chromium.

python docs/pictures.py [FOLDER]    needs Chromium, its driver and the dependency groups `test` and `docs`
"""

import io
import shutil
import sys
import tempfile
import time
from contextlib import chdir
from pathlib import Path

from PIL import Image
from selenium import webdriver

from cleaner.cli import main as cleaner

HOME = Path(__file__).parents[1]
REPORT = "04_portal_reports.txt#2"
WIDE, NARROW = (1280, 860), (390, 780)


def browser():
    """Return a headless Chromium."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    return webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))


def show(driver, page, size, theme="light"):
    """Open a page in a window of that size and theme."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": theme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    driver.get(page.as_uri())
    time.sleep(0.5)


def open_report(driver):
    """Open a report of the review page and go to its first changes."""
    driver.find_element("id", "search").send_keys(REPORT)
    driver.find_element("css selector", "#rows tr button").click()
    time.sleep(0.5)
    for key in "nnnn":
        driver.find_element("tag name", "body").send_keys(key)
    time.sleep(0.3)


def save(driver, path):
    """Write what the window shows, with few colours: a third of the size, and the letters stay sharp."""
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    picture.quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)


def main():
    """Take all pictures."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else HOME / "docs" / "images")
    target.mkdir(parents=True, exist_ok=True)
    target = target.resolve()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        cleaner(["run", *map(str, sorted((HOME / "seeds").glob("[01]*"))), "-q", "-o", "out.jsonl"])
        cleaner(["review", "out.jsonl", "-o", "review.html"])
        cleaner(["stats", "out.jsonl", "--html", "stats.html", "--json"])
        review, stats = (Path(folder, name) for name in ("review.html", "stats.html"))
        driver = browser()
        for size, theme, name in ((WIDE, "light", ""), (WIDE, "dark", "-dark"), (NARROW, "light", "-phone")):
            show(driver, review, size, theme)
            save(driver, target / f"review-list{name}.png")
            open_report(driver)
            save(driver, target / f"review-report{name}.png")
            show(driver, stats, size, theme)
            save(driver, target / f"stats{name}.png")
        driver.quit()


if __name__ == "__main__":
    main()
