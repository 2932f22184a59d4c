"""Starting from a checkout: what is decided before anything is installed, and a real second start."""

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with all that run.py reads."""
    folder = tmp_path / "check out"
    (folder / "kbassist" / "system").mkdir(parents=True)
    for name in ("run.py", "pyproject.toml", "kbassist/__init__.py", "kbassist/system/__init__.py"):
        shutil.copy(CHECKOUT / name, folder / name)
    shutil.copy(CHECKOUT / "kbassist/system/libraries.py", folder / "kbassist/system/libraries.py")
    return folder


@pytest.fixture
def run(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module; installing puts this test's own packages within reach instead of loading any."""
    spec = importlib.util.spec_from_file_location("kbassist_run", checkout / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "kbassist_run", module)
    spec.loader.exec_module(module)
    installs: list[str] = []

    def install(environment: object, wish: str) -> None:
        installs.append(wish)
        (site,) = Path(environment.folder).glob("lib/**/site-packages")  # type: ignore[attr-defined]
        (site / "borrowed.pth").write_text(f"{CHECKOUT}\n{sysconfig.get_path('purelib')}\n")

    monkeypatch.setattr(module.Environment, "_install", install)
    monkeypatch.setattr(module.Environment, "_create", create_without_pip)
    module.installs = installs
    return module


def create_without_pip(environment: object) -> None:
    folder = str(environment.folder)  # type: ignore[attr-defined]
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], True),
        (["--library", "x"], True),
        (["--library=x", "--library", "y"], True),
        (["search", "refund"], False),
        (["--library", "x", "search", "refund"], False),
        (["--help"], False),
        (["reply", "x", "--copy"], True),
    ],
)
def test_only_a_window_needs_system_libraries(
    run: ModuleType, arguments: Sequence[str], wanted: bool
) -> None:
    assert run.needs_qt(arguments) is wanted


def test_an_environment_is_made_once(run: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    first = run.environment_for("plain")
    assert first.holds() == "plain"
    assert run.environment_for("plain") == first
    assert run.installs == ["plain"]
    assert capfd.readouterr().out == ""


def test_one_for_tests_also_runs_the_program(run: ModuleType) -> None:
    assert run.environment_for("test").serves("plain")
    run.environment_for("plain")
    assert run.installs == ["test"]


def test_one_for_the_program_grows_for_tests(run: ModuleType) -> None:
    run.environment_for("plain")
    run.environment_for("test")
    assert run.installs == ["plain", "test"]


def test_other_dependencies_are_installed(run: ModuleType, checkout: Path) -> None:
    run.environment_for("plain")
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("\n# another dependency\n")
    run.environment_for("plain")
    assert run.installs == ["plain", "plain"]


@pytest.mark.parametrize("half", ["marker", "interpreter", "stamp", "nothing inside"])
def test_a_half_made_environment_is_mended(run: ModuleType, half: str) -> None:
    made = run.environment_for("plain")
    leftover = made.folder / "left over by an interrupted run"
    leftover.touch()
    if half == "marker":
        made.unfinished.touch()
    elif half == "interpreter":
        made.python.unlink()
    elif half == "stamp":
        made.stamp.write_text("{")
    else:
        shutil.rmtree(made.folder)
        made.folder.mkdir()
    assert not made.serves("plain")
    assert run.environment_for("plain").serves("plain")
    assert leftover.exists() == (half == "stamp")


def test_an_interrupted_installation_leaves_its_mark(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_environment: object, _wish: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run.Environment, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.environment_for("plain")
    place = run.Environment(run.CHECKOUT / ".venv")
    assert place.unfinished.exists()
    assert place.holds() is None
    assert run.environment_for("plain").serves("plain")


def test_two_starts_at_once_install_once(run: ModuleType) -> None:
    threads = [threading.Thread(target=run.environment_for, args=("plain",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert run.installs == ["plain"]


def test_a_checkout_that_cannot_be_written_uses_the_cache(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.CHECKOUT / ".venv").write_text("in the way")
    monkeypatch.setattr(run, "cache_folder", lambda: tmp_path / "cache")
    assert run.environment_for("plain").folder.parent == tmp_path / "cache" / "kbassist"
    (tmp_path / "other").write_text("in the way")
    monkeypatch.setattr(run, "cache_folder", lambda: tmp_path / "other")
    with pytest.raises(run.SetupFailed, match="can be written"):
        run.environment_for("plain")


@pytest.mark.parametrize(
    ("root", "apt", "said", "runs"),
    [
        (True, True, "installing system packages", ["update", "install"]),
        (False, True, "sudo apt-get install -y libgl1 xvfb", []),
        (True, False, "Debian calls their packages: libgl1 xvfb", []),
    ],
)
def test_missing_system_packages(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: bool,
    apt: bool,
    said: str,
    runs: list[str],
) -> None:
    commands: list[str] = []

    def apt_get(*arguments: str) -> bool:
        commands.append(arguments[0])
        return True

    monkeypatch.setattr(run.libraries, "missing_packages", lambda for_tests: ("libgl1", "xvfb"))
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(run, "apt_get", apt_get)
    run.supply_system_packages(for_tests=True)
    assert said in capsys.readouterr().err
    assert commands == runs


def test_the_second_start_only_hands_over(run: ModuleType, checkout: Path, tmp_path: Path) -> None:
    run.environment_for("plain")
    (tmp_path / "json.py").write_text("raise SystemExit('a file of the user was imported')")
    told = subprocess.run(
        [sys.executable, checkout / "run.py", "search", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0
    assert told.stdout.startswith("usage: kbassist search")
    assert told.stderr == ""


def test_a_start_that_cannot_work_is_one_sentence(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".venv").write_text("in the way")
    (tmp_path / "cache").write_text("in the way")
    told = subprocess.run(
        [sys.executable, checkout / "run.py"],
        env={
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "LOCALAPPDATA": str(tmp_path / "cache"),
            "HOME": "/nowhere",
        },
        capture_output=True,
        text=True,
    )
    assert told.returncode == 2
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
