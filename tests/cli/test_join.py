"""`kbassist join`: the first thing that a new member does."""

import pytest

from tests.team.git_server import TOKEN, USER, git, served, tidy_environ


@pytest.fixture
def server(tmp_path, monkeypatch):
    for name, value in tidy_environ(tmp_path / "home-of-git").items():
        monkeypatch.setenv(name, value)
    with served(tmp_path / "served") as server:
        bare = server.make()
        seed = tmp_path / "seed"
        git(tmp_path, "clone", "-q", str(bare), str(seed))
        (seed / "a.md").write_text("# A\n")
        git(seed, "add", ".")
        git(seed, "commit", "-qm", "Begin")
        git(seed, "push", "-q", "origin", "HEAD:refs/heads/main")
        yield server


def test_a_member_joins_with_a_typed_token(kb, server, tmp_path, monkeypatch):
    target = tmp_path / "mine"
    told = kb("join", server.url(), str(target), library=False)
    assert told.code == 2
    assert "wants to know who you are" in told.err
    assert not target.exists()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: USER)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: TOKEN)
    told = kb("join", server.url(), str(target), library=False)
    assert (told.code, told.out) == (0, f"{target}\n")
    assert "for this session only" in told.err
    assert (target / "a.md").read_text() == "# A\n"
    told = kb("join", server.url(), str(target), library=False)
    assert (told.code, "not empty" in told.err) == (2, True)
    assert "agree" not in kb("--library", str(target), "sync", library=False).out
