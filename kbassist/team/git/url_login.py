"""Takes the login out of a remote's address that somebody has set up with one.

git hands an address on to the programs that it starts, where every user of the machine can read it.
"""

import re
from urllib.parse import unquote, urlsplit

from kbassist.team.git.signing import Login

ANY_USER = "x-token-auth"
"""Stands for the user where a token says by itself whose it is; every git host takes it."""

_TOKENS = re.compile(r"(?:gh[pousr]_|github_pat_|gl[a-z]{1,6}-|AT[A-Z]{2}|[0-9a-f]{40}\Z)")
_NO_PASSWORD = "x-oauth-basic"  # noqa: S105 - GitHub's word for none beside a token


def login_in(url: str) -> Login | None:
    """Return the login that an address of the web holds; a user alone has an empty secret."""
    try:
        parts = urlsplit(url)
        user, secret = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        return None
    if parts.scheme.casefold() not in ("https", "http"):
        return None
    if secret == _NO_PASSWORD or (not secret and _TOKENS.match(user)):
        user, secret = ANY_USER, user
    return Login(user or ANY_USER, secret) if user or secret else None


def without_secret(url: str) -> tuple[str, Login | None]:
    """Return an address without the login that it holds with a secret, and that login; else it alone."""
    login = login_in(url)
    if login is None or not login.secret:
        return url, None
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest[_end_of_login(rest) :]}", login


def _end_of_login(rest: str) -> int:
    return len(re.split("[/?#]", rest, maxsplit=1)[0].rpartition("@")[0]) + 1
