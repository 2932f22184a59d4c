"""A member's day with a token, in a process of its own: joins, edits, syncs, fails, and crashes.

Reads the address with the token, and answers, from its input; tells on its output what happened.
"""

import sys
from pathlib import Path

from kbassist.system.logs import Log
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.team.git.signing import Login
from kbassist.ui.crash import CrashReporter
from kbassist.workspace.opening import open_workspace
from kbassist.workspace.syncing import Syncing


def main(home: Path, target: Path) -> None:
    """Live through it."""
    pasted = sys.stdin.readline().strip()
    paths = Paths.of_user({"KBASSIST_HOME": str(home)})
    with Log(paths.log) as log:
        workspace = open_workspace(paths, Settings(agent_name="Dana Reed"), [target.parent / "own"])
        workspace.syncing.clone(pasted, target)
        workspace.close()
        workspace = open_workspace(paths, Settings(agent_name="Dana Reed"), [target])
        syncing = workspace.syncing
        user, _, secret = pasted.partition("://")[2].partition("@")[0].partition(":")
        syncing.sign_in(str(target), Login(user, secret))
        (target / "new.md").write_text("# New\n")
        tell(syncing)
        for _event in sys.stdin:
            (target / "new.md").write_text((target / "new.md").read_text() + "More.\n")
            tell(syncing)
        reporter = CrashReporter(paths.log, log)
        try:
            raise ValueError(f"{pasted} and {syncing.sign_ins()} and {secret}")
        except ValueError as error:
            reporter.report(error)
        print(syncing.standings(), syncing.sign_ins(), Login(user, secret), flush=True)
        workspace.close()


def tell(syncing: Syncing) -> None:
    """Sync, and say how that went."""
    (report,) = syncing.sync()
    print(report.standing.state, report, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
