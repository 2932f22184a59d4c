"""Which login goes to which address."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.system.accounts import Account
from kbassist.system.credentials import Credentials
from kbassist.system.errors import KeyringUnusable, SignInNeeded
from kbassist.team.git.logins import StoredLogins, account_for
from kbassist.team.git.signing import Login

HOST = "https://git.example.com"


def no_keyring() -> None:
    raise KeyringUnusable("there is none")


@pytest.fixture
def credentials(tmp_path: Path) -> Credentials:
    at = iter(datetime(2026, 11, 29, tzinfo=UTC) + timedelta(hours=hour) for hour in range(99))
    return Credentials(tmp_path / "accounts.json", find=no_keyring, now=lambda: next(at))


@pytest.mark.parametrize(
    ("url", "user"),
    [
        (f"{HOST}/team/library.git", "dana"),
        (f"{HOST}/own/library.git", "dana-private"),
        (f"{HOST}/own/library.git/", "dana-private"),
        (f"{HOST}/own/library.github.com", "dana"),
        ("https://dana@git.example.com/own/library.git", "dana"),
        ("https://kim@git.example.com/own/library.git", None),
        ("https://git.example.com.evil.example/team", None),
        ("https://git.example.com:8443/team", None),
        ("http://git.example.com/team", None),
        ("http://plain.example/team", None),
        ("http://127.0.0.1:8080/team", "local"),
        ("git@git.example.com:team/library.git", None),
        ("/srv/library.git", None),
        ("https://[::1", None),
    ],
)
def test_a_login_goes_only_where_it_belongs(credentials: Credentials, url: str, user: str | None) -> None:
    for host_url, name in [
        (f"{HOST}/own/library.git", "dana-private"),
        (HOST, "dana"),
        ("http://plain.example", "open"),
        ("http://127.0.0.1:8080", "local"),
    ]:
        credentials.store(Account(host_url, name), f"secret of {name}")
    login = StoredLogins(credentials).for_url(url)
    assert login == (Login(user, f"secret of {user}") if user else None)


def test_the_youngest_of_two_is_taken(credentials: Credentials) -> None:
    for name in ("old", "new"):
        credentials.store(Account(HOST, name), "x")
    assert StoredLogins(credentials).for_url(f"{HOST}/a") == Login("new", "x")


def test_a_second_user_of_a_host_is_kept_for_the_repository(credentials: Credentials) -> None:
    first = account_for(f"{HOST}/a/b.git", "dana", credentials.accounts())
    assert first == Account(HOST, "dana")
    credentials.store(first, "x")
    assert account_for(f"{HOST}/c/d.git", "dana", credentials.accounts()) == first
    assert account_for(f"{HOST}/c/d.git", "kim", credentials.accounts()) == Account(f"{HOST}/c/d.git", "kim")


@pytest.mark.parametrize("url", ["http://plain.example/t/l.git", "git@h.example:t/l.git"])
def test_nothing_is_kept_for_an_open_line(url: str) -> None:
    with pytest.raises(SignInNeeded, match=r"https|SSH"):
        account_for(url, "dana", ())


def test_a_locked_keyring_asks_for_a_sign_in(tmp_path: Path) -> None:
    (tmp_path / "accounts.json").write_text(
        f'[{{"host": "{HOST}", "user": "dana", "since": "2026-11-29T12:00:00+00:00"}}]'
    )
    with pytest.raises(SignInNeeded, match="Unlock the keyring") as told:
        StoredLogins(Credentials(tmp_path / "accounts.json", find=no_keyring)).for_url(f"{HOST}/a")
    assert told.value.host == "git.example.com"
