"""What people paste when they are asked for the address of a repository."""

from pathlib import Path

import pytest

from kbassist.system.errors import AddressUnclear
from kbassist.team.git.address import Transport, read_address
from kbassist.team.git.signing import Login


@pytest.mark.parametrize(
    ("pasted", "url", "name"),
    [
        ("https://git.example.com/team/library.git", "https://git.example.com/team/library.git", "library"),
        ("git clone https://git.example.com/t/l.git answers", "https://git.example.com/t/l.git", "l"),
        ("git clone --depth 1 -b main 'https://h.example/t/l'", "https://h.example/t/l", "l"),
        ("$ git clone git@h.example:t/l.git", "git@h.example:t/l.git", "l"),
        ("<https://h.example/t/l>", "https://h.example/t/l", "l"),
        ("Our library is at https://h.example/t/l.git. Don't lose it!", "https://h.example/t/l.git", "l"),
        ("https://github.com/o/r/tree/main/articles", "https://github.com/o/r", "r"),
        ("https://github.com/o/r/blob/main/a.md?plain=1#L3", "https://github.com/o/r", "r"),
        ("https://github.com/o/r/issues", "https://github.com/o/r", "r"),
        ("https://github.com/o/r?tab=readme-ov-file", "https://github.com/o/r", "r"),
        ("https://gitlab.example/a/b/c/-/tree/main", "https://gitlab.example/a/b/c", "c"),
        ("https://gitlab.example/a/b/wiki", "https://gitlab.example/a/b", "b"),
        ("https://gitlab.example/group/sub/src", "https://gitlab.example/group/sub/src", "src"),
        ("https://forge.example/o/r/src/branch/main", "https://forge.example/o/r", "r"),
        ("https://dev.azure.com/o/p/_git/r?path=/x", "https://dev.azure.com/o/p/_git/r", "r"),
        ("https://h.example:8443/t/l.git/info/refs", "https://h.example:8443/t/l.git", "l"),
        ("github.com/o/r", "https://github.com/o/r", "r"),
        ("gh repo clone o/r", "https://github.com/o/r", "r"),
        ("https://[2001:db8::1]:3000/o/r", "https://[2001:db8::1]:3000/o/r", "r"),
        ("ssh://git@h.example:2222/t/l.git", "ssh://git@h.example:2222/t/l.git", "l"),
        ("git+ssh://h.example/t/l.git", "ssh://h.example/t/l.git", "l"),
        ("git@h.example:~dana/l.git", "git@h.example:~dana/l.git", "l"),
    ],
)
def test_the_address_is_found(pasted: str, url: str, name: str) -> None:
    address = read_address(pasted)
    assert (address.url, address.name, address.login) == (url, name, None)


@pytest.mark.parametrize(
    ("pasted", "login"),
    [
        ("https://dana:s%40cret@h.example/t/l.git", Login("dana", "s@cret")),
        ("https://dana@h.example/t/l.git", Login("dana", "")),
        ("https://oauth2:glpat-abc@h.example/t/l.git", Login("oauth2", "glpat-abc")),
        ("https://ghp_1234567890@h.example/t/l.git", Login("x-token-auth", "ghp_1234567890")),
        ("https://ghp_12345:x-oauth-basic@h.example/t/l.git", Login("x-token-auth", "ghp_12345")),
        ("git clone https://:pw@h.example/t/l.git", Login("x-token-auth", "pw")),
    ],
)
def test_a_login_is_taken_out(pasted: str, login: Login) -> None:
    address = read_address(pasted)
    assert (address.url, address.login) == ("https://h.example/t/l.git", login)
    assert login.secret not in repr(address) or not login.secret


def test_folders_on_a_drive(tmp_path: Path) -> None:
    shared = tmp_path / "our drive" / "library.git"
    shared.mkdir(parents=True)
    for pasted in (str(shared), f'"{shared}"', shared.as_uri(), f"git clone '{shared}'"):
        address = read_address(pasted)
        assert (address.url, address.transport, address.name) == (str(shared), Transport.FOLDER, "library")


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "   ",
        "library",
        "o/r",
        "ask Dana for it",
        "https://git.example.com/",
        "https:///t/l.git",
        "https://h.example:99999/t/l",
        "git://h.example/t/l.git",
        "ftp://h.example/t/l.git",
        "ext::sh -c touch% /tmp/x",
        "ssh://-oProxyCommand=x/t/l",
        "ssh://-oProxyCommand=x@h.example/t/l",
        "-oProxyCommand=x@h.example:t/l",
        "git@-oProxyCommand=x:t/l",
        "git@h.example:-l",
        "https://h.example/-l",
        "--upload-pack=touch",
        "/nowhere/at/all",
        "C:\\nowhere",
        "https://h.example/t/l\x1b[2J",
        "x" * 3000,
    ],
)
def test_what_is_no_address_is_refused(pasted: str) -> None:
    with pytest.raises(AddressUnclear):
        read_address(pasted)


def test_a_refusal_does_not_quote_the_password() -> None:
    with pytest.raises(AddressUnclear) as told:
        read_address("git://dana:geheim@h.example/t/l.git")
    assert "geheim" not in str(told.value)
