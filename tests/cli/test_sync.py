"""`kbassist sync` on a clone of a folder."""

import json

from tests.team.git_server import git, tidy_environ


def test_a_library_is_synced_once_it_is_agreed_to(kb, tmp_path, monkeypatch):
    for name, value in tidy_environ(tmp_path / "home-of-git").items():
        monkeypatch.setenv(name, value)
    bare, root = tmp_path / "team.git", tmp_path / "library"
    for folder in (bare, root):
        folder.mkdir()
    (root / "a.md").write_text("# A\n")
    git(bare, "init", "-q", "--bare")
    git(root, "init", "-q")
    git(root, "remote", "add", "origin", str(bare))
    told = kb("--library", str(root), "sync", library=False)
    assert told.code == 1
    assert "once you agree" in told.out
    told = kb("--library", str(root), "sync", "--on", "--json", library=False)
    assert told.code == 0, told
    (report,) = json.loads(told.out)
    assert (report["state"], report["sent"], report["branch"]) == ("ready", 1, "main")
    assert git(bare, "log", "-1", "--format=%s", "main") == "A: new"
    assert kb("--library", str(root), "sync", "--off", library=False).code == 1
