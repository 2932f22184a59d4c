"""What travels: the wheel holds everything that the program reads, and the sdist builds the same one."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def build(source: Path, target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return made


def content(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return content(build(CHECKOUT, "wheel", tmp_path_factory.mktemp("wheel")))


def test_resources_and_articles_travel(wheel: dict[str, int]) -> None:
    folders = [path.name for path in (CHECKOUT / "resources").iterdir() if path.name != "screenshots"]
    places = {f"resources/{name}": f"kbassist/resources/{name}" for name in folders}
    places["articles"] = "kbassist/articles_sample"
    for top, inside in places.items():
        files = [path for path in (CHECKOUT / top).rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert f"{inside}/{path.relative_to(CHECKOUT / top).as_posix()}" in wheel


def test_pictures_of_the_window_stay_behind(wheel: dict[str, int]) -> None:
    assert not [name for name in wheel if "screenshots" in name]


def test_licences_travel(wheel: dict[str, int]) -> None:
    assert "kbassist/resources/icons/LICENSE" in wheel
    licences = [name for name in wheel if ".dist-info/licenses/" in name]
    assert {name.partition("/licenses/")[2] for name in licences} == {"LICENSE", "resources/icons/LICENSE"}


def test_every_module_travels_and_nothing_else(wheel: dict[str, int]) -> None:
    modules = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "kbassist").rglob("*.py")}
    assert {name for name in wheel if name.endswith(".py")} == modules
    assert not [name for name in wheel if name.startswith("tests/") or "__pycache__" in name]


def test_the_sdist_builds_the_same_wheel(wheel: dict[str, int], tmp_path: Path) -> None:
    with tarfile.open(build(CHECKOUT, "sdist", tmp_path / "sdist")) as archive:
        # By hand: Debian's 3.11.2 has no extraction filters yet, and newer versions warn without one.
        for member in archive.getmembers():
            if (file := archive.extractfile(member)) is not None:
                path = tmp_path / "unpacked" / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())
    (source,) = (tmp_path / "unpacked").iterdir()
    again = content(build(source, "wheel", tmp_path / "wheel"))
    assert again == wheel
