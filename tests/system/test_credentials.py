"""Passwords and tokens: kept where they are safe, and said where they are not."""

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as Pretender
from keyring.errors import KeyringLocked

from kbassist.system.accounts import Account, Place
from kbassist.system.credentials import Credentials, real_keyring
from kbassist.system.errors import KeyringUnusable

DANA = Account("https://git.example.com", "dana")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TOKEN = "glpat-a1b2c3d4e5"
CHECKOUT = Path(__file__).parents[2]


class Drawer(KeyringBackend):
    """A keyring in memory that can be told to misbehave."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.cut = 99
        self.door = threading.Event()
        self.door.set()
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._enter()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._enter()
        self.kept[service, username] = password[: self.cut]

    def delete_password(self, service: str, username: str) -> None:
        self._enter()
        del self.kept[service, username]

    def _enter(self) -> None:
        self.door.wait()
        if self.error:
            raise self.error


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.door.set()


@pytest.fixture
def open_credentials(tmp_path: Path, drawer: Drawer) -> Callable[[], Credentials]:
    return lambda: Credentials(tmp_path / "accounts.json", find=lambda: drawer, limit_s=0.2, now=lambda: NOW)


def settle() -> None:
    for thread in threading.enumerate():
        if thread.name == "bounded":
            thread.join()


def test_what_is_stored_is_there_for_the_next_start(
    open_credentials: Callable[[], Credentials], drawer: Drawer, tmp_path: Path
) -> None:
    assert open_credentials().store(DANA, f" {TOKEN}\n").place is Place.KEYRING
    assert open_credentials().why_not_safe() == ""
    again = open_credentials()
    assert again.secret(DANA) == TOKEN
    assert [(row.account, row.place, row.since) for row in again.accounts()] == [(DANA, Place.KEYRING, NOW)]
    listing = tmp_path / "accounts.json"
    assert TOKEN not in listing.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(listing.stat().st_mode) == 0o600
    again.forget(DANA)
    assert not drawer.kept
    assert (again.secret(DANA), again.accounts()) == (None, ())


@pytest.mark.parametrize("secret", ["", "  ", "two\nlines", "x" * 20_000, "bell\a"])
def test_what_is_no_secret_is_refused_without_being_quoted(
    secret: str, open_credentials: Callable[[], Credentials]
) -> None:
    with pytest.raises(KeyringUnusable, match="one line") as told:
        open_credentials().store(DANA, secret)
    assert "two" not in str(told.value)


def test_a_keyring_that_gives_back_something_else_is_not_trusted(
    open_credentials: Callable[[], Credentials], drawer: Drawer
) -> None:
    drawer.cut = 3
    credentials = open_credentials()
    kept = credentials.store(DANA, TOKEN)
    assert kept.place is Place.SESSION
    assert kept.sentence.startswith("Kept for this session only, since the keyring did not give back")
    assert not drawer.kept
    assert credentials.secret(DANA) == TOKEN
    assert open_credentials().secret(DANA) is None


def test_errors_of_a_keyring_say_nothing_of_what_they_got(
    open_credentials: Callable[[], Credentials], drawer: Drawer
) -> None:
    open_credentials().store(DANA, TOKEN)
    drawer.error = RuntimeError(f"cannot work with {TOKEN}")
    credentials = open_credentials()
    assert TOKEN not in credentials.store(Account("https://other.example", "kim"), TOKEN).sentence
    for call in (credentials.secret, credentials.forget):
        with pytest.raises(KeyringUnusable) as told:
            call(DANA)
        assert TOKEN not in str(told.value)
        assert told.value.__suppress_context__
    assert [row.place for row in credentials.accounts()] == [Place.KEYRING, Place.SESSION]
    assert TOKEN not in repr(credentials)


def test_a_locked_keyring_is_called_locked(
    open_credentials: Callable[[], Credentials], drawer: Drawer
) -> None:
    drawer.error = KeyringLocked("dismissed")
    assert open_credentials().store(DANA, TOKEN).sentence.endswith("since the keyring is locked.")


def test_what_cannot_be_listed_is_not_left_in_the_keyring(drawer: Drawer, tmp_path: Path) -> None:
    credentials = Credentials(tmp_path / "gone" / "accounts.json", find=lambda: drawer)
    assert credentials.store(DANA, TOKEN).place is Place.SESSION
    assert credentials.secret(DANA) == TOKEN
    assert not drawer.kept


def test_a_prompt_that_is_answered_late_counts(
    open_credentials: Callable[[], Credentials], drawer: Drawer
) -> None:
    drawer.door.clear()
    credentials = open_credentials()
    assert "waiting for its password" in credentials.store(DANA, TOKEN).sentence
    assert credentials.secret(DANA) == TOKEN
    drawer.door.set()
    settle()
    assert [row.place for row in credentials.accounts()] == [Place.KEYRING]
    assert open_credentials().secret(DANA) == TOKEN


def test_what_was_forgotten_before_the_prompt_was_answered_stays_forgotten(
    open_credentials: Callable[[], Credentials], drawer: Drawer
) -> None:
    drawer.door.clear()
    credentials = open_credentials()
    credentials.store(DANA, TOKEN)
    credentials.forget(DANA)
    drawer.door.set()
    settle()
    assert not drawer.kept
    assert credentials.accounts() == ()


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (NoKeyring(), "no keyring that keeps secrets safe"),
        (Pretender(), "does not encrypt"),
        (Drawer(), "does not encrypt"),
        (ChainerBackend(), "no keyring that keeps secrets safe"),
    ],
)
def test_only_keyrings_that_encrypt_are_used(
    found: KeyringBackend, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", ())
    monkeypatch.setattr("keyring.get_keyring", lambda: found)
    credentials = Credentials(tmp_path / "accounts.json", find=real_keyring)
    kept = credentials.store(DANA, TOKEN)
    assert kept.place is Place.SESSION
    assert reason in kept.sentence
    assert reason in credentials.why_not_safe()
    assert credentials.secret(DANA) == TOKEN
    assert not (tmp_path / "accounts.json").exists()


def test_a_damaged_list_is_an_empty_one(tmp_path: Path, open_credentials: Callable[[], Credentials]) -> None:
    listing = tmp_path / "accounts.json"
    for content in ("[[[", '{"a": 1}', '[{"host": 1}]', '[{"host":"h","user":"u","since":"2026-01-01"}]'):
        listing.write_text(content)
        assert open_credentials().accounts() == ()


def test_a_prompt_that_nobody_ever_answers_does_not_keep_the_program(tmp_path: Path) -> None:
    code = (
        "import sys, threading; from pathlib import Path\n"
        "from kbassist.system.accounts import Account; from kbassist.system.credentials import Credentials\n"
        "kept = Credentials(Path(sys.argv[1]), find=threading.Event().wait, limit_s=0.05)"
        ".store(Account('https://h', 'u'), 'x')\n"
        "print(kept.place)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "accounts.json")]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=30, check=True)
    assert told.stdout == "session\n"


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="gnome-keyring and dbus-run-session are not installed",
)
def test_a_real_keyring_keeps_it_for_the_next_process(tmp_path: Path) -> None:
    child = f"{sys.executable} tests/system/keyring_session.py {tmp_path / 'accounts.json'}"
    script = "echo | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n" + "\n".join(
        f"{child} {step}" for step in ("store", "read", "forget")
    )
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT),
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
    }
    told = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        cwd=CHECKOUT, env=environ, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    stored, read, forgotten = (json.loads(line) for line in told.stdout.splitlines())
    assert stored == {"place": "keyring", "sentence": "", "loaded": False}
    assert read == {"secret": "geheim & pässword", "accounts": 1}
    assert forgotten == {"secret": None, "accounts": 0}
