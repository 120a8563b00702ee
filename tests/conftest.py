"""Options and fixtures that all tests share."""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from cleaner.cli import main
from cleaner.plugin import find_plugins

PROJECT = Path(__file__).parent.parent

settings.register_profile("default", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("default")


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run what takes more than a few seconds, too")
    parser.addoption("--update", action="store_true", help="rewrite the expectations in fixtures/pages; read the diff")
    parser.addoption("--thorough", action="store_true", help="try each law on 2,000 examples, not on 100")


def pytest_configure(config):
    if config.getoption("--thorough"):
        settings.load_profile("thorough")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes long; run with --slow"))


@pytest.fixture
def shared():
    """The folder ``shared`` beside the checkout, with the real documents; the project itself holds none of it."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return folder


FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1280,900",
)  # fmt: skip


@pytest.fixture
def browser(tmp_path):
    """A headless Chromium that saves downloads in ``tmp_path``; where there is none the test is skipped."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip("needs chromium and chromedriver")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(tmp_path)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options, service)
    driver.implicitly_wait(5)
    yield driver
    driver.quit()


class Result(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(capsys):
    """Call the command line; what it printed before this call is not in the result."""

    def call(*arguments):
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:  # argparse: --help, --version, wrong use
            code = error.code
        return Result(code, *capsys.readouterr())

    return call


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Make a package with a stage findable, as an installer would: ``plugin(package, name, code of its module)``."""
    find_plugins.cache_clear()

    def install(package, name, code):
        site, module = tmp_path / f"site-{package}", package.replace("-", "_")
        metadata = site / f"{module}-1.0.dist-info"
        metadata.mkdir(parents=True)
        (site / f"{module}.py").write_text(code, "utf-8")
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[cleaner.stages]\n{name} = {module}:Stage\n")
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, module, raising=False)
        find_plugins.cache_clear()
        return module

    yield install
    find_plugins.cache_clear()
