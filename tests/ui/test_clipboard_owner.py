"""Tests of the process that owns the clipboard, under a real X server and read by another program."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kbassist.system.errors import UsageError
from kbassist.ui.clipboard_owner import request_of
from tests.x_server import x_server

TEXTS = {"plain": "Hi Maya", "html": "<p>Hi <strong>Maya</strong></p>", "markdown": "Hi **Maya**"}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with x_server("xclip") as display:
        yield display


def start(display: str, texts: object) -> subprocess.Popen[bytes]:
    owner = subprocess.Popen(
        [sys.executable, "-m", "kbassist.ui.clipboard_owner"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"DISPLAY": display, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "xcb"},
    )
    assert owner.stdin is not None
    owner.stdin.write(json.dumps(texts).encode())
    owner.stdin.close()
    return owner


def answer_of(owner: subprocess.Popen[bytes]) -> dict[str, object]:
    assert owner.stdout is not None
    answer: dict[str, object] = json.loads(owner.stdout.readline())
    owner.stdout.close()
    return answer


def xclip(display: str, *words: str, text: bytes | None = None) -> bytes:
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-display", display, *words],
        input=text,
        stdout=subprocess.PIPE if text is None else subprocess.DEVNULL,
        timeout=20,
        check=True,
    )
    return done.stdout or b""


def test_another_program_reads_all_three_forms_until_something_else_is_copied(display: str) -> None:
    owner = start(display, TEXTS)
    assert answer_of(owner)["ok"] is True
    assert xclip(display, "-o", "-t", "UTF8_STRING") == b"Hi Maya"
    assert b"<strong>Maya</strong>" in xclip(display, "-o", "-t", "text/html")
    assert xclip(display, "-o", "-t", "text/markdown") == b"Hi **Maya**"
    assert owner.poll() is None
    xclip(display, "-i", text=b"something else")
    assert owner.wait(timeout=20) == 0
    assert xclip(display, "-o") == b"something else"


def test_without_a_display_it_says_so() -> None:
    owner = start("", TEXTS)
    answer = answer_of(owner)
    assert answer["ok"] is False
    assert "display" in str(answer["message"])
    assert owner.wait(timeout=20) == 2


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"plain": 1}', b"\xff", b"[" * 100_000])
def test_refuses_what_is_no_request(raw: bytes) -> None:
    with pytest.raises(UsageError):
        request_of(raw)
