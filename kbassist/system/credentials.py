"""Keeps passwords and tokens in the keyring of the system; where there is none, in memory only."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from kbassist.system.accounts import Account, AccountList, Kept, Place, StoredAccount
from kbassist.system.bounded import Bounded, TookTooLong
from kbassist.system.errors import KeyringUnusable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# What encrypts. Everything else is refused: `null` pretends, keyrings.alt writes plain text.
_REAL = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "libsecret", "macOS", "Windows")
)
_CHAINER = "keyring.backends.chainer"
_NONE = "keyring.backends.fail"
# Long enough to type the password of a locked keyring.
_LIMIT_S = 30.0
_MOST_CHARACTERS = 10_000
_LOCKED = "KeyringLocked"  # keyring.errors: somebody has sent its prompt away
_NO_STORE = "this system offers no keyring that keeps secrets safe"
_Answer = TypeVar("_Answer")


def _utc() -> datetime:
    return datetime.now(UTC)


def real_keyring() -> "KeyringBackend":
    """Find the keyring that is set up here, when it is one that encrypts. Raises KeyringUnusable.

    Importing keyring costs a quarter of a second, so that it is done here, and not at the start.
    """
    import keyring

    found = keyring.get_keyring()
    links = list(getattr(found, "backends", ())) if type(found).__module__ == _CHAINER else [found]
    for link in links:
        if type(link).__module__ in _REAL:
            return link
    if not links or type(links[0]).__module__ == _NONE:
        raise KeyringUnusable(_NO_STORE)
    raise KeyringUnusable(f"the keyring that is set up here ({type(found).__module__}) does not encrypt them")


class Credentials:
    """Secrets by account; may be called from any thread but the window's, since a keyring may prompt.

    `listing` is a private file for the accounts' names, `find` returns a keyring of the `keyring`
    package or raises KeyringUnusable, `limit_s` is how long a call of it is waited for.
    """

    def __init__(
        self,
        listing: Path,
        service: str = "kbassist",
        find: Callable[[], "KeyringBackend"] = real_keyring,
        limit_s: float = _LIMIT_S,
        now: Callable[[], datetime] = _utc,
    ) -> None:
        self._list = AccountList(listing)
        self._service = service
        self._find = find
        self._bounded = Bounded(limit_s)
        self._now = now
        self._lock = Lock()
        self._session: dict[Account, tuple[str, datetime]] = {}

    def __repr__(self) -> str:
        return f"Credentials({self._service!r})"

    def store(self, account: Account, secret: str) -> Kept:
        """Keep a secret, in the keyring or else for this session, and tell which. Raises KeyringUnusable.

        It is raised for what is no secret alone: empty, of several lines, or a whole document.
        """
        secret = secret.strip()
        if not secret or not secret.isprintable() or len(secret) > _MOST_CHARACTERS:
            raise KeyringUnusable("This is no password or token: they are one line of text. Enter it again.")
        with self._lock:
            self._session[account] = (secret, self._now())
        try:
            self._asked(partial(self._write, account, secret))
        except KeyringUnusable as error:
            return Kept(Place.SESSION, f"Kept for this session only, since {error}.")
        return Kept(Place.KEYRING)

    def secret(self, account: Account) -> str | None:
        """Return the secret of an account, None when it has none. Raises KeyringUnusable."""
        with self._lock:
            kept = self._session.get(account)
        if kept is not None:
            return kept[0]
        if account not in self._list.all():
            return None
        try:
            return self._asked(lambda: self._find().get_password(self._name(account), account.user))
        except KeyringUnusable as error:
            raise KeyringUnusable(
                f"The password for {account.host_url} could not be read, since {error}. Unlock the keyring "
                "and try again, or sign in for this session."
            ) from None

    def forget(self, account: Account) -> None:
        """Remove the secret of an account wherever it is. Raises KeyringUnusable when it is still there."""
        with self._lock:
            self._session.pop(account, None)
        if account not in self._list.all():
            return
        try:
            self._asked(partial(self._remove, account))
        except KeyringUnusable as error:
            raise KeyringUnusable(
                f"The password for {account.host_url} is still in the keyring, since {error}. "
                "Remove it with the program of your system for passwords."
            ) from None

    def accounts(self) -> tuple[StoredAccount, ...]:
        """List the accounts that have a secret, the oldest first; the keyring is not asked."""
        kept = {account: (Place.KEYRING, at) for account, at in self._list.all().items()}
        with self._lock:
            kept |= {account: (Place.SESSION, at) for account, (_secret, at) in self._session.items()}
        rows = (StoredAccount(account, place, at) for account, (place, at) in kept.items())
        return tuple(sorted(rows, key=lambda row: row.since))

    def why_not_safe(self) -> str:
        """Say why secrets are kept for this session only; "" where there is a keyring for them."""
        try:
            self._asked(self._find)
        except KeyringUnusable as error:
            return f"Passwords are kept for this session only, since {error}."
        return ""

    def _asked(self, call: Callable[[], _Answer]) -> _Answer:
        """Call the keyring within the time. Raises KeyringUnusable, with a clause that says no values."""
        try:
            return self._bounded.run(call)
        except KeyringUnusable:
            raise
        except TookTooLong:
            raise KeyringUnusable("the keyring does not answer: it may be waiting for its password") from None
        except OSError as error:
            raise KeyringUnusable(f"a file could not be used ({error.strerror or 'OSError'})") from None
        except Exception as error:  # backends raise D-Bus, ctypes and RuntimeErrors that quote what they got
            name = type(error).__name__
            told = "the keyring is locked" if name == _LOCKED else f"the keyring refused ({name})"
            raise KeyringUnusable(told) from None

    def _write(self, account: Account, secret: str) -> None:
        """Put a secret into the keyring; this may end long after anybody waited for it."""
        ring, name = self._find(), self._name(account)
        ring.set_password(name, account.user, secret)
        if ring.get_password(name, account.user) != secret:
            with suppress(Exception):  # what it has instead is of no use to anybody
                ring.delete_password(name, account.user)
            raise KeyringUnusable("the keyring did not give back what was stored")
        try:
            is_listed = self._move(account, secret)
        except OSError:
            with suppress(Exception):  # what is not listed could never be forgotten
                ring.delete_password(name, account.user)
            raise
        if not is_listed and account not in self._session:  # it was forgotten meanwhile
            ring.delete_password(name, account.user)

    def _move(self, account: Account, secret: str) -> bool:
        """List an account whose secret is in the keyring now; False when it has another one by now, or none.

        Raises OSError, and it is kept for this session then.
        """
        with self._lock:
            kept = self._session.get(account)
            if kept is None or kept[0] != secret:
                return False
            self._list.add(account, kept[1])
            del self._session[account]
        return True

    def _remove(self, account: Account) -> None:
        ring, name = self._find(), self._name(account)
        if ring.get_password(name, account.user) is not None:
            ring.delete_password(name, account.user)
        with self._lock:
            self._list.remove(account)

    def _name(self, account: Account) -> str:
        return f"{self._service}:{account.host_url}"
