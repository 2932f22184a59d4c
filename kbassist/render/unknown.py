"""A value that a template names and nobody has given."""

from collections.abc import Callable

from liquid.undefined import Undefined


class Unknown(Undefined):
    """A value that nobody has given yet; `needed` is told when the reply cannot do without it."""

    __slots__ = ("needed",)

    # Liquid's own `default` filter then gives its argument.
    force_liquid_default = True

    def __init__(self, name: str, needed: Callable[[str], None]) -> None:
        super().__init__(name)
        self.needed = needed

    def need(self) -> None:
        """Say that the reply cannot do without this value."""
        self.needed(self.name)
