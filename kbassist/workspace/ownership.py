"""Tells which of a library's owners the agent at this machine is."""

from collections.abc import Iterable

from kbassist.replies.agent import Agent


def owner_of(agent: Agent, owners: Iterable[str]) -> str:
    """Return the owner that the agent is, as articles write it: the one that was set, else by the name.

    The whole name counts most, then the first, then the last one. "" when none is meant, or two are.
    """
    if agent.owner.strip():
        return agent.owner.strip()
    names = agent.name.casefold().replace(",", " ").split()
    if not names:
        return ""
    known = {_plain(owner): owner for owner in owners}
    for wanted in (names, names[:1], names[-1:]):
        if owner := known.get(tuple(wanted)):
            return owner
    for name in (names[0], names[-1]):
        meant = [owner for words, owner in known.items() if name in words]
        if len(meant) == 1:
            return meant[0]
    return ""


def is_owner(owner: str | None, who: str) -> bool:
    """Tell whether `owner`, as an article has it, is `who`."""
    return bool(who) and owner is not None and _plain(owner) == _plain(who)


def _plain(owner: str) -> tuple[str, ...]:
    """Return the words of an owner that may be a mail address: `jonas.weber@x.example` is `jonas weber`."""
    return tuple(owner.partition("@")[0].casefold().replace(".", " ").replace("_", " ").split())
