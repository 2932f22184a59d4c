"""How the program is called, as a shell and a desktop file read it."""

import shlex
import subprocess
from pathlib import Path

import pytest

from kbassist.system import own_command

ODD = ["/opt/kb/bin/kbassist", "/home/Jörg Müller/kb", "/a$HOME/`id`", 'C:\\"x"\\y', "/100%u/it's"]


def called(monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
    monkeypatch.setattr(own_command, "own_command", lambda: command)


@pytest.mark.parametrize("path", ODD)
def test_a_shell_reads_the_same_words(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    called(monkeypatch, path, "-m", "kbassist")
    assert shlex.split(own_command.command_line("palette")) == [path, "-m", "kbassist", "palette"]


@pytest.mark.parametrize("path", ODD)
def test_a_desktop_reads_the_same_words(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Unescape as the specification does: the value of the key, then its quotes, then the field codes."""
    called(monkeypatch, path, "-m", "kbassist")
    line = own_command.desktop_entry_line().replace("\\\\", "\\")
    # Inside double quotes a shell unescapes the same four signs.
    told = subprocess.run(["sh", "-c", f"printf '%s\\n' {line}"], capture_output=True, text=True, check=True)
    assert told.stdout.replace("%%", "%").splitlines() == [path, "-m", "kbassist"]


def test_the_script_beside_the_interpreter_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(own_command.sys, "executable", str(tmp_path / "python3"))
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert own_command.own_command() == (str(tmp_path / "python3"), "-P", "-m", "kbassist")
    (tmp_path / "kbassist").touch()
    assert own_command.own_command() == (str(tmp_path / "kbassist"),)
