"""How git is run: nothing of the repository's own is started, and no secret is seen."""

import os
import select
import sys
from pathlib import Path

import pytest

from kbassist.system.errors import (
    GitAbsent,
    PushRejected,
    RemoteUnreachable,
    SignInNeeded,
    SyncRefused,
    WorkCancelled,
)
from kbassist.team.git.answers import host_of, refusal, without_login
from kbassist.team.git.program import GitProgram
from kbassist.team.git.running import Answer, run
from kbassist.team.git.signing import Login
from tests.team.git.conftest import Keys
from tests.team.git_server import TOKEN, git, tidy_environ


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    root.mkdir()
    git(root, "init", "-q")
    (root / "a.md").write_text("a\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "One")
    return root


@pytest.fixture
def spy(tmp_path: Path) -> Path:
    """A program that writes its name into a file beside it."""
    program = tmp_path / "spy"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> {tmp_path / "told"}\ncat\n')
    program.chmod(0o755)
    return program


def test_no_program_that_the_repository_names_is_run(root, program, spy, server):
    for name in (
        "core.fsmonitor", "core.sshCommand", "core.askPass", "credential.helper", "core.pager",
        f"credential.{server.host}.helper", "filter.x.clean", "filter.x.smudge", "filter.x.process",
        "core.alternateRefsCommand", "gpg.program", "diff.external", "core.editor", "core.gitProxy",
    ):  # fmt: skip
        git(root, "config", name, str(spy))
    hooks = spy.parent / "hooks"
    hooks.mkdir()
    for hook in ("pre-push", "reference-transaction", "post-index-change", "post-checkout"):
        (hooks / hook).symlink_to(spy)
    git(root, "config", "core.hooksPath", str(hooks))
    git(root, "config", "commit.gpgSign", "true")
    (root / ".gitattributes").write_text("*.md filter=x\n")
    (root / "a.md").write_text("b\n")
    (spy.parent / "told").unlink(missing_ok=True)
    asked = program.at(root)
    asked.ask("update-index", "--add", "a.md")
    asked.ask("status", "--porcelain=v2", "-z")
    asked.ask_remote(server.url(), "push", server.url(), "HEAD:refs/heads/main")
    asked.ask_remote(server.url(), "fetch", server.url(), "refs/heads/main:refs/remotes/o/main")
    commit = git(root, "commit-tree", "HEAD^{tree}", "-m", "Two")
    asked.ask("update-ref", "refs/heads/other", commit)
    with pytest.raises(SignInNeeded):
        GitProgram(tidy_environ(spy.parent / "home")).at(root).ask_remote(
            server.url(), "fetch", server.url(), "refs/heads/main"
        )
    with pytest.raises(RemoteUnreachable):
        asked.ask_remote("ssh://nobody@127.0.0.1:1/x", "fetch", "ssh://nobody@127.0.0.1:1/x")
    with pytest.raises(SyncRefused, match="kind"):
        asked.ask_remote("ext::x", "fetch", f"ext::{spy} %S")
    assert not (spy.parent / "told").exists()


def test_helpers_of_the_user_answer_where_no_login_is_known(root, tmp_path, server):
    home = tmp_path / "home"
    helper = f"!f() {{ echo username=ann; echo password={TOKEN}; echo $1 >> {tmp_path}/told; }}; f"
    program = GitProgram(tidy_environ(home), Keys(Login("x", "y")))
    git(root, "config", "--file", str(home / "gitconfig"), "credential.helper", helper)
    with pytest.raises(SignInNeeded) as refused:
        program.at(root).ask_remote(server.url(), "ls-remote", server.url())
    assert refused.value.host == "127.0.0.1"
    assert not (tmp_path / "told").exists()  # else it would be told to store ours
    GitProgram(tidy_environ(home)).at(root).ask_remote(server.url(), "ls-remote", server.url())
    assert (tmp_path / "told").read_text().split() == ["get", "store"]


def test_the_secret_is_in_no_argument_and_no_file(root, tmp_path, server):
    home = tmp_path / "home"
    log = tmp_path / "arguments"
    shim = tmp_path / "bin"
    shim.mkdir()
    for name in ("git", "sh"):
        real = next(
            f"{folder}/{name}" for folder in os.environ["PATH"].split(":") if Path(folder, name).is_file()
        )
        (shim / name).write_text(
            f"#!{sys.executable} -S\nimport os, sys\n"
            f"open({str(log)!r}, 'a').write(repr(sys.argv) + '\\n')\n"
            f"os.execv({real!r}, [{real!r}, *sys.argv[1:]])\n"
        )
        (shim / name).chmod(0o755)
    environ = tidy_environ(home) | {"PATH": f"{shim}:{os.environ['PATH']}"}
    asked = GitProgram(environ, Keys()).at(root)
    asked.ask_remote(server.url(), "push", server.url(), "HEAD:refs/heads/main")
    assert "push" in log.read_text()
    told = [path for path in tmp_path.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert told == []
    assert TOKEN not in repr(asked)
    assert TOKEN not in repr(Login("ann", TOKEN))


def test_a_git_that_is_absent_or_old(tmp_path, root):
    with pytest.raises(GitAbsent, match="install"):
        GitProgram({"PATH": str(tmp_path)}).at(root)
    old = tmp_path / "git"
    old.write_text("#!/bin/sh\necho git version 2.30.2\n")
    old.chmod(0o755)
    with pytest.raises(GitAbsent, match=r"2\.31"):
        GitProgram({"PATH": f"{tmp_path}:{os.environ['PATH']}"}).at(root)


def test_what_runs_is_cancelled_with_all_that_it_started(root, tmp_path):
    line = tmp_path / "line"
    os.mkfifo(line)
    slow = tmp_path / "git"
    slow.write_text(
        "#!/bin/sh\ncase $1 in version) echo git version 2.39.1;; config) ;; "
        f"*) sleep 60 > {line} & wait;; esac\n"
    )
    slow.chmod(0o755)
    reading = os.open(line, os.O_RDONLY | os.O_NONBLOCK)
    asked = GitProgram({"PATH": f"{tmp_path}:{os.environ['PATH']}"}).at(root, lambda: True)
    with pytest.raises(WorkCancelled):
        asked.ask("status")
    select.select([reading], [], [], 30)
    assert os.read(reading, 1) == b""  # nobody is there any more who could write
    os.close(reading)


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (lambda server: server.stop(), RemoteUnreachable, "tried again"),
        (lambda server: setattr(server, "refusing", 401), SignInNeeded, "sign in again"),
        (lambda server: setattr(server, "refusing", 403), PushRejected, "right to write"),
        (lambda server: setattr(server, "refusing", 404), SyncRefused, "no such repository"),
        (lambda server: setattr(server, "refusing", 503), RemoteUnreachable, "tried again"),
        (lambda server: setattr(server, "cut_after", 300), RemoteUnreachable, "tried again"),
        (lambda server: server.reject("House rule: no pushes"), PushRejected, "House rule"),
    ],
)
def test_what_a_server_does_is_told_in_a_sentence(root, program, server, make, kind, words):
    make(server)
    asked = program.at(root)
    with pytest.raises(SyncRefused, match=words) as refused:
        asked.ask_remote(server.url(), "push", server.url(), "HEAD:refs/heads/main")
    assert type(refused.value) is kind
    server.stop()


def test_a_push_that_others_outran(root, program, server, tmp_path):
    asked = program.at(root)
    asked.ask_remote(server.url(), "push", server.url(), "HEAD:refs/heads/main")
    other = git(root, "commit-tree", "HEAD^{tree}", "-m", "Two")
    with pytest.raises(PushRejected) as refused:
        asked.ask_remote(server.url(), "push", server.url(), f"{other}:refs/heads/main")
    assert refused.value.outrun


@pytest.mark.parametrize(
    ("url", "shown", "host"),
    [
        (
            "https://ann:tok@git.example.org:8443/t.git",
            "https://git.example.org:8443/t.git",
            "git.example.org",
        ),
        ("https://tok@example.org/t", "https://example.org/t", "example.org"),
        ("git@example.org:team/t.git", "git@example.org:team/t.git", "example.org"),
        ("ssh://git@example.org/t", "ssh://git@example.org/t", "example.org"),
        ("ssh://git:pw@example.org/t", "ssh://example.org/t", "example.org"),
        ("/srv/t.git", "/srv/t.git", ""),
        ("C:\\t.git", "C:\\t.git", ""),
    ],
)
def test_addresses_are_shown_without_a_login(url, shown, host):
    assert without_login(url) == shown
    assert host_of(url) == host


def test_a_login_in_what_git_says_is_left_out():
    said = "fatal: odd thing about https://ann:tok@example.org/t"
    assert "tok" not in str(refusal(Answer(128, b"", said), ("fetch",), "https://ann:tok@example.org/t"))


def test_a_slow_program_is_given_all_and_waited_for(tmp_path):
    given = b"line\n" * 100_000
    answer = run(("sh", "-c", "sleep 0.3; cat"), tmp_path, os.environ, given, 30.0, lambda: False)
    assert (answer.code, answer.told == given) == (0, True)
