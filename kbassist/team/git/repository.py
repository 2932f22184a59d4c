"""Recognises the repository that a library is in, and the states in which it is left alone."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kbassist.system.errors import GitBusy, NeedsHand, SyncRefused
from kbassist.team.git.answers import refusal, without_login
from kbassist.team.git.history import is_repository
from kbassist.team.git.program import Git, GitProgram, never
from kbassist.team.git.url_login import without_secret

_HEADS = "refs/heads/"
# What git leaves in its folder while something is half done (gitrepository-layout, git-rebase, git-bisect).
_HALF_DONE = (
    (
        "rebase-merge",
        "A rebase is half done in this repository; end it with git rebase --continue or --abort.",
    ),
    (
        "rebase-apply",
        "A rebase is half done in this repository; end it with git rebase --continue or --abort.",
    ),
    ("MERGE_HEAD", "A merge is half done in this repository; end it with git commit or git merge --abort."),
    (
        "CHERRY_PICK_HEAD",
        "A cherry-pick is half done here; end it with git cherry-pick --continue or --abort.",
    ),
    ("REVERT_HEAD", "A revert is half done here; end it with git revert --continue or --abort."),
    ("BISECT_LOG", "A bisect is going on in this repository; end it with git bisect reset."),
)
_DETACHED = "No branch is checked out here (detached HEAD); check one out with git switch, then it is synced."
_UNMERGED = "Files here have conflicts that git has left ({names}); settle and add them, then it is synced."
_SPARSE = "Only a part of this repository is checked out (sparse checkout), which kbassist does not sync."
_LOCKED = (
    "Another program is at work in this repository just now. If none is, one was cut off: remove {lock} then."
)
_REMOTES = (
    "This repository has several remotes ({names}) and none is set for {branch}; set one with git branch -u."
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a working tree at `top`; `git` runs there.

    `folder` is git's own for this working tree. `prefix` is where the library is below `top`, "" or with a
    `/` at its end. `branch` is "" for a detached HEAD, `head` "" while there is no commit.
    """

    git: Git
    top: Path
    folder: Path
    prefix: str
    branch: str
    head: str

    @property
    def ref(self) -> str:
        """The full name of the branch."""
        return _HEADS + self.branch

    @property
    def private(self) -> Path:
        """The folder for what a sync keeps here for a moment."""
        return self.folder / "kbassist"

    @property
    def common(self) -> Path:
        """The folder that all working trees of one repository share (gitrepository-layout, commondir)."""
        try:
            return self.folder / (self.folder / "commondir").read_text("utf-8").strip()
        except OSError:
            return self.folder

    @property
    def none(self) -> str:
        """The id that stands for no object, as long as this repository's ids are."""
        return "0" * (64 if self.git.configured.value("extensions.objectformat") == "sha256" else 40)

    def inside(self, path: str) -> str | None:
        """Return a path of the repository as the library has it; None for one outside of the library."""
        return path.removeprefix(self.prefix) if path.startswith(self.prefix) else None


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a branch is shared: the remote's name, its address, and the branch's name there."""

    name: str
    url: str
    branch: str

    @property
    def shown(self) -> str:
        """The address without a login."""
        return without_login(self.url)

    @property
    def tracking(self) -> str:
        """The reference that remembers the remote's branch."""
        return self.tracking_of(self.branch)

    def tracking_of(self, branch: str) -> str:
        """Return the reference that remembers a branch of the remote."""
        return f"refs/remotes/{self.name}/{branch}"


def recognise(program: GitProgram, root: Path, cancelled: Callable[[], bool] = never) -> Repository | None:
    """Find the repository that the folder `root` is in; None when it is in none.

    Raises GitAbsent, and NeedsHand for one that git refuses or that has no files.
    """
    if not is_repository(root):
        return None
    git = program.at(root, cancelled)
    told = git.answer("rev-parse", "--show-prefix", "--show-toplevel", "--absolute-git-dir")
    if told.code != 0:
        if "must be run in a work tree" in told.said or "not a git repository" in told.said:
            return None
        raise refusal(told, ("rev-parse",))
    prefix, top, folder = os.fsdecode(told.told).split("\n")[:3]
    at_top = _without_logins(replace(git, folder=Path(top)))
    branch = at_top.answer("symbolic-ref", "-q", "HEAD").told
    head = at_top.answer("rev-parse", "-q", "--verify", "HEAD^{commit}").told
    name = os.fsdecode(branch).strip().removeprefix(_HEADS)
    return Repository(at_top, Path(top), Path(folder), prefix, name, os.fsdecode(head).strip())


def _without_logins(git: Git) -> Git:
    """Hide the passwords that addresses of remotes hold, as some people write them there."""
    for _, key, value in git.configured.entries:
        if key.startswith("remote.") and key.endswith(("url", "pushurl")):
            plain, login = without_secret(value)
            if login is not None:
                git = git.hiding(value, plain, login)
    return git


def refuse_by_hand(repository: Repository) -> None:
    """Raise NeedsHand for a repository in which somebody has left something half done, GitBusy when locked.

    Nothing is repaired: only who began it knows what was wanted.
    """
    for name, sentence in _HALF_DONE:
        if (repository.folder / name).exists():
            raise NeedsHand(sentence)
    if not repository.branch:
        raise NeedsHand(_DETACHED)
    if repository.git.configured.value("core.sparsecheckout") == "true":
        raise NeedsHand(_SPARSE)
    lock = repository.folder / "index.lock"
    if os.path.lexists(lock):
        raise GitBusy(_LOCKED.format(lock=lock))
    unmerged = repository.git.ask("ls-files", "--unmerged", "-z")
    if unmerged:
        names = {os.fsdecode(entry.partition(b"\t")[2]) for entry in unmerged.split(b"\0") if entry}
        raise NeedsHand(_UNMERGED.format(names=", ".join(sorted(names)[:3])))


def remote_of(repository: Repository) -> Remote | None:
    """Choose the remote of the branch: its own, else origin, else the only one; None when there is none.

    Raises NeedsHand when nothing tells which of several it is.
    """
    git, branch = repository.git, repository.branch
    keys = [key for _, key, _ in git.configured.entries if key.startswith("remote.")]
    names = sorted({key.split(".", 1)[1].rpartition(".")[0] for key in keys if key.endswith(".url")})
    own = git.configured.value(f"branch.{branch}.remote")
    there = git.configured.value(f"branch.{branch}.merge").removeprefix(_HEADS)
    if own in names:
        name = own
    elif "origin" in names or len(names) == 1:
        name, there = "origin" if "origin" in names else names[0], ""
    elif not names:
        return None
    else:
        raise NeedsHand(_REMOTES.format(names=", ".join(names), branch=branch))
    try:
        url = git.line("remote", "get-url", name)
    except SyncRefused as error:
        raise NeedsHand(
            f"The remote {name} of this repository has no address; set it with git remote."
        ) from error
    return Remote(name, url, there or branch)
