"""The page of figures in a real browser: it fits its window, is read in both themes, and the console stays silent."""

import pytest

from tests.conftest import PROJECT


@pytest.fixture
def page(browser, command, tmp_path):
    out, html = tmp_path / "out.jsonl", tmp_path / "stats.html"
    command("run", PROJECT / "seeds", "-o", out, "-q")
    assert command("stats", out, "--html", html).code == 0
    browser.get(html.as_uri())
    return browser


def contrast(browser, element):
    """Return how much an element's letters stand out from the page: WCAG's ratio."""
    return browser.execute_script(
        """
        const light = (said) => {
          const [r, g, b] = said.match(/\\d+/g).map((n) => n / 255).map(
            (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const style = getComputedStyle(arguments[0]);
        const ink = light(arguments[0].ownerSVGElement ? style.fill : style.color);
        const paper = light(getComputedStyle(document.body).backgroundColor);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        """,
        element,
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_can_be_read(page, theme, width):
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    wanted = [{"name": "prefers-color-scheme", "value": theme}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    dark = page.execute_script("return getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (theme == "dark")
    for selector in ("h1", "section > p", "svg text"):
        assert contrast(page, page.find_element("css selector", selector)) >= 4.5, selector
    for bar in page.find_elements("css selector", "svg rect")[:20]:
        assert contrast(page, bar) >= 3


def test_every_plot_is_drawn_and_holds_its_table(page):
    plots = page.find_elements("css selector", "section svg")
    assert len(plots) >= 7
    assert all(plot.size["height"] > 20 and plot.size["width"] > 200 for plot in plots)
    table = page.find_element("css selector", "#rules details")
    assert not table.find_element("css selector", "table").is_displayed()
    table.find_element("css selector", "summary").click()
    assert table.find_element("css selector", "table").is_displayed()


def test_nothing_is_said_in_the_console(page):
    page.find_element("css selector", "#rules summary").click()
    assert [entry for entry in page.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
