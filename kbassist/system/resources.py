"""Where the files that travel with the program are: in the checkout, or inside the installed package."""

from pathlib import Path

from kbassist.system.errors import UsageError

PACKAGE = Path(__file__).resolve().parent.parent


def resource_folder(name: str) -> Path:
    """Return a folder of the resources such as `icons`; raise UsageError when it was not installed."""
    for folder in (PACKAGE / "resources" / name, PACKAGE.parent / "resources" / name):
        if folder.is_dir():
            return folder
    raise UsageError(f"kbassist is not installed whole: its folder of {name} is missing. Install it again.")
