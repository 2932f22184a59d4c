"""What git is given to sign in with; secrets are in nobody's arguments, addresses or files."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Login:
    """A user's name and password or token; its repr hides the secret."""

    user: str
    secret: str = field(repr=False)


class Secrets(Protocol):
    """Knows the logins of this user."""

    def for_url(self, url: str) -> Login | None:
        """Return what to sign in with at the host of `url`; None leaves it to git's own helpers."""


class NoSecrets:
    """Leaves signing in to git's own helpers and to SSH."""

    def for_url(self, url: str) -> Login | None:  # noqa: ARG002 - a protocol's parameter
        """Know nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Besides:
    """What `secrets` know, and a login for one address besides."""

    secrets: Secrets
    url: str
    login: Login

    def for_url(self, url: str) -> Login | None:
        """Return what the secrets know, else the login of the address."""
        return self.secrets.for_url(url) or (self.login if url == self.url else None)
