"""A workspace on a small library in a temporary folder, with a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

REFUND = """\
---
title: Refund has not arrived
aliases: [where is my money]
tags: [refunds]
fields:
  refund.amount: {type: money, example: 20 EUR}
---

# Refund has not arrived

Banks need {{ facts.bank_days }} days. See [the parcel](parcel.md).

## On its way {.reply channel=chat tone=warm shortcut=rf}

Hi {{ customer.first_name | default: "there" }}, your {{ refund.amount }} is on its way.

## On its way {.reply channel=email}

Your **{{ refund.amount }}** is on its way.

## Unterwegs {.reply channel=chat lang=de}

Ihre {{ refund.amount }} sind unterwegs.
"""
PARCEL = "---\npinned_until: 2026-12-01\n---\n# Parcel is late\n\nSnow in the north.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library of two articles and a fact."""
    root = tmp_path / "team"
    root.mkdir()
    (root / "_facts.yaml").write_text("bank_days: 5\n", "utf-8")
    (root / "refund.md").write_text(REFUND, "utf-8")
    (root / "parcel.md").write_text(PARCEL, "utf-8")
    return root


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Open workspaces on folders of libraries; all are closed at the end."""
    workspaces: list[Workspace] = []

    def open_on(*roots: Path) -> Workspace:
        paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
        workspaces.append(open_workspace(paths, Settings(agent_name="Jonas Berg"), roots, lambda: NOW))
        return workspaces[-1]

    yield open_on
    for workspace in workspaces:
        workspace.close()


@pytest.fixture
def workspace(opened: Callable[..., Workspace], root: Path) -> Workspace:
    """A workspace whose index is up to date."""
    workspace = opened(root)
    workspace.refresh()
    return workspace
