"""Talks to the remote: fetches what others have sent, and sends own commits, never by force."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kbassist.system.errors import BranchAbsent, NeedsHand, RemoteUnreachable, SyncRefused
from kbassist.team.git.hardening import LFS, receive_pack, upload_pack
from kbassist.team.git.moving_refs import move
from kbassist.team.git.repository import Remote, Repository

_HEAD = re.compile(rb"([0-9a-f]{40}(?:[0-9a-f]{24})?)\t[^\t]*\tbranch '([^\n]*)' of ")
_QUIET = (
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-prune",
    "--no-filter",
    "--refmap=",
)
_CALMLY = ("--quiet", "--no-verify", "--no-signed", "--no-follow-tags", "--no-recurse-submodules")
_REWRITTEN = (
    "The team's history of {branch} was rewritten, so what was taken out of it would come back: look at it"
    " with your team, then run git fetch and git rebase by hand."
)

_SEVERAL = "The remote {name} sends to several addresses, which kbassist does not; run git push by hand."


@dataclass(frozen=True, slots=True)
class Exchange:
    """One repository and its remote; where the branches of the remote were is looked up once."""

    repository: Repository
    remote: Remote
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def upload_pack(self) -> str:
        """The option that names the program to fetch from."""
        return upload_pack(self.remote.url)

    def fetch(self, branch: str) -> str:
        """Fetch a branch and return the commit that it is at; "" when the remote has never had it.

        Raises NeedsHand when its history was rewritten, BranchAbsent when it was removed, SyncRefused.
        """
        git, tracking = self.repository.git, self.remote.tracking_of(branch)
        before = self.known(branch)
        wanted = f"refs/heads/{branch}"
        try:
            git.ask_remote(self.remote.url, "fetch", self.upload_pack, *_QUIET, self.remote.name, wanted)
        except BranchAbsent as error:
            if self.branches([branch]):  # the list of branches broke off in the middle
                raise RemoteUnreachable(
                    "The line to the team's repository broke off; it is tried again."
                ) from error
            if before:
                raise
            return ""
        tip = self._fetched(branch)
        if before == tip:
            return tip
        if before and git.answer("merge-base", "--is-ancestor", before, tip).code == 1:
            raise NeedsHand(_REWRITTEN.format(branch=branch))
        move(self.repository, tracking, tip, before, "kbassist: fetch")
        self._known[branch] = tip
        return tip

    def deepen(self, branch: str) -> None:
        """Fetch all history of a branch into a repository that has only the latest. Raises SyncRefused."""
        wanted = f"refs/heads/{branch}"
        self.repository.git.ask_remote(
            self.remote.url, "fetch", "--unshallow", self.upload_pack, *_QUIET, self.remote.name, wanted
        )

    def known(self, branch: str) -> str:
        """Return where the remote's branch was when it was last seen, "" when it never was."""
        if branch not in self._known:
            ref = f"{self.remote.tracking_of(branch)}^{{commit}}"
            told = self.repository.git.answer("rev-parse", "-q", "--verify", ref).told
            self._known[branch] = os.fsdecode(told).strip()
        return self._known[branch]

    def branches(self, names: Sequence[str]) -> frozenset[str]:
        """Ask which of these branches the remote has. Raises SyncRefused."""
        if not names:
            return frozenset()
        wanted = [f"refs/heads/{name}" for name in names]
        told = self.repository.git.ask_remote(
            self.remote.url, "ls-remote", self.upload_pack, self.remote.name, *wanted
        )
        there = {line.partition("\t")[2] for line in os.fsdecode(told).splitlines()}
        return frozenset(name for name, ref in zip(names, wanted, strict=True) if ref in there)

    def unsent(self, commit: str, branches: Sequence[str]) -> int:
        """Count the commits that none of the remote's branches has, as far as they are known here."""
        known = [f"^{tip}" for branch in branches if (tip := self.known(branch))]
        return int(self.repository.git.line("rev-list", "--count", commit, *known, "--"))

    def push(self, commit: str, branch: str) -> None:
        """Let the remote's branch be at `commit`, which follows what is there.

        Raises PushRejected, `outrun` when others have sent something meanwhile, NeedsHand when the remote
        has several addresses to send to, and SyncRefused.
        """
        git, url = self.repository.git, self._push_url()
        if git.has_lfs and (self.repository.common / LFS).exists():
            git.ask_remote(url, "lfs", "push", self.remote.name, self.repository.branch)
        before = self.known(branch)
        git.ask_remote(
            url,
            "push",
            receive_pack(url),
            *_CALMLY,
            self.remote.name,
            f"{commit}:refs/heads/{branch}",
        )
        self._known.pop(branch, None)
        if self.known(branch) != commit:
            move(self.repository, self.remote.tracking_of(branch), commit, before, "kbassist: push")

    def _push_url(self) -> str:
        """Return where git sends to, which the settings may tell from where it fetches.

        Raises NeedsHand for several addresses: only one of them would get its own login and caution.
        """
        told = self.repository.git.line("remote", "get-url", "--push", "--all", self.remote.name)
        urls = told.splitlines()
        if len(urls) != 1:
            raise NeedsHand(_SEVERAL.format(name=self.remote.name))
        return urls[0]

    def follow(self) -> None:
        """Set the remote's branch as the one that is followed, where nobody has set any."""
        git, branch = self.repository.git, self.repository.branch
        if not git.configured.value(f"branch.{branch.casefold()}.remote") and not git.configured.value(
            f"branch.{branch}.remote"
        ):
            git.ask("config", f"branch.{branch}.remote", self.remote.name)
            git.ask("config", f"branch.{branch}.merge", f"refs/heads/{self.remote.branch}")

    def _fetched(self, branch: str) -> str:
        """Read where the fetched branch is: COMMIT TAB [not-for-merge] TAB branch 'NAME' of ADDRESS."""
        try:
            told = (self.repository.folder / "FETCH_HEAD").read_bytes()
        except OSError as error:
            raise SyncRefused("What was fetched cannot be read; may its folder be written?") from error
        for found in _HEAD.finditer(told):
            if found[2] == os.fsencode(branch):
                return found[1].decode("ascii")
        raise SyncRefused("Another program fetched something else in the same moment; it is tried again.")
