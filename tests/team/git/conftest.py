"""A server with an empty repository, clones of it, and the git program as kbassist runs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kbassist.team.git.program import GitProgram
from kbassist.team.git.signing import Login
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
