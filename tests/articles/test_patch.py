"""Patches that git takes, and patches of others that find their place in a text that has changed since."""

import os
import random
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from kbassist.articles import patch_reading
from kbassist.articles.merge import merge
from kbassist.articles.patch import patch_of
from kbassist.articles.patch_reading import MOST_BYTES, MOST_HUNKS, FilePatch, new_text, placed, read_patch
from kbassist.system.errors import PatchUnreadable

TEXT = "".join(f"line {number}\n" for number in range(1, 31))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    subprocess.run(["git", "init", "-q", folder], check=True, env=_tidy(tmp_path))
    return folder


def _tidy(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}


def _apply(folder: Path, patch: bytes) -> None:
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=patch, cwd=folder, env=_tidy(folder.parent), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\ntwo\nthree\n", b"one\n2\nthree\n"),
        (b"one\r\ntwo\r\nthree\r\n", b"one\r\n2\r\nthree\r\n"),
        (b"one\ntwo", b"one\ntwo\n"),
        (b"one\ntwo\n", b"one\ntwo"),
        (b"one", b"two"),
        (b"", b"one\n"),
        (b"one\n", b""),
        (b"caf\xe9\nr\xe9sum\xe9\n", b"caf\xe9s\nr\xe9sum\xe9\n"),
        (TEXT.encode(), TEXT.replace("line 2\n", "").replace("line 28\n", "28\nmore\n").encode()),
        (None, b"# New\n\nText"),
        (None, b""),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "refunds/not arrived.md", 'odd"name\\.md', "Rückgabe ö.md"])
def test_git_takes_it(repository: Path, path: str, before: bytes | None, after: bytes) -> None:
    file = repository / path
    file.parent.mkdir(exist_ok=True)
    if before is not None:
        file.write_bytes(before)
    _apply(repository, patch_of(path, before, after))
    assert file.read_bytes() == after
    read = read_patch(patch_of(path, before, after))
    assert [patch.path for patch in read] == [path]
    if before is None:
        assert new_text(read[0]).encode() == after
    elif b"\r" not in before:
        found = placed(read[0], before.decode("latin-1"), "latin-1")
        assert (found.exact, found.text.encode("latin-1")) == (True, after)


def test_git_takes_a_hundred_random_ones(repository: Path) -> None:
    rng = random.Random(7)
    patches, wanted = [], {}
    for number in range(100):
        lines = [rng.choice("abc") * rng.randint(0, 2) for _ in range(rng.randint(0, 30))]
        changed = [line for line in lines for _ in range(rng.choice((0, 1, 1, 1, 1, 2)))]
        before, after = "\n".join(lines).encode(), "\n".join(changed).encode()
        (repository / f"{number}.md").write_bytes(before)
        patches.append(patch_of(f"{number}.md", before, after))
        wanted[f"{number}.md"] = after
    _apply(repository, b"".join(patches))
    assert {name: (repository / name).read_bytes() for name in wanted} == wanted


def _only(before: str, after: str) -> FilePatch:
    (patch,) = read_patch(patch_of("a.md", before.encode(), after.encode()))
    return patch


def test_what_has_not_changed_since_is_exact() -> None:
    changed = TEXT.replace("line 4\n", "LINE 4\n").replace("line 20\n", "")
    found = placed(_only(TEXT, changed), TEXT)
    assert (found.exact, found.base, found.text) == (True, TEXT, changed)
    moved = "above\n" * 9 + TEXT
    found = placed(_only(TEXT, changed), moved)
    assert (found.exact, found.text) == (True, "above\n" * 9 + changed)


def test_a_change_nearby_is_joined_and_one_of_the_same_line_is_a_conflict() -> None:
    patch = _only(TEXT, TEXT.replace("line 10\n", "line ten\n"))
    for other, conflicts in (("line 12\n", 0), ("line 10\n", 1)):
        now = TEXT.replace(other, "somebody else was here\n")
        found = placed(patch, now)
        joined = merge(found.base, found.text, now)
        assert (found.exact, joined.conflicts) == (False, conflicts)
        if not conflicts:
            assert joined.text() == now.replace("line 10\n", "line ten\n")


def test_what_has_no_place_any_more_is_for_somebody_to_decide() -> None:
    patch = _only(TEXT, TEXT.replace("line 10\n", "line ten\n"))
    now = "Wholly\nother\nwords\n"
    found = placed(patch, now)
    assert merge(found.base, found.text, now).conflicts == 1


def test_a_patch_of_git_in_an_email() -> None:
    told = (
        b"From: Kim\nSubject: [PATCH] Say it better\n\n---\n a.md | 2 +-\n\n"
        + patch_of("a.md", b"one\n", b"two\n")
        + patch_of("new.md", None, b"# New\n")
        + b"diff --git a/old.md b/old.md\ndeleted file mode 100644\n"
        + b"--- a/old.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
        + b"diff --git a/p.png b/p.png\nindex 1..2 100644\nBinary files a/p.png and b/p.png differ\n"
        + b"diff --git a/o.md b/n.md\nsimilarity index 100%\nrename from o.md\nrename to n.md\n-- \n2.39\n"
    )
    read = read_patch(told)
    assert [(patch.path, patch.is_new, bool(patch.refusal)) for patch in read] == [
        ("a.md", False, False), ("new.md", True, False), ("old.md", False, True),
        ("p.png", False, True), ("n.md", False, True),
    ]  # fmt: skip
    assert new_text(read[1]) == "# New\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing\n",
        b"--- a\n+++ b\n@@ -1,9 +1,9 @@\n one\n",
        b"--- a\n+++ b\n@@ -1 +1 @@\n*one\n",
        b"--- a\n+++ b\n@@ -" + b"1" * 5000 + b" +1 @@\n-a\n+b\n",
        b"--- a\n+++ b\n" + b"@@ -1 +1 @@\n-a\n+b\n" * (MOST_HUNKS + 1),
        b"x" * (MOST_BYTES + 1),
        b"".join(b"--- a/%d\n+++ b/%d\n@@ -1 +1 @@\n-a\n+b\n" % (n, n) for n in range(201)),
    ],
)
def test_what_is_no_patch_is_refused(content: bytes) -> None:
    with pytest.raises(PatchUnreadable):
        read_patch(content)


def test_no_patch_compares_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counting(SequenceMatcher[str]):
        steps = 0

        def ratio(self) -> float:
            Counting.steps += len(self.a) * len(self.b)
            return super().ratio()

    monkeypatch.setattr(patch_reading, "SequenceMatcher", Counting)
    long = "".join(f"line {number} " + "b " * 400 + "\n" for number in range(500))
    for line in ("a b " * 5_000, "line x " + "b " * 399 + "c"):
        patch = _only(line + "\n", "x\n")
        assert not placed(patch, long).exact
    assert Counting.steps <= 2 * 500_000
