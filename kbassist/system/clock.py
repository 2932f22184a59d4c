"""Tells the time of this machine."""

from datetime import datetime


def system_time() -> datetime:
    """Tell the time in the zone of this machine."""
    return datetime.now().astimezone()
