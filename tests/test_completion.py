"""Completion: a script for each shell, with every command and option; bash completes by it."""

import subprocess
import sys

import pytest

from cleaner.cli import FAMILIES
from cleaner.completion import SHELLS, every_command


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_in_the_script(command, shell):
    done = command("completion", shell)
    assert done.code == 0
    for word in ("run", "restore", *FAMILIES, "stdin-filename", "from-marks", "ledger"):
        assert word in done.out


def test_bash_completes_commands_options_and_choices(command, tmp_path):
    script = tmp_path / "complete"
    script.write_text(command("completion", "bash").out)

    def completed(*words):
        says = "\n".join([
            f"source {script}", f"COMP_WORDS=({' '.join(words)})", f"COMP_CWORD={len(words) - 1}",
            "COMP_TYPE=9; $(complete -p cleaner | sed 's/.*-F \\([^ ]*\\).*/\\1/')", 'printf "%s\\n" "${COMPREPLY[@]}"',
        ])  # fmt: skip
        return subprocess.run(["bash", "-c", says], capture_output=True, text=True).stdout.split()

    assert completed("cleaner", "che") == ["check"]
    assert "--stdin-filename" in completed("cleaner", "check", "--std")
    assert "sarif" in completed("cleaner", "check", "--format", "sa")
    assert completed("cleaner", "completion", "z") == ["zsh"]


def test_a_parser_holds_all_commands():
    text = every_command().format_help()
    assert all(word in text for word in FAMILIES)


def test_without_shtab_the_cure_is_told(command, monkeypatch):
    monkeypatch.setitem(sys.modules, "shtab", None)
    done = command("completion", "bash")
    assert done.code == 2
    assert done.err == "cleaner: completion needs the package shtab: pip install 'cleaner[completion]'\n"
