"""Records that repeat others: found exactly and nearly, told, never lost, always the same ones."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dedup.sift import sift
from cleaner.dedup.signature import NUMBERS, SURE, Bands, likeness, runs_of, signature
from cleaner.errors import LedgerError
from tests.running.corpus import QUICK, write_lines

pytest.importorskip("rensa")


def prose(seed, length=400):
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(length))


def altered(text, share, seed=1):
    """Change so large a share of the characters."""
    chance, letters = random.Random(seed), list(text)
    for at in chance.sample(range(len(text)), round(len(text) * share)):
        letters[at] = chr(0x5000 + chance.randrange(3000))
    return "".join(letters)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in an empty folder with a pipeline."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quick.yaml").write_text(QUICK)
    return tmp_path


@pytest.fixture
def made(command):
    """Run over texts, and return how ``dedup`` ended and which record each of the others repeats."""

    def make(texts, *options, records="out.jsonl"):
        write_lines("c.jsonl", [{"text": text} for text in texts])
        command("run", "c.jsonl", "-p", "quick.yaml", "-o", records, "-q")
        done = command("dedup", records, "-o", "kept.jsonl", *options)
        others = [json.loads(line) for line in Path("kept.jsonl.rejected.jsonl").read_bytes().splitlines()]
        return done, {
            int(row["id"][8:-2]): (row["provenance"]["repeats"]["id"], row["dropped"]["rule"])
            for row in others if "dropped" in row
        }  # fmt: skip

    return make


def test_exact_and_near_repeats_say_which_record_they_repeat(made, command):
    one, two, three = map(prose, range(3))
    texts = [one, two, one, altered(one, 0.02), altered(two, 0.5), three, altered(one, 0.02), f"{two}\u3002"]
    done, repeats = made([*texts, 7])
    assert (done.code, done.err) == (0, "8 records read: 4 kept, 1 repeat another, 3 nearly\n")
    first, second = "c.jsonl/1#0", "c.jsonl/2#0"
    assert repeats == {
        3: (first, "dedup.exact"), 4: (first, "dedup.near"), 7: (first, "dedup.near"), 8: (second, "dedup.near"),
    }  # fmt: skip
    assert command("verify", "kept.jsonl").out == "8 pages rebuilt, byte for byte, 1 had not been readable\n"
    kept = [json.loads(line)["id"] for line in Path("kept.jsonl").read_bytes().splitlines()]
    assert kept == [f"c.jsonl/{number}#0" for number in (1, 2, 5, 6)]
    manifest = json.loads(Path("kept.jsonl.manifest.json").read_bytes())
    assert manifest["records"] == {"read": 8, "kept": 4, "exact": 1, "near": 3, "others": 1}


def test_only_exact(made):
    one = prose(1)
    done, repeats = made([one, altered(one, 0.01), one], "--exact")
    assert repeats == {3: ("c.jsonl/1#0", "dedup.exact")}
    assert done.err == "3 records read: 2 kept, 1 repeat another, 0 nearly\n"


def test_what_is_no_repeat(made):
    """Texts that share a beginning, a form or half of their words are different texts."""
    head = prose(0, 100)
    texts = [head + prose(number) for number in range(1, 30)] + ["\u597d", "\u4e0d\u597d", "\u5f88\u597d", "1", "2"]
    assert made(texts)[1] == {}


def test_width_script_and_marks_make_no_difference(made):
    text = prose(3) + "\u4f1a\u8bae2021\u5e74"
    wide = text.replace("2021", "\uff12\uff10\uff12\uff11").replace("\u4f1a", "\u6703")
    assert made([text, "\u3000" + "\uff0c".join([wide[:200], wide[200:]])])[1] == {2: ("c.jsonl/1#0", "dedup.near")}


@pytest.mark.parametrize("records", ["out.jsonl.gz", "out.parquet"])
def test_other_forms_give_the_same(made, records):
    texts = [altered(prose(number % 5), 0.005, number) for number in range(40)]
    expected = made(texts)[1]
    first = Path("kept.jsonl").read_bytes()
    assert len(expected) == 35
    assert made(texts, records=records)[1] == expected
    assert Path("kept.jsonl").read_bytes() == first


def test_a_chain_hangs_together(made):
    """Each is like the next: all repeat the first, with the likeness to that."""
    texts = [prose(5)]
    for number in range(12):
        texts.append(altered(texts[-1], 0.01, number))
    assert {name for name, _ in made(texts)[1].values()} == {"c.jsonl/1#0"}


def test_many_that_share_a_band_cost_no_square(made):
    """A thousand texts of one character: one signature for all."""
    _, repeats = made(["\u597d" * (5 + number) for number in range(1000)])
    assert len(repeats) == 999
    assert set(repeats.values()) == {("c.jsonl/1#0", "dedup.near")}


@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.99, 1.0])
def test_bands_find_what_is_at_the_threshold(threshold):
    bands = Bands.of(threshold)
    assert bands.count * bands.rows <= NUMBERS
    chance = 1 - (1 - threshold**bands.rows) ** bands.count
    assert chance >= SURE or bands.rows == 1


@given(st.integers(0, 30), st.integers(0, 1000))
def test_likeness_is_about_the_share_of_runs(share, seed):
    one = prose(seed)
    other = altered(one, share / 100, seed)
    a, b = runs_of(one), runs_of(other)
    assert abs(likeness(signature(one), signature(other)) - len(a & b) / len(a | b)) < 0.2


def test_signatures_are_what_they_were():
    """A signature that changes between versions of the package would change which records are kept."""
    assert list(signature("\u4f1a\u8bae\u6307\u51fa\u8981\u7b97\u7ec6\u8d26"))[:3] == SIGNED


SIGNED = [3708123001, 3231970609, 3526712570]


WRONG = [
    (["out.jsonl", "-o", "out.jsonl"], "cleaner: out.jsonl: is also what is read; write to another file\n"),
    (["out.jsonl", "-o", "x", "--threshold", "2"], "'2' is no share; say 0.1 to 1, such as 0.8\n"),
    (["gone", "-o", "x"], "cleaner: gone: cannot be read: No such file or directory\n"),
    (["c.jsonl", "-o", "x"], "cleaner: c.jsonl:1: not a record of cleaner (no 'id'); "),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_wrong_use(made, command, arguments, says):
    made(["a"])
    done = command("dedup", *arguments)
    assert done.code == 2
    assert says in done.err


def test_a_missing_package_is_told(made, command, monkeypatch):
    made(["a"])
    monkeypatch.setitem(__import__("sys").modules, "rensa", None)
    done = command("dedup", "out.jsonl", "-o", "x")
    assert (done.code, done.err) == (
        2, "cleaner: near duplicates need rensa, which is not installed: pip install 'cleaner[dedup]'\n",
    )  # fmt: skip
    assert command("dedup", "out.jsonl", "-o", "x", "--exact").code == 0


def test_a_record_that_goes_nowhere_is_an_error(made, monkeypatch):
    made(["a", "b"])
    monkeypatch.setattr("cleaner.dedup.sift._look", lambda path, threshold: ({}, {}))
    monkeypatch.setattr("cleaner.dedup.sift.Sifted.kept", property(lambda self: 1, lambda self, value: None))
    with pytest.raises(LedgerError, match="2 records read, but 1 kept, 0 repeat others"):
        sift("out.jsonl", "again.jsonl")
    assert not Path("again.jsonl").exists()
