"""The git program: finds it and runs it so that nothing a repository's own settings name is run.

Hooks of the repository are never run, and nothing is ever signed, since nobody could answer a prompt.
"""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbassist.system.errors import GitAbsent, KbError, SyncRefused
from kbassist.team.git.answers import refusal
from kbassist.team.git.hardening import (
    Configured,
    Pairs,
    cautious,
    environment,
    lfs_is_plain,
    signed,
    ssh_variable,
    with_pairs,
)
from kbassist.team.git.running import Answer, run
from kbassist.team.git.signing import Besides, Login, NoSecrets, Secrets

OLDEST = (2, 31)
"""GIT_CONFIG_COUNT came with this one: without it a secret could only be given for everybody to see."""

LOCAL_LIMIT_S = 120.0
REMOTE_LIMIT_S = 1800.0
_NOBODY: Mapping[str, str] = {}
_VERSION = re.compile(rb"git version (\d+)\.(\d+)")


def never() -> bool:
    """Cancel nothing."""
    return False


class GitProgram:
    """The git that is installed on this machine; any number of repositories may be asked through it."""

    def __init__(self, environ: Mapping[str, str] = os.environ, secrets: Secrets | None = None) -> None:
        self._environ = dict(environ)
        self._secrets = secrets or NoSecrets()
        self._known: tuple[str, tuple[int, int]] | None = None

    def signing_in_with(self, secrets: Secrets) -> "GitProgram":
        """Return the same program with other logins."""
        return GitProgram(self._environ, secrets)

    def find(self) -> str:
        """Return the path of the program. Raises GitAbsent, and says what to install."""
        found = shutil.which("git", path=self._environ.get("PATH"))
        if found is None:
            raise GitAbsent(
                "git is not installed, so this folder is not synced; install it from git-scm.com."
            )
        return found

    def has_lfs(self) -> bool:
        """Tell whether git-lfs is there, which keeps large files beside a repository."""
        return shutil.which("git-lfs", path=self._environ.get("PATH")) is not None

    def version(self) -> tuple[int, int]:
        """Return the version; the program at one place is asked once. Raises GitAbsent."""
        place = self.find()
        if self._known is not None and self._known[0] == place:
            return self._known[1]
        told = self._plain(Path.cwd(), ("version",), never).told
        match = _VERSION.match(told)
        if match is None:
            raise GitAbsent("The git program does not tell its version; install it anew from git-scm.com.")
        version = int(match[1]), int(match[2])
        self._known = (place, version)
        return version

    def at(self, folder: Path, cancelled: Callable[[], bool] = never) -> "Git":
        """Return git for a folder; `cancelled` ends whatever it does there.

        Raises GitAbsent, also for a git that is too old; NeedsHand when git refuses the repository.
        """
        version = self.version()
        if version < OLDEST:
            raise GitAbsent(
                f"git {version[0]}.{version[1]} is too old to sync with; install {OLDEST[0]}.{OLDEST[1]} or"
                " later from git-scm.com."
            )
        listing = ("config", "--list", "--show-scope", "-z")
        listed = self._plain(folder, listing, cancelled)
        if listed.code != 0:
            raise refusal(listed, listing)
        configured = Configured.of(listed.told)
        has_lfs = self.has_lfs() and lfs_is_plain(configured)
        environ = environment(self._environ) | ssh_variable(self._environ)
        pairs = cautious(configured, self._environ, has_lfs)
        return Git(self.find(), folder, environ, tuple(pairs), configured, self._secrets, has_lfs, cancelled)

    def _plain(self, folder: Path, arguments: tuple[str, ...], cancelled: Callable[[], bool]) -> Answer:
        try:
            return run(
                (self.find(), *arguments), folder, environment(self._environ), b"", LOCAL_LIMIT_S, cancelled
            )
        except OSError as error:
            raise _not_started(error, folder) from error


@dataclass(frozen=True)
class Git:
    """git in one folder, with the settings that the folder had when it was asked for.

    `has_lfs` tells whether files of git-lfs can be handled here.
    """

    _program: str
    folder: Path
    _environ: Mapping[str, str] = field(repr=False)
    _pairs: tuple[tuple[str, str], ...] = field(repr=False)
    configured: Configured = field(repr=False)
    _secrets: Secrets = field(repr=False)
    has_lfs: bool
    _cancelled: Callable[[], bool] = field(repr=False)

    def without_large_files(self) -> "Git":
        """Return the same git, which writes files of git-lfs as the pointers that the repository has."""
        return replace(self, _environ={**self._environ, "GIT_LFS_SKIP_SMUDGE": "1"})

    def hiding(self, whole: str, shown: str, login: Login) -> "Git":
        """Return the same git, which calls the address `whole` by `shown`, without the login that is in it.

        git hands addresses on to its own programs as arguments, which everybody can see.
        """
        pairs = (*self._pairs, (f"url.{shown}.insteadOf", whole))
        return replace(self, _pairs=pairs, _secrets=Besides(self._secrets, shown, login))

    def ask(
        self, *arguments: str, given: bytes = b"", index: Path | None = None, who: Mapping[str, str] = _NOBODY
    ) -> bytes:
        """Return what git tells. Raises SyncRefused.

        `index` is used in place of the repository's own; `who` holds the variables that name the author.
        """
        answer = self.answer(*arguments, given=given, index=index, who=who)
        if answer.code != 0:
            raise refusal(answer, arguments)
        return answer.told

    def line(
        self, *arguments: str, given: bytes = b"", index: Path | None = None, who: Mapping[str, str] = _NOBODY
    ) -> str:
        """Return the one line that git tells. Raises SyncRefused."""
        return os.fsdecode(self.ask(*arguments, given=given, index=index, who=who)).removesuffix("\n")

    def answer(
        self, *arguments: str, given: bytes = b"", index: Path | None = None, who: Mapping[str, str] = _NOBODY
    ) -> Answer:
        """Run git on this machine, whatever its exit code. Raises SyncRefused when it cannot be started."""
        more = {"GIT_INDEX_FILE": str(index)} if index else {}
        more.update(who)
        return self._run(arguments, given, [], more, LOCAL_LIMIT_S)

    def ask_remote(
        self,
        url: str,
        *arguments: str,
        given: bytes = b"",
        index: Path | None = None,
        who: Mapping[str, str] = _NOBODY,
        heard: Callable[[str], None] | None = None,
    ) -> bytes:
        """Run a command that talks to `url`, with this user's login for it. Raises SyncRefused.

        `heard` is told a few times a second all that git has said so far.
        """
        login = self._secrets.for_url(url)
        pairs, variables = signed(login, url) if login else ([], {})
        variables = {**variables, **who, **({"GIT_INDEX_FILE": str(index)} if index else {})}
        answer = self._run(arguments, given, pairs, variables, REMOTE_LIMIT_S, heard)
        if answer.code != 0:
            raise refusal(answer, arguments, url)
        return answer.told

    def _run(
        self,
        arguments: tuple[str, ...],
        given: bytes,
        pairs: Pairs,
        variables: Mapping[str, str],
        limit_s: float,
        heard: Callable[[str], None] | None = None,
    ) -> Answer:
        environ = with_pairs({**self._environ, **variables}, [*self._pairs, *pairs])
        try:
            return run(
                (self._program, *arguments), self.folder, environ, given, limit_s, self._cancelled, heard
            )
        except OSError as error:
            raise _not_started(error, self.folder) from error


def _not_started(error: OSError, folder: Path) -> KbError:
    if not folder.is_dir():
        return SyncRefused("The folder cannot be reached now; it is synced when it is back.")
    return SyncRefused(f"git could not be started: {(error.strerror or 'unknown reason').lower()}.")
