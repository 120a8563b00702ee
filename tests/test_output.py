"""Files that appear whole or not at all."""

import errno
import os
import sys

import pytest

from cleaner.errors import ConfigError
from cleaner.output import atomic, check_output


def test_a_file_takes_its_name_when_all_is_written(tmp_path):
    out = tmp_path / "out"
    out.write_bytes(b"old")
    with atomic(str(out)) as file:
        file.write(b"new")
        file.flush()
        assert out.read_bytes() == b"old"
    assert out.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.parametrize("old", [None, b"old"])
def test_what_was_there_stays_when_anything_goes_wrong(tmp_path, error, old):
    out = tmp_path / "out"
    if old:
        out.write_bytes(old)
    with pytest.raises(error), atomic(str(out)) as file:
        file.write(b"new")
        raise error
    assert os.listdir(tmp_path) == (["out"] if old else [])
    assert not old or out.read_bytes() == old


def test_a_full_disk_is_told_with_its_place_and_leaves_nothing(tmp_path, monkeypatch):
    def no_space(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    out = str(tmp_path / "out")
    with pytest.raises(OSError, match="No space left") as caught, atomic(out) as file:
        file.write(b"new")
    assert caught.value.filename == out
    assert os.listdir(tmp_path) == []


def test_a_device_is_written_to_and_not_replaced():
    with pytest.raises(OSError, match="No space left") as caught, atomic("/dev/full") as file:
        file.write(b"new")
    assert caught.value.filename == "/dev/full"
    with atomic(os.devnull) as file:
        file.write(b"new")
    assert not os.path.isfile(os.devnull)


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with atomic(str(tmp_path / "link")) as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_dash_is_standard_output(capfdbinary):
    with atomic("-") as file:
        file.write(b"\xff")
    assert capfdbinary.readouterr().out == b"\xff"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("folder", "folder: is a folder; name a file in it, such as folder/out.jsonl"),
        ("missing/out", "missing/out: the folder missing does not exist; make it first"),
        ("file/out", "file/out: the folder file does not exist; make it first"),
    ],
)
def test_a_path_that_cannot_be_written_to_is_told_beforehand(tmp_path, monkeypatch, path, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError) as caught:
        check_output(path)
    assert str(caught.value) == says
    with pytest.raises(ConfigError), atomic(path):
        pass


def test_a_folder_without_leave_to_write_is_told_beforehand(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ConfigError, match=r"^out: the folder \. cannot be written to$"):
        check_output("out")


def test_a_closed_standard_output_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(ConfigError, match=r"^-: standard output is closed; name a file$"):
        check_output("-")


@pytest.mark.parametrize("mode", [0o600, 0o755, 0o444])
def test_what_takes_the_place_of_a_file_has_its_mode(tmp_path, mode):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    with atomic(str(path)) as file:
        file.write(b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)
