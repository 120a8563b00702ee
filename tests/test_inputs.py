"""Which pages a run reads, in which order, under which names, and what is told of those that cannot be read."""

import io
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ConfigError
from cleaner.inputs import Input, _named_apart, find_inputs
from cleaner.reading.documents import READERS, read
from cleaner.reading.options import PLAINLY, Reading

NONE = (
    f"no {', '.join(READERS)} file in this folder (or one of them with .gz or .zst behind it); "
    "name the files to read others"
)


def read_page(one, reading=PLAINLY):
    """The one document of a file."""
    (page,) = read(one, reading)
    return page


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A few files, seen from the folder that they are in."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "page.html", "sub/c.md", "sub/deep/a.txt", "other/a.txt", "x/notes.log"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["a.txt"], [("a.txt", "a.txt")]),
        (["page.html"], [("page.html", "page.html")]),  # named, so read, whatever it is called
        (["sub"], [("sub/c.md", "c.md"), ("sub/deep/a.txt", "deep/a.txt")]),
        (["sub/"], [("sub/c.md", "c.md"), ("sub/deep/a.txt", "deep/a.txt")]),
        (["."], [(f"./{p}", p) for p in ("a.txt", "b.txt", "other/a.txt", "page.html", "sub/c.md", "sub/deep/a.txt")]),
        (["*.txt"], [("a.txt", "a.txt"), ("b.txt", "b.txt")]),
        (["sub/**/*.txt"], [("sub/deep/a.txt", "deep/a.txt")]),
        (["s*/c.md"], [("sub/c.md", "sub/c.md")]),
        (["-"], [("-", "stdin")]),
        (["b.txt", "a.txt"], [("b.txt", "b.txt"), ("a.txt", "a.txt")]),
        (["a.txt", "a.txt", "./a.txt", "sub/../a.txt"], [("sub/../a.txt", "a.txt")]),
        (["-", "-"], [("-", "stdin")]),
        (["a.txt", "sub/deep", "other"],
         [("a.txt", "a.txt"), ("sub/deep/a.txt", "sub/deep/a.txt"), ("other/a.txt", "other/a.txt")]),
    ],
)  # fmt: skip
def test_arguments_name_pages(tree, arguments, expected):
    assert find_inputs(arguments) == [Input(*pair) for pair in expected]


def test_a_glob_that_is_the_name_of_a_file_is_that_file(tree):
    (tree / "a[1].txt").write_text("x")
    assert find_inputs(["a[1].txt"]) == [Input("a[1].txt", "a[1].txt")]


@pytest.mark.parametrize(
    ("argument", "says"),
    [
        ("nowhere.txt", "nowhere.txt: no such file or folder"),
        ("nowhere/*.txt", "nowhere/*.txt: matches no file"),
        ("empty", f"empty: {NONE}"),
        ("x", f"x: {NONE}"),
    ],
)
def test_an_argument_that_leads_to_no_page_is_told(tree, argument, says):
    with pytest.raises(ConfigError) as caught:
        find_inputs(["a.txt", argument])
    assert str(caught.value) == says


def test_all_bad_arguments_are_told_at_once(tree):
    with pytest.raises(ConfigError, match=r"(?s)one.*two"):
        find_inputs(["one", "a.txt", "two"])


def test_a_folder_that_cannot_be_listed_is_told_and_not_passed_over(tree, monkeypatch):
    real = os.scandir

    def guarded(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    with pytest.raises(ConfigError) as caught:
        find_inputs(["sub"])
    assert str(caught.value) == "sub/deep: cannot be read: Permission denied; check its permissions or leave it out"


def test_a_link_is_read_under_its_own_name_and_a_linked_folder_is_not_entered(tree):
    (tree / "sub" / "link.txt").symlink_to("c.md")
    (tree / "sub" / "loop").symlink_to("..")
    assert [one.name for one in find_inputs(["sub"])] == ["c.md", "deep/a.txt", "link.txt"]


def test_names_that_are_no_utf_8_can_be_told(tree):
    path = os.fsdecode(b"\xff.txt")
    (tree / path).write_bytes(b"x")
    (one,) = find_inputs([path])
    assert one.name == "\\xff.txt"
    assert read_page(one).source.path == "\\xff.txt"


def test_an_unreadable_page_says_why_and_what_to_do(tree, monkeypatch):
    (tree / "dangling.txt").symlink_to("nowhere")
    page = read_page(Input("dangling.txt", "dangling.txt"))
    assert page.source.sha256 is None
    assert page.source.reason == "cannot be read: No such file or directory; mend that or leave it out"

    def refuse(path, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("cleaner.reading.stream.open", refuse, raising=False)
    page = read_page(Input("a.txt", "a.txt"))
    assert page.source.reason == "cannot be read: Permission denied; check its permissions"


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\u4e2d".encode("gb18030") + b"\r\n")))
    page = read_page(Input("-", "stdin"), Reading("gbk"))
    assert (page.name, page.text) == ("stdin", "\u4e2d\r\n")


def test_a_closed_standard_input_is_an_unreadable_page(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert read_page(Input("-", "stdin")).source.reason.startswith("cannot be read: standard input is closed")


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "../a", "/x/a", "b/a", "a~2", "./a"]), st.sampled_from(["a", "b/a", "a~2"]))
    )
)
def test_no_two_pages_have_one_name(pairs):
    found = list(_named_apart(Input(*pair) for pair in pairs))
    assert [one.path for one in found] == [path for path, _ in pairs]
    names = [one.name for one in found]
    assert len(set(names)) == len(names)
    assert all(not name.startswith("/") and ".." not in name.split("/") for name in names)


def test_urls(tree):
    """URLs of files, each once, and those that match one."""
    fsspec = pytest.importorskip("fsspec")
    for name in ("a.txt", "b/a.txt", "b/c d.html"):
        with fsspec.open(f"memory://in/{name}", "wb") as file:
            file.write(name.encode())
    found = find_inputs(["memory://in/**/*.*"])
    assert [one.name for one in found] == ["a.txt", "b/a.txt", "b/c d.html"]
    assert [read_page(one).text for one in found] == ["a.txt", "b/a.txt", "b/c d.html"]
    urls = ["https://a.example/b%20c.html?x=1", "https://a.example/", "s3://x/b c.html", "https://a.example/"]
    names = [one.name for one in find_inputs(urls)]
    assert names == ["b c.html", "a.example", "x/b c.html"]
    with pytest.raises(ConfigError, match=r"memory://in/\*\.pdf: matches no file"):
        find_inputs(["memory://in/*.pdf"])
