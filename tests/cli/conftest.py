"""A small library, and the command line as a function."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kbassist.__main__ import main
from tests.cli.told import Kb, Told

LATE = """---
title: Parcel is late
aliases: [where is my parcel]
tags: [delivery]
fields:
  order.id: {label: Order number, pattern: '[0-9]{5,}', example: '10432'}
---

# Parcel is late

What to check: the **carrier's** page. <script>alert(1)</script> [Bad](javascript:alert(1))

## Sorry {.reply channel=chat tone=warm shortcut=late}

Hello {{ customer.first_name | default: "there" }}, order **{{ order.id }}** is on its way.

- one more day

## Sorry {.reply channel=email tone=calm}

Dear {{ customer.name }}, your order {{ order.id }} is late.

## Verspätet {.reply channel=chat lang=de}

Hallo, die Bestellung {{ order.id }} ist unterwegs.
"""
PLAIN = "# Gift cards\n\nA gift card never expires.\n\n## Yes {.reply channel=chat}\n\nIt never expires.\n"
BROKEN = "---\ntitle: [unclosed\n---\n\n# Broken\n\nA parcel with a broken front matter.\n"
FAILING = "# Failing\n\n## Fails {.reply channel=chat}\n\n{% if customer.name %}never closed\n"
HOSTILE = "# Evil \x1b]0;owned\x07\x1b[31mtitle\u202e\n\n## Hi {.reply channel=chat}\n\nzebra\x1b[2J hello\n"


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with good, plain, broken and hostile articles."""
    root = tmp_path_factory.mktemp("libraries") / "shop"
    (root / "delivery").mkdir(parents=True)
    for name, text in (
        ("delivery/late.md", LATE),
        ("gift-cards.md", PLAIN),
        ("broken.md", BROKEN),
        ("failing.md", FAILING),
        ("evil.md", HOSTILE),
    ):
        (root / name).write_text(text, encoding="utf-8")
    (root / "_library.yaml").write_text("name: Shop\n")
    return root


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings, index and log of the one user of these tests."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def kb(shop: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kb:
    """Run a command on the small library, in this process."""
    monkeypatch.setenv("KBASSIST_HOME", str(home))

    def run(*words: str, library: bool = True) -> Told:
        capsys.readouterr()
        try:
            code = main(["--library", str(shop), *words] if library else words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Told(code, said.out, said.err)

    return run


@pytest.fixture
def process(shop: Path, home: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command on the small library as a process of its own."""

    def start(*words: str, environ: Mapping[str, str] | None = None, **rest: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kbassist", "--library", str(shop), *words]
        env = {"KBASSIST_HOME": str(home), "PATH": "/usr/bin:/bin", **(environ or {})}
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **rest)

    return start
