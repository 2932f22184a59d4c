"""A repository for the team: the real engine, a real host that asks for a login, and git by hand."""

import random
import subprocess
from pathlib import Path

from kbassist.replies.agent import Agent
from kbassist.system.credentials import Credentials
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.program import GitProgram
from kbassist.team.git.signing import Login
from kbassist.team.git.standing import SyncReport, SyncState
from kbassist.workspace.syncing import Syncing, SyncStores
from kbassist.workspace.written import SaveOutcome
from tests.soak.team.ledger import tokens_in
from tests.soak.team.machine import Machine, Session, both
from tests.soak.team.stores import MOST_ROUNDS, Stuck
from tests.team.git_server import TOKEN, USER, GitServer, tidy_environ

OUTSIDE = "plan.txt"
_AT_REST = (SyncState.READY,)
_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


class Keys:
    """Knows the login of the team's host."""

    def for_url(self, url: str) -> Login:
        return Login(USER, TOKEN)


class Clones:
    """A clone on each machine; `below` is where the library is in it, "" for all of the repository."""

    is_ours = True

    def __init__(self, below: str = "") -> None:
        self._below = below
        self._folder = Path()
        self._server: GitServer | None = None
        self._machines: list[Machine] = []
        self._programs: dict[int, tuple[Session, Syncing]] = {}

    def close(self) -> None:
        """Let go of the server."""
        if self._server is not None:
            self._server.stop()

    def roots(self, folder: Path, machines: int) -> list[Path]:
        self._folder = folder
        self._server = GitServer(folder / "served")
        self._server.make()
        roots = [self._top(number) / self._below for number in range(machines)]
        roots[0].mkdir(parents=True)
        return roots

    def attend(self, machines: list[Machine]) -> None:
        assert self._server is not None
        self._machines = machines
        first = self._top(0)
        (first / OUTSIDE).write_text("".join(f"plan {number}\n" for number in range(9)))
        self._git(machines[0], "init", "-q", "-b", "main")
        self._git(machines[0], "remote", "add", "origin", self._server.url())
        self._commit(machines[0], "Begin")
        self._git(machines[0], "push", "-q", "-u", "origin", "main")
        cloning = ("clone", "-q", self._server.url())
        for machine in machines:
            if machine.number:
                self._asked(self._folder, machine, *cloning, str(self._top(machine.number)))

    def sync(self, machine: Machine, chance: random.Random) -> None:
        self._synced(machine)

    def go_offline(self, machine: Machine, chance: random.Random) -> None:
        machine.is_online = False

    def come_back(self, machine: Machine) -> None:
        machine.is_online = True

    def rest(self, machines: list[Machine]) -> None:
        """Sync one after the other until nobody takes or sends anything; mend by hand what asks for it."""
        quiet, report = 0, None
        for turn in range(MOST_ROUNDS * len(machines)):
            machine = machines[turn % len(machines)]
            report = self._synced(machine)
            if report.standing.state is SyncState.BY_HAND:
                self._mend(machine)
            is_quiet = not report.taken and not report.sent and report.standing.state in _AT_REST
            quiet = quiet + 1 if is_quiet else 0
            if quiet >= len(machines):
                return
        raise Stuck(f"the syncs do not come to an end: {report and report.standing}")

    def by_hand(self, machine: Machine, chance: random.Random) -> None:
        """Do with git what people do who know it."""
        _HANDS[chance.randrange(len(_HANDS))](self, machine, chance)

    def pending(self, machine: Machine) -> list[bytes]:
        return [conflict.mine for conflict in self._program(machine).conflicts()]

    def settle_pending(self, machine: Machine) -> bool:
        waiting = self._program(machine).conflicts()
        for conflict in waiting:
            self._settle(machine, conflict)
        return bool(waiting)

    def remembered(self) -> set[str]:
        """Look through all commits that a branch, a stash or a head leads to, everywhere."""
        found: set[str] = set()
        for top in (self._folder / "served/team.git", *(self._top(one.number) for one in self._machines)):
            for commit in _told(top, "rev-list", "--all", "HEAD").split():
                found |= tokens_in(_told(top, "archive", commit.decode()))
        return found

    def is_private(self, path: str) -> bool:
        return path == OUTSIDE  # some have changed and not committed it

    def is_left_over(self, path: str) -> bool:
        return path.rpartition("/")[2].startswith("~$")

    def _top(self, number: int) -> Path:
        return self._folder / f"clone-{number}"

    def _program(self, machine: Machine) -> Syncing:
        """Return what syncs in the program that runs on a machine now."""
        known = self._programs.get(machine.number)
        if known is None or known[0] is not machine.session:
            program = GitProgram(tidy_environ(machine.home / "own"), Keys())
            stores = SyncStores(program, Credentials(machine.home / "accounts.json"), machine.home)
            syncing = Syncing(
                {str(machine.root): machine.session},  # type: ignore[dict-item]
                stores,
                machine.writing,
                lambda: Agent(name=machine.name),
                machine.now,
            )
            syncing.turn_on(str(machine.root))
            known = self._programs[machine.number] = machine.session, syncing
        return known[1]

    def _synced(self, machine: Machine) -> SyncReport:
        """Sync, and look whether what somebody has outside of the library is as it was. Raises Stuck."""
        assert self._server is not None
        before = self._outside(machine)
        if not machine.is_online:
            self._server.refusing = 503
        try:
            (report,) = self._program(machine).sync(str(machine.root))
        finally:
            self._server.refusing = None
        after = self._outside(machine)
        if before != after and before[1] != before[2]:
            raise Stuck(f"somebody's own changes outside of the articles were touched: {before} {after}")
        return report

    def _outside(self, machine: Machine) -> tuple[str, bytes, bytes]:
        """Return what is staged, what stands in the file, and what is committed of the file outside."""
        top = self._top(machine.number)
        file = top / OUTSIDE
        staged = _told(top, "ls-files", "-s", OUTSIDE).decode()
        return staged, file.read_bytes() if file.exists() else b"", _told(top, "show", f"HEAD:{OUTSIDE}")

    def _settle(self, machine: Machine, conflict: PendingConflict) -> None:
        """Put what is pending back beside what is published, as a person does in the view for it."""
        syncing = self._program(machine)
        opened = syncing.open_conflict(conflict)
        result = syncing.settle_conflict(conflict, opened.original, both(opened.merge))
        while result.outcome is SaveOutcome.CONFLICT:
            assert result.merge is not None
            result = syncing.settle_conflict(conflict, result.opened, both(result.merge))

    def _mend(self, machine: Machine) -> None:
        """End by hand whatever stands in the way of a sync: keep both sides, commit, pull and push."""
        self._attach(machine)
        self._union(machine)
        self._commit(machine, "By hand")
        self._git(machine, "pull", "-q", "--no-rebase", "--no-edit")
        self._union(machine)
        self._commit(machine, "Joined by hand")
        self._git(machine, "push", "-q")

    def _attach(self, machine: Machine) -> None:
        """Go back to the branch, and take along what was committed on none."""
        top = self._top(machine.number)
        if _told(top, "symbolic-ref", "-q", "HEAD"):
            return
        self._union(machine)
        self._commit(machine, "On no branch")
        head = _told(top, "rev-parse", "HEAD").decode().strip()
        self._git(machine, "checkout", "-q", "main")
        self._git(machine, "merge", "-q", "--no-edit", head)
        self._union(machine)
        self._commit(machine, "Back on the branch")

    def _union(self, machine: Machine) -> None:
        """Take the markers out of all files that git has left unmerged, and keep both sides."""
        top = self._top(machine.number)
        for name in set(_told(top, "diff", "--name-only", "--diff-filter=U", "-z").decode().split("\0")) - {
            ""
        }:
            file = top / name
            if file.is_file():
                lines = file.read_bytes().split(b"\n")
                file.write_bytes(b"\n".join(line for line in lines if not line.startswith(_MARKERS)))

    def _commit(self, machine: Machine, message: str) -> None:
        self._git(machine, "add", "-A")
        self._git(machine, "commit", "-q", "--no-verify", "-m", message)

    def _git(self, machine: Machine, *arguments: str) -> int:
        return self._asked(self._top(machine.number), machine, *arguments)

    def _asked(self, folder: Path, machine: Machine, *arguments: str) -> int:
        assert self._server is not None
        helper = f"!f() {{ echo username={USER}; echo password={TOKEN}; }}; f"
        command = ["git", "-c", f"credential.helper={helper}", "-c", f"user.name={machine.name}"]
        command += ["-c", "user.email=x@example.org", *arguments]
        environ = tidy_environ(machine.home / "by-hand")
        return subprocess.run(command, cwd=folder, env=environ, capture_output=True).returncode

    def _hand_commit(self, machine: Machine, chance: random.Random) -> None:
        self._union(machine)
        self._commit(machine, "Some work")

    def _hand_pull(self, machine: Machine, chance: random.Random) -> None:
        if not machine.is_online:
            return
        if self._git(machine, "pull", "-q", "--no-rebase", "--no-edit") and chance.random() < 0.5:
            self._git(machine, "merge", "--abort")

    def _hand_push(self, machine: Machine, chance: random.Random) -> None:
        if machine.is_online:
            self._git(machine, "push", "-q")

    def _hand_plan(self, machine: Machine, chance: random.Random) -> None:
        """Change the file outside of the library; perhaps stage it, or put it into the stash and back."""
        file = self._top(machine.number) / OUTSIDE
        lines = file.read_text().split("\n")
        lines.insert(chance.randrange(len(lines)), f"plan of {machine.name} {chance.randrange(10**6)}")
        file.write_text("\n".join(lines))
        if chance.random() < 0.4:
            self._git(machine, "add", OUTSIDE)
        elif chance.random() < 0.4:
            self._git(machine, "stash", "push", "-q", "--", OUTSIDE)

    def _hand_pop(self, machine: Machine, chance: random.Random) -> None:
        self._git(machine, "stash", "pop", "-q")

    def _hand_head(self, machine: Machine, chance: random.Random) -> None:
        if chance.random() < 0.4:
            self._git(machine, "checkout", "-q", "--detach")
        else:
            self._attach(machine)


_HANDS = (
    Clones._hand_commit, Clones._hand_pull, Clones._hand_push, Clones._hand_plan, Clones._hand_pop,
    Clones._hand_head,
)  # fmt: skip


def _told(folder: Path, *arguments: str) -> bytes:
    environ = tidy_environ(folder.parent / "home-of-looks")
    return subprocess.run(["git", "-C", str(folder), *arguments], env=environ, capture_output=True).stdout
