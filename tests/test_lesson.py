"""``cleaner learn``: from pages to a rule pack that runs; the same file from any number of processes or tables."""

import pytest

from cleaner.cli import main
from cleaner.config import load_pipeline
from cleaner.page import Page

MENU = "\u9996\u9875 | \u65b0\u95fb | \u8d22\u7ecf | \u5a31\u4e50\u5708\u513f"
SLOGAN = "\u6f9c\u6c34\u5728\u7ebf\uff0c\u6bcf\u5929\u89c1"


def title(number):
    return "".join(chr(0x5000 + number * 11 + n * 503) for n in range(9))


def page(number):
    """A page of an invented site: two lines that every page has, and a text of its own."""
    words = ["".join(chr(0x4E00 + (number * 37 + k * 101 + n * 997) % 5000) for n in range(12)) for k in range(9)]
    body = "\u3002".join(f"\u4f1a\u8bae\u6307\u51fa\uff0c{word}" for word in words)
    return f"{MENU}\n{title(number)}\n{body}\u3002\n{SLOGAN}\n"


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(100, 240):
        (folder / f"{number}.txt").write_text(page(number), "utf-8")
    return folder


def learn(*arguments):
    return main(["learn", *map(str, arguments)])


def test_a_learned_pack_takes_what_repeats_and_no_more(pages, tmp_path):
    assert learn(pages, "-o", tmp_path / "lanshui.yaml") == 0
    assert main(["rules", "test", "--quick", str(tmp_path / "lanshui.yaml")]) == 0
    (tmp_path / "p.yaml").write_text("schema: 1\nstages:\n- spacing\n- rules: {pack: lanshui.yaml}\n", "utf-8")
    (record,) = load_pipeline(str(tmp_path / "p.yaml")).run(Page.of_text(page(500)))
    assert SLOGAN not in record.text
    assert record.text.startswith(title(500))
    assert record.original() == page(500)


def test_processes_and_tables_make_the_same_file(pages, tmp_path):
    one, two, three = (tmp_path / name for name in ("1", "2", "3"))
    for folder in (one, two, three):
        folder.mkdir()
    assert learn(pages, "-o", one / "site.yaml") == 0
    assert learn(pages, "-o", two / "site.yaml", "--jobs", 2) == 0
    assert (one / "site.yaml").read_bytes() == (two / "site.yaml").read_bytes()
    half = pages / "1[0-4]*.txt", pages / "1[5-9]*.txt", pages / "2*.txt"
    for number, part in enumerate(half):
        assert learn(part, "-o", three / "site.yaml", "--save", three / f"{number}.json") == 0
    tables = [three / f"{number}.json" for number in (2, 0, 1)]
    assert learn(pages, "-o", three / "site.yaml", "--save", three / "all.json") == 0
    assert learn("-o", three / "merged.yaml", "--site", "site", "--save", three / "sum.json", "--merge", *tables) == 0
    assert (three / "all.json").read_bytes() == (three / "sum.json").read_bytes()


def test_nothing_to_learn_is_said_and_nothing_written(tmp_path, capsys):
    (tmp_path / "page.txt").write_text(page(1), "utf-8")
    assert learn(tmp_path / "page.txt", "-o", tmp_path / "site.yaml") == 0
    assert "nothing learned" in capsys.readouterr().err
    assert not (tmp_path / "site.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "site.yaml"], "nothing to learn from"),
        (["-o", "site.yaml", "--merge", "no.json"], "no.json: cannot be read"),
        (["-o", "site.yaml", "--merge", "page.txt"], "not a table of lines"),
    ],
)
def test_wrong_use_is_told(tmp_path, monkeypatch, capsys, arguments, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("{}", "utf-8")
    assert learn(*arguments) == 2
    assert says in capsys.readouterr().err
