"""Finds the login for an address among the accounts whose secrets are kept."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kbassist.system.accounts import Account, StoredAccount
from kbassist.system.credentials import Credentials
from kbassist.system.errors import KeyringUnusable, SignInNeeded
from kbassist.team.git.signing import Login


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the web as far as a login goes: `origin` is `https://HOST[:PORT]`, `user` may be ""."""

    origin: str
    path: str
    host: str
    user: str
    is_safe: bool


def place_of(url: str) -> Place | None:
    """Take an address apart; None for one that needs no login of ours, such as SSH's.

    `is_safe` tells whether a secret may go there: through https, or without leaving this machine.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.casefold()
    if scheme not in ("https", "http") or not host:
        return None
    name = f"[{host}]" if ":" in host else host
    origin = f"{scheme}://{name}:{port}" if port else f"{scheme}://{name}"
    path = parts.path.rstrip("/")
    return Place(origin, path, host, unquote(parts.username or ""), scheme == "https" or _is_here(host))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


class StoredLogins:
    """The logins of this user, for git; nothing is given away over a line that others can read."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def for_url(self, url: str) -> Login | None:
        """Return the login of the account nearest to `url`, the youngest of several; None without any.

        Raises SignInNeeded when there is one whose secret cannot be read.
        """
        place = place_of(url)
        if place is None or not place.is_safe:
            return None
        account = nearest(place, self._credentials.accounts())
        if account is None:
            return None
        try:
            secret = self._credentials.secret(account)
        except KeyringUnusable as error:
            raise SignInNeeded(str(error), place.host) from error
        return Login(account.user, secret) if secret else None


def nearest(place: Place, stored: tuple[StoredAccount, ...]) -> Account | None:
    """Choose the account for an address: of one repository before one of the host, then the youngest."""
    whole = place.origin + place.path
    fitting = [
        row
        for row in stored
        if (whole == row.account.host_url or whole.startswith(row.account.host_url.rstrip("/") + "/"))
        and place.user in ("", row.account.user)
    ]
    best = max(fitting, key=lambda row: (len(row.account.host_url), row.since), default=None)
    return best.account if best else None


def account_for(url: str, user: str, stored: tuple[StoredAccount, ...]) -> Account:
    """Name the account under which a login for `url` is kept. Raises SignInNeeded for an open line.

    It is the host's, so that all its repositories share it, unless another user has that one already.
    """
    place = place_of(url)
    if place is None:
        raise SignInNeeded("This address takes no password; SSH signs in with your own key.")
    if not place.is_safe:
        raise SignInNeeded(
            f"{place.host} is reached by plain http, where anybody on the way could read your password; ask "
            "for an address with https.",
            place.host,
        )
    others = [row for row in stored if row.account.host_url == place.origin and row.account.user != user]
    return Account(place.origin + place.path if others else place.origin, user)
