"""A server with an empty repository, clones of it, and the git program as kbassist runs it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbassist.team.git.program import GitProgram
from kbassist.team.git.signing import Login
from tests.team.git.places import Machine, machine
from tests.team.git_server import TOKEN, USER, GitServer, served, tidy_environ


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


@pytest.fixture
def team(join_team: Callable[..., Machine]) -> tuple[Machine, Machine]:
    """Ann and Ben, who have the same three articles."""
    ann = join_team("Ann")
    ann.write("refund.md", "# Refund\n\none\n\ntwo\n\nthree\n")
    ann.write("sub/parcel.md", "# Parcel\n\nlate\n")
    ann.write("_facts.yaml", "days: 5\n")
    ann.sync()
    return ann, join_team("Ben")
