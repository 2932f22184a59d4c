"""A writer, from finding an article to what an agent copies, in the whole program."""

import signal
from pathlib import Path

from tests.journeys.conftest import Desktop

OLD = "Snow in the north."


def edit_parcel(desktop: Desktop) -> None:
    """Open the article by the filter with the keyboard, without waiting for anything."""
    desktop.press("F3", "ctrl+p")
    desktop.type("parcel")
    desktop.press("Return")


def test_what_a_writer_saves_is_what_the_agent_copies(desktop: Desktop, root: Path) -> None:
    desktop.open(root)
    parcel = root / "parcel.md"
    edit_parcel(desktop)
    desktop.press("ctrl+End", "Return")
    desktop.type("And hail.")
    desktop.press("ctrl+s")
    desktop.wait_for(lambda: "And hail." in parcel.read_text("utf-8"))
    assert OLD in parcel.read_text("utf-8")
    desktop.press("F2")
    desktop.type("parcel late")
    desktop.copy_until("And hail.")


def test_a_killed_program_gives_back_what_was_typed(desktop: Desktop, root: Path) -> None:
    first = desktop.open(root)
    drafts = Path(desktop.environ["KBASSIST_HOME"]) / "data" / "drafts"
    edit_parcel(desktop)
    desktop.press("ctrl+End", "Return")
    desktop.type("Half a sentence")
    desktop.wait_for(
        lambda: any("Half a sentence" in kept.read_text("utf-8") for kept in drafts.glob("*.json"))
    )
    first.send_signal(signal.SIGKILL)
    first.wait(20)
    assert "Half" not in (root / "parcel.md").read_text("utf-8")
    desktop.open(root)
    edit_parcel(desktop)
    desktop.press("ctrl+s")
    desktop.wait_for(lambda: "Half a sentence" in (root / "parcel.md").read_text("utf-8"))
