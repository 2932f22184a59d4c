"""A server with an empty repository, clones of it, and the git program as kbassist runs it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbassist.team.git.program import GitProgram
from kbassist.team.git.signing import Login
from tests.team.git.places import Machine, machine
from tests.team.git_server import TOKEN, USER, GitServer, git, served, tidy_environ


class Keys:
    """Knows the login for every address."""

    def __init__(self, login: Login | None = None) -> None:
        self.login = login or Login(USER, TOKEN)

    def for_url(self, url: str) -> Login | None:
        return self.login


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GitServer]:
    with served(tmp_path / "served") as server:
        server.make()
        yield server


@pytest.fixture
def program(tmp_path: Path) -> GitProgram:
    return GitProgram(tidy_environ(tmp_path / "home"), Keys())


@pytest.fixture
def join_team(tmp_path: Path, program: GitProgram, server: GitServer) -> Callable[..., Machine]:
    """Let somebody join: clone the team's repository, from where it lies rather than through the server."""
    return lambda name, prefix="": machine(tmp_path, name, program, str(server.folder / "team.git"), prefix)


@pytest.fixture(scope="session")
def team_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the team's repository and two clones of it, to be copied."""
    folder = tmp_path_factory.mktemp("team")
    program = GitProgram(tidy_environ(folder / "home"))
    bare = folder / "served/team.git"
    bare.mkdir(parents=True)
    git(bare, "init", "-q", "--bare", "-b", "main", "--template=")
    git(bare, "config", "http.receivepack", "true")
    ann = machine(folder, "Ann", program, str(bare))
    ann.write("refund.md", "# Refund\n\none\n\ntwo\n\nthree\n")
    ann.write("sub/parcel.md", "# Parcel\n\nlate\n")
    ann.write("_facts.yaml", "days: 5\n")
    ann.sync()
    machine(folder, "Ben", program, str(bare))
    return folder


@pytest.fixture
def team(tmp_path: Path, program: GitProgram, team_of_two: Path) -> tuple[Machine, Machine]:
    """Ann and Ben, who have the same three articles."""
    for name in ("served", "ann", "ben"):
        shutil.copytree(team_of_two / name, tmp_path / name)
    machines = []
    for name in ("Ann", "Ben"):
        place = Machine(name, tmp_path / name.casefold(), program, tmp_path / f"home-of-{name.casefold()}")
        config = place.top / ".git/config"
        config.write_text(config.read_text().replace(str(team_of_two), str(tmp_path)))
        machines.append(place)
    return machines[0], machines[1]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Where the team's repository is."""
    return tmp_path / "served/team.git"
