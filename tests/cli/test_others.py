"""`show`, `check` and `index`, and what all commands share."""

import json
import os
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kbassist import __version__
from kbassist.articles.patch import patch_of
from kbassist.cli.check import named_in_library, roots_of
from kbassist.cli.main import COMMANDS
from tests.cli.told import Kb

Process = Callable[..., subprocess.Popen[bytes]]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")


@pytest.mark.parametrize("form", ["plain", "html", "markdown"])
def test_show_is_sanitised(kb: Kb, form: str) -> None:
    told = kb("show", "delivery/late", "--format", form)
    assert told.code == 0
    assert "carrier" in told.out
    assert "alert" not in told.out
    assert ("<strong>" in told.out) == (form == "html")


def test_show_an_unknown_id(kb: Kb) -> None:
    told = kb("show", "nowhere")
    assert (told.code, told.out) == (1, "")
    assert "nowhere" in told.err


def test_check_for_scripts(kb: Kb) -> None:
    told = kb("check", "--json")
    problems = json.loads(told.out)
    assert told.code == 1
    assert all({"path", "line", "code", "severity", "message"} <= set(problem) for problem in problems)
    assert {"broken.md", "failing.md"} <= {problem["path"] for problem in problems}


def test_check_one_path(kb: Kb) -> None:
    assert kb("check", "gift-cards.md").code == 0
    assert kb("check", "nowhere.md").code == 2


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("delivery", "delivery"),
        ("./delivery/late.md", "delivery/late.md"),
        ("late.md", "delivery/late.md"),
        ("../broken.md", "broken.md"),
        ("..", "."),
        ("{shop}/broken.md", "broken.md"),
        ("{shop}", "."),
    ],
)
def test_paths_of_the_library_and_of_the_disk(
    shop: Path, monkeypatch: pytest.MonkeyPatch, path: str, name: str
) -> None:
    monkeypatch.chdir(shop / "delivery")
    path = path.format(shop=shop)
    assert named_in_library(path, [shop]) == name
    assert roots_of(Namespace(paths=[path]), [shop]) == (shop,)


def test_check_a_folder_that_is_not_open(kb: Kb, tmp_path: Path, shop: Path) -> None:
    (tmp_path / "_library.yaml").write_text("name: Other\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "bad.md").write_text("---\ntitle: [x\n---\n")
    told = kb("check", "--json", str(tmp_path / "sub"))
    assert {problem["path"] for problem in json.loads(told.out)} == {"sub/bad.md"}


def test_index(kb: Kb, shop: Path) -> None:
    kb("index")
    told = kb("index", "--json")
    counts = json.loads(told.out)
    assert told.code == 0
    assert list(counts) == ["added", "modified", "removed", "failed", "held", "duration_s", "articles"]
    assert counts["articles"] == 5
    assert (counts["added"], counts["modified"], counts["removed"]) == (0, 0, 0)
    assert json.loads(kb("index", "--rebuild", "--json").out)["added"] == 5
    assert kb("index").out.startswith("5 articles indexed")


def test_articles_that_vanish_all_at_once_are_let_go_when_somebody_says_so(kb: Kb, tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    at = ("--library", str(root))
    for number in range(40):
        (root / f"{number}.md").write_text(f"# Title {number}\n")
    kb(*at, "index", library=False)
    for number in range(25):
        (root / f"{number}.md").unlink()
    told = kb(*at, "index", "--json", library=False)
    assert "25 of 40 articles are gone from many since" in told.err
    assert "Title 0, Title 1, Title 10; if they were removed, run kbassist index --accept" in told.err
    assert json.loads(told.out)["held"] == 25
    assert json.loads(told.out)["articles"] == 40
    assert json.loads(kb(*at, "index", "--json", "--accept-removals", library=False).out)["removed"] == 25
    (root / "25.md").unlink()
    assert kb(*at, "index", library=False).err == ""


def test_a_library_that_is_not_there(kb: Kb, tmp_path: Path) -> None:
    for words in (["search", "x"], ["index"], []):
        told = kb("--library", str(tmp_path / "gone"), *words, library=False)
        assert (told.code, told.out) == (2, "")
        assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_help_has_an_example(kb: Kb, command: str) -> None:
    told = kb(command, "--help")
    assert told.code == 0
    assert f"example: kbassist {command}" in told.out
    assert told.err == ""


def test_version_and_unknown_command(kb: Kb) -> None:
    assert kb("--version", library=False).out == f"kbassist {__version__}\n"
    told = kb("serach", "x", library=False)
    assert (told.code, told.out) == (2, "")
    assert "search" in told.err


def test_without_a_display_the_window_says_what_works(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is always a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = kb()
    assert (told.code, told.out) == (2, "")
    assert len(told.err.splitlines()) == 1
    assert all(command.name in told.err for command in COMMANDS)


def test_a_mistake_of_its_own_is_one_sentence(kb: Kb, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ValueError("Maya Ortiz")

    monkeypatch.setattr("kbassist.cli.main.run", broken)
    told = kb("search", "Maya")
    assert (told.code, told.out) == (2, "")
    assert len(told.err.splitlines()) == 1
    log = (home / "log" / "kbassist.log").read_text()
    assert "ValueError" in log
    assert "Maya" not in log


def test_the_terminal_never_loads_qt() -> None:
    code = (
        "import sys; from kbassist.__main__ import main; import kbassist.workspace, kbassist.cli.main, "
        "kbassist.cli.copying; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_locale_without_umlauts(process: Process) -> None:
    told = process(
        "search", "unterwegs", environ={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    )
    out, _err = told.communicate()
    assert told.returncode == 0
    assert "Parcel is late" in out.decode("utf-8")
    answer = process("reply", "delivery/late", "--lang", "de", environ={"LC_ALL": "C"})
    assert answer.communicate()[0] == b""
    assert answer.returncode == 3


@posix
def test_a_reader_that_leaves(process: Process, tmp_path: Path) -> None:
    queries = tmp_path / "queries"
    queries.write_text("parcel\n" * 200)
    told = process("search", "--lines", str(queries))
    assert told.stdout is not None and told.stderr is not None
    told.stdout.readline()
    told.stdout.close()
    assert told.stderr.read() == b""
    told.stderr.close()
    assert told.wait() == 141


@posix
def test_a_full_disk_is_one_sentence(shop: Path, home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "kbassist", "--library", str(shop), "search", "parcel"],
            env={"KBASSIST_HOME": str(home)},
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert told.returncode == 2
    assert told.stderr.startswith(b"kbassist: The output cannot be written")
    assert len(told.stderr.splitlines()) == 1


@posix
def test_ctrl_c_is_quiet(process: Process, tmp_path: Path) -> None:
    # A pipe that nobody writes to: the command waits for its first query.
    os.mkfifo(tmp_path / "queries")
    told = process("search", "--lines", str(tmp_path / "queries"), start_new_session=True)
    with (tmp_path / "queries").open("w") as pipe:
        print("parcel", file=pipe, flush=True)
        assert told.stdout is not None
        assert json.loads(told.stdout.readline())["total"] >= 1
        # Once is enough but for a signal that comes just before a read blocks: Python sees it after that.
        while told.poll() is None:
            os.killpg(told.pid, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                told.wait(5)
        out, err = told.communicate()
    assert told.returncode == 130
    assert (out, err) == (b"", b"")


def test_a_patch_is_applied_where_nothing_collides(kb: Kb, tmp_path: Path) -> None:
    root, patch = tmp_path / "patched", tmp_path / "kim.patch"
    root.mkdir()
    (root / "a.md").write_text("# One\n\nOld words\n")
    (root / "b.md").write_text("# Two\n\nOther words\n")
    patch.write_bytes(
        patch_of("a.md", b"# One\n\nOld words\n", b"# One\n\nNew words\n")
        + patch_of("b.md", b"# Two\n\nOld words\n", b"# Two\n\nNew words\n")
    )
    at = ("--library", str(root), "apply-patch", str(patch))
    assert kb(*at, "--dry-run", library=False).out.startswith("a.md would be changed.\nb.md needs 1 decision")
    told = kb(*at, library=False)
    assert (told.code, told.out.splitlines()[0]) == (1, "a.md was changed.")
    assert (root / "a.md").read_text() == "# One\n\nNew words\n"
    assert (root / "b.md").read_text() == "# Two\n\nOther words\n"
    assert kb("--library", str(root), "apply-patch", "nowhere", library=False).code == 2
