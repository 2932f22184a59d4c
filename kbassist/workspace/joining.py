"""Joins a team: signs in, clones its repository, turns a folder into one; secrets stay in their place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kbassist.system.accounts import Account, Kept, StoredAccount
from kbassist.system.credentials import Credentials
from kbassist.team.git.address import GitAddress, read_address, without_login
from kbassist.team.git.clone import Cloned, clone
from kbassist.team.git.found import Founded, found
from kbassist.team.git.logins import StoredLogins, account_for
from kbassist.team.git.own_work import identity
from kbassist.team.git.program import GitProgram, never
from kbassist.team.git.progress import Told, tell_nobody
from kbassist.team.git.signing import Login
from kbassist.team.git.url_login import ANY_USER


class Joining:
    """What a member does once; `program` signs in with the accounts of `credentials`."""

    def __init__(self, program: GitProgram, credentials: Credentials) -> None:
        self._program = program
        self._credentials = credentials

    def sign_in(self, url: str, login: Login) -> Kept:
        """Keep a login for the host of `url`; tell where. Raises SignInNeeded and KeyringUnusable."""
        account = account_for(url, login.user.strip() or ANY_USER, self._credentials.accounts())
        return self._credentials.store(account, login.secret)

    def sign_ins(self) -> tuple[tuple[StoredAccount, ...], str]:
        """List the accounts that are kept, and say why there is no keyring, "" where there is one."""
        return self._credentials.accounts(), self._credentials.why_not_safe()

    def forget_sign_in(self, account: Account) -> None:
        """Remove an account with its secret. Raises KeyringUnusable when it is still there."""
        self._credentials.forget(account)

    def clone(
        self,
        pasted: str,
        folder: Path,
        login: Login | None = None,
        progress: Told = tell_nobody,
        cancelled: Callable[[], bool] = never,
    ) -> Cloned:
        """Clone what a pasted text names into `folder`, absent or empty; keep the login that was used.

        Raises AddressUnclear, and as `team.git.clone.clone`.
        """
        address, used = self._address(pasted, login)
        program = self._program_with(address, used)
        cloned = clone(program, address, folder, progress, cancelled)
        return replace(cloned, note=_joined(cloned.note, self._keep(address, used)))

    def make_repository(
        self,
        root: Path,
        author: str,
        pasted: str | None = None,
        login: Login | None = None,
        progress: Told = tell_nobody,
        cancelled: Callable[[], bool] = never,
    ) -> Founded:
        """Turn a plain folder into a repository, and send it to an empty one where an address is given.

        Raises AddressUnclear, and as `team.git.found.found`.
        """
        address, used = self._address(pasted, login) if pasted else (None, None)
        program = self._program_with(address, used) if address else self._program
        who = identity(program.at(root, cancelled), author)
        made = found(program, root, who, address, progress, cancelled)
        return replace(made, note=_joined(made.note, self._keep(address, used) if address else ""))

    def _address(self, pasted: str, login: Login | None) -> tuple[GitAddress, Login | None]:
        """Read an address, and whose login is used: what was typed, before what was pasted with it."""
        address = read_address(pasted)
        given = login or address.login
        if given is None or not given.secret.strip():
            return without_login(address), None
        used = Login(given.user.strip() or ANY_USER, given.secret.strip())
        account_for(address.url, used.user, ())  # raises for a line that others can read
        return without_login(address), used

    def _program_with(self, address: GitAddress, login: Login | None) -> GitProgram:
        if login is None:
            return self._program
        return self._program.signing_in_with(_Trying(address.url, login, StoredLogins(self._credentials)))

    def _keep(self, address: GitAddress, login: Login | None) -> str:
        """Keep a login that the host took; return a sentence when that is for this session only."""
        return self.sign_in(address.url, login).sentence if login else ""


@dataclass(frozen=True, slots=True)
class _Trying:
    """A login that is tried for one address, and not kept before the host has taken it."""

    url: str
    login: Login
    others: StoredLogins

    def for_url(self, url: str) -> Login | None:
        """Return the login for the address, else one that is kept."""
        return self.login if url == self.url else self.others.for_url(url)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
