"""The agent who answers, as the settings name them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agent:
    """Name and signature; `first_name` is the first word of the name unless given.

    `owner` is what articles call the agent, "" to find it by the name.
    """

    name: str = ""
    first_name: str = ""
    signature: str = ""
    owner: str = ""

    def values(self) -> dict[str, str]:
        """Return what is known, by placeholder; a signature falls back to the name."""
        first = self.first_name or self.name.split(" ")[0]
        known = {
            "agent.name": self.name,
            "agent.first_name": first,
            "agent.signature": self.signature or self.name,
        }
        return {name: text for name, text in known.items() if text.strip()}
