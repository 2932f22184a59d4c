"""Tests of what the forms of sharing propose and explain."""

import pytest

from kbassist.ui.sync.installing import how_to_install
from kbassist.ui.sync.join_form import folder_name
from kbassist.ui.sync.signing_in import host_of
from kbassist.ui.sync.tokens import page_of


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://git.example.com/team/knowledge-base.git", "knowledge-base"),
        ("git@gitlab.com:team/kb", "kb"),
        ("git clone https://git.example.com/team/kb/", "kb"),
        ("C:\\shares\\kb", "kb"),
        ("https://git.example.com/team/../..", ""),
        ("", ""),
    ],
)
def test_the_folder_is_called_as_the_repository(address: str, name: str) -> None:
    assert folder_name(address) == name


@pytest.mark.parametrize(
    ("system", "like", "words"),
    [
        ("linux", "ubuntu debian", "sudo apt install git"),
        ("linux", "fedora", "sudo dnf install git"),
        ("linux", "", "software centre"),
        ("win32", "", "winget install Git.Git"),
        ("darwin", "", "xcode-select --install"),
    ],
)
def test_says_what_to_install_on_this_system(system: str, like: str, words: str) -> None:
    assert words in how_to_install(system, like)


@pytest.mark.parametrize(
    ("remote", "host", "explained"),
    [
        ("https://github.com/team/kb", "github.com", True),
        ("https://gitlab.com:443/team/kb", "gitlab.com:443", True),
        ("https://git.example.com/team/kb", "git.example.com", False),
        ("https://notgithub.com/x/y", "notgithub.com", False),
    ],
)
def test_the_host_explains_its_tokens(remote: str, host: str, explained: bool) -> None:
    assert host_of(remote) == host
    assert bool(page_of(host)) is explained
