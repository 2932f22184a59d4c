"""After joining, syncing, failing and crashing the token is nowhere: in no file and in no argument."""

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.team.git_server import TOKEN, USER, git, served, tidy_environ

CHECKOUT = Path(__file__).parents[2]
FORMS = tuple(
    form.strip("=").encode()
    for form in (
        TOKEN,
        # Whatever stands before it moves it within the letters of base64.
        *(base64.b64encode(f"{'x' * shift}{TOKEN}".encode()).decode()[4:-4] for shift in range(3)),
        base64.b64encode(f"{USER}:{TOKEN}".encode()).decode(),
    )
)


def places(folder: Path) -> list[Path]:
    """Return the files below a folder that hold the token in any form."""
    files = [Path(where, name) for where, _, names in os.walk(folder) for name in names]
    return [file for file in files if file.is_file() and any(form in file.read_bytes() for form in FORMS)]


class Member:
    """Somebody at another machine, whose programs are all written down with their arguments."""

    def __init__(self, folder: Path, arguments: Path) -> None:
        for name in ("tmp", "own"):
            (folder / name).mkdir()
        environ = tidy_environ(folder / "home", PYTHONPATH=str(CHECKOUT), TMPDIR=str(folder / "tmp"))
        environ["PYTHON_KEYRING_BACKEND"] = os.environ["PYTHON_KEYRING_BACKEND"]
        watched = f"strace -f --seccomp-bpf -qq -e trace=execve -s 65536 -o {arguments}".split()
        script = CHECKOUT / "tests" / "journeys" / "secret_member.py"
        self.process = subprocess.Popen(
            [*watched, sys.executable, str(script), str(folder / "kb"), str(folder / "mine")],
            env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.said: list[str] = []

    def go_on(self, word: str) -> str:
        """Let the member sync; return the state of that."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        self.said.append(self.process.stdout.readline())
        return self.said[-1].partition(" ")[0]

    def end(self) -> None:
        """Wait until the member has gone home."""
        self.said.append(self.process.communicate(timeout=60)[0])
        assert self.process.returncode == 0, self.said


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_token_is_in_no_file_and_in_no_argument(tmp_path: Path) -> None:
    arguments = tmp_path / "arguments"
    with served(tmp_path / "served") as server:
        bare = server.make()
        seed = tmp_path / "seed"
        git(tmp_path, "clone", "-q", str(bare), str(seed))
        (seed / "a.md").write_text("# A\n")
        git(seed, "add", ".")
        git(seed, "commit", "-qm", "Begin")
        git(seed, "push", "-q", "origin", "HEAD:refs/heads/main")
        member = Member(tmp_path, arguments)
        with member.process:
            assert member.go_on(server.url().replace("://", f"://{USER}:{TOKEN}@")) == "ready", member.said
            server.refusing = 401
            assert member.go_on("refused") == "sign-in"
            server.refusing = None
            server.stop()
            assert member.go_on("out of reach") == "waiting"
            server.start()
            server.reject("no")
            assert member.go_on("rejected") == "held"
            server.reject("")
            assert member.go_on("again") == "ready"
            member.end()
    assert "new.md" in git(bare, "ls-tree", "--name-only", "main")
    assert list((tmp_path / "kb" / "log").glob("crash-*.txt"))
    told = arguments.read_text()
    assert "git-remote-http" in told
    assert "KBASSIST_LOGIN_SECRET" in told  # the name of the variable: the helper was asked
    assert places(tmp_path) == []
    assert not any(form.decode() in line for line in member.said for form in FORMS)
    (tmp_path / "planted").write_text(f"Basic {base64.b64encode(f'{USER}:{TOKEN}'.encode()).decode()}")
    assert places(tmp_path) == [tmp_path / "planted"]
