"""The values that can be named in the conversation bar, and how its chips call them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbassist.articles.library import Library
from kbassist.render.names import readable

# What every library may ask for, as far as a customer is likely to tell it.
USUAL = (
    "customer.name",
    "customer.email",
    "customer.phone",
    "customer.company",
    "order.id",
    "ticket.id",
)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The label of each name, in the order in which they are offered."""

    labels: Mapping[str, str]

    @staticmethod
    def of(libraries: Sequence[Library]) -> "KnownNames":
        """Collect the fields that the libraries share, and then the usual names."""
        shared = {field.name: field.label for library in libraries for field in library.fields}
        return KnownNames({**shared, **{name: readable(name) for name in USUAL if name not in shared}})

    def named(self, text: str) -> str:
        """Return the name for what was typed: a label, a name, or a new name made of it."""
        wanted = " ".join(text.split())
        for name, label in self.labels.items():
            if wanted.casefold() in (name.casefold(), label.casefold()):
                return name
        return wanted.lower().replace(" ", "_")

    def label(self, name: str) -> str:
        """Return the label of a value, the last part of its name where nobody labelled it."""
        return self.labels.get(name) or name.rpartition(".")[2].replace("_", " ")
