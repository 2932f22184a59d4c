"""One open library and all that works on it: the calls that both faces make."""

from kbassist.workspace.opening import open_workspace
from kbassist.workspace.workspace import Workspace

__all__ = ["Workspace", "open_workspace"]
